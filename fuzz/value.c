/*
 * One field's value as a form, call or workbook gives it.  The first line is
 * KIND.FIELD, the rest the text; without such a field every one is tried.
 * Every door has refused what is no UTF-8 before.
 */
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "registry/input.h"
#include "target.h"

static void
must_be_refusal(const char *text, int status)
{
	const char *zh = failure_text(LANG_ZH), *en = failure_text(LANG_EN);
	size_t digits = strspn(text, "0123456789");

	MUST(status == FAIL_INPUT || status == FAIL_TOO_LARGE || status == FAIL_MEMORY);
	MUST(*zh && *en && utf8_valid(zh, strlen(zh)) && utf8_valid(en, strlen(en)));
	/* A sentence about an ID number repeats none of it (DP-6). */
	MUST(digits < 17 || strlen(text) != 18 || (!strstr(zh, text) && !strstr(en, text)));
}

static void
check(struct arena *arena, const struct field *field, const char *text)
{
	const struct secret secret = {{7}};
	struct value value;
	struct buf out;
	struct json json;
	int status = field_read(arena, field, text, &value);

	if (status < 0) {
		must_be_refusal(text, status);
		return;
	}
	buf_init(&out, BUF_PAGE_MAX);
	json = json_to(&out);
	/* What is sealed is opened with the key; a plain text is none. */
	if (field->type != FIELD_RESIDENT) {
		const char *zh = field_text(arena, field, &value, LANG_ZH, &secret);

		MUST(zh && utf8_valid(zh, strlen(zh)));
		MUST(field_text(arena, field, &value, LANG_EN, &secret));
		field_json(&json, field, &value);
		MUST(buf_status(&out) == 0 && utf8_valid(buf_text(&out), out.len));
	}
	buf_free(&out);
}

/* The field that a line names; its kind too. */
static bool
is_named(const struct kind *kind, const struct field *field, const char *line, size_t len)
{
	size_t kind_len = strlen(kind->name);

	return len == kind_len + 1 + strlen(field->name) && memcmp(line, kind->name, kind_len) == 0 &&
	       line[kind_len] == '.' && memcmp(line + kind_len + 1, field->name, strlen(field->name)) == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const char *line = arena && utf8_valid((const char *)bytes, len) ? arena_strndup(arena, (const char *)bytes, len) : NULL;
	const char *end = line ? strchr(line, '\n') : NULL;
	bool found = false;

	if (!line)
		goto out;
	for (int pass = 0; pass < 2 && !found; pass++)
		for (size_t k = 0; kinds[k]; k++)
			for (size_t f = 0; f < kinds[k]->field_count; f++)
				if (pass || (end && is_named(kinds[k], &kinds[k]->fields[f], line, (size_t)(end - line)))) {
					found = true;
					check(arena, &kinds[k]->fields[f], end ? end + 1 : line);
				}
out:
	arena_free(arena);
	return 0;
}
