#include "../check.h"

#include "names/codes.h"
#include "both_ways.h"
#include "party/due_cache.h"
#include "party/setting.h"
#include "town.h"

#define SET(ground, name, node, value, since) \
	made((ground), "set-setting", "name", (name), "node", text_of((ground), (node)), "value", (value), "since", (since), \
	     "source", "文一号", NULL)

static int64_t
whole_on(struct town *town, enum setting setting, int64_t node, day_no on)
{
	struct ground *ground = &town->ground;
	struct settings settings;
	const char *path = NULL;

	if (settings_read(ground->db, ground->arena, on, &settings) < 0 ||
	    (node && placement_path(ground->db, ground->arena, node, on, &path) < 0))
		test_failed("settings_read");
	return setting_whole(&settings, setting, path);
}

static const struct duty *
find(struct town *town, const char *scope, day_no on, int64_t id, const char *clause)
{
	struct duties duties;

	if (!scope)
		duties = derive_both_ways(town->ground.db, town->ground.arena, on);
	else if (duties_derive(town->ground.db, town->ground.arena, scope, on, &duties) < 0)
		test_failed("duties_derive");
	for (size_t i = 0; i < duties.count; i++)
		if (duties.items[i].id == id && strcmp(duties.items[i].clause, clause) == 0)
			return &duties.items[i];
	return NULL;
}

static const char *
path_of(struct town *town, int64_t node)
{
	const char *path;

	if (placement_path(town->ground.db, town->ground.arena, node, TODAY, &path) < 0)
		test_failed("placement_path");
	return path;
}

static void
OPIN_23_6_the_lowest_node_that_says_something_decides(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t id;

		town_open(&town, &test);
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.branch, TODAY), 50);
		SET(ground, "branch_members_max", 0, "60", "2026-01-01");
		SET(ground, "branch_members_max", town.top, "45", "2026-01-01");
		id = SET(ground, "branch_members_max", town.joint, "40", "2026-02-01");
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, 0, TODAY), 60);
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.top, TODAY), 45);
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.other_branch, TODAY), 45);
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.branch, TODAY), 40);
		/* each from its day on: what held before is what held before */
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.branch, day_of(2026, 1, 31)), 45);
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.branch, day_of(2025, 12, 31)), 50);
		/* and until its last */
		made(ground, "end-setting", "id", text_of(ground, id), "last", "2026-06-30", NULL);
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.branch, day_of(2026, 6, 30)), 40);
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.branch, day_of(2026, 7, 1)), 45);
		expect_sound(&town.ground);
		town_close(&town);
	}
}

static void
a_value_holds_until_the_next_one_and_the_past_stays(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct setting_line *lines;
		size_t count;

		town_open(&town, &test);
		SET(ground, "branch_members_max", town.top, "45", "2025-01-01");
		SET(ground, "branch_members_max", town.top, "30", "2026-06-01");
		SET(ground, "branch_members_max", town.top, "35", "2026-03-01"); /* between them */
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.top, day_of(2026, 2, 28)), 45);
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.top, day_of(2026, 3, 1)), 35);
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.top, day_of(2026, 5, 31)), 35);
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.top, day_of(2026, 6, 1)), 30);
		SET(ground, "branch_members_max", town.top, "36", "2026-03-01"); /* said again for the same day */
		assert_int_equal(whole_on(&town, SETTING_BRANCH_MEMBERS_MAX, town.top, day_of(2026, 3, 1)), 36);
		assert_int_equal(setting_lines(ground->db, ground->arena,
		                               &(struct setting_query){SETTING_BRANCH_MEMBERS_MAX, NULL, TODAY, false}, &lines, &count), 0);
		assert_int_equal(count, 3);
		assert_string_equal(lines[0].text, "30");
		assert_string_equal(lines[0].node_name, "某市综合党委");
		assert_string_equal(lines[0].actor, "cli:test");
		assert_string_equal(lines[0].source, "文一号");
		assert_int_equal(lines[0].since, day_of(2026, 6, 1));
		assert_int_equal(lines[1].until, day_of(2026, 6, 1));
		/* what was replaced is told, too, and seen by whoever stands under the node, not by others */
		assert_int_equal(setting_lines(ground->db, ground->arena, &(struct setting_query){-1, path_of(&town, town.joint), TODAY, true},
		                               &lines, &count), 0);
		assert_int_equal(count, 4);
		assert_true(lines[1].ended || lines[2].ended);
		assert_string_equal(lines[3].text, "45");
		assert_int_equal(lines[3].until, day_of(2026, 3, 1));
		SET(ground, "branch_members_max", town.other_joint, "20", "2026-03-01");
		assert_int_equal(setting_lines(ground->db, ground->arena, &(struct setting_query){-1, path_of(&town, town.joint), TODAY, true},
		                               &lines, &count), 0);
		assert_int_equal(count, 4);
		expect_sound(&town.ground);
		town_close(&town);
	}
}

