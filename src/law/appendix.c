#include "law/appendix.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "law/opinions.h"
#include "law/rules.h"

#define N "%" PRId64
#define PERSONS {"人", "persons"}
#define TIMES {"次", "times"}
/* A ready sentence in both languages, for the one argument list of finding_set. */
#define READY "%s%.0s", "%.0s%s"

/* --- an ordinary general meeting ------------------------------------ */

static const struct fact facts_6[] = {
	{"should_attend", FACT_INT, .required = true,
	 .label = {"应到会有表决权人数", "members with a vote who should attend"}, .unit = PERSONS},
	{"present", FACT_INT, .required = true,
	 .label = {"实到会有表决权人数", "of those, present"}, .unit = PERSONS},
	{"yes", FACT_INT, .required = true, .label = {"赞成人数", "in favour"}, .unit = PERSONS},
	{0},
};

static const struct output outputs_6[] = {
	{"present_min", {"至少到会", "at least present"}},
	{"yes_min", {"至少赞成", "at least in favour"}},
	{0},
};

int64_t
meeting_present_min(int64_t should_attend)
{
	return should_attend / 2 + should_attend % 2;
}

int64_t
meeting_yes_min(int64_t should_attend)
{
	return should_attend / 2 + 1;
}

static int
judge_6(const struct facts *facts, struct finding *finding)
{
	int64_t should = fact_int(facts, "should_attend");
	int64_t present = fact_int(facts, "present"), present_min = meeting_present_min(should);
	int64_t yes = fact_int(facts, "yes"), yes_min = meeting_yes_min(should);

	if (present > should)
		return fail(FAIL_INPUT, "A-6", "present", "present（实到）" N " 多于 should_attend（应到）" N "。",
		            "present, " N ", is more than should_attend, " N ".", present, should);
	if (yes > present)
		return fail(FAIL_INPUT, "A-6", "yes", "yes（赞成）" N " 多于 present（实到）" N "。",
		            "yes, " N ", is more than present, " N ".", yes, present);
	output_int(finding, "present_min", present_min);
	output_int(finding, "yes_min", yes_min);
	if (present < present_min)
		finding_set(finding, BREACH, "应到 " N " 人，至少要到 " N " 人，实到 " N " 人，不能表决。",
		            "Of " N " who should attend at least " N " must be present; with " N " no vote can be taken.",
		            should, present_min, present);
	else if (yes < yes_min)
		finding_set(finding, BREACH, "应到 " N " 人，赞成超过半数须 " N " 人，赞成 " N " 人，没有通过。",
		            "Of " N " who should attend at least " N " must agree; with " N " it is not passed.",
		            should, yes_min, yes);
	else
		finding_set(finding, HOLDS, "应到 " N " 人，实到 " N " 人，赞成 " N " 人，超过应到会人数的半数，通过。",
		            N " should attend, " N " are present, " N " agree, more than half of those who should "
		            "attend: passed.", should, present, yes);
	return 0;
}

/* --- organizational life of a year ----------------------------------- */

static const struct fact facts_7[] = {
	{"committee", FACT_BOOL, .required = true,
	 .label = {"设支部委员会", "the branch has a committee"}},
	{"groups", FACT_INT, .required = true, .label = {"党小组数", "small groups"}, .unit = {"个", "groups"}},
	{0},
};

static const struct output outputs_7[] = {
	{"general_meetings", {"党员大会", "general meetings"}},
	{"committee_meetings", {"支部委员会会议", "committee meetings"}},
	{"group_meetings", {"党小组会", "group meetings"}},
	{"theme_days", {"主题党日", "theme Party days"}},
	{"life_meetings", {"组织生活会", "organizational life meetings"}},
	{"evaluations", {"民主评议党员", "democratic evaluations"}},
	{"total", {"合计", "total"}},
	{0},
};

struct yearly_life
yearly_life(bool committee, int64_t groups)
{
	struct yearly_life life = {
		.general_meetings = 4, /* one a quarter */
		.committee_meetings = committee ? 12 : 0,
		.group_meetings = 12 * groups,
		.theme_days = 12,
		.life_meetings = 1,
		.evaluations = 1, /* */
	};

	life.total = life.general_meetings + life.committee_meetings + life.group_meetings +
	             life.theme_days + life.life_meetings + life.evaluations;
	return life;
}

