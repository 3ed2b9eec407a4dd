#include "party/election_rehearsal.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"

/* --- what the election knows --------------------------------------------------------- */

/* The ballot that is rehearsed: the coming one; where voting has begun, the first formal one again. */
static struct ballot_round
round_of(const struct election *election, const struct seats *seats, const struct contest_outcome *outcome)
{
	if (outcome->next && outcome->kind != CONTEST_RUNOFF)
		return (struct ballot_round){
			.seats = seats, .number = INT64_MAX, .kind = outcome->kind, .separate = outcome->separate,
			.count = outcome->seats_left, .places = outcome->kind == CONTEST_PRELIMINARY ? seats->places : 0,
		};
	for (size_t i = 0; i < election->round_count; i++)
		if (election->rounds[i].seats == seats && election->rounds[i].kind == CONTEST_FORMAL)
			return election->rounds[i];
	return *outcome->last;
}

static bool
preliminary_held(const struct election *election, const struct seats *seats)
{
	for (size_t i = 0; i < election->round_count; i++)
		if (election->rounds[i].seats == seats && election->rounds[i].kind == CONTEST_PRELIMINARY &&
		    election->rounds[i].state == BALLOT_SIGNED)
			return true;
	return false;
}

/* A plenary has as many members as the committee has seats, until they are elected. */
static int64_t
entitled_of(const struct election *election, const struct assembly *assembly, const struct roll *roll)
{
	enum office office = assembly->kind == ASSEMBLY_DISCIPLINE_PLENARY ? OFFICE_DISCIPLINE : OFFICE_COMMITTEE;

	if (assembly->opened)
		return assembly->entitled;
	if (roll->entitled > 0 || (assembly->kind != ASSEMBLY_PLENARY && assembly->kind != ASSEMBLY_DISCIPLINE_PLENARY))
		return (int64_t)roll->entitled;
	for (size_t i = 0; i < election->contest_count; i++)
		if (election->contests[i].office == office)
			return election->contests[i].count;
	return 0;
}

static int
set_candidates(struct arena *arena, const struct election *election, const struct ballot_round *round,
               struct rehearsal *rehearsal)
{
	const struct candidate **standing;
	const char **names;
	size_t count;
	int status = ballot_order(arena, election, round, &standing, &count);

	if (status < 0)
		return status;
	names = ARENA_ARRAY(arena, count + 1, const char *);
	if (!names)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++)
		names[i] = standing[i]->name;
	rehearsal->contest.candidates = (struct names){names, count};
	rehearsal->named = count > 0;
	return 0;
}

int
rehearsal_begin(struct db *db, struct arena *arena, const struct election *election, const struct seats *seats,
                struct rehearsal *ret_rehearsal)
{
	struct rehearsal rehearsal = {
		.valid = -1, .agree = -1,
		.minimum_size = seats->office == OFFICE_COMMITTEE ? committee_least(election) : 1,
	};
	struct contest_outcome outcome;
	struct ballot_round round;
	struct roll roll;
	int status = contest_outcome(arena, election, seats, &outcome);

	if (status == 0)
		status = election_roll(db, arena, election, seats->assembly, &roll);
	if (status < 0)
		return status;
	round = round_of(election, seats, &outcome);
	rehearsal.soft = round.separate || election->cause == CAUSE_VACANCY;
	rehearsal.contest = (struct contest){
		.rule_set = election->rule_set, .round = round.kind, .office = seats->office, .seats = round.count,
		.places = round.kind == CONTEST_PRELIMINARY ? round.places : 0,
		.preliminary_held = round.kind == CONTEST_FORMAL && preliminary_held(election, seats),
		.entitled = entitled_of(election, seats->assembly, &roll), .present = -1, .returned = -1,
	};
	status = set_candidates(arena, election, &round, &rehearsal);
	if (status == 0)
		*ret_rehearsal = rehearsal;
	return status;
}

/* --- reckoning --------------------------------------------------------------------------- */

struct reckoning {
	struct arena *arena;
	const struct rehearsal *rehearsal;
	struct contest contest;
	struct rehearsed done;
};

static void
add_step(struct reckoning *reckoning, const struct count_step *step)
{
	/* How namesakes or strangers would be listed says nothing where nobody is named. */
	if (!reckoning->rehearsal->named && strncmp(step->clause, "ELEC-31.", 8) == 0)
		return;
	reckoning->done.steps[reckoning->done.step_count] = *step;
	if (reckoning->rehearsal->soft && step->verdict == BREACH &&
	    (strcmp(step->clause, "ELEC-13.1") == 0 || strcmp(step->clause, "ELEC-9.1") == 0))
		reckoning->done.steps[reckoning->done.step_count].verdict = FLAG;
	reckoning->done.step_count++;
}

