/* One's own record, the privacy notice, accounts, roles, the journal. */
#include "../check.h"

#include <liboath/oath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "home.h"
#include "party/action.h"
#include "party/factor.h"
#include "registry/input.h"

/* A page with that status, in the arena, so that no test frees it. */
static const char *
page(const struct guest *guest, const char *path, int status)
{
	struct answer answer;
	const char *body;

	house_get(&house, guest, path, &answer);
	if (answer.status != status)
		print_error("%s: %d\n", path, answer.status);
	assert_int_equal(answer.status, status);
	body = arena_strdup(arena, answer.body);
	assert_non_null(body);
	live_free(&answer);
	return body;
}

static const char *
posted(const struct guest *guest, const char *path, const char *fields, int status)
{
	struct answer answer;
	const char *body;

	house_post(&house, guest, path, fields, &answer);
	if (answer.status != status)
		print_error("%s %s: %d %.200s\n", path, fields, answer.status, answer.body);
	assert_int_equal(answer.status, status);
	body = arena_strdup(arena, answer.body);
	assert_non_null(body);
	live_free(&answer);
	return body;
}

static void
assert_says(const char *body, const char *text)
{
	if (!strstr(body, text))
		print_error("not said: %s\n", text);
	assert_non_null(strstr(body, text));
}

static int64_t
account(const char *name)
{
	int64_t id = 0;

	assert_int_equal(account_find(db, name, &id), 0);
	assert_true(id > 0);
	return id;
}

static const char *
account_path(const char *name, const char *then)
{
	return arena_printf(arena, "/admin/accounts/%lld%s", (long long)account(name), then);
}

/* ---- oneself ---- */

static void
ELEC_5_1_a_member_reads_the_three_rights_and_why(void **state)
{
	struct guest member = house_sign_in(&house, "member");
	const char *body = page(&member, "/me", 200);
	struct actor actor;
	const char *name;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "member", LIVE_DAY, &actor), 0);
	assert_int_equal(ref_title(db, arena, &person_kind, actor.person, LIVE_DAY, &name), 0);
	assert_says(body, name);
	assert_says(body, "表决权");
	assert_says(body, "被选举权");
	assert_says(body, "href=\"/law/ELEC-5.1\"");
	assert_says(body, "组织关系开始日期");
	assert_says(body, "没有人查看过。");
}

static void
an_account_without_a_person_shows_no_rights(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk");
	const char *body = page(&clerk, "/me", 200);

	(void)state;
	assert_null(strstr(body, "被选举权"));
	assert_null(strstr(body, "谁查看过我的记录"));
	assert_says(body, "联合党委工作人员");
	assert_says(body, "第一联合党委");
}

static void
a_token_is_shown_once_and_can_be_revoked(void **state)
{
	struct guest clerk = house_sign_in(&house, "region_clerk");
	const char *body = posted(&clerk, "/me/tokens", "label=%E7%BB%9F%E8%AE%A1%E8%84%9A%E6%9C%AC", 200), *id;

	(void)state;
	assert_says(body, "<output class=\"secret\"");
	assert_says(body, "令牌");
	body = page(&clerk, "/me", 200);
	assert_says(body, "统计脚本");
	assert_null(strstr(body, "<output class=\"secret\""));
	id = strstr(body, "name=\"id\" value=\"");
	assert_non_null(id);
	id += strlen("name=\"id\" value=\"");
	posted(&clerk, "/me/tokens/end", arena_printf(arena, "id=%.*s", (int)strspn(id, "0123456789"), id), 303);
	assert_null(strstr(page(&clerk, "/me", 200), "统计脚本"));
	assert_says(posted(&clerk, "/me/tokens", "label=", 400), "id=\"p-label\">用途");
}

