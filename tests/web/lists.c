/* Lists of every kind: who sees them, what may be asked, pages, figures, files. */
#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "home.h"
#include "party/action.h"
#include "party/tally.h"
#include "web/link.h"

/* Rows of a list over all pages of the API. */
static size_t
rows_of(const struct guest *guest, const char *path)
{
	char next[512], cursor[256] = "";
	size_t rows = 0;

	for (;;) {
		struct answer answer;
		const char *at;

		snprintf(next, sizeof next, "/api/v1%s%slimit=7%s%s", path, strchr(path, '?') ? "&" : "?",
		         *cursor ? "&page=" : "", cursor);
		answer = got(guest, next);
		rows += occurrences(answer.body, "{\"id\":");
		at = strstr(answer.body, "],\"next\":\"");
		if (at)
			snprintf(cursor, sizeof cursor, "%.*s", (int)strcspn(at + 10, "\""), at + 10);
		live_free(&answer);
		if (!at)
			return rows;
	}
}

static unsigned
role_bit(const char *name)
{
	return role_find(name)->role;
}

/* Whether the kind's list opens for a role; the numbers page of members is 403, too. */
static void
every_list_opens_for_the_roles_that_may_read_it(void **state)
{

	(void)state;
	for (size_t a = 0; a < house.account_count; a++) {
		struct guest guest = house_sign_in(&house, house.accounts[a].name);

		for (size_t k = 0; kinds[k]; k++) {
			const char *path = kind_address(arena, kinds[k]);
			unsigned role = role_bit(house.accounts[a].role);
			/* A member's place is a branch, and units hang elsewhere; persons' lists open to oneself. */
			bool may = (kinds[k]->read & role) != 0;
			int status = house_get_status(&house, &guest, path);

			if (may != (status == 200))
				print_error("%s as %s: %d\n", path, house.accounts[a].role, status);
			assert_int_equal(status, may ? 200 : 403);
			assert_int_equal(house_get_status(&house, &guest, arena_printf(arena, "/api/v1%s", path)),
			                 may ? 200 : 403);
		}
	}
	assert_int_equal(house_get_status(&house, NULL, "/units"), 303);
	assert_int_equal(house_get_status(&house, NULL, "/api/v1/units"), 401);
}

