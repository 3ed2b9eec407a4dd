#include "party/installation.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "party/action.h"
#include "party/due_cache.h"
#include "party/import_runs.h"
#include "party/tables.h"
#include "party/tree_cache.h"
#include "party/upgrade.h"
#include "party/value_cache.h"
#include "registry/count_cache.h"
#include "registry/muster.h"
#include "registry/piece_cache.h"

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

enum fit { KEY_NONE, KEY_OTHER, KEY_FITS };

/* Whether a mark is the database's; enum fit, or a failure. */
static int
mark_fits(struct db *db, const char *mark)
{
	struct rows *rows;
	int status = db_query(db, key_read, NO_ARGS, &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		status = strcmp(rows_text(rows, 0), mark) == 0 ? KEY_FITS : KEY_OTHER;
	rows_close(rows);
	return status;
}

static int
key_fits(struct db *db, const struct secret *secret)
{
	char mark[LOOKUP_TEXT];

	secret_lookup(secret, KEY_WORD, mark);
	return mark_fits(db, mark);
}

int
installation_check_key(struct db *db, const struct installation *installation)
{
	int fit = mark_fits(db, installation->key_mark);

	if (fit < 0 || fit == KEY_FITS)
		return fit < 0 ? fit : 0;
	return fail(FAIL_SYSTEM, NULL, "key", "密钥已经更换，请重新启动服务。",
	            "The key was renewed; restart the server.");
}

static int
other_key(void)
{
	return fail(FAIL_SYSTEM, NULL, "key", "密钥文件不是这个数据库的。", "The key file is not this database's.");
}

const char *
installation_key_path(struct arena *arena, const char *url, const char *key)
{
	return key ? key : secret_default_path(arena, url);
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
	int fit, status = renewed ? secret_load(path, &secret) : FAIL_MEMORY;

	if (status < 0)
		return status;
	fit = key_fits(db, &secret);
	if (fit == KEY_OTHER && secret_load(renewed, &secret) == 0) {
		fit = key_fits(db, &secret);
		if (fit == KEY_FITS && rename(renewed, path) != 0)
			return fail(FAIL_SYSTEM, NULL, "key", "不能把新密钥放到 %s。",
			            "The new key cannot be put at %s.", path);
	}
	if (fit < 0)
		return fit;
	if (fit != KEY_FITS)
		return other_key();
	*ret_secret = secret;
	sodium_memzero(&secret, sizeof secret);
	return 0;
}

static int
open_database(struct installation *installation, const char *key)
{
	int64_t version = 0;
	struct db *db;
	int status = db_open(installation->url, DB_WRITE, &db);

	if (status < 0)
		return status;
	status = schema_ready(db);
	if (status == 0)
		status = db_begin_write(db);
	if (status == 0) {
		status = schema_version(db, &version);
		if (status == 0)
			status = schema_upgrade(db, &installation->schema);
		if (status == 0)
			status = upgrade_from(db, version);
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

	if (sodium_init() < 0 || oath_init() != OATH_OK)
		return fail(FAIL_SYSTEM, NULL, NULL, "没有可用的随机数来源。", "There is no source of randomness.");
	arena = arena_new(ARENA_REQUEST_MAX);
	if (!arena)
		return FAIL_MEMORY;
	installation = ARENA_NEW(arena, struct installation);
	if (!installation)
		goto out;
	*installation = (struct installation){.arena = arena, .cost = PASSWORD_COST,
	                                      .url = arena_strdup(arena, url)};
	sodium_mlock(&installation->secret, sizeof installation->secret); /* never to the swap; where that is denied, so be it */
	installation->actions = actions_all(arena, &installation->action_count);
	key = installation_key_path(arena, url, key);
	if (!installation->url || !installation->actions || !key)
		goto out;
	status = party_schema(arena, &installation->schema);
	if (status == 0)
		status = open_database(installation, key);
	secret_lookup(&installation->secret, KEY_WORD, installation->key_mark);
	if (status == 0)
		status = due_cache_new(&installation->due);
	if (status == 0)
		status = import_runs_new(installation, &installation->imports);
	if (status == 0)
		status = count_cache_new(&installation->counts);
	if (status == 0)
		status = musters_new(MUSTER_FROM, &installation->musters);
	if (status == 0)
		status = piece_cache_new(TREE_KEPT, TREE_BYTES, &installation->tree);
	if (status == 0)
		status = piece_cache_new(VALUES_KEPT, VALUES_BYTES, &installation->values);
	if (status == 0)
		status = writer_open(url, &installation->writer);
	if (status == 0) {
		*ret_installation = installation;
		return 0;
	}
out:
	import_runs_free(installation ? installation->imports : NULL);
	due_cache_free(installation ? installation->due : NULL);
	count_cache_free(installation ? installation->counts : NULL);
	musters_free(installation ? installation->musters : NULL);
	piece_cache_free(installation ? installation->tree : NULL);
	piece_cache_free(installation ? installation->values : NULL);
	if (installation)
		sodium_munlock(&installation->secret, sizeof installation->secret);
	arena_free(arena);
	return status;
}

int
installation_within(struct db *db, const struct secret *secret, struct installation **ret_installation)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct installation *installation = arena ? ARENA_NEW(arena, struct installation) : NULL;
	int status = installation ? 0 : FAIL_MEMORY;

	if (status == 0) {
		*installation = (struct installation){.arena = arena, .cost = PASSWORD_COST, .secret = *secret};
		sodium_mlock(&installation->secret, sizeof installation->secret);
		installation->actions = actions_all(arena, &installation->action_count);
		secret_lookup(&installation->secret, KEY_WORD, installation->key_mark);
		status = installation->actions ? party_schema(arena, &installation->schema) : FAIL_MEMORY;
	}
	if (status == 0)
		status = writer_within(db, &installation->writer);
	if (status == 0) {
		*ret_installation = installation;
		return 0;
	}
	if (installation)
		sodium_munlock(&installation->secret, sizeof installation->secret);
	arena_free(arena);
	return status;
}

int
installation_read_from(struct installation *installation, const char *url, replica_tell *tell, void *arg)
{
	return replica_open(installation->url, url, installation->writer, tell, arg, &installation->replica);
}

void
installation_close(struct installation *installation)
{
	if (!installation)
		return;
	import_runs_free(installation->imports); /* they write */
	replica_close(installation->replica);
	writer_close(installation->writer);
	due_cache_free(installation->due);
	count_cache_free(installation->counts);
	musters_free(installation->musters);
	piece_cache_free(installation->tree);
	piece_cache_free(installation->values);
	sodium_munlock(&installation->secret, sizeof installation->secret); /* overwrites it, too */
	arena_free(installation->arena);
}
