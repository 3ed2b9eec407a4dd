/* Actions as calls, and the description of the interface. */
#include "../check.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "home.h"
#include "party/action.h"
#include "registry/input.h"

/* The answer of a call, which must have that status; freed by json_decref. */
static json_t *
called(const struct guest *guest, const char *action, const char *object, int status)
{
	struct answer answer;
	char path[128];
	json_t *json;

	snprintf(path, sizeof path, "/api/v1/actions/%s", action);
	house_call(&house, guest, path, object, &answer);
	if (answer.status != status)
		print_error("%s %s: %d %s\n", action, object, answer.status, answer.body);
	assert_int_equal(answer.status, status);
	json = json_loads(answer.body, 0, NULL);
	assert_non_null(json);
	live_free(&answer);
	return json;
}

static void
assert_refused(const struct guest *guest, const char *action, const char *object, int status, const char *field)
{
	json_t *json = called(guest, action, object, status);
	json_t *why = json_object_get(json, "why");

	assert_true(json_is_string(json_object_get(why, "zh")) && json_is_string(json_object_get(why, "en")));
	if (field)
		assert_string_equal(json_string_value(json_object_get(json, "field")), field);
	json_decref(json);
}

static int64_t
joint_committee(void)
{
	struct actor actor;
	int64_t node;

	assert_int_equal(actor_by_name(db, arena, "joint_clerk", LIVE_DAY, &actor), 0);
	node = actor.grants[0].node;
	return node;
}

/* Adds a unit under the clerk's committee; its identity. */
static int64_t
add_unit(const struct guest *clerk, const char *name, int64_t *ret_journal)
{
	char object[512];
	json_t *json;
	int64_t id;

	snprintf(object, sizeof object,
	         "{\"since\":\"2026-11-01\",\"name\":\"%s\",\"category\":\"5\",\"registration_level\":"
	         "\"county\",\"region\":\"110105\",\"full_members\":4,\"superior\":%lld}",
	         name, (long long)joint_committee());
	json = called(clerk, "add-unit", object, 200);
	id = json_integer_value(json_array_get(json_object_get(json, "ids"), 0));
	*ret_journal = json_integer_value(json_object_get(json, "journal"));
	assert_true(id > 0 && *ret_journal > 0);
	json_decref(json);
	return id;
}

static void
a_call_answers_journal_and_ids(void **state)
{
	struct guest clerk = house_token(&house, "joint_clerk");
	int64_t journal;
	char object[128];
	json_t *json;
	int64_t id = add_unit(&clerk, "第一样本协会", &journal);

	(void)state;
	snprintf(object, sizeof object, "{\"id\":%lld,\"staff\":12,\"supervisory_unit\":null}", (long long)id);
	json = called(&clerk, "change-unit", object, 200);
	assert_int_equal(json_integer_value(json_object_get(json, "journal")), journal + 1);
	json_decref(json);
	json = called(&clerk, "change-unit", object, 200);
	assert_true(json_is_null(json_object_get(json, "journal"))); /* the same again changes nothing */
	json_decref(json);
}

static void
a_record_changed_since_is_409(void **state)
{
	struct guest clerk = house_token(&house, "joint_clerk");
	struct answer answer;
	char object[128], text[1024];
	int64_t journal, id = add_unit(&clerk, "第二样本协会", &journal);
	json_t *json;
	int fd;

	(void)state;
	snprintf(object, sizeof object, "{\"id\":%lld,\"staff\":7,\"seen\":%lld}", (long long)id, (long long)journal);
	json_decref(called(&clerk, "change-unit", object, 200));
	snprintf(object, sizeof object, "{\"id\":%lld,\"staff\":8,\"seen\":%lld}", (long long)id, (long long)journal);
	json = called(&clerk, "change-unit", object, 409);
	assert_string_equal(json_string_value(json_object_get(json, "field")), "seen");
	json_decref(json);
	snprintf(object, sizeof object, "{\"id\":%lld,\"staff\":8}", (long long)id);
	snprintf(text, sizeof text,
	         "POST /api/v1/actions/change-unit HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nIf-Match: \"%lld\"\r\n"
	         "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
	         clerk.token, (long long)journal, strlen(object), object);
	fd = live_connect(house.server);
	live_puts(fd, text);
	live_read(fd, false, &answer);
	assert_int_equal(answer.status, 409);
	live_free(&answer);
	close(fd);
}

