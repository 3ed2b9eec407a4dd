/* /admin: the rooms of administration, and facts about this installation. */
#include <string.h>

#include "base/fail.h"
#include "party/throttle.h"
#include "web/catalogue.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/table.h"

/* Only the rooms the reader may enter. */
static int
fill_rooms(const struct request *request, struct admin_view *view)
{
	enum lang lang = request->lang;
	const struct admin_link_view rooms[] = {
		{tr(lang, "Accounts"), tr(lang, "Make and disable accounts, set one-time passwords."), {"/admin/accounts"}, NO_COUNT},
		{tr(lang, "Roles"), tr(lang, "Who holds this right, where and since when."), {"/admin/roles"}, NO_COUNT},
		{tr(lang, "Who holds this right"), tr(lang, "For each page and action: who may use it, where, by whose grant."), {"/admin/rights"}, NO_COUNT},
		{tr(lang, "Journal"), tr(lang, "Who did what and when, without content."), {"/admin/journal"}, NO_COUNT},
		{tr(lang, "Settings"), tr(lang, "What the rules leave to a place, dated and with its source."), {"/admin/settings"}, NO_COUNT},
		{tr(lang, "Organizations recorded twice"), tr(lang, "Records that may be of one organization, side by side."), {"/units/duplicates"}, NO_COUNT},
	};
	const size_t count = sizeof rooms / sizeof *rooms;
	struct admin_link_view *links = ARENA_ARRAY(request->arena, count, struct admin_link_view);

	if (!links)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		if (visit_may_open(request, rooms[i].href.path))
			links[view->link_count++] = rooms[i];
	view->links = links;
	return 0;
}

/* ---- facts ---- */

static struct fact_view
fact(const char *label, struct cell_view value)
{
	return (struct fact_view){.label = label, .value = value};
}

static int
fill_program(const struct request *request, struct admin_view *view)
{
	const struct visit *visit = visit_of(request);
	struct fact_view *facts = ARENA_ARRAY(request->arena, 8, struct fact_view);
	enum lang lang = request->lang;
	bool sqlite = db_engine(visit->db) == ENGINE_SQLITE;
	int64_t entries = 0;

	if (!facts)
		return FAIL_MEMORY;
	if (journal_last(visit->db, &entries) < 0)
		return last_failure()->code;
	facts[0] = fact(tr(lang, "Version"), cell_text(DANGJIAN_VERSION));
	facts[1] = fact(tr(lang, "Version of the schema"), cell_number(SCHEMA_VERSION));
	facts[2] = fact(tr(lang, "Database"), cell_text(sqlite ? "SQLite" : "PostgreSQL"));
	facts[3] = fact(tr(lang, "Tables"), cell_number((int64_t)visit->installation->schema.count));
	facts[4] = fact(tr(lang, "Entries of the journal"), cell_number(entries));
	facts[5] = fact(tr(lang, "Today"), cell_day(request->today));
	facts[6] = fact(tr(lang, "Shortest password"),
	                cell_text(arena_printf(request->arena, tr(lang, "%d characters"), PASSWORD_MIN)));
	facts[7] = fact(tr(lang, "Failed attempts before an account waits"),
	                cell_text(arena_printf(request->arena,
	                                       tr(lang, "%d, then %d seconds, twice as long each time, %d minutes at most"),
	                                       LOGIN_PAIR_MAX, LOGIN_WAIT_FIRST, LOGIN_WAIT_MAX / 60)));
	facts[6].clause = facts[7].clause = "DP-16";
	view->facts = facts;
	view->fact_count = 8;
	return facts[6].value.text && facts[7].value.text ? 0 : FAIL_MEMORY;
}

static int
show_admin(struct request *request, struct response *response)
{
	struct admin_view view = {0};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(request->lang, "Administration"));
	int status = page ? fill_rooms(request, &view) : FAIL_MEMORY;

	if (status == 0 && visit_of(request)->roles & ROLE_ADMINISTRATOR)
		status = fill_program(request, &view);
	if (status < 0)
		return status;
	view.page = &page->view;
	view_admin(&html, &view);
	return 0;
}

const struct route admin_routes[] = {
	{"GET", "/admin", .who = ROLE_ADMINISTRATOR | ROLE_AUDITOR | ROLE_CLERKS, .clauses = "DP-16", .handle = show_admin},
	{0},
};
