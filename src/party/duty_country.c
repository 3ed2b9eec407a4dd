/* All that is due in a country, in memory that does not grow with it: piece by piece, and put in order outside. */
#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include "base/fail.h"
#include "base/sorter.h"
#include "party/duty_rules.h"
#include "party/joint_proposal.h"
#include "store/journal.h"

#define PIECE 20000 /* units or bodies read at a time */
#define DUTIES_ROOM ((size_t)8 << 20)      /* bytes of duties each thread holds before they are put aside */
#define CANDIDATES_ROOM ((size_t)4 << 20)  /* bytes of units that may join in, likewise */
#define TEXT_MAX ((size_t)64 << 10)        /* bytes of one duty, or one unit */
#define WORKERS 2

/* What duties are put in order by, before the text of each. */
struct duty_key {
	int64_t by, since, id;
	char clause[16];
	int64_t group, number; /* equals stay in the order they are derived in elsewhere */
};

/* The groups in which duties.c derives. */
enum group { OF_UNITS, OF_BODIES, OF_PROPOSALS, OF_MATTERS, OF_REGIONS };

/* A unit that may join in, by its leading organization, before its name, region, industry and address. */
struct candidate {
	int64_t superior, id;
	int64_t full_members;
	const struct setting_set *settings;
	day_no first;
};

/* Units or bodies from one identity on and before another. */
struct piece {
	bool units;
	int64_t from, to;
	int64_t number;
};

/* What each body has of units: its slot is the first free one from its number on. */
struct ties {
	struct tie {
		int64_t body;
		int64_t led;             /* units */
		struct joint_body joint; /* units joined */
	} *at;
	size_t room, count; /* room: a power of two */
};

/* What the threads share; what is written while they run, under the lock. */
struct country {
	day_no on;
	const struct duty_writer *writer;
	struct country_facts facts;
	struct arena *kept;
	pthread_mutex_t lock;
	struct piece last;            /* handed out; units first, then bodies, which are told what they have of units */
	unsigned units_under_way;     /* pieces of units handed out and not derived */
	pthread_cond_t units_derived;
	struct ties ties;
	bool failed;
	struct region_marks *regions;
	struct sorter *candidates[WORKERS]; /* put aside with the units; each has some leaders' all */
};

/* One of two threads that derive piece by piece, or the only one. */
struct worker {
	struct country *country;
	struct db *db;
	struct arena *arena;          /* of the piece */
	struct piece piece;
	struct sorter *duties;
	struct sorter *candidates;    /* whose proposals it derives */
	struct buf text;
	int64_t number;
	int status;
	struct failure_record failure;
};

static int
compare_numbers(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

/* A number of a record that begins at any address. */
static int64_t
number_at(const void *record, size_t offset)
{
	int64_t number;

	memcpy(&number, (const char *)record + offset, sizeof number);
	return number;
}

#define COMPARE(a, b, type, field) compare_numbers(number_at(a, offsetof(type, field)), number_at(b, offsetof(type, field)))

/* As duties_sort() does. */
static int
by_urgency(const void *a, const void *b)
{
	int order;

	if ((order = COMPARE(a, b, struct duty_key, by)) || (order = COMPARE(a, b, struct duty_key, since)) ||
	    (order = COMPARE(a, b, struct duty_key, id)) ||
	    (order = strcmp((const char *)a + offsetof(struct duty_key, clause), (const char *)b + offsetof(struct duty_key, clause))) ||
	    (order = COMPARE(a, b, struct duty_key, group)))
		return order;
	return COMPARE(a, b, struct duty_key, number);
}

static int
by_superior(const void *a, const void *b)
{
	int order = COMPARE(a, b, struct candidate, superior);

	return order ? order : COMPARE(a, b, struct candidate, id);
}

/* --- from facts to texts ------------------------------------------------------------ */

/* Hands over what was derived so far and forgets it. */
static int
put_duties(struct worker *worker, struct derivation *from, enum group group)
{
	int status = from->status;

	for (size_t i = 0; i < from->duties.count && status == 0; i++) {
		const struct duty *duty = &from->duties.items[i];
		struct duty_key key = {
			.by = duty->by == DAY_NONE ? DAY_OPEN : duty->by, .since = duty->since, .id = duty->id,
			.group = group, .number = worker->number++,
		};

		buf_clear(&worker->text);
		strncat(key.clause, duty->clause, sizeof key.clause - 1);
		buf_add(&worker->text, &key, sizeof key);
		worker->country->writer->write(worker->country->writer->arg, duty, &worker->text);
		status = buf_status(&worker->text);
		if (status == 0)
			status = sorter_add(worker->duties, buf_text(&worker->text), worker->text.len);
	}
	from->duties.count = 0;
	return status;
}

/* A unit as it is put aside until all under its leader are known. */
static int
put_candidate(struct worker *worker, const struct unit_facts *unit)
{
	struct candidate candidate = {.superior = unit->superior, .id = unit->id, .full_members = unit->full_members,
	                              .settings = unit->settings, .first = unit->first};
	const char *texts[] = {unit->name, unit->region, unit->industry, unit->address};
	struct country *country = worker->country;
	struct buf *out = &worker->text;
	int status;

	buf_clear(out);
	buf_add(out, &candidate, sizeof candidate);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		buf_add(out, texts[i], strlen(texts[i]) + 1);
	if (buf_status(out) < 0)
		return last_failure()->code;
	pthread_mutex_lock(&country->lock);
	status = sorter_add(country->candidates[unit->superior % WORKERS], buf_text(out), out->len);
	pthread_mutex_unlock(&country->lock);
	return status;
}

/* The unit that was put aside. */
static int
take_candidate(struct arena *arena, const char *record, struct unit_facts *ret_unit)
{
	const char *texts[4], *at = record + sizeof(struct candidate);
	struct candidate candidate;

	memcpy(&candidate, record, sizeof candidate);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		texts[i] = arena_strdup(arena, at);
		if (!texts[i])
			return FAIL_MEMORY;
		at += strlen(at) + 1;
	}
	*ret_unit = (struct unit_facts){
		.id = candidate.id, .name = texts[0], .region = texts[1], .industry = texts[2], .address = texts[3],
		.superior = candidate.superior, .full_members = candidate.full_members, .first = candidate.first,
		.settings = candidate.settings,
	};
	return 0;
}

