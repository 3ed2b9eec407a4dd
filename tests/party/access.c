#include "../check.h"

#include "town.h"
#include "party/openings.h"

static int
reads(struct town *town, const struct actor *actor, const struct kind *kind, int64_t id)
{
	struct ground *ground = &town->ground;
	struct record *record;

	if (record_get(ground->db, ground->arena, kind, id, ground->today, &record) < 0)
		test_failed("record_get");
	return access_read(ground->db, ground->arena, actor, record, ground->today);
}

static size_t
listed(struct town *town, const struct actor *actor, const struct kind *kind, const char *within, int expected)
{
	struct list_query query = {.kind = kind, .as_of = town->ground.today};
	struct list list = {0};

	assert_int_equal(access_list(town->ground.arena, actor, within, &query), expected);
	if (expected == 0 && list_run(town->ground.db, town->ground.arena, &query, &list) < 0)
		test_failed("list_run");
	return list.count;
}

static void
DP_12_a_scope_reaches_the_node_and_what_hangs_under_it(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct actor joint, top, office, auditor;

		town_open(&town, &test);
		joint = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		top = actor_at(&town, ROLE_COMPREHENSIVE_CLERK, town.top);
		office = actor_at(&town, ROLE_UNIT_OFFICE, town.unit);
		auditor = actor_at(&town, ROLE_AUDITOR, 0);
		assert_int_equal(reads(&town, &joint, &unit_kind, town.unit), 0);
		assert_int_equal(reads(&town, &joint, &unit_kind, town.other_unit), FAIL_FORBIDDEN);
		assert_string_equal(last_failure()->clause, "DP-12");
		assert_int_equal(reads(&town, &joint, &body_kind, town.joint), 0);
		assert_int_equal(reads(&town, &joint, &body_kind, town.top), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &top, &unit_kind, town.other_unit), 0);
		assert_int_equal(reads(&town, &office, &unit_kind, town.unit), 0);
		assert_int_equal(reads(&town, &office, &body_kind, town.branch), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &auditor, &unit_kind, town.unit), FAIL_FORBIDDEN);
		assert_int_equal(listed(&town, &joint, &unit_kind, NULL, 0), 1);
		assert_int_equal(listed(&town, &joint, &body_kind, NULL, 0), 3);
		assert_int_equal(listed(&town, &top, &unit_kind, NULL, 0), 2);
		assert_int_equal(listed(&town, &top, &unit_kind, joint.grants[0].path, 0), 1);
		assert_int_equal(listed(&town, &joint, &unit_kind, top.grants[0].path, FAIL_FORBIDDEN), 0);
		assert_int_equal(listed(&town, &auditor, &unit_kind, NULL, FAIL_FORBIDDEN), 0);
		assert_int_equal(listed(&town, &town.ground.operator, &unit_kind, NULL, 0), 2);
		town_close(&town);
	}
}

/*
 * A branch that covers the other committee's unit, and is the town unit's own
 * from 2026 on; with papers of both units.
 */
struct neighbours {
	int64_t joint_branch, own_branch, coverage, other_coverage, charter, other_charter, term, post, dispatch;
};

static struct neighbours
neighbours_of(struct town *town)
{
	struct ground *ground = &town->ground;
	const char *unit = text_of(ground, town->unit), *other = text_of(ground, town->other_unit);
	struct neighbours at = {
		.joint_branch = town_body(ground, "联合党支部", "joint_branch", town->joint),
		.own_branch = made(ground, "add-body", "name", "自己的党支部", "type", "branch", "unit", unit, "since", "2026-01-01",
		                   "superior", text_of(ground, town->joint), NULL),
	};
	const char *joint_branch = text_of(ground, at.joint_branch);

	at.coverage = made(ground, "add-coverage", "unit", unit, "mode", "joint", "body", joint_branch, "since", "2021-01-01",
	                   "last", "2025-12-31", NULL);
	at.other_coverage = made(ground, "add-coverage", "unit", other, "mode", "joint", "body", joint_branch, "since",
	                         "2021-01-01", NULL);
	at.charter = made(ground, "add-charter", "unit", unit, "has_article", "no", "since", "2025-01-01", NULL);
	at.other_charter = made(ground, "add-charter", "unit", other, "has_article", "no", "since", "2025-01-01", NULL);
	at.term = made(ground, "add-term", "body", joint_branch, "years", "3", "since", "2025-01-01", NULL);
	at.post = made(ground, "add-post", "body", joint_branch, "person_name", "孙测试", "position", "secretary", "origin",
	               "appointed", "since", "2025-01-01", NULL);
	at.dispatch = made(ground, "add-dispatch", "unit", other, "person_name", "周测试", "role", "liaison", "since",
	                   "2025-01-01", NULL);
	return at;
}

