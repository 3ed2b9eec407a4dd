/* What the formats of tables (write_xlsx.c, write_csv.c) owe write.c.  Only for src/sheet. */
#ifndef DANGJIAN_SHEET_TABLE_H
#define DANGJIAN_SHEET_TABLE_H

#include "base/fail.h"
#include "sheet/write.h"

/* Each gives 0 or a failure; write.c calls none after the first failure but `free`. */
struct table_kind {
	int (*open)(struct table_writer *);
	int (*sheet)(struct table_writer *, const char *name, const char *title);
	int (*text)(struct table_writer *, const char *text);   /* not empty */
	int (*whole)(struct table_writer *, int64_t number);
	int (*day)(struct table_writer *, day_no day);          /* a day */
	int (*end_row)(struct table_writer *);
	int (*finish)(struct table_writer *);                   /* all bytes are in `fd` after it */
	void (*free)(struct table_writer *);
};

extern const struct table_kind table_xlsx, table_csv;

struct table_writer {
	const struct table_kind *kind;
	void *data;                         /* the kind's own */
	day_no made;
	int fd;                             /* where the bytes go */
	struct buf *out;                    /* and then here; or null */
	char *path;                         /* or here … */
	char *draft;                        /* … from this file beside it */
	const struct table_column *columns; /* of the sheet being written; null before the first */
	size_t count;
	size_t column;                      /* of the next cell */
	size_t row;                         /* of the next cell, 0-based, in the sheet */
	struct failure_record failure;      /* the first one */
};

/* FAIL_SYSTEM: the file cannot be written. */
int table_unwritable(void);

#endif
