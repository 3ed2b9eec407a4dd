/* An empty workbook to fill in, which explains itself. */
#include "party/workbook_table.h"

#include <string.h>

#include "base/fail.h"
#include "party/workbook.h"

/* The choices of a column in one language, ended by null. */
static const char *const *
choices_of(struct arena *arena, const struct field *field, enum lang lang)
{
	const char **texts;
	size_t count = 0;

	while (field->choices[count].word)
		count++;
	texts = ARENA_ARRAY(arena, count + 1, const char *);
	for (size_t i = 0; texts && i < count; i++)
		texts[i] = in_lang(field->choices[i].label, lang);
	return texts;
}

/* "必填。18 位……（A-21）": required, how to fill it in, and the clause that needs it. */
static char *
note_of(struct arena *arena, const struct book_column *column, enum lang lang)
{
	const struct field *field = column_field(column);
	const char *how = column->note.zh ? in_lang(column->note, lang) : "";

	if (lang == LANG_EN)
		return arena_printf(arena, "%s%s%s(%s)", column->required ? "Required. " : "", how, *how ? ". " : "",
		                    field->clause);
	return arena_printf(arena, "%s%s%s（%s）", column->required ? "必填。" : "", how, *how ? "。" : "", field->clause);
}

static int
width_of(const struct field *field)
{
	switch (field->type) {
	case FIELD_CREDIT:
	case FIELD_RESIDENT:
		return 22;
	case FIELD_TEXT:
		return field->max == 0 || field->max > 100 ? 30 : 14;
	default:
		return 0;
	}
}

const struct table_column *
workbook_table_columns(struct arena *arena, enum sheet sheet, enum lang lang)
{
	const struct book_sheet *from = &workbook_sheets[sheet];
	struct table_column *columns = ARENA_ARRAY(arena, from->count, struct table_column);

	for (size_t i = 0; columns && i < from->count; i++) {
		const struct book_column *column = &from->columns[i];
		const struct field *field = column_field(column);

		columns[i] = (struct table_column){
			.header = in_lang(column->header, lang),
			.kind = field->type == FIELD_DAY ? TABLE_COLUMN_DATE
			        : field->type == FIELD_INT ? TABLE_COLUMN_WHOLE : TABLE_COLUMN_TEXT,
			.width = width_of(field),
			.required = column->required,
			.note = note_of(arena, column, lang),
			.choices = field->type == FIELD_CHOICE ? choices_of(arena, field, lang) : NULL,
		};
		if (!columns[i].note || (field->type == FIELD_CHOICE && !columns[i].choices))
			return NULL;
	}
	return columns;
}

/* --- the sheet that explains --------------------------------------------------------------- */

static const struct table_column notes_zh[] = {
	{.header = "工作表", .width = 14}, {.header = "列", .width = 20}, {.header = "必填", .width = 8},
	{.header = "怎么填", .width = 60}, {.header = "例", .width = 26}, {.header = "依据", .width = 12},
};
static const struct table_column notes_en[] = {
	{.header = "Sheet", .width = 20}, {.header = "Column", .width = 26}, {.header = "Required", .width = 10},
	{.header = "How", .width = 60}, {.header = "Example", .width = 26}, {.header = "Clause", .width = 12},
};

/* What a column takes, with its choices. */
static const char *
how_of(struct arena *arena, const struct book_column *column, enum lang lang)
{
	const struct field *field = column_field(column);
	const char *text = column->note.zh ? in_lang(column->note, lang) : "";

	for (const struct choice *choice = field->type == FIELD_CHOICE ? field->choices : NULL;
	     choice && choice->word && text; choice++)
		text = arena_printf(arena, "%s%s%s", text, choice > field->choices ? lang == LANG_EN ? ", " : "、"
		                                           : *text ? lang == LANG_EN ? ": " : "：" : "",
		                    in_lang(choice->label, lang));
	return text;
}

static int
write_notes(struct arena *arena, struct table_writer *table, enum lang lang)
{
	table_sheet(table, lang == LANG_EN ? NOTES_SHEET_EN : NOTES_SHEET_ZH, NULL, lang == LANG_EN ? notes_en : notes_zh,
	            sizeof notes_zh / sizeof *notes_zh);
	for (enum sheet sheet = 0; sheet < SHEETS; sheet++)
		for (size_t i = 0; i < workbook_sheets[sheet].count; i++) {
			const struct book_column *column = &workbook_sheets[sheet].columns[i];
			const char *how = how_of(arena, column, lang);

			if (!how)
				return FAIL_MEMORY;
			table_text(table, in_lang(workbook_sheets[sheet].name, lang));
			table_text(table, in_lang(column->header, lang));
			table_text(table, !column->required ? NULL : lang == LANG_EN ? "yes" : "是");
			table_text(table, how);
			table_text(table, column->example);
			table_text(table, column_field(column)->clause);
			table_end_row(table);
		}
	return 0;
}

int
workbook_template(enum lang lang, day_no today, struct buf *out)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct table_writer *table = NULL;
	int status = arena ? table_to_buf(TABLE_XLSX, today, out, &table) : FAIL_MEMORY;

	for (enum sheet sheet = 0; sheet < SHEETS && status == 0; sheet++) {
		const struct table_column *columns = workbook_table_columns(arena, sheet, lang);

		if (!columns)
			status = FAIL_MEMORY;
		else
			table_sheet(table, in_lang(workbook_sheets[sheet].name, lang), NULL, columns, workbook_sheets[sheet].count);
	}
	if (status == 0)
		status = write_notes(arena, table, lang);
	if (status == 0)
		status = table_close(table);
	else
		table_drop(table);
	arena_free(arena);
	return status;
}
