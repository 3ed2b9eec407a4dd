/* Numbers as people write them, and the integer arithmetic that decides. */
#ifndef DANGJIAN_BASE_NUM_H
#define DANGJIAN_BASE_NUM_H

#include <stddef.h>
#include <stdint.h>

/* A whole number: optional minus, digits, nothing else; 0 or FAIL_INPUT (overflow too). */
int num_parse(const char *text, int64_t *ret_number);

/* Money "129", "129.5" or "129.00" in fen; at most two decimals; 0 or FAIL_INPUT. */
int money_parse(const char *text, int64_t *ret_fen);

#define MONEY_TEXT 24
/* Writes fen as yuan with two decimals, "129.00"; returns `out`. */
const char *money_text(int64_t fen, char out[MONEY_TEXT]);

/*
 * part/whole in tenths of a per cent, half up, for display only (rulebook 0.1);
 * -1 where whole is 0.  Both are 0 or more.
 */
int64_t per_mille(int64_t part, int64_t whole);

#define PER_CENT_TEXT 24
/* Writes tenths of a per cent as "86.8"; returns `out`. */
const char *per_cent_text(int64_t tenths, char out[PER_CENT_TEXT]);

#endif