static void
what_cannot_be_read_is_400_and_names_its_field(void **state)
{
	struct guest clerk = house_token(&house, "joint_clerk");

	(void)state;
	assert_refused(&clerk, "add-unit", "{\"name\":\"某某协会\"}", 400, "since");
	assert_refused(&clerk, "add-unit", "{\"since\":\"2026-02-30\"}", 400, "since");
	assert_refused(&clerk, "add-unit", "{\"weather\":\"fine\"}", 400, "weather");
	assert_refused(&clerk, "add-unit", "{\"name\":[\"a\"]}", 400, "name");
	assert_refused(&clerk, "add-unit", "{\"staff\":1.5}", 400, "staff");
	assert_refused(&clerk, "add-unit", "{\"name\":\"a\",\"name\":\"b\"}", 400, NULL);
	assert_refused(&clerk, "add-unit", "{\"name\":", 400, NULL);
	assert_refused(&clerk, "add-unit", "[1]", 400, NULL);
	assert_refused(&clerk, "change-unit", "{\"id\":1,\"seen\":\"x\"}", 400, "seen");
}

static void
outside_ones_part_of_the_tree_is_403(void **state)
{
	struct guest clerk = house_token(&house, "joint_clerk");
	char object[512];
	int64_t top = 0;

	(void)state;
	assert_int_equal(db_number(db, "select min(id) from body", NO_ARGS, &top), 0);
	snprintf(object, sizeof object,
	         "{\"since\":\"2026-11-01\",\"name\":\"样本党支部\",\"type\":\"branch\",\"superior\":%lld}",
	         (long long)top);
	assert_refused(&clerk, "add-body", object, 403, NULL);
}

static void
a_broken_rule_is_422_with_its_clause(void **state)
{
	struct guest administrator = house_token(&house, "administrator");
	json_t *json = called(&administrator, "grant-role", "{\"account\":\"administrator\",\"role\":\"joint_clerk\",\"node\":1}", 422);

	(void)state;
	assert_string_equal(json_string_value(json_object_get(json, "clause")), "DP-12");
	json_decref(json);
}

static void
an_unknown_action_is_404(void **state)
{
	struct guest clerk = house_token(&house, "joint_clerk");

	(void)state;
	assert_refused(&clerk, "abolish-everything", "{}", 404, NULL);
}

static void
a_person_is_found_by_form_and_the_person_can_see_it(void **state)
{
	struct guest clerk = house_token(&house, "comprehensive_clerk"), member;
	struct actor actor;
	const char *name;
	char object[256];
	struct answer answer;
	json_t *json;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "member", LIVE_DAY, &actor), 0);
	assert_int_equal(ref_title(db, arena, &person_kind, actor.person, LIVE_DAY, &name), 0);
	snprintf(object, sizeof object, "{\"name\":\"%s\"}", name);
	json = called(&clerk, "find-person", object, 200);
	assert_true(json_array_size(json_object_get(json, "found")) >= 1);
	assert_true(json_is_null(json_object_get(json, "journal")));
	json_decref(json);
	assert_refused(&clerk, "find-person", "{}", 400, "name");
	clerk = house_sign_in(&house, "comprehensive_clerk");
	snprintf(object, sizeof object, "name=%s&resident_id=", name);
	house_post(&house, &clerk, "/members/find", object, &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, name));
	live_free(&answer);
	house_post(&house, &clerk, "/members/find", "name=&resident_id=", &answer);
	assert_int_equal(answer.status, 400);
	live_free(&answer);
	member = house_sign_in(&house, "member");
	house_get(&house, &member, "/me", &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "comprehensive_clerk"));
	live_free(&answer);
}

/* ---- openapi.json ---- */

