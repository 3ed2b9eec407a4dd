#include "sheet/xlsx.h"

#include <string.h>
#include <strings.h>

#include "base/fail.h"
#include "base/text.h"
#include "sheet/date_format.h"
#include "sheet/relations.h"
#include "sheet/xml.h"

#define FORMAT_IDS 65536 /* number formats' ids; Excel numbers them from 164 on */

bool
xlsx_number(const char *text, size_t max, size_t *ret_number)
{
	size_t number = 0;

	if (!*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		number = number * 10 + (size_t)(*text - '0');
		if (number > max)
			return false;
	}
	*ret_number = number;
	return true;
}

const char *
xlsx_reference(const char *text, size_t *ret_column, size_t *ret_row)
{
	size_t column = 0, row = 0;

	while (*text >= 'A' && *text <= 'Z' && column <= XLSX_COLUMNS)
		column = column * 26 + (size_t)(*text++ - 'A') + 1;
	while (*text >= '0' && *text <= '9' && row <= SHEET_ROWS_MAX)
		row = row * 10 + (size_t)(*text++ - '0');
	if (column == 0 || column > XLSX_COLUMNS || row == 0 || row > SHEET_ROWS_MAX)
		return NULL;
	*ret_column = column - 1;
	*ret_row = row;
	return text;
}

int
xlsx_escape(const char *at)
{
	static const char digits[] = "0123456789ABCDEFabcdef";
	int rune = 0;

	if (at[0] != '_' || at[1] != 'x' || strspn(at + 2, digits) != 4 || at[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = (int)(strchr(digits, at[i]) - digits);

		rune = rune * 16 + (digit > 15 ? digit - 6 : digit);
	}
	return rune > 0 && (rune < 0xD800 || rune > 0xDFFF) ? rune : -1;
}

char *
xlsx_unescape(char *text)
{
	char *from = strstr(text, "_x"), *to = from;

	while (from && *from) {
		int rune = xlsx_escape(from);
		char bytes[5];

		if (rune < 0) {
			*to++ = *from++;
			continue;
		}
		/* At most three bytes take the place of seven. */
		memcpy(to, bytes, utf8_put((uint32_t)rune, bytes));
		to += strlen(bytes);
		from += 7;
	}
	if (from)
		*to = '\0';
	return text;
}

const char *
xlsx_string(const struct xlsx *xlsx, size_t number)
{
	uint32_t offset;

	if (number >= xlsx->offsets.len / sizeof offset)
		return NULL;
	memcpy(&offset, xlsx->offsets.data + number * sizeof offset, sizeof offset);
	return xlsx->strings.data + offset;
}

enum date_shown
xlsx_date_shown(const struct xlsx *xlsx, size_t format)
{
	if (format >= xlsx->date_shown.len)
		return DATE_NOT;
	return (enum date_shown)xlsx->date_shown.data[format];
}

/* One part read from beginning to end. */
static int
read_part(struct workbook *workbook, const char *name, const struct xml_reader *reader, void *arg)
{
	struct xlsx *xlsx = workbook->data;
	struct part part;
	int error;

	error = part_open(xlsx->package, name, &part);
	if (error)
		return error;
	error = xml_read(workbook->arena, &part, reader, arg);
	part_close(&part);
	return error;
}

/* xl/sharedStrings.xml: runs of rich text are joined, readings (rPh) are not text of the cell. */

struct string_reader {
	struct xlsx *xlsx;
	bool inside;          /* in a <t> that counts */
};

static int
string_start(void *arg, enum xml_name parent, enum xml_name name, const char **attributes)
{
	struct string_reader *reader = arg;
	struct xlsx *xlsx = reader->xlsx;
	uint32_t offset = (uint32_t)xlsx->strings.len;

	(void)attributes;
	if (name == XML_SI && parent == XML_SST)
		buf_add(&xlsx->offsets, &offset, sizeof offset);
	reader->inside = name == XML_T && (parent == XML_SI || parent == XML_R);
	return 0;
}

static void
string_text(void *arg, const char *text, int len)
{
	struct string_reader *reader = arg;

	if (reader->inside)
		buf_add(&reader->xlsx->strings, text, (size_t)len);
}

static int
string_end(void *arg, enum xml_name parent, enum xml_name name)
{
	struct string_reader *reader = arg;
	struct xlsx *xlsx = reader->xlsx;
	size_t count = xlsx->offsets.len / sizeof(uint32_t);
	char *text;
	size_t len;

	reader->inside = false;
	if (name != XML_SI || parent != XML_SST)
		return 0;
	buf_putc(&xlsx->strings, '\0');
	if (xlsx->strings.failed || xlsx->offsets.failed)
		return fail(FAIL_TOO_LARGE, NULL, NULL,
		            "工作簿的共享文本超过上限（%zu 条，共 %zu MB）。",
		            "The workbook's shared texts are more than the limit (%zu texts, %zu MB in all).",
		            WORKBOOK_STRINGS_MAX, WORKBOOK_STRING_BYTES_MAX >> 20);
	text = xlsx->strings.data + ((const uint32_t *)(const void *)xlsx->offsets.data)[count - 1];
	len = strlen(xlsx_unescape(text));
	if (len > CELL_TEXT_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "工作簿第 %zu 条共享文本超过 %zu 字节的上限。",
		            "Shared text %zu of the workbook is longer than the limit of %zu bytes.", count,
		            CELL_TEXT_MAX);
	/* The unescaped text is shorter; what stood behind it goes. */
	xlsx->strings.len = (size_t)(text - xlsx->strings.data) + len + 1;
	return 0;
}

static int
read_strings(struct workbook *workbook, const char *part)
{
	static const struct xml_reader reader = {XML_SST, string_start, string_end, string_text};
	struct string_reader arg = {workbook->data, false};

	return read_part(workbook, part, &reader, &arg);
}

/* xl/styles.xml: which cell formats show dates. */

struct style_reader {
	struct xlsx *xlsx;
	unsigned char *custom; /* by number format id: 0, or 1 + enum date_shown */
};

static int
style_start(void *arg, enum xml_name parent, enum xml_name name, const char **attributes)
{
	struct style_reader *reader = arg;
	const char *id_text = xml_attribute(attributes, "numFmtId");
	const char *code = xml_attribute(attributes, "formatCode");
	size_t id = 0;
	enum date_shown shown;

	if (id_text && !xlsx_number(id_text, FORMAT_IDS - 1, &id))
		id = 0;
	if (parent == XML_NUM_FMTS && name == XML_NUM_FMT && code && id)
		reader->custom[id] = (unsigned char)(1 + date_code(code));
	if (parent != XML_CELL_XFS || name != XML_XF)
		return 0;
	shown = reader->custom[id] ? (enum date_shown)(reader->custom[id] - 1)
	                           : date_builtin((unsigned)id);
	buf_putc(&reader->xlsx->date_shown, (char)shown);
	if (reader->xlsx->date_shown.failed)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "工作簿的单元格格式超过 %d 种的上限。",
		            "The workbook holds more than the limit of %d cell formats.", WORKBOOK_STYLES_MAX);
	return 0;
}

