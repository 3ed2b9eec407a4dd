/* Which Party organization a row or a reference is about: by name under its superior, or by path. */
#include "party/workbook_job.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"

#define DEPTH_MAX 100 /* steps from a body to its superior, or through a path */
#define QUOTE_MAX 90  /* bytes of a name that a sentence repeats */

/* Bodies of one name, and rows of that name that are not matched yet. */
struct namesakes {
	struct body_entry **bodies;
	size_t count;
	struct book_row **rows;
	size_t row_count;
};

static int
append(struct arena *arena, void ***list, size_t *count, void *item)
{
	if ((*count & (*count - 1)) == 0) {
		void **more = ARENA_ARRAY(arena, *count ? 2 * *count : 1, void *);

		if (!more)
			return FAIL_MEMORY;
		if (*count)
			memcpy(more, *list, *count * sizeof *more);
		*list = more;
	}
	(*list)[(*count)++] = item;
	return 0;
}

static struct namesakes *
namesakes(struct job *job, const char *name)
{
	void **slot = map_at(&job->bodies_by_name, name);

	if (slot && !*slot)
		*slot = ARENA_NEW(job->arena, struct namesakes);
	return slot ? *slot : NULL;
}

static int
put_body(struct job *job, struct body_entry *body)
{
	struct namesakes *same = namesakes(job, body->name);

	return same ? append(job->arena, (void ***)&same->bodies, &same->count, body) : FAIL_MEMORY;
}

/* --- what is on record ---------------------------------------------------------------- */

/* The name itself and, as it may be a path, each of its parts. */
static int
gather_name(struct job *job, const char *text, struct values *names)
{
	char *parts;
	int status = values_add(job->arena, names, TEXT(text));

	if (status < 0 || !strchr(text, '/'))
		return status;
	parts = arena_strdup(job->arena, text);
	if (!parts)
		return FAIL_MEMORY;
	for (char *at = parts; at && status == 0;) {
		char *slash = strchr(at, '/');

		if (slash)
			*slash = '\0';
		if (*at)
			status = values_add(job->arena, names, TEXT(at));
		at = slash ? slash + 1 : NULL;
	}
	return status;
}

static int
gather_names(struct job *job, struct values *names)
{
	static const struct { enum sheet sheet; int column; } places[] = {
		{SHEET_UNIT, UNIT_COMMITTEE}, {SHEET_BODY, BODY_NAME}, {SHEET_BODY, BODY_SUPERIOR},
		{SHEET_COVERAGE, COVERAGE_BY}, {SHEET_MEMBER, MEMBER_BODY}, {SHEET_POST, POST_BODY},
		{SHEET_TERM, TERM_BODY},
	};
	int status = 0;

	for (size_t p = 0; p < sizeof places / sizeof *places; p++)
		for (size_t i = 0; i < job->rows[places[p].sheet].count && status == 0; i++) {
			const char *text = text_in(job->rows[places[p].sheet].rows[i], places[p].column);

			if (text)
				status = gather_name(job, text, names);
		}
	return status;
}

/* The superior on the effective day, or on the body's nearest day. */
static int
load_superiors(struct job *job)
{
	struct values ids = {0};
	int status = 0;

	for (size_t i = 0; i < job->bodies.count && status == 0; i++)
		status = values_add(job->arena, &ids, INT(job->bodies.items[i]->id));
	if (status == 0)
		status = lives_read(job->db, &job->edges_of_bodies, "body", ids.items, ids.count);
	for (size_t i = 0; i < job->edges_of_bodies.count; i++) {
		const struct life *edge = job->edges_of_bodies.items[i];
		const struct record *first = edge->versions[0];
		struct body_entry *body = body_by_id(job, record_value(first, "body")->number);
		day_no on;

		if (!body || record_value(first, "relation")->number != LEADS)
			continue;
		on = life_clamp(body->life, job->effective);
		if (life_since(edge) <= on && on < life_until(edge))
			body->superior_id = record_value(life_at(edge, on), "superior")->number;
	}
	for (size_t i = 0; i < job->bodies.count; i++) {
		struct body_entry *body = body_by_id(job, job->bodies.items[i]->id);

		body->superior = body_by_id(job, body->superior_id);
	}
	return status;
}

