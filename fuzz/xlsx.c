/*
 * A workbook: the bytes of a file, or (so that a search gets behind the zip)
 * the text of its parts, each ended by a line "====": sheet, shared strings,
 * styles, workbook; an empty part is left out.
 */
#include <string.h>

#include "parts.h"
#include "sheet_check.h"
#include "target.h"

static void
check_bytes(const void *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct workbook *workbook;
	int error;

	if (!arena)
		return;
	error = book_open(arena, bytes, len, &workbook);
	if (error)
		must_be_refusal(error);
	else
		check_workbook(workbook);
	arena_free(arena);
}

/* Cuts the part at the front off the text; null where it is empty. */
static const char *
next_part(char **text)
{
	char *part = *text, *end = strstr(part, "====\n");

	*text = end ? end + 5 : part + strlen(part);
	if (end)
		*end = '\0';
	return *part ? part : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena;
	struct made_workbook made = {.stored = true};
	struct buf zip;
	char *text;

	if (len >= 2 && memcmp(bytes, "PK", 2) == 0) {
		check_bytes(bytes, len);
		return 0;
	}
	arena = arena_new(ARENA_IMPORT_MAX);
	text = arena ? arena_strndup(arena, (const char *)bytes, len) : NULL;
	buf_init(&zip, (size_t)64 << 20);
	if (text) {
		made.sheet = next_part(&text);
		made.strings = next_part(&text);
		made.styles = next_part(&text);
		made.workbook = next_part(&text);
		if (make_workbook(&made, &zip))
			check_bytes(buf_text(&zip), zip.len);
	}
	buf_free(&zip);
	arena_free(arena);
	return 0;
}
