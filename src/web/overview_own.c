/* The overview of a branch or an organization, for those who have charge of no more. */
#include <inttypes.h>

#include "base/fail.h"
#include "web/catalogue.h"
#include "web/cells.h"
#include "web/link.h"
#include "web/overview.h"
#include "web/page.h"

#define BESIDE_SHOWN 5
#define FACTS_MAX (8 + BESIDE_SHOWN)

/* Rows of a name and its value. */
struct own_rows {
	struct overview_draft *draft;
	struct row_view *rows;
	size_t count;
};

static int
add_row(struct own_rows *to, const char *label, const char *path, struct cell_view value)
{
	struct cell_view *cells = ARENA_ARRAY(to->draft->arena, 2, struct cell_view);

	if (!cells)
		return FAIL_MEMORY;
	cells[0] = cell_text(label);
	cells[1] = value;
	cells[1].href.path = path;
	to->rows[to->count++].cells = cells;
	return 0;
}

static const char *
amount(const struct own_rows *to, int64_t number)
{
	return arena_printf(to->draft->arena, "%" PRId64, number);
}

/* What belongs to it though it hangs elsewhere: the units of a branch, the bodies of an organization. */
static int
add_beside(struct own_rows *to, const struct kind *kind)
{
	struct overview_draft *draft = to->draft;
	const struct visit *visit = visit_of(draft->request);
	struct list_query query = {.kind = kind, .as_of = visit->as_of, .limit = BESIDE_SHOWN};
	struct list list;
	int status = access_list(draft->arena, &visit->actor, draft->reach.today, &query);

	if (status == 0)
		status = list_run(visit->db, draft->arena, &query, &list);
	if (status < 0)
		return status == FAIL_FORBIDDEN ? 0 : status;
	for (size_t i = 0; i < list.count && status == 0; i++)
		status = add_row(to, in_lang(kind->label, draft->lang), record_address(draft->arena, kind, list.rows[i]->id),
		                 cell_text(record_value(list.rows[i], kind->title)->text));
	if (status == 0 && list.next)
		status = add_row(to, in_lang(kind->plural, draft->lang), kind_address(draft->arena, kind), cell_text("…"));
	return status;
}

/* The term in force: when the re-election is due. */
static int
add_term(struct own_rows *to)
{
	struct overview_draft *draft = to->draft;
	const struct visit *visit = visit_of(draft->request);
	struct list terms;
	int status = list_referring(visit->db, draft->arena, &term_kind, "body", draft->reach.node, 8, &terms);

	for (size_t i = 0; i < terms.count && status == 0; i++)
		if (terms.rows[i]->since <= visit->as_of && terms.rows[i]->until > visit->as_of)
			return add_row(to, tr(draft->lang, "Re-election due"), record_address(draft->arena, &term_kind, terms.rows[i]->id),
			               cell_day((day_no)record_value(terms.rows[i], "due")->number));
	return status;
}

static int
body_rows(struct own_rows *to)
{
	struct overview_draft *draft = to->draft;
	const char *members = visit_may_open(draft->request, "/members") ? "/members" : NULL;
	int status = add_row(to, in_lang(body_kind.label, draft->lang),
	                     record_address(draft->arena, &body_kind, draft->reach.node), cell_text(draft->reach.name));

	if (status == 0)
		status = add_row(to, tr(draft->lang, "Full members"), members, cell_text(amount(to, draft->figures.full)));
	if (status == 0)
		status = add_row(to, tr(draft->lang, "Probationary members"), members,
		                 cell_text(amount(to, draft->figures.probationary)));
	if (status == 0)
		status = add_term(to);
	return status == 0 ? add_beside(to, &unit_kind) : status;
}

static int
unit_rows(struct own_rows *to)
{
	struct overview_draft *draft = to->draft;
	const struct visit *visit = visit_of(draft->request);
	struct record *unit;
	int status = record_get(visit->db, draft->arena, &unit_kind, draft->reach.node, visit->as_of, &unit);

	if (status == 0)
		status = add_row(to, in_lang(unit_kind.label, draft->lang),
		                 record_address(draft->arena, &unit_kind, draft->reach.node), cell_text(draft->reach.name));
	for (size_t i = 0; i < unit_kind.field_count && status == 0; i++)
		if (unit_kind.fields[i].flags & FIGURE)
			status = add_row(to, in_lang(unit_kind.fields[i].label, draft->lang), NULL,
			                 cell_text(unit->values[i].type == VALUE_NULL ? NULL : amount(to, unit->values[i].number)));
	return status == 0 ? add_beside(to, &body_kind) : status;
}

int
overview_own(struct overview_draft *draft)
{
	struct own_rows to = {.draft = draft, .rows = ARENA_ARRAY(draft->arena, FACTS_MAX, struct row_view)};
	struct column_view *columns = ARENA_ARRAY(draft->arena, 2, struct column_view);
	struct table_view *table = ARENA_NEW(draft->arena, struct table_view);
	int status = to.rows && columns && table ? 0 : FAIL_MEMORY;

	if (status == 0 && !draft->reach.unit)
		status = figures_of(visit_of(draft->request)->db, draft->arena, draft->reach.node,
		                    visit_of(draft->request)->as_of, &draft->figures);
	if (status == 0)
		status = overview_due(draft);
	if (status == 0)
		status = (draft->reach.unit ? unit_rows : body_rows)(&to);
	if (status < 0)
		return status;
	columns[0].label = tr(draft->lang, "What");
	columns[1].label = tr(draft->lang, "On record");
	*table = (struct table_view){.caption = draft->reach.name, .columns = columns, .column_count = 2,
	                             .rows = to.rows, .row_count = to.count};
	draft->view.table_title = tr(draft->lang, "At a glance");
	draft->view.table = table;
	return 0;
}
