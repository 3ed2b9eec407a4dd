/* The workbook out, and in again: the same registry. */
#include "../check.h"

#include "book.h"
#include "party/demo.h"
#include "party/upload.h"
#include "party/verify.h"
#include "party/workbook_table.h"

#define D(y, m, d) day_of(y, m, d)

#define MEMBERS "# 党员\n姓名|公民身份号码|出生日期|类别|入党日期|转正日期|所在党组织|组织关系开始日期|组织关系结束日期\n"
#define POSTS "# 任职\n党组织|姓名|公民身份号码|职务|开始日期|结束日期|产生方式|出生日期\n"
#define COVERAGE "# 覆盖\n社会组织|方式|党组织或人员|公民身份号码|开始日期|结束日期\n"
#define TERMS "# 届次\n党组织|开始日期|任期年数|延期至|延期批准文号|实际结束日期\n"

static struct book
export_as(struct ground *ground, const struct actor *actor, const char *reason, day_no as_of)
{
	const struct call call = {ground->installation, ground->db, actor, ground->arena, ground->today, ground->at};
	const struct export_request request = {.reason = reason, .as_of = as_of};
	struct book book;
	struct buf out;
	char *bytes;

	buf_init(&out, EXPORT_MAX);
	if (workbook_export_buf(&call, &request, &out) < 0)
		test_failed("export");
	bytes = arena_alloc(ground->arena, out.len);
	memcpy(bytes, out.data, out.len);
	book = (struct book){bytes, out.len};
	buf_free(&out);
	return book;
}

static int
dump_row(void *arg, const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		buf_printf(arg, "%s%s", i ? "|" : "", row->cells[i].text);
	buf_putc(arg, '\n');
	return 0;
}

/* The rows of a sheet by its name, with | between the cells. */
static const char *
sheet_of(struct ground *ground, const struct book *book, const char *name)
{
	struct workbook *workbook;
	const char *text;
	struct buf out;

	buf_init(&out, EXPORT_MAX);
	if (book_open(ground->arena, book->bytes, book->len, &workbook) < 0)
		test_failed("book_open");
	for (size_t i = 0; i < book_sheets(workbook); i++)
		if (strcmp(book_sheet(workbook, i)->name, name) == 0 && sheet_rows(workbook, i, dump_row, &out) < 0)
			test_failed(name);
	book_close(workbook);
	text = arena_strdup(ground->arena, buf_text(&out));
	buf_free(&out);
	return text;
}

/* A registry with everything the sheets can hold. */
static void
make_registry(struct ground *ground)
{
	const char *one = id_of(ground, 1), *two = id_of(ground, 2);

	import(ground, arena_printf(ground->arena, "%s%s", city_units(ground), CITY_BODIES));
	import(ground, arena_printf(ground->arena,
		"# 党组织\n名称|类型|上级党组织|成立日期|批准文号|所属社会组织|编号|撤销日期\n"
		"联合支部|联合党支部|第一联合党委|2019-01-01||||\n联合支部|联合党支部|第二联合党委|2019-01-01||||2024-12-31\n"
		"联合支部|联合党支部|第二联合党委|2025-03-01||||\n"
		"# 社会组织\n" UNIT_HEADER
		"健步队||5|街道|110105|||2020-01-01|||||||||||\n健步队||5|街道|110108|||2020-01-01|3||||||||||\n"
		"旧会|%s|1|市|110105|家具|主管局|2001-01-01|8|2|1|赵某|某路 1 号|第一联合党委|2018-01-01|2018-01-02|2016-06-01|文四号|2021-12-31\n"
		"同名会|%s|1|市|110105|||2001-01-01|||||||||||\n同名会|%s|1|市|110105|||2002-01-01|||||||||||\n"
		MEMBERS
		"某甲|%s|1980-05-06|正式|2010-07-01|2011-07-01|甲会党支部|2018-01-01|2026-05-31\n"
		"某甲|%s|1980-05-06|正式|2010-07-01|2011-07-01|第二联合党委/联合支部|2026-06-01|\n"
		"某乙|||预备|2026-03-01||甲会党支部|2026-03-01|\n"
		"某丙||1970-01-01|正式|1995-07-01||乙会党支部|2018-01-01|\n某丙||1988-02-02|正式|2012-07-01||乙会党支部|2019-01-01|\n"
		POSTS
		"甲会党支部|某甲|%s|书记|2020-06-18|2026-05-31|选举|\n甲会党支部|某乙||组织委员|2026-06-01||任命|\n"
		"第一联合党委|某丁|%s|书记|2021-01-01||任命|\n第一联合党委|某戊||副书记|2021-01-01||任命|\n"
		"乙会党支部|某丙||书记|2023-06-18||选举|1988-02-02\n"
		COVERAGE
		"甲会|单独|甲会党支部||2018-01-01|\n110105/健步队|联合|第一联合党委/联合支部||2020-02-01|2022-12-31\n"
		"110108/健步队|指导员|某丁|%s|2021-01-01|\n乙会|联络员|某己||2021-01-01|2021-12-31\n乙会|群团|乙会工会||2020-01-01|\n"
		"%s|群团|工会||2020-01-01|\n"
		TERMS
		"甲会党支部|2020-06-18|3|||2023-06-17\n甲会党支部|2023-06-18|3|2027-06-18|延字一号|\n第二联合党委/联合支部|2025-03-01|3|||\n",
		code_of(ground, "51", 40), code_of(ground, "51", 41), code_of(ground, "51", 42), one, one, one, two, two,
		code_of(ground, "51", 42)));
	import_on(ground, arena_printf(ground->arena, "# 社会组织\n" UNIT_HEADER
	                               "甲会|%s|1|市|110105||||60|||||第二联合党委|||2026-10-01|移字一号|\n", code_of(ground, "51", 1)),
	          D(2026, 10, 1));
}

