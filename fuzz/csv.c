#include "sheet_check.h"
#include "target.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct workbook *workbook;
	int error;

	if (!arena)
		return 0;
	error = book_open_csv(arena, bytes, len, "csv", &workbook);
	if (error)
		must_be_refusal(error);
	else
		check_workbook(workbook);
	arena_free(arena);
	return 0;
}
