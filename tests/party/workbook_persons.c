/* Which person a row means (contracts, "The workbook"). */
#include "../check.h"

#include "book.h"

#define D(y, m, d) day_of(y, m, d)

#define MEMBERS "# 党员\n姓名|公民身份号码|出生日期|类别|入党日期|转正日期|所在党组织|组织关系开始日期|组织关系结束日期\n"
#define POSTS "# 任职\n党组织|姓名|公民身份号码|职务|开始日期|结束日期|产生方式\n"
#define COVERAGE "# 覆盖\n社会组织|方式|党组织或人员|公民身份号码|开始日期|结束日期\n"

static struct workbook_report
bring(struct ground *ground, const char *format, ...)
{
	va_list args;
	const char *text;

	va_start(args, format);
	text = arena_vprintf(ground->arena, format, args);
	va_end(args);
	return import(ground, text);
}

static int64_t
persons(struct ground *ground)
{
	return number_by(ground, "select count(distinct id) from person where ended is null");
}

static void
a_row_with_an_id_matches_by_id_everywhere(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *id;
		struct workbook_report report;

		city_open(&ground, &test);
		id = id_of(&ground, 1);
		report = bring(&ground, MEMBERS "某甲|%s||正式|2010-07-01|2011-07-01|甲会党支部|2018-01-01|\n", id);
		assert_int_equal(report.sheets[SHEET_MEMBER].added, 1);
		/* in another branch: the same person, who moves on the day given and counts once */
		report = bring(&ground, MEMBERS "某甲|%s||正式|2010-07-01|2011-07-01|乙会党支部|2026-06-01|\n", id);
		assert_int_equal(report.sheets[SHEET_MEMBER].added, 1);
		assert_int_equal(persons(&ground), 1);
		assert_int_equal(number_by(&ground, arena_printf(ground.arena, "select count(*) from membership where ended is null and until = %d",
		                                                 D(2026, 6, 1))), 1);
		assert_int_equal(number_by(&ground, arena_printf(ground.arena, "select count(*) from membership where ended is null and since <= %d and until > %d",
		                                                 D(2026, 6, 1), D(2026, 6, 1))), 1);
		/* without a day of its own, on the effective day */
		import_on(&ground, arena_printf(ground.arena, MEMBERS "某甲|%s||正式|2010-07-01||甲会党支部||\n", id), D(2027, 2, 1));
		assert_int_equal(number_by(&ground, "select max(since) from membership where ended is null"), D(2027, 2, 1));
		/* an instructor elsewhere with the same number is the same person */
		bring(&ground, COVERAGE "乙会|指导员|某甲|%s|2026-03-01|\n", id);
		assert_int_equal(persons(&ground), 1);
		ground_close(&ground);
	}
}

static void
an_id_held_by_a_person_of_another_name_is_a_fault(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *id, *lines;

		city_open(&ground, &test);
		id = id_of(&ground, 1);
		bring(&ground, MEMBERS "某甲|%s||正式|2010-07-01||甲会党支部|2018-01-01|\n", id);
		lines = faults_of(&ground, arena_printf(ground.arena, MEMBERS "某乙|%s||正式|2010-07-01||甲会党支部|2018-01-01|\n", id));
		assert_non_null(strstr(lines, "党员!B2: 这个公民身份号码登记在另一个姓名之下"));
		/* within one file too */
		lines = faults_of(&ground, arena_printf(ground.arena, POSTS "第一联合党委|某丙|%s|书记|2020-01-01||任命\n第二联合党委|某丁|%s|书记|2020-01-01||任命\n",
		                                        id_of(&ground, 2), id_of(&ground, 2)));
		assert_non_null(strstr(lines, "任职!C3: "));
		ground_close(&ground);
	}
}

static void
a_row_without_one_means_the_current_member_of_that_name(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct workbook_report report;

		city_open(&ground, &test);
		bring(&ground, MEMBERS "某 甲|%s||正式|2010-07-01||甲会党支部|2018-01-01|\n", id_of(&ground, 1));
		report = bring(&ground, MEMBERS "某甲|||预备|2010-07-01||甲会党支部||\n" POSTS "甲会党支部|某　甲||书记|2023-06-18||选举\n");
		assert_int_equal(report.sheets[SHEET_MEMBER].changed, 1);
		assert_int_equal(report.sheets[SHEET_POST].added, 1);
		assert_int_equal(persons(&ground), 1);
		/* in another body nobody of that name is a member: a bare person, who is no member */
		report = bring(&ground, POSTS "乙会党支部|某甲||书记|2023-06-18||任命\n");
		assert_int_equal(persons(&ground), 2);
		assert_int_equal(number_by(&ground, "select count(*) from membership where ended is null and until > 100000"), 1);
		/* whom the same row means again */
		report = bring(&ground, POSTS "乙会党支部|某甲||书记|2023-06-18||任命\n");
		assert_int_equal(report.batch, 0);
		assert_int_equal(persons(&ground), 2);
		ground_close(&ground);
	}
}

