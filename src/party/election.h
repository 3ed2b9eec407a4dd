/*
 * An election by the Regulations (ELEC), from its beginning to the closed
 * evidence file.  The register knows it as a record (election_kind); what
 * happens in it stands in the tables declared here, each row with the journal
 * numbers that made and ended it.  election_load reads everything of one
 * election; what is due, missing or forbidden is judged from that alone, so
 * that actions, pages and papers say the same.
 *
 * An election has assemblies (the general meeting or congress, the plenaries
 * of those elected, for a congress the meetings of the electing units), an
 * assembly has contests (one office each), a contest has ballot rounds.
 *
 * Ballots are never kept: tellers' sheets live from their entry to the
 * signing of the round's record and are deleted with it (DP-3, ELEC-24.1a).
 */
#ifndef DANGJIAN_PARTY_ELECTION_H
#define DANGJIAN_PARTY_ELECTION_H

#include "law/count.h"
#include "law/elections.h"
#include "party/action.h"

enum assembly_kind {
	ASSEMBLY_MEMBERS = 1,        /* 党员大会 */
	ASSEMBLY_CONGRESS,           /* 党员代表大会 */
	ASSEMBLY_PLENARY,            /* first plenary of the new committee */
	ASSEMBLY_DISCIPLINE_PLENARY, /* of the new discipline inspection commission */
	ASSEMBLY_UNIT,               /* an electing unit's meeting, for delegates */
};

enum organ { ORGAN_COMMITTEE = 1, ORGAN_DISCIPLINE };

enum official_role { OFFICIAL_SUPERVISOR = 1, OFFICIAL_TELLER };

enum ballot_state {
	BALLOT_OPEN = 1,     /* roll call taken, ballots may be issued */
	BALLOT_RECONCILED,   /* voters, issued and returned found to agree (ELEC-26.1a) */
	BALLOT_COUNTED,      /* the sheets agree and are counted */
	BALLOT_SIGNED,       /* all supervisors have signed; nothing changes any more (ELEC-26.1b) */
	BALLOT_VOID,         /* more returned than voted: vote again (ELEC-27.1) */
};

struct assembly {
	int64_t id;
	enum assembly_kind kind;
	int64_t body;            /* whose members attend */
	const char *body_name;
	day_no day;
	int64_t chair;           /* person, or 0 */
	const char *chair_name;
	int64_t opened;          /* journal number that froze the roll, or 0 (DP-19, DP-21) */
	int64_t members, full, entitled; /* at the freezing; entitled is E */
};

struct seats {
	int64_t id;              /* of the contest */
	const struct assembly *assembly;
	enum office office;
	enum organ organ;
	int64_t count;           /* N */
	int64_t places;          /* length of the list after a preliminary vote, 0 where none is held (ELEC-28.3) */
};

struct candidate {
	int64_t id;
	const struct seats *seats;
	int64_t person;
	const char *name;        /* as printed on the ballot; distinct within the contest */
	int64_t order;           /* approved (ELEC-24.1c); 0 where none was named */
	int64_t support;         /* organizations or members whose opinion it was (ELEC-10.1, 15.1) */
	const char *sheet[4];    /* CV, work record, strengths, weaknesses (ELEC-21.1a); null where missing */
};

struct official {
	int64_t id;
	const struct assembly *assembly;
	int64_t person;
	const char *name;
	enum official_role role;
	int64_t reader;          /* of a teller: 1 or 2 */
};

/* ELEC-20.2b: of a congress, proposed from its delegates; the preparatory meeting's vote is a step. */
struct presidium_member {
	int64_t id;
	const struct assembly *assembly;
	int64_t person;
	const char *name;
	int64_t proposer;        /* presidium_proposers */
};

extern const struct choice presidium_proposers[];

enum counting_way {
	COUNT_BALLOTS = 1,           /* each ballot is entered, by two tellers apart */
	COUNT_TOTALS,                /* a signed tally sheet is, in place of the ballots */
};

/* ELEC-38.1: what a meeting's election method fixes beside the law and the contests. */
struct election_method {
	int64_t id;              /* 0: none was drafted, and the settings hold */
	const struct assembly *assembly;
	enum counting_way counting;
	int64_t supervisors, tellers; /* at least so many (ELEC-22.1, 23.1) */
	int64_t keep_months;     /* of the sealed ballots; 0: until the result is reported */
};

