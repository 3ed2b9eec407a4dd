#include "../check.h"

#include "party/data_request.h"
#include "party/own_data.h"
#include "party/retention.h"
#include "matters.h"

static const char *
path_of(struct town *town, int64_t node)
{
	const char *path;

	if (placement_path(town->ground.db, town->ground.arena, node, town->ground.today, &path) < 0)
		test_failed("placement_path");
	return path;
}

static size_t
due_at(struct town *town, enum keeping keeping, int64_t node)
{
	struct ground *ground = &town->ground;
	struct due_erasure *due;
	size_t count;
	bool more;

	assert_int_equal(retention_due(ground->db, ground->arena, keeping, node ? path_of(town, node) : NULL, ground->today, 10,
	                               &due, &count, &more), 0);
	assert_false(more);
	return count;
}

/* The relation of a person ends with that last day. */
static void
leave(struct town *town, int64_t person, const char *last)
{
	struct ground *ground = &town->ground;
	int64_t relation = town_number(ground, "select id from membership where person = $1 and ended is null", person);

	made(ground, "close-membership", "id", text_of(ground, relation), "last", last, NULL);
}

static void
identify(struct town *town, int64_t person, const char *resident_id)
{
	struct ground *ground = &town->ground;

	made(ground, "correct-person", "id", text_of(ground, person), "since", "2021-01-01", "resident_id", resident_id, "birth",
	     "1949-12-31", NULL);
}

static int
erase(struct town *town, const struct actor *actor, int64_t node, const char *what)
{
	struct ground *ground = &town->ground;

	return act_as(ground, actor, NULL, "erase-due", "node", node ? text_of(ground, node) : "", "what", what, "document",
	              "某党〔2026〕5号", NULL);
}

#define IDENTIFIED "select count(*) from person where id = $1 and (resident_id is not null or resident_id_key is not null" \
	" or birth is not null)"

static void
DP_14_a_period_ends_on_its_day_and_not_the_day_before(void **state)
{
	(void)state;
	assert_int_equal(retention_cutoff(day_of(2026, 11, 21), 24), day_of(2024, 11, 21));
	/* the last of February lies within a common year's */
	assert_int_equal(retention_cutoff(day_of(2026, 2, 28), 24), day_of(2024, 2, 29));
	assert_int_equal(retention_cutoff(day_of(2026, 2, 27), 24), day_of(2024, 2, 27));
	assert_int_equal(retention_cutoff(day_of(2026, 3, 1), 24), day_of(2024, 3, 1));
	assert_int_equal(retention_cutoff(day_of(2026, 11, 30), 3), day_of(2026, 8, 31));
	assert_int_equal(retention_cutoff(day_of(2026, 11, 21), 0), day_of(2026, 11, 21));
}

static void
DP_14_identifiers_of_those_who_left_go_in_every_version_and_the_chain_holds(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor secretary, neighbour;
		struct outcome outcome;
		int64_t closing;

		town_open(&town, &test);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		neighbour = actor_at(&town, ROLE_BRANCH_SECRETARY, town.sister);
		identify(&town, town.person, "11010519491231002X");
		identify(&town, town.person, "110105194912310038"); /* the first one stays in an ended version */
		identify(&town, town.sister_person, "110105194912310054");
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, 0), 0);
		/* the last day is the 21st: two years later it is not over, a day later it is */
		leave(&town, town.person, "2024-11-21");
		closing = town_number(ground, "select max(number) from journal where number > $1", 0);
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, 0), 0);
		assert_int_equal(erase(&town, &secretary, town.branch, "identifiers"), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "DP-14");
		ground->today++;
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, 0), 1);
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, town.branch), 1);
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, town.joint), 1);
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, town.sister), 0);
		assert_int_equal(due_at(&town, KEEPS_NAMES, 0), 0);
		/* within the actor's part alone */
		assert_int_equal(erase(&town, &neighbour, town.branch, "identifiers"), FAIL_FORBIDDEN);
		assert_int_equal(erase(&town, &neighbour, town.sister, "identifiers"), FAIL_REFUSED);
		assert_int_equal(erase(&town, &secretary, 0, "identifiers"), FAIL_INPUT);
		assert_int_equal(town_number(ground, IDENTIFIED, town.person), 2);
		assert_int_equal(erase(&town, &secretary, town.branch, "identifiers"), 0);
		assert_int_equal(town_number(ground, IDENTIFIED, town.person), 0);
		assert_int_equal(town_number(ground, IDENTIFIED, town.sister_person), 1);
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, 0), 0);
		assert_int_equal(town_number(ground, "select count(*) from person where id = $1 and name = '张测试'", town.person), 3);
		expect_sound(&town.ground);
		/* taking the end of the relation back brings no number back */
		made(ground, "undo", "batch", text_of(ground, closing), NULL);
		assert_int_equal(town_number(ground, IDENTIFIED, town.person), 0);
		assert_int_equal(act_as(ground, &secretary, &outcome, "find-person", "resident_id", "110105194912310038", NULL), 0);
		assert_int_equal(outcome.found_count, 0);
		expect_sound(&town.ground);
		/* the act itself is not taken back */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "undo", "batch",
		                        text_of(ground, town_number(ground, "select max(number) from journal where action = 'erase-due'"
		                                                            " and number > $1", 0)), NULL), FAIL_REFUSED);
		town_close(&town);
	}
}

