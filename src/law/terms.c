/* ELEC: terms, moved dates, papers in time, the evidence file, the rule set. */
#include <string.h>

#include "law/election_facts.h"
#include "law/elections.h"
#include "law/rules.h"

/* --- Formulas ------------------------------------------------------------------- */

enum rule_set
rule_set_on(day_no day)
{
	if (day >= day_of(2020, 7, 13))
		return RULES_2020;
	return day >= day_of(1990, 6, 27) ? RULES_1990 : RULES_NONE;
}

day_no
term_due(day_no start, int years)
{
	return day_add_years(start, years);
}

enum term_state
term_state_within(day_no due, day_no today, int soon_months)
{
	if (today > due)
		return TERM_OVERDUE;
	if (today == due)
		return TERM_DUE;
	return today >= day_add_months(due, -soon_months) ? TERM_DUE_SOON : TERM_CURRENT;
}

enum term_state
term_state(day_no due, day_no today)
{
	return term_state_within(due, today, TERM_SOON_MONTHS);
}

const char *
term_state_name(enum term_state state)
{
	static const char *const names[] = {
		[TERM_CURRENT] = "current",
		[TERM_DUE_SOON] = "due_soon",
		[TERM_DUE] = "due",
		[TERM_OVERDUE] = "overdue",
	};

	return names[state];
}

day_no
shift_earliest(day_no due)
{
	return day_add_months(due, -TERM_SHIFT_MONTHS);
}

day_no
shift_latest(day_no due)
{
	return day_add_months(due, TERM_SHIFT_MONTHS);
}

day_no
submission_latest(enum submission submission, day_no meeting)
{
	static const int months[] = {
		[REQUEST_GENERAL_MEETING] = 1,
		[REQUEST_CONGRESS] = 4,
		[REPORT_CANDIDATES] = 1,
	};

	return day_add_months(meeting, -months[submission]);
}

const int evidence_articles[EVIDENCE_ARTICLES] = {32, 33, 19, 24, 26, 30, 34};

/* --- ELEC-3.1: the end of a term -------------------------------------------------- */

static const struct fact term_facts[] = {
	DATE_FACT("term_start", "任期开始日期", "first day of the term"),
	{"term_years", FACT_INT, .required = true, .label = {"任期年数", "length of the term"},
	 .unit = {"年", "years"}, .least = 1},
	DATE_MAYBE("approved_new_date", "批准的新日期", "new date approved by the higher organization"),
	DATE_FACT("today", "判断之日", "the day asked"),
	{0},
};

static const struct output term_outputs[] = {
	{"due", {"届满日期", "day the term ends"}},
	{"state", {"状态", "state"}},
	{0},
};

#define TERM_YEARS_MAX 100 /* longer than any term */

static int
judge_term(const struct facts *facts, struct finding *finding)
{
	static const struct bilingual sentences[] = {
		[TERM_CURRENT] = {"应于 %s 换届，尚未临近。",
		                  "The re-election is due on %s; that is not near yet."},
		[TERM_DUE_SOON] = {"应于 %s 换届，已在六个月之内。",
		                   "The re-election is due on %s, within six months."},
		[TERM_DUE] = {"今天（%s）应当换届。", "The re-election is due today (%s)."},
		[TERM_OVERDUE] = {"应于 %s 换届，现已逾期。",
		                  "The re-election was due on %s and is overdue."},
	};
	int64_t years = fact_int(facts, "term_years");
	day_no due = years > TERM_YEARS_MAX ? DAY_NONE
	                                    : term_due(fact_day(facts, "term_start"), (int)years);
	day_no by = fact_given(facts, "approved_new_date") ? fact_day(facts, "approved_new_date") : due;
	enum term_state state;
	char text[DAY_TEXT];

	if (due == DAY_NONE || due > DAY_MAX)
		return fact_refused(facts, "term_years", "年数过大。", "That is too many years.");
	state = term_state(by, fact_day(facts, "today"));
	output_day(finding, "due", due);
	output_text(finding, "state", term_state_name(state));
	finding_set(finding, state == TERM_OVERDUE ? BREACH : HOLDS, sentences[state].zh,
	            sentences[state].en, day_text(by, text));
	return 0;
}

