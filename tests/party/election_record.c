#include "../check.h"

#include "base/fail.h"
#include "contested.h"

static const char *
first_question(struct contested *contested)
{
	reload(contested);
	assert_true(contested->now->question_count > 0);
	return text_of(&contested->town.ground, contested->now->questions[contested->now->question_count - 1].id);
}

static void
ELEC_21_1b_a_question_open_when_voting_starts_needs_an_answer_or_a_reason(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		prepare(&contested);
		DO(&contested, "record-question", "kind", "question", "day", "2026-11-20", "text", "换届后活动如何安排？");
		open_meeting(&contested, "23");
		REFUSED(&contested, "ELEC-21.1b", "begin-ballot", "contest", contest_text(&contested, OFFICE_COMMITTEE), "present", "23", NULL);
		assert_int_equal(act_on(&contested, "answer-question", "question", first_question(&contested), "day", "2026-11-19",
		                        "answer", "每月一次", NULL), FAIL_INPUT);
		DO(&contested, "answer-question", "question", first_question(&contested), "day", "2026-11-28", "answer", "每月一次");
		REFUSED(&contested, "ELEC-21.1b", "answer-question", "question", first_question(&contested), "day", "2026-11-28",
		        "answer", "再答", NULL);
		DO(&contested, "begin-ballot", "contest", contest_text(&contested, OFFICE_COMMITTEE), "present", "23");
		town_close(&contested.town);
	}
}

static void
ELEC_21_2_a_meeting_with_candidates_is_arranged_or_the_reason_given(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;

		open_contested(&contested, &test);
		prepare(&contested);
		DO(&contested, "record-question", "kind", "meeting", "day", "2026-11-20", "text", "请安排与候选人见面");
		open_meeting(&contested, "23");
		REFUSED(&contested, "ELEC-21.2", "begin-ballot", "contest", contest_text(&contested, OFFICE_COMMITTEE), "present", "23", NULL);
		/* a named officer may go on with a reason and the document */
		DO(&contested, "begin-ballot", "contest", contest_text(&contested, OFFICE_COMMITTEE), "present", "23", "reason",
		   "会上当面介绍", "reason_document", "某党〔2026〕20号");
		town_close(&contested.town);
	}
}

/* Reports are taken by whoever runs the election or supervises it, decided above, never without a document. */
static void
ELEC_6_2_24_2a_35_2a_35_2b_and_37_1_a_breach_is_recorded_and_decided_by_the_organ_above(void **state)
{
	static const char *const reports[] = {"forced", "helper", "bribery", "interference", "other"};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		struct actor secretary, clerk;
		const char *election, *incident;

		open_contested(&contested, &test);
		begin(&contested, "2026-11-28", "5");
		secretary = account_at(&contested.town, ROLE_BRANCH_SECRETARY, contested.body, 501);
		clerk = account_at(&contested.town, ROLE_JOINT_CLERK, contested.town.joint, 502);
		election = text_of(ground, contested.id);
		for (size_t i = 0; i < 5; i++)
			assert_int_equal(act_as(ground, &secretary, NULL, "record-incident", "election", election, "kind", reports[i], "day",
			                        "2026-10-01", "text", "有人要求按指定名单投票", NULL), 0);
		reload(&contested);
		assert_int_equal(contested.now->incident_count, 5);
		incident = text_of(ground, contested.now->incidents[0].id);
		assert_int_equal(act_as(ground, &secretary, NULL, "record-incident", "election", election, "kind", "other", "day",
		                        "2026-10-02", "text", "明天的事", NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &secretary, NULL, "decide-incident", "election", election, "incident", incident, "day",
		                        "2026-10-01", "organ", "某委员会", "document", "某党〔2026〕21号", "decision", "批评教育", NULL),
		                 FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &clerk, NULL, "decide-incident", "election", election, "incident", incident, "day",
		                        "2026-10-01", "organ", "某纪委", "decision", "批评教育", NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &clerk, NULL, "decide-incident", "election", election, "incident", incident, "day",
		                        "2026-10-01", "organ", "某纪委", "document", "某纪〔2026〕1号", "decision", "批评教育", NULL), 0);
		reload(&contested);
		assert_string_equal(contested.now->incidents[0].document, "某纪〔2026〕1号");
		/* the file is not closed over a report without a decision */
		REFUSED(&contested, "ELEC-37.1", "close-election", NULL);
		/* nothing of what was reported stands in the journal */
		assert_int_equal(rows_in(&contested, "select count(*) from journal where facts like '%指定名单%'"), 0);
		town_close(&contested.town);
	}
}

static void
ELEC_39_1_the_armed_forces_elect_by_rules_of_their_own(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct contested contested;
		struct ground *ground = &contested.town.ground;
		int64_t armed, veterans;

		open_contested(&contested, &test);
		armed = town_body(ground, "武警某支队党支部", "branch", contested.town.joint);
		veterans = town_body(ground, "某市退役军人协会党支部", "branch", contested.town.joint);
		on(&contested, 2026, 10, 1);
		assert_refused(act_as(ground, &ground->operator, NULL, "begin-election", "body", text_of(ground, armed), "cause", "first",
		                      "meeting", "2026-11-28", "secretaries", "1", NULL), "ELEC-39.1");
		assert_int_equal(act_as(ground, &ground->operator, NULL, "begin-election", "body", text_of(ground, veterans), "cause",
		                        "first", "meeting", "2026-11-28", "secretaries", "1", NULL), 0);
		town_close(&contested.town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_21_1b_a_question_open_when_voting_starts_needs_an_answer_or_a_reason),
		cmocka_unit_test(ELEC_21_2_a_meeting_with_candidates_is_arranged_or_the_reason_given),
		cmocka_unit_test(ELEC_6_2_24_2a_35_2a_35_2b_and_37_1_a_breach_is_recorded_and_decided_by_the_organ_above),
		cmocka_unit_test(ELEC_39_1_the_armed_forces_elect_by_rules_of_their_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
