#include "template_token.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

static bool
at_pair(const struct source *source, size_t at, char first, char second)
{
	return at + 1 < source->len && source->text[at] == first && source->text[at + 1] == second;
}

/* Behind the string or character literal at text[0], or 0 where it does not end on its line. */
static size_t
behind_literal(const char *text, size_t len)
{
	for (size_t i = 1; i < len && text[i] != '\n'; i++) {
		if (text[i] == text[0])
			return i + 1;
		if (text[i] == '\\')
			i++;
	}
	return 0;
}

/* Where "}}" or "%}" stands, outside literals; false with a message. */
static bool
find_close(const struct source *source, size_t open, char first, size_t *ret_close, struct buf *errors)
{
	for (size_t i = open + 2; i < source->len; i++) {
		char c = source->text[i];

		if (at_pair(source, i, first, '}')) {
			*ret_close = i;
			return true;
		}
		if (at_pair(source, i, '{', '{') || at_pair(source, i, '{', '%'))
			break;
		if (c == '"' || c == '\'') {
			size_t len = behind_literal(source->text + i, source->len - i);

			if (len == 0) {
				source_error(source, i, errors, "this quote is not closed on its line");
				return false;
			}
			i += len - 1;
		}
	}
	source_error(source, open, errors, "no %c} closes this {%c", first, first == '}' ? '{' : first);
	return false;
}

static bool
skip_comment(const struct source *source, size_t *at, struct buf *errors)
{
	for (size_t i = *at + 2; i < source->len; i++)
		if (at_pair(source, i, '#', '}')) {
			*at = i + 2;
			return true;
		}
	source_error(source, *at, errors, "no #} closes this {#");
	return false;
}

static struct span
span_of(const struct source *source, size_t begin, size_t end)
{
	return (struct span){source->text + begin, end - begin, begin};
}

bool
token_next(const struct source *source, size_t *at, struct token *ret_token, struct buf *errors)
{
	size_t begin, close, end;
	bool directive;

	while (at_pair(source, *at, '{', '#'))
		if (!skip_comment(source, at, errors))
			return false;
	begin = *at;
	if (begin >= source->len) {
		*ret_token = (struct token){TOKEN_END, span_of(source, source->len, source->len)};
		return true;
	}
	directive = at_pair(source, begin, '{', '%');
	if (directive || at_pair(source, begin, '{', '{')) {
		if (!find_close(source, begin, directive ? '%' : '}', &close, errors))
			return false;
		*ret_token = (struct token){directive ? TOKEN_DIRECTIVE : TOKEN_VALUE,
		                            span_trim(span_of(source, begin + 2, close))};
		*at = close + 2;
		return true;
	}
	for (end = begin; end < source->len; end++)
		if (at_pair(source, end, '{', '{') || at_pair(source, end, '{', '%') ||
		    at_pair(source, end, '{', '#'))
			break;
	*ret_token = (struct token){TOKEN_HTML, span_of(source, begin, end)};
	*at = end;
	return true;
}

struct span
span_trim(struct span span)
{
	while (span.len > 0 && isspace((unsigned char)span.text[0])) {
		span.text++;
		span.at++;
		span.len--;
	}
	while (span.len > 0 && isspace((unsigned char)span.text[span.len - 1]))
		span.len--;
	return span;
}

struct span
span_from(struct span span, size_t skip)
{
	return span_trim((struct span){span.text + skip, span.len - skip, span.at + skip});
}

struct span
span_upto(struct span span, size_t len)
{
	span.len = len;
	return span_trim(span);
}

bool
span_is(struct span span, const char *word)
{
	return span.len == strlen(word) && memcmp(span.text, word, span.len) == 0;
}

bool
span_keyword(struct span span, const char *word, struct span *ret_rest)
{
	size_t len = strlen(word);

	if (span.len <= len || memcmp(span.text, word, len) != 0 ||
	    !(isspace((unsigned char)span.text[len]) || span.text[len] == '"'))
		return false;
	*ret_rest = span_from(span, len);
	return true;
}

static bool
closes(char open, char close)
{
	return (open == '(' && close == ')') || (open == '[' && close == ']');
}

/* Bytes that could end the expression early or hide its rest. */
static bool
forbidden(struct span span, size_t i)
{
	char next = i + 1 < span.len ? span.text[i + 1] : '\0';

	return strchr(";{}#\\`$@", span.text[i]) != NULL || span.text[i] == '\0' ||
	       (span.text[i] == '/' && (next == '/' || next == '*'));
}

typedef bool is_stop(struct span span, size_t i, const char *stop);

static size_t
walk(struct span span, is_stop *stops, const char *stop)
{
	char brackets[64];
	size_t depth = 0;

	for (size_t i = 0; i < span.len; i++) {
		char c = span.text[i];

		if (depth == 0 && stops(span, i, stop))
			return i;
		if (forbidden(span, i))
			return SIZE_MAX;
		if (c == '"' || c == '\'') {
			size_t len = behind_literal(span.text + i, span.len - i);

			if (len == 0)
				return SIZE_MAX;
			i += len - 1;
		} else if (c == '(' || c == '[') {
			if (depth == sizeof brackets)
				return SIZE_MAX;
			brackets[depth++] = c;
		} else if (c == ')' || c == ']') {
			if (depth == 0 || !closes(brackets[depth - 1], c))
				return SIZE_MAX;
			depth--;
		}
	}
	return depth == 0 ? span.len : SIZE_MAX;
}

static bool
is_byte(struct span span, size_t i, const char *stop)
{
	return *stop && strchr(stop, span.text[i]) && span.text[i] != '\0';
}

static bool
is_in(struct span span, size_t i, const char *stop)
{
	(void)stop;
	return span.len - i > 4 && isspace((unsigned char)span.text[i]) && span.text[i + 1] == 'i' &&
	       span.text[i + 2] == 'n' && isspace((unsigned char)span.text[i + 3]);
}

size_t
span_find(struct span span, const char *stop)
{
	return walk(span, is_byte, stop);
}

size_t
span_find_in(struct span span)
{
	return walk(span, is_in, "");
}
