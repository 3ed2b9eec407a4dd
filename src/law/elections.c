/* ELEC: what the votes decide: majorities, ties, too few elected. */
#include "law/elections.h"

#include <stdlib.h>

#include "base/fail.h"
#include "law/election_facts.h"
#include "law/rules.h"

/* --- Formulas ------------------------------------------------------------------- */

int64_t
majority_min(int64_t base)
{
	return base / 2 + 1;
}

int64_t
majority_base(int64_t entitled, int64_t present, enum rule_set rule_set)
{
	return rule_set == RULES_1990 ? present : entitled;
}

bool
reduction_blocked(const struct reduction *reduction)
{
	return reduction->passed == 0 || reduction->passed < reduction->minimum_size;
}

/* Exactly half is a flag: the source says "more than half", the handbook 半数以上. */
static enum verdict
consent_verdict(const struct reduction *reduction)
{
	if (reduction->presidium_decided || 2 * reduction->agree > reduction->base)
		return HOLDS;
	return reduction->agree > 0 && 2 * reduction->agree == reduction->base ? FLAG : BREACH;
}

/* "Close" has no number: more than one seat apart is for the minutes to explain. */
enum verdict
reduction_verdict(const struct reduction *reduction)
{
	enum verdict consent = consent_verdict(reduction);

	if (reduction->passed >= reduction->seats)
		return NOT_APPLICABLE;
	if (reduction_blocked(reduction) || consent == BREACH)
		return BREACH;
	return reduction->seats - reduction->passed > 1 ? FLAG : consent;
}

struct place {
	int64_t yes;
	size_t index;
};

static int
more_votes(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->yes != y->yes)
		return x->yes > y->yes ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

/* Those with enough votes, most first; returns their number. */
static size_t
passes(const int64_t *yes, size_t count, int64_t yes_min, struct place *out)
{
	size_t passed = 0;

	for (size_t i = 0; i < count; i++)
		if (yes[i] >= yes_min)
			out[passed++] = (struct place){yes[i], i};
	qsort(out, passed, sizeof *out, more_votes);
	return passed;
}

int
cut_by_votes(struct arena *arena, const int64_t *yes, size_t count, int64_t yes_min,
             int64_t seats, struct cut *ret_cut)
{
	struct place *order = ARENA_ARRAY(arena, count, struct place);
	struct cut cut = {
		.elected = ARENA_ARRAY(arena, count, size_t),
		.tied = ARENA_ARRAY(arena, count, size_t),
	};
	size_t passed, sure;

	if (!order || !cut.elected || !cut.tied)
		return FAIL_MEMORY;
	passed = passes(yes, count, yes_min, order);
	sure = (uint64_t)seats < passed ? (size_t)seats : passed;
	/* Equal votes on both sides of the cut elect none of those who hold them. */
	if (sure > 0 && sure < passed && order[sure - 1].yes == order[sure].yes) {
		int64_t level = order[sure].yes;

		while (sure > 0 && order[sure - 1].yes == level)
			sure--;
		for (size_t i = sure; i < passed && order[i].yes == level; i++)
			cut.tied[cut.tied_count++] = order[i].index;
	}
	for (size_t i = 0; i < sure; i++)
		cut.elected[cut.elected_count++] = order[i].index;
	cut.seats_left = seats - (int64_t)sure;
	*ret_cut = cut;
	return 0;
}

/* --- ELEC-28.1, 29.1, 38.1: more than half --------------------------------------------------- */

/* Whom a majority is counted of, and how they are called. */
struct base {
	long long number;
	struct bilingual who;
};

/* ELEC-41.1: by the 1990 rules those present, who must then be given. */
static int
base_of(const struct facts *facts, struct base *ret_base)
{
	enum rule_set rules = fact_rule_set(facts);
	int status = rules == RULES_1990 ? fact_needed(facts, "present") : 0;

	if (status == 0)
		status = fact_at_most(facts, "present", "entitled");
	if (status)
		return status;
	ret_base->number = majority_base(fact_int(facts, "entitled"), fact_int(facts, "present"),
	                                 rules);
	ret_base->who = rules == RULES_1990
	                        ? (struct bilingual){"实到会有选举权人数", "those present"}
	                        : (struct bilingual){"应到会有选举权人数", "those who should attend"};
	return 0;
}

