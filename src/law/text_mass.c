#include "law/texts.h"

const struct clause mass_clauses[] = {{0}};
const size_t mass_clause_count = 0;