#define VOTERS_FEW 5         /* DP-3: fewer reveal by arithmetic what they chose */
#define SUPERVISORS_LEAST 1  /* ELEC-22.1: the number is not stated */
#define TELLERS_LEAST 2      /* two enter what was counted, apart */

extern const struct choice counting_ways[];

/* The check of a delegate's standing (ELEC-11). */
struct credential {
	int64_t person;
	bool procedure_ok, qualified;
};

struct exclusion {
	int64_t id;
	int64_t person;
	const char *name;
	int64_t circumstance;    /* */
	const char *document;    /* of the higher organization's consent, or null */
};

/* What was recorded of a step of the procedure. */
struct step_record {
	const struct step_rule *rule;
	int64_t assembly, contest; /* or 0 */
	int64_t made;
	day_no day;              /* it was done on; of a request, that of the reply */
	day_no submitted;        /* of a request, the day it went up; else DAY_NONE */
	const char *document;
	int64_t yes, of;         /* a vote or a count of opinions; -1 where none was recorded */
	const char *note;
	const char *reason;      /* why it went on in spite of a flag, with … */
	const char *reason_document; /* … the higher organization's document */
	int64_t matter;          /* the request or report it was, or 0 */
};

struct ballot_round {
	int64_t id;
	const struct seats *seats;
	int64_t number;          /* 1, 2, … within the contest */
	enum contest_round kind;
	bool separate;           /* for seats that stayed open (ELEC-29.3a) */
	int64_t count;           /* seats it fills */
	int64_t places;          /* preliminary: length of the list */
	int64_t entitled, present;
	bool by_totals;          /* tally sheets are entered twice, not the ballots; never both in one round */
	int64_t voters, issued, returned, unused, helped; /* -1 before they are known */
	enum ballot_state state;
	int64_t valid, invalid;  /* -1 before it is counted */
	int64_t differences;     /* between the tellers' sheets, decided by a supervisor; -1 before */
	size_t signatures;
};

struct round_tally {
	const struct ballot_round *round;
	int64_t person;          /* 0: a written-in name that is nobody's on the roll */
	const char *name;
	int64_t yes, no, abstain; /* -1 for a written-in name, but yes */
	bool written_in;
	int64_t place;           /* among those elected, from 1; 0: not elected by this round */
	bool tied;               /* stands in a runoff */
};

/* ELEC-21.1b, 21.2: what electors asked, without who did. */
enum question_kind { QUESTION = 1, MEETING_ASKED };

struct question {
	int64_t id;
	enum question_kind kind;
	day_no asked, answered;  /* DAY_NONE before */
	const char *text, *answer; /* null before; of a meeting how it went, or why there was none */
};

/* ELEC-37.1: conduct that was reported, and the decision of the organ with authority. */
struct incident {
	int64_t id;
	int64_t kind;            /* incident_kinds */
	day_no reported, decided; /* DAY_NONE before */
	const char *text, *decision, *organ, *document; /* the last three null before */
};

extern const struct choice question_kinds[], incident_kinds[];

int incident_article(int64_t kind); /* of the Regulations, that such conduct is against; 37 of none in particular */

struct signature {
	const struct ballot_round *round;
	int64_t person;
};

struct election {
	int64_t id;
	int64_t body;
	const char *body_name;
	int64_t body_type;
	enum election_form form;
	enum election_cause cause;
	enum election_state state;
	enum rule_set rule_set;  /* by the day of the meeting (ELEC-41.1) */
	day_no begun, meeting;
	int64_t term;            /* that ends, or 0 */
	day_no term_due;         /* DAY_NONE without one */
	day_no term_since;
	int64_t years;
	bool dispersed;
	int64_t corrects;
	int64_t seen;            /* the last journal entry about it */
	int64_t on_schedule_months; /* settings as they held when it was begun: ELEC-3.2a, … */
	int64_t publicity_days;  /* … of a preliminary list, 0: none is published (ELEC-10.2b), … */
	int64_t supervisors_least, tellers_least; /* … that a method may name (ELEC-22.1, 23.1), … */
	int64_t tight_days;      /* … fewer left mark a step */
	day_no roll_latest;      /* for publishing the roll, counted in working days from the meeting (DP-19) */

