/* What Party organizations owe. */
#include "party/duty_rules.h"

#include "law/elections.h"

#define COMMITTEE_FULL_MIN 7        /* from here on a branch has a committee; all else is a setting */

/* What a type of body owes. */
static const struct body_trait {
	enum body_type type;
	bool elected;            /* has terms */
	bool secretary;          /* must have one */
	enum setting years;      /* usual term; SETTINGS where it follows another body's */
} traits[] = {
	{JOINT_COMMITTEE, false, true, SETTING_COMMITTEE_YEARS}, {COMMITTEE, true, true, SETTING_COMMITTEE_YEARS},
	{GENERAL_BRANCH, true, true, SETTING_BRANCH_YEARS}, {BRANCH, true, true, SETTING_BRANCH_YEARS},
	{JOINT_BRANCH, true, true, SETTING_BRANCH_YEARS}, {TEMPORARY_BRANCH, false, true, SETTINGS},
	{REGIONAL_BODY, false, true, SETTINGS}, {INDUSTRY_BODY, false, true, SETTINGS},
	{DISCIPLINE_COMMISSION, true, true, SETTINGS},
};

static const struct body_trait *
trait_of(enum body_type type)
{
	static const struct body_trait none = {.years = SETTINGS};

	for (size_t i = 0; i < sizeof traits / sizeof *traits; i++)
		if (traits[i].type == type)
			return &traits[i];
	return &none;
}

static int64_t
members_of(const struct body_facts *body)
{
	return body->full + body->probationary;
}

static int
body_whole(const struct body_facts *body, enum setting setting)
{
	return (int)set_whole(body->settings, setting);
}

/* The reminder that is the latest by a day, in months before the term ends. */
static int
reminder_on(const struct body_facts *body, day_no on)
{
	static const enum setting reminders[] = {SETTING_REMINDER_THIRD, SETTING_REMINDER_SECOND};

	for (size_t i = 0; i < sizeof reminders / sizeof *reminders; i++)
		if (on >= day_add_months(body->term_due, -body_whole(body, reminders[i])))
			return body_whole(body, reminders[i]);
	return body_whole(body, SETTING_REMINDER_FIRST);
}

/* ELEC-3.1 (OPIN-8.4): reminders at 6, 3 and 1 months, where nothing else is set, and overdue. */
static void
body_must_reelect(struct derivation *to, const struct body_facts *body)
{
	int soon = body_whole(body, SETTING_REMINDER_FIRST);
	day_no on = to->facts->on;
	enum term_state state;
	struct duty *duty;
	char since[DAY_TEXT], due[DAY_TEXT];
	day_no stands; /* since the state began; a later reminder only words it anew */

	if (!body->has_term)
		return;
	state = term_state_within(body->term_due, on, soon);
	if (state == TERM_CURRENT)
		return;
	day_text(body->term_since, since);
	day_text(body->term_due, due);
	stands = state == TERM_OVERDUE ? body->term_due + 1
	         : state == TERM_DUE ? body->term_due : day_add_months(body->term_due, -soon);
	if (state == TERM_OVERDUE)
		duty = ADD_BODY(to, body, "ELEC-3.1", stands, BY_BODY,
		                "任期 %s 起，应于 %s 换届，已逾期 %d 天，没有延期批复。",
		                "Term from %s, re-election due %s: overdue by %d days without an approved postponement.",
		                since, due, on - body->term_due);
	else
		duty = ADD_BODY(to, body, "ELEC-3.1", stands, BY_BODY,
		                "任期 %s 起，%s 届满，还有 %d 天（%d 个月提醒）；请着手换届。",
		                "Term from %s ends on %s, in %d days (%d-month reminder): prepare the re-election.",
		                since, due, body->term_due - on, reminder_on(body, on));
	if (duty) {
		duty->by = body->term_due;
		duty->state = state == TERM_OVERDUE ? DUTY_OVERDUE : state == TERM_DUE ? DUTY_DUE : DUTY_DUE_SOON;
	}
}

/* Without a term nobody can be reminded: the missing date is itself shown (users.md 14). */
static void
body_needs_a_term(struct derivation *to, const struct body_facts *body)
{
	if (trait_of(body->type)->elected && !body->has_term)
		ADD_BODY(to, body, "ELEC-3.1", body->first, BY_BODY,
		         "没有届次记录，无法提醒换届；请补录本届开始日期和任期。",
		         "No term is on record, so that no re-election can be announced: enter its first day and length.");
}

/* the usual length of a term. */
static void
body_term_length(struct derivation *to, const struct body_facts *body)
{
	enum setting years = trait_of(body->type)->years;
	const struct unit_facts *unit = facts_unit(to->facts, body->unit);
	int usual = years == SETTINGS ? 0 : body_whole(body, years);

	if (!body->has_term || usual == 0 || body->term_years == usual)
		return;
	if (body->term_years == 5 && unit && unit->category == COMMUNITY_ORGANIZATION)
		return; /* villages and communities: five years at all levels */
	ADD_BODY(to, body, "A-5", body->term_since, BY_HIGHER,
	         "登记的任期为 %lld 年，同类党组织一般为 %d 年；请核对批准文件。",
	         "The recorded term is %lld years, bodies of this kind generally have %d: check the approval.",
	         (long long)body->term_years, usual);
}

