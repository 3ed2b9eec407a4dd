/*
 * Working days.  Saturdays and Sundays are free but for what a year's calendar
 * says: the State Council names the holidays of each year and the weekend days
 * worked in their place.  A year without a calendar is counted by its weekends
 * alone, and what was reckoned with it is provisional.
 */
#ifndef DANGJIAN_BASE_WORKDAYS_H
#define DANGJIAN_BASE_WORKDAYS_H

#include "base/day.h"

/* Days that are free, or worked, whatever their day of the week. */
struct day_span {
	day_no first, last;      /* both included */
	bool works;
};

struct work_calendar {
	const struct day_span *spans;
	size_t count;
	const int *years;        /* for which there is a calendar */
	size_t year_count;
};

bool day_works(const struct work_calendar *calendar, day_no day);

/* Working days from one day to another, both included; 0 where the last comes before the first. */
int work_days(const struct work_calendar *calendar, day_no first, day_no last);

#define WORK_DAYS_MAX 1000

/*
 * The last day of a period of `count` working days (1 to WORK_DAYS_MAX) that
 * begins on a day; that day counts itself where it is worked.  DAY_NONE
 * where the count is out of bounds or the calendar of days ends.
 */
day_no work_period_end(const struct work_calendar *calendar, day_no first, int count);

/* Whether all the years from one day to another have a calendar; else the result is provisional. */
bool work_days_known(const struct work_calendar *calendar, day_no first, day_no last);

#endif
