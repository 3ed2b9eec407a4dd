/* ELEC: the form of the meeting, members' rights, delegates: who elects. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "law/election_facts.h"
#include "law/elections.h"
#include "law/rules.h"

#define CONGRESS_MEMBERS_MIN 500
#define DELEGATES_MIN 100
#define DELEGATES_MAX 200
#define DELEGATES_CAP 300

__extension__ typedef __int128 wide; /* room for seats times members */

/* --- Formulas ------------------------------------------------------------------- */

bool
congress_allowed(int64_t members, bool dispersed, bool approved)
{
	return (members >= CONGRESS_MEMBERS_MIN || dispersed) && approved;
}

static bool
within(day_no day, day_no from, day_no to)
{
	return from != DAY_NONE && day >= from && (to == DAY_NONE || day <= to);
}

/*
 * ELEC-5.2 to 5.4.  A restoration decision counts from the day it names, and
 * only if that day lies behind the sanction.
 */
struct rights
rights_on(const struct standing *standing, day_no on, enum rule_set rule_set)
{
	bool over = standing->sanction_from != DAY_NONE && standing->sanction_to != DAY_NONE &&
	            on > standing->sanction_to;
	bool restored = over && standing->restored > standing->sanction_to &&
	                on >= standing->restored;

	if (!standing->full)
		return (struct rights){.because = "ELEC-5.3"};
	if (within(on, standing->sanction_from, DAY_NONE) && !restored)
		return (struct rights){.because = "ELEC-5.2",
		                       .undecided = over && standing->restored <= standing->sanction_to};
	if (rule_set != RULES_1990 && within(on, standing->suspended_from, standing->suspended_to))
		return (struct rights){.because = "ELEC-5.4"};
	return (struct rights){.has = true, .because = "ELEC-5.1"};
}

enum verdict
delegates_verdict(int64_t delegates)
{
	if (delegates > DELEGATES_CAP)
		return BREACH;
	return delegates >= DELEGATES_MIN && delegates <= DELEGATES_MAX ? HOLDS : FLAG;
}

/* What is left of a unit's quota below a whole seat. */
struct remainder {
	int64_t part;
	int64_t members;
	size_t unit;
};

static int
larger_remainder(const void *a, const void *b)
{
	const struct remainder *x = a, *y = b;

	if (x->part != y->part)
		return x->part > y->part ? -1 : 1;
	if (x->members != y->members)
		return x->members > y->members ? -1 : 1;
	return x->unit < y->unit ? -1 : 1;
}

int
delegate_shares(struct arena *arena, int64_t seats, const int64_t *members, size_t count,
                int64_t *ret_shares)
{
	struct remainder *left = ARENA_ARRAY(arena, count, struct remainder);
	int64_t total = 0, open = seats;

	if (!left)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		total += members[i];
	for (size_t i = 0; i < count; i++) {
		wide quota = (wide)seats * members[i];

		ret_shares[i] = (int64_t)(quota / total);
		left[i] = (struct remainder){(int64_t)(quota % total), members[i], i};
		open -= ret_shares[i];
	}
	/* Fewer seats are open than units, so that none gets two. */
	qsort(left, count, sizeof *left, larger_remainder);
	for (size_t i = 0; i < count && open > 0; i++, open--)
		ret_shares[left[i].unit]++;
	return 0;
}

/* --- ELEC-4.2: a congress in place of a general meeting ----------------------------- */

static const struct fact congress_facts[] = {
	INT_FACT("members", "党员人数", "members", PERSONS),
	BOOL_FACT("dispersed", "所辖范围分散", "the organization is dispersed"),
	BOOL_FACT("approved", "上级党组织已批准", "approved by the higher organization"),
	{0},
};

static int
judge_congress(const struct facts *facts, struct finding *finding)
{
	long long members = fact_int(facts, "members");
	bool dispersed = fact_bool(facts, "dispersed"), approved = fact_bool(facts, "approved");

	if (congress_allowed(members, dispersed, approved))
		finding_set(finding, HOLDS, "党员 %lld 人，%s%.0s，已经上级批准，可以召开党员代表大会。",
		            "Members: %lld; %.0s%s; approved: a congress of delegates may be held.",
		            members, members >= CONGRESS_MEMBERS_MIN ? "达到 500 人" : "所辖范围分散",
		            members >= CONGRESS_MEMBERS_MIN ? "500 or more" : "dispersed");
	else if (!congress_allowed(members, dispersed, true))
		finding_set(finding, BREACH,
		            "党员 %lld 人，不足 500 人，所辖范围也不分散，应召开党员大会选举。",
		            "Members: %lld, fewer than 500, and not dispersed: a general meeting elects.",
		            members);
	else
		finding_set(finding, BREACH, "召开党员代表大会须经上级党组织批准，尚未批准。",
		            "A congress of delegates needs the higher organization's approval, which is "
		            "missing.");
	return 0;
}

