#include "../check.h"

#include "../ground.h"
#include "party/settle.h"
#include "party/verify.h"

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

/* A comprehensive committee, two joint committees under it, and a unit under the first. */
struct tree {
	int64_t top, first, second, unit, edge;
};

static struct tree
plant(struct ground *ground)
{
	struct tree tree;

	ground_begin(ground);
	tree.top = add_body(ground, "综合党委", "comprehensive_committee", D(2016, 12, 1));
	tree.first = add_body(ground, "第一联合党委", "joint_committee", D(2017, 1, 1));
	tree.second = add_body(ground, "第二联合党委", "joint_committee", D(2017, 1, 1));
	lead(ground, tree.top, "body", tree.first, D(2017, 1, 1));
	lead(ground, tree.top, "body", tree.second, D(2017, 1, 1));
	tree.unit = add_unit(ground, "某市家具行业协会", D(2010, 5, 1));
	tree.edge = lead(ground, tree.first, "unit", tree.unit, D(2018, 3, 1));
	settled(ground);
	return tree;
}

/* The act is refused by that clause, and taken back. */
static void
refused(struct ground *ground, const char *clause)
{
	assert_int_equal(settle(&ground->edit), FAIL_REFUSED);
	assert_string_equal(last_failure()->clause, clause);
	assert_true(strlen(last_failure()->zh) > 0 && strlen(last_failure()->en) > 0);
	db_rollback(ground->db);
}

static void
ignore(void *arg, struct bilingual finding)
{
	(void)arg;
	print_error("%s\n", finding.en);
}

static int
findings(struct ground *ground)
{
	return verify(ground->db, &ground->schema, ignore, NULL);
}

static void
close_on(struct ground *ground, const struct kind *kind, int64_t id, day_no last)
{
	assert_int_equal(record_close(&ground->edit, kind, id, last), 0);
}

static void
OPIN_6_7_a_place_follows_the_edges_day_by_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree tree;
		int64_t batch, third;

		ground_open(&ground, test.url);
		tree = plant(&ground);
		expect_path(&ground, tree.top, D(2020, 1, 1), "/1/");
		expect_path(&ground, tree.first, D(2020, 1, 1), "/1/2/");
		expect_path(&ground, tree.unit, D(2018, 2, 28), "");
		expect_path(&ground, tree.unit, D(2018, 3, 1), "/1/2/6/");

		ground_begin(&ground);
		close_on(&ground, &affiliation_kind, tree.edge, D(2020, 6, 30));
		lead(&ground, tree.second, "unit", tree.unit, D(2020, 7, 1));
		batch = settled(&ground);
		expect_path(&ground, tree.unit, D(2020, 6, 30), "/1/2/6/");
		expect_path(&ground, tree.unit, D(2020, 7, 1), "/1/3/6/");

		ground_begin(&ground);
		assert_int_equal(settle_undo(&ground.edit, batch), 0);
		ground_commit(&ground);
		expect_path(&ground, tree.unit, D(2020, 7, 1), "/1/2/6/");

		/* what hangs under a body moves with it */
		ground_begin(&ground);
		third = add_body(&ground, "第二综合党委", "comprehensive_committee", D(2019, 1, 1));
		ground_set(&ground, &affiliation_kind, 4, "superior", INT(third), D(2021, 1, 1));
		settled(&ground);
		expect_path(&ground, tree.unit, D(2020, 12, 31), "/1/2/6/");
		expect_path(&ground, tree.unit, D(2021, 1, 1), "/9/2/6/");
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
		refused(&ground, "OPIN-6.7");
		ground_begin(&ground);
		lead(&ground, top, "body", top, D(2020, 1, 1));
		refused(&ground, "OPIN-6.7");
		/* one after the other is no circle */
		ground_begin(&ground);
		close_on(&ground, &affiliation_kind, 3, D(2019, 12, 31));
		lead(&ground, middle, "body", top, D(2020, 1, 1));
		settled(&ground);
		expect_path(&ground, middle, D(2019, 12, 31), "/1/2/");
		expect_path(&ground, middle, D(2020, 1, 1), "/2/");
		expect_path(&ground, top, D(2020, 1, 1), "/2/1/");
		ground_close(&ground);
	}
}

