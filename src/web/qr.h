/* A text as a QR code, drawn in the page: what it says goes to nobody else. */
#ifndef DANGJIAN_WEB_QR_H
#define DANGJIAN_WEB_QR_H

#include "base/arena.h"
#include "web/html.h"

/* `title` says to screen readers what it is; a code that finds no memory is the empty fragment. */
struct fragment qr_draw(struct arena *arena, const char *title, const char *text);

#endif
