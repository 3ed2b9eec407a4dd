/* An import from end to end: read outside the transaction, matched, planned and written inside it. */
#include "party/workbook_job.h"

#include <sodium.h>

#include "base/fail.h"
#include "registry/tables.h"
#include "store/suppose.h"

#define FACTS_MAX ((size_t)64 << 10)
#define SAVEPOINT "import"

struct bilingual
import_phase_label(enum import_phase phase)
{
	static const struct bilingual labels[] = {
		[IMPORT_READING] = {"读取工作簿", "reading the workbook"},
		[IMPORT_MATCHING] = {"核对", "matching"},
		[IMPORT_WRITING] = {"写入", "writing"},
		[IMPORT_SETTLING] = {"检查关系、更新统计", "checking relations and updating figures"},
	};

	return labels[phase];
}

/* --- the journal entry ---------------------------------------------------------------- */

/* Counts, the file's hash and the effective day; nothing about persons (DP-6). */
static void
write_facts(const struct job *job, struct json *json)
{
	static const char *const names[SHEETS] = {"unit", "body", "coverage", "member", "post", "term"};
	unsigned char digest[crypto_hash_sha256_BYTES];
	char hash[HASH_TEXT];

	crypto_hash_sha256(digest, job->request->bytes, job->request->len);
	sodium_bin2hex(hash, sizeof hash, digest, sizeof digest);
	json_open(json, '{');
	json_key(json, "sha256");
	json_text(json, hash);
	json_key(json, "effective");
	json_day(json, job->effective);
	json_key(json, "sheets");
	json_open(json, '{');
	for (enum sheet sheet = 0; sheet < SHEETS; sheet++) {
		const struct sheet_report *report = &job->report->sheets[sheet];

		if (report->rows == 0)
			continue;
		json_key(json, names[sheet]);
		json_open(json, '{');
		json_key(json, "added");
		json_int(json, (int64_t)report->added);
		json_key(json, "changed");
		json_int(json, (int64_t)report->changed);
		json_key(json, "unchanged");
		json_int(json, (int64_t)report->unchanged);
		json_close(json, '}');
	}
	json_close(json, '}');
	json_close(json, '}');
}

STATEMENT(batch_add, "insert into batch (number, added, changed) values ($1, $2, $3)");

static int
end_act(struct job *job)
{
	int64_t added = 0, changed = 0;
	struct buf facts;
	struct json json;
	int status;

	buf_init(&facts, FACTS_MAX);
	json = json_to(&facts);
	write_facts(job, &json);
	for (enum sheet sheet = 0; sheet < SHEETS; sheet++) {
		added += (int64_t)job->report->sheets[sheet].added;
		changed += (int64_t)job->report->sheets[sheet].changed;
	}
	status = buf_status(&facts);
	if (status == 0)
		status = act_end(job->act, &(struct entry){"import", "", 0, 0, buf_text(&facts)});
	buf_free(&facts);
	return status < 0 ? status
	                  : db_exec(job->db, batch_add, ARGS(INT(job->act->number), INT(added), INT(changed)), NULL);
}

STATEMENT(batch_known, "select count(*) from batch where number = $1");

int
workbook_batch_known(struct db *db, int64_t batch, bool *ret_known)
{
	int64_t count = 0;
	int status = db_number(db, batch_known, ARGS(INT(batch)), &count);

	if (status == 0)
		*ret_known = count > 0;
	return status;
}

/* --- the steps ---------------------------------------------------------------------------- */

static void
count_rows(struct job *job)
{
	for (enum sheet sheet = 0; sheet < SHEETS; sheet++) {
		struct sheet_report *report = &job->report->sheets[sheet];

		for (size_t i = 0; i < job->rows[sheet].count; i++) {
			const struct book_row *row = job->rows[sheet].rows[i];

			if (row->added)
				report->added++;
			else if (row->changed)
				report->changed++;
			else
				report->unchanged++;
		}
	}
}

static int
match_and_plan(struct job *job)
{
	static int (*const steps[])(struct job *) = {
		units_match, bodies_match, persons_match, plan_units, plan_bodies, plan_members, plan_coverage, plan_posts,
		plan_terms, subjects_note,
	};
	const size_t count = sizeof steps / sizeof *steps;
	int status = 0;

	for (size_t i = 0; i < count && status == 0; i++) {
		if (job->request->progress)
			job->request->progress(job->request->progress_arg, IMPORT_MATCHING, i, count);
		status = steps[i](job);
	}
	count_rows(job);
	return status;
}

/* What an import and its check begin with: rows find their records, and what is to be done is planned. */
static int
begin(struct job *job, struct db *db, struct act *act, struct edit *edit)
{
	const struct call *call = job->call;
	int status = act_begin(act, db, job->arena, call->actor->tag, call->today, call->at);

	job->db = db;
	job->act = act;
	*edit = (struct edit){.act = act, .secret = &call->installation->secret};
	return status < 0 ? status : match_and_plan(job);
}

/* Nothing to write, or nothing that may be. */
static bool
has_ended(const struct job *job)
{
	return job->report->faults.count > 0 || job->op_count == 0;
}