/* --- ELEC-3.2b: a moved date --------------------------------------------------------- */

static const struct fact shift_facts[] = {
	DATE_FACT("due", "届满日期", "day the term ends"),
	DATE_FACT("new_date", "新的换届日期", "new date of the re-election"),
	{0},
};

static const struct output shift_outputs[] = {
	{"earliest", {"最早日期", "earliest day"}},
	{"latest", {"最晚日期", "latest day"}},
	{0},
};

static int
judge_shift(const struct facts *facts, struct finding *finding)
{
	day_no due = fact_day(facts, "due"), new_date = fact_day(facts, "new_date");
	day_no earliest = shift_earliest(due), latest = shift_latest(due);
	bool both = fact_rule_set(facts) != RULES_1990; /* 1990 limits postponement only */
	char text[3][DAY_TEXT];

	if (latest == DAY_NONE || latest > DAY_MAX)
		return fact_refused(facts, "due", "日期过晚。", "The date is too late.");
	if (both)
		output_day(finding, "earliest", earliest);
	output_day(finding, "latest", latest);
	day_text(new_date, text[0]);
	day_text(earliest, text[1]);
	day_text(latest, text[2]);
	if (new_date > latest)
		finding_set(finding, FLAG, "延期至 %s，超过一年（最晚 %s），须由上级党组织明确同意并说明理由。",
		            "Postponed to %s, by more than a year (%s at the latest): an explicit "
		            "exception with its reason is needed.", text[0], text[2]);
	else if (both && new_date < earliest)
		finding_set(finding, FLAG, "提前至 %s，超过一年（最早 %s），须由上级党组织明确同意并说明理由。",
		            "Advanced to %s, by more than a year (%s at the earliest): an explicit "
		            "exception with its reason is needed.", text[0], text[1]);
	else if (both)
		finding_set(finding, HOLDS, "%s 在允许的 %s 至 %s 之间。", "%s lies between %s and %s.",
		            text[0], text[1], text[2]);
	else
		finding_set(finding, HOLDS, "%s 不晚于 %s，延期没有超过一年。",
		            "%s is not after %s: no postponement of more than a year.", text[0], text[2]);
	return 0;
}

/* --- ELEC-32.2, 32.3, 33.1: papers in time -------------------------------------------- */

static const struct fact submission_facts[] = {
	DATE_FACT("meeting", "会议日期", "day of the meeting"),
	DATE_FACT("submitted", "上报日期", "day it was submitted"),
	{0},
};

static const struct output submission_outputs[] = {
	{"latest", {"最晚日期", "latest day"}},
	{0},
};

static int
judge_submission(const struct facts *facts, struct finding *finding, enum submission submission,
                 enum verdict late)
{
	day_no submitted = fact_day(facts, "submitted");
	day_no latest = submission_latest(submission, fact_day(facts, "meeting"));
	char text[2][DAY_TEXT];

	day_text(submitted, text[0]);
	output_day(finding, "latest", latest);
	if (submitted <= latest)
		finding_set(finding, HOLDS, "%s 上报，不晚于 %s。", "Submitted on %s, not after %s.",
		            text[0], day_text(latest, text[1]));
	else if (late == BREACH)
		finding_set(finding, BREACH, "%s 上报，晚于 %s。", "Submitted on %s, after %s.", text[0],
		            day_text(latest, text[1]));
	else
		finding_set(finding, FLAG, "%s 上报，晚于一般应报的 %s，须说明理由。",
		            "Submitted on %s, after %s, the day it should generally be in: a reason is "
		            "needed.", text[0], day_text(latest, text[1]));
	return 0;
}

