#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "cli/commands.h"
#include "party/access.h"
#include "party/body_name.h"
#include "party/duty.h"
#include "registry/list.h"
#include "store/schema.h"

#define DUTIES_MAX ((size_t)1 << 30) /* bytes of what is due in a part of the tree */
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
       struct actor *actor, const char **scope)
{
	const struct grant *grant;
	const char *today;
	int status = actor_by_name(db, arena, call->as, call->today, actor);

	if (status < 0)
		return status;
	if (body)
		return access_node(db, arena, actor, ROLE_BUSINESS, body, call->today, asked->as_of, &today);
	grant = actor_widest(actor, ROLE_BUSINESS);
	if (!grant)
		return fail(FAIL_FORBIDDEN, "DP-12", "as", "该账号没有可以查看待办事项的角色。",
		            "The account holds no role that sees what is due.");
	return grant->node ? placement_path(db, arena, grant->node, asked->as_of, scope) : 0;
}

static int
find_scope(const struct invocation *call, struct db *db, struct arena *arena, const struct asked *asked,
           struct actor *ret_actor, const char **ret_scope)
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
		status = narrow(call, db, arena, asked, body, ret_actor, &scope);
	if (status == 0)
		*ret_scope = scope;
	return status;
}

/* What is printed, one duty at a time: as one text those of a country would take much memory. */
struct printing {
	enum lang lang;
	bool json, any;
	const struct actor *actor;   /* whom it is for; null: whoever operates the machine */
};

/* subject, clause, since, by, state, sentence */
static void
write_line(const struct duty *duty, enum lang lang, struct buf *out)
{
	char since[DAY_TEXT], by[DAY_TEXT];

	buf_printf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", duty->name, duty->clause, day_text(duty->since, since),
	           day_text(duty->by, by), duty_state_name(duty->state), in_lang(duty->why, lang));
}

static void
write_duty(void *arg, const struct duty *duty, struct buf *out)
{
	const struct printing *printing = arg;
	struct json json = json_to(out);

	if (printing->actor && !duty_is_for(duty, printing->actor))
		return;
	if (printing->json)
		duty_json(duty, &json);
	else
		write_line(duty, printing->lang, out);
}

static void
print_duty(void *arg, const char *text, size_t size)
{
	struct printing *printing = arg;

	if (size == 0)
		return;
	if (printing->json)
		putchar(printing->any ? ',' : '[');
	printing->any = true;
	fwrite(text, 1, size, stdout);
}

static int
print_part(struct db *db, struct arena *arena, const char *scope, day_no as_of, struct printing *printing)
{
	struct duties duties;
	struct buf text;
	int status = duties_derive(db, arena, scope, as_of, &duties);

	if (status < 0)
		return status;
	buf_init(&text, DUTY_TEXT_MAX);
	for (size_t i = 0; i < duties.count && status == 0; i++) {
		buf_clear(&text);
		write_duty(printing, &duties.items[i], &text);
		status = buf_status(&text);
		if (status == 0)
			print_duty(printing, buf_text(&text), text.len);
	}
	buf_free(&text);
	return status;
}

/* Read by two threads, each through a connection of its own. */
static int
print_country(const struct invocation *call, struct db *db, day_no as_of, const struct duty_writer *writer)
{
	struct db *beside;
	int status = db_open(call->db, DB_READ, &beside);

	if (status < 0)
		return status;
	status = db_begin_read(beside);
	if (status == 0)
		status = duties_write(db, beside, as_of, writer);
	db_close(beside);
	return status;
}

static int
print(const struct invocation *call, struct db *db, struct arena *arena, const struct asked *asked)
{
	struct actor actor;
	struct printing printing = {.lang = call->lang, .json = asked->json, .actor = call->as ? &actor : NULL};
	const struct duty_writer writer = {write_duty, print_duty, &printing, 0};
	const char *scope;
	int status = find_scope(call, db, arena, asked, &actor, &scope);

	if (status < 0)
		return status;
	status = scope ? print_part(db, arena, scope, asked->as_of, &printing) : print_country(call, db, asked->as_of, &writer);
	if (status == 0 && asked->json)
		puts(printing.any ? "]" : "[]");
	return status;
}

int
duties_command(const struct invocation *call)
{
	struct asked asked = {.as_of = call->today};
	int status = read_arguments(call, &asked);
	struct arena *arena;
	struct db *db;

	if (status != 0)
		return status;
	if (db_open(call->db, DB_READ, &db) < 0)
		return command_failed(call);
	arena = arena_new(DUTIES_MAX);
	status = arena ? print(call, db, arena, &asked) : FAIL_MEMORY;
	db_close(db);
	arena_free(arena);
	return status < 0 ? command_failed(call) : EXIT_HOLDS;
}
