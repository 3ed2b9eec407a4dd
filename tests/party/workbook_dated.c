/* Coverage, posts and terms; what follows what; an import taken back. */
#include "../check.h"

#include "book.h"
#include "party/verify.h"

#define D(y, m, d) day_of(y, m, d)

#define POSTS "# 任职\n党组织|姓名|公民身份号码|职务|开始日期|结束日期|产生方式\n"
#define COVERAGE "# 覆盖\n社会组织|方式|党组织或人员|公民身份号码|开始日期|结束日期\n"
#define TERMS "# 届次\n党组织|开始日期|任期年数|延期至|延期批准文号|实际结束日期\n"

static void
every_way_of_covering(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct workbook_report report;
		const char *text;

		city_open(&ground, &test);
		text = arena_printf(ground.arena, COVERAGE "甲会|单独|甲会党支部||2018-01-01|\n"
		                                           "%s|指导员|某甲|%s|2020-01-01|2020-12-31\n"
		                                           "乙会|联络员|某乙||2020-01-01|\n"
		                                           "乙会|群团|乙会工会||2020-01-01|\n"
		                                           "甲会|群团|甲会团支部||2020-01-01|2021-12-31\n",
		                    code_of(&ground, "52", 2), id_of(&ground, 1));
		report = import(&ground, text);
		assert_int_equal(report.sheets[SHEET_COVERAGE].added, 5);
		assert_int_equal(number_by(&ground, "select count(*) from coverage where mode = 1 and body is not null"), 1);
		assert_int_equal(number_by(&ground, "select count(*) from dispatch where role = 1 and until < 100000"), 1);
		assert_int_equal(number_by(&ground, "select until from dispatch where role = 1"), D(2021, 1, 1));
		assert_int_equal(number_by(&ground, "select count(*) from mass_org where type = 1"), 1);
		assert_int_equal(number_by(&ground, "select count(*) from mass_org where type = 2"), 1);
		assert_int_equal(import(&ground, text).batch, 0);
		/* the last day of what goes on is a change; the mass organization is not made again */
		report = import(&ground, COVERAGE "乙会|群团|乙会工会||2020-01-01|2026-10-31\n");
		assert_int_equal(report.sheets[SHEET_COVERAGE].changed, 1);
		assert_int_equal(number_by(&ground, "select count(*) from mass_org"), 2);
		ground_close(&ground);
	}
}

static void
what_coverage_cannot_be(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *lines;

		city_open(&ground, &test);
		lines = faults_of(&ground, arena_printf(ground.arena, COVERAGE "无此会|单独|甲会党支部||2018-01-01|\n"
		                                                               "甲会|单独|无此支部||2018-01-01|\n"
		                                                               "甲会|单独|甲会党支部|%s|2018-01-01|\n"
		                                                               "甲会|挂靠|甲会党支部||2018-01-01|\n"
		                                                               "甲会|单独|甲会党支部||2018-01-02|2018-01-01\n",
		                                        id_of(&ground, 1)));
		assert_non_null(strstr(lines, "覆盖!A2: 没有这个社会组织"));
		assert_non_null(strstr(lines, "覆盖!C3: 没有名为“无此支部”的党组织"));
		assert_non_null(strstr(lines, "覆盖!D4: 只有指导员、联络员填写公民身份号码"));
		assert_non_null(strstr(lines, "覆盖!B5: 方式："));
		assert_non_null(strstr(lines, "覆盖!F6: 结束的一天早于开始的一天"));
		/* OPIN-10.1: in one joint body at a time */
		lines = faults_of(&ground, "# 党组织\n名称|类型|上级党组织|成立日期\n联一|联合党支部|第一联合党委|2019-01-01\n联二|联合党支部|第一联合党委|2019-01-01\n"
		                           COVERAGE "甲会|联合|联一||2019-01-01|\n甲会|联合|联二||2020-01-01|\n");
		assert_non_null(strstr(lines, "覆盖!C2: "));
		/* what has ended covers nobody */
		lines = faults_of(&ground, "# 党组织\n名称|类型|上级党组织|成立日期|撤销日期\n旧支部|党支部|第一联合党委|2017-01-01|2018-12-31\n"
		                           COVERAGE "甲会|单独|旧支部||2019-01-01|\n");
		assert_non_null(strstr(lines, "覆盖!C2: 它的最后一天是 2018-12-31"));
		ground_close(&ground);
	}
}

