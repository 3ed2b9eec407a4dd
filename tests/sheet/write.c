#define _GNU_SOURCE /* memmem */
#include "../check.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "parts.h"
#include "sheet/package.h"
#include "sheet/write.h"

static const char *const kinds[] = {"正式", "预备", NULL};

static const struct table_column columns[] = {
	{.header = "姓名", .required = true, .note = "按身份证填写"},
	{.header = "代码"},
	{.header = "人数", .kind = TABLE_COLUMN_WHOLE},
	{.header = "日期", .kind = TABLE_COLUMN_DATE, .width = 14},
	{.header = "类别", .choices = kinds},
};
#define COLUMNS (sizeof columns / sizeof *columns)

static const day_no made = 20000;

static void
write_rows(struct table_writer *table, const char *title)
{
	table_sheet(table, "党员", title, columns, COLUMNS);
	table_text(table, "=甲\n乙<&>");
	table_text(table, "110105194912310020");
	table_whole(table, -46);
	table_day(table, day_of(2026, 11, 21));
	table_text(table, "正式");
	table_end_row(table);
	table_end_row(table);
	table_text(table, NULL);
	table_text(table, "");
	table_whole(table, INT64_MAX);
	table_day(table, DAY_OPEN);
	table_end_row(table);
	table_empty(table);
	table_text(table, " 5\"144, ");
	table_whole(table, 999999999999999);
	table_day(table, day_of(1900, 1, 1));
	table_text(table, "-5");
	table_end_row(table);
}

static void
write_into(enum table_format format, const char *title, struct buf *out)
{
	struct table_writer *table;

	buf_init(out, (size_t)64 << 20);
	assert_int_equal(table_to_buf(format, made, out, &table), 0);
	write_rows(table, title);
	assert_int_equal(table_close(table), 0);
}

static void
a_workbook_is_read_back_as_written(void **state)
{
	struct buf bytes, dump;

	(void)state;
	buf_init(&dump, BUF_PAGE_MAX);
	write_into(TABLE_XLSX, NULL, &bytes);
	assert_int_equal(dump_bytes(&bytes, &dump), 0);
	assert_string_equal(buf_text(&dump),
		"1 A t:姓名 B t:代码 C t:人数 D t:日期 E t:类别\n"
		"2 A t:=甲\n乙<&> B t:110105194912310020 C n:-46 D d:2026-11-21 E t:正式\n"
		"4 C t:9223372036854775807\n"
		"5 B t: 5\"144,  C n:999999999999999 D d:1900-01-01 E t:-5\n");
	buf_free(&bytes);
	buf_free(&dump);
}

static void
a_title_stands_over_the_table_and_is_recognised(void **state)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	const struct merge *merges;
	struct workbook *workbook;
	struct buf bytes, dump;
	size_t count;

	(void)state;
	buf_init(&dump, BUF_PAGE_MAX);
	write_into(TABLE_XLSX, "党员一览表", &bytes);
	assert_int_equal(book_open(arena, bytes.data, bytes.len, &workbook), 0);
	assert_string_equal(book_sheet(workbook, 0)->name, "党员");
	assert_int_equal(sheet_merges(workbook, 0, &merges, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(merges->first_row, 1);
	assert_int_equal(merges->last_column, COLUMNS - 1);
	assert_int_equal(dump_sheet(workbook, 0, &dump), 0);
	assert_int_equal(strncmp(buf_text(&dump), "1 A t:党员一览表\n2 A t:姓名", 31), 0);
	book_close(workbook);
	arena_free(arena);
	buf_free(&bytes);
	buf_free(&dump);
}

static void
csv_is_written_as_the_contract_says(void **state)
{
	struct buf bytes;

	(void)state;
	write_into(TABLE_CSV, "没有标题", &bytes);
	assert_string_equal(buf_text(&bytes),
		"\xEF\xBB\xBF" "姓名,代码,人数,日期,类别\r\n"
		"\"'=甲\n乙<&>\",110105194912310020,'-46,2026-11-21,正式\r\n"
		",,,,\r\n"
		",,9223372036854775807,,\r\n"
		",\" 5\"\"144, \",999999999999999,1900-01-01,'-5\r\n");
	buf_free(&bytes);
}

static void
the_same_content_gives_the_same_bytes(void **state)
{
	struct buf one, two;

	(void)state;
	write_into(TABLE_XLSX, "党员一览表", &one);
	write_into(TABLE_XLSX, "党员一览表", &two);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.data, two.data, one.len);
	buf_free(&one);
	buf_free(&two);
}

