/* What the kinds of workbook (xlsx.c, csv.c) owe read.c.  Only for src/sheet. */
#ifndef DANGJIAN_SHEET_SOURCE_H
#define DANGJIAN_SHEET_SOURCE_H

#include "sheet/read.h"

struct source {
	int (*rows)(struct workbook *, size_t sheet, int (*row)(void *, const struct row *), void *arg);
	int (*merges)(struct workbook *, size_t sheet, const struct merge **, size_t *);
	void (*close)(struct workbook *);
};

struct workbook {
	const struct source *source;
	struct arena *arena;
	struct sheet_info *sheets;
	size_t sheet_count;
	void *data;               /* the source's own */
};

/* The row being filled.  Cells come in any order; a row is handed out at its end. */
struct row_builder {
	struct cell *cells;       /* SHEET_COLUMNS_MAX of them */
	struct arena *texts;      /* of this row only */
	size_t count;
	size_t filled;
};

int row_builder_init(struct row_builder *builder, struct arena *arena);
void row_builder_free(struct row_builder *builder);

/* Puts a cell; an empty one and one of nothing but white space leave no trace. */
int row_builder_put(struct row_builder *builder, size_t column, size_t row, const struct cell *cell);

/* Hands the row out unless it is blank, and starts the next. */
int row_builder_end(struct row_builder *builder, size_t number,
                    int (*row)(void *, const struct row *), void *arg);

/* Opens the bytes as an .xlsx once read.c knows that they are a zip. */
int xlsx_open(struct workbook *workbook, const void *bytes, size_t len);

#endif
