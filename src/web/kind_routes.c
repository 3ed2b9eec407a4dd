#include "web/kind_routes.h"

#include "party/access.h"
#include "web/api.h"
#include "web/link.h"
#include "web/listing.h"
#include "web/opened.h"
#include "web/record_form.h"
#include "web/request.h"

/* The pages of one kind; those of persons give no files (DP-6). */
static const struct {
	const char *method, *api, *tail;
	bool list, writes;
	int (*handle)(struct request *request, struct response *response);
} pages[] = {
	{"GET", "", "", true, false, show_list},
	{"GET", API, "", false, false, show_list},
	{"GET", "", "/{id}", false, false, show_record},
	{"GET", API, "/{id}", false, false, show_record},
	{"GET", "", "/new", false, true, add_form},
	{"POST", "", "/new", false, true, add_form},
	{"GET", "", "/{id}/change", false, true, change_form},
	{"POST", "", "/{id}/change", false, true, change_form},
	{"GET", "", "/{id}/correct", false, true, correct_form},
	{"POST", "", "/{id}/correct", false, true, correct_form},
	{"GET", "", "/{id}/close", false, true, close_form},
	{"POST", "", "/{id}/close", false, true, close_form},
};

/*
 * Those who see numbers alone of what opens in the branch are told so by the
 * list's page; a record opens to clerks by a case, which it asks for (DP-12).
 */
static unsigned
who_reads(const struct kind *kind, bool list)
{
	if (!kind_is_own(kind))
		return kind->read;
	return list ? kind->read | ROLE_CLERKS | ROLE_INSPECTOR : kind->read | ROLE_CLERKS;
}

#define PAGES (sizeof pages / sizeof *pages)

const struct route *
kind_routes(struct arena *arena)
{
	size_t count = 0, filled = 0;
	struct route *routes;

	while (kinds[count])
		count++;
	routes = ARENA_ARRAY(arena, count * PAGES + 1, struct route);
	if (!routes)
		return NULL;
	for (size_t k = 0; k < count; k++)
		for (size_t p = 0; p < PAGES; p++) {
			const char *path = kind_address(arena, kinds[k]);
			const char *pattern = path ? arena_printf(arena, "%s%s%s", pages[p].api, path, pages[p].tail) : NULL;

			if (!pattern)
				return NULL;
			if (kinds[k]->procedure && *pages[p].tail) /* has lists like all kinds, and other pages of its own */
				continue;
			routes[filled++] = (struct route){
				.method = pages[p].method, .pattern = pattern, .who = pages[p].writes ? kinds[k]->write : who_reads(kinds[k], pages[p].list),
				.files = pages[p].list && !kinds[k]->persons, .clauses = kinds[k]->clause,
				.handle = pages[p].handle,
			};
		}
	return routes;
}
