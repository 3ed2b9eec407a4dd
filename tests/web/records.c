/* Records as pages and JSON: who opens them, which version, what stands beside it. */
#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "home.h"
#include "party/openings.h"
#include "party/action.h"

/* A number from the database that must be there. */
static long long
number(const char *sql, int64_t argument)
{
	int64_t found = 0;

	assert_int_equal(db_number(db, sql, ARGS(INT(argument)), &found), 0);
	assert_true(found > 0);
	return found;
}

/* Where the account's role is held. */
static int64_t
node_of(const char *account)
{
	struct actor actor;

	assert_int_equal(actor_by_name(db, arena, account, LIVE_DAY, &actor), 0);
	return actor.grants[0].node;
}

static struct answer
page(const struct guest *guest, const char *format, long long id)
{
	struct answer answer;

	house_get(&house, guest, arena_printf(arena, "%s/%lld", format, id), &answer);
	return answer;
}

static int
status_of(const struct guest *guest, const char *list, long long id)
{
	return house_get_status(&house, guest, arena_printf(arena, "%s/%lld", list, id));
}

static void
every_kind_of_record_opens_for_a_clerk_but_members(void **state)
{
	struct guest clerk = house_sign_in(&house, "comprehensive_clerk"), region = house_sign_in(&house, "region_clerk");

	(void)state;
	for (size_t k = 0; kinds[k]; k++) {
		const char *list = kinds[k]->path ? arena_printf(arena, "/%s", kinds[k]->path)
		                                  : arena_printf(arena, "/registers/%s", kinds[k]->name);
		const char *sql = arena_printf(arena, "select max(id) from %s where ended is null and since <= $1 and until > $1",
		                               kinds[k]->name);
		int64_t id = 0;
		int want = kind_is_own(kinds[k]) ? 403 : 200;

		assert_int_equal(db_number(db, sql, ARGS(INT(LIVE_DAY)), &id), 0);
		if (id == 0)
			continue;
		if (status_of(&clerk, list, id) != want)
			print_error("%s/%lld: %d\n", list, (long long)id, status_of(&clerk, list, id));
		assert_int_equal(status_of(&clerk, list, id), want);
		assert_int_equal(status_of(&region, list, id), want);
		assert_int_equal(status_of(&clerk, arena_printf(arena, "/api/v1%s", list), id), want);
	}
}

static void
what_is_not_there_is_404_and_what_is_not_ones_own_403(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk"), office = house_sign_in(&house, "unit_office");
	int64_t other = number("select max(id) from unit where ended is null and id <> $1", node_of("unit_office"));

	(void)state;
	assert_int_equal(status_of(&clerk, "/units", 99999999), 404);
	assert_int_equal(house_get_status(&house, &clerk, "/units/x"), 404);
	assert_int_equal(house_get_status(&house, &clerk, "/units/-1"), 404);
	assert_int_equal(status_of(&office, "/units", node_of("unit_office")), 200);
	assert_int_equal(status_of(&office, "/units", other), 403);
	assert_int_equal(house_get_status(&house, NULL, "/units/1"), 303);
}

static void
a_unit_shows_fields_clauses_relations_and_what_is_due(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk");
	long long id = number("select min(id) from unit where ended is null and since <= $1 and until > $1"
	                      " and full_members >= 3 and not exists (select 1 from coverage c where c.unit = unit.id)",
	                      LIVE_DAY);
	struct answer answer = page(&clerk, "/units", id);

	(void)state;
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "/law/A-21"));
	assert_non_null(strstr(answer.body, "/law/OPIN-8.1"));
	assert_non_null(strstr(answer.body, "应当设立党支部"));
	assert_non_null(strstr(answer.body, "联合党委</a>"));
	assert_non_null(strstr(answer.body, "演示数据"));
	assert_non_null(strstr(answer.body, "正式党员数"));
	assert_null(strstr(answer.body, ">正式党员<")); /* M of a body is another figure than Fw */
	live_free(&answer);
}

static void
another_day_shows_the_version_of_that_day(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk");
	int64_t node = node_of("unit_office");
	char fields[256];
	struct answer answer;

	(void)state;
	snprintf(fields, sizeof fields, "id=%lld&from=2026-11-10&staff=4711", (long long)node);
	assert_int_equal(house_post_status(&house, &clerk, "/api/v1/actions/change-unit", fields), 200);
	answer = page(&clerk, "/api/v1/units", node);
	assert_non_null(strstr(answer.body, "\"staff\":4711"));
	assert_non_null(strstr(answer.body, "\"since\":\"2026-11-10\""));
	assert_non_null(strstr(answer.body, "\"seen\":"));
	live_free(&answer);
	house_get(&house, &clerk, arena_printf(arena, "/api/v1/units/%lld?as_of=2026-11-09", (long long)node), &answer);
	assert_null(strstr(answer.body, "4711"));
	assert_non_null(strstr(answer.body, "\"as_of\":\"2026-11-09\""));
	live_free(&answer);
	house_get(&house, &clerk, arena_printf(arena, "/units/%lld?as_of=1990-01-01", (long long)node), &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "起生效"));
	assert_null(strstr(answer.body, "/change\""));
	live_free(&answer);
	answer = page(&clerk, "/units", node);
	assert_non_null(strstr(answer.body, "<ins>4711</ins>"));
	assert_non_null(strstr(answer.body, "joint_clerk"));
	assert_non_null(strstr(answer.body, "/change\""));
	live_free(&answer);
}

