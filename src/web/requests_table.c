#include "web/requests_table.h"

#include <inttypes.h>

#include "base/fail.h"
#include "web/catalogue.h"
#include "web/table.h"
#include "web/visit.h"

const char *
choice_label(const struct request *request, const struct choice *choices, int64_t number)
{
	for (const struct choice *choice = choices; choice->word; choice++)
		if (choice->number == number)
			return in_lang(choice->label, request->lang);
	return "";
}

/* How many days it has waited, or what came of it. */
static struct cell_view
state_cell(const struct request *request, const struct data_request *asked)
{
	enum lang lang = request->lang;
	int waited = request->today - asked->asked, late = request->today - asked->due;

	if (asked->answered != DAY_NONE)
		return cell_badge(choice_label(request, data_request_outcomes, asked->outcome),
		                  asked->outcome == REQUEST_DONE ? TONE_GOOD : TONE_PLAIN);
	if (late > 0)
		return cell_badge(arena_printf(request->arena, tr(lang, "%d days late"), late), TONE_LATE);
	return cell_badge(arena_printf(request->arena, tr(lang, "waiting, day %d"), waited + 1), TONE_SOON);
}

static const char *
answer_text(const struct request *request, const struct data_request *asked)
{
	if (asked->answered == DAY_NONE)
		return NULL;
	return asked->rule ? arena_printf(request->arena, tr(request->lang, "%s (rule: %s)"), asked->answer, asked->rule) : asked->answer;
}

int
requests_table(const struct request *request, const struct data_request *requests, size_t count, bool answering,
               struct table_view *ret_table)
{
	const struct visit *visit = visit_of(request);
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "What is asked")}, {.label = tr(lang, "In words")}, {.label = answering ? tr(lang, "Who asks") : tr(lang, "Answered by")},
		{.label = tr(lang, "Asked on"), .kind = CELL_DAY}, {.label = tr(lang, "Answer due by"), .kind = CELL_DAY},
		{.label = tr(lang, "State"), .kind = CELL_BADGE}, {.label = tr(lang, "Answer")},
	};
	struct table_maker table;
	int status = table_begin(request->arena, tr(lang, "Requests about personal data"), columns, 7, count, &table);

	for (size_t i = 0; i < count && status == 0; i++) {
		const struct data_request *asked = &requests[i];
		bool may = answering && asked->answered == DAY_NONE &&
		           data_request_answers(visit->db, request->arena, &visit->actor, asked, request->today);
		const char *kind = asked->kind == OBJECTS ? tr(lang, "Objection") : choice_label(request, data_request_kinds, asked->kind);
		struct cell_view *cells = table_row(&table);

		cells[0] = cell_link(kind, may ? arena_printf(request->arena, "/data-requests/%" PRId64 "/answer", asked->id) : NULL);
		cells[1] = cell_text(asked->text);
		cells[2] = cell_text(answering ? asked->name : asked->node_name);
		cells[3] = cell_day(asked->asked);
		cells[4] = cell_day(asked->due);
		cells[5] = state_cell(request, asked);
		cells[6] = cell_text(answer_text(request, asked));
	}
	if (status < 0)
		return status;
	table.view.empty = tr(lang, "No requests.");
	*ret_table = table.view;
	return 0;
}
