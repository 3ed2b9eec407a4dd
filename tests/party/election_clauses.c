#include "../check.h"

#include "base/fail.h"
#include "contested.h"

/* One rule a test, at its boundary; the whole procedure is in election.c. */

static int
begins_at(struct contested *contested, int64_t body, const char *congress)
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
		assert_refused(begins_at(&contested, town_body(&contested.town.ground, "某工作委员会", "work_committee", contested.town.top),
		                      "false"), "ELEC-2.1");
		assert_int_equal(begins_at(&contested, contested.body, "false"), 0);
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
		assert_refused(begins_at(&contested, contested.body, "true"), "ELEC-14.1");
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
		const char *candidate;

		open_contested(&contested, &test);
		prepare(&contested);
		candidate = text_of(ground, contested.now->candidates[0].id);
		DO(&contested, "change-candidate", "candidate", candidate, "weaknesses", "");
		on(&contested, 2026, 11, 28);
		officials(&contested, ASSEMBLY_MEMBERS, 10, 11, 12);
		passed_before_opening(&contested, "2026-11-28");
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "23", 0), "ELEC-21.1a");
		reload(&contested);
		for (size_t i = 0; i < contested.now->candidate_count; i++)
			if (!contested.now->candidates[i].sheet[3])
				candidate = text_of(ground, contested.now->candidates[i].id);
		DO(&contested, "change-candidate", "candidate", candidate, "weaknesses", "不足");
		assert_int_equal(opens(&contested, ASSEMBLY_MEMBERS, "23", 0), 0);
		town_close(&contested.town);
	}
}

static void
ELEC_22_1_no_meeting_opens_without_a_supervisor(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		prepare(&contested);
		on(&contested, 2026, 11, 28);
		passed_before_opening(&contested, "2026-11-28");
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "23", 0), "ELEC-22.1");
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

/* --- who presides, in which order, what is not announced ------------------------------------- */

static void
ELEC_20_1a_and_20_3_the_outgoing_committee_presides_and_at_the_plenary_one_newly_elected(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		prepare(&contested);
		on(&contested, 2026, 11, 28);
		officials(&contested, ASSEMBLY_MEMBERS, 10, 11, 12);
		passed_before_opening(&contested, "2026-11-28");
		/* only the outgoing secretary holds a post; another needs a reason and a document */
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "23", 7), "ELEC-20.1a");
		assert_int_equal(opens(&contested, ASSEMBLY_MEMBERS, "23", 0), 0);
		elect_committee(&contested);
		officials(&contested, ASSEMBLY_PLENARY, 2, 3, 4);
		step(&contested, "supervisors_passed", assembly_at(&contested, ASSEMBLY_PLENARY)->id, "2026-11-28", "", "", "5", "5");
		/* ELEC-20.3: person 5 stood and was not elected, person 4 was */
		assert_refused(opens(&contested, ASSEMBLY_PLENARY, "5", 5), "ELEC-20.3");
		assert_int_equal(opens(&contested, ASSEMBLY_PLENARY, "5", 4), 0);
		town_close(&contested.town);
	}
}

/* A branch of six full members: no committee, the members elect the officers. */
static void
begin_small(struct contested *contested)
{
	struct ground *ground = &contested->town.ground;

	contested->body = town_body(ground, "某小型社会组织党支部", "branch", contested->town.joint);
	for (int i = 0; i < 6; i++)
		contested->person[i] = town_person(ground, names[6 + i], contested->body);
	made(ground, "add-term", "body", text_of(ground, contested->body), "years", "3", "since", "2023-11-30", NULL);
	made(ground, "add-post", "body", text_of(ground, contested->body), "person", text_of(ground, contested->person[0]),
	     "position", "secretary", "origin", "elected", "since", "2023-11-30", NULL);
	assert_int_equal(begins(contested, "term_end", "2026-11-28", "secretaries", "1", "deputies", "1", NULL), 0);
}

/* ELEC-24.1c: a deputy's place in the order that was approved. */
static void
give_order(struct contested *contested, int64_t person, int64_t order)
{
	struct ground *ground = &contested->town.ground;

	reload(contested);
	for (size_t c = 0; c < contested->now->candidate_count; c++) {
		const struct candidate *candidate = &contested->now->candidates[c];

		if (candidate->person != person || candidate->seats->office != OFFICE_DEPUTY)
			continue;
		DO(contested, "change-candidate", "candidate", text_of(ground, candidate->id), "order", text_of(ground, order));
		reload(contested);
		return;
	}
	assert_true(!"no such deputy");
}

