/* From cells to values: what clerks write, and what is said about what cannot be read. */
#include "../check.h"

#include "base/text.h"
#include "book.h"
#include "sheet/write.h"

#define HEADER "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|成立日期|从业人员数\n"

static const char *
with_code(struct ground *ground, const char *format)
{
	return arena_printf(ground->arena, format, code_of(ground, "51", 7));
}

static void
order_of_columns_and_language_of_headers_are_free(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct workbook_report report;

		ground_open(&ground, &test);
		report = import(&ground, with_code(&ground, "# 社会组织\nRegion code|名称*|Category|登记级别|统一社会信用代码（18位）|Staff\n"
		                                            "110105|甲会|foundation|city|%s|12\n"));
		assert_int_equal(report.sheets[SHEET_UNIT].added, 1);
		assert_int_equal(report.warnings.count, 1); /* the code is a social group's */
		assert_non_null(strstr(lines_of(&ground, &report.warnings, LANG_ZH), "社会组织!C2"));
		assert_int_equal(number_by(&ground, "select staff from unit where category = 3 and region = '110105'"), 12);
		assert_true(report.batch > 0);
		report = import(&ground, "# Party organizations\nName|Type|Set up on\n工作机构|agency|2016-01-01\n");
		assert_int_equal(report.sheets[SHEET_BODY].added, 1);
		ground_close(&ground);
	}
}

static void
full_width_digits_and_blanks_are_read(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *code;
		char wide[128] = "";

		ground_open(&ground, &test);
		code = code_of(&ground, "51", 7);
		for (size_t i = 0; code[i]; i++) { /* each character in its full width */
			char rune[5];

			utf8_put((uint32_t)(unsigned char)code[i] - '!' + 0xFF01, rune);
			memcpy(wide + strlen(wide), rune, strlen(rune) + 1);
		}
		import(&ground, arena_printf(ground.arena, HEADER "　甲会　|　%s　|社会团体|市|１１０１０５|２０１５－０６－１８|４６人\n", wide));
		assert_int_equal(number_by(&ground, "select staff from unit where name = '甲会' and until > 100000"), 46);
		assert_int_equal(number_by(&ground, arena_printf(ground.arena, "select founded from unit where code = '%s'"
		                                                               " order by since limit 1", code)),
		                 day_of(2015, 6, 18));
		ground_close(&ground);
	}
}

static void
dates_in_four_styles_and_as_serials(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *path;
		lxw_workbook *workbook;
		lxw_worksheet *sheet;
		lxw_format *format;
		struct book book;
		struct workbook_report report;

		ground_open(&ground, &test);
		workbook = book_new(&ground, &path);
		sheet = workbook_add_worksheet(workbook, "党组织");
		format = workbook_add_format(workbook);
		format_set_num_format(format, "yyyy\"年\"m\"月\"d\"日\"");
		book_cells(&ground, sheet, 0, "名称|类型|成立日期");
		book_cells(&ground, sheet, 1, "机构一|社会组织党建工作机构|2026-11-20");
		book_cells(&ground, sheet, 2, "机构二|社会组织党建工作机构|2026/11/20");
		book_cells(&ground, sheet, 3, "机构三|社会组织党建工作机构|2026年11月20日");
		book_cells(&ground, sheet, 4, "机构四|社会组织党建工作机构|2026.11.20");
		book_cells(&ground, sheet, 5, "机构五|社会组织党建工作机构");
		worksheet_write_number(sheet, 5, 2, 46346, format);
		book_cells(&ground, sheet, 6, "机构六|社会组织党建工作机构");
		worksheet_write_number(sheet, 6, 2, 46346, NULL);
		book = book_done(&ground, workbook, path);
		report = book_run(&ground, &ground.operator, &book, ground.today, true);
		assert_string_equal(lines_of(&ground, &report.faults, LANG_ZH), "");
		assert_int_equal(number_by(&ground, arena_printf(ground.arena, "select count(*) from body where since = %d",
		                                                 day_of(2026, 11, 20))), 6);
		ground_close(&ground);
	}
}

