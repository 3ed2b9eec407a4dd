#include "store/db.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/text.h"
#include "store/engine.h"

STATEMENT(meta_read, "select count(*) from meta");

#define CACHE_BUCKETS 64
#define CACHE_MAX 512 /* prepared statements kept on one connection */
#define LOAD_SQL_MAX ((size_t)16 << 10)

/* A prepared statement and, while it runs, the rows it gives. */
struct rows {
	struct db *db;
	struct prepared *prepared;
	struct rows *next; /* in its bucket */
	uint64_t hash;
	bool running;
	bool cached;
	size_t size; /* of sql, its end included */
	char sql[];
};

struct db {
	const struct engine *engine;
	void *handle;
	struct rows *cache[CACHE_BUCKETS];
	size_t cached;
	bool begun, writing;   /* a transaction was begun and not ended by us, a writing one */
	bool posting;          /* within it: what is not asked about need not be waited for */
	int64_t transaction;   /* its number, or 0 */
	struct buf load;       /* the insert of rows in bulk, for an engine that knows no better */
};

extern const struct statement __start_dangjian_sql[] __attribute__((weak));
extern const struct statement __stop_dangjian_sql[] __attribute__((weak));

const struct statement *
statements(size_t *ret_count)
{
	*ret_count = (size_t)(__stop_dangjian_sql - __start_dangjian_sql);
	return __start_dangjian_sql;
}

int
schema_differs(const char *message)
{
	return fail(FAIL_SYSTEM, NULL, "db",
	            "数据库的表与本程序的不一致（%s）；用本程序在这个库上启动一次服务，库会随之升级。",
	            "The tables of the database are not this program's (%s); start this program's server on it once, which brings it"
	            " up to date.", message);
}

bool
value_equals(const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return false;
	return a->type == VALUE_NULL || (a->type == VALUE_INT ? a->number == b->number : strcmp(a->text, b->text) == 0);
}

int
db_open(const char *url, enum db_open_mode mode, struct db **ret_db)
{
	const struct engine *engine = text_starts(url, "sqlite:") ? &sqlite_engine
	                              : text_starts(url, "postgresql://") || text_starts(url, "postgres://")
	                                        ? &postgresql_engine : NULL;
	struct db *db;
	int status;

	if (!engine)
		return fail(FAIL_INPUT, NULL, "db",
		            "数据库地址应以 sqlite: 或 postgresql:// 开头。",
		            "The database address begins with sqlite: or postgresql://.");
	db = calloc(1, sizeof *db);
	if (!db)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	db->engine = engine;
	buf_init(&db->load, LOAD_SQL_MAX);
	status = engine->open(url, mode, &db->handle);
	if (status < 0) {
		free(db);
		return status;
	}
	*ret_db = db;
	return 0;
}

static void
forget(struct rows *rows)
{
	rows->db->engine->forget(rows->db->handle, rows->prepared);
	free(rows);
}

static void
forget_all(struct db *db)
{
	for (size_t b = 0; b < CACHE_BUCKETS; b++)
		while (db->cache[b]) {
			struct rows *rows = db->cache[b];

			db->cache[b] = rows->next;
			forget(rows);
		}
	db->cached = 0;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	forget_all(db);
	db->engine->close(db->handle);
	buf_free(&db->load);
	free(db);
}

enum db_engine
db_engine(const struct db *db)
{
	return db->engine->name;
}

int
db_present(struct db *db)
{
	int64_t count = 0;
	int status = db->engine->present ? db->engine->present(db->handle) : 0;

	return status < 0 ? status : db_number(db, meta_read, NO_ARGS, &count);
}

static void
cache_put(struct db *db, struct rows *rows)
{
	struct rows **bucket = &db->cache[rows->hash % CACHE_BUCKETS];

	rows->next = *bucket;
	*bucket = rows;
	rows->cached = true;
	db->cached++;
}

static bool
is_kept(const char *sql, size_t len)
{
	return len < sizeof NOT_KEPT - 1 || strcmp(sql + len - (sizeof NOT_KEPT - 1), NOT_KEPT) != 0;
}

/* Takes a statement that is not running from the cache, or prepares another copy. */
static int
take(struct db *db, const char *sql, struct rows **ret_rows)
{
	size_t size = strlen(sql) + 1;
	uint64_t hash = text_hash(sql, size - 1);
	struct rows *rows;
	int status;

	for (rows = db->cache[hash % CACHE_BUCKETS]; rows; rows = rows->next)
		if (rows->hash == hash && rows->size == size && !rows->running && memcmp(rows->sql, sql, size) == 0) {
			*ret_rows = rows;
			return 0;
		}
	rows = calloc(1, sizeof *rows + size);
	if (!rows)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	memcpy(rows->sql, sql, size);
	rows->db = db;
	rows->hash = hash;
	rows->size = size;
	status = db->engine->prepare(db->handle, rows->sql, &rows->prepared);
	if (status < 0) {
		free(rows);
		return status;
	}
	if (db->cached < CACHE_MAX && is_kept(sql, size - 1))
		cache_put(db, rows);
	*ret_rows = rows;
	return 0;
}