static int
judge_7(const struct facts *facts, struct finding *finding)
{
	struct yearly_life life = yearly_life(fact_bool(facts, "committee"), fact_int(facts, "groups"));

	output_int(finding, "general_meetings", life.general_meetings);
	output_int(finding, "committee_meetings", life.committee_meetings);
	output_int(finding, "group_meetings", life.group_meetings);
	output_int(finding, "theme_days", life.theme_days);
	output_int(finding, "life_meetings", life.life_meetings);
	output_int(finding, "evaluations", life.evaluations);
	output_int(finding, "total", life.total);
	finding_set(finding, HOLDS,
	            "全年应有党员大会 " N " 次、支部委员会会议 " N " 次、党小组会共 " N " 次、主题党日 " N
	            " 次，组织生活会和民主评议党员各 1 次；党课、谈心谈话另计。",
	            "A year owes " N " general meetings, " N " committee meetings, " N " group meetings, " N
	            " theme Party days, one organizational life meeting and one democratic evaluation; "
	            "lessons and talks stand apart.",
	            life.general_meetings, life.committee_meetings, life.group_meetings, life.theme_days);
	return 0;
}

/* --- steps of admission --------------------------------------------- */

static const char *const admission_words[] = {"2014", "2026", NULL};

static const struct fact facts_12[] = {
	{"step", FACT_INT, .required = true, .label = {"步骤（2、7、15、17、20、23、24）",
	                                               "step (2, 7, 15, 17, 20, 23, 24)"}},
	{"date", FACT_DATE, .required = true, .label = {"起算之日", "day it counts from"}},
	{"rules", FACT_ENUM, .label = {"规则版本（默认按起算之日）", "rules (default: those of the day)"}, .words = admission_words},
	{0},
};

static const struct output outputs_12[] = {
	{"earliest", {"最早", "earliest"}},
	{"latest", {"最迟", "latest"}},
	{"latest_special", {"特殊情况最迟", "latest in special cases"}},
	{0},
};

/* Months from the day a step counts from; 0 where there is no such bound. */
static const struct admission_step {
	int64_t step;
	int earliest, latest, special;
	bool new_rules;          /* by the rules of 2026 only */
	struct bilingual what;
} admission_steps[] = {
	{2, 0, 1, 0, false, {"收到入党申请后派人谈话", "the talk after an application"}},
	{7, 12, 0, 0, false, {"确定为发展对象", "being made a development object"}},
	{15, 0, 1, 0, false, {"预审合格后召开支部大会", "the general meeting after the pre-review"}},
	{17, 0, 3, 6, false, {"上级党委审批预备党员", "the committee's approval of a probationary member"}},
	{20, 0, 1, 0, true, {"入党宣誓", "the oath"}},
	{23, 12, 0, 0, false, {"讨论预备党员转正的支部大会", "the general meeting on conversion"}},
	{24, 0, 3, 0, false, {"上级党委审批转正", "the committee's approval of the conversion"}},
};

/*
 * The revision is dated by its month alone, May 2026: the whole month is read
 * as new.  Only step 20 differs in what is computed here.
 */
enum admission_rules
admission_rules_on(day_no day)
{
	return day >= day_of(2026, 5, 1) ? ADMISSION_2026 : ADMISSION_2014;
}

static const struct admission_step *
admission_step(int64_t step)
{
	for (size_t i = 0; i < sizeof admission_steps / sizeof *admission_steps; i++)
		if (admission_steps[i].step == step)
			return &admission_steps[i];
	return NULL;
}

/* 0, or FAIL_INPUT where the calendar ends before; no months, no bound. */
static int
bound(day_no from, int months, day_no *ret_day)
{
	day_no day = months ? day_add_months(from, months) : DAY_NONE;

	if (months && (day == DAY_NONE || day > DAY_MAX))
		return fail(FAIL_INPUT, "A-12", "date", "date（起算之日）太晚，期限超出日历。",
		            "date is too late; the limit lies past the calendar.");
	*ret_day = day;
	return 0;
}

