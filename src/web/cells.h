/* Values of records as cells of tables and facts. */
#ifndef DANGJIAN_WEB_CELLS_H
#define DANGJIAN_WEB_CELLS_H

#include "web/labels.h"
#include "web/table.h"

/* How a field's column is set. */
enum cell_kind field_cell(const struct field *field);

/* A value; a reference by its name, with its address where the reader may open it. */
int value_cell(struct labels *labels, const struct field *field, const struct value *value,
               struct cell_view *ret_cell);

/* A number that leads to its list; `path` may be null. */
struct cell_view number_cell(int64_t number, const char *path);

/* The last day in force of a version; nothing where it has no end. */
struct cell_view last_day_cell(const struct record *record);

/* A link of a record's own page: its number. */
int record_cell(struct labels *labels, const struct record *record, struct cell_view *ret_cell);

#endif
