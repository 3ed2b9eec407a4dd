/*
 * Workbooks in: the sheets, rows and cells of an .xlsx file or of a CSV text,
 * handed out row by row.  No domain word in here: what a column means is the
 * caller's affair.
 *
 * Uploaded bytes are hostile until read: every quantity they control has a
 * limit below, and a file that is refused says in a sentence what it is and
 * what to do about it.  Rows are handed out before the end of the file was
 * seen, so a caller writes nothing until sheet_rows() has returned 0.
 */
#ifndef DANGJIAN_SHEET_READ_H
#define DANGJIAN_SHEET_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/day.h"

/* Past each of these the file is refused with FAIL_TOO_LARGE and a sentence naming the limit. */
#define WORKBOOK_BYTES_MAX ((size_t)256 << 20)      /* the file as it was sent */
#define WORKBOOK_ENTRIES_MAX 10000                  /* parts inside it */
#define WORKBOOK_PART_MAX ((uint64_t)2 << 30)       /* bytes of one part, unpacked */
#define WORKBOOK_UNPACKED_MAX ((uint64_t)4 << 30)   /* bytes of all parts, unpacked */
#define WORKBOOK_RATIO_MAX 300                      /* unpacked to packed, for parts … */
#define WORKBOOK_RATIO_FROM ((uint64_t)16 << 20)    /* … of this size and more */
#define WORKBOOK_SHEETS_MAX 1000
#define WORKBOOK_STRINGS_MAX ((size_t)16 << 20)     /* shared strings */
#define WORKBOOK_STRING_BYTES_MAX ((size_t)256 << 20) /* bytes of all of them */
#define WORKBOOK_STYLES_MAX 65536                   /* cell formats */
#define SHEET_ROWS_MAX 1048576                      /* the file format's own limit */
#define SHEET_COLUMNS_MAX 1024                      /* columns with content */
#define SHEET_MERGES_MAX 100000
#define CELL_TEXT_MAX ((size_t)3 * 32768)           /* bytes; 32,767 characters in the format */

enum cell_kind {
	CELL_EMPTY,      /* nothing but white space */
	CELL_TEXT,
	CELL_NUMBER,
	CELL_BOOL,       /* `number` is 0 or 1 */
	CELL_ERROR,      /* `text` is #REF!, #N/A … */
	CELL_NO_VALUE,   /* a formula whose result the file does not hold */
};

/* What of a date a numeric cell's format shows. */
enum date_shown { DATE_NOT, DATE_FULL, DATE_MONTH /* year and month, or the year alone */ };

struct cell {
	enum cell_kind kind;
	enum date_shown date_shown; /* DATE_NOT unless the cell is a number */
	bool imprecise;             /* a number of 10^15 or more: its last digits are not what was typed */
	day_no day;                 /* the day a number would be as a date, whatever its format; or DAY_NONE */
	double number;              /* of a CELL_NUMBER or CELL_BOOL */
	/*
	 * Never null: as written, not tidied.  A number stands without exponent
	 * and without a format ("46", "0.5"), a date as YYYY-MM-DD, a boolean as
	 * TRUE or FALSE.  Lives until the row function returns.
	 */
	const char *text;
};

struct row {
	size_t number;            /* 1-based, as in the file: blank rows count and are not handed out */
	const struct cell *cells; /* column A first; gaps are CELL_EMPTY */
	size_t count;             /* up to the last cell that is not empty; at least 1 */
};

struct sheet_info {
	const char *name;
	bool hidden;              /* hidden or veryHidden */
};

/* A merged range: rows 1-based, columns 0-based, both ends included. */
struct merge {
	size_t first_row, last_row;
	size_t first_column, last_column;
};

struct workbook;

/*
 * Opens an .xlsx that lies in memory; `bytes` must outlive the workbook, as
 * must the arena, which holds what stays in memory (names, styles).
 * 0, FAIL_INPUT for a file that is no workbook, FAIL_TOO_LARGE, FAIL_MEMORY.
 */
int book_open(struct arena *arena, const void *bytes, size_t len, struct workbook **ret_workbook);

/*
 * A CSV text as a workbook of one sheet called `name`: UTF-8 with or without
 * BOM, else GB18030; CRLF, LF or CR; quotes as in RFC 4180.  All cells are
 * text.  An apostrophe that guards = + - @ at the start of a cell is dropped
 * (sheet/write.h puts it there).  A record is a row, whatever line breaks it holds.
 */
int book_open_csv(struct arena *arena, const void *bytes, size_t len, const char *name,
                      struct workbook **ret_workbook);

/* Reads a whole file into the arena, up to WORKBOOK_BYTES_MAX; FAIL_SYSTEM if it cannot be read. */
int book_load(struct arena *arena, const char *path, const void **ret_bytes, size_t *ret_len);

/* Frees what is not in the arena.  Takes null. */
void book_close(struct workbook *workbook);

/* The sheets that hold cells (chart sheets left out), in the file's order. */
size_t book_sheets(const struct workbook *workbook);
const struct sheet_info *book_sheet(const struct workbook *workbook, size_t sheet);

#define ROWS_ENOUGH 1

/*
 * Hands every row that is not blank to `row`, top down, holding one row in
 * memory.  A row function returns 0 to go on, ROWS_ENOUGH to end early with
 * success, or a failure code, which is handed back.
 */
int sheet_rows(struct workbook *workbook, size_t sheet, int (*row)(void *arg, const struct row *row),
               void *arg);

/*
 * The merged ranges of a sheet in the file's order, kept in the arena.  The
 * file lists them behind the rows, so this is a pass of its own (quick where
 * nothing is merged).
 */
int sheet_merges(struct workbook *workbook, size_t sheet, const struct merge **ret_merges,
                 size_t *ret_count);

/* The range a cell stands in, or null.  Looks at each range: for headers, not for every cell of a sheet. */
const struct merge *merge_at(const struct merge *merges, size_t count, size_t row, size_t column);

/*
 * Whether a row is a title over the table: its only filled cell begins a
 * range merged across several columns.
 */
bool row_is_title(const struct row *row, const struct merge *merges, size_t count);

/* A row's cell, an empty one beyond its end; never null. */
const struct cell *row_cell(const struct row *row, size_t column);

#define CELL_ADDRESS 24
/* Writes "C7" for column 2 of row 7; returns `out`. */
const char *cell_address(size_t column, size_t row, char out[CELL_ADDRESS]);

#endif