static void
BJ_6_a_range_set_today_leaves_last_year_as_it_was(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;

		town_open(&town, &test);
		assert_non_null(find(&town, NULL, TODAY, town.joint, "BJ-6"));
		SET(ground, "joint_committee_min", town.joint, "1", "2026-11-21");
		assert_null(find(&town, NULL, TODAY, town.joint, "BJ-6"));
		assert_null(find(&town, path_of(&town, town.top), TODAY, town.joint, "BJ-6"));
		assert_null(find(&town, path_of(&town, town.joint), TODAY, town.joint, "BJ-6"));
		assert_non_null(find(&town, NULL, TODAY, town.other_joint, "BJ-6"));
		assert_non_null(find(&town, path_of(&town, town.joint), TODAY - 1, town.joint, "BJ-6"));
		assert_non_null(find(&town, NULL, day_of(2025, 11, 21), town.joint, "BJ-6"));
		/* one committee alone is still told by what the city has set */
		SET(ground, "joint_committee_min", town.top, "2", "2026-11-21");
		assert_non_null(strstr(find(&town, path_of(&town, town.other_joint), TODAY, town.other_joint, "BJ-6")->why.zh, "2—65"));
		town_close(&town);
	}
}

static void
a_list_on_loan_is_made_anew_when_a_setting_changes(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const char *scopes[3];

		town_open(&town, &test);
		scopes[0] = path_of(&town, town.top);
		scopes[1] = path_of(&town, town.joint);
		scopes[2] = NULL;
		for (size_t i = 0; i < 3; i++) {
			const struct due *before, *after;

			assert_int_equal(due_borrow(ground->installation->due, ground->db, scopes[i], TODAY, TODAY, &before), 0);
			SET(ground, "joint_committee_min", town.joint, i % 2 ? "35" : "1", "2026-11-21");
			assert_int_equal(due_borrow(ground->installation->due, ground->db, scopes[i], TODAY, TODAY, &after), 0);
			if (i == 0) { /* the first one took a duty away, the second one brings it back */
				assert_int_equal(after->duties.count, before->duties.count - 1);
			} else if (i == 1)
				assert_int_equal(after->duties.count, before->duties.count + 1);
			due_return(ground->installation->due, before);
			due_return(ground->installation->due, after);
		}
		town_close(&town);
	}
}

static void
ELEC_3_1_reminders_come_as_early_as_a_place_has_set(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const struct duty *duty;

		town_open(&town, &test);
		made(ground, "add-term", "body", text_of(ground, town.branch), "years", "3", "since", "2024-07-01", NULL);
		/* ends on 2027-07-01: 7 months and some days from today */
		assert_null(find(&town, NULL, TODAY, town.branch, "ELEC-3.1"));
		SET(ground, "reminder_first", town.joint, "9", "2026-11-01");
		duty = find(&town, NULL, TODAY, town.branch, "ELEC-3.1");
		assert_non_null(duty);
		assert_int_equal(duty->state, DUTY_DUE_SOON);
		assert_int_equal(duty->since, day_of(2026, 10, 1));
		assert_non_null(strstr(duty->why.zh, "9 个月提醒"));
		SET(ground, "reminder_second", town.joint, "8", "2026-11-01");
		assert_non_null(strstr(find(&town, NULL, TODAY, town.branch, "ELEC-3.1")->why.zh, "8 个月提醒"));
		assert_null(find(&town, NULL, day_of(2026, 10, 31), town.branch, "ELEC-3.1"));
		town_close(&town);
	}
}

