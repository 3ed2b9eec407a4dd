/* What the sums of a count come to: steps, list, elected, runoff. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "law/counting.h"
#include "law/elections.h"
#include "names/strokes.h"

#define N "%" PRId64

/* What the rules say of each office: its differential, and how its result is listed. */
static const struct {
	const char *differential;
	bool by_strokes;   /* ELEC-31.2; the others in the approved order, ELEC-31.3 */
} offices[] = {
	[OFFICE_COMMITTEE] = {"ELEC-13.1", true},
	[OFFICE_DELEGATE] = {"ELEC-9.1", true},
	[OFFICE_DISCIPLINE] = {"ELEC-13.1", true},
	[OFFICE_STANDING] = {"ELEC-17.1", false},
	[OFFICE_SECRETARY] = {"ELEC-16.1", false},
	[OFFICE_DEPUTY] = {"ELEC-16.1", false},
};

/* --- the result ------------------------------------------------------------------- */

/* A result in the making; `failed` once memory ran out. */
struct making {
	struct count *count;
	struct count_result *result;
	size_t *list;        /* persons on it, in the order of the list: places in the roll */
	int64_t *yes;        /* of each on the list */
	size_t length;
	bool failed;
};

static void step(struct making *making, const char *clause, enum verdict verdict, const char *zh,
                 const char *en, ...)
	__attribute__((format(printf, 4, 6), format(printf, 5, 6)));

static void
step(struct making *making, const char *clause, enum verdict verdict, const char *zh,
     const char *en, ...)
{
	struct count_step *next = &making->result->steps[making->result->step_count++];
	struct arena *arena = making->count->arena;
	va_list args;

	next->clause = clause;
	next->verdict = verdict;
	va_start(args, en);
	next->why.zh = arena_vprintf(arena, zh, args);
	va_end(args);
	va_start(args, en);
	next->why.en = arena_vprintf(arena, en, args);
	va_end(args);
	making->failed |= !next->why.zh || !next->why.en;
}

static void
step_quorum(struct making *making)
{
	static const struct bilingual sentences[] = {
		[HOLDS] = {"应到 " N " 人，实到 " N " 人，达到五分之四，会议有效。",
		           N " should attend, " N " are present, four fifths or more: the meeting is valid."},
		[FLAG] = {"应到 " N " 人，实到 " N " 人，恰为五分之四；1990 年的规则写作“超过”，会议按有效处理并注明。",
		          N " should attend, " N " are present, exactly four fifths; the rules of 1990 say more: "
		          "held valid, with a remark."},
		[BREACH] = {"应到 " N " 人，实到 " N " 人，不足五分之四，会议无效。",
		            N " should attend, " N " are present, fewer than four fifths: the meeting is not valid."},
	};
	const struct contest *contest = making->count->contest;
	enum verdict verdict = quorum_verdict(contest->entitled, contest->present, contest->rule_set);

	making->result->meeting_valid = verdict != BREACH;
	step(making, "ELEC-19.1", verdict, sentences[verdict].zh, sentences[verdict].en,
	     contest->entitled, contest->present);
}

static void
steps_reconciliation(struct making *making)
{
	const struct contest *contest = making->count->contest;
	int64_t missing = contest->issued - contest->returned;
	bool proxy = !issue_valid(contest->present, contest->issued);
	bool stuffed = !contest_valid(contest->voters, contest->returned);

	making->result->contest_valid = !proxy && !stuffed;
	if (proxy)
		step(making, "ELEC-24.2b", BREACH, "发出选票 " N " 张，多于实到的 " N " 人，投票无效。",
		     N " ballots were issued to " N " present: the vote is void.", contest->issued,
		     contest->present);
	else
		step(making, "ELEC-24.2b", HOLDS, "发出选票 " N " 张，不多于实到的 " N " 人。",
		     N " ballots were issued to " N " present.", contest->issued, contest->present);
	if (missing < 0)
		step(making, "ELEC-26.1a", BREACH, "投票 " N " 人，发出选票 " N " 张，收回 " N " 张，收回的比发出的多 " N " 张。",
		     N " voted, " N " ballots were issued, " N " returned: " N " too many.", contest->voters,
		     contest->issued, contest->returned, -missing);
	else
		step(making, "ELEC-26.1a", HOLDS, "投票 " N " 人，发出选票 " N " 张，收回 " N " 张，相差 " N " 张。",
		     N " voted, " N " ballots were issued, " N " returned: a difference of " N ".", contest->voters,
		     contest->issued, contest->returned, missing);
	if (stuffed)
		step(making, "ELEC-27.1", BREACH, "收回选票 " N " 张，多于投票的 " N " 人，选举无效，应重新投票。",
		     N " ballots were returned by " N " voters: the vote is void and is held again.",
		     contest->returned, contest->voters);
	else
		step(making, "ELEC-27.1", HOLDS, "收回选票 " N " 张，不多于投票的 " N " 人，选举有效。",
		     N " ballots were returned by " N " voters: the vote is valid.", contest->returned,
		     contest->voters);
}

