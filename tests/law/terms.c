#include "ask.h"

static void
ELEC_3_1_a_term_is_overdue_the_day_after_it_is_due(void **state)
{
	(void)state;
	answers("ELEC-3.1", "term_start=2023-06-18 term_years=3 today=2026-06-19", "breach",
	        "{'due':'2026-06-18','state':'overdue'}");
	answers("ELEC-3.1", "term_start=2023-06-18 term_years=3 today=2026-06-18", "holds",
	        "{'due':'2026-06-18','state':'due'}");
	answers("ELEC-3.1", "term_start=2023-06-18 term_years=3 today=2026-06-17", "holds",
	        "{'due':'2026-06-18','state':'due_soon'}");
	answers("ELEC-3.1", "term_start=2023-06-18 term_years=3 today=2025-12-18", "holds",
	        "{'due':'2026-06-18','state':'due_soon'}");
	answers("ELEC-3.1", "term_start=2023-06-18 term_years=3 today=2025-12-17", "holds",
	        "{'due':'2026-06-18','state':'current'}");
}

static void
ELEC_3_1_a_leap_day_clamps_and_an_approved_date_counts(void **state)
{
	(void)state;
	answers("ELEC-3.1", "term_start=2024-02-29 term_years=3 today=2027-02-28", "holds",
	        "{'due':'2027-02-28','state':'due'}");
	answers("ELEC-3.1",
	        "term_start=2023-06-18 term_years=3 approved_new_date=2027-06-18 today=2027-06-18",
	        "holds", "{'due':'2026-06-18','state':'due'}");
	answers("ELEC-3.1",
	        "term_start=2023-06-18 term_years=3 approved_new_date=2026-03-01 today=2026-03-02",
	        "breach", "{'due':'2026-06-18','state':'overdue'}");
}

static void
ELEC_3_1_facts_that_cannot_be(void **state)
{
	(void)state;
	refuses("ELEC-3.1", "term_start=2023-06-18 term_years=3", "today");
	refuses("ELEC-3.1", "term_start=2023-06-18 term_years=0 today=2026-06-18", "term_years");
	refuses("ELEC-3.1", "term_start=9990-06-18 term_years=10 today=2026-06-18", "term_years");
	refuses("ELEC-3.1", "term_start=18-06-2023 term_years=3 today=2026-06-18", "term_start");
}

static void
ELEC_3_2b_a_shift_is_at_most_a_year_both_ways(void **state)
{
	const char *bounds = "{'earliest':'2025-06-18','latest':'2027-06-18'}";

	(void)state;
	answers("ELEC-3.2b", "due=2026-06-18 new_date=2027-06-18", "holds", bounds);
	answers("ELEC-3.2b", "due=2026-06-18 new_date=2027-06-19", "flag", bounds);
	answers("ELEC-3.2b", "due=2026-06-18 new_date=2025-06-18", "holds", bounds);
	answers("ELEC-3.2b", "due=2026-06-18 new_date=2025-06-17", "flag", bounds);
	answers("ELEC-3.2b", "due=2028-02-29 new_date=2029-02-28", "holds",
	        "{'earliest':'2027-02-28','latest':'2029-02-28'}");
	refuses("ELEC-3.2b", "due=2026-06-18", "new_date");
	refuses("ELEC-3.2b", "due=9999-06-18 new_date=9999-06-18", "due");
}

static void
ELEC_3_2b_the_1990_rules_limit_postponement_only(void **state)
{
	(void)state;
	answers("ELEC-3.2b", "due=2018-06-18 new_date=2016-01-01 rule_set=1990", "holds",
	        "{'latest':'2019-06-18'}");
	answers("ELEC-3.2b", "due=2018-06-18 new_date=2019-06-19 on=2020-07-12", "flag",
	        "{'latest':'2019-06-18'}");
	answers("ELEC-3.2b", "due=2018-06-18 new_date=2016-01-01 on=2020-07-13", "flag",
	        "{'earliest':'2017-06-18','latest':'2019-06-18'}");
}

