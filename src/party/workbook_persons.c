/*
 * Which person a row of the sheets 党员, 任职 and 覆盖 is about.
 *
 * A row with a resident ID: whoever has it, everywhere; the name must agree.
 * Where nobody has it yet, the one of that name in the named body who has no
 * ID on record is completed by it.  A row without one: by name among the
 * current members of the named body.  Where nobody fits, a new person.
 *
 * Two members of one name are told apart by the day they joined the Party,
 * which every row of 党员 has, and by birth where both are known.  So that the
 * same file matches itself again, a post or dispatch first of all means the
 * person of that name who holds it since the same day on record.
 */
#include "party/workbook_job.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "names/codes.h"

/* --- names ---------------------------------------------------------------------------- */

/* Dots that stand between the parts of a name, whichever the keyboard had. */
static bool
is_dot(uint32_t rune)
{
	return rune == 0xB7 || rune == 0x2022 || rune == 0x2027 || rune == 0x2219 || rune == 0x22C5 || rune == 0x30FB;
}

/*
 * A name as it is kept: without the blanks that stretch two characters to
 * the width of three, and with one kind of dot.  Null without memory.
 */
static char *
plain_name(struct arena *arena, const char *name)
{
	char *out = arena_alloc(arena, 2 * strlen(name) + 1);
	uint32_t before = 0;
	size_t len = 0;

	for (const char *at = name; out && *at;) {
		const char *next = at;
		uint32_t rune = utf8_next(&next);
		char bytes[5];

		if (rune == ' ' || rune == 0x3000) {
			const char *behind = next;

			while (*behind == ' ')
				behind++;
			/* Between letters of the Latin alphabet a blank is part of the name. */
			if (before >= 0x80 || (unsigned char)*behind >= 0x80) {
				at = next;
				continue;
			}
		}
		utf8_put(is_dot(rune) ? 0xB7 : rune == RUNE_BAD ? '?' : rune, bytes);
		memcpy(out + len, bytes, strlen(bytes));
		len += strlen(bytes);
		before = rune;
		at = next;
	}
	return out;
}

/* --- mentions --------------------------------------------------------------------------- */

/* What a person of some name is known by: a relation, post or dispatch, on record or in a row. */
struct mention {
	struct person_entry *person;
	day_no since, until;
	int64_t what;                    /* position, role, or the day a member joined the Party */
	bool on_record;
};

struct mentions {
	struct mention *items;
	size_t count;
};

enum { IN_BODY = 'M', HOLDS_POST = 'H', DISPATCHED = 'D' };

static const char *
mention_key(struct job *job, int how, int64_t where, const char *name)
{
	return arena_printf(job->arena, "%c%" PRId64 "/%s", how, where, name);
}

static int
add_mention(struct job *job, int how, int64_t where, const struct mention *mention)
{
	const char *key = mention_key(job, how, where, mention->person->name);
	void **slot = key ? map_at(&job->mentions, key) : NULL;
	struct mentions *list;

	if (!slot)
		return FAIL_MEMORY;
	list = *slot;
	if (!list && !(list = *slot = ARENA_NEW(job->arena, struct mentions)))
		return FAIL_MEMORY;
	if ((list->count & (list->count - 1)) == 0) {
		struct mention *items = ARENA_ARRAY(job->arena, list->count ? 2 * list->count : 1, struct mention);

		if (!items)
			return FAIL_MEMORY;
		if (list->count)
			memcpy(items, list->items, list->count * sizeof *items);
		list->items = items;
	}
	list->items[list->count++] = *mention;
	return 0;
}

/* --- what is on record ------------------------------------------------------------------- */

static int
put_person(struct job *job, struct person_entry *person)
{
	char *id = arena_printf(job->arena, "%" PRId64, person->id);
	void **slot = id ? map_at(&job->persons_by_id, id) : NULL;

	if (!slot)
		return FAIL_MEMORY;
	*slot = person;
	if (!person->key)
		return 0;
	slot = map_at(&job->persons_by_key, person->key);
	if (!slot)
		return FAIL_MEMORY;
	*slot = person;
	return 0;
}

