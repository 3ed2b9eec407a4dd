/*
 * /me/voices: what a member handed to the own branch and what came of it;
 * /voices: the same for those who answer (DP-20, OPIN-16.4).  The pages of the
 * view without a name leave no line in the log (web/route.h).
 */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/openings.h"
#include "party/voice.h"
#include "web/action_form.h"
#include "web/catalogue.h"
#include "web/link.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/reach.h"
#include "web/requests_table.h"
#include "web/table.h"

#define OWN_PATH "/me/voices"
#define NEW_PATH OWN_PATH "/new"
#define UNNAMED_PATH OWN_PATH "/unnamed"
#define BRANCH_PATH "/voices"

/* ---- rows ---- */

static struct cell_view
state_cell(const struct request *request, const struct voice *voice, bool own)
{
	enum lang lang = request->lang;

	if (voice->answered != DAY_NONE)
		return cell_badge(choice_label(request, voice_outcomes, voice->outcome),
		                  voice->outcome == VOICE_TAKEN_UP ? TONE_GOOD : TONE_PLAIN);
	if (voice->answers == 0)
		return cell_badge(tr(lang, "not answered"), TONE_PLAIN);
	if (voice->handed == DAY_NONE)
		return cell_badge(tr(lang, "waiting"), TONE_SOON);
	if (own && voice->answers != voice->body)
		return cell_badge(arena_printf(request->arena, tr(lang, "passed on, day %d"),
		                               request->today - voice->handed + 1), TONE_SOON);
	return cell_badge(arena_printf(request->arena, tr(lang, "waiting, day %d"), request->today - voice->handed + 1), TONE_SOON);
}

static const char *
answer_text(const struct request *request, const struct voice *voice)
{
	char day[DAY_TEXT];

	if (!voice->answer || voice->meeting == DAY_NONE)
		return voice->answer;
	return arena_printf(request->arena, tr(request->lang, "%s (on the agenda of the meeting on %s)"), voice->answer,
	                    day_text(voice->meeting, day));
}

/* The author is told who answers now, or that nobody does. */
static const char *
own_answer_text(const struct request *request, const struct voice *voice)
{
	if (voice->answered != DAY_NONE || voice->answers == voice->body)
		return answer_text(request, voice);
	return arena_printf(request->arena, voice->answers ? tr(request->lang, "%s has ended; your present branch answers.")
	                                                   : tr(request->lang, "%s has ended and has not answered; you can hand it to your present branch anew."),
	                    voice->body_name);
}

/* For the author, and for all members what was answered to views without a name. */
static int
own_table(const struct request *request, enum voice_of of, int64_t id, const char *caption, const char *empty,
          struct table_view *ret_table)
{
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "Kind")}, {.label = tr(lang, "In words")}, {.label = tr(lang, "Handed in on"), .kind = CELL_DAY},
		{.label = tr(lang, "State"), .kind = CELL_BADGE}, {.label = tr(lang, "Answer")},
		{.label = tr(lang, "Answered on"), .kind = CELL_DAY},
	};
	struct voice *voices;
	struct table_maker table;
	size_t count;
	int status = voices_read(visit_of(request)->db, request->arena, of, id, request->today, &voices, &count);

	if (status == 0)
		status = table_begin(request->arena, caption, columns, 6, count, &table);
	if (status < 0)
		return status;
	for (size_t i = 0; i < count; i++) {
		struct cell_view *cells = table_row(&table);

		cells[0] = cell_text(choice_label(request, voice_kinds, voices[i].kind));
		cells[1] = cell_text(voices[i].text);
		cells[2] = cell_day(voices[i].handed);
		cells[3] = state_cell(request, &voices[i], true);
		cells[4] = cell_text(own_answer_text(request, &voices[i]));
		cells[5] = cell_day(voices[i].answered);
	}
	table.view.empty = empty;
	*ret_table = table.view;
	return 0;
}

/* ---- the member's page ---- */

static int
need_person(const struct request *request)
{
	return visit_of(request)->actor.person ? 0
	       : fail(FAIL_NOT_FOUND, "DP-20", NULL, "您的账号没有对应的人员记录，没有可以提交的党支部。",
	              "Your account belongs to no person on record; there is no branch to hand it to.");
}

static int
fill_own(const struct request *request, struct related_view *related, size_t *count)
{
	const struct visit *visit = visit_of(request);
	enum lang lang = request->lang;
	int64_t body;
	int status = own_table(request, VOICES_OF_PERSON, visit->actor.person, tr(lang, "What I handed in"),
	                       tr(lang, "Nothing yet."), &related[0].table);

	related[0].title = tr(lang, "What I handed in");
	*count = 1;
	if (status < 0 || voice_body(visit->db, visit->actor.person, request->today, &body) < 0)
		return status < 0 ? status : last_failure()->code == FAIL_REFUSED ? 0 : last_failure()->code;
	related[1].title = tr(lang, "Views without a name, with the branch's answers");
	related[1].note = tr(lang, "For all members of the branch to read. Neither author nor day is kept.");
	*count = 2;
	return own_table(request, VOICES_UNNAMED, body, related[1].title, tr(lang, "None was answered yet."), &related[1].table);
}

