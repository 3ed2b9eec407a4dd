/* Candidates with their introductions; vote supervisors and tellers. */
#include "party/election_act.h"

#include <string.h>

#include "base/fail.h"
#include "party/rights.h"
#include "registry/input.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)
#define RUNS ROLE_BRANCH | ROLE_CLERKS

/* --- candidates ----------------------------------------------------------------------- */

#define SHEET_TEXT 1000 /* characters of each part of an introduction: the same room for all (ELEC-6.1) */
#define SHEET_FIELDS                                                                                                    \
	{"order", {"批准的顺序", "Approved order"}, FIELD_INT, 0, "ELEC-24.1c", .max = 1000},                           \
	{"support", {"赞成的组织（党员）数", "Organizations (members) in favour"}, FIELD_INT, 0, "ELEC-10.1", .max = 1000000}, \
	{"cv", {"简历", "CV"}, FIELD_TEXT, PERSONAL | LINES | PROSE, "ELEC-21.1a", .max = SHEET_TEXT},                                  \
	{"work", {"工作实绩", "Work record"}, FIELD_TEXT, PERSONAL | LINES | PROSE, "ELEC-21.1a", .max = SHEET_TEXT},                   \
	{"strengths", {"主要优点", "Main strengths"}, FIELD_TEXT, PERSONAL | LINES | PROSE, "ELEC-21.1a", .max = SHEET_TEXT},           \
	{"weaknesses", {"主要不足", "Main weaknesses"}, FIELD_TEXT, PERSONAL | LINES | PROSE, "ELEC-21.1a", .max = SHEET_TEXT}

static const struct field nominate_fields[] = {
	ELECTION_FIELD,
	{"contest", {"选举项目", "Contest"}, FIELD_INT, REQUIRED, "ELEC-14.1"},
	{"person", {"候选人", "Candidate"}, FIELD_REF, REQUIRED | PERSONAL, "ELEC-5.1", .refers = "person"},
	{"name", {"选票上的姓名", "Name on the ballot"}, FIELD_TEXT, PERSONAL, "A-20", .max = 60,
	 .hint = {"不填即本名；同名的须能区分", "the person's own if left empty; namesakes must be told apart"}},
	SHEET_FIELDS, REASON_FIELDS,
};

static const struct field sheet_fields[] = {
	ELECTION_FIELD,
	{"candidate", {"候选人", "Candidate"}, FIELD_INT, REQUIRED, "ELEC-21.1a"},
	SHEET_FIELDS,
};

static const struct field withdraw_fields[] = {
	ELECTION_FIELD,
	{"candidate", {"候选人", "Candidate"}, FIELD_INT, REQUIRED, "ELEC-14.1"},
	{"why", {"理由", "Why"}, FIELD_TEXT, REQUIRED | PROSE, "ELEC-14.1", .max = 200},
};

/* A list changes before its first ballot, and again before a separate election (ELEC-29.3a). */
static int
check_list_open(struct running *running, const struct election *election, const struct seats *seats)
{
	struct contest_outcome outcome;
	int status = contest_outcome(running->call->arena, election, seats, &outcome);

	if (status < 0)
		return status;
	if (!outcome.last || (outcome.next && outcome.separate))
		return 0;
	return fail(FAIL_REFUSED, "ELEC-14.1", "contest", "这一项已经开始投票，候选人名单不再改动。",
	            "Voting on this office has begun; its list of candidates no longer changes.");
}

static int
check_new_candidate(struct running *running, const struct election *election, const struct seats *seats)
{
	int64_t person = running_int(running, "person");
	struct member_rights rights;
	int status = rights_of_person(running->db, running->call->arena, person, seats->assembly->day, election->rule_set,
	                              &rights);
	struct bilingual late = {"这个人选不在上级批复之内。", "This name is not in the reply of the higher organization."};

	if (status == FAIL_NOT_FOUND)
		return fail(FAIL_REFUSED, "ELEC-5.1", "person", "此人在会议当日没有组织关系，不能作候选人。",
		            "This person has no relation on the day of the meeting and cannot stand.");
	if (status == 0 && !rights.rights.has)
		return fail(FAIL_REFUSED, rights.rights.because, "person", "此人在会议当日没有被选举权，不能作候选人。",
		            "This member has no right to be elected on the day of the meeting.");
	for (size_t i = 0; i < election->candidate_count && status == 0; i++)
		if (election->candidates[i].seats == seats && election->candidates[i].person == person)
			return fail(FAIL_REFUSED, "ELEC-14.1", "person", "此人已在名单内。", "This member is on the list already.");
	if (status == 0 && seats->office != OFFICE_DELEGATE && election_step(election, "request_candidates", 0, 0))
		status = election_flag(running, "ELEC-16.1", late);
	return status;
}

