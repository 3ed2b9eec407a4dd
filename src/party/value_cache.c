#include "party/value_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "registry/count_cache.h"
#include "store/journal.h"

/* The values one behind the other, each with its NUL. */
struct values {
	size_t size, count;
	char text[];
};

struct value_cache {
	pthread_mutex_t lock;
	struct cache_figures figures;
	struct {
		unsigned char key[COUNT_KEY];
		struct values *values;
	} kept[VALUES_KEPT]; /* two that fall on one place take turns */
};

int
value_cache_new(struct value_cache **ret_cache)
{
	struct value_cache *cache = calloc(1, sizeof *cache);

	if (!cache)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	pthread_mutex_init(&cache->lock, NULL);
	*ret_cache = cache;
	return 0;
}

void
value_cache_free(struct value_cache *cache)
{
	if (!cache)
		return;
	for (size_t i = 0; i < VALUES_KEPT; i++)
		free(cache->kept[i].values);
	pthread_mutex_destroy(&cache->lock);
	free(cache);
}

struct cache_figures
value_cache_figures(struct value_cache *cache)
{
	struct cache_figures figures;

	pthread_mutex_lock(&cache->lock);
	figures = cache->figures;
	pthread_mutex_unlock(&cache->lock);
	return figures;
}

/* With nothing between its parts. */
struct question {
	int32_t dimension;
	day_no on;
	int64_t node;
};

_Static_assert(sizeof(struct question) == 2 * sizeof(int32_t) + sizeof(int64_t), "the key is made of its bytes");

static int
make_key(struct db *db, struct question question, unsigned char ret_key[COUNT_KEY])
{
	int64_t journal;
	int status = journal_last(db, &journal);

	if (status == 0)
		count_cache_key((const char *)&question, sizeof question, journal, ret_key);
	return status;
}

static size_t
place(const unsigned char key[COUNT_KEY])
{
	return ((size_t)key[0] << 8 | key[1]) % VALUES_KEPT;
}

/* 1 where the answer is kept, then a copy of it in *ret_values. */
static int
find(struct value_cache *cache, const unsigned char key[COUNT_KEY], struct arena *arena, struct values **ret_values)
{
	size_t at = place(key);
	const struct values *kept;
	bool found;

	pthread_mutex_lock(&cache->lock);
	kept = cache->kept[at].values;
	found = kept && memcmp(cache->kept[at].key, key, COUNT_KEY) == 0;
	if (found && (*ret_values = arena_alloc(arena, kept->size)))
		memcpy(*ret_values, kept, kept->size);
	cache->figures.hits += found;
	cache->figures.misses += !found;
	pthread_mutex_unlock(&cache->lock);
	return found && !*ret_values ? FAIL_MEMORY : found;
}

/* What finds no memory is not kept. */
static void
keep(struct value_cache *cache, const unsigned char key[COUNT_KEY], const struct values *values)
{
	struct values *old, *own = malloc(values->size);
	size_t at = place(key);

	if (!own)
		return;
	memcpy(own, values, values->size);
	pthread_mutex_lock(&cache->lock);
	memcpy(cache->kept[at].key, key, COUNT_KEY);
	old = cache->kept[at].values;
	cache->kept[at].values = own;
	pthread_mutex_unlock(&cache->lock);
	free(old);
}

static int
pack(struct arena *arena, const struct figure_row *rows, size_t count, struct values **ret_values)
{
	size_t size = sizeof(struct values);
	struct values *values;
	char *at;

	for (size_t i = 0; i < count; i++)
		size += strlen(rows[i].value) + 1;
	values = arena_alloc(arena, size);
	if (!values)
		return FAIL_MEMORY;
	*values = (struct values){.size = size, .count = count};
	at = values->text;
	for (size_t i = 0; i < count; i++)
		at = stpcpy(at, rows[i].value) + 1;
	*ret_values = values;
	return 0;
}

static int
work_out(struct db *db, struct arena *arena, struct question question, struct values **ret_values)
{
	struct figure_row *rows = NULL;
	int64_t values = 0;
	size_t count = 0;
	int status = series_values(db, question.node, question.dimension, VALUES_MAX + 1, &values);

	if (status == 0 && values <= VALUES_MAX)
		status = figures(db, arena, question.node, (enum dimension)question.dimension, question.on, &rows, &count);
	return status < 0 ? status : pack(arena, rows, count <= VALUES_MAX ? count : 0, ret_values);
}

static int
unpack(struct arena *arena, const struct values *values, const char ***ret_values)
{
	const char **list = ARENA_ARRAY(arena, values->count, const char *);
	const char *at = values->text;

	if (!list)
		return FAIL_MEMORY;
	for (size_t i = 0; i < values->count; i++, at += strlen(at) + 1)
		list[i] = at;
	*ret_values = list;
	return 0;
}

int
values_known(struct value_cache *cache, struct db *db, struct arena *arena, int64_t node, enum dimension dimension,
             day_no on, const char ***ret_values, size_t *ret_count)
{
	const struct question question = {(int32_t)dimension, on, node};
	unsigned char key[COUNT_KEY];
	struct values *values = NULL;
	int status = cache ? make_key(db, question, key) : 0;

	if (status == 0 && cache)
		status = find(cache, key, arena, &values);
	if (status == 0) {
		status = work_out(db, arena, question, &values);
		if (status == 0 && cache)
			keep(cache, key, values);
	}
	if (status >= 0)
		status = unpack(arena, values, ret_values);
	if (status == 0)
		*ret_count = values->count;
	return status;
}
