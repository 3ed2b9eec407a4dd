#include "../check.h"

#include "web/asset.h"
#include "web/catalogue.h"
#include "web/catalogue_table.h"
#include "web/html.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define WRITES(expected, call) do { \
	struct buf buf_; \
	struct html h_ = {.out = &buf_, .lang = LANG_ZH}; \
	struct html *h = &h_; \
	buf_init(&buf_, BUF_PAGE_MAX); \
	call; \
	assert_string_equal(buf_text(&buf_), expected); \
	buf_free(&buf_); \
} while (0)

static void
each_verb_escapes_for_its_place(void **state)
{
	(void)state;
	WRITES("&lt;a href=\"x\"&gt; &amp;amp;", html_text(h, "<a href=\"x\"> &amp;"));
	WRITES("&quot; onclick=&#39;&lt;&gt;&amp;", html_attr(h, "\" onclick='<>&"));
	WRITES("a%2Fb%3F%26%3D%23%25%20%22%E5%85%9A-_.~", html_url_arg(h, "a/b?&=#% \"党-_.~"));
	WRITES("", html_text(h, NULL));
	WRITES("", html_attr(h, NULL));
	WRITES("", html_url_arg(h, NULL));
}

static void
an_address_stays_on_this_site(void **state)
{
	static const char *const outside[] = {
		"javascript:alert(1)", "https://a.example", "//a.example", "/\\a.example", "\\\\a.example",
		"/\t/a.example", "\n/a", "", "a", " /a", "data:text/html,x", "/a\\b",
	};

	(void)state;
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
		WRITES("#", html_href(h, (struct href){outside[i]}));
	WRITES("#", html_href(h, (struct href){NULL}));
	WRITES("/units?q=%22&amp;sort=-name", html_href(h, (struct href){"/units?q=%22&sort=-name"}));
	WRITES("/", html_href(h, (struct href){"/"}));
	WRITES("?page=2", html_href(h, (struct href){"?page=2"}));
	WRITES("/a&quot;", html_href(h, (struct href){"/a\""}));
}

static void
numbers_and_days_are_written_plainly(void **state)
{
	(void)state;
	WRITES("-9223372036854775808", html_int(h, INT64_MIN));
	WRITES("18446744073709551615", html_uint(h, UINT64_MAX));
	WRITES("-9,223,372,036,854,775,808", html_num(h, INT64_MIN));
	WRITES("999", html_num(h, 999));
	WRITES("1,000", html_num(h, 1000));
	WRITES("0", html_num(h, 0));
	WRITES("2026-11-21", html_day(h, day_of(2026, 11, 21)));
	WRITES("", html_day(h, DAY_OPEN));
}

static void
messages_take_their_values_escaped_and_in_their_own_order(void **state)
{
	const struct html_value values[] = {html_value_text("<甲>"), html_value_int(3), html_value_day(0)};

	(void)state;
	WRITES("&lt;甲&gt; 3 1970-01-01 100%", html_message(h, "%s %d %s 100%%", values, 3));
	WRITES("3 &lt;甲&gt;", html_message(h, "%2$d %1$s", values, 2));
	WRITES("&lt;甲&gt; ", html_message(h, "%s %s", values, 1));
	WRITES("50% x", html_message(h, "50% x", NULL, 0));
	WRITES("1,234 乙", html_message(h, "%d %s", (const struct html_value[]){
		html_value_num(1234), html_value_bilingual((struct bilingual){"乙", "b"})}, 2));
}

static void
the_catalogue_finds_every_text(void **state)
{
	(void)state;
	assert_true(catalogue_count > 10);
	for (size_t i = 0; i < catalogue_count; i++) {
		const struct catalogue_entry *entry = &catalogue_entries[i];

		assert_ptr_equal(tr(LANG_ZH, entry->msgid), entry->text.zh);
		assert_ptr_equal(tr(LANG_EN, entry->msgid), entry->text.en);
	}
	assert_string_equal(tr(LANG_ZH, "Sign in"), "登录");
	assert_string_equal(tr(LANG_ZH, "no such text"), "no such text");
}

static void
assets_are_found_by_their_hashed_path_alone(void **state)
{
	const char *path = asset_url("app.css");
	const struct asset *asset = path ? asset_find(path) : NULL;

	(void)state;
	assert_non_null(asset);
	assert_int_equal(strlen(path), strlen("/assets/app.000000000000.css"));
	assert_string_equal(asset->type, "text/css; charset=utf-8");
	assert_true(asset->gzip && asset->gzip_len < asset->len / 2);
	assert_null(asset_find("/assets/app.css"));
	assert_null(asset_url("none.css"));
}

static void
a_compressed_asset_is_the_same_asset(void **state)
{
	const struct asset *asset = asset_find(asset_url("app.css"));
	unsigned char *plain = malloc(asset->len + 1);
	z_stream stream = {
		.next_in = (unsigned char *)(uintptr_t)asset->gzip, .avail_in = (uInt)asset->gzip_len,
		.next_out = plain, .avail_out = (uInt)asset->len + 1,
	};

	(void)state;
	assert_non_null(plain);
	assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	assert_int_equal(stream.total_out, asset->len);
	assert_memory_equal(plain, asset->bytes, asset->len);
	inflateEnd(&stream);
	free(plain);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_verb_escapes_for_its_place),
		cmocka_unit_test(an_address_stays_on_this_site),
		cmocka_unit_test(numbers_and_days_are_written_plainly),
		cmocka_unit_test(messages_take_their_values_escaped_and_in_their_own_order),
		cmocka_unit_test(the_catalogue_finds_every_text),
		cmocka_unit_test(assets_are_found_by_their_hashed_path_alone),
		cmocka_unit_test(a_compressed_asset_is_the_same_asset),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
