/*
 * The facts an election's papers are printed from (papers/election.paper,
 * papers/meeting.paper, papers/ballot.paper).  Plain data in the reader's
 * words, filled from the record of the election; a text that is null and a
 * day that is DAY_NONE are left as lines to write on.  Numbers below 0 are not
 * known yet, too: they stand as texts, filled by paper_count().
 */
#ifndef DANGJIAN_PRINT_ELECTION_PAPER_H
#define DANGJIAN_PRINT_ELECTION_PAPER_H

#include "law/count.h"
#include "print/document.h"
#include "registry/kind.h"

/* How those who elect assemble; of the cases of rulebook §1. */
enum paper_form {
	PAPER_MEMBERS_OFFICERS,   /* a branch without a committee: members elect the secretary (ELEC-16.2) */
	PAPER_MEMBERS_COMMITTEE,  /* general meeting elects a branch's or general branch's committee */
	PAPER_MEMBERS_PRIMARY,    /* general meeting elects a Party committee and a discipline commission */
	PAPER_CONGRESS,           /* congress of delegates elects both */
};

struct paper_name { const char *name; };
struct paper_names { const struct paper_name *items; size_t count; };

/* A document that was sent or received. */
struct paper_document {
	const char *number;   /* 〔2026〕; null before it has one */
	day_no day;
};

struct paper_candidate {
	const char *name;
	const char *born, *joined; /* for the request; null where not recorded or not to be shown */
	struct bilingual post;     /* Party post now, as these */
	const char *cv, *work, *strengths, *weaknesses; /* ELEC-21.1a */
	int64_t support;          /* opinions for the person; -1: not counted */
	int64_t yes, no, abstain; /* once counted */
};

struct paper_candidates { const struct paper_candidate *items; size_t count; };

struct paper_written { const char *name; int64_t votes; };
struct paper_writtens { const struct paper_written *items; size_t count; };

/* One office to fill, or one ballot for it. */
struct paper_contest {
	enum office office;
	enum contest_round round;
	struct bilingual office_name;  /* 支部委员会委员, member of the branch committee */
	struct bilingual title;        /* beside the committee's name: 委员, member */
	struct bilingual committee;    /* 支部委员会: the body that is elected */
	int64_t seats;
	int64_t places;                /* of a preliminary vote; 0: none is held */
	struct paper_candidates candidates; /* in the order of the ballot (ELEC-24.1b, 24.1c) */
	int64_t difference;            /* candidates beyond the seats; derived */
	bool by_strokes;               /* that order is by surname strokes; else as approved */
	bool at_plenary;               /* elected by the committee's first plenary, not by the meeting */
	bool of_discipline;            /* of the discipline inspection commission */

	/* once held */
	int64_t entitled, present, voters, issued, returned, valid, invalid, unused, helped;
	int64_t differences;           /* between the two tellers' entries, decided by a supervisor */
	int64_t majority;              /* least yes that elects; derived from `entitled` */
	int64_t missing, destroyed;    /* ballots not returned; returned and spare together; derived */
	struct paper_writtens written;
	struct paper_names elected;    /* in the order of the announcement (ELEC-31.2, 31.3) */
	struct paper_names tied;       /* stand in a runoff (ELEC-29.2b) */
	int64_t runoff_seats;
};

struct paper_contests { const struct paper_contest *items; size_t count; };

struct paper_exclusion {
	const char *name;
	struct bilingual circumstance;  /* */
	const char *document;           /* consent of the higher organization */
};

struct paper_exclusions { const struct paper_exclusion *items; size_t count; };

/* What the meeting voted on, for the minutes. */
struct paper_motion {
	struct bilingual what;   /* 通过选举办法 */
	int64_t yes, of;         /* in favour, of those who should attend with a vote */
};

struct paper_motions { const struct paper_motion *items; size_t count; };

/* What electors asked, without who did (ELEC-21.1b, 21.2). */
struct paper_question {
	struct bilingual kind;
	day_no asked, answered;  /* DAY_NONE before */
	const char *text, *answer;
};

struct paper_questions { const struct paper_question *items; size_t count; };

/* Conduct that was reported, without who did, and the decision on it (ELEC-37.1). */
struct paper_incident {
	struct bilingual kind;
	int64_t article;         /* of the Regulations */
	day_no reported, decided;
	const char *text, *decision, *organ, *document;
};

