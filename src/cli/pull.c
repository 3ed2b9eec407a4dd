#include "cli/pull.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"

enum { BYTE_END = -1, BYTE_FAILED = -2 };

void
pull_init(struct pull *pull, struct source *source)
{
	*pull = (struct pull){.source = source, .line = 1, .expect = EXPECT_VALUE};
}

int
pull_fault(const struct pull *pull, const char *field, const char *zh, const char *en)
{
	return fail(FAIL_INPUT, NULL, field, "第 %" PRId64 " 行：%s%.0s", "Line %" PRId64 ": %.0s%s",
	            pull->line, zh, en);
}

/* --- bytes ---------------------------------------------------------------------- */

/* The byte that stands next, BYTE_END or BYTE_FAILED. */
static int
peek(struct pull *pull)
{
	struct source *source = pull->source;

	while (source->at == source->end) {
		if (source->ended)
			return BYTE_END;
		if (source_fill(source) < 0)
			return BYTE_FAILED;
	}
	return (unsigned char)source->data[source->at];
}

static int
take(struct pull *pull)
{
	int c = peek(pull);

	if (c >= 0)
		pull->source->at++;
	return c;
}

static int
unexpected(const struct pull *pull, int c)
{
	if (c == BYTE_FAILED)
		return last_failure()->code;
	if (c == BYTE_END)
		return pull_fault(pull, NULL, "JSON 没有写完就结束了。", "The JSON ends before it is complete.");
	return pull_fault(pull, NULL, "不是正确的 JSON。", "This is not correct JSON.");
}

/* The next byte that is not white space, not taken. */
static int
peek_past_space(struct pull *pull)
{
	int c;

	while ((c = peek(pull)) == ' ' || c == '\t' || c == '\r' || c == '\n') {
		pull->line += c == '\n';
		pull->source->at++;
	}
	return c;
}

/* --- texts ----------------------------------------------------------------------- */

static int
add_bytes(struct pull *pull, size_t *len, const char *bytes, size_t count)
{
	if (*len + count >= PULL_TEXT_MAX)
		return pull_fault(pull, NULL, "文字过长。", "A text is too long.");
	memcpy(pull->text + *len, bytes, count);
	*len += count;
	return 0;
}

/* Four hexadecimal digits; below 0 for a fault. */
static int
take_hex(struct pull *pull)
{
	int value = 0;

	for (int i = 0; i < 4; i++) {
		static const char digits[] = "0123456789abcdefABCDEF";
		int c = take(pull);
		const char *at = c > 0 ? strchr(digits, c) : NULL;

		if (!at)
			return unexpected(pull, c);
		value = value * 16 + (int)(at - digits) - (at - digits > 15 ? 6 : 0);
	}
	return value;
}

