/* Pages beside those of each kind: the registers there are. */
#include "base/fail.h"
#include "web/api.h"
#include "web/catalogue.h"
#include "web/cells.h"
#include "web/coverage.h"
#include "web/due_listing.h"
#include "web/link.h"
#include "web/overview.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/proposal_page.h"
#include "web/tree_part.h"

static int
fill_register(const struct request *request, const struct kind *kind, struct row_view *row)
{
	struct cell_view *cells = ARENA_ARRAY(request->arena, 3, struct cell_view);
	const char *path = kind_address(request->arena, kind);

	if (!cells || !path)
		return FAIL_MEMORY;
	cells[0] = cell_text(in_lang(kind->plural, request->lang));
	cells[0].href.path = path;
	cells[1] = cell_text(in_lang(kind->purpose, request->lang));
	cells[2] = (struct cell_view){.kind = CELL_CLAUSE, .text = kind->clause};
	row->cells = cells;
	return 0;
}

/* GET /registers: every register the reader may open, with what it is for. */
static int
show_registers(struct request *request, struct response *response)
{
	const struct column_view columns[] = {
		{.label = tr(request->lang, "Register")}, {.label = tr(request->lang, "What for")},
		{.label = tr(request->lang, "Clause")},
	};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(request->lang, "Registers"));
	struct row_view *rows;
	size_t count = 0;
	int status = 0;

	while (kinds[count])
		count++;
	rows = ARENA_ARRAY(request->arena, count, struct row_view);
	if (!page || !rows)
		return FAIL_MEMORY;
	count = 0;
	for (const struct kind *const *kind = kinds; *kind && status == 0; kind++)
		if (!(*kind)->path && (visit_of(request)->roles & (*kind)->read))
			status = fill_register(request, *kind, &rows[count++]);
	if (status == 0)
		view_list(&html, &(struct list_view){
			.page = &page->view, .action = {request->path},
			.lead = tr(request->lang, "Each register is kept once; lists, figures and papers come from it."),
			.table = {.caption = tr(request->lang, "Registers"), .columns = columns, .column_count = 3,
			          .rows = rows, .row_count = count},
		});
	return status;
}

const struct route record_routes[] = {
	{"GET", "/registers", .who = ROLE_BUSINESS, .clauses = "DP-10", .handle = show_registers},
	{"GET", "/", .who = WHO_SIGNED_IN, .clauses = "OPIN-2.2 OPIN-11.6", .handle = show_overview},
	{"GET", "/coverage", .who = ROLE_CLERKS | ROLE_INSPECTOR, .files = true, .clauses = "OPIN-11.6",
	 .handle = show_coverage},
	{"GET", API "/coverage", .who = ROLE_CLERKS | ROLE_INSPECTOR, .clauses = "OPIN-11.6", .handle = show_coverage},
	{"GET", "/units/{id}/proposal", .who = ROLE_CLERKS | ROLE_INSPECTOR, .clauses = "OPIN-10.2",
	 .handle = show_proposal},
	{"GET", "/tree", .who = ROLE_BUSINESS, .clauses = "OPIN-6.7", .handle = show_tree},
	{"GET", "/duties", .who = ROLE_BUSINESS, .files = true, .handle = show_duties},
	{"GET", API "/duties", .who = ROLE_BUSINESS, .handle = show_duties},
	{0},
};
