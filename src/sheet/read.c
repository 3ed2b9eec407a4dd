#define _GNU_SOURCE /* memmem */

#include "sheet/read.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "base/text.h"
#include "sheet/source.h"

static const struct cell empty_cell = {.kind = CELL_EMPTY, .day = DAY_NONE, .text = ""};

int
row_builder_init(struct row_builder *builder, struct arena *arena)
{
	*builder = (struct row_builder){0};
	builder->cells = ARENA_ARRAY(arena, SHEET_COLUMNS_MAX, struct cell);
	if (!builder->cells)
		return FAIL_MEMORY;
	for (size_t i = 0; i < SHEET_COLUMNS_MAX; i++)
		builder->cells[i] = empty_cell;
	/* The texts of a full row, and some room for the numbers'. */
	builder->texts = arena_new(SHEET_COLUMNS_MAX * (CELL_TEXT_MAX + 512));
	return builder->texts ? 0 : FAIL_MEMORY;
}

void
row_builder_free(struct row_builder *builder)
{
	arena_free(builder->texts);
	builder->texts = NULL;
}

int
row_builder_put(struct row_builder *builder, size_t column, size_t row, const struct cell *cell)
{
	char address[CELL_ADDRESS];

	if (cell->kind == CELL_EMPTY || (cell->kind == CELL_TEXT && text_blank(cell->text)))
		return 0;
	if (column >= SHEET_COLUMNS_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "单元格 %s 超出 %d 列的上限。",
		            "Cell %s lies beyond the limit of %d columns.",
		            cell_address(column, row, address), SHEET_COLUMNS_MAX);
	if (builder->cells[column].kind != CELL_EMPTY)
		return fail(FAIL_INPUT, NULL, NULL, "工作簿已损坏：单元格 %s 出现了两次。",
		            "The workbook is damaged: cell %s occurs twice.",
		            cell_address(column, row, address));
	builder->cells[column] = *cell;
	builder->filled++;
	if (builder->count <= column)
		builder->count = column + 1;
	return 0;
}

int
row_builder_end(struct row_builder *builder, size_t number,
                int (*row)(void *, const struct row *), void *arg)
{
	struct row out = {number, builder->cells, builder->count};
	int verdict = builder->filled ? row(arg, &out) : 0;

	for (size_t i = 0; i < builder->count; i++)
		builder->cells[i] = empty_cell;
	builder->count = 0;
	builder->filled = 0;
	arena_reset(builder->texts);
	return verdict;
}

/* "EncryptedPackage" in UTF-16: the name under which Office stores a workbook with a password. */
static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

static int
refuse_ole(const char *bytes, size_t len)
{
	if (memmem(bytes, len, encrypted, sizeof encrypted - 1))
		return fail(FAIL_INPUT, NULL, NULL, "文件设有密码，请取消密码后另存为 .xlsx。",
		            "The file is protected with a password: remove it and save as .xlsx again.");
	return fail(FAIL_INPUT, NULL, NULL, "这是旧版 .xls 文件，请另存为 .xlsx。",
	            "This is an old .xls file: save it as .xlsx.");
}

/* What a file is that only bears the name of a workbook, by its first characters. */
static const struct { const char *start; struct bilingual sentence; } lookalikes[] = {
	{"%PDF", {"这是 PDF 文件，不是工作簿，请提供 .xlsx 文件。",
	          "This is a PDF, not a workbook: provide the .xlsx file."}},
	{"Rar!", {"这是 RAR 压缩包，请解压后提供其中的 .xlsx 文件。",
	          "This is a RAR archive: unpack it and provide the .xlsx file in it."}},
	{"7z\xBC\xAF", {"这是 7z 压缩包，请解压后提供其中的 .xlsx 文件。",
	                "This is a 7z archive: unpack it and provide the .xlsx file in it."}},
	{"<?xml", {"这是 XML 文件，不是 .xlsx 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx。",
	           "This is an XML file, not an .xlsx workbook: open it in Excel or WPS and save it as "
	           ".xlsx."}},
	{"<", {"这是网页（HTML）文件，不是 .xlsx 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx。",
	       "This is a web page (HTML), not an .xlsx workbook: open it in Excel or WPS and save it as "
	       ".xlsx."}},
};

/* Text has no NUL and none of the control characters that never stand in text. */
static bool
looks_like_text(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len && i < 4096; i++)
		if ((unsigned char)bytes[i] < '\t' || bytes[i] == 0x7F)
			return false;
	return true;
}

static int
refuse_other(const char *bytes, size_t len)
{
	size_t from = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	while (from < len && strchr(" \t\r\n", bytes[from]))
		from++;
	for (size_t i = 0; i < sizeof lookalikes / sizeof *lookalikes; i++) {
		size_t start = strlen(lookalikes[i].start);

		if (len - from >= start && memcmp(bytes + from, lookalikes[i].start, start) == 0)
			return fail_bilingual(FAIL_INPUT, NULL, NULL, lookalikes[i].sentence);
	}
	if (looks_like_text(bytes, len))
		return fail(FAIL_INPUT, NULL, NULL,
		            "这是文本（CSV）文件，不是 .xlsx 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx。",
		            "This is a text (CSV) file, not an .xlsx workbook: open it in Excel or WPS and "
		            "save it as .xlsx.");
	return fail(FAIL_INPUT, NULL, NULL, "无法识别文件内容，请提供 .xlsx 工作簿。",
	            "The file is of an unknown kind: provide an .xlsx workbook.");
}

