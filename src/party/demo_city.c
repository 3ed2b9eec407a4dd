#include "party/demo_city.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "party/settle.h"
#include "registry/list.h"

#define SCRATCH_MAX ((size_t)1 << 30)
#define SMALL_CITY 500 /* organizations below which the accounts take the first branch that fits */

/* The act runs in the transaction of the whole; only its figures wait for the others'. */
static int
run_act(struct city *city, int (*make)(struct city *city, void *arg), void *arg)
{
	int status = act_begin(&city->act, city->db, city->scratch, "cli:demo", city->order->today, city->order->at);

	city->edit = (struct edit){.act = &city->act, .secret = city->secret};
	if (status == 0)
		status = make(city, arg);
	if (status == 0)
		status = settle_gathering(&city->edit, city->changes);
	return status < 0 ? status : act_end(&city->act, &(struct entry){"demo", "", 0, city->top, "{}"});
}

int
city_act(struct city *city, int (*make)(struct city *city, void *arg), void *arg)
{
	int status;

	city->scratch = arena_new(SCRATCH_MAX);
	if (!city->scratch)
		return FAIL_MEMORY;
	status = run_act(city, make, arg);
	arena_free(city->scratch);
	return status;
}

/* A record begun on a day; null without memory. */
static struct record *
begin(struct city *city, const struct kind *kind, day_no since)
{
	struct record *record = record_new(city->scratch, kind);

	if (record)
		record->since = since;
	return record;
}

static int
add(struct city *city, struct record *record, int64_t *ret_id)
{
	int status = record ? record_add(&city->edit, record) : FAIL_MEMORY;

	if (status == 0 && ret_id)
		*ret_id = record->id;
	return status;
}

static void
set(struct record *record, const char *field, struct value value)
{
	if (record)
		*record_value(record, field) = value;
}

/* --- bodies ---------------------------------------------------------------------- */

static int
lead(struct city *city, int64_t superior, const char *field, int64_t subject, day_no since,
     const char *document)
{
	struct record *edge = begin(city, &affiliation_kind, since);

	set(edge, "superior", INT(superior));
	set(edge, field, INT(subject));
	set(edge, "relation", INT(LEADS));
	set(edge, "document", TEXT(document));
	return add(city, edge, NULL);
}

int
city_body(struct city *city, const struct new_body *body, int64_t *ret_id)
{
	struct record *record = begin(city, &body_kind, body->since);
	int64_t id;
	int status;

	set(record, "name", TEXT(body->name));
	set(record, "type", INT(body->type));
	set(record, "unit", body->unit ? INT(body->unit) : SQL_NULL);
	set(record, "region", TEXT(body->region));
	set(record, "document", TEXT(body->document));
	set(record, "number", TEXT(body->number));
	status = add(city, record, &id);
	if (status == 0 && body->superior)
		status = lead(city, body->superior, "body", id, body->since, body->document);
	if (status == 0)
		*ret_id = id;
	return status;
}

/* --- persons --------------------------------------------------------------------- */

#define BIRTHDAYS 16425 /* days from 1955-01-01 on which somebody is born */

/* No two persons share birthday and running number: 7919 and 16425 have no common divisor. */
static day_no
birth_of(int64_t person)
{
	return day_of(1955, 1, 1) + (day_no)((person / 1000 * 7919 + person % 1000 * 31) % BIRTHDAYS);
}

static int
make_person(struct city *city, day_no since, int64_t *ret_id)
{
	struct record *person = begin(city, &person_kind, since);
	day_no birth = birth_of(++city->persons);
	char *id = arena_alloc(city->scratch, RESIDENT_ID);

	if (!id)
		return FAIL_MEMORY;
	demo_resident_id("110101", birth, city->persons, id);
	set(person, "name", TEXT(demo_person_name(city->scratch, &city->dice)));
	set(person, "resident_id", city->persons % 5 ? TEXT(id) : SQL_NULL); /* not all are on record */
	set(person, "birth", INT(birth));
	return add(city, person, ret_id);
}

