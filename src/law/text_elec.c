#include "law/texts.h"

const struct clause elec_clauses[] = {{0}};
const size_t elec_clause_count = 0;
