/* Tables as .xlsx through libxlsxwriter, in its constant-memory mode. */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

#include "base/text.h"
#include "sheet/read.h"
#include "sheet/table.h"
#include "sheet/written.h"
#include "sheet/xlsx.h"

#define TEXT_MAX 32767        /* characters of a cell, as UTF-16 counts them: the file format's limit */
#define NAME_MAX_CHARACTERS 31
#define INLINE_CHOICES_MAX 255 /* characters of a drop-down's own list */
#define NOTE_TITLE_MAX 32
#define NOTE_MAX 255
#define WIDTH_MIN 8
#define WIDTH_MAX 60
#define CHOICE_LISTS_MAX 100
#define TABLE_SHEETS_MAX 200

struct choice_list {
	const char *const *choices;
	size_t count;
};

struct xlsx_table {
	lxw_workbook *workbook;
	lxw_worksheet *sheet;
	lxw_format *title, *header, *required, *text, *whole, *day;
	struct choice_list lists[CHOICE_LISTS_MAX]; /* a column each on the sheet of choices */
	size_t list_count;
	struct buf scratch;                         /* a text that had to be mended */
	size_t rows[TABLE_SHEETS_MAX];              /* of each sheet, those that hold anything */
	size_t sheet_count;
	bool filled;                                /* the row being written holds something */
};

static int
too_many_rows(void)
{
	return fail(FAIL_TOO_LARGE, NULL, NULL, "一张工作表最多 %d 行，请缩小导出范围。",
	            "A sheet holds at most %d rows: export a smaller part.", SHEET_ROWS_MAX);
}

