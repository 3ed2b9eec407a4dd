/* Erasing what is due, by a named officer who cites the document it rests on. */
#include <inttypes.h>

#include "base/fail.h"
#include "party/retention.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- what goes ------------------------------------------------------------------------- */

#define PERSON_AND_MERGED "(id = $1 or id in (select goes from merged where kind = 'person' and stays = $1))"
#define OF_PERSON_AND_MERGED "(person = $1 or person in (select goes from merged where kind = 'person' and stays = $1))"

STATEMENT(identifiers_erase, "update person set resident_id = null, resident_id_key = null, birth = null where " PERSON_AND_MERGED);
STATEMENT(name_erase, "update person set name = '" ERASED "' where " PERSON_AND_MERGED);
STATEMENT(account_erase, "update account set name = 'erased-' || id where disabled is not null and " OF_PERSON_AND_MERGED);
STATEMENT(restriction_erase, "delete from restriction where id = $1");
STATEMENT(roll_erase, "delete from election_elector where assembly in (select id from election_assembly where election = $1)");
STATEMENT(exclusions_erase, "delete from election_exclusion where election = $1");
STATEMENT(credentials_erase, "delete from election_credential where election = $1");
/* A write-in counts for nobody else: its total stays. */
STATEMENT(candidates_erase,
	"update election_candidate set person = 0, name = '" ERASED "' where election = $1 and person not in"
	" (select t.person from ballot_tally t join ballot_round r on r.id = t.round where r.election = $1 and t.place > 0"
	" and t.person is not null)");
STATEMENT(tallies_erase,
	"update ballot_tally set person = null, name = '" ERASED "' where place = 0 and round in (select id from ballot_round"
	" where election = $1) and (person is null or person not in (select t.person from ballot_tally t"
	" join ballot_round r on r.id = t.round where r.election = $1 and t.place > 0 and t.person is not null))");
STATEMENT(questions_erase, "update election_question set text = '" ERASED "', answer = '" ERASED "' where election = $1");
STATEMENT(incidents_erase, "update election_incident set text = '" ERASED "', decision = '" ERASED "' where election = $1");
STATEMENT(presidium_erase, "delete from election_presidium where election = $1");
STATEMENT(request_erase,
	"update data_request set text = '" ERASED "', answer = '" ERASED "', rule = null where id = $1");

STATEMENT(voice_erase, "update voice set text = '" ERASED "', answer = '" ERASED "' where id = $1");

#define OVERWRITTEN(column) column " = case when " column " is null then null else '" ERASED "' end"
STATEMENT(matter_erase, "update matter set " OVERWRITTEN("grounds") ", " OVERWRITTEN("remark") " where id = $1");
STATEMENT(facts_erase, "update matter_fact set text = '" ERASED "' where matter = $1 and text is not null");

static const char *const erasures[KEEPINGS][8] = {
	[KEEPS_IDENTIFIERS] = {identifiers_erase},
	[KEEPS_NAMES] = {name_erase, account_erase},
	[KEEPS_RESTRICTIONS] = {restriction_erase},
	[KEEPS_ELECTIONS] = {roll_erase, exclusions_erase, credentials_erase, candidates_erase, tallies_erase,
	                     questions_erase, incidents_erase, presidium_erase},
	[KEEPS_REQUESTS] = {request_erase},
	[KEEPS_VOICES] = {voice_erase},
	[KEEPS_APPLICATIONS] = {matter_erase, facts_erase},
	[KEEPS_OPINIONS] = {matter_erase, facts_erase},
};

int
retention_erase(struct db *db, enum keeping keeping, int64_t subject)
{
	int status = 0;

	for (size_t i = 0; i < COUNT(erasures[keeping]) && erasures[keeping][i] && status == 0; i++)
		status = db_exec(db, erasures[keeping][i], ARGS(INT(subject)), NULL);
	return status;
}

/* --- the action ------------------------------------------------------------------------------ */

