/* /admin/roles: who holds which role where, on any day; granted and ended by an administrator. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/directory.h"
#include "registry/input.h"
#include "web/action_form.h"
#include "web/address.h"
#include "web/catalogue.h"
#include "web/grants_table.h"
#include "web/node_field.h"
#include "web/pages.h"

#define ROLES_PATH "/admin/roles"
#define ROLES_PAGE 50

/* ---- the list ---- */

struct asked {
	struct grant_query query;
	const char *role;
	const char *account;
	const char *node;    /* a body's name, or its path 上级/本级 */
};

static int
ask_account(const struct request *request, struct asked *asked)
{
	asked->account = request_query(request, "account");
	if (!asked->account || !*asked->account)
		return 0;
	if (account_find(visit_of(request)->db, asked->account, &asked->query.account) < 0)
		return last_failure()->code;
	return asked->query.account ? 0 : fail(FAIL_INPUT, NULL, "account", "没有这个账号。", "There is no such account.");
}

static int
read_asked(const struct request *request, struct asked *asked)
{
	const struct visit *visit = visit_of(request);
	const char *page = request_query(request, "page");
	int status;

	*asked = (struct asked){.query = {.day = visit->as_of, .limit = ROLES_PAGE + 1}};
	asked->role = request_query(request, "role");
	if (asked->role && *asked->role) {
		if (!role_find(asked->role))
			return fail(FAIL_INPUT, NULL, "role", "没有这个角色。", "There is no such role.");
		asked->query.roles = role_find(asked->role)->role;
	}
	if (page && num_parse(page, &asked->query.after) < 0)
		return fail(FAIL_INPUT, NULL, "page", "翻页的位置不对。", "The place to go on from is malformed.");
	status = ask_account(request, asked);
	if (status == 0)
		status = grants_at(request, &asked->query, &asked->node);
	if (status == 0)
		status = directory_reach(request->arena, &visit->actor, ROLE_ADMINISTRATOR, &asked->query.reach);
	return status;
}

static int
fill_filters(const struct request *request, const struct asked *asked, struct list_view *view)
{
	struct field_view *fields = ARENA_ARRAY(request->arena, 3, struct field_view);
	struct choice_view *choices = ARENA_ARRAY(request->arena, ROLES, struct choice_view);
	enum lang lang = request->lang;

	if (!fields || !choices)
		return FAIL_MEMORY;
	for (size_t i = 0; i < ROLES; i++)
		choices[i] = (struct choice_view){
			.value = role_table[i].name, .label = in_lang(role_table[i].label, lang),
			.chosen = asked->query.roles == (unsigned)role_table[i].role,
		};
	fields[0] = (struct field_view){.name = "role", .label = tr(lang, "Role"), .kind = INPUT_CHOICE,
	                                .choices = choices, .choice_count = ROLES};
	fields[1] = (struct field_view){.name = "node", .label = tr(lang, "Reaches this Party organization"),
	                                .kind = INPUT_TEXT, .value = asked->node,
	                                .hint = tr(lang, "Its name, or superior/name; roles held above it count too.")};
	fields[2] = (struct field_view){.name = "account", .label = tr(lang, "Account"), .kind = INPUT_TEXT,
	                                .value = asked->account};
	view->filters = fields;
	view->filter_count = 3;
	view->filters_set = (size_t)((asked->query.roles != 0) + (asked->query.above != NULL) +
	                             (asked->query.account != 0));
	return 0;
}

static int
show_roles(struct request *request, struct response *response)
{
	enum lang lang = request->lang;
	struct asked asked;
	struct button_view grant = {.label = tr(lang, "Grant a role"), .href = {ROLES_PATH "/new"}, .primary = true};
	struct list_view view = {.lead = tr(lang, "Who holds this right, where and since when."), .action = {ROLES_PATH},
	                         .clear = {ROLES_PATH}, .buttons = &grant, .button_count = 1};
	const struct hidden_view day = {"as_of", request_query(request, "as_of")};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(lang, "Roles"));
	struct grant_line *grants;
	size_t count, shown;
	int status = page ? read_asked(request, &asked) : FAIL_MEMORY;

	if (status == 0)
		status = directory_grants(visit_of(request)->db, request->arena, &asked.query, &grants, &count);
	if (status < 0)
		return status;
	shown = count > ROLES_PAGE ? ROLES_PAGE : count;
	if (count > shown)
		view.next.path = address_with(request, "page",
		                              arena_printf(request->arena, "%" PRId64, grants[shown - 1].id));
	if (asked.query.after)
		view.first.path = address_with(request, "page", NULL);
	status = fill_filters(request, &asked, &view);
	if (status == 0)
		status = grants_table(request, grants, shown, GRANTS_CAN_END | GRANTS_OF_MANY | GRANTS_BY, &view.table);
	if (status == 0)
		status = page_takes_day(page);
	if (status < 0)
		return status;
	page_crumb(page, tr(lang, "Administration"), "/admin");
	view.page = &page->view;
	view.keep = &day;
	view.keep_count = page->as_of.today ? 0 : 1;
	view_list(&html, &view);
	return 0;
}

