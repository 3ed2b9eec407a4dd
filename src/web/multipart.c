/* multipart/form-data as browsers and curl write it (RFC 7578). */
#define _GNU_SOURCE /* memmem */
#include <string.h>
#include <strings.h>

#include "base/fail.h"
#include "web/form.h"

#define BOUNDARY_MAX 70        /* RFC 2046 */
#define PART_HEADERS_MAX 8
#define PART_LINE_MAX 2048     /* bytes of one header line of a part */

struct scan {
	struct arena *arena;
	const char *at;
	const char *end;
	const char *delimiter; /* CRLF "--" boundary */
	size_t delimiter_len;
};

/* What the headers of one part say; null where they do not. */
struct part {
	const char *name;
	const char *file_name;
};

static int
malformed(void)
{
	return fail(FAIL_INPUT, NULL, NULL, "上传的表单格式不对（multipart/form-data）。",
	            "The uploaded form is malformed (multipart/form-data).");
}

/*
 * The value of a parameter such as `boundary` in "type; boundary=x", its
 * quotes taken off; null where it is missing.  `ret_len` may be 0.
 */
static const char *
parameter(const char *header, const char *name, size_t *ret_len)
{
	size_t name_len = strlen(name);
	bool quoted = false;

	for (const char *at = header; *at; at++) {
		const char *value;

		if (*at == '"' && (at == header || at[-1] != '\\'))
			quoted = !quoted;
		if (quoted || *at != ';')
			continue;
		value = at + 1 + strspn(at + 1, " \t");
		if (strncasecmp(value, name, name_len) != 0 || value[name_len] != '=')
			continue;
		value += name_len + 1;
		if (*value != '"') {
			*ret_len = strcspn(value, "; \t");
			return value;
		}
		value++;
		*ret_len = 0;
		while (value[*ret_len] && (value[*ret_len] != '"' || (*ret_len && value[*ret_len - 1] == '\\')))
			++*ret_len;
		return value[*ret_len] == '"' ? value : NULL;
	}
	return NULL;
}

/* Browsers write a quote inside a name as %22, curl as \". */
static const char *
unquote(struct arena *arena, const char *text, size_t len)
{
	char *out = arena_alloc(arena, len + 1);
	size_t n = 0;

	for (size_t i = 0; out && i < len; i++) {
		if (text[i] == '\\' && i + 1 < len && text[i + 1] == '"')
			continue;
		if (len - i >= 3 && memcmp(text + i, "%22", 3) == 0) {
			out[n++] = '"';
			i += 2;
		} else {
			out[n++] = text[i];
		}
	}
	return out;
}

static int
read_disposition(struct scan *scan, const char *header, struct part *part)
{
	size_t len;
	const char *name = parameter(header, "name", &len);

	if (!name || strncasecmp(header, "form-data", 9) != 0 || len > FORM_NAME_MAX || part->name)
		return malformed();
	part->name = unquote(scan->arena, name, len);
	if (!part->name)
		return FAIL_MEMORY;
	name = parameter(header, "filename", &len);
	if (!name)
		return 0;
	part->file_name = unquote(scan->arena, name, len);
	return part->file_name ? 0 : FAIL_MEMORY;
}

/* The headers of a part and the empty line after them. */
static int
read_headers(struct scan *scan, struct part *part)
{
	static const char wanted[] = "content-disposition:";

	for (int lines = 0; lines <= PART_HEADERS_MAX; lines++) {
		const char *lf = memchr(scan->at, '\n', (size_t)(scan->end - scan->at));
		size_t len = lf ? (size_t)(lf - scan->at) : 0;
		const char *line = scan->at;
		int status = 0;

		if (len == 0 || len > PART_LINE_MAX || lf[-1] != '\r' || !form_text_sound(line, len - 1))
			return malformed();
		scan->at = lf + 1;
		if (--len == 0)
			return part->name ? 0 : malformed();
		line = arena_strndup(scan->arena, line, len);
		if (!line)
			return FAIL_MEMORY;
		if (strlen(line) != strcspn(line, "\r"))
			return malformed();
		if (strncasecmp(line, wanted, sizeof wanted - 1) == 0) {
			line += sizeof wanted - 1;
			status = read_disposition(scan, line + strspn(line, " \t"), part);
		}
		if (status)
			return status;
	}
	return malformed();
}

/* Some browsers send the whole path of the file. */
static const char *
without_folders(const char *name)
{
	for (const char *at = name; *at; at++)
		if (*at == '/' || *at == '\\')
			name = at + 1;
	return name;
}

