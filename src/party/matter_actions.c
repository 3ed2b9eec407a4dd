/* The steps of a matter: drafted, submitted, returned, replied to or filed, withdrawn. */
#include <string.h>

#include "base/fail.h"
#include "party/matter_store.h"
#include "registry/input.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)
#define SENDERS (ROLE_BRANCH | ROLE_UNIT_OFFICE | ROLE_CLERKS)

/* --- common steps ----------------------------------------------------------------- */

/* A matter in the middle of a step. */
struct stepping {
	struct running *running;
	struct matter matter;      /* as it stands */
	struct record *next;       /* as it will stand */
};

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

enum side { SENDER, ADDRESSEE };

static int
check_side(struct running *running, const struct matter *matter, enum side side)
{
	const struct call *call = running->call;
	struct matter_rights rights;
	int status = matter_rights(running->db, call->arena, call->actor, matter, call->today, &rights);

	if (status < 0)
		return status;
	if (!(side == SENDER ? rights.sends : rights.answers))
		return running_forbidden();
	if (side == ADDRESSEE && rights.own && matter->type->nature != NOTICE)
		return fail(FAIL_FORBIDDEN, "DP-12", "document", "报送的人不能批复、存档同一件事项，请由受理党组织的另一账号办理。",
		            "Who submitted a matter does not answer it: another account of the addressee does.");
	running_allow(running);
	return 0;
}