static int
from_library(lxw_error error)
{
	if (error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
		return too_many_rows(); /* the columns were counted before */
	return error == LXW_NO_ERROR ? 0 : table_unwritable();
}

/* What XML cannot hold, or no text should: ill-formed bytes, U+FFFE, U+FFFF. */
static bool
is_unwritable(uint32_t rune)
{
	return rune == RUNE_BAD || rune == 0xFFFE || rune == 0xFFFF;
}

static bool
needs_mending(const char *text)
{
	const char *at = text;
	uint32_t rune;

	while ((rune = utf8_next(&at)) && !is_unwritable(rune))
		;
	return rune || strstr(text, "_x");
}

/*
 * The text with each such character replaced by U+FFFD, else Excel calls the
 * whole file damaged; and with an escape before what only looks like one.
 */
static const char *
mended(struct xlsx_table *xlsx, const char *text)
{
	uint32_t rune;

	if (!needs_mending(text))
		return text;
	buf_clear(&xlsx->scratch);
	while (*text) {
		char bytes[5];

		if (xlsx_escape(text) >= 0)
			buf_puts(&xlsx->scratch, "_x005F");
		rune = utf8_next(&text);
		utf8_put(is_unwritable(rune) ? 0xFFFD : rune, bytes);
		buf_puts(&xlsx->scratch, bytes);
	}
	return buf_text(&xlsx->scratch);
}

static bool
is_too_long(const char *text)
{
	size_t length = 0;
	uint32_t rune;

	if (strlen(text) <= TEXT_MAX)
		return false;
	while ((rune = utf8_next(&text)))
		length += rune > 0xFFFF ? 2 : 1;
	return length > TEXT_MAX;
}

static int
xlsx_text(struct table_writer *table, const char *text)
{
	struct xlsx_table *xlsx = table->data;

	xlsx->filled = true;
	text = mended(xlsx, text);
	if (xlsx->scratch.failed || is_too_long(text))
		return fail(FAIL_TOO_LARGE, NULL, NULL, "单元格内容超过 %d 个字符的上限。",
		            "A cell's text is longer than the limit of %d characters.", TEXT_MAX);
	return from_library(worksheet_write_string(xlsx->sheet, (lxw_row_t)table->row,
	                                           (lxw_col_t)table->column, text, xlsx->text));
}

/* A spreadsheet keeps 15 digits of a number; longer ones stay whole as text. */
static int
xlsx_whole(struct table_writer *table, int64_t number)
{
	const int64_t exact = INT64_C(1000000000000000);
	struct xlsx_table *xlsx = table->data;
	char text[24];

	if (number <= -exact || number >= exact) {
		snprintf(text, sizeof text, "%" PRId64, number);
		return xlsx_text(table, text);
	}
	xlsx->filled = true;
	return from_library(worksheet_write_number(xlsx->sheet, (lxw_row_t)table->row,
	                                           (lxw_col_t)table->column, (double)number,
	                                           xlsx->whole));
}

/* The serial number of the 1900 system, which counts a 29 February 1900. */
static int
xlsx_day(struct table_writer *table, day_no day)
{
	struct xlsx_table *xlsx = table->data;
	double serial = day + (day < day_of(1900, 3, 1) ? 25568 : 25569);

	xlsx->filled = true;
	return from_library(worksheet_write_number(xlsx->sheet, (lxw_row_t)table->row,
	                                           (lxw_col_t)table->column, serial, xlsx->day));
}

static int
xlsx_end_row(struct table_writer *table)
{
	struct xlsx_table *xlsx = table->data;

	xlsx->rows[xlsx->sheet_count - 1] += xlsx->filled;
	xlsx->filled = false;
	return table->row < SHEET_ROWS_MAX ? 0 : too_many_rows();
}

/* Half-width characters a text takes. */
static int
display_width(const char *text)
{
	int width = 0;
	uint32_t rune;

	while ((rune = utf8_next(&text)))
		width += rune >= 0x1100 ? 2 : 1;
	return width;
}

static int
column_width(const struct table_column *column)
{
	static const int by_kind[] = {[TABLE_COLUMN_TEXT] = 16, [TABLE_COLUMN_WHOLE] = 10,
	                              [TABLE_COLUMN_DATE] = 12};
	int width = display_width(column->header) + 4;

	if (column->width)
		return column->width;
	width = width < by_kind[column->kind] ? by_kind[column->kind] : width;
	return width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
}

/* The first `max` characters of a text; a longer one makes libxlsxwriter refuse the whole note. */
static char *
cut(const char *text, size_t max)
{
	const char *at = text;

	while (max-- > 0 && utf8_next(&at))
		;
	return strndup(text, (size_t)(at - text));
}

static int
add_note(struct table_writer *table, size_t column)
{
	struct xlsx_table *xlsx = table->data;
	const struct table_column *declared = &table->columns[column];
	lxw_data_validation note = {.validate = LXW_VALIDATION_TYPE_ANY};
	lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;

	note.input_title = cut(declared->header, NOTE_TITLE_MAX);
	note.input_message = cut(declared->note, NOTE_MAX);
	if (note.input_title && note.input_message)
		error = worksheet_data_validation_cell(xlsx->sheet, (lxw_row_t)table->row,
		                                       (lxw_col_t)column, &note);
	free(note.input_title);
	free(note.input_message);
	return from_library(error);
}

/* The column of the sheet of choices that holds these; -1 when there is no room. */
static int
choices_column(struct xlsx_table *xlsx, const char *const *choices, size_t count)
{
	size_t i = 0;

	while (i < xlsx->list_count && xlsx->lists[i].choices != choices)
		i++;
	if (i == CHOICE_LISTS_MAX || count >= SHEET_ROWS_MAX)
		return -1;
	if (i == xlsx->list_count)
		xlsx->lists[xlsx->list_count++] = (struct choice_list){choices, count};
	return (int)i;
}

/* Whether the choices can stand in the drop-down's own definition, separated by commas. */
static bool
fit_inline(const char *const *choices)
{
	size_t length = 0;

	for (; *choices; choices++) {
		length += utf8_length(*choices) + 1;
		if (!**choices || strpbrk(*choices, ",\""))
			return false;
	}
	return length <= INLINE_CHOICES_MAX + 1; /* one comma less than choices */
}

/* Adds a drop-down for the column's cells below the header.  It warns, but lets other content stand. */
static int
add_drop_down(struct table_writer *table, size_t column, lxw_data_validation *offer)
{
	struct xlsx_table *xlsx = table->data;

	offer->error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
	return from_library(worksheet_data_validation_range(xlsx->sheet, (lxw_row_t)table->row + 1,
	                                                    (lxw_col_t)column, SHEET_ROWS_MAX - 1,
	                                                    (lxw_col_t)column, offer));
}

static int
add_drop_down_from_sheet(struct table_writer *table, size_t column, size_t count)
{
	struct xlsx_table *xlsx = table->data;
	int at = choices_column(xlsx, table->columns[column].choices, count);
	lxw_data_validation offer = {.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA};
	lxw_data_val_obj *added;
	char name[CELL_ADDRESS], formula[128];
	int error;

	if (at < 0)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "下拉选项超过上限。",
		            "There are more choices than the file can hold.");
	cell_address((size_t)at, 1, name);
	name[strlen(name) - 1] = '\0';
	snprintf(formula, sizeof formula, "='%s'!$%s$1:$%s$%zu", TABLE_CHOICES_SHEET, name, name, count);
	offer.value_formula = formula;
	error = add_drop_down(table, column, &offer);
	/*
	 * libxlsxwriter 1.1.4 copies the formula of a list twice and loses one
	 * copy; so it is added as a formula of another kind, and made a list then.
	 */
	if (!error)
		STAILQ_FOREACH(added, xlsx->sheet->data_validations, list_pointers)
			if (!STAILQ_NEXT(added, list_pointers))
				added->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
	return error;
}

