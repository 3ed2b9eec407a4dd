/* The steps of a matter once it is drafted: submitted, returned, replied to, filed or read, withdrawn. */
#include "party/matter_step.h"

#include <string.h>

#include "base/fail.h"
#include "party/matter_store.h"
#include "registry/input.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)
#define SENDERS (ROLE_BRANCH | ROLE_UNIT_OFFICE | ROLE_CLERKS)

/* --- common steps ----------------------------------------------------------------- */

static const struct choice *
state_choice(enum matter_state state)
{
	return choice_by_number(&matter_kind.fields[field_index(&matter_kind, "state")], state);
}

static struct record *
copy_of(struct arena *arena, const struct record *record)
{
	struct record *copy = record_new(arena, &matter_kind);

	if (copy) {
		copy->id = record->id;
		memcpy(copy->values, record->values, matter_kind.field_count * sizeof *copy->values);
	}
	return copy;
}

/* 409: somebody else was quicker. */
static int
check_seen(const struct running *running, int64_t id)
{
	int64_t seen = running_given(running, "seen") ? running_int(running, "seen") : running->seen, now = 0;
	int status = seen ? record_seen(running->db, &matter_kind, id, &now) : 0;

	if (status < 0 || now <= seen)
		return status;
	return fail(FAIL_CONFLICT, NULL, "seen",
	            "这件事项在您打开之后又有了变化（日志第 %lld 条），没有办理；请重新打开。",
	            "This matter has moved on since you opened it (journal entry %lld); nothing was done. Open it again.",
	            (long long)now);
}

static int
check_side(struct running *running, const struct matter *matter, enum matter_side side)
{
	const struct call *call = running->call;
	struct matter_rights rights;
	int status = matter_rights(running->db, call->arena, call->actor, matter, call->today, &rights);

	if (status == 0)
		status = matter_check_side(matter, &rights, side);
	if (status == 0)
		running_allow(running);
	return status;
}

/* Opens the matter for a step that its state, nature and the actor allow. */
int
matter_begin_step(struct running *running, enum matter_side side, unsigned states, unsigned natures, struct matter_step *ret_step)
{
	const struct call *call = running->call;
	struct matter_step step = {.running = running};
	int status = matter_read(running->db, call->arena, running_int(running, "id"), call->today, &step.matter);

	if (status == 0)
		status = check_side(running, &step.matter, side);
	if (status == 0)
		status = check_seen(running, step.matter.id);
	if (status < 0)
		return status;
	if (!(natures & 1u << step.matter.type->nature))
		return fail(FAIL_REFUSED, "A-23", NULL, "请示要批复，报告只存档、不批复，两者不能混办。",
		            "A request is replied to, a report is filed and not replied to: the two are not mixed.");
	if (!(states & 1u << step.matter.state))
		return fail_named(FAIL_REFUSED, "OPIN-6.3f", NULL, state_choice(step.matter.state)->label,
		                  (struct bilingual){"处于这一状态的事项不能这样办理。", "a matter in this state does not take this step."});
	step.next = copy_of(call->arena, step.matter.record);
	if (!step.next)
		return FAIL_MEMORY;
	*ret_step = step;
	return 0;
}

void
matter_set(struct matter_step *step, const char *field, struct value value)
{
	*record_value(step->next, field) = value;
}

void
matter_note(struct running *running, const struct matter *matter, enum matter_state state)
{
	running->entry.kind = matter_kind.name;
	running->entry.subject = matter->id;
	running->entry.node = matter->body ? matter->body : matter->unit;
	json_key(running->facts, "matter");
	json_text(running->facts, matter_word(matter->type));
	json_key(running->facts, "state");
	json_text(running->facts, state_choice(state)->word);
}

/* Writes the step: its state, one step more. */
int
matter_end_step(struct matter_step *step, enum matter_state state)
{
	struct running *running = step->running;
	int status;

	matter_set(step, "state", INT(state));
	matter_set(step, "step", INT(record_value(step->next, "step")->number + 1));
	matter_note(running, &step->matter, state);
	status = matter_store(&running->edit, step->next);
	return status < 0 ? status : running_id(running, step->matter.id);
}

