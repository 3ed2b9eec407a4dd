/* Faults and warnings of an import: kept by sheet and cell, and without any ID number (DP-6). */
#include "party/workbook_job.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "sheet/read.h"

#define ID_DIGITS 15 /* of the shortest ID numbers there were */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * A sentence may quote what stands in a cell, and an ID number may stand in
 * any cell: digits as many as one has, also with blanks or hyphens between
 * them, become an ellipsis.
 */
static void
mask_numbers(char *text)
{
	char *to = text;

	for (const char *at = text; *at;) {
		const char *end = at, *last = at;
		size_t digits = 0;

		while (is_digit(*end) || ((*end == ' ' || *end == '-') && digits > 0)) {
			if (is_digit(*end)) {
				digits++;
				last = end + 1;
			}
			end++;
		}
		if (digits >= ID_DIGITS) {
			memcpy(to, "…", strlen("…"));
			to += strlen("…");
			at = *last == 'X' || *last == 'x' ? last + 1 : last;
			continue;
		}
		if (last == at)
			last = at + 1;
		memmove(to, at, (size_t)(last - at));
		to += last - at;
		at = last;
	}
	*to = '\0';
}

int
finding_at(struct job *job, struct findings *findings, const char *sheet, size_t column, size_t row,
           struct bilingual text)
{
	char address[CELL_ADDRESS];
	struct finding finding;
	char *zh, *en, *name;

	if (findings->count == FINDINGS_MAX) {
		findings->more++;
		return 0;
	}
	zh = arena_strdup(job->call->arena, text.zh);
	en = arena_strdup(job->call->arena, text.en);
	name = arena_strdup(job->call->arena, sheet);
	finding.cell = arena_strdup(job->call->arena, cell_address(column, row, address));
	if (!zh || !en || !name || !finding.cell ||
	    ARENA_GROW(job->call->arena, findings->items, findings->count, findings->room) < 0)
		return FAIL_MEMORY;
	mask_numbers(zh);
	mask_numbers(en);
	mask_numbers(name);
	finding.sheet = name;
	finding.text = (struct bilingual){zh, en};
	findings->items[findings->count++] = finding;
	return 0;
}

/* Where a column of a row is: its cell, or the header's first one where the sheet lacks the column. */
static void
place_of(const struct book_row *row, int column, size_t *ret_column, size_t *ret_row)
{
	int at = column >= 0 ? row->layout->at[column] : 0;

	*ret_column = at >= 0 ? (size_t)at : 0;
	*ret_row = row->number;
}

static int
add(struct job *job, struct findings *findings, const struct book_row *row, int column, const char *zh,
    const char *en, va_list args)
{
	char zh_text[FAIL_TEXT_MAX], en_text[FAIL_TEXT_MAX];
	size_t at_column, at_row;
	va_list again;

	va_copy(again, args);
	vsnprintf(zh_text, sizeof zh_text, zh, again);
	va_end(again);
	vsnprintf(en_text, sizeof en_text, en, args);
	place_of(row, column, &at_column, &at_row);
	return finding_at(job, findings, row->layout->name, at_column, at_row,
	                  (struct bilingual){zh_text, en_text});
}

int
fault_at(struct job *job, struct book_row *row, int column, const char *zh, const char *en, ...)
{
	va_list args;
	int status;

	row->faulty = true;
	va_start(args, en);
	status = add(job, &job->report->faults, row, column, zh, en, args);
	va_end(args);
	return status;
}

int
warn_at(struct job *job, const struct book_row *row, int column, const char *zh, const char *en, ...)
{
	va_list args;
	int status;

	va_start(args, en);
	status = add(job, &job->report->warnings, row, column, zh, en, args);
	va_end(args);
	return status;
}

int
fault_again(struct job *job, struct book_row *row, int column)
{
	return fault_at(job, row, column, "%s%.0s", "%.0s%s", last_failure()->zh, last_failure()->en);
}

const char *
cell_of(struct job *job, const struct book_row *row, int column)
{
	char address[CELL_ADDRESS];
	size_t at_column, at_row;
	const char *cell;

	place_of(row, column, &at_column, &at_row);
	cell = arena_strdup(job->arena, cell_address(at_column, at_row, address));
	return cell ? cell : "?";
}

const char *
finding_line(struct arena *arena, const struct finding *finding, enum lang lang)
{
	return arena_printf(arena, "%s!%s: %s", finding->sheet, finding->cell, in_lang(finding->text, lang));
}
