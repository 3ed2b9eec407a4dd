#include "../check.h"

#include "signing.h"
#include "party/openings.h"

static void
a_session_lives_while_it_is_used_and_no_longer_than_a_day_at_work(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session = {0}, found;
		struct actor actor;

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		assert_int_equal(strlen(session.token), TOKEN_TEXT - 1);
		assert_int_equal(actor_from_session(ground.db, ground.arena, session.token, ground.at, TODAY, &found, &actor), 0);
		assert_string_equal(actor.name, "clerk");
		assert_string_equal(found.csrf, session.csrf);
		assert_false(found.stale);
		assert_true(session_csrf_right(&found, session.csrf));
		assert_false(session_csrf_right(&found, ""));
		assert_false(session_csrf_right(&found, NULL));
		assert_false(session_csrf_right(&found, session.token));
		assert_int_equal(session_find(ground.db, "no such token", ground.at, &found), FAIL_SIGNED_OUT);
		/* idle for two hours */
		assert_int_equal(session_find(ground.db, session.token, ground.at + SESSION_IDLE - 1, &found), 0);
		assert_true(found.stale);
		assert_int_equal(session_find(ground.db, session.token, ground.at + SESSION_IDLE, &found), FAIL_SIGNED_OUT);
		/* used every hour, it still ends after twelve */
		for (int64_t hour = 1; hour < 12; hour++)
			assert_int_equal(session_touch(ground.installation, session.token, ground.at + hour * 3600), 0);
		assert_int_equal(session_find(ground.db, session.token, ground.at + SESSION_LIFE - 1, &found), 0);
		assert_int_equal(session_find(ground.db, session.token, ground.at + SESSION_LIFE, &found), FAIL_SIGNED_OUT);
		assert_int_equal(session_logout(ground.installation, session.token), 0);
		assert_int_equal(session_find(ground.db, session.token, ground.at, &found), FAIL_SIGNED_OUT);
		ground_close(&ground);
	}
}

static void
DP_16_the_database_keeps_no_token_and_no_password(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session = {0};
		struct outcome token = {0};
		struct actor actor;
		int64_t hits = 0;

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		actor = actor_named(&ground, "clerk");
		assert_int_equal(act_as(&ground, &actor, &token, "make-token", "label", "试用", NULL), 0);
		assert_int_equal(db_number(ground.db, "select (select count(*) from session where token = $1 or csrf = $1)"
		                           " + (select count(*) from api_token where token = $2)"
		                           " + (select count(*) from account where password not like '$argon2id$%')",
		                           ARGS(TEXT(session.token), TEXT(token.secret)), &hits), 0);
		assert_int_equal(hits, 0);
		ground_close(&ground);
	}
}

static void
a_disabled_account_is_out_at_once(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session = {0}, found;
		struct outcome token = {0};
		struct actor actor;
		bool stale;

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		actor = actor_named(&ground, "clerk");
		assert_int_equal(act_as(&ground, &actor, &token, "make-token", "label", "试用", NULL), 0);
		assert_int_equal(actor_from_token(ground.db, ground.arena, token.secret, ground.at, TODAY, &stale, &actor), 0);
		assert_true(stale);
		assert_int_equal(token_touch(ground.installation, token.secret, ground.at), 0);
		assert_int_equal(actor_from_token(ground.db, ground.arena, token.secret, ground.at, TODAY, &stale, &actor), 0);
		assert_false(stale);
		assert_int_equal(act_as(&ground, &actor, NULL, "disable-account", "account", "clerk", NULL), FAIL_FORBIDDEN);
		made(&ground, "disable-account", "account", "clerk", NULL);
		assert_int_equal(actor_from_session(ground.db, ground.arena, session.token, ground.at, TODAY, &found, &actor),
		                 FAIL_SIGNED_OUT);
		assert_int_equal(actor_from_token(ground.db, ground.arena, token.secret, ground.at, TODAY, &stale, &actor),
		                 FAIL_SIGNED_OUT);
		/* enabled again it signs in anew; the token stays ended */
		made(&ground, "enable-account", "account", "clerk", NULL);
		assert_int_equal(actor_from_token(ground.db, ground.arena, token.secret, ground.at, TODAY, &stale, &actor),
		                 FAIL_SIGNED_OUT);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		ground_close(&ground);
	}
}

