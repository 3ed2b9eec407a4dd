/* What the server counts of itself, for /metrics (Prometheus text format). */
#ifndef DANGJIAN_WEB_METRICS_H
#define DANGJIAN_WEB_METRICS_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/buf.h"

#define METRICS_BUCKETS 13

struct metrics {
	_Atomic uint64_t answers[6];               /* by hundreds of the status */
	_Atomic uint64_t bucket[METRICS_BUCKETS + 1]; /* answers by time; the last: longer */
	_Atomic uint64_t micros;                   /* all times together */
};

/* Counts one answer: from the whole request received to the whole answer sent. */
void metrics_count(struct metrics *metrics, int status, uint64_t micros);

void metrics_write(struct metrics *metrics, struct buf *out);

/* One gauge; `lane` names a label's value or is null. */
void metrics_gauge(struct buf *out, const char *name, const char *lane, uint64_t value);

#endif
