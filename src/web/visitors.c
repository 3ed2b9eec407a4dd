#include "web/visitors.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/fail.h"

struct visitor {
	struct visitor *next, *previous;
	int socket;
	_Atomic uint64_t state; /* phase, and when it began in its upper bits */
};

struct visitors {
	struct patience patience;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t stop;
	struct visitor *first;
	size_t count;
	bool stopping;
};

#define PHASE_BITS 3
_Static_assert(PHASES <= 1 << PHASE_BITS, "a phase fits its bits");

static uint64_t
seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (uint64_t)now.tv_sec;
}

static enum phase
phase_of(uint64_t state)
{
	return (enum phase)(state & ((1 << PHASE_BITS) - 1));
}

static void
cut_off_the_slow(struct visitors *visitors)
{
	uint64_t now = seconds_now();

	for (struct visitor *at = visitors->first; at; at = at->next) {
		uint64_t state = atomic_load_explicit(&at->state, memory_order_relaxed);
		unsigned limit = visitors->patience.seconds[phase_of(state)];

		/* The network thread sees the end of the stream and cleans up. */
		if (limit > 0 && now - (state >> PHASE_BITS) > limit)
			shutdown(at->socket, SHUT_RDWR);
	}
}

static void *
watch(void *argument)
{
	struct visitors *visitors = argument;
	struct timespec wake;

	pthread_mutex_lock(&visitors->mutex);
	while (!visitors->stopping) {
		clock_gettime(CLOCK_MONOTONIC, &wake);
		wake.tv_sec++;
		pthread_cond_timedwait(&visitors->stop, &visitors->mutex, &wake);
		cut_off_the_slow(visitors);
	}
	pthread_mutex_unlock(&visitors->mutex);
	return NULL;
}

int
visitors_new(const struct patience *patience, struct visitors **ret_visitors)
{
	struct visitors *visitors = calloc(1, sizeof *visitors);
	pthread_condattr_t monotonic;

	if (!visitors)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	visitors->patience = *patience;
	pthread_mutex_init(&visitors->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&visitors->stop, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&visitors->thread, NULL, watch, visitors)) {
		free(visitors);
		return fail(FAIL_SYSTEM, NULL, NULL, "无法启动监视线程。", "The watching thread cannot be started.");
	}
	*ret_visitors = visitors;
	return 0;
}

void
visitors_free(struct visitors *visitors)
{
	if (!visitors)
		return;
	pthread_mutex_lock(&visitors->mutex);
	visitors->stopping = true;
	pthread_cond_signal(&visitors->stop);
	pthread_mutex_unlock(&visitors->mutex);
	pthread_join(visitors->thread, NULL);
	pthread_cond_destroy(&visitors->stop);
	pthread_mutex_destroy(&visitors->mutex);
	free(visitors);
}

struct visitor *
visitor_enter(struct visitors *visitors, int socket)
{
	struct visitor *visitor = calloc(1, sizeof *visitor);

	if (!visitor)
		return NULL;
	visitor->socket = socket;
	visitor_begins(visitor, PHASE_HEAD);
	pthread_mutex_lock(&visitors->mutex);
	visitor->next = visitors->first;
	if (visitor->next)
		visitor->next->previous = visitor;
	visitors->first = visitor;
	visitors->count++;
	pthread_mutex_unlock(&visitors->mutex);
	return visitor;
}

void
visitor_leave(struct visitors *visitors, struct visitor *visitor)
{
	if (!visitor)
		return;
	pthread_mutex_lock(&visitors->mutex);
	if (visitor->next)
		visitor->next->previous = visitor->previous;
	if (visitor->previous)
		visitor->previous->next = visitor->next;
	else
		visitors->first = visitor->next;
	visitors->count--;
	pthread_mutex_unlock(&visitors->mutex);
	free(visitor);
}

void
visitor_begins(struct visitor *visitor, enum phase phase)
{
	if (visitor)
		atomic_store_explicit(&visitor->state, seconds_now() << PHASE_BITS | phase,
		                      memory_order_relaxed);
}

size_t
visitors_count(struct visitors *visitors)
{
	size_t count;

	pthread_mutex_lock(&visitors->mutex);
	count = visitors->count;
	pthread_mutex_unlock(&visitors->mutex);
	return count;
}

size_t
visitors_busy(struct visitors *visitors)
{
	size_t count = 0;

	pthread_mutex_lock(&visitors->mutex);
	for (struct visitor *at = visitors->first; at; at = at->next)
		count += phase_of(atomic_load_explicit(&at->state, memory_order_relaxed)) > PHASE_HEAD;
	pthread_mutex_unlock(&visitors->mutex);
	return count;
}
