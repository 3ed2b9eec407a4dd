/* /elections/{id}: the timeline, contests and roll of an election, and a form for each thing to be done. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/election.h"
#include "party/matter.h"
#include "registry/input.h"
#include "registry/list.h"
#include "web/action_form.h"
#include "web/address.h"
#include "web/catalogue.h"
#include "web/chart.h"
#include "web/link.h"
#include "web/matter_page.h"
#include "web/pages.h"
#include "web/table.h"

#define ELECTIONS_PATH "/elections"
#define RUNS (ROLE_BRANCH | ROLE_CLERKS)

/* ---- opening ---- */

struct shown {
	struct request *request;
	enum lang lang;
	struct election *election;
	const char *path;          /* where the body hangs */
	bool runs;                 /* may act for the body, today */
	int64_t person;            /* the reader's own */
};

static int
open_election(struct request *request, struct shown *ret_shown)
{
	struct visit *visit = visit_of(request);
	struct shown shown = {.request = request, .lang = request->lang, .person = visit->actor.person};
	int64_t id;
	int status = num_parse(request_param(request, "id"), &id);

	if (status == 0)
		status = election_load(visit->db, request->arena, id, &shown.election);
	if (status < 0)
		return fail(FAIL_NOT_FOUND, NULL, NULL, "没有这次选举。", "There is no such election.");
	status = placement_path(visit->db, request->arena, shown.election->body, request->today, &shown.path);
	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	if (!actor_may(&visit->actor, election_kind.read, shown.path))
		return fail(FAIL_FORBIDDEN, "DP-12", NULL, "这次选举不在您的职责范围内。",
		            "This election is outside what your roles reach.");
	shown.runs = actor_may(&visit->actor, RUNS, shown.path) && shown.election->state != ELECTION_CLOSED &&
	             shown.election->state != ELECTION_CANCELLED;
	*ret_shown = shown;
	return 0;
}

static const char *
own_path(const struct shown *shown, const char *tail)
{
	return arena_printf(shown->request->arena, ELECTIONS_PATH "/%" PRId64 "%s", shown->election->id, tail);
}

/* The form of an action with what it is about in its address. */
static const char *
do_path(const struct shown *shown, const char *action, const char *what, int64_t id)
{
	return what ? arena_printf(shown->request->arena, ELECTIONS_PATH "/%" PRId64 "/do/%s?%s=%" PRId64, shown->election->id,
	                           action, what, id)
	            : arena_printf(shown->request->arena, ELECTIONS_PATH "/%" PRId64 "/do/%s", shown->election->id, action);
}

static const char *
title_of(const struct shown *shown)
{
	const struct field *field = &election_kind.fields[field_index(&election_kind, "cause")];
	const char *cause = in_lang(choice_by_number(field, shown->election->cause)->label, shown->lang);

	return arena_printf(shown->request->arena, shown->lang == LANG_EN ? "%s: %s" : "%s%s", shown->election->body_name, cause);
}

/* ---- the timeline ---- */

static const char *
step_title(const struct shown *shown, const struct timeline_step *step)
{
	const char *label = in_lang(step->rule->label, shown->lang);

	if (step->seats)
		return arena_printf(shown->request->arena, "%s · %s", in_lang(office_label(step->seats->office, step->seats->organ),
		                                                              shown->lang), label);
	if (step->assembly)
		return arena_printf(shown->request->arena, "%s · %s", in_lang(assembly_label(step->assembly->kind), shown->lang), label);
	return label;
}

static const char *
step_detail(const struct shown *shown, const struct timeline_step *step)
{
	struct arena *arena = shown->request->arena;
	char day[DAY_TEXT];

	if (step->progress == PROGRESS_NEEDLESS)
		return tr(shown->lang, "Not needed here");
	if (step->progress == PROGRESS_DONE && step->done != DAY_NONE)
		return arena_printf(arena, "%s%s%s", day_text(step->done, day), step->record && step->record->document ? " · " : "",
		                    step->record && step->record->document ? step->record->document : "");
	if (step->progress == PROGRESS_DONE)
		return tr(shown->lang, "Done");
	if (step->missing.zh)
		return in_lang(step->missing, shown->lang);
	if (step->latest == DAY_NONE)
		return in_lang(step->rule->who, shown->lang);
	return arena_printf(arena, tr(shown->lang, "%s · latest %s%s"), in_lang(step->rule->who, shown->lang),
	                    day_text(step->latest, day), step->tight ? tr(shown->lang, " (tight)") : "");
}

STATEMENT(pending_matter, "select max(id) from matter where body = $1 and kind = $2 and state in (1, 2, 3) and ended is null"
                          " and since >= $3");
STATEMENT(led_by, "select count(*) from affiliation where body = $1 and relation = 1 and ended is null and since <= $2"
                  " and until > $2");

_Static_assert(MATTER_DRAFT == 1 && MATTER_SUBMITTED == 2 && MATTER_RETURNED == 3 && LEADS == 1,
               "the statements' numbers are these");