static void
DP_14_whoever_is_still_needed_is_not_due(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t twin;

		town_open(&town, &test);
		identify(&town, town.person, "11010519491231002X");
		leave(&town, town.person, "2022-12-31");
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, 0), 1);
		/* a relation in another branch */
		made(ground, "add-membership", "person", text_of(ground, town.person), "body", text_of(ground, town.sister), "category",
		     "full", "joined", "2010-07-01", "since", "2023-01-01", "last", "2024-12-31", NULL);
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, 0), 0);
		ground->today = day_of(2027, 1, 1);
		/* where the last one was */
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, town.branch), 0);
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, town.sister), 1);
		/* a post that goes on, an account that signs in */
		made(ground, "add-dispatch", "unit", text_of(ground, town.unit), "person", text_of(ground, town.person), "role", "liaison",
		     "since", "2025-01-01", NULL);
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, 0), 0);
		/* what was merged into a record goes with it */
		identify(&town, town.other_person, "110105194912310038");
		twin = town_person(ground, "王测试", town.other_branch);
		leave(&town, twin, "2022-12-31");
		leave(&town, town.other_person, "2022-12-31");
		made(ground, "merge-person", "stays", text_of(ground, twin), "goes", text_of(ground, town.other_person), "reason", "重复登记",
		     NULL);
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, town.other_branch), 1);
		assert_int_equal(erase(&town, &ground->operator, 0, "identifiers"), 0);
		assert_int_equal(town_number(ground, IDENTIFIED, town.other_person), 0);
		assert_int_equal(town_number(ground, IDENTIFIED, twin), 0);
		assert_int_equal(town_number(ground, IDENTIFIED, town.person), 1);
		expect_sound(&town.ground);
		town_close(&town);
	}
}

static void
DP_14_names_go_after_ten_years_but_those_of_leaders_stay(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;

		town_open(&town, &test);
		made(ground, "add-post", "body", text_of(ground, town.sister), "person", text_of(ground, town.sister_person), "position",
		     "secretary", "origin", "elected", "since", "2022-01-01", "last", "2023-12-31", NULL);
		leave(&town, town.person, "2023-12-31");
		leave(&town, town.sister_person, "2023-12-31");
		ground->today = day_of(2033, 12, 31);
		assert_int_equal(due_at(&town, KEEPS_NAMES, 0), 0);
		ground->today = day_of(2034, 1, 1);
		assert_int_equal(due_at(&town, KEEPS_NAMES, 0), 1);
		assert_int_equal(erase(&town, &ground->operator, 0, "names"), 0);
		assert_int_equal(town_number(ground, "select count(*) from person where id = $1 and name = '***'", town.person), 1);
		assert_int_equal(town_number(ground, "select count(*) from person where id = $1 and name = '李测试'", town.sister_person), 1);
		assert_int_equal(due_at(&town, KEEPS_NAMES, 0), 0);
		/* the relation's days stay, so that past figures do */
		assert_int_equal(town_number(ground, "select count(*) from membership where person = $1 and ended is null", town.person), 1);
		expect_sound(&town.ground);
		town_close(&town);
	}
}