static void
DP_12_a_branch_reads_the_unit_it_belongs_to_or_covers_and_no_other(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct neighbours at;
		struct actor joint, own, member, nobody;

		town_open(&town, &test);
		at = neighbours_of(&town);
		joint = actor_at(&town, ROLE_BRANCH_SECRETARY, at.joint_branch);
		own = actor_at(&town, ROLE_BRANCH_MEMBER, at.own_branch);
		member = actor_at(&town, ROLE_MEMBER, at.own_branch);
		nobody = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		assert_int_equal(reads(&town, &joint, &unit_kind, town.other_unit), 0);
		assert_int_equal(reads(&town, &joint, &charter_kind, at.other_charter), 0);
		assert_int_equal(reads(&town, &joint, &coverage_kind, at.other_coverage), 0);
		assert_int_equal(reads(&town, &joint, &dispatch_kind, at.dispatch), FAIL_FORBIDDEN);
		/* what it covered until the year before it no longer reads */
		assert_int_equal(reads(&town, &joint, &unit_kind, town.unit), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &joint, &charter_kind, at.charter), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &own, &unit_kind, town.unit), 0);
		assert_int_equal(reads(&town, &own, &affiliation_kind, town.affiliation), 0);
		assert_int_equal(reads(&town, &own, &unit_kind, town.other_unit), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &member, &unit_kind, town.unit), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &nobody, &unit_kind, town.unit), FAIL_FORBIDDEN);
		assert_int_equal(listed(&town, &joint, &unit_kind, NULL, 0), 1);
		assert_int_equal(listed(&town, &joint, &charter_kind, NULL, 0), 1);
		assert_int_equal(listed(&town, &joint, &body_kind, NULL, 0), 1);
		assert_int_equal(listed(&town, &joint, &dispatch_kind, NULL, 0), 0);
		assert_int_equal(listed(&town, &member, &unit_kind, NULL, 0), 0);
		assert_int_equal(listed(&town, &nobody, &unit_kind, NULL, 0), 0);
		/* to read is not to write */
		assert_int_equal(act_as(&town.ground, &own, NULL, "change-unit", "id", text_of(&town.ground, town.unit), "staff",
		                        "5", NULL), FAIL_FORBIDDEN);
		town_close(&town);
	}
}

static void
DP_12_a_units_office_reads_the_bodies_that_are_its_own_or_cover_it(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct neighbours at;
		struct actor office, other;

		town_open(&town, &test);
		at = neighbours_of(&town);
		office = actor_at(&town, ROLE_UNIT_OFFICE, town.unit);
		other = actor_at(&town, ROLE_UNIT_OFFICE, town.other_unit);
		assert_int_equal(reads(&town, &office, &body_kind, at.own_branch), 0);
		assert_int_equal(reads(&town, &office, &body_kind, at.joint_branch), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &other, &body_kind, at.joint_branch), 0);
		assert_int_equal(reads(&town, &other, &term_kind, at.term), 0);
		assert_int_equal(reads(&town, &other, &body_kind, at.own_branch), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &other, &body_kind, town.joint), FAIL_FORBIDDEN);
		/* neither who else is covered, nor anybody's record */
		assert_int_equal(reads(&town, &office, &coverage_kind, at.other_coverage), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &other, &post_kind, at.post), FAIL_FORBIDDEN);
		assert_int_equal(listed(&town, &office, &body_kind, NULL, 0), 1);
		assert_int_equal(listed(&town, &other, &body_kind, NULL, 0), 1);
		assert_int_equal(listed(&town, &other, &term_kind, NULL, 0), 1);
		assert_int_equal(listed(&town, &other, &unit_kind, NULL, 0), 1);
		town_close(&town);
	}
}

