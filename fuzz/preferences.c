/* What clients ask for in headers and arguments of one line: languages, codings, a journal number, the way back. */
#define _GNU_SOURCE /* strcasestr */
#include <string.h>

#include "base/fail.h"
#include "target.h"
#include "web/request.h"
#include "web/response.h"

static void
check(struct arena *arena, const char *line)
{
	int64_t seen = -1;
	enum lang lang = lang_accepted(line, LANG_EN);
	int status = seen_read(arena, line, &seen);

	MUST(lang == LANG_ZH || lang == LANG_EN);
	MUST(!gzip_accepted(line) || strcasestr(line, "gzip"));
	MUST(status == 0 ? seen >= 0 : status == FAIL_INPUT && seen == -1 && *failure_text(LANG_ZH));
	if (path_is_own(line))
		MUST(line[0] == '/' && line[1] != '/' && line[1] != '\\' && !strpbrk(line, " \r\n"));
}

/* One a line. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	char *at = arena ? arena_strndup(arena, (const char *)bytes, len) : NULL;

	while (at) {
		char *end = strchr(at, '\n');

		if (end)
			*end = '\0';
		check(arena, at);
		at = end ? end + 1 : NULL;
	}
	arena_free(arena);
	return 0;
}
