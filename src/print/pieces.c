/* What each piece of a document becomes. */
#include <stdio.h>
#include <string.h>

#include "print/typeset.h"
#include "print/wording.h"

static void
keep_lines(struct setter *setter, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < setter->count; i++)
		setter->boxes[i].keep = true;
}

static const char *
text_at(const struct piece *piece, size_t i)
{
	return i < piece->count ? piece->texts[i] : "";
}

/* Sets a text as lines of body pitch, freeing its layout; returns the first box. */
static size_t
body_lines(struct setter *setter, const struct setting *setting, const char *text, double x)
{
	PangoLayout *layout = lay_text(setter, setting, text);
	size_t first = lay_lines(setter, layout, x, setter->pitch, setter->size);

	g_object_unref(layout);
	return first;
}

static void
set_paragraph(struct setter *setter, const struct piece *piece)
{
	struct setting setting = setting_body(setter);

	if (piece->kind == PIECE_CUE)
		setting.face = FACE_KAI;
	body_lines(setter, &setting, text_at(piece, 0), 0);
}

static void
set_addressee(struct setter *setter, const struct piece *piece)
{
	struct setting setting = setting_body(setter);

	setting.indent = 0;
	setting.justify = false;
	keep_lines(setter, body_lines(setter, &setting, text_at(piece, 0), 0), SIZE_MAX);
}

/* "时间：…": the lines that follow hang behind the colon. */
static void
set_plain(struct setter *setter, const struct piece *piece)
{
	struct setting setting = setting_body(setter), measure;
	const char *text = text_at(piece, 0), *colon = strstr(text, setter->lang == LANG_EN ? ": " : "：");
	double pitch = setter->pitch;
	PangoLayout *layout;

	setting.indent = 0;
	if (piece->level == 1 && setter->lang == LANG_ZH) {
		setting.size = SIZE_4;
		setting.spacing = 0;
		pitch = 1.5 * SIZE_4;
	}
	if (colon) {
		char *label = arena_strndup(setter->arena, text,
		                            (size_t)(colon - text) + (setter->lang == LANG_EN ? 2 : strlen("：")));

		measure = setting;
		measure.width = 0;
		layout = lay_text(setter, &measure, label ? label : "");
		setting.indent = -layout_width(layout);
		g_object_unref(layout);
		if (setting.indent < -TYPE_WIDTH / 2)
			setting.indent = 0;
	}
	layout = lay_text(setter, &setting, text);
	lay_lines(setter, layout, 0, pitch, setting.size);
	g_object_unref(layout);
}

/* ---- headings ---- */

static const char *
heading_number(const struct setter *setter, int level, char out[WORDING_NUMBER + 16])
{
	static const char *const zh[] = {"%s、", "（%s）", "%d.", "（%d）"};
	static const char *const en[] = {"%d. ", "(%d) ", "(%c) ", "%d) "};
	char number[WORDING_NUMBER];
	int n = setter->numbers[level - 1];

	if (setter->lang == LANG_EN)
		snprintf(out, WORDING_NUMBER + 16, en[level - 1], level == 3 ? 'a' + (n - 1) % 26 : n);
	else if (level <= 2)
		snprintf(out, WORDING_NUMBER + 16, zh[level - 1], wording_number(LANG_ZH, n, number));
	else
		snprintf(out, WORDING_NUMBER + 16, zh[level - 1], n);
	return out;
}

/* Body type for what runs on behind a heading's first `from` bytes. */
static void
run_on(const struct setter *setter, PangoLayout *layout, size_t from)
{
	PangoAttrList *attributes = pango_attr_list_copy(pango_layout_get_attributes(layout));
	PangoFontDescription *description = pango_font_description_copy_static(
		setter->faces->face[setter->lang == LANG_EN ? FACE_LATIN : FACE_BODY]);
	PangoAttribute *attribute;

	pango_font_description_set_absolute_size(description, setter->size * PANGO_SCALE);
	attribute = pango_attr_font_desc_new(description);
	attribute->start_index = (guint)from;
	pango_attr_list_insert(attributes, attribute);
	pango_font_description_free(description);
	pango_layout_set_attributes(layout, attributes);
	pango_attr_list_unref(attributes);
}

