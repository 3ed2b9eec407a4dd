/* Who takes part in a matter of a body or a unit in the town of town.h, and how such a matter is brought on. */
#ifndef DANGJIAN_TESTS_PARTY_SCENE_H
#define DANGJIAN_TESTS_PARTY_SCENE_H

#include "matters.h"

struct scene {
	struct town town;
	struct actor office, secretary, clerk, chief;
};

static inline void
scene_open(struct scene *scene, const struct test_db *test)
{
	town_open(&scene->town, test);
	scene->office = account_at(&scene->town, ROLE_UNIT_OFFICE, scene->town.unit, 11);
	scene->secretary = account_at(&scene->town, ROLE_BRANCH_SECRETARY, scene->town.branch, 12);
	scene->clerk = account_at(&scene->town, ROLE_JOINT_CLERK, scene->town.joint, 13);
	scene->chief = account_at(&scene->town, ROLE_COMPREHENSIVE_CLERK, scene->town.top, 14);
}

static inline const char *
id_text(struct scene *scene, int64_t id)
{
	return text_of(&scene->town.ground, id);
}

static inline int64_t
number(struct scene *scene, const char *sql, int64_t id)
{
	return town_number(&scene->town.ground, sql, id);
}

static inline void
set_figures(struct scene *scene, int64_t unit, const char *full, const char *probationary)
{
	made(&scene->town.ground, "change-unit", "id", id_text(scene, unit), "full_members", full, "probationary_members",
	     probationary, NULL);
}

/* An organization under the town's first joint committee. */
static inline int64_t
another_unit(struct scene *scene, const char *name, const char *full)
{
	int64_t unit = town_unit(&scene->town.ground, name, scene->town.joint);

	set_figures(scene, unit, full, "0");
	return unit;
}

static inline int64_t
drafted(struct scene *scene, const char *action, const char *form)
{
	return made_as(&scene->town.ground, &scene->office, action, "unit", id_text(scene, scene->town.unit), "form", form, NULL);
}

static inline int
sent(struct scene *scene, const struct actor *actor, int64_t id, const char *grounds)
{
	return act_as(&scene->town.ground, actor, NULL, "submit-matter", "id", id_text(scene, id), "grounds",
	              grounds ? grounds : "", NULL);
}

static inline int
approved(struct scene *scene, const struct actor *actor, int64_t id)
{
	return approve_as(&scene->town, actor, id, "2026-11-21");
}

static inline int64_t
result_of(struct scene *scene, int64_t id)
{
	struct matter matter = matter_now(&scene->town, id);

	return matter_fact(&matter, "result")->number;
}

static inline struct record *
record_on(struct scene *scene, const struct kind *kind, int64_t id, day_no on)
{
	struct ground *ground = &scene->town.ground;
	struct record *record;

	if (record_get(ground->db, ground->arena, kind, id, on, &record) < 0)
		return NULL;
	return record;
}

/* Sent by the one and approved by the other. */
static inline void
granted(struct scene *scene, const struct actor *sender, const struct actor *approver, int64_t id)
{
	assert_int_equal(sent(scene, sender, id, NULL), 0);
	assert_int_equal(approved(scene, approver, id), 0);
}

#endif
