#include "web/tree_part.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/access.h"
#include "party/place.h"
#include "party/tree_cache.h"
#include "store/journal.h"
#include "web/catalogue.h"
#include "web/cells.h"
#include "web/link.h"
#include "web/opened.h"
#include "web/page.h"

/* The tree in the making. */
struct tree_draft {
	const struct request *request;
	const char *path;            /* where nodes lead to; null: each to its own record */
	bool hubs;                   /* only bodies that lead others: units hang under no branch */
	bool within;                 /* the page is about something at the node, not about the node */
	day_no on;
	int64_t journal;             /* the last entry seen */
	struct tree_node *way;       /* from the reader's top to the node */
	size_t steps;
};

static const char *
node_link(const struct tree_draft *draft, const char *path, int64_t node)
{
	const char *id = arena_printf(draft->request->arena, "%" PRId64, node);
	const struct form_pair changes[] = {{"node", id}, {"page", NULL}};

	if (!id)
		return NULL;
	if (!path) {
		path = record_address(draft->request->arena, &body_kind, node);
		return path ? link_to(draft->request, path, NULL, 0) : NULL;
	}
	/* Filters belong to the page they were chosen on. */
	return strcmp(path, draft->request->path) == 0 ? link_changed(draft->request, path, changes, 2)
	                                               : link_to(draft->request, path, changes, 1);
}

static int
fill_node(const struct tree_draft *draft, const struct tree_node *node, struct tree_view *view)
{
	*view = (struct tree_view){
		.label = node->name, .href = {node_link(draft, draft->path, node->id)},
		.count = node->units > 0 ? node->units : NO_COUNT,
		.current = node->id == draft->way[draft->steps - 1].id, .within = draft->within,
	};
	return view->href.path ? 0 : FAIL_MEMORY;
}

/* The first of those shown: the one the way goes through stands among its neighbours. */
static size_t
first_shown(const struct tree_node *nodes, size_t count, const struct tree_node *through)
{
	size_t at = 0;

	while (through && at < count && nodes[at].id != through->id)
		at++;
	if (!through || at == count || count <= TREE_SHOWN || at < TREE_SHOWN / 2)
		return 0;
	at -= TREE_SHOWN / 2;
	return at + TREE_SHOWN > count ? count - TREE_SHOWN : at;
}

/* "the other 48", on a page of their own. */
static int
fill_rest(const struct tree_draft *draft, int64_t node, size_t rest, struct tree_view *view)
{
	enum lang lang = draft->request->lang;

	*view = (struct tree_view){
		.label = arena_printf(draft->request->arena, tr(lang, "%zu more …"), rest), .count = NO_COUNT,
		.href = {node_link(draft, "/tree", node)},
	};
	return view->label && view->href.path ? 0 : FAIL_MEMORY;
}

static size_t
leave_hubs(struct tree_node *nodes, size_t count)
{
	size_t left = 0;

	for (size_t i = 0; i < count; i++)
		if (type_is_hub(nodes[i].type, nodes[i].unit))
			nodes[left++] = nodes[i];
	return left;
}

static int
count_units(const struct tree_draft *draft, struct tree_node *nodes, size_t count)
{
	const struct visit *visit = visit_of(draft->request);

	return tree_count_cached(visit->installation->counts, visit->db, draft->request->arena, draft->on, draft->journal,
	                         nodes, count);
}

/* What hangs under a step of the way; below the last step, nothing further is opened. */
static int
fill_children(const struct tree_draft *draft, size_t step, struct tree_view *view)
{
	const struct tree_node *through = step + 1 < draft->steps ? &draft->way[step + 1] : NULL;
	const struct visit *visit = visit_of(draft->request);
	struct tree_node *nodes;
	struct tree_view *views;
	size_t count, first, shown;
	int status = tree_level(visit->installation->tree, visit->db, draft->request->arena, draft->way[step].id,
	                        draft->on, draft->journal, &nodes, &count);

	if (status < 0)
		return status;
	if (draft->hubs)
		count = leave_hubs(nodes, count);
	first = first_shown(nodes, count, through);
	shown = count - first < TREE_SHOWN ? count - first : TREE_SHOWN;
	views = ARENA_ARRAY(draft->request->arena, shown + 1, struct tree_view);
	if (!views)
		return FAIL_MEMORY;
	status = count_units(draft, nodes + first, shown);
	for (size_t i = 0; i < shown && status == 0; i++) {
		status = fill_node(draft, &nodes[first + i], &views[i]);
		if (status == 0 && through && nodes[first + i].id == through->id)
			status = fill_children(draft, step + 1, &views[i]);
	}
	if (status == 0 && count > shown)
		status = fill_rest(draft, draft->way[step].id, count - shown, &views[shown]);
	view->children = views;
	view->child_count = shown + (count > shown);
	return status;
}

