#define _GNU_SOURCE /* memmem */
#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "base/fail.h"
#include "parts.h"

static void
refused(const void *bytes, size_t len, int code, const char *zh, const char *en)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct workbook *workbook = NULL;

	assert_int_equal(book_open(arena, bytes, len, &workbook), code);
	assert_null(workbook);
	if (!strstr(failure_text(LANG_ZH), zh))
		assert_string_equal(failure_text(LANG_ZH), zh);
	if (!strstr(failure_text(LANG_EN), en))
		assert_string_equal(failure_text(LANG_EN), en);
	arena_free(arena);
}

static void
zip_refused(const struct made_part *parts, size_t count, int code, const char *zh, const char *en)
{
	struct buf bytes;

	buf_init(&bytes, BUF_PAGE_MAX);
	assert_true(make_zip(parts, count, false, &bytes));
	refused(bytes.data, bytes.len, code, zh, en);
	buf_free(&bytes);
}

static void
a_file_that_is_no_workbook_is_called_what_it_is(void **state)
{
	static const struct { const char *bytes, *zh, *en; } files[] = {
		{"", "文件是空的", "empty"},
		{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" "rest", "这是旧版 .xls 文件，请另存为 .xlsx", "old .xls"},
		{"%PDF-1.7", "PDF", "PDF"},
		{"Rar!\x1A\x07", "RAR", "RAR"},
		{"7z\xBC\xAF\x27\x1C", "7z", "7z"},
		{"\xEF\xBB\xBF\r\n <html><table>", "网页", "HTML"},
		{"<table><tr><td>x", "网页", "HTML"},
		{"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>", "XML 文件", "XML file"},
		{"名称,代码\r\n甲,1\r\n", "CSV", "CSV"},
		{"\xEF\xBB\xBF名称,代码", "CSV", "CSV"},
		{"\x01\x02\x03", "无法识别", "unknown kind"},
		{"PK", "CSV", "CSV"},
		{"PK\3\4", "不完整", "incomplete"},
		{"PK\5\6", "不完整", "incomplete"},
	};
	static const char locked[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"
		"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		refused(files[i].bytes, strlen(files[i].bytes), FAIL_INPUT, files[i].zh, files[i].en);
	refused(locked, sizeof locked, FAIL_INPUT, "密码", "password");
}

static void
another_document_in_a_zip_is_called_what_it_is(void **state)
{
	static const char word[] = RELS_OPEN "<Relationship Id=\"a\" Type=\"" REL_NS
		"/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
	const struct made_part ods[] = {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0},
	                                {"content.xml", "<x/>", 0}};
	const struct made_part docx[] = {{"_rels/.rels", word, 0}, {"word/document.xml", "<x/>", 0}};
	const struct made_part photos[] = {{"a.jpg", "x", 0}};
	const struct made_part headless[] = {{"_rels/.rels", ROOT_RELS, 0}};
	const struct made_part broken[] = {{"_rels/.rels", "<Relationships", 0}};

	(void)state;
	zip_refused(ods, 2, FAIL_INPUT, ".ods", ".ods");
	zip_refused(docx, 2, FAIL_INPUT, "Word", "Word");
	zip_refused(photos, 1, FAIL_INPUT, "没有工作簿", "no workbook");
	zip_refused(headless, 1, FAIL_INPUT, "xl/workbook.xml", "xl/workbook.xml");
	zip_refused(broken, 1, FAIL_INPUT, "_rels/.rels", "_rels/.rels");
}

static void
a_file_cut_off_is_refused_wherever_it_is_cut(void **state)
{
	struct buf bytes;

	(void)state;
	buf_init(&bytes, BUF_PAGE_MAX);
	assert_true(make_workbook(&(struct made_workbook){0}, &bytes));
	for (size_t len = 4; len < bytes.len; len += 7)
		refused(bytes.data, len, FAIL_INPUT, "", "");
	buf_free(&bytes);
}

/* Every byte in turn is damaged: whatever comes of it, nothing breaks. */
static void
a_damaged_byte_never_breaks_the_reader(void **state)
{
	struct buf bytes, dump;

	(void)state;
	buf_init(&bytes, BUF_PAGE_MAX);
	buf_init(&dump, BUF_PAGE_MAX);
	assert_true(make_workbook(&(struct made_workbook){.sheet = SHEET("<row><c><v>1</v></c></row>")}, &bytes));
	for (size_t i = 0; i < bytes.len; i++) {
		char before = bytes.data[i];
		int error;

		bytes.data[i] = (char)(before ^ 0x55);
		error = dump_bytes(&bytes, &dump);
		assert_true(error == 0 || error == FAIL_INPUT || error == FAIL_TOO_LARGE);
		bytes.data[i] = before;
	}
	buf_free(&bytes);
	buf_free(&dump);
}

/* Replaces every occurrence of one name in the zip by another of equal length. */
static void
rename_in_zip(struct buf *bytes, const char *from, const char *to)
{
	char *at = bytes->data;

	assert_int_equal(strlen(from), strlen(to));
	while ((at = memmem(at, (size_t)(bytes->data + bytes->len - at), from, strlen(from))))
		memcpy(at, to, strlen(to));
}

static void
two_parts_of_one_name_are_refused(void **state)
{
	const char *const names[] = {"xl/worksheets/sheetX.xml", "xl\\worksheets\\SHEET1.xml"};
	const struct made_part parts[] = {
		{"_rels/.rels", ROOT_RELS, 0}, {"xl/workbook.xml", WORKBOOK_OPEN ONE_SHEET, 0},
		{"xl/worksheets/sheet1.xml", SHEET(""), 0}, {names[0], SHEET(""), 0},
	};
	struct buf bytes;

	(void)state;
	for (int i = 0; i < 2; i++) {
		buf_init(&bytes, BUF_PAGE_MAX);
		assert_true(make_zip(parts, 4, false, &bytes));
		rename_in_zip(&bytes, names[0], i ? names[1] : parts[2].name);
		refused(bytes.data, bytes.len, FAIL_INPUT, "同名", "same name");
		buf_free(&bytes);
	}
}

static void
a_password_on_a_part_is_noticed(void **state)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	char bytes[4096];
	zip_int64_t len, part;

	(void)state;
	assert_non_null(zip);
	zip_source_keep(source);
	part = zip_file_add(zip, "xl/workbook.xml", zip_source_buffer(zip, "<x/>", 4, 0), 0);
	assert_int_equal(zip_file_set_encryption(zip, (zip_uint64_t)part, ZIP_EM_AES_256, "pw"), 0);
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(zip_source_open(source), 0);
	len = zip_source_read(source, bytes, sizeof bytes);
	zip_source_close(source);
	zip_source_free(source);
	assert_true(len > 0);
	refused(bytes, (size_t)len, FAIL_INPUT, "密码", "password");
}

