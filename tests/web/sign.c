/* Signing in and out, sessions, CSRF, the reader's choices, and the pages of failures. */
#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "house.h"
#include "party/throttle.h"
#include "web/visit.h"

static struct house house;

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
a_wrong_password_is_401_with_one_sentence_for_all(void **state)
{
	struct answer wrong, unknown;

	(void)state;
	house_post(&house, NULL, "/login", "account=joint_clerk&password=certainly-not", &wrong);
	house_post(&house, NULL, "/login", "account=nobody_here&password=certainly-not", &unknown);
	assert_int_equal(wrong.status, 401);
	assert_int_equal(unknown.status, 401);
	assert_non_null(strstr(wrong.body, "账号或密码不对；"));
	assert_non_null(strstr(unknown.body, "账号或密码不对；"));
	assert_non_null(strstr(wrong.body, "value=\"joint_clerk\""));
	assert_null(strstr(wrong.body, "certainly-not"));
	assert_null(live_header(&wrong, "Set-Cookie"));
	live_free(&wrong);
	live_free(&unknown);
}

static void
a_form_without_password_is_400(void **state)
{
	(void)state;
	assert_int_equal(house_post_status(&house, NULL, "/login", "account=joint_clerk"), 400);
	assert_int_equal(house_post_status(&house, NULL, "/login", ""), 400);
}

static void
too_many_attempts_are_429_even_with_the_right_password(void **state)
{
	char fields[256];

	(void)state;
	for (int i = 0; i < LOGIN_PAIR_MAX; i++)
		assert_int_equal(house_post_status(&house, NULL, "/login", "account=inspector&password=wrong-wrong"), 401);
	snprintf(fields, sizeof fields, "account=inspector&password=%s", house_password(&house, "inspector"));
	assert_int_equal(house_post_status(&house, NULL, "/login", fields), 429);
	house_now += LOGIN_WAIT_FIRST;
	assert_int_equal(house_post_status(&house, NULL, "/login", fields), 303);
}

static void
signing_in_leads_back_but_never_away(void **state)
{
	char fields[512];
	struct answer answer;

	(void)state;
	snprintf(fields, sizeof fields, "account=joint_clerk&password=%s&back=%%2Funits%%3Fq%%3Dx",
	         house_password(&house, "joint_clerk"));
	house_post(&house, NULL, "/login", fields, &answer);
	assert_string_equal(live_header(&answer, "Location"), "/units?q=x");
	live_free(&answer);
	snprintf(fields, sizeof fields, "account=joint_clerk&password=%s&back=%%2F%%2Fevil.example",
	         house_password(&house, "joint_clerk"));
	house_post(&house, NULL, "/login", fields, &answer);
	assert_string_equal(live_header(&answer, "Location"), "/");
	live_free(&answer);
}

static void
the_session_cookie_is_out_of_reach_of_scripts(void **state)
{
	char fields[256];
	struct answer answer;

	(void)state;
	snprintf(fields, sizeof fields, "account=teller&password=%s", house_password(&house, "teller"));
	house_post(&house, NULL, "/login", fields, &answer);
	assert_non_null(strstr(live_header(&answer, "Set-Cookie"), "; HttpOnly; SameSite=Lax"));
	live_free(&answer);
}

static void
signing_out_ends_the_session(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	struct answer answer;

	(void)state;
	assert_int_equal(house_post_status(&house, &guest, "/logout", ""), 303);
	house_post(&house, &guest, "/logout", "", &answer);
	assert_int_equal(answer.status, 303);
	assert_string_equal(live_header(&answer, "Location"), LOGIN_PATH);
	live_free(&answer);
	house_get(&house, &guest, "/nothing", &answer);
	assert_null(strstr(answer.body, "joint_clerk"));
	live_free(&answer);
}

static void
a_session_ends_when_nothing_is_done(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	struct answer answer;

	(void)state;
	house_now += SESSION_IDLE - 1;
	house_get(&house, &guest, "/nothing", &answer);
	assert_non_null(strstr(answer.body, "joint_clerk"));
	live_free(&answer);
	house_now += SESSION_IDLE;
	house_call(&house, &guest, "/api/v1/actions/make-token", "{\"label\":\"x\"}", &answer);
	assert_int_equal(answer.status, 401);
	live_free(&answer);
}

static void
a_post_without_csrf_is_403_and_does_nothing(void **state)
{
	struct guest guest = house_sign_in(&house, "joint_clerk");
	struct answer answer;

	(void)state;
	assert_int_equal(house_post_status(&house, &guest, "/logout", "csrf=wrong"), 403);
	assert_int_equal(house_post_status(&house, &guest, "/logout", "csrf="), 403);
	guest.csrf[0] = '\0';
	assert_int_equal(house_post_status(&house, &guest, "/logout", ""), 403);
	house_get(&house, &guest, "/nothing", &answer);
	assert_non_null(strstr(answer.body, "joint_clerk"));
	live_free(&answer);
}

