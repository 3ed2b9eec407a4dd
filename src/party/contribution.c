#include "party/contribution.h"

#include <string.h>

#include "base/fail.h"

/* --- nodes ------------------------------------------------------------------------- */

/* What a contribution is made with. */
struct giving {
	struct changes *changes;
	struct seen seen;
	const struct places *places;
	int sign;
};

/* The nodes on a path whose figures are wanted. */
static int
nodes_on(const struct giving *giving, const char *path, int64_t ret_nodes[PATH_DEPTH_MAX], size_t *ret_count)
{
	int64_t ids[PATH_DEPTH_MAX];
	size_t count = path_ids(path, ids), wanted = 0;

	for (size_t i = 0; i < count; i++) {
		const struct node *node;
		int status;

		if (changes_only(giving->changes) != EVERY_NODE) {
			if (ids[i] == changes_only(giving->changes))
				ret_nodes[wanted++] = ids[i];
			continue;
		}
		if (giving->seen.subject->kind == SUBJECT_UNIT && i + 1 == count)
			continue; /* the unit itself */
		status = loader_node(giving->seen.loader, ids[i], &node);
		if (status < 0)
			return status;
		if (node->hub_sides & giving->seen.side)
			ret_nodes[wanted++] = ids[i];
	}
	*ret_count = wanted;
	return 0;
}

static bool
everything_wanted(const struct giving *giving)
{
	return changes_only(giving->changes) == EVERY_NODE || changes_only(giving->changes) == 0;
}

/* --- places ------------------------------------------------------------------------------- */

static int
mark_places(struct marks *marks, const struct places *places)
{
	int status = 0;

	for (size_t i = 0; i < places->count && status == 0; i++) {
		status = mark(marks, places->at[i].since);
		if (status == 0)
			status = mark(marks, places->at[i].until);
	}
	return status;
}

static const char *
path_on(const struct places *places, day_no day)
{
	for (size_t i = 0; i < places->count; i++)
		if (places->at[i].since <= day && places->at[i].until > day)
			return places->at[i].path;
	return NULL;
}

/* --- units --------------------------------------------------------------------------- */

struct unit_state {
	const struct span *version; /* null: not in force */
	const char *path;
	int metric;
};

/* All days on which the subject may begin or end to be counted somewhere. */
static int
mark_all(const struct giving *giving, struct marks *marks)
{
	int status = mark_standing(&giving->seen, marks);

	if (status == 0)
		status = mark_places(marks, giving->places);
	return status;
}

