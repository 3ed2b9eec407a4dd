/*
 * /import: a workbook comes in, looked through first, then written whole or
 * not at all; each batch can be taken back.  The file of a preview lies in the
 * database for a day; `batch` in the preview's form is its token and the day
 * from which changes hold, "TOKEN.2026-11-21".
 */
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/import_runs.h"
#include "party/upload.h"
#include "party/workbook.h"
#include "web/action_form.h"
#include "web/address.h"
#include "web/catalogue.h"
#include "web/labels.h"
#include "web/moment.h"
#include "web/pages.h"

#define IMPORT "/import"
#define PROGRESS "/import/progress"
#define UNDO "/import/undo"
#define WHO (ROLE_CLERKS | ROLE_BRANCH)

#define BATCHES_SHOWN 50
#define FINDINGS_SHOWN 200
#define WAIT_FIRST 1500 /* milliseconds: most workbooks are written by then */

static struct call
call_of(const struct request *request)
{
	const struct visit *visit = visit_of(request);

	return (struct call){.installation = visit->installation, .db = visit->db, .actor = &visit->actor,
	                     .arena = request->arena, .today = request->today, .at = request->now};
}

/* ---- batches so far ---- */

STATEMENT(batches,
	"select b.number, b.added, b.changed, b.undone, j.at, j.actor, j.facts from batch b"
	" join journal j on j.number = b.number order by b.number desc limit 50");

/* Whoever has charge of the importer's part of the tree sees the batch, too. */
static int
may_see(const struct request *request, const char *tag, bool *ret_may)
{
	const struct visit *visit = visit_of(request);
	const char *colon = strchr(tag, ':');
	struct actor importer;
	int64_t account;
	int status;

	*ret_may = strcmp(tag, visit->actor.tag) == 0;
	if (*ret_may)
		return 0;
	if (!colon || num_parse(colon + 1, &account) < 0) {
		*ret_may = (visit->roles & (ROLE_COMPREHENSIVE_CLERK | ROLE_REGION_CLERK)) != 0; /* at the command line */
		return 0;
	}
	status = actor_load(visit->db, request->arena, account, request->today, &importer);
	for (size_t i = 0; i < importer.count && status == 0; i++)
		*ret_may = *ret_may || ((importer.grants[i].role & WHO) && importer.grants[i].path &&
		                        actor_may(&visit->actor, ROLE_CLERKS, importer.grants[i].path));
	return status == FAIL_SIGNED_OUT ? 0 : status;
}

/* The day the entry's facts name. */
static const char *
effective_of(struct arena *arena, const char *facts)
{
	json_t *object = json_loads(facts, 0, NULL);
	const char *day = json_string_value(json_object_get(object, "effective"));

	day = arena_strdup(arena, day ? day : "");
	json_decref(object);
	return day;
}

static int
fill_batch(const struct request *request, const struct rows *rows, struct batch_view *view)
{
	enum lang lang = request->lang;
	struct arena *arena = request->arena;
	int64_t number = rows_int(rows, 0);
	bool undone = !rows_null(rows, 3);
	int status;

	*view = (struct batch_view){
		.number = arena_printf(arena, tr(lang, "No. %lld"), (long long)number),
		.when = moment_text(arena, rows_int(rows, 4)), .effective = effective_of(arena, rows_text(rows, 6)),
		.counts = arena_printf(arena, tr(lang, "%lld new, %lld changed"), (long long)rows_int(rows, 1),
		                       (long long)rows_int(rows, 2)),
		.state = undone ? tr(lang, "Undone") : tr(lang, "Imported"), .tone = undone ? TONE_PLAIN : TONE_GOOD,
	};
	status = actor_name(visit_of(request)->db, arena, rows_text(rows, 5), &view->who);
	if (status == 0)
		view->who = who_text(request, view->who);
	if (!undone)
		view->undo.path = arena_printf(arena, UNDO "?batch=%" PRId64, number);
	if (status == 0 && (!view->number || !view->when || !view->effective || !view->counts))
		status = FAIL_MEMORY;
	return status;
}

