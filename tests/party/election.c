#include "../check.h"

#include "contested.h"

/* --- the worked case ------------------------------------------------------------------------ */

static int
erase_elections(struct contested *contested)
{
	struct ground *ground = &contested->town.ground;

	return act_as(ground, &ground->operator, NULL, "erase-due", "what", "elections", "document", "某党〔2032〕1号", NULL);
}

/* DP-14: the term of three years and one more after the meeting; the result stays. */
static void
persons_go_after_two_terms(struct contested *contested)
{
	struct ground *ground = &contested->town.ground;
	struct contest_outcome outcome;
	day_no was = ground->today;

	assert_true(rows_in(contested, "select count(*) from election_elector") > 31);
	on(contested, 2032, 11, 27);
	assert_int_equal(erase_elections(contested), FAIL_REFUSED);
	on(contested, 2032, 11, 28);
	assert_int_equal(erase_elections(contested), 0);
	assert_int_equal(rows_in(contested, "select count(*) from election_elector"), 0);
	assert_int_equal(rows_in(contested, "select count(*) from election_exclusion"), 0);
	assert_int_equal(rows_in(contested, "select count(*) from ballot_tally where place = 0 and name <> '***' and (person is null"
	                                    " or person not in (select person from ballot_tally where place > 0))"), 0);
	reload(contested);
	assert_int_equal(assembly_at(contested, ASSEMBLY_MEMBERS)->entitled, 25);
	assert_int_equal(contest_outcome(ground->arena, contested->now, seats_of(contested, OFFICE_COMMITTEE), &outcome), 0);
	assert_int_equal(outcome.elected_count, 5);
	assert_string_equal(outcome.elected[4]->name, "欧阳五");
	assert_int_equal(erase_elections(contested), FAIL_REFUSED);
	ground->today = was;
}

static void
the_worked_case_from_the_request_to_the_approved_result(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		struct contest_outcome outcome;
		struct evidence items[EVIDENCE_ARTICLES];
		const struct assembly *meeting;
		struct ballot_round round;
		int64_t id;

		open_contested(&contested, &test);
		prepare(&contested);
		assert_int_equal(contested.now->form, FORM_BRANCH_COMMITTEE);
		open_meeting(&contested, "23");
		meeting = assembly_at(&contested, ASSEMBLY_MEMBERS);
		assert_int_equal(meeting->members, 31);
		assert_int_equal(meeting->full, 27);
		assert_int_equal(meeting->entitled, 25);
		id = vote(&contested, OFFICE_COMMITTEE, "23", "23", "23");
		entered_and_signed(&contested, id, committee_papers(&contested), 11, 12, 10);
		round = last_round(&contested, OFFICE_COMMITTEE);
		assert_int_equal(round.state, BALLOT_SIGNED);
		assert_int_equal(round.valid, 22);
		assert_int_equal(round.invalid, 1);
		assert_int_equal(contest_outcome(ground->arena, contested.now, seats_of(&contested, OFFICE_COMMITTEE), &outcome), 0);
		assert_true(outcome.decided);
		assert_int_equal(outcome.elected_count, 5);
		/* ELEC-31.2: by strokes */
		assert_string_equal(outcome.elected[0]->name, "丁一");
		assert_string_equal(outcome.elected[1]->name, "王二");
		assert_string_equal(outcome.elected[2]->name, "文三");
		assert_string_equal(outcome.elected[3]->name, "林四");
		assert_string_equal(outcome.elected[4]->name, "欧阳五");
		/* DP-3: the sheets are gone */
		assert_int_equal(rows_in(&contested, "select count(*) from ballot_sheet"), 0);
		DO(&contested, "announce-result", "contest", contest_text(&contested, OFFICE_COMMITTEE));
		assert_int_equal(rows_in(&contested, "select count(*) from post where ended is null and position = 4"), 5);

		/* the plenary: E=5, one supervisor who stands for nothing */
		officials(&contested, ASSEMBLY_PLENARY, 2, 3, 4);
		meeting = assembly_at(&contested, ASSEMBLY_PLENARY);
		step(&contested, "supervisors_passed", meeting->id, "2026-11-28", "", "", "5", "5");
		DO(&contested, "open-assembly", "assembly", text_of(ground, meeting->id), "present", "5", "chair",
		   text_of(ground, contested.person[2]));
		assert_int_equal(assembly_at(&contested, ASSEMBLY_PLENARY)->entitled, 5);
		id = vote(&contested, OFFICE_SECRETARY, "5", "5", "5");
		entered_and_signed(&contested, id, "1\n1\n1\n1\n1\n", 3, 4, 2);
		id = vote(&contested, OFFICE_DEPUTY, "5", "5", "5");
		entered_and_signed(&contested, id, "1\n1\n1\n1\n0\n", 3, 4, 2);
		DO(&contested, "announce-result", "contest", contest_text(&contested, OFFICE_SECRETARY));
		DO(&contested, "announce-result", "contest", contest_text(&contested, OFFICE_DEPUTY));
		reload(&contested);
		assert_int_equal(contested.now->state, ELECTION_VOTED);

		/* ELEC-34.1b: not the secretary before the reply */
		assert_int_equal(rows_in(&contested, "select count(*) from post where ended is null and position = 2"), 0);
		REFUSED(&contested, "ELEC-36.2", "close-election", NULL);
		on(&contested, 2026, 12, 5);
		step(&contested, "report_members", 0, "2026-12-01", "", "某党备〔2026〕3号", "", "");
		step(&contested, "report_officers", 0, "2026-12-05", "", "某党〔2026〕20号", "", "");
		assert_int_equal(rows_in(&contested, "select count(*) from post where ended is null and position = 2"), 1);
		assert_int_equal(rows_in(&contested, "select count(*) from post where ended is null and position = 1"), 2);
		reload(&contested);
		assert_int_equal(election_evidence(ground->arena, contested.now, ground->today, items), 0);
		for (int i = 0; i < EVIDENCE_ARTICLES; i++)
			assert_true(items[i].complete);
		DO(&contested, "close-election", NULL);
		REFUSED(&contested, "ELEC-36.2", "cancel-election", "why", "改");
		persons_go_after_two_terms(&contested);
		/* ELEC-3.1: the new term starts on the day of election, three years */
		assert_int_equal(rows_in(&contested, "select due from term where ended is null order by since desc"
		                                     " limit 1"), day_of(2029, 11, 28));
		town_close(&contested.town);
	}
}

