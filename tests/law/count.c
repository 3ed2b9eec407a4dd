#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "law/count.h"
#include "names/strokes.h"

#define PEOPLE 12    /* names that a random round draws from */
#define PAPERS 40    /* ballots of a random round, at most */

/* One paper as it is written: names chosen, names refused, names added. */
struct paper {
	int64_t n;
	uint8_t marks[PEOPLE];
	const char *written[8];
	size_t written_count;
};

static struct names
list(const char *const *names, size_t count)
{
	return (struct names){names, count};
}

/* The worked case of rulebook 1.2, but for its candidates' votes. */
static struct contest
branch_of_25(const char *const *candidates, size_t count)
{
	return (struct contest){
		.rule_set = RULES_2020, .round = CONTEST_FORMAL, .office = OFFICE_COMMITTEE,
		.entitled = 25, .present = 23, .voters = 23, .issued = 23, .returned = 23, .seats = 5,
		.candidates = list(candidates, count),
	};
}

static int
add(struct count *count, const struct paper *paper)
{
	struct ballot ballot = {paper->n, paper->marks, list(paper->written, paper->written_count)};

	return count_ballot(count, &ballot);
}

/* Counts papers that need not be well chosen; null with last_failure(). */
static const struct count_result *
result_of(struct arena *arena, const struct contest *contest, const struct paper *papers, size_t count)
{
	const struct count_result *result = NULL;
	struct count *counting = NULL;

	if (count_new(arena, contest, &counting) < 0)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (add(counting, &papers[i]) < 0)
			return NULL;
	return count_result(counting, &result) < 0 ? NULL : result;
}

/*
 * Papers on which the candidates get these votes: yes[i] each, against the
 * rest, no paper with more than `most` names.
 */
static void
share_votes(struct paper *papers, size_t count, const int *yes, size_t candidates, size_t most)
{
	size_t chosen[PAPERS] = {0};

	memset(papers, 0, count * sizeof *papers);
	for (size_t p = 0; p < count; p++) {
		papers[p].n = 1;
		memset(papers[p].marks, MARK_NO, sizeof papers[p].marks);
	}
	for (size_t c = 0; c < candidates; c++)
		for (int vote = 0; vote < yes[c]; vote++) {
			size_t least = count;

			for (size_t p = 0; p < count; p++)
				if (papers[p].marks[c] != MARK_YES && (least == count || chosen[p] < chosen[least]))
					least = p;
			assert_true(least < count && chosen[least] < most);
			papers[least].marks[c] = MARK_YES;
			chosen[least]++;
		}
}

static const struct count_step *
step_of(const struct count_result *result, const char *clause)
{
	for (size_t i = 0; i < result->step_count; i++)
		if (strcmp(result->steps[i].clause, clause) == 0)
			return &result->steps[i];
	return NULL;
}

static void
assert_step(const struct count_result *result, const char *clause, enum verdict verdict)
{
	const struct count_step *found = step_of(result, clause);

	assert_non_null(found);
	assert_int_equal(found->verdict, verdict);
	assert_true(found->why.zh[0] && found->why.en[0]);
}

static void
assert_names(const struct names *names, const char *expected)
{
	char joined[512] = "";

	for (size_t i = 0; i < names->count; i++) {
		strncat(joined, i ? " " : "", sizeof joined - strlen(joined) - 1);
		strncat(joined, names->name[i], sizeof joined - strlen(joined) - 1);
	}
	assert_string_equal(joined, expected);
}

static const char *const six[] = {"洪六", "文三", "丁一", "林四", "王二", "欧阳五"};

/* --- the worked case ------------------------------------------------------------- */

