#include "law/texts.h"

const struct clause opin_clauses[] = {{0}};
const size_t opin_clause_count = 0;
