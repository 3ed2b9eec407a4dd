#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "cli/ballots.h"

#define CELL_MAX ((size_t)1 << 16)  /* bytes of one quoted cell */

/*
 * A CSV file line by line.  The line being read lies whole in the source's
 * buffer and ends at `end`, where a line feed stands.
 */
struct csv {
	struct reading *reading;
	struct source *source;
	int64_t line;        /* counted from 1 */
	const char *at;
	const char *end;
	char *cell;          /* CELL_MAX: the cell read last, without its quotes */
};

/* The next line without its end; *ret_more is false past the last one. */
static int
next_line(struct csv *csv, bool *ret_more)
{
	struct source *source = csv->source;
	char *feed;
	int r;

	while (!(feed = memchr(source->data + source->at, '\n', source->end - source->at))) {
		if (source->ended) {
			feed = source->data + source->end;
			break;
		}
		if (source->end - source->at == SOURCE_BUFFER)
			return fail(FAIL_TOO_LARGE, NULL, NULL, "%s 第 %" PRId64 " 行过长。",
			            "%s: line %" PRId64 " is too long.", source->name, csv->line + 1);
		r = source_fill(source);
		if (r < 0)
			return r;
	}
	*ret_more = source->at < source->end;
	csv->line++;
	csv->at = source->data + source->at;
	source->at = (size_t)(feed - source->data) + (feed < source->data + source->end);
	if (feed > csv->at && feed[-1] == '\r')
		feed--;
	*feed = '\n';
	csv->end = feed;
	return 0;
}

static int
csv_fault(const struct csv *csv, const char *column, const char *zh, const char *en)
{
	return fail(FAIL_INPUT, NULL, column, "%s 第 %" PRId64 " 行，%s：%s%.0s",
	            "%s: line %" PRId64 ", %s: %.0s%s", csv->source->name, csv->line, column, zh, en);
}

/*
 * Takes one cell of the line, without its quotes, into csv->cell and stops at
 * the comma behind it or at the end of the line.
 */
static int
take_cell(struct csv *csv, const char *column)
{
	bool quoted = *csv->at == '"';
	size_t len = 0;

	for (csv->at += quoted; csv->at < csv->end && (quoted || *csv->at != ','); csv->at++) {
		if (quoted && *csv->at == '"') {
			if (csv->at[1] != '"') {
				quoted = false;
				csv->at++;
				break;
			}
			csv->at++; /* two quotes are one */
		}
		if (len + 1 == CELL_MAX)
			return csv_fault(csv, column, "内容过长。", "the cell is too long.");
		csv->cell[len++] = *csv->at;
	}
	if (quoted || (csv->at < csv->end && *csv->at != ','))
		return csv_fault(csv, column, "引号不成对。", "the quotes do not match.");
	csv->cell[len] = '\0';
	if (!utf8_valid(csv->cell, len))
		return csv_fault(csv, column, "不是有效的 UTF-8。", "the cell is not valid UTF-8.");
	return 0;
}

/* Passes the comma behind a cell; `last` tells that the line must end instead. */
static int
end_cell(struct csv *csv, const char *column, bool last)
{
	if (last != (csv->at == csv->end))
		return csv_fault(csv, column, "列数与表头不符。", "the number of columns differs from the header.");
	csv->at += !last;
	return 0;
}

/* The header is the candidates in order, then write_in. */
static int
read_header(struct csv *csv)
{
	const struct names *candidates = &csv->reading->contest.candidates;
	bool more;
	int r = next_line(csv, &more);

	for (size_t i = 0; r == 0 && i <= candidates->count; i++) {
		bool last = i == candidates->count;
		const char *wanted = last ? "write_in" : candidates->name[i];
		const char *tidy = NULL, *wanted_tidy;

		r = take_cell(csv, wanted);
		if (r < 0)
			return r;
		tidy = text_tidy(csv->reading->scratch, csv->cell);
		wanted_tidy = text_tidy(csv->reading->scratch, wanted);
		if (!tidy || !wanted_tidy)
			return FAIL_MEMORY;
		if (strcmp(tidy, wanted_tidy) != 0)
			return csv_fault(csv, wanted, "表头应依次为各候选人和 write_in。",
			                 "the header is the candidates in order, then write_in.");
		r = end_cell(csv, wanted, last);
	}
	arena_reset(csv->reading->scratch);
	return r;
}

