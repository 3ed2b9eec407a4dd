/* The rows and the merged ranges of one worksheet part of an .xlsx. */
#define _GNU_SOURCE /* memmem */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "sheet/date_format.h"
#include "sheet/xlsx.h"
#include "sheet/xml.h"

/* How a cell's value is written: the attribute t of <c>. */
enum stored { STORED_NUMBER, STORED_SHARED, STORED_TEXT, STORED_INLINE, STORED_BOOL, STORED_ERROR };

static const struct { const char *text; enum stored stored; } stored_names[] = {
	{"s", STORED_SHARED}, {"n", STORED_NUMBER}, {"inlineStr", STORED_INLINE}, {"str", STORED_TEXT},
	{"b", STORED_BOOL}, {"e", STORED_ERROR}, {"d", STORED_TEXT}, /* an ISO 8601 date (strict files) */
};

struct rows_reader {
	struct xlsx *xlsx;
	int (*row)(void *, const struct row *);
	void *arg;
	struct row_builder builder;
	size_t row_number;        /* of the row being read; 0 before the first */
	size_t next_column;       /* of a cell that does not name its own */
	/* the cell being read */
	size_t column;
	size_t format;
	enum stored stored;
	bool formula;
	bool has_value;           /* there is a <v> or <is>, if empty */
	bool collecting;          /* inside an element whose text counts */
	struct buf value;
};

/* FAIL_INPUT about the cell being read; the formats take its address. */
static int __attribute__((format(printf, 2, 0), format(printf, 3, 0)))
cell_damaged(const struct rows_reader *rows, const char *zh, const char *en)
{
	char address[CELL_ADDRESS];

	return fail(FAIL_INPUT, NULL, NULL, zh, en, cell_address(rows->column, rows->row_number, address));
}

static int
start_row(struct rows_reader *rows, const char **attributes)
{
	const char *number = xml_attribute(attributes, "r");
	size_t at = rows->row_number + 1;

	if (number && !xlsx_number(number, SHEET_ROWS_MAX, &at))
		at = 0;
	if (at <= rows->row_number || at > SHEET_ROWS_MAX)
		return fail(FAIL_INPUT, NULL, NULL,
		            "工作簿已损坏：第 %zu 行之后的行号不递增，或超过 %d。",
		            "The workbook is damaged: after row %zu a row's number does not grow or is beyond %d.",
		            rows->row_number, SHEET_ROWS_MAX);
	rows->row_number = at;
	rows->next_column = 0;
	return 0;
}

/* What <c> says of its cell; null where it does not. */
struct cell_attributes {
	const char *reference, *format, *type;
};

/* One pass over the attributes: there are as many cells as anything. */
static struct cell_attributes
cell_attributes(const char **attributes)
{
	struct cell_attributes found = {0};

	for (; *attributes; attributes += 2) {
		if (attributes[0][0] == '\0' || attributes[0][1] != '\0')
			continue;
		if (attributes[0][0] == 'r')
			found.reference = attributes[1];
		else if (attributes[0][0] == 's')
			found.format = attributes[1];
		else if (attributes[0][0] == 't')
			found.type = attributes[1];
	}
	return found;
}

static enum stored
stored_as(const char *type)
{
	for (size_t i = 0; i < sizeof stored_names / sizeof *stored_names; i++)
		if (strcmp(type, stored_names[i].text) == 0)
			return stored_names[i].stored;
	return STORED_NUMBER;
}

static int
start_cell(struct rows_reader *rows, const char **attributes)
{
	const struct cell_attributes given = cell_attributes(attributes);
	size_t row = rows->row_number;
	const char *end = "";

	rows->column = rows->next_column;
	if (given.reference)
		end = xlsx_reference(given.reference, &rows->column, &row);
	if (!end || *end || row != rows->row_number || rows->column >= XLSX_COLUMNS)
		return fail(FAIL_INPUT, NULL, NULL, "工作簿已损坏：第 %zu 行有无效的单元格位置。",
		            "The workbook is damaged: row %zu holds a cell at an impossible place.",
		            rows->row_number);
	rows->next_column = rows->column + 1;
	if (!given.format || !xlsx_number(given.format, WORKBOOK_STYLES_MAX, &rows->format))
		rows->format = 0;
	rows->stored = given.type ? stored_as(given.type) : STORED_NUMBER;
	rows->formula = false;
	rows->has_value = false;
	buf_clear(&rows->value);
	return 0;
}

static int
rows_start(void *arg, enum xml_name parent, enum xml_name name, const char **attributes)
{
	struct rows_reader *rows = arg;

	rows->collecting = false;
	if (name == XML_ROW && parent == XML_SHEET_DATA)
		return start_row(rows, attributes);
	if (name == XML_C && parent == XML_ROW)
		return start_cell(rows, attributes);
	if (parent == XML_C) {
		rows->formula |= name == XML_F;
		rows->has_value |= name == XML_V || name == XML_IS;
		rows->collecting = name == XML_V;
	}
	/* Inline text: <is><t> and <is><r><t>, but no reading (<is><rPh><t>). */
	if (name == XML_T && (parent == XML_IS || parent == XML_R))
		rows->collecting = true;
	return 0;
}

