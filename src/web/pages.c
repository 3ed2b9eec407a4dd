#include "web/pages.h"

#include <stddef.h>
#include <string.h>

#include "web/api.h"

const struct route *const page_tables[] = {
	basic_routes,
	law_routes,
	sign_routes,
	NULL,
};

const struct route *const *
pages_all(struct arena *arena, const struct installation *installation)
{
	const size_t count = sizeof page_tables / sizeof *page_tables;
	const struct route **tables = ARENA_ARRAY(arena, count + 1, const struct route *);

	if (!tables)
		return NULL;
	memcpy(tables, page_tables, sizeof page_tables);
	tables[count - 1] = action_routes(arena, installation);
	return tables[count - 1] ? tables : NULL;
}
