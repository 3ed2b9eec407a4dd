#include "ask.h"

#include "law/elections.h"

static void
ELEC_28_1_more_than_half_of_those_who_should_attend(void **state)
{
	(void)state;
	answers("ELEC-28.1", "entitled=25 yes=13", "holds", "{'yes_min':13}");
	answers("ELEC-28.1", "entitled=25 yes=12", "breach", "{'yes_min':13}");
	answers("ELEC-28.1", "entitled=24 yes=13", "holds", "{'yes_min':13}");
	answers("ELEC-28.1", "entitled=24 yes=12", "breach", "{'yes_min':13}");
	refuses("ELEC-28.1", "entitled=24 yes=25", "yes");
}

static void
ELEC_29_1_the_base_is_not_those_present(void **state)
{
	static const int examples[][2] = {{25, 13}, {24, 13}, {10, 6}, {23, 12}};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		assert_int_equal(majority_min(examples[i][0]), examples[i][1]);
	answers("ELEC-29.1", "entitled=25 present=20 yes=12", "breach", "{'yes_min':13}");
	answers("ELEC-29.1", "entitled=25 present=20 yes=13", "holds", "{'yes_min':13}");
	refuses("ELEC-29.1", "entitled=25 present=20 yes=21", "yes");
	refuses("ELEC-29.1", "entitled=25 present=26 yes=13", "present");
}

static void
ELEC_29_1_the_1990_rules_count_those_present(void **state)
{
	(void)state;
	answers("ELEC-29.1", "entitled=25 present=21 yes=11 rule_set=1990", "holds", "{'yes_min':11}");
	answers("ELEC-29.1", "entitled=25 present=21 yes=10 rule_set=1990", "breach",
	        "{'yes_min':11}");
	answers("ELEC-29.1", "entitled=25 present=21 yes=11", "breach", "{'yes_min':13}");
	refuses("ELEC-28.1", "entitled=25 yes=11 rule_set=1990", "present");
	refuses("ELEC-28.2", "entitled=25 places=1 yes=11 rule_set=1990", "present");
	refuses("ELEC-29.1", "entitled=25 yes=11 rule_set=1990", "present");
	refuses("ELEC-29.2b", "entitled=25 seats=1 yes=11 rule_set=1990", "present");
	refuses("ELEC-29.3b", "entitled=25 seats=2 passed=1 agree=20 minimum_size=0 rule_set=1990",
	        "present");
}

static void
ELEC_29_1_is_the_least_number_above_half(void **state)
{
	(void)state;
	for (int64_t base = 0; base <= 1000; base++) {
		int64_t least = 0;

		while (2 * least <= base)
			least++;
		assert_int_equal(majority_min(base), least);
	}
}

static void
ELEC_28_2_the_list_is_cut_by_votes(void **state)
{
	(void)state;
	answers("ELEC-28.2", "entitled=25 places=6 yes=24,22,20,19,16,14,13", "holds",
	        "{'elected':[0,1,2,3,4,5],'tied':[],'seats_left':0}");
	answers("ELEC-28.2", "entitled=25 places=2 yes=13,14,13", "holds",
	        "{'elected':[1],'tied':[0,2],'seats_left':1}");
}

static void
ELEC_29_2a_the_first_by_votes_are_elected(void **state)
{
	(void)state;
	answers("ELEC-29.2b", "entitled=25 seats=5 yes=13,14,15,20,22,24", "holds",
	        "{'elected':[5,4,3,2,1],'tied':[],'seats_left':0}");
	answers("ELEC-29.2b", "entitled=25 seats=5 yes=22,21,19,16,13,11", "holds",
	        "{'elected':[0,1,2,3,4],'tied':[],'seats_left':0}");
}

static void
ELEC_29_2b_a_tie_across_the_cut_is_voted_again(void **state)
{
	(void)state;
	answers("ELEC-29.2b", "entitled=25 seats=5 yes=24,22,20,15,13,13", "holds",
	        "{'elected':[0,1,2,3],'tied':[4,5],'seats_left':1}");
	/* Wholly above the cut: no revote, the order given stays. */
	answers("ELEC-29.2b", "entitled=25 seats=3 yes=20,24,20,13", "holds",
	        "{'elected':[1,0,2],'tied':[],'seats_left':0}");
	/* Wholly below it, or without a majority: no revote either. */
	answers("ELEC-29.2b", "entitled=25 seats=1 yes=20,14,14", "holds",
	        "{'elected':[0],'tied':[],'seats_left':0}");
	answers("ELEC-29.2b", "entitled=25 seats=2 yes=20,12,12", "holds",
	        "{'elected':[0],'tied':[],'seats_left':1}");
	answers("ELEC-29.2b", "entitled=25 seats=2 yes=20,20,20", "holds",
	        "{'elected':[],'tied':[0,1,2],'seats_left':2}");
	answers("ELEC-29.2b", "entitled=25 seats=0 yes=20", "holds",
	        "{'elected':[],'tied':[],'seats_left':0}");
	answers("ELEC-29.2b", "entitled=25 present=21 seats=2 yes=11,10 rule_set=1990", "holds",
	        "{'elected':[0],'tied':[],'seats_left':1}");
	refuses("ELEC-29.2b", "entitled=25 seats=2 yes=20,26", "yes");
	refuses("ELEC-29.2b", "entitled=25 present=20 seats=2 yes=20,21", "yes");
	refuses("ELEC-29.2b", "entitled=25 seats=2 yes=20,a", "yes");
}

