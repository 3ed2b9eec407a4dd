#include "party/duty.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "law/elections.h"
#include "names/codes.h"
#include "party/duty_facts.h"
#include "party/joint_proposal.h"
#include "registry/list.h"

/* Thresholds that the sources leave to judgement; each is a product default with its source. */
#define JOINT_COMMITTEE_MIN 35      /* BJ-6: soft range around 50 [I] */
#define JOINT_COMMITTEE_MAX 65
#define BRANCH_MEMBERS_MAX 50       /* a branch generally has at most 50 members */
#define COMMITTEE_FULL_MIN 7        /* from here on a branch has a committee */
#define BRANCH_COMMITTEE_MIN 3      /* */
#define BRANCH_COMMITTEE_MAX 7
#define BEIJING "11"                /* BJ-9: region codes under the Beijing rule pack begin so */
#define FIRST_REMINDER 3            /* months; the earlier one is TERM_SOON_MONTHS (users.md 13) */
#define SECOND_REMINDER 1

const char *const duty_clauses[] = {
	"OPIN-5.1", "OPIN-6.7", "OPIN-8.1", "OPIN-8.2", "OPIN-8.3", "OPIN-8.4", "OPIN-9.1", "OPIN-10.2",
	"OPIN-11.2", "OPIN-11.3", "OPIN-17.2", "OPIN-21.3", "OPIN-22.9", "ELEC-3.1", "BJ-4", "BJ-6", "BJ-7",
	"BJ-9", "GRP-6", "A-1", "A-2", "A-3", "A-4", "A-5", NULL,
};

static const struct bilingual state_labels[] = {
	[DUTY_UPCOMING] = {"将到期", "upcoming"}, [DUTY_DUE_SOON] = {"即将到期", "due soon"},
	[DUTY_DUE] = {"今天到期", "due today"}, [DUTY_OVERDUE] = {"逾期", "overdue"},
	[DUTY_OPEN] = {"待办", "open"},
};

const char *
duty_state_name(enum duty_state state)
{
	static const char *const names[] = {
		[DUTY_UPCOMING] = "upcoming", [DUTY_DUE_SOON] = "due_soon", [DUTY_DUE] = "due",
		[DUTY_OVERDUE] = "overdue", [DUTY_OPEN] = "open",
	};

	return names[state];
}

struct bilingual
duty_state_label(enum duty_state state)
{
	return state_labels[state];
}

/* Who acts, as the sentences name them. */
static const struct bilingual BY_UNIT = {"本单位", "the unit"};
static const struct bilingual BY_BODY = {"本级党组织", "the body itself"};
static const struct bilingual BY_HIGHER = {"上级党组织", "the higher organization"};
static const struct bilingual BY_COMMITTEE = {"综合党委", "the comprehensive committee"};
static const struct bilingual BY_LOCAL = {"当地党委", "the local Party committee"};

struct derivation {
	struct arena *arena;
	const struct facts_of_day *facts;
	struct duties duties;
	size_t room;
	int status;
};

/*
 * Adds a duty that stands since a day, but no longer than its clause does, and
 * has no date to act by; its texts come from the arena.  Null, too, on a day
 * before the clause.
 */
static struct duty *
add_text(struct derivation *to, const char *kind, int64_t id, const char *name, const char *clause,
         day_no since, struct bilingual who, struct bilingual why)
{
	day_no in_force = clause_since(clause); /* DAY_NONE comes before every day */
	struct duty *items, *duty;
	size_t room = to->room ? 2 * to->room : 256;

	if (to->facts->on < in_force)
		return NULL;
	if (to->duties.count == to->room) {
		items = ARENA_ARRAY(to->arena, room, struct duty);
		if (!items) {
			to->status = FAIL_MEMORY;
			return NULL;
		}
		if (to->duties.count)
			memcpy(items, to->duties.items, to->duties.count * sizeof *items);
		to->duties.items = items;
		to->room = room;
	}
	if (!why.zh || !why.en) {
		to->status = FAIL_MEMORY;
		return NULL;
	}
	duty = &to->duties.items[to->duties.count++];
	*duty = (struct duty){
		.kind = kind, .id = id, .name = name, .clause = clause, .by = DAY_NONE,
		.since = since > in_force ? since : in_force,
		.state = DUTY_OPEN, .who = who, .why = why,
	};
	return duty;
}

