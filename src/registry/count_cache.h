/*
 * Counts of lists, kept while the records stand still.  A key covers the
 * whole question and the last journal number the reader sees, so that a count
 * is never a moment old; what nobody asks for any more is written over.
 */
#ifndef DANGJIAN_REGISTRY_COUNT_CACHE_H
#define DANGJIAN_REGISTRY_COUNT_CACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/figures.h"

#define COUNT_KEY 16 /* bytes of a key: a hash of the question */

struct count_cache;

int count_cache_new(struct count_cache **ret_cache); /* 0 or FAIL_MEMORY */
void count_cache_free(struct count_cache *cache);    /* takes null */

/* Whether the count is kept; then it is in *ret_count.  From any thread. */
bool count_cache_find(struct count_cache *cache, const unsigned char key[COUNT_KEY], int64_t *ret_count);

struct cache_figures count_cache_figures(struct count_cache *cache);

void count_cache_keep(struct count_cache *cache, const unsigned char key[COUNT_KEY], int64_t count);

#endif