static int64_t
drawn(uint32_t *seed, int64_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (int64_t)(*seed >> 8) % below;
}

/* How many with a majority have more votes than `i`, or at least as many. */
static int64_t
ahead_of(const int64_t *yes, size_t count, int64_t base, size_t i, bool or_equal)
{
	int64_t ahead = 0;

	for (size_t k = 0; k < count; k++)
		if (2 * yes[k] > base && (yes[k] > yes[i] || (or_equal && yes[k] == yes[i])))
			ahead++;
	return ahead;
}

static bool
among(const size_t *list, size_t count, size_t i)
{
	for (size_t k = 0; k < count; k++)
		if (list[k] == i)
			return true;
	return false;
}

/* By the wording: all that share one's votes fit, or some of them do, or none. */
static void
check_cut(const int64_t *yes, size_t count, int64_t base, int64_t seats, const struct cut *cut)
{
	for (size_t i = 0; i < count; i++) {
		bool majority = 2 * yes[i] > base;
		bool elected = majority && ahead_of(yes, count, base, i, true) <= seats;
		bool tied = majority && !elected && ahead_of(yes, count, base, i, false) < seats;

		assert_int_equal(among(cut->elected, cut->elected_count, i), elected);
		assert_int_equal(among(cut->tied, cut->tied_count, i), tied);
	}
	for (size_t k = 1; k < cut->elected_count; k++) {
		size_t before = cut->elected[k - 1], after = cut->elected[k];

		assert_true(yes[before] > yes[after] || (yes[before] == yes[after] && before < after));
	}
	for (size_t k = 1; k < cut->tied_count; k++)
		assert_true(cut->tied[k - 1] < cut->tied[k]);
	assert_int_equal(cut->seats_left, seats - (int64_t)cut->elected_count);
}

static void
ELEC_29_2b_agrees_with_its_wording_on_drawn_votes(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	uint32_t seed = 292;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		int64_t yes[10], base = drawn(&seed, 12), seats = drawn(&seed, 8);
		size_t count = (size_t)drawn(&seed, 11);
		struct cut cut;

		for (size_t i = 0; i < count; i++)
			yes[i] = drawn(&seed, base + 1);
		assert_int_equal(cut_by_votes(arena, yes, count, majority_min(base), seats, &cut), 0);
		check_cut(yes, count, base, seats, &cut);
		arena_reset(arena);
	}
	arena_free(arena);
}

static void
ELEC_29_3a_a_separate_election_fills_what_is_short(void **state)
{
	(void)state;
	answers("ELEC-29.3a", "seats=5 passed=4", "holds", "{'short':1,'candidates_min':2}");
	answers("ELEC-29.3a", "seats=9 passed=3", "holds", "{'short':6,'candidates_min':8}");
	answers("ELEC-29.3a", "seats=5 passed=5", "holds", "{'short':0,'candidates_min':0}");
	answers("ELEC-29.3a", "seats=5 passed=6", "holds", "{'short':0,'candidates_min':0}");
}

static void
ELEC_29_3b_electors_consent_to_fewer_seats(void **state)
{
#define REDUCE "entitled=24 minimum_size=3 "
	(void)state;
	answers("ELEC-29.3b", REDUCE "seats=7 passed=6 agree=13", "holds", "{'reduced_to':6}");
	answers("ELEC-29.3b", REDUCE "seats=7 passed=6 agree=12", "flag", "{'reduced_to':6}");
	answers("ELEC-29.3b", REDUCE "seats=7 passed=6 agree=11", "breach", "{}");
	answers("ELEC-29.3b", REDUCE "seats=7 passed=4 agree=13", "flag", "{'reduced_to':4}");
	answers("ELEC-29.3b", REDUCE "seats=3 passed=2 agree=24", "breach", "{}");
	answers("ELEC-29.3b", REDUCE "seats=4 passed=3 agree=24", "holds", "{'reduced_to':3}");
	answers("ELEC-29.3b", REDUCE "seats=7 passed=1 agree=24", "breach", "{}");
	answers("ELEC-29.3b", "entitled=24 minimum_size=0 seats=1 passed=0 agree=24", "breach", "{}");
	answers("ELEC-29.3b", REDUCE "seats=7 passed=7 agree=24", "not_applicable", "{}");
	refuses("ELEC-29.3b", REDUCE "seats=7 passed=6", "agree");
	refuses("ELEC-29.3b", REDUCE "seats=7 passed=6 agree=25", "agree");
	refuses("ELEC-29.3b", "entitled=24 seats=7 passed=6 agree=13", "minimum_size");
}

