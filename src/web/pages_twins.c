/* /units/duplicates and /members/duplicates: records that may be one; people merge them or say that they are not. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/num.h"
#include "names/codes.h"
#include "party/due_cache.h"
#include "party/merge.h"
#include "party/tally.h"
#include "party/twins.h"
#include "registry/input.h"
#include "web/address.h"
#include "web/catalogue.h"
#include "web/link.h"
#include "web/moment.h"
#include "web/opened.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/reach.h"
#include "web/table.h"
#include "web/tree_part.h"

#define UNITS "/units/duplicates"
#define MEMBERS "/members/duplicates"

/* What differs between the two. */
static const struct twin_side {
	const struct kind *kind;
	const char *path;
	unsigned who;
	const char *merge, *apart, *again; /* actions */
} sides[] = {
	{&unit_kind, UNITS, ROLE_CLERKS, "merge-unit", "keep-units-apart", "compare-units-again"},
	{&person_kind, MEMBERS, ROLE_BRANCH, "merge-person", "keep-persons-apart", "compare-persons-again"},
};

static const struct twin_side *
side_of(const struct request *request)
{
	return strncmp(request->path, MEMBERS, strlen(MEMBERS)) == 0 ? &sides[1] : &sides[0];
}

static const char *
title_of(const struct request *request)
{
	return side_of(request)->kind == &unit_kind ? tr(request->lang, "Organizations recorded twice")
	                                            : tr(request->lang, "Persons recorded twice");
}

static const char *
action_name(const struct request *request, const char *name)
{
	return in_lang(action_find(visit_of(request)->installation, name)->label, request->lang);
}

/* ---- the pairs ---- */

static const char *
why_text(const struct request *request, unsigned why)
{
	const char *text = "";

	for (const struct twin_name *name = twin_names; name->why && text; name++)
		if (why & (unsigned)name->why)
			text = arena_printf(request->arena, "%s%s%s", text, *text ? tr(request->lang, ", ") : "",
			                    in_lang(name->label, request->lang));
	return text;
}

static int
name_cell(const struct request *request, const char *name, int64_t id, struct cell_view *ret_cell)
{
	*ret_cell = cell_link(name, record_address(request->arena, side_of(request)->kind, id));
	ret_cell->note = arena_printf(request->arena, tr(request->lang, "No. %lld"), (long long)id);
	return ret_cell->href.path && ret_cell->note ? 0 : FAIL_MEMORY;
}

static int
pair_row(const struct request *request, const struct twins *pair, struct cell_view *cells)
{
	const char *place = pair->place, *region = side_of(request)->kind == &unit_kind ? region_full_name(request->arena, place) : NULL;
	int status = name_cell(request, pair->a_name, pair->a, &cells[0]);

	if (status == 0)
		status = name_cell(request, pair->b_name, pair->b, &cells[1]);
	cells[2] = cell_text(region ? region : place);
	cells[3] = cell_text(why_text(request, pair->why));
	cells[4] = cell_link(tr(request->lang, "Compare"),
	                     arena_printf(request->arena, "%s/%" PRId64 "/%" PRId64, side_of(request)->path, pair->a, pair->b));
	return status < 0 || !cells[3].text || !cells[4].href.path ? FAIL_MEMORY : 0;
}

static int
fill_pairs(const struct request *request, const char *scope, struct related_view *related)
{
	const struct visit *visit = visit_of(request);
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "One")}, {.label = tr(lang, "The other")}, {.label = tr(lang, "Where")}, {.label = tr(lang, "In common")},
		{.label = tr(lang, "Decide")},
	};
	bool units = side_of(request)->kind == &unit_kind, more = false;
	struct table_maker table;
	struct twins *pairs;
	size_t count;
	int status = units ? twins_of_units(visit->db, request->arena, scope, request->today, &pairs, &count, &more)
	                   : twins_of_persons(visit->db, request->arena, &visit->actor, request->today, &pairs, &count, &more);

	if (status == 0)
		status = table_begin(request->arena, tr(lang, "Pairs that may be one"), columns, 5, count, &table);
	for (size_t i = 0; i < count && status == 0; i++)
		status = pair_row(request, &pairs[i], table_row(&table));
	if (status < 0)
		return status;
	table.view.empty = tr(lang, "No two records look alike.");
	*related = (struct related_view){
		.title = tr(lang, "Pairs that may be one"), .table = table.view,
		.note = more ? tr(lang, "There are more; they are shown once some of these are decided.") : NULL,
	};
	return 0;
}