static void
ELEC_3_1_a_new_term_ends_the_old_one(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct workbook_report report;

		city_open(&ground, &test);
		import(&ground, TERMS "甲会党支部|2023-06-18|3|||\n");
		report = import(&ground, TERMS "甲会党支部|2026-06-20|3|||\n");
		assert_int_equal(report.sheets[SHEET_TERM].added, 1);
		assert_int_equal(number_by(&ground, "select min(until) from term where ended is null"), D(2026, 6, 20));
		/* rows in any order, in one file */
		report = import(&ground, TERMS "乙会党支部|2024-06-18|3|||\n乙会党支部|2021-06-18|3|||\n乙会党支部|2018-06-18|3|||2021-06-17\n");
		assert_int_equal(number_by(&ground, arena_printf(ground.arena, "select count(*) from term where ended is null and until = %d", D(2024, 6, 18))), 1);
		/* known days are not overrun */
		assert_non_null(strstr(faults_of(&ground, TERMS "乙会党支部|2020-06-18|3|||\n"), "届次!B2: 与已登记的、2018-06-18 开始的一段时间重叠"));
		ground_close(&ground);
	}
}

static void
ELEC_3_2b_a_term_brought_forward_by_more_than_a_year_is_a_fault(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		city_open(&ground, &test);
		import(&ground, TERMS "甲会党支部|2023-06-18|3|||\n");
		assert_non_null(strstr(faults_of(&ground, TERMS "甲会党支部|2025-06-17|3|||\n"), "届次!B2: 上一届应于 2026-06-18 换届"));
		import(&ground, TERMS "甲会党支部|2025-06-18|3|||\n");
		/* a wrong day, mended by two, is no new term either; with the last day of the old one it is */
		assert_non_null(strstr(faults_of(&ground, TERMS "甲会党支部|2025-06-20|3|||\n"), "届次!B2: "));
		import(&ground, TERMS "甲会党支部|2025-06-18|3|||2025-06-19\n甲会党支部|2025-06-20|3|||\n");
		ground_close(&ground);
	}
}

static void
ELEC_3_2a_a_postponement_holds_from_the_effective_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		city_open(&ground, &test);
		import(&ground, TERMS "甲会党支部|2023-06-18|3|||\n");
		assert_non_null(strstr(faults_of(&ground, TERMS "甲会党支部|2023-06-18|3|2027-06-18||\n"), "届次!E2: 延期要同时填写"));
		assert_non_null(strstr(faults_of(&ground, TERMS "甲会党支部|2023-06-18|3||延字一号|\n"), "届次!D2: 延期要同时填写"));
		import(&ground, TERMS "甲会党支部|2023-06-18|3|2027-06-18|延字一号|\n");
		assert_int_equal(number_by(&ground, "select due from term where ended is null and extended_to is null"), D(2026, 6, 18));
		assert_int_equal(number_by(&ground, "select due from term where ended is null and extended_to is not null"), D(2027, 6, 18));
		/* the due day follows from the term's first day, whatever changed since */
		import_on(&ground, TERMS "乙会党支部|2023-06-18|3|||\n", D(2026, 11, 21));
		import_on(&ground, TERMS "乙会党支部|2023-06-18|5|||\n", D(2026, 11, 21));
		assert_int_equal(number_by(&ground, "select max(due) from term where ended is null"), D(2028, 6, 18));
		assert_non_null(strstr(faults_of(&ground, TERMS "乙会党支部|2030-06-18|0|||\n"), "届次!C2: 任期至少一年"));
		ground_close(&ground);
	}
}

