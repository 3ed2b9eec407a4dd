/* The workbook out: the same sheets, from what is on record. */
#include "party/openings.h"
#include "party/workbook.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "party/lives.h"
#include "party/workbook_names.h"
#include "party/workbook_table.h"
#include "sheet/write.h"

#define FACTS_MAX ((size_t)8 << 10)

struct ids {
	int64_t *at;
	size_t count, room;
};

struct export {
	const struct call *call;
	const struct export_request *request;
	day_no as_of;
	struct table_writer *table;
	struct arena *kept, *chunk;      /* for the whole export, and for some records at a time */
	struct names names;              /* how units and bodies are written where they are referred to */
	struct ids units, bodies;        /* within the actor's scope */
	struct ids persons;              /* who goes out */
	size_t rows[SHEETS];
};

/* --- cells ------------------------------------------------------------------------------ */

static void
put_value(struct export *export, const struct field *field, const struct value *value)
{
	const struct choice *choice;

	if (value->type == VALUE_NULL) {
		table_empty(export->table);
		return;
	}
	switch (field->type) {
	case FIELD_DAY:
		table_day(export->table, (day_no)value->number);
		return;
	case FIELD_INT:
		table_whole(export->table, value->number);
		return;
	case FIELD_CHOICE:
		choice = choice_by_number(field, value->number);
		table_text(export->table, choice ? choice->label.zh : "");
		return;
	default:
		table_text(export->table, value->text);
		return;
	}
}

/* The last day of what ends; an empty cell where it does not. */
static void
put_last(struct export *export, day_no until)
{
	table_day(export->table, until == DAY_OPEN ? DAY_NONE : until - 1);
}

/* A field of a record by its column. */
static void
put_field(struct export *export, const struct book_column *column, const struct record *record)
{
	put_value(export, column_field(column), record_value(record, column->field));
}

static void
end_row(struct export *export, enum sheet sheet)
{
	table_end_row(export->table);
	export->rows[sheet]++;
}

static int
no_reason(void)
{
	return fail(FAIL_INPUT, "DP-16", "reason", "导出内容含有人员信息，必须写明理由。",
	            "The export contains personal data; a reason is required.");
}

static int
add_id(struct arena *arena, struct ids *ids, int64_t id)
{
	if (ARENA_GROW(arena, ids->at, ids->count, ids->room) < 0)
		return FAIL_MEMORY;
	ids->at[ids->count++] = id;
	return 0;
}

/* Whoever goes out is noted, so that the person can see it; without a reason nobody does. */
static int
note_person(struct export *export, int64_t person)
{
	return export->request->reason ? add_id(export->kept, &export->persons, person) : no_reason();
}

/* --- what is in scope --------------------------------------------------------------------- */

STATEMENT(all_units, "select distinct id from unit where ended is null order by id");
STATEMENT(all_bodies, "select distinct id from body where ended is null order by id");

/* What hangs in a part of the tree today, or hung there last. */
#define HUNG_IN(kind) "select distinct p.subject from placement p where p.ended is null and p.path >= $1" \
	" and p.path < $2 and p.since <= $3 and not exists (select 1 from placement q where q.subject = p.subject" \
	" and q.ended is null and q.since > p.since and q.since <= $3) and exists (select 1 from " kind " k" \
	" where k.id = p.subject and k.ended is null) order by p.subject"
STATEMENT(units_in, HUNG_IN("unit"));
STATEMENT(bodies_in, HUNG_IN("body"));