static void
ELEC_32_2_a_request_goes_up_a_month_before_the_general_meeting(void **state)
{
	(void)state;
	answers("ELEC-32.2", "meeting=2026-12-31 submitted=2026-11-30", "holds",
	        "{'latest':'2026-11-30'}");
	answers("ELEC-32.2", "meeting=2026-12-31 submitted=2026-12-01", "breach",
	        "{'latest':'2026-11-30'}");
	answers("ELEC-32.2", "meeting=2026-12-31 submitted=2026-12-05", "breach",
	        "{'latest':'2026-11-30'}");
	answers("ELEC-32.2", "meeting=2027-03-31 submitted=2027-02-28", "holds",
	        "{'latest':'2027-02-28'}");
	refuses("ELEC-32.2", "meeting=2026-12-31 submitted=2026-11-31", "submitted");
}

static void
ELEC_32_3_a_request_for_a_congress_goes_up_four_months_before(void **state)
{
	(void)state;
	answers("ELEC-32.3", "meeting=2026-06-18 submitted=2026-02-18", "holds",
	        "{'latest':'2026-02-18'}");
	answers("ELEC-32.3", "meeting=2026-06-18 submitted=2026-02-19", "flag",
	        "{'latest':'2026-02-18'}");
	answers("ELEC-32.3", "meeting=2026-06-18 submitted=2026-03-01", "flag",
	        "{'latest':'2026-02-18'}");
}

static void
ELEC_33_1_candidates_are_reported_a_month_before(void **state)
{
	(void)state;
	answers("ELEC-33.1", "meeting=2026-11-28 submitted=2026-10-28", "holds",
	        "{'latest':'2026-10-28'}");
	answers("ELEC-33.1", "meeting=2026-11-28 submitted=2026-10-29", "flag",
	        "{'latest':'2026-10-28'}");
	refuses("ELEC-33.1", "submitted=2026-10-29", "meeting");
}

static void
ELEC_36_2_the_evidence_file_holds_seven_items(void **state)
{
	(void)state;
	answers("ELEC-36.2", "items=34,32,33,19,24,26,30", "holds", "{'present':7,'missing':[]}");
	answers("ELEC-36.2", "items=32,33,19,24,26,30", "breach", "{'present':6,'missing':[34]}");
	answers("ELEC-36.2", "items=30,30", "breach",
	        "{'present':1,'missing':[32,33,19,24,26,34]}");
	answers("ELEC-36.2", "items=", "breach", "{'present':0,'missing':[32,33,19,24,26,30,34]}");
	answers("ELEC-36.2", "items=[32,\"33\"]", "breach",
	        "{'present':2,'missing':[19,24,26,30,34]}");
	refuses("ELEC-36.2", "items=32,35", "items");
	refuses("ELEC-36.2", "items=32,,33", "items");
}

static void
ELEC_41_1_the_ballot_day_chooses_the_rules(void **state)
{
	(void)state;
	answers("ELEC-41.1", "on=2020-07-13", "holds", "{'rule_set':'2020'}");
	answers("ELEC-41.1", "on=2020-07-12", "holds", "{'rule_set':'1990'}");
	answers("ELEC-41.1", "on=1990-06-27", "holds", "{'rule_set':'1990'}");
	answers("ELEC-41.1", "on=1990-06-26", "not_applicable", "{}");
	refuses("ELEC-41.1", "on=2020-07-13 rule_set=1990", "on");
	refuses("ELEC-41.1", "", "on");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_3_1_a_term_is_overdue_the_day_after_it_is_due),
		cmocka_unit_test(ELEC_3_1_a_leap_day_clamps_and_an_approved_date_counts),
		cmocka_unit_test(ELEC_3_1_facts_that_cannot_be),
		cmocka_unit_test(ELEC_3_2b_a_shift_is_at_most_a_year_both_ways),
		cmocka_unit_test(ELEC_3_2b_the_1990_rules_limit_postponement_only),
		cmocka_unit_test(ELEC_32_2_a_request_goes_up_a_month_before_the_general_meeting),
		cmocka_unit_test(ELEC_32_3_a_request_for_a_congress_goes_up_four_months_before),
		cmocka_unit_test(ELEC_33_1_candidates_are_reported_a_month_before),
		cmocka_unit_test(ELEC_36_2_the_evidence_file_holds_seven_items),
		cmocka_unit_test(ELEC_41_1_the_ballot_day_chooses_the_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
