#include "web/overview.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/access.h"
#include "web/catalogue.h"
#include "web/coverage.h"
#include "web/link.h"
#include "web/page.h"
#include "web/standpoint.h"
#include "web/tree_part.h"

#define CLERKS (ROLE_CLERKS | ROLE_INSPECTOR)

/* ---- how far coverage has come ---- */

/* A share with the numbers it comes from and the list behind it. */
static int
make_share(const struct overview_draft *draft, const struct coverage_table *table, const char *label, int64_t tenths,
           int64_t part, int64_t whole, const char *facet, const char *word, struct share_view *view)
{
	*view = (struct share_view){
		.label = label, .tenths = tenths, .clause = "OPIN-11.6",
		.sentence = arena_printf(draft->arena, tr(draft->lang, "%lld of %lld"), (long long)part, (long long)whole),
		.href = {coverage_units(table, NULL, NULL, facet, word)},
	};
	return view->sentence && view->href.path ? 0 : FAIL_MEMORY;
}

static int
fill_shares(struct overview_draft *draft, const struct coverage_table *table)
{
	const struct figures *now = &table->total;
	const struct coverage coverage = figures_coverage(now);
	const struct coverage_rates rates = coverage_rates(&coverage);
	struct share_view *shares = ARENA_ARRAY(draft->arena, 3, struct share_view);
	int64_t organized = now->own + now->joint;
	int status;

	if (!shares)
		return FAIL_MEMORY;
	status = make_share(draft, table, tr(draft->lang, "Organization coverage"), rates.organization, organized,
	                    now->units, "covered", "organization", &shares[0]);
	if (status == 0)
		status = make_share(draft, table, tr(draft->lang, "Work coverage"), rates.work, organized + now->work_only,
		                    now->units, "covered", "work", &shares[1]);
	if (status == 0)
		status = make_share(draft, table, tr(draft->lang, "Established of those due"), rates.due_establishment,
		                    now->due_established, now->due, "due", "established", &shares[2]);
	draft->view.shares = shares;
	draft->view.share_count = 3;
	return status;
}

static int
fill_table(struct overview_draft *draft, const struct coverage_table *table)
{
	struct table_view *view = ARENA_NEW(draft->arena, struct table_view);
	int status = view ? coverage_view(table, view) : FAIL_MEMORY;

	if (status == 0)
		status = coverage_choices(table, &draft->view.table_choices, &draft->view.table_choice_count);
	if (status < 0)
		return status;
	draft->view.table_title = tr(draft->lang, "Coverage");
	draft->view.table = view;
	draft->view.table_csv.path = link_changed(draft->request, "/coverage.csv", NULL, 0);
	draft->view.table_xlsx.path = link_changed(draft->request, "/coverage.xlsx", NULL, 0);
	return draft->view.table_csv.path && draft->view.table_xlsx.path ? 0 : FAIL_MEMORY;
}

static int
overview_of_part(struct overview_draft *draft)
{
	struct coverage_table table;
	int status = coverage_read(draft->request, &draft->reach, &table);

	if (status < 0)
		return status;
	draft->figures = table.total;
	status = overview_due(draft);
	if (status == 0)
		status = fill_shares(draft, &table);
	if (status == 0)
		status = fill_table(draft, &table);
	if (status == 0)
		status = overview_charts(draft);
	return status == 0 ? tree_part(draft->request, &draft->reach, CLERKS, "/", &draft->view.tree) : status;
}

/* ---- which page ---- */

/* Whoever keeps the machine or its log has no business data to look at (DP-12). */
static int
to_own_rooms(struct request *request, struct response *response)
{
	static const char *const rooms[] = {"/admin", "/me"};

	for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
		if (visit_may_open(request, rooms[i]))
			return response_redirect(response, rooms[i]);
	return response_redirect(response, "/law");
}

static int
check_arguments(const struct request *request)
{
	static const char *const known[] = {"node", "by", "as_of"};

	for (size_t i = 0; i < request->query.count; i++) {
		const char *name = request->query.pairs[i].name;
		bool found = false;

		for (size_t k = 0; k < sizeof known / sizeof *known; k++)
			found = found || strcmp(name, known[k]) == 0;
		if (!found)
			return fail(FAIL_INPUT, NULL, name, "总览没有 %s 这一项；可以用：node, by, as_of。",
			            "The overview takes no %s; it takes node, by and as_of.", name);
	}
	return 0;
}

static int
fill_crumbs(struct overview_draft *draft)
{
	draft->view.page = &draft->page->view;
	return page_takes_day(draft->page);
}

int
show_overview(struct request *request, struct response *response)
{
	const struct visit *visit = visit_of(request);
	struct overview_draft draft = {.request = request, .arena = request->arena, .lang = request->lang};
	struct html html = page_html(request, response);
	const struct grant *from = standpoint_chosen(request);
	const char *node = request_query(request, "node");
	bool clerk = ((from ? from->role : visit->roles) & CLERKS) != 0;
	int status;

	if (!(visit->roles & ROLE_BUSINESS))
		return to_own_rooms(request, response);
	status = check_arguments(request);
	if (status == 0)
		status = reach_of(request, clerk && !(node && *node) ? CLERKS : ROLE_BUSINESS, &draft.reach);
	if (status < 0)
		return status;
	clerk = actor_may(&visit->actor, CLERKS, draft.reach.today ? draft.reach.today : "/");
	if (clerk && draft.reach.unit)
		return response_redirect(response, arena_printf(request->arena, "/units/%" PRId64, draft.reach.node));
	draft.page = page_new(request, response, draft.reach.name ? draft.reach.name : tr(request->lang, "All organizations"));
	status = draft.page ? fill_crumbs(&draft) : FAIL_MEMORY;
	if (status == 0)
		status = (clerk ? overview_of_part : overview_own)(&draft);
	if (status == 0)
		status = overview_inbox(&draft);
	if (status == 0)
		view_overview(&html, &draft.view);
	return status;
}