static void
DP_13_opening_a_members_record_is_noted_but_not_by_oneself(void **state)
{
	struct guest secretary = house_sign_in(&house, "branch_secretary"), self = house_sign_in(&house, "member");
	struct opening_line *entries;
	struct actor member;
	size_t before, after;
	struct answer answer;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "member", LIVE_DAY, &member), 0);
	assert_int_equal(openings_of(db, arena, member.person, 10, &entries, &before), 0);
	assert_int_equal(status_of(&self, "/members", member.person), 200);
	assert_int_equal(openings_of(db, arena, member.person, 10, &entries, &after), 0);
	assert_int_equal(after, before);
	answer = page(&secretary, "/members", member.person);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "组织关系"));
	live_free(&answer);
	assert_int_equal(openings_of(db, arena, member.person, 10, &entries, &after), 0);
	assert_int_equal(after, before + 1);
	assert_string_equal(entries[0].reason, REASON_BRANCH);
	/* Other members of one's branch are not open to a member. */
	assert_int_equal(status_of(&self, "/members", number("select min(person) from membership where ended is null"
	                                                     " and person <> $1", member.person)), 403);
}

static void
DP_12_a_clerk_is_asked_for_a_case_and_the_member_reads_it(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk"), self = house_sign_in(&house, "member");
	struct guest program = house_token(&house, "joint_clerk");
	struct actor member;
	struct answer answer;
	const char *path, *form;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "member", LIVE_DAY, &member), 0);
	path = arena_printf(arena, "/members/%lld", (long long)member.person);
	form = arena_printf(arena, "%s/open", path);
	/* the page asks, and names nobody */
	house_get(&house, &clerk, path, &answer);
	assert_int_equal(answer.status, 403);
	assert_non_null(strstr(answer.body, "name=\"purpose\""));
	assert_null(strstr(answer.body, "入党日期"));
	live_free(&answer);
	house_get(&house, &program, arena_printf(arena, "/api/v1%s", path), &answer);
	assert_int_equal(answer.status, 403);
	assert_non_null(strstr(answer.body, "DP-12"));
	live_free(&answer);
	assert_int_equal(house_get_status(&house, &clerk, form), 200);
	assert_int_equal(house_post_status(&house, &clerk, form, "purpose=relation&reason="), 400);
	assert_int_equal(house_post_status(&house, &clerk, form, "purpose=relation&reason=checking+the+transfer"), 303);
	house_get(&house, &clerk, path, &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "组织关系"));
	assert_null(strstr(answer.body, "/change\""));
	live_free(&answer);
	house_get(&house, &program, arena_printf(arena, "/api/v1%s", path), &answer);
	assert_int_equal(answer.status, 200);
	live_free(&answer);
	/* who, for which office, why */
	house_get(&house, &self, "/me", &answer);
	assert_non_null(strstr(answer.body, "checking the transfer"));
	assert_non_null(strstr(answer.body, "核对组织关系"));
	assert_non_null(strstr(answer.body, "第一联合党委"));
	live_free(&answer);
}

static void
a_branch_shows_its_members_to_its_secretary_and_their_number_to_others(void **state)
{
	struct guest secretary = house_sign_in(&house, "branch_secretary"), clerk = house_sign_in(&house, "joint_clerk");
	int64_t branch = node_of("branch_secretary");
	struct answer answer = page(&secretary, "/bodies", branch);

	(void)state;
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "href=\"/members/"));
	live_free(&answer);
	answer = page(&clerk, "/bodies", branch);
	assert_int_equal(answer.status, 200);
	assert_null(strstr(answer.body, "href=\"/members/"));
	assert_non_null(strstr(answer.body, "正式党员"));
	live_free(&answer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_record_opens_for_a_clerk_but_members),
		cmocka_unit_test(what_is_not_there_is_404_and_what_is_not_ones_own_403),
		cmocka_unit_test(a_unit_shows_fields_clauses_relations_and_what_is_due),
		cmocka_unit_test(another_day_shows_the_version_of_that_day),
		cmocka_unit_test(DP_13_opening_a_members_record_is_noted_but_not_by_oneself),
		cmocka_unit_test(DP_12_a_clerk_is_asked_for_a_case_and_the_member_reads_it),
		cmocka_unit_test(a_branch_shows_its_members_to_its_secretary_and_their_number_to_others),
	};

	return cmocka_run_group_tests(tests, home_open, home_close);
}
