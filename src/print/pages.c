/* Where pages end, and what stands on each beside its boxes. */
#include <stdio.h>

#include "base/fail.h"
#include "print/typeset.h"

#define CAPACITY(setter) (TYPE_HEIGHT + ((setter)->pitch - (setter)->size)) /* the last line needs no lead below */
#define NUMBER_BELOW MM(7) /* from the type area to the page number's dashes … */
#define DASH 0.35          /* … which stand so many sizes above the baseline */

static double
heads_height(const struct setter *setter, const struct table *table)
{
	double height = 0;

	for (size_t i = 0; table && i < table->heads; i++)
		height += setter->boxes[table->first + i].height;
	return height;
}

/* The table whose heads a page that begins with this box repeats. */
static const struct table *
heads_at(const struct setter *setter, size_t i)
{
	const struct table *table = setter->boxes[i].table;

	return table && table->heads > 0 && i >= table->first + table->heads ? table : NULL;
}

/* The box with which the page after the one that begins at `from` begins. */
static size_t
page_end(const struct setter *setter, size_t from, size_t end, double capacity)
{
	double used = heads_height(setter, heads_at(setter, from));
	size_t to = from;

	for (; to < end; to++) {
		const struct box *box = &setter->boxes[to];

		if (box->page && to > from)
			return to;
		used += box->height + (to > from ? box->space : 0);
		if (used > capacity + 0.01)
			break;
	}
	if (to < end)
		while (to > from && setter->boxes[to - 1].keep)
			to--;
	if (to > from)
		return to;
	/* What holds together is higher than a page: it is cut all the same. */
	for (used = heads_height(setter, heads_at(setter, from)); to < end; to++) {
		used += setter->boxes[to].height + (to > from ? setter->boxes[to].space : 0);
		if (used > capacity + 0.01 && to > from)
			break;
	}
	return to;
}

static double
foot_height(const struct setter *setter)
{
	double height = 0;

	for (size_t i = setter->foot; i < setter->count; i++)
		height += setter->boxes[i].height;
	return height;
}

static double
used_height(const struct setter *setter, const struct page *page)
{
	double used = heads_height(setter, page->heads);

	for (size_t i = page->from; i < page->to; i++)
		used += setter->boxes[i].height + (i > page->from ? setter->boxes[i].space : 0);
	return used;
}

static bool
is_bare(const struct setter *setter, const struct page *page)
{
	for (size_t i = page->from; i < page->to; i++)
		if (setter->boxes[i].draw)
			return false;
	return true;
}

int
make_pages(struct setter *setter, struct page **ret_pages, size_t *ret_count)
{
	size_t end = setter->foot < setter->count ? setter->foot : setter->count, count = 0;
	struct page *pages = ARENA_ARRAY(setter->arena, end + 2, struct page);

	if (!pages)
		return FAIL_MEMORY;
	for (size_t from = 0; from < end;) {
		size_t to = page_end(setter, from, end, CAPACITY(setter));

		pages[count++] = (struct page){from, to, heads_at(setter, from)};
		from = to;
	}
	/* What is left over of room below the last line makes no page. */
	while (count > 1 && is_bare(setter, &pages[count - 1]))
		count--;
	/* Where the last page has no room for the foot, it stands on a page of its own. */
	if (count == 0 || (setter->foot < setter->count &&
	                   used_height(setter, &pages[count - 1]) + foot_height(setter) > CAPACITY(setter)))
		pages[count++] = (struct page){end, end, NULL};
	*ret_pages = pages;
	*ret_count = count;
	return 0;
}

/* ---- drawing ---- */

static void
show_text(const struct setter *setter, struct ink *ink, double size, double x, double y, double align, const char *text)
{
	PangoFontDescription *description = pango_font_description_copy_static(
		setter->faces->face[setter->lang == LANG_EN ? FACE_LATIN : FACE_BODY]);
	PangoLayout *layout = pango_layout_new(setter->context);

	pango_font_description_set_absolute_size(description, size * PANGO_SCALE);
	pango_layout_set_font_description(layout, description);
	pango_font_description_free(description);
	pango_layout_set_text(layout, text, -1);
	cairo_save(ink->cairo);
	cairo_translate(ink->cairo, x - align * layout_width(layout), y);
	ink_line(ink, pango_layout_get_line_readonly(layout, 0));
	cairo_restore(ink->cairo);
	g_object_unref(layout);
}

