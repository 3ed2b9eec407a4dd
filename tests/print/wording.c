#include "../check.h"

#include "print/document.h"
#include "print/wording.h"

static void
numbers_are_written_as_they_are_read(void **state)
{
	static const struct { int64_t number; const char *zh; } cases[] = {
		{1, "一"}, {9, "九"}, {10, "十"}, {11, "十一"}, {20, "二十"}, {21, "二十一"}, {99, "九十九"}, {100, "一百"},
		{101, "一百零一"}, {110, "一百一十"}, {111, "一百一十一"}, {1001, "一千零一"}, {1010, "一千零一十"},
		{1100, "一千一百"}, {9999, "九千九百九十九"}, {10000, "10000"}, {0, "0"}, {-1, "-1"},
	};
	char text[WORDING_NUMBER];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(wording_number(LANG_ZH, cases[i].number, text), cases[i].zh);
	assert_string_equal(wording_number(LANG_EN, 21, text), "21");
}

static void
A_23_a_date_has_no_leading_zero(void **state)
{
	char text[WORDING_DAY];

	(void)state;
	assert_string_equal(wording_day(LANG_ZH, day_of(2026, 11, 8), text), "2026年11月8日");
	assert_string_equal(wording_day(LANG_ZH, day_of(2027, 1, 31), text), "2027年1月31日");
	assert_string_equal(wording_day(LANG_EN, day_of(2026, 11, 8), text), "8 November 2026");
	assert_string_equal(wording_day(LANG_ZH, DAY_NONE, text), "____年__月__日");
}

static void
what_is_not_known_is_a_line_to_write_on_and_an_empty_cell(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct document *document = document_new(arena, LANG_ZH, "试");

	(void)state;
	document_begin(document, PIECE_TEXT, 0, 0);
	document_put(document, "应到");
	document_put_int(document, -1);
	document_put(document, "名，");
	document_put(document, NULL);
	document_begin(document, PIECE_ROW, 0, 0); /* ends the piece before it */
	document_put_int(document, -1);
	document_next(document);
	document_put_day(document, DAY_NONE);
	document_end(document);
	assert_int_equal(document_status(document), 0);
	assert_int_equal(document->count, 2);
	assert_string_equal(document->pieces[0].texts[0], "应到______名，________");
	assert_int_equal(document->pieces[1].count, 2);
	assert_string_equal(document->pieces[1].texts[0], "");
	assert_string_equal(document->pieces[1].texts[1], "");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_written_as_they_are_read),
		cmocka_unit_test(A_23_a_date_has_no_leading_zero),
		cmocka_unit_test(what_is_not_known_is_a_line_to_write_on_and_an_empty_cell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
