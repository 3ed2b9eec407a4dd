/* Organizations and bodies: matched, added, changed from a day, closed; all or nothing; taken back. */
#include "../check.h"

#include "book.h"

#define D(y, m, d) day_of(y, m, d)

/* Whole numbers of a unit's version on a day, or -1 where there is none. */
static int64_t
unit_on(struct ground *ground, const char *name, const char *column, day_no on)
{
	return number_by(ground, arena_printf(ground->arena,
	                                      "select coalesce(max(%s), -1) from unit where name = '%s' and ended is null"
	                                      " and since <= %d and until > %d", column, name, on, on));
}

static void
registration_facts_hold_from_foundation_and_figures_from_the_effective_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		city_open(&ground, &test);
		assert_int_equal(unit_on(&ground, "甲会", "category", D(2010, 5, 1)), SOCIAL_GROUP);
		assert_int_equal(unit_on(&ground, "甲会", "category", D(2010, 4, 30)), -1);
		assert_int_equal(unit_on(&ground, "甲会", "full_members", D(2026, 11, 20)), -1);
		assert_int_equal(unit_on(&ground, "甲会", "full_members", D(2026, 11, 21)), 4);
		assert_int_equal(unit_on(&ground, "甲会", "staff", D(2026, 11, 21)), 46);
		/* who leads, the pledge and the charter from their own days */
		assert_int_equal(number_by(&ground, "select a.since from affiliation a join unit u on u.id = a.unit where u.name = '甲会' limit 1"),
		                 D(2016, 5, 1));
		assert_int_equal(number_by(&ground, "select since from pledge"), D(2018, 3, 1));
		assert_int_equal(number_by(&ground, "select since from charter where has_article = 1"), D(2019, 3, 1));
		assert_int_equal(number_by(&ground, "select a.since from affiliation a join body b on b.id = a.body where b.name = '甲会党支部'"),
		                 D(2018, 1, 1));
		ground_close(&ground);
	}
}

static void
changed_values_hold_from_the_effective_day_and_empty_cells_leave_theirs(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct workbook_report report;
		const char *text;

		city_open(&ground, &test);
		text = arena_printf(ground.arena, "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|正式党员数|行业\n"
		                                  "甲会|%s|社会团体|市|110105|7|\n", code_of(&ground, "51", 1));
		report = import_on(&ground, text, D(2027, 3, 1));
		assert_int_equal(report.sheets[SHEET_UNIT].changed, 1);
		assert_int_equal(unit_on(&ground, "甲会", "full_members", D(2027, 2, 28)), 4);
		assert_int_equal(unit_on(&ground, "甲会", "full_members", D(2027, 3, 1)), 7);
		assert_int_equal(unit_on(&ground, "甲会", "staff", D(2027, 3, 1)), 46);
		assert_int_equal(number_by(&ground, "select count(*) from unit where name = '甲会' and industry is null"), 0);
		/* the same again says nothing new */
		report = import_on(&ground, text, D(2027, 3, 1));
		assert_int_equal(report.sheets[SHEET_UNIT].unchanged, 1);
		assert_int_equal(report.batch, 0);
		ground_close(&ground);
	}
}

static void
the_same_file_twice_changes_nothing(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		int64_t journal;
		struct workbook_report report;

		city_open(&ground, &test);
		journal = number_by(&ground, "select max(number) from journal");
		report = import(&ground, arena_printf(ground.arena, "%s%s", city_units(&ground), CITY_BODIES));
		assert_int_equal(report.batch, 0);
		assert_int_equal(report.sheets[SHEET_UNIT].unchanged, 2);
		assert_int_equal(report.sheets[SHEET_BODY].unchanged, 5);
		assert_int_equal(number_by(&ground, "select max(number) from journal"), journal);
		ground_close(&ground);
	}
}

