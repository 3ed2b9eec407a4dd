/* /retention: what is kept how long, what of it is due for erasure, and erasing it (DP-14). */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/retention.h"
#include "registry/input.h"
#include "web/action_form.h"
#include "web/catalogue.h"
#include "web/link.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/reach.h"
#include "web/table.h"

#define RETENTION_PATH "/retention"
#define READS (ROLE_BRANCH | ROLE_CLERKS)
#define ERASES (ROLE_BRANCH_SECRETARY | ROLE_CLERKS)
#define DUE_SHOWN 200    /* persons named to their own branch */
#define DUE_COUNTED 1000

struct due_page {
	struct request *request;
	enum lang lang;
	struct reach reach;
	bool own;                /* the reader's own branch: persons are named */
	struct settings settings;
	struct table_maker kept, persons;
};

static const char *
erase_path(const struct due_page *due, const struct keeping_info *info)
{
	struct form_pair args[] = {{"what", info->word}, {"node", arena_printf(due->request->arena, "%" PRId64, due->reach.node)}};

	return link_to(due->request, RETENTION_PATH "/erase", args, due->reach.node ? 2 : 1);
}

/* Names of those it concerns, where the reader works with them anyway (DP-12). */
static int
name_persons(struct due_page *due, const struct keeping_info *info, const struct due_erasure *items, size_t count)
{
	const struct visit *visit = visit_of(due->request);
	int status = 0;

	for (size_t i = 0; i < count && status == 0 && due->persons.view.row_count < DUE_SHOWN; i++) {
		const char *name = NULL;
		struct cell_view *cells;

		if (!items[i].person)
			continue;
		status = ref_title(visit->db, due->request->arena, &person_kind, items[i].person, due->request->today, &name);
		cells = table_row(&due->persons);
		cells[0] = cell_link(name, record_address(due->request->arena, &person_kind, items[i].person));
		cells[1] = cell_text(in_lang(info->label, due->lang));
		cells[2] = cell_day(items[i].ended);
		cells[3] = cell_day(items[i].due);
	}
	return status;
}

static int
fill_keeping(struct due_page *due, enum keeping keeping)
{
	const struct keeping_info *info = &keeping_table[keeping];
	const struct request *request = due->request;
	const char *period, *number;
	struct due_erasure *items;
	struct cell_view *cells = table_row(&due->kept);
	bool more, may = visit_of(request)->roles & ERASES;
	size_t count;
	int status = retention_due(visit_of(request)->db, request->arena, keeping, due->reach.today, request->today, DUE_COUNTED,
	                           &items, &count, &more);

	if (status < 0)
		return status;
	period = arena_printf(request->arena, "%" PRId64, setting_whole(&due->settings, info->period, NULL));
	period = period ? setting_value_text(request->arena, info->period, period, due->lang) : NULL;
	number = arena_printf(request->arena, more ? tr(due->lang, "%zu and more") : "%zu", count);
	if (!period || !number)
		return FAIL_MEMORY;
	cells[0] = cell_text(in_lang(info->label, due->lang));
	cells[1] = cell_link(number, count && may ? erase_path(due, info) : NULL);
	cells[2] = cell_text(period);
	cells[3] = cell_text(in_lang(info->from, due->lang));
	cells[4] = cell_text(in_lang(info->goes, due->lang));
	cells[5] = cell_text(in_lang(info->stays, due->lang));
	return due->own ? name_persons(due, info, items, count) : 0;
}

static int
fill_tables(struct due_page *due)
{
	enum lang lang = due->lang;
	const struct column_view kept[] = {
		{.label = tr(lang, "What")}, {.label = tr(lang, "Due for erasure")}, {.label = tr(lang, "Kept for")},
		{.label = tr(lang, "Counted from")}, {.label = tr(lang, "What goes")}, {.label = tr(lang, "What stays")},
	};
	const struct column_view persons[] = {
		{.label = in_lang(person_kind.fields[field_index(&person_kind, person_kind.title)].label, lang)}, {.label = tr(lang, "What")}, {.label = tr(lang, "Needed until"), .kind = CELL_DAY},
		{.label = tr(lang, "Due on"), .kind = CELL_DAY},
	};
	struct arena *arena = due->request->arena;
	int status = table_begin(arena, tr(lang, "Due for erasure"), kept, 6, KEEPINGS, &due->kept);

	if (status == 0)
		status = table_begin(arena, tr(lang, "Persons"), persons, 4, DUE_SHOWN, &due->persons);
	for (int keeping = 0; keeping < KEEPINGS && status == 0; keeping++)
		status = fill_keeping(due, (enum keeping)keeping);
	return status;
}