static int
show_own(struct request *request, struct response *response)
{
	enum lang lang = request->lang;
	const struct button_view buttons[] = {
		{.label = tr(lang, "Hand in a proposal, question or view"), .href = {NEW_PATH}, .primary = true},
		{.label = tr(lang, "Hand in a view without name"), .href = {UNNAMED_PATH}},
	};
	struct html html = page_html(request, response);
	struct related_view related[2] = {0};
	struct page *page;
	size_t count;
	int status = need_person(request);

	if (status == 0)
		status = fill_own(request, related, &count);
	if (status < 0)
		return status;
	page = page_new(request, response, tr(lang, "Proposals and views"));
	if (!page)
		return FAIL_MEMORY;
	page_crumb(page, tr(lang, "My record"), "/me");
	view_record(&html, &(struct record_view){
		.page = &page->view, .buttons = buttons, .button_count = count == 2 ? 2 : 0, .related = related, .related_count = count,
	});
	return 0;
}

/* ---- handing in with a name ---- */

/* What the address or form leaves to choose: elections under way, and questions only where there is one. */
static int
choose_election(const struct request *request, const struct voice_election *elections, size_t count, struct field_view *field)
{
	struct choice_view *choices = ARENA_ARRAY(request->arena, count + 1, struct choice_view);
	char day[DAY_TEXT];

	if (!choices)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++) {
		choices[i] = (struct choice_view){
			.value = arena_printf(request->arena, "%" PRId64, elections[i].id),
			.label = arena_printf(request->arena, "%s %s", elections[i].body_name, day_text(elections[i].meeting, day)),
		};
		if (!choices[i].value || !choices[i].label)
			return FAIL_MEMORY;
		choices[i].chosen = field->value && strcmp(field->value, choices[i].value) == 0;
	}
	field->kind = INPUT_CHOICE;
	field->choices = choices;
	field->choice_count = count;
	return 0;
}

static int
leave_questions_out(const struct request *request, struct field_view *field)
{
	struct choice_view *choices = ARENA_ARRAY(request->arena, field->choice_count, struct choice_view);
	size_t count = 0;

	if (!choices)
		return FAIL_MEMORY;
	for (size_t i = 0; i < field->choice_count; i++)
		if (strcmp(field->choices[i].value, "question") != 0)
			choices[count++] = field->choices[i];
	field->choices = choices;
	field->choice_count = count;
	return 0;
}

static int
elections_of(const struct request *request, struct voice_election **ret_elections, size_t *ret_count)
{
	const struct visit *visit = visit_of(request);
	int64_t body;
	int status = voice_body(visit->db, visit->actor.person, request->today, &body);

	return status < 0 ? status : voice_elections(visit->db, request->arena, body, request->today, ret_elections, ret_count);
}

static int
adapt(struct request *request, struct field_view *field)
{
	struct voice_election *elections;
	size_t count;
	int status = strcmp(field->name, "text") == 0 ? 0 : elections_of(request, &elections, &count);

	if (status < 0 || strcmp(field->name, "text") == 0)
		return status;
	if (strcmp(field->name, "election") == 0)
		return choose_election(request, elections, count, field);
	return count ? 0 : leave_questions_out(request, field);
}

static int
new_form(const struct request *request, struct action_form *ret_form)
{
	static const char *const without_election[] = {"election", NULL};
	enum lang lang = request->lang;
	struct voice_election *elections;
	size_t count;
	int status = need_person(request);

	if (status == 0)
		status = elections_of(request, &elections, &count);
	if (status < 0)
		return status;
	*ret_form = (struct action_form){
		.action = "hand-in-voice", .path = NEW_PATH, .cancel = OWN_PATH, .adapt = adapt,
		.lead = tr(lang, "It goes to your branch with your name; those who work in the branch read and answer it, nobody above it does. Whether somebody hands anything in is counted and rated nowhere."),
		.crumbs = {{tr(lang, "My record"), {"/me"}, false, 0}, {tr(lang, "Proposals and views"), {OWN_PATH}, false, 0}},
		.crumb_count = 2, .without = count ? NULL : without_election,
	};
	return 0;
}

