#include "../check.h"

#include "base/fail.h"
#include "contested.h"

/* A committee with its discipline inspection commission, elected by a general meeting. */

#define COMMITTEE_MEMBERS 14

static int64_t
officer_contest(struct contested *contested, enum organ organ)
{
	reload(contested);
	for (size_t i = 0; i < contested->now->contest_count; i++)
		if (contested->now->contests[i].office == OFFICE_SECRETARY && contested->now->contests[i].organ == organ)
			return contested->now->contests[i].id;
	test_failed("contest");
	return 0;
}

static void
put_up(struct contested *contested, int64_t contest, int person)
{
	struct ground *ground = &contested->town.ground;

	DO(contested, "nominate-candidate", "contest", text_of(ground, contest), "person", text_of(ground, contested->person[person]),
	   INTRODUCED, "order", "1");
}

/*
 * Candidates 0 to 5 for five seats, 6 to 9 for three of the commission; by
 * strokes 5 and 9 come last.  Everything up to the morning of 28 November.
 */
static void
prepare_committee(struct contested *contested, const char *standing)
{
	struct ground *ground = &contested->town.ground;

	contested->body = town_body(ground, "某社会组织党委", "committee", contested->town.joint);
	for (int i = 0; i < COMMITTEE_MEMBERS; i++)
		contested->person[i] = town_person(ground, names[i], contested->body);
	assert_int_equal(begins(contested, "first", "2026-11-28", "plenary", "2026-11-29", "seats", "5", "standing", standing,
	                        "secretaries", "1", "discipline", "3", NULL), 0);
	step(contested, "subordinate_opinions", 0, "2026-10-01", "", "", "3", "4");
	nominate(contested, OFFICE_COMMITTEE, 0, 6);
	nominate(contested, OFFICE_DISCIPLINE, 6, 4);
	put_up(contested, officer_contest(contested, ORGAN_COMMITTEE), 0);
	put_up(contested, officer_contest(contested, ORGAN_DISCIPLINE), 6);
	if (*standing)
		nominate(contested, OFFICE_STANDING, 0, 2);
	requests_answered(contested);
	step(contested, "roll_published", 0, "2026-11-20", "", "", "", "");
}

static void
ballot_all(struct contested *contested, int64_t contest, const char *line, int papers, const int officials_at[3])
{
	struct ground *ground = &contested->town.ground;
	const char *number = text_of(ground, papers), *text = "";
	int64_t round;

	DO(contested, "begin-ballot", "contest", text_of(ground, contest), "present", number);
	reload(contested);
	round = contest_last_round(contested->now, election_contest(contested->now, contest))->id;
	DO(contested, "reconcile-ballot", "round", text_of(ground, round), "voters", number, "issued", number, "returned", number);
	for (int i = 0; i < papers; i++)
		text = arena_printf(ground->arena, "%s%s\n", text, line);
	entered_and_signed(contested, round, text, officials_at[1], officials_at[2], officials_at[0]);
	DO(contested, "announce-result", "contest", text_of(ground, contest));
}

static void
hold_committee_meeting(struct contested *contested)
{
	int64_t meeting = main_meeting(contested);

	on(contested, 2026, 11, 28);
	officials(contested, ASSEMBLY_MEMBERS, 10, 11, 12);
	step(contested, "candidates_fixed", meeting, "2026-11-28", "", "", "", "");
	step(contested, "method_adopted", meeting, "2026-11-28", "", "", "14", "");
	step(contested, "supervisors_passed", meeting, "2026-11-28", "", "", "14", "");
	assert_int_equal(opens(contested, ASSEMBLY_MEMBERS, "14", 13), 0);
	ballot_all(contested, seats_of(contested, OFFICE_COMMITTEE)->id, "111110", 14, (const int[]){10, 11, 12});
	ballot_all(contested, seats_of(contested, OFFICE_DISCIPLINE)->id, "1110", 14, (const int[]){10, 11, 12});
}

/* The plenary of those elected to an organ: one of them supervises and presides. */
static void
hold_plenary(struct contested *contested, enum organ organ, int supervisor, int members)
{
	struct ground *ground = &contested->town.ground;
	enum assembly_kind kind = organ == ORGAN_COMMITTEE ? ASSEMBLY_PLENARY : ASSEMBLY_DISCIPLINE_PLENARY;
	const char *present = text_of(ground, members);
	int64_t plenary = assembly_at(contested, kind)->id;

	officials(contested, kind, supervisor, 11, 12);
	step(contested, "supervisors_passed", plenary, "2026-11-29", "", "", present, "");
	DO(contested, "open-assembly", "assembly", text_of(ground, plenary), "present", present, "chair",
	   text_of(ground, contested->person[supervisor]));
	ballot_all(contested, officer_contest(contested, organ), "1", members, (const int[]){supervisor, 11, 12});
}