int
step_window(int64_t step, day_no from, enum admission_rules rules, struct step_window *ret_window)
{
	const struct admission_step *found = admission_step(step);
	struct step_window window = {false, DAY_NONE, DAY_NONE, DAY_NONE};
	int r;

	if (!found)
		return fail(FAIL_INPUT, "A-12", "step", "step（步骤）只能是 2、7、15、17、20、23、24。",
		            "step is one of 2, 7, 15, 17, 20, 23, 24.");
	if (!found->new_rules || rules == ADMISSION_2026) {
		window.applies = true;
		if ((r = bound(from, found->earliest, &window.earliest)) < 0 ||
		    (r = bound(from, found->latest, &window.latest)) < 0 ||
		    (r = bound(from, found->special, &window.latest_special)) < 0)
			return r;
	}
	*ret_window = window;
	return 0;
}

/* Gives one bound if there is one, and its date as text. */
static const char *
give_day(struct finding *finding, const char *name, day_no day, char text[DAY_TEXT])
{
	if (day != DAY_NONE)
		output_day(finding, name, day);
	return day_text(day, text);
}

static int
judge_12(const struct facts *facts, struct finding *finding)
{
	int64_t step = fact_int(facts, "step");
	day_no from = fact_day(facts, "date");
	const char *named = fact_word(facts, "rules");
	enum admission_rules rules = admission_rules_on(from);
	char earliest[DAY_TEXT], latest[DAY_TEXT], special[DAY_TEXT];
	struct step_window window;
	struct bilingual what;
	int r;

	if (named)
		rules = strcmp(named, admission_words[ADMISSION_2026]) == 0 ? ADMISSION_2026 : ADMISSION_2014;
	r = step_window(step, from, rules, &window);
	if (r < 0)
		return r;
	what = admission_step(step)->what;
	give_day(finding, "earliest", window.earliest, earliest);
	give_day(finding, "latest", window.latest, latest);
	give_day(finding, "latest_special", window.latest_special, special);
	if (!window.applies)
		finding_set(finding, NOT_APPLICABLE, "2014 年的规则对第 " N " 步（%s%.0s）没有规定期限。",
		            "The rules of 2014 set no limit for step " N ", %.0s%s.", step, what.zh, what.en);
	else if (window.earliest != DAY_NONE)
		finding_set(finding, HOLDS, "第 " N " 步（%s%.0s）最早在 %s。", "Step " N ", %.0s%s: not before %s.",
		            step, what.zh, what.en, earliest);
	else if (window.latest_special != DAY_NONE)
		finding_set(finding, HOLDS, "第 " N " 步（%s%.0s）最迟在 %s，特殊情况不超过 %s。",
		            "Step " N ", %.0s%s: by %s, in special cases by %s.", step, what.zh, what.en, latest,
		            special);
	else
		finding_set(finding, HOLDS, "第 " N " 步（%s%.0s）最迟在 %s。", "Step " N ", %.0s%s: by %s.", step,
		            what.zh, what.en, latest);
	return 0;
}

/* --- dues ------------------------------------------------------------ */

static const char *const payer_words[] = {
	[PAYER_WAGE] = "wage",
	[PAYER_PENSION] = "pension",
	[PAYER_FARMER] = "farmer",
	[PAYER_STUDENT] = "student",
	[PAYER_UNEMPLOYED] = "unemployed",
	[PAYER_RELIEF] = "relief",
	NULL,
};

static const struct fact facts_15[] = {
	{"kind", FACT_ENUM, .required = true, .label = {"交纳人", "payer"},
	 .words = payer_words},
	{"monthly", FACT_MONEY, .label = {"月计算基数", "monthly base"}, .unit = {"元", "yuan"}},
	{0},
};

static const struct output outputs_15[] = {
	{"rate", {"比例（%）", "rate (%)"}},
	{"dues", {"每月党费（元）", "dues a month (yuan)"}},
	{"dues_min", {"每月至少（元）", "at least a month (yuan)"}},
	{"dues_max", {"每月至多（元）", "at most a month (yuan)"}},
	{0},
};

