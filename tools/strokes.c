/*
 * Generates the stroke table from the Unihan database and the stroke
 * dictionary of rime.
 *
 *   strokes OUT.c Unihan_IRGSources.txt.bz2 Unihan_OtherMappings.txt.bz2 stroke.dict.yaml
 *
 * A character's sequence is the one of mainland China where the dictionary has
 * one, else that of Taiwan, if it is as long as kTotalStrokes says.  The
 * 通用规范汉字表 (kTGH) is printed in stroke order, level by level: a sequence
 * that breaks this order is wrong, and another one that keeps it is taken, or none.
 */
#include <bzlib.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names/strokes.h"

#define RUNES 0x40000
#define COUNT(array) (sizeof(array) / sizeof *(array))

enum source { CORRECTED, MAINLAND, TAIWAN, SOURCES };

static struct glyph {
	int strokes;                 /* kTotalStrokes, 0 where there is none */
	int place;                   /* in the 通用规范汉字表, from 1; 0 outside it */
	char *sequences[SOURCES];    /* owned; null where the source has none */
	const char *chosen;
} glyphs[RUNES];

/* The list's three levels, each in stroke order. */
static const int levels[] = {0, 3500, 6500, 8105};
static uint32_t listed[8105 + 1]; /* by place */

/* Both sources are wrong; the list's order and the standard's component order agree on these. */
static const struct {
	uint32_t rune;
	const char *sequence;
} corrections[] = {
	{U'字', "445521"},
	{U'酆', "21112111252125143152"},
};

/*
 * What tells apart the surnames that share count and sequence: left-right,
 * top-bottom, whole.  Characters that are not named here count as whole.
 */
enum structure { LEFT_RIGHT, TOP_BOTTOM, WHOLE };

static const struct {
	uint32_t rune;
	enum structure structure;
} structures[] = {
	{U'叶', LEFT_RIGHT}, {U'叮', LEFT_RIGHT},                      /* before 甲 申 */
	{U'孔', LEFT_RIGHT},                                          /* before 巴 */
	{U'相', LEFT_RIGHT}, {U'柤', LEFT_RIGHT}, {U'柦', LEFT_RIGHT},
	{U'查', TOP_BOTTOM}, {U'査', TOP_BOTTOM},
	{U'亓', TOP_BOTTOM}, {U'开', TOP_BOTTOM},                      /* before 井 */
	{U'仇', LEFT_RIGHT}, {U'仉', LEFT_RIGHT},
	{U'余', TOP_BOTTOM}, {U'佘', TOP_BOTTOM},
};

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

/* --- reading ------------------------------------------------------------------ */

static void
read_total(struct glyph *glyph, uint32_t rune, const char *value)
{
	(void)rune;
	glyph->strokes = (int)strtol(value, NULL, 10); /* the first is mainland China's where two are given */
}

/* "2013:244" */
static void
read_place(struct glyph *glyph, uint32_t rune, const char *value)
{
	const char *colon = strchr(value, ':');
	long place = colon ? strtol(colon + 1, NULL, 10) : 0;

	if (place < 1 || place > levels[3])
		stop("kTGH: bad place %s", value);
	glyph->place = (int)place;
	listed[place] = rune;
}

/* Calls `take` for each line "U+4E00 TAB property TAB value" of a compressed file. */
static void
read_unihan(const char *path, const char *property,
            void (*take)(struct glyph *glyph, uint32_t rune, const char *value))
{
	BZFILE *in = BZ2_bzopen(path, "r");
	static char text[1 << 16];
	size_t kept = 0;
	int got;

	if (!in)
		stop("%s: cannot read", path);
	while ((got = BZ2_bzread(in, text + kept, (int)(sizeof text - kept - 1))) > 0) {
		char *line = text, *end;

		text[kept + (size_t)got] = '\0';
		while ((end = strchr(line, '\n'))) {
			char name[32], value[256];
			unsigned rune;

			*end = '\0';
			if (sscanf(line, "U+%X\t%31s\t%255[^\n]", &rune, name, value) == 3 &&
			    rune < RUNES && strcmp(name, property) == 0)
				take(&glyphs[rune], rune, value);
			line = end + 1;
		}
		kept = strlen(line);
		memmove(text, line, kept);
	}
	BZ2_bzclose(in);
	if (got < 0 || kept > 0)
		stop("%s: cannot read to its end", path);
}

/* The character at *at of well-formed text, and moves *at behind it. */
static uint32_t
next_rune(const char **at)
{
	const unsigned char *s = (const unsigned char *)*at;
	int length = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	uint32_t rune = length == 1 ? s[0] : s[0] & (0x7Fu >> length);

	for (int i = 1; i < length && s[i]; i++)
		rune = rune << 6 | (s[i] & 0x3F);
	*at += length;
	return rune;
}

