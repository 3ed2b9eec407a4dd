/*
 * The arithmetic of elections (ELEC, the Regulations on election work of
 * primary-level organizations).  Each formula stands here once; the clauses'
 * judges and the procedures above call it.  Counts are 0 … FACT_INT_MAX, days
 * are real days; where a day would leave the calendar the result is DAY_NONE.
 */
#ifndef DANGJIAN_LAW_ELECTIONS_H
#define DANGJIAN_LAW_ELECTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "law/rule.h"

/* --- Terms and papers (terms.c) ------------------------------------------------ */

/* ELEC-3.1: the day a term ends and a re-election is due; clamped to the month's end. */
day_no term_due(day_no start, int years);

enum term_state { TERM_CURRENT, TERM_DUE_SOON, TERM_DUE, TERM_OVERDUE };

#define TERM_SOON_MONTHS 6 /* ELEC-3.1: due_soon begins so many months before (product choice) */

/* ELEC-3.1: how a term stands on a day; `due` is the approved new date where there is one. */
enum term_state term_state(day_no due, day_no today);

/* The same where due_soon begins as many months before as a place has set. */
enum term_state term_state_within(day_no due, day_no today, int soon_months);

const char *term_state_name(enum term_state state); /* "due_soon" */

#define TERM_SHIFT_MONTHS 12 /* ELEC-3.2b: generally the most, inclusive */

/* ELEC-3.2b: the bounds of a moved date; both days are within.  1990 bounds only the latest. */
day_no shift_earliest(day_no due);
day_no shift_latest(day_no due);

enum submission { REQUEST_GENERAL_MEETING, REQUEST_CONGRESS, REPORT_CANDIDATES };

/* ELEC-32.2, 32.3, 33.1: the last day on which a paper is in time for a meeting. */
day_no submission_latest(enum submission submission, day_no meeting);

/* ELEC-36.2: the articles of an election's evidence file, in the order of the rulebook. */
#define EVIDENCE_ARTICLES 7
extern const int evidence_articles[EVIDENCE_ARTICLES];

/* --- Rights and delegates (electors.c) ------------------------------------------- */

/* ELEC-4.2: whether a congress of delegates may take the place of a general meeting. */
bool congress_allowed(int64_t members, bool dispersed, bool approved);

/* What is known of one member's standing; days without a value are DAY_NONE. */
struct standing {
	bool full;              /* full member; else probationary */
	day_no sanction_from;   /* placed on probation within the Party (ELEC-5.2) */
	day_no sanction_to;     /* last day of it */
	day_no restored;        /* the day named by the restoration decision */
	day_no suspended_from;  /* rights suspended by decision (ELEC-5.4) */
	day_no suspended_to;    /* last day of it */
};

/* The three rights of ELEC-5.1 stand or fall together. */
struct rights {
	bool has;
	bool undecided;       /* the sanction is over, its decision outstanding */
	const char *because;  /* the clause: ELEC-5.1 to 5.4 */
};

struct rights rights_on(const struct standing *standing, day_no on, enum rule_set rule_set);

/* ELEC-8.1a, 8.1b: how a congress's number of delegates is judged. */
enum verdict delegates_verdict(int64_t delegates);

/*
 * ELEC-8.2a: shares `seats` out by largest remainder on the members of each
 * unit into ret_shares[count]; equal remainders: more members first, then as
 * given.  The members together must be more than 0.  0 or FAIL_MEMORY.
 */
int delegate_shares(struct arena *arena, int64_t seats, const int64_t *members, size_t count,
                    int64_t *ret_shares);

/* --- Candidates (candidacy.c) ------------------------------------------------------ */

/* ELEC-9.1, 13.1: seats + 20 % of seats, rounded up. */
int64_t differential_min(int64_t seats);

enum round { ROUND_FORMAL, ROUND_PRELIMINARY, ROUND_BY_ELECTION, ROUND_SEPARATE };

/* ELEC-28.3: the differential is owed once, in the preliminary vote where one is held. */
int64_t candidates_min(int64_t seats, enum round round, bool preliminary_held);

/* ELEC-17.1: candidates for a standing committee are 1 or 2 more than its seats. */
#define STANDING_MORE_MIN 1
#define STANDING_MORE_MAX 2

/* The same name but for blanks, which lists put into names of two characters. */
bool same_name(const char *a, const char *b);

/* --- The meeting and its ballots (ballots.c) ---------------------------------------- */

/* ELEC-19.1: the least number present that makes a meeting valid without a flag. */
int64_t quorum_min(int64_t entitled, enum rule_set rule_set);

/* ELEC-19.1: HOLDS, BREACH, or by the 1990 rules FLAG at exactly four fifths. */
enum verdict quorum_verdict(int64_t entitled, int64_t present, enum rule_set rule_set);

/* ELEC-24.2b: no more ballots than persons present. */
bool issue_valid(int64_t present, int64_t issued);

/* ELEC-27.1: no more ballots back than persons who voted. */
bool contest_valid(int64_t voters, int64_t returned);

/* ELEC-27.2: a ballot selects no more than the seats; in a preliminary round the places. */
bool ballot_valid(int64_t selected, int64_t seats);

/* ELEC-25.2: the write-ins of one ballot that count: all, or none where they outnumber the no. */
int64_t write_ins_counted(int64_t no, int64_t write_ins);

/* --- What the votes decide (elections.c) --------------------------------------------- */

/* The least number that is more than half of `base` (ELEC-28.1, 29.1, 38.1, 15.1). */
int64_t majority_min(int64_t base);

/* ELEC-28.1, 29.1-29.3b: whom a majority is counted of; the 1990 rules take those present. */
int64_t majority_base(int64_t entitled, int64_t present, enum rule_set rule_set);

/* ELEC-29.2a, 29.2b, 28.2: whom the votes elect, as indices into the votes. */
struct cut {
	size_t *elected;       /* most votes first, equal votes as given */
	size_t elected_count;
	size_t *tied;          /* across the cut, as given; a revote fills seats_left */
	size_t tied_count;
	int64_t seats_left;    /* with nobody tied they are for a separate election (ELEC-29.3a) */
};

/*
 * Cuts the list at `seats` among those with at least `yes_min` votes: more
 * than half of the base, or 0 in a revote, where most votes win.  0 or FAIL_MEMORY.
 */
int cut_by_votes(struct arena *arena, const int64_t *yes, size_t count, int64_t yes_min,
                 int64_t seats, struct cut *ret_cut);

/* ELEC-29.3b: cutting the seats to those who passed. */
struct reduction {
	int64_t base;            /* majority_base() */
	int64_t seats;
	int64_t passed;
	int64_t minimum_size;    /* of the body */
	int64_t agree;           /* electors who consent */
	bool presidium_decided;  /* at a congress, in place of their consent */
};

/* Whether so few passed that nothing may be cut. */
bool reduction_blocked(const struct reduction *reduction);

/* HOLDS or FLAG: cut to `passed`; BREACH: not; NOT_APPLICABLE: nobody is missing. */
enum verdict reduction_verdict(const struct reduction *reduction);

#endif