static void
A_1_and_OPIN_18_2_sizes_are_a_place_s_to_set(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t own;

		town_open(&town, &test);
		own = made(ground, "add-body", "name", "甲社区协会党支部", "type", "branch", "unit", text_of(ground, town.unit), "since",
		           "2020-01-01", "superior", text_of(ground, town.joint), NULL);
		for (int i = 0; i < 4; i++)
			town_person(ground, "某", own);
		assert_null(find(&town, NULL, TODAY, own, "A-1"));
		assert_null(find(&town, NULL, TODAY, own, "OPIN-18.2"));
		SET(ground, "branch_members_max", town.top, "4", "2026-11-21");
		SET(ground, "deputy_members_min", town.top, "5", "2026-11-21");
		assert_null(find(&town, NULL, TODAY, own, "A-1"));
		assert_null(find(&town, NULL, TODAY, own, "OPIN-18.2"));
		town_person(ground, "某", own);
		assert_non_null(find(&town, NULL, TODAY, own, "A-1"));
		assert_non_null(find(&town, NULL, TODAY, own, "OPIN-18.2"));
		made(ground, "add-post", "body", text_of(ground, own), "person_name", "副", "position", "deputy_secretary", "origin",
		     "elected", "since", "2026-01-01", NULL);
		assert_null(find(&town, NULL, TODAY, own, "OPIN-18.2"));
		town_close(&town);
	}
}

#define NEW_UNIT(ground, name, region, superior) \
	act_as((ground), &(ground)->operator, NULL, "add-unit", "name", (name), "category", "1", "code", \
	       code_of((ground), (name)), "registration_level", "county", "region", (region), "since", "2026-06-01", \
	       "superior", text_of((ground), (superior)), NULL)

/* A code with right check digits, another one for each name. */
static const char *
code_of(struct ground *ground, const char *name)
{
	char code[CREDIT_CODE];
	unsigned number = 0;

	for (const char *c = name; *c; c++)
		number = number * 31 + (unsigned char)*c;
	snprintf(code, sizeof code, "51110000%08u", number % 100000000);
	code[16] = organization_check_digit(code + 8);
	code[17] = credit_check_digit(code);
	code[18] = '\0';
	return arena_strdup(ground->arena, code);
}

static void
BJ_9_the_pledge_is_asked_for_where_the_place_asks(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;

		town_open(&town, &test);
		assert_int_equal(NEW_UNIT(ground, "北京一会", "110105", town.joint), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "BJ-9");
		assert_int_equal(NEW_UNIT(ground, "天津一会", "120101", town.joint), 0);
		SET(ground, "beijing_regions", town.joint, "12", "2026-05-01");
		assert_int_equal(NEW_UNIT(ground, "天津二会", "120101", town.joint), FAIL_REFUSED);
		assert_int_equal(NEW_UNIT(ground, "北京二会", "110105", town.joint), 0);
		assert_int_equal(NEW_UNIT(ground, "天津三会", "120101", town.other_joint), 0);
		assert_int_equal(NEW_UNIT(ground, "北京三会", "110105", town.other_joint), FAIL_REFUSED);
		SET(ground, "beijing_regions", town.joint, "无", "2026-05-01");
		assert_int_equal(NEW_UNIT(ground, "天津四会", "120101", town.joint), 0);
		/* the duty follows the same setting */
		assert_null(find(&town, NULL, TODAY, town.unit, "BJ-9"));
		assert_non_null(find(&town, NULL, TODAY, town.other_unit, "BJ-9"));
		assert_non_null(find(&town, NULL, day_of(2026, 4, 30), town.unit, "BJ-9"));
		town_close(&town);
	}
}

