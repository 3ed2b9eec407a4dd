/*
 * Has elections begun all over a database, each as far as it comes by chance:
 *
 *   bench-elections DB COUNT [SEED]
 *
 * By the actions people use, from many threads, each waiting for its commit.
 * Meetings lie between forty days ago and two hundred days ahead; an election
 * has got somewhere between its beginning and the first steps of its meeting.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/demo.h"
#include "party/election.h"

#define THREADS 16
#define COMMITTEE_FROM 7
#define CANDIDATES 4

struct work {
	const struct call *call;
	const int64_t *bodies;
	size_t count;
	unsigned seed;
	atomic_size_t next;
	atomic_size_t begun, acts, refused;
};

struct telling {
	struct work *work;
	struct call call;
	unsigned random;
	int64_t body, id;
	int64_t persons[CANDIDATES];
	size_t person_count;
	bool committee;
};

static void
give_up(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, failure_text(LANG_EN));
	exit(1);
}

static int64_t
below(struct telling *telling, int limit)
{
	return rand_r(&telling->random) % limit;
}

static const char *
number(struct telling *telling, int64_t value)
{
	return demo_number(telling->call.arena, value);
}

static const char *
day(struct telling *telling, day_no on)
{
	return demo_day(telling->call.arena, on);
}

static int
act(struct telling *telling, day_no on, const char *name, const char *const *pairs, struct outcome *ret_outcome)
{
	int status = demo_act(&telling->call, on, telling->id, name, pairs, ret_outcome);

	atomic_fetch_add(status < 0 ? &telling->work->refused : &telling->work->acts, 1);
	return status;
}

#define DO(telling, on, name, ...) act(telling, on, name, (const char *const[]){__VA_ARGS__, NULL}, &(struct outcome){0})

static int
step(struct telling *telling, day_no on, const char *word, int64_t assembly, const char *document)
{
	return DO(telling, on, "record-election-step", "step", word, "assembly", assembly ? number(telling, assembly) : "", "day",
	          day(telling, on), "submitted", strncmp(word, "request_", 8) == 0 ? day(telling, on) : "", "document", document,
	          "yes", strcmp(word, "opinions") == 0 ? "1" : "", "of", strcmp(word, "opinions") == 0 ? "1" : "", "reason", "另有安排",
	          "reason_document", "某党〔2026〕1号");
}

static void
read_members(struct telling *telling)
{
	struct rows *rows;
	int64_t full = 0;

	telling->person_count = 0;
	if (db_number(telling->call.db, "select count(*) from membership where body = $1 and category = 1 and ended is null and since <= $2"
	              " and until > $2", ARGS(INT(telling->body), INT(telling->work->call->today)), &full) < 0 ||
	    db_query(telling->call.db, "select person from membership where body = $1 and category = 1 and ended is null and since <= $2"
	             " and until > $2 order by person limit 4", ARGS(INT(telling->body), INT(telling->work->call->today)), &rows) < 0)
		give_up("members");
	while (rows_next(rows) > 0)
		telling->persons[telling->person_count++] = rows_int(rows, 0);
	rows_close(rows);
	telling->committee = full >= COMMITTEE_FROM;
}

static void
nominate(struct telling *telling, day_no on)
{
	struct election *election;

	if (election_load(telling->call.db, telling->call.arena, telling->id, &election) < 0)
		give_up("election");
	for (size_t c = 0; c < election->contest_count; c++)
		for (size_t i = 0; i < (election->contests[c].office == OFFICE_COMMITTEE ? telling->person_count : 1); i++)
			DO(telling, on, "nominate-candidate", "contest", number(telling, election->contests[c].id), "person",
			   number(telling, telling->persons[i]), "support", "3", "cv", "曾任组织委员。", "work", "按期完成支部各项工作。",
			   "strengths", "作风踏实，联系群众。", "weaknesses", "理论学习还不够深入。", "order", number(telling, (int64_t)i + 1));
}

static void
at_meeting(struct telling *telling, day_no on)
{
	struct election *election;

	if (election_load(telling->call.db, telling->call.arena, telling->id, &election) < 0)
		give_up("election");
	step(telling, on, "candidates_fixed", election->assemblies[0].id, "");
}

/* From its beginning as far as chance and the day allow. */
static void
tell(struct telling *telling)
{
	day_no today = telling->work->call->today, meeting = today - 40 + (day_no)below(telling, 240);
	day_no begun = meeting - 60 - (day_no)below(telling, 120), on;
	int64_t depth = below(telling, 8);
	struct outcome outcome;

	read_members(telling);
	if (telling->person_count < CANDIDATES)
		return;
	begun = begun > today ? today : begun;
	telling->id = 0;
	if (act(telling, begun, "begin-election",
	        (const char *const[]){"body", number(telling, telling->body), "cause", "term_end", "meeting", day(telling, meeting), "seats",
	                              telling->committee ? "3" : "", "secretaries", "1", NULL}, &outcome) < 0)
		return;
	telling->id = outcome.ids[0];
	atomic_fetch_add(&telling->work->begun, 1);
	on = begun + 5 < today ? begun + 5 : today;
	if (depth > 0)
		step(telling, on, telling->committee ? "opinions" : "deliberation", 0, "");
	if (depth > 1)
		nominate(telling, on);
	on = on + 10 < today ? on + 10 : today;
	if (depth > 2)
		step(telling, on, "request_meeting", 0, "某党〔2026〕8号");
	if (depth > 3)
		step(telling, on, "request_candidates", 0, "某党〔2026〕9号");
	if (depth > 4 && meeting - 8 <= today)
		step(telling, meeting - 8, "roll_published", 0, "");
	if (depth > 5 && meeting <= today)
		at_meeting(telling, meeting);
}

