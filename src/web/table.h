/* A table put together row by row. */
#ifndef DANGJIAN_WEB_TABLE_H
#define DANGJIAN_WEB_TABLE_H

#include "base/arena.h"
#include "web/views_model.h"

struct table_maker {
	struct table_view view;
	struct row_view *rows;
	struct cell_view *cells;
	size_t room;
};

/* Begins a table of at most `room` rows; the columns are copied.  0 or FAIL_MEMORY. */
int table_begin(struct arena *arena, const char *caption, const struct column_view *columns,
                size_t column_count, size_t room, struct table_maker *ret_table);

/* The cells of the next row, one for each column, all empty texts; there must be room. */
struct cell_view *table_row(struct table_maker *table);

struct cell_view cell_text(const char *text);                       /* null: a dash */
struct cell_view cell_link(const char *text, const char *path);     /* a null path: no link */
struct cell_view cell_day(day_no day);
struct cell_view cell_number(int64_t number);
struct cell_view cell_badge(const char *text, enum tone tone);

#endif
