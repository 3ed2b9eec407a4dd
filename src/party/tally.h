/*
 * Figures of a node of the tree on any day, past or to come: read from the
 * tallies where the node leads others, counted from its rows where it is a
 * small body.  What is counted stands in contribution.h.
 */
#ifndef DANGJIAN_PARTY_TALLY_H
#define DANGJIAN_PARTY_TALLY_H

#include "law/opinions.h"
#include "party/contribution.h"

#define BODY_TYPES WORK_COMMITTEE /* the highest of enum body_type */

struct figures {
	/* Units: active on the day (OPIN-11.6). */
	int64_t units;
	int64_t due;               /* Fw >= 3 */
	int64_t due_established;   /* of those, with an own body */
	int64_t own;               /* own body */
	int64_t joint;             /* no own body, but a joint or regional one */
	int64_t work_only;         /* no body, but instructor, liaison or mass organization */
	int64_t uncovered;
	/* Bodies. */
	int64_t bodies;
	int64_t bodies_of[BODY_TYPES + 1]; /* by enum body_type */
	int64_t overdue;           /* term over, not re-elected */
	int64_t due_in_six, due_in_three, due_in_one; /* term ends within so many months; the shorter within the longer */
	int64_t no_term;           /* elected bodies without a term on record */
	int64_t no_secretary;
	/* Members, as numbers only. */
	int64_t full, probationary;
};

struct figure_row {
	const char *value;         /* "" for BY_NOTHING; category number, industry, or region code (two or six digits) */
	struct figures figures;    /* of bodies and members only BY_NOTHING */
};

/*
 * The figures of a body and all under it, or with node 0 of everything,
 * placed or not.  BY_NOTHING gives one row; the others one for each value
 * that has units, by value.
 */
int figures(struct db *db, struct arena *arena, int64_t node, enum dimension dimension, day_no on,
            struct figure_row **ret_rows, size_t *ret_count);

/* BY_NOTHING. */
int figures_of(struct db *db, struct arena *arena, int64_t node, day_no on, struct figures *ret_figures);

/* The same on several days, ascending, of the metrics below one (contribution.h); the figures of each day. */
int figures_course(struct db *db, int64_t node, int64_t below, const day_no *days, size_t count,
                   struct figures *ret_figures);

/* The active units under a body for which figures are kept (contribution.h), and nothing else. */
int units_of(struct db *db, int64_t node, day_no on, int64_t *ret_units);

/* The same of any number of bodies, each in its place of ret_units. */
int units_of_each(struct db *db, const int64_t *nodes, size_t count, day_no on, int64_t *ret_units);

/* For coverage_rates (OPIN-11.6). */
struct coverage figures_coverage(const struct figures *figures);

#endif
