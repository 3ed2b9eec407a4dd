/* The tables that the build generates (tools/), for this folder only. */
#ifndef DANGJIAN_NAMES_TABLES_H
#define DANGJIAN_NAMES_TABLES_H

#include <stddef.h>
#include <stdint.h>

#include "names/codes.h"
#include "names/strokes.h"

/* By ascending code. */
extern const struct region region_table[];
extern const size_t region_table_count;

/* Ranks order characters; equal keys share one.  The table's begin above these. */
enum { RANK_END, RANK_MISSING, RANK_FIRST };

struct stroke_rune {
	uint32_t rune;
	unsigned rank : 31;
	unsigned listed : 1;
};

/* By ascending character. */
extern const struct stroke_rune stroke_runes[];
extern const size_t stroke_rune_count;

/* The ranks of one stroke count follow each other; rows holds their sequences, each with its NUL. */
struct stroke_block {
	int count;
	uint32_t first_rank;
	const char *rows;
};

/* By ascending count; one more, whose first rank no character has, closes the last. */
extern const struct stroke_block stroke_blocks[];

#endif
