#include "sheet_check.h"

#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "sheet/value.h"
#include "target.h"

void
must_be_refusal(int error)
{
	const char *zh = failure_text(LANG_ZH), *en = failure_text(LANG_EN);

	MUST(error == FAIL_INPUT || error == FAIL_TOO_LARGE || error == FAIL_MEMORY);
	MUST(zh[0] && en[0] && utf8_valid(zh, strlen(zh)) && utf8_valid(en, strlen(en)));
}

/* No sentence repeats a code (DP-6). */
static void
must_not_repeat(const struct cell *cell, int error)
{
	size_t len = strlen(cell->text);

	must_be_refusal(error);
	if (len >= 6 && strspn(cell->text, "0123456789X") == len)
		MUST(!strstr(failure_text(LANG_ZH), cell->text) && !strstr(failure_text(LANG_EN), cell->text));
}

static void
check_values(struct arena *arena, const struct cell *cell)
{
	static const char *const units[] = {"人", NULL};
	const char *text;
	int64_t number;
	day_no day;
	bool yes;
	int error;

	error = value_text(arena, cell, &text);
	if (error)
		must_not_repeat(cell, error);
	else
		MUST(utf8_valid(text, strlen(text)));
	error = value_whole(arena, cell, units, &number);
	if (error)
		must_not_repeat(cell, error);
	error = value_date(arena, cell, &day);
	if (error)
		must_not_repeat(cell, error);
	else
		MUST(day >= DAY_MIN && day <= DAY_MAX);
	error = value_yes_no(arena, cell, &yes);
	if (error)
		must_not_repeat(cell, error);
}

struct reading {
	struct arena *values;
	size_t row;           /* the last one seen */
};

static int
check_row(void *arg, const struct row *row)
{
	struct reading *reading = arg;

	MUST(row->number > reading->row && row->number <= SHEET_ROWS_MAX);
	MUST(row->count >= 1 && row->count <= SHEET_COLUMNS_MAX);
	MUST(row->cells[row->count - 1].kind != CELL_EMPTY);
	reading->row = row->number;
	for (size_t i = 0; i < row->count; i++) {
		const struct cell *cell = &row->cells[i];

		MUST(utf8_valid(cell->text, strlen(cell->text)) && strlen(cell->text) <= CELL_TEXT_MAX);
		MUST(cell->date_shown == DATE_NOT || cell->day != DAY_NONE);
		check_values(reading->values, cell);
	}
	arena_reset(reading->values);
	return 0;
}

void
check_workbook(struct workbook *workbook)
{
	struct reading reading = {.values = arena_new(ARENA_REQUEST_MAX)};

	for (size_t i = 0; reading.values && i < book_sheets(workbook); i++) {
		const struct merge *merges;
		size_t count;
		int error;

		reading.row = 0;
		error = sheet_rows(workbook, i, check_row, &reading);
		if (error)
			must_be_refusal(error);
		error = sheet_merges(workbook, i, &merges, &count);
		if (error)
			must_be_refusal(error);
		else
			MUST(count == 0 || merges[count - 1].last_row <= SHEET_ROWS_MAX);
	}
	arena_free(reading.values);
	book_close(workbook);
}
