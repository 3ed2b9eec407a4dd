/* Prints every cell of a workbook, one a line: sheet, address, text. For tests that compare workbooks. */
#include <stdio.h>

#include "base/fail.h"
#include "sheet/read.h"

struct place {
	const char *sheet;
};

static int
print_row(void *arg, const struct row *row)
{
	const struct place *place = arg;

	for (size_t i = 0; i < row->count; i++) {
		char address[CELL_ADDRESS];
		char day[DAY_TEXT] = "";

		if (row->cells[i].kind == CELL_EMPTY)
			continue;
		if (row->cells[i].date_shown == DATE_FULL)
			day_text(row->cells[i].day, day);
		cell_address(i, row->number, address);
		printf("%s!%s\t%s\n", place->sheet, address, *day ? day : row->cells[i].text);
	}
	return 0;
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct workbook *book;
	const void *bytes;
	size_t len;

	if (argc != 2 || book_load(arena, argv[1], &bytes, &len) < 0 || book_open(arena, bytes, len, &book) < 0) {
		fprintf(stderr, "%s\n", argc == 2 ? failure_text(LANG_EN) : "usage: dump FILE.xlsx");
		return 2;
	}
	for (size_t s = 0; s < book_sheets(book); s++) {
		struct place place = {book_sheet(book, s)->name};

		if (sheet_rows(book, s, print_row, &place) < 0) {
			fprintf(stderr, "%s\n", failure_text(LANG_EN));
			return 2;
		}
	}
	book_close(book);
	arena_free(arena);
	return 0;
}