/* The same with both sentences formatted from the same arguments. */
static struct duty *
add(struct derivation *to, const char *kind, int64_t id, const char *name, const char *clause, day_no since,
    struct bilingual who, const char *zh, const char *en, ...)
	__attribute__((format(printf, 8, 10), format(printf, 9, 10)));

static struct duty *
add(struct derivation *to, const char *kind, int64_t id, const char *name, const char *clause, day_no since,
    struct bilingual who, const char *zh, const char *en, ...)
{
	char zh_text[1024], en_text[1024];
	va_list args;

	va_start(args, en);
	vsnprintf(zh_text, sizeof zh_text, zh, args);
	va_end(args);
	va_start(args, en);
	vsnprintf(en_text, sizeof en_text, en, args);
	va_end(args);
	return add_text(to, kind, id, name, clause, since, who,
	                (struct bilingual){arena_strdup(to->arena, zh_text), arena_strdup(to->arena, en_text)});
}

#define ADD_UNIT(to, unit, ...) add((to), "unit", (unit)->id, (unit)->name, __VA_ARGS__)
#define ADD_BODY(to, body, ...) add((to), "body", (body)->id, (body)->name, __VA_ARGS__)

/* A sentence whose arguments differ between the languages. */
#define BOTH(to, zh_call, en_call) \
	(struct bilingual){arena_printf((to)->arena, UNPACK zh_call), arena_printf((to)->arena, UNPACK en_call)}
#define UNPACK(...) __VA_ARGS__