static void
DP_12_a_members_record_opens_in_the_branch_and_to_the_member(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct actor secretary, above, clerk, member, stranger;

		town_open(&town, &test);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		above = actor_at(&town, ROLE_BRANCH_SECRETARY, town.joint);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		member = actor_at(&town, ROLE_MEMBER, town.branch);
		member.person = town.person;
		stranger = actor_at(&town, ROLE_MEMBER, town.branch);
		assert_int_equal(reads(&town, &secretary, &person_kind, town.person), 0);
		assert_int_equal(reads(&town, &secretary, &membership_kind, town.membership), 0);
		assert_int_equal(reads(&town, &secretary, &person_kind, town.sister_person), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &above, &person_kind, town.person), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &clerk, &person_kind, town.person), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &member, &person_kind, town.person), 0);
		assert_int_equal(reads(&town, &member, &membership_kind, town.membership), 0);
		assert_int_equal(reads(&town, &member, &person_kind, town.sister_person), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &stranger, &person_kind, town.person), FAIL_FORBIDDEN);
		/* lists go as far and no further */
		assert_int_equal(listed(&town, &secretary, &person_kind, NULL, 0), 1);
		assert_int_equal(listed(&town, &above, &person_kind, NULL, 0), 0);
		assert_int_equal(listed(&town, &clerk, &person_kind, NULL, FAIL_FORBIDDEN), 0);
		assert_int_equal(listed(&town, &member, &person_kind, NULL, 0), 1);
		assert_int_equal(listed(&town, &member, &membership_kind, NULL, 0), 1);
		assert_int_equal(listed(&town, &stranger, &person_kind, NULL, FAIL_FORBIDDEN), 0);
		town_close(&town);
	}
}

static void
what_has_ended_is_judged_by_where_it_hung_last(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor clerk, other;
		const char *unit;

		town_open(&town, &test);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		other = actor_at(&town, ROLE_JOINT_CLERK, town.other_joint);
		unit = text_of(ground, town.unit);
		made(ground, "close-unit", "id", unit, "last", "2025-12-31", NULL);
		assert_int_equal(act_as(ground, &other, NULL, "correct-unit", "id", unit, "since", "2020-01-01", "staff", "4",
		                        NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &clerk, NULL, "correct-unit", "id", unit, "since", "2020-01-01", "staff", "4",
		                        NULL), 0);
		/* closed by mistake, it is opened again */
		assert_int_equal(act_as(ground, &clerk, NULL, "correct-unit", "id", unit, "since", "2020-01-01", "last", "",
		                        NULL), 0);
		town_close(&town);
	}
}

static void
DP_12_nobodys_record_is_opened_by_naming_the_person(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor secretary, clerk;
		const char *branch, *stranger, *sister;

		town_open(&town, &test);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		branch = text_of(ground, town.branch);
		stranger = text_of(ground, town.other_person);
		sister = text_of(ground, town.sister_person);
		assert_int_equal(act_as(ground, &secretary, NULL, "add-membership", "person", sister, "body", branch, "category",
		                        "full", "joined", "2010-07-01", "since", "2026-11-21", NULL), FAIL_FORBIDDEN);
		assert_string_equal(last_failure()->field, "person");
		assert_int_equal(act_as(ground, &secretary, NULL, "change-membership", "id", text_of(ground, town.membership),
		                        "person", sister, NULL), FAIL_FORBIDDEN);
		/* a clerk may name those within reach for a post, and nobody else */
		assert_int_equal(act_as(ground, &clerk, NULL, "add-post", "body", branch, "person", stranger, "position",
		                        "secretary", "origin", "appointed", "since", "2026-11-21", NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &clerk, NULL, "add-post", "body", branch, "person", sister, "position",
		                        "secretary", "origin", "appointed", "since", "2026-11-21", NULL), 0);
		assert_int_equal(act_as(ground, &clerk, NULL, "add-post", "body", branch, "position", "secretary", "origin",
		                        "appointed", "since", "2026-11-21", NULL), FAIL_INPUT);
		/* or put somebody on record who is not yet */
		assert_int_equal(act_as(ground, &clerk, NULL, "add-dispatch", "unit", text_of(ground, town.unit), "person_name",
		                        "孙测试", "role", "instructor", "since", "2026-11-21", NULL), 0);
		assert_int_equal(town_number(ground, "select node from journal where number > $1 order by number desc limit 1",
		                             0), town.joint);
		assert_int_equal(act_as(ground, &clerk, NULL, "add-dispatch", "unit", text_of(ground, town.other_unit),
		                        "person_name", "孙测试", "role", "instructor", "since", "2026-11-21", NULL),
		                 FAIL_FORBIDDEN);
		/* an ID on record elsewhere makes no second person */
		made(ground, "change-person", "id", stranger, "resident_id", "11010519491231002X", NULL);
		assert_int_equal(act_as(ground, &secretary, NULL, "add-person", "name", "王测试", "resident_id",
		                        "11010519491231002X", "since", "2026-11-21", "body", branch, "category", "full", "joined",
		                        "2010-07-01", NULL), FAIL_REFUSED);
		assert_null(strstr(failure_text(LANG_ZH), "1101"));
		town_close(&town);
	}
}

