/*
 * What a unit or body counts for: the one place that says so.  Every figure
 * of a node is the sum of what the subjects under it contribute; tallies hold
 * the sums (series.h), settle() adds the difference an act makes, verify and
 * the figures of small bodies add up anew.
 *
 * What is counted agrees with the facets of units and bodies
 * (registry/kinds_units.c) on every day, so that a figure opens its list:
 *   - a unit is due with 3 full members (OPIN-8.1);
 *   - it has its own body where one of its own is in force, or coverage says
 *     so; it is covered jointly by a joint or regional body; coverage counts
 *     while what covers is itself in force (OPIN-11.6);
 *   - an industry body guides and covers nobody; where the members' relations
 *     are in it the clerk records the unit as joint (OPIN-9.1, 11.6);
 *   - a term is overdue from the day after it ends to its re-election
 *     (ELEC-3.1), and soon due from 6, 3 and 1 months before; all of these
 *     days are known beforehand, so that no job runs at midnight.  The three
 *     are counted, not read ahead from the overdue: as of a past day a term
 *     counts as ending soon even if it was renewed in time afterwards.
 */
#ifndef DANGJIAN_PARTY_CONTRIBUTION_H
#define DANGJIAN_PARTY_CONTRIBUTION_H

#include "party/changes.h"
#include "party/standing.h"

enum dimension { BY_NOTHING, BY_CATEGORY, BY_INDUSTRY, BY_PROVINCE, BY_REGION, DIMENSIONS };

/* What is counted.  The numbers stand in databases: add, never change. */
enum metric {
	METRIC_UNITS = 0,        /* + enum cover, + COVERS where the unit is due; in all dimensions */
	METRIC_FULL = 10,        /* members with their relation here, full and probationary */
	METRIC_PROBATIONARY = 11,
	METRIC_OVERDUE = 20,     /* bodies whose term is over */
	METRIC_DUE_SIX = 21,     /* … ends within six, three, one month */
	METRIC_DUE_THREE = 22,
	METRIC_DUE_ONE = 23,
	METRIC_NO_TERM = 24,     /* elected bodies without a term on record */
	METRIC_NO_SECRETARY = 25,
	METRIC_BODIES = 100,     /* + enum body_type */
	METRICS = 120,
};

/* Adds what a subject contributes on one side, `sign` times. */
int contribute(struct changes *changes, struct loader *loader, const struct subject *subject, unsigned side,
               const struct places *places, int sign);

#endif
