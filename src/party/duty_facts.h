/* The facts duties are derived from, read in a dozen queries; duty.c's own. */
#ifndef DANGJIAN_PARTY_DUTY_FACTS_H
#define DANGJIAN_PARTY_DUTY_FACTS_H

#include "party/duty.h"
#include "party/setting.h"
#include "registry/kind.h"
#include "registry/matters.h"

enum charter_state { CHARTER_NONE, CHARTER_WITHOUT, CHARTER_WITH };

struct unit_facts {
	int64_t id;
	const char *name, *region, *industry, *address; /* "" where not given */
	enum category category;
	enum level level;
	bool supervisory;           /* has a supervisory unit */
	int64_t full_members;       /* Fw, or -1 where it is not known */
	day_no first;               /* first day of the record */
	day_no reached_on;          /* since when Fw >= 3 without interruption; DAY_NONE where it is not */
	int64_t superior;           /* leading body, or 0 */
	day_no lead_lost;           /* last day of the last leader where there is none now, or DAY_NONE */
	unsigned modes;             /* 1 << coverage mode, for each that holds */
	bool dispatched;            /* an instructor or liaison is there */
	enum charter_state charter;
	day_no charter_since;
	bool pledged;               /* asked only where somebody owes it */
	bool applied;               /* a request to set up a body of its own awaits the reply */
	const struct setting_set *settings; /* what holds where it hangs */
};

struct body_facts {
	int64_t id;
	const char *name, *region;
	enum body_type type;
	int64_t unit;               /* the unit it belongs to, or 0 */
	day_no first;
	bool approved;              /* an approval document is on record */
	int64_t superior;
	int64_t full, probationary; /* members whose relation is here */
	int64_t posts;              /* holders of any post */
	int64_t secretaries, deputies;
	int64_t others;             /* holders of posts other than secretary and deputy */
	day_no vacant_since;        /* day after the last former secretary's last day, or DAY_NONE */
	int64_t unheard;            /* decisions on members' rights without what DP-23 asks for */
	day_no unheard_since;       /* the first of them */
	bool has_term;
	day_no term_since, term_due;
	int64_t term_years;
	struct joint_body joint;    /* the units it covers in common (OPIN-10.2) */
	int64_t units_led;          /* directly */
	const struct setting_set *settings;
};

/* A matter under way: with its sender, or, a notice, with the organization it went to. */
struct matter_of_day {
	int64_t id;
	enum matter_number number;
	enum matter_nature nature;
	enum matter_state state;
	const char *kind;           /* "unit" or "body", and which */
	int64_t subject;
	day_no submitted, latest, since; /* since: of the present step; days or DAY_NONE */
	day_no last;                /* the organization's last day it names, or DAY_NONE */
	int64_t relations;          /* members in what it asks to end */
	bool receiver;              /* it names who receives the members' relations */
};

/* A unit with others under one body (OPIN-10.2). */
struct joined {
	int64_t body;
	int64_t full_members;
};

struct facts_of_day {
	day_no on;
	struct unit_facts *units;   /* by id */
	size_t unit_count;
	struct body_facts *bodies;  /* by id */
	size_t body_count;
	struct matter_of_day *matters;
	size_t matter_count, matter_room;
	struct joined *joined;      /* a piece of a country's units: their bodies stand in other pieces */
	size_t joined_count, joined_room;
};

/* Reads them for ranges of paths, none overlapping, or for everything where there is none. */
int day_facts_read(struct db *db, struct arena *arena, const struct path_range *ranges, size_t count, day_no on,
                   struct facts_of_day *ret_facts);

/* What stays the same while a country is gone through piece by piece. */
struct country_facts {
	const struct setting_set *sets; /* of the whole installation, and of nodes, lower ones last */
	size_t set_count;
	struct body_facts *tops;    /* comprehensive committees; they stand among the bodies of every piece */
	size_t top_count;
};

int country_facts_begin(struct db *db, struct arena *arena, day_no on, struct country_facts *ret_country);

/*
 * The units, or the bodies, from one identity on and before another, with
 * what the rules ask of others: beside units the tops, beside bodies the tops
 * and those units whose category counts.  How many units a body leads and
 * joins is not told: they stand in other pieces.
 */
int country_units(struct db *db, struct arena *arena, const struct country_facts *country, int64_t from, int64_t to, day_no on,
                  struct facts_of_day *ret_facts);
int country_bodies(struct db *db, struct arena *arena, const struct country_facts *country, int64_t from, int64_t to, day_no on,
                   struct facts_of_day *ret_facts);

/* Where a piece of a size that begins with an identity ends. */
int country_next_piece(struct db *db, bool units, int64_t from, int64_t size, int64_t *ret_to);

/* BJ-9: whether the Beijing rule pack holds where the unit is, so that it owes a pledge. */
bool must_pledge(const struct unit_facts *unit);

/* The entry of an identity, or null where it is outside the scope. */
struct unit_facts *facts_unit(const struct facts_of_day *facts, int64_t id);
struct body_facts *facts_body(const struct facts_of_day *facts, int64_t id);

#endif