static struct outcome
find(struct town *town, const struct actor *actor, const char *field, const char *text)
{
	struct outcome outcome = {0};

	if (act_as(&town->ground, actor, &outcome, "find-person", field, text, NULL) < 0)
		test_failed("find-person");
	assert_int_equal(outcome.journal, 0);
	return outcome;
}

static void
DP_26_a_person_is_found_in_part_only_in_ones_own_branch(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor secretary, clerk;
		struct outcome outcome;

		town_open(&town, &test);
		made(ground, "change-person", "id", text_of(ground, town.sister_person), "resident_id", "11010519491231002X",
		     NULL);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		outcome = find(&town, &secretary, "name", "测试");
		assert_int_equal(outcome.found_count, 1);
		assert_int_equal(outcome.found[0].id, town.person);
		assert_string_equal(outcome.found[0].name, "张测试");
		assert_string_equal(outcome.found[0].body_name, "甲党支部");
		assert_int_equal(find(&town, &secretary, "name", "%").found_count, 0);
		assert_int_equal(find(&town, &secretary, "name", "李测试").found_count, 0);
		assert_int_equal(find(&town, &secretary, "resident_id", "11010519491231002X").found_count, 0);
		/* above the branch the whole name or number, within one's scope */
		assert_int_equal(find(&town, &clerk, "name", "测试").found_count, 0);
		assert_int_equal(find(&town, &clerk, "name", "李测试").found_count, 1);
		assert_int_equal(find(&town, &clerk, "name", "王测试").found_count, 0);
		outcome = find(&town, &clerk, "resident_id", "11010519491231002x");
		assert_int_equal(outcome.found_count, 1);
		assert_int_equal(outcome.found[0].body, town.sister);
		assert_int_equal(act_as(ground, &clerk, &outcome, "find-person", "resident_id", "11010519491231002X", "name",
		                        "别人", NULL), 0);
		assert_int_equal(outcome.found_count, 0);
		assert_int_equal(act_as(ground, &clerk, NULL, "find-person", NULL), FAIL_INPUT);
		town_close(&town);
	}
}

static void
DP_13_who_was_looked_for_above_the_branch_can_see_it(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor secretary, clerk;
		struct opening_line *notes;
		size_t count;

		town_open(&town, &test);
		secretary = actor_at(&town, ROLE_BRANCH_SECRETARY, town.branch);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		find(&town, &secretary, "name", "张");
		assert_int_equal(openings_of(ground->db, ground->arena, town.person, 10, &notes, &count), 0);
		assert_int_equal(count, 0);
		find(&town, &clerk, "name", "张测试");
		ground->at += NOTE_GAP - 1;
		find(&town, &clerk, "name", "张测试"); /* again within a minute: one opening */
		ground->at++;
		find(&town, &clerk, "name", "张测试");
		assert_int_equal(openings_of(ground->db, ground->arena, town.person, 10, &notes, &count), 0);
		assert_int_equal(count, 2);
		assert_int_equal(notes[0].at, NOW + NOTE_GAP);
		assert_int_equal(notes[0].node, town.joint);
		assert_string_equal(notes[0].tag, "account:1");
		assert_string_equal(notes[0].reason, "find-person");
		assert_int_equal(openings_of(ground->db, ground->arena, town.sister_person, 10, &notes, &count), 0);
		assert_int_equal(count, 0);
		town_close(&town);
	}
}

static int
open_case(struct town *town, const struct actor *actor, int64_t person, const char *purpose, const char *matter,
          const char *reason)
{
	return act_as(&town->ground, actor, NULL, "open-person", "person", text_of(&town->ground, person), "purpose", purpose,
	              "matter", matter, "reason", reason, NULL);
}

