/* From the file to rows of values: sheets, headers, cells. */
#include "party/workbook_job.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "names/codes.h"
#include "registry/input.h"
#include "sheet/read.h"
#include "sheet/value.h"

#define HEADER_ROWS_MAX 30  /* filled rows in which the header is looked for */
#define HEADER_QUOTE_MAX 60 /* bytes of an unknown header that a warning repeats */
#define PROGRESS_ROWS 5000

/* One sheet while it is read. */
struct reading {
	struct job *job;
	struct workbook *workbook;
	size_t number;               /* of the sheet in the file */
	const struct book_sheet *sheet;
	struct layout *layout;       /* null until the header is found */
	size_t rows_above;           /* filled rows before it */
	struct merge const *merges;
	size_t merge_count;
};

/* --- cells ------------------------------------------------------------------------- */

/* How clerks write that there is nothing to write; an empty cell says the same. */
static bool
says_nothing(const char *text)
{
	static const char *const words[] = {"无", "暂无", "/", "\\", "-", "--", "—", "——", NULL};

	for (const char *const *word = words; *word; word++)
		if (strcmp(text, *word) == 0)
			return true;
	return false;
}

static void
drop_blanks(char *text)
{
	char *to = text;

	for (; *text; text++)
		if (*text != ' ' && *text != '\n' && *text != '\t')
			*to++ = *text;
	*to = '\0';
}

/* A break inside a cell is how the line was fitted to the column. */
static void
join_lines(char *text)
{
	for (; *text; text++)
		if (*text == '\n' || *text == '\t')
			*text = ' ';
}

static int
with_label(const struct book_column *column, int status)
{
	const struct failure_record *reason = last_failure();

	return fail_named(status, reason->clause, column_field(column)->name, column->header,
	                  (struct bilingual){reason->zh, reason->en});
}

static const char *
known_word(const struct book_column *column, const char *text)
{
	const struct field *field = column_field(column);

	for (const struct choice_word *word = column->words; word && word->text; word++)
		if (strcmp(word->text, text) == 0)
			return choice_by_number(field, word->number)->word;
	return text;
}

static int
read_words(struct job *job, const struct book_column *column, const struct cell *from, struct value *ret_value)
{
	const struct field *field = column_field(column);
	const char *text;
	char *own;
	int status = value_text(job->arena, from, &text);

	if (status < 0)
		return with_label(column, status);
	if (!column->required && says_nothing(text)) {
		*ret_value = SQL_NULL;
		return 0;
	}
	own = arena_strdup(job->arena, text);
	if (!own)
		return FAIL_MEMORY;
	if (field->type == FIELD_TEXT)
		join_lines(own);
	else if (field->type != FIELD_CHOICE || (unsigned char)*own >= 0x80) /* English choices have blanks */
		drop_blanks(own);
	return field_read(job->arena, field, field->type == FIELD_CHOICE ? known_word(column, own) : own, ret_value);
}

static int
read_whole(struct job *job, const struct book_column *column, const struct cell *from, struct value *ret_value)
{
	static const char *const units[] = {"人", "名", "个", "年", NULL};
	int64_t number;
	const char *text;
	int status = value_whole(job->arena, from, units, &number);

	if (status < 0)
		return with_label(column, status);
	text = arena_printf(job->arena, "%" PRId64, number);
	return text ? field_read(job->arena, column_field(column), text, ret_value) : FAIL_MEMORY;
}

static int
read_day(struct job *job, const struct book_column *column, const struct cell *from, struct value *ret_value)
{
	day_no day;
	int status = value_date(job->arena, from, &day);

	if (status < 0)
		return with_label(column, status);
	*ret_value = INT(day);
	return 0;
}

static int
read_value(struct job *job, const struct book_column *column, const struct cell *from, struct value *ret_value)
{
	if (!column->required && from->kind == CELL_TEXT && column_field(column)->type != FIELD_TEXT) {
		const char *text;

		if (value_text(job->arena, from, &text) == 0 && says_nothing(text)) {
			*ret_value = SQL_NULL;
			return 0;
		}
	}
	switch (column_field(column)->type) {
	case FIELD_INT:
		return read_whole(job, column, from, ret_value);
	case FIELD_DAY:
		return read_day(job, column, from, ret_value);
	default:
		return read_words(job, column, from, ret_value);
	}
}

/* --- rows -------------------------------------------------------------------------- */

static int
keep_row(struct job *job, struct book_row *row)
{
	struct book_rows *rows = &job->rows[row->layout->sheet];

	if (ARENA_GROW(job->arena, rows->rows, rows->count, rows->room) < 0)
		return FAIL_MEMORY;
	rows->rows[rows->count++] = row;
	job->report->sheets[row->layout->sheet].rows++;
	return 0;
}

