#include <string.h>

#include "base/fail.h"
#include "law/elections.h"
#include "law/rules.h"

#define RULES_1990_FROM day_of(1990, 6, 27)
#define RULES_2020_FROM day_of(2020, 7, 13)

enum rule_set
rule_set_on(day_no day)
{
	if (day >= RULES_2020_FROM)
		return RULES_2020;
	return day >= RULES_1990_FROM ? RULES_1990 : RULES_NONE;
}

day_no
term_due(day_no start, int years)
{
	return day_add_years(start, years);
}

enum term_state
term_state(day_no due, day_no today)
{
	if (today > due)
		return TERM_OVERDUE;
	if (today == due)
		return TERM_DUE;
	return today >= day_add_months(due, -TERM_SOON_MONTHS) ? TERM_DUE_SOON : TERM_CURRENT;
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

/* --- ELEC-3.1 ------------------------------------------------------------------- */

static const struct fact term_facts[] = {
	{"term_start", FACT_DATE, .required = true, .label = {"任期开始日期", "first day of the term"}},
	{"term_years", FACT_INT, .required = true, .label = {"任期年数", "length of the term"},
	 .unit = {"年", "years"}, .least = 1},
	{"approved_new_date", FACT_DATE,
	 .label = {"批准的新日期", "new date approved by the higher organization"}},
	{"today", FACT_DATE, .required = true, .label = {"判断之日", "the day asked"}},
	{0},
};

static const struct output term_outputs[] = {
	{"due", {"届满日期", "day the term ends"}},
	{"state", {"状态", "state"}},
	{0},
};

#define TERM_YEARS_MAX 100 /* longer than any term, and short enough for the calendar */

static int
judge_term(const struct facts *facts, struct finding *finding)
{
	static const struct bilingual sentences[] = {
		[TERM_CURRENT] = {"任期至 %s，尚未临近换届。", "The term runs to %s; no re-election is near."},
		[TERM_DUE_SOON] = {"换届应于 %s 进行，已不足六个月。",
		                   "The re-election is due on %s, within six months."},
		[TERM_DUE] = {"今天（%s）是换届到期之日。", "The re-election is due today (%s)."},
		[TERM_OVERDUE] = {"换届应于 %s 进行，已逾期。", "The re-election was due on %s and is overdue."},
	};
	int64_t years = fact_int(facts, "term_years");
	day_no due = years > TERM_YEARS_MAX ? DAY_NONE
	                                    : term_due(fact_day(facts, "term_start"), (int)years);
	day_no by = fact_given(facts, "approved_new_date") ? fact_day(facts, "approved_new_date") : due;
	enum term_state state;
	char text[DAY_TEXT];

	if (due == DAY_NONE)
		return fail(FAIL_INPUT, "ELEC-3.1", "term_years", "term_years（任期年数）：数字过大。",
		            "term_years (length of the term): The number is too large.");
	state = term_state(by, fact_day(facts, "today"));
	output_day(finding, "due", due);
	output_text(finding, "state", term_state_name(state));
	finding_set(finding, state == TERM_OVERDUE ? BREACH : HOLDS, sentences[state].zh,
	            sentences[state].en, day_text(by, text));
	return 0;
}

const struct rule candidacy_rules[] = {
	{"ELEC-3.1", term_facts, term_outputs, true, judge_term},
	{0},
};