static int
collect(struct export *export, const char *sql, const struct value *args, size_t count, struct ids *ids)
{
	struct rows *rows;
	int status = db_query(export->call->db, sql, args, count, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if ((status = add_id(export->kept, ids, rows_int(rows, 0))) < 0)
			break;
	rows_close(rows);
	return status;
}

static void
sort(struct ids *ids)
{
	if (ids->count)
		qsort(ids->at, ids->count, sizeof *ids->at, names_by_id);
}

static int
collect_scope(struct export *export)
{
	const struct call *call = export->call;
	size_t count;
	const char *const *scope = actor_scope(export->kept, call->actor, ROLE_CLERKS | ROLE_BRANCH, &count);
	int status = scope ? 0 : FAIL_MEMORY;

	if (status == 0 && count == 0)
		return fail(FAIL_FORBIDDEN, "DP-12", NULL, "您的角色不能导出工作簿。",
		            "Your roles do not allow exporting a workbook.");
	if (status == 0 && strcmp(scope[0], "/") == 0) {
		status = collect(export, all_units, NO_ARGS, &export->units);
		return status < 0 ? status : collect(export, all_bodies, NO_ARGS, &export->bodies);
	}
	for (size_t i = 0; i < count && status == 0; i++) {
		const char *end = path_end(export->kept, scope[i]);
		const struct value args[] = {TEXT(scope[i]), TEXT(end), INT(call->today)};

		status = end ? collect(export, units_in, args, 3, &export->units) : FAIL_MEMORY;
		if (status == 0)
			status = collect(export, bodies_in, args, 3, &export->bodies);
	}
	sort(&export->units);
	sort(&export->bodies);
	return status;
}

/* Whether members of a body, and IDs of its officers, are for this actor: their own branch (DP-12). */
static bool
own_body(const struct export *export, int64_t body)
{
	const struct actor *actor = export->call->actor;

	for (size_t i = 0; i < actor->count; i++)
		if ((actor->grants[i].role & ROLE_BRANCH) && actor->grants[i].path && actor->grants[i].node == body)
			return true;
	return actor->operator;
}

/* --- chunks --------------------------------------------------------------------------------- */

/* Reads records by the identities of a chunk: of a kind, by a field (null: the identity itself). */
static int
read_by(struct export *export, const struct kind *kind, const char *field, const int64_t *ids, size_t count,
        struct lives *ret_lives)
{
	struct value keys[LIVES_CHUNK];

	*ret_lives = lives_of(export->chunk, kind);
	for (size_t i = 0; i < count; i++)
		keys[i] = INT(ids[i]);
	return lives_read(export->call->db, ret_lives, field, keys, count);
}

/* Reads the records that others name in a field. */
static int
read_named(struct export *export, const struct kind *kind, const struct lives *from, const char *field,
           struct lives *ret_lives)
{
	struct values ids = {0};
	int status = 0;

	*ret_lives = lives_of(export->chunk, kind);
	for (size_t i = 0; i < from->count && status == 0; i++)
		for (size_t v = 0; v < from->items[i]->count && status == 0; v++) {
			const struct value *id = record_value(from->items[i]->versions[v], field);

			if (id->type == VALUE_INT)
				status = values_add(export->chunk, &ids, *id);
		}
	return status < 0 ? status : lives_read(export->call->db, ret_lives, NULL, ids.items, ids.count);
}

/* Adjoining versions about the same: one row of a dated sheet. */
struct run {
	int64_t place;                   /* the unit or body it stands under */
	const struct life *life;
	const struct record *now;        /* on the day asked */
	day_no since, until;
};

struct runs {
	struct run *items;
	size_t count;
};

static int
by_place(const void *a, const void *b)
{
	const struct run *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->life->id != y->life->id)
		return x->life->id < y->life->id ? -1 : 1;
	return (x->since > y->since) - (x->since < y->since);
}

/* All runs of lives, by their place; those that begin after a day asked for are not yet there. */
static int
gather_runs(struct export *export, const struct lives *lives, const char *const *about, const char *place,
            struct runs *ret_runs)
{
	struct runs runs = {0};
	size_t versions = 0;

	for (size_t i = 0; i < lives->count; i++)
		versions += lives->items[i]->count;
	runs.items = ARENA_ARRAY(export->chunk, versions, struct run);
	if (!runs.items)
		return FAIL_MEMORY;
	for (size_t i = 0; i < lives->count; i++) {
		const struct life *life = lives->items[i];

		for (size_t at = 0, length; at < life->count; at += length) {
			const struct record *first = life->versions[at];
			struct run run = {.life = life, .since = first->since, .place = record_value(first, place)->number};
			day_no on;

			length = life_run(life, at, about);
			run.until = life->versions[at + length - 1]->until;
			if (export->request->as_of != DAY_NONE && run.since > export->as_of)
				continue;
			on = export->as_of < run.since ? run.since : export->as_of < run.until ? export->as_of : run.until - 1;
			run.now = life_at(life, on);
			runs.items[runs.count++] = run;
		}
	}
	qsort(runs.items, runs.count, sizeof *runs.items, by_place);
	*ret_runs = runs;
	return 0;
}