static int
show_new(struct request *request, struct response *response)
{
	struct action_form form;
	int status = new_form(request, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
take_new(struct request *request, struct response *response)
{
	struct action_form form;
	int status = new_form(request, &form);

	return status < 0 ? status : action_form_take(request, response, &form, OWN_PATH);
}

/* ---- a view without a name ---- */

static int
unnamed_form(const struct request *request, struct action_form *ret_form)
{
	enum lang lang = request->lang;
	int status = need_person(request);

	if (status < 0)
		return status;
	*ret_form = (struct action_form){
		.action = "hand-in-unnamed-view", .path = UNNAMED_PATH, .cancel = OWN_PATH,
		.lead = tr(lang, "Kept are these words and your branch, nothing else: not who wrote them and not when; neither the journal nor the log has a line of it. Those who work in the branch read it; the answer is for all members of the branch to read. Nobody, you included, can find out later which one was yours or take it back. Write nothing by which you can be recognized; in a small branch the matter itself may tell. Whoever runs the server could still find out by watching the machine while you send it, or by comparing copies of the database: who does not want to run that risk says it in person or on paper."),
		.crumbs = {{tr(lang, "My record"), {"/me"}, false, 0}, {tr(lang, "Proposals and views"), {OWN_PATH}, false, 0}},
		.crumb_count = 2,
	};
	return 0;
}

static int
show_unnamed(struct request *request, struct response *response)
{
	struct action_form form;
	int status = unnamed_form(request, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

/* Back to this same page: no line of the log tells that one went on to another. */
static int
take_unnamed(struct request *request, struct response *response)
{
	struct action_form form;
	int status = unnamed_form(request, &form);

	return status < 0 ? status : action_form_take(request, response, &form, UNNAMED_PATH);
}

/* ---- those who answer ---- */

static int
fill_list(const struct request *request, int64_t body, struct table_view *ret_table)
{
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "Kind")}, {.label = tr(lang, "In words")}, {.label = tr(lang, "Handed in by")},
		{.label = tr(lang, "Handed in on"), .kind = CELL_DAY}, {.label = tr(lang, "State"), .kind = CELL_BADGE},
		{.label = tr(lang, "Answer")},
	};
	struct voice *voices;
	struct table_maker table;
	size_t count;
	int status = voices_read(visit_of(request)->db, request->arena, VOICES_OF_BODY, body, request->today, &voices, &count);

	if (status == 0)
		status = table_begin(request->arena, tr(lang, "Members' proposals and views"), columns, 6, count, &table);
	for (size_t i = 0; i < count && status == 0; i++) {
		struct cell_view *cells = table_row(&table);
		const char *path = voices[i].answered == DAY_NONE
			? arena_printf(request->arena, BRANCH_PATH "/%" PRId64 "/answer", voices[i].id) : NULL;

		cells[0] = cell_link(choice_label(request, voice_kinds, voices[i].kind), path);
		cells[1] = cell_text(voices[i].text);
		cells[2] = cell_text(voices[i].person ? voices[i].name : tr(lang, "without a name"));
		if (voices[i].answered == DAY_NONE && voices[i].body != body)
			cells[2].text = arena_printf(request->arena, tr(lang, "%s, handed to %s, which has ended"), cells[2].text,
			                             voices[i].body_name);
		cells[3] = cell_day(voices[i].handed);
		cells[4] = state_cell(request, &voices[i], false);
		cells[5] = path ? cell_link(tr(lang, "Answer"), path) : cell_text(answer_text(request, &voices[i]));
	}
	if (status < 0)
		return status;
	table.view.empty = tr(lang, "Nothing was handed in.");
	*ret_table = table.view;
	return 0;
}

static int
not_yours(void)
{
	return fail(FAIL_FORBIDDEN, "DP-12", NULL, "党员的意见建议只有本支部办理的人员可以查看。",
	            "What members hand in is read by those who work in their own branch alone.");
}

static int
show_branch(struct request *request, struct response *response)
{
	enum lang lang = request->lang;
	struct list_view view = {
		.lead = tr(lang, "Proposals for the agenda, questions to candidates, motions and views of the branch's members. The author reads the answer; to a view without a name all members of the branch do. A question to candidates and its answer are recorded on the election's page, without the name."),
		.action = {BRANCH_PATH}, .clear = {BRANCH_PATH},
	};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(lang, "Members' proposals and views"));
	struct reach reach;
	int status = page ? reach_of(request, ROLE_BRANCH, &reach) : FAIL_MEMORY;

	if (status == 0 && !(reach.today && actor_may_own(&visit_of(request)->actor, ROLE_BRANCH, reach.today)))
		status = not_yours();
	if (status == 0)
		status = fill_list(request, reach.node, &view.table);
	if (status < 0)
		return status;
	page->view.subtitle = reach.name;
	view.page = &page->view;
	view_list(&html, &view);
	return 0;
}

