#include "party/workbook_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

#define DEPTH_MAX 32 /* parts of a path */

STATEMENT(bodies_all, "select id, name, since, until from body where ended is null order by id, since");
STATEMENT(edges_all, "select body, superior, since, until from affiliation where relation = 1 and body is not null"
                     " and ended is null order by body, since");
STATEMENT(bodies_count, "select count(distinct id) from body where ended is null");
STATEMENT(shared_bodies, "select name from body where ended is null group by name having count(distinct id) > 1");
STATEMENT(shared_units, "select name from unit where ended is null group by name having count(distinct id) > 1");

int
names_by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static struct body_name *
find(const struct names *names, int64_t id)
{
	return bsearch(&id, names->bodies, names->body_count, sizeof *names->bodies, names_by_id);
}

/* Versions come by first day: the name is that of the last one begun by the day, or of the first. */
static int
read_bodies(struct db *db, struct arena *arena, struct names *names)
{
	int64_t room = 0;
	struct body_name *body = NULL;
	struct rows *rows;
	int status = db_number(db, bodies_count, NO_ARGS, &room);

	names->bodies = ARENA_ARRAY(arena, (size_t)room, struct body_name);
	if (status < 0 || !names->bodies)
		return status < 0 ? status : FAIL_MEMORY;
	status = db_query(db, bodies_all, NO_ARGS, &rows);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		bool first = !body || body->id != rows_int(rows, 0);

		if (first && names->body_count == (size_t)room)
			break; /* not in one transaction with the count: the rest is left out */
		if (first) {
			body = &names->bodies[names->body_count++];
			body->id = rows_int(rows, 0);
			body->since = rows_day(rows, 2);
		}
		body->until = rows_day(rows, 3);
		if (!first && rows_day(rows, 2) > names->as_of)
			continue;
		body->name = rows_dup(rows, 1, arena);
		if (!body->name) {
			status = FAIL_MEMORY;
			break;
		}
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

/* The edge on the day, or on the body's nearest. */
static int
read_edges(struct db *db, struct names *names)
{
	struct rows *rows;
	int status = db_query(db, edges_all, NO_ARGS, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		struct body_name *body = find(names, rows_int(rows, 0));
		day_no on = names->as_of;

		if (!body)
			continue;
		if (on < body->since)
			on = body->since;
		if (on >= body->until)
			on = body->until - 1;
		if (rows_day(rows, 2) <= on && on < rows_day(rows, 3))
			body->superior = rows_int(rows, 1);
	}
	rows_close(rows);
	return status;
}

static int
read_shared(struct db *db, struct arena *arena, const char *sql, struct map *map)
{
	struct rows *rows;
	int status = db_query(db, sql, NO_ARGS, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		char *name = rows_dup(rows, 0, arena);
		void **slot = name ? map_at(map, name) : NULL;

		if (!slot) {
			status = FAIL_MEMORY;
			break;
		}
		*slot = name;
	}
	rows_close(rows);
	return status;
}

int
names_read(struct db *db, struct arena *arena, day_no as_of, struct names *ret_names)
{
	struct names names = {.as_of = as_of, .body_shared = map_in(arena), .unit_shared = map_in(arena)};
	int status = read_bodies(db, arena, &names);

	if (status == 0)
		status = read_edges(db, &names);
	if (status == 0)
		status = read_shared(db, arena, shared_bodies, &names.body_shared);
	if (status == 0)
		status = read_shared(db, arena, shared_units, &names.unit_shared);
	if (status == 0)
		*ret_names = names;
	return status;
}

int64_t
names_superior(const struct names *names, int64_t body)
{
	const struct body_name *found = find(names, body);

	return found ? found->superior : 0;
}

static const char *
body_path(const struct names *names, struct arena *arena, int64_t id, int depth)
{
	const struct body_name *body = find(names, id);
	const char *above = "";

	if (!body || depth > DEPTH_MAX || !map_get(&names->body_shared, body->name))
		return body ? body->name : NULL;
	if (body->superior)
		above = body_path(names, arena, body->superior, depth + 1);
	return above ? arena_printf(arena, "%s/%s", above, body->name) : NULL;
}

const char *
names_body(const struct names *names, struct arena *arena, int64_t body)
{
	return body_path(names, arena, body, 0);
}

const char *
names_unit(const struct names *names, struct arena *arena, const struct life *unit)
{
	const struct record *now = unit ? life_at(unit, life_clamp(unit, names->as_of)) : NULL;
	const char *name = now ? record_value(now, "name")->text : NULL;

	if (!name || !map_get(&names->unit_shared, name))
		return name;
	if (record_value(now, "code")->type == VALUE_TEXT)
		return record_value(now, "code")->text;
	return arena_printf(arena, "%s/%s", record_value(now, "region")->text, name);
}
