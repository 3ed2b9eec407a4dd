/* /me: one's own account, rights, roles, who opened one's record, password and tokens. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "law/elections.h"
#include "party/directory.h"
#include "party/rights.h"
#include "print/decision_paper.h"
#include "registry/input.h"
#include "web/action_form.h"
#include "web/cells.h"
#include "web/catalogue.h"
#include "web/grants_table.h"
#include "web/me_account.h"
#include "web/me_person.h"
#include "web/moment.h"
#include "web/pages.h"
#include "web/table.h"

#define GRANTS_MAX 200   /* roles shown */
#define DECISIONS_MAX 20 /* on one person's rights */
#define RELATIONS_MAX 4  /* a member has one; two would be a fault to be seen */

/* ---- who one is ---- */

static int
fill_account(const struct request *request, struct section_view *section)
{
	struct fact_view *facts = ARENA_ARRAY(request->arena, 2, struct fact_view);
	const struct actor *actor = &visit_of(request)->actor;
	enum lang lang = request->lang;
	const char *name = NULL;
	int status = facts ? 0 : FAIL_MEMORY;

	if (status == 0 && actor->person)
		status = ref_title(visit_of(request)->db, request->arena, &person_kind, actor->person,
		                   request->today, &name);
	if (status < 0)
		return status;
	facts[0] = (struct fact_view){.label = tr(lang, "Account"), .value = cell_text(actor->name)};
	facts[1] = (struct fact_view){
		.label = in_lang(person_kind.fields[field_index(&person_kind, person_kind.title)].label, lang),
		.value = cell_text(name),
	};
	*section = (struct section_view){.title = tr(lang, "Account"), .facts = facts,
	                                 .fact_count = actor->person ? 2 : 1};
	return 0;
}

static int
head_decision(const struct request *request, const struct record *decision, struct section_view *section)
{
	const char *name;
	int status = ref_title(visit_of(request)->db, request->arena, &person_kind, record_person(decision), request->today, &name);

	if (status < 0)
		return status;
	section->title = decision_title(request->arena, request->lang, decision, name);
	return section->title ? 0 : FAIL_MEMORY;
}

/* A relation to a branch, or a decision on one's rights: every field, what DP-23 asks for as missing where it is. */
static int
fill_record(const struct request *request, const struct record *record, struct section_view *section)
{
	const struct kind *kind = record->kind;
	struct fact_view *facts = ARENA_ARRAY(request->arena, kind->field_count + 3, struct fact_view);
	const char *title = "", *path;
	size_t count = 0;
	int status = facts ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < kind->field_count && status == 0; i++) {
		const struct field *field = &kind->fields[i];
		const struct value *value = &record->values[i];

		if (strcmp(field->name, "person") == 0)
			continue;
		facts[count].label = in_lang(field->label, request->lang);
		facts[count].clause = field->clause;
		facts[count].missing = kind == &restriction_kind && decision_wants(record, field->name);
		if (field->type != FIELD_REF) {
			facts[count++].value = cell_text(field_text(request->arena, field, value, request->lang, NULL));
			continue;
		}
		status = ref_title(visit_of(request)->db, request->arena, &body_kind, value->number, request->today,
		                   &title);
		path = arena_printf(request->arena, "/bodies/%" PRId64, value->number);
		facts[count++].value = cell_link(title, path && visit_may_open(request, path) ? path : NULL);
	}
	if (status < 0)
		return status;
	facts[count++] = (struct fact_view){.label = in_lang(kind->since_label, request->lang),
	                                    .value = cell_day(record->since)};
	if (record->until != DAY_OPEN)
		facts[count++] = (struct fact_view){.label = in_lang(kind->until_label, request->lang),
		                                    .value = last_day_cell(record)};
	if (kind == &restriction_kind) {
		path = arena_printf(request->arena, "/registers/restriction/%" PRId64 "/notice%s", record->id,
		                    request->lang == LANG_EN ? "?in=en" : "");
		facts[count++] = (struct fact_view){.label = in_lang(decision_paper_name(), request->lang),
		                                    .value = cell_link(tr(request->lang, "PDF"), path), .clause = "DP-23"};
	}
	*section = (struct section_view){.title = in_lang(kind->label, request->lang), .facts = facts,
	                                 .fact_count = count};
	if (kind == &restriction_kind)
		return head_decision(request, record, section);
	return 0;
}

/* DP-23: each decision with what was told, heard and decided since; past ones, too, as long as they are kept. */
static int
fill_decisions(const struct request *request, struct section_view *sections, size_t *count)
{
	const struct visit *visit = visit_of(request);
	struct list list;
	int status = list_referring(visit->db, request->arena, &restriction_kind, "person", visit->actor.person, DECISIONS_MAX,
	                            &list);

	for (size_t i = 0; status == 0 && i < list.count; i++) {
		bool again = false; /* a version before the one that was shown */

		for (size_t j = 0; j < i && !again; j++)
			again = list.rows[j]->id == list.rows[i]->id;
		if (!again)
			status = fill_record(request, list.rows[i], &sections[(*count)++]);
	}
	return status;
}

