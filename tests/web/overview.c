/* The first page and what is due: every number leads to a list that has as many rows. */
#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "home.h"
#include "party/action.h"
#include "party/duty.h"

/* An address as it stands in an attribute, made into one to ask for. */
static const char *
unescaped(const char *text, size_t len)
{
	char *out = arena_strndup(arena, text, len), *to = out;

	for (const char *from = out; *from;) {
		if (strncmp(from, "&amp;", 5) == 0) {
			*to++ = '&';
			from += 5;
		} else {
			*to++ = *from++;
		}
	}
	*to = '\0';
	return out;
}

/* Rows of a list, over all pages of the API. */
static size_t
rows_of(const struct guest *guest, const char *path, const char *mark)
{
	const char *cursor = "";
	size_t rows = 0;

	for (;;) {
		const char *page = arena_printf(arena, "/api/v1%s%climit=13%s%s", path, strchr(path, '?') ? '&' : '?',
		                                *cursor ? "&page=" : "", cursor);
		struct answer answer = got(guest, page);
		const char *at = strstr(answer.body, "],\"next\":\"");

		rows += occurrences(answer.body, mark);
		if (at)
			cursor = arena_strndup(arena, at + 10, strcspn(at + 10, "\""));
		live_free(&answer);
		if (!at)
			return rows;
	}
}

static void
everyone_has_a_first_page(void **state)
{
	(void)state;
	for (size_t i = 0; i < house.account_count; i++) {
		struct guest guest = house_sign_in(&house, house.accounts[i].name);
		unsigned role = role_find(house.accounts[i].role)->role;
		struct answer answer;

		house_get(&house, &guest, "/", &answer);
		assert_int_equal(answer.status, role & ROLE_BUSINESS ? 200 : 303);
		if (role & ROLE_BUSINESS)
			assert_non_null(strstr(answer.body, house.accounts[i].node));
		else
			assert_string_not_equal(live_header(&answer, "Location"), "/");
		live_free(&answer);
	}
	assert_int_equal(house_get_status(&house, NULL, "/"), 303);
}

/* Follows every number of the coverage table to its list and counts there. */
static void
follow_table(const struct guest *guest, const char *path)
{
	struct answer page = got(guest, path);
	const char *at = strstr(page.body, "<caption class=\"visually-hidden\">覆盖情况"), *end;
	size_t followed = 0;

	assert_non_null(at);
	end = strstr(at, "</table>");
	while ((at = strstr(at, "<a href=\"/units")) && at < end) {
		const char *href = at + 9, *close = strchr(href, '"'), *shown = close + 2;
		char digits[32];
		size_t len = 0;

		for (; *shown != '<' && len + 1 < sizeof digits; shown++)
			if (*shown >= '0' && *shown <= '9')
				digits[len++] = *shown;
		digits[len] = '\0';
		assert_int_equal(rows_of(guest, unescaped(href, (size_t)(close - href)), "{\"id\":"), strtoull(digits, NULL, 10));
		followed++;
		at = shown;
	}
	assert_true(followed > 10);
	live_free(&page);
}

static void
OPIN_11_6_each_number_opens_the_list_of_those_it_counts(void **state)
{
	struct guest guest = house_sign_in(&house, "comprehensive_clerk");

	(void)state;
	follow_table(&guest, "/");
	follow_table(&guest, "/?by=region&as_of=2025-12-31");
	follow_table(&guest, "/?by=industry");
	assert_int_equal(house_get_status(&house, &guest, "/?by=colour"), 400);
	assert_int_equal(house_get_status(&house, &guest, "/?colour=red"), 400);
}

static void
a_node_of_the_tree_can_be_chosen_where_the_roles_reach(void **state)
{
	struct guest guest = house_sign_in(&house, "comprehensive_clerk"), joint = house_sign_in(&house, "joint_clerk");
	struct actor top, below;
	struct answer answer;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "comprehensive_clerk", LIVE_DAY, &top), 0);
	assert_int_equal(actor_by_name(db, arena, "joint_clerk", LIVE_DAY, &below), 0);
	answer = got(&guest, arena_printf(arena, "/?node=%lld", (long long)below.grants[0].node));
	assert_non_null(strstr(answer.body, "第一联合党委"));
	assert_non_null(strstr(answer.body, "aria-current=\"page\""));
	live_free(&answer);
	assert_int_equal(house_get_status(&house, &joint, arena_printf(arena, "/?node=%lld", (long long)top.grants[0].node)),
	                 403);
	assert_int_equal(house_get_status(&house, &guest, arena_printf(arena, "/tree?node=%lld", (long long)top.grants[0].node)),
	                 200);
}

static void
OPIN_10_2_what_is_proposed_has_a_page_that_names_all_of_them(void **state)
{
	struct guest guest = house_sign_in(&house, "comprehensive_clerk"), office = house_sign_in(&house, "unit_office");
	struct answer list = got(&guest, "/duties?clause=OPIN-10.2"), page;
	const char *tail = strstr(list.body, "/proposal\""), *at;
	int64_t unit = 0;

	(void)state;
	assert_non_null(tail);
	for (at = tail; at[-1] != '"'; at--)
		;
	page = got(&guest, unescaped(at, (size_t)(tail + strlen("/proposal") - at)));
	assert_non_null(strstr(page.body, "正式党员合计"));
	assert_true(occurrences(page.body, "<th scope=\"row\"><a href=\"/units/") >= 2);
	live_free(&page);
	assert_int_equal(house_get_status(&house, &office, unescaped(at, (size_t)(tail + strlen("/proposal") - at))), 403);
	assert_int_equal(db_number(db, "select id from unit where full_members >= 3 limit 1", NO_ARGS, &unit), 0);
	assert_int_equal(house_get_status(&house, &guest, arena_printf(arena, "/units/%lld/proposal", (long long)unit)), 404);
	live_free(&list);
}

