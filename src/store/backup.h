/* A copy of a database that stands for itself, taken while others write. */
#ifndef DANGJIAN_STORE_BACKUP_H
#define DANGJIAN_STORE_BACKUP_H

#include "store/schema.h"

/*
 * Writes one state of the database into a new SQLite file.  The file has its
 * name once it is whole, sound and on disk, and never before; until then it
 * lies beside it as PATH.partial.  FAIL_INPUT where PATH exists,
 * FAIL_UNAVAILABLE where its disk is full or another process is writing the
 * same backup, FAIL_SYSTEM where the database turns out to be damaged.
 */
int store_backup(struct db *db, const struct schema *schema, const char *path);

/*
 * The same for whatever fills the new file: it is handed over empty, outside a
 * transaction, and thrown away where `fill` fails.
 */
int store_draft(const char *path, int (*fill)(struct db *draft, void *arg), void *arg);

#endif