static void
what_is_not_declared_is_refused_by_name(void **state)
{
	struct guest guest = house_sign_in(&house, "comprehensive_clerk");
	static const struct { const char *path, *allowed; } asked[] = {
		{"/units?colour=red", "category"}, {"/units?head=x", "category"}, {"/units?sort=head", "staff"},
		{"/units?sort=-colour", "name"}, {"/units?covered=maybe", "organization"}, {"/units?category=9", ""},
		{"/units?page=%2B%2B", "next"}, {"/units?as_of=2026-02-30", ""}, {"/units?as_of=yesterday", ""},
		{"/bodies?full_members=3", "type"}, {"/registers/term?q=x", ""}, {"/registers/post?q=x", ""},
		{"/units?node=x", ""}, {"/registers/post?person=1", "position"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		char path[256];
		struct answer answer;

		assert_int_equal(house_get_status(&house, &guest, asked[i].path), 400);
		snprintf(path, sizeof path, "/api/v1%s", asked[i].path);
		house_get(&house, &guest, path, &answer);
		assert_int_equal(answer.status, 400);
		assert_non_null(strstr(answer.body, "\"why\":{\"zh\":"));
		assert_non_null(strstr(answer.body, asked[i].allowed));
		live_free(&answer);
	}
	/* A form sends its empty fields, too. */
	assert_int_equal(house_get_status(&house, &guest, "/units?category=&covered=&q=&sort="), 200);
	assert_int_equal(house_get_status(&house, &guest, "/registers/nothing"), 404);
}

static void
pages_go_on_without_gap_or_repetition(void **state)
{
	struct guest guest = house_sign_in(&house, "comprehensive_clerk");
	struct answer first = got(&guest, "/units"), second;
	const char *next = strstr(first.body, "page="), *end;
	char path[512];

	(void)state;
	assert_int_equal(rows_of(&guest, "/units"), rows_of(&guest, "/units?sort=-staff"));
	assert_int_equal(rows_of(&guest, "/registers/affiliation"), rows_of(&guest, "/registers/affiliation?sort="));
	assert_non_null(next);
	end = strpbrk(next, "\"&");
	snprintf(path, sizeof path, "/units?%.*s", (int)(end - next), next);
	second = got(&guest, path);
	assert_null(strstr(second.body, "rel=\"next\""));
	assert_non_null(strstr(second.body, "第一页"));
	live_free(&first);
	live_free(&second);
}

/* A figure and the list behind it agree, whatever the day. */
static void
OPIN_11_6_lists_have_as_many_rows_as_the_figures_say(void **state)
{
	static const char *const days[] = {"2026-11-21", "2025-12-31", "2020-06-30"};
	struct guest guest = house_sign_in(&house, "comprehensive_clerk");
	struct actor actor;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "comprehensive_clerk", LIVE_DAY, &actor), 0);
	for (size_t d = 0; d < sizeof days / sizeof *days; d++) {
		struct figures now;
		day_no day;

		assert_int_equal(day_parse(days[d], &day), 0);
		assert_int_equal(figures_of(db, arena, actor.grants[0].node, day, &now), 0);
		const struct { const char *path; int64_t count; } lists[] = {
			{"/units?", now.units}, {"/units?due=due", now.due}, {"/units?due=established", now.due_established},
			{"/units?due=open", now.due - now.due_established}, {"/units?covered=own", now.own},
			{"/units?covered=joint", now.joint}, {"/units?covered=organization", now.own + now.joint},
			{"/units?covered=work_only", now.work_only}, {"/units?covered=none", now.uncovered},
			{"/bodies?", now.bodies}, {"/bodies?term=overdue", now.overdue}, {"/bodies?secretary=no", now.no_secretary},
		};

		assert_true(now.units > 0);
		for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
			const char *path = arena_printf(arena, "%s&as_of=%s", lists[i].path, days[d]);

			if ((int64_t)rows_of(&guest, path) != lists[i].count)
				print_error("%s: %lld\n", path, (long long)lists[i].count);
			assert_int_equal(rows_of(&guest, path), lists[i].count);
		}
	}
}

static void
DP_12_members_above_the_branch_are_a_number(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk"), secretary = house_sign_in(&house, "branch_secretary");
	struct guest member = house_sign_in(&house, "member");
	struct answer answer;

	(void)state;
	house_get(&house, &clerk, "/members", &answer);
	assert_int_equal(answer.status, 403);
	assert_non_null(strstr(answer.body, "DP-12"));
	assert_non_null(strstr(answer.body, "正式党员"));
	assert_int_equal(occurrences(answer.body, "/members/"), occurrences(answer.body, "/members/find"));
	live_free(&answer);
	answer = got(&secretary, "/members");
	assert_true(occurrences(answer.body, "<th scope=\"row\"><a href=\"/members/") > 1);
	live_free(&answer);
	answer = got(&member, "/members"); /* without another role one sees oneself */
	assert_int_equal(occurrences(answer.body, "<th scope=\"row\"><a href=\"/members/"), 1);
	live_free(&answer);
}

static void
DP_6_persons_are_neither_searched_nor_exported_by_address(void **state)
{
	static const char *const lists[] = {"/members", "/registers/membership", "/registers/post", "/registers/dispatch"};
	struct guest guest = house_sign_in(&house, "branch_secretary");

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		char path[128];

		for (size_t s = 0; s < 2; s++) {
			snprintf(path, sizeof path, "%s%s", lists[i], s ? ".csv" : ".xlsx");
			assert_int_equal(house_get_status(&house, &guest, path), 404);
		}
		snprintf(path, sizeof path, "%s?q=a", lists[i]);
		assert_int_equal(house_get_status(&house, &guest, path), 400);
		snprintf(path, sizeof path, "/api/v1%s?name=a", lists[i]);
		assert_int_equal(house_get_status(&house, &guest, path), 400);
	}
}

