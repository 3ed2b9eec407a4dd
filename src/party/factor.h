/*
 * The second factor: a code of six digits that changes every 30 seconds (RFC
 * 6238), or one of ten recovery codes, each good once.  The secret is sealed
 * with the installation's key, recovery codes are stored hashed.
 */
#ifndef DANGJIAN_PARTY_FACTOR_H
#define DANGJIAN_PARTY_FACTOR_H

#include "store/db.h"
#include "store/secret.h"

#define FACTOR_BYTES 20        /* of the secret, as long as its hash (RFC 4226, 4) */
#define FACTOR_SECRET_TEXT 33  /* the same in base32, with the NUL */
#define FACTOR_STEP 30         /* seconds a code is shown for */
#define FACTOR_DRIFT 1         /* steps a clock may be ahead or behind */
#define RECOVERY_CODES 10
#define RECOVERY_TEXT 20       /* bytes of one, "abcd-efgh-ijkm-npqr" */

/* The setting that demands one (party/setting.h), and its words beside "none". */
#define FACTOR_SETTING "second_factor"
#define FACTOR_ADMINISTRATORS "administrators"
#define FACTOR_STAFF "staff"

/* 1 where the installation demands a second factor of whoever holds such roles (role bits) today, 0 or a failure. */
int factor_demanded(struct db *db, unsigned roles, day_no today);

/* A fresh secret. */
int factor_new(char ret_secret[FACTOR_SECRET_TEXT]);

/* The address an authenticator reads from a QR code; null without memory. */
const char *factor_uri(struct arena *arena, const char *secret, const char *account);

/*
 * Whether a code is that of a secret at a moment, in a step after `after`:
 * its step, 0 where it is not, or a failure.
 */
int64_t factor_step(struct arena *arena, const char *secret, const char *code, int64_t at, int64_t after);

/* Whether a text has a secret's form; FAIL_INPUT with the field `secret`. */
int factor_check(const char *secret);

/* 1 where an account has a second factor, 0 or a failure. */
int factor_on(struct db *db, int64_t account);

/*
 * Inside a writing transaction: takes a code, or a recovery code, for an
 * account, once.  1 where it was right (or the account has no second factor), 0 or a failure.
 */
int factor_take(struct db *db, const struct secret *key, struct arena *arena, int64_t account, const char *code,
                int64_t at);

/* Inside an act: what an account signs in with besides its password from now on; `step` counts as used. */
int factor_set(struct db *db, const struct secret *key, struct arena *arena, int64_t account, const char *secret,
               int64_t step, int64_t journal);

/* Inside an act: fresh recovery codes in place of the account's, one a line, shown this once. */
int factor_recovery(struct db *db, struct arena *arena, int64_t account, const char **ret_codes);

/* Inside an act: none any more.  *ret_gone is false where there was none. */
int factor_drop(struct db *db, int64_t account, bool *ret_gone);

/* Recovery codes that are left. */
int factor_left(struct db *db, int64_t account, int64_t *ret_left);

/* Seals all secrets anew with another key; adds their number to *count. */
int factor_reseal(struct db *db, const struct secret *old, const struct secret *fresh, struct arena *arena,
                  int64_t *count);

#endif
