#include "web/metrics.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

static const char *const methods[] = {"GET", "HEAD", "POST", "other"};
#define METHODS (sizeof methods / sizeof *methods)

/* Every status this program answers with; one that is missing here is counted under 0. */
static const int statuses[] = {
	0, 200, 206, 303, 304, 400, 401, 403, 404, 405, 409, 412, 413, 414, 417, 422, 429, 431, 499, 500, 501, 503, 505,
};
#define STATUSES (sizeof statuses / sizeof *statuses)

static const char *const lanes[] = {
	[LANE_PAGE] = "page", [LANE_PASSWORD] = "password", [LANE_SLOW] = "slow", [LANE_INLINE] = "inline",
};
#define LANES_TOLD (sizeof lanes / sizeof *lanes)

struct line {
	_Atomic uint64_t answers[METHODS][STATUSES];
};

struct metrics {
	const struct routes *routes;
	size_t count;                        /* of routes; two lines more follow theirs */
	struct histogram time[LANES_TOLD];
	struct line line[];
};

int
metrics_new(const struct routes *routes, struct metrics **ret_metrics)
{
	struct metrics *metrics;
	size_t count = 0;

	while (routes_at(routes, count))
		count++;
	metrics = calloc(1, sizeof *metrics + (count + 2) * sizeof *metrics->line);
	if (!metrics)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	metrics->routes = routes;
	metrics->count = count;
	for (size_t i = 0; i < LANES_TOLD; i++)
		metrics->time[i].bounds = bounds_of_time;
	*ret_metrics = metrics;
	return 0;
}

void
metrics_free(struct metrics *metrics)
{
	free(metrics);
}

static size_t
method_place(const char *method)
{
	size_t i = 0;

	while (i + 1 < METHODS && strcmp(methods[i], method) != 0)
		i++;
	return i;
}

static size_t
status_place(int status)
{
	for (size_t i = 1; i < STATUSES; i++)
		if (statuses[i] == status)
			return i;
	return 0;
}

void
metrics_count(struct metrics *metrics, const struct answered *answered)
{
	const struct route_match *match = answered->match;
	/* Behind the routes' lines: one for addresses that are none, one for refused heads. */
	size_t place = !match ? metrics->count + 1 : match->place > 0 ? match->place - 1 : metrics->count;
	enum lane lane = match ? match->route->lane : LANE_INLINE;

	atomic_fetch_add_explicit(
		&metrics->line[place].answers[method_place(answered->method)][status_place(answered->status)], 1,
		memory_order_relaxed);
	histogram_count(&metrics->time[lane], answered->micros);
}

static const char *
pattern_of(const struct metrics *metrics, size_t place)
{
	return place < metrics->count ? routes_at(metrics->routes, place)->pattern
	       : place == metrics->count ? "none" : "refused";
}

static void
write_answers(const struct metrics *metrics, struct buf *out)
{
	figure_begin(out, "dangjian_http_requests_total", COUNTER,
	             "Answers by route, method and status; route none: no such address, refused: malformed head.");
	for (size_t place = 0; place < metrics->count + 2; place++)
		for (size_t m = 0; m < METHODS; m++)
			for (size_t s = 0; s < STATUSES; s++) {
				uint64_t number = atomic_load_explicit(&metrics->line[place].answers[m][s],
				                                       memory_order_relaxed);

				if (number > 0)
					buf_printf(out, "dangjian_http_requests_total{route=\"%s\",method=\"%s\",status=\"%d\"} %"
					           PRIu64 "\n", pattern_of(metrics, place), methods[m], statuses[s], number);
			}
}

void
metrics_write(const struct metrics *metrics, struct buf *out)
{
	static const char name[] = "dangjian_http_request_duration_seconds";

	write_answers(metrics, out);
	figure_begin(out, name, HISTOGRAM, "Time from the whole request received to the whole answer sent, by lane.");
	for (size_t i = 0; i < LANES_TOLD; i++)
		figure_histogram(out, name, "lane", lanes[i], &metrics->time[i], true);
}

/* ---- how figures are told ---- */

void
figure_begin(struct buf *out, const char *name, enum figure type, const char *help)
{
	static const char *const types[] = {[COUNTER] = "counter", [GAUGE] = "gauge", [HISTOGRAM] = "histogram"};

	buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, types[type]);
}

static void
put_name(struct buf *out, const char *name, const char *label, const char *value)
{
	buf_puts(out, name);
	if (label)
		buf_printf(out, "{%s=\"%s\"}", label, value);
}

void
figure_sample(struct buf *out, const char *name, const char *label, const char *value, uint64_t number)
{
	put_name(out, name, label, value);
	buf_printf(out, " %" PRIu64 "\n", number);
}

void
figure_micros(struct buf *out, const char *name, const char *label, const char *value, uint64_t micros)
{
	put_name(out, name, label, value);
	buf_printf(out, " %" PRIu64 ".%06" PRIu64 "\n", micros / 1000000, micros % 1000000);
}

void
figure_alone(struct buf *out, const char *name, enum figure type, const char *help, uint64_t number)
{
	figure_begin(out, name, type, help);
	figure_sample(out, name, NULL, NULL, number);
}

static void
put_bucket(struct buf *out, const char *name, const char *label, const char *value, const char *le,
           uint64_t number)
{
	buf_printf(out, "%s_bucket{", name);
	if (label)
		buf_printf(out, "%s=\"%s\",", label, value);
	buf_printf(out, "le=\"%s\"} %" PRIu64 "\n", le, number);
}

void
figure_histogram(struct buf *out, const char *name, const char *label, const char *value,
                 const struct histogram *histogram, bool micros)
{
	uint64_t count = 0, sum = atomic_load_explicit(&histogram->sum, memory_order_relaxed);
	char text[96];

	for (size_t i = 0; histogram->bounds[i].text; i++) {
		count += atomic_load_explicit(&histogram->bucket[i], memory_order_relaxed);
		put_bucket(out, name, label, value, histogram->bounds[i].text, count);
	}
	count += atomic_load_explicit(&histogram->bucket[HISTOGRAM_BOUNDS_MAX], memory_order_relaxed);
	put_bucket(out, name, label, value, "+Inf", count);
	snprintf(text, sizeof text, "%s_sum", name);
	(micros ? figure_micros : figure_sample)(out, text, label, value, sum);
	snprintf(text, sizeof text, "%s_count", name);
	figure_sample(out, text, label, value, count);
}