static void
nothing_found(void *arg, struct bilingual finding)
{
	(void)arg;
	fprintf(stderr, "%s\n", finding.en);
}

/* Exports, imports into an empty database, and exports that. */
static void
expect_round_trip(struct ground *ground, int engine, day_no as_of, day_no effective)
{
	struct book first = export_as(ground, &ground->operator, "试验", as_of), second;
	struct test_db other;
	struct ground copy;
	struct workbook_report report;

	test_db_new(&other, engine);
	ground_open(&copy, &other);
	report = book_run(&copy, &copy.operator, &first, effective, true);
	assert_string_equal(lines_of(&copy, &report.faults, LANG_ZH), "");
	second = export_as(&copy, &copy.operator, "试验", as_of);
	for (enum sheet sheet = 0; sheet < SHEETS; sheet++)
		assert_string_equal(sheet_of(&copy, &second, workbook_sheets[sheet].name.zh),
		                    sheet_of(ground, &first, workbook_sheets[sheet].name.zh));
	assert_int_equal(first.len, second.len);
	assert_memory_equal(first.bytes, second.bytes, first.len);
	/* and once more it says nothing new, in either database */
	assert_int_equal(book_run(&copy, &copy.operator, &first, effective, true).batch, 0);
	assert_int_equal(book_run(ground, &ground->operator, &first, effective, true).batch, 0);
	assert_int_equal(verify(copy.db, &copy.installation->schema, nothing_found, NULL), 0);
	ground_close(&copy);
	test_db_drop(&other);
}

static void
a_registry_comes_back_from_its_workbook(void **state)
{
	int engine = 0;

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		ground_open(&ground, &test);
		make_registry(&ground);
		expect_round_trip(&ground, engine, DAY_NONE, ground.today);
		ground_close(&ground);
		engine++;
	}
}

static int
lose_bodies(struct db *db, void *arg)
{
	(void)arg;
	return db_exec(db, "update coverage set body = null where mode = 1", NO_ARGS, NULL);
}

/* No act lets such a row stand; where one does, it has no row in the sheet that an import would refuse. */
static void
OPIN_11_6_coverage_that_names_nobody_goes_into_no_sheet(void **state)
{
	int engine = 0;

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		ground_open(&ground, &test);
		make_registry(&ground);
		assert_int_equal(writer_do(ground.installation->writer, lose_bodies, NULL), 0);
		assert_true(verify(ground.db, &ground.installation->schema, nothing_found, NULL) > 0);
		expect_round_trip(&ground, engine, DAY_NONE, ground.today);
		ground_close(&ground);
		engine++;
	}
}

static int
build_city(struct db *db, void *arg)
{
	const struct ground *ground = arg;
	const struct demo_order order = {.units = 60, .members = 600, .seed = 1, .today = ground->today, .at = ground->at};
	struct demo_account *accounts;
	size_t count;

	return demo_make(db, &ground->installation->secret, CHEAP, ground->arena, &order, &accounts, &count);
}

static void
a_demonstration_city_comes_back_from_its_workbook(void **state)
{
	int engine = 0;

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		ground_open(&ground, &test);
		if (writer_do(ground.installation->writer, build_city, &ground) < 0)
			test_failed("demo_make");
		expect_round_trip(&ground, engine, DAY_NONE, ground.today);
		ground_close(&ground);
		engine++;
	}
}

