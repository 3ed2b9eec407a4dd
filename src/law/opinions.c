#include "law/opinions.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "law/appendix.h"
#include "law/rules.h"

#define N "%" PRId64
#define PERSONS {"人", "persons"}
#define UNITS {"个", "units"}
#define YUAN {"元", "yuan"}

static const struct output no_outputs[] = {{0}};

/* The place of a word in a table of words; the engine has let only those pass. */
static size_t
place_of(const char *word, const char *const *words)
{
	size_t i = 0;

	while (words[i] && strcmp(words[i], word) != 0)
		i++;
	return i;
}

/* --- OPIN-1.1: category ------------------------------------------------ */

static const struct bilingual categories[] = {
	[CATEGORY_NONE] = {"不属于五类社会组织", "none of the five categories"},
	[SOCIAL_GROUP] = {"社会团体", "social group"},
	[PRIVATE_NON_ENTERPRISE] = {"民办非企业单位", "private non-enterprise unit"},
	[FOUNDATION] = {"基金会", "foundation"},
	[SOCIAL_INTERMEDIARY] = {"社会中介组织", "social intermediary"},
	[COMMUNITY_ORGANIZATION] = {"城乡社区社会组织", "urban or rural community organization"},
};

struct bilingual
category_label(enum category category)
{
	return categories[category];
}

static const struct fact facts_1_1[] = {
	{"code", FACT_TEXT, .label = {"统一社会信用代码", "unified social credit code"}},
	{"filed_with_community", FACT_BOOL,
	 .label = {"在街道、社区备案", "filed with a sub-district or community"}},
	{0},
};

static const struct output outputs_1_1[] = {
	{"category", {"类别（1 至 5）", "category (1 to 5)"}},
	{0},
};

/* A code says more than a filing; without a code a filing makes category 5. */
static int
judge_1_1(const struct facts *facts, struct finding *finding)
{
	const char *code = fact_word(facts, "code");
	struct credit_code read = {.standing = CREDIT_CLERK_DECIDES};
	struct bilingual label;
	int r;

	if (code) {
		r = credit_code_fact(code, &read);
		if (r < 0)
			return r;
	} else if (fact_bool(facts, "filed_with_community")) {
		read = (struct credit_code){.standing = CREDIT_CATEGORY, .category = COMMUNITY_ORGANIZATION};
	}
	label = category_label((enum category)read.category);
	switch (read.standing) {
	case CREDIT_CATEGORY:
		output_int(finding, "category", read.category);
		finding_set(finding, HOLDS, "%s%.0s，第 %d 类社会组织。",
		            "%.0s%s, category %d of social organizations.", label.zh, label.en, read.category);
		break;
	case CREDIT_CLERK_DECIDES:
		output_text(finding, "category", NULL);
		finding_set(finding, FLAG, "仅凭代码和备案情况不能确定类别，由登记人员认定。",
		            "Code and filing do not settle the category; the registration clerk decides.");
		break;
	case CREDIT_NOT_SOCIAL:
		output_text(finding, "category", NULL);
		finding_set(finding, BREACH, "这一代码不是社会组织的代码，不能作为社会组织登记。",
		            "This is not the code of a social organization; it cannot be filed as one.");
		break;
	}
	return 0;
}

/* --- OPIN-5.1: agencies ------------------------------------------------ */

static const char *const agency_levels[] = {"township", "county", "city", "province", NULL};

static const struct fact facts_5_1[] = {
	{"level", FACT_ENUM, .required = true, .label = {"地方党委层级", "level of the local Party committee"}, .words = agency_levels},
	{"has_agency", FACT_BOOL, .required = true,
	 .label = {"已设社会组织党建工作机构", "has a social-organization Party-building agency"}},
	{0},
};

bool
agency_required(enum level level)
{
	return level >= LEVEL_COUNTY;
}

static int
judge_5_1(const struct facts *facts, struct finding *finding)
{
	enum level level = (enum level)place_of(fact_word(facts, "level"), agency_levels);

	if (!agency_required(level))
		finding_set(finding, NOT_APPLICABLE, "县级以上地方党委才设社会组织党建工作机构，乡镇一级不要求。",
		            "Agencies are set up by local Party committees at county level and above; "
		            "the township level is not asked for one.");
	else if (fact_bool(facts, "has_agency"))
		finding_set(finding, HOLDS, "县级以上地方党委已设社会组织党建工作机构。",
		            "This Party committee at county level or above has its agency.");
	else
		finding_set(finding, BREACH, "县级以上地方党委应当设立社会组织党建工作机构，这里还没有。",
		            "A local Party committee at county level or above must set up an agency; "
		            "here there is none.");
	return 0;
}

