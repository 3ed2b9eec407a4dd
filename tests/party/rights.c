#include "../check.h"

#include "party/rights.h"
#include "town.h"

static int64_t
restrict_rights(struct town *town, const char *measure, const char *since, const char *last)
{
	struct ground *ground = &town->ground;

	return made(ground, "add-restriction", "person", text_of(ground, town->person), "body",
	            text_of(ground, town->branch), "measure", measure, "organ", "第一联合党委", "document", "某党〔2026〕1号",
	            "since", since, "last", last, NULL);
}

static struct member_rights
rights_at(struct town *town, day_no on)
{
	struct member_rights rights;

	if (rights_of_person(town->ground.db, town->ground.arena, town->person, on, RULES_2020, &rights) < 0)
		test_failed("rights_of_person");
	return rights;
}

static void
ELEC_5_1_and_5_3_full_members_hold_the_rights_and_probationary_do_not(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct members_rights rights;

		town_open(&town, &test);
		made(ground, "add-person", "name", "孙测试", "since", "2021-01-01", "body", text_of(ground, town.branch),
		     "category", "probationary", "joined", "2026-07-01", NULL);
		assert_int_equal(rights_in_body(ground->db, ground->arena, town.branch, day_of(2026, 11, 21), RULES_2020,
		                                &rights), 0);
		assert_int_equal(rights.count, 2);
		assert_int_equal(rights.full, 1);
		assert_int_equal(rights.entitled, 1);
		assert_true(rights.at[0].rights.has);
		assert_false(rights.at[1].rights.has);
		assert_string_equal(rights.at[1].rights.because, "ELEC-5.3");
		/* the joint committee's are those of all branches under it, not of the other committee's */
		assert_int_equal(rights_in_body(ground->db, ground->arena, town.joint, day_of(2026, 11, 21), RULES_2020,
		                                &rights), 0);
		assert_int_equal(rights.count, 3);
		assert_int_equal(rights.entitled, 2);
		/* nobody had a relation before the first day of it */
		assert_int_equal(rights_in_body(ground->db, ground->arena, town.joint, day_of(2020, 12, 31), RULES_2020,
		                                &rights), 0);
		assert_int_equal(rights.count, 0);
		town_close(&town);
	}
}

static void
ELEC_5_2_a_sanction_takes_the_rights_until_a_decision_restores_them(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct member_rights rights;
		int64_t id;

		town_open(&town, &test);
		id = restrict_rights(&town, "probation_within", "2026-01-10", "2027-01-09");
		assert_true(rights_at(&town, day_of(2026, 1, 9)).rights.has);
		rights = rights_at(&town, day_of(2026, 1, 10));
		assert_false(rights.rights.has);
		assert_string_equal(rights.rights.because, "ELEC-5.2");
		assert_string_equal(rights.document, "某党〔2026〕1号");
		assert_false(rights.rights.undecided);
		rights = rights_at(&town, day_of(2027, 2, 1));
		assert_false(rights.rights.has);
		assert_true(rights.rights.undecided);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "correct-restriction", "id", text_of(ground, id), "since",
		                        "2026-01-10", "last", "2027-01-09", "restored", "2027-01-09",
		                        "restoration_document", "某党〔2027〕2号", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->clause, "ELEC-5.2");
		made(ground, "correct-restriction", "id", text_of(ground, id), "since", "2026-01-10", "last", "2027-01-09",
		     "restored", "2027-01-10", "restoration_document", "某党〔2027〕2号", NULL);
		assert_false(rights_at(&town, day_of(2027, 1, 9)).rights.has);
		assert_true(rights_at(&town, day_of(2027, 1, 10)).rights.has);
		town_close(&town);
	}
}

static void
ELEC_5_4_a_suspension_ends_with_its_last_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t id;

		town_open(&town, &test);
		id = restrict_rights(&town, "suspended", "2026-05-01", "2026-08-31");
		assert_true(rights_at(&town, day_of(2026, 4, 30)).rights.has);
		assert_false(rights_at(&town, day_of(2026, 5, 1)).rights.has);
		assert_false(rights_at(&town, day_of(2026, 8, 31)).rights.has);
		assert_string_equal(rights_at(&town, day_of(2026, 8, 31)).rights.because, "ELEC-5.4");
		assert_true(rights_at(&town, day_of(2026, 9, 1)).rights.has);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "correct-restriction", "id", text_of(ground, id), "since",
		                        "2026-05-01", "last", "2026-08-31", "restored", "2026-09-01", "restoration_document",
		                        "某党〔2026〕2号", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->clause, "ELEC-5.4");
		town_close(&town);
	}
}

static void
ELEC_5_4_nobody_is_dropped_without_a_decision(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;

		town_open(&town, &test);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "add-restriction", "person",
		                        text_of(ground, town.person), "body", text_of(ground, town.branch), "measure",
		                        "suspended", "organ", "第一联合党委", "since", "2026-05-01", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "document");
		assert_true(rights_at(&town, day_of(2026, 11, 21)).rights.has);
		town_close(&town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_5_1_and_5_3_full_members_hold_the_rights_and_probationary_do_not),
		cmocka_unit_test(ELEC_5_2_a_sanction_takes_the_rights_until_a_decision_restores_them),
		cmocka_unit_test(ELEC_5_4_a_suspension_ends_with_its_last_day),
		cmocka_unit_test(ELEC_5_4_nobody_is_dropped_without_a_decision),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
