/*
 * The values that figures of a node are kept by, as the filters of a list
 * offer them, kept while the records stand still: to find them, all figures
 * of the node by these values are read.
 */
#ifndef DANGJIAN_PARTY_VALUE_CACHE_H
#define DANGJIAN_PARTY_VALUE_CACHE_H

#include "party/tally.h"

#define VALUES_KEPT 1024               /* questions; the answer to one takes some kB at most */
#define VALUES_BYTES ((size_t)8 << 20) /* of all answers */
#define VALUES_MAX 80    /* values up to which they are told */

/*
 * The values units under a node have on a day, ascending; none where they are
 * more than VALUES_MAX, or once were.  The cache may be null.  From any thread.
 */
struct piece_cache;
int values_known(struct piece_cache *cache, struct db *db, struct arena *arena, int64_t node, enum dimension dimension,
                 day_no on, const char ***ret_values, size_t *ret_count);

#endif