static void
ELEC_29_1_the_worked_case_of_the_rulebook(void **state)
{
	static const int yes[] = {22, 21, 19, 16, 13, 11};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, 6);
	struct paper papers[23];
	const struct count_result *result;

	(void)state;
	share_votes(papers, 22, yes, 6, 5);
	papers[22] = (struct paper){.n = 1};
	memset(papers[22].marks, MARK_YES, sizeof papers[22].marks); /* picks all six */
	result = result_of(arena, &contest, papers, 23);
	assert_non_null(result);
	assert_true(result->meeting_valid && result->contest_valid);
	assert_int_equal(result->valid, 22);
	assert_int_equal(result->invalid, 1);
	assert_int_equal(result->majority, 13);
	assert_names(&result->elected, "丁一 王二 文三 林四 洪六");
	assert_int_equal(result->runoff_seats, 0);
	assert_int_equal(result->short_of, 0);
	assert_int_equal(result->tally_count, 6);
	assert_string_equal(result->tallies[4].name, "欧阳五"); /* by strokes: 丁 王 文 林 欧 洪 */
	assert_int_equal(result->tallies[4].yes, 11);
	assert_int_equal(result->tallies[4].no, 11);
	assert_int_equal(result->tallies[4].abstain, 0);
	assert_step(result, "ELEC-19.1", HOLDS);
	assert_step(result, "ELEC-24.2b", HOLDS);
	assert_step(result, "ELEC-26.1a", HOLDS);
	assert_step(result, "ELEC-27.1", HOLDS);
	assert_step(result, "ELEC-13.1", HOLDS);
	assert_step(result, "ELEC-27.2", HOLDS);
	assert_step(result, "ELEC-29.2a", HOLDS);
	assert_step(result, "ELEC-31.2", HOLDS);
	arena_free(arena);
}

static const struct count_result *
counted(struct arena *arena, struct contest *contest, const int *yes, size_t candidates)
{
	struct paper papers[PAPERS];

	assert_true(contest->returned <= PAPERS);
	share_votes(papers, (size_t)contest->returned, yes, candidates, (size_t)contest->seats);
	return result_of(arena, contest, papers, (size_t)contest->returned);
}

/* The same round of 25 entitled with 24 present, whose votes are given. */
static const struct count_result *
vote_of_25(struct arena *arena, const int *yes, struct contest *contest)
{
	*contest = branch_of_25(six, 6);
	contest->present = contest->voters = contest->issued = contest->returned = 24;
	return counted(arena, contest, yes, 6);
}

static void
ELEC_29_2a_a_sixth_majority_is_not_elected(void **state)
{
	static const int yes[] = {24, 22, 20, 15, 14, 13};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest;
	const struct count_result *result = vote_of_25(arena, yes, &contest);

	(void)state;
	assert_names(&result->elected, "丁一 王二 文三 林四 洪六"); /* 洪 24 文 22 丁 20 林 15 王 14 */
	assert_int_equal(result->runoff_seats, 0);
	assert_step(result, "ELEC-29.2a", HOLDS);
	arena_free(arena);
}

static void
ELEC_29_2b_a_tie_across_the_cut_is_for_a_runoff(void **state)
{
	static const int yes[] = {24, 22, 20, 15, 13, 13};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest;
	const struct count_result *result = vote_of_25(arena, yes, &contest);

	(void)state;
	assert_names(&result->elected, "丁一 文三 林四 洪六");
	assert_names(&result->tied, "王二 欧阳五");
	assert_int_equal(result->runoff_seats, 1);
	assert_int_equal(result->short_of, 0);
	assert_step(result, "ELEC-29.2b", FLAG);
	arena_free(arena);
}

/* A runoff between two, with 23 papers of which some abstain. */
static const struct count_result *
runoff(struct arena *arena, int64_t a, int64_t b, int64_t seats)
{
	static const char *const tied[] = {"王二", "欧阳五"}, *const again[] = {"欧阳五", "王二"};
	struct contest contest = branch_of_25(tied, 2);
	const struct paper papers[] = {
		{.n = a, .marks = {MARK_YES, MARK_NO}},
		{.n = b, .marks = {MARK_NO, MARK_YES}},
		{.n = 23 - a - b},
	};

	contest.round = CONTEST_RUNOFF;
	contest.tied = list(again, 2);
	contest.runoff_seats = seats;
	return result_of(arena, &contest, papers, 3);
}

static void
ELEC_29_2b_most_votes_win_the_runoff(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct count_result *result = runoff(arena, 12, 10, 1);

	(void)state;
	assert_names(&result->elected, "王二"); /* 12, though 12 < 13 */
	assert_int_equal(result->majority, 0);
	assert_int_equal(result->short_of, 0);
	assert_int_equal(result->tallies[0].abstain, 1);
	assert_step(result, "ELEC-29.2b", HOLDS);
	assert_null(step_of(result, "ELEC-13.1"));
	result = runoff(arena, 11, 11, 1);
	assert_names(&result->elected, "");
	assert_names(&result->tied, "王二 欧阳五");
	assert_int_equal(result->runoff_seats, 1);
	result = runoff(arena, 0, 0, 1);
	assert_names(&result->tied, "王二 欧阳五");
	arena_free(arena);
}

