#include <string.h>

#include "base/fail.h"
#include "print/job.h"
#include "target.h"

/* What is read as a job is written again as the same bytes. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct printed printed;
	struct job job;
	struct buf again;

	if (!arena)
		return 0;
	buf_init(&again, JOB_BYTES_MAX);
	if (job_read(arena, bytes, len, &job) == 0) {
		job_write(&job, &again);
		MUST(again.len == len && memcmp(again.data, bytes, len) == 0);
	}
	if (printed_read(arena, bytes, len, &printed) == 0)
		MUST(printed.count <= JOB_DOCUMENTS_MAX);
	buf_free(&again);
	arena_free(arena);
	return 0;
}
