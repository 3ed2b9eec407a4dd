#include "../check.h"

#include "both_ways.h"
#include "party/duty.h"
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

/* A record of a decision that was changed is one decision: its former version takes no rights of its own. */
static void
DP_23_what_is_added_to_a_decision_later_leaves_it_one_decision(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t id;

		town_open(&town, &test);
		id = restrict_rights(&town, "probation_within", "2026-01-10", "2027-01-09");
		made(ground, "change-restriction", "id", text_of(ground, id), "from", "2026-03-01", "notified", "2026-01-08", "attendance",
		     "attended", "defence", "made", "appeal_to", "某市综合党委", "execution", "running", NULL);
		assert_false(rights_at(&town, day_of(2026, 2, 1)).rights.has);
		assert_false(rights_at(&town, day_of(2026, 11, 21)).rights.has);
		made(ground, "correct-restriction", "id", text_of(ground, id), "since", "2026-03-01", "last", "2027-01-09", "restored",
		     "2027-01-10", "restoration_document", "某党〔2027〕2号", NULL);
		assert_false(rights_at(&town, day_of(2027, 1, 9)).rights.has);
		assert_true(rights_at(&town, day_of(2027, 1, 10)).rights.has);
		town_close(&town);
	}
}

static const struct duty *
asked_of_branch(struct town *town, day_no on)
{
	struct duties all, own;

	all = derive_both_ways(town->ground.db, town->ground.arena, on);
	own = duties_of(town->ground.arena, &all, "body", town->branch);
	for (size_t i = 0; i < own.count; i++)
		if (strcmp(own.items[i].clause, "DP-23") == 0)
			return &own.items[i];
	return NULL;
}

static void
DP_23_a_decision_without_notice_hearing_or_appeal_is_due(void **state)
{
	/* a suspension in custody is told; nobody can be heard on it at a meeting */
	static const struct {
		const char *measure, *field, *value;
		bool still;
	} steps[] = {
		{"probation_within", "notified", "2026-01-08", true}, {"probation_within", "attendance", "declined", true},
		{"probation_within", "defence", "waived", true}, {"probation_within", "appeal_to", "某市综合党委", false},
		{"suspended", "notified", "2026-01-08", true}, {"suspended", "appeal_to", "某市综合党委", false},
	};

	(void)state;
	FOR_EACH_ENGINE(test) {
		for (size_t i = 0; i < sizeof steps / sizeof *steps;) {
			const char *measure = steps[i].measure;
			struct town town;
			struct ground *ground = &town.ground;
			const struct duty *duty;
			const char *id;

			town_open(&town, &test);
			assert_null(asked_of_branch(&town, TODAY));
			id = text_of(ground, restrict_rights(&town, measure, "2026-01-10", "2027-01-09"));
			assert_null(asked_of_branch(&town, day_of(2026, 1, 9)));
			duty = asked_of_branch(&town, TODAY);
			assert_non_null(duty);
			assert_int_equal(duty->since, day_of(2026, 1, 10));
			/* it says nothing of whom or what, and nothing at all above the branch (DP-12) */
			assert_null(strstr(duty->why.zh, "张测试"));
			assert_null(strstr(duty->why.zh, "留党察看"));
			for (size_t r = 0; r < 5; r++) {
				static const enum role roles[] = {ROLE_BRANCH_SECRETARY, ROLE_BRANCH_MEMBER, ROLE_MEMBER, ROLE_JOINT_CLERK,
				                                  ROLE_INSPECTOR};
				struct actor at = actor_at(&town, roles[r], r < 3 ? town.branch : town.joint);

				assert_int_equal(duty_is_for(duty, &at), r < 2);
			}
			assert_false(duty_is_for(duty, &(struct actor){0}));
			for (; i < sizeof steps / sizeof *steps && strcmp(steps[i].measure, measure) == 0; i++) {
				made(ground, "change-restriction", "id", id, steps[i].field, steps[i].value, NULL);
				assert_int_equal(asked_of_branch(&town, TODAY) != NULL, steps[i].still);
			}
			town_close(&town);
		}
	}
}

static int
decide(struct town *town, const char *measure, const char *since)
{
	return act_as(&town->ground, &town->ground.operator, NULL, "add-restriction", "person",
	              text_of(&town->ground, town->person), "body", text_of(&town->ground, town->branch), "measure", measure, "organ",
	              "第一联合党委", "document", "某党〔2026〕9号", "since", since, "notified", "2026-11-10", NULL);
}

static void
DP_23_a_removal_from_a_post_is_a_decision_that_ends_the_post(void **state)
{
	static const char until[] = "select max(until) from post where body = $1 and ended is null";

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct member_rights rights;
		const char *branch, *id;
		int64_t batch = 0;

		town_open(&town, &test);
		branch = text_of(ground, town.branch);
		assert_int_equal(decide(&town, "removed_from_post", "2026-11-16"), FAIL_INPUT);
		assert_string_equal(last_failure()->clause, "DP-23");
		made(ground, "add-post", "body", branch, "person", text_of(ground, town.person), "position", "secretary", "origin",
		     "elected", "since", "2025-01-01", NULL);
		/* another decision does not become one afterwards */
		id = text_of(ground, restrict_rights(&town, "suspended", "2025-03-01", "2025-04-01"));
		assert_int_equal(act_as(ground, &ground->operator, NULL, "correct-restriction", "id", id, "since", "2025-03-01",
		                        "measure", "removed_from_post", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "measure");
		made(ground, "correct-restriction", "id", id, "since", "2025-03-01", "notified", "2025-03-01", "appeal_to", "某市综合党委", NULL);
		assert_int_equal(decide(&town, "removed_from_post", "2026-11-16"), 0);
		assert_int_equal(journal_last(ground->db, &batch), 0);
		assert_int_equal(town_number(ground, until, town.branch), day_of(2026, 11, 16));
		/* it takes no right of a member, and asks for hearing and appeal */
		assert_int_equal(rights_of_person(ground->db, ground->arena, town.person, TODAY, RULES_2020, &rights), 0);
		assert_true(rights.rights.has);
		assert_non_null(asked_of_branch(&town, TODAY));
		assert_null(asked_of_branch(&town, day_of(2026, 11, 15)));
		id = text_of(ground, town_number(ground, "select max(id) from restriction where body = $1", town.branch));
		made(ground, "change-restriction", "id", id, "attendance", "attended", "defence", "made", NULL);
		assert_non_null(asked_of_branch(&town, TODAY));
		made(ground, "change-restriction", "id", id, "appeal_to", "某市综合党委", NULL);
		assert_null(asked_of_branch(&town, TODAY));
		town_close(&town);
	}
}