/* What goes up is begun as a matter, or followed where it is under way; null: nobody in here receives it. */
static int
matter_href(const struct shown *shown, const struct timeline_step *step, const char **ret_href)
{
	struct db *db = visit_of(shown->request)->db;
	int64_t number = election_step_matter(step->rule->word), pending = 0, led = 0;
	int status = db_number(db, led_by, ARGS(INT(shown->election->body), INT(shown->request->today)), &led);

	*ret_href = NULL;
	if (status < 0 || !number || !led)
		return status;
	status = db_number(db, pending_matter, ARGS(INT(shown->election->body), INT(number), INT(shown->election->begun)), &pending);
	if (status < 0)
		return status;
	*ret_href = pending ? matter_address(shown->request->arena, pending, NULL)
	            : arena_printf(shown->request->arena, "/matters/new?kind=%s&body=%" PRId64,
	                           matter_word(matter_type((enum matter_number)number)), shown->election->body);
	return *ret_href ? 0 : FAIL_MEMORY;
}

/* Where a step is done: its own form, or the action that does it. */
static const char *
step_href(const struct shown *shown, const struct timeline_step *step)
{
	const struct { const char *word, *action, *what; } deeds[] = {
		{"opened", "open-assembly", "assembly"}, {"ballot", "begin-ballot", "contest"},
		{"announced", "announce-result", "contest"}, {"closed", "close-election", NULL},
	};

	if (!shown->runs || (step->progress != PROGRESS_OPEN && step->progress != PROGRESS_LATE))
		return NULL;
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (strcmp(step->rule->word, deeds[i].word) == 0)
			return do_path(shown, deeds[i].action, deeds[i].what, step->seats ? step->seats->id
			               : step->assembly ? step->assembly->id : 0);
	if (step->rule->source == BY_DEED)
		return NULL;
	return arena_printf(shown->request->arena, ELECTIONS_PATH "/%" PRId64 "/do/record-election-step?step=%s%s",
	                    shown->election->id, step->rule->word,
	                    step->assembly ? arena_printf(shown->request->arena, "&assembly=%" PRId64, step->assembly->id) : "");
}

static int
fill_steps(const struct shown *shown, const struct timeline *timeline, struct election_view *view)
{
	static const enum step_state states[] = {
		[PROGRESS_WAITING] = STEP_AHEAD, [PROGRESS_OPEN] = STEP_AHEAD, [PROGRESS_LATE] = STEP_LATE,
		[PROGRESS_DONE] = STEP_DONE, [PROGRESS_NEEDLESS] = STEP_DONE,
	};
	struct step_view *steps = ARENA_ARRAY(shown->request->arena, timeline->count + 1, struct step_view);
	size_t count = 0;

	if (!steps)
		return FAIL_MEMORY;
	for (size_t i = 0; i < timeline->count; i++) {
		const struct timeline_step *step = &timeline->steps[i];
		const char *matter = NULL;

		if (step->progress == PROGRESS_NEEDLESS)
			continue;
		if (shown->runs && step->rule->source == BY_MATTER &&
		    (step->progress == PROGRESS_OPEN || step->progress == PROGRESS_LATE) && matter_href(shown, step, &matter) < 0)
			return last_failure()->code;
		steps[count] = (struct step_view){
			.state = i == timeline->next && step->progress == PROGRESS_OPEN ? STEP_NOW : states[step->progress],
			.title = step_title(shown, step), .clause = step->clause, .detail = step_detail(shown, step),
			.href = {matter ? matter : step_href(shown, step)},
		};
		if (!steps[count].title || !steps[count].detail)
			return FAIL_MEMORY;
		count++;
	}
	view->steps = steps;
	view->step_count = count;
	return 0;
}

/* ---- contests ---- */

struct drafting {
	const struct shown *shown;
	const struct seats *seats;
	struct contest_outcome outcome;
	struct contest_view view;
	struct button_view buttons[8];
	size_t buttons_count;
	const char *sentences[4], *clauses[4];
	size_t sentence_count;
};

static void
button(struct drafting *drafting, const char *label, const char *path, bool primary)
{
	drafting->buttons[drafting->buttons_count++] = (struct button_view){.label = label, .href = {path}, .primary = primary};
}

static const struct round_tally *
tally_of(const struct election *election, const struct ballot_round *round, int64_t person)
{
	for (size_t i = 0; i < election->tally_count; i++)
		if (election->tallies[i].round == round && election->tallies[i].person == person)
			return &election->tallies[i];
	return NULL;
}

static const char *
result_word(const struct shown *shown, const struct round_tally *tally, enum tone *ret_tone)
{
	if (!tally)
		return tr(shown->lang, "not voted on yet");
	*ret_tone = tally->place ? TONE_GOOD : tally->tied ? TONE_SOON : TONE_PLAIN;
	if (tally->round->kind == CONTEST_PRELIMINARY && tally->place)
		return tr(shown->lang, "formal candidate");
	if (tally->place && tally->round->seats->office >= OFFICE_STANDING)
		return tr(shown->lang, "elected, pending approval");
	return tally->place ? tr(shown->lang, "elected") : tally->tied ? tr(shown->lang, "tied, to a revote")
	                                                              : tr(shown->lang, "not elected");
}

