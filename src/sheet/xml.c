#include "sheet/xml.h"

#include <stdlib.h>
#include <string.h>

#include <expat.h>

#include "base/fail.h"

#define CHUNK (64 * 1024)
#define SEPARATOR '\n' /* between namespace and local name; no namespace may hold it */

static const char *const namespaces[] = {
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
	"http://purl.oclc.org/ooxml/spreadsheetml/main",
	"http://schemas.openxmlformats.org/package/2006/relationships",
};

static const char *const relation_ids[] = {
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships\nid",
	"http://purl.oclc.org/ooxml/officeDocument/relationships\nid",
};

/* By frequency: cells first. */
static const struct { const char *text; enum xml_name name; } names[] = {
	{"c", XML_C}, {"v", XML_V}, {"t", XML_T}, {"is", XML_IS}, {"si", XML_SI}, {"row", XML_ROW},
	{"f", XML_F}, {"r", XML_R}, {"xf", XML_XF}, {"mergeCell", XML_MERGE_CELL},
	{"sheetData", XML_SHEET_DATA}, {"worksheet", XML_WORKSHEET}, {"mergeCells", XML_MERGE_CELLS},
	{"sst", XML_SST}, {"workbook", XML_WORKBOOK}, {"workbookPr", XML_WORKBOOK_PR},
	{"sheets", XML_SHEETS}, {"sheet", XML_SHEET}, {"styleSheet", XML_STYLE_SHEET},
	{"numFmts", XML_NUM_FMTS}, {"numFmt", XML_NUM_FMT}, {"cellXfs", XML_CELL_XFS},
	{"Relationships", XML_RELATIONSHIPS}, {"Relationship", XML_RELATIONSHIP},
};

struct state {
	XML_Parser parser;
	struct arena *arena;
	const struct xml_reader *reader;
	void *arg;
	const char *part;
	int error;                  /* the first one; ends the reading */
	int depth;
	enum xml_name path[XML_DEPTH_MAX + 1];
	uint64_t fed;               /* bytes given to expat … */
	uint64_t seen;              /* … when it last told us of something */
	const char *foreign[XML_NAMES_MAX]; /* names not ours, sorted */
	size_t foreign_count;
};

static void
stop(struct state *state, int error)
{
	if (!state->error)
		state->error = error;
	XML_StopParser(state->parser, XML_FALSE);
}

/*
 * expat keeps every different name of a document in memory until its end, so
 * names that are none of ours are counted.  (Ours are few, and attributes of
 * one or two letters cannot be many.)
 */
static int
note_foreign(struct state *state, const char *name)
{
	size_t low = 0, high = state->foreign_count;
	char *copy;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(state->foreign[middle], name);

		if (order == 0)
			return 0;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (state->foreign_count == XML_NAMES_MAX || strlen(name) > XML_NAME_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL,
		            "工作簿的 %s 中标记名超过上限（%d 种，每个 %d 字节）。",
		            "%s in the workbook uses more names than the limit (%d different ones of %d bytes).",
		            state->part, XML_NAMES_MAX, XML_NAME_MAX);
	copy = arena_strdup(state->arena, name);
	if (!copy)
		return FAIL_MEMORY;
	memmove(state->foreign + low + 1, state->foreign + low,
	        (state->foreign_count - low) * sizeof *state->foreign);
	state->foreign[low] = copy;
	state->foreign_count++;
	return 0;
}

/* The local part of a name of our namespaces, or null. */
static const char *
ours(const char *qualified)
{
	for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++) {
		size_t len = strlen(namespaces[i]);

		if (strncmp(qualified, namespaces[i], len) == 0 && qualified[len] == SEPARATOR)
			return qualified + len + 1;
	}
	return NULL;
}

static enum xml_name
known(const char *qualified)
{
	const char *local = ours(qualified);

	for (size_t i = 0; local && i < sizeof names / sizeof *names; i++)
		if (*local == *names[i].text && strcmp(local, names[i].text) == 0)
			return names[i].name;
	return XML_OTHER;
}

/*
 * Where the containers stand.  Elsewhere, say a whole worksheet in the text of
 * a cell, they are none: what a reader began is ended before it begins again.
 */
static const enum xml_name places[XML_RELATIONSHIP + 1] = {
	[XML_SHEET_DATA] = XML_WORKSHEET, [XML_MERGE_CELLS] = XML_WORKSHEET, [XML_SI] = XML_SST,
	[XML_SHEETS] = XML_WORKBOOK, [XML_NUM_FMTS] = XML_STYLE_SHEET, [XML_CELL_XFS] = XML_STYLE_SHEET,
	[XML_RELATIONSHIP] = XML_RELATIONSHIPS,
};

static bool
in_place(const struct state *state, enum xml_name name, enum xml_name parent)
{
	if (name == state->reader->root)
		return state->depth == 0;
	return places[name] == XML_OTHER || places[name] == parent;
}

static bool
is_longer_than_two(const char *name)
{
	return name[0] && name[1] && name[2];
}