static int
add_choices(struct table_writer *table, size_t column)
{
	const char *const *choices = table->columns[column].choices;
	lxw_data_validation offer = {.validate = LXW_VALIDATION_TYPE_LIST};
	size_t count = 0;

	while (choices[count])
		count++;
	if (count == 0)
		return 0;
	if (!fit_inline(choices))
		return add_drop_down_from_sheet(table, column, count);
	offer.value_list = (char **)choices; /* read only, though not declared so */
	return add_drop_down(table, column, &offer);
}

static int
add_title(struct table_writer *table, const char *title)
{
	struct xlsx_table *xlsx = table->data;
	lxw_col_t last = (lxw_col_t)(table->count - 1);

	title = mended(xlsx, title);
	worksheet_set_row(xlsx->sheet, 0, 30, NULL);
	xlsx->rows[xlsx->sheet_count - 1]++;
	table->row = 1;
	if (last == 0)
		return from_library(worksheet_write_string(xlsx->sheet, 0, 0, title, xlsx->title));
	return from_library(worksheet_merge_range(xlsx->sheet, 0, 0, 0, last, title, xlsx->title));
}

static int
add_column(struct table_writer *table, size_t column)
{
	struct xlsx_table *xlsx = table->data;
	const struct table_column *declared = &table->columns[column];
	lxw_format *const formats[] = {[TABLE_COLUMN_TEXT] = xlsx->text,
	                               [TABLE_COLUMN_WHOLE] = xlsx->whole,
	                               [TABLE_COLUMN_DATE] = xlsx->day};
	const lxw_col_t at = (lxw_col_t)column;
	int error;

	error = from_library(worksheet_set_column(xlsx->sheet, at, at, column_width(declared),
	                                          formats[declared->kind]));
	if (!error)
		error = from_library(worksheet_write_string(xlsx->sheet, (lxw_row_t)table->row, at,
		                                            mended(xlsx, declared->header),
		                                            declared->required ? xlsx->required
		                                                               : xlsx->header));
	if (!error && declared->note)
		error = add_note(table, column);
	if (!error && declared->choices)
		error = add_choices(table, column);
	return error;
}

static void
set_up_page(lxw_worksheet *sheet, lxw_row_t header)
{
	worksheet_freeze_panes(sheet, header + 1, 0);
	worksheet_repeat_rows(sheet, 0, header);
	worksheet_set_paper(sheet, 9); /* A4 */
	worksheet_set_landscape(sheet);
	worksheet_fit_to_pages(sheet, 1, 0);
	/* Codes are texts on purpose: no green corner on each. */
	worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
}

static int
xlsx_sheet(struct table_writer *table, const char *name, const char *title)
{
	struct xlsx_table *xlsx = table->data;
	int error = 0;

	if (!*name || utf8_length(name) > NAME_MAX_CHARACTERS || strcmp(name, TABLE_CHOICES_SHEET) == 0 ||
	    workbook_validate_sheet_name(xlsx->workbook, name) != LXW_NO_ERROR)
		return fail(FAIL_INPUT, NULL, NULL,
		            "工作表名称应为 1 至 31 个字符，不含 [ ] : * ? / \\，且不重复。",
		            "A sheet's name has 1 to 31 characters without [ ] : * ? / \\ and occurs once.");
	if (table->count > SHEET_COLUMNS_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "一张工作表最多 %d 列。",
		            "A sheet holds at most %d columns.", SHEET_COLUMNS_MAX);
	if (xlsx->sheet_count == TABLE_SHEETS_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "一个文件最多 %d 张工作表。",
		            "A file holds at most %d sheets.", TABLE_SHEETS_MAX);
	xlsx->sheet = workbook_add_worksheet(xlsx->workbook, name);
	if (!xlsx->sheet)
		return table_unwritable();
	xlsx->rows[xlsx->sheet_count++] = 1; /* the header */
	if (title)
		error = add_title(table, title);
	set_up_page(xlsx->sheet, (lxw_row_t)table->row);
	for (size_t i = 0; i < table->count && !error; i++)
		error = add_column(table, i);
	table->row++;
	return error;
}