/* --- OPIN-6.7: affiliation --------------------------------------------- */

static const char *const registration_levels[] = {"county", "city", "province", NULL};

static const struct fact facts_6_7[] = {
	{"category", FACT_INT, .required = true, .label = {"类别（1 至 5）", "category (1 to 5)"}, .least = 1},
	{"supervisory_unit", FACT_BOOL, .required = true,
	 .label = {"有业务主管单位", "has a supervisory unit"}},
	{"national", FACT_BOOL, .required = true,
	 .label = {"全国性社会组织", "national organization"}},
	{"registration_level", FACT_ENUM, .required = true,
	 .label = {"登记级别", "level of registration"}, .words = registration_levels},
	{"on", FACT_DATE, .required = true, .label = {"日期", "day"}},
	{0},
};

static const struct output outputs_6_7[] = {
	{"leads", {"领导", "leads"}},
	{"guides", {"指导", "guides"}},
	{0},
};

static const struct {
	const char *name;
	struct bilingual label;
} leaders[] = {
	[LEADER_NONE] = {NULL, {"", ""}},
	[LEADER_STREET_TOWNSHIP] = {"street_township",
		{"街道（乡镇）党组织", "the sub-district or township Party organization"}},
	[LEADER_SUPERVISORY_UNIT] = {"supervisory_unit",
		{"业务主管单位党组织", "the supervisory unit's Party organization"}},
	[LEADER_CENTRAL] = {"central_leader",
		{"全国性社会组织的中央一级领导机构", "the central leader of national organizations"}},
	[LEADER_AGENCY_COUNTY] = {"agency_county",
		{"县级社会组织党建工作机构", "the county agency"}},
	[LEADER_AGENCY_CITY] = {"agency_city",
		{"市级社会组织党建工作机构", "the city agency"}},
	[LEADER_AGENCY_PROVINCE] = {"agency_province",
		{"省级社会组织党建工作机构", "the provincial agency"}},
};

const char *
leader_name(enum leader leader)
{
	return leaders[leader].name;
}

struct bilingual
leader_label(enum leader leader)
{
	return leaders[leader].label;
}

struct affiliation
affiliation_of(enum category category, bool supervisory_unit, bool national, enum level registered)
{
	static const enum leader agencies[] = {
		[LEVEL_COUNTY] = LEADER_AGENCY_COUNTY,
		[LEVEL_CITY] = LEADER_AGENCY_CITY,
		[LEVEL_PROVINCE] = LEADER_AGENCY_PROVINCE,
		[LEVEL_CENTRAL] = LEADER_CENTRAL,
	};
	enum leader agency = national ? LEADER_CENTRAL : agencies[registered];

	if (category == COMMUNITY_ORGANIZATION)
		return (struct affiliation){.leads = LEADER_STREET_TOWNSHIP};
	if (supervisory_unit)
		return (struct affiliation){.leads = LEADER_SUPERVISORY_UNIT, .guides = agency};
	return (struct affiliation){.leads = agency};
}

/* Which body leads at the centre on the day `on` is dated reference data, kept above. */
static int
judge_6_7(const struct facts *facts, struct finding *finding)
{
	int64_t category = fact_int(facts, "category");
	size_t level = place_of(fact_word(facts, "registration_level"), registration_levels);
	struct affiliation found;
	struct bilingual leads, guides;

	if (category > COMMUNITY_ORGANIZATION)
		return fail(FAIL_INPUT, "OPIN-6.7", "category", "类别 category 只能是 1 至 5。",
		            "category is 1 to 5.");
	found = affiliation_of((enum category)category, fact_bool(facts, "supervisory_unit"),
	                       fact_bool(facts, "national"), (enum level)(LEVEL_COUNTY + level));
	leads = leader_label(found.leads);
	guides = leader_label(found.guides);
	output_text(finding, "leads", leader_name(found.leads));
	output_list(finding, "guides");
	if (found.guides == LEADER_NONE) {
		finding_set(finding, HOLDS, "由%s%.0s领导。依次看是否城乡社区社会组织、有无业务主管单位、是否全国性、登记级别。",
		            "Led by %.0s%s: asked in this order are community organization, supervisory unit, "
		            "national, level of registration.", leads.zh, leads.en);
	} else {
		output_list_text(finding, "guides", leader_name(found.guides));
		finding_set(finding, HOLDS, "有业务主管单位，由%s%.0s领导，由%s%.0s指导。",
		            "It has a supervisory unit: led by %.0s%s, guided by %.0s%s.", leads.zh, leads.en,
		            guides.zh, guides.en);
	}
	return 0;
}

