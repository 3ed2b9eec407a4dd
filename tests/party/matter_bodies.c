/* Setting up, changing and ending Party organizations and units by request and reply. */
#include "../check.h"

#include <string.h>

#include "law/opinions.h"
#include "matters.h"
#include "party/duty.h"
#include "party/verify.h"

struct scene {
	struct town town;
	struct actor office, secretary, clerk, chief;
};

static void
scene_open(struct scene *scene, const struct test_db *test)
{
	town_open(&scene->town, test);
	scene->office = account_at(&scene->town, ROLE_UNIT_OFFICE, scene->town.unit, 11);
	scene->secretary = account_at(&scene->town, ROLE_BRANCH_SECRETARY, scene->town.branch, 12);
	scene->clerk = account_at(&scene->town, ROLE_JOINT_CLERK, scene->town.joint, 13);
	scene->chief = account_at(&scene->town, ROLE_COMPREHENSIVE_CLERK, scene->town.top, 14);
}

static const char *
id_text(struct scene *scene, int64_t id)
{
	return text_of(&scene->town.ground, id);
}

static int64_t
number(struct scene *scene, const char *sql, int64_t id)
{
	return town_number(&scene->town.ground, sql, id);
}

static void
set_figures(struct scene *scene, int64_t unit, const char *full, const char *probationary)
{
	made(&scene->town.ground, "change-unit", "id", id_text(scene, unit), "full_members", full, "probationary_members",
	     probationary, NULL);
}

/* An organization under the town's first joint committee. */
static int64_t
another_unit(struct scene *scene, const char *name, const char *full)
{
	int64_t unit = town_unit(&scene->town.ground, name, scene->town.joint);

	set_figures(scene, unit, full, "0");
	return unit;
}

static int64_t
drafted(struct scene *scene, const char *action, const char *form)
{
	return made_as(&scene->town.ground, &scene->office, action, "unit", id_text(scene, scene->town.unit), "form", form, NULL);
}

static int
sent(struct scene *scene, const struct actor *actor, int64_t id, const char *grounds)
{
	return act_as(&scene->town.ground, actor, NULL, "submit-matter", "id", id_text(scene, id), "grounds",
	              grounds ? grounds : "", NULL);
}

static int
approved(struct scene *scene, const struct actor *actor, int64_t id)
{
	return approve_as(&scene->town, actor, id, "2026-11-21");
}

static int64_t
result_of(struct scene *scene, int64_t id)
{
	struct matter matter = matter_now(&scene->town, id);

	return matter_fact(&matter, "result")->number;
}

static struct record *
record_on(struct scene *scene, const struct kind *kind, int64_t id, day_no on)
{
	struct ground *ground = &scene->town.ground;
	struct record *record;

	if (record_get(ground->db, ground->arena, kind, id, on, &record) < 0)
		return NULL;
	return record;
}

/* --- setting up ------------------------------------------------------------------------------ */

static void
OPIN_8_1_an_approved_branch_is_on_record_from_that_day_with_its_superior_and_the_unit_covered(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct record *body;
		int64_t id, branch;

		scene_open(&scene, &test);
		id = drafted(&scene, "draft-set-up-body", "branch");
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		assert_int_equal(number(&scene, "select count(*) from body where unit = $1", scene.town.unit), 0);
		assert_int_equal(approved(&scene, &scene.clerk, id), 0);
		branch = result_of(&scene, id);
		body = record_on(&scene, &body_kind, branch, TODAY);
		assert_non_null(body);
		assert_null(record_on(&scene, &body_kind, branch, TODAY - 1));
		assert_string_equal(record_value(body, "name")->text, "甲社区协会党支部");
		assert_string_equal(record_value(body, "document")->text, "某党〔2026〕12号");
		assert_int_equal(number(&scene, "select superior from affiliation where body = $1 and relation = 1", branch),
		                 scene.town.joint);
		assert_int_equal(number(&scene, "select mode from coverage where body = $1", branch), COVER_OWN);
		/* a second one is refused, with the clause */
		id = drafted(&scene, "draft-set-up-body", "branch");
		assert_refused(sent(&scene, &scene.office, id, NULL), "OPIN-8.1");
		town_close(&scene.town);
	}
}

static void
OPIN_8_2_with_two_full_members_a_body_needs_grounds_and_with_three_none(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t id;

		scene_open(&scene, &test);
		set_figures(&scene, scene.town.unit, "2", "5");
		id = drafted(&scene, "draft-set-up-body", "branch");
		assert_refused(sent(&scene, &scene.office, id, NULL), "OPIN-8.2");
		set_figures(&scene, scene.town.unit, "3", "0");
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		/* one leaves before the reply: without grounds it is not approved */
		set_figures(&scene, scene.town.unit, "2", "5");
		assert_refused(approved(&scene, &scene.clerk, id), "OPIN-8.2");
		set_figures(&scene, scene.town.unit, "3", "0");
		assert_int_equal(approved(&scene, &scene.clerk, id), 0);
		town_close(&scene.town);
	}
}