/* --- what a piece owes ------------------------------------------------------------------- */

static int
derive_units(struct worker *worker, const struct facts_of_day *facts)
{
	struct derivation into = {.arena = worker->arena, .facts = facts};
	int status = 0;

	for (size_t i = 0; i < facts->unit_count && status == 0; i++) {
		for (size_t r = 0; unit_duties[r]; r++)
			unit_duties[r](&into, &facts->units[i]);
		status = put_duties(worker, &into, OF_UNITS);
		if (status == 0 && joint_candidate(&facts->units[i]))
			status = put_candidate(worker, &facts->units[i]);
	}
	if (status < 0)
		return status;
	matters_wait(&into);
	return put_duties(worker, &into, OF_MATTERS);
}

/* The tops beside them are no part of the piece. */
static int
derive_bodies(struct worker *worker, const struct facts_of_day *facts)
{
	struct derivation into = {.arena = worker->arena, .facts = facts};
	int status = 0;

	for (size_t i = 0; i < facts->body_count && status == 0; i++) {
		if (facts->bodies[i].id < worker->piece.from || facts->bodies[i].id >= worker->piece.to)
			continue;
		for (size_t r = 0; body_duties[r]; r++)
			body_duties[r](&into, &facts->bodies[i]);
		status = put_duties(worker, &into, OF_BODIES);
	}
	if (status < 0)
		return status;
	matters_wait(&into);
	return put_duties(worker, &into, OF_MATTERS);
}

/* --- what a body has of units ----------------------------------------------------------- */

static struct tie *
tie_slot(const struct ties *ties, int64_t body)
{
	size_t at = (size_t)body & (ties->room - 1);

	while (ties->at[at].body && ties->at[at].body != body)
		at = (at + 1) & (ties->room - 1);
	return &ties->at[at];
}

static int
ties_grow(struct arena *arena, struct ties *ties)
{
	struct ties larger = {.room = ties->room ? 2 * ties->room : 1024, .count = ties->count};

	larger.at = ARENA_ARRAY(arena, larger.room, struct tie);
	if (!larger.at)
		return FAIL_MEMORY;
	for (size_t i = 0; i < ties->room; i++)
		if (ties->at[i].body)
			*tie_slot(&larger, ties->at[i].body) = ties->at[i];
	*ties = larger;
	return 0;
}

/* The body's, made where it has none; null without memory. */
static struct tie *
tie_of(struct country *country, int64_t body)
{
	struct ties *ties = &country->ties;
	struct tie *tie;

	if (2 * ties->count >= ties->room && ties_grow(country->kept, ties) < 0)
		return NULL;
	tie = tie_slot(ties, body);
	ties->count += tie->body == 0;
	tie->body = body;
	return tie;
}

/* Under the lock. */
static int
count_ties(struct country *country, const struct facts_of_day *facts)
{
	struct tie *tie;

	for (size_t i = 0; i < facts->unit_count; i++) {
		if (!facts->units[i].superior)
			continue;
		tie = tie_of(country, facts->units[i].superior);
		if (!tie)
			return FAIL_MEMORY;
		tie->led++;
	}
	for (size_t i = 0; i < facts->joined_count; i++) {
		tie = tie_of(country, facts->joined[i].body);
		if (!tie)
			return FAIL_MEMORY;
		joint_body_add(&tie->joint, facts->joined[i].full_members);
	}
	return 0;
}

