/* The contests on the page of an election: figures, candidates, sentences and buttons. */
#include "web/election_page.h"

#include <inttypes.h>

#include "base/fail.h"
#include "web/catalogue.h"
#include "web/chart.h"

struct drafting {
	const struct shown_election *shown;
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
result_word(const struct shown_election *shown, const struct round_tally *tally, enum tone *ret_tone)
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
fill_candidate(const struct shown_election *shown, const struct ballot_round *round, const char *name,
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
	const struct shown_election *shown = drafting->shown;
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
		{tr(lang, "Entitled, should attend"), assembly->opened ? assembly->entitled : -1},
		{tr(lang, "Present"), round ? round->present : -1}, {tr(lang, "Issued"), round ? round->issued : -1},
		{tr(lang, "Returned"), round ? round->returned : -1}, {tr(lang, "Valid"), round ? round->valid : -1},
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

/* Which number decides, in words. */
static void
fill_sentences(struct drafting *drafting)
{
	const struct shown_election *shown = drafting->shown;
	const struct ballot_round *round = drafting->outcome.last;
	struct arena *arena = shown->request->arena;

	if (!round || round->valid < 0)
		return;
	if (round->kind == CONTEST_RUNOFF)
		say(drafting, "ELEC-29.2b", tr(shown->lang, "In a revote among those tied, most votes win."));
	else
		say(drafting, "ELEC-29.1",
		    arena_printf(arena, tr(shown->lang, "Elected is who has more than half of the %s who should attend, not of those present."),
		                 arena_printf(arena, "%" PRId64, round->entitled)));
	if (round->invalid > 0)
		say(drafting, "ELEC-27.2", arena_printf(arena, tr(shown->lang, "%s ballots chose more than the seats and are invalid."),
		                                        arena_printf(arena, "%" PRId64, round->invalid)));
	if (round_reveals(shown->election, round))
		say(drafting, "DP-3", tr(shown->lang, "So few or unanimous ballots reveal by arithmetic how somebody voted; the chair should weigh how the figures are announced."));
}

static void
round_buttons(struct drafting *drafting, const struct ballot_round *round)
{
	const struct shown_election *shown = drafting->shown;
	const struct assembly *assembly = drafting->seats->assembly;
	bool supervisor = election_holds_office(shown, assembly, OFFICIAL_SUPERVISOR);

	if ((round->state == BALLOT_OPEN || round->state == BALLOT_RECONCILED) && (shown->runs || supervisor))
		button(drafting, tr(shown->lang, "Reconcile the ballots"), election_do(shown, "reconcile-ballot", "round", round->id),
		       round->state == BALLOT_OPEN);
	if (round->state == BALLOT_RECONCILED && election_holds_office(shown, assembly, OFFICIAL_TELLER))
		button(drafting, round->by_totals ? tr(shown->lang, "Enter the tally sheet") : tr(shown->lang, "Enter a bundle"),
		       election_do(shown, round->by_totals ? "enter-totals" : "enter-ballots", "round", round->id), true);
	if (round->state == BALLOT_RECONCILED && (shown->runs || supervisor))
		button(drafting, tr(shown->lang, "Compare and count"),
		       arena_printf(shown->request->arena, ELECTIONS_PATH "/%" PRId64 "/ballots/%" PRId64, shown->election->id, round->id), false);
	if (round->state == BALLOT_COUNTED && supervisor)
		button(drafting, tr(shown->lang, "Sign the record"), election_do(shown, "sign-ballot", "round", round->id), true);
	if (round->state == BALLOT_COUNTED && (shown->runs || supervisor) && round->signatures == 0)
		button(drafting, tr(shown->lang, "Back to the sheets"), election_do(shown, "reopen-ballot", "round", round->id), false);
}

static void
fill_buttons(struct drafting *drafting)
{
	const struct shown_election *shown = drafting->shown;
	const struct seats *seats = drafting->seats;
	const struct contest_outcome *outcome = &drafting->outcome;

	if (outcome->last)
		round_buttons(drafting, outcome->last);
	if (!shown->runs)
		return;
	if (!outcome->last || (outcome->next && outcome->separate))
		button(drafting, tr(shown->lang, "Put somebody on the list"), election_do(shown, "nominate-candidate", "contest", seats->id), false);
	if (seats->assembly->opened && outcome->next)
		button(drafting, outcome->kind == CONTEST_RUNOFF ? tr(shown->lang, "Revote among those tied")
		       : outcome->separate ? tr(shown->lang, "Separate election") : tr(shown->lang, "Roll call and ballot"),
		       election_do(shown, "begin-ballot", "contest", seats->id), true);
	if (outcome->next && outcome->separate)
		button(drafting, tr(shown->lang, "Reduce the seats"), election_do(shown, "reduce-seats", "contest", seats->id), false);
	if (outcome->decided && !election_step(shown->election, "announced", seats->assembly->id, seats->id))
		button(drafting, tr(shown->lang, "Announce those elected"), election_do(shown, "announce-result", "contest", seats->id), true);
}

int
election_fill_contest(const struct shown_election *shown, const struct seats *seats, struct contest_view *ret_view)
{
	struct drafting *drafting = ARENA_NEW(shown->request->arena, struct drafting);
	struct contest_view *view;
	const char *office;
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
	office = in_lang(office_label(seats->office, seats->organ), shown->lang);
	if (seats->assembly->kind == ASSEMBLY_UNIT)
		office = arena_printf(shown->request->arena, "%s · %s", seats->assembly->body_name, office);
	view->title = drafting->outcome.last
	        ? arena_printf(shown->request->arena, "%s · %s · %s", office,
	                       in_lang(ballot_round_label(drafting->outcome.last), shown->lang),
	                       in_lang(ballot_state_label(drafting->outcome.last->state), shown->lang))
	        : office;
	view->sentences = drafting->sentences;
	view->clauses = drafting->clauses;
	view->sentence_count = drafting->sentence_count;
	view->buttons = drafting->buttons;
	view->button_count = drafting->buttons_count;
	*ret_view = *view;
	return view->title ? 0 : FAIL_MEMORY;
}

