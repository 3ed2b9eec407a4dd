/* The filters of a list's page: facets and fields, chosen where there is a choice. */
#include "web/list_page.h"

#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/value_cache.h"
#include "web/action_form.h"
#include "web/election_list.h"
#include "web/matter_list.h"
#include "registry/input.h"
#include "web/catalogue.h"
#include "web/visit.h"

const char *
list_asked(const struct list_draft *draft, const char *name)
{
	const char *value = request_query(draft->request, name);

	return value && *value ? value : NULL;
}

static int
choice_field(struct list_draft *draft, const struct field *field, struct field_view *view)
{
	view->value = list_asked(draft, field->name);
	return field_choices(draft->request, field->choices, view);
}

static int
yes_or_no(struct list_draft *draft, const struct field *field, struct field_view *view)
{
	const char *value = list_asked(draft, field->name);
	struct choice_view *choices = ARENA_ARRAY(draft->arena, 2, struct choice_view);

	if (!choices)
		return FAIL_MEMORY;
	choices[0] = (struct choice_view){.value = "true", .label = tr(draft->lang, "yes"),
	                                  .chosen = value && strcmp(value, "true") == 0};
	choices[1] = (struct choice_view){.value = "false", .label = tr(draft->lang, "no"),
	                                  .chosen = value && strcmp(value, "false") == 0};
	view->kind = INPUT_CHOICE;
	view->choices = choices;
	view->choice_count = 2;
	return 0;
}

/* A reference is no filter to type; where a link has set it, it is shown and can be taken away. */
static int
reference_field(struct list_draft *draft, const struct field *field, struct field_view *view, bool *ret_shown)
{
	const char *value = list_asked(draft, field->name);
	struct choice_view *choice;
	struct label label;
	int64_t id;
	int status;

	*ret_shown = value && num_parse(value, &id) == 0;
	if (!*ret_shown)
		return 0;
	choice = ARENA_NEW(draft->arena, struct choice_view);
	status = choice ? label_of(draft->labels, kind_find(field->refers), id, &label) : FAIL_MEMORY;
	if (status < 0)
		return status;
	*choice = (struct choice_view){.value = value, .label = *label.text ? label.text : value, .chosen = true};
	view->kind = INPUT_CHOICE;
	view->choices = choice;
	view->choice_count = 1;
	return 0;
}

/* The values there are of a field that figures are kept by, where they are few enough to choose from. */
static int
known_values(struct list_draft *draft, const struct field *field, enum dimension dimension, struct field_view *view)
{
	const struct visit *visit = visit_of(draft->request);
	const char *value = list_asked(draft, field->name);
	struct choice_view *choices;
	const char **values;
	size_t count;
	int status = values_known(visit->installation->values, visit->db, draft->arena, draft->listing->reach.node, dimension,
	                          visit->as_of, &values, &count);

	if (status < 0)
		return status;
	choices = ARENA_ARRAY(draft->arena, count, struct choice_view);
	if (!choices)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++) {
		const struct value text = TEXT(values[i]);

		if (*values[i])
			choices[view->choice_count++] = (struct choice_view){
				.value = values[i], .chosen = value && strcmp(value, values[i]) == 0,
				.label = field_text(draft->arena, field, &text, draft->lang, NULL)};
	}
	view->kind = INPUT_CHOICE;
	view->choices = choices;
	return 0;
}

/* A value that nobody has, or the first digits of a region, stays as it was typed. */
static int
value_filter(struct list_draft *draft, const struct field *field, struct field_view *view)
{
	static const struct { const char *field; enum dimension dimension; } kept[] = {
		{"region", BY_REGION}, {"industry", BY_INDUSTRY},
	};
	const char *value = list_asked(draft, field->name);
	bool chosen = value == NULL;
	int status = 0;

	for (size_t i = 0; i < sizeof kept / sizeof *kept && draft->listing->kind == &unit_kind; i++)
		if (strcmp(kept[i].field, field->name) == 0)
			status = known_values(draft, field, kept[i].dimension, view);
	for (size_t i = 0; i < view->choice_count; i++)
		chosen = chosen || view->choices[i].chosen;
	if (chosen && view->choice_count > 0)
		return status;
	view->kind = INPUT_TEXT;
	view->choice_count = 0;
	view->value = value;
	if (field->type == FIELD_REGION)
		view->hint = tr(draft->lang, "Six digits, or the first two or four of them.");
	return status;
}

static int
field_filter(struct list_draft *draft, const struct field *field, struct field_view *view, bool *ret_shown)
{
	*view = (struct field_view){.name = field->name, .label = in_lang(field->label, draft->lang)};
	*ret_shown = true;
	switch (field->type) {
	case FIELD_CHOICE:
		return choice_field(draft, field, view);
	case FIELD_BOOL:
		return yes_or_no(draft, field, view);
	case FIELD_REF:
		return reference_field(draft, field, view, ret_shown);
	default:
		return value_filter(draft, field, view);
	}
}

static int
facet_filter(struct list_draft *draft, const struct facet *facet, struct field_view *view)
{
	const char *value = list_asked(draft, facet->name);
	struct choice_view *choices;
	size_t count = 0;

	while (facet->words[count].word)
		count++;
	choices = ARENA_ARRAY(draft->arena, count, struct choice_view);
	if (!choices)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice_view){
			.value = facet->words[i].word, .label = in_lang(facet->words[i].label, draft->lang),
			.chosen = value && strcmp(value, facet->words[i].word) == 0,
		};
	*view = (struct field_view){.name = facet->name, .label = in_lang(facet->label, draft->lang),
	                            .kind = INPUT_CHOICE, .choices = choices, .choice_count = count};
	return 0;
}

int
fill_list_filters(struct list_draft *draft)
{
	const struct kind *kind = draft->listing->kind;
	struct list_view *view = &draft->view;
	size_t facets = 0;
	struct field_view *fields;
	bool shown;
	int status = 0;

	while (kind->facets && kind->facets[facets].name)
		facets++;
	fields = ARENA_ARRAY(draft->arena, 1 + facets + kind->field_count, struct field_view);
	if (!fields)
		return FAIL_MEMORY;
	if (kind == &matter_kind)
		status = matter_direction_filter(draft, &fields[view->filter_count++]);
	if (kind == &election_kind)
		status = election_late_filter(draft, &fields[view->filter_count++]);
	for (size_t i = 0; i < facets && status == 0; i++)
		status = facet_filter(draft, &kind->facets[i], &fields[view->filter_count++]);
	for (size_t i = 0; i < kind->field_count && status == 0; i++)
		if (is_filter(kind, kind->fields[i].name)) {
			status = field_filter(draft, &kind->fields[i], &fields[view->filter_count], &shown);
			view->filter_count += shown;
		}
	view->filters = fields;
	for (size_t i = 0; i < view->filter_count; i++)
		view->filters_set += list_asked(draft, fields[i].name) != NULL;
	return status;
}