/* When all units are derived: nothing is written any more. */
static void
tell_ties(const struct country *country, struct facts_of_day *facts)
{
	for (size_t i = 0; i < facts->body_count && country->ties.room; i++) {
		const struct tie *tie = tie_slot(&country->ties, facts->bodies[i].id);

		facts->bodies[i].units_led = tie->led;
		facts->bodies[i].joint = tie->joint;
	}
}

/* --- piece by piece -------------------------------------------------------------------------- */

/* What a piece adds to what all share. */
static int
share(struct country *country, const struct facts_of_day *facts, bool units)
{
	int status = 0;

	pthread_mutex_lock(&country->lock);
	mark_regions(country->regions, facts);
	if (units) {
		status = count_ties(country, facts);
		if (--country->units_under_way == 0)
			pthread_cond_broadcast(&country->units_derived);
	}
	pthread_mutex_unlock(&country->lock);
	return status;
}

static int
derive_piece(struct worker *worker)
{
	struct country *country = worker->country;
	const struct piece *piece = &worker->piece;
	struct facts_of_day facts;
	int status;

	arena_reset(worker->arena);
	status = (piece->units ? country_units : country_bodies)(worker->db, worker->arena, &country->facts, piece->from,
	                                                         piece->to, country->on, &facts);
	if (status < 0)
		return status;
	status = share(country, &facts, piece->units);
	if (status < 0)
		return status;
	if (!piece->units)
		tell_ties(country, &facts);
	return piece->units ? derive_units(worker, &facts) : derive_bodies(worker, &facts);
}

/* 1, or 0 where all have been handed out or another has failed. */
static int
next_piece(struct worker *worker)
{
	struct country *country = worker->country;
	struct piece *last = &country->last;
	int status = 0;

	pthread_mutex_lock(&country->lock);
	if (!country->failed && (last->units || last->to < INT64_MAX)) {
		bool over = last->to == INT64_MAX;

		*last = (struct piece){.units = last->units && !over, .from = over ? 0 : last->to, .number = last->number + 1};
		status = country_next_piece(worker->db, last->units, last->from,
		                            country->writer->piece ? country->writer->piece : PIECE, &last->to);
		worker->piece = *last;
		worker->number = last->number << 32;
		country->units_under_way += last->units;
		while (status == 0 && !worker->piece.units && country->units_under_way > 0 && !country->failed)
			pthread_cond_wait(&country->units_derived, &country->lock);
		status = status < 0 ? status : !country->failed;
	}
	pthread_mutex_unlock(&country->lock);
	return status;
}

static void *
derive_pieces(void *arg)
{
	struct worker *worker = arg;

	while ((worker->status = next_piece(worker)) > 0)
		if ((worker->status = derive_piece(worker)) < 0)
			break;
	if (worker->status < 0) {
		worker->failure = *last_failure();
		pthread_mutex_lock(&worker->country->lock);
		worker->country->failed = true;
		pthread_cond_broadcast(&worker->country->units_derived);
		pthread_mutex_unlock(&worker->country->lock);
	}
	return NULL;
}

/* --- what concerns several ------------------------------------------------------------------ */

static int
propose(struct worker *worker, struct facts_of_day *facts)
{
	struct derivation into = {.arena = worker->arena, .facts = facts};
	int status;

	propose_joint_branches(&into);
	status = put_duties(worker, &into, OF_PROPOSALS);
	arena_reset(worker->arena);
	*facts = (struct facts_of_day){.on = worker->country->on};
	return status;
}

/* Joint branches are proposed among those under one leader, who are read together. */
static int
propose_by_leader(struct worker *worker)
{
	struct facts_of_day facts = {.on = worker->country->on};
	int64_t superior = 0;
	const void *record;
	size_t size, room = 0;
	int status;

	arena_reset(worker->arena);
	while ((status = sorter_next(worker->candidates, &record, &size)) > 0) {
		struct candidate head;

		memcpy(&head, record, sizeof head);
		if (head.superior != superior) {
			if ((status = propose(worker, &facts)) < 0)
				return status;
			superior = head.superior;
			room = 0;
		}
		if ((status = ARENA_GROW(worker->arena, facts.units, facts.unit_count, room)) < 0)
			return status;
		if ((status = take_candidate(worker->arena, record, &facts.units[facts.unit_count])) < 0)
			return status;
		facts.unit_count++;
	}
	return status < 0 ? status : propose(worker, &facts);
}

static void *
derive_proposals(void *arg)
{
	struct worker *worker = arg;

	worker->status = propose_by_leader(worker);
	if (worker->status < 0)
		worker->failure = *last_failure();
	return NULL;
}

