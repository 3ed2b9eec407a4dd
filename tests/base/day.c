#include "../check.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/day.h"
#include "base/fail.h"

/* The C library's calendar is an independent judge. */
static void
every_day_agrees_with_the_c_library(void **state)
{
	(void)state;
	for (day_no day = DAY_MIN; day < DAY_OPEN; day += day < 60000 ? 1 : 97) {
		time_t seconds = (time_t)day * 86400;
		struct tm tm;
		struct ymd date = ymd_of(day);

		gmtime_r(&seconds, &tm);
		assert_int_equal(date.year, tm.tm_year + 1900);
		assert_int_equal(date.month, tm.tm_mon + 1);
		assert_int_equal(date.day, tm.tm_mday);
		assert_int_equal(day_of(date.year, date.month, date.day), day);
		assert_int_equal(day_weekday(day) % 7, tm.tm_wday);
	}
}

static void
ELEC_3_1_months_and_years_clamp_to_the_month(void **state)
{
	(void)state;
	assert_int_equal(day_add_years(day_of(2024, 2, 29), 3), day_of(2027, 2, 28));
	assert_int_equal(day_add_years(day_of(2023, 6, 18), 3), day_of(2026, 6, 18));
	assert_int_equal(day_add_months(day_of(2027, 3, 31), -1), day_of(2027, 2, 28));
	assert_int_equal(day_add_months(day_of(2026, 12, 31), -1), day_of(2026, 11, 30));
	assert_int_equal(day_add_months(day_of(2026, 1, 31), -11), day_of(2025, 2, 28));
	assert_int_equal(day_add_months(day_of(9999, 12, 1), 1), DAY_NONE);
}

static void
only_real_days_are_read(void **state)
{
	static const char *const bad[] = {"", "2026-1-1", "2026-02-29", "2026-13-01", "2026-00-10",
	                                  "1899-12-31", "9999-12-31", "2026-11-21 ", "２０２６-11-21",
	                                  "2026/11/21", "-026-01-01"};
	char text[DAY_TEXT];
	day_no day = 7;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(day_parse(bad[i], &day), FAIL_INPUT);
	assert_int_equal(day, 7);
	assert_int_equal(day_parse("2024-02-29", &day), 0);
	assert_string_equal(day_text(day, text), "2024-02-29");
	assert_string_equal(day_text(DAY_OPEN, text), "");
}

static void
today_can_be_set(void **state)
{
	(void)state;
	setenv("DANGJIAN_TODAY", "2026-11-21", 1);
	assert_int_equal(day_today(), day_of(2026, 11, 21));
	assert_int_equal(day_today_valid(), 0);
	unsetenv("DANGJIAN_TODAY");
	assert_int_equal(day_today_valid(), 0);
	assert_true(day_today() > day_of(2024, 1, 1));
}

static void
a_today_that_is_no_date_is_refused(void **state)
{
	static const char *const bad[] = {"", "tomorrow", "2026-02-30", "2026-1-1", " 2026-11-21", "1899-12-31"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		setenv("DANGJIAN_TODAY", bad[i], 1);
		assert_int_equal(day_today_valid(), FAIL_INPUT);
		assert_non_null(strstr(failure_text(LANG_ZH), "DANGJIAN_TODAY"));
		assert_non_null(strstr(failure_text(LANG_EN), "DANGJIAN_TODAY"));
	}
	unsetenv("DANGJIAN_TODAY");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_agrees_with_the_c_library),
		cmocka_unit_test(ELEC_3_1_months_and_years_clamp_to_the_month),
		cmocka_unit_test(only_real_days_are_read),
		cmocka_unit_test(today_can_be_set),
		cmocka_unit_test(a_today_that_is_no_date_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
