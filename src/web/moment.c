#include "web/moment.h"

#define SHANGHAI (8 * 60 * 60) /* seconds before UTC, without summer time */
#define DAY_SECONDS (24 * 60 * 60)

day_no
moment_day(int64_t at)
{
	int64_t local = at + SHANGHAI, day = local / DAY_SECONDS;

	if (local % DAY_SECONDS < 0)
		day--;
	return day < DAY_MIN ? DAY_NONE : day > DAY_MAX ? DAY_OPEN : (day_no)day;
}

const char *
moment_text(struct arena *arena, int64_t at)
{
	day_no day = moment_day(at);
	int minutes = (int)((at + SHANGHAI - (int64_t)day * DAY_SECONDS) / 60);
	char text[DAY_TEXT];

	if (day == DAY_NONE || day == DAY_OPEN)
		return "";
	return arena_printf(arena, "%s %02d:%02d", day_text(day, text), minutes / 60, minutes % 60);
}