/* Nobody gets more votes than there are voters. */
static int
check_votes(const struct facts *facts, const char *votes)
{
	int status = fact_at_most(facts, votes, "entitled");

	return status ? status : fact_at_most(facts, votes, "present");
}

static void
explain_majority(struct finding *finding, long long yes, const struct base *base)
{
	long long least = majority_min(base->number);

	if (yes >= least)
		finding_set(finding, HOLDS, "赞成 %lld 票，超过%s%.0s %lld 人的半数（至少 %lld 票）。",
		            "Yes votes: %lld, more than half of %.0s%s (%lld); at least %lld were needed.",
		            yes, base->who.zh, base->who.en, base->number, least);
	else
		finding_set(finding, BREACH, "赞成 %lld 票，没有超过%s%.0s %lld 人的半数（至少 %lld 票）。",
		            "Yes votes: %lld, not more than half of %.0s%s (%lld); at least %lld are needed.",
		            yes, base->who.zh, base->who.en, base->number, least);
}

static const struct fact majority_facts[] = {
	ENTITLED,
	PRESENT_MAYBE,
	INT_FACT("yes", "赞成票数", "yes votes", VOTES),
	{0},
};

static const struct output majority_outputs[] = {
	{"yes_min", {"当选或者通过的最低票数", "fewest yes votes"}},
	{0},
};

static int
judge_majority(const struct facts *facts, struct finding *finding)
{
	struct base base;
	int status = base_of(facts, &base);

	if (status == 0)
		status = check_votes(facts, "yes");
	if (status)
		return status;
	output_int(finding, "yes_min", majority_min(base.number));
	explain_majority(finding, fact_int(facts, "yes"), &base);
	return 0;
}

static const struct fact motion_facts[] = {
	ENTITLED,
	INT_FACT("yes", "赞成票数", "yes votes", VOTES),
	{0},
};

static int
judge_motion(const struct facts *facts, struct finding *finding)
{
	const struct base base = {fact_int(facts, "entitled"),
	                          {"应到会有选举权人数", "those who should attend"}};
	int status = fact_at_most(facts, "yes", "entitled");

	if (status)
		return status;
	output_int(finding, "yes_min", majority_min(base.number));
	explain_majority(finding, fact_int(facts, "yes"), &base);
	return 0;
}

/* --- ELEC-28.2, 29.2b: the cut ---------------------------------------------------------------- */

#define YES_LIST \
	{"yes", FACT_INT, .list = true, .required = true, \
	 .label = {"各人赞成票数", "yes votes of each person"}, .unit = VOTES}

static const struct fact preliminary_cut_facts[] = {
	ENTITLED,
	PRESENT_MAYBE,
	INT_FACT("places", "预选产生的名单人数", "length of the list that goes on", PERSONS),
	YES_LIST,
	{0},
};

static const struct fact formal_cut_facts[] = {ENTITLED, PRESENT_MAYBE, SEATS, YES_LIST, {0}};

static const struct output cut_outputs[] = {
	{"elected", {"按得票确定的人（序号从 0 起）", "decided by votes, as indices from 0"}},
	{"tied", {"票数相等的人（序号从 0 起）", "tied, as indices from 0"}},
	{"seats_left", {"尚缺名额", "seats left"}},
	{0},
};

static void
output_indices(struct finding *finding, const char *name, const size_t *indices, size_t count)
{
	output_list(finding, name);
	for (size_t i = 0; i < count; i++)
		output_list_int(finding, name, (int64_t)indices[i]);
}

