/* Records made twice: found, looked at side by side, merged, taken back, or said not to be one. */
#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "home.h"
#include "party/action.h"
#include "registry/list.h"

static const char *
kept(struct answer *answer, int status, const char *what)
{
	const char *body = arena_strdup(arena, answer->body);

	if (answer->status != status)
		print_error("%s: %d %.400s\n", what, answer->status, body);
	assert_int_equal(answer->status, status);
	live_free(answer);
	return body;
}

static const char *
page(const struct guest *guest, const char *path, int status)
{
	struct answer answer;

	house_get(&house, guest, path, &answer);
	return kept(&answer, status, path);
}

static const char *
posted(const struct guest *guest, const char *path, const char *fields, int status)
{
	struct answer answer;

	house_post(&house, guest, path, fields, &answer);
	return kept(&answer, status, path);
}

/* What the operator adds; gives its number. */
static int64_t __attribute__((sentinel))
add(const char *name, ...)
{
	struct outcome outcome = {0};
	struct input inputs[16];
	struct actor operator;
	size_t count = 0;
	const char *word;
	va_list args;
	struct call call = {house.installation, db, &operator, arena, LIVE_DAY, house_now};

	assert_int_equal(actor_operator(arena, "test", &operator), 0);
	va_start(args, name);
	while ((word = va_arg(args, const char *)))
		inputs[count++] = (struct input){word, va_arg(args, const char *)};
	va_end(args);
	if (action_run(&call, name, inputs, count, 0, &outcome) < 0)
		print_error("%s: %s\n", name, failure_text(LANG_EN));
	assert_true(outcome.id_count > 0);
	return outcome.ids[0];
}

static const char *
node_of(const char *account)
{
	struct actor actor;

	assert_int_equal(actor_by_name(db, arena, account, LIVE_DAY, &actor), 0);
	return arena_printf(arena, "%lld", (long long)actor.grants[0].node);
}

static int64_t
unit(const char *name)
{
	return add("add-unit", "name", name, "category", "5", "registration_level", "street", "region", "110105", "since", "2022-01-01",
	           "superior", node_of("joint_clerk"), NULL);
}

static void
A_21_a_clerk_merges_two_organizations_and_takes_it_back(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk"), other = house_sign_in(&house, "branch_secretary");
	long long a = unit("东湖社区合唱队"), b = unit("东湖社区·合唱队");
	const char *pair = arena_printf(arena, "/units/duplicates/%lld/%lld", a, b), *body, *undo;
	const char *merge = arena_printf(arena, "do=merge&stays=%lld&reason=%%E9%%87%%8D%%E5%%A4%%8D", a);

	(void)state;
	assert_non_null(strstr(page(&clerk, "/units", 200), "/units/duplicates"));
	body = page(&clerk, "/units/duplicates", 200);
	assert_non_null(strstr(body, pair));
	assert_non_null(strstr(body, "名称相近"));
	assert_non_null(strstr(page(&clerk, pair, 200), "name=\"stays\" value"));
	page(&other, pair, 403);
	page(&clerk, arena_printf(arena, "/units/duplicates/%lld/%lld", a, a), 404);
	posted(&clerk, pair, "do=merge&reason=x", 400);
	posted(&clerk, pair, arena_printf(arena, "do=merge&stays=%lld&reason=", a), 400);
	posted(&clerk, pair, "do=else&reason=x", 400);
	posted(&other, pair, merge, 403);
	posted(&clerk, pair, merge, 303);
	page(&clerk, arena_printf(arena, "/units/%lld", b), 404);
	body = page(&clerk, "/units/duplicates", 200);
	assert_null(strstr(body, pair));
	assert_non_null(strstr(body, "东湖社区·合唱队")); /* among those merged */
	undo = strstr(body, "/units/duplicates/undo/");
	assert_non_null(undo);
	undo = arena_strndup(arena, undo, strcspn(undo, "\""));
	assert_non_null(strstr(page(&clerk, undo, 200), "恢复原样"));
	posted(&clerk, undo, "", 303);
	page(&clerk, arena_printf(arena, "/units/%lld", b), 200);
	page(&clerk, undo, 404);
	/* said not to be one, and looked at again */
	posted(&clerk, pair, "do=apart&reason=%E4%B8%A4%E5%AE%B6", 303);
	body = page(&clerk, "/units/duplicates", 200);
	assert_null(strstr(body, pair));
	assert_non_null(strstr(body, "两家"));
	undo = strstr(body, "/units/duplicates/again/");
	assert_non_null(undo);
	undo = arena_strndup(arena, undo, strcspn(undo, "\""));
	page(&clerk, undo, 200);
	posted(&clerk, undo, "", 303);
	assert_non_null(strstr(page(&clerk, "/units/duplicates", 200), pair));
}

static void
what_contradicts_is_told_beside_the_two(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk");
	long long a = unit("西湖社区书画会"), b = unit("西湖社区（书画）会");
	const char *pair = arena_printf(arena, "/units/duplicates/%lld/%lld", a, b);

	(void)state;
	add("change-unit", "id", arena_printf(arena, "%lld", b), "region", "110108", "from", "2023-01-01", NULL);
	assert_non_null(strstr(posted(&clerk, pair, arena_printf(arena, "do=merge&stays=%lld&reason=x", a), 422), "行政区划代码”不一致"));
	/* read before somebody else changed it */
	add("correct-unit", "id", arena_printf(arena, "%lld", b), "since", "2023-01-01", "region", "110105", NULL);
	posted(&clerk, pair, arena_printf(arena, "do=merge&stays=%lld&reason=x&seen=3", a), 409);
}

static void
DP_12_a_secretary_merges_in_the_own_branch(void **state)
{
	struct guest own = house_sign_in(&house, "branch_secretary"), clerk = house_sign_in(&house, "joint_clerk");
	const char *branch = node_of("branch_secretary");
	long long a = add("add-person", "name", "欧阳测试", "since", "2023-01-01", "body", branch, "category", "full", "joined",
	                  "2010-07-01", NULL);
	long long b = add("add-person", "name", "欧阳测试", "since", "2024-01-01", "body", branch, "category", "full", "joined",
	                  "2010-07-01", NULL);
	const char *pair = arena_printf(arena, "/members/duplicates/%lld/%lld", a, b);

	(void)state;
	assert_non_null(strstr(page(&own, "/members", 200), "/members/duplicates"));
	assert_non_null(strstr(page(&own, "/members/duplicates", 200), pair));
	page(&clerk, "/members/duplicates", 403);
	page(&clerk, pair, 403);
	page(&own, pair, 200);
	posted(&own, pair, arena_printf(arena, "do=merge&stays=%lld&reason=x", b), 303);
	page(&own, arena_printf(arena, "/members/%lld", a), 404);
	page(&own, arena_printf(arena, "/members/%lld", b), 200);
	/* in another tab, the other way round: somebody was quicker, which is nobody else's to know */
	posted(&own, pair, arena_printf(arena, "do=merge&stays=%lld&reason=x", a), 409);
	posted(&clerk, pair, arena_printf(arena, "do=merge&stays=%lld&reason=x", a), 403);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(A_21_a_clerk_merges_two_organizations_and_takes_it_back),
		cmocka_unit_test(what_contradicts_is_told_beside_the_two),
		cmocka_unit_test(DP_12_a_secretary_merges_in_the_own_branch),
	};

	return cmocka_run_group_tests(tests, home_open, home_close);
}