static void
DP_14_a_period_that_is_set_decides(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;

		town_open(&town, &test);
		identify(&town, town.person, "11010519491231002X");
		leave(&town, town.person, "2023-11-20");
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, 0), 1);
		made(ground, "set-setting", "name", "keep_identifiers", "value", "4", "since", "2026-11-21", "source", "文一号", NULL);
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, 0), 0);
		made(ground, "set-setting", "name", "keep_identifiers", "value", "3", "since", "2026-11-22", "source", "文二号", NULL);
		ground->today = day_of(2026, 11, 22);
		assert_int_equal(due_at(&town, KEEPS_IDENTIFIERS, 0), 1);
		/* identifiers are never kept longer than names */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "set-setting", "name", "keep_identifiers", "value", "11", "since",
		                        "2026-11-23", "source", "文三号", NULL), FAIL_REFUSED);
		town_close(&town);
	}
}

static int64_t
restrict_to(struct town *town, const char *measure, const char *last, const char *restored)
{
	struct ground *ground = &town->ground;

	return made(ground, "add-restriction", "person", text_of(ground, town->person), "body", text_of(ground, town->branch), "measure",
	            measure, "organ", "某委", "document", "文九号", "since", "2021-06-01", "last", last, "restored", restored,
	            "restoration_document", *restored ? "文十号" : "", NULL);
}

static void
DP_14_a_restriction_goes_once_the_rights_are_restored_and_never_before(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t id;

		town_open(&town, &test);
		/* ELEC-5.2: over, but no decision has restored the rights: it still counts */
		id = restrict_to(&town, "probation_within", "2022-05-31", "");
		assert_int_equal(due_at(&town, KEEPS_RESTRICTIONS, 0), 0);
		made(ground, "correct-restriction", "id", text_of(ground, id), "since", "2021-06-01", "last", "2022-05-31", "restored",
		     "2023-11-22", "restoration_document", "文十号", NULL);
		assert_int_equal(due_at(&town, KEEPS_RESTRICTIONS, 0), 0);
		ground->today = day_of(2026, 11, 22);
		assert_int_equal(due_at(&town, KEEPS_RESTRICTIONS, town.branch), 1);
		restrict_to(&town, "suspended", "2023-11-21", "");
		restrict_to(&town, "suspended", "2023-11-22", "");
		assert_int_equal(due_at(&town, KEEPS_RESTRICTIONS, town.branch), 2);
		assert_int_equal(erase(&town, &ground->operator, town.top, "restrictions"), 0);
		assert_int_equal(town_number(ground, "select count(*) from restriction where id = $1", id), 0);
		assert_int_equal(town_number(ground, "select count(*) from restriction where person = $1", town.person), 1);
		expect_sound(&town.ground);
		town_close(&town);
	}
}

/* A removal has no last day and restores nothing: its years run from the day it was decided. */
static void
DP_14_a_removal_goes_so_many_years_after_it_was_decided(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t id;

		town_open(&town, &test);
		made(ground, "add-post", "body", text_of(ground, town.branch), "person", text_of(ground, town.person), "position",
		     "secretary", "origin", "elected", "since", "2021-06-01", NULL);
		id = made(ground, "add-restriction", "person", text_of(ground, town.person), "body", text_of(ground, town.branch),
		          "measure", "removed_from_post", "organ", "某委", "document", "文九号", "since", "2023-11-22", NULL);
		/* what was added later is the same decision */
		made(ground, "change-restriction", "id", text_of(ground, id), "appeal_to", "某上级党委", NULL);
		assert_int_equal(due_at(&town, KEEPS_RESTRICTIONS, 0), 0);
		ground->today = day_of(2026, 11, 22);
		assert_int_equal(due_at(&town, KEEPS_RESTRICTIONS, town.branch), 1);
		assert_int_equal(erase(&town, &ground->operator, town.top, "restrictions"), 0);
		assert_int_equal(town_number(ground, "select count(*) from restriction where id = $1", id), 0);
		expect_sound(ground);
		town_close(&town);
	}
}

