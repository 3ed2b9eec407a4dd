/* The rules as pages and JSON, open to everybody, with their calculators. */
#include "../check.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "house.h"
#include "law/rule.h"

static struct house house;
static const struct guest english = {.cookie = "lang=en"};

static int
start(void **state)
{
	(void)state;
	house_open(&house);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	house_close(&house);
	return 0;
}

static void
assert_page(const struct guest *guest, const char *path, int status, const char *text)
{
	struct answer answer;

	house_get(&house, guest, path, &answer);
	assert_int_equal(answer.status, status);
	if (!strstr(answer.body, text))
		print_error("%s does not say %s\n", path, text);
	assert_non_null(strstr(answer.body, text));
	live_free(&answer);
}

static json_t *
get_json(const char *path, int status)
{
	struct answer answer;
	json_t *json;

	house_get(&house, NULL, path, &answer);
	assert_int_equal(answer.status, status);
	json = json_loads(answer.body, 0, NULL);
	assert_non_null(json);
	live_free(&answer);
	return json;
}

static void
ELEC_19_1_page_judges_at_the_boundary(void **state)
{
	(void)state;
	assert_page(NULL, "/law/ELEC-19.1?entitled=25&present=20", 200, "符合");
	assert_page(NULL, "/law/ELEC-19.1?entitled=25&present=19", 200, "不符合");
	assert_page(NULL, "/law/ELEC-19.1?entitled=25&present=20&rule_set=1990", 200, "note-soon");
	assert_page(&english, "/law/ELEC-19.1?entitled=25&present=19", 200, "breach");
}

static void
a_bad_fact_is_said_beside_its_field(void **state)
{
	static const char beside[] = "id=\"p-present\">present";

	(void)state;
	assert_page(NULL, "/law/ELEC-19.1?entitled=25&present=-1", 400, beside);
	assert_page(NULL, "/law/ELEC-19.1?entitled=25&present=", 400, "缺少 present");
	assert_page(NULL, "/law/ELEC-19.1?entitled=25&present=30", 400, beside);
	assert_page(NULL, "/law/ELEC-19.1?entitled=25&present=20&weather=fine", 400, "没有名为 weather 的事实");
	assert_page(NULL, "/law/ELEC-24.1a?entitled=25", 400, "ELEC-24.1a");
	assert_page(NULL, "/law/ELEC-19.1?present=%3Cscript%3Ealert(1)%3C%2Fscript%3E", 400,
	            "value=\"&lt;script&gt;alert(1)&lt;/script&gt;\"");
}

static void
an_unknown_clause_is_404(void **state)
{
	(void)state;
	assert_int_equal(house_get_status(&house, NULL, "/law/ELEC-999"), 404);
	assert_int_equal(house_get_status(&house, NULL, "/api/v1/law/elec"), 404);
}

static void
names_are_posted_and_not_put_into_addresses(void **state)
{
	struct answer answer;
	const char *first, *second;

	(void)state;
	assert_page(NULL, "/law/ELEC-24.1b", 200, "method=\"post\" action=\"/law/ELEC-24.1b#result\"");
	assert_page(NULL, "/law/A-22", 200, "method=\"post\"");
	assert_page(NULL, "/law/ELEC-19.1", 200, "method=\"get\" action=\"/law/ELEC-19.1#result\"");
	house_post(&house, NULL, "/law/ELEC-24.1b", "names=%E9%BB%84%E6%9F%90%0D%0A%E4%B8%81%E6%9F%90%E3%80%81%0D%0A", &answer);
	assert_int_equal(answer.status, 200);
	first = strstr(answer.body, "丁某、黄某");
	assert_non_null(first);
	second = strstr(answer.body, "note-good");
	assert_non_null(second);
	live_free(&answer);
}

static void
the_json_twin_gives_the_clause_or_the_finding(void **state)
{
	json_t *clause = get_json("/api/v1/law/ELEC-19.1", 200);
	json_t *finding = get_json("/api/v1/law/ELEC-19.1?entitled=25&present=20", 200);
	json_t *refused = get_json("/api/v1/law/ELEC-19.1?entitled=x&present=20", 400);

	(void)state;
	assert_true(json_is_true(json_object_get(clause, "computes")));
	assert_true(json_is_array(json_object_get(clause, "enforced_by")));
	assert_string_equal(json_string_value(json_object_get(finding, "verdict")), "holds");
	assert_string_equal(json_string_value(json_object_get(refused, "field")), "entitled");
	assert_string_equal(json_string_value(json_object_get(refused, "clause")), "ELEC-19.1");
	json_decref(clause);
	json_decref(finding);
	json_decref(refused);
}

