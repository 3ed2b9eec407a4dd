#include "../check.h"

#include <string.h>

#include "floors.h"

/* The sentences of one file of the house; freed by the caller. */
static struct buf
judge(const char *path, const char *code)
{
	const struct source source = {path, code, strlen(code)};
	struct buf errors;

	buf_init(&errors, SOURCE_MAX);
	house_check(path, &source, &errors);
	return errors;
}

static void
is_refused(const char *path, const char *code, const char *sentence)
{
	struct buf errors = judge(path, code);

	if (!strstr(buf_text(&errors), sentence)) {
		print_error("%s: %s\n%s", path, code, buf_text(&errors));
		assert_true(false);
	}
	buf_free(&errors);
}

static void
is_fine(const char *path, const char *code)
{
	struct buf errors = judge(path, code);

	assert_string_equal(buf_text(&errors), "");
	buf_free(&errors);
}

static void
a_folder_includes_only_from_below(void **state)
{
	(void)state;
	is_fine("src/law/a.c", "#include \"base/day.h\"\n#include \"names/codes.h\"\n#include \"law/rule.h\"\n#include <stdio.h>\n");
	is_fine("src/web/a.c", "#include \"print/pdf.h\"\n#include \"party/unit.h\"\n");
	is_fine("tests/law/a.c", "#include \"web/page.h\"\n#include \"../check.h\"\n");
	is_refused("src/base/a.c", "\n#include \"names/codes.h\"\n", "src/base/a.c:2:1: error: base stands below names");
	is_refused("src/party/a.h", "#include \"web/page.h\"\n", "party stands below web");
	is_refused("src/party/a.h", "#include \"print/pdf.h\"\n", "party stands below print");
	is_refused("src/law/a.c", "#include \"none/a.h\"\n", "no floor has this name");
	is_refused("src/attic/a.c", "#include \"base/day.h\"\n", "this folder stands on no floor");
}

static void
banned_functions_are_found_where_they_are_called(void **state)
{
	(void)state;
	is_refused("src/web/a.c", "\tstrcpy(a, b);\n", "src/web/a.c:1:2: error: strcpy is not used here");
	is_refused("tests/web/a.c", "\tx = atoi (b);\n", "atoi is not used here");
	is_refused("src/party/a.c", "\tprintf(\"%d\", 1);\n", "printf is not used here");
	is_refused("src/base/day.c", "\tlocaltime(&t);\n", "localtime is not used here");
	is_refused("src/web/a.c", "\tgmtime_r(&t, &tm);\n", "gmtime_r is not used here");
	is_fine("src/base/day.c", "\tgmtime_r(&t, &tm);\n");
	is_fine("src/cli/a.c", "\tprintf(\"%d\", 1);\n");
	is_fine("tools/a.c", "\tfprintf(stderr, \"x\");\n");
	is_fine("src/web/a.c", "\t/* strcpy(a, b); */ // strcat(a, b)\n\tx = \"system(\\\"ls\\\")\"; c = '\"'; my_strcpy(a); snprintf(a, 1, b);\n"
	                       "\tdb->system(a);\n\tint system;\n__attribute__((format(printf, 1, 2)));\n");
}

static void
functions_and_files_have_a_length(void **state)
{
	struct buf code;

	(void)state;
	for (int lines = 120; lines <= 121; lines++) {
		buf_init(&code, SOURCE_MAX);
		buf_puts(&code, "void\nf(void)\n{\n");
		for (int i = 0; i < lines; i++)
			buf_puts(&code, "\tg();\n");
		buf_puts(&code, "}\n");
		if (lines == 120)
			is_fine("src/web/a.c", buf_text(&code));
		else
			is_refused("src/web/a.c", buf_text(&code), "src/web/a.c:3:1: error: a function of 121 lines; at most 120");
		buf_free(&code);
	}
	for (int lines = 1200; lines <= 1201; lines++) {
		buf_init(&code, SOURCE_MAX);
		for (int i = 0; i < lines; i++)
			buf_puts(&code, "int x;\n");
		if (lines == 1200)
			is_fine("src/web/a.c", buf_text(&code));
		else
			is_refused("src/web/a.c", buf_text(&code), "a file of 1201 lines; at most 1200");
		buf_free(&code);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_folder_includes_only_from_below),
		cmocka_unit_test(banned_functions_are_found_where_they_are_called),
		cmocka_unit_test(functions_and_files_have_a_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
