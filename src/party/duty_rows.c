/* What one row of an answer adds to the facts of a day. */
#include "base/fail.h"
#include "party/duty_reading.h"
#include "party/place.h"

struct unit_facts *
facts_unit(const struct facts_of_day *facts, int64_t id)
{
	size_t low = 0, high = facts->unit_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (facts->units[middle].id == id)
			return &facts->units[middle];
		if (facts->units[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct body_facts *
facts_body(const struct facts_of_day *facts, int64_t id)
{
	size_t low = 0, high = facts->body_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (facts->bodies[middle].id == id)
			return &facts->bodies[middle];
		if (facts->bodies[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Rows of one subject follow on one another, those of the next mostly on these: it stands near the one found last. */
static struct unit_facts *
next_unit(struct reading *reading, int64_t id)
{
	const struct facts_of_day *facts = reading->facts;
	struct unit_facts *near = reading->unit;

	for (int i = 0; near && i < 4 && near < facts->units + facts->unit_count && near->id <= id; i++, near++)
		if (near->id == id)
			return reading->unit = near;
	near = facts_unit(facts, id);
	return near ? reading->unit = near : NULL;
}

struct body_facts *
next_body(struct reading *reading, int64_t id)
{
	const struct facts_of_day *facts = reading->facts;
	struct body_facts *near = reading->body;

	for (int i = 0; near && i < 4 && near < facts->bodies + facts->body_count && near->id <= id; i++, near++)
		if (near->id == id)
			return reading->body = near;
	near = facts_body(facts, id);
	return near ? reading->body = near : NULL;
}

static const char *
text_or_empty(const struct rows *rows, int column, struct arena *arena)
{
	const char *text = rows_dup(rows, column, arena);

	return text ? text : "";
}

/* By identity and day, so that the last run of Fw >= 3 is the current one. */
static void
read_version(struct reading *reading, const struct rows *rows)
{
	day_no since = rows_day(rows, 1);

	if (reading->past.id != rows_int(rows, 0)) {
		reading->past.id = rows_int(rows, 0);
		reading->past.first = since;
		reading->past.reached_on = DAY_NONE;
	}
	if (rows_null(rows, 3) || !establishment_due(rows_int(rows, 3)))
		reading->past.reached_on = DAY_NONE;
	else if (reading->past.reached_on == DAY_NONE)
		reading->past.reached_on = since;
}

static const struct location *
place_of(const struct locations *places, int64_t id)
{
	size_t low = 0, high = places->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (places->at[middle].id == id)
			return &places->at[middle];
		if (places->at[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Whether it hangs in the parts, and who leads it there; of everything the affiliations tell later. */
static bool
is_placed(const struct reading *reading, const struct locations *places, int64_t id, int64_t *ret_superior)
{
	const struct location *place = reading->part_count ? place_of(places, id) : NULL;

	*ret_superior = place ? place->superior : 0;
	return place || reading->part_count == 0;
}

int
read_unit(struct reading *reading, const struct rows *rows)
{
	struct facts_of_day *facts = reading->facts;
	int64_t superior;
	int status;

	read_version(reading, rows);
	if (rows_day(rows, 2) <= facts->on || !is_placed(reading, &reading->units, rows_int(rows, 0), &superior))
		return 0;
	status = ARENA_GROW(reading->arena, facts->units, facts->unit_count, reading->room);
	if (status < 0)
		return status;
	facts->units[facts->unit_count++] = (struct unit_facts){
		.id = rows_int(rows, 0),
		.full_members = rows_null(rows, 3) ? -1 : rows_int(rows, 3),
		.name = text_or_empty(rows, 4, reading->arena),
		.category = (enum category)rows_int(rows, 5),
		.level = (enum level)rows_int(rows, 6),
		.region = text_or_empty(rows, 7, reading->arena),
		.industry = text_or_empty(rows, 8, reading->arena),
		.supervisory = !rows_null(rows, 9),
		.address = text_or_empty(rows, 10, reading->arena),
		.superior = superior,
		.first = reading->past.first, .reached_on = reading->past.reached_on,
		.lead_lost = DAY_NONE, .charter_since = DAY_NONE,
	};
	return 0;
}

int
read_body(struct reading *reading, const struct rows *rows)
{
	struct facts_of_day *facts = reading->facts;
	int64_t superior;
	int status;

	if (!is_placed(reading, &reading->bodies, rows_int(rows, 0), &superior))
		return 0;
	status = ARENA_GROW(reading->arena, facts->bodies, facts->body_count, reading->room);
	if (status < 0)
		return status;
	facts->bodies[facts->body_count++] = (struct body_facts){
		.id = rows_int(rows, 0),
		.name = text_or_empty(rows, 1, reading->arena),
		.type = (enum body_type)rows_int(rows, 2),
		.unit = rows_int(rows, 3),
		.first = rows_day(rows, 4),
		.approved = !rows_null(rows, 5),
		.region = text_or_empty(rows, 6, reading->arena),
		.superior = superior,
		.vacant_since = DAY_NONE, .term_since = DAY_NONE, .term_due = DAY_NONE,
	};
	return 0;
}

/* Of what nobody leads any more the last day counts. */
int
read_leader(struct reading *reading, const struct rows *rows)
{
	bool leads = rows_day(rows, 3) > reading->facts->on;
	struct unit_facts *unit = rows_null(rows, 0) ? NULL : next_unit(reading, rows_int(rows, 0));
	struct body_facts *body = !leads || rows_null(rows, 1) ? NULL : next_body(reading, rows_int(rows, 1));

	if (unit && leads) {
		unit->superior = rows_int(rows, 2);
		unit->lead_lost = DAY_NONE;
	} else if (unit && unit->superior == 0 && (unit->lead_lost == DAY_NONE || rows_day(rows, 3) - 1 > unit->lead_lost)) {
		unit->lead_lost = rows_day(rows, 3) - 1;
	}
	if (body)
		body->superior = rows_int(rows, 2);
	return 0;
}

int
read_coverage(struct reading *reading, const struct rows *rows)
{
	struct facts_of_day *facts = reading->facts;
	struct unit_facts *unit = next_unit(reading, rows_int(rows, 0));
	int64_t mode = rows_int(rows, 1);
	int status;

	if (!unit)
		return 0;
	unit->modes |= 1u << mode;
	if (!reading->country || (mode != COVER_JOINT && mode != COVER_REGIONAL))
		return 0;
	status = ARENA_GROW(reading->arena, facts->joined, facts->joined_count, facts->joined_room);
	if (status == 0)
		facts->joined[facts->joined_count++] = (struct joined){rows_int(rows, 2), unit->full_members > 0 ? unit->full_members : 0};
	return status;
}

/* A joint body may cover units that hang elsewhere. */
int
read_joint_unit(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = next_body(reading, rows_int(rows, 0));

	if (body)
		joint_body_add(&body->joint, rows_null(rows, 1) ? 0 : rows_int(rows, 1));
	return 0;
}

int
read_own_body(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = next_unit(reading, rows_int(rows, 0));

	if (unit)
		unit->modes |= 1u << COVER_OWN;
	return 0;
}

int
read_dispatch(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = next_unit(reading, rows_int(rows, 0));

	if (unit)
		unit->dispatched = true;
	return 0;
}

int
read_charter(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = next_unit(reading, rows_int(rows, 0));

	/* The latest counts; of two of one day the one that has the article. */
	if (unit && (unit->charter_since == DAY_NONE || rows_day(rows, 1) > unit->charter_since ||
	             (rows_day(rows, 1) == unit->charter_since && rows_int(rows, 2)))) {
		unit->charter = rows_int(rows, 2) ? CHARTER_WITH : CHARTER_WITHOUT;
		unit->charter_since = rows_day(rows, 1);
	}
	return 0;
}

int
read_pledge(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = next_unit(reading, rows_int(rows, 0));

	if (unit)
		unit->pledged = true;
	return 0;
}

int
read_members(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = next_body(reading, rows_int(rows, 0));

	if (body) {
		body->probationary = rows_int(rows, 2);
		body->full = rows_int(rows, 1) - body->probationary;
	}
	return 0;
}

int
read_posts(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = next_body(reading, rows_int(rows, 0));
	int64_t position = rows_int(rows, 1);
	day_no until = rows_day(rows, 2);

	if (!body)
		return 0;
	if (until <= reading->facts->on) {
		if (body->vacant_since == DAY_NONE || until > body->vacant_since)
			body->vacant_since = until;
		return 0;
	}
	body->posts++;
	if (position == SECRETARY)
		body->secretaries++;
	else if (position == DEPUTY_SECRETARY)
		body->deputies++;
	else
		body->others++;
	return 0;
}

int
read_unheard(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = next_body(reading, rows_int(rows, 0));

	if (!body)
		return 0;
	if (body->unheard++ == 0 || rows_day(rows, 1) < body->unheard_since)
		body->unheard_since = rows_day(rows, 1);
	return 0;
}

int
read_term(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = next_body(reading, rows_int(rows, 0));

	if (body) {
		body->has_term = true;
		body->term_since = rows_day(rows, 1);
		body->term_due = rows_day(rows, 2);
		body->term_years = rows_int(rows, 3);
	}
	return 0;
}

static day_no
day_or_none(const struct rows *rows, int column)
{
	return rows_null(rows, column) ? DAY_NONE : rows_day(rows, column);
}

static int
read_matter(struct reading *reading, const struct rows *rows, const char *kind)
{
	struct facts_of_day *facts = reading->facts;
	int status = ARENA_GROW(reading->arena, facts->matters, facts->matter_count, facts->matter_room);

	if (status < 0)
		return status;
	facts->matters[facts->matter_count++] = (struct matter_of_day){
		.kind = kind, .subject = rows_int(rows, 0), .id = rows_int(rows, 1),
		.number = (enum matter_number)rows_int(rows, 2), .nature = (enum matter_nature)rows_int(rows, 3),
		.state = (enum matter_state)rows_int(rows, 4), .submitted = day_or_none(rows, 5), .latest = day_or_none(rows, 6),
		.since = rows_day(rows, 7), .last = day_or_none(rows, 8), .receiver = !rows_null(rows, 9),
	};
	return 0;
}

int
read_body_matter(struct reading *reading, const struct rows *rows)
{
	return facts_body(reading->facts, rows_int(rows, 0)) ? read_matter(reading, rows, "body") : 0;
}

int
read_unit_matter(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = facts_unit(reading->facts, rows_int(rows, 0));
	int64_t number = rows_int(rows, 2);

	if (!unit)
		return 0;
	if ((number == SET_UP_BODY || number == SET_UP_LARGE_COMMITTEE) && rows_int(rows, 4) == MATTER_SUBMITTED)
		unit->applied = true;
	return read_matter(reading, rows, "unit");
}
