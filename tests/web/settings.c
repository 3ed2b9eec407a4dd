/* Settings: what holds where, set and ended by whom it is left to. */
#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "home.h"
#include "party/setting.h"

/* A page with that status, in the arena. */
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
		print_error("%s %s: %d %.300s\n", path, fields, answer.status, answer.body);
	assert_int_equal(answer.status, status);
	body = arena_strdup(arena, answer.body);
	live_free(&answer);
	return body;
}

static int64_t
node_of(const char *account)
{
	struct actor actor;
	int64_t node;

	assert_int_equal(actor_by_name(db, arena, account, LIVE_DAY, &actor), 0);
	node = actor.grants[0].node;
	return node;
}

static const char *
at_node(const char *format, const char *account)
{
	return arena_printf(arena, format, (long long)node_of(account));
}

static void
every_setting_is_listed_in_both_languages(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk"), english = clerk;
	const char *zh = page(&clerk, "/admin/settings", 200), *en;

	(void)state;
	snprintf(english.cookie, sizeof english.cookie, "%.200s; lang=en", clerk.cookie);
	en = page(&english, "/admin/settings", 200);
	for (int i = 0; i < SETTINGS; i++) {
		assert_non_null(strstr(zh, setting_table[i].label.zh));
		assert_non_null(strstr(en, setting_table[i].label.en));
		assert_non_null(strstr(zh, arena_printf(arena, "/admin/settings/%s", setting_table[i].name)));
		assert_non_null(strstr(page(&clerk, arena_printf(arena, "/admin/settings/%s", setting_table[i].name), 200),
		                       setting_table[i].source.zh));
	}
	/* in parts, each setting in one of them */
	assert_int_equal(setting_groups[0].first, 0);
	for (size_t i = 0; i < setting_group_count; i++) {
		assert_true(i == 0 || setting_groups[i].first > setting_groups[i - 1].first);
		assert_non_null(strstr(zh, setting_groups[i].label.zh));
		assert_non_null(strstr(en, setting_groups[i].label.en));
	}
	page(&clerk, "/admin/settings/no_such", 404);
	page(&clerk, "/admin/settings?node=x", 400);
}

static void
OPIN_23_6_a_clerk_sets_a_value_that_those_below_see(void **state)
{
	struct guest higher = house_sign_in(&house, "comprehensive_clerk"), joint = house_sign_in(&house, "joint_clerk");
	const char *body, *id;

	(void)state;
	posted(&higher, "/admin/settings/joint_committee_min/set",
	       at_node("name=joint_committee_min&node=%lld&value=20&since=&source=%%E7%%BB%%BC%%E5%%85%%9A1%%E5%%8F%%B7",
	               "comprehensive_clerk"), 303);
	body = page(&joint, "/admin/settings", 200);
	assert_non_null(strstr(body, "20 家"));
	assert_non_null(strstr(body, "综党1号"));
	assert_non_null(strstr(body, "comprehensive_clerk"));
	/* yesterday the default held */
	assert_null(strstr(page(&joint, "/admin/settings?as_of=2026-11-20", 200), "20 家"));
	/* it is not the joint committee's to set, and nobody may do without a source or pass a bound */
	assert_null(strstr(page(&joint, "/admin/settings/joint_committee_min", 200), "/joint_committee_min/set"));
	posted(&joint, "/admin/settings/joint_committee_min/set",
	       at_node("name=joint_committee_min&node=%lld&value=10&since=&source=x", "joint_clerk"), 403);
	assert_non_null(strstr(posted(&higher, "/admin/settings/joint_committee_min/set",
	       at_node("name=joint_committee_min&node=%lld&value=66&since=&source=x", "comprehensive_clerk"), 422), "不能大于"));
	posted(&higher, "/admin/settings/joint_committee_min/set",
	       at_node("name=joint_committee_min&node=%lld&value=20&since=&source=", "comprehensive_clerk"), 400);
	/* taken back, it is told as replaced */
	body = page(&higher, "/admin/settings/joint_committee_min", 200);
	id = strstr(body, "/admin/settings/joint_committee_min/");
	while (id && strncmp(id + strlen("/admin/settings/joint_committee_min/"), "set", 3) == 0)
		id = strstr(id + 1, "/admin/settings/joint_committee_min/");
	assert_non_null(id);
	id = arena_strndup(arena, id, strcspn(id, "\""));
	assert_non_null(strstr(page(&higher, id, 200), "20 家"));
	page(&joint, id, 200);
	posted(&joint, id, "last=", 403);
	posted(&higher, id, "last=", 303);
	assert_null(strstr(page(&joint, "/admin/settings", 200), "20 家"));
	assert_non_null(strstr(page(&higher, "/admin/settings/joint_committee_min", 200), "已被替换"));
}

static void
DP_16_the_installation_s_own_are_the_administrator_s(void **state)
{
	struct guest machine = house_sign_in(&house, "administrator"), clerk = house_sign_in(&house, "region_clerk"), later;

	(void)state;
	posted(&machine, "/admin/settings/session_idle/set", "name=session_idle&node=&value=10&since=&source=x", 303);
	posted(&clerk, "/admin/settings/session_idle/set", "name=session_idle&node=&value=10&since=&source=x", 403);
	assert_non_null(strstr(page(&machine, "/admin/settings", 200), "10 分钟"));
	/* who signs in from now on is signed out after ten minutes; who did before, after two hours */
	later = house_sign_in(&house, "inspector");
	house_now += 599;
	page(&later, "/", 200);
	house_now += 600;
	page(&later, "/", 303);
	page(&clerk, "/", 200);
	posted(&machine, "/admin/settings/calendar/set",
	       "name=calendar&node=&since=&value=2026-01-01..2026-01-03+%2B2026-01-04&source=x", 303);
	assert_non_null(strstr(page(&machine, "/admin/settings?as_of=2026-05-01", 200), "2026 年：放假 3 天，调休上班 1 天"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_setting_is_listed_in_both_languages),
		cmocka_unit_test(OPIN_23_6_a_clerk_sets_a_value_that_those_below_see),
		cmocka_unit_test(DP_16_the_installation_s_own_are_the_administrator_s),
	};

	return cmocka_run_group_tests(tests, home_open, home_close);
}