/* The candidates an office owes for so many seats where no preliminary vote was held. */
static int64_t
office_candidates_min(enum office office, int64_t seats)
{
	if (office == OFFICE_STANDING)
		return seats + STANDING_MORE_MIN;
	if (offices[office].by_strokes)
		return differential_min(seats);
	return seats; /* secretary, deputy: equal-number is lawful */
}

/* ELEC-9.1, 13.1, 16.1, 17.1 and, after a preliminary vote, 28.3. */
static void
step_differential(struct making *making)
{
	const struct contest *contest = making->count->contest;
	const char *clause = offices[contest->office].differential;
	int64_t least = office_candidates_min(contest->office, contest->seats), most = INT64_MAX;
	int64_t candidates = (int64_t)contest->candidates.count;

	if (contest->round == CONTEST_FORMAL && contest->preliminary_held) {
		clause = "ELEC-28.3";
		least = candidates_min(contest->seats, ROUND_FORMAL, true);
	} else if (contest->office == OFFICE_STANDING) {
		most = contest->seats + STANDING_MORE_MAX;
	}
	if (candidates < least)
		step(making, clause, BREACH, "应选 " N " 人，候选人至少 " N " 人，只有 " N " 人。",
		     "For " N " seats at least " N " candidates are needed; there are " N ".", contest->seats,
		     least, candidates);
	else if (candidates > most)
		step(making, clause, BREACH, "应选 " N " 人，候选人至多 " N " 人，却有 " N " 人。",
		     "For " N " seats at most " N " candidates may stand; there are " N ".", contest->seats, most,
		     candidates);
	else
		step(making, clause, HOLDS, "应选 " N " 人，候选人至少 " N " 人，现有 " N " 人。",
		     "For " N " seats at least " N " candidates are needed; there are " N ".", contest->seats,
		     least, candidates);
	if (contest->round == CONTEST_PRELIMINARY && contest->places > 0 &&
	    contest->places < contest->seats)
		step(making, "ELEC-28.3", BREACH, "预选名单 " N " 人，少于应选的 " N " 人。",
		     "The list of the preliminary vote has " N " places for " N " seats.", contest->places,
		     contest->seats);
}

static void
steps_ballots(struct making *making)
{
	const struct count *count = making->count;

	step(making, "ELEC-27.2", HOLDS,
	     "收回 " N " 张，有效票 " N " 张；所选多于 " N " 人的 " N " 张，为无效票。",
	     "Of " N " ballots " N " are valid; those that choose more than " N ", " N " of them, are not.",
	     count->given, count->valid, count->most, count->invalid);
	if (count->written_over > 0)
		step(making, "ELEC-25.2", FLAG,
		     "有 " N " 张有效票另选的人数多于不赞成的人数，另选的姓名不计，其余照计；监票人另有决定的，须记录。",
		     "On " N " valid ballots more names are written in than marked against: those names do not "
		     "count, the rest does; the supervisors may decide otherwise and record it.",
		     count->written_over);
	if (count->written_not > 0)
		step(making, "ELEC-25.2", HOLDS,
		     "另选的姓名有 " N " 个不计：已在选票上、同一张票上重复，或者不能在本次当选。",
		     N " names written in do not count: printed already, repeated on the ballot, or not "
		     "eligible here.", count->written_not);
	if (count->written_counted > 0 && count->open)
		step(making, "ELEC-25.2", FLAG, "另选的姓名计 " N " 票；没有给出可被选举的人员名单，未核对其被选举权。",
		     N " votes for names written in are counted; no list of the eligible was given, so their "
		     "right to be elected was not checked.", count->written_counted);
	else if (count->written_counted > 0)
		step(making, "ELEC-25.2", HOLDS, "另选的姓名计 " N " 票，均在可被选举的人员名单内。",
		     N " votes for names written in are counted, all of them eligible.", count->written_counted);
}

/* --- who stands on the list, in which order --------------------------------------- */

static int
by_bytes(const void *a, const void *b)
{
	const struct person *const *x = a, *const *y = b;

	return strcmp((*x)->plain, (*y)->plain);
}

