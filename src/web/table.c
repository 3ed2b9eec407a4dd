#include "web/table.h"

#include <assert.h>
#include <string.h>

#include "base/fail.h"

int
table_begin(struct arena *arena, const char *caption, const struct column_view *columns,
            size_t column_count, size_t room, struct table_maker *ret_table)
{
	struct table_maker table = {
		.view = {.caption = caption, .column_count = column_count},
		.rows = ARENA_ARRAY(arena, room, struct row_view),
		.cells = ARENA_ARRAY(arena, room * column_count, struct cell_view),
		.room = room,
	};
	struct column_view *copy = ARENA_ARRAY(arena, column_count, struct column_view);

	if (!table.rows || !table.cells || !copy)
		return FAIL_MEMORY;
	memcpy(copy, columns, column_count * sizeof *copy);
	table.view.columns = copy;
	table.view.rows = table.rows;
	*ret_table = table;
	return 0;
}

struct cell_view *
table_row(struct table_maker *table)
{
	struct cell_view *cells = table->cells + table->view.row_count * table->view.column_count;

	assert(table->view.row_count < table->room);
	table->rows[table->view.row_count++].cells = cells;
	return cells;
}

struct cell_view
cell_text(const char *text)
{
	return (struct cell_view){.kind = CELL_TEXT, .text = text};
}

struct cell_view
cell_link(const char *text, const char *path)
{
	return (struct cell_view){.kind = CELL_TEXT, .text = text, .href = {path}};
}

struct cell_view
cell_day(day_no day)
{
	return (struct cell_view){.kind = CELL_DAY, .day = day};
}

struct cell_view
cell_number(int64_t number)
{
	return (struct cell_view){.kind = CELL_NUMBER, .number = number};
}

struct cell_view
cell_badge(const char *text, enum tone tone)
{
	return (struct cell_view){.kind = CELL_BADGE, .text = text, .tone = tone};
}
