#include "party/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"

/* Rows as they are read, series by series, ordered by value. */
struct reading {
	struct arena *arena;
	struct figure_row *rows;
	size_t count, room;
};

static void
add_units(struct figures *figures, int64_t metric, int64_t value)
{
	int64_t *const covers[COVERS] = {
		[COVERED_NOT] = &figures->uncovered, [COVERED_BY_WORK] = &figures->work_only,
		[COVERED_JOINTLY] = &figures->joint, [COVERED_OWN] = &figures->own,
	};
	int64_t cover = (metric - METRIC_UNITS) % COVERS;
	bool due = metric - METRIC_UNITS >= COVERS;

	figures->units += value;
	*covers[cover] += value;
	if (due)
		figures->due += value;
	if (due && cover == COVERED_OWN)
		figures->due_established += value;
}

static void
add_figure(struct figures *figures, int64_t metric, int64_t value)
{
	switch (metric) {
	case METRIC_FULL:
		figures->full += value;
		return;
	case METRIC_PROBATIONARY:
		figures->probationary += value;
		return;
	case METRIC_OVERDUE:
		figures->overdue += value;
		return;
	case METRIC_DUE_SIX:
		figures->due_in_six += value;
		return;
	case METRIC_DUE_THREE:
		figures->due_in_three += value;
		return;
	case METRIC_DUE_ONE:
		figures->due_in_one += value;
		return;
	case METRIC_NO_TERM:
		figures->no_term += value;
		return;
	case METRIC_NO_SECRETARY:
		figures->no_secretary += value;
		return;
	default:
		break;
	}
	if (metric < METRIC_UNITS + 2 * COVERS) {
		add_units(figures, metric, value);
	} else if (metric > METRIC_BODIES && metric <= METRIC_BODIES + BODY_TYPES) {
		figures->bodies += value;
		figures->bodies_of[metric - METRIC_BODIES] += value;
	}
}

static int
take_series(void *arg, const struct series *series, int64_t value)
{
	struct reading *reading = arg;
	struct figure_row *last = reading->count ? &reading->rows[reading->count - 1] : NULL;

	if (value == 0)
		return 0;
	if (last && strcmp(last->value, series->value) == 0) {
		add_figure(&last->figures, series->metric, value);
		return 0;
	}
	if (ARENA_GROW(reading->arena, reading->rows, reading->count, reading->room) < 0)
		return FAIL_MEMORY;
	last = &reading->rows[reading->count++];
	*last = (struct figure_row){.value = arena_strdup(reading->arena, series->value)};
	if (!last->value)
		return FAIL_MEMORY;
	add_figure(&last->figures, series->metric, value);
	return 0;
}

/* --- small bodies ---------------------------------------------------------------- */

static int
count_kind(struct loader *loader, struct changes *changes, enum subject_kind kind, const struct ids *ids)
{
	struct subject subjects[SUBJECTS_MAX];
	int status = 0;

	for (size_t at = 0; at < ids->count && status == 0; at += SUBJECTS_MAX) {
		size_t count = ids->count - at < SUBJECTS_MAX ? ids->count - at : SUBJECTS_MAX;

		status = subjects_load(loader, kind, ids->at + at, count, subjects);
		for (size_t i = 0; i < count && status == 0; i++) {
			struct places places = places_standing(loader, &subjects[i]);

			status = places.at ? contribute(changes, loader, &subjects[i], AFTER, &places, 1) : FAIL_MEMORY;
		}
	}
	return status;
}

static int
compare_rows(const void *a, const void *b)
{
	return strcmp(((const struct figure_row *)a)->value, ((const struct figure_row *)b)->value);
}

/* Everything that ever hung under it contributes; what does not on a day comes to 0 there. */
static int
gather(struct loader *loader, int64_t node, struct changes *changes)
{
	struct ids units = {0}, bodies = {0};
	int status = changes ? placed_under(loader->db, node, &units, &bodies) : FAIL_MEMORY;

	if (status == 0)
		status = ids_add(&bodies, node);
	ids_sort(&units);
	ids_sort(&bodies);
	if (status == 0)
		status = count_kind(loader, changes, SUBJECT_UNIT, &units);
	if (status == 0)
		status = count_kind(loader, changes, SUBJECT_BODY, &bodies);
	ids_free(&units);
	ids_free(&bodies);
	return status;
}

static int
count_rows(struct loader *loader, int64_t node, enum dimension dimension, day_no on, struct reading *reading)
{
	struct changes *changes = changes_new(NULL, node);
	int status = gather(loader, node, changes);

	if (status == 0)
		status = changes_sum(changes, node, dimension, on, take_series, reading);
	if (reading->count > 1)
		qsort(reading->rows, reading->count, sizeof *reading->rows, compare_rows);
	changes_free(changes);
	return status;
}

/* --- reading ----------------------------------------------------------------------- */