/* OPIN-17.2, and GRP-6 for a leading group. */
static void
body_needs_a_secretary(struct derivation *to, const struct body_facts *body)
{
	bool group = body->type == LEADING_GROUP;
	day_no since = body->vacant_since != DAY_NONE ? body->vacant_since : body->first;

	if (body->secretaries == 0 && (group || trait_of(body->type)->secretary))
		ADD_BODY(to, body, group ? "GRP-6" : "OPIN-17.2", since, group ? BY_HIGHER : BY_BODY,
		         group ? "党组书记空缺 %d 天；由批准设立党组的党组织任命。"
		               : "书记空缺 %d 天；先从内部产生，没有合适人选的请上级党组织选派。",
		         group ? "No secretary for %d days: the organization that approved the group appoints one."
		               : "No secretary for %d days: find one inside first, else ask the higher organization to assign one.",
		         to->facts->on - since);
	else if (group && body->secretaries > 1)
		ADD_BODY(to, body, "GRP-6", body->first, BY_HIGHER, "党组书记应为 1 名，现有 %lld 名。",
		         "A leading group has one secretary; there are %lld.", (long long)body->secretaries);
}

/* OPIN-18.2: many members call for a deputy secretary; only where a place has said how many. */
static void
body_needs_a_deputy(struct derivation *to, const struct body_facts *body)
{
	int from = body_whole(body, SETTING_DEPUTY_MEMBERS_MIN);

	if (from > 0 && body->unit && body->deputies == 0 && members_of(body) >= from)
		ADD_BODY(to, body, "OPIN-18.2", body->first, BY_BODY,
		         "党员 %lld 名，达到 %d 名，没有登记副书记；规模大、党员多的社会组织应配备专职副书记。",
		         "%lld members, %d or more, and no deputy secretary on record: a large organization has a full-time one.",
		         (long long)members_of(body), from);
}

/* OPIN-8.2, 8.3 and A-1: the form against the number of members. */
static void
body_form_fits(struct derivation *to, const struct body_facts *body)
{
	long long members = members_of(body);
	bool boundary;
	enum body_form fit = form_by_size(FULL_MEMBERS_FOR_BODY, members, &boundary);
	enum body_form form = body->type == COMMITTEE ? FORM_COMMITTEE
	                      : body->type == GENERAL_BRANCH ? FORM_GENERAL_BRANCH
	                      : body->type == BRANCH ? FORM_BRANCH : FORM_NONE;

	if (form == FORM_NONE || form == fit || (boundary && form + 1 == fit) || members == 0)
		return;
	if (form < fit)
		duty_add_text(to, "body", body->id, body->name,
		         members > body_whole(body, SETTING_BRANCH_MEMBERS_MAX) && form == FORM_BRANCH ? "A-1" : "OPIN-8.2",
		         body->first, BY_BODY,
		         BOTH(to, ("有党员 %lld 名，按规模宜设%s；请研究改设。", members, body_form_label(fit).zh),
		              ("%lld members: by size it would be a %s; consider the change of form.", members,
		               body_form_label(fit).en)));
	else if (!body->approved)
		duty_add_text(to, "body", body->id, body->name, form == FORM_COMMITTEE ? "OPIN-8.3" : "OPIN-8.2",
		         body->first, BY_BODY,
		         BOTH(to, ("有党员 %lld 名，低于%s的规模，又没有批准文号；请补录批准文件或调整。", members,
		                   body_form_label(form).zh),
		              ("%lld members, below the size of a %s, and no approval document is on record.", members,
		               body_form_label(form).en)));
}

/* a branch that is larger than it should be, though no other form fits it better. */
static void
branch_size_fits(struct derivation *to, const struct body_facts *body)
{
	int most = body_whole(body, SETTING_BRANCH_MEMBERS_MAX);
	bool boundary;
	enum body_form fit = form_by_size(FULL_MEMBERS_FOR_BODY, members_of(body), &boundary);

	if (body->type == BRANCH && members_of(body) > most &&
	    (fit == FORM_BRANCH || (boundary && fit == FORM_GENERAL_BRANCH)))
		ADD_BODY(to, body, "A-1", body->first, BY_BODY, "党员 %lld 名，一般不超过 %d 名；请研究分设。",
		         "%lld members; generally at most %d: consider a split.", (long long)members_of(body), most);
}