static void
a_token_is_ended_by_its_holder_alone(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct outcome token = {0};
		struct actor clerk, other;
		const char *id;
		bool stale;

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		account(&ground, "other", NULL, 0);
		clerk = actor_named(&ground, "clerk");
		other = actor_named(&ground, "other");
		assert_int_equal(act_as(&ground, &other, NULL, "make-token", "label", "试用", "account", "clerk", NULL),
		                 FAIL_FORBIDDEN);
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "make-token", "label", "试用", NULL), FAIL_INPUT);
		assert_int_equal(act_as(&ground, &ground.operator, &token, "make-token", "label", "试用", "account", "clerk",
		                        NULL), 0);
		id = text_of(&ground, token.ids[0]);
		assert_int_equal(act_as(&ground, &other, NULL, "end-token", "id", id, NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(&ground, &clerk, NULL, "end-token", "id", id, NULL), 0);
		assert_int_equal(act_as(&ground, &clerk, NULL, "end-token", "id", id, NULL), FAIL_NOT_FOUND);
		assert_int_equal(actor_from_token(ground.db, ground.arena, token.secret, ground.at, TODAY, &stale, &clerk),
		                 FAIL_SIGNED_OUT);
		ground_close(&ground);
	}
}

static void
a_one_time_password_opens_nothing_but_its_own_replacement(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session = {0}, found;
		struct outcome first = {0}, again = {0};
		struct actor actor;

		ground_open(&ground, &test);
		assert_int_equal(act_as(&ground, &ground.operator, &first, "add-account", "name", "clerk", NULL), 0);
		assert_int_equal(strlen(first.secret), ONE_TIME_TEXT - 1);
		assert_int_equal(login(&ground, "clerk", first.secret, "10.0.0.1", &session), 0);
		assert_int_equal(actor_from_session(ground.db, ground.arena, session.token, ground.at, TODAY, &found, &actor), 0);
		assert_true(actor.must_change);
		assert_int_equal(act_as(&ground, &actor, NULL, "make-token", "label", "试用", NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(&ground, &actor, NULL, "change-own-password", "current", "wrong", "password", PASSWORD,
		                        NULL), FAIL_FORBIDDEN);
		assert_string_equal(last_failure()->field, "current");
		assert_int_equal(act_as(&ground, &actor, NULL, "change-own-password", "current", first.secret, "password",
		                        "short", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "password");
		assert_int_equal(act_as(&ground, &actor, NULL, "change-own-password", "current", first.secret, "password",
		                        "my clerk password", NULL), FAIL_INPUT);
		assert_int_equal(act_as(&ground, &actor, NULL, "change-own-password", "current", first.secret, "password",
		                        "abcdabcdabcd", NULL), FAIL_INPUT);
		assert_int_equal(password_check("abcdeabcde", "clerk"), 0);
		assert_int_equal(act_as(&ground, &actor, NULL, "change-own-password", "current", first.secret, "password",
		                        first.secret, NULL), FAIL_INPUT);
		assert_int_equal(act_as(&ground, &actor, NULL, "change-own-password", "current", first.secret, "password",
		                        PASSWORD, NULL), 0);
		/* whoever had a session with the old one has none any more */
		assert_int_equal(session_find(ground.db, session.token, ground.at, &found), FAIL_SIGNED_OUT);
		assert_int_equal(login(&ground, "clerk", first.secret, "10.0.0.2", &session), FAIL_SIGNED_OUT);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.2", &session), 0);
		assert_int_equal(actor_from_session(ground.db, ground.arena, session.token, ground.at, TODAY, &found, &actor), 0);
		assert_false(actor.must_change);
		assert_int_equal(act_as(&ground, &ground.operator, &again, "set-password", "account", "clerk", "reason", "忘记密码", NULL), 0);
		assert_string_not_equal(again.secret, first.secret);
		assert_int_equal(session_find(ground.db, session.token, ground.at, &found), FAIL_SIGNED_OUT);
		assert_int_equal(login(&ground, "clerk", again.secret, "10.0.0.2", &session), 0);
		ground_close(&ground);
	}
}

static unsigned
roles_on(struct ground *ground, const char *name, day_no today)
{
	struct actor actor;

	if (actor_by_name(ground->db, ground->arena, name, today, &actor) < 0)
		test_failed(name);
	return actor_roles(&actor);
}

static void
a_role_holds_from_its_first_day_to_its_last(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const char *joint, *id;

		town_open(&town, &test);
		joint = text_of(ground, town.joint);
		account(ground, "clerk", NULL, 0);
		id = text_of(ground, made(ground, "grant-role", "account", "clerk", "role", "joint_clerk", "node", joint,
		                          "since", "2026-11-20", "last", "2026-11-22", NULL));
		assert_int_equal(roles_on(ground, "clerk", day_of(2026, 11, 19)), 0);
		assert_int_equal(roles_on(ground, "clerk", day_of(2026, 11, 20)), ROLE_JOINT_CLERK);
		assert_int_equal(roles_on(ground, "clerk", day_of(2026, 11, 22)), ROLE_JOINT_CLERK);
		assert_int_equal(roles_on(ground, "clerk", day_of(2026, 11, 23)), 0);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "grant-role", "account", "clerk", "role",
		                        "joint_clerk", "node", joint, "since", "2026-11-22", NULL), FAIL_REFUSED);
		made(ground, "grant-role", "account", "clerk", "role", "joint_clerk", "node", joint, "since", "2026-11-23", NULL);
		/* ended without a day it ends at once, and what it was stays on record */
		made(ground, "end-role", "id", id, NULL);
		assert_int_equal(roles_on(ground, "clerk", TODAY), 0);
		assert_int_equal(roles_on(ground, "clerk", TODAY - 1), ROLE_JOINT_CLERK);
		assert_int_equal(roles_on(ground, "clerk", day_of(2026, 11, 23)), ROLE_JOINT_CLERK); /* by the second */
		assert_int_equal(act_as(ground, &ground->operator, NULL, "grant-role", "account", "clerk", "role", "teller",
		                        "node", joint, "since", "2026-11-21", "last", "2026-11-20", NULL), FAIL_INPUT);
		town_close(&town);
	}
}