static void
OPIN_8_2_a_body_below_three_full_members_is_approved_on_the_grounds_given(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t id;

		scene_open(&scene, &test);
		set_figures(&scene, scene.town.unit, "2", "5");
		id = drafted(&scene, "draft-set-up-body", "branch");
		assert_int_equal(sent(&scene, &scene.office, id, "工作需要"), 0);
		assert_int_equal(approved(&scene, &scene.clerk, id), 0);
		town_close(&scene.town);
	}
}

static void
A_1_a_form_that_does_not_fit_the_size_needs_grounds(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;

		scene_open(&scene, &test);
		/* 49 and 51 on either side of 50, at which both forms are lawful */
		set_figures(&scene, scene.town.unit, "40", "9");
		assert_refused(sent(&scene, &scene.office, drafted(&scene, "draft-set-up-body", "general_branch"), NULL), "A-1");
		assert_int_equal(sent(&scene, &scene.office, drafted(&scene, "draft-set-up-body", "general_branch"), "点多面广"), 0);
		set_figures(&scene, scene.town.unit, "40", "10");
		assert_int_equal(sent(&scene, &scene.office, drafted(&scene, "draft-set-up-body", "general_branch"), NULL), 0);
		assert_int_equal(sent(&scene, &scene.office, drafted(&scene, "draft-set-up-body", "branch"), NULL), 0);
		set_figures(&scene, scene.town.unit, "40", "11");
		assert_refused(sent(&scene, &scene.office, drafted(&scene, "draft-set-up-body", "branch"), NULL), "A-1");
		/* 99, 100 and 101 */
		set_figures(&scene, scene.town.unit, "90", "9");
		assert_refused(sent(&scene, &scene.office, drafted(&scene, "draft-set-up-body", "committee"), NULL), "A-1");
		set_figures(&scene, scene.town.unit, "90", "10");
		assert_int_equal(sent(&scene, &scene.office, drafted(&scene, "draft-set-up-body", "committee"), NULL), 0);
		set_figures(&scene, scene.town.unit, "90", "11");
		assert_refused(sent(&scene, &scene.office, drafted(&scene, "draft-set-up-body", "general_branch"), NULL), "A-1");
		town_close(&scene.town);
	}
}

static void
OPIN_8_3_a_large_organizations_committee_goes_to_county_level_or_above(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t id;

		scene_open(&scene, &test);
		id = made_as(&scene.town.ground, &scene.office, "draft-set-up-large-committee", "unit",
		             id_text(&scene, scene.town.unit), "member_units", "300", NULL);
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		assert_int_equal(matter_now(&scene.town, id).addressee, scene.town.top);
		assert_int_equal(approved(&scene, &scene.clerk, id), FAIL_FORBIDDEN);
		assert_int_equal(approved(&scene, &scene.chief, id), 0);
		/* it hangs where the unit hangs, not under who approved it */
		assert_int_equal(number(&scene, "select superior from affiliation where body = $1", result_of(&scene, id)),
		                 scene.town.joint);
		town_close(&scene.town);
	}
}

static int64_t
joint_request(struct scene *scene, int64_t second, int64_t third)
{
	return made_as(&scene->town.ground, &scene->office, "draft-set-up-joint-branch", "unit",
	               id_text(scene, scene->town.unit), "unit_2", id_text(scene, second), "unit_3",
	               third ? id_text(scene, third) : "", NULL);
}

static void
OPIN_10_2_two_members_together_are_too_few_and_three_set_up_a_joint_branch_that_covers_all(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t second, third, id;

		scene_open(&scene, &test);
		set_figures(&scene, scene.town.unit, "1", "0");
		second = another_unit(&scene, "丁协会", "1");
		third = another_unit(&scene, "戊协会", "2");
		id = joint_request(&scene, second, 0);
		assert_refused(sent(&scene, &scene.office, id, NULL), "OPIN-10.2");
		id = joint_request(&scene, second, third);
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		assert_int_equal(approved(&scene, &scene.clerk, id), 0);
		assert_int_equal(number(&scene, "select count(*) from coverage where body = $1 and mode = 2", result_of(&scene, id)), 3);
		assert_int_equal(number(&scene, "select type from body where id = $1", result_of(&scene, id)), JOINT_BRANCH);
		/* OPIN-10.1: none of them joins another */
		id = joint_request(&scene, third, 0);
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		assert_refused(approved(&scene, &scene.clerk, id), "OPIN-10.1");
		town_close(&scene.town);
	}
}

static void
OPIN_10_2_a_unit_that_owes_its_own_branch_joins_with_grounds_only(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t second, id;

		scene_open(&scene, &test);
		set_figures(&scene, scene.town.unit, "2", "0");
		second = another_unit(&scene, "丁协会", "3");
		id = joint_request(&scene, second, 0);
		assert_refused(sent(&scene, &scene.office, id, NULL), "OPIN-10.2");
		set_figures(&scene, second, "2", "0");
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		town_close(&scene.town);
	}
}

static void
OPIN_6_7_who_approves_decides_on_what_it_leads_only(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t id;

		scene_open(&scene, &test);
		set_figures(&scene, scene.town.unit, "2", "0");
		set_figures(&scene, scene.town.other_unit, "1", "0");
		id = joint_request(&scene, scene.town.other_unit, 0); /* under the other joint committee */
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		assert_refused(approved(&scene, &scene.clerk, id), "OPIN-6.7");
		town_close(&scene.town);
	}
}