static struct person_entry *
person_by_id(struct job *job, int64_t id)
{
	char key[24];

	snprintf(key, sizeof key, "%" PRId64, id);
	return map_get(&job->persons_by_id, key);
}

static int
key_of(struct job *job, const char *resident_id, const char **ret_key)
{
	char *key = arena_alloc(job->arena, LOOKUP_TEXT);

	if (!key)
		return FAIL_MEMORY;
	secret_lookup(&job->call->installation->secret, resident_id, key);
	*ret_key = key;
	return 0;
}

/* A person on record is kept by the name, ID and birth of the effective day. */
static int
enter_person(struct job *job, const struct life *life)
{
	const struct record *now = life_at(life, job->effective);
	const struct value *sealed = record_value(now, "resident_id");
	struct person_entry *person = ARENA_NEW(job->arena, struct person_entry);
	char *resident_id;
	int status = 0;

	if (!person)
		return FAIL_MEMORY;
	*person = (struct person_entry){
		.id = life->id, .life = life, .name = plain_name(job->arena, record_value(now, "name")->text),
		.birth = record_value(now, "birth")->type == VALUE_NULL ? DAY_NONE
		                                                        : (day_no)record_value(now, "birth")->number,
	};
	if (!person->name)
		return FAIL_MEMORY;
	if (sealed->type == VALUE_TEXT)
		status = secret_open(&job->call->installation->secret, job->arena, sealed->text, &resident_id);
	if (status == 0 && sealed->type == VALUE_TEXT)
		status = key_of(job, resident_id, &person->key);
	return status < 0 ? status : put_person(job, person);
}

/* Reads persons that are not known yet. */
static int
enter_persons(struct job *job, const char *field, const struct values *keys)
{
	size_t before = job->persons.count;
	int status = lives_read(job->db, &job->persons, field, keys->items, keys->count);

	for (size_t i = before; i < job->persons.count && status == 0; i++)
		status = enter_person(job, job->persons.items[i]);
	return status;
}

/* Reads the persons that records name. */
static int
enter_named(struct job *job, const struct lives *lives)
{
	struct values ids = {0};
	int status = 0;

	for (size_t i = 0; i < lives->count && status == 0; i++) {
		const struct value *person = record_value(lives->items[i]->versions[0], "person");

		if (!lives_find(&job->persons, person->number))
			status = values_add(job->arena, &ids, *person);
	}
	return status < 0 ? status : enter_persons(job, NULL, &ids);
}

/* Each run of versions about one place is a mention of its person there. */
static int
mention_lives(struct job *job, const struct lives *lives, int how, const char *where, const char *what)
{
	const char *about[] = {where, what, NULL};
	int status = 0;

	for (size_t i = 0; i < lives->count; i++) {
		const struct life *life = lives->items[i];
		struct person_entry *person = person_by_id(job, record_value(life->versions[0], "person")->number);

		for (size_t at = 0, run; person && at < life->count && status == 0; at += run) {
			const struct record *first = life->versions[at];
			struct mention mention = {
				.person = person, .since = first->since, .on_record = true,
				.what = record_value(first, what)->number,
			};

			run = life_run(life, at, about);
			mention.until = life->versions[at + run - 1]->until;
			status = add_mention(job, how, record_value(first, where)->number, &mention);
		}
	}
	return status;
}

static int
gather_ids(struct job *job, enum sheet sheet, int column, struct values *keys)
{
	int status = 0;

	for (size_t i = 0; i < job->rows[sheet].count && status == 0; i++) {
		const struct book_row *row = job->rows[sheet].rows[i];
		const char *key;

		if (!has(row, column))
			continue;
		status = key_of(job, text_in(row, column), &key);
		if (status == 0)
			status = values_add(job->arena, keys, TEXT(key));
	}
	return status;
}

