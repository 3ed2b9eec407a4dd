/*
 * Requests and replies: one mechanism for everything that goes up for
 * approval (请示 → 批复) or for the record (报告、备案 → 存档), and for what
 * comes down as a notice.  A matter is a record of matter_kind: each step is
 * a version of it, so that it can be asked as of any day; what it is about
 * are facts, fields its type declares.
 *
 *   draft ──submit──▶ submitted ──approve / refuse──▶ approved / refused     for approval
 *     ▲                  │  └────────file───────────▶ filed                  for the record, notices
 *     └─amend  returned ◀┘return with reasons
 *   withdrawn: by the sender, before a reply
 *   a prior check is answered by an opinion: no objection, or an objection
 *
 * It goes to the organization that leads the sender on the day (OPIN-6.7);
 * settle() sends what is pending to the new one when that changes.  A reply is
 * final; a wrong one is corrected by another matter that names it (`previous`).
 *
 * A new type is a number and a choice in registry/matters.h and
 * registry/kinds_matters.c, and a line in a table of types that
 * matter_types.c lists.
 */
#ifndef DANGJIAN_PARTY_MATTER_H
#define DANGJIAN_PARTY_MATTER_H

#include "law/rule.h"
#include "party/action.h"
#include "registry/matters.h"

struct matter_type;

/* A matter as of a day. */
struct matter {
	int64_t id;                  /* 0: not written yet */
	const struct matter_type *type;
	enum matter_state state;
	int64_t body, unit;          /* who sends it; both where a unit's own body does; 0: none */
	int64_t addressee;           /* or 0: nobody leads the sender */
	int64_t previous;
	day_no submitted;            /* last; DAY_NONE before */
	day_no latest;               /* last day to submit it, or DAY_NONE */
	const char *title;
	const char *document;        /* of the reply, as below; null before */
	day_no document_on, effective;
	const char *grounds, *remark, *submitter; /* or null */
	const struct record *record; /* the version it was read from; null for one not written yet */
	const struct value *facts;   /* one for each of type->fields */
};

/* What the higher organization answers. */
struct reply {
	enum matter_state outcome;   /* MATTER_APPROVED, MATTER_REFUSED or MATTER_FILED */
	const char *document;        /* its number; null where none was given (filing) */
	day_no document_on;
	day_no effective;
	const char *remark;
};

/* --- what the law says of a matter ------------------------------------------------ */

/* What a finding means for the sender and for the reply. */
enum bearing {
	BEARS_NOT,       /* shown */
	NEEDS_GROUNDS,   /* may go on, once the sender has given grounds (soft flag) */
	BARS_APPROVAL,   /* may be submitted, not approved as long as it stands */
	BARS,            /* neither (hard stop) */
};

struct matter_finding {
	const char *clause;
	enum verdict verdict;
	enum bearing bearing;
	struct bilingual why;
};

#define MATTER_FINDINGS_MAX 16

struct matter_check {
	struct db *db;
	struct arena *arena;
	day_no today;
	const struct matter *matter;
	const struct reply *reply;   /* null before there is one */
	struct matter_finding found[MATTER_FINDINGS_MAX];
	size_t count;
};

/* Judges a matter by its type's rules; the findings in the order they were made. */
int matter_judge(struct db *db, struct arena *arena, const struct matter *matter, const struct reply *reply,
                 day_no today, struct matter_check *ret_check);

/* For types: adds what a computing clause finds; `bearing` where it does not hold.  0 or a failure. */
int matter_find_by_rule(struct matter_check *check, enum bearing bearing, const char *clause,
                        const struct given *given, size_t count);

/* For types: adds a sentence of their own. */
int matter_find(struct matter_check *check, enum bearing bearing, const char *clause, enum verdict verdict,
                const char *zh, const char *en, ...)
	__attribute__((format(printf, 5, 7), format(printf, 6, 7)));

/* --- kinds of matter, as data -------------------------------------------------------- */

enum matter_sender {
	SENT_BY_BODY,
	SENT_BY_UNIT,            /* `unit`; its own body need not exist */
	SENT_BY_EITHER,
};

enum matter_route {
	TO_SUPERIOR,             /* who leads the sender and can approve: past general branches (OPIN-6.7, ELEC-32.1) */
	TO_LEADER,               /* who leads it, whatever that is: under whom new bodies hang */
	TO_COUNTY_OR_ABOVE,      /* the first on the way up that is of county level or above (OPIN-8.3) */
};

