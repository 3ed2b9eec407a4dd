#include <string.h>

#include "names/strokes.h"
#include "target.h"

#define NAMES_MAX 64

/* One name a line. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	char *at = arena ? arena_strndup(arena, (const char *)bytes, len) : NULL;
	const char *names[NAMES_MAX];
	bool seen[NAMES_MAX] = {false};
	struct strokes_order order;
	size_t count = 0;

	while (at && count < NAMES_MAX) {
		char *end = strchr(at, '\n');

		if (end)
			*end = '\0';
		names[count++] = at;
		at = end ? end + 1 : NULL;
	}
	if (arena && strokes_sort(arena, names, count, &order) == 0)
		for (size_t i = 0; i < count; i++) {
			MUST(order.order[i] < count && !seen[order.order[i]]);
			seen[order.order[i]] = true;
			for (size_t j = 0; j < i; j++)
				MUST(strokes_compare(names[order.order[j]], names[order.order[i]]) <= 0);
			if (i > 0)
				MUST(order.tied[i] ==
				     (strokes_compare(names[order.order[i - 1]], names[order.order[i]]) == 0));
		}
	arena_free(arena);
	return 0;
}