/* One rate on the whole base, by the first tier that reaches it; fixed amounts have rate -1. */
static const struct {
	enum payer payer;
	int64_t base_max;  /* fen, inclusive */
	struct dues dues;
} tiers[] = {
	{PAYER_WAGE, 300000, {.rate = 5}},
	{PAYER_WAGE, 500000, {.rate = 10}},
	{PAYER_WAGE, 1000000, {.rate = 15}},
	{PAYER_WAGE, INT64_MAX, {.rate = 20}},
	{PAYER_PENSION, 500000, {.rate = 5}},
	{PAYER_PENSION, INT64_MAX, {.rate = 10}},
	{PAYER_FARMER, INT64_MAX, {-1, 20, 100}},
	{PAYER_STUDENT, INT64_MAX, {-1, 20, 20}},
	{PAYER_UNEMPLOYED, INT64_MAX, {-1, 20, 20}},
	{PAYER_RELIEF, INT64_MAX, {-1, 20, 20}},
};

struct dues
dues_of(enum payer payer, int64_t monthly)
{
	struct dues dues;
	size_t i = 0;

	while (tiers[i].payer != payer || monthly > tiers[i].base_max)
		i++;
	dues = tiers[i].dues;
	if (dues.rate >= 0)
		dues.least = dues.most = (monthly * dues.rate + 500) / 1000; /* 0.01 yuan, half up */
	return dues;
}

static int
judge_15(const struct facts *facts, struct finding *finding)
{
	const char *kind = fact_word(facts, "kind");
	bool given = fact_given(facts, "monthly");
	int64_t monthly = given ? fact_int(facts, "monthly") : 0;
	char base[MONEY_TEXT], least[MONEY_TEXT], most[MONEY_TEXT], rate[PER_CENT_TEXT];
	enum payer payer = PAYER_WAGE;
	struct dues dues;

	while (strcmp(payer_words[payer], kind) != 0)
		payer++;
	dues = dues_of(payer, monthly);
	if (dues.rate >= 0 && !given)
		return fail(FAIL_INPUT, "A-15", "monthly", "交纳人为 %s 时要有 monthly（月计算基数）。",
		            "%s needs monthly, the monthly base.", kind);
	money_text(monthly, base);
	money_text(dues.least, least);
	money_text(dues.most, most);
	output_percent_text(finding, "rate", dues.rate);
	if (dues.least != dues.most) {
		output_money(finding, "dues_min", dues.least);
		output_money(finding, "dues_max", dues.most);
		finding_set(finding, HOLDS, "农民党员每月交纳 %s 至 %s 元，具体数额由党组织确定。",
		            "A farmer pays %s to %s yuan a month; the Party organization fixes the amount.", least,
		            most);
		return 0;
	}
	output_money(finding, "dues", dues.least);
	if (dues.rate < 0)
		finding_set(finding, HOLDS, "每月交纳 %s 元。", "%s yuan a month.", least);
	else
		finding_set(finding, HOLDS, "月计算基数 %s 元，按 %s%% 全额计算，每月交纳 %s 元。",
		            "A monthly base of %s yuan, %s %% of the whole: %s yuan a month.", base,
		            per_cent_text(dues.rate, rate), least);
	return 0;
}

/* --- codes --------------------------------------------------- */

int
credit_code_fact(const char *code, struct credit_code *ret_code)
{
	struct failure_record why;

	if (credit_code_check(code, ret_code) == 0)
		return 0;
	why = *last_failure();
	return fail(why.code, why.clause, "code", "code：%s%.0s", "code: %.0s%s", why.zh, why.en);
}

static const struct fact facts_21[] = {
	{"code", FACT_TEXT, .required = true,
	 .label = {"统一社会信用代码", "unified social credit code"}},
	{0},
};

static const struct output outputs_21[] = {
	{"category", {"类别（1 至 5）", "category (1 to 5)"}},
	{"region", {"登记机关行政区划", "region of the registrar"}},
	{0},
};