/* Calls `write` for the identities, a chunk at a time. */
static int
each_chunk(struct export *export, const struct ids *ids,
           int (*write)(struct export *export, const int64_t *ids, size_t count))
{
	int status = 0;

	for (size_t at = 0; at < ids->count && status == 0; at += LIVES_CHUNK) {
		size_t count = ids->count - at < LIVES_CHUNK ? ids->count - at : LIVES_CHUNK;

		arena_reset(export->chunk);
		status = write(export, ids->at + at, count);
	}
	return status;
}

static bool
among(const int64_t *ids, size_t count, int64_t id)
{
	return bsearch(&id, ids, count, sizeof *ids, names_by_id) != NULL;
}

/* --- units ---------------------------------------------------------------------------------- */

/* The record of a unit that is in force on a day, or null. */
static const struct record *
in_force(const struct lives *lives, int64_t unit, day_no on, const char *flag, int64_t value)
{
	for (size_t i = 0; i < lives->count; i++) {
		const struct life *life = lives->items[i];
		const struct record *now = life_at(life, on);

		if (record_value(now, "unit")->number == unit && now->since <= on && on < now->until &&
		    (!flag || record_value(now, flag)->number == value))
			return now;
	}
	return NULL;
}

/* Since when the life says the same without a break. */
static day_no
run_since(const struct lives *lives, const struct record *record, const char *const *about)
{
	const struct life *life = lives_find(lives, record->id);

	for (size_t at = 0, length; at < life->count; at += length) {
		length = life_run(life, at, about);
		if (record->since < life->versions[at + length - 1]->until)
			return life->versions[at]->since;
	}
	return record->since;
}

struct around_units {
	struct lives units, edges, pledges, charters;
};

static int
write_unit(struct export *export, const struct around_units *around, const struct life *life)
{
	static const char *const superior[] = {"superior", NULL}, *const article[] = {"has_article", NULL},
	                  *const nothing[] = {NULL};
	const struct book_sheet *sheet = &workbook_sheets[SHEET_UNIT];
	day_no on = life_clamp(life, export->as_of);
	const struct record *now = life_at(life, on);
	const struct record *edge = in_force(&around->edges, life->id, on, "relation", LEADS),
	                    *pledge = in_force(&around->pledges, life->id, on, NULL, 0),
	                    *charter = in_force(&around->charters, life->id, on, "has_article", 1);

	if (record_value(now, "head")->type != VALUE_NULL && !export->request->reason)
		return no_reason();
	for (size_t i = 0; i <= UNIT_ADDRESS; i++)
		put_field(export, &sheet->columns[i], now);
	table_text(export->table, edge ? names_body(&export->names, export->chunk, record_value(edge, "superior")->number)
	                               : NULL);
	table_day(export->table, pledge ? run_since(&around->pledges, pledge, nothing) : DAY_NONE);
	table_day(export->table, charter ? run_since(&around->charters, charter, article) : DAY_NONE);
	table_day(export->table, edge ? run_since(&around->edges, edge, superior) : DAY_NONE);
	table_text(export->table, edge ? record_value(edge, "document")->text : NULL);
	put_last(export, life_until(life));
	end_row(export, SHEET_UNIT);
	return 0;
}

static int
write_units(struct export *export, const int64_t *ids, size_t count)
{
	struct around_units around;
	int status = read_by(export, &unit_kind, NULL, ids, count, &around.units);

	if (status == 0)
		status = read_by(export, &affiliation_kind, "unit", ids, count, &around.edges);
	if (status == 0)
		status = read_by(export, &pledge_kind, "unit", ids, count, &around.pledges);
	if (status == 0)
		status = read_by(export, &charter_kind, "unit", ids, count, &around.charters);
	for (size_t i = 0; i < around.units.count && status == 0; i++) {
		const struct life *life = around.units.items[i];

		if (export->request->as_of == DAY_NONE || life_since(life) <= export->as_of)
			status = write_unit(export, &around, life);
	}
	return status;
}

/* --- bodies --------------------------------------------------------------------------------- */

