/*
 * The computing clauses of the 2015 Opinions (OPIN).  The typed functions hold
 * each formula once; the rules and the duties, pages and procedures on higher
 * floors call them.
 *
 * Counts given to them lie between 0 and FACT_INT_MAX, amounts (fen) between 0
 * and FACT_MONEY_MAX; rates are tenths of a per cent, half up, and -1 where
 * the denominator is 0.
 */
#ifndef DANGJIAN_LAW_OPINIONS_H
#define DANGJIAN_LAW_OPINIONS_H

#include "law/rule.h"

/* OPIN-1.1: what a social organization can be; the numbers are those of the registry. */
enum category { CATEGORY_NONE, SOCIAL_GROUP, PRIVATE_NON_ENTERPRISE, FOUNDATION,
                SOCIAL_INTERMEDIARY, COMMUNITY_ORGANIZATION };

struct bilingual category_label(enum category category);

/* Levels of Party organizations and of registration, lowest first. */
enum level { LEVEL_TOWNSHIP, LEVEL_COUNTY, LEVEL_CITY, LEVEL_PROVINCE, LEVEL_CENTRAL };

/* OPIN-5.1: whether a Party committee of this level sets up an agency. */
bool agency_required(enum level level);

/* OPIN-6.7: who leads or guides a unit's Party work; LEADER_NONE where nobody guides. */
enum leader { LEADER_NONE, LEADER_STREET_TOWNSHIP, LEADER_SUPERVISORY_UNIT, LEADER_CENTRAL,
              LEADER_AGENCY_COUNTY, LEADER_AGENCY_CITY, LEADER_AGENCY_PROVINCE };

struct affiliation {
	enum leader leads;
	enum leader guides;
};

/*
 * OPIN-6.7 with 6.1 to 6.5: community organization, then supervisory unit,
 * then national, then the agency of the registration level (county to
 * province).  Which central body leads national organizations is dated data.
 */
struct affiliation affiliation_of(enum category category, bool supervisory_unit, bool national,
                                  enum level registered);

const char *leader_name(enum leader leader);            /* "agency_city"; null for LEADER_NONE */
struct bilingual leader_label(enum leader leader);

#define FULL_MEMBERS_FOR_BODY 3  /* Fw from which a body must be set up (OPIN-8.1, A-1) */

/* OPIN-8.1: whether the unit owes a body of its own, whether or not it has one. */
bool establishment_due(int64_t full_members);

/* OPIN-8.2 and A-1: the form that fits the size. */
enum body_form { FORM_NONE, FORM_BRANCH, FORM_GENERAL_BRANCH, FORM_COMMITTEE };

/*
 * full_members is Fw, members is M.  *ret_boundary tells of exactly 50 or 100
 * members, where the smaller form is lawful too; it may be null.
 */
enum body_form form_by_size(int64_t full_members, int64_t members, bool *ret_boundary);

const char *body_form_name(enum body_form form);        /* "general_branch" */
struct bilingual body_form_label(enum body_form form);

#define JOINT_BODY_UNITS 5       /* units a joint body generally covers at most */

/* OPIN-10.2: a joint body, unit by unit; begins zeroed. */
struct joint_body {
	int64_t full_members;    /* sum of Fw */
	int64_t units;
	int64_t own_due;         /* units that owe a body of their own */
};

/* Counts one unit more. */
void joint_body_add(struct joint_body *joint, int64_t full_members);

/* OPIN-11.6: the units of a scope on a day, each counted once. */
struct coverage {
	int64_t units;                    /* active registered units */
	int64_t own_bodies;
	int64_t joint_covered;            /* no own body, but a joint or regional one */
	int64_t instructor_or_mass_only;  /* no body at all, but a route of OPIN-11.2 */
	int64_t due;                      /* Fw >= 3 */
	int64_t due_established;          /* of those, with an own body */
};

struct coverage_rates {
	int64_t organization;
	int64_t work;
	int64_t due_establishment;
};

struct coverage_rates coverage_rates(const struct coverage *coverage);

/* OPIN-20.2: the secretary's two reports of a calendar year. */
enum yearly_report { REPORT_OPEN, REPORT_COMPLETE, REPORT_INCOMPLETE };

/*
 * The state on `today`.  A report counts when its day lies in the year and is
 * not after today; DAY_NONE where there is none.
 */
enum yearly_report yearly_report_state(int year, day_no up, day_no to_members, day_no today);

const char *yearly_report_name(enum yearly_report state);  /* "incomplete" */

/* OPIN-20.5: the Party body was asked not later than the nomination; DAY_NONE: never. */
bool asked_before_nomination(day_no opinion, day_no nomination);

/* OPIN-21.3: days without a leader; negative where two lead.  old_end is the last day in force. */
int64_t leadership_gap_days(day_no old_end, day_no new_start);

/* OPIN-22.3: dues of members not returned, in fen. */
int64_t dues_shortfall(int64_t collected, int64_t returned);

#endif
