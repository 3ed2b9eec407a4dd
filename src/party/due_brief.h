/*
 * What presses most of all that is due in a part of the tree, and how much there is: what an overview shows of it.
 */
#ifndef DANGJIAN_PARTY_DUE_BRIEF_H
#define DANGJIAN_PARTY_DUE_BRIEF_H

#include "party/access.h"
#include "party/duty.h"

#define DUE_FOREMOST 8

struct due_brief {
	struct duty foremost[DUE_FOREMOST]; /* the most pressing first */
	size_t count;
	int64_t overdue, open;
	int64_t month, half_year;           /* fall due so soon, and have not yet */
};

/* Of those that are for this reader (duty_is_for); null: that are for everybody. */
void due_brief_of(const struct duties *all, const struct actor *actor, day_no on, struct due_brief *ret_brief);

/* How pressing a duty is, 0 the most: what is overdue, then by its state and what the clause asks. */
int due_rank(const struct duty *duty, day_no on);

enum due_within { WITHIN_ANY, WITHIN_MONTH, WITHIN_HALF_YEAR };

/* Whether a duty falls due within a month or half a year from the day. */
bool due_is_within(const struct duty *duty, enum due_within within, day_no on);

#endif
