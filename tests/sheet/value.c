#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "sheet/value.h"

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new(ARENA_REQUEST_MAX);
	return arena ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct cell
text_cell(const char *text)
{
	return (struct cell){.kind = CELL_TEXT, .day = DAY_NONE, .text = text};
}

static struct cell
number_cell(double number, const char *text, day_no day, enum date_shown shown)
{
	return (struct cell){.kind = CELL_NUMBER, .number = number, .text = text, .day = day,
	                     .date_shown = shown, .imprecise = number >= 1e15};
}

static const struct cell empty = {.kind = CELL_EMPTY, .day = DAY_NONE, .text = ""};
static const struct cell no_value = {.kind = CELL_NO_VALUE, .day = DAY_NONE, .text = ""};
static const struct cell yes = {.kind = CELL_BOOL, .day = DAY_NONE, .number = 1, .text = "TRUE"};

/* The failure's English sentence holds the words. */
static void
says(int error, const char *words)
{
	assert_int_equal(error, FAIL_INPUT);
	if (!strstr(failure_text(LANG_EN), words))
		assert_string_equal(failure_text(LANG_EN), words);
	assert_true(strlen(failure_text(LANG_ZH)) > 0);
}

static void
texts_are_tidied(void **state)
{
	static const struct { const char *raw, *tidy; } texts[] = {
		{" 某市协会\xE3\x80\x80", "某市协会"}, {"５１４４Ａ", "5144A"}, {"a\r\nb\rc\nd", "a\nb\nc\nd"},
		{"a\x01" "b\x7F" "c\td", "abc\td"}, {"", ""}, {"\r\n", ""},
	};
	const char *text;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct cell cell = text_cell(texts[i].raw);

		assert_int_equal(value_text(arena, &cell, &text), 0);
		assert_string_equal(text, texts[i].tidy);
	}
	assert_int_equal(value_text(arena, &empty, &text), 0);
	assert_string_equal(text, "");
	assert_int_equal(value_text(arena, &yes, &text), 0);
	assert_string_equal(text, "TRUE");
	assert_false(value_given(&empty));
	assert_true(value_given(&no_value));
}

static void
DP_6_a_code_that_lost_its_digits_is_a_fault_that_does_not_repeat_it(void **state)
{
	const struct cell fifteen = number_cell(999999999999999, "999999999999999", DAY_NONE, DATE_NOT);
	const struct cell sixteen = number_cell(1e15, "1000000000000000", DAY_NONE, DATE_NOT);
	const char *text;

	(void)state;
	assert_int_equal(value_text(arena, &fifteen, &text), 0);
	assert_string_equal(text, "999999999999999");
	says(value_text(arena, &sixteen, &text), "more than 15 digits");
	assert_null(strstr(failure_text(LANG_ZH), "1000"));
	assert_null(strstr(failure_text(LANG_EN), "1000"));
}

static void
formulas_without_value_and_errors_are_faults_of_every_kind(void **state)
{
	struct cell error = {.kind = CELL_ERROR, .day = DAY_NONE, .text = "#REF!"};
	const char *text;
	int64_t number;
	day_no day;
	bool answer;

	(void)state;
	says(value_text(arena, &no_value, &text), "formula's result");
	says(value_whole(arena, &no_value, NULL, &number), "formula's result");
	says(value_date(arena, &no_value, &day), "formula's result");
	says(value_yes_no(arena, &no_value, &answer), "formula's result");
	says(value_text(arena, &error, &text), "#REF!");
	error.text = "11010519491231002X";
	says(value_text(arena, &error, &text), "an error (#?)");
}

