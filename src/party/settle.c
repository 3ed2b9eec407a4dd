#include "party/settle.h"

#include <string.h>

#include "party/place.h"

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

/*
 * Whether others are concerned by a body's change: its place, its days or
 * what it is have changed, not just its name.
 */
static int
changes_others(struct loader *loader, int64_t body, bool *ret_changes)
{
	const struct node *node;
	int status = loader_node(loader, body, &node);

	if (status < 0)
		return status;
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
add_dependents(struct loader *loader, int64_t act, struct concerned *concerned)
{
	struct ids bodies = {0}, masses = {0};
	int status = source_changed(loader->db, BODY_VERSIONS, act, &bodies);

	if (status == 0)
		status = source_changed(loader->db, BODY_EDGES, act, &bodies);
	if (status == 0)
		status = source_changed(loader->db, MASS_ORGS, act, &masses);
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
find_concerned(struct loader *loader, int64_t act, struct concerned *concerned)
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

		status = source_changed(loader->db, directly[i].source, act, lists[directly[i].kind]);
	}
	if (status == 0)
		status = add_dependents(loader, act, concerned);
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
};

static int
pass_subject(struct passage *passage, const struct subject *subject)
{
	struct places places;
	int status = places_of(passage->loader, subject, &places);

	return status < 0 ? status : places_write(passage->edit, subject, &places);
}

/* The superiors are read together, before each subject asks for its own. */
static int
read_superiors(struct loader *loader, const struct subject *subjects, size_t count)
{
	int64_t ids[SUBJECTS_MAX];
	size_t found = 0;
	int status = 0;

	for (size_t i = 0; i < count && status == 0; i++) {
		const struct spans *edges = &subjects[i].of[subjects[i].kind == SUBJECT_BODY ? BODY_EDGES : UNIT_EDGES];

		for (size_t e = 0; e < edges->count && status == 0; e++) {
			ids[found++] = edges->at[e].a;
			if (found == SUBJECTS_MAX) {
				status = loader_nodes(loader, ids, found);
				found = 0;
			}
		}
	}
	return status < 0 ? status : loader_nodes(loader, ids, found);
}

static int
pass_all(struct passage *passage, enum subject_kind kind, const struct ids *ids)
{
	struct subject subjects[SUBJECTS_MAX];
	int status = 0;

	for (size_t at = 0; at < ids->count && status == 0; at += SUBJECTS_MAX) {
		size_t count = ids->count - at < SUBJECTS_MAX ? ids->count - at : SUBJECTS_MAX;

		status = subjects_load(passage->loader, kind, ids->at + at, count, subjects);
		if (status == 0)
			status = read_superiors(passage->loader, subjects, count);
		for (size_t i = 0; i < count && status == 0; i++)
			status = pass_subject(passage, &subjects[i]);
	}
	return status;
}

static int
pass(struct passage *passage, const struct concerned *concerned)
{
	int status = pass_all(passage, SUBJECT_BODY, &concerned->bodies);

	return status < 0 ? status : pass_all(passage, SUBJECT_UNIT, &concerned->units);
}

int
settle(struct edit *edit)
{
	struct concerned concerned = {0};
	struct loader loader;
	struct passage passage = {edit, &loader};
	int status = loader_open(&loader, edit->act->db, edit->act->number);

	if (status < 0)
		return status;
	status = find_concerned(&loader, edit->act->number, &concerned);
	if (status == 0)
		status = pass(&passage, &concerned);
	concerned_free(&concerned);
	loader_close(&loader);
	return status;
}

int
settle_undo(struct edit *edit, int64_t batch)
{
	struct concerned concerned = {0};
	struct loader loader;
	struct passage passage = {edit, &loader};
	int status = batch_undo_check(edit->act->db, batch);

	if (status == 0)
		status = loader_open(&loader, edit->act->db, batch);
	if (status < 0)
		return status;
	status = find_concerned(&loader, batch, &concerned);
	if (status == 0)
		status = batch_undo(edit, batch);
	if (status == 0)
		status = loader_restart(&loader);
	if (status == 0)
		status = pass(&passage, &concerned);
	concerned_free(&concerned);
	loader_close(&loader);
	return status;
}