/* \uXXXX, or two of them that make one character. */
static int
add_escaped_rune(struct pull *pull, size_t *len)
{
	int high = take_hex(pull), low = 0;
	uint32_t rune = (uint32_t)high;
	char bytes[5];

	if (high < 0)
		return high;
	if (high >= 0xD800 && high < 0xDC00) {
		if (take(pull) == '\\' && take(pull) == 'u')
			low = take_hex(pull);
		if (low < 0)
			return low;
		rune = 0x10000 + ((rune - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
	}
	if (high == 0 || (high >= 0xDC00 && high < 0xE000) ||
	    (high >= 0xD800 && high < 0xDC00 && (low < 0xDC00 || low > 0xDFFF)))
		return pull_fault(pull, NULL, "\\u 之后不是有效的字符。", "\\u names no character.");
	return add_bytes(pull, len, bytes, utf8_put(rune, bytes));
}

static int
add_escape(struct pull *pull, size_t *len)
{
	static const char names[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
	int c = take(pull);
	const char *at = c > 0 ? strchr(names, c) : NULL;

	if (c == 'u')
		return add_escaped_rune(pull, len);
	return at ? add_bytes(pull, len, &bytes[at - names], 1) : unexpected(pull, c);
}

/* A text behind its opening quote. */
static int
take_text(struct pull *pull)
{
	size_t len = 0;
	int c, r = 0;

	while (r == 0 && (c = take(pull)) != '"') {
		char byte = (char)c;

		if (c < 0x20)
			return unexpected(pull, c);
		r = c == '\\' ? add_escape(pull, &len) : add_bytes(pull, &len, &byte, 1);
	}
	if (r < 0)
		return r;
	pull->text[len] = '\0';
	if (!utf8_valid(pull->text, len))
		return pull_fault(pull, NULL, "文字不是有效的 UTF-8。", "A text is not valid UTF-8.");
	return 0;
}

/* --- other values ------------------------------------------------------------------ */

static int
take_number(struct pull *pull, enum token *ret_token)
{
	bool negative = peek(pull) == '-';
	int64_t value = 0;
	int first, c, digits = 0;

	if (negative)
		take(pull);
	first = peek(pull);
	for (; (c = peek(pull)) >= '0' && c <= '9'; digits++) {
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, c - '0', &value))
			return pull_fault(pull, NULL, "数字过大。", "A number is too large.");
		take(pull);
	}
	if (c == '.' || c == 'e' || c == 'E')
		return pull_fault(pull, NULL, "数字应为整数。", "A number should be whole.");
	if (c == BYTE_FAILED || digits == 0)
		return unexpected(pull, c);
	if (first == '0' && digits > 1)
		return pull_fault(pull, NULL, "数字不能以 0 开头。", "A number cannot begin with 0.");
	if (!negative && __builtin_sub_overflow(0, value, &value))
		return pull_fault(pull, NULL, "数字过大。", "A number is too large.");
	pull->number = value;
	*ret_token = TOKEN_INT;
	return 0;
}

static int
take_word(struct pull *pull, enum token *ret_token)
{
	static const struct {
		const char *word;
		enum token token;
	} words[] = {{"true", TOKEN_TRUE}, {"false", TOKEN_FALSE}, {"null", TOKEN_NULL}};
	size_t i = 0;
	int first = peek(pull);

	while (i < 3 && words[i].word[0] != first)
		i++;
	if (i == 3)
		return unexpected(pull, first);
	for (const char *at = words[i].word; *at; at++) {
		int c = take(pull);

		if (c != *at)
			return unexpected(pull, c);
	}
	*ret_token = words[i].token;
	return 0;
}

/* --- the order of tokens --------------------------------------------------------------- */

static void
value_ended(struct pull *pull)
{
	pull->expect = pull->depth > 0 ? EXPECT_COMMA : EXPECT_NOTHING;
}

static int
open_bracket(struct pull *pull, char bracket, enum token *ret_token)
{
	take(pull);
	if (pull->depth == PULL_DEPTH_MAX)
		return pull_fault(pull, NULL, "嵌套过深。", "The nesting is too deep.");
	pull->open[pull->depth++] = bracket;
	pull->expect = bracket == '{' ? EXPECT_FIELD : EXPECT_ITEM;
	*ret_token = bracket == '{' ? TOKEN_OBJECT : TOKEN_ARRAY;
	return 0;
}

static int
close_bracket(struct pull *pull, enum token *ret_token)
{
	take(pull);
	*ret_token = pull->open[--pull->depth] == '{' ? TOKEN_OBJECT_END : TOKEN_ARRAY_END;
	value_ended(pull);
	return 0;
}

static int
take_value(struct pull *pull, int c, enum token *ret_token)
{
	enum token token = TOKEN_TEXT;
	int r;

	if (c == '{' || c == '[')
		return open_bracket(pull, (char)c, ret_token);
	if (c == '"') {
		take(pull);
		r = take_text(pull);
	} else if (c == '-' || (c >= '0' && c <= '9')) {
		r = take_number(pull, &token);
	} else {
		r = take_word(pull, &token);
	}
	if (r < 0)
		return r;
	value_ended(pull);
	*ret_token = token;
	return 0;
}

static int
take_key(struct pull *pull, enum token *ret_token)
{
	int c = take(pull), r;

	if (c != '"')
		return unexpected(pull, c);
	r = take_text(pull);
	if (r < 0)
		return r;
	c = peek_past_space(pull);
	if (c != ':')
		return unexpected(pull, c);
	take(pull);
	pull->expect = EXPECT_VALUE;
	*ret_token = TOKEN_KEY;
	return 0;
}

int
pull_next(struct pull *pull, enum token *ret_token)
{
	int c = peek_past_space(pull);
	char open = pull->depth > 0 ? pull->open[pull->depth - 1] : '\0';
	bool closes = open && c == (open == '{' ? '}' : ']');

	if (pull->expect == EXPECT_NOTHING) {
		if (c != BYTE_END)
			return unexpected(pull, c);
		*ret_token = TOKEN_END;
		return 0;
	}
	if (closes && pull->expect != EXPECT_VALUE && pull->expect != EXPECT_KEY)
		return close_bracket(pull, ret_token);
	if (pull->expect == EXPECT_COMMA) {
		if (c != ',')
			return unexpected(pull, c);
		take(pull);
		c = peek_past_space(pull);
		pull->expect = open == '{' ? EXPECT_KEY : EXPECT_VALUE;
	}
	if (pull->expect == EXPECT_KEY || pull->expect == EXPECT_FIELD)
		return take_key(pull, ret_token);
	return take_value(pull, c, ret_token);
}
