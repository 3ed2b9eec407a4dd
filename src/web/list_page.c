/* A list as a page: search, filters, a table that sorts, pages, files. */
#include <string.h>

#include "base/fail.h"
#include "web/catalogue.h"
#include "web/cells.h"
#include "web/election_list.h"
#include "web/link.h"
#include "web/list_page.h"
#include "web/listing.h"
#include "web/matter_list.h"
#include "web/members.h"
#include "web/page.h"
#include "web/tree_part.h"

#define COUNTED_MAX 20000 /* rows among which those that fit are counted one by one */

/* Beside the fields: days and number, or the relation. */
#define MORE_COLUMNS (MEMBER_COLUMNS + ELECTION_COLUMNS + 3)

/* ---- columns ---- */

static bool
is_column(const struct kind *kind, const struct field *field)
{
	return (field->flags & SHOW_LIST) && field_is_listed(kind, field);
}

/* Sorts by a field; asked once more, the other way round. */
static int
sortable(struct list_draft *draft, const struct field *field, struct column_view *column)
{
	const char *asked = draft->listing->query.sort, *sort = asked && *asked ? asked : draft->listing->kind->order;
	bool down = sort && *sort == '-';
	const char *by = sort && down ? sort + 1 : sort;
	struct form_pair changes[] = {{"sort", field->name}, {"page", NULL}};

	if ((field->flags & (SHOW_SORT | PERSONAL)) != SHOW_SORT)
		return 0;
	if (by && strcmp(by, field->name) == 0) {
		column->sorted = down ? SORTED_DOWN : SORTED_UP;
		if (!down)
			changes[0].value = arena_printf(draft->arena, "-%s", field->name);
	} else if (!sort && draft->listing->kind->title &&
	           strcmp(field->name, draft->listing->kind->title) == 0) {
		column->sorted = SORTED_UP;
		changes[0].value = arena_printf(draft->arena, "-%s", field->name);
	}
	column->sort.path = changes[0].value ? link_changed(draft->request, draft->request->path, changes, 2) : NULL;
	return column->sort.path ? 0 : FAIL_MEMORY;
}

/* What has no name of its own shows its days, and its number to open it by. */
static int
fill_columns(struct list_draft *draft)
{
	const struct kind *kind = draft->listing->kind;
	struct column_view *columns = ARENA_ARRAY(draft->arena, kind->field_count + MORE_COLUMNS, struct column_view);
	struct table_view *table = &draft->view.table;
	int status = columns ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < kind->field_count && status == 0; i++)
		if (is_column(kind, &kind->fields[i])) {
			struct column_view *column = &columns[table->column_count++];

			column->label = in_lang(kind->fields[i].label, draft->lang);
			column->kind = field_cell(&kind->fields[i]);
			status = sortable(draft, &kind->fields[i], column);
		}
	if (status == 0 && kind == &election_kind) {
		election_columns(draft->lang, &columns[table->column_count]);
		table->column_count += ELECTION_COLUMNS;
	} else if (status == 0 && kind_shows_days(kind)) {
		columns[table->column_count++] = (struct column_view){
			.label = in_lang(kind->since_label, draft->lang), .kind = CELL_DAY};
		columns[table->column_count++] = (struct column_view){
			.label = in_lang(kind->until_label, draft->lang), .kind = CELL_DAY};
		columns[table->column_count++] = (struct column_view){.label = tr(draft->lang, "Record")};
	}
	if (status == 0 && kind == &person_kind) {
		member_columns(draft->lang, &columns[table->column_count]);
		table->column_count += MEMBER_COLUMNS;
	}
	if (status == 0 && kind == &matter_kind)
		columns[table->column_count++] = matter_waiting_column(draft->lang);
	table->columns = columns;
	return status;
}

/* ---- rows ---- */

/* A matter comes from a body, or from an organization that has none. */
static int
sender_cell(struct list_draft *draft, const struct record *record, struct cell_view *cell)
{
	const struct kind *kind = record->kind;
	bool of_unit = record_value(record, "body")->type == VALUE_NULL;
	int field = field_index(kind, of_unit ? "unit" : "body");

	return value_cell(draft->labels, &kind->fields[field], &record->values[field], cell);
}

