/*
 * Prints through the program itself and reads the PDF back with poppler's
 * tools.  Where those are not installed the tests that need them are skipped.
 */
#ifndef DANGJIAN_TESTS_PRINT_READ_H
#define DANGJIAN_TESTS_PRINT_READ_H

#include "base/buf.h"
#include "print/printer.h"

#define READ_DAY day_of(2026, 11, 21)

/* Which program prints, and where files of tests may stand. */
void read_begin(const char *program);

struct printer *read_printer(void);

/* Prints documents as one file and keeps it for the readers below; the printed facts. */
struct printed read_print(struct arena *arena, struct document **documents, size_t count);
struct printed read_print_one(struct arena *arena, struct document *document);

/* What `pdftotext`, `pdffonts`, `pdfinfo` say; skips the test without them.  The arena's. */
const char *read_tool(struct arena *arena, const char *tool, const char *const *options);

/* All text of the pages from-to with all white space left out, as a reader finds it by searching. */
const char *read_text(struct arena *arena, int from, int to);

/* A line on a page, in points from the upper left corner of the paper. */
struct read_line {
	double left, top, right, bottom;
	const char *text; /* without white space */
};

/* The lines of a page from top to bottom. */
size_t read_lines(struct arena *arena, int page, struct read_line *lines, size_t room);

int read_pages(struct arena *arena);

#endif
