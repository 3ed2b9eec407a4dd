/* ELEC: how many stand, in which order, and who may supervise and tell. */
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "law/election_facts.h"
#include "law/elections.h"
#include "law/rules.h"
#include "names/strokes.h"

/* --- Formulas ------------------------------------------------------------------- */

int64_t
differential_min(int64_t seats)
{
	return seats + seats / 5 + (seats % 5 > 0);
}

int64_t
candidates_min(int64_t seats, enum round round, bool preliminary_held)
{
	return round == ROUND_FORMAL && preliminary_held ? seats : differential_min(seats);
}

static uint32_t
next_unblank(const char **at)
{
	uint32_t rune;

	do
		rune = utf8_next(at);
	while (rune == ' ' || rune == 0x3000);
	return rune;
}

bool
same_name(const char *a, const char *b)
{
	uint32_t x, y;

	do {
		x = next_unblank(&a);
		y = next_unblank(&b);
	} while (x == y && x != 0);
	return x == y;
}

/* --- ELEC-9.1, 13.1: the differential ---------------------------------------------- */

static const char *const round_words[] = {
	[ROUND_FORMAL] = "formal",
	[ROUND_PRELIMINARY] = "preliminary",
	[ROUND_BY_ELECTION] = "by_election",
	[ROUND_SEPARATE] = "separate",
	NULL,
};

/* The round a fact names; the formal one where it names none. */
static enum round
round_of(const struct facts *facts)
{
	const char *word = fact_word(facts, "round");
	int round = ROUND_SEPARATE;

	while (word && round > ROUND_FORMAL && strcmp(round_words[round], word) != 0)
		round--;
	return word ? (enum round)round : ROUND_FORMAL;
}

static const struct fact differential_facts[] = {
	SEATS,
	CANDIDATES,
	{"round", FACT_ENUM, .label = {"选举轮次", "round"}, .words = round_words},
	{"preliminary_held", FACT_BOOL, .label = {"已经差额预选", "a preliminary vote was held"}},
	{0},
};

static const struct output minimum_outputs[] = {
	{"candidates_min", {"候选人最低人数", "fewest candidates"}},
	{0},
};

static void
explain_differential(struct finding *finding, enum verdict verdict, long long seats,
                     long long candidates, long long least)
{
	static const struct bilingual sentences[] = {
		[HOLDS] = {"应选 %lld 人，候选人 %lld 人，不少于 %lld 人。",
		           "Seats: %lld, candidates: %lld, not fewer than %lld."},
		[BREACH] = {"应选 %lld 人，候选人 %lld 人，少于 %lld 人，不能进行选举。",
		            "Seats: %lld, candidates: %lld, fewer than %lld: no election can be held."},
		[FLAG] = {"应选 %lld 人，候选人 %lld 人，少于一般的 %lld 人，须说明理由。",
		          "Seats: %lld, candidates: %lld, fewer than the general %lld: a reason is "
		          "needed."},
	};

	finding_set(finding, verdict, sentences[verdict].zh, sentences[verdict].en, seats, candidates,
	            least);
}

static int
judge_differential(const struct facts *facts, struct finding *finding)
{
	int64_t seats = fact_int(facts, "seats"), candidates = fact_int(facts, "candidates");
	enum round round = round_of(facts);
	int64_t least = candidates_min(seats, round, fact_bool(facts, "preliminary_held"));
	bool soft = round == ROUND_BY_ELECTION || round == ROUND_SEPARATE;

	output_int(finding, "candidates_min", least);
	explain_differential(finding, candidates >= least ? HOLDS : soft ? FLAG : BREACH, seats,
	                     candidates, least);
	return 0;
}

/* --- ELEC-28.3: the differential is owed once ------------------------------------------ */

static const char *const two_round_words[] = {"formal", "preliminary", NULL};

static const struct fact owed_once_facts[] = {
	SEATS,
	CANDIDATES,
	{"round", FACT_ENUM, .required = true, .label = {"选举轮次", "round"},
	 .words = two_round_words},
	BOOL_FACT("preliminary_held", "进行差额预选", "a preliminary vote is held"),
	{"places", FACT_INT, .label = {"预选产生的名单人数", "length of the list that goes on"},
	 .unit = PERSONS},
	{0},
};

