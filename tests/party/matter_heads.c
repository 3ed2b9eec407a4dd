/* The prior check of a proposed head (OPIN-6.3d), and how the person is heard (DP-23). */
#include "../check.h"

#include <string.h>

#include "party/duty.h"
#include "party/retention.h"
#include "scene.h"

static int64_t
proposed(struct scene *scene, const char *takes_up)
{
	int64_t id = made_as(&scene->town.ground, &scene->office, "draft-head-check", "unit", id_text(scene, scene->town.unit),
	                     "candidate", "钱测试", "office", "会长", "takes_up", takes_up, NULL);

	if (sent(scene, &scene->office, id, NULL) < 0)
		test_failed(failure_text(LANG_EN));
	return id;
}

static int
cleared(struct scene *scene, const struct actor *actor, int64_t id)
{
	return act_as(&scene->town.ground, actor, NULL, "examine-matter", "id", id_text(scene, id), "opinion", "no_objection",
	              "document", "某党审〔2026〕3号", "document_on", "2026-11-21", NULL);
}

static int
objected(struct scene *scene, int64_t id)
{
	return act_as(&scene->town.ground, &scene->clerk, NULL, "examine-matter", "id", id_text(scene, id), "opinion", "objection",
	              "basis", "charter", "provision", "章程第二十条", "remark", "入会不满两年", "document", "某党审〔2026〕4号",
	              "document_on", "2026-11-21", NULL);
}

static const struct matter_finding *
found(struct scene *scene, int64_t id, const char *clause)
{
	struct ground *ground = &scene->town.ground;
	struct matter_check *check = ARENA_NEW(ground->arena, struct matter_check);
	struct matter *matter = ARENA_NEW(ground->arena, struct matter);

	*matter = matter_now(&scene->town, id);
	if (matter_judge(ground->db, ground->arena, matter, NULL, ground->today, check) < 0)
		test_failed(failure_text(LANG_EN));
	for (size_t i = 0; i < check->count; i++)
		if (strcmp(check->found[i].clause, clause) == 0)
			return &check->found[i];
	return NULL;
}

static void
OPIN_6_3d_the_agency_answers_with_an_opinion_and_nothing_else(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		struct matter matter;
		int64_t id;

		scene_open(&scene, &test);
		id = proposed(&scene, "2026-12-01");
		assert_int_equal(matter_now(&scene.town, id).addressee, scene.town.joint);
		assert_refused(approved(&scene, &scene.clerk, id), "OPIN-6.3d");
		assert_refused(act_as(ground, &scene.clerk, NULL, "refuse-matter", "id", id_text(&scene, id), "document", "文",
		                      "document_on", "2026-11-21", "remark", "不妥", NULL), "OPIN-6.3d");
		assert_int_equal(cleared(&scene, &scene.office, id), FAIL_FORBIDDEN);
		assert_int_equal(cleared(&scene, &scene.chief, id), FAIL_FORBIDDEN);
		assert_int_equal(cleared(&scene, &scene.clerk, id), 0);
		matter = matter_now(&scene.town, id);
		assert_int_equal(matter.state, MATTER_CLEARED);
		assert_string_equal(matter.document, "某党审〔2026〕3号");
		assert_int_equal(matter.document_on, day_of(2026, 11, 21));
		/* the organization's head stays as it is: it decides itself */
		assert_int_equal(number(&scene, "select count(*) from unit where id = $1 and head = '钱测试'", scene.town.unit), 0);
		/* other requests are answered by no opinion */
		id = drafted(&scene, "draft-set-up-body", "branch");
		set_figures(&scene, scene.town.unit, "5", "0");
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		assert_refused(cleared(&scene, &scene.clerk, id), "OPIN-6.3d");
		town_close(&scene.town);
	}
}

static int
examine(struct scene *scene, int64_t id, const char *opinion, const char *basis, const char *provision, const char *remark)
{
	return act_as(&scene->town.ground, &scene->clerk, NULL, "examine-matter", "id", id_text(scene, id), "opinion", opinion,
	              "basis", basis, "provision", provision, "remark", remark, "document", "文", "document_on", "2026-11-21", NULL);
}

static void
OPIN_6_3d_an_objection_cites_a_condition_of_law_or_charter(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct matter matter;
		int64_t id;

		scene_open(&scene, &test);
		id = proposed(&scene, "2026-12-01");
		assert_int_equal(examine(&scene, id, "objection", "", "章程第二十条", "入会不满两年"), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "basis");
		assert_int_equal(examine(&scene, id, "objection", "charter", "", "入会不满两年"), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "provision");
		assert_int_equal(examine(&scene, id, "objection", "law", "某条例第十条", ""), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "remark");
		assert_int_equal(examine(&scene, id, "objection", "belief", "章程第二十条", "入会不满两年"), FAIL_INPUT);
		assert_int_equal(examine(&scene, id, "no_objection", "law", "", ""), FAIL_INPUT);
		assert_int_equal(matter_now(&scene.town, id).state, MATTER_SUBMITTED);
		assert_int_equal(objected(&scene, id), 0);
		matter = matter_now(&scene.town, id);
		assert_int_equal(matter.state, MATTER_OBJECTED);
		assert_int_equal(matter_fact(&matter, "basis")->number, HEAD_BY_CHARTER);
		assert_string_equal(matter_fact(&matter, "provision")->text, "章程第二十条");
		assert_string_equal(matter_fact(&matter, "candidate")->text, "钱测试");
		assert_string_equal(matter.remark, "入会不满两年");
		town_close(&scene.town);
	}
}

