#include "floors.h"

#include <string.h>

#define FUNCTION_LINES 120
#define FILE_LINES 1200

/* Lowest first.  Vote and print stand between party and web. */
static const char *const floors[] = {
	"base", "names", "law", "store", "registry", "sheet", "party", "vote", "print", "web", "cli", NULL,
};

struct ban {
	const char *name;
	const char *instead;
	const char *const *allowed; /* beginnings of paths below ROOT where it may stand; null: nowhere */
};

static const char *const printing[] = {"src/cli/", "tools/", "bench/", "tests/", "fuzz/", NULL};
static const char *const clocks[] = {"src/base/day.c", "src/cli/", "bench/", "tests/", NULL};
static const char *const judges[] = {"tests/", NULL};

static const struct ban bans[] = {
	{"strcpy", "arena_strdup or snprintf", NULL},
	{"strcat", "a buffer (base/buf.h)", NULL},
	{"strncpy", "arena_strndup", NULL},
	{"sprintf", "snprintf or arena_printf", NULL},
	{"vsprintf", "vsnprintf", NULL},
	{"gets", "fgets", NULL},
	{"strtok", "strcspn", NULL},
	{"atoi", "num_parse", NULL},
	{"atol", "num_parse", NULL},
	{"atof", "integers", NULL},
	{"system", "posix_spawn", NULL},
	{"popen", "posix_spawn", NULL},
	{"tmpnam", "mkstemp", NULL},
	{"mktemp", "mkstemp", NULL},
	{"rand", "randombytes_buf", NULL},
	{"localtime", "day_today at the entry point", NULL},
	{"gmtime", "base/day.h", NULL},
	{"ctime", "base/day.h", NULL},
	{"localtime_r", "base/day.h", clocks},
	{"gmtime_r", "base/day.h", clocks},
	{"setlocale", "enum lang, passed down", NULL},
	{"printf", "the entry point prints", printing},
	{"fprintf", "the entry point prints", printing},
	{"puts", "the entry point prints", printing},
	{"setjmp", "return values", judges},
};

struct house {
	const char *path;    /* of the file being read: "src/law/rule.c" */
	struct buf *errors;
};

static int
floor_of(const char *folder, size_t len)
{
	for (int i = 0; floors[i]; i++)
		if (strlen(floors[i]) == len && memcmp(floors[i], folder, len) == 0)
			return i;
	return -1;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/*
 * Makes comments and literals blank, newlines left standing, so that what
 * remains is code alone.  `code` has the source's length.
 */
static void
blank(const struct source *source, char *code)
{
	char inside = 0; /* '"', '\'', '/' for a line comment, '*' for a block comment */

	memcpy(code, source->text, source->len);
	for (size_t i = 0; i < source->len; i++) {
		char c = source->text[i];
		char next = i + 1 < source->len ? source->text[i + 1] : '\0';
		bool ends = (inside == '/' && c == '\n') || (inside == '*' && c == '*' && next == '/') ||
		            ((inside == '"' || inside == '\'') && (c == inside || c == '\n'));
		bool escape = (inside == '"' || inside == '\'') && c == '\\' && next && next != '\n';

		if (!inside && c == '/' && (next == '/' || next == '*'))
			inside = next;
		else if (!inside && (c == '"' || c == '\''))
			inside = c;
		else if (!inside)
			continue;
		else if (ends)
			inside = 0;
		if (c != '\n')
			code[i] = ' ';
		if ((escape || (ends && c == '*')) && next != '\n')
			code[++i] = ' ';
	}
}

/* #include "folder/…" of a file in src/. */
static void
check_include(struct house *house, const struct source *source, size_t at, const char *name)
{
	const char *own = house->path + strlen("src/");
	const char *slash = strchr(own, '/');
	const char *end = strpbrk(name, "/\"\n");
	int here = slash ? floor_of(own, (size_t)(slash - own)) : -1;
	int there = end && *end == '/' ? floor_of(name, (size_t)(end - name)) : -1;

	if (here < 0)
		source_error(source, at, house->errors, "this folder stands on no floor (tools/floors.c lists them)");
	else if (end && *end == '/' && there < 0)
		source_error(source, at, house->errors, "no floor has this name");
	else if (there > here)
		source_error(source, at, house->errors, "%s stands below %s and may not include from it",
		             floors[here], floors[there]);
}

static void
check_includes(struct house *house, const struct source *source)
{
	static const char directive[] = "#include \"";

	for (const char *at = strstr(source->text, directive); at; at = strstr(at + 1, directive))
		check_include(house, source, (size_t)(at - source->text), at + sizeof directive - 1);
}

static bool
may_stand(const struct ban *ban, const char *path)
{
	for (const char *const *begin = ban->allowed; begin && *begin; begin++)
		if (strncmp(path, *begin, strlen(*begin)) == 0)
			return true;
	return false;
}

static void
check_word(struct house *house, const struct source *source, size_t at, size_t len)
{
	for (size_t i = 0; i < sizeof bans / sizeof *bans; i++)
		if (strlen(bans[i].name) == len && memcmp(bans[i].name, source->text + at, len) == 0 &&
		    !may_stand(&bans[i], house->path))
			source_error(source, at, house->errors, "%s is not used here; instead: %s",
			             bans[i].name, bans[i].instead);
}

/* Every name that is called, except as a member or in a declaration's attribute. */
static void
check_calls(struct house *house, const struct source *source, const char *code)
{
	for (size_t i = 0; i < source->len; i++) {
		size_t begin = i, behind;

		if (!is_word(code[i]))
			continue;
		while (i < source->len && is_word(code[i]))
			i++;
		for (behind = i; behind < source->len && code[behind] == ' '; behind++)
			;
		if (behind < source->len && code[behind] == '(' &&
		    !(begin > 0 && (code[begin - 1] == '.' || code[begin - 1] == '>')) &&
		    !(begin > 6 && memcmp(code + begin - 7, "format(", 7) == 0))
			check_word(house, source, begin, i - begin);
	}
}

/* A function's body opens with '{' and closes with '}' in the first column: the house style. */
static void
check_lengths(struct house *house, const struct source *source, const char *code)
{
	int line = 1, opened = 0;
	size_t opened_at = 0;

	for (size_t i = 0; i < source->len; i++) {
		bool first = i == 0 || code[i - 1] == '\n';

		if (first && code[i] == '{') {
			opened = line;
			opened_at = i;
		}
		if (first && code[i] == '}' && opened) {
			if (line - opened - 1 > FUNCTION_LINES)
				source_error(source, opened_at, house->errors, "a function of %d lines; at most %d",
				             line - opened - 1, FUNCTION_LINES);
			opened = 0;
		}
		line += code[i] == '\n';
	}
	if (line - 1 > FILE_LINES)
		source_error(source, 0, house->errors, "a file of %d lines; at most %d", line - 1, FILE_LINES);
}

void
house_check(const char *path, const struct source *source, struct buf *errors)
{
	struct house house = {path, errors};
	struct buf code;

	buf_init(&code, SOURCE_MAX);
	buf_add(&code, source->text, source->len);
	if (code.data) {
		blank(source, code.data);
		if (strncmp(path, "src/", 4) == 0)
			check_includes(&house, source);
		check_calls(&house, source, code.data);
		check_lengths(&house, source, code.data);
	}
	buf_free(&code);
}
