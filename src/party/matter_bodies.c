/*
 * Setting up a Party organization, in each of its forms (OPIN-8, 9, 10; A-1,
 * asked for by the organization, approved by whoever leads it, and on
 * record from the day the reply says.
 */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/matter_effects.h"
#include "party/matter_store.h"
#include "registry/input.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

#define PROJECT_MONTHS 6 /* a project of so many months has a temporary branch */

/* --- facts ------------------------------------------------------------------------------- */

#define NAME_FIELD {"name", {"党组织名称", "Name of the Party organization"}, FIELD_TEXT, 0, "OPIN-8.1",           \
	.hint = {"不填的，按社会组织名称拟定", "left empty: made from the organization's name"}}
#define NAME_ASKED {"name", {"党组织名称", "Name of the Party organization"}, FIELD_TEXT, REQUIRED, "OPIN-8.1"}
#define REASON_FIELD {"reason", {"理由", "Reasons"}, FIELD_TEXT, PROSE, "OPIN-8.1", .max = 500}

static const struct field own_fields[] = {
	{"form", {"形式", "Form"}, FIELD_CHOICE, REQUIRED, "OPIN-8.2", .choices = matter_forms},
	NAME_FIELD, PLACES_OF_SIZE, REASON_FIELD, RESULT_FIELD,
};

static const struct field large_fields[] = {
	NAME_FIELD,
	{"member_units", {"会员单位数", "Member units"}, FIELD_INT, REQUIRED, "OPIN-8.3", .max = 1000000},
	PLACES_OF_SIZE, REASON_FIELD, RESULT_FIELD,
};

static const struct field sub_fields[] = {
	{"form", {"形式", "Form"}, FIELD_CHOICE, REQUIRED, "OPIN-8.2", .choices = matter_forms},
	NAME_ASKED,
	{"full_members", {"所辖正式党员数", "Full members it will have"}, FIELD_INT, REQUIRED, "OPIN-8.1", .max = 1000000},
	{"members", {"所辖党员总数", "Members it will have in all"}, FIELD_INT, REQUIRED, "OPIN-8.2", .max = 1000000},
	REASON_FIELD, RESULT_FIELD,
};

#define JOINED(number) UNIT_FIELD(number, "联合单位（" number "）", "Joining organization (" number ")")

static const struct field joint_fields[] = {
	NAME_FIELD,
	JOINED("2"), JOINED("3"), JOINED("4"), JOINED("5"), JOINED("6"),
	{"full_members", {"正式党员合计", "Full members in all"}, FIELD_INT, COMPUTED, "OPIN-10.2"},
	REASON_FIELD, RESULT_FIELD,
};

#define IN_REGION(number) UNIT_FIELD(number, "覆盖单位（" number "）", "Organization covered (" number ")")

static const struct field regional_fields[] = {
	NAME_ASKED,
	{"area", {"街区、园区或楼宇", "Neighbourhood, park or building"}, FIELD_TEXT, REQUIRED, "OPIN-10.1"},
	IN_REGION("1"), IN_REGION("2"), IN_REGION("3"), IN_REGION("4"), IN_REGION("5"), IN_REGION("6"),
	REASON_FIELD, RESULT_FIELD,
};

#define GUIDED(number) UNIT_FIELD(number, "指导的会员单位（" number "）", "Member organization guided (" number ")")

static const struct field industry_fields[] = {
	NAME_ASKED,
	{"industry", {"行业", "Industry"}, FIELD_TEXT, REQUIRED, "OPIN-9.1", .max = 40},
	GUIDED("1"), GUIDED("2"), GUIDED("3"), GUIDED("4"), GUIDED("5"), GUIDED("6"),
	REASON_FIELD, RESULT_FIELD,
};

static const struct field temporary_fields[] = {
	NAME_FIELD,
	{"project", {"项目", "Project"}, FIELD_TEXT, REQUIRED, "A-2"},
	{"begins", {"项目开始日期", "Project begins on"}, FIELD_DAY, REQUIRED, "A-2"},
	{"ends", {"项目结束日期", "Project ends on"}, FIELD_DAY, REQUIRED, "A-2"},
	{"full_members", {"项目中的正式党员数", "Full members in the project"}, FIELD_INT, REQUIRED, "A-1", .max = 1000000},
	RESULT_FIELD,
};