static int
fill_batches(const struct request *request, struct import_view *view)
{
	struct batch_view *all = ARENA_ARRAY(request->arena, BATCHES_SHOWN, struct batch_view);
	struct rows *rows = NULL;
	bool may;
	int status = all ? db_query(visit_of(request)->db, batches, NO_ARGS, &rows) : FAIL_MEMORY;

	while (status >= 0 && view->batch_count < BATCHES_SHOWN && (status = rows_next(rows)) > 0) {
		status = may_see(request, rows_text(rows, 5), &may);
		if (status == 0 && may)
			status = fill_batch(request, rows, &all[view->batch_count++]);
	}
	rows_close(rows);
	view->batches = all;
	return status < 0 ? status : 0;
}

/* ---- the form ---- */

/* The first page, also where a file was refused: `problem` says why. */
static int
import_page(struct request *request, struct response *response, const char *problem)
{
	enum lang lang = request->lang;
	const char *posted = request_field(request, "effective");
	char today[DAY_TEXT];
	const struct field_view fields[] = {
		{.name = "file", .label = tr(lang, "Workbook (.xlsx)"), .kind = INPUT_FILE, .required = true},
		{.name = "effective", .label = tr(lang, "Changes hold from"), .kind = INPUT_DAY,
		 .value = posted ? posted : day_text(request->today, today),
		 .hint = tr(lang, "Changed values and numbers of people hold from this day on.")},
	};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(lang, "Import"));
	struct import_view view = {.action = {IMPORT}, .problem = problem, .fields = fields, .field_count = 2,
	                           .template_href = {"/import/template.xlsx"}, .export_href = {"/export"}};
	int status = page ? fill_batches(request, &view) : FAIL_MEMORY;

	if (status < 0)
		return status;
	view.page = &page->view;
	view_import(&html, &view);
	return 0;
}

static int
show_import(struct request *request, struct response *response)
{
	return import_page(request, response, NULL);
}

/* The form again with the sentence of the last failure. */
static int
refuse(struct request *request, struct response *response, int code)
{
	const char *problem = arena_strdup(request->arena, failure_text(request->lang));

	if (!problem)
		return FAIL_MEMORY;
	response->status = failure_status(code);
	return import_page(request, response, problem);
}

/* ---- preview ---- */

static int
fill_findings(const struct request *request, const struct findings *findings, const struct fault_view **ret_views,
              size_t *ret_count, int64_t *ret_total)
{
	size_t count = findings->count < FINDINGS_SHOWN ? findings->count : FINDINGS_SHOWN;
	struct fault_view *views = ARENA_ARRAY(request->arena, count, struct fault_view);

	if (!views)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		views[i] = (struct fault_view){findings->items[i].sheet, findings->items[i].cell,
		                               in_lang(findings->items[i].text, request->lang)};
	*ret_views = views;
	*ret_count = count;
	*ret_total = (int64_t)(findings->count + findings->more);
	return 0;
}

static int64_t
faults_of(const struct findings *faults, enum sheet sheet)
{
	int64_t count = 0;

	for (size_t i = 0; i < faults->count; i++)
		count += sheet_find(faults->items[i].sheet) == sheet;
	return count;
}

static int
fill_sheets(const struct request *request, const struct workbook_report *report, struct preview_view *view)
{
	struct sheet_view *sheets = ARENA_ARRAY(request->arena, SHEETS, struct sheet_view);

	if (!sheets)
		return FAIL_MEMORY;
	for (enum sheet sheet = 0; sheet < SHEETS; sheet++) {
		const struct sheet_report *of = &report->sheets[sheet];
		int64_t faults = faults_of(&report->faults, sheet);

		if (of->rows || faults)
			sheets[view->sheet_count++] = (struct sheet_view){
				in_lang(workbook_sheets[sheet].name, request->lang), (int64_t)of->rows, (int64_t)of->added,
				(int64_t)of->changed, (int64_t)of->unchanged, faults};
	}
	view->sheets = sheets;
	return 0;
}

