#include "party/duty_facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "party/place.h"
#include "party/tally.h"
#include "registry/list.h"

_Static_assert(PROBATION_WITHIN == 1, "the statements' number is this");

#define UNITS_FEW 500 /* a scope with fewer units is read by itself, whatever there is beside it */
#define WIDE_SHARE 4 /* a scope with a fourth of all units or more is read by scanning everything */
#define IDENTITIES_FEW 4 /* units or bodies read one by one */
#define BETWEEN_SHARE 3 /* rows read from the first identity to the last for each that is asked for, at most */
#define BETWEEN_MORE 50 /* and these beside */

#define VALID(alias) alias ".ended is null and " alias ".since <= $1 and " alias ".until > $1"
/* Of a whole table, in the order it was written: the sign keeps it from going row by row through an index. */
#define SCANNED(alias) "+" alias ".ended is null and +" alias ".since <= $1 and +" alias ".until > $1"

/*
 * Each question three times: about everything, in one scan; about identities
 * from one to another, for what was entered together mostly hangs together;
 * and about what hangs under a path.  There the places come first (a cross
 * join is kept in its order), so that a small part of a large tree costs what
 * it holds; units or bodies alone, as their standing tells.
 */
#define PLACES VALID("p") " and p.path >= $2 and p.path < $3"
#define UNITS " and +p.standing < 16"  /* the sign keeps it from being looked up by */
#define BODIES " and +p.standing >= 16"
#define BETWEEN(columns, from, subject, where, tail)                                                  \
	"select " columns " from " from " where " subject " >= $2 and " subject " <= $3 and " where " " tail
#define UNDER(columns, from, whose, subject, where, tail)                                             \
	"select " columns " from placement p cross join " from " where " PLACES whose " and " subject " = p.subject and " \
	where " " tail