static void
rows_text(void *arg, const char *text, int len)
{
	struct rows_reader *rows = arg;

	if (rows->collecting)
		buf_add(&rows->value, text, (size_t)len);
}

/* Whether the text is a number as XML writes one, which strtod takes whole (but not "inf" or "0x1"). */
static bool
read_number(const char *text, double *ret_number)
{
	char *end;

	if (!*text || strspn(text, "+-.0123456789eE") != strlen(text))
		return false;
	*ret_number = strtod(text, &end);
	return *end == '\0' && isfinite(*ret_number);
}

/* Drops the zeros at the end of a fraction, and the point with the last of them. */
static void
trim_fraction(char *text)
{
	size_t len = strlen(text);

	if (!strchr(text, '.'))
		return;
	while (text[len - 1] == '0')
		len--;
	text[text[len - 1] == '.' ? len - 1 : len] = '\0';
}

/* A number as a clerk sees it: no exponent, at most 15 digits that count, 30 decimals. */
static const char *
number_text(struct arena *arena, const char *raw, double number)
{
	size_t digits = strspn(raw, "0123456789");
	char text[512];
	const char *exponent;

	if (raw[digits] == '\0' && digits <= 15 && (raw[0] != '0' || digits == 1))
		return arena_strndup(arena, raw, digits);
	snprintf(text, sizeof text, "%.15g", number);
	exponent = strchr(text, 'e');
	if (exponent) {
		long power = strtol(exponent + 1, NULL, 10);
		int decimals = power > 0 ? 0 : power < -16 ? 30 : (int)(14 - power);

		snprintf(text, sizeof text, "%.*f", decimals, number);
		trim_fraction(text);
	}
	return arena_strdup(arena, strcmp(text, "-0") == 0 ? "0" : text);
}

static int
put_number(struct rows_reader *rows, struct cell *cell)
{
	const char *raw = buf_text(&rows->value);
	char text[DAY_TEXT];

	cell->kind = CELL_NUMBER;
	if (!read_number(raw, &cell->number))
		return cell_damaged(rows, "工作簿已损坏：单元格 %s 的数字无法读取。",
		                    "The workbook is damaged: the number in cell %s cannot be read.");
	cell->imprecise = fabs(cell->number) >= 1e15;
	cell->day = date_of_serial(cell->number, rows->xlsx->system_1904);
	if (cell->day != DAY_NONE)
		cell->date_shown = xlsx_date_shown(rows->xlsx, rows->format);
	if (cell->date_shown == DATE_NOT)
		cell->text = number_text(rows->builder.texts, raw, cell->number);
	else
		cell->text = arena_strdup(rows->builder.texts, day_text(cell->day, text));
	return cell->text ? 0 : FAIL_MEMORY;
}

static int
put_shared(struct rows_reader *rows, struct cell *cell)
{
	size_t number;

	cell->kind = CELL_TEXT;
	cell->text = NULL;
	if (xlsx_number(buf_text(&rows->value), WORKBOOK_STRINGS_MAX, &number))
		cell->text = xlsx_string(rows->xlsx, number);
	if (!cell->text)
		return cell_damaged(rows, "工作簿已损坏：单元格 %s 引用的共享文本不存在。",
		                    "The workbook is damaged: cell %s refers to a shared text that is not there.");
	return 0;
}

static int
put_value(struct rows_reader *rows, struct cell *cell)
{
	const char *raw = buf_text(&rows->value);

	switch (rows->stored) {
	case STORED_SHARED:
		return put_shared(rows, cell);
	case STORED_NUMBER:
		return put_number(rows, cell);
	case STORED_BOOL:
		cell->kind = CELL_BOOL;
		cell->number = xml_true(raw);
		cell->text = xml_true(raw) ? "TRUE" : "FALSE";
		return 0;
	case STORED_ERROR:
	case STORED_TEXT:
	case STORED_INLINE:
	default:
		cell->kind = rows->stored == STORED_ERROR ? CELL_ERROR : CELL_TEXT;
		cell->text = arena_strndup(rows->builder.texts, raw, rows->value.len);
		if (cell->text)
			xlsx_unescape((char *)cell->text);
		return cell->text ? 0 : FAIL_MEMORY;
	}
}

static int
end_cell(struct rows_reader *rows)
{
	struct cell cell = {.kind = CELL_EMPTY, .day = DAY_NONE, .text = ""};
	bool text = rows->stored == STORED_TEXT;
	int error = 0;

	if (rows->value.failed) {
		char address[CELL_ADDRESS];

		return fail(FAIL_TOO_LARGE, NULL, NULL, "单元格 %s 的内容超过 %zu 字节的上限。",
		            "The text in cell %s is longer than the limit of %zu bytes.",
		            cell_address(rows->column, rows->row_number, address), CELL_TEXT_MAX);
	}
	if (rows->value.len > 0)
		error = put_value(rows, &cell);
	/* A formula whose result is an empty text is written with an empty <v>; others have none without one. */
	else if (rows->formula && !(text && rows->has_value))
		cell.kind = CELL_NO_VALUE;
	return error ? error : row_builder_put(&rows->builder, rows->column, rows->row_number, &cell);
}

