#include "party/duty_reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "party/place.h"
#include "party/tally.h"
#include "registry/list.h"

_Static_assert(SUSPENDED == 2 && COMPREHENSIVE_COMMITTEE == 1 && COMMUNITY_ORGANIZATION == 5,
               "the statements' numbers are these");

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

_Static_assert(STANDING_OF_UNIT(COVERS - 1, 1) < 16 && STANDING_OF_BODY(0, 0, 0) >= 16 &&
               STANDING_OF_BODY(COMPREHENSIVE_COMMITTEE, 0, 0) == 20 && STANDING_OF_BODY(COMPREHENSIVE_COMMITTEE, 1, 1) == 23,
               "the statements say so, too");

STATEMENT(places_under, "select p.subject, p.path, p.standing from placement p where " PLACES);
STATEMENT(units_between, "select count(*) from (select 1 from unit u where u.id >= $2 and u.id <= $3 and " VALID("u") " limit $4) as few");
STATEMENT(bodies_between, "select count(*) from (select 1 from body b where b.id >= $2 and b.id <= $3 and " VALID("b") " limit $4) as few");

/* All versions up to the day, the one of the day last. */
FACTS(units_on, "u.id, u.since, u.until, u.full_members, u.name, u.category, u.registration_level, u.region, u.industry,"
	" u.supervisory_unit, u.address", "unit u", UNITS, "u.id", "u.ended is null and u.since <= $1", "order by u.id, u.since");
FACTS(bodies_on, "b.id, b.name, b.type, b.unit, b.since, b.document, b.region", "body b", BODIES, "b.id", VALID("b"),
	"order by b.id");
#define LEADERS(of) "select " of ", a.superior, a.until from affiliation a where a.relation = 1"
STATEMENT(leaders_on, LEADERS("a.unit, a.body") " and +a.ended is null and +a.since <= $1");
/* What a country is asked in pieces beside; each index has all that is asked of it. */
STATEMENT(leaders_of_units, LEADERS("a.unit, null") " and a.ended is null and a.since <= $1 and a.unit >= $2 and a.unit <= $3");
STATEMENT(leaders_of_bodies, LEADERS("null, a.body") " and a.ended is null and a.since <= $1 and a.body >= $2 and a.body <= $3");
/* Of those with five years alone: of no others is it asked. */
STATEMENT(communities, "select distinct u.id from term t join body b on b.id = t.body and b.unit is not null and " VALID("b")
	" join unit u on u.id = b.unit and u.category = 5 and " VALID("u")
	" where t.body >= $2 and t.body <= $3 and t.years = 5 and " VALID("t") " order by 1");
STATEMENT(places_of_piece, "select p.subject, p.path from placement p where p.subject >= $2 and p.subject <= $3 and " VALID("p"));
STATEMENT(tops_on, "select b.id, b.name, b.type, b.unit, b.since, b.document, b.region from placement p"
	" cross join body b where p.standing >= 20 and p.standing < 24 and " VALID("p") " and b.id = p.subject and " VALID("b")
	" order by b.id");

/* As it is counted (party/contribution.h): while the body or mass organization that covers is in force. */
FACTS(coverage_on, "c.unit, c.mode, c.body", "coverage c left join body b on c.mode <> 5 and b.id = c.body and " VALID("b")
	" left join mass_org g on c.mode = 5 and g.id = c.mass_org and " VALID("g"), UNITS, "c.unit",
	VALID("c") " and coalesce(b.id, g.id) is not null", "");
FACTS(joint_units_on, "c.body, u.full_members", "coverage c join unit u on u.id = c.unit and " VALID("u"), BODIES, "c.body",
	VALID("c") " and c.mode in (2, 3)", "");
FACTS(own_bodies_on, "b.unit", "body b", UNITS, "b.unit", "b.unit is not null and b.type in (3, 4, 5) and " VALID("b"), "");
FACTS(dispatch_on, "distinct d.unit", "dispatch d", UNITS, "d.unit", VALID("d"), "");
FACTS(charter_on, "h.unit, h.since, h.has_article", "charter h", UNITS, "h.unit", VALID("h"), "");
FACTS(pledge_on, "distinct g.unit", "pledge g", UNITS, "g.unit", "g.ended is null and g.since <= $1", "");
/*
 * All members and the probationary among them.  Five million: counted from the
 * index alone, which has them by body, and without a condition for each.
 */