static void
ELEC_29_2b_a_runoff_needs_its_tie(void **state)
{
	static const char *const others[] = {"王二", "洪六"};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, 2);
	struct count *count;

	(void)state;
	assert_null(runoff(arena, 12, 10, 2)); /* two seats for two are no tie */
	assert_string_equal(last_failure()->field, "runoff_of");
	assert_null(runoff(arena, 12, 10, 0));
	contest.round = CONTEST_RUNOFF;
	assert_int_equal(count_new(arena, &contest, &count), FAIL_INPUT);
	contest.runoff_seats = 1;
	contest.tied = list(others, 2); /* the candidates are 洪六 and 文三 */
	assert_int_equal(count_new(arena, &contest, &count), FAIL_INPUT);
	contest.tied = list(six, 1);
	assert_int_equal(count_new(arena, &contest, &count), FAIL_INPUT);
	contest.tied = list(six, 2);
	assert_int_equal(count_new(arena, &contest, &count), 0);
	contest.round = CONTEST_FORMAL;
	assert_int_equal(count_new(arena, &contest, &count), FAIL_INPUT);
	arena_free(arena);
}

static void
ELEC_29_2b_a_runoff_takes_no_names_written_in(void **state)
{
	static const char *const three[] = {"王二", "欧阳五", "洪六"};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(three, 3);
	const struct paper papers[] = {
		{.n = 13, .marks = {MARK_YES, MARK_NO}, .written = {"张三"}, .written_count = 1},
		{.n = 10, .marks = {MARK_YES, MARK_NO, MARK_YES}, .written = {"张三"}, .written_count = 1},
	};
	const struct count_result *result;

	(void)state;
	contest.round = CONTEST_RUNOFF;
	contest.tied = list(three, 3);
	contest.runoff_seats = 2;
	result = result_of(arena, &contest, papers, 2);
	assert_int_equal(result->valid, 13); /* three names for two seats are too many */
	assert_int_equal(result->tally_count, 3);
	assert_step(result, "ELEC-25.2", HOLDS);
	arena_free(arena);
}

static void
ELEC_29_3a_seats_without_a_majority_stay_open(void **state)
{
	static const int yes[] = {24, 22, 20, 15, 12, 12};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest;
	const struct count_result *result = vote_of_25(arena, yes, &contest);

	(void)state;
	assert_names(&result->elected, "丁一 文三 林四 洪六");
	assert_int_equal(result->short_of, 1);
	assert_int_equal(result->runoff_seats, 0);
	assert_step(result, "ELEC-29.3a", FLAG);
	assert_non_null(strstr(step_of(result, "ELEC-29.3a")->why.en, "2 candidates"));
	arena_free(arena);
}

/* --- meeting and contest ------------------------------------------------------------ */

static void
ELEC_19_1_exactly_four_fifths_is_valid(void **state)
{
	static const int yes[] = {20, 19, 18, 17, 13, 0};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, 6);
	const struct count_result *result;

	(void)state;
	contest.present = contest.voters = contest.issued = contest.returned = 20;
	result = counted(arena, &contest, yes, 6);
	assert_true(result->meeting_valid);
	assert_step(result, "ELEC-19.1", HOLDS);
	assert_int_equal(result->elected.count, 5);
	contest.present = contest.voters = contest.issued = contest.returned = 19;
	result = result_of(arena, &contest, (struct paper[]){{.n = 19}}, 1);
	assert_false(result->meeting_valid);
	assert_true(result->contest_valid);
	assert_step(result, "ELEC-19.1", BREACH);
	assert_int_equal(result->tally_count, 0);
	assert_int_equal(result->elected.count, 0);
	assert_int_equal(result->short_of, 0);
	arena_free(arena);
}

