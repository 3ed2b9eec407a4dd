/*
 * Order by surname strokes (姓氏笔画, A-20): fewer strokes first, then their
 * shapes in writing order (横 竖 撇 点 折), then structure (left-right,
 * top-bottom, whole); the next character only where this one is the same.  A
 * given name of one character has a missing middle that counts 0 strokes, so
 * 田富 precedes 田大利.  White space and the middle dot do not count.
 */
#ifndef DANGJIAN_NAMES_STROKES_H
#define DANGJIAN_NAMES_STROKES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define STROKES_MAX 64       /* most strokes of a character in the table */
#define STROKES_NAME_MAX 64  /* characters of a name that count; what follows them is equal */

struct stroke_key {
	int count;                       /* strokes */
	char sequence[STROKES_MAX + 1];  /* their shapes: 1 横, 2 竖, 3 撇, 4 点, 5 折 */
	bool listed;                     /* in the 通用规范汉字表; outside it the clerk is asked */
};

/* The key of a character; false, with *ret_key untouched, outside the table. */
bool stroke_key(uint32_t rune, struct stroke_key *ret_key);

/* The first character of a name that counts, or 0. */
uint32_t name_first(const char *name);

/*
 * Below 0 where `a` precedes `b`, above 0 where it follows, 0 where they are
 * equal by the key, so that the clerk decides (also for the same name twice).
 * Being equal does not carry over: 由一 equals 田一 and 田二, which differ.
 */
int strokes_compare(const char *a, const char *b);

struct strokes_order {
	size_t *order;       /* indices into the names, in order */
	bool *tied;          /* tied[i]: equal by the key to the one before; the clerk decides */
	uint32_t *unknown;   /* characters outside the table, as they first appear; ends with 0 */
	uint32_t *unlisted;  /* in the table, not in the 通用规范汉字表; ends with 0 */
};

/*
 * Sorts well-formed names.  Equal keys keep the order given, with the names
 * that share a character kept together; a character outside the table comes
 * last.  All of *ret_order is from the arena.  0 or FAIL_MEMORY.
 */
int strokes_sort(struct arena *arena, const char *const *names, size_t count,
                 struct strokes_order *ret_order);

#endif
