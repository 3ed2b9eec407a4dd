#include "web/election_list.h"

#include <string.h>

#include "base/fail.h"
#include "web/catalogue.h"
#include "web/election_page.h"
#include "web/link.h"
#include "web/table.h"
#include "web/visit.h"

#define LOOKED_AT 500 /* elections gone through for a page of those that are overdue */

static bool
only_late(const struct request *request)
{
	const char *late = request_query(request, ELECTION_LATE);

	return late && strcmp(late, "true") == 0;
}

/* ---- what is asked ---- */

int
election_late(struct listing *listing)
{
	const char *late = request_query(listing->request, ELECTION_LATE);
	const struct visit *visit = visit_of(listing->request);

	if (!late || !*late || strcmp(late, "false") == 0)
		return 0;
	if (strcmp(late, "true") != 0)
		return fail(FAIL_INPUT, NULL, ELECTION_LATE, "late 只能是：true, false。", "late is one of: true, false.");
	if (visit->as_of != listing->request->today)
		return fail(FAIL_INPUT, NULL, ELECTION_LATE, "逾期的步骤只按今天计算，请去掉 as_of。",
		            "What is overdue is told of today; leave as_of out.");
	if (listing->query.filter_count == FILTERS_MAX)
		return fail(FAIL_INPUT, NULL, ELECTION_LATE, "筛选条件最多 %d 个。", "At most %d filters.", FILTERS_MAX);
	listing->filters[listing->query.filter_count++] = (struct filter){"stage", "running"};
	if (!listing->query.sort || !*listing->query.sort)
		listing->query.sort = "meeting";
	return 0;
}

int
election_late_filter(const struct list_draft *draft, struct field_view *ret_view)
{
	struct choice_view *choice = ARENA_NEW(draft->arena, struct choice_view);

	if (!choice)
		return FAIL_MEMORY;
	*choice = (struct choice_view){.value = "true", .label = tr(draft->lang, "a step is overdue"),
	                               .chosen = only_late(draft->request)};
	*ret_view = (struct field_view){.name = ELECTION_LATE, .label = tr(draft->lang, "Overdue"), .kind = INPUT_CHOICE,
	                                .choices = choice, .choice_count = 1};
	return 0;
}

/* ---- rows ---- */

static int
stand_rows(const struct listing *listing, struct arena *arena, const struct list *list,
           struct election_standing **ret_standings)
{
	struct election_standing *standings = ARENA_ARRAY(arena, list->count + 1, struct election_standing);
	int64_t *ids = ARENA_ARRAY(arena, list->count + 1, int64_t);
	int status = standings && ids ? 0 : FAIL_MEMORY;

	for (size_t i = 0; i < list->count && status == 0; i++)
		ids[i] = list->rows[i]->id;
	if (status == 0)
		status = elections_standing(visit_of(listing->request)->db, arena, ids, list->count, listing->request->today, standings);
	if (status == 0)
		*ret_standings = standings;
	return status;
}

/* Goes on from page to page of the list until there are enough, or enough were looked at. */
static int
run_late(const struct listing *listing, struct arena *arena, struct list_query query, struct list *ret_list,
         struct election_standing **ret_standings)
{
	size_t limit = query.limit ? query.limit : LIST_PAGE, looked = 0;
	struct list found = {.rows = ARENA_ARRAY(arena, limit + 1, struct record *)}, page;
	struct election_standing *kept = ARENA_ARRAY(arena, limit + 1, struct election_standing), *standings;
	int status = found.rows && kept ? 0 : FAIL_MEMORY;

	query.limit = LIST_PAGE;
	while (status == 0 && found.count < limit && looked < LOOKED_AT) {
		status = list_run(visit_of(listing->request)->db, arena, &query, &page);
		if (status == 0)
			status = stand_rows(listing, arena, &page, &standings);
		found.next = status == 0 ? page.next : NULL;
		for (size_t i = 0; status == 0 && i < page.count; i++) {
			if (!standings[i].late)
				continue;
			found.rows[found.count] = page.rows[i];
			kept[found.count++] = standings[i];
			if (found.count < limit || (i + 1 == page.count && !page.next))
				continue;
			status = list_cursor(arena, &query, page.rows[i], &found.next);
			break;
		}
		looked += LIST_PAGE;
		query.page = page.next;
		if (status == 0 && !page.next)
			break;
	}
	if (status < 0)
		return status;
	*ret_list = found;
	*ret_standings = kept;
	return 0;
}

int
election_list_run(const struct listing *listing, struct arena *arena, const char *page, struct list *ret_list,
                  struct election_standing **ret_standings)
{
	const struct visit *visit = visit_of(listing->request);
	struct list_query query = listing->query;
	int status;

	*ret_standings = NULL;
	query.page = page;
	if (only_late(listing->request))
		return run_late(listing, arena, query, ret_list, ret_standings);
	status = list_run(visit->db, arena, &query, ret_list);
	return status < 0 || visit->as_of != listing->request->today ? status : stand_rows(listing, arena, ret_list, ret_standings);
}

/* ---- cells ---- */

void
election_columns(enum lang lang, struct column_view *columns)
{
	columns[0] = (struct column_view){.label = tr(lang, "Steps done"), .kind = CELL_AMOUNT};
	columns[1] = (struct column_view){.label = tr(lang, "Next step")};
	columns[2] = (struct column_view){.label = tr(lang, "At the latest"), .kind = CELL_DAY};
	columns[3] = (struct column_view){.label = tr(lang, "Who acts")};
}

