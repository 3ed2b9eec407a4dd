#include "print/wording.h"

#include <stdio.h>
#include <string.h>

const char *
wording_day(enum lang lang, day_no day, char out[WORDING_DAY])
{
	static const char *const months[] = {
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December",
	};
	struct ymd ymd;

	if (day == DAY_NONE || day == DAY_OPEN) {
		snprintf(out, WORDING_DAY, "%s", lang == LANG_EN ? "____ __________ ______" : "____年__月__日");
		return out;
	}
	ymd = ymd_of(day);
	if (lang == LANG_EN)
		snprintf(out, WORDING_DAY, "%d %s %d", ymd.day, months[ymd.month - 1], ymd.year);
	else
		snprintf(out, WORDING_DAY, "%d年%d月%d日", ymd.year, ymd.month, ymd.day);
	return out;
}

const char *
wording_number(enum lang lang, int64_t number, char out[WORDING_NUMBER])
{
	static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
	static const struct { int64_t value; const char *word; } places[] = {{1000, "千"}, {100, "百"}, {10, "十"}};
	bool begun = false, gap = false;

	if (lang == LANG_EN || number < 1 || number > 9999) {
		snprintf(out, WORDING_NUMBER, "%lld", (long long)number);
		return out;
	}
	*out = '\0';
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		int64_t digit = number / places[i].value;

		number %= places[i].value;
		if (digit == 0) {
			gap = begun;
			continue;
		}
		/* 十一, not 一十一; but 一百一十一. */
		snprintf(out + strlen(out), WORDING_NUMBER - strlen(out), "%s%s%s", gap ? digits[0] : "",
		         digit == 1 && places[i].value == 10 && !begun ? "" : digits[digit], places[i].word);
		begun = true;
		gap = false;
	}
	if (number > 0)
		snprintf(out + strlen(out), WORDING_NUMBER - strlen(out), "%s%s", gap ? digits[0] : "", digits[number]);
	return out;
}