/* --- the tie of the rulebook (29.2b) and shortfalls ------------------------------------------------- */

/* 24, 22, 20, 15, 13, 13 yes on 25 papers, never more than five on one. */
static char
mark_in_tie(int64_t who, int paper)
{
	static const int least[] = {24, 22, 20, 15};

	if (who < 4)
		return paper < least[who] ? '1' : '0';
	return (who == 4 ? paper < 12 || paper == 20 : paper >= 12) ? '1' : '0';
}

/* Only four of six come past the majority of 13. */
static char
mark_in_shortfall(int64_t who, int paper)
{
	static const int least[] = {24, 22, 20, 15, 12};

	return (who < 5 ? paper < least[who] : paper >= 12 && paper < 23) ? '1' : '0';
}

static void
ELEC_29_2b_a_tie_across_the_cut_is_voted_on_again_among_the_tied(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		struct contest_outcome outcome;
		const char *paper = "";
		int64_t id;

		open_contested(&contested, &test);
		prepare(&contested);
		open_meeting(&contested, "25");
		id = vote(&contested, OFFICE_COMMITTEE, "25", "25", "25");
		entered_and_signed(&contested, id, papers_by(&contested, mark_in_tie, 25), 11, 12, 10);
		assert_int_equal(contest_outcome(ground->arena, contested.now, seats_of(&contested, OFFICE_COMMITTEE), &outcome), 0);
		assert_int_equal(outcome.elected_count, 4);
		assert_int_equal(outcome.tied_count, 2);
		assert_int_equal(outcome.seats_left, 1);
		assert_int_equal(outcome.kind, CONTEST_RUNOFF);
		REFUSED(&contested, "ELEC-31.1", "announce-result", "contest",
		        contest_text(&contested, OFFICE_COMMITTEE));
		/* ELEC-19.3: the quorum is checked anew */
		REFUSED(&contested, "ELEC-19.1", "begin-ballot", "contest",
		        contest_text(&contested, OFFICE_COMMITTEE), "present", "19");
		id = vote(&contested, OFFICE_COMMITTEE, "23", "23", "23");
		for (int i = 0; i < 23; i++)
			paper = arena_printf(ground->arena, "%s%s\n", paper, i < 12 ? "10" : i < 22 ? "01" : "--");
		/* the first bundle of the runoff takes no third name and no write-in counts */
		assert_int_equal(enter(&contested, 11, id, "101\n"), FAIL_INPUT);
		entered_and_signed(&contested, id, paper, 11, 12, 10);
		assert_int_equal(contest_outcome(ground->arena, contested.now, seats_of(&contested, OFFICE_COMMITTEE), &outcome), 0);
		assert_true(outcome.decided);
		assert_int_equal(outcome.elected_count, 5);
		town_close(&contested.town);
	}
}

