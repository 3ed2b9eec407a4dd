/* What an opened .xlsx keeps in memory.  Only for src/sheet. */
#ifndef DANGJIAN_SHEET_XLSX_H
#define DANGJIAN_SHEET_XLSX_H

#include "base/buf.h"
#include "sheet/package.h"
#include "sheet/source.h"

#define XLSX_COLUMNS 16384 /* the file format's own limit: XFD */

struct merge_list {
	const struct merge *list;
	size_t count;
	bool known;           /* looked for already */
};

struct xlsx {
	struct package *package;
	const char **parts;   /* each sheet's part */
	struct merge_list *merges; /* each sheet's */
	bool system_1904;
	struct buf date_shown;/* one byte (enum date_shown) a cell format */
	struct buf strings;   /* the shared strings, each with its NUL … */
	struct buf offsets;   /* … and where each begins: uint32_t */
};

/* A shared string, or null if there is none of that number. */
const char *xlsx_string(const struct xlsx *xlsx, size_t number);

/* What of a date a cell format shows. */
enum date_shown xlsx_date_shown(const struct xlsx *xlsx, size_t format);

int xlsx_rows(struct workbook *workbook, size_t sheet, int (*row)(void *, const struct row *), void *arg);
int xlsx_merges(struct workbook *workbook, size_t sheet, const struct merge **ret_merges,
                size_t *ret_count);

/*
 * The character for which the format writes an escape _xHHHH_ here, since XML
 * has no place for it (_x000D_ is a carriage return); -1 if there is none.
 */
int xlsx_escape(const char *at);

/* Undoes all escapes in place; returns `text`. */
char *xlsx_unescape(char *text);

/*
 * Reads a reference "C7" into a 0-based column and a 1-based row and returns
 * what follows it; null if it is none or lies outside XFD1048576.
 */
const char *xlsx_reference(const char *text, size_t *ret_column, size_t *ret_row);

/* A whole number of digits alone; false beyond `max` too. */
bool xlsx_number(const char *text, size_t max, size_t *ret_number);

#endif
