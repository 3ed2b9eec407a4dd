/* The whole schema: the store's and the registry's tables and those of this floor. */
#ifndef DANGJIAN_PARTY_TABLES_H
#define DANGJIAN_PARTY_TABLES_H

#include "registry/tables.h"

/* 0 or FAIL_MEMORY. */
int party_schema(struct arena *arena, struct schema *ret_schema);

/* Tables of accounts, roles, sessions and access (accounts.c). */
extern const struct table access_tables[];
extern const size_t access_table_count;

/* What was merged, and what was decided not to be one (merge_actions.c). */
extern const struct table merge_tables[];
extern const size_t merge_table_count;

/* Values of settings (setting_actions.c). */
extern const struct table setting_tables[];
extern const size_t setting_table_count;

/* Imports, and files that wait to be imported (workbook_tables.c). */
extern const struct table workbook_tables[];
extern const size_t workbook_table_count;

#endif