/* --- OPIN-8.1 to 8.5b: setting up, form, closing ------------------------- */

#define FW {"在岗正式党员数", "full members who work in the unit (Fw)"}

static const struct fact facts_8_1[] = {
	{"full_members", FACT_INT, .required = true, .label = FW, .unit = PERSONS},
	{"has_body", FACT_BOOL, .required = true,
	 .label = {"已单独建立党组织", "has a Party body of its own"}},
	{"pending", FACT_BOOL, .required = true,
	 .label = {"建立党组织的请示待批复", "application pending"}},
	{0},
};

static const struct output outputs_8_1[] = {
	{"due", {"应当单独建立党组织", "a body of its own is due"}},
	{0},
};

bool
establishment_due(int64_t full_members)
{
	return full_members >= FULL_MEMBERS_FOR_BODY;
}

static int
judge_8_1(const struct facts *facts, struct finding *finding)
{
	int64_t full_members = fact_int(facts, "full_members");
	bool due = establishment_due(full_members);

	output_bool(finding, "due", due);
	if (!due)
		finding_set(finding, HOLDS, "在岗正式党员 " N " 人，不足 3 人，不要求单独建立党组织。",
		            "There are " N " full members, fewer than 3: no body of its own is due.", full_members);
	else if (fact_bool(facts, "has_body"))
		finding_set(finding, HOLDS, "在岗正式党员 " N " 人，应当单独建立党组织，已经建立。",
		            "There are " N " full members, so a body is due, and it exists.", full_members);
	else if (fact_bool(facts, "pending"))
		finding_set(finding, HOLDS, "在岗正式党员 " N " 人，应当单独建立党组织，请示待上级批复。",
		            "There are " N " full members, so a body is due; the application awaits its reply.",
		            full_members);
	else
		finding_set(finding, BREACH, "在岗正式党员 " N " 人，达到 3 人，应当单独建立党组织，尚未建立，也没有待批复的请示。",
		            "There are " N " full members, 3 or more: a body is due, but none exists and no "
		            "application is pending.", full_members);
	return 0;
}

static const struct fact facts_8_2[] = {
	{"full_members", FACT_INT, .required = true, .label = FW, .unit = PERSONS},
	{"members", FACT_INT, .required = true,
	 .label = {"党员人数", "Party members whose relation is in the body (M)"}, .unit = PERSONS},
	{0},
};

static const struct output outputs_8_2[] = {
	{"form", {"设置形式", "form"}},
	{0},
};

static const struct {
	const char *name;
	struct bilingual label;
} forms[] = {
	[FORM_NONE] = {"none", {"不单独建立", "no body of its own"}},
	[FORM_BRANCH] = {"branch", {"党支部", "branch"}},
	[FORM_GENERAL_BRANCH] = {"general_branch", {"党的总支部委员会", "general branch"}},
	[FORM_COMMITTEE] = {"committee", {"党的基层委员会", "primary-level committee"}},
};

const char *
body_form_name(enum body_form form)
{
	return forms[form].name;
}

struct bilingual
body_form_label(enum body_form form)
{
	return forms[form].label;
}

enum body_form
form_by_size(int64_t full_members, int64_t members, bool *ret_boundary)
{
	bool boundary = establishment_due(full_members) && (members == 50 || members == 100);

	if (ret_boundary)
		*ret_boundary = boundary;
	if (!establishment_due(full_members))
		return FORM_NONE;
	if (members >= 100)
		return FORM_COMMITTEE;
	return members >= 50 ? FORM_GENERAL_BRANCH : FORM_BRANCH;
}

static int
judge_8_2(const struct facts *facts, struct finding *finding)
{
	int64_t full_members = fact_int(facts, "full_members");
	int64_t members = fact_int(facts, "members");
	bool boundary;
	enum body_form form = form_by_size(full_members, members, &boundary);
	struct bilingual label = body_form_label(form);

	output_text(finding, "form", body_form_name(form));
	if (form == FORM_NONE)
		finding_set(finding, HOLDS, "在岗正式党员 " N " 人，不足 3 人，不单独建立党组织。",
		            "There are " N " full members, fewer than 3: no body of its own.", full_members);
	else if (boundary)
		finding_set(finding, FLAG, "党员 " N " 人，正在界上，建议设%s%.0s；低一级的形式也合规，请注明选择的理由。",
		            "There are exactly " N " members: %.0s%s is suggested; the smaller form is lawful too, "
		            "record which and why.", members, label.zh, label.en);
	else
		finding_set(finding, HOLDS, "党员 " N " 人，按人数设%s%.0s，报上级党组织批准。",
		            "There are " N " members: by size a %.0s%s, with the higher organization's approval.",
		            members, label.zh, label.en);
	return 0;
}

