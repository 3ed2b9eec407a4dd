/* The first line is the Content-Type, the rest the body. */
#include <string.h>

#include "target.h"
#include "web/form.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const char *text = (const char *)bytes, *line = memchr(text, '\n', len), *type;
	size_t line_len = line ? (size_t)(line - text) : len;
	struct form form;
	struct upload upload;

	type = arena ? arena_strndup(arena, text, line_len) : NULL;
	if (!type || !line)
		goto out;
	line++;
	len -= (size_t)(line - text);
	if (form_parse_multipart(arena, type, line, len, &form, &upload))
		goto out;
	for (size_t i = 0; i < form.count; i++)
		MUST(form_text_sound(form.pairs[i].value, strlen(form.pairs[i].value)));
	if (upload.field) {
		MUST(upload.bytes >= line && upload.len <= len && upload.bytes + upload.len <= line + len);
		MUST(!strpbrk(upload.name, "/\\"));
	}
out:
	arena_free(arena);
	return 0;
}