static void
OPIN_6_7_two_leaders_on_one_day_are_refused(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree tree;

		ground_open(&ground, test.url);
		tree = plant(&ground);
		ground_begin(&ground);
		lead(&ground, tree.second, "unit", tree.unit, D(2020, 1, 1));
		refused(&ground, "OPIN-6.7");
		/* guidance beside leadership is no second leader (OPIN-6.5) */
		ground_begin(&ground);
		ground_link(&ground, &affiliation_kind, D(2020, 1, 1), "superior", tree.second, "unit", tree.unit,
		            "relation", GUIDES);
		settled(&ground);
		/* an edge of nobody, or of two */
		ground_begin(&ground);
		ground_link(&ground, &affiliation_kind, D(2020, 1, 1), "superior", tree.second, "relation", LEADS, NULL, 0);
		refused(&ground, "OPIN-6.7");
		ground_close(&ground);
	}
}

static void
OPIN_6_7_a_lower_body_has_a_superior_a_unit_may_lack_one(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree tree;
		int64_t branch;

		ground_open(&ground, test.url);
		tree = plant(&ground);
		ground_begin(&ground);
		add_body(&ground, "某支部", "branch", D(2018, 1, 1));
		refused(&ground, "OPIN-6.7");
		ground_begin(&ground);
		branch = add_body(&ground, "某支部", "branch", D(2018, 1, 1));
		lead(&ground, tree.first, "body", branch, D(2018, 1, 2));
		refused(&ground, "OPIN-6.7");
		ground_begin(&ground);
		branch = add_body(&ground, "某支部", "branch", D(2018, 1, 1));
		lead(&ground, tree.first, "body", branch, D(2018, 1, 1));
		settled(&ground);
		/* older than its superior: from the superior's first day on, not from the next */
		ground_begin(&ground);
		branch = add_body(&ground, "老支部", "branch", D(2005, 1, 1));
		lead(&ground, tree.first, "body", branch, D(2017, 1, 2));
		refused(&ground, "OPIN-6.7");
		ground_begin(&ground);
		branch = add_body(&ground, "老支部", "branch", D(2005, 1, 1));
		lead(&ground, tree.first, "body", branch, D(2016, 12, 31));
		refused(&ground, "OPIN-6.7");
		ground_begin(&ground);
		branch = add_body(&ground, "老支部", "branch", D(2005, 1, 1));
		lead(&ground, tree.first, "body", branch, D(2017, 1, 1));
		add_unit(&ground, "尚未归口的协会", D(2018, 1, 1));
		settled(&ground);
		expect_path(&ground, branch, D(2016, 12, 31), "");
		ground_close(&ground);
	}
}

static void
OPIN_21_3_leadership_passes_without_gap_or_overlap(void **state)
{
	static const struct { int day, month; const char *clause; } firsts[] = {
		{1, 7, NULL}, {2, 7, "OPIN-21.3"}, {15, 7, "OPIN-21.3"}, {30, 6, "OPIN-21.3"},
	};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree tree;

		ground_open(&ground, test.url);
		tree = plant(&ground);
		for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
			ground_begin(&ground);
			close_on(&ground, &affiliation_kind, tree.edge, D(2026, 6, 30));
			lead(&ground, tree.second, "unit", tree.unit, D(2026, firsts[i].month, firsts[i].day));
			if (firsts[i].clause) {
				refused(&ground, firsts[i].clause);
			} else {
				assert_int_equal(settle(&ground.edit), 0);
				db_rollback(ground.db);
			}
		}
		/* nor does it end, on either side */
		ground_begin(&ground);
		close_on(&ground, &affiliation_kind, tree.edge, D(2026, 6, 30));
		refused(&ground, "OPIN-21.3");
		ground_begin(&ground);
		close_on(&ground, &body_kind, tree.first, D(2026, 6, 30));
		refused(&ground, "OPIN-21.3");
		/* with the unit's own end it may */
		ground_begin(&ground);
		close_on(&ground, &affiliation_kind, tree.edge, D(2026, 6, 30));
		close_on(&ground, &unit_kind, tree.unit, D(2026, 6, 30));
		close_on(&ground, &body_kind, tree.first, D(2026, 6, 30));
		settled(&ground);
		ground_close(&ground);
	}
}