/* --- submit ------------------------------------------------------------------------------ */

static void
note_findings(struct running *running, const struct matter_check *check)
{
	struct json *json = running->facts;

	json_key(json, "findings");
	json_open(json, '[');
	for (size_t i = 0; i < check->count; i++) {
		json_open(json, '{');
		verdict_json(check->found[i].clause, check->found[i].verdict, json);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static int
needs_grounds(struct running *running, const struct matter_finding *found)
{
	struct arena *arena = running->call->arena;
	const struct bilingual text = {
		arena_printf(arena, "%s要继续办理，请填写特殊情况说明。", found->why.zh),
		arena_printf(arena, "%s To go on, give the grounds.", found->why.en),
	};

	return text.zh && text.en ? fail_bilingual(FAIL_REFUSED, found->clause, "grounds", text) : FAIL_MEMORY;
}

/* The first finding that stands in the way refuses, with its clause. */
static int
check_law(struct running *running, const struct matter *matter, const struct reply *reply, const char *grounds)
{
	struct matter_check check;
	int status = matter_judge(running->db, running->call->arena, matter, reply, running->call->today, &check);
	enum bearing least = reply ? BARS_APPROVAL : BARS;

	for (size_t i = 0; i < check.count && status == 0; i++) {
		const struct matter_finding *found = &check.found[i];

		if (found->bearing >= least)
			return fail_bilingual(FAIL_REFUSED, found->clause, NULL, found->why);
		if (found->bearing == NEEDS_GROUNDS && !grounds)
			return needs_grounds(running, found);
	}
	if (status == 0)
		note_findings(running, &check);
	return status;
}

static const struct field submit_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"},
	{"seen", {"读取时的日志号", "Journal number read"}, FIELD_INT, 0, "DP-13"},
	{"grounds", {"特殊情况说明", "Grounds for going on"}, FIELD_TEXT, PROSE, "ELEC-3.2b", .max = 500},
};

static int
run_submit(struct running *running)
{
	struct matter_step step;
	const char *grounds;
	int64_t addressee = 0;
	int status = matter_begin_step(running, THE_SENDER, 1u << MATTER_DRAFT | 1u << MATTER_RETURNED,
	                        1u << FOR_APPROVAL | 1u << FOR_THE_RECORD, &step);

	if (status < 0)
		return status;
	grounds = running_text(running, "grounds") ? running_text(running, "grounds") : step.matter.grounds;
	status = matter_route_on(running->db, step.matter.type, step.matter.body, step.matter.unit, running->call->today,
	                         &addressee);
	if (status == 0 && !addressee)
		status = fail(FAIL_REFUSED, step.matter.type->route == TO_SUPERIOR ? "OPIN-6.7" : "OPIN-8.3", NULL,
		              "没有可以受理的上级党组织；请先理顺隶属关系。",
		              "No higher organization on record can receive it: settle the affiliation first.");
	if (status == 0)
		status = check_law(running, &step.matter, NULL, grounds);
	if (status < 0)
		return status;
	matter_set(&step, "grounds", TEXT(grounds));
	matter_set(&step, "submitted", INT(running->call->today));
	matter_set(&step, "submitter", TEXT(running->call->actor->tag));
	matter_set(&step, "remark", SQL_NULL);
	return matter_end_step(&step, MATTER_SUBMITTED);
}

/* --- return, withdraw ---------------------------------------------------------------------- */

static const struct field return_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"},
	{"seen", {"读取时的日志号", "Journal number read"}, FIELD_INT, 0, "DP-13"},
	{"remark", {"退回理由", "Reasons"}, FIELD_TEXT, REQUIRED | PROSE, "OPIN-6.3f", .max = 500,
	 .hint = {"写明缺什么、怎样补正", "what is missing and how to amend it"}},
};