static void
OPIN_10_1_a_regional_body_covers_units_across_lines_and_hangs_under_who_asked(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t id;

		scene_open(&scene, &test);
		id = made_as(&scene.town.ground, &scene.clerk, "draft-set-up-regional-body", "body",
		             id_text(&scene, scene.town.joint), "name", "某园区党组织", "area", "某园区", "unit_1",
		             id_text(&scene, scene.town.unit), NULL);
		assert_int_equal(sent(&scene, &scene.clerk, id, NULL), 0);
		assert_int_equal(approved(&scene, &scene.chief, id), 0);
		assert_int_equal(number(&scene, "select superior from affiliation where body = $1", result_of(&scene, id)),
		                 scene.town.joint);
		assert_int_equal(number(&scene, "select mode from coverage where unit = $1 and ended is null", scene.town.unit),
		                 COVER_REGIONAL);
		town_close(&scene.town);
	}
}

static void
OPIN_9_2_an_industry_body_guides_its_members_and_covers_nobody(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t second, id, body;

		scene_open(&scene, &test);
		second = another_unit(&scene, "丁协会", "1");
		id = made_as(&scene.town.ground, &scene.office, "draft-set-up-industry-body", "unit",
		             id_text(&scene, scene.town.unit), "name", "教育行业党委", "industry", "教育", "unit_1",
		             id_text(&scene, second), NULL);
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		assert_int_equal(approved(&scene, &scene.clerk, id), 0);
		body = result_of(&scene, id);
		assert_int_equal(number(&scene, "select relation from affiliation where superior = $1", body), GUIDES);
		assert_int_equal(number(&scene, "select count(*) from coverage where body = $1", body), 0);
		town_close(&scene.town);
	}
}

static int
temporary_request(struct scene *scene, const char *ends, const char *full)
{
	int64_t id = made_as(&scene->town.ground, &scene->office, "draft-set-up-temporary-branch", "unit",
	                     id_text(scene, scene->town.unit), "project", "某工程", "begins", "2026-12-01", "ends", ends,
	                     "full_members", full, NULL);
	int status = sent(scene, &scene->office, id, NULL);

	return status < 0 ? status : approved(scene, &scene->clerk, id);
}

static void
A_2_a_project_of_six_months_has_a_temporary_branch_and_a_day_less_needs_grounds(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;

		scene_open(&scene, &test);
		assert_refused(temporary_request(&scene, "2027-05-30", "3"), "A-2");
		assert_refused(temporary_request(&scene, "2027-05-31", "2"), "A-1");
		assert_int_equal(temporary_request(&scene, "2027-05-31", "3"), 0);
		assert_int_equal(number(&scene, "select count(*) from body where unit = $1 and type = 13", scene.town.unit), 1);
		town_close(&scene.town);
	}
}

/* --- notices -------------------------------------------------------------------------------------- */

static void
OPIN_10_2_a_proposal_goes_to_each_organization_once_and_each_answers(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		struct outcome outcome = {0};
		struct matter matter;
		int64_t second;

		scene_open(&scene, &test);
		set_figures(&scene, scene.town.unit, "1", "0");
		assert_refused(act_as(ground, &scene.clerk, NULL, "send-joint-proposal", "unit", id_text(&scene, scene.town.unit), NULL),
		               "OPIN-10.2"); /* alone with one member */
		second = another_unit(&scene, "丁协会", "2");
		assert_int_equal(act_as(ground, &scene.office, NULL, "send-joint-proposal", "unit", id_text(&scene, second), NULL),
		                 FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &scene.clerk, &outcome, "send-joint-proposal", "unit",
		                        id_text(&scene, scene.town.unit), NULL), 0);
		assert_int_equal(outcome.id_count, 2);
		assert_refused(act_as(ground, &scene.clerk, NULL, "send-joint-proposal", "unit", id_text(&scene, second), NULL),
		               "OPIN-10.2");
		matter = matter_now(&scene.town, outcome.ids[matter_now(&scene.town, outcome.ids[0]).unit == second]);
		assert_int_equal(matter.unit, scene.town.unit);
		assert_int_equal(matter.state, MATTER_SUBMITTED);
		assert_int_equal(matter_fact(&matter, "full_members")->number, 3);
		/* it is answered by the organization itself, and answered it must be */
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "read-matter", "id", id_text(&scene, matter.id), "answer", "agree",
		                        NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &scene.office, NULL, "read-matter", "id", id_text(&scene, matter.id), NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &scene.office, NULL, "read-matter", "id", id_text(&scene, matter.id), "answer", "agree",
		                        "remark", "尽快提出请示", NULL), 0);
		matter = matter_now(&scene.town, matter.id);
		assert_int_equal(matter.state, MATTER_FILED);
		assert_int_equal(matter_fact(&matter, "answer")->number, PROPOSAL_AGREED);
		town_close(&scene.town);
	}
}

