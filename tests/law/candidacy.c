#include "ask.h"

#include "law/elections.h"

static void
ELEC_9_1_candidates_exceed_seats_by_a_fifth_of_seats(void **state)
{
	(void)state;
	answers("ELEC-9.1", "seats=7 candidates=9", "holds", "{'candidates_min':9}");
	answers("ELEC-9.1", "seats=7 candidates=8", "breach", "{'candidates_min':9}");
	answers("ELEC-9.1", "seats=11 candidates=14", "holds", "{'candidates_min':14}");
	answers("ELEC-9.1", "seats=1 candidates=2", "holds", "{'candidates_min':2}");
	answers("ELEC-9.1", "seats=1 candidates=1", "breach", "{'candidates_min':2}");
	refuses("ELEC-9.1", "seats=7", "candidates");
	refuses("ELEC-9.1", "seats=-7 candidates=9", "seats");
}

static void
ELEC_13_1_the_same_for_committees(void **state)
{
	static const int examples[][2] = {{3, 4}, {5, 6}, {7, 9}, {9, 11}, {15, 18}, {21, 26}};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		assert_int_equal(differential_min(examples[i][0]), examples[i][1]);
	answers("ELEC-13.1", "seats=5 candidates=6 rule_set=1990", "holds", "{'candidates_min':6}");
	answers("ELEC-13.1", "seats=5 candidates=5 on=2019-01-01", "breach", "{'candidates_min':6}");
}

static void
ELEC_13_1_is_the_least_number_by_its_wording(void **state)
{
	(void)state;
	for (int64_t seats = 0; seats <= 1000; seats++) {
		int64_t least = seats;

		while (5 * (least - seats) < seats)
			least++;
		assert_int_equal(differential_min(seats), least);
	}
}

static void
ELEC_13_1_the_round_decides_whether_it_is_hard(void **state)
{
	(void)state;
	answers("ELEC-13.1", "seats=5 candidates=5 preliminary_held=true", "holds",
	        "{'candidates_min':5}");
	answers("ELEC-13.1", "seats=5 candidates=4 preliminary_held=true", "breach",
	        "{'candidates_min':5}");
	answers("ELEC-13.1", "seats=5 candidates=5 round=formal preliminary_held=false", "breach",
	        "{'candidates_min':6}");
	answers("ELEC-13.1", "seats=5 candidates=5 round=preliminary preliminary_held=true", "breach",
	        "{'candidates_min':6}");
	answers("ELEC-13.1", "seats=1 candidates=1 round=by_election", "flag", "{'candidates_min':2}");
	answers("ELEC-13.1", "seats=1 candidates=1 round=separate", "flag", "{'candidates_min':2}");
	answers("ELEC-13.1", "seats=1 candidates=2 round=separate", "holds", "{'candidates_min':2}");
	refuses("ELEC-13.1", "seats=1 candidates=2 round=runoff", "round");
}

static void
ELEC_15_1_four_of_nine_organizations_are_no_majority(void **state)
{
	(void)state;
	answers("ELEC-15.1", "organizations=9 supporting=4", "breach", "{'majority_min':5}");
	answers("ELEC-15.1", "organizations=9 supporting=5", "holds", "{'majority_min':5}");
	answers("ELEC-15.1", "organizations=8 supporting=4", "breach", "{'majority_min':5}");
	refuses("ELEC-15.1", "organizations=9 supporting=10", "supporting");
}

static void
ELEC_16_1_officers_may_be_elected_equal_number(void **state)
{
	(void)state;
	answers("ELEC-16.1", "seats=2 candidates=2", "holds", "{'candidates_min':2}");
	answers("ELEC-16.1", "seats=2 candidates=1", "breach", "{'candidates_min':2}");
}

static void
ELEC_17_1_a_standing_committee_has_one_or_two_more_candidates(void **state)
{
	const char *bounds = "{'candidates_min':8,'candidates_max':9}";

	(void)state;
	answers("ELEC-17.1", "seats=7 candidates=7", "breach", bounds);
	answers("ELEC-17.1", "seats=7 candidates=8", "holds", bounds);
	answers("ELEC-17.1", "seats=7 candidates=9", "holds", bounds);
	answers("ELEC-17.1", "seats=7 candidates=10", "breach", bounds);
	answers("ELEC-17.1", "seats=11 candidates=12", "holds",
	        "{'candidates_min':12,'candidates_max':13}");
}

static void
ELEC_22_2_a_supervisor_is_no_candidate(void **state)
{
	(void)state;
	answers("ELEC-22.2", "officers=张甲,李乙 candidates=王丙,赵丁", "holds", "{'overlap':[]}");
	answers("ELEC-22.2", "officers=张甲,李乙 candidates=李乙,赵丁", "breach",
	        "{'overlap':['李乙']}");
	answers("ELEC-22.2", "supervisors=张甲,李乙 candidates=李乙,张甲", "breach",
	        "{'overlap':['张甲','李乙']}");
	answers("ELEC-22.2", "supervisors=张　甲 candidates=张甲", "breach",
	        "{'overlap':['张　甲']}");
	answers("ELEC-22.2", "officers=张甲，李乙 candidates=李乙、赵丁", "breach",
	        "{'overlap':['李乙']}");
	answers("ELEC-22.2", "officers=[\"甲,乙\"] candidates=甲,乙", "holds", "{'overlap':[]}");
	refuses("ELEC-22.2", "officers=张甲", "candidates");
	refuses("ELEC-22.2", "candidates=张甲", "officers");
	refuses("ELEC-22.2", "officers=张甲 supervisors=张甲 candidates=李乙", "supervisors");
	refuses("ELEC-22.2", "officers=张甲, candidates=李乙", "officers");
}

