/* A record as a page: its fields with their clauses, its figures, what is due, what changed. */
#include "web/record_page.h"

#include <string.h>

#include "base/fail.h"
#include "party/due_cache.h"
#include "party/history.h"
#include "party/place.h"
#include "party/tally.h"
#include "web/address.h"
#include "web/case_form.h"
#include "web/catalogue.h"
#include "web/cells.h"
#include "web/due_line.h"
#include "web/link.h"
#include "web/listing.h"
#include "web/members.h"
#include "web/moment.h"
#include "web/tree_part.h"

#define CHANGES_SHOWN 20

/* ---- its fields ---- */

/* Fields without which something cannot be judged or proposed, though a workbook may leave them empty. */
static bool
is_wanted(const struct record *record, const struct field *field)
{
	static const struct { const struct kind *kind; const char *field; } wanted[] = {
		{&unit_kind, "code"}, {&unit_kind, "industry"}, {&unit_kind, "founded"}, {&unit_kind, "address"},
		{&unit_kind, "staff"}, {&unit_kind, "full_members"}, {&body_kind, "document"},
	};

	if (record->kind == &unit_kind && strcmp(field->name, "code") == 0 &&
	    record_value(record, "category")->number == COMMUNITY_ORGANIZATION)
		return false;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (record->kind == wanted[i].kind && strcmp(field->name, wanted[i].field) == 0)
			return true;
	return false;
}

static bool
is_heading(const struct kind *kind, const struct field *field)
{
	return kind->title && strcmp(kind->title, field->name) == 0;
}

static int
fill_facts(struct record_draft *draft)
{
	const struct record *record = draft->opened->shown;
	const struct kind *kind = record->kind;
	struct section_view *section = ARENA_NEW(draft->arena, struct section_view);
	struct fact_view *facts = ARENA_ARRAY(draft->arena, kind->field_count + 2, struct fact_view);
	size_t count = 0;
	int status = section && facts ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < kind->field_count && status == 0; i++) {
		const struct field *field = &kind->fields[i];

		if ((field->flags & FIGURE) || is_heading(kind, field))
			continue;
		facts[count] = (struct fact_view){
			.label = in_lang(field->label, draft->lang), .clause = field->clause,
			.missing = record->values[i].type == VALUE_NULL && is_wanted(record, field),
		};
		status = value_cell(draft->labels, field, &record->values[i], &facts[count].value);
		if (status == 0 && facts[count].missing)
			facts[count].value.note = in_lang(field->hint, draft->lang);
		count++;
	}
	if (status < 0)
		return status;
	facts[count++] = (struct fact_view){.label = in_lang(kind->since_label, draft->lang),
	                                    .value = cell_day(draft->opened->versions[0]->since)};
	if (draft->opened->versions[draft->opened->count - 1]->until != DAY_OPEN)
		facts[count++] = (struct fact_view){
			.label = in_lang(kind->until_label, draft->lang),
			.value = last_day_cell(draft->opened->versions[draft->opened->count - 1])};
	*section = (struct section_view){in_lang(kind->label, draft->lang), facts, count};
	draft->view.sections = section;
	draft->view.section_count = 1;
	return 0;
}

/* ---- figures ---- */

/* What the kind declares as figures: of a unit, how many work there (Fw is never mixed with F). */
static int
declared_figures(struct record_draft *draft, struct figure_view *figures)
{
	const struct record *record = draft->opened->shown;

	for (size_t i = 0; i < record->kind->field_count; i++)
		if (record->kind->fields[i].flags & FIGURE)
			figures[draft->view.figure_count++] = (struct figure_view){
				.label = in_lang(record->kind->fields[i].label, draft->lang),
				.number = record->values[i].number,
				.text = record->values[i].type == VALUE_NULL ? "—" : NULL,
			};
	return 0;
}

/* A list of what hangs under this body. */
static const char *
list_under(const struct record_draft *draft, const char *path)
{
	const char *id = arena_printf(draft->arena, "%lld", (long long)draft->opened->id);
	const struct form_pair node = {"node", id};

	return id ? link_to(draft->request, path, &node, 1) : NULL;
}