static int
remind(struct scene *scene, day_no on)
{
	scene->town.ground.today = on;
	return act_as(&scene->town.ground, &scene->clerk, NULL, "remind-reelection", "body", id_text(scene, scene->town.branch), NULL);
}

static void
ELEC_3_1_a_re_election_is_reminded_of_from_six_months_before_on_and_once_a_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		struct matter matter;
		int64_t id;

		scene_open(&scene, &test);
		assert_refused(remind(&scene, TODAY), "ELEC-3.1"); /* no term on record */
		made(ground, "add-term", "body", id_text(&scene, scene.town.branch), "years", "3", "since", "2024-09-30", NULL);
		assert_refused(remind(&scene, day_of(2027, 3, 29)), "ELEC-3.1");
		assert_int_equal(remind(&scene, day_of(2027, 3, 30)), 0);
		assert_refused(remind(&scene, day_of(2027, 3, 30)), "ELEC-3.1");
		assert_int_equal(remind(&scene, day_of(2027, 3, 31)), 0);
		id = number(&scene, "select max(id) from matter where addressee = $1", scene.town.branch);
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "read-matter", "id", id_text(&scene, id), NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "read-matter", "id", id_text(&scene, id), "answer", "agree", NULL),
		                 FAIL_INPUT);
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "read-matter", "id", id_text(&scene, id), NULL), 0);
		matter = matter_now(&scene.town, id);
		assert_int_equal(matter.body, scene.town.joint);
		assert_int_equal(matter_fact(&matter, "due")->number, day_of(2027, 9, 30));
		/* of one whom another leads it is not this clerk's to remind */
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "remind-reelection", "body", id_text(&scene, scene.town.other_branch),
		                        NULL), FAIL_FORBIDDEN);
		town_close(&scene.town);
	}
}

/* --- what waits ------------------------------------------------------------------------------------ */

static const struct duty *
duty_on(struct scene *scene, day_no on, int64_t id, const char *clause)
{
	static struct duties duties;

	if (duties_derive(scene->town.ground.db, scene->town.ground.arena, NULL, on, &duties) < 0)
		test_failed("duties_derive");
	for (size_t i = 0; i < duties.count; i++)
		if (duties.items[i].id == id && strcmp(duties.items[i].clause, clause) == 0)
			return &duties.items[i];
	return NULL;
}

static void
OPIN_8_1_a_request_takes_the_place_of_the_duty_until_it_is_answered(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		const struct duty *duty;
		int64_t id;

		scene_open(&scene, &test);
		duty = duty_on(&scene, TODAY, scene.town.unit, "OPIN-8.1");
		assert_non_null(duty);
		assert_int_equal(duty->matter, 0);
		assert_string_equal(duty->who.en, "the unit");
		id = drafted(&scene, "draft-set-up-body", "branch");
		assert_int_equal(duty_on(&scene, TODAY, scene.town.unit, "OPIN-8.1")->matter, 0); /* a draft asks for nothing */
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		duty = duty_on(&scene, TODAY + 9, scene.town.unit, "OPIN-8.1");
		assert_int_equal(duty->matter, id);
		assert_int_equal(duty->since, TODAY);
		assert_string_equal(duty->who.en, "the higher organization");
		assert_non_null(strstr(duty->why.zh, "9 天未批复"));
		assert_int_equal(act_as(&scene.town.ground, &scene.clerk, NULL, "return-matter", "id", id_text(&scene, id), "remark",
		                        "补充名册", NULL), 0);
		duty = duty_on(&scene, TODAY, scene.town.unit, "OPIN-8.1");
		assert_int_equal(duty->matter == 0 || strcmp(duty->who.en, "the unit") == 0, 1);
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		assert_int_equal(approved(&scene, &scene.clerk, id), 0);
		assert_null(duty_on(&scene, TODAY, scene.town.unit, "OPIN-8.1"));
		town_close(&scene.town);
	}
}

static void
OPIN_8_5b_a_closing_with_unmoved_relations_is_due_by_its_last_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		const struct duty *duty;
		int64_t unit, branch, id;

		scene_open(&scene, &test);
		unit = another_unit(&scene, "己协会", "1");
		branch = made(ground, "add-body", "name", "己党支部", "type", "branch", "unit", id_text(&scene, unit), "since",
		              "2022-01-01", "superior", id_text(&scene, scene.town.joint), NULL);
		town_person(ground, "郑测试", branch);
		id = made_as(ground, &scene.clerk, "draft-unit-closed", "unit", id_text(&scene, unit), "cause", "dissolved", "last",
		             "2026-12-31", NULL);
		assert_int_equal(sent(&scene, &scene.clerk, id, NULL), 0);
		duty = duty_on(&scene, day_of(2026, 12, 31), unit, "OPIN-8.5b");
		assert_int_equal(duty->by, day_of(2026, 12, 31));
		assert_int_equal(duty->state, DUTY_DUE);
		assert_int_equal(duty_on(&scene, day_of(2027, 1, 1), unit, "OPIN-8.5b")->state, DUTY_OVERDUE);
		/* moved one by one, nothing is left to move */
		made(ground, "change-membership", "id",
		     id_text(&scene, number(&scene, "select id from membership where body = $1", branch)), "body",
		     id_text(&scene, scene.town.sister), NULL);
		assert_null(duty_on(&scene, TODAY, unit, "OPIN-8.5b"));
		town_close(&scene.town);
	}
}