static int
rows_end(void *arg, enum xml_name parent, enum xml_name name)
{
	struct rows_reader *rows = arg;

	rows->collecting = false;
	if (name == XML_C && parent == XML_ROW)
		return end_cell(rows);
	if (name == XML_ROW && parent == XML_SHEET_DATA)
		return row_builder_end(&rows->builder, rows->row_number, rows->row, rows->arg);
	return 0;
}

int
xlsx_rows(struct workbook *workbook, size_t sheet, int (*row)(void *, const struct row *), void *arg)
{
	static const struct xml_reader reader = {XML_WORKSHEET, rows_start, rows_end, rows_text};
	struct xlsx *xlsx = workbook->data;
	struct rows_reader rows = {.xlsx = xlsx, .row = row, .arg = arg};
	struct part part;
	int error;

	error = part_open(xlsx->package, xlsx->parts[sheet], &part);
	if (error)
		return error;
	buf_init(&rows.value, CELL_TEXT_MAX);
	error = row_builder_init(&rows.builder, workbook->arena);
	if (!error)
		error = xml_read(workbook->arena, &part, &reader, &rows);
	row_builder_free(&rows.builder);
	buf_free(&rows.value);
	part_close(&part);
	return error;
}

/*
 * Whether the part could list merged ranges: its bytes name them.  A part in
 * UTF-16 (a NUL among its first bytes) is not searched but read.
 */
static int
may_have_merges(struct package *package, const char *name, bool *ret_may)
{
	static const char word[] = "mergeCell";
	const size_t overlap = sizeof word - 2;
	struct part part;
	char bytes[64 * 1024];
	size_t kept = 0, got;
	bool first = true, may = false;
	int error = part_open(package, name, &part);

	while (!error && !may) {
		error = part_read(&part, bytes + kept, sizeof bytes - kept, &got);
		if (error || got == 0)
			break;
		may = memmem(bytes, kept + got, word, sizeof word - 1) ||
		      (first && memchr(bytes, '\0', got < 8 ? got : 8));
		first = false;
		got += kept;
		kept = got < overlap ? got : overlap;
		memmove(bytes, bytes + got - kept, kept);
	}
	if (!error)
		*ret_may = may;
	part_close(&part);
	return error;
}

static int
merge_start(void *arg, enum xml_name parent, enum xml_name name, const char **attributes)
{
	struct buf *found = arg;
	const char *range = xml_attribute(attributes, "ref");
	struct merge merge;
	const char *at;

	if (name != XML_MERGE_CELL || parent != XML_MERGE_CELLS || !range)
		return 0;
	at = xlsx_reference(range, &merge.first_column, &merge.first_row);
	if (at && *at == ':')
		at = xlsx_reference(at + 1, &merge.last_column, &merge.last_row);
	else if (at) {
		merge.last_column = merge.first_column;
		merge.last_row = merge.first_row;
	}
	if (!at || *at || merge.last_column < merge.first_column || merge.last_row < merge.first_row)
		return fail(FAIL_INPUT, NULL, NULL, "工作簿已损坏：合并单元格的范围无效。",
		            "The workbook is damaged: it merges an impossible range of cells.");
	buf_add(found, &merge, sizeof merge);
	if (found->failed)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "合并的单元格超过 %d 处的上限。",
		            "The sheet holds more than the limit of %d merged ranges.", SHEET_MERGES_MAX);
	return 0;
}

static int
read_merges(struct workbook *workbook, const char *name, struct merge_list *into)
{
	static const struct xml_reader reader = {.root = XML_WORKSHEET, .start = merge_start};
	struct xlsx *xlsx = workbook->data;
	struct merge *list = NULL;
	struct part part;
	struct buf found;
	int error;

	error = part_open(xlsx->package, name, &part);
	if (error)
		return error;
	buf_init(&found, SHEET_MERGES_MAX * sizeof *list);
	error = xml_read(workbook->arena, &part, &reader, &found);
	part_close(&part);
	if (!error) {
		list = arena_alloc(workbook->arena, found.len);
		error = list ? 0 : FAIL_MEMORY;
	}
	if (!error && found.len) {
		memcpy(list, found.data, found.len);
		into->list = list;
		into->count = found.len / sizeof *list;
	}
	buf_free(&found);
	return error;
}

int
xlsx_merges(struct workbook *workbook, size_t sheet, const struct merge **ret_merges, size_t *ret_count)
{
	struct xlsx *xlsx = workbook->data;
	struct merge_list *merges = &xlsx->merges[sheet];
	bool may = false;
	int error = 0;

	if (!merges->known)
		error = may_have_merges(xlsx->package, xlsx->parts[sheet], &may);
	if (!error && may)
		error = read_merges(workbook, xlsx->parts[sheet], merges);
	if (error)
		return error;
	merges->known = true;
	*ret_merges = merges->list;
	*ret_count = merges->count;
	return 0;
}
