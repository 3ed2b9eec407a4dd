/* Tellers' sheets: read, compared, counted (ELEC-25 to 27).  They live until the record is signed. */
#include "party/election.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/text.h"

/* --- one paper ------------------------------------------------------------------------- */

static const struct {
	const char *sign;
	char mark;
} marks[] = {
	{"1", '1'}, {"○", '1'}, {"〇", '1'}, {"√", '1'}, {"0", '0'}, {"×", '0'}, {"x", '0'}, {"X", '0'}, {"-", '-'}, {"空", '-'},
};

static size_t
read_mark(const char *text, char *ret_mark)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t len = strlen(marks[i].sign);

		if (strncmp(text, marks[i].sign, len) == 0) {
			*ret_mark = marks[i].mark;
			return len;
		}
	}
	return 0;
}

static int
unreadable(int64_t line, size_t expected)
{
	return fail(FAIL_INPUT, "ELEC-25.1", "ballots", "第 %lld 张读不出：每张依次填 %zu 个标记，1 赞成、0 不赞成、- 弃权。",
	            "Paper %lld cannot be read: give %zu marks in order, 1 yes, 0 no, - abstention.", (long long)line, expected);
}

/* Names behind the bar, each tidied, in the order written. */
static int
read_written(struct arena *arena, const char *from, size_t len, struct buf *out)
{
	bool first = true;

	while (len > 0) {
		size_t piece = 0;
		char *name;

		while (piece < len && from[piece] != ';')
			piece++;
		name = arena_strndup(arena, from, piece);
		name = name ? text_tidy(arena, name) : NULL;
		if (!name)
			return FAIL_MEMORY;
		if (*name)
			buf_printf(out, "%s%s", first ? "|" : ";", name);
		first = first && !*name;
		from += piece;
		len -= piece;
		if (len > 0) {
			from++;
			len--;
		}
	}
	return 0;
}

static int
read_paper(struct arena *arena, const char *line, size_t len, size_t candidates, int64_t number, struct buf *out)
{
	size_t at = 0, count = 0;

	while (at < len && line[at] != '|') {
		char mark;
		size_t size = line[at] == ' ' || line[at] == '\t' || line[at] == ',' ? 0 : read_mark(line + at, &mark);

		if (size == 0 && (line[at] == ' ' || line[at] == '\t' || line[at] == ',')) {
			at++;
			continue;
		}
		if (size == 0 || count == candidates)
			return unreadable(number, candidates);
		buf_putc(out, mark);
		count++;
		at += size;
	}
	if (count != candidates)
		return unreadable(number, candidates);
	return at < len ? read_written(arena, line + at + 1, len - at - 1, out) : 0;
}

int
sheet_read(struct arena *arena, const struct election *election, const struct ballot_round *round, const char *text,
           int64_t most, const char **ret_sheet, int64_t *ret_ballots)
{
	const struct candidate **standing;
	size_t count;
	int64_t ballots = 0;
	struct buf out;
	int status = ballot_order(arena, election, round, &standing, &count);

	if (status < 0)
		return status;
	buf_init(&out, SHEET_MAX);
	while (*text && status == 0) {
		size_t len = strcspn(text, "\n"), end = len;

		while (end > 0 && (text[end - 1] == '\r' || text[end - 1] == ' '))
			end--;
		if (end > 0 && ++ballots > most)
			status = fail(FAIL_INPUT, "ELEC-26.1a", "ballots", "一捆最多 %lld 张。", "A bundle holds at most %lld papers.",
			              (long long)most);
		else if (end > 0)
			status = read_paper(arena, text, end, count, ballots, &out);
		if (end > 0 && status == 0)
			buf_putc(&out, '\n');
		text += len + (text[len] == '\n');
	}
	if (status == 0 && ballots == 0)
		status = fail(FAIL_INPUT, "ELEC-26.1a", "ballots", "没有选票。", "There are no papers.");
	if (status == 0)
		status = buf_status(&out);
	if (status == 0) {
		*ret_sheet = arena_strdup(arena, buf_text(&out));
		*ret_ballots = ballots;
		status = *ret_sheet ? 0 : FAIL_MEMORY;
	}
	buf_free(&out);
	return status;
}