/* The way from the reader's own top on: what is above is not theirs to open, nor is anything to whoever has a unit alone. */
static int
find_way(struct tree_draft *draft, const struct reach *reach, unsigned roles)
{
	const struct visit *visit = visit_of(draft->request);
	struct tree_node *nodes;
	size_t count, skipped, scopes;
	const char *const *scope = actor_scope(draft->request->arena, &visit->actor, roles, &scopes);
	int64_t node = reach->node, ids[PATH_DEPTH_MAX];
	int status = scope ? 0 : FAIL_MEMORY;

	if (status == 0)
		status = tree_path(visit->db, draft->request->arena, node, draft->on, &nodes, &count);
	if (status < 0)
		return status;
	/* A unit is no node to stand at: its list hangs at the body that leads it. */
	if (reach->unit && count > 0)
		count--;
	skipped = count;
	for (size_t s = 0; s < scopes; s++) {
		size_t depth = path_ids(scope[s], ids);

		if (depth == 0)
			skipped = 0;
		for (size_t i = 0; depth > 0 && i < count; i++)
			if (nodes[i].id == ids[depth - 1])
				skipped = i;
	}
	draft->way = nodes + skipped;
	draft->steps = count - skipped;
	return 0;
}

/* Whether what a record hangs at is a unit. */
static bool
anchors_at_unit(const struct record *record)
{
	enum anchor anchor = record->kind->anchor;

	if (anchor == ANCHOR_UNIT_OR_BODY)
		return record_value(record, "unit")->number != 0;
	return record->kind == &unit_kind || anchor == ANCHOR_UNIT;
}

static int
make_tree(struct tree_draft *draft, const struct reach *reach, unsigned roles, const struct tree_view **ret_tree)
{
	struct tree_view *root = ARENA_NEW(draft->request->arena, struct tree_view);
	int status = root ? 0 : FAIL_MEMORY;

	*ret_tree = NULL;
	if (status == 0 && reach->node)
		status = find_way(draft, reach, roles);
	if (status < 0 || draft->steps == 0)
		return status;
	status = journal_last(visit_of(draft->request)->db, &draft->journal);
	if (status == 0)
		status = count_units(draft, &draft->way[0], 1);
	if (status == 0)
		status = fill_node(draft, &draft->way[0], root);
	if (status == 0)
		status = fill_children(draft, 0, root);
	if (status == 0 && (root->child_count > 0 || draft->steps > 1))
		*ret_tree = root;
	return status;
}

int
tree_part(const struct request *request, const struct reach *reach, unsigned roles, const char *path,
          const struct tree_view **ret_tree)
{
	struct tree_draft draft = {.request = request, .path = path, .on = visit_of(request)->as_of};

	return make_tree(&draft, reach, roles, ret_tree);
}

int
tree_of_list(const struct request *request, const struct reach *reach, const struct kind *kind,
             const struct tree_view **ret_tree)
{
	struct tree_draft draft = {.request = request, .path = request->path, .on = visit_of(request)->as_of,
	                           .hubs = kind == &unit_kind || kind->anchor == ANCHOR_UNIT};

	return make_tree(&draft, reach, kind->read & ~(unsigned)ROLE_MEMBER, ret_tree);
}

int
tree_around(const struct request *request, const struct opened *opened, const struct tree_view **ret_tree)
{
	struct tree_draft draft = {.request = request, .on = visit_of(request)->as_of,
	                           .within = opened->kind != &body_kind};
	int64_t ids[PATH_DEPTH_MAX];
	size_t depth = opened->path && !opened->beside ? path_ids(opened->path, ids) : 0;
	struct reach reach = {.path = opened->path};

	*ret_tree = NULL;
	if (depth == 0)
		return 0;
	reach.node = ids[depth - 1];
	reach.unit = anchors_at_unit(opened->shown);
	return make_tree(&draft, &reach, ROLE_BUSINESS & ~(unsigned)ROLE_MEMBER, ret_tree);
}

/* ---- /tree ---- */

static int
fill_row(const struct tree_draft *draft, const struct tree_node *node, struct row_view *row)
{
	struct cell_view *cells = ARENA_ARRAY(draft->request->arena, 2, struct cell_view);

	if (!cells)
		return FAIL_MEMORY;
	cells[0] = cell_text(node->name);
	cells[0].href.path = node_link(draft, node->opens ? "/tree" : "/bodies", node->id);
	cells[1] = number_cell(node->units, node->units ? node_link(draft, "/units", node->id) : NULL);
	row->cells = cells;
	return cells[0].href.path ? 0 : FAIL_MEMORY;
}

int
show_tree(struct request *request, struct response *response)
{
	const struct visit *visit = visit_of(request);
	const struct column_view columns[] = {
		{.label = in_lang(body_kind.plural, request->lang)},
		{.label = tr(request->lang, "Social organizations"), .kind = CELL_NUMBER},
	};
	struct tree_draft draft = {.request = request, .on = visit->as_of};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(request->lang, "Organizations"));
	struct list_view view = {.action = {"/tree"}};
	struct reach reach;
	struct tree_node *nodes;
	struct row_view *rows = NULL;
	size_t count = 0;
	int status = page && page_takes_day(page) == 0 ? reach_of(request, ROLE_BUSINESS, &reach) : FAIL_MEMORY;

	if (status == 0)
		status = tree_children(visit->db, request->arena, reach.node, visit->as_of, &nodes, &count);
	if (status == 0)
		status = (rows = ARENA_ARRAY(request->arena, count, struct row_view)) ? 0 : FAIL_MEMORY;
	for (size_t i = 0; i < count && status == 0; i++)
		status = fill_row(&draft, &nodes[i], &rows[i]);
	if (status < 0)
		return status;
	page->view.subtitle = reach.name;
	view.page = &page->view;
	view.table = (struct table_view){.caption = tr(request->lang, "Organizations"), .columns = columns,
	                                 .column_count = 2, .rows = rows, .row_count = count};
	view_list(&html, &view);
	return 0;
}
