#include "party/subject.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"

#define KEPT_MAX ((size_t)16 << 20) /* bytes of nodes that a reader of a whole country keeps */

/* $1 to $32; places not needed are 0, which no record has. */
#define IDS "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20," \
            " $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)"

/* What stands of some subjects. */
#define STANDING(name, table, subject, columns, filter)                                                  \
	STATEMENT(name##_standing, "select " subject ", r.since, r.until, r.made, " columns " from " table \
	          " r where " subject " in " IDS " and r.ended is null" filter " order by 1, 2")

/* The same, what an act ended, and whose rows it made or ended. */
#define SOURCE(name, table, subject, columns, filter)                                                    \
	STANDING(name, table, subject, columns, filter);                                                   \
	STATEMENT(name##_ended, "select " subject ", r.since, r.until, r.made, " columns " from " table    \
	          " r where r.ended = $1 and " subject " is not null" filter " order by 1, 2");             \
	STATEMENT(name##_made_by, "select distinct " subject " from " table                                \
	          " r where r.made = $1 and r.ended is null and " subject " is not null" filter);           \
	STATEMENT(name##_ended_by, "select distinct " subject " from " table                               \
	          " r where r.ended = $1 and " subject " is not null" filter)

#define OWN_TYPES " and r.type in (3, 4, 5)" /* COMMITTEE, GENERAL_BRANCH, BRANCH */

SOURCE(unit_versions, "unit", "r.id", "r.category, coalesce(r.full_members, -1), r.region, r.industry", "");
SOURCE(unit_edges, "affiliation", "r.unit", "r.superior, 0, null, null", " and r.relation = 1");
SOURCE(coverages, "coverage", "r.unit", "r.mode, coalesce(case when r.mode = 5 then r.mass_org else r.body end, 0), null, null", "");
SOURCE(dispatches, "dispatch", "r.unit", "0, 0, null, null", "");
SOURCE(own_bodies, "body", "r.unit", "r.id, 0, null, null", OWN_TYPES);
SOURCE(body_versions, "body", "r.id", "r.type, coalesce(r.unit, 0), null, null", "");
SOURCE(body_edges, "affiliation", "r.body", "r.superior, 0, null, null", " and r.relation = 1");
SOURCE(terms, "term", "r.body", "r.due, 0, null, null", "");
SOURCE(secretaries, "post", "r.body", "0, 0, null, null", " and r.position = 1");
SOURCE(memberships, "membership", "r.body", "r.category, r.person, null, null", "");
STANDING(placements, "placement", "r.subject", "r.made, r.standing, r.path, null, r.due", "");
SOURCE(mass_orgs, "mass_org", "r.id", "0, 0, null, null", "");
SOURCE(person_memberships, "membership", "r.person", "r.body, 0, null, null", "");

/* Placements follow from the others: what an act does to them is not read but written. */
static const struct {
	const struct kind *kind; /* whose records the rows are; null for placements */
	bool of[3];              /* SUBJECT_UNIT, SUBJECT_BODY, SUBJECT_PERSON */
	const char *standing, *ended, *made_by, *ended_by;
} sources[SOURCES] = {
#define ROW(kind, name, ...) {&kind##_kind, {__VA_ARGS__}, name##_standing, name##_ended, name##_made_by, name##_ended_by}
	[UNIT_VERSIONS] = ROW(unit, unit_versions, true),
	[UNIT_EDGES] = ROW(affiliation, unit_edges, true),
	[COVERAGES] = ROW(coverage, coverages, true),
	[DISPATCHES] = ROW(dispatch, dispatches, true),
	[OWN_BODIES] = ROW(body, own_bodies, true),
	[PLACEMENTS] = {NULL, {true, true}, placements_standing},
	[BODY_VERSIONS] = ROW(body, body_versions, false, true),
	[BODY_EDGES] = ROW(affiliation, body_edges, false, true),
	[TERMS] = ROW(term, terms, false, true),
	[SECRETARIES] = ROW(post, secretaries, false, true),
	[MEMBERSHIPS] = ROW(membership, memberships, false, true),
	[MASS_ORGS] = ROW(mass_org, mass_orgs, false),
	[PERSON_MEMBERSHIPS] = ROW(membership, person_memberships, false, false, true),
};

/* --- identities -------------------------------------------------------------- */

