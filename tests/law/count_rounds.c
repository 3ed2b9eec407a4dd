/*
 * Random rounds against a second judge, written from the rulebook's words and
 * nothing else: who is elected is asked of each person by counting those
 * above, not by sorting.
 */
#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "law/count.h"
#include "names/strokes.h"

#define ROUNDS 120000
#define PEOPLE 10
#define CANDIDATES 6
#define PAPERS 24
#define WRITTEN 4

static const char *const people[PEOPLE] = {
	"洪六", "丁一", "欧阳五", "文三", "王二", "林四", "乙七", "田八", "马九", "郑十",
};

struct paper {
	int n;
	uint8_t marks[CANDIDATES];
	int written[WRITTEN];      /* places among people */
	int written_count;
};

struct round {
	struct contest contest;
	int candidates;
	const char *eligible[PEOPLE];
	bool may_be_written[PEOPLE];
	struct paper papers[PAPERS];
	int paper_count;
};

/* --- making rounds --------------------------------------------------------------- */

static uint64_t seed = 20261121;

/* 0 to n - 1 */
static int
dice(int n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (int)(seed % (uint64_t)n);
}

/* Numbers as a meeting has them, and now and then as it should not. */
static void
roll_numbers(struct contest *contest)
{
	int entitled = 1 + dice(14);
	int present = dice(6) ? entitled - dice(1 + entitled / 5) : dice(entitled + 1);
	int voters = dice(4) ? present : dice(present + 1);
	int issued = dice(8) ? voters + dice(1 + present - voters) : voters + dice(3);

	contest->entitled = entitled;
	contest->present = present;
	contest->voters = voters;
	contest->issued = issued;
	contest->returned = dice(12) ? voters - (voters && !dice(4)) : voters + dice(2);
}

static void
roll_eligible(struct round *round)
{
	size_t count = 0;
	int mode = dice(3); /* nobody says, some, all */

	for (int p = 0; p < PEOPLE; p++) {
		round->may_be_written[p] = mode == 0 || mode == 2 || dice(2);
		if (round->may_be_written[p])
			round->eligible[count++] = people[p];
	}
	if (mode != 0)
		round->contest.eligible = (struct names){round->eligible, count};
}

/* Papers of a few kinds, so that votes are often equal; all together as many as were returned. */
static void
roll_papers(struct round *round)
{
	int left = (int)round->contest.returned, kindness = 2 + dice(6);

	while (left > 0) {
		struct paper *paper = &round->papers[round->paper_count++];

		paper->n = round->paper_count == PAPERS || !dice(6) ? left : 1 + dice(left < 4 ? left : 4);
		left -= paper->n;
		for (int c = 0; c < round->candidates; c++)
			paper->marks[c] = dice(kindness) ? MARK_YES : dice(3) ? MARK_NO : MARK_ABSTAIN;
		if (dice(3) < 1 + (kindness < 4))
			paper->written_count = dice(WRITTEN);
		for (int w = 0; w < paper->written_count; w++)
			paper->written[w] = dice(3) ? PEOPLE - 1 - dice(2) : dice(PEOPLE);
	}
}

static void
roll(struct round *round)
{
	*round = (struct round){.candidates = 1 + dice(CANDIDATES)};
	round->contest.rule_set = dice(4) ? RULES_2020 : RULES_1990;
	round->contest.office = (enum office)dice(6);
	round->contest.round = (enum contest_round)dice(3);
	if (round->candidates == 1 && round->contest.round == CONTEST_RUNOFF)
		round->contest.round = CONTEST_FORMAL;
	round->contest.seats = 1 + dice(CANDIDATES);
	round->contest.preliminary_held = dice(2);
	round->contest.candidates = (struct names){people, (size_t)round->candidates};
	if (round->contest.round == CONTEST_PRELIMINARY)
		round->contest.places = dice(CANDIDATES + 1);
	if (round->contest.round == CONTEST_RUNOFF) {
		round->contest.tied = round->contest.candidates;
		round->contest.runoff_seats = 1 + dice(round->candidates - 1);
		round->contest.seats = round->contest.runoff_seats + dice(3);
	}
	roll_numbers(&round->contest);
	roll_eligible(round);
	roll_papers(round);
}

/* --- the second judge -------------------------------------------------------------- */

struct judged {
	bool meeting_valid, contest_valid;
	int valid, invalid;
	int yes[PEOPLE], no[PEOPLE];
	bool elected[PEOPLE], tied[PEOPLE];
	int runoff_seats, short_of;
};

