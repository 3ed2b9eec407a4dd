/* Delegates to a congress: the electing units and their seats, and the check of everybody's standing (ELEC-8, 11). */
#include "party/election_act.h"

#include <string.h>

#include "base/fail.h"
#include "registry/list.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)

/* --- electing units --------------------------------------------------------------------- */

static const struct field unit_fields[] = {
	ELECTION_FIELD,
	{"body", {"选举单位", "Electing unit"}, FIELD_REF, REQUIRED, "ELEC-8.2a", .refers = "body"},
	{"seats", {"代表名额", "Delegates"}, FIELD_INT, REQUIRED, "ELEC-8.2a", .max = 300},
	{"day", {"选举单位开会日期", "Day of its meeting"}, FIELD_DAY, REQUIRED, "ELEC-10.4"},
};

static const struct field drop_fields[] = {
	ELECTION_FIELD,
	{"assembly", {"选举单位会议", "Meeting of the unit"}, FIELD_INT, REQUIRED, "ELEC-8.2a"},
};

/* Whether the body hangs under the one whose congress it is. */
static int
check_under(struct running *running, const struct election *election, int64_t body)
{
	const char *above, *path;
	int status = placement_path(running->db, running->call->arena, election->body, running->call->today, &above);

	if (status == 0)
		status = placement_path(running->db, running->call->arena, body, running->call->today, &path);
	if (status < 0 && status != FAIL_NOT_FOUND)
		return status;
	if (status == 0 && body != election->body && strncmp(path, above, strlen(above)) == 0)
		return 0;
	return fail(FAIL_REFUSED, "ELEC-8.2a", "body", "选举单位应当是本组织下属的党组织。",
	            "An electing unit is an organization under the one whose congress it is.");
}

static int
check_unit(struct running *running, const struct election *election)
{
	const struct step_record *number = election_step(election, "delegate_number", 0, 0);
	int64_t shared = running_int(running, "seats"), body = running_int(running, "body");

	if (election->form != FORM_COMMITTEE_CONGRESS)
		return fail(FAIL_REFUSED, "ELEC-8.2a", "election", "召开党员大会的选举没有代表。", "A general meeting has no delegates.");
	if (!number)
		return fail(FAIL_REFUSED, "ELEC-8.1c", "election", "代表名额还没有经上级批准，不能分配。",
		            "The number of delegates is not approved yet; nothing can be shared out.");
	for (size_t i = 0; i < election->contest_count; i++) {
		const struct seats *seats = &election->contests[i];

		shared += seats->office == OFFICE_DELEGATE ? seats->count : 0;
		if (seats->office == OFFICE_DELEGATE && seats->assembly->body == body)
			return fail(FAIL_REFUSED, "ELEC-8.2a", "body", "这个选举单位已有名额。", "This unit has its seats already.");
	}
	if (shared > number->yes)
		return fail(FAIL_REFUSED, "ELEC-8.2a", "seats", "一共分配 %lld 名，多于批准的 %lld 名。",
		            "%lld shared out, %lld approved.", (long long)shared, (long long)number->yes);
	if (running_int(running, "seats") == 0)
		return fail(FAIL_INPUT, "ELEC-8.2a", "seats", "每个选举单位至少一名代表。", "Each unit has one delegate at least.");
	if (running_int(running, "day") > election->meeting)
		return fail(FAIL_REFUSED, "ELEC-10.4", "day", "代表要在党代表大会以前选出。", "Delegates are elected before the congress.");
	return check_under(running, election, body);
}

static int
run_add_unit(struct running *running)
{
	struct election *election;
	int64_t assembly, contest;
	int status = election_of(running, &election);

	if (status == 0)
		status = check_unit(running, election);
	if (status == 0)
		status = assembly_add(running, election, ASSEMBLY_UNIT, running_int(running, "body"),
		                      (day_no)running_int(running, "day"), &assembly);
	if (status == 0)
		status = contest_add(running, election->id, assembly, OFFICE_DELEGATE, ORGAN_COMMITTEE,
		                     running_int(running, "seats"), 0, &contest);
	if (status < 0)
		return status;
	json_key(running->facts, "body");
	json_int(running->facts, running_int(running, "body"));
	json_key(running->facts, "seats");
	json_int(running->facts, running_int(running, "seats"));
	return running_id(running, contest);
}

STATEMENT(unit_end, "update election_assembly set ended = $2 where id = $1 and ended is null");
STATEMENT(unit_contest_end, "update election_contest set ended = $2 where assembly = $1 and ended is null");

