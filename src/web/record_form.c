#include "web/record_form.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"
#include "registry/input.h"
#include "web/action_form.h"
#include "web/catalogue.h"
#include "web/link.h"
#include "web/opened.h"
#include "web/page.h"
#include "web/picker.h"

enum verb { ADD, CHANGE, CORRECT, CLOSE };

static const char *const verbs[] = {[ADD] = "add", [CHANGE] = "change", [CORRECT] = "correct", [CLOSE] = "close"};

/* One form, shown for the first time or once more with the reason it was refused. */
struct record_form {
	enum verb verb;
	struct request *request;
	struct arena *arena;
	enum lang lang;
	const struct kind *kind;
	const struct action *action;
	struct opened opened;            /* of an existing record */
	const struct record *version;    /* the one that is changed, corrected or closed; null: a new record */
	const char *path;                /* where it is posted */
	const char *back;                /* where it leads when done or given up */
	struct failure_record failure;   /* code 0: not refused */
	struct labels *labels;
	struct field_view *fields;
	struct field_group_view groups[2]; /* the kind's own fields, and what is made beside the record */
};

/* ---- what stands in the fields ---- */

/* A day of the form: what begins or ends now does so today; what is corrected has its own days. */
static const char *
bound_text(const struct record_form *form, const char *name)
{
	char day[DAY_TEXT];
	day_no of = DAY_NONE;

	if (form->verb == CORRECT && strcmp(name, "last") != 0)
		of = form->version->since;
	else if (form->verb == CORRECT)
		of = form->version->until == DAY_OPEN ? DAY_NONE : form->version->until - 1;
	else if (form->verb == CLOSE || strcmp(name, "last") != 0)
		of = form->request->today;
	return arena_strdup(form->arena, day_text(of, day));
}

