/*
 * What a clerk means by a cell: text, a whole number, a date, yes or no.
 *
 * Every function gives 0 or FAIL_INPUT with a sentence about the cell that
 * says what is expected.  The sentence names no cell (the caller knows which)
 * and repeats nothing of what the cell holds, since that may be an ID number
 * (DP-6).  An empty cell is a fault here, but for value_text(): ask
 * value_given() first where the cell may be empty.
 */
#ifndef DANGJIAN_SHEET_VALUE_H
#define DANGJIAN_SHEET_VALUE_H

#include <stdint.h>

#include "sheet/read.h"

/* Whether the cell holds anything. */
bool value_given(const struct cell *cell);

/*
 * The text, tidied (base/text.h), in the arena; "" for an empty cell.  Line
 * breaks inside stay as \n, other control characters go.  A number is its
 * digits ("46"), but one of more than 15 is a fault: the last of them are not
 * those that were typed.
 */
int value_text(struct arena *arena, const struct cell *cell, const char **ret_text);

/*
 * A whole number: 46, 46.0, "４６", "1,234", "-5", as number or text.  `units`
 * lists what may follow it ("人"), ended by null; null allows none.
 */
int value_whole(struct arena *arena, const struct cell *cell, const char *const *units,
                int64_t *ret_number);

/*
 * A date: a number shown as a date; another whole number that is the serial
 * of a day between 1910 and 2099 (so that no year is taken for one); or text
 * such as 2026-11-21, 2026/1/5, 2026.11.21, 2026年11月21日, 2026-11-21
 * 00:00:00.  A time of day is dropped.  Year and month alone are a fault.
 */
int value_date(struct arena *arena, const struct cell *cell, day_no *ret_day);

/* 是 否 有 无 √ × yes no true false 1 0, or a boolean. */
int value_yes_no(struct arena *arena, const struct cell *cell, bool *ret_yes);

#endif