static int
import(struct db *db, void *arg)
{
	struct job *job = arg;
	struct edit edit;
	struct act act;
	int status = begin(job, db, &act, &edit);

	if (status < 0 || has_ended(job))
		return status;
	status = db_savepoint(db, SAVEPOINT);
	if (status == 0)
		status = job_apply(job, &edit);
	if (status == 0 && !has_ended(job))
		status = end_act(job);
	if (status == 0 && !has_ended(job))
		job->report->batch = act.number;
	else if (status == 0)
		status = db_rollback_to(db, SAVEPOINT);
	return status < 0 ? status : db_release(db, SAVEPOINT);
}

/* The tables an import writes to before its figures and its entry, which a check does without. */
static int
suppose(struct job *job)
{
	job->supposed = registry_tables(job->arena, &job->supposed_count);
	return job->supposed ? db_suppose(job->db, job->supposed, job->supposed_count) : FAIL_MEMORY;
}

static int
check(struct job *job, struct db *db)
{
	struct edit edit;
	struct act act;
	int status = begin(job, db, &act, &edit);

	if (status < 0 || has_ended(job))
		return status;
	status = suppose(job);
	return status < 0 ? status : job_check(job, &edit);
}

/* On a connection of its own, that supposes what an import would write: others write on meanwhile. */
static int
check_apart(struct job *job)
{
	struct db *db;
	int status = db_open(job->call->installation->url, DB_WRITE, &db);

	if (status < 0)
		return status;
	if (db_engine(db) == ENGINE_SQLITE)
		status = db_exec(db, "pragma temp_store = file", NO_ARGS, NULL);
	if (status == 0)
		status = db_begin_suppose(db);
	if (status == 0) {
		status = check(job, db);
		db_rollback(db);
	}
	db_close(db);
	return status;
}

static struct job *
new_job(struct arena *arena, const struct call *call, const struct import_request *request,
        struct workbook_report *report)
{
	struct job *job = ARENA_NEW(arena, struct job);
	const struct { struct lives *lives; const struct kind *kind; } lives[] = {
		{&job->units, &unit_kind}, {&job->bodies, &body_kind}, {&job->persons, &person_kind},
		{&job->edges_of_units, &affiliation_kind}, {&job->edges_of_bodies, &affiliation_kind},
		{&job->pledges, &pledge_kind}, {&job->charters, &charter_kind}, {&job->coverages, &coverage_kind},
		{&job->dispatches, &dispatch_kind}, {&job->mass_orgs, &mass_org_kind},
		{&job->memberships, &membership_kind}, {&job->posts, &post_kind}, {&job->terms, &term_kind},
	};
	struct map *const maps[] = {
		&job->units_by_code, &job->units_by_name, &job->units_by_place, &job->bodies_by_name, &job->bodies_by_id,
		&job->persons_by_key, &job->persons_by_id, &job->mentions, &job->mass_by_name, &job->timelines,
		&job->subjects,
	};

	if (!job)
		return NULL;
	*job = (struct job){.arena = arena, .call = call, .request = request, .report = report,
	                    .effective = request->effective};
	for (size_t i = 0; i < sizeof lives / sizeof *lives; i++)
		*lives[i].lives = lives_of(arena, lives[i].kind);
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		*maps[i] = map_in(arena);
	return job;
}

/* Who may bring in a workbook at all; what it may change is judged record by record. */
static int
check_actor(const struct call *call)
{
	if (call->actor->operator || (actor_roles(call->actor) & (ROLE_CLERKS | ROLE_BRANCH)))
		return 0;
	return fail(FAIL_FORBIDDEN, "DP-12", NULL, "您的角色不能导入工作簿。", "Your roles do not allow importing a workbook.");
}

/*
 * After much was written the engine looks anew at what its plans rest on.
 * Statistics are no part of the import: without them everything is the same.
 */
static void
look_anew(const struct call *call)
{
	struct failure_record kept = *last_failure();
	struct db *db = NULL;

	if (db_engine(call->db) != ENGINE_SQLITE && db_open(call->installation->url, DB_WRITE, &db) == 0)
		db_analyze(db);
	db_close(db);
	fail_again(&kept);
}

static int
run(const struct call *call, const struct import_request *request, bool keep, struct workbook_report *ret_report)
{
	struct workbook_report report = {0};
	struct arena *arena;
	struct job *job;
	int status = check_actor(call);

	if (status < 0)
		return status;
	arena = arena_new(ARENA_IMPORT_MAX);
	job = arena ? new_job(arena, call, request, &report) : NULL;
	status = job ? workbook_read(job) : FAIL_MEMORY;
	/* A file with unreadable cells is matched all the same, so that every fault is named at once. */
	if (status == 0)
		status = keep ? writer_do(call->installation->writer, import, job) : check_apart(job);
	if (status == 0 && report.batch && job->op_count >= ANALYZE_OPS)
		look_anew(call);
	arena_free(arena);
	if (status < 0)
		return status;
	*ret_report = report;
	return 0;
}

int
workbook_check(const struct call *call, const struct import_request *request, struct workbook_report *ret_report)
{
	return run(call, request, false, ret_report);
}

int
workbook_import(const struct call *call, const struct import_request *request, struct workbook_report *ret_report)
{
	return run(call, request, true, ret_report);
}