/* ---- what was decided ---- */

/* What a record was called that may be gone. */
static int
past_name(const struct request *request, int64_t id, const char **ret_name)
{
	const struct kind *kind = side_of(request)->kind;
	struct record **versions;
	size_t count;
	int status = ref_title(visit_of(request)->db, request->arena, kind, id, request->today, ret_name);

	if (status < 0 || **ret_name)
		return status;
	status = record_versions(visit_of(request)->db, request->arena, kind, id, true, &versions, &count);
	if (status == 0 && count)
		*ret_name = record_value(versions[count - 1], kind->title)->text;
	return status;
}

static int
decision_row(const struct request *request, const struct twin_decision *decision, struct cell_view *cells)
{
	const struct twin_side *side = side_of(request);
	const char *a, *b;
	int status = past_name(request, decision->a, &a);

	if (status == 0)
		status = past_name(request, decision->b, &b);
	if (status == 0)
		status = name_cell(request, a, decision->a, &cells[0]);
	if (status < 0)
		return status;
	cells[1] = cell_text(b);
	cells[1].note = arena_printf(request->arena, tr(request->lang, "No. %lld"), (long long)decision->b);
	cells[2] = cell_text(decision->reason);
	cells[3] = cell_text(decision->actor);
	cells[3].note = moment_text(request->arena, decision->at);
	cells[4] = decision->id ? cell_link(tr(request->lang, "Compare again"),
	                                    arena_printf(request->arena, "%s/again/%" PRId64, side->path, decision->id))
	                        : cell_link(tr(request->lang, "Undo"),
	                                    arena_printf(request->arena, "%s/undo/%" PRId64, side->path, decision->number));
	return cells[1].note && cells[3].note && cells[4].href.path ? 0 : FAIL_MEMORY;
}

static int
fill_decisions(const struct request *request, const char *scope, bool merged, struct related_view *related)
{
	const struct visit *visit = visit_of(request);
	enum lang lang = request->lang;
	const char *title = merged ? tr(lang, "Merged") : tr(lang, "Decided not to be one");
	const struct column_view columns[] = {
		{.label = merged ? tr(lang, "Stays") : tr(lang, "One")}, {.label = merged ? tr(lang, "Merged into it") : tr(lang, "The other")},
		{.label = tr(lang, "Reason")}, {.label = tr(lang, "Decided by")}, {.label = tr(lang, "Taking back")},
	};
	struct twin_decision *decisions;
	struct table_maker table;
	size_t count;
	int status = twin_decisions(visit->db, request->arena, side_of(request)->kind, &visit->actor, scope, request->today, merged,
	                            &decisions, &count);

	if (status == 0)
		status = table_begin(request->arena, title, columns, 5, count, &table);
	for (size_t i = 0; i < count && status == 0; i++)
		status = decision_row(request, &decisions[i], table_row(&table));
	if (status == 0)
		*related = (struct related_view){.title = title, .table = table.view};
	return status;
}

/* ---- the page ---- */

/* Names are compared among so many organizations at a time. */
static int
is_wide(const struct request *request, const struct reach *reach, bool *ret_wide)
{
	struct figures figures = {0};
	int status = figures_of(visit_of(request)->db, request->arena, reach->node, request->today, &figures);

	*ret_wide = figures.units > DUE_UNITS_MAX;
	return status;
}

static int
fill_page(const struct request *request, const char *scope, struct related_view related[3], struct record_view *view)
{
	int status = fill_pairs(request, scope, &related[0]);

	if (status == 0)
		status = fill_decisions(request, scope, false, &related[1]);
	if (status == 0)
		status = fill_decisions(request, scope, true, &related[2]);
	view->related = related;
	view->related_count = 3;
	view->notice = tr(request->lang, "Facts alone are compared; people decide. A merger can be taken back whole.");
	return status;
}

