#include "web/action_form.h"

#include <string.h>

#include "base/fail.h"
#include "web/picker.h"

/* ---- fields ---- */

static enum input_kind
input_of(const struct field *field)
{
	if (field->flags & SECRET)
		return strcmp(field->name, "current") == 0 ? INPUT_PASSWORD : INPUT_NEW_PASSWORD;
	switch (field->type) {
	case FIELD_INT:
		return INPUT_NUMBER;
	case FIELD_DAY:
		return INPUT_DAY;
	case FIELD_BOOL:
		return INPUT_CHECK;
	case FIELD_CHOICE:
		return INPUT_CHOICE;
	case FIELD_TEXT:
		return field->flags & (PROSE | LINES) ? INPUT_LONG_TEXT : INPUT_TEXT;
	default:
		return INPUT_TEXT;
	}
}

int
field_choices(const struct request *request, const struct choice *choices, struct field_view *view)
{
	struct choice_view *views;
	size_t count = 0;

	while (choices[count].word)
		count++;
	views = ARENA_ARRAY(request->arena, count, struct choice_view);
	if (!views)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		views[i] = (struct choice_view){
			.value = choices[i].word, .label = in_lang(choices[i].label, request->lang),
			.chosen = view->value && strcmp(view->value, choices[i].word) == 0,
		};
	view->kind = INPUT_CHOICE;
	view->choices = views;
	view->choice_count = count;
	return 0;
}

int
field_input(const struct request *request, const struct field *field, const char *value,
            struct field_view *ret_view)
{
	struct field_view view = {
		.name = field->name, .label = in_lang(field->label, request->lang), .kind = input_of(field),
		.required = (field->flags & REQUIRED) != 0, .clause = field->clause,
		.value = field->flags & SECRET ? NULL : value,
		.checked = field->type == FIELD_BOOL && value && strcmp(value, "true") == 0,
	};
	int status = 0;

	if (field->hint.zh)
		view.hint = in_lang(field->hint, request->lang);
	if (field->type == FIELD_CHOICE)
		status = field_choices(request, field->choices, &view);
	if (status == 0)
		*ret_view = view;
	return status;
}

static int
fill_field(struct request *request, const struct action_form *form, const struct field *field,
           struct field_view *view)
{
	const char *value = request_field(request, field->name);
	int status;

	if (!value && strcmp(request->method, "POST") != 0)
		value = request_query(request, field->name);
	if (!value && form->value && strcmp(request->method, "POST") != 0)
		value = form->value(form->value_arg, field);
	status = field_input(request, field, value, view);
	if (status == 0 && form->labels && field->type == FIELD_REF)
		status = picker_fill(request, form->labels, field, value,
		                     form->part ? form->part(form->value_arg, field) : NULL, view);
	return status == 0 && form->adapt ? form->adapt(request, view) : status;
}

static bool
is_hidden(const struct action_form *form, const char *name)
{
	for (size_t i = 0; i < form->hidden_count; i++)
		if (strcmp(form->hidden[i].name, name) == 0)
			return true;
	for (const char *const *other = form->without; other && *other; other++)
		if (strcmp(*other, name) == 0)
			return true;
	return false;
}

/* Where the failure goes: beside its field, else above the form. */
static void
place_problem(const struct failure_record *failure, const char *sentence, struct field_view *fields,
              size_t count, struct form_view *view)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(fields[i].name, failure->field) == 0) {
			fields[i].problem = sentence;
			return;
		}
	view->problem = sentence;
	view->problem_clause = failure->clause;
}

/* ---- the page ---- */

int
action_form_show(struct request *request, struct response *response, const struct action_form *form,
                 bool failed)
{
	struct failure_record *failure = ARENA_NEW(request->arena, struct failure_record);
	const struct action *action = action_find(visit_of(request)->installation, form->action);
	struct field_view *fields = ARENA_ARRAY(request->arena, action->field_count, struct field_view);
	struct field_group_view group = {.fields = fields};
	struct html html = page_html(request, response);
	struct form_view view = {
		.action = {form->path}, .seen = NO_COUNT, .hidden = form->hidden, .hidden_count = form->hidden_count,
		.lead = form->lead, .groups = &group, .group_count = 1,
		.submit = in_lang(action->label, request->lang), .cancel = {form->cancel},
		.drawing = form->drawing, .drawing_words = form->drawing_words,
		.notes = form->notes, .note_count = form->note_count,
	};
	struct page *page;
	int status = failure && fields ? 0 : FAIL_MEMORY;

	if (status < 0)
		return status;
	*failure = *last_failure();
	for (size_t i = 0; i < action->field_count && status == 0; i++)
		if (!is_hidden(form, action->fields[i].name))
			status = fill_field(request, form, &action->fields[i], &fields[group.field_count++]);
	page = status == 0 ? page_new(request, response, view.submit) : NULL;
	if (!page)
		return status < 0 ? status : FAIL_MEMORY;
	for (size_t i = 0; i < form->crumb_count; i++)
		page_crumb(page, form->crumbs[i].label, form->crumbs[i].href.path);
	view.page = &page->view;
	if (failed) {
		response->status = failure_status(failure->code);
		place_problem(failure, request->lang == LANG_EN ? failure->en : failure->zh, fields,
		              group.field_count, &view);
	}
	view_form(&html, &view);
	return 0;
}

int
action_form_take(struct request *request, struct response *response, const struct action_form *form,
                 const char *done)
{
	struct outcome outcome = {0};
	int status = visit_act_posted(request, form->action, &outcome);

	if (failure_of_form(status))
		return action_form_show(request, response, form, true);
	return status < 0 ? status : visit_done(request, response, done, form->action, &outcome);
}

int
action_form_end(struct request *request, struct response *response, const struct action_form *form)
{
	const char *last = request_field(request, "last");
	const struct input inputs[] = {{"id", request_param(request, "id")}, {"last", last ? last : ""}};
	struct outcome outcome = {0};
	int status = visit_act(request, form->action, inputs, 2, &outcome);

	if (failure_of_form(status))
		return action_form_show(request, response, form, true);
	return status < 0 ? status : visit_done(request, response, form->cancel, form->action, &outcome);
}

int
secret_show(struct request *request, struct response *response, const char *title, const char *sentence,
            const char *label, const char *secret, const char *next)
{
	struct page *page = page_new(request, response, title);
	struct html html = page_html(request, response);

	if (!page)
		return FAIL_MEMORY;
	view_secret(&html, &(struct secret_view){
		.page = &page->view, .sentence = sentence, .label = label, .secret = secret, .next = {next},
	});
	return 0;
}
