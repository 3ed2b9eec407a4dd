/*
 * Every route with every role: what a role is not named for is never answered
 * with more than a refusal, whatever the page's own checks do.
 */
#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "house.h"
#include "web/visit.h"

static struct house house;
static struct routes *routes;

static int
start(void **state)
{
	(void)state;
	house_open(&house);
	return routes_new(house.tables, &routes);
}

static int
stop(void **state)
{
	(void)state;
	routes_free(routes);
	house_close(&house);
	return 0;
}

/* An address of the pattern: each {name} becomes 1, a clause or a kind that exists. */
static void
address_of(const struct route *route, char *out, size_t room)
{
	static const struct { const char *name, *value; } known[] = {
		{"{clause}", "ELEC-19.1"}, {"{kind}", "person"},
	};
	size_t len = 0;

	for (const char *at = route->pattern; *at && len + 16 < room;) {
		size_t name = *at == '{' ? strcspn(at, "}") + 1 : 0;
		const char *value = "1";

		if (!name) {
			out[len++] = *at++;
			continue;
		}
		for (size_t i = 0; i < sizeof known / sizeof *known; i++)
			if (strncmp(at, known[i].name, name) == 0)
				value = known[i].value;
		len += (size_t)snprintf(out + len, room - len, "%s", value);
		at += name;
	}
	out[len] = '\0';
}

static bool
is_api(const char *path)
{
	return strncmp(path, "/api/", 5) == 0;
}

static void
ask(const struct route *route, const struct guest *guest, struct answer *ret_answer)
{
	char path[256];

	address_of(route, path, sizeof path);
	if (strcmp(route->method, "POST") == 0)
		house_post(&house, guest, path, "", ret_answer);
	else
		house_get(&house, guest, path, ret_answer);
}

static void
nobody_gets_past_the_door_signed_out(void **state)
{
	const struct route *route;

	(void)state;
	for (size_t i = 0; (route = routes_at(routes, i)); i++) {
		struct answer answer;

		if (route->who & (WHO_PUBLIC | WHO_MONITOR)) /* this machine is let in */
			continue;
		ask(route, NULL, &answer);
		if (answer.status != (is_api(route->pattern) ? 401 : 303))
			print_error("%s %s: %d\n", route->method, route->pattern, answer.status);
		assert_int_equal(answer.status, is_api(route->pattern) ? 401 : 303);
		if (answer.status == 303)
			assert_int_equal(strncmp(live_header(&answer, "Location"), LOGIN_PATH, strlen(LOGIN_PATH)), 0);
		live_free(&answer);
	}
}

/* A role that is named may be refused for other reasons, but never as one that is not, and nothing breaks. */
static void
check_answer(const struct route *route, const struct role_info *role, const struct answer *answer)
{
	static const char sentence[] = "您的角色不能使用这个页面";
	bool named = (route->who & (WHO_PUBLIC | WHO_MONITOR | WHO_SIGNED_IN | (unsigned)role->role)) != 0;
	bool right = named ? answer->status != 401 && answer->status < 500 && !strstr(answer->body, sentence)
	                   : answer->status == 403 && strstr(answer->body, sentence);

	if (!right)
		print_error("%s %s as %s: %d %.300s\n", route->method, route->pattern, role->name, answer->status,
		            answer->body);
	assert_true(right);
}

static void
a_role_that_is_not_named_gets_403(void **state)
{
	const struct route *route;

	(void)state;
	for (size_t r = 0; r < ROLES; r++) {
		struct guest guest = house_sign_in(&house, role_table[r].name);

		for (size_t i = 0; (route = routes_at(routes, i)); i++) {
			struct answer answer;

			if (strcmp(route->pattern, "/logout") == 0)
				continue;
			ask(route, &guest, &answer);
			check_answer(route, &role_table[r], &answer);
			live_free(&answer);
		}
	}
}

static void
a_post_without_csrf_is_403_everywhere(void **state)
{
	const struct route *route;
	struct guest guest = house_sign_in(&house, "joint_clerk");

	(void)state;
	guest.csrf[0] = '\0';
	for (size_t i = 0; (route = routes_at(routes, i)); i++) {
		struct answer answer;

		if (strcmp(route->method, "POST") != 0 || route->csrf_exempt)
			continue;
		ask(route, &guest, &answer);
		if (answer.status != 403)
			print_error("%s %s: %d\n", route->method, route->pattern, answer.status);
		assert_int_equal(answer.status, 403);
		live_free(&answer);
	}
}

static void
only_signing_in_and_open_calculators_take_posts_without_csrf(void **state)
{
	const struct route *route;

	(void)state;
	for (size_t i = 0; (route = routes_at(routes, i)); i++)
		if (route->csrf_exempt)
			assert_true(strcmp(route->pattern, LOGIN_PATH) == 0 || strcmp(route->pattern, "/law/{clause}") == 0 ||
			            strcmp(route->pattern, "/api/v1/law/{clause}") == 0);
}

static void
every_action_has_its_call(void **state)
{
	(void)state;
	for (size_t i = 0; i < house.installation->action_count; i++) {
		const struct action *action = &house.installation->actions[i];
		struct route_match match;
		char path[128];

		snprintf(path, sizeof path, "/api/v1/actions/%s", action->name);
		match = routes_find(routes, "POST", path);
		assert_non_null(match.route);
		assert_int_equal(match.route->who, action->who);
		assert_int_equal(match.route->lane == LANE_PASSWORD, action->pace == PACE_PASSWORD);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_gets_past_the_door_signed_out),
		cmocka_unit_test(a_role_that_is_not_named_gets_403),
		cmocka_unit_test(a_post_without_csrf_is_403_everywhere),
		cmocka_unit_test(only_signing_in_and_open_calculators_take_posts_without_csrf),
		cmocka_unit_test(every_action_has_its_call),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