static void
units_are_matched_by_code_and_those_without_by_name_in_their_region(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct workbook_report report;
		const char *header = "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|从业人员数\n";

		city_open(&ground, &test);
		report = import(&ground, arena_printf(ground.arena, "%s甲会改名|%s|社会团体|市|110105|\n", header, code_of(&ground, "51", 1)));
		assert_int_equal(report.sheets[SHEET_UNIT].changed, 1);
		assert_int_equal(number_by(&ground, "select count(distinct id) from unit"), 2);
		/* one name in two regions is two organizations; a second row for either is a fault */
		report = import(&ground, arena_printf(ground.arena, "%s健步队||5|街道|110105|3\n健步队||5|街道|110108|4\n", header));
		assert_int_equal(report.sheets[SHEET_UNIT].added, 2);
		report = import(&ground, arena_printf(ground.arena, "%s健步队||5|街道|110108|5\n", header));
		assert_int_equal(report.sheets[SHEET_UNIT].changed, 1);
		assert_non_null(strstr(faults_of(&ground, arena_printf(ground.arena, "%s健步队||5|街道|110108|5\n健步队||5|街道|110108|5\n", header)),
		                       "社会组织!A3: 与 A2 是同一个社会组织"));
		assert_non_null(strstr(faults_of(&ground, arena_printf(ground.arena, "%s一|%s|1|市|110108\n二|%s|1|市|110108\n", header,
		                                                       code_of(&ground, "51", 9), code_of(&ground, "51", 9))),
		                       "社会组织!B3: 与 B2 是同一个社会组织"));
		/* its code completes the one that had none */
		report = import(&ground, arena_printf(ground.arena, "%s健步队|%s|5|街道|110108|5\n", header, code_of(&ground, "51", 30)));
		assert_int_equal(report.sheets[SHEET_UNIT].changed, 1);
		assert_int_equal(number_by(&ground, "select count(distinct id) from unit where name = '健步队'"), 2);
		ground_close(&ground);
	}
}

static void
OPIN_21_3_a_new_leading_committee_leaves_no_day_without(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *header = "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|联合党委|领导关系开始日期|领导关系文号\n";
		const char *code;

		city_open(&ground, &test);
		code = code_of(&ground, "51", 1);
		import(&ground, arena_printf(ground.arena, "%s甲会|%s|1|市|110105|第二联合党委|2026-07-01|移交文\n", header, code));
		assert_int_equal(number_by(&ground, "select count(*) from affiliation where ended is null and relation = 1 and unit is not null"), 3);
		assert_int_equal(number_by(&ground, arena_printf(ground.arena,
			"select count(*) from affiliation a join affiliation b on b.unit = a.unit and b.ended is null and b.since = a.until"
			" where a.ended is null and a.until = %d", D(2026, 7, 1))), 1);
		/* without a day of its own from the effective day */
		import_on(&ground, arena_printf(ground.arena, "%s甲会|%s|1|市|110105|第一联合党委||\n", header, code), D(2027, 1, 1));
		assert_int_equal(number_by(&ground, arena_printf(ground.arena,
			"select count(*) from affiliation where ended is null and since = %d and until > 100000", D(2027, 1, 1))), 1);
		/* a day before the present superior's is a fault, and BJ-4 is named where a unit hangs directly under the top */
		assert_non_null(strstr(faults_of(&ground, arena_printf(ground.arena, "%s甲会|%s|1|市|110105|第二联合党委|2016-04-01|\n", header, code)),
		                       "社会组织!G2: "));
		assert_non_null(strstr(faults_of(&ground, arena_printf(ground.arena, "%s甲会|%s|1|市|110105|市综合党委|2027-06-01|\n", header, code)),
		                       "社会组织!F2: "));
		assert_non_null(strstr(faults_of(&ground, arena_printf(ground.arena, "%s丙会|%s|1|市|110105||2026-12-01|\n", header,
		                                                       code_of(&ground, "51", 5))),
		                       "社会组织!F2: "));
		ground_close(&ground);
	}
}

