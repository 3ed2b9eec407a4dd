/* /admin/rights: who holds this right: for each page and action the accounts that may use it, where and by whose grant. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/directory.h"
#include "web/address.h"
#include "web/api.h"
#include "web/catalogue.h"
#include "web/grants_table.h"
#include "web/link.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/table.h"

#define RIGHTS_PATH "/admin/rights"
#define RIGHTS_PAGE 50
#define KEEPERS (ROLE_ADMINISTRATOR | ROLE_AUDITOR)

struct right {
	const char *name;       /* of the action, or the page's pattern */
	const char *label;
	unsigned who;
	const struct kind *own; /* records that open only where the role is held, or null */
};

/* ---- what rights there are ---- */

static struct right
right_of_action(const struct request *request, const struct action *action)
{
	return (struct right){.name = action->name, .label = in_lang(action->label, request->lang), .who = action->who,
	                      .own = action->kind && kind_is_own(action->kind) ? action->kind : NULL};
}

static struct right
right_of_page(const struct request *request, const struct route *route)
{
	const struct kind *kind = route_kind(route->pattern);
	const char *place = kind ? in_lang(kind->plural, request->lang) : place_label(request->lang, route->pattern);

	return (struct right){.name = route->pattern, .label = place ? place : route->pattern, .who = route->who,
	                      .own = kind && kind_is_own(kind) ? kind : NULL};
}

/* Pages that are read; what they write is an action. */
static bool
is_page(const struct route *route)
{
	return strcmp(route->method, "GET") == 0 && strncmp(route->pattern, API, strlen(API)) != 0 &&
	       route->lane != LANE_INLINE && !(route->who & WHO_PUBLIC);
}

static int
find_right(const struct request *request, const char *name, struct right *ret_right)
{
	const struct action *action = action_find(visit_of(request)->installation, name);
	const struct route *route;

	if (action) {
		*ret_right = right_of_action(request, action);
		return 0;
	}
	for (size_t i = 0; (route = routes_at(server_routes(request->server), i)); i++)
		if (is_page(route) && strcmp(route->pattern, name) == 0) {
			*ret_right = right_of_page(request, route);
			return 0;
		}
	return fail(FAIL_NOT_FOUND, NULL, "right", "没有这项操作或页面。", "There is no such action or page.");
}

/* The roles that hold it, in words. */
static const char *
roles_text(const struct request *request, unsigned who)
{
	const char *text = "";

	if (who & WHO_SIGNED_IN)
		return tr(request->lang, "Whoever is signed in");
	for (size_t i = 0; i < ROLES && text; i++)
		if (who & role_table[i].role)
			text = arena_printf(request->arena, "%s%s%s", text, *text ? tr(request->lang, ", ") : "",
			                    in_lang(role_table[i].label, request->lang));
	return text;
}

/* ---- all of them ---- */

static bool
fits(const struct right *right, const char *words)
{
	return !words || !*words || strstr(right->label, words) || strstr(right->name, words);
}

static int
add_right(const struct request *request, const struct right *right, struct table_maker *table)
{
	const struct form_pair named[] = {{"right", right->name}, {"node", request_query(request, "node")}};
	struct cell_view *cells;

	if (!fits(right, request_query(request, "q")))
		return 0;
	cells = table_row(table);
	cells[0] = cell_link(right->label, link_to(request, RIGHTS_PATH, named, 2));
	cells[0].note = right->name;
	cells[1] = cell_text(roles_text(request, right->who));
	return cells[0].href.path && cells[1].text ? 0 : FAIL_MEMORY;
}

static int
fill_rights(const struct request *request, struct table_view *ret_table)
{
	const struct installation *installation = visit_of(request)->installation;
	const struct routes *routes = server_routes(request->server);
	enum lang lang = request->lang;
	const struct column_view columns[] = {{.label = tr(lang, "Right")}, {.label = tr(lang, "Roles that hold it")}};
	size_t count = installation->action_count;
	struct table_maker table;
	int status;

	while (routes_at(routes, count - installation->action_count))
		count++;
	status = table_begin(request->arena, tr(lang, "Who holds this right"), columns, 2, count, &table);
	for (size_t i = 0; i < installation->action_count && status == 0; i++) {
		const struct right right = right_of_action(request, &installation->actions[i]);

		status = add_right(request, &right, &table);
	}
	for (size_t i = 0; status == 0 && routes_at(routes, i); i++)
		if (is_page(routes_at(routes, i))) {
			const struct right right = right_of_page(request, routes_at(routes, i));

			status = add_right(request, &right, &table);
		}
	if (status == 0)
		*ret_table = table.view;
	return status;
}

