/* Signing in: failed attempts, the second factor, resets by officers, the ends of sessions and tokens. */
#include "../check.h"

#include <ctype.h>
#include <liboath/oath.h>

#include "party/directory.h"
#include "party/factor.h"
#include "party/rekey.h"
#include "party/throttle.h"
#include "signing.h"
#include "party/openings.h"

/* --- failed attempts ------------------------------------------------------------------- */

static void
DP_16_each_failure_past_the_free_ones_doubles_the_wait_to_a_quarter_of_an_hour(void **state)
{
	(void)state;
	assert_int_equal(login_wait(0, 5), 0);
	assert_int_equal(login_wait(4, 5), 0);
	assert_int_equal(login_wait(5, 5), LOGIN_WAIT_FIRST);
	assert_int_equal(login_wait(6, 5), 2 * LOGIN_WAIT_FIRST);
	assert_int_equal(login_wait(7, 5), 4 * LOGIN_WAIT_FIRST);
	assert_int_equal(login_wait(9, 5), 16 * LOGIN_WAIT_FIRST);
	assert_int_equal(login_wait(10, 5), LOGIN_WAIT_MAX);
	assert_int_equal(login_wait(INT64_MAX, 5), LOGIN_WAIT_MAX);
}

static void
wrong_passwords_are_slowed_down(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session;

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		assert_int_equal(login(&ground, "clerk", "wrong", "10.0.0.1", &session), FAIL_SIGNED_OUT);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		/* what was right in between starts the count again */
		for (int i = 0; i < LOGIN_PAIR_MAX; i++)
			assert_int_equal(login(&ground, "clerk", "wrong", "10.0.0.1", &session), FAIL_SIGNED_OUT);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), FAIL_SLOW_DOWN);
		assert_non_null(strstr(failure_text(LANG_ZH), "请 30 秒后再试"));
		/* others are not locked out by it */
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.2", &session), 0);
		/* an attempt made too early does not put the next one off */
		ground.at += LOGIN_WAIT_FIRST - 1;
		assert_int_equal(login(&ground, "clerk", "wrong", "10.0.0.1", &session), FAIL_SLOW_DOWN);
		ground.at += 1;
		assert_int_equal(login(&ground, "clerk", "wrong", "10.0.0.1", &session), FAIL_SIGNED_OUT);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), FAIL_SLOW_DOWN);
		assert_non_null(strstr(failure_text(LANG_EN), "in 60 seconds"));
		ground.at += 2 * LOGIN_WAIT_FIRST;
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		ground_close(&ground);
	}
}

/* However long somebody guesses, the holder waits a quarter of an hour at most. */
static void
DP_16_nobody_is_locked_out_for_good(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session;

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		for (int i = 0; i < 100; i++) {
			int status = login(&ground, "clerk", "wrong", "10.0.0.1", &session);

			assert_true(status == FAIL_SIGNED_OUT || status == FAIL_SLOW_DOWN);
			ground.at += LOGIN_WAIT_FIRST;
		}
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), FAIL_SLOW_DOWN);
		ground.at += LOGIN_WAIT_MAX;
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		/* with a clock that was set back by a year, too */
		for (int i = 0; i < LOGIN_PAIR_MAX; i++)
			assert_int_equal(login(&ground, "clerk", "wrong", "10.0.0.1", &session), FAIL_SIGNED_OUT);
		ground.at -= 365 * 86400;
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), FAIL_SLOW_DOWN);
		assert_non_null(strstr(failure_text(LANG_ZH), "请 15 分钟后再试"));
		ground_close(&ground);
	}
}