static void
facts_may_be_a_json_object(void **state)
{
	struct answer answer;

	(void)state;
	house_call(&house, NULL, "/api/v1/law/ELEC-8.2a", "{\"seats\":10,\"members\":[50,30,20]}", &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "\"shares\":[5,3,2]"));
	live_free(&answer);
	house_call(&house, NULL, "/api/v1/law/ELEC-8.2a", "{\"seats\":", &answer);
	assert_int_equal(answer.status, 400);
	live_free(&answer);
}

static void
all_372_clauses_stand_in_the_list(void **state)
{
	json_t *list = get_json("/api/v1/law", 200);
	json_t *duties = get_json("/api/v1/law?q=elec-3.1&computes=true", 200);
	json_t *first = json_array_get(json_object_get(duties, "rows"), 0);
	size_t i;
	json_t *name;
	bool found = false;

	(void)state;
	assert_int_equal(json_array_size(json_object_get(list, "rows")), 372);
	assert_true(json_is_null(json_object_get(list, "next")));
	assert_string_equal(json_string_value(json_object_get(list, "as_of")), "2026-11-21");
	assert_string_equal(json_string_value(json_object_get(first, "clause")), "ELEC-3.1");
	json_array_foreach(json_object_get(first, "enforced_by"), i, name)
		found |= strcmp(json_string_value(name), "duties") == 0;
	assert_true(found);
	json_decref(list);
	json_decref(duties);
}

static void
the_list_is_searched_in_both_languages(void **state)
{
	(void)state;
	assert_page(NULL, "/law?q=%E4%BA%94%E5%88%86%E4%B9%8B%E5%9B%9B", 200, "/law/ELEC-19.1");
	assert_page(NULL, "/law?q=FOUR+fifths", 200, "/law/ELEC-19.1");
	assert_page(NULL, "/law?instrument=DP&kind=RIGHT", 200, "/law/DP-24");
	assert_page(NULL, "/law?q=zzzzzz", 200, "没有符合条件的条款。");
	assert_int_equal(house_get_status(&house, NULL, "/law?kind=MAYBE"), 400);
	assert_int_equal(house_get_status(&house, NULL, "/law?instrumnt=DP"), 400);
}

/* Each with its calculator in both languages, and no fact's word without its Chinese. */
static void
every_clause_has_its_page(void **state)
{
	size_t count;
	const struct clause *all = clauses(&count);
	char path[64];

	(void)state;
	for (size_t i = 0; i < count; i++) {
		snprintf(path, sizeof path, "/law/%s", all[i].id);
		assert_page(NULL, path, 200, all[i].title.zh);
	}
}

static void
every_word_of_a_fact_is_said_in_chinese(void **state)
{
	size_t count;
	const struct clause *all = clauses(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		const struct rule *rule = rule_find(all[i].id);
		const struct fact *fact;

		for (size_t f = 0; rule && (fact = rule_fact(rule, f)); f++)
			for (const char *const *word = fact->words; word && *word; word++)
				if (!isdigit((unsigned char)**word) && strcmp(fact_word_label(*word).zh, *word) == 0) {
					print_error("%s: %s\n", all[i].id, *word);
					assert_true(false);
				}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_19_1_page_judges_at_the_boundary),
		cmocka_unit_test(a_bad_fact_is_said_beside_its_field),
		cmocka_unit_test(an_unknown_clause_is_404),
		cmocka_unit_test(names_are_posted_and_not_put_into_addresses),
		cmocka_unit_test(the_json_twin_gives_the_clause_or_the_finding),
		cmocka_unit_test(facts_may_be_a_json_object),
		cmocka_unit_test(all_372_clauses_stand_in_the_list),
		cmocka_unit_test(the_list_is_searched_in_both_languages),
		cmocka_unit_test(every_clause_has_its_page),
		cmocka_unit_test(every_word_of_a_fact_is_said_in_chinese),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
