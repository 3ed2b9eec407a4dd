/* What A-23 says of a page, measured on the page. */
#include "../check.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "read.h"

#define MM(mm) ((mm) * 72.0 / 25.4)
#define LINES_MAX 200
#define PITCH ((MM(225) - 16) / 21)
#define ABOVE 4.3 /* what poppler adds above the square of a character of 16 points: the type's own ascent */

static struct document *
long_text(struct arena *arena, const char *sentence, int times)
{
	struct document *document = document_new(arena, LANG_ZH, "长文");

	document_begin(document, PIECE_TEXT, 0, 0);
	for (int i = 0; i < times; i++)
		document_put(document, sentence);
	document_end(document);
	return document;
}

static void
A_23_a_full_page_has_22_lines_of_28_characters_within_the_margins(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct read_line lines[LINES_MAX];
	size_t count;

	(void)state;
	read_print_one(arena, long_text(arena, "选", 28 * 30));
	assert_int_equal(read_pages(arena), 2);
	count = read_lines(arena, 1, lines, LINES_MAX);
	assert_int_equal(count, 23); /* and the page number */
	assert_int_equal(utf8_length(lines[0].text), 26); /* two are the indent */
	for (size_t i = 1; i < 22; i++) {
		assert_int_equal(utf8_length(lines[i].text), 28);
		assert_true(fabs(lines[i].top - lines[i - 1].top - PITCH) < 0.1);
		assert_true(lines[i].left >= MM(27.7) && lines[i].left <= MM(28.3));
		assert_true(lines[i].right >= MM(183.5) && lines[i].right <= MM(184.3));
	}
	assert_true(fabs(lines[0].left - MM(28) - 2 * MM(156) / 28) < 1);
	/* Top margin 37 ± 1 mm; the last line ends where the type area does, 35 mm above the edge. */
	assert_true(fabs(lines[0].top + ABOVE - MM(37)) < MM(1));
	assert_true(fabs(lines[21].top + ABOVE + 16 - MM(262)) < MM(1));
	/* The page number stands 7 mm below. */
	assert_string_equal(lines[22].text, "—1—");
	assert_true(fabs(lines[22].top + (1.15 - 0.35) * 14 - MM(262 + 7)) < MM(1)); /* its dashes */
	/* Odd pages at the right, even ones at the left, one character from the edge of the type area. */
	assert_true(fabs(lines[22].right - (MM(184) - MM(156) / 28)) < 2);
	count = read_lines(arena, 2, lines, LINES_MAX);
	assert_string_equal(lines[count - 1].text, "—2—");
	assert_true(fabs(lines[count - 1].left - (MM(28) + MM(156) / 28)) < 2);
	arena_free(arena);
}

static void
A_23_body_is_16_point_and_titles_22(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct document *document = document_new(arena, LANG_ZH, "号");
	struct read_line lines[LINES_MAX];
	const char *fonts;

	(void)state;
	document_line(document, PIECE_TITLE, "关于某事的请示");
	document_line(document, PIECE_TEXT, "选举产生新一届委员会选举产生新一届委员会选举产生。");
	read_print_one(arena, document);
	assert_int_equal(read_lines(arena, 1, lines, LINES_MAX), 3);
	/* Seven characters of a title and 22 of body: the widths tell the sizes. */
	assert_true(fabs((lines[0].right - lines[0].left) / 7 - 22) < 0.3);
	assert_true(fabs((lines[1].right - lines[1].left) / 25 - MM(156) / 28) < 0.3);
	assert_true(fabs((lines[0].left + lines[0].right) / 2 - MM(28 + 78)) < 1); /* centred */
	fonts = read_tool(arena, "pdffonts", (const char *const[]){NULL});
	assert_non_null(strstr(fonts, "Bold"));
	assert_null(strstr(fonts, " no ")); /* all embedded, subset, with their characters named */
	arena_free(arena);
}

static void
no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(void **state)
{
	static const char *const closing[] = {"，", "。", "；", "：", "、", "）", "》", "”", "？", "！"};
	static const char *const opening[] = {"（", "《", "“"};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct read_line lines[LINES_MAX];
	size_t count;

	(void)state;
	read_print_one(arena, long_text(arena, "根据《条例》（以下简称“条例”），选、举；票：", 40));
	count = read_lines(arena, 1, lines, LINES_MAX);
	assert_int_equal(count, 23);
	for (size_t i = 0; i + 1 < count; i++) {
		for (size_t m = 0; m < sizeof closing / sizeof *closing; m++)
			assert_int_not_equal(strncmp(lines[i].text, closing[m], strlen(closing[m])), 0);
		for (size_t m = 0; m < sizeof opening / sizeof *opening; m++)
			assert_string_not_equal(lines[i].text + strlen(lines[i].text) - strlen(opening[m]), opening[m]);
		assert_true(lines[i].right < MM(184.3));
	}
	arena_free(arena);
}

