/*
 * A pool: a queue of jobs and the threads that work on it.  Each worker has
 * its own arena and its own context, so that jobs share nothing.
 */
#ifndef DANGJIAN_WEB_POOL_H
#define DANGJIAN_WEB_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct pool;

/* The head of whatever is queued; the caller's own struct begins with it. */
struct pool_job {
	struct pool_job *next;
};

struct worker {
	struct arena *arena; /* reset before each job */
	void *context;
};

struct pool_plan {
	unsigned workers;
	size_t waiting_max;  /* jobs queued; more are refused */
	bool wipes;          /* overwrites what an arena held after each job: passwords went through it */
	void *owner;         /* handed to the callbacks */
	/* Called in each worker's own thread, at its start and end; both may be null. */
	int (*open)(void *owner, void **ret_context);
	void (*close)(void *owner, void *context);
	void (*run)(void *owner, const struct worker *worker, struct pool_job *job);
};

/*
 * Starts the workers and waits until each is open; 0 or what `open` failed
 * with, then nothing is left running.
 */
int pool_start(const struct pool_plan *plan, struct pool **ret_pool);

/* Queues a job; false when the queue is full or the pool is stopping. */
bool pool_push(struct pool *pool, struct pool_job *job);

/* Runs what is queued and ends the workers; from then on jobs are refused.  Takes null. */
void pool_close(struct pool *pool);

/* Closes where need be, and frees.  Takes null. */
void pool_free(struct pool *pool);

size_t pool_waiting(struct pool *pool);
unsigned pool_busy(struct pool *pool);
unsigned pool_workers(const struct pool *pool);

#endif
