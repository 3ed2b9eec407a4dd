/*
 * Generates the region table (GB/T 2260).  Neither source is enough alone:
 * the revisions end in 2016 but keep what was abolished since 2002; the
 * statistics bureau's list is of 2023 but leaves out 市辖区 and what lies
 * outside its survey.
 *
 *   regions OUT.c provinces.json cities.json areas.json REVISION.json…
 *
 * The first three are [{"code","name"}…], the revisions {code: name}, newest first.
 */
#include <jansson.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CODES 1000000

enum state { NONE, KNOWN, STATISTICAL, ABOLISHED };

static const char *const state_names[] = {
	[KNOWN] = "REGION_KNOWN", [STATISTICAL] = "REGION_STATISTICAL", [ABOLISHED] = "REGION_ABOLISHED",
};

static struct entry {
	char *name;       /* null where no list has the code */
	enum state state;
	bool newest;      /* in the newest revision */
	bool surveyed;    /* in the statistics bureau's list */
} table[CODES];

__attribute__((format(printf, 1, 2), noreturn)) static void
stop(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static json_t *
load(const char *path)
{
	json_error_t error;
	json_t *json = json_load_file(path, 0, &error);

	if (!json)
		stop("%s: %s", path, error.text);
	return json;
}

/* "11", "1101" or "110101" as six digits. */
static struct entry *
entry_of(const char *path, const char *code, const char *name)
{
	char *end;
	size_t length = strlen(code);
	long number = strtol(code, &end, 10);

	if (*end || length > 6 || length % 2 || number <= 0)
		stop("%s: bad code %s", path, code);
	if (!name || !name[0] || strpbrk(name, "\"\\"))
		stop("%s: bad name of %s", path, code);
	for (; length < 6; length += 2)
		number *= 100;
	return &table[number];
}

static void
set_name(struct entry *entry, const char *name)
{
	free(entry->name);
	entry->name = strdup(name);
	if (!entry->name)
		stop("out of memory");
}

static void
read_revision(const char *path, bool newest)
{
	json_t *json = load(path), *value;
	const char *code;

	json_object_foreach(json, code, value) {
		struct entry *entry = entry_of(path, code, json_string_value(value));

		if (!entry->name)
			set_name(entry, json_string_value(value));
		entry->newest = entry->newest || newest;
	}
	json_decref(json);
}

static void
read_survey(const char *path)
{
	json_t *json = load(path), *row;
	size_t i;

	json_array_foreach(json, i, row) {
		const char *code = json_string_value(json_object_get(row, "code"));
		const char *name = json_string_value(json_object_get(row, "name"));
		struct entry *entry;

		if (!code)
			stop("%s: row %zu has no code", path, i);
		entry = entry_of(path, code, name);
		entry->surveyed = true;
		/* The bureau lists a city without districts as a district of its own. */
		if (!entry->name || strcmp(entry->name, "市辖区") != 0)
			set_name(entry, name);
	}
	json_decref(json);
}

/* GB/T 2260 leaves 71 to 80 of the last pair unused; the bureau numbers development zones there. */
static bool
is_zone(int code)
{
	return code % 100 >= 71 && code % 100 <= 80;
}

static bool
still_in_force(int code)
{
	const struct entry *entry = &table[code];

	if (!entry->newest)
		return false;
	if (!table[code / 10000 * 10000].surveyed)
		return true; /* the survey does not cover 71, 81 and 82 */
	return strstr(entry->name, "市辖区") && table[code / 100 * 100].surveyed;
}

static enum state
state_of(int code)
{
	const struct entry *entry = &table[code];

	if (!entry->name)
		return NONE;
	if (entry->surveyed)
		return is_zone(code) ? STATISTICAL : KNOWN;
	return still_in_force(code) ? KNOWN : ABOLISHED;
}

static void
write_table(const char *path)
{
	FILE *out = fopen(path, "w");

	if (!out)
		stop("%s: cannot write", path);
	fputs("#include \"names/tables.h\"\n\nconst struct region region_table[] = {\n", out);
	for (int code = 0; code < CODES; code++)
		if (table[code].state != NONE)
			fprintf(out, "\t{\"%06d\", %s, \"%s\"},\n", code,
			        state_names[table[code].state], table[code].name);
	fputs("};\n\nconst size_t region_table_count = sizeof region_table / sizeof *region_table;\n", out);
	if (fclose(out) != 0)
		stop("%s: cannot write", path);
}

int
main(int argc, char **argv)
{
	if (argc < 6)
		stop("usage: regions OUT.c PROVINCES CITIES AREAS REVISION...");
	for (int i = 5; i < argc; i++)
		read_revision(argv[i], i == 5);
	for (int i = 2; i < 5; i++)
		read_survey(argv[i]);
	for (int code = 0; code < CODES; code++)
		table[code].state = state_of(code);
	/* GB 32100 writes 100000 for what is registered nationally. */
	set_name(&table[100000], "全国");
	table[100000].state = KNOWN;
	write_table(argv[1]);
	for (int code = 0; code < CODES; code++)
		free(table[code].name);
	return 0;
}