/* --- both readers' sheets ------------------------------------------------------------------ */

struct bundle {
	int64_t number;
	const char *sheet[2];   /* by reader; null where not entered */
};

STATEMENT(read_sheets, "select bundle, reader, sheet from ballot_sheet where round = $1 order by bundle, reader");
STATEMENT(count_bundles, "select count(distinct bundle) from ballot_sheet where round = $1");

static int
read_bundles(struct db *db, struct arena *arena, int64_t round, struct bundle **ret_bundles, size_t *ret_count)
{
	struct bundle *bundles;
	int64_t number = 0;
	size_t count = 0;
	struct rows *rows;
	int status = db_number(db, count_bundles, ARGS(INT(round)), &number);

	if (status < 0)
		return status;
	bundles = ARENA_ARRAY(arena, (size_t)number + 1, struct bundle);
	if (!bundles)
		return FAIL_MEMORY;
	status = db_query(db, read_sheets, ARGS(INT(round)), &rows);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		char *sheet = rows_dup(rows, 2, arena);

		if (!sheet) {
			status = FAIL_MEMORY;
			break;
		}
		if (count == 0 || bundles[count - 1].number != rows_int(rows, 0))
			bundles[count++].number = rows_int(rows, 0);
		bundles[count - 1].sheet[rows_int(rows, 1) - 1] = sheet;
	}
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_bundles = bundles;
	*ret_count = count;
	return 0;
}

/* The next line of a sheet, cut off it; null at its end. */
static const char *
next_line(struct arena *arena, const char **sheet)
{
	size_t len;
	char *line;

	if (!*sheet || !**sheet)
		return NULL;
	len = strcspn(*sheet, "\n");
	line = arena_strndup(arena, *sheet, len);
	*sheet += len + ((*sheet)[len] == '\n');
	return line;
}

STATEMENT(read_decisions, "select bundle, ballot, reading from ballot_decision where round = $1");

