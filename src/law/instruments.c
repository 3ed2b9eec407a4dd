#include "law/instruments.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "law/rules.h"

#define N "%" PRId64
#define PERSONS {"人", "persons"}
#define UNITS {"个", "units"}

static const struct output no_outputs[] = {{0}};

/* --- GRP: leading Party members' groups --------------------------------- */

static const struct fact facts_grp_6[] = {
	{"secretaries", FACT_INT, .required = true, .label = {"党组书记人数", "secretaries of the group"},
	 .unit = PERSONS},
	{0},
};

static int
judge_grp_6(const struct facts *facts, struct finding *finding)
{
	int64_t secretaries = fact_int(facts, "secretaries");

	if (secretaries == 1)
		finding_set(finding, HOLDS, "党组设书记 1 人。", "The group has its one secretary.");
	else if (secretaries == 0)
		finding_set(finding, FLAG, "党组书记空缺，请批准设立的党组织补任。",
		            "The post of secretary is vacant; the approving organization appoints one.");
	else
		finding_set(finding, BREACH, "党组书记有 " N " 人，只能设 1 人。",
		            "The group has " N " secretaries; there is exactly one.", secretaries);
	return 0;
}

static const struct output outputs_done[] = {
	{"done", {"已完成项数", "items done"}},
	{"of", {"总项数", "items in all"}},
	{0},
};

/* A checklist of `of` items, of which all must be told. */
static int
judge_checklist(const struct facts *facts, struct finding *finding, const char *clause, size_t of)
{
	size_t count = fact_count(facts, "done");
	int64_t done = 0, all = (int64_t)of;

	if (count != of)
		return fail(FAIL_INPUT, clause, "done", "done 应当有 %zu 项，给了 %zu 项。",
		            "done has %zu items; %zu were given.", of, count);
	for (size_t i = 0; i < of; i++)
		done += fact_bool_at(facts, "done", i);
	output_int(finding, "done", done);
	output_int(finding, "of", all);
	if (done == all)
		finding_set(finding, HOLDS, N " 项全部完成。", "All " N " items are done.", all);
	else
		finding_set(finding, FLAG, "完成 " N " 项，共 " N " 项，还没有全部完成。",
		            N " of " N " items are done.", done, all);
	return 0;
}

static const struct fact facts_grp_10[] = {
	{"done", FACT_BOOL, .list = true, .required = true,
	 .label = {"设立、职责、组织原则、决策程序、监督检查、责任追究六类材料是否齐备",
	           "six tabs: setting up, duties, principles, decisions, supervision, accountability"}},
	{0},
};

static int
judge_grp_10(const struct facts *facts, struct finding *finding)
{
	return judge_checklist(facts, finding, "GRP-10", GROUP_FILE_TABS);
}

/* --- DECOUPLE-3: the five separations ------------------------------------ */

static const struct fact facts_decouple_3[] = {
	{"done", FACT_BOOL, .list = true, .required = true,
	 .label = {"机构、职能、资产财务、人员管理、党建外事五项分离是否完成",
	           "five separations: institutions, functions, assets, personnel, Party building"}},
	{0},
};

static int
judge_decouple_3(const struct facts *facts, struct finding *finding)
{
	return judge_checklist(facts, finding, "DECOUPLE-3.1", DECOUPLING_SEPARATIONS);
}

/* --- BJ: Beijing's three levels ------------------------------------------ */

static const struct fact facts_bj_6[] = {
	{"organizations", FACT_INT, .list = true, .required = true,
	 .label = {"各联合党委所属社会组织数", "organizations of each joint committee"}, .unit = UNITS},
	{0},
};

static const struct output outputs_bj_6[] = {
	{"min", {"最少", "fewest"}},
	{"mean", {"平均", "mean"}},
	{"max", {"最多", "most"}},
	{"outside", {"偏离 50 较远的（从 0 数起）", "far from 50 (counted from 0)"}},
	{0},
};

void
spread_add(struct spread *spread, int64_t organizations)
{
	if (spread->nodes == 0 || organizations < spread->min)
		spread->min = organizations;
	if (organizations > spread->max)
		spread->max = organizations;
	spread->nodes++;
	spread->organizations += organizations;
}

