/* ELEC: the meeting, its ballots, the count and what the votes decide. */
#include "law/elections.h"

#include <stdlib.h>

#include "base/fail.h"
#include "law/election_facts.h"
#include "law/rules.h"

/* --- Formulas ------------------------------------------------------------------- */

int64_t
quorum_min(int64_t entitled, enum rule_set rule_set)
{
	/* ceil(4E/5) = E - floor(E/5); "more than 4E/5" = floor(4E/5) + 1 */
	return rule_set == RULES_1990 ? 4 * entitled / 5 + 1 : entitled - entitled / 5;
}

enum verdict
quorum_verdict(int64_t entitled, int64_t present, enum rule_set rule_set)
{
	if (5 * present < 4 * entitled)
		return BREACH;
	return rule_set == RULES_1990 && 5 * present == 4 * entitled ? FLAG : HOLDS;
}

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

/* Those with a majority, most votes first; returns their number. */
static size_t
passes(const int64_t *yes, size_t count, int64_t base, struct place *out)
{
	size_t passed = 0;

	for (size_t i = 0; i < count; i++)
		if (yes[i] >= majority_min(base))
			out[passed++] = (struct place){yes[i], i};
	qsort(out, passed, sizeof *out, more_votes);
	return passed;
}

int
cut_by_votes(struct arena *arena, const int64_t *yes, size_t count, int64_t base,
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
	passed = passes(yes, count, base, order);
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

/* --- ELEC-19.1, 19.2: who should attend, who does ------------------------------------ */

static const struct fact quorum_facts[] = {ENTITLED, PRESENT, {0}};

static const struct output quorum_outputs[] = {
	{"present_min", {"实到会最低人数", "fewest present"}},
	{0},
};

static int
judge_quorum(const struct facts *facts, struct finding *finding)
{
	static const struct bilingual sentences[] = {
		[HOLDS] = {"应到会有选举权的 %lld 人，实到 %lld 人，达到规定人数（至少 %lld 人），会议有效。",
		           "Entitled to vote who should attend: %lld, present: %lld, at least %lld: the "
		           "meeting is valid."},
		[FLAG] = {"应到会有选举权的 %lld 人，实到 %lld 人，恰为五分之四；1990 年的规则要求超过"
		          "五分之四（%lld 人），会议有效，须注明。",
		          "Entitled to vote who should attend: %lld, present: %lld, exactly four fifths; "
		          "the 1990 rules ask for more (%lld): valid, with a remark."},
		[BREACH] = {"应到会有选举权的 %lld 人，实到 %lld 人，不足规定人数（至少 %lld 人），"
		            "不能进行选举。",
		            "Entitled to vote who should attend: %lld, present: %lld, fewer than %lld: no "
		            "election can be held."},
	};
	long long entitled = fact_int(facts, "entitled"), present = fact_int(facts, "present");
	long long least = quorum_min(entitled, fact_rule_set(facts));
	enum verdict verdict = quorum_verdict(entitled, present, fact_rule_set(facts));
	int status = fact_at_most(facts, "present", "entitled");

	if (status)
		return status;
	output_int(finding, "present_min", least);
	finding_set(finding, verdict, sentences[verdict].zh, sentences[verdict].en, entitled, present,
	            least);
	return 0;
}

static const struct fact roll_facts[] = {
	INT_FACT("full", "正式党员人数", "full members", PERSONS),
	INT_FACT("without_rights", "没有选举权的正式党员人数",
	         "full members without rights (ELEC-5.2 to 5.4)", PERSONS),
	INT_FACT("excluded", "经批准并表决不计入的人数", "left out, approved and voted", PERSONS),
	{0},
};

static const struct output roll_outputs[] = {
	{"entitled", {"应到会有选举权人数", "entitled to vote who should attend"}},
	{0},
};

static int
judge_roll(const struct facts *facts, struct finding *finding)
{
	long long full = fact_int(facts, "full"), without = fact_int(facts, "without_rights");
	long long excluded = fact_int(facts, "excluded");
	int status = fact_at_most(facts, "without_rights", "full");

	if (status)
		return status;
	if (excluded > full - without)
		return fact_refused(facts, "excluded", "不能多于有选举权的正式党员人数。",
		                    "It cannot be more than the full members with rights.");
	output_int(finding, "entitled", full - without - excluded);
	finding_set(finding, HOLDS,
	            "正式党员 %lld 人，减去没有选举权的 %lld 人、经批准并表决不计入的 %lld 人，应到会 %lld 人。",
	            "Full members: %lld, less %lld without rights and %lld left out: %lld should attend.",
	            full, without, excluded, full - without - excluded);
	return 0;
}

/* --- ELEC-24.2b, 25.2, 26.1a, 27.1, 27.2: ballots ----------------------------------------- */

static const struct fact issue_facts[] = {
	PRESENT,
	INT_FACT("issued", "发出选票数", "ballots issued", BALLOTS),
	{0},
};

static int
judge_issue(const struct facts *facts, struct finding *finding)
{
	long long present = fact_int(facts, "present"), issued = fact_int(facts, "issued");

	if (issued <= present)
		finding_set(finding, HOLDS, "实到会 %lld 人，发出选票 %lld 张，没有多发。",
		            "Present: %lld, ballots issued: %lld, not more.", present, issued);
	else
		finding_set(finding, BREACH, "实到会 %lld 人，发出选票 %lld 张，多于实到人数；不得委托他人投票。",
		            "Present: %lld, ballots issued: %lld, more than those present; nobody may "
		            "vote for an absent person.", present, issued);
	return 0;
}

static const struct fact write_in_facts[] = {
	INT_FACT("no", "不赞成的人数", "candidates voted against", PERSONS),
	INT_FACT("write_ins", "另选他人的人数", "names written in", PERSONS),
	{0},
};

static const struct output write_in_outputs[] = {
	{"write_ins_counted", {"计入的另选人数", "write-ins counted"}},
	{0},
};

static int
judge_write_ins(const struct facts *facts, struct finding *finding)
{
	long long no = fact_int(facts, "no"), write_ins = fact_int(facts, "write_ins");

	output_int(finding, "write_ins_counted", write_ins <= no ? write_ins : 0);
	if (write_ins <= no)
		finding_set(finding, HOLDS, "不赞成 %lld 人，另选 %lld 人，没有超过，都计入。",
		            "Voted against: %lld, written in: %lld, not more: all count.", no, write_ins);
	else
		finding_set(finding, FLAG,
		            "不赞成 %lld 人，另选 %lld 人，另选多于不赞成，另选的都不计入，其余部分有效；"
		            "监票人另有决定的，须记录。",
		            "Voted against: %lld, written in: %lld, more: none of the write-ins counts, "
		            "the rest stands; supervisors who decide otherwise record it.", no, write_ins);
	return 0;
}

static const struct fact reconcile_facts[] = {
	INT_FACT("voters", "投票人数", "persons who voted", PERSONS),
	INT_FACT("issued", "发出选票数", "ballots issued", BALLOTS),
	INT_FACT("returned", "收回选票数", "ballots returned", BALLOTS),
	{0},
};

static const struct output reconcile_outputs[] = {
	{"missing", {"未收回的选票数", "ballots not returned"}},
	{0},
};

static int
judge_reconciliation(const struct facts *facts, struct finding *finding)
{
	long long voters = fact_int(facts, "voters"), issued = fact_int(facts, "issued");
	long long returned = fact_int(facts, "returned");
	int status = fact_at_most(facts, "voters", "issued");

	if (status)
		return status;
	output_int(finding, "missing", issued - returned);
	if (returned <= issued)
		finding_set(finding, HOLDS, "投票 %lld 人，发出 %lld 张，收回 %lld 张，未收回 %lld 张。",
		            "Voters: %lld, ballots issued: %lld, returned: %lld, missing: %lld.", voters,
		            issued, returned, issued - returned);
	else
		finding_set(finding, BREACH,
		            "投票 %lld 人，发出 %lld 张，收回 %lld 张，收回的比发出的多 %lld 张。",
		            "Voters: %lld, ballots issued: %lld, returned: %lld, which is %lld too many.",
		            voters, issued, returned, returned - issued);
	return 0;
}

static int
judge_contest(const struct facts *facts, struct finding *finding)
{
	long long voters = fact_int(facts, "voters"), issued = fact_int(facts, "issued");
	long long returned = fact_int(facts, "returned");
	int status = fact_at_most(facts, "voters", "issued");

	if (status)
		return status;
	output_int(finding, "missing", issued - returned);
	if (returned <= voters)
		finding_set(finding, HOLDS, "投票 %lld 人，收回选票 %lld 张，没有多于投票人数，选举有效。",
		            "Voters: %lld, ballots returned: %lld, not more: the contest is valid.",
		            voters, returned);
	else
		finding_set(finding, BREACH, "投票 %lld 人，收回选票 %lld 张，多于投票人数，选举无效，应重新选举。",
		            "Voters: %lld, ballots returned: %lld, more: the contest is void; vote again.",
		            voters, returned);
	return 0;
}

static const struct fact ballot_facts[] = {
	SEATS,
	INT_FACT("yes", "赞成的人数", "candidates voted for", PERSONS),
	INT_FACT("write_ins", "另选他人的人数", "names written in", PERSONS),
	{0},
};

static const struct output ballot_outputs[] = {
	{"selected", {"所选人数", "persons selected"}},
	{0},
};

static int
judge_ballot(const struct facts *facts, struct finding *finding)
{
	long long seats = fact_int(facts, "seats");
	long long selected = fact_int(facts, "yes") + fact_int(facts, "write_ins");

	output_int(finding, "selected", selected);
	if (selected <= seats)
		finding_set(finding, HOLDS, "所选 %lld 人，不多于应选的 %lld 人，选票有效。",
		            "Selected: %lld, not more than the %lld seats: the ballot is valid.", selected,
		            seats);
	else
		finding_set(finding, BREACH, "所选 %lld 人，多于应选的 %lld 人，选票无效。",
		            "Selected: %lld, more than the %lld seats: the ballot is invalid.", selected,
		            seats);
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
	if (!yes || cut_by_votes(arena, yes, count, base.number, seats, &cut))
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

/* Consent of the electors, or the presidium's decision in its place; exact half is a flag. */
static int
consent_of(const struct facts *facts, const struct base *base, enum verdict *ret_consent)
{
	long long agree = fact_int(facts, "agree");
	int status = fact_given(facts, "presidium_decided") ? 0 : fact_needed(facts, "agree");

	if (status == 0)
		status = check_votes(facts, "agree");
	if (status)
		return status;
	if (fact_bool(facts, "presidium_decided"))
		*ret_consent = HOLDS;
	else if (fact_given(facts, "agree") && 2 * agree == base->number && agree > 0)
		*ret_consent = FLAG;
	else
		*ret_consent = fact_given(facts, "agree") && 2 * agree > base->number ? HOLDS : BREACH;
	return 0;
}

static void
explain_reduction(struct finding *finding, enum verdict consent, long long seats,
                  long long passed)
{
	if (seats - passed > 1)
		finding_set(finding, FLAG, "应选 %lld 人，得票过半数的 %lld 人，可以减为 %lld 人；相差 %lld 人，"
		            "须在记录中写明为何算作接近。",
		            "Seats: %lld, with a majority: %lld; they may be cut to %lld. They differ by "
		            "%lld: the minutes have to say why that counts as close.", seats, passed,
		            passed, seats - passed);
	else if (consent == FLAG)
		finding_set(finding, FLAG, "应选 %lld 人，得票过半数的 %lld 人，可以减为 %lld 人；同意的恰为半数，"
		            "须说明。",
		            "Seats: %lld, with a majority: %lld; they may be cut to %lld. Exactly half "
		            "agree: a remark is needed.", seats, passed, passed);
	else
		finding_set(finding, HOLDS, "应选 %lld 人，得票过半数的 %lld 人，名额减为 %lld 人，不再投票。",
		            "Seats: %lld, with a majority: %lld; the seats are cut to %lld without another "
		            "vote.", seats, passed, passed);
}

static int
judge_reduction(const struct facts *facts, struct finding *finding)
{
	long long seats = fact_int(facts, "seats"), passed = fact_int(facts, "passed");
	long long minimum = fact_int(facts, "minimum_size");
	struct base base;
	enum verdict consent;
	int status = base_of(facts, &base);

	if (status == 0)
		status = consent_of(facts, &base, &consent);
	if (status)
		return status;
	if (passed >= seats) {
		finding_set(finding, NOT_APPLICABLE, "应选 %lld 人，得票过半数的 %lld 人，没有缺额，不需减少名额。",
		            "Seats: %lld, with a majority: %lld: none short, nothing to cut.", seats,
		            passed);
	} else if (passed == 0 || passed < minimum) {
		finding_set(finding, BREACH, "得票过半数的 %lld 人，少于委员会最低的 %lld 人，不能减少名额，应另行选举。",
		            "With a majority: %lld, fewer than the committee's smallest size of %lld: the "
		            "seats cannot be cut; hold a separate election.", passed,
		            minimum > 0 ? minimum : 1);
	} else if (consent == BREACH) {
		finding_set(finding, BREACH, "没有得到%s%.0s %lld 人半数以上的同意，主席团也没有决定，不能减少名额。",
		            "Neither more than half of %.0s%s (%lld) nor the presidium agreed: the seats "
		            "cannot be cut.", base.who.zh, base.who.en, base.number);
	} else {
		output_int(finding, "reduced_to", passed);
		explain_reduction(finding, consent, seats, passed);
	}
	return 0;
}

/* --- ELEC-30.2: the four counts ------------------------------------------------------------------- */

static const struct fact tally_facts[] = {
	INT_FACT("valid", "有效票数", "valid ballots", BALLOTS),
	INT_FACT("yes", "赞成票数", "yes votes", VOTES),
	INT_FACT("no", "不赞成票数", "no votes", VOTES),
	INT_FACT("abstain", "弃权票数", "abstentions", VOTES),
	{0},
};

static const struct output tally_outputs[] = {
	{"difference", {"差数", "difference"}},
	{0},
};

static int
judge_tally(const struct facts *facts, struct finding *finding)
{
	long long valid = fact_int(facts, "valid"), yes = fact_int(facts, "yes");
	long long no = fact_int(facts, "no"), abstain = fact_int(facts, "abstain");
	long long difference = valid - yes - no - abstain;

	output_int(finding, "difference", difference);
	if (difference == 0)
		finding_set(finding, HOLDS, "赞成 %lld、不赞成 %lld、弃权 %lld，合计等于有效票 %lld 张。",
		            "Yes %lld, no %lld, abstentions %lld: together the %lld valid ballots.", yes,
		            no, abstain, valid);
	else
		finding_set(finding, BREACH,
		            "赞成 %lld、不赞成 %lld、弃权 %lld，与有效票 %lld 张相差 %lld，须核对。",
		            "Yes %lld, no %lld, abstentions %lld differ from the %lld valid ballots by "
		            "%lld: reconcile.", yes, no, abstain, valid, difference);
	return 0;
}

const struct rule elections_rules[] = {
	{"ELEC-19.1", quorum_facts, quorum_outputs, true, judge_quorum},
	{"ELEC-19.2", roll_facts, roll_outputs, true, judge_roll},
	{"ELEC-24.2b", issue_facts, NULL, true, judge_issue},
	{"ELEC-25.2", write_in_facts, write_in_outputs, true, judge_write_ins},
	{"ELEC-26.1a", reconcile_facts, reconcile_outputs, true, judge_reconciliation},
	{"ELEC-27.1", reconcile_facts, reconcile_outputs, true, judge_contest},
	{"ELEC-27.2", ballot_facts, ballot_outputs, true, judge_ballot},
	{"ELEC-28.1", majority_facts, majority_outputs, true, judge_majority},
	{"ELEC-28.2", preliminary_cut_facts, cut_outputs, true, judge_preliminary_cut},
	{"ELEC-29.1", majority_facts, majority_outputs, true, judge_majority},
	{"ELEC-29.2b", formal_cut_facts, cut_outputs, true, judge_formal_cut},
	{"ELEC-29.3a", short_facts, short_outputs, true, judge_short},
	{"ELEC-29.3b", reduce_facts, reduce_outputs, true, judge_reduction},
	{"ELEC-30.2", tally_facts, tally_outputs, true, judge_tally},
	{"ELEC-38.1", motion_facts, majority_outputs, true, judge_motion},
	{0},
};