static int
write_body(struct export *export, const struct lives *units, const struct life *life)
{
	const struct book_column *columns = workbook_sheets[SHEET_BODY].columns;
	const struct record *now = life_at(life, life_clamp(life, export->as_of));
	const struct value *unit = record_value(now, "unit");
	int64_t superior = names_superior(&export->names, life->id);

	put_field(export, &columns[BODY_NAME], now);
	put_field(export, &columns[BODY_TYPE], now);
	table_text(export->table, superior ? names_body(&export->names, export->chunk, superior) : NULL);
	table_day(export->table, life_since(life));
	put_field(export, &columns[BODY_DOCUMENT], now);
	table_text(export->table, unit->type == VALUE_NULL ? NULL
	                          : names_unit(&export->names, export->chunk, lives_find(units, unit->number)));
	put_field(export, &columns[BODY_NUMBER], now);
	put_last(export, life_until(life));
	end_row(export, SHEET_BODY);
	return 0;
}

static int
write_bodies(struct export *export, const int64_t *ids, size_t count)
{
	struct lives bodies, units;
	int status = read_by(export, &body_kind, NULL, ids, count, &bodies);

	if (status == 0)
		status = read_named(export, &unit_kind, &bodies, "unit", &units);
	for (size_t i = 0; i < bodies.count && status == 0; i++) {
		const struct life *life = bodies.items[i];

		if (export->request->as_of == DAY_NONE || life_since(life) <= export->as_of)
			status = write_body(export, &units, life);
	}
	return status;
}

/* --- persons in rows ---------------------------------------------------------------------------- */

/* Name and, where the actor may see the person's record, ID. */
static int
put_person(struct export *export, const struct lives *persons, int64_t id, bool with_id)
{
	const struct life *life = lives_find(persons, id);
	const struct record *now;
	const struct value *sealed;
	char *text = NULL;
	int status = life ? note_person(export, id) : fail(FAIL_SYSTEM, NULL, NULL, "人员记录缺失。", "A person's record is missing.");

	if (status < 0)
		return status;
	now = life_at(life, life_clamp(life, export->as_of));
	sealed = record_value(now, "resident_id");
	if (with_id && sealed->type == VALUE_TEXT)
		status = secret_open(&export->call->installation->secret, export->chunk, sealed->text, &text);
	if (status < 0)
		return status;
	table_text(export->table, record_value(now, "name")->text);
	table_text(export->table, text);
	return 0;
}

/* --- coverage ----------------------------------------------------------------------------------- */

static const struct choice *
mode_choice(int64_t number)
{
	return choice_by_number(column_field(&workbook_sheets[SHEET_COVERAGE].columns[COVERAGE_MODE]), number);
}

static void
put_coverage_head(struct export *export, const struct lives *units, const struct run *run, int64_t mode)
{
	const struct choice *choice = mode_choice(mode);

	table_text(export->table, names_unit(&export->names, export->chunk, lives_find(units, run->place)));
	table_text(export->table, choice ? choice->label.zh : "");
}

static void
put_bounds(struct export *export, enum sheet sheet, const struct run *run)
{
	table_day(export->table, run->since);
	put_last(export, run->until);
	end_row(export, sheet);
}

/* What names nobody covers nothing and is counted nowhere; `verify` names it, and the sheet has no row for it. */
static int
write_covers(struct export *export, const struct lives *units, const struct runs *runs, const struct lives *masses)
{
	for (size_t i = 0; i < runs->count; i++) {
		const struct record *now = runs->items[i].now;
		const struct value *body = record_value(now, "body"), *mass = record_value(now, "mass_org");
		const struct life *mass_org = mass->type == VALUE_INT ? lives_find(masses, mass->number) : NULL;
		const char *by = body->type == VALUE_INT ? names_body(&export->names, export->chunk, body->number) : NULL;

		if (mass_org)
			by = record_value(life_at(mass_org, life_clamp(mass_org, export->as_of)), "name")->text;
		if (body->type == VALUE_NULL && !mass_org)
			continue;
		put_coverage_head(export, units, &runs->items[i], record_value(now, "mode")->number);
		table_text(export->table, by);
		table_empty(export->table);
		put_bounds(export, SHEET_COVERAGE, &runs->items[i]);
	}
	return 0;
}