#define PARTS(name, columns, from, whose, subject, where, tail)                                       \
	STATEMENT(name##_between, BETWEEN(columns, from, subject, where, tail));                      \
	STATEMENT(name##_under, UNDER(columns, from, whose, subject, where, tail))
#define FACTS(name, columns, from, whose, subject, where, tail)                                       \
	STATEMENT(name##_all, "select " columns " from " from " where " where " " tail);              \
	PARTS(name, columns, from, whose, subject, where, tail)

_Static_assert(STANDING_OF_UNIT(COVERS - 1, 1) < 16 && STANDING_OF_BODY(0, 0, 0) >= 16, "the statements say so, too");

STATEMENT(places_under, "select p.subject, p.path, p.standing from placement p where " PLACES);
STATEMENT(units_between, "select count(*) from (select 1 from unit u where u.id >= $2 and u.id <= $3 and " VALID("u") " limit $4) as few");
STATEMENT(bodies_between, "select count(*) from (select 1 from body b where b.id >= $2 and b.id <= $3 and " VALID("b") " limit $4) as few");

/* All versions up to the day, the one of the day last. */
FACTS(units_on, "u.id, u.since, u.until, u.full_members, u.name, u.category, u.registration_level, u.region, u.industry,"
	" u.supervisory_unit, u.address", "unit u", UNITS, "u.id", "u.ended is null and u.since <= $1", "order by u.id, u.since");
FACTS(bodies_on, "b.id, b.name, b.type, b.unit, b.since, b.document, b.region", "body b", BODIES, "b.id", VALID("b"),
	"order by b.id");
STATEMENT(leaders_on, "select a.unit, a.body, a.superior, a.until from affiliation a where a.relation = 1"
	" and +a.ended is null and +a.since <= $1");

/* As it is counted (party/contribution.h): while the body or mass organization that covers is in force. */
FACTS(coverage_on, "c.unit, c.mode", "coverage c", UNITS, "c.unit",
	VALID("c") " and ((c.mode <> 5 and exists (select 1 from body b where b.id = c.body and " VALID("b") "))"
	" or (c.mode = 5 and exists (select 1 from mass_org g where g.id = c.mass_org and " VALID("g") ")))", "");
FACTS(joint_units_on, "c.body, u.full_members", "coverage c join unit u on u.id = c.unit and " VALID("u"), BODIES, "c.body",
	VALID("c") " and c.mode in (2, 3)", "");
FACTS(own_bodies_on, "b.unit", "body b", UNITS, "b.unit", "b.unit is not null and b.type in (3, 4, 5) and " VALID("b"), "");
FACTS(dispatch_on, "distinct d.unit", "dispatch d", UNITS, "d.unit", VALID("d"), "");
FACTS(charter_on, "h.unit, h.since, h.has_article", "charter h", UNITS, "h.unit", VALID("h"), "");
FACTS(pledge_on, "distinct g.unit", "pledge g", UNITS, "g.unit", "g.ended is null and g.since <= $1", "");
/* Five million of them: counted from the index alone, which has them by body. */
#define MEMBERS(which) "(select count(*) from membership m where m.body = p.subject and m.category " which " and " VALID("m") ")"
STATEMENT(members_all, "select m.body, count(*) filter (where m.category = 1), count(*) - count(*) filter (where m.category = 1)"
	" from membership m where " VALID("m") " group by m.body");
STATEMENT(members_between, "select m.body, count(*) filter (where m.category = 1), count(*) - count(*) filter (where m.category = 1)"
	" from membership m where m.body >= $2 and m.body <= $3 and " VALID("m") " group by m.body");
STATEMENT(members_under, "select p.subject, " MEMBERS("= 1") ", " MEMBERS("<> 1") " from placement p where " PLACES BODIES);
FACTS(posts_on, "o.body, o.position", "post o", BODIES, "o.body", VALID("o"), "");
FACTS(secretaries_past, "o.body, max(o.until)", "post o", BODIES, "o.body",
	"o.position = 1 and o.ended is null and o.until <= $1", "group by o.body");
/* A postponement begins a version of its own; the term is as old as its first. */
#define TERM_COLUMNS "t.body, case when t.extended_to is null then t.since else (select min(f.since) from term f" \
	" where f.id = t.id and f.ended is null) end, t.due, t.years"
STATEMENT(terms_on_all, "select " TERM_COLUMNS " from term t where " SCANNED("t"));
PARTS(terms_on, TERM_COLUMNS, "term t", BODIES, "t.body", VALID("t"), "");
/* DP-23: a suspension is told; of a sanction stands, too, that the person was heard. */
FACTS(unheard_on, "r.body, (select min(f.since) from restriction f where f.id = r.id and f.ended is null)",
      "restriction r", BODIES, "r.body", VALID("r"),
      " and (r.notified is null or r.appeal_to is null or (r.measure = 1 and (r.attendance is null or r.defence is null)))");
/* Those under way.  A notice is the organization's that has to answer it. */
#define MATTER_COLUMNS "m.id, m.kind, m.nature, m.state, m.submitted, m.latest, m.since, l.number, f.number"
#define MATTER_FACTS " left join matter_fact l on l.matter = m.id and l.name = 'last' and " VALID("l") \
	" left join matter_fact f on f.matter = m.id and f.name = 'receiver' and " VALID("f")
FACTS(matters_of_bodies, "m.body, " MATTER_COLUMNS, "matter m" MATTER_FACTS, BODIES, "m.body",
	"m.body is not null and m.nature <> 3 and m.state in (1, 2, 3) and " VALID("m"), "order by m.id");
FACTS(matters_of_units, "m.unit, " MATTER_COLUMNS, "matter m" MATTER_FACTS, UNITS, "m.unit",
	"m.unit is not null and (m.body is null or (m.nature = 3 and m.addressee is null)) and m.state in (1, 2, 3) and " VALID("m"),
	"order by m.id");

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

/* What hangs in the parts, units or bodies. */
struct location {
	int64_t id;
	int64_t superior;              /* who leads it, or 0 */
};

enum way { BY_IDENTITY, TOGETHER, BY_PATH };

struct locations {
	struct location *at;              /* by identity */
	size_t count, room;
	enum way way;                  /* each by itself, from the first to the last, or what hangs under the paths */
};

struct reading {
	struct db *db;
	struct arena *arena;
	const struct path_range *parts; /* none: everything */
	size_t part_count;
	struct locations units, bodies;
	bool everything;               /* is read; what hangs outside the parts is left away */
	struct facts_of_day *facts;
	size_t room;
	struct unit_facts *unit;       /* found last, or null */
	struct body_facts *body;
	struct {
		int64_t id;
		day_no first, reached_on;
	} past;                        /* of the unit whose versions are being read */
};

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

static struct body_facts *
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

/* Doubles an array that is full; 0 or FAIL_MEMORY. */
static int
grow(struct arena *arena, void **array, size_t count, size_t *room, size_t size)
{
	size_t wider = *room ? 2 * *room : 32;
	void *more;

	if (count < *room)
		return 0;
	more = arena_array(arena, wider, size);
	if (!more)
		return FAIL_MEMORY;
	if (count)
		memcpy(more, *array, count * size);
	*array = more;
	*room = wider;
	return 0;
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

static int
read_unit(struct reading *reading, const struct rows *rows)
{
	struct facts_of_day *facts = reading->facts;
	void *array = facts->units;
	int64_t superior;
	int status;

	read_version(reading, rows);
	if (rows_day(rows, 2) <= facts->on || !is_placed(reading, &reading->units, rows_int(rows, 0), &superior))
		return 0;
	status = grow(reading->arena, &array, facts->unit_count, &reading->room, sizeof *facts->units);
	if (status < 0)
		return status;
	facts->units = array;
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

static int
read_body(struct reading *reading, const struct rows *rows)
{
	struct facts_of_day *facts = reading->facts;
	void *array = facts->bodies;
	int64_t superior;
	int status;

	if (!is_placed(reading, &reading->bodies, rows_int(rows, 0), &superior))
		return 0;
	status = grow(reading->arena, &array, facts->body_count, &reading->room, sizeof *facts->bodies);
	if (status < 0)
		return status;
	facts->bodies = array;
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
static int
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

static int
read_coverage(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = next_unit(reading, rows_int(rows, 0));

	if (unit)
		unit->modes |= 1u << rows_int(rows, 1);
	return 0;
}

/* A joint body may cover units that hang elsewhere. */
static int
read_joint_unit(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = next_body(reading, rows_int(rows, 0));

	if (body)
		joint_body_add(&body->joint, rows_null(rows, 1) ? 0 : rows_int(rows, 1));
	return 0;
}

static int
read_own_body(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = next_unit(reading, rows_int(rows, 0));

	if (unit)
		unit->modes |= 1u << COVER_OWN;
	return 0;
}

static int
read_dispatch(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = next_unit(reading, rows_int(rows, 0));

	if (unit)
		unit->dispatched = true;
	return 0;
}

static int
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

static int
read_pledge(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = next_unit(reading, rows_int(rows, 0));

	if (unit)
		unit->pledged = true;
	return 0;
}

static int
read_members(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = next_body(reading, rows_int(rows, 0));

	if (body) {
		body->full = rows_int(rows, 1);
		body->probationary = rows_int(rows, 2);
	}
	return 0;
}

static int
read_posts(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = next_body(reading, rows_int(rows, 0));
	int64_t position = rows_int(rows, 1);

	if (!body)
		return 0;
	body->posts++;
	if (position == SECRETARY)
		body->secretaries++;
	else if (position == DEPUTY_SECRETARY)
		body->deputies++;
	else
		body->others++;
	return 0;
}

static int
read_secretary_past(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = next_body(reading, rows_int(rows, 0));

	if (body && body->secretaries == 0)
		body->vacant_since = rows_day(rows, 1);
	return 0;
}

static int
read_unheard(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = next_body(reading, rows_int(rows, 0));

	if (!body)
		return 0;
	if (body->unheard++ == 0 || rows_day(rows, 1) < body->unheard_since)
		body->unheard_since = rows_day(rows, 1);
	return 0;
}

static int
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
	void *array = facts->matters;
	int status = grow(reading->arena, &array, facts->matter_count, &facts->matter_room, sizeof *facts->matters);

	if (status < 0)
		return status;
	facts->matters = array;
	facts->matters[facts->matter_count++] = (struct matter_of_day){
		.kind = kind, .subject = rows_int(rows, 0), .id = rows_int(rows, 1),
		.number = (enum matter_number)rows_int(rows, 2), .nature = (enum matter_nature)rows_int(rows, 3),
		.state = (enum matter_state)rows_int(rows, 4), .submitted = day_or_none(rows, 5), .latest = day_or_none(rows, 6),
		.since = rows_day(rows, 7), .last = day_or_none(rows, 8), .receiver = !rows_null(rows, 9),
	};
	return 0;
}

static int
read_body_matter(struct reading *reading, const struct rows *rows)
{
	return facts_body(reading->facts, rows_int(rows, 0)) ? read_matter(reading, rows, "body") : 0;
}

static int
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

/* One question and what its rows add. */
struct pass {
	const char *all, *between, *under;
	int (*read)(struct reading *, const struct rows *);
	bool of_bodies;
};

#define UNIT_PASS(name, read) {name##_all, name##_between, name##_under, read, false}
#define BODY_PASS(name, read) {name##_all, name##_between, name##_under, read, true}

static int
read_rows(struct reading *reading, const char *sql, const struct value *args, size_t count,
          int (*read)(struct reading *, const struct rows *))
{
	struct rows *rows;
	int status = db_query(reading->db, sql, args, count, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if ((status = read(reading, rows)) < 0)
			break;
	rows_close(rows);
	return status;
}

static int
read_between(struct reading *reading, const struct pass *pass, int64_t first, int64_t last)
{
	return read_rows(reading, pass->between, ARGS(INT(reading->facts->on), INT(first), INT(last)), pass->read);
}

static int
read_under(struct reading *reading, const char *sql, int (*read)(struct reading *, const struct rows *))
{
	int status = 0;

	for (size_t i = 0; i < reading->part_count && status == 0; i++)
		status = read_rows(reading, sql,
		                   ARGS(INT(reading->facts->on), TEXT(reading->parts[i].from), TEXT(reading->parts[i].to)), read);
	return status;
}

static int
read_pass(struct reading *reading, const struct pass *pass)
{
	const struct locations *places = pass->of_bodies ? &reading->bodies : &reading->units;
	int status = 0;

	if (reading->everything)
		return read_rows(reading, pass->all, ARGS(INT(reading->facts->on)), pass->read);
	if (places->way == BY_PATH)
		return read_under(reading, pass->under, pass->read);
	if (places->way == TOGETHER)
		return read_between(reading, pass, places->at[0].id, places->at[places->count - 1].id);
	for (size_t i = 0; i < places->count && status == 0; i++)
		status = read_between(reading, pass, places->at[i].id, places->at[i].id);
	return status;
}

/* --- where they hang, and by that the shortest way ----------------------------------- */

static int
read_place(struct reading *reading, const struct rows *rows)
{
	struct locations *places = rows_int(rows, 2) < 16 ? &reading->units : &reading->bodies;
	void *array = places->at;
	int64_t ids[PATH_DEPTH_MAX];
	size_t depth = path_ids(rows_text(rows, 1), ids);
	int status = grow(reading->arena, &array, places->count, &places->room, sizeof *places->at);

	if (status < 0)
		return status;
	places->at = array;
	places->at[places->count++] = (struct location){rows_int(rows, 0), depth > 1 ? ids[depth - 2] : 0};
	return 0;
}

/* Locations, units and bodies all begin with it. */
static int
by_identity(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* From the first to the last where not too many others stand between them. */
static int
choose_way(struct reading *reading, struct locations *places, const char *between)
{
	int64_t most = (int64_t)(BETWEEN_SHARE * places->count + BETWEEN_MORE), count = 0;
	int status;

	places->way = BY_IDENTITY;
	if (places->count)
		qsort(places->at, places->count, sizeof *places->at, by_identity);
	if (places->count <= IDENTITIES_FEW)
		return 0;
	status = db_number(reading->db, between, ARGS(INT(reading->facts->on), INT(places->at[0].id),
	                                              INT(places->at[places->count - 1].id), INT(most)), &count);
	places->way = count < most ? TOGETHER : BY_PATH;
	return status;
}

static int
read_places(struct reading *reading)
{
	int64_t units = 0;
	int status = read_under(reading, places_under, read_place);

	if (status == 0)
		status = choose_way(reading, &reading->units, units_between);
	if (status == 0)
		status = choose_way(reading, &reading->bodies, bodies_between);
	if (status == 0 && reading->units.count >= UNITS_FEW)
		status = units_of(reading->db, 0, reading->facts->on, &units);
	reading->everything = units > 0 && (int64_t)reading->units.count * WIDE_SHARE >= units;
	return status;
}

/* --- units and bodies themselves ----------------------------------------------------- */

/* Room for as many as there are: doubled step by step they would take as much again. */
static int
reserve(struct reading *reading, size_t *ret_bodies)
{
	struct facts_of_day *facts = reading->facts;
	struct figures all;
	int status = figures_of(reading->db, reading->arena, 0, facts->on, &all);

	if (status < 0)
		return status;
	reading->room = (size_t)all.units + 1;
	*ret_bodies = (size_t)all.bodies + 1;
	facts->units = ARENA_ARRAY(reading->arena, reading->room, struct unit_facts);
	facts->bodies = ARENA_ARRAY(reading->arena, *ret_bodies, struct body_facts);
	return facts->units && facts->bodies ? 0 : FAIL_MEMORY;
}

static void
sort_subjects(struct facts_of_day *facts)
{
	if (facts->unit_count)
		qsort(facts->units, facts->unit_count, sizeof *facts->units, by_identity);
	if (facts->body_count)
		qsort(facts->bodies, facts->body_count, sizeof *facts->bodies, by_identity);
}

/* By identity, for all else is added to them. */
static int
read_subjects(struct reading *reading)
{
	static const struct pass units = UNIT_PASS(units_on, read_unit), bodies = BODY_PASS(bodies_on, read_body);
	size_t room = 0;
	int status = reading->part_count ? 0 : reserve(reading, &room);

	if (status == 0)
		status = read_pass(reading, &units);
	reading->room = room;
	if (status == 0)
		status = read_pass(reading, &bodies);
	if (status == 0 && reading->part_count > 1) /* each part came in its own order */
		sort_subjects(reading->facts);
	if (status == 0 && reading->part_count == 0) /* what has a place is led, and its path says by whom */
		status = read_rows(reading, leaders_on, ARGS(INT(reading->facts->on)), read_leader);
	return status;
}

/* --- what holds where they hang ------------------------------------------------------ */

STATEMENT(subjects_between, "select p.subject from placement p where " VALID("p") " and p.path >= $2 and p.path < $3");

static int
give_set(struct reading *reading, const struct setting_set *set, const char *from, const char *to)
{
	const struct facts_of_day *facts = reading->facts;
	struct rows *rows;
	int status = db_query(reading->db, subjects_between, ARGS(INT(facts->on), TEXT(from), TEXT(to)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		struct unit_facts *unit = facts_unit(facts, rows_int(rows, 0));
		struct body_facts *body = unit ? NULL : facts_body(facts, rows_int(rows, 0));

		if (unit)
			unit->settings = set;
		else if (body)
			body->settings = set;
	}
	rows_close(rows);
	return status;
}

/* One node's, in those of the parts that it reaches; null: everything. */
static int
give_set_in_parts(struct reading *reading, const struct setting_set *set)
{
	const struct path_range *parts = reading->parts;
	const char *end = path_end(reading->arena, set->path);
	int status = end ? 0 : FAIL_MEMORY;

	if (status == 0 && reading->part_count == 0)
		return give_set(reading, set, set->path, end);
	for (size_t i = 0; i < reading->part_count && status == 0; i++) {
		const char *from = strcmp(parts[i].from, set->path) > 0 ? parts[i].from : set->path;
		const char *to = strcmp(parts[i].to, end) < 0 ? parts[i].to : end;

		if (strcmp(from, to) < 0)
			status = give_set(reading, set, from, to);
	}
	return status;
}

/* Those of the whole installation first, then those of nodes, the lower ones last. */
static int
read_settings(struct reading *reading)
{
	struct facts_of_day *facts = reading->facts;
	const struct setting_set *sets;
	struct settings settings;
	size_t set_count;
	int status = settings_read(reading->db, reading->arena, facts->on, &settings);

	if (status == 0)
		status = settings_sets(reading->arena, &settings, &sets, &set_count);
	if (status < 0)
		return status;
	for (size_t i = 0; i < facts->unit_count; i++)
		facts->units[i].settings = &sets[0];
	for (size_t i = 0; i < facts->body_count; i++)
		facts->bodies[i].settings = &sets[0];
	for (size_t s = 1; s < set_count && status == 0; s++)
		status = give_set_in_parts(reading, &sets[s]);
	return status;
}

int
day_facts_read(struct db *db, struct arena *arena, const struct path_range *ranges, size_t count, day_no on,
               struct facts_of_day *ret_facts)
{
	static const struct pass passes[] = {
		BODY_PASS(matters_of_bodies, read_body_matter),
		UNIT_PASS(matters_of_units, read_unit_matter),
		UNIT_PASS(coverage_on, read_coverage),
		BODY_PASS(joint_units_on, read_joint_unit),
		UNIT_PASS(own_bodies_on, read_own_body),
		UNIT_PASS(dispatch_on, read_dispatch),
		UNIT_PASS(charter_on, read_charter),
		UNIT_PASS(pledge_on, read_pledge),
		BODY_PASS(members, read_members),
		BODY_PASS(posts_on, read_posts),
		BODY_PASS(secretaries_past, read_secretary_past),
		BODY_PASS(terms_on, read_term),
		BODY_PASS(unheard_on, read_unheard),
	};
	struct facts_of_day facts = {.on = on};
	struct reading reading = {.db = db, .arena = arena, .parts = ranges, .part_count = count, .everything = count == 0,
	                          .facts = &facts};
	int status = count ? read_places(&reading) : 0;

	if (status == 0)
		status = read_subjects(&reading);
	if (status == 0)
		status = read_settings(&reading);
	for (size_t i = 0; i < sizeof passes / sizeof *passes && status == 0; i++)
		status = read_pass(&reading, &passes[i]);
	if (status < 0)
		return status;
	for (size_t i = 0; i < facts.unit_count; i++) {
		struct body_facts *superior = next_body(&reading, facts.units[i].superior);

		if (superior)
			superior->units_led++;
	}
	*ret_facts = facts;
	return 0;
}