static const char *const approval_levels[] = {"street_township", "county", "city", "province",
                                              "central", NULL};

static const struct fact facts_8_3[] = {
	{"full_members", FACT_INT, .required = true, .label = FW, .unit = PERSONS},
	{"member_units", FACT_INT, .required = true, .label = {"会员单位数", "member units"}, .unit = UNITS},
	{"approval_level", FACT_ENUM, .required = true,
	 .label = {"批准的党委层级", "level of the approving Party committee"},
	 .words = approval_levels},
	{0},
};

static int
judge_8_3(const struct facts *facts, struct finding *finding)
{
	int64_t full_members = fact_int(facts, "full_members");
	int64_t member_units = fact_int(facts, "member_units");

	if (place_of(fact_word(facts, "approval_level"), approval_levels) >= LEVEL_COUNTY)
		finding_set(finding, HOLDS,
		            "会员单位 " N " 个、在岗正式党员 " N " 人，经县级以上地方党委批准，可以设党委。",
		            "With " N " member units and " N " full members, a committee may be set up, approved "
		            "by a Party committee at county level or above.", member_units, full_members);
	else
		finding_set(finding, BREACH,
		            "会员单位 " N " 个、在岗正式党员 " N " 人，设党委须经县级以上地方党委批准，街道（乡镇）一级批准不够。",
		            "With " N " member units and " N " full members, a committee needs the approval of a "
		            "Party committee at county level or above; a street or township is not enough.",
		            member_units, full_members);
	return 0;
}

static const struct fact facts_8_5b[] = {
	{"relations", FACT_INT, .required = true,
	 .label = {"党员组织关系数", "members' relations in the body"}, .unit = PERSONS},
	{"moved", FACT_INT, .required = true, .label = {"已转出数", "relations moved"}, .unit = PERSONS},
	{0},
};

static const struct output outputs_8_5b[] = {
	{"unmoved", {"尚未转出数", "relations not moved"}},
	{0},
};

static int
judge_8_5b(const struct facts *facts, struct finding *finding)
{
	int64_t relations = fact_int(facts, "relations");
	int64_t moved = fact_int(facts, "moved");

	if (moved > relations)
		return fail(FAIL_INPUT, "OPIN-8.5b", "moved",
		            "moved（已转出数）" N " 多于 relations（组织关系数）" N "。",
		            "moved, " N ", is more than relations, " N ".", moved, relations);
	output_int(finding, "unmoved", relations - moved);
	if (moved == relations)
		finding_set(finding, HOLDS, "党员组织关系 " N " 人，已全部转出，可以办理注销。",
		            "All " N " relations are moved; the unit may be closed.", relations);
	else
		finding_set(finding, BREACH, "党员组织关系 " N " 人，还有 " N " 人没有转出，不能办理注销。",
		            "Of " N " relations, " N " are not moved; the unit cannot be closed.", relations,
		            relations - moved);
	return 0;
}

/* --- OPIN-10.2: joint bodies -------------------------------------------- */

static const struct fact facts_10_2[] = {
	{"full_members", FACT_INT, .list = true, .required = true,
	 .label = {"各单位在岗正式党员数", "full members who work in each unit (Fw)"}, .unit = PERSONS},
	{0},
};

static const struct output outputs_10_2[] = {
	{"total", {"在岗正式党员合计", "full members in all"}},
	{0},
};

void
joint_body_add(struct joint_body *joint, int64_t full_members)
{
	joint->units++;
	joint->full_members += full_members;
	joint->own_due += establishment_due(full_members);
}

