#include "store/writer.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fail.h"

#define CHECKPOINT_COMMITS 200 /* commits after which the log is folded into the file */

#define OUTCOME_SECONDS 30     /* to find out what became of a commit that was not answered */
#define TRIAL_SECONDS 5        /* between two looks at whether writing still goes, while nobody writes */

STATEMENT(meta_touch, "update meta set value = value where name = 'schema'");

/* One piece of work; it lives on its caller's stack. */
struct job {
	struct job *next;
	int (*work)(struct db *db, void *arg);
	void *arg;
	int status;
	bool done;
	struct failure_record failure;
};

struct writer {
	char *url;                /* null: within a transaction of the caller's, without a thread */
	struct db *db;
	struct db *checkpoint_db; /* SQLite only: checkpoints never run in a commit */
	pthread_t thread;
	pthread_t checkpoint_thread;
	pthread_mutex_t mutex;
	pthread_cond_t wake;      /* something is queued, or it is time to stop */
	pthread_cond_t finished;  /* a group is done */
	pthread_cond_t fold;      /* the log has grown, or it is time to stop */
	struct job *first, **last;
	bool stopping;
	int64_t unfolded;         /* commits since the last checkpoint */
	struct writer_figures figures;
	struct histogram group, commit_micros;
	struct failure_record trouble; /* code 0 while writing goes */
	_Atomic bool marking;
	_Atomic int64_t position; /* of the database's log (writer_position) */
};

static int64_t
now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

static void
finish(struct job *job, int status)
{
	job->status = status;
	if (status < 0)
		job->failure = *last_failure();
}

/* A failure that is nobody's own: it may stand for the whole group. */
static bool
is_trouble(int status)
{
	return status == FAIL_UNAVAILABLE || status == FAIL_SYSTEM || status == FAIL_MEMORY;
}

/* Runs one job behind its savepoint; 0, or the failure by which the whole transaction is lost. */
static int
run_job(struct db *db, struct job *job)
{
	int status = db_savepoint(db, "work");

	if (status < 0)
		return status;
	status = job->work(db, job->arg);
	if (status >= 0 && db_settle(db) < 0)
		status = last_failure()->code;
	finish(job, status);
	if (status < 0) {
		int lost = db_rollback_to(db, "work");

		if (lost < 0) /* by what the job met, if that explains it */
			return is_trouble(status) ? fail_again(&job->failure) : lost;
	}
	return db_release(db, "work");
}

/* Nothing of the group was committed, and what was refused may have been for what was lost. */
static void
lose_group(struct job *group)
{
	struct failure_record reason = *last_failure();

	for (struct job *job = group; job; job = job->next) {
		fail_again(&reason);
		finish(job, reason.code);
	}
}

/* The writer's connection never folds the log itself: that would be in a commit. */
static int
open_connection(const char *url, struct db **ret_db)
{
	struct db *db;
	int status = db_open(url, DB_WRITE, &db);

	if (status < 0)
		return status;
	if (db_engine(db) == ENGINE_SQLITE)
		status = db_exec(db, "pragma wal_autocheckpoint=0", NO_ARGS, NULL);
	if (status < 0)
		db_close(db);
	else
		*ret_db = db;
	return status;
}

static int
reopen(struct writer *writer)
{
	struct db *db;
	int status = open_connection(writer->url, &db);

	if (status < 0)
		return status;
	db_close(writer->db);
	writer->db = db;
	return 0;
}

/* A connection that was lost since the last transaction is made anew; nobody need notice. */
static int
begin(struct writer *writer)
{
	struct failure_record lost;
	int status = db_begin_write(writer->db);

	if (status == 0 || !db_lost(writer->db))
		return status;
	lost = *last_failure();
	return reopen(writer) < 0 ? fail_again(&lost) : db_begin_write(writer->db);
}

/*
 * 1 where a commit got through, 0 where not.  Under the lock nobody is in the
 * middle of it any more; a commit of our own waits for the replicas that the
 * lost one was to reach.
 */