_Static_assert(FULL_MEMBER == 1 && PROBATIONARY_MEMBER == 2, "the statements' numbers are these");
#define MEMBERS "m.body, count(*), cast(sum(m.category - 1) as bigint)"
#define MEMBERS_OF(which) "(select count(*) from membership m where m.body = p.subject" which " and " VALID("m") ")"
STATEMENT(members_all, "select " MEMBERS " from membership m where " VALID("m") " group by m.body");
STATEMENT(members_between, "select " MEMBERS " from membership m where m.body >= $2 and m.body <= $3 and " VALID("m")
	" group by m.body");
STATEMENT(members_under, "select p.subject, " MEMBERS_OF("") ", " MEMBERS_OF(" and m.category = 2") " from placement p where "
	PLACES BODIES);
/* Those of the day, and secretaries of the past. */
FACTS(posts_on, "o.body, o.position, o.until", "post o", BODIES, "o.body",
	"o.ended is null and o.since <= $1 and (o.until > $1 or o.position = 1)", "");
/* A postponement begins a version of its own; the term is as old as its first. */
#define TERM_COLUMNS "t.body, case when t.extended_to is null then t.since else (select min(f.since) from term f" \
	" where f.id = t.id and f.ended is null) end, t.due, t.years"
STATEMENT(terms_on_all, "select " TERM_COLUMNS " from term t where " SCANNED("t"));
PARTS(terms_on, TERM_COLUMNS, "term t", BODIES, "t.body", VALID("t"), "");
/* DP-23: a suspension is told; of a sanction or removal stands, too, that the person was heard. */
FACTS(unheard_on, "r.body, (select min(f.since) from restriction f where f.id = r.id and f.ended is null)",
      "restriction r", BODIES, "r.body", VALID("r"),
      " and (r.notified is null or r.appeal_to is null or (r.measure <> 2 and (r.attendance is null or r.defence is null)))");
/* Those under way.  A notice is the organization's that has to answer it. */
#define MATTER_COLUMNS "m.id, m.kind, m.nature, m.state, m.submitted, m.latest, m.since, l.number, f.number"
#define MATTER_FACTS " left join matter_fact l on l.matter = m.id and l.name = 'last' and " VALID("l") \
	" left join matter_fact f on f.matter = m.id and f.name = 'receiver' and " VALID("f")
FACTS(matters_of_bodies, "m.body, " MATTER_COLUMNS, "matter m" MATTER_FACTS, BODIES, "m.body",
	"m.body is not null and m.nature <> 3 and m.state in (1, 2, 3) and " VALID("m"), "order by m.id");
FACTS(matters_of_units, "m.unit, " MATTER_COLUMNS, "matter m" MATTER_FACTS, UNITS, "m.unit",
	"m.unit is not null and (m.body is null or (m.nature = 3 and m.addressee is null)) and m.state in (1, 2, 3) and " VALID("m"),
	"order by m.id");

/* For a matter that asks to end a body, or an organization with its bodies. */
#define RELATIONS "select count(*) from membership m where " VALID("m") " and m.body "
STATEMENT(relations_of_body, RELATIONS "= $2");
STATEMENT(relations_of_unit, RELATIONS "in (select b.id from body b where b.unit = $2 and " VALID("b") ")");

/* One question and what its rows add. */
struct pass {
	const char *all, *between, *under;
	int (*read)(struct reading *, const struct rows *);
	bool of_bodies;
	bool (*wanted)(const struct reading *); /* null: always */
};

#define UNIT_PASS(name, ...) {name##_all, name##_between, name##_under, __VA_ARGS__, .of_bodies = false}
#define BODY_PASS(name, ...) {name##_all, name##_between, name##_under, __VA_ARGS__, .of_bodies = true}

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
	int64_t ids[PATH_DEPTH_MAX];
	size_t depth = path_ids(rows_text(rows, 1), ids);
	int status = ARENA_GROW(reading->arena, places->at, places->count, places->room);

	if (status < 0)
		return status;
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

/* BJ-9 holds in few regions. */
static bool
anyone_pledges(const struct reading *reading)
{
	const struct facts_of_day *facts = reading->facts;

	for (size_t i = 0; i < facts->unit_count; i++)
		if (must_pledge(&facts->units[i]))
			return true;
	return false;
}

/* In pieces it is told with the units. */
static bool
is_whole(const struct reading *reading)
{
	return reading->country == NULL;
}

