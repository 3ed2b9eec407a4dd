#include "party/duty_facts.h"

#include <string.h>

#include "base/fail.h"
#include "registry/list.h"

#define VALID(alias) alias ".ended is null and " alias ".since <= $1 and " alias ".until > $1"
#define IN_SCOPE "($2 = '' or (p.path >= $2 and p.path < $3))"

STATEMENT(units_on,
	"select u.id, u.name, u.category, u.registration_level, u.region, u.industry, u.supervisory_unit,"
	" u.address, u.full_members, a.superior from unit u"
	" left join affiliation a on a.unit = u.id and a.relation = 1 and " VALID("a")
	" left join placement p on p.subject = u.id and " VALID("p")
	" where " VALID("u") " and " IN_SCOPE " order by u.id");
STATEMENT(unit_past,
	"select u.id, u.since, u.until, u.full_members from unit u"
	" where u.ended is null and u.since <= $1 order by u.id, u.since");
STATEMENT(leaders_lost,
	"select unit, max(until) from affiliation where unit is not null and relation = 1 and ended is null"
	" and until <= $1 group by unit");
/* As it is counted (party/contribution.h): while the body or mass organization that covers is in force. */
STATEMENT(coverage_on,
	"select c.unit, c.mode, c.body from coverage c where " VALID("c") " and ((c.mode <> 5 and exists"
	" (select 1 from body b where b.id = c.body and " VALID("b") ")) or (c.mode = 5 and exists"
	" (select 1 from mass_org g where g.id = c.mass_org and " VALID("g") ")))");
STATEMENT(own_bodies_on,
	"select b.unit from body b where b.unit is not null and b.type in (3, 4, 5) and " VALID("b"));
STATEMENT(dispatch_on, "select distinct d.unit from dispatch d where " VALID("d"));
STATEMENT(charter_on, "select h.unit, h.since, h.has_article from charter h where " VALID("h") " order by h.since");
STATEMENT(pledge_on, "select distinct unit from pledge where ended is null and since <= $1");
STATEMENT(bodies_on,
	"select b.id, b.name, b.type, b.unit, b.since, b.document, b.region, a.superior from body b"
	" left join affiliation a on a.body = b.id and a.relation = 1 and " VALID("a")
	" left join placement p on p.subject = b.id and " VALID("p")
	" where " VALID("b") " and " IN_SCOPE " order by b.id");
STATEMENT(members_on,
	"select m.body, m.category, count(*) from membership m where " VALID("m") " group by m.body, m.category");
STATEMENT(posts_on,
	"select p.body, p.position, count(*) from post p where " VALID("p") " group by p.body, p.position");
STATEMENT(secretaries_past,
	"select body, max(until) from post where position = 1 and ended is null and until <= $1 group by body");
STATEMENT(terms_on, "select t.body, t.since, t.due, t.years from term t where " VALID("t"));

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

struct reading {
	struct db *db;
	struct arena *arena;
	const char *from, *to; /* path range, both "" for everything */
	struct facts_of_day *facts;
	size_t room;
};

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
	size_t wider = *room ? 2 * *room : 256;
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

static int
read_unit(struct reading *reading, const struct rows *rows)
{
	struct facts_of_day *facts = reading->facts;
	void *array = facts->units;
	int status = grow(reading->arena, &array, facts->unit_count, &reading->room, sizeof *facts->units);

	if (status < 0)
		return status;
	facts->units = array;
	facts->units[facts->unit_count++] = (struct unit_facts){
		.id = rows_int(rows, 0),
		.name = text_or_empty(rows, 1, reading->arena),
		.category = (enum category)rows_int(rows, 2),
		.level = (enum level)rows_int(rows, 3),
		.region = text_or_empty(rows, 4, reading->arena),
		.industry = text_or_empty(rows, 5, reading->arena),
		.supervisory = !rows_null(rows, 6),
		.address = text_or_empty(rows, 7, reading->arena),
		.full_members = rows_null(rows, 8) ? -1 : rows_int(rows, 8),
		.superior = rows_int(rows, 9),
		.reached_on = DAY_NONE, .lead_lost = DAY_NONE, .charter_since = DAY_NONE,
	};
	return 0;
}

static int
read_body(struct reading *reading, const struct rows *rows)
{
	struct facts_of_day *facts = reading->facts;
	void *array = facts->bodies;
	int status = grow(reading->arena, &array, facts->body_count, &reading->room, sizeof *facts->bodies);

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
		.superior = rows_int(rows, 7),
		.vacant_since = DAY_NONE, .term_since = DAY_NONE, .term_due = DAY_NONE,
	};
	return 0;
}

/* The rows come by identity and day, so that the last run of Fw >= 3 is the current one. */
static int
read_unit_past(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = facts_unit(reading->facts, rows_int(rows, 0));
	day_no since = rows_day(rows, 1);
	bool reached = !rows_null(rows, 3) && establishment_due(rows_int(rows, 3));

	if (!unit)
		return 0;
	if (unit->first == 0 || since < unit->first)
		unit->first = since;
	if (!reached)
		unit->reached_on = DAY_NONE;
	else if (unit->reached_on == DAY_NONE)
		unit->reached_on = since;
	return 0;
}

