/* Timelines: what follows what, and what has to be written so that it does. */
#include "party/workbook_job.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "law/elections.h"

/* --- operations --------------------------------------------------------------------- */

static int
add_op(struct job *job, const struct op *op)
{
	if (ARENA_GROW(job->arena, job->ops, job->op_count, job->op_room) < 0)
		return FAIL_MEMORY;
	job->ops[job->op_count++] = *op;
	return 0;
}

struct record *
job_record(struct job *job, const struct kind *kind, day_no since, day_no until)
{
	struct record *record = record_new(job->arena, kind);

	if (!record)
		return NULL;
	record->id = act_new_id(job->act);
	record->since = since;
	record->until = until;
	return record;
}

/* The kinds whose records the rows of a sheet stand for. */
static bool
is_subject(enum sheet sheet, const struct kind *kind)
{
	static const struct { enum sheet sheet; const struct kind *kind; } subjects[] = {
		{SHEET_UNIT, &unit_kind}, {SHEET_BODY, &body_kind}, {SHEET_COVERAGE, &coverage_kind},
		{SHEET_COVERAGE, &dispatch_kind}, {SHEET_MEMBER, &membership_kind}, {SHEET_POST, &post_kind},
		{SHEET_TERM, &term_kind},
	};

	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
		if (subjects[i].sheet == sheet && subjects[i].kind == kind)
			return true;
	return false;
}

int
op_add(struct job *job, struct book_row *row, int column, struct record *record)
{
	if (is_subject(row->layout->sheet, record->kind))
		row->added = true;
	else
		row->changed = true;
	return add_op(job, &(struct op){.what = OP_ADD, .row = row, .column = column, .record = record});
}

int
op_change(struct job *job, struct book_row *row, int column, const struct life *life, day_no from,
          struct record *values, bool *given)
{
	row->changed = true;
	return add_op(job, &(struct op){.what = OP_CHANGE, .row = row, .column = column, .record = values,
	                                .old = life_at(life, from), .given = given, .from = from});
}

int
op_correct(struct job *job, struct book_row *row, int column, const struct record *old, day_no since, day_no until)
{
	struct record *right = ARENA_NEW(job->arena, struct record);

	if (!right)
		return FAIL_MEMORY;
	*right = *old;
	right->since = since;
	right->until = until;
	row->changed = true;
	return add_op(job, &(struct op){.what = OP_CORRECT, .row = row, .column = column, .record = right, .old = old});
}

int
bounds_correct(struct job *job, struct book_row *row, int column, const struct life *life, size_t first,
               size_t versions, day_no since, day_no until)
{
	int status = 0;

	for (size_t i = first; i < first + versions && status == 0; i++) {
		const struct record *version = life->versions[i];
		day_no from = i == first || version->since < since ? since : version->since;
		day_no to = i == first + versions - 1 || version->until > until ? until : version->until;

		if (from >= to) /* nothing of it is left */
			to = from = version->since;
		if (from != version->since || to != version->until)
			status = op_correct(job, row, column, version, from, to);
	}
	return status;
}

/* --- filling ---------------------------------------------------------------------------- */

struct timeline *
timeline_at(struct job *job, const char *key)
{
	void **slot = key ? map_at(&job->timelines, key) : NULL;

	if (slot && !*slot)
		*slot = ARENA_NEW(job->arena, struct timeline);
	return slot ? *slot : NULL;
}

static struct span *
add_span(struct job *job, struct timeline *timeline)
{
	struct span *span = ARENA_NEW(job->arena, struct span);

	if (!span)
		return NULL;
	if ((timeline->count & (timeline->count - 1)) == 0) {
		struct span **spans = ARENA_ARRAY(job->arena, timeline->count ? 2 * timeline->count : 1, struct span *);

		if (!spans)
			return NULL;
		if (timeline->count)
			memcpy(spans, timeline->spans, timeline->count * sizeof *spans);
		timeline->spans = spans;
	}
	timeline->spans[timeline->count++] = span;
	return span;
}

int
timeline_record(struct job *job, struct timeline *timeline, const struct life *life, size_t first, size_t versions,
                const char *what)
{
	struct span *span = add_span(job, timeline);

	if (!span)
		return FAIL_MEMORY;
	*span = (struct span){
		.life = life, .first = first, .versions = versions, .since = life->versions[first]->since,
		.until = life->versions[first + versions - 1]->until,
		.what = what ? record_value(life->versions[first], what)->number : 0,
	};
	span->fixed = span->until != DAY_OPEN;
	return 0;
}

struct span *
timeline_add(struct job *job, struct timeline *timeline, const struct span_rules *rules, struct book_row *row,
             day_no since, day_no until)
{
	struct span *span = add_span(job, timeline);

	if (!span)
		return NULL;
	*span = (struct span){.row = row, .since = since, .until = until, .fixed = until != DAY_OPEN,
	                      .record = job_record(job, rules->kind, since, until)};
	timeline->touched = true;
	return span->record ? span : NULL;
}

struct span *
timeline_starting(const struct timeline *timeline, day_no since, int64_t what)
{
	for (size_t i = 0; i < timeline->count; i++)
		if (timeline->spans[i]->since == since && timeline->spans[i]->what == what)
			return timeline->spans[i];
	return NULL;
}

int
span_take(struct job *job, struct span *span, struct book_row *row, int column, bool *ret_taken)
{
	*ret_taken = !span->row;
	if (span->row)
		return fault_at(job, row, column, "与 %s 一行重复。", "This repeats the row of %s.",
		                cell_of(job, span->row, column));
	span->row = row;
	return 0;
}