static void
ELEC_20_1b_and_24_1c_the_secretary_presides_and_deputies_stand_in_the_approved_order(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const struct candidate **standing;
		struct ballot_round round;
		const char *deputies;
		size_t count;

		open_contested(&contested, &test);
		begin_small(&contested);
		step(&contested, "deliberation", 0, "2026-10-01", "", "", "", "");
		nominate(&contested, OFFICE_SECRETARY, 0, 1);
		deputies = contest_text(&contested, OFFICE_DEPUTY);
		for (int i = 1; i <= 2; i++)
			DO(&contested, "nominate-candidate", "contest", deputies, "person", text_of(ground, contested.person[i]),
			   INTRODUCED);
		requests_answered(&contested);
		step(&contested, "roll_published", 0, "2026-11-20", "", "", "", "");
		on(&contested, 2026, 11, 28);
		officials(&contested, ASSEMBLY_MEMBERS, 3, 4, 5);
		step(&contested, "candidates_fixed", main_meeting(&contested), "2026-11-28", "", "", "", "");
		step(&contested, "method_adopted", main_meeting(&contested), "2026-11-28", "", "", "6", "");
		step(&contested, "supervisors_passed", main_meeting(&contested), "2026-11-28", "", "", "6", "");
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "6", 1), "ELEC-20.1b");
		assert_int_equal(opens(&contested, ASSEMBLY_MEMBERS, "6", 0), 0);
		REFUSED(&contested, "ELEC-24.1c", "begin-ballot", "contest", deputies, "present", "6");
		/* one alone has a place, both have the same; then the second before the first, whatever their strokes */
		give_order(&contested, contested.person[1], 2);
		REFUSED(&contested, "ELEC-24.1c", "begin-ballot", "contest", deputies, "present", "6");
		give_order(&contested, contested.person[2], 2);
		REFUSED(&contested, "ELEC-24.1c", "begin-ballot", "contest", deputies, "present", "6");
		give_order(&contested, contested.person[2], 1);
		DO(&contested, "begin-ballot", "contest", deputies, "present", "6");
		round = last_round(&contested, OFFICE_DEPUTY);
		assert_int_equal(ballot_order(ground->arena, contested.now, election_round(contested.now, round.id), &standing, &count), 0);
		assert_int_equal(count, 2);
		assert_int_equal(standing[0]->person, contested.person[2]);
		assert_int_equal(standing[1]->person, contested.person[1]);
		town_close(&contested.town);
	}
}

static void
ELEC_30_1_a_preliminary_count_is_reported_and_never_announced(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		struct contest_outcome outcome;
		const char *formal = "";
		int64_t round;

		open_contested(&contested, &test);
		assert_int_equal(begins(&contested, "term_end", "2026-11-28", "seats", "5", "places", "5", "secretaries", "1",
		                        "deputies", "1", NULL), 0);
		prepare_begun(&contested);
		open_meeting(&contested, "23");
		round = vote(&contested, OFFICE_COMMITTEE, "23", "23", "23");
		REFUSED(&contested, "ELEC-30.1", "announce-result", "contest", contest_text(&contested, OFFICE_COMMITTEE));
		entered_and_signed(&contested, round, committee_papers(&contested), 11, 12, 10);
		assert_int_equal(last_round(&contested, OFFICE_COMMITTEE).kind, CONTEST_PRELIMINARY);
		REFUSED(&contested, "ELEC-30.1", "announce-result", "contest", contest_text(&contested, OFFICE_COMMITTEE));
		assert_int_equal(contest_outcome(ground->arena, contested.now, seats_of(&contested, OFFICE_COMMITTEE), &outcome), 0);
		assert_int_equal(outcome.elected_count, 0);
		assert_int_equal(outcome.kind, CONTEST_FORMAL);
		/* the formal vote on the five that went through is */
		for (int i = 0; i < 23; i++)
			formal = arena_printf(ground->arena, "%s11111\n", formal);
		round = vote(&contested, OFFICE_COMMITTEE, "23", "23", "23");
		REFUSED(&contested, "ELEC-31.1", "announce-result", "contest", contest_text(&contested, OFFICE_COMMITTEE));
		entered_and_signed(&contested, round, formal, 11, 12, 10);
		DO(&contested, "announce-result", "contest", contest_text(&contested, OFFICE_COMMITTEE));
		town_close(&contested.town);
	}
}

