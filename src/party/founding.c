#include "party/founding.h"

#include <sodium.h>
#include <unistd.h>

#include "base/fail.h"
#include "party/installation.h"
#include "party/tables.h"
#include "store/journal.h"

static int
not_empty(void)
{
	return fail(FAIL_REFUSED, NULL, "db", "数据库里已有内容，没有改动。", "The database is not empty; nothing was changed.");
}

/* A database that has a journal entry is in use. */
static int
check_empty(struct db *db)
{
	int64_t last = 0;
	int status = schema_vacant(db);

	if (status != 0)
		return status < 0 ? status : 0;
	status = journal_last(db, &last);
	if (status < 0)
		return status;
	return last ? not_empty() : 0;
}

static int
make_schema(struct db *db, struct arena *arena, const struct secret *secret)
{
	struct schema schema;
	int status = party_schema(arena, &schema);

	if (status == 0)
		status = db_begin_write(db);
	if (status < 0)
		return status;
	status = schema_upgrade(db, &schema);
	if (status == 0)
		status = installation_mark_key(db, secret);
	if (status == 0)
		status = db_commit(db);
	if (status < 0)
		db_rollback(db);
	return status;
}

int
founding_make(const char *url, const char *key)
{
	struct arena *arena;
	struct secret secret;
	struct db *db = NULL;
	int status;

	if (sodium_init() < 0)
		return fail(FAIL_SYSTEM, NULL, NULL, "没有可用的随机数来源。", "There is no source of randomness.");
	arena = arena_new(ARENA_REQUEST_MAX);
	if (!arena)
		return FAIL_MEMORY;
	if (!key)
		key = secret_default_path(arena, url);
	status = key ? db_open(url, DB_CREATE, &db) : FAIL_MEMORY;
	if (status == 0)
		status = check_empty(db);
	if (status == 0 && access(key, F_OK) != 0)
		status = secret_create(key);
	if (status == 0)
		status = secret_load(key, &secret);
	if (status == 0)
		status = make_schema(db, arena, &secret);
	sodium_memzero(&secret, sizeof secret);
	db_close(db);
	arena_free(arena);
	return status;
}