static const char *
number(struct reckoning *reckoning, int64_t value)
{
	return arena_printf(reckoning->arena, "%lld", (long long)value);
}

/* One clause by its own rule; *ret_verdict may be null. */
static int
judge(struct reckoning *reckoning, const char *clause, const struct given *given, size_t count, enum verdict *ret_verdict)
{
	const struct finding *finding;
	int status = rule_judge(reckoning->arena, clause, given, count, &finding);

	if (status < 0)
		return status;
	add_step(reckoning, &(struct count_step){finding_clause(finding), finding_verdict(finding), finding_why(finding)});
	if (ret_verdict)
		*ret_verdict = finding_verdict(finding);
	return 0;
}

static int
check_figures(const struct contest *contest, const struct rehearsal *rehearsal)
{
	if (contest->entitled < 1)
		return fail(FAIL_INPUT, "ELEC-19.1", "entitled", "应到会有选举权人数至少 1 人。",
		            "At least one should attend with the right to elect.");
	if (contest->present < 0 || contest->present > contest->entitled)
		return fail(FAIL_INPUT, "ELEC-19.1", "present", "实到 %lld 人，多于应到会有选举权的 %lld 人，不可能。",
		            "%lld present of %lld who should attend: that cannot be.", (long long)contest->present,
		            (long long)contest->entitled);
	if (contest->returned < 0)
		return fail(FAIL_INPUT, "ELEC-26.1a", "returned", "收回选票不能少于 0 张。", "Ballots returned cannot be below 0.");
	if (rehearsal->valid > contest->returned)
		return fail(FAIL_INPUT, "ELEC-26.1a", "valid", "有效票 %lld 张，多于收回的 %lld 张，不可能。",
		            "%lld valid ballots of %lld returned: that cannot be.", (long long)rehearsal->valid,
		            (long long)contest->returned);
	if (rehearsal->agree > contest->present)
		return fail(FAIL_INPUT, "ELEC-29.3b", "agree", "同意减少名额的 %lld 人，多于实到的 %lld 人，不可能。",
		            "%lld consent of %lld present: that cannot be.", (long long)rehearsal->agree,
		            (long long)contest->present);
	return 0;
}

static int
judge_quorum(struct reckoning *reckoning)
{
	const struct given given[] = {
		{"entitled", number(reckoning, reckoning->contest.entitled)},
		{"present", number(reckoning, reckoning->contest.present)},
		{"rule_set", rule_set_name(reckoning->contest.rule_set)},
	};

	return judge(reckoning, "ELEC-19.1", given, 3, NULL);
}

static int
judge_differential(struct reckoning *reckoning)
{
	static const char *const clauses[] = {
		[OFFICE_COMMITTEE] = "ELEC-13.1", [OFFICE_DELEGATE] = "ELEC-9.1", [OFFICE_DISCIPLINE] = "ELEC-13.1",
		[OFFICE_STANDING] = "ELEC-17.1", [OFFICE_SECRETARY] = "ELEC-16.1", [OFFICE_DEPUTY] = "ELEC-16.1",
	};
	const struct contest *contest = &reckoning->contest;
	const struct given given[] = {
		{"seats", number(reckoning, contest->seats)},
		{"candidates", number(reckoning, (int64_t)contest->candidates.count)},
		{"preliminary_held", contest->preliminary_held ? "true" : "false"},
	};

	if (contest->candidates.count == 0)
		return 0;
	return judge(reckoning, clauses[contest->office], given, contest->office < OFFICE_STANDING ? 3 : 2, NULL);
}

static int
say_majority(struct reckoning *reckoning)
{
	const struct contest *contest = &reckoning->contest;
	bool old = contest->rule_set == RULES_1990;
	int64_t base = majority_base(contest->entitled, contest->present, contest->rule_set);
	long long people = (long long)base, votes = (long long)majority_min(base);
	struct count_step step = {
		.clause = contest->round == CONTEST_PRELIMINARY ? "ELEC-28.1" : "ELEC-29.1", .verdict = HOLDS,
		.why = {
			arena_printf(reckoning->arena, old ? "以实到 %lld 人计，赞成票至少 %lld 票为过半数。"
			             : "以应到会有选举权的 %lld 人计，不以实到人数或者有效票计；赞成票至少 %lld 票为过半数。", people, votes),
			arena_printf(reckoning->arena, old ? "Of the %lld present, %lld yes votes are more than half."
			             : "Counted of the %lld who should attend, not of those present or of the valid ballots: %lld yes"
			               " votes are more than half.", people, votes),
		},
	};

	if (!step.why.zh || !step.why.en)
		return FAIL_MEMORY;
	add_step(reckoning, &step);
	return 0;
}

