/*
 * Counts over time: for a node of the tree and a key, how many there are on
 * any day, kept as the days on which the number changes.
 *
 * A series with few changes is one row.  One with many is cut into parts of
 * SERIES_PART_DAYS days, each with the value before its first day, so that
 * the value on a day is found in one part and a change rewrites one part and
 * moves the `before` of the later ones.  What a row looks like follows from
 * the changes alone, not from the order in which they came: a change taken
 * back leaves the tables byte for byte as they were.
 *
 * Measured against one row a change (design §9: delta and tally) at 900,000
 * units: an eighth of the rows, and no snapshot day that an undo would have
 * to put back.
 */
#ifndef DANGJIAN_PARTY_SERIES_H
#define DANGJIAN_PARTY_SERIES_H

#include "store/db.h"
#include "store/schema.h"

#define SERIES_ROW_MAX 128   /* changes in one row */
#define SERIES_PART_DAYS 128 /* so that a part never has more either */

struct series {
	int64_t node;
	int64_t dimension;
	const char *value;       /* within the dimension, "" where it has one only */
	int64_t metric;
};

struct step {
	day_no day;
	int64_t change;          /* not 0 */
};

/* Adds changes, ascending by day, to a series; those that come to 0 leave it. */
int series_add(struct db *db, const struct series *series, const struct step *steps, size_t count);

/* Calls `each` with the value on a day of every series of a node and dimension below a metric, by value and metric. */
int series_read(struct db *db, int64_t node, int64_t dimension, int64_t below, day_no on,
                int (*each)(void *arg, const struct series *series, int64_t value), void *arg);

/* The same of several nodes, at most SERIES_NODES_MAX, of the dimension that has one value (""), node by node. */
#define SERIES_NODES_MAX 32
int series_read_nodes(struct db *db, const int64_t *nodes, size_t count, int64_t dimension, int64_t below, day_no on,
                      int (*each)(void *arg, const struct series *series, int64_t value), void *arg);

/* The same of one value of the dimension. */
int series_read_value(struct db *db, int64_t node, int64_t dimension, const char *value, int64_t below, day_no on,
                      int (*each)(void *arg, const struct series *series, int64_t value), void *arg);

/* That on several days, ascending, at most SERIES_DAYS_MAX, with a value for each. */
#define SERIES_DAYS_MAX 64
int series_read_days(struct db *db, int64_t node, int64_t dimension, const char *value, int64_t below, const day_no *days,
                     size_t count, int (*each)(void *arg, const struct series *series, const int64_t *values), void *arg);

/* How many values of a dimension a node has series of, at most `max`: as many or more had something to count once. */
int series_values(struct db *db, int64_t node, int64_t dimension, int64_t max, int64_t *ret_count);

extern const struct table tally_tables[];
extern const size_t tally_table_count;

#endif