static void
whole_numbers_are_read_as_clerks_write_them(void **state)
{
	static const char *const units[] = {"人", "名", NULL};
	static const struct { const char *raw; int64_t number; } good[] = {
		{"46", 46}, {" ４６ ", 46}, {"46.0", 46}, {"46.00", 46}, {"1,234", 1234}, {"１，２３４", 1234},
		{"12,345,678.0", 12345678}, {"-5", -5}, {"0", 0}, {"007", 7}, {"46人", 46}, {"46 名", 46},
		{"9223372036854775807", INT64_MAX},
	};
	static const char *const bad[] = {"46.5", "1,23", "1234,567", ",123", "1,2345", "1,234,", "46.", ".0", "4 6",
	                                  "四十六", "46个", "人", "46人人", "--5", "+5", "1e3", "0x10", "-", "1,-23"};
	int64_t number;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct cell cell = text_cell(good[i].raw);

		number = -99;
		value_whole(arena, &cell, units, &number);
		assert_int_equal(number, good[i].number);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct cell cell = text_cell(bad[i]);

		says(value_whole(arena, &cell, units, &number), "whole number is expected");
	}
	says(value_whole(arena, &empty, units, &number), "filled in");
	says(value_whole(arena, &yes, units, &number), "whole number");
	says(value_whole(arena, &(struct cell){.kind = CELL_TEXT, .text = "9223372036854775808"}, NULL, &number),
	     "too large");
	says(value_whole(arena, &(struct cell){.kind = CELL_TEXT, .text = "46人"}, NULL, &number), "whole number");
}

static void
whole_numbers_are_read_from_numbers(void **state)
{
	const struct cell whole = number_cell(46, "46", day_of(1900, 2, 15), DATE_NOT);
	const struct cell part = number_cell(46.5, "46.5", day_of(1900, 2, 15), DATE_NOT);
	const struct cell date = number_cell(46347, "2026-11-21", day_of(2026, 11, 21), DATE_FULL);
	const struct cell huge = number_cell(1e18, "1000000000000000000", DAY_NONE, DATE_NOT);
	int64_t number = 0;

	(void)state;
	assert_int_equal(value_whole(arena, &whole, NULL, &number), 0);
	assert_int_equal(number, 46);
	says(value_whole(arena, &part, NULL, &number), "whole number is expected");
	says(value_whole(arena, &date, NULL, &number), "this is a date");
	says(value_whole(arena, &huge, NULL, &number), "too large");
}

static void
dates_are_read_as_clerks_write_them(void **state)
{
	static const char *const good[] = {
		"2026-11-05", "2026-11-5", "2026/11/05", "2026/11/5", "2026.11.5", "2026年11月5日", "2026年11月05日",
		"２０２６－１１－０５", "２０２６年１１月５日", " 2026-11-05 ", "2026 年 11 月 5 日", "2026年11月5号",
		"2026-11-05 00:00:00", "2026/11/5 0:00", "2026-11-05T00:00:00", "2026-11-05T08:30:00.000Z",
		"2026年11月5日 8:30", "2026．11．5", "2026／11／5",
	};
	static const char *const bad[] = {"26-11-05", "11/5/2026", "2026-11/05", "2026-11-05x", "2026-11-05 25:00",
	                                  "2026-11-05 8", "20261105", "2026-111-5", "2026-11-005", "2026年11月5",
	                                  "2026年11-5", "明天", "2026--5", "-2026-11-05", "2026-11-05 00:60", "46347x"};
	day_no day;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct cell cell = text_cell(good[i]);

		day = DAY_NONE;
		value_date(arena, &cell, &day);
		if (day != day_of(2026, 11, 5))
			assert_string_equal(good[i], "");
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct cell cell = text_cell(bad[i]);

		says(value_date(arena, &cell, &day), "A date is written");
	}
	says(value_date(arena, &empty, &day), "filled in");
	says(value_date(arena, &yes, &day), "A date is written");
}

static void
dates_without_a_day_or_outside_the_calendar_are_faults(void **state)
{
	static const char *const monthly[] = {"2026年11月", "2026-11", "2026/11", "2026.11", "202611", "2026", "2026年"};
	static const char *const none[] = {"2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-11-00"};
	struct cell cell;
	day_no day;

	(void)state;
	for (size_t i = 0; i < sizeof monthly / sizeof *monthly; i++) {
		cell = text_cell(monthly[i]);
		says(value_date(arena, &cell, &day), "no day");
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		cell = text_cell(none[i]);
		says(value_date(arena, &cell, &day), "no such day");
	}
	cell = text_cell("1899-12-31");
	says(value_date(arena, &cell, &day), "between the years 1900 and 9999");
	cell = text_cell("1900-01-01");
	assert_int_equal(value_date(arena, &cell, &day), 0);
	cell = text_cell("2024-02-29");
	assert_int_equal(value_date(arena, &cell, &day), 0);
	cell = text_cell("9999-12-31");
	says(value_date(arena, &cell, &day), "between");
}