static void
many_addresses_and_many_names_are_slowed_down_too(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session;
		char text[32];

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		account(&ground, "other", NULL, 0);
		for (int i = 0; i < LOGIN_ACCOUNT_MAX; i++) {
			snprintf(text, sizeof text, "10.1.0.%d", i);
			assert_int_equal(login(&ground, "clerk", "wrong", text, &session), FAIL_SIGNED_OUT);
		}
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.2.0.1", &session), FAIL_SLOW_DOWN);
		assert_int_equal(login(&ground, "other", PASSWORD, "10.2.0.1", &session), 0);
		for (int i = 0; i < LOGIN_ADDRESS_MAX; i++) {
			snprintf(text, sizeof text, "nobody%d", i);
			assert_int_equal(login(&ground, text, "wrong", "10.3.0.1", &session), FAIL_SIGNED_OUT);
		}
		assert_int_equal(login(&ground, "other", PASSWORD, "10.3.0.1", &session), FAIL_SLOW_DOWN);
		assert_int_equal(login(&ground, "other", PASSWORD, "10.3.0.2", &session), 0);
		ground_close(&ground);
	}
}

static void
nobody_learns_which_accounts_exist(void **state)
{
	struct ground ground;
	struct session session;
	char known[FAIL_TEXT_MAX];

	(void)state;
	FOR_EACH_ENGINE(test) {
		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		assert_int_equal(login(&ground, "clerk", "wrong", "10.0.0.1", &session), FAIL_SIGNED_OUT);
		snprintf(known, sizeof known, "%s", failure_text(LANG_ZH));
		assert_int_equal(login(&ground, "nobody", "wrong", "10.0.0.1", &session), FAIL_SIGNED_OUT);
		assert_string_equal(failure_text(LANG_ZH), known);
		made(&ground, "disable-account", "account", "clerk", NULL);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &session), FAIL_SIGNED_OUT);
		assert_string_equal(failure_text(LANG_ZH), known);
		ground_close(&ground);
	}
}

/* Guessing the current password from a session is slowed down like signing in. */
static void
the_current_password_is_not_guessed(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct actor actor;

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		actor = actor_named(&ground, "clerk");
		for (int i = 0; i < LOGIN_PAIR_MAX; i++)
			assert_int_equal(act_as(&ground, &actor, NULL, "change-own-password", "current", "wrong", "password",
			                        "another long password", NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(&ground, &actor, NULL, "change-own-password", "current", PASSWORD, "password",
		                        "another long password", NULL), FAIL_SLOW_DOWN);
		ground_close(&ground);
	}
}

/* Where the account has signed in before, guesses from elsewhere do not keep its holder out. */
static void
DP_16_an_attack_from_elsewhere_leaves_the_holder_in(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session;
		char text[32];

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.9.0.1", &session), 0);
		for (int i = 0; i < LOGIN_ACCOUNT_MAX; i++) {
			snprintf(text, sizeof text, "10.1.0.%d", i);
			assert_int_equal(login(&ground, "clerk", "wrong", text, &session), FAIL_SIGNED_OUT);
		}
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.9.0.2", &session), FAIL_SLOW_DOWN);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.9.0.1", &session), 0);
		/* known no longer after a month */
		ground.at += LOGIN_KNOWN;
		for (int i = 0; i < LOGIN_ACCOUNT_MAX; i++) {
			snprintf(text, sizeof text, "10.1.0.%d", i);
			assert_int_equal(login(&ground, "clerk", "wrong", text, &session), FAIL_SIGNED_OUT);
		}
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.9.0.1", &session), FAIL_SLOW_DOWN);
		ground_close(&ground);
	}
}

/* --- the second factor ---------------------------------------------------------------- */

#define SECRET "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" /* "12345678901234567890", as in RFC 6238 */

/* The code an authenticator would show. */
static const char *
code_at(struct ground *ground, const char *secret, int64_t at)
{
	char *code = arena_alloc(ground->arena, 7), *bytes = NULL;
	size_t len = 0;

	assert_int_equal(oath_base32_decode(secret, strlen(secret), &bytes, &len), OATH_OK);
	assert_int_equal(oath_totp_generate(bytes, len, (time_t)at, 30, 0, 6, code), OATH_OK);
	free(bytes);
	return code;
}