static void
a_closing_ends_the_unit_and_who_led_it(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *header = "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|注销日期\n";
		struct workbook_report report;

		city_open(&ground, &test);
		report = import(&ground, arena_printf(ground.arena, "%s甲会|%s|1|市|110105|2026-11-30\n", header, code_of(&ground, "51", 1)));
		assert_int_equal(report.sheets[SHEET_UNIT].changed, 1);
		assert_int_equal(unit_on(&ground, "甲会", "category", D(2026, 11, 30)), 1);
		assert_int_equal(unit_on(&ground, "甲会", "category", D(2026, 12, 1)), -1);
		assert_int_equal(number_by(&ground, arena_printf(ground.arena, "select count(*) from affiliation where ended is null and until = %d",
		                                                 D(2026, 12, 1))), 1);
		/* later than that it goes on longer, and its leadership too */
		import(&ground, arena_printf(ground.arena, "%s甲会|%s|1|市|110105|2027-06-30\n", header, code_of(&ground, "51", 1)));
		assert_int_equal(unit_on(&ground, "甲会", "category", D(2027, 6, 30)), 1);
		assert_int_equal(number_by(&ground, arena_printf(ground.arena, "select count(*) from affiliation where ended is null and until = %d",
		                                                 D(2027, 7, 1))), 1);
		/* a new one that is closed already: its figures hold on its last day */
		import(&ground, arena_printf(ground.arena, "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|成立日期|注销日期|从业人员数\n"
		                                           "旧会|%s|1|市|110105|2001-01-01|2009-12-31|8\n", code_of(&ground, "51", 8)));
		assert_int_equal(unit_on(&ground, "旧会", "staff", D(2009, 12, 31)), 8);
		assert_non_null(strstr(faults_of(&ground, arena_printf(ground.arena, "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|成立日期|注销日期\n"
		                                                       "错会|%s|1|市|110105|2009-01-01|2008-12-31\n", code_of(&ground, "51", 9))),
		                       "社会组织!G2: 注销日期早于成立日期"));
		ground_close(&ground);
	}
}

static void
pledges_and_charters_are_renewed_or_corrected(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *header = "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|承诺书日期|章程写入党建日期\n";
		const char *code;

		city_open(&ground, &test);
		code = code_of(&ground, "51", 1);
		import(&ground, arena_printf(ground.arena, "%s甲会|%s|1|市|110105|2024-03-01|2019-02-01\n", header, code));
		assert_int_equal(number_by(&ground, "select count(*) from pledge where ended is null"), 2);
		assert_int_equal(number_by(&ground, "select max(since) from pledge where ended is null"), D(2024, 3, 1));
		assert_int_equal(number_by(&ground, "select min(until) from pledge where ended is null"), D(2024, 3, 1));
		assert_int_equal(number_by(&ground, "select count(*) from charter where ended is null"), 1);
		assert_int_equal(number_by(&ground, "select since from charter where ended is null"), D(2019, 2, 1));
		ground_close(&ground);
	}
}

