/* What ends with a Party organization or a unit: roles, cases, posts and terms; and what undo brings back. */
#include "../check.h"

#include "matters.h"
#include "party/openings.h"
#include "signing.h"

static int64_t
number_of(struct ground *ground, const char *sql)
{
	int64_t number = 0;

	assert_int_equal(db_number(ground->db, sql, NO_ARGS, &number), 0);
	return number;
}

static size_t
roles_of(struct ground *ground, const char *name)
{
	return actor_named(ground, name).count;
}

static int64_t
last_entry(struct ground *ground)
{
	int64_t number = 0;

	assert_int_equal(journal_last(ground->db, &number), 0);
	return number;
}

static int
undo(struct ground *ground, int64_t batch)
{
	return act_as(ground, &ground->operator, NULL, "undo", "batch", text_of(ground, batch), NULL);
}

/* The last member's relation goes, so that the sister branch may end. */
static void
leave(struct town *town)
{
	struct ground *ground = &town->ground;
	int64_t relation = town_number(ground, "select id from membership where body = $1", town->sister);

	made(ground, "close-membership", "id", text_of(ground, relation), "last", "2026-10-31", NULL);
}

static int
close_body(struct ground *ground, int64_t body, const char *last)
{
	return act_as(ground, &ground->operator, NULL, "close-body", "id", text_of(ground, body), "last", last, NULL);
}

static void
DP_12_a_role_ends_with_the_body_by_the_approval_that_abolishes_it(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor secretary, clerk, actor;
		struct session session;
		int64_t id;

		town_open(&town, &test);
		account(ground, "keeper", "branch_secretary", town.branch);
		made(ground, "grant-role", "account", "keeper", "role", "branch_member", "node", text_of(ground, town.sister),
		     "since", "2026-01-01", NULL);
		assert_int_equal(login(ground, "keeper", PASSWORD, "10.0.0.1", &session), 0);
		secretary = account_at(&town, ROLE_BRANCH_SECRETARY, town.branch, 12);
		clerk = account_at(&town, ROLE_JOINT_CLERK, town.joint, 13);
		id = made_as(ground, &secretary, "draft-abolish-body", "body", text_of(ground, town.branch), "reason", "党员减少",
		             "receiver", text_of(ground, town.sister), NULL);
		assert_int_equal(submit_as(&town, &secretary, id), 0);
		assert_int_equal(roles_of(ground, "keeper"), 2);
		assert_int_equal(approve_as(&town, &clerk, id, "2026-11-21"), 0);
		/* the very session has the other role and no more */
		assert_int_equal(actor_from_session(ground->db, ground->arena, session.token, ground->at, TODAY, &session, &actor), 0);
		assert_int_equal(actor.count, 1);
		assert_int_equal(actor.grants[0].node, town.sister);
		assert_int_equal(town_number(ground, "select max(until) from role_grant where node = $1 and ended is null", town.branch),
		                 TODAY);
		assert_int_equal(number_of(ground, "select count(*) from journal where facts like '%\"roles_ended\":1%'"), 1);
		expect_sound(ground);
		town_close(&town);
	}
}

static void
DP_12_a_role_at_a_body_that_is_to_end_holds_to_its_last_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;

		town_open(&town, &test);
		account(ground, "keeper", "branch_secretary", town.sister);
		leave(&town);
		assert_int_equal(close_body(ground, town.sister, "2026-11-30"), 0);
		assert_int_equal(roles_of(ground, "keeper"), 1);
		ground->today = day_of(2026, 11, 30);
		assert_int_equal(roles_of(ground, "keeper"), 1);
		ground->today++;
		assert_int_equal(roles_of(ground, "keeper"), 0);
		/* one given before that day holds no longer either */
		ground->today = TODAY;
		account(ground, "late", "branch_member", town.sister);
		assert_int_equal(number_of(ground, "select max(g.until) from role_grant g join account a on a.id = g.account"
		                                   " where a.name = 'late' and g.ended is null"), day_of(2026, 12, 1));
		town_close(&town);
	}
}

static void
DP_12_undo_gives_the_role_back_as_it_was(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t before;

		town_open(&town, &test);
		account(ground, "keeper", "branch_secretary", town.sister);
		leave(&town);
		before = number_of(ground, "select sum(id * 7 + since + until + made) from role_grant where ended is null");
		assert_int_equal(close_body(ground, town.sister, "2026-11-20"), 0);
		assert_int_equal(roles_of(ground, "keeper"), 0);
		assert_int_equal(undo(ground, last_entry(ground)), 0);
		assert_int_equal(roles_of(ground, "keeper"), 1);
		assert_int_equal(number_of(ground, "select sum(id * 7 + since + until + made) from role_grant where ended is null"), before);
		assert_int_equal(number_of(ground, "select count(*) from role_grant where ended is not null"), 0);
		expect_sound(ground);
		town_close(&town);
	}
}

/* An administrator has ended it since: to bring it back would give what was taken on purpose. */
static void
DP_12_undo_gives_no_role_back_that_was_ended_since(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		int64_t batch, grant;

		town_open(&town, &test);
		account(ground, "keeper", "branch_secretary", town.sister);
		leave(&town);
		assert_int_equal(close_body(ground, town.sister, "2026-11-30"), 0);
		batch = last_entry(ground);
		grant = town_number(ground, "select max(id) from role_grant where node = $1 and ended is null", town.sister);
		made(ground, "end-role", "id", text_of(ground, grant), NULL);
		assert_int_equal(undo(ground, batch), FAIL_REFUSED);
		assert_int_equal(roles_of(ground, "keeper"), 0);
		town_close(&town);
	}
}