static int
judge_10_2(const struct facts *facts, struct finding *finding)
{
	struct joint_body joint = {0};
	size_t count = fact_count(facts, "full_members");

	if (count == 0)
		return fail(FAIL_INPUT, "OPIN-10.2", "full_members", "full_members 至少要有一个单位的人数。",
		            "full_members needs the figure of at least one unit.");
	for (size_t i = 0; i < count; i++)
		joint_body_add(&joint, fact_int_at(facts, "full_members", i));
	output_int(finding, "total", joint.full_members);
	if (!establishment_due(joint.full_members))
		finding_set(finding, BREACH, N " 个单位在岗正式党员合计 " N " 人，不足 3 人，不能联合建立党组织。",
		            N " units have " N " full members together, fewer than 3: no joint body.",
		            joint.units, joint.full_members);
	else if (joint.own_due > 0)
		finding_set(finding, FLAG,
		            "合计 " N " 人；其中 " N " 个单位在岗正式党员已达 3 人，仍应单独建立党组织，加入联合党组织须注明理由。",
		            "Together " N "; " N " of the units have 3 or more full members and still owe a body "
		            "of their own: record why they join.", joint.full_members, joint.own_due);
	else if (joint.units > JOINT_BODY_UNITS)
		finding_set(finding, FLAG,
		            "合计 " N " 人；覆盖 " N " 个单位，一般不超过 5 个，须注明理由。",
		            "Together " N "; " N " units, where a joint body generally covers at most 5: record why.",
		            joint.full_members, joint.units);
	else
		finding_set(finding, HOLDS, N " 个单位在岗正式党员合计 " N " 人，可以联合建立党组织。",
		            N " units have " N " full members together: a joint body may be formed.",
		            joint.units, joint.full_members);
	return 0;
}

/* --- OPIN-11.3 and 11.6: conditions ripe, coverage ---------------------- */

static const struct fact facts_11_3[] = {
	{"reached_on", FACT_DATE, .required = true,
	 .label = {"在岗正式党员达到 3 人之日", "day Fw reached 3"}},
	{"established_on", FACT_DATE, .label = {"建立党组织之日", "day the body was set up"}},
	{"today", FACT_DATE, .required = true, .label = {"今天", "today"}},
	{0},
};

static const struct output outputs_11_3[] = {
	{"days_open", {"经过天数", "days open"}},
	{0},
};

static int
judge_11_3(const struct facts *facts, struct finding *finding)
{
	day_no reached = fact_day(facts, "reached_on");
	bool established = fact_given(facts, "established_on");
	const char *ends = established ? "established_on" : "today";
	day_no end = fact_day(facts, ends);
	int64_t days = (int64_t)end - reached;

	if (days < 0)
		return fail(FAIL_INPUT, "OPIN-11.3", ends, "%s 早于 reached_on（达到 3 人之日）。",
		            "%s is before reached_on, the day Fw reached 3.", ends);
	output_int(finding, "days_open", days);
	if (established)
		finding_set(finding, HOLDS, "达到 3 人后 " N " 天建立了党组织；“及时”没有规定天数。",
		            "The body was set up " N " days after Fw reached 3; \"promptly\" has no fixed number.",
		            days);
	else
		finding_set(finding, HOLDS, "达到 3 人已 " N " 天，尚未建立党组织；“及时”没有规定天数。",
		            "Fw reached 3 " N " days ago and there is no body yet; \"promptly\" has no fixed number.",
		            days);
	return 0;
}

static const struct fact facts_11_6[] = {
	{"units", FACT_INT, .required = true, .label = {"社会组织总数", "registered units"}, .unit = UNITS},
	{"own_bodies", FACT_INT, .required = true,
	 .label = {"单独建立党组织的", "units with a body of their own"}, .unit = UNITS},
	{"joint_covered", FACT_INT, .required = true,
	 .label = {"联合或区域党组织覆盖的", "units under a joint or regional body"}, .unit = UNITS},
	{"instructor_or_mass_only", FACT_INT, .required = true,
	 .label = {"仅有指导员、联络员或群团组织的", "units with an instructor, liaison or mass organization only"},
	 .unit = UNITS},
	{"due", FACT_INT, .required = true, .label = {"应当单独建立的", "units that owe a body"}, .unit = UNITS},
	{"due_established", FACT_INT, .required = true,
	 .label = {"其中已单独建立的", "of those, with an own body"}, .unit = UNITS},
	{0},
};

static const struct output outputs_11_6[] = {
	{"organization_coverage", {"组织覆盖率（%）", "organization coverage (%)"}},
	{"work_coverage", {"工作覆盖率（%）", "work coverage (%)"}},
	{"due_establishment", {"应建已建率（%）", "due establishment (%)"}},
	{0},
};

struct coverage_rates
coverage_rates(const struct coverage *coverage)
{
	int64_t with_body = coverage->own_bodies + coverage->joint_covered;

	return (struct coverage_rates){
		.organization = per_mille(with_body, coverage->units),
		.work = per_mille(with_body + coverage->instructor_or_mass_only, coverage->units),
		.due_establishment = per_mille(coverage->due_established, coverage->due),
	};
}

