/* /me/data: everything that is kept about the reader, a copy to take away, and requests about it (DP-24). */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/own_data.h"
#include "party/setting.h"
#include "web/action_form.h"
#include "web/catalogue.h"
#include "web/cells.h"
#include "web/moment.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/requests_table.h"

#define OWN_PATH "/me/data"
#define ASK_PATH "/me/requests/new"
#define RELATED_MAX 40

struct own_page {
	struct request *request;
	enum lang lang;
	int64_t person, account;
	struct related_view *related;
	size_t count;
	const char *nothing;      /* names of what there is nothing of */
};

static int
need_person(const struct request *request)
{
	return visit_of(request)->actor.person ? 0
	       : fail(FAIL_NOT_FOUND, "DP-24", NULL, "您的账号没有对应的人员记录，除账号本身外没有保存您的个人信息。",
	              "Your account belongs to no person on record; nothing is kept about you but the account itself.");
}

static int
note_nothing(struct own_page *own, struct bilingual label)
{
	own->nothing = own->nothing ? arena_printf(own->request->arena, "%s%s%s", own->nothing, tr(own->lang, ", "), in_lang(label, own->lang))
	                            : in_lang(label, own->lang);
	return own->nothing ? 0 : FAIL_MEMORY;
}

static void
put(struct own_page *own, const char *title, const char *note, const struct table_view *table)
{
	own->related[own->count++] = (struct related_view){.title = title, .note = note, .table = *table};
}

/* ---- records of the dictionary ---- */

static int
fill_row(struct labels *labels, const struct record *record, const struct field *person, struct cell_view *cells)
{
	size_t at = 0;
	int status = 0;

	for (size_t i = 0; i < record->kind->field_count && status == 0; i++)
		if (&record->kind->fields[i] != person)
			status = value_cell(labels, &record->kind->fields[i], &record->values[i], &cells[at++]);
	cells[at++] = cell_day(record->since);
	cells[at] = last_day_cell(record);
	return status;
}

static int
fill_kind(struct own_page *own, struct labels *labels, const struct kind *kind)
{
	const struct request *request = own->request;
	const struct field *person = kind_person_field(kind);
	struct column_view *columns = ARENA_ARRAY(request->arena, kind->field_count + 2, struct column_view);
	const char *note = arena_printf(request->arena, tr(own->lang, "Kept: %s"), in_lang(kind->retention, own->lang));
	struct table_maker table;
	struct list list;
	size_t count = 0;
	int status = columns && note ? own_records(visit_of(request)->db, request->arena, kind, own->person, &list) : FAIL_MEMORY;

	if (status < 0 || list.count == 0)
		return status < 0 ? status : note_nothing(own, kind->label);
	for (size_t i = 0; i < kind->field_count; i++)
		if (&kind->fields[i] != person)
			columns[count++] = (struct column_view){.label = in_lang(kind->fields[i].label, own->lang), .kind = field_cell(&kind->fields[i])};
	columns[count++] = (struct column_view){.label = in_lang(kind->since_label, own->lang), .kind = CELL_DAY};
	columns[count++] = (struct column_view){.label = in_lang(kind->until_label, own->lang), .kind = CELL_DAY};
	status = table_begin(request->arena, in_lang(kind->label, own->lang), columns, count, list.count, &table);
	for (size_t i = 0; i < list.count && status == 0; i++)
		status = fill_row(labels, list.rows[i], person, table_row(&table));
	if (status == 0)
		put(own, in_lang(kind->label, own->lang), note, &table.view);
	return status;
}

/* ---- other tables ---- */

static struct cell_view
own_cell(const struct own_page *own, const struct own_column *column, const struct rows *rows, int at)
{
	const struct request *request = own->request;

	if (rows_null(rows, at))
		return cell_text(NULL);
	switch (column->type) {
	case OWN_DAY:
		return cell_day(rows_day(rows, at));
	case OWN_MOMENT:
		return cell_text(moment_text(request->arena, rows_int(rows, at)));
	case OWN_CHOICE:
		return cell_text(choice_label(request, column->choices, rows_int(rows, at)));
	case OWN_NUMBER:
		return cell_text(arena_printf(request->arena, "%" PRId64, rows_int(rows, at)));
	case OWN_ACTOR:
		return cell_text(who_text(request, rows_dup(rows, at, request->arena)));
	default:
		return cell_text(rows_dup(rows, at, request->arena));
	}
}