/* --- requests --------------------------------------------------------------------------------- */

static struct actor
oneself(struct town *town, int64_t person, int64_t node)
{
	struct actor actor = actor_at(town, ROLE_MEMBER, node);

	actor.account = person;
	actor.person = person;
	return actor;
}

static struct data_request
request_by(struct town *town, int64_t id)
{
	struct data_request *requests;
	size_t count;

	assert_int_equal(data_requests(town->ground.db, town->ground.arena,
	                               &(struct data_request_query){.id = id, .today = town->ground.today}, &requests, &count), 0);
	assert_int_equal(count, 1);
	return requests[0];
}

static size_t
asked_at(struct town *town, int64_t node)
{
	struct data_request *requests;
	size_t count;

	assert_int_equal(data_requests(town->ground.db, town->ground.arena,
	                               &(struct data_request_query){.path = path_of(town, node), .waiting = true,
	                                                            .today = town->ground.today}, &requests, &count), 0);
	return count;
}

static int
answer(struct town *town, const struct actor *actor, int64_t id, const char *outcome, const char *rule)
{
	return act_as(&town->ground, actor, NULL, "answer-data-request", "id", text_of(&town->ground, id), "outcome", outcome, "answer",
	              "已核对", "rule", rule, NULL);
}

static int64_t
ask(struct town *town, const struct actor *actor, const char *kind)
{
	struct outcome outcome;

	if (act_as(&town->ground, actor, &outcome, "ask-about-own-data", "kind", kind, "text", "入党日期应为七月一日", NULL) < 0)
		test_failed("ask-about-own-data");
	return outcome.ids[0];
}

static void
DP_24_the_branch_answers_a_request_within_its_days_and_a_refusal_names_its_rule(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor member, secretary, neighbour, clerk, nobody;
		struct data_request request;
		int64_t id;

		town_open(&town, &test);
		member = oneself(&town, town.person, town.branch);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		secretary.account = 2;
		neighbour = actor_at(&town, ROLE_BRANCH_SECRETARY, town.sister);
		neighbour.account = 3;
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		clerk.account = 4;
		nobody = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		assert_int_equal(act_as(ground, &nobody, NULL, "ask-about-own-data", "kind", "copy", "text", "查阅", NULL), FAIL_INPUT);
		id = ask(&town, &member, "correction");
		request = request_by(&town, id);
		assert_int_equal(request.node, town.branch);
		assert_string_equal(request.name, "张测试");
		assert_int_equal(request.due, ground->today + 15);
		assert_int_equal(asked_at(&town, town.branch), 1);
		assert_int_equal(asked_at(&town, town.joint), 0);
		/* by the branch, not by oneself, a neighbour or, in time, anybody above */
		assert_int_equal(answer(&town, &member, id, "done", ""), FAIL_FORBIDDEN);
		assert_int_equal(answer(&town, &neighbour, id, "done", ""), FAIL_FORBIDDEN);
		ground->today = request.due;
		assert_int_equal(answer(&town, &clerk, id, "done", ""), FAIL_FORBIDDEN);
		assert_int_equal(asked_at(&town, town.joint), 0);
		/* a day late it stands before the organization above, too */
		ground->today++;
		assert_int_equal(asked_at(&town, town.joint), 1);
		assert_int_equal(answer(&town, &clerk, id, "refused", ""), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "rule");
		assert_int_equal(answer(&town, &secretary, id, "refused", "党员档案按规定长期保存"), 0);
		assert_int_equal(answer(&town, &secretary, id, "done", ""), FAIL_REFUSED);
		request = request_by(&town, id);
		assert_int_equal(request.outcome, REQUEST_REFUSED);
		assert_string_equal(request.rule, "党员档案按规定长期保存");
		assert_int_equal(asked_at(&town, town.joint), 0);
		assert_int_equal(town_number(ground, "select count(*) from data_request r join journal j on j.number = r.answer_made"
		                                     " where j.action = 'answer-data-request' and r.id = $1", id), 1);
		expect_sound(&town.ground);
		/* DP-14: three years after the answer its words go */
		ground->today = day_add_months(request.answered, 36) - 1;
		assert_int_equal(due_at(&town, KEEPS_REQUESTS, 0), 0);
		ground->today++;
		assert_int_equal(erase(&town, &secretary, town.branch, "requests"), 0);
		assert_string_equal(request_by(&town, id).text, ERASED);
		assert_null(request_by(&town, id).rule);
		assert_int_equal(due_at(&town, KEEPS_REQUESTS, 0), 0);
		town_close(&town);
	}
}

