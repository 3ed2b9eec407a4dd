/*
 * Tables declared as data.  The DDL of both engines comes from here by a small
 * type map; none is written by hand.  What a newer program declares in
 * addition (table, column, index) is added to an older database when it is
 * opened for writing; anything else needs a step of its own in schema.c.
 */
#ifndef DANGJIAN_STORE_SCHEMA_H
#define DANGJIAN_STORE_SCHEMA_H

#include "base/buf.h"
#include "base/lang.h"
#include "store/db.h"

#define SCHEMA_VERSION 5
#define TABLE_COLUMNS_MAX 96

enum column_type { COLUMN_INT, COLUMN_TEXT };

struct column {
	const char *name;
	enum column_type type;
	bool required;        /* not null */
	const char *initial;  /* SQL default for a required column added later, or null */
};

struct index {
	const char *name;
	const char *columns;  /* "name, id, since" */
	const char *where;    /* partial index, or null */
	bool unique;
};

struct table {
	const char *name;
	const struct column *columns;
	size_t column_count;
	const char *primary_key;  /* "id" or "id, since, made" */
	const struct index *indexes;
	size_t index_count;
	bool clustered;           /* rows lie in the order of the primary key, which is nearly all there is to them */
	bool append_only;         /* the database itself refuses update and delete */
	bool temporary;           /* of one connection */
	bool undone;              /* a batch undone must leave this table as it was before it */
};

/* The tables a program knows, from several floors. */
struct schema {
	const struct table *const *tables;
	size_t count;
};

/* The store's own tables: meta and journal. */
extern const struct table store_tables[];
extern const size_t store_table_count;

/*
 * Makes all that is missing, in the caller's writing transaction, and notes
 * SCHEMA_VERSION.  FAIL_REFUSED when the database comes from a newer program.
 */
int schema_upgrade(struct db *db, const struct schema *schema);

/* Makes one table with its indexes. */
int schema_create(struct db *db, const struct table *table);

/*
 * Makes all tables in an empty database without their indexes, which
 * schema_upgrade() adds when the rows are in: sorting once is much faster.
 */
int schema_bare(struct db *db, const struct schema *schema);

/* The version a database is of; 0 where none is set up. */
int schema_version(struct db *db, int64_t *ret_version);

/*
 * What stands in a database before it is set up: 1 where nothing does, 0 where
 * it is set up; FAIL_REFUSED for what another program keeps there, FAIL_SYSTEM
 * for a newer version.
 */
int schema_vacant(struct db *db);

/* 0 when the database is of this version; FAIL_SYSTEM with the reason when it is not set up or another. */
int schema_ready(struct db *db);

/* Calls `report` with one sentence for each table, column or index that is missing or too many. */
int schema_compare(struct db *db, const struct schema *schema,
                   void (*report)(void *arg, struct bilingual finding), void *arg);

/* The same for each append-only table that the database no longer keeps from being changed. */
int schema_guarded(struct db *db, const struct schema *schema,
                   void (*report)(void *arg, struct bilingual finding), void *arg);

/* The same for what the engine finds broken in its own file; PostgreSQL keeps its files itself. */
int store_sound(struct db *db, void (*report)(void *arg, struct bilingual finding), void *arg);

/* The DDL of one table, statements separated by ";\n"; for tests and documentation. */
int schema_ddl(const struct table *table, enum db_engine engine, struct buf *out);

#endif
