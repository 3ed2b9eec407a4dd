/*
 * Matters (requests, reports and notices): the words the register of them
 * uses.  How each kind is dealt with stands in party/matter.h.
 */
#ifndef DANGJIAN_REGISTRY_MATTERS_H
#define DANGJIAN_REGISTRY_MATTERS_H

enum matter_nature { FOR_APPROVAL = 1, FOR_THE_RECORD, NOTICE };

enum matter_state {
	MATTER_DRAFT = 1, MATTER_SUBMITTED, MATTER_RETURNED, MATTER_APPROVED, MATTER_REFUSED, MATTER_FILED,
	MATTER_WITHDRAWN,
};

/* Stored; a kind that is added takes a number of its own and a line in kinds_matters.c. */
enum matter_number {
	POSTPONE_TERM = 1, ADVANCE_TERM,
	ELECTION_CONGRESS = 40, ELECTION_DELEGATES, HOLD_ELECTION, ELECTION_CANDIDATES, ELECTION_EXCLUSIONS,
	ELECTED_MEMBERS, ELECTED_OFFICERS,
};

#endif
