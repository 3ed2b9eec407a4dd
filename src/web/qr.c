#include "web/qr.h"

#include <qrencode.h>

#include "base/buf.h"

#define QUIET 4                       /* modules of margin that readers need */
#define DRAWING_MAX ((size_t)128 << 10)

/* Each run of dark modules in a row as one stroke of a single path. */
static void
draw_modules(const QRcode *code, struct buf *out)
{
	for (int y = 0; y < code->width; y++)
		for (int x = 0, end; x < code->width; x = end) {
			bool dark = code->data[y * code->width + x] & 1;

			for (end = x + 1; end < code->width && (code->data[y * code->width + end] & 1) == dark; end++)
				;
			if (dark)
				buf_printf(out, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, end - x, end - x);
		}
}

struct fragment
qr_draw(struct arena *arena, const char *title, const char *text)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct fragment drawn = {0};
	struct buf buf;
	struct html h = {.out = &buf};
	int side;

	if (!code)
		return drawn;
	side = code->width + 2 * QUIET;
	buf_init(&buf, DRAWING_MAX);
	buf_printf(&buf, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", side, side);
	html_attr(&h, title);
	buf_printf(&buf, "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"", side,
	           side);
	draw_modules(code, &buf);
	buf_puts(&buf, "\"/></svg>");
	QRcode_free(code);
	if (!buf.failed)
		drawn.html = arena_strndup(arena, buf_text(&buf), buf.len);
	if (drawn.html)
		drawn.len = buf.len;
	buf_free(&buf);
	return drawn;
}
