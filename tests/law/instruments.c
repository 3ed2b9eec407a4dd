#include "ask.h"

#include "law/instruments.h"

static void
GRP_6_a_group_has_one_secretary(void **state)
{
	(void)state;
	answers("GRP-6", "secretaries=1", "holds", "{}");
	answers("GRP-6", "secretaries=0", "flag", "{}");
	answers("GRP-6", "secretaries=2", "breach", "{}");
	refuses("GRP-6", "secretaries=-1", "secretaries");
}

static void
GRP_10_six_tabs_make_a_file(void **state)
{
	(void)state;
	answers("GRP-10", "done=true,true,true,true,false,false", "flag", "{'done':4,'of':6}");
	answers("GRP-10", "done=true,true,true,true,true,true", "holds", "{'done':6,'of':6}");
	refuses("GRP-10", "done=true,true,true,true,true", "done");
	refuses("GRP-10", "done=true,true,true,true,true,true,true", "done");
}

static void
DECOUPLE_3_1_to_3_5_five_separations_and_not_four(void **state)
{
	static const char *const clauses[] = {"DECOUPLE-3.1", "DECOUPLE-3.2", "DECOUPLE-3.3",
	                                      "DECOUPLE-3.4", "DECOUPLE-3.5"};

	(void)state;
	for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
		answers(clauses[i], "done=true,true,true,true,false", "flag", "{'done':4,'of':5}");
		answers(clauses[i], "done=true,true,true,true,true", "holds", "{'done':5,'of':5}");
		answers(clauses[i], "done=false,false,false,false,false", "flag", "{'done':0,'of':5}");
		refuses(clauses[i], "done=true,true,true,true", "done");
		refuses(clauses[i], "done=true,true,true,true,maybe", "done");
	}
}

static void
BJ_6_about_fifty_is_thirty_five_to_sixty_five(void **state)
{
	(void)state;
	answers("BJ-6", "organizations=35,65", "holds", "{'min':35,'mean':50.0,'max':65,'outside':[]}");
	answers("BJ-6", "organizations=34,66", "flag", "{'min':34,'mean':50.0,'max':66,'outside':[0,1]}");
	answers("BJ-6", "organizations=50,91,51", "flag",
	        "{'min':50,'mean':64.0,'max':91,'outside':[1]}");
	answers("BJ-6", "organizations=50", "holds", "{'min':50,'mean':50.0,'max':50,'outside':[]}");
	refuses("BJ-6", "organizations=", "organizations");
	refuses("BJ-6", "organizations=50,-1", "organizations");
}

static void
BJ_6_three_thousand_in_fifty_two_are_57_7_each(void **state)
{
	struct spread spread = {0};

	(void)state;
	assert_int_equal(spread_mean(&spread), -1);
	for (int node = 0; node < 52; node++)
		spread_add(&spread, node < 36 ? 58 : 57);
	assert_int_equal(spread.organizations, 3000);
	assert_int_equal(spread_mean(&spread), 577);
	assert_int_equal(spread.min, 57);
	assert_int_equal(spread.max, 58);
	spread = (struct spread){0};
	for (int node = 0; node < 20; node++)
		spread_add(&spread, node == 0); /* 0.05 each: half up */
	assert_int_equal(spread_mean(&spread), 1);
}

static void
BJ_9_no_registration_without_the_pledge(void **state)
{
	(void)state;
	answers("BJ-9", "pledge_on_file=true", "holds", "{}");
	answers("BJ-9", "pledge_on_file=false", "breach", "{}");
	answers("BJ-9", "pledge_on_file=false rule_pack=beijing", "breach", "{}");
	answers("BJ-9", "pledge_on_file=false rule_pack=shanghai", "not_applicable", "{}");
	refuses("BJ-9", "rule_pack=beijing", "pledge_on_file");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(GRP_6_a_group_has_one_secretary),
		cmocka_unit_test(GRP_10_six_tabs_make_a_file),
		cmocka_unit_test(DECOUPLE_3_1_to_3_5_five_separations_and_not_four),
		cmocka_unit_test(BJ_6_about_fifty_is_thirty_five_to_sixty_five),
		cmocka_unit_test(BJ_6_three_thousand_in_fifty_two_are_57_7_each),
		cmocka_unit_test(BJ_9_no_registration_without_the_pledge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
