#include "template.h"

#include <stdint.h>
#include <string.h>

#include "base/conversion.h"
#include "template_html.h"
#include "template_token.h"

#define BLOCKS_MAX 32
#define PARAMS_MAX 16
#define LITERAL_MAX ((size_t)2000) /* ISO C promises 4,095 bytes in one literal */

enum block_kind { BLOCK_VIEW, BLOCK_IF, BLOCK_FOR, BLOCK_WRAP };

struct block {
	enum block_kind kind;
	size_t at;                  /* the opening directive */
	struct html_place before;   /* where its branches begin */
	struct html_place after;    /* where the first of them ended */
	bool branched;              /* an else was seen: `after` is set */
	bool has_else;              /* a final else was seen */
	struct span arguments;      /* BLOCK_WRAP: "layout(p)" */
};

struct compiler {
	const struct source *source;
	struct template_output *output;
	struct buf *errors;
	struct html_place html;
	struct block blocks[BLOCKS_MAX];
	size_t depth;
	struct span name, params;   /* of the view being compiled */
	bool has_body;
	struct buf code;            /* of the function being compiled */
	struct buf literal;         /* HTML not yet written to `code` */
	int line;                   /* the line the C compiler believes in */
	unsigned loops;
};

static bool
error_at(struct compiler *c, size_t at, const char *why)
{
	source_error(c->source, at, c->errors, "%s", why);
	return false;
}

/* Writes the pending HTML as calls, each literal short enough for ISO C. */
static void
flush(struct compiler *c)
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

/* Before a statement from the byte `at`: messages of the C compiler name the template's line. */
static void
statement(struct compiler *c, size_t at)
{
	int line = source_line(c->source, at);

	flush(c);
	if (line != c->line) {
		buf_printf(&c->code, "#line %d ", line);
		c_quote(c->source->name, strlen(c->source->name), &c->code);
		buf_putc(&c->code, '\n');
	}
	c->line = line;
}

/* A span on one line, so that the line count stays right. */
static void
put_span(struct buf *out, struct span span)
{
	for (size_t i = 0; i < span.len; i++)
		buf_putc(out, span.text[i] == '\n' ? ' ' : span.text[i]);
}

static void
end_statement(struct compiler *c, const char *end)
{
	buf_puts(&c->code, end);
	buf_putc(&c->code, '\n');
	c->line++;
}

static bool
check_expression(struct compiler *c, struct span span, const char *what)
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

static bool
add_html(struct compiler *c, struct span span)
{
	if (c->depth == 0) {
		span = span_trim(span);
		return span.len == 0 ? true : error_at(c, span.at, "HTML stands inside a view only");
	}
	for (size_t i = 0; i < span.len; i++) {
		char byte = span.text[i];
		bool space = byte == ' ' || byte == '\t' || byte == '\n';
		const char *why;

		if (byte == '\0' || byte == '\r')
			return error_at(c, span.at + i, "a byte that has no place in a template");
		if (space && html_space_collapses(&c->html)) {
			const char *text = buf_text(&c->literal);
			size_t len = c->literal.len;

			if (len == 0 || (text[len - 1] != ' ' && text[len - 1] != '\n'))
				buf_putc(&c->literal, byte == '\t' ? ' ' : byte);
		} else {
			buf_putc(&c->literal, byte);
		}
		why = html_feed(&c->html, byte, span.at + i);
		if (why)
			return error_at(c, span.at + i, why);
	}
	return true;
}

static bool
value_place(struct compiler *c, size_t at, enum html_verb *ret_verb)
{
	const char *why;

	if (c->depth == 0)
		return error_at(c, at, "a value stands inside a view only");
	why = html_value_place(&c->html, ret_verb);
	return why ? error_at(c, at, why) : true;
}

/* Writes `call(h, (EXPR));`. */
static bool
put_call(struct compiler *c, struct span span, const char *call)
{
	if (!check_expression(c, span, "the value"))
		return false;
	statement(c, span.at);
	buf_printf(&c->code, "\t%s(h, (", call);
	put_span(&c->code, span);
	end_statement(c, "));");
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
		return error_at(c, span.at, "an address begins with '/', '?' or '#', or is one struct href");
	return put_call(c, span, "HTML_AS_ARG");
}