static void
ELEC_41_1_the_rules_of_1990_count_those_present(void **state)
{
	static const int yes[] = {21, 20, 18, 13, 11, 10};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, 6);
	const struct count_result *result;

	(void)state;
	contest.present = contest.voters = contest.issued = contest.returned = 21;
	result = counted(arena, &contest, yes, 6);
	assert_int_equal(result->majority, 13);
	assert_int_equal(result->elected.count, 4);
	contest.rule_set = RULES_1990;
	result = counted(arena, &contest, yes, 6);
	assert_int_equal(result->majority, 11);
	assert_int_equal(result->elected.count, 5);
	assert_step(result, "ELEC-19.1", HOLDS);
	contest.present = contest.voters = contest.issued = contest.returned = 20;
	result = result_of(arena, &contest, (struct paper[]){{.n = 20}}, 1);
	assert_true(result->meeting_valid);
	assert_step(result, "ELEC-19.1", FLAG);
	arena_free(arena);
}

static void
ELEC_24_2b_more_ballots_than_present_void_the_contest(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, 6);
	const struct count_result *result;

	(void)state;
	contest.issued = 24;
	result = result_of(arena, &contest, (struct paper[]){{.n = 23}}, 1);
	assert_true(result->meeting_valid);
	assert_false(result->contest_valid);
	assert_step(result, "ELEC-24.2b", BREACH);
	assert_int_equal(result->tally_count, 0);
	arena_free(arena);
}

static void
ELEC_27_1_more_ballots_than_voters_void_the_contest(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, 6);
	const struct count_result *result;

	(void)state;
	contest.returned = 24;
	result = result_of(arena, &contest, (struct paper[]){{.n = 24}}, 1);
	assert_false(result->contest_valid);
	assert_step(result, "ELEC-27.1", BREACH);
	assert_step(result, "ELEC-26.1a", BREACH); /* more than were issued, too */
	contest.returned = 22;
	result = result_of(arena, &contest, (struct paper[]){{.n = 22}}, 1);
	assert_true(result->contest_valid);
	assert_step(result, "ELEC-27.1", HOLDS);
	assert_step(result, "ELEC-26.1a", HOLDS);
	arena_free(arena);
}

/* A separate election owes what its office owes: 20 % more, one or two more, or as many as seats. */
static void
ELEC_29_3a_the_separate_election_owes_its_offices_candidates(void **state)
{
	static const struct {
		enum office office;
		const char *least;
	} cases[] = {
		{OFFICE_COMMITTEE, "at least 6 candidates"}, {OFFICE_DELEGATE, "at least 6 candidates"},
		{OFFICE_DISCIPLINE, "at least 6 candidates"}, {OFFICE_STANDING, "at least 6 candidates"},
		{OFFICE_SECRETARY, "at least 5 candidates"}, {OFFICE_DEPUTY, "at least 5 candidates"},
	};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, 6);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct count_result *result;

		contest.office = cases[i].office;
		result = result_of(arena, &contest, (struct paper[]){{.n = 23}}, 1);
		assert_int_equal(result->short_of, 5);
		assert_non_null(strstr(step_of(result, "ELEC-29.3a")->why.en, cases[i].least));
	}
	arena_free(arena);
}

static void
ELEC_26_1a_the_ballots_must_be_those_returned(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, 6);

	(void)state;
	assert_null(result_of(arena, &contest, (struct paper[]){{.n = 22}}, 1));
	assert_string_equal(last_failure()->field, "ballots");
	assert_null(result_of(arena, &contest, (struct paper[]){{.n = 22}, {.n = 2}}, 2));
	assert_null(result_of(arena, &contest, (struct paper[]){{.n = INT64_MAX}, {.n = 23}}, 2));
	assert_null(result_of(arena, &contest, (struct paper[]){{.n = -1}}, 1));
	assert_non_null(result_of(arena, &contest, (struct paper[]){{.n = 22}, {.n = 1}}, 2));
	arena_free(arena);
}

static void
facts_that_cannot_be_are_named(void **state)
{
	static const char *const twice[] = {"洪六", "文三", "洪\xE3\x80\x80六"};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct contest good = branch_of_25(six, 6);
	struct contest bad[9];
	static const char *const fields[9] = {"present", "voters", "voters", "seats", "candidates",
	                                      "candidates", "entitled", "places", "returned"};
	struct count *count;

	(void)state;
	for (size_t i = 0; i < 9; i++)
		bad[i] = good;
	bad[0].present = 26;
	bad[1].voters = 24;
	bad[1].issued = 24;
	bad[2].issued = 22;
	bad[3].seats = 0;
	bad[4].candidates = list(six, 0);
	bad[5].candidates = list(twice, 3);
	bad[6].entitled = -1;
	bad[7].places = 6;
	bad[8].returned = INT64_MAX;
	for (size_t i = 0; i < 9; i++) {
		assert_int_equal(count_new(arena, &bad[i], &count), FAIL_INPUT);
		assert_string_equal(last_failure()->field, fields[i]);
	}
	arena_free(arena);
}

