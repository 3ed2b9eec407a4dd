#include "../check.h"

#include "base/fail.h"
#include "contested.h"
#include "party/setting.h"

/* Of 23 papers 22 are valid; each line comes to 22. */
#define VOTES "丁一 22 0 0\n王二 21 1 0\n文三 19 2 1\n林四 16 5 1\n欧阳五 13 7 2\n洪六 11 9 2\n"

static int
draft_method(struct contested *contested, const char *counting, const char *supervisors, const char *tellers)
{
	const char *meeting = main_text(contested);

	return supervisors ? act_on(contested, "set-election-method", "assembly", meeting, "counting", counting, "supervisors", supervisors,
	                            "tellers", tellers, NULL)
	                   : act_on(contested, "set-election-method", "assembly", meeting, "counting", counting, NULL);
}

static int64_t
begin_totals(struct contested *contested)
{
	struct ground *ground = &contested->town.ground;
	int64_t round;

	DO(contested, "begin-ballot", "contest", contest_text(contested, OFFICE_COMMITTEE), "present", "23");
	round = last_round(contested, OFFICE_COMMITTEE).id;
	DO(contested, "reconcile-ballot", "round", text_of(ground, round), "voters", "23", "issued", "23", "returned", "23");
	return round;
}

static int
tally(struct contested *contested, int teller, int64_t round, const char *valid, const char *invalid, const char *votes,
      const char *written)
{
	const struct input inputs[] = {{"round", text_of(&contested->town.ground, round)}, {"valid", valid}, {"invalid", invalid},
	                               {"votes", votes}, {"written", written}};

	return as_official(contested, ROLE_TELLER, teller, "enter-totals", inputs, written ? 5 : 4);
}

static int
decide(struct contested *contested, int64_t round, const char *bundle, const char *ballot, const char *reading)
{
	const struct input inputs[] = {{"round", text_of(&contested->town.ground, round)}, {"bundle", bundle}, {"ballot", ballot},
	                               {"reading", reading}};

	return as_official(contested, ROLE_SUPERVISOR, 10, "decide-ballot", inputs, 4);
}

static int
counted(struct contested *contested, int64_t round)
{
	return act_on(contested, "count-ballot", "round", text_of(&contested->town.ground, round), NULL);
}

static void
assert_input(int status, const char *clause)
{
	assert_int_equal(status, FAIL_INPUT);
	assert_string_equal(last_failure()->clause, clause);
}

static const struct round_tally *
tally_named(struct contested *contested, int64_t round, const char *name)
{
	reload(contested);
	for (size_t i = 0; i < contested->now->tally_count; i++)
		if (contested->now->tallies[i].round->id == round && strcmp(contested->now->tallies[i].name, name) == 0)
			return &contested->now->tallies[i];
	test_failed(name);
	return NULL;
}

static void
ELEC_26_1c_a_tally_sheet_is_entered_twice_and_a_supervisor_decides_where_they_differ(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		struct difference *differences;
		struct contest_outcome outcome;
		int64_t round;
		size_t count;

		open_contested(&contested, &test);
		prepare(&contested);
		assert_int_equal(draft_method(&contested, "totals", NULL, NULL), 0);
		open_meeting(&contested, "23");
		round = begin_totals(&contested);
		/* one way in one round */
		assert_refused(enter(&contested, 11, round, "111110\n"), "ELEC-38.1");
		assert_int_equal(tally(&contested, 11, round, "22", "1", VOTES, NULL), 0);
		assert_int_equal(counted(&contested, round), FAIL_REFUSED);
		assert_int_equal(tally(&contested, 12, round, "22", "1",
		                       "22 0 0\n21 1 0\n19 2 1\n15 6 1\n13 7 2\n11 9 2", NULL), 0);
		/* the tellers differ on the fourth candidate, the fifth line of the sheet */
		reload(&contested);
		assert_int_equal(round_differences(ground->db, ground->arena, contested.now, election_round(contested.now, round),
		                                   &differences, &count), 0);
		assert_int_equal(count, 1);
		assert_int_equal(differences[0].bundle, 0);
		assert_int_equal(differences[0].ballot, 5);
		assert_string_equal(totals_line_label(ground->arena, contested.now, election_round(contested.now, round), 5, LANG_ZH), "林四");
		assert_refused(counted(&contested, round), "ELEC-22.1");
		assert_refused(decide(&contested, round, "0", "4", "19 2 1"), "ELEC-22.1");
		assert_int_equal(decide(&contested, round, "0", "5", "林四 16 5 1"), 0);
		assert_int_equal(counted(&contested, round), 0);
		assert_int_equal(last_round(&contested, OFFICE_COMMITTEE).valid, 22);
		assert_int_equal(last_round(&contested, OFFICE_COMMITTEE).differences, 1);
		assert_int_equal(sign(&contested, 10, round), 0);
		assert_int_equal(rows_in(&contested, "select count(*) from ballot_sheet"), 0);
		assert_int_equal(rows_in(&contested, "select count(*) from ballot_decision"), 0);
		reload(&contested);
		assert_int_equal(contest_outcome(ground->arena, contested.now, seats_of(&contested, OFFICE_COMMITTEE), &outcome), 0);
		assert_int_equal(outcome.elected_count, 5);
		assert_int_equal(tally_named(&contested, round, "林四")->no, 5);
		town_close(&contested.town);
	}
}