int
db_prepare(struct db *db, const char *sql)
{
	struct rows *rows;
	int status = take(db, sql, &rows);

	if (status == 0 && !rows->cached)
		forget(rows);
	return status;
}

/*
 * After some failures (a full disk, say) SQLite drops the whole transaction:
 * whoever went on regardless would write each statement for itself.
 */
static int
check_transaction(struct db *db)
{
	if (!db->writing || db->engine->in_transaction(db->handle))
		return 0;
	return fail(FAIL_UNAVAILABLE, NULL, "db", "数据库中止了这次操作，没有写入任何内容。",
	            "The database broke off; nothing was written.");
}

int
db_query(struct db *db, const char *sql, const struct value *args, size_t count,
         struct rows **ret_rows)
{
	struct rows *rows;
	int status = check_transaction(db);

	if (status == 0)
		status = take(db, sql, &rows);
	if (status < 0)
		return status;
	rows->running = true;
	status = db->engine->start(db->handle, rows->prepared, args, count);
	if (status < 0) {
		rows_close(rows);
		return status;
	}
	*ret_rows = rows;
	return 0;
}

int
rows_next(struct rows *rows)
{
	return rows->db->engine->step(rows->prepared);
}

bool
rows_null(const struct rows *rows, int column)
{
	return rows->db->engine->is_null(rows->prepared, column);
}

int64_t
rows_int(const struct rows *rows, int column)
{
	return rows->db->engine->number(rows->prepared, column);
}

const char *
rows_text(const struct rows *rows, int column)
{
	return rows->db->engine->text(rows->prepared, column);
}

day_no
rows_day(const struct rows *rows, int column)
{
	return rows_null(rows, column) ? DAY_NONE : (day_no)rows_int(rows, column);
}

int
rows_columns(const struct rows *rows)
{
	return rows->db->engine->columns(rows->prepared);
}

char *
rows_dup(const struct rows *rows, int column, struct arena *arena)
{
	const char *text = rows_text(rows, column);

	return text ? arena_strdup(arena, text) : NULL;
}

void
rows_close(struct rows *rows)
{
	if (!rows)
		return;
	rows->db->engine->stop(rows->prepared);
	rows->running = false;
	if (!rows->cached)
		forget(rows);
}

/* Leaves a statement to the engine to finish while the next ones are made. */
static int
post(struct db *db, const char *sql, const struct value *args, size_t count)
{
	struct rows *rows;
	int status = take(db, sql, &rows);

	if (status < 0)
		return status;
	status = db->engine->post(db->handle, rows->prepared, args, count);
	if (!rows->cached)
		forget(rows);
	return status;
}

int
db_settle(struct db *db)
{
	return db->engine->settle ? db->engine->settle(db->handle) : 0;
}

int
db_exec(struct db *db, const char *sql, const struct value *args, size_t count,
        int64_t *ret_changed)
{
	struct rows *rows;
	int status;

	if (db->posting && !ret_changed && db->engine->post)
		return post(db, sql, args, count);
	status = db_query(db, sql, args, count, &rows);

	if (status < 0)
		return status;
	do
		status = rows_next(rows);
	while (status > 0);
	if (status == 0 && ret_changed)
		*ret_changed = db->engine->changed(db->handle, rows->prepared);
	rows_close(rows);
	return status;
}

int
db_number(struct db *db, const char *sql, const struct value *args, size_t count,
          int64_t *ret_number)
{
	struct rows *rows;
	int status = db_query(db, sql, args, count, &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0 && !rows_null(rows, 0))
		*ret_number = rows_int(rows, 0);
	rows_close(rows);
	return status < 0 ? status : 0;
}

int
db_begin_read(struct db *db)
{
	int status = db_exec(db, db->engine->begin_read, NO_ARGS, NULL);

	db->begun = status == 0;
	return status;
}

int
db_begin_write(struct db *db)
{
	int status = db_exec(db, db->engine->begin_write, NO_ARGS, NULL);

	db->transaction = 0;
	if (status < 0)
		return status;
	db->begun = db->writing = true;
	if (db->engine->present)
		status = db->engine->present(db->handle);
	if (status == 0 && db->engine->lock)
		status = db_number(db, db->engine->lock, NO_ARGS, &db->transaction);
	if (status < 0)
		db_rollback(db);
	db->posting = status == 0;
	return status;
}