/* A mark that is written with quotes or blanks, or wrong. */
static int
take_odd_mark(struct csv *csv, const char *candidate, uint8_t *ret_mark)
{
	char *from, *to;
	int r = take_cell(csv, candidate);

	if (r == 0)
		r = end_cell(csv, candidate, false);
	if (r < 0)
		return r;
	from = csv->cell + strspn(csv->cell, " \t");
	to = from + strlen(from);
	while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
		*--to = '\0';
	if (strlen(from) > 1 || (*from && *from != '0' && *from != '1'))
		return csv_fault(csv, candidate, "只能是 1（赞成）、0（不赞成）或者空（弃权）。",
		                 "it is 1 for yes, 0 for no or empty for abstention.");
	*ret_mark = *from == '1' ? MARK_YES : *from == '0' ? MARK_NO : MARK_ABSTAIN;
	return 0;
}

/* The next semicolon, of either width: a Chinese keyboard writes the wide one; null behind the last. */
static char *
semicolon(char *text, size_t *ret_width)
{
	static const char wide[] = "；";
	char *narrow = strchr(text, ';'), *found = strstr(text, wide);

	if (narrow && (!found || narrow < found))
		found = narrow;
	*ret_width = found && found == narrow ? 1 : sizeof wide - 1;
	return found;
}

/* Names separated by semicolons; empty pieces are passed over. */
static int
split_written(struct csv *csv)
{
	char *name = csv->cell;
	int r = 0;

	while (r == 0 && name) {
		size_t width;
		char *next = semicolon(name, &width);

		if (next) {
			*next = '\0';
			next += width;
		}
		if (name[strspn(name, " \t")])
			r = reading_write_in(csv->reading, name);
		name = next;
	}
	return r;
}

static int
take_written(struct csv *csv)
{
	int r;

	if (csv->at == csv->end)
		return 0;
	r = take_cell(csv, "write_in");
	if (r == 0)
		r = end_cell(csv, "write_in", true);
	return r < 0 ? r : split_written(csv);
}

/* One more than the mark of a plain cell, one digit or none and a comma; 0 for what else begins a cell. */
static const uint8_t plain_marks[256] = {
	['1'] = MARK_YES + 1,
	['0'] = MARK_NO + 1,
	[','] = MARK_ABSTAIN + 1,
};

/* The marks of one line: nearly all cells are plain, and are read without a call or a guess. */
static int
read_marks(struct csv *csv)
{
	const struct names *candidates = &csv->reading->contest.candidates;
	uint8_t *marks = csv->reading->marks;
	const char *at = csv->at;

	for (size_t i = 0; i < candidates->count; i++) {
		uint8_t plain = plain_marks[(uint8_t)*at];
		const char *behind = at + (*at != ',');

		if (plain && *behind == ',') {
			marks[i] = (uint8_t)(plain - 1);
			at = behind + 1;
		} else {
			int r;

			csv->at = at;
			r = take_odd_mark(csv, candidates->name[i], &marks[i]);
			if (r < 0)
				return r;
			at = csv->at;
		}
	}
	csv->at = at;
	return 0;
}

int
read_csv_ballots(struct reading *reading, struct source *source)
{
	struct csv csv = {.reading = reading, .source = source,
	                  .cell = arena_alloc(reading->arena, CELL_MAX)};
	bool more = true;
	int r = csv.cell ? source_skip_mark(source) : FAIL_MEMORY;

	if (r == 0)
		r = read_header(&csv);
	while (r == 0 && (r = next_line(&csv, &more)) == 0 && more) {
		if (csv.at == csv.end)
			continue; /* an empty line is no ballot: a blank one has its commas */
		r = read_marks(&csv);
		if (r == 0)
			r = take_written(&csv);
		if (r == 0)
			r = reading_ballot(reading, 1);
	}
	return r;
}