/* --- changing, merging, splitting, ending -------------------------------------------------------- */

static void
OPIN_8_2_a_committee_sets_up_branches_and_changes_its_form_under_the_same_identity(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t id, committee, sub;

		scene_open(&scene, &test);
		set_figures(&scene, scene.town.unit, "100", "0");
		id = drafted(&scene, "draft-set-up-body", "committee");
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		assert_int_equal(approved(&scene, &scene.clerk, id), 0);
		committee = result_of(&scene, id);
		id = made_as(&scene.town.ground, &scene.clerk, "draft-set-up-sub-branch", "body", id_text(&scene, committee), "form",
		             "branch", "name", "第一党支部", "full_members", "30", "members", "32", NULL);
		assert_int_equal(sent(&scene, &scene.clerk, id, NULL), 0);
		assert_int_equal(approved(&scene, &scene.chief, id), FAIL_FORBIDDEN); /* it went to the joint committee */
		assert_int_equal(approved(&scene, &scene.town.ground.operator, id), 0);
		sub = result_of(&scene, id);
		assert_int_equal(number(&scene, "select superior from affiliation where body = $1", sub), committee);
		/* nobody's relation is in it yet: by size it is nothing */
		id = made_as(&scene.town.ground, &scene.clerk, "draft-change-body-form", "body", id_text(&scene, scene.town.branch),
		             "form", "general_branch", "name", "甲党总支", "reason", "党员增加", NULL);
		assert_refused(sent(&scene, &scene.clerk, id, NULL), "OPIN-8.2");
		for (int i = 0; i < 2; i++)
			town_person(&scene.town.ground, i ? "钱测试" : "孙测试", scene.town.branch);
		assert_refused(sent(&scene, &scene.clerk, id, NULL), "A-1"); /* three now, but no general branch by size */
		assert_int_equal(sent(&scene, &scene.clerk, id, "点多面广"), 0);
		assert_int_equal(approved(&scene, &scene.town.ground.operator, id), 0);
		town_close(&scene.town);
	}
}

static void
OPIN_8_5b_a_branch_ends_only_when_its_members_relations_have_a_place_to_go(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id;

		scene_open(&scene, &test);
		made(ground, "add-post", "body", id_text(&scene, scene.town.branch), "person", id_text(&scene, scene.town.person),
		     "position", "secretary", "origin", "elected", "since", "2025-01-01", NULL);
		made(ground, "add-term", "body", id_text(&scene, scene.town.branch), "years", "3", "since", "2025-01-01", NULL);
		made(ground, "add-coverage", "unit", id_text(&scene, scene.town.unit), "mode", "joint", "body",
		     id_text(&scene, scene.town.branch), "since", "2025-01-01", NULL);
		id = made_as(ground, &scene.secretary, "draft-abolish-body", "body", id_text(&scene, scene.town.branch), "reason",
		             "党员减少", NULL);
		assert_int_equal(sent(&scene, &scene.secretary, id, NULL), 0);
		assert_refused(approved(&scene, &scene.clerk, id), "OPIN-8.5b");
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "return-matter", "id", id_text(&scene, id), "remark",
		                        "写明接收党组织", NULL), 0);
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "amend-abolish-body", "id", id_text(&scene, id), "reason",
		                        "党员减少", "receiver", id_text(&scene, scene.town.sister), NULL), 0);
		assert_int_equal(sent(&scene, &scene.secretary, id, NULL), 0);
		assert_int_equal(approved(&scene, &scene.clerk, id), 0);
		assert_null(record_on(&scene, &body_kind, scene.town.branch, TODAY));
		assert_non_null(record_on(&scene, &body_kind, scene.town.branch, TODAY - 1));
		assert_int_equal(number(&scene, "select count(*) from membership where person = $1 and ended is null and until = 2932896"
		                                " and body <> 0", scene.town.person), 1);
		assert_int_equal(number(&scene, "select body from membership where person = $1 and ended is null and until = 2932896",
		                        scene.town.person), scene.town.sister);
		assert_int_equal(number(&scene, "select max(until) from post where body = $1 and ended is null", scene.town.branch), TODAY);
		assert_int_equal(number(&scene, "select max(until) from term where body = $1 and ended is null", scene.town.branch), TODAY);
		assert_int_equal(number(&scene, "select max(until) from coverage where body = $1 and ended is null", scene.town.branch),
		                 TODAY);
		town_close(&scene.town);
	}
}

static void
OPIN_21_3_a_body_that_leads_others_does_not_end_before_they_have_a_new_superior(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t general, id;

		scene_open(&scene, &test);
		general = town_body(&scene.town.ground, "戊党总支", "general_branch", scene.town.joint);
		town_body(&scene.town.ground, "戊第一党支部", "branch", general);
		id = made_as(&scene.town.ground, &scene.clerk, "draft-abolish-body", "body", id_text(&scene, general), "reason", "调整",
		             NULL);
		assert_int_equal(sent(&scene, &scene.clerk, id, NULL), 0);
		assert_refused(approved(&scene, &scene.town.ground.operator, id), "OPIN-21.3");
		town_close(&scene.town);
	}
}

