/* Accounts with a password of their own, and signing in. */
#ifndef DANGJIAN_TESTS_PARTY_SIGNING_H
#define DANGJIAN_TESTS_PARTY_SIGNING_H

#include "town.h"

#define PASSWORD "a long enough password"

/* An account with a password of its own and one role. */
static inline void
account(struct ground *ground, const char *name, const char *role, int64_t node)
{
	struct outcome made_account = {0};
	struct actor actor;

	assert_int_equal(act_as(ground, &ground->operator, &made_account, "add-account", "name", name, NULL), 0);
	actor = actor_named(ground, name);
	actor.must_change = true;
	assert_int_equal(act_as(ground, &actor, NULL, "change-own-password", "current", made_account.secret, "password",
	                        PASSWORD, NULL), 0);
	if (role)
		made(ground, "grant-role", "account", name, "role", role, "node", node ? text_of(ground, node) : "",
		     "since", "2026-01-01", NULL);
}

static inline int
login_with(struct ground *ground, const char *name, const char *password, const char *code, const char *address,
           struct session *session)
{
	const struct sign_in by = {.account = name, .password = password, .code = code, .address = address,
	                           .today = ground->today, .at = ground->at};

	return session_login(ground->installation, ground->arena, &by, session);
}

static inline int
login(struct ground *ground, const char *name, const char *password, const char *address, struct session *session)
{
	return login_with(ground, name, password, NULL, address, session);
}

#endif
