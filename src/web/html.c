#include "web/html.h"

#include <stdbool.h>
#include <string.h>

#include "base/conversion.h"
#include "web/catalogue.h"

static const char *
entity_of(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	default: return "&#39;";
	}
}

/* Writes the first `len` bytes of a text, the characters of `special` replaced by what stands for them. */
static void
escape(struct buf *out, const char *text, size_t len, const char *special)
{
	const char *end = text + len;

	for (;;) {
		size_t plain = strcspn(text, special);

		if (plain >= (size_t)(end - text)) {
			buf_add(out, text, (size_t)(end - text));
			return;
		}
		buf_add(out, text, plain);
		buf_puts(out, entity_of(text[plain]));
		text += plain + 1;
	}
}

#define IN_TEXT "&<>"
#define IN_ATTR "&<>\"'"

void
html_text(struct html *h, const char *text)
{
	if (text)
		escape(h->out, text, strlen(text), IN_TEXT);
}

void
html_attr(struct html *h, const char *text)
{
	if (text)
		escape(h->out, text, strlen(text), IN_ATTR);
}

void
html_url_arg(struct html *h, const char *text)
{
	if (text)
		buf_encode(h->out, text);
}

void
html_bilingual(struct html *h, struct bilingual text)
{
	html_text(h, in_lang(text, h->lang));
}

void
html_bilingual_attr(struct html *h, struct bilingual text)
{
	html_attr(h, in_lang(text, h->lang));
}

void
html_fragment(struct html *h, struct fragment fragment)
{
	if (fragment.html)
		buf_add(h->out, fragment.html, fragment.len);
}

/* Browsers read "//host", "/\host" and, since they drop tabs and newlines, "/<tab>/host" as another site. */
static bool
stays_here(const char *path)
{
	for (const char *c = path; *c; c++)
		if ((unsigned char)*c <= 0x20 || *c == '\\' || *c == 0x7F)
			return false;
	return path[0] == '?' || path[0] == '#' || (path[0] == '/' && path[1] != '/');
}

void
html_href(struct html *h, struct href href)
{
	html_attr(h, href.path && stays_here(href.path) ? href.path : "#");
}

void
html_int(struct html *h, int64_t number)
{
	buf_printf(h->out, "%lld", (long long)number);
}

void
html_uint(struct html *h, uint64_t number)
{
	buf_printf(h->out, "%llu", (unsigned long long)number);
}

void
html_num(struct html *h, int64_t number)
{
	char reversed[32];
	size_t len = 0;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	int digits = 0;

	do {
		if (digits > 0 && digits % 3 == 0)
			reversed[len++] = ',';
		reversed[len++] = (char)('0' + rest % 10);
		rest /= 10;
		digits++;
	} while (rest);
	if (number < 0)
		buf_putc(h->out, '-');
	while (len > 0)
		buf_putc(h->out, reversed[--len]);
}

void
html_day(struct html *h, day_no day)
{
	char text[DAY_TEXT];

	buf_puts(h->out, day_text(day, text));
}

struct html_value
html_value_text(const char *text)
{
	return (struct html_value){.kind = HTML_KIND_TEXT, .text = text};
}

struct html_value
html_value_int(int64_t number)
{
	return (struct html_value){.kind = HTML_KIND_INT, .number = number};
}

struct html_value
html_value_uint(uint64_t number)
{
	return html_value_int(number > INT64_MAX ? INT64_MAX : (int64_t)number);
}

struct html_value
html_value_num(int64_t number)
{
	return (struct html_value){.kind = HTML_KIND_NUM, .number = number};
}

struct html_value
html_value_day(day_no day)
{
	return (struct html_value){.kind = HTML_KIND_DAY, .number = day};
}

struct html_value
html_value_bilingual(struct bilingual text)
{
	return (struct html_value){.kind = HTML_KIND_BILINGUAL, .both = text};
}

static void
put_value(struct html *h, const struct html_value *value, const char *special)
{
	const char *text = value->text;

	switch (value->kind) {
	case HTML_KIND_INT:
		html_int(h, value->number);
		return;
	case HTML_KIND_NUM:
		html_num(h, value->number);
		return;
	case HTML_KIND_DAY:
		html_day(h, (day_no)value->number);
		return;
	case HTML_KIND_BILINGUAL:
		text = in_lang(value->both, h->lang);
		break;
	case HTML_KIND_TEXT:
		break;
	}
	if (text)
		escape(h->out, text, strlen(text), special);
}

static void
message(struct html *h, const char *msgid, const struct html_value *values, size_t count,
        const char *special)
{
	const char *text = tr(h->lang, msgid);
	size_t next = 0;

	for (;;) {
		size_t len = strcspn(text, "%");
		struct conversion conversion;
		size_t which;

		escape(h->out, text, len, special);
		text += len;
		if (!*text)
			return;
		text += conversion_read(text, &conversion);
		if (conversion.type == '%' || conversion.type == 0) {
			buf_putc(h->out, '%');
			continue;
		}
		which = conversion.position ? conversion.position - 1 : next++;
		if (which < count)
			put_value(h, &values[which], special);
	}
}

void
html_message(struct html *h, const char *msgid, const struct html_value *values, size_t count)
{
	message(h, msgid, values, count, IN_TEXT);
}

void
html_message_attr(struct html *h, const char *msgid, const struct html_value *values, size_t count)
{
	message(h, msgid, values, count, IN_ATTR);
}
