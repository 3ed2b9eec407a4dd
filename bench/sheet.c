/*
 * Writes a workbook of 500,000 cells, reads it back and looks for its merged
 * ranges, and prints the seconds of each.
 */
#include <stdio.h>
#include <time.h>

#include "base/arena.h"
#include "base/fail.h"
#include "sheet/read.h"
#include "sheet/write.h"

#define ROWS 50000

static const struct table_column columns[] = {
	{.header = "名称"}, {.header = "代码"}, {.header = "类别"}, {.header = "级别"},
	{.header = "地址"}, {.header = "成立日期", .kind = TABLE_COLUMN_DATE},
	{.header = "人数", .kind = TABLE_COLUMN_WHOLE}, {.header = "党员", .kind = TABLE_COLUMN_WHOLE},
	{.header = "上级"}, {.header = "备注"},
};

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int
write_all(struct buf *out)
{
	struct table_writer *table;
	char text[64];

	if (table_to_buf(TABLE_XLSX, 20000, out, &table))
		return -1;
	table_sheet(table, "社会组织", "社会组织一览表", columns, sizeof columns / sizeof *columns);
	for (int i = 0; i < ROWS; i++) {
		snprintf(text, sizeof text, "第%d号社会组织服务中心", i);
		table_text(table, text);
		snprintf(text, sizeof text, "5144%014d", i * 7);
		table_text(table, text);
		table_text(table, "社会团体");
		table_text(table, "市");
		snprintf(text, sizeof text, "某市某区某路%d号", i % 900);
		table_text(table, text);
		table_day(table, 10000 + i % 9000);
		table_whole(table, i % 97);
		table_whole(table, i % 13);
		snprintf(text, sizeof text, "第%d联合党委", i % 52);
		table_text(table, text);
		table_text(table, "无");
		table_end_row(table);
	}
	return table_close(table);
}

static int
count(void *arg, const struct row *row)
{
	*(size_t *)arg += row->count;
	return 0;
}

static int
read_all(const struct buf *bytes, size_t *ret_cells)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct workbook *book;
	int error = book_open(arena, bytes->data, bytes->len, &book);

	if (!error)
		error = sheet_rows(book, 0, count, ret_cells);
	if (!error)
		book_close(book);
	arena_free(arena);
	return error;
}

static int
look_for_merges(const struct buf *bytes)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	const struct merge *merges;
	struct workbook *book;
	size_t n;
	int error = book_open(arena, bytes->data, bytes->len, &book);

	if (!error)
		error = sheet_merges(book, 0, &merges, &n);
	if (!error)
		book_close(book);
	arena_free(arena);
	return error;
}

int
main(void)
{
	double t0 = now(), t1, t2, t3;
	struct buf bytes;
	size_t cells = 0;
	int error;

	buf_init(&bytes, WORKBOOK_BYTES_MAX);
	error = write_all(&bytes);
	t1 = now();
	if (!error)
		error = read_all(&bytes, &cells);
	t2 = now();
	if (!error)
		error = look_for_merges(&bytes);
	t3 = now();
	if (error) {
		fprintf(stderr, "%s\n", failure_text(LANG_EN));
		return 1;
	}
	printf("write %.2f s, %zu bytes; read %zu cells in %.2f s; merges %.2f s\n", t1 - t0, bytes.len,
	       cells, t2 - t1, t3 - t2);
	buf_free(&bytes);
	return 0;
}