static void
ELEC_30_2_a_tally_sheet_that_no_ballots_come_to_is_refused_at_once(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		int64_t round;

		open_contested(&contested, &test);
		prepare(&contested);
		assert_int_equal(draft_method(&contested, "totals", NULL, NULL), 0);
		open_meeting(&contested, "23");
		round = begin_totals(&contested);
		assert_input(tally(&contested, 11, round, "22", "0", VOTES, NULL), "ELEC-26.1a");
		/* one vote too few for the fourth candidate */
		assert_input(tally(&contested, 11, round, "22", "1", "22 0 0\n21 1 0\n19 2 1\n15 5 1\n13 7 2\n11 9 2", NULL), "ELEC-30.2");
		/* five seats: 22 ballots choose 110 names at most */
		assert_input(tally(&contested, 11, round, "22", "1", "22 0 0\n22 0 0\n22 0 0\n22 0 0\n22 0 0\n1 21 0", NULL), "ELEC-27.2");
		assert_int_equal(tally(&contested, 11, round, "22", "1", "22 0 0\n22 0 0\n22 0 0\n22 0 0\n22 0 0\n0 22 0", NULL), 0);
		/* one vote against in all: two cannot be written in */
		assert_input(tally(&contested, 11, round, "22", "1", "22 0 0\n22 0 0\n22 0 0\n22 0 0\n0 1 21\n0 0 22", "张七 2"), "ELEC-25.2");
		/* the order of the ballot, all candidates, three numbers */
		assert_input(tally(&contested, 11, round, "22", "1", "王二 21 1 0\n丁一 22 0 0\n19 2 1\n16 5 1\n13 7 2\n11 9 2", NULL), "ELEC-26.1c");
		assert_input(tally(&contested, 11, round, "22", "1", "22 0 0\n21 1 0", NULL), "ELEC-26.1c");
		assert_input(tally(&contested, 11, round, "22", "1", "22 0\n21 1 0\n19 2 1\n16 5 1\n13 7 2\n11 9 2", NULL), "ELEC-26.1c");
		assert_input(tally(&contested, 11, round, "22", "1", VOTES, "张七"), "ELEC-25.2");
		/* a supervisor reads no sheet, a teller decides nothing */
		assert_int_equal(tally(&contested, 10, round, "22", "1", VOTES, NULL), FAIL_FORBIDDEN);
		town_close(&contested.town);
	}
}

/* Two who may be elected bear the name 张七: 6 and 7. */
static void
make_namesakes(struct contested *contested)
{
	struct ground *ground = &contested->town.ground;

	(void)made(ground, "correct-person", "id", text_of(ground, contested->person[7]), "since", "2021-01-01", "name",
	           "张七", NULL);
}

#define EACH_OF_23(paper) paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" \
	paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" paper "\n" \
	paper "\n" paper "\n"

static void
ELEC_25_2_whom_a_name_of_several_means_is_for_the_supervisor(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		int64_t round;

		open_contested(&contested, &test);
		make_namesakes(&contested);
		prepare(&contested);
		open_meeting(&contested, "23");
		round = vote(&contested, OFFICE_COMMITTEE, "23", "23", "23");
		assert_int_equal(enter(&contested, 11, round, EACH_OF_23("111100") "111100|张七\n"), 0);
		assert_int_equal(enter(&contested, 12, round, EACH_OF_23("111100") "111100|张七\n"), 0);
		assert_refused(counted(&contested, round), "ELEC-25.2");
		assert_int_equal(decide(&contested, round, "1", "23", "111100|张七（乙）"), 0);
		assert_int_equal(counted(&contested, round), 0);
		assert_int_equal(tally_named(&contested, round, "张七(乙)")->person, contested.person[7]);
		assert_int_equal(tally_named(&contested, round, "张七(乙)")->yes, 1);
		/* whoever cannot be told counts for nobody; the paper stands */
		DO(&contested, "reopen-ballot", "round", text_of(&contested.town.ground, round));
		assert_int_equal(decide(&contested, round, "1", "23", "111100|张七"), 0);
		assert_int_equal(counted(&contested, round), 0);
		assert_int_equal(last_round(&contested, OFFICE_COMMITTEE).valid, 23);
		for (size_t i = 0; i < contested.now->tally_count; i++)
			assert_false(contested.now->tallies[i].written_in);
		town_close(&contested.town);
	}
}