static int
preview_page(struct request *request, struct response *response, const struct workbook_report *report,
             struct preview_view *view)
{
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(request->lang, "Preview of the import"));
	int status = page ? fill_sheets(request, report, view) : FAIL_MEMORY;

	if (status == 0)
		status = fill_findings(request, &report->faults, &view->faults, &view->fault_count, &view->fault_total);
	if (status == 0)
		status = fill_findings(request, &report->warnings, &view->warnings, &view->warning_count,
		                       &view->warning_total);
	if (status < 0)
		return status;
	page_crumb(page, tr(request->lang, "Import"), IMPORT);
	view->page = &page->view;
	view->action.path = IMPORT;
	view_preview(&html, view);
	return 0;
}

static int
read_effective(const struct request *request, day_no *ret_effective)
{
	const char *text = request_field(request, "effective");

	*ret_effective = request->today;
	if (!text || !*text || day_parse(text, ret_effective) == 0)
		return 0;
	return fail(FAIL_INPUT, NULL, "effective", "生效日期应写成 2026-11-21 的样子。", "A day is written like 2026-11-21.");
}

/* Looks through the file and keeps it for the decision. */
static int
look_through(struct request *request, struct workbook_report *report, struct preview_view *view)
{
	const struct call call = call_of(request);
	const struct upload *file = &request->upload;
	struct import_request asked = {.bytes = file->bytes, .len = file->len};
	char token[TOKEN_TEXT], day[DAY_TEXT];
	int status = read_effective(request, &asked.effective);

	if (status == 0 && (!file->field || strcmp(file->field, "file") != 0 || file->len == 0))
		status = fail(FAIL_INPUT, NULL, "file", "请选择要导入的工作簿。", "Choose the workbook to import.");
	if (status == 0)
		status = workbook_check(&call, &asked, report);
	if (status == 0)
		status = upload_put(&call, file->name, file->bytes, file->len, token);
	if (status < 0)
		return status;
	*view = (struct preview_view){.file = file->name, .effective = asked.effective,
	                              .batch = arena_printf(request->arena, "%s.%s", token, day_text(asked.effective, day))};
	return view->batch ? 0 : FAIL_MEMORY;
}

static int
take_file(struct request *request, struct response *response)
{
	struct workbook_report report;
	struct preview_view view;
	int status = look_through(request, &report, &view);

	if (status == FAIL_INPUT || status == FAIL_TOO_LARGE)
		return refuse(request, response, status);
	return status < 0 ? status : preview_page(request, response, &report, &view);
}

/* ---- the decision ---- */

/* "TOKEN.2026-11-21" */
static int
read_batch(const struct request *request, const char *text, const char **ret_token, day_no *ret_effective)
{
	const char *dot = text ? strrchr(text, '.') : NULL;

	if (!dot || day_parse(dot + 1, ret_effective) < 0)
		return fail(FAIL_INPUT, NULL, "batch", "batch 只能取预览给出的值。", "batch takes what the preview gave.");
	*ret_token = arena_strndup(request->arena, text, (size_t)(dot - text));
	return *ret_token ? 0 : FAIL_MEMORY;
}

/* Done, refused, or still going on: then a page that looks again by itself. */
static int
answer_state(struct request *request, struct response *response, const char *batch, const struct import_state *state)
{
	const struct form_pair again = {"batch", batch};
	struct outcome outcome = {.journal = state->journal};
	const char *path;

	if (state->ended && state->status == 0)
		return visit_done(request, response, IMPORT, "import", &outcome);
	if (state->ended) {
		fail_again(&state->failure);
		return failure_of_form(state->status) ? refuse(request, response, state->status) : state->status;
	}
	path = address(request->arena, PROGRESS, &again, 1);
	return path ? response_redirect(response, path) : FAIL_MEMORY;
}

static int
begin_import(struct request *request, struct response *response, const char *batch)
{
	const struct call call = call_of(request);
	struct import_runs *runs = visit_of(request)->installation->imports;
	struct import_state state;
	const char *token;
	day_no effective;
	int status = read_batch(request, batch, &token, &effective);

	if (status == 0)
		status = import_begin(runs, &call, token, effective);
	if (status == 0)
		status = import_look(runs, call.actor->account, token, WAIT_FIRST, &state);
	return status < 0 ? status : answer_state(request, response, batch, &state);
}

