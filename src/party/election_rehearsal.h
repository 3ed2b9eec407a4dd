/*
 * A rehearsal: what the law would say if so many came and voted so.  It is
 * reckoned on a copy of what the election knows; nothing is written, neither
 * to the tables nor to the journal.
 */
#ifndef DANGJIAN_PARTY_ELECTION_REHEARSAL_H
#define DANGJIAN_PARTY_ELECTION_REHEARSAL_H

#include "party/election.h"

struct rehearsal {
	struct contest contest;      /* who stands, seats, should attend, present, returned; the rest is derived */
	bool soft;                   /* a by-election or separate election: the differential is a soft flag (ELEC-13.1) */
	bool named;                  /* the candidates are persons; else only their number is supposed */
	int64_t valid;               /* ballots, or -1: as many as returned */
	const int64_t *yes;          /* of each candidate; null: as far as the issue of the ballots */
	const int64_t *revote;       /* of each of those tied, in the order of the tie; or null */
	int64_t agree;               /* electors who consent to fewer seats, or -1: nobody was asked */
	bool presidium_decided;      /* at a congress, in place of their consent */
	int64_t minimum_size;
};

/*
 * What an election knows of the next ballot of a contest: the round that comes
 * next, or where voting is over the first formal one; who stands on it in the
 * order of the ballot, the seats, and E from the roll as it stands.
 */
int rehearsal_begin(struct db *db, struct arena *arena, const struct election *election, const struct seats *seats,
                    struct rehearsal *ret_rehearsal);

#define REHEARSAL_STEPS_MAX (2 * COUNT_STEPS_MAX)

struct rehearsed {
	struct count_step steps[REHEARSAL_STEPS_MAX]; /* in the order of the procedure */
	size_t step_count;
	const struct count_result *result;  /* null before the votes are supposed */
	const struct count_result *revote;  /* among those tied; null without one */
	size_t revote_from;                 /* the first step of it */
	int64_t reduced_to;                 /* seats, where consent carries fewer; else -1 */
};

/*
 * Reckons.  0, FAIL_MEMORY, or FAIL_INPUT with the clause and the field
 * (entitled, present, returned, valid, yes, revote, agree) for figures that
 * no meeting could come to.
 */
int rehearse(struct arena *arena, const struct rehearsal *rehearsal, struct rehearsed *ret_rehearsed);

#endif
