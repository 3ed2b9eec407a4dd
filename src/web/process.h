/* What the operating system counts of this process, for /metrics. */
#ifndef DANGJIAN_WEB_PROCESS_H
#define DANGJIAN_WEB_PROCESS_H

#include <stdint.h>

#include "base/buf.h"

struct process;

/*
 * `started`: seconds since 1970.  `statm`: the open /proc/self/statm, taken
 * over, where it could not be opened here; else 0.  0 or FAIL_MEMORY.
 */
int process_new(int64_t started, int statm, struct process **ret_process);
void process_free(struct process *process); /* takes null */

void process_figures(const struct process *process, struct buf *out);

#endif
