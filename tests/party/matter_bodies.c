/* Setting up, changing and ending Party organizations by request and reply. */
#include "../check.h"

#include <string.h>

#include "law/opinions.h"
#include "party/verify.h"
#include "scene.h"

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
		granted(&scene, &scene.office, &scene.clerk, id);
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
		granted(&scene, &scene.clerk, &scene.chief, id);
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
		granted(&scene, &scene.office, &scene.clerk, id);
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
		granted(&scene, &scene.office, &scene.clerk, id);
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
		granted(&scene, &scene.secretary, &scene.clerk, id);
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

/* A general branch leads its branches, but has no power to approve: what they send goes past it. */
static void
OPIN_6_7_what_a_branch_sends_goes_past_its_general_branch_to_who_can_approve(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct matter matter;
		int64_t general, branch, id;

		scene_open(&scene, &test);
		general = town_body(&scene.town.ground, "戊党总支", "general_branch", scene.town.joint);
		branch = town_body(&scene.town.ground, "戊第一党支部", "branch", general);
		id = made_as(&scene.town.ground, &scene.clerk, "draft-abolish-body", "body", id_text(&scene, branch), "reason", "调整",
		             NULL);
		granted(&scene, &scene.clerk, &scene.town.ground.operator, id);
		matter = matter_now(&scene.town, id);
		assert_int_equal(matter.addressee, scene.town.joint);
		/* where nobody above it can, it is not submitted */
		general = town_body(&scene.town.ground, "己党总支", "general_branch", 0);
		branch = town_body(&scene.town.ground, "己第一党支部", "branch", general);
		id = made(&scene.town.ground, "draft-abolish-body", "body", id_text(&scene, branch), "reason", "调整", NULL);
		assert_refused(sent(&scene, &scene.town.ground.operator, id, NULL), "OPIN-6.7");
		town_close(&scene.town);
	}
}

/* What is on its way past a body follows where that body goes. */
static void
OPIN_6_7_what_waits_follows_a_general_branch_that_moves_to_another_committee(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t general, branch, edge, id;

		scene_open(&scene, &test);
		general = town_body(ground, "戊党总支", "general_branch", scene.town.joint);
		branch = town_body(ground, "戊第一党支部", "branch", general);
		id = made_as(ground, &scene.clerk, "draft-abolish-body", "body", id_text(&scene, branch), "reason", "调整", NULL);
		assert_int_equal(sent(&scene, &scene.clerk, id, NULL), 0);
		assert_int_equal(matter_now(&scene.town, id).addressee, scene.town.joint);
		edge = town_number(ground, "select id from affiliation where body = $1 and relation = 1 and ended is null", general);
		made(ground, "change-affiliation", "id", id_text(&scene, edge), "superior", id_text(&scene, scene.town.other_joint), NULL);
		assert_int_equal(matter_now(&scene.town, id).addressee, scene.town.other_joint);
		expect_sound(ground);
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
		granted(&scene, &scene.secretary, &scene.clerk, id);
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
		granted(&scene, &scene.secretary, &scene.clerk, id);
		assert_int_equal(number(&scene, "select superior from affiliation where body = $1", result_of(&scene, id)),
		                 scene.town.joint);
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
		cmocka_unit_test(OPIN_8_2_a_committee_sets_up_branches_and_changes_its_form_under_the_same_identity),
		cmocka_unit_test(OPIN_8_5b_a_branch_ends_only_when_its_members_relations_have_a_place_to_go),
		cmocka_unit_test(OPIN_21_3_a_body_that_leads_others_does_not_end_before_they_have_a_new_superior),
		cmocka_unit_test(OPIN_6_7_what_a_branch_sends_goes_past_its_general_branch_to_who_can_approve),
		cmocka_unit_test(OPIN_6_7_what_waits_follows_a_general_branch_that_moves_to_another_committee),
		cmocka_unit_test(OPIN_8_6_a_merger_moves_relations_and_coverage_and_ends_the_other),
		cmocka_unit_test(OPIN_8_6_a_split_leaves_three_full_members_on_either_side),
		cmocka_unit_test(DP_13_facts_that_are_not_as_their_type_declares_are_found),
		cmocka_unit_test(OPIN_20_6_a_change_of_posts_is_reported_and_filed_not_approved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
