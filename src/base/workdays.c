#include "base/workdays.h"

#define SATURDAY 6

bool
day_works(const struct work_calendar *calendar, day_no day)
{
	for (size_t i = 0; i < calendar->count; i++)
		if (calendar->spans[i].first <= day && day <= calendar->spans[i].last)
			return calendar->spans[i].works;
	return day_weekday(day) < SATURDAY;
}

int
work_days(const struct work_calendar *calendar, day_no first, day_no last)
{
	int count = 0;

	for (day_no day = first; day <= last; day++)
		count += day_works(calendar, day);
	return count;
}

day_no
work_period_end(const struct work_calendar *calendar, day_no first, int count)
{
	if (count < 1 || count > WORK_DAYS_MAX)
		return DAY_NONE;
	for (day_no day = first; day <= DAY_MAX; day++)
		if (day_works(calendar, day) && --count == 0)
			return day;
	return DAY_NONE;
}

bool
work_days_known(const struct work_calendar *calendar, day_no first, day_no last)
{
	for (int year = ymd_of(first).year; year <= ymd_of(last).year; year++) {
		bool known = false;

		for (size_t i = 0; i < calendar->year_count && !known; i++)
			known = calendar->years[i] == year;
		if (!known)
			return false;
	}
	return true;
}