static void
DP_22_a_complaint_and_the_secretarys_own_request_go_to_the_organization_above(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct actor member, secretary, clerk;
		int64_t complaint, own;

		town_open(&town, &test);
		member = oneself(&town, town.person, town.branch);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.sister);
		secretary.account = 2;
		secretary.person = town.sister_person;
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		clerk.account = 3;
		complaint = ask(&town, &member, "complaint");
		own = ask(&town, &secretary, "correction");
		assert_int_equal(request_by(&town, complaint).node, town.joint);
		assert_int_equal(request_by(&town, own).node, town.joint);
		/* the branch does not see it */
		assert_int_equal(asked_at(&town, town.branch), 0);
		assert_int_equal(asked_at(&town, town.joint), 2);
		assert_int_equal(answer(&town, &secretary, own, "done", ""), FAIL_FORBIDDEN);
		assert_int_equal(answer(&town, &clerk, own, "done", ""), 0);
		assert_int_equal(answer(&town, &clerk, complaint, "done", ""), 0);
		town_close(&town);
	}
}

static void
DP_25_an_organization_objects_and_who_leads_it_answers(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor office, stranger, clerk;
		struct outcome outcome;

		town_open(&town, &test);
		office = actor_at(&town, ROLE_UNIT_OFFICE, town.unit);
		stranger = actor_at(&town, ROLE_UNIT_OFFICE, town.other_unit);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		clerk.account = 3;
		assert_int_equal(act_as(ground, &stranger, NULL, "object-to-record", "unit", text_of(ground, town.unit), "text", "不对",
		                        NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &office, &outcome, "object-to-record", "unit", text_of(ground, town.unit), "text",
		                        "从业人数有误", NULL), 0);
		assert_int_equal(request_by(&town, outcome.ids[0]).node, town.joint);
		assert_string_equal(request_by(&town, outcome.ids[0]).name, "甲社区协会");
		/* the office follows it, the body answers */
		assert_int_equal(asked_at(&town, town.unit), 1);
		assert_int_equal(asked_at(&town, town.other_unit), 0);
		assert_int_equal(answer(&town, &office, outcome.ids[0], "done", ""), FAIL_FORBIDDEN);
		assert_int_equal(answer(&town, &clerk, outcome.ids[0], "partly", "以年报数据为准"), 0);
		expect_sound(&town.ground);
		town_close(&town);
	}
}

/* --- matters -------------------------------------------------------------------------------------- */

#define WORDED "select count(*) from matter where id = $1 and (coalesce(grounds, '***') <> '***' or coalesce(remark, '***') <> '***')"
#define TOLD "select count(*) from matter_fact where matter = $1 and coalesce(text, '***') <> '***'"

struct correspondence {
	struct town town;
	struct actor secretary, clerk;
};

static void
correspondence_open(struct correspondence *writing, const struct test_db *test)
{
	town_open(&writing->town, test);
	writing->secretary = account_at(&writing->town, ROLE_BRANCH_SECRETARY, writing->town.branch, 12);
	writing->clerk = account_at(&writing->town, ROLE_JOINT_CLERK, writing->town.joint, 13);
}

/* A request to abolish the branch, sent with reasons, changed once. */
static int64_t
asked_to_end(struct correspondence *writing)
{
	struct town *town = &writing->town;
	int64_t id = made_as(&town->ground, &writing->secretary, "draft-abolish-body", "body", text_of(&town->ground, town->branch),
	                     "reason", "张测试退休", NULL);

	made_as(&town->ground, &writing->secretary, "amend-abolish-body", "id", text_of(&town->ground, id), "reason",
	        "张测试退休，党员减少", "receiver", text_of(&town->ground, town->sister), NULL);
	assert_int_equal(act_as(&town->ground, &writing->secretary, NULL, "submit-matter", "id", text_of(&town->ground, id),
	                        "grounds", "请照顾张测试", NULL), 0);
	return id;
}

