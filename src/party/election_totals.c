/* Tally sheets of all ballots together, entered twice in place of the ballots (ELEC-26.1c). */
#include "party/election.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/text.h"

#define VOTES_MOST 1000000

/* --- lines ------------------------------------------------------------------------------ */

static int
unreadable(int64_t line)
{
	return fail(FAIL_INPUT, "ELEC-26.1c", "votes", "汇总单第 %lld 行读不出：每行依次填赞成、不赞成、弃权三个数，前面可以写候选人姓名。",
	            "Line %lld of the tally sheet cannot be read: yes, no and abstentions in order, after the candidate's name if you like.",
	            (long long)line);
}

static bool
is_gap(char c)
{
	return c == ' ' || c == '\t' || c == ',';
}

/* Cuts the last number off a text; false where it does not end in one. */
static bool
last_number(char *text, int64_t *ret_number)
{
	size_t end = strlen(text), from;
	int64_t number = 0;

	while (end > 0 && is_gap(text[end - 1]))
		end--;
	for (from = end; from > 0 && text[from - 1] >= '0' && text[from - 1] <= '9';)
		from--;
	if (from == end || end - from > 7)
		return false;
	for (size_t i = from; i < end; i++)
		number = 10 * number + (text[i] - '0');
	while (from > 0 && is_gap(text[from - 1]))
		from--;
	text[from] = '\0';
	*ret_number = number;
	return number <= VOTES_MOST;
}

static int
read_votes(struct arena *arena, const struct candidate *candidate, char *text, int64_t line, const char **ret_line)
{
	int64_t yes, no, abstain;

	if (!last_number(text, &abstain) || !last_number(text, &no) || !last_number(text, &yes))
		return unreadable(line);
	if (*text && !same_name(text, candidate->name))
		return fail(FAIL_INPUT, "ELEC-26.1c", "votes", "第 %lld 行应是%s，写的是%s；请依选票上的顺序填写。",
		            "Line %lld is that of %s, not of %s: keep the order of the ballot.", (long long)line, candidate->name, text);
	*ret_line = arena_printf(arena, "%lld %lld %lld", (long long)yes, (long long)no, (long long)abstain);
	return *ret_line ? 0 : FAIL_MEMORY;
}

struct written {
	const char *name;
	int64_t votes;
};

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct written *)a)->name, ((const struct written *)b)->name);
}

/* "林某 3；王某 1", by name, so that two sheets compare whatever their order; "-" for none. */
static int
read_written(struct arena *arena, const char *text, const char **ret_line)
{
	struct written *all = ARENA_ARRAY(arena, strlen(text) + 1, struct written);
	const char *line = "";
	size_t count = 0;

	if (!all)
		return FAIL_MEMORY;
	while (*text) {
		size_t len = strcspn(text, ";\n");
		char *piece = arena_strndup(arena, text, len);

		piece = piece ? text_tidy(arena, piece) : NULL;
		if (!piece)
			return FAIL_MEMORY;
		text += len + (text[len] != '\0');
		if (!*piece || strcmp(piece, "-") == 0)
			continue;
		if (!last_number(piece, &all[count].votes) || !*piece || all[count].votes == 0)
			return fail(FAIL_INPUT, "ELEC-25.2", "written", "另选他人每行填姓名和票数。", "Written in: a name and its votes on each line.");
		all[count++].name = piece;
	}
	qsort(all, count, sizeof *all, by_name);
	for (size_t i = 0; i < count && line; i++)
		line = arena_printf(arena, "%s%s%s %lld", line, i ? ";" : "", all[i].name, (long long)all[i].votes);
	*ret_line = count ? line : "-";
	return line ? 0 : FAIL_MEMORY;
}

static int
read_ballots(struct arena *arena, char *text, const char **ret_line)
{
	int64_t valid, invalid;

	if (!last_number(text, &invalid) || !last_number(text, &valid) || *text)
		return fail(FAIL_INPUT, "ELEC-26.1c", "valid", "请依次填写有效票、无效票张数。", "Give the valid and the invalid ballots in order.");
	*ret_line = arena_printf(arena, "%lld %lld", (long long)valid, (long long)invalid);
	return *ret_line ? 0 : FAIL_MEMORY;
}

int
totals_line(struct arena *arena, const struct election *election, const struct ballot_round *round, int64_t line,
            const char *text, const char **ret_line)
{
	const struct candidate **standing;
	char *tidy = text_tidy(arena, text);
	size_t count;
	int status = tidy ? ballot_order(arena, election, round, &standing, &count) : FAIL_MEMORY;

	if (status < 0)
		return status;
	if (line == 1)
		return read_ballots(arena, tidy, ret_line);
	if (line == (int64_t)count + 2)
		return read_written(arena, tidy, ret_line);
	if (line < 1 || line > (int64_t)count + 2)
		return unreadable(line);
	return read_votes(arena, standing[line - 2], tidy, line - 1, ret_line);
}

const char *
totals_line_label(struct arena *arena, const struct election *election, const struct ballot_round *round, int64_t line,
                  enum lang lang)
{
	const struct candidate **standing;
	size_t count;

