#include "../check.h"

#include "matters.h"
#include "registry/input.h"

/* --- terms: the town's branch has one that ends on 2027-02-28 ------------------------------ */

struct scene {
	struct town town;
	struct actor secretary, clerk, other_clerk, second_clerk;
	int64_t term;
};

static void
scene_open(struct scene *scene, const struct test_db *test)
{
	struct town *town = &scene->town;

	town_open(town, test);
	scene->secretary = account_at(town, ROLE_BRANCH_SECRETARY, town->branch, 11);
	scene->clerk = account_at(town, ROLE_JOINT_CLERK, town->joint, 12);
	scene->second_clerk = account_at(town, ROLE_JOINT_CLERK, town->joint, 13);
	scene->other_clerk = account_at(town, ROLE_JOINT_CLERK, town->other_joint, 14);
	scene->term = made(&town->ground, "add-term", "body", text_of(&town->ground, town->branch), "since", "2024-02-29",
	                   "years", "3", NULL);
}

static int
draft_shift(struct scene *scene, const char *action, const char *new_date, struct outcome *ret_outcome)
{
	return act_as(&scene->town.ground, &scene->secretary, ret_outcome, action, "body",
	              text_of(&scene->town.ground, scene->town.branch), "new_date", new_date, "reason", "班子调整", NULL);
}

static int64_t
shift(struct scene *scene, const char *action, const char *new_date)
{
	struct outcome outcome = {0};

	if (draft_shift(scene, action, new_date, &outcome) < 0)
		test_failed(failure_text(LANG_EN));
	return outcome.ids[0];
}

static day_no
due_of(struct scene *scene, day_no on)
{
	struct record *term;

	if (record_get(scene->town.ground.db, scene->town.ground.arena, &term_kind, scene->term, on, &term) < 0)
		test_failed("record_get");
	return (day_no)record_value(term, "due")->number;
}

static void
ELEC_3_2_an_approved_postponement_moves_the_term_with_its_document(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct matter matter;
		int64_t id;

		scene_open(&scene, &test);
		id = shift(&scene, "draft-postpone-term", "2027-08-31");
		matter = matter_now(&scene.town, id);
		assert_int_equal(matter.state, MATTER_DRAFT);
		assert_int_equal(matter.addressee, scene.town.joint);
		assert_string_equal(matter.title, "关于甲党支部延期换届的请示");
		assert_int_equal(matter_fact(&matter, "due")->number, day_of(2027, 2, 28));
		assert_int_equal(submit_as(&scene.town, &scene.secretary, id), 0);
		matter = matter_now(&scene.town, id);
		assert_int_equal(matter.state, MATTER_SUBMITTED);
		assert_int_equal(matter.submitted, TODAY);
		assert_int_equal(due_of(&scene, TODAY), day_of(2027, 2, 28));
		scene.town.ground.today += 9;
		assert_int_equal(matter_days(&matter, scene.town.ground.today), 9);
		assert_int_equal(approve_as(&scene.town, &scene.clerk, id, "2026-11-29"), 0);
		matter = matter_now(&scene.town, id);
		assert_int_equal(matter.state, MATTER_APPROVED);
		assert_string_equal(matter.document, "某党〔2026〕12号");
		assert_int_equal(matter.document_on, day_of(2026, 11, 29));
		assert_int_equal(matter.effective, day_of(2026, 11, 29));
		assert_int_equal(matter_days(&matter, scene.town.ground.today + 50), 9);
		assert_int_equal(due_of(&scene, scene.town.ground.today), day_of(2027, 8, 31));
		assert_int_equal(due_of(&scene, day_of(2026, 11, 28)), day_of(2027, 2, 28));
		town_close(&scene.town);
	}
}

