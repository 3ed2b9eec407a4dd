/* Lists of elections and their JSON, against a live server: how far they have come, and what is overdue. */
#include "../check.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "home.h"

#define BRANCHES 9

static int64_t elections[BRANCHES];

#define made(...) house_made(&house, db, arena, (const char *const[]){__VA_ARGS__, NULL})

/* Nine branches whose meetings lie from ten days ago to seven months ahead; the fourth has its requests answered. */
static int
start(void **state)
{
	static const char *const meetings[BRANCHES] = {"2026-11-11", "2026-12-01", "2026-12-20", "2026-12-05", "2026-12-22", "2027-01-10",
	                                               "2027-03-01", "2027-05-01", "2027-06-20"};
	struct actor clerk;

	if (home_open(state) < 0 || actor_by_name(db, arena, "joint_clerk", LIVE_DAY, &clerk) < 0)
		return -1;
	for (int i = 0; i < BRANCHES; i++) {
		int64_t branch = made("add-body", "name", arena_printf(arena, "木兰第%d试点协会党支部", i + 1), "type", "branch", "superior",
		                      text_of(clerk.grants[0].node), "since", "2021-01-01", "document", "某文一号");

		elections[i] = made("begin-election", "body", text_of(branch), "cause", "first", "meeting", meetings[i], "secretaries", "1");
	}
	made("record-election-step", "election", text_of(elections[3]), "step", "deliberation", "day", "2026-11-21");
	for (int i = 0; i < 2; i++)
		made("record-election-step", "election", text_of(elections[3]), "step", i ? "request_candidates" : "request_meeting", "day",
		     "2026-11-21", "submitted", "2026-11-21", "document", "某党〔2026〕8号", "reason", "迟报", "reason_document", "某党〔2026〕7号");
	return 0;
}

static json_t *
json_of(const struct guest *guest, const char *path)
{
	struct answer answer;
	json_t *json;

	house_get(&house, guest, path, &answer);
	if (answer.status != 200)
		print_error("%s: %d %s\n", path, answer.status, answer.body);
	assert_int_equal(answer.status, 200);
	json = json_loads(answer.body, 0, NULL);
	live_free(&answer);
	assert_non_null(json);
	return json;
}

/* Over all pages of three: the elections listed, in order. */
static size_t
listed(const struct guest *guest, const char *filter, int64_t ids[BRANCHES])
{
	const char *cursor = "";
	size_t count = 0;

	for (int page = 0; page < 10; page++) {
		json_t *json = json_of(guest, arena_printf(arena, "/api/v1/elections?limit=3&%s&page=%s", filter, cursor));
		json_t *rows = json_object_get(json, "rows");

		assert_true(json_array_size(rows) <= 3);
		for (size_t i = 0; i < json_array_size(rows); i++) {
			json_t *row = json_array_get(rows, i);

			assert_true(count < BRANCHES);
			ids[count++] = json_integer_value(json_object_get(row, "id"));
			assert_true(json_is_true(json_object_get(row, "late")) || strstr(filter, "late") == NULL);
		}
		cursor = json_is_null(json_object_get(json, "next")) ? NULL : arena_strdup(arena, json_string_value(json_object_get(json, "next")));
		json_decref(json);
		if (!cursor)
			return count;
	}
	test_failed("the list does not end");
	return 0;
}

/* What is overdue, the earliest meeting first: those whose month before the meeting has begun without a request. */
static void
ELEC_32_2_the_list_finds_what_is_overdue_page_by_page(void **state)
{
	const struct guest guest = house_token(&house, "joint_clerk");
	int64_t late[BRANCHES], all[BRANCHES];

	(void)state;
	assert_int_equal(listed(&guest, "sort=meeting", all), BRANCHES);
	assert_int_equal(all[0], elections[0]);
	assert_int_equal(listed(&guest, "late=true", late), 3);
	assert_int_equal(late[0], elections[0]);
	assert_int_equal(late[1], elections[1]);
	assert_int_equal(late[2], elections[2]); /* due on the 20th, yesterday; the one of the 22nd is not */
	assert_int_equal(listed(&guest, "stage=ended", all), 0);
	assert_int_equal(house_get_status(&house, &guest, "/api/v1/elections?late=perhaps"), 400);
	assert_int_equal(house_get_status(&house, &guest, "/api/v1/elections?late=true&as_of=2026-11-20"), 400);
}

static void
a_page_and_a_file_tell_the_next_step_its_day_and_who_acts(void **state)
{
	const struct guest guest = house_sign_in(&house, "joint_clerk");
	struct answer answer;

	(void)state;
	house_get(&house, &guest, "/elections?late=true", &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "2026-11-01 逾期"));
	assert_non_null(strstr(answer.body, "全体党员充分酝酿，提出书记、副书记候选人"));
	assert_null(strstr(answer.body, arena_printf(arena, "/elections/%" PRId64 "\"", elections[4])));
	live_free(&answer);
	house_get(&house, &guest, "/elections.csv?late=true", &answer);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "木兰第1试点协会党支部"));
	assert_non_null(strstr(answer.body, "2026-11-01"));
	assert_null(strstr(answer.body, "木兰第5试点协会党支部"));
	live_free(&answer);
}

static void
one_election_is_told_with_its_steps_and_no_person_behind_a_vote(void **state)
{
	const struct guest guest = house_token(&house, "joint_clerk"), member = house_token(&house, "member");
	const char *path = arena_printf(arena, "/api/v1/elections/%" PRId64, elections[3]);
	json_t *json = json_of(&guest, path), *steps = json_object_get(json, "steps"), *contest;
	bool found = false;

	(void)state;
	assert_string_equal(json_string_value(json_object_get(json, "form")), "members_officers");
	for (size_t i = 0; i < json_array_size(steps); i++) {
		json_t *step = json_array_get(steps, i);

		if (strcmp(json_string_value(json_object_get(step, "step")), "request_meeting") != 0)
			continue;
		found = true;
		assert_string_equal(json_string_value(json_object_get(step, "state")), "done");
		assert_string_equal(json_string_value(json_object_get(step, "day")), "2026-11-21");
		assert_string_equal(json_string_value(json_object_get(step, "latest")), "2026-11-05");
		assert_string_equal(json_string_value(json_object_get(step, "clause")), "ELEC-32.1");
	}
	assert_true(found);
	contest = json_array_get(json_object_get(json, "contests"), 0);
	assert_int_equal(json_integer_value(json_object_get(contest, "seats")), 1);
	assert_null(json_object_get(contest, "person"));
	assert_true(json_is_null(json_object_get(json_array_get(json_object_get(json, "assemblies"), 0), "entitled")));
	json_decref(json);
	assert_int_equal(house_get_status(&house, &member, path), 403);
	assert_int_equal(house_get_status(&house, &guest, "/api/v1/elections/987654"), 404);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_32_2_the_list_finds_what_is_overdue_page_by_page),
		cmocka_unit_test(a_page_and_a_file_tell_the_next_step_its_day_and_who_acts),
		cmocka_unit_test(one_election_is_told_with_its_steps_and_no_person_behind_a_vote),
	};

	return cmocka_run_group_tests(tests, start, home_close);
}