/* Each unit is counted once, so no part is larger than its whole. */
static int
check_coverage(const struct coverage *coverage)
{
	int64_t covered = coverage->own_bodies + coverage->joint_covered + coverage->instructor_or_mass_only;

	if (covered > coverage->units)
		return fail(FAIL_INPUT, "OPIN-11.6", "units",
		            "units（总数）" N " 少于 own_bodies、joint_covered、instructor_or_mass_only 之和，有单位重复计算。",
		            "units, " N ", is less than own_bodies, joint_covered and instructor_or_mass_only "
		            "together: a unit is counted twice.", coverage->units);
	if (coverage->due > coverage->units)
		return fail(FAIL_INPUT, "OPIN-11.6", "due", "due（应建）" N " 多于 units（总数）" N "。",
		            "due, " N ", is more than units, " N ".", coverage->due, coverage->units);
	if (coverage->due_established > coverage->due)
		return fail(FAIL_INPUT, "OPIN-11.6", "due_established",
		            "due_established（应建已建）" N " 多于 due（应建）" N "。",
		            "due_established, " N ", is more than due, " N ".", coverage->due_established,
		            coverage->due);
	if (coverage->due_established > coverage->own_bodies)
		return fail(FAIL_INPUT, "OPIN-11.6", "due_established",
		            "due_established（应建已建）" N " 多于 own_bodies（单独建立）" N "。",
		            "due_established, " N ", is more than own_bodies, " N ".", coverage->due_established,
		            coverage->own_bodies);
	return 0;
}

static int
judge_11_6(const struct facts *facts, struct finding *finding)
{
	struct coverage coverage = {
		.units = fact_int(facts, "units"),
		.own_bodies = fact_int(facts, "own_bodies"),
		.joint_covered = fact_int(facts, "joint_covered"),
		.instructor_or_mass_only = fact_int(facts, "instructor_or_mass_only"),
		.due = fact_int(facts, "due"),
		.due_established = fact_int(facts, "due_established"),
	};
	struct coverage_rates rates;
	int64_t with_body;
	int r = check_coverage(&coverage);

	if (r < 0)
		return r;
	rates = coverage_rates(&coverage);
	with_body = coverage.own_bodies + coverage.joint_covered;
	output_tenths(finding, "organization_coverage", rates.organization);
	output_tenths(finding, "work_coverage", rates.work);
	output_tenths(finding, "due_establishment", rates.due_establishment);
	finding_set(finding, HOLDS,
	            "总数 " N " 个，有党组织的 " N " 个，有党组织或工作力量的 " N " 个；应建 " N " 个，已建 " N
	            " 个。来源没有规定指标。",
	            "Of " N " units " N " have a body and " N " a body or a route; " N " owe a body, " N
	            " have it. The source sets no target.",
	            coverage.units, with_body, with_body + coverage.instructor_or_mass_only, coverage.due,
	            coverage.due_established);
	return 0;
}

/* --- OPIN-20.2 and 20.5: secretaries and heads -------------------------- */

static const struct fact facts_20_2[] = {
	{"year", FACT_INT, .required = true, .label = {"年度", "year"}, .unit = {"年", ""}},
	{"reported_up", FACT_DATE, .label = {"向上级党组织述职之日", "day of the report to the higher organization"}},
	{"reported_members", FACT_DATE,
	 .label = {"向党员述职之日", "day of the report to the members"}},
	{"today", FACT_DATE, .required = true, .label = {"今天", "today"}},
	{0},
};

static const struct output outputs_20_2[] = {
	{"state", {"状态", "state"}},
	{0},
};

static const char *const report_names[] = {
	[REPORT_OPEN] = "open",
	[REPORT_COMPLETE] = "complete",
	[REPORT_INCOMPLETE] = "incomplete",
};

const char *
yearly_report_name(enum yearly_report state)
{
	return report_names[state];
}

static bool
reported_in(int year, day_no report, day_no today)
{
	return report != DAY_NONE && report <= today && ymd_of(report).year == year;
}

enum yearly_report
yearly_report_state(int year, day_no up, day_no to_members, day_no today)
{
	if (reported_in(year, up, today) && reported_in(year, to_members, today))
		return REPORT_COMPLETE;
	return ymd_of(today).year > year ? REPORT_INCOMPLETE : REPORT_OPEN;
}