/* --- candidates, places, ballots ------------------------------------------------------- */

static enum verdict
differential(enum office office, enum contest_round round, bool held, int64_t seats,
             size_t candidates, const char *clause)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, candidates);
	const struct count_result *result;
	enum verdict verdict;

	contest.office = office;
	contest.round = round;
	contest.preliminary_held = held;
	contest.seats = seats;
	result = result_of(arena, &contest, (struct paper[]){{.n = 23}}, 1);
	assert_non_null(step_of(result, clause));
	verdict = step_of(result, clause)->verdict;
	arena_free(arena);
	return verdict;
}

static void
ELEC_13_1_too_few_candidates_are_told_and_counted(void **state)
{
	(void)state;
	assert_int_equal(differential(OFFICE_COMMITTEE, CONTEST_FORMAL, false, 5, 6, "ELEC-13.1"), HOLDS);
	assert_int_equal(differential(OFFICE_COMMITTEE, CONTEST_FORMAL, false, 5, 5, "ELEC-13.1"), BREACH);
	assert_int_equal(differential(OFFICE_DISCIPLINE, CONTEST_PRELIMINARY, true, 5, 5, "ELEC-13.1"),
	                 BREACH);
	assert_int_equal(differential(OFFICE_COMMITTEE, CONTEST_FORMAL, true, 5, 5, "ELEC-28.3"), HOLDS);
	assert_int_equal(differential(OFFICE_COMMITTEE, CONTEST_FORMAL, true, 6, 5, "ELEC-28.3"), BREACH);
}

static void
ELEC_9_1_16_1_17_1_other_offices_have_their_own_differential(void **state)
{
	(void)state;
	assert_int_equal(differential(OFFICE_DELEGATE, CONTEST_FORMAL, false, 1, 2, "ELEC-9.1"), HOLDS);
	assert_int_equal(differential(OFFICE_DELEGATE, CONTEST_FORMAL, false, 1, 1, "ELEC-9.1"), BREACH);
	assert_int_equal(differential(OFFICE_SECRETARY, CONTEST_FORMAL, false, 1, 1, "ELEC-16.1"), HOLDS);
	assert_int_equal(differential(OFFICE_DEPUTY, CONTEST_FORMAL, false, 2, 1, "ELEC-16.1"), BREACH);
	assert_int_equal(differential(OFFICE_STANDING, CONTEST_FORMAL, false, 3, 3, "ELEC-17.1"), BREACH);
	assert_int_equal(differential(OFFICE_STANDING, CONTEST_FORMAL, false, 3, 4, "ELEC-17.1"), HOLDS);
	assert_int_equal(differential(OFFICE_STANDING, CONTEST_FORMAL, false, 3, 5, "ELEC-17.1"), HOLDS);
	assert_int_equal(differential(OFFICE_STANDING, CONTEST_FORMAL, false, 3, 6, "ELEC-17.1"), BREACH);
}

static void
ELEC_28_3_a_preliminary_ballot_selects_as_many_as_places(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, 6);
	const struct paper papers[] = {
		{.n = 20, .marks = {MARK_YES, MARK_YES, MARK_YES, MARK_YES, MARK_YES, MARK_YES}},
		{.n = 3, .marks = {MARK_YES}},
	};
	const struct count_result *result;

	(void)state;
	contest.round = CONTEST_PRELIMINARY;
	contest.places = 6;
	result = result_of(arena, &contest, papers, 2);
	assert_int_equal(result->valid, 23);
	assert_names(&result->elected, "丁一 王二 文三 林四 欧阳五 洪六");
	assert_step(result, "ELEC-28.1", HOLDS);
	assert_step(result, "ELEC-28.2", HOLDS);
	assert_null(step_of(result, "ELEC-31.2"));
	contest.places = 0; /* as many as seats: six names are too many */
	result = result_of(arena, &contest, papers, 2);
	assert_int_equal(result->valid, 3);
	assert_int_equal(result->short_of, 5);
	assert_step(result, "ELEC-28.2", FLAG);
	contest.places = 4;
	result = result_of(arena, &contest, papers, 2);
	assert_step(result, "ELEC-28.3", BREACH);
	assert_int_equal(result->short_of, 4);
	arena_free(arena);
}

