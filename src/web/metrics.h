/*
 * What the server counts of itself, and how figures are told: Prometheus text
 * format 0.0.4.  A label is the pattern of a route, never an address, and no
 * figure names a person.
 */
#ifndef DANGJIAN_WEB_METRICS_H
#define DANGJIAN_WEB_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/figures.h"
#include "web/route.h"

struct metrics;

/* Counters for the routes, which must outlive them; 0 or FAIL_MEMORY. */
int metrics_new(const struct routes *routes, struct metrics **ret_metrics);
void metrics_free(struct metrics *metrics); /* takes null */

/* One answer, from the whole request received to the whole answer sent. */
struct answered {
	const struct route_match *match; /* with a route; null: refused before it had one */
	const char *method;              /* as sent */
	int status;
	uint64_t micros;
};

void metrics_count(struct metrics *metrics, const struct answered *answered);

void metrics_write(const struct metrics *metrics, struct buf *out);

/* ---- how figures are told ---- */

enum figure { COUNTER, GAUGE, HISTOGRAM };

/* Begins a family of figures; its samples follow. */
void figure_begin(struct buf *out, const char *name, enum figure type, const char *help);

/* One sample; `label` null: without one. */
void figure_sample(struct buf *out, const char *name, const char *label, const char *value, uint64_t number);

/* The same of a number of millionths, written in whole ones. */
void figure_micros(struct buf *out, const char *name, const char *label, const char *value, uint64_t micros);

/* A family of one sample without labels. */
void figure_alone(struct buf *out, const char *name, enum figure type, const char *help, uint64_t number);

/* The samples of a histogram; `micros`: its sum is of microseconds and told in seconds. */
void figure_histogram(struct buf *out, const char *name, const char *label, const char *value,
                      const struct histogram *histogram, bool micros);

#endif
