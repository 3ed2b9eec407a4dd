#include "web/pages.h"

#include <stddef.h>
#include <string.h>

#include "web/api.h"
#include "web/kind_routes.h"

static const struct route *const page_tables[] = {
	account_routes,
	admin_routes,
	basic_routes,
	decision_routes,
	factor_routes,
	find_routes,
	import_routes,
	journal_routes,
	law_routes,
	matter_routes,
	me_routes,
	openapi_routes,
	paper_routes,
	privacy_routes,
	record_routes,
	election_routes,
	roll_routes,
	own_data_routes,
	data_request_routes,
	retention_routes,
	right_routes,
	role_routes,
	setting_routes,
	sign_routes,
	twin_routes,
	voice_routes,
};

const struct route *const *
pages_all(struct arena *arena, const struct action *actions, size_t action_count)
{
	const size_t count = sizeof page_tables / sizeof *page_tables;
	const struct route **tables = ARENA_ARRAY(arena, count + 3, const struct route *);

	if (!tables)
		return NULL;
	memcpy(tables, page_tables, sizeof page_tables);
	tables[count] = action_routes(arena, actions, action_count);
	tables[count + 1] = kind_routes(arena);
	return tables[count] && tables[count + 1] ? tables : NULL;
}