/* due 2027-02-28: exactly twelve months on is 2028-02-28, one day more needs grounds. */
static void
ELEC_3_2b_exactly_twelve_months_needs_no_grounds_and_a_day_more_does(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t at_limit, beyond;

		scene_open(&scene, &test);
		at_limit = shift(&scene, "draft-postpone-term", "2028-02-28");
		assert_int_equal(submit_as(&scene.town, &scene.secretary, at_limit), 0);
		beyond = shift(&scene, "draft-postpone-term", "2028-02-29");
		assert_refused(submit_as(&scene.town, &scene.secretary, beyond), "ELEC-3.2b");
		assert_string_equal(last_failure()->field, "grounds");
		assert_int_equal(act_as(&scene.town.ground, &scene.secretary, NULL, "submit-matter", "id",
		                        text_of(&scene.town.ground, beyond), "grounds", "区划调整尚未完成", NULL), 0);
		assert_string_equal(matter_now(&scene.town, beyond).grounds, "区划调整尚未完成");
		at_limit = shift(&scene, "draft-advance-term", "2026-12-01");
		assert_int_equal(submit_as(&scene.town, &scene.secretary, at_limit), 0);
		town_close(&scene.town);
	}
}

static void
ELEC_3_2b_an_advance_of_more_than_twelve_months_needs_grounds(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t id;

		scene_open(&scene, &test);
		made(&scene.town.ground, "correct-term", "id", text_of(&scene.town.ground, scene.term), "since", "2024-02-29",
		     "years", "4", NULL); /* ends on 2028-02-29 */
		id = shift(&scene, "draft-advance-term", "2027-02-27");
		assert_refused(submit_as(&scene.town, &scene.secretary, id), "ELEC-3.2b");
		assert_int_equal(act_as(&scene.town.ground, &scene.secretary, NULL, "amend-advance-term", "id",
		                        text_of(&scene.town.ground, id), "new_date", "2027-02-28", "reason", "班子调整", NULL), 0);
		assert_int_equal(submit_as(&scene.town, &scene.secretary, id), 0);
		town_close(&scene.town);
	}
}

static void
ELEC_3_2a_a_postponement_is_approved_on_the_day_due_at_the_latest(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t id, late;

		scene_open(&scene, &test);
		scene.town.ground.today = day_of(2027, 2, 28);
		id = shift(&scene, "draft-postpone-term", "2027-08-31");
		late = shift(&scene, "draft-postpone-term", "2027-09-30");
		assert_int_equal(submit_as(&scene.town, &scene.secretary, id), 0);
		scene.town.ground.today = day_of(2027, 3, 1);
		assert_refused(approve_as(&scene.town, &scene.clerk, id, "2027-03-01"), "ELEC-3.2a");
		assert_int_equal(matter_now(&scene.town, id).state, MATTER_SUBMITTED);
		assert_refused(submit_as(&scene.town, &scene.secretary, late), "ELEC-3.2a");
		assert_int_equal(approve_as(&scene.town, &scene.clerk, id, "2027-02-28"), 0);
		assert_int_equal(due_of(&scene, day_of(2027, 2, 28)), day_of(2027, 8, 31));
		town_close(&scene.town);
	}
}

static void
ELEC_3_2a_an_advance_is_approved_before_the_meeting(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t id;

		scene_open(&scene, &test);
		id = shift(&scene, "draft-advance-term", "2026-12-01");
		assert_int_equal(submit_as(&scene.town, &scene.secretary, id), 0);
		scene.town.ground.today = day_of(2026, 12, 1);
		assert_refused(approve_as(&scene.town, &scene.clerk, id, "2026-12-01"), "ELEC-3.2a");
		assert_int_equal(approve_as(&scene.town, &scene.clerk, id, "2026-11-30"), 0);
		assert_int_equal(due_of(&scene, scene.town.ground.today), day_of(2026, 12, 1));
		town_close(&scene.town);
	}
}

