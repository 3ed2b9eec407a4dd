#include "../check.h"

#include "ground.h"
#include "party/due_cache.h"

/* A comprehensive committee with one organization that has nothing yet. */
static int64_t
city(struct ground *ground)
{
	int64_t top = made(ground, "add-body", "since", "2020-01-01", "name", "综合党委", "type",
	                   "comprehensive_committee", NULL);

	made(ground, "add-unit", "since", "2020-01-01", "name", "甲协会", "category", "5", "registration_level", "street",
	     "region", "110101", "superior", text_of(ground, made(ground, "add-body", "since", "2020-01-01", "name", "联合党委",
	                                                          "type", "joint_committee", "superior",
	                                                          text_of(ground, top), NULL)), NULL);
	return top;
}

static void
a_list_is_lent_until_the_next_act_makes_it_anew(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		const struct due *first, *again, *other, *later;
		struct ground ground;
		struct due_cache *cache;

		ground_open(&ground, &test);
		city(&ground);
		cache = ground.installation->due;
		assert_int_equal(due_borrow(cache, ground.db, NULL, TODAY, TODAY, &first), 0);
		assert_int_equal(due_borrow(cache, ground.db, NULL, TODAY, TODAY, &again), 0);
		assert_int_equal(due_borrow(cache, ground.db, NULL, TODAY - 1, TODAY, &other), 0);
		assert_ptr_equal(first, again);
		assert_ptr_not_equal(first, other);
		assert_true(first->duties.count > 0);
		made(&ground, "add-unit", "since", "2020-01-01", "name", "乙协会", "category", "5", "registration_level",
		     "street", "region", "110101", "superior", "2", NULL);
		assert_int_equal(due_borrow(cache, ground.db, NULL, TODAY, TODAY, &later), 0);
		assert_ptr_not_equal(first, later);
		assert_true(later->duties.count > first->duties.count); /* the loan is still good */
		due_return(cache, first);
		due_return(cache, again);
		due_return(cache, other);
		due_return(cache, later);
		due_return(cache, NULL);
		ground_close(&ground);
	}
}

static void
many_parts_and_days_leave_no_more_than_the_limit(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		ground_open(&ground, &test);
		city(&ground);
		for (int day = 0; day < 2 * DUE_KEPT; day++) {
			const struct due *due;

			assert_int_equal(due_borrow(ground.installation->due, ground.db, "/1/", TODAY - day, TODAY, &due), 0);
			due_return(ground.installation->due, due);
			assert_true(due_cache_bytes(ground.installation->due) <= DUE_BYTES);
		}
		assert_true(due_cache_bytes(ground.installation->due) > 0);
		ground_close(&ground);
	}
}

/* ---- lists put together from parts ---- */

#define JOINTS 4
#define UNITS 5

struct town {
	int64_t top, joints[JOINTS], units[JOINTS][UNITS], bodies[JOINTS];
};

static struct town
build_town(struct ground *ground)
{
	struct town town;

	town.top = made(ground, "add-body", "since", "2018-01-01", "name", "综合党委", "type", "comprehensive_committee", NULL);
	for (int j = 0; j < JOINTS; j++) {
		town.joints[j] = made(ground, "add-body", "since", "2018-02-01", "name", text_of(ground, j), "type",
		                      "joint_committee", "superior", text_of(ground, town.top), NULL);
		for (int u = 0; u < UNITS; u++)
			town.units[j][u] = made(ground, "add-unit", "since", "2019-01-01", "name", text_of(ground, 10 * j + u),
			                        "category", "5", "registration_level", "street", "region", "110101", "full_members",
			                        text_of(ground, u), "superior", text_of(ground, town.joints[j]), NULL);
		town.bodies[j] = made(ground, "add-body", "since", "2020-01-01", "name", text_of(ground, 100 + j), "type",
		                      "joint_branch", "superior", text_of(ground, town.joints[j]), NULL);
	}
	return town;
}

static void
assert_same_duties(const struct duties *a, const struct duties *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_int_equal(a->items[i].id, b->items[i].id);
		assert_string_equal(a->items[i].clause, b->items[i].clause);
		assert_string_equal(a->items[i].why.zh, b->items[i].why.zh);
		assert_int_equal(a->items[i].by, b->items[i].by);
		assert_int_equal(a->items[i].since, b->items[i].since);
	}
}