static void
a_password_is_changed_with_the_old_one_and_ends_the_sessions(void **state)
{
	struct guest teller = house_sign_in(&house, "teller");
	const char *old = house_password(&house, "teller");

	(void)state;
	assert_says(posted(&teller, "/me/password", arena_printf(arena, "current=%s&password=short", old), 400),
	            "id=\"p-password\">密码应为");
	assert_says(posted(&teller, "/me/password", "current=not-this-one&password=a-long-enough-one", 403),
	            "id=\"p-current\">");
	assert_null(strstr(posted(&teller, "/me/password", "current=not-this-one&password=a-long-enough-one", 403),
	                   "a-long-enough-one"));
	posted(&teller, "/me/password", arena_printf(arena, "current=%s&password=a-long-enough-one", old), 303);
	assert_int_equal(house_get_status(&house, &teller, "/me"), 303);
	posted(NULL, "/login", arena_printf(arena, "account=teller&password=%s", old), 401);
	posted(NULL, "/login", "account=teller&password=a-long-enough-one", 303);
}

/* ---- accounts ---- */

static struct guest
signed_in_with(const char *name, const char *password)
{
	struct guest guest = {0};
	struct answer answer;
	const char *cookie;

	house_post(&house, NULL, "/login", arena_printf(arena, "account=%s&password=%s", name, password), &answer);
	assert_int_equal(answer.status, 303);
	cookie = live_header(&answer, "Set-Cookie");
	snprintf(guest.cookie, sizeof guest.cookie, "%.*s", (int)strcspn(cookie, ";"), cookie);
	live_free(&answer);
	return guest;
}

/* The secret of a page. */
static const char *
secret_of(const char *body)
{
	const char *at = strstr(body, "<output class=\"secret\"");

	assert_non_null(at);
	at = strchr(at, '>') + 1;
	return arena_strndup(arena, at, strcspn(at, "<"));
}

static void
a_new_account_changes_its_one_time_password_first(void **state)
{
	struct guest administrator = house_sign_in(&house, "administrator"), fresh;
	const char *body = posted(&administrator, "/admin/accounts/new", "name=newcomer", 200);
	const char *password = secret_of(body);
	struct answer answer;

	(void)state;
	assert_says(posted(&administrator, "/admin/accounts/new", "name=newcomer", 422), "id=\"p-name\">已有同名账号");
	fresh = signed_in_with("newcomer", password);
	house_get(&house, &fresh, "/me", &answer);
	assert_int_equal(answer.status, 303);
	assert_string_equal(live_header(&answer, "Location"), "/me/password");
	live_free(&answer);
	house_get(&house, &fresh, "/api/v1/units", &answer);
	assert_int_equal(answer.status, 403);
	live_free(&answer);
	assert_says(page(&fresh, "/me/password", 200), "请把一次性密码换成自己的密码");
	assert_int_equal(house_get_status(&house, &fresh, "/law"), 200);
}

static void
a_disabled_account_is_out_at_once_and_comes_back(void **state)
{
	struct guest administrator = house_sign_in(&house, "administrator");
	struct guest supervisor = house_sign_in(&house, "supervisor");
	const char *password = house_password(&house, "supervisor");

	(void)state;
	posted(&administrator, account_path("supervisor", "/disable"), "", 303);
	assert_int_equal(house_get_status(&house, &supervisor, "/me"), 303);
	posted(NULL, "/login", arena_printf(arena, "account=supervisor&password=%s", password), 401);
	assert_says(page(&administrator, account_path("supervisor", ""), 200), "恢复账号");
	posted(&administrator, account_path("supervisor", "/enable"), "", 303);
	posted(NULL, "/login", arena_printf(arena, "account=supervisor&password=%s", password), 303);
	posted(&administrator, account_path("administrator", "/disable"), "", 422);
}

static void
a_reset_password_is_a_one_time_one(void **state)
{
	struct guest administrator = house_sign_in(&house, "administrator"), inspector;
	const char *body;
	struct answer answer;

	(void)state;
	assert_says(page(&administrator, account_path("inspector", "/password"), 200), "name=\"reason\"");
	assert_says(posted(&administrator, account_path("inspector", "/password"), "", 400), "id=\"p-reason\">理由");
	body = posted(&administrator, account_path("inspector", "/password"), "reason=%E5%BF%98%E8%AE%B0%E5%AF%86%E7%A0%81", 200);
	inspector = signed_in_with("inspector", secret_of(body));
	house_get(&house, &inspector, "/me", &answer);
	assert_string_equal(live_header(&answer, "Location"), "/me/password");
	live_free(&answer);
	/* by whom and why stands where the reset leads */
	body = page(&inspector, "/me/password", 200);
	assert_says(body, "administrator重设了本账号的密码。理由：忘记密码");
}