static void
DP_12_above_the_branch_a_record_opens_by_case_for_one_person_and_one_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor clerk, colleague;

		town_open(&town, &test);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		colleague = clerk;
		colleague.account = 2;
		colleague.tag = "account:2";
		assert_int_equal(reads(&town, &clerk, &person_kind, town.person), FAIL_FORBIDDEN);
		assert_string_equal(last_failure()->clause, "DP-12");
		assert_int_equal(open_case(&town, &clerk, town.person, "relation", "", "核对转出时间"), 0);
		assert_int_equal(reads(&town, &clerk, &person_kind, town.person), 0);
		assert_int_equal(reads(&town, &clerk, &membership_kind, town.membership), 0);
		/* nobody else's, and to nobody else */
		assert_int_equal(reads(&town, &clerk, &person_kind, town.sister_person), FAIL_FORBIDDEN);
		assert_int_equal(reads(&town, &colleague, &person_kind, town.person), FAIL_FORBIDDEN);
		/* until the end of the day */
		ground->today++;
		assert_int_equal(reads(&town, &clerk, &person_kind, town.person), FAIL_FORBIDDEN);
		ground->today--;
		/* it lets nobody write */
		assert_int_equal(act_as(ground, &clerk, NULL, "change-person", "id", text_of(ground, town.person), "birth",
		                        "1980-01-01", NULL), FAIL_FORBIDDEN);
		/* without the role the case opens nothing */
		clerk.count = 0;
		assert_int_equal(reads(&town, &clerk, &person_kind, town.person), FAIL_FORBIDDEN);
		town_close(&town);
	}
}

static void
DP_12_a_case_has_a_purpose_a_reason_and_a_person_within_reach(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct actor clerk, inspector;

		town_open(&town, &test);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		inspector = actor_at(&town, ROLE_INSPECTOR, town.top);
		assert_int_equal(open_case(&town, &clerk, town.person, "curiosity", "", "核对转出时间"), FAIL_INPUT);
		assert_int_equal(open_case(&town, &clerk, town.person, "", "", "核对转出时间"), FAIL_INPUT);
		assert_int_equal(open_case(&town, &clerk, town.person, "relation", "", ""), FAIL_INPUT);
		assert_int_equal(open_case(&town, &clerk, town.person, "relation", "", "看一看"), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "reason");
		assert_int_equal(open_case(&town, &clerk, town.person, "relation", "", "看一看吧"), 0);
		assert_int_equal(open_case(&town, &clerk, town.person, "matter", "", "答复换届请示"), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "matter");
		assert_int_equal(open_case(&town, &clerk, town.person, "matter", "987654321", "答复换届请示"), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "matter");
		assert_int_equal(open_case(&town, &clerk, town.person, "matter", "99999999999999999999", "答复换届请示"), FAIL_INPUT);
		assert_int_equal(open_case(&town, &clerk, town.person, "matter", "〔2026〕7 号", "答复换届请示"), 0);
		/* elsewhere, and who is nobody at all: the same answer */
		assert_int_equal(open_case(&town, &clerk, town.other_person, "relation", "", "核对转出时间"), FAIL_FORBIDDEN);
		assert_int_equal(open_case(&town, &clerk, 987654321, "relation", "", "核对转出时间"), FAIL_FORBIDDEN);
		assert_int_equal(open_case(&town, &inspector, town.person, "relation", "", "核对转出时间"), FAIL_FORBIDDEN);
		town_close(&town);
	}
}

static void
DP_13_a_case_is_noted_before_anything_is_shown_and_journalled_without_its_words(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct opening_line *notes;
		struct actor clerk;
		int64_t words = 0, entries = 0;
		size_t count;

		town_open(&town, &test);
		clerk = actor_at(&town, ROLE_JOINT_CLERK, town.joint);
		assert_int_equal(open_case(&town, &clerk, town.person, "matter", "〔2026〕7 号", "答复换届请示"), 0);
		assert_int_equal(openings_of(ground->db, ground->arena, town.person, 10, &notes, &count), 0);
		assert_int_equal(count, 1);
		assert_string_equal(notes[0].reason, "答复换届请示");
		assert_string_equal(notes[0].matter, "〔2026〕7 号");
		assert_int_equal(notes[0].purpose, PURPOSE_MATTER);
		assert_int_equal(notes[0].node, town.joint);
		assert_int_equal(db_number(ground->db, "select count(*) from journal where action = 'open-person' and subject = $1",
		                           ARGS(INT(town.person)), &entries), 0);
		assert_int_equal(entries, 1);
		assert_int_equal(db_number(ground->db, "select count(*) from journal where facts like $1",
		                           ARGS(TEXT("%答复换届请示%")), &words), 0);
		assert_int_equal(words, 0);
		town_close(&town);
	}
}

