#include "template_compiler.h"

#include <stdint.h>
#include <string.h>

static bool
add_html(struct compiler *c, struct span span)
{
	if (c->depth == 0) {
		span = span_trim(span);
		return span.len == 0 ? true : template_error(c, span.at, "HTML stands inside a view only");
	}
	for (size_t i = 0; i < span.len; i++) {
		char byte = span.text[i];
		bool space = byte == ' ' || byte == '\t' || byte == '\n';
		const char *why;

		if (byte == '\0' || byte == '\r')
			return template_error(c, span.at + i, "a byte that has no place in a template");
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
			return template_error(c, span.at + i, why);
	}
	return true;
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
		return template_error(c, at, "blocks are nested more than 32 deep");
	c->blocks[c->depth++] = (struct block){.kind = kind, .at = at, .before = c->html};
	return true;
}

static bool
in_identifier(char byte)
{
	return (byte >= 'a' && byte <= 'z') || byte == '_' || (byte >= '0' && byte <= '9');
}

static bool
is_identifier(struct span span)
{
	for (size_t i = 0; i < span.len; i++)
		if (!in_identifier(span.text[i]))
			return false;
	return span.len > 0 && !(*span.text >= '0' && *span.text <= '9');
}

/* Splits "name(arguments)". */
static bool
split_call(struct compiler *c, struct span span, struct span *ret_name, struct span *ret_arguments)
{
	struct span arguments;
	size_t open = 0;

	while (open < span.len && span.text[open] != '(')
		open++;
	if (open == span.len || span.text[span.len - 1] != ')' || !is_identifier(span_upto(span, open)))
		return template_error(c, span.at, "name(arguments) is wanted, the name in lower case");
	*ret_name = span_upto(span, open);
	span.len--;
	arguments = span_from(span, open + 1);
	/* By themselves: in "a(b) c(d)" the last bracket does not close the first. */
	if (span_find(arguments, "") == SIZE_MAX)
		return template_error(c, span.at, "brackets or quotes are not closed, or a byte C arguments do not have");
	*ret_arguments = arguments;
	return true;
}

/* The last identifier of "const struct x *name": the parameter's name. */
static struct span
parameter_name(struct span parameter)
{
	size_t begin = parameter.len;

	while (begin > 0 && in_identifier(parameter.text[begin - 1]))
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
	template_put(prototypes, c->params);
	buf_puts(prototypes, ");\n");
	buf_printf(code, "\nvoid\nview_%.*s%s(struct html *h%s", (int)c->name.len, c->name.text, suffix, comma);
	template_put(code, c->params);
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
		return template_error(c, span.at, "include stands outside views");
	if (!template_literal(c, span))
		return false;
	buf_printf(&c->output->includes, "#include %.*s\n", (int)span.len, span.text);
	return true;
}

static bool
directive_view(struct compiler *c, struct span span)
{
	if (c->depth > 0)
		return template_error(c, span.at, "a view inside a view: an {% end %} is missing above");
	memset(&c->html, 0, sizeof c->html);
	c->has_body = false;
	c->line = 0;
	return split_call(c, span, &c->name, &c->params) && open_block(c, BLOCK_VIEW, span.at);
}

static bool
directive_body(struct compiler *c, struct span span)
{
	if (c->depth != 1 || c->has_body || c->html.place != PLACE_TEXT)
		return template_error(c, span.at, "body stands once in a view, between tags and outside blocks");
	template_flush(c);
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
	template_statement(c, span.at);
	buf_printf(&c->code, "\tview_%.*s%s(h%s", (int)name.len, name.text, suffix, arguments.len ? ", " : "");
	template_put(&c->code, arguments);
	template_end(c, ");");
	return true;
}

static bool
directive_call(struct compiler *c, struct span span)
{
	if (c->depth == 0 || c->html.place != PLACE_TEXT)
		return template_error(c, span.at, "call stands inside a view, between tags");
	return put_view_call(c, span, "");
}

static bool
directive_wrap(struct compiler *c, struct span span)
{
	if (c->depth == 0 || c->html.place != PLACE_TEXT)
		return template_error(c, span.at, "wrap stands inside a view, between tags");
	if (!open_block(c, BLOCK_WRAP, span.at) || !put_view_call(c, span, "_begin"))
		return false;
	innermost(c)->arguments = span;
	return true;
}