static int
names_allowed(const struct contest *contest)
{
	if (contest->round == CONTEST_RUNOFF)
		return (int)contest->runoff_seats;
	if (contest->round == CONTEST_PRELIMINARY && contest->places)
		return (int)contest->places;
	return (int)contest->seats;
}

static void
judge_paper(const struct round *round, const struct paper *paper, struct judged *judged)
{
	int yes = 0, no = 0;

	for (int c = 0; c < round->candidates; c++) {
		yes += paper->marks[c] == MARK_YES;
		no += paper->marks[c] == MARK_NO;
	}
	if (yes + paper->written_count > names_allowed(&round->contest)) {
		judged->invalid += paper->n;
		return;
	}
	judged->valid += paper->n;
	for (int c = 0; c < round->candidates; c++) {
		judged->yes[c] += paper->marks[c] == MARK_YES ? paper->n : 0;
		judged->no[c] += paper->marks[c] == MARK_NO ? paper->n : 0;
	}
	for (int w = 0; w < paper->written_count; w++) {
		int person = paper->written[w];
		bool first = true;

		for (int before = 0; before < w; before++)
			first = first && paper->written[before] != person;
		if (first && paper->written_count <= no && person >= round->candidates &&
		    round->may_be_written[person] && round->contest.round != CONTEST_RUNOFF)
			judged->yes[person] += paper->n;
	}
}

/* Whether a person has what the round asks: more than half, or in a runoff to be on the ballot. */
static bool
passes(const struct round *round, const struct judged *judged, int person)
{
	const struct contest *contest = &round->contest;
	int base = (int)(contest->rule_set == RULES_1990 ? contest->present : contest->entitled);

	if (contest->round == CONTEST_RUNOFF)
		return person < round->candidates;
	return 2 * judged->yes[person] > base;
}

static void
judge_person(const struct round *round, struct judged *judged, int person)
{
	int above = 0, equal = 0, places = names_allowed(&round->contest);

	for (int other = 0; other < PEOPLE; other++)
		if (passes(round, judged, other)) {
			above += judged->yes[other] > judged->yes[person];
			equal += judged->yes[other] == judged->yes[person];
		}
	if (!passes(round, judged, person))
		return;
	judged->elected[person] = above + equal <= places;
	judged->tied[person] = above < places && above + equal > places;
	if (judged->tied[person])
		judged->runoff_seats = places - above;
}

static struct judged
judge(const struct round *round)
{
	const struct contest *contest = &round->contest;
	struct judged judged = {0};
	int elected = 0;

	for (int p = 0; p < round->paper_count; p++)
		judge_paper(round, &round->papers[p], &judged);
	judged.meeting_valid = 5 * contest->present >= 4 * contest->entitled;
	judged.contest_valid = contest->issued <= contest->present && contest->returned <= contest->voters;
	if (!judged.meeting_valid || !judged.contest_valid)
		return judged;
	for (int person = 0; person < PEOPLE; person++) {
		judge_person(round, &judged, person);
		elected += judged.elected[person];
	}
	if (judged.runoff_seats == 0)
		judged.short_of = names_allowed(contest) - elected;
	return judged;
}

/* --- comparing ------------------------------------------------------------------------ */

static int
person_of(const char *name)
{
	int person = 0;

	while (strcmp(people[person], name) != 0)
		person++;
	return person;
}

static bool
by_strokes(enum office office)
{
	return office == OFFICE_COMMITTEE || office == OFFICE_DELEGATE || office == OFFICE_DISCIPLINE;
}

/* Whether one person stands before another on a list of this round. */
static bool
stands_before(const struct round *round, int a, int b)
{
	bool a_printed = a < round->candidates, b_printed = b < round->candidates;

	if (!by_strokes(round->contest.office) && (a_printed || b_printed))
		return a_printed && (!b_printed || a < b);
	return strokes_compare(people[a], people[b]) < 0;
}

static void
same_names(const struct round *round, const struct names *names, const bool *wanted)
{
	size_t count = 0;

	for (int person = 0; person < PEOPLE; person++)
		count += wanted[person];
	assert_int_equal(names->count, count);
	for (size_t i = 0; i < count; i++) {
		assert_true(wanted[person_of(names->name[i])]);
		assert_true(i == 0 || stands_before(round, person_of(names->name[i - 1]),
		                                    person_of(names->name[i])));
	}
}

