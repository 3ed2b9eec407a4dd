#include "party/lives.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "registry/tables.h"

#define SQL_MAX ((size_t)16 << 10)
#define ID_TEXT 24

struct lives
lives_of(struct arena *arena, const struct kind *kind)
{
	return (struct lives){.arena = arena, .kind = kind, .by_id = map_in(arena)};
}

struct life *
lives_find(const struct lives *lives, int64_t id)
{
	char key[ID_TEXT];

	snprintf(key, sizeof key, "%" PRId64, id);
	return map_get(&lives->by_id, key);
}

static int
add_life(struct lives *lives, int64_t id, struct life **ret_life)
{
	struct life *life = ARENA_NEW(lives->arena, struct life);
	char *key = arena_printf(lives->arena, "%" PRId64, id);
	void **slot = life && key ? map_at(&lives->by_id, key) : NULL;

	if (!slot)
		return FAIL_MEMORY;
	if (ARENA_GROW(lives->arena, lives->items, lives->count, lives->room) < 0)
		return FAIL_MEMORY;
	*life = (struct life){.kind = lives->kind, .id = id};
	lives->items[lives->count++] = life;
	*slot = life;
	*ret_life = life;
	return 0;
}

/* A full list has a power of two of them. */
static int
add_version(struct arena *arena, struct life *life, struct record *record)
{
	if ((life->count & (life->count - 1)) == 0) {
		struct record **versions = ARENA_ARRAY(arena, life->count ? 2 * life->count : 1, struct record *);

		if (!versions)
			return FAIL_MEMORY;
		if (life->count)
			memcpy(versions, life->versions, life->count * sizeof *versions);
		life->versions = versions;
	}
	life->versions[life->count++] = record;
	return 0;
}

/* Rows come by identity and first day; one that was read before is skipped. */
static int
collect(struct lives *lives, struct rows *rows)
{
	struct life *life = NULL;
	int64_t skipped = 0;
	int status;

	while ((status = rows_next(rows)) > 0) {
		int64_t id = rows_int(rows, COL_ID);
		struct record *record;

		if (id == skipped)
			continue;
		if (!life || life->id != id) {
			if (lives_find(lives, id)) {
				skipped = id;
				continue;
			}
			status = add_life(lives, id, &life);
		}
		if (status >= 0)
			status = record_from_row(lives->arena, lives->kind, rows, 0, &record);
		if (status >= 0)
			status = add_version(lives->arena, life, record);
		if (status < 0)
			break;
	}
	return status;
}

static void
places(struct buf *sql)
{
	buf_puts(sql, " in (");
	for (int i = 1; i <= LIVES_CHUNK; i++)
		buf_printf(sql, "%s$%d", i > 1 ? ", " : "", i);
	buf_puts(sql, ")");
}

/* The identities of records that have one of the keys in a field; the field stands as its index has it. */
static void
keys_sql(const struct kind *kind, const char *name, struct buf *sql)
{
	const struct field *field = &kind->fields[field_index(kind, name)];

	buf_printf(sql, "select distinct k.id from %s k where k.ended is null and ", kind->name);
	if (field->type == FIELD_RESIDENT)
		buf_printf(sql, "k.%s_key", field->name);
	else if (field->type == FIELD_REF)
		buf_printf(sql, "k.%s", field->name);
	else
		sort_sql(field, "k", sql);
	places(sql);
}

static void
versions_sql(const struct kind *kind, struct buf *sql)
{
	buf_puts(sql, "select r.id, r.since, r.until, r.made, r.ended");
	fields_sql(kind, "r", sql);
	buf_printf(sql, " from %s r where r.ended is null and r.id", kind->name);
	places(sql);
	buf_puts(sql, " order by r.id, r.since");
}

/* Runs a statement for all keys, LIVES_CHUNK at a time; the last time repeats the last key. */
static int
each_chunk(struct db *db, const struct buf *sql, const struct values *keys,
           int (*take)(struct lives *lives, struct rows *rows, struct values *ids), struct lives *lives,
           struct values *ids)
{
	struct value args[LIVES_CHUNK];
	int status = buf_status(sql);

	for (size_t at = 0; at < keys->count && status >= 0; at += LIVES_CHUNK) {
		struct rows *rows;

		for (size_t i = 0; i < LIVES_CHUNK; i++)
			args[i] = keys->items[at + i < keys->count ? at + i : keys->count - 1];
		status = db_query(db, buf_text(sql), args, LIVES_CHUNK, &rows);
		if (status < 0)
			break;
		status = take(lives, rows, ids);
		rows_close(rows);
	}
	return status < 0 ? status : 0;
}

static int
take_ids(struct lives *lives, struct rows *rows, struct values *ids)
{
	int status;

	while ((status = rows_next(rows)) > 0)
		if (!lives_find(lives, rows_int(rows, 0)) &&
		    (status = values_add(lives->arena, ids, INT(rows_int(rows, 0)))) < 0)
			break;
	return status;
}

static int
take_versions(struct lives *lives, struct rows *rows, struct values *ids)
{
	(void)ids;
	return collect(lives, rows);
}

static int
by_number(const void *a, const void *b)
{
	const struct value *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

int
lives_read(struct db *db, struct lives *lives, const char *field, const struct value *keys, size_t count)
{
	const struct values given = {.items = (struct value *)keys, .count = count};
	struct values ids = {0};
	struct buf sql;
	int status = 0;

	buf_init(&sql, SQL_MAX);
	/* In two steps: in one, PostgreSQL joins the table to itself without an index while it has no statistics. */
	if (field) {
		keys_sql(lives->kind, field, &sql);
		status = each_chunk(db, &sql, &given, take_ids, lives, &ids);
		if (ids.count)
			qsort(ids.items, ids.count, sizeof *ids.items, by_number);
		buf_clear(&sql);
	}
	versions_sql(lives->kind, &sql);
	if (status == 0)
		status = each_chunk(db, &sql, field ? &ids : &given, take_versions, lives, NULL);
	buf_free(&sql);
	return status;
}

day_no
life_since(const struct life *life)
{
	return life->versions[0]->since;
}

day_no
life_until(const struct life *life)
{
	return life->versions[life->count - 1]->until;
}

day_no
life_clamp(const struct life *life, day_no day)
{
	if (day < life_since(life))
		return life_since(life);
	return day < life_until(life) ? day : life_until(life) - 1;
}

struct record *
life_at(const struct life *life, day_no day)
{
	size_t at = life->count - 1;

	while (at > 0 && life->versions[at]->since > day)
		at--;
	return life->versions[at];
}

bool
value_same(const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return false;
	return a->type == VALUE_NULL || (a->type == VALUE_INT ? a->number == b->number
	                                                      : strcmp(a->text, b->text) == 0);
}

size_t
life_run(const struct life *life, size_t first, const char *const *about)
{
	size_t at = first + 1;

	for (; at < life->count && life->versions[at]->since == life->versions[at - 1]->until; at++)
		for (const char *const *field = about; *field; field++)
			if (!value_same(record_value(life->versions[at], *field),
			                record_value(life->versions[first], *field)))
				return at - first;
	return at - first;
}

int
values_add(struct arena *arena, struct values *values, struct value value)
{
	if (ARENA_GROW(arena, values->items, values->count, values->room) < 0)
		return FAIL_MEMORY;
	values->items[values->count++] = value;
	return 0;
}
