/* Days, numbers and money as they are typed, one a line; what is read is written back the same. */
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/num.h"
#include "target.h"

static void
check(const char *text)
{
	char written[MONEY_TEXT];
	int64_t number, again;
	day_no day;

	if (day_parse(text, &day) == 0) {
		char out[DAY_TEXT];

		MUST(day >= DAY_MIN && day <= DAY_MAX);
		MUST(strcmp(day_text(day, out), text) == 0);
	}
	if (num_parse(text, &number) == 0)
		MUST(text[strspn(text, "-0123456789")] == '\0');
	if (money_parse(text, &number) == 0) {
		MUST(money_parse(money_text(number, written), &again) == 0);
		MUST(again == number);
	}
}

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