static int
fill_cells(struct list_draft *draft, size_t row, struct cell_view *cells)
{
	const struct record *record = draft->list.rows[row];
	const struct kind *kind = record->kind;
	size_t at = 0;
	int status = 0;

	for (size_t i = 0; i < kind->field_count && status == 0; i++) {
		if (!is_column(kind, &kind->fields[i]))
			continue;
		if (kind == &election_kind && strcmp(kind->fields[i].name, "body") == 0)
			status = election_body_cell(draft, row, &cells[at]);
		else if (kind == &matter_kind && strcmp(kind->fields[i].name, "body") == 0)
			status = sender_cell(draft, record, &cells[at]);
		else
			status = value_cell(draft->labels, &kind->fields[i], &record->values[i], &cells[at]);
		if (status == 0 && kind->title && strcmp(kind->fields[i].name, kind->title) == 0) {
			const char *path = record_address(draft->arena, kind, record->id);

			cells[at].href.path = path ? link_to(draft->request, path, NULL, 0) : NULL;
			status = cells[at].href.path ? 0 : FAIL_MEMORY;
		}
		at++;
	}
	if (status == 0 && kind == &election_kind) {
		status = election_cells(draft, draft->standings ? &draft->standings[row] : NULL, &cells[at]);
	} else if (status == 0 && kind_shows_days(kind)) {
		cells[at++] = cell_day(record->since);
		cells[at++] = last_day_cell(record);
		status = record_cell(draft->labels, record, &cells[at]);
	}
	if (status == 0 && kind == &person_kind)
		status = member_cells(draft->labels, record->id, &cells[at]);
	if (kind == &matter_kind)
		cells[at] = matter_waiting_cell(record, draft->listing->query.as_of);
	return status;
}

static int
fill_rows(struct list_draft *draft)
{
	struct table_view *table = &draft->view.table;
	struct row_view *rows = ARENA_ARRAY(draft->arena, draft->list.count, struct row_view);
	int status = rows ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < draft->list.count && status == 0; i++) {
		struct cell_view *cells = ARENA_ARRAY(draft->arena, table->column_count, struct cell_view);

		rows[i].cells = cells;
		status = cells ? fill_cells(draft, i, cells) : FAIL_MEMORY;
	}
	table->rows = rows;
	table->row_count = draft->list.count;
	table->caption = in_lang(draft->listing->kind->plural, draft->lang);
	table->empty = tr(draft->lang, "Nothing fits what was asked for.");
	return status;
}

/* What a search or another filter must not lose. */
static int
fill_kept(struct list_draft *draft)
{
	static const char *const names[] = {"node", "sort", "as_of"};
	struct form_pair keep[3];
	struct hidden_view *hidden = ARENA_ARRAY(draft->arena, 3, struct hidden_view);
	size_t count = 0;

	if (!hidden)
		return FAIL_MEMORY;
	for (size_t i = 0; i < 3; i++)
		if (list_asked(draft, names[i])) {
			keep[count] = (struct form_pair){names[i], list_asked(draft, names[i])};
			hidden[count] = (struct hidden_view){keep[count].name, keep[count].value};
			count++;
		}
	draft->view.keep = hidden;
	draft->view.keep_count = count;
	draft->view.clear.path = address(draft->arena, draft->request->path, keep, count);
	return draft->view.clear.path ? 0 : FAIL_MEMORY;
}

/* ---- around the table ---- */

static bool
can_search(const struct kind *kind)
{
	if (kind->persons)
		return false;
	for (size_t i = 0; i < kind->field_count; i++)
		if ((kind->fields[i].flags & (SHOW_SEARCH | PERSONAL)) == SHOW_SEARCH)
			return true;
	return false;
}

/* Files of everything the list holds; of persons only by the action that is journalled (DP-6). */
static int
fill_files(struct list_draft *draft)
{
	static const struct form_pair whole = {"page", NULL};
	struct list_view *view = &draft->view;
	const char *path = draft->request->path, *csv, *xlsx;

	if (draft->listing->kind->persons) {
		view->export_note = tr(draft->lang, "Persons are exported with a reason, which is journalled.");
		return 0;
	}
	csv = arena_printf(draft->arena, "%s.csv", path);
	xlsx = arena_printf(draft->arena, "%s.xlsx", path);
	if (!csv || !xlsx)
		return FAIL_MEMORY;
	view->csv.path = link_changed(draft->request, csv, &whole, 1);
	view->xlsx.path = link_changed(draft->request, xlsx, &whole, 1);
	return view->csv.path && view->xlsx.path ? 0 : FAIL_MEMORY;
}

static int
fill_pages(struct list_draft *draft)
{
	const struct form_pair first = {"page", NULL}, next = {"page", draft->list.next};
	struct list_view *view = &draft->view;

	if (list_asked(draft, "page"))
		view->first.path = link_changed(draft->request, draft->request->path, &first, 1);
	if (draft->list.next)
		view->next.path = link_changed(draft->request, draft->request->path, &next, 1);
	return (view->first.path || !list_asked(draft, "page")) && (view->next.path || !draft->list.next)
	               ? 0 : FAIL_MEMORY;
}

/* The total where it is known: from the tallies, from the one page there is, or counted. */
static int
find_total(struct list_draft *draft, int64_t *ret_total)
{
	const struct list_query *query = &draft->listing->query;
	const struct visit *visit = visit_of(draft->request);

	if (list_asked(draft, ELECTION_LATE) && draft->listing->kind == &election_kind)
		*ret_total = draft->list.next || list_asked(draft, "page") ? -1 : (int64_t)draft->list.count;
	else if (query->outlook && query->outlook->total >= 0)
		*ret_total = query->outlook->total;
	else if (!draft->list.next && !list_asked(draft, "page"))
		*ret_total = (int64_t)draft->list.count;
	else if (query->outlook && query->outlook->subjects > COUNTED_MAX && query->outlook->scope > COUNTED_MAX)
		*ret_total = -1;
	else
		return list_count_cached(visit->installation->counts, visit->db, draft->arena, query, ret_total);
	return 0;
}