static void
ELEC_18_1_a_by_election_has_its_differential_and_ends_with_the_term(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		assert_int_equal(begins(&contested, "vacancy", "2026-11-28", "seats", "1", NULL), 0);
		step(&contested, "opinions", 0, "2026-10-01", "", "", "20", "27");
		nominate(&contested, OFFICE_COMMITTEE, 1, 2);
		requests_answered(&contested);
		roll_published(&contested);
		open_meeting(&contested, "23");
		REFUSED(&contested, "ELEC-19.1", "begin-ballot", "contest", contest_text(&contested, OFFICE_COMMITTEE), "present", "19");
		entered_and_signed(&contested, vote(&contested, OFFICE_COMMITTEE, "20", "20", "20"),
		                   "10\n10\n10\n10\n10\n10\n10\n10\n10\n10\n10\n10\n10\n00\n00\n00\n00\n00\n00\n00\n", 11, 12, 10);
		DO(&contested, "announce-result", "contest", contest_text(&contested, OFFICE_COMMITTEE));
		assert_int_equal(rows_in(&contested, "select until from post where ended is null and position = 4"), day_of(2026, 11, 30));
		assert_int_equal(rows_in(&contested, "select count(*) from term where ended is null"), 1);
		town_close(&contested.town);
	}
}

static void
ELEC_18_2_whoever_is_assigned_from_above_is_appointed_and_not_elected(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const char *body, *person;

		open_contested(&contested, &test);
		body = text_of(ground, contested.body);
		person = text_of(ground, contested.person[3]);
		/* how somebody came to a post is never left open */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "add-post", "body", body, "person", person, "position",
		                        "deputy_secretary", "since", "2026-01-01", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->clause, "ELEC-18.2");
		made(ground, "add-post", "body", body, "person", person, "position", "deputy_secretary", "origin", "appointed", "document",
		     "某党〔2026〕2号", "since", "2026-01-01", NULL);
		assert_int_equal(rows_in(&contested, "select origin from post where ended is null and position = 2"), APPOINTED);
		town_close(&contested.town);
	}
}

/* --- the days of steps ---------------------------------------------------------------------------- */

static void
ELEC_14_1_no_step_lies_before_the_day_of_one_it_comes_after(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		begin(&contested, "2026-11-28", "5");
		on(&contested, 2026, 10, 20);
		step(&contested, "opinions", 0, "2026-10-10", "", "", "20", "27");
		/* neither the reply nor what it replies to */
		REFUSED(&contested, "ELEC-33.1", "record-election-step", "step", "request_candidates", "day", "2026-10-09", "submitted",
		        "2026-10-09", "document", "某党〔2026〕9号");
		REFUSED(&contested, "ELEC-33.1", "record-election-step", "step", "request_candidates", "day", "2026-10-12", "submitted",
		        "2026-10-09", "document", "某党〔2026〕9号");
		assert_string_equal(last_failure()->field, "submitted");
		step(&contested, "request_candidates", 0, "2026-10-10", "2026-10-10", "某党〔2026〕9号", "", "");
		REFUSED(&contested, "ELEC-33.1", "record-election-step", "step", "opinions", "day", "2026-10-11", "yes", "20", "of", "27");
		step(&contested, "opinions", 0, "2026-10-10", "", "", "21", "27");
		town_close(&contested.town);
	}
}

static enum progress
stands(struct contested *contested, const char *word, const struct assembly *assembly)
{
	struct timeline timeline;

	reload(contested);
	assert_int_equal(election_timeline(contested->town.ground.arena, contested->now, contested->town.ground.today, &timeline), 0);
	for (size_t i = 0; i < timeline.count; i++)
		if (strcmp(timeline.steps[i].rule->word, word) == 0 &&
		    (timeline.steps[i].assembly ? timeline.steps[i].assembly->id : 0) == (assembly ? assembly->id : 0))
			return timeline.steps[i].progress;
	test_failed(word);
	return PROGRESS_WAITING;
}