static void
two_people_of_one_name_are_no_guess(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct workbook_report report;
		const char *text;

		city_open(&ground, &test);
		bring(&ground, MEMBERS "某甲|%s||正式|2010-07-01||甲会党支部|2018-01-01|\n某甲|%s||正式|2010-07-01||甲会党支部|2018-01-01|\n",
		      id_of(&ground, 1), id_of(&ground, 2));
		assert_non_null(strstr(faults_of(&ground, POSTS "甲会党支部|某甲||书记|2023-06-18||选举\n"),
		                       "任职!B2: 符合这一行的同名人员不止一个；请填写公民身份号码"));
		assert_non_null(strstr(faults_of(&ground, MEMBERS "某甲|||正式|2010-07-01||甲会党支部||\n"), "党员!A2: "));
		/* the same row twice */
		assert_non_null(strstr(faults_of(&ground, MEMBERS "某乙|||正式|2010-07-01||乙会党支部|2018-01-01|\n"
		                                                  "某乙|||正式|2010-07-01||乙会党支部|2018-01-01|\n"), "党员!H3: "));
		/* two who joined on different days and were born on different ones are two, and stay two */
		text = MEMBERS "某丙||1970-01-01|正式|1995-07-01||乙会党支部|2018-01-01|\n"
		               "某丙||1988-02-02|正式|2012-07-01||乙会党支部|2019-01-01|\n";
		report = import(&ground, text);
		assert_int_equal(report.sheets[SHEET_MEMBER].added, 2);
		report = import(&ground, text);
		assert_int_equal(report.sheets[SHEET_MEMBER].unchanged, 2);
		assert_int_equal(report.batch, 0);
		ground_close(&ground);
	}
}

static void
a_person_known_without_id_is_completed_where_name_and_body_agree(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct workbook_report report;
		const char *id;

		city_open(&ground, &test);
		id = id_of(&ground, 1);
		bring(&ground, MEMBERS "某甲|||正式|2010-07-01||甲会党支部|2018-01-01|\n");
		report = bring(&ground, MEMBERS "某甲|%s||正式|2010-07-01||甲会党支部|2018-01-01|\n", id);
		assert_int_equal(report.sheets[SHEET_MEMBER].changed, 1);
		assert_int_equal(persons(&ground), 1);
		assert_int_equal(number_by(&ground, "select count(*) from person where ended is null and resident_id_key is not null"), 1);
		/* then another number is another person, and so is the same name elsewhere */
		bring(&ground, MEMBERS "某甲|%s||正式|2012-07-01||甲会党支部|2018-01-01|\n某甲|%s||正式|2012-07-01||乙会党支部|2018-01-01|\n",
		      id_of(&ground, 2), id_of(&ground, 3));
		assert_int_equal(persons(&ground), 3);
		/* in sheet 任职 too */
		bring(&ground, POSTS "第一联合党委|某乙||书记|2023-06-18||选举\n");
		bring(&ground, POSTS "第一联合党委|某乙|%s|书记|2023-06-18||选举\n", id_of(&ground, 4));
		assert_int_equal(persons(&ground), 4);
		ground_close(&ground);
	}
}

static void
only_the_sheet_of_members_makes_members(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		city_open(&ground, &test);
		bring(&ground, POSTS "甲会党支部|某甲|%s|书记|2023-06-18||选举\n" COVERAGE "甲会|联络员|某乙||2023-06-18|\n", id_of(&ground, 1));
		assert_int_equal(persons(&ground), 2);
		assert_int_equal(number_by(&ground, "select count(*) from membership"), 0);
		assert_int_equal(number_by(&ground, "select count(*) from dispatch where role = 2"), 1);
		ground_close(&ground);
	}
}

