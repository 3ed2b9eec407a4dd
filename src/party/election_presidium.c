/* Who presides: a congress's presidium, proposed from the delegates and voted on; the chair of each assembly (ELEC-20). */
#include "party/election_act.h"

#include <string.h>

#include "base/fail.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)
#define RUNS ROLE_BRANCH | ROLE_CLERKS

static const struct presidium_member *
member_of(const struct election *election, const struct assembly *assembly, int64_t person)
{
	for (size_t i = 0; i < election->presidium_count; i++)
		if (election->presidium[i].assembly == assembly && election->presidium[i].person == person)
			return &election->presidium[i];
	return NULL;
}

/* --- the presidium ------------------------------------------------------------------------- */

/* ELEC-20.2b: by whom a member may be proposed. */
const struct choice presidium_proposers[] = {
	{1, "committee", {"上届委员会", "outgoing committee"}},
	{2, "delegation", {"代表团", "delegation"}},
	{0},
};

static const struct field propose_fields[] = {
	ELECTION_FIELD,
	{"assembly", {"会议", "Assembly"}, FIELD_INT, REQUIRED, "ELEC-20.2b"},
	{"person", {"主席团成员人选（代表）", "Delegate proposed"}, FIELD_REF, REQUIRED | PERSONAL, "ELEC-20.2b", .refers = "person"},
	{"proposer", {"提名者", "Proposed by"}, FIELD_CHOICE, REQUIRED, "ELEC-20.2b", .choices = presidium_proposers},
};

static const struct field withdraw_fields[] = {
	ELECTION_FIELD,
	{"member", {"主席团成员人选", "Member proposed"}, FIELD_INT, REQUIRED, "ELEC-20.2b"},
};

STATEMENT(presidium_add, "insert into election_presidium (id, made, election, assembly, person, proposer)"
                         " values ($1, $2, $3, $4, $5, $6)");
STATEMENT(presidium_end, "update election_presidium set ended = $2 where id = $1 and ended is null");
static int
check_open_list(const struct assembly *assembly)
{
	if (assembly->kind != ASSEMBLY_CONGRESS)
		return fail(FAIL_REFUSED, "ELEC-20.2a", "assembly", "只有党员代表大会设主席团；党员大会由上届委员会（书记）主持。",
		            "Only a congress has a presidium; a general meeting is chaired by the outgoing committee or secretary.");
	if (assembly->opened)
		return fail(FAIL_REFUSED, "ELEC-20.2b", "assembly", "大会已经进入选举，主席团不再改动。",
		            "The congress has been opened; its presidium no longer changes.");
	return 0;
}

static int
run_propose(struct running *running)
{
	int64_t id, person = running_int(running, "person");
	const struct assembly *assembly;
	struct election *election;
	struct roll roll;
	int status = election_assembly_of(running, &election, &assembly);

	if (status == 0)
		status = check_open_list(assembly);
	if (status == 0)
		status = election_roll(running->db, running->call->arena, election, assembly, &roll);
	if (status == 0 && !roll_entitles(&roll, person))
		status = fail(FAIL_REFUSED, "ELEC-20.2b", "person", "主席团成员从代表中提名；此人不是经资格审查合格的代表。",
		              "The presidium is proposed from the delegates; this person is no delegate who passed the check.");
	if (status == 0 && member_of(election, assembly, person))
		status = fail(FAIL_REFUSED, "ELEC-20.2b", "person", "此人已在名单内。", "This delegate is on the list already.");
	if (status < 0)
		return status;
	id = act_new_id(&running->act);
	json_key(running->facts, "person");
	json_int(running->facts, person);
	status = db_exec(running->db, presidium_add,
	                 ARGS(INT(id), INT(running->act.number), INT(election->id), INT(assembly->id), INT(person),
	                      INT(running_int(running, "proposer"))), NULL);
	if (status == 0)
		status = election_vote_anew(running, election, assembly, "presidium");
	return status < 0 ? status : running_id(running, id);
}

static int
run_withdraw(struct running *running)
{
	const struct presidium_member *member = NULL;
	struct election *election;
	int status = election_of(running, &election);

	if (status < 0)
		return status;
	for (size_t i = 0; i < election->presidium_count; i++)
		if (election->presidium[i].id == running_int(running, "member"))
			member = &election->presidium[i];
	if (!member)
		return fail(FAIL_NOT_FOUND, NULL, "member", "名单上没有这个人。", "There is no such member.");
	status = check_open_list(member->assembly);
	if (status == 0)
		status = election_end(running, presidium_end, member->id);
	json_key(running->facts, "person");
	json_int(running->facts, member->person);
	return status == 0 ? election_vote_anew(running, election, member->assembly, "presidium") : status;
}

