#include "../check.h"

#include "base/fail.h"
#include "web/request.h"
#include "web/response.h"

static void
a_reader_gets_the_language_preferred(void **state)
{
	static const struct { const char *header; enum lang zh_else, en_else; } cases[] = {
		{NULL, LANG_ZH, LANG_EN}, {"", LANG_ZH, LANG_EN}, {"fr, de", LANG_ZH, LANG_EN},
		{"zh-CN,zh;q=0.9,en;q=0.8", LANG_ZH, LANG_ZH}, {"en-US,en;q=0.9,zh;q=0.8", LANG_EN, LANG_EN},
		{"zh;q=0.5, EN;q=0.51", LANG_EN, LANG_EN}, {"en;q=0, zh", LANG_ZH, LANG_ZH},
		{"en;q=0", LANG_ZH, LANG_EN}, {"english", LANG_ZH, LANG_EN}, {"en ; q=1.0,zh;q=0.999", LANG_EN, LANG_EN},
		{",,;q=,en;q", LANG_EN, LANG_EN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(lang_accepted(cases[i].header, LANG_ZH), cases[i].zh_else);
		assert_int_equal(lang_accepted(cases[i].header, LANG_EN), cases[i].en_else);
	}
}

static void
gzip_is_sent_to_those_who_take_it(void **state)
{
	(void)state;
	assert_true(gzip_accepted("gzip, deflate, br"));
	assert_true(gzip_accepted("br;q=1.0, GZIP;q=0.001"));
	assert_false(gzip_accepted("gzip;q=0"));
	assert_false(gzip_accepted("gzip;q=0.000, br"));
	assert_false(gzip_accepted("gzipped"));
	assert_false(gzip_accepted("identity"));
	assert_false(gzip_accepted(""));
	assert_false(gzip_accepted(NULL));
}

static void
redirects_stay_on_this_site(void **state)
{
	static const char *const own[] = {"/", "/units/7?as_of=2026-11-21#x", "/a//b"};
	static const char *const others[] = {
		"", "units", "//b.example/", "/\\b.example", "http://b.example/", "/a\r\nSet-Cookie: x=y", "/a b",
		"/上", "/\x7f",
	};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct response response;

	(void)state;
	response_init(&response, arena, false);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		assert_int_equal(response_redirect(&response, own[i]), 0);
	assert_int_equal(response.headers, sizeof own / sizeof *own);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		assert_false(path_is_own(others[i]));
		assert_int_equal(response_redirect(&response, others[i]), FAIL_INPUT);
	}
	assert_int_equal(response.headers, sizeof own / sizeof *own);
	response_free(&response);
	arena_free(arena);
}

static void
headers_of_an_answer_are_checked_and_counted(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct response response;

	(void)state;
	response_init(&response, arena, false);
	assert_int_equal(response_header(&response, "X", "a\r\nb"), FAIL_INPUT);
	assert_int_equal(response_cookie(&response, "a", "b; Domain=x", 0), FAIL_INPUT);
	assert_int_equal(response_cookie(&response, "a", "\n", 0), FAIL_INPUT);
	for (int i = 0; i < RESPONSE_HEADERS_MAX; i++)
		assert_int_equal(response_header(&response, "X", "y"), 0);
	assert_int_equal(response_header(&response, "X", "y"), FAIL_TOO_LARGE);
	response_reset(&response);
	assert_int_equal(response.headers, 0);
	response_free(&response);
	arena_free(arena);
}

static void
every_failure_has_its_status(void **state)
{
	(void)state;
	for (int code = FAIL_SLOW_DOWN; code < 0; code++)
		assert_in_range(failure_status(code), 400, 503);
	assert_int_equal(failure_status(FAIL_REFUSED), 422);
	assert_int_equal(failure_status(-99), 500);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reader_gets_the_language_preferred),
		cmocka_unit_test(gzip_is_sent_to_those_who_take_it),
		cmocka_unit_test(redirects_stay_on_this_site),
		cmocka_unit_test(headers_of_an_answer_are_checked_and_counted),
		cmocka_unit_test(every_failure_has_its_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