static int
judge_20_2(const struct facts *facts, struct finding *finding)
{
	int64_t year = fact_int(facts, "year");
	enum yearly_report state;

	if (year < 1900 || year > 9998)
		return fail(FAIL_INPUT, "OPIN-20.2", "year", "year（年度）应为四位年份，如 2026。",
		            "year is a year of four digits, like 2026.");
	state = yearly_report_state((int)year, fact_day(facts, "reported_up"),
	                            fact_day(facts, "reported_members"), fact_day(facts, "today"));
	output_text(finding, "state", yearly_report_name(state));
	switch (state) {
	case REPORT_COMPLETE:
		finding_set(finding, HOLDS, "书记 " N " 年向上级党组织和向党员的述职都已完成。",
		            "Both reports of " N ", to the higher organization and to the members, are made.", year);
		break;
	case REPORT_OPEN:
		finding_set(finding, HOLDS, "书记 " N " 年的两次述职尚未都完成，年底前完成即可。",
		            "The two reports of " N " are not both made; there is time to the end of the year.", year);
		break;
	case REPORT_INCOMPLETE:
		finding_set(finding, BREACH, "书记 " N " 年向上级党组织、向党员的两次述职，没有在 12 月 31 日前都完成。",
		            "The two reports of " N ", to the higher organization and to the members, were not both "
		            "made by 31 December.", year);
		break;
	}
	return 0;
}

static const struct fact facts_20_5[] = {
	{"opinion", FACT_DATE, .label = {"党组织意见之日", "day of the Party body's opinion"}},
	{"nomination", FACT_DATE, .required = true, .label = {"提名之日", "day of the nomination"}},
	{0},
};

bool
asked_before_nomination(day_no opinion, day_no nomination)
{
	return opinion != DAY_NONE && opinion <= nomination;
}

static int
judge_20_5(const struct facts *facts, struct finding *finding)
{
	day_no opinion = fact_day(facts, "opinion");
	day_no nomination = fact_day(facts, "nomination");
	char asked[DAY_TEXT], nominated[DAY_TEXT];

	day_text(opinion, asked);
	day_text(nomination, nominated);
	if (asked_before_nomination(opinion, nomination))
		finding_set(finding, HOLDS, "%s 听取党组织意见，%s 提名，先后次序正确。",
		            "The Party body was asked on %s, before the nomination of %s.", asked, nominated);
	else if (opinion == DAY_NONE)
		finding_set(finding, BREACH, "%s 提名前没有听取其所在党组织的意见。",
		            "The Party body was not asked before the nomination of %s.", nominated);
	else
		finding_set(finding, BREACH, "%s 才听取党组织意见，晚于 %s 的提名。",
		            "The Party body was asked on %s, after the nomination of %s.", asked, nominated);
	return 0;
}

/* --- OPIN-21.3: no lapse of leadership ---------------------------------- */

static const struct fact facts_21_3[] = {
	{"old_end", FACT_DATE, .required = true,
	 .label = {"原领导关系最后一天", "last day in force of the old leadership"}},
	{"new_start", FACT_DATE, .required = true,
	 .label = {"新领导关系第一天", "first day of the new leadership"}},
	{0},
};

static const struct output outputs_21_3[] = {
	{"gap_days", {"间隔天数", "days between"}},
	{0},
};

int64_t
leadership_gap_days(day_no old_end, day_no new_start)
{
	return (int64_t)new_start - old_end - 1;
}

static int
judge_21_3(const struct facts *facts, struct finding *finding)
{
	int64_t gap = leadership_gap_days(fact_day(facts, "old_end"), fact_day(facts, "new_start"));

	output_int(finding, "gap_days", gap);
	if (gap == 0)
		finding_set(finding, HOLDS, "新的领导关系自原关系结束的次日开始，没有间断。",
		            "The new leadership begins the day after the old one ends.");
	else if (gap > 0)
		finding_set(finding, BREACH, "新旧领导关系之间有 " N " 天无人领导。",
		            "For " N " days between the old and the new leadership nobody leads.", gap);
	else
		finding_set(finding, BREACH, "新旧领导关系重叠 " N " 天。",
		            "The old and the new leadership overlap by " N " days.", -gap);
	return 0;
}

/* --- OPIN-22.2 and 22.3: money ------------------------------------------ */

static const struct fact facts_22_2[] = {
	{"planned", FACT_MONEY, .required = true, .label = {"全年预算", "planned for the year"}, .unit = YUAN},
	{"used", FACT_MONEY, .required = true, .label = {"全年支出", "used in the year"}, .unit = YUAN},
	{0},
};

