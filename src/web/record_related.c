/* What refers to a record, ended or not, and the papers that rest on it. */
#include "web/record_page.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/place.h"
#include "print/decision_paper.h"
#include "web/catalogue.h"
#include "web/cells.h"
#include "web/link.h"
#include "web/listing.h"

/* A table that is called otherwise than its kind, because the reference has a direction. */
static const struct {
	const struct kind *kind;
	const char *field;
	struct bilingual title;
} titles[] = {
	{&affiliation_kind, "superior", {"下级组织", "Lower organizations"}},
	{&affiliation_kind, "body", {"上级组织", "Higher organizations"}},
	{&affiliation_kind, "unit", {"领导和指导关系", "Led and guided by"}},
};

static struct bilingual
related_title(const struct kind *kind, const struct field *field)
{
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (titles[i].kind == kind && strcmp(titles[i].field, field->name) == 0)
			return titles[i].title;
	return kind->plural;
}

/* One table in the making.  What has a name is opened by it, all else by its number at the end of the row. */
struct related_draft {
	struct record_draft *page;
	const struct kind *kind;
	const struct field *field;   /* the reference to the record */
	struct list list;
	size_t shown;                /* rows */
	size_t *places;              /* the fields that are columns */
	size_t place_count;
};

/* ---- columns and rows ---- */

static bool
has_values(const struct related_draft *draft, size_t place)
{
	for (size_t i = 0; i < draft->shown; i++)
		if (draft->list.rows[i]->values[place].type != VALUE_NULL)
			return true;
	return false;
}

/* Whether a column is that of the lower body, whose place units share. */
static bool
is_led(const struct related_draft *draft, size_t place)
{
	return draft->kind == &affiliation_kind && strcmp(draft->field->name, "superior") == 0 &&
	       strcmp(draft->kind->fields[place].name, "body") == 0;
}

static bool
is_column(const struct related_draft *draft, size_t place)
{
	const struct field *field = &draft->kind->fields[place];

	if (field == draft->field || !(field->flags & SHOW_LIST) || !field_is_listed(draft->kind, field))
		return false;
	if (draft->kind == &matter_kind && field->type == FIELD_CHOICE && strcmp(field->name, "state") != 0)
		return false; /* the title says what it is */
	if (draft->kind == &affiliation_kind && strcmp(draft->field->name, "superior") == 0 &&
	    strcmp(field->name, "unit") == 0)
		return false;
	return is_led(draft, place) || has_values(draft, place);
}

/* All that lists show but the reference itself, and what no row has. */
static int
choose_columns(struct related_draft *draft)
{
	const struct kind *kind = draft->kind;

	draft->places = ARENA_ARRAY(draft->page->arena, kind->field_count, size_t);
	if (!draft->places)
		return FAIL_MEMORY;
	for (size_t i = 0; i < kind->field_count; i++)
		if (is_column(draft, i))
			draft->places[draft->place_count++] = i;
	return 0;
}

static int
fill_columns(struct related_draft *draft, struct table_view *table)
{
	enum lang lang = draft->page->lang;
	struct column_view *columns = ARENA_ARRAY(draft->page->arena, draft->place_count + 3, struct column_view);
	size_t count = draft->place_count;

	if (!columns)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		columns[i] = (struct column_view){
			.label = is_led(draft, draft->places[i])
			        ? tr(lang, "Organization") : in_lang(draft->kind->fields[draft->places[i]].label, lang),
			.kind = field_cell(&draft->kind->fields[draft->places[i]]),
		};
	if (!draft->kind->procedure) {
		columns[count++] = (struct column_view){.label = in_lang(draft->kind->since_label, lang), .kind = CELL_DAY};
		columns[count++] = (struct column_view){.label = in_lang(draft->kind->until_label, lang), .kind = CELL_DAY};
	}
	if (!draft->kind->title)
		columns[count++] = (struct column_view){.label = tr(lang, "Record")};
	table->columns = columns;
	table->column_count = count;
	return 0;
}

