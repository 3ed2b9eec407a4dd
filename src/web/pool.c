#include "web/pool.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/fail.h"

struct pool {
	struct pool_plan plan;
	pthread_mutex_t mutex;
	pthread_cond_t work;   /* a job was queued, or the pool stops */
	pthread_cond_t opened; /* a worker is open, or failed to */
	struct pool_job *first, *last;
	size_t waiting;
	unsigned busy;
	unsigned ready;        /* workers whose `open` has returned */
	bool stopping;
	struct failure_record failure; /* of the first worker that could not open */
	unsigned started;
	pthread_t thread[];
};

/* The next job, or null when the pool stops and nothing is left. */
static struct pool_job *
take_job(struct pool *pool)
{
	struct pool_job *job;

	pthread_mutex_lock(&pool->mutex);
	while (!pool->first && !pool->stopping)
		pthread_cond_wait(&pool->work, &pool->mutex);
	job = pool->first;
	if (job) {
		pool->first = job->next;
		if (!pool->first)
			pool->last = NULL;
		pool->waiting--;
		pool->busy++;
	}
	pthread_mutex_unlock(&pool->mutex);
	return job;
}

static void
end_job(struct pool *pool)
{
	pthread_mutex_lock(&pool->mutex);
	pool->busy--;
	pthread_mutex_unlock(&pool->mutex);
}

static int
open_worker(struct pool *pool, struct worker *worker)
{
	int status = 0;

	worker->arena = arena_new(ARENA_REQUEST_MAX);
	if (!worker->arena)
		status = FAIL_MEMORY;
	else if (pool->plan.open)
		status = pool->plan.open(pool->plan.owner, &worker->context);
	pthread_mutex_lock(&pool->mutex);
	pool->ready++;
	if (status && !pool->failure.code)
		pool->failure = *last_failure();
	pthread_cond_signal(&pool->opened);
	pthread_mutex_unlock(&pool->mutex);
	return status;
}

static void *
work(void *argument)
{
	struct pool *pool = argument;
	struct worker worker = {0};
	struct pool_job *job;
	int status = open_worker(pool, &worker);

	while (!status && (job = take_job(pool))) {
		arena_reset(worker.arena);
		pool->plan.run(pool->plan.owner, &worker, job);
		if (pool->plan.wipes)
			arena_wipe(worker.arena);
		end_job(pool);
	}
	if (!status && pool->plan.close)
		pool->plan.close(pool->plan.owner, worker.context);
	arena_free(worker.arena);
	return NULL;
}

int
pool_start(const struct pool_plan *plan, struct pool **ret_pool)
{
	struct pool *pool = calloc(1, sizeof *pool + plan->workers * sizeof *pool->thread);

	if (!pool)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	pool->plan = *plan;
	pthread_mutex_init(&pool->mutex, NULL);
	pthread_cond_init(&pool->work, NULL);
	pthread_cond_init(&pool->opened, NULL);
	while (pool->started < plan->workers &&
	       pthread_create(&pool->thread[pool->started], NULL, work, pool) == 0)
		pool->started++;
	pthread_mutex_lock(&pool->mutex);
	while (pool->ready < pool->started)
		pthread_cond_wait(&pool->opened, &pool->mutex);
	pthread_mutex_unlock(&pool->mutex);
	if (pool->started == plan->workers && !pool->failure.code) {
		*ret_pool = pool;
		return 0;
	}
	if (pool->failure.code)
		fail_again(&pool->failure);
	else
		fail(FAIL_SYSTEM, NULL, NULL, "无法启动工作线程。", "A worker thread cannot be started.");
	pool_free(pool);
	return last_failure()->code;
}

bool
pool_push(struct pool *pool, struct pool_job *job)
{
	bool taken;

	job->next = NULL;
	pthread_mutex_lock(&pool->mutex);
	taken = !pool->stopping && pool->waiting < pool->plan.waiting_max;
	if (taken) {
		if (pool->last)
			pool->last->next = job;
		else
			pool->first = job;
		pool->last = job;
		pool->waiting++;
		pthread_cond_signal(&pool->work);
	}
	pthread_mutex_unlock(&pool->mutex);
	return taken;
}

void
pool_close(struct pool *pool)
{
	if (!pool)
		return;
	pthread_mutex_lock(&pool->mutex);
	pool->stopping = true;
	pthread_cond_broadcast(&pool->work);
	pthread_mutex_unlock(&pool->mutex);
	while (pool->started > 0)
		pthread_join(pool->thread[--pool->started], NULL);
}

void
pool_free(struct pool *pool)
{
	if (!pool)
		return;
	pool_close(pool);
	pthread_cond_destroy(&pool->opened);
	pthread_cond_destroy(&pool->work);
	pthread_mutex_destroy(&pool->mutex);
	free(pool);
}

size_t
pool_waiting(struct pool *pool)
{
	size_t waiting;

	pthread_mutex_lock(&pool->mutex);
	waiting = pool->waiting;
	pthread_mutex_unlock(&pool->mutex);
	return waiting;
}

unsigned
pool_busy(struct pool *pool)
{
	unsigned busy;

	pthread_mutex_lock(&pool->mutex);
	busy = pool->busy;
	pthread_mutex_unlock(&pool->mutex);
	return busy;
}

unsigned
pool_workers(const struct pool *pool)
{
	return pool->plan.workers;
}
