#include "party/tree_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "registry/count_cache.h"

/* In one piece of memory, the names behind the nodes. */
struct tier {
	size_t size, count;
	struct tree_node nodes[];
};

struct tree_cache {
	pthread_mutex_t lock;
	struct cache_figures figures;
	size_t bytes;
	struct {
		unsigned char key[COUNT_KEY];
		struct tier *level;
	} kept[TREE_KEPT]; /* two that fall on one place take turns */
};

int
tree_cache_new(struct tree_cache **ret_cache)
{
	struct tree_cache *cache = calloc(1, sizeof *cache);

	if (!cache)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	pthread_mutex_init(&cache->lock, NULL);
	*ret_cache = cache;
	return 0;
}

void
tree_cache_free(struct tree_cache *cache)
{
	if (!cache)
		return;
	for (size_t i = 0; i < TREE_KEPT; i++)
		free(cache->kept[i].level);
	pthread_mutex_destroy(&cache->lock);
	free(cache);
}

struct cache_figures
tree_cache_figures(struct tree_cache *cache)
{
	struct cache_figures figures;

	pthread_mutex_lock(&cache->lock);
	figures = cache->figures;
	pthread_mutex_unlock(&cache->lock);
	return figures;
}

/* With nothing between its parts. */
struct question {
	enum { ASKS_LEVEL = 1, ASKS_UNITS } what;
	day_no on;
	int64_t node;
};

_Static_assert(sizeof(struct question) == 2 * sizeof(int32_t) + sizeof(int64_t), "the key is made of its bytes");

static void
make_key(struct question question, int64_t journal, unsigned char ret_key[COUNT_KEY])
{
	count_cache_key((const char *)&question, sizeof question, journal, ret_key);
}

static size_t
place(const unsigned char key[COUNT_KEY])
{
	return ((size_t)key[0] << 8 | key[1]) % TREE_KEPT;
}

/* ---- levels ---- */

static struct tier *
pack(const struct tree_node *nodes, size_t count)
{
	size_t size = sizeof(struct tier) + count * sizeof *nodes;
	struct tier *level;
	char *at;

	for (size_t i = 0; i < count; i++)
		size += strlen(nodes[i].name) + 1;
	level = malloc(size);
	if (!level)
		return NULL;
	*level = (struct tier){.size = size, .count = count};
	at = (char *)&level->nodes[count];
	for (size_t i = 0; i < count; i++) {
		level->nodes[i] = nodes[i];
		level->nodes[i].name = at;
		at = stpcpy(at, nodes[i].name) + 1;
	}
	return level;
}

/* A copy to be changed at will; null without memory. */
static struct tier *
copy(const struct tier *level, struct arena *arena)
{
	struct tier *own = arena_alloc(arena, level->size);

	if (!own)
		return NULL;
	memcpy(own, level, level->size);
	for (size_t i = 0; i < own->count; i++)
		own->nodes[i].name = (const char *)own + (level->nodes[i].name - (const char *)level);
	return own;
}

/* 1 where it is kept, then in *ret_level. */
static int
find(struct tree_cache *cache, const unsigned char key[COUNT_KEY], struct arena *arena, struct tier **ret_level)
{
	size_t at = place(key);
	bool found;

	pthread_mutex_lock(&cache->lock);
	found = cache->kept[at].level && memcmp(cache->kept[at].key, key, COUNT_KEY) == 0;
	if (found)
		*ret_level = copy(cache->kept[at].level, arena);
	cache->figures.hits += found;
	cache->figures.misses += !found;
	pthread_mutex_unlock(&cache->lock);
	return found && !*ret_level ? FAIL_MEMORY : found;
}

static void
keep(struct tree_cache *cache, const unsigned char key[COUNT_KEY], struct tier *level)
{
	size_t at = place(key);

	pthread_mutex_lock(&cache->lock);
	if (cache->kept[at].level)
		cache->bytes -= cache->kept[at].level->size;
	if (cache->bytes + level->size <= TREE_BYTES) {
		struct tier *old = cache->kept[at].level;

		memcpy(cache->kept[at].key, key, COUNT_KEY);
		cache->kept[at].level = level;
		cache->bytes += level->size;
		level = old;
	} else {
		struct tier *old = cache->kept[at].level; /* room for the next one */

		cache->kept[at].level = NULL;
		free(old);
	}
	pthread_mutex_unlock(&cache->lock);
	free(level);
}

int
tree_level(struct tree_cache *cache, struct db *db, struct arena *arena, int64_t node, day_no on, int64_t journal,
           struct tree_node **ret_nodes, size_t *ret_count)
{
	unsigned char key[COUNT_KEY];
	struct tier *level = NULL;
	int status;

	make_key((struct question){ASKS_LEVEL, on, node}, journal, key);
	status = find(cache, key, arena, &level);
	if (status > 0) {
		*ret_nodes = level->nodes;
		*ret_count = level->count;
	}
	if (status != 0)
		return status < 0 ? status : 0;
	status = tree_bodies(db, arena, node, on, ret_nodes, ret_count);
	if (status == 0 && (level = pack(*ret_nodes, *ret_count)))
		keep(cache, key, level);
	return status;
}

/* ---- how many they lead ---- */

static void
key_of_count(const struct tree_node *node, day_no on, int64_t journal, unsigned char ret_key[COUNT_KEY])
{
	make_key((struct question){ASKS_UNITS, on, node->id}, journal, ret_key);
}

int
tree_count_cached(struct count_cache *counts, struct db *db, struct arena *arena, day_no on, int64_t journal,
                  struct tree_node *nodes, size_t count)
{
	struct tree_node **missing = ARENA_ARRAY(arena, count, struct tree_node *);
	unsigned char key[COUNT_KEY];
	size_t miss = 0;
	int status;

	if (!missing)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++) {
		key_of_count(&nodes[i], on, journal, key);
		if (!count_cache_find(counts, key, &nodes[i].units, 1))
			missing[miss++] = &nodes[i];
	}
	status = tree_count(db, on, missing, miss);
	for (size_t i = 0; i < miss && status == 0; i++) {
		key_of_count(missing[i], on, journal, key);
		count_cache_keep(counts, key, &missing[i]->units, 1);
	}
	return status;
}