/* Row by row, as the constant-memory mode asks. */
static int
write_choices(struct xlsx_table *xlsx)
{
	lxw_worksheet *sheet = workbook_add_worksheet(xlsx->workbook, TABLE_CHOICES_SHEET);
	bool more = true;
	int error = 0;

	if (!sheet)
		return table_unwritable();
	worksheet_hide(sheet);
	for (size_t row = 0; more && !error; row++) {
		more = false;
		for (size_t i = 0; i < xlsx->list_count && !error; i++) {
			if (row >= xlsx->lists[i].count)
				continue;
			more = true;
			error = from_library(worksheet_write_string(
				sheet, (lxw_row_t)row, (lxw_col_t)i,
				mended(xlsx, xlsx->lists[i].choices[row]), xlsx->text));
		}
	}
	return error;
}

static pthread_mutex_t closing = PTHREAD_MUTEX_INITIALIZER;

static int
xlsx_finish(struct table_writer *table)
{
	struct xlsx_table *xlsx = table->data;
	/* Given, or the clock would be asked; its zero means that too. */
	lxw_doc_properties properties = {.created = table->made ? (time_t)table->made * 86400 : 1};
	int error = xlsx->list_count ? write_choices(xlsx) : 0;

	if (error)
		return error;
	error = from_library(workbook_set_properties(xlsx->workbook, &properties));
	if (error)
		return error;
	/* The library turns that day into text by gmtime(), which all threads share. */
	pthread_mutex_lock(&closing);
	error = from_library(workbook_close(xlsx->workbook));
	pthread_mutex_unlock(&closing);
	xlsx->workbook = NULL; /* freed, whatever came of it */
	return error ? error : check_written(table->fd, xlsx->rows, xlsx->sheet_count);
}

static lxw_format *
add_format(lxw_workbook *workbook, const char *number_format)
{
	lxw_format *format = workbook_add_format(workbook);

	if (format && number_format)
		format_set_num_format(format, number_format);
	return format;
}

static bool
add_formats(struct xlsx_table *xlsx)
{
	xlsx->title = add_format(xlsx->workbook, NULL);
	xlsx->header = add_format(xlsx->workbook, "@");
	xlsx->required = add_format(xlsx->workbook, "@");
	xlsx->text = add_format(xlsx->workbook, "@");
	xlsx->whole = add_format(xlsx->workbook, "0");
	xlsx->day = add_format(xlsx->workbook, "yyyy-mm-dd");
	if (!xlsx->title || !xlsx->header || !xlsx->required || !xlsx->text || !xlsx->whole || !xlsx->day)
		return false;
	format_set_bold(xlsx->title);
	format_set_font_size(xlsx->title, 16);
	format_set_align(xlsx->title, LXW_ALIGN_CENTER);
	format_set_align(xlsx->title, LXW_ALIGN_VERTICAL_CENTER);
	for (int i = 0; i < 2; i++) {
		lxw_format *header = i ? xlsx->required : xlsx->header;

		format_set_bold(header);
		format_set_text_wrap(header);
		format_set_align(header, LXW_ALIGN_CENTER);
		format_set_align(header, LXW_ALIGN_VERTICAL_CENTER);
		format_set_border(header, LXW_BORDER_THIN);
		format_set_bg_color(header, 0xF2F2F2);
	}
	format_set_font_color(xlsx->required, 0xC00000);
	return true;
}

static int
xlsx_open_table(struct table_writer *table)
{
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};
	struct xlsx_table *xlsx = calloc(1, sizeof *xlsx);
	char path[32];

	if (!xlsx)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	table->data = xlsx;
	buf_init(&xlsx->scratch, 4 * (size_t)TEXT_MAX);
	/* This version of the library writes to a path only; the open file has one. */
	snprintf(path, sizeof path, "/proc/self/fd/%d", table->fd);
	xlsx->workbook = workbook_new_opt(path, &options);
	if (!xlsx->workbook || !add_formats(xlsx))
		return table_unwritable();
	return 0;
}

static void
xlsx_free(struct table_writer *table)
{
	struct xlsx_table *xlsx = table->data;

	if (!xlsx)
		return;
	lxw_workbook_free(xlsx->workbook);
	buf_free(&xlsx->scratch);
	free(xlsx);
}

const struct table_kind table_xlsx = {
	xlsx_open_table, xlsx_sheet, xlsx_text, xlsx_whole, xlsx_day, xlsx_end_row, xlsx_finish, xlsx_free,
};