/* F and M from the relations, and what hangs under a body that leads others. */
static int
body_figures(struct record_draft *draft, struct figure_view *figures)
{
	struct figures counted;
	size_t count = 0;
	int status = figures_of(visit_of(draft->request)->db, draft->arena, draft->opened->id,
	                        visit_of(draft->request)->as_of, &counted);

	if (status < 0)
		return status;
	figures[count++] = member_figure(draft->request, tr(draft->lang, "Full members"), counted.full, draft->opened->path);
	figures[count++] = member_figure(draft->request, tr(draft->lang, "Probationary members"), counted.probationary,
	                                 draft->opened->path);
	if (counted.units > 0)
		figures[count++] = (struct figure_view){.label = tr(draft->lang, "Social organizations"),
		                                        .number = counted.units,
		                                        .href = {list_under(draft, "/units")}};
	if (counted.bodies > 1)
		figures[count++] = (struct figure_view){.label = tr(draft->lang, "Party organizations"),
		                                        .number = counted.bodies,
		                                        .href = {list_under(draft, "/bodies")}};
	draft->view.figure_count = count;
	return 0;
}

static int
fill_figures(struct record_draft *draft)
{
	const struct kind *kind = draft->opened->kind;
	struct figure_view *figures = ARENA_ARRAY(draft->arena, kind->field_count + 4, struct figure_view);

	if (!figures)
		return FAIL_MEMORY;
	draft->view.figures = figures;
	draft->view.figures_title = tr(draft->lang, "Figures");
	return (kind == &body_kind ? body_figures : declared_figures)(draft, figures);
}

/* ---- what is due ---- */

/* The part of the tree whose duties include the record's: its superior's, for what several have in common. */
static const char *
due_scope(const struct record_draft *draft)
{
	const char *path = draft->opened->path;
	size_t len = strlen(path) - 1;

	if (draft->opened->kind == &body_kind && type_is_hub(record_value(draft->opened->shown, "type")->number,
	                                                     record_value(draft->opened->shown, "unit")->number))
		return path;
	while (len > 0 && path[len - 1] != '/')
		len--;
	return len > 1 ? arena_strndup(draft->arena, path, len) : path;
}

/* Deriving what is due of half a country takes longer than a page may: its numbers stand on the overview. */
static int
is_too_wide(struct record_draft *draft, bool *ret_wide)
{
	struct figures counted = {0};
	int status = 0;

	if (draft->opened->kind == &body_kind)
		status = figures_of(visit_of(draft->request)->db, draft->arena, draft->opened->id,
		                    visit_of(draft->request)->as_of, &counted);
	*ret_wide = counted.units > DUE_UNITS_MAX;
	return status;
}

static int
take_due(struct record_draft *draft, struct duties own)
{
	struct due_view *views = ARENA_ARRAY(draft->arena, own.count, struct due_view);
	int status = views ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < own.count && status == 0; i++)
		if (duty_is_for(&own.items[i], &visit_of(draft->request)->actor))
			status = due_line(draft->request, &own.items[i], false, &views[draft->view.due_count++]);
	draft->view.due = views;
	return status;
}

/* Nothing that it has in common with others is due of an organization that may join in no joint branch. */
static bool
stands_alone(const struct opened *opened)
{
	const struct value *members = opened->kind == &unit_kind ? record_value(opened->shown, "full_members") : NULL;

	return members && !(members->type == VALUE_INT && may_join_in(members->number));
}

static int
fill_due(struct record_draft *draft)
{
	const struct visit *visit = visit_of(draft->request);
	const struct opened *opened = draft->opened;
	const struct due *due;
	struct duties own;
	const char *scope;
	bool wide;
	int status;

	if ((opened->kind != &unit_kind && opened->kind != &body_kind) || opened->standing != STANDS || !opened->path)
		return 0;
	if (stands_alone(opened)) {
		status = duties_of_unit(visit->db, draft->arena, opened->id, visit->as_of, &own);
		return status < 0 ? status : take_due(draft, own);
	}
	status = is_too_wide(draft, &wide);
	if (status < 0 || wide)
		return status;
	scope = due_scope(draft);
	status = scope ? due_borrow(visit->installation->due, visit->db, scope, visit->as_of,
	                            draft->request->today, &due) : FAIL_MEMORY;
	if (status < 0)
		return status;
	status = take_due(draft, duties_of(draft->arena, &due->duties, opened->kind->name, opened->id));
	due_return(visit->installation->due, due);
	return status;
}