static void
ELEC_29_3b_fewer_seats_need_consent_and_never_fall_below_the_least_size(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		struct contest_outcome outcome;
		const char *contest;
		int64_t id;

		open_contested(&contested, &test);
		prepare(&contested);
		open_meeting(&contested, "25");
		contest = contest_text(&contested, OFFICE_COMMITTEE);
		id = vote(&contested, OFFICE_COMMITTEE, "25", "25", "25");
		entered_and_signed(&contested, id, papers_by(&contested, mark_in_shortfall, 25), 11, 12, 10);
		assert_int_equal(contest_outcome(ground->arena, contested.now, seats_of(&contested, OFFICE_COMMITTEE), &outcome), 0);
		assert_int_equal(outcome.elected_count, 4);
		assert_int_equal(outcome.seats_left, 1);
		assert_true(outcome.separate);
		/* 12 of 25 do not consent by more than half; exactly that is a flag only where half is whole */
		REFUSED(&contested, "ELEC-29.3b", "reduce-seats", "contest", contest, "agree", "12");
		REFUSED(&contested, "ELEC-29.3b", "reduce-seats", "contest", contest, "presidium", "1");
		DO(&contested, "reduce-seats", "contest", contest, "agree", "13");
		assert_int_equal(contest_outcome(ground->arena, contested.now, seats_of(&contested, OFFICE_COMMITTEE), &outcome), 0);
		assert_true(outcome.decided);
		DO(&contested, "announce-result", "contest", contest);
		REFUSED(&contested, "ELEC-31.1", "announce-result", "contest", contest);
		town_close(&contested.town);
	}
}

/* --- hard stops ----------------------------------------------------------------------------------------- */

static void
hard_stops_before_the_first_ballot(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const char *meeting, *contest;

		open_contested(&contested, &test);
		prepare(&contested);
		meeting = main_text(&contested);
		contest = contest_text(&contested, OFFICE_COMMITTEE);
		/* ELEC-32.1: not on another day */
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "23", 0), "ELEC-32.1");
		/* ELEC-32.1: an approved day moves only with a document */
		REFUSED(&contested, "ELEC-32.1", "move-election", "meeting", "2026-11-29");
		on(&contested, 2026, 11, 28);
		/* ELEC-38.1: no contest before the method is adopted, by more than half of those who should attend */
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "23", 0), "ELEC-38.1");
		REFUSED(&contested, "ELEC-38.1", "record-election-step", "step", "method_adopted", "assembly", meeting, "day",
		        "2026-11-28", "yes", "12", "of", "25");
		step(&contested, "method_adopted", assembly_at(&contested, ASSEMBLY_MEMBERS)->id, "2026-11-28", "", "", "13", "25");
		/* ELEC-22.2, 23.1: no candidate supervises or tells, and no official stands */
		REFUSED(&contested, "ELEC-22.2", "appoint-official", "assembly", meeting, "person",
		        text_of(ground, contested.person[1]), "role", "supervisor");
		REFUSED(&contested, "ELEC-23.1", "appoint-official", "assembly", meeting, "person",
		        text_of(ground, contested.person[1]), "role", "teller");
		/* ELEC-22.2: supervisors come from those entitled */
		REFUSED(&contested, "ELEC-22.2", "appoint-official", "assembly", meeting, "person",
		        text_of(ground, contested.person[28]), "role", "supervisor");
		officials(&contested, ASSEMBLY_MEMBERS, 10, 11, 12);
		REFUSED(&contested, "ELEC-22.2", "nominate-candidate", "contest", contest, "person",
		        text_of(ground, contested.person[10]), "reason", "临时增补", "reason_document", "某党〔2026〕11号");
		/* ELEC-16.1: a name that is not in the reply needs a reason and a document */
		REFUSED(&contested, "ELEC-16.1", "nominate-candidate", "contest", contest, "person",
		        text_of(ground, contested.person[9]));
		step(&contested, "candidates_fixed", assembly_at(&contested, ASSEMBLY_MEMBERS)->id, "2026-11-28", "", "", "", "");
		step(&contested, "exclusions_passed", assembly_at(&contested, ASSEMBLY_MEMBERS)->id, "2026-11-28", "", "", "14", "26");
		step(&contested, "supervisors_passed", assembly_at(&contested, ASSEMBLY_MEMBERS)->id, "2026-11-28", "", "", "13", "25");
		/* ELEC-19.1: 19 of 25 do not suffice, 20 do */
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "19", 0), "ELEC-19.1");
		/* ELEC-20.1a: the chair comes from the outgoing committee */
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "20", 9), "ELEC-20.1a");
		assert_int_equal(opens(&contested, ASSEMBLY_MEMBERS, "20", 0), 0);
		/* DP-19: the roll is frozen; DP-21: nobody without the right comes onto it */
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "20", 0), "DP-19");
		REFUSED(&contested, "ELEC-19.2", "exclude-elector", "person", text_of(ground, contested.person[5]), "circumstance", "abroad");
		REFUSED(&contested, "ELEC-5.2", "review-roll", "assembly", meeting, "person", text_of(ground, contested.person[25]),
		        "why", "误");
		town_close(&contested.town);
	}
}

