#include "web/pages.h"

#include <stddef.h>
#include <string.h>

#include "web/api.h"
#include "web/kind_routes.h"

const struct route *const page_tables[] = {
	basic_routes,
	law_routes,
	record_routes,
	sign_routes,
	NULL,
};

const struct route *const *
pages_all(struct arena *arena, const struct installation *installation)
{
	const size_t count = sizeof page_tables / sizeof *page_tables;
	const struct route **tables = ARENA_ARRAY(arena, count + 2, const struct route *);

	if (!tables)
		return NULL;
	memcpy(tables, page_tables, sizeof page_tables);
	tables[count - 1] = action_routes(arena, installation);
	tables[count] = kind_routes(arena);
	return tables[count - 1] && tables[count] ? tables : NULL;
}
