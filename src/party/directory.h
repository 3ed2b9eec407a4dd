/*
 * Who has an account, which roles are held by whom and where, and the lines of
 * the journal: what an administrator and an auditor look at, and everybody
 * about their own account.  Reading only; changes are actions.
 */
#ifndef DANGJIAN_PARTY_DIRECTORY_H
#define DANGJIAN_PARTY_DIRECTORY_H

#include "party/access.h"

/* The widest part of the tree in which the actor holds one of the roles: a path, "/" for everything; or null. */
int directory_reach(struct arena *arena, const struct actor *actor, unsigned roles, const char **ret_reach);

struct account_line {
	int64_t id;
	const char *name;
	bool personal;        /* belongs to a person */
	bool disabled;
	bool must_change;     /* has a one-time password */
	int64_t roles;        /* in force on the day */
};

struct account_query {
	const char *reach;    /* only accounts whose roles all lie there, and those without any */
	day_no day;
	const char *part;     /* of the name, or null */
	int64_t id;           /* only this one, or 0 */
	const char *after;    /* a name: only those behind it, or null */
	size_t limit;
};

/* By name. */
int directory_accounts(struct db *db, struct arena *arena, const struct account_query *query,
                       struct account_line **ret_lines, size_t *ret_count);

struct grant_line {
	int64_t id;
	int64_t account;
	const char *account_name;
	enum role role;
	int64_t node;
	const char *node_name; /* null: the whole installation */
	day_no since, until;
	const char *by;       /* who granted it, as the journal has it */
	int64_t journal;      /* by which entry */
	bool disabled;        /* the account may not sign in */
};

struct grant_query {
	const char *reach;    /* only roles held there */
	day_no day;
	bool later;           /* those that begin later, too */
	unsigned roles;       /* any of them, or 0 */
	int64_t account;      /* or 0 */
	const char *above;    /* a path: only roles that reach it, held there or above; or null */
	unsigned own;         /* … of these roles only those held at that very path */
	int64_t after;        /* a grant's identity, or 0 */
	size_t limit;
};

/* By identity. */
int directory_grants(struct db *db, struct arena *arena, const struct grant_query *query,
                     struct grant_line **ret_lines, size_t *ret_count);

struct token_line {
	int64_t id;
	const char *label;
	int64_t made, used;   /* seconds since 1970; used 0: never */
	day_no until;         /* end exclusive */
};

/* Those that are good today. */
int directory_tokens(struct db *db, struct arena *arena, int64_t account, day_no today,
                     struct token_line **ret_lines, size_t *ret_count);

struct session_line {
	int64_t begun, seen;
	bool this_one;        /* the session that asks */
	const char *mark;     /* by which end-session names it */
	int64_t expires;      /* at the latest */
};

/* The sessions of an account that have not ended at `at`, latest first. */
int directory_sessions(struct db *db, struct arena *arena, int64_t account, const char *token, int64_t at,
                       struct session_line **ret_lines, size_t *ret_count);

struct reset_line {
	int64_t at;
	const char *tag;      /* of the officer */
	const char *what;     /* RESET_PASSWORD, RESET_FACTOR */
	const char *reason;
};

/* Resets of an account's password or second factor after a moment, latest first. */
int directory_resets(struct db *db, struct arena *arena, int64_t account, int64_t after,
                     struct reset_line **ret_lines, size_t *ret_count);

struct entry_line {
	int64_t number, at;
	const char *tag;      /* of the actor */
	const char *action;
	const char *kind;     /* of the subject, or "" */
	int64_t subject;
	int64_t node;
};

struct entry_query {
	const char *reach;    /* entries of that part of the tree */
	day_no day;           /* up to this day */
	const char *action;   /* or null */
	const char *tag;      /* of the actor, or null */
	int64_t subject;      /* or 0 */
	int64_t before;       /* a number, or 0 */
	size_t limit;
};

/* The latest first. */
int directory_entries(struct db *db, struct arena *arena, const struct entry_query *query,
                      struct entry_line **ret_lines, size_t *ret_count);

#endif