struct paper_incidents { const struct paper_incident *items; size_t count; };

struct election_paper {
	enum paper_form form;
	enum election_cause cause;
	const char *body;              /* 中共海棠市木兰家具行业协会支部委员会 or its short form */
	const char *superior;
	struct bilingual committee;    /* 支部委员会, branch committee; of officers alone: 党支部 */
	struct bilingual meeting;      /* 党员大会, general meeting of members */
	bool congress;
	bool vacancy, first;           /* of the cause; with what follows from it, derived: */
	struct bilingual occasion;     /* 换届选举, re-election */
	struct bilingual elects;       /* 新一届支部委员会, the new branch committee */
	struct bilingual result_of;    /* 新一届支部委员会选举, the election to the new branch committee */
	struct bilingual officers;     /* 新一届支部委员会负责人选举, officers elected to the new branch committee */
	struct bilingual task;         /* 选举产生新一届支部委员会, to elect the new branch committee */
	enum rule_set rule_set;
	bool with_plenary;             /* officers are elected by the new committee's first plenary */
	bool with_discipline;          /* a discipline inspection commission is elected too */

	day_no term_start, due;
	int64_t term_years;
	day_no meeting_day;
	const char *meeting_time, *place;
	const char *topics;            /* of the agenda beside the election; null: none */

	int64_t members, full, probationary, entitled;
	int64_t present;               /* at the last roll call */
	int64_t quorum;                /* least present (ELEC-19.1); derived from `entitled` */

	struct paper_document request, reply;               /* to hold the meeting (ELEC-32) */
	struct paper_document candidates_request, candidates_reply; /* ELEC-33 */
	struct paper_document report;                       /* of the result (ELEC-34) */
	struct paper_document report_reply;
	struct paper_document appointment;

	struct paper_contests contests; /* one for each office: of the meeting first, then of the plenary */
	struct paper_contests rounds;   /* one for each ballot held or next; none: as the contests */
	struct paper_names roll;        /* who may vote, by strokes; names alone (DP-19) */
	struct paper_exclusions exclusions;
	const char *chair, *plenary_chair, *recorder;
	struct paper_names presidium;   /* of a congress, by strokes (ELEC-20.2b) */
	struct paper_names supervisors, tellers; /* the chief first */
	struct paper_motions motions;   /* of the meeting, in their order */
	struct paper_motions exclusion_vote; /* none or one */
	struct paper_questions questions;
	struct paper_incidents incidents;
	day_no today;                   /* of the paper, where it has no day of its own */
	int64_t supervisors_least, tellers_least; /* by the method (ELEC-22.1, 23.1) */
	bool by_totals;                 /* the method has a tally sheet entered, not each ballot */
	int64_t keep_months;            /* the method keeps the sealed ballots for a period; 0: until the result is reported */
};

/* One contest with the election around it, for the papers each contest has. */
struct contest_paper {
	struct election_paper election;
	struct paper_contest contest;
};

/* The papers of an election, in the order of its steps. */
struct election_print {
	const char *word;               /* in addresses: "request" */
	struct bilingual name;
	const char *clauses;            /* it answers to */
	enum page_numbers numbers;
	void (*write)(struct document *document, const struct election_paper *paper);
	void (*write_contest)(struct document *document, const struct contest_paper *paper); /* one for each office */
	void (*write_round)(struct document *document, const struct contest_paper *paper);   /* one for each ballot */
	bool (*wanted)(const struct election_paper *paper, const struct paper_contest *contest); /* null: always */
};

extern const struct election_print election_prints[]; /* ends with a null word */

const struct election_print *election_print_find(const char *word); /* or null */

/* How many documents a paper is of an election: 0 where it is not wanted. */
size_t election_print_count(const struct election_print *print, const struct election_paper *paper);

/*
 * The document of one paper; `which` counts from 0 among those of
 * election_print_count().  0, FAIL_NOT_FOUND where this election has no such paper, or
 * document_status().
 */
int election_document(struct arena *arena, enum lang lang, const struct election_print *print,
                      const struct election_paper *paper, size_t which, struct document **ret_document);

/* All papers of the election that are wanted, in order. */
int election_documents(struct arena *arena, enum lang lang, const struct election_paper *paper,
                       struct document ***ret_documents, size_t *ret_count);

#endif