static void
OPIN_15_8_relations_in_two_bodies_at_once_are_a_fault(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *id, *lines;

		city_open(&ground, &test);
		id = id_of(&ground, 1);
		lines = faults_of(&ground, arena_printf(ground.arena, MEMBERS "某甲|%s||正式|2010-07-01||甲会党支部|2018-01-01|2026-06-30\n"
		                                                             "某甲|%s||正式|2010-07-01||乙会党支部|2026-06-30|\n", id, id));
		assert_non_null(strstr(lines, "党员!H3: 与 H2 一行（2018-01-01 开始）的时间重叠"));
		bring(&ground, MEMBERS "某甲|%s||正式|2010-07-01||甲会党支部|2018-01-01|2026-06-30\n"
		                       "某甲|%s||正式|2010-07-01||乙会党支部|2026-07-01|\n", id, id);
		assert_int_equal(persons(&ground), 1);
		assert_int_equal(number_by(&ground, "select count(*) from membership where ended is null"), 2);
		ground_close(&ground);
	}
}

static void
A_11_dates_of_joining_and_conversion_are_in_order(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		city_open(&ground, &test);
		assert_non_null(strstr(faults_of(&ground, MEMBERS "某甲|||正式|2010-07-01|2010-06-30|甲会党支部||\n"), "党员!F2: "));
		bring(&ground, MEMBERS "某甲|||正式|2010-07-01|2010-07-01|甲会党支部||\n");
		assert_non_null(strstr(faults_of(&ground, MEMBERS "某乙|||正式|2010-07-01||甲会党支部|2018-02-01|2018-01-31\n"), "党员!I2: "));
		assert_non_null(strstr(faults_of(&ground, MEMBERS "某丙|||正式|2010-07-01||甲会党支部||2018-01-31\n"), "党员!H2: "));
		ground_close(&ground);
	}
}

/* A member's category holds from the effective day, and the day of conversion is kept as it is given. */
static void
a_conversion_is_a_change_from_the_effective_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *id;

		city_open(&ground, &test);
		id = id_of(&ground, 1);
		bring(&ground, MEMBERS "某甲|%s||预备|2025-07-01||甲会党支部|2025-07-01|\n", id);
		bring(&ground, MEMBERS "某甲|%s||正式|2025-07-01|2026-07-01|甲会党支部||\n", id);
		assert_int_equal(number_by(&ground, "select count(*) from membership where ended is null"), 2);
		assert_int_equal(number_by(&ground, "select since from membership where ended is null and category = 1"), D(2026, 11, 21));
		ground_close(&ground);
	}
}

static void
DP_12_members_are_brought_in_by_their_own_branch(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct grant grant = {.role = ROLE_BRANCH_SECRETARY};
		struct actor secretary = {.account = 1, .name = "secretary", .tag = "account:1", .grants = &grant, .count = 1};
		struct book own, other;

		city_open(&ground, &test);
		grant.node = number_by(&ground, "select id from body where name = '甲会党支部'");
		if (placement_path(ground.db, ground.arena, grant.node, ground.today, &grant.path) < 0)
			test_failed("placement_path");
		own = book_of(&ground, MEMBERS "某甲|||正式|2010-07-01||甲会党支部|2018-01-01|\n");
		other = book_of(&ground, MEMBERS "某乙|||正式|2010-07-01||乙会党支部|2018-01-01|\n");
		assert_string_equal(lines_of(&ground, &(struct findings){0}, LANG_ZH), "");
		assert_int_equal(book_run(&ground, &secretary, &own, ground.today, true).faults.count, 0);
		assert_true(book_run(&ground, &secretary, &other, ground.today, true).forbidden);
		grant.role = ROLE_COMPREHENSIVE_CLERK;
		assert_true(book_run(&ground, &secretary, &other, ground.today, true).forbidden);
		assert_int_equal(persons(&ground), 1);
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_with_an_id_matches_by_id_everywhere),
		cmocka_unit_test(an_id_held_by_a_person_of_another_name_is_a_fault),
		cmocka_unit_test(a_row_without_one_means_the_current_member_of_that_name),
		cmocka_unit_test(two_people_of_one_name_are_no_guess),
		cmocka_unit_test(a_person_known_without_id_is_completed_where_name_and_body_agree),
		cmocka_unit_test(only_the_sheet_of_members_makes_members),
		cmocka_unit_test(OPIN_15_8_relations_in_two_bodies_at_once_are_a_fault),
		cmocka_unit_test(A_11_dates_of_joining_and_conversion_are_in_order),
		cmocka_unit_test(a_conversion_is_a_change_from_the_effective_day),
		cmocka_unit_test(DP_12_members_are_brought_in_by_their_own_branch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
