#include "party/tables.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* One row an import, by its journal number. */
static const struct column batch_columns[] = {
	{"number", COLUMN_INT, .required = true},
	{"added", COLUMN_INT, .required = true},       /* rows of the workbook */
	{"changed", COLUMN_INT, .required = true},
	{"undone", COLUMN_INT},                        /* journal number of the act that took it back */
};

/* A workbook between its preview and its import. */
static const struct column upload_columns[] = {
	{"token", COLUMN_TEXT, .required = true},      /* its hash; who has the token may import the file */
	{"account", COLUMN_INT, .required = true},
	{"name", COLUMN_TEXT, .required = true},       /* of the file */
	{"size", COLUMN_INT, .required = true},        /* bytes */
	{"expires", COLUMN_INT, .required = true},     /* seconds since 1970 */
};

static const struct index upload_indexes[] = {{"upload_expires", "expires"}};

/* Its content, encrypted with the installation's key (DP-16). */
static const struct column upload_part_columns[] = {
	{"token", COLUMN_TEXT, .required = true},
	{"part", COLUMN_INT, .required = true},        /* from 0 */
	{"content", COLUMN_TEXT, .required = true},
};

const struct table workbook_tables[] = {
	{"batch", batch_columns, COUNT(batch_columns), "number", NULL, 0},
	{"upload", upload_columns, COUNT(upload_columns), "token", upload_indexes, COUNT(upload_indexes)},
	{"upload_part", upload_part_columns, COUNT(upload_part_columns), "token, part", NULL, 0},
};
const size_t workbook_table_count = COUNT(workbook_tables);
