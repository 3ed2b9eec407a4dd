/*
 * What a nation-sized database takes to derive what is due, to act, and to
 * keep what was acknowledged:
 *
 *   bench-acts DB [SECONDS]
 *
 * Derives all duties; changes the staff and members of organizations drawn at
 * random, each with its entry and figures, in a transaction that is rolled
 * back; then runs the action for some seconds from many threads, each waiting
 * for its commit, and a bare loop of one insert and one update on an SQLite
 * file of its own beside it (WAL, synchronous=FULL), and gives the ratio.
 */
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"
#include "party/action.h"
#include "party/duty.h"
#include "party/settle.h"

#define ACTS 500        /* timed one by one */
#define THREADS 32

static double
seconds(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void
give_up(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, failure_text(LANG_EN));
	exit(1);
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Identities of organizations in force, spread over all of them. */
static size_t
draw_units(const struct call *call, int64_t *units, size_t most)
{
	int64_t last = 0;
	size_t count = 0;

	if (db_number(call->db, "select max(id) from unit", NO_ARGS, &last) < 0)
		give_up("units");
	srandom(1);
	for (size_t tries = 0; count < most && tries < 4 * most; tries++) {
		int64_t id = 0;

		if (db_number(call->db, "select min(id) from unit where ended is null and id >= $1 and since <= $2 and until > $3",
		              ARGS(INT(random() % (last + 1)), INT(call->today - 40), INT(DAY_OPEN - 1)), &id) < 0)
			give_up("unit");
		if (id)
			units[count++] = id;
	}
	if (count == 0) {
		fprintf(stderr, "no organizations\n");
		exit(1);
	}
	return count;
}

/* --- what is due ------------------------------------------------------------------------ */

static void
write_sentence(void *arg, const struct duty *duty, struct buf *out)
{
	(void)arg;
	buf_puts(out, duty->why.zh);
}

static void
take_sentence(void *arg, const char *text, size_t size)
{
	(void)text;
	(void)size;
	++*(size_t *)arg;
}

/* In order, with their sentences, as `dangjian duties` does before it prints. */
static void
derive(const struct call *call)
{
	size_t count = 0;
	const struct duty_writer writer = {write_sentence, take_sentence, &count, 0};
	double wall = seconds(CLOCK_MONOTONIC), processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
	struct db *beside;

	if (db_open(call->installation->url, DB_READ, &beside) < 0 || db_begin_read(beside) < 0 ||
	    duties_write(call->db, beside, call->today, &writer) < 0)
		give_up("duties");
	printf("duties\t%zu\t%.2f\t%.2f\n", count, seconds(CLOCK_MONOTONIC) - wall,
	       seconds(CLOCK_PROCESS_CPUTIME_ID) - processor);
	db_close(beside);
}

/* --- one act, without its commit ---------------------------------------------------------- */

/* Seconds of the processor, which others at work on the machine do not lengthen. */
static double
change(const struct call *call, struct db *db, int64_t unit, int64_t members)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct value values[64] = {{0}};
	bool given[64] = {false};
	double begun = seconds(CLOCK_THREAD_CPUTIME_ID);
	struct act act;
	struct edit edit = {.act = &act, .secret = &call->installation->secret};

	values[field_index(&unit_kind, "full_members")] = INT(members);
	given[field_index(&unit_kind, "full_members")] = true;
	if (!arena || act_begin(&act, db, arena, "cli:bench", call->today, call->at) < 0 ||
	    record_change(&edit, &unit_kind, unit, call->today - 30, values, given) < 0 || settle(&edit) < 0 ||
	    act_end(&act, &(struct entry){"change-unit", "unit", unit, 0, "{}"}) < 0 || db_settle(db) < 0)
		give_up("change");
	begun = seconds(CLOCK_THREAD_CPUTIME_ID) - begun;
	arena_free(arena);
	return begun;
}

static void
act_one_by_one(const struct call *call, const int64_t *units, size_t count)
{
	double took[ACTS];
	struct db *db;

	if (db_open(call->installation->url, DB_WRITE, &db) < 0 || db_begin_write(db) < 0)
		give_up("writing");
	for (size_t i = 0; i < ACTS; i++)
		took[i] = change(call, db, units[i % count], 1 + (int64_t)i % 9);
	db_rollback(db);
	db_close(db);
	qsort(took, ACTS, sizeof *took, ascending);
	printf("act\t%.3f\t%.3f\n", took[ACTS / 2] * 1e3, took[ACTS * 99 / 100] * 1e3);
}

/* --- acknowledged acts ----------------------------------------------------------------------- */

