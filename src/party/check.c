#include "party/check.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "law/opinions.h"
#include "registry/input.h"

#define SENTENCE 400

static const struct kind *const kinds_of_subjects[] = {
	[SUBJECT_UNIT] = &unit_kind, [SUBJECT_BODY] = &body_kind, [SUBJECT_PERSON] = &person_kind,
};

/* --- faults -------------------------------------------------------------------- */

static int
found(struct check *check, const struct kind *kind, int64_t id)
{
	if (!check->report)
		return FAIL_REFUSED;
	check->report(check->arg, kind, id, last_failure());
	check->faults++;
	return 0;
}

int
check_failed(struct check *check, const struct subject *subject)
{
	return found(check, kinds_of_subjects[subject->kind], subject->id);
}

static int
name_of(struct check *check, const struct kind *kind, int64_t id, const char **ret_name)
{
	return ref_title(check->loader->db, check->loader->chunk, kind, id, check->today, ret_name);
}

/* A fault of a unit or body, whose name stands before the sentence; persons are not named (DP-6). */
static int
fault(struct check *check, const struct subject *subject, const char *clause, const char *field,
      const char *zh, const char *en, ...)
	__attribute__((format(printf, 5, 7), format(printf, 6, 7)));

static int
fault(struct check *check, const struct subject *subject, const char *clause, const char *field,
      const char *zh, const char *en, ...)
{
	const struct kind *kind = kinds_of_subjects[subject->kind];
	char zh_text[SENTENCE], en_text[SENTENCE];
	const char *name = "";
	va_list args;
	int status = 0;

	va_start(args, en);
	vsnprintf(zh_text, sizeof zh_text, zh, args);
	va_end(args);
	va_start(args, en);
	vsnprintf(en_text, sizeof en_text, en, args);
	va_end(args);
	if (subject->kind != SUBJECT_PERSON)
		status = name_of(check, kind, subject->id, &name);
	if (status < 0)
		return status;
	if (*name)
		fail_named(FAIL_REFUSED, clause, field, (struct bilingual){name, name},
		           (struct bilingual){zh_text, en_text});
	else
		fail_bilingual(FAIL_REFUSED, clause, field, (struct bilingual){zh_text, en_text});
	return found(check, kind, subject->id);
}

STATEMENT(edge_of_whom,
	"select id from affiliation where made = $1 and ended is null"
	" and ((unit is null and body is null) or (unit is not null and body is not null)) order by made, id limit 1");

int
check_edges_made(struct check *check, int64_t act)
{
	int64_t id = 0;
	int status = db_number(check->loader->db, edge_of_whom, ARGS(INT(act)), &id);

	if (status < 0 || id == 0)
		return status;
	fail(FAIL_REFUSED, "OPIN-6.7", "unit", "领导或指导关系要写明一个社会组织或一个下级党组织，只能是其中之一。",
	     "An affiliation names one social organization or one lower Party organization, not both and not neither.");
	return found(check, &affiliation_kind, id);
}

/* --- leadership -------------------------------------------------------------------- */

static const struct spans *
versions_of(const struct subject *subject)
{
	return &subject->of[subject->kind == SUBJECT_BODY ? BODY_VERSIONS : UNIT_VERSIONS];
}

/* OPIN-21.3: from one leading organization to the next without a day missing or double. */
static int
check_handover(struct check *check, const struct subject *subject, const struct span *old, const struct span *new)
{
	int64_t gap = leadership_gap_days(old->until - 1, new->since);
	char last[DAY_TEXT], first[DAY_TEXT];

	if (gap == 0)
		return 0;
	day_text(old->until - 1, last);
	day_text(new->since, first);
	if (gap > 0)
		return fault(check, subject, "OPIN-21.3", "since",
		             "原领导关系到 %s 为止，新的从 %s 开始，中断 %" PRId64 " 天；应当一日不断。",
		             "the former leadership ends on %s, the new one begins on %s: a gap of %" PRId64
		             " days, and there must be none.", last, first, gap);
	if (old->until < DAY_OPEN)
		return fault(check, subject, "OPIN-21.3", "since",
		             "原领导关系到 %s 为止，新的从 %s 开始，重叠 %" PRId64 " 天；同一天只能有一个领导它的党组织。",
		             "the former leadership ends on %s, the new one begins on %s: an overlap of %" PRId64
		             " days; on any day one organization leads.", last, first, -gap);
	return fault(check, subject, "OPIN-6.7", "since",
	             "自 %s 起有两个党组织领导它；任何一天只能有一个。",
	             "from %s on two organizations lead it; on any day there is exactly one.", first);
}

