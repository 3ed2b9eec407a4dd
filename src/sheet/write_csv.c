/* Tables as CSV: UTF-8 with BOM, CRLF, quotes as in RFC 4180. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sheet/table.h"

#define CSV_CELL_MAX ((size_t)1 << 20)     /* bytes of one cell, written */
#define CSV_PENDING_MAX ((size_t)64 << 20) /* bytes of one row, written */
#define CSV_FLUSH ((size_t)64 << 10)       /* bytes kept before they are written */

struct csv_table {
	struct buf pending;
	size_t filled;        /* columns of this row written so far */
};

static int
flush(struct table_writer *table)
{
	struct csv_table *csv = table->data;
	size_t done = 0;

	if (csv->pending.failed)
		return buf_status(&csv->pending);
	while (done < csv->pending.len) {
		ssize_t n = write(table->fd, csv->pending.data + done, csv->pending.len - done);

		if (n < 0)
			return table_unwritable();
		done += (size_t)n;
	}
	buf_clear(&csv->pending);
	return 0;
}

/*
 * A spreadsheet runs a cell that begins like a formula; a leading apostrophe
 * keeps it text.  Reading drops it again (sheet/read.h).
 */
static bool
needs_guard(const char *text)
{
	return *text && strchr("=+-@\t\r", *text);
}

static void
put_cell(struct csv_table *csv, const char *text)
{
	bool quoted = strpbrk(text, ",\"\r\n") || *text == ' ' || (*text && text[strlen(text) - 1] == ' ');

	if (quoted)
		buf_putc(&csv->pending, '"');
	if (needs_guard(text))
		buf_putc(&csv->pending, '\'');
	for (;;) {
		size_t plain = strcspn(text, "\"");

		buf_add(&csv->pending, text, plain);
		text += plain;
		if (!*text)
			break;
		buf_puts(&csv->pending, "\"\"");
		text++;
	}
	if (quoted)
		buf_putc(&csv->pending, '"');
}

/* The commas up to the cell's column. */
static void
go_to(struct csv_table *csv, size_t column)
{
	for (; csv->filled < column; csv->filled++)
		buf_putc(&csv->pending, ',');
}

static int
csv_text(struct table_writer *table, const char *text)
{
	struct csv_table *csv = table->data;

	if (strlen(text) > CSV_CELL_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "单元格内容超过 %zu 字节的上限。",
		            "A cell's text is longer than the limit of %zu bytes.", CSV_CELL_MAX);
	go_to(csv, table->column);
	put_cell(csv, text);
	return 0;
}

static int
csv_whole(struct table_writer *table, int64_t number)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, number);
	return csv_text(table, text);
}

static int
csv_day(struct table_writer *table, day_no day)
{
	char text[DAY_TEXT];

	return csv_text(table, day_text(day, text));
}

static int
csv_end_row(struct table_writer *table)
{
	struct csv_table *csv = table->data;

	go_to(csv, table->count - 1);
	buf_puts(&csv->pending, "\r\n");
	csv->filled = 0;
	return csv->pending.len >= CSV_FLUSH || csv->pending.failed ? flush(table) : 0;
}

static int
csv_sheet(struct table_writer *table, const char *name, const char *title)
{
	struct csv_table *csv = table->data;

	(void)name;
	(void)title;
	if (csv->pending.len > 0 || lseek(table->fd, 0, SEEK_CUR) > 0)
		return fail(FAIL_INPUT, NULL, NULL, "CSV 只能有一张工作表，请导出为 .xlsx。",
		            "A CSV file holds one sheet only: export as .xlsx.");
	buf_puts(&csv->pending, "\xEF\xBB\xBF");
	for (size_t i = 0; i < table->count; i++) {
		go_to(csv, i);
		put_cell(csv, table->columns[i].header);
	}
	return csv_end_row(table);
}

static int
csv_open(struct table_writer *table)
{
	struct csv_table *csv = calloc(1, sizeof *csv);

	if (!csv)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	buf_init(&csv->pending, CSV_PENDING_MAX);
	table->data = csv;
	return 0;
}

static void
csv_free(struct table_writer *table)
{
	struct csv_table *csv = table->data;

	if (csv)
		buf_free(&csv->pending);
	free(csv);
}

const struct table_kind table_csv = {
	csv_open, csv_sheet, csv_text, csv_whole, csv_day, csv_end_row, flush, csv_free,
};