static int
judge_owed_once(const struct facts *facts, struct finding *finding)
{
	int64_t seats = fact_int(facts, "seats"), candidates = fact_int(facts, "candidates");
	enum round round = round_of(facts);
	int64_t least = candidates_min(seats, round, fact_bool(facts, "preliminary_held"));
	int status = round == ROUND_PRELIMINARY ? fact_needed(facts, "places") : 0;

	if (status)
		return status;
	output_int(finding, "candidates_min", least);
	if (fact_given(facts, "places") && fact_int(facts, "places") < seats)
		finding_set(finding, BREACH, "预选名单 %lld 人，少于应选的 %lld 人。",
		            "The list that goes on holds %lld, fewer than the %lld seats.",
		            (long long)fact_int(facts, "places"), (long long)seats);
	else
		explain_differential(finding, candidates >= least ? HOLDS : BREACH, seats, candidates,
		                     least);
	return 0;
}

/* --- ELEC-15.1: the majority of subordinate organizations ------------------------------- */

static const struct fact support_facts[] = {
	INT_FACT("organizations", "征求意见的下属党组织数", "subordinate organizations asked",
	         {"个", "organizations"}),
	INT_FACT("supporting", "赞成的党组织数", "organizations in support", {"个", "organizations"}),
	{0},
};

static const struct output majority_outputs[] = {
	{"majority_min", {"过半数的最低数", "fewest for a majority"}},
	{0},
};

static int
judge_support(const struct facts *facts, struct finding *finding)
{
	long long asked = fact_int(facts, "organizations"), least = majority_min(asked);
	long long supporting = fact_int(facts, "supporting");
	int status = fact_at_most(facts, "supporting", "organizations");

	if (status)
		return status;
	output_int(finding, "majority_min", least);
	if (supporting >= least)
		finding_set(finding, HOLDS, "%lld 个下属党组织中 %lld 个赞成，已是多数（至少 %lld 个）。",
		            "Of %lld organizations asked, %lld support it: a majority (at least %lld).",
		            asked, supporting, least);
	else
		finding_set(finding, BREACH, "%lld 个下属党组织中 %lld 个赞成，不是多数（至少 %lld 个）。",
		            "Of %lld organizations asked, %lld support it: no majority (at least %lld).",
		            asked, supporting, least);
	return 0;
}

/* --- ELEC-16.1, 17.1: officers and the standing committee --------------------------------- */

static const struct fact contest_facts[] = {SEATS, CANDIDATES, {0}};

static int
judge_officers(const struct facts *facts, struct finding *finding)
{
	int64_t seats = fact_int(facts, "seats"), candidates = fact_int(facts, "candidates");

	output_int(finding, "candidates_min", seats);
	explain_differential(finding, candidates >= seats ? HOLDS : BREACH, seats, candidates, seats);
	return 0;
}

static const struct output standing_outputs[] = {
	{"candidates_min", {"候选人最低人数", "fewest candidates"}},
	{"candidates_max", {"候选人最高人数", "most candidates"}},
	{0},
};

static int
judge_standing(const struct facts *facts, struct finding *finding)
{
	long long seats = fact_int(facts, "seats"), candidates = fact_int(facts, "candidates");
	long long least = seats + STANDING_MORE_MIN, most = seats + STANDING_MORE_MAX;

	output_int(finding, "candidates_min", least);
	output_int(finding, "candidates_max", most);
	if (candidates >= least && candidates <= most)
		finding_set(finding, HOLDS, "常务委员应选 %lld 人，候选人 %lld 人，多 1 至 2 人。",
		            "Seats: %lld, candidates: %lld, 1 or 2 more.", seats, candidates);
	else
		finding_set(finding, BREACH,
		            "常务委员应选 %lld 人，候选人 %lld 人，应当多 1 至 2 人（%lld 或者 %lld 人）。",
		            "Seats: %lld, candidates: %lld; it has to be 1 or 2 more (%lld or %lld).",
		            seats, candidates, least, most);
	return 0;
}

/* --- ELEC-22.2, 22.3, 23.1: vote supervisors and tellers ----------------------------------- */

static const char *const officer_names[] = {"supervisors", "tellers", NULL};

/* Officers of the vote are meant, not those it elects (ELEC-16.1). */
static const struct fact officers_facts[] = {
	{"officers", FACT_TEXT, .list = true, .required = true,
	 .label = {"监票人或者计票人姓名", "names of the supervisors or tellers"}, .also = officer_names},
	CANDIDATE_NAMES,
	{0},
};

static const struct output overlap_outputs[] = {
	{"overlap", {"与候选人重名的人", "names that are candidates too"}},
	{0},
};

static bool
listed(const struct facts *facts, const char *fact, const char *name)
{
	for (size_t i = 0; i < fact_count(facts, fact); i++)
		if (same_name(fact_word_at(facts, fact, i), name))
			return true;
	return false;
}