static void
DP_16_codes_are_those_of_rfc_6238(void **state)
{
	/* Appendix B, SHA-1, the last six of its eight digits. */
	static const struct { int64_t at; const char *code; } vectors[] = {
		{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"},
		{2000000000, "279037"}, {20000000000, "353130"},
	};
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		int64_t at = vectors[i].at, step = at / FACTOR_STEP;

		assert_int_equal(factor_step(arena, SECRET, vectors[i].code, at, 0), step);
		/* one step early or late, not two */
		assert_int_equal(factor_step(arena, SECRET, vectors[i].code, (step + 2) * FACTOR_STEP - 1, 0), step);
		assert_int_equal(factor_step(arena, SECRET, vectors[i].code, (step + 2) * FACTOR_STEP, 0), 0);
		assert_int_equal(factor_step(arena, SECRET, vectors[i].code, (step - 1) * FACTOR_STEP, 0), step);
		if (step > 1)
			assert_int_equal(factor_step(arena, SECRET, vectors[i].code, (step - 1) * FACTOR_STEP - 1, 0), 0);
		/* not in a step that was used */
		assert_int_equal(factor_step(arena, SECRET, vectors[i].code, at, step), 0);
		assert_int_equal(factor_step(arena, SECRET, vectors[i].code, at, step - 1), step);
	}
	assert_int_equal(factor_step(arena, SECRET, "２８７ 0８２", 59, 0), 1);
	assert_int_equal(factor_step(arena, SECRET, "28708", 59, 0), 0);
	assert_int_equal(factor_step(arena, SECRET, "2870820", 59, 0), 0);
	assert_int_equal(factor_step(arena, SECRET, "", 59, 0), 0);
	arena_free(arena);
}

static void
DP_16_a_secret_has_its_form_and_its_address(void **state)
{
	char one[FACTOR_SECRET_TEXT], other[FACTOR_SECRET_TEXT];
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);

	(void)state;
	assert_int_equal(factor_new(one), 0);
	assert_int_equal(factor_new(other), 0);
	assert_string_not_equal(one, other);
	assert_int_equal(factor_check(one), 0);
	assert_int_equal(factor_check(""), FAIL_INPUT);
	assert_int_equal(factor_check("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ"), FAIL_INPUT);
	assert_int_equal(factor_check("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1"), FAIL_INPUT);
	assert_string_equal(factor_uri(arena, SECRET, "甲a-1"),
	                    "otpauth://totp/%E5%85%9A%E5%BB%BA:%E7%94%B2a%2D1?secret=" SECRET
	                    "&issuer=%E5%85%9A%E5%BB%BA");
	arena_free(arena);
}

/* An account that has set one up; gives its recovery codes. */
static const char *
with_factor(struct ground *ground, const char *name)
{
	struct outcome outcome = {0};
	struct actor actor;

	account(ground, name, NULL, 0);
	actor = actor_named(ground, name);
	assert_int_equal(act_as(ground, &actor, &outcome, "set-second-factor", "current", PASSWORD, "secret", SECRET, "code",
	                        code_at(ground, SECRET, ground->at), NULL), 0);
	return outcome.secret;
}

static void
DP_16_setting_up_takes_the_password_and_a_code(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct actor actor;
		const char *code;
		int64_t open = 0;

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		actor = actor_named(&ground, "clerk");
		code = code_at(&ground, SECRET, ground.at);
		assert_int_equal(act_as(&ground, &actor, NULL, "set-second-factor", "current", "wrong", "secret", SECRET, "code",
		                        code, NULL), FAIL_FORBIDDEN);
		assert_string_equal(last_failure()->field, "current");
		assert_int_equal(act_as(&ground, &actor, NULL, "set-second-factor", "current", PASSWORD, "secret", SECRET, "code",
		                        code_at(&ground, SECRET, ground.at + 3600), NULL), FAIL_FORBIDDEN);
		assert_string_equal(last_failure()->field, "code");
		assert_int_equal(act_as(&ground, &actor, NULL, "set-second-factor", "current", PASSWORD, "secret", "SHORT", "code",
		                        code, NULL), FAIL_INPUT);
		assert_int_equal(factor_on(ground.db, actor.account), 0);
		assert_int_equal(act_as(&ground, &actor, NULL, "set-second-factor", "current", PASSWORD, "secret", SECRET, "code",
		                        code, NULL), 0);
		assert_int_equal(factor_on(ground.db, actor.account), 1);
		assert_int_equal(act_as(&ground, &actor, NULL, "set-second-factor", "current", PASSWORD, "secret", SECRET, "code",
		                        code_at(&ground, SECRET, ground.at + 30), NULL), FAIL_REFUSED);
		/* the secret is sealed, and in no entry of the journal */
		assert_int_equal(db_number(ground.db, "select (select count(*) from second_factor where secret like $1)"
		                           " + (select count(*) from journal where facts like $1)",
		                           ARGS(TEXT("%" SECRET "%")), &open), 0);
		assert_int_equal(open, 0);
		ground_close(&ground);
	}
}