static int
make_post(struct city *city, int64_t body, int64_t person, enum position position, day_no since)
{
	struct record *post = begin(city, &post_kind, since);

	set(post, "body", INT(body));
	set(post, "person", INT(person));
	set(post, "position", INT(position));
	set(post, "origin", INT(position == SECRETARY && dice_chance(&city->dice, 60) ? APPOINTED : ELECTED));
	return add(city, post, NULL);
}

int
city_secretary(struct city *city, int64_t body, day_no since)
{
	int64_t person;
	int status = make_person(city, since, &person);

	return status < 0 ? status : make_post(city, body, person, SECRETARY, since);
}

static int
make_member(struct city *city, int64_t body, day_no since, bool probationary, int64_t *ret_person)
{
	day_no today = city->order->today;
	day_no joined = probationary ? today - (day_no)dice_between(&city->dice, 20, 340)
	                             : day_of(1985, 7, 1) + (day_no)dice_below(&city->dice, 365 * 38);
	day_no of_age = day_add_years(birth_of(city->persons + 1), 19); /* A-11, and a year of waiting */
	struct record *membership;
	int status;

	if (joined < of_age)
		joined = of_age;
	status = make_person(city, joined, ret_person);

	membership = begin(city, &membership_kind, joined > since ? joined : since);
	set(membership, "person", INT(*ret_person));
	set(membership, "body", INT(body));
	set(membership, "category", INT(probationary ? PROBATIONARY_MEMBER : FULL_MEMBER));
	set(membership, "joined", INT(joined));
	set(membership, "converted", probationary ? SQL_NULL : INT(day_add_years(joined, 1)));
	return status < 0 ? status : add(city, membership, NULL);
}

/* --- a body of an organization ---------------------------------------------------- */

/* The committee the size asks for, with some gaps on purpose. */
static int
make_team(struct city *city, int64_t body, int64_t full, const int64_t *persons, int64_t count, day_no since)
{
	static const enum position team[] = {SECRETARY, ORGANIZATION_MEMBER, PUBLICITY_MEMBER, DEPUTY_SECRETARY,
	                                     DISCIPLINE_MEMBER};
	int64_t posts = full < 7 ? 1 : full < 50 ? 3 : 5;
	int status = 0;

	if (count == 0 || dice_chance(&city->dice, 25)) /* no secretary at present */
		return 0;
	if (full >= 7 && dice_chance(&city->dice, 30)) /* the committee is not on record */
		posts = 1;
	for (int64_t i = 0; i < posts && i < count && status == 0; i++)
		status = make_post(city, body, persons[i], team[i], since);
	return status;
}

static int
make_term(struct city *city, int64_t body, int years, day_no founded, day_no *ret_since)
{
	day_no today = city->order->today;
	int64_t luck = dice_below(&city->dice, 1000);
	int length = years * 365;
	/* 3 % overdue by up to a year, 6 % within half a year, the rest later. */
	day_no since = luck < 30 ? today - length - (day_no)dice_between(&city->dice, 3, 360)
	               : luck < 90 ? today - length + (day_no)dice_between(&city->dice, 3, 180)
	                           : today - (day_no)dice_between(&city->dice, 10, length - 190);
	struct record *term;

	if (since < founded)
		since = founded;
	*ret_since = since;
	if (dice_chance(&city->dice, 8)) /* not yet on record */
		return 0;
	term = begin(city, &term_kind, since);
	set(term, "body", INT(body));
	set(term, "years", INT(years));
	return add(city, term, NULL);
}

static int
fill_body(struct city *city, int64_t body, enum body_type type, int64_t members, day_no since)
{
	int64_t persons[8], count = 0, full = 0;
	day_no elected;
	int status = 0;

	for (int64_t m = 0; m < members && status == 0; m++) {
		bool probationary = m >= 3 && dice_chance(&city->dice, 40);
		int64_t person = 0;

		status = make_member(city, body, since, probationary, &person);
		if (!probationary) {
			full++;
			if (count < 8)
				persons[count++] = person;
			if (!city->member && city->branch == body)
				city->member = person;
		}
	}
	if (status == 0)
		status = make_term(city, body, type == COMMITTEE ? 5 : 3, since, &elected);
	return status < 0 ? status : make_team(city, body, full, persons, count, elected);
}

