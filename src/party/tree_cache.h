/*
 * The tree as pages show it beside what they are about: the bodies under a
 * node and how many units each leads, kept while the records stand still.
 * The upper levels are the same for everybody, on every page.
 */
#ifndef DANGJIAN_PARTY_TREE_CACHE_H
#define DANGJIAN_PARTY_TREE_CACHE_H

#include "party/tree.h"

#define TREE_KEPT 2048                /* levels: one of fifty bodies takes 6 kB */
#define TREE_BYTES ((size_t)16 << 20) /* of all of them */

/* As tree_bodies, where the last journal entry seen has a number (store/journal.h).  From any thread. */
struct piece_cache;
int tree_level(struct piece_cache *cache, struct db *db, struct arena *arena, int64_t node, day_no on, int64_t journal,
               struct tree_node **ret_nodes, size_t *ret_count);

/* As tree_count, through the counts of lists (registry/count_cache.h). */
struct count_cache;
int tree_count_cached(struct count_cache *counts, struct db *db, struct arena *arena, day_no on, int64_t journal,
                      struct tree_node *nodes, size_t count);

#endif
