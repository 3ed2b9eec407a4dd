/*
 * Ballot rounds: the roll call before each, issue and return reconciled, the
 * count by the rules of what was entered (election_entry.c), and the signed
 * record, after which the sheets are deleted (DP-3).
 */
#include "party/election_act.h"

#include <string.h>

#include "base/fail.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)
#define RUNS ROLE_BRANCH | ROLE_CLERKS

STATEMENT(round_add,
	"insert into ballot_round (id, made, election, contest, number, kind, separate, seats, places, entitled, present,"
	" state, totals) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
STATEMENT(round_end, "update ballot_round set ended = $2 where id = $1 and ended is null");
STATEMENT(round_again,
	"insert into ballot_round (id, made, election, contest, number, kind, separate, seats, places, entitled, present,"
	" voters, issued, returned, unused, helped, state, valid, invalid, differences, totals)"
	" select id, $2, election, contest, number, kind, separate, seats, places, entitled, present, $3, $4, $5, $6, $7, $8,"
	" $9, $10, $11, totals from ballot_round where id = $1 and ended = $2");

static struct value
known(int64_t number)
{
	return number < 0 ? SQL_NULL : INT(number);
}

/* Writes a round in its new state in place of the standing row. */
static int
write_round(struct running *running, const struct ballot_round *round)
{
	int status = election_end(running, round_end, round->id);

	if (status < 0)
		return status;
	return db_exec(running->db, round_again,
	               ARGS(INT(round->id), INT(running->act.number), known(round->voters), known(round->issued),
	                    known(round->returned), known(round->unused), known(round->helped), INT(round->state),
	                    known(round->valid), known(round->invalid), known(round->differences)), NULL);
}

int
election_round_of(struct running *running, struct election **ret_election, struct ballot_round *ret_round)
{
	const struct ballot_round *round;
	int status = election_of(running, ret_election);

	if (status < 0)
		return status;
	round = election_round(*ret_election, running_int(running, "round"));
	if (!round)
		return fail(FAIL_NOT_FOUND, NULL, "round", "没有这次投票。", "There is no such ballot.");
	*ret_round = *round;
	json_key(running->facts, "round");
	json_int(running->facts, round->id);
	return 0;
}

int
election_wrong_state(const struct ballot_round *round)
{
	struct bilingual label = ballot_state_label(round->state);

	return fail_named(FAIL_REFUSED, "ELEC-26.1a", "round", label,
	                  (struct bilingual){"这次投票现在的状态，不能这样办。", "the ballot stands there; this cannot be done now."});
}

/* --- a round begins ---------------------------------------------------------------------- */

static const struct field begin_fields[] = {
	ELECTION_FIELD,
	{"contest", {"选举项目", "Contest"}, FIELD_INT, REQUIRED, "ELEC-29.1"},
	{"present", {"实到会有选举权人数", "Present with the right to elect"}, FIELD_INT, REQUIRED, "ELEC-19.3", .max = 1000000},
	REASON_FIELDS,
};

static int
demand_differential(struct running *running, const struct election *election, const struct contest_outcome *outcome,
                    const struct seats *seats, size_t standing)
{
	const char *round = outcome->separate ? "separate" : outcome->kind == CONTEST_PRELIMINARY ? "preliminary"
	                    : election->cause == CAUSE_VACANCY ? "by_election" : "formal";
	bool held = outcome->last && outcome->last->kind == CONTEST_PRELIMINARY;
	const struct given facts[] = {
		{"seats", fact_of(running, seats->count - (int64_t)outcome->elected_count)},
		{"candidates", fact_of(running, (int64_t)standing)}, {"round", round},
		{"preliminary_held", held ? "true" : "false"},
	};

	return election_demand(running, true, seats->office == OFFICE_DELEGATE ? "ELEC-9.1" : "ELEC-13.1", facts, 4);
}

/* How many must stand: 20 % more, 1 or 2 more, or as many as seats (ELEC-9.1, 13.1, 17.1, 16.1). */
static int
check_standing(struct running *running, const struct election *election, const struct contest_outcome *outcome,
               const struct seats *seats, size_t standing)
{
	const struct given more[] = {
		{"seats", fact_of(running, seats->count)}, {"candidates", fact_of(running, (int64_t)standing)},
	};

	if (outcome->kind == CONTEST_RUNOFF)
		return 0;
	if (seats->office < OFFICE_STANDING)
		return demand_differential(running, election, outcome, seats, standing);
	if (seats->office == OFFICE_STANDING && !outcome->separate)
		return election_demand(running, true, "ELEC-17.1", more, 2);
	if ((int64_t)standing < outcome->seats_left)
		return fail(FAIL_REFUSED, "ELEC-16.1", "contest", "候选人 %zu 人，少于应选的 %lld 人。",
		            "There are %zu candidates for %lld seats.", standing, (long long)outcome->seats_left);
	return 0;
}

/* Officers are elected from among the new committee's members (ELEC-16.1, 17.1), the others from those with the right (5.1). */
static int
check_eligible(struct running *running, const struct election *election, const struct seats *seats,
              const struct candidate *const *standing, size_t count)
{
	struct roll roll;
	int status = election_eligible(running->db, running->call->arena, election, seats->assembly, &roll);

	for (size_t c = 0; c < count && status == 0; c++) {
		bool on = false;

		for (size_t i = 0; i < roll.count; i++)
			on = on || (roll.at[i].person == standing[c]->person && roll.at[i].entitled);
		if (!on)
			status = fail(FAIL_REFUSED, seats->assembly->kind == ASSEMBLY_PLENARY ? "ELEC-16.1" : "ELEC-5.1", "contest",
			              "%s不在可以当选的人员之内，不能作为候选人。",
			              "%s is not among those who may be elected here and cannot stand.", standing[c]->name);
	}
	return status;
}

/* ELEC-24.1c, 31.3: whoever is printed or listed as approved has a place in that order, and nobody the same. */
static int
check_approved_order(struct running *running, const struct seats *seats, const struct candidate *const *standing, size_t count)
{
	struct bilingual without = {"候选人没有上级批准的顺序，或者顺序重复。", "A candidate has no place in the approved order, or two have the same."};

	for (size_t i = 0; seats->office >= OFFICE_STANDING && count > 1 && i < count; i++) {
		if (standing[i]->order == 0)
			return election_flag(running, "ELEC-24.1c", without);
		for (size_t k = 0; k < i; k++)
			if (standing[k]->order == standing[i]->order)
				return election_flag(running, "ELEC-24.1c", without);
	}
	return 0;
}

static int
check_begin(struct running *running, const struct election *election, const struct seats *seats,
            const struct contest_outcome *outcome, const struct candidate *const *standing, size_t count)
{
	const struct assembly *assembly = seats->assembly;
	const struct given quorum[] = {
		{"entitled", fact_of(running, assembly->entitled)},
		{"present", running_text(running, "present") ? running_text(running, "present")
		                                             : fact_of(running, running_int(running, "present"))},
		{"rule_set", election->rule_set == RULES_1990 ? "1990" : "2020"},
	};
	int status;

	if (!assembly->opened)
		return fail(FAIL_REFUSED, "ELEC-19.1", "contest", "会议还没有清点人数，不能投票。", "The assembly has not been opened.");
	if (!outcome->next)
		return fail(FAIL_REFUSED, "ELEC-29.1", "contest", "这一项现在没有要投的票。", "There is nothing to vote on now.");
	status = election_ready(running->call->arena, election, assembly, running->call->today);
	if (status == 0)
		status = election_demand(running, true, "ELEC-19.1", quorum, 3);
	if (status == 0)
		status = check_standing(running, election, outcome, seats, count);
	if (status == 0)
		status = check_eligible(running, election, seats, standing, count);
	if (status == 0)
		status = check_approved_order(running, seats, standing, count);
	return status == 0 ? election_questions_open(running, election) : status;
}

static int64_t
next_number(const struct election *election, const struct seats *seats)
{
	int64_t number = 1;

	for (size_t i = 0; i < election->round_count; i++)
		if (election->rounds[i].seats == seats && election->rounds[i].number >= number)
			number = election->rounds[i].number + 1;
	return number;
}

static int
run_begin(struct running *running)
{
	const struct candidate **standing;
	struct contest_outcome outcome;
	struct election *election;
	const struct seats *seats = NULL;
	int64_t id;
	size_t count;
	int status = election_of(running, &election);

	if (status == 0 && !(seats = election_contest(election, running_int(running, "contest"))))
		status = fail(FAIL_NOT_FOUND, NULL, "contest", "没有这个选举项目。", "There is no such contest.");
	if (status == 0)
		status = contest_outcome(running->call->arena, election, seats, &outcome);
	if (status == 0)
		status = contest_standing(running->call->arena, election, seats, &outcome, &standing, &count);
	if (status == 0)
		status = check_begin(running, election, seats, &outcome, standing, count);
	if (status < 0)
		return status;
	id = act_new_id(&running->act);
	json_key(running->facts, "round");
	json_int(running->facts, id);
	json_key(running->facts, "present");
	json_int(running->facts, running_int(running, "present"));
	status = db_exec(running->db, round_add,
	                 ARGS(INT(id), INT(running->act.number), INT(election->id), INT(seats->id),
	                      INT(next_number(election, seats)), INT(outcome.kind), INT(outcome.separate),
	                      INT(outcome.seats_left), INT(outcome.kind == CONTEST_PRELIMINARY ? seats->places : 0),
	                      INT(seats->assembly->entitled), INT(running_int(running, "present")), INT(BALLOT_OPEN),
	                      INT(election_method(election, seats->assembly).counting == COUNT_TOTALS)), NULL);
	return status < 0 ? status : running_id(running, id);
}

/* --- reconciliation --------------------------------------------------------------------------- */

static const struct field reconcile_fields[] = {
	ELECTION_FIELD,
	{"round", {"投票", "Ballot"}, FIELD_INT, REQUIRED, "ELEC-26.1a"},
	{"voters", {"投票人数", "Voters"}, FIELD_INT, REQUIRED, "ELEC-26.1a", .max = 1000000},
	{"issued", {"发出选票", "Ballots issued"}, FIELD_INT, REQUIRED, "ELEC-26.1a", .max = 1000000},
	{"returned", {"收回选票", "Ballots returned"}, FIELD_INT, REQUIRED, "ELEC-26.1a", .max = 1000000},
	{"unused", {"销毁的剩余选票", "Unused ballots destroyed"}, FIELD_INT, 0, "ELEC-26.1c", .max = 1000000},
	{"helped", {"由他人代写的选票", "Ballots written with help"}, FIELD_INT, 0, "ELEC-24.2a", .max = 1000000},
};

static int
check_numbers(const struct ballot_round *round)
{
	if (round->issued > round->present)
		return fail(FAIL_REFUSED, "ELEC-24.2b", "issued", "发出选票 %lld 张，多于实到会的 %lld 人。",
		            "%lld ballots issued to %lld present.", (long long)round->issued, (long long)round->present);
	if (round->voters > round->issued)
		return fail(FAIL_REFUSED, "ELEC-26.1a", "voters", "投票人数 %lld，多于发出的选票 %lld 张。",
		            "%lld voters with %lld ballots issued.", (long long)round->voters, (long long)round->issued);
	if (round->helped > round->voters)
		return fail(FAIL_REFUSED, "ELEC-24.2a", "helped", "代写的选票不能多于投票人数。",
		            "There cannot be more helped ballots than voters.");
	return 0;
}

/* More ballots back than persons who voted: the ballot is void and is voted again (ELEC-27.1). */
static int
run_reconcile(struct running *running)
{
	struct election *election;
	struct ballot_round round;
	int status = election_round_of(running, &election, &round);

	if (status < 0)
		return status;
	if (round.state != BALLOT_OPEN && round.state != BALLOT_RECONCILED)
		return election_wrong_state(&round);
	round.voters = running_int(running, "voters");
	round.issued = running_int(running, "issued");
	round.returned = running_int(running, "returned");
	round.unused = running_value(running, "unused")->type == VALUE_NULL ? -1 : running_int(running, "unused");
	round.helped = running_int(running, "helped");
	status = check_numbers(&round);
	if (status < 0)
		return status;
	round.state = contest_valid(round.voters, round.returned) ? BALLOT_RECONCILED : BALLOT_VOID;
	json_key(running->facts, "returned");
	json_int(running->facts, round.returned);
	json_key(running->facts, "valid");
	json_bool(running->facts, round.state == BALLOT_RECONCILED);
	if (round.state == BALLOT_VOID)
		status = election_forget_sheets(running, &round);
	return status < 0 ? status : write_round(running, &round);
}

/* --- the count ------------------------------------------------------------------------------------ */

static const struct field round_fields[] = {
	ELECTION_FIELD,
	{"round", {"投票", "Ballot"}, FIELD_INT, REQUIRED, "ELEC-26.1b"},
};

STATEMENT(tally_add,
	"insert into ballot_tally (round, line, person, name, yes, no, abstain, written_in, place, tied)"
	" values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
STATEMENT(tally_clear, "delete from ballot_tally where round = $1");

static int64_t
place_of(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (same_name(names->name[i], name))
			return (int64_t)i + 1;
	return 0;
}

/* Whose name it is: a candidate's of the ballot, else one of those who may be written in, under a name of its own. */
static int64_t
person_of(const struct candidate *const *standing, size_t count, const struct eligible *eligible, size_t eligible_count,
          const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (same_name(standing[i]->name, name))
			return standing[i]->person;
	for (size_t i = 0; i < eligible_count; i++)
		if (same_name(eligible[i].name, name))
			return eligible[i].person;
	return 0;
}

static int
write_tallies(struct running *running, const struct election *election, const struct ballot_round *round,
              const struct count_result *result)
{
	const struct candidate **standing;
	struct eligible *eligible;
	size_t count, eligible_count;
	int status = ballot_order(running->call->arena, election, round, &standing, &count);

	if (status == 0)
		status = eligible_names(running->db, running->call->arena, election, round, &eligible, &eligible_count);
	if (status == 0)
		status = db_exec(running->db, tally_clear, ARGS(INT(round->id)), NULL);
	for (size_t i = 0; i < result->tally_count && status == 0; i++) {
		const struct count_tally *tally = &result->tallies[i];
		int64_t person = person_of(standing, count, eligible, eligible_count, tally->name);

		status = db_exec(running->db, tally_add,
		                 ARGS(INT(round->id), INT((int64_t)i + 1), person ? INT(person) : SQL_NULL, TEXT(tally->name),
		                      INT(tally->yes), known(tally->no), known(tally->abstain), INT(tally->written_in),
		                      INT(place_of(&result->elected, tally->name)),
		                      INT(place_of(&result->tied, tally->name) > 0)), NULL);
	}
	return status;
}

/* What the tellers read differently has been decided. */
static int
check_settled(const struct ballot_round *round, const struct difference *difference)
{
	long long bundle = difference->bundle, ballot = difference->ballot;

	if (!difference->first || !difference->second)
		return fail(FAIL_REFUSED, "ELEC-26.1a", "round", "第 %lld 捆两名计票人录入的张数不同，请重新点数后再录。",
		            "Bundle %lld: the tellers entered different numbers of papers; count them again.", bundle);
	if (difference->decided)
		return 0;
	if (difference->namesakes)
		return fail(FAIL_REFUSED, "ELEC-25.2", "round", "另选的姓名有几人同名（第 %lld 捆第 %lld 张或行），须由监票人认定所指的人。",
		            "A name written in is that of several (bundle %lld, paper or line %lld); a supervisor decides whom it means.",
		            bundle, ballot);
	if (round->by_totals)
		return fail(FAIL_REFUSED, "ELEC-22.1", "round", "计票汇总单第 %lld 行两名计票人录入不同，须由监票人认定。",
		            "Line %lld of the tally sheets: the tellers differ; a supervisor has to decide.", ballot);
	return fail(FAIL_REFUSED, "ELEC-22.1", "round", "第 %lld 捆第 %lld 张两名计票人读法不同，须由监票人认定。",
	            "Bundle %lld, paper %lld: the tellers differ; a supervisor has to decide.", bundle, ballot);
}

static int
check_countable(struct running *running, const struct election *election, const struct ballot_round *round,
                int64_t *ret_differences)
{
	struct difference *differences;
	size_t count;
	int status = 0;

	for (int reader = 1; reader <= 2 && status == 0; reader++) {
		struct entered entered;

		status = round_entered(running->db, round->id, reader, &entered);
		if (status == 0 && entered.ballots != round->returned)
			status = fail(FAIL_REFUSED, "ELEC-26.1a", "round", "第 %d 名计票人录入了 %lld 张，收回 %lld 张，还不能计票。",
			              "Teller %d has entered %lld of %lld ballots; they cannot be counted yet.", reader,
			              (long long)entered.ballots, (long long)round->returned);
	}
	if (status == 0)
		status = round_differences(running->db, running->call->arena, election, round, &differences, &count);
	for (size_t i = 0; status == 0 && i < count; i++)
		status = check_settled(round, &differences[i]);
	if (status == 0)
		*ret_differences = (int64_t)count;
	return status;
}

static int
run_count(struct running *running)
{
	const struct count_result *result;
	struct election *election;
	struct ballot_round round;
	int status = election_round_of(running, &election, &round);

	if (status == 0 && round.state != BALLOT_RECONCILED)
		status = election_wrong_state(&round);
	if (status == 0)
		status = check_countable(running, election, &round, &round.differences);
	if (status == 0)
		status = round_result(running->db, running->call->arena, election, &round, &result);
	if (status == 0)
		status = write_tallies(running, election, &round, result);
	if (status < 0)
		return status;
	round.valid = result->valid;
	round.invalid = result->invalid;
	round.state = BALLOT_COUNTED;
	return write_round(running, &round);
}

/* --- the signed record ------------------------------------------------------------------------------- */

STATEMENT(signature_add, "insert into ballot_signature (round, person, made) values ($1, $2, $3)");
STATEMENT(candidate_write_in,
	"insert into election_candidate (id, made, election, contest, person, name, place) values ($1, $2, $3, $4, $5, $6, 0)");

static size_t
supervisors(const struct election *election, const struct assembly *assembly)
{
	size_t count = 0;

	for (size_t i = 0; i < election->official_count; i++)
		count += election->officials[i].assembly == assembly && election->officials[i].role == OFFICIAL_SUPERVISOR;
	return count;
}

/* Whoever was written in and goes on to the formal vote or a runoff stands on its ballot like the others. */
static int
put_up_written_in(struct running *running, const struct election *election, const struct ballot_round *round)
{
	int status = 0;

	for (size_t i = 0; i < election->tally_count && status == 0; i++) {
		const struct round_tally *tally = &election->tallies[i];
		bool goes_on = tally->tied || (round->kind == CONTEST_PRELIMINARY && tally->place > 0);

		if (tally->round->id == round->id && tally->written_in && tally->person && goes_on)
			status = db_exec(running->db, candidate_write_in,
			                 ARGS(INT(act_new_id(&running->act)), INT(running->act.number), INT(election->id),
			                      INT(round->seats->id), INT(tally->person), TEXT(tally->name)), NULL);
	}
	return status;
}

static int
run_sign(struct running *running)
{
	const struct official *supervisor;
	struct election *election;
	struct ballot_round round;
	int status = election_round_of(running, &election, &round);

	if (status == 0)
		status = election_official(running, OFFICIAL_SUPERVISOR, election, round.seats->assembly, &supervisor);
	if (status == 0 && round.state != BALLOT_COUNTED)
		status = election_wrong_state(&round);
	for (size_t i = 0; status == 0 && i < election->signature_count; i++)
		if (election->signatures[i].round->id == round.id && election->signatures[i].person == supervisor->person)
			status = fail(FAIL_REFUSED, "ELEC-26.1b", "round", "您已经签字。", "You have signed already.");
	if (status == 0)
		status = db_exec(running->db, signature_add,
		                 ARGS(INT(round.id), INT(supervisor->person), INT(running->act.number)), NULL);
	if (status < 0 || round.signatures + 1 < supervisors(election, round.seats->assembly))
		return status;
	round.state = BALLOT_SIGNED;
	status = election_forget_sheets(running, &round);
	if (status == 0)
		status = put_up_written_in(running, election, &round);
	return status == 0 ? write_round(running, &round) : status;
}

/* Before anybody has signed, a wrong entry is mended by going back to the sheets. */
STATEMENT(signatures_of, "select count(*) from ballot_signature where round = $1");

static int
run_reopen(struct running *running)
{
	struct election *election;
	struct ballot_round round;
	int64_t signatures = 0;
	int status = election_round_of(running, &election, &round);

	if (status == 0 && round.state != BALLOT_COUNTED)
		status = election_wrong_state(&round);
	if (status == 0)
		status = db_number(running->db, signatures_of, ARGS(INT(round.id)), &signatures);
	if (status == 0 && signatures)
		status = fail(FAIL_REFUSED, "ELEC-26.1b", "round", "已有监票人签字，不能退回重录。",
		              "A supervisor has signed; the sheets cannot be opened again.");
	if (status == 0)
		status = db_exec(running->db, tally_clear, ARGS(INT(round.id)), NULL);
	round.state = BALLOT_RECONCILED;
	round.valid = round.invalid = round.differences = -1;
	return status == 0 ? write_round(running, &round) : status;
}

const struct action ballot_actions[] = {
	{"begin-ballot", {"清点人数，开始投票", "Roll call and ballot"}, FIELDS(begin_fields), .who = RUNS, .within = WITHIN_NODE,
	 .clauses = "ELEC-9.1 ELEC-13.1 ELEC-16.1 ELEC-17.1 ELEC-18.1 ELEC-19.1 ELEC-19.3 ELEC-21.1b ELEC-21.2 ELEC-22.2 ELEC-24.1b ELEC-24.1c ELEC-28.1 ELEC-28.3 ELEC-29.2b ELEC-29.3a",
	 .run = run_begin},
	{"reconcile-ballot", {"核对票数", "Reconcile the ballots"}, FIELDS(reconcile_fields), .who = RUNS | ROLE_SUPERVISOR,
	 .within = WITHIN_NODE, .clauses = "ELEC-24.2a ELEC-24.2b ELEC-26.1a ELEC-27.1", .run = run_reconcile},
	{"count-ballot", {"计票", "Count"}, FIELDS(round_fields), .who = RUNS | ROLE_SUPERVISOR, .within = WITHIN_NODE,
	 .clauses = "ELEC-23.1 ELEC-26.1c ELEC-27.2 ELEC-28.1 ELEC-28.2 ELEC-29.1 ELEC-29.2a ELEC-29.2b ELEC-29.3a ELEC-30.2",
	 .run = run_count},
	{"reopen-ballot", {"退回重录", "Back to the sheets"}, FIELDS(round_fields), .who = RUNS | ROLE_SUPERVISOR,
	 .within = WITHIN_NODE, .clauses = "ELEC-26.1b", .run = run_reopen},
	{"sign-ballot", {"监票人签字", "Sign the record"}, FIELDS(round_fields), .who = ROLE_SUPERVISOR, .within = WITHIN_NODE,
	 .clauses = "ELEC-22.1 ELEC-26.1b DP-3", .run = run_sign},
	{0},
};