static void
OPIN_8_6_a_merger_moves_relations_and_coverage_and_ends_the_other(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id;

		scene_open(&scene, &test);
		made(ground, "add-coverage", "unit", id_text(&scene, scene.town.unit), "mode", "joint", "body",
		     id_text(&scene, scene.town.sister), "since", "2025-01-01", NULL);
		id = made_as(ground, &scene.secretary, "draft-merge-bodies", "body", id_text(&scene, scene.town.branch), "other",
		             id_text(&scene, scene.town.sister), "name", "甲丙党支部", "reason", "整合力量", NULL);
		assert_refused(sent(&scene, &scene.secretary, id, NULL), "OPIN-8.2"); /* two full members together */
		town_person(ground, "钱测试", scene.town.sister);
		assert_int_equal(sent(&scene, &scene.secretary, id, NULL), 0);
		assert_int_equal(approved(&scene, &scene.clerk, id), 0);
		assert_null(record_on(&scene, &body_kind, scene.town.sister, TODAY));
		assert_string_equal(record_value(record_on(&scene, &body_kind, scene.town.branch, TODAY), "name")->text, "甲丙党支部");
		assert_int_equal(number(&scene, "select count(*) from membership where body = $1 and ended is null and until = 2932896",
		                        scene.town.branch), 3);
		assert_int_equal(number(&scene, "select body from coverage where unit = $1 and ended is null and until = 2932896",
		                        scene.town.unit), scene.town.branch);
		/* of another organization's branch nothing is merged */
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "draft-merge-bodies", "body", id_text(&scene, scene.town.branch),
		                        "other", id_text(&scene, scene.town.joint), "reason", "整合力量", NULL), FAIL_INPUT);
		town_close(&scene.town);
	}
}

static void
OPIN_8_6_a_split_leaves_three_full_members_on_either_side(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		static const char *const names[] = {"赵测试", "钱测试", "孙测试", "周测试", "吴测试"};
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id;

		scene_open(&scene, &test);
		for (size_t i = 0; i < 4; i++)
			town_person(ground, names[i], scene.town.branch); /* five with the town's own */
		id = made_as(ground, &scene.secretary, "draft-split-body", "body", id_text(&scene, scene.town.branch), "name",
		             "甲第二党支部", "going_full", "3", "going", "3", "reason", "便于活动", NULL);
		assert_refused(sent(&scene, &scene.secretary, id, NULL), "OPIN-8.1"); /* two would stay */
		town_person(ground, names[4], scene.town.branch);
		assert_int_equal(sent(&scene, &scene.secretary, id, NULL), 0);
		assert_int_equal(approved(&scene, &scene.clerk, id), 0);
		assert_int_equal(number(&scene, "select superior from affiliation where body = $1", result_of(&scene, id)),
		                 scene.town.joint);
		town_close(&scene.town);
	}
}

/* --- units ------------------------------------------------------------------------------------------- */

/* A unit with a branch of its own in which the town's person is. */
static int64_t
unit_with_branch(struct scene *scene, int64_t *ret_branch)
{
	struct ground *ground = &scene->town.ground;
	int64_t unit = another_unit(scene, "己协会", "3");

	*ret_branch = made(ground, "add-body", "name", "己党支部", "type", "branch", "unit", id_text(scene, unit), "since",
	                   "2022-01-01", "superior", id_text(scene, scene->town.joint), NULL);
	made(ground, "add-coverage", "unit", id_text(scene, unit), "mode", "own", "body", id_text(scene, *ret_branch), "since",
	     "2022-01-01", NULL);
	town_person(ground, "郑测试", *ret_branch);
	return unit;
}

static void
OPIN_8_5b_a_unit_closes_with_its_branch_once_the_relations_are_moved(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id, unit, branch;

		scene_open(&scene, &test);
		unit = unit_with_branch(&scene, &branch);
		id = made_as(ground, &scene.clerk, "draft-unit-closed", "unit", id_text(&scene, unit), "cause", "deregistered", "last",
		             "2026-12-31", NULL);
		assert_int_equal(sent(&scene, &scene.clerk, id, NULL), 0);
		assert_refused(approved(&scene, &ground->operator, id), "OPIN-8.5b");
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "withdraw-matter", "id", id_text(&scene, id), NULL), 0);
		id = made_as(ground, &scene.clerk, "draft-unit-closed", "unit", id_text(&scene, unit), "cause", "deregistered", "last",
		             "2026-12-31", "receiver", id_text(&scene, scene.town.sister), NULL);
		assert_int_equal(sent(&scene, &scene.clerk, id, NULL), 0);
		assert_int_equal(approved(&scene, &ground->operator, id), 0);
		/* everything lasts through its last day and no longer */
		assert_non_null(record_on(&scene, &unit_kind, unit, day_of(2026, 12, 31)));
		assert_null(record_on(&scene, &unit_kind, unit, day_of(2027, 1, 1)));
		assert_non_null(record_on(&scene, &body_kind, branch, day_of(2026, 12, 31)));
		assert_null(record_on(&scene, &body_kind, branch, day_of(2027, 1, 1)));
		assert_int_equal(number(&scene, "select since from membership where body = $1 and ended is null order by since desc",
		                        scene.town.sister), day_of(2027, 1, 1));
		assert_int_equal(number(&scene, "select max(until) from coverage where unit = $1 and ended is null", unit),
		                 day_of(2027, 1, 1));
		town_close(&scene.town);
	}
}

