#include "sheet/date_format.h"

#include <string.h>
#include <strings.h>

enum date_shown
date_builtin(unsigned id)
{
	static const unsigned char full[] = {14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58};
	static const unsigned char month[] = {17, 27, 36, 50, 52, 57};

	for (size_t i = 0; i < sizeof full; i++)
		if (full[i] == id)
			return DATE_FULL;
	for (size_t i = 0; i < sizeof month; i++)
		if (month[i] == id)
			return DATE_MONTH;
	return DATE_NOT;
}

/*
 * Past what a format shows literally: "…", \x, _x, *x, and […], which holds a
 * colour, a condition or a locale.  Null if nothing such is here.
 */
static const char *
skip_literal(const char *at)
{
	const char *end;

	switch (*at) {
	case '"':
		end = strchr(at + 1, '"');
		return end ? end + 1 : at + strlen(at);
	case '[':
		end = strchr(at, ']');
		return end ? end + 1 : at + strlen(at);
	case '\\':
	case '_':
	case '*':
		return at + (at[1] ? 2 : 1);
	default:
		return NULL;
	}
}

/* The letters of one format code that matter, counted. */
struct letters {
	int year, month, day, clock;
};

static void
count_letter(struct letters *letters, const char *at)
{
	switch (*at) {
	case 'y': case 'Y': case 'g': case 'G': case 'b': case 'B':
		letters->year++;
		break;
	case 'e': case 'E': /* a year in East Asian formats, an exponent before a sign */
		letters->year += at[1] != '+' && at[1] != '-';
		break;
	case 'm': case 'M': /* minutes beside hours or seconds */
		letters->month++;
		break;
	case 'd': case 'D':
		letters->day++;
		break;
	case 'h': case 'H': case 's': case 'S':
		letters->clock++;
		break;
	case '[': /* elapsed time: [h], [mm], [s] */
		letters->clock += at[1] && strchr("hHmMsS", at[1]) && at[1 + strspn(at + 1, "hHmMsS")] == ']';
		break;
	default:
		break;
	}
}

enum date_shown
date_code(const char *code)
{
	static const char *const words[] = {"General", "AM/PM", "A/P"};
	struct letters letters = {0};
	bool date;

	while (*code && *code != ';') { /* the first section is for positive numbers */
		const char *next = skip_literal(code);

		for (size_t i = 0; !next && i < sizeof words / sizeof *words; i++)
			if (strncasecmp(code, words[i], strlen(words[i])) == 0)
				next = code + strlen(words[i]);
		if (!next || *code == '[')
			count_letter(&letters, code);
		code = next ? next : code + 1;
	}
	date = letters.year || letters.day || (letters.month && !letters.clock);
	if (!date)
		return DATE_NOT;
	return letters.day ? DATE_FULL : DATE_MONTH;
}

day_no
date_of_serial(double serial, bool system_1904)
{
	int whole, day;

	if (!(serial >= 0 && serial < 2958466)) /* 9999-12-31 is 2958465 */
		return DAY_NONE;
	whole = (int)serial;
	/* The 1900 system counts a 29 February 1900 as its day 60, which never was. */
	if (system_1904)
		day = whole - 24107;
	else if (whole == 60)
		return DAY_NONE;
	else
		day = whole - (whole < 60 ? 25568 : 25569);
	return day < DAY_MIN || day > DAY_MAX ? DAY_NONE : day;
}
