/*
 * What the tallies know of a list before it is read: how many rows it has,
 * and how many there are around it.  So its page states the total without
 * counting, and the shortest way to its rows is chosen.
 */
#ifndef DANGJIAN_PARTY_OUTLOOK_H
#define DANGJIAN_PARTY_OUTLOOK_H

#include "registry/list.h"

struct count_cache;

/*
 * The outlook of a list of units or bodies under a node (the last of the
 * query's scope) that leads others: 1 with *ret_outlook; 0 where nothing is
 * kept, as for other kinds, a small body, one's own.  The cache may be null.
 */
int list_outlook(struct count_cache *cache, struct db *db, struct arena *arena, const struct list_query *query,
                 struct list_outlook *ret_outlook);

#endif
