#include "web/address.h"

#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "web/request.h"

static void
add_argument(struct buf *out, char *mark, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	buf_putc(out, *mark);
	buf_encode(out, name);
	buf_putc(out, '=');
	buf_encode(out, value);
	*mark = '&';
}

/* Moves the address to the arena. */
static const char *
finish(struct buf *out, struct arena *arena)
{
	const char *text = buf_status(out) == 0 ? arena_strdup(arena, buf_text(out)) : NULL;

	buf_free(out);
	return text;
}

const char *
address(struct arena *arena, const char *path, const struct form_pair *args, size_t count)
{
	struct buf out;
	char mark = '?';

	buf_init(&out, ADDRESS_MAX);
	buf_puts(&out, path);
	for (size_t i = 0; i < count; i++)
		add_argument(&out, &mark, args[i].name, args[i].value);
	return finish(&out, arena);
}

const char *
address_with(const struct request *request, const char *name, const char *value)
{
	struct buf out;
	char mark = '?';

	buf_init(&out, ADDRESS_MAX);
	buf_puts(&out, request->path);
	for (size_t i = 0; i < request->query.count; i++)
		if (!name || strcmp(request->query.pairs[i].name, name) != 0)
			add_argument(&out, &mark, request->query.pairs[i].name, request->query.pairs[i].value);
	if (name)
		add_argument(&out, &mark, name, value);
	return finish(&out, request->arena);
}