static void
DP_12_an_actor_acts_by_the_roles_of_today(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor actor;
		const char *unit;

		town_open(&town, &test);
		unit = text_of(ground, town.unit);
		account(ground, "past", NULL, 0);
		account(ground, "future", NULL, 0);
		made(ground, "grant-role", "account", "past", "role", "joint_clerk", "node", text_of(ground, town.joint),
		     "since", "2026-01-01", "last", "2026-11-20", NULL);
		made(ground, "grant-role", "account", "future", "role", "joint_clerk", "node", text_of(ground, town.joint),
		     "since", "2026-11-22", NULL);
		actor = actor_named(ground, "past");
		assert_int_equal(act_as(ground, &actor, NULL, "change-unit", "id", unit, "staff", "5", NULL), FAIL_FORBIDDEN);
		actor = actor_named(ground, "future");
		assert_int_equal(act_as(ground, &actor, NULL, "change-unit", "id", unit, "staff", "5", NULL), FAIL_FORBIDDEN);
		ground->today++;
		actor = actor_named(ground, "future");
		assert_int_equal(act_as(ground, &actor, NULL, "change-unit", "id", unit, "staff", "5", NULL), 0);
		town_close(&town);
	}
}

static void
DP_12_nobody_administers_the_machine_and_does_the_business(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		const char *joint, *person;

		town_open(&town, &test);
		joint = text_of(ground, town.joint);
		person = text_of(ground, town.person);
		account(ground, "root", "administrator", 0);
		account(ground, "clerk", "joint_clerk", town.joint);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "grant-role", "account", "root", "role", "inspector",
		                        "node", joint, NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "DP-12");
		assert_int_equal(act_as(ground, &ground->operator, NULL, "grant-role", "account", "clerk", "role",
		                        "administrator", NULL), FAIL_REFUSED);
		/* not by a second account of the same person either */
		made(ground, "add-account", "name", "one", "person", person, NULL);
		made(ground, "add-account", "name", "two", "person", person, NULL);
		made(ground, "grant-role", "account", "one", "role", "member", "node", text_of(ground, town.branch), NULL);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "grant-role", "account", "two", "role",
		                        "administrator", NULL), FAIL_REFUSED);
		/* one after the other is no conflict */
		made(ground, "grant-role", "account", "clerk", "role", "auditor", NULL);
		made(ground, "grant-role", "account", "two", "role", "auditor", NULL);
		town_close(&town);
	}
}