/* The places in the roll of those with votes by write-in, so sorted that ballots' order does not tell. */
static size_t
written_in(const struct count *count, size_t *out, const struct person **scratch)
{
	size_t found = 0;

	for (size_t i = count->contest->candidates.count; i < count->roll.count; i++)
		if (count->roll.persons[i].written > 0)
			scratch[found++] = &count->roll.persons[i];
	qsort(scratch, found, sizeof *scratch, by_bytes);
	for (size_t i = 0; i < found; i++)
		out[i] = (size_t)(scratch[i] - count->roll.persons);
	return found;
}

/* Sorts places in the roll by surname strokes; equal keys keep their order. */
static int
sort_places(const struct count *count, size_t *places, size_t length, struct strokes_order *ret_order)
{
	const char **names = ARENA_ARRAY(count->arena, length, const char *);
	size_t *given = ARENA_ARRAY(count->arena, length, size_t);
	int r;

	if (!names || !given)
		return FAIL_MEMORY;
	for (size_t i = 0; i < length; i++) {
		given[i] = places[i];
		names[i] = count->roll.persons[places[i]].name;
	}
	r = strokes_sort(count->arena, names, length, ret_order);
	for (size_t i = 0; r == 0 && i < length; i++)
		places[i] = given[ret_order->order[i]];
	return r;
}

static int
make_list(struct making *making)
{
	struct count *count = making->count;
	size_t candidates = count->contest->candidates.count;
	const struct person **scratch = ARENA_ARRAY(count->arena, count->roll.count, const struct person *);
	bool by_strokes = offices[count->contest->office].by_strokes;
	struct strokes_order order;
	size_t from;
	int r;

	making->list = ARENA_ARRAY(count->arena, count->roll.count, size_t);
	making->yes = ARENA_ARRAY(count->arena, count->roll.count, int64_t);
	if (!scratch || !making->list || !making->yes)
		return FAIL_MEMORY;
	for (size_t i = 0; i < candidates; i++)
		making->list[i] = i;
	making->length = candidates + written_in(count, making->list + candidates, scratch);
	from = by_strokes ? 0 : candidates;
	r = sort_places(count, making->list + from, making->length - from, &order);
	if (r < 0)
		return r;
	for (size_t i = 0; i < making->length; i++) {
		size_t place = making->list[i];

		making->yes[i] = place < candidates ? count->sums[place].of[MARK_YES]
		                                    : count->roll.persons[place].written;
	}
	return 0;
}

static int
make_tallies(struct making *making)
{
	const struct count *count = making->count;
	struct count_tally *tallies = ARENA_ARRAY(count->arena, making->length, struct count_tally);

	if (!tallies)
		return FAIL_MEMORY;
	for (size_t i = 0; i < making->length; i++) {
		const struct person *person = &count->roll.persons[making->list[i]];
		int64_t no = person->printed ? count->sums[making->list[i]].of[MARK_NO] : -1;

		tallies[i] = (struct count_tally){
			.name = person->name,
			.yes = making->yes[i],
			.no = no,
			.abstain = person->printed ? count->valid - making->yes[i] - no : -1,
			.written_in = !person->printed,
		};
	}
	making->result->tallies = tallies;
	making->result->tally_count = making->length;
	return 0;
}

/* Names of some of the list, given by their places on it, in the order of the list. */
static int
names_of(const struct making *making, const size_t *chosen, size_t chosen_count, struct names *ret_names)
{
	const char **names = ARENA_ARRAY(making->count->arena, chosen_count, const char *);
	bool *is_chosen = ARENA_ARRAY(making->count->arena, making->length, bool);
	size_t found = 0;

	if (!names || !is_chosen)
		return FAIL_MEMORY;
	for (size_t i = 0; i < chosen_count; i++)
		is_chosen[chosen[i]] = true;
	for (size_t i = 0; i < making->length; i++)
		if (is_chosen[i])
			names[found++] = making->count->roll.persons[making->list[i]].name;
	*ret_names = (struct names){names, found};
	return 0;
}

/* --- who is elected ------------------------------------------------------------------ */

