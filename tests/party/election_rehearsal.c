#include "../check.h"

#include "base/fail.h"
#include "contested.h"
#include "party/election_rehearsal.h"

/* The committee's ballot of the worked case (E = 25, N = 5), the morning of the meeting; `present` come. */
static struct rehearsal
supposed(struct contested *contested, int64_t present, const int64_t *yes)
{
	struct ground *ground = &contested->town.ground;
	struct rehearsal rehearsal;

	if (rehearsal_begin(ground->db, ground->arena, contested->now, seats_of(contested, OFFICE_COMMITTEE), &rehearsal) < 0)
		test_failed("rehearsal_begin");
	rehearsal.contest.present = present;
	rehearsal.yes = yes;
	return rehearsal;
}

static struct rehearsed
rehearsed(struct contested *contested, struct rehearsal rehearsal)
{
	struct rehearsed done;

	if (rehearse(contested->town.ground.arena, &rehearsal, &done) < 0)
		test_failed("rehearse");
	return done;
}

static const struct count_step *
step_by(const struct rehearsed *done, const char *clause)
{
	for (size_t i = 0; i < done->step_count; i++)
		if (strcmp(done->steps[i].clause, clause) == 0)
			return &done->steps[i];
	test_failed(clause);
	return NULL;
}

static void
assert_impossible(struct contested *contested, struct rehearsal rehearsal, const char *clause, const char *field)
{
	struct rehearsed done;

	assert_int_equal(rehearse(contested->town.ground.arena, &rehearsal, &done), FAIL_INPUT);
	assert_string_equal(last_failure()->clause, clause);
	assert_string_equal(last_failure()->field, field);
}

static void
ELEC_19_1_20_of_25_would_be_a_meeting_and_19_would_not(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct rehearsed done;

		open_contested(&contested, &test);
		prepare(&contested);
		done = rehearsed(&contested, supposed(&contested, 20, NULL));
		assert_null(done.result);
		assert_int_equal(step_by(&done, "ELEC-19.1")->verdict, HOLDS);
		assert_int_equal(step_by(&done, "ELEC-13.1")->verdict, HOLDS);
		/* ELEC-29.1: the majority is of the 25, however many come */
		assert_non_null(strstr(step_by(&done, "ELEC-29.1")->why.zh, "13"));
		done = rehearsed(&contested, supposed(&contested, 19, NULL));
		assert_int_equal(step_by(&done, "ELEC-19.1")->verdict, BREACH);
		assert_impossible(&contested, supposed(&contested, 26, NULL), "ELEC-19.1", "present");
		town_close(&contested.town);
	}
}

/* 24, 22, 20, 15, 13, 13 for five seats: two are tied for the last. */
static void
ELEC_29_2b_a_tie_is_rehearsed_with_its_revote(void **state)
{
	static const int64_t yes[] = {24, 22, 20, 15, 13, 13}, revote[] = {12, 10}, again[] = {11, 11}, many[] = {20, 10};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct rehearsal rehearsal;
		struct rehearsed done;

		open_contested(&contested, &test);
		prepare(&contested);
		rehearsal = supposed(&contested, 24, yes);
		assert_int_equal(rehearsal.contest.entitled, 25);
		assert_int_equal(rehearsal.contest.seats, 5);
		assert_int_equal(rehearsal.contest.candidates.count, 6);
		done = rehearsed(&contested, rehearsal);
		assert_int_equal(done.result->majority, 13);
		assert_int_equal(done.result->elected.count, 4);
		assert_int_equal(done.result->tied.count, 2);
		assert_int_equal(done.result->runoff_seats, 1);
		assert_int_equal(step_by(&done, "ELEC-29.2b")->verdict, FLAG);
		/* 12 to 10: fewer than a majority is enough, both have theirs already */
		rehearsal.revote = revote;
		done = rehearsed(&contested, rehearsal);
		assert_int_equal(done.revote->elected.count, 1);
		assert_string_equal(done.revote->elected.name[0], done.result->tied.name[0]);
		rehearsal.revote = again;
		assert_int_equal(rehearsed(&contested, rehearsal).revote->runoff_seats, 1);
		/* one place: a paper chooses one of the two, 24 papers never 30 */
		rehearsal.revote = many;
		assert_impossible(&contested, rehearsal, "ELEC-27.2", "revote");
		town_close(&contested.town);
	}
}

