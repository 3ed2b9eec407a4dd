#include "party/tree.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/text.h"
#include "party/tally.h"
#include "registry/input.h"
#include "registry/list.h"

#define LIVE(alias) alias ".ended is null and " alias ".since <= $2 and " alias ".until > $2"

/* --- children -------------------------------------------------------------------- */

#define NODE_COLUMNS                                                                               \
	"b.id, b.name, b.type, coalesce(b.unit, 0),"                                               \
	" case when exists (select 1 from affiliation c where c.superior = b.id and c.relation = 1" \
	" and c.body is not null and " LIVE("c") ") then 1 else 0 end"

STATEMENT(bodies_under,
	"select " NODE_COLUMNS " from affiliation a join body b on b.id = a.body and " LIVE("b")
	" where a.superior = $1 and a.relation = 1 and " LIVE("a")
	" order by coalesce(b.number, ''), b.id limit 1000");
STATEMENT(bodies_named,
	"select b.id, b.name, b.type, coalesce(b.unit, 0), 0 from affiliation a join body b on b.id = a.body and " LIVE("b")
	" where a.superior = $1 and a.relation = 1 and " LIVE("a")
	" order by coalesce(b.number, ''), b.id limit 1000");
STATEMENT(body_itself, "select " NODE_COLUMNS " from body b where b.id = $1 and " LIVE("b"));
/* Of many bodies at once; places not needed are 0, which no body has. */
#define MANY 32
#define IDS "($1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23," \
            " $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)"
STATEMENT(units_led,
	"select a.superior, count(*) from affiliation a join unit u on u.id = a.unit and " LIVE("u")
	" where a.superior in " IDS " and a.relation = 1 and " LIVE("a") " group by a.superior");
STATEMENT(types_and_names,
	"select b.id, b.type, b.name from body b where b.id in " IDS " and " LIVE("b"));

_Static_assert(MANY == 32 && MANY >= PATH_DEPTH_MAX && MANY <= SERIES_NODES_MAX, "the statements say so, too");
STATEMENT(next_path, "select path from placement where ended is null and path > $1 order by path limit 1");

struct nodes {
	struct arena *arena;
	struct tree_node *at;
	size_t count;
};

/* A statement about at most MANY bodies. */
static int
query_many(struct db *db, const char *sql, const int64_t *ids, size_t count, day_no on, struct rows **ret_rows)
{
	struct value args[MANY + 1] = {INT(0), INT(on)};

	for (size_t i = 0; i < MANY; i++)
		args[i ? i + 1 : 0] = INT(i < count ? ids[i] : 0);
	return db_query(db, sql, args, MANY + 1, ret_rows);
}

/* Of others the units directly under them are counted. */
static int
count_led(struct db *db, const int64_t *ids, size_t count, day_no on, int64_t *ret_units)
{
	struct rows *rows;
	int status = query_many(db, units_led, ids, count, on, &rows);

	if (status < 0)
		return status;
	memset(ret_units, 0, count * sizeof *ret_units);
	while ((status = rows_next(rows)) > 0)
		for (size_t i = 0; i < count; i++)
			if (ids[i] == rows_int(rows, 0))
				ret_units[i] = rows_int(rows, 1);
	rows_close(rows);
	return status;
}

static int
count_many(struct db *db, day_no on, struct tree_node *const *nodes, size_t count, bool hubs)
{
	int64_t ids[MANY], units[MANY];
	int status;

	for (size_t i = 0; i < count; i++)
		ids[i] = nodes[i]->id;
	status = (hubs ? units_of_each : count_led)(db, ids, count, on, units);
	for (size_t i = 0; i < count && status == 0; i++)
		nodes[i]->units = units[i];
	return status;
}