static int
read_leader_lost(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = facts_unit(reading->facts, rows_int(rows, 0));

	if (unit && unit->superior == 0)
		unit->lead_lost = rows_day(rows, 1) - 1;
	return 0;
}

static int
read_coverage(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = facts_unit(reading->facts, rows_int(rows, 0));
	int64_t mode = rows_int(rows, 1);
	struct body_facts *body = facts_body(reading->facts, rows_int(rows, 2));

	if (unit)
		unit->modes |= 1u << mode;
	if (unit && body && (mode == COVER_JOINT || mode == COVER_REGIONAL))
		joint_body_add(&body->joint, unit->full_members > 0 ? unit->full_members : 0);
	return 0;
}

static int
read_own_body(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = facts_unit(reading->facts, rows_int(rows, 0));

	if (unit)
		unit->modes |= 1u << COVER_OWN;
	return 0;
}

static int
read_dispatch(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = facts_unit(reading->facts, rows_int(rows, 0));

	if (unit)
		unit->dispatched = true;
	return 0;
}

static int
read_charter(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = facts_unit(reading->facts, rows_int(rows, 0));

	if (unit) {
		unit->charter = rows_int(rows, 2) ? CHARTER_WITH : CHARTER_WITHOUT;
		unit->charter_since = rows_day(rows, 1);
	}
	return 0;
}

static int
read_pledge(struct reading *reading, const struct rows *rows)
{
	struct unit_facts *unit = facts_unit(reading->facts, rows_int(rows, 0));

	if (unit)
		unit->pledged = true;
	return 0;
}

static int
read_members(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = facts_body(reading->facts, rows_int(rows, 0));

	if (body)
		*(rows_int(rows, 1) == FULL_MEMBER ? &body->full : &body->probationary) = rows_int(rows, 2);
	return 0;
}

static int
read_posts(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = facts_body(reading->facts, rows_int(rows, 0));
	int64_t position = rows_int(rows, 1), holders = rows_int(rows, 2);

	if (!body)
		return 0;
	body->posts += holders;
	if (position == SECRETARY)
		body->secretaries = holders;
	else if (position != DEPUTY_SECRETARY)
		body->others += holders;
	return 0;
}

static int
read_secretary_past(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = facts_body(reading->facts, rows_int(rows, 0));

	if (body && body->secretaries == 0)
		body->vacant_since = rows_day(rows, 1);
	return 0;
}

static int
read_term(struct reading *reading, const struct rows *rows)
{
	struct body_facts *body = facts_body(reading->facts, rows_int(rows, 0));

	if (body) {
		body->has_term = true;
		body->term_since = rows_day(rows, 1);
		body->term_due = rows_day(rows, 2);
		body->term_years = rows_int(rows, 3);
	}
	return 0;
}

static int
read_all(struct reading *reading, const char *sql, bool scoped,
         int (*read)(struct reading *, const struct rows *))
{
	const struct value args[] = {INT(reading->facts->on), TEXT(reading->from), TEXT(reading->to)};
	struct rows *rows;
	int status = db_query(reading->db, sql, args, scoped ? 3 : 1, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if ((status = read(reading, rows)) < 0)
			break;
	rows_close(rows);
	return status;
}

int
day_facts_read(struct db *db, struct arena *arena, const char *scope, day_no on,
           struct facts_of_day *ret_facts)
{
	static const struct {
		const char *sql;
		bool scoped;
		int (*read)(struct reading *, const struct rows *);
	} passes[] = { /* units and bodies first: the others add to them */
		{units_on, true, read_unit},
		{bodies_on, true, read_body},
		{unit_past, false, read_unit_past},
		{leaders_lost, false, read_leader_lost},
		{coverage_on, false, read_coverage},
		{own_bodies_on, false, read_own_body},
		{dispatch_on, false, read_dispatch},
		{charter_on, false, read_charter},
		{pledge_on, false, read_pledge},
		{members_on, false, read_members},
		{posts_on, false, read_posts},
		{secretaries_past, false, read_secretary_past},
		{terms_on, false, read_term},
	};
	struct facts_of_day facts = {.on = on};
	struct reading reading = {.db = db, .arena = arena, .from = scope ? scope : "", .facts = &facts};

	reading.to = scope ? path_end(arena, scope) : "";
	if (!reading.to)
		return FAIL_MEMORY;
	for (size_t i = 0; i < sizeof passes / sizeof *passes; i++) {
		int status;

		reading.room = 0;
		status = read_all(&reading, passes[i].sql, passes[i].scoped, passes[i].read);
		if (status < 0)
			return status;
	}
	for (size_t i = 0; i < facts.unit_count; i++) {
		struct body_facts *superior = facts_body(&facts, facts.units[i].superior);

		if (superior)
			superior->units_led++;
	}
	*ret_facts = facts;
	return 0;
}
