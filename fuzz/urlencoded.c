#include <string.h>

#include "target.h"
#include "web/form.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct form form;

	if (arena && form_parse_urlencoded(arena, (const char *)bytes, len, &form) == 0)
		for (size_t i = 0; i < form.count; i++) {
			MUST(form_text_sound(form.pairs[i].name, strlen(form.pairs[i].name)));
			MUST(form_text_sound(form.pairs[i].value, strlen(form.pairs[i].value)));
		}
	arena_free(arena);
	return 0;
}
