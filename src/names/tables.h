/* The tables that the build generates (tools/), for this folder only. */
#ifndef DANGJIAN_NAMES_TABLES_H
#define DANGJIAN_NAMES_TABLES_H

#include "names/codes.h"

/* By ascending code. */
extern const struct region region_table[];
extern const size_t region_table_count;

#endif
