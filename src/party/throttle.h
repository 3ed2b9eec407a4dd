/*
 * Failed attempts at signing in.  After a few free ones each further failure
 * doubles the time until the next may be made, for the account from that
 * address, for the account from anywhere and for the address; no wait is ever
 * longer than LOGIN_WAIT_MAX, so that nobody is locked out for good.
 */
#ifndef DANGJIAN_PARTY_THROTTLE_H
#define DANGJIAN_PARTY_THROTTLE_H

#include "store/db.h"
#include "store/secret.h"

#define LOGIN_PAIR_MAX 5                  /* free failures of one account from one address */
#define LOGIN_ACCOUNT_MAX 30              /* … of one account from addresses it never signed in from */
#define LOGIN_ADDRESS_MAX 60              /* … from one address */
#define LOGIN_WAIT_FIRST 30               /* seconds to wait after the free ones are used up */
#define LOGIN_WAIT_MAX (15 * 60)
#define LOGIN_DECAY (15 * 60)             /* seconds in which one failure is forgotten */
#define LOGIN_FORGET (24 * 60 * 60)       /* … until all are */
#define LOGIN_KNOWN (30 * 24 * 60 * 60)   /* … after a success until its address is */

/* Seconds to wait after the last of so many failures, of which `free` cost nothing. */
int64_t login_wait(int64_t failures, int64_t free);

enum throttled { BY_PAIR, BY_ACCOUNT, BY_ADDRESS, KNOWN_PAIR, THROTTLED };

/* Keyed hashes, so that neither an address nor a password typed into the wrong field is stored. */
struct throttle {
	char subjects[THROTTLED][LOOKUP_TEXT];
};

int throttle_name(const struct secret *secret, struct arena *arena, const char *account, const char *address,
                  struct throttle *ret_throttle);

/*
 * Counts an attempt as failed, before anything is looked at, so that many at
 * once gain nothing; inside a writing transaction.  FAIL_SLOW_DOWN says for
 * how long; such an attempt is not counted.
 */
int throttle_count(struct db *db, const struct throttle *throttle, int64_t at);

/* The attempt was none that failed, and its address is the account's own from now on. */
int throttle_forgive(struct db *db, const struct throttle *throttle, int64_t at);

#endif
