/* What goes down as a notice, and what waits for whom. */
#include "../check.h"

#include <string.h>

#include "both_ways.h"
#include "party/duty.h"
#include "scene.h"

static void
OPIN_10_2_a_proposal_goes_to_each_organization_once_and_each_answers(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		struct outcome outcome = {0};
		struct matter matter;
		int64_t second;

		scene_open(&scene, &test);
		set_figures(&scene, scene.town.unit, "1", "0");
		assert_refused(act_as(ground, &scene.clerk, NULL, "send-joint-proposal", "unit", id_text(&scene, scene.town.unit), NULL),
		               "OPIN-10.2"); /* alone with one member */
		second = another_unit(&scene, "丁协会", "2");
		assert_int_equal(act_as(ground, &scene.office, NULL, "send-joint-proposal", "unit", id_text(&scene, second), NULL),
		                 FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &scene.clerk, &outcome, "send-joint-proposal", "unit",
		                        id_text(&scene, scene.town.unit), NULL), 0);
		assert_int_equal(outcome.id_count, 2);
		assert_refused(act_as(ground, &scene.clerk, NULL, "send-joint-proposal", "unit", id_text(&scene, second), NULL),
		               "OPIN-10.2");
		matter = matter_now(&scene.town, outcome.ids[matter_now(&scene.town, outcome.ids[0]).unit == second]);
		assert_int_equal(matter.unit, scene.town.unit);
		assert_int_equal(matter.state, MATTER_SUBMITTED);
		assert_int_equal(matter_fact(&matter, "full_members")->number, 3);
		/* it is answered by the organization itself, and answered it must be */
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "read-matter", "id", id_text(&scene, matter.id), "answer", "agree",
		                        NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &scene.office, NULL, "read-matter", "id", id_text(&scene, matter.id), NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &scene.office, NULL, "read-matter", "id", id_text(&scene, matter.id), "answer", "agree",
		                        "remark", "尽快提出请示", NULL), 0);
		matter = matter_now(&scene.town, matter.id);
		assert_int_equal(matter.state, MATTER_FILED);
		assert_int_equal(matter_fact(&matter, "answer")->number, PROPOSAL_AGREED);
		town_close(&scene.town);
	}
}

static int
remind(struct scene *scene, day_no on)
{
	scene->town.ground.today = on;
	return act_as(&scene->town.ground, &scene->clerk, NULL, "remind-reelection", "body", id_text(scene, scene->town.branch), NULL);
}

static void
ELEC_3_1_a_re_election_is_reminded_of_from_six_months_before_on_and_once_a_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		struct matter matter;
		int64_t id;

		scene_open(&scene, &test);
		assert_refused(remind(&scene, TODAY), "ELEC-3.1"); /* no term on record */
		made(ground, "add-term", "body", id_text(&scene, scene.town.branch), "years", "3", "since", "2024-09-30", NULL);
		assert_refused(remind(&scene, day_of(2027, 3, 29)), "ELEC-3.1");
		assert_int_equal(remind(&scene, day_of(2027, 3, 30)), 0);
		assert_refused(remind(&scene, day_of(2027, 3, 30)), "ELEC-3.1");
		assert_int_equal(remind(&scene, day_of(2027, 3, 31)), 0);
		id = number(&scene, "select max(id) from matter where addressee = $1", scene.town.branch);
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "read-matter", "id", id_text(&scene, id), NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "read-matter", "id", id_text(&scene, id), "answer", "agree", NULL),
		                 FAIL_INPUT);
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "read-matter", "id", id_text(&scene, id), NULL), 0);
		matter = matter_now(&scene.town, id);
		assert_int_equal(matter.body, scene.town.joint);
		assert_int_equal(matter_fact(&matter, "due")->number, day_of(2027, 9, 30));
		/* of one whom another leads it is not this clerk's to remind */
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "remind-reelection", "body", id_text(&scene, scene.town.other_branch),
		                        NULL), FAIL_FORBIDDEN);
		town_close(&scene.town);
	}
}