static bool
value_date(struct compiler *c, struct span span, enum html_verb verb)
{
	if (verb == VERB_HREF)
		return error_at(c, span.at, "a date is no address");
	return put_call(c, span, "html_day");
}

static bool
value_num(struct compiler *c, struct span span, enum html_verb verb)
{
	if (verb == VERB_HREF || verb == VERB_URL_ARG)
		return error_at(c, span.at, "a grouped number has no place in an address");
	return put_call(c, span, "HTML_NUM");
}

/* The one C string literal a span must be. */
static bool
literal_only(struct compiler *c, struct span span)
{
	if (span.len > 1 && span.text[0] == '"' && c_literal(span.text, span.len) == span.len)
		return true;
	return error_at(c, span.at, "a name in double quotes is wanted here");
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
		return error_at(c, span.at, "an asset is the whole address of an attribute");
	if (!literal_only(c, span))
		return false;
	statement(c, span.at);
	buf_puts(&c->code, "\thtml_attr(h, ");
	put_identifier(c, "ASSET_", span);
	end_statement(c, ");");
	return true;
}

static bool
value_icon(struct compiler *c, struct span span, enum html_verb verb)
{
	if (verb != VERB_TEXT)
		return error_at(c, span.at, "an icon stands between tags");
	if (!literal_only(c, span))
		return false;
	statement(c, span.at);
	buf_puts(&c->code, "\thtml_fragment(h, ");
	put_identifier(c, "icon_", span);
	end_statement(c, ");");
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
		if (!check_expression(c, inner, "a value of the message"))
			return false;
		buf_printf(out, "%s%s((", count ? ", " : "", call);
		put_span(out, inner);
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
		error_at(c, literal.at, "of escapes only \\\" \\\\ \\n and \\t");
	else if (msgid.len == 0)
		error_at(c, literal.at, "an empty text");
	else if (wanted == SIZE_MAX)
		error_at(c, literal.at, "texts of pages take %d and %s only; a per cent sign is %%");
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
		return error_at(c, span.at, "a text of the catalogue is no part of an address");
	if (len == 0)
		return error_at(c, span.at, "behind t stands the English text in double quotes");
	buf_init(&values, SOURCE_MAX);
	sound = put_values(c, span_from(span, len), &values, &count) && check_message(c, literal, count);
	if (sound) {
		statement(c, span.at);
		buf_printf(&c->code, "\t%s(h, ", call);
		put_span(&c->code, literal);
		if (count > 0)
			buf_printf(&c->code, ", (const struct html_value[]){%s}, %zu", buf_text(&values), count);
		else
			buf_puts(&c->code, ", NULL, 0");
		end_statement(c, ");");
	}
	buf_free(&values);
	return sound;
}

static bool
compile_value(struct compiler *c, struct span span)
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

static struct block *
innermost(struct compiler *c)
{
	return c->depth > 0 ? &c->blocks[c->depth - 1] : NULL;
}

static bool
open_block(struct compiler *c, enum block_kind kind, size_t at)
{
	if (c->depth == BLOCKS_MAX)
		return error_at(c, at, "blocks are nested more than 32 deep");
	c->blocks[c->depth++] = (struct block){.kind = kind, .at = at, .before = c->html};
	return true;
}

static bool
is_identifier(struct span span)
{
	for (size_t i = 0; i < span.len; i++) {
		char byte = span.text[i];

		if (!((byte >= 'a' && byte <= 'z') || byte == '_' || (i > 0 && byte >= '0' && byte <= '9')))
			return false;
	}
	return span.len > 0;
}

/* Splits "name(arguments)". */
static bool
split_call(struct compiler *c, struct span span, struct span *ret_name, struct span *ret_arguments)
{
	size_t open = 0;

	while (open < span.len && span.text[open] != '(')
		open++;
	if (open == span.len || span.text[span.len - 1] != ')' || !is_identifier(span_upto(span, open)))
		return error_at(c, span.at, "name(arguments) is wanted, the name in lower case");
	if (span_find(span, "") == SIZE_MAX)
		return error_at(c, span.at, "brackets or quotes are not closed, or a byte C arguments do not have");
	*ret_name = span_upto(span, open);
	span.len--;
	*ret_arguments = span_from(span, open + 1);
	return true;
}