static void
ELEC_29_3b_at_a_congress_the_presidium_decides(void **state)
{
	(void)state;
	answers("ELEC-29.3b", REDUCE "seats=7 passed=6 presidium_decided=true", "holds",
	        "{'reduced_to':6}");
	answers("ELEC-29.3b", REDUCE "seats=7 passed=6 presidium_decided=false", "breach", "{}");
	answers("ELEC-29.3b", REDUCE "seats=7 passed=6 presidium_decided=false agree=13", "holds",
	        "{'reduced_to':6}");
	answers("ELEC-29.3b", REDUCE "seats=7 passed=2 presidium_decided=true", "breach", "{}");
}

static void
ELEC_29_3b_the_1990_rules_count_those_present(void **state)
{
	(void)state;
	answers("ELEC-29.3b", REDUCE "present=20 seats=7 passed=6 agree=11 rule_set=1990", "holds",
	        "{'reduced_to':6}");
	answers("ELEC-29.3b", REDUCE "present=20 seats=7 passed=6 agree=10 rule_set=1990", "flag",
	        "{'reduced_to':6}");
}

static void
ELEC_38_1_the_method_needs_more_than_half(void **state)
{
	(void)state;
	answers("ELEC-38.1", "entitled=24 yes=13", "holds", "{'yes_min':13}");
	answers("ELEC-38.1", "entitled=24 yes=12", "breach", "{'yes_min':13}");
	answers("ELEC-38.1", "entitled=24 yes=13 rule_set=1990", "holds", "{'yes_min':13}");
	refuses("ELEC-38.1", "entitled=24 yes=25", "yes");
}

/* Rulebook 1.2: a branch of 31 from the roll to the officers. */
static void
ELEC_the_full_worked_case(void **state)
{
	(void)state;
	answers("ELEC-3.1", "term_start=2023-11-30 term_years=3 today=2026-11-28", "holds",
	        "{'due':'2026-11-30','state':'due_soon'}");
	answers("ELEC-19.2", "full=27 without_rights=1 excluded=1", "holds", "{'entitled':25}");
	answers("ELEC-32.2", "meeting=2026-11-28 submitted=2026-10-28", "holds",
	        "{'latest':'2026-10-28'}");
	answers("ELEC-13.1", "seats=5 candidates=6", "holds", "{'candidates_min':6}");
	answers("ELEC-19.1", "entitled=25 present=23", "holds", "{'present_min':20}");
	answers("ELEC-27.1", "voters=23 issued=23 returned=23", "holds", "{'missing':0}");
	answers("ELEC-27.2", "seats=5 yes=6 write_ins=0", "breach", "{'selected':6}");
	answers("ELEC-29.2b", "entitled=25 present=23 seats=5 yes=22,21,19,16,13,11", "holds",
	        "{'elected':[0,1,2,3,4],'tied':[],'seats_left':0}");
	answers("ELEC-19.1", "entitled=5 present=5", "holds", "{'present_min':4}");
	answers("ELEC-16.1", "seats=1 candidates=1", "holds", "{'candidates_min':1}");
	answers("ELEC-29.1", "entitled=5 present=5 yes=4", "holds", "{'yes_min':3}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_28_1_more_than_half_of_those_who_should_attend),
		cmocka_unit_test(ELEC_29_1_the_base_is_not_those_present),
		cmocka_unit_test(ELEC_29_1_the_1990_rules_count_those_present),
		cmocka_unit_test(ELEC_29_1_is_the_least_number_above_half),
		cmocka_unit_test(ELEC_28_2_the_list_is_cut_by_votes),
		cmocka_unit_test(ELEC_29_2a_the_first_by_votes_are_elected),
		cmocka_unit_test(ELEC_29_2b_a_tie_across_the_cut_is_voted_again),
		cmocka_unit_test(ELEC_29_2b_agrees_with_its_wording_on_drawn_votes),
		cmocka_unit_test(ELEC_29_3a_a_separate_election_fills_what_is_short),
		cmocka_unit_test(ELEC_29_3b_electors_consent_to_fewer_seats),
		cmocka_unit_test(ELEC_29_3b_at_a_congress_the_presidium_decides),
		cmocka_unit_test(ELEC_29_3b_the_1990_rules_count_those_present),
		cmocka_unit_test(ELEC_38_1_the_method_needs_more_than_half),
		cmocka_unit_test(ELEC_the_full_worked_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