static void
the_sheets_hold_what_is_on_record(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct book book;
		const char *text;

		ground_open(&ground, &test);
		make_registry(&ground);
		book = export_as(&ground, &ground.operator, "试验", DAY_NONE);
		text = sheet_of(&ground, &book, "社会组织");
		assert_int_equal(strncmp(text, UNIT_HEADER, strlen(UNIT_HEADER)), 0);
		assert_non_null(strstr(text, "|46|4|1|||第二联合党委|2018-03-01|2019-03-01|2026-10-01|移字一号\n"));
		assert_non_null(strstr(text, "家具|主管局|2001-01-01|8|2|1|赵某|某路 1 号|第一联合党委|2018-01-01|2018-01-02|2016-06-01|文四号|2021-12-31\n"));
		text = sheet_of(&ground, &book, "党组织");
		assert_non_null(strstr(text, "\n甲会党支部|党支部|第一联合党委|2018-01-01|文一号|甲会\n"));
		assert_non_null(strstr(text, "\n联合支部|联合党支部|第二联合党委|2019-01-01||||2024-12-31\n"));
		text = sheet_of(&ground, &book, "覆盖");
		assert_non_null(strstr(text, "\n110105/健步队|联合|第一联合党委/联合支部||2020-02-01|2022-12-31\n"));
		assert_non_null(strstr(text, arena_printf(ground.arena, "\n110108/健步队|指导员|某丁|%s|2021-01-01\n", id_of(&ground, 2))));
		assert_non_null(strstr(text, arena_printf(ground.arena, "\n%s|群团|工会||2020-01-01\n", code_of(&ground, "51", 42))));
		text = sheet_of(&ground, &book, "党员");
		assert_non_null(strstr(text, "|1980-05-06|正式|2010-07-01|2011-07-01|甲会党支部|2018-01-01|2026-05-31\n"));
		assert_non_null(strstr(text, "\n某乙|||预备|2026-03-01||甲会党支部|2026-03-01\n"));
		text = sheet_of(&ground, &book, "任职");
		assert_non_null(strstr(text, "\n乙会党支部|某丙||书记|2023-06-18||选举|1988-02-02\n"));
		assert_non_null(strstr(text, "\n第一联合党委|某戊||副书记|2021-01-01||任命\n"));
		text = sheet_of(&ground, &book, "届次");
		assert_non_null(strstr(text, "\n甲会党支部|2023-06-18|3|2027-06-18|延字一号\n"));
		assert_non_null(strstr(text, "\n甲会党支部|2020-06-18|3|||2023-06-17\n"));
		ground_close(&ground);
	}
}

static void
as_of_a_past_day(void **state)
{
	int engine = 0;

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct book book;
		const char *text;

		ground_open(&ground, &test);
		make_registry(&ground);
		book = export_as(&ground, &ground.operator, "试验", D(2026, 9, 30));
		text = sheet_of(&ground, &book, "社会组织");
		assert_null(strstr(text, "移字一号"));
		assert_non_null(strstr(text, "|第一联合党委|2018-03-01|2019-03-01|2016-05-01|文三号\n"));
		book = export_as(&ground, &ground.operator, "试验", D(2025, 2, 28));
		assert_null(strstr(sheet_of(&ground, &book, "党员"), "某乙"));
		assert_null(strstr(sheet_of(&ground, &book, "党组织"), "2025-03-01"));
		expect_round_trip(&ground, engine, D(2026, 9, 30), D(2026, 9, 30));
		ground_close(&ground);
		engine++;
	}
}

static void
DP_16_person_records_go_out_with_a_reason_that_is_journalled(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct export_request request = {.as_of = DAY_NONE};
		struct call asked;
		char path[128];
		int64_t journal;

		city_open(&ground, &test);
		asked = (struct call){ground.installation, ground.db, &ground.operator, ground.arena, ground.today, ground.at};
		snprintf(path, sizeof path, "/tmp/dangjian-test-%d-out.xlsx", (int)getpid());
		/* no person, no reason */
		assert_int_equal(workbook_export_file(&asked, &request, path), 0);
		assert_int_equal(access(path, F_OK), 0);
		unlink(path);
		assert_int_equal(number_by(&ground, "select count(*) from journal where action = 'export'"), 1);
		import(&ground, MEMBERS "某甲|||正式|2010-07-01||甲会党支部|2018-01-01|\n");
		journal = number_by(&ground, "select max(number) from journal");
		assert_int_equal(workbook_export_file(&asked, &request, path), FAIL_INPUT);
		assert_int_equal(access(path, F_OK), -1);
		assert_int_equal(number_by(&ground, "select max(number) from journal"), journal);
		request.reason = "年度核对";
		assert_int_equal(workbook_export_file(&asked, &request, path), 0);
		unlink(path);
		assert_int_equal(number_by(&ground, "select count(*) from journal where action = 'export' and facts like '%\"reason\":\"年度核对\"%'"
		                                    " and facts like '%\"member\":1%'"), 1);
		/* the person sees it */
		assert_int_equal(number_by(&ground, "select count(*) from person_access a join person p on p.id = a.person"
		                                    " where a.reason = '年度核对' and a.actor = 'cli:test'"), 1);
		ground_close(&ground);
	}
}

