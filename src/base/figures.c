#include "base/figures.h"

#include <stdatomic.h>

const struct bound bounds_of_time[] = {
	{500, "0.0005"}, {1000, "0.001"}, {2000, "0.002"}, {5000, "0.005"}, {10000, "0.01"}, {20000, "0.02"},
	{50000, "0.05"}, {100000, "0.1"}, {200000, "0.2"}, {500000, "0.5"}, {1000000, "1"}, {5000000, "5"},
	{30000000, "30"}, {0},
};

const struct bound bounds_of_group[] = {
	{1, "1"}, {2, "2"}, {4, "4"}, {8, "8"}, {16, "16"}, {32, "32"}, {64, "64"}, {128, "128"}, {0},
};

void
histogram_count(struct histogram *histogram, uint64_t value)
{
	size_t i = 0;

	while (histogram->bounds[i].text && value > histogram->bounds[i].value)
		i++;
	atomic_fetch_add_explicit(&histogram->bucket[histogram->bounds[i].text ? i : HISTOGRAM_BOUNDS_MAX], 1,
	                          memory_order_relaxed);
	atomic_fetch_add_explicit(&histogram->sum, value, memory_order_relaxed);
}