struct matter_type {
	enum matter_number number;
	enum matter_nature nature;
	const char *clauses;         /* it answers to, separated by blanks, the most telling first */
	unsigned who;                /* roles that may send it, at the sender or above */
	enum matter_sender sender;
	enum matter_route route;
	const struct field *fields;  /* the facts it demands; COMPUTED ones are set by `complete` */
	size_t field_count;
	struct bilingual effect;     /* what an approval carries out; empty: nothing by itself */
	/* Sets computed facts and refuses what cannot be; FAIL_INPUT names the field.  Null where nothing is to do. */
	int (*complete)(struct db *db, struct arena *arena, day_no today, const struct matter *matter,
	                struct value *facts);
	int (*judge)(struct matter_check *check);  /* or null */
	bool lasting;                /* judged after the reply, too: something remains to be done */
	day_no (*latest)(const struct matter *matter); /* last day to submit it; or null */
	/*
	 * Carries the reply out, in the same transaction: writes with
	 * running->edit what follows.  Called for each outcome; null where
	 * nothing follows.
	 */
	int (*replied)(struct running *running, const struct matter *matter, const struct reply *reply);
	const char *request_paper, *reply_paper; /* which papers print prints; null: none */
};

/* Tables of types, each ended by a zero number; the list of them ends with null. */
extern const struct matter_type *const matter_types[];

const struct matter_type *matter_type(enum matter_number number);   /* null for none */
const struct matter_type *matter_type_named(const char *word);      /* "postpone-term" */
const char *matter_word(const struct matter_type *type);            /* "postpone-term" */
struct bilingual matter_label(const struct matter_type *type);

/* The clause shown first, from the arena. */
const char *matter_clause(struct arena *arena, const struct matter_type *type);

/* --- reading ---------------------------------------------------------------------------- */

/* As of a day; FAIL_NOT_FOUND. */
int matter_read(struct db *db, struct arena *arena, int64_t id, day_no on, struct matter *ret_matter);

/* The same from a version of its record. */
int matter_of(struct db *db, struct arena *arena, const struct record *record, struct matter *ret_matter);

/* A fact by its field's name, which must be declared. */
const struct value *matter_fact(const struct matter *matter, const char *field);

/* Whether it waits for somebody: the sender to submit, or the addressee to answer. */
bool matter_is_pending(enum matter_state state);

/* Days since it was submitted, up to `on` or to the answer; -1 before it was. */
int64_t matter_days(const struct matter *matter, day_no on);

/* The same from its record. */
int64_t matter_record_days(const struct record *record, day_no on);

/* The state in words that fit the nature: 待批复, 待存档 … */
struct bilingual matter_state_label(enum matter_nature nature, enum matter_state state);

/*
 * A field of the register as it is called for the nature: what is filed has no reply, a notice no request; and
 * for what the matter came to: an opinion in a reply is no reason for a return.
 */
struct bilingual matter_field_label(enum matter_nature nature, enum matter_state state, const struct field *field);

/*
 * What of it the actor may do: whether the sender's steps, whether the addressee's.  A role reaches what hangs under its
 * node, but who is above a sender answers and does not act in its place: only a paper request that somebody above
 * has entered goes on with whoever entered it.
 */
struct matter_rights {
	bool sends, answers;
	bool above;              /* holds a role above the sender, of those that send it, and is not it */
	bool own;                /* submitted it: does not answer it too (DP-12) */
	bool withdraws;          /* a draft as it is amended; once submitted, the sender itself or whoever submitted it */
};

enum matter_side { THE_SENDER, THE_ADDRESSEE, THE_WITHDRAWER, EITHER_SIDE };

int matter_rights(struct db *db, struct arena *arena, const struct actor *actor, const struct matter *matter,
                  day_no today, struct matter_rights *ret_rights);

/* Whether they are enough for a step of one side; FAIL_FORBIDDEN says who takes it. */
int matter_check_side(const struct matter *matter, const struct matter_rights *rights, enum matter_side side);

/* The facts an entry of the journal wrote, with what stood before, as shown in one language. */
struct history_change;
int matter_fact_changes(struct db *db, struct arena *arena, const struct matter *matter, int64_t journal, enum lang lang,
                        struct history_change **ret_changes, size_t *ret_count);

/* --- writing ---------------------------------------------------------------------------- */

/*
 * Sends pending matters of senders whose leading organization the act has
 * changed to the new one; settle() calls it.
 */
int matters_reroute(struct edit *edit);

/* For `undo`: FAIL_REFUSED where the batch is a step of a matter that went on before it. */
int matter_undo_check(struct db *db, int64_t id, int64_t batch);
int matter_facts_undo(struct db *db, int64_t batch);

/* For a merger of two records of a kind: facts that name the one that goes name the one that stays. */
int matter_facts_move(struct edit *edit, const struct kind *kind, int64_t stays, int64_t goes);

/* Later facts that rest on records a batch made or changed: the least journal number, or 0. */
int matters_resting(struct db *db, int64_t batch, int64_t *ret_number);

/* What an objection to a proposed head cites (OPIN-6.3d). */
enum { HEAD_BY_LAW = 1, HEAD_BY_CHARTER };

/* What organizations answer to a proposed joint branch. */
enum { PROPOSAL_AGREED = 1, PROPOSAL_DECLINED };

/* The actions of matters: their steps, notices, and for each type draft- and amend-. */
extern const struct action matter_actions[], head_actions[], notice_actions[];
size_t matter_action_count(void);
int matter_type_actions(struct arena *arena, struct action *actions);

extern const struct table matter_tables[];
extern const size_t matter_table_count;

#endif