static void
ELEC_25_2_namesakes_on_a_tally_sheet_are_decided_too(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		int64_t round;

		open_contested(&contested, &test);
		make_namesakes(&contested);
		prepare(&contested);
		assert_int_equal(draft_method(&contested, "totals", NULL, NULL), 0);
		open_meeting(&contested, "23");
		round = begin_totals(&contested);
		assert_int_equal(tally(&contested, 11, round, "22", "1", VOTES, "张 七 2\n陈九 1"), 0);
		assert_int_equal(tally(&contested, 12, round, "22", "1", VOTES, "陈九 1; 张 七 2"), 0);
		assert_refused(counted(&contested, round), "ELEC-25.2");
		assert_int_equal(decide(&contested, round, "0", "8", "张七（甲） 2; 陈九 1"), 0);
		assert_int_equal(counted(&contested, round), 0);
		assert_int_equal(tally_named(&contested, round, "张七(甲)")->person, contested.person[6]);
		assert_int_equal(tally_named(&contested, round, "张七(甲)")->yes, 2);
		assert_int_equal(tally_named(&contested, round, "陈九")->person, contested.person[8]);
		town_close(&contested.town);
	}
}

/* --- settings ---------------------------------------------------------------------------- */

static void
DP_19_the_roll_is_published_working_days_before_by_the_dated_calendar(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;

		open_contested(&contested, &test);
		begin(&contested, "2026-11-28", "5");
		/* Saturday the 28th: Friday, Thursday, Wednesday */
		assert_int_equal(contested.now->roll_latest, day_of(2026, 11, 25));
		/* the 26th is made a holiday */
		(void)made(ground, "set-setting", "name", "calendar", "value", "2026-11-26..2026-11-26", "since", "2026-10-01",
		           "source", "放假通知", NULL);
		reload(&contested);
		assert_int_equal(contested.now->roll_latest, day_of(2026, 11, 24));
		/* a place asks for five from the day the election was begun on */
		(void)made(ground, "set-setting", "name", "roll_correction_days", "node", text_of(ground, contested.town.joint), "value",
		           "5", "since", "2026-10-01", "source", "某党〔2026〕5号", NULL);
		reload(&contested);
		assert_int_equal(contested.now->roll_latest, day_of(2026, 11, 20));
		town_close(&contested.town);
	}
}

static void
ELEC_3_2a_a_meeting_within_the_window_that_is_set_is_on_schedule(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;

		open_contested(&contested, &test); /* the term ends on 2026-11-30 */
		begin(&contested, "2026-10-31", "5");
		assert_false(election_moved(contested.now));
		(void)made(ground, "set-setting", "name", "on_schedule_window", "node", text_of(ground, contested.town.joint), "value", "0",
		           "since", "2026-10-01", "source", "某党〔2026〕5号", NULL);
		reload(&contested);
		assert_true(election_moved(contested.now));
		(void)made(ground, "set-setting", "name", "on_schedule_window", "node", text_of(ground, contested.body), "value", "1",
		           "since", "2026-10-01", "source", "某党〔2026〕6号", NULL);
		reload(&contested);
		assert_false(election_moved(contested.now)); /* 10-31 is 11-30 less one month and a day */
		town_close(&contested.town);
	}
}

