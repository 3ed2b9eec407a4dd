#include "law/texts.h"

const struct clause a_clauses[] = {{0}};
const size_t a_clause_count = 0;
