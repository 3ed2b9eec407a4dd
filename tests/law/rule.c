#include "ask.h"

#include <stdio.h>

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
a_list_has_a_limit_and_a_type(void **state)
{
	static char json[8 * FACT_LIST_MAX];
	size_t len = (size_t)snprintf(json, sizeof json, "{\"items\":[32");

	(void)state;
	for (size_t i = 1; i < FACT_LIST_MAX; i++)
		len += (size_t)snprintf(json + len, sizeof json - len, ",32");
	snprintf(json + len, sizeof json - len, "]}");
	assert_int_equal(ask_json("ELEC-36.2", json, "breach"), 0);
	snprintf(json + len, sizeof json - len, ",32]}");
	assert_int_equal(ask_json("ELEC-36.2", json, ""), FAIL_INPUT);
	assert_string_equal(last_failure()->field, "items");
	assert_int_equal(ask_json("ELEC-36.2", "{\"items\":32}", ""), FAIL_INPUT);
	assert_string_equal(last_failure()->field, "items");
}

static void
a_bool_in_json_is_one(void **state)
{
	(void)state;
	assert_int_equal(ask_json("ELEC-4.2", "{\"members\":500,\"dispersed\":false,"
	                                      "\"approved\":true}", "holds"), 0);
	assert_int_equal(ask_json("ELEC-4.2", "{\"members\":500,\"dispersed\":\"false\","
	                                      "\"approved\":true}", ""), FAIL_INPUT);
	assert_string_equal(last_failure()->field, "dispersed");
}

static void
a_made_up_name_is_repeated_only_if_it_can_be_read(void **state)
{
	static const struct given bad = {"\xff\xfe", "3"};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct finding *finding;

	(void)state;
	assert_int_equal(rule_judge(arena, "ELEC-19.1", &bad, 1, &finding), FAIL_INPUT);
	assert_string_equal(last_failure()->en, "ELEC-19.1 takes no fact named ….");
	assert_int_equal(rule_judge(arena, "\xff", NULL, 0, &finding), FAIL_INPUT);
	assert_string_equal(last_failure()->en, "There is no clause ….");
	arena_free(arena);
}

static void
check_output(const struct finding *finding, enum lang lang, size_t i, const char *name,
             const char *text)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct output *output;
	const char *got;

	assert_true(finding_output(finding, arena, lang, i, &output, &got));
	assert_string_equal(output->name, name);
	assert_string_equal(got, text);
	arena_free(arena);
}

static void
outputs_are_read_one_by_one(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct finding *finding;
	const struct output *output;
	const char *text;

	(void)state;
	assert_int_equal(ask(arena, "ELEC-29.2b", "entitled=25 seats=3 yes=20,13,13,14", &finding), 0);
	check_output(finding, LANG_ZH, 0, "elected", "0、3");
	check_output(finding, LANG_EN, 1, "tied", "1, 2");
	check_output(finding, LANG_ZH, 2, "seats_left", "1");
	assert_false(finding_output(finding, arena, LANG_ZH, 3, &output, &text));
	assert_int_equal(ask(arena, "ELEC-5.1", "status=full on=2026-11-21", &finding), 0);
	check_output(finding, LANG_ZH, 0, "may_vote", "是");
	check_output(finding, LANG_EN, 0, "may_vote", "yes");
	check_output(finding, LANG_EN, 3, "because", "ELEC-5.1");
	assert_int_equal(ask(arena, "ELEC-36.2", "items=34,32,33,19,24,26,30", &finding), 0);
	check_output(finding, LANG_EN, 1, "missing", "none");
	assert_int_equal(ask(arena, "OPIN-11.6", "units=8 own_bodies=3 joint_covered=2 "
	                     "instructor_or_mass_only=1 due=0 due_established=0", &finding), 0);
	check_output(finding, LANG_ZH, 0, "organization_coverage", "62.5");
	check_output(finding, LANG_ZH, 2, "due_establishment", "无");
	arena_free(arena);
}

/* However early memory ends, the answer is whole or there is none. */
static void
running_out_of_memory_is_a_failure_like_others(void **state)
{
	static const struct {
		const char *clause, *json;
	} asked[] = {
		{"ELEC-8.2a", "{\"seats\":100,\"members\":[260,150,90,1,2,3,4,5,6,7]}"},
		{"ELEC-22.2", "{\"officers\":[\"张甲\",\"李乙\"],\"candidates\":[\"李乙\"]}"},
		{"ELEC-24.1b", "{\"names\":[\"张甲\",\"李乙\",\"王丙\"]}"},
		{"ELEC-29.2b", "{\"entitled\":25,\"seats\":3,\"yes\":[20,13,13,14]}"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		int status = FAIL_MEMORY;

		for (size_t max = 0; status == FAIL_MEMORY; max += 8) {
			struct arena *arena = arena_new(max);
			const struct finding *finding = NULL;

			status = rule_judge_json(arena, asked[i].clause, asked[i].json, &finding);
			assert_int_equal(status == 0, finding != NULL);
			assert_true(status == 0 || status == FAIL_MEMORY);
			arena_free(arena);
		}
	}
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
		cmocka_unit_test(a_list_has_a_limit_and_a_type),
		cmocka_unit_test(a_bool_in_json_is_one),
		cmocka_unit_test(a_made_up_name_is_repeated_only_if_it_can_be_read),
		cmocka_unit_test(outputs_are_read_one_by_one),
		cmocka_unit_test(running_out_of_memory_is_a_failure_like_others),
		cmocka_unit_test(ELEC_41_1_before_1990_no_rule_applies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