static void
language_and_print_are_the_readers_choice(void **state)
{
	struct guest english = {.cookie = "lang=en"}, large = {.cookie = "large=1"};
	struct answer answer;

	(void)state;
	house_get(&house, NULL, "/language?lang=en&back=%2Flaw%3Fq%3Da", &answer);
	assert_int_equal(answer.status, 303);
	assert_string_equal(live_header(&answer, "Location"), "/law?q=a");
	assert_non_null(strstr(live_header(&answer, "Set-Cookie"), "lang=en;"));
	live_free(&answer);
	assert_int_equal(house_get_status(&house, NULL, "/language?lang=fr"), 400);
	assert_int_equal(house_get_status(&house, NULL, "/large-print?large=2"), 400);
	house_get(&house, &english, "/login", &answer);
	assert_non_null(strstr(answer.body, "<html lang=\"en\""));
	live_free(&answer);
	house_get(&house, &large, "/login", &answer);
	assert_non_null(strstr(answer.body, "class=\"large\""));
	live_free(&answer);
}

static void
a_malformed_day_is_400(void **state)
{
	(void)state;
	assert_int_equal(house_get_status(&house, NULL, "/login?as_of=2026-02-30"), 400);
	assert_int_equal(house_get_status(&house, NULL, "/login?as_of=yesterday"), 400);
	assert_int_equal(house_get_status(&house, NULL, "/login?as_of=2025-12-31"), 200);
	assert_int_equal(house_get_status(&house, NULL, "/login?as_of="), 200);
}

static void
what_is_missing_is_a_page_for_people_and_json_for_programs(void **state)
{
	struct answer answer;

	(void)state;
	house_get(&house, NULL, "/nothing/%3Cscript%3Ealert(1)%3C/script%3E", &answer);
	assert_int_equal(answer.status, 404);
	assert_non_null(strstr(answer.body, "没有这个页面。"));
	assert_null(strstr(answer.body, "<script>alert"));
	live_free(&answer);
	house_get(&house, NULL, "/api/v1/nothing", &answer);
	assert_int_equal(answer.status, 404);
	assert_non_null(strstr(answer.body, "{\"why\":{\"zh\":\"没有这个页面。\",\"en\":\"There is no such page.\"}"));
	live_free(&answer);
}

static void
a_token_needs_no_csrf_and_ends_when_it_is_revoked(void **state)
{
	struct guest guest = house_sign_in(&house, "region_clerk"), program = {0};
	struct answer answer;
	const char *at;
	char id[16], object[64];

	(void)state;
	house_call(&house, &guest, "/api/v1/actions/make-token", "{\"label\":\"统计\"}", &answer);
	assert_int_equal(answer.status, 403);
	live_free(&answer);
	house_post(&house, &guest, "/api/v1/actions/make-token", "label=x", &answer);
	assert_int_equal(answer.status, 200);
	at = strstr(answer.body, "\"secret\":\"");
	assert_non_null(at);
	snprintf(program.token, sizeof program.token, "%.*s", TOKEN_TEXT - 1, at + strlen("\"secret\":\""));
	at = strstr(answer.body, "\"ids\":[");
	assert_non_null(at);
	at += strlen("\"ids\":[");
	snprintf(id, sizeof id, "%.*s", (int)strspn(at, "0123456789"), at);
	live_free(&answer);
	snprintf(object, sizeof object, "{\"id\":%s}", id);
	house_call(&house, &program, "/api/v1/actions/end-token", object, &answer);
	assert_int_equal(answer.status, 200);
	live_free(&answer);
	house_call(&house, &program, "/api/v1/actions/end-token", object, &answer);
	assert_int_equal(answer.status, 401);
	assert_string_equal(live_header(&answer, "WWW-Authenticate"), "Bearer");
	live_free(&answer);
}

static void
a_token_opens_no_pages(void **state)
{
	struct guest program = {.token = "not-even-a-token"};

	(void)state;
	assert_int_equal(house_get_status(&house, &program, "/login"), 200);
	assert_int_equal(house_post_status(&house, &program, "/logout", ""), 303);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wrong_password_is_401_with_one_sentence_for_all),
		cmocka_unit_test(a_form_without_password_is_400),
		cmocka_unit_test(too_many_attempts_are_429_even_with_the_right_password),
		cmocka_unit_test(signing_in_leads_back_but_never_away),
		cmocka_unit_test(the_session_cookie_is_out_of_reach_of_scripts),
		cmocka_unit_test(signing_out_ends_the_session),
		cmocka_unit_test(a_session_ends_when_nothing_is_done),
		cmocka_unit_test(a_post_without_csrf_is_403_and_does_nothing),
		cmocka_unit_test(language_and_print_are_the_readers_choice),
		cmocka_unit_test(a_malformed_day_is_400),
		cmocka_unit_test(what_is_missing_is_a_page_for_people_and_json_for_programs),
		cmocka_unit_test(a_token_needs_no_csrf_and_ends_when_it_is_revoked),
		cmocka_unit_test(a_token_opens_no_pages),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