int
ids_add(struct ids *ids, int64_t id)
{
	if (ids->count == ids->room) {
		size_t room = ids->room ? 2 * ids->room : 64;
		int64_t *at = realloc(ids->at, room * sizeof *at);

		if (!at)
			return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
		ids->at = at;
		ids->room = room;
	}
	ids->at[ids->count++] = id;
	return 0;
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return left < right ? -1 : left > right;
}

void
ids_sort(struct ids *ids)
{
	size_t kept = 0;

	if (ids->count > 1)
		qsort(ids->at, ids->count, sizeof *ids->at, compare_ids);
	for (size_t i = 0; i < ids->count; i++)
		if (ids->at[i] != 0 && (kept == 0 || ids->at[i] != ids->at[kept - 1]))
			ids->at[kept++] = ids->at[i];
	ids->count = kept;
}

void
ids_free(struct ids *ids)
{
	free(ids->at);
	*ids = (struct ids){0};
}

static int
add_all(struct db *db, const char *sql, const struct value *args, size_t count, struct ids *ids)
{
	struct rows *rows;
	int status = db_query(db, sql, args, count, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if ((status = ids_add(ids, rows_int(rows, 0))) < 0)
			break;
	rows_close(rows);
	return status;
}

int
ids_read(struct db *db, const char *sql, struct ids *ids)
{
	int status = add_all(db, sql, NO_ARGS, ids);

	ids_sort(ids);
	return status;
}

int
ids_read_page(struct db *db, const char *sql, int64_t last, struct ids *ids)
{
	int status = add_all(db, sql, ARGS(INT(last)), ids);

	ids_sort(ids);
	return status;
}

int
source_changed(const struct loader *loader, enum source source, struct ids *ids)
{
	int status;

	if (!loader->changed[source])
		return 0;
	status = add_all(loader->db, sources[source].made_by, ARGS(INT(loader->act)), ids);
	return status < 0 ? status : add_all(loader->db, sources[source].ended_by, ARGS(INT(loader->act)), ids);
}

/* --- rows --------------------------------------------------------------------- */

/* A list of rows as it grows in an arena. */
struct growing {
	struct spans spans;
	size_t room;
};

static struct span *
grow(struct arena *arena, struct growing *to)
{
	if (ARENA_GROW(arena, to->spans.at, to->spans.count, to->room) < 0)
		return NULL;
	return &to->spans.at[to->spans.count++];
}

static int
read_span(struct arena *arena, const struct rows *rows, unsigned sides, struct growing *to)
{
	struct span *span = grow(arena, to);

	if (!span)
		return FAIL_MEMORY;
	*span = (struct span){
		.subject = rows_int(rows, 0), .since = rows_day(rows, 1), .until = rows_day(rows, 2),
		.sides = sides, .a = rows_int(rows, 4), .b = rows_int(rows, 5),
		.c = rows_columns(rows) > 8 ? rows_day(rows, 8) : 0,
	};
	if (!rows_null(rows, 6) && !(span->text = rows_dup(rows, 6, arena)))
		return FAIL_MEMORY;
	if (!rows_null(rows, 7) && !(span->more = rows_dup(rows, 7, arena)))
		return FAIL_MEMORY;
	return 0;
}

/* Reads what stands of the subjects; rows of the act itself stand only after it. */
static int
read_standing(struct loader *loader, struct arena *arena, enum source source, const int64_t *ids,
              size_t count, struct growing *to)
{
	struct value args[SUBJECTS_MAX];
	struct rows *rows;
	int status;

	for (size_t i = 0; i < SUBJECTS_MAX; i++)
		args[i] = INT(i < count ? ids[i] : 0);
	status = db_query(loader->db, sources[source].standing, args, SUBJECTS_MAX, &rows);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		unsigned sides = rows_int(rows, 3) == loader->act ? AFTER : BEFORE | AFTER;

		status = read_span(arena, rows, sides, to);
		if (status < 0)
			break;
	}
	rows_close(rows);
	return status;
}

