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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_3_1_a_term_is_overdue_the_day_after_it_is_due),
		cmocka_unit_test(ELEC_3_1_a_leap_day_clamps_and_an_approved_date_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