static int
agencies(struct worker *worker)
{
	struct facts_of_day facts = {.on = worker->country->on};
	struct derivation into = {.arena = worker->arena, .facts = &facts};

	regions_need_agencies(&into, worker->country->regions);
	return put_duties(worker, &into, OF_REGIONS);
}

/* --- all of it --------------------------------------------------------------------------------- */

/* Side by side where each has a connection of its own, else one after the other. */
static int
both(struct worker workers[WORKERS], void *(*work)(void *))
{
	bool apart = workers[0].db != workers[1].db;
	pthread_t thread;

	if (apart && pthread_create(&thread, NULL, work, &workers[1]) != 0)
		return fail(FAIL_SYSTEM, NULL, NULL, "不能启动线程。", "A thread cannot be started.");
	work(&workers[0]);
	if (apart)
		pthread_join(thread, NULL);
	else
		work(&workers[1]);
	for (int i = 0; i < WORKERS; i++)
		if (workers[i].status < 0)
			return fail_again(&workers[i].failure);
	return 0;
}

static int
derive(struct worker workers[WORKERS])
{
	struct country *country = workers[0].country;
	int status = country_facts_begin(workers[0].db, country->kept, country->on, &country->facts);

	if (status == 0)
		status = both(workers, derive_pieces);
	if (status == 0)
		status = both(workers, derive_proposals);
	return status < 0 ? status : agencies(&workers[0]);
}

/* What both have derived as one, in order. */
static int
hand_over(struct worker workers[WORKERS])
{
	const struct duty_writer *writer = workers[0].country->writer;
	const void *records[WORKERS];
	size_t sizes[WORKERS];
	int more[WORKERS];

	for (int i = 0; i < WORKERS; i++)
		if ((more[i] = sorter_next(workers[i].duties, &records[i], &sizes[i])) < 0)
			return more[i];
	while (more[0] || more[1]) {
		int next = !more[0] || (more[1] && by_urgency(records[1], records[0]) < 0);

		writer->take(writer->arg, (const char *)records[next] + sizeof(struct duty_key), sizes[next] - sizeof(struct duty_key));
		if ((more[next] = sorter_next(workers[next].duties, &records[next], &sizes[next])) < 0)
			return more[next];
	}
	return 0;
}

static int
worker_open(struct worker *worker, struct country *country, struct db *db, struct sorter *candidates)
{
	*worker = (struct worker){
		.country = country, .db = db, .arena = arena_new(ARENA_IMPORT_MAX), .duties = sorter_new(by_urgency, DUTIES_ROOM),
		.candidates = candidates,
	};
	buf_init(&worker->text, TEXT_MAX);
	return worker->arena && worker->duties ? 0 : FAIL_MEMORY;
}

static void
worker_close(struct worker *worker)
{
	buf_free(&worker->text);
	sorter_free(worker->duties);
	arena_free(worker->arena);
}

static int
country_open(struct country *country)
{
	pthread_mutex_init(&country->lock, NULL);
	pthread_cond_init(&country->units_derived, NULL);
	country->last.units = true;
	country->kept = arena_new(ARENA_REQUEST_MAX);
	for (int i = 0; i < WORKERS; i++)
		if (!(country->candidates[i] = sorter_new(by_superior, CANDIDATES_ROOM)))
			return FAIL_MEMORY;
	country->regions = country->kept ? region_marks_new(country->kept) : NULL;
	return country->regions ? 0 : FAIL_MEMORY;
}

static void
country_close(struct country *country)
{
	for (int i = 0; i < WORKERS; i++)
		sorter_free(country->candidates[i]);
	arena_free(country->kept);
	pthread_cond_destroy(&country->units_derived);
	pthread_mutex_destroy(&country->lock);
}

/* Two connections are of use together where they see the same state. */
static int
see_the_same(struct db *db, struct db *beside, bool *ret_same)
{
	int64_t last = 0, last_beside = 0;
	int status = journal_last(db, &last);

	if (status == 0)
		status = journal_last(beside, &last_beside);
	*ret_same = last == last_beside;
	return status;
}

int
duties_write(struct db *db, struct db *beside, day_no as_of, const struct duty_writer *writer)
{
	struct country country = {.on = as_of, .writer = writer};
	struct worker workers[WORKERS];
	bool same = false;
	int status = country_open(&country);

	if (status == 0 && beside)
		status = see_the_same(db, beside, &same);
	for (int i = 0; i < WORKERS; i++)
		if (worker_open(&workers[i], &country, i > 0 && same ? beside : db, country.candidates[i]) < 0)
			status = FAIL_MEMORY;
	if (status == 0)
		status = derive(workers);
	if (status == 0)
		status = hand_over(workers);
	for (int i = 0; i < WORKERS; i++)
		worker_close(&workers[i]);
	country_close(&country);
	return status;
}