/* ---- what changed ---- */

/* The first entry of a record changes nothing: what it wrote stands above, or as the old value of a later one. */
static bool
is_beginning(const struct history_entry *entry)
{
	for (size_t i = 0; i < entry->count; i++)
		if (*entry->changes[i].old)
			return false;
	return entry->count > 1;
}

static int
take_change(struct record_draft *draft, const struct history_entry *entry, struct change_view *view)
{
	struct difference_view *differences = ARENA_ARRAY(draft->arena, entry->count, struct difference_view);

	if (!differences)
		return FAIL_MEMORY;
	for (size_t i = 0; i < entry->count; i++)
		differences[i] = (struct difference_view){
			.label = in_lang(entry->changes[i].label, draft->lang),
			.old_text = *entry->changes[i].old ? entry->changes[i].old : NULL,
			.new_text = *entry->changes[i].new ? entry->changes[i].new : NULL,
		};
	*view = (struct change_view){
		.when = moment_text(draft->arena, entry->at), .who = who_text(draft->request, entry->actor),
		.what = in_lang(entry_label(visit_of(draft->request)->installation, entry->action), draft->lang),
		.journal = entry->journal,
		.differences = differences, .difference_count = is_beginning(entry) ? 0 : entry->count,
	};
	return view->when && view->who ? 0 : FAIL_MEMORY;
}

static int
fill_changes(struct record_draft *draft)
{
	const struct visit *visit = visit_of(draft->request);
	struct history history;
	struct change_view *changes;
	size_t count;
	int status = history_read(visit->db, draft->arena, draft->opened->kind, draft->opened->id, draft->lang,
	                          &visit->installation->secret, &history);

	if (status < 0)
		return status;
	count = history.count < CHANGES_SHOWN ? history.count : CHANGES_SHOWN;
	changes = ARENA_ARRAY(draft->arena, count, struct change_view);
	if (!changes)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count && status == 0; i++)
		status = take_change(draft, &history.entries[i], &changes[i]);
	draft->view.changes = changes;
	draft->view.change_count = count;
	return status;
}

/* ---- head of the page ---- */

static int
fill_crumbs(struct record_draft *draft)
{
	const struct opened *opened = draft->opened;
	const char *list = kind_address(draft->arena, opened->kind);
	int64_t ids[PATH_DEPTH_MAX];
	size_t depth = opened->path ? path_ids(opened->path, ids) : 0;
	struct label label;
	int status = 0;

	if (!list)
		return FAIL_MEMORY;
	page_crumb(draft->page, in_lang(opened->kind->plural, draft->lang), list);
	if (opened->kind->anchor == ANCHOR_SELF && depth > 0)
		depth--;
	for (size_t i = 0; i < depth && status == 0; i++) {
		status = label_of(draft->labels, &body_kind, ids[i], &label);
		if (status == 0 && *label.text && label.href)
			page_crumb(draft->page, label.text, label.href);
	}
	return status;
}

static int
fill_notice(struct record_draft *draft)
{
	const struct opened *opened = draft->opened;
	char day[DAY_TEXT];

	if (opened->standing == STANDS)
		return 0;
	draft->view.notice_tone = TONE_SOON;
	draft->view.notice = opened->standing == IS_TO_COME
	        ? arena_printf(draft->arena, tr(draft->lang, "It begins on %s."), day_text(opened->shown->since, day))
	        : arena_printf(draft->arena, tr(draft->lang, "It has ended; its last day was %s."),
	                       day_text(opened->shown->until - 1, day));
	return draft->view.notice ? 0 : FAIL_MEMORY;
}

