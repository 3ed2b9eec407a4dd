#include <string.h>

#include "target.h"
#include "web/form.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const char *header = arena ? arena_strndup(arena, (const char *)bytes, len) : NULL;
	struct form cookies;

	if (header && cookie_parse(arena, header, &cookies) == 0)
		for (size_t i = 0; i < cookies.count; i++) {
			MUST(*cookies.pairs[i].name && !strpbrk(cookies.pairs[i].name, "=; "));
			MUST(!strchr(cookies.pairs[i].value, ';'));
		}
	arena_free(arena);
	return 0;
}
