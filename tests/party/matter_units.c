/* The end of a unit, its change and its split, with the Party organizations it has. */
#include "../check.h"

#include "scene.h"

/* A unit with a branch of its own in which the town's person is. */
static int64_t
unit_with_branch(struct scene *scene, int64_t *ret_branch)
{
	struct ground *ground = &scene->town.ground;
	int64_t unit = another_unit(scene, "己协会", "3");

	*ret_branch = made(ground, "add-body", "name", "己党支部", "type", "branch", "unit", id_text(scene, unit), "since",
	                   "2022-01-01", "superior", id_text(scene, scene->town.joint), NULL);
	made(ground, "add-coverage", "unit", id_text(scene, unit), "mode", "own", "body", id_text(scene, *ret_branch), "since",
	     "2022-01-01", NULL);
	town_person(ground, "郑测试", *ret_branch);
	return unit;
}

static void
OPIN_8_5b_a_unit_closes_with_its_branch_once_the_relations_are_moved(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id, unit, branch;

		scene_open(&scene, &test);
		unit = unit_with_branch(&scene, &branch);
		id = made_as(ground, &scene.clerk, "draft-unit-closed", "unit", id_text(&scene, unit), "cause", "deregistered", "last",
		             "2026-12-31", NULL);
		assert_int_equal(sent(&scene, &scene.clerk, id, NULL), 0);
		assert_refused(approved(&scene, &ground->operator, id), "OPIN-8.5b");
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "withdraw-matter", "id", id_text(&scene, id), NULL), 0);
		id = made_as(ground, &scene.clerk, "draft-unit-closed", "unit", id_text(&scene, unit), "cause", "deregistered", "last",
		             "2026-12-31", "receiver", id_text(&scene, scene.town.sister), NULL);
		granted(&scene, &scene.clerk, &ground->operator, id);
		/* everything lasts through its last day and no longer */
		assert_non_null(record_on(&scene, &unit_kind, unit, day_of(2026, 12, 31)));
		assert_null(record_on(&scene, &unit_kind, unit, day_of(2027, 1, 1)));
		assert_non_null(record_on(&scene, &body_kind, branch, day_of(2026, 12, 31)));
		assert_null(record_on(&scene, &body_kind, branch, day_of(2027, 1, 1)));
		assert_int_equal(number(&scene, "select since from membership where body = $1 and ended is null order by since desc",
		                        scene.town.sister), day_of(2027, 1, 1));
		assert_int_equal(number(&scene, "select max(until) from coverage where unit = $1 and ended is null", unit),
		                 day_of(2027, 1, 1));
		town_close(&scene.town);
	}
}

static void
OPIN_8_6_a_unit_does_not_end_before_the_reply_takes_effect(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id, unit, branch, into;

		scene_open(&scene, &test);
		unit = unit_with_branch(&scene, &branch);
		into = another_unit(&scene, "庚协会", "5");
		/* the other has a branch of its own: it receives the members unless another is named */
		made(ground, "add-body", "name", "庚党支部", "type", "branch", "unit", id_text(&scene, into), "since", "2022-01-01",
		     "superior", id_text(&scene, scene.town.joint), NULL);
		id = made_as(ground, &scene.clerk, "draft-units-merged", "unit", id_text(&scene, unit), "into", id_text(&scene, into),
		             "last", "2026-10-31", NULL);
		granted(&scene, &scene.clerk, &ground->operator, id);
		assert_non_null(record_on(&scene, &unit_kind, unit, TODAY - 1));
		assert_null(record_on(&scene, &unit_kind, unit, TODAY));
		assert_null(record_on(&scene, &body_kind, branch, TODAY));
		town_close(&scene.town);
	}
}

static void
OPIN_8_5a_a_change_renames_the_unit_from_its_day_and_the_branch_from_that_of_the_reply(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id, unit, branch;

		scene_open(&scene, &test);
		unit = unit_with_branch(&scene, &branch);
		id = made_as(ground, &scene.clerk, "draft-unit-changed", "unit", id_text(&scene, unit), "what", "更名", "changed_on",
		             "2026-11-01", "new_name", "新己协会", "body_name", "新己党支部", NULL);
		granted(&scene, &scene.clerk, &ground->operator, id);
		assert_string_equal(record_value(record_on(&scene, &unit_kind, unit, day_of(2026, 11, 1)), "name")->text, "新己协会");
		assert_string_equal(record_value(record_on(&scene, &unit_kind, unit, day_of(2026, 10, 31)), "name")->text, "己协会");
		assert_string_equal(record_value(record_on(&scene, &body_kind, branch, TODAY - 1), "name")->text, "己党支部");
		assert_string_equal(record_value(record_on(&scene, &body_kind, branch, TODAY), "name")->text, "新己党支部");
		town_close(&scene.town);
	}
}

