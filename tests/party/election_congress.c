#include "../check.h"

#include "congress.h"

/* --- seats ----------------------------------------------------------------------------------- */

static void
ELEC_8_1b_300_delegates_are_the_most_and_100_to_200_are_general(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct congress congress;

		open_congress(&congress, &test);
		/* ELEC-4.2: the congress itself is approved before anything rests on it */
		REFUSED(&congress.at, "ELEC-8.1c", "record-election-step", "step", "delegate_number", "day", "2026-09-01", "document",
		        "某党〔2026〕2号", "yes", "200");
		step(&congress.at, "congress_use", 0, "2026-09-01", "", "某党〔2026〕1号", "", "");
		REFUSED(&congress.at, "ELEC-8.1b", "record-election-step", "step", "delegate_number", "day", "2026-09-01", "document",
		        "某党〔2026〕2号", "yes", "301", "reason", "规模大", "reason_document", "某党〔2026〕2号", NULL);
		/* 201: a flag, passed with a reason and the document (ELEC-8.1a) */
		assert_int_equal(act_on(&congress.at, "record-election-step", "step", "delegate_number", "day", "2026-09-01",
		                        "document", "某党〔2026〕2号", "yes", "201", NULL), FAIL_REFUSED);
		assert_int_equal(act_on(&congress.at, "record-election-step", "step", "delegate_number", "day", "2026-09-01",
		                        "document", "某党〔2026〕2号", "yes", "200", NULL), 0);
		town_close(&congress.at.town);
	}
}

static void
ELEC_8_1c_and_8_2a_seats_are_shared_among_units_below_up_to_the_approved_number(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct congress congress;
		struct ground *ground = &congress.at.town.ground;

		open_congress(&congress, &test);
		/* before the number is approved nothing is shared (ELEC-8.1c) */
		assert_int_equal(share(&congress, congress.unit[0], "2", "2026-10-20"), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "ELEC-8.1c");
		approve_number(&congress, "6");
		assert_int_equal(share(&congress, congress.at.town.branch, "2", "2026-10-20"), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "ELEC-8.2a");
		assert_int_equal(share(&congress, congress.at.body, "2", "2026-10-20"), FAIL_REFUSED);
		/* ELEC-10.4: on the day of the congress at the latest */
		assert_int_equal(share(&congress, congress.unit[0], "2", "2026-11-29"), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "ELEC-10.4");
		assert_int_equal(share(&congress, congress.unit[0], "0", "2026-10-20"), FAIL_INPUT);
		assert_int_equal(share(&congress, congress.unit[0], "7", "2026-10-20"), FAIL_REFUSED);
		assert_int_equal(share(&congress, congress.unit[0], "4", "2026-10-20"), 0);
		assert_int_equal(share(&congress, congress.unit[0], "1", "2026-10-20"), FAIL_REFUSED);
		assert_int_equal(share(&congress, congress.unit[1], "3", "2026-10-20"), FAIL_REFUSED);
		assert_int_equal(share(&congress, congress.unit[1], "2", "2026-10-20"), 0);
		/* what was given is taken back as long as nobody stands there */
		reload(&congress.at);
		for (size_t i = 0; i < congress.at.now->contest_count; i++)
			if (congress.at.now->contests[i].assembly->body == congress.unit[0])
				congress.meeting[0] = congress.at.now->contests[i].assembly->id;
		DO(&congress.at, "drop-electing-unit", "assembly", text_of(ground, congress.meeting[0]));
		assert_int_equal(share(&congress, congress.unit[0], "4", "2026-10-20"), 0);
		town_close(&congress.at.town);
	}
}

/* --- standing ---------------------------------------------------------------------------------- */

