#include "base/day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fail.h"

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_length(int year, int month)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

/* Years run from March here, so that the leap day is the last of its year. */
day_no
day_of(int year, int month, int day)
{
	int y, era, year_of_era, day_of_year, day_of_era;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > month_length(year, month))
		return DAY_NONE;
	y = month <= 2 ? year - 1 : year;
	era = y / 400;
	year_of_era = y - era * 400;
	day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

struct ymd
ymd_of(day_no day)
{
	int shifted = day + 719468;
	int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int day_of_era = shifted - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
	                   day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int shifted_month = (5 * day_of_year + 2) / 153;
	struct ymd date;

	date.day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
	date.month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
	date.year = year_of_era + era * 400 + (date.month <= 2);
	return date;
}

static int
digits(const char *text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

int
day_parse(const char *text, day_no *ret_day)
{
	day_no day = DAY_NONE;

	if (strlen(text) == 10 && text[4] == '-' && text[7] == '-')
		day = day_of(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2));
	if (day == DAY_NONE || day < DAY_MIN || day > DAY_MAX)
		return fail(FAIL_INPUT, NULL, NULL,
		            "日期应写作 2026-11-21 的样子，并且确有这一天。",
		            "A date is written like 2026-11-21 and must exist.");
	*ret_day = day;
	return 0;
}

const char *
day_text(day_no day, char out[DAY_TEXT])
{
	struct ymd date;

	out[0] = '\0';
	if (day == DAY_NONE || day >= DAY_OPEN)
		return out;
	date = ymd_of(day);
	snprintf(out, DAY_TEXT, "%04u-%02u-%02u", (unsigned)date.year % 10000,
	         (unsigned)date.month % 100, (unsigned)date.day % 100);
	return out;
}

day_no
day_add_months(day_no day, int n)
{
	struct ymd date = ymd_of(day);
	int months = date.year * 12 + (date.month - 1) + n;
	int year = months / 12, month = months % 12 + 1, last;

	if (months < 12 || year > 9999)
		return DAY_NONE;
	last = month_length(year, month);
	return day_of(year, month, date.day < last ? date.day : last);
}

day_no
day_add_years(day_no day, int n)
{
	return n > 10000 || n < -10000 ? DAY_NONE : day_add_months(day, 12 * n);
}

int
day_weekday(day_no day)
{
	int since_monday = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

day_no
day_today(void)
{
	const char *set = getenv("DANGJIAN_TODAY");
	day_no today;

	if (set && day_parse(set, &today) == 0)
		return today;
	return (day_no)((time(NULL) + 8 * 3600) / 86400);
}

int64_t
day_seconds_left(int64_t at)
{
	int64_t gone = (at + 8 * 3600) % 86400;

	return 86400 - (gone < 0 ? gone + 86400 : gone);
}

int
day_today_valid(void)
{
	const char *set = getenv("DANGJIAN_TODAY");
	day_no today;

	if (!set || day_parse(set, &today) == 0)
		return 0;
	return fail(FAIL_INPUT, NULL, "DANGJIAN_TODAY", "环境变量 DANGJIAN_TODAY 应写作 2026-11-21 的样子，并且确有这一天。",
	            "The environment's DANGJIAN_TODAY is a date written like 2026-11-21.");
}
