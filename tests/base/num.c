#include "../check.h"

#include "base/fail.h"
#include "base/num.h"

static void
whole_numbers_stop_at_their_bounds(void **state)
{
	int64_t n = 5;

	(void)state;
	assert_int_equal(num_parse("9223372036854775807", &n), 0);
	assert_true(n == INT64_MAX);
	assert_int_equal(num_parse("-9223372036854775808", &n), 0);
	assert_true(n == INT64_MIN);
	n = 5;
	assert_int_equal(num_parse("9223372036854775808", &n), FAIL_INPUT);
	assert_int_equal(num_parse("", &n), FAIL_INPUT);
	assert_int_equal(num_parse("-", &n), FAIL_INPUT);
	assert_int_equal(num_parse("1.0", &n), FAIL_INPUT);
	assert_int_equal(num_parse("+1", &n), FAIL_INPUT);
	assert_int_equal(n, 5);
}

static void
money_is_read_in_fen(void **state)
{
	char text[MONEY_TEXT];
	int64_t fen = 1;

	(void)state;
	assert_int_equal(money_parse("129", &fen), 0);
	assert_int_equal(fen, 12900);
	assert_int_equal(money_parse("3000.01", &fen), 0);
	assert_int_equal(fen, 300001);
	assert_int_equal(money_parse("0.5", &fen), 0);
	assert_int_equal(fen, 50);
	assert_int_equal(money_parse("1.234", &fen), FAIL_INPUT);
	assert_int_equal(money_parse("1.", &fen), FAIL_INPUT);
	assert_int_equal(money_parse(".5", &fen), FAIL_INPUT);
	assert_int_equal(money_parse("-1", &fen), FAIL_INPUT);
	assert_int_equal(money_parse("92233720368547758.08", &fen), FAIL_INPUT);
	assert_int_equal(money_parse("92233720368547758.07", &fen), 0);
	assert_string_equal(money_text(12900, text), "129.00");
	assert_string_equal(money_text(-5, text), "-0.05");
}

static void
shares_round_half_up(void **state)
{
	char text[PER_CENT_TEXT];

	(void)state;
	assert_int_equal(per_mille(17350, 20000), 868); /* OPIN-22.2: 86.75 shows as 86.8 */
	assert_int_equal(per_mille(175, 200), 875);
	assert_int_equal(per_mille(1, 3), 333);
	assert_int_equal(per_mille(2, 3), 667);
	assert_int_equal(per_mille(3, 0), -1);
	assert_string_equal(per_cent_text(868, text), "86.8");
	assert_string_equal(per_cent_text(1000, text), "100.0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_numbers_stop_at_their_bounds),
		cmocka_unit_test(money_is_read_in_fen),
		cmocka_unit_test(shares_round_half_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
