#include "../check.h"

#include <string.h>

#include "base/fail.h"
#include "parts.h"

static int
dump_csv(const char *bytes, size_t len, struct buf *out)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	const struct merge *merges;
	struct workbook *workbook;
	size_t count = 1;
	int error = book_open_csv(arena, bytes, len, "名单", &workbook);

	if (!error) {
		assert_int_equal(book_sheets(workbook), 1);
		assert_string_equal(book_sheet(workbook, 0)->name, "名单");
		assert_int_equal(sheet_merges(workbook, 0, &merges, &count), 0);
		assert_int_equal(count, 0);
		error = dump_sheet(workbook, 0, out);
		book_close(workbook);
	}
	arena_free(arena);
	return error;
}

static void
reads_as(const char *bytes, const char *expected)
{
	struct buf dump;

	buf_init(&dump, BUF_PAGE_MAX);
	assert_string_equal(dump_csv(bytes, strlen(bytes), &dump) ? failure_text(LANG_EN) : buf_text(&dump),
	                    expected);
	buf_free(&dump);
}

static void
refused(const char *bytes, size_t len, const char *words)
{
	struct buf dump;

	buf_init(&dump, BUF_PAGE_MAX);
	assert_int_equal(dump_csv(bytes, len, &dump), FAIL_INPUT);
	if (!strstr(failure_text(LANG_EN), words))
		assert_string_equal(failure_text(LANG_EN), words);
	buf_free(&dump);
}

static void
records_and_fields_are_split(void **state)
{
	(void)state;
	reads_as("名称,代码\r\n甲,1\r\n", "1 A t:名称 B t:代码\n2 A t:甲 B t:1\n");
	reads_as("\xEF\xBB\xBF" "a,b\nc", "1 A t:a B t:b\n2 A t:c\n");
	reads_as("a\rb\r\rc", "1 A t:a\n2 A t:b\n4 A t:c\n");
	reads_as("a,,c,\n,\n , \n,x", "1 A t:a C t:c\n4 B t:x\n");
	reads_as("\n\n\xEF\xBB\xBF" "a", "3 A t:\xEF\xBB\xBF" "a\n");
	reads_as("\xEF\xBB\xBF", "");
}

static void
quoted_fields_hold_anything(void **state)
{
	(void)state;
	reads_as("\"a,b\",\"c\"\"d\",\"e\r\nf\"\r\ng", "1 A t:a,b B t:c\"d C t:e\r\nf\n2 A t:g\n");
	reads_as("\"\",\"x\"", "1 B t:x\n");
	reads_as("a\"b,c", "1 A t:a\"b B t:c\n");
}

static void
the_guard_against_formulas_is_dropped(void **state)
{
	(void)state;
	reads_as("'=1+1,'+a,'-5,'@x,'a,',\"'\tq\"", "1 A t:=1+1 B t:+a C t:-5 D t:@x E t:'a F t:' G t:\tq\n");
}

static void
what_chinese_excel_saves_is_read(void **state)
{
	(void)state;
	reads_as("\xC3\xFB\xB3\xC6,\xB4\xFA\xC2\xEB\r\n\xBC\xD7,1", "1 A t:名称 B t:代码\n2 A t:甲 B t:1\n");
	reads_as("\x81\x30\x81\x30\xFD\x9B", "1 A t:\xC2\x80\xE9\xBE\xA5\n");
}

static void
damage_is_named(void **state)
{
	static const char nul[] = "a\0b", wide[] = "\xFF\xFE" "a\0,\0";

	(void)state;
	refused("", 0, "empty");
	refused("PK\3\4xxxx", 8, ".xlsx");
	refused(nul, sizeof nul, "UTF-8 or GB18030");
	refused(wide, sizeof wide, "UTF-8 or GB18030");
	refused("\xC3\xFB\xFF", 3, "UTF-8 or GB18030");
	refused("\xC3", 1, "UTF-8 or GB18030");
	refused("a,b\nc,\"d", 8, "cell B2");
	refused("a,b\n\"c\"d,e", 10, "cell A2");
	refused("\"", 1, "cell A1");
}

static void
limits_are_named(void **state)
{
	struct buf text, dump;

	(void)state;
	buf_init(&text, BUF_PAGE_MAX);
	buf_init(&dump, BUF_PAGE_MAX);
	for (size_t i = 0; i < CELL_TEXT_MAX; i++)
		buf_putc(&text, 'a');
	assert_int_equal(dump_csv(text.data, text.len, &dump), 0);
	buf_putc(&text, 'a');
	assert_int_equal(dump_csv(text.data, text.len, &dump), FAIL_TOO_LARGE);
	assert_non_null(strstr(failure_text(LANG_EN), "cell A1 is longer than the limit of 98304 bytes"));
	buf_clear(&text);
	for (size_t i = 0; i < SHEET_COLUMNS_MAX; i++)
		buf_putc(&text, ',');
	assert_int_equal(dump_csv(text.data, text.len, &dump), 0);
	buf_putc(&text, 'a');
	assert_int_equal(dump_csv(text.data, text.len, &dump), FAIL_TOO_LARGE);
	assert_non_null(strstr(failure_text(LANG_ZH), "1024 列的上限"));
	buf_free(&text);
	buf_free(&dump);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_and_fields_are_split),
		cmocka_unit_test(quoted_fields_hold_anything),
		cmocka_unit_test(the_guard_against_formulas_is_dropped),
		cmocka_unit_test(what_chinese_excel_saves_is_read),
		cmocka_unit_test(damage_is_named),
		cmocka_unit_test(limits_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