/* Titles above the header, numbers as text, text as numbers, formulas with and without a result. */
static void
what_office_programs_make_of_a_sheet(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *path;
		lxw_workbook *workbook;
		lxw_worksheet *sheet;
		struct book book;
		struct workbook_report report;

		ground_open(&ground, &test);
		workbook = book_new(&ground, &path);
		sheet = workbook_add_worksheet(workbook, "社会组织");
		worksheet_merge_range(sheet, 0, 0, 0, 6, "全市社会组织一览表", NULL);
		worksheet_merge_range(sheet, 1, 0, 1, 6, "填表单位：某处", NULL);
		book_cells(&ground, sheet, 2, "名称|统一社会信用代码|类别|登记级别|行政区划代码|成立日期|从业人员数");
		book_cells(&ground, sheet, 3, arena_printf(ground.arena, "甲会|%s||市||2015-06-18|46", code_of(&ground, "51", 1)));
		worksheet_write_number(sheet, 3, 2, 1, NULL);
		worksheet_write_number(sheet, 3, 4, 110105, NULL);
		book_cells(&ground, sheet, 4, arena_printf(ground.arena, "乙会|%s|1|市|110105|2015-06-18", code_of(&ground, "51", 2)));
		worksheet_write_formula_num(sheet, 4, 6, "=40+6", NULL, 46);
		book = book_done(&ground, workbook, path);
		report = book_run(&ground, &ground.operator, &book, ground.today, true);
		assert_string_equal(lines_of(&ground, &report.faults, LANG_ZH), "");
		assert_int_equal(number_by(&ground, "select count(*) from unit where staff = 46 and region = '110105' and category = 1"
		                                    " and until > 100000"), 2);
		ground_close(&ground);
	}
}

/* The contract's way to name a fault: sheet!cell: sentence. */
static void
each_fault_names_its_cell(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *code, *lines;
		char wrong[CREDIT_CODE];

		ground_open(&ground, &test);
		code = code_of(&ground, "51", 7);
		snprintf(wrong, sizeof wrong, "%s", code);
		wrong[3] = 'O'; /* for a zero */
		lines = faults_of(&ground, arena_printf(ground.arena, HEADER
			"甲会|%s|社会团体|市|110105|2015-06-18|46\n"
			"乙会||基金会|省|110105|2015-13-01|四十六\n"
			"|%s|6|村|1101|2015-06|46\n", wrong, code));
		assert_non_null(strstr(lines, "社会组织!B2: 统一社会信用代码："));
		assert_non_null(strstr(lines, "社会组织!B3: 统一社会信用代码：必须填写"));
		assert_non_null(strstr(lines, "社会组织!F3: 成立日期："));
		assert_non_null(strstr(lines, "社会组织!G3: 从业人员数："));
		assert_non_null(strstr(lines, "社会组织!A4: 名称：必须填写"));
		assert_non_null(strstr(lines, "社会组织!C4: 类别："));
		assert_non_null(strstr(lines, "社会组织!D4: 登记级别："));
		assert_non_null(strstr(lines, "社会组织!E4: 行政区划代码："));
		assert_non_null(strstr(lines, "社会组织!F4: 成立日期："));
		assert_null(strstr(lines, "社会组织!A2"));
		assert_int_equal(number_by(&ground, "select count(*) from unit"), 0);
		assert_int_equal(number_by(&ground, "select count(*) from journal where action = 'import'"), 0);
		ground_close(&ground);
	}
}