static int
run_return(struct running *running)
{
	struct matter_step step;
	int status = matter_begin_step(running, THE_ADDRESSEE, 1u << MATTER_SUBMITTED, 1u << FOR_APPROVAL | 1u << FOR_THE_RECORD, &step);

	if (status < 0)
		return status;
	matter_set(&step, "remark", *running_value(running, "remark"));
	return matter_end_step(&step, MATTER_RETURNED);
}

static const struct field withdraw_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"},
	{"seen", {"读取时的日志号", "Journal number read"}, FIELD_INT, 0, "DP-13"},
	{"remark", {"撤回原因", "Reason"}, FIELD_TEXT, PROSE, "DP-13", .max = 500},
};

static int
run_withdraw(struct running *running)
{
	struct matter_step step;
	int status = matter_begin_step(running, THE_WITHDRAWER, 1u << MATTER_DRAFT | 1u << MATTER_SUBMITTED | 1u << MATTER_RETURNED,
	                               ~0u, &step);

	if (status < 0)
		return status;
	matter_set(&step, "remark", *running_value(running, "remark"));
	return matter_end_step(&step, MATTER_WITHDRAWN);
}

/* --- reply, file ---------------------------------------------------------------------------- */

static const struct field approve_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"},
	{"seen", {"读取时的日志号", "Journal number read"}, FIELD_INT, 0, "DP-13"},
	{"document", {"批复文号", "Document of the reply"}, FIELD_TEXT, REQUIRED, "A-23", .max = 60,
	 .hint = {"如 某党〔2026〕12号", "as on the paper"}},
	{"document_on", {"批复日期", "Date of the reply"}, FIELD_DAY, REQUIRED, "A-23"},
	{"effective", {"生效日期", "Effective from"}, FIELD_DAY, 0, "OPIN-8.6",
	 .hint = {"不填即批复之日", "left empty: the date of the reply"}},
	{"remark", {"批复意见", "Remarks"}, FIELD_TEXT, PROSE, "OPIN-6.3f", .max = 500},
};

static const struct field refuse_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"},
	{"seen", {"读取时的日志号", "Journal number read"}, FIELD_INT, 0, "DP-13"},
	{"document", {"批复文号", "Document of the reply"}, FIELD_TEXT, REQUIRED, "A-23", .max = 60},
	{"document_on", {"批复日期", "Date of the reply"}, FIELD_DAY, REQUIRED, "A-23"},
	{"remark", {"不予批准的理由", "Reasons"}, FIELD_TEXT, REQUIRED | PROSE, "OPIN-6.3f", .max = 500},
};

static const struct field file_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"},
	{"seen", {"读取时的日志号", "Journal number read"}, FIELD_INT, 0, "DP-13"},
	{"document", {"存档编号", "Filing number"}, FIELD_TEXT, 0, "ELEC-34.1a", .max = 60},
};

int
matter_check_days(const struct matter *matter, const struct reply *reply, day_no today)
{
	char text[DAY_TEXT];

	if (reply->document_on > today)
		return fail(FAIL_INPUT, "A-23", "document_on", "批复日期不能晚于今天。", "A reply is not dated after today.");
	if (reply->document_on < matter->submitted)
		return fail(FAIL_INPUT, "A-23", "document_on", "批复日期不能早于报送日期 %s。",
		            "A reply is not dated before the matter was submitted, on %s.", day_text(matter->submitted, text));
	if (reply->effective != DAY_NONE && reply->effective < reply->document_on)
		return fail(FAIL_INPUT, "OPIN-8.6", "effective", "生效日期不能早于批复日期。",
		            "It does not take effect before the date of the reply.");
	return 0;
}

static int
end_reply(struct matter_step *step, const struct reply *reply)
{
	struct running *running = step->running;
	int (*replied)(struct running *, const struct matter *, const struct reply *) = step->matter.type->replied;
	int status;

	matter_set(step, "document", TEXT(reply->document));
	matter_set(step, "document_on", DAY(reply->document_on));
	matter_set(step, "effective", DAY(reply->effective));
	matter_set(step, "remark", TEXT(reply->remark));
	status = matter_end_step(step, reply->outcome);
	return status == 0 && replied ? replied(running, &step->matter, reply) : status;
}