static void
ELEC_38_1_what_the_meeting_does_is_not_done_before_its_day(void **state)
{
	static const char *const words[] = {"candidates_fixed", "method_adopted", "supervisors_passed", "opened"};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		const char *meeting;

		open_contested(&contested, &test);
		prepare(&contested);
		meeting = text_of(&contested.town.ground, main_meeting(&contested));
		on(&contested, 2026, 11, 27);
		for (size_t i = 0; i < 4; i++)
			assert_int_equal(stands(&contested, words[i], assembly_at(&contested, ASSEMBLY_MEMBERS)), PROGRESS_WAITING);
		REFUSED(&contested, "ELEC-38.1", "record-election-step", "step", "method_adopted", "assembly", meeting, "day", "2026-11-27",
		        "yes", "23");
		on(&contested, 2026, 11, 28);
		for (size_t i = 0; i < 4; i++)
			assert_int_equal(stands(&contested, words[i], assembly_at(&contested, ASSEMBLY_MEMBERS)), PROGRESS_OPEN);
		/* on the day, as of the day before */
		REFUSED(&contested, "ELEC-38.1", "record-election-step", "step", "method_adopted", "assembly", meeting, "day", "2026-11-27",
		        "yes", "23");
		step(&contested, "method_adopted", main_meeting(&contested), "2026-11-28", "", "", "23", "");
		/* a day later the meeting is overdue */
		on(&contested, 2026, 11, 29);
		assert_int_equal(stands(&contested, "opened", assembly_at(&contested, ASSEMBLY_MEMBERS)), PROGRESS_LATE);
		town_close(&contested.town);
	}
}

/* The chair is named beforehand for the papers: of the outgoing committee, and of a plenary one newly elected. */
static void
ELEC_20_1a_20_2a_and_20_3_a_chair_is_named_from_those_who_may_preside(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const char *meeting, *plenary;

		open_contested(&contested, &test);
		begin(&contested, "2026-11-28", "5");
		meeting = text_of(ground, main_meeting(&contested));
		plenary = text_of(ground, assembly_at(&contested, ASSEMBLY_PLENARY)->id);
		REFUSED(&contested, "ELEC-20.1a", "name-chair", "assembly", meeting, "chair", text_of(ground, contested.person[1]));
		DO(&contested, "name-chair", "assembly", meeting, "chair", text_of(ground, contested.person[1]), "reason", "书记出差",
		   "reason_document", "某党〔2026〕7号");
		DO(&contested, "name-chair", "assembly", meeting, "chair", text_of(ground, contested.person[0]));
		assert_string_equal(assembly_at(&contested, ASSEMBLY_MEMBERS)->chair_name, "丁一");
		assert_int_equal(assembly_at(&contested, ASSEMBLY_MEMBERS)->opened, 0);
		/* nobody is newly elected yet */
		REFUSED(&contested, "ELEC-20.3", "name-chair", "assembly", plenary, "chair", text_of(ground, contested.person[0]));
		/* a general meeting has no presidium */
		REFUSED(&contested, "ELEC-20.2a", "propose-presidium", "assembly", meeting, "person", text_of(ground, contested.person[0]),
		        "proposer", "committee");
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
		cmocka_unit_test(ELEC_20_1a_and_20_3_the_outgoing_committee_presides_and_at_the_plenary_one_newly_elected),
		cmocka_unit_test(ELEC_20_1b_and_24_1c_the_secretary_presides_and_deputies_stand_in_the_approved_order),
		cmocka_unit_test(ELEC_30_1_a_preliminary_count_is_reported_and_never_announced),
		cmocka_unit_test(ELEC_18_1_a_by_election_has_its_differential_and_ends_with_the_term),
		cmocka_unit_test(ELEC_18_2_whoever_is_assigned_from_above_is_appointed_and_not_elected),
		cmocka_unit_test(ELEC_14_1_no_step_lies_before_the_day_of_one_it_comes_after),
		cmocka_unit_test(ELEC_38_1_what_the_meeting_does_is_not_done_before_its_day),
		cmocka_unit_test(ELEC_20_1a_20_2a_and_20_3_a_chair_is_named_from_those_who_may_preside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
