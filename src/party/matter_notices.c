/*
 * Notices, which go down: a joint branch proposed to the organizations it
 * would join (OPIN-10.2), and the reminder of a re-election that is due
 * (ELEC-3.1, OPIN-6.3e).  Whoever gets one marks it read; a proposal is
 * answered.
 */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "law/elections.h"
#include "party/joint_proposal.h"
#include "party/matter_effects.h"
#include "party/matter_step.h"
#include "party/matter_store.h"
#include "party/setting.h"
#include "registry/input.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

static const struct choice proposal_answers[] = {
	{PROPOSAL_AGREED, "agree", {"同意联合组建", "agrees"}},
	{PROPOSAL_DECLINED, "decline", {"不同意", "declines"}},
	{0},
};

static const struct choice nearness_choices[] = {
	{NEAR_BUILDING + 1, "building", {"同一地址", "at one address"}},
	{NEAR_INDUSTRY + 1, "industry", {"同区同行业", "in one district and trade"}},
	{NEAR_DISTRICT + 1, "district", {"同区", "in one district"}},
	{0},
};

#define JOINED(number) UNIT_FIELD(number, "建议联合的单位（" number "）", "Organization proposed (" number ")")

static const struct field proposal_fields[] = {
	JOINED("1"), JOINED("2"), JOINED("3"), JOINED("4"), JOINED("5"), JOINED("6"),
	{"full_members", {"正式党员合计", "Full members in all"}, FIELD_INT, COMPUTED, "OPIN-10.2"},
	{"nearness", {"相近之处", "What they share"}, FIELD_CHOICE, COMPUTED, "OPIN-10.2", .choices = nearness_choices},
	{"note", {"说明", "Note"}, FIELD_TEXT, PROSE, "OPIN-10.2", .max = 500},
	{"answer", {"答复", "Answer"}, FIELD_CHOICE, COMPUTED, "OPIN-10.2", .choices = proposal_answers},
};

static const struct choice term_states[] = {
	{TERM_DUE_SOON, "due_soon", {"即将届满", "ends soon"}},
	{TERM_DUE, "due", {"今天届满", "ends today"}},
	{TERM_OVERDUE, "overdue", {"逾期未换届", "overdue"}},
	{0},
};

static const struct field reminder_fields[] = {
	{"term", {"届次", "Term"}, FIELD_REF, COMPUTED, "ELEC-3.1", .refers = "term"},
	{"due", {"应换届日期", "Re-election due"}, FIELD_DAY, COMPUTED, "ELEC-3.1"},
	{"standing", {"届次状态", "How the term stands"}, FIELD_CHOICE, COMPUTED, "ELEC-3.1", .choices = term_states},
	{"note", {"说明", "Note"}, FIELD_TEXT, PROSE, "OPIN-6.3e", .max = 500},
};

_Static_assert(PROPOSAL_UNITS_MAX == 6 && MATTER_UNITS_MAX == 6, "a proposal names so many organizations at most");

const struct matter_type notice_matters[] = {
	{JOINT_PROPOSAL, NOTICE, "OPIN-10.2 A-2", .who = ROLE_CLERKS, .sender = SENT_BY_BODY, FIELDS(proposal_fields),
	 .effect = {"由社会组织研究后答复，同意的提出请示。", "The organizations consider and answer it; who agrees sends a request."},
	 .request_paper = "proposal"},
	{REELECTION_REMINDER, NOTICE, "ELEC-3.1 OPIN-6.3e", .who = ROLE_CLERKS, .sender = SENT_BY_BODY, FIELDS(reminder_fields),
	 .effect = {"提醒按期换届，由收到的党组织标记已阅。", "It reminds of the re-election; whoever gets it marks it read."},
	 .request_paper = "reminder"},
	{0},
};

/* --- sending --------------------------------------------------------------------------- */

