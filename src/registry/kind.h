/*
 * The dictionary: every kind of record is declared once, as data.  Table,
 * form, list, filter, import and export column, API schema and the privacy
 * notice come from the declaration.
 *
 * A row of a kind's table is a version: identity, `since` and `until` (valid
 * time, end exclusive, DAY_OPEN = no end), the fields, and `made` / `ended`,
 * the numbers of the journal entries that wrote and ended it.
 */
#ifndef DANGJIAN_REGISTRY_KIND_H
#define DANGJIAN_REGISTRY_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"
#include "law/opinions.h"
#include "registry/role.h"
#include "store/db.h"
#include "store/schema.h"

enum field_type {
	FIELD_TEXT,
	FIELD_INT,      /* 0 or more */
	FIELD_DAY,
	FIELD_BOOL,     /* 0 or 1 */
	FIELD_CHOICE,   /* stored as the choice's number */
	FIELD_REF,      /* identity of a record of the kind `refers` */
	FIELD_CREDIT,   /* unified social credit code */
	FIELD_REGION,   /* GB/T 2260 code, six digits */
	FIELD_RESIDENT, /* resident ID: stored sealed, found by the keyed hash in NAME_key (DP-16) */
};

struct choice {
	int number;             /* stored */
	const char *word;       /* in addresses and JSON */
	struct bilingual label;
};

enum field_flags {
	SHOW_LIST = 1 << 0,     /* a column of the list */
	SHOW_FILTER = 1 << 1,   /* ?name=value */
	SHOW_SORT = 1 << 2,     /* ?sort=name */
	SHOW_SEARCH = 1 << 3,   /* ?q= looks in it */
	REQUIRED = 1 << 4,
	PERSONAL = 1 << 5,      /* never searched, filtered or exported by address (DP-6) */
	SENSITIVE = 1 << 6,     /* PERSONAL, and masked or sealed (DP-9) */
	FIGURE = 1 << 7,        /* a number that holds from the effective day of an import */
	COMPUTED = 1 << 8,      /* set by the kind's derive, never typed in */
	SECRET = 1 << 9,        /* a password: typed hidden, taken as it is, never shown */
	LINES = 1 << 10,        /* a text that may have several lines */
	PROSE = 1 << 11,        /* sentences: a large input, and signs stay full-width */
};

struct field {
	const char *name;           /* column, form field and JSON key */
	struct bilingual label;
	enum field_type type;
	unsigned flags;
	const char *clause;         /* the clause that needs it (DP-11) */
	int max;                    /* most characters of a text, largest number; 0: the type's own limit */
	const char *refers;         /* FIELD_REF: the kind */
	const char *with;           /* fields that its index holds besides, so that counting or filtering reads no rows; or null */
	const struct choice *choices; /* FIELD_CHOICE: ends with a null word */
	struct bilingual hint;      /* beside the form field, or empty */
};

#define TEXT_FIELD_MAX 200      /* characters of a text field that names no other limit */

/*
 * A filter that is computed instead of stored; each word has a condition on
 * the list's row (alias r) at the day $1.  Figures click down through these.
 */
struct facet_word {
	const char *word;
	struct bilingual label;
	const char *condition;
	int months;             /* in the conditions, $+ is the last day that falls due within so many months */
	const char *standing;   /* the same said of the row's place in the tree (alias p) at the day, or null */
	const char *field;      /* of this field it implies `least` or more, so that a list in its order begins there; or null */
	int64_t least;
};

struct facet {
	const char *name;
	struct bilingual label;
	const char *clause;
	const struct facet_word *words; /* ends with a null word */
};

/*
 * How a unit or body stands is kept with its place in the tree
 * (placement.standing), so that a list asks one row for both: a unit's cover
 * and whether it is due to establish (OPIN-8.1, 11.6); a body's type, whether
 * an elected one lacks a term on record, and whether a secretary is missing.
 */
enum cover { COVERED_NOT, COVERED_BY_WORK, COVERED_JOINTLY, COVERED_OWN, COVERS }; /* the strongest way counts */

#define STANDING_OF_UNIT(cover, due) ((int64_t)(cover) + ((due) ? COVERS : 0))
#define STANDING_OF_BODY(type, no_term, no_secretary) (16 + 4 * (int64_t)(type) + ((no_secretary) ? 2 : 0) + ((no_term) ? 1 : 0))

/* How a record is found in the tree: by its own placement or that of another it names. */
enum anchor {
	ANCHOR_SELF, ANCHOR_BODY, ANCHOR_UNIT, ANCHOR_UNIT_OR_BODY, ANCHOR_PERSON,
	ANCHOR_MATTER, /* wherever its sender, the organization concerned or its addressee hangs */
};

