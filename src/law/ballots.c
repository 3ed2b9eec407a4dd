/* ELEC: whether the meeting, the contest and a ballot are valid. */
#include "law/election_facts.h"
#include "law/elections.h"
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

bool
issue_valid(int64_t present, int64_t issued)
{
	return issued <= present;
}

bool
contest_valid(int64_t voters, int64_t returned)
{
	return returned <= voters;
}

bool
ballot_valid(int64_t selected, int64_t seats)
{
	return selected <= seats;
}

int64_t
write_ins_counted(int64_t no, int64_t write_ins)
{
	return write_ins <= no ? write_ins : 0;
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

	if (issue_valid(present, issued))
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

	output_int(finding, "write_ins_counted", write_ins_counted(no, write_ins));
	if (write_ins_counted(no, write_ins) == write_ins)
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
	if (contest_valid(voters, returned))
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
	if (ballot_valid(selected, seats))
		finding_set(finding, HOLDS, "所选 %lld 人，不多于应选的 %lld 人，选票有效。",
		            "Selected: %lld, not more than the %lld seats: the ballot is valid.", selected,
		            seats);
	else
		finding_set(finding, BREACH, "所选 %lld 人，多于应选的 %lld 人，选票无效。",
		            "Selected: %lld, more than the %lld seats: the ballot is invalid.", selected,
		            seats);
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

const struct rule ballots_rules[] = {
	{"ELEC-19.1", quorum_facts, quorum_outputs, true, judge_quorum},
	{"ELEC-19.2", roll_facts, roll_outputs, true, judge_roll},
	{"ELEC-24.2b", issue_facts, NULL, true, judge_issue},
	{"ELEC-25.2", write_in_facts, write_in_outputs, true, judge_write_ins},
	{"ELEC-26.1a", reconcile_facts, reconcile_outputs, true, judge_reconciliation},
	{"ELEC-27.1", reconcile_facts, reconcile_outputs, true, judge_contest},
	{"ELEC-27.2", ballot_facts, ballot_outputs, true, judge_ballot},
	{"ELEC-30.2", tally_facts, tally_outputs, true, judge_tally},
	{0},
};
