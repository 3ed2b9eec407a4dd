/*
 * What parts of the program count of themselves while it runs, for whoever
 * watches over it.  Counting never waits for anybody.
 */
#ifndef DANGJIAN_BASE_FIGURES_H
#define DANGJIAN_BASE_FIGURES_H

#include <stddef.h>
#include <stdint.h>

#define HISTOGRAM_BOUNDS_MAX 16

/* An upper bound, included, and how it is written. */
struct bound {
	uint64_t value;
	const char *text;
};

/* Values counted by size; begin with {.bounds = …}, a list ended by a null text. */
struct histogram {
	const struct bound *bounds;
	_Atomic uint64_t bucket[HISTOGRAM_BOUNDS_MAX + 1]; /* the last: above all bounds */
	_Atomic uint64_t sum;
};

/* Counts one value; from any thread. */
void histogram_count(struct histogram *histogram, uint64_t value);

/* Microseconds, written in seconds: from half a millisecond to half a minute. */
extern const struct bound bounds_of_time[];

/* Things done together: 1 to 128. */
extern const struct bound bounds_of_group[];

/* How often what was asked for lay ready. */
struct cache_figures {
	uint64_t hits;
	uint64_t misses;
};

#endif
