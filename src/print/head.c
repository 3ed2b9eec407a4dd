/* What stands around a document's body: its head, title, signature and foot. */
#include <math.h>
#include <string.h>

#include "print/typeset.h"

#define MARK_TOP MM(35)        /* of a red head, below the type area's top */
#define MARK_HEIGHT MM(15)
#define RULE_GAP MM(4)         /* between number and red rule */
#define SQUEEZE_MIN 0.5        /* narrower than half, a red head is set smaller */
#define LETTER_TOP MM(-7)      /* of a letter's head: 30 mm below the paper's edge */
#define LETTER_RULE MM(170)
#define DATE_EMS 4             /* free at the right of the date */
#define FOOT_PITCH (1.8 * SIZE_4)
#define SEAL_LINES 2           /* free above the organ's name */

static const char *
text_at(const struct piece *piece, size_t i)
{
	return i < piece->count ? piece->texts[i] : "";
}

static double
whole_lines(const struct setter *setter, double height)
{
	return ceil(height / setter->pitch - 0.01) * setter->pitch;
}

/* One line that is not broken, as a box without height; returns its width. */
static double
one_line(struct setter *setter, struct setting setting, const char *text, struct box **ret_box)
{
	PangoLayout *layout;
	double width;
	size_t at;

	setting.width = setting.indent = 0;
	setting.justify = false;
	layout = lay_text(setter, &setting, text);
	width = layout_width(layout);
	at = lay_lines(setter, layout, 0, 0, setting.size); /* which may move the boxes */
	*ret_box = &setter->boxes[at];
	g_object_unref(layout);
	return width;
}

static void
draw_rule(const struct box *box, const struct spot *spot)
{
	cairo_t *cairo = spot->ink->cairo;

	cairo_save(cairo);
	if (box->red)
		cairo_set_source_rgb(cairo, 1, 0, 0);
	cairo_rectangle(cairo, box->x, spot->y + box->baseline - box->rule / 2, TYPE_WIDTH - 2 * box->x, box->rule);
	cairo_fill(cairo);
	cairo_restore(cairo);
}

static void
add_rule(struct setter *setter, double x, double at, double thickness, bool red)
{
	struct box *rule = lay_box(setter);

	rule->draw = draw_rule;
	rule->x = x;
	rule->baseline = at;
	rule->rule = thickness;
	rule->red = red;
	rule->keep = true;
}

/* The organ's name over the whole width: squeezed first, then smaller. */
static void
set_mark(struct setter *setter, const char *name, double top)
{
	struct setting setting = {.face = FACE_TITLE, .size = SIZE_1_SMALL};
	struct box *box;
	double width = one_line(setter, setting, name, &box), squeeze;

	if (width * SQUEEZE_MIN > TYPE_WIDTH) {
		setting.size *= TYPE_WIDTH / (width * SQUEEZE_MIN);
		g_object_unref(box->layout);
		setter->count--;
		width = one_line(setter, setting, name, &box);
	}
	squeeze = width > TYPE_WIDTH ? TYPE_WIDTH / width : 1;
	box->squeeze = squeeze;
	box->x = (TYPE_WIDTH - width * squeeze) / 2;
	box->baseline = top + EM_ASCENT * SIZE_1_SMALL;
	box->red = true;
	box->keep = true;
}

static void
set_number(struct setter *setter, const char *text, double at, double left)
{
	struct setting setting = setting_body(setter);
	struct box *box;
	double width = one_line(setter, setting, text, &box);

	/* At the left where it shares its line with the signer, at the right where left is negative, else centred. */
	box->x = left > 0 ? left : left < 0 ? TYPE_WIDTH + left - width : (TYPE_WIDTH - width) / 2;
	box->baseline = at;
	box->keep = true;
}

static void
set_letter(struct setter *setter, const struct piece *piece)
{
	double outside = (TYPE_WIDTH - LETTER_RULE) / 2, rule = LETTER_TOP + MARK_HEIGHT + RULE_GAP;

	setter->letter = true;
	set_mark(setter, text_at(piece, 0), LETTER_TOP);
	add_rule(setter, outside, rule, 2.0, true);
	add_rule(setter, outside, rule + 2.5, 0.7, true);
	set_number(setter, text_at(piece, 1), rule + setter->pitch, -0.01);
	lay_blank(setter, whole_lines(setter, rule + 2 * setter->pitch));
}

void
lay_head(struct setter *setter, const struct piece *piece)
{
	bool signer = *text_at(piece, 2) != '\0';
	double number = MARK_TOP + MARK_HEIGHT + 2 * setter->pitch + EM_ASCENT * setter->size;
	double rule = number + (1 - EM_ASCENT) * setter->size + RULE_GAP;

	if (piece->kind == PIECE_LETTER) {
		set_letter(setter, piece);
		return;
	}
	set_mark(setter, text_at(piece, 0), MARK_TOP);
	set_number(setter, text_at(piece, 1), number, signer ? setter->em : 0);
	if (signer)
		set_number(setter, text_at(piece, 2), number, -setter->em);
	add_rule(setter, 0, rule, 1.5, true);
	/* Two lines are free between the rule and the title. */
	lay_blank(setter, whole_lines(setter, rule + 2 * setter->pitch));
	setter->boxes[setter->count - 1].keep = true;
}