/* One part of a workbook, unpacked, as text. */
static char *
part_text(struct arena *arena, const struct buf *bytes, const char *name)
{
	struct package *package;
	struct part part;
	char *text = arena_alloc(arena, 1 << 20);
	size_t len = 0, got = 1;

	assert_int_equal(package_open(arena, bytes->data, bytes->len, &package), 0);
	assert_int_equal(part_open(package, name, &part), 0);
	while (got > 0) {
		assert_int_equal(part_read(&part, text + len, (1 << 20) - 1 - len, &got), 0);
		len += got;
	}
	part_close(&part);
	package_close(package);
	return text;
}

static void
headers_bear_notes_and_columns_choices(void **state)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct buf bytes;
	const char *sheet;

	(void)state;
	write_into(TABLE_XLSX, NULL, &bytes);
	sheet = part_text(arena, &bytes, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(sheet, "promptTitle=\"姓名\" prompt=\"按身份证填写\" sqref=\"A1\""));
	assert_non_null(strstr(sheet, "sqref=\"E2:E1048576\"><formula1>\"正式,预备\"</formula1>"));
	assert_non_null(strstr(sheet, "<pane ySplit=\"1\" topLeftCell=\"A2\""));
	assert_non_null(strstr(part_text(arena, &bytes, "docProps/core.xml"), "2024-10-04T00:00:00Z"));
	arena_free(arena);
	buf_free(&bytes);
}

static void
long_lists_of_choices_stand_on_a_hidden_sheet(void **state)
{
	static const char *const comma[] = {"甲,乙", "丙", NULL};
	const char *many[201] = {NULL};
	const struct table_column lists[] = {
		{.header = "一", .choices = many}, {.header = "二", .choices = comma}, {.header = "三", .choices = many},
	};
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct workbook *workbook;
	struct table_writer *table;
	struct buf bytes, dump;
	const char *sheet;

	(void)state;
	for (int i = 0; i < 200; i++)
		many[i] = arena_printf(arena, "第%d联合党委", i);
	buf_init(&bytes, BUF_PAGE_MAX);
	buf_init(&dump, BUF_PAGE_MAX);
	assert_int_equal(table_to_buf(TABLE_XLSX, made, &bytes, &table), 0);
	table_sheet(table, "a", NULL, lists, 3);
	assert_int_equal(table_close(table), 0);
	sheet = part_text(arena, &bytes, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(sheet, "sqref=\"A2:A1048576\"><formula1>'可选值'!$A$1:$A$200</formula1>"));
	assert_non_null(strstr(sheet, "sqref=\"B2:B1048576\"><formula1>'可选值'!$B$1:$B$2</formula1>"));
	assert_non_null(strstr(sheet, "sqref=\"C2:C1048576\"><formula1>'可选值'!$A$1:$A$200</formula1>"));
	assert_int_equal(book_open(arena, bytes.data, bytes.len, &workbook), 0);
	assert_int_equal(book_sheets(workbook), 2);
	assert_string_equal(book_sheet(workbook, 1)->name, TABLE_CHOICES_SHEET);
	assert_true(book_sheet(workbook, 1)->hidden);
	assert_int_equal(dump_sheet(workbook, 1, &dump), 0);
	assert_int_equal(strncmp(buf_text(&dump), "1 A t:第0联合党委 B t:甲,乙\n2 A t:第1联合党委 B t:丙\n3 A t:", 40), 0);
	assert_non_null(strstr(buf_text(&dump), "\n200 A t:第199联合党委\n"));
	book_close(workbook);
	arena_free(arena);
	buf_free(&bytes);
	buf_free(&dump);
}