static int
read_ended(struct loader *loader, enum source source)
{
	struct growing to = {0};
	struct rows *rows;
	int status = db_query(loader->db, sources[source].ended, ARGS(INT(loader->act)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if ((status = read_span(loader->kept, rows, BEFORE, &to)) < 0)
			break;
	rows_close(rows);
	loader->ended[source] = to.spans;
	return status;
}

/* The rows of one subject out of a list ordered by subject. */
static struct spans
slice(const struct spans *all, int64_t subject)
{
	size_t low = 0, high = all->count, end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (all->at[middle].subject < subject)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < all->count && all->at[end].subject == subject; end++)
		continue;
	return (struct spans){all->at + low, end - low};
}

static int
compare_spans(const void *a, const void *b)
{
	const struct span *left = a, *right = b;

	if (left->subject != right->subject)
		return left->subject < right->subject ? -1 : 1;
	if (left->since != right->since)
		return left->since < right->since ? -1 : 1;
	return left->sides < right->sides ? -1 : left->sides > right->sides;
}

/* What stands and what the act ended, of some subjects, by subject and first day. */
static int
read_source(struct loader *loader, struct arena *arena, enum source source, const int64_t *ids,
            size_t count, struct spans *ret_spans)
{
	struct growing to = {0};
	int status = read_standing(loader, arena, source, ids, count, &to);
	bool mixed = false;

	for (size_t i = 0; i < count && status == 0 && loader->ended[source].count; i++) {
		struct spans ended = slice(&loader->ended[source], ids[i]);

		for (size_t e = 0; e < ended.count && status == 0; e++) {
			struct span *span = grow(arena, &to);

			if (!span)
				return FAIL_MEMORY;
			*span = ended.at[e];
			mixed = true;
		}
	}
	if (mixed)
		qsort(to.spans.at, to.spans.count, sizeof *to.spans.at, compare_spans);
	*ret_spans = to.spans;
	return status;
}

/* Records that the act has not touched need not be asked for what it did to them. */
static void
mark_changed(struct loader *loader, const struct edit *edit)
{
	for (int s = 0; s < SOURCES; s++)
		loader->changed[s] = sources[s].kind && !edit;
	for (size_t t = 0; edit && t < edit->count; t++) {
		if (t > 0 && edit->touched[t].kind == edit->touched[t - 1].kind)
			continue;
		for (int s = 0; s < SOURCES; s++)
			if (sources[s].kind == edit->touched[t].kind)
				loader->changed[s] = true;
	}
}

int
loader_open(struct loader *loader, struct db *db, int64_t act, const struct edit *edit)
{
	int status = 0;

	*loader = (struct loader){
		.db = db, .act = act,
		.kept = arena_new(ARENA_IMPORT_MAX), .chunk = arena_new(ARENA_IMPORT_MAX),
	};
	if (!loader->kept || !loader->chunk) {
		loader_close(loader);
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	}
	if (act != NO_ACT)
		mark_changed(loader, edit);
	for (int s = 0; s < SOURCES && status == 0; s++)
		if (loader->changed[s])
			status = read_ended(loader, (enum source)s);
	if (status < 0)
		loader_close(loader);
	return status;
}

void
loader_close(struct loader *loader)
{
	arena_free(loader->kept);
	arena_free(loader->chunk);
	loader->kept = loader->chunk = NULL;
}

int
loader_restart(struct loader *loader)
{
	struct db *db = loader->db;

	loader_close(loader);
	return loader_open(loader, db, NO_ACT, NULL);
}

int
loader_relieve(struct loader *loader)
{
	return arena_used(loader->kept) < KEPT_MAX ? 0 : loader_restart(loader);
}

/* Of these, those that stood before the act: what it founded has no place on record yet. */
static size_t
older(const struct subject *subjects, enum subject_kind kind, size_t count, int64_t *ret_ids)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		const struct spans *versions = &subjects[i].of[kind == SUBJECT_UNIT ? UNIT_VERSIONS : BODY_VERSIONS];
		bool before = versions->count == 0; /* gone altogether: its place goes, too */

		for (size_t v = 0; v < versions->count; v++)
			before = before || (versions->at[v].sides & BEFORE);
		if (before)
			ret_ids[found++] = subjects[i].id;
	}
	return found;
}

int
subjects_load(struct loader *loader, enum subject_kind kind, const int64_t *ids, size_t count,
              struct subject *ret_subjects)
{
	int64_t placed[SUBJECTS_MAX];
	size_t placed_count = 0;
	struct spans all;
	int status = 0;

	arena_reset(loader->chunk);
	for (size_t i = 0; i < count; i++)
		ret_subjects[i] = (struct subject){.kind = kind, .id = ids[i]};
	for (int s = 0; s < SOURCES && status == 0; s++) {
		if (!sources[s].of[kind] || s == PLACEMENTS)
			continue;
		status = read_source(loader, loader->chunk, (enum source)s, ids, count, &all);
		for (size_t i = 0; i < count && status == 0; i++)
			ret_subjects[i].of[s] = slice(&all, ids[i]);
	}
	if (status == 0 && sources[PLACEMENTS].of[kind])
		placed_count = older(ret_subjects, kind, count, placed);
	if (status == 0 && placed_count)
		status = read_source(loader, loader->chunk, PLACEMENTS, placed, placed_count, &all);
	for (size_t i = 0; i < count && placed_count && status == 0; i++)
		ret_subjects[i].of[PLACEMENTS] = slice(&all, ids[i]);
	return status;
}