static void
ELEC_11_1_11_2a_and_11_2b_who_is_sent_back_leaves_the_seat_to_be_elected_again(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct congress congress;
		struct contested *at = &congress.at;
		struct contest_outcome outcome;
		int64_t first, second;

		open_congress(&congress, &test);
		approve_number(&congress, "6");
		share_out(&congress);
		/* ELEC-9.1: two seats need three candidates; two are not enough to vote */
		on(at, 2026, 10, 20);
		hold_unit(&congress, 0);
		unit_ballot(&congress, 0, FIRST_TWO);
		elected_by(&congress, 0, &outcome);
		assert_int_equal(outcome.elected_count, 2);
		assert_true(outcome.decided);
		first = outcome.elected[0]->person;
		second = outcome.elected[1]->person;
		/* nobody is checked before there is a group, and nobody but delegates */
		assert_int_equal(check_standing(&congress, first, true, true), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "ELEC-11.1");
		step(at, "credentials_group", 0, "2026-10-20", "", "", "", "");
		assert_int_equal(check_standing(&congress, member_of(&congress, 0, 4), true, true), FAIL_REFUSED);
		assert_int_equal(check_standing(&congress, first, true, true), 0);
		/* ELEC-11.2a: the procedure was not in order; the unit votes again and may choose the same person */
		assert_int_equal(check_standing(&congress, second, false, true), 0);
		elected_by(&congress, 0, &outcome);
		assert_int_equal(outcome.elected_count, 1);
		assert_int_equal(outcome.seats_left, 1);
		assert_true(outcome.next);
		assert_true(outcome.separate);
		assert_int_equal(stand(&congress, congress.contest[0], second), FAIL_REFUSED);
		unit_ballot(&congress, 0, "10\n10\n10\n10\n10\n10\n10\n10\n");
		assert_int_equal(check_standing(&congress, second, true, true), 0);
		elected_by(&congress, 0, &outcome);
		assert_int_equal(outcome.elected_count, 2);
		assert_true(outcome.decided);
		/* ELEC-11.2b: who is not qualified is replaced; the seat is open again */
		assert_int_equal(check_standing(&congress, first, true, false), 0);
		elected_by(&congress, 0, &outcome);
		assert_int_equal(outcome.elected_count, 1);
		assert_int_equal(outcome.elected[0]->person, second);
		assert_int_equal(outcome.seats_left, 1);
		town_close(&at->town);
	}
}

static void
ELEC_11_3a_and_11_3b_only_confirmed_delegates_should_attend_the_congress(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct congress congress;
		struct contested *at = &congress.at;
		struct ground *ground = &at->town.ground;
		struct contest_outcome outcome;
		const struct assembly *meeting;
		struct roll roll;
		int64_t last = 0;

		open_congress(&congress, &test);
		approve_number(&congress, "6");
		share_out(&congress);
		elect_delegates(&congress);
		step(at, "credentials_group", 0, "2026-10-20", "", "", "", "");
		for (int u = 0; u < UNITS; u++) {
			elected_by(&congress, u, &outcome);
			for (size_t i = 0; i < outcome.elected_count; i++) {
				last = outcome.elected[i]->person;
				if (u < UNITS - 1 || i + 1 < outcome.elected_count)
					assert_int_equal(check_standing(&congress, last, true, true), 0);
			}
		}
		meeting = assembly_at(at, ASSEMBLY_CONGRESS);
		assert_int_equal(election_roll(ground->db, ground->arena, at->now, meeting, &roll), 0);
		assert_int_equal(roll.entitled, 5);
		/* ELEC-11.1: with one unchecked the congress does not open */
		REFUSED(at, "ELEC-11.1", "open-assembly", "assembly", text_of(ground, meeting->id), "present", "5", "chair",
		        text_of(ground, roll.at[0].person));
		/* ELEC-11.3a: the report says what the check found: 5 of 6, not more */
		assert_int_equal(act_on(at, "record-election-step", "step", "credentials_report", "assembly",
		                        text_of(ground, meeting->id), "day", "2026-10-20", "yes", "6", NULL), FAIL_REFUSED);
		assert_int_equal(check_standing(&congress, last, true, true), 0);
		meeting = assembly_at(at, ASSEMBLY_CONGRESS);
		assert_int_equal(election_roll(ground->db, ground->arena, at->now, meeting, &roll), 0);
		assert_int_equal(roll.entitled, 6);
		town_close(&at->town);
	}
}

/* --- the congress from the request to the evidence --------------------------------------------------- */

/* Five of six by strokes; the last gets one vote. */
#define SIX_FOR_FIVE "111110\n111110\n111110\n111110\n111110\n011111\n"