static void
bodies_are_matched_under_their_superior_and_written_as_paths(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct workbook_report report;
		const char *header = "# 党组织\n名称|类型|上级党组织|成立日期|编号\n";

		city_open(&ground, &test);
		/* rows in any order: the superior of the first stands below it */
		report = import(&ground, arena_printf(ground.arena, "%s一支部|党支部|第三联合党委|2020-01-01|\n"
		                                                    "第三联合党委|联合党委|市综合党委|2019-01-01|\n"
		                                                    "一支部|党支部|第一联合党委|2020-01-01|\n"
		                                                    "一支部|党支部|市综合党委/第二联合党委|2020-01-01|\n", header));
		assert_int_equal(report.sheets[SHEET_BODY].added, 4);
		report = import(&ground, arena_printf(ground.arena, "%s一支部|党支部|第二联合党委|2020-01-01|八\n", header));
		assert_int_equal(report.sheets[SHEET_BODY].changed, 1);
		assert_int_equal(number_by(&ground, "select count(distinct id) from body where name = '一支部'"), 3);
		/* a bare name that several bear is no reference, a path is */
		assert_non_null(strstr(faults_of(&ground, "# 届次\n党组织|开始日期|任期年数\n一支部|2024-01-01|3\n"),
		                       "届次!A2: 名为“一支部”的党组织不止一个；请写作“上级/本级”"));
		report = import(&ground, "# 届次\n党组织|开始日期|任期年数\n第一联合党委/一支部|2024-01-01|3\n"
		                         "市综合党委/第二联合党委/一支部|2024-01-01|3\n");
		assert_int_equal(report.sheets[SHEET_TERM].added, 2);
		assert_non_null(strstr(faults_of(&ground, arena_printf(ground.arena, "%s一支部|党支部||2020-01-01|\n", header)),
		                       "党组织!C2: 符合这一行的党组织不止一个"));
		assert_non_null(strstr(faults_of(&ground, "# 届次\n党组织|开始日期|任期年数\n无此支部|2024-01-01|3\n"),
		                       "届次!A2: 没有名为“无此支部”的党组织"));
		assert_non_null(strstr(faults_of(&ground, arena_printf(ground.arena, "%s甲|党支部|乙|2020-01-01|\n乙|党总支|甲|2020-01-01|\n", header)),
		                       "上级党组织互相循环"));
		assert_non_null(strstr(faults_of(&ground, arena_printf(ground.arena, "%s新支部|党支部|第一联合党委|2020-01-01|\n新支部|党支部|第一联合党委|2020-01-01|\n", header)),
		                       "党组织!A3: 与 A2 是同一个党组织"));
		ground_close(&ground);
	}
}

/* A bare name is unique in database and workbook together. */
static void
a_name_in_the_workbook_and_one_in_the_database_are_two(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		city_open(&ground, &test);
		assert_non_null(strstr(faults_of(&ground, "# 党组织\n名称|类型|上级党组织|成立日期\n甲会党支部|党支部|第二联合党委|2020-01-01\n"
		                                          "# 届次\n党组织|开始日期|任期年数\n甲会党支部|2024-01-01|3\n"),
		                       "届次!A2: 名为“甲会党支部”的党组织不止一个"));
		/* one that was abolished before is not meant */
		import(&ground, "# 党组织\n名称|类型|上级党组织|成立日期|撤销日期\n甲会党支部|党支部|第一联合党委|2016-02-01|2017-12-31\n"
		                "# 届次\n党组织|开始日期|任期年数|实际结束日期\n甲会党支部|2024-01-01|3|\n甲会党支部|2016-03-01|1|2017-03-31\n");
		assert_int_equal(number_by(&ground, arena_printf(ground.arena, "select count(distinct t.body) from term t join body b on b.id = t.body"
		                                                               " where b.name = '甲会党支部' and b.since <= t.since and b.until > t.since")), 2);
		ground_close(&ground);
	}
}

static void
a_wrong_founding_day_is_corrected_and_its_leadership_with_it(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		city_open(&ground, &test);
		import(&ground, "# 党组织\n名称|类型|上级党组织|成立日期|撤销日期\n甲会党支部|党支部|第一联合党委|2017-06-01|2026-10-31\n");
		assert_int_equal(number_by(&ground, "select since from body where ended is null and name = '甲会党支部'"), D(2017, 6, 1));
		assert_int_equal(number_by(&ground, "select a.since from affiliation a join body b on b.id = a.body and b.ended is null"
		                                    " where a.ended is null and b.name = '甲会党支部'"), D(2017, 6, 1));
		assert_int_equal(number_by(&ground, "select a.until from affiliation a join body b on b.id = a.body and b.ended is null"
		                                    " where a.ended is null and b.name = '甲会党支部'"), D(2026, 11, 1));
		ground_close(&ground);
	}
}

