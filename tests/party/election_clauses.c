#include "../check.h"

#include "base/fail.h"
#include "contested.h"

/* One rule a test, at its boundary; the whole procedure is in election.c. */

static int64_t
main_meeting(struct contested *contested)
{
	return assembly_at(contested, ASSEMBLY_MEMBERS)->id;
}

static const char *
contest_text(struct contested *contested, enum office office)
{
	return text_of(&contested->town.ground, seats_of(contested, office)->id);
}

static int
begins(struct contested *contested, int64_t body, const char *congress)
{
	struct ground *ground = &contested->town.ground;

	on(contested, 2026, 10, 1);
	return act_as(ground, &ground->operator, NULL, "begin-election", "body", text_of(ground, body), "cause", "first", "meeting",
	              "2026-11-28", "seats", "5", "secretaries", "1", "congress", congress, NULL);
}

static void
ELEC_2_1_agencies_of_a_higher_committee_do_not_elect(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		assert_refused(begins(&contested, town_body(&contested.town.ground, "某工作委员会", "work_committee", contested.town.top),
		                      "false"), "ELEC-2.1");
		assert_int_equal(begins(&contested, contested.body, "false"), 0);
		town_close(&contested.town);
	}
}

static void
ELEC_4_1_and_14_1_a_branch_elects_at_a_general_meeting(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		assert_refused(begins(&contested, contested.body, "true"), "ELEC-14.1");
		begin(&contested, "2026-11-28", "5");
		assert_int_equal(contested.now->form, FORM_BRANCH_COMMITTEE);
		assert_int_equal(assembly_at(&contested, ASSEMBLY_MEMBERS)->body, contested.body);
		/* candidates go up only after the members were heard */
		REFUSED(&contested, "ELEC-33.1", "record-election-step", "step", "request_candidates", "day", "2026-10-01", "submitted",
		        "2026-10-01", "document", "某党〔2026〕9号");
		town_close(&contested.town);
	}
}

static void
ELEC_16_2_without_a_committee_all_members_deliberate_first(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;

		open_contested(&contested, &test);
		on(&contested, 2026, 10, 1);
		contested.id = made(ground, "begin-election", "body", text_of(ground, contested.town.branch), "cause", "first", "meeting",
		                    "2026-11-28", "secretaries", "1", NULL);
		reload(&contested);
		assert_int_equal(contested.now->form, FORM_MEMBERS_OFFICERS);
		REFUSED(&contested, "ELEC-33.1", "record-election-step", "step", "request_candidates", "day", "2026-10-01", "submitted",
		        "2026-10-01", "document", "某党〔2026〕9号");
		step(&contested, "deliberation", 0, "2026-10-01", "", "", "", "");
		step(&contested, "request_candidates", 0, "2026-10-01", "2026-10-01", "某党〔2026〕9号", "", "");
		town_close(&contested.town);
	}
}

static void
ELEC_19_3_the_quorum_is_checked_before_every_ballot(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		prepare(&contested);
		open_meeting(&contested, "23");
		REFUSED(&contested, "ELEC-19.1", "begin-ballot", "contest", contest_text(&contested, OFFICE_COMMITTEE), "present", "19");
		DO(&contested, "begin-ballot", "contest", contest_text(&contested, OFFICE_COMMITTEE), "present", "20");
		town_close(&contested.town);
	}
}

static void
ELEC_21_1a_each_candidate_has_all_four_parts_of_the_introduction(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const char *candidate, *meeting;

		open_contested(&contested, &test);
		prepare(&contested);
		candidate = text_of(ground, contested.now->candidates[0].id);
		DO(&contested, "change-candidate", "candidate", candidate, "weaknesses", "");
		on(&contested, 2026, 11, 28);
		meeting = text_of(ground, main_meeting(&contested));
		officials(&contested, ASSEMBLY_MEMBERS, 10, 11, 12);
		step(&contested, "candidates_fixed", main_meeting(&contested), "2026-11-28", "", "", "", "");
		step(&contested, "exclusions_passed", main_meeting(&contested), "2026-11-28", "", "", "20", "26");
		step(&contested, "method_adopted", main_meeting(&contested), "2026-11-28", "", "", "23", "25");
		step(&contested, "supervisors_passed", main_meeting(&contested), "2026-11-28", "", "", "23", "25");
		REFUSED(&contested, "ELEC-21.1a", "open-assembly", "assembly", meeting, "present", "23", "chair",
		        text_of(ground, contested.person[0]));
		reload(&contested);
		for (size_t i = 0; i < contested.now->candidate_count; i++)
			if (!contested.now->candidates[i].sheet[3])
				candidate = text_of(ground, contested.now->candidates[i].id);
		DO(&contested, "change-candidate", "candidate", candidate, "weaknesses", "不足");
		DO(&contested, "open-assembly", "assembly", meeting, "present", "23", "chair", text_of(ground, contested.person[0]));
		town_close(&contested.town);
	}
}