static int
load_bodies(struct job *job)
{
	struct values names = {0};
	int status = gather_names(job, &names);

	if (status == 0)
		status = lives_read(job->db, &job->bodies, "name", names.items, names.count);
	for (size_t i = 0; i < job->bodies.count && status == 0; i++) {
		const struct life *life = job->bodies.items[i];
		struct body_entry *body = ARENA_NEW(job->arena, struct body_entry);
		char *key = arena_printf(job->arena, "%" PRId64, life->id);
		void **slot = body && key ? map_at(&job->bodies_by_id, key) : NULL;

		if (!slot)
			return FAIL_MEMORY;
		*body = (struct body_entry){.id = life->id, .life = life, .since = life_since(life),
		                            .until = life_until(life),
		                            .name = record_value(life_at(life, job->effective), "name")->text};
		*slot = body;
		status = put_body(job, body);
	}
	return status < 0 ? status : load_superiors(job);
}

struct body_entry *
body_by_id(struct job *job, int64_t id)
{
	char key[24];

	snprintf(key, sizeof key, "%" PRId64, id);
	return map_get(&job->bodies_by_id, key);
}

/* --- references --------------------------------------------------------------------------- */

static int match_row(struct job *job, struct book_row *row, int depth);

/* Matches the rows of a name, so that each of them stands for a body. */
static int
match_namesakes(struct job *job, struct namesakes *same, int depth)
{
	int status = 0;

	for (size_t i = 0; same && i < same->row_count && status == 0; i++)
		if (same->rows[i]->state == ROW_NEW)
			status = match_row(job, same->rows[i], depth);
	return status;
}

struct choice_of_body {
	struct body_entry *body;
	size_t fits, in_force;           /* how many there are, and how many of them in force on the day */
	bool circle;                     /* none, but a row of this name is being matched just now */
};

static void
consider(struct choice_of_body *choice, struct body_entry *body, day_no on)
{
	bool in_force = body->since <= on && on < body->until;

	choice->fits++;
	if (in_force)
		choice->in_force++;
	if (choice->fits == 1 || (in_force && choice->in_force == 1))
		choice->body = body;
}

static int
not_one(struct job *job, struct book_row *row, int column, const char *text, const struct choice_of_body *choice)
{
	const char *name = strlen(text) <= QUOTE_MAX ? text : "…";

	if (choice->circle)
		return fault_at(job, row, column, "上级党组织互相循环。", "The superiors form a circle.");
	if (choice->fits == 0)
		return fault_at(job, row, column, "没有名为“%s”的党组织；请先在“党组织”表中填写，或核对名称。",
		                "There is no Party organization named %s; enter it in the sheet of bodies, or check the name.",
		                name);
	return fault_at(job, row, column, "名为“%s”的党组织不止一个；请写作“上级/本级”。",
	                "More than one Party organization is named %s; write superior/name.", name);
}

static bool
open_among(const struct namesakes *same)
{
	for (size_t i = 0; same && i < same->row_count; i++)
		if (same->rows[i]->state == ROW_OPEN)
			return true;
	return false;
}

static bool
decided(const struct choice_of_body *choice)
{
	return choice->fits == 1 || choice->in_force == 1;
}

static int resolve(struct job *job, struct book_row *row, int column, const char *text, day_no on, int depth,
                   struct body_entry **ret_body);