static int
gather_bodies(struct job *job, enum sheet sheet, struct values *ids)
{
	int status = 0;

	for (size_t i = 0; i < job->rows[sheet].count && status == 0; i++) {
		const struct body_entry *body = job->rows[sheet].rows[i]->body;

		if (body && body->life)
			status = values_add(job->arena, ids, INT(body->id));
	}
	return status;
}

static int
gather_units(struct job *job, struct values *ids)
{
	int status = 0;

	for (size_t i = 0; i < job->rows[SHEET_COVERAGE].count && status == 0; i++) {
		const struct unit_entry *unit = job->rows[SHEET_COVERAGE].rows[i]->unit;

		if (unit && unit->life)
			status = values_add(job->arena, ids, INT(unit->id));
	}
	return status;
}

static int
load_relations(struct job *job)
{
	struct values bodies = {0}, posts = {0}, units = {0};
	int status = gather_bodies(job, SHEET_MEMBER, &bodies);

	if (status == 0)
		status = gather_bodies(job, SHEET_POST, &bodies);
	if (status == 0)
		status = lives_read(job->db, &job->memberships, "body", bodies.items, bodies.count);
	if (status == 0)
		status = gather_bodies(job, SHEET_POST, &posts);
	if (status == 0)
		status = lives_read(job->db, &job->posts, "body", posts.items, posts.count);
	if (status == 0)
		status = gather_units(job, &units);
	return status < 0 ? status : lives_read(job->db, &job->dispatches, "unit", units.items, units.count);
}

static int
load_persons(struct job *job)
{
	struct values keys = {0};
	int status = gather_ids(job, SHEET_MEMBER, MEMBER_RESIDENT_ID, &keys);

	if (status == 0)
		status = gather_ids(job, SHEET_POST, POST_RESIDENT_ID, &keys);
	if (status == 0)
		status = gather_ids(job, SHEET_COVERAGE, COVERAGE_RESIDENT_ID, &keys);
	if (status == 0)
		status = enter_persons(job, "resident_id", &keys);
	if (status == 0)
		status = load_relations(job);
	if (status == 0)
		status = enter_named(job, &job->memberships);
	if (status == 0)
		status = enter_named(job, &job->posts);
	if (status == 0)
		status = enter_named(job, &job->dispatches);
	if (status == 0)
		status = mention_lives(job, &job->memberships, IN_BODY, "body", "joined");
	if (status == 0)
		status = mention_lives(job, &job->posts, HOLDS_POST, "body", "position");
	return status < 0 ? status : mention_lives(job, &job->dispatches, DISPATCHED, "unit", "role");
}

/* --- choosing ------------------------------------------------------------------------------ */

/* What of a row names its person. */
struct naming {
	struct book_row *row;
	int name_column, id_column;
	const char *name;
	const char *resident_id;         /* or null */
	day_no since, until;             /* since DAY_NONE: not given */
	day_no birth;                    /* DAY_NONE: not given */
	int64_t what;                    /* as in a mention */
	const struct mentions *members, *posts, *dispatches;
};

/* Which mentions of the name fit; all that are given must hold. */
struct fitting {
	bool same_what, same_start, same_birth;
	bool current;                    /* on the effective day */
	bool covering;                   /* it covers the row's first day */
	bool unclaimed;                  /* on record, and no other row is about the person */
};

struct chosen {
	struct person_entry *person;
	bool several;
};

static bool
is_current(const struct job *job, const struct mention *mention)
{
	return mention->since <= job->effective ? job->effective < mention->until
	                                        : !mention->on_record && mention->until == DAY_OPEN;
}

static bool
fits(const struct job *job, const struct naming *naming, const struct mention *mention, const struct fitting *fitting)
{
	const struct person_entry *person = mention->person;

	/* A row that brings an ID looks for one without. */
	if (naming->resident_id && person->key)
		return false;
	/* Known births that differ are two persons; but alone they may be a correction. */
	if (naming->birth != DAY_NONE && person->birth != DAY_NONE && naming->birth != person->birth &&
	    (!fitting->unclaimed || mention->what != naming->what))
		return false;
	return (!fitting->same_what || mention->what == naming->what) &&
	       (!fitting->same_start || mention->since == naming->since) &&
	       (!fitting->same_birth || person->birth == naming->birth) &&
	       (!fitting->current || is_current(job, mention)) &&
	       (!fitting->covering || (mention->since <= naming->since && naming->since < mention->until)) &&
	       (!fitting->unclaimed || (mention->on_record && !person->row));
}

