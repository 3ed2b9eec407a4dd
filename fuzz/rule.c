#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "law/rule.h"
#include "target.h"

#define GIVEN_MAX 32

static bool
whole(const char *text)
{
	return text[0] && utf8_valid(text, strlen(text));
}

static void
check_answer(const struct finding *finding)
{
	struct buf out;
	struct json json;

	buf_init(&out, BUF_PAGE_MAX);
	json = json_to(&out);
	finding_json(finding, &json);
	MUST(whole(buf_text(&out)) && buf_status(&out) == 0);
	MUST(whole(finding_why(finding).zh) && whole(finding_why(finding).en));
	MUST(clause_find(finding_clause(finding)) != NULL);
	buf_free(&out);
}

/* Lines of name=value; a line without the sign is a name with an empty value. */
static size_t
split(char *at, struct given given[GIVEN_MAX])
{
	size_t count = 0;

	while (at && count < GIVEN_MAX) {
		char *end = strchr(at, '\n'), *equals;

		if (end)
			*end = '\0';
		equals = strchr(at, '=');
		if (equals)
			*equals = '\0';
		given[count++] = (struct given){at, equals ? equals + 1 : ""};
		at = end ? end + 1 : NULL;
	}
	return count;
}

/* A clause on the first line; then a JSON object, or facts a line each. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	char *clause = arena ? arena_strndup(arena, (const char *)bytes, len) : NULL;
	char *rest = clause ? strchr(clause, '\n') : NULL;
	const struct finding *finding;
	struct given given[GIVEN_MAX];
	int status;

	if (rest) {
		*rest++ = '\0';
		if (*rest == '{')
			status = rule_judge_json(arena, clause, rest, &finding);
		else
			status = rule_judge(arena, clause, given, split(rest, given), &finding);
		if (status == 0)
			check_answer(finding);
		else
			MUST(whole(failure_text(LANG_ZH)) && whole(failure_text(LANG_EN)));
	}
	arena_free(arena);
	return 0;
}
