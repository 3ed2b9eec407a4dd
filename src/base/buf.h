/*
 * A growing byte buffer with a maximum.  A failed append (no memory, past the
 * maximum) is remembered: later appends do nothing, and buf_failed() tells
 * once at the end, so that writers need not check every call.
 */
#ifndef DANGJIAN_BASE_BUF_H
#define DANGJIAN_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buf {
	char *data;    /* always NUL-terminated once anything was appended */
	size_t len;    /* bytes, without the NUL */
	size_t cap;
	size_t max;    /* most bytes it will hold */
	bool failed;
	bool starved;  /* … for want of memory */
};

#define BUF_PAGE_MAX ((size_t)16 << 20)  /* bytes of one page or API answer */

void buf_init(struct buf *buf, size_t max);
void buf_free(struct buf *buf);           /* takes an empty buffer too */
void buf_clear(struct buf *buf);          /* keeps the memory */

void buf_add(struct buf *buf, const void *bytes, size_t len);
void buf_puts(struct buf *buf, const char *text);
void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Percent-encodes all but letters, digits and "-._~", as addresses want it (RFC 3986). */
void buf_encode(struct buf *buf, const char *text);

/* The text so far, "" when empty; valid until the next append. */
const char *buf_text(const struct buf *buf);

/* 0, or the failure of the first append that failed: FAIL_TOO_LARGE or FAIL_MEMORY. */
int buf_status(const struct buf *buf);

#endif