static void
a_page_says_on_whom_the_second_factor_is_and_leads_to_its_end(void **state)
{
	struct guest clerk = house_sign_in(&house, "comprehensive_clerk");
	const char *body, *secret, *code, *at;
	char *bytes = NULL;
	size_t len = 0;
	char digits[7];

	(void)state;
	body = page(&clerk, "/me/second-factor", 200);
	assert_says(body, "<svg viewBox");
	at = strstr(body, "name=\"secret\" value=\"");
	assert_non_null(at);
	secret = arena_strndup(arena, at + strlen("name=\"secret\" value=\""), FACTOR_SECRET_TEXT - 1);
	/* refused, the form comes back with the same secret and without the password */
	body = posted(&clerk, "/me/second-factor", arena_printf(arena, "secret=%s&current=certainly-wrong&code=123456", secret),
	              403);
	assert_says(body, secret);
	assert_null(strstr(body, "certainly-wrong"));
	assert_int_equal(oath_base32_decode(secret, strlen(secret), &bytes, &len), OATH_OK);
	assert_int_equal(oath_totp_generate(bytes, len, (time_t)house_now, 30, 0, 6, digits), OATH_OK);
	free(bytes);
	code = digits;
	body = posted(&clerk, "/me/second-factor",
	              arena_printf(arena, "secret=%s&current=%s&code=%s", secret,
	                           house_password(&house, "comprehensive_clerk"), code), 200);
	assert_says(body, "<output class=\"secret\"");
	assert_says(page(&clerk, "/me", 200), "恢复码（剩 10 个）");
	assert_says(posted(NULL, "/login", arena_printf(arena, "account=comprehensive_clerk&password=%s",
	                                                house_password(&house, "comprehensive_clerk")), 401),
	            "name=\"code\"");
	assert_says(posted(NULL, "/login", arena_printf(arena, "account=comprehensive_clerk&password=%s&code=%.19s",
	                                                house_password(&house, "comprehensive_clerk"), secret_of(body)), 303), "");
	assert_says(page(&clerk, "/me/second-factor/end", 200), "autocomplete=\"one-time-code\"");
	posted(&clerk, "/me/second-factor/end",
	       arena_printf(arena, "current=%s&code=%.19s", house_password(&house, "comprehensive_clerk"),
	                    strchr(secret_of(body), '\n') + 1), 303);
	assert_says(page(&clerk, "/me", 200), "启用两步验证");
}

/* As the operator, who needs no second factor to take it back. */
static void
made_setting(const char *value)
{
	const struct input inputs[] = {{"name", "second_factor"}, {"value", value}, {"source", "x"}};
	struct outcome outcome;
	struct actor operator;

	assert_int_equal(actor_operator(arena, "test", &operator), 0);
	assert_int_equal(action_run(&(struct call){.installation = house.installation, .db = db, .actor = &operator,
	                                           .arena = arena, .today = LIVE_DAY, .at = house_now},
	                            "set-setting", inputs, 3, 0, &outcome), 0);
}

static void
DP_16_where_it_is_demanded_staff_get_no_further_without_a_second_factor(void **state)
{
	struct guest administrator = house_sign_in(&house, "administrator"), clerk = house_sign_in(&house, "region_clerk");
	struct guest program = house_token(&house, "region_clerk");
	struct answer answer;

	(void)state;
	assert_says(page(&administrator, "/admin/settings/second_factor/set", 200), "<option value=\"staff\"");
	house_post(&house, &administrator, "/api/v1/actions/set-setting", "name=second_factor&value=staff&source=x", &answer);
	assert_int_equal(answer.status, 200);
	live_free(&answer);
	house_get(&house, &clerk, "/units", &answer);
	assert_int_equal(answer.status, 303);
	assert_string_equal(live_header(&answer, "Location"), "/me/second-factor");
	live_free(&answer);
	house_get(&house, &program, "/api/v1/units", &answer);
	assert_int_equal(answer.status, 403);
	live_free(&answer);
	page(&clerk, "/me/second-factor", 200);
	assert_int_equal(house_get_status(&house, &clerk, "/law"), 200);
	assert_int_equal(house_post_status(&house, &clerk, "/logout", ""), 303);
	made_setting("none");
}