/* A ballot by its totals; the steps of the law are taken over. */
static int
count_votes(struct reckoning *reckoning, const struct contest *contest, int64_t valid, const int64_t *yes,
            const struct count_result **ret_result)
{
	struct totals totals = {
		.valid = valid, .invalid = contest->returned - valid, .yes = yes,
		.no = ARENA_ARRAY(reckoning->arena, contest->candidates.count + 1, int64_t),
	};
	struct count *count;
	int status = totals.no ? count_new(reckoning->arena, contest, &count) : FAIL_MEMORY;

	if (status == 0)
		status = count_totals(count, &totals);
	if (status == 0)
		status = count_result(count, ret_result);
	for (size_t i = 0; status == 0 && i < (*ret_result)->step_count; i++)
		add_step(reckoning, &(*ret_result)->steps[i]);
	return status;
}

/* ELEC-29.2b: among those tied only, for the seats left; most votes win. */
static int
count_revote(struct reckoning *reckoning)
{
	const struct count_result *result = reckoning->done.result;
	struct contest *contest = ARENA_NEW(reckoning->arena, struct contest);
	int status;

	if (!contest)
		return FAIL_MEMORY;
	reckoning->done.revote_from = reckoning->done.step_count;
	*contest = reckoning->contest;
	contest->round = CONTEST_RUNOFF;
	contest->places = 0;
	contest->candidates = contest->tied = result->tied;
	contest->runoff_seats = result->runoff_seats;
	status = count_votes(reckoning, contest, contest->returned, reckoning->rehearsal->revote, &reckoning->done.revote);
	if (status == FAIL_INPUT) {
		struct failure_record again = *last_failure();

		snprintf(again.field, sizeof again.field, "revote");
		return fail_again(&again);
	}
	return status;
}

/* ELEC-29.3b: seats that stayed open are given up where the electors consent or the presidium decides. */
static int
judge_reduction(struct reckoning *reckoning)
{
	const struct rehearsal *rehearsal = reckoning->rehearsal;
	const struct contest *contest = &reckoning->contest;
	size_t elected = reckoning->done.result->elected.count + (reckoning->done.revote ? reckoning->done.revote->elected.count : 0);
	const struct given given[] = {
		{"seats", number(reckoning, contest->seats)}, {"passed", number(reckoning, (int64_t)elected)},
		{"minimum_size", number(reckoning, rehearsal->minimum_size)}, {"entitled", number(reckoning, contest->entitled)},
		{"present", number(reckoning, contest->present)}, {"rule_set", rule_set_name(contest->rule_set)},
		{"presidium_decided", rehearsal->presidium_decided ? "true" : "false"},
		{"agree", number(reckoning, rehearsal->agree < 0 ? 0 : rehearsal->agree)},
	};
	enum verdict verdict;
	int status;

	if (rehearsal->agree < 0 && !rehearsal->presidium_decided)
		return 0;
	status = judge(reckoning, "ELEC-29.3b", given, sizeof given / sizeof *given, &verdict);
	if (status == 0 && (verdict == HOLDS || verdict == FLAG))
		reckoning->done.reduced_to = (int64_t)elected;
	return status;
}

static int
reckon_votes(struct reckoning *reckoning)
{
	const struct rehearsal *rehearsal = reckoning->rehearsal;
	int64_t valid = rehearsal->valid < 0 ? reckoning->contest.returned : rehearsal->valid;
	int status = count_votes(reckoning, &reckoning->contest, valid, rehearsal->yes, &reckoning->done.result);

	if (status == 0 && reckoning->done.result->runoff_seats > 0 && rehearsal->revote)
		status = count_revote(reckoning);
	if (status == 0 && reckoning->done.result->short_of > 0 && reckoning->contest.round == CONTEST_FORMAL)
		status = judge_reduction(reckoning);
	return status;
}

int
rehearse(struct arena *arena, const struct rehearsal *rehearsal, struct rehearsed *ret_rehearsed)
{
	struct reckoning *reckoning = ARENA_NEW(arena, struct reckoning);
	int status;

	if (!reckoning)
		return FAIL_MEMORY;
	*reckoning = (struct reckoning){
		.arena = arena, .rehearsal = rehearsal, .contest = rehearsal->contest, .done = {.reduced_to = -1},
	};
	/* Whoever is present is given a ballot and casts it. */
	reckoning->contest.voters = reckoning->contest.issued = reckoning->contest.present;
	if (reckoning->contest.returned < 0)
		reckoning->contest.returned = reckoning->contest.present;
	status = check_figures(&reckoning->contest, rehearsal);
	if (status == 0 && rehearsal->yes) {
		status = reckon_votes(reckoning);
	} else if (status == 0) {
		status = judge_quorum(reckoning);
		if (status == 0)
			status = judge_differential(reckoning);
		if (status == 0)
			status = say_majority(reckoning);
	}
	if (status == 0)
		*ret_rehearsed = reckoning->done;
	return status;
}
