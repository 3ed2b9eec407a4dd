#include "web/due_line.h"

#include <string.h>

#include "base/fail.h"
#include "law/rule.h"
#include "web/catalogue.h"
#include "web/link.h"
#include "web/visit.h"

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
		return arena_printf(request->arena, tr(lang, "for %d days"), on - duty->since);
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

int
due_line(const struct request *request, const struct duty *duty, bool named, struct due_view *ret_view)
{
	const struct clause *clause = clause_find(duty->clause);
	const char *what = clause ? in_lang(clause->title, request->lang) : duty->clause;
	struct due_view view = {
		.tone = due_tone(duty), .when = due_when(request, duty), .sentence = in_lang(duty->why, request->lang),
		.clause = duty->clause,
		.title = named ? arena_printf(request->arena, tr(request->lang, "%s: %s"), duty->name, what) : what,
	};

	if (!view.when || !view.title)
		return FAIL_MEMORY;
	if (named)
		view.href.path = due_subject(request, duty);
	*ret_view = view;
	return 0;
}