static void
DP_14_words_of_a_refused_request_go_two_years_after_and_its_numbers_stay(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct correspondence writing;
		struct town *town = &writing.town;
		struct ground *ground = &town->ground;
		struct matter matter;
		int64_t id, waiting;

		correspondence_open(&writing, &test);
		id = asked_to_end(&writing);
		assert_int_equal(act_as(ground, &writing.clerk, NULL, "refuse-matter", "id", text_of(ground, id), "document",
		                        "某联〔2026〕9号", "document_on", "2026-11-21", "remark", "张测试仍任书记", NULL), 0);
		waiting = asked_to_end(&writing); /* never answered: kept however old */
		ground->today = day_of(2028, 11, 20);
		assert_int_equal(due_at(town, KEEPS_APPLICATIONS, 0), 0);
		assert_int_equal(erase(town, &writing.clerk, town->joint, "applications"), FAIL_REFUSED);
		ground->today++;
		assert_int_equal(due_at(town, KEEPS_APPLICATIONS, town->joint), 1);
		assert_int_equal(due_at(town, KEEPS_APPLICATIONS, town->other_joint), 0);
		assert_int_equal(due_at(town, KEEPS_OPINIONS, 0), 0);
		assert_true(town_number(ground, WORDED, id) > 0 && town_number(ground, TOLD, id) > 1);
		assert_int_equal(erase(town, &writing.clerk, town->joint, "applications"), 0);
		/* in every version, the ended ones too */
		assert_int_equal(town_number(ground, WORDED, id), 0);
		assert_int_equal(town_number(ground, TOLD, id), 0);
		assert_true(town_number(ground, TOLD, waiting) > 0);
		matter = matter_now(town, id);
		assert_int_equal(matter.state, MATTER_REFUSED);
		assert_string_equal(matter.document, "某联〔2026〕9号");
		assert_string_equal(matter.remark, ERASED);
		assert_string_equal(matter.title, "关于甲党支部撤销党组织的请示");
		assert_string_equal(matter_fact(&matter, "reason")->text, ERASED);
		assert_int_equal(matter_fact(&matter, "receiver")->number, town->sister);
		assert_int_equal(due_at(town, KEEPS_APPLICATIONS, 0), 0);
		expect_sound(&town->ground);
		town_close(town);
	}
}

static void
DP_14_words_about_posts_stay_for_a_term_and_those_about_organizations_for_good(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct correspondence writing;
		struct town *town = &writing.town;
		struct ground *ground = &town->ground;
		int64_t post, about, ended;

		correspondence_open(&writing, &test);
		post = made(ground, "add-post", "body", text_of(ground, town->branch), "person", text_of(ground, town->person),
		            "position", "secretary", "origin", "elected", "since", "2026-11-20", NULL);
		about = made_as(ground, &writing.secretary, "draft-posts-changed", "body", text_of(ground, town->branch), "post",
		                text_of(ground, post), "change", "start", "changed_on", "2026-11-20", "note", "接替王测试", NULL);
		assert_int_equal(submit_as(town, &writing.secretary, about), 0);
		assert_int_equal(act_as(ground, &writing.clerk, NULL, "file-matter", "id", text_of(ground, about), NULL), 0);
		ended = asked_to_end(&writing);
		assert_int_equal(approve_as(town, &writing.clerk, ended, "2026-11-21"), 0);
		ground->today = day_of(2031, 11, 20);
		assert_int_equal(due_at(town, KEEPS_OPINIONS, 0), 0);
		ground->today++;
		assert_int_equal(due_at(town, KEEPS_OPINIONS, 0), 1);
		assert_int_equal(due_at(town, KEEPS_APPLICATIONS, 0), 0);
		assert_int_equal(erase(town, &writing.clerk, town->joint, "opinions"), 0);
		assert_int_equal(town_number(ground, TOLD, about), 0);
		assert_true(town_number(ground, TOLD, ended) > 0);
		assert_int_equal(due_at(town, KEEPS_OPINIONS, 0), 0);
		expect_sound(&town->ground);
		town_close(town);
	}
}