/* What becomes of one kind of paper: the yes of the first candidate, and of 张三. */
static void
judge_paper(struct paper paper, int64_t valid, int64_t yes, int64_t written)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, 6);
	const struct count_result *result;
	int64_t got_yes = 0, got_written = 0;

	paper.n = 23;
	contest.seats = 5;
	result = result_of(arena, &contest, &paper, 1);
	assert_non_null(result);
	assert_int_equal(result->valid, valid ? 23 : 0);
	assert_int_equal(result->invalid, valid ? 0 : 23);
	for (size_t i = 0; i < result->tally_count; i++) {
		if (strcmp(result->tallies[i].name, six[0]) == 0)
			got_yes = result->tallies[i].yes;
		if (result->tallies[i].written_in) {
			assert_string_equal(result->tallies[i].name, "张三");
			assert_int_equal(result->tallies[i].no, -1);
			assert_int_equal(result->tallies[i].abstain, -1);
			got_written = result->tallies[i].yes;
		}
	}
	assert_int_equal(got_yes, 23 * yes);
	assert_int_equal(got_written, 23 * written);
	arena_free(arena);
}

#define Y MARK_YES
#define X MARK_NO

static void
ELEC_27_2_more_names_than_seats_make_a_ballot_invalid(void **state)
{
	(void)state;
	judge_paper((struct paper){.marks = {Y, Y, Y, Y, Y}}, 1, 1, 0);
	judge_paper((struct paper){.marks = {Y, Y, Y, Y, Y, Y}}, 0, 0, 0);
	judge_paper((struct paper){.marks = {Y, Y, Y}}, 1, 1, 0);
	judge_paper((struct paper){0}, 1, 0, 0); /* a blank one is valid and adds to no one */
	judge_paper((struct paper){.marks = {Y, Y, Y, Y, Y, X}, .written = {"张三"}, .written_count = 1},
	            0, 0, 0);
	judge_paper((struct paper){.marks = {Y, Y, Y, Y, Y}, .written = {"张三"}, .written_count = 1}, 0,
	            0, 0);
}

static void
ELEC_25_2_a_name_written_in_needs_a_mark_against(void **state)
{
	(void)state;
	judge_paper((struct paper){.marks = {Y, X}, .written = {"张三"}, .written_count = 1}, 1, 1, 1);
	judge_paper((struct paper){.marks = {Y}, .written = {"张三"}, .written_count = 1}, 1, 1, 0);
	judge_paper((struct paper){.marks = {Y, X}, .written = {"张三", "李四"}, .written_count = 2}, 1, 1,
	            0);
	judge_paper((struct paper){.marks = {Y, X, X}, .written = {"张三", "张\xE3\x80\x80三"},
	                           .written_count = 2}, 1, 1, 1); /* a name repeated counts once */
	judge_paper((struct paper){.marks = {X, X}, .written = {"洪六"}, .written_count = 1}, 1, 0, 0);
	judge_paper((struct paper){.marks = {X, X, X, X, X, X},
	                           .written = {"张三", "洪六", "张三", "洪六", "张三", "洪六"},
	                           .written_count = 6}, 0, 0, 0); /* chosen, counted or not */
}

static void
ELEC_25_2_only_the_eligible_are_counted_where_they_are_listed(void **state)
{
	static const char *const eligible[] = {"李\xE3\x80\x80四", "洪六"};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct contest contest = branch_of_25(six, 6);
	const struct paper papers[] = {
		{.n = 13, .marks = {X, X}, .written = {"李四", "张三"}, .written_count = 2},
		{.n = 10, .marks = {X}, .written = {"李四"}, .written_count = 1},
	};
	const struct count_result *result;

	(void)state;
	contest.eligible = list(eligible, 2);
	result = result_of(arena, &contest, papers, 2);
	assert_int_equal(result->tally_count, 7);
	assert_names(&result->elected, "李\xE3\x80\x80四"); /* 23 of 25, spelt as in the list */
	assert_step(result, "ELEC-25.2", HOLDS);
	contest.eligible = list(eligible, 0); /* a list of nobody: none may be written in */
	result = result_of(arena, &contest, papers, 2);
	assert_int_equal(result->tally_count, 6);
	contest.eligible = (struct names){NULL, 0};
	result = result_of(arena, &contest, papers, 2);
	assert_int_equal(result->tally_count, 8);
	assert_names(&result->elected, "李四 张三");
	assert_step(result, "ELEC-25.2", FLAG);
	arena_free(arena);
}

