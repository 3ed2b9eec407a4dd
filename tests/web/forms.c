/* Forms of records: what is typed is written or comes back with its reason, and nothing newer is overwritten. */
#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "home.h"
#include "party/action.h"

static int64_t
number(const char *sql, int64_t argument)
{
	int64_t found = 0;

	assert_int_equal(db_number(db, sql, ARGS(INT(argument)), &found), 0);
	return found;
}

static int64_t
entries(void)
{
	return number("select max(number) from journal where number > $1", 0);
}

/* A branch that has a term on record, and a unit. */
static int64_t
some_unit(void)
{
	return number("select min(id) from unit where ended is null and category = 1 and since <= $1 and until > $1",
	              LIVE_DAY);
}

static int64_t
some_body(void)
{
	return number("select min(b.id) from body b where b.ended is null and b.type = 5 and b.since <= $1"
	              " and exists (select 1 from term t where t.body = b.id and t.ended is null and t.until > $1)",
	              LIVE_DAY);
}

static const char *
at(const char *format, int64_t id)
{
	char *path = arena_printf(arena, "%s", format), *mark = strstr(path, "ID");

	return arena_printf(arena, "%.*s%lld%s", (int)(mark - path), path, (long long)id, mark + 2);
}

/* The value of a hidden field of a page, or "". */
static const char *
hidden(const struct answer *page, const char *name)
{
	const char *mark = arena_printf(arena, "name=\"%s\" value=\"", name), *found = strstr(page->body, mark);

	return found ? arena_strndup(arena, found + strlen(mark), strcspn(found + strlen(mark), "\"")) : "";
}

static void
a_new_record_is_written_and_shown_with_a_message(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	int64_t unit = some_unit(), before = entries();
	struct answer answer, page;

	(void)state;
	house_get(&house, &guest, at("/registers/mass_org/new?unit=ID", unit), &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "MASS-1.1"));
	assert_non_null(strstr(answer.body, arena_printf(arena, "value=\"%lld\" checked", (long long)unit)));
	live_free(&answer);
	house_post(&house, &guest, "/registers/mass_org/new",
	           arena_printf(arena, "since=2026-11-01&name=%%E5%%B7%%A5%%E4%%BC%%9A&type=union&unit=%lld", (long long)unit),
	           &answer);
	assert_int_equal(answer.status, 303);
	assert_non_null(strstr(live_header(&answer, "Location"), "/registers/mass_org/"));
	assert_non_null(strstr(live_header(&answer, "Set-Cookie"), "flash=add-mass_org."));
	assert_true(entries() == before + 1);
	house_get(&house, &guest, live_header(&answer, "Location"), &page);
	assert_int_equal(page.status, 200);
	assert_non_null(strstr(page.body, "工会"));
	live_free(&answer);
	live_free(&page);
	/* Opened from another page, it leads back there. */
	house_post(&house, &guest, "/registers/mass_org/new",
	           arena_printf(arena, "since=2026-11-02&name=x&type=other&unit=%lld&back=%%2Funits%%2F%lld", (long long)unit,
	                        (long long)unit), &answer);
	assert_int_equal(answer.status, 303);
	assert_string_equal(live_header(&answer, "Location"), at("/units/ID", unit));
	live_free(&answer);
}

static void
what_is_refused_comes_back_with_the_reason_beside_its_field(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	int64_t before = entries();
	struct answer answer;

	(void)state;
	house_post(&house, &guest, "/units/new",
	           "since=2026-11-01&name=%3Cb%3EA%22&code=123&category=1&registration_level=city&region=110101", &answer);
	assert_int_equal(answer.status, 400);
	assert_non_null(strstr(answer.body, "id=\"problems\""));
	assert_non_null(strstr(answer.body, "href=\"#field-code\""));
	assert_non_null(strstr(answer.body, "value=\"&lt;b&gt;A&quot;\""));
	assert_non_null(strstr(answer.body, "value=\"123\""));
	assert_non_null(strstr(answer.body, "<option value=\"1\" selected>"));
	assert_int_equal(entries(), before);
	live_free(&answer);
	house_post(&house, &guest, "/units/new", "", &answer);
	assert_int_equal(answer.status, 400);
	live_free(&answer);
}

static void
OPIN_21_3_a_rule_that_refuses_is_named_with_its_clause(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	int64_t body = some_body(), before = entries();
	struct answer answer;

	(void)state;
	house_post(&house, &guest, "/registers/term/new",
	           arena_printf(arena, "since=2026-11-01&body=%lld&years=3", (long long)body), &answer);
	assert_int_equal(answer.status, 422);
	assert_non_null(strstr(answer.body, "ELEC-3.1"));
	assert_int_equal(entries(), before);
	live_free(&answer);
}

