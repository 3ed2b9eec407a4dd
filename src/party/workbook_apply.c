/* Writing what was planned, and naming what stands against it at the rows it comes from. */
#include "party/workbook_job.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "party/settle.h"
#include "store/suppose.h"

#define PROGRESS_OPS 2000
#define ADDED_TOGETHER 2048

/* --- where records are spoken of ------------------------------------------------------ */

static int
note(struct job *job, const struct kind *kind, int64_t id, struct book_row *row)
{
	const char *key = arena_printf(job->arena, "%d/%s/%" PRId64, (int)row->layout->sheet, kind->name, id);
	void **slot = key ? map_at(&job->subjects, key) : NULL;

	if (!slot)
		return FAIL_MEMORY;
	if (!*slot)
		*slot = row;
	return 0;
}

int
subjects_note(struct job *job)
{
	int status = 0;

	for (enum sheet sheet = 0; sheet < SHEETS; sheet++)
		for (size_t i = 0; i < job->rows[sheet].count && status == 0; i++) {
			struct book_row *row = job->rows[sheet].rows[i];

			if (row->unit)
				status = note(job, &unit_kind, row->unit->id, row);
			if (status == 0 && row->body)
				status = note(job, &body_kind, row->body->id, row);
			if (status == 0 && row->person)
				status = note(job, &person_kind, row->person->id, row);
		}
	return status;
}

static struct book_row *
row_about(struct job *job, enum sheet sheet, const struct kind *kind, int64_t id)
{
	char key[64];

	snprintf(key, sizeof key, "%d/%s/%" PRId64, (int)sheet, kind->name, id);
	return map_get(&job->subjects, key);
}

/* Where a fault under a clause is shown first, by the kind of record it lies in. */
static const struct {
	const char *clause;
	const struct kind *kind;
	enum sheet sheet;
	int column;
} places[] = {
	{"OPIN-6.7", &unit_kind, SHEET_UNIT, UNIT_COMMITTEE},
	{"OPIN-6.7", &body_kind, SHEET_BODY, BODY_SUPERIOR},
	{"OPIN-21.3", &unit_kind, SHEET_UNIT, UNIT_LED_SINCE},
	{"OPIN-21.3", &body_kind, SHEET_BODY, BODY_SUPERIOR},
	{"BJ-4", &unit_kind, SHEET_UNIT, UNIT_COMMITTEE},
	{"BJ-4", &body_kind, SHEET_BODY, BODY_SUPERIOR},
	{"OPIN-10.1", &unit_kind, SHEET_COVERAGE, COVERAGE_BY},
	{"OPIN-11.6", &unit_kind, SHEET_COVERAGE, COVERAGE_BY},
	{"GRP-7", &body_kind, SHEET_TERM, TERM_BODY},
	{"ELEC-3.1", &body_kind, SHEET_TERM, TERM_SINCE},
	{"OPIN-15.8", &person_kind, SHEET_MEMBER, MEMBER_SINCE},
	{"OPIN-8.5b", &unit_kind, SHEET_UNIT, UNIT_CLOSED},
	{"OPIN-8.5b", &body_kind, SHEET_BODY, BODY_ABOLISHED},
};

static struct book_row *
row_for(struct job *job, const char *clause, const struct kind *kind, int64_t id, int *ret_column)
{
	struct book_row *row = NULL;

	*ret_column = 0;
	for (size_t i = 0; i < sizeof places / sizeof *places && !row; i++)
		if (places[i].kind == kind && strcmp(places[i].clause, clause) == 0) {
			row = row_about(job, places[i].sheet, kind, id);
			*ret_column = row ? places[i].column : 0;
		}
	for (enum sheet sheet = 0; sheet < SHEETS && !row; sheet++)
		row = row_about(job, sheet, kind, id);
	return row;
}

/* A row that was to be written; there is one, or nothing would have been checked. */
static struct book_row *
any_row(struct job *job)
{
	return job->ops[0].row;
}

static void
report_fault(void *arg, const struct kind *kind, int64_t id, const struct failure_record *fault)
{
	struct job *job = arg;
	int column;
	struct book_row *row = row_for(job, fault->clause, kind, id, &column);

	if (!row)
		row = any_row(job);
	fault_at(job, row, column, "%s%.0s", "%.0s%s", fault->zh, fault->en);
}

