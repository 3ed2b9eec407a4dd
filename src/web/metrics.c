#include "web/metrics.h"

#include <inttypes.h>
#include <stddef.h>

/* Upper bounds in microseconds. */
static const uint64_t bounds[METRICS_BUCKETS] = {
	500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000, 1000000, 5000000, 30000000,
};

void
metrics_count(struct metrics *metrics, int status, uint64_t micros)
{
	size_t bucket = 0;

	while (bucket < METRICS_BUCKETS && micros > bounds[bucket])
		bucket++;
	atomic_fetch_add_explicit(&metrics->answers[status >= 100 && status < 600 ? status / 100 : 0], 1,
	                          memory_order_relaxed);
	atomic_fetch_add_explicit(&metrics->bucket[bucket], 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&metrics->micros, micros, memory_order_relaxed);
}

void
metrics_write(struct metrics *metrics, struct buf *out)
{
	uint64_t sum = 0, micros = atomic_load(&metrics->micros);

	buf_puts(out, "# TYPE dangjian_http_requests_total counter\n");
	for (int i = 1; i < 6; i++)
		buf_printf(out, "dangjian_http_requests_total{class=\"%dxx\"} %" PRIu64 "\n", i,
		           atomic_load(&metrics->answers[i]));
	buf_puts(out, "# TYPE dangjian_http_request_seconds histogram\n");
	for (size_t i = 0; i < METRICS_BUCKETS; i++) {
		sum += atomic_load(&metrics->bucket[i]);
		buf_printf(out, "dangjian_http_request_seconds_bucket{le=\"%" PRIu64 ".%04" PRIu64 "\"} %" PRIu64 "\n",
		           bounds[i] / 1000000, bounds[i] % 1000000 / 100, sum);
	}
	sum += atomic_load(&metrics->bucket[METRICS_BUCKETS]);
	buf_printf(out, "dangjian_http_request_seconds_bucket{le=\"+Inf\"} %" PRIu64 "\n", sum);
	buf_printf(out, "dangjian_http_request_seconds_sum %" PRIu64 ".%06" PRIu64 "\n",
	           micros / 1000000, micros % 1000000);
	buf_printf(out, "dangjian_http_request_seconds_count %" PRIu64 "\n", sum);
}

void
metrics_gauge(struct buf *out, const char *name, const char *lane, uint64_t value)
{
	buf_puts(out, name);
	if (lane)
		buf_printf(out, "{lane=\"%s\"}", lane);
	buf_printf(out, " %" PRIu64 "\n", value);
}
