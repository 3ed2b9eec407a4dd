#include "../check.h"

#include <string.h>

#include "base/text.h"

static void
cells_are_tidied_as_clerks_type_them(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);

	(void)state;
	assert_string_equal(text_tidy(arena, "  某市\xE3\x80\x80"), "某市");
	assert_string_equal(text_tidy(arena, "１１０１０５"), "110105");
	assert_string_equal(text_tidy(arena, "\xEF\xBB\xBF王\xC2\xA0"), "王");
	assert_string_equal(text_tidy(arena, "张 三"), "张 三");
	assert_string_equal(text_tidy(arena, " \xE3\x80\x80 "), "");
	/* sentences keep their signs */
	assert_string_equal(text_trim(arena, " 甲，乙。（丙）\xE3\x80\x80"), "甲，乙。（丙）");
	assert_string_equal(text_tidy(arena, "甲，乙"), "甲,乙");
	arena_free(arena);
}

static void
blank_text_is_what_tidying_leaves_nothing_of(void **state)
{
	static const char *const blank[] = {"", " ", " \t\r\n\xE3\x80\x80\xC2\xA0\xEF\xBB\xBF"};
	static const char *const filled[] = {"a", "  王", "\xFF", " .\xE3\x80\x80"};

	(void)state;
	for (size_t i = 0; i < sizeof blank / sizeof *blank; i++)
		assert_true(text_blank(blank[i]));
	for (size_t i = 0; i < sizeof filled / sizeof *filled; i++)
		assert_false(text_blank(filled[i]));
}

static void
ill_formed_text_is_noticed(void **state)
{
	static const char *const bad[] = {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
	                                  "\xFF", "\xE4\xBD", "a\x80", "\xF5\x80\x80\x80"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(utf8_valid(bad[i], strlen(bad[i])));
	assert_true(utf8_valid("党建 café 𠮷", strlen("党建 café 𠮷")));
	assert_false(utf8_valid("a\0b", 3));
	assert_false(utf8_valid("党", 2));
	assert_int_equal(utf8_length("党建𠮷a"), 4);
}

static void
characters_survive_a_round_trip(void **state)
{
	(void)state;
	for (uint32_t rune = 1; rune < 0x110000; rune += rune < 0x3000 ? 1 : 13) {
		char bytes[5];
		const char *at = bytes;

		if (rune >= 0xD800 && rune <= 0xDFFF)
			continue;
		utf8_put(rune, bytes);
		assert_int_equal(utf8_next(&at), rune);
		assert_int_equal(*at, 0);
	}
}

/* A table made by one machine is read by another. */
static void
a_hash_is_the_same_everywhere_and_heeds_every_byte(void **state)
{
	static const char text[] = "select 社会组织 from 名册 where 1";

	(void)state;
	assert_int_equal(text_hash("", 0) != text_hash("\0", 1), 1);
	for (size_t len = 0; len < sizeof text; len++) {
		char copy[sizeof text];
		uint64_t hash = text_hash(text, len);

		memcpy(copy, text, sizeof text);
		assert_true(text_hash(copy, len) == hash);
		for (size_t at = 0; at < len; at++) {
			copy[at] ^= 1;
			assert_true(text_hash(copy, len) != hash);
			copy[at] ^= 1;
		}
	}
	assert_true(text_hash("Overview of everything", 22) == 0x8b01792a802d1bdau);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_tidied_as_clerks_type_them),
		cmocka_unit_test(blank_text_is_what_tidying_leaves_nothing_of),
		cmocka_unit_test(ill_formed_text_is_noticed),
		cmocka_unit_test(characters_survive_a_round_trip),
		cmocka_unit_test(a_hash_is_the_same_everywhere_and_heeds_every_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
