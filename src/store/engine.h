/* What an engine gives to db.c; nobody else includes this. */
#ifndef DANGJIAN_STORE_ENGINE_H
#define DANGJIAN_STORE_ENGINE_H

#include "store/db.h"

#define DAMAGED "file" /* the field of a failure that lies in the database's own file */

struct prepared; /* the engine's own */

struct engine {
	enum db_engine name;
	int (*open)(const char *url, enum db_open_mode mode, void **ret_handle);
	void (*close)(void *handle);
	int (*present)(void *handle); /* 0 or a failure: the file that was opened still stands at its place; may be null */
	int (*prepare)(void *handle, const char *sql, struct prepared **ret_prepared);
	void (*forget)(void *handle, struct prepared *prepared);
	bool (*lost)(void *handle);           /* the connection is of no more use */
	bool (*in_transaction)(void *handle); /* one is open, perhaps failed */
	/* Binds and starts; afterwards step() is asked for rows. */
	int (*start)(void *handle, struct prepared *prepared, const struct value *args, size_t count);
	/*
	 * Starts what gives no rows without waiting for its end; settle() waits for
	 * all of them and fails where one did.  Both null where nothing is gained.
	 */
	int (*post)(void *handle, struct prepared *prepared, const struct value *args, size_t count);
	int (*settle)(void *handle);
	/* Rows in bulk; all null where inserting them one by one is as fast. */
	int (*load_begin)(void *handle, const char *table, const char *columns);
	int (*load_row)(void *handle, const struct value *values, size_t count);
	int (*load_end)(void *handle);
	int (*step)(struct prepared *prepared);
	void (*stop)(struct prepared *prepared);
	int64_t (*changed)(void *handle, struct prepared *prepared);
	int (*columns)(const struct prepared *prepared);
	bool (*is_null)(const struct prepared *prepared, int column);
	int64_t (*number)(const struct prepared *prepared, int column);
	const char *(*text)(const struct prepared *prepared, int column);
	int (*seal)(void *handle); /* from here on only temporary tables are written to */
	int (*copy_pages)(void *from, void *to); /* or null */
	const char *begin_read;
	const char *begin_write;
	const char *begin_suppose; /* one state throughout, in which temporary tables may be made */
	const char *lock;    /* run after begin_write, gives the transaction's number; or null */
	const char *outcome; /* 1 where transaction $1 was committed, else 0; null where `lock` is */
	const char *written, *replayed, *identity; /* db_written() and so on; null where there are no replicas */
	const char *analyze; /* brings the planner's statistics up to date, or null where plans need none */
};

extern const struct engine sqlite_engine;

/* What a statement names is not in the database: FAIL_SYSTEM, with what is to be done. */
int schema_differs(const char *message);

/* FAIL_INPUT for a name SQLite would take for a database that vanishes, or that was meant as another address. */
int sqlite_check_path(const char *path);

extern const struct engine postgresql_engine;

#endif
