/* The JSON object of a call, read as a form. */
#include "web/json_form.h"

#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "target.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct form form;

	if (arena && json_form(arena, (const char *)bytes, len, &form) == 0) {
		for (size_t i = 0; i < form.count; i++) {
			MUST(form_text_sound(form.pairs[i].name, strlen(form.pairs[i].name)));
			MUST(form_text_sound(form.pairs[i].value, strlen(form.pairs[i].value)));
		}
	} else {
		MUST(utf8_valid(failure_text(LANG_ZH), strlen(failure_text(LANG_ZH))) && *failure_text(LANG_EN));
	}
	arena_free(arena);
	return 0;
}