static void
ELEC_3_2a_a_date_that_does_not_move_the_term_is_refused(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;

		scene_open(&scene, &test);
		assert_int_equal(draft_shift(&scene, "draft-postpone-term", "2027-02-28", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "new_date");
		assert_int_equal(draft_shift(&scene, "draft-advance-term", "2027-02-28", NULL), FAIL_INPUT);
		assert_int_equal(act_as(&scene.town.ground, &scene.secretary, NULL, "draft-postpone-term", "body",
		                        text_of(&scene.town.ground, scene.town.branch), "new_date", "2027-08-31", NULL),
		                 FAIL_INPUT);
		assert_string_equal(last_failure()->field, "reason");
		made(&scene.town.ground, "close-term", "id", text_of(&scene.town.ground, scene.term), "last", "2026-11-01", NULL);
		assert_int_equal(draft_shift(&scene, "draft-postpone-term", "2027-08-31", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->clause, "ELEC-3.1");
		town_close(&scene.town);
	}
}

/* --- steps ------------------------------------------------------------------------------------- */

static void
what_is_returned_with_reasons_is_amended_and_sent_again(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		struct matter matter;
		const char *id;

		scene_open(&scene, &test);
		id = text_of(ground, shift(&scene, "draft-postpone-term", "2027-08-31"));
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "submit-matter", "id", id, NULL), 0);
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "amend-postpone-term", "id", id, "new_date", "2027-07-31",
		                        "reason", "班子调整", NULL), FAIL_REFUSED);
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "return-matter", "id", id, NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "return-matter", "id", id, "remark", "请写明理由", NULL), 0);
		assert_int_equal(matter_now(&scene.town, atoll(id)).state, MATTER_RETURNED);
		assert_int_equal(approve_as(&scene.town, &scene.clerk, atoll(id), "2026-11-21"), FAIL_REFUSED);
		ground->today += 3;
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "amend-postpone-term", "id", id, "new_date", "2027-07-31",
		                        "reason", "书记住院", NULL), 0);
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "submit-matter", "id", id, NULL), 0);
		matter = matter_now(&scene.town, atoll(id));
		assert_int_equal(matter.submitted, ground->today);
		assert_null(matter.remark);
		assert_string_equal(matter_fact(&matter, "reason")->text, "书记住院");
		/* as of the day it was first sent, it says what it said then */
		assert_int_equal(matter_read(ground->db, ground->arena, atoll(id), TODAY, &matter), 0);
		assert_int_equal(matter.state, MATTER_RETURNED);
		assert_string_equal(matter_fact(&matter, "reason")->text, "班子调整");
		assert_int_equal(matter_read(ground->db, ground->arena, atoll(id), TODAY - 1, &matter), FAIL_NOT_FOUND);
		town_close(&scene.town);
	}
}

static void
a_reply_is_final_and_corrected_by_another_matter_that_names_it(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		struct outcome outcome = {0};
		const char *id, *batch;
		int64_t other;

		scene_open(&scene, &test);
		id = text_of(ground, shift(&scene, "draft-postpone-term", "2027-08-31"));
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "submit-matter", "id", id, NULL), 0);
		assert_int_equal(act_as(ground, &scene.clerk, &outcome, "approve-matter", "id", id, "document", "文", "document_on",
		                        "2026-11-21", NULL), 0);
		batch = text_of(ground, outcome.journal);
		assert_int_equal(act_as(ground, &scene.second_clerk, NULL, "refuse-matter", "id", id, "document", "文",
		                        "document_on", "2026-11-21", "remark", "不妥", NULL), FAIL_REFUSED);
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "withdraw-matter", "id", id, NULL), FAIL_REFUSED);
		assert_refused(act_as(ground, &ground->operator, NULL, "undo", "batch", batch, NULL), "DP-13");
		other = made_as(ground, &scene.secretary, "draft-advance-term", "body", text_of(ground, scene.town.branch), "new_date",
		                "2027-02-28", "reason", "更正", "previous", id, NULL);
		assert_int_equal(matter_now(&scene.town, other).previous, atoll(id));
		/* what is corrected was answered, and is of the same sender */
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "draft-advance-term", "body",
		                        text_of(ground, scene.town.branch), "new_date", "2027-02-27", "reason", "更正", "previous",
		                        text_of(ground, other), NULL), FAIL_INPUT);
		town_close(&scene.town);
	}
}

static void
A_23_what_is_filed_has_no_reply(void **state)
{
	const struct field *day = &matter_kind.fields[field_index(&matter_kind, "document_on")];

	(void)state;
	assert_string_equal(matter_field_label(FOR_APPROVAL, MATTER_APPROVED, day).zh, "批复日期");
	assert_string_equal(matter_field_label(FOR_THE_RECORD, MATTER_FILED, day).zh, "存档日期");
	assert_string_equal(matter_field_label(NOTICE, MATTER_FILED, day).zh, "阅知日期");
}

