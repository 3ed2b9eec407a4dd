#include "source.h"

#include <errno.h>
#include <fts.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

bool
source_read(const char *path, struct buf *into, struct source *ret_source, struct buf *errors)
{
	FILE *file = fopen(path, "rb");
	char block[65536];
	size_t got;

	if (!file) {
		buf_printf(errors, "%s: error: %s\n", path, strerror(errno));
		return false;
	}
	buf_init(into, SOURCE_MAX);
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		buf_add(into, block, got);
	if (ferror(file) || into->failed) {
		buf_printf(errors, "%s: error: cannot be read, or longer than %zu bytes\n", path, SOURCE_MAX);
		fclose(file);
		buf_free(into);
		return false;
	}
	fclose(file);
	*ret_source = (struct source){path, buf_text(into), into->len};
	return true;
}

bool
source_write(const char *path, const struct buf *content, struct buf *errors)
{
	FILE *file = content->failed ? NULL : fopen(path, "wb");
	bool written;

	if (!file) {
		buf_printf(errors, "%s: error: %s\n", path, content->failed ? "too large" : strerror(errno));
		return false;
	}
	written = fwrite(buf_text(content), 1, content->len, file) == content->len;
	if (fclose(file) != 0 || !written) {
		buf_printf(errors, "%s: error: %s\n", path, strerror(errno));
		return false;
	}
	return true;
}

static int
by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool
ends_in(const char *name, const char *const *endings)
{
	for (; *endings; endings++) {
		size_t len = strlen(name), end = strlen(*endings);

		if (len > end && strcmp(name + len - end, *endings) == 0)
			return true;
	}
	return false;
}

bool
source_walk(const char *path, const char *const *endings,
            bool (*visit)(const char *file, void *context), void *context, struct buf *errors)
{
	char *const roots[] = {(char *)(uintptr_t)path, NULL};
	FTS *tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
	bool sound = tree != NULL;
	FTSENT *entry;

	while (sound && (entry = fts_read(tree))) {
		if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS) {
			buf_printf(errors, "%s: error: %s\n", entry->fts_path, strerror(entry->fts_errno));
			sound = false;
		} else if (entry->fts_info == FTS_F && ends_in(entry->fts_name, endings)) {
			sound = visit(entry->fts_path, context);
		}
	}
	if (tree)
		fts_close(tree);
	else
		buf_printf(errors, "%s: error: %s\n", path, strerror(errno));
	return sound;
}

int
source_line(const struct source *source, size_t at)
{
	int line = 1;

	for (size_t i = 0; i < at && i < source->len; i++)
		line += source->text[i] == '\n';
	return line;
}

void
source_error(const struct source *source, size_t at, struct buf *errors, const char *format, ...)
{
	size_t begin, end;
	va_list args;

	if (at > source->len)
		at = source->len;
	for (begin = at; begin > 0 && source->text[begin - 1] != '\n'; begin--)
		;
	for (end = at; end < source->len && source->text[end] != '\n'; end++)
		;
	buf_printf(errors, "%s:%d:%zu: error: ", source->name, source_line(source, at), at - begin + 1);
	va_start(args, format);
	buf_vprintf(errors, format, args);
	va_end(args);
	buf_puts(errors, "\n  ");
	buf_add(errors, source->text + begin, end - begin);
	buf_puts(errors, "\n  ");
	for (size_t i = begin; i < at; i++) {
		char c = source->text[i];

		if (c == '\t')
			buf_putc(errors, '\t');
		else if (((unsigned char)c & 0xC0) != 0x80) /* one column a character */
			buf_putc(errors, ' ');
	}
	buf_puts(errors, "^\n");
}

size_t
c_literal(const char *text, size_t len)
{
	for (size_t i = 1; i < len && text[i] != '\n'; i++) {
		if (text[i] == '"')
			return i + 1;
		if (text[i] == '\\')
			i++;
	}
	return 0;
}

bool
c_unquote(const char *text, size_t len, struct buf *out)
{
	for (size_t i = 1; i + 1 < len; i++) {
		char c = text[i];

		if (c == '\\') {
			c = text[++i];
			if (c == 'n')
				c = '\n';
			else if (c == 't')
				c = '\t';
			else if (c != '"' && c != '\\')
				return false;
		}
		buf_putc(out, c);
	}
	return true;
}

void
c_quote(const char *text, size_t len, struct buf *out)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c == '\n')
			buf_puts(out, "\\n");
		else if (c < 0x20 || c == 0x7F)
			buf_printf(out, "\\%03o", c);
		else
			buf_putc(out, (char)c);
	}
	buf_putc(out, '"');
}