/* The opinion is of 2026-11-21: a head who takes post that day is in order, one of the day before is not. */
static void
OPIN_6_3d_no_head_takes_post_before_the_opinion(void **state)
{
	static const struct {
		const char *takes_up;
		enum verdict verdict;
	} tried[] = {{"2026-11-22", HOLDS}, {"2026-11-21", HOLDS}, {"2026-11-20", BREACH}};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;

		scene_open(&scene, &test);
		for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
			int64_t id = proposed(&scene, tried[i].takes_up);

			assert_int_equal(found(&scene, id, "OPIN-6.3d")->verdict, tried[i].verdict);
			assert_int_equal(cleared(&scene, &scene.clerk, id), 0);
			scene.town.ground.today += 30; /* what was in order stays so */
			assert_int_equal(found(&scene, id, "OPIN-6.3d")->verdict, tried[i].verdict);
			scene.town.ground.today -= 30;
		}
		town_close(&scene.town);
	}
}

static int
hear(struct scene *scene, const struct actor *actor, int64_t id, const char *told, const char *answer, const char *answered)
{
	return act_as(&scene->town.ground, actor, NULL, "hear-matter", "id", id_text(scene, id), "told", told, "answer", answer,
	              "answered", answered, NULL);
}

static void
DP_23_who_is_objected_to_is_told_and_may_answer(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct matter matter;
		int64_t id;

		scene_open(&scene, &test);
		id = proposed(&scene, "2026-12-01");
		assert_refused(hear(&scene, &scene.office, id, "2026-11-21", "", ""), "OPIN-6.3f"); /* nothing to tell yet */
		assert_null(found(&scene, id, "DP-23"));
		assert_int_equal(objected(&scene, id), 0);
		assert_int_equal(found(&scene, id, "DP-23")->verdict, BREACH);
		scene.town.ground.today += 5;
		assert_int_equal(hear(&scene, &scene.office, id, "2026-11-20", "", ""), FAIL_INPUT);
		assert_int_equal(hear(&scene, &scene.office, id, "2026-11-27", "", ""), FAIL_INPUT);
		assert_int_equal(hear(&scene, &scene.office, id, "2026-11-21", "已满两年", ""), FAIL_INPUT);
		assert_int_equal(hear(&scene, &scene.office, id, "2026-11-23", "已满两年", "2026-11-22"), FAIL_INPUT);
		assert_int_equal(hear(&scene, &scene.secretary, id, "2026-11-21", "", ""), FAIL_FORBIDDEN);
		assert_int_equal(hear(&scene, &scene.chief, id, "2026-11-21", "", ""), FAIL_FORBIDDEN);
		assert_int_equal(hear(&scene, &scene.clerk, id, "2026-11-21", "", ""), 0);
		assert_int_equal(found(&scene, id, "DP-23")->verdict, HOLDS);
		assert_int_equal(hear(&scene, &scene.office, id, "2026-11-21", "入会已满两年，附会员证明", "2026-11-24"), 0);
		matter = matter_now(&scene.town, id);
		assert_int_equal(matter.state, MATTER_OBJECTED);
		assert_string_equal(matter_fact(&matter, "answer")->text, "入会已满两年，附会员证明");
		assert_int_equal(matter_fact(&matter, "answered")->number, day_of(2026, 11, 24));
		assert_string_equal(matter.remark, "入会不满两年"); /* the opinion itself stays */
		assert_int_equal(matter_days(&matter, scene.town.ground.today), 0); /* it was answered on the day it came */
		town_close(&scene.town);
	}
}

static void
OPIN_6_3d_an_opinion_that_is_owed_is_due(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		struct duties duties;
		bool due = false;
		int64_t id;

		scene_open(&scene, &test);
		id = proposed(&scene, "2026-12-01");
		assert_int_equal(duties_derive(ground->db, ground->arena, NULL, ground->today + 3, &duties), 0);
		for (size_t i = 0; i < duties.count; i++)
			due |= duties.items[i].matter == id && strcmp(duties.items[i].clause, "OPIN-6.3d") == 0;
		assert_true(due);
		town_close(&scene.town);
	}
}

/* Kept for five years from the opinion on by default, then the words go, the name with them. */
static void
DP_14_the_words_of_an_opinion_go_when_its_time_is_over(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		struct due_erasure *due;
		struct matter matter;
		size_t count;
		bool more;
		int64_t id;

		scene_open(&scene, &test);
		id = proposed(&scene, "2026-12-01");
		assert_int_equal(objected(&scene, id), 0);
		assert_int_equal(retention_due(ground->db, ground->arena, KEEPS_OPINIONS, NULL, day_of(2031, 11, 20), 10, &due, &count,
		                               &more), 0);
		assert_int_equal(count, 0);
		assert_int_equal(retention_due(ground->db, ground->arena, KEEPS_OPINIONS, NULL, day_of(2031, 11, 21), 10, &due, &count,
		                               &more), 0);
		assert_int_equal(count, 1);
		assert_int_equal(due[0].subject, id);
		ground->today = day_of(2031, 11, 21);
		made(ground, "erase-due", "node", id_text(&scene, scene.town.joint), "what", "opinions", "document", "文", NULL);
		matter = matter_now(&scene.town, id);
		assert_string_equal(matter_fact(&matter, "candidate")->text, ERASED);
		assert_string_equal(matter.remark, ERASED);
		town_close(&scene.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(OPIN_6_3d_the_agency_answers_with_an_opinion_and_nothing_else),
		cmocka_unit_test(OPIN_6_3d_an_objection_cites_a_condition_of_law_or_charter),
		cmocka_unit_test(OPIN_6_3d_no_head_takes_post_before_the_opinion),
		cmocka_unit_test(DP_23_who_is_objected_to_is_told_and_may_answer),
		cmocka_unit_test(OPIN_6_3d_an_opinion_that_is_owed_is_due),
		cmocka_unit_test(DP_14_the_words_of_an_opinion_go_when_its_time_is_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