/* An end record that announces more entries than there may be, plain and of 64 bits. */
static void
too_many_entries_are_refused_before_they_are_read(void **state)
{
	unsigned char plain[4 + 22] = "PK\3\4" "PK\5\6";
	unsigned char wide[4 + 56 + 20 + 22] = "PK\3\4" "PK\6\6";

	(void)state;
	plain[4 + 10] = 0x11;
	plain[4 + 11] = 0x27; /* 10,001 */
	refused(plain, sizeof plain, FAIL_TOO_LARGE, "10000 个", "limit of 10000");
	memcpy(wide + 4 + 56, "PK\6\7", 4);
	wide[4 + 56 + 8] = 4;
	memcpy(wide + 4 + 56 + 20, "PK\5\6", 4);
	wide[4 + 34] = 1; /* 65,536 */
	refused(wide, sizeof wide, FAIL_TOO_LARGE, "10000 个", "limit of 10000");
	wide[4 + 34] = 0;
	refused(wide, sizeof wide, FAIL_INPUT, "", "");
	memset(wide + 4 + 56 + 8, 0xFF, 8); /* a record that lies nowhere */
	refused(wide, sizeof wide, FAIL_INPUT, "", "");
}

/* The directory's size field is what the limits look at: a lie in either direction is damage. */
static void
a_part_of_another_size_than_stated_is_refused(void **state)
{
	struct buf bytes, dump;

	(void)state;
	for (int lie = -1; lie <= 1; lie += 2) {
		char *name, *end;

		buf_init(&bytes, BUF_PAGE_MAX);
		buf_init(&dump, BUF_PAGE_MAX);
		assert_true(make_workbook(&(struct made_workbook){
			.sheet = SHEET("<row><c><v>1</v></c></row>")}, &bytes));
		name = memmem(bytes.data, bytes.len, "PK\1\2", 4);
		assert_non_null(name);
		end = memmem(name, (size_t)(bytes.data + bytes.len - name), "xl/worksheets/sheet1.xml", 24);
		assert_non_null(end);
		end[-46 + 24] = (char)(end[-46 + 24] + lie);
		assert_int_equal(dump_bytes(&bytes, &dump), FAIL_INPUT);
		buf_free(&bytes);
		buf_free(&dump);
	}
	/* Four gigabytes announced */
	buf_init(&bytes, BUF_PAGE_MAX);
	assert_true(make_workbook(&(struct made_workbook){0}, &bytes));
	memset((char *)memmem(bytes.data, bytes.len, "PK\1\2", 4) + 24, 0xFE, 4);
	refused(bytes.data, bytes.len, FAIL_TOO_LARGE, "2048 MB", "2048 MB");
	buf_free(&bytes);
}

