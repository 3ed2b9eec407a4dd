#include "party/place.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

bool
body_may_be_root(int64_t type, int64_t unit)
{
	switch (type) {
	case COMPREHENSIVE_COMMITTEE:
	case AGENCY:
	case ORGANIZATION_DEPARTMENT:
	case WORK_COMMITTEE:
	case LEADING_GROUP:
		return true;
	case COMMITTEE:
	case GENERAL_BRANCH:
		return unit == 0;
	default:
		return false;
	}
}

/* --- finding places --------------------------------------------------------------- */

/* A walk upwards from one subject; the stack tells when it comes round. */
struct walk {
	struct loader *loader;
	int64_t stack[PATH_DEPTH_MAX];
	size_t depth;
};

struct found {
	struct places places;
	size_t room;
};

static int
add_place(struct arena *arena, struct found *to, day_no since, day_no until, const char *path)
{
	struct place *last = to->places.count ? &to->places.at[to->places.count - 1] : NULL;

	if (!path)
		return FAIL_MEMORY;
	if (last && last->until == since && strcmp(last->path, path) == 0) {
		last->until = until;
		return 0;
	}
	if (ARENA_GROW(arena, to->places.at, to->places.count, to->room) < 0)
		return FAIL_MEMORY;
	to->places.at[to->places.count++] = (struct place){.since = since, .until = until, .path = path};
	return 0;
}

/* What a walk asks about the subject it stands at. */
struct stand {
	int64_t id;
	bool body;
	const struct spans *versions, *edges;
};

static int walk_up(struct walk *walk, const struct stand *stand, day_no since, day_no until, struct found *to);

/* Days without an edge: the top of a tree, or nowhere. */
static int
at_the_top(struct walk *walk, const struct stand *stand, const struct span *version, day_no since, day_no until,
           struct found *to)
{
	if (since >= until || !stand->body || !body_may_be_root(version->a, version->b))
		return 0;
	return add_place(walk->loader->chunk, to, since, until,
	                 arena_printf(walk->loader->chunk, "/%" PRId64 "/", stand->id));
}

/* Days under one superior: its places, each with the subject behind. */
static int
under_superior(struct walk *walk, const struct stand *stand, int64_t superior, day_no since, day_no until,
               struct found *to)
{
	struct arena *arena = walk->loader->chunk;
	struct found above = {0};
	const struct node *node;
	int status = loader_node(walk->loader, superior, &node);

	if (status < 0)
		return status;
	for (size_t i = 0; i < walk->depth; i++)
		if (walk->stack[i] == superior)
			return fail(FAIL_REFUSED, "OPIN-6.7", "superior", "党组织不能直接或间接地以自己为上级。",
			            "No organization is its own superior, directly or by way of others.");
	status = walk_up(walk, &(struct stand){superior, true, &node->versions, &node->edges}, since, until, &above);
	for (size_t i = 0; i < above.places.count && status == 0; i++)
		status = add_place(arena, to, above.places.at[i].since, above.places.at[i].until,
		                   arena_printf(arena, "%s%" PRId64 "/", above.places.at[i].path, stand->id));
	return status;
}

/* The days of one version, cut by the edges in force. */
static int
walk_version(struct walk *walk, const struct stand *stand, const struct span *version, day_no since, day_no until,
             struct found *to)
{
	day_no at = since;
	int status = 0;

	for (size_t e = 0; e < stand->edges->count && status == 0; e++) {
		const struct span *edge = &stand->edges->at[e];
		day_no from = edge->since > at ? edge->since : at;
		day_no to_day = edge->until < until ? edge->until : until;

		if (!(edge->sides & AFTER) || from >= to_day)
			continue;
		status = at_the_top(walk, stand, version, at, from, to);
		if (status == 0)
			status = under_superior(walk, stand, edge->a, from, to_day, to);
		at = to_day;
	}
	return status < 0 ? status : at_the_top(walk, stand, version, at, until, to);
}

static int
walk_up(struct walk *walk, const struct stand *stand, day_no since, day_no until, struct found *to)
{
	int status = 0;

	if (walk->depth == PATH_DEPTH_MAX)
		return fail(FAIL_REFUSED, "OPIN-6.7", "superior", "上下级最多 %d 层。", "At most %d levels.",
		            PATH_DEPTH_MAX);
	walk->stack[walk->depth++] = stand->id;
	for (size_t v = 0; v < stand->versions->count && status == 0; v++) {
		const struct span *version = &stand->versions->at[v];
		day_no from = version->since > since ? version->since : since;
		day_no end = version->until < until ? version->until : until;

		if (version->sides & AFTER && from < end)
			status = walk_version(walk, stand, version, from, end, to);
	}
	walk->depth--;
	return status;
}

