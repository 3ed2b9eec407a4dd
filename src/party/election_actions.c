/* Beginning an election, moving its day, cancelling it; its steps are recorded in election_recording.c. */
#include "party/election_act.h"

#include <string.h>

#include "base/fail.h"
#include "party/rights.h"
#include "registry/input.h"
#include "registry/list.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)
#define COMMITTEE_FROM 7   /* full members with whom a branch has a committee */

/* --- begin -------------------------------------------------------------------------- */

static const struct field begin_fields[] = {
	{"body", {"进行选举的党组织", "Party organization"}, FIELD_REF, REQUIRED, "ELEC-2.1", .refers = "body"},
	{"cause", {"事由", "Cause"}, FIELD_CHOICE, REQUIRED, "ELEC-3.1", .choices = election_causes},
	{"meeting", {"大会日期", "Day of the meeting"}, FIELD_DAY, REQUIRED, "ELEC-32.1"},
	{"plenary", {"第一次全体会议日期", "Day of the first plenary"}, FIELD_DAY, 0, "ELEC-16.1",
	 .hint = {"不填即与大会同日", "the day of the meeting if left empty"}},
	{"seats", {"委员应选名额", "Seats of the committee"}, FIELD_INT, 0, "A-3", .max = 100},
	{"places", {"预选产生的候选人数", "Length of the list after a preliminary vote"}, FIELD_INT, 0, "ELEC-28.3", .max = 200,
	 .hint = {"不进行差额预选的不填", "empty where no preliminary vote is held"}},
	{"standing", {"常委应选名额", "Seats of the standing committee"}, FIELD_INT, 0, "ELEC-17.1", .max = 50},
	{"secretaries", {"书记应选名额", "Secretary's seat"}, FIELD_INT, 0, "ELEC-16.1", .max = 1,
	 .hint = {"换届为 1；补选不选书记的填 0", "1 in a re-election; 0 in a by-election without it"}},
	{"deputies", {"副书记应选名额", "Seats of deputy secretaries"}, FIELD_INT, 0, "ELEC-16.1", .max = 10},
	{"discipline", {"纪委委员应选名额", "Seats of the discipline inspection commission"}, FIELD_INT, 0, "ELEC-13.1", .max = 100},
	{"discipline_deputies", {"纪委副书记应选名额", "Its deputy secretaries"}, FIELD_INT, 0, "ELEC-34.2", .max = 10},
	{"congress", {"召开党员代表大会", "By congress of delegates"}, FIELD_BOOL, 0, "ELEC-4.2"},
	{"dispersed", {"所辖范围分散", "Members are dispersed"}, FIELD_BOOL, 0, "ELEC-4.2"},
	{"years", {"新一届任期年数", "Years of the new term"}, FIELD_INT, 0, "A-5", .max = 10,
	 .hint = {"不填按 A-5：委员会五年，总支部、支部三年", "by A-5 if left empty: committee 5, general branch and branch 3"}},
	{"corrects", {"更正的选举", "Corrects the election"}, FIELD_REF, 0, "ELEC-36.2", .refers = "election"},
	REASON_FIELDS,
};

struct beginning {
	struct running *running;
	struct election election;
	struct members_rights members;
	const char *path;
	int64_t plenary_day;
	int64_t main, plenary, commission; /* assemblies */
};

STATEMENT(type_of_body, "select type from body where id = $1 and ended is null and since <= $2 and until > $2");
STATEMENT(open_election, "select count(*) from election where body = $1 and ended is null and state < 4");
STATEMENT(open_term, "select id from term where body = $1 and ended is null and since <= $2 and until > $2");
STATEMENT(term_bounds, "select since, due from term where id = $1 and ended is null order by since desc limit 1");

_Static_assert(ELECTION_CLOSED == 4, "the statement's number is this");

/* ELEC-39.1: the armed forces and the armed police have rules of their own; their official names begin so. */
static bool
is_armed(const char *name)
{
	static const char *const beginnings[] = {"中国人民解放军", "中国人民武装警察", "武警"};

	for (size_t i = 0; name && i < sizeof beginnings / sizeof *beginnings; i++)
		if (strncmp(name, beginnings[i], strlen(beginnings[i])) == 0)
			return true;
	return false;
}