static int
fill_candidate(const struct shown *shown, const struct ballot_round *round, const char *name,
               const struct round_tally *tally, struct candidate_view *ret_view)
{
	struct arena *arena = shown->request->arena;
	bool counted = round && tally && round->kind != CONTEST_RUNOFF;
	int64_t majority = counted ? majority_min(majority_base(round->entitled, round->present, shown->election->rule_set)) : 0;

	*ret_view = (struct candidate_view){
		.name = name, .yes = tally ? tally->yes : NO_COUNT, .no = tally && !tally->written_in ? tally->no : NO_COUNT,
		.abstain = tally && !tally->written_in ? tally->abstain : NO_COUNT,
		.note = tally && tally->written_in ? tr(shown->lang, "written in") : NULL, .tone = TONE_PLAIN,
	};
	ret_view->result = result_word(shown, tally, &ret_view->tone);
	if (counted)
		ret_view->bar = chart_majority(arena, arena_printf(arena, tr(shown->lang, "%s yes, majority %s"),
		                                                   arena_printf(arena, "%" PRId64, tally->yes),
		                                                   arena_printf(arena, "%" PRId64, majority)),
		                               tally->yes, majority, round->entitled);
	return 0;
}

/* Who stands on the last ballot with the votes, or before the first who is on the list. */
static int
fill_candidates(struct drafting *drafting)
{
	const struct shown *shown = drafting->shown;
	const struct election *election = shown->election;
	const struct ballot_round *round = drafting->outcome.last;
	const struct candidate **standing;
	struct candidate_view *views;
	size_t count;
	int status = round ? ballot_order(shown->request->arena, election, round, &standing, &count)
	                   : contest_standing(shown->request->arena, election, drafting->seats, &drafting->outcome, &standing, &count);

	if (status < 0)
		return status;
	views = ARENA_ARRAY(shown->request->arena, count + election->tally_count + 1, struct candidate_view);
	if (!views)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count && status == 0; i++)
		status = fill_candidate(shown, round, standing[i]->name, tally_of(election, round, standing[i]->person),
		                        &views[drafting->view.candidate_count++]);
	for (size_t i = 0; i < election->tally_count && status == 0; i++)
		if (election->tallies[i].round == round && election->tallies[i].written_in)
			status = fill_candidate(shown, round, election->tallies[i].name, &election->tallies[i],
			                        &views[drafting->view.candidate_count++]);
	drafting->view.candidates = views;
	drafting->view.order = drafting->seats->office == OFFICE_SECRETARY || drafting->seats->office == OFFICE_DEPUTY
	                       ? tr(shown->lang, "in the approved order") : tr(shown->lang, "by surname strokes");
	return status;
}

static int
fill_figures(struct drafting *drafting)
{
	const struct ballot_round *round = drafting->outcome.last;
	const struct assembly *assembly = drafting->seats->assembly;
	struct figure_view *figures = ARENA_ARRAY(drafting->shown->request->arena, 9, struct figure_view);
	enum lang lang = drafting->shown->lang;
	const struct { const char *label; int64_t number; } all[] = {
		{tr(lang, "Seats"), drafting->seats->count}, {tr(lang, "Members"), assembly->opened ? assembly->members : -1},
		{tr(lang, "Full members"), assembly->opened ? assembly->full : -1},
		{tr(lang, "Entitled, should attend"), assembly->opened ? assembly->entitled : -1}, {tr(lang, "Present"), round ? round->present : -1},
		{tr(lang, "Issued"), round ? round->issued : -1}, {tr(lang, "Returned"), round ? round->returned : -1}, {tr(lang, "Valid"), round ? round->valid : -1},
		{tr(lang, "Majority"), round && round->kind != CONTEST_RUNOFF
		             ? majority_min(majority_base(round->entitled, round->present, drafting->shown->election->rule_set)) : -1},
	};
	size_t count = 0;

	if (!figures)
		return FAIL_MEMORY;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].number >= 0)
			figures[count++] = (struct figure_view){.label = all[i].label, .number = all[i].number};
	drafting->view.figures = figures;
	drafting->view.figure_count = count;
	return 0;
}

static void
say(struct drafting *drafting, const char *clause, const char *sentence)
{
	drafting->sentences[drafting->sentence_count] = sentence;
	drafting->clauses[drafting->sentence_count++] = clause;
}

/* Which number decides, in words (users.md 1). */
static void
fill_sentences(struct drafting *drafting)
{
	const struct shown *shown = drafting->shown;
	const struct ballot_round *round = drafting->outcome.last;
	struct arena *arena = shown->request->arena;

	if (!round || round->valid < 0)
		return;
	if (round->kind == CONTEST_RUNOFF)
		say(drafting, "ELEC-29.2b", tr(shown->lang, "In a revote among those tied, most votes win."));
	else
		say(drafting, "ELEC-29.1", arena_printf(arena, tr(shown->lang, "Elected is who has more than half of the %s who should attend, not of those present."),
		                                        arena_printf(arena, "%" PRId64, round->entitled)));
	if (round->invalid > 0)
		say(drafting, "ELEC-27.2", arena_printf(arena, tr(shown->lang, "%s ballots chose more than the seats and are invalid."),
		                                        arena_printf(arena, "%" PRId64, round->invalid)));
	if (round->valid < 5)
		say(drafting, "DP-3", tr(shown->lang, "So few ballots can reveal by arithmetic how somebody voted; the chair should weigh how the figures are announced."));
}

