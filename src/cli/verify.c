#include <stdio.h>

#include "base/fail.h"
#include "cli/commands.h"
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

int
verify_command(const struct invocation *call)
{
	struct arena *arena;
	struct db *db;
	int status;

	if (call->argc)
		return command_misused(call, "用法：dangjian verify", "Usage: dangjian verify");
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
