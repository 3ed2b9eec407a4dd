#include "web/process.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/fail.h"
#include "web/metrics.h"

struct process {
	int statm; /* sizes in pages, or -1 */
	int64_t started;
};

int
process_new(int64_t started, int statm, struct process **ret_process)
{
	struct process *process = calloc(1, sizeof *process);

	if (!process)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	process->statm = statm ? statm : open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	process->started = started;
	*ret_process = process;
	return 0;
}

void
process_free(struct process *process)
{
	if (!process)
		return;
	if (process->statm >= 0)
		close(process->statm);
	free(process);
}

/* The second number of statm, in bytes; 0 where it cannot be read. */
static uint64_t
resident(const struct process *process)
{
	char text[128] = "", *at;
	ssize_t len = process->statm < 0 ? -1 : pread(process->statm, text, sizeof text - 1, 0);

	if (len <= 0)
		return 0;
	strtoull(text, &at, 10);
	return strtoull(at, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE);
}

static uint64_t
micros(struct timeval time)
{
	return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_usec;
}

void
process_figures(const struct process *process, struct buf *out)
{
	struct rusage usage = {0};

	getrusage(RUSAGE_SELF, &usage);
	figure_alone(out, "process_resident_memory_bytes", GAUGE, "Resident memory.", resident(process));
	figure_alone(out, "process_start_time_seconds", GAUGE, "When the process started, seconds since 1970.",
	             (uint64_t)process->started);
	figure_begin(out, "process_cpu_seconds_total", COUNTER, "Processor time, user and system.");
	figure_micros(out, "process_cpu_seconds_total", NULL, NULL, micros(usage.ru_utime) + micros(usage.ru_stime));
}