/* "…党支部" where nobody gave a name. */
static int
name_after_unit(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts,
                const char *ending)
{
	struct value *name = fact_named(matter->type, facts, "name");
	struct record *unit;
	int status;

	if (name->type != VALUE_NULL)
		return 0;
	status = record_get(db, arena, &unit_kind, matter->unit, today, &unit);
	if (status == 0)
		*name = TEXT(arena_printf(arena, "%s%s", record_value(unit, "name")->text, ending));
	return status == 0 && name->type == VALUE_NULL ? FAIL_MEMORY : status;
}

static int
complete_own(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	const struct value *form = fact_named(matter->type, facts, "form");
	int64_t type = form ? form->number : COMMITTEE; /* OPIN-8.3 knows no other */
	struct headcount size;
	int status = count_at_work(db, arena, matter->unit, today, &size);

	if (status < 0)
		return status;
	fact_set(matter->type, facts, "full_members", INT(size.full));
	fact_set(matter->type, facts, "members", INT(size.members));
	return name_after_unit(db, arena, today, matter, facts,
	                       type == COMMITTEE ? "党委" : type == GENERAL_BRANCH ? "党总支" : "党支部");
}

static int
complete_joint(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	int64_t units[MATTER_UNITS_MAX], total = 0;
	size_t count;
	int status = matter_units(matter, facts, true, units, &count);

	if (status == 0 && count < 2)
		return fail(FAIL_INPUT, "OPIN-10.2", "unit_2", "联合党支部至少由两个单位组成。",
		            "A joint branch has at least two organizations.");
	for (size_t i = 0; i < count && status == 0; i++) {
		struct headcount size = {0};

		status = count_at_work(db, arena, units[i], today, &size);
		total += size.full;
	}
	if (status == FAIL_NOT_FOUND)
		return fail(FAIL_INPUT, "OPIN-10.2", "unit_2", "没有这个社会组织，或者它已经注销。",
		            "There is no such organization, or it has closed.");
	if (status < 0)
		return status;
	fact_set(matter->type, facts, "full_members", INT(total));
	return name_after_unit(db, arena, today, matter, facts, "等联合党支部");
}

static int
complete_units(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	int64_t units[MATTER_UNITS_MAX];
	size_t count;

	(void)db;
	(void)arena;
	(void)today;
	return matter_units(matter, facts, false, units, &count);
}

static int
complete_sub(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	enum body_type form = (enum body_type)fact_named(matter->type, facts, "form")->number, own;
	struct record *body;
	int status = record_get(db, arena, &body_kind, matter->body, today, &body);

	if (status < 0)
		return status;
	own = (enum body_type)record_value(body, "type")->number;
	if (!matter->unit || (own != COMMITTEE && own != GENERAL_BRANCH))
		return fail(FAIL_INPUT, "OPIN-8.2", "body", "社会组织的党委、党总支才能下设党组织。",
		            "Only a committee or general branch of a social organization has organizations under it.");
	if (form == COMMITTEE || (own == GENERAL_BRANCH && form == GENERAL_BRANCH))
		return fail(FAIL_INPUT, "OPIN-8.2", "form", "党委下设党总支、党支部，党总支下设党支部。",
		            "Under a committee stand general branches and branches, under a general branch branches.");
	if (fact_named(matter->type, facts, "members")->number < fact_named(matter->type, facts, "full_members")->number)
		return fail(FAIL_INPUT, "OPIN-8.2", "members", "党员总数不能少于正式党员数。",
		            "There are no fewer members than full members.");
	return 0;
}

static int
complete_temporary(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	if (fact_named(matter->type, facts, "ends")->number <= fact_named(matter->type, facts, "begins")->number)
		return fail(FAIL_INPUT, "A-2", "ends", "项目结束日期应晚于开始日期。", "A project ends after it begins.");
	return name_after_unit(db, arena, today, matter, facts, "临时党支部");
}

/* --- the law -------------------------------------------------------------------------------- */

/* One body of its own for each organization; what exists changes its form. */
static int
judge_none_yet(struct matter_check *check)
{
	int64_t own;
	int status = own_body_of(check->db, check->matter->unit, check->today, &own);
	const char *name;

	if (status < 0 || !own)
		return status;
	status = ref_title(check->db, check->arena, &body_kind, own, check->today, &name);
	return status < 0 ? status
	       : matter_find(check, BARS, "OPIN-8.1", BREACH, "已经设有%s；要改设其他形式的，请办理改设。",
	                     "It has %s already; another form is a change of form.", name);
}

