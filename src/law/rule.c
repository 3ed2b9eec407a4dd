#include "law/rule.h"

#include <stdio.h>
#include <string.h>
#include <threads.h>

#include "base/fail.h"
#include "law/judging.h"
#include "law/rules.h"
#include "law/texts.h"

/* --- Clauses ------------------------------------------------------------------ */

#define CLAUSE_COUNT ((size_t)372) /* rulebook §15: 322, DP-1 to DP-26, A-1 to A-24 */

static const struct {
	const struct clause *clauses;
	const size_t *count;
} texts[] = {
	{elec_clauses, &elec_clause_count},       {opin_clauses, &opin_clause_count},
	{grp_clauses, &grp_clause_count},         {consult_clauses, &consult_clause_count},
	{decouple_clauses, &decouple_clause_count}, {cppcc_clauses, &cppcc_clause_count},
	{pubinst_clauses, &pubinst_clause_count}, {rural_clauses, &rural_clause_count},
	{insp_clauses, &insp_clause_count},       {bj_clauses, &bj_clause_count},
	{mass_clauses, &mass_clause_count},       {dp_clauses, &dp_clause_count},
	{a_clauses, &a_clause_count},
};

/* The tables above in one row, put together once and constant from then on. */
static struct clause all_clauses[CLAUSE_COUNT];
static size_t all_count;
static once_flag gathered = ONCE_FLAG_INIT;

static void
gather(void)
{
	for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
		for (size_t i = 0; i < *texts[t].count && all_count < CLAUSE_COUNT; i++)
			all_clauses[all_count++] = texts[t].clauses[i];
}

const struct clause *
clauses(size_t *ret_count)
{
	call_once(&gathered, gather);
	*ret_count = all_count;
	return all_clauses;
}

const struct clause *
clause_find(const char *id)
{
	size_t count;
	const struct clause *all = clauses(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].id, id) == 0)
			return &all[i];
	return NULL;
}

/*
 * ELEC by ELEC-41.1, OPIN as issued, GRP by the trial Regulations of 2015, BJ by
 * BJ-2; by the Regulations on the work of branches, A-5 as it says itself.
 */
static const struct {
	const char *clauses;  /* one, or all that begin so */
	int year, month, day;
} in_force[] = {
	{"ELEC-", 1990, 6, 27}, {"OPIN-", 2015, 9, 28}, {"GRP-", 2015, 6, 11}, {"BJ-", 2016, 12, 1},
	{"A-1", 2018, 10, 28}, {"A-2", 2018, 10, 28}, {"A-3", 2018, 10, 28}, {"A-4", 2018, 10, 28},
	{"A-5", 2018, 7, 1},
};

day_no
clause_since(const char *id)
{
	for (size_t i = 0; i < sizeof in_force / sizeof *in_force; i++) {
		size_t len = strlen(in_force[i].clauses);
		bool all = in_force[i].clauses[len - 1] == '-';

		if (strncmp(id, in_force[i].clauses, len) == 0 && (all || !id[len]))
			return day_of(in_force[i].year, in_force[i].month, in_force[i].day);
	}
	return DAY_NONE;
}

/* --- Names and labels --------------------------------------------------------- */

static const struct {
	const char *name;
	struct bilingual label;
} kinds[] = {
	[KIND_DEF] = {"DEF", {"定义", "definition"}},
	[KIND_THR] = {"THR", {"门槛", "threshold"}},
	[KIND_DLN] = {"DLN", {"期限", "deadline"}},
	[KIND_STEP] = {"STEP", {"程序", "procedure step"}},
	[KIND_RIGHT] = {"RIGHT", {"权利", "right"}},
	[KIND_PROH] = {"PROH", {"禁止", "prohibition"}},
	[KIND_REC] = {"REC", {"记录", "record"}},
	[KIND_REP] = {"REP", {"报告", "report"}},
	[KIND_GUID] = {"GUID", {"指导", "guidance"}},
};