static int
find_out(struct writer *writer, int64_t transaction)
{
	int committed = -1;
	int status = reopen(writer);

	if (status == 0)
		status = db_begin_write(writer->db);
	if (status < 0)
		return status;
	status = committed = db_outcome(writer->db, transaction);
	if (status >= 0)
		status = db_exec(writer->db, meta_touch, NO_ARGS, NULL);
	if (status == 0)
		status = db_commit(writer->db);
	if (status < 0)
		db_rollback(writer->db);
	return status < 0 ? status : committed;
}

/* The connection was lost in a commit: who asked is told what is true, or that it is not known. */
static int
settle_commit(struct writer *writer, int64_t transaction)
{
	const struct timespec nap = {.tv_nsec = 200000000};
	struct failure_record lost = *last_failure();
	int64_t until = now_ns() + (int64_t)OUTCOME_SECONDS * 1000000000;
	int committed;

	while ((committed = find_out(writer, transaction)) < 0 && now_ns() < until)
		nanosleep(&nap, NULL);
	if (committed < 0)
		return fail(FAIL_UNAVAILABLE, NULL, "db",
		            "与数据库的连接在提交时断了，还不知道这次操作是否已经写入；恢复后请先查看日志，再决定是否重办。",
		            "The connection to the database was lost in a commit, and it is not known whether this was written; "
		            "look at the journal before doing it again.");
	return committed ? 0 : fail_again(&lost);
}

/* Before anybody is told of what was written; outside a transaction. */
static void
mark(struct writer *writer)
{
	int64_t position;

	if (!atomic_load(&writer->marking))
		return;
	if (db_written(writer->db, &position) < 0)
		position = INT64_MAX;
	atomic_store(&writer->position, position);
}

/* Commits and counts. */
static int
commit(struct writer *writer)
{
	int64_t began = now_ns(), transaction = db_transaction(writer->db);
	int status = db_commit(writer->db);

	if (status < 0 && transaction && db_lost(writer->db))
		status = settle_commit(writer, transaction);
	if (status < 0)
		return status;
	histogram_count(&writer->commit_micros, (uint64_t)(now_ns() - began) / 1000);
	mark(writer);
	pthread_mutex_lock(&writer->mutex);
	writer->figures.commits++;
	if (++writer->unfolded >= CHECKPOINT_COMMITS)
		pthread_cond_signal(&writer->fold);
	pthread_mutex_unlock(&writer->mutex);
	return 0;
}

static int
run_group(struct writer *writer, struct job *group)
{
	int status = begin(writer);

	if (status < 0) {
		lose_group(group);
		return status;
	}
	for (struct job *job = group; job && status == 0; job = job->next)
		status = run_job(writer->db, job);
	if (status == 0)
		status = commit(writer);
	if (status < 0) {
		db_rollback(writer->db);
		lose_group(group);
	}
	return status;
}

/* Takes up to WRITER_GROUP_MAX jobs off the queue; the mutex is held. */
static struct job *
take_group(struct writer *writer)
{
	struct job *group = writer->first;
	struct job **at = &writer->first;
	int count = 0;

	while (*at && count < WRITER_GROUP_MAX) {
		at = &(*at)->next;
		count++;
	}
	writer->first = *at;
	if (!writer->first)
		writer->last = &writer->first;
	*at = NULL; /* ends the group, also where `at` is the group's own tail */
	writer->figures.queued -= count;
	writer->figures.works += count;
	histogram_count(&writer->group, (uint64_t)count);
	return group;
}

/* Remembers whether writing goes; the mutex is held. */
static void
note(struct writer *writer, int status)
{
	if (status < 0)
		writer->trouble = *last_failure();
	else
		writer->trouble.code = 0;
}

