#include "web/form.h"

#include <stdint.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"

static const char *const too_many_zh = "表单的项目超过 %d 个。";
static const char *const too_many_en = "The form has more than %d fields.";

const char *
form_nth(const struct form *form, const char *name, size_t n)
{
	for (size_t i = 0; i < form->count; i++)
		if (strcmp(form->pairs[i].name, name) == 0 && n-- == 0)
			return form->pairs[i].value;
	return NULL;
}

const char *
form_get(const struct form *form, const char *name)
{
	return form_nth(form, name, 0);
}

bool
form_text_sound(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if ((c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7F)
			return false;
	}
	return utf8_valid(text, len);
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int
form_byte(const char **at, const char *end)
{
	int high, low;

	if (**at != '%')
		return (unsigned char)*(*at)++;
	if (end - *at < 3)
		return -1;
	high = hex_digit((*at)[1]);
	low = hex_digit((*at)[2]);
	if (high < 0 || low < 0)
		return -1;
	*at += 3;
	return high * 16 + low;
}

int
form_decode(struct arena *arena, const char *text, size_t len, char plus, const char **ret_text)
{
	char *out = arena_alloc(arena, len + 1);
	const char *end = text + len;
	size_t n = 0;

	if (!out)
		return FAIL_MEMORY;
	while (text < end) {
		bool space = plus && *text == plus;
		int byte = form_byte(&text, end);

		if (byte < 0)
			return fail(FAIL_INPUT, NULL, NULL, "地址或表单里的 %% 编码不完整。",
			            "An escape (%%xx) in the address or form is ill-formed.");
		out[n++] = (char)(space ? ' ' : byte);
	}
	if (!form_text_sound(out, n))
		return fail(FAIL_INPUT, NULL, NULL, "提交的内容含有控制字符，或者不是 UTF-8 文字。",
		            "What was sent contains control characters or is not UTF-8 text.");
	*ret_text = out;
	return 0;
}

static int
too_long(void)
{
	return fail(FAIL_TOO_LARGE, NULL, NULL, "表单里有一项内容太长（上限 %d 字节）。",
	            "A field of the form is too long (limit: %d bytes).", FORM_VALUE_MAX);
}

/* One "name=value"; without '=' the value is empty. */
static int
read_pair(struct arena *arena, const char *text, size_t len, struct form_pair *ret_pair)
{
	const char *equals = memchr(text, '=', len);
	size_t name_len = equals ? (size_t)(equals - text) : len;
	size_t value_len = equals ? len - name_len - 1 : 0;
	struct form_pair pair;
	int status;

	/* Three bytes of escape make one of text. */
	if (name_len > 3 * FORM_NAME_MAX || value_len > 3 * FORM_VALUE_MAX)
		return too_long();
	status = form_decode(arena, text, name_len, '+', &pair.name);
	if (!status)
		status = form_decode(arena, equals ? equals + 1 : "", value_len, '+', &pair.value);
	if (status)
		return status;
	if (strlen(pair.name) > FORM_NAME_MAX || strlen(pair.value) > FORM_VALUE_MAX)
		return too_long();
	*ret_pair = pair;
	return 0;
}

/* Pieces of text between separators, an upper bound for the pairs in it. */
static size_t
count_pieces(const char *text, size_t len, char separator)
{
	size_t pieces = len > 0;

	for (size_t i = 0; i < len; i++)
		pieces += text[i] == separator;
	return pieces;
}

int
form_parse_urlencoded(struct arena *arena, const char *text, size_t len, struct form *ret_form)
{
	size_t pieces = count_pieces(text, len, '&'), count = 0, start = 0;
	struct form_pair *pairs;

	if (pieces > FORM_PAIRS_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, too_many_zh, too_many_en, FORM_PAIRS_MAX);
	pairs = ARENA_ARRAY(arena, pieces, struct form_pair);
	if (!pairs)
		return FAIL_MEMORY;
	while (start < len) {
		const char *end = memchr(text + start, '&', len - start);
		size_t piece = end ? (size_t)(end - text) - start : len - start;
		int status = piece ? read_pair(arena, text + start, piece, &pairs[count]) : 0;

		if (status)
			return status;
		count += piece > 0;
		start += piece + 1;
	}
	*ret_form = (struct form){.pairs = pairs, .count = count};
	return 0;
}

static bool
is_token(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] <= ' ' || text[i] >= 0x7F || strchr("()<>@,;:\\\"/[]?={}", text[i]))
			return false;
	return len > 0;
}

static bool
is_cookie_value(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] < ' ' || text[i] >= 0x7F)
			return false;
	return true;
}

int
cookie_parse(struct arena *arena, const char *header, struct form *ret_cookies)
{
	struct form_pair *pairs = ARENA_ARRAY(arena, FORM_COOKIES_MAX, struct form_pair);
	size_t count = 0;

	if (!pairs)
		return FAIL_MEMORY;
	while (*header && count < FORM_COOKIES_MAX) {
		size_t len, name_len;

		header += strspn(header, " ;");
		len = strcspn(header, ";");
		name_len = strcspn(header, "=;");
		if (name_len < len && is_token(header, name_len) && name_len <= FORM_NAME_MAX &&
		    is_cookie_value(header + name_len + 1, len - name_len - 1)) {
			struct form_pair *pair = &pairs[count++];

			pair->name = arena_strndup(arena, header, name_len);
			pair->value = arena_strndup(arena, header + name_len + 1, len - name_len - 1);
			if (!pair->name || !pair->value)
				return FAIL_MEMORY;
		}
		header += len;
	}
	*ret_cookies = (struct form){.pairs = pairs, .count = count};
	return 0;
}
