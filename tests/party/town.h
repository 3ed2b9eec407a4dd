/*
 * A town with two joint committees under one comprehensive committee, made by
 * actions of the operator: what the tests of roles and scopes move about in.
 */
#ifndef DANGJIAN_TESTS_PARTY_TOWN_H
#define DANGJIAN_TESTS_PARTY_TOWN_H

#include "ground.h"

struct town {
	struct ground ground;
	int64_t top;                    /* comprehensive committee */
	int64_t joint, other_joint;
	int64_t unit, other_unit;       /* under joint, under other_joint */
	int64_t branch, sister, other_branch; /* two of the joint committee's, one of the other's */
	int64_t person, sister_person, other_person;
	int64_t membership, affiliation;/* of person, of unit */
};

static inline int64_t
town_body(struct ground *ground, const char *name, const char *type, int64_t superior)
{
	return made(ground, "add-body", "name", name, "type", type, "since", "2020-01-01", "superior",
	            superior ? text_of(ground, superior) : "", NULL);
}

static inline int64_t
town_unit(struct ground *ground, const char *name, int64_t superior)
{
	return made(ground, "add-unit", "name", name, "category", "5", "registration_level", "街道", "region", "110105",
	            "full_members", "4", "since", "2020-01-01", "superior", text_of(ground, superior), NULL);
}

static inline int64_t
town_person(struct ground *ground, const char *name, int64_t body)
{
	return made(ground, "add-person", "name", name, "since", "2021-01-01", "body", text_of(ground, body),
	            "category", "full", "joined", "2010-07-01", NULL);
}

static inline int64_t
town_number(struct ground *ground, const char *sql, int64_t id)
{
	int64_t number = 0;

	if (db_number(ground->db, sql, ARGS(INT(id)), &number) < 0)
		test_failed(sql);
	return number;
}

static inline void
town_open(struct town *town, const struct test_db *test)
{
	struct ground *ground = &town->ground;

	ground_open(ground, test);
	town->top = town_body(ground, "某市综合党委", "comprehensive_committee", 0);
	town->joint = town_body(ground, "第一联合党委", "joint_committee", town->top);
	town->other_joint = town_body(ground, "第二联合党委", "joint_committee", town->top);
	town->unit = town_unit(ground, "甲社区协会", town->joint);
	town->other_unit = town_unit(ground, "乙社区协会", town->other_joint);
	town->branch = town_body(ground, "甲党支部", "branch", town->joint);
	town->sister = town_body(ground, "丙党支部", "branch", town->joint);
	town->other_branch = town_body(ground, "乙党支部", "branch", town->other_joint);
	town->person = town_person(ground, "张测试", town->branch);
	town->sister_person = town_person(ground, "李测试", town->sister);
	town->other_person = town_person(ground, "王测试", town->other_branch);
	town->membership = town_number(ground, "select id from membership where person = $1", town->person);
	town->affiliation = town_number(ground, "select id from affiliation where unit = $1", town->unit);
}

static inline void
town_close(struct town *town)
{
	ground_close(&town->ground);
}

/* An actor with one role at one node, as it would be loaded from the database. */
static inline struct actor
actor_at(struct town *town, enum role role, int64_t node)
{
	struct grant *grant = ARENA_NEW(town->ground.arena, struct grant);
	const char *path = "/";

	if (node && placement_path(town->ground.db, town->ground.arena, node, town->ground.today, &path) < 0)
		test_failed("placement_path");
	*grant = (struct grant){.role = role, .node = node, .path = path};
	return (struct actor){.account = 1, .name = "tester", .tag = "account:1", .grants = grant, .count = 1,
	                       .today = town->ground.today};
}

#endif
