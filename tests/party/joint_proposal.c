/* The joint branch proposed with one organization, and the proposal sent to all of them (OPIN-10.2). */
#include "../check.h"

#include "party/joint_proposal.h"
#include "town.h"

/* An organization of the first joint committee at an address, with so many full members. */
static int64_t
small_unit(struct town *town, const char *name, const char *address, const char *full_members)
{
	return made(&town->ground, "add-unit", "name", name, "category", "5", "registration_level", "街道", "region", "110105",
	            "address", address, "full_members", full_members, "since", "2026-09-01", "superior",
	            text_of(&town->ground, town->joint), NULL);
}

static int
proposal_for(struct town *town, int64_t unit, struct joint_proposal *ret_proposal)
{
	return joint_proposal_for(town->ground.db, town->ground.arena, unit, town->ground.today, ret_proposal);
}

static void
OPIN_10_2_each_of_them_finds_the_same_proposal(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct joint_proposal proposal;
		int64_t units[3], alone;

		town_open(&town, &test);
		units[0] = small_unit(&town, "丁会", "建国路8号1层", "1");
		units[1] = small_unit(&town, "戊会", "建国路8号302室", "1");
		units[2] = small_unit(&town, "己会", "建国路8号", "2");
		alone = small_unit(&town, "庚会", "建国路9号", "1");
		for (int i = 0; i < 3; i++) {
			assert_int_equal(proposal_for(&town, units[i], &proposal), 0);
			assert_int_equal(proposal.count, 3);
			assert_int_equal(proposal.units[0]->id, units[0]);
			assert_int_equal(proposal.full_members, 4);
			assert_int_equal(proposal.nearness, NEAR_BUILDING);
			assert_int_equal(proposal.since, day_of(2026, 9, 1));
		}
		/* with nobody left to join it, and with a branch of its own to set up (OPIN-8.1) */
		assert_int_equal(proposal_for(&town, alone, &proposal), FAIL_NOT_FOUND);
		assert_string_equal(last_failure()->clause, "OPIN-10.2");
		assert_int_equal(proposal_for(&town, town.unit, &proposal), FAIL_NOT_FOUND);
		/* what is covered leaves the group, which then misses three */
		made(&town.ground, "add-coverage", "unit", text_of(&town.ground, units[2]), "mode", "regional", "body",
		     text_of(&town.ground, town_body(&town.ground, "区域党委", "regional_body", town.joint)), "since", "2026-11-01",
		     NULL);
		assert_int_equal(proposal_for(&town, units[2], &proposal), FAIL_NOT_FOUND);
		assert_int_equal(proposal_for(&town, units[0], &proposal), 0);
		assert_int_equal(proposal.units[2]->id, alone);
		assert_int_equal(proposal.nearness, NEAR_DISTRICT);
		town_close(&town);
	}
}

/* 2 + 1 are enough, but the third in the building is not left alone; one too many finds no room. */
static void
OPIN_10_2_nobody_in_the_building_is_left_over(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct joint_proposal proposal;
		int64_t units[6];

		town_open(&town, &test);
		units[0] = small_unit(&town, "丁会", "建国路8号1层", "2");
		units[1] = small_unit(&town, "戊会", "建国路8号302室", "1");
		units[2] = small_unit(&town, "己会", "建国路8号", "1");
		for (int i = 0; i < 3; i++) {
			assert_int_equal(proposal_for(&town, units[i], &proposal), 0);
			assert_int_equal(proposal.count, 3);
			assert_int_equal(proposal.full_members, 4);
		}
		(void)made(&town.ground, "set-setting", "name", "joint_branch_units", "value", "2", "since", "2026-09-01", "source", "某市办法", NULL);
		assert_int_equal(proposal_for(&town, units[0], &proposal), 0);
		assert_int_equal(proposal.count, 2);
		assert_int_equal(proposal_for(&town, units[2], &proposal), FAIL_NOT_FOUND);
		town_close(&town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(OPIN_10_2_each_of_them_finds_the_same_proposal),
		cmocka_unit_test(OPIN_10_2_nobody_in_the_building_is_left_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