static int
open_page(struct request *request, unsigned roles, struct due_page *ret_due)
{
	struct due_page due = {.request = request, .lang = request->lang};
	int status = reach_of(request, roles, &due.reach);

	if (status == 0)
		status = settings_read(visit_of(request)->db, request->arena, request->today, &due.settings);
	if (status < 0)
		return status;
	due.own = actor_may_own(&visit_of(request)->actor, ROLE_BRANCH, due.reach.today);
	*ret_due = due;
	return 0;
}

static int
show_retention(struct request *request, struct response *response)
{
	enum lang lang = request->lang;
	struct html html = page_html(request, response);
	struct related_view related[2];
	struct due_page due;
	struct page *page;
	int status = open_page(request, READS, &due);

	if (status == 0)
		status = fill_tables(&due);
	if (status < 0)
		return status;
	page = page_new(request, response, tr(lang, "Erasure when the time is over"));
	if (!page)
		return FAIL_MEMORY;
	page->view.subtitle = due.reach.name;
	related[0] = (struct related_view){
		.title = tr(lang, "What is kept how long"), .table = due.kept.view,
		.note = tr(lang, "Counted anew each day (DP-14); the periods are settings. What is erased goes from every version of a record and is not brought back by undoing; the journal has numbers only."),
	};
	related[1] = (struct related_view){.title = tr(lang, "Whom it concerns"), .table = due.persons.view};
	view_record(&html, &(struct record_view){
		.page = &page->view, .related = related, .related_count = due.persons.view.row_count ? 2 : 1,
	});
	return 0;
}

/* ---- erasing ---- */

static const struct keeping_info *
keeping_asked(const struct request *request)
{
	const char *word = strcmp(request->method, "POST") == 0 ? request_field(request, "what") : request_query(request, "what");

	for (int keeping = 0; word && keeping < KEEPINGS; keeping++)
		if (strcmp(keeping_table[keeping].word, word) == 0)
			return &keeping_table[keeping];
	return NULL;
}

/* What is about to go stands above the form; the node is the page's own, or the posted one, which the action judges. */
static int
erase_form(struct request *request, struct action_form *ret_form)
{
	static const char *const known[] = {"node", "what", NULL};
	const struct keeping_info *info = keeping_asked(request);
	const char *node = request_field(request, "node");
	enum lang lang = request->lang;
	struct due_page due;
	int status = open_page(request, ERASES, &due);

	if (status < 0)
		return status;
	if (!info)
		return fail(FAIL_INPUT, "DP-14", "what", "请先选择要删除的一类。", "Choose first what is to be erased.");
	if (!node)
		node = due.reach.node ? arena_printf(request->arena, "%" PRId64, due.reach.node) : "";
	*ret_form = (struct action_form){
		.action = "erase-due", .path = RETENTION_PATH "/erase", .cancel = RETENTION_PATH,
		.lead = arena_printf(request->arena, tr(lang, "Within %s: %s go for good, what is due today; %s stay. It cannot be undone."),
		                     due.reach.name ? due.reach.name : tr(lang, "everything"), in_lang(info->goes, lang), in_lang(info->stays, lang)),
		.crumbs = {{tr(lang, "Erasure when the time is over"), {RETENTION_PATH}, false, 0}}, .crumb_count = 1,
		.hidden = {{"node", node}, {"what", info->word}}, .hidden_count = 2, .without = known,
	};
	return node && ret_form->lead ? 0 : FAIL_MEMORY;
}

static int
show_erase(struct request *request, struct response *response)
{
	struct action_form form;
	int status = erase_form(request, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
take_erase(struct request *request, struct response *response)
{
	struct action_form form;
	int status = erase_form(request, &form);

	return status < 0 ? status : action_form_take(request, response, &form, RETENTION_PATH);
}

const struct route retention_routes[] = {
	{"GET", RETENTION_PATH, LANE_SLOW, .who = READS, .clauses = "DP-14", .handle = show_retention},
	{"GET", RETENTION_PATH "/erase", .who = ERASES, .clauses = "DP-14", .handle = show_erase},
	{"POST", RETENTION_PATH "/erase", LANE_SLOW, .who = ERASES, .clauses = "DP-14", .handle = take_erase},
	{0},
};
