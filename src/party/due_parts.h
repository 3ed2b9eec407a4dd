/* How the list of a wide part of the tree falls into lists of its parts; for due_cache.c alone. */
#ifndef DANGJIAN_PARTY_DUE_PARTS_H
#define DANGJIAN_PARTY_DUE_PARTS_H

#include "party/duty.h"

struct due_parts {
	const char **hubs;         /* path prefixes of committees directly below that lead others */
	size_t hub_count, hub_room;
	struct path_range *rest;   /* the node itself and what else hangs directly under it */
	size_t rest_count;
};

/*
 * The parts of a path prefix on a day, from the arena.  hub_count is 0 where
 * it is not worth while: few committees below, or too much beside them.
 */
int due_parts_of(struct db *db, struct arena *arena, const char *scope, day_no on, struct due_parts *ret_parts);

/*
 * Whether the entries after one journal number and up to another may have
 * changed what is due under a path prefix today.  Those that write where only
 * one subject looks are judged by its place; what may reach further always counts.
 */
int due_touched(struct db *db, struct arena *arena, const char *scope, int64_t after, int64_t to, day_no today,
                bool *ret_touched);

#endif