int
tree_count(struct db *db, day_no on, struct tree_node *const *nodes, size_t count)
{
	struct tree_node *waiting[2][MANY]; /* hubs, of which figures are kept, and others */
	size_t waits[2] = {0};
	int status = 0;

	for (size_t i = 0; i < count && status == 0; i++) {
		bool hub = type_is_hub(nodes[i]->type, nodes[i]->unit);

		waiting[hub][waits[hub]++] = nodes[i];
		if (waits[hub] < MANY)
			continue;
		status = count_many(db, on, waiting[hub], MANY, hub);
		waits[hub] = 0;
	}
	for (int hub = 0; hub < 2 && status == 0; hub++)
		if (waits[hub])
			status = count_many(db, on, waiting[hub], waits[hub], hub);
	return status;
}

static int
add_node(struct nodes *nodes, const struct rows *rows)
{
	struct tree_node *node = &nodes->at[nodes->count++];

	*node = (struct tree_node){
		.id = rows_int(rows, 0), .name = rows_dup(rows, 1, nodes->arena), .type = rows_int(rows, 2),
		.unit = rows_int(rows, 3), .opens = rows_int(rows, 4) != 0,
	};
	return node->name ? 0 : FAIL_MEMORY;
}

static int
add_nodes(struct nodes *nodes, struct db *db, const char *sql, int64_t id, day_no on)
{
	struct rows *rows;
	int status = db_query(db, sql, ARGS(INT(id), INT(on)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0 && nodes->count < TREE_CHILDREN_MAX)
		if ((status = add_node(nodes, rows)) < 0)
			break;
	rows_close(rows);
	return status < 0 ? status : 0;
}

/* The identity at the top of the next tree after a path prefix; 0 behind the last. */
static int
next_top(struct db *db, const char *after, int64_t *ret_top)
{
	int64_t ids[PATH_DEPTH_MAX];
	struct rows *rows;
	int status = db_query(db, next_path, ARGS(TEXT(after)), &rows);

	if (status < 0)
		return status;
	*ret_top = 0;
	status = rows_next(rows);
	if (status > 0 && path_ids(rows_text(rows, 0), ids))
		*ret_top = ids[0];
	rows_close(rows);
	return status < 0 ? status : 0;
}

/* Trees follow one another in the order of paths: "/1/…", then from "/10" on. */
static int
add_tops(struct nodes *nodes, struct db *db, day_no on)
{
	const char *after = "/";
	int64_t top;
	int status;

	while ((status = next_top(db, after, &top)) == 0 && top && nodes->count < TREE_CHILDREN_MAX) {
		const char *own = arena_printf(nodes->arena, "/%" PRId64 "/", top), *path = NULL;

		after = own ? path_end(nodes->arena, own) : NULL;
		if (!after)
			return FAIL_MEMORY;
		status = placement_path(db, nodes->arena, top, on, &path);
		if (status == FAIL_NOT_FOUND)
			continue;
		if (status == 0 && strcmp(path, own) == 0)
			status = add_nodes(nodes, db, body_itself, top, on);
		if (status < 0)
			return status;
	}
	return status;
}

static int
read_children(struct db *db, struct arena *arena, int64_t node, bool counted, day_no on,
              struct tree_node **ret_nodes, size_t *ret_count)
{
	struct nodes nodes = {.arena = arena, .at = ARENA_ARRAY(arena, TREE_CHILDREN_MAX, struct tree_node)};
	struct tree_node **all = ARENA_ARRAY(arena, TREE_CHILDREN_MAX, struct tree_node *);
	int status;

	if (!nodes.at || !all)
		return FAIL_MEMORY;
	status = node ? add_nodes(&nodes, db, counted ? bodies_under : bodies_named, node, on) : add_tops(&nodes, db, on);
	for (size_t i = 0; i < nodes.count; i++)
		all[i] = &nodes.at[i];
	if (status == 0 && counted)
		status = tree_count(db, on, all, nodes.count);
	if (status < 0)
		return status;
	*ret_nodes = nodes.at;
	*ret_count = nodes.count;
	return 0;
}

int
tree_children(struct db *db, struct arena *arena, int64_t node, day_no on,
              struct tree_node **ret_nodes, size_t *ret_count)
{
	return read_children(db, arena, node, true, on, ret_nodes, ret_count);
}

int
tree_bodies(struct db *db, struct arena *arena, int64_t node, day_no on,
            struct tree_node **ret_nodes, size_t *ret_count)
{
	return read_children(db, arena, node, false, on, ret_nodes, ret_count);
}

/* --- the way from the top ----------------------------------------------------------- */

/* All but the last are bodies. */
static int
read_steps(struct db *db, struct arena *arena, const int64_t *ids, size_t count, day_no on, struct tree_node *nodes)
{
	struct rows *rows;
	int status = query_many(db, types_and_names, ids, count, on, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		for (size_t i = 0; i < count; i++)
			if (ids[i] == rows_int(rows, 0)) {
				nodes[i].type = rows_int(rows, 1);
				nodes[i].name = rows_dup(rows, 2, arena);
			}
	rows_close(rows);
	return status;
}

int
tree_path(struct db *db, struct arena *arena, int64_t subject, day_no on,
          struct tree_node **ret_nodes, size_t *ret_count)
{
	int64_t ids[PATH_DEPTH_MAX];
	struct tree_node *nodes;
	const char *path;
	size_t count = 0;
	int status = placement_path(db, arena, subject, on, &path);

	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	if (status == 0)
		count = path_ids(path, ids);
	nodes = ARENA_ARRAY(arena, count, struct tree_node);
	status = nodes ? 0 : FAIL_MEMORY;
	if (status == 0 && count)
		status = read_steps(db, arena, ids, count, on, nodes);
	for (size_t i = 0; i < count && status == 0; i++) {
		nodes[i].id = ids[i];
		if (!nodes[i].name) /* a unit, or a body that is no more */
			status = ref_title(db, arena, nodes[i].type ? &body_kind : &unit_kind, ids[i], on, &nodes[i].name);
	}
	if (status < 0)
		return status;
	*ret_nodes = nodes;
	*ret_count = count;
	return 0;
}

/* --- coverage, many to many ------------------------------------------------------------ */

STATEMENT(units_covered,
	"select u.id, u.name, c.mode, c.since, c.until from coverage c join unit u on u.id = c.unit and " LIVE("u")
	" where c.body = $1 and " LIVE("c") " order by u.name, u.id");
STATEMENT(bodies_covering,
	"select b.id, b.name, c.mode, c.since, c.until from coverage c join body b on b.id = c.body and " LIVE("b")
	" where c.unit = $1 and " LIVE("c") " order by b.name, b.id");

static int
read_links(struct db *db, struct arena *arena, const char *sql, int64_t id, day_no on,
           struct tree_link **ret_links, size_t *ret_count)
{
	struct tree_link *links = NULL;
	size_t count = 0, room = 0;
	struct rows *rows;
	int status = db_query(db, sql, ARGS(INT(id), INT(on)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		status = ARENA_GROW(arena, links, count, room);
		if (status < 0)
			break;
		links[count] = (struct tree_link){rows_int(rows, 0), rows_dup(rows, 1, arena), rows_int(rows, 2),
		                                  rows_day(rows, 3), rows_day(rows, 4)};
		if (!links[count++].name) {
			status = FAIL_MEMORY;
			break;
		}
	}
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_links = links;
	*ret_count = count;
	return 0;
}

int
tree_covered(struct db *db, struct arena *arena, int64_t body, day_no on,
             struct tree_link **ret_links, size_t *ret_count)
{
	return read_links(db, arena, units_covered, body, on, ret_links, ret_count);
}

int
tree_covering(struct db *db, struct arena *arena, int64_t unit, day_no on,
              struct tree_link **ret_links, size_t *ret_count)
{
	return read_links(db, arena, bodies_covering, unit, on, ret_links, ret_count);
}

STATEMENT(pledges_of, "select count(*) from pledge where unit = $1 and ended is null and since <= $2 and until > $2");

int
pledge_on_file(struct db *db, int64_t unit, day_no on, bool *ret_on_file)
{
	int64_t pledges = 0;
	int status = db_number(db, pledges_of, ARGS(INT(unit), INT(on)), &pledges);

	if (status == 0)
		*ret_on_file = pledges > 0;
	return status;
}
