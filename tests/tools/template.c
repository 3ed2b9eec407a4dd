#include "../check.h"

#include <string.h>

#include "template.h"
#include "sample.h"

static char *
render(enum lang lang, void (*view)(struct html *h, const struct sample *d), const struct sample *d,
       struct buf *buf)
{
	struct html h = {.out = buf, .lang = lang};

	buf_init(buf, BUF_PAGE_MAX);
	view(&h, d);
	assert_int_equal(buf_status(buf), 0);
	return buf->data;
}

static void
the_place_chooses_the_escaping(void **state)
{
	static const struct sample d = {
		.text = "<b> & \"党\" '",
		.both = {"甲<", "a<"},
		.number = -1234567,
		.size = 7,
		.day = 20778,
		.href = {"/units?q=a&b"},
		.outside = {"//evil.example"},
		.mark = {"<svg></svg>", 11},
	};
	struct buf buf;

	(void)state;
	assert_string_equal(render(LANG_EN, view_sample_values, &d, &buf),
		"<p title=\"&lt;b&gt; &amp; &quot;党&quot; &#39;\">&lt;b&gt; &amp; \"党\" '</p>\n"
		"<a href=\"/law/%3Cb%3E%20%26%20%22%E5%85%9A%22%20%27?n=-1234567\">a&lt;</a>\n"
		"<a href=\"/units?q=a&amp;b\">-1,234,567 7</a>\n"
		"<a href=\"#\">2026-11-21</a>\n<svg></svg>\n");
	buf_free(&buf);
}

static void
blocks_nest_and_wrap(void **state)
{
	static const struct sample_row rows[] = {{"甲", 0}, {"乙", 1}, {"丙", 2}};
	const struct sample d = {.text = "", .rows = rows, .row_count = 3};
	struct buf buf;

	(void)state;
	assert_string_equal(render(LANG_ZH, view_sample_blocks, &d, &buf),
		"<main id=\"m\"> <ul>\n<li class=\"first\">甲: zero</li>\n<li>乙: one</li>\n<li>丙: more</li>\n</ul> </main>");
	buf_free(&buf);
}

static void
white_space_is_drawn_together_but_in_pre(void **state)
{
	const struct sample d = {.text = "x"};
	struct buf buf;

	(void)state;
	assert_string_equal(render(LANG_ZH, view_sample_space, &d, &buf), "<p>a\nb</p><pre>a  b\n\tx</pre>");
	buf_free(&buf);
}

struct wrong {
	const char *text;
	const char *sentence;
};