/* Adds an organization of the community by the API; nothing else is needed for lists. */
static void
add_unit(const struct guest *guest, const char *name, const char *superior)
{
	char fields[1024];
	struct answer answer;

	snprintf(fields, sizeof fields, "since=2026-11-01&name=%s&category=5&registration_level=street&region=110101"
	                                "&head=%%E7%%94%%B2%%E6%%9F%%90&superior=%s", name, superior);
	house_post(&house, guest, "/api/v1/actions/add-unit", fields, &answer);
	if (answer.status != 200)
		print_error("%s\n", answer.body);
	assert_int_equal(answer.status, 200);
	live_free(&answer);
}

static void
a_file_is_csv_as_office_programs_read_it(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	struct actor actor;
	struct answer answer;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "joint_clerk", LIVE_DAY, &actor), 0);
	add_unit(&guest, "%3D1%2B1%3Cscript%3Ealert(1)%3C%2Fscript%3E",
	         arena_printf(arena, "%lld", (long long)actor.grants[0].node));
	answer = got(&guest, "/units.csv?category=5");
	assert_string_equal(live_header(&answer, "Content-Type"), "text/csv; charset=utf-8");
	assert_non_null(strstr(live_header(&answer, "Content-Disposition"), "attachment"));
	assert_memory_equal(answer.body, "\xEF\xBB\xBF", 3);
	assert_non_null(strstr(answer.body, "名称"));
	assert_null(strstr(answer.body, "负责人"));
	assert_null(strstr(answer.body, "甲某"));
	assert_int_equal(occurrences(answer.body, "\n"), occurrences(answer.body, "\r\n"));
	assert_non_null(strstr(answer.body, "'=1+1<script>"));
	live_free(&answer);
	answer = got(&guest, "/units.xlsx");
	assert_memory_equal(answer.body, "PK", 2);
	live_free(&answer);
	answer = got(&guest, "/units?category=5");
	assert_null(strstr(answer.body, "<script>alert"));
	assert_non_null(strstr(answer.body, "=1+1&lt;script&gt;"));
	live_free(&answer);
	answer = got(&guest, "/units?category=5&as_of=2026-10-31");
	assert_null(strstr(answer.body, "=1+1"));
	live_free(&answer);
}

static void
a_list_holds_only_what_the_roles_reach(void **state)
{
	struct guest branch = house_sign_in(&house, "branch_secretary"), all = house_sign_in(&house, "comprehensive_clerk");
	struct actor actor;
	char path[64];

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "comprehensive_clerk", LIVE_DAY, &actor), 0);
	snprintf(path, sizeof path, "/bodies?node=%lld", (long long)actor.grants[0].node);
	assert_int_equal(house_get_status(&house, &branch, path), 403);
	assert_int_equal(house_get_status(&house, &all, path), 200);
	assert_int_equal(rows_of(&branch, "/bodies"), 1);
	assert_true(rows_of(&all, "/bodies") > 1);
	assert_int_equal(actor_by_name(db, arena, "branch_secretary", LIVE_DAY, &actor), 0);
	snprintf(path, sizeof path, "/bodies?node=%lld", (long long)actor.grants[0].node);
	assert_int_equal(rows_of(&all, path), 1);
	assert_int_equal(house_get_status(&house, &all, "/bodies?node=999999999"), 404);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_list_opens_for_the_roles_that_may_read_it),
		cmocka_unit_test(what_is_not_declared_is_refused_by_name),
		cmocka_unit_test(pages_go_on_without_gap_or_repetition),
		cmocka_unit_test(OPIN_11_6_lists_have_as_many_rows_as_the_figures_say),
		cmocka_unit_test(DP_12_members_above_the_branch_are_a_number),
		cmocka_unit_test(DP_6_persons_are_neither_searched_nor_exported_by_address),
		cmocka_unit_test(a_file_is_csv_as_office_programs_read_it),
		cmocka_unit_test(a_list_holds_only_what_the_roles_reach),
	};

	return cmocka_run_group_tests(tests, home_open, home_close);
}