	if (ballot_order(arena, election, round, &standing, &count) < 0 || line < 1 || line > (int64_t)count + 2)
		return NULL;
	if (line == 1)
		return in_lang((struct bilingual){"有效票、无效票", "valid and invalid ballots"}, lang);
	if (line == (int64_t)count + 2)
		return in_lang((struct bilingual){"另选他人", "written in"}, lang);
	return standing[line - 2]->name;
}

/* --- a sheet ------------------------------------------------------------------------------- */

static int
add_line(struct arena *arena, const struct election *election, const struct ballot_round *round, int64_t number,
         const char *text, struct buf *out)
{
	const char *line;
	int status = totals_line(arena, election, round, number, text, &line);

	if (status == 0)
		buf_printf(out, "%s\n", line);
	return status;
}

static int
add_votes(struct arena *arena, const struct election *election, const struct ballot_round *round, const char *votes,
          size_t count, struct buf *out)
{
	size_t lines = 0;
	int status = 0;

	while (*votes && status == 0) {
		size_t len = strcspn(votes, "\n");
		const char *line = arena_strndup(arena, votes, len);

		votes += len + (votes[len] == '\n');
		if (!line || !*(line = text_tidy(arena, line)))
			continue;
		if (++lines > count)
			break;
		status = add_line(arena, election, round, (int64_t)lines + 1, line, out);
	}
	if (status == 0 && lines != count)
		return fail(FAIL_INPUT, "ELEC-26.1c", "votes", "选票上有 %zu 名候选人，汇总单须有 %zu 行。",
		            "There are %zu candidates on the ballot; the tally sheet has %zu lines.", count, count);
	return status;
}

int
totals_read(struct arena *arena, const struct election *election, const struct ballot_round *round,
            const struct totals_typed *typed, const char **ret_sheet)
{
	const struct candidate **standing;
	struct buf out;
	size_t count;
	int status = ballot_order(arena, election, round, &standing, &count);

	if (status < 0)
		return status;
	buf_init(&out, SHEET_MAX);
	buf_printf(&out, "%lld %lld\n", (long long)typed->valid, (long long)typed->invalid);
	status = add_votes(arena, election, round, typed->votes, count, &out);
	if (status == 0)
		status = add_line(arena, election, round, (int64_t)count + 2, typed->written ? typed->written : "", &out);
	if (status == 0)
		status = buf_status(&out);
	if (status == 0) {
		*ret_sheet = arena_strdup(arena, buf_text(&out));
		status = *ret_sheet ? 0 : FAIL_MEMORY;
	}
	buf_free(&out);
	return status;
}

/* The lines of a sheet were written here: they read. */
static int
take_written(struct arena *arena, char *line, struct totals *totals)
{
	size_t room = strlen(line) + 1, count = 0;
	const char **names = ARENA_ARRAY(arena, room, const char *);
	int64_t *votes = ARENA_ARRAY(arena, room, int64_t);
	char *rest = NULL;

	if (!names || !votes)
		return FAIL_MEMORY;
	for (char *piece = strcmp(line, "-") ? strtok_r(line, ";", &rest) : NULL; piece; piece = strtok_r(NULL, ";", &rest))
		if (last_number(piece, &votes[count]))
			names[count++] = piece;
	totals->written = (struct names){names, count};
	totals->written_votes = votes;
	return 0;
}

int
totals_of(struct arena *arena, const char *sheet, const struct candidate *const *standing, size_t count,
          struct totals *ret_totals)
{
	char *text = arena_strdup(arena, sheet), *rest = NULL, *line, none[] = "-";
	int64_t *yes = ARENA_ARRAY(arena, count + 1, int64_t), *no = ARENA_ARRAY(arena, count + 1, int64_t), abstain = 0;
	struct totals totals = {.yes = yes, .no = no};
	int status = 0;

	if (!text || !yes || !no)
		return FAIL_MEMORY;
	line = strtok_r(text, "\n", &rest);
	if (!line || !last_number(line, &totals.invalid) || !last_number(line, &totals.valid))
		return unreadable(1);
	for (size_t i = 0; i < count && status == 0; i++) {
		line = strtok_r(NULL, "\n", &rest);
		if (!line || !last_number(line, &abstain) || !last_number(line, &no[i]) || !last_number(line, &yes[i]))
			return unreadable((int64_t)i + 1);
		if (yes[i] + no[i] + abstain != totals.valid)
			return fail(FAIL_INPUT, "ELEC-30.2", "votes", "%s：赞成 %lld、不赞成 %lld、弃权 %lld，合计不是有效票 %lld 张，请核对。",
			            "%s: %lld yes, %lld no and %lld abstentions are not the %lld valid ballots; reconcile.",
			            standing[i]->name, (long long)yes[i], (long long)no[i], (long long)abstain, (long long)totals.valid);
	}
	line = strtok_r(NULL, "\n", &rest);
	status = take_written(arena, line ? line : none, &totals);
	if (status == 0)
		*ret_totals = totals;
	return status;
}