static void
DP_12_who_holds_this_right_has_an_answer(void **state)
{
	struct guest administrator = house_sign_in(&house, "administrator"), auditor = house_sign_in(&house, "auditor");
	const char *body = page(&administrator, "/admin/rights", 200), *branch;
	struct actor secretary;

	(void)state;
	assert_says(body, "right=add-unit");
	assert_says(body, "right=%2Fmembers%2F%7Bid%7D");
	assert_null(strstr(page(&administrator, "/admin/rights?q=%E7%A4%BE%E4%BC%9A", 200), "right=add-account"));
	/* by which role, where, by whose grant */
	body = page(&administrator, "/admin/rights?right=add-unit", 200);
	assert_says(body, ">comprehensive_clerk\n");
	assert_says(body, "日志第");
	assert_null(strstr(body, ">branch_secretary\n"));
	/* at a branch: those of the branch, and the clerks above it by case */
	assert_int_equal(actor_by_name(db, arena, "branch_secretary", LIVE_DAY, &secretary), 0);
	branch = arena_printf(arena, "/admin/rights?right=%%2Fmembers%%2F%%7Bid%%7D&node=%lld",
	                      (long long)secretary.grants[0].node);
	body = page(&administrator, branch, 200);
	assert_says(body, ">branch_secretary\n");
	assert_says(body, ">comprehensive_clerk\n");
	assert_null(strstr(body, ">unit_office\n"));
	/* yesterday nobody held anything yet */
	body = page(&administrator, "/admin/rights?right=add-unit&as_of=2020-01-01", 200);
	assert_null(strstr(body, ">comprehensive_clerk\n"));
	/* the auditor reads it without a way to the accounts */
	body = page(&auditor, "/admin/rights?right=add-unit", 200);
	assert_says(body, "comprehensive_clerk");
	assert_null(strstr(body, "href=\"/admin/accounts"));
	page(&administrator, "/admin/rights?right=nothing", 404);
	assert_says(page(&administrator, "/admin/rights?right=make-token", 200), "所有登录的人");
}

static void
another_session_is_ended_from_ones_own_page(void **state)
{
	struct guest here = house_sign_in(&house, "branch_member"), there = house_sign_in(&house, "branch_member");
	const char *body = page(&here, "/me", 200), *at = strstr(body, "name=\"session\" value=\"");

	(void)state;
	assert_non_null(at);
	posted(&here, "/me/sessions/end", arena_printf(arena, "session=%.16s", at + strlen("name=\"session\" value=\"")), 303);
	assert_int_equal(house_get_status(&house, &there, "/me"), 303);
	page(&here, "/me", 200);
}

static void
a_hostile_name_is_text_and_nothing_else(void **state)
{
	struct guest administrator = house_sign_in(&house, "administrator");
	const char *body;

	(void)state;
	posted(&administrator, "/admin/accounts/new", "name=%3Cscript%3E%22%27%26%3C%2Fscript%3E", 200);
	body = page(&administrator, "/admin/accounts", 200);
	assert_null(strstr(body, "<script>\""));
	assert_says(body, "&lt;script&gt;");
	body = page(&administrator, "/admin/accounts?q=%22%3E%3Cscript%3Ex", 200);
	assert_null(strstr(body, "\"><script>x"));
	assert_says(body, "value=\"&quot;&gt;&lt;script&gt;x\"");
	body = page(&administrator, account_path("<script>\"'&</script>", ""), 200);
	assert_null(strstr(body, "<script>\""));
	assert_says(body, "account=%3Cscript%3E%22%27%26%3C%2Fscript%3E");
}

