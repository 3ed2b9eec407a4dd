/*
 * One database connection, the same for both engines.  A connection belongs
 * to one thread.  Statements are written once, in lower case, with $1 … $n
 * and only two column types: whole numbers and text; both engines take the
 * same text, and every one is prepared on both in a test (see STATEMENT).
 */
#ifndef DANGJIAN_STORE_DB_H
#define DANGJIAN_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"

struct db;
struct rows;

enum db_engine { ENGINE_SQLITE, ENGINE_POSTGRESQL };

enum db_open_mode {
	DB_READ,    /* an existing database; writing is refused */
	DB_WRITE,   /* an existing database */
	DB_CREATE,  /* makes the file if there is none (PostgreSQL: the database exists) */
	DB_SCRATCH, /* "sqlite:" alone: a file without a name that vanishes when it is closed */
	DB_DRAFT,   /* a new SQLite file without journal or syncing: worth nothing until its maker has synced it */
};

/* Opens "sqlite:PATH" or "postgresql://…"; 0, FAIL_INPUT for another URL, FAIL_SYSTEM. */
int db_open(const char *url, enum db_open_mode mode, struct db **ret_db);
void db_close(struct db *db); /* takes null */

enum db_engine db_engine(const struct db *db);

/*
 * Whether the database is there: its file stands where it was opened, or its
 * server answers.  0 or FAIL_SYSTEM; outside a transaction.
 */
int db_present(struct db *db);

/* One argument of a statement. */
struct value {
	enum { VALUE_NULL, VALUE_INT, VALUE_TEXT } type;
	int64_t number;
	const char *text; /* must live until the call returns, for a query until its rows are closed */
};

static inline struct value
INT(int64_t number)
{
	return (struct value){.type = VALUE_INT, .number = number};
}

/* A null pointer becomes NULL. */
static inline struct value
TEXT(const char *text)
{
	return (struct value){.type = text ? VALUE_TEXT : VALUE_NULL, .text = text};
}

static inline struct value
DAY(day_no day)
{
	return day == DAY_NONE ? (struct value){.type = VALUE_NULL} : INT(day);
}

#define SQL_NULL ((struct value){.type = VALUE_NULL})

bool value_equals(const struct value *a, const struct value *b);

/* The arguments of a call: db_exec(db, sql, ARGS(INT(id), TEXT(name))), or NO_ARGS. */
#define ARGS(...) (const struct value[]){__VA_ARGS__}, \
	sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value)
#define NO_ARGS NULL, 0

/*
 * Declares a statement beside the function that runs it and puts it on the
 * list that the test prepares on both engines.
 */
struct statement {
	const char *sql;
	const char *where; /* file and line */
};

#define STATEMENT_LINE_(line) #line
#define STATEMENT_LINE(line) STATEMENT_LINE_(line)
#define STATEMENT(name, text)                                                           \
	static const char name[] = text;                                                \
	__attribute__((section("dangjian_sql"), used, aligned(sizeof(void *))))         \
	static const struct statement name##_statement = {name, __FILE__ ":" STATEMENT_LINE(__LINE__)}

/* Every statement declared in the objects of this program. */
const struct statement *statements(size_t *ret_count);

/*
 * At the end of a statement whose short way depends on how much its arguments
 * hold: PostgreSQL plans it for each question, not once for all.
 */
#define PLANNED_ANEW " /* anew */"

/* At the very end of a statement of which there are too many to keep each of them prepared. */
#define NOT_KEPT " /* not kept */"

/*
 * At the end of a query whose rows may be as many as a table's: inside a
 * transaction PostgreSQL hands them over some thousands at a time, where it
 * would else give the whole answer at once, to be held in memory.
 */
#define WALKED " /* walked */"

/*
 * Runs a statement that gives no rows; *ret_changed (may be null) counts the
 * rows touched.  In a writing transaction, where they are not asked for, it
 * may still be on its way when this returns: a failure is then told by a later
 * call on the connection, by db_settle at the latest.
 */