static void *
run(void *arg)
{
	struct work *work = arg;
	struct telling telling = {.work = work, .call = *work->call};

	if (db_open(work->call->installation->url, DB_READ, &telling.call.db) < 0)
		give_up("reading");
	for (size_t at; (at = atomic_fetch_add(&work->next, 1)) < work->count;) {
		telling.call.arena = arena_new(ARENA_REQUEST_MAX);
		telling.random = work->seed + (unsigned)at;
		telling.body = work->bodies[at];
		tell(&telling);
		arena_free(telling.call.arena);
	}
	db_close(telling.call.db);
	return NULL;
}

/* Bodies that elect (of the branch types), the first by their number. */
static size_t
read_bodies(const struct call *call, int64_t *bodies, size_t most)
{
	struct rows *rows;
	size_t count = 0;

	if (db_query(call->db, "select id from body where type in (4, 5, 6, 7) and ended is null and since <= $1 and until > $1 order by id",
	             ARGS(INT(call->today)), &rows) < 0)
		give_up("bodies");
	while (count < most && rows_next(rows) > 0)
		bodies[count++] = rows_int(rows, 0);
	rows_close(rows);
	return count;
}

int
main(int argc, char **argv)
{
	struct actor operator;
	struct call call = {.today = day_of(2026, 11, 21), .at = (int64_t)time(NULL), .arena = arena_new(ARENA_REQUEST_MAX),
	                    .actor = &operator};
	struct work work = {.call = &call, .seed = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 1};
	pthread_t threads[THREADS];
	int64_t wanted = 0;
	int64_t *bodies;

	if (argc < 3 || num_parse(argv[2], &wanted) < 0 || wanted < 1) {
		fprintf(stderr, "usage: bench-elections DB COUNT [SEED]\n");
		return 2;
	}
	bodies = calloc((size_t)wanted, sizeof *bodies);
	if (!bodies || !call.arena || installation_open(argv[1], NULL, &call.installation) < 0 ||
	    db_open(argv[1], DB_READ, &call.db) < 0 || actor_operator(call.arena, "bench", &operator) < 0)
		give_up(argv[1]);
	work.bodies = bodies;
	work.count = read_bodies(&call, bodies, (size_t)wanted);
	for (size_t i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, run, &work);
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	printf("elections\t%zu\nacts\t%zu\nrefused\t%zu\n", work.begun, work.acts, work.refused);
	db_close(call.db);
	installation_close(call.installation);
	arena_free(call.arena);
	free(bodies);
	return 0;
}