	struct assembly *assemblies;
	size_t assembly_count;
	struct seats *contests;
	size_t contest_count;
	struct candidate *candidates;
	size_t candidate_count;
	struct official *officials;
	size_t official_count;
	struct election_method *methods;
	size_t method_count;
	struct presidium_member *presidium;
	size_t presidium_count;
	struct credential *credentials;
	size_t credential_count;
	struct exclusion *exclusions;
	size_t exclusion_count;
	struct step_record *steps;
	size_t step_count;
	struct ballot_round *rounds;  /* by contest and number */
	size_t round_count;
	struct round_tally *tallies;  /* by round, in the order of the ballot, write-ins last */
	size_t tally_count;
	struct signature *signatures;
	size_t signature_count;
	struct question *questions;
	size_t question_count;
	struct incident *incidents;
	size_t incident_count;
};

/* Everything of one election as it stands now; FAIL_NOT_FOUND. */
int election_load(struct db *db, struct arena *arena, int64_t id, struct election **ret_election);

/*
 * Many at once, in a number of statements that does not grow with theirs for
 * up to fifty: what their timelines need, and nothing else.  Null for those
 * there are not.
 */
int elections_load(struct db *db, struct arena *arena, const int64_t *ids, size_t count,
                   const struct election **ret_elections);

const struct assembly *election_assembly(const struct election *election, int64_t id);       /* or null */
const struct seats *election_contest(const struct election *election, int64_t id);           /* or null */
const struct ballot_round *election_round(const struct election *election, int64_t id);      /* or null */
const struct candidate *election_candidate(const struct election *election, int64_t id);     /* or null */

/* Of a committee or commission just elected; null is none. */
bool is_plenary(const struct assembly *assembly);

/* By which method an assembly votes: a plenary by the meeting's. */
struct election_method election_method(const struct election *election, const struct assembly *assembly);

/* The last round of a contest, or null before the first. */
const struct ballot_round *contest_last_round(const struct election *election, const struct seats *seats);

/*
 * Whether a counted round's totals say how somebody voted (DP-3): fewer than
 * five voted, or all said the same of one candidate.
 */
bool round_reveals(const struct election *election, const struct ballot_round *round);

struct bilingual assembly_label(enum assembly_kind kind);
struct bilingual office_label(enum office office, enum organ organ);
struct bilingual ballot_round_label(const struct ballot_round *round);
struct bilingual ballot_state_label(enum ballot_state state);

/* --- the steps of the procedure (election_steps.c) ------------------------------------- */

/* How a step comes to be done. */
enum step_source {
	BY_RECORD,    /* somebody records the day, the document, the vote */
	BY_MATTER,    /* a request or report goes up; where the higher organization is not in here, recorded like the above */
	BY_DEED,      /* it follows from what else was done */
};

enum step_phase { BEFORE_MEETING, AT_ASSEMBLY, AFTER_MEETING };

#define ELECTION_FORMS 4

struct step_rule {
	const char *word;            /* "request_meeting" */
	struct bilingual label;
	const char *clauses[ELECTION_FORMS]; /* that demands it in each form, from FORM_MEMBERS_OFFICERS; null: not asked there */
	enum step_phase phase;
	unsigned assemblies;         /* AT_ASSEMBLY: bits 1 << enum assembly_kind */
	bool each_contest;           /* AT_ASSEMBLY: once for every office */
	bool on_day;                 /* AT_ASSEMBLY: by the assembly itself, so not before its day */
	enum step_source source;
	struct bilingual who;        /* has to act */
	const char *after;           /* words of the steps before it, separated by blanks, or null */
	const char *order;           /* the clause that demands that order, where not its own */
	struct bilingual votes;      /* what `yes` of `of` counts; empty where nothing is counted */
	bool document;               /* a document number is demanded */
};

extern const struct step_rule step_rules[]; /* in the order of the procedure; ends with a null word */

const struct step_rule *step_rule_find(const char *word);

