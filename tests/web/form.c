#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "web/form.h"

static struct arena *arena;

static int
open_arena(void **state)
{
	(void)state;
	arena = arena_new(ARENA_REQUEST_MAX);
	return arena ? 0 : -1;
}

static int
close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static int
urlencoded(const char *text, struct form *form)
{
	return form_parse_urlencoded(arena, text, strlen(text), form);
}

static void
a_query_becomes_pairs_in_order(void **state)
{
	struct form form;

	(void)state;
	assert_int_equal(urlencoded("q=%E4%B8%8A%E6%B5%B7+a%2Bb&page=&x&&q=2", &form), 0);
	assert_int_equal(form.count, 4);
	assert_string_equal(form_get(&form, "q"), "上海 a+b");
	assert_string_equal(form_nth(&form, "q", 1), "2");
	assert_null(form_nth(&form, "q", 2));
	assert_string_equal(form_get(&form, "page"), "");
	assert_string_equal(form_get(&form, "x"), "");
	assert_null(form_get(&form, "y"));
	assert_int_equal(urlencoded("", &form), 0);
	assert_int_equal(form.count, 0);
	assert_int_equal(urlencoded("a=b=c", &form), 0);
	assert_string_equal(form_get(&form, "a"), "b=c");
}

static void
ill_formed_escapes_and_bytes_are_refused(void **state)
{
	static const char *const bad[] = {
		"a=%", "a=%4", "a=%4g", "a=%g4", "%=1", "a=%00", "a=%1b", "a=%7f", "a=%ff",
		"a=%c0%80", "a=%ed%a0%80", "a=%e4%b8", "a=\x01", "a=\xff", "%e4=1",
	};
	struct form form = {.count = 77};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(urlencoded(bad[i], &form), FAIL_INPUT);
	assert_int_equal(form_parse_urlencoded(arena, "a=b\0c", 5, &form), FAIL_INPUT);
	assert_int_equal(form.count, 77);
	assert_int_equal(urlencoded("a=%09%0D%0A", &form), 0);
	assert_string_equal(form_get(&form, "a"), "\t\r\n");
}

static void
a_form_keeps_its_limits(void **state)
{
	static char text[3 * FORM_VALUE_MAX + 2 * FORM_PAIRS_MAX + 100];
	struct form form;

	(void)state;
	memset(text, '&', FORM_PAIRS_MAX);
	assert_int_equal(form_parse_urlencoded(arena, text, FORM_PAIRS_MAX - 1, &form), 0);
	assert_int_equal(form_parse_urlencoded(arena, text, FORM_PAIRS_MAX, &form), FAIL_TOO_LARGE);
	for (size_t i = 0; i < FORM_PAIRS_MAX; i++)
		memcpy(text + 2 * i, "a&", 2);
	assert_int_equal(form_parse_urlencoded(arena, text, 2 * FORM_PAIRS_MAX - 1, &form), 0);
	assert_int_equal(form.count, FORM_PAIRS_MAX);

	memset(text, 'a', sizeof text);
	text[FORM_NAME_MAX] = '=';
	assert_int_equal(form_parse_urlencoded(arena, text, FORM_NAME_MAX + 1 + FORM_VALUE_MAX, &form), 0);
	assert_int_equal(form_parse_urlencoded(arena, text, FORM_NAME_MAX + 2 + FORM_VALUE_MAX, &form),
	                 FAIL_TOO_LARGE);
	text[FORM_NAME_MAX] = 'a';
	text[FORM_NAME_MAX + 1] = '=';
	assert_int_equal(form_parse_urlencoded(arena, text, FORM_NAME_MAX + 5, &form), FAIL_TOO_LARGE);
}

static void
cookies_of_others_do_no_harm(void **state)
{
	struct form cookies;

	(void)state;
	assert_int_equal(cookie_parse(arena, "session=abc; bad name=1; =x;nothing; lang=en;; u=\xe4\xb8; q=\"a,b\"",
	                              &cookies), 0);
	assert_int_equal(cookies.count, 3);
	assert_string_equal(form_get(&cookies, "session"), "abc");
	assert_string_equal(form_get(&cookies, "lang"), "en");
	assert_string_equal(form_get(&cookies, "q"), "\"a,b\"");
	assert_int_equal(cookie_parse(arena, "", &cookies), 0);
	assert_int_equal(cookies.count, 0);
	assert_int_equal(cookie_parse(arena, " ; ;", &cookies), 0);
	assert_int_equal(cookies.count, 0);
}

static int
multipart(const char *type, const char *body, struct form *form, struct upload *upload)
{
	return form_parse_multipart(arena, type, body, strlen(body), form, upload);
}

#define TYPE "multipart/form-data; boundary=XX"
#define FIELD(name, value) "--XX\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_PART(name, bytes) \
	"--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" name \
	"\"\r\nContent-Type: application/octet-stream\r\n\r\n" bytes "\r\n"

