#include "ask.h"

#include "law/elections.h"

static void
ELEC_4_2_a_congress_needs_500_members_or_dispersal_and_approval(void **state)
{
	(void)state;
	answers("ELEC-4.2", "members=500 dispersed=false approved=true", "holds", "{}");
	answers("ELEC-4.2", "members=499 dispersed=false approved=true", "breach", "{}");
	answers("ELEC-4.2", "members=320 dispersed=true approved=true", "holds", "{}");
	answers("ELEC-4.2", "members=800 dispersed=false approved=false", "breach", "{}");
	answers("ELEC-4.2", "members=320 dispersed=true approved=false", "breach", "{}");
	refuses("ELEC-4.2", "members=500 approved=true", "dispersed");
	refuses("ELEC-4.2", "members=500 dispersed=no approved=true", "dispersed");
	refuses("ELEC-4.2", "members=-1 dispersed=true approved=true", "members");
}

#define ALL(because) \
	"{'may_vote':true,'may_elect':true,'may_be_elected':true,'because':'" because "'}"
#define NONE(because) \
	"{'may_vote':false,'may_elect':false,'may_be_elected':false,'because':'" because "'}"

static void
ELEC_5_1_a_full_member_has_the_three_rights(void **state)
{
	(void)state;
	answers("ELEC-5.1", "status=full on=2026-11-21", "holds", ALL("ELEC-5.1"));
	refuses("ELEC-5.1", "status=member on=2026-11-21", "status");
	refuses("ELEC-5.1", "status=full", "on");
	answers("ELEC-5.1", "status=full on=1990-06-26", "not_applicable", "{}");
}

static void
ELEC_5_2_probation_within_the_Party_takes_them_away(void **state)
{
	(void)state;
#define SANCTION "status=full sanction_from=2026-01-10 sanction_to=2027-01-09 "
	answers("ELEC-5.1", SANCTION "on=2026-01-09", "holds", ALL("ELEC-5.1"));
	answers("ELEC-5.1", SANCTION "on=2026-01-10", "holds", NONE("ELEC-5.2"));
	answers("ELEC-5.1", SANCTION "on=2026-11-21", "holds", NONE("ELEC-5.2"));
	answers("ELEC-5.1", SANCTION "on=2027-01-09", "holds", NONE("ELEC-5.2"));
	answers("ELEC-5.1", SANCTION "on=2027-02-01", "flag", NONE("ELEC-5.2"));
	answers("ELEC-5.1", SANCTION "on=2027-01-10", "flag", NONE("ELEC-5.2"));
	answers("ELEC-5.1", SANCTION "on=2027-01-10 restored=2027-01-10", "holds", ALL("ELEC-5.1"));
	answers("ELEC-5.1", SANCTION "on=2027-01-09 restored=2027-01-10", "holds", NONE("ELEC-5.2"));
	answers("ELEC-5.1", SANCTION "on=2027-02-01 restored=2027-03-01", "holds", NONE("ELEC-5.2"));
	answers("ELEC-5.1", SANCTION "on=2027-03-01 restored=2027-03-01", "holds", ALL("ELEC-5.1"));
	/* A decision that names a day within the sanction ends nothing. */
	answers("ELEC-5.1", SANCTION "on=2026-12-02 restored=2026-12-01", "holds", NONE("ELEC-5.2"));
	answers("ELEC-5.1", SANCTION "on=2027-01-10 restored=2027-01-09", "flag", NONE("ELEC-5.2"));
	refuses("ELEC-5.1", "status=full sanction_to=2027-01-09 on=2026-11-21", "sanction_from");
	refuses("ELEC-5.1", "status=full sanction_from=2026-01-10 restored=2027-01-10 on=2027-01-10",
	        "sanction_to");
	refuses("ELEC-5.1", "status=full sanction_from=2027-01-10 sanction_to=2027-01-09 on=2027-01-10",
	        "sanction_from");
}

static void
ELEC_5_3_a_probationary_member_has_none(void **state)
{
	(void)state;
	answers("ELEC-5.1", "status=probationary on=2026-11-21", "holds", NONE("ELEC-5.3"));
	answers("ELEC-5.1", "status=probationary on=2019-11-21", "holds", NONE("ELEC-5.3"));
}

static void
ELEC_5_4_a_decision_suspends_the_rights(void **state)
{
	(void)state;
#define SUSPENSION "status=full suspended_from=2026-03-01 "
	answers("ELEC-5.1", SUSPENSION "on=2026-02-28", "holds", ALL("ELEC-5.1"));
	answers("ELEC-5.1", SUSPENSION "on=2026-03-01", "holds", NONE("ELEC-5.4"));
	answers("ELEC-5.1", SUSPENSION "suspended_to=2026-09-01 on=2026-09-01", "holds",
	        NONE("ELEC-5.4"));
	answers("ELEC-5.1", SUSPENSION "suspended_to=2026-09-01 on=2026-09-02", "holds",
	        ALL("ELEC-5.1"));
	refuses("ELEC-5.1", "status=full suspended_to=2026-09-01 on=2026-09-02", "suspended_from");
	refuses("ELEC-5.1", SUSPENSION "suspended_to=2026-02-28 on=2026-09-02", "suspended_from");
}

static void
ELEC_5_4_the_1990_rules_know_no_suspension(void **state)
{
	(void)state;
	answers("ELEC-5.1", "status=full suspended_from=2019-03-01 on=2020-07-12", "holds",
	        ALL("ELEC-5.1"));
	answers("ELEC-5.1", "status=full suspended_from=2019-03-01 on=2020-07-13", "holds",
	        NONE("ELEC-5.4"));
	answers("ELEC-5.1", SUSPENSION "on=2026-03-01 rule_set=1990", "holds", ALL("ELEC-5.1"));
	answers("ELEC-5.1",
	        "status=full sanction_from=2019-01-10 sanction_to=2020-01-09 on=2019-06-01", "holds",
	        NONE("ELEC-5.2"));
}