static void
prepare_congress(struct congress *congress, const int64_t standing[6])
{
	struct contested *at = &congress->at;
	int64_t committee = seats_of(at, OFFICE_COMMITTEE)->id, secretary = seats_of(at, OFFICE_SECRETARY)->id;

	step(at, "subordinate_opinions", 0, "2026-10-01", "", "", "3", "3");
	for (int i = 0; i < 6; i++)
		assert_int_equal(stand(congress, committee, standing[i]), 0);
	assert_int_equal(stand(congress, secretary, standing[0]), 0);
	step(at, "request_meeting", 0, "2026-09-10", "2026-07-28", "某党〔2026〕8号", "", "");
	step(at, "request_candidates", 0, "2026-10-20", "2026-10-20", "某党〔2026〕9号", "", "");
	step(at, "roll_published", 0, "2026-10-20", "", "", "", "");
}

static void
name_presidium(struct congress *congress, const int64_t delegate[6])
{
	struct contested *at = &congress->at;
	struct ground *ground = &at->town.ground;
	int64_t assembly = assembly_at(at, ASSEMBLY_CONGRESS)->id;
	const char *meeting = text_of(ground, assembly);

	REFUSED(at, "ELEC-20.2b", "record-election-step", "step", "presidium", "assembly", meeting, "day", "2026-11-28", "yes", "4",
	        NULL); /* nobody is proposed */
	propose(congress, assembly, delegate[0], "committee");
	propose(congress, assembly, delegate[1], "delegation");
	REFUSED(at, "ELEC-20.2b", "propose-presidium", "assembly", meeting, "person", text_of(ground, delegate[1]), "proposer",
	        "committee", NULL);
	REFUSED(at, "ELEC-20.2b", "propose-presidium", "assembly", meeting, "person", text_of(ground, member_of(congress, 0, 7)),
	        "proposer", "delegation", NULL); /* no delegate */
	/* whoever is sent back by the check cannot stay on the list */
	assert_int_equal(check_standing(congress, delegate[1], true, false), 0);
	step(at, "credentials_report", assembly, "2026-11-28", "", "", "5", "");
	REFUSED(at, "ELEC-20.2b", "record-election-step", "step", "presidium", "assembly", meeting, "day", "2026-11-28", "yes", "4",
	        NULL);
	assert_int_equal(check_standing(congress, delegate[1], true, true), 0);
	step(at, "credentials_report", assembly, "2026-11-28", "", "", "6", "");
	reload(at);
	assert_int_equal(at->now->presidium_count, 2);
	assert_int_equal(at->now->presidium[1].person, delegate[1]);
	assert_int_equal(at->now->presidium[1].proposer, 2);
}

static void
congress_steps(struct congress *congress, const int64_t delegate[6])
{
	struct contested *at = &congress->at;
	int64_t meeting = assembly_at(at, ASSEMBLY_CONGRESS)->id;

	/* ELEC-20.2b: more than half of the delegates, and after the report; 15.2: the presidium before the delegations */
	REFUSED(at, "ELEC-20.2b", "record-election-step", "step", "presidium", "assembly", text_of(&at->town.ground, meeting), "day",
	        "2026-11-28", "yes", "6", NULL);
	step(at, "credentials_report", meeting, "2026-11-28", "", "", "6", "");
	name_presidium(congress, delegate);
	REFUSED(at, "ELEC-20.2b", "record-election-step", "step", "presidium", "assembly", text_of(&at->town.ground, meeting), "day",
	        "2026-11-28", "yes", "3", NULL);
	step(at, "presidium", meeting, "2026-11-28", "", "", "4", "");
	/* a changed list is voted on anew */
	propose(congress, meeting, delegate[2], "delegation");
	reload(at);
	assert_null(election_step(at->now, "presidium", meeting, 0));
	DO(at, "withdraw-presidium", "member", text_of(&at->town.ground, at->now->presidium[2].id));
	step(at, "presidium", meeting, "2026-11-28", "", "", "4", "");
	REFUSED(at, "ELEC-15.2", "record-election-step", "step", "delegations", "assembly", text_of(&at->town.ground, meeting), "day",
	        "2026-11-28", NULL);
	step(at, "presidium_passes", meeting, "2026-11-28", "", "", "", "");
	step(at, "delegations", meeting, "2026-11-28", "", "", "", "");
	step(at, "method_adopted", meeting, "2026-11-28", "", "", "4", "");
}

