/*
 * All rows of all declared tables, from one database to another of either
 * engine, and a digest by which the two are compared.
 */
#ifndef DANGJIAN_STORE_COPY_H
#define DANGJIAN_STORE_COPY_H

#include "store/schema.h"

#define DIGEST_TEXT 65 /* BLAKE2b of 32 bytes in hexadecimal with its NUL */

/* What was read of a table: the same on both engines for the same rows. */
struct copied {
	const char *table;
	int64_t rows;
	char digest[DIGEST_TEXT]; /* of all rows in the order of the primary key */
};

/* Told how far it is; null where nobody looks. */
struct copy_watch {
	void (*tell)(void *arg, const char *table, int64_t done, int64_t total);
	void *arg;
};

/*
 * Makes the tables in an empty database and fills them, with their indexes
 * last; inside a writing transaction there and a reading one here, so that the
 * source is read as one state while it is in use.  ret_copied has a place for
 * each table.  Memory is bounded, whatever the size of a table.
 */
int store_copy(struct db *from, struct db *to, const struct schema *schema, const struct copy_watch *watch,
               struct copied *ret_copied);

/* Reads it all again and compares: FAIL_SYSTEM names the first table that differs. */
int store_compare(struct db *db, const struct schema *schema, const struct copy_watch *watch,
                  const struct copied *copied);

#endif