static void
ELEC_13_1_five_for_five_seats_are_refused_and_six_are_not(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const char *contest;

		open_contested(&contested, &test);
		prepare(&contested);
		contest = contest_text(&contested, OFFICE_COMMITTEE);
		DO(&contested, "withdraw-candidate", "candidate", text_of(ground, contested.now->candidates[5].id), "why", "本人请辞");
		open_meeting(&contested, "25");
		REFUSED(&contested, "ELEC-13.1", "begin-ballot", "contest", contest, "present", "25");
		DO(&contested, "nominate-candidate", "contest", contest, "person", text_of(ground, contested.person[9]), "reason",
		   "补足差额", "reason_document", "某党〔2026〕12号");
		DO(&contested, "begin-ballot", "contest", contest, "present", "25");
		town_close(&contested.town);
	}
}

static void
ELEC_24_2b_and_27_1_more_ballots_than_persons_make_no_result(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const char *round;
		int64_t id;

		open_contested(&contested, &test);
		prepare(&contested);
		open_meeting(&contested, "23");
		DO(&contested, "begin-ballot", "contest", contest_text(&contested, OFFICE_COMMITTEE), "present", "23");
		id = last_round(&contested, OFFICE_COMMITTEE).id;
		round = text_of(ground, id);
		REFUSED(&contested, "ELEC-24.2b", "reconcile-ballot", "round", round, "voters", "23", "issued", "24", "returned", "23");
		REFUSED(&contested, "ELEC-26.1a", "reconcile-ballot", "round", round, "voters", "23", "issued", "22", "returned", "22");
		/* one more back than voted: void, and voted again */
		DO(&contested, "reconcile-ballot", "round", round, "voters", "22", "issued", "23", "returned", "23");
		assert_int_equal(last_round(&contested, OFFICE_COMMITTEE).state, BALLOT_VOID);
		id = vote(&contested, OFFICE_COMMITTEE, "23", "23", "22");
		assert_int_equal(last_round(&contested, OFFICE_COMMITTEE).state, BALLOT_RECONCILED);
		assert_int_equal(last_round(&contested, OFFICE_COMMITTEE).number, 2);
		town_close(&contested.town);
	}
}