/* The clause that demands it: of a plenary, ELEC-22.3 in place of 22.2. */
const char *step_clause(const struct step_rule *rule, const struct election *election,
                        const struct assembly *assembly);

/* The kind of matter (registry/matters.h) that a step goes up as, or 0; and the step of a kind, or null. */
int64_t election_step_matter(const char *word);
const char *election_matter_step(int64_t number);

/* ELEC-3.2a: whether the meeting lies after the term's end, or so early that it must be approved apart. */
bool election_moved(const struct election *election);

/* The standing record of a step; null before it is done.  assembly and contest 0 where it is not theirs. */
const struct step_record *election_step(const struct election *election, const char *word, int64_t assembly,
                                 int64_t contest);

enum progress {
	PROGRESS_WAITING,   /* something before it is missing */
	PROGRESS_OPEN,      /* may be done now */
	PROGRESS_LATE,      /* its latest day has passed */
	PROGRESS_DONE,
	PROGRESS_NEEDLESS,  /* nothing to be done in this election */
	PROGRESS_PASSED,    /* was wanting when the assembly opened, which went on without it */
};

struct timeline_step {
	const struct step_rule *rule;
	const struct assembly *assembly; /* null: of the whole election */
	const struct seats *seats;       /* null: of no single contest */
	enum progress progress;
	day_no from;                     /* of what the assembly itself does: its day, else DAY_NONE */
	day_no latest;                   /* counted back from the meeting and what follows, at an assembly its day, or DAY_NONE */
	day_no done;                     /* DAY_NONE before */
	bool tight;                      /* open, and fewer days are left than the setting says */
	const struct step_record *record;       /* or null */
	struct bilingual missing;        /* what is wanting, in a sentence; empty where nothing is */
	const char *clause;
};

struct timeline {
	struct timeline_step *steps;
	size_t count;
	size_t next;                     /* the first open one, or count */
};

/* Every step of the election as of a day, in order.  0 or FAIL_MEMORY. */
int election_timeline(struct arena *arena, const struct election *election, day_no today,
                      struct timeline *ret_timeline);

/* How far an election has come, for lists. */
struct election_standing {
	const struct election *election; /* as elections_load gives it */
	size_t done, needed;             /* steps */
	bool late;                       /* some step's latest day has passed */
	struct timeline_step next;       /* the first overdue, else open, else waiting one; its rule null where none is left */
};

int elections_standing(struct db *db, struct arena *arena, const int64_t *ids, size_t count, day_no today,
                       struct election_standing *ret_standings);

/* Done, needless or passed over: nothing waits for it. */
bool step_settled(const struct timeline_step *step);

/* A step done later than `day` that `step` comes after; one done earlier that comes after it.  Null: none. */
const struct timeline_step *timeline_later(const struct timeline *timeline, const struct timeline_step *step, day_no day);
const struct timeline_step *timeline_earlier(const struct timeline *timeline, const struct timeline_step *step, day_no day);

/* --- the roll (election_roll.c) ----------------------------------------------------------- */

struct elector {
	int64_t person;
	const char *name;
	bool entitled;
	const char *because;    /* the clause */
	const char *document;   /* of the decision or consent that keeps the person out, or null */
	bool undecided;         /* ELEC-5.2: the sanction is over, its decision outstanding */
};

struct roll {
	struct elector *at;      /* by surname strokes */
	size_t count;            /* of members */
	size_t full;
	size_t entitled;
	bool frozen;
};

/*
 * Who is on the roll of an assembly: derived as of its day from memberships,
 * restrictions and agreed exclusions until the assembly is opened, from then
 * on as it was frozen.  A plenary's are those elected, a congress's the
 * confirmed delegates.
 */
int election_roll(struct db *db, struct arena *arena, const struct election *election,
                  const struct assembly *assembly, struct roll *ret_roll);

/* Whether somebody stands on it with the right to elect. */
bool roll_entitles(const struct roll *roll, int64_t person);

/*
 * Who may be elected there (`entitled` says who): whoever may elect, and at a
 * congress every member with the right to stand, delegate or not (ELEC-5.1).
 */