/* --- units -------------------------------------------------------------------- */

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

	if (unit->full_members < 0 || !establishment_due(unit->full_members) || has_mode(unit, COVER_OWN))
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
	add_text(to, "unit", unit->id, unit->name, "OPIN-6.7", unit->first, BY_HIGHER,
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

/* BJ-9: the pledge, under the Beijing rule pack and nowhere else. */
static void
unit_needs_a_pledge(struct derivation *to, const struct unit_facts *unit)
{
	if (!unit->pledged && strncmp(unit->region, BEIJING, strlen(BEIJING)) == 0)
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

/* --- bodies ----------------------------------------------------------------------- */

/* What a type of body owes. */
static const struct body_trait {
	enum body_type type;
	bool elected;            /* has terms */
	bool secretary;          /* must have one */
	int years;               /* usual term; 0 where it follows another body's */
} traits[] = {
	{JOINT_COMMITTEE, false, true, 5}, {COMMITTEE, true, true, 5}, {GENERAL_BRANCH, true, true, 3},
	{BRANCH, true, true, 3}, {JOINT_BRANCH, true, true, 3}, {TEMPORARY_BRANCH, false, true, 0},
	{REGIONAL_BODY, false, true, 0}, {INDUSTRY_BODY, false, true, 0}, {DISCIPLINE_COMMISSION, true, true, 0},
};

static const struct body_trait *
trait_of(enum body_type type)
{
	static const struct body_trait none;

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

/* ELEC-3.1 (OPIN-8.4): reminders at 6, 3 and 1 months, and overdue. */
static void
body_must_reelect(struct derivation *to, const struct body_facts *body)
{
	day_no on = to->facts->on;
	enum term_state state;
	struct duty *duty;
	char since[DAY_TEXT], due[DAY_TEXT];
	day_no stands; /* since the state began; a later reminder only words it anew */
	int months;

	if (!body->has_term)
		return;
	state = term_state(body->term_due, on);
	day_text(body->term_since, since);
	day_text(body->term_due, due);
	if (state == TERM_CURRENT)
		return;
	stands = state == TERM_OVERDUE ? body->term_due + 1
	         : state == TERM_DUE ? body->term_due : day_add_months(body->term_due, -TERM_SOON_MONTHS);
	if (state == TERM_OVERDUE) {
		duty = ADD_BODY(to, body, "ELEC-3.1", stands, BY_BODY,
		                "任期 %s 起，应于 %s 换届，已逾期 %d 天，没有延期批复。",
		                "Term from %s, re-election due %s: overdue by %d days without an approved postponement.",
		                since, due, on - body->term_due);
	} else {
		months = on >= day_add_months(body->term_due, -SECOND_REMINDER) ? SECOND_REMINDER
		         : on >= day_add_months(body->term_due, -FIRST_REMINDER) ? FIRST_REMINDER : TERM_SOON_MONTHS;
		duty = ADD_BODY(to, body, "ELEC-3.1", stands, BY_BODY,
		                "任期 %s 起，%s 届满，还有 %d 天（%d 个月提醒）；请着手换届。",
		                "Term from %s ends on %s, in %d days (%d-month reminder): prepare the re-election.",
		                since, due, body->term_due - on, months);
	}
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
	int usual = trait_of(body->type)->years;
	const struct unit_facts *unit = facts_unit(to->facts, body->unit);

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
		add_text(to, "body", body->id, body->name,
		         members > BRANCH_MEMBERS_MAX && form == FORM_BRANCH ? "A-1" : "OPIN-8.2", body->first, BY_BODY,
		         BOTH(to, ("有党员 %lld 名，按规模宜设%s；请研究改设。", members, body_form_label(fit).zh),
		              ("%lld members: by size it would be a %s; consider the change of form.", members,
		               body_form_label(fit).en)));
	else if (!body->approved)
		add_text(to, "body", body->id, body->name, form == FORM_COMMITTEE ? "OPIN-8.3" : "OPIN-8.2",
		         body->first, BY_BODY,
		         BOTH(to, ("有党员 %lld 名，低于%s的规模，又没有批准文号；请补录批准文件或调整。", members,
		                   body_form_label(form).zh),
		              ("%lld members, below the size of a %s, and no approval document is on record.", members,
		               body_form_label(form).en)));
}

/* a branch committee from seven full members on. */
static void
branch_committee_fits(struct derivation *to, const struct body_facts *body)
{
	if (body->type != BRANCH && body->type != JOINT_BRANCH)
		return;
	if (body->full >= COMMITTEE_FULL_MIN && body->posts < BRANCH_COMMITTEE_MIN)
		ADD_BODY(to, body, "A-3", body->first, BY_BODY,
		         "正式党员 %lld 名，应设支部委员会，一般 3 至 5 名委员；现登记 %lld 人。",
		         "%lld full members: a branch committee, generally of 3 to 5, is due; %lld on record.",
		         (long long)body->full, (long long)body->posts);
	else if (body->posts > BRANCH_COMMITTEE_MAX)
		ADD_BODY(to, body, "A-3", body->first, BY_BODY,
		         "支部委员会 %lld 人，一般不超过 %d 人。", "A branch committee of %lld; generally at most %d.",
		         (long long)body->posts, BRANCH_COMMITTEE_MAX);
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

	if (body->type != JOINT_BRANCH || joint->units == 0)
		return;
	if (joint->full_members < FULL_MEMBERS_FOR_BODY)
		ADD_BODY(to, body, "OPIN-10.2", body->first, BY_HIGHER,
		         "联合 %lld 个单位，正式党员共 %lld 名，不足 3 名。",
		         "It joins %lld units with %lld full members, fewer than 3.",
		         (long long)joint->units, (long long)joint->full_members);
	if (joint->units > JOINT_BODY_UNITS)
		ADD_BODY(to, body, "A-2", body->first, BY_HIGHER, "联合 %lld 个单位，一般不超过 %d 个。",
		         "It joins %lld units; generally at most %d.", (long long)joint->units, JOINT_BODY_UNITS);
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
	if (body->type != JOINT_COMMITTEE ||
	    (body->units_led >= JOINT_COMMITTEE_MIN && body->units_led <= JOINT_COMMITTEE_MAX))
		return;
	ADD_BODY(to, body, "BJ-6", body->first, BY_COMMITTEE,
	         body->units_led > JOINT_COMMITTEE_MAX ? "联系 %lld 家社会组织，超出约 50 家的规模（%d—%d），建议分设。"
	                                               : "联系 %lld 家社会组织，低于约 50 家的规模（%d—%d），请研究归并。",
	         body->units_led > JOINT_COMMITTEE_MAX ? "%lld organizations, above about 50 (%d to %d): consider a split."
	                                               : "%lld organizations, below about 50 (%d to %d): consider a merger.",
	         (long long)body->units_led, JOINT_COMMITTEE_MIN, JOINT_COMMITTEE_MAX);
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

/* --- what concerns several ---------------------------------------------------------- */

/* OPIN-10.2: joint branches that people may decide to set up. */
static void
propose_joint_branches(struct derivation *to)
{
	static const struct bilingual near[] = {
		[NEAR_BUILDING] = {"同一地址", "at one address"},
		[NEAR_INDUSTRY] = {"同区同行业", "in one district and trade"},
		[NEAR_DISTRICT] = {"同区", "in one district"},
	};
	struct joint_proposal *proposals;
	size_t count;

	if (joint_proposals(to->arena, to->facts, &proposals, &count) < 0) {
		to->status = FAIL_MEMORY;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const struct joint_proposal *proposal = &proposals[i];
		struct buf names;

		buf_init(&names, 900);
		for (size_t u = 0; u < proposal->count; u++)
			buf_printf(&names, "%s%s", u ? "、" : "", proposal->units[u]->name);
		add_text(to, "unit", proposal->units[0]->id, proposal->units[0]->name, "OPIN-10.2", proposal->since,
		         BY_HIGHER,
		         BOTH(to, ("建议联合组建党支部（%s）：%s，正式党员共 %lld 名。", near[proposal->nearness].zh,
		                   buf_text(&names), (long long)proposal->full_members),
		              ("A joint branch could be set up (%s): %s; %lld full members in all.",
		               near[proposal->nearness].en, buf_text(&names), (long long)proposal->full_members)));
		buf_free(&names);
	}
}

/* OPIN-5.1: county level and above sets up an agency. */
static void
regions_need_agencies(struct derivation *to)
{
	const struct facts_of_day *facts = to->facts;
	char last[REGION_CODE] = "";

	/* Units are few kinds of region; each is looked at once, in the order of its code. */
	for (;;) {
		const char *next = NULL;
		bool agency = false;

		for (size_t i = 0; i < facts->unit_count; i++) {
			const char *code = facts->units[i].region;

			if (strlen(code) == 6 && strcmp(code, last) > 0 && (!next || strcmp(code, next) < 0))
				next = code;
		}
		if (!next)
			return;
		snprintf(last, sizeof last, "%s", next);
		for (size_t i = 0; i < facts->body_count; i++)
			agency = agency || (facts->bodies[i].type == AGENCY && strcmp(facts->bodies[i].region, next) == 0);
		if (!agency && region_name(next) && region_level(next) != REGION_COUNTRY)
			add(to, "region", strtol(next, NULL, 10), region_name(next), "OPIN-5.1", facts->on, BY_LOCAL,
			    "县级以上地方党委应当设立社会组织党建工作机构；没有登记 %s 的工作机构。",
			    "Party committees at county level and above set up an agency; none is on record for %s.",
			    region_name(next));
	}
}

/* --- all of it ----------------------------------------------------------------------- */

static void (*const unit_rules[])(struct derivation *, const struct unit_facts *) = {
	unit_must_establish, unit_needs_a_route, unit_needs_a_leader, unit_needs_a_joint_committee,
	unit_needs_an_industry, unit_needs_a_pledge, unit_needs_the_article,
};

static void (*const body_rules[])(struct derivation *, const struct body_facts *) = {
	body_must_reelect, body_needs_a_term, body_term_length, body_needs_a_secretary, body_form_fits,
	branch_committee_fits, joint_body_fits, industry_body_approved, joint_committee_size,
	body_needs_a_joint_committee,
};

static int
by_urgency(const void *a, const void *b)
{
	const struct duty *x = a, *y = b;
	int64_t x_by = x->by == DAY_NONE ? DAY_OPEN : x->by, y_by = y->by == DAY_NONE ? DAY_OPEN : y->by;

	if (x_by != y_by)
		return x_by < y_by ? -1 : 1;
	if (x->since != y->since)
		return x->since < y->since ? -1 : 1;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return strcmp(x->clause, y->clause);
}

void
duties_sort(struct duties *duties)
{
	if (duties->count)
		qsort(duties->items, duties->count, sizeof *duties->items, by_urgency);
}

int
duties_derive_parts(struct db *db, struct arena *arena, const struct path_range *parts, size_t count,
                    day_no as_of, struct duties *ret_duties)
{
	struct facts_of_day facts;
	struct derivation to = {.arena = arena, .facts = &facts};
	int status = day_facts_read(db, arena, parts, count, as_of, &facts);

	if (status < 0)
		return status;
	for (size_t i = 0; i < facts.unit_count; i++)
		for (size_t r = 0; r < sizeof unit_rules / sizeof *unit_rules; r++)
			unit_rules[r](&to, &facts.units[i]);
	for (size_t i = 0; i < facts.body_count; i++)
		for (size_t r = 0; r < sizeof body_rules / sizeof *body_rules; r++)
			body_rules[r](&to, &facts.bodies[i]);
	propose_joint_branches(&to);
	if (count == 0)
		regions_need_agencies(&to);
	if (to.status < 0)
		return to.status;
	duties_sort(&to.duties);
	*ret_duties = to.duties;
	return 0;
}

int
duties_derive(struct db *db, struct arena *arena, const char *scope, day_no as_of,
              struct duties *ret_duties)
{
	const struct path_range part = {scope, scope ? path_end(arena, scope) : NULL};

	if (scope && !part.to)
		return FAIL_MEMORY;
	return duties_derive_parts(db, arena, &part, scope != NULL, as_of, ret_duties);
}

struct duties
duties_of(struct arena *arena, const struct duties *all, const char *kind, int64_t id)
{
	struct duties own = {0};

	for (int pass = 0; pass < 2; pass++) {
		if (pass == 1) {
			own.items = ARENA_ARRAY(arena, own.count, struct duty);
			if (!own.items)
				return (struct duties){0};
			own.count = 0;
		}
		for (size_t i = 0; i < all->count; i++)
			if (all->items[i].id == id && strcmp(all->items[i].kind, kind) == 0) {
				if (pass == 1)
					own.items[own.count] = all->items[i];
				own.count++;
			}
	}
	return own;
}

void
duties_json(const struct duties *duties, struct json *json)
{
	json_open(json, '[');
	for (size_t i = 0; i < duties->count; i++) {
		const struct duty *duty = &duties->items[i];

		json_open(json, '{');
		json_key(json, "subject");
		json_open(json, '{');
		json_key(json, "kind");
		json_text(json, duty->kind);
		json_key(json, "id");
		json_int(json, duty->id);
		json_key(json, "name");
		json_text(json, duty->name);
		json_close(json, '}');
		json_key(json, "clause");
		json_text(json, duty->clause);
		json_key(json, "since");
		json_day(json, duty->since);
		json_key(json, "by");
		json_day(json, duty->by);
		json_key(json, "state");
		json_text(json, duty_state_name(duty->state));
		json_key(json, "why");
		json_bilingual(json, duty->why);
		json_key(json, "who");
		json_bilingual(json, duty->who);
		json_close(json, '}');
	}
	json_close(json, ']');
}