static void
DP_3_few_voters_and_unanimous_ballots_reveal_and_others_do_not(void **state)
{
	struct ballot_round rounds[] = {{.voters = 5, .valid = 5}, {.voters = 5, .valid = 5}};
	struct round_tally tallies[] = {
		{.round = &rounds[1], .yes = 5},
		{.round = &rounds[0], .yes = 4, .no = 1},
		{.round = &rounds[0], .yes = 1, .no = 3, .abstain = 1},
		{.round = &rounds[0], .yes = 5, .written_in = true, .no = -1, .abstain = -1},
	};
	const struct election election = {.tallies = tallies, .tally_count = 4};

	(void)state;
	assert_false(round_reveals(&election, &rounds[0])); /* another round's unanimity is its own */
	assert_true(round_reveals(&election, &rounds[1]));
	tallies[1].yes = 5;
	tallies[1].no = 0;
	assert_true(round_reveals(&election, &rounds[0]));
	tallies[1].yes = 0;
	tallies[1].no = 5;
	assert_true(round_reveals(&election, &rounds[0]));
	tallies[1].yes = tallies[1].no = 2;
	tallies[1].abstain = 1;
	assert_false(round_reveals(&election, &rounds[0]));
	rounds[0].valid = 4;
	assert_true(round_reveals(&election, &rounds[0]));
	rounds[0].valid = 5;
	rounds[0].voters = 4;
	assert_true(round_reveals(&election, &rounds[0]));
}

static void
of_two_clerks_at_once_the_later_is_told(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		const char *seen, *now;

		open_contested(&contested, &test);
		prepare(&contested);
		reload(&contested);
		seen = text_of(&contested.town.ground, contested.now->seen);
		DO(&contested, "record-question", "kind", "question", "day", "2026-10-01", "text", "询问甲", "seen", seen);
		assert_int_equal(act_on(&contested, "record-question", "kind", "question", "day", "2026-10-01", "text", "询问乙", "seen",
		                        seen, NULL), FAIL_CONFLICT);
		reload(&contested);
		assert_int_equal(contested.now->question_count, 1);
		now = text_of(&contested.town.ground, contested.now->seen);
		DO(&contested, "record-question", "kind", "question", "day", "2026-10-01", "text", "询问乙", "seen", now);
		town_close(&contested.town);
	}
}

static void
DP_3_tellers_enter_blind_and_nothing_of_a_ballot_stays(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const char *papers, *other;
		struct input decide[] = {{"round", ""}, {"bundle", "1"}, {"ballot", "1"}, {"reading", "000000"}};
		struct difference *differences;
		size_t count;
		int64_t id;

		open_contested(&contested, &test);
		prepare(&contested);
		open_meeting(&contested, "23");
		id = vote(&contested, OFFICE_COMMITTEE, "23", "23", "23");
		papers = committee_papers(&contested);
		other = arena_printf(ground->arena, "000000\n%s", strchr(papers, '\n') + 1);
		/* ELEC-23.1: in person, and only a teller of this assembly */
		assert_int_equal(enter(&contested, 10, id, papers), FAIL_FORBIDDEN);
		assert_int_equal(enter(&contested, 11, id, papers), 0);
		REFUSED(&contested, "ELEC-26.1a", "count-ballot", "round", text_of(ground, id));
		assert_int_equal(enter(&contested, 12, id, other), 0);
		REFUSED(&contested, "ELEC-22.1", "count-ballot", "round", text_of(ground, id));
		reload(&contested);
		assert_int_equal(round_differences(ground->db, ground->arena, contested.now, election_round(contested.now, id),
		                                   &differences, &count), 0);
		assert_int_equal(count, 1);
		assert_int_equal(differences[0].ballot, 1);
		assert_string_equal(differences[0].second, "000000");
		decide[0].text = text_of(ground, id);
		/* a teller does not decide */
		assert_int_equal(as_official(&contested, ROLE_TELLER, 11, "decide-ballot", decide, 4), FAIL_FORBIDDEN);
		assert_int_equal(as_official(&contested, ROLE_SUPERVISOR, 10, "decide-ballot", decide, 4), 0);
		DO(&contested, "count-ballot", "round", text_of(ground, id));
		assert_int_equal(last_round(&contested, OFFICE_COMMITTEE).differences, 1);
		assert_int_equal(sign(&contested, 11, id), FAIL_FORBIDDEN);
		assert_int_equal(sign(&contested, 10, id), 0);
		assert_int_equal(rows_in(&contested, "select count(*) from ballot_sheet"), 0);
		assert_int_equal(rows_in(&contested, "select count(*) from ballot_decision"), 0);
		assert_int_equal(rows_in(&contested, "select count(*) from journal where facts like '%000000%'"), 0);
		/* after the record is signed nothing changes */
		REFUSED(&contested, "ELEC-26.1a", "reopen-ballot", "round", text_of(ground, id));
		REFUSED(&contested, "ELEC-26.1a", "reconcile-ballot", "round", text_of(ground, id), "voters", "23", "issued", "23",
		        "returned", "23");
		town_close(&contested.town);
	}
}