static void
a_role_is_held_where_it_belongs(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;

		town_open(&town, &test);
		account(ground, "clerk", NULL, 0);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "grant-role", "account", "clerk", "role", "unit_office",
		                        "node", text_of(ground, town.joint), NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "grant-role", "account", "clerk", "role", "joint_clerk",
		                        "node", text_of(ground, town.unit), NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "grant-role", "account", "clerk", "role", "joint_clerk",
		                        NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "node");
		assert_int_equal(act_as(ground, &ground->operator, NULL, "grant-role", "account", "clerk", "role", "king", "node",
		                        text_of(ground, town.joint), NULL), FAIL_INPUT);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "grant-role", "account", "nobody", "role", "auditor",
		                        NULL), FAIL_NOT_FOUND);
		town_close(&town);
	}
}

/* An administrator of a part of the tree gets no hold of accounts that reach further. */
static void
DP_12_an_administrator_reaches_only_accounts_within(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor local;

		town_open(&town, &test);
		account(ground, "local", "administrator", town.joint);
		account(ground, "chief", "administrator", 0);
		account(ground, "top", "comprehensive_clerk", town.top);
		account(ground, "near", "branch_secretary", town.branch);
		local = actor_named(ground, "local");
		assert_int_equal(act_as(ground, &local, NULL, "set-password", "account", "chief", "reason",
		                        "忘记密码", NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &local, NULL, "set-password", "account", "top", "reason",
		                        "忘记密码", NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &local, NULL, "disable-account", "account", "top", NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &local, NULL, "set-password", "account", "near", "reason",
		                        "忘记密码", NULL), 0);
		assert_int_equal(act_as(ground, &local, NULL, "grant-role", "account", "near", "role", "branch_secretary", "node",
		                        text_of(ground, town.other_branch), NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &local, NULL, "grant-role", "account", "near", "role", "branch_secretary", "node",
		                        text_of(ground, town.sister), NULL), 0);
		assert_int_equal(act_as(ground, &local, NULL, "grant-role", "account", "near", "role", "auditor", NULL),
		                 FAIL_FORBIDDEN);
		town_close(&town);
	}
}

/* Whoever signs in as a person sees that person's record. */
static void
DP_13_an_account_for_a_person_is_made_within_reach_and_seen_by_the_person(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor local;
		struct opening_line *notes;
		size_t count;

		town_open(&town, &test);
		local = actor_at(&town, ROLE_ADMINISTRATOR, town.joint);
		assert_int_equal(act_as(ground, &local, NULL, "add-account", "name", "a", "person",
		                        text_of(ground, town.other_person), NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &local, NULL, "add-account", "name", "a", "person",
		                        text_of(ground, town.person), NULL), 0);
		assert_int_equal(openings_of(ground->db, ground->arena, town.person, 9, &notes, &count), 0);
		assert_int_equal(count, 1);
		assert_string_equal(notes[0].reason, "add-account");
		town_close(&town);
	}
}

static void
an_account_has_a_name_of_its_own(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		ground_open(&ground, &test);
		made(&ground, "add-account", "name", "clerk", NULL);
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "add-account", "name", "clerk", NULL), FAIL_REFUSED);
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "add-account", "name", "a b", NULL), FAIL_INPUT);
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "add-account", "name", "a:b", NULL), FAIL_INPUT);
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "add-account", "name", "c", "person", "99", NULL),
		                 FAIL_INPUT);
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_session_lives_while_it_is_used_and_no_longer_than_a_day_at_work),
		cmocka_unit_test(DP_16_the_database_keeps_no_token_and_no_password),
		cmocka_unit_test(a_disabled_account_is_out_at_once),
		cmocka_unit_test(a_token_is_ended_by_its_holder_alone),
		cmocka_unit_test(a_one_time_password_opens_nothing_but_its_own_replacement),
		cmocka_unit_test(a_role_holds_from_its_first_day_to_its_last),
		cmocka_unit_test(DP_12_an_actor_acts_by_the_roles_of_today),
		cmocka_unit_test(DP_12_nobody_administers_the_machine_and_does_the_business),
		cmocka_unit_test(a_role_is_held_where_it_belongs),
		cmocka_unit_test(DP_12_an_administrator_reaches_only_accounts_within),
		cmocka_unit_test(DP_13_an_account_for_a_person_is_made_within_reach_and_seen_by_the_person),
		cmocka_unit_test(an_account_has_a_name_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