static int
read_decided(struct db *db, struct arena *arena, int64_t round, struct difference *differences, size_t count)
{
	struct rows *rows;
	int status = db_query(db, read_decisions, ARGS(INT(round)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		for (size_t i = 0; i < count; i++)
			if (differences[i].bundle == rows_int(rows, 0) && differences[i].ballot == rows_int(rows, 1))
				differences[i].decided = rows_dup(rows, 2, arena);
	rows_close(rows);
	return status;
}

static bool
same_line(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* Whether a name written on a line is that of several; of a tally sheet the votes stand behind it. */
static bool
names_several(struct arena *arena, const struct eligible *eligible, size_t count, const char *line, bool totals)
{
	const char *written = totals ? line : strchr(line, '|');
	char *copy = written ? arena_strdup(arena, totals ? written : written + 1) : NULL, *rest = NULL;

	for (char *name = copy ? strtok_r(copy, ";", &rest) : NULL; name; name = strtok_r(NULL, ";", &rest)) {
		if (totals && strrchr(name, ' '))
			*strrchr(name, ' ') = '\0';
		if (name_is_shared(eligible, count, name))
			return true;
	}
	return false;
}

struct comparing {
	struct arena *arena;
	struct eligible *eligible;
	size_t eligible_count;
	bool totals;
	struct difference *differences;
	size_t count;
};

/* Line by line; of a tally sheet only the last line has names. */
static void
compare(struct comparing *comparing, const struct bundle *bundle)
{
	const char *first = bundle->sheet[0], *second = bundle->sheet[1];

	if (!first || !second)
		return;
	for (int64_t ballot = 1; *first || *second; ballot++) {
		const char *one = next_line(comparing->arena, &first), *other = next_line(comparing->arena, &second);
		bool same = same_line(one, other), names = !comparing->totals || !*first;

		if (!same || (names && names_several(comparing->arena, comparing->eligible, comparing->eligible_count, one,
		                                     comparing->totals)))
			comparing->differences[comparing->count++] = (struct difference){bundle->number, ballot, one, other, NULL, same};
	}
}

static size_t
lines_of(const char *sheet)
{
	size_t lines = 0;

	for (; sheet && *sheet; sheet++)
		lines += *sheet == '\n';
	return lines;
}

int
round_differences(struct db *db, struct arena *arena, const struct election *election,
                  const struct ballot_round *round, struct difference **ret_differences, size_t *ret_count)
{
	struct comparing comparing = {.arena = arena, .totals = round->by_totals};
	struct bundle *bundles;
	size_t bundle_count, room = 1;
	int status = read_bundles(db, arena, round->id, &bundles, &bundle_count);

	if (status == 0 && round->kind != CONTEST_RUNOFF)
		status = eligible_names(db, arena, election, round, &comparing.eligible, &comparing.eligible_count);
	if (status < 0)
		return status;
	for (size_t b = 0; b < bundle_count; b++)
		room += lines_of(bundles[b].sheet[0]) + lines_of(bundles[b].sheet[1]);
	comparing.differences = ARENA_ARRAY(arena, room, struct difference);
	if (!comparing.differences)
		return FAIL_MEMORY;
	for (size_t b = 0; b < bundle_count; b++)
		compare(&comparing, &bundles[b]);
	status = read_decided(db, arena, round->id, comparing.differences, comparing.count);
	if (status < 0)
		return status;
	*ret_differences = comparing.differences;
	*ret_count = comparing.count;
	return 0;
}

STATEMENT(entered_by, "select count(*), coalesce(sum(ballots), 0) from ballot_sheet where round = $1 and reader = $2");

int
round_entered(struct db *db, int64_t round, int reader, struct entered *ret_entered)
{
	struct rows *rows;
	int status = db_query(db, entered_by, ARGS(INT(round), INT(reader)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		*ret_entered = (struct entered){rows_int(rows, 0), rows_int(rows, 1)};
	rows_close(rows);
	return status < 0 ? status : 0;
}

/* --- the count --------------------------------------------------------------------------------- */

struct counting {
	struct db *db;
	struct arena *arena;
	const struct election *election;
	const struct ballot_round *round;
	const struct candidate **standing;
	size_t candidates;
	struct contest contest;
	struct count *count;
	const char **written;        /* room for the names of one paper */
};

/* Who may be written in (ELEC-25.2). */
static int
set_eligible(struct counting *counting)
{
	struct eligible *eligible;
	const char **names;
	size_t count;
	int status = eligible_names(counting->db, counting->arena, counting->election, counting->round, &eligible, &count);

	if (status < 0)
		return status;
	names = ARENA_ARRAY(counting->arena, count + 1, const char *);
	if (!names)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		names[i] = eligible[i].name;
	counting->contest.eligible = (struct names){names, count};
	return 0;
}

static int
set_contest(struct counting *counting)
{
	const struct ballot_round *round = counting->round;
	const char **names = ARENA_ARRAY(counting->arena, counting->candidates + 1, const char *);
	bool held = false;

	if (!names)
		return FAIL_MEMORY;
	for (size_t i = 0; i < counting->candidates; i++)
		names[i] = counting->standing[i]->name;
	for (size_t i = 0; i < counting->election->round_count; i++)
		held = held || (counting->election->rounds[i].seats == round->seats &&
		                counting->election->rounds[i].kind == CONTEST_PRELIMINARY);
	counting->contest = (struct contest){
		.rule_set = counting->election->rule_set, .round = round->kind, .office = round->seats->office,
		.preliminary_held = held && round->kind == CONTEST_FORMAL, .places = round->places,
		.entitled = round->entitled, .present = round->present, .voters = round->voters, .issued = round->issued,
		.returned = round->returned, .seats = round->count, .candidates = {names, counting->candidates},
	};
	if (round->kind == CONTEST_RUNOFF) {
		counting->contest.tied = counting->contest.candidates;
		counting->contest.runoff_seats = round->count;
		return 0;
	}
	return set_eligible(counting);
}

static int
add_paper(struct counting *counting, char *line)
{
	uint8_t *read = ARENA_ARRAY(counting->arena, counting->candidates + 1, uint8_t);
	char *written = strchr(line, '|'), *rest = NULL;
	struct ballot ballot = {.n = 1, .marks = read, .written = {counting->written, 0}};

	if (!read)
		return FAIL_MEMORY;
	for (size_t i = 0; i < counting->candidates; i++)
		read[i] = line[i] == '1' ? MARK_YES : line[i] == '0' ? MARK_NO : MARK_ABSTAIN;
	for (char *name = written ? strtok_r(written + 1, ";", &rest) : NULL; name; name = strtok_r(NULL, ";", &rest))
		counting->written[ballot.written.count++] = name;
	return count_ballot(counting->count, &ballot);
}

static int
undecided(void)
{
	return fail(FAIL_REFUSED, "ELEC-22.1", "round", "还有读法不同或者另选同名的选票没有认定。",
	            "Papers read differently, or with the name of several, are still to be decided.");
}

static const char *
decided_for(const struct difference *differences, size_t count, int64_t bundle, int64_t ballot, const char *line)
{
	for (size_t i = 0; i < count; i++)
		if (differences[i].bundle == bundle && differences[i].ballot == ballot)
			return differences[i].decided;
	return line;
}

/* Every paper as both tellers read it, or as a supervisor decided. */
static int
add_papers(struct counting *counting)
{
	struct difference *differences;
	struct bundle *bundles;
	size_t count, bundle_count;
	int status = round_differences(counting->db, counting->arena, counting->election, counting->round, &differences,
	                               &count);

	if (status == 0)
		status = read_bundles(counting->db, counting->arena, counting->round->id, &bundles, &bundle_count);
	for (size_t b = 0; status == 0 && b < bundle_count; b++) {
		const char *sheet = bundles[b].sheet[0], *line;

		for (int64_t ballot = 1; status == 0 && (line = next_line(counting->arena, &sheet)); ballot++) {
			const char *paper = decided_for(differences, count, bundles[b].number, ballot, line);

			if (!paper)
				return undecided();
			line = arena_strdup(counting->arena, paper);
			status = line ? add_paper(counting, (char *)line) : FAIL_MEMORY;
		}
	}
	return status;
}

/* The tally sheet as both tellers entered it, or line by line as a supervisor decided. */
static int
add_totals(struct counting *counting)
{
	struct difference *differences;
	struct bundle *bundles;
	size_t count, bundle_count;
	const char *text = "", *sheet, *line;
	struct totals totals;
	int status = round_differences(counting->db, counting->arena, counting->election, counting->round, &differences, &count);

	if (status == 0)
		status = read_bundles(counting->db, counting->arena, counting->round->id, &bundles, &bundle_count);
	if (status < 0)
		return status;
	sheet = bundle_count ? bundles[0].sheet[0] : "";
	for (int64_t number = 1; text && (line = next_line(counting->arena, &sheet)); number++) {
		line = decided_for(differences, count, 0, number, line);
		if (!line)
			return undecided();
		text = arena_printf(counting->arena, "%s%s\n", text, line);
	}
	status = text ? totals_of(counting->arena, text, counting->standing, counting->candidates, &totals) : FAIL_MEMORY;
	return status == 0 ? count_totals(counting->count, &totals) : status;
}

int
totals_try(struct db *db, struct arena *arena, const struct election *election, const struct ballot_round *round,
           const char *sheet)
{
	struct counting counting = {.db = db, .arena = arena, .election = election, .round = round};
	struct totals totals;
	int status = ballot_order(arena, election, round, &counting.standing, &counting.candidates);

	if (status == 0)
		status = set_contest(&counting);
	if (status == 0)
		status = count_new(arena, &counting.contest, &counting.count);
	if (status == 0)
		status = totals_of(arena, sheet, counting.standing, counting.candidates, &totals);
	return status == 0 ? count_totals(counting.count, &totals) : status;
}

int
round_result(struct db *db, struct arena *arena, const struct election *election, const struct ballot_round *round,
             const struct count_result **ret_result)
{
	struct counting counting = {.db = db, .arena = arena, .election = election, .round = round};
	int status = ballot_order(arena, election, round, &counting.standing, &counting.candidates);

	if (status == 0)
		status = set_contest(&counting);
	counting.written = ARENA_ARRAY(arena, SHEET_MAX / 2, const char *);
	if (status == 0 && !counting.written)
		status = FAIL_MEMORY;
	if (status == 0)
		status = count_new(arena, &counting.contest, &counting.count);
	if (status == 0)
		status = round->by_totals ? add_totals(&counting) : add_papers(&counting);
	return status == 0 ? count_result(counting.count, ret_result) : status;
}