/* The last identifier of "const struct x *name": the parameter's name. */
static struct span
parameter_name(struct span parameter)
{
	size_t begin = parameter.len;

	while (begin > 0 && is_identifier((struct span){parameter.text + begin - 1, 1, 0}))
		begin--;
	return span_from(parameter, begin);
}

/* "name" or "name_begin", its parameters, and what keeps unused ones quiet. */
static void
put_function(struct compiler *c, const char *suffix)
{
	struct buf *code = &c->output->code, *prototypes = &c->output->prototypes;
	struct span rest = c->params;
	const char *comma = c->params.len > 0 ? ", " : "";

	buf_printf(prototypes, "void view_%.*s%s(struct html *h%s", (int)c->name.len, c->name.text, suffix, comma);
	put_span(prototypes, c->params);
	buf_puts(prototypes, ");\n");
	buf_printf(code, "\nvoid\nview_%.*s%s(struct html *h%s", (int)c->name.len, c->name.text, suffix, comma);
	put_span(code, c->params);
	buf_puts(code, ")\n{\n\t(void)h;\n");
	while (rest.len > 0) {
		size_t len = span_find(rest, ",");
		struct span name = parameter_name(span_upto(rest, len));

		buf_printf(code, "\t(void)%.*s;\n", (int)name.len, name.text);
		rest = len == rest.len ? span_from(rest, len) : span_from(rest, len + 1);
	}
	buf_add(code, buf_text(&c->code), c->code.len);
	buf_puts(code, "}\n");
	buf_clear(&c->code);
	c->line = 0;
}

static bool
directive_include(struct compiler *c, struct span span)
{
	if (c->depth > 0)
		return error_at(c, span.at, "include stands outside views");
	if (!literal_only(c, span))
		return false;
	buf_printf(&c->output->includes, "#include %.*s\n", (int)span.len, span.text);
	return true;
}

static bool
directive_view(struct compiler *c, struct span span)
{
	if (c->depth > 0)
		return error_at(c, span.at, "a view inside a view: an {% end %} is missing above");
	memset(&c->html, 0, sizeof c->html);
	c->has_body = false;
	c->line = 0;
	return split_call(c, span, &c->name, &c->params) && open_block(c, BLOCK_VIEW, span.at);
}

static bool
directive_body(struct compiler *c, struct span span)
{
	if (c->depth != 1 || c->has_body || c->html.place != PLACE_TEXT)
		return error_at(c, span.at, "body stands once in a view, between tags and outside blocks");
	flush(c);
	put_function(c, "_begin");
	c->has_body = true;
	return true;
}

static bool
put_view_call(struct compiler *c, struct span span, const char *suffix)
{
	struct span name, arguments;

	if (!split_call(c, span, &name, &arguments))
		return false;
	statement(c, span.at);
	buf_printf(&c->code, "\tview_%.*s%s(h%s", (int)name.len, name.text, suffix, arguments.len ? ", " : "");
	put_span(&c->code, arguments);
	end_statement(c, ");");
	return true;
}

static bool
directive_call(struct compiler *c, struct span span)
{
	if (c->depth == 0 || c->html.place != PLACE_TEXT)
		return error_at(c, span.at, "call stands inside a view, between tags");
	return put_view_call(c, span, "");
}

static bool
directive_wrap(struct compiler *c, struct span span)
{
	if (c->depth == 0 || c->html.place != PLACE_TEXT)
		return error_at(c, span.at, "wrap stands inside a view, between tags");
	if (!open_block(c, BLOCK_WRAP, span.at) || !put_view_call(c, span, "_begin"))
		return false;
	innermost(c)->arguments = span;
	return true;
}

static bool
directive_if(struct compiler *c, struct span span)
{
	if (c->depth == 0)
		return error_at(c, span.at, "if stands inside a view");
	if (!check_expression(c, span, "the condition") || !open_block(c, BLOCK_IF, span.at))
		return false;
	statement(c, span.at);
	buf_puts(&c->code, "\tif (");
	put_span(&c->code, span);
	end_statement(c, ") {");
	return true;
}

