/* The tables of clauses that compute, one a file; each ends with a null clause. */
#ifndef DANGJIAN_LAW_RULES_H
#define DANGJIAN_LAW_RULES_H

#include "law/rule.h"

extern const struct rule terms_rules[];      /* ELEC: terms, papers, evidence, rule set */
extern const struct rule electors_rules[];   /* ELEC: who elects */
extern const struct rule candidacy_rules[];  /* ELEC: who stands, supervises and tells */
extern const struct rule ballots_rules[];    /* ELEC: the meeting and its ballots */
extern const struct rule elections_rules[];  /* ELEC: what the votes decide */
extern const struct rule opinions_rules[];   /* OPIN */
extern const struct rule instruments_rules[]; /* GRP, DECOUPLE, BJ */
extern const struct rule appendix_rules[];   /* A */

#endif