static void
step_majority(struct making *making, int64_t passed)
{
	const struct contest *contest = making->count->contest;
	const char *clause = contest->round == CONTEST_PRELIMINARY ? "ELEC-28.1" : "ELEC-29.1";
	int64_t base = majority_base(contest->entitled, contest->present, contest->rule_set);

	if (contest->rule_set == RULES_1990)
		step(making, clause, HOLDS, "实到 " N " 人，赞成票至少 " N " 票为过半数；过半数的 " N " 人，名额 " N " 个。",
		     "Of " N " present " N " votes are more than half; " N " persons have them, for " N " places.",
		     base, making->result->majority, passed, making->count->most);
	else
		step(making, clause, HOLDS, "应到 " N " 人，赞成票至少 " N " 票为过半数；过半数的 " N " 人，名额 " N " 个。",
		     "Of " N " who should attend " N " votes are more than half; " N " persons have them, for " N
		     " places.", base, making->result->majority, passed, making->count->most);
}

/* What the cut at the seats came to: a tie, places left, or more than there are places for. */
static void
step_cut(struct making *making, const struct cut *cut, int64_t passed)
{
	const struct contest *contest = making->count->contest;
	bool preliminary = contest->round == CONTEST_PRELIMINARY;
	int64_t elected = (int64_t)cut->elected_count, tied = (int64_t)cut->tied_count;

	if (tied > 0)
		step(making, "ELEC-29.2b", FLAG, "还有名额 " N " 个，得票相同的 " N " 人，就这些人再次投票。",
		     "For " N " places " N " persons have the same votes: a revote among them.", cut->seats_left,
		     tied);
	else if (cut->seats_left > 0 && preliminary)
		step(making, "ELEC-28.2", FLAG, "过半数的 " N " 人全部列入，名单还缺 " N " 人，参照第二十九条办理。",
		     "All " N " with a majority are listed; " N " places stay open, to be filled as Article 29 says.",
		     elected, cut->seats_left);
	else if (cut->seats_left > 0)
		step(making, "ELEC-29.3a", FLAG, "当选 " N " 人，还缺 " N " 人，应另行选举，候选人至少 " N " 人。",
		     N " are elected, " N " seats stay open: a separate election with at least " N " candidates.",
		     elected, cut->seats_left, office_candidates_min(contest->office, cut->seats_left));
	else if (contest->round == CONTEST_RUNOFF)
		step(making, "ELEC-29.2b", HOLDS, "再次投票，得票多的 " N " 人当选。",
		     "In the revote the " N " with the most votes are elected.", elected);
	else
		step(making, preliminary ? "ELEC-28.2" : "ELEC-29.2a", HOLDS,
		     "过半数的 " N " 人，名额 " N " 个，按得票多少取 " N " 人。",
		     N " persons have a majority for " N " places: the " N " with the most votes.", passed,
		     making->count->most, elected);
}

/* ELEC-31.2, 31.3: how the names are listed; by strokes they may be equal or not in the table. */
static int
step_order(struct making *making, const struct cut *cut)
{
	const struct count *count = making->count;
	size_t *places = ARENA_ARRAY(count->arena, cut->elected_count, size_t);
	struct strokes_order order;
	int64_t open = 0;
	int r;

	if (count->contest->round == CONTEST_PRELIMINARY || cut->elected_count == 0)
		return 0;
	if (!offices[count->contest->office].by_strokes) {
		step(making, "ELEC-31.3", HOLDS, "当选名单按上级批准的顺序排列，另选的列后。",
		     "Those elected are listed in the approved order, names written in last.");
		return 0;
	}
	if (!places)
		return FAIL_MEMORY;
	for (size_t i = 0; i < cut->elected_count; i++)
		places[i] = making->list[cut->elected[i]];
	r = sort_places(count, places, cut->elected_count, &order);
	if (r < 0)
		return r;
	for (size_t i = 0; i < cut->elected_count; i++)
		open += order.tied[i];
	for (const uint32_t *rune = order.unknown; *rune; rune++)
		open++;
	if (open > 0)
		step(making, "ELEC-31.2", FLAG, "当选名单按姓氏笔画排列，有 " N " 处笔画相同或者不在字表内，先后由工作人员核定。",
		     "Those elected are listed by surname strokes; " N " are equal or outside the table, the clerk "
		     "settles their order.", open);
	else
		step(making, "ELEC-31.2", HOLDS, "当选名单按姓氏笔画排列。",
		     "Those elected are listed by surname strokes.");
	return 0;
}

/* Whoever has this many votes may be elected; in a runoff all hold their majority already. */
static int64_t
votes_needed(const struct contest *contest)
{
	if (contest->round == CONTEST_RUNOFF)
		return 0;
	return majority_min(majority_base(contest->entitled, contest->present, contest->rule_set));
}

