#include "web/chart.h"

#include "base/num.h"

#define WIDTH 380
#define HEIGHT 150
#define TOP 20             /* room for the number above a column */
#define BOTTOM 22          /* room for the labels */
#define LABELS_MAX 6       /* more would run into each other */
#define FRAGMENT_MAX ((size_t)256 << 10)

static const int64_t room = HEIGHT - TOP - BOTTOM;

/* Moves what was drawn into the arena. */
static struct fragment
finish(struct arena *arena, struct buf *buf)
{
	struct fragment drawn = {0};

	buf_puts(buf, "</svg>");
	if (!buf->failed)
		drawn.html = arena_strndup(arena, buf_text(buf), buf->len);
	if (drawn.html)
		drawn.len = buf->len;
	buf_free(buf);
	return drawn;
}

static void
begin(struct html *h, struct buf *buf, const char *title, const char *role, int width, int height)
{
	buf_init(buf, FRAGMENT_MAX);
	*h = (struct html){.out = buf};
	buf_printf(buf, "<svg viewBox=\"0 0 %d %d\" role=\"%s\" aria-label=\"", width, height, role);
	html_attr(h, title);
	buf_puts(buf, "\">");
}

static void
text_at(struct html *h, int64_t x, int64_t y, const char *classes, const char *text)
{
	buf_printf(h->out, "<text class=\"%s\" x=\"%lld\" y=\"%lld\" text-anchor=\"middle\">", classes,
	           (long long)x, (long long)y);
	html_text(h, text);
	buf_puts(h->out, "</text>");
}

static void
column(struct html *h, const struct chart_column *c, int64_t x, int64_t width, int64_t most)
{
	int64_t height = c->value <= 0 ? 0 : c->value * room / most;
	const char *tone = c->tone == TONE_PLAIN ? "" : tone_name(c->tone);

	if (height == 0 && c->value > 0)
		height = 1;
	if (c->href.path) {
		buf_puts(h->out, "<a href=\"");
		html_href(h, c->href);
		buf_puts(h->out, "\" aria-label=\"");
		html_attr(h, c->words);
		buf_puts(h->out, "\">");
	}
	buf_puts(h->out, "<title>");
	html_text(h, c->words);
	buf_printf(h->out, "</title><rect class=\"c-bar%s%s\" x=\"%lld\" y=\"%lld\" width=\"%lld\" height=\"%lld\"/>",
	           *tone ? "-" : "", tone, (long long)x, (long long)(HEIGHT - BOTTOM - height),
	           (long long)width, (long long)height);
	if (c->href.path)
		buf_puts(h->out, "</a>");
}

struct fragment
chart_columns(struct arena *arena, const char *title, const struct chart_column *columns, size_t count)
{
	struct buf buf;
	struct html h;
	int64_t most = 1, step, width;
	size_t every;

	if (count == 0)
		return (struct fragment){0};
	if (count > CHART_COLUMNS_MAX)
		count = CHART_COLUMNS_MAX;
	for (size_t i = 0; i < count; i++)
		most = columns[i].value > most ? columns[i].value : most;
	step = WIDTH / (int64_t)count;
	width = step * 7 / 10;
	every = (count + LABELS_MAX - 1) / LABELS_MAX;
	begin(&h, &buf, title, "group", WIDTH, HEIGHT);
	buf_printf(&buf, "<path class=\"c-axis\" d=\"M0 %d.5H%d\"/>", HEIGHT - BOTTOM, WIDTH);
	for (size_t i = 0; i < count; i++) {
		const struct chart_column *c = &columns[i];
		int64_t x = (int64_t)i * step, middle = x + step / 2;
		int64_t top = c->value <= 0 ? 0 : c->value * room / most;

		column(&h, c, x + (step - width) / 2, width, most);
		if (c->value > 0 && count <= 2 * LABELS_MAX) {
			char number[24];
			struct buf digits;
			struct html into = {.out = &digits};

			buf_init(&digits, sizeof number);
			html_num(&into, c->value);
			text_at(&h, middle, HEIGHT - BOTTOM - top - 5, "c-value", buf_text(&digits));
			buf_free(&digits);
		}
		if (i % every == 0)
			text_at(&h, middle, HEIGHT - 6, "c-text", c->label);
	}
	return finish(arena, &buf);
}