/* Each is compiled inside a view; the sentence and its line must come. */
static const struct wrong wrong_html[] = {
	{"<p class={{ x }}>", "no value outside double quotes"},
	{"<p class='a'>", "stands in double quotes"},
	{"<p class=a>", "stands in double quotes"},
	{"<p {{ x }}>", "no value inside a tag"},
	{"<p {{ x }}=\"a\">", "no value inside a tag"},
	{"<{{ x }}>", "no value inside a tag"},
	{"<p a{{ x }}=\"b\">", "no value inside a tag"},
	{"</{{ x }}>", "no value inside a tag"},
	{"<!doctype {{ x }}>", "no value inside a tag"},
	{"<p onclick=\"{{ x }}\">", "no on… attribute"},
	{"<p ONCLICK=\"a\">", "no on… attribute"},
	{"<p style=\"{{ x }}\">", "no style attribute"},
	{"<p style>", "no style attribute"},
	{"<script>{{ x }}</script>", "no value inside <script>"},
	{"<script>alert()</script>", "no text inside <script>"},
	{"<style>a{}</style>", "no <style>"},
	{"<IFRAME src=\"/\">", "no <iframe>"},
	{"<object data=\"/a\">", "no <object>"},
	{"<base href=\"/\">", "no <base>"},
	{"<meta http-equiv=\"refresh\" content=\"{{ x }}\">", "no http-equiv"},
	{"<img srcset=\"/a\">", "no srcset"},
	{"<a href=\"{{ arg x }}\">", "begins with '/', '?' or '#'"},
	{"<a href=\"javascript:x\">", "begins with '/', '?' or '#'"},
	{"<a href=\"https://x\">", "begins with '/', '?' or '#'"},
	{"<a href=\"//x\">", "behind the first '/'"},
	{"<a href=\"/{{ x }}/a\">", "first part of an address"},
	{"<a href=\"\">", "an empty address"},
	{"<a href=\"{{ x }}/a\">", "behind a struct href"},
	{"<a href=\"{{ x }}{{ x }}\">", "first part of an address"},
	{"<a href=\"{{ t \"Account\" }}\">", "no part of an address"},
	{"<a href=\"{{ date x }}\">", "a date is no address"},
	{"<form action=\"{{ num x }}\">", "no place in an address"},
	{"<a xlink:href=\"x\">", "begins with '/', '?' or '#'"},
	{"<title><b></b></title>", "only text may stand inside"},
	{"<textarea><p></p></textarea>", "only text may stand inside"},
	{"<p>a < b</p>", "write &lt;"},
	{"<!-- x -->", "comments are {# … #}"},
	{"<p></b>", "does not close the innermost"},
	{"</p>", "has no opening tag"},
	{"<div><p></p>", "<div> is not closed"},
	{"<br/>", "no '/' in a tag"},
	{"<p a=\"b\"c=\"d\">", "a space belongs between attributes"},
	{"<p", "the view ends inside a tag"},
	{"<p class=\"a", "the view ends inside a tag"},
	{"<p>{% if x %}</p>{% end %}", "this if ends at another place"},
	{"{% if x %}<p>{% else %}<p>{% end %}</p>", "this if ends at another place"},
	{"{% if x %}<p>{% end %}", "this if ends at another place"},
	{"{% for int *i in x, 2 %}<p>{% end %}", "this block ends at another place"},
	{"<p{% if x %} class=\"{% end %}>", "this if ends at another place"},
	{"<p class={% if x %}\"a\"{% end %}>", "no directive here"},
	{"{{ }}", "the value is missing"},
	{"{{ x; y }}", "is no C expression"},
	{"{{ x /* y }}", "is no C expression"},
	{"{{ f(x }}", "is no C expression"},
	{"{{ x) }}", "is no C expression"},
	{"{{ a[1) }}", "is no C expression"},
	{"{{ \"x }}", "this quote is not closed"},
	{"{{ x", "no }} closes this {{"},
	{"{% if x", "no %} closes this {%"},
	{"{# x", "no #} closes this {#"},
	{"{% if %}a{% end %}", "the condition is missing"},
	{"{% else %}", "else without an if"},
	{"{% if x %}{% else %}{% else %}{% end %}", "else without an if"},
	{"{% for x %}{% end %}", "for TYPE *NAME in ARRAY, COUNT"},
	{"{% for int x in y, 1 %}{% end %}", "for TYPE *NAME in ARRAY, COUNT"},
	{"{% for int *x in y %}{% end %}", "for TYPE *NAME in ARRAY, COUNT"},
	{"{% while x %}", "a directive that does not exist"},
	{"{% call 7(x) %}", "name(arguments) is wanted"},
	{"{% call f(x %}", "name(arguments) is wanted"},
	{"<p {% call f(x) %}>", "call stands inside a view, between tags"},
	{"{% if x %}{% body %}{% end %}", "body stands once"},
	{"{% body %}{% body %}", "body stands once"},
	{"{% let x %}", "let TYPE NAME = EXPR"},
	{"{% view b() %}", "a view inside a view"},
	{"{% include \"a.h\" %}", "include stands outside views"},
	{"{{ t Account }}", "behind t stands the English text"},
	{"{{ t \"\" }}", "an empty text"},
	{"{{ t \"%d days\" }}", "takes 1 values, 0 are given"},
	{"{{ t \"days\", 1 }}", "takes 0 values, 1 are given"},
	{"{{ t \"%f\", 1 }}", "take %d and %s only"},
	{"{{ t \"\\x41\" }}", "of escapes only"},
	{"<p title=\"{{ icon \"menu-2\" }}\">", "an icon stands between tags"},
	{"{{ asset \"app.css\" }}", "an asset is the whole address"},
	{"\r", "has no place in a template"},
};