/* What an organization owes is the same read alone, but for what it would join in. */
static void
compare_alone(struct ground *ground, const struct duties *all, int64_t unit)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct duties alone, among = duties_of(arena, all, "unit", unit);
	size_t kept = 0;

	for (size_t i = 0; i < among.count; i++)
		if (strcmp(among.items[i].clause, "OPIN-10.2") != 0)
			among.items[kept++] = among.items[i];
	among.count = kept;
	assert_int_equal(duties_of_unit(ground->db, arena, unit, TODAY, &alone), 0);
	assert_same_duties(&alone, &among);
	arena_free(arena);
}

/* What is lent is what one pass over the part gives. */
static void
compare_with_derived(struct ground *ground, const struct town *town)
{
	for (int j = -1; j < JOINTS; j++) {
		const char *path = arena_printf(ground->arena, j < 0 ? "/%lld/" : "/%lld/%lld/", (long long)town->top,
		                                j < 0 ? 0LL : (long long)town->joints[j]);
		const struct due *due;
		struct duties fresh;

		assert_int_equal(due_borrow(ground->installation->due, ground->db, path, TODAY, TODAY, &due), 0);
		assert_int_equal(duties_derive(ground->db, ground->arena, path, TODAY, &fresh), 0);
		assert_same_duties(&due->duties, &fresh);
		for (int u = 0; u < JOINTS * UNITS && j < 0; u++)
			compare_alone(ground, &fresh, town->units[u / UNITS][u % UNITS]);
		due_return(ground->installation->due, due);
	}
}

static const char *
text_of_day(struct ground *ground, day_no day)
{
	char text[DAY_TEXT];

	return arena_strdup(ground->arena, day_text(day, text));
}

/* One act out of many kinds, some of which reach over to another committee. */
static void
do_something(struct ground *ground, struct town *town, unsigned dice)
{
	int j = (int)(dice / 16 % JOINTS), u = (int)(dice / 64 % UNITS), other = (j + 1) % JOINTS;
	const char *unit = text_of(ground, town->units[j][u]), *body = text_of(ground, town->bodies[j]);

	switch (dice % 8) {
	case 0:
	case 1:
		made(ground, "change-unit", "id", unit, "full_members", text_of(ground, dice / 7 % 6), NULL);
		break;
	case 2:
		act_as(ground, &ground->operator, NULL, "add-term", "since", "2021-03-01", "body", body, "years", "3", NULL);
		break;
	case 3:
		act_as(ground, &ground->operator, NULL, "add-coverage", "since", "2026-01-01", "unit",
		       text_of(ground, town->units[other][u]), "mode", "joint", "body", body, NULL);
		break;
	case 4:
		act_as(ground, &ground->operator, NULL, "add-pledge", "since", "2026-02-01", "unit", unit, NULL);
		break;
	case 5:
		act_as(ground, &ground->operator, NULL, "reaffiliate", "unit", unit, "superior",
		       text_of(ground, town->joints[other]), "from", text_of_day(ground, TODAY - 300 + (day_no)(dice / 512 % 290)),
		       "document", "甲1号", "former_document", "乙2号", NULL);
		break;
	case 6:
		act_as(ground, &ground->operator, NULL, "add-charter", "since", "2025-05-05", "unit", unit, "has_article", "1", NULL);
		break;
	default:
		made(ground, "change-body", "id", body, "number", text_of(ground, dice), NULL);
		break;
	}
}

static void
a_list_put_together_from_parts_is_the_one_derived(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 3; seed++) FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct town town;
		unsigned dice = seed * 12345;

		ground_open(&ground, &test);
		town = build_town(&ground);
		compare_with_derived(&ground, &town);
		for (int step = 0; step < 60; step++) {
			dice = dice * 1103515245u + 12345u;
			do_something(&ground, &town, dice >> 8);
			if (step % 3 != 1) /* now and then more than one act lies between */
				compare_with_derived(&ground, &town);
		}
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_is_lent_until_the_next_act_makes_it_anew),
		cmocka_unit_test(many_parts_and_days_leave_no_more_than_the_limit),
		cmocka_unit_test(a_list_put_together_from_parts_is_the_one_derived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
