#include "print/render.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "print/typeset.h"

/* A document that is set, with its pages. */
struct sheet {
	struct setter setter;
	struct page *pages;
	size_t count;
};

struct press {
	struct arena *arena;
	const struct job *job;
	struct faces faces;
	PangoContext *contexts[2]; /* of each language */
	struct missing missing;
	struct sheet *sheets;      /* one for each document */
	struct ink ink;
	size_t pages;              /* of all documents */
};

/* ---- setting ---- */

static int
set_sheet(struct press *press, const struct document *document, struct sheet *sheet)
{
	bool english = document->lang == LANG_EN;
	int status;

	sheet->setter = (struct setter){
		.arena = press->arena, .context = press->contexts[document->lang], .faces = &press->faces,
		.document = document, .lang = document->lang, .missing = &press->missing, .foot = SIZE_MAX,
		.size = english ? ENGLISH_SIZE : SIZE_3, .pitch = english ? ENGLISH_PITCH : PITCH,
		.em = english ? ENGLISH_SIZE : EM,
	};
	lay_document(&sheet->setter);
	status = sheet->setter.failed ? FAIL_MEMORY : make_pages(&sheet->setter, &sheet->pages, &sheet->count);
	if (status == 0 && (press->pages += sheet->count) > PAGES_MAX)
		status = fail(FAIL_TOO_LARGE, NULL, NULL, "一次最多打印 %d 页。", "At most %d pages are printed at once.",
		              PAGES_MAX);
	return status;
}

static void
free_sheet(struct sheet *sheet)
{
	const struct setter *setter = &sheet->setter;

	free_tables(setter);
	for (size_t i = 0; i < setter->count; i++)
		if (setter->boxes[i].layout)
			g_object_unref(setter->boxes[i].layout);
}

static void
draw_sheet(struct press *press, const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		draw_page(&sheet->setter, &press->ink, &sheet->pages[i], i + 1, sheet->count);
		cairo_show_page(press->ink.cairo);
	}
}

/* Sets all documents, and draws them where nobody sees, to learn which glyphs are wanted. */
static int
set_all(struct press *press)
{
	cairo_surface_t *nowhere = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
	int status = 0;

	press->ink.cairo = cairo_create(nowhere);
	for (size_t i = 0; i < press->job->count && status == 0; i++) {
		status = set_sheet(press, press->job->documents[i], &press->sheets[i]);
		if (status == 0)
			draw_sheet(press, &press->sheets[i]);
	}
	cairo_destroy(press->ink.cairo);
	cairo_surface_destroy(nowhere);
	press->ink.cairo = NULL;
	return status;
}

/* ---- printing ---- */

static cairo_status_t
take_bytes(void *closure, const unsigned char *bytes, unsigned len)
{
	struct buf *out = closure;

	buf_add(out, bytes, len);
	return out->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static int
cairo_failed(cairo_status_t status)
{
	return fail(status == CAIRO_STATUS_NO_MEMORY ? FAIL_MEMORY : FAIL_SYSTEM, NULL, NULL, "不能生成文书：%s。",
	            "The papers cannot be made: %s.", cairo_status_to_string(status));
}

static void
describe(const struct press *press, cairo_surface_t *surface, const char *title)
{
	char day[DAY_TEXT], moment[DAY_TEXT + 16];

	snprintf(moment, sizeof moment, "%sT00:00:00Z", day_text(press->job->made, day));
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "dangjian " DANGJIAN_VERSION);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, moment);
}

/* Documents `from` to `to` as one file. */
static int
print_file(struct press *press, size_t from, size_t to, struct pdf *ret_pdf)
{
	cairo_surface_t *surface;
	cairo_status_t status;
	struct buf out;
	size_t pages = 0;

	buf_init(&out, PDF_BYTES_MAX);
	surface = cairo_pdf_surface_create_for_stream(take_bytes, &out, PAPER_WIDTH, PAPER_HEIGHT);
	describe(press, surface, press->job->documents[from]->name);
	press->ink.cairo = cairo_create(surface);
	for (size_t i = from; i < to; i++) {
		char place[64];

		snprintf(place, sizeof place, "page=%zu", pages + 1);
		cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, press->job->documents[i]->name, place,
		                              CAIRO_PDF_OUTLINE_FLAG_OPEN);
		draw_sheet(press, &press->sheets[i]);
		pages += press->sheets[i].count;
	}
	status = cairo_status(press->ink.cairo);
	cairo_destroy(press->ink.cairo);
	cairo_surface_finish(surface);
	if (!status)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	if (out.failed || status || press->ink.failed) {
		int code = out.failed ? buf_status(&out) : cairo_failed(status ? status : CAIRO_STATUS_NO_MEMORY);

		buf_free(&out);
		return code;
	}
	*ret_pdf = (struct pdf){(const unsigned char *)out.data, out.len, (int)pages};
	return 0;
}

static int
print_files(struct press *press, struct printed *printed)
{
	const struct job *job = press->job;
	int status = ink_cut(&press->ink);

	if (job->bundle && status == 0) {
		status = print_file(press, 0, job->count, &printed->files[0]);
		printed->count = status == 0;
	}
	for (size_t i = 0; !job->bundle && i < job->count && status == 0; i++) {
		status = print_file(press, i, i + 1, &printed->files[i]);
		printed->count += status == 0;
	}
	return status;
}

/* Glyphs stand where the type's own measures say, not where a screen would have them. */
static PangoContext *
new_context(const char *language)
{
	PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_cairo_context_set_resolution(context, 72);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_language(context, pango_language_from_string(language));
	return context;
}

int
render(struct arena *arena, const struct job *job, struct printed *ret_printed)
{
	struct press press = {.arena = arena, .job = job, .contexts = {new_context("zh-cn"), new_context("en")},
	                      .sheets = ARENA_ARRAY(arena, job->count, struct sheet)};
	struct printed printed = {.files = ARENA_ARRAY(arena, job->count, struct pdf)};
	int status = printed.files && press.sheets ? 0 : FAIL_MEMORY;

	faces_find(&job->fonts, &press.faces);
	if (status == 0)
		status = set_all(&press);
	if (status == 0)
		status = print_files(&press, &printed);
	printed.substituted = press.faces.substituted;
	memcpy(printed.missing, press.missing.rune, sizeof printed.missing);
	for (size_t i = 0; press.sheets && i < job->count; i++)
		free_sheet(&press.sheets[i]);
	ink_free(&press.ink);
	faces_free(&press.faces);
	for (int i = 0; i < 2; i++)
		g_object_unref(press.contexts[i]);
	if (status < 0)
		render_free(&printed);
	else
		*ret_printed = printed;
	return status;
}

void
render_free(struct printed *printed)
{
	for (size_t i = 0; i < printed->count; i++)
		free((void *)(uintptr_t)printed->files[i].bytes);
	printed->count = 0;
}