static void
OPIN_8_6_a_unit_does_not_end_before_the_reply_takes_effect(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id, unit, branch, into;

		scene_open(&scene, &test);
		unit = unit_with_branch(&scene, &branch);
		into = another_unit(&scene, "庚协会", "5");
		/* the other has a branch of its own: it receives the members unless another is named */
		made(ground, "add-body", "name", "庚党支部", "type", "branch", "unit", id_text(&scene, into), "since", "2022-01-01",
		     "superior", id_text(&scene, scene.town.joint), NULL);
		id = made_as(ground, &scene.clerk, "draft-units-merged", "unit", id_text(&scene, unit), "into", id_text(&scene, into),
		             "last", "2026-10-31", NULL);
		assert_int_equal(sent(&scene, &scene.clerk, id, NULL), 0);
		assert_int_equal(approved(&scene, &ground->operator, id), 0);
		assert_non_null(record_on(&scene, &unit_kind, unit, TODAY - 1));
		assert_null(record_on(&scene, &unit_kind, unit, TODAY));
		assert_null(record_on(&scene, &body_kind, branch, TODAY));
		town_close(&scene.town);
	}
}

static void
OPIN_8_5a_a_change_renames_the_unit_from_its_day_and_the_branch_from_that_of_the_reply(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id, unit, branch;

		scene_open(&scene, &test);
		unit = unit_with_branch(&scene, &branch);
		id = made_as(ground, &scene.clerk, "draft-unit-changed", "unit", id_text(&scene, unit), "what", "更名", "changed_on",
		             "2026-11-01", "new_name", "新己协会", "body_name", "新己党支部", NULL);
		assert_int_equal(sent(&scene, &scene.clerk, id, NULL), 0);
		assert_int_equal(approved(&scene, &ground->operator, id), 0);
		assert_string_equal(record_value(record_on(&scene, &unit_kind, unit, day_of(2026, 11, 1)), "name")->text, "新己协会");
		assert_string_equal(record_value(record_on(&scene, &unit_kind, unit, day_of(2026, 10, 31)), "name")->text, "己协会");
		assert_string_equal(record_value(record_on(&scene, &body_kind, branch, TODAY - 1), "name")->text, "己党支部");
		assert_string_equal(record_value(record_on(&scene, &body_kind, branch, TODAY), "name")->text, "新己党支部");
		town_close(&scene.town);
	}
}

static void
OPIN_8_6_a_split_off_unit_gets_a_branch_where_that_is_laid_down(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id, fresh;

		scene_open(&scene, &test);
		fresh = another_unit(&scene, "辛协会", "3");
		id = made_as(ground, &scene.office, "draft-unit-split", "unit", id_text(&scene, scene.town.unit), "new_unit",
		             id_text(&scene, fresh), "split_on", "2026-11-10", "fate", "one_each", NULL);
		assert_int_equal(sent(&scene, &scene.office, id, NULL), 0);
		assert_int_equal(approved(&scene, &scene.clerk, id), 0);
		assert_int_equal(number(&scene, "select unit from body where id = $1", result_of(&scene, id)), fresh);
		assert_int_equal(number(&scene, "select mode from coverage where unit = $1", fresh), COVER_OWN);
		town_close(&scene.town);
	}
}

static void
OPIN_20_6_a_change_of_posts_is_reported_and_filed_not_approved(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id, post;

		scene_open(&scene, &test);
		post = made(ground, "add-post", "body", id_text(&scene, scene.town.branch), "person", id_text(&scene, scene.town.person),
		            "position", "secretary", "origin", "elected", "since", "2026-11-20", NULL);
		/* of another branch, or not happened yet */
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "draft-posts-changed", "body", id_text(&scene, scene.town.sister),
		                        "post", id_text(&scene, post), "change", "start", "changed_on", "2026-11-20", NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "draft-posts-changed", "body",
		                        id_text(&scene, scene.town.branch), "post", id_text(&scene, post), "change", "start",
		                        "changed_on", "2026-11-22", NULL), FAIL_INPUT);
		id = made_as(ground, &scene.secretary, "draft-posts-changed", "body", id_text(&scene, scene.town.branch), "post",
		             id_text(&scene, post), "change", "start", "changed_on", "2026-11-21", NULL);
		assert_int_equal(sent(&scene, &scene.secretary, id, NULL), 0);
		assert_refused(approved(&scene, &scene.clerk, id), "A-23");
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "file-matter", "id", id_text(&scene, id), NULL), 0);
		town_close(&scene.town);
	}
}

