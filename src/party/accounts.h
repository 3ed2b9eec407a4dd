/*
 * Passwords, sessions and tokens.  Passwords are hashed with argon2id; session
 * and API tokens are random and stored hashed, so that a copy of the database
 * opens nothing.
 */
#ifndef DANGJIAN_PARTY_ACCOUNTS_H
#define DANGJIAN_PARTY_ACCOUNTS_H

#include "party/access.h"
#include "party/installation.h"

#define ACCOUNT_NAME_MAX 60        /* characters */
#define PASSWORD_MIN 10            /* characters */
#define PASSWORD_MAX 200
#define PASSWORD_DISTINCT 5        /* different ones among them */
#define PASSWORD_TEXT 128          /* bytes of a stored hash with its NUL */
#define ONE_TIME_TEXT 20           /* bytes of a one-time password, "abcd-efgh-ijkm-npqr" */

#define SESSION_IDLE (2 * 60 * 60) /* seconds without a request after which it ends, unless set (setting.h) */
#define SESSION_LIFE (12 * 60 * 60)/* seconds after which it ends in any case, unless set */
#define SESSION_TOUCH (5 * 60)     /* seconds after which a request is noted again */
#define TOKEN_TOUCH (24 * 60 * 60) /* the same for API tokens */

#define SESSION_MARK 16            /* characters of a session's hash by which its holder names it */

/* What an officer may reset (account_reset.what). */
#define RESET_PASSWORD "password"
#define RESET_FACTOR "second_factor"

#define TOKEN_TEXT 44              /* 32 random bytes in base64 for addresses, with the NUL */

#define TOKEN_DAYS 90              /* an API token lives where no last day is named, unless set */
#define TOKEN_DAYS_MAX 366

/* Hashes a password; slow on purpose. */
int password_hash(const struct password_cost *cost, const char *password, char ret_hash[PASSWORD_TEXT]);

/* A fresh one-time password without characters that look alike. */
void password_one_time(char ret_password[ONE_TIME_TEXT]);

/* Length and difference from the account's name; 0 or FAIL_INPUT with the field `password`. */
int password_check(const char *password, const char *account);

struct session {
	char token[TOKEN_TEXT];   /* for the cookie; "" in one that was read back */
	char csrf[TOKEN_TEXT];    /* goes with every form */
	int64_t account;
	bool stale;               /* session_touch is due */
	bool told;                /* somebody has reset the password or the second factor: to be shown now */
};

struct sign_in {
	const char *account, *password;
	const char *code;         /* of the second factor, or null */
	const char *address;      /* where it comes from */
	day_no today;
	int64_t at;
};

/*
 * Signs in: FAIL_SIGNED_OUT where account, password or code is wrong or the
 * code missing (or the account disabled: the same sentence, the same cost),
 * FAIL_SLOW_DOWN after too many attempts (party/throttle.h).  Slow on purpose.
 */
int session_login(struct installation *installation, struct arena *arena, const struct sign_in *by,
                  struct session *ret_session);

/* The session of a cookie's token; FAIL_SIGNED_OUT where there is none or it has expired. */
int session_find(struct db *db, const char *token, int64_t at, struct session *ret_session);

/* Whether a form's csrf field is the session's; takes the same time either way. */
bool session_csrf_right(const struct session *session, const char *csrf);

/* Notes that a session, or an API token, was used; called where it is stale. */
int session_touch(struct installation *installation, const char *token, int64_t at);
int token_touch(struct installation *installation, const char *token, int64_t at);

int session_logout(struct installation *installation, const char *token);

/* The actor of a session's cookie, or of an API token. */
int actor_from_session(struct db *db, struct arena *arena, const char *token, int64_t at, day_no today,
                       struct session *ret_session, struct actor *ret_actor);
int actor_from_token(struct db *db, struct arena *arena, const char *token, int64_t at, day_no today,
                     bool *ret_stale, struct actor *ret_actor);

/* The account of a name, or 0. */
int account_find(struct db *db, const char *name, int64_t *ret_account);

/*
 * Whether a password is the actor's own: FAIL_FORBIDDEN where it is not,
 * FAIL_SLOW_DOWN after too many attempts.  It counts as an attempt until
 * account_verified says that all that was asked for was right.  Slow on purpose.
 */
int account_verify(struct installation *installation, struct arena *arena, const struct actor *actor,
                   const char *password, int64_t at);
int account_verified(struct db *db, const struct installation *installation, struct arena *arena,
                     const struct actor *actor, int64_t at);

/* Whether an account may be called so; FAIL_INPUT with the field `name`. */
int account_name_check(const char *name);

/* Makes an account inside an act, with the hash of a one-time password; FAIL_REFUSED for a name that is taken. */
int account_add(struct act *act, const char *name, const char *hash, int64_t person, int64_t *ret_account);

/* What is stored of a token. */
void token_hash(const char *token, char ret_hash[LOOKUP_TEXT]);

/* A fresh token. */
void token_new(char ret_token[TOKEN_TEXT]);

#endif