static void
ELEC_34_2_the_committee_passes_the_commissions_officers_before_they_go_up(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		prepare_committee(&contested, "");
		hold_committee_meeting(&contested);
		on(&contested, 2026, 11, 29);
		hold_plenary(&contested, ORGAN_COMMITTEE, 1, 5);
		/* the commission has not met yet: its result cannot be passed */
		REFUSED(&contested, "ELEC-34.2", "record-election-step", "step", "discipline_passed", "day", "2026-11-29", "document",
		        "某党〔2026〕7号");
		hold_plenary(&contested, ORGAN_DISCIPLINE, 7, 3);
		on(&contested, 2026, 12, 10);
		step(&contested, "report_members", 0, "2026-12-01", "", "某党备〔2026〕3号", "", "");
		/* nothing goes up before the committee has passed it, whatever day is given … */
		REFUSED(&contested, "ELEC-34.1b", "record-election-step", "step", "report_officers", "day", "2026-12-10", "document",
		        "某党〔2026〕20号");
		/* … it passes what has been announced, with its document … */
		REFUSED(&contested, "ELEC-34.2", "record-election-step", "step", "discipline_passed", "day", "2026-11-28", "document",
		        "某党〔2026〕7号");
		assert_int_equal(act_on(&contested, "record-election-step", "step", "discipline_passed", "day", "2026-12-03", NULL), FAIL_INPUT);
		step(&contested, "discipline_passed", 0, "2026-12-03", "", "某党〔2026〕7号", "", "");
		/* … and the second date is not earlier than the first */
		REFUSED(&contested, "ELEC-34.2", "record-election-step", "step", "report_officers", "day", "2026-12-02", "document",
		        "某党〔2026〕20号");
		assert_non_null(strstr(last_failure()->zh, "2026-12-02"));
		assert_non_null(strstr(last_failure()->zh, "同级党委通过纪委选举结果”（2026-12-03）"));
		step(&contested, "report_officers", 0, "2026-12-03", "", "某党〔2026〕20号", "", "");
		/* nor is the first put later afterwards */
		REFUSED(&contested, "ELEC-34.2", "record-election-step", "step", "discipline_passed", "day", "2026-12-04", "document",
		        "某党〔2026〕7号");
		town_close(&contested.town);
	}
}

/* A plenary of five about to elect its standing committee, for which the first two stand. */
static const char *
standing_committee(struct contested *contested, const struct test_db *test, const char *seats)
{
	open_contested(contested, test);
	prepare_committee(contested, seats);
	hold_committee_meeting(contested);
	on(contested, 2026, 11, 29);
	officials(contested, ASSEMBLY_PLENARY, 4, 11, 12);
	step(contested, "supervisors_passed", assembly_at(contested, ASSEMBLY_PLENARY)->id, "2026-11-29", "", "", "5", "");
	assert_int_equal(opens(contested, ASSEMBLY_PLENARY, "5", 4), 0);
	return contest_text(contested, OFFICE_STANDING);
}

static void
stand_too(struct contested *contested, const char *contest, int person, const char *order)
{
	DO(contested, "nominate-candidate", "contest", contest, "person", text_of(&contested->town.ground, contested->person[person]),
	   "order", order, "reason", "理由", "reason_document", "某党〔2026〕12号");
}

static void
ELEC_17_1_one_or_two_more_stand_for_the_standing_committee(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		const char *contest = standing_committee(&contested, &test, "2");

		REFUSED(&contested, "ELEC-17.1", "begin-ballot", "contest", contest, "present", "5");
		stand_too(&contested, contest, 2, "3");
		DO(&contested, "begin-ballot", "contest", contest, "present", "5");
		town_close(&contested.town);
	}
}

static void
ELEC_17_1_three_more_for_the_standing_committee_are_too_many(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		const char *contest = standing_committee(&contested, &test, "1");

		stand_too(&contested, contest, 2, "3");
		stand_too(&contested, contest, 3, "4");
		REFUSED(&contested, "ELEC-17.1", "begin-ballot", "contest", contest, "present", "5");
		withdraw(&contested, OFFICE_STANDING, 3);
		DO(&contested, "begin-ballot", "contest", contest, "present", "5");
		town_close(&contested.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_34_2_the_committee_passes_the_commissions_officers_before_they_go_up),
		cmocka_unit_test(ELEC_17_1_one_or_two_more_stand_for_the_standing_committee),
		cmocka_unit_test(ELEC_17_1_three_more_for_the_standing_committee_are_too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