static int
write_dispatches(struct export *export, const struct lives *units, const struct runs *runs,
                 const struct lives *persons)
{
	int status = 0;

	for (size_t i = 0; i < runs->count && status == 0; i++) {
		const struct record *now = runs->items[i].now;
		bool instructor = record_value(now, "role")->number == INSTRUCTOR;

		put_coverage_head(export, units, &runs->items[i], instructor ? MODE_INSTRUCTOR : MODE_LIAISON);
		status = put_person(export, persons, record_value(now, "person")->number, export->call->actor->operator);
		if (status == 0)
			put_bounds(export, SHEET_COVERAGE, &runs->items[i]);
	}
	return status;
}

static int
write_coverage(struct export *export, const int64_t *ids, size_t count)
{
	static const char *const cover_about[] = {"unit", "mode", "body", "mass_org", NULL},
	                  *const dispatch_about[] = {"unit", "person", "role", NULL};
	struct lives units, covers, masses, dispatches, persons;
	struct runs runs;
	int status = read_by(export, &unit_kind, NULL, ids, count, &units);

	if (status == 0)
		status = read_by(export, &coverage_kind, "unit", ids, count, &covers);
	if (status == 0)
		status = read_named(export, &mass_org_kind, &covers, "mass_org", &masses);
	if (status == 0)
		status = gather_runs(export, &covers, cover_about, "unit", &runs);
	if (status == 0)
		status = write_covers(export, &units, &runs, &masses);
	if (status == 0)
		status = read_by(export, &dispatch_kind, "unit", ids, count, &dispatches);
	if (status == 0)
		status = read_named(export, &person_kind, &dispatches, "person", &persons);
	if (status == 0)
		status = gather_runs(export, &dispatches, dispatch_about, "unit", &runs);
	return status < 0 ? status : write_dispatches(export, &units, &runs, &persons);
}

/* --- members, posts, terms ------------------------------------------------------------------------ */

static int
write_member(struct export *export, const struct lives *persons, const struct run *run)
{
	const struct book_column *columns = workbook_sheets[SHEET_MEMBER].columns;
	int64_t id = record_value(run->now, "person")->number;
	int status = put_person(export, persons, id, true);
	const struct life *person = lives_find(persons, id);

	if (status < 0)
		return status;
	put_field(export, &columns[MEMBER_BIRTH], life_at(person, life_clamp(person, export->as_of)));
	put_field(export, &columns[MEMBER_CATEGORY], run->now);
	put_field(export, &columns[MEMBER_JOINED], run->now);
	put_field(export, &columns[MEMBER_CONVERTED], run->now);
	table_text(export->table, names_body(&export->names, export->chunk, run->place));
	put_bounds(export, SHEET_MEMBER, run);
	return 0;
}

static int
write_members(struct export *export, const int64_t *ids, size_t count)
{
	static const char *const about[] = {"person", "body", NULL};
	struct lives memberships, persons;
	struct runs runs;
	int status = read_by(export, &membership_kind, "body", ids, count, &memberships);

	if (status == 0)
		status = read_named(export, &person_kind, &memberships, "person", &persons);
	if (status == 0)
		status = gather_runs(export, &memberships, about, "body", &runs);
	for (size_t i = 0; status == 0 && i < runs.count; i++)
		if (among(ids, count, runs.items[i].place) && own_body(export, runs.items[i].place))
			status = write_member(export, &persons, &runs.items[i]);
	return status;
}

static const char *
name_in_body(struct export *export, const struct life *person, int64_t body)
{
	const struct record *now = life_at(person, life_clamp(person, export->as_of));

	return arena_printf(export->chunk, "%" PRId64 "/%s", body, record_value(now, "name")->text);
}

/* Who bears a name in a body: one person, or several. */
struct bearer {
	int64_t person;
	bool several;
};

static int
add_bearer(struct export *export, struct map *names, const struct life *person, int64_t body)
{
	const char *key = name_in_body(export, person, body);
	void **slot = key ? map_at(names, key) : NULL;
	struct bearer *bearer;

	if (!slot)
		return FAIL_MEMORY;
	if (!*slot && !(*slot = ARENA_NEW(export->chunk, struct bearer)))
		return FAIL_MEMORY;
	bearer = *slot;
	bearer->several = bearer->several || (bearer->person && bearer->person != person->id);
	bearer->person = person->id;
	return 0;
}

/* The members of the bodies, where officers without an ID have to be told apart from them. */
static int
read_namesakes(struct export *export, const int64_t *ids, size_t count, const struct lives *officers,
               struct map *ret_names)
{
	struct lives memberships, persons;
	bool all_known = true;
	int status = 0;

