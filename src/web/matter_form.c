/* Forms of matters: to begin one, to amend it, and to take each step. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "registry/input.h"
#include "web/action_form.h"
#include "web/address.h"
#include "web/catalogue.h"
#include "web/labels.h"
#include "web/link.h"
#include "web/matter_list.h"
#include "web/matter_page.h"
#include "web/picker.h"

/* --- what stands in a form before anybody typed ------------------------------------------- */

struct standing_values {
	struct arena *arena;
	const struct matter *matter;   /* null where there is none yet */
	const struct actor *actor;
	day_no today;
	const char *part;              /* of the tree, in which a branch or organization names others; or null */
};

/* The sender is the reader's own branch or organization, where there is one. */
static const char *
own_node(const struct standing_values *values, unsigned roles)
{
	for (size_t i = 0; i < values->actor->count; i++)
		if (values->actor->grants[i].role & roles)
			return arena_printf(values->arena, "%" PRId64, values->actor->grants[i].node);
	return NULL;
}

static const char *
standing_value(const void *arg, const struct field *field)
{
	const struct standing_values *values = arg;
	char day[DAY_TEXT];

	if (!values->matter) {
		if (strcmp(field->name, "body") == 0)
			return own_node(values, ROLE_BRANCH);
		return strcmp(field->name, "unit") == 0 ? own_node(values, ROLE_UNIT_OFFICE) : NULL;
	}
	if (strcmp(field->name, "grounds") == 0)
		return values->matter->grounds;
	if (strcmp(field->name, "document_on") == 0)
		return arena_strdup(values->arena, day_text(values->today, day));
	for (size_t i = 0; i < values->matter->type->field_count; i++)
		if (strcmp(values->matter->type->fields[i].name, field->name) == 0)
			return field_typed(values->arena, field, &values->matter->facts[i]);
	return NULL;
}

/*
 * Whom a branch or an organization merges with, splits from or hands its
 * members to hangs beside it: what its superior leads, by name.
 */
static const char *
part_beside(struct arena *arena, const struct actor *actor)
{
	const struct grant *own = actor_widest(actor, ROLE_BRANCH | ROLE_UNIT_OFFICE);
	const char *end = own && own->path ? strrchr(own->path, '/') : NULL;

	if (!end || (actor_roles(actor) & ROLE_CLERKS))
		return NULL;
	while (end > own->path && end[-1] != '/')
		end--;
	return end > own->path + 1 ? arena_printf(arena, "%.*s", (int)(end - own->path), own->path) : NULL;
}

static const char *
part_searched(const void *arg, const struct field *field)
{
	const struct standing_values *values = arg;
	bool tree = strcmp(field->refers, "unit") == 0 || strcmp(field->refers, "body") == 0;

	return tree && strcmp(field->name, "unit") != 0 && strcmp(field->name, "body") != 0 ? values->part : NULL;
}

static int
fill_form(struct request *request, const char *action, const struct matter *matter, struct action_form *form)
{
	struct standing_values *values = ARENA_NEW(request->arena, struct standing_values);
	int64_t seen;
	int status;

	form->action = action;
	form->labels = labels_new(request, request->arena, false);
	if (!values || !form->labels || !action)
		return FAIL_MEMORY;
	*values = (struct standing_values){request->arena, matter, &visit_of(request)->actor, request->today,
		part_beside(request->arena, &visit_of(request)->actor)};
	form->value = standing_value;
	form->part = part_searched;
	form->value_arg = values;
	form->crumbs[form->crumb_count++] = (struct link_view){
		.label = tr(request->lang, "Requests and replies"), .href = {"/matters"}};
	if (!matter)
		return 0;
	form->crumbs[form->crumb_count++] = (struct link_view){
		.label = matter->title, .href = {matter_address(request->arena, matter->id, NULL)}};
	form->cancel = form->crumbs[1].href.path;
	status = record_seen(visit_of(request)->db, &matter_kind, matter->id, &seen);
	if (status < 0)
		return status;
	form->hidden[form->hidden_count++] = (struct hidden_view){"id", arena_printf(request->arena, "%" PRId64, matter->id)};
	form->hidden[form->hidden_count++] = (struct hidden_view){
		"seen", request_field(request, "seen") ? request_field(request, "seen")
		                                       : arena_printf(request->arena, "%" PRId64, seen)};
	return form->cancel && form->hidden[0].value && form->hidden[1].value ? 0 : FAIL_MEMORY;
}

/* --- begin ----------------------------------------------------------------------------------- */

