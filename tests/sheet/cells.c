#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "parts.h"
#include "sheet/date_format.h"
#include "sheet/xml.h"

/* The dump of a workbook made by hand. */
static void
reads_as(const struct made_workbook *made, const char *expected)
{
	struct buf bytes, dump;

	buf_init(&bytes, BUF_PAGE_MAX);
	buf_init(&dump, BUF_PAGE_MAX);
	assert_true(make_workbook(made, &bytes));
	assert_string_equal(dump_bytes(&bytes, &dump) ? failure_text(LANG_EN) : buf_text(&dump), expected);
	buf_free(&bytes);
	buf_free(&dump);
}

/* The sentence a workbook made by hand is refused with. */
static void
refused_with(const struct made_workbook *made, int code, const char *words)
{
	struct buf bytes, dump;

	buf_init(&bytes, (size_t)64 << 20);
	buf_init(&dump, BUF_PAGE_MAX);
	assert_true(make_workbook(made, &bytes));
	assert_int_equal(dump_bytes(&bytes, &dump), code);
	if (!strstr(failure_text(LANG_EN), words))
		assert_string_equal(failure_text(LANG_EN), words);
	assert_true(strlen(failure_text(LANG_ZH)) > 0);
	buf_free(&bytes);
	buf_free(&dump);
}

static void
every_kind_of_cell_is_read(void **state)
{
	(void)state;
	reads_as(&(struct made_workbook){
		.strings = "<sst xmlns=\"" MAIN_NS "\"><si><t>名称</t></si>"
		           "<si><r><rPr><b/></rPr><t>某市</t></r><r><t xml:space=\"preserve\"> 协会</t></r>"
		           "<rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh></si><si/><si><t>a_x000D_b_x005F_x41</t></si></sst>",
		.sheet = SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c>"
		               "<c r=\"D1\" t=\"s\"><v>2</v></c><c r=\"E1\" t=\"s\"><v>3</v></c></row>"
		               "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>内</t></is></c>"
		               "<c r=\"B3\" t=\"inlineStr\"><is><r><t>甲</t></r><r><t>乙</t></r><rPh sb=\"0\" eb=\"1\">"
		               "<t>x</t></rPh></is></c>"
		               "<c r=\"C3\"><v>46</v></c><c r=\"D3\" t=\"n\"><v>-1.5</v></c>"
		               "<c r=\"E3\" t=\"b\"><v>1</v></c><c r=\"F3\" t=\"b\"><v>0</v></c>"
		               "<c r=\"G3\" t=\"e\"><v>#REF!</v></c>"
		               "<c r=\"H3\" t=\"d\"><v>2026-11-21T00:00:00</v></c></row>"),
	}, "1 A t:名称 C t:某市 协会 E t:a\rb_x41\n"
	   "3 A t:内 B t:甲乙 C n:46 D n:-1.5 E b:TRUE F b:FALSE G x:#REF! H t:2026-11-21T00:00:00\n");
}

static void
a_formula_gives_its_cached_value_or_says_it_has_none(void **state)
{
	(void)state;
	reads_as(&(struct made_workbook){
		.sheet = SHEET("<row><c><f>1+1</f><v>2</v></c><c t=\"str\"><f>A1&amp;\"x\"</f><v>2x</v></c>"
		               "<c><f>1+1</f></c><c><f>1+1</f><v></v></c><c t=\"str\"><f>\"\"</f><v></v></c>"
		               "<c t=\"str\"><f>1</f></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"),
	}, "1 A n:2 B t:2x C ?: D ?: F ?: G x:#DIV/0!\n");
}

static void
rows_and_cells_without_reference_are_counted(void **state)
{
	(void)state;
	reads_as(&(struct made_workbook){
		.sheet = SHEET("<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c/><c><v>3</v></c>"
		               "<c r=\"E5\"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>"),
	}, "1 A n:1 B n:2\n5 B n:3 E n:4 F n:5\n6 A n:6\n");
}