/* Of what a superior leads, units and bodies stand in one column. */
static size_t
place_shown(const struct related_draft *draft, const struct record *record, size_t place)
{
	int unit = field_index(draft->kind, "unit");

	return is_led(draft, place) && record->values[place].type == VALUE_NULL ? (size_t)unit : place;
}

static int
fill_row(struct related_draft *draft, const struct record *record, struct row_view *row)
{
	struct cell_view *cells = ARENA_ARRAY(draft->page->arena, draft->place_count + 3, struct cell_view);
	struct labels *labels = draft->page->labels;
	size_t count = draft->place_count;
	struct cell_view own;
	const struct visit *visit = visit_of(draft->page->request);
	int status = cells ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < count && status == 0; i++) {
		size_t place = place_shown(draft, record, draft->places[i]);

		status = value_cell(labels, &draft->kind->fields[place], &record->values[place], &cells[i]);
	}
	if (status < 0)
		return status;
	if (!draft->kind->procedure) {
		cells[count++] = cell_day(record->since);
		cells[count++] = last_day_cell(record);
	}
	row->cells = cells;
	status = record_cell(labels, record, &own);
	if (status < 0)
		return status;
	/* What is related may hang where the reader's roles do not reach: then it has no link. */
	status = access_read(visit->db, draft->page->arena, &visit->actor, record, draft->page->request->today);
	if (status == FAIL_FORBIDDEN)
		own.href.path = NULL;
	if (draft->kind->title)
		cells[0].href = own.href;
	else
		cells[count] = own;
	return status == FAIL_FORBIDDEN ? 0 : status;
}

static int
fill_table(struct related_draft *draft, struct related_view *view)
{
	struct row_view *rows = ARENA_ARRAY(draft->page->arena, draft->shown, struct row_view);
	int status = rows ? choose_columns(draft) : FAIL_MEMORY;

	if (status == 0)
		status = fill_columns(draft, &view->table);
	for (size_t i = 0; i < draft->shown && status == 0; i++)
		status = fill_row(draft, draft->list.rows[i], &rows[i]);
	view->table.rows = rows;
	view->table.row_count = draft->shown;
	view->table.caption = view->title;
	return status;
}

/* ---- around a table ---- */

/* A unit's own body will hang where the unit does. */
static const char *
superior_of(const struct related_draft *draft)
{
	const struct opened *unit = draft->page->opened;
	int64_t ids[PATH_DEPTH_MAX];
	size_t depth = draft->kind == &body_kind && unit->path ? path_ids(unit->path, ids) : 0;

	return depth > 1 ? arena_printf(draft->page->arena, "%" PRId64, ids[depth - 2]) : NULL;
}

/* "/registers/term/new?body=7"; `label` names the button. */
static int
make_add(const struct related_draft *draft, const char *label, struct button_view *button, bool *ret_may)
{
	struct record_draft *page = draft->page;
	const char *path = kind_address(page->arena, draft->kind);
	const char *new = path ? arena_printf(page->arena, "%s/new", path) : NULL;
	const char *id = arena_printf(page->arena, "%" PRId64, page->opened->id);
	const char *back = record_address(page->arena, page->opened->kind, page->opened->id);
	const struct form_pair about[] = {{draft->field->name, id}, {"superior", superior_of(draft)}, {"back", back}};

	if (!new || !id || !back || !label)
		return FAIL_MEMORY;
	*ret_may = page->opened->standing == STANDS && visit_may_open(page->request, new) &&
	           may_write_there(page->request, draft->kind, page->opened->path);
	*button = (struct button_view){.label = label, .href = {link_to(page->request, new, about, 3)}};
	return button->href.path ? 0 : FAIL_MEMORY;
}