static void
ELEC_8_1a_delegates_are_generally_100_to_200(void **state)
{
	(void)state;
	answers("ELEC-8.1a", "delegates=99", "flag", "{}");
	answers("ELEC-8.1a", "delegates=100", "holds", "{}");
	answers("ELEC-8.1a", "delegates=150", "holds", "{}");
	answers("ELEC-8.1a", "delegates=200", "holds", "{}");
	answers("ELEC-8.1a", "delegates=201", "flag", "{}");
	answers("ELEC-8.1a", "delegates=240", "flag", "{}");
	refuses("ELEC-8.1a", "delegates=many", "delegates");
}

static void
ELEC_8_1b_above_300_is_cited_as_the_cap(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct finding *finding;

	(void)state;
	answers("ELEC-8.1b", "delegates=300", "flag", "{}");
	answers("ELEC-8.1b", "delegates=301", "breach", "{}");
	assert_int_equal(ask(arena, "ELEC-8.1a", "delegates=301", &finding), 0);
	assert_string_equal(finding_clause(finding), "ELEC-8.1b");
	assert_int_equal(finding_verdict(finding), BREACH);
	assert_int_equal(ask(arena, "ELEC-8.1a", "delegates=300", &finding), 0);
	assert_string_equal(finding_clause(finding), "ELEC-8.1a");
	arena_free(arena);
}

static void
ELEC_8_2a_largest_remainder(void **state)
{
	(void)state;
	answers("ELEC-8.2a", "seats=100 members=260,150,90", "holds", "{'shares':[52,30,18]}");
	/* 3.5 and 3.5 and 3: equal remainders and members, then as given. */
	answers("ELEC-8.2a", "seats=10 members=35,35,30", "holds", "{'shares':[4,3,3]}");
	/* 0.5 and 1.5: equal remainders, more members first. */
	answers("ELEC-8.2a", "seats=2 members=1,3", "holds", "{'shares':[0,2]}");
	answers("ELEC-8.2a", "seats=0 members=1,3", "holds", "{'shares':[0,0]}");
	answers("ELEC-8.2a", "seats=7 members=0,3", "holds", "{'shares':[0,7]}");
	answers("ELEC-8.2a", "seats=1000000000000 members=1000000000000,1000000000000", "holds",
	        "{'shares':[500000000000,500000000000]}");
	refuses("ELEC-8.2a", "seats=7 members=0,0", "members");
	refuses("ELEC-8.2a", "seats=7 members=", "members");
	refuses("ELEC-8.2a", "seats=7 members=3,-1", "members");
}

/* A small generator, so that a failure repeats. */
static int64_t
drawn(uint32_t *seed, int64_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (int64_t)(*seed >> 8) % below;
}

/* Hands the seats out one after another to the largest remainder still open. */
static void
shares_by_hand(int64_t seats, const int64_t *members, size_t count, int64_t *shares)
{
	int64_t total = 0, given = 0, left[8];

	for (size_t i = 0; i < count; i++)
		total += members[i];
	for (size_t i = 0; i < count; i++) {
		shares[i] = 0;
		left[i] = seats * members[i];
		while (left[i] >= total) {
			left[i] -= total;
			shares[i]++;
			given++;
		}
	}
	for (; given < seats; given++) {
		size_t best = 0;

		for (size_t i = 1; i < count; i++)
			if (left[i] > left[best] || (left[i] == left[best] && members[i] > members[best]))
				best = i;
		shares[best]++;
		left[best] = -1;
	}
}

static void
ELEC_8_2a_agrees_with_sharing_by_hand(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	uint32_t seed = 82;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		int64_t members[8], shares[8], expected[8], sum = 0, seats = drawn(&seed, 60);
		size_t count = (size_t)drawn(&seed, 8) + 1;

		for (size_t i = 0; i < count; i++)
			members[i] = drawn(&seed, 12);
		members[0]++;
		shares_by_hand(seats, members, count, expected);
		assert_int_equal(delegate_shares(arena, seats, members, count, shares), 0);
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(shares[i], expected[i]);
			sum += shares[i];
		}
		assert_int_equal(sum, seats);
		arena_reset(arena);
	}
	arena_free(arena);
}

static void
ELEC_11_3b_only_delegates_who_passed_count(void **state)
{
	(void)state;
	answers("ELEC-11.3b", "elected=152 passed=151", "holds", "{'entitled':151}");
	answers("ELEC-11.3b", "elected=152 passed=152", "holds", "{'entitled':152}");
	refuses("ELEC-11.3b", "elected=152 passed=153", "passed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_4_2_a_congress_needs_500_members_or_dispersal_and_approval),
		cmocka_unit_test(ELEC_5_1_a_full_member_has_the_three_rights),
		cmocka_unit_test(ELEC_5_2_probation_within_the_Party_takes_them_away),
		cmocka_unit_test(ELEC_5_3_a_probationary_member_has_none),
		cmocka_unit_test(ELEC_5_4_a_decision_suspends_the_rights),
		cmocka_unit_test(ELEC_5_4_the_1990_rules_know_no_suspension),
		cmocka_unit_test(ELEC_8_1a_delegates_are_generally_100_to_200),
		cmocka_unit_test(ELEC_8_1b_above_300_is_cited_as_the_cap),
		cmocka_unit_test(ELEC_8_2a_largest_remainder),
		cmocka_unit_test(ELEC_8_2a_agrees_with_sharing_by_hand),
		cmocka_unit_test(ELEC_11_3b_only_delegates_who_passed_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
