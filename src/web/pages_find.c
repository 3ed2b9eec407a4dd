/*
 * /members/find: a person searched for by form, so that no name stands in an
 * address (DP-6).  Above the branch only the exact name or number finds
 * anybody, and each one found can see who looked (DP-13).
 */
#include <inttypes.h>

#include "base/fail.h"
#include "web/action_form.h"
#include "web/catalogue.h"
#include "web/pages.h"
#include "web/table.h"

#define FIND "/members/find"

static struct action_form
find_form(const struct request *request)
{
	return (struct action_form){
		.action = "find-person", .path = FIND, .cancel = "/members",
		.lead = tr(request->lang, "In your own branch a part of the name will do. Above it the whole name or number is needed, and who is found can see that you looked."),
		.crumbs = {{in_lang(person_kind.plural, request->lang), {"/members"}, false, 0}}, .crumb_count = 1,
	};
}

static int
show_form(struct request *request, struct response *response)
{
	const struct action_form form = find_form(request);

	return action_form_show(request, response, &form, false);
}

/* Where each relation is; the person's own record opens in the branch alone. */
static int
fill_found(const struct request *request, const struct outcome *outcome, struct table_view *ret_table)
{
	enum lang lang = request->lang;
	struct arena *arena = request->arena;
	const struct column_view columns[] = {
		{.label = in_lang(person_kind.fields[field_index(&person_kind, person_kind.title)].label, lang)},
		{.label = tr(lang, "Relation at")},
	};
	struct table_maker table;
	int status = table_begin(arena, tr(lang, "Persons found"), columns, 2, outcome->found_count, &table);

	for (size_t i = 0; i < outcome->found_count && status == 0; i++) {
		const struct found *found = &outcome->found[i];
		const char *person = arena_printf(arena, "/members/%" PRId64, found->id);
		const char *body = arena_printf(arena, "/bodies/%" PRId64, found->body);
		struct cell_view *cells = table_row(&table);

		if (!person || !body)
			return FAIL_MEMORY;
		cells[0] = cell_link(found->name, visit_may_open(request, person) ? person : NULL);
		cells[1] = cell_link(found->body ? found->body_name : NULL, visit_may_open(request, body) ? body : NULL);
	}
	if (status < 0)
		return status;
	table.view.empty = tr(lang, "Nobody of that name or number within what your roles reach.");
	*ret_table = table.view;
	return 0;
}

static int
show_found(struct request *request, struct response *response, const struct outcome *outcome)
{
	enum lang lang = request->lang;
	const struct button_view again = {.label = tr(lang, "Search again"), .href = {FIND}};
	struct list_view view = {.action = {FIND}, .buttons = &again, .button_count = 1};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(lang, "Persons found"));
	int status = page ? fill_found(request, outcome, &view.table) : FAIL_MEMORY;

	if (status < 0)
		return status;
	if (outcome->more)
		view.lead = tr(lang, "There are more; give the whole name or the number.");
	page_crumb(page, in_lang(person_kind.plural, lang), "/members");
	view.page = &page->view;
	view_list(&html, &view);
	return 0;
}

static int
take_form(struct request *request, struct response *response)
{
	const struct action_form form = find_form(request);
	struct outcome outcome = {0};
	int status = visit_act_posted(request, form.action, &outcome);

	if (failure_of_form(status))
		return action_form_show(request, response, &form, true);
	return status < 0 ? status : show_found(request, response, &outcome);
}

const struct route find_routes[] = {
	{"GET", FIND, .who = ROLE_CLERKS | ROLE_BRANCH, .clauses = "DP-6 DP-13 DP-26", .handle = show_form},
	{"POST", FIND, .who = ROLE_CLERKS | ROLE_BRANCH, .handle = take_form},
	{0},
};