static int
fill_add(const struct related_draft *draft, struct related_view *view)
{
	struct button_view *button = ARENA_NEW(draft->page->arena, struct button_view);
	bool may = false;
	int status = button ? make_add(draft, tr(draft->page->lang, "Add"), button, &may) : FAIL_MEMORY;

	view->buttons = button;
	view->button_count = may;
	return status;
}

/* The list of all, where a filter leads there. */
static int
fill_all(struct related_draft *draft, struct related_view *view)
{
	struct record_draft *page = draft->page;
	const char *path = kind_address(page->arena, draft->kind);
	const char *id = arena_printf(page->arena, "%" PRId64, page->opened->id);
	const struct form_pair about = {draft->field->name, id};

	if (!path || !id)
		return FAIL_MEMORY;
	if (draft->list.count > draft->shown)
		view->note = arena_printf(page->arena, tr(page->lang, "The latest %zu; the list holds all that stand on the day."),
		                          draft->shown);
	if (!is_filter(draft->kind, draft->field->name))
		return 0;
	view->all.path = link_to(page->request, path, &about, 1);
	return view->all.path ? 0 : FAIL_MEMORY;
}

/* Whether the reader sees what of this kind is about the record. */
static bool
may_see(const struct record_draft *page, const struct kind *kind)
{
	const struct visit *visit = visit_of(page->request);

	if (page->opened->kind == &person_kind && page->opened->id == visit->actor.person && (kind->read & ROLE_MEMBER))
		return true;
	if (page->opened->beside)
		return !kind->persons && (kind->read & visit->roles);
	/* A case opens what is kept on that person. */
	if (page->opened->by_case && kind_is_own(kind))
		return true;
	return may_see_there(page->request, kind, page->opened->path);
}

/* What refers to a record beside the tree may be about others: only rows that the reader may open are left. */
static int
leave_readable(struct related_draft *draft)
{
	const struct visit *visit = visit_of(draft->page->request);
	size_t left = 0;

	for (size_t i = 0; i < draft->list.count; i++) {
		int status = access_read(visit->db, draft->page->arena, &visit->actor, draft->list.rows[i],
		                         draft->page->request->today);

		if (status == 0)
			draft->list.rows[left++] = draft->list.rows[i];
		else if (status != FAIL_FORBIDDEN)
			return status;
	}
	draft->list.count = left;
	return 0;
}

/* The steps of a procedure are versions: shown is how it stands on the day. */
static void
leave_standing(struct related_draft *draft)
{
	day_no on = visit_of(draft->page->request)->as_of;
	size_t left = 0;

	for (size_t i = 0; i < draft->list.count; i++)
		if (draft->list.rows[i]->since <= on && draft->list.rows[i]->until > on)
			draft->list.rows[left++] = draft->list.rows[i];
	draft->list.count = left;
}

/* What is not there yet, as buttons: an empty table each would bury those that hold something. */
struct absent {
	struct button_view *buttons;
	size_t count;
};

static int
add_related(struct record_draft *page, const struct kind *kind, const struct field *field,
            struct related_view *views, struct absent *absent)
{
	struct related_draft draft = {.page = page, .kind = kind, .field = field};
	struct related_view *view = &views[page->view.related_count];
	const char *title = in_lang(related_title(kind, field), page->lang);
	bool may = false;
	int status = list_referring(visit_of(page->request)->db, page->arena, kind, field->name, page->opened->id,
	                            RELATED_SHOWN + 1, &draft.list);

	if (status == 0 && page->opened->beside)
		status = leave_readable(&draft);
	if (kind->procedure)
		leave_standing(&draft);
	if (status < 0)
		return status;
	draft.shown = draft.list.count > RELATED_SHOWN ? RELATED_SHOWN : draft.list.count;
	if (draft.shown == 0) {
		status = make_add(&draft, title, &absent->buttons[absent->count], &may);
		absent->count += status == 0 && may;
		return status;
	}
	view->title = title;
	status = fill_add(&draft, view);
	if (status == 0)
		status = fill_table(&draft, view);
	if (status == 0)
		status = fill_all(&draft, view);
	page->view.related_count++;
	return status;
}