static int
missing(struct reading *reading, struct book_row *row, int column)
{
	const struct bilingual header = reading->sheet->columns[column].header;

	if (row->layout->at[column] >= 0 &&
	    merge_at(reading->merges, reading->merge_count, row->number, (size_t)row->layout->at[column]))
		return fault_at(reading->job, row, column, "%s：单元格与其他单元格合并了；请取消合并，逐行填写。%.0s",
		                "%.0s%s: the cell is merged with others; unmerge it and fill in each row.",
		                header.zh, header.en);
	return fault_at(reading->job, row, column, "%s：必须填写。%.0s", "%.0s%s: required.", header.zh,
	                header.en);
}

static int
check_row(struct reading *reading, struct book_row *row)
{
	int status = 0;

	for (size_t i = 0; i < reading->sheet->count && status == 0; i++)
		/* A column that is missing altogether was named once, at the header. */
		if (reading->sheet->columns[i].required && row->layout->at[i] >= 0 && !has(row, (int)i) &&
		    !(row->unreadable & 1u << i))
			status = missing(reading, row, (int)i);
	return status;
}

/* Whether the row has anything in a column we know. */
static bool
has_content(const struct reading *reading, const struct row *from)
{
	for (size_t i = 0; i < reading->sheet->count; i++)
		if (reading->layout->at[i] >= 0 && value_given(row_cell(from, (size_t)reading->layout->at[i])))
			return true;
	return false;
}

static int
read_row(struct reading *reading, const struct row *from)
{
	struct job *job = reading->job;
	struct book_row *row;
	int status = 0;

	if (!has_content(reading, from))
		return 0;
	if (row_is_title(from, reading->merges, reading->merge_count))
		return finding_at(job, &job->report->warnings, reading->layout->name, 0, from->number,
		                  (struct bilingual){"合并成一格的说明行，未读入。", "A merged remark: not read."});
	row = ARENA_NEW(job->arena, struct book_row);
	if (!row)
		return FAIL_MEMORY;
	row->layout = reading->layout;
	row->number = from->number;
	row->cells = ARENA_ARRAY(job->arena, reading->sheet->count, struct value);
	if (!row->cells)
		return FAIL_MEMORY;
	for (size_t i = 0; i < reading->sheet->count && status == 0; i++) {
		const struct cell *from_cell;

		if (reading->layout->at[i] < 0)
			continue;
		from_cell = row_cell(from, (size_t)reading->layout->at[i]);
		if (!value_given(from_cell))
			continue;
		status = read_value(job, &reading->sheet->columns[i], from_cell, &row->cells[i]);
		if (status == FAIL_INPUT) {
			row->unreadable |= 1u << i;
			row->cells[i] = SQL_NULL;
			status = fault_again(job, row, (int)i);
		}
	}
	if (status == 0)
		status = check_row(reading, row);
	return status < 0 ? status : keep_row(job, row);
}

/* --- headers ------------------------------------------------------------------------- */

/* How many columns of the sheet the row names. */
static int
known_headers(struct reading *reading, const struct row *row, size_t *ret_known)
{
	size_t known = 0;

	for (size_t c = 0; c < row->count; c++) {
		const char *text;

		if (row->cells[c].kind != CELL_TEXT)
			continue;
		text = text_tidy(reading->job->arena, row->cells[c].text);
		if (!text)
			return FAIL_MEMORY;
		if (column_find(reading->sheet, text) >= 0)
			known++;
	}
	*ret_known = known;
	return 0;
}

static int
unknown_header(struct reading *reading, size_t column, size_t row, const char *header)
{
	struct job *job = reading->job;
	const char *quoted = strlen(header) <= HEADER_QUOTE_MAX ? header : "";
	const char *zh, *en;

	if (header_is_personal(header)) {
		zh = arena_printf(job->arena, "“%s”未保存：登记不需要的个人信息不收集（DP-11）。", quoted);
		en = arena_printf(job->arena, "%s: not stored, personal data that the register does not need (DP-11).",
		                  quoted);
	} else {
		zh = arena_printf(job->arena, "不认识的列“%s”，未保存。", quoted);
		en = arena_printf(job->arena, "Unknown column %s: not stored.", quoted);
	}
	if (!zh || !en)
		return FAIL_MEMORY;
	return finding_at(job, &job->report->warnings, reading->layout->name, column, row,
	                  (struct bilingual){zh, en});
}

static int
take_header(struct reading *reading, size_t column, size_t row, const char *header)
{
	struct layout *layout = reading->layout;
	int known = column_find(reading->sheet, header);

	if (known < 0)
		return unknown_header(reading, column, row, header);
	if (layout->at[known] >= 0)
		return finding_at(reading->job, &reading->job->report->faults, layout->name, column, row,
		                  (struct bilingual){"这一列出现了两次。", "This column occurs twice."});
	layout->at[known] = (int)column;
	return 0;
}