static void
scopes_are_given_widest_first_and_none_inside_another(void **state)
{
	static const struct grant grants[] = {
		{1, ROLE_JOINT_CLERK, 17, "/1/17/"}, {2, ROLE_TELLER, 203, "/1/17/203/"}, {3, ROLE_JOINT_CLERK, 170, "/1/170/"},
		{4, ROLE_REGION_CLERK, 1700, "/1/17/1700/"}, {5, ROLE_JOINT_CLERK, 9, NULL}, {6, ROLE_INSPECTOR, 1, "/1/"},
	};
	const struct actor actor = {.account = 1, .grants = grants, .count = 6};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const char *const *scope;
	size_t count;

	(void)state;
	scope = actor_scope(arena, &actor, ROLE_CLERKS, &count);
	assert_int_equal(count, 2);
	assert_string_equal(scope[0], "/1/17/");
	assert_string_equal(scope[1], "/1/170/");
	scope = actor_scope(arena, &actor, ROLE_CLERKS | ROLE_INSPECTOR, &count);
	assert_int_equal(count, 1);
	assert_string_equal(scope[0], "/1/");
	actor_scope(arena, &actor, ROLE_AUDITOR, &count);
	assert_int_equal(count, 0);
	assert_true(actor_may(&actor, ROLE_CLERKS, "/1/17/5/"));
	assert_false(actor_may(&actor, ROLE_CLERKS, "/1/171/"));
	assert_false(actor_may(&actor, ROLE_CLERKS, "/1/"));
	assert_false(actor_may(&actor, ROLE_CLERKS, NULL));
	assert_true(actor_may_own(&actor, ROLE_TELLER, "/1/17/203/"));
	assert_false(actor_may_own(&actor, ROLE_JOINT_CLERK, "/1/17/203/"));
	assert_int_equal(actor_roles(&actor), ROLE_JOINT_CLERK | ROLE_TELLER | ROLE_REGION_CLERK | ROLE_INSPECTOR);
	arena_free(arena);
}

static void
an_actors_name_outlives_the_rows_it_came_from(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		char tag[] = "cli:root";
		const char *name;

		town_open(&town, &test);
		assert_int_equal(actor_name(town.ground.db, town.ground.arena, tag, &name), 0);
		memset(tag, 'x', sizeof tag - 1);
		assert_string_equal(name, "cli:root");
		town_close(&town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(DP_12_a_scope_reaches_the_node_and_what_hangs_under_it),
		cmocka_unit_test(DP_12_a_branch_reads_the_unit_it_belongs_to_or_covers_and_no_other),
		cmocka_unit_test(DP_12_a_units_office_reads_the_bodies_that_are_its_own_or_cover_it),
		cmocka_unit_test(DP_12_a_members_record_opens_in_the_branch_and_to_the_member),
		cmocka_unit_test(what_has_ended_is_judged_by_where_it_hung_last),
		cmocka_unit_test(DP_12_nobodys_record_is_opened_by_naming_the_person),
		cmocka_unit_test(DP_26_a_person_is_found_in_part_only_in_ones_own_branch),
		cmocka_unit_test(DP_13_who_was_looked_for_above_the_branch_can_see_it),
		cmocka_unit_test(DP_12_above_the_branch_a_record_opens_by_case_for_one_person_and_one_day),
		cmocka_unit_test(DP_12_a_case_has_a_purpose_a_reason_and_a_person_within_reach),
		cmocka_unit_test(DP_13_a_case_is_noted_before_anything_is_shown_and_journalled_without_its_words),
		cmocka_unit_test(scopes_are_given_widest_first_and_none_inside_another),
		cmocka_unit_test(an_actors_name_outlives_the_rows_it_came_from),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