static void
DP_12_each_exports_what_lies_within_reach(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct grant grant = {.role = ROLE_JOINT_CLERK};
		struct actor actor = {.account = 1, .name = "clerk", .tag = "account:1", .grants = &grant, .count = 1};
		struct book book;

		ground_open(&ground, &test);
		make_registry(&ground);
		grant.node = number_by(&ground, "select id from body where name = '第二联合党委'");
		if (placement_path(ground.db, ground.arena, grant.node, ground.today, &grant.path) < 0)
			test_failed("placement_path");
		book = export_as(&ground, &actor, "核对", DAY_NONE);
		assert_non_null(strstr(sheet_of(&ground, &book, "社会组织"), "乙会"));
		assert_null(strstr(sheet_of(&ground, &book, "社会组织"), "旧会"));
		assert_non_null(strstr(sheet_of(&ground, &book, "任职"), "乙会党支部|某丙||书记|2023-06-18||选举\n"));
		/* above the branch a member is a number in a count */
		assert_null(strstr(sheet_of(&ground, &book, "党员"), "某"));
		grant.role = ROLE_BRANCH_SECRETARY;
		grant.node = number_by(&ground, "select id from body where name = '甲会党支部'");
		if (placement_path(ground.db, ground.arena, grant.node, ground.today, &grant.path) < 0)
			test_failed("placement_path");
		book = export_as(&ground, &actor, "核对", DAY_NONE);
		assert_non_null(strstr(sheet_of(&ground, &book, "党员"), "某乙"));
		assert_null(strstr(sheet_of(&ground, &book, "党员"), "某丙"));
		assert_null(strstr(sheet_of(&ground, &book, "党组织"), "乙会"));
		ground_close(&ground);
	}
}

/* --- the template ------------------------------------------------------------------------ */

static void
the_template_reads_as_an_empty_workbook(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		ground_open(&ground, &test);
		for (int lang = 0; lang < 2; lang++) {
			struct buf out;
			struct book book;
			struct workbook_report report;

			buf_init(&out, EXPORT_MAX);
			assert_int_equal(workbook_template((enum lang)lang, ground.today, &out), 0);
			book = (struct book){out.data, out.len};
			report = book_run(&ground, &ground.operator, &book, ground.today, true);
			assert_int_equal(report.faults.count, 0);
			assert_string_equal(lines_of(&ground, &report.warnings, LANG_ZH), "");
			assert_int_equal(report.batch, 0);
			buf_free(&out);
		}
		ground_close(&ground);
	}
}

/* Every example of the template can be read in its own column. */
static void
the_examples_of_the_template_are_right(void **state)
{
	struct ground ground;

	(void)state;
	for (struct test_db test = {0}, *once = (test_db_new(&test, 0), &test); once; once = (test_db_drop(&test), (struct test_db *)NULL)) {
		const char *text = "";

		ground_open(&ground, &test);
		for (enum sheet sheet = 0; sheet < SHEETS; sheet++) {
			const struct book_sheet *from = &workbook_sheets[sheet];
			const char *header = "", *row = "";

			for (size_t i = 0; i < from->count; i++) {
				header = arena_printf(ground.arena, "%s%s%s", header, i ? "|" : "", from->columns[i].header.zh);
				row = arena_printf(ground.arena, "%s%s%s", row, i ? "|" : "",
				                   from->columns[i].example ? from->columns[i].example : "");
			}
			text = arena_printf(ground.arena, "%s# %s\n%s\n%s\n", text, from->name.zh, header, row);
		}
		text = arena_printf(ground.arena, "%s", text);
		import(&ground, "# 党组织\n名称|类型|上级党组织|成立日期\n综合党委|综合党委||2010-01-01\n第一联合党委|联合党委|综合党委|2011-01-01\n");
		import(&ground, text);
		assert_int_equal(number_by(&ground, "select count(*) from membership"), 1);
		ground_close(&ground);
	}
}

/* --- uploads -------------------------------------------------------------------------------- */

