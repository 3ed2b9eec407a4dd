#include "ask.h"

#include <stdio.h>

#include "law/appendix.h"

static void
A_6_half_present_and_more_than_half_in_favour(void **state)
{
	(void)state;
	answers("A-6", "should_attend=25 present=13 yes=13", "holds", "{'present_min':13,'yes_min':13}");
	answers("A-6", "should_attend=25 present=12 yes=12", "breach", "{'present_min':13,'yes_min':13}");
	answers("A-6", "should_attend=25 present=20 yes=12", "breach", "{'present_min':13,'yes_min':13}");
	answers("A-6", "should_attend=24 present=12 yes=12", "breach", "{'present_min':12,'yes_min':13}");
	answers("A-6", "should_attend=24 present=13 yes=13", "holds", "{'present_min':12,'yes_min':13}");
	refuses("A-6", "should_attend=24 present=25 yes=13", "present");
	refuses("A-6", "should_attend=24 present=13 yes=14", "yes");
}

static void
A_6_bounds_are_those_of_the_definition(void **state)
{
	(void)state;
	for (int64_t should = 0; should <= 400; should++) {
		int64_t present = 0, yes = 0;

		while (2 * present < should)
			present++;
		while (2 * yes <= should)
			yes++;
		assert_int_equal(meeting_present_min(should), present);
		assert_int_equal(meeting_yes_min(should), yes);
	}
}

static void
A_7_a_branch_of_nine_with_committee_and_two_groups(void **state)
{
	(void)state;
	answers("A-7", "committee=true groups=2", "holds",
	        "{'general_meetings':4,'committee_meetings':12,'group_meetings':24,'theme_days':12,"
	        "'life_meetings':1,'evaluations':1,'total':54}");
	answers("A-7", "committee=false groups=0", "holds",
	        "{'general_meetings':4,'committee_meetings':0,'group_meetings':0,'theme_days':12,"
	        "'life_meetings':1,'evaluations':1,'total':18}");
	refuses("A-7", "committee=true groups=-1", "groups");
	refuses("A-7", "committee=3 groups=1", "committee");
}

static void
A_12_steps_count_in_months(void **state)
{
	(void)state;
	answers("A-12", "step=2 date=2026-05-20", "holds", "{'latest':'2026-06-20'}");
	answers("A-12", "step=7 date=2026-06-30", "holds", "{'earliest':'2027-06-30'}");
	answers("A-12", "step=15 date=2027-01-31", "holds", "{'latest':'2027-02-28'}");
	answers("A-12", "step=17 date=2027-10-08", "holds",
	        "{'latest':'2028-01-08','latest_special':'2028-04-08'}");
	answers("A-12", "step=23 date=2027-10-08", "holds", "{'earliest':'2028-10-08'}");
	answers("A-12", "step=24 date=2028-10-08", "holds", "{'latest':'2029-01-08'}");
	answers("A-12", "step=23 date=2028-02-29", "holds", "{'earliest':'2029-02-28'}");
}

static void
A_12_the_oath_has_a_limit_by_the_rules_of_2026_only(void **state)
{
	(void)state;
	answers("A-12", "step=20 date=2027-10-08", "holds", "{'latest':'2027-11-08'}");
	answers("A-12", "step=20 date=2026-05-01", "holds", "{'latest':'2026-06-01'}");
	answers("A-12", "step=20 date=2026-04-30", "not_applicable", "{}");
	answers("A-12", "step=20 date=2027-10-08 rules=2014", "not_applicable", "{}");
	answers("A-12", "step=20 date=2020-10-08 rules=2026", "holds", "{'latest':'2020-11-08'}");
	answers("A-12", "step=17 date=2027-10-08 rules=2014", "holds",
	        "{'latest':'2028-01-08','latest_special':'2028-04-08'}");
}

static void
A_12_other_steps_and_days_past_the_calendar_are_refused(void **state)
{
	(void)state;
	refuses("A-12", "step=3 date=2026-05-20", "step");
	refuses("A-12", "step=25 date=2026-05-20", "step");
	refuses("A-12", "step=2 date=2026-02-29", "date");
	refuses("A-12", "step=2 date=2026-05-20 rules=1990", "rules");
	refuses("A-12", "step=7 date=9999-06-01", "date");
	refuses("A-12", "step=2 date=9999-12-01", "date");
}

