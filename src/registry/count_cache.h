/*
 * Counts of lists, kept while the records stand still.  A key covers the
 * whole question and the last journal number the reader sees, so that a count
 * is never a moment old; what nobody asks for any more is written over.
 */
#ifndef DANGJIAN_REGISTRY_COUNT_CACHE_H
#define DANGJIAN_REGISTRY_COUNT_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/figures.h"

#define COUNT_KEY 16  /* bytes of a key: a hash of the question */
#define COUNT_KEPT 5  /* numbers a question may have for its answer */

struct count_cache;

int count_cache_new(struct count_cache **ret_cache); /* 0 or FAIL_MEMORY */
void count_cache_free(struct count_cache *cache);    /* takes null */

/* The key of a question, asked where the last journal entry seen has a number. */
void count_cache_key(const char *question, size_t len, int64_t journal, unsigned char ret_key[COUNT_KEY]);

/* Whether the answer is kept; then it is in ret_counts.  From any thread. */
bool count_cache_find(struct count_cache *cache, const unsigned char key[COUNT_KEY], int64_t *ret_counts, size_t count);

void count_cache_keep(struct count_cache *cache, const unsigned char key[COUNT_KEY], const int64_t *counts,
                      size_t count);

struct cache_figures count_cache_figures(struct count_cache *cache);

#endif
