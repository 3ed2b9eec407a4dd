/* Joint branches that would cover units too small for one of their own (OPIN-10.2, A-2). */
#ifndef DANGJIAN_PARTY_JOINT_PROPOSAL_H
#define DANGJIAN_PARTY_JOINT_PROPOSAL_H

#include "party/duty_facts.h"

enum nearness { NEAR_BUILDING, NEAR_INDUSTRY, NEAR_DISTRICT };

struct bilingual nearness_label(enum nearness nearness); /* 同一地址 / at one address */

#define PROPOSAL_UNITS_MAX 6 /* as many as a request names */

struct joint_proposal {
	const struct unit_facts *units[PROPOSAL_UNITS_MAX]; /* each brings one member at least */
	size_t count;
	int64_t full_members;   /* 3 or more */
	enum nearness nearness; /* the narrowest ground they share */
	day_no since;           /* first day on which all of them were on record */
};

/* Whether a unit may stand in a proposal at all. */
bool joint_candidate(const struct unit_facts *unit);

/*
 * Proposes groups of no more units than a joint branch is to have, with one or two
 * full members each, no body of any kind, the same leading organization, and three
 * full members in all: first those at one address, then of one district and
 * trade, then of one district.  No more units than reach three, but whoever is
 * left over in a building joins its neighbours there.  People decide.  0 or
 * FAIL_MEMORY.
 */
int joint_proposals(struct arena *arena, const struct facts_of_day *facts,
                    struct joint_proposal **ret_proposals, size_t *ret_count);

/*
 * The proposal that a unit stands in on a day, among those under the same
 * leading organization; FAIL_NOT_FOUND where it stands in none.
 */
int joint_proposal_for(struct db *db, struct arena *arena, int64_t unit, day_no on,
                       struct joint_proposal *ret_proposal);

#endif