static void
add_absent(struct record_draft *page, const struct absent *absent, struct related_view *view)
{
	if (absent->count == 0)
		return;
	*view = (struct related_view){.title = tr(page->lang, "Not on record yet"), .buttons = absent->buttons,
	                              .button_count = absent->count};
	view->table.empty = tr(page->lang, "Of these nothing is on record; each can be added.");
	page->view.related_count++;
}

/* ---- papers ---- */

/* A unit's pledge and charter of the day, or that they are missing. */
static int
fill_papers(struct record_draft *page)
{
	static const struct kind *const of[] = {&pledge_kind, &charter_kind};
	struct paper_view *papers = ARENA_ARRAY(page->arena, 2, struct paper_view);
	day_no on = visit_of(page->request)->as_of;

	if (!papers)
		return FAIL_MEMORY;
	for (size_t p = 0; p < 2; p++) {
		struct list list;
		int status = list_referring(visit_of(page->request)->db, page->arena, of[p], "unit", page->opened->id,
		                            RELATED_SHOWN, &list);

		if (status < 0)
			return status;
		papers[p] = (struct paper_view){.label = in_lang(of[p]->label, page->lang), .missing = true};
		for (size_t i = 0; i < list.count && papers[p].missing; i++)
			if (list.rows[i]->since <= on && list.rows[i]->until > on) {
				papers[p].missing = false;
				papers[p].day = list.rows[i]->since;
				papers[p].href.path = record_address(page->arena, of[p], list.rows[i]->id);
			}
	}
	page->view.papers_title = tr(page->lang, "Papers");
	page->view.papers = papers;
	page->view.paper_count = 2;
	return 0;
}

/* The notice of a decision, in both languages: it is printed from what stands here (DP-23). */
static int
fill_notices(struct record_draft *page)
{
	const struct record *decision = page->opened->versions[0];
	struct paper_view *papers = ARENA_ARRAY(page->arena, 2, struct paper_view);

	if (!papers)
		return FAIL_MEMORY;
	for (int en = 0; en < 2; en++) {
		papers[en] = (struct paper_view){
			.label = arena_printf(page->arena, "%s · %s", in_lang(decision_paper_name(), page->lang),
			                      en ? tr(page->lang, "PDF in English") : tr(page->lang, "PDF")),
			.day = decision->since, .href = {record_tail(page, en ? "notice?in=en" : "notice")},
		};
		if (!papers[en].label || !papers[en].href.path)
			return FAIL_MEMORY;
	}
	page->view.papers_title = tr(page->lang, "Papers to print");
	page->view.papers = papers;
	page->view.paper_count = 2;
	return 0;
}

int
fill_related(struct record_draft *page)
{
	const struct kind *of = page->opened->kind;
	struct related_view *views;
	struct absent absent = {0};
	size_t fields = 1;
	int status = 0;

	for (const struct kind *const *kind = kinds; *kind; kind++)
		fields += (*kind)->field_count;
	views = ARENA_ARRAY(page->arena, fields, struct related_view);
	absent.buttons = ARENA_ARRAY(page->arena, fields, struct button_view);
	if (!views || !absent.buttons)
		return FAIL_MEMORY;
	for (const struct kind *const *kind = kinds; *kind; kind++)
		for (size_t i = 0; i < (*kind)->field_count && status == 0; i++)
			if ((*kind)->fields[i].type == FIELD_REF && strcmp((*kind)->fields[i].refers, of->name) == 0 &&
			    may_see(page, *kind))
				status = add_related(page, *kind, &(*kind)->fields[i], views, &absent);
	page->view.related = views;
	if (status == 0)
		add_absent(page, &absent, &views[page->view.related_count]);
	if (status == 0 && of == &unit_kind && may_see(page, &pledge_kind))
		status = fill_papers(page);
	if (status == 0 && of == &restriction_kind)
		status = fill_notices(page);
	return status;
}