static void
ELEC_29_3a_and_29_3b_seats_that_stay_open_are_rehearsed(void **state)
{
	static const int64_t four[] = {24, 22, 20, 15, 12, 11}, two[] = {24, 22, 12, 11, 10, 9};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct rehearsal rehearsal;
		struct rehearsed done;

		open_contested(&contested, &test);
		prepare(&contested);
		rehearsal = supposed(&contested, 24, four);
		done = rehearsed(&contested, rehearsal);
		assert_int_equal(done.result->elected.count, 4);
		assert_int_equal(done.result->short_of, 1);
		assert_int_equal(done.reduced_to, -1);
		rehearsal.agree = 13;
		assert_int_equal(rehearsed(&contested, rehearsal).reduced_to, 4);
		rehearsal.agree = 12;
		assert_int_equal(rehearsed(&contested, rehearsal).reduced_to, -1);
		rehearsal.agree = 25; /* 24 are there */
		assert_impossible(&contested, rehearsal, "ELEC-29.3b", "agree");
		/* a branch committee has three members at least */
		rehearsal = supposed(&contested, 24, two);
		rehearsal.agree = 24;
		done = rehearsed(&contested, rehearsal);
		assert_int_equal(done.reduced_to, -1);
		assert_int_equal(step_by(&done, "ELEC-29.3b")->verdict, BREACH);
		town_close(&contested.town);
	}
}

static void
ELEC_27_2_and_30_2_figures_that_no_ballots_come_to_are_refused(void **state)
{
	static const int64_t five[] = {24, 24, 24, 24, 24, 0}, six[] = {24, 24, 24, 24, 24, 1}, more[] = {25, 0, 0, 0, 0, 0};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct rehearsal rehearsal;

		open_contested(&contested, &test);
		prepare(&contested);
		assert_int_equal(rehearsed(&contested, supposed(&contested, 24, five)).result->elected.count, 5);
		assert_impossible(&contested, supposed(&contested, 24, six), "ELEC-27.2", "yes");
		assert_impossible(&contested, supposed(&contested, 24, more), "ELEC-30.2", "yes");
		rehearsal = supposed(&contested, 24, five);
		rehearsal.valid = 25;
		assert_impossible(&contested, rehearsal, "ELEC-26.1a", "valid");
		/* more ballots back than voted is not impossible: the vote is void (ELEC-27.1) */
		rehearsal.valid = -1;
		rehearsal.contest.returned = 25;
		assert_false(rehearsed(&contested, rehearsal).result->contest_valid);
		town_close(&contested.town);
	}
}

static void
a_rehearsal_leaves_no_trace(void **state)
{
	static const int64_t yes[] = {24, 22, 20, 15, 13, 13};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		int64_t entries, rounds, steps;

		open_contested(&contested, &test);
		prepare(&contested);
		entries = rows_in(&contested, "select count(*) from journal");
		rounds = rows_in(&contested, "select count(*) from ballot_round");
		steps = rows_in(&contested, "select count(*) from election_step");
		(void)rehearsed(&contested, supposed(&contested, 24, yes));
		assert_int_equal(rows_in(&contested, "select count(*) from journal"), entries);
		assert_int_equal(rows_in(&contested, "select count(*) from ballot_round"), rounds);
		assert_int_equal(rows_in(&contested, "select count(*) from election_step"), steps);
		/* a plenary of members to be elected is rehearsed with as many as there will be */
		assert_int_equal(rehearsal_begin(contested.town.ground.db, contested.town.ground.arena, contested.now,
		                                 seats_of(&contested, OFFICE_SECRETARY), &(struct rehearsal){0}), 0);
		town_close(&contested.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_19_1_20_of_25_would_be_a_meeting_and_19_would_not),
		cmocka_unit_test(ELEC_29_2b_a_tie_is_rehearsed_with_its_revote),
		cmocka_unit_test(ELEC_29_3a_and_29_3b_seats_that_stay_open_are_rehearsed),
		cmocka_unit_test(ELEC_27_2_and_30_2_figures_that_no_ballots_come_to_are_refused),
		cmocka_unit_test(a_rehearsal_leaves_no_trace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