static void
blank_rows_are_skipped_and_counted(void **state)
{
	(void)state;
	reads_as(&(struct made_workbook){
		.sheet = SHEET("<row r=\"2\"><c r=\"A2\" s=\"3\"/></row><row r=\"3\"><c r=\"A3\" t=\"inlineStr\">"
		               "<is><t xml:space=\"preserve\"> \xE3\x80\x80 </t></is></c></row>"
		               "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/><c r=\"B1048576\"><v>1</v></c></row>"),
	}, "1048576 B n:1\n");
	reads_as(&(struct made_workbook){.sheet = SHEET("")}, "");
	reads_as(&(struct made_workbook){.sheet = "<worksheet xmlns=\"" MAIN_NS "\"/>"}, "");
}

static void
numbers_stand_as_a_clerk_sees_them(void **state)
{
	static const struct { const char *raw, *dump; } numbers[] = {
		{"46", "n:46"}, {"46.0", "n:46"}, {"4.6E1", "n:46"}, {"0.1", "n:0.1"},
		{"0.10000000000000001", "n:0.1"}, {"1.1E-5", "n:0.000011"}, {"-0", "n:0"}, {"007", "n:7"},
		{"999999999999999", "n:999999999999999"}, {"1e15", "n!:1000000000000000"},
		{"110105194912310020", "n!:110105194912310016"}, {"5.144E+17", "n!:514400000000000000"},
		{"-1E15", "n!:-1000000000000000"}, {"1E-300", "n:0"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char sheet[512], dump[64];

		snprintf(sheet, sizeof sheet, SHEET("<row><c><v>%s</v></c></row>"), numbers[i].raw);
		snprintf(dump, sizeof dump, "1 A %s\n", numbers[i].dump);
		reads_as(&(struct made_workbook){.sheet = sheet}, dump);
	}
}

#define STYLES "<styleSheet xmlns=\"" MAIN_NS "\"><numFmts count=\"3\">" \
	"<numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>" \
	"<numFmt numFmtId=\"177\" formatCode=\"0.00_ \"/>" \
	"<numFmt numFmtId=\"178\" formatCode=\"[$-804]yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>" \
	"<cellStyleXfs><xf numFmtId=\"14\"/><xf numFmtId=\"14\"/></cellStyleXfs>" \
	"<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/>" \
	"<xf numFmtId=\"178\"/><xf numFmtId=\"21\"/></cellXfs></styleSheet>"

static void
a_date_is_known_by_its_format(void **state)
{
	const char *cells = SHEET("<row><c s=\"0\"><v>46347</v></c><c s=\"1\"><v>46347</v></c>"
	                          "<c s=\"2\"><v>46347.354</v></c><c s=\"3\"><v>46347</v></c>"
	                          "<c s=\"4\"><v>46327</v></c><c s=\"5\"><v>0.5</v></c>"
	                          "<c s=\"99\"><v>46347</v></c><c s=\"1\"><v>-1</v></c></row>");

	(void)state;
	reads_as(&(struct made_workbook){.sheet = cells, .styles = STYLES},
	         "1 A n:46347 B d:2026-11-21 C d:2026-11-21 D n:46347 E m:2026-11-01 F n:0.5 G n:46347 H n:-1\n");
	reads_as(&(struct made_workbook){
		.workbook = WORKBOOK_OPEN "<workbookPr date1904=\"1\"/>" ONE_SHEET,
		.sheet = SHEET("<row><c s=\"1\"><v>44885</v></c><c s=\"1\"><v>0</v></c></row>"),
		.styles = STYLES,
	}, "1 A d:2026-11-21 B d:1904-01-01\n");
}

static void
serial_numbers_know_the_false_leap_day(void **state)
{
	(void)state;
	assert_int_equal(date_of_serial(1, false), day_of(1900, 1, 1));
	assert_int_equal(date_of_serial(59, false), day_of(1900, 2, 28));
	assert_int_equal(date_of_serial(60, false), DAY_NONE);
	assert_int_equal(date_of_serial(61, false), day_of(1900, 3, 1));
	assert_int_equal(date_of_serial(0, false), DAY_NONE);
	assert_int_equal(date_of_serial(2958464, false), DAY_MAX);
	assert_int_equal(date_of_serial(2958465, false), DAY_NONE);
	assert_int_equal(date_of_serial(1e300, false), DAY_NONE);
	assert_int_equal(date_of_serial(-0.5, true), DAY_NONE);
}

static void
format_codes_tell_dates_from_numbers_and_times(void **state)
{
	static const struct { const char *code; enum date_shown shown; } codes[] = {
		{"yyyy-mm-dd", DATE_FULL}, {"yyyy/m/d h:mm", DATE_FULL}, {"d-mmm-yy", DATE_FULL},
		{"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", DATE_FULL}, {"m\"月\"d\"日\"", DATE_FULL},
		{"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", DATE_FULL}, {"e年m月d日", DATE_FULL},
		{"yyyy\"年\"m\"月\"", DATE_MONTH}, {"mmm-yy", DATE_MONTH}, {"yyyy", DATE_MONTH},
		{"[$-804]yyyy\\-mm;@", DATE_MONTH},
		{"General", DATE_NOT}, {"@", DATE_NOT}, {"0.00E+00", DATE_NOT}, {"#,##0.00_ ;[Red]\\-#,##0.00\\ ", DATE_NOT},
		{"0\"day\"", DATE_NOT}, {"h:mm:ss", DATE_NOT}, {"[h]:mm", DATE_NOT}, {"mm:ss.0", DATE_NOT},
		{"上午/下午h\"时\"mm\"分\"", DATE_NOT}, {"h:mm AM/PM", DATE_NOT}, {"_ * #,##0_ ", DATE_NOT},
		{"[$¥-804]#,##0", DATE_NOT}, {"0;yyyy", DATE_NOT}, {"", DATE_NOT}, {"\"unclosed", DATE_NOT},
		{"[unclosed", DATE_NOT}, {"\\", DATE_NOT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		const char *wrong = date_code(codes[i].code) == codes[i].shown ? NULL : codes[i].code;

		assert_string_equal(wrong ? wrong : "", "");
	}
	assert_int_equal(date_builtin(14), DATE_FULL);
	assert_int_equal(date_builtin(31), DATE_FULL);
	assert_int_equal(date_builtin(57), DATE_MONTH);
	assert_int_equal(date_builtin(20), DATE_NOT);
	assert_int_equal(date_builtin(0), DATE_NOT);
}

static void
strict_files_and_other_prefixes_are_read(void **state)
{
	(void)state;
	reads_as(&(struct made_workbook){
		.workbook = "<x:workbook xmlns:x=\"" STRICT_NS "\" xmlns:rr=\"http://purl.oclc.org/ooxml/"
		            "officeDocument/relationships\"><x:sheets><x:sheet name=\"S\" sheetId=\"1\" "
		            "rr:id=\"r1\"/></x:sheets></x:workbook>",
		.sheet = "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?><x:worksheet xmlns:x=\"" STRICT_NS
		         "\" xmlns:o=\"urn:other\"><x:sheetData><o:row><o:c><o:v>9</o:v></o:c></o:row>"
		         "<x:row o:r=\"8\"><x:c><o:v>8</o:v><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>",
	}, "1 A n:7\n");
}

static void
damage_is_named_by_its_cell(void **state)
{
	static const struct { const char *sheet; int code; const char *words; } damages[] = {
		{SHEET("<row><c t=\"s\"><v>0</v></c></row>"), FAIL_INPUT, "cell A1 refers"},
		{SHEET("<row r=\"7\"><c r=\"C7\" t=\"s\"><v>-1</v></c></row>"), FAIL_INPUT, "cell C7 refers"},
		{SHEET("<row r=\"7\"><c r=\"C7\" t=\"s\"><v>99999999999999999999</v></c></row>"), FAIL_INPUT, "C7"},
		{SHEET("<row><c><v>1x</v></c></row>"), FAIL_INPUT, "number in cell A1"},
		{SHEET("<row><c><v>inf</v></c></row>"), FAIL_INPUT, "number in cell A1"},
		{SHEET("<row><c><v>1e999</v></c></row>"), FAIL_INPUT, "number in cell A1"},
		{SHEET("<row r=\"2\"/><row r=\"2\"/>"), FAIL_INPUT, "after row 2"},
		{SHEET("<row r=\"0\"/>"), FAIL_INPUT, "after row 0"},
		{SHEET("<row r=\"-3\"/>"), FAIL_INPUT, "after row 0"},
		{SHEET("<row r=\"1048577\"/>"), FAIL_INPUT, "1048576"},
		{SHEET("<row r=\"1048576\"/><row/>"), FAIL_INPUT, "1048576"},
		{SHEET("<row r=\"3\"><c r=\"A4\"/></row>"), FAIL_INPUT, "row 3"},
		{SHEET("<row r=\"3\"><c r=\"XFE3\"/></row>"), FAIL_INPUT, "row 3"},
		{SHEET("<row r=\"3\"><c r=\"XFD3\"/><c/></row>"), FAIL_INPUT, "row 3"},
		{SHEET("<row r=\"3\"><c r=\"AAAAAAAAAAAAAAAAAAAAAAAA3\"/></row>"), FAIL_INPUT, "row 3"},
		{SHEET("<row r=\"3\"><c r=\"3A\"/></row>"), FAIL_INPUT, "row 3"},
		{SHEET("<row r=\"3\"><c r=\"\"/></row>"), FAIL_INPUT, "row 3"},
		{SHEET("<row><c r=\"B1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"), FAIL_INPUT, "cell B1 occurs twice"},
		{SHEET("<row r=\"3\"><c r=\"AMK3\"><v>1</v></c></row>"), FAIL_TOO_LARGE, "Cell AMK3 lies beyond the limit of 1024"},
		{"<worksheet xmlns=\"" MAIN_NS "\"><sheetData><row><c><v>1</v></c></row>", FAIL_INPUT, "sheet1.xml"},
		{"<worksheet xmlns=\"urn:other\"/>", FAIL_INPUT, "sheet1.xml"},
		{"<worksheet/>", FAIL_INPUT, "sheet1.xml"},
		{" ", FAIL_INPUT, "sheet1.xml"},
		{"<!DOCTYPE worksheet [<!ENTITY a \"b\">]>" SHEET("<row><c><v>&a;</v></c></row>"), FAIL_INPUT, "DOCTYPE"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++)
		refused_with(&(struct made_workbook){.sheet = damages[i].sheet}, damages[i].code, damages[i].words);
}

/* `count` times `unit` between `head` and `tail`, in out. */
static const char *
repeat(struct buf *out, const char *head, const char *unit, size_t count, const char *tail)
{
	buf_init(out, (size_t)64 << 20);
	buf_puts(out, head);
	while (count-- > 0)
		buf_puts(out, unit);
	buf_puts(out, tail);
	assert_int_equal(buf_status(out), 0);
	return buf_text(out);
}

static void
too_much_is_refused_by_a_named_limit(void **state)
{
	static const struct { const char *head, *unit; size_t count; const char *tail, *words; } cases[] = {
		{"<worksheet xmlns=\"" MAIN_NS "\">", "<a>", XML_DEPTH_MAX, "", "deeper than the limit of 100"},
		{"<worksheet xmlns=\"" MAIN_NS "\"><sheetData><row><c t=\"inlineStr\"><is><t>", "党", 32769,
		 "</t></is></c></row></sheetData></worksheet>", "cell A1 is longer than the limit of 98304 bytes"},
		{"<worksheet xmlns=\"" MAIN_NS "\"><sheetData foo=\"", "0123456789", 250000, "\"/></worksheet>",
		 "tag longer than the limit of 1 MB"},
		{"<worksheet xmlns=\"" MAIN_NS "\"><!--", "0123456789", 250000, "--></worksheet>",
		 "tag longer than the limit of 1 MB"},
		{"<worksheet xmlns=\"" MAIN_NS "\"><", "a", XML_NAME_MAX + 1, "/></worksheet>", "more names"},
	};
	struct buf text;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		refused_with(&(struct made_workbook){
			.sheet = repeat(&text, cases[i].head, cases[i].unit, cases[i].count, cases[i].tail),
		}, FAIL_TOO_LARGE, cases[i].words);
		buf_free(&text);
	}
	repeat(&text, "<worksheet xmlns=\"" MAIN_NS "\">", "", 0, "");
	for (int i = 0; i <= XML_NAMES_MAX; i++)
		buf_printf(&text, "<n%d abc%d=\"\"/>", i / 2, i / 2);
	buf_puts(&text, "</worksheet>");
	refused_with(&(struct made_workbook){.sheet = buf_text(&text)}, FAIL_TOO_LARGE, "more names");
	buf_free(&text);
	refused_with(&(struct made_workbook){
		.strings = repeat(&text, "<sst xmlns=\"" MAIN_NS "\"><si><t>", "0123456789", 9831, "</t></si></sst>"),
	}, FAIL_TOO_LARGE, "Shared text 1");
	buf_free(&text);
	refused_with(&(struct made_workbook){
		.sheet = repeat(&text, "<worksheet xmlns=\"" MAIN_NS "\">", " ", WORKBOOK_RATIO_FROM, "</worksheet>"),
	}, FAIL_TOO_LARGE, "limit of 300 times");
	buf_free(&text);
}

static void
the_longest_text_and_the_last_column_are_read(void **state)
{
	struct buf text, dump;

	(void)state;
	repeat(&text, "<worksheet xmlns=\"" MAIN_NS "\"><sheetData><row><c r=\"AMJ1\" t=\"inlineStr\"><is><t>", "党",
	       32767, "</t></is></c></row></sheetData></worksheet>");
	repeat(&dump, "1 AMJ t:", "党", 32767, "\n");
	reads_as(&(struct made_workbook){.sheet = buf_text(&text)}, buf_text(&dump));
	buf_free(&text);
	buf_free(&dump);
}

static int
stop_at_second(void *arg, const struct row *row)
{
	size_t *seen = arg;

	*seen = row->number;
	return row->number == 2 ? ROWS_ENOUGH : 0;
}

static int
refuse_second(void *arg, const struct row *row)
{
	(void)arg;
	return row->number == 2 ? fail(FAIL_REFUSED, NULL, NULL, "不", "no") : 0;
}

static void
a_reader_of_rows_can_end_early(void **state)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct workbook *workbook;
	struct buf bytes;
	size_t seen = 0;

	(void)state;
	buf_init(&bytes, BUF_PAGE_MAX);
	assert_true(make_workbook(&(struct made_workbook){
		.sheet = SHEET("<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
	}, &bytes));
	assert_int_equal(book_open(arena, bytes.data, bytes.len, &workbook), 0);
	assert_int_equal(sheet_rows(workbook, 0, stop_at_second, &seen), 0);
	assert_int_equal(seen, 2);
	assert_int_equal(sheet_rows(workbook, 0, refuse_second, NULL), FAIL_REFUSED);
	assert_string_equal(failure_text(LANG_EN), "no");
	book_close(workbook);
	arena_free(arena);
	buf_free(&bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_cell_is_read),
		cmocka_unit_test(a_formula_gives_its_cached_value_or_says_it_has_none),
		cmocka_unit_test(rows_and_cells_without_reference_are_counted),
		cmocka_unit_test(blank_rows_are_skipped_and_counted),
		cmocka_unit_test(numbers_stand_as_a_clerk_sees_them),
		cmocka_unit_test(a_date_is_known_by_its_format),
		cmocka_unit_test(serial_numbers_know_the_false_leap_day),
		cmocka_unit_test(format_codes_tell_dates_from_numbers_and_times),
		cmocka_unit_test(strict_files_and_other_prefixes_are_read),
		cmocka_unit_test(damage_is_named_by_its_cell),
		cmocka_unit_test(too_much_is_refused_by_a_named_limit),
		cmocka_unit_test(the_longest_text_and_the_last_column_are_read),
		cmocka_unit_test(a_reader_of_rows_can_end_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
