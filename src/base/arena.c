#define _GNU_SOURCE /* explicit_bzero */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

#ifdef ARENA_DEBUG
#define BLOCK_SIZE 0 /* each allocation gets a block of its own */
#else
#define BLOCK_SIZE ((size_t)64 << 10)
#endif
#define FIRST_ROOM 8 /* elements an array that grows begins with */

struct block {
	struct block *next;
	size_t size;
	size_t used;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *blocks; /* newest first */
	size_t max;
	size_t used;
};

struct arena *
arena_new(size_t max)
{
	struct arena *arena = calloc(1, sizeof *arena);

	if (arena)
		arena->max = max;
	else
		fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	return arena;
}

static void
free_blocks(struct block *block)
{
	while (block) {
		struct block *next = block->next;

		free(block);
		block = next;
	}
}

void
arena_free(struct arena *arena)
{
	if (!arena)
		return;
	free_blocks(arena->blocks);
	free(arena);
}

void
arena_reset(struct arena *arena)
{
	struct block *keep = arena->blocks;

	arena->used = 0;
	if (!keep)
		return;
	free_blocks(keep->next);
	keep->next = NULL;
	if (keep->size != BLOCK_SIZE) { /* a large or debug block is not worth keeping */
		free(keep);
		arena->blocks = NULL;
		return;
	}
	memset(keep->bytes, 0, keep->used);
	keep->used = 0;
}

void
arena_wipe(struct arena *arena)
{
	for (struct block *block = arena->blocks; block; block = block->next)
		explicit_bzero(block->bytes, block->used);
	arena_reset(arena);
}

static struct block *
new_block(struct arena *arena, size_t need)
{
	size_t size = need > BLOCK_SIZE ? need : BLOCK_SIZE;
	struct block *block = calloc(1, sizeof *block + size);

	if (!block)
		return NULL;
	block->size = size;
	/* An oversized block goes behind the current one, whose rest is still of use. */
	if (size > BLOCK_SIZE && arena->blocks) {
		block->next = arena->blocks->next;
		arena->blocks->next = block;
	} else {
		block->next = arena->blocks;
		arena->blocks = block;
	}
	return block;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct block *block = arena->blocks;
	size_t need;
	void *bytes;

	if (size > arena->max - arena->used || size > SIZE_MAX - align) {
		fail(FAIL_MEMORY, NULL, NULL, "内容超过允许的大小。",
		     "The content is larger than allowed.");
		return NULL;
	}
#ifdef ARENA_DEBUG
	need = size ? size : 1;
#else
	need = (size + align - 1) / align * align;
	need = need ? need : align;
#endif
	if (!block || block->size - block->used < need)
		block = new_block(arena, need);
	if (!block) {
		fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
		return NULL;
	}
	bytes = block->bytes + block->used;
	block->used += need;
	arena->used += size;
	return bytes;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		bytes = SIZE_MAX;
	return arena_alloc(arena, bytes);
}

int
arena_grow(struct arena *arena, void *array, size_t count, size_t *room, size_t size)
{
	size_t wider = *room ? 2 * *room : FIRST_ROOM;
	void *old, *more;

	if (count < *room)
		return 0;
	more = arena_array(arena, wider, size);
	if (!more)
		return FAIL_MEMORY;
	memcpy(&old, array, sizeof old); /* a pointer of whatever type the caller has */
	if (count)
		memcpy(more, old, count * size);
	memcpy(array, &more, sizeof more);
	*room = wider;
	return 0;
}

char *
arena_strndup(struct arena *arena, const char *text, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	if (copy)
		memcpy(copy, text, len);
	return copy;
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

char *
arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	va_list again;
	int len;
	char *text;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = len < 0 ? NULL : arena_alloc(arena, (size_t)len + 1);
	if (text)
		vsnprintf(text, (size_t)len + 1, format, args);
	return text;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

size_t
arena_used(const struct arena *arena)
{
	return arena->used;
}
