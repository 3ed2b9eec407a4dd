/*
 * /members/find: a person searched for by form, so that no name stands in an
 * address (DP-6).  Above the branch only the exact name or number finds
 * anybody, and each one found can see who looked (DP-13).  /members/ID/open:
 * the case by which a record opens there (DP-12).
 */
#include "web/case_form.h"

#include <inttypes.h>

#include "base/fail.h"
#include "base/num.h"
#include "web/action_form.h"
#include "web/catalogue.h"
#include "web/link.h"
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

/* Where a person's record opens: in the branch at once, above it by a case. */
static int
person_link(const struct request *request, int64_t person, const char **ret_path)
{
	const struct visit *visit = visit_of(request);
	int own = person_within(visit->db, &visit->actor, ROLE_BRANCH, true, person, request->today);

	if (own < 0)
		return own;
	*ret_path = arena_printf(request->arena, own ? "/members/%" PRId64 : "/members/%" PRId64 "/open", person);
	return *ret_path ? 0 : FAIL_MEMORY;
}

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
		const char *body = arena_printf(arena, "/bodies/%" PRId64, found->body), *person;
		struct cell_view *cells = table_row(&table);

		status = body ? person_link(request, found->id, &person) : FAIL_MEMORY;
		if (status < 0)
			return status;
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

/* ---- a case ---- */

/* In place of a record that does not open, or at its own address; it names nobody. */
static int
case_form(const struct request *request, struct action_form *ret_form)
{
	const char *path = arena_printf(request->arena, "/members/%s/open", request_param(request, "id"));

	*ret_form = (struct action_form){
		.action = "open-person", .path = path, .cancel = "/members",
		.lead = tr(request->lang, "Above the branch a member's record opens by case: for this one person, until the end of the day. The person sees who opened it, when, for which office and why."),
		.crumbs = {{in_lang(person_kind.plural, request->lang), {"/members"}, false, 0}}, .crumb_count = 1,
		.hidden = {{"person", request_param(request, "id")}}, .hidden_count = 1,
	};
	return path ? 0 : FAIL_MEMORY;
}

bool
case_form_offered(const struct request *request)
{
	const struct visit *visit = visit_of(request);
	int64_t person;

	return route_kind(request->route->pattern) == &person_kind && (visit->roles & ROLE_CLERKS) &&
	       num_parse(request_param(request, "id"), &person) == 0 &&
	       person_within(visit->db, &visit->actor, ROLE_CLERKS, false, person, request->today) > 0;
}

int
case_form_show(struct request *request, struct response *response)
{
	struct action_form form;
	int status = case_form(request, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
show_case(struct request *request, struct response *response)
{
	return case_form_offered(request) ? case_form_show(request, response)
	       : fail(FAIL_FORBIDDEN, "DP-12", NULL, "这个人不在您的职责范围内。",
	              "This person is outside what your roles reach.");
}

/* Whose record it is, is what the address says. */
static int
take_case(struct request *request, struct response *response)
{
	static const char *const names[] = {"purpose", "matter", "reason"};
	struct input inputs[4] = {{"person", request_param(request, "id")}};
	struct outcome outcome = {0};
	struct action_form form;
	int status = case_form(request, &form);

	for (size_t i = 0; i < 3; i++) {
		const char *text = request_field(request, names[i]);

		inputs[1 + i] = (struct input){names[i], text ? text : ""};
	}
	if (status == 0)
		status = visit_act(request, form.action, inputs, 4, &outcome);
	if (failure_of_form(status))
		return action_form_show(request, response, &form, true);
	if (status < 0)
		return status;
	return visit_done(request, response, record_address(request->arena, &person_kind, outcome.ids[0]), form.action,
	                  &outcome);
}

const struct route find_routes[] = {
	{"GET", "/members/{id}/open", .who = ROLE_CLERKS, .clauses = "DP-12 DP-13", .handle = show_case},
	{"POST", "/members/{id}/open", .who = ROLE_CLERKS, .handle = take_case},
	{"GET", FIND, .who = ROLE_CLERKS | ROLE_BRANCH, .clauses = "DP-6 DP-13 DP-26", .handle = show_form},
	{"POST", FIND, .who = ROLE_CLERKS | ROLE_BRANCH, .handle = take_form},
	{0},
};
