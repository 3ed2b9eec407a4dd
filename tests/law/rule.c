#include "ask.h"

static void
a_fault_names_its_fact(void **state)
{
	(void)state;
	refuses("ELEC-3.1", "term_start=2023-06-18 today=2026-06-18", "term_years");
	refuses("ELEC-3.1", "term_start=2023-06-31 term_years=3 today=2026-06-18", "term_start");
	refuses("ELEC-3.1", "term_start=2023-06-18 term_years=-3 today=2026-06-18", "term_years");
	refuses("ELEC-3.1", "term_start=2023-06-18 term_years=0 today=2026-06-18", "term_years");
	refuses("ELEC-3.1", "term_start=2023-06-18 term_years=101 today=2026-06-18", "term_years");
	refuses("ELEC-3.1", "term_start=2023-06-18 term_years=1000000000001 today=2026-06-18",
	        "term_years");
	refuses("ELEC-3.1", "term_start=2023-06-18 term_years=99999999999999999999 today=2026-06-18",
	        "term_years");
	refuses("ELEC-3.1", "term_start=2023-06-18 term_years=3.0 today=2026-06-18", "term_years");
	refuses("ELEC-3.1", "term_start=2023-06-18 term_years=3 today=2026-06-18 today=2026-06-18",
	        "today");
	refuses("ELEC-3.1", "term_start=2023-06-18 term_years=3 today=2026-06-18 colour=3", "colour");
	refuses("ELEC-3.1", "term_start=2023-06-18 term_years=3 today=2026-06-18 rule_set=2026",
	        "rule_set");
	refuses("ELEC-3.1",
	        "term_start=2023-06-18 term_years=3 today=2026-06-18 rule_set=2020 on=2019-01-01",
	        "rule_set");
}

static int
ask_json(const char *clause, const char *json, const char *verdict)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct finding *finding = NULL;
	int status = rule_judge_json(arena, clause, json, &finding);

	if (status == 0)
		assert_string_equal(verdict_name(finding_verdict(finding)), verdict);
	arena_free(arena);
	return status;
}

static void
a_fault_in_json_names_its_fact_too(void **state)
{
	static const struct {
		const char *json, *field;
	} faults[] = {
		{"{\"term_start\":\"2023-06-18\",\"term_years\":99999999999999999999}", "term_years"},
		{"{\"term_start\":\"2023-06-18\",\"term_years\":3,\"term_years\":3}", "term_years"},
		{"{\"term_start\":\"2023-06-18\",\"term_years\":\"3\"}", "term_years"},
		{"{\"term_start\":\"2023-06-18\",\"term_years\":3.5}", "term_years"},
		{"{\"term_start\":20230618,\"term_years\":3}", "term_start"},
		{"{\"term_start\":null,\"term_years\":3}", "term_start"},
		{"{\"term_start\":[\"2023-06-18\"],\"term_years\":3}", "term_start"},
		{"{\"term_start\":\"2023-06-18\",\"term_years\":3,", "term_years"},
		{"[]", ""},
		{"", ""},
		{"{\"term_start", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		assert_int_equal(ask_json("ELEC-3.1", faults[i].json, ""), FAIL_INPUT);
		assert_string_equal(last_failure()->field, faults[i].field);
	}
	assert_int_equal(ask_json("ELEC-3.1",
	                          "{\"term_start\":\"2023-06-18\",\"term_years\":3,"
	                          "\"today\":\"2026-06-18\",\"approved_new_date\":null,"
	                          "\"rule_set\":\"1990\"}", "holds"), 0);
}

static void
ELEC_41_1_before_1990_no_rule_applies(void **state)
{
	(void)state;
	answers("ELEC-3.1", "term_start=1980-06-18 term_years=3 today=1985-06-19 on=1990-06-26",
	        "not_applicable", "{}");
	answers("OPIN-8.4", "term_start=1980-06-18 term_years=3 today=1985-06-19 on=1990-06-27",
	        "breach", "{'due':'1983-06-18','state':'overdue'}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fault_names_its_fact),
		cmocka_unit_test(a_fault_in_json_names_its_fact_too),
		cmocka_unit_test(ELEC_41_1_before_1990_no_rule_applies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