struct crowd {
	const struct call *call;
	const int64_t *units;
	size_t count;
	atomic_bool done;
	atomic_long acts;
	atomic_int next;
};

static void *
act_on_and_on(void *arg)
{
	struct crowd *crowd = arg;
	struct call call = *crowd->call;
	int me = atomic_fetch_add(&crowd->next, 1);

	if (db_open(call.installation->url, DB_READ, &call.db) < 0)
		give_up("reader");
	for (size_t i = (size_t)me; !atomic_load(&crowd->done); i += THREADS) {
		char id[24], staff[24];
		const struct input inputs[] = {{"id", id}, {"from", "2026-11-20"}, {"staff", staff}};
		struct outcome outcome;

		call.arena = arena_new(ARENA_REQUEST_MAX);
		snprintf(id, sizeof id, "%lld", (long long)crowd->units[i % crowd->count]);
		snprintf(staff, sizeof staff, "%zu", 10 + i / crowd->count % 900);
		if (!call.arena || action_run(&call, "change-unit", inputs, 3, 0, &outcome) < 0)
			give_up("change-unit");
		arena_free(call.arena);
		atomic_fetch_add(&crowd->acts, 1);
	}
	db_close(call.db);
	return NULL;
}

static double
acts_a_second(const struct call *call, const int64_t *units, size_t count, double length)
{
	struct crowd crowd = {.call = call, .units = units, .count = count};
	pthread_t threads[THREADS];
	double begun = seconds(CLOCK_MONOTONIC);
	struct timespec nap = {(time_t)length, 0};

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, act_on_and_on, &crowd);
	nanosleep(&nap, NULL);
	atomic_store(&crowd.done, true);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	return (double)crowd.acts / (seconds(CLOCK_MONOTONIC) - begun);
}

static void
bare(sqlite3 *handle, const char *sql)
{
	if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK) {
		fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(handle));
		exit(1);
	}
}

static double
bare_a_second(const char *path, double length)
{
	double begun = seconds(CLOCK_MONOTONIC);
	sqlite3_stmt *insert, *update;
	sqlite3 *handle;
	long commits = 0;

	unlink(path);
	if (sqlite3_open(path, &handle) != SQLITE_OK)
		exit(1);
	bare(handle, "pragma journal_mode=wal; pragma synchronous=full; create table t (id integer primary key, v text);"
	             " create table h (id integer primary key, v integer); insert into h values (1, 0)");
	sqlite3_prepare_v2(handle, "insert into t (v) values ('0123456789012345678901234567890123456789')", -1, &insert, NULL);
	sqlite3_prepare_v2(handle, "update h set v = v + 1 where id = 1", -1, &update, NULL);
	for (; seconds(CLOCK_MONOTONIC) - begun < length; commits++) {
		bare(handle, "begin immediate");
		if (sqlite3_step(insert) != SQLITE_DONE || sqlite3_step(update) != SQLITE_DONE)
			exit(1);
		sqlite3_reset(insert);
		sqlite3_reset(update);
		bare(handle, "commit");
	}
	sqlite3_finalize(insert);
	sqlite3_finalize(update);
	sqlite3_close(handle);
	unlink(path);
	return (double)commits / (seconds(CLOCK_MONOTONIC) - begun);
}

int
main(int argc, char **argv)
{
	static int64_t units[20000];
	struct actor operator;
	struct call call = {.today = day_of(2026, 11, 21), .at = (int64_t)time(NULL), .arena = arena_new(ARENA_REQUEST_MAX),
	                    .actor = &operator};
	double length = argc > 2 ? strtod(argv[2], NULL) : 5, acts, loop;
	char path[512];
	size_t count;

	if (argc < 2) {
		fprintf(stderr, "usage: bench-acts DB [SECONDS]\n");
		return 2;
	}
	snprintf(path, sizeof path, "%s.bare", strncmp(argv[1], "sqlite:", 7) == 0 ? argv[1] + 7 : "bench-acts");
	if (!call.arena || installation_open(argv[1], NULL, &call.installation) < 0 ||
	    db_open(argv[1], DB_READ, &call.db) < 0 || actor_operator(call.arena, "bench", &operator) < 0)
		give_up(argv[1]);
	derive(&call);
	count = draw_units(&call, units, sizeof units / sizeof *units);
	act_one_by_one(&call, units, count);
	acts = acts_a_second(&call, units, count, length);
	loop = bare_a_second(path, length);
	printf("durable\t%.0f\t%.0f\t%.2f\n", acts, loop, acts / loop);
	db_close(call.db);
	installation_close(call.installation);
	arena_free(call.arena);
	return 0;
}