/* A prior check is answered by an opinion, which approves nothing. */
static int
begin_reply(struct running *running, struct matter_step *ret_step)
{
	int status = matter_begin_step(running, THE_ADDRESSEE, 1u << MATTER_SUBMITTED, 1u << FOR_APPROVAL, ret_step);

	if (status == 0 && ret_step->matter.type->number == HEAD_CHECK)
		return fail(FAIL_REFUSED, "OPIN-6.3d", NULL, "负责人人选只出具审核意见（无异议、有异议），不作批复。",
		            "A proposed head is answered by an opinion (no objection, or an objection), not approved or refused.");
	return status;
}

static int
run_approve(struct running *running)
{
	struct reply reply = {
		.outcome = MATTER_APPROVED, .document = running_text(running, "document"),
		.document_on = (day_no)running_int(running, "document_on"), .remark = running_text(running, "remark"),
	};
	const struct value *effective = running_value(running, "effective");
	struct matter_step step;
	int status = begin_reply(running, &step);

	reply.effective = effective->type == VALUE_NULL ? reply.document_on : (day_no)effective->number;
	if (status == 0)
		status = matter_check_days(&step.matter, &reply, running->call->today);
	if (status == 0)
		status = check_law(running, &step.matter, &reply, step.matter.grounds);
	return status == 0 ? end_reply(&step, &reply) : status;
}

static int
run_refuse(struct running *running)
{
	const struct reply reply = {
		.outcome = MATTER_REFUSED, .document = running_text(running, "document"),
		.document_on = (day_no)running_int(running, "document_on"), .effective = DAY_NONE,
		.remark = running_text(running, "remark"),
	};
	struct matter_step step;
	int status = begin_reply(running, &step);

	if (status == 0)
		status = matter_check_days(&step.matter, &reply, running->call->today);
	return status == 0 ? end_reply(&step, &reply) : status;
}

static int
run_file(struct running *running)
{
	const struct reply reply = {
		.outcome = MATTER_FILED, .document = running_text(running, "document"),
		.document_on = running->call->today, .effective = DAY_NONE,
	};
	struct matter_step step;
	int status = matter_begin_step(running, THE_ADDRESSEE, 1u << MATTER_SUBMITTED, 1u << FOR_THE_RECORD, &step);

	return status == 0 ? end_reply(&step, &reply) : status;
}

/* --- the actions ------------------------------------------------------------------------------- */

const struct action matter_actions[] = {
	{"submit-matter", {"报送", "Submit"}, FIELDS(submit_fields), .who = SENDERS, .within = WITHIN_RECORD,
	 .clauses = "OPIN-6.7 ELEC-32.1", .run = run_submit},
	{"return-matter", {"退回补正", "Return to amend"}, FIELDS(return_fields), .who = ROLE_CLERKS, .within = WITHIN_RECORD,
	 .clauses = "OPIN-6.3f", .run = run_return},
	{"withdraw-matter", {"撤回事项", "Withdraw"}, FIELDS(withdraw_fields), .who = SENDERS, .within = WITHIN_RECORD,
	 .clauses = "OPIN-6.7", .run = run_withdraw},
	{"approve-matter", {"批准", "Approve"}, FIELDS(approve_fields), .who = ROLE_CLERKS, .within = WITHIN_RECORD,
	 .clauses = "OPIN-6.3f OPIN-8.6 ELEC-32.1", .run = run_approve},
	{"refuse-matter", {"不予批准", "Refuse"}, FIELDS(refuse_fields), .who = ROLE_CLERKS, .within = WITHIN_RECORD,
	 .clauses = "OPIN-6.3f", .run = run_refuse},
	{"file-matter", {"存档", "File"}, FIELDS(file_fields), .who = ROLE_CLERKS, .within = WITHIN_RECORD,
	 .clauses = "ELEC-34.1a OPIN-20.6", .run = run_file},
	{0},
};