static void
DP_16_with_a_second_factor_the_password_alone_signs_nobody_in(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session;
		char wrong[FAIL_TEXT_MAX];

		ground_open(&ground, &test);
		with_factor(&ground, "clerk");
		assert_int_equal(login(&ground, "clerk", "wrong", "10.0.0.1", &session), FAIL_SIGNED_OUT);
		snprintf(wrong, sizeof wrong, "%s", failure_text(LANG_ZH));
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.2", &session), FAIL_SIGNED_OUT);
		assert_string_equal(failure_text(LANG_ZH), wrong); /* the right password does not show */
		/* the code of setting up was used by it */
		assert_int_equal(login_with(&ground, "clerk", PASSWORD, code_at(&ground, SECRET, ground.at), "10.0.0.3", &session),
		                 FAIL_SIGNED_OUT);
		assert_string_equal(failure_text(LANG_ZH), wrong);
		ground.at += FACTOR_STEP;
		assert_int_equal(login_with(&ground, "clerk", "wrong", code_at(&ground, SECRET, ground.at), "10.0.0.3", &session),
		                 FAIL_SIGNED_OUT);
		assert_int_equal(login_with(&ground, "clerk", PASSWORD, code_at(&ground, SECRET, ground.at), "10.0.0.3", &session),
		                 0);
		/* once only */
		assert_int_equal(login_with(&ground, "clerk", PASSWORD, code_at(&ground, SECRET, ground.at), "10.0.0.3", &session),
		                 FAIL_SIGNED_OUT);
		assert_int_equal(login_with(&ground, "clerk", PASSWORD, code_at(&ground, SECRET, ground.at + FACTOR_STEP),
		                            "10.0.0.3", &session), 0);
		ground_close(&ground);
	}
}

/* Whoever knows the password still cannot try the codes. */
static void
DP_16_codes_are_not_guessed(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session;
		struct actor actor;
		const char *right;

		ground_open(&ground, &test);
		with_factor(&ground, "clerk");
		ground.at += FACTOR_STEP;
		right = code_at(&ground, SECRET, ground.at);
		for (int i = 0; i < LOGIN_PAIR_MAX; i++)
			assert_int_equal(login_with(&ground, "clerk", PASSWORD, strcmp(right, "000000") == 0 ? "000001" : "000000",
			                            "10.0.0.1", &session), FAIL_SIGNED_OUT);
		assert_int_equal(login_with(&ground, "clerk", PASSWORD, right, "10.0.0.1", &session), FAIL_SLOW_DOWN);
		actor = actor_named(&ground, "clerk");
		for (int i = 0; i < LOGIN_PAIR_MAX; i++)
			assert_int_equal(act_as(&ground, &actor, NULL, "end-second-factor", "current", PASSWORD, "code",
			                        strcmp(right, "000000") == 0 ? "000001" : "000000", NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(&ground, &actor, NULL, "end-second-factor", "current", PASSWORD, "code", right, NULL),
		                 FAIL_SLOW_DOWN);
		ground_close(&ground);
	}
}

