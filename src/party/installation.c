#include "party/installation.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "party/action.h"
#include "party/tables.h"

/* What is kept of the key: a keyed hash of this word, which tells keys apart and nothing more. */
#define KEY_WORD "dangjian"

STATEMENT(key_read, "select value from meta where name = 'key'");
STATEMENT(key_write, "insert into meta (name, value) values ('key', $1)"
                     " on conflict (name) do update set value = excluded.value");

int
installation_mark_key(struct db *db, const struct secret *secret)
{
	char mark[LOOKUP_TEXT];

	secret_lookup(secret, KEY_WORD, mark);
	return db_exec(db, key_write, ARGS(TEXT(mark)), NULL);
}

/* 1 if the key is the database's, 0 if it is another. */
static int
key_fits(struct db *db, const struct secret *secret)
{
	char mark[LOOKUP_TEXT];
	struct rows *rows;
	int status;

	secret_lookup(secret, KEY_WORD, mark);
	status = db_query(db, key_read, NO_ARGS, &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		status = strcmp(rows_text(rows, 0), mark) == 0;
	rows_close(rows);
	return status;
}

/*
 * A renewal of the key that was cut off after its commit has left the new key
 * beside the old one: it takes its place now.
 */
static int
load_key(struct arena *arena, struct db *db, const char *path, struct secret *ret_secret)
{
	const char *renewed = arena_printf(arena, "%s.new", path);
	struct secret secret;
	int status = secret_load(path, &secret);

	if (!renewed)
		return FAIL_MEMORY;
	if (status == 0)
		status = key_fits(db, &secret);
	if (status == 0 && secret_load(renewed, &secret) == 0 && (status = key_fits(db, &secret)) > 0 &&
	    rename(renewed, path) != 0)
		return fail(FAIL_SYSTEM, NULL, "key", "不能把新密钥放到 %s。", "The new key cannot be put at %s.", path);
	if (status == 0)
		return fail(FAIL_SYSTEM, NULL, "key", "密钥文件 %s 不是这个数据库的。",
		            "The key file %s is not this database's.", path);
	if (status < 0)
		return status;
	*ret_secret = secret;
	return 0;
}

static int
open_database(struct installation *installation, const char *key)
{
	struct db *db;
	int status = db_open(installation->url, DB_WRITE, &db);

	if (status < 0)
		return status;
	status = schema_ready(db);
	if (status == 0)
		status = db_begin_write(db);
	if (status == 0) {
		status = schema_upgrade(db, &installation->schema);
		if (status == 0)
			status = db_commit(db);
		if (status < 0)
			db_rollback(db);
	}
	if (status == 0)
		status = load_key(installation->arena, db, key, &installation->secret);
	db_close(db);
	return status;
}

int
installation_open(const char *url, const char *key, struct installation **ret_installation)
{
	struct arena *arena;
	struct installation *installation;
	int status = FAIL_MEMORY;

	if (sodium_init() < 0)
		return fail(FAIL_SYSTEM, NULL, NULL, "没有可用的随机数来源。", "There is no source of randomness.");
	arena = arena_new(ARENA_REQUEST_MAX);
	if (!arena)
		return FAIL_MEMORY;
	installation = ARENA_NEW(arena, struct installation);
	if (!installation)
		goto out;
	*installation = (struct installation){.arena = arena, .cost = PASSWORD_COST,
	                                      .url = arena_strdup(arena, url)};
	installation->actions = actions_all(arena, &installation->action_count);
	if (!key)
		key = secret_default_path(arena, url);
	if (!installation->url || !installation->actions || !key)
		goto out;
	status = party_schema(arena, &installation->schema);
	if (status == 0)
		status = open_database(installation, key);
	if (status == 0)
		status = writer_open(url, &installation->writer);
	if (status == 0) {
		*ret_installation = installation;
		return 0;
	}
out:
	arena_free(arena);
	return status;
}

void
installation_close(struct installation *installation)
{
	if (!installation)
		return;
	writer_close(installation->writer);
	sodium_memzero(&installation->secret, sizeof installation->secret);
	arena_free(installation->arena);
}