static int
decide(struct making *making)
{
	struct count *count = making->count;
	struct count_result *result = making->result;
	struct cut cut;
	int64_t passed = 0;
	int r = cut_by_votes(count->arena, making->yes, making->length, result->majority, count->most, &cut);

	if (r < 0)
		return r;
	for (size_t i = 0; i < making->length; i++)
		passed += making->yes[i] >= result->majority;
	if (count->contest->round != CONTEST_RUNOFF)
		step_majority(making, passed);
	step_cut(making, &cut, passed);
	r = step_order(making, &cut);
	if (r == 0)
		r = names_of(making, cut.elected, cut.elected_count, &result->elected);
	if (r == 0)
		r = names_of(making, cut.tied, cut.tied_count, &result->tied);
	if (r < 0)
		return r;
	if (cut.tied_count > 0)
		result->runoff_seats = cut.seats_left;
	else
		result->short_of = cut.seats_left;
	return 0;
}

int
count_result(struct count *count, const struct count_result **ret_result)
{
	const struct contest *contest = count->contest;
	struct making making = {.count = count, .result = ARENA_NEW(count->arena, struct count_result)};
	int r;

	if (count->given != contest->returned)
		return fail(FAIL_INPUT, "ELEC-26.1a", "ballots",
		            "选票共 " N " 张，与 returned（收回）的 " N " 张不符。",
		            "There are " N " ballots; returned says " N ".", count->given, contest->returned);
	if (!making.result)
		return FAIL_MEMORY;
	making.result->returned = count->given;
	making.result->valid = count->valid;
	making.result->invalid = count->invalid;
	making.result->majority = votes_needed(contest);
	step_quorum(&making);
	steps_reconciliation(&making);
	if (making.result->meeting_valid && making.result->contest_valid) {
		if (contest->round != CONTEST_RUNOFF)
			step_differential(&making);
		steps_ballots(&making);
		r = make_list(&making);
		if (r == 0)
			r = make_tallies(&making);
		if (r == 0)
			r = decide(&making);
		if (r < 0)
			return r;
	}
	if (making.failed)
		return FAIL_MEMORY;
	*ret_result = making.result;
	return 0;
}

/* --- the result as JSON ---------------------------------------------------------------- */

static void
names_json(struct json *json, const char *key, const struct names *names)
{
	json_key(json, key);
	json_open(json, '[');
	for (size_t i = 0; i < names->count; i++)
		json_text(json, names->name[i]);
	json_close(json, ']');
}

static void
numbers_json(struct json *json, const char *key, int64_t number)
{
	json_key(json, key);
	if (number < 0)
		json_none(json);
	else
		json_int(json, number);
}

static void
tallies_json(struct json *json, const struct count_result *result)
{
	json_key(json, "tallies");
	json_open(json, '[');
	for (size_t i = 0; i < result->tally_count; i++) {
		const struct count_tally *tally = &result->tallies[i];

		json_open(json, '{');
		json_key(json, "name");
		json_text(json, tally->name);
		numbers_json(json, "yes", tally->yes);
		numbers_json(json, "no", tally->no);
		numbers_json(json, "abstain", tally->abstain);
		json_key(json, "write_in");
		json_bool(json, tally->written_in);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
steps_json(struct json *json, const struct count_result *result)
{
	json_key(json, "steps");
	json_open(json, '[');
	for (size_t i = 0; i < result->step_count; i++) {
		json_open(json, '{');
		verdict_json(result->steps[i].clause, result->steps[i].verdict, json);
		json_key(json, "why");
		json_bilingual(json, result->steps[i].why);
		json_close(json, '}');
	}
	json_close(json, ']');
}

void
count_json(const struct count_result *result, struct json *json)
{
	json_open(json, '{');
	json_key(json, "meeting_valid");
	json_bool(json, result->meeting_valid);
	json_key(json, "contest_valid");
	json_bool(json, result->contest_valid);
	json_key(json, "ballots");
	json_open(json, '{');
	numbers_json(json, "returned", result->returned);
	numbers_json(json, "valid", result->valid);
	numbers_json(json, "invalid", result->invalid);
	json_close(json, '}');
	numbers_json(json, "majority", result->majority > 0 ? result->majority : -1);
	tallies_json(json, result);
	names_json(json, "elected", &result->elected);
	json_key(json, "runoff");
	if (result->runoff_seats > 0) {
		json_open(json, '{');
		names_json(json, "tied", &result->tied);
		numbers_json(json, "seats", result->runoff_seats);
		json_close(json, '}');
	} else {
		json_none(json);
	}
	numbers_json(json, "short", result->short_of);
	steps_json(json, result);
	json_close(json, '}');
}