/* An action's name in words, where that is what the text is. */
static void
name_action(const struct own_page *own, struct cell_view *cell)
{
	const struct visit *visit = visit_of(own->request);
	const struct action *action = cell->text ? action_find(visit->installation, cell->text) : NULL;

	if (action)
		cell->text = in_lang(action->label, own->lang);
	else if (cell->text && strcmp(cell->text, "branch-work") == 0)
		cell->text = tr(own->lang, "daily work of the branch");
}

static int
read_rows(struct own_page *own, const struct own_table *from, struct table_maker *table, size_t width)
{
	struct rows *rows;
	int status = db_query(visit_of(own->request)->db, from->sql, ARGS(INT(from->by_account ? own->account : own->person)), &rows);

	if (status < 0)
		return status;
	while (table->view.row_count < OWN_RECORDS_MAX && (status = rows_next(rows)) > 0) {
		struct cell_view *cells = table_row(table);

		for (size_t i = 0; i < width; i++) {
			cells[i] = own_cell(own, &from->columns[i], rows, (int)i);
			if (from->columns[i].type == OWN_TEXT)
				name_action(own, &cells[i]);
		}
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

static int
fill_own_table(struct own_page *own, const struct own_table *from)
{
	const char *note = arena_printf(own->request->arena, tr(own->lang, "Kept: %s"), in_lang(from->notice->retention, own->lang));
	struct column_view columns[OWN_COLUMNS];
	struct table_maker table;
	size_t width = 0;
	int status;

	for (; width < OWN_COLUMNS && from->columns[width].type; width++)
		columns[width] = (struct column_view){.label = in_lang(from->columns[width].label, own->lang)};
	status = table_begin(own->request->arena, in_lang(from->label, own->lang), columns, width, OWN_RECORDS_MAX, &table);
	if (status == 0)
		status = read_rows(own, from, &table, width);
	if (status < 0)
		return status;
	if (table.view.row_count == 0)
		return note_nothing(own, from->label);
	put(own, in_lang(from->label, own->lang), note, &table.view);
	return note ? 0 : FAIL_MEMORY;
}

/* ---- the page ---- */

static int
fill_requests(struct own_page *own)
{
	struct data_request *requests;
	struct table_view table;
	size_t count;
	int status = data_requests(visit_of(own->request)->db, own->request->arena,
	                           &(struct data_request_query){.person = own->person, .today = own->request->today}, &requests, &count);

	if (status == 0)
		status = requests_table(own->request, requests, count, false, &table);
	if (status == 0)
		put(own, tr(own->lang, "My requests"), NULL, &table);
	return status;
}

static int
fill_all(struct own_page *own)
{
	struct labels *labels = labels_new(own->request, own->request->arena, true);
	int status = labels ? fill_requests(own) : FAIL_MEMORY;

	for (size_t k = 0; kinds[k] && status == 0; k++)
		if (kinds[k] == &person_kind || kind_person_field(kinds[k]))
			status = fill_kind(own, labels, kinds[k]);
	for (const struct own_table *table = own_tables; table->name && status == 0; table++)
		if (strcmp(table->name, "requests") != 0)
			status = fill_own_table(own, table);
	return status;
}

/* Who answers, by when, and of what there is nothing. */
static int
fill_about(const struct own_page *own, struct section_view *section)
{
	const struct request *request = own->request;
	struct fact_view *facts = ARENA_ARRAY(request->arena, 4, struct fact_view);
	struct settings settings;
	enum lang lang = own->lang;
	const char *officer;
	int status = facts ? settings_read(visit_of(request)->db, request->arena, request->today, &settings) : FAIL_MEMORY;

	if (status < 0)
		return status;
	officer = setting_value_text(request->arena, SETTING_PRIVACY_OFFICER, setting_text(&settings, SETTING_PRIVACY_OFFICER, NULL), lang);
	facts[0] = (struct fact_view){.label = tr(lang, "A copy, a correction, an explanation"), .clause = "DP-24",
		.value = cell_text(arena_printf(request->arena, tr(lang, "ask here; the branch answers within %lld days, after that the organization above it may. What Party rules require to be kept is not deleted: the answer names the rule."),
		                                (long long)setting_whole(&settings, SETTING_REQUEST_DAYS, NULL)))};
	facts[1] = (struct fact_view){.label = tr(lang, "Complaints"), .clause = "DP-22",
		.value = cell_text(tr(lang, "go to the organization above the branch, past the branch"))};
	facts[2] = (struct fact_view){.label = tr(lang, "Officer for personal data"), .clause = "DP-15", .value = cell_text(officer)};
	facts[3] = (struct fact_view){.label = tr(lang, "Nothing is kept of"), .value = cell_text(own->nothing)};
	*section = (struct section_view){.title = tr(lang, "My rights over it"), .facts = facts, .fact_count = own->nothing ? 4 : 3};
	return facts[0].value.text && officer ? 0 : FAIL_MEMORY;
}

static int
show_own_data(struct request *request, struct response *response)
{
	const struct visit *visit = visit_of(request);
	enum lang lang = request->lang;
	struct own_page own = {.request = request, .lang = lang, .person = visit->actor.person, .account = visit->actor.account};
	const struct button_view buttons[] = {
		{.label = tr(lang, "Take a copy (JSON)"), .post = {OWN_PATH "/copy"}, .primary = true},
		{.label = tr(lang, "Ask for a correction …"), .href = {ASK_PATH}},
	};
	struct html html = page_html(request, response);
	struct section_view about;
	struct page *page;
	int status = need_person(request);

	if (status < 0)
		return status;
	own.related = ARENA_ARRAY(request->arena, RELATED_MAX, struct related_view);
	page = page_new(request, response, tr(lang, "What is kept about me"));
	status = own.related && page ? fill_all(&own) : FAIL_MEMORY;
	if (status == 0)
		status = fill_about(&own, &about);
	if (status < 0)
		return status;
	page_crumb(page, tr(lang, "My record"), "/me");
	view_record(&html, &(struct record_view){
		.page = &page->view, .buttons = buttons, .button_count = 2, .sections = &about, .section_count = 1,
		.related = own.related, .related_count = own.count,
	});
	return 0;
}

static int
take_copy(struct request *request, struct response *response)
{
	struct visit *visit = visit_of(request);
	struct outcome outcome = {0};
	struct json json = json_to(&response->body);
	char day[DAY_TEXT];
	int status = need_person(request);

	if (status == 0)
		status = visit_act(request, "copy-own-data", NULL, 0, &outcome);
	if (status == 0)
		status = own_data_json(visit->db, request->arena, &visit->installation->secret, visit->actor.person,
		                       visit->actor.account, request->today, &json);
	if (status < 0)
		return status;
	/* No name of a person stands in a file's name (DP-6). */
	return response_download(response, TYPE_JSON, arena_printf(request->arena, tr(request->lang, "my-data-%s.json"),
	                                                           day_text(request->today, day)));
}

static struct action_form
ask_form(const struct request *request)
{
	enum lang lang = request->lang;

	return (struct action_form){
		.action = "ask-about-own-data", .path = ASK_PATH, .cancel = OWN_PATH,
		.lead = tr(lang, "It goes to the secretary of your branch, a complaint to the organization above. What Party rules require to be kept is not deleted; the answer names the rule."),
		.crumbs = {{tr(lang, "My record"), {"/me"}, false, 0}, {tr(lang, "What is kept about me"), {OWN_PATH}, false, 0}}, .crumb_count = 2,
	};
}

static int
show_ask(struct request *request, struct response *response)
{
	const struct action_form form = ask_form(request);
	int status = need_person(request);

	return status < 0 ? status : action_form_show(request, response, &form, false);
}

static int
take_ask(struct request *request, struct response *response)
{
	const struct action_form form = ask_form(request);

	return action_form_take(request, response, &form, OWN_PATH);
}

const struct route own_data_routes[] = {
	{"GET", OWN_PATH, .who = WHO_SIGNED_IN, .clauses = "DP-13 DP-19 DP-24", .handle = show_own_data},
	{"POST", OWN_PATH "/copy", .who = WHO_SIGNED_IN, .clauses = "DP-24", .handle = take_copy},
	{"GET", ASK_PATH, .who = WHO_SIGNED_IN, .clauses = "DP-24", .handle = show_ask},
	{"POST", ASK_PATH, .who = WHO_SIGNED_IN, .clauses = "DP-24", .handle = take_ask},
	{0},
};
