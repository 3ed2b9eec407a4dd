/* Of which rows of a muster a text may be found in: a bit a row for each pair of characters that many hold. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "registry/muster_table.h"

#define FEW 500 /* rows that are left as they are, whatever other pairs they lack */

static size_t
bytes_of(const struct muster *muster)
{
	return muster->room / 64 * sizeof(uint64_t);
}

/* Under the lock. */
static struct muster_pair *
find_kept(struct muster *muster, const char *from, const char *to)
{
	for (size_t i = 0; i < muster->pair_count; i++)
		if (strcmp(muster->pairs[i].from, from) == 0 && strcmp(muster->pairs[i].to, to) == 0)
			return &muster->pairs[i];
	return NULL;
}

/* 1 with a copy of one that lies ready, which may give way to another at any time; 0; or FAIL_MEMORY. */
static int
take_kept(struct muster *muster, struct arena *arena, const struct muster_span *span, struct muster_bits *ret_bits)
{
	const struct muster_pair *pair;
	uint64_t *bits = NULL;

	pthread_mutex_lock(&muster->lock);
	pair = find_kept(muster, span->from, span->to);
	if (pair && (bits = arena_alloc(arena, bytes_of(muster)))) {
		memcpy(bits, pair->bits, bytes_of(muster));
		*ret_bits = (struct muster_bits){bits, pair->count};
	}
	pthread_mutex_unlock(&muster->lock);
	return pair && !bits ? FAIL_MEMORY : pair != NULL;
}

/* Under the lock: a free place, or that of what is read again the soonest; null where all others take longer. */
static struct muster_pair *
make_room(struct muster *muster, size_t count)
{
	struct muster_pair *least = muster->pairs;

	if (muster->pair_count < PAIRS_MAX && (muster->pair_count + 1) * bytes_of(muster) <= PAIRS_BYTES)
		return &muster->pairs[muster->pair_count++];
	for (size_t i = 1; i < muster->pair_count; i++)
		if (muster->pairs[i].count < least->count)
			least = &muster->pairs[i];
	return muster->pair_count && least->count < count ? least : NULL;
}

static void
keep(struct muster *muster, const char *from, const char *to, const uint64_t *bits, size_t count)
{
	struct muster_pair pair = {.bits = malloc(bytes_of(muster)), .count = count}, *place = NULL;
	uint64_t *gone = pair.bits;

	if (!pair.bits)
		return;
	memcpy(pair.bits, bits, bytes_of(muster));
	snprintf(pair.from, sizeof pair.from, "%s", from);
	snprintf(pair.to, sizeof pair.to, "%s", to);
	pthread_mutex_lock(&muster->lock);
	if (!find_kept(muster, from, to) && (place = make_room(muster, count))) {
		gone = place->bits;
		*place = pair;
	}
	pthread_mutex_unlock(&muster->lock);
	free(gone);
}

int
muster_pair_read(struct muster *muster, struct db *db, struct arena *arena, const char *from, const char *to,
                 struct muster_bits *ret_bits)
{
	uint64_t *bits = arena_alloc(arena, bytes_of(muster));
	struct rows *rows;
	char sql[120];
	size_t count = 0, row;
	int status;

	if (!bits)
		return FAIL_MEMORY;
	memset(bits, 0, bytes_of(muster));
	snprintf(sql, sizeof sql, "select g.id from %s_gram g where g.gram >= $1 and g.gram <= $2" WALKED, muster->kind->name);
	status = db_query(db, sql, ARGS(TEXT(from), TEXT(to)), &rows);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		if (!muster_holds(muster, rows_int(rows, 0), &row))
			continue;
		bits[row / 64] |= (uint64_t)1 << row % 64;
		count++;
	}
	rows_close(rows);
	if (status < 0)
		return status;
	if (count * PAIR_KEPT >= muster->count)
		keep(muster, from, to, bits, count);
	*ret_bits = (struct muster_bits){bits, count};
	return 0;
}

int
muster_pairs(struct muster *muster, struct db *db, struct arena *arena, const struct muster_question *question,
             struct muster_bits *ret_bits, size_t *ret_count)
{
	size_t count = 0, least = SIZE_MAX;
	bool ready[MUSTER_SPANS];
	int status = 0;

	for (size_t i = 0; i < question->pair_count && status == 0; i++) {
		int taken = take_kept(muster, arena, &question->pairs[i], &ret_bits[count]);

		status = taken < 0 ? taken : 0;
		ready[i] = taken > 0;
		if (taken > 0 && ret_bits[count].count < least)
			least = ret_bits[count].count;
		count += taken > 0;
	}
	for (size_t i = 0; i < question->pair_count && status == 0 && least > FEW; i++) {
		if (ready[i])
			continue;
		status = muster_pair_read(muster, db, arena, question->pairs[i].from, question->pairs[i].to, &ret_bits[count]);
		if (status == 0 && ret_bits[count].count < least)
			least = ret_bits[count].count;
		count += status == 0;
	}
	*ret_count = count;
	return status;
}

int
muster_pairs_again(struct muster *muster, struct db *db, struct muster *before)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	int status = arena ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < PAIRS_MAX && status == 0; i++) {
		struct muster_pair pair;
		struct muster_bits bits;
		bool known;

		pthread_mutex_lock(&before->lock);
		known = i < before->pair_count;
		pair = before->pairs[i];
		pthread_mutex_unlock(&before->lock);
		if (!known)
			break;
		arena_reset(arena);
		status = muster_pair_read(muster, db, arena, pair.from, pair.to, &bits);
	}
	arena_free(arena);
	return status;
}