static void
the_names_and_words_of_the_contract(void **state)
{
	static const char *const categories[] = {"社会团体", "民办非企业单位", "社会服务机构", "基金会", "社会中介组织",
	                                         "城乡社区社会组织", "1", "2", "3", "4", "5"};
	static const int numbers[] = {1, 2, 2, 3, 4, 5, 1, 2, 3, 4, 5};
	static const char *const levels[] = {"部", "全国", "部/全国", "省", "市", "县", "街道"};
	static const int level_numbers[] = {LEVEL_CENTRAL, LEVEL_CENTRAL, LEVEL_CENTRAL, LEVEL_PROVINCE, LEVEL_CITY,
	                                    LEVEL_COUNTY, LEVEL_TOWNSHIP};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *text = HEADER;

		ground_open(&ground, &test);
		for (int i = 0; i < 11; i++)
			text = arena_printf(ground.arena, "%s会%d|%s|%s|市|110105\n", text, i, code_of(&ground, "51", i + 1), categories[i]);
		for (int i = 0; i < 7; i++)
			text = arena_printf(ground.arena, "%s级%d|%s|1|%s|110105\n", text, i, code_of(&ground, "51", i + 50), levels[i]);
		import(&ground, text);
		for (int i = 0; i < 11; i++)
			assert_int_equal(number_by(&ground, arena_printf(ground.arena, "select category from unit where name = '会%d'", i)),
			                 numbers[i]);
		for (int i = 0; i < 7; i++)
			assert_int_equal(number_by(&ground, arena_printf(ground.arena,
			                                                 "select registration_level from unit where name = '级%d'", i)),
			                 level_numbers[i]);
		ground_close(&ground);
	}
}

static void
DP_11_unknown_columns_and_sheets_are_named_and_not_kept(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct workbook_report report;
		const char *lines;

		ground_open(&ground, &test);
		report = import(&ground, with_code(&ground, "# 社会组织\n名称|统一社会信用代码|类别|登记级别|行政区划代码|备注|民族\n"
		                                            "甲会|%s|1|市|110105|某|汉\n# 统计\n甲|乙\n"));
		lines = lines_of(&ground, &report.warnings, LANG_ZH);
		assert_non_null(strstr(lines, "社会组织!F1: 不认识的列“备注”，未保存"));
		assert_non_null(strstr(lines, "社会组织!G1: “民族”未保存"));
		assert_non_null(strstr(lines, "统计!A1: "));
		assert_non_null(strstr(lines_of(&ground, &report.warnings, LANG_EN), "not stored"));
		assert_int_equal(report.warnings.count, 3);
		ground_close(&ground);
	}
}

static void
hidden_sheets_are_read_and_named(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *path;
		lxw_workbook *workbook;
		lxw_worksheet *sheet;
		struct book book;
		struct workbook_report report;

		ground_open(&ground, &test);
		workbook = book_new(&ground, &path);
		workbook_add_worksheet(workbook, "社会组织");
		sheet = workbook_add_worksheet(workbook, "党组织");
		book_cells(&ground, sheet, 0, "名称|类型|成立日期");
		book_cells(&ground, sheet, 1, "工作机构|社会组织党建工作机构|2016-01-01");
		worksheet_hide(sheet);
		book = book_done(&ground, workbook, path);
		report = book_run(&ground, &ground.operator, &book, ground.today, true);
		assert_int_equal(report.faults.count, 0);
		assert_non_null(strstr(lines_of(&ground, &report.warnings, LANG_ZH), "党组织!A1: 隐藏的工作表"));
		assert_int_equal(report.sheets[SHEET_BODY].added, 1);
		ground_close(&ground);
	}
}

static void
headers_that_are_missing_or_double(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *lines;

		ground_open(&ground, &test);
		lines = faults_of(&ground, "# 党组织\n\n名称|类型|名称\n甲|党支部|甲\n");
		assert_non_null(strstr(lines, "党组织!A2: 缺少“成立日期”一列"));
		assert_non_null(strstr(lines, "党组织!C2: 这一列出现了两次"));
		lines = faults_of(&ground, "# 党组织\n甲|乙\n丙|丁\n");
		assert_non_null(strstr(lines, "党组织!A1: 没有找到表头"));
		lines = faults_of(&ground, "# 名单\n名称|类型|成立日期\n甲|党支部|2016-01-01\n");
		assert_non_null(strstr(lines, "名单!A1: 没有可以读入的工作表"));
		ground_close(&ground);
	}
}