int
election_presidium_stands(struct running *running, const struct election *election, const struct assembly *assembly)
{
	size_t count = 0;
	struct roll roll;
	int status = election_roll(running->db, running->call->arena, election, assembly, &roll);

	for (size_t i = 0; i < election->presidium_count && status == 0; i++) {
		const struct presidium_member *member = &election->presidium[i];

		if (member->assembly != assembly)
			continue;
		count++;
		if (!roll_entitles(&roll, member->person))
			status = fail(FAIL_REFUSED, "ELEC-20.2b", "assembly", "%s不是经资格审查合格的代表，不能作主席团成员，请先更换。",
			              "%s is no delegate who passed the check and cannot be in the presidium; replace that member first.",
			              member->name);
	}
	if (status == 0 && count == 0)
		status = fail(FAIL_REFUSED, "ELEC-20.2b", "assembly", "还没有提名主席团成员。", "Nobody has been proposed for the presidium.");
	return status;
}

/* --- the chair ----------------------------------------------------------------------------- */

STATEMENT(held_post, "select count(*) from post where body = $1 and person = $2 and ended is null and since <= $3"
                     " and until > $3");

int
election_check_chair(struct running *running, const struct election *election, const struct assembly *assembly,
                     const struct roll *roll)
{
	int64_t chair = running_int(running, "chair"), posts = 0;
	struct bilingual newcomer = {"主持人不是上届委员会成员（书记）。", "The chair was not in the outgoing committee."};
	int status;

	if (is_plenary(assembly))
		return roll_entitles(roll, chair) ? 0
		       : fail(FAIL_REFUSED, "ELEC-20.3", "chair", "第一次全体会议由一名新当选的委员主持。",
		              "The first plenary is chaired by one of those newly elected.");
	if (assembly->kind == ASSEMBLY_CONGRESS)
		return member_of(election, assembly, chair) ? 0
		       : fail(FAIL_REFUSED, "ELEC-20.2a", "chair", "代表大会由主席团主持，主持人应当是主席团成员。",
		              "The congress is chaired by its presidium; the chair is one of its members.");
	if (assembly->kind != ASSEMBLY_MEMBERS || election->cause == CAUSE_FIRST)
		return 0;
	status = db_number(running->db, held_post, ARGS(INT(election->body), INT(chair), INT(assembly->day)), &posts);
	if (status < 0 || posts)
		return status;
	return election_flag(running, election->form == FORM_MEMBERS_OFFICERS ? "ELEC-20.1b" : "ELEC-20.1a", newcomer);
}

static const struct field chair_fields[] = {
	ELECTION_FIELD,
	{"assembly", {"会议", "Assembly"}, FIELD_INT, REQUIRED, "ELEC-20.1a"},
	{"chair", {"会议主持人", "Chair"}, FIELD_REF, REQUIRED | PERSONAL, "ELEC-20.1a", .refers = "person"},
	REASON_FIELDS,
};

STATEMENT(assembly_end, "update election_assembly set ended = $2 where id = $1 and ended is null");
STATEMENT(assembly_chaired,
	"insert into election_assembly (id, made, election, kind, body, day, chair, opened, members, full_members, entitled)"
	" select id, $2, election, kind, body, day, $3, opened, members, full_members, entitled from election_assembly"
	" where id = $1 and ended = $2");

/* Named beforehand, so that papers name the chair; who presided stands with the opening. */
static int
run_chair(struct running *running)
{
	const struct assembly *assembly;
	struct election *election;
	struct roll roll;
	int status = election_assembly_of(running, &election, &assembly);

	if (status == 0 && assembly->opened)
		status = fail(FAIL_REFUSED, "ELEC-20.1a", "assembly", "会议已经开始选举，主持人不再改动。",
		              "The assembly has been opened; its chair no longer changes.");
	if (status == 0)
		status = election_roll(running->db, running->call->arena, election, assembly, &roll);
	if (status == 0)
		status = election_check_chair(running, election, assembly, &roll);
	if (status == 0)
		status = election_end(running, assembly_end, assembly->id);
	if (status < 0)
		return status;
	json_key(running->facts, "assembly");
	json_int(running->facts, assembly->id);
	json_key(running->facts, "chair");
	json_int(running->facts, running_int(running, "chair"));
	return db_exec(running->db, assembly_chaired,
	               ARGS(INT(assembly->id), INT(running->act.number), INT(running_int(running, "chair"))), NULL);
}

const struct action presidium_actions[] = {
	{"propose-presidium", {"提名主席团成员", "Propose a member of the presidium"}, FIELDS(propose_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-20.2a ELEC-20.2b", .run = run_propose},
	{"withdraw-presidium", {"从主席团名单中去掉", "Take off the list of the presidium"}, FIELDS(withdraw_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-20.2b", .run = run_withdraw},
	{"name-chair", {"确定会议主持人", "Name the chair"}, FIELDS(chair_fields), .who = RUNS, .within = WITHIN_NODE,
	 .clauses = "ELEC-20.1a ELEC-20.1b ELEC-20.2a ELEC-20.3", .run = run_chair},
	{0},
};