static int
discard(struct request *request, struct response *response, const char *batch)
{
	const struct call call = call_of(request);
	const char *token;
	day_no effective;
	int status = read_batch(request, batch, &token, &effective);

	if (status == 0)
		status = upload_drop(&call, token);
	return status < 0 ? status : response_redirect(response, IMPORT);
}

static int
take_import(struct request *request, struct response *response)
{
	const char *what = request_field(request, "do"), *batch = request_field(request, "batch");

	if (!what)
		return take_file(request, response);
	if (strcmp(what, "import") == 0)
		return begin_import(request, response, batch);
	if (strcmp(what, "cancel") == 0)
		return discard(request, response, batch);
	return fail(FAIL_INPUT, NULL, "do", "do 只能是：import, cancel。", "do is one of: import, cancel.");
}

static int
progress_page(struct request *request, struct response *response, const struct import_state *state, day_no effective)
{
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(request->lang, "Importing"));

	if (!page || response_header(response, "Refresh", "1") < 0)
		return FAIL_MEMORY;
	page_crumb(page, tr(request->lang, "Import"), IMPORT);
	view_preview(&html, &(struct preview_view){
		.page = &page->view, .file = tr(request->lang, "The page looks again every second."), .effective = effective,
		.phase = in_lang(import_phase_label((enum import_phase)state->phase), request->lang),
		.written = (int64_t)state->done, .to_write = (int64_t)state->total,
	});
	return 0;
}

static int
show_progress(struct request *request, struct response *response)
{
	const struct visit *visit = visit_of(request);
	const char *batch = request_query(request, "batch"), *token;
	struct import_state state;
	day_no effective;
	int status = read_batch(request, batch, &token, &effective);

	if (status == 0)
		status = import_look(visit->installation->imports, visit->actor.account, token, 0, &state);
	if (status == FAIL_NOT_FOUND) /* told already */
		return response_redirect(response, IMPORT);
	if (status < 0)
		return status;
	return state.ended ? answer_state(request, response, batch, &state)
	                   : progress_page(request, response, &state, effective);
}

/* ---- undo ---- */

STATEMENT(batch_row, "select added, changed from batch where number = $1 and undone is null");

static int
fill_undo(const struct request *request, int64_t number, struct confirm_view *view)
{
	enum lang lang = request->lang;
	struct fact_view *facts = ARENA_ARRAY(request->arena, 2, struct fact_view);
	struct rows *rows;
	int status = facts ? db_query(visit_of(request)->db, batch_row, ARGS(INT(number)), &rows) : FAIL_MEMORY;

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		facts[0] = (struct fact_view){.label = tr(lang, "New"),
		                              .value = {.kind = CELL_NUMBER, .number = rows_int(rows, 0)}};
		facts[1] = (struct fact_view){.label = tr(lang, "Changed"),
		                              .value = {.kind = CELL_NUMBER, .number = rows_int(rows, 1)}};
	}
	rows_close(rows);
	if (status == 0)
		return fail(FAIL_NOT_FOUND, NULL, "batch", "没有这个批次，或者已经撤回。",
		            "There is no such batch, or it was undone already.");
	view->facts = facts;
	view->fact_count = 2;
	return status < 0 ? status : 0;
}

/* Asks, and says what stands in the way: `prevented` may be null. */
static int
undo_page(struct request *request, struct response *response, int64_t number, const char *prevented)
{
	enum lang lang = request->lang;
	const char *batch = arena_printf(request->arena, "%" PRId64, number);
	const struct hidden_view hidden = {"batch", batch};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(lang, "Undo the import"));
	struct confirm_view view = {
		.question = arena_printf(request->arena, tr(lang, "Batch %lld is taken back whole; what it changed is as before."),
		                         (long long)number),
		.clause = "DP-13", .prevented = &prevented, .prevented_count = prevented != NULL, .action = {UNDO},
		.seen = NO_COUNT, .hidden = &hidden, .hidden_count = 1, .submit = tr(lang, "Undo"), .cancel = {IMPORT},
		.danger = true,
	};
	int status = page && batch && view.question ? fill_undo(request, number, &view) : FAIL_MEMORY;

	if (status < 0)
		return status;
	page_crumb(page, tr(lang, "Import"), IMPORT);
	view.page = &page->view;
	view_confirm(&html, &view);
	return 0;
}