const char *
record_tail(const struct record_draft *draft, const char *tail)
{
	const char *path = record_address(draft->arena, draft->opened->kind, draft->opened->id);

	return path ? arena_printf(draft->arena, "%s/%s", path, tail) : NULL;
}

STATEMENT(election_under_way, "select id from election where body = $1 and ended is null and state < 4");

_Static_assert(ELECTION_CLOSED == 4, "the statement's number is this");

/* A body's page leads to its election under way, or to beginning one. */
static int
election_button(struct record_draft *draft, struct button_view *ret_button)
{
	const struct opened *opened = draft->opened;
	int64_t id = 0;
	int status = db_number(visit_of(draft->request)->db, election_under_way, ARGS(INT(opened->id)), &id);

	if (status < 0)
		return status;
	*ret_button = (struct button_view){
		.label = id ? tr(draft->lang, "Election under way") : tr(draft->lang, "Begin an election"),
		.href = {id ? record_address(draft->arena, &election_kind, id)
		            : arena_printf(draft->arena, "/elections/new?body=%lld", (long long)opened->id)},
	};
	return 0;
}

/* A unit's or body's page leads to whatever it may ask for or report. */
static bool
sends_matters(const struct record_draft *draft)
{
	const struct opened *opened = draft->opened;
	const struct visit *visit = visit_of(draft->request);
	unsigned roles = opened->kind == &unit_kind ? ROLE_UNIT_OFFICE | ROLE_CLERKS
	                 : opened->kind == &body_kind ? ROLE_BRANCH | ROLE_CLERKS : 0;

	return roles && opened->standing == STANDS && opened->path && visit->as_of == draft->request->today &&
	       actor_may(&visit->actor, roles, opened->path);
}

/* A reminder goes out with one click, where the re-election is due and the reader may send it. */
static int
add_reminder(struct record_draft *draft, struct button_view *buttons)
{
	struct button_view *button = &buttons[draft->view.button_count];
	struct hidden_view *hidden = ARENA_NEW(draft->arena, struct hidden_view);
	const struct opened *opened = draft->opened;
	const struct visit *visit = visit_of(draft->request);
	bool due = false;
	size_t len = opened->path ? strlen(opened->path) - 1 : 0;
	const char *above;

	for (size_t i = 0; i < draft->view.due_count; i++)
		due |= strcmp(draft->view.due[i].clause, "ELEC-3.1") == 0 && draft->view.due[i].action;
	while (len > 0 && opened->path[len - 1] != '/')
		len--;
	above = len > 1 ? arena_strndup(draft->arena, opened->path, len) : NULL;
	if (!hidden)
		return FAIL_MEMORY;
	if (opened->kind != &body_kind || !due || !above || visit->as_of != draft->request->today ||
	    !actor_may(&visit->actor, ROLE_CLERKS, above))
		return 0;
	*hidden = (struct hidden_view){"body", arena_printf(draft->arena, "%lld", (long long)opened->id)};
	*button = (struct button_view){.label = tr(draft->lang, "Send a reminder"), .post = {record_tail(draft, "remind")},
	                               .hidden = hidden, .hidden_count = 1};
	draft->view.button_count++;
	return hidden->value && button->post.path ? 0 : FAIL_MEMORY;
}

static int
fill_matter_buttons(struct record_draft *draft)
{
	struct button_view *buttons = ARENA_ARRAY(draft->arena, draft->view.button_count + 2, struct button_view);
	const struct form_pair of = {draft->opened->kind->name, arena_printf(draft->arena, "%lld", (long long)draft->opened->id)};

	if (!buttons)
		return FAIL_MEMORY;
	if (draft->view.button_count)
		memcpy(buttons, draft->view.buttons, draft->view.button_count * sizeof *buttons);
	draft->view.buttons = buttons;
	if (sends_matters(draft)) {
		buttons[draft->view.button_count] = (struct button_view){
			.label = tr(draft->lang, "Begin a request or report"), .href = {address(draft->arena, "/matters/new", &of, 1)}};
		if (!of.value || !buttons[draft->view.button_count++].href.path)
			return FAIL_MEMORY;
	}
	return add_reminder(draft, buttons);
}