/* The superior is there as long as it leads. */
static int
check_superior(struct check *check, const struct subject *subject, const struct span *edge, day_no since,
               day_no until)
{
	day_no from = edge->since > since ? edge->since : since, to = edge->until < until ? edge->until : until;
	day_no set_up = DAY_OPEN, abolished = DAY_OPEN;
	char day[DAY_TEXT];
	const struct node *superior;
	const char *name = "";
	int status = loader_node(check->loader, edge->a, &superior);

	if (status < 0 || from >= to)
		return status;
	spans_life(&superior->versions, AFTER, &set_up, &abolished);
	if (set_up <= from && abolished >= to)
		return 0;
	status = name_of(check, &body_kind, edge->a, &name);
	if (status < 0)
		return status;
	if (set_up > from)
		return fault(check, subject, "OPIN-6.7", "superior", "由%s领导的关系始于 %s，但那时该党组织还没有成立。",
		             "led by %s from %s on, but that organization was not set up by then.", name,
		             day_text(from, day));
	return fault(check, subject, "OPIN-21.3", "superior",
	             "%s到 %s 为止，仍领导着它；应当先由新的上级接续。",
	             "%s ends on %s and still leads it: a new superior has to take over first.", name,
	             day_text(abolished - 1, day));
}

/* Whether a body is, on some of these days, of a type that needs a superior. */
static bool
needs_superior(const struct subject *subject, day_no since, day_no until)
{
	const struct spans *versions = versions_of(subject);

	for (size_t i = 0; i < versions->count; i++) {
		const struct span *version = &versions->at[i];

		if (version->sides & AFTER && version->since < until && version->until > since &&
		    !body_may_be_root(version->a, version->b))
			return true;
	}
	return false;
}

/* A lower body has a superior from its first day, or from the superior's first where that is later. */
static int
check_first_superior(struct check *check, const struct subject *subject, const struct span *first, day_no since,
                     day_no until)
{
	day_no set_up = since, abolished;
	const struct node *superior;
	char day[DAY_TEXT];
	int status;

	if (subject->kind != SUBJECT_BODY || !needs_superior(subject, since, first ? first->since : until))
		return 0;
	if (!first)
		return fault(check, subject, "OPIN-6.7", "superior", "没有上级党组织；每个下级党组织都要有一个。",
		             "no superior: every lower organization has one.");
	status = loader_node(check->loader, first->a, &superior);
	if (status < 0)
		return status;
	spans_life(&superior->versions, AFTER, &set_up, &abolished);
	if (first->since <= set_up)
		return 0;
	return fault(check, subject, "OPIN-6.7", "since", "到 %s 才有上级党组织；成立之日起就应当有。",
	             "has a superior only from %s on: it is due from the day it was set up.",
	             day_text(first->since, day));
}

/* Leadership does not end before the led does. */
static int
check_last_superior(struct check *check, const struct subject *subject, const struct span *last, day_no until)
{
	char day[DAY_TEXT];

	if (!last || last->until >= until ||
	    (subject->kind == SUBJECT_BODY && !needs_superior(subject, last->until, until)))
		return 0;
	return fault(check, subject, "OPIN-21.3", "until",
	             "领导关系到 %s 为止，此后没有党组织领导它；领导关系不能中断。",
	             "leadership ends on %s and nobody leads it from then on; it must not lapse.",
	             day_text(last->until - 1, day));
}

static int
check_leadership(struct check *check, const struct subject *subject)
{
	const struct spans *edges = &subject->of[subject->kind == SUBJECT_BODY ? BODY_EDGES : UNIT_EDGES];
	const struct span *first = NULL, *last = NULL;
	day_no since, until;
	int status = 0;

	if (!spans_life(versions_of(subject), AFTER, &since, &until))
		return 0;
	for (size_t i = 0; i < edges->count && status == 0; i++) {
		const struct span *edge = &edges->at[i];

		if (!(edge->sides & AFTER) || edge->since >= until || edge->until <= since)
			continue;
		if (last)
			status = check_handover(check, subject, last, edge);
		if (status == 0)
			status = check_superior(check, subject, edge, since, until);
		first = first ? first : edge;
		last = !last || edge->until > last->until ? edge : last;
	}
	if (status == 0)
		status = check_first_superior(check, subject, first, since, until);
	return status < 0 ? status : check_last_superior(check, subject, last, until);
}

