#include "party/founding.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/text.h"
#include "party/installation.h"
#include "party/tables.h"
#include "store/journal.h"
#include "store/backup.h"

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

/* A new database: its file or server, its key, and what it is filled with. */
struct founding {
	const char *key;
	struct arena *arena;
	int (*fill)(struct db *db, const struct secret *secret, void *arg); /* or null */
	void *arg;
};

static int
run_fill(struct db *db, const struct founding *founding, const struct secret *secret)
{
	int status = db_begin_write(db);

	if (status < 0)
		return status;
	status = founding->fill(db, secret, founding->arg);
	if (status == 0)
		status = db_commit(db);
	if (status < 0)
		db_rollback(db);
	return status;
}

static int
found(struct db *db, void *arg)
{
	const struct founding *founding = arg;
	struct secret secret;
	int status = check_empty(db);

	if (status == 0 && access(founding->key, F_OK) != 0)
		status = secret_create(founding->key);
	if (status == 0)
		status = secret_load(founding->key, &secret);
	if (status == 0)
		status = make_schema(db, founding->arena, &secret);
	if (status == 0 && founding->fill)
		status = run_fill(db, founding, &secret);
	sodium_memzero(&secret, sizeof secret);
	return status;
}

static int
found_at(const char *url, struct founding *founding)
{
	const char *path = founding->fill && text_starts(url, "sqlite:") ? url + strlen("sqlite:") : NULL;
	struct db *db;
	int status;

	if (path && *path && access(path, F_OK) != 0)
		return store_draft(path, found, founding);
	status = db_open(url, DB_CREATE, &db);
	if (status < 0)
		return status;
	status = found(db, founding);
	db_close(db);
	return status;
}

int
founding_fill(const char *url, const char *key,
              int (*fill)(struct db *db, const struct secret *secret, void *arg), void *arg)
{
	struct founding founding = {key, .fill = fill, .arg = arg};
	int status = FAIL_MEMORY;

	if (sodium_init() < 0)
		return fail(FAIL_SYSTEM, NULL, NULL, "没有可用的随机数来源。", "There is no source of randomness.");
	founding.arena = arena_new(ARENA_REQUEST_MAX);
	if (founding.arena && !key)
		founding.key = secret_default_path(founding.arena, url);
	if (founding.arena && founding.key)
		status = found_at(url, &founding);
	arena_free(founding.arena);
	return status;
}

int
founding_make(const char *url, const char *key)
{
	return founding_fill(url, key, NULL, NULL);
}