static int
read_styles(struct workbook *workbook, const char *part)
{
	static const struct xml_reader reader = {.root = XML_STYLE_SHEET, .start = style_start};
	struct style_reader arg = {workbook->data, arena_alloc(workbook->arena, FORMAT_IDS)};

	return arg.custom ? read_part(workbook, part, &reader, &arg) : FAIL_MEMORY;
}

/* xl/workbook.xml: the sheets and the date system. */

struct sheet_entry {
	struct sheet_entry *next;
	struct sheet_info info;
	const char *relation;
};

struct workbook_reader {
	struct arena *arena;
	struct xlsx *xlsx;
	struct sheet_entry *first;
	struct sheet_entry **last;
	size_t count;
};

static int
workbook_start(void *arg, enum xml_name parent, enum xml_name name, const char **attributes)
{
	struct workbook_reader *reader = arg;
	const char *sheet_name = xml_attribute(attributes, "name");
	const char *state = xml_attribute(attributes, "state");
	const char *relation = xml_relation_id(attributes);
	struct sheet_entry *entry;

	if (parent == XML_WORKBOOK && name == XML_WORKBOOK_PR)
		reader->xlsx->system_1904 = xml_true(xml_attribute(attributes, "date1904"));
	if (parent != XML_SHEETS || name != XML_SHEET || !sheet_name || !relation)
		return 0;
	if (reader->count++ == WORKBOOK_SHEETS_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "工作表超过 %d 张的上限。",
		            "The workbook holds more than the limit of %d sheets.", WORKBOOK_SHEETS_MAX);
	entry = ARENA_NEW(reader->arena, struct sheet_entry);
	if (!entry)
		return FAIL_MEMORY;
	entry->info.name = arena_strdup(reader->arena, sheet_name);
	entry->info.hidden = state && strcmp(state, "visible") != 0;
	entry->relation = arena_strdup(reader->arena, relation);
	if (!entry->info.name || !entry->relation)
		return FAIL_MEMORY;
	*reader->last = entry;
	reader->last = &entry->next;
	return 0;
}

/* A sheet's part must be there and no other sheet's, lest one part be read a thousand times. */
static int
take_sheet(struct workbook *workbook, const struct sheet_entry *entry, const char *part)
{
	struct xlsx *xlsx = workbook->data;

	if (!package_has(xlsx->package, part))
		return part_damaged(part);
	for (size_t i = 0; i < workbook->sheet_count; i++)
		if (strcasecmp(xlsx->parts[i], part) == 0)
			return part_damaged(part);
	workbook->sheets[workbook->sheet_count] = entry->info;
	xlsx->parts[workbook->sheet_count++] = part;
	return 0;
}

