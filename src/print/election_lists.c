#include "print/election_lists.h"

#include <stdio.h>

#include "base/text.h"

#define NAME_COLUMNS 5
#define MARK_MM 15         /* width of a box to mark */
#define MARK_EN_MM 18      /* … under an English head */
#define NAME_EN_MM 34      /* least width of names under one */
#define ROW_MM 10          /* height of a ballot's row */
#define LONG_ROW_MM 18     /* where a name takes two lines */
#define EM_MM 5.6          /* of size 3 */
#define WIDTH_MM 156
#define GAP_MM 3
#define COLUMNS_MAX 4
#define NAME_EMS_MIN 3
#define NAME_EMS_MAX 9     /* a longer name is broken into two lines, as are all where one is */
#define FURNITURE_MM 131   /* title, instructions and signature of a ballot */
#define PAGE_MM 225

/* ---- lists of names ---- */

static size_t
longest_name(const struct paper_names *names)
{
	size_t longest = 0;

	for (size_t i = 0; i < names->count; i++) {
		size_t length = utf8_length(names->items[i].name);

		longest = length > longest ? length : longest;
	}
	return longest;
}

void
paper_names_table(struct document *document, const struct election_paper *paper)
{
	const struct paper_names *roll = &paper->roll;
	size_t columns = longest_name(roll) <= 4 ? NAME_COLUMNS : 3;

	document_begin(document, PIECE_TABLE, TABLE_PLAIN | TABLE_LARGE, 0);
	for (size_t i = 0; i < columns; i++) {
		if (i > 0)
			document_next(document);
		document_put(document, "1c");
	}
	for (size_t i = 0; i < roll->count; i += columns) {
		document_begin(document, PIECE_ROW, 0, 0);
		for (size_t c = 0; c < columns; c++) {
			if (c > 0)
				document_next(document);
			document_put(document, i + c < roll->count ? roll->items[i + c].name : "");
		}
	}
	document_end(document);
}

static void
put_sign_in(struct document *document, const struct paper_names *roll, size_t i)
{
	if (i >= roll->count) {
		document_put(document, CELL_NONE);
		document_next(document);
		document_put(document, CELL_NONE);
		document_next(document);
		document_put(document, CELL_NONE);
		return;
	}
	document_put_size(document, i + 1);
	document_next(document);
	document_put(document, roll->items[i].name);
	document_next(document);
}

void
paper_sign_in_rows(struct document *document, const struct election_paper *paper)
{
	for (size_t i = 0; i < paper->roll.count; i += 2) {
		document_begin(document, PIECE_ROW, 0, 0);
		put_sign_in(document, &paper->roll, i);
		document_next(document);
		document_next(document);
		put_sign_in(document, &paper->roll, i + 1);
	}
	document_end(document);
}

/* ---- ballots ---- */

enum ballot_kind { BALLOT_PLAIN, BALLOT_SAMPLE, BALLOT_RUNOFF };

/* How names stand on a ballot. */
struct grid {
	size_t columns;
	double name_mm, mark_mm;
	int row_mm;    /* the same for all: nobody's row is higher (ELEC-6.1) */
};

static size_t
rows_of(size_t count, size_t columns)
{
	return (count + columns - 1) / columns;
}

/* The fewest columns with which everything stands on one page; else all that fit. */
static struct grid
choose_grid(enum lang lang, size_t longest, size_t names, size_t written)
{
	size_t ems = longest < NAME_EMS_MIN ? NAME_EMS_MIN : longest > NAME_EMS_MAX ? NAME_EMS_MAX : longest;
	struct grid grid = {.name_mm = (double)ems * EM_MM + 3, .mark_mm = MARK_MM,
	                    .row_mm = longest > NAME_EMS_MAX ? LONG_ROW_MM : ROW_MM};
	size_t most;

	if (lang == LANG_EN) {
		grid.mark_mm = MARK_EN_MM;
		grid.name_mm = grid.name_mm < NAME_EN_MM ? NAME_EN_MM : grid.name_mm;
	}
	most = (size_t)((WIDTH_MM + GAP_MM) / (grid.name_mm + grid.mark_mm + GAP_MM));
	most = most < 1 ? 1 : most > COLUMNS_MAX ? COLUMNS_MAX : most;
	for (grid.columns = 1; grid.columns < most; grid.columns++) {
		size_t rows = rows_of(names, grid.columns) + 1;

		if (written > 0)
			rows += rows_of(written, grid.columns) + 1;
		if (rows * (size_t)grid.row_mm + FURNITURE_MM <= PAGE_MM)
			break;
	}
	return grid;
}