/* --- what waits ------------------------------------------------------------------------------------ */

static const struct duty *
duty_on(struct scene *scene, day_no on, int64_t id, const char *clause)
{
	static struct duties duties;

	duties = derive_both_ways(scene->town.ground.db, scene->town.ground.arena, on);
	for (size_t i = 0; i < duties.count; i++)
		if (duties.items[i].id == id && strcmp(duties.items[i].clause, clause) == 0)
			return &duties.items[i];
	return NULL;
}

static void
OPIN_8_1_a_request_takes_the_place_of_the_duty_until_it_is_answered(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		const struct duty *duty;
		int64_t id;

		scene_open(&scene, &test);
		duty = duty_on(&scene, TODAY, scene.town.unit, "OPIN-8.1");
		assert_non_null(duty);
		assert_int_equal(duty->matter, 0);
		assert_string_equal(duty->who.en, "the unit");
		id = drafted(&scene, "draft-set-up-body", "branch");
		assert_int_equal(duty_on(&scene, TODAY, scene.town.unit, "OPIN-8.1")->matter, 0); /* a draft asks for nothing */
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		duty = duty_on(&scene, TODAY + 9, scene.town.unit, "OPIN-8.1");
		assert_int_equal(duty->matter, id);
		assert_int_equal(duty->since, TODAY);
		assert_string_equal(duty->who.en, "the higher organization");
		assert_non_null(strstr(duty->why.zh, "9 天未批复"));
		assert_int_equal(act_as(&scene.town.ground, &scene.clerk, NULL, "return-matter", "id", id_text(&scene, id), "remark",
		                        "补充名册", NULL), 0);
		duty = duty_on(&scene, TODAY, scene.town.unit, "OPIN-8.1");
		assert_int_equal(duty->matter == 0 || strcmp(duty->who.en, "the unit") == 0, 1);
		granted(&scene, &scene.office, &scene.clerk, id);
		assert_null(duty_on(&scene, TODAY, scene.town.unit, "OPIN-8.1"));
		town_close(&scene.town);
	}
}

static void
OPIN_8_5b_a_closing_with_unmoved_relations_is_due_by_its_last_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		const struct duty *duty;
		int64_t unit, branch, id;

		scene_open(&scene, &test);
		unit = another_unit(&scene, "己协会", "1");
		branch = made(ground, "add-body", "name", "己党支部", "type", "branch", "unit", id_text(&scene, unit), "since",
		              "2022-01-01", "superior", id_text(&scene, scene.town.joint), NULL);
		town_person(ground, "郑测试", branch);
		id = made_as(ground, &scene.clerk, "draft-unit-closed", "unit", id_text(&scene, unit), "cause", "dissolved", "last",
		             "2026-12-31", NULL);
		assert_int_equal(sent(&scene, &scene.clerk, id, NULL), 0);
		duty = duty_on(&scene, day_of(2026, 12, 31), unit, "OPIN-8.5b");
		assert_int_equal(duty->by, day_of(2026, 12, 31));
		assert_int_equal(duty->state, DUTY_DUE);
		assert_int_equal(duty_on(&scene, day_of(2027, 1, 1), unit, "OPIN-8.5b")->state, DUTY_OVERDUE);
		/* moved one by one, nothing is left to move */
		made(ground, "change-membership", "id",
		     id_text(&scene, number(&scene, "select id from membership where body = $1", branch)), "body",
		     id_text(&scene, scene.town.sister), NULL);
		assert_null(duty_on(&scene, TODAY, unit, "OPIN-8.5b"));
		town_close(&scene.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(OPIN_10_2_a_proposal_goes_to_each_organization_once_and_each_answers),
		cmocka_unit_test(ELEC_3_1_a_re_election_is_reminded_of_from_six_months_before_on_and_once_a_day),
		cmocka_unit_test(OPIN_8_1_a_request_takes_the_place_of_the_duty_until_it_is_answered),
		cmocka_unit_test(OPIN_8_5b_a_closing_with_unmoved_relations_is_due_by_its_last_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