static int
read_rows(struct db *db, int64_t node, enum dimension dimension, day_no on, struct reading *reading)
{
	const struct node *body = NULL;
	struct loader loader;
	int status;

	if (node == 0)
		return series_read(db, 0, dimension, METRICS, on, take_series, reading);
	status = loader_open(&loader, db, NO_ACT, NULL);
	if (status < 0)
		return status;
	status = loader_node(&loader, node, &body);
	if (status == 0)
		status = body->hub_sides ? series_read(db, node, dimension, METRICS, on, take_series, reading)
		                         : count_rows(&loader, node, dimension, on, reading);
	loader_close(&loader);
	return status;
}

int
figures(struct db *db, struct arena *arena, int64_t node, enum dimension dimension, day_no on,
        struct figure_row **ret_rows, size_t *ret_count)
{
	struct reading reading = {.arena = arena};
	int status = read_rows(db, node, dimension, on, &reading);

	if (status < 0)
		return status;
	if (dimension == BY_NOTHING && reading.count == 0) {
		reading.rows = ARENA_NEW(arena, struct figure_row);
		if (!reading.rows)
			return FAIL_MEMORY;
		reading.rows[reading.count++].value = "";
	}
	*ret_rows = reading.rows;
	*ret_count = reading.count;
	return 0;
}

int
figures_of(struct db *db, struct arena *arena, int64_t node, day_no on, struct figures *ret_figures)
{
	struct figure_row *rows;
	size_t count;
	int status = figures(db, arena, node, BY_NOTHING, on, &rows, &count);

	if (status == 0)
		*ret_figures = rows[0].figures;
	return status;
}

/* --- a course of days ---------------------------------------------------------------- */

struct course {
	struct figures *at;
	size_t count;
};

static int
take_days(void *arg, const struct series *series, const int64_t *values)
{
	struct course *course = arg;

	for (size_t i = 0; i < course->count; i++)
		add_figure(&course->at[i], series->metric, values[i]);
	return 0;
}

static int
take_day(void *arg, const struct series *series, int64_t value)
{
	add_figure(arg, series->metric, value);
	return 0;
}

static int
count_days(struct loader *loader, int64_t node, const day_no *days, size_t count, struct figures *figures)
{
	struct changes *changes = changes_new(NULL, node);
	int status = gather(loader, node, changes);

	for (size_t i = 0; i < count && status == 0; i++)
		status = changes_sum(changes, node, BY_NOTHING, days[i], take_day, &figures[i]);
	changes_free(changes);
	return status;
}

int
figures_course(struct db *db, int64_t node, int64_t below, const day_no *days, size_t count,
               struct figures *ret_figures)
{
	struct course course = {ret_figures, count};
	const struct node *body = NULL;
	struct loader loader;
	int status;

	memset(ret_figures, 0, count * sizeof *ret_figures);
	if (node == 0)
		return series_read_days(db, 0, BY_NOTHING, "", below, days, count, take_days, &course);
	status = loader_open(&loader, db, NO_ACT, NULL);
	if (status < 0)
		return status;
	status = loader_node(&loader, node, &body);
	if (status == 0)
		status = body->hub_sides ? series_read_days(db, node, BY_NOTHING, "", below, days, count, take_days, &course)
		                         : count_days(&loader, node, days, count, ret_figures);
	loader_close(&loader);
	return status;
}

/* The units of some nodes while they are summed up. */
struct unit_sums {
	const int64_t *nodes;
	int64_t *units;
	size_t count;
};

static int
sum_units(void *arg, const struct series *series, int64_t value)
{
	const struct unit_sums *sums = arg;

	for (size_t i = 0; i < sums->count; i++)
		if (sums->nodes[i] == series->node)
			sums->units[i] += value;
	return 0;
}

int
units_of_each(struct db *db, const int64_t *nodes, size_t count, day_no on, int64_t *ret_units)
{
	int status = 0;

	memset(ret_units, 0, count * sizeof *ret_units);
	for (size_t at = 0; at < count && status == 0; at += SERIES_NODES_MAX) {
		struct unit_sums sums = {nodes + at, ret_units + at,
		                         count - at < SERIES_NODES_MAX ? count - at : SERIES_NODES_MAX};

		status = series_read_nodes(db, sums.nodes, sums.count, BY_NOTHING, METRIC_UNITS + 2 * COVERS, on, sum_units, &sums);
	}
	return status;
}

int
units_of(struct db *db, int64_t node, day_no on, int64_t *ret_units)
{
	int64_t units = 0;
	struct unit_sums sums = {&node, &units, 1};
	int status = series_read(db, node, BY_NOTHING, METRIC_UNITS + 2 * COVERS, on, sum_units, &sums);

	if (status == 0)
		*ret_units = units;
	return status;
}

struct coverage
figures_coverage(const struct figures *figures)
{
	return (struct coverage){
		.units = figures->units, .own_bodies = figures->own, .joint_covered = figures->joint,
		.instructor_or_mass_only = figures->work_only, .due = figures->due,
		.due_established = figures->due_established,
	};
}
