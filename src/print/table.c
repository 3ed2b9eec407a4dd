/* Tables: columns, rows, and the rules around them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "print/typeset.h"

#define RULE 0.5        /* between cells */
#define PADDING 3.0     /* at the sides of a cell */
#define LINE 1.35       /* from line to line, in sizes */
#define PART_LINES 8    /* of a row that is higher than a page, in one piece of it */

struct cell {
	PangoLayout *layout;
	int lines;
	double left, width;
	char align;
	int boxes;
};

struct row {
	const struct table *table;
	struct cell *cells;
	int count;
	int lines;        /* of its highest cell */
	double least;     /* height */
	bool head;
};

/* "30c", "60x5": a column's share, its alignment, its boxes. */
static void
read_column(struct table *table, const char *text)
{
	char *end;
	int column = table->columns++;

	table->width[column] = (double)strtol(text, &end, 10);
	table->align[column] = *end && strchr("lcrgx", *end) ? *end : 'l';
	table->boxes[column] = *end == 'x' ? (int)strtol(end + 1, NULL, 10) : 0;
}

void
lay_table(struct setter *setter, const struct piece *piece)
{
	struct table *table = ARENA_NEW(setter->arena, struct table);
	double total = 0, left = 0;

	setter->table = table;
	if (!table) {
		setter->failed = true;
		return;
	}
	for (size_t i = 0; i < piece->count; i++)
		read_column(table, piece->texts[i]);
	for (int i = 0; i < table->columns; i++)
		total += table->width[i];
	for (int i = 0; i < table->columns; i++) {
		table->width[i] *= total > 0 ? TYPE_WIDTH / total : 0;
		table->left[i] = left;
		left += table->width[i];
	}
	table->style = piece->level;
	table->size = piece->level & TABLE_LARGE ? SIZE_3 : piece->level & TABLE_SMALL ? SIZE_5 : SIZE_4_SMALL;
	table->pitch = LINE * table->size;
	table->least = MM(piece->number);
	table->first = setter->count;
}

static void
set_cell(struct setter *setter, struct row *row, struct cell *cell, const char *text)
{
	struct setting setting = {
		.face = row->head ? FACE_HEADING : FACE_BODY, .size = row->table->size,
		.width = fmax(1, cell->width - 2 * PADDING),
		.align = row->head || cell->align == 'c' ? PANGO_ALIGN_CENTER
			: cell->align == 'r' ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT,
	};

	if (setter->lang == LANG_EN)
		setting.face = FACE_LATIN;
	if (strcmp(text, CELL_NONE) == 0) {
		cell->align = 'g';
		text = "";
	}
	cell->layout = lay_text(setter, &setting, text);
	cell->lines = *text ? pango_layout_get_line_count(cell->layout) : 0;
	if (cell->lines > row->lines)
		row->lines = cell->lines;
}

static void
set_cells(struct setter *setter, struct row *row, const struct piece *piece)
{
	const struct table *table = row->table;

	for (; row->count < table->columns && (size_t)row->count < piece->count; row->count++) {
		struct cell *cell = &row->cells[row->count];
		int column = row->count;
		bool last = (size_t)column + 1 == piece->count;
		int until = last ? table->columns : column + 1;

		cell->left = table->left[column];
		for (; column < until; column++)
			cell->width += table->width[column];
		cell->align = table->align[row->count];
		cell->boxes = row->head ? 0 : table->boxes[row->count];
		set_cell(setter, row, cell, piece->texts[row->count]);
	}
}

static double
parts_height(const struct table *table, int lines)
{
	return lines * table->pitch + 2 * PADDING;
}

static void
rule(cairo_t *cairo, double x, double y, double width, double height)
{
	cairo_rectangle(cairo, x, y, width, height);
	cairo_fill(cairo);
}

static void
draw_rules(const struct box *box, const struct spot *spot, const struct cell *cell)
{
	cairo_t *cairo = spot->ink->cairo;
	bool begins = box->first_line == 0 || spot->top;
	bool ends = box->first_line + box->lines >= box->row->lines || spot->bottom;

	if (begins)
		rule(cairo, cell->left - RULE / 2, spot->y - RULE / 2, cell->width + RULE, RULE);
	if (ends)
		rule(cairo, cell->left - RULE / 2, spot->y + box->height - RULE / 2, cell->width + RULE, RULE);
	rule(cairo, cell->left - RULE / 2, spot->y, RULE, box->height);
	rule(cairo, cell->left + cell->width - RULE / 2, spot->y, RULE, box->height);
	for (int i = 1; i < cell->boxes; i++)
		rule(cairo, cell->left + cell->width * i / cell->boxes - 0.15, spot->y, 0.3, box->height);
}