/* The person among the mentions that fit; `several` where there is more than one. */
static struct chosen
choose(const struct job *job, const struct naming *naming, const struct mentions *among, struct fitting fitting)
{
	struct chosen chosen = {0};

	for (size_t i = 0; among && i < among->count; i++) {
		if (!fits(job, naming, &among->items[i], &fitting))
			continue;
		if (chosen.person && chosen.person != among->items[i].person)
			chosen.several = true;
		chosen.person = among->items[i].person;
	}
	return chosen;
}

/* A narrower choice takes the place of one among several where it decides. */
static void
narrow(struct chosen *chosen, struct chosen narrower)
{
	if (chosen->several && narrower.person && !narrower.several)
		*chosen = narrower;
}

/* A member's row: who joined on the same day; at last the only one of the name, whose day it corrects. */
static struct chosen
choose_member(const struct job *job, const struct naming *naming, bool at_last)
{
	struct chosen chosen = choose(job, naming, naming->members, (struct fitting){.same_what = true});

	narrow(&chosen, choose(job, naming, naming->members, (struct fitting){.same_what = true, .same_start = true}));
	narrow(&chosen, choose(job, naming, naming->members, (struct fitting){.same_what = true, .same_birth = true}));
	if (chosen.person || !at_last)
		return chosen;
	return choose(job, naming, naming->members, (struct fitting){.current = true, .unclaimed = true});
}

/* An officer's row: who holds this post since that day, else a current member, else who holds another post there. */
static struct chosen
choose_officer(const struct job *job, const struct naming *naming)
{
	struct chosen chosen = choose(job, naming, naming->posts,
	                              (struct fitting){.same_what = true, .same_start = true});

	if (!chosen.person) {
		chosen = choose(job, naming, naming->members, (struct fitting){.current = true});
		narrow(&chosen, choose(job, naming, naming->members, (struct fitting){.current = true, .covering = true}));
	}
	return chosen.person ? chosen : choose(job, naming, naming->posts, (struct fitting){.current = true});
}

static struct chosen
choose_dispatched(const struct job *job, const struct naming *naming)
{
	struct chosen chosen = choose(job, naming, naming->dispatches,
	                              (struct fitting){.same_what = true, .same_start = true});

	return chosen.person ? chosen : choose(job, naming, naming->dispatches, (struct fitting){.current = true});
}

static struct chosen
choose_by_name(const struct job *job, const struct naming *naming, bool at_last)
{
	switch (naming->row->layout->sheet) {
	case SHEET_MEMBER:
		return choose_member(job, naming, at_last);
	case SHEET_POST:
		return choose_officer(job, naming);
	default:
		return choose_dispatched(job, naming);
	}
}

static int
new_person(struct job *job, const struct naming *naming, struct person_entry **ret_person)
{
	struct person_entry *person = ARENA_NEW(job->arena, struct person_entry);

	if (!person)
		return FAIL_MEMORY;
	*person = (struct person_entry){
		.id = act_new_id(job->act), .name = naming->name, .birth = DAY_NONE,
		.since = naming->since == DAY_NONE ? job->effective : naming->since,
	};
	*ret_person = person;
	return 0;
}

/* Whoever has the ID; the name must be theirs. */
static int
take_known(struct job *job, const struct naming *naming, struct person_entry *person)
{
	if (strcmp(person->name, naming->name) != 0)
		return fault_at(job, naming->row, naming->id_column,
		                "这个公民身份号码登记在另一个姓名之下；请核对姓名和号码。",
		                "This resident ID is on record under another name; check name and number.");
	naming->row->person = person;
	return 0;
}