static void
DP_12_the_offices_role_ends_with_the_unit(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;

		town_open(&town, &test);
		account(ground, "office", "unit_office", town.unit);
		made(ground, "close-unit", "id", text_of(ground, town.unit), "last", "2026-11-20", NULL);
		assert_int_equal(roles_of(ground, "office"), 0);
		assert_int_equal(undo(ground, last_entry(ground)), 0);
		assert_int_equal(roles_of(ground, "office"), 1);
		town_close(&town);
	}
}

/* A case is open for the day; whose role ends on it has none any more. */
static void
DP_12_a_case_ends_with_the_office_it_was_opened_from(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct person_case found;
		struct actor clerk;
		int64_t third, branch, person;

		town_open(&town, &test);
		third = town_body(ground, "第三联合党委", "joint_committee", town.top);
		branch = town_body(ground, "丁党支部", "branch", third);
		person = town_person(ground, "赵测试", branch);
		account(ground, "clerk", "joint_clerk", third);
		clerk = actor_named(ground, "clerk");
		assert_int_equal(act_as(ground, &clerk, NULL, "open-person", "person", text_of(ground, person), "purpose", "relation",
		                        "reason", "核对组织关系", NULL), 0);
		assert_int_equal(case_find(ground->db, ground->arena, &clerk, person, TODAY, &found), 0);
		assert_true(found.id != 0);
		made(ground, "reaffiliate", "body", text_of(ground, branch), "superior", text_of(ground, town.joint), "from",
		     "2026-11-21", "document", "某联〔2026〕3号", "former_document", "某联〔2026〕4号", NULL);
		assert_int_equal(close_body(ground, third, "2026-11-20"), 0);
		clerk = actor_named(ground, "clerk");
		assert_int_equal(case_find(ground->db, ground->arena, &clerk, person, TODAY, &found), 0);
		assert_int_equal(found.id, 0);
		town_close(&town);
	}
}

static void
OPIN_21_3_posts_and_terms_end_with_a_body_closed_without_a_request(void **state)
{
	static const char *const open[] = {
		"select count(*) from post where ended is null and until = 2932896",
		"select count(*) from term where ended is null and until = 2932896",
		"select count(*) from coverage where ended is null and until = 2932896",
	};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const char *sister;

		town_open(&town, &test);
		sister = text_of(ground, town.sister);
		made(ground, "add-post", "body", sister, "person", text_of(ground, town.sister_person), "position", "secretary",
		     "origin", "elected", "since", "2025-01-01", NULL);
		made(ground, "add-term", "body", sister, "years", "3", "since", "2025-01-01", NULL);
		made(ground, "add-coverage", "unit", text_of(ground, town.unit), "mode", "joint", "body", sister, "since",
		     "2025-01-01", NULL);
		leave(&town);
		assert_int_equal(close_body(ground, town.sister, "2026-11-20"), 0);
		for (size_t i = 0; i < 3; i++)
			assert_int_equal(number_of(ground, open[i]), 0);
		assert_int_equal(undo(ground, last_entry(ground)), 0);
		for (size_t i = 0; i < 3; i++)
			assert_int_equal(number_of(ground, open[i]), 1);
		expect_sound(ground);
		town_close(&town);
	}
}

/* A correction knows nothing of posts and terms; of a workbook see workbook_dated.c. */
static void
OPIN_21_3_posts_and_terms_end_with_a_body_closed_by_a_correction(void **state)
{
	static const char of_post[] = "select max(until) from post where body = $1 and ended is null",
	                  of_term[] = "select max(until) from term where body = $1 and ended is null";

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const char *sister;

		town_open(&town, &test);
		sister = text_of(ground, town.sister);
		made(ground, "add-post", "body", sister, "person", text_of(ground, town.sister_person), "position", "secretary",
		     "origin", "elected", "since", "2025-01-01", NULL);
		made(ground, "add-term", "body", sister, "years", "3", "since", "2025-01-01", NULL);
		leave(&town);
		/* a change of name ends nothing */
		made(ground, "correct-body", "id", sister, "since", "2020-01-01", "number", "四", NULL);
		assert_int_equal(town_number(ground, of_post, town.sister), DAY_OPEN);
		made(ground, "correct-body", "id", sister, "since", "2020-01-01", "last", "2026-11-20", NULL);
		assert_int_equal(town_number(ground, of_post, town.sister), TODAY);
		assert_int_equal(town_number(ground, of_term, town.sister), TODAY);
		expect_sound(ground);
		assert_int_equal(undo(ground, last_entry(ground)), 0);
		assert_int_equal(town_number(ground, of_post, town.sister), DAY_OPEN);
		assert_int_equal(town_number(ground, of_term, town.sister), DAY_OPEN);
		town_close(&town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(DP_12_a_role_ends_with_the_body_by_the_approval_that_abolishes_it),
		cmocka_unit_test(DP_12_a_role_at_a_body_that_is_to_end_holds_to_its_last_day),
		cmocka_unit_test(DP_12_undo_gives_the_role_back_as_it_was),
		cmocka_unit_test(DP_12_undo_gives_no_role_back_that_was_ended_since),
		cmocka_unit_test(DP_12_the_offices_role_ends_with_the_unit),
		cmocka_unit_test(DP_12_a_case_ends_with_the_office_it_was_opened_from),
		cmocka_unit_test(OPIN_21_3_posts_and_terms_end_with_a_body_closed_without_a_request),
		cmocka_unit_test(OPIN_21_3_posts_and_terms_end_with_a_body_closed_by_a_correction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