/* Whether the kind is sent by what the address names: an organization or a body. */
static bool
sends_it(const struct request *request, const struct matter_type *type)
{
	const char *unit = request_query(request, "unit"), *body = request_query(request, "body");

	if (unit && *unit && !(body && *body))
		return type->sender != SENT_BY_BODY;
	return !(body && *body) || type->sender != SENT_BY_UNIT;
}

/* Each kind the reader may send, for whom it is asked. */
static int
show_kinds(struct request *request, struct response *response)
{
	unsigned roles = visit_of(request)->roles;
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(request->lang, "Begin a request or report"));
	struct admin_view view = {0};
	struct admin_link_view *links = ARENA_ARRAY(request->arena, matter_action_count() + 1, struct admin_link_view);

	if (!page || !links)
		return FAIL_MEMORY;
	for (const struct matter_type *const *table = matter_types; *table; table++)
		for (const struct matter_type *type = *table; type->number; type++) {
			const struct form_pair kind = {"kind", matter_word(type)};

			if (type->nature == NOTICE || !(type->who & roles) || !sends_it(request, type))
				continue;
			links[view.link_count] = (struct admin_link_view){
				.label = in_lang(matter_label(type), request->lang), .count = NO_COUNT,
				.sentence = in_lang(type->effect, request->lang),
				.href = {link_changed(request, MATTER_BEGIN, &kind, 1)},
			};
			if (!links[view.link_count++].href.path)
				return FAIL_MEMORY;
		}
	page_crumb(page, tr(request->lang, "Requests and replies"), "/matters");
	view.page = &page->view;
	view.links = links;
	view_admin(&html, &view);
	return 0;
}

static int
kind_asked(const struct request *request, const struct matter_type **ret_type)
{
	const char *word = request_query(request, "kind");
	const struct matter_type *type = word && *word ? matter_type_named(word) : NULL;

	if (word && *word && (!type || type->nature == NOTICE))
		return fail(FAIL_INPUT, NULL, "kind", "没有这一类请示报告。", "There is no such kind of request or report.");
	*ret_type = type;
	return 0;
}

/* A branch sends as itself, an organization's office as the organization; clerks choose. */
static const char *const *
not_asked(const struct request *request, const struct matter_type *type)
{
	/* What it corrects is named where the decided matter leads here. */
	static const char *const lists[3][2][3] = {
		{{"previous"}, {NULL}}, {{"unit", "previous"}, {"unit"}}, {{"body", "previous"}, {"body"}},
	};
	bool corrects = request_query(request, "previous") || request_field(request, "previous");
	unsigned senders = visit_of(request)->roles & (ROLE_BRANCH | ROLE_UNIT_OFFICE | ROLE_CLERKS);
	size_t who = type->sender != SENT_BY_EITHER || senders & ROLE_CLERKS ? 0
	           : !(senders & ROLE_UNIT_OFFICE) ? 1 : !(senders & ROLE_BRANCH) ? 2 : 0;

	return lists[who][corrects];
}

static int
begin_form(struct request *request, const struct matter_type *type, struct action_form *form)
{
	const struct form_pair kind = {"kind", matter_word(type)};
	int status;

	*form = (struct action_form){.lead = in_lang(type->effect, request->lang), .without = not_asked(request, type)};
	status = fill_form(request, arena_printf(request->arena, "draft-%s", kind.value), NULL, form);
	form->path = address(request->arena, MATTER_BEGIN, &kind, 1);
	form->cancel = visit_back(request, "/matters");
	return status == 0 && !form->path ? FAIL_MEMORY : status;
}

int
show_begin(struct request *request, struct response *response)
{
	const struct matter_type *type;
	struct action_form form;
	int status = kind_asked(request, &type);

	if (status == 0 && !type)
		return show_kinds(request, response);
	if (status == 0)
		status = begin_form(request, type, &form);
	return status < 0 ? status : action_form_show(request, response, &form, false);
}

/* Empty fields ask nothing of an action. */
static int
act_posted(struct request *request, const char *action, struct outcome *ret_outcome)
{
	const struct action *declared = action_find(visit_of(request)->installation, action);
	struct input *inputs = ARENA_ARRAY(request->arena, declared->field_count, struct input);
	size_t count = 0;

	if (!inputs)
		return FAIL_MEMORY;
	for (size_t i = 0; i < declared->field_count; i++) {
		const char *text = request_field(request, declared->fields[i].name);

		if (text && *text)
			inputs[count++] = (struct input){declared->fields[i].name, text};
	}
	return visit_act(request, action, inputs, count, ret_outcome);
}