/* Ends a branch: it must stop where the branches before it did. */
static bool
end_branch(struct compiler *c, struct block *block, size_t at)
{
	if (block->branched && !html_same_place(&c->html, &block->after))
		return error_at(c, at, "this branch ends at another place of the HTML than the one before it");
	block->after = c->html;
	block->branched = true;
	return true;
}

static bool
directive_else(struct compiler *c, struct span span)
{
	struct block *block = innermost(c);
	struct span condition = {0};
	bool has_condition = span.len > 0;

	if (!block || block->kind != BLOCK_IF || block->has_else)
		return error_at(c, span.at, "else without an if before it");
	if (has_condition && !span_keyword(span, "if", &condition))
		return error_at(c, span.at, "else stands alone or before if");
	if (has_condition && !check_expression(c, condition, "the condition"))
		return false;
	if (!end_branch(c, block, span.at))
		return false;
	c->html = block->before;
	block->has_else = !has_condition;
	statement(c, span.at);
	buf_puts(&c->code, has_condition ? "\t} else if (" : "\t} else {");
	put_span(&c->code, condition);
	end_statement(c, has_condition ? ") {" : "");
	return true;
}

/* Splits "TYPE *NAME in ARRAY, COUNT"; the last comma parts array and count. */
static bool
split_for(struct span span, struct span *ret_declared, struct span *ret_array, struct span *ret_count)
{
	size_t in = span_find_in(span), comma = 0;
	struct span array;

	if (in == SIZE_MAX || in == span.len || !memchr(span.text, '*', in))
		return false;
	array = span_from(span, in + 4);
	for (size_t i = 0; i < array.len; ) {
		size_t next = span_find((struct span){array.text + i, array.len - i, array.at + i}, ",");

		if (next == SIZE_MAX)
			return false;
		if (i + next < array.len)
			comma = i + next;
		i += next + 1;
	}
	*ret_declared = span_upto(span, in);
	*ret_count = span_from(array, comma + 1);
	*ret_array = span_upto(array, comma);
	return comma > 0;
}

static bool
directive_for(struct compiler *c, struct span span)
{
	struct span declared, array, count;
	unsigned loop = c->loops++;

	if (c->depth == 0)
		return error_at(c, span.at, "for stands inside a view");
	if (!split_for(span, &declared, &array, &count))
		return error_at(c, span.at, "for TYPE *NAME in ARRAY, COUNT");
	if (!check_expression(c, declared, "the element") || !check_expression(c, array, "the array") ||
	    !check_expression(c, count, "the count") || !open_block(c, BLOCK_FOR, span.at))
		return false;
	statement(c, span.at);
	buf_printf(&c->code, "\tfor (size_t i_%u = 0; i_%u < (size_t)(", loop, loop);
	put_span(&c->code, count);
	buf_printf(&c->code, "); i_%u++) { ", loop);
	put_span(&c->code, declared);
	buf_puts(&c->code, " = &(");
	put_span(&c->code, array);
	buf_printf(&c->code, ")[i_%u];", loop);
	end_statement(c, "");
	return true;
}

static bool
directive_let(struct compiler *c, struct span span)
{
	size_t equals = span_find(span, "=");

	if (c->depth == 0)
		return error_at(c, span.at, "let stands inside a view");
	if (equals == SIZE_MAX || equals == span.len)
		return error_at(c, span.at, "let TYPE NAME = EXPR");
	if (!check_expression(c, span, "the definition"))
		return false;
	statement(c, span.at);
	buf_putc(&c->code, '\t');
	put_span(&c->code, span);
	end_statement(c, ";");
	return true;
}

static bool
end_view(struct compiler *c, size_t at)
{
	flush(c);
	if (c->html.depth > 0) {
		source_error(c->source, c->html.open[c->html.depth - 1].at, c->errors,
		             "<%s> is not closed before the end of the view", c->html.open[c->html.depth - 1].name);
		return false;
	}
	if (c->html.place != PLACE_TEXT)
		return error_at(c, at, "the view ends inside a tag");
	put_function(c, c->has_body ? "_end" : "");
	return true;
}