static int
show_pairs(struct request *request, struct response *response)
{
	const struct twin_side *side = side_of(request);
	struct related_view related[3];
	struct record_view view = {.notice_tone = TONE_INFO};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, title_of(request));
	struct reach reach = {0};
	bool units = side->kind == &unit_kind, wide = false;
	int status = page ? 0 : FAIL_MEMORY;

	if (status == 0 && units)
		status = reach_of(request, side->who, &reach);
	if (status == 0 && units && !reach.unit)
		status = is_wide(request, &reach, &wide);
	if (status == 0 && !wide)
		status = fill_page(request, reach.today, related, &view);
	if (wide)
		view.notice = arena_printf(request->arena, tr(request->lang, "More than %d organizations hang here: choose a part of the tree."),
		                           DUE_UNITS_MAX);
	if (status == 0 && units)
		status = tree_part(request, &reach, side->who, side->path, &view.tree);
	if (status < 0)
		return status;
	page->view.subtitle = reach.name;
	page_crumb(page, in_lang(side->kind->plural, request->lang), units ? "/units" : "/members");
	view.page = &page->view;
	view_record(&html, &view);
	return 0;
}

/* ---- two side by side ---- */

struct pair {
	struct opened one, other;
};

static int
read_pair(const struct request *request, struct pair *pair)
{
	const struct kind *kind = side_of(request)->kind;
	int status = opened_one(request, kind, request_param(request, "one"), &pair->one);

	if (status == 0)
		status = opened_one(request, kind, request_param(request, "other"), &pair->other);
	if (status == 0 && pair->one.id == pair->other.id)
		status = fail(FAIL_NOT_FOUND, NULL, NULL, "这是同一条记录。", "This is one and the same record.");
	return status;
}

/* One field of both; none where neither has it. */
static int
value_row(const struct request *request, const struct pair *pair, size_t field, struct table_maker *table)
{
	const struct kind *kind = side_of(request)->kind;
	const struct secret *secret = &visit_of(request)->installation->secret;
	struct cell_view *cells;
	const char *texts[2];

	if (pair->one.shown->values[field].type == VALUE_NULL && pair->other.shown->values[field].type == VALUE_NULL)
		return 0;
	cells = table_row(table);
	cells[0] = cell_text(in_lang(kind->fields[field].label, request->lang));
	for (int i = 0; i < 2; i++) {
		const struct record *shown = (i ? &pair->other : &pair->one)->shown;

		texts[i] = field_text(request->arena, &kind->fields[field], &shown->values[field], request->lang, secret);
		if (!texts[i])
			return FAIL_MEMORY;
		cells[1 + i] = cell_text(*texts[i] ? texts[i] : NULL);
	}
	if (strcmp(texts[0], texts[1]) != 0)
		cells[3] = *texts[0] && *texts[1] ? cell_badge(tr(request->lang, "differs"), TONE_SOON)
		                                  : cell_badge(tr(request->lang, "one lacks it"), TONE_PLAIN);
	return 0;
}

/* How much of a kind names a record. */
static int
count_naming(const struct request *request, const struct kind *kind, int64_t id, int64_t *ret_count)
{
	const char *refers = side_of(request)->kind->name;
	struct buf sql;
	int status = 0;

	*ret_count = 0;
	buf_init(&sql, 2000);
	for (size_t f = 0; f < kind->field_count && status == 0; f++) {
		int64_t count = 0;

		if (kind->fields[f].type != FIELD_REF || strcmp(kind->fields[f].refers, refers) != 0)
			continue;
		buf_clear(&sql);
		buf_printf(&sql, "select count(distinct id) from %s where %s = $1 and ended is null", kind->name, kind->fields[f].name);
		status = buf_status(&sql);
		if (status == 0)
			status = db_number(visit_of(request)->db, buf_text(&sql), ARGS(INT(id)), &count);
		*ret_count += count;
	}
	buf_free(&sql);
	return status;
}