static void
posts_begin_and_end(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct workbook_report report;

		city_open(&ground, &test);
		import(&ground, POSTS "甲会党支部|某甲||书记|2020-06-18||选举\n甲会党支部|某甲||组织委员|2020-06-18||选举\n甲会党支部|某乙||副书记|2020-06-18||任命\n");
		assert_int_equal(number_by(&ground, "select count(distinct person) from post"), 2);
		/* elected again: the former post ends the day before */
		import(&ground, POSTS "甲会党支部|某甲||书记|2023-06-18||选举\n");
		assert_int_equal(number_by(&ground, "select count(distinct person) from post"), 2);
		assert_int_equal(number_by(&ground, "select count(*) from post where ended is null and position = 1"), 2);
		assert_int_equal(number_by(&ground, "select min(until) from post where ended is null and position = 1"), D(2023, 6, 18));
		report = import(&ground, POSTS "甲会党支部|某乙||副书记|2020-06-18|2026-06-30|任命\n");
		assert_int_equal(report.sheets[SHEET_POST].changed, 1);
		assert_non_null(strstr(faults_of(&ground, POSTS "甲会党支部|某丙||主任|2020-06-18||任命\n"), "任职!D2: 职务："));
		ground_close(&ground);
	}
}

/* --- undo ------------------------------------------------------------------------------ */

static int
undo(struct ground *ground, int64_t batch)
{
	return act_as(ground, &ground->operator, NULL, "undo", "batch", text_of(ground, batch), NULL);
}

/* Every row of a table as one text, in order. */
static const char *
contents(struct ground *ground, const char *table)
{
	const char *text = "";
	struct rows *rows;

	if (db_query(ground->db, arena_printf(ground->arena, "select * from %s order by 1, 2, 3, 4", table), NO_ARGS, &rows) < 0)
		test_failed(table);
	while (rows_next(rows) > 0)
		for (int c = 0; c < rows_columns(rows); c++)
			text = arena_printf(ground->arena, "%s%s|", text, rows_null(rows, c) ? "" : rows_text(rows, c));
	rows_close(rows);
	return text;
}

static const char *
everything(struct ground *ground)
{
	static const char *const tables[] = {"unit", "body", "affiliation", "coverage", "person", "membership", "post", "term",
	                                     "charter", "pledge", "dispatch", "mass_org", "placement", "role_grant", "account"};
	const char *text = "";

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		text = arena_printf(ground->arena, "%s%s: %s\n", text, tables[i], contents(ground, tables[i]));
	return text;
}

static void
nothing_found(void *arg, struct bilingual finding)
{
	(void)arg;
	fprintf(stderr, "%s\n", finding.en);
}

static void
an_import_is_taken_back_whole(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *before;
		struct workbook_report report;

		city_open(&ground, &test);
		import(&ground, POSTS "甲会党支部|某甲||书记|2020-06-18||选举\n" TERMS "甲会党支部|2023-06-18|3|||\n");
		before = everything(&ground);
		report = import(&ground, arena_printf(ground.arena,
			"# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|从业人员数|联合党委|领导关系开始日期\n"
			"甲会|%s|1|市|110105|77|第二联合党委|2026-08-01\n丙会|%s|3|市|110105|3|第一联合党委|\n"
			POSTS "甲会党支部|某甲|%s|书记|2020-06-18|2026-01-31|选举\n" TERMS "甲会党支部|2026-06-18|3|||\n"
			COVERAGE "丙会|指导员|某丁||2026-02-01|\n甲会|单独|甲会党支部||2018-01-01|\n",
			code_of(&ground, "51", 1), code_of(&ground, "53", 3), id_of(&ground, 1)));
		assert_true(report.batch > 0);
		assert_string_not_equal(everything(&ground), before);
		assert_int_equal(undo(&ground, report.batch), 0);
		assert_string_equal(everything(&ground), before);
		assert_int_equal(verify(ground.db, &ground.installation->schema, nothing_found, NULL), 0);
		assert_int_equal(number_by(&ground, arena_printf(ground.arena, "select count(*) from batch where number = %lld and undone = %lld",
		                                                 (long long)report.batch, (long long)report.batch + 1)), 1);
		/* once */
		assert_int_equal(undo(&ground, report.batch), FAIL_REFUSED);
		ground_close(&ground);
	}
}

