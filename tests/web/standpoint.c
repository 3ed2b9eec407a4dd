/* Whoever has roles in several parts of the tree chooses from which one to look; and the tree beside pages. */
#include "../check.h"

#include <string.h>

#include "home.h"
#include "web/standpoint.h"

/* The joint committee's clerk, who works for the branch of the demonstration as well. */
static int
start(void **state)
{
	struct guest administrator;
	struct answer answer;
	struct actor actor;

	if (home_open(state) < 0 || actor_by_name(db, arena, "branch_secretary", LIVE_DAY, &actor) < 0)
		return -1;
	administrator = house_sign_in(&house, "administrator");
	house_post(&house, &administrator, "/admin/roles/new",
	           arena_printf(arena, "account=joint_clerk&role=branch_secretary&node=%lld&since=2026-11-21",
	                        (long long)actor.grants[0].node), &answer);
	assert_int_equal(answer.status, 303);
	live_free(&answer);
	return 0;
}

static bool
says(const struct guest *guest, const char *path, const char *words)
{
	struct answer answer = got(guest, path);
	bool found = strstr(answer.body, words) != NULL;

	live_free(&answer);
	return found;
}

/* With the cookie that the menu sets. */
static struct guest
with_choice(const struct guest *guest, int64_t grant)
{
	struct guest from = *guest;
	const char *cookies = arena_printf(arena, "%s; " FROM_COOKIE "=%lld", guest->cookie, (long long)grant);

	assert_true(strlen(cookies) < sizeof from.cookie);
	memcpy(from.cookie, cookies, strlen(cookies) + 1);
	return from;
}

/* The same person after choosing a grant in the menu. */
static struct guest
looking_from(const struct guest *guest, int64_t grant)
{
	struct answer answer;

	house_get(&house, guest, arena_printf(arena, LOOK_FROM_PATH "?grant=%lld&back=%%2Funits", (long long)grant), &answer);
	assert_int_equal(answer.status, 303);
	assert_string_equal(live_header(&answer, "Location"), "/units");
	live_free(&answer);
	return with_choice(guest, grant);
}

static void
DP_12_of_several_roles_one_is_looked_from_and_none_is_lost(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk"), from;
	struct actor actor, other;
	const char *branch;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "joint_clerk", LIVE_DAY, &actor), 0);
	assert_int_equal(actor_by_name(db, arena, "inspector", LIVE_DAY, &other), 0);
	assert_int_equal(actor.count, 2);
	branch = house.accounts[1].node;
	assert_true(says(&clerk, "/", "查看范围"));
	assert_true(says(&clerk, "/", "第一联合党委</h1>"));
	from = looking_from(&clerk, actor.grants[1].id);
	assert_true(says(&from, "/", arena_printf(arena, "%s</h1>", branch)));
	assert_true(says(&from, "/bodies", arena_printf(arena, "<small>%s</small>", branch)));
	assert_true(says(&from, "/units", "共 1 条"));
	/* what the other role reaches still opens */
	assert_true(says(&from, arena_printf(arena, "/?node=%lld", (long long)actor.grants[0].node), "第一联合党委</h1>"));
	assert_int_equal(house_get_status(&house, &from, arena_printf(arena, "/bodies/%lld", (long long)actor.grants[0].node)),
	                 200);
	from = looking_from(&clerk, actor.grants[0].id);
	assert_true(says(&from, "/", "第一联合党委</h1>"));
	/* nobody looks from another's role, by link or by cookie */
	assert_int_equal(house_get_status(&house, &clerk,
	                                  arena_printf(arena, LOOK_FROM_PATH "?grant=%lld", (long long)other.grants[0].id)), 400);
	assert_int_equal(house_get_status(&house, &clerk, LOOK_FROM_PATH "?grant=x"), 400);
	assert_int_equal(house_get_status(&house, NULL, LOOK_FROM_PATH "?grant=1"), 303);
	from = with_choice(&clerk, other.grants[0].id);
	assert_true(says(&from, "/", "第一联合党委</h1>"));
}

static void
who_has_one_role_is_offered_no_choice(void **state)
{
	struct guest clerk = house_sign_in(&house, "comprehensive_clerk"), keeper = house_sign_in(&house, "administrator");

	(void)state;
	assert_false(says(&clerk, "/", "查看范围"));
	assert_false(says(&keeper, "/admin", "查看范围"));
}

static void
a_list_is_narrowed_by_a_node_of_the_tree_beside_it(void **state)
{
	struct guest clerk = house_sign_in(&house, "comprehensive_clerk"), secretary = house_sign_in(&house, "branch_secretary");
	struct actor joint;
	const char *narrowed;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "joint_clerk", LIVE_DAY, &joint), 0);
	narrowed = arena_printf(arena, "/units?category=1&amp;node=%lld", (long long)joint.grants[0].node);
	assert_true(says(&clerk, "/units?category=1", arena_printf(arena, "<a href=\"%s\"", narrowed)));
	narrowed = arena_printf(arena, "/units?category=1&node=%lld", (long long)joint.grants[0].node);
	assert_true(says(&clerk, narrowed, "aria-current=\"page\"><span>第一联合党委"));
	/* no unit hangs under a branch, but a term does */
	assert_false(says(&clerk, narrowed, "党支部</span>"));
	assert_true(says(&clerk, arena_printf(arena, "/registers/term?node=%lld", (long long)joint.grants[0].node),
	                 "党支部</span>"));
	/* whoever has a branch alone has nothing to choose */
	assert_false(says(&secretary, "/bodies", "class=\"card tree"));
}

static void
beside_a_record_the_tree_shows_where_it_hangs(void **state)
{
	struct guest clerk = house_sign_in(&house, "comprehensive_clerk");
	struct actor joint, office;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "joint_clerk", LIVE_DAY, &joint), 0);
	assert_int_equal(actor_by_name(db, arena, "unit_office", LIVE_DAY, &office), 0);
	assert_true(says(&clerk, arena_printf(arena, "/bodies/%lld", (long long)joint.grants[0].node),
	                 "aria-current=\"page\"><span>第一联合党委"));
	assert_true(says(&clerk, arena_printf(arena, "/units/%lld", (long long)office.grants[0].node),
	                 "aria-current=\"location\"><span>"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(DP_12_of_several_roles_one_is_looked_from_and_none_is_lost),
		cmocka_unit_test(who_has_one_role_is_offered_no_choice),
		cmocka_unit_test(a_list_is_narrowed_by_a_node_of_the_tree_beside_it),
		cmocka_unit_test(beside_a_record_the_tree_shows_where_it_hangs),
	};

	return cmocka_run_group_tests(tests, start, home_close);
}
