#include "party/settle.h"

#include <string.h>

#include "party/check.h"
#include "party/contribution.h"
#include "party/grants.h"
#include "party/matter.h"

/* Whom an act concerns. */
struct concerned {
	struct ids units, bodies, persons;
};

static void
concerned_free(struct concerned *concerned)
{
	ids_free(&concerned->units);
	ids_free(&concerned->bodies);
	ids_free(&concerned->persons);
}

/* --- whom it concerns --------------------------------------------------------- */

STATEMENT(covered_by_body, "select unit from coverage where body = $1 and ended is null");
STATEMENT(covered_by_mass, "select unit from coverage where mass_org = $1 and ended is null");

static int
add_units(struct db *db, const char *sql, int64_t id, struct ids *units)
{
	struct rows *rows;
	int status = db_query(db, sql, ARGS(INT(id)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if ((status = ids_add(units, rows_int(rows, 0))) < 0)
			break;
	rows_close(rows);
	return status;
}

static bool
same_rows(const struct spans *spans)
{
	for (size_t i = 0; i < spans->count; i++)
		if (spans->at[i].sides != (BEFORE | AFTER))
			return false;
	return true;
}

static bool
any_before(const struct spans *spans)
{
	for (size_t i = 0; i < spans->count; i++)
		if (spans->at[i].sides & BEFORE)
			return true;
	return false;
}

/*
 * Whether others are concerned by a body's change: its place, its days or
 * what it is have changed, not just its name.  Whatever hangs under a body
 * that the act founded, or is covered by it, the act has touched itself.
 */
static int
changes_others(struct loader *loader, int64_t body, bool *ret_changes)
{
	const struct node *node;
	int status = loader_node(loader, body, &node);

	if (status < 0)
		return status;
	*ret_changes = false;
	if (!any_before(&node->versions) && !any_before(&node->edges))
		return 0;
	*ret_changes = !same_rows(&node->edges);
	for (size_t i = 0; i < node->versions.count && !*ret_changes; i++) {
		const struct span *row = &node->versions.at[i];
		bool twin = row->sides == (BEFORE | AFTER);

		for (size_t j = 0; j < node->versions.count && !twin; j++) {
			const struct span *other = &node->versions.at[j];

			twin = (row->sides ^ other->sides) == (BEFORE | AFTER) && row->since == other->since &&
			       row->until == other->until && row->a == other->a && row->b == other->b;
		}
		*ret_changes = !twin;
	}
	return 0;
}

/* Everything under a changed body, and the units it covers. */
static int
add_dependents(struct loader *loader, struct concerned *concerned)
{
	struct ids bodies = {0}, masses = {0};
	int status = source_changed(loader, BODY_VERSIONS, &bodies);

	if (status == 0)
		status = source_changed(loader, BODY_EDGES, &bodies);
	if (status == 0)
		status = source_changed(loader, MASS_ORGS, &masses);
	ids_sort(&bodies);
	ids_sort(&masses);
	if (status == 0)
		status = loader_nodes(loader, bodies.at, bodies.count);
	for (size_t i = 0; i < bodies.count && status == 0; i++) {
		bool changes;

		status = changes_others(loader, bodies.at[i], &changes);
		if (status < 0 || !changes)
			continue;
		status = placed_under(loader->db, bodies.at[i], &concerned->units, &concerned->bodies);
		if (status == 0)
			status = add_units(loader->db, covered_by_body, bodies.at[i], &concerned->units);
	}
	for (size_t i = 0; i < masses.count && status == 0; i++)
		status = add_units(loader->db, covered_by_mass, masses.at[i], &concerned->units);
	ids_free(&bodies);
	ids_free(&masses);
	return status;
}

static int
find_concerned(struct loader *loader, struct concerned *concerned)
{
	static const struct {
		enum source source;
		enum subject_kind kind;
	} directly[] = {
		{UNIT_VERSIONS, SUBJECT_UNIT}, {UNIT_EDGES, SUBJECT_UNIT}, {COVERAGES, SUBJECT_UNIT},
		{DISPATCHES, SUBJECT_UNIT}, {OWN_BODIES, SUBJECT_UNIT}, {BODY_VERSIONS, SUBJECT_BODY},
		{BODY_EDGES, SUBJECT_BODY}, {TERMS, SUBJECT_BODY}, {SECRETARIES, SUBJECT_BODY},
		{MEMBERSHIPS, SUBJECT_BODY}, {PERSON_MEMBERSHIPS, SUBJECT_PERSON},
	};
	int status = 0;

	for (size_t i = 0; i < sizeof directly / sizeof *directly && status == 0; i++) {
		struct ids *lists[] = {&concerned->units, &concerned->bodies, &concerned->persons};

		status = source_changed(loader, directly[i].source, lists[directly[i].kind]);
	}
	if (status == 0)
		status = add_dependents(loader, concerned);
	ids_sort(&concerned->units);
	ids_sort(&concerned->bodies);
	ids_sort(&concerned->persons);
	return status;
}

/* --- going through them ---------------------------------------------------------- */

/* One passage through everything concerned, and what is done on it. */
struct passage {
	struct edit *edit;
	struct loader *loader;
	struct check *check;        /* null: nothing is checked */
	bool place;                 /* the places are found anew, and written */
	struct changes *changes;    /* null: nothing is counted */
	bool subtract, add;         /* what stood before the act, what stands after it */
	bool roles;                 /* those held at what the act ends earlier end with it */
};

/* A role is held at a body or unit no longer than it is there (DP-12). */
static int
end_roles(struct edit *edit, const struct subject *subject)
{
	const struct spans *versions = &subject->of[subject->kind == SUBJECT_UNIT ? UNIT_VERSIONS : BODY_VERSIONS];
	day_no since, was, began, is;
	int64_t ended = 0;
	int status;

	if (!spans_life(versions, BEFORE, &since, &was))
		return 0;
	if (!spans_life(versions, AFTER, &began, &is))
		is = since;
	status = is < was ? grants_end_with(edit->act, subject->id, is, &ended) : 0;
	edit->roles_ended += ended;
	return status;
}

/* Also where only faults are looked for: what follows from a fault is none of its own. */
static int
find_places(struct passage *passage, const struct subject *subject, struct places *ret_places)
{
	int status = places_of(passage->loader, subject, ret_places);

	if (status == FAIL_REFUSED && passage->check->report)
		return subject->kind == SUBJECT_BODY ? check_failed(passage->check, subject) : 0;
	if (status == 0)
		status = check_places(passage->check, subject, ret_places);
	if (status < 0 || !passage->place)
		return status;
	return places_refine(&(struct seen){passage->loader, subject, AFTER}, ret_places, ret_places);
}

static int
pass_subject(struct passage *passage, const struct subject *subject)
{
	struct places standing, places = {0};
	int status = passage->check ? check_subject(passage->check, subject) : 0;

	if (status < 0 || subject->kind == SUBJECT_PERSON)
		return status;
	standing = places_standing(passage->loader, subject);
	if (!standing.at)
		return FAIL_MEMORY;
	if (passage->check)
		status = find_places(passage, subject, &places);
	if (status == 0 && passage->place)
		status = places_write(passage->edit, subject, &places);
	if (status == 0 && passage->subtract)
		status = contribute(passage->changes, passage->loader, subject, BEFORE, &standing, -1);
	if (status == 0 && passage->add)
		status = contribute(passage->changes, passage->loader, subject, AFTER, &places, 1);
	if (status == 0 && passage->roles)
		status = end_roles(passage->edit, subject);
	return status;
}

/* Superiors and covering bodies are read together, before each subject asks for its own. */
static int
read_neighbours(struct loader *loader, const struct subject *subjects, size_t count)
{
	static const struct {
		enum source source;
		bool second; /* the identity is in b */
	} naming[] = {{UNIT_EDGES, false}, {BODY_EDGES, false}, {COVERAGES, true}};
	struct ids ids = {0};
	int status = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t n = 0; n < sizeof naming / sizeof *naming; n++) {
			const struct spans *spans = &subjects[i].of[naming[n].source];

			for (size_t s = 0; s < spans->count && status == 0; s++)
				status = ids_add(&ids, naming[n].second ? spans->at[s].b : spans->at[s].a);
		}
	ids_sort(&ids);
	if (status == 0)
		status = loader_nodes(loader, ids.at, ids.count);
	ids_free(&ids);
	return status;
}

static int
pass_kind(struct passage *passage, enum subject_kind kind, const struct ids *ids)
{
	struct subject subjects[SUBJECTS_MAX];
	int status = 0;

	for (size_t at = 0; at < ids->count && status == 0; at += SUBJECTS_MAX) {
		size_t count = ids->count - at < SUBJECTS_MAX ? ids->count - at : SUBJECTS_MAX;

		status = subjects_load(passage->loader, kind, ids->at + at, count, subjects);
		if (status == 0)
			status = read_neighbours(passage->loader, subjects, count);
		for (size_t i = 0; i < count && status == 0; i++)
			status = pass_subject(passage, &subjects[i]);
	}
	return status;
}

/* Bodies first: a fault above is named before those that follow from it. */
static int
pass(struct passage *passage, const struct concerned *concerned)
{
	int status = pass_kind(passage, SUBJECT_BODY, &concerned->bodies);

	if (status == 0)
		status = pass_kind(passage, SUBJECT_UNIT, &concerned->units);
	if (status == 0 && passage->check)
		status = pass_kind(passage, SUBJECT_PERSON, &concerned->persons);
	return status;
}

/* Opens a reader of what an act did (`edit` as loader_open has it) and finds out whom it concerns. */
static int
open_act(struct loader *loader, struct db *db, int64_t act, const struct edit *edit, struct concerned *concerned)
{
	int status = loader_open(loader, db, act, edit);

	if (status < 0)
		return status;
	status = find_concerned(loader, concerned);
	if (status < 0) {
		loader_close(loader);
		concerned_free(concerned);
	}
	return status;
}

/* --- what ends with a body ------------------------------------------------------------ */

/* Posts and terms that reach past the end an act gave their body, with that end. */
#define PAST_END(table)                                                                                              \
	"select distinct h.id, e.last from (select b.id, max(b.until) as last from body b where b.ended is null"      \
	" and b.id in (select id from body where ended = $1) group by b.id) e join " table " h on h.body = e.id"      \
	" and h.ended is null and h.until > e.last where e.last < (select max(o.until) from body o where o.id = e.id" \
	" and o.made <> $1 and (o.ended is null or o.ended = $1)) order by 1"

STATEMENT(posts_past_end, PAST_END("post"));
STATEMENT(terms_past_end, PAST_END("term"));

struct ending {
	int64_t id;
	day_no until;
};

static int
read_endings(struct edit *edit, const char *sql, struct ending **ret_endings, size_t *ret_count)
{
	struct ending *endings = NULL;
	size_t count = 0, room = 0;
	struct rows *rows;
	int status = db_query(edit->act->db, sql, ARGS(INT(edit->act->number)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		status = ARENA_GROW(edit->act->arena, endings, count, room);
		if (status < 0)
			break;
		endings[count++] = (struct ending){rows_int(rows, 0), rows_day(rows, 1)};
	}
	rows_close(rows);
	*ret_endings = endings;
	*ret_count = count;
	return status;
}

/* Nobody holds a post and no term runs where there is no body (OPIN-21.3). */
static int
end_with_bodies(struct edit *edit)
{
	static const struct {
		const char *sql;
		const struct kind *kind;
	} held[] = {{posts_past_end, &post_kind}, {terms_past_end, &term_kind}};
	bool bodies = false;
	int status = 0;

	for (size_t i = 0; i < edit->count && !bodies; i++)
		bodies = edit->touched[i].kind == &body_kind;
	for (size_t k = 0; bodies && k < sizeof held / sizeof *held && status == 0; k++) {
		struct ending *endings = NULL;
		size_t count = 0;

		status = read_endings(edit, held[k].sql, &endings, &count);
		for (size_t i = 0; i < count && status == 0; i++)
			status = record_close(edit, held[k].kind, endings[i].id, endings[i].until - 1);
	}
	return status;
}

static int
settle_act(struct edit *edit, struct changes *changes)
{
	struct concerned concerned = {0};
	struct loader loader;
	struct check check = {.loader = &loader, .today = edit->act->today};
	bool count = changes != NULL;
	int status;

	if (edit->settled)
		return fail(FAIL_SYSTEM, NULL, NULL, "一次变更只能结算一次。", "An act is settled once.");
	status = matters_reroute(edit);
	if (status == 0)
		status = end_with_bodies(edit);
	if (status == 0)
		status = open_act(&loader, edit->act->db, edit->act->number, edit, &concerned);
	if (status < 0)
		return status;
	edit->settled = true;
	status = check_edges_made(&check, edit->act->number);
	if (status == 0)
		status = pass(&(struct passage){edit, &loader, &check, true, changes, count, count, count}, &concerned);
	concerned_free(&concerned);
	loader_close(&loader);
	return status;
}

int
settle(struct edit *edit)
{
	struct changes *changes = changes_new(edit->act->db, EVERY_NODE);
	int status = changes ? settle_act(edit, changes) : FAIL_MEMORY;

	if (status == 0)
		status = changes_write(changes);
	changes_free(changes);
	return status;
}

int
settle_places(struct edit *edit)
{
	return settle_act(edit, NULL);
}

int
settle_gathering(struct edit *edit, struct changes *changes)
{
	return settle_act(edit, changes);
}

int
settle_faults(struct edit *edit,
              void (*report)(void *arg, const struct kind *kind, int64_t id,
                             const struct failure_record *fault),
              void *arg)
{
	struct concerned concerned = {0};
	struct loader loader;
	struct check check = {.loader = &loader, .today = edit->act->today, .report = report, .arg = arg};
	int status = open_act(&loader, edit->act->db, edit->act->number, edit, &concerned);

	if (status < 0)
		return status;
	status = check_edges_made(&check, edit->act->number);
	if (status == 0)
		status = pass(&(struct passage){.edit = edit, .loader = &loader, .check = &check}, &concerned);
	concerned_free(&concerned);
	loader_close(&loader);
	return status < 0 ? status : check.faults;
}

/* What stands now is counted out, the batch is taken back, and what stands then is counted in. */
static int
undo(struct edit *edit, int64_t batch, struct loader *loader, struct changes *changes,
     const struct concerned *concerned)
{
	struct check check = {.loader = loader, .today = edit->act->today};
	int status = loader_restart(loader);

	if (status == 0)
		status = pass(&(struct passage){.edit = edit, .loader = loader, .changes = changes, .subtract = true},
		              concerned);
	if (status == 0)
		status = batch_undo(edit, batch);
	if (status == 0)
		status = matter_facts_undo(edit->act->db, batch);
	if (status == 0)
		status = grants_undo(edit->act->db, batch);
	if (status == 0)
		status = loader_restart(loader);
	if (status == 0)
		status = pass(&(struct passage){.edit = edit, .loader = loader, .check = &check, .place = true,
		                                .changes = changes, .add = true}, concerned);
	return status;
}

int
settle_undo(struct edit *edit, int64_t batch)
{
	struct concerned concerned = {0};
	struct changes *changes;
	struct loader loader;
	int status = batch_undo_check(edit->act->db, batch);

	if (status == 0)
		status = open_act(&loader, edit->act->db, batch, NULL, &concerned);
	if (status < 0)
		return status;
	edit->settled = true;
	changes = changes_new(edit->act->db, EVERY_NODE);
	status = changes ? undo(edit, batch, &loader, changes, &concerned) : FAIL_MEMORY;
	if (status == 0)
		status = changes_write(changes);
	changes_free(changes);
	concerned_free(&concerned);
	loader_close(&loader);
	return status;
}