static int
read_number(const char *text, int64_t *ret_number)
{
	if (text && num_parse(text, ret_number) == 0 && *ret_number > 0)
		return 0;
	return fail(FAIL_INPUT, NULL, "batch", "batch 应是批次号。", "batch is the number of a batch.");
}

static int
show_undo(struct request *request, struct response *response)
{
	const char *prevented = NULL;
	int64_t number;
	int status = read_number(request_query(request, "batch"), &number);

	if (status == 0)
		status = undo_check(visit_of(request)->db, number);
	if (status == FAIL_REFUSED) {
		prevented = arena_strdup(request->arena, failure_text(request->lang));
		status = prevented ? 0 : FAIL_MEMORY;
	}
	return status < 0 ? status : undo_page(request, response, number, prevented);
}

static int
take_undo(struct request *request, struct response *response)
{
	const char *batch = request_field(request, "batch"), *prevented;
	const struct input input = {"batch", batch};
	struct outcome outcome = {0};
	int64_t number;
	int status = read_number(batch, &number);

	if (status == 0)
		status = visit_act(request, "undo", &input, 1, &outcome);
	if (status == 0)
		return visit_done(request, response, IMPORT, "undo", &outcome);
	if (status != FAIL_REFUSED)
		return status;
	prevented = arena_strdup(request->arena, failure_text(request->lang));
	response->status = failure_status(status);
	return prevented ? undo_page(request, response, number, prevented) : FAIL_MEMORY;
}

/* ---- out ---- */

static int
show_template(struct request *request, struct response *response)
{
	int status = workbook_template(request->lang, request->today, &response->body);

	return status < 0 ? status : response_download(response, TYPE_XLSX, tr(request->lang, "workbook-template.xlsx"));
}

static struct action_form
export_form(const struct request *request)
{
	return (struct action_form){
		.action = "export", .path = "/export", .cancel = IMPORT,
		.lead = tr(request->lang, "The workbook holds what your roles reach. Persons go out with a reason only, and the journal keeps it."),
		.crumbs = {{tr(request->lang, "Import"), {IMPORT}, false, 0}}, .crumb_count = 1,
	};
}

static int
show_export(struct request *request, struct response *response)
{
	const struct action_form form = export_form(request);

	return action_form_show(request, response, &form, false);
}

static int
take_export(struct request *request, struct response *response)
{
	const struct action_form form = export_form(request);
	struct outcome outcome = {0};
	char day[DAY_TEXT];
	const char *name = arena_printf(request->arena, tr(request->lang, "workbook-%s.xlsx"),
	                                day_text(request->today, day));
	int status = name ? visit_act_posted(request, form.action, &outcome) : FAIL_MEMORY;

	if (failure_of_form(status))
		return action_form_show(request, response, &form, true);
	if (status < 0)
		return status;
	response_file(response, outcome.file, outcome.file_len);
	return response_download(response, TYPE_XLSX, name);
}

const struct route import_routes[] = {
	{"GET", IMPORT, .who = WHO, .clauses = "DP-11 DP-13", .handle = show_import},
	{"POST", IMPORT, LANE_SLOW, .who = WHO, .body_max = UPLOAD_MAX, .handle = take_import},
	{"GET", PROGRESS, .who = WHO, .handle = show_progress},
	{"GET", UNDO, LANE_SLOW, .who = WHO, .clauses = "DP-13", .handle = show_undo},
	{"POST", UNDO, LANE_SLOW, .who = WHO, .handle = take_undo},
	{"GET", "/import/template.xlsx", LANE_SLOW, .who = WHO, .handle = show_template},
	{"GET", "/export", .who = WHO, .clauses = "DP-6 DP-12 DP-16", .handle = show_export},
	{"POST", "/export", LANE_SLOW, .who = WHO, .handle = take_export},
	{0},
};
