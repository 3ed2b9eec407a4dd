#include "party/contribution.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "law/opinions.h"

#define MARKS_MAX 512 /* days on which one subject's state may change */

/* --- nodes ------------------------------------------------------------------------- */

/* What a contribution is made with. */
struct giving {
	struct changes *changes;
	struct loader *loader;
	const struct subject *subject;
	unsigned side;
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
		if (giving->subject->kind == SUBJECT_UNIT && i + 1 == count)
			continue; /* the unit itself */
		status = loader_node(giving->loader, ids[i], &node);
		if (status < 0)
			return status;
		if (node->hub_sides & giving->side)
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

/* --- what changes a subject's state, and when ----------------------------------------- */

struct marks {
	day_no at[MARKS_MAX];
	size_t count;
};

static int
compare_days(const void *a, const void *b)
{
	day_no left = *(const day_no *)a, right = *(const day_no *)b;

	return left < right ? -1 : left > right;
}

static void
sort_marks(struct marks *marks)
{
	size_t kept = 0;

	qsort(marks->at, marks->count, sizeof *marks->at, compare_days);
	for (size_t i = 0; i < marks->count; i++)
		if (kept == 0 || marks->at[i] != marks->at[kept - 1])
			marks->at[kept++] = marks->at[i];
	marks->count = kept;
}

static int
mark(struct marks *marks, day_no day)
{
	if (day >= DAY_OPEN)
		return 0;
	if (marks->count == MARKS_MAX)
		sort_marks(marks);
	if (marks->count == MARKS_MAX)
		return fail(FAIL_TOO_LARGE, NULL, NULL, "一个组织的变动日期超过 %d 个。",
		            "One organization changes on more than %d days.", MARKS_MAX);
	marks->at[marks->count++] = day;
	return 0;
}

static int
mark_spans(struct marks *marks, const struct spans *spans, unsigned side)
{
	int status = 0;

	for (size_t i = 0; i < spans->count && status == 0; i++) {
		if (!(spans->at[i].sides & side))
			continue;
		status = mark(marks, spans->at[i].since);
		if (status == 0)
			status = mark(marks, spans->at[i].until);
	}
	return status;
}

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

static int
mark_covering(const struct giving *giving, struct marks *marks)
{
	const struct spans *coverages = &giving->subject->of[COVERAGES];
	int status = mark_spans(marks, coverages, giving->side);

	for (size_t i = 0; i < coverages->count && status == 0; i++) {
		const struct node *node;

		if (coverages->at[i].b == 0)
			continue;
		status = loader_node(giving->loader, coverages->at[i].b, &node);
		if (status == 0)
			status = mark_spans(marks, &node->versions, giving->side);
	}
	return status;
}

static int
mark_unit(const struct giving *giving, struct marks *marks)
{
	const struct subject *unit = giving->subject;
	int status = mark_spans(marks, &unit->of[UNIT_VERSIONS], giving->side);

	if (status == 0)
		status = mark_spans(marks, &unit->of[OWN_BODIES], giving->side);
	if (status == 0)
		status = mark_spans(marks, &unit->of[DISPATCHES], giving->side);
	if (status == 0)
		status = mark_covering(giving, marks);
	if (status == 0)
		status = mark_places(marks, giving->places);
	sort_marks(marks);
	return status;
}

static int
cover_on(const struct giving *giving, day_no day, enum cover *ret_cover)
{
	static const enum cover by_mode[] = {
		[COVER_OWN] = COVERED_OWN, [COVER_JOINT] = COVERED_JOINTLY, [COVER_REGIONAL] = COVERED_JOINTLY,
		[COVER_INDUSTRY] = COVERED_NOT, [COVER_MASS] = COVERED_BY_WORK,
	};
	const struct spans *coverages = &giving->subject->of[COVERAGES];
	enum cover cover = COVERED_NOT;

	if (spans_on(&giving->subject->of[DISPATCHES], day, giving->side))
		cover = COVERED_BY_WORK;
	for (size_t i = 0; i < coverages->count; i++) {
		const struct span *span = &coverages->at[i];
		const struct node *node;
		int status;

		if (!(span->sides & giving->side) || span->since > day || span->until <= day || span->b == 0 ||
		    by_mode[span->a] <= cover)
			continue;
		status = loader_node(giving->loader, span->b, &node);
		if (status < 0)
			return status;
		if (spans_on(&node->versions, day, giving->side))
			cover = by_mode[span->a];
	}
	if (spans_on(&giving->subject->of[OWN_BODIES], day, giving->side))
		cover = COVERED_OWN;
	*ret_cover = cover;
	return 0;
}

static int
unit_on(const struct giving *giving, day_no day, struct unit_state *ret_state)
{
	const struct span *version = spans_on(&giving->subject->of[UNIT_VERSIONS], day, giving->side);
	enum cover cover;
	int status;

	*ret_state = (struct unit_state){0};
	if (!version)
		return 0;
	status = cover_on(giving, day, &cover);
	if (status < 0)
		return status;
	*ret_state = (struct unit_state){
		.version = version, .path = path_on(giving->places, day),
		.metric = METRIC_UNITS + (int)cover +
		          (version->b >= 0 && establishment_due(version->b) ? COVERS : 0),
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
			status = changes_add(giving->changes, nodes[n], (enum dimension)d, values[d], state->metric, day,
			                change * giving->sign);
	return status;
}

static int
give_unit_days(const struct giving *giving)
{
	struct unit_state before = {0}, now;
	struct marks marks = {.count = 0};
	int status = mark_unit(giving, &marks);

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

/* Elected bodies owe a term; organs and leading groups have none (GRP-7), others none of fixed length. */
static bool
has_terms(int64_t type)
{
	return type == COMMITTEE || type == GENERAL_BRANCH || type == BRANCH || type == JOINT_BRANCH ||
	       type == DISCIPLINE_COMMISSION;
}

static bool
has_secretary(int64_t type)
{
	return type != COMPREHENSIVE_COMMITTEE && type != AGENCY && type != ORGANIZATION_DEPARTMENT &&
	       type != WORK_COMMITTEE;
}

static int
mark_body(const struct giving *giving, struct marks *marks)
{
	const struct subject *body = giving->subject;
	const struct spans *terms = &body->of[TERMS];
	int status = mark_spans(marks, &body->of[BODY_VERSIONS], giving->side);

	if (status == 0)
		status = mark_spans(marks, &body->of[SECRETARIES], giving->side);
	if (status == 0)
		status = mark_spans(marks, terms, giving->side);
	for (size_t i = 0; i < terms->count && status == 0; i++) {
		day_no due = (day_no)terms->at[i].a;

		if (!(terms->at[i].sides & giving->side))
			continue;
		status = mark(marks, due + 1);
		for (size_t w = 0; w < WINDOWS && status == 0; w++)
			status = mark(marks, day_add_months(due, -windows[w].months));
	}
	if (status == 0)
		status = mark_places(marks, giving->places);
	sort_marks(marks);
	return status;
}

static struct body_state
body_on(const struct giving *giving, day_no day)
{
	const struct subject *body = giving->subject;
	const struct span *version = spans_on(&body->of[BODY_VERSIONS], day, giving->side);
	const struct span *term = spans_on(&body->of[TERMS], day, giving->side);
	struct body_state state = {.path = NULL};
	size_t at = 0;

	for (size_t i = 0; i < BODY_METRICS; i++)
		state.metrics[i] = -1;
	if (!version)
		return state;
	state.path = path_on(giving->places, day);
	state.metrics[at++] = METRIC_BODIES + (int)version->a;
	state.metrics[at++] = term && day > term->a ? METRIC_OVERDUE : -1;
	for (size_t w = 0; w < WINDOWS; w++)
		state.metrics[at++] = term && day <= term->a &&
		                      day >= day_add_months((day_no)term->a, -windows[w].months) ? windows[w].metric : -1;
	state.metrics[at++] = !term && has_terms(version->a) ? METRIC_NO_TERM : -1;
	state.metrics[at++] = has_secretary(version->a) && !spans_on(&body->of[SECRETARIES], day, giving->side)
	                              ? METRIC_NO_SECRETARY : -1;
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
	const struct spans *memberships = &giving->subject->of[MEMBERSHIPS];
	int status = 0;

	for (size_t i = 0; i < memberships->count && status == 0; i++)
		if (memberships->at[i].sides & giving->side)
			status = give_membership(giving, &memberships->at[i]);
	return status;
}

int
contribute(struct changes *changes, struct loader *loader, const struct subject *subject, unsigned side,
           const struct places *places, int sign)
{
	const struct giving giving = {changes, loader, subject, side, places, sign};
	int status;

	if (subject->kind == SUBJECT_UNIT)
		return give_unit_days(&giving);
	status = give_body_days(&giving);
	return status < 0 ? status : give_members(&giving);
}
