#include "parts.h"

#include <stdbool.h>
#include <string.h>

#include <zip.h>

static bool
add_part(zip_t *zip, const struct made_part *part, bool stored)
{
	size_t len = part->len ? part->len : strlen(part->bytes);
	zip_source_t *source = zip_source_buffer(zip, part->bytes, len, 0);
	zip_int64_t index;

	if (!source)
		return false;
	index = zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return false;
	}
	zip_file_set_mtime(zip, (zip_uint64_t)index, 315532800, 0);
	return zip_set_file_compression(zip, (zip_uint64_t)index, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
	                                0) == 0;
}

static bool
copy_out(zip_source_t *source, struct buf *out)
{
	char bytes[4096];
	zip_int64_t got;

	if (zip_source_open(source))
		return false;
	while ((got = zip_source_read(source, bytes, sizeof bytes)) > 0)
		buf_add(out, bytes, (size_t)got);
	zip_source_close(source);
	return got == 0;
}

bool
make_zip(const struct made_part *parts, size_t count, bool stored, struct buf *out)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_TRUNCATE, NULL) : NULL;
	bool done = zip;

	if (!zip) {
		zip_source_free(source);
		return false;
	}
	zip_source_keep(source);
	for (size_t i = 0; i < count && done; i++)
		done = add_part(zip, &parts[i], stored);
	if (!done || zip_close(zip)) {
		zip_discard(zip);
		done = false;
	}
	done = done && copy_out(source, out);
	zip_source_free(source);
	return done;
}

bool
make_workbook(const struct made_workbook *made, struct buf *out)
{
	struct made_part parts[6] = {
		{"[Content_Types].xml", "<Types/>", 0},
		{"_rels/.rels", ROOT_RELS, 0},
		{"xl/workbook.xml", made->workbook ? made->workbook : WORKBOOK_OPEN ONE_SHEET, 0},
		{"xl/worksheets/sheet1.xml", made->sheet ? made->sheet : SHEET(""), 0},
	};
	size_t count = 4;
	struct buf rels;
	bool done;

	/* A relation to a part that is not there would be damage. */
	buf_init(&rels, 4096);
	buf_puts(&rels, RELS_OPEN "<Relationship Id=\"r1\" Type=\"" REL_NS
	                "/worksheet\" Target=\"worksheets/sheet1.xml\"/>");
	if (made->strings) {
		buf_puts(&rels, "<Relationship Id=\"r2\" Type=\"" REL_NS
		                "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>");
		parts[count++] = (struct made_part){"xl/sharedStrings.xml", made->strings, 0};
	}
	if (made->styles) {
		buf_puts(&rels, "<Relationship Id=\"r3\" Type=\"" REL_NS "/styles\" Target=\"styles.xml\"/>");
		parts[count++] = (struct made_part){"xl/styles.xml", made->styles, 0};
	}
	buf_puts(&rels, "</Relationships>");
	parts[0] = (struct made_part){"xl/_rels/workbook.xml.rels", buf_text(&rels), 0};
	done = make_zip(parts, count, made->stored, out);
	buf_free(&rels);
	return done;
}

static int
dump_row(void *arg, const struct row *row)
{
	static const char letters[] = {[CELL_EMPTY] = 'e', [CELL_TEXT] = 't', [CELL_NUMBER] = 'n',
	                               [CELL_BOOL] = 'b', [CELL_ERROR] = 'x', [CELL_NO_VALUE] = '?'};
	struct buf *out = arg;

	buf_printf(out, "%zu", row->number);
	for (size_t i = 0; i < row->count; i++) {
		const struct cell *cell = &row->cells[i];
		char address[CELL_ADDRESS], letter = letters[cell->kind];

		if (cell->kind == CELL_EMPTY)
			continue;
		if (cell->date_shown != DATE_NOT)
			letter = cell->date_shown == DATE_FULL ? 'd' : 'm';
		cell_address(i, 1, address);
		address[strlen(address) - 1] = '\0';
		buf_printf(out, " %s %c%s:%s", address, letter, cell->imprecise ? "!" : "", cell->text);
	}
	buf_putc(out, '\n');
	return 0;
}

int
dump_sheet(struct workbook *workbook, size_t sheet, struct buf *out)
{
	return sheet_rows(workbook, sheet, dump_row, out);
}

int
dump_bytes(const struct buf *bytes, struct buf *out)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct workbook *workbook;
	int error = book_open(arena, bytes->data, bytes->len, &workbook);

	if (!error) {
		error = dump_sheet(workbook, 0, out);
		book_close(workbook);
	}
	arena_free(arena);
	return error;
}
