/* The facts of an election's papers, read from the record of the election. */
#ifndef DANGJIAN_PRINT_ELECTION_FACTS_H
#define DANGJIAN_PRINT_ELECTION_FACTS_H

#include "party/election.h"
#include "print/election_paper.h"

struct election_asked {
	const struct election *election;
	int64_t unit;      /* the assembly of an electing unit, for its delegates' papers; 0: the main meeting and plenaries */
	bool persons;      /* the reader may see the members' records: birth, joining, post (DP-12) */
	day_no today;
};

/* 0, FAIL_NOT_FOUND for a unit that is none of this election's, or a failure of the database. */
int election_paper_read(struct db *db, struct arena *arena, const struct election_asked *asked,
                        struct election_paper *ret_paper);

#endif