static void
A_15_one_rate_on_the_whole_wage(void **state)
{
	(void)state;
	answers("A-15", "kind=wage monthly=3000", "holds", "{'rate':'0.5','dues':'15.00'}");
	answers("A-15", "kind=wage monthly=3000.01", "holds", "{'rate':'1.0','dues':'30.00'}");
	answers("A-15", "kind=wage monthly=5000", "holds", "{'rate':'1.0','dues':'50.00'}");
	answers("A-15", "kind=wage monthly=5000.01", "holds", "{'rate':'1.5','dues':'75.00'}");
	answers("A-15", "kind=wage monthly=8600", "holds", "{'rate':'1.5','dues':'129.00'}");
	answers("A-15", "kind=wage monthly=10000", "holds", "{'rate':'1.5','dues':'150.00'}");
	answers("A-15", "kind=wage monthly=10000.01", "holds", "{'rate':'2.0','dues':'200.00'}");
	answers("A-15", "kind=wage monthly=0", "holds", "{'rate':'0.5','dues':'0.00'}");
	answers("A-15", "kind=wage monthly=1", "holds", "{'rate':'0.5','dues':'0.01'}");
	answers("A-15", "kind=wage monthly=0.99", "holds", "{'rate':'0.5','dues':'0.00'}");
}

static void
A_15_pensions_and_fixed_amounts(void **state)
{
	(void)state;
	answers("A-15", "kind=pension monthly=5000", "holds", "{'rate':'0.5','dues':'25.00'}");
	answers("A-15", "kind=pension monthly=5000.01", "holds", "{'rate':'1.0','dues':'50.00'}");
	answers("A-15", "kind=pension monthly=6000", "holds", "{'rate':'1.0','dues':'60.00'}");
	answers("A-15", "kind=farmer", "holds", "{'rate':null,'dues_min':'0.20','dues_max':'1.00'}");
	answers("A-15", "kind=student", "holds", "{'rate':null,'dues':'0.20'}");
	answers("A-15", "kind=unemployed", "holds", "{'rate':null,'dues':'0.20'}");
	answers("A-15", "kind=relief", "holds", "{'rate':null,'dues':'0.20'}");
}

static void
A_15_bad_facts_are_named(void **state)
{
	(void)state;
	refuses("A-15", "kind=wage", "monthly");
	refuses("A-15", "kind=pension", "monthly");
	refuses("A-15", "kind=soldier monthly=3000", "kind");
	refuses("A-15", "kind=wage monthly=-1", "monthly");
	refuses("A-15", "kind=wage monthly=3000.001", "monthly");
	refuses("A-15", "monthly=3000", "kind");
}

/* The table again, in whole yuan and by counting up: the fen next above dues - 1/2. */
static int64_t
tried_dues(bool pension, int64_t fen)
{
	int64_t rate = fen <= 3000 * 100 ? 5 : fen <= 5000 * 100 ? 10 : fen <= 10000 * 100 ? 15 : 20;
	int64_t dues;

	if (pension)
		rate = fen <= 5000 * 100 ? 5 : 10;
	dues = fen * rate / 1000 - 2;
	while (2 * (fen * rate - 1000 * dues) >= 1000)
		dues++;
	return dues < 0 ? 0 : dues;
}

static void
A_15_every_fen_agrees_with_the_table_tried_out(void **state)
{
	(void)state;
	for (int64_t fen = 0; fen <= 11000 * 100; fen++) {
		struct dues wage = dues_of(PAYER_WAGE, fen), pension = dues_of(PAYER_PENSION, fen);

		assert_true(wage.least == tried_dues(false, fen) && wage.most == wage.least);
		assert_true(pension.least == tried_dues(true, fen) && pension.most == pension.least);
	}
}

static void
A_21_category_and_region_of_a_code(void **state)
{
	(void)state;
	answers("A-21", "code=91350100M000100Y43", "holds", "{'category':null,'region':'350100'}");
	answers("A-21", "code=51110105000000019W", "holds", "{'category':1,'region':'110105'}");
	answers("A-21", "code=52110105000000019R", "holds", "{'category':2,'region':'110105'}");
	answers("A-21", "code=53110105000000019N", "holds", "{'category':3,'region':'110105'}");
	answers("A-21", "code=31110105000000019Y", "holds", "{'category':4,'region':'110105'}");
	answers("A-21", "code=52110105MA0000007M", "holds", "{'category':2,'region':'110105'}");
}