static int
take_by_name(struct job *job, const struct naming *naming, const char *key, bool at_last)
{
	struct chosen chosen = choose_by_name(job, naming, at_last);
	struct person_entry *person = chosen.person;
	int status = 0;

	if (!person && !at_last)
		return 0;

	if (chosen.several && key)
		return fault_at(job, naming->row, naming->name_column,
		                "同名而未登记公民身份号码的人员不止一个，无法确定是哪一个。",
		                "More than one person of this name has no resident ID on record; which one is meant cannot be told.");
	if (chosen.several)
		return fault_at(job, naming->row, naming->name_column,
		                "符合这一行的同名人员不止一个；请填写公民身份号码。",
		                "More than one person of this name fits the row; give the resident ID.");
	if (!person)
		status = new_person(job, naming, &person);
	if (status == 0 && key) {
		person->key = key;
		person->resident_id = naming->resident_id;
		person->id_row = naming->row;
	}
	if (status == 0 && (key || !chosen.person))
		status = put_person(job, person);
	naming->row->person = person;
	return status;
}

static int
match(struct job *job, const struct naming *naming, bool at_last)
{
	const char *key = NULL;
	struct person_entry *known = NULL;
	int status = 0;

	if (naming->resident_id) {
		status = key_of(job, naming->resident_id, &key);
		known = status == 0 ? map_get(&job->persons_by_key, key) : NULL;
	}
	if (status < 0)
		return status;
	return known ? take_known(job, naming, known) : take_by_name(job, naming, key, at_last);
}

/* --- rows ------------------------------------------------------------------------------------ */

/* The name as it is kept takes the cell's place. */
static int
tidy_name(struct job *job, struct book_row *row, int column)
{
	char *name = plain_name(job->arena, text_in(row, column));

	if (!name)
		return FAIL_MEMORY;
	row->cells[column] = TEXT(name);
	return 0;
}

static const struct mentions *
mentions_of(struct job *job, int how, int64_t where, const char *name)
{
	const char *key = mention_key(job, how, where, name);

	return key ? map_get(&job->mentions, key) : NULL;
}

/* A row of a dated sheet: where its person, days and place stand. */
struct shape {
	enum sheet sheet;
	int name, resident_id, birth, since, last, what, how;
};

static const struct shape shapes[] = {
	{SHEET_MEMBER, MEMBER_NAME, MEMBER_RESIDENT_ID, MEMBER_BIRTH, MEMBER_SINCE, MEMBER_LAST, -1, IN_BODY},
	{SHEET_POST, POST_NAME, POST_RESIDENT_ID, POST_BIRTH, POST_SINCE, POST_LAST, POST_POSITION, HOLDS_POST},
	{SHEET_COVERAGE, COVERAGE_BY, COVERAGE_RESIDENT_ID, -1, COVERAGE_SINCE, COVERAGE_LAST, COVERAGE_MODE,
	 DISPATCHED},
};

static int64_t
what_of(const struct book_row *row, const struct shape *shape)
{
	int64_t number = shape->what < 0 ? 0 : cell(row, shape->what)->number;

	if (shape->sheet == SHEET_MEMBER)
		return has(row, MEMBER_JOINED) ? day_in(row, MEMBER_JOINED) : DAY_NONE;
	if (shape->sheet == SHEET_POST)
		return number;
	return number == MODE_INSTRUCTOR ? INSTRUCTOR : LIAISON;
}