/* A notice as it goes out: from a body, to a body or an organization. */
static int
send_notice(struct running *running, const struct matter *matter)
{
	struct record *record = matter_new_record(running->call->arena, matter);
	int status;

	if (!record || !matter->title)
		return FAIL_MEMORY;
	*record_value(record, "addressee") = matter->addressee ? INT(matter->addressee) : SQL_NULL;
	*record_value(record, "submitted") = INT(running->call->today);
	*record_value(record, "submitter") = TEXT(running->call->actor->tag);
	status = matter_store(&running->edit, record);
	if (status == 0)
		status = matter_store_facts(&running->edit, record->id, matter->type, matter->facts);
	return status < 0 ? status : running_id(running, record->id);
}

/* The clerks of whoever leads a body or unit send it. */
static int
find_leader(struct running *running, const struct kind *kind, int64_t id, int64_t *ret_leader)
{
	const struct call *call = running->call;
	const char *path = NULL;
	int64_t leader = 0;
	int status = leader_on(running->db, kind, id, call->today, &leader);

	if (status == 0 && !leader) {
		/* nobody may send it then, but who may not see the place is told no more than that */
		status = matter_place(running->db, call->arena, kind, id, call->today, &path);
		if (status == 0)
			status = running_needs(running, path);
		return status < 0 ? status
		       : fail(FAIL_REFUSED, "OPIN-6.7", kind->name, "没有领导它的党组织，无从发出通知；请先理顺隶属关系。",
		              "No organization leads it that could send a notice: settle the affiliation first.");
	}
	if (status == 0)
		status = matter_place(running->db, call->arena, &body_kind, leader, call->today, &path);
	if (status == 0)
		status = running_needs(running, path);
	if (status == 0)
		*ret_leader = leader;
	return status;
}

/* --- joint branches (OPIN-10.2) ------------------------------------------------------------ */

static const struct field send_fields[] = {
	{"unit", {"社会组织", "Social organization"}, FIELD_REF, REQUIRED, "OPIN-10.2", .refers = "unit"},
	{"note", {"说明", "Note"}, FIELD_TEXT, PROSE, "OPIN-10.2", .max = 500},
};

STATEMENT(waiting_notice, "select count(*) from matter where kind = $1 and unit = $2 and state = 2 and ended is null and since <= $3"
                          " and until > $3");
STATEMENT(waiting_reminder, "select count(*) from matter where kind = $1 and addressee = $2 and state = 2 and ended is null"
                            " and since <= $3 and until > $3 and submitted = $3");

static int
check_not_waiting(struct running *running, const struct joint_proposal *proposal)
{
	for (size_t i = 0; i < proposal->count; i++) {
		int64_t waiting = 0;
		int status = db_number(running->db, waiting_notice,
		                       ARGS(INT(JOINT_PROPOSAL), INT(proposal->units[i]->id), INT(running->call->today)), &waiting);

		if (status < 0)
			return status;
		if (waiting)
			return fail(FAIL_REFUSED, "OPIN-10.2", "unit", "建议已经发给%s，尚未答复。",
			            "The proposal has been sent to %s, which has not answered yet.", proposal->units[i]->name);
	}
	return 0;
}

static int
send_to_all(struct running *running, const struct joint_proposal *proposal, int64_t leader)
{
	struct arena *arena = running->call->arena;
	struct value facts[COUNT(proposal_fields)] = {{0}};
	struct matter matter = {
		.type = matter_type(JOINT_PROPOSAL), .state = MATTER_SUBMITTED, .body = leader, .latest = DAY_NONE, .facts = facts,
		.title = arena_printf(arena, "关于%s等单位联合组建党支部的建议", proposal->units[0]->name),
	};
	int status = 0;

	for (size_t i = 0; i < proposal->count; i++)
		facts[i] = INT(proposal->units[i]->id);
	fact_set(matter.type, facts, "full_members", INT(proposal->full_members));
	fact_set(matter.type, facts, "nearness", INT(proposal->nearness + 1));
	fact_set(matter.type, facts, "note", *running_value(running, "note"));
	for (size_t i = 0; i < proposal->count && status == 0; i++) {
		matter.unit = proposal->units[i]->id;
		status = send_notice(running, &matter);
	}
	if (status < 0)
		return status;
	matter.id = running->outcome.ids[0];
	matter_note(running, &matter, MATTER_SUBMITTED);
	return 0;
}