static bool
holds_office(const struct shown *shown, const struct assembly *assembly, enum official_role role)
{
	for (size_t i = 0; i < shown->election->official_count; i++)
		if (shown->election->officials[i].assembly == assembly && shown->election->officials[i].role == role &&
		    shown->election->officials[i].person == shown->person && shown->person)
			return true;
	return false;
}

static void
round_buttons(struct drafting *drafting, const struct ballot_round *round)
{
	const struct shown *shown = drafting->shown;
	const struct assembly *assembly = drafting->seats->assembly;
	bool supervisor = holds_office(shown, assembly, OFFICIAL_SUPERVISOR);

	if ((round->state == BALLOT_OPEN || round->state == BALLOT_RECONCILED) && (shown->runs || supervisor))
		button(drafting, tr(shown->lang, "Reconcile the ballots"), do_path(shown, "reconcile-ballot", "round", round->id),
		       round->state == BALLOT_OPEN);
	if (round->state == BALLOT_RECONCILED && holds_office(shown, assembly, OFFICIAL_TELLER))
		button(drafting, tr(shown->lang, "Enter a bundle"), do_path(shown, "enter-ballots", "round", round->id), true);
	if (round->state == BALLOT_RECONCILED && (shown->runs || supervisor))
		button(drafting, tr(shown->lang, "Compare and count"),
		       arena_printf(shown->request->arena, ELECTIONS_PATH "/%" PRId64 "/ballots/%" PRId64, shown->election->id, round->id), false);
	if (round->state == BALLOT_COUNTED && supervisor)
		button(drafting, tr(shown->lang, "Sign the record"), do_path(shown, "sign-ballot", "round", round->id), true);
	if (round->state == BALLOT_COUNTED && (shown->runs || supervisor) && round->signatures == 0)
		button(drafting, tr(shown->lang, "Back to the sheets"), do_path(shown, "reopen-ballot", "round", round->id), false);
}

static void
fill_buttons(struct drafting *drafting)
{
	const struct shown *shown = drafting->shown;
	const struct seats *seats = drafting->seats;
	const struct contest_outcome *outcome = &drafting->outcome;

	if (outcome->last)
		round_buttons(drafting, outcome->last);
	if (!shown->runs)
		return;
	if (!outcome->last || (outcome->next && outcome->separate))
		button(drafting, tr(shown->lang, "Put somebody on the list"), do_path(shown, "nominate-candidate", "contest", seats->id), false);
	if (seats->assembly->opened && outcome->next)
		button(drafting, outcome->kind == CONTEST_RUNOFF ? tr(shown->lang, "Revote among those tied")
		       : outcome->separate ? tr(shown->lang, "Separate election") : tr(shown->lang, "Roll call and ballot"),
		       do_path(shown, "begin-ballot", "contest", seats->id), true);
	if (outcome->next && outcome->separate)
		button(drafting, tr(shown->lang, "Reduce the seats"), do_path(shown, "reduce-seats", "contest", seats->id), false);
	if (outcome->decided && !election_step(shown->election, "announced", seats->assembly->id, seats->id))
		button(drafting, tr(shown->lang, "Announce those elected"), do_path(shown, "announce-result", "contest", seats->id), true);
}

static int
fill_contest(const struct shown *shown, const struct seats *seats, struct contest_view *ret_view)
{
	struct drafting *drafting = ARENA_NEW(shown->request->arena, struct drafting);
	struct contest_view *view;
	int status = drafting ? 0 : FAIL_MEMORY;

	if (status < 0)
		return status;
	drafting->shown = shown;
	drafting->seats = seats;
	view = &drafting->view;
	status = contest_outcome(shown->request->arena, shown->election, seats, &drafting->outcome);
	if (status == 0)
		status = fill_figures(drafting);
	if (status == 0)
		status = fill_candidates(drafting);
	if (status < 0)
		return status;
	fill_sentences(drafting);
	fill_buttons(drafting);
	view->title = drafting->outcome.last
	        ? arena_printf(shown->request->arena, "%s · %s · %s", in_lang(office_label(seats->office, seats->organ), shown->lang),
	                       in_lang(ballot_round_label(drafting->outcome.last), shown->lang),
	                       in_lang(ballot_state_label(drafting->outcome.last->state), shown->lang))
	        : in_lang(office_label(seats->office, seats->organ), shown->lang);
	view->sentences = drafting->sentences;
	view->clauses = drafting->clauses;
	view->sentence_count = drafting->sentence_count;
	view->buttons = drafting->buttons;
	view->button_count = drafting->buttons_count;
	*ret_view = *view;
	return view->title ? 0 : FAIL_MEMORY;
}

/* ---- beside the contests ---- */