static const struct output outputs_22_2[] = {
	{"rate", {"使用率（%）", "use rate (%)"}},
	{0},
};

static int
judge_22_2(const struct facts *facts, struct finding *finding)
{
	int64_t planned = fact_int(facts, "planned");
	int64_t used = fact_int(facts, "used");
	char planned_text[MONEY_TEXT], used_text[MONEY_TEXT];

	output_percent_text(finding, "rate", per_mille(used, planned));
	money_text(planned, planned_text);
	money_text(used, used_text);
	if (planned == 0)
		finding_set(finding, BREACH, "本年没有列党建工作经费预算，支出 %s 元。",
		            "The year has no budget line for Party building; %s yuan were used.", used_text);
	else
		finding_set(finding, HOLDS, "预算 %s 元，支出 %s 元。", "Planned %s yuan, used %s yuan.",
		            planned_text, used_text);
	return 0;
}

static const struct fact facts_22_3[] = {
	{"collected", FACT_MONEY, .required = true,
	 .label = {"收缴党费", "dues collected"}, .unit = YUAN},
	{"returned", FACT_MONEY, .required = true, .label = {"下拨党费", "dues returned"}, .unit = YUAN},
	{0},
};

static const struct output outputs_22_3[] = {
	{"shortfall", {"少拨金额（元）", "shortfall (yuan)"}},
	{"ratio", {"下拨比例（%）", "ratio (%)"}},
	{0},
};

int64_t
dues_shortfall(int64_t collected, int64_t returned)
{
	return returned < collected ? collected - returned : 0;
}

static int
judge_22_3(const struct facts *facts, struct finding *finding)
{
	int64_t collected = fact_int(facts, "collected");
	int64_t returned = fact_int(facts, "returned");
	int64_t shortfall = dues_shortfall(collected, returned);
	char in[MONEY_TEXT], back[MONEY_TEXT], missing[MONEY_TEXT];

	output_money(finding, "shortfall", shortfall);
	output_percent_text(finding, "ratio", per_mille(returned, collected));
	money_text(collected, in);
	money_text(returned, back);
	money_text(shortfall, missing);
	if (collected == 0)
		finding_set(finding, NOT_APPLICABLE, "本期没有收缴党费，下拨 %s 元，不计算比例。",
		            "No dues were collected in the period; %s yuan were returned, there is no ratio.", back);
	else if (shortfall > 0)
		finding_set(finding, BREACH, "收缴 %s 元，下拨 %s 元，少拨 %s 元，应当全额下拨。",
		            "Collected %s yuan, returned %s: short by %s; dues are returned in full.", in, back,
		            missing);
	else if (returned > collected)
		finding_set(finding, FLAG, "收缴 %s 元，下拨 %s 元，多于收缴数，请核对并注明来源。",
		            "Collected %s yuan, returned %s, more than collected: check and record the source.", in,
		            back);
	else
		finding_set(finding, HOLDS, "收缴 %s 元，下拨 %s 元，已全额下拨。",
		            "Collected %s yuan, returned %s: in full.", in, back);
	return 0;
}

const struct rule opinions_rules[] = {
	{"OPIN-1.1", facts_1_1, outputs_1_1, false, judge_1_1},
	{"OPIN-5.1", facts_5_1, no_outputs, false, judge_5_1},
	{"OPIN-6.7", facts_6_7, outputs_6_7, false, judge_6_7},
	{"OPIN-8.1", facts_8_1, outputs_8_1, false, judge_8_1},
	{"OPIN-8.2", facts_8_2, outputs_8_2, false, judge_8_2},
	{"OPIN-8.3", facts_8_3, no_outputs, false, judge_8_3},
	{"OPIN-8.5b", facts_8_5b, outputs_8_5b, false, judge_8_5b},
	{"OPIN-10.2", facts_10_2, outputs_10_2, false, judge_10_2},
	{"OPIN-11.3", facts_11_3, outputs_11_3, false, judge_11_3},
	{"OPIN-11.6", facts_11_6, outputs_11_6, false, judge_11_6},
	{"OPIN-20.2", facts_20_2, outputs_20_2, false, judge_20_2},
	{"OPIN-20.5", facts_20_5, no_outputs, false, judge_20_5},
	{"OPIN-21.3", facts_21_3, outputs_21_3, false, judge_21_3},
	{"OPIN-22.2", facts_22_2, outputs_22_2, false, judge_22_2},
	{"OPIN-22.3", facts_22_3, outputs_22_3, false, judge_22_3},
	{0},
};
