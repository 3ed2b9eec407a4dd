/* /data-requests: what members ask about their data and organizations object to, and the answers (DP-24, DP-25). */
#include <inttypes.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/openings.h"
#include "web/action_form.h"
#include "web/catalogue.h"
#include "web/link.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/reach.h"
#include "web/requests_table.h"

#define REQUESTS_PATH "/data-requests"
#define ANSWERS (ROLE_BRANCH | ROLE_CLERKS)
#define READS (ANSWERS | ROLE_UNIT_OFFICE)

static int
show_requests(struct request *request, struct response *response)
{
	const struct visit *visit = visit_of(request);
	enum lang lang = request->lang;
	struct list_view view = {
		.lead = tr(lang, "What members ask about their own data and organizations object to. The answer is due within the days set; past them the organization above may answer, too."),
	};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(lang, "Requests about personal data"));
	struct data_request *requests;
	struct reach reach;
	size_t count;
	int status = page ? reach_of(request, READS, &reach) : FAIL_MEMORY;

	if (status == 0)
		status = data_requests(visit->db, request->arena,
		                       &(struct data_request_query){.path = reach.today ? reach.today : "/", .today = request->today},
		                       &requests, &count);
	if (status == 0)
		status = requests_table(request, requests, count, true, &view.table);
	if (status < 0)
		return status;
	page->view.subtitle = reach.name;
	view.page = &page->view;
	view.action.path = view.clear.path = REQUESTS_PATH;
	view_list(&html, &view);
	return 0;
}

/* ---- answering ---- */

static int
write_note(struct db *db, void *arg)
{
	return opening_note(db, arg);
}

/* DP-13: whoever reads what a member asks is on record for the member to see. */
static int
note_reading(const struct request *request, const struct data_request *asked)
{
	const struct visit *visit = visit_of(request);
	struct opening note = {.person = asked->person, .actor = &visit->actor, .roles = ANSWERS, .at = request->now,
	                       .reason = "answer-data-request"};

	return asked->person ? writer_do(visit->installation->writer, write_note, &note) : 0;
}

static int
open_request(const struct request *request, struct data_request *ret_request)
{
	const struct visit *visit = visit_of(request);
	struct data_request_query query = {.today = request->today};
	struct data_request *found;
	size_t count = 0;
	int status = num_parse(request_param(request, "id"), &query.id);

	if (status == 0 && query.id > 0)
		status = data_requests(visit->db, request->arena, &query, &found, &count);
	if (status < 0 || count == 0 ||
	    !data_request_answers(visit->db, request->arena, &visit->actor, found, request->today))
		return fail(FAIL_FORBIDDEN, "DP-12", NULL, "这项请求不由您答复。", "This request is not yours to answer.");
	*ret_request = *found;
	return 0;
}

static int
answer_form(const struct request *request, const struct data_request *asked, struct action_form *ret_form)
{
	enum lang lang = request->lang;
	const char *kind = asked->kind == OBJECTS ? tr(lang, "Objection") : choice_label(request, data_request_kinds, asked->kind);
	char on[DAY_TEXT], by[DAY_TEXT];

	*ret_form = (struct action_form){
		.action = "answer-data-request", .path = arena_printf(request->arena, REQUESTS_PATH "/%" PRId64 "/answer", asked->id),
		.cancel = REQUESTS_PATH,
		.lead = arena_printf(request->arena, tr(lang, "%s, %s on %s, answer due by %s: %s"), asked->name, kind, day_text(asked->asked, on),
		                     day_text(asked->due, by), asked->text),
		.crumbs = {{tr(lang, "Requests about personal data"), {REQUESTS_PATH}, false, 0}}, .crumb_count = 1,
		.hidden = {{"id", arena_printf(request->arena, "%" PRId64, asked->id)}}, .hidden_count = 1,
	};
	return ret_form->path && ret_form->lead && ret_form->hidden[0].value ? 0 : FAIL_MEMORY;
}

static int
show_answer(struct request *request, struct response *response)
{
	struct data_request asked;
	struct action_form form;
	int status = open_request(request, &asked);

	if (status == 0)
		status = note_reading(request, &asked);
	if (status == 0)
		status = answer_form(request, &asked, &form);
	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
take_answer(struct request *request, struct response *response)
{
	struct data_request asked;
	struct action_form form;
	int status = open_request(request, &asked);

	if (status == 0)
		status = answer_form(request, &asked, &form);
	return status < 0 ? status : action_form_take(request, response, &form, REQUESTS_PATH);
}

/* ---- an organization's objection ---- */

static int
object_form(const struct request *request, struct action_form *ret_form)
{
	const char *unit = request_param(request, "id");
	enum lang lang = request->lang;
	struct reach reach = {0};
	int status = num_parse(unit, &reach.node);

	if (status == 0)
		status = access_node(visit_of(request)->db, request->arena, &visit_of(request)->actor, ROLE_UNIT_OFFICE, reach.node,
		                     request->today, request->today, &reach.today);
	if (status < 0)
		return status == FAIL_FORBIDDEN ? status : fail(FAIL_FORBIDDEN, "DP-12", NULL, "这一部分不在您的职责范围内。",
		                                                "This part is outside what your roles reach.");
	*ret_form = (struct action_form){
		.action = "object-to-record", .path = arena_printf(request->arena, "/units/%s/object", unit),
		.cancel = record_address(request->arena, &unit_kind, reach.node),
		.lead = tr(lang, "It goes to the organization that leads yours, which answers; a refusal names its rule."),
		.crumbs = {{tr(lang, "Requests about personal data"), {REQUESTS_PATH}, false, 0}}, .crumb_count = 1,
		.hidden = {{"unit", unit}}, .hidden_count = 1,
	};
	return ret_form->path && ret_form->cancel ? 0 : FAIL_MEMORY;
}

static int
show_object(struct request *request, struct response *response)
{
	struct action_form form;
	int status = object_form(request, &form);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
take_object(struct request *request, struct response *response)
{
	struct action_form form;
	int status = object_form(request, &form);

	return status < 0 ? status : action_form_take(request, response, &form, REQUESTS_PATH);
}

const struct route data_request_routes[] = {
	{"GET", REQUESTS_PATH, .who = READS, .clauses = "DP-22 DP-24 DP-25", .handle = show_requests},
	{"GET", REQUESTS_PATH "/{id}/answer", .who = ANSWERS, .clauses = "DP-13 DP-24", .handle = show_answer},
	{"POST", REQUESTS_PATH "/{id}/answer", .who = ANSWERS, .clauses = "DP-24", .handle = take_answer},
	{"GET", "/units/{id}/object", .who = ROLE_UNIT_OFFICE, .clauses = "DP-25", .handle = show_object},
	{"POST", "/units/{id}/object", .who = ROLE_UNIT_OFFICE, .clauses = "DP-25", .handle = take_object},
	{0},
};
