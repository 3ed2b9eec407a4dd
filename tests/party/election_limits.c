#include "../check.h"

#include "base/fail.h"
#include "contested.h"

/* What stops an election's acts, each at its boundary: found wanting by breaking the code that stops them. */

static void
ELEC_32_2_and_33_1_papers_a_day_late_need_a_reason_and_a_document(void **state)
{
	static const struct { const char *word, *clause; } requests[] = {
		{"request_meeting", "ELEC-32.2"}, {"request_candidates", "ELEC-33.1"},
	};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		begin(&contested, "2026-11-28", "5");
		step(&contested, "opinions", 0, "2026-10-01", "", "", "20", "27");
		on(&contested, 2026, 11, 10);
		for (size_t i = 0; i < 2; i++) {
			REFUSED(&contested, requests[i].clause, "record-election-step", "step", requests[i].word, "day", "2026-11-02", "submitted",
			        "2026-10-29", "document", "某党〔2026〕8号");
			DO(&contested, "record-election-step", "step", requests[i].word, "day", "2026-11-02", "submitted", "2026-10-28",
			   "document", "某党〔2026〕8号");
			DO(&contested, "record-election-step", "step", requests[i].word, "day", "2026-11-02", "submitted", "2026-10-29",
			   "document", "某党〔2026〕8号", "reason", "联合党委换人", "reason_document", "某党〔2026〕7号");
		}
		town_close(&contested.town);
	}
}

static void
ELEC_41_1_no_meeting_is_moved_across_the_rules_of_1990(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;

		open_contested(&contested, &test);
		on(&contested, 2020, 7, 1);
		contested.id = made(ground, "begin-election", "body", text_of(ground, contested.town.branch), "cause", "first", "meeting",
		                    "2020-07-10", "secretaries", "1", NULL);
		REFUSED(&contested, "ELEC-41.1", "move-election", "meeting", "2020-07-13");
		DO(&contested, "move-election", "meeting", "2020-07-12");
		town_close(&contested.town);
	}
}

static void
ELEC_28_3_a_preliminary_list_is_no_shorter_than_the_seats(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		assert_refused(begins(&contested, "term_end", "2026-11-28", "seats", "5", "places", "4", "secretaries", "1", NULL),
		               "ELEC-28.3");
		assert_int_equal(begins(&contested, "term_end", "2026-11-28", "seats", "5", "places", "5", "secretaries", "1", NULL), 0);
		town_close(&contested.town);
	}
}

static void
ELEC_23_1_no_meeting_opens_without_a_teller(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		int64_t meeting;

		open_contested(&contested, &test);
		prepare(&contested);
		on(&contested, 2026, 11, 28);
		meeting = assembly_at(&contested, ASSEMBLY_MEMBERS)->id;
		DO(&contested, "appoint-official", "assembly", text_of(ground, meeting), "person", text_of(ground, contested.person[10]),
		   "role", "supervisor");
		passed_before_opening(&contested, "2026-11-28");
		assert_refused(opens(&contested, ASSEMBLY_MEMBERS, "23", 0), "ELEC-23.1");
		town_close(&contested.town);
	}
}

/* Term ends on 2026-11-30; the meeting is two days after it. */
static void
ELEC_3_2a_a_meeting_after_the_term_does_not_open_without_its_approval(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;

		open_contested(&contested, &test);
		begin(&contested, "2026-12-02", "5");
		prepare_begun(&contested);
		on(&contested, 2026, 12, 2);
		officials(&contested, ASSEMBLY_MEMBERS, 10, 11, 12);
		passed_before_opening(&contested, "2026-12-02");
		REFUSED(&contested, "ELEC-3.2a", "open-assembly", "assembly", main_text(&contested), "present", "23", "chair",
		        text_of(ground, contested.person[0]), "reason", "理由", "reason_document", "某党〔2026〕12号");
		step(&contested, "moved_term", 0, "2026-11-20", "", "某党〔2026〕11号", "", "");
		assert_int_equal(opens(&contested, ASSEMBLY_MEMBERS, "23", 0), 0);
		town_close(&contested.town);
	}
}

/* Two seats of deputies, one candidate; then two, of whom one was not elected to the committee. */
static void
ELEC_16_1_officers_are_as_many_as_seats_and_from_the_new_committee(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		const char *deputies;
		int64_t plenary;

		open_contested(&contested, &test);
		assert_int_equal(begins(&contested, "term_end", "2026-11-28", "seats", "5", "secretaries", "1", "deputies", "2", NULL),
		                 0);
		prepare_begun(&contested);
		open_meeting(&contested, "23");
		elect_committee(&contested);
		plenary = assembly_at(&contested, ASSEMBLY_PLENARY)->id;
		officials(&contested, ASSEMBLY_PLENARY, 2, 3, 11);
		step(&contested, "supervisors_passed", plenary, "2026-11-28", "", "", "5", "");
		assert_int_equal(opens(&contested, ASSEMBLY_PLENARY, "5", 2), 0);
		deputies = contest_text(&contested, OFFICE_DEPUTY);
		REFUSED(&contested, "ELEC-16.1", "begin-ballot", "contest", deputies, "present", "5");
		DO(&contested, "nominate-candidate", "contest", deputies, "person", text_of(ground, contested.person[5]), "order", "2",
		   "reason", "理由", "reason_document", "某党〔2026〕12号");
		/* person 5 stood for the committee and was not elected */
		REFUSED(&contested, "ELEC-16.1", "begin-ballot", "contest", deputies, "present", "5");
		withdraw(&contested, OFFICE_DEPUTY, 5);
		DO(&contested, "nominate-candidate", "contest", deputies, "person", text_of(ground, contested.person[4]), "order", "2",
		   "reason", "理由", "reason_document", "某党〔2026〕12号");
		DO(&contested, "begin-ballot", "contest", deputies, "present", "5");
		town_close(&contested.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_32_2_and_33_1_papers_a_day_late_need_a_reason_and_a_document),
		cmocka_unit_test(ELEC_41_1_no_meeting_is_moved_across_the_rules_of_1990),
		cmocka_unit_test(ELEC_28_3_a_preliminary_list_is_no_shorter_than_the_seats),
		cmocka_unit_test(ELEC_23_1_no_meeting_opens_without_a_teller),
		cmocka_unit_test(ELEC_3_2a_a_meeting_after_the_term_does_not_open_without_its_approval),
		cmocka_unit_test(ELEC_16_1_officers_are_as_many_as_seats_and_from_the_new_committee),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