	*ret_names = map_in(export->chunk);
	for (size_t i = 0; i < officers->count; i++)
		all_known = all_known && record_value(officers->items[i]->versions[0], "resident_id")->type != VALUE_NULL;
	if (all_known)
		return 0;
	status = read_by(export, &membership_kind, "body", ids, count, &memberships);
	if (status == 0)
		status = read_named(export, &person_kind, &memberships, "person", &persons);
	for (size_t i = 0; i < memberships.count && status == 0; i++)
		for (size_t v = 0; v < memberships.items[i]->count && status == 0; v++) {
			const struct record *version = memberships.items[i]->versions[v];
			const struct life *person = lives_find(&persons, record_value(version, "person")->number);

			if (person)
				status = add_bearer(export, ret_names, person, record_value(version, "body")->number);
		}
	return status;
}

/* Birth tells two of one name apart where there is no ID. */
static void
put_birth(struct export *export, const struct map *names, const struct life *person, int64_t body)
{
	const struct record *now = life_at(person, life_clamp(person, export->as_of));
	const char *key = record_value(now, "resident_id")->type == VALUE_NULL && own_body(export, body)
	                          ? name_in_body(export, person, body) : NULL;
	const struct bearer *bearer = key ? map_get(names, key) : NULL;

	if (bearer && (bearer->several || bearer->person != person->id))
		put_value(export, &person_kind.fields[field_index(&person_kind, "birth")], record_value(now, "birth"));
}

static int
write_post(struct export *export, const struct lives *persons, const struct map *names, const struct run *run)
{
	const struct book_column *columns = workbook_sheets[SHEET_POST].columns;
	int64_t person = record_value(run->now, "person")->number;
	int status;

	table_text(export->table, names_body(&export->names, export->chunk, run->place));
	status = put_person(export, persons, person, own_body(export, run->place));
	if (status < 0)
		return status;
	put_field(export, &columns[POST_POSITION], run->now);
	table_day(export->table, run->since);
	put_last(export, run->until);
	put_field(export, &columns[POST_ORIGIN], run->now);
	put_birth(export, names, lives_find(persons, person), run->place);
	end_row(export, SHEET_POST);
	return 0;
}

static int
write_posts(struct export *export, const int64_t *ids, size_t count)
{
	static const char *const about[] = {"body", "person", "position", NULL};
	struct lives posts, persons;
	struct map names;
	struct runs runs;
	int status = read_by(export, &post_kind, "body", ids, count, &posts);

	if (status == 0)
		status = read_named(export, &person_kind, &posts, "person", &persons);
	if (status == 0)
		status = read_namesakes(export, ids, count, &persons, &names);
	if (status == 0)
		status = gather_runs(export, &posts, about, "body", &runs);
	for (size_t i = 0; status == 0 && i < runs.count; i++)
		if (among(ids, count, runs.items[i].place))
			status = write_post(export, &persons, &names, &runs.items[i]);
	return status;
}

static int
write_terms(struct export *export, const int64_t *ids, size_t count)
{
	static const char *const about[] = {"body", NULL};
	const struct book_column *columns = workbook_sheets[SHEET_TERM].columns;
	struct lives terms;
	struct runs runs;
	int status = read_by(export, &term_kind, "body", ids, count, &terms);

	if (status == 0)
		status = gather_runs(export, &terms, about, "body", &runs);
	for (size_t i = 0; status == 0 && i < runs.count; i++) {
		const struct run *run = &runs.items[i];

		if (!among(ids, count, run->place))
			continue;
		table_text(export->table, names_body(&export->names, export->chunk, run->place));
		table_day(export->table, run->since);
		put_field(export, &columns[TERM_YEARS], run->now);
		put_field(export, &columns[TERM_EXTENDED_TO], run->now);
		put_field(export, &columns[TERM_EXTENSION_DOCUMENT], run->now);
		put_last(export, run->until);
		end_row(export, SHEET_TERM);
	}
	return status;
}

/* --- the journal --------------------------------------------------------------------------------------- */

STATEMENT(note_persons, "insert into person_access (person, at, actor, reason, node) values ($1, $2, $3, $4, $5)"
                        " on conflict (person, at, actor) do nothing");

