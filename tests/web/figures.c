/* What /metrics and /healthz tell of a whole installation. */
#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "house.h"

static struct house house;

static int
open_house(void **state)
{
	(void)state;
	house_open(&house);
	return 0;
}

static int
close_house(void **state)
{
	(void)state;
	house_close(&house);
	return 0;
}

/* A sample's number; it must be there. */
static unsigned long long
figure(const char *text, const char *sample)
{
	char line[128];
	const char *at;
	unsigned long long number;

	snprintf(line, sizeof line, "\n%s ", sample);
	at = strstr(text, line);
	if (!at)
		print_error("no %s\n", sample);
	assert_non_null(at);
	assert_int_equal(sscanf(at + strlen(line), "%llu", &number), 1);
	return number;
}

static void
writer_and_caches_are_told(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk");
	struct answer before, after;

	(void)state;
	house_get(&house, NULL, "/metrics", &before);
	assert_int_equal(house_get_status(&house, &clerk, "/duties"), 200);
	assert_int_equal(house_get_status(&house, &clerk, "/duties"), 200);
	assert_int_equal(house_post_status(&house, &clerk, "/logout", ""), 303);
	house_get(&house, NULL, "/metrics", &after);
	assert_non_null(strstr(after.body, "\ndangjian_build_info{version=\"" DANGJIAN_VERSION "\",schema=\""));
	assert_int_equal(figure(after.body, "dangjian_healthy"), 1);
	assert_int_equal(figure(after.body, "dangjian_writer_queue"), 0);
	assert_true(figure(after.body, "dangjian_writer_works_total") > figure(before.body, "dangjian_writer_works_total"));
	assert_int_equal(figure(after.body, "dangjian_writer_group_size_count"),
	                 figure(after.body, "dangjian_writer_commit_seconds_count"));
	assert_true(figure(after.body, "dangjian_cache_hits_total{cache=\"due\"}") >
	            figure(before.body, "dangjian_cache_hits_total{cache=\"due\"}"));
	figure(after.body, "dangjian_cache_misses_total{cache=\"count\"}");
	assert_true(figure(after.body, "dangjian_due_cache_bytes") > 0);
	live_free(&before);
	live_free(&after);
}

/* No label holds an address as sent: those may name a person's record (DP-6). */
static void
DP_6_figures_name_no_record(void **state)
{
	struct guest secretary = house_sign_in(&house, "branch_secretary");
	struct answer answer;

	(void)state;
	house_get(&house, &secretary, "/members/987654321", &answer);
	live_free(&answer);
	house_get(&house, NULL, "/metrics", &answer);
	assert_null(strstr(answer.body, "987654321"));
	assert_null(strstr(answer.body, "branch_secretary"));
	assert_non_null(strstr(answer.body, "{route=\"/members/{id}\",method=\"GET\",status="));
	live_free(&answer);
}

static void
a_lost_database_is_no_health(void **state)
{
	struct guest clerk = house_sign_in(&house, "joint_clerk");
	struct answer answer;
	char away[96];

	(void)state;
	snprintf(away, sizeof away, "%s.away", house.database.name);
	assert_int_equal(rename(house.database.name, away), 0);
	house_post(&house, &clerk, "/logout", "", &answer);
	live_free(&answer);
	house_get(&house, NULL, "/healthz", &answer);
	assert_int_equal(answer.status, 503);
	assert_non_null(strstr(answer.body, "数据库文件已被移走或删除"));
	live_free(&answer);
	assert_int_equal(rename(away, house.database.name), 0);
	house_sign_in(&house, "joint_clerk");
	house_get(&house, NULL, "/healthz", &answer);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.body, "ok");
	live_free(&answer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writer_and_caches_are_told),
		cmocka_unit_test(DP_6_figures_name_no_record),
		cmocka_unit_test(a_lost_database_is_no_health),
	};

	return cmocka_run_group_tests(tests, open_house, close_house);
}
