/* All that is due in a country, in memory that does not grow with it: piece by piece, and put in order outside. */
#include <pthread.h>
#include <string.h>

#include "base/fail.h"
#include "base/sorter.h"
#include "party/duty_rules.h"
#include "party/joint_proposal.h"
#include "store/journal.h"

#define PIECE 20000 /* units or bodies read at a time */
#define DUTIES_ROOM ((size_t)8 << 20)      /* bytes of duties either side holds before they are put aside */
#define CANDIDATES_ROOM ((size_t)4 << 20)  /* bytes of units that may join in, likewise */
#define TEXT_MAX ((size_t)64 << 10)        /* bytes of one duty, or one unit */

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

struct country {
	day_no on;
	const struct duty_writer *writer;
	struct country_facts facts;
	struct arena *kept;
	struct region_marks *regions; /* units mark where units are, bodies where agencies are */
	struct sorter *candidates;    /* put aside with the units */
};

/* The units, or the bodies, piece by piece; where there is a second connection, at the same time. */
struct side {
	struct country *country;
	struct db *db;
	struct arena *piece;
	struct sorter *duties;
	struct buf text;
	int64_t number;
	int status;
	struct failure_record failure;
};

enum { UNITS, BODIES, SIDES };

static int
compare_numbers(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

/* As duties_sort() does. */
static int
by_urgency(const void *a, const void *b)
{
	struct duty_key x, y;
	int order;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	if ((order = compare_numbers(x.by, y.by)) || (order = compare_numbers(x.since, y.since)) ||
	    (order = compare_numbers(x.id, y.id)) || (order = strcmp(x.clause, y.clause)) ||
	    (order = compare_numbers(x.group, y.group)))
		return order;
	return compare_numbers(x.number, y.number);
}

static int
by_superior(const void *a, const void *b)
{
	struct candidate x, y;
	int order;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	order = compare_numbers(x.superior, y.superior);
	return order ? order : compare_numbers(x.id, y.id);
}

/* --- from facts to texts ------------------------------------------------------------ */

/* Hands over what was derived so far and forgets it. */
static int
put_duties(struct side *side, struct derivation *from, enum group group)
{
	int status = from->status;

	for (size_t i = 0; i < from->duties.count && status == 0; i++) {
		const struct duty *duty = &from->duties.items[i];
		struct duty_key key = {
			.by = duty->by == DAY_NONE ? DAY_OPEN : duty->by, .since = duty->since, .id = duty->id,
			.group = group, .number = side->number++,
		};

		buf_clear(&side->text);
		strncat(key.clause, duty->clause, sizeof key.clause - 1);
		buf_add(&side->text, &key, sizeof key);
		side->country->writer->write(side->country->writer->arg, duty, &side->text);
		status = buf_status(&side->text);
		if (status == 0)
			status = sorter_add(side->duties, buf_text(&side->text), side->text.len);
	}
	from->duties.count = 0;
	return status;
}

/* A unit as it is put aside until all under its leader are known. */
static int
put_candidate(struct side *side, const struct unit_facts *unit)
{
	struct candidate candidate = {.superior = unit->superior, .id = unit->id, .full_members = unit->full_members,
	                              .settings = unit->settings, .first = unit->first};
	const char *texts[] = {unit->name, unit->region, unit->industry, unit->address};
	struct buf *out = &side->text;

	buf_clear(out);
	buf_add(out, &candidate, sizeof candidate);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		buf_add(out, texts[i], strlen(texts[i]) + 1);
	return buf_status(out) < 0 ? last_failure()->code : sorter_add(side->country->candidates, buf_text(out), out->len);
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

/* --- pieces ------------------------------------------------------------------------------ */

static int
derive_units(struct side *side, const struct facts_of_day *facts)
{
	struct derivation into = {.arena = side->piece, .facts = facts};
	int status = 0;

	for (size_t i = 0; i < facts->unit_count && status == 0; i++) {
		for (size_t r = 0; unit_duties[r]; r++)
			unit_duties[r](&into, &facts->units[i]);
		status = put_duties(side, &into, OF_UNITS);
		if (status == 0 && joint_candidate(&facts->units[i]))
			status = put_candidate(side, &facts->units[i]);
	}
	if (status < 0)
		return status;
	matters_wait(&into);
	return put_duties(side, &into, OF_MATTERS);
}

/* The tops beside them are no part of the piece. */
static int
derive_bodies(struct side *side, const struct facts_of_day *facts, int64_t from, int64_t to)
{
	struct derivation into = {.arena = side->piece, .facts = facts};
	int status = 0;

	for (size_t i = 0; i < facts->body_count && status == 0; i++) {
		if (facts->bodies[i].id < from || facts->bodies[i].id >= to)
			continue;
		for (size_t r = 0; body_duties[r]; r++)
			body_duties[r](&into, &facts->bodies[i]);
		status = put_duties(side, &into, OF_BODIES);
	}
	if (status < 0)
		return status;
	matters_wait(&into);
	return put_duties(side, &into, OF_MATTERS);
}

static int
derive_pieces(struct side *side, bool units)
{
	struct country *country = side->country;
	int64_t from = 0, to = 0, size = country->writer->piece ? country->writer->piece : PIECE;
	int status = 0;

	for (; to < INT64_MAX && status == 0; from = to) {
		struct facts_of_day facts;

		arena_reset(side->piece);
		status = country_next_piece(side->db, units, from, size, &to);
		if (status == 0)
			status = (units ? country_units : country_bodies)(side->db, side->piece, &country->facts, from, to, country->on,
			                                                 &facts);
		if (status == 0) {
			mark_regions(country->regions, &facts);
			status = units ? derive_units(side, &facts) : derive_bodies(side, &facts, from, to);
		}
	}
	return status;
}

static void *
derive_bodies_beside(void *arg)
{
	struct side *side = arg;

	side->status = derive_pieces(side, false);
	if (side->status < 0)
		side->failure = *last_failure();
	return NULL;
}

static int
derive_sides_at_once(struct side sides[SIDES])
{
	pthread_t thread;
	int status;

	if (pthread_create(&thread, NULL, derive_bodies_beside, &sides[BODIES]) != 0)
		return fail(FAIL_SYSTEM, NULL, NULL, "不能启动线程。", "A thread cannot be started.");
	status = derive_pieces(&sides[UNITS], true);
	pthread_join(thread, NULL);
	return status == 0 && sides[BODIES].status < 0 ? fail_again(&sides[BODIES].failure) : status;
}

static int
derive_sides(struct side sides[SIDES])
{
	int status;

	if (sides[UNITS].db != sides[BODIES].db)
		return derive_sides_at_once(sides);
	status = derive_pieces(&sides[UNITS], true);
	return status == 0 ? derive_pieces(&sides[BODIES], false) : status;
}

/* --- what concerns several ------------------------------------------------------------------ */

static int
propose(struct side *side, struct facts_of_day *facts)
{
	struct derivation into = {.arena = side->piece, .facts = facts};
	int status;

	propose_joint_branches(&into);
	status = put_duties(side, &into, OF_PROPOSALS);
	arena_reset(side->piece);
	*facts = (struct facts_of_day){.on = side->country->on};
	return status;
}

/* Joint branches are proposed among those under one leader, who are read together. */
static int
propose_by_leader(struct side *side)
{
	struct sorter *candidates = side->country->candidates;
	struct facts_of_day facts = {.on = side->country->on};
	int64_t superior = 0;
	const void *record;
	size_t size, room = 0;
	int status;

	arena_reset(side->piece);
	while ((status = sorter_next(candidates, &record, &size)) > 0) {
		struct candidate head;

		memcpy(&head, record, sizeof head);
		if (head.superior != superior) {
			if ((status = propose(side, &facts)) < 0)
				return status;
			superior = head.superior;
			room = 0;
		}
		if ((status = ARENA_GROW(side->piece, facts.units, facts.unit_count, room)) < 0)
			return status;
		if ((status = take_candidate(side->piece, record, &facts.units[facts.unit_count])) < 0)
			return status;
		facts.unit_count++;
	}
	return status < 0 ? status : propose(side, &facts);
}

static int
agencies(struct side *side)
{
	struct facts_of_day facts = {.on = side->country->on};
	struct derivation into = {.arena = side->piece, .facts = &facts};

	regions_need_agencies(&into, side->country->regions);
	return put_duties(side, &into, OF_REGIONS);
}

/* --- all of it --------------------------------------------------------------------------------- */

static int
derive(struct side sides[SIDES])
{
	struct country *country = sides[UNITS].country;
	int status = country_facts_begin(sides[UNITS].db, country->kept, country->on, &country->facts);

	if (status == 0)
		status = derive_sides(sides);
	if (status == 0)
		status = propose_by_leader(&sides[UNITS]);
	return status < 0 ? status : agencies(&sides[UNITS]);
}

/* Both sides as one, in order. */
static int
hand_over(struct side sides[SIDES])
{
	const struct duty_writer *writer = sides[UNITS].country->writer;
	const void *records[SIDES];
	size_t sizes[SIDES];
	int more[SIDES];

	for (int i = 0; i < SIDES; i++)
		if ((more[i] = sorter_next(sides[i].duties, &records[i], &sizes[i])) < 0)
			return more[i];
	while (more[UNITS] || more[BODIES]) {
		int next = !more[UNITS] || (more[BODIES] && by_urgency(records[BODIES], records[UNITS]) < 0) ? BODIES : UNITS;

		writer->take(writer->arg, (const char *)records[next] + sizeof(struct duty_key), sizes[next] - sizeof(struct duty_key));
		if ((more[next] = sorter_next(sides[next].duties, &records[next], &sizes[next])) < 0)
			return more[next];
	}
	return 0;
}

static int
side_open(struct side *side, struct country *country, struct db *db)
{
	*side = (struct side){
		.country = country, .db = db, .piece = arena_new(ARENA_IMPORT_MAX), .duties = sorter_new(by_urgency, DUTIES_ROOM),
	};
	buf_init(&side->text, TEXT_MAX);
	return side->piece && side->duties ? 0 : FAIL_MEMORY;
}

static void
side_close(struct side *side)
{
	buf_free(&side->text);
	sorter_free(side->duties);
	arena_free(side->piece);
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
	struct country country = {
		.on = as_of, .writer = writer, .kept = arena_new(ARENA_REQUEST_MAX),
		.candidates = sorter_new(by_superior, CANDIDATES_ROOM),
	};
	struct side sides[SIDES];
	bool same = false;
	int status = beside ? see_the_same(db, beside, &same) : 0;
	int opened[SIDES] = {side_open(&sides[UNITS], &country, db), side_open(&sides[BODIES], &country, same ? beside : db)};

	if (opened[UNITS] < 0 || opened[BODIES] < 0 || !country.kept || !country.candidates)
		status = FAIL_MEMORY;
	if (status == 0)
		country.regions = region_marks_new(country.kept);
	if (status == 0 && !country.regions)
		status = FAIL_MEMORY;
	if (status == 0)
		status = derive(sides);
	if (status == 0)
		status = hand_over(sides);
	side_close(&sides[UNITS]);
	side_close(&sides[BODIES]);
	sorter_free(country.candidates);
	arena_free(country.kept);
	return status;
}