static void
BJ_4_a_unit_hangs_under_exactly_one_joint_committee(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree tree;
		int64_t third;

		ground_open(&ground, test.url);
		tree = plant(&ground);
		ground_begin(&ground);
		lead(&ground, tree.top, "unit", add_unit(&ground, "甲会", D(2020, 1, 1)), D(2020, 1, 1));
		refused(&ground, "BJ-4");
		ground_begin(&ground);
		third = add_body(&ground, "第三联合党委", "joint_committee", D(2020, 1, 1));
		lead(&ground, tree.second, "body", third, D(2020, 1, 1));
		lead(&ground, third, "unit", add_unit(&ground, "甲会", D(2020, 1, 1)), D(2020, 1, 1));
		refused(&ground, "BJ-4");
		/* under an agency without a comprehensive committee it may */
		ground_begin(&ground);
		lead(&ground, add_body(&ground, "县工作机构", "agency", D(2020, 1, 1)), "unit",
		     add_unit(&ground, "乙会", D(2020, 1, 1)), D(2020, 1, 1));
		settled(&ground);
		ground_close(&ground);
	}
}

static void
OPIN_8_5b_closing_waits_for_the_last_relation(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree tree;
		int64_t branch, other, relations[7];

		ground_open(&ground, test.url);
		tree = plant(&ground);
		ground_begin(&ground);
		branch = ground_add(&ground, &body_kind, D(2018, 3, 1),
		                    (struct pair[]){{"name", "协会支部"}, {"type", "branch"}, {"unit", "6"}, {0}});
		other = add_body(&ground, "另一支部", "branch", D(2018, 3, 1));
		lead(&ground, tree.first, "body", branch, D(2018, 3, 1));
		lead(&ground, tree.first, "body", other, D(2018, 3, 1));
		for (int i = 0; i < 7; i++)
			relations[i] = ground_member(&ground, ground_add(&ground, &person_kind, D(2018, 1, 1),
			                                                 (struct pair[]){{"name", "某甲"}, {0}}),
			                             branch, D(2018, 3, 1));
		settled(&ground);
		for (int moved = 5; moved <= 7; moved++) { /* the rulebook's example: 7 members, 6 moved */
			ground_begin(&ground);
			for (int i = 0; i < moved; i++)
				close_on(&ground, &membership_kind, relations[i], D(2026, 6, 30));
			close_on(&ground, &unit_kind, tree.unit, D(2026, 6, 30));
			close_on(&ground, &body_kind, branch, D(2026, 7, 31));
			if (moved < 7) {
				refused(&ground, "OPIN-8.5b");
				assert_non_null(strstr(last_failure()->zh, moved == 5 ? " 2 名" : " 1 名"));
			} else {
				settled(&ground);
			}
		}
		/* nobody is moved into what is closed */
		ground_begin(&ground);
		ground_member(&ground, ground_add(&ground, &person_kind, D(2018, 1, 1), (struct pair[]){{"name", "某乙"}, {0}}),
		              branch, D(2026, 6, 1));
		refused(&ground, "OPIN-8.5b");
		ground_close(&ground);
	}
}