static int
check_kind(const char *bytes, size_t len)
{
	static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

	if (len == 0)
		return fail(FAIL_INPUT, NULL, NULL, "文件是空的。", "The file is empty.");
	if (len > WORKBOOK_BYTES_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "文件超过 %zu MB 的上限。",
		            "The file is larger than the limit of %zu MB.", WORKBOOK_BYTES_MAX >> 20);
	if (len >= sizeof ole - 1 && memcmp(bytes, ole, sizeof ole - 1) == 0)
		return refuse_ole(bytes, len);
	if (len < 4 || (memcmp(bytes, "PK\3\4", 4) != 0 && memcmp(bytes, "PK\5\6", 4) != 0))
		return refuse_other(bytes, len);
	return 0;
}

int
book_open(struct arena *arena, const void *bytes, size_t len, struct workbook **ret_workbook)
{
	struct workbook *workbook;
	int error = check_kind(bytes, len);

	if (error)
		return error;
	workbook = ARENA_NEW(arena, struct workbook);
	if (!workbook)
		return FAIL_MEMORY;
	workbook->arena = arena;
	error = xlsx_open(workbook, bytes, len);
	if (error)
		return error;
	*ret_workbook = workbook;
	return 0;
}

static int
cannot_read(const char *path, int error)
{
	struct bilingual reason = system_reason(error);

	return fail(FAIL_SYSTEM, NULL, NULL, "不能读取 %s：%s%.0s。", "Cannot read %s: %.0s%s.", path, reason.zh, reason.en);
}

static int
read_all(struct arena *arena, FILE *file, const char *path, const void **ret_bytes, size_t *ret_len)
{
	struct stat stat;
	long size;
	char *bytes;

	if (fstat(fileno(file), &stat) == 0 && S_ISDIR(stat.st_mode))
		return cannot_read(path, EISDIR);
	if (fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0 || fseek(file, 0, SEEK_SET))
		return cannot_read(path, errno);
	if ((size_t)size > WORKBOOK_BYTES_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "文件超过 %zu MB 的上限。",
		            "The file is larger than the limit of %zu MB.", WORKBOOK_BYTES_MAX >> 20);
	bytes = arena_alloc(arena, (size_t)size);
	if (!bytes)
		return FAIL_MEMORY;
	if (fread(bytes, 1, (size_t)size, file) != (size_t)size)
		return cannot_read(path, errno ? errno : EIO);
	*ret_bytes = bytes;
	*ret_len = (size_t)size;
	return 0;
}

int
book_load(struct arena *arena, const char *path, const void **ret_bytes, size_t *ret_len)
{
	FILE *file = fopen(path, "rb");
	int error;

	if (!file)
		return cannot_read(path, errno);
	error = read_all(arena, file, path, ret_bytes, ret_len);
	fclose(file);
	return error;
}

void
book_close(struct workbook *workbook)
{
	if (workbook)
		workbook->source->close(workbook);
}

size_t
book_sheets(const struct workbook *workbook)
{
	return workbook->sheet_count;
}

const struct sheet_info *
book_sheet(const struct workbook *workbook, size_t sheet)
{
	return &workbook->sheets[sheet];
}

int
sheet_rows(struct workbook *workbook, size_t sheet, int (*row)(void *, const struct row *), void *arg)
{
	int verdict = workbook->source->rows(workbook, sheet, row, arg);

	return verdict == ROWS_ENOUGH ? 0 : verdict;
}

int
sheet_merges(struct workbook *workbook, size_t sheet, const struct merge **ret_merges, size_t *ret_count)
{
	return workbook->source->merges(workbook, sheet, ret_merges, ret_count);
}

const struct merge *
merge_at(const struct merge *merges, size_t count, size_t row, size_t column)
{
	for (size_t i = 0; i < count; i++)
		if (row >= merges[i].first_row && row <= merges[i].last_row &&
		    column >= merges[i].first_column && column <= merges[i].last_column)
			return &merges[i];
	return NULL;
}

bool
row_is_title(const struct row *row, const struct merge *merges, size_t count)
{
	const size_t column = row->count - 1; /* the last filled cell */
	const struct merge *merge;

	for (size_t i = 0; i < column; i++)
		if (row->cells[i].kind != CELL_EMPTY)
			return false;
	merge = merge_at(merges, count, row->number, column);
	return merge && merge->first_column == column && merge->last_column > column;
}

const struct cell *
row_cell(const struct row *row, size_t column)
{
	return column < row->count ? &row->cells[column] : &empty_cell;
}

const char *
cell_address(size_t column, size_t row, char out[CELL_ADDRESS])
{
	char letters[8];
	size_t at = sizeof letters;

	letters[--at] = '\0';
	do {
		letters[--at] = (char)('A' + column % 26);
		column /= 26;
	} while (column-- > 0 && at > 0);
	snprintf(out, CELL_ADDRESS, "%s%zu", letters + at, row);
	return out;
}
