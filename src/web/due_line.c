#include "web/due_line.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "law/rule.h"
#include "web/catalogue.h"
#include "web/link.h"
#include "web/visit.h"

#define DAYS_A_YEAR 365

enum tone
due_tone(const struct duty *duty)
{
	static const enum tone tones[] = {
		[DUTY_UPCOMING] = TONE_GOOD, [DUTY_DUE_SOON] = TONE_SOON, [DUTY_DUE] = TONE_LATE,
		[DUTY_OVERDUE] = TONE_LATE, [DUTY_OPEN] = TONE_SOON,
	};

	return tones[duty->state];
}

const char *
due_when(const struct request *request, const struct duty *duty)
{
	day_no on = visit_of(request)->as_of;
	enum lang lang = request->lang;

	switch (duty->state) {
	case DUTY_OVERDUE:
		return arena_printf(request->arena, tr(lang, "%d days overdue"), on - duty->by);
	case DUTY_DUE:
		return tr(lang, "due today");
	case DUTY_OPEN:
		return on - duty->since < 2 * DAYS_A_YEAR
		        ? arena_printf(request->arena, tr(lang, "for %d days"), on - duty->since)
		        : arena_printf(request->arena, tr(lang, "for %d years"), (on - duty->since) / DAYS_A_YEAR);
	default:
		return arena_printf(request->arena, tr(lang, "%d days left"), duty->by - on);
	}
}

const char *
due_subject(const struct request *request, const struct duty *duty)
{
	const struct kind *kind = kind_find(duty->kind);
	const char *path = kind ? record_address(request->arena, kind, duty->id) : NULL;

	return path ? link_to(request, path, NULL, 0) : NULL;
}

static const char *see_proposal(enum lang lang) { return tr(lang, "See the proposal"); }
static const char *begin_request(enum lang lang) { return tr(lang, "Draft the request"); }
static const char *send_reminder(enum lang lang) { return tr(lang, "Send a reminder"); }
static const char *begin_election(enum lang lang) { return tr(lang, "Begin an election"); }
static const char *open_matter(enum lang lang) { return tr(lang, "Open it"); }

/* What is done about a clause, by whom the page is open to; the first that is. */
static const struct {
	const char *clause, *kind;
	bool dated;               /* only where there is a day to act by */
	const char *path;         /* with the subject's number */
	const char *(*label)(enum lang lang);
} actions[] = {
	{"OPIN-10.2", "unit", false, "/units/%" PRId64 "/proposal", see_proposal},
	{"OPIN-8.1", "unit", false, "/matters/new?kind=set-up-body&unit=%" PRId64, begin_request},
	{"ELEC-3.1", "body", true, "/bodies/%" PRId64 "/remind", send_reminder},
	{"ELEC-3.1", "body", true, "/elections/new?body=%" PRId64, begin_election},
	{"OPIN-8.2", "body", false, "/matters/new?kind=change-body-form&body=%" PRId64, begin_request},
	{"A-1", "body", false, "/matters/new?kind=change-body-form&body=%" PRId64, begin_request},
};

static int
set_action(const struct request *request, const char *path, const char *label, struct due_view *view)
{
	const char *query = path ? strchr(path, '?') : NULL;
	const char *page = query ? arena_strndup(request->arena, path, (size_t)(query - path)) : path;

	if (!page)
		return FAIL_MEMORY;
	if (!visit_may_open(request, page) || (query && visit_of(request)->as_of != request->today))
		return 0;
	view->action = label;
	view->action_href.path = query ? path : link_to(request, path, NULL, 0);
	return view->action_href.path ? 0 : FAIL_MEMORY;
}

/* What can be done about it on a page of its own. */
static int
fill_action(const struct request *request, const struct duty *duty, struct due_view *view)
{
	int status = 0;

	if (duty->matter)
		return set_action(request, arena_printf(request->arena, "/matters/%" PRId64, duty->matter), open_matter(request->lang),
		                  view);
	for (size_t i = 0; i < sizeof actions / sizeof *actions && status == 0 && !view->action; i++)
		if (strcmp(duty->clause, actions[i].clause) == 0 && strcmp(duty->kind, actions[i].kind) == 0 &&
		    (!actions[i].dated || duty->by != DAY_NONE))
			status = set_action(request, arena_printf(request->arena, actions[i].path, duty->id),
			                    actions[i].label(request->lang), view);
	return status;
}

int
due_line(const struct request *request, const struct duty *duty, bool named, struct due_view *ret_view)
{
	const struct clause *clause = clause_find(duty->clause);
	const char *what = clause ? in_lang(clause->title, request->lang) : duty->clause;
	struct due_view view = {
		.tone = due_tone(duty), .when = due_when(request, duty), .sentence = arena_strdup(request->arena, in_lang(duty->why, request->lang)),
		.clause = duty->clause,
		.title = named ? arena_printf(request->arena, tr(request->lang, "%s: %s"), duty->name, what) : what,
	};

	if (!view.when || !view.title || !view.sentence)
		return FAIL_MEMORY;
	if (named)
		view.href.path = due_subject(request, duty);
	*ret_view = view;
	return fill_action(request, duty, ret_view);
}
