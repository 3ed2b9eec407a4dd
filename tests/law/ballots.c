#include "ask.h"

#include "law/elections.h"

static void
ELEC_19_1_exactly_four_fifths_is_valid(void **state)
{
	static const int examples[][2] = {{25, 20}, {23, 19}, {10, 8}, {7, 6}, {5, 4}, {151, 121}};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		assert_int_equal(quorum_min(examples[i][0], RULES_2020), examples[i][1]);
	answers("ELEC-19.1", "entitled=25 present=20", "holds", "{'present_min':20}");
	answers("ELEC-19.1", "entitled=25 present=19", "breach", "{'present_min':20}");
	answers("ELEC-19.1", "entitled=23 present=18", "breach", "{'present_min':19}");
	answers("ELEC-19.1", "entitled=23 present=19", "holds", "{'present_min':19}");
	refuses("ELEC-19.1", "entitled=25 present=26", "present");
	refuses("ELEC-19.1", "entitled=25", "present");
	refuses("ELEC-19.1", "entitled=25 present=x", "present");
}

static void
ELEC_19_1_the_1990_rules_ask_for_more_than_four_fifths(void **state)
{
	(void)state;
	answers("ELEC-19.1", "entitled=25 present=21 rule_set=1990", "holds", "{'present_min':21}");
	answers("ELEC-19.1", "entitled=25 present=20 rule_set=1990", "flag", "{'present_min':21}");
	answers("ELEC-19.1", "entitled=25 present=20 on=2020-07-12", "flag", "{'present_min':21}");
	answers("ELEC-19.1", "entitled=25 present=20 on=2020-07-13", "holds", "{'present_min':20}");
	answers("ELEC-19.1", "entitled=25 present=19 rule_set=1990", "breach", "{'present_min':21}");
	answers("ELEC-19.1", "entitled=23 present=19 rule_set=1990", "holds", "{'present_min':19}");
	answers("ELEC-19.1", "entitled=23 present=18 rule_set=1990", "breach", "{'present_min':19}");
}

static void
ELEC_19_1_is_the_least_number_by_its_wording(void **state)
{
	(void)state;
	for (int64_t entitled = 0; entitled <= 600; entitled++) {
		int64_t least = 0, more = 0;

		while (5 * least < 4 * entitled)
			least++;
		while (5 * more <= 4 * entitled)
			more++;
		assert_int_equal(quorum_min(entitled, RULES_2020), least);
		assert_int_equal(quorum_min(entitled, RULES_1990), more);
		for (int64_t present = 0; present <= entitled; present++) {
			assert_int_equal(quorum_verdict(entitled, present, RULES_2020),
			                 present >= least ? HOLDS : BREACH);
			assert_int_equal(quorum_verdict(entitled, present, RULES_1990),
			                 present >= more ? HOLDS : present >= least ? FLAG : BREACH);
		}
	}
}

static void
ELEC_19_2_those_without_rights_and_those_left_out_do_not_count(void **state)
{
	(void)state;
	answers("ELEC-19.2", "full=27 without_rights=1 excluded=1", "holds", "{'entitled':25}");
	answers("ELEC-19.2", "full=2 without_rights=1 excluded=1", "holds", "{'entitled':0}");
	refuses("ELEC-19.2", "full=2 without_rights=3 excluded=0", "without_rights");
	refuses("ELEC-19.2", "full=2 without_rights=1 excluded=2", "excluded");
}

static void
ELEC_24_2b_nobody_votes_for_the_absent(void **state)
{
	(void)state;
	answers("ELEC-24.2b", "present=23 issued=23", "holds", "{}");
	answers("ELEC-24.2b", "present=23 issued=24", "breach", "{}");
	answers("ELEC-24.2b", "present=23 issued=22", "holds", "{}");
	refuses("ELEC-24.2b", "present=23 issued=-1", "issued");
}

