/*
 * What two tellers read on the ballots, or on the tally sheets, entered blind
 * to each other, and what a supervisor decides where they differ.  Nothing of
 * it outlives the signed record (DP-3).
 */
#include "party/election_act.h"

#include <string.h>

#include "base/fail.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)

STATEMENT(sheets_delete, "delete from ballot_sheet where round = $1");
STATEMENT(decisions_delete, "delete from ballot_decision where round = $1");

int
election_forget_sheets(struct running *running, const struct ballot_round *round)
{
	int status = db_exec(running->db, sheets_delete, ARGS(INT(round->id)), NULL);

	return status < 0 ? status : db_exec(running->db, decisions_delete, ARGS(INT(round->id)), NULL);
}

/* Ballots or tally sheets: one way in one round. */
static int
check_way(const struct ballot_round *round, bool by_totals)
{
	if (round->by_totals == by_totals)
		return 0;
	return by_totals ? fail(FAIL_REFUSED, "ELEC-38.1", "round", "按通过的选举办法，这次投票逐张录入选票，不用计票汇总单。",
	                        "By the election method adopted each ballot is entered here, not a tally sheet.")
	                 : fail(FAIL_REFUSED, "ELEC-38.1", "round", "按通过的选举办法，这次投票用计票汇总单两次录入，不逐张录入选票。",
	                        "By the election method adopted tally sheets are entered here, not the ballots.");
}

static int
reader_of(struct running *running, const struct election *election, const struct ballot_round *round,
          const struct official **ret_official)
{
	int status = election_official(running, OFFICIAL_TELLER, election, round->seats->assembly, ret_official);

	if (status == 0 && (*ret_official)->reader == 0)
		status = fail(FAIL_FORBIDDEN, "ELEC-23.1", NULL, "选票由两名计票人分别录入，您不是其中之一。",
		              "Two tellers enter the ballots; you are not one of them.");
	return status;
}

/* The round that the action names, where its sheets are entered this way, and the teller who does. */
static int
open_to_teller(struct running *running, bool by_totals, struct election **ret_election, struct ballot_round *ret_round,
               const struct official **ret_teller)
{
	int status = election_round_of(running, ret_election, ret_round);

	if (status == 0)
		status = reader_of(running, *ret_election, ret_round, ret_teller);
	if (status == 0 && ret_round->state != BALLOT_RECONCILED)
		status = election_wrong_state(ret_round);
	return status == 0 ? check_way(ret_round, by_totals) : status;
}

static const struct field enter_fields[] = {
	ELECTION_FIELD,
	{"round", {"投票", "Ballot"}, FIELD_INT, REQUIRED, "ELEC-23.1"},
	{"bundle", {"第几捆", "Bundle"}, FIELD_INT, REQUIRED, "ELEC-26.1a", .max = 100000},
	{"ballots", {"各张选票", "The ballots"}, FIELD_TEXT, REQUIRED | LINES, "ELEC-25.1", .max = (int)SHEET_MAX,
	 .hint = {"一张一行：1 赞成，0 不赞成，- 弃权，依选票上的顺序；另选他人写在竖线后，以分号隔开",
	          "one a line: 1 yes, 0 no, - abstention, in the order of the ballot; written-in names after a bar"}},
};

STATEMENT(sheet_end, "delete from ballot_sheet where round = $1 and reader = $2 and bundle = $3");
STATEMENT(sheet_add, "insert into ballot_sheet (round, reader, bundle, ballots, sheet) values ($1, $2, $3, $4, $5)");
STATEMENT(decisions_of_bundle, "delete from ballot_decision where round = $1 and bundle = $2");
STATEMENT(entered_elsewhere, "select coalesce(sum(ballots), 0) from ballot_sheet where round = $1 and reader = $2"
                             " and bundle <> $3");

static int
write_sheet(struct running *running, const struct ballot_round *round, int64_t reader, const char *sheet, int64_t ballots)
{
	int64_t bundle = running_int(running, "bundle"), others = 0;
	int status = db_number(running->db, entered_elsewhere, ARGS(INT(round->id), INT(reader), INT(bundle)), &others);

	if (status == 0 && others + ballots > round->returned)
		status = fail(FAIL_REFUSED, "ELEC-27.1", "ballots", "一共录入 %lld 张，多于收回的 %lld 张。",
		              "%lld ballots entered, %lld returned.", (long long)(others + ballots), (long long)round->returned);
	if (status == 0)
		status = db_exec(running->db, sheet_end, ARGS(INT(round->id), INT(reader), INT(bundle)), NULL);
	if (status == 0)
		status = db_exec(running->db, decisions_of_bundle, ARGS(INT(round->id), INT(bundle)), NULL);
	if (status == 0)
		status = db_exec(running->db, sheet_add,
		                 ARGS(INT(round->id), INT(reader), INT(bundle), INT(ballots), TEXT(sheet)), NULL);
	return status;
}

