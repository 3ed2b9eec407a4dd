/*
 * Settings: what the rulebook leaves open or to a place (its §12), and what is
 * the operator's to choose.  Each is declared once, with its default, bounds,
 * clause and source (setting_table.c).  A value holds from a day on at a node
 * of the tree and everything under it, until a lower node or a later day says
 * otherwise; what was asked about an earlier day is judged by what held then.
 */
#ifndef DANGJIAN_PARTY_SETTING_H
#define DANGJIAN_PARTY_SETTING_H

#include "base/workdays.h"
#include "party/access.h"

enum setting {
	SETTING_JOINT_COMMITTEE_MIN,
	SETTING_JOINT_COMMITTEE_MAX,
	SETTING_BEIJING_REGIONS,
	SETTING_REMINDER_FIRST,
	SETTING_REMINDER_SECOND,
	SETTING_REMINDER_THIRD,
	SETTING_JOINT_BRANCH_UNITS,
	SETTING_BRANCH_MEMBERS_MAX,
	SETTING_BRANCH_COMMITTEE_MIN,
	SETTING_BRANCH_COMMITTEE_MAX,
	SETTING_COMMITTEE_YEARS,
	SETTING_BRANCH_YEARS,
	SETTING_DEPUTY_MEMBERS_MIN,
	SETTING_ON_SCHEDULE,     /* of elections (election.h) */
	SETTING_ROLL_DAYS,
	SETTING_TIGHT_DAYS,
	SETTING_SUPERVISORS_LEAST,
	SETTING_TELLERS_LEAST,
	SETTING_PUBLICITY_DAYS,
	SETTING_CALENDAR,
	SETTING_SESSION_IDLE,
	SETTING_SESSION_LIFE,
	SETTING_TOKEN_DAYS,
	SETTING_SECOND_FACTOR,
	SETTING_PRIVACY_OFFICER,
	SETTING_REQUEST_DAYS,
	SETTING_KEEP_IDENTIFIERS, /* retention.h */
	SETTING_KEEP_NAMES,
	SETTING_KEEP_RESTRICTIONS,
	SETTING_KEEP_ELECTIONS,
	SETTING_KEEP_REQUESTS,
	SETTING_KEEP_VOICES,
	SETTING_KEEP_APPLICATIONS,
	SETTING_KEEP_OPINIONS,
	SETTING_PRINT_BODY, /* the faces of papers, in the order of enum face (print/job.h) */
	SETTING_PRINT_HEADING,
	SETTING_PRINT_KAI,
	SETTING_PRINT_TITLE,
	SETTING_PRINT_LATIN,
	SETTINGS,
};

enum setting_type {
	SETTING_WHOLE,          /* a whole number between its bounds */
	SETTING_REGIONS,        /* beginnings of region codes, "11 1201"; may be empty */
	SETTING_FAMILIES,       /* families of type, the one to be preferred first: "仿宋; Noto Serif CJK SC" */
	SETTING_YEAR,           /* a year's holidays and make-up days: "2026-01-01..2026-01-03 +2026-01-04" */
	SETTING_CHOICE,         /* one of a few words */
	SETTING_WORDS,          /* a line of text, of `most` characters at most; may be empty */
};

struct setting_info {
	const char *name;       /* "joint_committee_min" */
	struct bilingual label;
	enum setting_type type;
	struct bilingual unit;  /* of a whole number */
	int64_t initial, least, most;
	const char *initial_text; /* of the other types */
	const char *clause;
	struct bilingual source; /* where the default comes from, and what leaves it open */
	unsigned who;           /* roles that may set it at a node they reach */
	bool installation;      /* one value for the whole installation */
	struct bilingual zero;  /* what 0 means, where it is no number */
	const struct choice *choices; /* of SETTING_CHOICE; ends with a null word */
};

extern const struct setting_info setting_table[SETTINGS];

/* The table in parts, each from its first setting to the next part's. */
struct setting_group {
	enum setting first;
	struct bilingual label;
};
extern const struct setting_group setting_groups[];
extern const size_t setting_group_count;

/* By name; -1 where there is none. */
int setting_find(const char *name);

/* Of two that bound each other, the one that may not pass the other. */
struct setting_order {
	enum setting less, more;
};
extern const struct setting_order setting_orders[];
extern const size_t setting_order_count;

/* --- values ------------------------------------------------------------------------- */

/*
 * Reads a typed text to the way it is stored; FAIL_INPUT names the field
 * `value`.  For a year's calendar *ret_year is its year, else 0.
 */
int setting_value_read(struct arena *arena, enum setting setting, const char *text, const char **ret_value,
                       int *ret_year);

/* A stored value as a person reads it, with its unit; null without memory. */
const char *setting_value_text(struct arena *arena, enum setting setting, const char *value, enum lang lang);

/* The default as it would be stored; null without memory. */
const char *setting_default(struct arena *arena, enum setting setting);

/* Whether a region's code begins as one of a value of SETTING_REGIONS. */
bool regions_have(const char *regions, const char *code);

/* --- what holds on a day --------------------------------------------------------------- */

struct setting_value {
	enum setting setting;
	int64_t id;             /* of the row */
	int64_t node;           /* a body or unit; 0: the whole installation */
	const char *path;       /* where the node hangs on the day; null: nowhere, so it reaches nothing */
	const char *text;
	int64_t number;         /* of a whole number */
};

struct settings {
	const struct setting_value *values;
	size_t count;
};

/* All that hold on a day, from the arena. */
int settings_read(struct db *db, struct arena *arena, day_no on, struct settings *ret_settings);

/*
 * What holds at a path ("/1/17/"; null: for the whole installation): the
 * value of the lowest node at or above it, or null where the default holds.
 */
const struct setting_value *setting_at(const struct settings *settings, enum setting setting, const char *path);

int64_t setting_whole(const struct settings *settings, enum setting setting, const char *path);
const char *setting_text(const struct settings *settings, enum setting setting, const char *path);

/* Everything that holds at one node, for those who judge many subjects. */
struct setting_set {
	const char *path;       /* "/" for the whole installation */
	const struct setting_value *of[SETTINGS]; /* null: the default */
};

/* The set of the whole installation, then those of the nodes that have values of their own, higher ones first. */
int settings_sets(struct arena *arena, const struct settings *settings, const struct setting_set **ret_sets,
                  size_t *ret_count);

int64_t set_whole(const struct setting_set *set, enum setting setting);
const char *set_text(const struct setting_set *set, enum setting setting);

/* The calendar of working days for the years from one day to another. */
int work_calendar_read(struct db *db, struct arena *arena, day_no first, day_no last,
                       struct work_calendar *ret_calendar);

/* --- who set what ---------------------------------------------------------------------- */

struct setting_line {
	enum setting setting;
	int64_t id;
	int64_t node;
	const char *node_name;  /* "" for the whole installation */
	const char *text;
	const char *source;     /* as it was given */
	day_no since, until;
	int64_t made, at;       /* by which entry, and when that was */
	const char *actor;      /* the account's name, or "cli:USER" */
	bool ended;             /* replaced or taken back since */
};

struct setting_query {
	int setting;            /* or -1 for all */
	const char *reach;      /* a path: nodes at it, above it and under it; null: everywhere */
	day_no on;              /* names and places are those of this day */
	bool all;               /* ended ones, too */
};

#define SETTING_LINES_MAX 500

/* By setting, node, first day (the latest first). */
int setting_lines(struct db *db, struct arena *arena, const struct setting_query *query,
                  struct setting_line **ret_lines, size_t *ret_count);

#endif