/* Opens the matter for a step that its state, nature and the actor allow. */
static int
begin_step(struct running *running, enum side side, unsigned states, unsigned natures, struct stepping *ret_step)
{
	const struct call *call = running->call;
	struct stepping step = {.running = running};
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

static void
set(struct stepping *step, const char *field, struct value value)
{
	*record_value(step->next, field) = value;
}

static void
note(struct running *running, const struct matter *matter, enum matter_state state)
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
static int
end_step(struct stepping *step, enum matter_state state)
{
	struct running *running = step->running;
	int status;

	set(step, "state", INT(state));
	set(step, "step", INT(record_value(step->next, "step")->number + 1));
	note(running, &step->matter, state);
	status = matter_store(&running->edit, step->next);
	return status < 0 ? status : running_id(running, step->matter.id);
}

/* --- draft and amend ------------------------------------------------------------------ */

static const struct field body_field =
	{"body", {"报送党组织", "From the Party organization"}, FIELD_REF, 0, "OPIN-6.7", .refers = "body"};
static const struct field unit_field =
	{"unit", {"社会组织", "Social organization"}, FIELD_REF, 0, "OPIN-8.1", .refers = "unit"};
static const struct field previous_field =
	{"previous", {"所更正的事项", "Matter it corrects"}, FIELD_REF, 0, "DP-13", .refers = "matter"};
static const struct field grounds_field =
	{"grounds", {"特殊情况说明", "Grounds for going on"}, FIELD_TEXT, PROSE, "ELEC-3.2b", .max = 500,
	 .hint = {"对照规定有须说明的事项时填写", "where a finding of the law needs grounds"}};
static const struct field id_field = {"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"};
static const struct field seen_field = {"seen", {"读取时的日志号", "Journal number read"}, FIELD_INT, 0, "DP-13"};

static const struct matter_type *
type_of(const struct action *action)
{
	return matter_type_named(strchr(action->name, '-') + 1);
}

/* What was given, then what is computed. */
static int
take_facts(struct running *running, struct matter *matter)
{
	const struct matter_type *type = matter->type;
	struct value *facts = ARENA_ARRAY(running->call->arena, type->field_count + 1, struct value);

	if (!facts)
		return FAIL_MEMORY;
	for (size_t i = 0; i < type->field_count; i++)
		if (!(type->fields[i].flags & COMPUTED))
			facts[i] = *running_value(running, type->fields[i].name);
	matter->facts = facts;
	return type->complete ? type->complete(running->db, running->call->arena, running->call->today, matter, facts) : 0;
}

static int
no_such(const struct field *field)
{
	return fail_named(FAIL_INPUT, field->clause, field->name, field->label,
	                  (struct bilingual){"没有这条记录，或者它已经结束。", "there is no such record, or it has ended."});
}

/* Records the facts name stand today. */
static int
check_references(struct running *running, const struct matter *matter)
{
	int status = 0;

	for (size_t i = 0; i < matter->type->field_count && status == 0; i++) {
		const struct field *field = &matter->type->fields[i];
		struct record *record;

		if (field->type != FIELD_REF || matter->facts[i].type == VALUE_NULL)
			continue;
		status = record_get(running->db, running->call->arena, kind_find(field->refers), matter->facts[i].number,
		                    running->call->today, &record);
		if (status == FAIL_NOT_FOUND)
			status = no_such(field);
	}
	return status;
}

/* A unit's own body sends for its unit, too. */
static int
find_sender(struct running *running, struct matter *matter, const char **ret_name)
{
	const struct matter_type *type = matter->type;
	bool by_body = type->sender != SENT_BY_UNIT && running_value(running, "body")->type != VALUE_NULL;
	const struct field *field = by_body || type->sender == SENT_BY_BODY ? &body_field : &unit_field;
	int64_t id = running_int(running, field->name);
	struct record *sender;
	int status;

	if (id == 0)
		return fail_named(FAIL_INPUT, field->clause, field->name, field->label,
		                  (struct bilingual){"必须填写。", "required."});
	status = record_get(running->db, running->call->arena, by_body ? &body_kind : &unit_kind, id, running->call->today,
	                    &sender);
	if (status < 0)
		return status == FAIL_NOT_FOUND ? no_such(field) : status;
	matter->body = by_body ? id : 0;
	matter->unit = by_body ? record_value(sender, "unit")->number : id;
	*ret_name = record_value(sender, "name")->text;
	return 0;
}

/* "关于XX党支部延期换届的请示", as the paper is headed. */
static const char *
title_of(struct arena *arena, const struct matter_type *type, const char *sender)
{
	static const char *const words[] = {[FOR_APPROVAL] = "请示", [FOR_THE_RECORD] = "报告", [NOTICE] = "通知"};

	return arena_printf(arena, "关于%s%s的%s", sender, matter_label(type).zh, words[type->nature]);
}

static struct record *
new_record(struct running *running, const struct matter *matter)
{
	struct record *record = record_new(running->call->arena, &matter_kind);

	if (!record)
		return NULL;
	*record_value(record, "title") = TEXT(matter->title);
	*record_value(record, "kind") = INT(matter->type->number);
	*record_value(record, "nature") = INT(matter->type->nature);
	*record_value(record, "state") = INT(matter->state);
	*record_value(record, "body") = matter->body ? INT(matter->body) : SQL_NULL;
	*record_value(record, "unit") = matter->unit ? INT(matter->unit) : SQL_NULL;
	*record_value(record, "latest") = DAY(matter->latest);
	*record_value(record, "grounds") = TEXT(matter->grounds);
	*record_value(record, "previous") = matter->previous ? INT(matter->previous) : SQL_NULL;
	*record_value(record, "step") = INT(1);
	return record;
}

/* What is corrected was decided, and is of the same sender. */
static int
check_previous(struct running *running, const struct matter *matter)
{
	struct matter previous;
	int status;

	if (!matter->previous)
		return 0;
	status = matter_read(running->db, running->call->arena, matter->previous, running->call->today, &previous);
	if (status == FAIL_NOT_FOUND)
		return no_such(&previous_field);
	if (status < 0)
		return status;
	if (matter_is_pending(previous.state) || previous.body != matter->body || previous.unit != matter->unit)
		return fail(FAIL_INPUT, "DP-13", "previous", "所更正的应是本组织已经办结的事项。",
		            "What is corrected is a matter of the same sender that has been answered.");
	return 0;
}

static int
run_draft(struct running *running)
{
	struct matter matter = {.type = type_of(running->action), .state = MATTER_DRAFT, .latest = DAY_NONE,
	                        .submitted = DAY_NONE, .previous = running_int(running, "previous"),
	                        .grounds = running_text(running, "grounds")};
	const char *sender = NULL, *path = NULL;
	struct record *record;
	int status = find_sender(running, &matter, &sender);

	if (status == 0)
		status = matter_sender_path(running->db, running->call->arena, &matter, running->call->today, &path);
	if (status == 0)
		status = running_needs(running, path);
	if (status == 0)
		status = check_previous(running, &matter);
	if (status == 0)
		status = take_facts(running, &matter);
	if (status == 0)
		status = check_references(running, &matter);
	if (status < 0)
		return status;
	matter.title = title_of(running->call->arena, matter.type, sender);
	matter.latest = matter.type->latest ? matter.type->latest(&matter) : DAY_NONE;
	record = matter.title ? new_record(running, &matter) : NULL;
	status = record ? matter_store(&running->edit, record) : FAIL_MEMORY;
	if (status < 0)
		return status;
	matter.id = record->id;
	note(running, &matter, MATTER_DRAFT);
	status = matter_store_facts(&running->edit, matter.id, matter.type, matter.facts);
	return status < 0 ? status : running_id(running, matter.id);
}

static int
run_amend(struct running *running)
{
	struct stepping step;
	int status = begin_step(running, SENDER, 1u << MATTER_DRAFT | 1u << MATTER_RETURNED, ~0u, &step);

	if (status == 0 && step.matter.type != type_of(running->action))
		status = fail(FAIL_INPUT, NULL, "id", "这件事项不是这一类的。", "This matter is of another kind.");
	if (status == 0)
		status = take_facts(running, &step.matter);
	if (status == 0)
		status = check_references(running, &step.matter);
	if (status == 0)
		status = matter_store_facts(&running->edit, step.matter.id, step.matter.type, step.matter.facts);
	if (status < 0)
		return status;
	set(&step, "latest", DAY(step.matter.type->latest ? step.matter.type->latest(&step.matter) : DAY_NONE));
	set(&step, "grounds", *running_value(running, "grounds"));
	return end_step(&step, step.matter.state);
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
		json_key(json, "clause");
		json_text(json, check->found[i].clause);
		json_key(json, "verdict");
		json_text(json, verdict_name(check->found[i].verdict));
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
	struct stepping step;
	const char *grounds;
	int64_t addressee = 0;
	int status = begin_step(running, SENDER, 1u << MATTER_DRAFT | 1u << MATTER_RETURNED,
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
	set(&step, "grounds", TEXT(grounds));
	set(&step, "submitted", INT(running->call->today));
	set(&step, "submitter", TEXT(running->call->actor->tag));
	set(&step, "remark", SQL_NULL);
	return end_step(&step, MATTER_SUBMITTED);
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
	struct stepping step;
	int status = begin_step(running, ADDRESSEE, 1u << MATTER_SUBMITTED, 1u << FOR_APPROVAL | 1u << FOR_THE_RECORD, &step);

	if (status < 0)
		return status;
	set(&step, "remark", *running_value(running, "remark"));
	return end_step(&step, MATTER_RETURNED);
}

static const struct field withdraw_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-13"},
	{"seen", {"读取时的日志号", "Journal number read"}, FIELD_INT, 0, "DP-13"},
	{"remark", {"撤回原因", "Reason"}, FIELD_TEXT, PROSE, "DP-13", .max = 500},
};

static int
run_withdraw(struct running *running)
{
	struct stepping step;
	int status = begin_step(running, SENDER, 1u << MATTER_DRAFT | 1u << MATTER_SUBMITTED | 1u << MATTER_RETURNED, ~0u, &step);

	if (status < 0)
		return status;
	set(&step, "remark", *running_value(running, "remark"));
	return end_step(&step, MATTER_WITHDRAWN);
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

/* A reply is dated between the request and today, and takes effect no earlier than it is dated. */
static int
check_days(const struct matter *matter, const struct reply *reply, day_no today)
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
end_reply(struct stepping *step, const struct reply *reply)
{
	struct running *running = step->running;
	int (*replied)(struct running *, const struct matter *, const struct reply *) = step->matter.type->replied;
	int status;

	set(step, "document", TEXT(reply->document));
	set(step, "document_on", DAY(reply->document_on));
	set(step, "effective", DAY(reply->effective));
	set(step, "remark", TEXT(reply->remark));
	status = end_step(step, reply->outcome);
	return status == 0 && replied ? replied(running, &step->matter, reply) : status;
}

static int
run_approve(struct running *running)
{
	struct reply reply = {
		.outcome = MATTER_APPROVED, .document = running_text(running, "document"),
		.document_on = (day_no)running_int(running, "document_on"), .remark = running_text(running, "remark"),
	};
	const struct value *effective = running_value(running, "effective");
	struct stepping step;
	int status = begin_step(running, ADDRESSEE, 1u << MATTER_SUBMITTED, 1u << FOR_APPROVAL, &step);

	reply.effective = effective->type == VALUE_NULL ? reply.document_on : (day_no)effective->number;
	if (status == 0)
		status = check_days(&step.matter, &reply, running->call->today);
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
	struct stepping step;
	int status = begin_step(running, ADDRESSEE, 1u << MATTER_SUBMITTED, 1u << FOR_APPROVAL, &step);

	if (status == 0)
		status = check_days(&step.matter, &reply, running->call->today);
	return status == 0 ? end_reply(&step, &reply) : status;
}

static int
run_file(struct running *running)
{
	const struct reply reply = {
		.outcome = MATTER_FILED, .document = running_text(running, "document"),
		.document_on = running->call->today, .effective = DAY_NONE,
	};
	struct stepping step;
	int status = begin_step(running, ADDRESSEE, 1u << MATTER_SUBMITTED, 1u << FOR_THE_RECORD, &step);

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

size_t
matter_action_count(void)
{
	size_t count = 0;

	for (const struct matter_type *const *table = matter_types; *table; table++)
		for (const struct matter_type *type = *table; type->number; type++)
			if (type->nature != NOTICE)
				count += 2;
	return count;
}

/* draft-TYPE and amend-TYPE: the sender or the number, the type's facts, grounds. */
static struct field *
compose(struct arena *arena, const struct matter_type *type, bool draft, size_t *ret_count)
{
	struct field *fields = ARENA_ARRAY(arena, type->field_count + 4, struct field);
	size_t count = 0;

	if (!fields)
		return NULL;
	if (!draft) {
		fields[count++] = id_field;
		fields[count++] = seen_field;
	} else {
		if (type->sender != SENT_BY_UNIT)
			fields[count++] = body_field;
		if (type->sender != SENT_BY_BODY)
			fields[count++] = unit_field;
	}
	for (size_t i = 0; i < type->field_count; i++)
		if (!(type->fields[i].flags & COMPUTED))
			fields[count++] = type->fields[i];
	fields[count++] = grounds_field;
	if (draft)
		fields[count++] = previous_field;
	*ret_count = count;
	return fields;
}

static int
make_action(struct arena *arena, const struct matter_type *type, bool draft, struct action *action)
{
	struct bilingual label = matter_label(type);

	*action = (struct action){
		.name = arena_printf(arena, "%s-%s", draft ? "draft" : "amend", matter_word(type)),
		.label = {arena_printf(arena, draft ? "起草：%s" : "补正：%s", label.zh),
		          arena_printf(arena, draft ? "Draft: %s" : "Amend: %s", label.en)},
		.who = type->who, .within = WITHIN_RECORD, .clauses = type->clauses,
		.run = draft ? run_draft : run_amend,
	};
	action->fields = compose(arena, type, draft, &action->field_count);
	return action->name && action->label.zh && action->label.en && action->fields ? 0 : FAIL_MEMORY;
}

int
matter_type_actions(struct arena *arena, struct action *actions)
{
	int status = 0;

	for (const struct matter_type *const *table = matter_types; *table; table++)
		for (const struct matter_type *type = *table; type->number && status == 0; type++) {
			if (type->nature == NOTICE)
				continue;
			status = make_action(arena, type, true, actions++);
			if (status == 0)
				status = make_action(arena, type, false, actions++);
		}
	return status;
}
