#include "../check.h"

#include "ground.h"
#include "party/due_ahead.h"
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

static int64_t
distance(const struct duty *duty)
{
	return (duty->by != DAY_NONE ? duty->by : duty->since) - TODAY;
}

static bool
presses_more(const struct duty *a, const struct duty *b)
{
	int x = due_rank(a, TODAY), y = due_rank(b, TODAY);

	return x != y ? x < y : distance(a) < distance(b);
}

/* The brief counts what is for everybody, and nothing of that presses more than what it shows. */
static void
judge_brief(const struct due_brief *brief, const struct duties *all)
{
	int64_t states[DUTY_OPEN + 1] = {0}, month = 0, half_year = 0, for_all = 0, pressing_more = 0;

	for (size_t i = 0; i < all->count; i++) {
		const struct duty *duty = &all->items[i];
		bool ahead = duty->by != DAY_NONE && duty->by >= TODAY;

		if (strcmp(duty->clause, "DP-23") == 0)
			continue;
		for_all++;
		states[duty->state]++;
		month += ahead && duty->by <= day_add_months(TODAY, 1);
		half_year += ahead && duty->by <= day_add_months(TODAY, 6);
		pressing_more += brief->count > 0 && presses_more(duty, &brief->foremost[brief->count - 1]);
	}
	assert_int_equal(brief->overdue, states[DUTY_OVERDUE]);
	assert_int_equal(brief->open, states[DUTY_OPEN]);
	assert_int_equal(brief->month, month);
	assert_int_equal(brief->half_year, half_year);
	assert_int_equal(brief->count, for_all < DUE_FOREMOST ? for_all : DUE_FOREMOST);
	assert_true(pressing_more < DUE_FOREMOST);
	for (size_t i = 0; i < brief->count; i++) {
		assert_string_not_equal(brief->foremost[i].clause, "DP-23");
		assert_true(i == 0 || !presses_more(&brief->foremost[i], &brief->foremost[i - 1]));
	}
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
		judge_brief(&due->brief, &fresh);
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

/* A committee with many organizations, each of which owes several things. */
static int64_t
crowd(struct ground *ground)
{
	int64_t top = city(ground);

	for (int i = 0; i < 180; i++)
		made(ground, "add-unit", "since", "2020-01-01", "name", arena_printf(ground->arena, "第%d协会", i), "category", "5",
		     "registration_level", "street", "region", "110101", "full_members", i % 2 ? "3" : "1", "superior", "2", NULL);
	return top;
}

/* A branch that has removed somebody without a hearing. */
static void
wrong_somebody(struct ground *ground)
{
	int64_t unit = made(ground, "add-unit", "since", "2020-01-01", "name", "丙协会", "category", "5", "registration_level",
	                    "street", "region", "110101", "superior", "2", NULL);
	int64_t body = made(ground, "add-body", "since", "2020-01-01", "name", "丙协会支部", "type", "branch", "unit",
	                    text_of(ground, unit), "superior", "2", NULL);
	int64_t person = made(ground, "add-person", "since", "2020-01-01", "name", "某某", "body", text_of(ground, body),
	                      "category", "full", "joined", "2001-07-01", NULL);

	made(ground, "add-restriction", "since", "2026-01-01", "person", text_of(ground, person), "body", text_of(ground, body),
	     "measure", "suspended", "organ", "某委", "document", "文九号", NULL);
}

static bool
holds_clause(const struct duties *duties, const char *clause)
{
	for (size_t i = 0; i < duties->count; i++)
		if (strcmp(duties->items[i].clause, clause) == 0)
			return true;
	return false;
}

/* The brief of a wide part is kept without its list, which is derived for whoever asks for it. */
static void
a_brief_stays_at_hand_without_its_list(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		const struct due *brief, *list;
		struct ground ground;
		struct due_cache *cache;
		struct duties all;
		const char *path;
		int64_t top;

		ground_open(&ground, &test);
		top = crowd(&ground);
		wrong_somebody(&ground);
		cache = ground.installation->due;
		path = arena_printf(ground.arena, "/%lld/", (long long)top);
		assert_int_equal(due_borrow_brief(cache, ground.db, path, TODAY, TODAY, &brief), 0);
		assert_int_equal(brief->duties.count, 0);
		assert_true(due_cache_bytes(cache) < 8192);
		assert_int_equal(duties_derive(ground.db, ground.arena, path, TODAY, &all), 0);
		assert_true(holds_clause(&all, "DP-23"));
		judge_brief(&brief->brief, &all);
		assert_int_equal(due_borrow(cache, ground.db, path, TODAY, TODAY, &list), 0);
		assert_ptr_not_equal(list, brief);
		assert_same_duties(&list->duties, &all);
		judge_brief(&list->brief, &all);
		due_return(cache, list);
		due_return(cache, brief);
		ground_close(&ground);
	}
}

/* After a round whoever looks finds the briefs made, and after an act and another round the new ones. */
static void
wide_parts_are_derived_before_anybody_asks(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		const struct due *before, *after;
		struct ground ground;
		struct due_cache *cache;
		uint64_t misses;
		const char *path;
		size_t briefs;
		int64_t top;

		ground_open(&ground, &test);
		top = crowd(&ground);
		cache = ground.installation->due;
		path = arena_printf(ground.arena, "/%lld/", (long long)top);
		assert_int_equal(due_ahead_round(ground.installation, ground.db, TODAY, 181, NULL, &briefs), 0);
		assert_int_equal(briefs, 0);
		assert_int_equal(due_ahead_round(ground.installation, ground.db, TODAY, 180, NULL, &briefs), 0);
		assert_int_equal(briefs, 2); /* the city and its only committee */
		misses = due_cache_figures(cache).misses;
		assert_int_equal(due_borrow_brief(cache, ground.db, path, TODAY, TODAY, &before), 0);
		assert_int_equal(due_cache_figures(cache).misses, misses);
		made(&ground, "add-unit", "since", "2020-01-01", "name", "新协会", "category", "5", "registration_level", "street",
		     "region", "110101", "superior", "2", NULL);
		assert_int_equal(due_ahead_round(ground.installation, ground.db, TODAY, 180, NULL, &briefs), 0);
		assert_int_equal(due_borrow_brief(cache, ground.db, path, TODAY, TODAY, &after), 0);
		assert_int_equal(due_cache_figures(cache).misses, misses + 2);
		assert_true(after->brief.open > before->brief.open);
		due_return(cache, before);
		due_return(cache, after);
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
		cmocka_unit_test(a_brief_stays_at_hand_without_its_list),
		cmocka_unit_test(wide_parts_are_derived_before_anybody_asks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
