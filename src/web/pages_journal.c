/* /admin/journal: who did what and when, for auditors; never what was written. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/directory.h"
#include "web/address.h"
#include "web/api.h"
#include "web/catalogue.h"
#include "web/labels.h"
#include "web/moment.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/table.h"

#define JOURNAL "/admin/journal"
#define JOURNAL_PAGE 100

struct asked {
	struct entry_query query;
	const char *action, *account, *subject;
};

static int
read_number(const struct request *request, const char *argument, const char **ret_text, int64_t *ret_number)
{
	const char *text = request_query(request, argument);

	if (ret_text)
		*ret_text = text;
	if (!text || !*text || (num_parse(text, ret_number) == 0 && *ret_number > 0))
		return 0;
	return fail(FAIL_INPUT, NULL, argument, "%s 应是一个编号。", "%s is a number.", argument);
}

/* An account by its name, or a tag as the journal has it ("cli:root"). */
static int
ask_actor(const struct request *request, struct asked *asked)
{
	int64_t account = 0;
	int status = 0;

	asked->account = request_query(request, "account");
	if (!asked->account || !*asked->account)
		return 0;
	if (strchr(asked->account, ':')) {
		asked->query.tag = asked->account;
		return 0;
	}
	status = account_find(visit_of(request)->db, asked->account, &account);
	if (status < 0)
		return status;
	if (!account)
		return fail(FAIL_INPUT, NULL, "account", "没有这个账号。", "There is no such account.");
	asked->query.tag = arena_printf(request->arena, "account:%" PRId64, account);
	return asked->query.tag ? 0 : FAIL_MEMORY;
}

static int
read_asked(const struct request *request, struct asked *asked)
{
	const struct visit *visit = visit_of(request);
	int status;

	*asked = (struct asked){.query = {.day = visit->as_of, .limit = JOURNAL_PAGE + 1}};
	asked->action = request_query(request, "action");
	if (asked->action && *asked->action)
		asked->query.action = asked->action;
	status = directory_reach(request->arena, &visit->actor, ROLE_AUDITOR, &asked->query.reach);
	if (status == 0)
		status = ask_actor(request, asked);
	if (status == 0)
		status = read_number(request, "subject", &asked->subject, &asked->query.subject);
	return status == 0 ? read_number(request, "page", NULL, &asked->query.before) : status;
}

/* ---- JSON ---- */

static void
entry_json(const struct entry_line *entry, struct json *json)
{
	json_open(json, '{');
	json_key(json, "number");
	json_int(json, entry->number);
	json_key(json, "at");
	json_int(json, entry->at);
	json_key(json, "actor");
	json_text(json, entry->tag);
	json_key(json, "action");
	json_text(json, entry->action);
	json_key(json, "kind");
	json_text(json, *entry->kind ? entry->kind : NULL);
	json_key(json, "subject");
	entry->subject ? json_int(json, entry->subject) : json_none(json);
	json_key(json, "node");
	entry->node ? json_int(json, entry->node) : json_none(json);
	json_close(json, '}');
}

static int
journal_json(const struct request *request, struct response *response, const struct entry_line *entries,
             size_t shown, bool more)
{
	struct json json = json_to(&response->body);

	response->type = TYPE_JSON;
	json_open(&json, '{');
	json_key(&json, "rows");
	json_open(&json, '[');
	for (size_t i = 0; i < shown; i++)
		entry_json(&entries[i], &json);
	json_close(&json, ']');
	json_key(&json, "next");
	json_text(&json, more ? arena_printf(request->arena, "%" PRId64, entries[shown - 1].number) : NULL);
	json_key(&json, "as_of");
	json_day(&json, visit_of(request)->as_of);
	json_close(&json, '}');
	return 0;
}

/* ---- the page ---- */

static const char *
subject_label(const struct request *request, const struct entry_line *entry)
{
	const struct kind *kind = kind_find(entry->kind);
	const char *word = kind ? in_lang(kind->label, request->lang)
	                   : strcmp(entry->kind, "account") == 0 ? tr(request->lang, "Account") : entry->kind;

	return entry->subject ? arena_printf(request->arena, "%s %" PRId64, word, entry->subject) : word;
}

