#include "registry/piece_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

struct kept {
	unsigned char key[COUNT_KEY];
	void *piece; /* null: none */
	size_t size;
};

struct piece_cache {
	pthread_mutex_t lock;
	struct cache_figures figures;
	size_t bytes, bytes_max;
	size_t count;
	struct kept kept[]; /* two that fall on one place take turns */
};

int
piece_cache_new(size_t pieces, size_t bytes, struct piece_cache **ret_cache)
{
	struct piece_cache *cache = calloc(1, sizeof *cache + pieces * sizeof *cache->kept);

	if (!cache)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	pthread_mutex_init(&cache->lock, NULL);
	cache->bytes_max = bytes;
	cache->count = pieces;
	*ret_cache = cache;
	return 0;
}

void
piece_cache_free(struct piece_cache *cache)
{
	if (!cache)
		return;
	for (size_t i = 0; i < cache->count; i++)
		free(cache->kept[i].piece);
	pthread_mutex_destroy(&cache->lock);
	free(cache);
}

static struct kept *
place(struct piece_cache *cache, const unsigned char key[COUNT_KEY])
{
	return &cache->kept[((size_t)key[0] << 8 | key[1]) % cache->count];
}

int
piece_cache_find(struct piece_cache *cache, const unsigned char key[COUNT_KEY], struct arena *arena, void **ret_piece)
{
	const struct kept *kept = place(cache, key);
	void *copy = NULL;
	bool found;

	pthread_mutex_lock(&cache->lock);
	found = kept->piece && memcmp(kept->key, key, COUNT_KEY) == 0;
	if (found && (copy = arena_alloc(arena, kept->size)))
		memcpy(copy, kept->piece, kept->size);
	cache->figures.hits += found;
	cache->figures.misses += !found;
	pthread_mutex_unlock(&cache->lock);
	if (found && !copy)
		return FAIL_MEMORY;
	if (found)
		*ret_piece = copy;
	return found;
}

void
piece_cache_keep(struct piece_cache *cache, const unsigned char key[COUNT_KEY], const void *piece, size_t size)
{
	struct kept *kept = place(cache, key);
	void *own = malloc(size), *old;

	if (!own)
		return;
	memcpy(own, piece, size);
	pthread_mutex_lock(&cache->lock);
	old = kept->piece;
	cache->bytes -= kept->size;
	if (cache->bytes + size > cache->bytes_max) { /* the old one makes room for the next */
		free(own);
		own = NULL;
		size = 0;
	}
	memcpy(kept->key, key, COUNT_KEY);
	kept->piece = own;
	kept->size = size;
	cache->bytes += size;
	pthread_mutex_unlock(&cache->lock);
	free(old);
}

struct cache_figures
piece_cache_figures(struct piece_cache *cache)
{
	struct cache_figures figures;

	pthread_mutex_lock(&cache->lock);
	figures = cache->figures;
	pthread_mutex_unlock(&cache->lock);
	return figures;
}
