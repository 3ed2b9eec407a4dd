#include "registry/count_cache.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

#define PLACES 32768 /* counts kept; two questions that fall on one place take turns */

struct count_cache {
	pthread_mutex_t lock;
	struct cache_figures figures;
	struct {
		unsigned char key[COUNT_KEY];
		int64_t counts[COUNT_KEPT];
	} kept[PLACES];
};

int
count_cache_new(struct count_cache **ret_cache)
{
	struct count_cache *cache = calloc(1, sizeof *cache);

	if (!cache)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	pthread_mutex_init(&cache->lock, NULL);
	*ret_cache = cache;
	return 0;
}

void
count_cache_free(struct count_cache *cache)
{
	if (!cache)
		return;
	pthread_mutex_destroy(&cache->lock);
	free(cache);
}

static size_t
place(const unsigned char key[COUNT_KEY])
{
	return ((size_t)key[0] << 8 | key[1]) % PLACES;
}

void
count_cache_key(const char *question, size_t len, int64_t journal, unsigned char ret_key[COUNT_KEY])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, COUNT_KEY);
	crypto_generichash_update(&state, (const unsigned char *)&journal, sizeof journal);
	crypto_generichash_update(&state, (const unsigned char *)question, len);
	crypto_generichash_final(&state, ret_key, COUNT_KEY);
}

bool
count_cache_find(struct count_cache *cache, const unsigned char key[COUNT_KEY], int64_t *ret_counts, size_t count)
{
	size_t at = place(key);
	bool found;

	pthread_mutex_lock(&cache->lock);
	found = memcmp(cache->kept[at].key, key, COUNT_KEY) == 0;
	if (found)
		memcpy(ret_counts, cache->kept[at].counts, count * sizeof *ret_counts);
	cache->figures.hits += found;
	cache->figures.misses += !found;
	pthread_mutex_unlock(&cache->lock);
	return found;
}

void
count_cache_keep(struct count_cache *cache, const unsigned char key[COUNT_KEY], const int64_t *counts, size_t count)
{
	size_t at = place(key);

	pthread_mutex_lock(&cache->lock);
	memcpy(cache->kept[at].key, key, COUNT_KEY);
	memcpy(cache->kept[at].counts, counts, count * sizeof *counts);
	pthread_mutex_unlock(&cache->lock);
}

struct cache_figures
count_cache_figures(struct count_cache *cache)
{
	struct cache_figures figures;

	pthread_mutex_lock(&cache->lock);
	figures = cache->figures;
	pthread_mutex_unlock(&cache->lock);
	return figures;
}
