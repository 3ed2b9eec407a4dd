/*
 * The texts of the clauses, one table an instrument, in the rulebook's order.
 * clauses() of law/rule.h puts them together; nothing else reads these.
 */
#ifndef DANGJIAN_LAW_TEXTS_H
#define DANGJIAN_LAW_TEXTS_H

#include "law/rule.h"

extern const struct clause elec_clauses[];
extern const size_t elec_clause_count;
extern const struct clause opin_clauses[];
extern const size_t opin_clause_count;
extern const struct clause grp_clauses[];
extern const size_t grp_clause_count;
extern const struct clause consult_clauses[];
extern const size_t consult_clause_count;
extern const struct clause decouple_clauses[];
extern const size_t decouple_clause_count;
extern const struct clause cppcc_clauses[];
extern const size_t cppcc_clause_count;
extern const struct clause pubinst_clauses[];
extern const size_t pubinst_clause_count;
extern const struct clause rural_clauses[];
extern const size_t rural_clause_count;
extern const struct clause insp_clauses[];
extern const size_t insp_clause_count;
extern const struct clause bj_clauses[];
extern const size_t bj_clause_count;
extern const struct clause mass_clauses[];
extern const size_t mass_clause_count;
extern const struct clause dp_clauses[];
extern const size_t dp_clause_count;
extern const struct clause a_clauses[];
extern const size_t a_clause_count;

#endif