/* a branch committee from seven full members on. */
static void
branch_committee_fits(struct derivation *to, const struct body_facts *body)
{
	int most = body_whole(body, SETTING_BRANCH_COMMITTEE_MAX);

	if (body->type != BRANCH && body->type != JOINT_BRANCH)
		return;
	if (body->full >= COMMITTEE_FULL_MIN && body->posts < body_whole(body, SETTING_BRANCH_COMMITTEE_MIN))
		ADD_BODY(to, body, "A-3", body->first, BY_BODY,
		         "正式党员 %lld 名，应设支部委员会，一般 3 至 5 名委员；现登记 %lld 人。",
		         "%lld full members: a branch committee, generally of 3 to 5, is due; %lld on record.",
		         (long long)body->full, (long long)body->posts);
	else if (body->posts > most)
		ADD_BODY(to, body, "A-3", body->first, BY_BODY,
		         "支部委员会 %lld 人，一般不超过 %d 人。", "A branch committee of %lld; generally at most %d.",
		         (long long)body->posts, most);
	else if (body->full > 0 && body->full < COMMITTEE_FULL_MIN && body->others > 0)
		ADD_BODY(to, body, "A-4", body->first, BY_BODY,
		         "正式党员 %lld 名，不足 7 名，不设委员会，设书记 1 名；现另登记委员 %lld 人。",
		         "%lld full members, fewer than 7: no committee, one secretary; %lld other members on record.",
		         (long long)body->full, (long long)body->others);
}

/* OPIN-10.2 and A-2: a joint body's units. */
static void
joint_body_fits(struct derivation *to, const struct body_facts *body)
{
	const struct joint_body *joint = &body->joint;
	int most = body_whole(body, SETTING_JOINT_BRANCH_UNITS);

	if (body->type != JOINT_BRANCH || joint->units == 0)
		return;
	if (joint->full_members < FULL_MEMBERS_FOR_BODY)
		ADD_BODY(to, body, "OPIN-10.2", body->first, BY_HIGHER,
		         "联合 %lld 个单位，正式党员共 %lld 名，不足 3 名。",
		         "It joins %lld units with %lld full members, fewer than 3.",
		         (long long)joint->units, (long long)joint->full_members);
	if (joint->units > most)
		ADD_BODY(to, body, "A-2", body->first, BY_HIGHER, "联合 %lld 个单位，一般不超过 %d 个。",
		         "It joins %lld units; generally at most %d.", (long long)joint->units, most);
}

/* OPIN-9.1: an industry body rests on an approval. */
static void
industry_body_approved(struct derivation *to, const struct body_facts *body)
{
	if (body->type == INDUSTRY_BODY && !body->approved)
		ADD_BODY(to, body, "OPIN-9.1", body->first, BY_BODY,
		         "行业党组织没有登记批准文号。", "The industry body has no approval document on record.");
}

/* BJ-6: about fifty organizations. */
static void
joint_committee_size(struct derivation *to, const struct body_facts *body)
{
	int least = body_whole(body, SETTING_JOINT_COMMITTEE_MIN), most = body_whole(body, SETTING_JOINT_COMMITTEE_MAX);
	bool large = body->units_led > most;

	if (body->type != JOINT_COMMITTEE || (body->units_led >= least && !large))
		return;
	ADD_BODY(to, body, "BJ-6", body->first, BY_COMMITTEE,
	         large ? "联系 %lld 家社会组织，超出约 50 家的规模（%d—%d），建议分设。"
	               : "联系 %lld 家社会组织，低于约 50 家的规模（%d—%d），请研究归并。",
	         large ? "%lld organizations, above about 50 (%d to %d): consider a split."
	               : "%lld organizations, below about 50 (%d to %d): consider a merger.",
	         (long long)body->units_led, least, most);
}

/* BJ-4 for bodies: a unit's body hangs under a joint committee. */
static void
body_needs_a_joint_committee(struct derivation *to, const struct body_facts *body)
{
	const struct body_facts *superior = facts_body(to->facts, body->superior);

	if (body->unit && superior && superior->type == COMPREHENSIVE_COMMITTEE)
		ADD_BODY(to, body, "BJ-4", body->first, BY_COMMITTEE,
		         "直接挂在%s之下；应当归入一个联合党委。",
		         "It hangs directly under %s: it belongs under one joint committee.", superior->name);
}

/* DP-23: how many, of whom and why is for the branch alone. */
static void
decisions_must_be_heard(struct derivation *to, const struct body_facts *body)
{
	if (body->unheard)
		ADD_BODY(to, body, "DP-23", body->unheard_since, BY_BODY,
		         "有对党员的处理决定没有记载告知本人、到会申辩或者申诉途径；请核对案卷后补记。",
		         "A decision on a member is on record without notice, hearing or route of appeal: complete it from the file.");
}

void (*const body_duties[])(struct derivation *, const struct body_facts *) = {
	body_must_reelect, body_needs_a_term, body_term_length, body_needs_a_secretary, body_needs_a_deputy,
	body_form_fits, branch_size_fits, branch_committee_fits, joint_body_fits, industry_body_approved,
	joint_committee_size, body_needs_a_joint_committee, decisions_must_be_heard, NULL,
};
