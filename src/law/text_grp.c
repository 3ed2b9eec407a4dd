#include "law/texts.h"

const struct clause grp_clauses[] = {{0}};
const size_t grp_clause_count = 0;

const struct clause consult_clauses[] = {{0}};
const size_t consult_clause_count = 0;

const struct clause decouple_clauses[] = {{0}};
const size_t decouple_clause_count = 0;

const struct clause cppcc_clauses[] = {{0}};
const size_t cppcc_clause_count = 0;

const struct clause pubinst_clauses[] = {{0}};
const size_t pubinst_clause_count = 0;

const struct clause rural_clauses[] = {{0}};
const size_t rural_clause_count = 0;

const struct clause insp_clauses[] = {{0}};
const size_t insp_clause_count = 0;

const struct clause bj_clauses[] = {{0}};
const size_t bj_clause_count = 0;