/* A path: the last part under what the rest names; an empty rest is the top. */
static int
resolve_path(struct job *job, struct book_row *row, int column, const char *text, const char *slash, day_no on,
             int depth, struct body_entry **ret_body)
{
	const char *above = arena_strndup(job->arena, text, (size_t)(slash - text));
	struct namesakes *same = map_get(&job->bodies_by_name, slash + 1);
	struct body_entry *superior = NULL;
	struct choice_of_body choice = {0};
	int status = above ? 0 : FAIL_MEMORY;

	if (status == 0 && *above) {
		status = resolve(job, row, column, above, on, depth + 1, &superior);
		if (status < 0 || !superior)
			return status;
	}
	if (status == 0)
		status = match_namesakes(job, same, depth + 1);
	for (size_t i = 0; same && i < same->count; i++)
		if (body_under(same->bodies[i], superior))
			consider(&choice, same->bodies[i], on);
	choice.circle = choice.fits == 0 && open_among(same);
	if (status < 0)
		return status;
	if (!decided(&choice))
		return not_one(job, row, column, text, &choice);
	*ret_body = choice.body;
	return 0;
}

static int
resolve(struct job *job, struct book_row *row, int column, const char *text, day_no on, int depth,
        struct body_entry **ret_body)
{
	struct namesakes *same = map_get(&job->bodies_by_name, text);
	const char *slash = strrchr(text, '/');
	struct choice_of_body choice = {0};
	int status;

	if (depth > DEPTH_MAX)
		return fault_at(job, row, column, "上级党组织的层级过多。",
		                "There are too many superiors above one another.");
	status = match_namesakes(job, same, depth + 1);
	for (size_t i = 0; same && i < same->count; i++)
		consider(&choice, same->bodies[i], on);
	if (status < 0)
		return status;
	choice.circle = choice.fits == 0 && open_among(same);
	if (choice.fits == 0 && slash)
		return resolve_path(job, row, column, text, slash, on, depth, ret_body);
	if (!decided(&choice))
		return not_one(job, row, column, text, &choice);
	*ret_body = choice.body;
	return 0;
}

bool
body_under(const struct body_entry *body, const struct body_entry *superior)
{
	if (!superior)
		return !body->superior && !body->superior_id;
	return body->superior == superior;
}

int
body_resolve(struct job *job, struct book_row *row, int column, const char *text, day_no on,
             struct body_entry **ret_body)
{
	*ret_body = NULL;
	return resolve(job, row, column, text, on, 0, ret_body);
}

/* --- rows ------------------------------------------------------------------------------------ */

static bool
overlap(const struct body_entry *body, day_no since, day_no until)
{
	return body->since < until && since < body->until;
}

/* Bodies of the row's name that were there in its time: under the superior, or any on record. */
static struct choice_of_body
candidates(struct job *job, const struct book_row *row, const struct body_entry *superior, bool anywhere)
{
	const struct namesakes *same = map_get(&job->bodies_by_name, text_in(row, BODY_NAME));
	day_no since = day_in(row, BODY_FOUNDED), until = end_in(row, BODY_ABOLISHED);
	struct choice_of_body choice = {0};

	for (size_t i = 0; same && i < same->count; i++) {
		struct body_entry *body = same->bodies[i];

		if (since != DAY_NONE && !overlap(body, since, until))
			continue;
		if (anywhere ? !body->life : !body_under(body, superior))
			continue;
		choice.fits++;
		if (body->since == since)
			choice.in_force++;
		if (choice.fits == 1 || (body->since == since && choice.in_force == 1))
			choice.body = body;
	}
	return choice;
}

/* Whether another row of this name says under whom it is, or that it stands at the top. */
static bool
only_row_of_name(struct job *job, const struct book_row *row)
{
	const struct namesakes *same = map_get(&job->bodies_by_name, text_in(row, BODY_NAME));

	return same->row_count == 1;
}

/*
 * The body a row is about: under its superior; a row without superior may
 * mean the only one of that name, and the only one of a name that has no
 * superior yet is given its first by the row.
 */