static void
undo_is_prevented_by_the_oldest_entry_that_rests_on_it(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t batch, unit, body;
		const char *number;

		city_open(&ground, &test);
		batch = import(&ground, arena_printf(ground.arena, "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|联合党委\n"
		                                                  "丙会|%s|3|市|110105|第一联合党委\n", code_of(&ground, "53", 3))).batch;
		unit = number_by(&ground, "select id from unit where name = '丙会'");
		body = number_by(&ground, "select id from body where name = '第一联合党委'");
		made(&ground, "add-account", "name", "office", NULL);
		made(&ground, "grant-role", "account", "office", "role", "unit_office", "node", text_of(&ground, unit), NULL);
		number = arena_printf(ground.arena, "第 %lld 条", (long long)number_by(&ground, "select max(number) from journal"));
		made(&ground, "change-unit", "id", text_of(&ground, unit), "staff", "3", NULL);
		assert_int_equal(undo(&ground, batch), FAIL_REFUSED);
		assert_non_null(strstr(failure_text(LANG_ZH), number)); /* the role is older than the change */
		assert_int_equal(number_by(&ground, "select count(*) from unit where name = '丙会' and ended is null"), 1);
		/* what touches others only does not stand in the way */
		batch = import(&ground, TERMS "乙会党支部|2024-01-01|3|||\n").batch;
		made(&ground, "change-body", "id", text_of(&ground, body), "number", "七", NULL);
		assert_int_equal(undo(&ground, batch), 0);
		ground_close(&ground);
	}
}

static void
OPIN_21_3_posts_and_terms_end_with_a_body_a_workbook_closes(void **state)
{
	static const char held[] = "select count(*) from post where ended is null and until = 2932896",
	                  running[] = "select count(*) from term where ended is null and until = 2932896";

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t posts, terms, batch;

		city_open(&ground, &test);
		import(&ground, arena_printf(ground.arena, POSTS "乙会党支部|某甲|%s|书记|2024-01-01||选举\n" TERMS "乙会党支部|2024-01-01|3|||\n",
		                             id_of(&ground, 1)));
		posts = number_by(&ground, held);
		terms = number_by(&ground, running);
		batch = import(&ground, "# 党组织\n名称|类型|上级党组织|成立日期|撤销日期\n乙会党支部|党支部|第二联合党委|2018-01-01|2026-11-10\n").batch;
		assert_int_equal(number_by(&ground, held), posts - 1);
		assert_int_equal(number_by(&ground, running), terms - 1);
		assert_int_equal(number_by(&ground, "select count(*) from post where ended is null and until = 20768"), 1);
		assert_int_equal(number_by(&ground, "select count(*) from term where ended is null and until = 20768"), 1);
		assert_int_equal(verify(ground.db, &ground.installation->schema, nothing_found, NULL), 0);
		assert_int_equal(undo(&ground, batch), 0);
		assert_int_equal(number_by(&ground, held), posts);
		assert_int_equal(number_by(&ground, running), terms);
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way_of_covering),
		cmocka_unit_test(what_coverage_cannot_be),
		cmocka_unit_test(ELEC_3_1_a_new_term_ends_the_old_one),
		cmocka_unit_test(ELEC_3_2b_a_term_brought_forward_by_more_than_a_year_is_a_fault),
		cmocka_unit_test(ELEC_3_2a_a_postponement_holds_from_the_effective_day),
		cmocka_unit_test(posts_begin_and_end),
		cmocka_unit_test(an_import_is_taken_back_whole),
		cmocka_unit_test(undo_is_prevented_by_the_oldest_entry_that_rests_on_it),
		cmocka_unit_test(OPIN_21_3_posts_and_terms_end_with_a_body_a_workbook_closes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
