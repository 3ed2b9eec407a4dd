#include "../check.h"

#include "base/workdays.h"

#define D(y, m, d) day_of(y, m, d)

/* Invented, but like a real one: a Thursday to Saturday off, the Sunday after worked. */
static const struct work_calendar *
calendar(void)
{
	static struct day_span spans[2];
	static const int years[] = {2026};
	static struct work_calendar calendar = {spans, 2, years, 1};

	spans[0] = (struct day_span){D(2026, 1, 1), D(2026, 1, 3), false};
	spans[1] = (struct day_span){D(2026, 1, 4), D(2026, 1, 4), true};
	return &calendar;
}

static const struct work_calendar none;

static void
weekends_are_free_but_for_what_the_calendar_says(void **state)
{
	(void)state;
	assert_true(day_works(&none, D(2026, 1, 2)));   /* Friday */
	assert_false(day_works(&none, D(2026, 1, 3)));
	assert_false(day_works(&none, D(2026, 1, 4)));
	assert_false(day_works(calendar(), D(2026, 1, 1)));
	assert_false(day_works(calendar(), D(2026, 1, 2)));
	assert_true(day_works(calendar(), D(2026, 1, 4)));
	assert_true(day_works(calendar(), D(2026, 1, 5)));
	assert_false(day_works(calendar(), D(2026, 1, 10)));
}

static void
days_are_counted_with_both_ends(void **state)
{
	(void)state;
	assert_int_equal(work_days(calendar(), D(2026, 1, 1), D(2026, 1, 3)), 0);
	assert_int_equal(work_days(calendar(), D(2026, 1, 1), D(2026, 1, 4)), 1);
	assert_int_equal(work_days(&none, D(2026, 1, 5), D(2026, 1, 9)), 5);
	assert_int_equal(work_days(&none, D(2026, 1, 9), D(2026, 1, 5)), 0);
	assert_int_equal(work_days(&none, D(2026, 1, 5), D(2026, 1, 5)), 1);
}

static void
A_12_five_working_days_from_a_Monday_end_on_Friday(void **state)
{
	(void)state;
	assert_int_equal(work_period_end(&none, D(2027, 7, 5), 5), D(2027, 7, 9));
	assert_int_equal(work_period_end(&none, D(2027, 7, 5), 6), D(2027, 7, 12));
	/* from a Saturday the first day counted is the Monday after */
	assert_int_equal(work_period_end(&none, D(2027, 7, 3), 1), D(2027, 7, 5));
	assert_int_equal(work_period_end(calendar(), D(2026, 1, 1), 2), D(2026, 1, 5));
	assert_int_equal(work_period_end(&none, D(2027, 7, 5), 0), DAY_NONE);
	assert_int_equal(work_period_end(&none, D(2027, 7, 5), WORK_DAYS_MAX + 1), DAY_NONE);
	assert_int_equal(work_period_end(&none, DAY_MAX, WORK_DAYS_MAX), DAY_NONE);
}

static void
a_year_without_its_calendar_is_provisional(void **state)
{
	(void)state;
	assert_true(work_days_known(calendar(), D(2026, 1, 1), D(2026, 12, 31)));
	assert_false(work_days_known(calendar(), D(2026, 12, 31), D(2027, 1, 1)));
	assert_false(work_days_known(calendar(), D(2025, 12, 31), D(2026, 1, 1)));
	assert_false(work_days_known(&none, D(2026, 1, 1), D(2026, 1, 1)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weekends_are_free_but_for_what_the_calendar_says),
		cmocka_unit_test(days_are_counted_with_both_ends),
		cmocka_unit_test(A_12_five_working_days_from_a_Monday_end_on_Friday),
		cmocka_unit_test(a_year_without_its_calendar_is_provisional),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
