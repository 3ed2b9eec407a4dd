/* Dates inside numbers: what a number format shows, and what day a serial number is.  Only for src/sheet. */
#ifndef DANGJIAN_SHEET_DATE_FORMAT_H
#define DANGJIAN_SHEET_DATE_FORMAT_H

#include "sheet/read.h"

/*
 * What of a date a built-in format shows (ECMA-376 part 1, 18.8.30; 27 to 36
 * and 50 to 58 as in Chinese installations, where these formats come from).
 */
enum date_shown date_builtin(unsigned id);

/*
 * What of a date a format code shows: yyyy"年"m"月"d"日", [$-804]yyyy/m/d;@ …
 * A format of times only shows no date.
 */
enum date_shown date_code(const char *code);

/* The day of a serial number of the 1900 or 1904 system; DAY_NONE if there is none. */
day_no date_of_serial(double serial, bool system_1904);

#endif