static int
fill_officials(const struct shown *shown, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Name")}, {.label = tr(shown->lang, "Office held")}, {.label = tr(shown->lang, "Assembly")},
	};
	const struct election *election = shown->election;
	struct button_view *buttons = ARENA_ARRAY(shown->request->arena, election->assembly_count + 1, struct button_view);
	struct table_maker table;
	int status = buttons ? table_begin(shown->request->arena, tr(shown->lang, "Vote supervisors and tellers"), columns, 3,
	                                   election->official_count, &table) : FAIL_MEMORY;

	if (status < 0)
		return status;
	for (size_t i = 0; i < election->official_count; i++) {
		const struct official *official = &election->officials[i];
		struct cell_view *cells = table_row(&table);

		cells[0] = cell_link(official->name, shown->runs ? do_path(shown, "dismiss-official", "official", official->id) : NULL);
		cells[1] = cell_text(official->role == OFFICIAL_SUPERVISOR ? tr(shown->lang, "vote supervisor") : tr(shown->lang, "teller"));
		cells[2] = cell_text(in_lang(assembly_label(official->assembly->kind), shown->lang));
	}
	*ret_view = (struct related_view){.title = tr(shown->lang, "Vote supervisors and tellers"), .table = table.view,
	                                  .buttons = buttons};
	for (size_t i = 0; i < election->assembly_count && shown->runs; i++)
		buttons[ret_view->button_count++] = (struct button_view){
			.label = arena_printf(shown->request->arena, tr(shown->lang, "Name for: %s"),
			                      in_lang(assembly_label(election->assemblies[i].kind), shown->lang)),
			.href = {do_path(shown, "appoint-official", "assembly", election->assemblies[i].id)},
		};
	return 0;
}

static int
fill_evidence(const struct shown *shown, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Article"), .kind = CELL_NUMBER}, {.label = tr(shown->lang, "Item")},
		{.label = tr(shown->lang, "Date"), .kind = CELL_DAY}, {.label = tr(shown->lang, "Document")}, {.label = tr(shown->lang, "State")},
	};
	struct evidence items[EVIDENCE_ARTICLES];
	struct table_maker table;
	size_t complete = 0;
	int status = election_evidence(shown->request->arena, shown->election, shown->request->today, items);

	if (status == 0)
		status = table_begin(shown->request->arena, tr(shown->lang, "Evidence file"), columns, 5, EVIDENCE_ARTICLES, &table);
	for (size_t i = 0; i < EVIDENCE_ARTICLES && status == 0; i++) {
		struct cell_view *cells = table_row(&table);

		cells[0] = cell_number(items[i].article);
		cells[1] = cell_text(in_lang(items[i].label, shown->lang));
		cells[2] = cell_day(items[i].day);
		cells[3] = cell_text(items[i].document);
		cells[4] = cell_badge(items[i].complete ? tr(shown->lang, "complete") : in_lang(items[i].missing, shown->lang),
		                      items[i].complete ? TONE_GOOD : TONE_SOON);
		complete += items[i].complete;
	}
	if (status < 0)
		return status;
	*ret_view = (struct related_view){
		.title = tr(shown->lang, "Evidence file"), .table = table.view,
		.note = arena_printf(shown->request->arena, tr(shown->lang, "%s of %s items complete."),
		                     arena_printf(shown->request->arena, "%zu", complete),
		                     arena_printf(shown->request->arena, "%d", EVIDENCE_ARTICLES)),
	};
	return 0;
}

static int
fill_candidate_list(const struct shown *shown, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Name")}, {.label = tr(shown->lang, "Contest")},
		{.label = tr(shown->lang, "In favour"), .kind = CELL_NUMBER}, {.label = tr(shown->lang, "Introduction")},
	};
	const struct election *election = shown->election;
	struct table_maker table;
	int status = table_begin(shown->request->arena, tr(shown->lang, "Candidates"), columns, 4, election->candidate_count, &table);

	for (size_t i = 0; i < election->candidate_count && status == 0; i++) {
		const struct candidate *candidate = &election->candidates[i];
		struct cell_view *cells = table_row(&table);
		bool complete = candidate->sheet[0] && candidate->sheet[1] && candidate->sheet[2] && candidate->sheet[3];

		cells[0] = cell_link(candidate->name, shown->runs ? do_path(shown, "change-candidate", "candidate", candidate->id) : NULL);
		cells[1] = cell_text(in_lang(office_label(candidate->seats->office, candidate->seats->organ), shown->lang));
		cells[2] = cell_number(candidate->support < 0 ? NO_COUNT : candidate->support);
		cells[3] = cell_badge(complete ? tr(shown->lang, "complete") : tr(shown->lang, "incomplete"), complete ? TONE_GOOD : TONE_SOON);
	}
	*ret_view = (struct related_view){.title = tr(shown->lang, "Candidates"), .table = table.view};
	return status;
}

/* ---- GET /elections/{id} ---- */

