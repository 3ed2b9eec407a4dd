/* /elections/{id}/roll: for those who run the election, and for the members while it is published (DP-19). */
#include <inttypes.h>

#include "base/fail.h"
#include "base/num.h"
#include "registry/list.h"
#include "web/catalogue.h"
#include "web/election_page.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/table.h"
#include "web/visit.h"

struct roll_page {
	struct shown_election of;
	const struct assembly *assembly;
	bool reads;    /* by a role that has charge of the body */
	bool told;     /* works in the body that elects: is told why somebody is left off */
};

static int
not_published(void)
{
	return fail(FAIL_FORBIDDEN, "DP-19", NULL, "选举人名册在公布期间由本组织党员查看，这一份现在没有向您公布。",
	            "A roll is read by the members of its body while it is published; this one is not published to you now.");
}

/* Whoever has charge of the body, and its members while the roll is published. */
static int
open_roll(struct request *request, struct roll_page *ret_shown)
{
	const struct visit *visit = visit_of(request);
	struct roll_page shown = {.of = {.request = request, .lang = request->lang, .person = visit->actor.person}};
	int64_t id;
	int status = num_parse(request_param(request, "id"), &id);

	if (status == 0)
		status = election_load(visit->db, request->arena, id, &shown.of.election);
	if (status < 0)
		return fail(FAIL_NOT_FOUND, NULL, NULL, "没有这次选举。", "There is no such election.");
	status = placement_path(visit->db, request->arena, shown.of.election->body, request->today, &shown.of.path);
	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	shown.assembly = election_asked(&shown.of);
	shown.reads = actor_may(&visit->actor, election_kind.read, shown.of.path);
	shown.told = actor_may_own(&visit->actor, ELECTION_RUNS, shown.of.path); /* above the body a member's rights open by case (DP-12) */
	if (!shown.assembly)
		return shown.reads ? fail(FAIL_NOT_FOUND, NULL, NULL, "没有这次会议。", "There is no such assembly.") : not_published();
	status = shown.reads ? 1 : roll_open_to(visit->db, request->arena, shown.of.election, shown.assembly, shown.of.person, request->today);
	if (status <= 0)
		return status < 0 ? status : not_published();
	*ret_shown = shown;
	return 0;
}

static const char *
name_label(enum lang lang)
{
	return in_lang(person_kind.fields[field_index(&person_kind, person_kind.title)].label, lang);
}

/* Everybody with the reasons, for those who run the election. */
static int
whole_roll(const struct roll_page *shown, const struct roll *roll, struct table_maker *table)
{
	enum lang lang = shown->of.lang;
	const struct column_view columns[] = {
		{.label = name_label(lang)}, {.label = tr(lang, "Should attend with the right to elect")},
		{.label = tr(lang, "Why not"), .kind = CELL_CLAUSE}, {.label = tr(lang, "Document")},
	};
	int status = table_begin(shown->of.request->arena, tr(lang, "Roll of electors"), columns, 4, roll->count, table);

	for (size_t i = 0; i < roll->count && status == 0; i++) {
		const struct elector *elector = &roll->at[i];
		struct cell_view *cells = table_row(table);

		cells[0] = cell_text(elector->name);
		cells[1] = cell_badge(elector->entitled ? tr(lang, "yes") : tr(lang, "no"), elector->entitled ? TONE_GOOD : TONE_PLAIN);
		if (!elector->entitled)
			cells[2] = (struct cell_view){.kind = CELL_CLAUSE, .text = elector->because};
		cells[3] = cell_text(elector->document);
	}
	return status;
}

/* DP-19: the names of those on it, and nothing else. */
static int
names_of_roll(const struct roll_page *shown, const struct roll *roll, struct table_maker *table)
{
	const struct column_view name = {.label = name_label(shown->of.lang)};
	int status = table_begin(shown->of.request->arena, tr(shown->of.lang, "Roll of electors"), &name, 1, roll->entitled, table);

	for (size_t i = 0; i < roll->count && status == 0; i++)
		if (roll->at[i].entitled)
			table_row(table)[0] = cell_text(roll->at[i].name);
	return status;
}

/* Whether the reader is on it, and to nobody else why not. */
static const char *
own_place(const struct roll_page *shown, const struct roll *roll)
{
	struct arena *arena = shown->of.request->arena;
	const char *document;

	for (size_t i = 0; i < roll->count; i++) {
		if (roll->at[i].person != shown->of.person)
			continue;
		if (roll->at[i].entitled)
			return tr(shown->of.lang, "You are on the roll.");
		document = roll->at[i].document;
		return document ? arena_printf(arena, tr(shown->of.lang, "You are not on the roll: %s (%s)."), roll->at[i].because, document)
		                : arena_printf(arena, tr(shown->of.lang, "You are not on the roll: %s."), roll->at[i].because);
	}
	return tr(shown->of.lang, "You are not on the roll: your relation is not in this organization.");
}

static int
fill_roll(const struct roll_page *shown, const struct roll *roll, struct list_view *view)
{
	struct arena *arena = shown->of.request->arena;
	struct table_maker table;
	int status = shown->told ? whole_roll(shown, roll, &table) : names_of_roll(shown, roll, &table);
	const char *kind = election_assembly_title(shown->of.lang, shown->assembly);
	char day[DAY_TEXT];

	if (status < 0)
		return status;
	view->table = table.view;
	view->lead = shown->reads
		? arena_printf(arena, tr(shown->of.lang, "%s: %s members, %s entitled who should attend; at least %s must be present."),
		               kind, arena_printf(arena, "%zu", roll->count), arena_printf(arena, "%zu", roll->entitled),
		               arena_printf(arena, "%" PRId64, quorum_min((int64_t)roll->entitled, shown->of.election->rule_set)))
		: arena_printf(arena, tr(shown->of.lang, "%s on %s: %s on the roll. %s Whoever finds it wrong says so to the branch before the meeting, on its day before voting opens."),
		               kind, day_text(shown->assembly->day, day), arena_printf(arena, "%zu", roll->entitled), own_place(shown, roll));
	return view->lead ? 0 : FAIL_MEMORY;
}

static int
show_roll(struct request *request, struct response *response)
{
	struct html html = page_html(request, response);
	struct list_view view = {0};
	struct roll_page shown;
	struct roll roll;
	struct page *page;
	int status = open_roll(request, &shown);

	if (status == 0)
		status = election_roll(visit_of(request)->db, request->arena, shown.of.election, shown.assembly, &roll);
	if (status == 0)
		status = fill_roll(&shown, &roll, &view);
	if (status < 0)
		return status;
	page = page_new(request, response, tr(request->lang, "Roll of electors"));
	if (!page)
		return FAIL_MEMORY;
	if (shown.reads) {
		page_crumb(page, in_lang(election_kind.plural, request->lang), ELECTIONS_PATH);
		page_crumb(page, election_title(&shown.of), election_path(&shown.of, ""));
	} else {
		page_crumb(page, tr(request->lang, "My record"), "/me");
		page->view.subtitle = election_title(&shown.of);
	}
	view.page = &page->view;
	view_list(&html, &view);
	return 0;
}

#define WHO (ROLE_MEMBER | ROLE_BRANCH | ROLE_CLERKS | ROLE_SUPERVISOR | ROLE_TELLER | ROLE_INSPECTOR)

const struct route roll_routes[] = {
	{"GET", "/elections/{id}/roll", .who = WHO, .clauses = "DP-19 DP-21", .handle = show_roll},
	{0},
};