/* --- the order of lists ------------------------------------------------------------------- */

static const struct count_result *
elect_all(struct arena *arena, enum office office, const char *const *names, size_t count)
{
	struct contest contest = branch_of_25(names, count);
	struct paper paper = {.n = 23, .written = {"丁七", "乙八"}, .written_count = 2};

	contest.office = office;
	contest.seats = (int64_t)count;
	memset(paper.marks, MARK_YES, count - 2);
	memset(paper.marks + count - 2, MARK_NO, 2);
	return result_of(arena, &contest, &paper, 1);
}

static void
ELEC_31_2_committees_are_listed_by_strokes(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct count_result *result;

	(void)state;
	result = elect_all(arena, OFFICE_COMMITTEE, six, 4);
	assert_names(&result->elected, "乙八 丁七 文三 洪六");
	assert_step(result, "ELEC-31.2", HOLDS);
	assert_true(result->tallies[0].written_in);
	result = elect_all(arena, OFFICE_DELEGATE, six, 4);
	assert_names(&result->elected, "乙八 丁七 文三 洪六");
	result = elect_all(arena, OFFICE_DISCIPLINE, six, 4);
	assert_names(&result->elected, "乙八 丁七 文三 洪六");
	arena_free(arena);
}

static void
ELEC_31_3_officers_are_listed_as_approved(void **state)
{
	static const enum office officers[] = {OFFICE_STANDING, OFFICE_SECRETARY, OFFICE_DEPUTY};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const struct count_result *result = elect_all(arena, officers[i], six, 4);

		assert_names(&result->elected, "洪六 文三 乙八 丁七");
		assert_string_equal(result->tallies[0].name, "洪六");
		assert_true(result->tallies[5].written_in);
		assert_step(result, "ELEC-31.3", HOLDS);
	}
	arena_free(arena);
}

static void
ELEC_31_2_equal_strokes_are_for_the_clerk(void **state)
{
	static const char *const equal[] = {"王二", "王二\xC2\xB7", "丁一", "洪六"};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);

	(void)state;
	assert_step(elect_all(arena, OFFICE_COMMITTEE, equal, 4), "ELEC-31.2", FLAG);
	arena_free(arena);
}

/* --- a tally sheet -------------------------------------------------------------------- */

static int
by_totals(struct arena *arena, const struct contest *contest, const struct totals *totals, const struct count_result **ret_result)
{
	struct count *count;
	int status = count_new(arena, contest, &count);

	if (status == 0)
		status = count_totals(count, totals);
	return status == 0 ? count_result(count, ret_result) : status;
}

static void
refused_totals(struct arena *arena, const struct contest *contest, struct totals totals, const char *clause)
{
	const struct count_result *result;

	assert_int_equal(by_totals(arena, contest, &totals, &result), FAIL_INPUT);
	assert_string_equal(last_failure()->clause, clause);
}

static void
ELEC_26_1c_a_tally_sheet_comes_to_what_its_ballots_come_to(void **state)
{
	static const char *const candidates[] = {"丁某", "王某", "文某", "陈某", "郑某", "魏某"}, *const written[] = {"林某"};
	static const int64_t yes[] = {22, 21, 19, 16, 13, 11}, no[] = {0, 1, 2, 5, 7, 9}, one[] = {1};
	struct contest contest = branch_of_25(candidates, 6);
	struct totals totals = {22, 1, yes, no, {written, 1}, one};
	const struct count_result *result;
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);

	(void)state;
	assert_int_equal(by_totals(arena, &contest, &totals, &result), 0);
	assert_int_equal(result->valid, 22);
	assert_int_equal(result->invalid, 1);
	assert_int_equal(result->elected.count, 5);
	assert_int_equal(result->tally_count, 7);
	for (size_t i = 0; i < result->tally_count; i++)
		if (!result->tallies[i].written_in)
			assert_int_equal(result->tallies[i].yes + result->tallies[i].no + result->tallies[i].abstain, 22);
	/* sheets that say less than was returned are not complete (ELEC-26.1a) */
	totals.invalid = 0;
	assert_int_equal(by_totals(arena, &contest, &totals, &result), FAIL_INPUT);
	arena_free(arena);
}