static int
fill_page_buttons(const struct shown *shown, struct election_view *view)
{
	struct button_view *buttons = ARENA_ARRAY(shown->request->arena, 5, struct button_view);
	size_t count = 0;

	if (!buttons)
		return FAIL_MEMORY;
	buttons[count++] = (struct button_view){.label = tr(shown->lang, "Roll of electors"), .href = {own_path(shown, "/roll")}};
	buttons[count++] = (struct button_view){.label = tr(shown->lang, "Papers to print"), .href = {own_path(shown, "/papers")}};
	if (shown->runs && shown->election->state == ELECTION_PREPARING) {
		buttons[count++] = (struct button_view){.label = tr(shown->lang, "Move the meeting"),
		                                        .href = {do_path(shown, "move-election", NULL, 0)}};
		buttons[count++] = (struct button_view){.label = tr(shown->lang, "Cancel the election"),
		                                        .href = {do_path(shown, "cancel-election", NULL, 0)}, .danger = true};
	}
	view->buttons = buttons;
	view->button_count = count;
	return 0;
}

static int
fill_related(const struct shown *shown, struct election_view *view)
{
	struct related_view *related = ARENA_ARRAY(shown->request->arena, 3, struct related_view);
	int status = related ? fill_candidate_list(shown, &related[0]) : FAIL_MEMORY;

	if (status == 0)
		status = fill_officials(shown, &related[1]);
	if (status == 0)
		status = fill_evidence(shown, &related[2]);
	view->related = related;
	view->related_count = 3;
	return status;
}

static const char *
state_notice(const struct shown *shown)
{
	const struct field *field = &election_kind.fields[field_index(&election_kind, "state")];
	char day[DAY_TEXT];

	return arena_printf(shown->request->arena, tr(shown->lang, "Meeting on %s. %s."),
	                    day_text(shown->election->meeting, day),
	                    in_lang(choice_by_number(field, shown->election->state)->label, shown->lang));
}

static int
show_election(struct request *request, struct response *response)
{
	struct html html = page_html(request, response);
	struct election_view view = {.notice_tone = TONE_INFO};
	struct contest_view *contests;
	struct timeline timeline;
	struct shown shown;
	struct page *page;
	int status = open_election(request, &shown);

	if (status < 0)
		return status;
	contests = ARENA_ARRAY(request->arena, shown.election->contest_count + 1, struct contest_view);
	page = page_new(request, response, title_of(&shown));
	if (!contests || !page)
		return FAIL_MEMORY;
	status = election_timeline(request->arena, shown.election, request->today, &timeline);
	if (status == 0)
		status = fill_steps(&shown, &timeline, &view);
	for (size_t i = 0; i < shown.election->contest_count && status == 0; i++)
		status = fill_contest(&shown, &shown.election->contests[i], &contests[i]);
	if (status == 0)
		status = fill_related(&shown, &view);
	if (status == 0)
		status = fill_page_buttons(&shown, &view);
	if (status < 0)
		return status;
	page_crumb(page, in_lang(election_kind.plural, request->lang), ELECTIONS_PATH);
	page_crumb(page, shown.election->body_name, record_address(request->arena, &body_kind, shown.election->body));
	view.page = &page->view;
	view.notice = state_notice(&shown);
	view.contests = contests;
	view.contest_count = shown.election->contest_count;
	view_election(&html, &view);
	return 0;
}

static const struct assembly *
assembly_asked(const struct shown *shown)
{
	const char *text = request_query(shown->request, "assembly");
	int64_t id = 0;

	if (text && num_parse(text, &id) == 0 && election_assembly(shown->election, id))
		return election_assembly(shown->election, id);
	return shown->election->assembly_count ? &shown->election->assemblies[0] : NULL;
}

/* ---- GET /elections/{id}/ballots/{round}: both sheets compared ---- */

static int
fill_differences(const struct shown *shown, const struct ballot_round *round, struct related_view *ret_view)
{
	const struct column_view columns[] = {
		{.label = tr(shown->lang, "Bundle"), .kind = CELL_NUMBER}, {.label = tr(shown->lang, "Paper"), .kind = CELL_NUMBER},
		{.label = tr(shown->lang, "First teller")}, {.label = tr(shown->lang, "Second teller")}, {.label = tr(shown->lang, "Decided")},
	};
	bool supervisor = holds_office(shown, round->seats->assembly, OFFICIAL_SUPERVISOR);
	struct difference *differences;
	struct table_maker table;
	size_t count;
	int status = round_differences(visit_of(shown->request)->db, shown->request->arena, shown->election, round,
	                               &differences, &count);

	if (status == 0)
		status = table_begin(shown->request->arena, tr(shown->lang, "Papers read differently"), columns, 5, count, &table);
	for (size_t i = 0; i < count && status == 0; i++) {
		const struct difference *difference = &differences[i];
		struct cell_view *cells = table_row(&table);
		const char *decide = arena_printf(shown->request->arena,
		                                  ELECTIONS_PATH "/%" PRId64 "/do/decide-ballot?round=%" PRId64 "&bundle=%" PRId64
		                                  "&ballot=%" PRId64, shown->election->id, round->id, difference->bundle, difference->ballot);

		cells[0] = cell_number(difference->bundle);
		cells[1] = cell_number(difference->ballot);
		cells[2] = cell_text(difference->first);
		cells[3] = cell_text(difference->second);
		cells[4] = cell_link(difference->decided ? difference->decided : tr(shown->lang, "to be decided"), supervisor ? decide : NULL);
	}
	*ret_view = (struct related_view){.title = tr(shown->lang, "Papers read differently"), .table = table.view};
	return status;
}

