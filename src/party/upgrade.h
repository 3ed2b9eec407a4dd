/* What follows from the records and an older program did not keep yet. */
#ifndef DANGJIAN_PARTY_UPGRADE_H
#define DANGJIAN_PARTY_UPGRADE_H

#include "store/db.h"

/*
 * Brings a database of an older version up to date, in the caller's writing
 * transaction, after its tables are (store/schema.h): from version 1 on, how
 * each unit and body stands is noted with its place in the tree; up to version
 * 4, the pairs of characters by which records are searched.
 */
int upgrade_from(struct db *db, int64_t version);

#endif