/* Nothing of what a ballot says goes into the journal: only that a bundle was entered. */
static int
run_enter(struct running *running)
{
	const struct official *teller;
	struct election *election;
	struct ballot_round round;
	const char *sheet;
	int64_t ballots;
	int status = open_to_teller(running, false, &election, &round, &teller);

	if (status == 0 && running_int(running, "bundle") == 0)
		status = fail(FAIL_INPUT, "ELEC-26.1a", "bundle", "捆号从 1 开始。", "Bundles are numbered from 1.");
	if (status == 0)
		status = sheet_read(running->call->arena, election, &round, running_text(running, "ballots"), BUNDLE, &sheet,
		                    &ballots);
	if (status == 0)
		status = write_sheet(running, &round, teller->reader, sheet, ballots);
	if (status < 0)
		return status;
	json_key(running->facts, "bundle");
	json_int(running->facts, running_int(running, "bundle"));
	json_key(running->facts, "ballots");
	json_int(running->facts, ballots);
	return 0;
}

static const struct field totals_fields[] = {
	ELECTION_FIELD,
	{"round", {"投票", "Ballot"}, FIELD_INT, REQUIRED, "ELEC-23.1"},
	{"valid", {"有效票", "Valid ballots"}, FIELD_INT, REQUIRED, "ELEC-27.2", .max = 1000000},
	{"invalid", {"无效票", "Invalid ballots"}, FIELD_INT, REQUIRED, "ELEC-27.2", .max = 1000000},
	{"votes", {"各候选人得票", "Votes of each candidate"}, FIELD_TEXT, REQUIRED | LINES, "ELEC-30.2", .max = (int)SHEET_MAX,
	 .hint = {"一人一行，依选票上的顺序：姓名 赞成 不赞成 弃权", "one a line, in the order of the ballot: name, yes, no, abstentions"}},
	{"written", {"另选他人", "Written in"}, FIELD_TEXT, LINES, "ELEC-25.2", .max = 4000,
	 .hint = {"一人一行：姓名 票数；没有的不填", "one a line: name and votes; empty where there is none"}},
};

STATEMENT(totals_end, "delete from ballot_sheet where round = $1 and reader = $2");

/* In place of an earlier sheet; what was decided between two others falls with it. */
static int
write_totals(struct running *running, const struct ballot_round *round, int64_t reader, const char *sheet, int64_t ballots)
{
	int status = db_exec(running->db, totals_end, ARGS(INT(round->id), INT(reader)), NULL);

	if (status == 0)
		status = db_exec(running->db, decisions_delete, ARGS(INT(round->id)), NULL);
	if (status == 0)
		status = db_exec(running->db, sheet_add, ARGS(INT(round->id), INT(reader), INT(0), INT(ballots), TEXT(sheet)), NULL);
	return status;
}

/* Each teller apart, like the sheets; a sheet that no ballots could come to is refused at once. */
static int
run_totals(struct running *running)
{
	const struct totals_typed typed = {
		.valid = running_int(running, "valid"), .invalid = running_int(running, "invalid"),
		.votes = running_text(running, "votes"), .written = running_text(running, "written"),
	};
	const struct official *teller;
	struct election *election;
	struct ballot_round round;
	const char *sheet;
	int status = open_to_teller(running, true, &election, &round, &teller);

	if (status == 0 && typed.valid + typed.invalid != round.returned)
		status = fail(FAIL_INPUT, "ELEC-26.1a", "valid", "有效票 %lld 张、无效票 %lld 张，合计不是收回的 %lld 张。",
		              "%lld valid and %lld invalid ballots are not the %lld returned.", (long long)typed.valid,
		              (long long)typed.invalid, (long long)round.returned);
	if (status == 0)
		status = totals_read(running->call->arena, election, &round, &typed, &sheet);
	if (status == 0)
		status = totals_try(running->db, running->call->arena, election, &round, sheet);
	return status < 0 ? status : write_totals(running, &round, teller->reader, sheet, typed.valid + typed.invalid);
}