static int
show_ballots(struct request *request, struct response *response)
{
	struct html html = page_html(request, response);
	struct related_view related;
	struct entered entered[2] = {{0}};
	struct button_view count;
	const struct ballot_round *round = NULL;
	struct shown shown;
	struct page *page;
	int64_t id;
	int status = open_election(request, &shown);

	if (status == 0 && num_parse(request_param(request, "round"), &id) == 0)
		round = election_round(shown.election, id);
	if (status == 0 && !round)
		status = fail(FAIL_NOT_FOUND, NULL, NULL, "没有这次投票。", "There is no such ballot.");
	if (status == 0 && !shown.runs && !holds_office(&shown, round->seats->assembly, OFFICIAL_SUPERVISOR))
		status = fail(FAIL_FORBIDDEN, "ELEC-22.1", NULL, "两名计票人各自录入，互不可见；比对由监票人进行。",
		              "The tellers enter blind to each other; supervisors compare.");
	for (int reader = 1; reader <= 2 && status == 0; reader++)
		status = round_entered(visit_of(request)->db, round->id, reader, &entered[reader - 1]);
	if (status == 0)
		status = fill_differences(&shown, round, &related);
	page = status == 0 ? page_new(request, response, tr(request->lang, "Compare and count")) : NULL;
	if (!page)
		return status < 0 ? status : FAIL_MEMORY;
	count = (struct button_view){.label = tr(request->lang, "Count"), .href = {do_path(&shown, "count-ballot", "round", round->id)}, .primary = true};
	related.note = arena_printf(request->arena, tr(request->lang, "First teller %s, second teller %s of %s papers."),
	                            arena_printf(request->arena, "%" PRId64, entered[0].ballots),
	                            arena_printf(request->arena, "%" PRId64, entered[1].ballots),
	                            arena_printf(request->arena, "%" PRId64, round->returned));
	page_crumb(page, in_lang(election_kind.plural, request->lang), ELECTIONS_PATH);
	page_crumb(page, title_of(&shown), own_path(&shown, ""));
	view_election(&html, &(struct election_view){.page = &page->view, .related = &related, .related_count = 1,
	                                             .buttons = &count, .button_count = 1});
	return 0;
}

/* ---- forms ---- */

/* The actions that an election's page leads to. */
static bool
is_of_election(const char *name)
{
	const struct action *const tables[] = {election_actions, roll_actions, candidate_actions, ballot_actions, result_actions};

	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
		for (const struct action *action = tables[t]; action->name; action++)
			if (strcmp(action->name, name) == 0 && strcmp(name, "begin-election") != 0)
				return true;
	return false;
}

static struct shown *
shown_again(struct request *request)
{
	struct shown *shown = ARENA_NEW(request->arena, struct shown);

	return shown && open_election(request, shown) == 0 ? shown : NULL;
}

/* Tellers of a plenary may come from outside it, so officials are chosen from the main meeting's roll. */
static const struct assembly *
assembly_of_choice(const struct shown *shown, const char *field)
{
	if (strcmp(field, "person") == 0 && strcmp(request_param(shown->request, "action"), "appoint-official") == 0 &&
	    shown->election->assembly_count)
		return &shown->election->assemblies[0];
	return assembly_asked(shown);
}

/* A person of the election is chosen from those who may come into it, never typed. */
static int
adapt_person(struct request *request, struct field_view *field)
{
	struct shown *shown;
	struct choice_view *choices;
	struct roll roll;
	int status;

	if (strcmp(field->name, "person") != 0 && strcmp(field->name, "chair") != 0)
		return 0;
	shown = shown_again(request);
	if (!shown)
		return last_failure()->code;
	if (!assembly_of_choice(shown, field->name))
		return 0;
	status = election_roll(visit_of(request)->db, request->arena, shown->election,
	                       assembly_of_choice(shown, field->name), &roll);
	choices = status == 0 ? ARENA_ARRAY(request->arena, roll.count + 1, struct choice_view) : NULL;
	if (!choices)
		return status < 0 ? status : FAIL_MEMORY;
	for (size_t i = 0; i < roll.count; i++) {
		choices[i] = (struct choice_view){.value = arena_printf(request->arena, "%" PRId64, roll.at[i].person),
		                                  .label = roll.at[i].name};
		if (!choices[i].value)
			return FAIL_MEMORY;
		choices[i].chosen = field->value && strcmp(field->value, choices[i].value) == 0;
	}
	field->kind = INPUT_CHOICE;
	field->choices = choices;
	field->choice_count = roll.count;
	return 0;
}

static const char *const nothing_left_out[] = {"seen", NULL};

/* What a step does not take is not asked. */
static const char *const *
without(struct request *request, const struct step_rule *rule)
{
	const char **names = ARENA_ARRAY(request->arena, 6, const char *);
	size_t count = 0;

	if (!rule || !names)
		return nothing_left_out;
	if (!rule->votes.zh) {
		names[count++] = "yes";
		names[count++] = "of";
	}
	if (!rule->document)
		names[count++] = "document";
	if (strncmp(rule->word, "request_", 8) != 0)
		names[count++] = "submitted";
	return names;
}