static void
ELEC_25_2_write_ins_need_as_many_no_votes(void **state)
{
	(void)state;
	answers("ELEC-25.2", "no=2 write_ins=2", "holds", "{'write_ins_counted':2}");
	answers("ELEC-25.2", "no=1 write_ins=2", "flag", "{'write_ins_counted':0}");
	answers("ELEC-25.2", "no=0 write_ins=1", "flag", "{'write_ins_counted':0}");
	answers("ELEC-25.2", "no=0 write_ins=0", "holds", "{'write_ins_counted':0}");
	refuses("ELEC-25.2", "no=2", "write_ins");
}

static void
ELEC_26_1a_three_numbers_are_reconciled(void **state)
{
	(void)state;
	answers("ELEC-26.1a", "voters=23 issued=23 returned=22", "holds", "{'missing':1}");
	answers("ELEC-26.1a", "voters=23 issued=23 returned=23", "holds", "{'missing':0}");
	answers("ELEC-26.1a", "voters=22 issued=23 returned=23", "holds", "{'missing':0}");
	answers("ELEC-26.1a", "voters=23 issued=23 returned=24", "breach", "{'missing':-1}");
	refuses("ELEC-26.1a", "voters=24 issued=23 returned=23", "voters");
	refuses("ELEC-26.1a", "voters=23 issued=23", "returned");
}

static void
ELEC_27_1_more_ballots_than_voters_are_void(void **state)
{
	(void)state;
	answers("ELEC-27.1", "voters=23 issued=23 returned=22", "holds", "{'missing':1}");
	answers("ELEC-27.1", "voters=23 issued=23 returned=23", "holds", "{'missing':0}");
	answers("ELEC-27.1", "voters=23 issued=23 returned=24", "breach", "{'missing':-1}");
	answers("ELEC-27.1", "voters=22 issued=23 returned=23", "breach", "{'missing':0}");
	refuses("ELEC-27.1", "voters=24 issued=23 returned=23", "voters");
}

static void
ELEC_27_2_an_over_vote_is_invalid(void **state)
{
	(void)state;
	answers("ELEC-27.2", "seats=5 yes=5 write_ins=0", "holds", "{'selected':5}");
	answers("ELEC-27.2", "seats=5 yes=3 write_ins=0", "holds", "{'selected':3}");
	answers("ELEC-27.2", "seats=5 yes=0 write_ins=0", "holds", "{'selected':0}");
	answers("ELEC-27.2", "seats=5 yes=5 write_ins=1", "breach", "{'selected':6}");
}

static void
ELEC_30_2_the_counts_add_up_to_the_valid_ballots(void **state)
{
	(void)state;
	answers("ELEC-30.2", "valid=22 yes=15 no=5 abstain=2", "holds", "{'difference':0}");
	answers("ELEC-30.2", "valid=22 yes=15 no=5 abstain=1", "breach", "{'difference':1}");
	answers("ELEC-30.2", "valid=22 yes=15 no=5 abstain=3", "breach", "{'difference':-1}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_19_1_exactly_four_fifths_is_valid),
		cmocka_unit_test(ELEC_19_1_the_1990_rules_ask_for_more_than_four_fifths),
		cmocka_unit_test(ELEC_19_1_is_the_least_number_by_its_wording),
		cmocka_unit_test(ELEC_19_2_those_without_rights_and_those_left_out_do_not_count),
		cmocka_unit_test(ELEC_24_2b_nobody_votes_for_the_absent),
		cmocka_unit_test(ELEC_25_2_write_ins_need_as_many_no_votes),
		cmocka_unit_test(ELEC_26_1a_three_numbers_are_reconciled),
		cmocka_unit_test(ELEC_27_1_more_ballots_than_voters_are_void),
		cmocka_unit_test(ELEC_27_2_an_over_vote_is_invalid),
		cmocka_unit_test(ELEC_30_2_the_counts_add_up_to_the_valid_ballots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
