/*
 * Two records of one thing made one: units and persons.  What
 * was on record of the one that goes is taken over by the one that stays, day
 * by day; whatever named the first names the second; what both had of one kind
 * with the same is put together.  Where they say different things of one day
 * the merger is refused, and people correct one of them first.  The act is
 * undone whole, as any other.
 */
#ifndef DANGJIAN_PARTY_MERGE_H
#define DANGJIAN_PARTY_MERGE_H

#include "party/action.h"

struct merger {
	const struct kind *kind;  /* &unit_kind or &person_kind */
	int64_t stays, goes;
	const char *reason;       /* as it was given; merger_of leaves it out */
};

/*
 * Merges inside an act that the caller settles.  *ret_moved counts the rows
 * that were made to name the other.  FAIL_REFUSED with the clause of what
 * contradicts; FAIL_NOT_FOUND where one of them is not on record.
 */
int merge(struct edit *edit, const struct merger *merger, int64_t *ret_moved);

/* The merger an entry made; 0 in ret_merger->stays where it made none. */
int merger_of(struct db *db, int64_t batch, struct merger *ret_merger);

/* What a merger changed beside the records of the dictionary, put back as it was. */
int merge_undo(struct db *db, int64_t batch);

/*
 * Whether the actor may merge two records or take that back: 0 or
 * FAIL_FORBIDDEN.  Units: by roles that reach both (the one that goes where it
 * hung, `batch` naming the entry of a merger that is done, else 0).  Persons:
 * in one's own branch (DP-12).
 */
int merge_allowed(struct running *running, const struct merger *merger, unsigned roles, int64_t batch);

#endif