static void
DP_23_a_removal_from_the_roll_ends_relation_and_posts_and_is_undone_whole(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct member_rights rights;
		int64_t batch = 0;

		town_open(&town, &test);
		made(ground, "add-post", "body", text_of(ground, town.branch), "person", text_of(ground, town.person), "position",
		     "secretary", "origin", "elected", "since", "2025-01-01", NULL);
		assert_int_equal(decide(&town, "removed_from_roll", "2026-11-16"), 0);
		assert_int_equal(journal_last(ground->db, &batch), 0);
		assert_int_equal(rights_of_person(ground->db, ground->arena, town.person, day_of(2026, 11, 15), RULES_2020, &rights), 0);
		assert_int_equal(rights_of_person(ground->db, ground->arena, town.person, day_of(2026, 11, 16), RULES_2020, &rights),
		                 FAIL_NOT_FOUND);
		assert_int_equal(town_number(ground, "select max(until) from post where body = $1 and ended is null", town.branch),
		                 day_of(2026, 11, 16));
		/* whose relation is not there is not removed from there */
		assert_int_equal(decide(&town, "removed_from_roll", "2026-11-18"), FAIL_INPUT);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "undo", "batch", text_of(ground, batch), NULL), 0);
		assert_int_equal(rights_of_person(ground->db, ground->arena, town.person, TODAY, RULES_2020, &rights), 0);
		assert_true(rights.rights.has);
		town_close(&town);
	}
}

static void
DP_23_a_review_that_is_over_names_its_decision_and_notice_is_not_of_tomorrow(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const char *id;

		town_open(&town, &test);
		id = text_of(ground, restrict_rights(&town, "probation_within", "2026-01-10", "2027-01-09"));
		assert_int_equal(act_as(ground, &ground->operator, NULL, "change-restriction", "id", id, "notified", "2026-11-22", NULL),
		                 FAIL_INPUT);
		assert_string_equal(last_failure()->clause, "DP-23");
		assert_int_equal(act_as(ground, &ground->operator, NULL, "change-restriction", "id", id, "notified", "2026-11-21", NULL),
		                 0);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "change-restriction", "id", id, "review", "upheld", NULL),
		                 FAIL_INPUT);
		assert_string_equal(last_failure()->field, "review_document");
		assert_int_equal(act_as(ground, &ground->operator, NULL, "change-restriction", "id", id, "review", "pending",
		                        "review_document", "某纪〔2026〕3号", NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "change-restriction", "id", id, "review", "pending", NULL), 0);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "change-restriction", "id", id, "review", "upheld",
		                        "review_document", "某纪〔2026〕3号", NULL), 0);
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

static void
DP_23_a_decision_is_headed_by_what_it_says_of_whom(void **state)
{
	static const struct {
		enum measure measure;
		struct bilingual title;
	} said[] = {
		{PROBATION_WITHIN, {"关于给予张测试留党察看处分的决定", "Decision to place 张测试 on probation within the Party"}},
		{SUSPENDED, {"关于中止张测试党员权利的决定", "Decision to suspend the rights of 张测试"}},
		{REMOVED_FROM_POST, {"关于免去、撤销张测试职务的决定", "Decision to remove 张测试 from a post"}},
		{REMOVED_FROM_ROLL, {"关于对张测试予以除名、开除党籍的决定", "Decision to remove 张测试 from the roll of members"}},
	};
	struct arena *arena = arena_new(1 << 16);
	struct record *decision = record_new(arena, &restriction_kind);

	(void)state;
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		*record_value(decision, "measure") = INT(said[i].measure);
		assert_string_equal(decision_title(arena, LANG_ZH, decision, "张测试"), said[i].title.zh);
		assert_string_equal(decision_title(arena, LANG_EN, decision, "张测试"), said[i].title.en);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_5_1_and_5_3_full_members_hold_the_rights_and_probationary_do_not),
		cmocka_unit_test(DP_23_what_is_added_to_a_decision_later_leaves_it_one_decision),
		cmocka_unit_test(DP_23_a_decision_is_headed_by_what_it_says_of_whom),
		cmocka_unit_test(DP_23_a_decision_without_notice_hearing_or_appeal_is_due),
		cmocka_unit_test(DP_23_a_removal_from_a_post_is_a_decision_that_ends_the_post),
		cmocka_unit_test(DP_23_a_removal_from_the_roll_ends_relation_and_posts_and_is_undone_whole),
		cmocka_unit_test(DP_23_a_review_that_is_over_names_its_decision_and_notice_is_not_of_tomorrow),
		cmocka_unit_test(ELEC_5_2_a_sanction_takes_the_rights_until_a_decision_restores_them),
		cmocka_unit_test(ELEC_5_4_a_suspension_ends_with_its_last_day),
		cmocka_unit_test(ELEC_5_4_nobody_is_dropped_without_a_decision),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