static void
ELEC_22_3_of_three_members_one_can_supervise(void **state)
{
	(void)state;
	answers("ELEC-22.3", "members=张甲,李乙,王丙 candidates=张甲,王丙", "holds",
	        "{'eligible':['李乙']}");
	answers("ELEC-22.3", "members=张甲,李乙,王丙 candidates=", "holds",
	        "{'eligible':['张甲','李乙','王丙']}");
	answers("ELEC-22.3", "members=张甲,王丙 candidates=王丙,张甲", "breach", "{'eligible':[]}");
	refuses("ELEC-22.3", "candidates=王丙", "members");
}

static void
ELEC_23_1_a_teller_is_no_candidate(void **state)
{
	(void)state;
	answers("ELEC-23.1", "tellers=张甲 candidates=王丙", "holds", "{'overlap':[]}");
	answers("ELEC-23.1", "tellers=张甲 candidates=张甲", "breach", "{'overlap':['张甲']}");
}

static void
ELEC_24_1b_names_are_printed_by_surname_strokes(void **state)
{
	(void)state;
	answers("ELEC-24.1b", "names=欧阳甲,林甲,文甲,王甲,丁甲", "holds",
	        "{'order':['丁甲','王甲','文甲','林甲','欧阳甲']}");
	answers("ELEC-24.1b", "names=张甲,李甲", "holds", "{'order':['李甲','张甲']}");
	answers("ELEC-24.1b", "names=田大利,田富", "holds", "{'order':['田富','田大利']}");
	answers("ELEC-24.1b", "names=丁甲,丁　甲,丁甲", "holds",
	        "{'order':['丁甲','丁　甲','丁甲']}");
	answers("ELEC-24.1b", "names=Ωμ,丁甲", "flag", "{'order':['丁甲','Ωμ']}");
	answers("ELEC-24.1b", "names=", "holds", "{'order':[]}");
	refuses("ELEC-24.1b", "", "names");
	refuses("ELEC-24.1b", "names=丁甲,\xff", "names");
}

static void
ELEC_28_3_the_differential_is_owed_once(void **state)
{
	(void)state;
	answers("ELEC-28.3", "seats=5 candidates=6 round=preliminary preliminary_held=true places=5",
	        "holds", "{'candidates_min':6}");
	answers("ELEC-28.3", "seats=5 candidates=5 round=preliminary preliminary_held=true places=5",
	        "breach", "{'candidates_min':6}");
	answers("ELEC-28.3", "seats=5 candidates=6 round=preliminary preliminary_held=true places=4",
	        "breach", "{'candidates_min':6}");
	answers("ELEC-28.3", "seats=5 candidates=5 round=formal preliminary_held=true", "holds",
	        "{'candidates_min':5}");
	answers("ELEC-28.3", "seats=5 candidates=4 round=formal preliminary_held=true", "breach",
	        "{'candidates_min':5}");
	answers("ELEC-28.3", "seats=5 candidates=5 round=formal preliminary_held=false", "breach",
	        "{'candidates_min':6}");
	refuses("ELEC-28.3", "seats=5 candidates=6 round=preliminary preliminary_held=true", "places");
	refuses("ELEC-28.3", "seats=5 candidates=6 round=separate preliminary_held=true", "round");
	refuses("ELEC-28.3", "seats=5 candidates=6 round=formal", "preliminary_held");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_9_1_candidates_exceed_seats_by_a_fifth_of_seats),
		cmocka_unit_test(ELEC_13_1_the_same_for_committees),
		cmocka_unit_test(ELEC_13_1_is_the_least_number_by_its_wording),
		cmocka_unit_test(ELEC_13_1_the_round_decides_whether_it_is_hard),
		cmocka_unit_test(ELEC_15_1_four_of_nine_organizations_are_no_majority),
		cmocka_unit_test(ELEC_16_1_officers_may_be_elected_equal_number),
		cmocka_unit_test(ELEC_17_1_a_standing_committee_has_one_or_two_more_candidates),
		cmocka_unit_test(ELEC_22_2_a_supervisor_is_no_candidate),
		cmocka_unit_test(ELEC_22_3_of_three_members_one_can_supervise),
		cmocka_unit_test(ELEC_23_1_a_teller_is_no_candidate),
		cmocka_unit_test(ELEC_24_1b_names_are_printed_by_surname_strokes),
		cmocka_unit_test(ELEC_28_3_the_differential_is_owed_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