static void
texts_no_file_can_hold_are_mended(void **state)
{
	static const struct table_column column = {.header = "x"};
	struct table_writer *table;
	struct buf bytes, dump;

	(void)state;
	buf_init(&bytes, BUF_PAGE_MAX);
	buf_init(&dump, BUF_PAGE_MAX);
	assert_int_equal(table_to_buf(TABLE_XLSX, made, &bytes, &table), 0);
	table_sheet(table, "a", NULL, &column, 1);
	table_text(table, "a\xEF\xBF\xBF" "b\xFF" "c");
	table_end_row(table);
	table_text(table, "a\x01" "b\r");
	table_end_row(table);
	table_text(table, "_x0041_x0042_ _x41_");
	table_end_row(table);
	assert_int_equal(table_close(table), 0);
	assert_int_equal(dump_bytes(&bytes, &dump), 0);
	assert_string_equal(buf_text(&dump), "1 A t:x\n2 A t:a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c\n3 A t:a\x01" "b\r\n"
	                    "4 A t:_x0041_x0042_ _x41_\n");
	buf_free(&bytes);
	buf_free(&dump);
}

/* What closing a table says whose one sheet has this name and one cell of so many of this character. */
static int
close_with_text(enum table_format format, const char *name, const char *character, size_t count)
{
	static const struct table_column column = {.header = "x"};
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	size_t size = strlen(character);
	char *text = arena_alloc(arena, size * count + 1);
	struct table_writer *table;
	struct buf bytes;
	int error;

	for (size_t i = 0; i < count; i++)
		memcpy(text + size * i, character, size);
	buf_init(&bytes, BUF_PAGE_MAX);
	assert_int_equal(table_to_buf(format, made, &bytes, &table), 0);
	table_sheet(table, name, NULL, &column, 1);
	table_text(table, text);
	table_end_row(table);
	table_text(table, "after");
	table_end_row(table);
	error = table_close(table);
	arena_free(arena);
	buf_free(&bytes);
	return error;
}

static int
close_with(enum table_format format, const char *name, size_t count)
{
	return close_with_text(format, name, "党", count);
}

