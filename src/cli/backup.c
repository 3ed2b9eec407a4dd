#include <stdio.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "cli/commands.h"
#include "party/tables.h"
#include "store/backup.h"

static int
run(const struct invocation *call, struct db *db, struct arena *arena)
{
	struct schema schema;
	int status = party_schema(arena, &schema);

	if (status == 0)
		status = schema_ready(db);
	return status < 0 ? status : store_backup(db, &schema, call->argv[0]);
}

int
backup_command(const struct invocation *call)
{
	struct arena *arena;
	struct db *db;
	int status;

	if (call->argc != 1)
		return command_misused(call, "用法：dangjian backup 文件", "Usage: dangjian backup FILE");
	umask(077); /* a copy of the database is for nobody else on this machine either */
	if (db_open(call->db, DB_READ, &db) < 0)
		return command_failed(call);
	arena = arena_new(ARENA_REQUEST_MAX);
	status = arena ? run(call, db, arena) : FAIL_MEMORY;
	arena_free(arena);
	db_close(db);
	if (status < 0)
		return command_failed(call);
	fprintf(stderr, "%s\n", call->lang == LANG_EN
	        ? "The key file is not in the backup; keep a copy of it elsewhere: without it the ID numbers cannot be read."
	        : "备份不含密钥文件；请另行妥善保存，没有它证件号码无法读出。");
	return EXIT_HOLDS;
}