int
election_body_cell(const struct list_draft *draft, size_t row, struct cell_view *cell)
{
	const struct record *record = draft->list.rows[row];
	const struct election *known = draft->standings ? draft->standings[row].election : NULL;
	const char *path = record_address(draft->arena, &election_kind, record->id);
	struct label label = {.text = known ? known->body_name : NULL};
	int status = known ? 0 : label_of(draft->labels, &body_kind, record_value(record, "body")->number, &label);

	if (status < 0)
		return status;
	*cell = cell_link(label.text, path ? link_to(draft->request, path, NULL, 0) : NULL);
	return cell->href.path ? 0 : FAIL_MEMORY;
}

static struct cell_view
latest_cell(const struct list_draft *draft, const struct timeline_step *next)
{
	char text[DAY_TEXT];

	if (next->latest == DAY_NONE)
		return cell_text(NULL);
	day_text(next->latest, text);
	if (next->progress == PROGRESS_LATE)
		return cell_badge(arena_printf(draft->arena, tr(draft->lang, "%s overdue"), text), TONE_LATE);
	if (next->tight)
		return cell_badge(arena_strdup(draft->arena, text), TONE_SOON);
	return cell_day(next->latest);
}

int
election_cells(const struct list_draft *draft, const struct election_standing *standing, struct cell_view *cells)
{
	const struct timeline_step *next;

	for (size_t i = 0; i < ELECTION_COLUMNS; i++)
		cells[i] = cell_text(NULL);
	if (!standing || !standing->election)
		return 0;
	next = &standing->next;
	cells[0] = (struct cell_view){
		.kind = CELL_AMOUNT, .text = arena_printf(draft->arena, "%zu/%zu", standing->done, standing->needed)};
	if (!next->rule)
		return cells[0].text ? 0 : FAIL_MEMORY;
	cells[1] = cell_text(election_step_title(draft->arena, draft->lang, next));
	cells[2] = latest_cell(draft, next);
	cells[3] = cell_text(in_lang(next->rule->who, draft->lang));
	return cells[0].text && cells[1].text ? 0 : FAIL_MEMORY;
}

/* ---- files ---- */

void
election_file_columns(enum lang lang, struct table_column *columns)
{
	columns[0] = (struct table_column){.header = tr(lang, "Steps done"), .kind = TABLE_COLUMN_TEXT};
	columns[1] = (struct table_column){.header = tr(lang, "Next step"), .kind = TABLE_COLUMN_TEXT};
	columns[2] = (struct table_column){.header = tr(lang, "At the latest"), .kind = TABLE_COLUMN_DATE};
	columns[3] = (struct table_column){.header = tr(lang, "Overdue"), .kind = TABLE_COLUMN_TEXT};
	columns[4] = (struct table_column){.header = tr(lang, "Who acts"), .kind = TABLE_COLUMN_TEXT};
}

int
election_file_cells(struct table_writer *table, struct arena *arena, enum lang lang, const struct election_standing *standing)
{
	const struct timeline_step *next = standing ? &standing->next : NULL;
	const char *done, *title;

	if (!standing || !standing->election) {
		for (size_t i = 0; i < ELECTION_FILE_COLUMNS; i++)
			table_empty(table);
		return 0;
	}
	done = arena_printf(arena, "%zu/%zu", standing->done, standing->needed);
	title = next->rule ? election_step_title(arena, lang, next) : "";
	if (!done || !title)
		return FAIL_MEMORY;
	table_text(table, done);
	table_text(table, title);
	next->rule && next->latest != DAY_NONE ? table_day(table, next->latest) : table_empty(table);
	table_text(table, standing->late ? tr(lang, "yes") : tr(lang, "no"));
	table_text(table, next->rule ? in_lang(next->rule->who, lang) : "");
	return 0;
}

/* ---- JSON ---- */

void
election_step_members(const struct timeline_step *step, struct json *json)
{
	static const char *const states[] = {
		[PROGRESS_WAITING] = "waiting", [PROGRESS_OPEN] = "open", [PROGRESS_LATE] = "late", [PROGRESS_DONE] = "done",
		[PROGRESS_NEEDLESS] = "not_needed", [PROGRESS_PASSED] = "passed_over",
	};

	json_key(json, "step");
	json_text(json, step->rule->word);
	json_key(json, "label");
	json_bilingual(json, step->rule->label);
	json_key(json, "state");
	json_text(json, states[step->progress]);
	json_key(json, "assembly");
	step->assembly ? json_int(json, step->assembly->id) : json_none(json);
	json_key(json, "contest");
	step->seats ? json_int(json, step->seats->id) : json_none(json);
	json_key(json, "latest");
	json_day(json, step->latest);
	json_key(json, "who");
	json_bilingual(json, step->rule->who);
	json_key(json, "clause");
	json_text(json, step->clause);
}

void
election_members(const struct election_standing *standing, struct json *json)
{
	json_key(json, "steps_done");
	standing ? json_int(json, (int64_t)standing->done) : json_none(json);
	json_key(json, "steps_needed");
	standing ? json_int(json, (int64_t)standing->needed) : json_none(json);
	json_key(json, "late");
	standing ? json_bool(json, standing->late) : json_none(json);
	json_key(json, "next_step");
	if (!standing || !standing->next.rule) {
		json_none(json);
		return;
	}
	json_open(json, '{');
	election_step_members(&standing->next, json);
	json_close(json, '}');
}