static int
match_row(struct job *job, struct book_row *row, const struct shape *shape, bool at_last)
{
	int64_t where = shape->sheet == SHEET_COVERAGE ? row->unit->id : row->body->id;
	const char *name = text_in(row, shape->name);
	struct naming naming = {
		.row = row, .name_column = shape->name, .id_column = shape->resident_id, .name = name,
		.resident_id = text_in(row, shape->resident_id), .since = day_in(row, shape->since),
		.until = end_in(row, shape->last), .what = what_of(row, shape),
		.birth = shape->birth < 0 ? DAY_NONE : day_in(row, shape->birth),
	};
	struct mention mention;
	int status;

	if (shape->sheet != SHEET_COVERAGE)
		naming.members = mentions_of(job, IN_BODY, where, name);
	if (shape->sheet == SHEET_POST)
		naming.posts = mentions_of(job, HOLDS_POST, where, name);
	if (shape->sheet == SHEET_COVERAGE)
		naming.dispatches = mentions_of(job, DISPATCHED, where, name);
	status = match(job, &naming, at_last);
	if (status < 0 || !row->person)
		return status;
	if (!row->person->row)
		row->person->row = row;
	if (row->person->birth == DAY_NONE && shape->sheet == SHEET_MEMBER)
		row->person->birth = naming.birth;
	if (!row->person->life && naming.since != DAY_NONE && naming.since < row->person->since)
		row->person->since = naming.since;
	mention = (struct mention){row->person, naming.since == DAY_NONE ? job->effective : naming.since,
	                           naming.until, naming.what, false};
	return add_mention(job, shape->how, where, &mention);
}

/* Whether the row names a person in a place that is known. */
static bool
names_person(const struct book_row *row, const struct shape *shape)
{
	if (!has(row, shape->name) || (shape->what >= 0 && !has(row, shape->what)) ||
	    (row->unreadable & 1u << shape->resident_id))
		return false;
	if (shape->sheet == SHEET_COVERAGE)
		return row->unit && cell(row, COVERAGE_MODE)->number >= MODE_INSTRUCTOR;
	return row->body != NULL;
}

/*
 * First the rows that bring an ID; then those that agree with what is known;
 * at last the others, which correct it or bring new persons.
 */
static int
match_sheet(struct job *job, const struct shape *shape)
{
	const struct book_rows *rows = &job->rows[shape->sheet];
	int status = 0;

	for (size_t i = 0; i < rows->count && status == 0; i++)
		if (names_person(rows->rows[i], shape))
			status = tidy_name(job, rows->rows[i], shape->name);
	for (int turn = 0; turn < 3; turn++)
		for (size_t i = 0; i < rows->count && status == 0; i++) {
			struct book_row *row = rows->rows[i];

			if (names_person(row, shape) && !row->person && has(row, shape->resident_id) == (turn == 0))
				status = match_row(job, row, shape, turn != 1);
		}
	return status;
}

/* The places that rows of persons name. */
static int
resolve_places(struct job *job)
{
	static const struct { enum sheet sheet; int body, since; } places[] = {
		{SHEET_MEMBER, MEMBER_BODY, MEMBER_SINCE}, {SHEET_POST, POST_BODY, POST_SINCE},
		{SHEET_TERM, TERM_BODY, TERM_SINCE},
	};
	int status = 0;

	for (size_t p = 0; p < sizeof places / sizeof *places; p++)
		for (size_t i = 0; i < job->rows[places[p].sheet].count && status == 0; i++) {
			struct book_row *row = job->rows[places[p].sheet].rows[i];
			day_no on = day_in(row, places[p].since);

			if (has(row, places[p].body))
				status = body_resolve(job, row, places[p].body, text_in(row, places[p].body),
				                      on == DAY_NONE ? job->effective : on, &row->body);
		}
	for (size_t i = 0; i < job->rows[SHEET_COVERAGE].count && status == 0; i++) {
		struct book_row *row = job->rows[SHEET_COVERAGE].rows[i];

		if (has(row, COVERAGE_UNIT))
			status = unit_resolve(job, row, COVERAGE_UNIT,
			                      has(row, COVERAGE_SINCE) ? day_in(row, COVERAGE_SINCE) : job->effective,
			                      &row->unit);
	}
	return status;
}

int
persons_match(struct job *job)
{
	int status = resolve_places(job);

	if (status == 0)
		status = load_persons(job);
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes && status == 0; i++)
		status = match_sheet(job, &shapes[i]);
	return status;
}
