/* UTF-8 text as clerks type it: checked, trimmed, full-width forms folded. */
#ifndef DANGJIAN_BASE_TEXT_H
#define DANGJIAN_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define RUNE_BAD UINT32_MAX

/*
 * The character at *at and moves *at behind it; 0 at the NUL (not moved);
 * RUNE_BAD for an ill-formed sequence, moving one byte.
 */
uint32_t utf8_next(const char **at);

/* Whether the bytes are well-formed UTF-8 without NUL. */
bool utf8_valid(const char *text, size_t len);

/* Characters in well-formed text. */
size_t utf8_length(const char *text);

/* Writes one character, 1 to 4 bytes and a NUL; returns the bytes. */
size_t utf8_put(uint32_t rune, char out[5]);

/*
 * A cell's text made comparable: full-width ASCII and U+3000 folded to ASCII,
 * outer white space (no-break, zero-width and BOM too) dropped.
 * Inner white space stays.  Null without memory.
 */
char *text_tidy(struct arena *arena, const char *text);

/* The same for sentences, whose full-width signs stay as they are. */
char *text_trim(struct arena *arena, const char *text);

/* Whether nothing would be left of the text: white space alone, or nothing. */
bool text_blank(const char *text);

/* ASCII only: whether `text` begins with `start`; equality without case. */
bool text_starts(const char *text, const char *start);
bool text_same_ascii(const char *a, const char *b);

/* A number that texts share only by chance, the same everywhere; for tables, not against forgery. */
uint64_t text_hash(const char *text, size_t len);

#endif