static int
take_file(const struct part *part, const char *bytes, size_t len, struct upload *upload)
{
	const char *name = without_folders(part->file_name);

	if (len == 0 && *name == '\0')
		return 0;
	if (upload->field)
		return fail(FAIL_INPUT, NULL, NULL, "一次只能上传一个文件。", "Only one file can be sent at a time.");
	if (strlen(name) > FORM_FILE_NAME_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "文件名超过 %d 字节。",
		            "The file's name is longer than %d bytes.", FORM_FILE_NAME_MAX);
	*upload = (struct upload){.field = part->name, .name = name, .bytes = bytes, .len = len};
	return 0;
}

static int
take_field(struct scan *scan, const struct part *part, const char *text, size_t len,
           struct form_pair *ret_pair)
{
	if (len > FORM_VALUE_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "表单里有一项内容太长（上限 %d 字节）。",
		            "A field of the form is too long (limit: %d bytes).", FORM_VALUE_MAX);
	if (!form_text_sound(text, len))
		return fail(FAIL_INPUT, NULL, NULL, "提交的内容含有控制字符，或者不是 UTF-8 文字。",
		            "What was sent contains control characters or is not UTF-8 text.");
	*ret_pair = (struct form_pair){part->name, arena_strndup(scan->arena, text, len)};
	return ret_pair->value ? 0 : FAIL_MEMORY;
}

/* Stands behind a delimiter: CRLF begins a part, "--" ends the body. */
static int
at_end(struct scan *scan, bool *ret_end)
{
	size_t left = (size_t)(scan->end - scan->at);

	if (left >= 2 && memcmp(scan->at, "\r\n", 2) == 0) {
		scan->at += 2;
		*ret_end = false;
		return 0;
	}
	if ((left == 2 && memcmp(scan->at, "--", 2) == 0) ||
	    (left == 4 && memcmp(scan->at, "--\r\n", 4) == 0)) {
		*ret_end = true;
		return 0;
	}
	return malformed();
}

static int
read_parts(struct scan *scan, struct form_pair *pairs, size_t room, size_t *ret_count,
           struct upload *upload)
{
	size_t count = 0;
	bool end = false;
	int status = at_end(scan, &end);

	while (!status && !end) {
		struct part part = {0};
		const char *content, *stop;

		status = read_headers(scan, &part);
		if (status)
			break;
		content = scan->at;
		stop = memmem(content, (size_t)(scan->end - content), scan->delimiter, scan->delimiter_len);
		if (!stop)
			return malformed();
		if (part.file_name)
			status = take_file(&part, content, (size_t)(stop - content), upload);
		else if (count == room)
			status = malformed();
		else
			status = take_field(scan, &part, content, (size_t)(stop - content), &pairs[count++]);
		scan->at = stop + scan->delimiter_len;
		if (!status)
			status = at_end(scan, &end);
	}
	*ret_count = count;
	return status;
}

/* How often the delimiter stands in the body: no less than its parts. */
static size_t
count_parts(const struct scan *scan)
{
	const char *at = scan->at;
	size_t parts = 1;

	while (parts <= FORM_PAIRS_MAX &&
	       (at = memmem(at, (size_t)(scan->end - at), scan->delimiter, scan->delimiter_len))) {
		at += scan->delimiter_len;
		parts++;
	}
	return parts;
}

static int
start_scan(struct scan *scan, const char *content_type)
{
	size_t len;
	const char *boundary = parameter(content_type, "boundary", &len);

	if (!boundary || len == 0 || len > BOUNDARY_MAX)
		return malformed();
	scan->delimiter = arena_printf(scan->arena, "\r\n--%.*s", (int)len, boundary);
	if (!scan->delimiter)
		return FAIL_MEMORY;
	scan->delimiter_len = strlen(scan->delimiter);
	/* The first delimiter opens the body, without its CRLF. */
	if ((size_t)(scan->end - scan->at) < scan->delimiter_len - 2 ||
	    memcmp(scan->at, scan->delimiter + 2, scan->delimiter_len - 2) != 0)
		return malformed();
	scan->at += scan->delimiter_len - 2;
	return 0;
}

int
form_parse_multipart(struct arena *arena, const char *content_type, const char *body, size_t len,
                     struct form *ret_form, struct upload *ret_upload)
{
	struct scan scan = {.arena = arena, .at = body, .end = body + len};
	struct upload upload = {0};
	struct form_pair *pairs;
	size_t room, count;
	int status = start_scan(&scan, content_type);

	if (status)
		return status;
	room = count_parts(&scan);
	if (room > FORM_PAIRS_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "表单的项目超过 %d 个。",
		            "The form has more than %d fields.", FORM_PAIRS_MAX);
	pairs = ARENA_ARRAY(arena, room, struct form_pair);
	if (!pairs)
		return FAIL_MEMORY;
	status = read_parts(&scan, pairs, room, &count, &upload);
	if (status)
		return status;
	*ret_form = (struct form){.pairs = pairs, .count = count};
	*ret_upload = upload;
	return 0;
}