/* --- facts and their declaration ---------------------------------------------------------------------- */

struct harm {
	const char *sql;
	int64_t matter;
};

static int
do_harm(struct db *db, void *arg)
{
	const struct harm *harm = arg;

	return db_exec(db, harm->sql, ARGS(INT(harm->matter)), NULL);
}

static void
note_finding(void *arg, struct bilingual finding)
{
	strncat(arg, finding.en, 200);
}

static int
found_by(struct scene *scene, int64_t matter, const char *sql, char said[1000])
{
	struct ground *ground = &scene->town.ground;
	struct harm harm = {sql, matter};

	*said = '\0';
	if (sql && writer_do(ground->installation->writer, do_harm, &harm) < 0)
		test_failed(sql);
	return verify(ground->db, &ground->installation->schema, note_finding, said);
}

static void
DP_13_facts_that_are_not_as_their_type_declares_are_found(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		char said[1000];
		int64_t id;

		scene_open(&scene, &test);
		id = drafted(&scene, "draft-set-up-body", "branch");
		assert_int_equal(found_by(&scene, id, NULL, said), 0);
		assert_int_equal(found_by(&scene, id, "update matter_fact set number = 99 where matter = $1 and name = 'form'", said), 1);
		assert_non_null(strstr(said, "is not as declared (choice)"));
		assert_int_equal(found_by(&scene, id, "update matter_fact set number = 5 where matter = $1 and name = 'form'", said), 0);
		assert_int_equal(found_by(&scene, id, "update matter_fact set text = '三', number = null where matter = $1 and name = 'members'",
		                          said), 1);
		assert_non_null(strstr(said, "is not as declared (type)"));
		assert_int_equal(found_by(&scene, id, "update matter_fact set text = null, number = 4 where matter = $1 and name = 'members'",
		                          said), 0);
		assert_int_equal(found_by(&scene, id, "update matter_fact set name = 'colour' where matter = $1 and name = 'members'", said), 1);
		assert_non_null(strstr(said, "no such fact"));
		town_close(&scene.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(OPIN_8_1_an_approved_branch_is_on_record_from_that_day_with_its_superior_and_the_unit_covered),
		cmocka_unit_test(OPIN_8_2_with_two_full_members_a_body_needs_grounds_and_with_three_none),
		cmocka_unit_test(OPIN_8_2_a_body_below_three_full_members_is_approved_on_the_grounds_given),
		cmocka_unit_test(A_1_a_form_that_does_not_fit_the_size_needs_grounds),
		cmocka_unit_test(OPIN_8_3_a_large_organizations_committee_goes_to_county_level_or_above),
		cmocka_unit_test(OPIN_10_2_two_members_together_are_too_few_and_three_set_up_a_joint_branch_that_covers_all),
		cmocka_unit_test(OPIN_10_2_a_unit_that_owes_its_own_branch_joins_with_grounds_only),
		cmocka_unit_test(OPIN_6_7_who_approves_decides_on_what_it_leads_only),
		cmocka_unit_test(OPIN_10_1_a_regional_body_covers_units_across_lines_and_hangs_under_who_asked),
		cmocka_unit_test(OPIN_9_2_an_industry_body_guides_its_members_and_covers_nobody),
		cmocka_unit_test(A_2_a_project_of_six_months_has_a_temporary_branch_and_a_day_less_needs_grounds),
		cmocka_unit_test(OPIN_10_2_a_proposal_goes_to_each_organization_once_and_each_answers),
		cmocka_unit_test(ELEC_3_1_a_re_election_is_reminded_of_from_six_months_before_on_and_once_a_day),
		cmocka_unit_test(OPIN_8_1_a_request_takes_the_place_of_the_duty_until_it_is_answered),
		cmocka_unit_test(OPIN_8_5b_a_closing_with_unmoved_relations_is_due_by_its_last_day),
		cmocka_unit_test(OPIN_8_2_a_committee_sets_up_branches_and_changes_its_form_under_the_same_identity),
		cmocka_unit_test(OPIN_8_5b_a_branch_ends_only_when_its_members_relations_have_a_place_to_go),
		cmocka_unit_test(OPIN_21_3_a_body_that_leads_others_does_not_end_before_they_have_a_new_superior),
		cmocka_unit_test(OPIN_8_6_a_merger_moves_relations_and_coverage_and_ends_the_other),
		cmocka_unit_test(OPIN_8_6_a_split_leaves_three_full_members_on_either_side),
		cmocka_unit_test(OPIN_8_5b_a_unit_closes_with_its_branch_once_the_relations_are_moved),
		cmocka_unit_test(OPIN_8_6_a_unit_does_not_end_before_the_reply_takes_effect),
		cmocka_unit_test(OPIN_8_5a_a_change_renames_the_unit_from_its_day_and_the_branch_from_that_of_the_reply),
		cmocka_unit_test(OPIN_8_6_a_split_off_unit_gets_a_branch_where_that_is_laid_down),
		cmocka_unit_test(DP_13_facts_that_are_not_as_their_type_declares_are_found),
		cmocka_unit_test(OPIN_20_6_a_change_of_posts_is_reported_and_filed_not_approved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