static const struct {
	const char *name;
	struct bilingual title;
} instruments[INSTRUMENTS] = {
	[ELEC] = {"ELEC", {"中国共产党基层组织选举工作条例",
	                   "Regulations on the election work of primary-level organizations"}},
	[OPIN] = {"OPIN", {"关于加强社会组织党的建设工作的意见（试行）",
	                   "Opinions on strengthening Party building in social organizations (trial)"}},
	[GRP] = {"GRP", {"中国共产党党组工作条例（试行）",
	                 "Regulations on leading Party members' groups (trial)"}},
	[CONSULT] = {"CONSULT", {"关于加强城乡社区协商的意见",
	                         "Opinions on consultation in urban and rural communities"}},
	[DECOUPLE] = {"DECOUPLE", {"行业协会商会与行政机关脱钩总体方案",
	                           "Plan for separating industry associations and chambers from "
	                           "administrative organs"}},
	[CPPCC] = {"CPPCC", {"关于加强人民政协协商民主建设的实施意见",
	                     "Opinions on consultative democracy in the CPPCC"}},
	[PUBINST] = {"PUBINST", {"事业单位领导人员管理暂行规定",
	                         "Interim provisions on leading personnel in public institutions"}},
	[RURAL] = {"RURAL", {"关于深入推进农村社区建设试点工作的指导意见",
	                     "Guiding opinions on the rural community pilot"}},
	[INSP] = {"INSP", {"中国共产党巡视工作条例", "Regulations on inspection work"}},
	[BJ] = {"BJ", {"北京市社会组织党建三级工作体系",
	               "Beijing's three-level system of Party building in social organizations"}},
	[MASS] = {"MASS", {"在中央党的群团工作会议上的讲话",
	                   "Speech on the Party's work with mass organizations"}},
	[DP] = {"DP", {"数据保护与党员权利", "Data protection and members' rights"}},
	[A] = {"A", {"附录：来源文件之外的事实", "Appendix: facts the sources leave out"}},
};

static const struct {
	const char *name;
	struct bilingual label;
} verdicts[] = {
	[HOLDS] = {"holds", {"符合", "holds"}},
	[BREACH] = {"breach", {"不符合", "breach"}},
	[FLAG] = {"flag", {"须说明", "flag"}},
	[NOT_APPLICABLE] = {"not_applicable", {"不适用", "not applicable"}},
};

static const char *const fact_types[] = {
	[FACT_INT] = "int",   [FACT_MONEY] = "money", [FACT_DATE] = "date",
	[FACT_BOOL] = "bool", [FACT_ENUM] = "enum",   [FACT_TEXT] = "text",
};

const char *
clause_kind_name(enum clause_kind kind)
{
	return kinds[kind].name;
}

struct bilingual
clause_kind_label(enum clause_kind kind)
{
	return kinds[kind].label;
}

const char *
instrument_name(enum instrument instrument)
{
	return instruments[instrument].name;
}

struct bilingual
instrument_title(enum instrument instrument)
{
	return instruments[instrument].title;
}

const char *
verdict_name(enum verdict verdict)
{
	return verdicts[verdict].name;
}

struct bilingual
verdict_label(enum verdict verdict)
{
	return verdicts[verdict].label;
}

void
verdict_json(const char *clause, enum verdict verdict, struct json *json)
{
	json_key(json, "clause");
	json_text(json, clause);
	json_key(json, "verdict");
	json_text(json, verdict_name(verdict));
}

const char *
rule_set_name(enum rule_set rule_set)
{
	static const char *const names[] = {
		[RULES_NONE] = NULL, [RULES_1990] = "1990", [RULES_2020] = "2020",
	};

	return names[rule_set];
}

/* --- Clauses that compute ------------------------------------------------------ */

static const struct rule *const rule_tables[] = {
	terms_rules,
	electors_rules,
	candidacy_rules,
	ballots_rules,
	elections_rules,
	opinions_rules,
	instruments_rules,
	appendix_rules,
};

/* Clauses that state the same rule as another one and are answered by it. */
static const struct {
	const char *clause, *twin;
} twins[] = {
	{"ELEC-8.1b", "ELEC-8.1a"},
	{"OPIN-6.3e", "ELEC-3.1"},
	{"OPIN-8.4", "ELEC-3.1"},
};

const struct rule *
rule_find(const char *clause)
{
	for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
		if (strcmp(twins[i].clause, clause) == 0)
			clause = twins[i].twin;
	for (size_t t = 0; t < sizeof rule_tables / sizeof *rule_tables; t++)
		for (const struct rule *rule = rule_tables[t]; rule->clause; rule++)
			if (strcmp(rule->clause, clause) == 0)
				return rule;
	return NULL;
}