/* Of each kind that names one of them, how many. */
static int
naming_rows(const struct request *request, const struct pair *pair, struct table_maker *table)
{
	int status = 0;

	for (size_t k = 0; kinds[k] && status == 0; k++) {
		struct cell_view *cells;
		int64_t one, other;

		status = count_naming(request, kinds[k], pair->one.id, &one);
		if (status == 0)
			status = count_naming(request, kinds[k], pair->other.id, &other);
		if (status < 0 || (one == 0 && other == 0))
			continue;
		cells = table_row(table);
		cells[0] = cell_text(in_lang(kinds[k]->plural, request->lang));
		cells[1] = cell_number(one);
		cells[2] = cell_number(other);
	}
	return status;
}

/* Namesakes are told apart by their numbers. */
static const char *
heading(const struct request *request, const struct opened *opened)
{
	const char *number = arena_printf(request->arena, tr(request->lang, "No. %lld"), (long long)opened->id);

	return number ? arena_printf(request->arena, "%s · %s", opened->title, number) : NULL;
}

static int
pair_table(const struct request *request, const struct pair *pair, struct table_view *ret_table)
{
	const struct kind *kind = side_of(request)->kind;
	enum lang lang = request->lang;
	const struct column_view columns[] = {
		{.label = tr(lang, "Field")}, {.label = heading(request, &pair->one)}, {.label = heading(request, &pair->other)},
		{.label = tr(lang, "Difference")},
	};
	struct table_maker table;
	struct cell_view *cells;
	size_t rows = 2 + kind->field_count;
	int status;

	for (size_t k = 0; kinds[k]; k++)
		rows++;
	if (!columns[1].label || !columns[2].label)
		return FAIL_MEMORY;
	status = table_begin(request->arena, title_of(request), columns, 4, rows, &table);
	if (status < 0)
		return status;
	cells = table_row(&table);
	cells[0] = cell_text(tr(lang, "Number"));
	status = name_cell(request, pair->one.title, pair->one.id, &cells[1]);
	if (status == 0)
		status = name_cell(request, pair->other.title, pair->other.id, &cells[2]);
	cells = table_row(&table);
	cells[0] = cell_text(in_lang(kind->since_label, lang));
	cells[1] = cell_day(pair->one.versions[0]->since);
	cells[2] = cell_day(pair->other.versions[0]->since);
	for (size_t f = 0; f < kind->field_count && status == 0; f++)
		status = value_row(request, pair, f, &table);
	if (status == 0)
		status = naming_rows(request, pair, &table);
	if (status == 0)
		*ret_table = table.view;
	return status;
}

/* Which one stays, and why. */
static int
pair_fields(const struct request *request, const struct pair *pair, struct field_view fields[2])
{
	struct choice_view *choices = ARENA_ARRAY(request->arena, 2, struct choice_view);
	const char *stays = request_field(request, "stays");

	if (!choices)
		return FAIL_MEMORY;
	for (int i = 0; i < 2; i++) {
		const struct opened *opened = i ? &pair->other : &pair->one;

		choices[i] = (struct choice_view){
			.value = arena_printf(request->arena, "%" PRId64, opened->id), .label = opened->title,
			.note = arena_printf(request->arena, tr(request->lang, "No. %lld"), (long long)opened->id),
		};
		if (!choices[i].value || !choices[i].note)
			return FAIL_MEMORY;
		choices[i].chosen = stays ? strcmp(stays, choices[i].value) == 0 : i == 0;
	}
	fields[0] = (struct field_view){
		.name = "stays", .label = tr(request->lang, "Where they are one, this stays"), .kind = INPUT_RADIO, .choices = choices,
		.choice_count = 2, .hint = tr(request->lang, "It takes over what the other has and it lacks, and all that names the other."),
	};
	fields[1] = (struct field_view){
		.name = "reason", .label = tr(request->lang, "Reason"), .kind = INPUT_TEXT, .required = true,
		.value = request_field(request, "reason"), .hint = tr(request->lang, "It goes into the journal; no personal data."), .clause = "DP-13",
	};
	return 0;
}