static void
DP_14_words_of_a_withdrawn_request_go_from_the_day_of_the_withdrawal(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct correspondence writing;
		struct town *town = &writing.town;
		struct ground *ground = &town->ground;
		int64_t id;

		correspondence_open(&writing, &test);
		id = asked_to_end(&writing);
		ground->today = day_of(2026, 12, 31);
		assert_int_equal(act_as(ground, &writing.secretary, NULL, "withdraw-matter", "id", text_of(ground, id), "remark",
		                        "张测试留任", NULL), 0);
		ground->today = day_of(2028, 12, 30);
		assert_int_equal(due_at(town, KEEPS_APPLICATIONS, 0), 0);
		ground->today++;
		assert_int_equal(due_at(town, KEEPS_APPLICATIONS, 0), 1);
		assert_int_equal(erase(town, &ground->operator, 0, "applications"), 0);
		assert_int_equal(town_number(ground, WORDED, id), 0);
		expect_sound(&town->ground);
		town_close(town);
	}
}

/* --- a copy of everything ---------------------------------------------------------------------- */

static const char *
copy_of(struct town *town, int64_t person, int64_t account)
{
	struct ground *ground = &town->ground;
	struct buf out;
	struct json json;
	const char *text;

	buf_init(&out, (size_t)1 << 20);
	json = json_to(&out);
	assert_int_equal(own_data_json(ground->db, ground->arena, &ground->installation->secret, person, account, ground->today,
	                               &json), 0);
	assert_int_equal(buf_status(&out), 0);
	text = arena_strdup(ground->arena, buf_text(&out));
	buf_free(&out);
	return text;
}

static void
DP_24_a_copy_holds_what_is_kept_about_the_person_and_nothing_of_others(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor member;
		const char *copy;

		town_open(&town, &test);
		member = oneself(&town, town.person, town.branch);
		identify(&town, town.person, "11010519491231002X");
		identify(&town, town.sister_person, "110105194912310038");
		restrict_to(&town, "suspended", "2022-05-31", "");
		ask(&town, &member, "explanation");
		made(ground, "add-account", "name", "holder", "person", text_of(ground, town.person), NULL);
		made(ground, "grant-role", "account", "holder", "role", "member", "node", text_of(ground, town.branch), NULL);
		copy = copy_of(&town, town.person, actor_named(ground, "holder").account);
		assert_non_null(strstr(copy, "11010519491231002X"));
		assert_non_null(strstr(copy, "张测试"));
		assert_non_null(strstr(copy, "甲党支部"));
		assert_non_null(strstr(copy, "文九号"));
		assert_non_null(strstr(copy, "入党日期应为七月一日"));
		assert_non_null(strstr(copy, "\"holder\""));
		assert_non_null(strstr(copy, "\"role\":\"member\""));
		assert_non_null(strstr(copy, "个人信息保护法")); /* the notice */
		assert_null(strstr(copy, "110105194912310038"));
		assert_null(strstr(copy, "李测试"));
		/* taking it is on record */
		assert_int_equal(act_as(ground, &member, NULL, "copy-own-data", NULL), 0);
		assert_int_equal(town_number(ground, "select count(*) from journal where action = 'copy-own-data' and subject = $1",
		                             town.person), 1);
		member.person = 0;
		assert_int_equal(act_as(ground, &member, NULL, "copy-own-data", NULL), FAIL_INPUT);
		town_close(&town);
	}
}

/* Whether one of the statements of the copy reads a table. */
static bool
copied(struct town *town, const char *table)
{
	const char *from = arena_printf(town->ground.arena, "from %s ", table);

	for (const struct own_table *own = own_tables; own->name; own++)
		if (strstr(own->sql, from))
			return true;
	return kind_find(table) != NULL;
}

static void
DP_24_no_table_that_names_a_person_is_left_out_of_the_copy(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		const struct schema *schema;

		town_open(&town, &test);
		schema = &town.ground.installation->schema;
		for (size_t t = 0; t < schema->count; t++)
			for (size_t c = 0; c < schema->tables[t]->column_count; c++)
				if (strcmp(schema->tables[t]->columns[c].name, "person") == 0 && !copied(&town, schema->tables[t]->name)) {
					fprintf(stderr, "%s names persons and is missing in own_tables (party/own_data.c)\n", schema->tables[t]->name);
					abort();
				}
		town_close(&town);
	}
}

