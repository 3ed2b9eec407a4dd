/*
 * The computing clauses of the smaller instruments about social organizations:
 * leading Party members' groups (GRP), decoupling (DECOUPLE) and Beijing's
 * three levels (BJ).  Counts given to the functions lie between 0 and FACT_INT_MAX.
 */
#ifndef DANGJIAN_LAW_INSTRUMENTS_H
#define DANGJIAN_LAW_INSTRUMENTS_H

#include "law/rule.h"

#define GROUP_FILE_TABS 6        /* tabs of a leading group's file (GRP-10) */
#define DECOUPLING_SEPARATIONS 5 /* tasks of a decoupling, all to be done (DECOUPLE-3.1 to 3.5) */

#define JOINT_COMMITTEE_LEAST 35 /* default of the soft range around 50 (BJ-6) */
#define JOINT_COMMITTEE_MOST 65

/* BJ-6: how the organizations lie under the joint committees, node by node; begins zeroed. */
struct spread {
	int64_t nodes;
	int64_t organizations;
	int64_t min;
	int64_t max;
};

/* Counts one node more. */
void spread_add(struct spread *spread, int64_t organizations);

/* Organizations a node has on average, in tenths, half up; -1 without nodes. */
int64_t spread_mean(const struct spread *spread);

/* BJ-6: whether a node is far from "about 50"; the bounds are a setting. */
bool far_from_fifty(int64_t organizations, int64_t least, int64_t most);

#endif