/* Where a share of `tenths` lies from the top. */
static int64_t
height_of(int64_t tenths)
{
	return HEIGHT - BOTTOM - tenths * room / 1000;
}

struct fragment
chart_line(struct arena *arena, const char *title, const struct chart_point *points, size_t count)
{
	enum { LEFT = 38, RIGHT = 20 };
	struct buf buf;
	struct html h;
	bool drawing = false;
	size_t every = (count + LABELS_MAX - 1) / LABELS_MAX;

	if (count < 2)
		return (struct fragment){0};
	begin(&h, &buf, title, "img", WIDTH, HEIGHT);
	for (int64_t tenths = 0; tenths <= 1000; tenths += 500) {
		buf_printf(&buf, "<path class=\"c-axis\" d=\"M%d %lld.5H%d\"/>", LEFT, (long long)height_of(tenths), WIDTH);
		text_at(&h, LEFT / 2, height_of(tenths) + 4, "c-text",
		        tenths == 0 ? "0%" : tenths == 500 ? "50%" : "100%");
	}
	buf_puts(&buf, "<path class=\"c-line\" d=\"");
	for (size_t i = 0; i < count; i++) {
		int64_t x = LEFT + RIGHT + (int64_t)i * (WIDTH - LEFT - 2 * RIGHT) / (int64_t)(count - 1);

		if (points[i].tenths >= 0)
			buf_printf(&buf, "%c%lld %lld", drawing ? 'L' : 'M', (long long)x, (long long)height_of(points[i].tenths));
		drawing = points[i].tenths >= 0;
	}
	buf_puts(&buf, "\"/>");
	for (size_t i = 0; i < count; i++) {
		int64_t x = LEFT + RIGHT + (int64_t)i * (WIDTH - LEFT - 2 * RIGHT) / (int64_t)(count - 1);
		char share[PER_CENT_TEXT];

		if ((count - 1 - i) % every == 0)
			text_at(&h, x, HEIGHT - 6, "c-text", points[i].label);
		if (points[i].tenths < 0)
			continue;
		buf_printf(&buf, "<circle class=\"c-dot\" cx=\"%lld\" cy=\"%lld\" r=\"3\"/>", (long long)x,
		           (long long)height_of(points[i].tenths));
		if ((count - 1 - i) % every == 0)
			text_at(&h, x, height_of(points[i].tenths) - 8, "c-value", per_cent_text(points[i].tenths, share));
	}
	return finish(arena, &buf);
}

struct fragment
chart_majority(struct arena *arena, const char *title, int64_t yes, int64_t majority, int64_t entitled)
{
	enum { LONG = 200, THICK = 14 };
	struct buf buf;
	struct html h;
	int64_t bar, mark;

	if (entitled <= 0 || yes < 0 || majority < 0)
		return (struct fragment){0};
	bar = (yes < entitled ? yes : entitled) * LONG / entitled;
	mark = (majority < entitled ? majority : entitled) * LONG / entitled;
	begin(&h, &buf, title, "img", LONG, THICK);
	buf_printf(&buf, "<rect class=\"c-rest\" y=\"3\" width=\"%d\" height=\"8\" rx=\"4\"/>", LONG);
	buf_printf(&buf, "<rect class=\"%s\" y=\"3\" width=\"%lld\" height=\"8\" rx=\"4\"/>",
	           yes >= majority ? "c-bar-good" : "c-bar-plain", (long long)bar);
	buf_printf(&buf, "<path class=\"c-mark\" d=\"M%lld 0V%d\"/>", (long long)mark, THICK);
	return finish(arena, &buf);
}
