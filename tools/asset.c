/*
 * asset --code FILE --header FILE ITEM …      files to C
 *   NAME=PATH[+PATH …]     an asset: the files one after the other, its path holding the hash of its bytes;
 *                          pick:PATH is a style sheet of which only what the words need is taken
 *   icon:NAME=PATH         an icon of the Tabler set as a fragment
 *   words:PATH             a file whose words are classes that pages may have; these stand first
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "css.h"
#include "source.h"

struct embedder {
	struct buf code, header, table, errors;
	size_t count;
	struct words words;
};

static const struct {
	const char *ending;
	const char *type;
} types[] = {
	{".css", "text/css; charset=utf-8"},
	{".js", "text/javascript; charset=utf-8"},
	{".svg", "image/svg+xml"},
	{".png", "image/png"},
	{".txt", "text/plain; charset=utf-8"},
};

static const char *
type_of(const char *ending)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].ending, ending) == 0)
			return types[i].type;
	return NULL;
}

/* FNV-1a: the address changes when a byte does; it need not withstand an attacker. */
static uint64_t
hash(const struct buf *bytes)
{
	uint64_t value = 14695981039346656037u;

	for (size_t i = 0; i < bytes->len; i++)
		value = (value ^ (unsigned char)bytes->data[i]) * 1099511628211u;
	return value;
}

/* Compresses as gzip with no time stamp, so that the same input gives the same program. */
static bool
compress_gzip(const struct buf *plain, struct buf *ret_packed)
{
	z_stream stream = {0};
	unsigned char block[65536];
	int status;

	if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	stream.next_in = (unsigned char *)plain->data;
	stream.avail_in = (uInt)plain->len;
	do {
		stream.next_out = block;
		stream.avail_out = sizeof block;
		status = deflate(&stream, Z_FINISH);
		buf_add(ret_packed, block, sizeof block - stream.avail_out);
	} while (status == Z_OK);
	deflateEnd(&stream);
	return status == Z_STREAM_END && !ret_packed->failed;
}

static void
put_bytes(struct buf *code, const char *kind, size_t number, const struct buf *bytes)
{
	buf_printf(code, "static const unsigned char %s_%zu[] = {", kind, number);
	for (size_t i = 0; i < bytes->len; i++)
		buf_printf(code, "%s%u,", i % 32 ? "" : "\n", (unsigned char)bytes->data[i]);
	buf_puts(code, "\n};\n");
}

static void
put_identifier(struct buf *out, const char *name)
{
	for (; *name; name++)
		buf_putc(out, (*name >= 'a' && *name <= 'z') || (*name >= '0' && *name <= '9') ? *name : '_');
}

/* Reads "PATH+PATH…" into one buffer, a newline behind each. */
static bool
read_parts(struct embedder *e, char *paths, struct buf *into)
{
	char *rest = NULL;

	for (char *path = strtok_r(paths, "+", &rest); path; path = strtok_r(NULL, "+", &rest)) {
		bool pick = strncmp(path, "pick:", 5) == 0;
		struct buf text;
		struct source source;

		if (!source_read(path + (pick ? 5 : 0), &text, &source, &e->errors))
			return false;
		if (!pick)
			buf_add(into, source.text, source.len);
		else if (!css_pick(&source, &e->words, into, &e->errors))
			return false;
		if (source.len > 0 && source.text[source.len - 1] != '\n')
			buf_putc(into, '\n');
		buf_free(&text);
	}
	return true;
}

static bool
embed(struct embedder *e, const char *name, const struct buf *bytes)
{
	const char *ending = strrchr(name, '.');
	const char *type = ending ? type_of(ending) : NULL;
	size_t n = e->count++;
	struct buf packed;
	bool gzip;

	if (!type) {
		buf_printf(&e->errors, "%s: error: no content type is known for this ending\n", name);
		return false;
	}
	buf_init(&packed, SOURCE_MAX);
	gzip = compress_gzip(bytes, &packed) && packed.len < bytes->len;
	put_bytes(&e->code, "bytes", n, bytes);
	if (gzip)
		put_bytes(&e->code, "gzip", n, &packed);
	buf_puts(&e->header, "#define ASSET_");
	put_identifier(&e->header, name);
	buf_printf(&e->header, " \"/assets/%.*s.%012llx%s\"\n", (int)(ending - name), name,
	           (unsigned long long)(hash(bytes) & 0xFFFFFFFFFFFF), ending);
	buf_printf(&e->table, "\t{\"%s\", ASSET_", name);
	put_identifier(&e->table, name);
	buf_printf(&e->table, ", \"%s\", bytes_%zu, sizeof bytes_%zu, ", type, n, n);
	if (gzip)
		buf_printf(&e->table, "gzip_%zu, sizeof gzip_%zu},\n", n, n);
	else
		buf_puts(&e->table, "NULL, 0},\n");
	buf_free(&packed);
	return true;
}