static int
fill_summary(struct list_draft *draft)
{
	int64_t total;
	int status = find_total(draft, &total);

	if (status < 0)
		return status;
	if (total < 0)
		draft->view.summary = arena_printf(draft->arena, tr(draft->lang, "%zu records on this page."), draft->list.count);
	else
		draft->view.summary = total == (int64_t)draft->list.count
		        ? arena_printf(draft->arena, tr(draft->lang, "%lld records."), (long long)total)
		        : arena_printf(draft->arena, tr(draft->lang, "%lld records, %zu of them on this page."),
		                       (long long)total, draft->list.count);
	return draft->view.summary ? 0 : FAIL_MEMORY;
}

/* A new record, today and for those who may write. */
static int
fill_buttons(struct list_draft *draft)
{
	const struct kind *kind = draft->listing->kind;
	const struct visit *visit = visit_of(draft->request);
	const char *path = kind_address(draft->arena, kind);
	const char *new = path ? arena_printf(draft->arena, "%s/new", path) : NULL;
	struct button_view *buttons = ARENA_ARRAY(draft->arena, 3, struct button_view);
	struct button_view *button = buttons;
	const char *twins = kind == &unit_kind ? "/units/duplicates" : kind == &person_kind ? "/members/duplicates" : NULL;

	if (!buttons || !new)
		return FAIL_MEMORY;
	if (kind == &person_kind && visit_may_open(draft->request, "/members/find"))
		*button++ = (struct button_view){.label = tr(draft->lang, "Find a person"), .href = {"/members/find"}};
	if (twins && visit_may_open(draft->request, twins) && visit->as_of == draft->request->today)
		*button++ = (struct button_view){.label = tr(draft->lang, "Recorded twice?"), .href = {twins}};
	if (visit_may_open(draft->request, new) && visit->as_of == draft->request->today) {
		*button = (struct button_view){
			.label = kind == &matter_kind ? tr(draft->lang, "Begin a request or report")
			         : arena_printf(draft->arena, tr(draft->lang, "Add: %s"), in_lang(kind->label, draft->lang)),
			.href = {new}, .primary = true,
		};
		if (!button->label)
			return FAIL_MEMORY;
		button++;
	}
	draft->view.buttons = buttons;
	draft->view.button_count = (size_t)(button - buttons);
	return 0;
}

static int
fill_tree(struct list_draft *draft)
{
	const struct kind *kind = draft->listing->kind;

	if (kind_is_own(kind) || draft->listing->query.beside)
		return 0;
	return tree_of_list(draft->request, &draft->listing->reach, kind, &draft->view.tree);
}

static struct page *
start_page(struct list_draft *draft, struct response *response)
{
	const struct kind *kind = draft->listing->kind;
	const struct reach *reach = &draft->listing->reach;
	struct page *page = page_new(draft->request, response, in_lang(kind->plural, draft->lang));

	if (!page || page_takes_day(page) < 0)
		return NULL;
	if (!kind->path)
		page_crumb(page, tr(draft->lang, "Registers"), "/registers");
	if (reach->chosen)
		page_crumb(page, in_lang(kind->plural, draft->lang), draft->request->path);
	page->view.subtitle = reach->name;
	return page;
}

int
list_page(const struct listing *listing, struct response *response)
{
	static int (*const parts[])(struct list_draft *draft) = {
		fill_columns, fill_rows, fill_list_filters, fill_kept, fill_files, fill_pages, fill_summary, fill_buttons,
		fill_tree,
	};
	struct request *request = listing->request;
	struct list_draft draft = {.listing = listing, .request = request, .arena = request->arena,
	                           .lang = request->lang, .labels = labels_new(request, request->arena, true)};
	struct html html = page_html(request, response);
	struct page *page = start_page(&draft, response);
	int status = page && draft.labels ? 0 : FAIL_MEMORY;

	if (status == 0)
		status = listing->kind == &election_kind ? election_list_run(listing, request->arena, listing->query.page, &draft.list, &draft.standings)
		         : list_run(visit_of(request)->db, request->arena, &listing->query, &draft.list);
	for (size_t i = 0; i < sizeof parts / sizeof *parts && status == 0; i++)
		status = parts[i](&draft);
	if (status < 0)
		return status;
	draft.view.page = &page->view;
	draft.view.action.path = request->path;
	draft.view.query = listing->query.search;
	if (can_search(listing->kind))
		draft.view.search_label = tr(request->lang, "Name or number");
	view_list(&html, &draft.view);
	return 0;
}