/* So many lines of body, then what is asked about. */
static struct document *
lines_then(struct arena *arena, int lines, enum piece_kind kind, int level, const char *const *texts)
{
	struct document *document = document_new(arena, LANG_ZH, "分页");

	for (int i = 0; i < lines; i++)
		document_line(document, PIECE_TEXT, "正文一行。");
	document_add(document, kind, level, 0, texts);
	return document;
}

static void
a_signature_never_stands_alone_on_a_page(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);

	(void)state;
	/* Two free lines for the seal, the organ and the day take four. */
	for (int lines = 16; lines <= 24; lines++) {
		static const char *const texts[] = {"某党支部", "2026年11月28日", NULL};
		struct read_line found[LINES_MAX];
		int pages;
		size_t count;

		read_print_one(arena, lines_then(arena, lines, PIECE_SIGNATURE, 0, texts));
		pages = read_pages(arena);
		assert_int_equal(pages, lines <= 18 ? 1 : 2);
		count = read_lines(arena, pages, found, LINES_MAX);
		assert_string_equal(found[count - 3].text, "某党支部");
		assert_string_equal(found[count - 2].text, "2026年11月28日");
		if (pages == 2)
			assert_string_equal(found[1].text, "正文一行。"); /* two lines of body came along */
		/* Four characters are free at the right of the day, and the organ is centred on it. */
		assert_true(fabs(found[count - 2].right - (MM(184) - 4 * MM(156) / 28)) < 2);
		assert_true(fabs((found[count - 3].left + found[count - 3].right) -
		                 (found[count - 2].left + found[count - 2].right)) < 4);
	}
	arena_free(arena);
}

static void
a_heading_is_never_the_last_line_of_a_page(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);

	(void)state;
	for (int lines = 20; lines <= 22; lines++) {
		static const char *const texts[] = {"有关要求", NULL};
		struct document *document = lines_then(arena, lines, PIECE_HEADING, 1, texts);
		struct read_line found[LINES_MAX];
		size_t count;

		document_line(document, PIECE_TEXT, "要求一行。");
		read_print_one(arena, document);
		count = read_lines(arena, 1, found, LINES_MAX);
		assert_string_equal(found[count - 2].text, lines == 20 ? "要求一行。" : "正文一行。");
	}
	arena_free(arena);
}

static void
a_table_repeats_its_heads_and_cuts_no_row(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct document *document = document_new(arena, LANG_ZH, "表");
	struct read_line lines[LINES_MAX];

	(void)state;
	document_add(document, PIECE_TABLE, 0, 10, (const char *const[]){"1c", "3l", NULL});
	document_add(document, PIECE_HEAD, 0, 0, (const char *const[]){"序号", "姓名", NULL});
	for (int i = 0; i < 60; i++)
		document_add(document, PIECE_ROW, 0, 0, (const char *const[]){arena_printf(arena, "%d", i + 1), "甲", NULL});
	read_print_one(arena, document);
	assert_int_equal(read_pages(arena), 3);
	for (int page = 1; page <= 3; page++) {
		size_t count = read_lines(arena, page, lines, LINES_MAX);

		assert_string_equal(lines[0].text, "序号姓名");
		assert_true(lines[count - 2].bottom < MM(264));
	}
	arena_free(arena);
}

static void
a_row_higher_than_a_page_goes_on_with_nothing_lost(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct document *document = document_new(arena, LANG_ZH, "高");
	struct buf text;
	size_t found = 0;

	(void)state;
	buf_init(&text, 1 << 20);
	for (int i = 0; i < 3000; i++)
		buf_puts(&text, "选");
	document_add(document, PIECE_TABLE, 0, 0, (const char *const[]){"1c", "1l", NULL});
	document_add(document, PIECE_ROW, 0, 0, (const char *const[]){"头", buf_text(&text), NULL});
	read_print_one(arena, document);
	assert_true(read_pages(arena) > 2);
	for (const char *at = read_text(arena, 1, 99); (at = strstr(at, "选")); at++)
		found++;
	assert_int_equal(found, 3000);
	buf_free(&text);
	arena_free(arena);
}