int
db_begin_suppose(struct db *db)
{
	return db_exec(db, db->engine->begin_suppose, NO_ARGS, NULL);
}

int
db_seal(struct db *db)
{
	int status = db->engine->seal(db->handle);

	db->posting = status == 0;
	return status;
}

void
db_forget(struct db *db)
{
	forget_all(db);
}

/* What was written to a file that no longer stands at its place is not kept, though the engine says so. */
int
db_commit(struct db *db)
{
	int status;

	db->posting = false; /* whether it is done must be known at once */
	status = db_exec(db, "commit", NO_ARGS, NULL);
	if (status < 0)
		return status;
	if (db->writing && db->engine->present)
		status = db->engine->present(db->handle);
	db->begun = db->writing = false;
	return status;
}

/* Where this fails the engine has dropped the transaction already, or the connection is of no more use. */
void
db_rollback(struct db *db)
{
	struct failure_record kept = *last_failure();

	db->begun = db->writing = db->posting = false;
	db_settle(db); /* what was on its way goes with the rest */
	db_exec(db, "rollback", NO_ARGS, NULL);
	fail_again(&kept);
}

bool
db_lost(const struct db *db)
{
	return db->engine->lost(db->handle) || (!db->begun && db->engine->in_transaction(db->handle));
}

int64_t
db_transaction(const struct db *db)
{
	return db->transaction;
}

int
db_outcome(struct db *db, int64_t transaction)
{
	int64_t committed = 0;
	int status = db->engine->outcome ? db_number(db, db->engine->outcome, ARGS(INT(transaction)), &committed) : 0;

	return status < 0 ? status : committed != 0;
}

int
db_analyze(struct db *db)
{
	return db->engine->analyze ? db_exec(db, db->engine->analyze, NO_ARGS, NULL) : 0;
}

static int
no_replicas(void)
{
	return fail(FAIL_INPUT, NULL, "db", "只有 PostgreSQL 有流复制副本。", "Only PostgreSQL has streaming replicas.");
}

int
db_written(struct db *db, int64_t *ret_position)
{
	return db->engine->written ? db_number(db, db->engine->written, NO_ARGS, ret_position) : no_replicas();
}

int
db_replayed(struct db *db, int64_t *ret_position)
{
	return db->engine->replayed ? db_number(db, db->engine->replayed, NO_ARGS, ret_position) : no_replicas();
}

int
db_identity(struct db *db, char *ret_text, size_t room)
{
	struct rows *rows;
	int status = db->engine->identity ? db_query(db, db->engine->identity, NO_ARGS, &rows) : no_replicas();

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		snprintf(ret_text, room, "%s", rows_text(rows, 0));
	rows_close(rows);
	return status < 0 ? status : 0;
}

int
db_copy_pages(struct db *from, struct db *to)
{
	return from->engine->copy_pages(from->handle, to->handle);
}

/* ---- rows in bulk ---- */

int
db_load_begin(struct db *db, const char *table, const char *columns)
{
	size_t count = 1;

	if (db->engine->load_begin) {
		int status = check_transaction(db);

		return status < 0 ? status : db->engine->load_begin(db->handle, table, columns);
	}
	for (const char *c = columns; *c; c++)
		count += *c == ',';
	buf_clear(&db->load);
	buf_printf(&db->load, "insert into %s (%s) values (", table, columns);
	for (size_t i = 0; i < count; i++)
		buf_printf(&db->load, "%s$%zu", i ? ", " : "", i + 1);
	buf_putc(&db->load, ')');
	return buf_status(&db->load);
}

int
db_load_row(struct db *db, const struct value *values, size_t count)
{
	if (db->engine->load_row)
		return db->engine->load_row(db->handle, values, count);
	return db_exec(db, buf_text(&db->load), values, count, NULL);
}

int
db_load_end(struct db *db)
{
	return db->engine->load_end ? db->engine->load_end(db->handle) : 0;
}

static int
named(struct db *db, const char *verb, const char *name)
{
	char sql[64] = "";

	strncat(sql, verb, 32);
	strncat(sql, name, 31);
	return db_exec(db, sql, NO_ARGS, NULL);
}

int
db_savepoint(struct db *db, const char *name)
{
	return named(db, "savepoint ", name);
}

int
db_release(struct db *db, const char *name)
{
	return named(db, "release savepoint ", name);
}

int
db_rollback_to(struct db *db, const char *name)
{
	struct failure_record kept = *last_failure();
	int status;

	db_settle(db); /* what was on its way since goes with the rest */
	status = named(db, "rollback to savepoint ", name);
	if (status == 0)
		status = db_settle(db);
	if (status == 0)
		fail_again(&kept);
	return status;
}
