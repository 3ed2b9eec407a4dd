#include "party/due_parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "party/action.h"
#include "party/place.h"

#define HUBS_MIN 3       /* fewer committees below are not worth their bookkeeping */
#define REST_MAX 40      /* more beside them, and one pass over all is quicker */
#define ENTRIES_MAX 64   /* more than these since then: derived anew */

_Static_assert(REST_MAX == 40 && ENTRIES_MAX == 64, "the statements say so, too");

/* ---- parts ---- */

#define VALID(alias) alias ".ended is null and " alias ".since <= $2 and " alias ".until > $2"

STATEMENT(bodies_below,
	"select a.body, b.type, coalesce(b.unit, 0) from affiliation a join body b on b.id = a.body and " VALID("b")
	" where a.superior = $1 and a.relation = 1 and a.body is not null and " VALID("a"));
STATEMENT(units_below,
	"select a.unit from affiliation a where a.superior = $1 and a.relation = 1 and a.unit is not null and "
	VALID("a") " limit 41"); /* REST_MAX and one */

static int
add_rest(struct arena *arena, const char *scope, int64_t id, struct due_parts *parts)
{
	const char *from = arena_printf(arena, "%s%" PRId64 "/", scope, id);
	const char *to = from ? path_end(arena, from) : NULL;

	if (!to)
		return FAIL_MEMORY;
	parts->rest[parts->rest_count++] = (struct path_range){from, to};
	return 0;
}

static int
add_hub(struct arena *arena, const char *scope, int64_t id, struct due_parts *parts)
{
	if (ARENA_GROW(arena, parts->hubs, parts->hub_count, parts->hub_room) < 0)
		return FAIL_MEMORY;
	parts->hubs[parts->hub_count] = arena_printf(arena, "%s%" PRId64 "/", scope, id);
	return parts->hubs[parts->hub_count++] ? 0 : FAIL_MEMORY;
}

static int
add_below(struct db *db, struct arena *arena, const char *scope, const char *sql, struct value node, day_no on,
          struct due_parts *parts)
{
	struct rows *rows;
	int status = db_query(db, sql, (const struct value[]){node, INT(on)}, 2, &rows);

	if (status < 0)
		return status;
	while (parts->rest_count <= REST_MAX && (status = rows_next(rows)) > 0) {
		bool hub = rows_columns(rows) > 1 && type_is_hub(rows_int(rows, 1), rows_int(rows, 2));

		if ((status = (hub ? add_hub : add_rest)(arena, scope, rows_int(rows, 0), parts)) < 0)
			break;
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

int
due_parts_of(struct db *db, struct arena *arena, const char *scope, day_no on, struct due_parts *ret_parts)
{
	struct due_parts parts = {.rest = ARENA_ARRAY(arena, REST_MAX + 2, struct path_range)};
	const char *itself = arena_printf(arena, "%s\x01", scope);
	int64_t ids[PATH_DEPTH_MAX];
	size_t depth = path_ids(scope, ids);
	int status = parts.rest && itself ? 0 : FAIL_MEMORY;

	*ret_parts = (struct due_parts){0};
	if (status < 0 || depth == 0)
		return status;
	parts.rest[parts.rest_count++] = (struct path_range){scope, itself};
	status = add_below(db, arena, scope, bodies_below, INT(ids[depth - 1]), on, &parts);
	if (status == 0 && parts.hub_count >= HUBS_MIN)
		status = add_below(db, arena, scope, units_below, INT(ids[depth - 1]), on, &parts);
	if (status == 0 && parts.hub_count >= HUBS_MIN && parts.rest_count <= REST_MAX)
		*ret_parts = parts;
	return status;
}

/* ---- what an entry may have changed ---- */

STATEMENT(entries_after, "select action, node, subject from journal where number > $1 and number <= $2 order by number limit 64"); /* ENTRIES_MAX */

/* Actions that touch one subject where it hangs, whose place the entry names. */
static bool
is_local(const char *action)
{
	static const char *const names[] = {
		"change-unit", "add-charter", "change-charter", "close-charter", "add-pledge", "close-pledge", "add-dispatch",
		"close-dispatch", "add-term", "close-term", "add-post", "close-post", "change-person", "add-person",
		"add-membership", "close-membership", "submit-matter", "return-matter", "withdraw-matter",
	};

	if (strncmp(action, "draft-", 6) == 0 || strncmp(action, "amend-", 6) == 0)
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], action) == 0)
			return true;
	return false;
}

/* Actions about accounts and roles, and the export: nothing becomes due by them. */
static bool
is_apart(const char *action)
{
	const struct action *const tables[] = {account_actions, grant_actions};

	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
		for (const struct action *at = tables[t]; at->name; at++)
			if (strcmp(at->name, action) == 0)
				return true;
	return strcmp(action, "export") == 0;
}

/* Whether a place lies under a path prefix, or above it. */
static int
is_near(struct db *db, struct arena *arena, int64_t node, const char *scope, day_no today, bool *ret_near)
{
	const char *path = NULL;
	int status = node ? placement_path(db, arena, node, today, &path) : 0;

	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	*ret_near = !path || strncmp(path, scope, strlen(scope)) == 0 || strncmp(scope, path, strlen(path)) == 0;
	return 0;
}

STATEMENT(joint_bodies, "select body from coverage where unit = $1 and mode in (2, 3) and ended is null"
                        " and body is not null");

/* A unit's figures count for the joint bodies that cover it, wherever these hang. */
static int
covers_near(struct db *db, struct arena *arena, int64_t unit, const char *scope, day_no today, bool *ret_near)
{
	bool near = false;
	struct rows *rows;
	int status = db_query(db, joint_bodies, ARGS(INT(unit)), &rows);

	if (status < 0)
		return status;
	while (!near && (status = rows_next(rows)) > 0)
		if ((status = is_near(db, arena, rows_int(rows, 0), scope, today, &near)) < 0)
			break;
	rows_close(rows);
	if (status >= 0)
		*ret_near = near;
	return status < 0 ? status : 0;
}

static int
entry_touches(struct db *db, struct arena *arena, const struct rows *entry, const char *scope, day_no today,
              bool *ret_touches)
{
	const char *action = rows_text(entry, 0);
	int status;

	*ret_touches = false;
	if (is_apart(action))
		return 0;
	*ret_touches = true;
	if (!is_local(action))
		return 0;
	status = is_near(db, arena, rows_int(entry, 1), scope, today, ret_touches);
	if (status == 0 && !*ret_touches && strcmp(action, "change-unit") == 0)
		status = covers_near(db, arena, rows_int(entry, 2), scope, today, ret_touches);
	return status;
}

int
due_touched(struct db *db, struct arena *arena, const char *scope, int64_t after, int64_t to, day_no today,
            bool *ret_touched)
{
	bool touched = to - after > ENTRIES_MAX;
	struct rows *rows;
	int status;

	*ret_touched = true;
	if (touched)
		return 0;
	status = db_query(db, entries_after, ARGS(INT(after), INT(to)), &rows);
	if (status < 0)
		return status;
	while (!touched && (status = rows_next(rows)) > 0)
		if ((status = entry_touches(db, arena, rows, scope, today, &touched)) < 0)
			break;
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_touched = touched;
	return 0;
}
