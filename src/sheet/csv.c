/* A CSV text as a workbook of one sheet. */
#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/text.h"
#include "sheet/source.h"

struct csv {
	const char *text;     /* UTF-8, NUL behind it */
	size_t len;
};

/* The place in the text while its records are read. */
struct scanner {
	const char *at;
	const char *end;
	size_t record;        /* 1-based: the row's number */
	struct buf field;
	struct row_builder builder;
};

static int
field_too_long(const struct scanner *scan, size_t column)
{
	char address[CELL_ADDRESS];

	return fail(FAIL_TOO_LARGE, NULL, NULL, "单元格 %s 的内容超过 %zu 字节的上限。",
	            "The text in cell %s is longer than the limit of %zu bytes.",
	            cell_address(column, scan->record, address), CELL_TEXT_MAX);
}

static int
quote_fault(const struct scanner *scan, size_t column)
{
	char address[CELL_ADDRESS];

	return fail(FAIL_INPUT, NULL, NULL, "CSV 的单元格 %s 引号不成对。",
	            "In the CSV file the quotes of cell %s do not match.",
	            cell_address(column, scan->record, address));
}

/* A field in quotes, from behind the first one; a quote in it is doubled. */
static int
quoted_field(struct scanner *scan, size_t column)
{
	for (;;) {
		const char *quote = memchr(scan->at, '"', (size_t)(scan->end - scan->at));

		if (!quote)
			return quote_fault(scan, column);
		buf_add(&scan->field, scan->at, (size_t)(quote - scan->at));
		scan->at = quote + 1;
		if (scan->at == scan->end || *scan->at != '"')
			break;
		buf_putc(&scan->field, '"');
		scan->at++;
	}
	if (scan->at < scan->end && !strchr(",\r\n", *scan->at))
		return quote_fault(scan, column);
	return 0;
}

static void
plain_field(struct scanner *scan)
{
	size_t len = strcspn(scan->at, ",\r\n");

	buf_add(&scan->field, scan->at, len);
	scan->at += len;
}

/* The guard that a writer of CSV puts before what a spreadsheet would take for a formula. */
static const char *
without_guard(const char *text)
{
	return text[0] == '\'' && text[1] && strchr("=+-@\t\r", text[1]) ? text + 1 : text;
}

static int
put_field(struct scanner *scan, size_t column)
{
	struct cell cell = {.kind = CELL_TEXT, .day = DAY_NONE};

	if (scan->field.failed)
		return field_too_long(scan, column);
	if (scan->field.len == 0)
		return 0;
	cell.text = arena_strdup(scan->builder.texts, without_guard(buf_text(&scan->field)));
	return cell.text ? row_builder_put(&scan->builder, column, scan->record, &cell) : FAIL_MEMORY;
}

/* One record with the line break behind it. */
static int
record(struct scanner *scan)
{
	for (size_t column = 0;; column++) {
		int error = 0;

		buf_clear(&scan->field);
		if (scan->at < scan->end && *scan->at == '"') {
			scan->at++;
			error = quoted_field(scan, column);
		} else {
			plain_field(scan);
		}
		if (!error)
			error = put_field(scan, column);
		if (error)
			return error;
		if (scan->at == scan->end || *scan->at != ',')
			break;
		scan->at++;
	}
	if (scan->at < scan->end && *scan->at == '\r')
		scan->at++;
	if (scan->at < scan->end && *scan->at == '\n')
		scan->at++;
	return 0;
}

static int
csv_rows(struct workbook *workbook, size_t sheet, int (*row)(void *, const struct row *), void *arg)
{
	const struct csv *csv = workbook->data;
	struct scanner scan = {.at = csv->text, .end = csv->text + csv->len};
	int error = row_builder_init(&scan.builder, workbook->arena);

	(void)sheet;
	buf_init(&scan.field, CELL_TEXT_MAX);
	while (!error && scan.at < scan.end) {
		scan.record++;
		error = record(&scan);
		if (!error)
			error = row_builder_end(&scan.builder, scan.record, row, arg);
	}
	buf_free(&scan.field);
	row_builder_free(&scan.builder);
	return error;
}

