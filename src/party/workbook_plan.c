/* Social and Party organizations: what their rows change on record. */
#include "party/workbook_job.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"

/* --- values of the record itself ------------------------------------------------------ */

/* Puts the cells that fill fields of the kind into a record; figures only where asked. */
static void
fill(const struct book_row *row, const struct kind *kind, bool figures, struct record *record)
{
	const struct book_sheet *sheet = &workbook_sheets[row->layout->sheet];

	for (size_t i = 0; i < sheet->count; i++) {
		const struct book_column *column = &sheet->columns[i];

		if (column->kind == kind && (figures || !(column_field(column)->flags & FIGURE)))
			*record_value(record, column->field) = row->cells[i];
	}
}

/* The effective day, or the nearest one of a period. */
static day_no
effective_in(const struct job *job, day_no since, day_no until)
{
	if (job->effective < since)
		return since;
	return job->effective < until ? job->effective : until - 1;
}

/*
 * Notes the cells that differ from what the life has on the effective day, or
 * its nearest one.  A column that is no field itself may give one: `extra`.
 */
static int
change_values(struct job *job, struct book_row *row, const struct life *life, day_no from, int extra,
              const struct value *extra_value)
{
	const struct book_sheet *sheet = &workbook_sheets[row->layout->sheet];
	const struct record *now = life_at(life, life_clamp(life, job->effective));
	struct record *values = record_new(job->arena, life->kind);
	bool *given = ARENA_ARRAY(job->arena, life->kind->field_count, bool);
	int changed = -1;

	if (!values || !given)
		return FAIL_MEMORY;
	for (size_t i = 0; i < sheet->count; i++) {
		const struct value *value = (int)i == extra ? extra_value : &row->cells[i];
		int at = sheet->columns[i].kind == life->kind || (int)i == extra
		                 ? field_index(life->kind, column_field(&sheet->columns[i])->name) : -1;

		if (at < 0 || value->type == VALUE_NULL || value_same(value, &now->values[at]))
			continue;
		values->values[at] = *value;
		given[at] = true;
		changed = (int)i;
	}
	return changed < 0 ? 0 : op_change(job, row, changed, life, from, values, given);
}

/* --- timelines of one unit or body ------------------------------------------------------ */

static const char *const edge_about[] = {"superior", NULL};
static const char *const charter_about[] = {"has_article", NULL};
static const char *const nothing[] = {NULL};

static const struct span_rules unit_edge_rules = {&affiliation_kind, edge_about, UNIT_LED_SINCE, UNIT_CLOSED, .moves = true};
static const struct span_rules body_edge_rules = {&affiliation_kind, edge_about, BODY_SUPERIOR, BODY_ABOLISHED, .moves = true};
static const struct span_rules pledge_rules = {&pledge_kind, nothing, UNIT_PLEDGE, UNIT_PLEDGE};
static const struct span_rules charter_rules = {&charter_kind, charter_about, UNIT_CHARTER, UNIT_CHARTER};

enum { EDGES = 'A', PLEDGES = 'L', CHARTERS = 'C' };

static struct timeline *
timeline_of(struct job *job, int what, int64_t id)
{
	return timeline_at(job, arena_printf(job->arena, "%c%" PRId64, what, id));
}

/* Puts all lives that were read on the timelines of the unit or body they are about. */
static int
record_lives(struct job *job, const struct lives *lives, int what, const char *side, const struct span_rules *rules,
             const char *where)
{
	int status = 0;

	for (size_t i = 0; i < lives->count && status == 0; i++) {
		const struct life *life = lives->items[i];
		struct timeline *timeline;

		if (what == EDGES && record_value(life->versions[0], "relation")->number != LEADS)
			continue;
		timeline = timeline_of(job, what, record_value(life->versions[0], side)->number);
		for (size_t at = 0, run; at < life->count && status == 0; at += run) {
			run = life_run(life, at, rules->about);
			status = timeline ? timeline_record(job, timeline, life, at, run, where) : FAIL_MEMORY;
		}
	}
	return status;
}

static struct span *
span_on(const struct timeline *timeline, day_no on)
{
	for (size_t i = 0; i < timeline->count; i++)
		if (timeline->spans[i]->since <= on && on < timeline->spans[i]->until)
			return timeline->spans[i];
	return NULL;
}

