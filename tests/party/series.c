#include "../check.h"

#include <inttypes.h>

#include "../ground.h"
#include "party/series.h"

#define DAYS 4000
#define FIRST (-1500) /* days before 1970 too */

static const struct series one = {17, 2, "家具", 3};

struct expected {
	int64_t value;
	int count;
};

static int
take(void *arg, const struct series *series, int64_t value)
{
	struct expected *expected = arg;

	assert_string_equal(series->value, one.value);
	assert_int_equal(series->metric, one.metric);
	expected->value = value;
	expected->count++;
	return 0;
}

static int64_t
value_on(struct ground *ground, day_no on)
{
	struct expected expected = {0};

	if (series_read(ground->db, one.node, one.dimension, 100, on, take, &expected) < 0)
		test_failed("series_read");
	assert_in_range(expected.count, 0, 1);
	return expected.value;
}

static int
take_days(void *arg, const struct series *series, const int64_t *values)
{
	assert_string_equal(series->value, one.value);
	assert_int_equal(series->metric, one.metric);
	memcpy(arg, values, SERIES_DAYS_MAX * sizeof *values);
	return 0;
}

/* Many days asked for at once have the values that each has asked for alone. */
static void
days_read_as_one_by_one(struct ground *ground, int round)
{
	int64_t values[SERIES_DAYS_MAX] = {0};
	day_no days[SERIES_DAYS_MAX];

	for (int i = 0; i < SERIES_DAYS_MAX; i++)
		days[i] = FIRST - 50 + round + (round % 3 ? 7 * i : DAYS * i / 40);
	assert_int_equal(series_read_days(ground->db, one.node, one.dimension, one.value, 100, days, SERIES_DAYS_MAX,
	                                  take_days, values), 0);
	for (int i = 0; i < SERIES_DAYS_MAX; i++)
		assert_int_equal(values[i], value_on(ground, days[i]));
}

static int64_t
rows_in(struct ground *ground, const char *table)
{
	int64_t count = -1;
	char sql[64];

	snprintf(sql, sizeof sql, "select count(*) from %s", table);
	if (db_number(ground->db, sql, NO_ARGS, &count) < 0)
		test_failed(sql);
	return count;
}

/* The rows of both tables in one text. */
static void
picture(struct ground *ground, struct buf *out)
{
	static const char *const all[] = {"select changes, steps, 0 from tally",
	                                  "select part, steps, before from tally_part order by part"};
	struct rows *rows;

	buf_clear(out);
	for (size_t i = 0; i < 2; i++) {
		if (db_query(ground->db, all[i], NO_ARGS, &rows) < 0)
			test_failed(all[i]);
		while (rows_next(rows) > 0)
			buf_printf(out, "%" PRId64 " %" PRId64 " %s\n", rows_int(rows, 0), rows_int(rows, 2), rows_text(rows, 1));
		rows_close(rows);
	}
}

static uint32_t
draw(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void
reads_as(struct ground *ground, const int64_t changes[DAYS], int round)
{
	int64_t sum = 0;

	for (int d = 0; d < DAYS; d++) {
		sum += changes[d];
		if (d % 397 == round % 397 || d == DAYS - 1)
			assert_int_equal(value_on(ground, FIRST + d), sum);
	}
}

/* Grows far past one row and shrinks to nothing; at every point it reads as the plain sum. */
static void
a_series_reads_as_its_sum_however_it_is_cut(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		static int64_t changes[DAYS];
		struct ground ground;
		uint32_t seed = 5;

		memset(changes, 0, sizeof changes);
		ground_open(&ground, test.url);
		ground_begin(&ground);
		for (int round = 0; round < 70; round++) {
			struct step steps[12];
			size_t count = 0;

			for (int day = (int)(draw(&seed) % 600); day < DAYS && count < 12; day += 1 + (int)(draw(&seed) % 700)) {
				steps[count] = (struct step){FIRST + day, (int64_t)(draw(&seed) % 6) - 2};
				if (steps[count].change == 0)
					steps[count].change = 9;
				changes[day] += steps[count++].change;
			}
			assert_int_equal(series_add(ground.db, &one, steps, count), 0);
			reads_as(&ground, changes, round);
			if (round % 7 == 0)
				days_read_as_one_by_one(&ground, round);
		}
		assert_true(rows_in(&ground, "tally_part") > 20);
		for (int d = 0; d < DAYS; d++) {
			if (changes[d])
				assert_int_equal(series_add(ground.db, &one, &(struct step){FIRST + d, -changes[d]}, 1), 0);
			changes[d] = 0;
			if (d % 80 == 0)
				reads_as(&ground, changes, d);
		}
		assert_int_equal(rows_in(&ground, "tally"), 0);
		assert_int_equal(rows_in(&ground, "tally_part"), 0);
		db_rollback(ground.db);
		ground_close(&ground);
	}
}

