/* The columns of a sheet as they are written: headers, widths, notes, drop-downs. */
#ifndef DANGJIAN_PARTY_WORKBOOK_TABLE_H
#define DANGJIAN_PARTY_WORKBOOK_TABLE_H

#include "party/workbook_columns.h"
#include "sheet/write.h"

/* As many as the sheet has; from the arena, null without memory. */
const struct table_column *workbook_table_columns(struct arena *arena, enum sheet sheet, enum lang lang);

#endif