static int
choose(struct job *job, struct book_row *row, struct body_entry *superior, struct body_entry **ret_body)
{
	struct choice_of_body choice = candidates(job, row, superior, false);
	struct choice_of_body all = candidates(job, row, NULL, true);
	int status = 0;

	if (choice.fits == 0 && !has(row, BODY_SUPERIOR))
		choice = all;
	else if (choice.fits == 0 && all.fits == 1 && body_under(all.body, NULL) &&
	         only_row_of_name(job, row)) {
		choice = all;
		choice.body->completed = true;
	}
	if (choice.fits > 0 && !decided(&choice))
		status = fault_at(job, row, has(row, BODY_SUPERIOR) ? BODY_NAME : BODY_SUPERIOR,
		                  "符合这一行的党组织不止一个；请填写上级党组织。",
		                  "More than one Party organization fits this row; give its superior.");
	*ret_body = choice.fits > 0 ? choice.body : NULL;
	return status;
}

static int
new_body(struct job *job, struct book_row *row, struct body_entry *superior, struct body_entry **ret_body)
{
	struct body_entry *body = ARENA_NEW(job->arena, struct body_entry);

	if (!body)
		return FAIL_MEMORY;
	*body = (struct body_entry){
		.name = text_in(row, BODY_NAME), .until = end_in(row, BODY_ABOLISHED), .superior = superior,
		.since = has(row, BODY_FOUNDED) ? day_in(row, BODY_FOUNDED) : job->effective,
	};
	*ret_body = body;
	return put_body(job, body);
}

static int
give_body(struct job *job, struct book_row *row, struct body_entry *superior)
{
	struct body_entry *body = NULL;
	bool known = !(row->unreadable & 1u << BODY_SUPERIOR) && (!has(row, BODY_SUPERIOR) || superior);
	int status = known ? choose(job, row, superior, &body) : 0;

	if (status == 0 && !body)
		status = new_body(job, row, superior, &body);
	if (status < 0)
		return status;
	row->body = body;
	if (body->row)
		return row->faulty ? 0 : fault_at(job, row, BODY_NAME, "与 %s 是同一个党组织，只能填一行。",
		                                  "The same Party organization as in %s; it has one row.",
		                                  cell_of(job, body->row, BODY_NAME));
	body->row = row;
	if (body->completed)
		body->superior = superior;
	if (body->life && has(row, BODY_FOUNDED))
		body->since = day_in(row, BODY_FOUNDED);
	if (body->life && has(row, BODY_ABOLISHED))
		body->until = end_in(row, BODY_ABOLISHED);
	return 0;
}

static int
match_row(struct job *job, struct book_row *row, int depth)
{
	struct body_entry *superior = NULL;
	int status = 0;

	row->state = ROW_OPEN;
	if (has(row, BODY_SUPERIOR)) {
		day_no on = has(row, BODY_FOUNDED) ? day_in(row, BODY_FOUNDED) : job->effective;

		status = resolve(job, row, BODY_SUPERIOR, text_in(row, BODY_SUPERIOR), on, depth + 1, &superior);
	}
	if (status == 0)
		status = give_body(job, row, superior);
	row->state = ROW_DONE;
	return status;
}

/* Identities follow the order of the rows, whoever was matched first. */
static int
number_bodies(struct job *job)
{
	for (size_t i = 0; i < job->rows[SHEET_BODY].count; i++) {
		struct body_entry *body = job->rows[SHEET_BODY].rows[i]->body;

		if (body && !body->id)
			body->id = act_new_id(job->act);
	}
	return 0;
}

int
bodies_match(struct job *job)
{
	struct book_rows *rows = &job->rows[SHEET_BODY];
	int status = load_bodies(job);

	for (size_t i = 0; i < rows->count && status == 0; i++) {
		struct namesakes *same;

		if (!has(rows->rows[i], BODY_NAME))
			continue;
		same = namesakes(job, text_in(rows->rows[i], BODY_NAME));
		status = same ? append(job->arena, (void ***)&same->rows, &same->row_count, rows->rows[i])
		              : FAIL_MEMORY;
	}
	for (size_t i = 0; i < rows->count && status == 0; i++)
		if (has(rows->rows[i], BODY_NAME) && rows->rows[i]->state == ROW_NEW)
			status = match_row(job, rows->rows[i], 0);
	return status < 0 ? status : number_bodies(job);
}