/* An opinion in a reply, reasons for a return: each is called what it is. */
static void
OPIN_6_3f_a_remark_is_called_by_the_step_that_left_it(void **state)
{
	static const struct {
		enum matter_nature nature;
		enum matter_state state;
		const char *label;
	} said[] = {
		{FOR_APPROVAL, MATTER_APPROVED, "批复意见"}, {FOR_APPROVAL, MATTER_REFUSED, "不予批准的理由"},
		{FOR_APPROVAL, MATTER_RETURNED, "退回理由"}, {FOR_APPROVAL, MATTER_WITHDRAWN, "撤回原因"},
		{FOR_THE_RECORD, MATTER_RETURNED, "退回理由"}, {FOR_THE_RECORD, MATTER_WITHDRAWN, "撤回原因"},
		{NOTICE, MATTER_FILED, "答复意见"}, {NOTICE, MATTER_WITHDRAWN, "撤回原因"},
	};
	const struct field *remark = &matter_kind.fields[field_index(&matter_kind, "remark")];

	(void)state;
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		assert_string_equal(matter_field_label(said[i].nature, said[i].state, remark).zh, said[i].label);
}

/* A term has no name: it is called by its organization, in the history as on the page. */
static void
A_23_a_term_is_told_by_its_organization_in_the_history(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		const char *words;

		scene_open(&scene, &test);
		assert_int_equal(ref_words(scene.town.ground.db, scene.town.ground.arena, &term_kind, scene.term,
		                           scene.town.ground.today, LANG_ZH, &words), 0);
		assert_non_null(strstr(words, "届次（"));
		assert_null(strchr(words, '#'));
		assert_int_equal(ref_words(scene.town.ground.db, scene.town.ground.arena, &term_kind, 999999,
		                           scene.town.ground.today, LANG_EN, &words), 0);
		assert_non_null(strstr(words, "#999999"));
		town_close(&scene.town);
	}
}

static int
withdraw_as(struct scene *scene, const struct actor *actor, int64_t id)
{
	struct ground *ground = &scene->town.ground;

	return act_as(ground, actor, NULL, "withdraw-matter", "id", text_of(ground, id), NULL);
}

static void
the_sender_withdraws_before_a_reply(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t id;

		scene_open(&scene, &test);
		id = shift(&scene, "draft-postpone-term", "2027-08-31");
		assert_int_equal(submit_as(&scene.town, &scene.secretary, id), 0);
		assert_int_equal(withdraw_as(&scene, &scene.secretary, id), 0);
		assert_int_equal(matter_now(&scene.town, id).state, MATTER_WITHDRAWN);
		assert_int_equal(approve_as(&scene.town, &scene.clerk, id, "2026-11-21"), FAIL_REFUSED);
		town_close(&scene.town);
	}
}

static int64_t
entered_by_clerk(struct scene *scene)
{
	struct ground *ground = &scene->town.ground;

	return made_as(ground, &scene->clerk, "draft-postpone-term", "body", text_of(ground, scene->town.branch), "new_date",
	               "2027-08-31", "reason", "纸质请示", NULL);
}

/* Those above reach the branch and enter what it sends on paper; what it has submitted itself they answer or return. */
static void
OPIN_6_7_what_was_submitted_is_withdrawn_by_the_sender_or_by_who_submitted_it(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		int64_t id;

		scene_open(&scene, &test);
		id = shift(&scene, "draft-postpone-term", "2027-08-31");
		assert_int_equal(submit_as(&scene.town, &scene.secretary, id), 0);
		assert_int_equal(withdraw_as(&scene, &scene.clerk, id), FAIL_FORBIDDEN);
		assert_int_equal(withdraw_as(&scene, &scene.second_clerk, id), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "return-matter", "id", text_of(ground, id), "remark", "请补正", NULL), 0);
		assert_int_equal(withdraw_as(&scene, &scene.clerk, id), FAIL_FORBIDDEN);
		assert_int_equal(withdraw_as(&scene, &scene.secretary, id), 0);

		/* A draft by whoever may amend it, and what one has submitted oneself. */
		id = entered_by_clerk(&scene);
		assert_int_equal(withdraw_as(&scene, &scene.second_clerk, id), FAIL_FORBIDDEN);
		assert_int_equal(withdraw_as(&scene, &scene.clerk, id), 0);
		id = entered_by_clerk(&scene);
		assert_int_equal(submit_as(&scene.town, &scene.clerk, id), 0);
		assert_int_equal(withdraw_as(&scene, &scene.second_clerk, id), FAIL_FORBIDDEN);
		assert_int_equal(withdraw_as(&scene, &scene.clerk, id), 0);
		town_close(&scene.town);
	}
}