static int
csv_merges(struct workbook *workbook, size_t sheet, const struct merge **ret_merges, size_t *ret_count)
{
	(void)workbook;
	(void)sheet;
	*ret_merges = NULL;
	*ret_count = 0;
	return 0;
}

static void
csv_close(struct workbook *workbook)
{
	(void)workbook; /* all of it lies in the arena */
}

static int
unknown_encoding(void)
{
	return fail(FAIL_INPUT, NULL, NULL, "文件不是 UTF-8 或 GB18030 编码的 CSV 文本，请另存为 UTF-8 的 CSV。",
	            "The file is not a CSV text in UTF-8 or GB18030: save it as CSV in UTF-8.");
}

/* What Chinese Excel saves as CSV.  A character of two bytes becomes three. */
static int
from_gb18030(struct arena *arena, const char *bytes, size_t len, struct csv *ret_csv)
{
	size_t room = len + len / 2 + 4, left = room;
	char *text = arena_alloc(arena, room + 1);
	char *in = (char *)bytes, *out = text; /* iconv does not write to its input */
	iconv_t convert;
	size_t done;

	if (!text)
		return FAIL_MEMORY;
	convert = iconv_open("UTF-8", "GB18030");
	if (convert == (iconv_t)-1)
		return fail(FAIL_SYSTEM, NULL, NULL, "本机不支持 GB18030 编码，请把 CSV 另存为 UTF-8。",
		            "This machine cannot read GB18030: save the CSV file as UTF-8.");
	done = iconv(convert, &in, &len, &out, &left);
	iconv_close(convert);
	if (done == (size_t)-1)
		return unknown_encoding();
	ret_csv->text = text;
	ret_csv->len = room - left;
	return 0;
}

static int
decode(struct arena *arena, const char *bytes, size_t len, struct csv *ret_csv)
{
	if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		bytes += 3;
		len -= 3;
	}
	/* NUL stands in no text in either encoding: this is UTF-16, or no text at all. */
	if (memchr(bytes, '\0', len))
		return unknown_encoding();
	if (!utf8_valid(bytes, len))
		return from_gb18030(arena, bytes, len, ret_csv);
	ret_csv->text = arena_strndup(arena, bytes, len);
	ret_csv->len = len;
	return ret_csv->text ? 0 : FAIL_MEMORY;
}

static int
check_kind(const char *bytes, size_t len)
{
	if (len == 0)
		return fail(FAIL_INPUT, NULL, NULL, "文件是空的。", "The file is empty.");
	if (len > WORKBOOK_BYTES_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "文件超过 %zu MB 的上限。",
		            "The file is larger than the limit of %zu MB.", WORKBOOK_BYTES_MAX >> 20);
	if (len >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
		return fail(FAIL_INPUT, NULL, NULL, "这是 .xlsx 工作簿或压缩包，不是 CSV 文件。",
		            "This is an .xlsx workbook or an archive, not a CSV file.");
	return 0;
}

int
book_open_csv(struct arena *arena, const void *bytes, size_t len, const char *name,
                  struct workbook **ret_workbook)
{
	static const struct source source = {csv_rows, csv_merges, csv_close};
	struct workbook *workbook = ARENA_NEW(arena, struct workbook);
	struct sheet_info *sheet = ARENA_NEW(arena, struct sheet_info);
	struct csv *csv = ARENA_NEW(arena, struct csv);
	int error;

	if (!workbook || !sheet || !csv)
		return FAIL_MEMORY;
	error = check_kind(bytes, len);
	if (!error)
		error = decode(arena, bytes, len, csv);
	if (error)
		return error;
	sheet->name = arena_strdup(arena, name);
	if (!sheet->name)
		return FAIL_MEMORY;
	*workbook = (struct workbook){&source, arena, sheet, 1, csv};
	*ret_workbook = workbook;
	return 0;
}