static int
judge_own(struct matter_check *check)
{
	const struct matter *matter = check->matter;
	struct headcount size;
	int status = judge_none_yet(check);

	if (status == 0)
		status = count_at_work(check->db, check->arena, matter->unit, check->today, &size);
	return status < 0 ? status : judge_size(check, (enum body_type)fact_number(matter, "form"), size);
}

static int
judge_large(struct matter_check *check)
{
	int64_t units = fact_number(check->matter, "member_units");
	struct headcount size;
	int status = judge_none_yet(check);

	if (status == 0)
		status = count_at_work(check->db, check->arena, check->matter->unit, check->today, &size);
	if (status == 0 && !establishment_due(size.full))
		status = matter_find(check, NEEDS_GROUNDS, "OPIN-8.2", BREACH,
		                     "正式党员 %" PRId64 " 名，不足 3 名，不能单独设立党组织；可以联合组建。",
		                     "There are %" PRId64 " full members, fewer than 3: no body of its own; a joint one is possible.",
		                     size.full);
	if (status == 0)
		status = matter_find(check, BEARS_NOT, "OPIN-8.3", HOLDS,
		                     "会员单位 %" PRId64 " 家；规模大、会员单位多而党员少的，经县级以上党委批准可以设立党委。",
		                     "%" PRId64 " member units; where these are many and members few, a committee is set up with the"
		                     " approval of a Party committee of county level or above.", units);
	return status;
}

static int
judge_sub(struct matter_check *check)
{
	const struct headcount size = {fact_number(check->matter, "full_members"), fact_number(check->matter, "members")};

	return judge_size(check, (enum body_type)fact_number(check->matter, "form"), size);
}

STATEMENT(covered_in, "select count(*) from coverage where unit = $1 and mode in (2, 3) and ended is null and until > $2");

_Static_assert(COVER_JOINT == 2 && COVER_REGIONAL == 3, "the statement's numbers are these");

/* OPIN-10.1: a unit counts in one joint or regional body; OPIN-6.7: and hangs under who decides. */
static int
judge_unit(struct matter_check *check, int64_t unit)
{
	int64_t covered = 0;
	const char *name;
	int status = judge_reach(check, &unit_kind, unit);

	if (status == 0)
		status = db_number(check->db, covered_in, ARGS(INT(unit), INT(check->today)), &covered);
	if (status < 0 || !covered)
		return status;
	status = ref_title(check->db, check->arena, &unit_kind, unit, check->today, &name);
	return status < 0 ? status
	       : matter_find(check, BARS_APPROVAL, "OPIN-10.1", BREACH, "%s已经列入联合、区域党组织；一个单位只能计入一个。",
	                     "%s stands in a joint or regional body already; a unit counts in one.", name);
}

static int
judge_joint(struct matter_check *check)
{
	int64_t units[MATTER_UNITS_MAX];
	const char *members = "";
	struct given given = {"full_members", NULL};
	int64_t total = 0;
	size_t count;
	int status = matter_units(check->matter, check->matter->facts, true, units, &count);

	for (size_t i = 0; i < count && status == 0; i++) {
		struct headcount size = {0};

		status = judge_unit(check, units[i]);
		if (status == 0)
			status = count_at_work(check->db, check->arena, units[i], check->today, &size);
		total += size.full;
		if (status == 0 && !(members = arena_printf(check->arena, "%s%s%" PRId64, members, i ? "," : "", size.full)))
			status = FAIL_MEMORY;
	}
	given.text = members;
	return status < 0 ? status
	       : matter_find_by_rule(check, NEEDS_GROUNDS, "OPIN-10.2", &given, 1);
}

static int
judge_regional(struct matter_check *check)
{
	int64_t units[MATTER_UNITS_MAX];
	size_t count;
	int status = matter_units(check->matter, check->matter->facts, false, units, &count);

	for (size_t i = 0; i < count && status == 0; i++)
		status = judge_unit(check, units[i]);
	return status < 0 ? status
	       : matter_find(check, BEARS_NOT, "OPIN-10.1", HOLDS, "社会组织集中的街区、园区、楼宇，可以打破单位界限设立区域党组织。",
	                     "Where organizations cluster, a regional body may be set up across unit lines.");
}

static int
judge_industry(struct matter_check *check)
{
	int64_t units[MATTER_UNITS_MAX];
	size_t count;
	int status = matter_units(check->matter, check->matter->facts, false, units, &count);

	for (size_t i = 0; i < count && status == 0; i++)
		status = judge_reach(check, &unit_kind, units[i]);
	return status < 0 ? status
	       : matter_find(check, BEARS_NOT, "OPIN-9.2", HOLDS, "行业党组织指导会员单位的党建工作，不领导，也不计入会员单位的组织覆盖。",
	                     "An industry body guides the Party work of member organizations; it neither leads nor covers them.");
}