static int
take_form(struct request *request, struct response *response, const struct action_form *form)
{
	struct outcome outcome = {0};
	const char *done;
	int status;

	if (picker_searches(request))
		return action_form_show(request, response, form, false);
	status = act_posted(request, form->action, &outcome);
	if (failure_of_form(status))
		return action_form_show(request, response, form, true);
	done = status == 0 ? matter_address(request->arena, outcome.ids[0], NULL) : NULL;
	if (!done)
		return status < 0 ? status : FAIL_MEMORY;
	return visit_done(request, response, done, form->action, &outcome);
}

int
take_begin(struct request *request, struct response *response)
{
	const struct matter_type *type;
	struct action_form form;
	int status = kind_asked(request, &type);

	if (status == 0 && !type)
		return show_kinds(request, response);
	if (status == 0)
		status = begin_form(request, type, &form);
	return status < 0 ? status : take_form(request, response, &form);
}

/* --- amend, and the other steps ------------------------------------------------------------------ */

/* What the law says to the step, before anybody types: what grounds are asked for, what stands in the way of an approval. */
static int
note_findings(struct request *request, const struct matter *matter, bool approves, struct action_form *form)
{
	struct matter_check check;
	const char **notes = ARENA_ARRAY(request->arena, MATTER_FINDINGS_MAX, const char *);
	int status = notes ? matter_judge(visit_of(request)->db, request->arena, matter, NULL, request->today, &check) : FAIL_MEMORY;

	if (status < 0)
		return status;
	for (size_t i = 0; i < check.count; i++) {
		enum bearing bearing = check.found[i].bearing;

		if (bearing == BARS || (approves ? bearing == BARS_APPROVAL : bearing == NEEDS_GROUNDS))
			notes[form->note_count++] = in_lang(check.found[i].why, request->lang);
	}
	form->notes = notes;
	return 0;
}

/* Only a proposal is answered. */
static const char *const no_answer[] = {"answer", NULL};

static int
existing_form(struct request *request, const char *action, enum matter_side side, struct action_form *form)
{
	struct matter_rights rights;
	struct matter *matter = ARENA_NEW(request->arena, struct matter);
	int status = matter ? matter_asked(request, matter) : FAIL_MEMORY;

	if (status < 0)
		return status;
	if (visit_of(request)->as_of != request->today)
		return fail(FAIL_INPUT, NULL, "as_of", "只能在今天的页面上办理。", "Matters are dealt with on today's page.");
	status = matter_rights(visit_of(request)->db, request->arena, &visit_of(request)->actor, matter, request->today, &rights);
	if (status == 0)
		status = matter_check_side(matter, &rights, side);
	if (status < 0)
		return status;
	*form = (struct action_form){.path = request->path};
	if (!action)
		action = arena_printf(request->arena, "amend-%s", matter_word(matter->type));
	else if (strcmp(action, "approve-matter") == 0)
		form->lead = in_lang(matter->type->effect, request->lang);
	if (!action)
		return FAIL_MEMORY;
	if (matter->type->number != JOINT_PROPOSAL)
		form->without = no_answer;
	if (matter_is_pending(matter->state) && (strcmp(action, "submit-matter") == 0 || strcmp(action, "approve-matter") == 0))
		status = note_findings(request, matter, *action == 'a', form);
	if (status < 0)
		return status;
	if (!action_offered(action_find(visit_of(request)->installation, action), &visit_of(request)->actor))
		return running_forbidden();
	return fill_form(request, action, matter, form);
}

int
show_amend(struct request *request, struct response *response)
{
	struct action_form form;
	int status = existing_form(request, NULL, THE_SENDER, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

int
take_amend(struct request *request, struct response *response)
{
	struct action_form form;
	int status = existing_form(request, NULL, THE_SENDER, &form);

	return status < 0 ? status : take_form(request, response, &form);
}

/* "/matters/{id}/approve" is the form of approve-matter. */
static const char *
step_action(const struct request *request)
{
	return arena_printf(request->arena, "%s-matter", strrchr(request->route->pattern, '/') + 1);
}

/* Whose step it is. */
static enum matter_side
step_side(const char *action)
{
	return strcmp(action, "submit-matter") == 0 ? THE_SENDER
	       : strcmp(action, "hear-matter") == 0 ? EITHER_SIDE
	       : strcmp(action, "withdraw-matter") == 0 ? THE_WITHDRAWER : THE_ADDRESSEE;
}

int
show_step(struct request *request, struct response *response)
{
	const char *action = step_action(request);
	struct action_form form;
	int status = action ? existing_form(request, action, step_side(action), &form) : FAIL_MEMORY;

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

int
take_step(struct request *request, struct response *response)
{
	const char *action = step_action(request);
	struct action_form form;
	int status = action ? existing_form(request, action, step_side(action), &form) : FAIL_MEMORY;

	return status < 0 ? status : take_form(request, response, &form);
}
