/*
 * The arithmetic of elections (ELEC, the Regulations on election work of
 * primary-level organizations).  Each formula stands here once; the clauses'
 * judges and the procedures above call it.  Counts are 0 … FACT_INT_MAX.
 */
#ifndef DANGJIAN_LAW_ELECTIONS_H
#define DANGJIAN_LAW_ELECTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "law/rule.h"

/* --- Terms and dates ---------------------------------------------------------- */

/* ELEC-3.1: the day a term ends and a re-election is due; clamped to the month's end. */
day_no term_due(day_no start, int years);

enum term_state { TERM_CURRENT, TERM_DUE_SOON, TERM_DUE, TERM_OVERDUE };

#define TERM_SOON_MONTHS 6 /* ELEC-3.1: due_soon begins so many months before (product choice) */

/* ELEC-3.1: how a term stands on a day; `due` is the approved new date where there is one. */
enum term_state term_state(day_no due, day_no today);

const char *term_state_name(enum term_state state); /* "due_soon" */

#endif