static int
fill_buttons(struct record_draft *draft)
{
	const struct opened *opened = draft->opened;
	struct button_view *buttons = ARENA_ARRAY(draft->arena, 4, struct button_view);
	size_t count = 0;

	if (!buttons)
		return FAIL_MEMORY;
	draft->view.buttons = buttons;
	if (opened->kind == &body_kind && opened->standing == STANDS &&
	    may_write_there(draft->request, &election_kind, opened->path)) {
		if (election_button(draft, &buttons[count++]) < 0)
			return last_failure()->code;
		draft->view.button_count = count;
	}
	if (opened->kind == &unit_kind && actor_may(&visit_of(draft->request)->actor, ROLE_UNIT_OFFICE, opened->path)) {
		buttons[count++] = (struct button_view){.label = tr(draft->lang, "Object to what is recorded"),
		                                        .href = {record_tail(draft, "object")}};
		draft->view.button_count = count;
	}
	if (!may_write_there(draft->request, opened->kind, opened->path))
		return 0;
	if (opened->standing == STANDS)
		buttons[count++] = (struct button_view){.label = tr(draft->lang, "Change"),
		                                        .href = {record_tail(draft, "change")}, .primary = true};
	buttons[count++] = (struct button_view){.label = tr(draft->lang, "Correct"),
	                                        .href = {record_tail(draft, "correct")}};
	if (opened->standing == STANDS)
		buttons[count++] = (struct button_view){.label = tr(draft->lang, "Close"),
		                                        .href = {record_tail(draft, "close")}};
	draft->view.button_count = count;
	for (size_t i = 0; i < count; i++)
		if (!buttons[i].href.path)
			return FAIL_MEMORY;
	return 0;
}

static int
fill_tree(struct record_draft *draft)
{
	return tree_around(draft->request, draft->opened, &draft->view.tree);
}

/* ---- answers ---- */

static int
record_page(struct request *request, struct response *response, const struct opened *opened)
{
	static int (*const parts[])(struct record_draft *draft) = {
		fill_crumbs, fill_notice, fill_buttons, fill_facts, fill_figures, fill_related, fill_changes, fill_due,
		fill_matter_buttons, fill_tree,
	};
	struct record_draft draft = {
		.request = request, .arena = request->arena, .lang = request->lang, .opened = opened,
		.labels = labels_new(request, request->arena, true), .page = page_new(request, response, opened->title),
	};
	struct html html = page_html(request, response);
	int status = draft.page && draft.labels && page_takes_day(draft.page) == 0 ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < sizeof parts / sizeof *parts && status == 0; i++)
		status = parts[i](&draft);
	if (status < 0)
		return status;
	draft.view.page = &draft.page->view;
	view_record(&html, &draft.view);
	return 0;
}

/* The journal number goes back with a change as If-Match, so that nothing newer is overwritten. */
static int
record_json(struct request *request, struct response *response, const struct opened *opened)
{
	struct json json = json_to(&response->body);
	int64_t seen;
	int status = record_seen(visit_of(request)->db, opened->kind, opened->id, &seen);

	if (status < 0)
		return status;
	response->type = TYPE_JSON;
	json_open(&json, '{');
	json_key(&json, "kind");
	json_text(&json, opened->kind->name);
	record_members(opened->shown, true, &json);
	json_key(&json, "seen");
	json_int(&json, seen);
	json_key(&json, "as_of");
	json_day(&json, visit_of(request)->as_of);
	json_close(&json, '}');
	return 0;
}

int
show_record(struct request *request, struct response *response)
{
	struct opened opened;
	int status = opened_read(request, &opened);

	if (status == FAIL_FORBIDDEN && !request->api && case_form_offered(request)) {
		response->status = failure_status(status);
		return case_form_show(request, response);
	}
	if (status < 0)
		return status;
	return (request->api ? record_json : record_page)(request, response, &opened);
}
