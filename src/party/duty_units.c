/* What units owe. */
#include "party/duty_rules.h"

#include "law/opinions.h"

static bool
has_mode(const struct unit_facts *unit, enum coverage_mode mode)
{
	return (unit->modes >> mode & 1) != 0;
}

static bool
has_joint(const struct unit_facts *unit)
{
	return has_mode(unit, COVER_JOINT) || has_mode(unit, COVER_REGIONAL);
}

/* OPIN-8.1 and 11.3: three full members, no body of its own. */
static void
unit_must_establish(struct derivation *to, const struct unit_facts *unit)
{
	long long days = to->facts->on - (long long)unit->reached_on;

	/* What has been asked for awaits the reply: that is due instead (duty_matters.c). */
	if (unit->full_members < 0 || !establishment_due(unit->full_members) || has_mode(unit, COVER_OWN) || unit->applied)
		return;
	ADD_UNIT(to, unit, "OPIN-8.1", unit->reached_on, BY_UNIT,
	         has_joint(unit) ? "在岗正式党员 %lld 名，达到 3 名已 %lld 天；应当单独设立党支部，联合组建不能代替。"
	                         : "在岗正式党员 %lld 名，达到 3 名已 %lld 天；应当设立党支部，报上级党组织批准。",
	         has_joint(unit) ? "%lld full members at work here, 3 or more for %lld days: a branch of its own is due;"
	                           " a joint body does not discharge it."
	                         : "%lld full members at work here, 3 or more for %lld days: a branch is due, with the"
	                           " higher organization's approval.",
	         (long long)unit->full_members, days);
}

/* OPIN-11.2: too few members, no joint body, and no other route. */
static void
unit_needs_a_route(struct derivation *to, const struct unit_facts *unit)
{
	if (establishment_due(unit->full_members < 0 ? 0 : unit->full_members) || has_mode(unit, COVER_OWN) ||
	    has_joint(unit) || has_mode(unit, COVER_MASS) || unit->dispatched)
		return;
	if (unit->full_members < 0)
		ADD_UNIT(to, unit, "OPIN-11.2", unit->first, BY_HIGHER,
		         "党员数尚未登记，也没有指导员、联络员或群团组织；先查明党员数，再选派指导员或联络员。",
		         "The number of members is not on record and there is no instructor, liaison or mass organization:"
		         " find out the number, then send an instructor or liaison.");
	else
		ADD_UNIT(to, unit, "OPIN-11.2", unit->first, BY_HIGHER,
		         "在岗正式党员 %lld 名，不足 3 名，未参加联合组建，也没有指导员、联络员或群团组织；应当选定一条途径。",
		         "%lld full members at work here, fewer than 3, in no joint body and without instructor, liaison or"
		         " mass organization: a route has to be chosen.", (long long)unit->full_members);
}

/* OPIN-6.7 and 21.3: exactly one leading organization on any day. */
static void
unit_needs_a_leader(struct derivation *to, const struct unit_facts *unit)
{
	struct affiliation leader;
	char last[DAY_TEXT];

	if (unit->superior != 0)
		return;
	if (unit->lead_lost != DAY_NONE) {
		ADD_UNIT(to, unit, "OPIN-21.3", unit->lead_lost + 1, BY_HIGHER,
		         "原领导关系到 %s 为止，此后没有党组织领导，已间断 %d 天；应当补上。",
		         "The former leading organization's last day was %s; nobody has led it since, for %d days.",
		         day_text(unit->lead_lost, last), to->facts->on - unit->lead_lost);
		return;
	}
	leader = affiliation_of(unit->category, unit->supervisory, unit->level == LEVEL_CENTRAL, unit->level);
	duty_add_text(to, "unit", unit->id, unit->name, "OPIN-6.7", unit->first, BY_HIGHER,
	         BOTH(to, ("没有领导关系；按类别、主管单位和登记级别，应由%s领导。", leader_label(leader.leads).zh),
	              ("No leading organization; by category, supervisory unit and level it is %s.",
	               leader_label(leader.leads).en)));
}

/* BJ-4: nothing hangs directly under the top but joint committees. */
static void
unit_needs_a_joint_committee(struct derivation *to, const struct unit_facts *unit)
{
	const struct body_facts *superior = facts_body(to->facts, unit->superior);

	if (superior && superior->type == COMPREHENSIVE_COMMITTEE)
		ADD_UNIT(to, unit, "BJ-4", unit->first, BY_COMMITTEE,
		         "直接挂在%s之下；应当归入一个联合党委。",
		         "It hangs directly under %s: it belongs under one joint committee.", superior->name);
}

/* BJ-7: grouping needs its key. */
static void
unit_needs_an_industry(struct derivation *to, const struct unit_facts *unit)
{
	if (!*unit->industry)
		ADD_UNIT(to, unit, "BJ-7", unit->first, BY_HIGHER,
		         "没有登记行业，不能按行业、类别、领域归口。",
		         "No industry is on record, so that it cannot be grouped by industry, category and field.");
}

bool
must_pledge(const struct unit_facts *unit)
{
	return regions_have(set_text(unit->settings, SETTING_BEIJING_REGIONS), unit->region);
}

/* BJ-9: the pledge, under the Beijing rule pack and nowhere else. */
static void
unit_needs_a_pledge(struct derivation *to, const struct unit_facts *unit)
{
	if (!unit->pledged && must_pledge(unit))
		ADD_UNIT(to, unit, "BJ-9", unit->first, BY_UNIT,
		         "没有党建工作承诺书；登记应当先有承诺。",
		         "No pledge of commitment to Party building is on file; registration needs one first.");
}

/* OPIN-22.9: the charter's article. */
static void
unit_needs_the_article(struct derivation *to, const struct unit_facts *unit)
{
	char adopted[DAY_TEXT];

	if (unit->charter == CHARTER_WITHOUT)
		ADD_UNIT(to, unit, "OPIN-22.9", unit->charter_since, BY_UNIT,
		         "%s 核准的章程没有写入党建工作；下次修订请一并办理。",
		         "The charter adopted on %s lacks the Party-building article: include it with the next amendment.",
		         day_text(unit->charter_since, adopted));
	else if (unit->charter == CHARTER_NONE)
		ADD_UNIT(to, unit, "OPIN-22.9", unit->first, BY_UNIT,
		         "没有登记写入党建工作的章程。", "No charter with the Party-building article is on record.");
}

void (*const unit_duties[])(struct derivation *, const struct unit_facts *) = {
	unit_must_establish, unit_needs_a_route, unit_needs_a_leader, unit_needs_a_joint_committee,
	unit_needs_an_industry, unit_needs_a_pledge, unit_needs_the_article, NULL,
};