/*
 * An icon of the set is drawn in a box of 24 by 24 with strokes; the styles
 * give size and colour, and a screen reader passes over it.
 */
static bool
embed_icon(struct embedder *e, const char *name, const struct buf *bytes)
{
	static const char frame[] = "<path stroke=\"none\" d=\"M0 0h24v24H0z\" fill=\"none\"/>";
	const char *svg = strstr(buf_text(bytes), "<svg");
	const char *at = svg ? strchr(svg, '>') : NULL;
	const char *end = at ? strstr(at, "</svg>") : NULL;
	struct buf icon;

	if (!end) {
		buf_printf(&e->errors, "%s: error: no <svg> in this icon\n", name);
		return false;
	}
	buf_init(&icon, SOURCE_MAX);
	buf_puts(&icon, "<svg class=\"icon\" aria-hidden=\"true\" viewBox=\"0 0 24 24\" fill=\"none\" "
	                "stroke=\"currentColor\" stroke-linecap=\"round\" stroke-linejoin=\"round\">");
	while (++at < end) {
		if (strncmp(at, frame, sizeof frame - 1) == 0)
			at += sizeof frame - 2;
		else if (*at != '\n' && !(*at == ' ' && at[-1] == '\n') && !(*at == ' ' && at[-1] == ' '))
			buf_putc(&icon, *at);
	}
	buf_puts(&icon, "</svg>");
	buf_puts(&e->header, "#define icon_");
	put_identifier(&e->header, name);
	buf_puts(&e->header, " ((struct fragment){");
	c_quote(buf_text(&icon), icon.len, &e->header);
	buf_printf(&e->header, ", %zu})\n", icon.len);
	buf_free(&icon);
	return true;
}

static bool
add_words(struct embedder *e, const char *path)
{
	struct buf text;
	struct source source;

	if (!source_read(path, &text, &source, &e->errors))
		return false;
	words_add(&e->words, &source);
	buf_free(&text);
	return true;
}

static bool
embed_item(struct embedder *e, char *item)
{
	char *equals = strchr(item, '=');
	bool icon = strncmp(item, "icon:", 5) == 0;
	struct buf bytes;
	bool sound;

	if (strncmp(item, "words:", 6) == 0)
		return add_words(e, item + 6);
	if (!e->words.sorted && !words_sort(&e->words))
		return false;
	if (!equals) {
		buf_printf(&e->errors, "%s: error: NAME=PATH is wanted\n", item);
		return false;
	}
	*equals = '\0';
	buf_init(&bytes, SOURCE_MAX);
	sound = read_parts(e, equals + 1, &bytes) &&
	        (icon ? embed_icon(e, item + 5, &bytes) : embed(e, item, &bytes));
	buf_free(&bytes);
	return sound;
}

static bool
write_files(struct embedder *e, const char *code, const char *header)
{
	buf_printf(&e->code, "\nconst struct asset assets[] = {\n%s};\n\nconst size_t asset_count = %zu;\n",
	           buf_text(&e->table), e->count);
	return source_write(code, &e->code, &e->errors) && source_write(header, &e->header, &e->errors);
}

int
main(int argc, char **argv)
{
	struct embedder e = {0};
	const char *code = NULL, *header = NULL;
	bool sound = true;

	buf_init(&e.code, 4 * SOURCE_MAX);
	buf_init(&e.header, SOURCE_MAX);
	buf_init(&e.table, SOURCE_MAX);
	buf_init(&e.errors, SOURCE_MAX);
	buf_puts(&e.code, "/* Generated by tools/asset. */\n#include \"web/asset_table.h\"\n#include \"web/asset_names.h\"\n\n");
	buf_puts(&e.header, "/* Generated by tools/asset. */\n#pragma once\n#include \"web/html.h\"\n\n");
	for (int i = 1; sound && i < argc; i++) {
		if (i + 1 < argc && strcmp(argv[i], "--code") == 0)
			code = argv[++i];
		else if (i + 1 < argc && strcmp(argv[i], "--header") == 0)
			header = argv[++i];
		else
			sound = embed_item(&e, argv[i]);
	}
	sound = sound && code && header && write_files(&e, code, header);
	fputs(buf_text(&e.errors), stderr);
	words_free(&e.words);
	buf_free(&e.code);
	buf_free(&e.header);
	buf_free(&e.table);
	buf_free(&e.errors);
	return sound ? 0 : 1;
}
