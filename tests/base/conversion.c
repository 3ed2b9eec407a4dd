#include "../check.h"

#include "base/conversion.h"

static void
is_read(const char *text, size_t bytes, size_t position, const char *size, char type)
{
	struct conversion conversion;

	assert_int_equal(conversion_read(text, &conversion), bytes);
	assert_int_equal(conversion.position, position);
	assert_string_equal(conversion.size, size);
	assert_int_equal(conversion.type, type);
}

static void
conversions_are_read_with_position_and_size(void **state)
{
	(void)state;
	is_read("%d", 2, 0, "", 'd');
	is_read("%%", 2, 0, "", '%');
	is_read("%2$s", 4, 2, "", 's');
	is_read("%zu x", 3, 0, "z", 'u');
	is_read("%lld", 4, 0, "ll", 'd');
	is_read("%-5.2s", 6, 0, "", 's');
	is_read("%1$02lld", 8, 1, "ll", 'd');
}

static void
what_is_no_conversion_is_one_byte(void **state)
{
	(void)state;
	is_read("%", 1, 0, "", 0);
	is_read("% ok", 1, 0, "", 0);
	is_read("%n", 1, 0, "", 0);
	is_read("%0$s", 1, 0, "", 0);
	is_read("%100$s", 1, 0, "", 0);
	is_read("%99999999999999999999$s", 1, 0, "", 0);
	is_read("%党", 1, 0, "", 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conversions_are_read_with_position_and_size),
		cmocka_unit_test(what_is_no_conversion_is_one_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