static void
GRP_7_and_A_3_not_every_body_elects_and_not_every_size_is_lawful(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const char *body;

		open_contested(&contested, &test);
		on(&contested, 2026, 10, 1);
		body = text_of(ground, contested.body);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "begin-election", "body", body, "cause", "term_end", "meeting",
		                        "2026-11-28", "seats", "2", "secretaries", "1", NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "A-3");
		/* more than seven is a soft flag */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "begin-election", "body", body, "cause", "term_end", "meeting",
		                        "2026-11-28", "seats", "8", "secretaries", "1", NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->field, "reason");
		assert_int_equal(act_as(ground, &ground->operator, NULL, "begin-election", "body", body, "cause", "term_end", "meeting",
		                        "2026-11-28", "seats", "5", "secretaries", "1", "congress", "1", NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "ELEC-14.1");
		/* a branch of one full member has no committee */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "begin-election", "body",
		                        text_of(ground, contested.town.branch), "cause", "first", "meeting", "2026-11-28", "seats",
		                        "3", "secretaries", "1", NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "A-4");
		town_close(&contested.town);
	}
}

/* --- requests and replies ----------------------------------------------------------------------------- */

static void
ELEC_32_1_and_33_1_a_reply_becomes_the_step_with_its_document(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		struct actor secretary, clerk;
		const struct step_record *step_done;
		const char *body;
		int64_t id;

		open_contested(&contested, &test);
		body = text_of(ground, contested.body);
		secretary = account_at(&contested.town, ROLE_BRANCH_SECRETARY, contested.body, 501);
		clerk = account_at(&contested.town, ROLE_JOINT_CLERK, contested.town.joint, 502);
		on(&contested, 2026, 10, 1);
		/* no election is under way */
		assert_int_equal(act_as(ground, &secretary, NULL, "draft-election-meeting", "body", body, "agenda", "选举", NULL),
		                 FAIL_INPUT);
		begin(&contested, "2026-11-28", "5");
		id = made_as(ground, &secretary, "draft-election-meeting", "body", body, "agenda", "选举支部委员会", NULL);
		assert_int_equal(submit_as(&contested.town, &secretary, id), 0);
		on(&contested, 2026, 10, 5);
		assert_int_equal(approve_as(&contested.town, &clerk, id, "2026-10-05"), 0);
		reload(&contested);
		step_done = election_step(contested.now, "request_meeting", 0, 0);
		assert_non_null(step_done);
		assert_string_equal(step_done->document, "某党〔2026〕12号");
		assert_int_equal(step_done->submitted, day_of(2026, 10, 1));
		assert_int_equal(step_done->day, day_of(2026, 10, 5));
		assert_int_equal(step_done->matter, id);
		/* ELEC-14.1: not before the members were heard; ELEC-13.1: not without the differential */
		id = made_as(ground, &secretary, "draft-election-candidates", "body", body, NULL);
		assert_refused(submit_as(&contested.town, &secretary, id), "ELEC-33.1");
		step(&contested, "opinions", 0, "2026-10-05", "", "", "20", "27");
		nominate(&contested, OFFICE_COMMITTEE, 0, 5);
		assert_refused(submit_as(&contested.town, &secretary, id), "ELEC-13.1");
		DO(&contested, "nominate-candidate", "contest", contest_text(&contested, OFFICE_COMMITTEE), "person",
		   text_of(ground, contested.person[5]));
		/* ELEC-33.1: on the last day it is in time, a day later it needs grounds */
		on(&contested, 2026, 10, 29);
		assert_refused(submit_as(&contested.town, &secretary, id), "ELEC-33.1");
		on(&contested, 2026, 10, 28);
		assert_int_equal(submit_as(&contested.town, &secretary, id), 0);
		/* who is refused has no step */
		assert_int_equal(act_as(ground, &clerk, NULL, "refuse-matter", "id", text_of(ground, id), "document", "某党〔2026〕13号",
		                        "document_on", "2026-10-28", "remark", "结构不合理", NULL), 0);
		reload(&contested);
		assert_null(election_step(contested.now, "request_candidates", 0, 0));
		town_close(&contested.town);
	}
}