static void
ELEC_22_1_no_meeting_opens_without_a_supervisor(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;

		open_contested(&contested, &test);
		prepare(&contested);
		on(&contested, 2026, 11, 28);
		step(&contested, "candidates_fixed", main_meeting(&contested), "2026-11-28", "", "", "", "");
		step(&contested, "exclusions_passed", main_meeting(&contested), "2026-11-28", "", "", "20", "26");
		step(&contested, "method_adopted", main_meeting(&contested), "2026-11-28", "", "", "23", "25");
		step(&contested, "supervisors_passed", main_meeting(&contested), "2026-11-28", "", "", "23", "25");
		REFUSED(&contested, "ELEC-22.1", "open-assembly", "assembly", text_of(ground, main_meeting(&contested)), "present", "23",
		        "chair", text_of(ground, contested.person[0]));
		town_close(&contested.town);
	}
}

static void
ELEC_24_2a_and_25_1_help_is_a_number_and_each_mark_is_one_of_three(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const char *text;
		int64_t round;

		open_contested(&contested, &test);
		prepare(&contested);
		open_meeting(&contested, "23");
		DO(&contested, "begin-ballot", "contest", contest_text(&contested, OFFICE_COMMITTEE), "present", "23");
		round = last_round(&contested, OFFICE_COMMITTEE).id;
		text = text_of(ground, round);
		REFUSED(&contested, "ELEC-24.2a", "reconcile-ballot", "round", text, "voters", "2", "issued", "2", "returned", "2", "helped", "3");
		DO(&contested, "reconcile-ballot", "round", text, "voters", "2", "issued", "2", "returned", "2", "helped", "2");
		assert_int_equal(last_round(&contested, OFFICE_COMMITTEE).helped, 2);
		assert_int_equal(enter(&contested, 11, round, "11111?\n"), FAIL_INPUT);
		assert_string_equal(last_failure()->clause, "ELEC-25.1");
		assert_int_equal(enter(&contested, 11, round, "11111\n"), FAIL_INPUT);
		assert_int_equal(enter(&contested, 11, round, "1110-0\n"), 0);
		town_close(&contested.town);
	}
}

/* Two supervisors: one signature does not close the record, and nothing is announced before it is closed. */
static void
ELEC_26_1b_and_31_1_all_supervisors_sign_before_the_result_is_announced(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const char *contest;
		int64_t round;

		open_contested(&contested, &test);
		prepare(&contested);
		on(&contested, 2026, 11, 28);
		DO(&contested, "appoint-official", "assembly", text_of(ground, main_meeting(&contested)), "person",
		   text_of(ground, contested.person[13]), "role", "supervisor");
		open_meeting(&contested, "23");
		contest = contest_text(&contested, OFFICE_COMMITTEE);
		round = vote(&contested, OFFICE_COMMITTEE, "23", "1", "1");
		assert_int_equal(enter(&contested, 11, round, "111110\n"), 0);
		assert_int_equal(enter(&contested, 12, round, "111110\n"), 0);
		DO(&contested, "count-ballot", "round", text_of(ground, round));
		assert_int_equal(sign(&contested, 10, round), 0);
		assert_int_equal(last_round(&contested, OFFICE_COMMITTEE).state, BALLOT_COUNTED);
		assert_refused(sign(&contested, 10, round), "ELEC-26.1b");
		REFUSED(&contested, "ELEC-31.1", "announce-result", "contest", contest);
		assert_int_equal(sign(&contested, 13, round), 0);
		assert_int_equal(last_round(&contested, OFFICE_COMMITTEE).state, BALLOT_SIGNED);
		/* one yes of 25 elects nobody: the seats are open, there is no list to announce */
		REFUSED(&contested, "ELEC-31.1", "announce-result", "contest", contest);
		town_close(&contested.town);
	}
}

static void
ELEC_34_1a_and_34_1b_reports_come_after_the_announcement(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		prepare(&contested);
		REFUSED(&contested, "ELEC-34.1a", "record-election-step", "step", "report_members", "day", "2026-11-20", "document", "某党〔2026〕30号");
		REFUSED(&contested, "ELEC-34.1b", "record-election-step", "step", "report_officers", "day", "2026-11-20", "document", "某党〔2026〕31号");
		town_close(&contested.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_2_1_agencies_of_a_higher_committee_do_not_elect),
		cmocka_unit_test(ELEC_4_1_and_14_1_a_branch_elects_at_a_general_meeting),
		cmocka_unit_test(ELEC_16_2_without_a_committee_all_members_deliberate_first),
		cmocka_unit_test(ELEC_19_3_the_quorum_is_checked_before_every_ballot),
		cmocka_unit_test(ELEC_21_1a_each_candidate_has_all_four_parts_of_the_introduction),
		cmocka_unit_test(ELEC_22_1_no_meeting_opens_without_a_supervisor),
		cmocka_unit_test(ELEC_24_2a_and_25_1_help_is_a_number_and_each_mark_is_one_of_three),
		cmocka_unit_test(ELEC_26_1b_and_31_1_all_supervisors_sign_before_the_result_is_announced),
		cmocka_unit_test(ELEC_34_1a_and_34_1b_reports_come_after_the_announcement),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