static const struct choice keepings[] = {
	{1 + KEEPS_IDENTIFIERS, "identifiers", {"身份号码、出生日期", "Resident ID, date of birth"}},
	{1 + KEEPS_NAMES, "names", {"姓名", "Names"}},
	{1 + KEEPS_RESTRICTIONS, "restrictions", {"对党员的处理决定", "Decisions on members"}},
	{1 + KEEPS_ELECTIONS, "elections", {"选举资料中的个人信息", "Persons in election files"}},
	{1 + KEEPS_REQUESTS, "requests", {"个人信息请求", "Requests about data"}},
	{1 + KEEPS_VOICES, "voices", {"党员意见建议", "Members' proposals and views"}},
	{1 + KEEPS_APPLICATIONS, "applications", {"未获批准、已撤回的事项", "Matters refused or withdrawn"}},
	{1 + KEEPS_OPINIONS, "opinions", {"涉及人选的请示报告", "Matters about candidates and posts"}},
	{0},
};

static const struct field erase_fields[] = {
	{"node", {"范围", "Part of the tree"}, FIELD_INT, 0, "DP-14",
	 .hint = {"党组织的编号；不填即全部，须有相应的职责范围", "the number of a Party organization; empty: everything, for those whose role reaches it"}},
	{"what", {"类别", "What"}, FIELD_CHOICE, REQUIRED, "DP-14", .choices = keepings},
	{"document", {"依据", "Document it rests on"}, FIELD_TEXT, REQUIRED, "DP-14", .max = 100,
	 .hint = {"决定删除的文号或审批记录；不写个人信息", "the decision or approval; no personal data"}},
};

/* Everything, for those who reach it; else a node the actor's roles reach. */
static int
part_of_tree(struct running *running, const char **ret_path)
{
	const struct call *call = running->call;
	int64_t node = running_int(running, "node");
	int status;

	*ret_path = "/";
	if (!node && !actor_may(call->actor, running->action->who, "/"))
		return fail(FAIL_INPUT, "DP-14", "node", "请填写范围。", "Name the part of the tree.");
	if (!node) {
		running_allow(running);
		return 0;
	}
	status = access_node(running->db, call->arena, call->actor, running->action->who, node, call->today, call->today, ret_path);
	return status < 0 ? status : running_needs(running, *ret_path);
}

static int
run_erase(struct running *running)
{
	enum keeping keeping = (enum keeping)(running_int(running, "what") - 1);
	struct due_erasure *due;
	const char *path;
	size_t count;
	bool more;
	int status = part_of_tree(running, &path);

	if (status == 0)
		status = retention_due(running->db, running->call->arena, keeping, path, running->call->today, ERASE_MAX, &due, &count,
		                       &more);
	if (status < 0)
		return status;
	if (count == 0)
		return fail(FAIL_REFUSED, keeping_table[keeping].clause, "what", "这一类没有到期应删除的个人信息。",
		            "Nothing of this is due for erasure.");
	running->entry.node = running_int(running, "node");
	json_key(running->facts, "what");
	json_text(running->facts, keeping_table[keeping].word);
	json_key(running->facts, "document");
	json_text(running->facts, running_text(running, "document"));
	json_key(running->facts, "erased");
	json_open(running->facts, '[');
	for (size_t i = 0; i < count && status == 0; i++) {
		json_int(running->facts, due[i].subject);
		status = retention_erase(running->db, keeping, due[i].subject);
		if (status == 0)
			status = running_id(running, due[i].subject);
	}
	json_close(running->facts, ']');
	return status;
}

const struct action retention_actions[] = {
	{"erase-due", {"到期删除", "Erase what is due"}, .fields = erase_fields, .field_count = COUNT(erase_fields),
	 .who = ROLE_BRANCH_SECRETARY | ROLE_CLERKS, .within = WITHIN_NODE, .clauses = "DP-14 DP-24", .pace = PACE_SLOW, .run = run_erase},
	{0},
};
