/*
 * The records of a kind on a day, mustered in memory column by column: of any
 * filters in any order, within any part of the tree, the rows of a page are
 * told by one pass over them, where a statement would read and sort a country.
 * A muster follows the journal as its readers see it.  What it tells of is
 * read, and judged once more, by the list's own statement: it decides nothing
 * but the way.
 */
#ifndef DANGJIAN_REGISTRY_MUSTER_H
#define DANGJIAN_REGISTRY_MUSTER_H

#include "base/figures.h"
#include "registry/kind.h"

#define MUSTER_FROM 1000 /* records of a kind below which its lists are short enough without */

struct musters;

/* Kinds with at least `from` records on the day are mustered. */
int musters_new(int64_t from, struct musters **ret_musters); /* 0 or FAIL_MEMORY */
void musters_free(struct musters *musters);                  /* takes null */

/*
 * Musters what has not been for the day, or has changed too much since, in a
 * reading transaction of its own.  From one thread, while others ask.
 */
int musters_round(struct musters *musters, struct db *db, day_no today);

/* What is asked of a record. */
struct muster_test {
	const struct field *field;     /* a number from `from` to `to`; null: its place, from the first path to the second */
	int64_t from, to;
	const char *text, *text_end;   /* of a text: what it is; of places the paths */
};

/* Pairs of characters from one to another (registry/gram.h), one of which a record must hold. */
struct muster_span {
	const char *from, *to;
};

#define MUSTER_SPANS 12

struct muster_question {
	const struct kind *kind;
	day_no on;
	const struct muster_test *tests;
	size_t test_count;
	const struct facet_word *const *words; /* it stands as each of these says */
	size_t word_count;
	const struct muster_span *pairs; /* it holds each of these, MUSTER_SPANS at most */
	size_t pair_count;
	const struct field *sort;
	bool descending;
	bool begun;                    /* behind the record `id`, whose value in the order is `number` or `text` */
	int64_t id, number;
	const char *text;
	size_t limit;
};

struct mustered {
	int64_t *ids;                  /* in no order */
	size_t count;
	size_t sure;                   /* of so many the page consists; the rest may belong to it */
	bool more;                     /* there may be others behind all these */
};

#define MUSTERED_MAX 1024

/* 1 with the records among which the page's rows are; 0 where nothing is known; or a failure. */
int muster_find(struct musters *musters, struct db *db, struct arena *arena, const struct muster_question *question,
                struct mustered *ret_mustered);

/* Questions that were answered, and those that the records had to answer. */
struct cache_figures musters_figures(struct musters *musters);

#endif
