/* Numbers and days as official papers write them in each language. */
#ifndef DANGJIAN_PRINT_WORDING_H
#define DANGJIAN_PRINT_WORDING_H

#include <stdint.h>

#include "base/day.h"
#include "base/lang.h"

#define WORDING_DAY 40
#define WORDING_NUMBER 64

/* "2026年11月8日" (no padding, A-23) or "8 November 2026"; without a day, room to write one. */
const char *wording_day(enum lang lang, day_no day, char out[WORDING_DAY]);

/* "二十一" up to 9,999, digits beyond; digits in English. */
const char *wording_number(enum lang lang, int64_t number, char out[WORDING_NUMBER]);

#endif