#define SHEETS_RELS RELS_OPEN \
	"<Relationship Id=\"c\" Type=\"" REL_NS "/chartsheet\" Target=\"chartsheets/sheet1.xml\"/>" \
	"<Relationship Id=\"w1\" Type=\"" REL_NS "/worksheet\" Target=\"worksheets/a.xml\"/>" \
	"<Relationship Id=\"w2\" Type=\"" REL_NS "/worksheet\" Target=\"./../xl/Worksheets/B.xml\"/>" \
	"<Relationship Id=\"w3\" Type=\"" REL_NS "/worksheet\" Target=\"%s\"/>" \
	"<Relationship Id=\"x\" Type=\"" REL_NS "/externalLink\" Target=\"file:///etc\" TargetMode=\"External\"/>" \
	"</Relationships>"

static bool
make_sheets(const char *third, struct buf *out)
{
	char rels[2048];
	const struct made_part parts[] = {
		{"_rels/.rels", ROOT_RELS, 0},
		{"xl/workbook.xml", WORKBOOK_OPEN "<sheets><sheet name=\"图\" r:id=\"c\"/>"
		 "<sheet name=\"党员&amp;组织\" r:id=\"w1\"/><sheet name=\"b\" state=\"hidden\" r:id=\"w2\"/>"
		 "<sheet name=\"c\" state=\"veryHidden\" r:id=\"w3\"/></sheets></workbook>", 0},
		{"xl/_rels/workbook.xml.rels", rels, 0},
		{"xl/worksheets/a.xml", SHEET("<row><c><v>1</v></c></row>"), 0},
		{"xl/worksheets/b.xml", SHEET("<row><c><v>2</v></c></row>"), 0},
		{"xl/worksheets/c.xml", SHEET("<row><c><v>3</v></c></row>"), 0},
	};

	snprintf(rels, sizeof rels, SHEETS_RELS, third);
	return make_zip(parts, sizeof parts / sizeof *parts, false, out);
}

