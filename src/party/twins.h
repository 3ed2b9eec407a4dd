/*
 * Records that look as if they were of one thing: organizations
 * alike by name in one city, persons of one name in one branch.  Facts are
 * shown and people decide; nothing is scored, and pairs they have decided about
 * are not shown again.
 */
#ifndef DANGJIAN_PARTY_TWINS_H
#define DANGJIAN_PARTY_TWINS_H

#include "party/access.h"

enum why_twins {
	TWIN_SAME_NAME = 1 << 0,
	TWIN_NEAR_NAME = 1 << 1,   /* the same but for signs, width, region and kind of company */
	TWIN_SAME_REGION = 1 << 2,
	TWIN_SAME_CITY = 1 << 3,
	TWIN_SAME_ADDRESS = 1 << 4,
	TWIN_SAME_FOUNDED = 1 << 5,
	TWIN_ONE_CODE = 1 << 6,    /* only one has a credit code */
	TWIN_NO_CODE = 1 << 7,
	TWIN_SAME_BIRTH = 1 << 8,
	TWIN_ONE_BIRTH = 1 << 9,   /* only one has a date of birth */
	TWIN_ONE_ID = 1 << 10,     /* only one has a resident ID */
	TWIN_NO_ID = 1 << 11,
};

struct twin_name {
	enum why_twins why;
	struct bilingual label;
};
extern const struct twin_name twin_names[]; /* ends with 0 */

struct twins {
	int64_t a, b;            /* a is the smaller identity */
	const char *a_name, *b_name;
	const char *place;       /* of a: the region's code, or the body's name */
	unsigned why;            /* enum why_twins */
};

#define TWINS_MAX 500        /* pairs; *ret_more tells of others */

/*
 * Pairs of units that hang under a path today (null: of all), by name.  Not
 * those with two different credit codes: these are two organizations.
 */
int twins_of_units(struct db *db, struct arena *arena, const char *scope, day_no today, struct twins **ret_twins,
                   size_t *ret_count, bool *ret_more);

/* Pairs of persons with a relation or post in one of the bodies that the actor works in, and nowhere else (DP-12). */
int twins_of_persons(struct db *db, struct arena *arena, const struct actor *actor, day_no today,
                     struct twins **ret_twins, size_t *ret_count, bool *ret_more);

/* What two names are compared by: without signs, spaces, the province's or city's name and the kind of company. */
const char *name_key(struct arena *arena, const char *name, const char *region);

/* --- decisions and mergers done, for those who look at the pairs --------------------------- */

struct twin_decision {
	int64_t number;          /* of the entry */
	int64_t id;              /* of a decision that two are not one, else 0 */
	int64_t a, b;            /* stays and goes, where they were merged */
	int64_t at;
	const char *actor;
	const char *reason;
};

#define DECISIONS_MAX 200

/*
 * Pairs decided not to be one, or with `merged` mergers, the latest first, of a
 * kind and within the reader's reach: units under a path (null: all), persons
 * in the bodies the actor works in.
 */
int twin_decisions(struct db *db, struct arena *arena, const struct kind *kind, const struct actor *actor,
                   const char *scope, day_no today, bool merged, struct twin_decision **ret_decisions,
                   size_t *ret_count);

#endif