static int
run_drop_unit(struct running *running)
{
	struct election *election;
	const struct assembly *assembly;
	int status = election_of(running, &election);

	if (status < 0)
		return status;
	assembly = election_assembly(election, running_int(running, "assembly"));
	if (!assembly || assembly->kind != ASSEMBLY_UNIT)
		return fail(FAIL_NOT_FOUND, NULL, "assembly", "没有这个选举单位。", "There is no such electing unit.");
	for (size_t i = 0; i < election->candidate_count; i++)
		if (assembly->opened || election->candidates[i].seats->assembly == assembly)
			return fail(FAIL_REFUSED, "ELEC-8.2a", "assembly", "这个选举单位已经提名或者开会，名额不再改动。",
			            "This unit has nominated or met; its seats no longer change.");
	json_key(running->facts, "assembly");
	json_int(running->facts, assembly->id);
	status = election_end(running, unit_contest_end, assembly->id);
	return status == 0 ? election_end(running, unit_end, assembly->id) : status;
}

/* --- standing ------------------------------------------------------------------------------ */

static const struct field check_fields[] = {
	ELECTION_FIELD,
	{"person", {"代表", "Delegate"}, FIELD_REF, REQUIRED | PERSONAL, "ELEC-11.1", .refers = "person"},
	{"procedure_ok", {"产生程序符合规定", "Procedure in order"}, FIELD_BOOL, 0, "ELEC-11.2a"},
	{"qualified", {"具备代表资格", "Qualified"}, FIELD_BOOL, 0, "ELEC-11.2b"},
};

STATEMENT(check_end, "update election_credential set ended = $3 where election = $1 and person = $2 and ended is null");
STATEMENT(check_add, "insert into election_credential (id, made, election, person, procedure_ok, qualified)"
                     " values ($1, $2, $3, $4, $5, $6)");

int
election_delegates(struct arena *arena, const struct election *election, struct roll *ret_delegates)
{
	struct roll roll = {.at = ARENA_ARRAY(arena, election->tally_count + 1, struct elector)};

	if (!roll.at)
		return FAIL_MEMORY;
	for (size_t i = 0; i < election->tally_count; i++) {
		const struct round_tally *tally = &election->tallies[i];
		bool listed = false;

		for (size_t k = 0; k < roll.count; k++)
			listed = listed || roll.at[k].person == tally->person;
		if (tally->place == 0 || !tally->person || tally->round->seats->office != OFFICE_DELEGATE || listed ||
		    tally->round->state != BALLOT_SIGNED || tally->round->kind == CONTEST_PRELIMINARY)
			continue;
		roll.at[roll.count] = (struct elector){
			.person = tally->person, .name = tally->name, .because = "ELEC-11.1",
			.entitled = delegate_confirmed(election, tally->person),
		};
		roll.entitled += roll.at[roll.count++].entitled;
	}
	roll.full = roll.count;
	*ret_delegates = roll;
	return 0;
}

static int
check_elected(struct arena *arena, const struct election *election, int64_t person)
{
	struct roll delegates;
	int status = election_delegates(arena, election, &delegates);

	for (size_t i = 0; i < delegates.count && status == 0; i++)
		if (delegates.at[i].person == person)
			return 0;
	return status < 0 ? status : fail(FAIL_REFUSED, "ELEC-11.1", "person", "此人不是选出的代表。",
	                                  "This person is not among the delegates elected.");
}

/* Whoever does not pass leaves the seat open: the unit elects again (ELEC-11.2a, 11.2b). */
static int
run_check(struct running *running)
{
	struct election *election;
	int64_t person = running_int(running, "person");
	int status = election_of(running, &election);

	if (status < 0)
		return status;
	if (!election_step(election, "credentials_group", 0, 0))
		return fail(FAIL_REFUSED, "ELEC-11.1", "election", "还没有成立代表资格审查小组。", "There is no credentials group yet.");
	status = check_elected(running->call->arena, election, person);
	if (status < 0)
		return status;
	for (size_t i = 0; i < election->assembly_count; i++)
		if (election->assemblies[i].kind == ASSEMBLY_CONGRESS && election->assemblies[i].opened)
			return fail(FAIL_REFUSED, "ELEC-11.1", "person", "代表大会已经开始，审查不再改动。",
			            "The congress has been opened; the check no longer changes.");
	json_key(running->facts, "person");
	json_int(running->facts, person);
	status = db_exec(running->db, check_end, ARGS(INT(election->id), INT(person), INT(running->act.number)), NULL);
	if (status < 0)
		return status;
	return db_exec(running->db, check_add,
	               ARGS(INT(act_new_id(&running->act)), INT(running->act.number), INT(election->id), INT(person),
	                    INT(running_int(running, "procedure_ok")), INT(running_int(running, "qualified"))), NULL);
}

#define RUNS ROLE_BRANCH | ROLE_CLERKS

const struct action delegate_actions[] = {
	{"add-electing-unit", {"分配代表名额", "Give an electing unit its seats"}, FIELDS(unit_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-8.1c ELEC-8.2a ELEC-10.4", .run = run_add_unit},
	{"drop-electing-unit", {"收回代表名额", "Take an electing unit's seats back"}, FIELDS(drop_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-8.2a", .run = run_drop_unit},
	{"check-delegate", {"审查代表资格", "Check a delegate's standing"}, FIELDS(check_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-11.1 ELEC-11.2a ELEC-11.2b", .run = run_check},
	{0},
};