/* --- the published roll (DP-19) ------------------------------------------------------------------------ */

static int
open_to(struct contested *contested, int64_t person)
{
	struct ground *ground = &contested->town.ground;

	return roll_open_to(ground->db, ground->arena, contested->now, assembly_at(contested, ASSEMBLY_MEMBERS), person, ground->today);
}

static size_t
rolls_of(struct contested *contested, int64_t person)
{
	struct open_roll *rolls;
	size_t count;

	assert_int_equal(rolls_open_to(contested->town.ground.db, contested->town.ground.arena, person,
	                               contested->town.ground.today, &rolls, &count), 0);
	if (count > 0)
		assert_string_equal(rolls[0].body_name, "某社会组织党支部");
	return count;
}

static void
DP_19_a_roll_is_open_to_the_members_from_its_publishing_to_the_day_of_the_meeting(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		begin(&contested, "2026-11-28", "5");
		on(&contested, 2026, 11, 19);
		assert_int_equal(open_to(&contested, contested.person[0]), 0);
		on(&contested, 2026, 11, 20);
		step(&contested, "roll_published", 0, "2026-11-20", "", "", "", "");
		/* the day before the publishing, as the step has it */
		on(&contested, 2026, 11, 19);
		assert_int_equal(open_to(&contested, contested.person[0]), 0);
		assert_int_equal(rolls_of(&contested, contested.person[0]), 0);
		on(&contested, 2026, 11, 20);
		assert_int_equal(open_to(&contested, contested.person[0]), 1);
		/* whoever is not on it may see that, too: restricted and probationary */
		assert_int_equal(open_to(&contested, contested.person[25]), 1);
		assert_int_equal(open_to(&contested, contested.person[30]), 1);
		assert_int_equal(rolls_of(&contested, contested.person[30]), 1);
		/* nobody of another branch, and no account without a person */
		assert_int_equal(open_to(&contested, contested.town.person), 0);
		assert_int_equal(rolls_of(&contested, contested.town.person), 0);
		assert_int_equal(open_to(&contested, 0), 0);
		on(&contested, 2026, 11, 28);
		assert_int_equal(open_to(&contested, contested.person[0]), 1);
		on(&contested, 2026, 11, 29);
		assert_int_equal(open_to(&contested, contested.person[0]), 0);
		assert_int_equal(rolls_of(&contested, contested.person[0]), 0);
		on(&contested, 2026, 11, 21);
		DO(&contested, "cancel-election", "why", "改期另办");
		assert_int_equal(open_to(&contested, contested.person[0]), 0);
		assert_int_equal(rolls_of(&contested, contested.person[0]), 0);
		town_close(&contested.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worked_case_from_the_request_to_the_approved_result),
		cmocka_unit_test(ELEC_29_2b_a_tie_across_the_cut_is_voted_on_again_among_the_tied),
		cmocka_unit_test(ELEC_29_3b_fewer_seats_need_consent_and_never_fall_below_the_least_size),
		cmocka_unit_test(hard_stops_before_the_first_ballot),
		cmocka_unit_test(ELEC_13_1_five_for_five_seats_are_refused_and_six_are_not),
		cmocka_unit_test(ELEC_24_2b_and_27_1_more_ballots_than_persons_make_no_result),
		cmocka_unit_test(DP_3_few_voters_and_unanimous_ballots_reveal_and_others_do_not),
		cmocka_unit_test(of_two_clerks_at_once_the_later_is_told),
		cmocka_unit_test(DP_3_tellers_enter_blind_and_nothing_of_a_ballot_stays),
		cmocka_unit_test(GRP_7_and_A_3_not_every_body_elects_and_not_every_size_is_lawful),
		cmocka_unit_test(DP_19_a_roll_is_open_to_the_members_from_its_publishing_to_the_day_of_the_meeting),
		cmocka_unit_test(ELEC_32_1_and_33_1_a_reply_becomes_the_step_with_its_document),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