static int
judge_21(const struct facts *facts, struct finding *finding)
{
	struct credit_code read;
	struct bilingual label;
	int r;

	r = credit_code_fact(fact_word(facts, "code"), &read);
	if (r < 0)
		return r;
	label = category_label((enum category)read.category);
	if (read.category == CATEGORY_NONE)
		output_text(finding, "category", NULL);
	else
		output_int(finding, "category", read.category);
	output_text(finding, "region", read.region);
	if (read.region_state != REGION_KNOWN)
		finding_set(finding, FLAG, "校验码正确；行政区划代码 %s 不在现行区划中，请核对。",
		            "The check digits are right; the region %s is not among those in force, please check.",
		            read.region);
	else if (read.standing == CREDIT_CATEGORY)
		finding_set(finding, HOLDS, "校验码正确，%s%.0s，登记机关行政区划 %s。",
		            "The check digits are right: %.0s%s, registered in %s.", label.zh, label.en, read.region);
	else
		finding_set(finding, HOLDS, "校验码正确，但由代码不能归入五类社会组织，登记机关行政区划 %s。",
		            "The check digits are right, but the code names none of the five categories; "
		            "registered in %s.", read.region);
	return 0;
}

static const struct fact facts_22[] = {
	{"code", FACT_TEXT, .required = true,
	 .label = {"行政区划代码或公民身份号码", "region code or resident ID"}},
	{0},
};

static const struct output outputs_22[] = {
	{"region", {"行政区划", "region"}},
	{"valid", {"有效", "valid"}},
	{0},
};

/* Whether `text` is `digits` digits and nothing, or one X, behind them. */
static bool
is_digits(const char *text, size_t digits, bool or_x)
{
	size_t run = strspn(text, "0123456789");

	return (run == digits && !text[run]) ||
	       (or_x && run == digits - 1 && strcmp(text + run, "X") == 0);
}

/* No sentence repeats an ID: only the region, which the answer owes, is shown (DP-6). */
static int
judge_22(const struct facts *facts, struct finding *finding)
{
	const char *code = fact_word(facts, "code");
	bool id = is_digits(code, RESIDENT_ID - 1, true);
	bool valid = !id || resident_id_check(code, NULL, NULL) == 0;
	struct bilingual kind = id ? (struct bilingual){"公民身份号码", "resident ID"}
	                           : (struct bilingual){"行政区划代码", "region code"};
	char region[REGION_CODE];

	if (!id && !is_digits(code, REGION_CODE - 1, false))
		return fail(FAIL_INPUT, "A-22", "code",
		            "code 应为 6 位数字（行政区划代码），或者 17 位数字加 1 位数字或大写字母 X（公民身份号码）。",
		            "code is 6 digits, a region code, or 17 digits and a digit or capital X, a resident ID.");
	snprintf(region, sizeof region, "%.6s", code);
	output_text(finding, "region", region);
	output_bool(finding, "valid", valid);
	if (!valid)
		finding_set(finding, BREACH, READY, last_failure()->zh, last_failure()->en);
	else if (region_state(region) != REGION_KNOWN)
		finding_set(finding, FLAG, "%s%.0s格式正确，行政区划 %s 不在现行区划中，可能已撤销，请核对。",
		            "The %.0s%s is well formed; its region %s is not among those in force, perhaps "
		            "abolished: please check.",
		            kind.zh, kind.en, region);
	else
		finding_set(finding, HOLDS, "%s%.0s有效，行政区划 %s（%s）。", "The %.0s%s is valid, region %s (%s).",
		            kind.zh, kind.en, region, region_name(region));
	return 0;
}

const struct rule appendix_rules[] = {
	{"A-6", facts_6, outputs_6, false, judge_6},
	{"A-7", facts_7, outputs_7, false, judge_7},
	{"A-12", facts_12, outputs_12, false, judge_12},
	{"A-15", facts_15, outputs_15, false, judge_15},
	{"A-21", facts_21, outputs_21, false, judge_21},
	{"A-22", facts_22, outputs_22, false, judge_22},
	{0},
};