/* The dictionary's letters as digits; null unless it is a sequence and nothing else. */
static char *
as_digits(const char *letters)
{
	static const char alphabet[] = "hspnz";
	size_t length = strcspn(letters, "\t\r\n");
	char *digits = calloc(1, length + 1);

	if (!digits)
		stop("out of memory");
	for (size_t i = 0; i < length; i++) {
		const char *letter = strchr(alphabet, letters[i]);

		if (!letter || length > STROKES_MAX) {
			free(digits);
			return NULL;
		}
		digits[i] = (char)('1' + (letter - alphabet));
	}
	return digits;
}

/* The first sequence of a source stays, unless a later one is as long as it should be. */
static void
read_entry(const char *line, enum source source)
{
	const char *at = line;
	uint32_t rune = next_rune(&at);
	struct glyph *glyph;
	char *digits;

	if (rune >= RUNES || *at != '\t')
		return;
	glyph = &glyphs[rune];
	digits = as_digits(at + 1);
	if (!digits)
		return;
	if (glyph->sequences[source] && (int)strlen(digits) != glyph->strokes) {
		free(digits);
		return;
	}
	free(glyph->sequences[source]);
	glyph->sequences[source] = digits;
}

static void
read_dictionary(const char *path)
{
	FILE *in = fopen(path, "r");
	enum source source = SOURCES; /* in the head there are no entries */
	char line[1024];

	if (!in)
		stop("%s: cannot read", path);
	while (fgets(line, sizeof line, in)) {
		if (strncmp(line, "...", 3) == 0)
			source = TAIWAN;
		else if (line[0] == '#' && strstr(line, "inherited from the original table"))
			source = MAINLAND;
		else if (line[0] != '#' && line[0] != '\n' && source != SOURCES)
			read_entry(line, source);
	}
	fclose(in);
	if (source != MAINLAND)
		stop("%s: the entries for mainland China are missing", path);
}

static void
read_corrections(void)
{
	for (size_t i = 0; i < COUNT(corrections); i++) {
		char *copy = strdup(corrections[i].sequence);

		if (!copy)
			stop("out of memory");
		glyphs[corrections[i].rune].sequences[CORRECTED] = copy;
	}
}

/* --- choosing ------------------------------------------------------------------- */

static void
choose_by_length(struct glyph *glyph)
{
	for (int source = 0; source < SOURCES && !glyph->chosen; source++) {
		const char *sequence = glyph->sequences[source];

		if (sequence && glyph->strokes > 0 && (int)strlen(sequence) == glyph->strokes)
			glyph->chosen = sequence;
	}
}

/* Fewer strokes first, then by their shapes. */
static int
compare_sequences(const char *a, const char *b)
{
	size_t of_a = strlen(a), of_b = strlen(b);

	return of_a != of_b ? (of_a < of_b ? -1 : 1) : strcmp(a, b);
}

/*
 * Marks the places of a level that form the longest run in stroke order; what
 * stands outside it is out of order.  ends[n] is the place where a run of n + 1
 * ends lowest.
 */
static void
mark_ordered(int first, int last, bool *ordered)
{
	static int ends[COUNT(listed)], before[COUNT(listed)];
	int longest = 0;

	for (int place = first; place <= last; place++) {
		const char *sequence = glyphs[listed[place]].chosen;
		int low = 0, high = longest;

		if (!sequence)
			continue;
		while (low < high) {
			int middle = (low + high) / 2;

			if (compare_sequences(glyphs[listed[ends[middle]]].chosen, sequence) <= 0)
				low = middle + 1;
			else
				high = middle;
		}
		ends[low] = place;
		before[place] = low > 0 ? ends[low - 1] : 0;
		longest = low == longest ? low + 1 : longest;
	}
	for (int place = longest > 0 ? ends[longest - 1] : 0; place > 0; place = before[place])
		ordered[place] = true;
}

/* A sequence of any source that stands between its neighbours of the list, or null. */
static const char *
fitting(const struct glyph *glyph, const char *lower, const char *upper)
{
	for (int source = 0; source < SOURCES; source++) {
		const char *sequence = glyph->sequences[source];

		if (sequence && (!lower || compare_sequences(lower, sequence) <= 0) &&
		    (!upper || compare_sequences(sequence, upper) <= 0))
			return sequence;
	}
	return NULL;
}