static void
explain_cut(struct finding *finding, const struct cut *cut, long long seats)
{
	long long elected = (long long)cut->elected_count, tied = (long long)cut->tied_count;
	long long left = cut->seats_left;

	if (tied > 0)
		finding_set(finding, HOLDS,
		            "名额 %lld 人，已定 %lld 人；其余 %lld 个名额有 %lld 人票数相等，只就这些人再次投票，"
		            "以得票多的为准。",
		            "Seats: %lld, decided: %lld; for the %lld left, %lld are tied: vote again on "
		            "these only, most votes win.", seats, elected, left, tied);
	else if (left > 0)
		finding_set(finding, HOLDS,
		            "名额 %lld 人，得票过半数的 %lld 人；缺 %lld 人，另行选举或者依规定减少名额（ELEC-29.3a）。",
		            "Seats: %lld, with a majority: %lld; %lld short: a separate election, or fewer "
		            "seats (ELEC-29.3a).", seats, elected, left);
	else
		finding_set(finding, HOLDS, "名额 %lld 人，按得票多少取足 %lld 人。",
		            "Seats: %lld, filled in the order of votes: %lld.", seats, elected);
}

static int
judge_cut(const struct facts *facts, struct finding *finding, int64_t seats)
{
	size_t count = fact_count(facts, "yes");
	struct arena *arena = finding_arena(finding);
	int64_t *yes = ARENA_ARRAY(arena, count, int64_t);
	struct base base;
	struct cut cut;
	int status = base_of(facts, &base);

	if (status == 0)
		status = check_votes(facts, "yes");
	if (status)
		return status;
	for (size_t i = 0; yes && i < count; i++)
		yes[i] = fact_int_at(facts, "yes", i);
	if (!yes || cut_by_votes(arena, yes, count, majority_min(base.number), seats, &cut))
		return FAIL_MEMORY;
	output_indices(finding, "elected", cut.elected, cut.elected_count);
	output_indices(finding, "tied", cut.tied, cut.tied_count);
	output_int(finding, "seats_left", cut.seats_left);
	explain_cut(finding, &cut, seats);
	return 0;
}

static int
judge_preliminary_cut(const struct facts *facts, struct finding *finding)
{
	return judge_cut(facts, finding, fact_int(facts, "places"));
}

static int
judge_formal_cut(const struct facts *facts, struct finding *finding)
{
	return judge_cut(facts, finding, fact_int(facts, "seats"));
}

/* --- ELEC-29.3a, 29.3b: too few passed ---------------------------------------------------------- */

#define PASSED INT_FACT("passed", "得票过半数的人数", "persons with a majority", PERSONS)

static const struct fact short_facts[] = {SEATS, PASSED, {0}};

static const struct output short_outputs[] = {
	{"short", {"缺额", "seats short"}},
	{"candidates_min", {"另行选举候选人最低人数", "fewest candidates of the separate election"}},
	{0},
};

static int
judge_short(const struct facts *facts, struct finding *finding)
{
	long long seats = fact_int(facts, "seats"), passed = fact_int(facts, "passed");
	long long left = passed < seats ? seats - passed : 0, least = differential_min(left);

	output_int(finding, "short", left);
	output_int(finding, "candidates_min", least);
	if (left > 0)
		finding_set(finding, HOLDS,
		            "应选 %lld 人，得票过半数的 %lld 人，缺 %lld 人，另行选举，候选人一般不少于 %lld 人。",
		            "Seats: %lld, with a majority: %lld, short: %lld; a separate election, "
		            "generally of at least %lld candidates.", seats, passed, left, least);
	else
		finding_set(finding, HOLDS, "应选 %lld 人，得票过半数的 %lld 人，没有缺额。",
		            "Seats: %lld, with a majority: %lld, none short.", seats, passed);
	return 0;
}

static const struct fact reduce_facts[] = {
	ENTITLED,
	PRESENT_MAYBE,
	SEATS,
	PASSED,
	{"agree", FACT_INT, .label = {"同意减少名额的人数", "electors who agree"}, .unit = PERSONS},
	{"presidium_decided", FACT_BOOL, .label = {"主席团已决定", "the presidium has decided"}},
	INT_FACT("minimum_size", "委员会最低人数", "smallest size of the committee", PERSONS),
	{0},
};

static const struct output reduce_outputs[] = {
	{"reduced_to", {"减少后的名额", "number of seats after it"}},
	{0},
};