/* "name box" for each column, gaps between, and at the sides what is left of the width. */
static void
open_grid(struct document *document, const struct grid *grid)
{
	double used = (double)grid->columns * (grid->name_mm + grid->mark_mm) + (double)(grid->columns - 1) * GAP_MM;
	double side = used < WIDTH_MM ? (WIDTH_MM - used) / 2 : 0;
	char text[16];

	document_begin(document, PIECE_TABLE, TABLE_LARGE, grid->row_mm);
	snprintf(text, sizeof text, "%dg", (int)(10 * side));
	document_put(document, text);
	for (size_t c = 0; c < grid->columns; c++) {
		document_next(document);
		if (c > 0) {
			snprintf(text, sizeof text, "%dg", 10 * GAP_MM);
			document_put(document, text);
			document_next(document);
		}
		snprintf(text, sizeof text, "%dc", (int)(10 * grid->name_mm));
		document_put(document, text);
		document_next(document);
		snprintf(text, sizeof text, "%dc", (int)(10 * grid->mark_mm));
		document_put(document, text);
	}
	document_next(document);
	snprintf(text, sizeof text, "%dg", (int)(10 * side));
	document_put(document, text);
}

/* One row: `name` and `mark` of each column that is filled, nothing where it is not. */
static void
put_cells(struct document *document, enum piece_kind kind, const struct grid *grid, const char *const *names,
          size_t filled, const char *mark)
{
	document_begin(document, kind, 0, 0);
	for (size_t c = 0; c < grid->columns; c++) {
		document_next(document); /* the side, or the gap after the column before */
		if (c > 0)
			document_next(document);
		document_put(document, c < filled ? names[c] : CELL_NONE);
		document_next(document);
		document_put(document, c < filled ? mark : CELL_NONE);
	}
	document_next(document);
}

static void
put_grid(struct document *document, const struct grid *grid, const char *head, const char *const *names, size_t count)
{
	const char *heads[COLUMNS_MAX] = {head, head, head, head};

	open_grid(document, grid);
	put_cells(document, PIECE_HEAD, grid, heads, count < grid->columns ? count : grid->columns,
	          document->lang == LANG_EN ? "Mark" : "符号");
	for (size_t i = 0; i < count; i += grid->columns)
		put_cells(document, PIECE_ROW, grid, names + i, count - i < grid->columns ? count - i : grid->columns, "");
}

static void
put_ballot_title(struct document *document, const struct contest_paper *paper, enum ballot_kind kind)
{
	bool english = document->lang == LANG_EN;
	const char *word = kind == BALLOT_RUNOFF ? english ? "Runoff ballot: " : "再次投票选票"
		: paper->contest.round == CONTEST_PRELIMINARY ? english ? "Preliminary ballot: " : "预选票" : english ? "Ballot: " : "选举票";

	document_begin(document, PIECE_TITLE, 0, 0);
	if (english)
		document_put(document, word);
	document_put_both(document, paper->contest.office_name);
	if (!english)
		document_put(document, word);
	if (kind == BALLOT_SAMPLE)
		document_line(document, PIECE_SUBTITLE, english ? "(sample)" : "（样票）");
}

static void
put_instructions_zh(struct document *document, const struct contest_paper *paper, enum ballot_kind kind, int64_t most)
{
	document_begin(document, PIECE_PLAIN, 1, 0);
	document_put(document, "填写说明：应选");
	document_put_int(document, most);
	document_put(document, "名，");
	document_put(document, paper->contest.by_strokes ? "候选人以姓氏笔画为序。" : "候选人按批准的顺序排列。");
	document_put(document, "赞成的，在姓名右侧的空格内画“○”；");
	if (kind == BALLOT_RUNOFF) {
		document_put(document, "其余的不作任何记号，不能另选他人。所选人数等于或者少于");
	} else {
		document_put(document, "不赞成的，画“×”；弃权的，不作任何记号。不赞成的可以另选他人，在“另选人”栏内写上姓名，"
		                       "另选人数不得多于不赞成的人数。所选人数等于或者少于");
	}
	document_put_int(document, most);
	document_put(document, "名的有效，多于的无效。");
}