static int
judge_general_meeting_request(const struct facts *facts, struct finding *finding)
{
	return judge_submission(facts, finding, REQUEST_GENERAL_MEETING, BREACH);
}

static int
judge_congress_request(const struct facts *facts, struct finding *finding)
{
	return judge_submission(facts, finding, REQUEST_CONGRESS, FLAG);
}

static int
judge_candidates_report(const struct facts *facts, struct finding *finding)
{
	return judge_submission(facts, finding, REPORT_CANDIDATES, FLAG);
}

/* --- ELEC-36.2: the evidence file -------------------------------------------------------- */

/* evidence_articles, as a fact writes them. */
static const char *const article_words[EVIDENCE_ARTICLES + 1] = {"32", "33", "19", "24", "26", "30", "34"};

static const struct fact evidence_facts[] = {
	{"items", FACT_ENUM, .list = true, .required = true,
	 .label = {"已归档材料所属条文", "articles whose papers are on file"}, .words = article_words},
	{0},
};

static const struct output evidence_outputs[] = {
	{"present", {"已有项数", "items on file"}},
	{"missing", {"缺少的条文", "articles missing"}},
	{0},
};

static bool
on_file(const struct facts *facts, const char *article)
{
	for (size_t i = 0; i < fact_count(facts, "items"); i++)
		if (strcmp(fact_word_at(facts, "items", i), article) == 0)
			return true;
	return false;
}

static int
judge_evidence(const struct facts *facts, struct finding *finding)
{
	int present = 0;

	for (size_t i = 0; i < EVIDENCE_ARTICLES; i++)
		present += on_file(facts, article_words[i]);
	output_int(finding, "present", present);
	output_list(finding, "missing");
	for (size_t i = 0; i < EVIDENCE_ARTICLES; i++)
		if (!on_file(facts, article_words[i]))
			output_list_int(finding, "missing", evidence_articles[i]);
	if (present == EVIDENCE_ARTICLES)
		finding_set(finding, HOLDS, "选举材料齐全，共 %d 项。",
		            "The evidence file is complete: %d items.", present);
	else
		finding_set(finding, BREACH, "选举材料应有 %d 项，现有 %d 项，不齐全。",
		            "The evidence file needs %d items and holds %d: it is incomplete.",
		            EVIDENCE_ARTICLES, present);
	return 0;
}

/* --- ELEC-41.1: the rule set --------------------------------------------------------------- */

static const struct fact rule_set_facts[] = {
	DATE_FACT("on", "选举日", "ballot day"),
	{0},
};

static const struct output rule_set_outputs[] = {
	{"rule_set", {"适用的规则", "rule set"}},
	{0},
};

static int
judge_rule_set(const struct facts *facts, struct finding *finding)
{
	day_no on = fact_day(facts, "on");
	const char *name = rule_set_name(rule_set_on(on));
	char text[DAY_TEXT];

	if (fact_rule_set(facts) != rule_set_on(on))
		return fact_refused(facts, "on", "与所给的 rule_set 不一致。",
		                    "It disagrees with the rule_set given.");
	output_text(finding, "rule_set", name);
	finding_set(finding, HOLDS, "%s 的选举适用 %s 年的规则。",
	            "An election on %s is judged by the rules of %s.", day_text(on, text), name);
	return 0;
}

const struct rule terms_rules[] = {
	{"ELEC-3.1", term_facts, term_outputs, true, judge_term},
	{"ELEC-3.2b", shift_facts, shift_outputs, true, judge_shift},
	{"ELEC-32.2", submission_facts, submission_outputs, true, judge_general_meeting_request},
	{"ELEC-32.3", submission_facts, submission_outputs, true, judge_congress_request},
	{"ELEC-33.1", submission_facts, submission_outputs, true, judge_candidates_report},
	{"ELEC-36.2", evidence_facts, evidence_outputs, true, judge_evidence},
	{"ELEC-41.1", rule_set_facts, rule_set_outputs, true, judge_rule_set},
	{0},
};