/* What DP-1, DP-2, DP-5 and DP-8 keep out: no field is about it, whatever register it is added to. */
static void
DP_8_no_register_has_a_field_for_what_is_not_collected(void **state)
{
	static const char *const words[] = {
		"宗教", "信仰", "民族", "籍贯", "健康", "病", "残疾", "银行", "工资", "收入", "家庭", "配偶", "子女", "父母", "亲属", "社会关系",
		"思想", "政治表现", "倾向", "评分", "得分", "积分", "排名", "画像", "标签", "指纹", "人脸", "定位", "签到", "微信", "聊天",
	};

	(void)state;
	for (size_t k = 0; kinds[k]; k++)
		for (size_t f = 0; f < kinds[k]->field_count; f++)
			for (size_t w = 0; w < sizeof words / sizeof *words; w++)
				if (strstr(kinds[k]->fields[f].label.zh, words[w])) {
					fprintf(stderr, "%s of %s: %s is not collected\n", kinds[k]->fields[f].name, kinds[k]->name, words[w]);
					abort();
				}
}

/* DP-7: lists of persons are in no order of any figure, and cannot be put in one. */
static void
DP_7_no_register_of_persons_is_sorted_by_what_is_on_record_of_them(void **state)
{
	size_t registers = 0;

	(void)state;
	for (size_t k = 0; kinds[k]; k++) {
		if (!kinds[k]->persons)
			continue;
		registers++;
		assert_null(kinds[k]->order);
		for (size_t f = 0; f < kinds[k]->field_count; f++)
			assert_false(kinds[k]->fields[f].flags & SHOW_SORT);
	}
	assert_true(registers >= 4);
}

static void
DP_10_each_table_of_the_copy_says_why_it_is_kept(void **state)
{
	(void)state;
	for (const struct own_table *own = own_tables; own->name; own++) {
		const struct bilingual *texts[] = {&own->notice->purpose, &own->notice->basis, &own->notice->keeper, &own->notice->retention,
		                                   &own->notice->recipients};

		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
			assert_true(texts[i]->zh && *texts[i]->zh && texts[i]->en && *texts[i]->en);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(DP_14_a_period_ends_on_its_day_and_not_the_day_before),
		cmocka_unit_test(DP_14_identifiers_of_those_who_left_go_in_every_version_and_the_chain_holds),
		cmocka_unit_test(DP_14_whoever_is_still_needed_is_not_due),
		cmocka_unit_test(DP_14_names_go_after_ten_years_but_those_of_leaders_stay),
		cmocka_unit_test(DP_14_a_period_that_is_set_decides),
		cmocka_unit_test(DP_14_a_restriction_goes_once_the_rights_are_restored_and_never_before),
		cmocka_unit_test(DP_14_a_removal_goes_so_many_years_after_it_was_decided),
		cmocka_unit_test(DP_24_the_branch_answers_a_request_within_its_days_and_a_refusal_names_its_rule),
		cmocka_unit_test(DP_22_a_complaint_and_the_secretarys_own_request_go_to_the_organization_above),
		cmocka_unit_test(DP_14_words_of_a_refused_request_go_two_years_after_and_its_numbers_stay),
		cmocka_unit_test(DP_14_words_about_posts_stay_for_a_term_and_those_about_organizations_for_good),
		cmocka_unit_test(DP_14_words_of_a_withdrawn_request_go_from_the_day_of_the_withdrawal),
		cmocka_unit_test(DP_24_a_copy_holds_what_is_kept_about_the_person_and_nothing_of_others),
		cmocka_unit_test(DP_24_no_table_that_names_a_person_is_left_out_of_the_copy),
		cmocka_unit_test(DP_8_no_register_has_a_field_for_what_is_not_collected),
		cmocka_unit_test(DP_7_no_register_of_persons_is_sorted_by_what_is_on_record_of_them),
		cmocka_unit_test(DP_10_each_table_of_the_copy_says_why_it_is_kept),
		cmocka_unit_test(DP_25_an_organization_objects_and_who_leads_it_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
