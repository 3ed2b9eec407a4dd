/* A whole installation moved from one database to another, of the same engine or the other. */
#ifndef DANGJIAN_PARTY_COPYING_H
#define DANGJIAN_PARTY_COPYING_H

#include "base/lang.h"
#include "store/copy.h"

struct copying {
	const char *from, *to;
	void (*report)(void *arg, struct bilingual finding); /* what keeps it from being copied, a sentence each */
	struct copy_watch watch;                             /* tell null: nobody looks */
	void *arg;                                           /* report's */
};

struct copy_result {
	const struct copied *tables;
	size_t count;
	int64_t rows;
	int64_t journal; /* the last entry that is in the copy */
};

/*
 * The source is read as one state and may be in use.  The target is empty: a
 * file that is not there yet, or a PostgreSQL schema without tables.  Before
 * anybody can see the copy it is read again, compared and verified; where
 * anything is amiss nothing of it is left.  The key file is not part of it.
 *
 * FAIL_REFUSED where the target is not empty or the source is not sound or of
 * an older version, FAIL_SYSTEM where it is of a newer one or none, and what
 * the databases fail with.
 */
int installation_copy(const struct copying *copying, struct arena *arena, struct copy_result *ret_result);

#endif