static int
cover(struct city *city, int64_t unit, enum coverage_mode mode, const char *field, int64_t by, day_no since)
{
	struct record *coverage = begin(city, &coverage_kind, since);

	set(coverage, "unit", INT(unit));
	set(coverage, "mode", INT(mode));
	set(coverage, field, INT(by));
	return add(city, coverage, NULL);
}

/* --- organizations ---------------------------------------------------------------- */

enum standing { OWN_BODY, DUE_WITHOUT, IN_JOINT, DISPATCHED, BY_MASS, UNCOVERED };

struct unit_draft {
	int64_t id, number, name_number;
	const char *name, *region;
	enum standing standing;
	int64_t full;
	day_no founded;
};

static enum standing
draw_standing(struct dice *dice)
{
	static const struct { int below; enum standing standing; } odds[] = {
		{450, OWN_BODY}, {490, DUE_WITHOUT}, {680, IN_JOINT}, {870, DISPATCHED}, {895, BY_MASS},
		{1000, UNCOVERED},
	};
	int64_t luck = dice_below(dice, 1000);
	size_t i = 0;

	while (luck >= odds[i].below)
		i++;
	return odds[i].standing;
}

static enum category
draw_category(struct dice *dice)
{
	int64_t luck = dice_below(dice, 1000);

	return luck < 520 ? SOCIAL_GROUP : luck < 880 ? PRIVATE_NON_ENTERPRISE : luck < 940 ? FOUNDATION
	       : luck < 970 ? SOCIAL_INTERMEDIARY : COMMUNITY_ORGANIZATION;
}

static int
make_papers(struct city *city, const struct unit_draft *unit)
{
	struct record *pledge, *charter;
	int status = 0;

	if (!dice_chance(&city->dice, 30)) {
		pledge = begin(city, &pledge_kind, unit->founded);
		set(pledge, "unit", INT(unit->id));
		status = add(city, pledge, NULL);
	}
	if (status == 0 && !dice_chance(&city->dice, 20)) {
		bool article = !dice_chance(&city->dice, 120);

		charter = begin(city, &charter_kind, unit->founded);
		set(charter, "unit", INT(unit->id));
		set(charter, "has_article", INT(article));
		set(charter, "article", article ? TEXT("第八条") : SQL_NULL);
		status = add(city, charter, NULL);
	}
	return status;
}

static int
make_unit(struct city *city, const struct joint *joint, struct unit_draft *unit)
{
	struct dice *dice = &city->dice;
	const char *industry = joint->industries[dice_below(dice, 2)];
	enum category category = draw_category(dice);
	char *code = arena_alloc(city->scratch, CREDIT_CODE);
	struct record *record;
	int64_t place;
	day_no led;
	int status;

	if (!code)
		return FAIL_MEMORY;
	place = joint->region_count > 1 ? demo_place(unit->name_number, joint->region_count) : 0;
	unit->region = joint->regions[place ? place - 1 : dice_below(dice, joint->region_count)];
	unit->founded = day_of(1992, 1, 1) + (day_no)dice_below(dice, 365 * 33);
	unit->standing = draw_standing(dice);
	if (unit->number == 0 && city->order->units < SMALL_CITY) /* one branch at least, for the accounts */
		unit->standing = OWN_BODY;
	if (unit->standing == DUE_WITHOUT) /* young ones: nobody leaves a branch undone for decades */
		unit->founded = day_of(2021, 1, 1) + (day_no)dice_below(dice, 365 * 5);
	unit->full = unit->standing == DUE_WITHOUT ? dice_between(dice, 3, 7)
	             : unit->standing == IN_JOINT ? dice_between(dice, 1, 2)
	             : unit->standing == OWN_BODY ? 0 : dice_between(dice, 0, 2);
	unit->name = demo_unit_name(city->scratch, unit->name_number, joint->region_count > 1 ? joint->region_count : 0,
	                            place ? region_name(unit->region) : joint->place, category, industry);
	demo_credit_code(unit->number, category, unit->region, code);
	record = begin(city, &unit_kind, unit->founded);
	set(record, "name", TEXT(unit->name));
	set(record, "code", *code ? TEXT(code) : SQL_NULL);
	set(record, "category", INT(category));
	set(record, "registration_level", INT(category == COMMUNITY_ORGANIZATION ? LEVEL_TOWNSHIP : LEVEL_CITY));
	set(record, "region", TEXT(unit->region));
	set(record, "industry", dice_chance(dice, 12) ? SQL_NULL : TEXT(industry));
	set(record, "founded", INT(unit->founded));
	set(record, "staff", INT(unit->full * 4 + dice_between(dice, 3, 60)));
	set(record, "full_members", dice_chance(dice, 10) && unit->standing == UNCOVERED ? SQL_NULL : INT(unit->full));
	set(record, "probationary_members", INT(dice_below(dice, 3) == 0));
	set(record, "head", TEXT(demo_person_name(city->scratch, dice)));
	set(record, "address", TEXT(demo_address(city->scratch, dice, region_name(unit->region))));
	status = add(city, record, &unit->id);
	led = unit->founded > day_of(2017, 6, 1) ? unit->founded : day_of(2017, 6, 1);
	if (status == 0)
		status = lead(city, joint->id, "unit", unit->id, led, "综党〔2017〕60号");
	return status < 0 ? status : make_papers(city, unit);
}

