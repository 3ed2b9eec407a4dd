#include "party/standing.h"

#include <stdlib.h>

#include "base/fail.h"
#include "law/opinions.h"

/* --- days ---------------------------------------------------------------------------- */

static int
compare_days(const void *a, const void *b)
{
	day_no left = *(const day_no *)a, right = *(const day_no *)b;

	return left < right ? -1 : left > right;
}

void
marks_sort(struct marks *marks)
{
	size_t kept = 0;

	qsort(marks->at, marks->count, sizeof *marks->at, compare_days);
	for (size_t i = 0; i < marks->count; i++)
		if (kept == 0 || marks->at[i] != marks->at[kept - 1])
			marks->at[kept++] = marks->at[i];
	marks->count = kept;
}

int
mark(struct marks *marks, day_no day)
{
	if (day >= DAY_OPEN)
		return 0;
	if (marks->count == MARKS_MAX)
		marks_sort(marks);
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

/* Coverage counts while what covers is itself in force. */
static int
mark_covering(const struct seen *seen, struct marks *marks)
{
	const struct spans *coverages = &seen->subject->of[COVERAGES];
	int status = mark_spans(marks, coverages, seen->side);

	for (size_t i = 0; i < coverages->count && status == 0; i++) {
		const struct node *node;

		if (coverages->at[i].b == 0)
			continue;
		status = loader_node(seen->loader, coverages->at[i].b, &node);
		if (status == 0)
			status = mark_spans(marks, &node->versions, seen->side);
	}
	return status;
}

int
mark_standing(const struct seen *seen, struct marks *marks)
{
	static const enum source of_unit[] = {UNIT_VERSIONS, OWN_BODIES, DISPATCHES};
	static const enum source of_body[] = {BODY_VERSIONS, SECRETARIES, TERMS};
	bool unit = seen->subject->kind == SUBJECT_UNIT;
	int status = 0;

	for (size_t i = 0; i < 3 && status == 0; i++)
		status = mark_spans(marks, &seen->subject->of[unit ? of_unit[i] : of_body[i]], seen->side);
	return status == 0 && unit ? mark_covering(seen, marks) : status;
}

/* --- units --------------------------------------------------------------------------- */

static int
cover_on(const struct seen *seen, day_no day, enum cover *ret_cover)
{
	static const enum cover by_mode[] = {
		[COVER_OWN] = COVERED_OWN, [COVER_JOINT] = COVERED_JOINTLY, [COVER_REGIONAL] = COVERED_JOINTLY,
		[COVER_INDUSTRY] = COVERED_NOT, [COVER_MASS] = COVERED_BY_WORK,
	};
	const struct spans *coverages = &seen->subject->of[COVERAGES];
	enum cover cover = COVERED_NOT;

	if (spans_on(&seen->subject->of[DISPATCHES], day, seen->side))
		cover = COVERED_BY_WORK;
	for (size_t i = 0; i < coverages->count; i++) {
		const struct span *span = &coverages->at[i];
		const struct node *node;
		int status;

		if (!(span->sides & seen->side) || span->since > day || span->until <= day || span->b == 0 ||
		    by_mode[span->a] <= cover)
			continue;
		status = loader_node(seen->loader, span->b, &node);
		if (status < 0)
			return status;
		if (spans_on(&node->versions, day, seen->side))
			cover = by_mode[span->a];
	}
	if (spans_on(&seen->subject->of[OWN_BODIES], day, seen->side))
		cover = COVERED_OWN;
	*ret_cover = cover;
	return 0;
}

int
unit_standing_on(const struct seen *seen, day_no day, struct unit_standing *ret_standing)
{
	struct unit_standing standing = {spans_on(&seen->subject->of[UNIT_VERSIONS], day, seen->side), COVERED_NOT, false};
	int status = standing.version ? cover_on(seen, day, &standing.cover) : 0;

	if (status < 0)
		return status;
	standing.due = standing.version && standing.version->b >= 0 && establishment_due(standing.version->b);
	*ret_standing = standing;
	return 0;
}

/* --- bodies ------------------------------------------------------------------------------ */

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

struct body_standing
body_standing_on(const struct seen *seen, day_no day)
{
	const struct subject *body = seen->subject;
	struct body_standing standing = {.version = spans_on(&body->of[BODY_VERSIONS], day, seen->side)};

	if (!standing.version)
		return standing;
	standing.term = spans_on(&body->of[TERMS], day, seen->side);
	standing.no_term = !standing.term && has_terms(standing.version->a);
	standing.no_secretary = has_secretary(standing.version->a) &&
	                        !spans_on(&body->of[SECRETARIES], day, seen->side);
	return standing;
}

/* --- in the placement ------------------------------------------------------------------------ */

/* A place from a day on, with the standing of that day. */
static int
stand_on(const struct seen *seen, day_no day, struct place *place)
{
	struct unit_standing unit;
	struct body_standing body;
	int status;

	place->since = day;
	place->due = DAY_NONE;
	if (seen->subject->kind == SUBJECT_UNIT) {
		status = unit_standing_on(seen, day, &unit);
		place->standing = status == 0 ? STANDING_OF_UNIT(unit.cover, unit.due) : 0;
		return status;
	}
	body = body_standing_on(seen, day);
	place->standing = STANDING_OF_BODY(body.version ? body.version->a : 0, body.no_term, body.no_secretary);
	if (body.term)
		place->due = (day_no)body.term->a;
	return 0;
}

static int
refine(const struct seen *seen, const struct marks *marks, const struct place *whole, struct places *to)
{
	struct place *last = &to->at[to->count];
	int status;

	*last = *whole;
	status = stand_on(seen, whole->since, last);
	to->count++;
	for (size_t i = 0; i < marks->count && status == 0; i++) {
		struct place next = *whole;

		if (marks->at[i] <= whole->since || marks->at[i] >= whole->until)
			continue;
		status = stand_on(seen, marks->at[i], &next);
		if (status < 0 || (next.standing == last->standing && next.due == last->due))
			continue;
		last->until = next.since;
		last = &to->at[to->count++];
		*last = next;
	}
	return status;
}

int
places_refine(const struct seen *seen, const struct places *places, struct places *ret_places)
{
	struct marks marks = {.count = 0};
	struct places fine = {0};
	int status = mark_standing(seen, &marks);

	if (status < 0)
		return status;
	marks_sort(&marks);
	fine.at = ARENA_ARRAY(seen->loader->chunk, places->count + marks.count, struct place);
	if (!fine.at)
		return FAIL_MEMORY;
	for (size_t i = 0; i < places->count && status == 0; i++)
		status = refine(seen, &marks, &places->at[i], &fine);
	if (status == 0)
		*ret_places = fine;
	return status;
}