/* The account, and what is on record of its person's relation to a branch and rights. */
static int
fill_person(const struct request *request, struct me_view *view)
{
	const struct visit *visit = visit_of(request);
	struct section_view *sections = ARENA_ARRAY(request->arena, 1 + RELATIONS_MAX + DECISIONS_MAX, struct section_view);
	const struct list_query query = {.kind = &membership_kind, .as_of = request->today,
	                                 .person = visit->actor.person, .limit = RELATIONS_MAX};
	struct list relations = {0};
	int status = sections ? fill_account(request, &sections[0]) : FAIL_MEMORY;

	if (status == 0 && visit->actor.person)
		status = list_run(visit->db, request->arena, &query, &relations);
	for (size_t i = 0; i < relations.count && status == 0; i++)
		status = fill_record(request, relations.rows[i], &sections[1 + i]);
	if (status == 0 && relations.count == 1)
		status = me_rights(request, view);
	view->sections = sections;
	view->section_count = 1 + relations.count;
	return status == 0 && visit->actor.person ? fill_decisions(request, sections, &view->section_count) : status;
}

/* ---- roles, readers, sessions ---- */

static int
fill_roles(const struct request *request, struct me_view *view)
{
	const struct visit *visit = visit_of(request);
	const struct grant_query query = {.reach = "/", .day = request->today, .later = true,
	                                  .account = visit->actor.account, .limit = GRANTS_MAX};
	struct grant_line *grants;
	size_t count;
	int status = directory_grants(visit->db, request->arena, &query, &grants, &count);

	return status < 0 ? status : grants_table(request, grants, count, 0, &view->roles);
}

/* ---- the page ---- */

static int
me_page(struct request *request, struct response *response, bool failed)
{
	const struct visit *visit = visit_of(request);
	struct me_view view = {0};
	struct html html = page_html(request, response);
	struct page *page;
	int status = me_tokens(request, failed, &view);

	if (status == 0)
		status = me_resets(request, &view.notes, &view.note_count);
	if (status == 0)
		status = me_buttons(request, &view);
	if (status == 0)
		status = fill_person(request, &view);
	if (status == 0)
		status = fill_roles(request, &view);
	if (status == 0 && visit->actor.person)
		status = me_rolls(request, &view);
	if (status == 0 && visit->actor.person)
		status = me_opened(request, &view);
	if (status == 0)
		status = me_sessions(request, &view);
	if (status < 0)
		return status;
	page = page_new(request, response, tr(request->lang, "My record"));
	if (!page)
		return FAIL_MEMORY;
	view.page = &page->view;
	view_me(&html, &view);
	return 0;
}

static int
show_me(struct request *request, struct response *response)
{
	return me_page(request, response, false);
}

static int
take_token(struct request *request, struct response *response)
{
	enum lang lang = request->lang;
	struct outcome outcome = {0};
	int status = visit_act_posted(request, "make-token", &outcome);

	if (failure_of_form(status)) {
		response->status = failure_status(status);
		return me_page(request, response, true);
	}
	if (status < 0)
		return status;
	return secret_show(request, response, tr(lang, "Make a token"),
	                   tr(lang, "Give it to the program that is to use it, in a header “Authorization: Bearer …”."),
	                   tr(lang, "Token"), outcome.secret, "/me");
}

static int
take_token_end(struct request *request, struct response *response)
{
	struct outcome outcome = {0};
	int status = visit_act_posted(request, "end-token", &outcome);

	return status < 0 ? status : visit_done(request, response, "/me", "end-token", &outcome);
}

/* Ends one session: another one, because this one ends by signing out. */
static int
take_session_end(struct request *request, struct response *response)
{
	struct outcome outcome = {0};
	int status = visit_act_posted(request, "end-session", &outcome);

	return status < 0 ? status : visit_done(request, response, "/me", "end-session", &outcome);
}

/* ---- the password ---- */

static int
password_form(const struct request *request, struct action_form *ret_form)
{
	bool one_time = visit_of(request)->actor.must_change;

	*ret_form = (struct action_form){
		.action = "change-own-password", .path = PASSWORD_PATH, .cancel = one_time ? NULL : "/me",
		.lead = one_time ? tr(request->lang, "Replace the one-time password by one of your own; then sign in with it.")
		                 : tr(request->lang, "All sessions of this account end; then sign in with the new password."),
		.crumbs = {{tr(request->lang, "My record"), {one_time ? NULL : "/me"}, false, 0}}, .crumb_count = 1,
	};
	return me_resets(request, &ret_form->notes, &ret_form->note_count);
}

static int
show_password(struct request *request, struct response *response)
{
	struct action_form form;
	int status = password_form(request, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
take_password(struct request *request, struct response *response)
{
	struct action_form form;
	int status = password_form(request, &form);

	return status < 0 ? status : action_form_take(request, response, &form, LOGIN_PATH);
}

const struct route me_routes[] = {
	{"GET", "/me", .who = WHO_SIGNED_IN, .clauses = "ELEC-5.1 DP-13 DP-21 DP-22 DP-23 DP-24", .handle = show_me},
	{"POST", "/me/tokens", .who = WHO_SIGNED_IN, .handle = take_token},
	{"POST", "/me/tokens/end", .who = WHO_SIGNED_IN, .handle = take_token_end},
	{"POST", "/me/sessions/end", .who = WHO_SIGNED_IN, .handle = take_session_end},
	{"GET", PASSWORD_PATH, .who = WHO_SIGNED_IN, .clauses = "DP-16", .handle = show_password},
	{"POST", PASSWORD_PATH, LANE_PASSWORD, .who = WHO_SIGNED_IN, .handle = take_password},
	{0},
};
