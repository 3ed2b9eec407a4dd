/* Matters drafted and amended: for each type an action of each. */
#include <string.h>

#include "base/fail.h"
#include "party/matter_step.h"
#include "party/matter_store.h"
#include "registry/input.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

/* --- draft and amend ------------------------------------------------------------------ */

static const struct field body_field =
	{"body", {"报送单位", "From"}, FIELD_REF, 0, "OPIN-6.7", .refers = "body"};
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
	if (by_body && type->sender == SENT_BY_EITHER && running_int(running, "unit") &&
	    running_int(running, "unit") != matter->unit)
		return fail(FAIL_INPUT, unit_field.clause, unit_field.name, "这个社会组织不是报送党组织所在的单位；两项填一项即可。",
		            "This is not the organization the sending Party organization belongs to: one of the two is enough.");
	*ret_name = record_value(sender, "name")->text;
	return 0;
}

const char *
matter_title(struct arena *arena, const struct matter_type *type, const char *sender)
{
	static const char *const words[] = {[FOR_APPROVAL] = "请示", [FOR_THE_RECORD] = "报告", [NOTICE] = "通知"};

	return arena_printf(arena, "关于%s%s的%s", sender, matter_label(type).zh, words[type->nature]);
}

struct record *
matter_new_record(struct arena *arena, const struct matter *matter)
{
	struct record *record = record_new(arena, &matter_kind);

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
	matter.title = matter_title(running->call->arena, matter.type, sender);
	matter.latest = matter.type->latest ? matter.type->latest(&matter) : DAY_NONE;
	record = matter.title ? matter_new_record(running->call->arena, &matter) : NULL;
	status = record ? matter_store(&running->edit, record) : FAIL_MEMORY;
	if (status < 0)
		return status;
	matter.id = record->id;
	matter_note(running, &matter, MATTER_DRAFT);
	status = matter_store_facts(&running->edit, matter.id, matter.type, matter.facts);
	return status < 0 ? status : running_id(running, matter.id);
}

static int
run_amend(struct running *running)
{
	struct matter_step step;
	int status = matter_begin_step(running, THE_SENDER, 1u << MATTER_DRAFT | 1u << MATTER_RETURNED, ~0u, &step);

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
	matter_set(&step, "latest", DAY(step.matter.type->latest ? step.matter.type->latest(&step.matter) : DAY_NONE));
	matter_set(&step, "grounds", *running_value(running, "grounds"));
	return matter_end_step(&step, step.matter.state);
}

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
