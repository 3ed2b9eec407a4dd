/*
 * Changes of figures, gathered from many subjects and put in order before
 * they are written: one visit to each series however many subjects change it.
 */
#ifndef DANGJIAN_PARTY_CHANGES_H
#define DANGJIAN_PARTY_CHANGES_H

#include "party/series.h"

struct changes;

/*
 * Gathers for all nodes, or with `only` for that node alone.  With a database
 * the changes are written into its tallies whenever there are many, and by
 * changes_write; without one they are kept.  Null without memory.
 */
struct changes *changes_new(struct db *db, int64_t only);
void changes_free(struct changes *changes); /* takes null */

#define EVERY_NODE (-1)

/* The node it gathers for, or EVERY_NODE. */
int64_t changes_only(const struct changes *changes);

/* From a day on a series counts so many more (or fewer). */
int changes_add(struct changes *changes, int64_t node, int dimension, const char *value, int metric, day_no day,
                int change);

/* Writes what is gathered into the tallies. */
int changes_write(struct changes *changes);

/* Calls `each` with every sum, up to and with a day, of what was gathered for one node and dimension. */
int changes_sum(struct changes *changes, int64_t node, int64_t dimension, day_no on,
                int (*each)(void *arg, const struct series *series, int64_t value), void *arg);

#endif
