/* Workbooks put together by hand, for what no office program would write. */
#ifndef DANGJIAN_TESTS_SHEET_PARTS_H
#define DANGJIAN_TESTS_SHEET_PARTS_H

#include <stddef.h>

#include "base/buf.h"
#include "sheet/read.h"

struct made_part {
	const char *name;
	const char *bytes;
	size_t len;        /* 0: as a string */
};

/* A zip of the parts in this order, deflated, or stored; false if libzip refuses. */
bool make_zip(const struct made_part *parts, size_t count, bool stored, struct buf *out);

/* The parts of a workbook of one sheet; null takes a plain default (strings, styles: none). */
struct made_workbook {
	const char *workbook;
	const char *sheet;
	const char *strings;
	const char *styles;
	bool stored;
};

bool make_workbook(const struct made_workbook *made, struct buf *out);

/*
 * Reads a sheet into one line a row: "7 A t:text C n:46 D d:2026-11-21", by
 * the letters e, t, n, d (a date), m (a month), b, x (an error), ? (a formula
 * without value), and ! behind a number that is imprecise.  0 or the failure.
 */
int dump_sheet(struct workbook *workbook, size_t sheet, struct buf *out);

/* Opens the bytes, dumps the first sheet and closes them. */
int dump_bytes(const struct buf *bytes, struct buf *out);

#define MAIN_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT_NS "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define REL_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS_OPEN "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define ROOT_RELS RELS_OPEN "<Relationship Id=\"a\" Type=\"" REL_NS "/officeDocument\" " \
	"Target=\"xl/workbook.xml\"/></Relationships>"
#define WORKBOOK_OPEN "<workbook xmlns=\"" MAIN_NS "\" xmlns:r=\"" REL_NS "\">"
#define ONE_SHEET "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
#define SHEET(rows) "<worksheet xmlns=\"" MAIN_NS "\"><sheetData>" rows "</sheetData></worksheet>"

#endif