static void
same_tallies(const struct round *round, const struct judged *judged, const struct count_result *result)
{
	size_t listed = (size_t)round->candidates;

	for (int person = round->candidates; person < PEOPLE; person++)
		listed += judged->yes[person] > 0;
	assert_int_equal(result->tally_count, listed);
	for (size_t i = 0; i < listed; i++) {
		const struct count_tally *tally = &result->tallies[i];
		int person = person_of(tally->name);
		bool printed = person < round->candidates;

		assert_int_equal(tally->yes, judged->yes[person]);
		assert_int_equal(tally->written_in, !printed);
		assert_int_equal(tally->no, printed ? judged->no[person] : -1);
		assert_int_equal(tally->abstain,
		                 printed ? judged->valid - judged->yes[person] - judged->no[person] : -1);
		assert_true(i == 0 || stands_before(round, person_of(result->tallies[i - 1].name), person));
	}
}

static void
same_result(const struct round *round, const struct judged *judged, const struct count_result *result)
{
	bool valid = judged->meeting_valid && judged->contest_valid;

	assert_int_equal(result->meeting_valid, judged->meeting_valid);
	assert_int_equal(result->contest_valid, judged->contest_valid);
	assert_int_equal(result->valid, judged->valid);
	assert_int_equal(result->invalid, judged->invalid);
	assert_int_equal(result->runoff_seats, judged->runoff_seats);
	assert_int_equal(result->short_of, judged->short_of);
	same_names(round, &result->elected, judged->elected);
	same_names(round, &result->tied, judged->tied);
	if (valid)
		same_tallies(round, judged, result);
	else
		assert_int_equal(result->tally_count, 0);
	for (size_t i = 0; i < result->step_count; i++)
		assert_true(result->steps[i].why.zh[0] && result->steps[i].why.en[0]);
}

/* Counts the papers from the first or from the last, in groups or one by one. */
static const struct count_result *
counted(struct arena *arena, const struct round *round, bool backwards, bool single)
{
	const struct count_result *result = NULL;
	struct count *count = NULL;

	assert_int_equal(count_new(arena, &round->contest, &count), 0);
	for (int p = 0; p < round->paper_count; p++) {
		const struct paper *paper = &round->papers[backwards ? round->paper_count - 1 - p : p];
		const char *written[WRITTEN];
		struct ballot ballot = {single ? 1 : paper->n, paper->marks,
		                        {written, (size_t)paper->written_count}};

		for (int w = 0; w < paper->written_count; w++)
			written[w] = people[paper->written[w]];
		for (int copy = 0; copy < (single ? paper->n : 1); copy++)
			assert_int_equal(count_ballot(count, &ballot), 0);
	}
	assert_int_equal(count_result(count, &result), 0);
	return result;
}

static void
result_text(const struct count_result *result, struct buf *out)
{
	struct json json = json_to(out);

	buf_clear(out);
	count_json(result, &json);
	assert_int_equal(buf_status(out), 0);
}

static bool
can_be(const struct contest *contest)
{
	return contest->voters <= contest->present && contest->voters <= contest->issued;
}

static void
random_rounds_agree_with_a_second_judge(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	static struct round round;
	int runoffs = 0, shortfalls = 0, invalid = 0, written = 0, counted_rounds = 0;

	(void)state;
	while (counted_rounds < ROUNDS) {
		struct judged judged;

		roll(&round);
		if (!can_be(&round.contest))
			continue;
		judged = judge(&round);
		same_result(&round, &judged, counted(arena, &round, false, false));
		counted_rounds++;
		runoffs += judged.runoff_seats > 0;
		shortfalls += judged.short_of > 0;
		invalid += judged.invalid > 0;
		for (int person = round.candidates; person < PEOPLE; person++)
			written += judged.elected[person] || judged.tied[person];
		arena_reset(arena);
	}
	/* The rounds are not all of one kind. */
	assert_true(runoffs > ROUNDS / 20 && shortfalls > ROUNDS / 20 && invalid > ROUNDS / 20 &&
	            written > ROUNDS / 200);
	arena_free(arena);
}

static void
the_order_and_grouping_of_ballots_do_not_tell(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	static struct round round;
	struct buf first, second;

	(void)state;
	buf_init(&first, BUF_PAGE_MAX);
	buf_init(&second, BUF_PAGE_MAX);
	for (int i = 0; i < 3000; i++) {
		roll(&round);
		if (!can_be(&round.contest))
			continue;
		result_text(counted(arena, &round, false, false), &first);
		result_text(counted(arena, &round, true, true), &second);
		assert_string_equal(buf_text(&first), buf_text(&second));
		arena_reset(arena);
	}
	buf_free(&first);
	buf_free(&second);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_rounds_agree_with_a_second_judge),
		cmocka_unit_test(the_order_and_grouping_of_ballots_do_not_tell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