int64_t
spread_mean(const struct spread *spread)
{
	return spread->nodes == 0 ? -1
	                          : (20 * spread->organizations + spread->nodes) / (2 * spread->nodes);
}

bool
far_from_fifty(int64_t organizations, int64_t least, int64_t most)
{
	return organizations < least || organizations > most;
}

static int
judge_bj_6(const struct facts *facts, struct finding *finding)
{
	struct spread spread = {0};
	size_t count = fact_count(facts, "organizations");
	int64_t outside = 0;

	if (count == 0)
		return fail(FAIL_INPUT, "BJ-6", "organizations", "organizations 至少要有一个联合党委的数字。",
		            "organizations needs the figure of at least one joint committee.");
	for (size_t i = 0; i < count; i++)
		spread_add(&spread, fact_int_at(facts, "organizations", i));
	output_int(finding, "min", spread.min);
	output_tenths(finding, "mean", spread_mean(&spread));
	output_int(finding, "max", spread.max);
	output_list(finding, "outside");
	for (size_t i = 0; i < count; i++)
		if (far_from_fifty(fact_int_at(facts, "organizations", i), JOINT_COMMITTEE_LEAST,
		                   JOINT_COMMITTEE_MOST)) {
			output_list_int(finding, "outside", (int64_t)i);
			outside++;
		}
	if (outside > 0)
		finding_set(finding, FLAG,
		            N " 个联合党委，最少 " N " 个、最多 " N " 个社会组织，其中 " N " 个联合党委偏离“约 50 个”较远，可考虑调整。",
		            N " joint committees with " N " to " N " organizations; " N " are far from \"about 50\": "
		            "consider regrouping.", spread.nodes, spread.min, spread.max, outside);
	else
		finding_set(finding, HOLDS, N " 个联合党委，最少 " N " 个、最多 " N " 个社会组织，均在 50 个左右。",
		            N " joint committees with " N " to " N " organizations, all about 50.", spread.nodes,
		            spread.min, spread.max);
	return 0;
}

static const struct fact facts_bj_9[] = {
	{"pledge_on_file", FACT_BOOL, .required = true,
	 .label = {"党建工作承诺书已存档", "the pledge is on file"}},
	{"rule_pack", FACT_TEXT, .label = {"地方规则包（默认 beijing）", "local rule pack (default beijing)"}},
	{0},
};

static int
judge_bj_9(const struct facts *facts, struct finding *finding)
{
	const char *pack = fact_word(facts, "rule_pack");

	if (pack && strcmp(pack, "beijing") != 0)
		finding_set(finding, NOT_APPLICABLE, "承诺书是北京市规则包的要求，规则包 %s 不适用。",
		            "The pledge belongs to the Beijing rule pack; it does not apply under %s.", pack);
	else if (fact_bool(facts, "pledge_on_file"))
		finding_set(finding, HOLDS, "党建工作承诺书已存档，可以登记。",
		            "The pledge of Party building is on file; the organization may be registered.");
	else
		finding_set(finding, BREACH, "没有党建工作承诺书，不能登记。",
		            "There is no pledge of Party building on file; the organization cannot be registered.");
	return 0;
}

const struct rule instruments_rules[] = {
	{"GRP-6", facts_grp_6, no_outputs, false, judge_grp_6},
	{"GRP-10", facts_grp_10, outputs_done, false, judge_grp_10},
	{"DECOUPLE-3.1", facts_decouple_3, outputs_done, false, judge_decouple_3},
	{"DECOUPLE-3.2", facts_decouple_3, outputs_done, false, judge_decouple_3},
	{"DECOUPLE-3.3", facts_decouple_3, outputs_done, false, judge_decouple_3},
	{"DECOUPLE-3.4", facts_decouple_3, outputs_done, false, judge_decouple_3},
	{"DECOUPLE-3.5", facts_decouple_3, outputs_done, false, judge_decouple_3},
	{"BJ-6", facts_bj_6, outputs_bj_6, false, judge_bj_6},
	{"BJ-9", facts_bj_9, no_outputs, false, judge_bj_9},
	{0},
};
