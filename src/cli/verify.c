#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "cli/commands.h"
#include "cli/desk.h"
#include "party/tables.h"
#include "party/verify.h"

static void
print(void *arg, struct bilingual finding)
{
	const struct invocation *call = arg;

	puts(in_lang(finding, call->lang));
}

/* The number of findings, or a failure; the database is read as one state. */
static int
run(const struct invocation *call, struct db *db, struct arena *arena)
{
	struct invocation to = *call;
	struct schema schema;
	int status = party_schema(arena, &schema);

	if (status == 0)
		status = db_begin_read(db);
	if (status == 0)
		status = schema_ready(db);
	return status < 0 ? status : verify(db, &schema, print, &to);
}

/* Before the verification, so that what it then says is what is left. */
static int
rebuild(const struct invocation *call)
{
	struct desk desk;
	int status = desk_open(call, &desk);

	if (status < 0)
		return status;
	status = tallies_rebuild(&desk.call);
	desk_close(&desk);
	return status;
}

int
verify_command(const struct invocation *call)
{
	bool anew = call->argc == 1 && strcmp(call->argv[0], "--rebuild-tallies") == 0;
	struct arena *arena;
	struct db *db;
	int status;

	if (call->argc && !anew)
		return command_misused(call, "用法：dangjian verify [--rebuild-tallies]",
		                       "Usage: dangjian verify [--rebuild-tallies]");
	if (anew && call->as)
		return command_misused(call, "重算统计只能由操作员进行，不用 --as。",
		                       "Tallies are rebuilt by the operator, without --as.");
	if (anew && rebuild(call) < 0)
		return command_failed(call);
	if (db_open(call->db, DB_READ, &db) < 0)
		return command_failed(call);
	arena = arena_new(ARENA_REQUEST_MAX);
	status = arena ? run(call, db, arena) : FAIL_MEMORY;
	arena_free(arena);
	db_close(db);
	if (status < 0)
		return command_failed(call);
	return status > 0 ? EXIT_BREACH : EXIT_HOLDS;
}
