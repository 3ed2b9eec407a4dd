#include "../check.h"

#include "base/json.h"

static void
commas_and_escapes_are_the_writers_work(void **state)
{
	struct buf buf;
	struct json json;

	(void)state;
	buf_init(&buf, BUF_PAGE_MAX);
	json = json_to(&buf);
	json_open(&json, '{');
	json_key(&json, "a");
	json_open(&json, '[');
	json_int(&json, -1);
	json_text(&json, "引\"号\\\n\x01");
	json_none(&json);
	json_open(&json, '{');
	json_close(&json, '}');
	json_close(&json, ']');
	json_key(&json, "b");
	json_bool(&json, true);
	json_key(&json, "c");
	json_tenths(&json, 425);
	json_key(&json, "d");
	json_day(&json, day_of(2026, 11, 21));
	json_key(&json, "e");
	json_day(&json, DAY_OPEN);
	json_close(&json, '}');
	assert_string_equal(buf_text(&buf), "{\"a\":[-1,\"引\\\"号\\\\\\n\\u0001\",null,{}],\"b\":true,"
	                                    "\"c\":42.5,\"d\":\"2026-11-21\",\"e\":null}");
	buf_free(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commas_and_escapes_are_the_writers_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