static int
fill_entries(const struct request *request, const struct entry_line *entries, size_t count,
             struct table_view *ret_table)
{
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "Number")}, {.label = tr(lang, "Time")},
		{.label = tr(lang, "Who")}, {.label = tr(lang, "Action")}, {.label = tr(lang, "Subject")},
	};
	struct table_maker table;
	int status = table_begin(request->arena, tr(lang, "Journal"), columns, 5, count, &table);

	for (size_t i = 0; i < count && status == 0; i++) {
		struct cell_view *cells = table_row(&table);
		const char *who;

		status = actor_name(visit_of(request)->db, request->arena, entries[i].tag, &who);
		if (status < 0)
			break;
		cells[0] = cell_number(entries[i].number);
		cells[1] = cell_text(moment_text(request->arena, entries[i].at));
		cells[2] = cell_text(who_text(request, who));
		cells[3] = cell_text(in_lang(entry_label(visit_of(request)->installation, entries[i].action), request->lang));
		cells[4] = cell_text(subject_label(request, &entries[i]));
		status = cells[1].text && cells[4].text ? 0 : FAIL_MEMORY;
	}
	if (status == 0)
		*ret_table = table.view;
	return status;
}

static int
fill_filters(const struct request *request, const struct asked *asked, struct list_view *view)
{
	const struct installation *installation = visit_of(request)->installation;
	size_t count = installation->action_count;
	struct field_view *fields = ARENA_ARRAY(request->arena, 3, struct field_view);
	struct choice_view *choices = ARENA_ARRAY(request->arena, count, struct choice_view);
	enum lang lang = request->lang;

	if (!fields || !choices)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice_view){
			.value = installation->actions[i].name, .label = in_lang(installation->actions[i].label, lang),
			.chosen = asked->query.action && strcmp(asked->query.action, installation->actions[i].name) == 0,
		};
	fields[0] = (struct field_view){.name = "action", .label = tr(lang, "Action"), .kind = INPUT_CHOICE,
	                                .choices = choices, .choice_count = count};
	fields[1] = (struct field_view){.name = "account", .label = tr(lang, "Account"), .kind = INPUT_TEXT,
	                                .value = asked->account};
	fields[2] = (struct field_view){.name = "subject", .label = tr(lang, "Number of the subject"),
	                                .kind = INPUT_NUMBER, .value = asked->subject};
	view->filters = fields;
	view->filter_count = 3;
	view->filters_set = (size_t)((asked->query.action != NULL) + (asked->query.tag != NULL) +
	                             (asked->query.subject != 0));
	return 0;
}

static int
journal_page(struct request *request, struct response *response, const struct asked *asked,
             const struct entry_line *entries, size_t shown, bool more)
{
	struct list_view view = {
		.lead = tr(request->lang, "Who did what and when, without content."), .action = {JOURNAL}, .clear = {JOURNAL},
	};
	const struct hidden_view day = {"as_of", request_query(request, "as_of")};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(request->lang, "Journal"));
	int status = page ? fill_entries(request, entries, shown, &view.table) : FAIL_MEMORY;

	if (more)
		view.next.path = address_with(request, "page",
		                              arena_printf(request->arena, "%" PRId64, entries[shown - 1].number));
	if (asked->query.before)
		view.first.path = address_with(request, "page", NULL);
	if (status == 0)
		status = fill_filters(request, asked, &view);
	if (status == 0)
		status = page_takes_day(page);
	if (status < 0)
		return status;
	page_crumb(page, tr(request->lang, "Administration"), "/admin");
	view.page = &page->view;
	view.keep = &day;
	view.keep_count = page->as_of.today ? 0 : 1;
	view_list(&html, &view);
	return 0;
}

static int
show_journal(struct request *request, struct response *response)
{
	struct asked asked;
	struct entry_line *entries;
	size_t count, shown;
	int status = read_asked(request, &asked);

	if (status == 0)
		status = directory_entries(visit_of(request)->db, request->arena, &asked.query, &entries, &count);
	if (status < 0)
		return status;
	shown = count > JOURNAL_PAGE ? JOURNAL_PAGE : count;
	if (request->api)
		return journal_json(request, response, entries, shown, count > shown);
	return journal_page(request, response, &asked, entries, shown, count > shown);
}

const struct route journal_routes[] = {
	{"GET", JOURNAL, .who = ROLE_AUDITOR, .clauses = "DP-13", .handle = show_journal},
	{"GET", API JOURNAL, .who = ROLE_AUDITOR, .clauses = "DP-13", .handle = show_journal},
	{0},
};