static void
put_instructions_en(struct document *document, const struct contest_paper *paper, enum ballot_kind kind, int64_t most)
{
	document_begin(document, PIECE_PLAIN, 1, 0);
	document_put(document, "How to vote: ");
	document_put_int(document, most);
	document_put(document, " to elect; ");
	document_put(document, paper->contest.by_strokes ? "names in the order of surname strokes. "
	                                                 : "names in the approved order. ");
	document_put(document, "Yes is ○ in the box beside the name");
	document_put(document, kind == BALLOT_RUNOFF ? "; leave the others empty; nobody else can be written in. "
		: ", no is ×, an empty box is an abstention. Who votes no may write in somebody else, at most as many "
		  "as were voted no. ");
	document_put(document, "A ballot that selects more than ");
	document_put_int(document, most);
	document_put(document, " is invalid.");
}

static void
put_ballot(struct document *document, const struct contest_paper *paper, enum ballot_kind kind, const char **names,
           size_t count, size_t longest)
{
	const struct paper_contest *contest = &paper->contest;
	int64_t most = kind == BALLOT_RUNOFF && contest->round != CONTEST_RUNOFF ? contest->runoff_seats
		: contest->round == CONTEST_PRELIMINARY ? contest->places : contest->seats;
	size_t written = kind == BALLOT_RUNOFF || most < 0 ? 0 : (size_t)most;
	struct grid grid = choose_grid(document->lang, longest, count, written);

	put_ballot_title(document, paper, kind);
	(document->lang == LANG_EN ? put_instructions_en : put_instructions_zh)(document, paper, kind, most);
	put_grid(document, &grid, document->lang == LANG_EN ? "Candidate" : "候选人", names, count);
	if (written > 0) {
		const char **blank = ARENA_ARRAY(document->arena, written, const char *);

		for (size_t i = 0; blank && i < written; i++)
			blank[i] = "";
		if (blank)
			put_grid(document, &grid, document->lang == LANG_EN ? "Written in" : "另选人", blank, written);
		else
			document->failed = true;
	}
	document_begin(document, PIECE_SIGNATURE, 0, 0);
	document_put(document, paper->election.body);
	document_next(document);
	document_put_day(document, paper->election.meeting_day);
	document_end(document);
}

static void
put_candidates_ballot(struct document *document, const struct contest_paper *paper, enum ballot_kind kind)
{
	const struct paper_candidates *candidates = &paper->contest.candidates;
	const char **names = ARENA_ARRAY(document->arena, candidates->count, const char *);
	size_t longest = 0;

	if (kind == BALLOT_PLAIN && paper->contest.round == CONTEST_RUNOFF)
		kind = BALLOT_RUNOFF; /* a ballot of that round */
	if (!names) {
		document->failed = true;
		return;
	}
	for (size_t i = 0; i < candidates->count; i++) {
		size_t length = utf8_length(candidates->items[i].name);

		names[i] = candidates->items[i].name;
		longest = length > longest ? length : longest;
	}
	put_ballot(document, paper, kind, names, candidates->count, longest);
}

void
paper_ballot(struct document *document, const struct contest_paper *paper)
{
	put_candidates_ballot(document, paper, BALLOT_PLAIN);
}

void
paper_sample_ballot(struct document *document, const struct contest_paper *paper)
{
	put_candidates_ballot(document, paper, BALLOT_SAMPLE);
}

void
paper_runoff_ballot(struct document *document, const struct contest_paper *paper)
{
	const struct paper_names *tied = &paper->contest.tied;
	const char **names = ARENA_ARRAY(document->arena, tied->count, const char *);

	if (!names) {
		document->failed = true;
		return;
	}
	for (size_t i = 0; i < tied->count; i++)
		names[i] = tied->items[i].name;
	put_ballot(document, paper, BALLOT_RUNOFF, names, tied->count, longest_name(tied));
}

/* ---- sheets to count on ---- */

