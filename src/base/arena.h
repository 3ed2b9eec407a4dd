/*
 * An arena: memory of one request or command, thrown away whole.  Not shared
 * between threads.  With -Darena_debug=true every allocation is a malloc of
 * its own, so that the address sanitizer sees each bound.
 */
#ifndef DANGJIAN_BASE_ARENA_H
#define DANGJIAN_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

#define ARENA_REQUEST_MAX ((size_t)64 << 20)  /* bytes one page or action may use */
#define ARENA_IMPORT_MAX ((size_t)2 << 30)    /* bytes one workbook may use */

/* A new arena that hands out at most `max` bytes; null without memory. */
struct arena *arena_new(size_t max);

/* Frees the arena and all that came from it.  Takes null. */
void arena_free(struct arena *arena);

/* Forgets all that came from it and keeps one block for the next use. */
void arena_reset(struct arena *arena);

/* The same, and what came from it is overwritten first: for passwords and the like. */
void arena_wipe(struct arena *arena);

/*
 * `size` zeroed bytes aligned for any type; null without memory or past the
 * maximum, with FAIL_MEMORY recorded.  A size of 0 gives a valid pointer.
 */
void *arena_alloc(struct arena *arena, size_t size);

/* Room for `count` elements of `size` bytes; the product is checked. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/*
 * Room for one more behind `count` elements of `size` bytes: where `*room` is
 * used up, the array moves to twice the room and the old memory stays with the
 * arena.  `array` is the address of the pointer, which is null, with room for
 * none, to begin with.  0, or FAIL_MEMORY with both untouched.
 */
int arena_grow(struct arena *arena, void *array, size_t count, size_t *room, size_t size);

/* Copies of a string, or of its first `len` bytes; null as arena_alloc. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t len);

/* A formatted string; null as arena_alloc. */
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Bytes handed out since the arena was made or reset. */
size_t arena_used(const struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))
#define ARENA_GROW(arena, array, count, room) arena_grow((arena), &(array), (count), &(room), sizeof *(array))

#endif