static int
show_rights(struct request *request, struct response *response)
{
	enum lang lang = request->lang;
	struct list_view view = {
		.lead = tr(lang, "Every page and every action, and the roles that may use it; each leads to the accounts."),
		.action = {RIGHTS_PATH}, .search_label = tr(lang, "Part of the name"), .query = request_query(request, "q"),
	};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(lang, "Who holds this right"));
	int status = page ? fill_rights(request, &view.table) : FAIL_MEMORY;

	if (status == 0)
		status = page_takes_day(page);
	if (status < 0)
		return status;
	page_crumb(page, tr(lang, "Administration"), "/admin");
	view.page = &page->view;
	view_list(&html, &view);
	return 0;
}

/* ---- who holds one ---- */

/* What the roles alone do not say. */
static const char *
lead_of(const struct request *request, const struct right *right)
{
	enum lang lang = request->lang;
	const char *roles = roles_text(request, right->who);

	if (!roles)
		return NULL;
	return arena_printf(request->arena, right->own
	                            ? tr(lang, "%s. Records of persons open in one's own branch; above it by case, with a reason.")
	                            : tr(lang, "%s. A role reaches the organization where it is held and what hangs under it."),
	                    roles);
}

static int
fill_filters(const struct request *request, const char *node, struct list_view *view)
{
	struct field_view *field = ARENA_NEW(request->arena, struct field_view);

	if (!field)
		return FAIL_MEMORY;
	*field = (struct field_view){
		.name = "node", .label = tr(request->lang, "Reaches this Party organization"), .kind = INPUT_TEXT, .value = node,
		.hint = tr(request->lang, "Its name, or superior/name; roles held above it count too."),
	};
	view->filters = field;
	view->filter_count = 1;
	view->filters_set = node && *node;
	return 0;
}

static int
fill_holders(const struct request *request, const struct right *right, struct list_view *view)
{
	const struct visit *visit = visit_of(request);
	struct grant_query query = {.day = visit->as_of, .roles = right->who & ((1u << ROLES) - 1), .limit = RIGHTS_PAGE + 1,
	                            .own = right->own ? ROLE_BRANCH | ROLE_MEMBER : 0};
	const char *page = request_query(request, "page"), *node;
	struct grant_line *grants = NULL;
	size_t count = 0, shown;
	int status = grants_at(request, &query, &node);

	if (status == 0 && page && num_parse(page, &query.after) < 0)
		status = fail(FAIL_INPUT, NULL, "page", "翻页的位置不对。", "The place to go on from is malformed.");
	if (status == 0)
		status = directory_reach(request->arena, &visit->actor, KEEPERS, &query.reach);
	if (status == 0)
		status = fill_filters(request, node, view);
	if (status == 0 && query.roles)
		status = directory_grants(visit->db, request->arena, &query, &grants, &count);
	if (status < 0)
		return status;
	shown = count > RIGHTS_PAGE ? RIGHTS_PAGE : count;
	if (count > shown)
		view->next.path = address_with(request, "page", arena_printf(request->arena, "%" PRId64, grants[shown - 1].id));
	if (query.after)
		view->first.path = address_with(request, "page", NULL);
	return grants_table(request, grants, shown, GRANTS_OF_MANY | GRANTS_BY, &view->table);
}

static int
show_holders(struct request *request, struct response *response, const char *name)
{
	enum lang lang = request->lang;
	struct hidden_view keep[] = {{"right", name}, {"as_of", request_query(request, "as_of")}};
	struct list_view view = {.action = {RIGHTS_PATH}, .keep = keep};
	struct html html = page_html(request, response);
	struct right right;
	struct page *page;
	int status = find_right(request, name, &right);

	if (status == 0)
		status = fill_holders(request, &right, &view);
	if (status < 0)
		return status;
	page = page_new(request, response, right.label);
	view.lead = lead_of(request, &right);
	view.clear.path = link_to(request, RIGHTS_PATH, &(struct form_pair){"right", name}, 1);
	if (!page || !view.lead || !view.clear.path || page_takes_day(page) < 0)
		return FAIL_MEMORY;
	view.keep_count = page->as_of.today ? 1 : 2;
	page_crumb(page, tr(lang, "Administration"), "/admin");
	page_crumb(page, tr(lang, "Who holds this right"), RIGHTS_PATH);
	page->view.subtitle = right.name;
	view.page = &page->view;
	view_list(&html, &view);
	return 0;
}

static int
show(struct request *request, struct response *response)
{
	const char *name = request_query(request, "right");

	return name && *name ? show_holders(request, response, name) : show_rights(request, response);
}

const struct route right_routes[] = {
	{"GET", RIGHTS_PATH, .who = KEEPERS, .clauses = "DP-12", .handle = show},
	{0},
};
