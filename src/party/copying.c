#include "party/copying.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/text.h"
#include "party/tables.h"
#include "party/verify.h"
#include "store/backup.h"
#include "store/journal.h"

#define SQLITE "sqlite:"

struct job {
	const struct copying *copying;
	struct schema schema;
	struct db *from;
	struct copied *copied;
	int findings;
};

static void
find(void *arg, struct bilingual finding)
{
	struct job *job = arg;

	job->findings++;
	job->copying->report(job->copying->arg, finding);
}

/* ---- the source ---- */

/* What an older program left, or somebody added, would be lost on the way. */
static int
check_source(struct job *job)
{
	int64_t version = 0;
	int status = schema_ready(job->from);

	if (status == 0)
		status = schema_version(job->from, &version);
	if (status == 0)
		status = schema_compare(job->from, &job->schema, find, job);
	if (status < 0 || (version == SCHEMA_VERSION && !job->findings))
		return status;
	return fail(FAIL_REFUSED, NULL, "from",
	            "原库的表与本程序的不一致，没有复制；先用本程序在原库上启动一次服务，旧版本的库会随之升级。",
	            "The tables of the source are not this program's; nothing was copied. Start this program's server on it "
	            "once: a database of an older version is brought up to date by that.");
}

/* ---- the target ---- */

static int
not_empty(void)
{
	return fail(FAIL_REFUSED, NULL, "to", "目标库不是空的，没有改动。", "The target is not empty; nothing was changed.");
}

/* Inside the target's writing transaction, which the caller ends. */
static int
fill(struct job *job, struct db *to)
{
	const struct copy_watch *watch = job->copying->watch.tell ? &job->copying->watch : NULL;
	int status = store_copy(job->from, to, &job->schema, watch, job->copied);

	if (status == 0)
		status = db_analyze(to);
	if (status == 0)
		status = store_compare(to, &job->schema, watch, job->copied);
	if (status == 0)
		status = verify(to, &job->schema, find, job);
	if (status <= 0)
		return status;
	return fail(FAIL_REFUSED, NULL, "from", "核对时发现 %d 处问题，没有复制；先用 dangjian verify 核对原库。",
	            "The verification found %d faults; nothing was copied. Run dangjian verify on the source first.", status);
}

static int
fill_draft(struct db *draft, void *arg)
{
	int status = db_begin_write(draft);

	if (status == 0)
		status = fill(arg, draft);
	return status < 0 ? status : db_commit(draft);
}

/* A log left by another database of this name would be played into the new file. */
static int
copy_to_file(struct job *job, const char *path)
{
	char log[4096];

	if ((size_t)snprintf(log, sizeof log, "%s-wal", path) >= sizeof log)
		return fail(FAIL_INPUT, NULL, "to", "文件路径过长。", "The file's path is too long.");
	if (access(path, F_OK) == 0 || access(log, F_OK) == 0)
		return not_empty();
	return store_draft(path, fill_draft, job);
}

/* Whether it is empty is asked under the writer's lock, so that two copies do not meet. */
static int
copy_to_server(struct job *job, const char *url)
{
	struct db *to;
	int status = db_open(url, DB_WRITE, &to);

	if (status < 0)
		return status;
	status = db_begin_write(to);
	if (status == 0) {
		status = schema_vacant(to);
		status = status < 0 ? status : status == 0 ? not_empty() : fill(job, to);
		if (status == 0)
			status = db_commit(to);
		if (status < 0)
			db_rollback(to);
	}
	db_close(to);
	return status;
}

static int
copy(struct job *job)
{
	const char *to = job->copying->to;
	int status = check_source(job);

	if (status < 0)
		return status;
	return text_starts(to, SQLITE) ? copy_to_file(job, to + strlen(SQLITE)) : copy_to_server(job, to);
}

static int
tell_result(const struct job *job, struct copy_result *ret_result)
{
	struct copy_result result = {.tables = job->copied, .count = job->schema.count};
	int status = journal_last(job->from, &result.journal);

	for (size_t i = 0; i < result.count; i++)
		result.rows += result.tables[i].rows;
	if (status == 0)
		*ret_result = result;
	return status;
}

int
installation_copy(const struct copying *copying, struct arena *arena, struct copy_result *ret_result)
{
	struct job job = {.copying = copying};
	int status = sodium_init() < 0 ? fail(FAIL_SYSTEM, NULL, NULL, "没有可用的随机数来源。", "There is no source of randomness.")
	                               : party_schema(arena, &job.schema);

	if (status < 0)
		return status;
	job.copied = ARENA_ARRAY(arena, job.schema.count, struct copied);
	if (!job.copied)
		return FAIL_MEMORY;
	status = db_open(copying->from, DB_READ, &job.from);
	if (status < 0)
		return status;
	status = db_begin_read(job.from);
	if (status == 0) {
		status = copy(&job);
		if (status == 0)
			status = tell_result(&job, ret_result);
		db_rollback(job.from);
	}
	db_close(job.from);
	return status;
}
