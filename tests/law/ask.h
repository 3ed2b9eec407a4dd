/*
 * Asks a clause in the short form, facts separated by spaces, and compares the
 * whole answer; expected outputs stand as JSON with ' for ".
 */
#ifndef DANGJIAN_TESTS_LAW_ASK_H
#define DANGJIAN_TESTS_LAW_ASK_H

#include "../check.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "law/rule.h"

#define ASK_FACTS_MAX 16

static inline int
ask(struct arena *arena, const char *clause, const char *facts, const struct finding **ret_finding)
{
	struct given given[ASK_FACTS_MAX];
	size_t count = 0;
	char *text = arena_strdup(arena, facts), *rest = NULL;

	for (char *word = strtok_r(text, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		char *equals = strchr(word, '=');

		assert_non_null(equals);
		assert_true(count < ASK_FACTS_MAX);
		*equals = '\0';
		given[count++] = (struct given){word, equals + 1};
	}
	return rule_judge(arena, clause, given, count, ret_finding);
}

static inline void
same_outputs(const struct finding *finding, const char *expected)
{
	char *text = strdup(expected);
	struct buf out;
	struct json json;
	json_t *whole, *wanted;

	for (char *at = text; *at; at++)
		*at = *at == '\'' ? '"' : *at;
	buf_init(&out, BUF_PAGE_MAX);
	json = json_to(&out);
	finding_json(finding, &json);
	whole = json_loads(buf_text(&out), 0, NULL);
	wanted = json_loads(text, 0, NULL);
	assert_non_null(whole);
	assert_non_null(wanted);
	if (!json_equal(json_object_get(whole, "outputs"), wanted))
		assert_string_equal(buf_text(&out), expected);
	assert_true(strlen(finding_why(finding).zh) > 0 && strlen(finding_why(finding).en) > 0);
	json_decref(whole);
	json_decref(wanted);
	buf_free(&out);
	free(text);
}

/* The clause answers so: "holds", {…}. */
static inline void
answers(const char *clause, const char *facts, const char *verdict, const char *outputs)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct finding *finding = NULL;

	if (ask(arena, clause, facts, &finding))
		assert_string_equal(last_failure()->en, "");
	assert_string_equal(verdict_name(finding_verdict(finding)), verdict);
	same_outputs(finding, outputs);
	arena_free(arena);
}

/* The facts are refused, and the sentence names this one. */
static inline void
refuses(const char *clause, const char *facts, const char *fact)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct finding *finding = NULL;

	assert_int_equal(ask(arena, clause, facts, &finding), FAIL_INPUT);
	assert_null(finding);
	assert_string_equal(last_failure()->field, fact);
	assert_non_null(strstr(last_failure()->zh, fact));
	assert_non_null(strstr(last_failure()->en, fact));
	arena_free(arena);
}

#endif