/* ---- granting ---- */

static int
adapt(struct request *request, struct field_view *field)
{
	if (strcmp(field->name, "node") != 0)
		return 0;
	field->hint = tr(request->lang, "Administrator and auditor: without one they hold for everything.");
	return node_field(request, ROLE_ADMINISTRATOR, field);
}

static struct action_form
grant_form(const struct request *request)
{
	return (struct action_form){
		.action = "grant-role", .path = ROLES_PATH "/new", .cancel = ROLES_PATH, .adapt = adapt,
		.crumbs = {{tr(request->lang, "Administration"), {"/admin"}, false, 0},
		           {tr(request->lang, "Roles"), {ROLES_PATH}, false, 0}},
		.crumb_count = 2,
	};
}

static int
show_grant(struct request *request, struct response *response)
{
	const struct action_form form = grant_form(request);

	return action_form_show(request, response, &form, false);
}

static int
take_grant(struct request *request, struct response *response)
{
	const struct action_form form = grant_form(request);

	if (request_field(request, "find"))
		return action_form_show(request, response, &form, false);
	return action_form_take(request, response, &form, ROLES_PATH);
}

/* ---- ending ---- */

static int
grant_asked(const struct request *request, struct grant_line *ret_grant)
{
	struct grant_query query = {.day = request->today, .later = true, .limit = 1};
	struct grant_line *grants;
	size_t count = 0;
	int64_t id;
	int status = directory_reach(request->arena, &visit_of(request)->actor, ROLE_ADMINISTRATOR, &query.reach);

	if (status == 0 && num_parse(request_param(request, "id"), &id) == 0 && id > 0) {
		query.after = id - 1;
		status = directory_grants(visit_of(request)->db, request->arena, &query, &grants, &count);
	}
	if (status < 0)
		return status;
	if (count == 0 || grants[0].id != id)
		return fail(FAIL_NOT_FOUND, NULL, "id", "没有这项授权，或者它不在您的管理范围内。",
		            "There is no such grant, or it is outside what you administer.");
	*ret_grant = grants[0];
	return 0;
}

static int
end_form(const struct request *request, struct action_form *ret_form)
{
	struct grant_line grant;
	int status = grant_asked(request, &grant);

	if (status < 0)
		return status;
	*ret_form = (struct action_form){
		.action = "end-role", .path = request->path, .cancel = ROLES_PATH,
		.lead = arena_printf(request->arena, "%s · %s · %s", grant.account_name,
		                     role_label(grant.role, request->lang),
		                     grant.node_name ? grant.node_name : tr(request->lang, "everything")),
		.crumbs = {{tr(request->lang, "Administration"), {"/admin"}, false, 0},
		           {tr(request->lang, "Roles"), {ROLES_PATH}, false, 0}},
		.crumb_count = 2,
		.hidden = {{"id", request_param(request, "id")}}, .hidden_count = 1,
	};
	return ret_form->lead ? 0 : FAIL_MEMORY;
}

static int
show_end(struct request *request, struct response *response)
{
	struct action_form form;
	int status = end_form(request, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
take_end(struct request *request, struct response *response)
{
	struct action_form form;
	int status = end_form(request, &form);

	return status < 0 ? status : action_form_end(request, response, &form);
}

const struct route role_routes[] = {
	{"GET", ROLES_PATH, .who = ROLE_ADMINISTRATOR, .clauses = "DP-12", .handle = show_roles},
	{"GET", ROLES_PATH "/new", .who = ROLE_ADMINISTRATOR, .clauses = "DP-12", .handle = show_grant},
	{"POST", ROLES_PATH "/new", .who = ROLE_ADMINISTRATOR, .handle = take_grant},
	{"GET", ROLES_PATH "/{id}/end", .who = ROLE_ADMINISTRATOR, .clauses = "DP-12", .handle = show_end},
	{"POST", ROLES_PATH "/{id}/end", .who = ROLE_ADMINISTRATOR, .handle = take_end},
	{0},
};
