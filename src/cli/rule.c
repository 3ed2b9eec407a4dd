#include "cli/commands.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "law/rule.h"
#include "web/enforced.h"
#include "web/pages.h"

static int
print(const struct invocation *call, struct buf *out, int exit)
{
	if (buf_status(out))
		exit = command_failed(call);
	else
		puts(buf_text(out));
	buf_free(out);
	return exit;
}

static int
write_clauses(struct arena *arena, const struct enforcers *enforcers, struct json *json)
{
	size_t count;
	const struct clause *all = clauses(&count);
	int status = 0;

	json_open(json, '[');
	for (size_t i = 0; i < count && status == 0; i++) {
		json_open(json, '{');
		clause_json(&all[i], json);
		status = enforced_json(arena, enforcers, all[i].id, json);
		json_close(json, '}');
	}
	json_close(json, ']');
	return status;
}

/* The clauses with what enforces them: all actions and pages there are. */
static int
write_list(struct arena *arena, struct json *json)
{
	struct enforcers enforcers = {0};
	const struct route *const *tables;
	struct routes *routes = NULL;
	int status;

	enforcers.actions = actions_all(arena, &enforcers.action_count);
	tables = enforcers.actions ? pages_all(arena, enforcers.actions, enforcers.action_count) : NULL;
	status = tables ? routes_new(tables, &routes) : FAIL_MEMORY;
	enforcers.routes = routes;
	if (status == 0)
		status = write_clauses(arena, &enforcers, json);
	routes_free(routes);
	return status;
}

static int
list_json(const struct invocation *call)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct buf out;
	struct json json;
	int exit;

	buf_init(&out, BUF_PAGE_MAX);
	json = json_to(&out);
	exit = arena && write_list(arena, &json) == 0 ? EXIT_HOLDS : command_failed(call);
	if (exit == EXIT_HOLDS)
		exit = print(call, &out, EXIT_HOLDS);
	else
		buf_free(&out);
	arena_free(arena);
	return exit;
}

static int
list(const struct invocation *call)
{
	size_t count;
	const struct clause *all = clauses(&count);

	for (size_t i = 0; i < count; i++)
		printf("%s\t%s\t%s\n", all[i].id, clause_kind_name(all[i].kind),
		       in_lang(all[i].title, call->lang));
	return EXIT_HOLDS;
}

/* A clause that computes nothing, asked without facts, is answered by its text. */
static int
text_only(const struct invocation *call, const struct clause *clause)
{
	struct buf out;
	struct json json;

	buf_init(&out, BUF_PAGE_MAX);
	json = json_to(&out);
	json_open(&json, '{');
	json_key(&json, "clause");
	json_text(&json, clause->id);
	json_key(&json, "rule_set");
	json_none(&json);
	json_key(&json, "verdict");
	json_text(&json, verdict_name(NOT_APPLICABLE));
	json_key(&json, "outputs");
	json_open(&json, '{');
	json_close(&json, '}');
	json_key(&json, "why");
	json_bilingual(&json, clause->summary);
	json_close(&json, '}');
	return print(call, &out, EXIT_HOLDS);
}

static int
answer(const struct invocation *call, const struct finding *finding)
{
	static const int exits[] = {
		[HOLDS] = EXIT_HOLDS, [BREACH] = EXIT_BREACH, [FLAG] = EXIT_FLAG,
		[NOT_APPLICABLE] = EXIT_HOLDS,
	};
	struct buf out;
	struct json json;

	buf_init(&out, BUF_PAGE_MAX);
	json = json_to(&out);
	finding_json(finding, &json);
	return print(call, &out, exits[finding_verdict(finding)]);
}

/* key=value …: the key ends at the first equals sign. */
static int
judge_words(const struct invocation *call, struct arena *arena, const char *clause,
            const struct finding **ret_finding)
{
	size_t count = (size_t)call->argc - 1;
	struct given *given = ARENA_ARRAY(arena, count, struct given);

	if (!given)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++) {
		const char *word = call->argv[i + 1];
		const char *equals = strchr(word, '=');

		if (!equals || equals == word)
			return fail(FAIL_INPUT, clause, NULL, "事实要写成 名称=值：%s",
			            "A fact is written name=value: %s", word);
		given[i].name = arena_strndup(arena, word, (size_t)(equals - word));
		given[i].text = equals + 1;
		if (!given[i].name)
			return FAIL_MEMORY;
	}
	return rule_judge(arena, clause, given, count, ret_finding);
}

/* An object without a fact in it, however it is spaced. */
static bool
is_empty_object(const char *json)
{
	static const char blanks[] = " \t\r\n";

	json += strspn(json, blanks);
	if (*json++ != '{')
		return false;
	json += strspn(json, blanks);
	return *json == '}' && json[1 + strspn(json + 1, blanks)] == '\0';
}

static int
judge_one(const struct invocation *call)
{
	const char *clause = call->argv[0];
	bool json = call->argc > 1 && strcmp(call->argv[1], "--json") == 0;
	const struct finding *finding;
	struct arena *arena;
	bool none;
	int status;

	if (json && call->argc != 3)
		return command_misused(call, "--json 后面要有一个 JSON 对象，且不能再写别的事实。",
		                       "--json is followed by one JSON object and nothing else.");
	none = call->argc == 1 || (json && is_empty_object(call->argv[2]));
	if (none && !rule_find(clause) && clause_find(clause))
		return text_only(call, clause_find(clause));
	arena = arena_new(ARENA_REQUEST_MAX);
	if (!arena)
		return command_failed(call);
	status = json ? rule_judge_json(arena, clause, call->argv[2], &finding)
	              : judge_words(call, arena, clause, &finding);
	status = status ? command_failed(call) : answer(call, finding);
	arena_free(arena);
	return status;
}

int
rule_command(const struct invocation *call)
{
	if (call->argc == 0)
		return list(call);
	if (strcmp(call->argv[0], "--json") != 0)
		return judge_one(call);
	if (call->argc > 1)
		return command_misused(call, "--json 在条款编号之前时不带别的参数。",
		                       "--json before a clause takes no further arguments.");
	return list_json(call);
}