/* Puts those of `among` who are (or are not) candidates into an output; returns their number. */
static long long
select_names(const struct facts *facts, struct finding *finding, const char *among,
             bool candidates, const char *output)
{
	long long count = 0;

	output_list(finding, output);
	for (size_t i = 0; i < fact_count(facts, among); i++) {
		const char *name = fact_word_at(facts, among, i);

		if (listed(facts, "candidates", name) != candidates)
			continue;
		output_list_text(finding, output, name);
		count++;
	}
	return count;
}

static int
judge_vote_officers(const struct facts *facts, struct finding *finding)
{
	long long overlap = select_names(facts, finding, "officers", true, "overlap");

	if (overlap == 0)
		finding_set(finding, HOLDS, "监票人、计票人中没有候选人。",
		            "No supervisor or teller is a candidate.");
	else
		finding_set(finding, BREACH, "监票人、计票人中有 %lld 人是候选人，投票前须更换。",
		            "Supervisors or tellers who are candidates: %lld; replace them before voting.",
		            overlap);
	return 0;
}

static const struct fact plenary_facts[] = {
	NAMES_FACT("members", "委员姓名", "names of the committee members"),
	CANDIDATE_NAMES,
	{0},
};

static const struct output eligible_outputs[] = {
	{"eligible", {"可以担任监票人的委员", "members who may supervise"}},
	{0},
};

static int
judge_plenary_supervisors(const struct facts *facts, struct finding *finding)
{
	long long eligible = select_names(facts, finding, "members", false, "eligible");

	if (eligible > 0)
		finding_set(finding, HOLDS, "不是候选人的委员有 %lld 人，可以从中推选监票人。",
		            "Members who are no candidates: %lld; supervisors come from them.", eligible);
	else
		finding_set(finding, BREACH, "委员都是候选人，没有人可以担任监票人，投票前须先解决。",
		            "Every member is a candidate, so that nobody may supervise; resolve this "
		            "before voting.");
	return 0;
}

/* --- ELEC-24.1b: the printed order ------------------------------------------------------- */

static const struct fact names_facts[] = {NAMES_FACT("names", "姓名", "names"), {0}};

static const struct output names_outputs[] = {
	{"order", {"排列顺序", "printed order"}},
	{0},
};

/* Names that the table cannot tell apart, or a character outside it, are the clerk's to place. */
static void
explain_order(struct finding *finding, const struct strokes_order *sorted, size_t count)
{
	long long names = (long long)count, tied = 0;

	for (size_t i = 0; i < count; i++)
		tied += sorted->tied[i];
	if (sorted->unknown[0] || sorted->unlisted[0])
		finding_set(finding, FLAG, "%lld 人已按姓氏笔画排列；有的字不在《通用规范汉字表》中，请核对其位置。",
		            "Names in the order of surname strokes: %lld; a character is not in the "
		            "national list, so check its place.", names);
	else if (tied > 0)
		finding_set(finding, HOLDS, "%lld 人已按姓氏笔画排列；其中 %lld 处笔画相同，保持原有先后，请核对。",
		            "Names in the order of surname strokes: %lld; equal to the one before: %lld, "
		            "kept as given for the clerk to check.", names, tied);
	else
		finding_set(finding, HOLDS, "%lld 人已按姓氏笔画排列。",
		            "Names in the order of surname strokes: %lld.", names);
}

static int
judge_order(const struct facts *facts, struct finding *finding)
{
	size_t count = fact_count(facts, "names");
	struct arena *arena = finding_arena(finding);
	const char **names = ARENA_ARRAY(arena, count, const char *);
	struct strokes_order sorted;

	if (!names)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		names[i] = fact_word_at(facts, "names", i);
	if (strokes_sort(arena, names, count, &sorted))
		return FAIL_MEMORY;
	output_list(finding, "order");
	for (size_t i = 0; i < count; i++)
		output_list_text(finding, "order", names[sorted.order[i]]);
	explain_order(finding, &sorted, count);
	return 0;
}

const struct rule candidacy_rules[] = {
	{"ELEC-9.1", differential_facts, minimum_outputs, true, judge_differential},
	{"ELEC-13.1", differential_facts, minimum_outputs, true, judge_differential},
	{"ELEC-15.1", support_facts, majority_outputs, true, judge_support},
	{"ELEC-16.1", contest_facts, minimum_outputs, true, judge_officers},
	{"ELEC-17.1", contest_facts, standing_outputs, true, judge_standing},
	{"ELEC-22.2", officers_facts, overlap_outputs, true, judge_vote_officers},
	{"ELEC-22.3", plenary_facts, eligible_outputs, true, judge_plenary_supervisors},
	{"ELEC-23.1", officers_facts, overlap_outputs, true, judge_vote_officers},
	{"ELEC-24.1b", names_facts, names_outputs, true, judge_order},
	{"ELEC-28.3", owed_once_facts, minimum_outputs, true, judge_owed_once},
	{0},
};