/* A row for each candidate, and some for names written in; their yes votes take the first `yes` cells. */
static void
put_tally_rows(struct document *document, const struct contest_paper *paper, size_t cells, size_t yes)
{
	const struct paper_candidates *candidates = &paper->contest.candidates;
	size_t written = paper->contest.seats < 0 ? 0 : paper->contest.seats > 5 ? 5 : (size_t)paper->contest.seats;

	for (size_t i = 0; i < candidates->count + written; i++) {
		document_begin(document, PIECE_ROW, 0, 0);
		document_put(document, i < candidates->count ? candidates->items[i].name : "");
		for (size_t c = 1; c < cells; c++) {
			document_next(document);
			/* A name that was written in has yes votes alone. */
			document_put(document, i >= candidates->count && c > yes ? "—" : "");
		}
	}
}

static void
put_tally_title(struct document *document, const struct contest_paper *paper, size_t bundle, size_t bundles)
{
	bool english = document->lang == LANG_EN;
	char text[96];

	document_line(document, PIECE_TITLE, bundle == 0 ? english ? "Sum of the tally sheets" : "计票汇总单"
	                                                 : english ? "Tally sheet" : "计票单");
	document_begin(document, PIECE_SUBTITLE, 0, 0);
	document_put(document, english ? "(" : "（");
	document_put_both(document, paper->contest.office_name);
	if (bundle > 0) {
		snprintf(text, sizeof text, english ? ", bundle %zu of %zu" : "，第%zu捆，共%zu捆", bundle, bundles);
		document_put(document, text);
	}
	document_put(document, english ? ")" : "）");
}

static void
put_tally_foot(struct document *document)
{
	bool english = document->lang == LANG_EN;

	document_line(document, PIECE_PLAIN, english
		? "Ballots: ______  valid: ______  invalid: ______"
		: "选票______张，其中有效票______张，无效票______张");
	document_add(document, PIECE_SIGNERS, 0, 0, english ? (const char *const[]){"Teller", "Vote supervisor", NULL}
	                                                    : (const char *const[]){"计票人", "监票人", NULL});
}

static void
put_bundle(struct document *document, const struct contest_paper *paper, size_t bundle, size_t bundles)
{
	static const char *const columns[] = {"360c", "300x5", "100c", "300x5", "100c", "300x5", "100c", NULL};
	static const char *const wide[] = {"270c", "300x5", "130c", "300x5", "130c", "300x5", "130c", NULL};
	static const char *const zh[] = {"姓名", "赞成", "计", "不赞成", "计", "弃权", "计", NULL};
	static const char *const en[] = {"Name", "Yes", "Sum", "No", "Sum", "Abstained", "Sum", NULL};

	if (bundle > 1)
		document_line(document, PIECE_BREAK, "");
	put_tally_title(document, paper, bundle, bundles);
	document_add(document, PIECE_TABLE, 0, 10, document->lang == LANG_EN ? wide : columns);
	document_add(document, PIECE_HEAD, 0, 0, document->lang == LANG_EN ? en : zh);
	put_tally_rows(document, paper, 7, 2);
	document_line(document, PIECE_CUE, document->lang == LANG_EN
		? "One 正 (five strokes) a box; a bundle holds 25 ballots. Two tellers count apart."
		: "每格画一个“正”字，每捆25张选票。两名计票人分别计票，互不查看。");
	put_tally_foot(document);
}

void
paper_tally_sheets(struct document *document, const struct contest_paper *paper)
{
	static const char *const columns[] = {"36c", "30c", "30c", "30c", "30c", NULL};
	static const char *const zh[] = {"姓名", "赞成票", "不赞成票", "弃权票", "合计", NULL};
	static const char *const en[] = {"Name", "Yes", "No", "Abstained", "Sum", NULL};
	const struct paper_contest *contest = &paper->contest;
	int64_t ballots = contest->returned >= 0 ? contest->returned
		: contest->present >= 0 ? contest->present : contest->entitled;
	size_t bundles = ballots > 0 ? ((size_t)ballots + BUNDLE_BALLOTS - 1) / BUNDLE_BALLOTS : 1;

	for (size_t bundle = 1; bundle <= bundles; bundle++)
		put_bundle(document, paper, bundle, bundles);
	document_line(document, PIECE_BREAK, "");
	put_tally_title(document, paper, 0, bundles);
	document_add(document, PIECE_TABLE, 0, 9, columns);
	document_add(document, PIECE_HEAD, 0, 0, document->lang == LANG_EN ? en : zh);
	put_tally_rows(document, paper, 5, 1);
	put_tally_foot(document);
}
