#include "web/me_account.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/directory.h"
#include "party/factor.h"
#include "web/action_form.h"
#include "web/catalogue.h"
#include "web/moment.h"

#define BUTTONS_MAX 5

/* ---- resets ---- */

static const char *
reset_sentence(const struct request *request, const struct reset_line *reset, const char *who)
{
	const char *format = strcmp(reset->what, RESET_FACTOR) == 0
		? tr(request->lang, "%s: %s reset the second factor of this account. Reason: %s")
		: tr(request->lang, "%s: %s reset the password of this account. Reason: %s");

	return arena_printf(request->arena, format, moment_text(request->arena, reset->at), who, reset->reason);
}

int
me_resets(const struct request *request, const char *const **ret_notes, size_t *ret_count)
{
	const struct visit *visit = visit_of(request);
	struct reset_line *resets;
	const char **notes;
	size_t count;
	int status = directory_resets(visit->db, request->arena, visit->actor.account, request->now - RESET_SHOWN,
	                              &resets, &count);

	if (status < 0)
		return status;
	notes = ARENA_ARRAY(request->arena, count, const char *);
	if (!notes)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++) {
		const char *who;

		status = actor_name(visit->db, request->arena, resets[i].tag, &who);
		if (status == 0)
			notes[i] = reset_sentence(request, &resets[i], who);
		if (status < 0 || !notes[i])
			return status < 0 ? status : FAIL_MEMORY;
	}
	*ret_notes = notes;
	*ret_count = count;
	return 0;
}

/* ---- sessions ---- */

static int
fill_session(const struct request *request, const struct session_line *line, struct session_view *view)
{
	struct hidden_view *hidden = ARENA_NEW(request->arena, struct hidden_view);

	*view = (struct session_view){
		.begun = moment_text(request->arena, line->begun), .seen = moment_text(request->arena, line->seen),
		.expires = moment_text(request->arena, line->expires), .this_one = line->this_one,
		.end = {.label = tr(request->lang, "End"), .post = {"/me/sessions/end"}, .hidden = hidden,
		        .hidden_count = 1},
	};
	if (!hidden || !view->begun || !view->seen || !view->expires)
		return FAIL_MEMORY;
	*hidden = (struct hidden_view){"session", line->mark};
	return 0;
}

int
me_sessions(const struct request *request, struct me_view *view)
{
	const struct visit *visit = visit_of(request);
	const char *token = request_cookie(request, SESSION_COOKIE);
	struct session_line *lines;
	struct session_view *sessions;
	size_t count;
	int status = directory_sessions(visit->db, request->arena, visit->actor.account, token ? token : "",
	                                request->now, &lines, &count);

	if (status < 0)
		return status;
	sessions = ARENA_ARRAY(request->arena, count, struct session_view);
	if (!sessions)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count && status == 0; i++)
		status = fill_session(request, &lines[i], &sessions[i]);
	view->sessions = sessions;
	view->session_count = count;
	return status;
}

/* ---- tokens ---- */

static int
fill_token(const struct request *request, const struct token_line *line, struct token_view *view)
{
	struct hidden_view *hidden = ARENA_NEW(request->arena, struct hidden_view);
	const char *id = arena_printf(request->arena, "%" PRId64, line->id);

	if (!hidden || !id)
		return FAIL_MEMORY;
	*hidden = (struct hidden_view){"id", id};
	*view = (struct token_view){
		.name = line->label, .made = moment_day(line->made), .last = line->until - 1,
		.used = line->used ? moment_text(request->arena, line->used) : NULL,
		.revoke = {.label = tr(request->lang, "Revoke"), .post = {"/me/tokens/end"}, .hidden = hidden,
		           .hidden_count = 1, .danger = true},
	};
	return 0;
}

/* The fields of make-token that are one's own to fill: what for, and until when. */
static int
fill_form(const struct request *request, bool failed, struct me_view *view)
{
	static const char *const names[] = {"label", "last"};
	const struct action *make = action_find(visit_of(request)->installation, "make-token");
	const struct failure_record failure = *last_failure();
	const size_t count = sizeof names / sizeof *names;
	struct field_view *fields = ARENA_ARRAY(request->arena, count, struct field_view);

	if (!fields)
		return FAIL_MEMORY;
	for (size_t i = 0, f = 0; i < make->field_count; i++) {
		if (f == count || strcmp(make->fields[i].name, names[f]) != 0)
			continue;
		if (field_input(request, &make->fields[i], failed ? request_field(request, names[f]) : NULL, &fields[f]) < 0)
			return last_failure()->code;
		if (failed && (strcmp(failure.field, names[f]) == 0 || (f == 0 && !*failure.field)))
			fields[f].problem = arena_strdup(request->arena, in_lang((struct bilingual){failure.zh, failure.en},
			                                                          request->lang));
		f++;
	}
	fields[0].hint = tr(request->lang, "A token does what this account may do; it is shown once.");
	view->token_fields = fields;
	view->token_field_count = count;
	view->token_action.path = "/me/tokens";
	return 0;
}

int
me_tokens(const struct request *request, bool failed, struct me_view *view)
{
	const struct visit *visit = visit_of(request);
	struct token_line *lines;
	struct token_view *tokens;
	size_t count;
	int status = fill_form(request, failed, view); /* reads the failure before another one takes its place */

	if (status == 0)
		status = directory_tokens(visit->db, request->arena, visit->actor.account, request->today, &lines, &count);
	if (status < 0)
		return status;
	tokens = ARENA_ARRAY(request->arena, count, struct token_view);
	if (!tokens)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count && status == 0; i++)
		status = fill_token(request, &lines[i], &tokens[i]);
	view->tokens = tokens;
	view->token_count = count;
	return status;
}

/* ---- buttons ---- */

int
me_buttons(const struct request *request, struct me_view *view)
{
	const struct visit *visit = visit_of(request);
	struct button_view *buttons = ARENA_ARRAY(request->arena, BUTTONS_MAX, struct button_view);
	enum lang lang = request->lang;
	int64_t left = 0;
	size_t count = 0;
	int on = buttons ? factor_on(visit->db, visit->actor.account) : FAIL_MEMORY;
	int status = on > 0 ? factor_left(visit->db, visit->actor.account, &left) : on;
	const char *codes = arena_printf(request->arena, tr(lang, "Recovery codes (%lld left)"), (long long)left);

	if (status < 0 || !codes)
		return status < 0 ? status : FAIL_MEMORY;
	if (visit->actor.person) {
		buttons[count++] = (struct button_view){.label = tr(lang, "Proposals and views"), .href = {"/me/voices"}};
		buttons[count++] = (struct button_view){.label = tr(lang, "What is kept about me"), .href = {"/me/data"}};
	}
	buttons[count++] = (struct button_view){.label = tr(lang, "Change password"), .href = {PASSWORD_PATH}};
	if (on) {
		buttons[count++] = (struct button_view){.label = codes, .href = {"/me/second-factor/codes"}};
		buttons[count++] = (struct button_view){.label = tr(lang, "End the second factor"),
		                                        .href = {"/me/second-factor/end"}};
	} else {
		buttons[count++] = (struct button_view){.label = tr(lang, "Set up a second factor"),
		                                        .href = {"/me/second-factor"}};
	}
	view->buttons = buttons;
	view->button_count = count;
	return 0;
}
