#include "print/ink.h"

#include <cairo-ft.h>
#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

/* One file of type. */
struct fount {
	hb_face_t *whole;
	hb_set_t *glyphs;      /* wanted so far */
	hb_blob_t *cut;        /* the type with those glyphs alone; null before */
	FT_Library library;
	FT_Face face;
	cairo_font_face_t *cairo_face;
};

static struct fount *
fount_of(struct ink *ink, PangoFont *font)
{
	hb_face_t *face = hb_font_get_face(pango_font_get_hb_font(font));
	struct fount *fount;

	for (size_t i = 0; i < ink->count; i++)
		if (ink->founts[i]->whole == face)
			return ink->founts[i];
	fount = ink->count < FOUNTS_MAX ? calloc(1, sizeof *fount) : NULL;
	if (!fount) {
		ink->failed = true;
		return NULL;
	}
	fount->whole = hb_face_reference(face);
	fount->glyphs = hb_set_create();
	ink->founts[ink->count++] = fount;
	return fount;
}

static bool
is_drawn(PangoGlyph glyph)
{
	return glyph != PANGO_GLYPH_EMPTY && !(glyph & PANGO_GLYPH_UNKNOWN_FLAG);
}

/* ---- drawing ---- */

/* The glyphs of a run and which of them make up which letters, so that text is found by searching. */
struct letters {
	cairo_glyph_t *glyphs;
	cairo_text_cluster_t *clusters;
	int glyph_count, cluster_count;
};

static void
take_cluster(struct letters *letters, const PangoGlyphItemIter *iter, double *x)
{
	const PangoGlyphString *string = iter->glyph_item->glyphs;
	cairo_text_cluster_t *cluster = &letters->clusters[letters->cluster_count++];

	cluster->num_bytes = iter->end_index - iter->start_index;
	cluster->num_glyphs = 0;
	for (int i = iter->start_glyph; i < iter->end_glyph; i++) {
		const PangoGlyphInfo *info = &string->glyphs[i];

		if (is_drawn(info->glyph)) {
			letters->glyphs[letters->glyph_count++] = (cairo_glyph_t){
				info->glyph, *x + (double)info->geometry.x_offset / PANGO_SCALE,
				(double)info->geometry.y_offset / PANGO_SCALE};
			cluster->num_glyphs++;
		}
		*x += (double)info->geometry.width / PANGO_SCALE;
	}
}

static double
size_of(PangoFont *font)
{
	PangoFontDescription *description = pango_font_describe_with_absolute_size(font);
	double size = (double)pango_font_description_get_size(description) / PANGO_SCALE;

	pango_font_description_free(description);
	return size;
}

static void
draw_run(struct ink *ink, const struct fount *fount, PangoLayoutRun *run, const char *text, double *x)
{
	size_t room = (size_t)run->glyphs->num_glyphs + (size_t)run->item->num_chars;
	struct letters letters = {calloc(room, sizeof *letters.glyphs), calloc(room, sizeof *letters.clusters), 0, 0};
	PangoGlyphItemIter iter;

	if (letters.glyphs && letters.clusters) {
		for (gboolean more = pango_glyph_item_iter_init_start(&iter, run, text); more;
		     more = pango_glyph_item_iter_next_cluster(&iter))
			take_cluster(&letters, &iter, x);
		cairo_set_font_face(ink->cairo, fount->cairo_face);
		cairo_set_font_size(ink->cairo, size_of(run->item->analysis.font));
		cairo_show_text_glyphs(ink->cairo, text + run->item->offset, run->item->length, letters.glyphs,
		                       letters.glyph_count, letters.clusters, letters.cluster_count, 0);
	} else {
		ink->failed = true;
	}
	free(letters.glyphs);
	free(letters.clusters);
}

static void
note_glyphs(struct fount *fount, const PangoGlyphString *string)
{
	for (int i = 0; i < string->num_glyphs; i++)
		if (is_drawn(string->glyphs[i].glyph))
			hb_set_add(fount->glyphs, string->glyphs[i].glyph);
}

void
ink_line(struct ink *ink, PangoLayoutLine *line)
{
	double x = 0;

	for (GSList *at = line->runs; at; at = at->next) {
		PangoLayoutRun *run = at->data;
		struct fount *fount = fount_of(ink, run->item->analysis.font);

		if (!fount)
			return;
		if (fount->cairo_face)
			draw_run(ink, fount, run, pango_layout_get_text(line->layout), &x);
		else
			note_glyphs(fount, run->glyphs);
	}
}

/* ---- cutting ---- */

/* Glyphs keep their numbers; routines are written out; hints and all that shapes text are left behind. */
static hb_blob_t *
cut_blob(const struct fount *fount)
{
	static const hb_tag_t dropped[] = {
		HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
		HB_TAG('V', 'O', 'R', 'G'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('k', 'e', 'r', 'n'),
	};
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_face_t *face;
	hb_blob_t *blob = NULL;

	if (!input)
		return NULL;
	hb_set_union(hb_subset_input_glyph_set(input), fount->glyphs);
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), dropped[i]);
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING |
	                                         HB_SUBSET_FLAGS_DESUBROUTINIZE);
	face = hb_subset_or_fail(fount->whole, input);
	hb_subset_input_destroy(input);
	if (face) {
		blob = hb_face_reference_blob(face);
		hb_face_destroy(face);
	}
	return blob;
}

static int
cut_fount(struct fount *fount)
{
	unsigned len;
	const char *bytes;

	fount->cut = cut_blob(fount);
	bytes = fount->cut ? hb_blob_get_data(fount->cut, &len) : NULL;
	if (!bytes || FT_Init_FreeType(&fount->library) != 0 ||
	    FT_New_Memory_Face(fount->library, (const FT_Byte *)bytes, (FT_Long)len, 0, &fount->face) != 0)
		return fail(FAIL_SYSTEM, NULL, NULL, "服务器上的一个字库文件不能用于打印。",
		            "A file of type on this server cannot be used for printing.");
	fount->cairo_face = cairo_ft_font_face_create_for_ft_face(fount->face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
	return cairo_font_face_status(fount->cairo_face) ? FAIL_MEMORY : 0;
}

int
ink_cut(struct ink *ink)
{
	int status = ink->failed ? fail(FAIL_MEMORY, NULL, NULL, "内存不足，或字库太多。",
	                                "Out of memory, or too many files of type.") : 0;

	for (size_t i = 0; i < ink->count && status == 0; i++)
		status = cut_fount(ink->founts[i]);
	return status;
}

/* What cairo keeps of a face it frees in its own time, and the type with it. */
void
ink_free(struct ink *ink)
{
	for (size_t i = 0; i < ink->count; i++) {
		struct fount *fount = ink->founts[i];

		if (fount->cairo_face)
			cairo_font_face_destroy(fount->cairo_face);
		hb_face_destroy(fount->whole);
		hb_set_destroy(fount->glyphs);
		free(fount);
	}
	ink->count = 0;
}
