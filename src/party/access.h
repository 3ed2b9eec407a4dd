/*
 * Who is acting, and within which part of the tree (DP-12).  An
 * actor is loaded for one request with the roles in force today: the right to
 * see and to change is always today's, whatever day is looked at.
 */
#ifndef DANGJIAN_PARTY_ACCESS_H
#define DANGJIAN_PARTY_ACCESS_H

#include "registry/list.h"

struct grant {
	int64_t id;
	enum role role;
	int64_t node;       /* a body or unit; 0: the whole installation */
	const char *path;   /* where the node hangs today, "/1/17/"; null: nowhere, so it reaches nothing */
};

struct actor {
	int64_t account;    /* 0 for the operator */
	const char *name;   /* of the account, or "cli:USER" */
	const char *tag;    /* as the journal has it: "account:12" or "cli:USER" */
	int64_t person;     /* whom the account belongs to, or 0 */
	const struct grant *grants;
	size_t count;
	day_no today;       /* on which the grants were read */
	bool operator;      /* of the machine: may do everything, always journalled */
	bool must_change;   /* signed in with a one-time password: may only set a password of their own */
	bool must_enrol;    /* a second factor is demanded and there is none: may only set one up */
};

/* Bit of `who` for anyone signed in, whatever the roles; stands above all roles. */
#define ANY_ACCOUNT (1u << 30)

/* The operator at the command line, by the name of the operating system's user. */
int actor_operator(struct arena *arena, const char *user, struct actor *ret_actor);

/* An account by identity or by name; FAIL_SIGNED_OUT for one that is unknown or disabled. */
int actor_load(struct db *db, struct arena *arena, int64_t account, day_no today, struct actor *ret_actor);
int actor_by_name(struct db *db, struct arena *arena, const char *name, day_no today,
                  struct actor *ret_actor);

/* The roles held anywhere, as a set of bits; all of them for the operator. */
unsigned actor_roles(const struct actor *actor);

/*
 * The paths within which the actor holds one of the roles, widest first, none
 * inside another; "/" is everything.  Null without memory.
 */
const char *const *actor_scope(struct arena *arena, const struct actor *actor, unsigned roles,
                               size_t *ret_count);

/* The grant of one of the roles that reaches farthest, or null: the part shown to those who name none. */
const struct grant *actor_widest(const struct actor *actor, unsigned roles);

/* Whether the actor holds one of the roles at or above a path. */
bool actor_may(const struct actor *actor, unsigned roles, const char *path);

/* Whether the actor holds one of the roles at this very path: one's own branch. */
bool actor_may_own(const struct actor *actor, unsigned roles, const char *path);

/* Whether records of the kind open only in one's own branch or to the person (DP-12). */
bool kind_is_own(const struct kind *kind);

/* Whom a record is about, or 0. */
int64_t record_person(const struct record *record);

/*
 * Reads: whether the actor may see a record; 0 or FAIL_FORBIDDEN.  A record
 * that hangs nowhere today is judged by where it hung on its own last day.
 *
 * A unit does not hang under its body.  Beside the tree, whoever works in a
 * branch reads the unit whose body it is and those it covers, and a unit's
 * office its own bodies and those that cover it, as they stand today and with
 * what is recorded of them; never records of persons, and nothing is written.
 * What opens in the branch alone opens above it by a case (party/openings.h).
 */
int access_read(struct db *db, struct arena *arena, const struct actor *actor,
                const struct record *record, day_no today);

/* The same for writing, by the kind's `write`. */
int access_write(struct db *db, struct arena *arena, const struct actor *actor,
                 const struct record *record, day_no today);

/* The path by which the two judge; null in *ret_path where the record hung nowhere at any time. */
int access_path(struct db *db, struct arena *arena, const struct record *record, day_no today,
                const char **ret_path);

/*
 * Whether the actor holds one of the roles at a body or unit, by where it hangs
 * today, or where that is nowhere, by where it hung on another day; 0 with that
 * path, FAIL_FORBIDDEN, or FAIL_NOT_FOUND where it hung on neither.
 */
int access_node(struct db *db, struct arena *arena, const struct actor *actor, unsigned roles, int64_t node,
                day_no today, day_no on, const char **ret_path);

/*
 * Whether a person has a relation, post or dispatch, now or later, within the
 * actor's roles (with `own`: at the very node of one); 1, 0 or a failure.
 */
int person_within(struct db *db, const struct actor *actor, unsigned roles, bool own, int64_t person,
                  day_no today);

/*
 * Narrows a list to what the actor may see of its kind: sets query->scope (to
 * `within`, a path inside the actor's scope, or to the widest scope where that
 * is null), `beside` where records belong to it beside the tree, and `own`
 * and `person` for kinds that open to few.  0 or FAIL_FORBIDDEN.
 */
int access_list(struct arena *arena, const struct actor *actor, const char *within,
                struct list_query *query);

/* The name behind a journal's actor, in the arena: the account's, or "cli:USER" as it is. */
int actor_name(struct db *db, struct arena *arena, const char *tag, const char **ret_name);

#endif