/* --- rights ------------------------------------------------------------------------------ */

/* Persons without a relation come with the post or dispatch that names them, which is judged. */
static bool
judged(const struct op *op, bool written)
{
	if (op->what == OP_ADD)
		return written && op->record->kind != &person_kind;
	return !written;
}

/* What is on record is judged by its place before, what is new by its place afterwards. */
static int
check_rights(struct job *job, bool written)
{
	const struct call *call = job->call;
	int status = 0;

	for (size_t i = 0; i < job->op_count && status == 0 && !call->actor->operator; i++) {
		const struct op *op = &job->ops[i];

		if (!judged(op, written))
			continue;
		status = access_write(job->db, job->arena, call->actor, op->old ? op->old : op->record, call->today);
		if (status == FAIL_FORBIDDEN) {
			job->report->forbidden = true;
			status = fault_again(job, op->row, op->column);
		}
	}
	return status;
}

/* --- writing ------------------------------------------------------------------------------ */

/* Writes the additions from one operation on, kind by kind: they do not look at each other. */
static int
apply_additions(struct job *job, struct edit *edit, size_t from, size_t *ret_count)
{
	struct record *records[ADDED_TOGETHER];
	size_t count = 0;
	int status = 0;

	while (count < ADDED_TOGETHER && from + count < job->op_count && job->ops[from + count].what == OP_ADD)
		count++;
	for (size_t k = 0; kinds[k] && count && status == 0; k++) {
		size_t alike = 0;

		for (size_t i = 0; i < count; i++)
			if (job->ops[from + i].record->kind == kinds[k])
				records[alike++] = job->ops[from + i].record;
		status = record_add_all(edit, records, alike);
	}
	*ret_count = count;
	return status;
}

static int
apply_op(struct edit *edit, const struct op *op)
{
	if (op->what == OP_CHANGE)
		return record_change(edit, op->record->kind, op->old->id, op->from, op->record->values, op->given);
	return record_correct(edit, op->old->id, op->old->since, op->record);
}

/* What a refusal of the registry says is a fault of the row. */
static bool
is_fault(int status)
{
	return status == FAIL_REFUSED || status == FAIL_INPUT || status == FAIL_NOT_FOUND;
}

static int
apply_all(struct job *job, struct edit *edit)
{
	const struct import_request *request = job->request;
	size_t told = 0;
	int status = 0;

	for (size_t i = 0, step; i < job->op_count && status == 0; i += step) {
		status = apply_additions(job, edit, i, &step);
		if (status == 0 && step == 0) {
			status = apply_op(edit, &job->ops[i]);
			step = 1;
		}
		if (is_fault(status))
			status = fault_again(job, job->ops[i].row, job->ops[i].column);
		if (i > 0 && i - told < PROGRESS_OPS)
			continue;
		if (request->progress)
			request->progress(request->progress_arg, IMPORT_WRITING, i, job->op_count);
		if (status == 0 && told == 0 && i > 0 && job->supposed)
			status = db_suppose_analyze(job->db, job->supposed, job->supposed_count);
		told = i;
	}
	return status;
}

/* What must hold between records, each fault at its row. */
static int
write_and_check(struct job *job, struct edit *edit)
{
	const struct import_request *request = job->request;
	int status = check_rights(job, false);

	if (status == 0 && job->report->faults.count == 0)
		status = apply_all(job, edit);
	if (status < 0 || job->report->faults.count)
		return status;
	if (request->progress)
		request->progress(request->progress_arg, IMPORT_SETTLING, 0, 0);
	if (job->op_count >= ANALYZE_OPS)
		status = job->supposed ? db_suppose_analyze(job->db, job->supposed, job->supposed_count) : db_analyze(job->db);
	if (status == 0)
		status = settle_faults(edit, report_fault, job);
	return status < 0 ? status : 0;
}

int
job_apply(struct job *job, struct edit *edit)
{
	int status = write_and_check(job, edit);

	if (status == 0 && job->report->faults.count == 0)
		status = settle(edit);
	return status < 0 || job->report->faults.count ? status : check_rights(job, true);
}

int
job_check(struct job *job, struct edit *edit)
{
	int status = write_and_check(job, edit);

	if (status < 0 || job->report->faults.count || job->call->actor->operator)
		return status;
	status = settle_places(edit);
	return status < 0 ? status : check_rights(job, true);
}