/* --- ELEC-5.1: the rights of one member ------------------------------------------------ */

static const char *const status_words[] = {"full", "probationary", NULL};

static const struct fact rights_facts[] = {
	{"status", FACT_ENUM, .required = true, .label = {"党员类别", "kind of member"},
	 .words = status_words},
	DATE_MAYBE("sanction_from", "留党察看开始日期", "first day of probation within the Party"),
	DATE_MAYBE("sanction_to", "留党察看最后一日", "last day of probation within the Party"),
	DATE_MAYBE("restored", "恢复权利决定所载日期", "day named by the restoration decision"),
	DATE_MAYBE("suspended_from", "中止权利开始日期", "first day of the suspension"),
	DATE_MAYBE("suspended_to", "中止权利最后一日", "last day of the suspension"),
	DATE_FACT("on", "判断之日", "the day asked"),
	{0},
};

static const struct output rights_outputs[] = {
	{"may_vote", {"表决权", "right to vote on motions"}},
	{"may_elect", {"选举权", "right to elect"}},
	{"may_be_elected", {"被选举权", "right to be elected"}},
	{"because", {"依据", "clause"}},
	{0},
};

/* An end without its beginning, or before it, is no record of anything. */
static int
check_standing(const struct facts *facts)
{
	static const struct {
		const char *from, *to;
	} spans[] = {
		{"sanction_from", "sanction_to"},
		{"sanction_to", "restored"},
		{"suspended_from", "suspended_to"},
	};

	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
		int status = fact_given(facts, spans[i].to) ? fact_needed(facts, spans[i].from) : 0;

		if (status)
			return status;
	}
	if (fact_at_most(facts, "sanction_from", "sanction_to"))
		return FAIL_INPUT;
	return fact_at_most(facts, "suspended_from", "suspended_to");
}

static void
explain_rights(struct finding *finding, const struct rights *rights, const char *on)
{
	static const struct {
		const char *clause;
		struct bilingual why;
	} reasons[] = {
		{"ELEC-5.1", {"%s：正式党员，有表决权、选举权和被选举权。",
		              "On %s: a full member, with the rights to vote, to elect and to be elected."}},
		{"ELEC-5.2", {"%s：尚在留党察看期间或者恢复权利之日以前，没有表决权、选举权和被选举权。",
		              "On %s: on probation within the Party, or before the day of restoration; "
		              "none of the three rights."}},
		{"ELEC-5.3", {"%s：预备党员，没有表决权、选举权和被选举权。",
		              "On %s: a probationary member; none of the three rights."}},
		{"ELEC-5.4", {"%s：权利已按决定中止，没有表决权、选举权和被选举权。",
		              "On %s: rights suspended by decision; none of the three rights."}},
	};

	if (rights->undecided) {
		finding_set(finding, FLAG, "%s：留党察看期已满，尚无恢复权利的决定，仍没有三项权利；"
		            "有权的党组织应当作出决定。",
		            "On %s: the period of probation has ended, the decision is outstanding; still "
		            "none of the three rights. The organization with authority has to decide.", on);
		return;
	}
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (strcmp(reasons[i].clause, rights->because) == 0)
			finding_set(finding, HOLDS, reasons[i].why.zh, reasons[i].why.en, on);
}

static int
judge_rights(const struct facts *facts, struct finding *finding)
{
	const struct standing standing = {
		.full = strcmp(fact_word(facts, "status"), "full") == 0,
		.sanction_from = fact_day(facts, "sanction_from"),
		.sanction_to = fact_day(facts, "sanction_to"),
		.restored = fact_day(facts, "restored"),
		.suspended_from = fact_day(facts, "suspended_from"),
		.suspended_to = fact_day(facts, "suspended_to"),
	};
	day_no on = fact_day(facts, "on");
	struct rights rights;
	char text[DAY_TEXT];
	int status = check_standing(facts);

	if (status)
		return status;
	rights = rights_on(&standing, on, fact_rule_set(facts));
	output_bool(finding, "may_vote", rights.has);
	output_bool(finding, "may_elect", rights.has);
	output_bool(finding, "may_be_elected", rights.has);
	output_text(finding, "because", rights.because);
	explain_rights(finding, &rights, day_text(on, text));
	return 0;
}