static void
wrong_at(const char *what, const char *text, const char *errors)
{
	print_error("%s: %s\n%s", what, text, errors);
	assert_true(false);
}

static bool
compiles(const char *text, struct buf *errors)
{
	const struct source source = {"wrong.html", text, strlen(text)};
	struct output output;
	bool sound;

	output_init(&output);
	buf_init(errors, SOURCE_MAX);
	sound = template_compile(&source, &output, errors);
	output_free(&output);
	return sound;
}

static void
what_is_not_safe_is_refused_with_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wrong_html / sizeof *wrong_html; i++) {
		struct buf text, errors;

		buf_init(&text, SOURCE_MAX);
		buf_printf(&text, "{%% view a() %%}\n\n%s{%% end %%}", wrong_html[i].text);
		if (compiles(buf_text(&text), &errors))
			wrong_at("accepted", wrong_html[i].text, "");
		if (!strstr(buf_text(&errors), wrong_html[i].sentence))
			wrong_at("another sentence", wrong_html[i].text, buf_text(&errors));
		if (strncmp(buf_text(&errors), "wrong.html:3:", 13) != 0)
			wrong_at("another line", wrong_html[i].text, buf_text(&errors));
		buf_free(&text);
		buf_free(&errors);
	}
}

static void
outside_views_stands_nothing_but_includes(void **state)
{
	static const struct wrong wrong[] = {
		{"<p></p>", "HTML stands inside a view only"},
		{"{{ x }}", "a value stands inside a view only"},
		{"{% if x %}", "if stands inside a view"},
		{"{% end %}", "end without a block"},
		{"{% view a() %}", "this block has no {% end %}"},
		{"{% view A() %}{% end %}", "in lower case"},
		{"{% include <stdio.h> %}", "a name in double quotes"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct buf errors;

		assert_false(compiles(wrong[i].text, &errors));
		if (!strstr(buf_text(&errors), wrong[i].sentence))
			wrong_at("another sentence", wrong[i].text, buf_text(&errors));
		buf_free(&errors);
	}
}

/* Every beginning of a template, and every template with one byte changed: refused or compiled, never a crash. */
static void
mangled_templates_are_survived(void **state)
{
	static const char text[] =
		"{% include \"a.h\" %}{% view a(const char *x, int n) %}<a href=\"/b?c={{ x }}\" title=\"{{ t \"Account\" }}\">"
		"{% if n > 0 && x[0] %}{{ date n }}{% else if n %}{{ num n }}{% else %}-{% end %}</a>{# c #}"
		"{% for char *i in x, n %}<br>{% end %}{% wrap b(x) %}{% call c() %}{% end %}{% body %}{% end %}";
	static const char bytes[] = "{}%#\"'<>=/ \n\\();,\0\xFF";
	char copy[sizeof text];
	struct buf errors;

	(void)state;
	assert_true(compiles(text, &errors));
	buf_free(&errors);
	for (size_t cut = 0; cut < sizeof text - 1; cut++) {
		memcpy(copy, text, sizeof text);
		copy[cut] = '\0';
		compiles(copy, &errors);
		buf_free(&errors);
		for (size_t b = 0; b < sizeof bytes - 1; b++) {
			copy[cut] = bytes[b];
			memcpy(copy + cut + 1, text + cut + 1, sizeof text - cut - 1);
			compiles(copy, &errors);
			buf_free(&errors);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_place_chooses_the_escaping),
		cmocka_unit_test(blocks_nest_and_wrap),
		cmocka_unit_test(white_space_is_drawn_together_but_in_pre),
		cmocka_unit_test(what_is_not_safe_is_refused_with_its_line),
		cmocka_unit_test(outside_views_stands_nothing_but_includes),
		cmocka_unit_test(mangled_templates_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
