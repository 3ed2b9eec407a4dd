/*
 * The worked case of rulebook §1.2 as facts of papers: 31 members, E = 25,
 * six candidates for five seats, and the plenary that elects two officers.
 * Names are invented by formula and nobody's.
 */
#ifndef DANGJIAN_TESTS_PRINT_CASE_H
#define DANGJIAN_TESTS_PRINT_CASE_H

#include "print/election_paper.h"

/* Before the meeting: no figure of the ballots is known. */
struct election_paper case_before(void);

/* Afterwards: everything is. */
struct election_paper case_after(void);

/* The same after the meeting with every fact in Latin letters, so that what is left in Chinese shows. */
struct election_paper case_latin(void);

/* A contest of so many candidates, for ballots; `names` may be null for invented ones. */
struct paper_contest case_contest(struct arena *arena, size_t candidates, int64_t seats, const char *const *names);

#endif
