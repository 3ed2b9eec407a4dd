#include "sheet/value.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"

bool
value_given(const struct cell *cell)
{
	return cell->kind != CELL_EMPTY;
}

/* The errors a spreadsheet shows; anything else that a file calls one is not repeated. */
static const char *const error_names[] = {
	"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
};

static int
refuse_error(const struct cell *cell)
{
	const char *name = "#?";

	for (size_t i = 0; i < sizeof error_names / sizeof *error_names; i++)
		if (strcmp(cell->text, error_names[i]) == 0)
			name = error_names[i];
	return fail(FAIL_INPUT, NULL, NULL, "公式出错（%s），请改正公式或直接填写内容。",
	            "The formula gives an error (%s): mend it or write the content itself.", name);
}

/* What no kind of value can be read from. */
static int
check_readable(const struct cell *cell)
{
	switch (cell->kind) {
	case CELL_ERROR:
		return refuse_error(cell);
	case CELL_NO_VALUE:
		return fail(FAIL_INPUT, NULL, NULL,
		            "公式没有保存计算结果，请用 Excel 或 WPS 打开并保存一次，或直接填写内容。",
		            "The formula's result is not in the file: open and save it in Excel or WPS once, "
		            "or write the content itself.");
	case CELL_EMPTY:
	case CELL_TEXT:
	case CELL_NUMBER:
	case CELL_BOOL:
	default:
		return 0;
	}
}

static int
refuse_empty(void)
{
	return fail(FAIL_INPUT, NULL, NULL, "此处应填写内容。", "This must be filled in.");
}

/* Drops control characters; CR LF and CR become LF. */
static void
clean_controls(char *text)
{
	char *to = text;
	char before = '\0';

	for (const char *at = text; *at; at++) {
		char c = *at;

		if (c == '\r')
			*to++ = '\n';
		else if (c == '\n' ? before != '\r' : c == '\t' || ((unsigned char)c >= 0x20 && c != 0x7F))
			*to++ = c;
		before = c;
	}
	*to = '\0';
}

/* The cell's text as a private, tidied copy; null without memory. */
static char *
tidy_copy(struct arena *arena, const struct cell *cell)
{
	char *copy = arena_strdup(arena, cell->text);

	if (!copy)
		return NULL;
	clean_controls(copy);
	return text_tidy(arena, copy);
}

int
value_text(struct arena *arena, const struct cell *cell, const char **ret_text)
{
	int error = check_readable(cell);
	const char *text;

	if (error)
		return error;
	if (cell->imprecise)
		return fail(FAIL_INPUT, NULL, NULL,
		            "超过 15 位的号码以数字保存，末几位已丢失，请把单元格设为文本格式后重新填写。",
		            "A code of more than 15 digits was stored as a number and lost its last digits: "
		            "format the cell as text and write it again.");
	text = tidy_copy(arena, cell);
	if (!text)
		return FAIL_MEMORY;
	*ret_text = text;
	return 0;
}

static int
not_whole(void)
{
	return fail(FAIL_INPUT, NULL, NULL, "应为整数。", "A whole number is expected.");
}

static int
whole_of_number(const struct cell *cell, int64_t *ret_number)
{
	if (cell->date_shown != DATE_NOT)
		return fail(FAIL_INPUT, NULL, NULL, "应为整数，这里却是日期，请检查单元格格式。",
		            "A whole number is expected, but this is a date: check the cell's format.");
	if (cell->imprecise)
		return fail(FAIL_INPUT, NULL, NULL, "数字过大。", "The number is too large.");
	if (cell->number != floor(cell->number))
		return not_whole();
	*ret_number = (int64_t)cell->number;
	return 0;
}

/* Cuts one allowed unit off the end, and blanks before it. */
static void
cut_unit(char *text, const char *const *units)
{
	size_t len = strlen(text);

	for (; units && *units; units++) {
		size_t unit = strlen(*units);

		if (len <= unit || strcmp(text + len - unit, *units) != 0)
			continue;
		len -= unit;
		while (len > 0 && text[len - 1] == ' ')
			len--;
		text[len] = '\0';
		return;
	}
}

/* Takes the commas out of 1,234,567, and a fraction of zeros off; false where they stand wrong. */
static bool
cut_grouping(char *text)
{
	char *digits = text + (*text == '-');
	size_t first = strspn(digits, "0123456789");
	char *from = digits + first, *to = from;
	bool grouped = *from == ',';

	if (grouped && (first == 0 || first > 3))
		return false;
	while (*from == ',') {
		if (strspn(from + 1, "0123456789") != 3)
			return false;
		memmove(to, from + 1, 3);
		to += 3;
		from += 4;
	}
	if (*from == '.' && from[1])
		from += 1 + strspn(from + 1, "0");
	if (*from)
		return false;
	*to = '\0';
	return true;
}

int
value_whole(struct arena *arena, const struct cell *cell, const char *const *units,
            int64_t *ret_number)
{
	int error = check_readable(cell);
	char *text;

	if (error)
		return error;
	if (cell->kind == CELL_NUMBER)
		return whole_of_number(cell, ret_number);
	text = tidy_copy(arena, cell);
	if (!text)
		return FAIL_MEMORY;
	if (!*text)
		return refuse_empty();
	cut_unit(text, units);
	if (cell->kind != CELL_TEXT || !cut_grouping(text))
		return not_whole();
	return num_parse(text, ret_number);
}

static int
not_a_date(void)
{
	return fail(FAIL_INPUT, NULL, NULL, "日期应写成 2026-11-21、2026/11/21、2026.11.21 或 2026年11月21日。",
	            "A date is written 2026-11-21, 2026/11/21, 2026.11.21 or 2026年11月21日.");
}