static int
check_headers(struct reading *reading)
{
	struct job *job = reading->job;

	for (size_t i = 0; i < reading->sheet->count; i++) {
		const struct bilingual header = reading->sheet->columns[i].header;
		const char *zh, *en;

		if (!reading->sheet->columns[i].required || reading->layout->at[i] >= 0)
			continue;
		zh = arena_printf(job->arena, "缺少“%s”一列。", header.zh);
		en = arena_printf(job->arena, "The column %s (%s) is missing.", header.zh, header.en);
		if (!zh || !en || finding_at(job, &job->report->faults, reading->layout->name, 0,
		                             reading->layout->header_row, (struct bilingual){zh, en}) < 0)
			return FAIL_MEMORY;
	}
	return 0;
}

static int
read_header(struct reading *reading, const struct row *row)
{
	struct job *job = reading->job;
	struct layout *layout = ARENA_NEW(job->arena, struct layout);
	int status = 0;

	if (!layout)
		return FAIL_MEMORY;
	layout->sheet = (enum sheet)(reading->sheet - workbook_sheets);
	layout->name = book_sheet(reading->workbook, reading->number)->name;
	layout->header_row = row->number;
	for (size_t i = 0; i < COLUMNS_MAX; i++)
		layout->at[i] = -1;
	reading->layout = layout;
	for (size_t c = 0; c < row->count && status == 0; c++) {
		const char *text;

		if (!value_given(&row->cells[c]))
			continue;
		text = text_tidy(job->arena, row->cells[c].text);
		status = text ? take_header(reading, c, row->number, text) : FAIL_MEMORY;
	}
	return status < 0 ? status : check_headers(reading);
}

/* The header is the first row that names two of the sheet's columns; titles stand above it. */
static int
look_for_header(struct reading *reading, const struct row *row)
{
	size_t known;
	int status = known_headers(reading, row, &known);

	if (status < 0)
		return status;
	if (known >= 2)
		return read_header(reading, row);
	return ++reading->rows_above == HEADER_ROWS_MAX ? ROWS_ENOUGH : 0;
}

static int
take_row(void *arg, const struct row *row)
{
	struct reading *reading = arg;
	struct job *job = reading->job;

	if (!reading->layout)
		return look_for_header(reading, row);
	if (job->request->progress && row->number % PROGRESS_ROWS == 0)
		job->request->progress(job->request->progress_arg, IMPORT_READING, row->number, 0);
	return read_row(reading, row);
}

/* --- sheets -------------------------------------------------------------------------- */

static int
about_sheet(struct job *job, struct findings *findings, const struct sheet_info *info, const char *zh,
            const char *en)
{
	return finding_at(job, findings, info->name, 0, 1, (struct bilingual){zh, en});
}

/* A sheet of the right name without a header, or without anything. */
static int
no_header(struct reading *reading, const struct sheet_info *info)
{
	struct job *job = reading->job;

	if (reading->rows_above == 0)
		return about_sheet(job, &job->report->warnings, info, "空工作表。", "An empty sheet.");
	return about_sheet(job, &job->report->faults, info, "没有找到表头。表头应在数据上方，用规定的列名。",
	                   "No header was found. It stands above the data and has the columns' names.");
}

static int
read_sheet(struct job *job, struct workbook *workbook, size_t number, bool *any)
{
	const struct sheet_info *info = book_sheet(workbook, number);
	struct reading reading = {.job = job, .workbook = workbook, .number = number};
	const char *name = text_tidy(job->arena, info->name);
	enum sheet sheet = name ? sheet_find(name) : SHEETS;
	int status = 0;

	if (!name)
		return FAIL_MEMORY;
	if (sheet_is_ours(name))
		return 0;
	if (sheet == SHEETS)
		return about_sheet(job, &job->report->warnings, info, "不认识的工作表，未读入。", "An unknown sheet: not read.");
	*any = true;
	reading.sheet = &workbook_sheets[sheet];
	if (info->hidden)
		status = about_sheet(job, &job->report->warnings, info, "隐藏的工作表，也已读入。",
		                     "A hidden sheet: it was read, too.");
	if (status == 0)
		status = sheet_merges(workbook, number, &reading.merges, &reading.merge_count);
	if (status == 0)
		status = sheet_rows(workbook, number, take_row, &reading);
	return status < 0 || reading.layout ? status : no_header(&reading, info);
}

static int
no_sheet(struct job *job, struct workbook *workbook)
{
	static const struct sheet_info nameless = {.name = "Sheet1"};
	const struct sheet_info *first = book_sheets(workbook) ? book_sheet(workbook, 0) : &nameless;

	return about_sheet(job, &job->report->faults, first,
	                   "没有可以读入的工作表。工作表应名为社会组织、党组织、覆盖、党员、任职或届次。",
	                   "There is no sheet to read. Sheets are named 社会组织, 党组织, 覆盖, 党员, 任职 or 届次.");
}

int
workbook_read(struct job *job)
{
	struct workbook *workbook;
	bool any = false;
	int status = book_open(job->arena, job->request->bytes, job->request->len, &workbook);

	if (status < 0)
		return status;
	for (size_t i = 0; i < book_sheets(workbook) && status == 0; i++)
		status = read_sheet(job, workbook, i, &any);
	if (status == 0 && !any)
		status = no_sheet(job, workbook);
	book_close(workbook);
	return status;
}