int db_exec(struct db *db, const char *sql, const struct value *args, size_t count,
            int64_t *ret_changed);

/* Starts a query.  Rows are closed by rows_close, before the connection's transaction ends. */
int db_query(struct db *db, const char *sql, const struct value *args, size_t count,
             struct rows **ret_rows);

/* 1 with a row, 0 at the end, or FAIL_SYSTEM. */
int rows_next(struct rows *rows);

/* Column values; texts are valid until the next rows_next. */
bool rows_null(const struct rows *rows, int column);
int64_t rows_int(const struct rows *rows, int column);      /* 0 for NULL */
const char *rows_text(const struct rows *rows, int column); /* null for NULL */
day_no rows_day(const struct rows *rows, int column);       /* DAY_NONE for NULL */
int rows_columns(const struct rows *rows);

/* A copy of the text in the arena; null for NULL (and without memory, with FAIL_MEMORY recorded). */
char *rows_dup(const struct rows *rows, int column, struct arena *arena);

void rows_close(struct rows *rows); /* takes null */

/*
 * The one whole number a query gives: 0 with *ret_number, which stays as it
 * was when there is no row or NULL stands there.
 */
int db_number(struct db *db, const char *sql, const struct value *args, size_t count,
              int64_t *ret_number);

/* Statements the dictionary composes are prepared here without running them, for the test. */
int db_prepare(struct db *db, const char *sql);

/*
 * A transaction.  Reading ones see one state throughout; a writing one waits
 * for its turn (one writer at a time, over all processes).
 */
int db_begin_read(struct db *db);
int db_begin_write(struct db *db);
int db_commit(struct db *db);
void db_rollback(struct db *db);

/* Whether the connection is of no more use and has to be made anew; asked outside a transaction, or in a failed one. */
bool db_lost(const struct db *db);

/*
 * Where the connection is lost in a commit, only another one can tell whether
 * the transaction got through: db_transaction() gives its number beforehand,
 * 0 where a commit that fails surely has not been (SQLite); db_outcome() then
 * gives 1 or 0, inside a later writing transaction.
 */
int64_t db_transaction(const struct db *db);
int db_outcome(struct db *db, int64_t transaction);

/*
 * After very much was written, before it is read again in the same
 * transaction: PostgreSQL would plan as if the tables were still empty.
 * SQLite's plans follow the indexes alone.
 */
int db_analyze(struct db *db);

/* Copies a whole SQLite database as one state, page by page, into an empty one; others may write meanwhile. */
int db_copy_pages(struct db *from, struct db *to);

/*
 * For store/suppose.h: begins a transaction that sees one state and may make
 * temporary tables; from db_seal on it writes to these alone.  db_forget drops
 * all prepared statements; none may be running.
 */
int db_begin_suppose(struct db *db);
int db_seal(struct db *db);
void db_forget(struct db *db);

/*
 * How far the log of a PostgreSQL database is on disk, and how far a replica
 * of it has got with it, both in bytes; and what tells a database and its
 * replicas from all others.  FAIL_INPUT for another engine.
 */
int db_written(struct db *db, int64_t *ret_position);
int db_replayed(struct db *db, int64_t *ret_position);
int db_identity(struct db *db, char *ret_text, size_t room);

/* Waits for all that is on its way in a writing transaction; fails where any of it did. */
int db_settle(struct db *db);

/*
 * Many rows for one table, inside a writing transaction; columns as in "id, name".
 * Between begin and end nothing else is run on the connection; after a failure
 * only db_rollback() is.
 */
int db_load_begin(struct db *db, const char *table, const char *columns);
int db_load_row(struct db *db, const struct value *values, size_t count);
int db_load_end(struct db *db);

/* Nested points inside a writing transaction, by name (a constant). */
int db_savepoint(struct db *db, const char *name);
int db_release(struct db *db, const char *name);
int db_rollback_to(struct db *db, const char *name);

#endif