static int
pair_page(struct request *request, struct response *response, const struct pair *pair, const struct failure_record *failure)
{
	const struct twin_side *side = side_of(request);
	struct field_view fields[2];
	struct twins_view view = {
		.lead = tr(request->lang, "Compare with the papers. Only facts that both have and that cannot differ stand in the way of a merger."),
		.action = {request->path}, .cancel = {side->path}, .merge = action_name(request, side->merge),
		.apart = action_name(request, side->apart), .group = {.fields = fields, .field_count = 2},
	};
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, tr(request->lang, "Are they one?"));
	int status = page ? pair_table(request, pair, &view.table) : FAIL_MEMORY;

	if (status == 0)
		status = pair_fields(request, pair, fields);
	if (status == 0)
		status = journal_last(visit_of(request)->db, &view.seen);
	if (status < 0)
		return status;
	if (failure) {
		const char *sentence = request->lang == LANG_EN ? failure->en : failure->zh;
		bool reason = strcmp(failure->field, "reason") == 0;

		*(reason ? &fields[1].problem : &view.problem) = sentence;
		view.problem_clause = failure->clause;
		response->status = failure_status(failure->code);
	}
	page_crumb(page, in_lang(side->kind->plural, request->lang), side->kind == &unit_kind ? "/units" : "/members");
	page_crumb(page, title_of(request), side->path);
	view.page = &page->view;
	view_twins(&html, &view);
	return 0;
}

static int
show_pair(struct request *request, struct response *response)
{
	struct pair pair;
	int status = read_pair(request, &pair);

	return status < 0 ? status : pair_page(request, response, &pair, NULL);
}

/* Which two is what the address says; which of them stays, the form. */
static int
act_on_pair(struct request *request, const char **ret_action, struct outcome *ret_outcome)
{
	const char *one = request_param(request, "one"), *other = request_param(request, "other");
	const char *stays = request_field(request, "stays"), *what = request_field(request, "do"), *reason = request_field(request, "reason"),
	           *seen = request_field(request, "seen");
	bool merges = what && strcmp(what, "merge") == 0, first = stays && strcmp(stays, one) == 0;
	const struct input inputs[] = {
		{merges ? "stays" : "one", first ? one : other}, {merges ? "goes" : "other", first ? other : one},
		{"reason", reason ? reason : ""}, {"seen", seen ? seen : ""},
	};

	*ret_action = merges ? side_of(request)->merge : side_of(request)->apart;
	if (!what || (!merges && strcmp(what, "apart") != 0))
		return fail(FAIL_INPUT, NULL, "do", "do 只能是 merge 或 apart。", "do is merge or apart.");
	if (merges && !first && (!stays || strcmp(stays, other) != 0))
		return fail(FAIL_INPUT, NULL, "stays", "请选定保留哪一条。", "Choose which of the two stays.");
	return visit_act(request, *ret_action, inputs, merges ? 4 : 3, ret_outcome);
}

static int
take_pair(struct request *request, struct response *response)
{
	struct failure_record *failure = ARENA_NEW(request->arena, struct failure_record);
	struct outcome outcome = {0};
	const char *action = "";
	struct pair pair;
	int status = failure ? act_on_pair(request, &action, &outcome) : FAIL_MEMORY;

	if (status == 0)
		return visit_done(request, response, side_of(request)->path, action, &outcome);
	if (!failure_of_form(status) || status == FAIL_MEMORY)
		return status;
	*failure = *last_failure();
	status = read_pair(request, &pair);
	if (status == FAIL_NOT_FOUND) /* one of them is gone: the reason says why */
		return fail_bilingual(failure->code, failure->clause, failure->field, (struct bilingual){failure->zh, failure->en});
	return status < 0 ? status : pair_page(request, response, &pair, failure);
}

/* ---- taking back ---- */

