/*
 * The journal.  An act is one committed change: it takes the next
 * journal number, writes with it, and ends with an entry whose hash covers
 * the one before.  Identities come from one sequence for all kinds, whose
 * height stands in the journal itself.
 */
#ifndef DANGJIAN_STORE_JOURNAL_H
#define DANGJIAN_STORE_JOURNAL_H

#include "base/lang.h"
#include "store/db.h"

#define HASH_TEXT 65 /* a SHA-256 in hexadecimal with its NUL */

struct act {
	struct db *db;
	struct arena *arena;
	const char *actor;   /* "account:12" or "cli:NAME" */
	day_no today;
	int64_t at;          /* seconds since 1970; before the previous entry only by CLOCK_ACCEPT */
	int64_t number;      /* this act's journal number */
	int64_t last_id;
	char previous[HASH_TEXT];
};

/* Seconds an act may have waited for its turn, or a clock be put back, without anything being amiss. */
#define CLOCK_SLACK 3600

/*
 * Begins an act inside a writing transaction.  FAIL_UNAVAILABLE where the
 * clock lies further behind the last entry than CLOCK_SLACK.
 */
int act_begin(struct act *act, struct db *db, struct arena *arena, const char *actor,
              day_no today, int64_t at);

/*
 * The same where the operator says that the clock is right and the last entry
 * was written by a wrong one; its entry's action is CLOCK_ACCEPT.
 * FAIL_REFUSED where the clock is not behind.
 */
int act_begin_earlier(struct act *act, struct db *db, struct arena *arena, const char *actor,
                      day_no today, int64_t at);

#define CLOCK_ACCEPT "clock-accept"

/* A fresh identity. */
int64_t act_new_id(struct act *act);

struct entry {
	const char *action;  /* "change-unit" */
	const char *kind;    /* of the subject, or "" */
	int64_t subject;     /* or 0 */
	int64_t node;        /* the body in whose part of the tree it lies, or 0 */
	const char *facts;   /* a JSON object; persons by identity only (DP-6) */
};

/* Writes the entry; the caller commits. */
int act_end(struct act *act, const struct entry *entry);

/*
 * Recomputes the chain.  Calls `report` with one sentence per break and
 * returns the number of breaks, or a failure.
 */
int journal_verify(struct db *db, void (*report)(void *arg, struct bilingual finding), void *arg);

/* The number of the last entry, 0 when there is none. */
int journal_last(struct db *db, int64_t *ret_number);

#endif