/* --- who covers an organization ---------------------------------------------------- */

struct chosen {
	int64_t body;
	const char *name;
	bool fits;          /* a branch large enough for a committee, small enough to look through */
};

/* The accounts' branch is the first that fits, in a large city one of its middle; until then any serves. */
static int
choose_branch(struct city *city, const struct joint *joint, const struct unit_draft *unit, const struct chosen *chosen)
{
	bool fits = chosen->fits &&
	            (joint->first_unit * 3 >= city->order->units || city->order->units < SMALL_CITY);

	if (city->fits || (city->branch && !fits))
		return 0;
	city->fits = fits;
	city->branch = chosen->body;
	city->branch_name = arena_strdup(city->arena, chosen->name);
	city->unit = unit->id;
	city->unit_name = arena_strdup(city->arena, unit->name);
	city->joint = joint->id;
	city->joint_name = arena_strdup(city->arena, joint->name);
	city->member = 0;
	return city->branch_name && city->unit_name && city->joint_name ? 0 : FAIL_MEMORY;
}

static int
give_body(struct city *city, const struct joint *joint, struct unit_draft *unit, int64_t members)
{
	enum body_type type = members >= 100 ? COMMITTEE : members >= 50 ? GENERAL_BRANCH : BRANCH;
	static const char *const endings[] = {[COMMITTEE] = "党委", [GENERAL_BRANCH] = "党总支", [BRANCH] = "党支部"};
	day_no earliest = unit->founded > day_of(2017, 7, 1) ? unit->founded : day_of(2017, 7, 1);
	day_no since = earliest + (day_no)dice_below(&city->dice, city->order->today - earliest > 400 ? 365 : 30);
	const char *name = arena_printf(city->scratch, "%s%s", unit->name, endings[type]);
	struct value values[32] = {{0}};
	bool given[32] = {false};
	int64_t body;
	int status = city_body(city, &(struct new_body){
		.name = name, .type = type, .region = unit->region, .unit = unit->id, .superior = joint->id,
		.since = since, .document = "综党〔2018〕21号"}, &body);

	if (status == 0)
		status = choose_branch(city, joint, unit, &(struct chosen){body, name, type == BRANCH && members >= 9 && members < 30});
	if (status == 0)
		status = cover(city, unit->id, COVER_OWN, "body", body, since);
	if (status == 0)
		status = fill_body(city, body, type, members, since);
	values[field_index(&unit_kind, "full_members")] = INT(members);
	given[field_index(&unit_kind, "full_members")] = true;
	values[field_index(&unit_kind, "staff")] = INT(members + members / 2 + 3);
	given[field_index(&unit_kind, "staff")] = true;
	return status < 0 ? status : record_change(&city->edit, &unit_kind, unit->id, since, values, given);
}