static void
a_character_no_type_has_is_a_box_to_write_in_and_is_named(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct document *document = document_new(arena, LANG_ZH, "缺");
	struct printed printed;

	(void)state;
	document_line(document, PIECE_TEXT, "候选人：王𰻞、李\U0010FFFD、赵㛃。"); /* for private use */
	printed = read_print_one(arena, document);
	assert_int_equal(printed.missing[0], 0x10FFFD);
	assert_int_equal(printed.missing[1], 0);
	assert_non_null(strstr(read_text(arena, 1, 1), "U+10FFFD"));
	assert_non_null(strstr(read_text(arena, 1, 1), "王𰻞、李□、赵㛃"));
	arena_free(arena);
}

static void
a_family_that_is_not_installed_is_replaced_and_told(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct document *documents[] = {long_text(arena, "选举", 3)};
	const struct job job = {.made = READ_DAY, .documents = documents, .count = 1};
	struct printer printer = *read_printer();
	struct printed printed;

	(void)state;
	printer.fonts = (struct print_fonts){{"Noto Serif CJK SC", "Noto Sans CJK SC", "No Such Family;Noto Serif CJK SC",
	                                      "Noto Serif CJK SC Bold", "No Such Family"}};
	assert_int_equal(printer_print(&printer, arena, &job, &printed), 0);
	assert_int_equal(printed.substituted, 1 << FACE_KAI | 1 << FACE_LATIN);
	assert_int_equal(printed.count, 1);
	arena_free(arena);
}

static void
the_same_job_gives_the_same_bytes(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct printed first = read_print_one(arena, long_text(arena, "选举、", 300));
	struct printed second = read_print_one(arena, long_text(arena, "选举、", 300));

	(void)state;
	assert_int_equal(first.files[0].len, second.files[0].len);
	assert_memory_equal(first.files[0].bytes, second.files[0].bytes, first.files[0].len);
	arena_free(arena);
}

static void
each_document_its_own_file_or_all_in_one(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct document *documents[] = {long_text(arena, "甲", 3), long_text(arena, "乙", 700)};
	const struct job job = {.made = READ_DAY, .documents = documents, .count = 2};
	struct printed printed;

	(void)state;
	assert_int_equal(printer_print(read_printer(), arena, &job, &printed), 0);
	assert_int_equal(printed.count, 2);
	assert_int_equal(printed.files[0].pages, 1);
	assert_int_equal(printed.files[1].pages, 2);
	printed = read_print(arena, documents, 2);
	assert_int_equal(printed.files[0].pages, 3);
	assert_int_equal(read_pages(arena), 3);
	assert_non_null(strstr(read_text(arena, 2, 2), "—1—")); /* each counts its pages anew */
	arena_free(arena);
}

static void
a_printer_that_fails_is_a_sentence(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct document *documents[] = {long_text(arena, "选", 3)};
	const struct job job = {.made = READ_DAY, .documents = documents, .count = 1};
	struct printer none = {.program = "/nonexistent"}, mute = {.program = "/bin/true"};
	struct printed printed;

	(void)state;
	assert_int_equal(printer_print(&none, arena, &job, &printed), FAIL_SYSTEM);
	assert_int_equal(printer_print(&mute, arena, &job, &printed), FAIL_SYSTEM);
	assert_true(*failure_text(LANG_ZH) != '\0');
	arena_free(arena);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(A_23_a_full_page_has_22_lines_of_28_characters_within_the_margins),
		cmocka_unit_test(A_23_body_is_16_point_and_titles_22),
		cmocka_unit_test(no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one),
		cmocka_unit_test(a_signature_never_stands_alone_on_a_page),
		cmocka_unit_test(a_heading_is_never_the_last_line_of_a_page),
		cmocka_unit_test(a_table_repeats_its_heads_and_cuts_no_row),
		cmocka_unit_test(a_row_higher_than_a_page_goes_on_with_nothing_lost),
		cmocka_unit_test(a_character_no_type_has_is_a_box_to_write_in_and_is_named),
		cmocka_unit_test(a_family_that_is_not_installed_is_replaced_and_told),
		cmocka_unit_test(the_same_job_gives_the_same_bytes),
		cmocka_unit_test(each_document_its_own_file_or_all_in_one),
		cmocka_unit_test(a_printer_that_fails_is_a_sentence),
	};

	if (argc != 2)
		return 2;
	read_begin(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
