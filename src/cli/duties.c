#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "cli/commands.h"
#include "party/access.h"
#include "party/body_name.h"
#include "party/duty.h"
#include "registry/list.h"
#include "store/schema.h"

#define DUTIES_MAX ((size_t)1 << 30) /* bytes of what is due nationwide */
#define DUTY_TEXT_MAX ((size_t)64 << 10) /* bytes of one duty */

struct asked {
	day_no as_of;
	const char *under;
	bool json;
};

static int
read_arguments(const struct invocation *call, struct asked *asked)
{
	for (int i = 0; i < call->argc; i++) {
		bool last = i + 1 == call->argc;

		if (strcmp(call->argv[i], "--json") == 0)
			asked->json = true;
		else if (strcmp(call->argv[i], "--under") == 0 && !last)
			asked->under = call->argv[++i];
		else if (strcmp(call->argv[i], "--as-of") == 0 && !last) {
			if (day_parse(call->argv[++i], &asked->as_of) < 0)
				return command_failed(call);
		} else
			return command_misused(call, "用法：dangjian duties [--as-of 日期] [--under 党组织] [--json]",
			                       "Usage: dangjian duties [--as-of DATE] [--under BODY] [--json]");
	}
	return 0;
}

/* What --as leaves of the scope, as the page /duties does: rights are today's, the part of the tree is that of the day. */
static int
narrow(const struct invocation *call, struct db *db, struct arena *arena, const struct asked *asked, int64_t body,
       const char **scope)
{
	const struct grant *grant;
	struct actor actor;
	const char *today;
	int status = actor_by_name(db, arena, call->as, call->today, &actor);

	if (status < 0)
		return status;
	if (body)
		return access_node(db, arena, &actor, ROLE_BUSINESS, body, call->today, asked->as_of, &today);
	grant = actor_widest(&actor, ROLE_BUSINESS);
	if (!grant)
		return fail(FAIL_FORBIDDEN, "DP-12", "as", "该账号没有可以查看待办事项的角色。",
		            "The account holds no role that sees what is due.");
	return grant->node ? placement_path(db, arena, grant->node, asked->as_of, scope) : 0;
}

static int
derive(const struct invocation *call, struct db *db, struct arena *arena, const struct asked *asked,
       struct duties *duties)
{
	const char *scope = NULL;
	int64_t body = 0;
	int status = db_begin_read(db);

	if (status == 0)
		status = schema_ready(db);
	if (status == 0 && asked->under) {
		status = body_by_name(db, arena, asked->under, asked->as_of, &body);
		if (status == 0)
			status = placement_path(db, arena, body, asked->as_of, &scope);
	}
	if (status == 0 && call->as)
		status = narrow(call, db, arena, asked, body, &scope);
	return status < 0 ? status : duties_derive(db, arena, scope, asked->as_of, duties);
}

/* subject, clause, since, by, state, sentence */
static void
print_lines(const struct duties *duties, enum lang lang)
{
	for (size_t i = 0; i < duties->count; i++) {
		const struct duty *duty = &duties->items[i];
		char since[DAY_TEXT], by[DAY_TEXT];

		printf("%s\t%s\t%s\t%s\t%s\t%s\n", duty->name, duty->clause, day_text(duty->since, since),
		       day_text(duty->by, by), duty_state_name(duty->state), in_lang(duty->why, lang));
	}
}

/* One by one: as one text those of a country take as much memory again. */
static int
print_json(const struct duties *duties)
{
	struct buf out;
	struct json json;
	int status = 0;

	buf_init(&out, DUTY_TEXT_MAX);
	json = json_to(&out);
	json_open(&json, '[');
	for (size_t i = 0; i < duties->count && status == 0; i++) {
		duty_json(&duties->items[i], &json);
		status = buf_status(&out);
		fwrite(buf_text(&out), 1, out.len, stdout);
		buf_clear(&out);
	}
	json_close(&json, ']');
	if (status == 0)
		status = buf_status(&out);
	if (status == 0)
		puts(buf_text(&out));
	buf_free(&out);
	return status;
}

int
duties_command(const struct invocation *call)
{
	struct asked asked = {.as_of = call->today};
	int status = read_arguments(call, &asked);
	struct duties duties = {0};
	struct arena *arena;
	struct db *db;

	if (status != 0)
		return status;
	if (db_open(call->db, DB_READ, &db) < 0)
		return command_failed(call);
	arena = arena_new(DUTIES_MAX);
	status = arena ? derive(call, db, arena, &asked, &duties) : FAIL_MEMORY;
	if (status == 0 && asked.json)
		status = print_json(&duties);
	else if (status == 0)
		print_lines(&duties, call->lang);
	db_close(db);
	arena_free(arena);
	return status < 0 ? command_failed(call) : EXIT_HOLDS;
}
