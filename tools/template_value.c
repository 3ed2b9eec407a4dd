#include "template_compiler.h"

#include <stdint.h>
#include <string.h>

#include "base/conversion.h"

#define LITERAL_MAX ((size_t)2000) /* ISO C promises 4,095 bytes in one literal */

/* ---- writing C ---- */

bool
template_error(struct compiler *c, size_t at, const char *why)
{
	source_error(c->source, at, c->errors, "%s", why);
	return false;
}

void
template_flush(struct compiler *c)
{
	const char *text = buf_text(&c->literal);
	size_t left = c->literal.len;

	while (left > 0) {
		size_t len = left < LITERAL_MAX ? left : LITERAL_MAX;

		while (len < left && ((unsigned char)text[len] & 0xC0) == 0x80)
			len--;
		buf_puts(&c->code, "\tbuf_add(h->out, ");
		c_quote(text, len, &c->code);
		buf_printf(&c->code, ", %zu);\n", len);
		c->line++;
		text += len;
		left -= len;
	}
	buf_clear(&c->literal);
}

void
template_statement(struct compiler *c, size_t at)
{
	int line = source_line(c->source, at);

	template_flush(c);
	if (line != c->line) {
		buf_printf(&c->code, "#line %d ", line);
		c_quote(c->source->name, strlen(c->source->name), &c->code);
		buf_putc(&c->code, '\n');
	}
	c->line = line;
}

void
template_put(struct buf *out, struct span span)
{
	for (size_t i = 0; i < span.len; i++)
		buf_putc(out, span.text[i] == '\n' ? ' ' : span.text[i]);
}

void
template_end(struct compiler *c, const char *end)
{
	buf_puts(&c->code, end);
	buf_putc(&c->code, '\n');
	c->line++;
}

bool
template_expression(struct compiler *c, struct span span, const char *what)
{
	if (span.len == 0) {
		source_error(c->source, span.at, c->errors, "%s is missing", what);
		return false;
	}
	if (span_find(span, "") == SIZE_MAX) {
		source_error(c->source, span.at, c->errors,
		             "%s is no C expression: a bracket or quote is not closed, or it has ';', a brace, "
		             "'#' or a comment", what);
		return false;
	}
	return true;
}

/* ---- values ---- */

static bool
value_place(struct compiler *c, size_t at, enum html_verb *ret_verb)
{
	const char *why;

	if (c->depth == 0)
		return template_error(c, at, "a value stands inside a view only");
	why = html_value_place(&c->html, ret_verb);
	return why ? template_error(c, at, why) : true;
}

/* Writes `call(h, (EXPR));`. */
static bool
put_call(struct compiler *c, struct span span, const char *call)
{
	if (!template_expression(c, span, "the value"))
		return false;
	template_statement(c, span.at);
	buf_printf(&c->code, "\t%s(h, (", call);
	template_put(&c->code, span);
	template_end(c, "));");
	return true;
}

static bool
value_plain(struct compiler *c, struct span span, enum html_verb verb)
{
	static const char *const calls[] = {
		[VERB_TEXT] = "HTML_IN_TEXT", [VERB_ATTR] = "HTML_IN_ATTR",
		[VERB_HREF] = "HTML_AS_URL", [VERB_URL_ARG] = "HTML_IN_URL",
	};

	return put_call(c, span, calls[verb]);
}

static bool
value_arg(struct compiler *c, struct span span, enum html_verb verb)
{
	if (verb == VERB_HREF)
		return template_error(c, span.at, "an address begins with '/', '?' or '#', or is one struct href");
	return put_call(c, span, "HTML_IN_URL");
}

static bool
value_date(struct compiler *c, struct span span, enum html_verb verb)
{
	if (verb == VERB_HREF)
		return template_error(c, span.at, "a date is no address");
	return put_call(c, span, "html_day");
}

static bool
value_num(struct compiler *c, struct span span, enum html_verb verb)
{
	if (verb == VERB_HREF || verb == VERB_URL_ARG)
		return template_error(c, span.at, "a grouped number has no place in an address");
	return put_call(c, span, "HTML_NUM");
}

bool
template_literal(struct compiler *c, struct span span)
{
	if (span.len > 1 && span.text[0] == '"' && c_literal(span.text, span.len) == span.len)
		return true;
	return template_error(c, span.at, "a name in double quotes is wanted here");
}

/* `prefix` and the quoted name with every sign that C names lack made '_'. */
static void
put_identifier(struct compiler *c, const char *prefix, struct span quoted)
{
	buf_puts(&c->code, prefix);
	for (size_t i = 1; i + 1 < quoted.len; i++) {
		char byte = quoted.text[i];
		bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
		             (byte >= '0' && byte <= '9');

		buf_putc(&c->code, plain ? byte : '_');
	}
}

static bool
value_asset(struct compiler *c, struct span span, enum html_verb verb)
{
	if (verb != VERB_HREF)
		return template_error(c, span.at, "an asset is the whole address of an attribute");
	if (!template_literal(c, span))
		return false;
	template_statement(c, span.at);
	buf_puts(&c->code, "\thtml_attr(h, ");
	put_identifier(c, "ASSET_", span);
	template_end(c, ");");
	return true;
}