/* The list of duties is what is derived for the part, whole and once each. */
static void
duties_are_those_derived_and_their_totals_agree(void **state)
{
	static const char *const states[] = {"overdue", "due", "due_soon", "upcoming", "open"};
	struct guest guest = house_sign_in(&house, "joint_clerk");
	struct actor actor;
	struct duties all;
	size_t sum = 0;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "joint_clerk", LIVE_DAY, &actor), 0);
	assert_int_equal(duties_derive(db, arena, actor.grants[0].path, LIVE_DAY, &all), 0);
	assert_true(all.count > 13);
	assert_int_equal(rows_of(&guest, "/duties", "{\"subject\":"), all.count);
	assert_int_equal(rows_of(&guest, "/duties?sort=-since", "{\"subject\":"), all.count);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		sum += rows_of(&guest, arena_printf(arena, "/duties?state=%s", states[i]), "{\"subject\":");
	assert_int_equal(sum, all.count);
	assert_true(rows_of(&guest, "/duties?within=month", "{\"subject\":") <=
	            rows_of(&guest, "/duties?within=half_year", "{\"subject\":"));
	sum = 0;
	for (const char *const *clause = duty_clauses; *clause; clause++)
		sum += rows_of(&guest, arena_printf(arena, "/duties?clause=%s", *clause), "{\"subject\":");
	assert_int_equal(sum, all.count);
}

static void
duties_answer_in_the_shape_of_the_command(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	struct answer answer = got(&guest, "/api/v1/duties?limit=1");

	(void)state;
	assert_ptr_equal(strstr(answer.body, "{\"rows\":[{\"subject\":{\"kind\":\""), answer.body);
	assert_non_null(strstr(answer.body, "\"why\":{\"zh\":"));
	assert_non_null(strstr(answer.body, "\"next\":\""));
	assert_non_null(strstr(answer.body, "\"as_of\":\"2026-11-21\"}"));
	live_free(&answer);
}

static void
duties_refuse_by_name_what_they_do_not_know(void **state)
{
	static const char *const paths[] = {
		"/duties?colour=red", "/duties?state=late", "/duties?within=year", "/duties?clause=ELEC-99.9",
		"/duties?sort=name", "/duties?page=x", "/duties?as_of=2026-13-01", "/duties?node=0",
	};
	struct guest guest = house_sign_in(&house, "joint_clerk");

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		assert_int_equal(house_get_status(&house, &guest, paths[i]), 400);
		assert_int_equal(house_get_status(&house, &guest, arena_printf(arena, "/api/v1%s", paths[i])), 400);
	}
	assert_int_equal(house_get_status(&house, &guest, "/duties?state=&clause=&within=&q="), 200);
}

static void
duties_and_coverage_go_out_as_files(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	struct answer answer = got(&guest, "/duties.csv?state=open");

	(void)state;
	assert_memory_equal(answer.body, "\xEF\xBB\xBF", 3);
	assert_int_equal(occurrences(answer.body, "\r\n"), 1 + rows_of(&guest, "/duties?state=open", "{\"subject\":"));
	live_free(&answer);
	answer = got(&guest, "/coverage.csv?by=region&as_of=2025-12-31");
	assert_non_null(strstr(answer.body, "朝阳区"));
	assert_non_null(strstr(answer.body, "合计"));
	assert_non_null(strstr(live_header(&answer, "Content-Disposition"), "2025-12-31"));
	live_free(&answer);
	answer = got(&guest, "/coverage.xlsx");
	assert_memory_equal(answer.body, "PK", 2);
	live_free(&answer);
	answer = got(&guest, "/api/v1/coverage?by=category");
	assert_non_null(strstr(answer.body, "\"organization_coverage\":"));
	live_free(&answer);
	assert_int_equal(house_get_status(&house, &guest, "/coverage?by=region"), 303);
}

/* What an act changes shows at once. */
static void
what_is_due_is_fresh_after_each_act(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	struct answer page = got(&guest, "/api/v1/duties?clause=OPIN-8.1&limit=1");
	const char *id = strstr(page.body, "\"id\":");
	size_t before = rows_of(&guest, "/duties?clause=OPIN-8.1", "{\"subject\":");
	struct answer answer;

	(void)state;
	assert_non_null(id);
	house_post(&house, &guest, "/api/v1/actions/change-unit",
	           arena_printf(arena, "id=%.*s&full_members=2", (int)strcspn(id + 5, ","), id + 5), &answer);
	assert_int_equal(answer.status, 200);
	assert_int_equal(rows_of(&guest, "/duties?clause=OPIN-8.1", "{\"subject\":"), before - 1);
	live_free(&answer);
	live_free(&page);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everyone_has_a_first_page),
		cmocka_unit_test(OPIN_11_6_each_number_opens_the_list_of_those_it_counts),
		cmocka_unit_test(a_node_of_the_tree_can_be_chosen_where_the_roles_reach),
		cmocka_unit_test(OPIN_10_2_what_is_proposed_has_a_page_that_names_all_of_them),
		cmocka_unit_test(duties_are_those_derived_and_their_totals_agree),
		cmocka_unit_test(duties_answer_in_the_shape_of_the_command),
		cmocka_unit_test(duties_refuse_by_name_what_they_do_not_know),
		cmocka_unit_test(duties_and_coverage_go_out_as_files),
		cmocka_unit_test(what_is_due_is_fresh_after_each_act),
	};

	return cmocka_run_group_tests(tests, home_open, home_close);
}