static void
draw_cell(const struct box *box, const struct spot *spot, const struct cell *cell)
{
	const struct table *table = box->row->table;
	int lines = cell->lines - box->first_line < box->lines ? cell->lines - box->first_line : box->lines;
	double y = spot->y + (box->height - lines * table->pitch) / 2 + (table->pitch - table->size) / 2;
	PangoLayoutIter *iter = pango_layout_get_iter(cell->layout);
	cairo_t *cairo = spot->ink->cairo;

	for (int i = 0; i < cell->lines; i++) {
		PangoRectangle logical;

		if (i >= box->first_line && i < box->first_line + lines) {
			pango_layout_iter_get_line_extents(iter, NULL, &logical);
			cairo_save(cairo);
			cairo_translate(cairo, cell->left + PADDING + (double)logical.x / PANGO_SCALE,
			                y + EM_ASCENT * table->size);
			ink_line(spot->ink, pango_layout_iter_get_line_readonly(iter));
			cairo_restore(cairo);
			y += table->pitch;
		}
		pango_layout_iter_next_line(iter);
	}
	pango_layout_iter_free(iter);
}

static void
draw_row(const struct box *box, const struct spot *spot)
{
	const struct row *row = box->row;

	for (int i = 0; i < row->count; i++) {
		const struct cell *cell = &row->cells[i];

		if (!(row->table->style & TABLE_PLAIN) && cell->align != 'g')
			draw_rules(box, spot, cell);
		if (cell->lines > 0)
			draw_cell(box, spot, cell);
	}
}

/* A row as one box, or as several where no page would hold it. */
static void
add_row(struct setter *setter, const struct table *table, const struct row *row)
{
	int most = parts_height(table, row->lines) > TYPE_HEIGHT * 3 / 4 ? PART_LINES : row->lines;
	int line = 0;

	do {
		struct box *box = lay_box(setter);

		box->first_line = line;
		box->lines = row->lines - line < most ? row->lines - line : most;
		box->height = fmax(parts_height(table, box->lines), most < row->lines ? 0 : row->least);
		box->draw = draw_row;
		box->row = row;
		box->table = table;
		box->keep = row->head;
		box->space = table->heads + table->rows + (size_t)line == 0 ? setter->pitch / 3 : 0;
		line += box->lines;
	} while (line < row->lines);
}

void
lay_row(struct setter *setter, const struct piece *piece)
{
	struct table *table = setter->table;
	struct row *row = table ? ARENA_NEW(setter->arena, struct row) : NULL;

	if (row)
		row->cells = ARENA_ARRAY(setter->arena, (size_t)table->columns + 1, struct cell);
	if (!row || !row->cells) {
		setter->failed = setter->failed || table;
		return;
	}
	row->table = table;
	row->head = piece->kind == PIECE_HEAD;
	row->least = piece->number > 0 ? MM(piece->number) : table->least;
	set_cells(setter, row, piece);
	add_row(setter, table, row);
	if (row->head && table->rows == 0)
		table->heads++;
	else
		table->rows++;
	if (table->style & TABLE_EQUAL)
		setter->boxes[setter->count - 1].place = table->rows + table->heads;
}

/* No candidate's sheet gives more room than another's (ELEC-6.1). */
void
lay_equal_rows(struct setter *setter)
{
	double least[EQUAL_ROWS] = {0};

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < setter->count; i++) {
			struct box *box = &setter->boxes[i];

			if (box->place == 0 || box->place >= EQUAL_ROWS)
				continue;
			if (pass == 0)
				least[box->place] = fmax(least[box->place], box->height);
			else
				box->height = least[box->place];
		}
}

void
free_tables(const struct setter *setter)
{
	for (size_t i = 0; i < setter->count; i++) {
		const struct row *row = setter->boxes[i].row;

		/* A row cut in several boxes is freed with its first. */
		for (int c = 0; row && setter->boxes[i].first_line == 0 && c < row->count; c++)
			g_object_unref(row->cells[c].layout);
	}
}