/* --- nodes -------------------------------------------------------------------- */

bool
type_is_hub(int64_t type, int64_t unit)
{
	switch (type) {
	case COMPREHENSIVE_COMMITTEE:
	case JOINT_COMMITTEE:
	case AGENCY:
	case ORGANIZATION_DEPARTMENT:
	case WORK_COMMITTEE:
		return true;
	case COMMITTEE:
		return unit == 0; /* of a supervisory unit, a street or a township */
	default:
		return false;
	}
}

static struct node *
find_node(const struct loader *loader, int64_t id)
{
	struct node *node = loader->nodes[(uint64_t)id % NODE_BUCKETS];

	while (node && node->id != id)
		node = node->next;
	return node;
}

static int
keep_node(struct loader *loader, int64_t id, const struct spans *versions, const struct spans *edges)
{
	struct node *node = ARENA_NEW(loader->kept, struct node);

	if (!node)
		return FAIL_MEMORY;
	*node = (struct node){
		.next = loader->nodes[(uint64_t)id % NODE_BUCKETS], .id = id,
		.versions = slice(versions, id), .edges = slice(edges, id),
	};
	for (size_t i = 0; i < node->versions.count; i++)
		if (type_is_hub(node->versions.at[i].a, node->versions.at[i].b))
			node->hub_sides |= node->versions.at[i].sides;
	loader->nodes[(uint64_t)id % NODE_BUCKETS] = node;
	return 0;
}

/* Whoever is no body is looked for among the mass organizations, which only coverage names. */
static int
read_nodes(struct loader *loader, const int64_t *ids, size_t count)
{
	struct spans versions, edges, mass;
	int status = read_source(loader, loader->kept, BODY_VERSIONS, ids, count, &versions);

	if (status == 0)
		status = read_source(loader, loader->kept, BODY_EDGES, ids, count, &edges);
	for (size_t i = 0; i < count && status == 0; i++) {
		if (slice(&versions, ids[i]).count) {
			status = keep_node(loader, ids[i], &versions, &edges);
			continue;
		}
		status = read_source(loader, loader->kept, MASS_ORGS, &ids[i], 1, &mass);
		if (status == 0)
			status = keep_node(loader, ids[i], &mass, &edges);
	}
	return status;
}

int
loader_nodes(struct loader *loader, const int64_t *ids, size_t count)
{
	int64_t missing[SUBJECTS_MAX];
	size_t found = 0;
	int status = 0;

	for (size_t i = 0; i < count && status == 0; i++) {
		bool asked = ids[i] == 0 || find_node(loader, ids[i]);

		for (size_t m = 0; m < found && !asked; m++)
			asked = missing[m] == ids[i];
		if (!asked)
			missing[found++] = ids[i];
		if (found == SUBJECTS_MAX) {
			status = read_nodes(loader, missing, found);
			found = 0;
		}
	}
	return status == 0 && found ? read_nodes(loader, missing, found) : status;
}

int
loader_node(struct loader *loader, int64_t id, const struct node **ret_node)
{
	const struct node *node = find_node(loader, id);

	if (!node) {
		int status = loader_nodes(loader, &id, 1);

		if (status < 0)
			return status;
		node = find_node(loader, id);
	}
	*ret_node = node;
	return 0;
}

/* --- asking rows ----------------------------------------------------------------- */

const struct span *
spans_on(const struct spans *spans, day_no day, unsigned sides)
{
	for (size_t i = 0; i < spans->count; i++)
		if (spans->at[i].sides & sides && spans->at[i].since <= day && spans->at[i].until > day)
			return &spans->at[i];
	return NULL;
}

bool
spans_life(const struct spans *spans, unsigned sides, day_no *ret_since, day_no *ret_until)
{
	bool any = false;

	for (size_t i = 0; i < spans->count; i++) {
		const struct span *span = &spans->at[i];

		if (!(span->sides & sides))
			continue;
		if (!any || span->since < *ret_since)
			*ret_since = span->since;
		if (!any || span->until > *ret_until)
			*ret_until = span->until;
		any = true;
	}
	return any;
}