static bool
directive_end(struct compiler *c, struct span span)
{
	struct block *block = innermost(c);

	if (!block)
		return error_at(c, span.at, "end without a block before it");
	if (span.len > 0)
		return error_at(c, span.at, "end stands alone");
	c->depth--;
	if (block->kind == BLOCK_VIEW)
		return end_view(c, span.at);
	if (!block->has_else) {
		if (block->branched && !end_branch(c, block, span.at))
			return false;
		block->after = block->before;
		block->branched = true;
	}
	if (!html_same_place(&c->html, &block->after))
		return error_at(c, span.at, block->kind == BLOCK_IF
			? "this if ends at another place of the HTML than without it or in its other branches"
			: "this block ends at another place of the HTML than it began");
	if (block->kind == BLOCK_WRAP)
		return put_view_call(c, block->arguments, "_end");
	statement(c, span.at);
	end_statement(c, "\t}");
	return true;
}

static bool
compile_directive(struct compiler *c, struct span span)
{
	static const struct {
		const char *word;
		bool (*compile)(struct compiler *c, struct span span);
	} directives[] = {
		{"include", directive_include}, {"view", directive_view}, {"body", directive_body},
		{"wrap", directive_wrap}, {"call", directive_call}, {"if", directive_if},
		{"else", directive_else}, {"for", directive_for}, {"let", directive_let}, {"end", directive_end},
	};
	struct span rest;
	const char *why = c->depth > 0 ? html_pause(&c->html) : NULL;

	if (why)
		return error_at(c, span.at, why);
	for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
		if (span_keyword(span, directives[i].word, &rest))
			return directives[i].compile(c, rest);
		if (span_is(span, directives[i].word))
			return directives[i].compile(c, span_from(span, span.len));
	}
	return error_at(c, span.at, "a directive that does not exist");
}

/*
 * A directive alone on its line leaves no blank line: the place behind it,
 * white space left out, where `begin` is its first brace.
 */
static size_t
behind_lonely(const struct compiler *c, size_t begin, size_t end)
{
	const char *text = c->source->text;
	size_t rest = end;

	while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t'))
		begin--;
	while (rest < c->source->len && (text[rest] == ' ' || text[rest] == '\t'))
		rest++;
	if ((begin > 0 && text[begin - 1] != '\n') || rest >= c->source->len || text[rest] != '\n')
		return end;
	while (rest < c->source->len && (text[rest] == ' ' || text[rest] == '\t' || text[rest] == '\n'))
		rest++;
	return rest;
}

static bool
compile_all(struct compiler *c)
{
	struct token token;
	size_t at = 0;

	for (;;) {
		size_t begin = at;
		bool sound = token_next(c->source, &at, &token, c->errors);

		if (sound && token.kind == TOKEN_END)
			break;
		if (sound && token.kind == TOKEN_HTML)
			sound = add_html(c, token.span);
		else if (sound && token.kind == TOKEN_VALUE)
			sound = compile_value(c, token.span);
		else if (sound) {
			sound = compile_directive(c, token.span);
			if (html_space_collapses(&c->html))
				at = behind_lonely(c, begin, at);
		}
		if (!sound)
			return false;
	}
	return c->depth == 0 ? true : error_at(c, innermost(c)->at, "this block has no {% end %}");
}

void
template_output_init(struct template_output *output)
{
	buf_init(&output->includes, SOURCE_MAX);
	buf_init(&output->prototypes, SOURCE_MAX);
	buf_init(&output->code, SOURCE_MAX);
	buf_init(&output->messages, SOURCE_MAX);
}

void
template_output_free(struct template_output *output)
{
	buf_free(&output->includes);
	buf_free(&output->prototypes);
	buf_free(&output->code);
	buf_free(&output->messages);
}

bool
template_compile(const struct source *source, struct template_output *output, struct buf *errors)
{
	struct compiler c = {.source = source, .output = output, .errors = errors};
	bool sound;

	buf_init(&c.code, SOURCE_MAX);
	buf_init(&c.literal, SOURCE_MAX);
	sound = compile_all(&c);
	buf_free(&c.code);
	buf_free(&c.literal);
	return sound;
}