int
places_of(struct loader *loader, const struct subject *subject, struct places *ret_places)
{
	bool body = subject->kind == SUBJECT_BODY;
	struct walk walk = {.loader = loader};
	struct found found = {0};
	const struct stand stand = {
		subject->id, body, &subject->of[body ? BODY_VERSIONS : UNIT_VERSIONS],
		&subject->of[body ? BODY_EDGES : UNIT_EDGES],
	};
	int status = walk_up(&walk, &stand, DAY_MIN, DAY_OPEN, &found);

	if (status == 0)
		*ret_places = found.places;
	return status;
}

/* --- the table -------------------------------------------------------------------- */

struct places
places_standing(const struct loader *loader, const struct subject *subject)
{
	const struct spans *rows = &subject->of[PLACEMENTS];
	struct places places = {.at = ARENA_ARRAY(loader->chunk, rows->count, struct place)};

	for (size_t i = 0; i < rows->count && places.at; i++) {
		const struct span *row = &rows->at[i];

		places.at[places.count++] = (struct place){row->since, row->until, row->text, row->b, (day_no)row->c};
	}
	return places;
}

static bool
same_place(const struct span *row, const struct place *place)
{
	return row->since == place->since && row->until == place->until && row->b == place->standing &&
	       row->c == place->due && strcmp(row->text, place->path) == 0;
}

bool
places_match(const struct subject *subject, const struct places *places)
{
	const struct spans *rows = &subject->of[PLACEMENTS];

	if (rows->count != places->count)
		return false;
	for (size_t i = 0; i < rows->count; i++)
		if (!same_place(&rows->at[i], &places->at[i]))
			return false;
	return true;
}

STATEMENT(place_add, "insert into placement (subject, since, until, path, standing, due, made)"
                     " values ($1, $2, $3, $4, $5, $6, $7)");
STATEMENT(place_end, "update placement set ended = $4 where subject = $1 and since = $2 and made = $3");
STATEMENT(place_remove, "delete from placement where subject = $1 and since = $2 and made = $3");

/* A row of the same act is not history yet: it is replaced, not ended. */
static int
end_place(struct edit *edit, const struct span *row)
{
	const struct value args[] = {INT(row->subject), INT(row->since), INT(row->a), INT(edit->act->number)};

	return row->a == edit->act->number ? db_exec(edit->act->db, place_remove, args, 3, NULL)
	                                   : db_exec(edit->act->db, place_end, args, 4, NULL);
}

int
places_write(struct edit *edit, const struct subject *subject, const struct places *places)
{
	const struct spans *rows = &subject->of[PLACEMENTS];
	int status = 0;

	for (size_t r = 0; r < rows->count && status == 0; r++) {
		bool holds = false;

		for (size_t p = 0; p < places->count && !holds; p++)
			holds = same_place(&rows->at[r], &places->at[p]);
		if (!holds)
			status = end_place(edit, &rows->at[r]);
	}
	for (size_t p = 0; p < places->count && status == 0; p++) {
		const struct place *place = &places->at[p];
		bool stands = false;

		for (size_t r = 0; r < rows->count && !stands; r++)
			stands = same_place(&rows->at[r], place);
		if (!stands)
			status = db_exec(edit->act->db, place_add,
			                 ARGS(INT(subject->id), INT(place->since), INT(place->until),
			                      TEXT(place->path), INT(place->standing), DAY(place->due),
			                      INT(edit->act->number)), NULL);
	}
	return status;
}

/* --- paths ------------------------------------------------------------------------- */

size_t
path_ids(const char *path, int64_t ret_ids[PATH_DEPTH_MAX])
{
	size_t count = 0;

	while (*path == '/' && path[1] && count < PATH_DEPTH_MAX) {
		char *end;

		ret_ids[count++] = strtoll(path + 1, &end, 10);
		path = end;
	}
	return count;
}

STATEMENT(below,
	"select distinct p.subject, (select max(b.id) from body b where b.id = p.subject)"
	" from placement a join placement p on p.ended is null and p.path > a.path"
	" and p.path < substr(a.path, 1, length(a.path) - 1) || '0'" /* '0' comes after '/' */
	" where a.subject = $1 and a.ended is null");

int
placed_under(struct db *db, int64_t body, struct ids *units, struct ids *bodies)
{
	struct rows *rows;
	int status = db_query(db, below, ARGS(INT(body)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if ((status = ids_add(rows_null(rows, 1) ? units : bodies, rows_int(rows, 0))) < 0)
			break;
	rows_close(rows);
	return status;
}