static void
OPIN_6_7_a_lower_body_without_a_superior_is_named_at_its_row(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *lines;

		city_open(&ground, &test);
		lines = faults_of(&ground, "# 党组织\n名称|类型|上级党组织|成立日期\n孤支部|党支部||2020-01-01\n另一孤支部|党支部||2020-01-01\n");
		assert_non_null(strstr(lines, "党组织!C2: "));
		assert_non_null(strstr(lines, "党组织!C3: "));
		assert_int_equal(number_by(&ground, "select count(*) from body where name = '孤支部'"), 0);
		ground_close(&ground);
	}
}

static void
a_check_writes_nothing(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct book book;
		struct workbook_report report;

		ground_open(&ground, &test);
		book = book_of(&ground, arena_printf(ground.arena, "%s%s", city_units(&ground), CITY_BODIES));
		report = book_run(&ground, &ground.operator, &book, ground.today, false);
		assert_int_equal(report.faults.count, 0);
		assert_int_equal(report.sheets[SHEET_UNIT].added, 2);
		assert_int_equal(report.sheets[SHEET_BODY].added, 5);
		assert_int_equal(report.batch, 0);
		assert_int_equal(number_by(&ground, "select count(*) from unit"), 0);
		assert_int_equal(number_by(&ground, "select count(*) from placement"), 0);
		assert_int_equal(number_by(&ground, "select count(*) from journal where action = 'import'"), 0);
		report = book_run(&ground, &ground.operator, &book, ground.today, true);
		assert_true(report.batch > 0);
		assert_int_equal(number_by(&ground, "select count(*) from batch where undone is null and added = 7"), 1);
		ground_close(&ground);
	}
}

/* The journal has counts and a hash, and nothing about anybody. */
static void
DP_6_the_journal_entry_names_nobody(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		city_open(&ground, &test);
		assert_int_equal(number_by(&ground, "select count(*) from journal where action = 'import' and facts like '%\"sha256\":\"%'"
		                                    " and facts like '%\"effective\":\"2026-11-21\"%'"
		                                    " and facts like '%\"unit\":{\"added\":2,\"changed\":0,\"unchanged\":0}%'"), 1);
		assert_int_equal(number_by(&ground, "select count(*) from journal where facts like '%甲会%'"), 0);
		ground_close(&ground);
	}
}

/* Somebody else changes the very unit that the workbook is about, while it is checked. */
struct beside {
	struct ground *ground;
	int64_t unit;
	int acts;
};

static void
act_beside(void *arg, enum import_phase phase, size_t done, size_t total)
{
	struct beside *beside = arg;

	(void)done;
	(void)total;
	if (phase != IMPORT_WRITING && phase != IMPORT_SETTLING)
		return;
	assert_int_equal(act_as(beside->ground, &beside->ground->operator, NULL, "change-unit", "id",
	                        text_of(beside->ground, beside->unit), "from", "2026-11-20", "staff",
	                        text_of(beside->ground, 50 + beside->acts++), NULL), 0);
}

static void
a_check_holds_up_nobody(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct workbook_report report;
		struct ground ground;
		struct beside beside = {&ground};
		struct book book;

		city_open(&ground, &test);
		beside.unit = number_by(&ground, "select min(id) from unit where name = '甲会'");
		book = book_of(&ground, arena_printf(ground.arena,
		               "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|正式党员数|行业\n"
		               "甲会|%s|社会团体|市|110105|7|\n新会||5|街道|110105|1|\n", code_of(&ground, "51", 1)));
		assert_int_equal(workbook_check(&(struct call){ground.installation, ground.db, &ground.operator, ground.arena,
		                                               ground.today, ground.at},
		                                &(struct import_request){.bytes = book.bytes, .len = book.len,
		                                                         .effective = D(2027, 3, 1), .progress = act_beside,
		                                                         .progress_arg = &beside}, &report), 0);
		assert_int_equal(report.sheets[SHEET_UNIT].changed, 1);
		assert_int_equal(report.sheets[SHEET_UNIT].added, 1);
		assert_int_equal(report.faults.count, 0);
		assert_true(beside.acts >= 2);
		assert_int_equal(unit_on(&ground, "甲会", "staff", D(2026, 11, 20)), 50 + beside.acts - 1);
		assert_int_equal(unit_on(&ground, "甲会", "full_members", D(2027, 3, 1)), 4);
		assert_int_equal(number_by(&ground, "select count(*) from unit where name = '新会'"), 0);
		ground_close(&ground);
	}
}