static void
a_request_is_not_filed_and_a_reply_is_dated_between_request_and_today(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		const char *id;

		scene_open(&scene, &test);
		id = text_of(ground, shift(&scene, "draft-postpone-term", "2027-08-31"));
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "submit-matter", "id", id, NULL), 0);
		assert_refused(act_as(ground, &scene.clerk, NULL, "file-matter", "id", id, NULL), "A-23");
		assert_int_equal(approve_as(&scene.town, &scene.clerk, atoll(id), "2026-11-22"), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "document_on");
		assert_int_equal(approve_as(&scene.town, &scene.clerk, atoll(id), "2026-11-20"), FAIL_INPUT);
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "approve-matter", "id", id, "document", "文", "document_on",
		                        "2026-11-21", "effective", "2026-11-20", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "effective");
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "approve-matter", "id", id, "document_on", "2026-11-21", NULL),
		                 FAIL_INPUT);
		assert_string_equal(last_failure()->field, "document");
		town_close(&scene.town);
	}
}

/* --- who --------------------------------------------------------------------------------------- */

static void
DP_12_only_the_addressees_clerks_answer_and_nobody_their_own_request(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct town *town = &scene.town;
		struct actor top, sister, member, office;
		int64_t id;

		scene_open(&scene, &test);
		top = account_at(town, ROLE_COMPREHENSIVE_CLERK, town->top, 20);
		sister = account_at(town, ROLE_BRANCH_SECRETARY, town->sister, 21);
		member = account_at(town, ROLE_MEMBER, town->branch, 22);
		office = account_at(town, ROLE_UNIT_OFFICE, town->unit, 23);
		assert_int_equal(act_as(&town->ground, &sister, NULL, "draft-postpone-term", "body",
		                        text_of(&town->ground, town->branch), "new_date", "2027-08-31", "reason", "无", NULL),
		                 FAIL_FORBIDDEN);
		assert_int_equal(act_as(&town->ground, &member, NULL, "draft-postpone-term", "body",
		                        text_of(&town->ground, town->branch), "new_date", "2027-08-31", "reason", "无", NULL),
		                 FAIL_FORBIDDEN);
		id = shift(&scene, "draft-postpone-term", "2027-08-31");
		assert_int_equal(submit_as(town, &sister, id), FAIL_FORBIDDEN);
		assert_int_equal(submit_as(town, &office, id), FAIL_FORBIDDEN);
		assert_int_equal(submit_as(town, &scene.clerk, id), FAIL_FORBIDDEN); /* above it, and not the sender */
		assert_string_equal(last_failure()->clause, "OPIN-6.7");
		id = entered_by_clerk(&scene);
		assert_int_equal(submit_as(town, &scene.second_clerk, id), FAIL_FORBIDDEN);
		assert_int_equal(submit_as(town, &scene.clerk, id), 0); /* a paper request, entered by the clerk */
		assert_int_equal(approve_as(town, &scene.clerk, id, "2026-11-21"), FAIL_FORBIDDEN);
		assert_string_equal(last_failure()->clause, "DP-12");
		assert_int_equal(approve_as(town, &scene.other_clerk, id, "2026-11-21"), FAIL_FORBIDDEN);
		assert_int_equal(approve_as(town, &top, id, "2026-11-21"), FAIL_FORBIDDEN);
		assert_int_equal(approve_as(town, &scene.secretary, id, "2026-11-21"), FAIL_FORBIDDEN);
		assert_int_equal(approve_as(town, &scene.second_clerk, id, "2026-11-21"), 0);
		town_close(town);
	}
}