static void
ELEC_25_2_27_2_and_30_2_impossible_totals_are_refused(void **state)
{
	static const char *const candidates[] = {"丁某", "王某", "文某"}, *const written[] = {"林某", "林 某"};
	static const int64_t yes[] = {23, 23, 0}, no[] = {0, 0, 1}, three[] = {23, 23, 1}, against[] = {1, 0, 0};
	static const int64_t one[] = {1, 1}, none[] = {0, 0, 0}, minus[] = {-1, 0, 0};
	struct contest contest = branch_of_25(candidates, 3);
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);

	(void)state;
	contest.seats = 2;
	refused_totals(arena, &contest, (struct totals){.valid = 24, .yes = yes, .no = no}, "ELEC-26.1a");
	refused_totals(arena, &contest, (struct totals){.valid = 23, .invalid = 1, .yes = yes, .no = no}, "ELEC-26.1a");
	refused_totals(arena, &contest, (struct totals){.valid = 23, .yes = yes, .no = against}, "ELEC-30.2");
	refused_totals(arena, &contest, (struct totals){.valid = 23, .yes = minus, .no = none}, "ELEC-30.2");
	refused_totals(arena, &contest, (struct totals){.valid = 23, .yes = three, .no = none}, "ELEC-27.2");
	/* who writes in has voted no: one against, two written in */
	refused_totals(arena, &contest, (struct totals){.valid = 23, .yes = none, .no = no, .written = {written, 2},
	                                                .written_votes = one}, "ELEC-25.2");
	/* the same name twice */
	refused_totals(arena, &contest, (struct totals){.valid = 23, .yes = none, .no = (const int64_t[]){9, 0, 0},
	                                                .written = {written, 2}, .written_votes = one}, "ELEC-25.2");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_26_1c_a_tally_sheet_comes_to_what_its_ballots_come_to),
		cmocka_unit_test(ELEC_25_2_27_2_and_30_2_impossible_totals_are_refused),
		cmocka_unit_test(ELEC_29_1_the_worked_case_of_the_rulebook),
		cmocka_unit_test(ELEC_29_2a_a_sixth_majority_is_not_elected),
		cmocka_unit_test(ELEC_29_2b_a_tie_across_the_cut_is_for_a_runoff),
		cmocka_unit_test(ELEC_29_2b_most_votes_win_the_runoff),
		cmocka_unit_test(ELEC_29_2b_a_runoff_needs_its_tie),
		cmocka_unit_test(ELEC_29_2b_a_runoff_takes_no_names_written_in),
		cmocka_unit_test(ELEC_29_3a_seats_without_a_majority_stay_open),
		cmocka_unit_test(ELEC_19_1_exactly_four_fifths_is_valid),
		cmocka_unit_test(ELEC_41_1_the_rules_of_1990_count_those_present),
		cmocka_unit_test(ELEC_24_2b_more_ballots_than_present_void_the_contest),
		cmocka_unit_test(ELEC_27_1_more_ballots_than_voters_void_the_contest),
		cmocka_unit_test(ELEC_29_3a_the_separate_election_owes_its_offices_candidates),
		cmocka_unit_test(ELEC_26_1a_the_ballots_must_be_those_returned),
		cmocka_unit_test(facts_that_cannot_be_are_named),
		cmocka_unit_test(ELEC_13_1_too_few_candidates_are_told_and_counted),
		cmocka_unit_test(ELEC_9_1_16_1_17_1_other_offices_have_their_own_differential),
		cmocka_unit_test(ELEC_28_3_a_preliminary_ballot_selects_as_many_as_places),
		cmocka_unit_test(ELEC_27_2_more_names_than_seats_make_a_ballot_invalid),
		cmocka_unit_test(ELEC_25_2_a_name_written_in_needs_a_mark_against),
		cmocka_unit_test(ELEC_25_2_only_the_eligible_are_counted_where_they_are_listed),
		cmocka_unit_test(ELEC_31_2_committees_are_listed_by_strokes),
		cmocka_unit_test(ELEC_31_3_officers_are_listed_as_approved),
		cmocka_unit_test(ELEC_31_2_equal_strokes_are_for_the_clerk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