/* --- rows that exclude each other ----------------------------------------------------- */

static bool
any_row(const struct span *span)
{
	(void)span;
	return true;
}

static bool
joint_row(const struct span *span)
{
	return span->a == COVER_JOINT || span->a == COVER_REGIONAL;
}

/* The first day on which two rows stand that may not stand together; DAY_NONE where there is none. */
static day_no
first_overlap(const struct spans *spans, bool (*counts)(const struct span *),
              bool (*same)(const struct span *, const struct span *))
{
	day_no first = DAY_NONE;

	for (size_t i = 0; i < spans->count; i++)
		for (size_t j = i + 1; j < spans->count && spans->at[j].since < spans->at[i].until; j++) {
			const struct span *one = &spans->at[i], *other = &spans->at[j];

			if (one->sides & other->sides & AFTER && counts(one) && counts(other) && !same(one, other) &&
			    (first == DAY_NONE || other->since < first))
				first = other->since;
		}
	return first;
}

static bool
never_same(const struct span *one, const struct span *other)
{
	(void)one;
	(void)other;
	return false;
}

static bool
same_body(const struct span *one, const struct span *other)
{
	return one->b == other->b;
}

/* --- units ------------------------------------------------------------------------------ */

static int
check_coverage(struct check *check, const struct subject *unit)
{
	const struct spans *coverages = &unit->of[COVERAGES];
	day_no twice = first_overlap(coverages, joint_row, same_body);
	char day[DAY_TEXT];

	if (twice != DAY_NONE)
		return fault(check, unit, "OPIN-10.1", "body",
		             "%s 同时列入两个联合、区域党组织；一个单位只能计入一个。",
		             "on %s it stands in two joint or regional bodies; a unit counts in one.",
		             day_text(twice, day));
	for (size_t i = 0; i < coverages->count; i++)
		if (coverages->at[i].sides & AFTER && coverages->at[i].b == 0)
			return coverages->at[i].a == COVER_MASS
			       ? fault(check, unit, "OPIN-11.2", "mass_org", "群团覆盖要写明由哪个群团组织覆盖。",
			               "coverage by a mass organization names that organization.")
			       : fault(check, unit, "OPIN-11.6", "body", "组织覆盖要写明由哪个党组织覆盖。",
			               "coverage by a Party organization names that organization.");
	return 0;
}

STATEMENT(relations_in_unit,
	"select count(distinct m.id) from membership m join body b on b.id = m.body and b.ended is null"
	" where b.unit = $1 and m.ended is null and m.until > $2");
STATEMENT(unit_end, "select max(until) from unit where id = $1 and ended is null");

static int
unmoved(struct check *check, const struct subject *subject, day_no until, int64_t relations)
{
	char day[DAY_TEXT];

	return fault(check, subject, "OPIN-8.5b", "until",
	             "%s 注销或撤销，但还有 %" PRId64 " 名党员的组织关系没有转出；应当先转出。",
	             "closed on %s with the relations of %" PRId64 " members still in it: they are moved first.",
	             day_text(until - 1, day), relations);
}

static int
check_unit(struct check *check, const struct subject *unit)
{
	day_no since, until;
	int64_t relations = 0;
	int status = check_leadership(check, unit);

	if (status == 0)
		status = check_coverage(check, unit);
	if (status < 0 || !spans_life(&unit->of[UNIT_VERSIONS], AFTER, &since, &until) || until >= DAY_OPEN)
		return status;
	status = db_number(check->loader->db, relations_in_unit, ARGS(INT(unit->id), INT(until)), &relations);
	return status < 0 || relations == 0 ? status : unmoved(check, unit, until, relations);
}

/* --- bodies ------------------------------------------------------------------------------- */

static int
check_terms(struct check *check, const struct subject *body)
{
	const struct spans *terms = &body->of[TERMS], *versions = &body->of[BODY_VERSIONS];
	day_no twice = first_overlap(terms, any_row, never_same);
	char day[DAY_TEXT];

	if (twice != DAY_NONE)
		return fault(check, body, "ELEC-3.1", "since", "%s 同时有两届；上一届要先有实际结束日期。",
		             "on %s two terms stand; the former gets its last day first.", day_text(twice, day));
	for (size_t t = 0; t < terms->count; t++)
		for (size_t v = 0; v < versions->count; v++)
			if (terms->at[t].sides & versions->at[v].sides & AFTER && versions->at[v].a == LEADING_GROUP &&
			    terms->at[t].since < versions->at[v].until && terms->at[t].until > versions->at[v].since)
				return fault(check, body, "GRP-7", "body", "党组由批准它的党组织任命，不选举，没有届次。",
				             "a leading group is appointed, not elected: it has no term.");
	return 0;
}

