#include "party/due_ahead.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/fail.h"
#include "party/due_cache.h"
#include "party/installation.h"
#include "party/tree.h"
#include "registry/list.h"
#include "registry/muster.h"
#include "store/journal.h"

#define ROUND_PAUSE 20000 /* milliseconds between two rounds, at least */
#define ROUND_SHARE 5 /* and this many times as long as the round took */

struct due_ahead {
	struct installation *installation;
	day_no (*today)(void);
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t wake;
	bool stopping;
};

/* Waits, or until it is to stop: then true. */
static bool
rest(struct due_ahead *ahead, int64_t milliseconds)
{
	struct timespec until;
	bool stopping;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += milliseconds % 1000 * 1000000;
	until.tv_sec += milliseconds / 1000 + until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&ahead->mutex);
	while (!ahead->stopping && pthread_cond_timedwait(&ahead->wake, &ahead->mutex, &until) == 0)
		;
	stopping = ahead->stopping;
	pthread_mutex_unlock(&ahead->mutex);
	return stopping;
}

static int64_t
milliseconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- a round ---- */

struct wide {
	int64_t id, units;
};

struct round {
	struct installation *installation;
	struct db *db;
	struct arena *arena, *look;  /* of the round, and of one part */
	day_no today;
	int64_t above;
	struct wide *wide;           /* parts that are seen, and on the way found */
	size_t count, room;
	size_t briefs;
};

static int
add_children(struct round *round, int64_t node)
{
	struct tree_node *children;
	size_t count;
	int status = tree_children(round->db, round->look, node, round->today, &children, &count);

	for (size_t i = 0; i < count && status == 0; i++) {
		if (children[i].units <= round->above)
			continue;
		status = ARENA_GROW(round->arena, round->wide, round->count, round->room);
		if (status == 0)
			round->wide[round->count++] = (struct wide){children[i].id, children[i].units};
	}
	return status;
}

static int
brief(struct round *round, int64_t node)
{
	struct due_cache *cache = round->installation->due;
	const struct due *due;
	const char *path;
	int status = placement_path(round->db, round->look, node, round->today, &path);

	if (status == FAIL_NOT_FOUND) /* it was closed since its parent was seen */
		return 0;
	if (status == 0)
		status = due_borrow_brief(cache, round->db, path, round->today, round->today, &due);
	if (status < 0)
		return status;
	due_return(cache, due);
	round->briefs++;
	return 0;
}

/* One part, or all tops: in a transaction of its own, for a long one would hold up the log of the database. */
static int
see(struct round *round, struct wide wide)
{
	int status = db_begin_read(round->db);

	if (status < 0)
		return status;
	arena_reset(round->look);
	if (wide.id && wide.units <= DUE_UNITS_MAX)
		status = brief(round, wide.id);
	if (status == 0)
		status = add_children(round, wide.id);
	db_rollback(round->db);
	return status;
}

int
due_ahead_round(struct installation *installation, struct db *db, day_no today, int64_t above, struct due_ahead *ahead,
                size_t *ret_briefs)
{
	struct round round = {.installation = installation, .db = db, .arena = arena_new(ARENA_REQUEST_MAX),
	                      .look = arena_new(ARENA_REQUEST_MAX), .today = today, .above = above};
	int status = round.arena && round.look ? see(&round, (struct wide){0}) : FAIL_MEMORY;
	bool stopping = false;

	for (size_t i = 0; i < round.count && status == 0 && !stopping; i++) {
		int64_t begun = milliseconds_now();

		status = see(&round, round.wide[i]);
		stopping = ahead && rest(ahead, milliseconds_now() - begun);
	}
	arena_free(round.look);
	arena_free(round.arena);
	*ret_briefs = round.briefs;
	return status;
}

/* ---- the thread ---- */

/* What the last round saw. */
struct state {
	int64_t journal;
	day_no day;
};

static int
look(struct due_ahead *ahead, struct db *db, struct state *ret_now)
{
	struct state now = {.day = ahead->today()};
	int status = db_begin_read(db);

	if (status < 0)
		return status;
	status = journal_last(db, &now.journal);
	db_rollback(db);
	*ret_now = now;
	return status;
}

/* A round where there is something new since the last. */
static int
keep_up(struct due_ahead *ahead, struct db *db, struct state *last)
{
	struct state now;
	size_t briefs;
	int status = look(ahead, db, &now);

	if (status == 0) /* without one, lists are read from the records */
		musters_round(ahead->installation->musters, db, now.day);
	if (status < 0 || (now.journal == last->journal && now.day == last->day))
		return status;
	status = due_ahead_round(ahead->installation, db, now.day, DUE_UNITS_AHEAD, ahead, &briefs);
	if (status == 0)
		*last = now;
	return status;
}

/* What fails here fails for whoever asks, who is told; a connection that was lost is opened anew. */
static void *
work(void *arg)
{
	struct due_ahead *ahead = arg;
	struct state last = {.journal = -1};
	struct db *db = NULL;
	int64_t worked;

	do {
		int64_t begun = milliseconds_now();

		if ((db || db_open(ahead->installation->url, DB_READ, &db) == 0) && keep_up(ahead, db, &last) < 0) {
			db_close(db);
			db = NULL;
		}
		worked = milliseconds_now() - begun;
	} while (!rest(ahead, worked * ROUND_SHARE > ROUND_PAUSE ? worked * ROUND_SHARE : ROUND_PAUSE));
	db_close(db);
	return NULL;
}

static void
dispose(struct due_ahead *ahead)
{
	pthread_cond_destroy(&ahead->wake);
	pthread_mutex_destroy(&ahead->mutex);
	free(ahead);
}

int
due_ahead_start(struct installation *installation, day_no (*today)(void), struct due_ahead **ret_ahead)
{
	struct due_ahead *ahead = calloc(1, sizeof *ahead);
	pthread_condattr_t monotonic;

	if (!ahead)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	*ahead = (struct due_ahead){.installation = installation, .today = today};
	pthread_mutex_init(&ahead->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&ahead->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&ahead->thread, NULL, work, ahead) != 0) {
		dispose(ahead);
		return fail(FAIL_SYSTEM, NULL, NULL, "不能启动线程。", "A thread cannot be started.");
	}
	*ret_ahead = ahead;
	return 0;
}

void
due_ahead_stop(struct due_ahead *ahead)
{
	if (!ahead)
		return;
	pthread_mutex_lock(&ahead->mutex);
	ahead->stopping = true;
	pthread_cond_signal(&ahead->wake);
	pthread_mutex_unlock(&ahead->mutex);
	pthread_join(ahead->thread, NULL);
	dispose(ahead);
}