/* Asks before a merger is undone or a decision withdrawn, and says what stands in the way. */
static int
confirm_page(struct request *request, struct response *response, bool undo, const char *prevented)
{
	const struct twin_side *side = side_of(request);
	enum lang lang = request->lang;
	struct html html = page_html(request, response);
	struct page *page = page_new(request, response, action_name(request, undo ? "undo" : side->again));
	struct confirm_view view = {
		.question = undo ? tr(lang, "The merger is taken back whole: both records and all that names them are as before.")
		                 : tr(lang, "The decision is withdrawn, and the two are shown again."),
		.clause = "DP-13", .prevented = &prevented, .prevented_count = prevented != NULL, .action = {request->path}, .seen = NO_COUNT,
		.submit = action_name(request, undo ? "undo" : side->again), .cancel = {side->path}, .danger = undo,
	};

	if (!page)
		return FAIL_MEMORY;
	page_crumb(page, title_of(request), side->path);
	view.page = &page->view;
	view_confirm(&html, &view);
	return 0;
}

static int
number_asked(const struct request *request, const char *name, int64_t *ret_number)
{
	if (num_parse(request_param(request, name), ret_number) == 0 && *ret_number > 0)
		return 0;
	return fail(FAIL_NOT_FOUND, NULL, name, "没有这一条。", "There is no such entry.");
}

static int
show_undo(struct request *request, struct response *response)
{
	const char *prevented = NULL;
	struct merger merger = {0};
	int64_t number;
	int status = number_asked(request, "number", &number);

	if (status == 0)
		status = merger_of(visit_of(request)->db, number, &merger);
	if (status == 0 && merger.kind != side_of(request)->kind)
		status = fail(FAIL_NOT_FOUND, NULL, "number", "没有这次合并，或者它已撤回。", "There is no such merger, or it was taken back.");
	if (status == 0)
		status = undo_check(visit_of(request)->db, number);
	if (status == FAIL_REFUSED) {
		prevented = arena_strdup(request->arena, failure_text(request->lang));
		status = prevented ? 0 : FAIL_MEMORY;
	}
	return status < 0 ? status : confirm_page(request, response, true, prevented);
}

static int
show_again(struct request *request, struct response *response)
{
	int64_t id;
	int status = number_asked(request, "id", &id);

	return status < 0 ? status : confirm_page(request, response, false, NULL);
}

static int
take_back(struct request *request, struct response *response, bool undo)
{
	const struct twin_side *side = side_of(request);
	const char *action = undo ? "undo" : side->again, *prevented;
	const struct input input = {undo ? "batch" : "id", request_param(request, undo ? "number" : "id")};
	struct outcome outcome = {0};
	int status = visit_act(request, action, &input, 1, &outcome);

	if (status == 0)
		return visit_done(request, response, side->path, action, &outcome);
	if (status != FAIL_REFUSED)
		return status;
	prevented = arena_strdup(request->arena, failure_text(request->lang));
	response->status = failure_status(status);
	return prevented ? confirm_page(request, response, undo, prevented) : FAIL_MEMORY;
}

static int
take_undo(struct request *request, struct response *response)
{
	return take_back(request, response, true);
}

static int
take_again(struct request *request, struct response *response)
{
	return take_back(request, response, false);
}

#define ROUTES(path, roles, laws)                                                                    \
	{"GET", path, LANE_SLOW, .who = roles, .clauses = laws, .handle = show_pairs},               \
	{"GET", path "/{one}/{other}", .who = roles, .clauses = laws, .handle = show_pair},          \
	{"POST", path "/{one}/{other}", .who = roles, .handle = take_pair},                          \
	{"GET", path "/undo/{number}", LANE_SLOW, .who = roles, .clauses = "DP-13", .handle = show_undo}, \
	{"POST", path "/undo/{number}", LANE_SLOW, .who = roles, .handle = take_undo},               \
	{"GET", path "/again/{id}", .who = roles, .clauses = "DP-13", .handle = show_again},         \
	{"POST", path "/again/{id}", .who = roles, .handle = take_again}

const struct route twin_routes[] = {
	ROUTES(UNITS, ROLE_CLERKS, "A-21 DP-13"),
	ROUTES(MEMBERS, ROLE_BRANCH, "A-22 DP-12 DP-13"),
	{0},
};