static void
sheets_are_listed_and_hidden_ones_marked(void **state)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct workbook *workbook;
	struct buf bytes, dump;

	(void)state;
	buf_init(&bytes, BUF_PAGE_MAX);
	buf_init(&dump, BUF_PAGE_MAX);
	assert_true(make_sheets("/xl/worksheets/c.xml", &bytes));
	assert_int_equal(book_open(arena, bytes.data, bytes.len, &workbook), 0);
	assert_int_equal(book_sheets(workbook), 3);
	assert_string_equal(book_sheet(workbook, 0)->name, "党员&组织");
	assert_false(book_sheet(workbook, 0)->hidden);
	assert_true(book_sheet(workbook, 1)->hidden);
	assert_true(book_sheet(workbook, 2)->hidden);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(dump_sheet(workbook, i, &dump), 0);
	assert_string_equal(buf_text(&dump), "1 A n:1\n1 A n:2\n1 A n:3\n");
	book_close(workbook);
	book_close(NULL);
	arena_free(arena);
	buf_free(&bytes);
	buf_free(&dump);
}

static void
sheets_that_share_or_lack_their_part_are_refused(void **state)
{
	const char *const targets[] = {"worksheets/A.xml", "worksheets/none.xml", ""};
	struct buf bytes;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		buf_init(&bytes, BUF_PAGE_MAX);
		assert_true(make_sheets(targets[i], &bytes));
		refused(bytes.data, bytes.len, FAIL_INPUT, "损坏", "damaged");
		buf_free(&bytes);
	}
}

static int
note_title(void *arg, const struct row *row)
{
	struct { const struct merge *merges; size_t count; char *out; } *seen = arg;
	size_t len = strlen(seen->out);

	snprintf(seen->out + len, 64 - len, "%zu%s ", row->number,
	         row_is_title(row, seen->merges, seen->count) ? "T" : "");
	return 0;
}

static void
merged_titles_are_recognised(void **state)
{
	static const char sheet[] = "<worksheet xmlns=\"" MAIN_NS "\"><sheetData>"
		"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>mergeCell</t></is></c></row>"
		"<row r=\"2\"><c r=\"B2\"><v>1</v></c></row>"
		"<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"B3\"><v>2</v></c></row>"
		"<row r=\"4\"><c r=\"A4\"><v>1</v></c></row><row r=\"5\"><c r=\"A5\"><v>1</v></c></row>"
		"</sheetData><mergeCells count=\"3\"><mergeCell ref=\"A1:S1\"/><mergeCell ref=\"A3:B3\"/>"
		"<mergeCell ref=\"A4:A5\"/></mergeCells></worksheet>";
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct { const struct merge *merges; size_t count; char *out; } seen;
	struct workbook *workbook;
	struct buf bytes;
	char text[64] = "";

	(void)state;
	buf_init(&bytes, BUF_PAGE_MAX);
	assert_true(make_workbook(&(struct made_workbook){.sheet = sheet}, &bytes));
	assert_int_equal(book_open(arena, bytes.data, bytes.len, &workbook), 0);
	for (int pass = 0; pass < 2; pass++) { /* the second time from memory */
		assert_int_equal(sheet_merges(workbook, 0, &seen.merges, &seen.count), 0);
		assert_int_equal(seen.count, 3);
	}
	assert_int_equal(seen.merges[0].last_column, 18);
	assert_ptr_equal(merge_at(seen.merges, 3, 5, 0), &seen.merges[2]);
	assert_null(merge_at(seen.merges, 3, 6, 0));
	assert_null(merge_at(seen.merges, 3, 4, 1));
	seen.out = text;
	assert_int_equal(sheet_rows(workbook, 0, note_title, &seen), 0);
	assert_string_equal(text, "1T 2 3 4 5 ");
	book_close(workbook);
	arena_free(arena);
	buf_free(&bytes);
}

