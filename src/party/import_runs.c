#include "party/import_runs.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "party/accounts.h"

struct run {
	struct run *next;
	struct import_runs *runs;
	pthread_t thread;
	char upload[TOKEN_TEXT];
	int64_t account;
	day_no effective, today;
	int64_t at;
	struct import_state state;     /* under the lock */
};

struct import_runs {
	struct installation *installation;
	pthread_mutex_t lock;
	pthread_cond_t ended;
	struct run *first;
};

int
import_runs_new(struct installation *installation, struct import_runs **ret_runs)
{
	struct import_runs *runs = calloc(1, sizeof *runs);
	pthread_condattr_t steady;

	if (!runs)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	runs->installation = installation;
	pthread_mutex_init(&runs->lock, NULL);
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&runs->ended, &steady);
	pthread_condattr_destroy(&steady);
	*ret_runs = runs;
	return 0;
}

void
import_runs_free(struct import_runs *runs)
{
	if (!runs)
		return;
	while (runs->first) {
		struct run *run = runs->first;

		runs->first = run->next;
		pthread_join(run->thread, NULL);
		free(run);
	}
	pthread_cond_destroy(&runs->ended);
	pthread_mutex_destroy(&runs->lock);
	free(runs);
}

/* ---- in the thread ---- */

static void
note_progress(void *arg, int phase, size_t done, size_t total)
{
	struct run *run = arg;

	pthread_mutex_lock(&run->runs->lock);
	run->state.phase = phase;
	run->state.done = done;
	run->state.total = total;
	pthread_mutex_unlock(&run->runs->lock);
}

/* The rights are those of the moment it runs, as for any action. */
static int
act(struct run *run, struct db *db, struct arena *arena, struct outcome *ret_outcome)
{
	char effective[DAY_TEXT];
	const struct input inputs[] = {{"upload", run->upload}, {"effective", day_text(run->effective, effective)}};
	struct actor actor;
	struct call call = {.installation = run->runs->installation, .db = db, .actor = &actor, .arena = arena,
	                    .today = run->today, .at = run->at, .progress = note_progress, .progress_arg = run};
	int status = actor_load(db, arena, run->account, run->today, &actor);

	return status < 0 ? status : action_run(&call, "import", inputs, 2, 0, ret_outcome);
}

static void *
work(void *arg)
{
	struct run *run = arg;
	struct arena *arena = arena_new(ARENA_IMPORT_MAX);
	struct outcome outcome = {0};
	struct db *db = NULL;
	int status = arena ? db_open(run->runs->installation->url, DB_READ, &db) : FAIL_MEMORY;

	if (status == 0)
		status = act(run, db, arena, &outcome);
	db_close(db);
	arena_free(arena);
	pthread_mutex_lock(&run->runs->lock);
	run->state.status = status;
	run->state.journal = outcome.journal;
	if (status < 0)
		run->state.failure = *last_failure();
	run->state.ended = true;
	pthread_cond_broadcast(&run->runs->ended);
	pthread_mutex_unlock(&run->runs->lock);
	return NULL;
}

/* ---- beginning and looking ---- */

static struct run **
find(struct import_runs *runs, int64_t account, const char *upload)
{
	struct run **at = &runs->first;

	while (*at && ((*at)->account != account || strcmp((*at)->upload, upload) != 0))
		at = &(*at)->next;
	return at;
}

/* Takes an ended run off the list; its thread has nothing left to do. */
static void
forget(struct run **at)
{
	struct run *run = *at;

	*at = run->next;
	pthread_join(run->thread, NULL);
	free(run);
}

/* Makes room by forgetting the oldest ended run nobody asked about. */
static bool
make_room(struct import_runs *runs)
{
	struct run **oldest = NULL;
	size_t count = 0;

	for (struct run **at = &runs->first; *at; at = &(*at)->next, count++)
		if ((*at)->state.ended)
			oldest = at;
	if (count < IMPORT_RUNS_MAX)
		return true;
	if (oldest)
		forget(oldest);
	return oldest != NULL;
}

static int
start(struct import_runs *runs, const struct call *call, const char *upload, day_no effective)
{
	struct run *run = calloc(1, sizeof *run);

	if (!run)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	*run = (struct run){.runs = runs, .account = call->actor->account, .effective = effective,
	                    .today = call->today, .at = call->at, .next = runs->first};
	memcpy(run->upload, upload, strlen(upload) + 1);
	if (pthread_create(&run->thread, NULL, work, run) != 0) {
		free(run);
		return fail(FAIL_SYSTEM, NULL, NULL, "不能开始导入。", "The import cannot be started.");
	}
	runs->first = run;
	return 0;
}

int
import_begin(struct import_runs *runs, const struct call *call, const char *upload, day_no effective)
{
	int status = 0;

	if (strlen(upload) >= TOKEN_TEXT)
		return fail(FAIL_NOT_FOUND, NULL, "upload", "这个文件已不在；请重新选择文件。",
		            "The file is no longer there; choose it again.");
	pthread_mutex_lock(&runs->lock);
	if (!*find(runs, call->actor->account, upload))
		status = make_room(runs) ? start(runs, call, upload, effective)
		         : fail(FAIL_SLOW_DOWN, NULL, NULL, "正在导入的工作簿太多，请稍后再试。",
		                "Too many workbooks are being imported; try again later.");
	pthread_mutex_unlock(&runs->lock);
	return status;
}

static struct timespec
deadline(unsigned milliseconds)
{
	struct timespec then;

	clock_gettime(CLOCK_MONOTONIC, &then);
	then.tv_sec += milliseconds / 1000;
	then.tv_nsec += (long)(milliseconds % 1000) * 1000000;
	if (then.tv_nsec >= 1000000000) {
		then.tv_sec++;
		then.tv_nsec -= 1000000000;
	}
	return then;
}

int
import_look(struct import_runs *runs, int64_t account, const char *upload, unsigned milliseconds,
            struct import_state *ret_state)
{
	struct timespec until = deadline(milliseconds);
	struct run **at;
	int waited = 0;

	pthread_mutex_lock(&runs->lock);
	while (*(at = find(runs, account, upload)) && !(*at)->state.ended && waited == 0)
		waited = pthread_cond_timedwait(&runs->ended, &runs->lock, &until);
	if (!*at) {
		pthread_mutex_unlock(&runs->lock);
		return fail(FAIL_NOT_FOUND, NULL, "batch", "没有正在进行的导入。", "No such import is under way.");
	}
	*ret_state = (*at)->state;
	if ((*at)->state.ended)
		forget(at);
	pthread_mutex_unlock(&runs->lock);
	return 0;
}