/* What the life has on the effective day, or on the nearest day of the span. */
static const struct record *
span_now(const struct job *job, const struct span *span)
{
	day_no since = span->life->versions[span->first]->since;
	day_no until = span->life->versions[span->first + span->versions - 1]->until;
	day_no on = job->effective < since ? since : job->effective >= until ? until - 1 : job->effective;

	return life_at(span->life, on);
}

int
span_give(struct job *job, struct span *span, const char *field, const struct value *value)
{
	const struct kind *kind = span->life->kind;
	int at = field_index(kind, field);

	if (value->type == VALUE_NULL || value_same(value, &span_now(job, span)->values[at]))
		return 0;
	if (!span->record) {
		span->record = record_new(job->arena, kind);
		span->given = ARENA_ARRAY(job->arena, kind->field_count, bool);
	}
	if (!span->record || !span->given)
		return FAIL_MEMORY;
	span->record->values[at] = *value;
	span->given[at] = true;
	return 0;
}

/* --- settling ------------------------------------------------------------------------------ */

/* By first day; of two that begin together the one that gives way stands first. */
static int
by_start(const void *a, const void *b)
{
	const struct span *x = *(struct span *const *)a, *y = *(struct span *const *)b;

	if (x->since != y->since)
		return x->since < y->since ? -1 : 1;
	return (x->row != NULL) - (y->row != NULL);
}

static int
overlapping(struct job *job, const struct span_rules *rules, const struct span *a, const struct span *b)
{
	struct book_row *row = b->row ? b->row : a->row;
	const struct span *other = b->row ? a : b;
	char since[DAY_TEXT];

	day_text(other->since, since);
	if (other->row)
		return fault_at(job, row, rules->since_column, "与 %s 一行（%s 开始）的时间重叠。",
		                "It overlaps the row of %s, which begins on %s.",
		                cell_of(job, other->row, rules->since_column), since);
	return fault_at(job, row, rules->since_column, "与已登记的、%s 开始的一段时间重叠。",
	                "It overlaps a period on record that begins on %s.", since);
}

/* When a term falls due: as extended, or by its years. */
static day_no
due_of(const struct span *span)
{
	const struct record *record = span->life ? span->life->versions[span->first + span->versions - 1]
	                                         : span->record;
	const struct value *extended = record_value(record, "extended_to");

	return extended->type == VALUE_INT ? (day_no)extended->number
	                                   : term_due(span->since, (int)record_value(record, "years")->number);
}

static int
too_early(struct job *job, const struct span_rules *rules, const struct span *a, const struct span *b)
{
	struct book_row *row = b->row ? b->row : a->row;
	char due[DAY_TEXT];

	return fault_at(job, row, rules->since_column,
	                "上一届应于 %s 换届，提前一般不超过一年（ELEC-3.2b）；确已提前换届的，请填写上一届的实际结束日期。",
	                "The term before is due on %s and is brought forward by at most a year (ELEC-3.2b); if it was ended early, give its last day.",
	                day_text(due_of(a), due));
}

/* `b` begins before `a` ends: where nothing fixed its end, `a` ends the day before. */
static int
follow(struct job *job, const struct span_rules *rules, struct span *a, struct span *b)
{
	if (!a->row && !b->row)
		return 0;
	if (a->fixed || (a->since == b->since && (a->row || a->what == b->what)) ||
	    (rules->moves && a->what == b->what))
		return overlapping(job, rules, a, b);
	if (rules->terms && b->since < shift_earliest(due_of(a)))
		return too_early(job, rules, a, b);
	a->until = b->since;
	if (!a->life)
		a->record->until = a->until;
	return 0;
}

static int
write_span(struct job *job, const struct span_rules *rules, struct span *span, struct book_row *cause)
{
	struct book_row *row = span->row ? span->row : cause;
	day_no from;
	int status;

	if (!span->life)
		return op_add(job, row, rules->since_column, span->record);
	status = bounds_correct(job, row, span->row ? rules->last_column : rules->since_column, span->life, span->first,
	                        span->versions, span->since, span->until);
	if (status < 0 || !span->record)
		return status;
	from = job->effective < span->since ? span->since
	       : job->effective >= span->until ? span->until - 1 : job->effective;
	return op_change(job, row, rules->since_column, span->life, from, span->record, span->given);
}

/* Whether any row about it has a fault; then nothing is written, and what is noted would only confuse. */
static bool
faulty(const struct timeline *timeline)
{
	for (size_t i = 0; i < timeline->count; i++)
		if (timeline->spans[i]->row && timeline->spans[i]->row->faulty)
			return true;
	return false;
}

int
timeline_settle(struct job *job, struct timeline *timeline, const struct span_rules *rules)
{
	struct span **spans = timeline->spans;
	int status = 0;

	if (!timeline->touched || timeline->count == 0)
		return 0;
	timeline->touched = false;
	qsort(spans, timeline->count, sizeof *spans, by_start);
	for (size_t i = 0; i < timeline->count && status == 0; i++) {
		struct span *span = spans[i];

		if (span->row && span->since >= span->until)
			status = fault_at(job, span->row, rules->last_column, "结束的一天早于开始的一天。",
			                  "The last day is before the first.");
		else if (i + 1 < timeline->count && span->until > spans[i + 1]->since)
			status = follow(job, rules, span, spans[i + 1]);
	}
	if (status < 0 || faulty(timeline))
		return status;
	for (size_t i = 0; i < timeline->count && status == 0; i++) {
		struct book_row *cause = i + 1 < timeline->count ? spans[i + 1]->row : NULL;

		if (spans[i]->row || cause)
			status = write_span(job, rules, spans[i], cause);
	}
	return status;
}
