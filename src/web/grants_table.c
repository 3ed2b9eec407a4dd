#include "web/grants_table.h"

#include <inttypes.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/body_name.h"
#include "web/catalogue.h"
#include "web/labels.h"
#include "web/table.h"
#include "web/visit.h"

const char *
role_label(enum role role, enum lang lang)
{
	for (size_t i = 0; i < ROLES; i++)
		if (role_table[i].role == role)
			return in_lang(role_table[i].label, lang);
	return "";
}

/* The organization, with its page where the reader may open it. */
static int
node_cell(const struct request *request, const struct grant_line *grant, struct cell_view *ret_cell)
{
	const char *list = grant->role == ROLE_UNIT_OFFICE ? "/units" : "/bodies";
	const char *path = arena_printf(request->arena, "%s/%" PRId64, list, grant->node);

	if (!path)
		return FAIL_MEMORY;
	*ret_cell = grant->node ? cell_link(grant->node_name, visit_may_open(request, path) ? path : NULL)
	                        : cell_text(tr(request->lang, "everything"));
	return 0;
}

/* Who granted it; below, by which entry of the journal. */
static int
by_cell(const struct request *request, const struct grant_line *grant, struct cell_view *ret_cell)
{
	const char *who;
	int status = actor_name(visit_of(request)->db, request->arena, grant->by, &who);

	if (status < 0)
		return status;
	*ret_cell = cell_text(*who ? who_text(request, who) : NULL);
	ret_cell->note = grant->journal ? arena_printf(request->arena, tr(request->lang, "journal %lld"),
	                                               (long long)grant->journal) : NULL;
	return 0;
}

static int
fill_row(const struct request *request, const struct grant_line *grant, unsigned show, struct cell_view *cells)
{
	enum lang lang = request->lang;
	size_t c = 0;
	int status;

	if (show & GRANTS_OF_MANY) {
		const char *path = arena_printf(request->arena, "/admin/accounts/%" PRId64, grant->account);

		if (!path)
			return FAIL_MEMORY;
		cells[c] = cell_link(grant->account_name, visit_may_open(request, path) ? path : NULL);
		cells[c++].note = grant->disabled ? tr(lang, "disabled") : NULL;
	}
	cells[c++] = cell_text(role_label(grant->role, lang));
	status = node_cell(request, grant, &cells[c++]);
	cells[c++] = cell_day(grant->since);
	cells[c++] = cell_day(grant->until == DAY_OPEN ? DAY_OPEN : grant->until - 1);
	if (show & GRANTS_BY && status == 0)
		status = by_cell(request, grant, &cells[c++]);
	if (show & GRANTS_CAN_END) {
		cells[c] = cell_badge(tr(lang, "End"), TONE_INFO);
		cells[c].href.path = arena_printf(request->arena, "/admin/roles/%" PRId64 "/end", grant->id);
	}
	return status;
}

int
grants_table(const struct request *request, const struct grant_line *grants, size_t count, unsigned show,
             struct table_view *ret_table)
{
	enum lang lang = request->lang;
	struct column_view columns[7];
	struct table_maker table;
	size_t c = 0;
	int status;

	if (show & GRANTS_OF_MANY)
		columns[c++] = (struct column_view){.label = tr(lang, "Account")};
	columns[c++] = (struct column_view){.label = tr(lang, "Role")};
	columns[c++] = (struct column_view){.label = tr(lang, "At which organization")};
	columns[c++] = (struct column_view){.label = tr(lang, "From"), .kind = CELL_DAY};
	columns[c++] = (struct column_view){.label = tr(lang, "Last day"), .kind = CELL_DAY};
	if (show & GRANTS_BY)
		columns[c++] = (struct column_view){.label = tr(lang, "Granted by")};
	if (show & GRANTS_CAN_END)
		columns[c++] = (struct column_view){.label = tr(lang, "Ending")};
	status = table_begin(request->arena, tr(lang, "Roles"), columns, c, count, &table);
	for (size_t i = 0; i < count && status == 0; i++)
		status = fill_row(request, &grants[i], show, table_row(&table));
	if (status == 0)
		*ret_table = table.view;
	return status;
}

int
grants_at(const struct request *request, struct grant_query *query, const char **ret_text)
{
	const struct visit *visit = visit_of(request);
	int64_t node;
	int status;

	*ret_text = request_query(request, "node");
	if (!*ret_text || !**ret_text)
		return 0;
	if (num_parse(*ret_text, &node) < 0) {
		status = body_by_name(visit->db, request->arena, *ret_text, visit->as_of, &node);
		if (status < 0)
			return status;
	}
	return placement_path(visit->db, request->arena, node, visit->as_of, &query->above);
}