static bool
value_icon(struct compiler *c, struct span span, enum html_verb verb)
{
	if (verb != VERB_TEXT)
		return template_error(c, span.at, "an icon stands between tags");
	if (!template_literal(c, span))
		return false;
	template_statement(c, span.at);
	buf_puts(&c->code, "\thtml_fragment(h, ");
	put_identifier(c, "icon_", span);
	template_end(c, ");");
	return true;
}

/* The values a message takes: the greatest position, or SIZE_MAX for a conversion that pages do not have. */
static size_t
values_of(const char *msgid)
{
	size_t next = 0, most = 0;

	for (const char *at = strchr(msgid, '%'); at; at = strchr(at, '%')) {
		struct conversion conversion;
		size_t position;

		at += conversion_read(at, &conversion);
		if (conversion.type == '%')
			continue;
		if (*conversion.size || !conversion.type || !strchr("ds", conversion.type))
			return SIZE_MAX;
		position = conversion.position ? conversion.position : ++next;
		most = position > most ? position : most;
	}
	return most;
}

/* Appends the values behind a msgid as initializers; their number in *ret_count. */
static bool
put_values(struct compiler *c, struct span rest, struct buf *out, size_t *ret_count)
{
	size_t count = 0;

	if (rest.len > 0 && rest.text[0] == ',')
		rest = span_from(rest, 1);
	while (rest.len > 0) {
		size_t comma = span_find(rest, ",");
		struct span value = comma == SIZE_MAX ? rest : span_upto(rest, comma);
		struct span inner = value;
		const char *call = "HTML_VALUE";

		if (span_keyword(value, "date", &inner))
			call = "html_value_day";
		else if (span_keyword(value, "num", &inner))
			call = "HTML_VALUE_NUM";
		if (!template_expression(c, inner, "a value of the message"))
			return false;
		buf_printf(out, "%s%s((", count ? ", " : "", call);
		template_put(out, inner);
		buf_puts(out, "))");
		count++;
		rest = comma == rest.len ? span_from(rest, rest.len) : span_from(rest, comma + 1);
	}
	*ret_count = count;
	return true;
}

static bool
check_message(struct compiler *c, struct span literal, size_t given)
{
	struct buf msgid;
	bool sound;
	size_t wanted;

	buf_init(&msgid, SOURCE_MAX);
	sound = c_unquote(literal.text, literal.len, &msgid);
	wanted = values_of(buf_text(&msgid));
	if (!sound)
		template_error(c, literal.at, "of escapes only \\\" \\\\ \\n and \\t");
	else if (msgid.len == 0)
		template_error(c, literal.at, "an empty text");
	else if (wanted == SIZE_MAX)
		template_error(c, literal.at, "texts of pages take %d and %s only; a per cent sign is %%");
	else if (wanted != given)
		source_error(c->source, literal.at, c->errors, "the text takes %zu values, %zu are given",
		             wanted, given);
	else
		buf_printf(&c->output->messages, "%d\t%.*s\n", source_line(c->source, literal.at),
		           (int)literal.len - 2, literal.text + 1);
	sound = sound && msgid.len > 0 && wanted == given;
	buf_free(&msgid);
	return sound;
}

static bool
value_message(struct compiler *c, struct span span, enum html_verb verb)
{
	size_t len = span.len > 0 && span.text[0] == '"' ? c_literal(span.text, span.len) : 0;
	struct span literal = span_upto(span, len);
	const char *call = verb == VERB_TEXT ? "html_message" : "html_message_attr";
	struct buf values;
	size_t count = 0;
	bool sound;

	if (verb != VERB_TEXT && verb != VERB_ATTR)
		return template_error(c, span.at, "a text of the catalogue is no part of an address");
	if (len == 0)
		return template_error(c, span.at, "behind t stands the English text in double quotes");
	buf_init(&values, SOURCE_MAX);
	sound = put_values(c, span_from(span, len), &values, &count) && check_message(c, literal, count);
	if (sound) {
		template_statement(c, span.at);
		buf_printf(&c->code, "\t%s(h, ", call);
		template_put(&c->code, literal);
		if (count > 0)
			buf_printf(&c->code, ", (const struct html_value[]){%s}, %zu", buf_text(&values), count);
		else
			buf_puts(&c->code, ", NULL, 0");
		template_end(c, ");");
	}
	buf_free(&values);
	return sound;
}

bool
template_value(struct compiler *c, struct span span)
{
	static const struct {
		const char *word;
		bool (*compile)(struct compiler *c, struct span span, enum html_verb verb);
	} keywords[] = {
		{"t", value_message}, {"arg", value_arg}, {"date", value_date},
		{"num", value_num}, {"asset", value_asset}, {"icon", value_icon},
	};
	enum html_verb verb;
	struct span rest;

	if (!value_place(c, span.at, &verb))
		return false;
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (span_keyword(span, keywords[i].word, &rest))
			return keywords[i].compile(c, rest, verb);
	return value_plain(c, span, verb);
}