/* Joint branches of three to five neighbours. */
static int
give_joint_branches(struct city *city, const struct joint *joint, struct unit_draft *units, int64_t count)
{
	struct unit_draft *group[5];
	int64_t size = 0, members = 0, number = 0, body;
	int status = 0;

	for (int64_t u = 0; u < count && status == 0; u++) {
		day_no since = day_of(2019, 4, 1);

		if (units[u].standing != IN_JOINT)
			continue;
		group[size++] = &units[u];
		members += units[u].full;
		if (size < 5 && (size < 3 || members < 3 || dice_chance(&city->dice, 500)))
			continue;
		for (int64_t g = 0; g < size; g++)
			if (group[g]->founded > since)
				since = group[g]->founded;
		status = city_body(city, &(struct new_body){
			.name = arena_printf(city->scratch, "%s第%" PRId64 "联合党支部", joint->name, ++number),
			.type = JOINT_BRANCH, .region = group[0]->region, .superior = joint->id, .since = since,
			.document = "综党〔2019〕8号"}, &body);
		for (int64_t g = 0; g < size && status == 0; g++)
			status = cover(city, group[g]->id, COVER_JOINT, "body", body, since);
		if (status == 0)
			status = fill_body(city, body, JOINT_BRANCH, members, since);
		size = members = 0;
	}
	return status;
}

static int
dispatch(struct city *city, const struct unit_draft *unit, int64_t *instructor, day_no since)
{
	struct record *record;
	int status = 0;

	if (*instructor == 0 || dice_chance(&city->dice, 300))
		status = make_person(city, day_of(2015, 1, 1), instructor);
	record = begin(city, &dispatch_kind, since);
	set(record, "unit", INT(unit->id));
	set(record, "person", INT(*instructor));
	set(record, "role", INT(dice_chance(&city->dice, 250) ? LIAISON : INSTRUCTOR));
	return status < 0 ? status : add(city, record, NULL);
}

static int
give_mass_organization(struct city *city, const struct unit_draft *unit, day_no since)
{
	struct record *mass = begin(city, &mass_org_kind, since);
	int64_t id;
	int status;

	set(mass, "name", TEXT("工会委员会"));
	set(mass, "type", INT(UNION));
	set(mass, "unit", INT(unit->id));
	status = add(city, mass, &id);
	return status < 0 ? status : cover(city, unit->id, COVER_MASS, "mass_org", id, since);
}

static int
give_routes(struct city *city, const struct joint *joint, struct unit_draft *units)
{
	int64_t instructor = 0;
	int status = 0;

	for (int64_t u = 0; u < joint->units && status == 0; u++) {
		day_no since = units[u].founded > day_of(2020, 3, 1) ? units[u].founded : day_of(2020, 3, 1);

		if (units[u].standing == DISPATCHED)
			status = dispatch(city, &units[u], &instructor, since);
		else if (units[u].standing == BY_MASS)
			status = give_mass_organization(city, &units[u], since);
	}
	return status;
}

/* What is left of the committee's members is shared among its organizations with a body. */
static int
give_bodies(struct city *city, const struct joint *joint, struct unit_draft *units)
{
	int64_t own = 0, weights = 0, left = joint->members;
	int64_t *weight = ARENA_ARRAY(city->scratch, (size_t)joint->units + 1, int64_t);
	int status = 0;

	if (!weight)
		return FAIL_MEMORY;
	for (int64_t u = 0; u < joint->units; u++) {
		if (units[u].standing == IN_JOINT)
			left -= units[u].full;
		if (units[u].standing != OWN_BODY)
			continue;
		own++;
		weight[u] = dice_chance(&city->dice, 60) ? dice_between(&city->dice, 60, 160)
		                                         : dice_between(&city->dice, 6, 40);
		weights += weight[u];
	}
	left -= 3 * own; /* each has three members at least (OPIN-8.1) */
	for (int64_t u = 0; u < joint->units && status == 0; u++) {
		int64_t members = 3;

		if (units[u].standing != OWN_BODY)
			continue;
		if (left > 0)
			members += left * weight[u] / weights;
		status = give_body(city, joint, &units[u], members);
	}
	return status;
}