static json_t *
description(void)
{
	struct answer answer;
	json_t *json;

	house_get(&house, NULL, "/api/v1/openapi.json", &answer);
	assert_int_equal(answer.status, 200);
	json = json_loads(answer.body, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(json);
	live_free(&answer);
	return json;
}

/* Every $ref leads to something, and what is required stands among the properties. */
static void
check_schema(json_t *root, json_t *node)
{
	json_t *ref = json_object_get(node, "$ref"), *required = json_object_get(node, "required"), *child;
	const char *key;
	size_t i;

	if (ref) {
		static const char start_of[] = "#/components/schemas/";
		json_t *schemas = json_object_get(json_object_get(root, "components"), "schemas");

		assert_int_equal(strncmp(json_string_value(ref), start_of, sizeof start_of - 1), 0);
		assert_non_null(json_object_get(schemas, json_string_value(ref) + sizeof start_of - 1));
	}
	if (json_is_array(required))
		json_array_foreach(required, i, child)
			assert_non_null(json_object_get(json_object_get(node, "properties"), json_string_value(child)));
	if (json_is_object(node))
		json_object_foreach(node, key, child)
			check_schema(root, child);
	if (json_is_array(node))
		json_array_foreach(node, i, child)
			check_schema(root, child);
}

static void
check_parameters(const char *path, json_t *parameters)
{
	size_t i, wanted = 0, given = 0;
	json_t *parameter;

	for (const char *at = strchr(path, '{'); at; at = strchr(at + 1, '{'))
		wanted++;
	json_array_foreach(parameters, i, parameter) {
		char mark[64];

		assert_true(json_is_object(json_object_get(parameter, "schema")));
		if (strcmp(json_string_value(json_object_get(parameter, "in")), "path") != 0)
			continue;
		snprintf(mark, sizeof mark, "{%s}", json_string_value(json_object_get(parameter, "name")));
		assert_non_null(strstr(path, mark));
		assert_true(json_is_true(json_object_get(parameter, "required")));
		given++;
	}
	assert_int_equal(wanted, given);
}

static void
check_operation(const char *path, const char *method, json_t *operation, json_t *ids)
{
	const char *id = json_string_value(json_object_get(operation, "operationId"));
	json_t *responses = json_object_get(operation, "responses");

	assert_true(strcmp(method, "get") == 0 || strcmp(method, "post") == 0);
	assert_non_null(id);
	assert_null(json_object_get(ids, id));
	json_object_set_new(ids, id, json_true());
	assert_string_equal(json_string_value(json_object_get(json_object_get(responses, "200"), "description")), "完成 / done");
	assert_non_null(json_object_get(responses, "default"));
	check_parameters(path, json_object_get(operation, "parameters"));
	assert_true((strcmp(method, "post") == 0) == (json_object_get(operation, "requestBody") != NULL));
}

static void
openapi_json_is_sound(void **state)
{
	json_t *root = description(), *ids = json_object(), *item, *operation;
	const char *path, *method;

	(void)state;
	assert_string_equal(json_string_value(json_object_get(root, "openapi")), "3.1.0");
	assert_true(json_is_string(json_object_get(json_object_get(root, "info"), "version")));
	json_object_foreach(json_object_get(root, "paths"), path, item) {
		assert_int_equal(path[0], '/');
		json_object_foreach(item, method, operation)
			check_operation(path, method, operation, ids);
	}
	check_schema(root, root);
	json_decref(ids);
	json_decref(root);
}

static void
openapi_json_has_every_call_and_no_other(void **state)
{
	json_t *root = description(), *paths = json_object_get(root, "paths");
	struct routes *routes;
	const struct route *route;
	size_t operations = 0, calls = 0;
	const char *path;
	json_t *item;

	(void)state;
	assert_int_equal(routes_new(house.tables, &routes), 0);
	for (size_t i = 0; (route = routes_at(routes, i)); i++) {
		if (strncmp(route->pattern, "/api/v1/", 8) != 0)
			continue;
		calls++;
		item = json_object_get(paths, route->pattern);
		assert_non_null(json_object_get(item, strcmp(route->method, "GET") == 0 ? "get" : "post"));
	}
	json_object_foreach(paths, path, item)
		operations += json_object_size(item);
	assert_int_equal(operations, calls);
	routes_free(routes);
	json_decref(root);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_answers_journal_and_ids),
		cmocka_unit_test(a_record_changed_since_is_409),
		cmocka_unit_test(what_cannot_be_read_is_400_and_names_its_field),
		cmocka_unit_test(outside_ones_part_of_the_tree_is_403),
		cmocka_unit_test(a_broken_rule_is_422_with_its_clause),
		cmocka_unit_test(an_unknown_action_is_404),
		cmocka_unit_test(a_person_is_found_by_form_and_the_person_can_see_it),
		cmocka_unit_test(openapi_json_is_sound),
		cmocka_unit_test(openapi_json_has_every_call_and_no_other),
	};

	return cmocka_run_group_tests(tests, home_open, home_close);
}
