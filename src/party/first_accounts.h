/* Setting up an installation that people will use (contracts: init). */
#ifndef DANGJIAN_PARTY_FIRST_ACCOUNTS_H
#define DANGJIAN_PARTY_FIRST_ACCOUNTS_H

#include "base/arena.h"
#include "base/day.h"

struct founding {
	const char *url;
	const char *key;           /* path of the key file; null: beside the database */
	const char *administrator; /* name of the account */
	const char *body;          /* name of the first comprehensive committee, or null */
	const char *tag;           /* of the actor, "cli:USER" */
	day_no today;
	int64_t at;
};

#define FOUNDED_MAX 2

struct founded {
	const char *account;
	const char *password;      /* one-time */
	const char *role;          /* "administrator" */
	const char *node;          /* the body's name, or "" */
};

/*
 * Makes schema and key (party/founding.h), then, in one transaction with its
 * journal entry, an administrator and with `body` that committee and a clerk
 * of it.  FAIL_REFUSED for a database that is in use.
 */
int first_accounts(struct arena *arena, const struct founding *founding,
                   struct founded ret_accounts[FOUNDED_MAX], size_t *ret_count);

#endif
