/*
 * Imports that go on after whoever began them was answered: a page shows how
 * far each has come.  The import itself is the action of that name, run in a
 * thread of its own as the account that asked.
 */
#ifndef DANGJIAN_PARTY_IMPORT_RUNS_H
#define DANGJIAN_PARTY_IMPORT_RUNS_H

#include "base/fail.h"
#include "party/action.h"

#define IMPORT_RUNS_MAX 16 /* kept at a time, ended ones until their page was seen */

struct import_runs;

int import_runs_new(struct installation *installation, struct import_runs **ret_runs);
void import_runs_free(struct import_runs *runs); /* waits for those that run; takes null */

/*
 * Begins the import of an uploaded file for call->actor's account; nothing
 * where it has begun already.  FAIL_SLOW_DOWN where too many run.
 */
int import_begin(struct import_runs *runs, const struct call *call, const char *upload, day_no effective);

struct import_state {
	bool ended;
	int phase;                      /* enum import_phase (party/workbook.h) */
	size_t done, total;
	int status;                     /* of the action, once it has ended … */
	struct failure_record failure;  /* … and why it failed */
	int64_t journal;                /* 0 where the workbook said nothing new */
};

/*
 * How far the account's import of a file has come, after waiting for its end
 * for at most so long.  An ended one is told once and forgotten.
 * FAIL_NOT_FOUND where there is none.
 */
int import_look(struct import_runs *runs, int64_t account, const char *upload, unsigned milliseconds,
                struct import_state *ret_state);

#endif