static void
OPIN_8_6_a_split_off_unit_gets_a_branch_where_that_is_laid_down(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id, fresh;

		scene_open(&scene, &test);
		fresh = another_unit(&scene, "辛协会", "3");
		id = made_as(ground, &scene.office, "draft-unit-split", "unit", id_text(&scene, scene.town.unit), "new_unit",
		             id_text(&scene, fresh), "split_on", "2026-11-10", "fate", "one_each", NULL);
		granted(&scene, &scene.office, &scene.clerk, id);
		assert_int_equal(number(&scene, "select unit from body where id = $1", result_of(&scene, id)), fresh);
		assert_int_equal(number(&scene, "select mode from coverage where unit = $1", fresh), COVER_OWN);
		town_close(&scene.town);
	}
}

/* Nobody is left to answer to, and nobody has to answer: what was under way ends with its sender, and can be read. */
static void
OPIN_8_6_what_is_pending_ends_with_its_sender(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id, other, draft, unit, branch;
		struct record *then;

		scene_open(&scene, &test);
		unit = unit_with_branch(&scene, &branch);
		other = made_as(ground, &scene.clerk, "draft-abolish-body", "body", id_text(&scene, branch), "receiver",
		                id_text(&scene, scene.town.sister), "reason", "党员减少", NULL);
		assert_int_equal(sent(&scene, &scene.clerk, other, "停办"), 0);
		draft = made_as(ground, &scene.clerk, "draft-unit-changed", "unit", id_text(&scene, unit), "what", "更名", "changed_on",
		                "2026-11-01", "new_name", "新己协会", NULL);
		id = made_as(ground, &scene.clerk, "draft-unit-closed", "unit", id_text(&scene, unit), "cause", "deregistered", "last",
		             "2026-12-31", "receiver", id_text(&scene, scene.town.sister), NULL);
		granted(&scene, &scene.clerk, &ground->operator, id);
		/* until its last day it stands, and is answered as before */
		then = record_on(&scene, &matter_kind, other, day_of(2026, 12, 31));
		assert_int_equal(record_value(then, "state")->number, MATTER_SUBMITTED);
		assert_int_equal(record_value(then, "addressee")->number, scene.town.joint);
		then = record_on(&scene, &matter_kind, other, day_of(2027, 1, 1));
		assert_int_equal(record_value(then, "state")->number, MATTER_WITHDRAWN);
		assert_int_equal(record_value(then, "addressee")->number, scene.town.joint);
		assert_non_null(strstr(record_value(then, "remark")->text, "终结"));
		then = record_on(&scene, &matter_kind, draft, day_of(2027, 1, 1));
		assert_int_equal(record_value(then, "state")->number, MATTER_WITHDRAWN);
		/* what was decided stays decided */
		then = record_on(&scene, &matter_kind, id, day_of(2027, 1, 1));
		assert_int_equal(record_value(then, "state")->number, MATTER_APPROVED);
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "withdraw-matter", "id", id_text(&scene, other), NULL), 0);
		town_close(&scene.town);
	}
}

static void
OPIN_8_5a_what_cannot_have_happened_is_not_drafted(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t unit, branch, post;
		const char *body;

		scene_open(&scene, &test);
		unit = unit_with_branch(&scene, &branch);
		body = id_text(&scene, branch);
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "draft-unit-changed", "unit", id_text(&scene, unit), "what", "更名",
		                        "changed_on", "1990-01-01", "new_name", "新己协会", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "changed_on");
		/* a body of one organization, and another organization */
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "draft-unit-closed", "body", body, "unit",
		                        id_text(&scene, scene.town.unit), "cause", "revoked", "last", "2026-11-30", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "unit");
		made_as(ground, &scene.clerk, "draft-unit-closed", "body", body, "unit", id_text(&scene, unit), "cause", "revoked",
		        "last", "2026-11-30", NULL);
		/* an office is not left before it is taken */
		post = made(ground, "add-post", "body", body, "person_name", "郑测试", "position", "secretary", "origin", "elected",
		            "since", "2024-05-10", NULL);
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "draft-posts-changed", "body", body, "post", id_text(&scene, post),
		                        "change", "end", "changed_on", "2024-05-09", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "changed_on");
		made_as(ground, &scene.clerk, "draft-posts-changed", "body", body, "post", id_text(&scene, post), "change", "start",
		        "changed_on", "2024-05-10", NULL);
		town_close(&scene.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(OPIN_8_5b_a_unit_closes_with_its_branch_once_the_relations_are_moved),
		cmocka_unit_test(OPIN_8_6_a_unit_does_not_end_before_the_reply_takes_effect),
		cmocka_unit_test(OPIN_8_5a_a_change_renames_the_unit_from_its_day_and_the_branch_from_that_of_the_reply),
		cmocka_unit_test(OPIN_8_6_a_split_off_unit_gets_a_branch_where_that_is_laid_down),
		cmocka_unit_test(OPIN_8_6_what_is_pending_ends_with_its_sender),
		cmocka_unit_test(OPIN_8_5a_what_cannot_have_happened_is_not_drafted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