/* DP-6: whatever stands in a cell, no sentence repeats an ID number. */
static void
DP_6_no_sentence_repeats_an_id_number(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *id, *text;
		struct book book;
		struct workbook_report report;

		city_open(&ground, &test);
		id = id_of(&ground, 1);
		text = arena_printf(ground.arena,
			"# 党员\n姓名|公民身份号码|类别|入党日期|所在党组织|%s\n"
			"某甲|%.17sQ|正式|2010-07-01|甲会党支部|x\n"
			"某乙|%s|正式|%s|%s|x\n"
			"%s|%s|正式|2010-07-01|%.6s %.8s %.4s|x\n"
			"# %s\n甲\n", id, id, id, id, id, id, id, id, id + 6, id + 14, id);
		book = book_of(&ground, text);
		report = book_run(&ground, &ground.operator, &book, ground.today, true);
		assert_true(report.faults.count >= 3);
		for (int lang = 0; lang < 2; lang++) {
			const char *lines = arena_printf(ground.arena, "%s%s", lines_of(&ground, &report.faults, (enum lang)lang),
			                                 lines_of(&ground, &report.warnings, (enum lang)lang));

			assert_null(strstr(lines, arena_strndup(ground.arena, id, 17)));
			assert_null(strstr(lines, arena_strndup(ground.arena, id + 6, 8)));
		}
		ground_close(&ground);
	}
}

static void
a_file_that_is_no_workbook(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		static const char *const files[] = {"", "名称,类别\n", "<html>", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old .xls", "PK\x03\x04 cut"};
		struct ground ground;

		ground_open(&ground, &test);
		for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
			const struct call call = {ground.installation, ground.db, &ground.operator, ground.arena, ground.today, ground.at};
			const struct import_request request = {.bytes = files[i], .len = strlen(files[i]), .effective = ground.today};
			struct workbook_report report;

			assert_int_equal(workbook_import(&call, &request, &report), FAIL_INPUT);
		}
		ground_close(&ground);
	}
}

static void
an_empty_row_and_a_merged_remark_are_no_data(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		const char *path;
		lxw_workbook *workbook;
		lxw_worksheet *sheet;
		struct book book;
		struct workbook_report report;

		ground_open(&ground, &test);
		workbook = book_new(&ground, &path);
		sheet = workbook_add_worksheet(workbook, "党组织");
		book_cells(&ground, sheet, 0, "名称|类型|成立日期");
		book_cells(&ground, sheet, 3, "工作机构|社会组织党建工作机构|2016-01-01");
		worksheet_merge_range(sheet, 4, 0, 4, 2, "注：以批复为准", NULL);
		book = book_done(&ground, workbook, path);
		report = book_run(&ground, &ground.operator, &book, ground.today, true);
		assert_int_equal(report.faults.count, 0);
		assert_int_equal(report.sheets[SHEET_BODY].rows, 1);
		assert_non_null(strstr(lines_of(&ground, &report.warnings, LANG_ZH), "党组织!A5: "));
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_of_columns_and_language_of_headers_are_free),
		cmocka_unit_test(full_width_digits_and_blanks_are_read),
		cmocka_unit_test(dates_in_four_styles_and_as_serials),
		cmocka_unit_test(what_office_programs_make_of_a_sheet),
		cmocka_unit_test(each_fault_names_its_cell),
		cmocka_unit_test(the_names_and_words_of_the_contract),
		cmocka_unit_test(DP_11_unknown_columns_and_sheets_are_named_and_not_kept),
		cmocka_unit_test(hidden_sheets_are_read_and_named),
		cmocka_unit_test(headers_that_are_missing_or_double),
		cmocka_unit_test(DP_6_no_sentence_repeats_an_id_number),
		cmocka_unit_test(a_file_that_is_no_workbook),
		cmocka_unit_test(an_empty_row_and_a_merged_remark_are_no_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