static void
ELEC_15_2_20_2a_and_20_2b_a_congress_elects_the_committee_from_the_request_to_the_evidence(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct congress congress;
		struct contested *at = &congress.at;
		struct ground *ground = &at->town.ground;
		struct contest_outcome outcome;
		int64_t delegate[6], standing[6], tellers[2], meeting, plenary;
		struct evidence items[EVIDENCE_ARTICLES];

		open_congress(&congress, &test);
		approve_number(&congress, "6");
		share_out(&congress);
		elect_delegates(&congress);
		confirm_delegates(&congress, delegate);
		/* three delegates and three others stand; the other delegates supervise and tell */
		for (int i = 0; i < 3; i++) {
			standing[i] = delegate[i];
			standing[3 + i] = member_of(&congress, i, 4);
		}
		tellers[0] = delegate[4];
		tellers[1] = delegate[5];
		prepare_congress(&congress, standing);
		on(at, 2026, 11, 28);
		congress_steps(&congress, delegate);
		meeting = assembly_at(at, ASSEMBLY_CONGRESS)->id;
		appoint(&congress, meeting, delegate[3], "supervisor");
		appoint(&congress, meeting, delegate[4], "teller");
		appoint(&congress, meeting, delegate[5], "teller");
		step(at, "supervisors_passed", meeting, "2026-11-28", "", "", "6", "");
		/* ELEC-20.2a: whoever is not in the presidium does not preside, delegate or not */
		REFUSED(at, "ELEC-20.2a", "open-assembly", "assembly", text_of(ground, meeting), "present", "6", "chair",
		        text_of(ground, standing[3]), NULL);
		REFUSED(at, "ELEC-20.2a", "open-assembly", "assembly", text_of(ground, meeting), "present", "6", "chair",
		        text_of(ground, delegate[5]), NULL);
		REFUSED(at, "ELEC-20.2a", "name-chair", "assembly", text_of(ground, meeting), "chair", text_of(ground, delegate[5]), NULL);
		DO(at, "name-chair", "assembly", text_of(ground, meeting), "chair", text_of(ground, delegate[0]));
		assert_int_equal(assembly_at(at, ASSEMBLY_CONGRESS)->chair, delegate[0]);
		/* ELEC-19.1: four of six are fewer than four fifths, five are not */
		DO(at, "open-assembly", "assembly", text_of(ground, meeting), "present", "6", "chair", text_of(ground, delegate[0]));
		REFUSED(at, "ELEC-19.1", "begin-ballot", "contest", text_of(ground, seats_of(at, OFFICE_COMMITTEE)->id), "present",
		        "4", NULL);
		assert_int_equal(assembly_at(at, ASSEMBLY_CONGRESS)->entitled, 6);
		REFUSED(at, "ELEC-20.2b", "propose-presidium", "assembly", text_of(ground, meeting), "person", text_of(ground, delegate[2]),
		        "proposer", "delegation", NULL);
		REFUSED(at, "ELEC-20.1a", "name-chair", "assembly", text_of(ground, meeting), "chair", text_of(ground, delegate[1]), NULL);
		/* the check is closed by the opening */
		assert_int_equal(check_standing(&congress, delegate[0], true, false), FAIL_REFUSED);
		ballot(&congress, seats_of(at, OFFICE_COMMITTEE)->id, "6", SIX_FOR_FIVE, tellers, delegate[3]);
		assert_int_equal(contest_outcome(ground->arena, at->now, seats_of(at, OFFICE_COMMITTEE), &outcome), 0);
		assert_true(outcome.decided);
		DO(at, "announce-result", "contest", text_of(ground, seats_of(at, OFFICE_COMMITTEE)->id));
		plenary = assembly_at(at, ASSEMBLY_PLENARY)->id;
		appoint(&congress, plenary, outcome.elected[4]->person, "supervisor");
		tellers[0] = outcome.elected[3]->person;
		tellers[1] = outcome.elected[2]->person;
		if (standing[0] == tellers[0] || standing[0] == tellers[1] || standing[0] == outcome.elected[4]->person)
			test_failed("the secretary's candidate tells");
		appoint(&congress, plenary, tellers[0], "teller");
		appoint(&congress, plenary, tellers[1], "teller");
		step(at, "supervisors_passed", plenary, "2026-11-28", "", "", "5", "");
		DO(at, "open-assembly", "assembly", text_of(ground, plenary), "present", "5", "chair",
		   text_of(ground, outcome.elected[2]->person));
		ballot(&congress, seats_of(at, OFFICE_SECRETARY)->id, "5", "1\n1\n1\n1\n0\n", tellers, outcome.elected[4]->person);
		DO(at, "announce-result", "contest", text_of(ground, seats_of(at, OFFICE_SECRETARY)->id));
		on(at, 2026, 12, 5);
		step(at, "report_members", 0, "2026-12-01", "", "某党备〔2026〕3号", "", "");
		step(at, "report_officers", 0, "2026-12-05", "", "某党〔2026〕20号", "", "");
		reload(at);
		assert_int_equal(election_evidence(ground->arena, at->now, ground->today, items), 0);
		for (int i = 0; i < EVIDENCE_ARTICLES; i++)
			assert_true(items[i].complete);
		DO(at, "close-election", NULL);
		town_close(&at->town);
	}
}