/* The method says how ballots are counted; what is adopted is the draft as it stands, until the assembly is opened. */
static void
ELEC_38_1_the_way_of_counting_is_the_methods_and_a_changed_draft_is_adopted_anew(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		int64_t meeting, round;

		open_contested(&contested, &test);
		prepare(&contested);
		on(&contested, 2026, 11, 28);
		meeting = assembly_at(&contested, ASSEMBLY_MEMBERS)->id;
		step(&contested, "method_adopted", meeting, "2026-11-28", "", "", "23", "25");
		assert_int_equal(draft_method(&contested, "totals", NULL, NULL), 0);
		reload(&contested);
		assert_null(election_step(contested.now, "method_adopted", meeting, 0));
		assert_int_equal(draft_method(&contested, "ballots", NULL, NULL), 0);
		/* a plenary votes by the method of the meeting */
		REFUSED(&contested, "ELEC-38.1", "set-election-method", "assembly",
		        text_of(ground, assembly_at(&contested, ASSEMBLY_PLENARY)->id), "counting", "totals");
		open_meeting(&contested, "23");
		assert_refused(draft_method(&contested, "totals", NULL, NULL), "ELEC-38.1");
		round = vote(&contested, OFFICE_COMMITTEE, "23", "23", "23");
		assert_refused(tally(&contested, 11, round, "22", "1", VOTES, NULL), "ELEC-38.1");
		assert_int_equal(enter(&contested, 11, round, "111110\n"), 0);
		town_close(&contested.town);
	}
}

static void
ELEC_22_1_and_23_1_a_meeting_has_as_many_supervisors_and_tellers_as_its_method_says(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		struct election_method method;
		const char *meeting;
		int64_t id;

		open_contested(&contested, &test);
		/* no setting goes below one supervisor and two tellers */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "set-setting", "name", "vote_supervisors_min", "node",
		                        text_of(ground, contested.town.joint), "value", "0", "since", "2026-09-01", "source", "某规定", NULL),
		                 FAIL_INPUT);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "set-setting", "name", "tellers_min", "node",
		                        text_of(ground, contested.town.joint), "value", "1", "since", "2026-09-01", "source", "某规定", NULL),
		                 FAIL_INPUT);
		(void)made(ground, "set-setting", "name", "vote_supervisors_min", "node", text_of(ground, contested.town.joint), "value", "2",
		           "since", "2026-09-01", "source", "某党〔2026〕5号", NULL);
		prepare(&contested);
		id = assembly_at(&contested, ASSEMBLY_MEMBERS)->id;
		meeting = text_of(ground, id);
		method = election_method(contested.now, election_assembly(contested.now, id));
		assert_int_equal(method.supervisors, 2);
		assert_int_equal(method.tellers, 2);
		assert_refused(draft_method(&contested, "ballots", "1", "2"), "ELEC-22.1");
		assert_refused(draft_method(&contested, "ballots", "2", "1"), "ELEC-23.1");
		assert_int_equal(draft_method(&contested, "ballots", "2", "3"), 0);
		on(&contested, 2026, 11, 28);
		officials(&contested, ASSEMBLY_MEMBERS, 10, 11, 12);
		passed_before_opening(&contested, "2026-11-28");
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "23", 0), "ELEC-22.1");
		DO(&contested, "appoint-official", "assembly", meeting, "person", text_of(ground, contested.person[13]), "role", "supervisor");
		step(&contested, "supervisors_passed", id, "2026-11-28", "", "", "23", "25");
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "23", 0), "ELEC-23.1");
		DO(&contested, "appoint-official", "assembly", meeting, "person", text_of(ground, contested.person[14]), "role", "teller");
		assert_int_equal(opens(&contested, ASSEMBLY_MEMBERS, "23", 0), 0);
		/* of a plenary of five few are no candidates */
		method = election_method(contested.now, assembly_at(&contested, ASSEMBLY_PLENARY));
		assert_int_equal(method.supervisors, 1);
		assert_int_equal(method.tellers, 2);
		town_close(&contested.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_26_1c_a_tally_sheet_is_entered_twice_and_a_supervisor_decides_where_they_differ),
		cmocka_unit_test(ELEC_30_2_a_tally_sheet_that_no_ballots_come_to_is_refused_at_once),
		cmocka_unit_test(ELEC_25_2_whom_a_name_of_several_means_is_for_the_supervisor),
		cmocka_unit_test(ELEC_25_2_namesakes_on_a_tally_sheet_are_decided_too),
		cmocka_unit_test(DP_19_the_roll_is_published_working_days_before_by_the_dated_calendar),
		cmocka_unit_test(ELEC_3_2a_a_meeting_within_the_window_that_is_set_is_on_schedule),
		cmocka_unit_test(ELEC_38_1_the_way_of_counting_is_the_methods_and_a_changed_draft_is_adopted_anew),
		cmocka_unit_test(ELEC_22_1_and_23_1_a_meeting_has_as_many_supervisors_and_tellers_as_its_method_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