/* Keeps the sheets that hold cells: chart and dialogue sheets have relations of another kind. */
static int
take_sheets(struct workbook *workbook, const struct workbook_reader *read,
            const struct relations *relations)
{
	struct xlsx *xlsx = workbook->data;
	size_t count = read->count;

	workbook->sheets = ARENA_ARRAY(workbook->arena, count, struct sheet_info);
	xlsx->parts = ARENA_ARRAY(workbook->arena, count, const char *);
	xlsx->merges = ARENA_ARRAY(workbook->arena, count, struct merge_list);
	if (!workbook->sheets || !xlsx->parts || !xlsx->merges)
		return FAIL_MEMORY;
	for (const struct sheet_entry *entry = read->first; entry; entry = entry->next) {
		const struct relation *relation = relation_with_id(relations, entry->relation);
		int error = 0;

		if (!relation)
			return part_damaged("workbook.xml.rels");
		if (strcmp(relation->kind, "worksheet") == 0)
			error = take_sheet(workbook, entry, relation->target);
		if (error)
			return error;
	}
	if (workbook->sheet_count == 0)
		return fail(FAIL_INPUT, NULL, NULL, "工作簿里没有工作表。", "The workbook holds no sheet.");
	return 0;
}

/* What a zip is whose main part is not a workbook of this format, by that part. */
static const struct { const char *part; struct bilingual sentence; } others[] = {
	{"xl/workbook.bin", {"这是 .xlsb 文件，请另存为 .xlsx。", "This is an .xlsb file: save it as .xlsx."}},
	{"word/document.xml", {"这是 Word 文件，不是工作簿，请提供 .xlsx 文件。",
	                       "This is a Word file, not a workbook: provide an .xlsx file."}},
	{"ppt/presentation.xml", {"这是 PowerPoint 文件，不是工作簿，请提供 .xlsx 文件。",
	                          "This is a PowerPoint file, not a workbook: provide an .xlsx file."}},
	{"content.xml", {"这是 OpenDocument（.ods 等）文件，请另存为 .xlsx。",
	                 "This is an OpenDocument file (.ods or the like): save it as .xlsx."}},
};

/* `main_part` is null where the package names none. */
static int
check_document(const struct package *package, const struct relation *main_part)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (main_part ? strcmp(main_part->target, others[i].part) == 0
		              : package_has(package, others[i].part))
			return fail_bilingual(FAIL_INPUT, NULL, NULL, others[i].sentence);
	if (!main_part)
		return fail(FAIL_INPUT, NULL, NULL, "压缩包里没有工作簿，请直接提供 .xlsx 文件。",
		            "There is no workbook in this archive: provide the .xlsx file itself.");
	return 0;
}

static int
read_workbook(struct workbook *workbook)
{
	static const struct xml_reader reader = {.root = XML_WORKBOOK, .start = workbook_start};
	struct xlsx *xlsx = workbook->data;
	struct workbook_reader read = {workbook->arena, xlsx, NULL, &read.first, 0};
	struct relations relations;
	const struct relation *main_part, *other;
	int error;

	error = relations_of(workbook->arena, xlsx->package, "", &relations);
	if (error)
		return error;
	main_part = relation_of_kind(&relations, "officeDocument");
	error = check_document(xlsx->package, main_part);
	if (!error)
		error = read_part(workbook, main_part->target, &reader, &read);
	if (error)
		return error;
	error = relations_of(workbook->arena, xlsx->package, main_part->target, &relations);
	if (error)
		return error;
	error = take_sheets(workbook, &read, &relations);
	other = relation_of_kind(&relations, "styles");
	if (!error && other)
		error = read_styles(workbook, other->target);
	other = relation_of_kind(&relations, "sharedStrings");
	if (!error && other)
		error = read_strings(workbook, other->target);
	return error;
}

static void
xlsx_close(struct workbook *workbook)
{
	struct xlsx *xlsx = workbook->data;

	package_close(xlsx->package);
	buf_free(&xlsx->date_shown);
	buf_free(&xlsx->strings);
	buf_free(&xlsx->offsets);
}

int
xlsx_open(struct workbook *workbook, const void *bytes, size_t len)
{
	static const struct source source = {xlsx_rows, xlsx_merges, xlsx_close};
	struct xlsx *xlsx = ARENA_NEW(workbook->arena, struct xlsx);
	int error;

	if (!xlsx)
		return FAIL_MEMORY;
	workbook->source = &source;
	workbook->data = xlsx;
	buf_init(&xlsx->date_shown, WORKBOOK_STYLES_MAX);
	buf_init(&xlsx->strings, WORKBOOK_STRING_BYTES_MAX);
	buf_init(&xlsx->offsets, WORKBOOK_STRINGS_MAX * sizeof(uint32_t));
	error = package_open(workbook->arena, bytes, len, &xlsx->package);
	if (!error)
		error = read_workbook(workbook);
	if (error)
		xlsx_close(workbook);
	return error;
}