static void
ELEC_10_1_a_delegate_is_nominated_in_the_branches(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct congress congress;
		struct ground *ground = &congress.at.town.ground;

		open_congress(&congress, &test);
		approve_number(&congress, "6");
		share_out(&congress);
		assert_int_equal(act_on(&congress.at, "nominate-candidate", "contest", text_of(ground, congress.contest[0]), "person",
		                        text_of(ground, member_of(&congress, 0, 0)), NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->clause, "ELEC-10.1");
		assert_int_equal(stand(&congress, congress.contest[0], member_of(&congress, 0, 0)), 0);
		town_close(&congress.at.town);
	}
}

/* Each step of a unit in its turn, with its day and, of the examination, its document. */
static void
ELEC_10_2a_10_2b_10_3_and_10_4_a_unit_goes_step_by_step_and_publishes_its_list_where_that_is_set(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct congress congress;
		struct contested *at = &congress.at;
		struct ground *ground = &at->town.ground;
		const char *meeting;

		open_congress(&congress, &test);
		(void)made(ground, "set-setting", "name", "delegate_publicity_days", "node", text_of(ground, at->town.joint), "value", "5",
		           "since", "2026-09-01", "source", "某党〔2026〕5号", NULL);
		approve_number(&congress, "6");
		share_out(&congress);
		on(at, 2026, 10, 20);
		meeting = text_of(ground, congress.meeting[0]);
		REFUSED(at, "ELEC-10.2a", "record-election-step", "step", "contact", "assembly", meeting, "day", "2026-10-02");
		step(at, "nomination", congress.meeting[0], "2026-10-01", "", "", "", "");
		step(at, "contact", congress.meeting[0], "2026-10-02", "", "", "", "");
		assert_int_equal(act_on(at, "record-election-step", "step", "examination", "assembly", meeting, "day", "2026-10-10", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->clause, "ELEC-10.3");
		step(at, "examination", congress.meeting[0], "2026-10-10", "", "某党〔2026〕3号", "", "");
		/* the list has not been published */
		REFUSED(at, "ELEC-10.4", "record-election-step", "step", "delegates_fixed", "assembly", meeting, "day", "2026-10-20");
		/* on the day of the meeting, when five days have passed */
		step(at, "publicity", congress.meeting[0], "2026-10-16", "", "", "", "");
		REFUSED(at, "ELEC-10.2b", "record-election-step", "step", "delegates_fixed", "assembly", meeting, "day", "2026-10-20");
		step(at, "publicity", congress.meeting[0], "2026-10-15", "", "", "", "");
		REFUSED(at, "ELEC-10.4", "record-election-step", "step", "delegates_fixed", "assembly", meeting, "day", "2026-10-19");
		step(at, "delegates_fixed", congress.meeting[0], "2026-10-20", "", "", "", "");
		town_close(&at->town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_8_1b_300_delegates_are_the_most_and_100_to_200_are_general),
		cmocka_unit_test(ELEC_8_1c_and_8_2a_seats_are_shared_among_units_below_up_to_the_approved_number),
		cmocka_unit_test(ELEC_11_1_11_2a_and_11_2b_who_is_sent_back_leaves_the_seat_to_be_elected_again),
		cmocka_unit_test(ELEC_11_3a_and_11_3b_only_confirmed_delegates_should_attend_the_congress),
		cmocka_unit_test(ELEC_15_2_20_2a_and_20_2b_a_congress_elects_the_committee_from_the_request_to_the_evidence),
		cmocka_unit_test(ELEC_10_1_a_delegate_is_nominated_in_the_branches),
		cmocka_unit_test(ELEC_10_2a_10_2b_10_3_and_10_4_a_unit_goes_step_by_step_and_publishes_its_list_where_that_is_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