static void
values_have_bounds_and_an_order(void **state)
{
	static const struct {
		const char *name, *value;
		int code;
	} tries[] = {
		{"branch_members_max", "2", FAIL_INPUT}, {"branch_members_max", "501", FAIL_INPUT},
		{"branch_members_max", "五十", FAIL_INPUT}, {"branch_members_max", "3", 0}, {"branch_members_max", "５００", 0},
		{"no_such_setting", "1", FAIL_INPUT}, {"reminder_second", "7", FAIL_REFUSED}, {"reminder_second", "6", 0},
		{"reminder_first", "5", FAIL_REFUSED}, {"joint_committee_min", "66", FAIL_REFUSED},
		{"joint_committee_max", "34", FAIL_REFUSED}, {"joint_committee_max", "35", 0},
		{"beijing_regions", "11,1201", 0}, {"beijing_regions", "99", FAIL_INPUT}, {"beijing_regions", "1", FAIL_INPUT},
		{"beijing_regions", "11a", FAIL_INPUT}, {"calendar", "2026-01-01", 0}, {"calendar", "元旦", FAIL_INPUT},
		{"calendar", "2026-01-01..2027-01-01", FAIL_INPUT}, {"calendar", "2026-12-31 2027-01-01", FAIL_INPUT},
		{"calendar", "2026-01-03..2026-01-01", FAIL_INPUT}, {"calendar", "+2026-01-05", FAIL_INPUT},
		{"calendar", "2026-01-01..2026-01-03 2026-01-02", FAIL_INPUT}, {"calendar", "2026-10-01..2026-10-16", FAIL_INPUT},
		{"calendar", "2026年", FAIL_INPUT},
	};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		ground_open(&ground, &test);
		for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
			assert_int_equal(act_as(&ground, &ground.operator, NULL, "set-setting", "name", tries[i].name, "value",
			                        tries[i].value, "source", "文二号", NULL), tries[i].code);
		/* on what it rests is always said */
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "set-setting", "name", "branch_members_max", "value", "40",
		                        NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "source");
		ground_close(&ground);
	}
}

static void
A_12_a_year_s_calendar_is_kept_by_its_year(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct work_calendar calendar;
		struct settings settings;

		ground_open(&ground, &test);
		made(&ground, "set-setting", "name", "calendar", "value", "2026-10-01 至 2026-10-07，班2026-10-10 2026-01-01~2026-01-03",
		     "source", "文三号", NULL);
		made(&ground, "set-setting", "name", "calendar", "value", "2027-01-01", "source", "文四号", NULL);
		assert_int_equal(settings_read(ground.db, ground.arena, day_of(2026, 1, 1), &settings), 0);
		assert_string_equal(setting_text(&settings, SETTING_CALENDAR, NULL),
		                    "2026-01-01..2026-01-03 2026-10-01..2026-10-07 +2026-10-10");
		assert_string_equal(setting_value_text(ground.arena, SETTING_CALENDAR, setting_text(&settings, SETTING_CALENDAR, NULL),
		                                       LANG_ZH), "2026 年：放假 10 天，调休上班 1 天，全年工作日 255 天");
		assert_int_equal(work_calendar_read(ground.db, ground.arena, day_of(2026, 9, 28), day_of(2027, 1, 4), &calendar), 0);
		assert_int_equal(calendar.year_count, 2);
		assert_int_equal(work_period_end(&calendar, day_of(2026, 9, 30), 3), day_of(2026, 10, 9));
		assert_int_equal(work_period_end(&calendar, day_of(2026, 9, 30), 4), day_of(2026, 10, 10));
		assert_true(work_days_known(&calendar, day_of(2026, 9, 30), day_of(2027, 1, 4)));
		assert_int_equal(work_calendar_read(ground.db, ground.arena, day_of(2028, 1, 1), day_of(2028, 1, 4), &calendar), 0);
		assert_false(work_days_known(&calendar, day_of(2028, 1, 1), day_of(2028, 1, 4)));
		/* it is the whole country's */
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "set-setting", "name", "calendar", "node",
		                        text_of(&ground, made(&ground, "add-body", "name", "党委", "type", "comprehensive_committee",
		                                              "since", "2020-01-01", NULL)), "value", "2027-01-01", "source", "文五号", NULL), FAIL_INPUT);
		ground_close(&ground);
	}
}

