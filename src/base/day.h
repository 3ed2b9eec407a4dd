/*
 * Civil dates.  A day is its number counted from 1970-01-01 in the proleptic
 * Gregorian calendar; it has no time and no zone.  Nobody in the program asks
 * the clock but the entry points, which pass `today` down.
 */
#ifndef DANGJIAN_BASE_DAY_H
#define DANGJIAN_BASE_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t day_no;

#define DAY_NONE INT32_MIN          /* no date given */
#define DAY_OPEN ((day_no)2932896)  /* 9999-12-31: the end of what has no end */
#define DAY_MIN ((day_no)-25567)    /* 1900-01-01, the earliest day accepted */
#define DAY_MAX (DAY_OPEN - 1)
#define DAY_TEXT 11                 /* bytes of "YYYY-MM-DD" with its NUL */

struct ymd {
	int year;
	int month; /* 1-12 */
	int day;   /* 1-31 */
};

/* The day of a calendar date; DAY_NONE if there is no such date. */
day_no day_of(int year, int month, int day);

struct ymd ymd_of(day_no day);

/* Reads exactly YYYY-MM-DD between DAY_MIN and DAY_MAX; 0 or FAIL_INPUT. */
int day_parse(const char *text, day_no *ret_day);

/* Writes YYYY-MM-DD, or "" for DAY_NONE and DAY_OPEN; returns `out`. */
const char *day_text(day_no day, char out[DAY_TEXT]);

/* Adds months or years and clamps to the end of the month (ELEC-3.1); n may be negative. */
day_no day_add_months(day_no day, int n);
day_no day_add_years(day_no day, int n);

/* 1 = Monday … 7 = Sunday */
int day_weekday(day_no day);

/*
 * Today's civil date in Asia/Shanghai (UTC+8, no summer time), or the value of
 * DANGJIAN_TODAY.  For entry points only.
 */
day_no day_today(void);

/* Seconds from a moment (since 1970, UTC) to the next midnight in Asia/Shanghai, 1 to 86,400. */
int64_t day_seconds_left(int64_t at);

/* 0, or FAIL_INPUT where DANGJIAN_TODAY is set to what is no date; entry points ask this first. */
int day_today_valid(void);

#endif
