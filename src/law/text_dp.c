#include "law/texts.h"

const struct clause dp_clauses[] = {{0}};
const size_t dp_clause_count = 0;