static void
a_clerk_imports_within_the_own_part_of_the_tree(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct grant grant = {.role = ROLE_JOINT_CLERK};
		struct actor clerk = {.account = 1, .name = "clerk", .tag = "account:1", .grants = &grant, .count = 1};
		struct workbook_report report;
		struct book book;

		city_open(&ground, &test);
		grant.node = number_by(&ground, "select id from body where name = '第一联合党委'");
		if (placement_path(ground.db, ground.arena, grant.node, ground.today, &grant.path) < 0)
			test_failed("placement_path");
		book = book_of(&ground, arena_printf(ground.arena, "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|从业人员数|联合党委\n"
		                                     "甲会|%s|1|市|110105|50|\n新会|%s|1|市|110105|5|第一联合党委\n",
		                                     code_of(&ground, "51", 1), code_of(&ground, "51", 20)));
		report = book_run(&ground, &clerk, &book, ground.today, true);
		assert_string_equal(lines_of(&ground, &report.faults, LANG_ZH), "");
		assert_int_equal(report.sheets[SHEET_UNIT].added, 1);
		book = book_of(&ground, arena_printf(ground.arena, "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|从业人员数|联合党委\n"
		                                     "乙会|%s|2|县|110108|50|\n", code_of(&ground, "52", 2)));
		report = book_run(&ground, &clerk, &book, ground.today, true);
		assert_non_null(strstr(lines_of(&ground, &report.faults, LANG_ZH), "社会组织!F2: "));
		assert_true(report.forbidden);
		/* neither taken over from elsewhere nor put elsewhere */
		book = book_of(&ground, arena_printf(ground.arena, "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|从业人员数|联合党委\n"
		                                     "乙会|%s|2|县|110108||第一联合党委\n", code_of(&ground, "52", 2)));
		assert_true(book_run(&ground, &clerk, &book, ground.today, true).forbidden);
		book = book_of(&ground, arena_printf(ground.arena, "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|从业人员数|联合党委\n"
		                                     "别会|%s|1|市|110105||第二联合党委\n", code_of(&ground, "51", 21)));
		assert_true(book_run(&ground, &clerk, &book, ground.today, true).forbidden);
		assert_int_equal(number_by(&ground, "select count(*) from unit where name = '别会'"), 0);
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(registration_facts_hold_from_foundation_and_figures_from_the_effective_day),
		cmocka_unit_test(changed_values_hold_from_the_effective_day_and_empty_cells_leave_theirs),
		cmocka_unit_test(the_same_file_twice_changes_nothing),
		cmocka_unit_test(units_are_matched_by_code_and_those_without_by_name_in_their_region),
		cmocka_unit_test(OPIN_21_3_a_new_leading_committee_leaves_no_day_without),
		cmocka_unit_test(a_closing_ends_the_unit_and_who_led_it),
		cmocka_unit_test(pledges_and_charters_are_renewed_or_corrected),
		cmocka_unit_test(bodies_are_matched_under_their_superior_and_written_as_paths),
		cmocka_unit_test(a_name_in_the_workbook_and_one_in_the_database_are_two),
		cmocka_unit_test(a_wrong_founding_day_is_corrected_and_its_leadership_with_it),
		cmocka_unit_test(OPIN_6_7_a_lower_body_without_a_superior_is_named_at_its_row),
		cmocka_unit_test(a_check_writes_nothing),
		cmocka_unit_test(a_check_holds_up_nobody),
		cmocka_unit_test(DP_6_the_journal_entry_names_nobody),
		cmocka_unit_test(a_clerk_imports_within_the_own_part_of_the_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