static void
a_search_offers_records_and_writes_nothing(void **state)
{
	struct guest guest = house_sign_in(&house, "comprehensive_clerk");
	int64_t before = entries();
	struct answer answer;

	(void)state;
	house_post(&house, &guest, "/units/new",
	           "since=2026-11-01&name=abc&find=superior&superior.search=%E8%81%94%E5%90%88%E5%85%9A%E5%A7%94", &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "第一联合党委"));
	assert_non_null(strstr(answer.body, "type=\"radio\" name=\"superior\""));
	assert_non_null(strstr(answer.body, "value=\"abc\""));
	assert_int_equal(entries(), before);
	live_free(&answer);
	house_post(&house, &guest, "/units/new", "find=superior&superior.search=%25%22%3C", &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "没有找到"));
	live_free(&answer);
}

/* A change from an earlier day leaves alone what only a later version says. */
static void
DP_13_a_change_touches_only_what_was_changed(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	int64_t unit = some_unit();
	const char *post = arena_printf(arena, "id=%lld&from=2026-11-10&staff=77", (long long)unit);
	struct answer form, answer;

	(void)state;
	assert_int_equal(house_post_status(&house, &guest, "/api/v1/actions/change-unit", post), 200);
	house_get(&house, &guest, at("/units/ID/change", unit), &form);
	assert_int_equal(form.status, 200);
	assert_non_null(strstr(form.body, "value=\"77\""));
	post = arena_printf(arena, "seen=%s&from=2026-11-05&staff=77&industry=%%E9%%92%%9F%%E8%%A1%%A8", hidden(&form, "seen"));
	house_post(&house, &guest, at("/units/ID/change", unit), post, &answer);
	assert_int_equal(answer.status, 303);
	assert_string_equal(live_header(&answer, "Location"), at("/units/ID", unit));
	assert_int_equal(number("select staff from unit where id = $1 and ended is null and since = 20778 - 11", unit), 77);
	assert_true(number("select staff from unit where id = $1 and ended is null and since = 20778 - 16", unit) != 77);
	live_free(&form);
	live_free(&answer);
}

static void
what_somebody_else_changed_meanwhile_is_not_overwritten(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	int64_t unit = some_unit();
	struct answer form, answer;

	(void)state;
	house_get(&house, &guest, at("/units/ID/change", unit), &form);
	assert_int_equal(house_post_status(&house, &guest, "/api/v1/actions/change-unit",
	                                   arena_printf(arena, "id=%lld&staff=501", (long long)unit)), 200);
	house_post(&house, &guest, at("/units/ID/change", unit),
	           arena_printf(arena, "seen=%s&staff=502", hidden(&form, "seen")), &answer);
	assert_int_equal(answer.status, 409);
	assert_non_null(strstr(answer.body, "没有保存"));
	assert_non_null(strstr(answer.body, arena_printf(arena, "name=\"seen\" value=\"%s\"", hidden(&form, "seen"))));
	assert_int_equal(number("select max(staff) from unit where id = $1 and ended is null", unit), 501);
	live_free(&form);
	live_free(&answer);
}

/* An office names whom its organization merges with, though only the own one may be opened. */
static void
OPIN_8_5a_who_stands_beside_is_found_by_name_and_nobody_is_chosen_beforehand(void **state)
{
	struct guest office = house_sign_in(&house, "unit_office"), secretary = house_sign_in(&house, "branch_secretary");
	int64_t own = number("select g.node from role_grant g join account a on a.id = g.account where a.name = 'unit_office'"
	                     " and g.since <= $1", LIVE_DAY);
	const char *mark = "name=\"into\" value=\"", *choice;
	struct answer form, found;

	(void)state;
	house_get(&house, &office, "/matters/new?kind=units-merged", &form);
	assert_int_equal(form.status, 200);
	assert_null(strstr(form.body, mark));
	assert_non_null(strstr(form.body, at("name=\"unit\" value=\"ID\" checked", own)));
	assert_null(strstr(form.body, "name=\"body\""));
	live_free(&form);
	house_post(&house, &office, "/matters/new?kind=units-merged", "find=into&into.search=%E5%B8%82", &found);
	assert_int_equal(found.status, 200);
	choice = strstr(found.body, mark);
	assert_non_null(choice);
	if (atoll(choice + strlen(mark)) == own)
		choice = strstr(choice + 1, mark); /* the first of the list may be the sender */
	assert_non_null(choice);
	choice = arena_strndup(arena, choice + strlen(mark), strcspn(choice + strlen(mark), "\""));
	live_free(&found);
	house_post(&house, &office, "/matters/new?kind=units-merged",
	           arena_printf(arena, "unit=%lld&into=%s&last=2026-12-31", (long long)own, choice), &found);
	assert_int_equal(found.status, 303);
	live_free(&found);
	/* A branch sends as itself. */
	house_get(&house, &secretary, "/matters/new?kind=units-merged", &form);
	assert_non_null(strstr(form.body, "name=\"body\""));
	assert_null(strstr(form.body, "name=\"unit\""));
	live_free(&form);
}