static void
write_facts(const struct export *export, struct json *json)
{
	static const char *const names[SHEETS] = {"unit", "body", "coverage", "member", "post", "term"};

	json_open(json, '{');
	json_key(json, "reason");
	json_text(json, export->request->reason);
	json_key(json, "as_of");
	json_day(json, export->as_of);
	json_key(json, "rows");
	json_open(json, '{');
	for (enum sheet sheet = 0; sheet < SHEETS; sheet++) {
		json_key(json, names[sheet]);
		json_int(json, (int64_t)export->rows[sheet]);
	}
	json_close(json, '}');
	json_close(json, '}');
}

/* The entry, and a note for each person that they can read (DP-13). */
static int
write_entry(struct db *db, void *arg)
{
	const struct export *export = arg;
	const struct call *call = export->call;
	int64_t office = office_of(call->actor, ROLE_BUSINESS);
	struct act act;
	struct buf facts;
	struct json json;
	int status = act_begin(&act, db, export->kept, call->actor->tag, call->today, call->at);

	buf_init(&facts, FACTS_MAX);
	json = json_to(&facts);
	write_facts(export, &json);
	if (status == 0)
		status = buf_status(&facts);
	if (status == 0)
		status = act_end(&act, &(struct entry){"export", "", 0, 0, buf_text(&facts)});
	buf_free(&facts);
	for (size_t i = 0; i < export->persons.count && status == 0; i++)
		if (i == 0 || export->persons.at[i] != export->persons.at[i - 1])
			status = db_exec(db, note_persons, ARGS(INT(export->persons.at[i]), INT(call->at),
			                                        TEXT(call->actor->tag), TEXT(export->request->reason),
			                                        office ? INT(office) : SQL_NULL), NULL);
	return status;
}

/* --- all of it -------------------------------------------------------------------------------------------- */

static const struct {
	enum sheet sheet;
	bool units;                      /* goes through units, else through bodies */
	int (*write)(struct export *export, const int64_t *ids, size_t count);
} passes[SHEETS] = {
	{SHEET_UNIT, true, write_units}, {SHEET_BODY, false, write_bodies}, {SHEET_COVERAGE, true, write_coverage},
	{SHEET_MEMBER, false, write_members}, {SHEET_POST, false, write_posts}, {SHEET_TERM, false, write_terms},
};

static int
write_all(struct export *export)
{
	int status = collect_scope(export);

	if (status == 0)
		status = names_read(export->call->db, export->kept, export->as_of, &export->names);
	for (size_t i = 0; i < SHEETS && status == 0; i++) {
		const struct table_column *columns = workbook_table_columns(export->kept, passes[i].sheet, LANG_ZH);

		if (!columns)
			return FAIL_MEMORY;
		table_sheet(export->table, workbook_sheets[passes[i].sheet].name.zh, NULL, columns,
		            workbook_sheets[passes[i].sheet].count);
		status = each_chunk(export, passes[i].units ? &export->units : &export->bodies, passes[i].write);
	}
	if (status < 0)
		return status;
	sort(&export->persons);
	return writer_do(export->call->installation->writer, write_entry, export);
}

/* Writes through an open table, which is closed, or dropped on failure. */
static int
run(const struct call *call, const struct export_request *request, struct table_writer *table)
{
	struct export export = {
		.call = call, .request = request, .table = table,
		.as_of = request->as_of == DAY_NONE ? call->today : request->as_of,
		.kept = arena_new(ARENA_IMPORT_MAX), .chunk = arena_new(ARENA_IMPORT_MAX),
	};
	int status = export.kept && export.chunk ? write_all(&export) : FAIL_MEMORY;

	if (status == 0)
		status = table_close(table);
	else
		table_drop(table);
	arena_free(export.kept);
	arena_free(export.chunk);
	return status;
}

int
workbook_export_buf(const struct call *call, const struct export_request *request, struct buf *out)
{
	struct table_writer *table;
	int status = table_to_buf(TABLE_XLSX, call->today, out, &table);

	return status < 0 ? status : run(call, request, table);
}

int
workbook_export_file(const struct call *call, const struct export_request *request, const char *path)
{
	struct table_writer *table;
	int status = table_to_file(TABLE_XLSX, call->today, path, &table);

	return status < 0 ? status : run(call, request, table);
}