static int
run_send_proposal(struct running *running)
{
	int64_t unit = running_int(running, "unit"), leader = 0;
	struct joint_proposal proposal;
	int status = find_leader(running, &unit_kind, unit, &leader);

	if (status == 0)
		status = joint_proposal_for(running->db, running->call->arena, unit, running->call->today, &proposal);
	if (status == FAIL_NOT_FOUND)
		return fail(FAIL_REFUSED, "OPIN-10.2", "unit", "目前没有建议这个社会组织参加的联合党支部。",
		            "No joint branch is proposed with this organization at present.");
	if (status == 0)
		status = check_not_waiting(running, &proposal);
	return status < 0 ? status : send_to_all(running, &proposal, leader);
}

/* --- re-elections (ELEC-3.1, OPIN-6.3e) -------------------------------------------------------- */

static const struct field remind_fields[] = {
	{"body", {"党组织", "Party organization"}, FIELD_REF, REQUIRED, "ELEC-3.1", .refers = "body"},
	{"note", {"说明", "Note"}, FIELD_TEXT, PROSE, "OPIN-6.3e", .max = 500},
};

STATEMENT(term_to_remind, "select id, due from term where body = $1 and ended is null and since <= $2 and until > $2");

static int
read_term(struct running *running, int64_t body, int64_t *ret_term, day_no *ret_due)
{
	struct rows *rows;
	int status = db_query(running->db, term_to_remind, ARGS(INT(body), INT(running->call->today)), &rows);

	if (status < 0)
		return status;
	*ret_term = 0;
	status = rows_next(rows);
	if (status > 0) {
		*ret_term = rows_int(rows, 0);
		*ret_due = rows_day(rows, 1);
	}
	rows_close(rows);
	if (status < 0 || *ret_term)
		return status < 0 ? status : 0;
	return fail(FAIL_REFUSED, "ELEC-3.1", "body", "这个党组织没有届次记录，无从提醒；请先补录本届。",
	            "No term of this organization is on record, so that it cannot be reminded of its end: enter the term first.");
}

/* It is reminded from the first of the months set for the place on, once a day. */
static int
check_due(struct running *running, int64_t body, day_no due, enum term_state *ret_state)
{
	const struct call *call = running->call;
	struct settings settings;
	const char *path = NULL;
	char text[DAY_TEXT];
	int64_t waiting = 0;
	int months = 0, status = settings_read(running->db, call->arena, call->today, &settings);

	if (status == 0)
		status = matter_place(running->db, call->arena, &body_kind, body, call->today, &path);
	if (status == 0)
		status = db_number(running->db, waiting_reminder, ARGS(INT(REELECTION_REMINDER), INT(body), INT(call->today)), &waiting);
	if (status < 0)
		return status;
	months = (int)setting_whole(&settings, SETTING_REMINDER_FIRST, path);
	*ret_state = term_state_within(due, call->today, months);
	if (*ret_state == TERM_CURRENT)
		return fail(FAIL_REFUSED, "ELEC-3.1", "body", "本届 %s 届满，还没有到提醒的时候（届满前 %d 个月）。",
		            "The term ends on %s; it is reminded from %d months before on.", day_text(due, text), months);
	return waiting ? fail(FAIL_REFUSED, "ELEC-3.1", "body", "今天已经提醒过，对方还没有阅读。",
	                      "It has been reminded today and has not read it yet.") : 0;
}