static void
DP_16_a_recovery_code_is_good_once_and_stored_hashed(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session;
		struct actor actor;
		struct outcome fresh = {0};
		char first[RECOVERY_TEXT];
		const char *codes;
		int64_t number = 0;

		ground_open(&ground, &test);
		codes = with_factor(&ground, "clerk");
		assert_int_equal(strlen(codes), RECOVERY_CODES * RECOVERY_TEXT - 1);
		snprintf(first, sizeof first, "%s", codes);
		assert_int_equal(db_number(ground.db, "select count(*) from recovery_code where code = $1", ARGS(TEXT(first)),
		                           &number), 0);
		assert_int_equal(number, 0);
		actor = actor_named(&ground, "clerk");
		assert_int_equal(factor_left(ground.db, actor.account, &number), 0);
		assert_int_equal(number, RECOVERY_CODES);
		assert_int_equal(login_with(&ground, "clerk", "wrong", first, "10.0.0.1", &session), FAIL_SIGNED_OUT);
		assert_int_equal(login_with(&ground, "clerk", PASSWORD, first, "10.0.0.1", &session), 0);
		assert_int_equal(login_with(&ground, "clerk", PASSWORD, first, "10.0.0.1", &session), FAIL_SIGNED_OUT);
		assert_int_equal(factor_left(ground.db, actor.account, &number), 0);
		assert_int_equal(number, RECOVERY_CODES - 1);
		/* new ones end the old ones */
		snprintf(first, sizeof first, "%s", codes + RECOVERY_TEXT);
		ground.at += FACTOR_STEP;
		assert_int_equal(act_as(&ground, &actor, &fresh, "renew-recovery-codes", "current", PASSWORD, "code",
		                        code_at(&ground, SECRET, ground.at), NULL), 0);
		assert_int_equal(login_with(&ground, "clerk", PASSWORD, first, "10.0.0.2", &session), FAIL_SIGNED_OUT);
		snprintf(first, sizeof first, "%s", fresh.secret);
		for (char *at = first; *at; at++) /* as somebody types it */
			*at = (char)(*at == '-' ? ' ' : toupper((unsigned char)*at));
		assert_int_equal(login_with(&ground, "clerk", PASSWORD, first, "10.0.0.2", &session), 0);
		ground_close(&ground);
	}
}