int election_eligible(struct db *db, struct arena *arena, const struct election *election,
                      const struct assembly *assembly, struct roll *ret_roll);

/*
 * DP-19: whether a member may read the roll of an assembly to have it
 * corrected: 1 from its publishing to the day of the assembly for whoever
 * belongs to the body, of a congress for whoever is on it; else 0.
 */
int roll_open_to(struct db *db, struct arena *arena, const struct election *election, const struct assembly *assembly,
                 int64_t person, day_no today);

/* The rolls a person may read today: their elections and assemblies, the next to meet first. */
struct open_roll {
	int64_t election, assembly;
	const char *body_name;
	day_no published, day;
};

#define OPEN_ROLLS_MAX 8
int rolls_open_to(struct db *db, struct arena *arena, int64_t person, day_no today, struct open_roll **ret_rolls,
                  size_t *ret_count);

extern const struct choice circumstances[];   /* */

/* the least size of the committee that is elected; 1 where there is none. */
int64_t committee_least(const struct election *election);

/* --- ballots (election_sheets.c) --------------------------------------------------------------- */

#define BUNDLE 25                 /* ballots a bundle holds */
#define SHEET_MAX ((size_t)64 << 10)

/*
 * A teller's sheet of a bundle: one line a ballot, a mark for each candidate
 * in the order of the ballot (1 yes, 0 no, - abstained), then any written-in
 * names after a bar, separated by semicolons: "1101-0|王某".
 */

/* Who stands on the ballot of a round, by surname strokes or for officers as approved (ELEC-24.1b, 24.1c). */
int ballot_order(struct arena *arena, const struct election *election, const struct ballot_round *round,
                 const struct candidate ***ret_candidates, size_t *ret_count);

/*
 * Reads and tidies a sheet of at most `most` papers; FAIL_INPUT names the line.
 * A paper with too many marks is read as it is: the count judges it (ELEC-27.2).
 */
int sheet_read(struct arena *arena, const struct election *election, const struct ballot_round *round,
               const char *text, int64_t most, const char **ret_sheet, int64_t *ret_ballots);

struct difference {
	int64_t bundle, ballot;      /* from 1; of tally sheets bundle 0 and the line */
	const char *first, *second;  /* the two readings */
	const char *decided;         /* the supervisor's, or null */
	bool namesakes;              /* read alike, but a name written in is that of several (ELEC-25.2) */
};

/* What a supervisor has to decide: where the two sheets differ, or whom a name means; complete only where both have entered everything. */
int round_differences(struct db *db, struct arena *arena, const struct election *election,
                      const struct ballot_round *round, struct difference **ret_differences, size_t *ret_count);

/* How far a reader has come: bundles entered, ballots in them. */
struct entered {
	int64_t bundles, ballots;
};

int round_entered(struct db *db, int64_t round, int reader, struct entered *ret_entered);

/* --- tally sheets in place of the ballots (election_totals.c) ----------------------------------- */

/*
 * The lines of a tally sheet: valid and invalid ballots; yes, no and
 * abstentions of each candidate in the order of the ballot; the names written
 * in with their votes.  They stand where a bundle's sheet would, as bundle 0,
 * and go with the signing like it.
 */
struct totals_typed {
	int64_t valid, invalid;
	const char *votes;        /* a line each: "丁某 22 1 0", the name may be left out */
	const char *written;      /* a line each: "林某 3"; or null */
};

/* Reads and tidies a teller's sheet; FAIL_INPUT names the line. */
int totals_read(struct arena *arena, const struct election *election, const struct ballot_round *round,
                const struct totals_typed *typed, const char **ret_sheet);

/* One line of it as a supervisor decides it, and what the line is called; null where there is no such line. */
int totals_line(struct arena *arena, const struct election *election, const struct ballot_round *round, int64_t line,
                const char *text, const char **ret_line);
const char *totals_line_label(struct arena *arena, const struct election *election, const struct ballot_round *round,
                              int64_t line, enum lang lang);

/* What a tidied sheet says; FAIL_INPUT where a candidate's votes are not the valid ballots (ELEC-30.2). */
int totals_of(struct arena *arena, const char *sheet, const struct candidate *const *standing, size_t count,
              struct totals *ret_totals);

