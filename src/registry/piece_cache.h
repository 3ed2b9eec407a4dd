/*
 * Answers kept while the records stand still, each in one piece of memory.  A
 * key covers the whole question and the last journal number the reader sees
 * (registry/count_cache.h), so that an answer is never a moment old; what
 * nobody asks for any more is written over.
 */
#ifndef DANGJIAN_REGISTRY_PIECE_CACHE_H
#define DANGJIAN_REGISTRY_PIECE_CACHE_H

#include "base/arena.h"
#include "registry/count_cache.h"

struct piece_cache;

/* At most so many pieces, and bytes of all of them.  0 or FAIL_MEMORY. */
int piece_cache_new(size_t pieces, size_t bytes, struct piece_cache **ret_cache);
void piece_cache_free(struct piece_cache *cache); /* takes null */

/* 1 where the answer is kept, then with a copy of it; 0; or FAIL_MEMORY.  From any thread. */
int piece_cache_find(struct piece_cache *cache, const unsigned char key[COUNT_KEY], struct arena *arena, void **ret_piece);

/* Keeps a copy; what finds no memory, or no room, is not kept. */
void piece_cache_keep(struct piece_cache *cache, const unsigned char key[COUNT_KEY], const void *piece, size_t size);

struct cache_figures piece_cache_figures(struct piece_cache *cache);

#endif
