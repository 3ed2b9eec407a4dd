#include "base/text.h"

#include <string.h>
#include <strings.h>

uint32_t
utf8_next(const char **at)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *s = (const unsigned char *)*at;
	uint32_t rune;
	int length;

	if (s[0] == 0)
		return 0;
	if (s[0] < 0x80) {
		(*at)++;
		return s[0];
	}
	length = s[0] >= 0xF0 && s[0] < 0xF5 ? 4 : s[0] >= 0xE0 && s[0] < 0xF0 ? 3
	         : s[0] >= 0xC2 && s[0] < 0xE0 ? 2 : 0;
	if (length == 0)
		goto bad;
	rune = s[0] & (0x7Fu >> length);
	for (int i = 1; i < length; i++) {
		if ((s[i] & 0xC0) != 0x80)
			goto bad;
		rune = rune << 6 | (s[i] & 0x3F);
	}
	if (rune < least[length] || rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF))
		goto bad;
	*at += length;
	return rune;
bad:
	(*at)++;
	return RUNE_BAD;
}

bool
utf8_valid(const char *text, size_t len)
{
	const char *at = text;

	if (strnlen(text, len) != len)
		return false;
	while (at < text + len) {
		/* A sequence cut off by `len` must not be read past it. */
		size_t left = (size_t)(text + len - at);
		char tail[5] = {0};
		const char *tail_at = tail;

		if (left >= 4) {
			if (utf8_next(&at) == RUNE_BAD)
				return false;
			continue;
		}
		memcpy(tail, at, left);
		if (utf8_next(&tail_at) == RUNE_BAD)
			return false;
		at += tail_at - tail;
	}
	return true;
}

size_t
utf8_length(const char *text)
{
	size_t n = 0;

	while (utf8_next(&text))
		n++;
	return n;
}

size_t
utf8_put(uint32_t rune, char out[5])
{
	size_t n = rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};

	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (rune & 0x3F));
		rune >>= 6;
	}
	out[0] = (char)(lead[n] | rune);
	out[n] = '\0';
	return n;
}

static bool
is_blank(uint32_t rune)
{
	return rune == ' ' || (rune >= '\t' && rune <= '\r') || rune == 0xA0 || rune == 0x3000 ||
	       (rune >= 0x2000 && rune <= 0x200B) || rune == 0x202F || rune == 0xFEFF;
}

static uint32_t
fold_width(uint32_t rune)
{
	if (rune >= 0xFF01 && rune <= 0xFF5E)
		return rune - 0xFF01 + '!';
	return rune == 0x3000 ? ' ' : rune;
}

static char *
trimmed(struct arena *arena, const char *text, bool fold)
{
	char *out = arena_alloc(arena, strlen(text) + 1);
	size_t len = 0, end = 0; /* `end` is behind the last character that is not blank */
	const char *at = text;

	if (!out)
		return NULL;
	for (;;) {
		const char *from = at;
		uint32_t rune = utf8_next(&at);
		char bytes[5];
		size_t n;

		if (rune == 0)
			break;
		if (is_blank(rune) && end == 0)
			continue;
		if (rune == RUNE_BAD) {
			bytes[0] = *from;
			n = 1;
		} else {
			n = utf8_put(fold ? fold_width(rune) : rune, bytes);
		}
		memcpy(out + len, bytes, n);
		len += n;
		if (!is_blank(rune))
			end = len;
	}
	out[end] = '\0';
	return out;
}

char *
text_tidy(struct arena *arena, const char *text)
{
	return trimmed(arena, text, true);
}

char *
text_trim(struct arena *arena, const char *text)
{
	return trimmed(arena, text, false);
}

bool
text_blank(const char *text)
{
	while (*text)
		if (!is_blank(utf8_next(&text)))
			return false;
	return true;
}

bool
text_starts(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

bool
text_same_ascii(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

static uint64_t
eight_bytes(const unsigned char *at)
{
	uint64_t word = 0;

	for (int i = 7; i >= 0; i--)
		word = word << 8 | at[i];
	return word;
}

uint64_t
text_hash(const char *text, size_t len)
{
	const unsigned char *at = (const unsigned char *)text;
	uint64_t hash = 14695981039346656037u ^ len;

	for (; len >= 8; at += 8, len -= 8) {
		hash = (hash ^ eight_bytes(at)) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 32;
	}
	for (; len > 0; at++, len--)
		hash = (hash ^ *at) * 1099511628211u; /* FNV-1a */
	return hash ^ hash >> 29;
}
