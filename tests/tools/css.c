#include "../check.h"

#include <string.h>

#include "css.h"

static struct source
text(const char *bytes)
{
	return (struct source){"sheet.css", bytes, strlen(bytes)};
}

/* What is left of a sheet where the pages have the classes a, b-c and w-1/2's words. */
static bool
picks(const char *sheet, struct buf *out, struct buf *errors)
{
	struct source used = text("<p class=\"a b-c\"> card w-1 2 w-1/2"), source = text(sheet);
	struct words words = {0};
	bool sound;

	words_add(&words, &used);
	assert_true(words_sort(&words));
	buf_init(out, SOURCE_MAX);
	buf_init(errors, SOURCE_MAX);
	sound = css_pick(&source, &words, out, errors);
	words_free(&words);
	return sound;
}

static void
selectors_stay_whose_classes_are_used(void **state)
{
	static const struct {
		const char *sheet, *left;
	} cases[] = {
		{"p{x:y}", "p{x:y}"},
		{".a{x:y}.z{x:y}", ".a{x:y}"},
		{".a,.z,p.b-c:hover>i{x:y}", ".a,p.b-c:hover>i{x:y}"},
		{".a.z{x:y}.a .b-c{}", ".a .b-c{}"},
		{".a:not(.z,.y){x:y}", ".a:not(.z,.y){x:y}"},
		{":is(.a,.z) p{x:y}", ""},
		{".b{x:y}.b-cc{x:y}", ""},
		{"[data-bs-theme=dark] p,p{x:y}", "p{x:y}"},
		{"@media print{.z{x:y}}@media screen{.z{x:y}.a{x:y}}", "@media screen{.a{x:y}}"},
		{"@keyframes spin{to{x:y}}", ""},
		{"@font-face{src:url(\"a}b\")}", "@font-face{src:url(\"a}b\")}"},
		{"@charset \"UTF-8\";/* c { */.a{x:url(\"data:{}\\\"\")}", "@charset \"UTF-8\";.a{x:url(\"data:{}\\\"\")}"},
		{"/*! by whom */.z{}", "/*! by whom */"},
		{".w-1\\/2{x:y}", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out, errors;

		assert_true(picks(cases[i].sheet, &out, &errors));
		assert_string_equal(buf_text(&out), cases[i].left);
		buf_free(&out);
		buf_free(&errors);
	}
}

static void
a_rule_without_end_is_refused_with_its_line(void **state)
{
	static const char *const broken[] = {"p{}\n.a{x:y", ".b{}\n@media print{.a{}", "i{}\n.a"};

	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct buf out, errors;

		assert_false(picks(broken[i], &out, &errors));
		assert_non_null(strstr(buf_text(&errors), "sheet.css:2:1: error: this rule is not closed"));
		buf_free(&out);
		buf_free(&errors);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(selectors_stay_whose_classes_are_used),
		cmocka_unit_test(a_rule_without_end_is_refused_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