static void
OPIN_15_8_a_relation_is_in_one_place(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree tree;
		int64_t person, relation;

		ground_open(&ground, test.url);
		tree = plant(&ground);
		ground_begin(&ground);
		person = ground_add(&ground, &person_kind, D(2018, 1, 1), (struct pair[]){{"name", "某甲"}, {0}});
		relation = ground_member(&ground, person, tree.first, D(2018, 1, 1));
		settled(&ground);
		for (int day = 29; day <= 31; day++) {
			ground_begin(&ground);
			close_on(&ground, &membership_kind, relation, D(2026, 3, 30));
			ground_member(&ground, person, tree.second, D(2026, 3, day));
			if (day <= 30) {
				refused(&ground, "OPIN-15.8");
			} else {
				assert_int_equal(settle(&ground.edit), 0);
				db_rollback(ground.db);
			}
		}
		ground_close(&ground);
	}
}

static void
OPIN_10_1_a_unit_is_in_one_joint_body(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree tree;
		int64_t joint, regional;

		ground_open(&ground, test.url);
		tree = plant(&ground);
		ground_begin(&ground);
		joint = add_body(&ground, "联合支部", "joint_branch", D(2018, 1, 1));
		regional = add_body(&ground, "园区党组织", "regional_body", D(2018, 1, 1));
		lead(&ground, tree.first, "body", joint, D(2018, 1, 1));
		lead(&ground, tree.first, "body", regional, D(2018, 1, 1));
		ground_link(&ground, &coverage_kind, D(2018, 3, 1), "unit", tree.unit, "mode", COVER_JOINT, "body", joint);
		settled(&ground);
		ground_begin(&ground);
		ground_link(&ground, &coverage_kind, D(2019, 1, 1), "unit", tree.unit, "mode", COVER_REGIONAL, "body",
		            regional);
		refused(&ground, "OPIN-10.1");
		/* an industry body beside it only guides (OPIN-9.1) */
		ground_begin(&ground);
		ground_link(&ground, &coverage_kind, D(2019, 1, 1), "unit", tree.unit, "mode", COVER_INDUSTRY, "body",
		            regional);
		settled(&ground);
		ground_begin(&ground);
		ground_link(&ground, &coverage_kind, D(2019, 1, 1), "unit", tree.unit, "mode", COVER_OWN, NULL, 0);
		refused(&ground, "OPIN-11.6");
		ground_begin(&ground);
		ground_link(&ground, &coverage_kind, D(2019, 1, 1), "unit", tree.unit, "mode", COVER_MASS, NULL, 0);
		refused(&ground, "OPIN-11.2");
		ground_close(&ground);
	}
}

static void
GRP_7_and_ELEC_3_1_terms_are_of_elected_bodies_one_at_a_time(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree tree;
		int64_t group, term;

		ground_open(&ground, test.url);
		tree = plant(&ground);
		ground_begin(&ground);
		group = add_body(&ground, "某会党组", "leading_group", D(2018, 1, 1));
		ground_link(&ground, &term_kind, D(2018, 1, 1), "body", group, "years", 5, NULL, 0);
		refused(&ground, "GRP-7");
		ground_begin(&ground);
		term = ground_link(&ground, &term_kind, D(2018, 1, 1), "body", tree.first, "years", 5, NULL, 0);
		settled(&ground);
		ground_begin(&ground);
		ground_link(&ground, &term_kind, D(2023, 1, 1), "body", tree.first, "years", 5, NULL, 0);
		refused(&ground, "ELEC-3.1");
		ground_begin(&ground);
		close_on(&ground, &term_kind, term, D(2022, 12, 31));
		ground_link(&ground, &term_kind, D(2023, 1, 1), "body", tree.first, "years", 5, NULL, 0);
		settled(&ground);
		ground_close(&ground);
	}
}