/* ELEC-2.1: whom the Regulations are about; a leading group is formed otherwise (GRP-7). */
static int
choose_form(struct beginning *begin, int64_t type)
{
	bool congress = running_int(begin->running, "congress") != 0;
	bool branch = type == BRANCH || type == JOINT_BRANCH || type == TEMPORARY_BRANCH;
	bool small = branch && begin->members.full < COMMITTEE_FROM;

	if (type == LEADING_GROUP)
		return fail(FAIL_REFUSED, "GRP-7", "body", "党组的成员由批准其设立的党组织决定，不由选举产生。",
		            "The members of a leading Party members' group are decided by the organization that approved it.");
	if (type == AGENCY || type == ORGANIZATION_DEPARTMENT || type == WORK_COMMITTEE)
		return fail(FAIL_REFUSED, "ELEC-2.1", "body", "这类组织是上级党委的派出机构或者工作部门，不适用基层组织选举条例。",
		            "A body of this type is an agency of a higher committee; the Regulations do not apply to it.");
	if (congress && (branch || type == GENERAL_BRANCH))
		return fail(FAIL_REFUSED, "ELEC-14.1", "congress", "支部、总支部委员会由党员大会选举，不召开党员代表大会。",
		            "Branch and general-branch committees are elected by a general meeting, not by a congress.");
	begin->election.form = small ? FORM_MEMBERS_OFFICERS : branch || type == GENERAL_BRANCH ? FORM_BRANCH_COMMITTEE
	                       : congress ? FORM_COMMITTEE_CONGRESS : FORM_COMMITTEE_MEETING;
	return 0;
}