static int
enter(struct state *state, const char *qualified, const char **attributes)
{
	enum xml_name name = known(qualified);
	enum xml_name parent = state->depth ? state->path[state->depth - 1] : XML_OTHER;
	int error = name == XML_OTHER ? note_foreign(state, qualified) : 0;

	for (size_t i = 0; !error && attributes[i]; i += 2)
		if (is_longer_than_two(attributes[i]))
			error = note_foreign(state, attributes[i]);
	if (error)
		return error;
	if (state->depth == XML_DEPTH_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "工作簿的 %s 中标记嵌套超过 %d 层的上限。",
		            "%s in the workbook nests deeper than the limit of %d levels.", state->part,
		            XML_DEPTH_MAX);
	if (state->depth == 0 && name != state->reader->root)
		return part_damaged(state->part);
	if (!in_place(state, name, parent))
		name = XML_OTHER;
	state->path[state->depth++] = name;
	return state->reader->start ? state->reader->start(state->arg, parent, name, attributes) : 0;
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct state *state = data;
	int error;

	if (state->error)
		return;
	state->seen = state->fed;
	error = enter(state, name, attributes);
	if (error)
		stop(state, error);
}

static void XMLCALL
on_end(void *data, const XML_Char *qualified)
{
	struct state *state = data;
	enum xml_name name, parent;
	int error;

	(void)qualified;
	if (state->error)
		return;
	state->seen = state->fed;
	name = state->path[--state->depth];
	parent = state->depth ? state->path[state->depth - 1] : XML_OTHER;
	error = state->reader->end ? state->reader->end(state->arg, parent, name) : 0;
	if (error)
		stop(state, error);
}

static void XMLCALL
on_text(void *data, const XML_Char *text, int len)
{
	struct state *state = data;

	state->seen = state->fed;
	if (!state->error && state->reader->text)
		state->reader->text(state->arg, text, len);
}

/* Comments and instructions are nothing but progress. */
static void XMLCALL
on_comment(void *data, const XML_Char *text)
{
	struct state *state = data;

	(void)text;
	state->seen = state->fed;
}

static void XMLCALL
on_instruction(void *data, const XML_Char *target, const XML_Char *text)
{
	(void)target;
	on_comment(data, text);
}

static void XMLCALL
on_namespace(void *data, const XML_Char *prefix, const XML_Char *uri)
{
	struct state *state = data;
	int error = 0;

	if (state->error)
		return;
	if (prefix)
		error = note_foreign(state, prefix);
	if (!error && uri)
		error = note_foreign(state, uri);
	if (error)
		stop(state, error);
}

/* Entities can be declared nowhere else, so no text can grow by itself. */
static void XMLCALL
on_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
           int internal)
{
	struct state *state = data;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	stop(state, fail(FAIL_INPUT, NULL, NULL,
	                 "工作簿的 %s 含有文档类型声明（DOCTYPE），出于安全不予读取。",
	                 "%s in the workbook holds a document type declaration (DOCTYPE); for safety it "
	                 "is not read.", state->part));
}

static int
feed(struct state *state, struct part *part)
{
	for (;;) {
		void *chunk = XML_GetBuffer(state->parser, CHUNK);
		size_t got;
		int error;

		if (!chunk)
			return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
		error = part_read(part, chunk, CHUNK, &got);
		if (error)
			return error;
		state->fed += got;
		if (XML_ParseBuffer(state->parser, (int)got, got == 0) == XML_STATUS_ERROR)
			return state->error ? state->error : part_damaged(part->name);
		if (got == 0)
			return 0;
		if (state->fed - state->seen > XML_TOKEN_MAX)
			return fail(FAIL_TOO_LARGE, NULL, NULL,
			            "工作簿的 %s 中有一个标记超过 %d MB 的上限。",
			            "%s in the workbook holds a tag longer than the limit of %d MB.",
			            part->name, (int)(XML_TOKEN_MAX >> 20));
	}
}

int
xml_read(struct arena *arena, struct part *part, const struct xml_reader *reader, void *arg)
{
	struct state *state = calloc(1, sizeof *state);
	int error;

	if (!state)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	state->parser = XML_ParserCreateNS(NULL, SEPARATOR);
	if (!state->parser) {
		free(state);
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	}
	state->arena = arena;
	state->reader = reader;
	state->arg = arg;
	state->part = part->name;
	XML_SetUserData(state->parser, state);
	XML_SetElementHandler(state->parser, on_start, on_end);
	XML_SetCharacterDataHandler(state->parser, on_text);
	XML_SetCommentHandler(state->parser, on_comment);
	XML_SetProcessingInstructionHandler(state->parser, on_instruction);
	XML_SetStartNamespaceDeclHandler(state->parser, on_namespace);
	XML_SetStartDoctypeDeclHandler(state->parser, on_doctype);
	error = feed(state, part);
	XML_ParserFree(state->parser);
	free(state);
	return error;
}

const char *
xml_attribute(const char **attributes, const char *name)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (strcmp(attributes[i], name) == 0)
			return attributes[i + 1];
	return NULL;
}

const char *
xml_relation_id(const char **attributes)
{
	for (size_t i = 0; i < sizeof relation_ids / sizeof *relation_ids; i++) {
		const char *id = xml_attribute(attributes, relation_ids[i]);

		if (id)
			return id;
	}
	return NULL;
}

bool
xml_true(const char *value)
{
	return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
