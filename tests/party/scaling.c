/* docs/scaling.md names each declared table once, and nothing that is none. */
#include "../check.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "party/tables.h"

#define TEXT_MAX ((size_t)1 << 20)
#define BEGINS "    select create_distributed_table('r11."

static const char *path;

static char *
slurp(void)
{
	FILE *file = fopen(path, "r");
	char *text = malloc(TEXT_MAX);
	size_t len;

	assert_true(file && text);
	len = fread(text, 1, TEXT_MAX - 1, file);
	text[len] = '\0';
	fclose(file);
	return text;
}

static bool
is_declared(const struct schema *schema, const char *name, size_t len)
{
	for (size_t i = 0; i < schema->count; i++)
		if (strlen(schema->tables[i]->name) == len && strncmp(schema->tables[i]->name, name, len) == 0)
			return true;
	return false;
}

static void
every_table_is_divided_by_region(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	char *text = slurp();
	struct schema schema;
	size_t found = 0;

	(void)state;
	assert_non_null(arena);
	assert_int_equal(party_schema(arena, &schema), 0);
	for (size_t i = 0; i < schema.count; i++) {
		char line[160];
		const char *at;

		/* all lie with the first, or a join would cross nodes */
		snprintf(line, sizeof line, BEGINS "%s', null, colocate_with => '%s');\n", schema.tables[i]->name,
		         i == 0 ? "none" : "r11.meta");
		at = strstr(text, line);
		if (!at)
			print_error("docs/scaling.md lacks %s", line);
		assert_non_null(at);
		assert_null(strstr(at + 1, line));
	}
	assert_string_equal(schema.tables[0]->name, "meta");
	for (const char *at = text; (at = strstr(at, BEGINS)); found++) {
		at += strlen(BEGINS);
		assert_true(is_declared(&schema, at, strcspn(at, "'")));
	}
	assert_int_equal(found, schema.count);
	free(text);
	arena_free(arena);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_table_is_divided_by_region)};

	if (argc != 2)
		return 2;
	path = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