static void
an_upload_becomes_fields_and_a_file(void **state)
{
	struct form form;
	struct upload upload;

	(void)state;
	assert_int_equal(multipart(TYPE, FIELD("do", "import") FIELD("人数", "三\r\n五")
	                           FILE_PART("C:\\表\\名%22单.xlsx", "PK\x03\r\n--X\r\n") "--XX--\r\n",
	                           &form, &upload), 0);
	assert_int_equal(form.count, 2);
	assert_string_equal(form_get(&form, "do"), "import");
	assert_string_equal(form_get(&form, "人数"), "三\r\n五");
	assert_string_equal(upload.field, "file");
	assert_string_equal(upload.name, "名\"单.xlsx");
	assert_int_equal(upload.len, 10);
	assert_memory_equal(upload.bytes, "PK\x03\r\n--X\r\n", 10);

	assert_int_equal(multipart("Multipart/Form-Data; charset=utf-8; Boundary=\"XX\"",
	                           FIELD("a", "") "--XX--", &form, &upload), 0);
	assert_string_equal(form_get(&form, "a"), "");
	assert_null(upload.field);
	assert_int_equal(multipart(TYPE, FILE_PART("", "") FILE_PART("b.xlsx", "") "--XX--", &form, &upload), 0);
	assert_string_equal(upload.name, "b.xlsx");
	assert_int_equal(upload.len, 0);
	assert_int_equal(multipart(TYPE, "--XX--\r\n", &form, &upload), 0);
	assert_int_equal(form.count, 0);
}

static void
quotes_in_names_come_out_plain(void **state)
{
	struct form form;
	struct upload upload;

	(void)state;
	assert_int_equal(multipart(TYPE, "--XX\r\ncontent-disposition:form-data;name=\"a\\\"b%22c\"\r\n\r\n1\r\n"
	                           "--XX\r\nContent-Disposition: form-data; name=plain\r\n\r\n2\r\n--XX--",
	                           &form, &upload), 0);
	assert_string_equal(form_get(&form, "a\"b\"c"), "1");
	assert_string_equal(form_get(&form, "plain"), "2");
	/* A name inside a file's name is not the field's name. */
	assert_int_equal(multipart(TYPE, "--XX\r\nContent-Disposition: form-data; filename=\"; name=x\"\r\n\r\n1\r\n--XX--",
	                           &form, &upload), FAIL_INPUT);
}

static void
malformed_uploads_are_refused(void **state)
{
	static const char *const bodies[] = {
		"", "--X", "--XY\r\n", "--XX", "--XX\r\n", "--XX\r\n\r\n", "--XX-", "--XX--x",
		"--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XX--",
		"--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--XX--",
		"--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--XX--",
		"--XX\r\nContent-Disposition: form-data; name=\"a\"\n\r\n1\r\n--XX--",
		"--XX\r\nContent-Type: text/plain\r\n\r\n1\r\n--XX--",
		"--XX\r\nA: b\rc\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--XX--",
		"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n--XX--",
		FIELD("a", "1"), FIELD("a", "1") "--XX", FIELD("a", "\x01") "--XX--", FIELD("a", "\xff") "--XX--",
		FILE_PART("a", "1") FILE_PART("b", "2") "--XX--", FILE_PART("a\x01", "1") "--XX--",
		" " FIELD("a", "1") "--XX--", FIELD("a", "1") "--XX--\r\n--XX--",
	};
	static const char *const types[] = {
		"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"XX",
		"multipart/form-data; boundary=\"\"", "",
		"multipart/form-data; boundary=12345678901234567890123456789012345678901234567890123456789012345678901",
	};
	struct form form = {.count = 77};
	struct upload upload;

	(void)state;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		assert_int_equal(multipart(TYPE, bodies[i], &form, &upload), FAIL_INPUT);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		assert_int_equal(multipart(types[i], FIELD("a", "1") "--XX--", &form, &upload), FAIL_INPUT);
	assert_int_equal(form.count, 77);
}

static void
an_upload_keeps_its_limits(void **state)
{
	struct form form;
	struct upload upload;
	static char body[100 + FORM_PAIRS_MAX * 60];
	char name[FORM_FILE_NAME_MAX + 2];
	size_t len = 0;

	(void)state;
	for (size_t i = 0; i < FORM_PAIRS_MAX; i++) {
		if (i == FORM_PAIRS_MAX - 1) {
			memcpy(body + len, "--XX--", 7);
			assert_int_equal(multipart(TYPE, body, &form, &upload), 0);
			assert_int_equal(form.count, FORM_PAIRS_MAX - 1);
		}
		memcpy(body + len, FIELD("a", ""), sizeof FIELD("a", "") - 1);
		len += sizeof FIELD("a", "") - 1;
	}
	memcpy(body + len, "--XX--", 7);
	assert_int_equal(multipart(TYPE, body, &form, &upload), FAIL_TOO_LARGE);

	memset(name, 'n', sizeof name);
	name[FORM_FILE_NAME_MAX + 1] = '\0';
	snprintf(body, 1000, FILE_PART("%s", "1") "--XX--", name);
	assert_int_equal(multipart(TYPE, body, &form, &upload), FAIL_TOO_LARGE);
	snprintf(body, 1000, FILE_PART("%s", "1") "--XX--", name + 1);
	assert_int_equal(multipart(TYPE, body, &form, &upload), 0);
	snprintf(body, 1000, "--XX\r\nContent-Disposition: form-data; name=\"%.*s\"\r\n\r\n1\r\n--XX--",
	         FORM_NAME_MAX + 1, name);
	assert_int_equal(multipart(TYPE, body, &form, &upload), FAIL_INPUT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_query_becomes_pairs_in_order),
		cmocka_unit_test(ill_formed_escapes_and_bytes_are_refused),
		cmocka_unit_test(a_form_keeps_its_limits),
		cmocka_unit_test(cookies_of_others_do_no_harm),
		cmocka_unit_test(an_upload_becomes_fields_and_a_file),
		cmocka_unit_test(quotes_in_names_come_out_plain),
		cmocka_unit_test(malformed_uploads_are_refused),
		cmocka_unit_test(an_upload_keeps_its_limits),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