static const struct field decide_fields[] = {
	ELECTION_FIELD,
	{"round", {"投票", "Ballot"}, FIELD_INT, REQUIRED, "ELEC-22.1"},
	{"bundle", {"第几捆", "Bundle"}, FIELD_INT, REQUIRED, "ELEC-22.1", .max = 100000,
	 .hint = {"计票汇总单为 0", "0 of a tally sheet"}},
	{"ballot", {"第几张（行）", "Paper (line)"}, FIELD_INT, REQUIRED, "ELEC-22.1", .max = COUNT_CANDIDATES_MAX + 2},
	{"reading", {"认定", "Decided reading"}, FIELD_TEXT, REQUIRED, "ELEC-25.1", .max = 4000,
	 .hint = {"另选的姓名有几人同名的，写能区分的姓名，如 王二（甲）；认不出指谁的照原样写，不计",
	          "of a name that several bear, the one that tells them apart; as it stands where nobody can tell: it does not count"}},
};

STATEMENT(decision_end, "delete from ballot_decision where round = $1 and bundle = $2 and ballot = $3");
STATEMENT(decision_add, "insert into ballot_decision (round, bundle, ballot, reading) values ($1, $2, $3, $4)");

static int
check_differs(struct running *running, const struct election *election, const struct ballot_round *round)
{
	struct difference *differences;
	size_t count;
	int status = round_differences(running->db, running->call->arena, election, round, &differences, &count);

	for (size_t i = 0; i < count && status == 0; i++)
		if (differences[i].bundle == running_int(running, "bundle") &&
		    differences[i].ballot == running_int(running, "ballot"))
			return 0;
	return status < 0 ? status
	       : fail(FAIL_REFUSED, "ELEC-22.1", "ballot", "两名计票人对这张选票的读法一致，或者还没有都录入。",
	              "The tellers agree on this paper, or have not both entered it.");
}

static int
run_decide(struct running *running)
{
	const struct official *supervisor;
	struct election *election;
	struct ballot_round round;
	const char *reading;
	int64_t ballots;
	int status = election_round_of(running, &election, &round);

	if (status == 0)
		status = election_official(running, OFFICIAL_SUPERVISOR, election, round.seats->assembly, &supervisor);
	if (status == 0 && round.state != BALLOT_RECONCILED)
		status = election_wrong_state(&round);
	if (status == 0)
		status = check_differs(running, election, &round);
	if (status == 0 && round.by_totals)
		status = totals_line(running->call->arena, election, &round, running_int(running, "ballot"), running_text(running, "reading"),
		                     &reading);
	else if (status == 0)
		status = sheet_read(running->call->arena, election, &round, running_text(running, "reading"), 1, &reading, &ballots);
	/* A sheet's lines end in a line feed; a reading is one line without it. */
	if (status == 0 && !(reading = arena_strndup(running->call->arena, reading, strcspn(reading, "\n"))))
		status = FAIL_MEMORY;
	if (status < 0)
		return status;
	json_key(running->facts, "bundle");
	json_int(running->facts, running_int(running, "bundle"));
	status = db_exec(running->db, decision_end,
	                 ARGS(INT(round.id), INT(running_int(running, "bundle")), INT(running_int(running, "ballot"))), NULL);
	if (status < 0)
		return status;
	return db_exec(running->db, decision_add,
	               ARGS(INT(round.id), INT(running_int(running, "bundle")), INT(running_int(running, "ballot")),
	                    TEXT(reading)), NULL);
}

const struct action entry_actions[] = {
	{"enter-ballots", {"录入一捆选票", "Enter a bundle"}, FIELDS(enter_fields), .who = ROLE_TELLER, .within = WITHIN_NODE,
	 .clauses = "ELEC-38.1 ELEC-23.1 ELEC-25.1 ELEC-25.2 ELEC-27.2 DP-3", .run = run_enter},
	{"enter-totals", {"录入计票汇总单", "Enter a tally sheet"}, FIELDS(totals_fields), .who = ROLE_TELLER, .within = WITHIN_NODE,
	 .clauses = "ELEC-38.1 ELEC-23.1 ELEC-25.2 ELEC-26.1a ELEC-26.1c ELEC-27.2 ELEC-30.2 DP-3", .run = run_totals},
	{"decide-ballot", {"认定读法不同的选票", "Decide a paper read differently"}, FIELDS(decide_fields),
	 .who = ROLE_SUPERVISOR, .within = WITHIN_NODE, .clauses = "ELEC-22.1 ELEC-25.2 DP-3", .run = run_decide},
	{0},
};