int
city_units(struct city *city, const struct joint *joint)
{
	struct unit_draft *units = ARENA_ARRAY(city->scratch, (size_t)joint->units + 1, struct unit_draft);
	int status = units ? 0 : FAIL_MEMORY;

	for (int64_t u = 0; u < joint->units && status == 0; u++) {
		units[u].number = joint->first_unit + u;
		units[u].name_number = joint->first_name + u;
		status = make_unit(city, joint, &units[u]);
	}
	if (status == 0)
		status = give_bodies(city, joint, units);
	if (status == 0)
		status = give_joint_branches(city, joint, units, joint->units);
	return status < 0 ? status : give_routes(city, joint, units);
}

/* --- the past year ------------------------------------------------------------------ */

STATEMENT(small_units,
	"select u.id from unit u where u.ended is null and u.since <= $1 and u.until > $1 and u.full_members = 2"
	" and not exists (select 1 from coverage c where c.unit = u.id and c.ended is null) order by u.id limit $2");
STATEMENT(closable_units,
	"select u.id from unit u where u.ended is null and u.since <= $1 and u.until > $1 and u.full_members = 0"
	" and not exists (select 1 from coverage c where c.unit = u.id and c.ended is null) order by u.id desc limit $2");

/* Runs `each` for the units a statement gives, one for every `share` units of the city. */
static int
for_units(struct city *city, const char *sql, int64_t share, int (*each)(struct city *, int64_t, int64_t))
{
	int64_t ids[64], count = 0, limit = city->order->units / share + 1;
	struct rows *rows;
	int status = db_query(city->act.db, sql,
	                      ARGS(INT(city->order->today), INT(limit < 64 ? limit : 64)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		ids[count++] = rows_int(rows, 0);
	rows_close(rows);
	for (int64_t i = 0; i < count && status == 0; i++)
		status = each(city, ids[i], i);
	return status;
}

/* Fw rose to three (OPIN-11.3). */
static int
grow_unit(struct city *city, int64_t unit, int64_t number)
{
	struct value values[32] = {{0}};
	bool given[32] = {false};

	values[field_index(&unit_kind, "full_members")] = INT(3);
	given[field_index(&unit_kind, "full_members")] = true;
	return record_change(&city->edit, &unit_kind, unit, city->order->today - 20 - (day_no)(number * 7 % 300), values,
	                     given);
}

STATEMENT(edges_of_unit, "select id from affiliation where unit = $1 and ended is null and until > $2");
STATEMENT(dispatches_of_unit, "select id from dispatch where unit = $1 and ended is null and until > $2");

static int
close_each(struct city *city, const char *sql, const struct kind *kind, int64_t unit, day_no last)
{
	struct rows *rows;
	int64_t ids[8], count = 0;
	int status = db_query(city->act.db, sql, ARGS(INT(unit), INT(last + 1)), &rows);

	if (status < 0)
		return status;
	while (count < 8 && (status = rows_next(rows)) > 0)
		ids[count++] = rows_int(rows, 0);
	rows_close(rows);
	for (int64_t i = 0; i < count && status >= 0; i++)
		status = record_close(&city->edit, kind, ids[i], last);
	return status < 0 ? status : 0;
}

static int
close_unit(struct city *city, int64_t unit, int64_t number)
{
	day_no last = city->order->today - 15 - (day_no)(number * 11 % 300);
	int status = close_each(city, edges_of_unit, &affiliation_kind, unit, last);

	if (status == 0)
		status = close_each(city, dispatches_of_unit, &dispatch_kind, unit, last);
	return status < 0 ? status : record_close(&city->edit, &unit_kind, unit, last);
}

int
city_past_year(struct city *city, void *arg)
{
	int status = for_units(city, small_units, 150, grow_unit);

	(void)arg;
	return status < 0 ? status : for_units(city, closable_units, 200, close_unit);
}