/* After trouble only a write tells whether it is over. */
static int
try_writing(struct writer *writer, bool troubled)
{
	int status = troubled ? begin(writer) : db_present(writer->db);

	if (status == 0 && troubled) {
		status = db_exec(writer->db, meta_touch, NO_ARGS, NULL);
		if (status == 0)
			status = db_commit(writer->db);
		if (status < 0)
			db_rollback(writer->db);
	}
	if (status == 0)
		mark(writer);
	return status;
}

/* Waits for work, or the end; the mutex is held. */
static void
wait_for_work(struct writer *writer)
{
	while (!writer->first && !writer->stopping) {
		struct timespec look;
		bool troubled = writer->trouble.code != 0;
		int status;

		clock_gettime(CLOCK_MONOTONIC, &look);
		look.tv_sec += TRIAL_SECONDS;
		if (pthread_cond_timedwait(&writer->wake, &writer->mutex, &look) != ETIMEDOUT)
			continue;
		pthread_mutex_unlock(&writer->mutex);
		status = try_writing(writer, troubled);
		pthread_mutex_lock(&writer->mutex);
		note(writer, status);
	}
}

static void *
write_all(void *arg)
{
	struct writer *writer = arg;

	pthread_mutex_lock(&writer->mutex);
	for (;;) {
		struct job *group;
		int status;

		wait_for_work(writer);
		if (!writer->first)
			break;
		group = take_group(writer);
		pthread_mutex_unlock(&writer->mutex);
		status = run_group(writer, group);
		pthread_mutex_lock(&writer->mutex);
		note(writer, status);
		writer->figures.lost += status < 0;
		while (group) { /* a job may be gone as soon as it is marked done */
			struct job *next = group->next;

			group->done = true;
			group = next;
		}
		pthread_cond_broadcast(&writer->finished);
	}
	pthread_mutex_unlock(&writer->mutex);
	return NULL;
}

/* A failed checkpoint is no failure of anybody's work: the log stays and the next one folds it. */
static void *
checkpoint_all(void *arg)
{
	struct writer *writer = arg;

	pthread_mutex_lock(&writer->mutex);
	while (!writer->stopping) {
		pthread_cond_wait(&writer->fold, &writer->mutex);
		if (writer->unfolded < CHECKPOINT_COMMITS)
			continue;
		writer->unfolded = 0;
		pthread_mutex_unlock(&writer->mutex);
		db_exec(writer->checkpoint_db, "pragma wal_checkpoint(passive)", NO_ARGS, NULL);
		pthread_mutex_lock(&writer->mutex);
	}
	pthread_mutex_unlock(&writer->mutex);
	return NULL;
}

static int
no_thread(void)
{
	return fail(FAIL_SYSTEM, NULL, NULL, "无法启动写入线程。", "The writer's thread cannot be started.");
}

/* On SQLite the checkpoints have a thread and connection of their own. */
static int
start_checkpoints(struct writer *writer)
{
	int status;

	if (db_engine(writer->db) != ENGINE_SQLITE)
		return 0;
	status = db_open(writer->url, DB_WRITE, &writer->checkpoint_db);
	if (status == 0 && pthread_create(&writer->checkpoint_thread, NULL, checkpoint_all, writer) != 0) {
		db_close(writer->checkpoint_db);
		writer->checkpoint_db = NULL;
		status = no_thread();
	}
	return status;
}

static void
stop_checkpoints(struct writer *writer)
{
	if (!writer->checkpoint_db)
		return;
	pthread_mutex_lock(&writer->mutex);
	writer->stopping = true;
	pthread_cond_signal(&writer->fold);
	pthread_mutex_unlock(&writer->mutex);
	pthread_join(writer->checkpoint_thread, NULL);
	db_close(writer->checkpoint_db);
}

static void
dispose(struct writer *writer)
{
	pthread_cond_destroy(&writer->fold);
	pthread_cond_destroy(&writer->finished);
	pthread_cond_destroy(&writer->wake);
	pthread_mutex_destroy(&writer->mutex);
	db_close(writer->db);
	free(writer->url);
	free(writer);
}

