/*
 * The computing entries of the appendix (A): facts that the sources leave to
 * other rules.  Meetings, the steps of admission, dues and codes.  The typed
 * functions hold each formula once.
 */
#ifndef DANGJIAN_LAW_APPENDIX_H
#define DANGJIAN_LAW_APPENDIX_H

#include "law/rule.h"
#include "names/codes.h"

/*
 * an ordinary decision of the general meeting of a branch.  Half of those
 * who should attend with the right to vote must be there; more than half of
 * them must agree.  `should_attend` is 0 or more.
 */
int64_t meeting_present_min(int64_t should_attend);
int64_t meeting_yes_min(int64_t should_attend);

/* what organizational life a branch owes in a year; lessons and talks stand apart. */
struct yearly_life {
	int64_t general_meetings;
	int64_t committee_meetings;
	int64_t group_meetings;   /* of all groups together */
	int64_t theme_days;
	int64_t life_meetings;
	int64_t evaluations;
	int64_t total;
};

/* `groups` lies between 0 and FACT_INT_MAX. */
struct yearly_life yearly_life(bool committee, int64_t groups);

/* the rules on admission in force on a day. */
enum admission_rules { ADMISSION_2014, ADMISSION_2026 };

enum admission_rules admission_rules_on(day_no day);

/* when a step may and must be done; DAY_NONE where the rules set no bound. */
struct step_window {
	bool applies;           /* false: the step has no deadline under these rules */
	day_no earliest;
	day_no latest;
	day_no latest_special;  /* with the approval of a special case */
};

/*
 * `step` is one of 2, 7, 15, 17, 20, 23, 24 and `from` the day it counts from:
 * the application for 2, step 3 for 7, 13 for 15, 15 for 17 and 23, 17 for 20,
 * 23 for 24.  0, or FAIL_INPUT for another step or a day past the calendar.
 */
int step_window(int64_t step, day_no from, enum admission_rules rules,
                struct step_window *ret_window);

/* who pays dues, and from what. */
enum payer { PAYER_WAGE, PAYER_PENSION, PAYER_FARMER, PAYER_STUDENT, PAYER_UNEMPLOYED, PAYER_RELIEF };

/* dues of a month. */
struct dues {
	int64_t rate;   /* tenths of a per cent of the whole base; -1 for a fixed amount */
	int64_t least;  /* fen; the amount due, where least and most are the same */
	int64_t most;   /* fen; a farmer's body fixes the amount between the two */
};

/* `monthly` (fen, 0 to FACT_MONEY_MAX) is the regular wage after tax, or the pension. */
struct dues dues_of(enum payer payer, int64_t monthly);

/* credit_code_check for a rule whose fact is named `code`; its sentence begins with that. */
int credit_code_fact(const char *code, struct credit_code *ret_code);

#endif