static int
not_to_the_day(void)
{
	return fail(FAIL_INPUT, NULL, NULL, "日期只有年月，请写明到日，如 2026-11-21。",
	            "The date has no day: write it in full, like 2026-11-21.");
}

/* A number of 1 to `most` digits; -1 if there is none. */
static int
take_number(const char **at, size_t most)
{
	size_t digits = strspn(*at, "0123456789");
	int number = 0;

	if (digits == 0 || digits > most)
		return -1;
	while (digits-- > 0)
		number = number * 10 + (*(*at)++ - '0');
	return number;
}

static void
skip_blanks(const char **at)
{
	*at += strspn(*at, " ");
}

/* Takes `mark`, with blanks around it. */
static bool
take_mark(const char **at, const char *mark)
{
	const char *from = *at;

	skip_blanks(&from);
	if (!text_starts(from, mark))
		return false;
	*at = from + strlen(mark);
	skip_blanks(at);
	return true;
}

/* What may follow a date: nothing, or a time of day (0:00, 08:30:00, T00:00:00.000Z). */
static bool
is_time(const char *at)
{
	int hour, minute, second = 0;

	if (!*at)
		return true;
	if (*at == 'T')
		at++;
	skip_blanks(&at);
	hour = take_number(&at, 2);
	if (*at++ != ':')
		return false;
	minute = take_number(&at, 2);
	if (*at == ':') {
		at++;
		second = take_number(&at, 2);
		if (*at == '.')
			at += 1 + strspn(at + 1, "0123456789");
	}
	if (*at == 'Z')
		at++;
	return !*at && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
}

/* The marks behind year, month and day.  All but the last set end with the day's number. */
static const char *const date_marks[][3] = {
	{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", "号"},
};

static int
day_in_range(int year, int month, int day, day_no *ret_day)
{
	day_no found = day_of(year, month, day);

	if (found == DAY_NONE)
		return fail(FAIL_INPUT, NULL, NULL, "没有这一天，请检查年月日。",
		            "There is no such day: check the date.");
	if (found < DAY_MIN || found > DAY_MAX)
		return fail(FAIL_INPUT, NULL, NULL, "日期应在 1900 年至 9999 年之间。",
		            "A date lies between the years 1900 and 9999.");
	*ret_day = found;
	return 0;
}

/* One way of writing, by its marks; FAIL_INPUT with a sentence, or 1 where it is not this way. */
static int
date_by_marks(const char *at, const char *const marks[3], day_no *ret_day)
{
	size_t year_digits = strspn(at, "0123456789");
	int year = take_number(&at, 4), month, day;

	if (year < 0 || year_digits != 4)
		return not_a_date();
	if (!take_mark(&at, marks[0]))
		return 1;
	month = take_number(&at, 2);
	if (month < 0)
		return *at ? not_a_date() : not_to_the_day();
	if (!take_mark(&at, marks[1]))
		return *at ? 1 : not_to_the_day();
	if (!*at)
		return *marks[2] ? not_to_the_day() : not_a_date();
	day = take_number(&at, 2);
	if (day < 0)
		return not_a_date();
	if (*marks[2] && !take_mark(&at, marks[2]))
		return 1;
	return is_time(at) ? day_in_range(year, month, day, ret_day) : 1;
}

static int
date_of_text(const char *text, day_no *ret_day)
{
	size_t digits = strspn(text, "0123456789");

	/* 2026, 202611: a year, or year and month, run together */
	if (!text[digits] && (digits == 4 || digits == 6))
		return not_to_the_day();
	for (size_t i = 0; i < sizeof date_marks / sizeof *date_marks; i++) {
		int verdict = date_by_marks(text, date_marks[i], ret_day);

		if (verdict <= 0)
			return verdict;
	}
	return not_a_date();
}

int
value_date(struct arena *arena, const struct cell *cell, day_no *ret_day)
{
	int error = check_readable(cell);
	const char *text;
	bool serial;

	if (error)
		return error;
	/* A month typed alone is stored as its first day and shown without it. */
	if (cell->date_shown == DATE_MONTH && ymd_of(cell->day).day == 1)
		return not_to_the_day();
	serial = cell->kind == CELL_NUMBER && cell->day != DAY_NONE && cell->number == floor(cell->number) &&
	         cell->day >= day_of(1910, 1, 1) && cell->day <= day_of(2099, 12, 31);
	if (serial || cell->date_shown != DATE_NOT) {
		*ret_day = cell->day;
		return 0;
	}
	if (cell->kind == CELL_EMPTY)
		return refuse_empty();
	text = tidy_copy(arena, cell);
	return text ? date_of_text(text, ret_day) : FAIL_MEMORY;
}

static const char *const yes_words[] = {"是", "有", "对", "√", "✓", "✔", "y", "yes", "true", "1"};
static const char *const no_words[] = {"否", "无", "没有", "×", "✗", "✘", "n", "no", "false", "0"};

static bool
is_one_of(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_same_ascii(text, words[i]))
			return true;
	return false;
}

int
value_yes_no(struct arena *arena, const struct cell *cell, bool *ret_yes)
{
	int error = check_readable(cell);
	const char *text;
	bool yes;

	if (error)
		return error;
	text = tidy_copy(arena, cell);
	if (!text)
		return FAIL_MEMORY;
	if (!*text)
		return refuse_empty();
	yes = is_one_of(text, yes_words, sizeof yes_words / sizeof *yes_words);
	if (!yes && !is_one_of(text, no_words, sizeof no_words / sizeof *no_words))
		return fail(FAIL_INPUT, NULL, NULL, "应填“是”或“否”。", "Write 是 (yes) or 否 (no).");
	*ret_yes = yes;
	return 0;
}
