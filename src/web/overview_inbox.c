/* Requests, reports and notices on the overview: what waits for the reader, then what waits for the other side. */
#include <inttypes.h>

#include "base/fail.h"
#include "party/data_request.h"
#include "party/matter.h"
#include "party/voice.h"
#include "web/catalogue.h"
#include "web/labels.h"
#include "web/matter_page.h"
#include "web/overview.h"
#include "web/page.h"

#define INBOX_SHOWN 6
#define DAYS_LONG 30   /* from here on a line stands out; no source sets a number of days */

struct inbox {
	struct overview_draft *draft;
	struct labels *labels;
	struct due_view *lines;
	size_t count;
};

/* One question to the register, and whether its answers wait for the reader. */
struct waiting {
	struct filter filters[3];
	size_t filter_count;
	bool mine;
};

static int
other_side(struct inbox *inbox, const struct record *record, bool mine, const char **ret_name)
{
	int64_t body = record_value(record, mine ? "body" : "addressee")->number;
	int64_t unit = record_value(record, "unit")->number;
	struct label label = {.text = "—"};
	int status = body || unit ? label_of(inbox->labels, body ? &body_kind : &unit_kind, body ? body : unit, &label) : 0;

	*ret_name = label.text;
	return status;
}

static int
add_line(struct inbox *inbox, const struct record *record, bool mine)
{
	struct overview_draft *draft = inbox->draft;
	long long days = (long long)matter_record_days(record, visit_of(draft->request)->as_of);
	bool returned = record_value(record, "state")->number == MATTER_RETURNED;
	const char *other;
	int status = other_side(inbox, record, mine && !returned, &other);
	struct due_view *line = &inbox->lines[inbox->count++];

	if (status < 0)
		return status;
	*line = (struct due_view){
		.title = record_value(record, "title")->text,
		.href = {matter_address(draft->arena, record->id, NULL)},
		.tone = !mine ? TONE_INFO : days >= DAYS_LONG ? TONE_LATE : TONE_SOON,
		.when = returned ? tr(draft->lang, "to amend")
		        : mine   ? arena_printf(draft->arena, tr(draft->lang, "for you, %lld days"), days)
		                 : arena_printf(draft->arena, tr(draft->lang, "with them, %lld days"), days),
		.sentence = returned ? arena_printf(draft->arena, tr(draft->lang, "Returned by %s"), other)
		            : mine   ? arena_printf(draft->arena, tr(draft->lang, "From %s"), other)
		                     : arena_printf(draft->arena, tr(draft->lang, "To %s"), other),
	};
	return line->href.path && line->when && line->sentence ? 0 : FAIL_MEMORY;
}

/* A few have one sender or addressee in common, and are found by that. */
static const struct list_outlook few = {.total = INBOX_SHOWN, .scope = INT32_MAX, .subjects = INBOX_SHOWN, .alike = -1};

/* The longest waiting first. */
static int
add_waiting(struct inbox *inbox, const struct waiting *waiting)
{
	struct overview_draft *draft = inbox->draft;
	const struct visit *visit = visit_of(draft->request);
	struct list_query query = {
		.kind = &matter_kind, .as_of = visit->as_of, .filters = waiting->filters, .filter_count = waiting->filter_count,
		.sort = "submitted", .limit = INBOX_SHOWN, .outlook = &few,
	};
	struct list list;
	int status = access_list(draft->arena, &visit->actor, NULL, &query);

	if (status == FAIL_FORBIDDEN)
		return 0;
	if (status == 0)
		status = list_run(visit->db, draft->arena, &query, &list);
	for (size_t i = 0; status == 0 && i < list.count && inbox->count < INBOX_SHOWN; i++)
		/* A notice about an organization is not its own to wait for. */
		if (waiting->mine || record_value(list.rows[i], "nature")->number != NOTICE || !draft->reach.unit)
			status = add_line(inbox, list.rows[i], waiting->mine);
	return status;
}

