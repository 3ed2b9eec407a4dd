#include "css.h"

#include <stdlib.h>
#include <string.h>

#define CLASS_MAX 64

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

void
words_add(struct words *words, const struct source *source)
{
	if (!words->text.max)
		buf_init(&words->text, SOURCE_MAX);
	for (size_t i = 0; i < source->len; i++) {
		size_t begin = i;

		while (i < source->len && is_word(source->text[i]))
			i++;
		if (i > begin) {
			buf_add(&words->text, source->text + begin, i - begin);
			buf_putc(&words->text, '\0');
			words->count++;
		}
	}
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool
words_sort(struct words *words)
{
	const char *at = buf_text(&words->text);

	words->sorted = calloc(words->count + 1, sizeof *words->sorted);
	if (!words->sorted || words->text.failed)
		return false;
	for (size_t i = 0; i < words->count; i++) {
		words->sorted[i] = at;
		at += strlen(at) + 1;
	}
	qsort(words->sorted, words->count, sizeof *words->sorted, by_text);
	return true;
}

void
words_free(struct words *words)
{
	buf_free(&words->text);
	free(words->sorted);
}

static bool
has_word(const struct words *words, const char *word)
{
	return bsearch(&word, words->sorted, words->count, sizeof *words->sorted, by_text) != NULL;
}

/* ---- selectors ---- */

/* The class at text[0] == '.', without its escapes; moves behind it. */
static size_t
read_class(const char *text, size_t len, char name[CLASS_MAX])
{
	size_t i = 1, n = 0;

	while (i < len && (is_word(text[i]) || text[i] == '\\')) {
		if (text[i] == '\\')
			i++;
		if (i < len && n + 1 < CLASS_MAX)
			name[n++] = text[i];
		i++;
	}
	name[n] = '\0';
	return i;
}

static bool
begins(const char *text, size_t len, const char *start)
{
	return len >= strlen(start) && memcmp(text, start, strlen(start)) == 0;
}

/* Behind the bracket that closes the one at text[0]. */
static size_t
behind_bracket(const char *text, size_t len)
{
	size_t depth = 0;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '(')
			depth++;
		else if (text[i] == ')' && --depth == 0)
			return i + 1;
	}
	return len;
}

/* Whether a page may match one selector; what stands inside :not() asks for nothing. */
static bool
may_match(const char *text, size_t len, const struct words *words)
{
	for (size_t i = 0; i < len; ) {
		char name[CLASS_MAX];

		if (begins(text + i, len - i, ":not(")) {
			i += 4 + behind_bracket(text + i + 4, len - i - 4);
		} else if (begins(text + i, len - i, "[data-bs-")) {
			return false;
		} else if (text[i] == '.') {
			i += read_class(text + i, len - i, name);
			if (!has_word(words, name))
				return false;
		} else {
			i++;
		}
	}
	return true;
}

/* The end of the selector that begins at text[0]: a comma outside brackets, or `len`. */
static size_t
selector_end(const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && text[i] != ',')
		i += text[i] == '(' ? behind_bracket(text + i, len - i) : 1;
	return i;
}

/* Appends the selectors of a list that may match; whether there is one. */
static bool
pick_selectors(const char *text, size_t len, const struct words *words, struct buf *out)
{
	bool any = false;

	for (size_t i = 0; i < len; ) {
		size_t end = selector_end(text + i, len - i);

		if (may_match(text + i, end, words)) {
			if (any)
				buf_putc(out, ',');
			buf_add(out, text + i, end);
			any = true;
		}
		i += end + 1;
	}
	return any;
}

/* ---- rules ---- */

/* Where `stop` stands from `at` on, outside strings and deeper braces; the sheet's end if nowhere. */
static size_t
find(const struct source *sheet, size_t at, const char *stop)
{
	size_t depth = 0;
	char quote = 0;

	for (; at < sheet->len; at++) {
		char c = sheet->text[at];

		if (quote) {
			if (c == '\\')
				at++;
			else if (c == quote)
				quote = 0;
		} else if (depth == 0 && strchr(stop, c)) {
			return at;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '{') {
			depth++;
		} else if (c == '}' && depth > 0) {
			depth--;
		}
	}
	return sheet->len;
}

/* The next rule; of comments those that begin with '!' stay: they name the authors and the licence. */
static size_t
skip_comments(const struct source *sheet, size_t at, struct buf *out)
{
	for (;;) {
		size_t begin;

		while (at < sheet->len && strchr(" \t\n", sheet->text[at]))
			at++;
		if (!begins(sheet->text + at, sheet->len - at, "/*"))
			return at;
		begin = at;
		at += 2;
		while (at < sheet->len && !begins(sheet->text + at, sheet->len - at, "*/"))
			at++;
		at += at < sheet->len ? 2 : 0;
		if (begins(sheet->text + begin, at - begin, "/*!"))
			buf_add(out, sheet->text + begin, at - begin);
	}
}

static bool pick_rules(const struct source *sheet, const struct words *words, struct buf *out, struct buf *errors);

/* One rule: what stands before its braces, and what stands between them. */
static bool
pick_rule(struct source head, struct source body, const struct words *words, struct buf *out, struct buf *errors)
{
	bool group = begins(head.text, head.len, "@media") || begins(head.text, head.len, "@supports");
	struct buf kept;
	bool sound = true;

	buf_init(&kept, SOURCE_MAX);
	if (group) {
		sound = pick_rules(&body, words, &kept, errors);
		if (kept.len > 0)
			buf_printf(out, "%.*s{%s}", (int)head.len, head.text, buf_text(&kept));
	} else if (begins(head.text, head.len, "@font-face") ||
	           (*head.text != '@' && pick_selectors(head.text, head.len, words, &kept))) {
		buf_printf(out, "%s{%.*s}", kept.len > 0 ? buf_text(&kept) : "@font-face", (int)body.len, body.text);
	}
	buf_free(&kept);
	return sound;
}

static bool
pick_rules(const struct source *sheet, const struct words *words, struct buf *out, struct buf *errors)
{
	size_t at = 0;

	while ((at = skip_comments(sheet, at, out)) < sheet->len) {
		const char *text = sheet->text + at;
		size_t open = find(sheet, at, "{;"), close;

		if (open < sheet->len && sheet->text[open] == ';') { /* @charset, @import */
			buf_add(out, text, open + 1 - at);
			at = open + 1;
			continue;
		}
		close = open < sheet->len ? find(sheet, open + 1, "}") : sheet->len;
		if (close == sheet->len) {
			source_error(sheet, at, errors, "this rule is not closed");
			return false;
		}
		if (!pick_rule((struct source){sheet->name, text, open - at},
		               (struct source){sheet->name, sheet->text + open + 1, close - open - 1}, words, out, errors))
			return false;
		at = close + 1;
	}
	return true;
}

bool
css_pick(const struct source *sheet, const struct words *words, struct buf *out, struct buf *errors)
{
	return pick_rules(sheet, words, out, errors);
}