/* The rule of a clause, or FAIL_INPUT: no such clause, or one that computes nothing. */
static int
rule_wanted(const char *clause, const struct rule **ret_rule)
{
	const struct rule *rule = rule_find(clause);

	if (!rule && clause_find(clause))
		return fail(FAIL_INPUT, clause, NULL, "%s 没有可计算的内容，不接受事实。",
		            "%s computes nothing and takes no facts.", clause);
	if (!rule)
		return fail(FAIL_INPUT, NULL, NULL, "没有 %s 这一条。", "There is no clause %s.",
		            name_shown(clause));
	*ret_rule = rule;
	return 0;
}

static int
judge(const struct facts *facts, const struct finding **ret_finding)
{
	const struct rule *rule = facts->rule;
	struct finding *finding = finding_new(facts->arena, facts->clause, rule, facts->rule_set);
	int status = 0;

	if (!finding)
		return FAIL_MEMORY;
	if (rule->dated && facts->rule_set == RULES_NONE)
		finding_set(finding, NOT_APPLICABLE, "1990 年 6 月 27 日以前没有可适用的选举规则。",
		            "No election rules are known here for days before 1990-06-27.");
	else
		status = rule->judge(facts, finding);
	if (status)
		return status;
	if (finding_failed(finding))
		return FAIL_MEMORY;
	*ret_finding = finding;
	return 0;
}

int
rule_judge(struct arena *arena, const char *clause, const struct given *given, size_t count,
           const struct finding **ret_finding)
{
	const struct rule *rule;
	struct facts *facts;
	int status = rule_wanted(clause, &rule);

	if (status == 0)
		status = facts_read(arena, clause, rule, given, count, &facts);
	return status ? status : judge(facts, ret_finding);
}

int
rule_judge_json(struct arena *arena, const char *clause, const char *json,
                const struct finding **ret_finding)
{
	const struct rule *rule;
	struct facts *facts;
	int status = rule_wanted(clause, &rule);

	if (status == 0)
		status = facts_read_json(arena, clause, rule, json, &facts);
	return status ? status : judge(facts, ret_finding);
}

/* --- A clause as data ----------------------------------------------------------- */

/* A table may leave a unit out. */
static struct bilingual
unit_of(const struct fact *fact)
{
	return fact->unit.zh ? fact->unit : (struct bilingual){"", ""};
}

static void
fact_json(const struct fact *fact, struct json *json)
{
	char type[24];

	snprintf(type, sizeof type, "%s%s", fact->list ? "list of " : "", fact_types[fact->type]);
	json_open(json, '{');
	json_key(json, "name");
	json_text(json, fact->name);
	json_key(json, "type");
	json_text(json, type);
	json_key(json, "unit");
	json_bilingual(json, unit_of(fact));
	json_key(json, "required");
	json_bool(json, fact->required);
	json_key(json, "label");
	json_bilingual(json, fact->label);
	if (fact->words) {
		json_key(json, "words");
		json_open(json, '[');
		for (const char *const *word = fact->words; *word; word++)
			json_text(json, *word);
		json_close(json, ']');
	}
	json_close(json, '}');
}

static void
rule_json(const struct rule *rule, struct json *json)
{
	json_key(json, "computes");
	json_bool(json, rule != NULL);
	json_key(json, "facts");
	json_open(json, '[');
	for (const struct fact *fact = rule ? rule->facts : NULL; fact && fact->name; fact++)
		fact_json(fact, json);
	json_close(json, ']');
	json_key(json, "outputs");
	json_open(json, '[');
	for (const struct output *output = rule ? rule->outputs : NULL; output && output->name; output++)
		json_text(json, output->name);
	json_close(json, ']');
}

void
clause_json(const struct clause *clause, struct json *json)
{
	json_key(json, "clause");
	json_text(json, clause->id);
	json_key(json, "kind");
	json_text(json, clause_kind_name(clause->kind));
	json_key(json, "instrument");
	json_text(json, instrument_name(clause->instrument));
	json_key(json, "title");
	json_bilingual(json, clause->title);
	json_key(json, "summary");
	json_bilingual(json, clause->summary);
	rule_json(rule_find(clause->id), json);
}
