#include "../check.h"

#include "../ground.h"
#include "party/settle.h"

#define D(y, m, d) day_of(y, m, d)

static int64_t
add_body(struct ground *ground, const char *name, const char *type, day_no since)
{
	return ground_add(ground, &body_kind, since, (struct pair[]){{"name", name}, {"type", type}, {0}});
}

static int64_t
add_unit(struct ground *ground, const char *name, day_no since)
{
	return ground_add(ground, &unit_kind, since,
	                  (struct pair[]){{"name", name}, {"category", "1"}, {"registration_level", "city"},
	                                  {"region", "110105"}, {0}});
}

static int64_t
lead(struct ground *ground, int64_t superior, const char *what, int64_t lower, day_no since)
{
	return ground_link(ground, &affiliation_kind, since, "superior", superior, what, lower, "relation", LEADS);
}

static void
expect_path(struct ground *ground, int64_t subject, day_no on, const char *expected)
{
	const char *path = "";

	placement_path(ground->db, ground->arena, subject, on, &path);
	assert_string_equal(path, expected);
}

static int64_t
settled(struct ground *ground)
{
	if (settle(&ground->edit) < 0)
		test_failed("settle");
	return ground_commit(ground);
}

static void
OPIN_6_7_a_place_follows_the_edges_day_by_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t top, first, second, unit, edge, batch;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		top = add_body(&ground, "综合党委", "comprehensive_committee", D(2016, 12, 1));
		first = add_body(&ground, "第一联合党委", "joint_committee", D(2017, 1, 1));
		second = add_body(&ground, "第二联合党委", "joint_committee", D(2017, 1, 1));
		lead(&ground, top, "body", first, D(2017, 1, 1));
		lead(&ground, top, "body", second, D(2017, 1, 1));
		unit = add_unit(&ground, "某市家具行业协会", D(2010, 5, 1));
		edge = lead(&ground, first, "unit", unit, D(2018, 3, 1));
		settled(&ground);
		expect_path(&ground, top, D(2020, 1, 1), "/1/");
		expect_path(&ground, first, D(2020, 1, 1), "/1/2/");
		expect_path(&ground, unit, D(2018, 2, 28), "");
		expect_path(&ground, unit, D(2018, 3, 1), "/1/2/6/");

		ground_begin(&ground);
		assert_int_equal(record_close(&ground.edit, &affiliation_kind, edge, D(2020, 6, 30)), 0);
		lead(&ground, second, "unit", unit, D(2020, 7, 1));
		batch = settled(&ground);
		expect_path(&ground, unit, D(2020, 6, 30), "/1/2/6/");
		expect_path(&ground, unit, D(2020, 7, 1), "/1/3/6/");

		ground_begin(&ground);
		assert_int_equal(settle_undo(&ground.edit, batch), 0);
		ground_commit(&ground);
		expect_path(&ground, unit, D(2020, 7, 1), "/1/2/6/");

		/* what hangs under a body moves with it */
		ground_begin(&ground);
		edge = lead(&ground, first, "body", add_body(&ground, "第三联合党委", "joint_committee", D(2019, 1, 1)),
		            D(2019, 1, 1));
		ground_set(&ground, &affiliation_kind, 5, "superior", INT(first), D(2021, 1, 1));
		settled(&ground);
		expect_path(&ground, second, D(2020, 12, 31), "/1/3/");
		expect_path(&ground, second, D(2021, 1, 1), "/1/2/3/");
		ground_close(&ground);
	}
}

static void
OPIN_6_7_nothing_hangs_under_itself(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t top, middle;

		ground_open(&ground, test.url);
		ground_begin(&ground);
		top = add_body(&ground, "工作委员会", "work_committee", D(2016, 12, 1));
		middle = add_body(&ground, "综合党委", "comprehensive_committee", D(2016, 12, 1));
		lead(&ground, top, "body", middle, D(2016, 12, 1));
		settled(&ground);
		ground_begin(&ground);
		lead(&ground, middle, "body", top, D(2020, 1, 1));
		assert_int_equal(settle(&ground.edit), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "OPIN-6.7");
		db_rollback(ground.db);
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(OPIN_6_7_a_place_follows_the_edges_day_by_day),
		cmocka_unit_test(OPIN_6_7_nothing_hangs_under_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