static void
DP_16_the_second_factor_is_ended_by_its_holder_or_reset_by_a_named_officer(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor clerk, local, other;
		struct session session, found;

		town_open(&town, &test);
		with_factor(ground, "clerk");
		made(ground, "grant-role", "account", "clerk", "role", "joint_clerk", "node", text_of(ground, town.joint), NULL);
		account(ground, "local", "administrator", town.joint);
		account(ground, "other", "administrator", town.other_joint);
		clerk = actor_named(ground, "clerk");
		local = actor_named(ground, "local");
		other = actor_named(ground, "other");
		ground->at += FACTOR_STEP;
		assert_int_equal(act_as(ground, &clerk, NULL, "end-second-factor", "current", "wrong", "code",
		                        code_at(ground, SECRET, ground->at), NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &clerk, NULL, "end-second-factor", "current", PASSWORD, "code",
		                        code_at(ground, SECRET, ground->at), NULL), 0);
		assert_int_equal(act_as(ground, &clerk, NULL, "end-second-factor", "current", PASSWORD, "code", "123456", NULL),
		                 FAIL_REFUSED);
		assert_int_equal(login(ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		assert_false(session.told);
		assert_int_equal(act_as(ground, &clerk, NULL, "set-second-factor", "current", PASSWORD, "secret", SECRET, "code",
		                        code_at(ground, SECRET, ground->at), NULL), 0);
		assert_int_equal(act_as(ground, &other, NULL, "reset-second-factor", "account", "clerk", "reason", "手机丢失",
		                        NULL), FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &local, NULL, "reset-second-factor", "account", "clerk", "reason", "", NULL),
		                 FAIL_INPUT);
		assert_int_equal(act_as(ground, &local, NULL, "reset-second-factor", "account", "clerk", "reason", "手机丢失",
		                        NULL), 0);
		assert_int_equal(session_find(ground->db, session.token, ground->at, &found), FAIL_SIGNED_OUT);
		assert_int_equal(login(ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		assert_true(session.told);
		assert_int_equal(login(ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		assert_false(session.told); /* once */
		assert_int_equal(act_as(ground, &local, NULL, "reset-second-factor", "account", "local", "reason", "试用", NULL),
		                 FAIL_REFUSED);
		town_close(&town);
	}
}

static bool
must_enrol(struct ground *ground, const char *name)
{
	return actor_named(ground, name).must_enrol;
}

/* Demanded by a setting, of administrators or of all staff; never of members. */
static void
DP_16_a_second_factor_can_be_demanded_of_staff(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor clerk;

		town_open(&town, &test);
		account(ground, "root", "administrator", 0);
		account(ground, "clerk", "joint_clerk", town.joint);
		account(ground, "secretary", "branch_secretary", town.branch);
		assert_false(must_enrol(ground, "root") || must_enrol(ground, "clerk"));
		made(ground, "set-setting", "name", "second_factor", "value", "administrators", "source", "试用", NULL);
		assert_true(must_enrol(ground, "root"));
		assert_false(must_enrol(ground, "clerk"));
		made(ground, "set-setting", "name", "second_factor", "value", "staff", "source", "试用", NULL);
		assert_true(must_enrol(ground, "root") && must_enrol(ground, "clerk"));
		assert_false(must_enrol(ground, "secretary"));
		clerk = actor_named(ground, "clerk");
		assert_int_equal(act_as(ground, &clerk, NULL, "change-unit", "id", text_of(ground, town.unit), "staff", "5", NULL),
		                 FAIL_FORBIDDEN);
		assert_string_equal(last_failure()->clause, "DP-16");
		assert_int_equal(act_as(ground, &clerk, NULL, "set-second-factor", "current", PASSWORD, "secret", SECRET, "code",
		                        code_at(ground, SECRET, ground->at), NULL), 0);
		clerk = actor_named(ground, "clerk");
		assert_false(clerk.must_enrol);
		assert_int_equal(act_as(ground, &clerk, NULL, "change-unit", "id", text_of(ground, town.unit), "staff", "5", NULL), 0);
		assert_int_equal(act_as(ground, &ground->operator, NULL, "set-setting", "name", "second_factor", "value", "everybody",
		                        "source", "试用", NULL), FAIL_INPUT);
		town_close(&town);
	}
}

static void
DP_16_another_key_keeps_second_factors_working(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session session;
		struct call call;

		ground_open(&ground, &test);
		with_factor(&ground, "clerk");
		call = (struct call){.installation = ground.installation, .db = ground.db, .actor = &ground.operator,
		                     .arena = ground.arena, .today = ground.today, .at = ground.at};
		assert_int_equal(rekey(&call, ground.key), 0);
		installation_close(ground.installation);
		assert_int_equal(installation_open(test.url, ground.key, &ground.installation), 0);
		ground.installation->cost = CHEAP;
		ground.at += FACTOR_STEP;
		assert_int_equal(login_with(&ground, "clerk", PASSWORD, code_at(&ground, SECRET, ground.at), "10.0.0.1", &session),
		                 0);
		ground_close(&ground);
	}
}

/* --- resets, sessions, tokens ----------------------------------------------------------- */

static void
DP_12_a_password_is_reset_with_a_reason_and_its_holder_is_told(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct outcome outcome = {0};
		struct actor local, member;
		struct session session;
		struct opening_line *notes;
		struct reset_line *resets;
		size_t count;

		town_open(&town, &test);
		account(ground, "local", "administrator", town.joint);
		local = actor_named(ground, "local");
		made(ground, "add-account", "name", "zhang", "person", text_of(ground, town.person), NULL);
		made(ground, "add-account", "name", "wang", "person", text_of(ground, town.other_person), NULL);
		member = actor_named(ground, "zhang");
		assert_int_equal(act_as(ground, &local, NULL, "set-password", "account", "zhang", NULL), FAIL_INPUT);
		/* without any role, an account is still somebody's, who belongs elsewhere */
		assert_int_equal(act_as(ground, &local, NULL, "set-password", "account", "wang", "reason", "忘记密码", NULL),
		                 FAIL_FORBIDDEN);
		assert_int_equal(act_as(ground, &local, NULL, "set-password", "account", "local", "reason", "忘记密码", NULL),
		                 FAIL_REFUSED);
		assert_int_equal(act_as(ground, &local, &outcome, "set-password", "account", "zhang", "reason", "忘记密码", NULL),
		                 0);
		assert_int_equal(login(ground, "zhang", outcome.secret, "10.0.0.1", &session), 0);
		assert_true(session.told);
		assert_int_equal(directory_resets(ground->db, ground->arena, member.account, ground->at - 1, &resets, &count), 0);
		assert_int_equal(count, 1);
		assert_string_equal(resets[0].reason, "忘记密码");
		assert_string_equal(resets[0].what, RESET_PASSWORD);
		assert_string_equal(resets[0].tag, local.tag);
		assert_int_equal(openings_of(ground->db, ground->arena, town.person, 9, &notes, &count), 0);
		assert_int_equal(count, 2); /* the account made, the password reset */
		town_close(&town);
	}
}

static void
DP_16_one_ends_ones_other_sessions_and_nobody_elses(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct session here, there, found;
		struct session_line *lines;
		struct actor clerk, other;
		size_t count;

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		account(&ground, "other", NULL, 0);
		clerk = actor_named(&ground, "clerk");
		other = actor_named(&ground, "other");
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.1", &here), 0);
		assert_int_equal(login(&ground, "clerk", PASSWORD, "10.0.0.2", &there), 0);
		assert_int_equal(directory_sessions(ground.db, ground.arena, clerk.account, here.token, ground.at, &lines, &count),
		                 0);
		assert_int_equal(count, 2);
		if (lines[0].this_one)
			lines++;
		assert_false(lines[0].this_one);
		assert_int_equal(act_as(&ground, &other, NULL, "end-session", "session", lines[0].mark, NULL), FAIL_NOT_FOUND);
		assert_int_equal(act_as(&ground, &clerk, NULL, "end-session", "session", lines[0].mark, NULL), 0);
		assert_int_equal(act_as(&ground, &clerk, NULL, "end-session", "session", lines[0].mark, NULL), FAIL_NOT_FOUND);
		assert_int_equal(session_find(ground.db, there.token, ground.at, &found), FAIL_SIGNED_OUT);
		assert_int_equal(session_find(ground.db, here.token, ground.at, &found), 0);
		ground_close(&ground);
	}
}