/* Whether ballots could come to a tidied sheet: 0, or what the count says to it. */
int totals_try(struct db *db, struct arena *arena, const struct election *election, const struct ballot_round *round,
               const char *sheet);

/* --- names written in (election_names.c) ----------------------------------------------------------- */

struct eligible {
	int64_t person;
	const char *own;          /* the person's name */
	const char *name;         /* one that is nobody else's: as printed on the ballot, or 王二(甲) */
	bool printed;
	size_t namesakes;         /* others who may be elected and bear the same name */
};

/* Who may be written in, or stands on the ballot and may be elected, by their own names. */
int eligible_names(struct db *db, struct arena *arena, const struct election *election, const struct ballot_round *round,
                   struct eligible **ret_eligible, size_t *ret_count);

/* Whether a name as it was written is that of several; a supervisor decides whom it means. */
bool name_is_shared(const struct eligible *eligible, size_t count, const char *name);

/* The count of a round by the rules, from its sheets. */
int round_result(struct db *db, struct arena *arena, const struct election *election,
                 const struct ballot_round *round, const struct count_result **ret_result);

/* --- where a contest stands (election_contest.c) ------------------------------------------------- */

struct contest_outcome {
	const struct ballot_round *last;    /* not void; null before the first */
	const struct round_tally **elected; /* by all signed rounds, in the order they are announced (ELEC-31.2, 31.3) */
	size_t elected_count;
	const struct round_tally **tied;    /* after the last signed round: they stand in a revote */
	size_t tied_count;
	int64_t seats_left;
	bool next;                          /* a round may begin now … */
	enum contest_round kind;            /* … of this kind */
	bool separate;
	bool decided;                       /* nothing is left to vote on */
};

int contest_outcome(struct arena *arena, const struct election *election, const struct seats *seats,
                    struct contest_outcome *ret_outcome);

/* ELEC-11: how a delegate's check stands; null before it. */
const struct credential *election_credential(const struct election *election, int64_t person);

/* ELEC-11.3b: whether the person passed; 11.2: whether the check sent the person back. */
bool delegate_confirmed(const struct election *election, int64_t person);
bool delegate_sent_back(const struct election *election, int64_t person);

/* All delegates elected by signed rounds, in the order of the units; `entitled` says who passed the check (ELEC-11). */
int election_delegates(struct arena *arena, const struct election *election, struct roll *ret_delegates);

/* Who stands on the next ballot of a contest, in the order of the ballot. */
int contest_standing(struct arena *arena, const struct election *election, const struct seats *seats,
                     const struct contest_outcome *outcome, const struct candidate ***ret_candidates,
                     size_t *ret_count);

/*
 * ELEC-34.1b: those elected secretary, deputy or to the standing committee
 * take office with the higher organization's reply.
 */
int election_seat_officers(struct running *running, const struct election *election, day_no from,
                           const char *document);

/* ELEC-36.2: the seven items of the evidence file. */
struct evidence {
	int article;                        /* 32, 33, 19, 24, 26, 30, 34 */
	struct bilingual label;
	bool complete;
	const char *document;               /* or null */
	day_no day;                         /* DAY_NONE before */
	struct bilingual missing;
};

int election_evidence(struct arena *arena, const struct election *election, day_no today,
                      struct evidence ret_items[EVIDENCE_ARTICLES]);

/* --- what is wanting --------------------------------------------------------------------------- */

/* The first step wanting before an assembly may open, or null; with `only_hard` only those that stop it. */
int election_wanting(struct arena *arena, const struct election *election, const struct assembly *assembly,
                     day_no today, bool only_hard, const struct timeline_step **ret_step);

/* Hard stops before the ballots of an assembly, officials included: FAIL_REFUSED names the first. */
int election_ready(struct arena *arena, const struct election *election, const struct assembly *assembly,
                   day_no today);

/* --- tables and actions ---------------------------------------------------------------------------- */

extern const struct table election_tables[];
extern const size_t election_table_count;

extern const struct action election_actions[], step_actions[], roll_actions[], candidate_actions[], ballot_actions[], entry_actions[],
	result_actions[], delegate_actions[], question_actions[], presidium_actions[], method_actions[];

#endif
