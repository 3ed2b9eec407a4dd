#include "party/changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"

#define CHANGES_MAX ((size_t)1 << 19) /* gathered before they are written */

struct change {
	int64_t node;
	int32_t value;      /* place in `values` */
	int16_t dimension;
	int16_t metric;
	day_no day;
	int32_t change;
};

struct word {
	struct word *next;  /* in its bucket */
	int32_t place;
	char text[];
};

#define WORD_BUCKETS 1024

struct changes {
	struct db *db;
	int64_t only;
	struct change *at;
	size_t count, room;
	struct arena *arena;             /* the words */
	struct word *buckets[WORD_BUCKETS];
	const char **values;
	int32_t value_count, value_room;
};

struct changes *
changes_new(struct db *db, int64_t only)
{
	struct changes *changes = calloc(1, sizeof *changes);

	if (changes) {
		changes->db = db;
		changes->only = only;
		changes->arena = arena_new(ARENA_IMPORT_MAX);
	}
	if (!changes || !changes->arena) {
		fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
		free(changes);
		return NULL;
	}
	return changes;
}

int64_t
changes_only(const struct changes *changes)
{
	return changes->only;
}

void
changes_free(struct changes *changes)
{
	if (!changes)
		return;
	arena_free(changes->arena);
	free(changes->at);
	free(changes->values);
	free(changes);
}

static int
no_memory(void)
{
	return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
}

/* The place of a word in `values`, or a failure. */
static int32_t
place_of_word(struct changes *changes, const char *text)
{
	uint32_t hash = 2166136261u;
	size_t size = strlen(text) + 1;
	struct word *word;

	for (const char *c = text; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	for (word = changes->buckets[hash % WORD_BUCKETS]; word; word = word->next)
		if (strcmp(word->text, text) == 0)
			return word->place;
	word = arena_alloc(changes->arena, sizeof *word + size);
	if (!word)
		return FAIL_MEMORY;
	if (changes->value_count == changes->value_room) {
		int32_t room = changes->value_room ? 2 * changes->value_room : 64;
		const char **values = realloc(changes->values, (size_t)room * sizeof *values);

		if (!values)
			return no_memory();
		changes->values = values;
		changes->value_room = room;
	}
	memcpy(word->text, text, size);
	word->place = changes->value_count;
	word->next = changes->buckets[hash % WORD_BUCKETS];
	changes->buckets[hash % WORD_BUCKETS] = word;
	changes->values[changes->value_count++] = word->text;
	return word->place;
}

static int
compare_changes(const void *a, const void *b)
{
	const struct change *left = a, *right = b;

	if (left->node != right->node)
		return left->node < right->node ? -1 : 1;
	if (left->dimension != right->dimension)
		return left->dimension - right->dimension;
	if (left->value != right->value)
		return left->value < right->value ? -1 : 1;
	if (left->metric != right->metric)
		return left->metric - right->metric;
	return left->day < right->day ? -1 : left->day > right->day;
}

/* Sorts, and makes one change of those that differ in nothing but their number. */
static void
condense(struct changes *changes)
{
	struct change *at = changes->at;
	size_t kept = 0;

	if (changes->count > 1)
		qsort(at, changes->count, sizeof *at, compare_changes);
	for (size_t i = 0; i < changes->count; i++) {
		if (kept > 0 && compare_changes(&at[kept - 1], &at[i]) == 0)
			at[kept - 1].change += at[i].change;
		else
			at[kept++] = at[i];
		if (at[kept - 1].change == 0 &&
		    (i + 1 == changes->count || compare_changes(&at[kept - 1], &at[i + 1]) != 0))
			kept--;
	}
	changes->count = kept;
}

static bool
same_series(const struct change *a, const struct change *b)
{
	return a->node == b->node && a->dimension == b->dimension && a->value == b->value &&
	       a->metric == b->metric;
}

int
changes_write(struct changes *changes)
{
	struct step *steps;
	int status = 0;

	condense(changes);
	steps = malloc((changes->count + 1) * sizeof *steps);
	if (!steps)
		return no_memory();
	for (size_t at = 0, end; at < changes->count && status == 0; at = end) {
		const struct change *first = &changes->at[at];
		const struct series series = {first->node, first->dimension, changes->values[first->value],
		                              first->metric};

		for (end = at; end < changes->count && same_series(first, &changes->at[end]); end++)
			steps[end - at] = (struct step){changes->at[end].day, changes->at[end].change};
		status = series_add(changes->db, &series, steps, end - at);
	}
	free(steps);
	changes->count = 0;
	return status;
}

int
changes_sum(struct changes *changes, int64_t node, int64_t dimension, day_no on,
            int (*each)(void *arg, const struct series *series, int64_t value), void *arg)
{
	int status = 0;

	condense(changes);
	for (size_t at = 0, end; at < changes->count && status >= 0; at = end) {
		const struct change *first = &changes->at[at];
		const struct series series = {first->node, first->dimension, changes->values[first->value],
		                              first->metric};
		int64_t sum = 0;

		for (end = at; end < changes->count && same_series(first, &changes->at[end]); end++)
			if (changes->at[end].day <= on)
				sum += changes->at[end].change;
		if (first->node == node && first->dimension == dimension)
			status = each(arg, &series, sum);
	}
	return status < 0 ? status : 0;
}

/* Room for one change more: condensed, then written out or doubled. */
static int
make_room(struct changes *changes)
{
	size_t room = changes->room ? 2 * changes->room : 1024;
	struct change *at;

	if (changes->count < changes->room)
		return 0;
	if (changes->room >= CHANGES_MAX) {
		condense(changes);
		if (changes->db && changes->count > changes->room / 2)
			return changes_write(changes);
		if (changes->count <= changes->room / 2)
			return 0;
	}
	at = realloc(changes->at, room * sizeof *at);
	if (!at)
		return no_memory();
	changes->at = at;
	changes->room = room;
	return 0;
}

int
changes_add(struct changes *changes, int64_t node, int dimension, const char *value, int metric, day_no day,
            int change)
{
	int32_t place = place_of_word(changes, value);
	int status = place < 0 ? place : make_room(changes);

	if (status < 0)
		return status;
	changes->at[changes->count++] = (struct change){
		node, place, (int16_t)dimension, (int16_t)metric, day, change};
	return 0;
}