static struct span *
last_span(const struct timeline *timeline)
{
	struct span *last = NULL;

	for (size_t i = 0; i < timeline->count; i++)
		if (!last || timeline->spans[i]->since > last->since)
			last = timeline->spans[i];
	return last;
}

/* Where the led ends, so does what leads it; where it goes on longer, so does that. */
static void
end_edges(struct timeline *edges, struct book_row *row, day_no old_until, day_no until)
{
	for (size_t i = 0; i < edges->count; i++) {
		struct span *span = edges->spans[i];

		if (span->until <= until && span->until != old_until)
			continue;
		span->until = until;
		span->row = row;
		edges->touched = true;
	}
}

/* A new LEADS edge; null without memory. */
static struct span *
new_edge(struct job *job, struct timeline *edges, const struct span_rules *rules, struct book_row *row,
         const struct body_entry *superior, const char *side, int64_t id, day_no since, day_no until)
{
	struct span *span = timeline_add(job, edges, rules, row, since, until);

	if (!span)
		return NULL;
	span->what = superior->id;
	span->fixed = false;
	*record_value(span->record, "superior") = INT(superior->id);
	*record_value(span->record, side) = INT(id);
	*record_value(span->record, "relation") = INT(LEADS);
	return span;
}

/* --- units -------------------------------------------------------------------------------- */

static int
load_of_units(struct job *job)
{
	struct values ids = {0};
	int status = 0;

	for (size_t i = 0; i < job->rows[SHEET_UNIT].count && status == 0; i++) {
		const struct unit_entry *unit = job->rows[SHEET_UNIT].rows[i]->unit;

		if (unit && unit->life)
			status = values_add(job->arena, &ids, INT(unit->id));
	}
	if (status == 0)
		status = lives_read(job->db, &job->edges_of_units, "unit", ids.items, ids.count);
	if (status == 0)
		status = lives_read(job->db, &job->pledges, "unit", ids.items, ids.count);
	if (status == 0)
		status = lives_read(job->db, &job->charters, "unit", ids.items, ids.count);
	if (status == 0)
		status = record_lives(job, &job->edges_of_units, EDGES, "unit", &unit_edge_rules, "superior");
	if (status == 0)
		status = record_lives(job, &job->pledges, PLEDGES, "unit", &pledge_rules, NULL);
	return status < 0 ? status
	                  : record_lives(job, &job->charters, CHARTERS, "unit", &charter_rules, "has_article");
}

/*
 * Registration facts of a new unit hold from its foundation, its figures from
 * the effective day: two versions, unless these are the same day.
 */
static int
add_unit(struct job *job, struct book_row *row)
{
	const struct unit_entry *unit = row->unit;
	day_no from = effective_in(job, unit->since, unit->until);
	bool figures = has(row, UNIT_STAFF) || has(row, UNIT_FULL) || has(row, UNIT_PROBATIONARY);
	bool split = figures && from > unit->since;
	struct record *first = record_new(job->arena, &unit_kind);
	struct record *second = split ? record_new(job->arena, &unit_kind) : NULL;
	int status;

	if (!first || (split && !second))
		return FAIL_MEMORY;
	first->id = unit->id;
	first->since = unit->since;
	first->until = split ? from : unit->until;
	fill(row, &unit_kind, !split, first);
	status = op_add(job, row, UNIT_NAME, first);
	if (status < 0 || !split)
		return status;
	second->id = unit->id;
	second->since = from;
	second->until = unit->until;
	fill(row, &unit_kind, true, second);
	return op_add(job, row, UNIT_NAME, second);
}

static int
change_unit(struct job *job, struct book_row *row)
{
	const struct unit_entry *unit = row->unit;
	int status = bounds_correct(job, row, UNIT_CLOSED, unit->life, 0, unit->life->count, unit->since, unit->until);

	return status < 0 ? status : change_values(job, row, unit->life, effective_in(job, unit->since, unit->until),
	                                           -1, NULL);
}

/* The edge the row is about: the one that begins on the day given, or today's under the same superior. */
static struct span *
edge_meant(struct job *job, const struct book_row *row, const struct timeline *edges,
           const struct body_entry *superior)
{
	struct span *now = span_on(edges, effective_in(job, row->unit->since, row->unit->until));
	struct span *exact = has(row, UNIT_LED_SINCE) && superior
	                             ? timeline_starting(edges, day_in(row, UNIT_LED_SINCE), superior->id) : NULL;

	if (exact)
		return exact;
	return now && (!superior || now->what == superior->id) ? now : NULL;
}

