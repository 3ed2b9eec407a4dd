#define _GNU_SOURCE /* memfd_create */

#include "sheet/write.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fail.h"
#include "sheet/table.h"
#include "store/file.h"

int
table_unwritable(void)
{
	return fail(FAIL_SYSTEM, NULL, NULL, "无法写入文件，请检查目录权限和磁盘空间。",
	            "The file cannot be written: check the folder's permissions and the free space.");
}

/* Keeps the first failure; later calls see it and do nothing. */
static void
keep(struct table_writer *table, int error)
{
	if (error && !table->failure.code)
		table->failure = *last_failure();
}

static int
open_table(struct table_writer *table, enum table_format format, day_no made,
           struct table_writer **ret_table)
{
	int error;

	table->kind = format == TABLE_XLSX ? &table_xlsx : &table_csv;
	table->made = made;
	error = table->fd < 0 ? table_unwritable() : table->kind->open(table);
	if (error)
		table_drop(table);
	else
		*ret_table = table;
	return error;
}

static struct table_writer *
new_table(void)
{
	struct table_writer *table = calloc(1, sizeof *table);

	if (!table)
		fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	else
		table->fd = -1;
	return table;
}

int
table_to_buf(enum table_format format, day_no made, struct buf *out, struct table_writer **ret_table)
{
	struct table_writer *table = new_table();

	if (!table)
		return FAIL_MEMORY;
	table->out = out;
	table->fd = memfd_create("table", MFD_CLOEXEC);
	return open_table(table, format, made, ret_table);
}

int
table_to_file(enum table_format format, day_no made, const char *path,
              struct table_writer **ret_table)
{
	struct table_writer *table = new_table();

	if (!table)
		return FAIL_MEMORY;
	table->path = strdup(path);
	if (!table->path || asprintf(&table->draft, "%s.XXXXXX" FILE_PARTIAL, path) < 0) {
		table->draft = NULL;
		table_drop(table);
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	}
	table->fd = mkostemps(table->draft, (int)strlen(FILE_PARTIAL), 0);
	if (table->fd < 0) {
		free(table->draft);
		table->draft = NULL;
	}
	return open_table(table, format, made, ret_table);
}

void
table_sheet(struct table_writer *table, const char *name, const char *title,
            const struct table_column *columns, size_t count)
{
	assert(count > 0);
	if (table->failure.code)
		return;
	table->columns = columns;
	table->count = count;
	table->column = 0;
	table->row = 0;
	keep(table, table->kind->sheet(table, name, title));
}

static bool
ready(const struct table_writer *table)
{
	assert(table->failure.code || table->column < table->count);
	return !table->failure.code;
}

void
table_text(struct table_writer *table, const char *text)
{
	if (!ready(table))
		return;
	if (text && *text)
		keep(table, table->kind->text(table, text));
	table->column++;
}

void
table_whole(struct table_writer *table, int64_t number)
{
	if (!ready(table))
		return;
	keep(table, table->kind->whole(table, number));
	table->column++;
}

void
table_day(struct table_writer *table, day_no day)
{
	if (!ready(table))
		return;
	if (day != DAY_NONE && day != DAY_OPEN)
		keep(table, table->kind->day(table, day));
	table->column++;
}

void
table_empty(struct table_writer *table)
{
	if (ready(table))
		table->column++;
}

void
table_end_row(struct table_writer *table)
{
	if (table->failure.code)
		return;
	keep(table, table->kind->end_row(table));
	table->column = 0;
	table->row++;
}

static int
copy_to_buf(int fd, struct buf *out)
{
	char bytes[64 * 1024];
	off_t at = 0;
	ssize_t got;

	while ((got = pread(fd, bytes, sizeof bytes, at)) > 0) {
		buf_add(out, bytes, (size_t)got);
		at += got;
	}
	return got < 0 ? table_unwritable() : buf_status(out);
}

static int
put_in_place(struct table_writer *table)
{
	if (table->out)
		return copy_to_buf(table->fd, table->out);
	if (fsync(table->fd) || rename(table->draft, table->path))
		return table_unwritable();
	free(table->draft);
	table->draft = NULL;
	return 0;
}

int
table_close(struct table_writer *table)
{
	struct failure_record failure;

	if (!table->failure.code)
		keep(table, table->kind->finish(table));
	if (!table->failure.code)
		keep(table, put_in_place(table));
	failure = table->failure;
	table_drop(table);
	return failure.code ? fail_again(&failure) : 0;
}

void
table_drop(struct table_writer *table)
{
	if (!table)
		return;
	if (table->kind)
		table->kind->free(table);
	if (table->fd >= 0)
		close(table->fd);
	if (table->draft)
		unlink(table->draft);
	free(table->draft);
	free(table->path);
	free(table);
}