/* a project of six months and more. */
static int
judge_temporary(struct matter_check *check)
{
	const struct matter *matter = check->matter;
	day_no begins = (day_no)fact_number(matter, "begins"), ends = (day_no)fact_number(matter, "ends");
	int64_t full = fact_number(matter, "full_members");
	bool long_enough = ends + 1 >= day_add_months(begins, PROJECT_MONTHS);
	int status = full < FULL_MEMBERS_FOR_BODY
	        ? matter_find(check, NEEDS_GROUNDS, "A-1", BREACH, "正式党员 %" PRId64 " 名，不足 3 名，不能设立党支部。",
	                      "There are %" PRId64 " full members, fewer than 3: no branch can be set up.", full) : 0;

	if (status < 0)
		return status;
	return matter_find(check, long_enough ? BEARS_NOT : NEEDS_GROUNDS, "A-2", long_enough ? HOLDS : FLAG,
	                   long_enough ? "项目满 %d 个月，应当设立临时党支部。" : "项目不足 %d 个月，一般不设临时党支部。",
	                   long_enough ? "The project lasts %d months or more: a temporary branch is set up."
	                               : "The project lasts less than %d months: generally no temporary branch is set up.",
	                   PROJECT_MONTHS);
}

/* --- what an approval does -------------------------------------------------------------------- */

static int
new_body(struct running *running, const struct matter *matter, const struct reply *reply, enum body_type type,
         struct new_body_of *ret_new)
{
	*ret_new = (struct new_body_of){
		.name = fact_text(matter, "name"), .document = reply->document, .type = type, .unit = matter->unit,
		.first = reply->effective,
	};
	return matter->body ? 0 : leader_on(running->db, &unit_kind, matter->unit, reply->effective, &ret_new->superior);
}

static int
own_set_up(struct running *running, const struct matter *matter, const struct reply *reply)
{
	bool large = matter->type->number == SET_UP_LARGE_COMMITTEE;
	struct new_body_of new;
	int64_t body;
	int status;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	status = new_body(running, matter, reply, large ? COMMITTEE : (enum body_type)fact_number(matter, "form"), &new);
	if (status == 0)
		status = set_up(running, matter, &new, &body);
	return status < 0 ? status
	       : cover_unit(running, matter->unit, COVER_OWN, body, new.first, new.document, true);
}

static int
sub_set_up(struct running *running, const struct matter *matter, const struct reply *reply)
{
	struct new_body_of new;
	int status;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	status = new_body(running, matter, reply, (enum body_type)fact_number(matter, "form"), &new);
	new.superior = matter->body;
	return status < 0 ? status : set_up(running, matter, &new, NULL);
}

/* Covers the units named; a joint branch also its first. */
static int
cover_units(struct running *running, const struct matter *matter, enum coverage_mode mode, const struct new_body_of *new,
            int64_t body)
{
	int64_t units[MATTER_UNITS_MAX];
	size_t count;
	int status = matter_units(matter, matter->facts, mode == COVER_JOINT, units, &count);

	for (size_t i = 0; i < count && status == 0; i++)
		status = cover_unit(running, units[i], mode, body, new->first, new->document, false);
	return status;
}

static int
joint_set_up(struct running *running, const struct matter *matter, const struct reply *reply)
{
	struct new_body_of new;
	int64_t body;
	int status;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	status = new_body(running, matter, reply, JOINT_BRANCH, &new);
	new.unit = 0; /* it belongs to all of them */
	if (status == 0)
		status = set_up(running, matter, &new, &body);
	return status < 0 ? status : cover_units(running, matter, COVER_JOINT, &new, body);
}

static int
regional_set_up(struct running *running, const struct matter *matter, const struct reply *reply)
{
	struct new_body_of new;
	int64_t body;
	int status;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	status = new_body(running, matter, reply, REGIONAL_BODY, &new);
	new.unit = 0;
	new.superior = matter->body;
	if (status == 0)
		status = set_up(running, matter, &new, &body);
	return status < 0 ? status : cover_units(running, matter, COVER_REGIONAL, &new, body);
}