static int
read_term(struct beginning *begin)
{
	struct running *running = begin->running;
	struct election *election = &begin->election;
	struct rows *rows;
	int status = db_number(running->db, open_term, ARGS(INT(election->body), INT(running->call->today)), &election->term);

	if (status < 0 || election->term == 0)
		return status;
	status = db_query(running->db, term_bounds, ARGS(INT(election->term)), &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		election->term_since = rows_day(rows, 0);
		election->term_due = rows_day(rows, 1);
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

static int
read_body(struct beginning *begin)
{
	struct running *running = begin->running;
	struct election *election = &begin->election;
	int64_t open = 0;
	int status = db_number(running->db, type_of_body, ARGS(INT(election->body), INT(running->call->today)),
	                       &election->body_type);

	if (status == 0 && election->body_type == 0)
		return fail(FAIL_NOT_FOUND, NULL, "body", "没有这个党组织。", "There is no such Party organization.");
	if (status == 0)
		status = ref_title(running->db, running->call->arena, &body_kind, election->body, running->call->today,
		                   &election->body_name);
	if (status == 0 && is_armed(election->body_name))
		return fail(FAIL_REFUSED, "ELEC-39.1", "body", "军队和武警部队党组织的选举另有规定，不适用本条例。",
		            "Elections in the armed forces and the armed police have rules of their own.");
	if (status == 0)
		status = placement_path(running->db, running->call->arena, election->body, running->call->today, &begin->path);
	if (status == 0)
		status = running_needs(running, begin->path);
	if (status == 0)
		status = rights_in_body(running->db, running->call->arena, election->body, running->call->today,
		                        rule_set_on(election->meeting), &begin->members);
	if (status == 0)
		status = choose_form(begin, election->body_type);
	if (status == 0)
		status = db_number(running->db, open_election, ARGS(INT(election->body)), &open);
	if (status == 0 && open)
		status = fail(FAIL_REFUSED, "ELEC-3.1", "body", "这个党组织已有一次选举正在进行。",
		              "An election of this body is under way already.");
	return status == 0 ? read_term(begin) : status;
}

/* the sizes of committees; below the least nothing is elected, above the most a reason is needed. */
int64_t
committee_least(const struct election *election)
{
	if (election->form == FORM_MEMBERS_OFFICERS)
		return 1;
	return election->form == FORM_BRANCH_COMMITTEE && election->body_type != GENERAL_BRANCH ? 3 : 5;
}

static int64_t
committee_most(const struct election *election)
{
	if (election->form == FORM_BRANCH_COMMITTEE)
		return election->body_type == GENERAL_BRANCH ? 9 : 7;
	return 21;
}

static int
check_seats(struct beginning *begin)
{
	struct running *running = begin->running;
	int64_t seats = running_int(running, "seats"), least = committee_least(&begin->election);
	struct bilingual many = {"委员名额超过一般规模。", "There are more seats than is general."};

	if (begin->election.cause == CAUSE_VACANCY)
		return 0;
	if (begin->election.form == FORM_MEMBERS_OFFICERS)
		return seats == 0 ? 0 : fail(FAIL_REFUSED, "A-4", "seats", "正式党员不足七名的支部不设委员会，只选书记，必要时选一名副书记。",
		                             "A branch of fewer than 7 full members has no committee: a secretary and, if needed, a deputy.");
	if (seats < least)
		return fail(FAIL_REFUSED, "A-3", "seats", "委员会至少 %lld 人。", "The committee has at least %lld members.",
		            (long long)least);
	return seats > committee_most(&begin->election) ? election_flag(running, "A-3", many) : 0;
}

/* ELEC-4.2 and ELEC-28.3, as far as they are known at the beginning. */
static int
check_plan(struct beginning *begin)
{
	struct running *running = begin->running;
	const struct given congress[] = {
		{"members", fact_of(running, (int64_t)begin->members.count)},
		{"dispersed", running_int(running, "dispersed") ? "true" : "false"}, {"approved", "true"},
	};
	int64_t places = running_int(running, "places"), seats = running_int(running, "seats");

	if (begin->election.meeting < running->call->today && !running->call->actor->operator)
		return fail(FAIL_INPUT, "ELEC-32.1", "meeting", "大会日期不能早于今天。", "The meeting cannot lie in the past.");
	if (begin->plenary_day < begin->election.meeting)
		return fail(FAIL_INPUT, "ELEC-16.1", "plenary", "第一次全体会议不能早于大会。",
		            "The first plenary cannot come before the meeting.");
	if (places && places < seats)
		return fail(FAIL_REFUSED, "ELEC-28.3", "places", "预选产生的候选人数不能少于应选名额。",
		            "The list after a preliminary vote cannot be shorter than the seats.");
	if (begin->election.form != FORM_COMMITTEE_CONGRESS)
		return 0;
	return election_demand(running, true, "ELEC-4.2", congress, 3);
}

static int
add_record(struct beginning *begin)
{
	struct running *running = begin->running;
	struct election *election = &begin->election;
	struct record *record = record_new(running->call->arena, &election_kind);
	int status;

	if (!record)
		return FAIL_MEMORY;
	record->since = running->call->today;
	record->until = DAY_OPEN;
	*record_value(record, "body") = INT(election->body);
	*record_value(record, "form") = INT(election->form);
	*record_value(record, "cause") = INT(election->cause);
	*record_value(record, "meeting") = INT(election->meeting);
	*record_value(record, "state") = INT(ELECTION_PREPARING);
	*record_value(record, "term") = election->term ? INT(election->term) : SQL_NULL;
	*record_value(record, "years") = INT(election->years);
	*record_value(record, "dispersed") = INT(running_int(running, "dispersed"));
	*record_value(record, "corrects") = election->corrects ? INT(election->corrects) : SQL_NULL;
	status = record_check(running->db, record);
	if (status == 0)
		status = record_add(&running->edit, record);
	if (status < 0)
		return status;
	election->id = record->id;
	facts_changes(running->facts, NULL, record);
	return running_id(running, record->id);
}

static int
add_contest(struct beginning *begin, int64_t assembly, enum office office, enum organ organ, const char *field)
{
	struct running *running = begin->running;
	int64_t seats = running_int(running, field);
	int64_t places = office == OFFICE_COMMITTEE ? running_int(running, "places") : 0;

	return seats == 0 ? 0 : contest_add(running, begin->election.id, assembly, office, organ, seats, places, NULL);
}

/* Officers are elected by the members where there is no committee, else by the plenary (ELEC-16.1, 16.2). */
static int
add_contests(struct beginning *begin)
{
	bool members = begin->election.form == FORM_MEMBERS_OFFICERS;
	int64_t officers = members ? begin->main : begin->plenary;
	int status = 0;

	if (!members)
		status = add_contest(begin, begin->main, OFFICE_COMMITTEE, ORGAN_COMMITTEE, "seats");
	if (status == 0)
		status = add_contest(begin, begin->main, OFFICE_DISCIPLINE, ORGAN_DISCIPLINE, "discipline");
	if (status == 0)
		status = add_contest(begin, officers, OFFICE_STANDING, ORGAN_COMMITTEE, "standing");
	if (status == 0)
		status = add_contest(begin, officers, OFFICE_SECRETARY, ORGAN_COMMITTEE, "secretaries");
	if (status == 0)
		status = add_contest(begin, officers, OFFICE_DEPUTY, ORGAN_COMMITTEE, "deputies");
	if (status == 0 && begin->commission)
		status = contest_add(begin->running, begin->election.id, begin->commission, OFFICE_SECRETARY, ORGAN_DISCIPLINE,
		                     1, 0, NULL);
	if (status == 0 && begin->commission)
		status = add_contest(begin, begin->commission, OFFICE_DEPUTY, ORGAN_DISCIPLINE, "discipline_deputies");
	return status;
}

static int
add_assemblies(struct beginning *begin)
{
	struct running *running = begin->running;
	const struct election *election = &begin->election;
	bool officers = running_int(running, "standing") || running_int(running, "secretaries") ||
	                running_int(running, "deputies");
	bool congress = election->form == FORM_COMMITTEE_CONGRESS;
	day_no plenary = (day_no)begin->plenary_day;
	int status = assembly_add(running, election, congress ? ASSEMBLY_CONGRESS : ASSEMBLY_MEMBERS, election->body,
	                          election->meeting, &begin->main);

	if (status == 0 && officers && election->form != FORM_MEMBERS_OFFICERS)
		status = assembly_add(running, election, ASSEMBLY_PLENARY, election->body, plenary, &begin->plenary);
	if (status == 0 && running_int(running, "discipline"))
		status = assembly_add(running, election, ASSEMBLY_DISCIPLINE_PLENARY, election->body, plenary,
		                      &begin->commission);
	return status;
}

static int
run_begin(struct running *running)
{
	struct beginning begin = {.running = running};
	struct election *election = &begin.election;
	const struct value *plenary = running_value(running, "plenary");
	int status;

	election->body = running_int(running, "body");
	election->cause = (enum election_cause)running_int(running, "cause");
	election->meeting = (day_no)running_int(running, "meeting");
	election->corrects = running_int(running, "corrects");
	election->term_due = DAY_NONE;
	begin.plenary_day = plenary->type == VALUE_NULL ? election->meeting : plenary->number;
	running->entry.kind = "election";
	running->entry.node = election->body;
	status = read_body(&begin);
	if (status < 0)
		return status;
	election->years = running_int(running, "years");
	if (election->years == 0)
		election->years = election->form >= FORM_COMMITTEE_MEETING ? 5 : 3;
	status = check_seats(&begin);
	if (status == 0)
		status = check_plan(&begin);
	if (status == 0)
		status = add_record(&begin);
	if (status == 0)
		status = add_assemblies(&begin);
	if (status == 0)
		status = add_contests(&begin);
	running->entry.subject = election->id;
	return status;
}

/* --- moving the day ------------------------------------------------------------------- */

static const struct field move_fields[] = {
	ELECTION_FIELD,
	{"meeting", {"大会日期", "Day of the meeting"}, FIELD_DAY, REQUIRED, "ELEC-32.1"},
	{"plenary", {"第一次全体会议日期", "Day of the first plenary"}, FIELD_DAY, 0, "ELEC-16.1"},
	{"document", {"上级同意改期的文号", "Document that agrees to the new day"}, FIELD_TEXT, 0, "ELEC-32.1", .max = 60},
};

STATEMENT(assembly_day, "update election_assembly set ended = $2 where id = $1 and ended is null");
STATEMENT(assembly_again,
	"insert into election_assembly (id, made, election, kind, body, day, chair, opened, members, full_members, entitled)"
	" select id, $2, election, kind, body, $3, chair, opened, members, full_members, entitled from election_assembly"
	" where id = $1 and ended = $2");

static int
set_day(struct running *running, const struct assembly *assembly, int64_t day)
{
	int status = election_end(running, assembly_day, assembly->id);

	return status < 0 ? status
	       : db_exec(running->db, assembly_again, ARGS(INT(assembly->id), INT(running->act.number), INT(day)), NULL);
}

/* A day that was approved is moved only with a new approval (ELEC-32.1). */
static int
run_move(struct running *running)
{
	struct election *election;
	int64_t meeting = running_int(running, "meeting");
	const struct value *plenary = running_value(running, "plenary");
	int status = election_of(running, &election);

	if (status < 0)
		return status;
	if (election->state != ELECTION_PREPARING)
		return fail(FAIL_REFUSED, "ELEC-32.1", "meeting", "大会已经开始，不能改期。",
		            "The meeting has been opened; its day cannot be moved.");
	if (meeting < running->call->today)
		return fail(FAIL_INPUT, "ELEC-32.1", "meeting", "大会日期不能早于今天。", "The meeting cannot lie in the past.");
	if (election_step(election, "request_meeting", 0, 0) && !running_text(running, "document"))
		return fail(FAIL_REFUSED, "ELEC-32.1", "document", "大会日期已经上级批复，改期须有上级同意的文号。",
		            "The day has been approved; to move it, name the document that agrees to the new one.");
	if (rule_set_on((day_no)meeting) != election->rule_set)
		return fail(FAIL_REFUSED, "ELEC-41.1", "meeting", "新的日期适用另一套规则。", "Another rule set is in force on that day.");
	status = election_set(running, election, "meeting", meeting);
	for (size_t i = 0; i < election->assembly_count && status == 0; i++) {
		const struct assembly *assembly = &election->assemblies[i];

		if (assembly->kind != ASSEMBLY_UNIT)
			status = set_day(running, assembly, is_plenary(assembly) && plenary->type != VALUE_NULL ? plenary->number : meeting);
	}
	json_key(running->facts, "meeting");
	json_day(running->facts, (day_no)meeting);
	json_key(running->facts, "document");
	json_text(running->facts, running_text(running, "document"));
	return status;
}

/* --- cancelling ----------------------------------------------------------------------------- */

static const struct field cancel_fields[] = {
	ELECTION_FIELD,
	{"why", {"终止的理由", "Why it is cancelled"}, FIELD_TEXT, REQUIRED | PROSE, "ELEC-36.2", .max = 500},
};

static int
run_cancel(struct running *running)
{
	struct election *election;
	int status = election_of(running, &election);

	if (status < 0)
		return status;
	if (election->state != ELECTION_PREPARING)
		return fail(FAIL_REFUSED, "ELEC-36.2", "election", "大会已经开始，选举不能终止；有误的另立一次更正选举。",
		            "The meeting has been opened; the election cannot be cancelled, only corrected by a new one.");
	json_key(running->facts, "why");
	json_text(running->facts, running_text(running, "why"));
	return election_set(running, election, "state", ELECTION_CANCELLED);
}

#define RUNS ROLE_BRANCH | ROLE_CLERKS

const struct action election_actions[] = {
	{"begin-election", {"启动选举", "Begin an election"}, FIELDS(begin_fields), .who = RUNS, .within = WITHIN_NODE,
	 .clauses = "ELEC-2.1 ELEC-3.1 ELEC-4.1 ELEC-4.2 ELEC-14.1 ELEC-28.3 ELEC-39.1 ELEC-41.1 GRP-7 A-3 A-4 A-5", .run = run_begin},
	{"move-election", {"大会改期", "Move the meeting"}, FIELDS(move_fields), .who = RUNS, .within = WITHIN_NODE,
	 .clauses = "ELEC-32.1 ELEC-41.1", .run = run_move},
	{"cancel-election", {"终止选举", "Cancel the election"}, FIELDS(cancel_fields), .who = RUNS, .within = WITHIN_NODE,
	 .clauses = "ELEC-36.2", .run = run_cancel},
	{0},
};
