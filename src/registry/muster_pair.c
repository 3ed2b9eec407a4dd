/* Of which rows of a muster a text may be found in: a bit a row for each pair of characters that many hold. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "registry/muster_table.h"

#define FEW 500 /* rows that are left as they are, whatever other pairs they lack */

static const struct muster_pair *
find_kept(struct muster *muster, const char *from, const char *to)
{
	const struct muster_pair *found = NULL;

	pthread_mutex_lock(&muster->lock);
	for (size_t i = 0; i < muster->pair_count && !found; i++)
		if (strcmp(muster->pairs[i].from, from) == 0 && strcmp(muster->pairs[i].to, to) == 0)
			found = &muster->pairs[i];
	pthread_mutex_unlock(&muster->lock);
	return found;
}

/* It stays as long as the muster, so that whoever has found it may look at it. */
static void
keep(struct muster *muster, const char *from, const char *to, const uint64_t *bits, size_t count)
{
	size_t size = muster->room / 64 * sizeof *bits;
	struct muster_pair pair = {.bits = malloc(size), .count = count};
	bool kept = false;

	if (!pair.bits)
		return;
	memcpy(pair.bits, bits, size);
	snprintf(pair.from, sizeof pair.from, "%s", from);
	snprintf(pair.to, sizeof pair.to, "%s", to);
	if (!find_kept(muster, from, to)) {
		pthread_mutex_lock(&muster->lock);
		kept = muster->pair_count < PAIRS_MAX;
		if (kept)
			muster->pairs[muster->pair_count++] = pair;
		pthread_mutex_unlock(&muster->lock);
	}
	if (!kept)
		free(pair.bits);
}

int
muster_pair_read(struct muster *muster, struct db *db, struct arena *arena, const char *from, const char *to,
                 struct muster_bits *ret_bits)
{
	uint64_t *bits = ARENA_ARRAY(arena, muster->room / 64, uint64_t);
	struct rows *rows;
	char sql[120];
	size_t count = 0, row;
	int status;

	if (!bits)
		return FAIL_MEMORY;
	memset(bits, 0, muster->room / 64 * sizeof *bits);
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
	int status = 0;

	/* First those that lie ready. */
	for (int kept = 1; kept >= 0; kept--)
		for (size_t i = 0; i < question->pair_count && status == 0; i++) {
			const struct muster_span *span = &question->pairs[i];
			const struct muster_pair *pair = find_kept(muster, span->from, span->to);

			if (kept ? !pair : pair || least <= FEW)
				continue;
			if (kept)
				ret_bits[count] = (struct muster_bits){pair->bits, pair->count};
			else
				status = muster_pair_read(muster, db, arena, span->from, span->to, &ret_bits[count]);
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
	struct muster_bits bits;
	size_t count;
	int status = arena ? 0 : FAIL_MEMORY;

	pthread_mutex_lock(&before->lock);
	count = before->pair_count;
	pthread_mutex_unlock(&before->lock);
	for (size_t i = 0; i < count && status == 0; i++) {
		arena_reset(arena);
		status = muster_pair_read(muster, db, arena, before->pairs[i].from, before->pairs[i].to, &bits);
	}
	arena_free(arena);
	return status;
}
