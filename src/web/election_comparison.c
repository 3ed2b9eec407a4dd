/* /elections/{id}/ballots/{round}: what the two tellers entered, compared by the supervisors. */
#include "web/election_page.h"

#include <inttypes.h>

#include "base/fail.h"
#include "base/num.h"
#include "registry/list.h"
#include "web/catalogue.h"
#include "web/table.h"

static int
fill_differences(const struct shown_election *shown, const struct ballot_round *round, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Bundle"), .kind = CELL_NUMBER},
		{.label = round->by_totals ? tr(shown->lang, "Line of the tally sheet") : tr(shown->lang, "Paper"),
		 .kind = round->by_totals ? CELL_TEXT : CELL_NUMBER},
		{.label = tr(shown->lang, "First teller")}, {.label = tr(shown->lang, "Second teller")}, {.label = tr(shown->lang, "Decided")},
	};
	bool supervisor = election_holds_office(shown, round->seats->assembly, OFFICIAL_SUPERVISOR);
	struct difference *differences;
	struct table_maker table;
	size_t count;
	int status = round_differences(visit_of(shown->request)->db, shown->request->arena, shown->election, round,
	                               &differences, &count);

	if (status == 0)
		status = table_begin(shown->request->arena, tr(shown->lang, "Papers read differently"), columns, 5, count, &table);
	for (size_t i = 0; i < count && status == 0; i++) {
		const struct difference *difference = &differences[i];
		struct cell_view *cells = table_row(&table);
		const char *decide = arena_printf(shown->request->arena,
		                                  ELECTIONS_PATH "/%" PRId64 "/do/decide-ballot?round=%" PRId64 "&bundle=%" PRId64
		                                  "&ballot=%" PRId64, shown->election->id, round->id, difference->bundle, difference->ballot);

		cells[0] = cell_number(round->by_totals ? NO_COUNT : difference->bundle);
		cells[1] = cell_number(difference->ballot);
		if (round->by_totals)
			cells[1] = cell_text(totals_line_label(shown->request->arena, shown->election, round, difference->ballot, shown->lang));
		cells[1].note = difference->namesakes ? tr(shown->lang, "a name that several bear") : NULL;
		cells[2] = cell_text(difference->first);
		cells[3] = cell_text(difference->second);
		cells[4] = cell_link(difference->decided ? difference->decided : tr(shown->lang, "to be decided"), supervisor ? decide : NULL);
	}
	*ret_view = (struct related_view){.table = table.view, .title = round->by_totals ? tr(shown->lang, "Lines entered differently")
	                                                                                : tr(shown->lang, "Papers read differently")};
	return status;
}

STATEMENT(joined_on, "select joined from membership where person = $1 and ended is null order by since desc limit 1");

/* Whom a name that several bear can mean; the day of joining tells them apart. */
static int
fill_namesakes(const struct shown_election *shown, const struct ballot_round *round, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Name")}, {.label = tr(shown->lang, "To be written as")},
		{.label = tr(shown->lang, "Joined on"), .kind = CELL_DAY},
	};
	struct db *db = visit_of(shown->request)->db;
	struct eligible *eligible;
	struct table_maker table;
	size_t count;
	int status = eligible_names(db, shown->request->arena, shown->election, round, &eligible, &count);

	if (status == 0)
		status = table_begin(shown->request->arena, tr(shown->lang, "Persons of one name"), columns, 3, count, &table);
	for (size_t i = 0; i < count && status == 0; i++) {
		struct cell_view *cells;
		int64_t joined = DAY_NONE;

		if (!eligible[i].namesakes)
			continue;
		cells = table_row(&table);
		status = db_number(db, joined_on, ARGS(INT(eligible[i].person)), &joined);
		cells[0] = cell_text(eligible[i].own);
		cells[1] = cell_text(eligible[i].name);
		cells[2] = cell_day((day_no)joined);
	}
	*ret_view = (struct related_view){.title = tr(shown->lang, "Persons of one name"), .table = table.view};
	return status;
}

int
show_ballots(struct request *request, struct response *response)
{
	struct html html = page_html(request, response);
	struct related_view related[2];
	struct entered entered[2] = {{0}};
	struct button_view count;
	const struct ballot_round *round = NULL;
	struct shown_election shown;
	struct page *page;
	int64_t id;
	int status = election_open(request, &shown);

	if (status == 0 && num_parse(request_param(request, "round"), &id) == 0)
		round = election_round(shown.election, id);
	if (status == 0 && !round)
		status = fail(FAIL_NOT_FOUND, NULL, NULL, "没有这次投票。", "There is no such ballot.");
	if (status == 0 && !shown.runs && !election_holds_office(&shown, round->seats->assembly, OFFICIAL_SUPERVISOR))
		status = fail(FAIL_FORBIDDEN, "ELEC-22.1", NULL, "两名计票人各自录入，互不可见；比对由监票人进行。",
		              "The tellers enter blind to each other; supervisors compare.");
	for (int reader = 1; reader <= 2 && status == 0; reader++)
		status = round_entered(visit_of(request)->db, round->id, reader, &entered[reader - 1]);
	if (status == 0)
		status = fill_differences(&shown, round, &related[0]);
	if (status == 0)
		status = fill_namesakes(&shown, round, &related[1]);
	page = status == 0 ? page_new(request, response, tr(request->lang, "Compare and count")) : NULL;
	if (!page)
		return status < 0 ? status : FAIL_MEMORY;
	count = (struct button_view){.label = tr(request->lang, "Count"), .primary = true,
	                             .href = {election_do(&shown, "count-ballot", "round", round->id)}};
	related[0].note = arena_printf(request->arena, tr(request->lang, "First teller %s, second teller %s of %s papers."),
	                            arena_printf(request->arena, "%" PRId64, entered[0].ballots),
	                            arena_printf(request->arena, "%" PRId64, entered[1].ballots),
	                            arena_printf(request->arena, "%" PRId64, round->returned));
	page_crumb(page, in_lang(election_kind.plural, request->lang), ELECTIONS_PATH);
	page_crumb(page, election_title(&shown), election_path(&shown, ""));
	view_election(&html, &(struct election_view){.page = &page->view, .related = related,
	                                             .related_count = related[1].table.row_count ? 2 : 1,
	                                             .buttons = &count, .button_count = 1});
	return 0;
}
