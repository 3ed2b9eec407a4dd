#include "../check.h"

#include <string.h>

#include "base/fail.h"
#include "web/route.h"

static int
nothing(struct request *request, struct response *response)
{
	(void)request;
	(void)response;
	return 0;
}

#define ROUTE(name, verb, address, ...) \
	{.clauses = name, .method = verb, .pattern = address, .who = WHO_PUBLIC, .handle = nothing, __VA_ARGS__}

static const struct route units[] = {
	ROUTE("unit", "GET", "/units/{id}"),
	ROUTE("change", "POST", "/units/{id}"),
	ROUTE("new", "GET", "/units/new"),
	ROUTE("units", "GET", "/units", .files = true),
	{0},
};

static const struct route others[] = {
	ROUTE("home", "GET", "/"),
	ROUTE("register", "GET", "/registers/{kind}", .files = true),
	ROUTE("record", "GET", "/registers/{kind}/{id}"),
	ROUTE("file", "GET", "/{folder}/files/{name}"),
	{0},
};

static const struct route *const tables[] = {units, others, NULL};

static void
the_most_literal_pattern_answers(void **state)
{
	static const struct { const char *method, *path, *name; } cases[] = {
		{"GET", "/", "home"}, {"HEAD", "/", "home"}, {"GET", "/units", "units"},
		{"GET", "/units/new", "new"}, {"GET", "/units/newer", "unit"},
		{"POST", "/units/7", "change"}, {"GET", "/registers/a/b", "record"},
		{"GET", "/registers/files/x", "record"}, {"GET", "/other/files/x", "file"},
		{"GET", "/units/new.csv", "unit"}, /* no list there: an ordinary parameter */
	};
	static const char *const missing[] = {
		"/unit", "/units/", "/units/1/2", "//", "/Units", "/units/1/2/3/4/5/6/7/8/9/10", "",
		"/x.csv", "/units/7.csv/", "/other//x",
	};
	struct routes *routes;

	(void)state;
	assert_int_equal(routes_new(tables, &routes), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct route_match match = routes_find(routes, cases[i].method, cases[i].path);

		assert_non_null(match.route);
		assert_string_equal(match.route->clauses, cases[i].name);
	}
	for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
		struct route_match match = routes_find(routes, "GET", missing[i]);

		assert_null(match.route);
		assert_false(match.get || match.post);
	}
	routes_free(routes);
	routes_free(NULL);
}

static void
methods_of_an_address_are_told(void **state)
{
	struct routes *routes;
	struct route_match match;

	(void)state;
	assert_int_equal(routes_new(tables, &routes), 0);
	match = routes_find(routes, "DELETE", "/units/7");
	assert_null(match.route);
	assert_true(match.get && match.post);
	/* The literal address is another one than the pattern that would fit too. */
	match = routes_find(routes, "POST", "/units/new");
	assert_null(match.route);
	assert_true(match.get && !match.post);
	routes_free(routes);
}

static void
lists_answer_as_files(void **state)
{
	struct routes *routes;
	struct route_match match;

	(void)state;
	assert_int_equal(routes_new(tables, &routes), 0);
	match = routes_find(routes, "GET", "/units.csv");
	assert_string_equal(match.route->clauses, "units");
	assert_int_equal(match.format, FORMAT_CSV);
	match = routes_find(routes, "GET", "/registers/meeting.xlsx");
	assert_string_equal(match.route->clauses, "register");
	assert_int_equal(match.format, FORMAT_XLSX);
	assert_int_equal(match.params, 1);
	assert_int_equal(match.param[0].len, strlen("meeting"));
	match = routes_find(routes, "POST", "/units.csv");
	assert_null(match.route);
	assert_true(match.get);
	match = routes_find(routes, "GET", "/registers/a/b.csv");
	assert_int_equal(match.format, FORMAT_HTML);
	assert_int_equal(match.params, 2);
	assert_memory_equal(match.param[1].text, "b.csv", 5);
	assert_int_equal(match.param[1].name_len, 2);
	routes_free(routes);
}

static void
a_route_without_who_does_not_start(void **state)
{
	static const struct route bad[][2] = {
		{{.method = "GET", .pattern = "/x", .handle = nothing}},
		{{.method = "GET", .pattern = "/x", .who = WHO_PUBLIC}},
		{ROUTE("", "PUT", "/x")},
		{ROUTE("", "GET", "x")},
		{ROUTE("", "GET", "/x/")},
		{ROUTE("", "GET", "/x{id}")},
		{ROUTE("", "GET", "/{a}/{b}/{c}/{d}/{e}")},
		{ROUTE("", "GET", "/1/2/3/4/5/6/7/8/9")},
		{ROUTE("", "GET", "/x", .body_max = 1)},
		{ROUTE("", "POST", "/x", .files = true)},
		{ROUTE("", "POST", "/x", .lane = LANE_INLINE)},
		{ROUTE("", "GET", "/x", .lane = LANE_INLINE + 1)},
		{{.method = "GET", .pattern = "/x", .lane = LANE_INLINE, .who = WHO_SIGNED_IN, .handle = nothing}},
		{{.method = "GET", .pattern = "/x", .who = WHO_MONITOR, .handle = nothing}},
		{ROUTE("", "GET", "/units/{other}")},
	};
	struct routes *routes = NULL;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const struct route *const with[] = {units, bad[i], NULL};

		assert_int_equal(routes_new(with, &routes), FAIL_INPUT);
		assert_null(routes);
		assert_non_null(strstr(failure_text(LANG_EN), bad[i][0].pattern));
	}
}

static void
every_line_can_be_walked(void **state)
{
	struct routes *routes;
	size_t count = 0;

	(void)state;
	assert_int_equal(routes_new(tables, &routes), 0);
	while (routes_at(routes, count))
		count++;
	assert_int_equal(count, 8);
	routes_free(routes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_most_literal_pattern_answers),
		cmocka_unit_test(methods_of_an_address_are_told),
		cmocka_unit_test(lists_answer_as_files),
		cmocka_unit_test(a_route_without_who_does_not_start),
		cmocka_unit_test(every_line_can_be_walked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
