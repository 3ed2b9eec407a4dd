#include "store/like.h"

#include <string.h>

char *
like_part(struct arena *arena, const char *part)
{
	char *pattern = arena_alloc(arena, 2 * strlen(part) + 3);
	size_t len = 0;

	if (!pattern)
		return NULL;
	pattern[len++] = '%';
	for (; *part; part++) {
		if (strchr("%_\\", *part))
			pattern[len++] = '\\';
		pattern[len++] = *part;
	}
	pattern[len] = '%';
	return pattern;
}