/* A new superior: from the day given, else from the effective day until the present one would have ended. */
static struct span *
lead_anew(struct job *job, struct book_row *row, struct timeline *edges, const struct body_entry *superior)
{
	const struct unit_entry *unit = row->unit;
	day_no since = effective_in(job, unit->since, unit->until), until = unit->until;
	struct span *now = span_on(edges, since);

	if (has(row, UNIT_LED_SINCE)) {
		since = day_in(row, UNIT_LED_SINCE);
	} else if (now) {
		until = now->until;
		now->fixed = false;
	} else if (since < superior->since) {
		since = superior->since;
	}
	return new_edge(job, edges, &unit_edge_rules, row, superior, "unit", unit->id, since, until);
}

static int
lead_unit(struct job *job, struct book_row *row, struct timeline *edges)
{
	struct body_entry *superior = NULL;
	struct span *span;
	int status = 0;

	if (has(row, UNIT_COMMITTEE)) {
		status = body_resolve(job, row, UNIT_COMMITTEE, text_in(row, UNIT_COMMITTEE),
		                      has(row, UNIT_LED_SINCE) ? day_in(row, UNIT_LED_SINCE)
		                                               : effective_in(job, row->unit->since, row->unit->until),
		                      &superior);
		if (status < 0 || !superior)
			return status;
	} else if (!has(row, UNIT_LED_SINCE) && !has(row, UNIT_LED_DOCUMENT)) {
		return 0;
	}
	span = edge_meant(job, row, edges, superior);
	if (!span && !superior)
		return fault_at(job, row, UNIT_COMMITTEE, "填写了领导关系的日期或文号，却没有联合党委。",
		                "The affiliation's date or document is given, but no joint committee.");
	if (!span) {
		span = lead_anew(job, row, edges, superior);
		if (!span)
			return FAIL_MEMORY;
		*record_value(span->record, "document") = *cell(row, UNIT_LED_DOCUMENT);
		return 0;
	}
	span->row = row;
	edges->touched = true;
	if (has(row, UNIT_LED_SINCE))
		span->since = day_in(row, UNIT_LED_SINCE);
	return span->life ? span_give(job, span, "document", cell(row, UNIT_LED_DOCUMENT)) : 0;
}

/* A pledge, or a charter with the article, since a day: known, renewed, or the day corrected. */
static int
plan_since(struct job *job, struct book_row *row, int what, int column, const struct span_rules *rules)
{
	struct timeline *timeline = timeline_of(job, what, row->unit->id);
	int64_t kind = what == CHARTERS ? 1 : 0;
	struct span *last, *span;
	day_no day = day_in(row, column);

	if (!timeline)
		return FAIL_MEMORY;
	if (!has(row, column) || timeline_starting(timeline, day, kind))
		return 0;
	if (day >= row->unit->until)
		return fault_at(job, row, column, "晚于注销日期。", "It is after the organization was closed.");
	last = last_span(timeline);
	if (last && day < last->since && last->what == kind) {
		last->since = day;
		last->row = row;
		timeline->touched = true;
		return timeline_settle(job, timeline, rules);
	}
	if (last && day > last->since)
		last->fixed = false;
	span = timeline_add(job, timeline, rules, row, day, row->unit->until);
	if (!span)
		return FAIL_MEMORY;
	span->what = kind;
	span->fixed = false;
	*record_value(span->record, "unit") = INT(row->unit->id);
	if (what == CHARTERS)
		*record_value(span->record, "has_article") = INT(1);
	return timeline_settle(job, timeline, rules);
}

static int
plan_unit(struct job *job, struct book_row *row)
{
	const struct unit_entry *unit = row->unit;
	struct timeline *edges = timeline_of(job, EDGES, unit->id);
	int status;

	if (!edges)
		return FAIL_MEMORY;
	if (unit->since >= unit->until)
		return fault_at(job, row, UNIT_CLOSED, "注销日期早于成立日期。", "It was closed before it was founded.");
	status = unit->life ? change_unit(job, row) : add_unit(job, row);
	if (status == 0)
		status = lead_unit(job, row, edges);
	if (status == 0 && unit->life && unit->until != life_until(unit->life))
		end_edges(edges, row, life_until(unit->life), unit->until);
	if (status == 0)
		status = timeline_settle(job, edges, &unit_edge_rules);
	if (status == 0)
		status = plan_since(job, row, PLEDGES, UNIT_PLEDGE, &pledge_rules);
	return status < 0 ? status : plan_since(job, row, CHARTERS, UNIT_CHARTER, &charter_rules);
}

