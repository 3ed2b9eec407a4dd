/* Text into lines, lines into boxes. */
#include "print/typeset.h"

#include <string.h>

#include "base/text.h"

struct box *
lay_box(struct setter *setter)
{
	static _Thread_local struct box spill;

	if (ARENA_GROW(setter->arena, setter->boxes, setter->count, setter->room) < 0) {
		setter->failed = true;
		spill = (struct box){0};
		return &spill;
	}
	setter->boxes[setter->count] = (struct box){0};
	return &setter->boxes[setter->count++];
}

static void
note_missing(struct missing *missing, uint32_t rune)
{
	size_t i = 0;

	while (i < MISSING_RUNES_MAX - 1 && missing->rune[i] && missing->rune[i] != rune)
		i++;
	if (i < MISSING_RUNES_MAX - 1)
		missing->rune[i] = rune;
}

/* Notes which characters no installed type has; whether there are any. */
static bool
find_missing(struct setter *setter, PangoLayout *layout)
{
	PangoLayoutIter *iter;

	if (pango_layout_get_unknown_glyphs_count(layout) == 0)
		return false;
	iter = pango_layout_get_iter(layout);
	do {
		const PangoLayoutRun *run = pango_layout_iter_get_run_readonly(iter);

		for (int i = 0; run && i < run->glyphs->num_glyphs; i++) {
			PangoGlyph glyph = run->glyphs->glyphs[i].glyph;

			if (glyph & PANGO_GLYPH_UNKNOWN_FLAG) {
				note_missing(setter->missing, glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
				note_missing(&setter->own, glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
			}
		}
	} while (pango_layout_iter_next_run(iter));
	pango_layout_iter_free(iter);
	return true;
}

/* The text with □, to be filled in by hand, for what is missing. */
static char *
without_missing(const struct setter *setter, const char *text)
{
	char *out = arena_alloc(setter->arena, 3 * strlen(text) + 1), *to = out;

	if (!out)
		return NULL;
	for (const char *at = text; *at;) {
		const char *from = at;
		uint32_t rune = utf8_next(&at);
		size_t i = 0;

		while (setter->missing->rune[i] && setter->missing->rune[i] != rune)
			i++;
		if (setter->missing->rune[i]) {
			to += utf8_put(0x25A1, to);
		} else {
			memcpy(to, from, (size_t)(at - from));
			to += at - from;
		}
	}
	*to = '\0';
	return out;
}

struct setting
setting_body(const struct setter *setter)
{
	struct setting setting = {
		.face = FACE_BODY, .size = setter->size, .width = TYPE_WIDTH, .indent = 2 * setter->em,
		.justify = true, .spacing = setter->em - setter->size,
	};

	if (setter->lang == LANG_EN)
		setting.spacing = 0;
	return setting;
}

PangoLayout *
lay_text(struct setter *setter, const struct setting *setting, const char *text)
{
	enum face face = setter->lang == LANG_EN && setting->face != FACE_HEADING && setting->face != FACE_TITLE
		? FACE_LATIN : setting->face;
	PangoFontDescription *description = pango_font_description_copy_static(setter->faces->face[face]);
	PangoAttrList *attributes = pango_attr_list_new();
	PangoLayout *layout = pango_layout_new(setter->context);
	char *mended;

	pango_font_description_set_absolute_size(description, setting->size * PANGO_SCALE);
	pango_layout_set_font_description(layout, description);
	pango_font_description_free(description);
	if (setting->spacing != 0)
		pango_attr_list_insert(attributes,
		                       pango_attr_letter_spacing_new((int)(setting->spacing * PANGO_SCALE)));
	pango_layout_set_attributes(layout, attributes);
	pango_attr_list_unref(attributes);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(layout, setting->align);
	pango_layout_set_justify(layout, setting->justify);
	if (setting->width > 0) /* half a point more: what fills a line exactly must not be broken by rounding */
		pango_layout_set_width(layout, (int)((setting->width + 0.5) * PANGO_SCALE));
	pango_layout_set_indent(layout, (int)(setting->indent * PANGO_SCALE));
	pango_layout_set_text(layout, text, -1);
	if (find_missing(setter, layout) && (mended = without_missing(setter, text)))
		pango_layout_set_text(layout, mended, -1);
	return layout;
}

double
layout_width(PangoLayout *layout)
{
	PangoRectangle logical;

	pango_layout_get_extents(layout, NULL, &logical);
	return (double)logical.width / PANGO_SCALE;
}

void
draw_line(const struct box *box, const struct spot *spot)
{
	cairo_t *cairo = spot->ink->cairo;

	cairo_save(cairo);
	cairo_translate(cairo, box->x, spot->y + box->baseline);
	if (box->squeeze > 0)
		cairo_scale(cairo, box->squeeze, 1);
	if (box->red)
		cairo_set_source_rgb(cairo, 1, 0, 0);
	ink_line(spot->ink, box->line);
	cairo_restore(cairo);
}

size_t
lay_lines(struct setter *setter, PangoLayout *layout, double x, double pitch, double size)
{
	PangoLayoutIter *iter = pango_layout_get_iter(layout);
	size_t first = setter->count;

	do {
		PangoRectangle logical;
		struct box *box = lay_box(setter);

		pango_layout_iter_get_line_extents(iter, NULL, &logical);
		box->height = pitch;
		box->draw = draw_line;
		box->layout = g_object_ref(layout);
		box->line = pango_layout_iter_get_line_readonly(iter);
		box->x = x + (double)logical.x / PANGO_SCALE;
		box->baseline = EM_ASCENT * size;
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
	return first;
}

void
lay_blank(struct setter *setter, double height)
{
	lay_box(setter)->height = height;
}