/* ---- title ---- */

/* The narrowest width that needs no more lines: the last one is then not a scrap. */
static double
balanced_width(PangoLayout *layout)
{
	int lines = pango_layout_get_line_count(layout);
	double least = TYPE_WIDTH / 2, most = TYPE_WIDTH;

	if (lines == 1)
		return TYPE_WIDTH;
	for (int step = 0; step < 8; step++) {
		double middle = (least + most) / 2;

		pango_layout_set_width(layout, (int)(middle * PANGO_SCALE));
		if (pango_layout_get_line_count(layout) > lines)
			least = middle;
		else
			most = middle;
	}
	return most;
}

void
lay_title(struct setter *setter, const struct piece *piece)
{
	bool sub = piece->kind == PIECE_SUBTITLE, english = setter->lang == LANG_EN;
	double size = sub ? setter->size : english ? SIZE_3 : SIZE_2;
	double pitch = sub ? setter->pitch : english ? 1.4 * SIZE_3 : 1.25 * PITCH;
	struct setting setting = {.face = sub ? FACE_KAI : FACE_TITLE, .size = size, .width = TYPE_WIDTH,
	                          .align = PANGO_ALIGN_CENTER};
	PangoLayout *layout = lay_text(setter, &setting, text_at(piece, 0));
	double width = balanced_width(layout), height;
	size_t first;

	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	if (sub && setter->count > 0) /* the title's free line stands below it */
		setter->boxes[setter->count - 1].height -= setter->pitch;
	first = lay_lines(setter, layout, (TYPE_WIDTH - width) / 2, pitch, size);
	g_object_unref(layout);
	/* The body goes on on the grid, with one line free. */
	height = (double)(setter->count - first) * pitch;
	lay_blank(setter, whole_lines(setter, height) - height + setter->pitch);
	for (size_t i = first; i < setter->count; i++)
		setter->boxes[i].keep = true;
}

/* ---- signature ---- */

void
hold_body(struct setter *setter)
{
	for (size_t i = setter->count, held = 0; i > 0 && held < 2; held++)
		setter->boxes[--i].keep = true;
}

void
lay_signature(struct setter *setter, const struct piece *piece)
{
	struct setting setting = setting_body(setter);
	size_t first = setter->count;
	double centre = 0, date_width;
	struct box *box;

	hold_body(setter);
	lay_blank(setter, SEAL_LINES * setter->pitch);
	for (size_t i = 0; i < piece->count; i++) {
		double width = one_line(setter, setting, piece->texts[i], &box);

		box->height = setter->pitch;
		box->width = width;
	}
	date_width = setter->boxes[setter->count - 1].width;
	/* Organs are centred on the date, which moves in where a name would leave the type area. */
	centre = TYPE_WIDTH - DATE_EMS * setter->em - date_width / 2;
	for (size_t i = first + 1; i < setter->count; i++)
		centre = fmin(centre, TYPE_WIDTH - setter->em - setter->boxes[i].width / 2);
	for (size_t i = first + 1; i < setter->count; i++) {
		box = &setter->boxes[i];
		box->squeeze = box->width > TYPE_WIDTH ? TYPE_WIDTH / box->width : 0;
		box->x = fmax(0, centre - box->width / 2);
	}
	for (size_t i = first; i + 1 < setter->count; i++)
		setter->boxes[i].keep = true;
}

/* ---- foot of the last page ---- */

static void
foot_line(struct setter *setter, const char *text, double x, bool right)
{
	struct setting setting = {.face = FACE_BODY, .size = SIZE_4, .width = TYPE_WIDTH - 2 * setter->em, .indent = 0,
	                          .align = right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT};
	const char *colon = strstr(text, "：");
	PangoLayout *layout;

	if (colon && !right) { /* what follows hangs behind 抄送： */
		struct setting measure = setting;
		char *label = arena_strndup(setter->arena, text, (size_t)(colon - text) + strlen("："));

		measure.width = 0;
		layout = lay_text(setter, &measure, label ? label : "");
		setting.indent = -layout_width(layout);
		g_object_unref(layout);
	}
	layout = lay_text(setter, &setting, text);
	for (size_t i = lay_lines(setter, layout, x, FOOT_PITCH, SIZE_4); i < setter->count; i++)
		setter->boxes[i].baseline += (FOOT_PITCH - SIZE_4) / 2;
	g_object_unref(layout);
}

/* Rules stand above, between and below: the outer ones thick, the inner ones thin. */
void
lay_foot(struct setter *setter, const struct piece *piece)
{
	size_t first = setter->count;

	if (setter->foot == SIZE_MAX)
		setter->foot = first;
	add_rule(setter, 0, 0, setter->foot == first ? 1.0 : 0.6, false);
	if (piece->kind == PIECE_COPY) {
		const char *text = arena_printf(setter->arena, setter->lang == LANG_EN ? "Copy to: %s" : "抄送：%s",
		                                text_at(piece, 0));

		foot_line(setter, text ? text : "", setter->em, false);
	} else { /* the organ at the left and the day at the right of one line */
		foot_line(setter, text_at(piece, 0), setter->em, false);
		setter->boxes[setter->count - 1].height = 0;
		foot_line(setter, text_at(piece, 1), setter->em, true);
	}
}
