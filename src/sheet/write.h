/*
 * Tables out, as .xlsx or CSV through one interface, so that a list is
 * exported by one piece of code:
 *
 *	error = table_to_buf(TABLE_XLSX, today, &out, &table);
 *	table_sheet(table, "社会组织", NULL, columns, count);
 *	for each row: table_text(…); table_day(…); table_whole(…); table_end_row(table);
 *	error = table_close(table);
 *
 * Rows leave memory as they are written (an .xlsx keeps its sheets in unnamed
 * files under TMPDIR until it is closed).  The first failure is remembered,
 * later calls do nothing, and table_close() tells it, so that a writer of
 * rows need not check each call.  The same content gives the same bytes.
 */
#ifndef DANGJIAN_SHEET_WRITE_H
#define DANGJIAN_SHEET_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/day.h"

/*
 * The hidden sheet, last in the file, that holds choices too long for a
 * drop-down's own definition.  Who reads a workbook back skips it.
 */
#define TABLE_CHOICES_SHEET "可选值"

enum table_format { TABLE_XLSX, TABLE_CSV };

enum table_column_kind { TABLE_COLUMN_TEXT, TABLE_COLUMN_WHOLE, TABLE_COLUMN_DATE };

struct table_column {
	const char *header;
	enum table_column_kind kind; /* the format of the column's cells, of empty ones too */
	int width;                   /* in half-width characters; 0: by header and kind */
	bool required;               /* the header stands out */
	const char *note;            /* shown when the header is chosen; may be null */
	const char *const *choices;  /* offered as a drop-down, ended by null; may be null */
};

struct table_writer;

/*
 * A table that will stand in `out` (initialised by the caller, with its
 * maximum), or in a new file that takes the place of `path` when it is whole
 * and is readable by its owner only.  `made` is the day the file says it was
 * made.
 */
int table_to_buf(enum table_format format, day_no made, struct buf *out,
                 struct table_writer **ret_table);
int table_to_file(enum table_format format, day_no made, const char *path,
                  struct table_writer **ret_table);

/*
 * Begins a sheet: a title over the table (null for none; a CSV has none),
 * then the header.  Names are at most 31 characters without [ ] : * ? / \ and
 * different from one another; a CSV holds one sheet.  The columns are kept by
 * reference until table_close().
 */
void table_sheet(struct table_writer *table, const char *name, const char *title,
                 const struct table_column *columns, size_t count);

/*
 * The row's next cell, at most one a column.  Texts stay texts, whatever they
 * look like; null or "" is an empty cell.  DAY_NONE and DAY_OPEN are empty.
 */
void table_text(struct table_writer *table, const char *text);
void table_whole(struct table_writer *table, int64_t number);
void table_day(struct table_writer *table, day_no day);
void table_empty(struct table_writer *table);

/* Ends the row; cells not given are empty. */
void table_end_row(struct table_writer *table);

/*
 * Finishes the table and frees the writer; 0, or the first failure:
 * FAIL_INPUT for a bad sheet, FAIL_TOO_LARGE past a limit, FAIL_SYSTEM for a
 * file that cannot be written.  After a failure the buffer's content is no
 * table, and a file at `path` is as it was.
 */
int table_close(struct table_writer *table);

/* Frees the writer and drops the table.  Takes null. */
void table_drop(struct table_writer *table);

#endif
