/* All that is due in a country, in memory that does not grow with it: piece by piece, and put in order outside. */
#include <string.h>

#include "base/fail.h"
#include "base/sorter.h"
#include "party/duty_rules.h"
#include "party/joint_proposal.h"

#define PIECE 20000 /* units or bodies read at a time */
#define DUTIES_ROOM ((size_t)16 << 20)     /* bytes of duties held before they are put aside */
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
	struct db *db;
	day_no on;
	const struct duty_writer *writer;
	struct country_facts facts;
	struct arena *kept, *piece;
	struct sorter *duties, *candidates;
	struct region_marks *regions;
	struct buf text;
	int64_t number;
};

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
put_duties(struct country *country, struct derivation *from, enum group group)
{
	int status = from->status;

	for (size_t i = 0; i < from->duties.count && status == 0; i++) {
		const struct duty *duty = &from->duties.items[i];
		struct duty_key key = {
			.by = duty->by == DAY_NONE ? DAY_OPEN : duty->by, .since = duty->since, .id = duty->id,
			.group = group, .number = country->number++,
		};

		buf_clear(&country->text);
		strncat(key.clause, duty->clause, sizeof key.clause - 1);
		buf_add(&country->text, &key, sizeof key);
		country->writer->write(country->writer->arg, duty, &country->text);
		status = buf_status(&country->text);
		if (status == 0)
			status = sorter_add(country->duties, buf_text(&country->text), country->text.len);
	}
	from->duties.count = 0;
	return status;
}

/* A unit as it is put aside until all under its leader are known. */
static int
put_candidate(struct country *country, const struct unit_facts *unit)
{
	struct candidate candidate = {.superior = unit->superior, .id = unit->id, .full_members = unit->full_members,
	                              .settings = unit->settings, .first = unit->first};
	const char *texts[] = {unit->name, unit->region, unit->industry, unit->address};
	struct buf *out = &country->text;

	buf_clear(out);
	buf_add(out, &candidate, sizeof candidate);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		buf_add(out, texts[i], strlen(texts[i]) + 1);
	return buf_status(out) < 0 ? last_failure()->code : sorter_add(country->candidates, buf_text(out), out->len);
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
derive_units(struct country *country, const struct facts_of_day *facts)
{
	struct derivation into = {.arena = country->piece, .facts = facts};
	int status = 0;

	for (size_t i = 0; i < facts->unit_count && status == 0; i++) {
		for (size_t r = 0; unit_duties[r]; r++)
			unit_duties[r](&into, &facts->units[i]);
		status = put_duties(country, &into, OF_UNITS);
		if (status == 0 && joint_candidate(&facts->units[i]))
			status = put_candidate(country, &facts->units[i]);
	}
	if (status < 0)
		return status;
	matters_wait(&into);
	return put_duties(country, &into, OF_MATTERS);
}

/* The tops beside them are no part of the piece. */
static int
derive_bodies(struct country *country, const struct facts_of_day *facts, int64_t from, int64_t to)
{
	struct derivation into = {.arena = country->piece, .facts = facts};
	int status = 0;

	for (size_t i = 0; i < facts->body_count && status == 0; i++) {
		if (facts->bodies[i].id < from || facts->bodies[i].id >= to)
			continue;
		for (size_t r = 0; body_duties[r]; r++)
			body_duties[r](&into, &facts->bodies[i]);
		status = put_duties(country, &into, OF_BODIES);
	}
	if (status < 0)
		return status;
	matters_wait(&into);
	return put_duties(country, &into, OF_MATTERS);
}

static int
derive_pieces(struct country *country, bool units)
{
	int64_t from = 0, to = 0;
	int status = 0;

	for (; to < INT64_MAX && status == 0; from = to) {
		struct facts_of_day facts;

		arena_reset(country->piece);
		status = country_next_piece(country->db, units, from, country->writer->piece ? country->writer->piece : PIECE, &to);
		if (status == 0)
			status = (units ? country_units : country_bodies)(country->db, country->piece, &country->facts, from, to,
			                                                 country->on, &facts);
		if (status == 0) {
			mark_regions(country->regions, &facts);
			status = units ? derive_units(country, &facts) : derive_bodies(country, &facts, from, to);
		}
	}
	return status;
}

/* --- what concerns several ------------------------------------------------------------------ */

static int
propose(struct country *country, struct facts_of_day *facts)
{
	struct derivation into = {.arena = country->piece, .facts = facts};
	int status;

	propose_joint_branches(&into);
	status = put_duties(country, &into, OF_PROPOSALS);
	arena_reset(country->piece);
	*facts = (struct facts_of_day){.on = country->on};
	return status;
}

/* Joint branches are proposed among those under one leader, who are read together. */
static int
propose_by_leader(struct country *country)
{
	struct facts_of_day facts = {.on = country->on};
	int64_t superior = 0;
	const void *record;
	size_t size, room = 0;
	int status;

	arena_reset(country->piece);
	while ((status = sorter_next(country->candidates, &record, &size)) > 0) {
		struct candidate head;

		memcpy(&head, record, sizeof head);
		if (head.superior != superior) {
			if ((status = propose(country, &facts)) < 0)
				return status;
			superior = head.superior;
			room = 0;
		}
		if ((status = ARENA_GROW(country->piece, facts.units, facts.unit_count, room)) < 0)
			return status;
		if ((status = take_candidate(country->piece, record, &facts.units[facts.unit_count])) < 0)
			return status;
		facts.unit_count++;
	}
	return status < 0 ? status : propose(country, &facts);
}

static int
agencies(struct country *country)
{
	struct facts_of_day facts = {.on = country->on};
	struct derivation into = {.arena = country->piece, .facts = &facts};

	regions_need_agencies(&into, country->regions);
	return put_duties(country, &into, OF_REGIONS);
}

/* --- all of it --------------------------------------------------------------------------------- */

static int
derive(struct country *country)
{
	int status = country_facts_begin(country->db, country->kept, country->on, &country->facts);

	if (status == 0)
		status = derive_pieces(country, true);
	if (status == 0)
		status = derive_pieces(country, false);
	if (status == 0)
		status = propose_by_leader(country);
	return status < 0 ? status : agencies(country);
}

static int
hand_over(struct country *country)
{
	const void *record;
	size_t size;
	int status;

	while ((status = sorter_next(country->duties, &record, &size)) > 0)
		country->writer->take(country->writer->arg, (const char *)record + sizeof(struct duty_key),
		                      size - sizeof(struct duty_key));
	return status;
}

int
duties_write(struct db *db, day_no as_of, const struct duty_writer *writer)
{
	struct country country = {
		.db = db, .on = as_of, .writer = writer, .kept = arena_new(ARENA_REQUEST_MAX), .piece = arena_new(ARENA_IMPORT_MAX),
		.duties = sorter_new(by_urgency, DUTIES_ROOM), .candidates = sorter_new(by_superior, CANDIDATES_ROOM),
	};
	int status = country.kept && country.piece && country.duties && country.candidates ? 0 : FAIL_MEMORY;

	buf_init(&country.text, TEXT_MAX);
	if (status == 0)
		country.regions = region_marks_new(country.kept);
	if (status == 0 && !country.regions)
		status = FAIL_MEMORY;
	if (status == 0)
		status = derive(&country);
	if (status == 0)
		status = hand_over(&country);
	buf_free(&country.text);
	sorter_free(country.candidates);
	sorter_free(country.duties);
	arena_free(country.piece);
	arena_free(country.kept);
	return status;
}