static const struct pass body_passes[] = {
	BODY_PASS(matters_of_bodies, read_body_matter),
	BODY_PASS(joint_units_on, read_joint_unit, .wanted = is_whole),
	BODY_PASS(members, read_members),
	BODY_PASS(posts_on, read_posts),
	BODY_PASS(terms_on, read_term),
	BODY_PASS(unheard_on, read_unheard),
};
static const struct pass unit_passes[] = {
	UNIT_PASS(matters_of_units, read_unit_matter),
	UNIT_PASS(coverage_on, read_coverage),
	UNIT_PASS(own_bodies_on, read_own_body),
	UNIT_PASS(dispatch_on, read_dispatch),
	UNIT_PASS(charter_on, read_charter),
	UNIT_PASS(pledge_on, read_pledge, .wanted = anyone_pledges),
};

#define PASSES(array) (array), sizeof (array) / sizeof *(array)

static int
read_passes(struct reading *reading, const struct pass *passes, size_t count)
{
	int status = 0;

	for (size_t i = 0; i < count && status == 0; i++)
		if (!passes[i].wanted || passes[i].wanted(reading))
			status = read_pass(reading, &passes[i]);
	return status;
}

/* Members whose relations are in what a matter asks to end; asked of it alone, for few do. */
static int
read_relations(struct reading *reading)
{
	struct facts_of_day *facts = reading->facts;
	int status = 0;

	for (size_t i = 0; i < facts->matter_count && status == 0; i++) {
		struct matter_of_day *matter = &facts->matters[i];
		bool of_body = strcmp(matter->kind, "body") == 0;
		const struct body_facts *sender = of_body ? facts_body(facts, matter->subject) : NULL;
		int64_t unit = sender ? sender->unit : matter->subject;

		if (matter->number == ABOLISH_BODY && of_body)
			status = db_number(reading->db, relations_of_body, ARGS(INT(facts->on), INT(matter->subject)), &matter->relations);
		else if ((matter->number == UNIT_CLOSED || matter->number == UNITS_MERGED) && unit)
			status = db_number(reading->db, relations_of_unit, ARGS(INT(facts->on), INT(unit)), &matter->relations);
	}
	return status;
}

int
day_facts_read(struct db *db, struct arena *arena, const struct path_range *ranges, size_t count, day_no on,
               struct facts_of_day *ret_facts)
{
	struct facts_of_day facts = {.on = on};
	struct reading reading = {.db = db, .arena = arena, .parts = ranges, .part_count = count, .everything = count == 0,
	                          .facts = &facts};
	int status = count ? read_places(&reading) : 0;