static int64_t
answering(const struct voice *voice)
{
	return voice->answered == DAY_NONE ? voice->answers : voice->body;
}

static int
open_voice(const struct request *request, struct voice *ret_voice)
{
	const struct visit *visit = visit_of(request);
	struct voice *found;
	const char *path;
	size_t count = 0;
	int64_t id;
	int status = num_parse(request_param(request, "id"), &id);

	if (status == 0)
		status = voices_read(visit->db, request->arena, VOICES_ONE, id, request->today, &found, &count);
	if (status < 0 || count == 0 || placement_path(visit->db, request->arena, answering(found), request->today, &path) < 0 ||
	    !actor_may_own(&visit->actor, ROLE_BRANCH, path))
		return not_yours();
	*ret_voice = *found;
	return 0;
}

static int
answer_form(const struct request *request, const struct voice *voice, struct action_form *ret_form)
{
	static const char *const without_meeting[] = {"meeting", NULL};
	enum lang lang = request->lang;
	const char *kind = choice_label(request, voice_kinds, voice->kind);
	char day[DAY_TEXT];

	*ret_form = (struct action_form){
		.action = "answer-voice", .path = arena_printf(request->arena, BRANCH_PATH "/%" PRId64 "/answer", voice->id),
		.cancel = BRANCH_PATH,
		.lead = voice->person ? arena_printf(request->arena, tr(lang, "%s, %s on %s: %s"), voice->name, kind, day_text(voice->handed, day),
		                                     voice->text)
		                      : arena_printf(request->arena, tr(lang, "%s, without a name: %s"), kind, voice->text),
		.crumbs = {{tr(lang, "Members' proposals and views"), {BRANCH_PATH}, false, 0}}, .crumb_count = 1,
		.hidden = {{"id", arena_printf(request->arena, "%" PRId64, voice->id)}}, .hidden_count = 1,
		.without = voice->kind == VOICE_AGENDA || voice->kind == VOICE_MOTION ? NULL : without_meeting,
	};
	if (voice->election)
		ret_form->crumbs[ret_form->crumb_count++] = (struct link_view){
			tr(lang, "Election"), {record_address(request->arena, &election_kind, voice->election)}, false, 0};
	return ret_form->path && ret_form->lead && ret_form->hidden[0].value ? 0 : FAIL_MEMORY;
}

static int
write_note(struct db *db, void *arg)
{
	return opening_note(db, arg);
}

/* DP-13: whoever opens what a member handed in by name is on record for the member to see. */
static int
show_answer(struct request *request, struct response *response)
{
	const struct visit *visit = visit_of(request);
	struct voice voice;
	struct action_form form;
	struct opening note = {.actor = &visit->actor, .roles = ROLE_BRANCH, .at = request->now, .reason = "answer-voice"};
	int status = open_voice(request, &voice);

	note.person = status == 0 ? voice.person : 0;
	if (note.person && note.person != visit->actor.person)
		status = writer_do(visit->installation->writer, write_note, &note);
	if (status == 0)
		status = answer_form(request, &voice, &form);
	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
take_answer(struct request *request, struct response *response)
{
	struct voice voice;
	struct action_form form;
	int status = open_voice(request, &voice);

	if (status == 0)
		status = answer_form(request, &voice, &form);
	return status < 0 ? status : action_form_take(request, response, &form, BRANCH_PATH);
}

const struct route voice_routes[] = {
	{"GET", OWN_PATH, .who = WHO_SIGNED_IN, .clauses = "DP-20 OPIN-16.4", .handle = show_own},
	{"GET", NEW_PATH, .who = WHO_SIGNED_IN, .clauses = "DP-20 ELEC-21.1b", .handle = show_new},
	{"POST", NEW_PATH, .who = WHO_SIGNED_IN, .clauses = "DP-20 ELEC-21.1b", .handle = take_new},
	{"GET", UNNAMED_PATH, .who = WHO_SIGNED_IN, .unlogged = true, .clauses = "DP-20 OPIN-16.4", .handle = show_unnamed},
	{"POST", UNNAMED_PATH, .who = WHO_SIGNED_IN, .unlogged = true, .clauses = "DP-20 OPIN-16.4", .handle = take_unnamed},
	{"GET", BRANCH_PATH, .who = ROLE_BRANCH, .clauses = "DP-20 OPIN-16.4", .handle = show_branch},
	{"GET", BRANCH_PATH "/{id}/answer", .who = ROLE_BRANCH, .clauses = "DP-13 DP-20", .handle = show_answer},
	{"POST", BRANCH_PATH "/{id}/answer", .who = ROLE_BRANCH, .clauses = "DP-20 OPIN-16.4", .handle = take_answer},
	{0},
};
