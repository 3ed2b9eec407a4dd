/*
 * Workbooks for tests, written down as text: a line "# 社会组织" begins a
 * sheet, the next one is its header, then rows; cells are separated by |, and
 * blanks around them do not count.
 */
#ifndef DANGJIAN_TESTS_PARTY_BOOK_H
#define DANGJIAN_TESTS_PARTY_BOOK_H

#include <xlsxwriter.h>

#include "ground.h"
#include "names/codes.h"
#include "party/workbook.h"
#include "sheet/read.h"

struct book {
	const void *bytes;
	size_t len;
};

static inline lxw_workbook *
book_new(struct ground *ground, const char **ret_path)
{
	static int count;

	*ret_path = arena_printf(ground->arena, "/tmp/dangjian-test-%d-%d.xlsx", (int)getpid(), count++);
	return workbook_new(*ret_path);
}

static inline struct book
book_done(struct ground *ground, lxw_workbook *workbook, const char *path)
{
	struct book book;

	if (workbook_close(workbook) != LXW_NO_ERROR || book_load(ground->arena, path, &book.bytes, &book.len) < 0)
		test_failed("book");
	unlink(path);
	return book;
}

static inline void
book_cells(struct ground *ground, lxw_worksheet *sheet, uint32_t row, const char *line)
{
	for (uint16_t column = 0; line; column++) {
		size_t len = strcspn(line, "|"), from = 0, end = len;
		char *text;

		while (from < end && line[from] == ' ')
			from++;
		while (end > from && line[end - 1] == ' ')
			end--;
		text = arena_strndup(ground->arena, line + from, end - from);
		if (*text)
			worksheet_write_string(sheet, row, column, text, NULL);
		line = line[len] ? line + len + 1 : NULL;
	}
}

static inline struct book
book_of(struct ground *ground, const char *text)
{
	const char *path;
	lxw_workbook *workbook = book_new(ground, &path);
	lxw_worksheet *sheet = NULL;
	uint32_t row = 0;

	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = arena_strndup(ground->arena, text, len);

		if (line[0] == '#') {
			sheet = workbook_add_worksheet(workbook, line + 2);
			row = 0;
		} else if (sheet) {
			book_cells(ground, sheet, row++, line);
		}
		text += len + (text[len] == '\n');
	}
	return book_done(ground, workbook, path);
}

/* A check says of every workbook what its import will say. */
static inline void
book_reports_agree(const struct workbook_report *checked, const struct workbook_report *imported)
{
	assert_int_equal(checked->batch, 0);
	assert_int_equal(checked->forbidden, imported->forbidden);
	assert_int_equal(checked->warnings.count, imported->warnings.count);
	assert_int_equal(checked->faults.count, imported->faults.count);
	for (size_t i = 0; i < checked->faults.count; i++) {
		assert_string_equal(checked->faults.items[i].cell, imported->faults.items[i].cell);
		assert_string_equal(checked->faults.items[i].text.zh, imported->faults.items[i].text.zh);
	}
	assert_memory_equal(checked->sheets, imported->sheets, sizeof checked->sheets);
}

static inline struct workbook_report
book_run(struct ground *ground, const struct actor *actor, const struct book *book, day_no effective, bool keep)
{
	const struct call call = {ground->installation, ground->db, actor, ground->arena, ground->today, ground->at};
	const struct import_request request = {.bytes = book->bytes, .len = book->len, .effective = effective};
	struct workbook_report checked, imported;

	if (workbook_check(&call, &request, &checked) < 0)
		test_failed("workbook_check");
	if (!keep)
		return checked;
	if (workbook_import(&call, &request, &imported) < 0)
		test_failed("workbook_import");
	book_reports_agree(&checked, &imported);
	return imported;
}

/* All faults, or warnings, one a line. */
static inline const char *
lines_of(struct ground *ground, const struct findings *findings, enum lang lang)
{
	const char *text = "";

	for (size_t i = 0; i < findings->count; i++)
		text = arena_printf(ground->arena, "%s%s\n", text, finding_line(ground->arena, &findings->items[i], lang));
	return text;
}