static int
merges_of(const char *tail, size_t *ret_count)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	const struct merge *merges;
	struct workbook *workbook;
	struct buf bytes, sheet;
	int error;

	buf_init(&bytes, BUF_PAGE_MAX);
	buf_init(&sheet, BUF_PAGE_MAX);
	/* The list begins across the end of a chunk of 64 KB. */
	buf_puts(&sheet, "<worksheet xmlns=\"" MAIN_NS "\"><sheetData/>");
	while (sheet.len < 65536 - 6)
		buf_putc(&sheet, ' ');
	buf_printf(&sheet, "%s</worksheet>", tail);
	assert_true(make_workbook(&(struct made_workbook){.sheet = buf_text(&sheet)}, &bytes));
	assert_int_equal(book_open(arena, bytes.data, bytes.len, &workbook), 0);
	error = sheet_merges(workbook, 0, &merges, ret_count);
	book_close(workbook);
	arena_free(arena);
	buf_free(&bytes);
	buf_free(&sheet);
	return error;
}

static void
merged_ranges_are_checked(void **state)
{
	static const char *const wrong[] = {"A1:", "B1:A1", "A2:A1", "A1:XFE1", "A1:A1048577", "A1:B2:C3", "", "1A"};
	size_t count = 99;

	(void)state;
	assert_int_equal(merges_of("", &count), 0);
	assert_int_equal(count, 0);
	assert_int_equal(merges_of("<mergeCells><mergeCell ref=\"A1\"/></mergeCells>", &count), 0);
	assert_int_equal(count, 1);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char tail[128];

		snprintf(tail, sizeof tail, "<mergeCells><mergeCell ref=\"%s\"/></mergeCells>", wrong[i]);
		assert_int_equal(merges_of(tail, &count), FAIL_INPUT);
	}
}

static void
addresses_are_written_as_in_the_sheet(void **state)
{
	char out[CELL_ADDRESS];

	(void)state;
	assert_string_equal(cell_address(0, 1, out), "A1");
	assert_string_equal(cell_address(2, 7, out), "C7");
	assert_string_equal(cell_address(25, 1, out), "Z1");
	assert_string_equal(cell_address(26, 1, out), "AA1");
	assert_string_equal(cell_address(701, 1, out), "ZZ1");
	assert_string_equal(cell_address(702, 1, out), "AAA1");
	assert_string_equal(cell_address(16383, 1048576, out), "XFD1048576");
	assert_int_equal(row_cell(&(struct row){1, NULL, 0}, 3)->kind, CELL_EMPTY);
	assert_string_equal(row_cell(&(struct row){1, NULL, 0}, 3)->text, "");
}

static void
a_file_is_read_from_disk(void **state)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	char path[] = "/tmp/sheet-read-XXXXXX";
	int fd = mkstemp(path);
	const void *bytes;
	size_t len;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "abc", 3), 3);
	close(fd);
	assert_int_equal(book_load(arena, path, &bytes, &len), 0);
	assert_int_equal(len, 3);
	assert_memory_equal(bytes, "abc", 3);
	unlink(path);
	assert_int_equal(book_load(arena, path, &bytes, &len), FAIL_SYSTEM);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_that_is_no_workbook_is_called_what_it_is),
		cmocka_unit_test(another_document_in_a_zip_is_called_what_it_is),
		cmocka_unit_test(a_file_cut_off_is_refused_wherever_it_is_cut),
		cmocka_unit_test(a_damaged_byte_never_breaks_the_reader),
		cmocka_unit_test(two_parts_of_one_name_are_refused),
		cmocka_unit_test(a_password_on_a_part_is_noticed),
		cmocka_unit_test(too_many_entries_are_refused_before_they_are_read),
		cmocka_unit_test(a_part_of_another_size_than_stated_is_refused),
		cmocka_unit_test(sheets_are_listed_and_hidden_ones_marked),
		cmocka_unit_test(sheets_that_share_or_lack_their_part_are_refused),
		cmocka_unit_test(merged_titles_are_recognised),
		cmocka_unit_test(merged_ranges_are_checked),
		cmocka_unit_test(addresses_are_written_as_in_the_sheet),
		cmocka_unit_test(a_file_is_read_from_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