static void
a_number_is_a_date_by_its_format_or_as_a_plausible_serial(void **state)
{
	const day_no first = day_of(1910, 1, 1), last = day_of(2099, 12, 31);
	const struct { struct cell cell; day_no day; const char *words; } cases[] = {
		{number_cell(46347, "2026-11-21", day_of(2026, 11, 21), DATE_FULL), day_of(2026, 11, 21), NULL},
		{number_cell(46347.5, "2026-11-21", day_of(2026, 11, 21), DATE_FULL), day_of(2026, 11, 21), NULL},
		{number_cell(15, "1900-01-15", day_of(1900, 1, 15), DATE_FULL), day_of(1900, 1, 15), NULL},
		{number_cell(46346, "2026-11-20", day_of(2026, 11, 20), DATE_MONTH), day_of(2026, 11, 20), NULL},
		{number_cell(46327, "2026-11-01", day_of(2026, 11, 1), DATE_MONTH), 0, "no day"},
		{number_cell(3654, "3654", first, DATE_NOT), first, NULL},
		{number_cell(3653, "3653", first - 1, DATE_NOT), 0, "no day"},
		{number_cell(73050, "73050", last, DATE_NOT), last, NULL},
		{number_cell(73051, "73051", last + 1, DATE_NOT), 0, "A date is written"},
		{number_cell(2026, "2026", day_of(1905, 7, 18), DATE_NOT), 0, "no day"},
		{number_cell(202611, "202611", day_of(2454, 9, 22), DATE_NOT), 0, "no day"},
		{number_cell(20261121, "20261121", DAY_NONE, DATE_NOT), 0, "A date is written"},
		{number_cell(2026.11, "2026.11", day_of(1905, 7, 18), DATE_NOT), 0, "no day"},
		{number_cell(46347.5, "46347.5", day_of(2026, 11, 21), DATE_NOT), 0, "A date is written"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		day_no day = DAY_NONE;
		int error = value_date(arena, &cases[i].cell, &day);

		if (cases[i].words)
			says(error, cases[i].words);
		else
			assert_int_equal(day, cases[i].day);
	}
}

static void
yes_and_no_are_read_as_clerks_write_them(void **state)
{
	static const char *const good[] = {"是", "有", " 是 ", "√", "Y", "Yes", "ＹＥＳ", "true", "1", "１"};
	static const char *const against[] = {"否", "无", "没有", "×", "n", "NO", "False", "0"};
	static const char *const bad[] = {"2", "不详", "x", "是否", "yess", "-1"};
	const struct cell one = number_cell(1, "1", day_of(1900, 1, 1), DATE_NOT);
	struct cell cell;
	bool answer;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		cell = text_cell(good[i]);
		answer = false;
		assert_int_equal(value_yes_no(arena, &cell, &answer), 0);
		assert_true(answer);
	}
	for (size_t i = 0; i < sizeof against / sizeof *against; i++) {
		cell = text_cell(against[i]);
		answer = true;
		assert_int_equal(value_yes_no(arena, &cell, &answer), 0);
		assert_false(answer);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		cell = text_cell(bad[i]);
		says(value_yes_no(arena, &cell, &answer), "Write 是");
	}
	says(value_yes_no(arena, &empty, &answer), "filled in");
	assert_int_equal(value_yes_no(arena, &yes, &answer), 0);
	assert_true(answer);
	assert_int_equal(value_yes_no(arena, &one, &answer), 0);
	assert_true(answer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_tidied),
		cmocka_unit_test(DP_6_a_code_that_lost_its_digits_is_a_fault_that_does_not_repeat_it),
		cmocka_unit_test(formulas_without_value_and_errors_are_faults_of_every_kind),
		cmocka_unit_test(whole_numbers_are_read_as_clerks_write_them),
		cmocka_unit_test(whole_numbers_are_read_from_numbers),
		cmocka_unit_test(dates_are_read_as_clerks_write_them),
		cmocka_unit_test(dates_without_a_day_or_outside_the_calendar_are_faults),
		cmocka_unit_test(a_number_is_a_date_by_its_format_or_as_a_plausible_serial),
		cmocka_unit_test(yes_and_no_are_read_as_clerks_write_them),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