static void
an_upload_is_encrypted_and_gone_after_a_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct actor actor = {.account = 7, .name = "clerk", .tag = "account:7"};
		struct call call;
		struct kept_upload upload;
		char token[TOKEN_TEXT];
		char *bytes;

		ground_open(&ground, &test);
		call = (struct call){ground.installation, ground.db, &actor, ground.arena, ground.today, ground.at};
		bytes = arena_alloc(ground.arena, 1300000);
		for (size_t i = 0; i < 1300000; i++)
			bytes[i] = (char)(i * 7 / 3);
		assert_int_equal(upload_put(&call, "某市.xlsx", bytes, 1300000, token), 0);
		assert_int_equal(number_by(&ground, "select count(*) from upload_part"), 3);
		assert_int_equal(upload_get(&call, token, &upload), 0);
		assert_string_equal(upload.name, "某市.xlsx");
		assert_int_equal(upload.len, 1300000);
		assert_memory_equal(upload.bytes, bytes, 1300000);
		/* nobody else's */
		actor.account = 8;
		assert_int_equal(upload_get(&call, token, &upload), FAIL_NOT_FOUND);
		assert_int_equal(upload_drop(&call, token), 0);
		actor.account = 7;
		assert_int_equal(upload_get(&call, token, &upload), 0);
		call.at = ground.at + UPLOAD_LIFE - 1;
		assert_int_equal(upload_get(&call, token, &upload), 0);
		call.at = ground.at + UPLOAD_LIFE;
		assert_int_equal(upload_get(&call, token, &upload), FAIL_NOT_FOUND);
		assert_int_equal(upload_expire(ground.installation, call.at), 0);
		assert_int_equal(number_by(&ground, "select count(*) from upload"), 0);
		assert_int_equal(number_by(&ground, "select count(*) from upload_part"), 0);
		ground_close(&ground);
	}
}

static void
import_and_export_as_actions(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct call call;
		struct book good, bad;
		char token[TOKEN_TEXT];
		struct outcome outcome = {0};
		char start[2];

		ground_open(&ground, &test);
		call = (struct call){ground.installation, ground.db, &ground.operator, ground.arena, ground.today, ground.at};
		good = book_of(&ground, arena_printf(ground.arena, "%s%s", city_units(&ground), CITY_BODIES));
		bad = book_of(&ground, "# 党组织\n名称|类型|成立日期\n甲|党支部|昨天\n");
		assert_int_equal(upload_put(&call, "a.xlsx", bad.bytes, bad.len, token), 0);
		assert_int_equal(act_as(&ground, &ground.operator, &outcome, "import", "upload", token, NULL), FAIL_REFUSED);
		assert_non_null(strstr(failure_text(LANG_ZH), "有 1 处错误，没有写入任何内容。党组织!C2: "));
		assert_int_equal(upload_put(&call, "b.xlsx", good.bytes, good.len, token), 0);
		assert_int_equal(act_as(&ground, &ground.operator, &outcome, "import", "upload", token, "effective", "2026-01-01", NULL), 0);
		assert_int_equal(outcome.journal, number_by(&ground, "select max(number) from batch"));
		assert_int_equal(number_by(&ground, "select min(since) from unit where staff is not null"), D(2026, 1, 1));
		/* its file is gone */
		assert_int_equal(act_as(&ground, &ground.operator, &outcome, "import", "upload", token, NULL), FAIL_NOT_FOUND);
		assert_int_equal(act_as(&ground, &ground.operator, &outcome, "export", "reason", "核对", "as_of", "2026-06-01", NULL), 0);
		assert_true(outcome.made_file);
		assert_int_equal(read(outcome.file, start, 2), 2);
		assert_memory_equal(start, "PK", 2);
		assert_true(outcome.file_len > 1000);
		close(outcome.file);
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_registry_comes_back_from_its_workbook),
		cmocka_unit_test(OPIN_11_6_coverage_that_names_nobody_goes_into_no_sheet),
		cmocka_unit_test(a_demonstration_city_comes_back_from_its_workbook),
		cmocka_unit_test(the_sheets_hold_what_is_on_record),
		cmocka_unit_test(as_of_a_past_day),
		cmocka_unit_test(DP_16_person_records_go_out_with_a_reason_that_is_journalled),
		cmocka_unit_test(DP_12_each_exports_what_lies_within_reach),
		cmocka_unit_test(the_template_reads_as_an_empty_workbook),
		cmocka_unit_test(the_examples_of_the_template_are_right),
		cmocka_unit_test(an_upload_is_encrypted_and_gone_after_a_day),
		cmocka_unit_test(import_and_export_as_actions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