/* Imports as the operator what must have no fault; gives the report. */
static inline struct workbook_report
import_on(struct ground *ground, const char *text, day_no effective)
{
	struct book book = book_of(ground, text);
	struct workbook_report report = book_run(ground, &ground->operator, &book, effective, true);

	if (report.faults.count) {
		fprintf(stderr, "%s", lines_of(ground, &report.faults, LANG_ZH));
		abort();
	}
	return report;
}

static inline struct workbook_report
import(struct ground *ground, const char *text)
{
	return import_on(ground, text, ground->today);
}

/* The faults of what must have some. */
static inline const char *
faults_of(struct ground *ground, const char *text)
{
	struct book book = book_of(ground, text);
	struct workbook_report report = book_run(ground, &ground->operator, &book, ground->today, true);

	if (report.faults.count == 0 || report.batch)
		test_failed("no fault was found");
	return lines_of(ground, &report.faults, LANG_ZH);
}

/* A credit code of a kind ("51" social group …) and number, and a resident ID, both with right check digits. */
static inline const char *
code_of(struct ground *ground, const char *kind, int number)
{
	char code[CREDIT_CODE];

	snprintf(code, sizeof code, "%s110000%08d", kind, number);
	code[16] = organization_check_digit(code + 8);
	code[17] = credit_check_digit(code);
	code[18] = '\0';
	return arena_strdup(ground->arena, code);
}

static inline const char *
id_of(struct ground *ground, int number)
{
	char id[RESIDENT_ID + 8];

	snprintf(id, sizeof id, "11010519%02d0101%03d", 50 + number / 1000 % 50, number % 1000);
	id[17] = resident_check_digit(id);
	id[18] = '\0';
	return arena_strdup(ground->arena, id);
}

/* A number by a query, for what the public interface does not tell. */
static inline int64_t
number_by(struct ground *ground, const char *sql)
{
	int64_t number = -1;

	if (db_number(ground->db, sql, NO_ARGS, &number) < 0)
		test_failed(sql);
	return number;
}

/* A comprehensive committee, two joint committees with a branch each, and two organizations. */
#define CITY_BODIES                                                                      \
	"# 党组织\n"                                                                     \
	"名称|类型|上级党组织|成立日期|批准文号|所属社会组织|编号|撤销日期\n"             \
	"市综合党委|综合党委||2015-01-01\n"                                              \
	"第一联合党委|联合党委|市综合党委|2016-01-01\n"                                  \
	"第二联合党委|联合党委|市综合党委|2016-01-01\n"                                  \
	"甲会党支部|党支部|第一联合党委|2018-01-01|文一号|甲会\n"                        \
	"乙会党支部|党支部|第二联合党委|2018-01-01|文二号|乙会\n"

#define UNIT_HEADER "名称|统一社会信用代码|类别|登记级别|行政区划代码|行业|业务主管单位|成立日期|从业人员数|" \
	"正式党员数|预备党员数|负责人|地址|联合党委|承诺书日期|章程写入党建日期|领导关系开始日期|领导关系文号|注销日期\n"

/* The text of a workbook's sheet with two organizations, whose codes are computed. */
static inline const char *
city_units(struct ground *ground)
{
	return arena_printf(ground->arena,
	                    "# 社会组织\n" UNIT_HEADER
	                    "甲会|%s|社会团体|市|110105|家具||2010-05-01|46|4|1|||第一联合党委|2018-03-01|2019-03-01|2016-05-01|文三号\n"
	                    "乙会|%s|2|县|110108|餐饮||2012-05-01|9|3||||第二联合党委|||2016-05-01\n",
	                    code_of(ground, "51", 1), code_of(ground, "52", 2));
}

static inline void
city_open(struct ground *ground, const struct test_db *test)
{
	ground_open(ground, test);
	import(ground, arena_printf(ground->arena, "%s%s", city_units(ground), CITY_BODIES));
}

#endif