/* OPIN-8.5b from the side of the body: its own end, or that of the unit it belongs to. */
static int
check_relations(struct check *check, const struct subject *body)
{
	const struct spans *memberships = &body->of[MEMBERSHIPS], *versions = &body->of[BODY_VERSIONS];
	int64_t relations = 0, unit_until = DAY_OPEN;
	day_no since, until;
	int status = 0;

	if (memberships->count == 0 || !spans_life(versions, AFTER, &since, &until))
		return 0;
	for (size_t v = 0; v < versions->count && status == 0; v++)
		if (versions->at[v].sides & AFTER && versions->at[v].b)
			status = db_number(check->loader->db, unit_end, ARGS(INT(versions->at[v].b)), &unit_until);
	if (status < 0)
		return status;
	if (unit_until < until)
		until = (day_no)unit_until;
	for (size_t i = 0; i < memberships->count && until < DAY_OPEN; i++)
		if (memberships->at[i].sides & AFTER && memberships->at[i].until > until)
			relations++;
	return relations ? unmoved(check, body, until, relations) : 0;
}

static int
check_body(struct check *check, const struct subject *body)
{
	int status = check_leadership(check, body);

	if (status == 0)
		status = check_terms(check, body);
	return status < 0 ? status : check_relations(check, body);
}

/* --- persons -------------------------------------------------------------------------------- */

static int
check_person(struct check *check, const struct subject *person)
{
	day_no twice = first_overlap(&person->of[PERSON_MEMBERSHIPS], any_row, never_same);
	char day[DAY_TEXT];

	if (twice == DAY_NONE)
		return 0;
	return fault(check, person, "OPIN-15.8", "body",
	             "一名党员 %s 的组织关系同时在两处；先办理转出，再从次日起转入。",
	             "on %s a member's relation is in two places; it is moved out first, then in from the next day.",
	             day_text(twice, day));
}

int
check_subject(struct check *check, const struct subject *subject)
{
	switch (subject->kind) {
	case SUBJECT_UNIT:
		return check_unit(check, subject);
	case SUBJECT_BODY:
		return check_body(check, subject);
	case SUBJECT_PERSON:
		return check_person(check, subject);
	}
	return 0;
}

/* --- places ----------------------------------------------------------------------------------- */

/* BJ-4 on one day: comprehensive committee, one joint committee, the unit. */
static int
check_levels(struct check *check, const struct subject *unit, const char *path, day_no day)
{
	int64_t ids[PATH_DEPTH_MAX];
	size_t count = path_ids(path, ids);
	int comprehensive = 0, joint = 0;

	for (size_t i = 0; i + 1 < count; i++) {
		const struct span *version;
		const struct node *node;
		int status = loader_node(check->loader, ids[i], &node);

		if (status < 0)
			return status;
		version = spans_on(&node->versions, day, AFTER);
		comprehensive += version && version->a == COMPREHENSIVE_COMMITTEE;
		joint += version && version->a == JOINT_COMMITTEE;
	}
	if (comprehensive == 0 || joint == 1)
		return 0;
	return joint == 0
	        ? fault(check, unit, "BJ-4", "superior", "在综合党委之下，却没有归入联合党委；应当归入一个。",
	                "hangs under a comprehensive committee but under no joint committee: it belongs under one.")
	        : fault(check, unit, "BJ-4", "superior", "上面有 %d 个联合党委；只能归入一个。",
	                "hangs under %d joint committees: it belongs under exactly one.", joint);
}

int
check_places(struct check *check, const struct subject *subject, const struct places *places)
{
	int status = 0;

	if (subject->kind != SUBJECT_UNIT)
		return 0;
	for (size_t i = 0; i < places->count && status == 0; i++) {
		int faults = check->faults;

		status = check_levels(check, subject, places->at[i].path, places->at[i].since);
		if (status == 0 && faults == check->faults)
			status = check_levels(check, subject, places->at[i].path, places->at[i].until - 1);
	}
	return status;
}