static int
check_name(const struct election *election, const struct seats *seats, const char *name)
{
	for (size_t i = 0; i < election->candidate_count; i++)
		if (election->candidates[i].seats == seats && same_name(election->candidates[i].name, name))
			return fail(FAIL_REFUSED, "A-20", "name", "名单上已有同名的人，请写明能够区分的姓名。",
			            "There is a namesake on the list; write the name so that the two can be told apart.");
	return 0;
}

/* A candidate neither supervises nor tells; whoever does is replaced first (ELEC-22.2, 22.3, 23.1). */
static int
check_no_official(const struct election *election, const struct seats *seats, int64_t person)
{
	for (size_t i = 0; i < election->official_count; i++)
		if (election->officials[i].assembly == seats->assembly && election->officials[i].person == person)
			return fail(FAIL_REFUSED, election->officials[i].role == OFFICIAL_TELLER ? "ELEC-23.1" : "ELEC-22.2", "person",
			            "此人是这次会议的监票人或者计票人，请先更换。",
			            "This member supervises or tells at this assembly; replace that official first.");
	return 0;
}

STATEMENT(candidate_add,
	"insert into election_candidate (id, made, election, contest, person, name, place, support, cv, work, strengths,"
	" weaknesses) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
STATEMENT(candidate_end, "update election_candidate set ended = $2 where id = $1 and ended is null");

static int
write_candidate(struct running *running, const struct election *election, const struct candidate *candidate)
{
	return db_exec(running->db, candidate_add,
	               ARGS(INT(candidate->id), INT(running->act.number), INT(election->id), INT(candidate->seats->id),
	                    INT(candidate->person), TEXT(candidate->name), INT(candidate->order),
	                    candidate->support < 0 ? SQL_NULL : INT(candidate->support), TEXT(candidate->sheet[0]),
	                    TEXT(candidate->sheet[1]), TEXT(candidate->sheet[2]), TEXT(candidate->sheet[3])), NULL);
}

static const char *const sheet_names[] = {"cv", "work", "strengths", "weaknesses"};

static void
take_sheet(const struct running *running, struct candidate *candidate)
{
	if (running_given(running, "order"))
		candidate->order = running_int(running, "order");
	if (running_given(running, "support"))
		candidate->support = running_value(running, "support")->type == VALUE_NULL ? -1 : running_int(running, "support");
	for (int i = 0; i < 4; i++)
		if (running_given(running, sheet_names[i]))
			candidate->sheet[i] = running_text(running, sheet_names[i]);
}

static void
note_candidate(struct running *running, const struct candidate *candidate)
{
	json_key(running->facts, "contest");
	json_int(running->facts, candidate->seats->id);
	json_key(running->facts, "person");
	json_int(running->facts, candidate->person);
}

static int
run_nominate(struct running *running)
{
	struct election *election;
	struct candidate candidate = {.support = -1};
	int status = election_of(running, &election);

	if (status == 0 && !(candidate.seats = election_contest(election, running_int(running, "contest"))))
		status = fail(FAIL_NOT_FOUND, NULL, "contest", "没有这个选举项目。", "There is no such contest.");
	candidate.person = running_int(running, "person");
	candidate.name = running_text(running, "name");
	if (status == 0)
		status = check_list_open(running, election, candidate.seats);
	if (status == 0)
		status = check_new_candidate(running, election, candidate.seats);
	if (status == 0 && !candidate.name)
		status = ref_title(running->db, running->call->arena, &person_kind, candidate.person, running->call->today,
		                   &candidate.name);
	if (status == 0)
		status = check_name(election, candidate.seats, candidate.name);
	if (status == 0)
		status = check_no_official(election, candidate.seats, candidate.person);
	if (status < 0)
		return status;
	take_sheet(running, &candidate);
	if (candidate.seats->office == OFFICE_DELEGATE && candidate.support < 1)
		return fail(FAIL_INPUT, "ELEC-10.1", "support", "代表候选人由党支部推荐提名，请填写推荐的党支部（党员）数。",
		            "Delegates are nominated in the branches: give how many branches (members) are in favour.");
	candidate.id = act_new_id(&running->act);
	note_candidate(running, &candidate);
	status = write_candidate(running, election, &candidate);
	return status < 0 ? status : running_id(running, candidate.id);
}

static int
find_candidate(struct running *running, struct election **ret_election, struct candidate *ret_candidate)
{
	const struct candidate *candidate;
	int status = election_of(running, ret_election);

	if (status < 0)
		return status;
	candidate = election_candidate(*ret_election, running_int(running, "candidate"));
	if (!candidate)
		return fail(FAIL_NOT_FOUND, NULL, "candidate", "名单上没有这个人。", "There is no such candidate.");
	status = check_list_open(running, *ret_election, candidate->seats);
	if (status < 0)
		return status;
	*ret_candidate = *candidate;
	return election_end(running, candidate_end, candidate->id);
}

static int
run_sheet(struct running *running)
{
	struct election *election;
	struct candidate candidate;
	int status = find_candidate(running, &election, &candidate);

	if (status < 0)
		return status;
	take_sheet(running, &candidate);
	note_candidate(running, &candidate);
	return write_candidate(running, election, &candidate);
}

static int
run_withdraw(struct running *running)
{
	struct election *election;
	struct candidate candidate;
	int status = find_candidate(running, &election, &candidate);

	if (status < 0)
		return status;
	note_candidate(running, &candidate);
	json_key(running->facts, "why");
	json_text(running->facts, running_text(running, "why"));
	return 0;
}

/* --- officials ----------------------------------------------------------------------------- */

static const struct choice official_roles[] = {
	{OFFICIAL_SUPERVISOR, "supervisor", {"监票人", "vote supervisor"}},
	{OFFICIAL_TELLER, "teller", {"计票人", "teller"}},
	{0},
};

static const struct field appoint_fields[] = {
	ELECTION_FIELD,
	{"assembly", {"会议", "Assembly"}, FIELD_INT, REQUIRED, "ELEC-22.1"},
	{"person", {"姓名", "Person"}, FIELD_REF, REQUIRED | PERSONAL, "ELEC-22.2", .refers = "person"},
	{"role", {"职责", "Office"}, FIELD_CHOICE, REQUIRED, "ELEC-22.1", .choices = official_roles},
};

static const struct field dismiss_fields[] = {
	ELECTION_FIELD,
	{"official", {"监票人、计票人", "Official"}, FIELD_INT, REQUIRED, "ELEC-22.2"},
};

static int
check_appointment(struct running *running, const struct election *election, const struct assembly *assembly)
{
	int64_t person = running_int(running, "person");
	bool supervisor = running_int(running, "role") == OFFICIAL_SUPERVISOR;
	const char *clause = !supervisor ? "ELEC-23.1" : is_plenary(assembly) ? "ELEC-22.3" : "ELEC-22.2";
	struct roll roll;
	int status = election_roll(running->db, running->call->arena, election, assembly, &roll);

	if (status < 0)
		return status;
	for (size_t i = 0; i < election->candidate_count; i++)
		if (election->candidates[i].seats->assembly == assembly && election->candidates[i].person == person)
			return fail(FAIL_REFUSED, clause, "person", "候选人不能担任监票人、计票人。",
			            "A candidate can neither supervise nor tell.");
	for (size_t i = 0; i < election->official_count; i++)
		if (election->officials[i].assembly == assembly && election->officials[i].person == person)
			return fail(FAIL_REFUSED, clause, "person", "此人已是这次会议的监票人或者计票人。",
			            "This person already supervises or tells at this assembly.");
	if (supervisor && !roll_entitles(&roll, person))
		return fail(FAIL_REFUSED, clause, "person", "监票人要从有选举权的与会人员中推选。",
		            "Supervisors are chosen from those entitled to elect at the assembly.");
	return 0;
}

/* The first two tellers read the sheets, one blind to the other. */
static int64_t
free_reader(const struct election *election, const struct assembly *assembly)
{
	bool taken[3] = {false};

	for (size_t i = 0; i < election->official_count; i++)
		if (election->officials[i].assembly == assembly && election->officials[i].reader > 0 &&
		    election->officials[i].reader < 3)
			taken[election->officials[i].reader] = true;
	return !taken[1] ? 1 : !taken[2] ? 2 : 0;
}

STATEMENT(official_add, "insert into election_official (id, made, election, assembly, person, role, reader)"
                        " values ($1, $2, $3, $4, $5, $6, $7)");
STATEMENT(official_end, "update election_official set ended = $2 where id = $1 and ended is null");

static int
run_appoint(struct running *running)
{
	struct election *election;
	const struct assembly *assembly;
	int64_t id, role = running_int(running, "role");
	int status = election_assembly_of(running, &election, &assembly);

	if (status == 0)
		status = check_appointment(running, election, assembly);
	if (status < 0)
		return status;
	id = act_new_id(&running->act);
	json_key(running->facts, "person");
	json_int(running->facts, running_int(running, "person"));
	json_key(running->facts, "role");
	json_text(running->facts, choice_by_number(&appoint_fields[4], role)->word);
	status = db_exec(running->db, official_add,
	                 ARGS(INT(id), INT(running->act.number), INT(election->id), INT(assembly->id),
	                      INT(running_int(running, "person")), INT(role),
	                      INT(role == OFFICIAL_TELLER ? free_reader(election, assembly) : 0)), NULL);
	if (status == 0 && role == OFFICIAL_SUPERVISOR)
		status = election_vote_anew(running, election, assembly, "supervisors_passed");
	return status < 0 ? status : running_id(running, id);
}

static bool
has_signed(const struct election *election, const struct official *official)
{
	for (size_t i = 0; i < election->signature_count; i++)
		if (election->signatures[i].person == official->person &&
		    election->signatures[i].round->state == BALLOT_COUNTED &&
		    election->signatures[i].round->seats->assembly == official->assembly)
			return true;
	return false;
}

static int
run_dismiss(struct running *running)
{
	struct election *election;
	const struct official *official = NULL;
	int status = election_of(running, &election);

	if (status < 0)
		return status;
	for (size_t i = 0; i < election->official_count; i++)
		if (election->officials[i].id == running_int(running, "official"))
			official = &election->officials[i];
	if (!official)
		return fail(FAIL_NOT_FOUND, NULL, "official", "没有这个监票人或者计票人。", "There is no such official.");
	if (has_signed(election, official))
		return fail(FAIL_REFUSED, "ELEC-26.1b", "official", "此人已在当前的记录上签字，签字完成以后再更换。",
		            "This supervisor has signed the present record; replace after all have signed.");
	json_key(running->facts, "person");
	json_int(running->facts, official->person);
	status = election_end(running, official_end, official->id);
	if (status == 0 && official->role == OFFICIAL_SUPERVISOR)
		status = election_vote_anew(running, election, official->assembly, "supervisors_passed");
	return status;
}

const struct action candidate_actions[] = {
	{"nominate-candidate", {"列入候选人名单", "Put on the list of candidates"}, FIELDS(nominate_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-5.1 ELEC-5.2 ELEC-5.3 ELEC-5.4 ELEC-6.1 ELEC-10.1 ELEC-14.1 ELEC-16.1 ELEC-22.2 A-20",
	 .run = run_nominate},
	{"change-candidate", {"修改候选人介绍", "Change a candidate's introduction"}, FIELDS(sheet_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-21.1a ELEC-24.1c", .run = run_sheet},
	{"withdraw-candidate", {"从名单中去掉", "Take off the list"}, FIELDS(withdraw_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-14.1", .run = run_withdraw},
	{"appoint-official", {"确定监票人、计票人", "Name a supervisor or teller"}, FIELDS(appoint_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-22.1 ELEC-22.2 ELEC-22.3 ELEC-23.1", .run = run_appoint},
	{"dismiss-official", {"更换监票人、计票人", "Replace an official"}, FIELDS(dismiss_fields), .who = RUNS,
	 .within = WITHIN_NODE, .clauses = "ELEC-22.2 ELEC-22.3 ELEC-23.1", .run = run_dismiss},
	{0},
};