/* Requests about personal data that the reader is to answer; who asks is not for this page (DP-12). */
static int
add_data_requests(struct inbox *inbox)
{
	struct overview_draft *draft = inbox->draft;
	const struct visit *visit = visit_of(draft->request);
	const struct data_request_query query = {.path = draft->reach.today, .waiting = true, .today = draft->request->today};
	struct data_request *asked;
	char by[DAY_TEXT];
	size_t count;
	int status;

	if (visit->as_of != draft->request->today || !visit_may_open(draft->request, "/data-requests"))
		return 0;
	status = data_requests(visit->db, draft->arena, &query, &asked, &count);
	for (size_t i = 0; status == 0 && i < count && inbox->count < INBOX_SHOWN; i++) {
		struct due_view *line = &inbox->lines[inbox->count];
		int late = draft->request->today - asked[i].due;

		if (!data_request_answers(visit->db, draft->arena, &visit->actor, &asked[i], draft->request->today))
			continue;
		inbox->count++;
		*line = (struct due_view){
			.title = tr(draft->lang, "Request about personal data"), .clause = asked[i].kind == OBJECTS ? "DP-25" : "DP-24",
			.href = {arena_printf(draft->arena, "/data-requests/%" PRId64 "/answer", asked[i].id)},
			.tone = late > 0 ? TONE_LATE : TONE_SOON,
			.when = late > 0 ? arena_printf(draft->arena, tr(draft->lang, "%d days late"), late)
			                 : arena_printf(draft->arena, tr(draft->lang, "waiting, day %d"),
			                                draft->request->today - asked[i].asked + 1),
			.sentence = arena_printf(draft->arena, tr(draft->lang, "Answer due by %s"), day_text(asked[i].due, by)),
		};
		status = line->href.path && line->when && line->sentence ? 0 : FAIL_MEMORY;
	}
	return status;
}

/* What members handed to the reader's own branch; whose words they are is not for this page. */
static int
add_voices(struct inbox *inbox)
{
	struct overview_draft *draft = inbox->draft;
	const struct visit *visit = visit_of(draft->request);
	struct due_view *line = &inbox->lines[inbox->count];
	int64_t waiting = 0;
	int status = 0;

	if (visit->as_of != draft->request->today || draft->reach.unit || !draft->reach.today || inbox->count == INBOX_SHOWN ||
	    !actor_may_own(&visit->actor, ROLE_BRANCH, draft->reach.today) || !visit_may_open(draft->request, "/voices"))
		return 0;
	status = voices_waiting(visit->db, draft->reach.node, draft->request->today, &waiting);
	if (status < 0 || !waiting)
		return status;
	*line = (struct due_view){
		.title = tr(draft->lang, "Members' proposals and views"), .clause = "DP-20", .href = {"/voices"}, .tone = TONE_SOON,
		.when = arena_printf(draft->arena, tr(draft->lang, "%lld to answer"), (long long)waiting),
		.sentence = tr(draft->lang, "Handed to the branch by its members"),
	};
	inbox->count++;
	return line->when ? 0 : FAIL_MEMORY;
}

int
overview_inbox(struct overview_draft *draft)
{
	const char *node = arena_printf(draft->arena, "%" PRId64, draft->reach.node);
	const char *sender = draft->reach.unit ? "unit" : "body";
	const struct waiting waiting[] = {
		{{{draft->reach.unit ? "unit" : "addressee", node}, {"state", "submitted"}, {"nature", "notice"}},
		 draft->reach.unit ? 3 : 2, true},
		{{{sender, node}, {"state", "returned"}}, 2, true},
		{{{sender, node}, {"state", "submitted"}}, 2, false},
	};
	struct inbox inbox = {.draft = draft, .labels = labels_new(draft->request, draft->arena, true),
	                      .lines = ARENA_ARRAY(draft->arena, INBOX_SHOWN, struct due_view)};
	int status = node && inbox.labels && inbox.lines ? 0 : FAIL_MEMORY;

	if (status == 0 && !draft->reach.node) /* of everything nobody in particular is the addressee */
		return 0;
	for (size_t i = 0; i < sizeof waiting / sizeof *waiting && status == 0; i++)
		status = add_waiting(&inbox, &waiting[i]);
	if (status == 0)
		status = add_data_requests(&inbox);
	if (status == 0)
		status = add_voices(&inbox);
	if (status < 0)
		return status;
	draft->view.inbox_title = tr(draft->lang, "Requests and replies");
	draft->view.inbox = inbox.lines;
	draft->view.inbox_count = inbox.count;
	if (visit_may_open(draft->request, "/matters"))
		draft->view.inbox_all.path = "/matters";
	return 0;
}