/* OPIN-9.2: it guides its member organizations and covers nobody. */
static int
industry_set_up(struct running *running, const struct matter *matter, const struct reply *reply)
{
	int64_t units[MATTER_UNITS_MAX], body;
	struct new_body_of new;
	size_t count;
	int status;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	status = new_body(running, matter, reply, INDUSTRY_BODY, &new);
	if (status == 0)
		status = set_up(running, matter, &new, &body);
	if (status == 0)
		status = matter_units(matter, matter->facts, false, units, &count);
	for (size_t i = 0; status == 0 && i < count; i++)
		status = guide_unit(running, body, units[i], new.first, new.document);
	return status;
}

static int
temporary_set_up(struct running *running, const struct matter *matter, const struct reply *reply)
{
	struct new_body_of new;
	int status;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	status = new_body(running, matter, reply, TEMPORARY_BRANCH, &new);
	return status < 0 ? status : set_up(running, matter, &new, NULL);
}

/* --- the types ------------------------------------------------------------------------------------ */

#define OF_UNIT .who = ROLE_UNIT_OFFICE | ROLE_CLERKS, .sender = SENT_BY_UNIT, .request_paper = "request", .reply_paper = "reply"
#define SET_UP_EFFECT "批准后，自生效之日起登记新的党组织及其上级"

const struct matter_type body_matters[] = {
	{SET_UP_BODY, FOR_APPROVAL, "OPIN-8.1 OPIN-8.2 OPIN-11.3 A-1", OF_UNIT, FIELDS(own_fields),
	 .complete = complete_own, .judge = judge_own, .replied = own_set_up,
	 .effect = {SET_UP_EFFECT "，社会组织计为单独组建。",
	            "Once approved, the new Party organization and its superior are on record from that day, and the unit counts as"
	            " having its own."}},
	{SET_UP_LARGE_COMMITTEE, FOR_APPROVAL, "OPIN-8.3 OPIN-8.1", OF_UNIT, .route = TO_COUNTY_OR_ABOVE,
	 FIELDS(large_fields), .complete = complete_own, .judge = judge_large, .replied = own_set_up,
	 .effect = {SET_UP_EFFECT "，社会组织计为单独组建；由县级以上党委批准。",
	            "Once approved by a committee of county level or above, the committee and its superior are on record from that"
	            " day."}},
	{SET_UP_SUB_BRANCH, FOR_APPROVAL, "OPIN-8.2 A-1", .who = ROLE_BRANCH | ROLE_CLERKS, .sender = SENT_BY_BODY,
	 FIELDS(sub_fields), .complete = complete_sub, .judge = judge_sub, .replied = sub_set_up,
	 .effect = {"批准后，自生效之日起登记为报送党组织的下级。", "Once approved, it is on record under the sender from that day."},
	 .request_paper = "request", .reply_paper = "reply"},
	{SET_UP_JOINT_BRANCH, FOR_APPROVAL, "OPIN-10.2 A-2 OPIN-10.1", OF_UNIT, FIELDS(joint_fields),
	 .complete = complete_joint, .judge = judge_joint, .replied = joint_set_up,
	 .effect = {SET_UP_EFFECT "，各单位计为联合组建。",
	            "Once approved, the joint branch is on record from that day and all its organizations count as covered."}},
	{SET_UP_REGIONAL_BODY, FOR_APPROVAL, "OPIN-10.1", .who = ROLE_CLERKS, .sender = SENT_BY_BODY, FIELDS(regional_fields),
	 .complete = complete_units, .judge = judge_regional, .replied = regional_set_up,
	 .effect = {"批准后，自生效之日起登记为报送党组织的下级，所列单位计为区域覆盖。",
	            "Once approved, it is on record under the sender from that day and covers the organizations named."},
	 .request_paper = "request", .reply_paper = "reply"},
	{SET_UP_INDUSTRY_BODY, FOR_APPROVAL, "OPIN-9.1 OPIN-9.2", OF_UNIT, FIELDS(industry_fields),
	 .complete = complete_units, .judge = judge_industry, .replied = industry_set_up,
	 .effect = {SET_UP_EFFECT "，并登记对所列会员单位的指导关系。",
	            "Once approved, the industry body is on record from that day and guides the member organizations named."}},
	{SET_UP_TEMPORARY_BRANCH, FOR_APPROVAL, "A-2 A-1", OF_UNIT, FIELDS(temporary_fields), .complete = complete_temporary,
	 .judge = judge_temporary, .replied = temporary_set_up,
	 .effect = {SET_UP_EFFECT "；项目结束后另行申请撤销。",
	            "Once approved, it is on record from that day; when the project ends, its abolition is asked for."}},
	{0},
};