/* The rows follow from the changes, not from the way they came. */
static void
the_same_changes_give_the_same_rows(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		static struct step steps[400];
		struct ground ground;
		struct buf at_once, one_by_one;

		buf_init(&at_once, BUF_PAGE_MAX);
		buf_init(&one_by_one, BUF_PAGE_MAX);
		for (int i = 0; i < 400; i++)
			steps[i] = (struct step){FIRST + 9 * i, i % 5 == 0 ? -2 : 1};
		ground_open(&ground, test.url);
		ground_begin(&ground);
		assert_int_equal(series_add(ground.db, &one, steps, 400), 0);
		picture(&ground, &at_once);
		for (int i = 0; i < 400; i++) /* from a middle outwards, and more than stays */
			assert_int_equal(series_add(ground.db, &one, &(struct step){FIRST + 4 * i + 1, 7}, 1), 0);
		for (int i = 399; i >= 0; i--)
			assert_int_equal(series_add(ground.db, &one, &(struct step){FIRST + 4 * (i * 7 % 400) + 1, -7}, 1), 0);
		picture(&ground, &one_by_one);
		assert_string_equal(buf_text(&one_by_one), buf_text(&at_once));
		db_rollback(ground.db);
		ground_begin(&ground);
		for (int i = 0; i < 400; i++)
			assert_int_equal(series_add(ground.db, &one, &steps[i * 7 % 400], 1), 0);
		picture(&ground, &one_by_one);
		assert_string_equal(buf_text(&one_by_one), buf_text(&at_once));
		db_rollback(ground.db);
		ground_close(&ground);
		buf_free(&at_once);
		buf_free(&one_by_one);
	}
}

/* SERIES_ROW_MAX changes are one row, one more is cut; back again too. */
static void
a_series_is_cut_past_its_row(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		for (int i = 0; i < SERIES_ROW_MAX; i++)
			assert_int_equal(series_add(ground.db, &one, &(struct step){3 * i, 1}, 1), 0);
		assert_int_equal(rows_in(&ground, "tally_part"), 0);
		assert_int_equal(value_on(&ground, 3 * SERIES_ROW_MAX), SERIES_ROW_MAX);
		assert_int_equal(series_add(ground.db, &one, &(struct step){-1, 1}, 1), 0);
		assert_int_equal(rows_in(&ground, "tally_part"), 4); /* day -1, then 128 days each */
		assert_int_equal(value_on(&ground, -2), 0);
		assert_int_equal(value_on(&ground, -1), 1);
		assert_int_equal(value_on(&ground, 128), 1 + 43);
		assert_int_equal(series_add(ground.db, &one, &(struct step){-1, -1}, 1), 0);
		assert_int_equal(rows_in(&ground, "tally_part"), 0);
		assert_int_equal(value_on(&ground, 128), 43);
		db_rollback(ground.db);
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_series_reads_as_its_sum_however_it_is_cut),
		cmocka_unit_test(the_same_changes_give_the_same_rows),
		cmocka_unit_test(a_series_is_cut_past_its_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
