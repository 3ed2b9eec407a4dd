/* The election method's parameters (ELEC-38.1): how paper ballots are counted, how many supervise and tell, how long ballots are kept. */
#include "party/election_act.h"

#include "base/fail.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)
#define RUNS ROLE_BRANCH | ROLE_CLERKS
#define OFFICIALS_MOST 100
#define KEEP_MOST 120 /* months */

const struct choice counting_ways[] = {
	{COUNT_BALLOTS, "ballots", {"两名计票人分别逐张录入选票", "two tellers enter the ballots apart"}},
	{COUNT_TOTALS, "totals", {"签字的计票汇总单由两名计票人分别录入", "a signed tally sheet, entered by two tellers apart"}},
	{0},
};

static bool
has_own(const struct assembly *assembly)
{
	return assembly->kind == ASSEMBLY_MEMBERS || assembly->kind == ASSEMBLY_CONGRESS || assembly->kind == ASSEMBLY_UNIT;
}

/* A plenary votes by the method of the meeting. */
static bool
holds_for(const struct assembly *own, const struct assembly *assembly)
{
	return own == assembly || (!has_own(assembly) && own->kind != ASSEMBLY_UNIT);
}

struct election_method
election_method(const struct election *election, const struct assembly *assembly)
{
	struct election_method method = {
		.assembly = assembly, .counting = COUNT_BALLOTS, .supervisors = election->supervisors_least,
		.tellers = election->tellers_least,
	};

	for (size_t i = 0; i < election->method_count; i++)
		if (holds_for(election->methods[i].assembly, assembly))
			method = election->methods[i];
	/* Of a small committee few are left who are no candidates (ELEC-22.3); two enter what was counted. */
	if (!has_own(assembly)) {
		method.supervisors = SUPERVISORS_LEAST;
		method.tellers = TELLERS_LEAST;
	}
	return method;
}

static const struct field method_fields[] = {
	ELECTION_FIELD,
	{"assembly", {"会议", "Assembly"}, FIELD_INT, REQUIRED, "ELEC-38.1"},
	{"counting", {"计票方式", "How ballots are counted"}, FIELD_CHOICE, REQUIRED, "ELEC-26.1c", .choices = counting_ways},
	{"supervisors", {"监票人至少（名）", "Vote supervisors, at least"}, FIELD_INT, 0, "ELEC-22.1", .max = OFFICIALS_MOST,
	 .hint = {"不填即按本级设置的下限", "the least that is set for the place if left empty"}},
	{"tellers", {"计票人至少（名）", "Tellers, at least"}, FIELD_INT, 0, "ELEC-23.1", .max = OFFICIALS_MOST,
	 .hint = {"不填即按本级设置的下限", "the least that is set for the place if left empty"}},
	{"keep_months", {"选票封存保存月数", "Months the sealed ballots are kept"}, FIELD_INT, 0, "DP-14", .max = KEEP_MOST,
	 .hint = {"不填即选举结果报告后销毁", "destroyed once the result is reported if left empty"}},
};

STATEMENT(method_end, "update election_method set ended = $3 where election = $1 and assembly = $2 and ended is null");
STATEMENT(method_add, "insert into election_method (id, made, election, assembly, counting, supervisors, tellers, keep_months)"
                      " values ($1, $2, $3, $4, $5, $6, $7, $8)");
static int
check_method(const struct assembly *assembly, const struct election *election, const struct election_method *method)
{
	if (!has_own(assembly))
		return fail(FAIL_REFUSED, "ELEC-38.1", "assembly", "全体会议按大会通过的选举办法选举，不另定选举办法。",
		            "A plenary votes by the method of the meeting and adopts none of its own.");
	if (assembly->opened)
		return fail(FAIL_REFUSED, "ELEC-38.1", "assembly", "会议已经开始选举，选举办法不再改动。",
		            "The assembly has been opened; its method no longer changes.");
	if (method->supervisors < election->supervisors_least)
		return fail(FAIL_REFUSED, "ELEC-22.1", "supervisors", "监票人不能少于 %lld 名。", "There are at least %lld vote supervisors.",
		            (long long)election->supervisors_least);
	if (method->tellers < election->tellers_least)
		return fail(FAIL_REFUSED, "ELEC-23.1", "tellers", "计票人不能少于 %lld 名。", "There are at least %lld tellers.",
		            (long long)election->tellers_least);
	return 0;
}

static int64_t
given_or(const struct running *running, const char *field, int64_t otherwise)
{
	return running_value(running, field)->type == VALUE_NULL ? otherwise : running_int(running, field);
}

static int
run_method(struct running *running)
{
	struct election *election;
	const struct assembly *assembly;
	struct election_method method;
	int status = election_assembly_of(running, &election, &assembly);

	if (status < 0)
		return status;
	method = (struct election_method){
		.counting = (enum counting_way)running_int(running, "counting"),
		.supervisors = given_or(running, "supervisors", election->supervisors_least),
		.tellers = given_or(running, "tellers", election->tellers_least),
		.keep_months = given_or(running, "keep_months", 0),
	};
	status = check_method(assembly, election, &method);
	if (status == 0)
		status = db_exec(running->db, method_end, ARGS(INT(election->id), INT(assembly->id), INT(running->act.number)), NULL);
	if (status == 0)
		status = election_vote_anew(running, election, assembly, "method_adopted");
	if (status < 0)
		return status;
	json_key(running->facts, "counting");
	json_text(running->facts, counting_ways[method.counting - COUNT_BALLOTS].word);
	json_key(running->facts, "supervisors");
	json_int(running->facts, method.supervisors);
	json_key(running->facts, "tellers");
	json_int(running->facts, method.tellers);
	return db_exec(running->db, method_add,
	               ARGS(INT(act_new_id(&running->act)), INT(running->act.number), INT(election->id), INT(assembly->id),
	                    INT(method.counting), INT(method.supervisors), INT(method.tellers), INT(method.keep_months)), NULL);
}

const struct action method_actions[] = {
	{"set-election-method", {"拟订选举办法", "Draft the election method"}, FIELDS(method_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-22.1 ELEC-23.1 ELEC-26.1c ELEC-38.1", .run = run_method},
	{0},
};
