#include "web/picker.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "registry/input.h"
#include "web/catalogue.h"
#include "web/link.h"
#include "web/reach.h"
#include "web/visit.h"

/* The choices of one field. */
struct picking {
	struct request *request;
	const struct kind *kind;
	struct choice_view *choices;
	size_t count;
	int64_t chosen;
	const char *part;     /* of the tree that is searched; null: the reader's reach */
};

bool
picker_searches(const struct request *request)
{
	const char *find = request_field(request, "find");

	return find && *find;
}

static int
add_choice(struct picking *picking, int64_t id, const char *label, const char *note)
{
	const char *value = arena_printf(picking->request->arena, "%" PRId64, id);

	if (!value)
		return FAIL_MEMORY;
	picking->choices[picking->count++] = (struct choice_view){
		.value = value, .label = label, .note = note && *note ? note : NULL, .chosen = id == picking->chosen};
	return 0;
}

/* A choice once made can be taken back. */
static void
add_nothing(struct picking *picking)
{
	bool chosen = true;

	for (size_t i = 0; i < picking->count; i++)
		chosen &= !picking->choices[i].chosen;
	picking->choices[picking->count++] = (struct choice_view){
		.value = "", .label = tr(picking->request->lang, "Leave empty"), .chosen = chosen};
}

/* What tells twins apart: a unit's code or region, a body's number or document. */
static int
find_note(const struct picking *picking, const struct record *record, const char **ret_note)
{
	static const char *const telling[] = {"code", "number", "document", "region"};

	*ret_note = NULL;
	for (size_t i = 0; i < sizeof telling / sizeof *telling && !*ret_note; i++) {
		int at = field_index(picking->kind, telling[i]);

		if (at < 0 || record->values[at].type == VALUE_NULL)
			continue;
		*ret_note = field_text(picking->request->arena, &picking->kind->fields[at], &record->values[at],
		                       picking->request->lang, NULL);
		if (!*ret_note)
			return FAIL_MEMORY;
	}
	return 0;
}

/* Records whose name has the words in it, in the part asked for or the widest the reader's roles reach. */
static int
search_records(struct picking *picking, const char *words, size_t limit)
{
	struct request *request = picking->request;
	struct visit *visit = visit_of(request);
	struct list_query query = {.kind = picking->kind, .as_of = request->today, .search = words, .limit = limit};
	struct list list = {0};
	int status = 0;

	if (picking->part)
		query.scope = picking->part;
	else
		status = access_list(request->arena, &visit->actor, NULL, &query);
	if (status == 0)
		status = list_run(visit->db, request->arena, &query, &list);
	for (size_t i = 0; i < list.count && status == 0; i++) {
		const struct record *record = list.rows[i];
		const char *note;

		if (record->id == picking->chosen)
			continue;
		status = find_note(picking, record, &note);
		if (status == 0)
			status = add_choice(picking, record->id, record_value(record, picking->kind->title)->text, note);
	}
	return status == FAIL_FORBIDDEN ? 0 : status;
}

/* Persons are found by the action that keeps to exact names and notes who looked (DP-13, DP-26). */
static int
search_persons(struct picking *picking, const char *words)
{
	const struct input name = {"name", words};
	struct outcome outcome = {0};
	int status = visit_act(picking->request, "find-person", &name, 1, &outcome);

	for (size_t i = 0; i < outcome.found_count && i < PICKER_SHOWN && status == 0; i++)
		if (outcome.found[i].id != picking->chosen)
			status = add_choice(picking, outcome.found[i].id, outcome.found[i].name,
			                    outcome.found[i].body ? outcome.found[i].body_name : NULL);
	return status == FAIL_INPUT || status == FAIL_FORBIDDEN ? 0 : status;
}

/* Where there are few, no search is needed; a single one is chosen already. */
static int
offer_few(struct picking *picking, bool required)
{
	int status = search_records(picking, NULL, PICKER_FEW + 1);

	if (status == 0 && picking->count > PICKER_FEW)
		picking->count = 0;
	if (picking->count == 1 && required)
		picking->choices[0].chosen = true;
	return status;
}

int
picker_fill(struct request *request, struct labels *labels, const struct field *field, const char *value,
            const char *part, struct field_view *view)
{
	const char *find = request_field(request, "find");
	const char *search = arena_printf(request->arena, "%s.search", field->name);
	struct picking picking = {.request = request, .kind = kind_find(field->refers), .part = part};
	struct label label;
	int status = 0;

	picking.choices = ARENA_ARRAY(request->arena, PICKER_SHOWN + 3, struct choice_view);
	if (!search || !picking.choices)
		return FAIL_MEMORY;
	view->kind = INPUT_REFERENCE;
	view->value = request_field(request, search);
	view->searched = find && strcmp(find, field->name) == 0 && view->value && *view->value;
	if (value && *value && num_parse(value, &picking.chosen) == 0 && picking.chosen > 0) {
		status = label_of(labels, picking.kind, picking.chosen, &label);
		if (status == 0)
			status = add_choice(&picking, picking.chosen, *label.text ? label.text : value, NULL);
	}
	if (status == 0 && view->searched)
		status = picking.kind->persons ? search_persons(&picking, view->value)
		                               : search_records(&picking, view->value, PICKER_SHOWN);
	else if (status == 0 && picking.count == 0 && !picking.kind->persons && !part)
		status = offer_few(&picking, view->required);
	if (status == 0 && picking.count > 0 && !view->required)
		add_nothing(&picking);
	view->choices = picking.choices;
	view->choice_count = picking.count;
	return status;
}