/* Fields that are no fields of the kind: first and last days. */
static bool
is_bound(const char *name)
{
	static const char *const names[] = {"since", "from", "new_since", "last"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Where what a joint committee's clerk adds will hang, unless said otherwise. */
static const char *
own_committee(const struct record_form *form)
{
	const struct actor *actor = &visit_of(form->request)->actor;

	for (size_t i = 0; i < actor->count; i++)
		if (actor->grants[i].role == ROLE_JOINT_CLERK)
			return arena_printf(form->arena, "%" PRId64, actor->grants[i].node);
	return "";
}

/* What stands in a field before anybody typed. */
static const char *
first_text(const struct record_form *form, const struct field *field)
{
	int at = form->version ? field_index(form->kind, field->name) : -1;
	bool from_address = form->verb == ADD && (!(field->flags & PERSONAL) || field->type == FIELD_REF);
	const char *asked = from_address ? request_query(form->request, field->name) : NULL;

	if (asked && *asked)
		return asked;
	if (form->verb == ADD && strcmp(field->name, "superior") == 0)
		return own_committee(form);
	if (at >= 0)
		return field_typed(form->arena, field, &form->version->values[at]);
	return is_bound(field->name) ? bound_text(form, field->name) : "";
}

static bool
is_posted(const struct request *request)
{
	return strcmp(request->method, "POST") == 0;
}

static int
yes_or_no(const struct record_form *form, struct field_view *view)
{
	struct choice_view *choices = ARENA_ARRAY(form->arena, 2, struct choice_view);
	bool yes = view->value && strcmp(view->value, "true") == 0, no = view->value && strcmp(view->value, "false") == 0;

	if (!choices)
		return FAIL_MEMORY;
	choices[0] = (struct choice_view){.value = "true", .label = tr(form->lang, "yes"), .chosen = yes};
	choices[1] = (struct choice_view){.value = "false", .label = tr(form->lang, "no"), .chosen = no};
	view->kind = INPUT_RADIO;
	view->choices = choices;
	view->choice_count = 2;
	return 0;
}

static int
fill_field(struct record_form *form, const struct field *field, struct field_view *view)
{
	const char *value = is_posted(form->request) ? request_field(form->request, field->name) : first_text(form, field);
	int status = field_input(form->request, field, value, view);

	if (status == 0 && field->type == FIELD_BOOL)
		status = yes_or_no(form, view);
	if (status == 0 && field->type == FIELD_REF)
		status = picker_fill(form->request, form->labels, field, value, NULL, view);
	if (field->type == FIELD_RESIDENT && form->verb != ADD)
		view->hint = tr(form->lang, "Leave it empty to keep what is on record.");
	if (form->failure.code && strcmp(form->failure.field, field->name) == 0)
		view->problem = in_lang((struct bilingual){form->failure.zh, form->failure.en}, form->lang);
	return status;
}

/* Known from the address or the version, not typed. */
static bool
is_known(const struct record_form *form, const char *name)
{
	return form->verb != ADD && (strcmp(name, "id") == 0 || strcmp(name, "seen") == 0 || strcmp(name, "since") == 0);
}

/* What is made beside the record: its place in the tree, its relation, a person not yet known. */
static bool
stands_beside(const struct record_form *form, const char *name)
{
	return !is_bound(name) && field_index(form->kind, name) < 0;
}

static const char *
beside_title(const struct record_form *form)
{
	if (form->kind == &person_kind)
		return in_lang(membership_kind.label, form->lang);
	return form->kind->anchor == ANCHOR_SELF ? in_lang(affiliation_kind.label, form->lang)
	                                         : tr(form->lang, "Of a person not yet on record");
}

static int
fill_groups(struct record_form *form)
{
	const struct action *action = form->action;
	int status = 0;

	form->fields = ARENA_ARRAY(form->arena, action->field_count, struct field_view);
	if (!form->fields)
		return FAIL_MEMORY;
	form->groups[0].fields = form->fields;
	for (int beside = 0; beside < 2; beside++) {
		struct field_group_view *group = &form->groups[beside];

		group->fields = form->fields + (beside ? form->groups[0].field_count : 0);
		for (size_t i = 0; i < action->field_count && status == 0; i++)
			if (!is_known(form, action->fields[i].name) &&
			    stands_beside(form, action->fields[i].name) == (beside == 1))
				status = fill_field(form, &action->fields[i],
				                    (struct field_view *)&group->fields[group->field_count++]);
	}
	form->groups[1].title = beside_title(form);
	return status;
}

/* ---- beginning ---- */

static int
not_today(void)
{
	return fail(FAIL_INPUT, NULL, "as_of", "只能在今天的页面上登记和变更。", "Records are changed on today's page.");
}

static int
begin(struct record_form *form, struct request *request, enum verb verb)
{
	const char *name;

	*form = (struct record_form){.verb = verb, .request = request, .arena = request->arena, .lang = request->lang,
	                             .kind = route_kind(request->route->pattern), .path = request->path,
	                             .back = visit_back(request, NULL)};
	name = arena_printf(form->arena, "%s-%s", verbs[verb], form->kind->name);
	form->labels = labels_new(request, request->arena, false);
	if (!name || !form->labels)
		return FAIL_MEMORY;
	form->action = action_find(visit_of(request)->installation, name);
	return visit_of(request)->as_of == request->today ? 0 : not_today();
}

/* A version by ?since=, else the one that is shown today. */
static int
choose_version(struct record_form *form)
{
	const char *text = request_field(form->request, "since");
	day_no since;

	if (!text)
		text = request_query(form->request, "since");
	if (!text || !*text)
		return 0;
	if (day_parse(text, &since) == 0)
		for (size_t i = 0; i < form->opened.count; i++)
			if (form->opened.versions[i]->since == since) {
				form->version = form->opened.versions[i];
				return 0;
			}
	return fail(FAIL_NOT_FOUND, NULL, "since", "没有从这一天开始的版本。", "No version begins on that day.");
}

static int
begin_existing(struct record_form *form, struct request *request, enum verb verb)
{
	int status = begin(form, request, verb);

	if (status == 0)
		status = opened_read(request, &form->opened);
	if (status == 0 && !may_write_there(request, form->kind, form->opened.path))
		status = fail(FAIL_FORBIDDEN, "DP-12", NULL, "这条记录不在您的职责范围内。",
		              "This record is outside what your roles reach.");
	form->version = form->opened.shown;
	return status == 0 && verb == CORRECT ? choose_version(form) : status;
}

/* ---- showing ---- */

static int
fill_hidden(const struct record_form *form, const struct hidden_view **ret_hidden, size_t *ret_count)
{
	struct hidden_view *hidden = ARENA_ARRAY(form->arena, 2, struct hidden_view);
	size_t count = 0;

	if (!hidden)
		return FAIL_MEMORY;
	if (form->back)
		hidden[count++] = (struct hidden_view){"back", form->back};
	if (form->verb == CORRECT)
		hidden[count++] = (struct hidden_view){"since", bound_text(form, "since")};
	*ret_hidden = hidden;
	*ret_count = count;
	return 0;
}

/* The journal number of what was read: kept when the form comes back, so that nobody is overwritten. */
static int
find_seen(const struct record_form *form, int64_t *ret_seen)
{
	const char *posted = request_field(form->request, "seen");

	*ret_seen = NO_COUNT;
	if (form->verb == ADD)
		return 0;
	if (posted && num_parse(posted, ret_seen) == 0)
		return 0;
	return record_seen(visit_of(form->request)->db, form->kind, form->opened.id, ret_seen);
}

static int
make_page(const struct record_form *form, struct response *response, struct page **ret_page)
{
	const char *title = form->verb == ADD ? in_lang(form->action->label, form->lang) : form->opened.title;
	struct page *page = page_new(form->request, response, title);
	const char *list = kind_address(form->arena, form->kind);

	if (!page || !list)
		return FAIL_MEMORY;
	page_crumb(page, in_lang(form->kind->plural, form->lang), list);
	if (form->verb != ADD) {
		page_crumb(page, form->opened.title, record_address(form->arena, form->kind, form->opened.id));
		page->view.subtitle = in_lang(form->action->label, form->lang);
	}
	*ret_page = page;
	return 0;
}

static bool
names_a_field(const struct record_form *form)
{
	for (size_t g = 0; g < 2; g++)
		for (size_t i = 0; i < form->groups[g].field_count; i++)
			if (form->groups[g].fields[i].problem)
				return true;
	return false;
}

static const char *
problem_of_whole(const struct record_form *form)
{
	if (!form->failure.code || names_a_field(form))
		return NULL;
	return in_lang((struct bilingual){form->failure.zh, form->failure.en}, form->lang);
}

/* Where one goes who gives up: whence one came, else the record or its list. */
static const char *
way_out(const struct record_form *form)
{
	if (form->back)
		return form->back;
	return form->verb == ADD ? kind_address(form->arena, form->kind)
	                         : record_address(form->arena, form->kind, form->opened.id);
}

static int
show_form(struct record_form *form, struct response *response, const char *lead)
{
	struct html html = page_html(form->request, response);
	struct form_view view = {.action = {form->path}, .lead = lead, .groups = form->groups, .cancel = {way_out(form)},
	                         .submit = in_lang(form->action->label, form->lang)};
	struct page *page;
	int status = make_page(form, response, &page);

	if (status == 0)
		status = fill_groups(form);
	if (status == 0)
		status = fill_hidden(form, &view.hidden, &view.hidden_count);
	if (status == 0)
		status = find_seen(form, &view.seen);
	if (status < 0)
		return status;
	view.page = &page->view;
	view.group_count = form->groups[1].field_count > 0 ? 2 : 1;
	view.problem = problem_of_whole(form);
	view.problem_clause = form->failure.clause;
	if (form->failure.code)
		response->status = failure_status(form->failure.code);
	view_form(&html, &view);
	return 0;
}

/* ---- doing ---- */

/* Whether a posted text says something else than what stood in the field. */
static int
differs(const struct record_form *form, const struct field *field, const char *text, bool *ret_differs)
{
	const char *was = first_text(form, field), *tidy = text_tidy(form->arena, text);

	if (!was || !tidy)
		return FAIL_MEMORY;
	*ret_differs = strcmp(was, tidy) != 0;
	return 0;
}

/* Of a change only what was changed is sent: the version of an earlier day may hold other values. */
static int
gather(const struct record_form *form, struct input *inputs, size_t *ret_count)
{
	const struct action *action = form->action;
	size_t count = 0;
	int status = 0;

	for (size_t i = 0; i < action->field_count && status == 0; i++) {
		const struct field *field = &action->fields[i];
		const char *text = request_field(form->request, field->name);
		bool send = text != NULL;

		if (is_known(form, field->name) || !text)
			continue;
		if (form->verb == ADD || strcmp(field->name, "from") == 0)
			send = *text != '\0';
		else if (form->verb != CLOSE)
			status = differs(form, field, text, &send);
		if (status == 0 && send)
			inputs[count++] = (struct input){field->name, text};
	}
	*ret_count = count;
	return status;
}

static int
run(struct record_form *form, struct outcome *ret_outcome)
{
	struct input *inputs = ARENA_ARRAY(form->arena, form->action->field_count + 2, struct input);
	size_t count = 0;
	int status = inputs ? gather(form, inputs, &count) : FAIL_MEMORY;

	if (status == 0 && form->verb != ADD)
		inputs[count++] = (struct input){"id", arena_printf(form->arena, "%" PRId64, form->opened.id)};
	if (status == 0 && form->verb == CORRECT)
		inputs[count++] = (struct input){"since", bound_text(form, "since")};
	if (status == 0)
		status = visit_act(form->request, form->action->name, inputs, count, ret_outcome);
	if (failure_of_form(status))
		form->failure = *last_failure();
	return status;
}

/* The record is shown, unless the form was opened from another page. */
static const char *
done_path(const struct record_form *form, const struct outcome *outcome)
{
	if (form->back || outcome->id_count == 0)
		return way_out(form);
	return record_address(form->arena, form->kind, outcome->ids[0]);
}

/* ---- closing asks first ---- */

static int
show_close(struct record_form *form, struct response *response)
{
	struct html html = page_html(form->request, response);
	struct confirm_view view = {
		.action = {form->path}, .clause = form->kind->clause, .cancel = {way_out(form)}, .danger = true,
		.submit = in_lang(form->action->label, form->lang),
		.question = arena_printf(form->arena, tr(form->lang, "“%s” ends with the day below and stays on record."),
		                         form->opened.title),
	};
	const char *problem;
	struct page *page;
	int status = view.question ? make_page(form, response, &page) : FAIL_MEMORY;

	if (status == 0)
		status = fill_groups(form);
	if (status == 0)
		status = fill_hidden(form, &view.hidden, &view.hidden_count);
	if (status == 0)
		status = find_seen(form, &view.seen);
	if (status < 0)
		return status;
	problem = problem_of_whole(form);
	view.page = &page->view;
	view.fields = form->groups[0].fields;
	view.field_count = form->groups[0].field_count;
	view.prevented = &problem;
	view.prevented_count = problem != NULL;
	if (form->failure.code)
		response->status = failure_status(form->failure.code);
	view_confirm(&html, &view);
	return 0;
}

/* ---- the four verbs ---- */

static int
show(struct record_form *form, struct response *response)
{
	const char *const leads[] = {
		[ADD] = NULL,
		[CHANGE] = tr(form->lang, "What has changed holds from the day you give; what was before stays on record."),
		[CORRECT] = tr(form->lang, "A correction replaces what was recorded wrongly; what has changed is a change."),
	};

	return form->verb == CLOSE ? show_close(form, response) : show_form(form, response, leads[form->verb]);
}

static int
take(struct record_form *form, struct response *response)
{
	struct outcome outcome = {0};
	const char *path;
	int status;

	if (picker_searches(form->request))
		return show(form, response);
	status = run(form, &outcome);
	if (form->failure.code)
		return show(form, response);
	path = status == 0 ? done_path(form, &outcome) : NULL;
	if (!path)
		return status < 0 ? status : FAIL_MEMORY;
	return visit_done(form->request, response, path, form->action->name, &outcome);
}

static int
answer_form(struct request *request, struct response *response, enum verb verb)
{
	struct record_form form;
	int status = (verb == ADD ? begin : begin_existing)(&form, request, verb);

	if (status < 0)
		return status;
	return (is_posted(request) ? take : show)(&form, response);
}

int
add_form(struct request *request, struct response *response)
{
	return answer_form(request, response, ADD);
}

int
change_form(struct request *request, struct response *response)
{
	return answer_form(request, response, CHANGE);
}

int
correct_form(struct request *request, struct response *response)
{
	return answer_form(request, response, CORRECT);
}

int
close_form(struct request *request, struct response *response)
{
	return answer_form(request, response, CLOSE);
}