static const char *
given(const struct request *request, const char *name)
{
	const char *value = request_field(request, name);

	return value ? value : request_query(request, name);
}

static int
form_of(struct request *request, const struct shown *shown, struct action_form *ret_form)
{
	static const char *const known[] = {"step", "assembly", "contest", "round", "candidate", "official", "bundle", "ballot"};
	const char *action = request_param(request, "action");
	const struct step_rule *rule = given(request, "step") ? step_rule_find(given(request, "step")) : NULL;
	struct action_form form = {
		.action = action, .path = own_path(shown, arena_printf(request->arena, "/do/%s", action)), .cancel = own_path(shown, ""),
		.crumbs = {{in_lang(election_kind.plural, shown->lang), {ELECTIONS_PATH}, false, 0}, {title_of(shown), {own_path(shown, "")}, false, 0}},
		.crumb_count = 2, .adapt = adapt_person, .without = without(request, rule),
	};

	if (!is_of_election(action))
		return fail(FAIL_NOT_FOUND, NULL, NULL, "没有这个操作。", "There is no such action.");
	form.hidden[form.hidden_count++] = (struct hidden_view){"election", arena_printf(request->arena, "%" PRId64, shown->election->id)};
	/* Tellers work side by side: what one enters does not outdate the other's page. */
	if (!(action_find(visit_of(request)->installation, action)->who & ROLE_TELLER))
		form.hidden[form.hidden_count++] = (struct hidden_view){"seen", given(request, "seen") ? given(request, "seen")
		                                   : arena_printf(request->arena, "%" PRId64, shown->election->seen)};
	for (size_t i = 0; i < sizeof known / sizeof *known && form.hidden_count < 6; i++)
		if (request_query(request, known[i]) || (request_field(request, known[i]) && strcmp(known[i], "bundle") != 0))
			form.hidden[form.hidden_count++] = (struct hidden_view){known[i], given(request, known[i])};
	if (rule)
		form.lead = in_lang(rule->label, shown->lang);
	*ret_form = form;
	return 0;
}

static int
show_form(struct request *request, struct response *response)
{
	struct action_form form;
	struct shown shown;
	int status = open_election(request, &shown);

	if (status == 0)
		status = form_of(request, &shown, &form);
	return status == 0 ? action_form_show(request, response, &form, false) : status;
}

static int
take_form(struct request *request, struct response *response)
{
	struct action_form form;
	struct shown shown;
	int status = open_election(request, &shown);

	if (status == 0)
		status = form_of(request, &shown, &form);
	return status == 0 ? action_form_take(request, response, &form, own_path(&shown, "")) : status;
}

/* ---- GET and POST /elections/new ---- */

static struct action_form
begin_form(struct request *request)
{
	struct action_form form = {
		.action = "begin-election", .path = ELECTIONS_PATH "/new", .cancel = ELECTIONS_PATH,
		.crumbs = {{in_lang(election_kind.plural, request->lang), {ELECTIONS_PATH}, false, 0}}, .crumb_count = 1,
	};

	if (given(request, "body")) {
		form.hidden[form.hidden_count++] = (struct hidden_view){"body", given(request, "body")};
		form.cancel = arena_printf(request->arena, "/bodies/%s", given(request, "body"));
	}
	return form;
}

static int
show_begin_election(struct request *request, struct response *response)
{
	struct action_form form = begin_form(request);

	return action_form_show(request, response, &form, false);
}

static int
take_begin_election(struct request *request, struct response *response)
{
	struct action_form form = begin_form(request);
	struct outcome outcome = {0};
	int status = visit_act_posted(request, form.action, &outcome);

	if (failure_of_form(status))
		return action_form_show(request, response, &form, true);
	return status < 0 ? status
	       : visit_done(request, response, arena_printf(request->arena, ELECTIONS_PATH "/%" PRId64, outcome.ids[0]), form.action, &outcome);
}

#define WHO (ROLE_BRANCH | ROLE_CLERKS | ROLE_SUPERVISOR | ROLE_TELLER | ROLE_INSPECTOR)
#define ACTS (ROLE_BRANCH | ROLE_CLERKS | ROLE_SUPERVISOR | ROLE_TELLER)

const struct route election_routes[] = {
	{.method = "GET", .pattern = ELECTIONS_PATH "/new", .who = RUNS, .clauses = "ELEC-3.1", .handle = show_begin_election},
	{.method = "POST", .pattern = ELECTIONS_PATH "/new", .who = RUNS, .clauses = "ELEC-3.1", .handle = take_begin_election},
	{.method = "GET", .pattern = ELECTIONS_PATH "/{id}", .who = WHO, .clauses = "ELEC-36.2", .handle = show_election},
	{.method = "GET", .pattern = ELECTIONS_PATH "/{id}/ballots/{round}", .who = ACTS, .clauses = "ELEC-22.1", .handle = show_ballots},
	{.method = "GET", .pattern = ELECTIONS_PATH "/{id}/do/{action}", .who = ACTS, .clauses = "ELEC-36.2", .handle = show_form},
	{.method = "POST", .pattern = ELECTIONS_PATH "/{id}/do/{action}", .who = ACTS, .clauses = "ELEC-36.2", .handle = take_form},
	{0},
};