static void
DP_12_a_session_ends_with_the_role(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct session session, found;
		int64_t grant, midnight;

		town_open(&town, &test);
		account(ground, "clerk", NULL, 0);
		grant = made(ground, "grant-role", "account", "clerk", "role", "joint_clerk", "node",
		             text_of(ground, town.joint), NULL);
		assert_int_equal(login(ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		made(ground, "end-role", "id", text_of(ground, grant), "last", "2026-11-21", NULL);
		assert_int_equal(session_find(ground->db, session.token, ground->at, &found), 0); /* holds to the day's end */
		made(ground, "end-role", "id", text_of(ground, grant), NULL);
		assert_int_equal(session_find(ground->db, session.token, ground->at, &found), FAIL_SIGNED_OUT);
		/* a role whose last day is today ends the session at midnight */
		made(ground, "grant-role", "account", "clerk", "role", "teller", "node", text_of(ground, town.branch), "last",
		     "2026-11-21", NULL);
		midnight = ground->at + day_seconds_left(ground->at);
		ground->at = midnight - 600;
		assert_int_equal(login(ground, "clerk", PASSWORD, "10.0.0.1", &session), 0);
		assert_int_equal(session_find(ground->db, session.token, midnight - 1, &found), 0);
		assert_int_equal(session_find(ground->db, session.token, midnight, &found), FAIL_SIGNED_OUT);
		town_close(&town);
	}
}

static void
DP_16_a_token_ends_with_its_last_day(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;
		struct outcome token = {0}, plain = {0};
		struct actor clerk, found;
		struct token_line *lines;
		size_t count;
		bool stale;

		ground_open(&ground, &test);
		account(&ground, "clerk", NULL, 0);
		clerk = actor_named(&ground, "clerk");
		assert_int_equal(act_as(&ground, &clerk, NULL, "make-token", "label", "甲", "last", "2026-11-20", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "last");
		assert_int_equal(act_as(&ground, &clerk, NULL, "make-token", "label", "甲", "last", "2027-11-22", NULL), FAIL_INPUT);
		assert_int_equal(act_as(&ground, &clerk, NULL, "make-token", "label", "甲", "last", "2027-11-21", NULL), 0);
		assert_int_equal(act_as(&ground, &clerk, &token, "make-token", "label", "乙", "last", "2026-11-22", NULL), 0);
		assert_int_equal(act_as(&ground, &clerk, &plain, "make-token", "label", "丙", NULL), 0);
		assert_int_equal(actor_from_token(ground.db, ground.arena, token.secret, ground.at, TODAY + 1, &stale, &found), 0);
		assert_int_equal(actor_from_token(ground.db, ground.arena, token.secret, ground.at, TODAY + 2, &stale, &found),
		                 FAIL_SIGNED_OUT);
		assert_int_equal(actor_from_token(ground.db, ground.arena, plain.secret, ground.at, TODAY + TOKEN_DAYS - 1, &stale,
		                                  &found), 0);
		assert_int_equal(actor_from_token(ground.db, ground.arena, plain.secret, ground.at, TODAY + TOKEN_DAYS, &stale,
		                                  &found), FAIL_SIGNED_OUT);
		assert_int_equal(directory_tokens(ground.db, ground.arena, clerk.account, TODAY, &lines, &count), 0);
		assert_int_equal(count, 3);
		assert_int_equal(directory_tokens(ground.db, ground.arena, clerk.account, TODAY + 2, &lines, &count), 0);
		assert_int_equal(count, 2);
		ground_close(&ground);
	}
}

static void
DP_12_nobody_grants_a_role_to_oneself(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct town town;
		struct ground *ground = &town.ground;
		struct actor local;

		town_open(&town, &test);
		account(ground, "local", "administrator", town.joint);
		account(ground, "near", NULL, 0);
		local = actor_named(ground, "local");
		assert_int_equal(act_as(ground, &local, NULL, "grant-role", "account", "local", "role", "administrator", "node",
		                        text_of(ground, town.branch), NULL), FAIL_REFUSED);
		assert_string_equal(last_failure()->clause, "DP-12");
		assert_int_equal(act_as(ground, &local, NULL, "grant-role", "account", "near", "role", "administrator", "node",
		                        text_of(ground, town.branch), NULL), 0);
		town_close(&town);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(DP_16_each_failure_past_the_free_ones_doubles_the_wait_to_a_quarter_of_an_hour),
		cmocka_unit_test(wrong_passwords_are_slowed_down),
		cmocka_unit_test(DP_16_nobody_is_locked_out_for_good),
		cmocka_unit_test(many_addresses_and_many_names_are_slowed_down_too),
		cmocka_unit_test(nobody_learns_which_accounts_exist),
		cmocka_unit_test(the_current_password_is_not_guessed),
		cmocka_unit_test(DP_16_an_attack_from_elsewhere_leaves_the_holder_in),
		cmocka_unit_test(DP_16_codes_are_those_of_rfc_6238),
		cmocka_unit_test(DP_16_a_secret_has_its_form_and_its_address),
		cmocka_unit_test(DP_16_setting_up_takes_the_password_and_a_code),
		cmocka_unit_test(DP_16_with_a_second_factor_the_password_alone_signs_nobody_in),
		cmocka_unit_test(DP_16_codes_are_not_guessed),
		cmocka_unit_test(DP_16_a_recovery_code_is_good_once_and_stored_hashed),
		cmocka_unit_test(DP_16_the_second_factor_is_ended_by_its_holder_or_reset_by_a_named_officer),
		cmocka_unit_test(DP_16_a_second_factor_can_be_demanded_of_staff),
		cmocka_unit_test(DP_16_another_key_keeps_second_factors_working),
		cmocka_unit_test(DP_12_a_password_is_reset_with_a_reason_and_its_holder_is_told),
		cmocka_unit_test(DP_16_one_ends_ones_other_sessions_and_nobody_elses),
		cmocka_unit_test(DP_12_a_session_ends_with_the_role),
		cmocka_unit_test(DP_16_a_token_ends_with_its_last_day),
		cmocka_unit_test(DP_12_nobody_grants_a_role_to_oneself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