struct kind {
	const char *name;           /* table, and KIND of /registers/KIND and of add-KIND … */
	const char *path;           /* "units": the list's address is /units, else /registers/NAME */
	struct bilingual label;
	struct bilingual plural;    /* heading of the list */
	const struct field *fields;
	size_t field_count;
	const char *title;          /* the field that names a record, or null */
	const char *order;          /* of its list where nothing else is asked: "-submitted"; null: by the title */
	struct bilingual since_label, until_label;
	enum anchor anchor;
	const struct facet *facets; /* ends with a null name; may be null */
	const struct index *indexes; /* beside those that follow from the fields; ends with a null name; may be null */
	bool by_province;           /* two or four digits of the region are found in the title's order by such indexes */
	unsigned read, write;       /* enum role bits; the anchor decides within which part of the tree */
	/* Sets the fields that follow from others and the record's first day (a term's due date); null where none do. */
	void (*derive)(struct value *values, day_no first);
	bool procedure;             /* changed only by its procedure's own actions; it has no add-, change-, correct-, close- */
	bool persons;               /* a list of persons: no ?q=, no .csv/.xlsx by address */
	/* The privacy notice (DP-10). */
	const char *clause;         /* the clause the register serves */
	struct bilingual purpose, basis, keeper, retention, recipients;
};

/* Columns that stand before the fields of every kind's table, in this order. */
enum { COL_ID, COL_SINCE, COL_UNTIL, COL_MADE, COL_ENDED, COL_FIELDS };

extern const struct kind *const kinds[]; /* ends with null */

/* By name, or by the list's path; null if there is none. */
const struct kind *kind_find(const char *name);
const struct kind *kind_by_path(const char *path);

/* The place of a field in kind->fields, or -1. */
int field_index(const struct kind *kind, const char *name);

const struct choice *choice_by_number(const struct field *field, int64_t number);
const struct choice *choice_by_word(const struct field *field, const char *word);

/* The kinds this file knows by name. */
extern const struct kind unit_kind, body_kind, affiliation_kind, coverage_kind, person_kind,
	membership_kind, restriction_kind, post_kind, term_kind, charter_kind, pledge_kind, dispatch_kind, mass_org_kind,
	election_kind, matter_kind;

extern const struct choice post_positions[];

/* Numbers of the choices the code speaks of; a unit's category and level are the law's (law/opinions.h). */
enum body_type {
	COMPREHENSIVE_COMMITTEE = 1, JOINT_COMMITTEE, COMMITTEE, GENERAL_BRANCH, BRANCH, JOINT_BRANCH,
	REGIONAL_BODY, INDUSTRY_BODY, AGENCY, ORGANIZATION_DEPARTMENT, LEADING_GROUP, DISCIPLINE_COMMISSION,
	TEMPORARY_BRANCH, WORK_COMMITTEE,
};
enum relation { LEADS = 1, GUIDES, GUIDES_INTERNAL };
enum coverage_mode { COVER_OWN = 1, COVER_JOINT, COVER_REGIONAL, COVER_INDUSTRY, COVER_MASS };
enum member_category { FULL_MEMBER = 1, PROBATIONARY_MEMBER };
enum measure { PROBATION_WITHIN = 1, SUSPENDED, REMOVED_FROM_POST, REMOVED_FROM_ROLL };
enum review { REVIEW_PENDING = 1, REVIEW_UPHELD, REVIEW_CHANGED, REVIEW_REVOKED };
enum position {
	SECRETARY = 1, DEPUTY_SECRETARY, STANDING_MEMBER, COMMITTEE_MEMBER, ORGANIZATION_MEMBER,
	PUBLICITY_MEMBER, DISCIPLINE_MEMBER,
};
enum post_origin { ELECTED = 1, APPOINTED };
enum dispatch_role { INSTRUCTOR = 1, LIAISON };
enum election_form { FORM_MEMBERS_OFFICERS = 1, FORM_BRANCH_COMMITTEE, FORM_COMMITTEE_MEETING, FORM_COMMITTEE_CONGRESS };
enum election_cause { CAUSE_TERM_END = 1, CAUSE_FIRST, CAUSE_VACANCY };
extern const struct choice election_causes[];
enum election_state { ELECTION_PREPARING = 1, ELECTION_MEETING, ELECTION_VOTED, ELECTION_CLOSED, ELECTION_CANCELLED };
enum mass_type { UNION = 1, YOUTH_LEAGUE, WOMEN, OTHER_MASS };

#endif