static void
the_list_of_accounts_goes_on_by_name(void **state)
{
	struct guest administrator = house_sign_in(&house, "administrator");
	const char *body;

	(void)state;
	for (int i = 0; i < 50; i++)
		posted(&administrator, "/admin/accounts/new", arena_printf(arena, "name=zz%02d", i), 200);
	body = page(&administrator, "/admin/accounts", 200);
	assert_says(body, "rel=\"next\"");
	assert_null(strstr(body, ">zz49\n"));
	body = page(&administrator, "/admin/accounts?page=unit_office", 200);
	assert_says(body, ">zz49\n");
	assert_null(strstr(body, ">teller\n"));
}

/* ---- roles ---- */

static void
roles_are_granted_found_and_ended(void **state)
{
	struct guest administrator = house_sign_in(&house, "administrator");
	const char *body, *end;
	struct actor actor;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "joint_clerk", LIVE_DAY, &actor), 0);
	posted(&administrator, "/admin/accounts/new", "name=second_clerk", 200);
	body = posted(&administrator, "/admin/roles/new",
	              "account=second_clerk&role=joint_clerk&node.search=%E7%AC%AC%E4%B8%80%E8%81%94%E5%90%88&find=node", 200);
	assert_says(body, arena_printf(arena, "name=\"node\" value=\"%lld\"", (long long)actor.grants[0].node));
	assert_says(body, "value=\"second_clerk\"");
	posted(&administrator, "/admin/roles/new",
	       arena_printf(arena, "account=second_clerk&role=joint_clerk&node=%lld&since=&last=&node.search=",
	                    (long long)actor.grants[0].node), 303);
	body = page(&administrator, "/admin/roles?role=joint_clerk", 200);
	assert_says(body, ">second_clerk\n");
	assert_null(strstr(body, ">unit_office\n"));
	body = page(&administrator, "/admin/roles?account=second_clerk", 200);
	end = strstr(body, "/admin/roles/");
	while (end && !strstr(arena_strndup(arena, end, 40), "/end\""))
		end = strstr(end + 1, "/admin/roles/");
	assert_non_null(end);
	end = arena_strndup(arena, end, strcspn(end, "\""));
	assert_says(page(&administrator, end, 200), "second_clerk · 联合党委工作人员 · 第一联合党委");
	posted(&administrator, end, "last=", 303);
	assert_null(strstr(page(&administrator, "/admin/roles?account=second_clerk", 200), ">\n联合党委工作人员"));
}

static void
who_reaches_a_node_holds_a_role_there_or_above(void **state)
{
	struct guest administrator = house_sign_in(&house, "administrator");
	const char *body;
	struct actor secretary;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "branch_secretary", LIVE_DAY, &secretary), 0);
	body = page(&administrator, arena_printf(arena, "/admin/roles?node=%lld", (long long)secretary.grants[0].node), 200);
	assert_says(body, ">branch_secretary\n");
	assert_says(body, ">comprehensive_clerk\n");
	assert_says(body, ">administrator\n");
	body = page(&administrator, "/admin/roles?node=%E7%AC%AC%E4%B8%80%E8%81%94%E5%90%88%E5%85%9A%E5%A7%94", 200);
	assert_says(body, ">joint_clerk\n");
	assert_null(strstr(body, ">branch_secretary\n"));
	assert_says(page(&administrator, "/admin/roles?as_of=2026-11-01", 200), "没有记录");
	page(&administrator, "/admin/roles?role=king", 400);
	page(&administrator, "/admin/roles?node=%E6%B2%A1%E6%9C%89", 400);
}

static void
nobody_administers_and_does_business(void **state)
{
	struct guest administrator = house_sign_in(&house, "administrator");

	(void)state;
	assert_says(posted(&administrator, "/admin/roles/new", "account=administrator&role=member&node=1&since=&last=", 422),
	            "DP-12");
}

/* ---- the journal ---- */

