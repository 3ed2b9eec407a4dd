/* What is due, on the overview: its most pressing lines, and numbers that lead to their lists. */
#include "web/overview.h"

#include <inttypes.h>

#include "base/fail.h"
#include "web/catalogue.h"
#include "web/due_line.h"
#include "web/due_listing.h"
#include "web/link.h"
#include "web/page.h"

/* An address with the chosen node, where one was chosen. */
static const char *
at_node(const struct overview_draft *draft, const char *path, const char *name, const char *value)
{
	const char *node = draft->reach.chosen ? arena_printf(draft->arena, "%" PRId64, draft->reach.node) : NULL;
	const struct form_pair args[] = {{"node", node}, {name, value}};

	return link_to(draft->request, path, args, 2);
}

/* ---- lines ---- */

static int
fill_lines(struct overview_draft *draft, const struct due_brief *brief)
{
	struct due_view *lines = ARENA_ARRAY(draft->arena, brief->count, struct due_view);
	int status = lines ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < brief->count && status == 0; i++)
		status = due_line(draft->request, &brief->foremost[i], true, &lines[i]);
	draft->view.due = lines;
	draft->view.due_count = brief->count;
	return status;
}

/* ---- totals ---- */

static int
add_total(struct overview_draft *draft, struct link_view *totals, const char *label, const char *name,
          const char *value, int64_t count)
{
	if (count == 0)
		return 0;
	totals[draft->view.due_total_count] = (struct link_view){
		.label = arena_printf(draft->arena, "%s %lld", label, (long long)count),
		.href = {at_node(draft, "/duties", name, value)}};
	return totals[draft->view.due_total_count++].href.path ? 0 : FAIL_MEMORY;
}

static int
fill_totals(struct overview_draft *draft, const struct due_brief *brief)
{
	struct link_view *totals = ARENA_ARRAY(draft->arena, 4, struct link_view);
	int status = totals ? 0 : FAIL_MEMORY;

	draft->view.due_totals = totals;
	if (status == 0)
		status = add_total(draft, totals, in_lang(duty_state_label(DUTY_OVERDUE), draft->lang), "state", "overdue",
		                   brief->overdue);
	if (status == 0)
		status = add_total(draft, totals, due_within_words[WITHIN_MONTH].label(draft->lang), "within", "month",
		                   brief->month);
	if (status == 0)
		status = add_total(draft, totals, due_within_words[WITHIN_HALF_YEAR].label(draft->lang), "within", "half_year",
		                   brief->half_year);
	if (status == 0)
		status = add_total(draft, totals, in_lang(duty_state_label(DUTY_OPEN), draft->lang), "state", "open",
		                   brief->open);
	return status;
}

/* ---- where lines would be too many ---- */

static const char *term_over(enum lang lang) { return tr(lang, "The term is over, no re-election yet"); }
static const char *term_ends(enum lang lang) { return tr(lang, "The term ends within half a year"); }
static const char *must_establish(enum lang lang) { return tr(lang, "Due to establish, not established"); }
static const char *not_covered(enum lang lang) { return tr(lang, "Not covered by organization or work"); }
static const char *no_secretary(enum lang lang) { return tr(lang, "Without a secretary"); }
static const char *no_term(enum lang lang) { return tr(lang, "No term on record"); }

static int
fill_numbers(struct overview_draft *draft)
{
	const struct figures *now = &draft->figures;
	const struct {
		int64_t count;
		enum tone tone;
		const char *(*title)(enum lang lang);
		const char *list, *name, *value, *clause;
	} numbers[] = {
		{now->overdue, TONE_LATE, term_over, "/bodies", "term", "overdue", "ELEC-3.1"},
		{now->due - now->due_established, TONE_LATE, must_establish, "/units", "due", "open", "OPIN-8.1"},
		{now->due_in_six, TONE_SOON, term_ends, "/bodies", "term", "in_six_months", "ELEC-3.1"},
		{now->uncovered, TONE_SOON, not_covered, "/units", "covered", "none", "OPIN-11.2"},
		{now->no_secretary, TONE_SOON, no_secretary, "/bodies", "secretary", "no", "OPIN-17.2"},
		{now->no_term, TONE_SOON, no_term, "/bodies", "term", "none", "ELEC-3.1"},
	};
	const size_t count = sizeof numbers / sizeof *numbers;
	struct due_view *lines = ARENA_ARRAY(draft->arena, count, struct due_view);

	if (!lines)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++) {
		if (numbers[i].count == 0)
			continue;
		lines[draft->view.due_count] = (struct due_view){
			.tone = numbers[i].tone, .title = numbers[i].title(draft->lang), .clause = numbers[i].clause,
			.when = arena_printf(draft->arena, "%lld", (long long)numbers[i].count),
			.href = {at_node(draft, numbers[i].list, numbers[i].name, numbers[i].value)},
		};
		if (!lines[draft->view.due_count].when || !lines[draft->view.due_count].href.path)
			return FAIL_MEMORY;
		draft->view.due_count++;
	}
	draft->view.due = lines;
	return 0;
}

/* ---- either ---- */

/* Of a part with very many, lines are for today; for another day its numbers are at hand. */
static bool
too_many(const struct overview_draft *draft)
{
	bool today = visit_of(draft->request)->as_of == draft->request->today;

	return draft->figures.units > (today ? DUE_UNITS_MAX : DUE_UNITS_AHEAD);
}

static int
fill_brief(struct overview_draft *draft)
{
	const struct visit *visit = visit_of(draft->request);
	bool own = (actor_roles(&visit->actor) & ROLE_BRANCH) != 0; /* some duties are for those of a branch alone */
	struct due_brief brief;
	const struct due *due;
	int status = (own ? due_borrow : due_borrow_brief)(visit->installation->due, visit->db, draft->reach.path, visit->as_of,
	                                                   draft->request->today, &due);

	if (status < 0)
		return status;
	brief = due->brief;
	if (own)
		due_brief_of(&due->duties, &visit->actor, visit->as_of, &brief);
	status = fill_lines(draft, &brief);
	if (status == 0)
		status = fill_totals(draft, &brief);
	due_return(visit->installation->due, due);
	return status;
}

int
overview_due(struct overview_draft *draft)
{
	if (draft->figures.units <= DUE_UNITS_MAX) {
		draft->view.due_all.path = at_node(draft, "/duties", "state", NULL);
		if (!draft->view.due_all.path)
			return FAIL_MEMORY;
	}
	return too_many(draft) ? fill_numbers(draft) : fill_brief(draft);
}