static void
the_first_failure_is_told_at_the_end(void **state)
{
	static const char *const bad[] = {"", "a/b", "a[b", "'a", TABLE_CHOICES_SHEET,
	                                  "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(close_with(TABLE_XLSX, bad[i], 1), FAIL_INPUT);
	assert_int_equal(close_with(TABLE_XLSX, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", 1), 0);
	assert_int_equal(close_with(TABLE_XLSX, "a", 32767), 0);
	assert_int_equal(close_with(TABLE_XLSX, "a", 32768), FAIL_TOO_LARGE);
	assert_non_null(strstr(failure_text(LANG_ZH), "32767"));
	assert_int_equal(close_with_text(TABLE_XLSX, "a", "𠮷", 16383), 0);
	assert_int_equal(close_with_text(TABLE_XLSX, "a", "𠮷", 16384), FAIL_TOO_LARGE);
	assert_int_equal(close_with(TABLE_CSV, "a", ((size_t)1 << 20) / 3), 0);
	assert_int_equal(close_with(TABLE_CSV, "a", ((size_t)1 << 20) / 3 + 1), FAIL_TOO_LARGE);
}

static void
a_csv_holds_one_sheet_and_a_workbook_no_name_twice(void **state)
{
	struct table_writer *table;
	struct buf bytes;

	(void)state;
	for (int format = TABLE_XLSX; format <= TABLE_CSV; format++) {
		buf_init(&bytes, BUF_PAGE_MAX);
		assert_int_equal(table_to_buf((enum table_format)format, made, &bytes, &table), 0);
		write_rows(table, NULL);
		write_rows(table, NULL);
		assert_int_equal(table_close(table), FAIL_INPUT);
		buf_free(&bytes);
	}
}

static void
a_buffer_that_is_full_is_told(void **state)
{
	struct table_writer *table;
	struct buf bytes;

	(void)state;
	for (int format = TABLE_XLSX; format <= TABLE_CSV; format++) {
		buf_init(&bytes, 100);
		assert_int_equal(table_to_buf((enum table_format)format, made, &bytes, &table), 0);
		write_rows(table, NULL);
		assert_int_equal(table_close(table), FAIL_TOO_LARGE);
		buf_free(&bytes);
	}
}

static void
a_file_takes_its_place_when_it_is_whole(void **state)
{
	char folder[] = "/tmp/sheet-write-XXXXXX";
	struct table_writer *table;
	struct stat status;
	char path[64];

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a.xlsx", folder);
	for (int format = TABLE_XLSX; format <= TABLE_CSV; format++) {
		assert_int_equal(table_to_file((enum table_format)format, made, path, &table), 0);
		write_rows(table, NULL);
		assert_int_not_equal(stat(path, &status), 0);
		assert_int_equal(table_close(table), 0);
		assert_int_equal(stat(path, &status), 0);
		assert_int_equal(status.st_mode & 0777, 0600);
		assert_true(status.st_size > 100);
		unlink(path);
		assert_int_equal(table_to_file((enum table_format)format, made, path, &table), 0);
		write_rows(table, NULL);
		table_drop(table);
	}
	assert_int_equal(rmdir(folder), 0); /* nothing was left behind */
	assert_int_equal(table_to_file(TABLE_XLSX, made, path, &table), FAIL_SYSTEM);
	table_drop(NULL);
}

/* A disk that takes no more: libxlsxwriter does not notice, so the writer must. */
static void
a_row_that_the_disk_did_not_take_is_noticed(void **state)
{
	struct rlimit limit, small;
	struct table_writer *table;
	struct buf bytes;
	int error;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	small = limit;
	small.rlim_cur = 100000;
	buf_init(&bytes, BUF_PAGE_MAX);
	assert_int_equal(table_to_buf(TABLE_XLSX, made, &bytes, &table), 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	table_sheet(table, "a", NULL, columns, COLUMNS);
	for (int i = 0; i < 2000; i++) {
		table_text(table, "某市某区社会组织联合党委");
		table_end_row(table);
	}
	error = table_close(table);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	assert_int_equal(error, FAIL_SYSTEM);
	buf_free(&bytes);
}

static void
more_rows_than_a_sheet_holds_are_refused(void **state)
{
	static const struct table_column column = {.header = "x"};
	struct table_writer *table;
	struct buf bytes;

	(void)state;
	for (size_t extra = 0; extra < 2; extra++) {
		buf_init(&bytes, BUF_PAGE_MAX);
		assert_int_equal(table_to_buf(TABLE_XLSX, made, &bytes, &table), 0);
		table_sheet(table, "a", NULL, &column, 1);
		for (size_t i = 0; i + 1 < SHEET_ROWS_MAX + extra; i++)
			table_end_row(table);
		assert_int_equal(table_close(table), extra ? FAIL_TOO_LARGE : 0);
		buf_free(&bytes);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_workbook_is_read_back_as_written),
		cmocka_unit_test(a_title_stands_over_the_table_and_is_recognised),
		cmocka_unit_test(csv_is_written_as_the_contract_says),
		cmocka_unit_test(the_same_content_gives_the_same_bytes),
		cmocka_unit_test(headers_bear_notes_and_columns_choices),
		cmocka_unit_test(long_lists_of_choices_stand_on_a_hidden_sheet),
		cmocka_unit_test(texts_no_file_can_hold_are_mended),
		cmocka_unit_test(the_first_failure_is_told_at_the_end),
		cmocka_unit_test(a_csv_holds_one_sheet_and_a_workbook_no_name_twice),
		cmocka_unit_test(a_buffer_that_is_full_is_told),
		cmocka_unit_test(a_file_takes_its_place_when_it_is_whole),
		cmocka_unit_test(a_row_that_the_disk_did_not_take_is_noticed),
		cmocka_unit_test(more_rows_than_a_sheet_holds_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
