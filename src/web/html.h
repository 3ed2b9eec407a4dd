/*
 * Writing HTML.  Every verb is named by the place it writes to and escapes for
 * that place; the template compiler (tools/template) picks the verb from the
 * HTML around the value.  There is no verb that writes a string unescaped:
 * markup made elsewhere (a chart, an icon) has a type of its own.
 */
#ifndef DANGJIAN_WEB_HTML_H
#define DANGJIAN_WEB_HTML_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/lang.h"

struct html {
	struct buf *out;
	enum lang lang;
};

/* Finished markup of our own making, never of user input. */
struct fragment {
	const char *html;
	size_t len;
};

/* An address on this site: "/units/7?as_of=2026-11-21", "?page=x", "#top". */
struct href {
	const char *path;
};

/* A null text writes nothing, in every verb. */
void html_text(struct html *h, const char *text);            /* between tags */
void html_attr(struct html *h, const char *text);            /* inside "…" of an attribute */
void html_url_arg(struct html *h, const char *text);         /* one argument or segment of an address */
void html_bilingual(struct html *h, struct bilingual text);
void html_bilingual_attr(struct html *h, struct bilingual text);
void html_fragment(struct html *h, struct fragment fragment);

/* An address as an attribute's whole value; one that leaves this site becomes "#". */
void html_href(struct html *h, struct href href);

/* These write digits and hyphens alone and fit everywhere. */
void html_int(struct html *h, int64_t number);
void html_uint(struct html *h, uint64_t number);
void html_num(struct html *h, int64_t number);               /* grouped: 2,986 */
void html_day(struct html *h, day_no day);                   /* 2026-11-21; nothing for no date */

/* A value in a message of the catalogue. */
enum html_kind { HTML_KIND_TEXT, HTML_KIND_INT, HTML_KIND_NUM, HTML_KIND_DAY, HTML_KIND_BILINGUAL };

struct html_value {
	enum html_kind kind;
	union {
		const char *text;
		int64_t number;
		struct bilingual both;
	};
};

struct html_value html_value_text(const char *text);
struct html_value html_value_int(int64_t number);
struct html_value html_value_uint(uint64_t number);
struct html_value html_value_num(int64_t number);
struct html_value html_value_day(day_no day);
struct html_value html_value_bilingual(struct bilingual text);

/*
 * The catalogue's text for `msgid` with its conversions (%d, %s, %1$s, %%)
 * replaced by the values, escaped; html_message between tags, html_message_attr
 * inside an attribute.  A conversion without a value writes nothing.
 */
void html_message(struct html *h, const char *msgid, const struct html_value *values, size_t count);
void html_message_attr(struct html *h, const char *msgid, const struct html_value *values, size_t count);

/* What compiled templates call: the verb by the value's type.  A type without a verb does not compile. */
#define HTML_IN_TEXT(h, x) _Generic((x), \
	char *: html_text, const char *: html_text, struct bilingual: html_bilingual, \
	struct fragment: html_fragment, HTML_NUMBERS)((h), (x))
#define HTML_IN_ATTR(h, x) _Generic((x), \
	char *: html_attr, const char *: html_attr, struct bilingual: html_bilingual_attr, \
	HTML_NUMBERS)((h), (x))
#define HTML_IN_URL(h, x) _Generic((x), \
	char *: html_url_arg, const char *: html_url_arg, HTML_NUMBERS)((h), (x))
#define HTML_AS_URL(h, x) _Generic((x), struct href: html_href)((h), (x))
#define HTML_NUMBERS \
	short: html_int, int: html_int, long: html_int, long long: html_int, \
	unsigned short: html_uint, unsigned: html_uint, unsigned long: html_uint, \
	unsigned long long: html_uint
#define HTML_NUM(h, x) html_num((h), (int64_t)(x))
#define HTML_VALUE_NUM(x) html_value_num((int64_t)(x))
#define HTML_VALUE(x) _Generic((x), \
	char *: html_value_text, const char *: html_value_text, \
	short: html_value_int, int: html_value_int, long: html_value_int, long long: html_value_int, \
	unsigned short: html_value_uint, unsigned: html_value_uint, unsigned long: html_value_uint, \
	unsigned long long: html_value_uint, struct bilingual: html_value_bilingual)(x)

#endif