/* A row with a fault elsewhere is not planned, but the committee it names is looked for: all faults at once. */
static int
check_committee(struct job *job, struct book_row *row)
{
	struct body_entry *committee;

	return body_resolve(job, row, UNIT_COMMITTEE, text_in(row, UNIT_COMMITTEE), job->effective, &committee);
}

int
plan_units(struct job *job)
{
	int status = load_of_units(job);

	for (size_t i = 0; i < job->rows[SHEET_UNIT].count && status == 0; i++) {
		struct book_row *row = job->rows[SHEET_UNIT].rows[i];

		if (row->unit && !row->faulty)
			status = plan_unit(job, row);
		else if (has(row, UNIT_COMMITTEE))
			status = check_committee(job, row);
	}
	return status;
}

/* --- bodies --------------------------------------------------------------------------------- */

/* A body is led from its first day, or from its superior's where that is later. */
static int
lead_body(struct job *job, struct book_row *row, struct timeline *edges)
{
	const struct body_entry *body = row->body;
	day_no since = body->completed ? effective_in(job, body->since, body->until) : body->since;
	struct span *first = edges->count ? edges->spans[0] : NULL;

	if (body->superior && since < body->superior->since)
		since = body->superior->since;
	if (body->superior && since >= body->until)
		return fault_at(job, row, BODY_SUPERIOR, "撤销以后它的上级党组织才成立。",
		                "It was abolished before its superior was set up.");
	if (body->superior && (!body->life || body->completed))
		return new_edge(job, edges, &body_edge_rules, row, body->superior, "body", body->id, since, body->until)
		               ? 0 : FAIL_MEMORY;
	if (!body->life)
		return 0;
	for (size_t i = 1; i < edges->count; i++)
		if (edges->spans[i]->since < first->since)
			first = edges->spans[i];
	if (first && body->since != life_since(body->life) &&
	    (first->since == life_since(body->life) || first->since < body->since)) {
		first->since = since;
		first->row = row;
		edges->touched = true;
	}
	if (body->until != life_until(body->life))
		end_edges(edges, row, life_until(body->life), body->until);
	return 0;
}

static int
plan_body(struct job *job, struct book_row *row)
{
	const struct body_entry *body = row->body;
	struct timeline *edges = timeline_of(job, EDGES, body->id);
	struct unit_entry *unit = NULL;
	struct value unit_value = SQL_NULL;
	int status = edges ? 0 : FAIL_MEMORY;

	if (status == 0 && has(row, BODY_UNIT))
		status = unit_resolve(job, row, BODY_UNIT, body->since, &unit);
	if (status == 0 && body->since >= body->until)
		status = fault_at(job, row, BODY_ABOLISHED, "撤销日期早于成立日期。", "It was abolished before it was set up.");
	if (status < 0 || row->faulty)
		return status;
	if (unit)
		unit_value = INT(unit->id);
	if (body->life) {
		status = bounds_correct(job, row, has(row, BODY_ABOLISHED) ? BODY_ABOLISHED : BODY_FOUNDED, body->life, 0,
		                        body->life->count, body->since, body->until);
		if (status == 0)
			status = change_values(job, row, body->life, effective_in(job, body->since, body->until), BODY_UNIT,
			                       &unit_value);
	} else {
		struct record *record = record_new(job->arena, &body_kind);

		if (!record)
			return FAIL_MEMORY;
		record->id = body->id;
		record->since = body->since;
		record->until = body->until;
		fill(row, &body_kind, true, record);
		*record_value(record, "unit") = unit_value;
		status = op_add(job, row, BODY_NAME, record);
	}
	if (status == 0)
		status = lead_body(job, row, edges);
	return status < 0 ? status : timeline_settle(job, edges, &body_edge_rules);
}

int
plan_bodies(struct job *job)
{
	int status = record_lives(job, &job->edges_of_bodies, EDGES, "body", &body_edge_rules, "superior");

	for (size_t i = 0; i < job->rows[SHEET_BODY].count && status == 0; i++) {
		struct book_row *row = job->rows[SHEET_BODY].rows[i];

		if (row->body && !row->faulty)
			status = plan_body(job, row);
	}
	return status;
}