static void
A_21_other_prefixes_name_no_category(void **state)
{
	static const struct {
		const char *prefix;
		const char *outputs;
	} codes[] = {
		{"33", "{'category':4,'region':'110105'}"}, {"34", "{'category':4,'region':'110105'}"},
		{"32", "{'category':null,'region':'110105'}"}, {"39", "{'category':null,'region':'110105'}"},
		{"93", "{'category':null,'region':'110105'}"}, {"12", "{'category':null,'region':'110105'}"},
		{"54", "{'category':null,'region':'110105'}"}, {"81", "{'category':null,'region':'110105'}"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		char code[CREDIT_CODE], facts[32];

		snprintf(code, sizeof code, "%s110105000000019", codes[i].prefix);
		snprintf(facts, sizeof facts, "code=%s%c", code, credit_check_digit(code));
		answers("A-21", facts, "holds", codes[i].outputs);
	}
}

static void
A_21_a_region_not_in_force_is_a_flag(void **state)
{
	char code[CREDIT_CODE] = "51999999000000019", facts[32];

	(void)state;
	snprintf(facts, sizeof facts, "code=%s%c", code, credit_check_digit(code));
	answers("A-21", facts, "flag", "{'category':1,'region':'999999'}");
}

static void
A_21_the_sentence_says_which_digit_is_wrong(void **state)
{
	(void)state;
	refuses("A-21", "code=51110105000000019X", "code");
	assert_non_null(strstr(last_failure()->zh, "18"));
	assert_null(strstr(last_failure()->zh, "51110105000000019"));
	refuses("A-21", "code=51110105000000018W", "code");
	assert_non_null(strstr(last_failure()->zh, "17"));
	refuses("A-21", "code=51110105", "code");
	refuses("A-21", "code=5111010500000001OW", "code");
}

static void
A_22_region_codes_and_the_specimen(void **state)
{
	(void)state;
	answers("A-22", "code=11010519491231002X", "holds", "{'region':'110105','valid':true}");
	answers("A-22", "code=110105", "holds", "{'region':'110105','valid':true}");
	answers("A-22", "code=110103", "flag", "{'region':'110103','valid':true}"); /* abolished 2010 */
	answers("A-22", "code=999999", "flag", "{'region':'999999','valid':true}");
}

static void
A_22_a_wrong_id_is_told_without_repeating_it(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct finding *finding = NULL;

	(void)state;
	answers("A-22", "code=110105194912310021", "breach", "{'region':'110105','valid':false}");
	answers("A-22", "code=11010519490231002X", "breach", "{'region':'110105','valid':false}");
	assert_int_equal(ask(arena, "A-22", "code=110105194912310021", &finding), 0);
	assert_null(strstr(finding_why(finding).zh, "19491231"));
	assert_null(strstr(finding_why(finding).en, "19491231"));
	arena_free(arena);
	refuses("A-22", "code=1101051949123100A1", "code");
	assert_null(strstr(last_failure()->zh, "1949"));
	refuses("A-22", "code=11010", "code");
	refuses("A-22", "code=11010X", "code");
	refuses("A-22", "code=1101051949123100X", "code");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(A_6_half_present_and_more_than_half_in_favour),
		cmocka_unit_test(A_6_bounds_are_those_of_the_definition),
		cmocka_unit_test(A_7_a_branch_of_nine_with_committee_and_two_groups),
		cmocka_unit_test(A_12_steps_count_in_months),
		cmocka_unit_test(A_12_the_oath_has_a_limit_by_the_rules_of_2026_only),
		cmocka_unit_test(A_12_other_steps_and_days_past_the_calendar_are_refused),
		cmocka_unit_test(A_15_one_rate_on_the_whole_wage),
		cmocka_unit_test(A_15_pensions_and_fixed_amounts),
		cmocka_unit_test(A_15_bad_facts_are_named),
		cmocka_unit_test(A_15_every_fen_agrees_with_the_table_tried_out),
		cmocka_unit_test(A_21_category_and_region_of_a_code),
		cmocka_unit_test(A_21_other_prefixes_name_no_category),
		cmocka_unit_test(A_21_a_region_not_in_force_is_a_flag),
		cmocka_unit_test(A_21_the_sentence_says_which_digit_is_wrong),
		cmocka_unit_test(A_22_region_codes_and_the_specimen),
		cmocka_unit_test(A_22_a_wrong_id_is_told_without_repeating_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
