/*
 * The tree of Party organizations on a day: reading it, proposing where a
 * unit belongs, and moving a unit or body from one superior to another.
 *
 * LEADS edges make the tree (OPIN-6.7).  GUIDES edges stand beside it, and
 * joint, regional and industry bodies cover any number of units through
 * `coverage` (OPIN-9.1, 10.1, 10.2), wherever these hang.
 */
#ifndef DANGJIAN_PARTY_TREE_H
#define DANGJIAN_PARTY_TREE_H

#include "party/contribution.h"

struct tree_node {
	int64_t id;
	const char *name;
	int64_t type;           /* enum body_type; 0 for a unit */
	int64_t unit;           /* the unit whose own body it is, or 0 */
	int64_t units;          /* active units led by it and by all under it; 0 for a unit */
	bool opens;             /* there are bodies under it */
};

#define TREE_CHILDREN_MAX 1000

/*
 * The bodies directly under a node, by number and as they were set up, or with
 * node 0 the tops; at most TREE_CHILDREN_MAX.  The units under it are a list with its
 * path as scope (registry/list.h).
 */
int tree_children(struct db *db, struct arena *arena, int64_t node, day_no on,
                  struct tree_node **ret_nodes, size_t *ret_count);

/* The same without `units`, which tree_count gives to those that are shown, and without `opens`. */
int tree_bodies(struct db *db, struct arena *arena, int64_t node, day_no on,
                struct tree_node **ret_nodes, size_t *ret_count);
int tree_count(struct db *db, day_no on, struct tree_node *const *nodes, size_t count);

/* From the top to a body or unit, itself last, with names and types only; none where it has no place. */
int tree_path(struct db *db, struct arena *arena, int64_t subject, day_no on,
              struct tree_node **ret_nodes, size_t *ret_count);

/* One coverage in force on a day, seen from either side. */
struct tree_link {
	int64_t id;             /* the unit, or the body */
	const char *name;
	int64_t mode;           /* enum coverage_mode */
	day_no since, until;
};

/* The units a body covers, and the bodies that cover a unit; by name. */
int tree_covered(struct db *db, struct arena *arena, int64_t body, day_no on,
                 struct tree_link **ret_links, size_t *ret_count);
int tree_covering(struct db *db, struct arena *arena, int64_t unit, day_no on,
                  struct tree_link **ret_links, size_t *ret_count);

/* --- where a unit belongs ------------------------------------------------------ */

struct proposal {
	int64_t body;
	const char *name;
	int64_t units;          /* it leads so far (BJ-6: about fifty) */
	int64_t same_industry;  /* of these */
	int64_t same_category;
};

struct routing {
	struct affiliation rule;    /* who leads and guides by OPIN-6.1 to 6.7 */
	const char *clause;         /* "BJ-4" where joint committees are proposed, else "OPIN-6.7" */
	struct proposal *proposals; /* bodies on record that fit, the best first; people decide (BJ-7) */
	size_t count;
};

#define PROPOSALS_MAX 100

/*
 * Proposes a superior for a unit as described by a record of unit_kind, on
 * record or not yet.  Agencies are found by their region: that of the unit at
 * its level of registration.  Where a comprehensive committee stands there,
 * the unit goes under one of its joint committees (BJ-4): first those with
 * most units of its industry, then of its category, then the smaller (BJ-7).
 */
int route_unit(struct db *db, struct arena *arena, const struct record *unit, day_no on, struct routing *ret_route);

/* Whether a pledge is on file for a unit on a day (BJ-9). */
int pledge_on_file(struct db *db, int64_t unit, day_no on, bool *ret_on_file);

/* --- from one superior to another ------------------------------------------------ */

struct move {
	const struct kind *kind;     /* &unit_kind or &body_kind */
	int64_t id;
	int64_t superior;            /* the new one */
	day_no first;                /* its first day; the old one's last is the day before (OPIN-21.3) */
	const char *document;        /* of the receiving side (OPIN-6.7) */
	const char *former_document; /* of the releasing side */
};

/*
 * Moves a unit or body (DECOUPLE-5): ends the LEADS edge in force on the day
 * before and begins the new one without gap or overlap.  GUIDES edges stay.
 * FAIL_INPUT without both documents or with the same superior, FAIL_REFUSED
 * (OPIN-21.3) where nobody leads it on the day before or a later change of
 * superior is on record already.  The caller settles the act.
 */
int reaffiliate(struct edit *edit, const struct move *move);

#endif
