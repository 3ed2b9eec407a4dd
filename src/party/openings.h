/*
 * Who opened a person's record, when, why and for which office (DP-13), and
 * the cases by which whoever works above the branch opens one (DP-12): a
 * purpose of a short list, its reason, one person, until the end of the day.
 */
#ifndef DANGJIAN_PARTY_OPENINGS_H
#define DANGJIAN_PARTY_OPENINGS_H

#include "party/access.h"

#define NOTE_GAP 60          /* seconds in which the same reader with the same reason is one opening */
#define CASE_DAYS 1          /* days a case opens a record, today included */
#define CASE_REASON_MIN 4    /* characters */

/* Reasons that are no one's own words; all others are names of actions or what somebody wrote. */
#define REASON_BRANCH "branch-work" /* whoever works in a branch opens its members' records */

enum purpose {
	PURPOSE_MATTER = 1, PURPOSE_ELECTION, PURPOSE_RELATION, PURPOSE_RIGHTS, PURPOSE_DATA, PURPOSE_DISCIPLINE,
};
extern const struct choice purposes[]; /* ends with a null word */

struct opening {
	int64_t person;
	const struct actor *actor;
	unsigned roles;      /* the grant that holds one of them names the office */
	int64_t at;          /* seconds since 1970 */
	const char *reason;
	int64_t by_case;     /* or 0 */
};

/* Notes it, inside a writing transaction and outside the journal's chain. */
int opening_note(struct db *db, const struct opening *opening);

/* The node at which the actor holds one of the roles, the first of them; 0 for everything and the operator. */
int64_t office_of(const struct actor *actor, unsigned roles);

struct opening_line {
	int64_t at;
	const char *tag;     /* of the actor */
	int64_t node;        /* the office, or 0 */
	const char *reason;
	int64_t purpose;     /* enum purpose where it was by a case, else 0 */
	const char *matter;  /* number of the matter, or null */
};

/* The notes about a person, latest first, at most `max`. */
int openings_of(struct db *db, struct arena *arena, int64_t person, size_t max, struct opening_line **ret_lines,
                size_t *ret_count);

struct person_case {
	int64_t id;          /* 0: none is open */
	const char *reason;
};

/* The actor's own case about a person that is open today and lies within what the actor's roles reach. */
int case_find(struct db *db, struct arena *arena, const struct actor *actor, int64_t person, day_no today,
              struct person_case *ret_case);

#endif
