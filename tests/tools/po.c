#include "../check.h"

#include <string.h>

#include "po.h"

static bool
reads(const char *text, struct po *po, struct buf *errors)
{
	const struct source source = {"zh.po", text, strlen(text)};

	buf_init(errors, SOURCE_MAX);
	return po_read(&source, po, errors);
}

static void
entries_are_read_sorted_and_unquoted(void **state)
{
	struct buf errors;
	struct po po;

	(void)state;
	assert_true(reads("# by us\nmsgid \"\"\nmsgstr \"Language: zh\\n\"\n\n#: views/a.html:3\nmsgid \"b %d %s\"\nmsgstr \"乙 %2$s %1$d\"\n\n"
	                  "msgid \"a \\\"q\\\"\"\nmsgstr \"甲\"\n\"续 100%%\\n\"\n", &po, &errors));
	assert_int_equal(po.count, 2);
	assert_string_equal(po.entries[0].msgid, "a \"q\"");
	assert_string_equal(po.entries[0].msgstr, "甲续 100%%\n");
	assert_int_equal(po.entries[1].line, 6);
	assert_ptr_equal(po_find(&po, "b %d %s"), &po.entries[1]);
	assert_null(po_find(&po, "c"));
	po_free(&po);
	buf_free(&errors);
}

static void
what_is_wrong_is_named_with_its_line(void **state)
{
	static const struct {
		const char *text, *sentence;
	} wrong[] = {
		{"\nmsgid \"a\"\nmsgstr \"\"\n", "zh.po:2:1: error: this text has no translation"},
		{"\nmsgid \"a\"\n", "zh.po:3:1: error: msgstr is wanted here"},
		{"\nmsgstr \"a\"\n", "zh.po:2:1: error: msgid is wanted here"},
		{"\nmsgid \"a\nmsgstr \"b\"\n", "zh.po:2:7: error: one text in double quotes"},
		{"\nmsgid \"a\" x\nmsgstr \"b\"\n", "zh.po:2:7: error: one text in double quotes"},
		{"\nmsgid \"\\x41\"\nmsgstr \"b\"\n", "zh.po:2:7: error: of escapes only"},
		{"\n#, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n", "zh.po:2:1: error: no flags"},
		{"\nmsgid_plural \"a\"\nmsgstr \"b\"\n", "zh.po:2:6: error: one text in double quotes"},
		{"msgid \"%d\"\nmsgstr \"%s\"\n", "zh.po:1:1: error: msgid and msgstr do not take the same values"},
		{"msgid \"%d %s\"\nmsgstr \"%s %d\"\n", "do not take the same values"},
		{"msgid \"%zu\"\nmsgstr \"%d\"\n", "do not take the same values"},
		{"msgid \"%d\"\nmsgstr \"没有\"\n", "do not take the same values"},
		{"msgid \"%s\"\nmsgstr \"%2$s\"\n", "a value left out"},
		{"msgid \"100% ok\"\nmsgstr \"好\"\n", "begins no conversion"},
		{"msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", "this msgid stands in line"},
		{"msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"\"\nmsgstr \"c\"\n", "an empty msgid stands first only"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct buf errors;
		struct po po;

		assert_false(reads(wrong[i].text, &po, &errors));
		if (!strstr(buf_text(&errors), wrong[i].sentence)) {
			print_error("%s: %s", wrong[i].text, buf_text(&errors));
			assert_true(false);
		}
		buf_free(&errors);
	}
}

static void
mangled_catalogues_are_survived(void **state)
{
	static const char text[] = "msgid \"\"\nmsgstr \"h\"\n\n# c\nmsgid \"a %d\"\n\"b\"\nmsgstr \"甲 %1$d\"\n\nmsgid \"c\"\nmsgstr \"丙\"\n";
	static const char bytes[] = "\"\\%\n# m\xFF";
	char copy[sizeof text];

	(void)state;
	for (size_t at = 0; at < sizeof text - 1; at++)
		for (size_t b = 0; b < sizeof bytes; b++) {
			struct buf errors;
			struct po po;

			memcpy(copy, text, sizeof text);
			copy[at] = bytes[b];
			if (reads(copy, &po, &errors))
				po_free(&po);
			buf_free(&errors);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_are_read_sorted_and_unquoted),
		cmocka_unit_test(what_is_wrong_is_named_with_its_line),
		cmocka_unit_test(mangled_catalogues_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