/* design: a role reaches what hangs under its node; but what a branch drafts it alone amends, submits and withdraws. */
static void
OPIN_6_7_a_draft_is_the_senders_and_not_of_those_above(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct town *town = &scene.town;
		struct matter_rights rights;
		struct matter matter;
		struct actor member;
		const char *id;

		scene_open(&scene, &test);
		member = account_at(town, ROLE_BRANCH_MEMBER, town->branch, 24);
		matter = matter_now(town, shift(&scene, "draft-postpone-term", "2027-08-31"));
		id = text_of(&town->ground, matter.id);
		assert_int_equal(matter_rights(town->ground.db, town->ground.arena, &scene.clerk, &matter, town->ground.today, &rights), 0);
		assert_false(rights.sends);
		assert_false(rights.withdraws);
		assert_true(rights.answers);
		assert_int_equal(act_as(&town->ground, &scene.clerk, NULL, "amend-postpone-term", "id", id, "new_date", "2027-07-31",
		                        "reason", "无", NULL), FAIL_FORBIDDEN);
		assert_string_equal(last_failure()->clause, "OPIN-6.7");
		assert_int_equal(act_as(&town->ground, &scene.clerk, NULL, "withdraw-matter", "id", id, NULL), FAIL_FORBIDDEN);
		assert_int_equal(matter_rights(town->ground.db, town->ground.arena, &member, &matter, town->ground.today, &rights), 0);
		assert_true(rights.sends); /* whoever works in the branch, not its drafter alone */
		assert_int_equal(act_as(&town->ground, &member, NULL, "amend-postpone-term", "id", id, "new_date", "2027-07-31",
		                        "reason", "无", NULL), 0);
		assert_int_equal(submit_as(town, &member, matter.id), 0);
		town_close(town);
	}
}

static void
what_another_clerk_has_answered_meanwhile_is_a_conflict(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		const char *id, *seen;
		int64_t number;

		scene_open(&scene, &test);
		id = text_of(ground, shift(&scene, "draft-postpone-term", "2027-08-31"));
		assert_int_equal(act_as(ground, &scene.secretary, NULL, "submit-matter", "id", id, NULL), 0);
		assert_int_equal(record_seen(ground->db, &matter_kind, atoll(id), &number), 0);
		seen = text_of(ground, number);
		assert_int_equal(act_as(ground, &scene.clerk, NULL, "return-matter", "id", id, "remark", "缺材料", "seen", seen, NULL),
		                 0);
		assert_int_equal(act_as(ground, &scene.second_clerk, NULL, "approve-matter", "id", id, "document", "文",
		                        "document_on", "2026-11-21", "seen", seen, NULL), FAIL_CONFLICT);
		assert_int_equal(matter_now(&scene.town, atoll(id)).state, MATTER_RETURNED);
		town_close(&scene.town);
	}
}

/* --- affiliation --------------------------------------------------------------------------------- */

static void
move_branch(struct scene *scene, const char *from)
{
	struct ground *ground = &scene->town.ground;

	made(ground, "reaffiliate", "body", text_of(ground, scene->town.branch), "superior",
	     text_of(ground, scene->town.other_joint), "from", from, "document", "收一", "former_document", "转一", NULL);
}

static void
OPIN_6_7_a_pending_matter_follows_its_senders_affiliation(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct matter matter;
		int64_t id, later;

		scene_open(&scene, &test);
		id = shift(&scene, "draft-postpone-term", "2027-08-31");
		later = shift(&scene, "draft-postpone-term", "2027-07-31");
		assert_int_equal(submit_as(&scene.town, &scene.secretary, id), 0);
		assert_int_equal(approve_as(&scene.town, &scene.clerk, later, "2026-11-21"), FAIL_REFUSED);
		move_branch(&scene, "2026-11-21");
		matter = matter_now(&scene.town, id);
		assert_int_equal(matter.addressee, scene.town.other_joint);
		assert_int_equal(matter.submitted, TODAY);
		assert_int_equal(matter_now(&scene.town, later).addressee, scene.town.other_joint);
		assert_int_equal(approve_as(&scene.town, &scene.clerk, id, "2026-11-21"), FAIL_FORBIDDEN);
		assert_int_equal(approve_as(&scene.town, &scene.other_clerk, id, "2026-11-21"), 0);
		assert_int_equal(matter_now(&scene.town, id).addressee, scene.town.other_joint);
		town_close(&scene.town);
	}
}

