#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "names/codes.h"
#include "target.h"

/* A sentence is whole, and one about a person's number repeats none of it (DP-6). */
static void
must_be_said(const char *code, bool personal)
{
	const char *zh = failure_text(LANG_ZH), *en = failure_text(LANG_EN);

	MUST(zh[0] && en[0] && utf8_valid(zh, strlen(zh)) && utf8_valid(en, strlen(en)));
	MUST(!personal || strlen(code) < 4 || (!strstr(zh, code) && !strstr(en, code)));
}

static void
check(const char *code)
{
	struct credit_code parts;
	char region[REGION_CODE];
	day_no birth;

	if (credit_code_check(code, &parts) == 0) {
		MUST(strlen(code) == 18 && memcmp(parts.region, code + 2, 6) == 0);
		MUST((parts.standing == CREDIT_CATEGORY) == (parts.category > 0));
		MUST(code[16] == organization_check_digit(code + 8));
		MUST(code[17] == credit_check_digit(code));
	} else {
		must_be_said(code, false);
	}
	if (resident_id_check(code, &birth, region) == 0) {
		MUST(strlen(code) == 18 && memcmp(region, code, 6) == 0);
		MUST(birth >= DAY_MIN && code[17] == resident_check_digit(code));
	} else {
		must_be_said(code, true);
	}
	MUST((region_name(code) != NULL) == (region_state(code) != REGION_UNKNOWN));
}

/* One code a line. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	char *at = arena ? arena_strndup(arena, (const char *)bytes, len) : NULL;

	while (at) {
		char *end = strchr(at, '\n');

		if (end)
			*end = '\0';
		check(at);
		at = end ? end + 1 : NULL;
	}
	arena_free(arena);
	return 0;
}