static int
unit_on(const struct giving *giving, day_no day, struct unit_state *ret_state)
{
	struct unit_standing standing;
	int status = unit_standing_on(&giving->seen, day, &standing);

	if (status < 0)
		return status;
	*ret_state = (struct unit_state){0};
	if (standing.version)
		*ret_state = (struct unit_state){
			.version = standing.version, .path = path_on(giving->places, day),
			.metric = METRIC_UNITS + (int)standing.cover + (standing.due ? COVERS : 0),
		};
	return 0;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool
same_unit(const struct unit_state *a, const struct unit_state *b)
{
	if (!a->version || !b->version)
		return a->version == b->version;
	return a->metric == b->metric && same_text(a->path, b->path) &&
	       (a->version == b->version ||
	        (a->version->a == b->version->a && same_text(a->version->text, b->version->text) &&
	         same_text(a->version->more, b->version->more)));
}

/* One unit begins or ends to be counted in a state: in all dimensions of all nodes above it. */
static int
give_unit(const struct giving *giving, const struct unit_state *state, day_no day, int change)
{
	const char *region = state->version->text ? state->version->text : "";
	char category[8] = {(char)('0' + state->version->a)}, province[3] = {0};
	const char *values[DIMENSIONS] = {
		[BY_NOTHING] = "", [BY_CATEGORY] = category, [BY_PROVINCE] = province, [BY_REGION] = region,
		[BY_INDUSTRY] = state->version->more ? state->version->more : "",
	};
	int64_t nodes[PATH_DEPTH_MAX + 1];
	size_t count = 0;
	int status = state->path ? nodes_on(giving, state->path, nodes, &count) : 0;

	memcpy(province, region, strlen(region) < 2 ? strlen(region) : 2);
	if (everything_wanted(giving))
		nodes[count++] = 0;
	for (size_t n = 0; n < count && status == 0; n++)
		for (int d = 0; d < DIMENSIONS && status == 0; d++)
			status = changes_add(giving->changes, nodes[n], d, values[d], state->metric, day,
			                change * giving->sign);
	return status;
}

static int
give_unit_days(const struct giving *giving)
{
	struct unit_state before = {0}, now;
	struct marks marks = {.count = 0};
	int status = mark_all(giving, &marks);

	marks_sort(&marks);
	for (size_t i = 0; i < marks.count && status == 0; i++) {
		status = unit_on(giving, marks.at[i], &now);
		if (status < 0 || same_unit(&before, &now))
			continue;
		if (before.version)
			status = give_unit(giving, &before, marks.at[i], -1);
		if (status == 0 && now.version)
			status = give_unit(giving, &now, marks.at[i], 1);
		before = now;
	}
	return status;
}

/* --- bodies ------------------------------------------------------------------------------ */

/* Months before the end of a term from which it is counted as soon due. */
static const struct {
	int metric, months;
} windows[] = {{METRIC_DUE_SIX, 6}, {METRIC_DUE_THREE, 3}, {METRIC_DUE_ONE, 1}};

#define WINDOWS (sizeof windows / sizeof *windows)
#define BODY_METRICS (WINDOWS + 4) /* and its type, overdue, no term, no secretary */

/* The metrics a body counts for on a day; a place not needed is -1. */
struct body_state {
	int metrics[BODY_METRICS];
	const char *path;
};

/* Terms end, and windows before their ends begin, on days known beforehand. */
static int
mark_body(const struct giving *giving, struct marks *marks)
{
	const struct spans *terms = &giving->seen.subject->of[TERMS];
	int status = mark_all(giving, marks);

	for (size_t i = 0; i < terms->count && status == 0; i++) {
		day_no due = (day_no)terms->at[i].a;

		if (!(terms->at[i].sides & giving->seen.side))
			continue;
		status = mark(marks, due + 1);
		for (size_t w = 0; w < WINDOWS && status == 0; w++)
			status = mark(marks, day_add_months(due, -windows[w].months));
	}
	marks_sort(marks);
	return status;
}

static struct body_state
body_on(const struct giving *giving, day_no day)
{
	const struct body_standing standing = body_standing_on(&giving->seen, day);
	const struct span *term = standing.term;
	struct body_state state = {.path = NULL};
	size_t at = 0;

	for (size_t i = 0; i < BODY_METRICS; i++)
		state.metrics[i] = -1;
	if (!standing.version)
		return state;
	state.path = path_on(giving->places, day);
	state.metrics[at++] = METRIC_BODIES + (int)standing.version->a;
	state.metrics[at++] = term && day > term->a ? METRIC_OVERDUE : -1;
	for (size_t w = 0; w < WINDOWS; w++)
		state.metrics[at++] = term && day <= term->a &&
		                      day >= day_add_months((day_no)term->a, -windows[w].months) ? windows[w].metric : -1;
	state.metrics[at++] = standing.no_term ? METRIC_NO_TERM : -1;
	state.metrics[at++] = standing.no_secretary ? METRIC_NO_SECRETARY : -1;
	return state;
}

static int
give(const struct giving *giving, const char *path, int metric, day_no day, int change)
{
	int64_t nodes[PATH_DEPTH_MAX];
	size_t count = 0;
	int status = path ? nodes_on(giving, path, nodes, &count) : 0;

	for (size_t n = 0; n < count && status == 0; n++)
		status = changes_add(giving->changes, nodes[n], BY_NOTHING, "", metric, day, change * giving->sign);
	return status;
}

static int
give_everything(const struct giving *giving, int metric, day_no day, int change)
{
	if (!everything_wanted(giving))
		return 0;
	return changes_add(giving->changes, 0, BY_NOTHING, "", metric, day, change * giving->sign);
}

static int
give_body_days(const struct giving *giving)
{
	struct body_state before, now;
	struct marks marks = {.count = 0};
	int status = mark_body(giving, &marks);

	before = body_on(giving, DAY_MIN - 1);
	for (size_t i = 0; i < marks.count && status == 0; i++) {
		bool moved;

		now = body_on(giving, marks.at[i]);
		moved = !same_text(before.path, now.path);
		for (size_t m = 0; m < BODY_METRICS && status == 0; m++) {
			bool differs = before.metrics[m] != now.metrics[m];

			if (before.metrics[m] >= 0 && (moved || differs))
				status = give(giving, before.path, before.metrics[m], marks.at[i], -1);
			if (status == 0 && now.metrics[m] >= 0 && (moved || differs))
				status = give(giving, now.path, now.metrics[m], marks.at[i], 1);
			if (status == 0 && before.metrics[m] >= 0 && differs)
				status = give_everything(giving, before.metrics[m], marks.at[i], -1);
			if (status == 0 && now.metrics[m] >= 0 && differs)
				status = give_everything(giving, now.metrics[m], marks.at[i], 1);
		}
		before = now;
	}
	return status;
}

/* A relation counts while it lasts, at each place of its body in turn. */
static int
give_membership(const struct giving *giving, const struct span *membership)
{
	int metric = membership->a == FULL_MEMBER ? METRIC_FULL : METRIC_PROBATIONARY;
	int status = give_everything(giving, metric, membership->since, 1);

	if (status == 0 && membership->until < DAY_OPEN)
		status = give_everything(giving, metric, membership->until, -1);
	for (size_t p = 0; p < giving->places->count && status == 0; p++) {
		const struct place *place = &giving->places->at[p];
		day_no since = place->since > membership->since ? place->since : membership->since;
		day_no until = place->until < membership->until ? place->until : membership->until;

		if (since >= until)
			continue;
		status = give(giving, place->path, metric, since, 1);
		if (status == 0 && until < DAY_OPEN)
			status = give(giving, place->path, metric, until, -1);
	}
	return status;
}

static int
give_members(const struct giving *giving)
{
	const struct spans *memberships = &giving->seen.subject->of[MEMBERSHIPS];
	int status = 0;

	for (size_t i = 0; i < memberships->count && status == 0; i++)
		if (memberships->at[i].sides & giving->seen.side)
			status = give_membership(giving, &memberships->at[i]);
	return status;
}

int
contribute(struct changes *changes, struct loader *loader, const struct subject *subject, unsigned side,
           const struct places *places, int sign)
{
	const struct giving giving = {changes, {loader, subject, side}, places, sign};
	int status;

	if (subject->kind == SUBJECT_UNIT)
		return give_unit_days(&giving);
	status = give_body_days(&giving);
	return status < 0 ? status : give_members(&giving);
}