static void
an_auditor_reads_who_and_when_but_no_content(void **state)
{
	struct guest auditor = house_sign_in(&house, "auditor"), clerk = house_sign_in(&house, "comprehensive_clerk");
	struct actor actor;
	struct answer answer;
	const char *body;

	(void)state;
	assert_int_equal(actor_by_name(db, arena, "joint_clerk", LIVE_DAY, &actor), 0);
	house_post(&house, &clerk, "/api/v1/actions/add-unit",
	           arena_printf(arena, "since=2026-11-01&name=Hidden-Society&category=5&registration_level=county"
	                        "&region=110105&superior=%lld", (long long)actor.grants[0].node), &answer);
	assert_int_equal(answer.status, 200);
	live_free(&answer);
	body = page(&auditor, "/admin/journal?action=add-unit", 200);
	assert_says(body, "comprehensive_clerk");
	assert_says(body, "社会组织 ");
	assert_null(strstr(body, "Hidden-Society"));
	body = page(&auditor, "/api/v1/admin/journal?action=add-unit&account=comprehensive_clerk", 200);
	assert_says(body, "\"action\":\"add-unit\",\"kind\":\"unit\"");
	assert_null(strstr(body, "Hidden-Society"));
	assert_null(strstr(body, "facts"));
	page(&auditor, "/admin/journal?subject=x", 400);
	page(&auditor, "/admin/journal?account=nobody", 400);
	assert_says(page(&auditor, "/admin/journal?as_of=2020-01-01", 200), "没有记录");
}

/* ---- what is kept on persons ---- */

static void
DP_10_each_personal_field_is_explained_to_everybody(void **state)
{
	const char *body = page(NULL, "/privacy", 200);

	(void)state;
	for (size_t k = 0; kinds[k]; k++) {
		bool personal = kinds[k]->persons;

		for (size_t f = 0; f < kinds[k]->field_count; f++) {
			const struct field *field = &kinds[k]->fields[f];

			personal |= (field->flags & PERSONAL) != 0;
			if (field->flags & PERSONAL)
				assert_says(body, arena_printf(arena, "%s · %s", kinds[k]->label.zh, field->label.zh));
		}
		assert_int_equal(house_get_status(&house, NULL, arena_printf(arena, "/privacy/%s", kinds[k]->name)),
		                 personal ? 200 : 404);
	}
	body = page(NULL, "/privacy/person", 200);
	assert_says(body, "公民身份号码");
	assert_says(body, "/law/A-22");
	assert_says(body, "敏感");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_5_1_a_member_reads_the_three_rights_and_why),
		cmocka_unit_test(an_account_without_a_person_shows_no_rights),
		cmocka_unit_test(a_token_is_shown_once_and_can_be_revoked),
		cmocka_unit_test(a_password_is_changed_with_the_old_one_and_ends_the_sessions),
		cmocka_unit_test(a_new_account_changes_its_one_time_password_first),
		cmocka_unit_test(a_disabled_account_is_out_at_once_and_comes_back),
		cmocka_unit_test(a_reset_password_is_a_one_time_one),
		cmocka_unit_test(a_page_says_on_whom_the_second_factor_is_and_leads_to_its_end),
		cmocka_unit_test(DP_16_where_it_is_demanded_staff_get_no_further_without_a_second_factor),
		cmocka_unit_test(DP_12_who_holds_this_right_has_an_answer),
		cmocka_unit_test(another_session_is_ended_from_ones_own_page),
		cmocka_unit_test(a_hostile_name_is_text_and_nothing_else),
		cmocka_unit_test(roles_are_granted_found_and_ended),
		cmocka_unit_test(who_reaches_a_node_holds_a_role_there_or_above),
		cmocka_unit_test(nobody_administers_and_does_business),
		cmocka_unit_test(an_auditor_reads_who_and_when_but_no_content),
		cmocka_unit_test(DP_10_each_personal_field_is_explained_to_everybody),
		cmocka_unit_test(the_list_of_accounts_goes_on_by_name),
	};

	return cmocka_run_group_tests(tests, home_open, home_close);
}