/* --- ELEC-8.1a, 8.2a, 11.3b: delegates --------------------------------------------------- */

static const struct fact delegates_facts[] = {
	INT_FACT("delegates", "代表名额", "delegates", PERSONS),
	{0},
};

static int
judge_delegates(const struct facts *facts, struct finding *finding)
{
	long long delegates = fact_int(facts, "delegates");
	enum verdict verdict = delegates_verdict(delegates);

	if (verdict == BREACH) {
		finding_cite(finding, "ELEC-8.1b");
		finding_set(finding, BREACH, "代表名额 %lld 人，超过 300 人的上限（ELEC-8.1b）。",
		            "Delegates: %lld, above the cap of 300 (ELEC-8.1b).", delegates);
	} else if (verdict == FLAG) {
		finding_set(finding, FLAG, "代表名额 %lld 人，不在一般的 100 至 200 人之内，须说明理由。",
		            "Delegates: %lld, outside the general range of 100 to 200: a reason is "
		            "needed.", delegates);
	} else {
		finding_set(finding, HOLDS, "代表名额 %lld 人，在 100 至 200 人之内。",
		            "Delegates: %lld, within 100 to 200.", delegates);
	}
	return 0;
}

static const struct fact shares_facts[] = {
	INT_FACT("seats", "代表名额", "delegates to share out", PERSONS),
	{"members", FACT_INT, .list = true, .required = true,
	 .label = {"各单位党员人数", "members of each unit"}, .unit = PERSONS},
	{0},
};

static const struct output shares_outputs[] = {
	{"shares", {"各单位名额", "share of each unit"}},
	{0},
};

static int
judge_shares(const struct facts *facts, struct finding *finding)
{
	size_t count = fact_count(facts, "members");
	struct arena *arena = finding_arena(finding);
	int64_t *members = ARENA_ARRAY(arena, count, int64_t);
	int64_t *shares = ARENA_ARRAY(arena, count, int64_t);
	long long total = 0;

	if (!members || !shares)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++) {
		members[i] = fact_int_at(facts, "members", i);
		total += members[i];
	}
	if (total == 0)
		return fact_refused(facts, "members", "合计不能为 0。", "They cannot be 0 together.");
	if (delegate_shares(arena, fact_int(facts, "seats"), members, count, shares))
		return FAIL_MEMORY;
	output_list(finding, "shares");
	for (size_t i = 0; i < count; i++)
		output_list_int(finding, "shares", shares[i]);
	finding_set(finding, HOLDS, "按党员人数分配 %lld 个名额（最大余数法，党员共 %lld 人），供酝酿时参考。",
	            "%lld seats shared out on members (largest remainder; members together: %lld), as "
	            "a suggestion.", (long long)fact_int(facts, "seats"), total);
	return 0;
}

static const struct fact credentials_facts[] = {
	INT_FACT("elected", "选出的代表人数", "delegates elected", PERSONS),
	INT_FACT("passed", "审查合格的代表人数", "delegates who passed the check", PERSONS),
	{0},
};

static const struct output entitled_outputs[] = {
	{"entitled", {"应到会有选举权人数", "entitled to vote who should attend"}},
	{0},
};

static int
judge_credentials(const struct facts *facts, struct finding *finding)
{
	long long elected = fact_int(facts, "elected"), passed = fact_int(facts, "passed");
	int status = fact_at_most(facts, "passed", "elected");

	if (status)
		return status;
	output_int(finding, "entitled", passed);
	finding_set(finding, HOLDS, "选出代表 %lld 人，资格审查合格 %lld 人，以合格的代表计为应到会人数。",
	            "Delegates elected: %lld; passed the credentials check: %lld; only these count.",
	            elected, passed);
	return 0;
}

const struct rule electors_rules[] = {
	{"ELEC-4.2", congress_facts, NULL, true, judge_congress},
	{"ELEC-5.1", rights_facts, rights_outputs, true, judge_rights},
	{"ELEC-8.1a", delegates_facts, NULL, true, judge_delegates},
	{"ELEC-8.2a", shares_facts, shares_outputs, true, judge_shares},
	{"ELEC-11.3b", credentials_facts, entitled_outputs, true, judge_credentials},
	{0},
};
