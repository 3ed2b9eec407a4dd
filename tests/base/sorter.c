#include "../check.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "base/sorter.h"

/* By the number a record begins with; what follows tells when it was added. */
static int
by_number(const void *a, const void *b)
{
	int32_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return x < y ? -1 : x > y;
}

/* Adds `count` records of many sizes, and reads them back: in order, equals as they were added, none lost or changed. */
static void
sort_and_check(size_t count, size_t room, int32_t numbers)
{
	struct sorter *sorter = sorter_new(by_number, room);
	int32_t last = -1, last_added = -1;
	const void *record;
	size_t size, read = 0;
	uint32_t chance = 1;
	int64_t sum = 0;

	assert_non_null(sorter);
	for (size_t i = 0; i < count; i++) {
		int32_t text[100];

		chance = chance * 1664525u + 1013904223u;
		text[0] = (int32_t)(chance >> 8) % numbers;
		text[1] = (int32_t)i;
		for (size_t k = 2; k < 100; k++)
			text[k] = text[0] ^ text[1];
		assert_int_equal(sorter_add(sorter, text, sizeof *text * (2 + (chance >> 10) % 98)), 0);
		sum += (int64_t)i;
	}
	while (sorter_next(sorter, &record, &size) > 0) {
		int32_t text[100];

		memcpy(text, record, size);
		assert_true(text[0] >= last);
		assert_true(text[0] > last || text[1] > last_added);
		for (size_t k = 2; k < size / sizeof *text; k++)
			assert_int_equal(text[k], text[0] ^ text[1]);
		last = text[0];
		last_added = text[1];
		sum -= text[1];
		read++;
	}
	assert_int_equal(read, count);
	assert_int_equal(sum, 0);
	assert_int_equal(sorter_next(sorter, &record, &size), 0);
	sorter_free(sorter);
}

static void
records_come_in_order_and_equals_as_they_were_added(void **state)
{
	(void)state;
	sort_and_check(0, 4096, 5);
	sort_and_check(1, 4096, 5);
	sort_and_check(1000, (size_t)1 << 20, 50);
}

static void
what_does_not_fit_into_memory_is_merged_from_a_file(void **state)
{
	(void)state;
	sort_and_check(20000, 4096, 700);
	sort_and_check(20000, (size_t)1 << 20, 3);
}

static void
a_record_larger_than_what_is_read_at_a_time_comes_whole(void **state)
{
	size_t size = (size_t)100 << 10, got;
	struct sorter *sorter = sorter_new(by_number, 2 * size);
	char *large = calloc(1, size);
	const void *record;

	(void)state;
	assert_non_null(sorter);
	assert_non_null(large);
	for (int32_t i = 5; i > 0; i--) {
		memcpy(large, &i, sizeof i);
		large[size - 1] = (char)i;
		assert_int_equal(sorter_add(sorter, large, size), 0);
	}
	assert_int_equal(sorter_add(sorter, large, 3 * size), FAIL_TOO_LARGE);
	for (int i = 1; i <= 5; i++) {
		assert_int_equal(sorter_next(sorter, &record, &got), 1);
		assert_int_equal(got, size);
		assert_int_equal(((const char *)record)[size - 1], i);
	}
	assert_int_equal(sorter_next(sorter, &record, &got), 0);
	free(large);
	sorter_free(sorter);
}

static void
without_a_place_for_the_file_it_says_so_and_less_needs_none(void **state)
{
	struct sorter *sorter = sorter_new(by_number, 64);
	int32_t record[8] = {0};
	int status = 0;

	(void)state;
	assert_non_null(sorter);
	setenv("TMPDIR", "/nowhere", 1);
	assert_int_equal(sorter_add(sorter, record, sizeof record), 0);
	status = sorter_add(sorter, record, sizeof record);
	unsetenv("TMPDIR");
	assert_int_equal(status, FAIL_UNAVAILABLE);
	assert_non_null(strstr(failure_text(LANG_EN), "TMPDIR"));
	sorter_free(sorter);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_come_in_order_and_equals_as_they_were_added),
		cmocka_unit_test(what_does_not_fit_into_memory_is_merged_from_a_file),
		cmocka_unit_test(a_record_larger_than_what_is_read_at_a_time_comes_whole),
		cmocka_unit_test(without_a_place_for_the_file_it_says_so_and_less_needs_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
