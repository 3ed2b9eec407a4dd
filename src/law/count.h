/*
 * Counting one ballot round: each ballot is judged (ELEC-25.2, 27.2), the
 * valid ones are added up, and the rules decide (ELEC-19.1 to 31.3).  Pure: no
 * I/O and no clock.  No ballot is kept (DP-3): only the sums are, and they do
 * not depend on the order of the ballots.
 */
#ifndef DANGJIAN_LAW_COUNT_H
#define DANGJIAN_LAW_COUNT_H

#include "law/rule.h"

#define COUNT_CANDIDATES_MAX ((size_t)2000)  /* names printed on a ballot */
#define COUNT_ELIGIBLE_MAX ((size_t)100000)  /* names that may be written in */
#define COUNT_WRITTEN_MAX ((size_t)20000)    /* different names written in, where nobody says who may be */

enum contest_round { CONTEST_FORMAL, CONTEST_PRELIMINARY, CONTEST_RUNOFF };

enum office { OFFICE_COMMITTEE, OFFICE_DELEGATE, OFFICE_DISCIPLINE, OFFICE_STANDING,
              OFFICE_SECRETARY, OFFICE_DEPUTY };

/* The words of the contracts for both, in their order; they end with a null. */
extern const char *const contest_round_words[];
extern const char *const office_words[];

/* Names as they stand in an input; blanks inside a name do not tell names apart. */
struct names {
	const char *const *name;
	size_t count;
};

/* What is laid down before the ballots are opened, and what the supervisors found. */
struct contest {
	enum rule_set rule_set;
	enum contest_round round;
	enum office office;
	bool preliminary_held;  /* formal round: after a preliminary vote (ELEC-28.3) */
	int64_t places;         /* preliminary round: length of the list; 0 for as many as seats */
	int64_t entitled;       /* who should attend with the right to elect */
	int64_t present;
	int64_t voters;
	int64_t issued;
	int64_t returned;
	int64_t seats;
	struct names candidates;  /* standing, secretary, deputy: in the approved order */
	struct names eligible;    /* who may be written in; a null list where nobody says */
	struct names tied;        /* runoff: the candidates again */
	int64_t runoff_seats;     /* runoff: seats left for them */
};

enum mark { MARK_ABSTAIN, MARK_YES, MARK_NO };

/* One paper, or `n` that are alike. */
struct ballot {
	int64_t n;
	const uint8_t *marks;   /* enum mark of each candidate */
	struct names written;   /* tidied, none empty */
};

struct count;

/*
 * Begins a count.  0, or FAIL_INPUT with a sentence that names the fact for a
 * contest that cannot be: a negative number, present > entitled, voters >
 * present, voters > issued, two equal candidates, a runoff without its tie.
 * The arena and the contest must outlive the count.
 */
int count_new(struct arena *arena, const struct contest *contest, struct count **ret_count);

/* Judges and adds; 0, or FAIL_INPUT when there are more ballots than were returned. */
int count_ballot(struct count *count, const struct ballot *ballot);

/* What a signed tally sheet says of all ballots together; what is neither yes nor no abstained. */
struct totals {
	int64_t valid, invalid;
	const int64_t *yes, *no;       /* of each candidate */
	struct names written;          /* tidied, none empty, no two alike */
	const int64_t *written_votes;  /* of each of them */
};

/*
 * Adds the totals of a sheet in place of its ballots; 0, or FAIL_INPUT with
 * the clause and a sentence where no ballots could come to such figures.
 */
int count_totals(struct count *count, const struct totals *totals);

struct count_tally {
	const char *name;
	int64_t yes;
	int64_t no;        /* -1 for a written-in name, as is abstain */
	int64_t abstain;
	bool written_in;
};

struct count_step {
	const char *clause;
	enum verdict verdict;
	struct bilingual why;
};

#define COUNT_STEPS_MAX 16

struct count_result {
	bool meeting_valid;
	bool contest_valid;
	int64_t returned, valid, invalid;   /* ballots */
	int64_t majority;                   /* least yes that elects; 0 in a runoff */
	struct count_tally *tallies;        /* in the order of the list; none where not valid */
	size_t tally_count;
	struct names elected;               /* ELEC-31.2, 31.3 */
	struct names tied;                  /* ELEC-29.2b: they stand in a runoff */
	int64_t runoff_seats;               /* for so many seats; 0: no runoff */
	int64_t short_of;                   /* ELEC-29.3a: seats for a separate election */
	struct count_step steps[COUNT_STEPS_MAX];
	size_t step_count;
};

/* Decides; 0, FAIL_INPUT when ballots are missing, or FAIL_MEMORY.  The result is the arena's. */
int count_result(struct count *count, const struct count_result **ret_result);

/* The object of the contracts. */
void count_json(const struct count_result *result, struct json *json);

#endif