static void
draw_number(const struct setter *setter, struct ink *ink, size_t number, size_t total)
{
	double y = TYPE_HEIGHT + NUMBER_BELOW + DASH * SIZE_4;
	char text[64];

	if (setter->document->numbers == PAGES_SPARE) {
		if (total == 1)
			return;
		snprintf(text, sizeof text, setter->lang == LANG_EN ? "Page %zu of %zu" : "第%zu页，共%zu页", number, total);
		show_text(setter, ink, SIZE_5, TYPE_WIDTH / 2, y, 0.5, text);
		return;
	}
	snprintf(text, sizeof text, "— %zu —", number);
	if (setter->letter && number == 1)
		return; /* the first page of a letter has none */
	if (number % 2 == 1)
		show_text(setter, ink, SIZE_4, TYPE_WIDTH - setter->em, y, 1, text);
	else
		show_text(setter, ink, SIZE_4, setter->em, y, 0, text);
}

/* Says which characters are to be written by hand. */
static void
draw_missing(const struct setter *setter, struct ink *ink)
{
	char text[512];
	int used = snprintf(text, sizeof text, "%s", setter->lang == LANG_EN
		? "□: not in the type installed here, to be written by hand:" : "□：本机字库缺字，请手写补上：");

	for (size_t i = 0; setter->own.rune[i] && used < (int)sizeof text - 16; i++)
		used += snprintf(text + used, sizeof text - (size_t)used, " U+%04X", setter->own.rune[i]);
	if (setter->own.rune[0])
		show_text(setter, ink, 9, 0, TYPE_HEIGHT + NUMBER_BELOW + 2 * SIZE_4, 0, text);
}

/* The double rule at the foot of a letter's first page. */
static void
draw_letter_foot(cairo_t *cairo)
{
	double y = PAPER_HEIGHT - MARGIN_TOP - MM(20), x = (TYPE_WIDTH - MM(170)) / 2;

	cairo_set_source_rgb(cairo, 1, 0, 0);
	cairo_rectangle(cairo, x, y - 3.2, MM(170), 0.7);
	cairo_rectangle(cairo, x, y - 1.5, MM(170), 2.0);
	cairo_fill(cairo);
	cairo_set_source_rgb(cairo, 0, 0, 0);
}

static double
draw_box(const struct setter *setter, struct ink *ink, size_t i, double y, bool top, bool bottom)
{
	const struct box *box = &setter->boxes[i];
	const struct spot spot = {ink, y, top, bottom};

	if (box->draw)
		box->draw(box, &spot);
	return y + box->height;
}

static void
draw_foot(const struct setter *setter, struct ink *ink)
{
	double y = TYPE_HEIGHT - foot_height(setter);

	for (size_t i = setter->foot; i < setter->count; i++)
		y = draw_box(setter, ink, i, y, false, false);
	cairo_rectangle(ink->cairo, 0, y - 0.5, TYPE_WIDTH, 1.0);
	cairo_fill(ink->cairo);
}

void
draw_page(const struct setter *setter, struct ink *ink, const struct page *page, size_t number, size_t total)
{
	double y = 0;

	cairo_save(ink->cairo);
	cairo_translate(ink->cairo, MARGIN_LEFT, MARGIN_TOP);
	for (size_t i = 0; page->heads && i < page->heads->heads; i++)
		y = draw_box(setter, ink, page->heads->first + i, y, i == 0, false);
	for (size_t i = page->from; i < page->to; i++) {
		if (i > page->from)
			y += setter->boxes[i].space;
		y = draw_box(setter, ink, i, y, i == page->from, i + 1 == page->to);
	}
	if (number == total && setter->foot < setter->count)
		draw_foot(setter, ink);
	if (setter->letter && number == 1)
		draw_letter_foot(ink->cairo);
	draw_number(setter, ink, number, total);
	draw_missing(setter, ink);
	cairo_restore(ink->cairo);
}