static void
explain_reduced(struct finding *finding, const struct reduction *reduction)
{
	long long seats = reduction->seats, passed = reduction->passed;

	if (seats - passed > 1)
		finding_set(finding, FLAG, "应选 %lld 人，得票过半数的 %lld 人，可以减为 %lld 人；相差 %lld 人，"
		            "须在记录中写明为何算作接近。",
		            "Seats: %lld, with a majority: %lld; they may be cut to %lld. They differ by "
		            "%lld: the minutes have to say why that counts as close.", seats, passed,
		            passed, seats - passed);
	else if (consent_verdict(reduction) == FLAG)
		finding_set(finding, FLAG, "应选 %lld 人，得票过半数的 %lld 人，可以减为 %lld 人；同意的恰为半数，"
		            "须说明。",
		            "Seats: %lld, with a majority: %lld; they may be cut to %lld. Exactly half "
		            "agree: a remark is needed.", seats, passed, passed);
	else
		finding_set(finding, HOLDS, "应选 %lld 人，得票过半数的 %lld 人，名额减为 %lld 人，不再投票。",
		            "Seats: %lld, with a majority: %lld; the seats are cut to %lld without another "
		            "vote.", seats, passed, passed);
}

static void
explain_not_reduced(struct finding *finding, const struct reduction *reduction,
                    const struct base *base)
{
	long long seats = reduction->seats, passed = reduction->passed;
	long long least = reduction->minimum_size > 0 ? reduction->minimum_size : 1;

	if (passed >= seats)
		finding_set(finding, NOT_APPLICABLE, "应选 %lld 人，得票过半数的 %lld 人，没有缺额，不需减少名额。",
		            "Seats: %lld, with a majority: %lld: none short, nothing to cut.", seats,
		            passed);
	else if (reduction_blocked(reduction))
		finding_set(finding, BREACH, "得票过半数的 %lld 人，少于委员会最低的 %lld 人，不能减少名额，应另行选举。",
		            "With a majority: %lld, fewer than the committee's smallest size of %lld: the "
		            "seats cannot be cut; hold a separate election.", passed, least);
	else
		finding_set(finding, BREACH, "没有得到%s%.0s %lld 人半数以上的同意，主席团也没有决定，不能减少名额。",
		            "Neither more than half of %.0s%s (%lld) nor the presidium agreed: the seats "
		            "cannot be cut.", base->who.zh, base->who.en, base->number);
}

static int
judge_reduction(const struct facts *facts, struct finding *finding)
{
	struct reduction reduction = {
		.seats = fact_int(facts, "seats"),
		.passed = fact_int(facts, "passed"),
		.minimum_size = fact_int(facts, "minimum_size"),
		.agree = fact_int(facts, "agree"),
		.presidium_decided = fact_bool(facts, "presidium_decided"),
	};
	struct base base;
	enum verdict verdict;
	int status = base_of(facts, &base);

	if (status == 0 && !fact_given(facts, "presidium_decided"))
		status = fact_needed(facts, "agree");
	if (status == 0)
		status = check_votes(facts, "agree");
	if (status)
		return status;
	reduction.base = base.number;
	verdict = reduction_verdict(&reduction);
	if (verdict == HOLDS || verdict == FLAG) {
		output_int(finding, "reduced_to", reduction.passed);
		explain_reduced(finding, &reduction);
	} else {
		explain_not_reduced(finding, &reduction, &base);
	}
	return 0;
}

const struct rule elections_rules[] = {
	{"ELEC-28.1", majority_facts, majority_outputs, true, judge_majority},
	{"ELEC-28.2", preliminary_cut_facts, cut_outputs, true, judge_preliminary_cut},
	{"ELEC-29.1", majority_facts, majority_outputs, true, judge_majority},
	{"ELEC-29.2b", formal_cut_facts, cut_outputs, true, judge_formal_cut},
	{"ELEC-29.3a", short_facts, short_outputs, true, judge_short},
	{"ELEC-29.3b", reduce_facts, reduce_outputs, true, judge_reduction},
	{"ELEC-38.1", motion_facts, majority_outputs, true, judge_motion},
	{0},
};
