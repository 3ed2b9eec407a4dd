#include "../check.h"

#include <string.h>

#include "web/chart.h"

static void
columns_lead_to_their_lists_and_say_their_words(void **state)
{
	static const struct chart_column columns[] = {
		{"12月", "12月：2 <个>", 2, TONE_PLAIN, {"/bodies?term=\"12\""}},
		{"1月", "1月：0", 0, TONE_PLAIN, {NULL}},
		{"2月", "2月：1204", 1204, TONE_LATE, {"javascript:alert(1)"}},
	};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct fragment drawn = chart_columns(arena, "任期 & 届满", columns, 3);

	(void)state;
	assert_non_null(drawn.html);
	assert_int_equal(drawn.len, strlen(drawn.html));
	assert_non_null(strstr(drawn.html, "role=\"group\" aria-label=\"任期 &amp; 届满\""));
	assert_non_null(strstr(drawn.html, "<a href=\"/bodies?term=&quot;12&quot;\" aria-label=\"12月：2 &lt;个&gt;\"><title>12月：2 &lt;个&gt;</title>"));
	assert_non_null(strstr(drawn.html, "<a href=\"#\" aria-label=\"2月：1204\">"));
	assert_non_null(strstr(drawn.html, "class=\"c-bar-late\""));
	assert_non_null(strstr(drawn.html, ">1,204</text>"));
	assert_non_null(strstr(drawn.html, "height=\"1\"/>")); /* 2 of 1204 is still seen */
	assert_null(strstr(drawn.html, "style="));
	arena_free(arena);
}

static void
a_line_has_gaps_where_nothing_is_known(void **state)
{
	static const struct chart_point points[] = {{"2023", 0}, {"2024", -1}, {"2025", 1000}, {"2026", 755}};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct fragment drawn = chart_line(arena, "覆盖率", points, 4);

	(void)state;
	assert_non_null(drawn.html);
	assert_non_null(strstr(drawn.html, "role=\"img\""));
	assert_non_null(strstr(drawn.html, "d=\"M58 128M259 20L360 47")); /* 0 stands on the axis, 100 at the top */
	assert_non_null(strstr(drawn.html, ">75.5</text>"));
	assert_null(chart_line(arena, "覆盖率", points, 1).html);
	assert_null(chart_columns(arena, "无", NULL, 0).html);
	arena_free(arena);
}

static void
ELEC_29_1_the_mark_stands_at_the_least_number_that_elects(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct fragment enough = chart_majority(arena, "13 / 25", 13, 13, 25);
	struct fragment short_of = chart_majority(arena, "12 / 25", 12, 13, 25);

	(void)state;
	assert_non_null(strstr(enough.html, "<rect class=\"c-bar-good\" y=\"3\" width=\"104\""));
	assert_non_null(strstr(enough.html, "d=\"M104 0V14\""));
	assert_non_null(strstr(short_of.html, "<rect class=\"c-bar-plain\" y=\"3\" width=\"96\""));
	assert_null(chart_majority(arena, "", 1, 1, 0).html);
	arena_free(arena);
}

static void
without_memory_nothing_is_drawn(void **state)
{
	static const struct chart_column columns[] = {{"1", "1", 1, TONE_PLAIN, {NULL}}};
	struct arena *arena = arena_new(16);
	struct fragment drawn = chart_columns(arena, "t", columns, 1);

	(void)state;
	assert_null(drawn.html);
	assert_int_equal(drawn.len, 0);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_lead_to_their_lists_and_say_their_words),
		cmocka_unit_test(a_line_has_gaps_where_nothing_is_known),
		cmocka_unit_test(ELEC_29_1_the_mark_stands_at_the_least_number_that_elects),
		cmocka_unit_test(without_memory_nothing_is_drawn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