/* What ends as a sentence is an item, set as body, and need not stay with what follows. */
static bool
is_sentence(const char *text)
{
	static const char *const ends[] = {"。", "；", ".", ";"};
	size_t len = strlen(text);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (len >= strlen(ends[i]) && strcmp(text + len - strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

static void
set_heading(struct setter *setter, const struct piece *piece)
{
	static const enum face levels[] = {FACE_HEADING, FACE_KAI, FACE_BODY, FACE_BODY};
	int level = piece->level < 1 ? 1 : piece->level > 4 ? 4 : piece->level;
	bool item = piece->count < 2 && is_sentence(text_at(piece, 0));
	struct setting setting = setting_body(setter);
	char number[WORDING_NUMBER + 16];
	char *heading, *whole;
	PangoLayout *layout;
	size_t first;

	setter->numbers[level - 1]++;
	for (int below = level; below < 4; below++)
		setter->numbers[below] = 0;
	setting.face = item || (setter->lang == LANG_EN && level > 1) ? FACE_BODY : levels[level - 1];
	heading = arena_printf(setter->arena, "%s%s", heading_number(setter, level, number), text_at(piece, 0));
	whole = heading ? arena_printf(setter->arena, "%s%s%s", heading,
	                               piece->count > 1 && setter->lang == LANG_EN ? " " : "", text_at(piece, 1)) : NULL;
	if (!whole) {
		setter->failed = true;
		return;
	}
	layout = lay_text(setter, &setting, whole);
	if (piece->count > 1)
		run_on(setter, layout, strlen(heading));
	first = lay_lines(setter, layout, 0, setter->pitch, setter->size);
	g_object_unref(layout);
	if (piece->count < 2 && level <= 2 && !item)
		keep_lines(setter, first, SIZE_MAX);
}

static void
set_article(struct setter *setter, const struct piece *piece)
{
	struct setting setting = setting_body(setter);
	char number[WORDING_NUMBER];
	char *label = arena_printf(setter->arena, setter->lang == LANG_EN ? "Article %s.  " : "第%s条　",
	                           wording_number(setter->lang, ++setter->numbers[0], number));
	char *whole = label ? arena_printf(setter->arena, "%s%s", label, text_at(piece, 0)) : NULL;
	PangoLayout *layout;

	if (!whole) {
		setter->failed = true;
		return;
	}
	setting.face = FACE_HEADING;
	layout = lay_text(setter, &setting, whole);
	run_on(setter, layout, strlen(label));
	lay_lines(setter, layout, 0, setter->pitch, setter->size);
	g_object_unref(layout);
}

/* ---- lists and lines at the end ---- */

static void
set_attachment(struct setter *setter, const struct piece *piece)
{
	struct setting setting = setting_body(setter), measure = setting;
	bool several = setter->attachments_total > 1, begins = setter->attachments == 0;
	const char *word = setter->lang == LANG_EN ? "Attachments: " : "附件：";
	char number[16] = "";
	char *text;
	PangoLayout *layout;
	double label, mark, x;
	size_t first;

	if (!several && setter->lang == LANG_EN)
		word = "Attachment: ";
	if (several)
		snprintf(number, sizeof number, "%d.%s", ++setter->attachments, setter->lang == LANG_EN ? " " : "");
	else
		setter->attachments++;
	measure.width = measure.indent = 0;
	layout = lay_text(setter, &measure, word);
	label = layout_width(layout);
	g_object_unref(layout);
	layout = lay_text(setter, &measure, number);
	mark = layout_width(layout);
	g_object_unref(layout);
	text = arena_printf(setter->arena, "%s%s%s", begins ? word : "", number, text_at(piece, 0));
	x = 2 * setter->em + (begins ? 0 : label);
	setting.width = TYPE_WIDTH - x;
	setting.indent = -(begins ? label + mark : mark);
	setting.justify = false;
	first = body_lines(setter, &setting, text ? text : "", x);
	if (begins)
		setter->boxes[first].space = setter->pitch;
	keep_lines(setter, first, SIZE_MAX);
	if (setter->count > 0)
		setter->boxes[setter->count - 1].keep = false;
}

/* Two side by side, with a line to sign on. */
static void
set_signers(struct setter *setter, const struct piece *piece)
{
	struct setting setting = setting_body(setter);

	setting.indent = setting.width = 0;
	setting.justify = false;
	hold_body(setter);
	for (size_t i = 0; i < piece->count; i++) {
		const char *text = arena_printf(setter->arena, setter->lang == LANG_EN ? "%s: ________________" : "%s：________________",
		                                piece->texts[i]);
		size_t at = body_lines(setter, &setting, text ? text : "", i % 2 ? TYPE_WIDTH / 2 : 0);

		setter->boxes[at].space = i == 0 ? setter->pitch : i % 2 ? 0 : setter->pitch / 2;
		if (i % 2 == 0 && i + 1 < piece->count)
			setter->boxes[at].height = 0;
		setter->boxes[at].keep = i + 1 < piece->count;
	}
}

static void
set_note(struct setter *setter, const struct piece *piece)
{
	struct setting setting = setting_body(setter);
	const char *text = arena_printf(setter->arena, setter->lang == LANG_EN ? "(%s)" : "（%s）", text_at(piece, 0));

	if (setter->count > 0)
		setter->boxes[setter->count - 1].keep = true;
	body_lines(setter, &setting, text ? text : "", 0);
}

static void
set_annex(struct setter *setter, const struct piece *piece)
{
	struct setting setting = setting_body(setter);
	const char *number = text_at(piece, 0);
	const char *text = arena_printf(setter->arena, "%s%s%s", setter->lang == LANG_EN ? "Attachment" : "附件",
	                                setter->lang == LANG_EN && *number ? " " : "", number);
	size_t first;

	setting.face = FACE_HEADING;
	setting.indent = 0;
	first = body_lines(setter, &setting, text ? text : "", 0);
	setter->boxes[first].page = true;
	setter->boxes[first].keep = true;
	lay_blank(setter, setter->pitch);
	setter->boxes[setter->count - 1].keep = true;
	memset(setter->numbers, 0, sizeof setter->numbers);
}

static void
set_break(struct setter *setter, const struct piece *piece)
{
	(void)piece;
	lay_box(setter)->page = true;
}

static void
set_space(struct setter *setter, const struct piece *piece)
{
	lay_blank(setter, piece->number * setter->pitch);
}

void
lay_document(struct setter *setter)
{
	static void (*const set[PIECES])(struct setter *setter, const struct piece *piece) = {
		[PIECE_RED] = lay_head, [PIECE_LETTER] = lay_head, [PIECE_ANNEX] = set_annex,
		[PIECE_TITLE] = lay_title, [PIECE_SUBTITLE] = lay_title, [PIECE_TO] = set_addressee,
		[PIECE_TEXT] = set_paragraph, [PIECE_CUE] = set_paragraph, [PIECE_PLAIN] = set_plain,
		[PIECE_HEADING] = set_heading, [PIECE_ARTICLE] = set_article, [PIECE_TABLE] = lay_table, [PIECE_HEAD] = lay_row,
		[PIECE_ROW] = lay_row, [PIECE_ATTACHMENT] = set_attachment, [PIECE_SIGNATURE] = lay_signature,
		[PIECE_SIGNERS] = set_signers, [PIECE_NOTE] = set_note, [PIECE_COPY] = lay_foot,
		[PIECE_ISSUED] = lay_foot, [PIECE_BREAK] = set_break, [PIECE_SPACE] = set_space,
	};
	const struct document *document = setter->document;

	for (size_t i = 0; i < document->count; i++)
		setter->attachments_total += document->pieces[i].kind == PIECE_ATTACHMENT;
	for (size_t i = 0; i < document->count && !setter->failed; i++) {
		const struct piece *piece = &document->pieces[i];
		bool row = piece->kind == PIECE_HEAD || piece->kind == PIECE_ROW, after = setter->table && !row;
		size_t first = setter->count;

		if (!row)
			setter->table = NULL;
		set[piece->kind](setter, piece);
		if (after && first < setter->count)
			setter->boxes[first].space += setter->pitch / 3;
	}
	while (setter->count > 0 && setter->foot == SIZE_MAX && setter->boxes[setter->count - 1].page &&
	       !setter->boxes[setter->count - 1].draw)
		setter->count--; /* a new page with nothing on it */
	lay_equal_rows(setter);
}