/* What need not be there can be taken out again, and a refusal names its field once. */
static void
a_reference_that_may_be_empty_can_be_emptied(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	struct answer form;

	(void)state;
	house_get(&house, &guest, arena_printf(arena, "/matters/new?kind=unit-closed&unit=%lld&receiver=%lld", (long long)some_unit(),
	                                       (long long)some_body()), &form);
	assert_int_equal(form.status, 200);
	assert_non_null(strstr(form.body, "name=\"receiver\" value=\"\""));
	live_free(&form);
	house_post(&house, &guest, "/matters/new?kind=unit-closed", "", &form);
	assert_int_equal(form.status, 400);
	assert_null(strstr(form.body, "</a>：原因："));
	assert_non_null(strstr(form.body, "</a>：必须填写。"));
	live_free(&form);
}

static void
a_version_is_corrected_and_a_record_closed(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	int64_t unit = some_unit(), mass;
	struct answer form, answer;

	(void)state;
	house_post(&house, &guest, "/registers/mass_org/new",
	           arena_printf(arena, "since=2026-10-01&name=%%E5%%A6%%87%%E8%%81%%94&type=women&unit=%lld", (long long)unit),
	           &answer);
	assert_int_equal(answer.status, 303);
	live_free(&answer);
	mass = number("select max(id) from mass_org where ended is null and id > $1", 0);
	house_get(&house, &guest, at("/registers/mass_org/ID/correct", mass), &form);
	assert_string_equal(hidden(&form, "since"), "2026-10-01");
	house_post(&house, &guest, at("/registers/mass_org/ID/correct", mass),
	           arena_printf(arena, "seen=%s&since=2026-10-01&new_since=2026-09-15&last=", hidden(&form, "seen")), &answer);
	assert_int_equal(answer.status, 303);
	assert_int_equal(number("select since from mass_org where id = $1 and ended is null", mass), LIVE_DAY - 67);
	live_free(&form);
	live_free(&answer);
	house_get(&house, &guest, at("/registers/mass_org/ID/close", mass), &form);
	assert_non_null(strstr(form.body, "value=\"2026-11-21\""));
	house_post(&house, &guest, at("/registers/mass_org/ID/close", mass),
	           arena_printf(arena, "seen=%s&last=2026-11-20", hidden(&form, "seen")), &answer);
	assert_int_equal(answer.status, 303);
	assert_int_equal(number("select until from mass_org where id = $1 and ended is null", mass), LIVE_DAY);
	live_free(&form);
	live_free(&answer);
}

static void
forms_open_to_those_who_may_write_today_and_nobody_else(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk"), office = house_sign_in(&house, "unit_office");
	struct guest inspector = house_sign_in(&house, "inspector");
	int64_t unit = some_unit();

	(void)state;
	assert_int_equal(house_get_status(&house, &inspector, "/units/new"), 403);
	assert_int_equal(house_get_status(&house, &inspector, at("/units/ID/change", unit)), 403);
	assert_int_equal(house_get_status(&house, &office, at("/units/ID/change", unit)), 403);
	assert_int_equal(house_get_status(&house, &office, "/registers/charter/new"), 200);
	assert_int_equal(house_get_status(&house, &clerk, "/units/new?as_of=2026-11-20"), 400);
	assert_int_equal(house_get_status(&house, &clerk, "/units/99999999/change"), 404);
	assert_int_equal(house_post_status(&house, &clerk, "/units/new", "csrf=wrong&name=x"), 403);
	assert_int_equal(house_get_status(&house, &clerk, at("/units/ID/correct?since=1900-01-01", unit)), 404);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_record_is_written_and_shown_with_a_message),
		cmocka_unit_test(what_is_refused_comes_back_with_the_reason_beside_its_field),
		cmocka_unit_test(OPIN_21_3_a_rule_that_refuses_is_named_with_its_clause),
		cmocka_unit_test(a_search_offers_records_and_writes_nothing),
		cmocka_unit_test(DP_13_a_change_touches_only_what_was_changed),
		cmocka_unit_test(what_somebody_else_changed_meanwhile_is_not_overwritten),
		cmocka_unit_test(a_version_is_corrected_and_a_record_closed),
		cmocka_unit_test(OPIN_8_5a_who_stands_beside_is_found_by_name_and_nobody_is_chosen_beforehand),
		cmocka_unit_test(a_reference_that_may_be_empty_can_be_emptied),
		cmocka_unit_test(forms_open_to_those_who_may_write_today_and_nobody_else),
	};

	return cmocka_run_group_tests(tests, home_open, home_close);
}