static void
DP_12_a_clerk_sets_what_is_left_to_the_level_and_where_the_role_reaches(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;

		town_open(&town, &test);
		{
			const struct {
				enum role role;
				int64_t at, node;
				const char *name, *value;
				int code;
			} trials[] = {
				{ROLE_JOINT_CLERK, town.joint, town.joint, "reminder_first", "7", 0},
				{ROLE_JOINT_CLERK, town.joint, town.branch, "reminder_first", "8", 0},
				{ROLE_JOINT_CLERK, town.joint, town.top, "reminder_first", "7", FAIL_FORBIDDEN},
				{ROLE_JOINT_CLERK, town.joint, town.other_joint, "reminder_first", "7", FAIL_FORBIDDEN},
				{ROLE_JOINT_CLERK, town.joint, 0, "reminder_first", "7", FAIL_FORBIDDEN},
				{ROLE_JOINT_CLERK, town.joint, town.joint, "joint_committee_min", "1", FAIL_FORBIDDEN},
				{ROLE_COMPREHENSIVE_CLERK, town.top, town.joint, "joint_committee_min", "1", 0},
				{ROLE_COMPREHENSIVE_CLERK, town.top, 0, "calendar", "2026-01-01", FAIL_FORBIDDEN},
				{ROLE_ADMINISTRATOR, 0, 0, "calendar", "2026-01-01", 0},
				{ROLE_ADMINISTRATOR, 0, 0, "joint_committee_min", "30", 0},
			};

			for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
				struct actor actor = actor_at(&town, trials[i].role, trials[i].at);

				assert_int_equal(act_as(ground, &actor, NULL, "set-setting", "name", trials[i].name, "node",
				                        text_of(ground, trials[i].node), "value", trials[i].value, "source", "文", NULL),
				                 trials[i].code);
			}
		}
		town_close(&town);
	}
}

static void
a_body_with_settings_is_not_undone_away(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t body, batch, id;

		town_open(&town, &test);
		body = town_body(ground, "新联合党委", "joint_committee", town.top);
		batch = town_number(ground, "select made from body where id = $1", body);
		id = SET(ground, "reminder_first", body, "7", "2026-11-21");
		assert_int_equal(act_as(ground, &ground->operator, NULL, "undo", "batch", text_of(ground, batch), NULL), FAIL_REFUSED);
		/* nor is a setting itself, which is ended instead */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "undo", "batch",
		                        text_of(ground, town_number(ground, "select made from setting where id = $1", id)), NULL), FAIL_REFUSED);
		town_close(&town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(OPIN_23_6_the_lowest_node_that_says_something_decides),
		cmocka_unit_test(a_value_holds_until_the_next_one_and_the_past_stays),
		cmocka_unit_test(BJ_6_a_range_set_today_leaves_last_year_as_it_was),
		cmocka_unit_test(a_list_on_loan_is_made_anew_when_a_setting_changes),
		cmocka_unit_test(ELEC_3_1_reminders_come_as_early_as_a_place_has_set),
		cmocka_unit_test(A_1_and_OPIN_18_2_sizes_are_a_place_s_to_set),
		cmocka_unit_test(BJ_9_the_pledge_is_asked_for_where_the_place_asks),
		cmocka_unit_test(values_have_bounds_and_an_order),
		cmocka_unit_test(A_12_a_year_s_calendar_is_kept_by_its_year),
		cmocka_unit_test(DP_12_a_clerk_sets_what_is_left_to_the_level_and_where_the_role_reaches),
		cmocka_unit_test(a_body_with_settings_is_not_undone_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