static void
keep_level_in_order(int first, int last)
{
	static bool ordered[COUNT(listed)];
	const char *lower = NULL;

	mark_ordered(first, last, ordered);
	for (int place = first; place <= last; place++) {
		struct glyph *glyph = &glyphs[listed[place]];
		int next = place;

		while (next <= last && !ordered[next])
			next++;
		if (!ordered[place])
			glyph->chosen = fitting(glyph, lower, next <= last ? glyphs[listed[next]].chosen : NULL);
		if (glyph->chosen)
			lower = glyph->chosen;
	}
}

static void
choose(void)
{
	for (uint32_t rune = 0; rune < RUNES; rune++)
		choose_by_length(&glyphs[rune]);
	for (int place = 1; place <= levels[3]; place++)
		if (!listed[place])
			stop("kTGH: no character at place %d", place);
	for (int level = 0; level < 3; level++)
		keep_level_in_order(levels[level] + 1, levels[level + 1]);
}

/* --- writing -------------------------------------------------------------------- */

static enum structure
structure_of(uint32_t rune)
{
	for (size_t i = 0; i < COUNT(structures); i++)
		if (structures[i].rune == rune)
			return structures[i].structure;
	return WHOLE;
}

static int
compare_keys(uint32_t a, uint32_t b)
{
	int order = compare_sequences(glyphs[a].chosen, glyphs[b].chosen);

	return order ? order : (int)structure_of(a) - (int)structure_of(b);
}

static int
by_key(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	int order = compare_keys(a, b);

	return order ? order : a < b ? -1 : 1;
}

/* The sequences of one stroke count, one row a rank; returns the place behind the block. */
static size_t
write_rows(FILE *out, const uint32_t *order, size_t count, size_t start)
{
	size_t length = strlen(glyphs[order[start]].chosen), i = start;

	fprintf(out, "static const char rows_%zu[][%zu] = {\n", length, length + 1);
	for (; i < count && strlen(glyphs[order[i]].chosen) == length; i++)
		if (i == start || compare_keys(order[i - 1], order[i]) != 0)
			fprintf(out, "\t\"%s\",\n", glyphs[order[i]].chosen);
	fputs("};\n\n", out);
	return i;
}

static void
write_sequences(FILE *out, const uint32_t *order, size_t count, const uint32_t *ranks)
{
	size_t start;

	for (start = 0; start < count;)
		start = write_rows(out, order, count, start);
	fputs("const struct stroke_block stroke_blocks[] = {\n", out);
	for (start = 0; start < count; start++) {
		size_t length = strlen(glyphs[order[start]].chosen);

		if (start == 0 || strlen(glyphs[order[start - 1]].chosen) != length)
			fprintf(out, "\t{%zu, RANK_FIRST + %uu, rows_%zu[0]},\n", length,
			        (unsigned)ranks[order[start]], length);
	}
	fputs("\t{0, UINT32_MAX, 0},\n};\n", out);
}

static void
write_table(const char *path)
{
	static uint32_t order[RUNES], ranks[RUNES];
	size_t count = 0;
	FILE *out = fopen(path, "w");

	if (!out)
		stop("%s: cannot write", path);
	for (uint32_t rune = 0; rune < RUNES; rune++)
		if (glyphs[rune].chosen)
			order[count++] = rune;
	qsort(order, count, sizeof *order, by_key);
	for (size_t i = 1; i < count; i++)
		ranks[order[i]] = ranks[order[i - 1]] + (compare_keys(order[i - 1], order[i]) != 0);
	fputs("#include \"names/tables.h\"\n\n", out);
	write_sequences(out, order, count, ranks);
	fputs("\nconst struct stroke_rune stroke_runes[] = {\n", out);
	for (uint32_t rune = 0; rune < RUNES; rune++)
		if (glyphs[rune].chosen)
			fprintf(out, "\t{0x%X, RANK_FIRST + %uu, %d},\n", (unsigned)rune,
			        (unsigned)ranks[rune], glyphs[rune].place > 0);
	fputs("};\n\nconst size_t stroke_rune_count = sizeof stroke_runes / sizeof *stroke_runes;\n", out);
	if (fclose(out) != 0)
		stop("%s: cannot write", path);
}

int
main(int argc, char **argv)
{
	if (argc != 5)
		stop("usage: strokes OUT.c IRGSOURCES OTHERMAPPINGS DICTIONARY");
	read_unihan(argv[2], "kTotalStrokes", read_total);
	read_unihan(argv[3], "kTGH", read_place);
	read_dictionary(argv[4]);
	read_corrections();
	choose();
	write_table(argv[1]);
	for (uint32_t rune = 0; rune < RUNES; rune++)
		for (int source = 0; source < SOURCES; source++)
			free(glyphs[rune].sequences[source]);
	return 0;
}