static void
OPIN_6_7_a_change_of_affiliation_recorded_for_later_sends_it_on_that_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		int64_t id, batch;

		scene_open(&scene, &test);
		id = shift(&scene, "draft-postpone-term", "2027-08-31");
		assert_int_equal(submit_as(&scene.town, &scene.secretary, id), 0);
		move_branch(&scene, "2026-12-01");
		assert_int_equal(journal_last(scene.town.ground.db, &batch), 0);
		assert_int_equal(matter_now(&scene.town, id).addressee, scene.town.joint);
		scene.town.ground.today = day_of(2026, 12, 1);
		assert_int_equal(matter_now(&scene.town, id).addressee, scene.town.other_joint);
		assert_int_equal(approve_as(&scene.town, &scene.clerk, id, "2026-12-01"), FAIL_FORBIDDEN);
		/* the change taken back, it goes where it went */
		scene.town.ground.today = TODAY;
		assert_int_equal(act_as(&scene.town.ground, &scene.town.ground.operator, NULL, "undo", "batch",
		                        text_of(&scene.town.ground, batch), NULL), 0);
		scene.town.ground.today = day_of(2026, 12, 1);
		assert_int_equal(matter_now(&scene.town, id).addressee, scene.town.joint);
		assert_int_equal(approve_as(&scene.town, &scene.clerk, id, "2026-12-01"), 0);
		town_close(&scene.town);
	}
}

static void
a_draft_is_undone_with_its_facts(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		struct ground *ground = &scene.town.ground;
		struct outcome outcome = {0};
		struct matter matter;

		scene_open(&scene, &test);
		assert_int_equal(draft_shift(&scene, "draft-postpone-term", "2027-08-31", &outcome), 0);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "undo", "batch", text_of(ground, outcome.journal), NULL), 0);
		assert_int_equal(matter_read(ground->db, ground->arena, outcome.ids[0], TODAY, &matter), FAIL_NOT_FOUND);
		assert_int_equal(town_number(ground, "select count(*) from matter_fact where matter = $1", outcome.ids[0]), 0);
		/* the term a matter names is not taken from under it */
		draft_shift(&scene, "draft-postpone-term", "2027-08-31", &outcome);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "undo", "batch",
		                        text_of(ground, town_number(ground, "select made from term where id = $1", scene.term)),
		                        NULL), FAIL_REFUSED);
		town_close(&scene.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_3_2_an_approved_postponement_moves_the_term_with_its_document),
		cmocka_unit_test(ELEC_3_2b_exactly_twelve_months_needs_no_grounds_and_a_day_more_does),
		cmocka_unit_test(ELEC_3_2b_an_advance_of_more_than_twelve_months_needs_grounds),
		cmocka_unit_test(ELEC_3_2a_a_postponement_is_approved_on_the_day_due_at_the_latest),
		cmocka_unit_test(ELEC_3_2a_an_advance_is_approved_before_the_meeting),
		cmocka_unit_test(ELEC_3_2a_a_date_that_does_not_move_the_term_is_refused),
		cmocka_unit_test(what_is_returned_with_reasons_is_amended_and_sent_again),
		cmocka_unit_test(a_reply_is_final_and_corrected_by_another_matter_that_names_it),
		cmocka_unit_test(the_sender_withdraws_before_a_reply),
		cmocka_unit_test(A_23_what_is_filed_has_no_reply),
		cmocka_unit_test(OPIN_6_3f_a_remark_is_called_by_the_step_that_left_it),
		cmocka_unit_test(OPIN_6_7_a_draft_is_the_senders_and_not_of_those_above),
		cmocka_unit_test(A_23_a_term_is_told_by_its_organization_in_the_history),
		cmocka_unit_test(OPIN_6_7_what_was_submitted_is_withdrawn_by_the_sender_or_by_who_submitted_it),
		cmocka_unit_test(a_request_is_not_filed_and_a_reply_is_dated_between_request_and_today),
		cmocka_unit_test(DP_12_only_the_addressees_clerks_answer_and_nobody_their_own_request),
		cmocka_unit_test(what_another_clerk_has_answered_meanwhile_is_a_conflict),
		cmocka_unit_test(OPIN_6_7_a_pending_matter_follows_its_senders_affiliation),
		cmocka_unit_test(OPIN_6_7_a_change_of_affiliation_recorded_for_later_sends_it_on_that_day),
		cmocka_unit_test(a_draft_is_undone_with_its_facts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