static int
run_remind(struct running *running)
{
	struct arena *arena = running->call->arena;
	int64_t body = running_int(running, "body"), leader = 0, term;
	struct value facts[COUNT(reminder_fields)] = {{0}};
	struct matter matter = {.type = matter_type(REELECTION_REMINDER), .state = MATTER_SUBMITTED, .latest = DAY_NONE,
	                        .addressee = body, .facts = facts};
	enum term_state state;
	const char *name;
	day_no due;
	int status = find_leader(running, &body_kind, body, &leader);

	if (status == 0)
		status = read_term(running, body, &term, &due);
	if (status == 0)
		status = check_due(running, body, due, &state);
	if (status == 0)
		status = ref_title(running->db, arena, &body_kind, body, running->call->today, &name);
	if (status < 0)
		return status;
	matter.body = leader;
	matter.title = arena_printf(arena, "关于%s按期换届的提醒", name);
	fact_set(matter.type, facts, "term", INT(term));
	fact_set(matter.type, facts, "due", INT(due));
	fact_set(matter.type, facts, "standing", INT(state));
	fact_set(matter.type, facts, "note", *running_value(running, "note"));
	status = send_notice(running, &matter);
	if (status < 0)
		return status;
	matter.id = running->outcome.ids[0];
	matter_note(running, &matter, MATTER_SUBMITTED);
	return 0;
}

/* --- reading ------------------------------------------------------------------------------------ */

static const struct field read_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"},
	{"seen", {"读取时的日志号", "Journal number read"}, FIELD_INT, 0, "DP-13"},
	{"answer", {"答复", "Answer"}, FIELD_CHOICE, 0, "OPIN-10.2", .choices = proposal_answers,
	 .hint = {"对联合组建的建议须答复，其他通知不填", "for a proposed joint branch; empty for other notices"}},
	{"remark", {"意见", "Remarks"}, FIELD_TEXT, PROSE, "OPIN-7.2", .max = 500},
};

static int
take_answer(struct running *running, const struct matter *matter)
{
	const struct value *answer = running_value(running, "answer");
	bool asked = matter->type->number == JOINT_PROPOSAL;
	struct value *facts;

	if (asked != (answer->type != VALUE_NULL))
		return asked ? fail(FAIL_INPUT, "OPIN-10.2", "answer", "请答复是否同意联合组建。", "Say whether you agree to the joint branch.")
		             : fail(FAIL_INPUT, "OPIN-10.2", "answer", "这件通知不须答复。", "This notice asks for no answer.");
	if (!asked)
		return 0;
	facts = ARENA_ARRAY(running->call->arena, matter->type->field_count, struct value);
	if (!facts)
		return FAIL_MEMORY;
	memcpy(facts, matter->facts, matter->type->field_count * sizeof *facts);
	fact_set(matter->type, facts, "answer", *answer);
	return matter_store_facts(&running->edit, matter->id, matter->type, facts);
}

static int
run_read(struct running *running)
{
	struct matter_step step;
	int status = matter_begin_step(running, THE_ADDRESSEE, 1u << MATTER_SUBMITTED, 1u << NOTICE, &step);

	if (status == 0)
		status = take_answer(running, &step.matter);
	if (status < 0)
		return status;
	matter_set(&step, "document_on", INT(running->call->today));
	matter_set(&step, "remark", *running_value(running, "remark"));
	return matter_end_step(&step, MATTER_FILED);
}

const struct action notice_actions[] = {
	{"send-joint-proposal", {"发出联合组建建议", "Send the proposal of a joint branch"}, FIELDS(send_fields),
	 .who = ROLE_CLERKS, .within = WITHIN_RECORD, .clauses = "OPIN-10.2", .run = run_send_proposal},
	{"remind-reelection", {"换届提醒", "Remind of the re-election"}, FIELDS(remind_fields), .who = ROLE_CLERKS,
	 .within = WITHIN_RECORD, .clauses = "ELEC-3.1 OPIN-6.3e", .run = run_remind},
	{"read-matter", {"标记已阅、答复", "Mark as read, answer"}, FIELDS(read_fields),
	 .who = ROLE_BRANCH | ROLE_UNIT_OFFICE | ROLE_CLERKS, .within = WITHIN_RECORD, .clauses = "OPIN-7.2 OPIN-10.2",
	 .run = run_read},
	{0},
};