/* An act taken back although what it made was moved since, by what happened above it. */
static void
an_act_is_undone_beneath_a_later_move(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct tree tree;
		int64_t batch, unit, other, places = -1;

		ground_open(&ground, test.url);
		tree = plant(&ground);
		ground_begin(&ground);
		unit = add_unit(&ground, "甲会", D(2020, 1, 1));
		lead(&ground, tree.first, "unit", unit, D(2020, 1, 1));
		batch = settled(&ground);
		ground_begin(&ground);
		other = add_body(&ground, "第二综合党委", "comprehensive_committee", D(2019, 1, 1));
		ground_set(&ground, &affiliation_kind, 4, "superior", INT(other), D(2021, 1, 1));
		settled(&ground);
		ground_begin(&ground);
		assert_int_equal(settle_undo(&ground.edit, batch), 0);
		ground_commit(&ground);
		assert_int_equal(db_number(ground.db, "select count(*) from placement where subject = $1 and ended is null",
		                           ARGS(INT(unit)), &places), 0);
		assert_int_equal(places, 0);
		expect_path(&ground, tree.unit, D(2021, 1, 1), "/10/2/6/");
		assert_int_equal(findings(&ground), 0);
		ground_close(&ground);
	}
}

struct gathered {
	int count;
	char clauses[200];
};

static void
gather_fault(void *arg, const struct kind *kind, int64_t id, const struct failure_record *why)
{
	struct gathered *gathered = arg;

	assert_true(kind == &unit_kind || kind == &body_kind);
	assert_true(id > 0);
	gathered->count++;
	strncat(gathered->clauses, why->clause, 20);
	strncat(gathered->clauses, " ", 2);
}

static void
all_faults_of_an_import_are_named_at_once(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct gathered gathered = {0};
		struct tree tree;

		ground_open(&ground, test.url);
		tree = plant(&ground);
		ground_begin(&ground);
		lead(&ground, tree.top, "unit", add_unit(&ground, "甲会", D(2020, 1, 1)), D(2020, 1, 1));
		lead(&ground, tree.second, "unit", tree.unit, D(2020, 1, 1));
		add_body(&ground, "某支部", "branch", D(2018, 1, 1));
		assert_int_equal(settle_faults(&ground.edit, gather_fault, &gathered), 3);
		assert_int_equal(gathered.count, 3);
		assert_non_null(strstr(gathered.clauses, "BJ-4"));
		db_rollback(ground.db);
		ground_close(&ground);
	}
}

/* The test of its statements: each is prepared on both engines. */
static void
every_statement_is_taken_by_both_engines(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		size_t count;
		const struct statement *all = statements(&count);

		ground_open(&ground, test.url);
		for (size_t i = 0; i < count; i++)
			if (db_prepare(ground.db, all[i].sql) < 0)
				test_failed(all[i].where);
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(OPIN_6_7_a_place_follows_the_edges_day_by_day),
		cmocka_unit_test(OPIN_6_7_nothing_hangs_under_itself),
		cmocka_unit_test(OPIN_6_7_two_leaders_on_one_day_are_refused),
		cmocka_unit_test(OPIN_6_7_a_lower_body_has_a_superior_a_unit_may_lack_one),
		cmocka_unit_test(OPIN_21_3_leadership_passes_without_gap_or_overlap),
		cmocka_unit_test(BJ_4_a_unit_hangs_under_exactly_one_joint_committee),
		cmocka_unit_test(OPIN_8_5b_closing_waits_for_the_last_relation),
		cmocka_unit_test(OPIN_15_8_a_relation_is_in_one_place),
		cmocka_unit_test(OPIN_10_1_a_unit_is_in_one_joint_body),
		cmocka_unit_test(GRP_7_and_ELEC_3_1_terms_are_of_elected_bodies_one_at_a_time),
		cmocka_unit_test(an_act_is_undone_beneath_a_later_move),
		cmocka_unit_test(all_faults_of_an_import_are_named_at_once),
		cmocka_unit_test(every_statement_is_taken_by_both_engines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