	if (status == 0)
		status = read_subjects(&reading);
	if (status == 0)
		status = read_settings(&reading);
	if (status == 0)
		status = read_passes(&reading, PASSES(body_passes));
	if (status == 0)
		status = read_passes(&reading, PASSES(unit_passes));
	if (status == 0)
		status = read_relations(&reading);
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

/* --- of a country, piece by piece -------------------------------------------------------- */

/* An organization of which no more is known here. */
static int
read_community(struct reading *reading, const struct rows *rows)
{
	struct facts_of_day *facts = reading->facts;
	int status = ARENA_GROW(reading->arena, facts->units, facts->unit_count, reading->room);

	if (status < 0)
		return status;
	facts->units[facts->unit_count++] = (struct unit_facts){
		.id = rows_int(rows, 0), .category = COMMUNITY_ORGANIZATION, .region = "",
	};
	return 0;
}

/* The set of the lowest node at or above its path. */
static int
read_set(struct reading *reading, const struct rows *rows)
{
	const struct country_facts *country = reading->country;
	struct unit_facts *unit = facts_unit(reading->facts, rows_int(rows, 0));
	struct body_facts *body = unit ? NULL : facts_body(reading->facts, rows_int(rows, 0));
	size_t set = country->set_count - 1;

	while (set > 0 && !text_starts(rows_text(rows, 1), country->sets[set].path))
		set--;
	if (unit)
		unit->settings = &country->sets[set];
	else if (body)
		body->settings = &country->sets[set];
	return 0;
}

/* Questions about one piece. */
struct question {
	const char *sql;
	int (*read)(struct reading *, const struct rows *);
};

static int
read_questions(struct reading *reading, const struct question *questions, size_t count)
{
	int status = 0;

	for (size_t i = 0; i < count && status == 0; i++)
		status = read_rows(reading, questions[i].sql,
		                   ARGS(INT(reading->facts->on), INT(reading->from), INT(reading->to - 1)), questions[i].read);
	return status;
}

/* The comprehensive committees stand among the bodies of each piece: whoever hangs under one is told so (BJ-4). */
static int
add_tops(struct reading *reading)
{
	const struct country_facts *country = reading->country;
	struct facts_of_day *facts = reading->facts;
	struct body_facts *all = ARENA_ARRAY(reading->arena, facts->body_count + country->top_count, struct body_facts);
	size_t count = facts->body_count;

	if (!all)
		return FAIL_MEMORY;
	if (count)
		memcpy(all, facts->bodies, count * sizeof *all);
	for (size_t i = 0; i < country->top_count; i++)
		if (!facts_body(facts, country->tops[i].id)) /* it may be in the piece itself */
			all[count++] = country->tops[i];
	if (count)
		qsort(all, count, sizeof *all, by_identity);
	facts->bodies = all;
	facts->body_count = count;
	return 0;
}

static int
read_piece(struct reading *reading, const struct question *subjects, size_t subject_count, const struct pass *passes,
           size_t pass_count)
{
	static const struct question place = {places_of_piece, read_set};
	struct facts_of_day *facts = reading->facts;
	int status = read_questions(reading, subjects, subject_count);

	for (size_t i = 0; i < facts->unit_count; i++)
		facts->units[i].settings = &reading->country->sets[0];
	for (size_t i = 0; i < facts->body_count; i++)
		facts->bodies[i].settings = &reading->country->sets[0];
	if (status == 0 && reading->country->set_count > 1)
		status = read_questions(reading, &place, 1);
	for (size_t i = 0; i < pass_count && status == 0; i++)
		if (!passes[i].wanted || passes[i].wanted(reading))
			status = read_between(reading, &passes[i], reading->from, reading->to - 1);
	return status;
}

int
country_facts_begin(struct db *db, struct arena *arena, day_no on, struct country_facts *ret_country)
{
	struct facts_of_day facts = {.on = on};
	struct reading reading = {.db = db, .arena = arena, .facts = &facts};
	struct country_facts country = {0};
	struct settings settings;
	int status = settings_read(db, arena, on, &settings);

	if (status == 0)
		status = settings_sets(arena, &settings, &country.sets, &country.set_count);
	if (status == 0)
		status = read_rows(&reading, tops_on, ARGS(INT(on)), read_body);
	if (status < 0)
		return status;
	country.tops = facts.bodies;
	country.top_count = facts.body_count;
	*ret_country = country;
	return 0;
}

/* What every piece has beside its own. */
static int
complete(struct reading *reading, struct facts_of_day *ret_facts)
{
	int status = add_tops(reading);

	if (status == 0)
		status = read_relations(reading);
	if (status == 0)
		*ret_facts = *reading->facts;
	return status;
}

int
country_units(struct db *db, struct arena *arena, const struct country_facts *country, int64_t from, int64_t to, day_no on,
              struct facts_of_day *ret_facts)
{
	static const struct question subjects[] = {{units_on_between, read_unit}, {leaders_of_units, read_leader}};
	struct facts_of_day facts = {.on = on};
	struct reading reading = {.db = db, .arena = arena, .facts = &facts, .country = country, .from = from, .to = to};
	int status = read_piece(&reading, PASSES(subjects), PASSES(unit_passes));

	return status < 0 ? status : complete(&reading, ret_facts);
}

int
country_bodies(struct db *db, struct arena *arena, const struct country_facts *country, int64_t from, int64_t to, day_no on,
               struct facts_of_day *ret_facts)
{
	static const struct question subjects[] = {{bodies_on_between, read_body}, {leaders_of_bodies, read_leader}};
	static const struct question units = {communities, read_community};
	struct facts_of_day facts = {.on = on};
	struct reading reading = {.db = db, .arena = arena, .facts = &facts, .country = country, .from = from, .to = to};
	int status = read_piece(&reading, PASSES(subjects), PASSES(body_passes));

	reading.room = 0;
	if (status == 0)
		status = read_questions(&reading, &units, 1);
	return status < 0 ? status : complete(&reading, ret_facts);
}

STATEMENT(piece_of_units, "select id from unit where id > $1 and ended is null order by id limit 1 offset $2");
STATEMENT(piece_of_bodies, "select id from body where id > $1 and ended is null order by id limit 1 offset $2");

int
country_next_piece(struct db *db, bool units, int64_t from, int64_t size, int64_t *ret_to)
{
	int64_t to = INT64_MAX;
	int status = db_number(db, units ? piece_of_units : piece_of_bodies, ARGS(INT(from), INT(size)), &to);

	if (status == 0)
		*ret_to = to;
	return status;
}