static void
init_members(struct writer *writer)
{
	pthread_condattr_t monotonic;

	pthread_mutex_init(&writer->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&writer->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_cond_init(&writer->finished, NULL);
	pthread_cond_init(&writer->fold, NULL);
	writer->group.bounds = bounds_of_group;
	writer->commit_micros.bounds = bounds_of_time;
}

int
writer_open(const char *url, struct writer **ret_writer)
{
	struct writer *writer = calloc(1, sizeof *writer);
	int status;

	if (!writer)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	writer->url = strdup(url);
	status = writer->url ? open_connection(url, &writer->db)
	                     : fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	if (status < 0) {
		free(writer->url);
		free(writer);
		return status;
	}
	writer->last = &writer->first;
	writer->position = INT64_MAX;
	init_members(writer);
	status = start_checkpoints(writer);
	if (status == 0 && pthread_create(&writer->thread, NULL, write_all, writer) != 0) {
		status = no_thread();
		stop_checkpoints(writer);
	}
	if (status < 0) {
		dispose(writer);
		return status;
	}
	*ret_writer = writer;
	return 0;
}

int
writer_within(struct db *db, struct writer **ret_writer)
{
	struct writer *writer = calloc(1, sizeof *writer);

	if (!writer)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	writer->db = db;
	*ret_writer = writer;
	return 0;
}

void
writer_close(struct writer *writer)
{
	if (!writer)
		return;
	if (!writer->url) {
		free(writer);
		return;
	}
	pthread_mutex_lock(&writer->mutex);
	writer->stopping = true;
	pthread_cond_signal(&writer->wake);
	pthread_mutex_unlock(&writer->mutex);
	pthread_join(writer->thread, NULL);
	stop_checkpoints(writer);
	dispose(writer);
}

int
writer_do(struct writer *writer, int (*work)(struct db *db, void *arg), void *arg)
{
	struct job job = {.work = work, .arg = arg};
	int lost;

	if (!writer->url) {
		lost = run_job(writer->db, &job);
		return lost < 0 ? lost : job.status < 0 ? fail_again(&job.failure) : job.status;
	}
	pthread_mutex_lock(&writer->mutex);
	if (writer->stopping) {
		pthread_mutex_unlock(&writer->mutex);
		return fail(FAIL_SYSTEM, NULL, NULL, "程序正在停止。", "The program is stopping.");
	}
	*writer->last = &job;
	writer->last = &job.next;
	writer->figures.queued++;
	pthread_cond_signal(&writer->wake);
	while (!job.done)
		pthread_cond_wait(&writer->finished, &writer->mutex);
	pthread_mutex_unlock(&writer->mutex);
	return job.status < 0 ? fail_again(&job.failure) : job.status;
}

struct writer_figures
writer_figures(struct writer *writer)
{
	struct writer_figures figures;

	pthread_mutex_lock(&writer->mutex);
	figures = writer->figures;
	pthread_mutex_unlock(&writer->mutex);
	figures.group = &writer->group;
	figures.commit_micros = &writer->commit_micros;
	return figures;
}

static int
nothing(struct db *db, void *arg)
{
	(void)arg;
	return db_engine(db) == ENGINE_POSTGRESQL ? 0 : fail(FAIL_INPUT, NULL, "replica", "只有 PostgreSQL 有流复制副本。",
	                                                     "Only PostgreSQL has streaming replicas.");
}

int
writer_mark(struct writer *writer)
{
	atomic_store(&writer->marking, true);
	return writer_do(writer, nothing, NULL); /* its commit gives the first mark */
}

int64_t
writer_position(const struct writer *writer)
{
	return atomic_load(&writer->position);
}

int
writer_health(struct writer *writer)
{
	struct failure_record trouble;

	pthread_mutex_lock(&writer->mutex);
	trouble = writer->trouble;
	pthread_mutex_unlock(&writer->mutex);
	return trouble.code < 0 ? fail_again(&trouble) : 0;
}