static bool
directive_if(struct compiler *c, struct span span)
{
	if (c->depth == 0)
		return template_error(c, span.at, "if stands inside a view");
	if (!template_expression(c, span, "the condition") || !open_block(c, BLOCK_IF, span.at))
		return false;
	template_statement(c, span.at);
	buf_puts(&c->code, "\tif (");
	template_put(&c->code, span);
	template_end(c, ") {");
	return true;
}

/* Ends a branch: it must stop where the branches before it did. */
static bool
end_branch(struct compiler *c, struct block *block, size_t at)
{
	if (block->branched && !html_same_place(&c->html, &block->after))
		return template_error(c, at, "this branch ends at another place of the HTML than the one before it");
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
		return template_error(c, span.at, "else without an if before it");
	if (has_condition && !span_keyword(span, "if", &condition))
		return template_error(c, span.at, "else stands alone or before if");
	if (has_condition && !template_expression(c, condition, "the condition"))
		return false;
	if (!end_branch(c, block, span.at))
		return false;
	c->html = block->before;
	block->has_else = !has_condition;
	template_statement(c, span.at);
	buf_puts(&c->code, has_condition ? "\t} else if (" : "\t} else {");
	template_put(&c->code, condition);
	template_end(c, has_condition ? ") {" : "");
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
		return template_error(c, span.at, "for stands inside a view");
	if (!split_for(span, &declared, &array, &count))
		return template_error(c, span.at, "for TYPE *NAME in ARRAY, COUNT");
	if (!template_expression(c, declared, "the element") || !template_expression(c, array, "the array") ||
	    !template_expression(c, count, "the count") || !open_block(c, BLOCK_FOR, span.at))
		return false;
	template_statement(c, span.at);
	buf_printf(&c->code, "\tfor (size_t i_%u = 0; i_%u < (size_t)(", loop, loop);
	template_put(&c->code, count);
	buf_printf(&c->code, "); i_%u++) { ", loop);
	template_put(&c->code, declared);
	buf_puts(&c->code, " = &(");
	template_put(&c->code, array);
	buf_printf(&c->code, ")[i_%u];", loop);
	template_end(c, "");
	return true;
}

static bool
directive_let(struct compiler *c, struct span span)
{
	size_t equals = span_find(span, "=");

	if (c->depth == 0)
		return template_error(c, span.at, "let stands inside a view");
	if (equals == SIZE_MAX || equals == span.len)
		return template_error(c, span.at, "let TYPE NAME = EXPR");
	if (!template_expression(c, span, "the definition"))
		return false;
	template_statement(c, span.at);
	buf_putc(&c->code, '\t');
	template_put(&c->code, span);
	template_end(c, ";");
	return true;
}

static bool
end_view(struct compiler *c, size_t at)
{
	template_flush(c);
	if (c->html.depth > 0) {
		source_error(c->source, c->html.open[c->html.depth - 1].at, c->errors,
		             "<%s> is not closed before the end of the view", c->html.open[c->html.depth - 1].name);
		return false;
	}
	if (c->html.place != PLACE_TEXT)
		return template_error(c, at, "the view ends inside a tag");
	put_function(c, c->has_body ? "_end" : "");
	return true;
}

static bool
directive_end(struct compiler *c, struct span span)
{
	struct block *block = innermost(c);

	if (!block)
		return template_error(c, span.at, "end without a block before it");
	if (span.len > 0)
		return template_error(c, span.at, "end stands alone");
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
		return template_error(c, span.at, block->kind == BLOCK_IF
			? "this if ends at another place of the HTML than without it or in its other branches"
			: "this block ends at another place of the HTML than it began");
	if (block->kind == BLOCK_WRAP)
		return put_view_call(c, block->arguments, "_end");
	template_statement(c, span.at);
	template_end(c, "\t}");
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
		return template_error(c, span.at, why);
	for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
		if (span_keyword(span, directives[i].word, &rest))
			return directives[i].compile(c, rest);
		if (span_is(span, directives[i].word))
			return directives[i].compile(c, span_from(span, span.len));
	}
	return template_error(c, span.at, "a directive that does not exist");
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
			sound = template_value(c, token.span);
		else if (sound) {
			sound = compile_directive(c, token.span);
			if (html_space_collapses(&c->html))
				at = behind_lonely(c, begin, at);
		}
		if (!sound)
			return false;
	}
	return c->depth == 0 ? true : template_error(c, innermost(c)->at, "this block has no {% end %}");
}

bool
template_compile(const struct source *source, struct output *output, struct buf *errors)
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
