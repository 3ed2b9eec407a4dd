/*
 * Supposing: what a connection writes to some tables is seen by it alone,
 * beside what stands there for everyone, and vanishes with its transaction.
 * So a check goes through the very steps of the real thing, while others
 * write on undisturbed.
 */
#ifndef DANGJIAN_STORE_SUPPOSE_H
#define DANGJIAN_STORE_SUPPOSE_H

#include "store/schema.h"

/*
 * On a connection opened with DB_WRITE, in a transaction begun by
 * db_begin_suppose: from here on the tables may be written to, and nothing of
 * it reaches the database; any other table refuses.  The connection is to be
 * rolled back and closed.
 */
int db_suppose(struct db *db, const struct table *const *tables, size_t count);

/* After much was written: plans rest on what the tables hold now. */
int db_suppose_analyze(struct db *db, const struct table *const *tables, size_t count);

#endif
