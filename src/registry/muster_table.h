/* A muster from inside; for muster.c and muster_read.c alone. */
#ifndef DANGJIAN_REGISTRY_MUSTER_TABLE_H
#define DANGJIAN_REGISTRY_MUSTER_TABLE_H

#include <pthread.h>

#include "base/buf.h"
#include "registry/gram.h"
#include "registry/muster.h"

#define COLUMNS_MAX 16
#define WORDS_MAX 30
#define PIECE 128         /* rows that are looked at together */
#define SPARE 4096        /* rows that may be added */
#define LOOSE_MAX 500     /* changed since, whose place in the orders of texts is not known */

#define PAIRS_MAX 320     /* pairs of characters that are kept, each a bit a row */
#define PAIRS_BYTES ((size_t)18 << 20) /* and what they take at most */
#define PAIR_KEPT 100     /* one row in so many must hold one, so that it is kept */

#define ALIVE (1u << 31)  /* stands on the day */
#define LOOSE (1u << 30)

/* Between what the values of a piece lie. */
struct muster_zone {
	int32_t least, most;      /* the other way round where the piece was empty when it was read */
};

/* One field; a text by its place among all of them, equal ones at the same. */
struct muster_column {
	const struct field *field; /* null: the path */
	bool ranked;
	int32_t *values;
	struct muster_zone *zones; /* of each piece, when it was read: what has changed since is loose */
};

/* The rows that hold a pair of characters. */
struct muster_pair {
	char from[GRAM_TEXT + 8], to[GRAM_TEXT + 8];
	uint64_t *bits;
	size_t count;
};

struct muster_bits {
	const uint64_t *bits;
	size_t count;
};

struct muster {
	const struct kind *kind;
	bool stale;               /* changed too much to be followed */
	day_no on;
	int64_t journal;
	size_t count, room;
	uint32_t *ids;            /* ascending */
	uint32_t *bits;           /* a bit for each word of the facets; ALIVE, LOOSE */
	struct muster_column columns[COLUMNS_MAX];
	size_t column_count;
	const struct facet_word *words[WORDS_MAX];
	size_t word_count;
	uint32_t loose[LOOSE_MAX];
	size_t loose_count;
	pthread_mutex_t lock;     /* of the pairs, which change while others ask */
	struct muster_pair pairs[PAIRS_MAX];
	size_t pair_count;
};

/* The row of an identity, or the one before which it would stand. */
size_t muster_row(const struct muster *muster, int64_t id);
bool muster_holds(const struct muster *muster, int64_t id, size_t *ret_row);

const struct muster_column *muster_column_of(const struct muster *muster, const struct field *field);

void muster_free(struct muster *muster); /* takes null */

/* All of a kind on a day, as the transaction sees it. */
int muster_read(struct db *db, const struct kind *kind, day_no on, struct muster **ret_muster);

/* Brings it to the state that the transaction sees, of which `journal` is the last entry; or makes it stale. */
int muster_follow(struct muster *muster, struct db *db, int64_t journal);

/* The rows that hold each of the pairs that are asked for, or of as many as leave few. */
int muster_pairs(struct muster *muster, struct db *db, struct arena *arena, const struct muster_question *question,
                 struct muster_bits *ret_bits, size_t *ret_count);
int muster_pair_read(struct muster *muster, struct db *db, struct arena *arena, const char *from, const char *to,
                     struct muster_bits *ret_bits);

/* The pairs that were kept before, in a new muster that nobody has yet. */
int muster_pairs_again(struct muster *muster, struct db *db, struct muster *before);

#endif
