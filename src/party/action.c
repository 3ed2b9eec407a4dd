#include "party/action.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "party/data_request.h"
#include "party/election.h"
#include "party/matter.h"
#include "party/own_data.h"
#include "party/retention.h"
#include "party/settle.h"
#include "party/voice.h"
#include "registry/input.h"

#define FACTS_MAX ((size_t)4 << 20)
#define IDS_FIRST 4
#define QUOTE_MAX 60 /* bytes of an input's name that a sentence repeats */

/* --- the table -------------------------------------------------------------------- */

static const struct action *const tables[] = {
	account_actions,
	affiliation_actions,
	ballot_actions,
	entry_actions,
	candidate_actions,
	common_actions,
	delegate_actions,
	question_actions,
	presidium_actions,
	method_actions,
	data_request_actions,
	election_actions,
	grant_actions,
	matter_actions, head_actions, notice_actions,
	merge_actions,
	opening_actions,
	own_actions,
	own_data_actions,
	result_actions,
	retention_actions,
	roll_actions,
	setting_actions,
	step_actions,
	voice_actions,
	workbook_actions,
};
static const size_t table_count = sizeof tables / sizeof *tables;

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct action *)a)->name, ((const struct action *)b)->name);
}

const struct action *
actions_all(struct arena *arena, size_t *ret_count)
{
	struct action *actions;
	size_t count = matter_action_count();

	for (size_t k = 0; kinds[k]; k++)
		count += kinds[k]->procedure ? 0 : RECORD_ACTIONS;
	for (size_t t = 0; t < table_count; t++)
		for (const struct action *action = tables[t]; action->name; action++)
			count++;
	actions = ARENA_ARRAY(arena, count, struct action);
	if (!actions)
		return NULL;
	count = 0;
	for (size_t k = 0; kinds[k]; k++) {
		if (kinds[k]->procedure)
			continue;
		if (record_actions(arena, kinds[k], actions + count) < 0)
			return NULL;
		count += RECORD_ACTIONS;
	}
	if (matter_type_actions(arena, actions + count) < 0)
		return NULL;
	count += matter_action_count();
	for (size_t t = 0; t < table_count; t++)
		for (const struct action *action = tables[t]; action->name; action++)
			actions[count++] = *action;
	qsort(actions, count, sizeof *actions, by_name);
	*ret_count = count;
	return actions;
}

const struct action *
action_find(const struct installation *installation, const char *name)
{
	const struct action key = {.name = name};

	return bsearch(&key, installation->actions, installation->action_count, sizeof key, by_name);
}

struct bilingual
entry_label(const struct installation *installation, const char *name)
{
	static const struct {
		const char *name;
		struct bilingual label;
	} commands[] = {
		{"demo", {"生成演示数据", "Demonstration data"}}, {"init", {"初始设置", "Set-up"}},
		{"key-rotate", {"更换密钥", "Key renewed"}}, {"clock-accept", {"确认时钟", "Clock accepted"}},
		{"rebuild-tallies", {"重算统计", "Tallies rebuilt"}},
	};
	const struct action *action = action_find(installation, name);

	for (size_t i = 0; !action && i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, name) == 0)
			return commands[i].label;
	return action ? action->label : (struct bilingual){name, name};
}

bool
action_offered(const struct action *action, const struct actor *actor)
{
	return actor->operator || (actor->account && (action->who & (ANY_ACCOUNT | actor_roles(actor))));
}

/* --- fields ----------------------------------------------------------------------- */

static int
field_of(const struct action *action, const char *name)
{
	for (size_t i = 0; i < action->field_count; i++)
		if (strcmp(action->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

const struct value *
running_value(const struct running *running, const char *field)
{
	return &running->values[field_of(running->action, field)];
}

const char *
running_text(const struct running *running, const char *field)
{
	return running_value(running, field)->text;
}

int64_t
running_int(const struct running *running, const char *field)
{
	return running_value(running, field)->number;
}

bool
running_given(const struct running *running, const char *field)
{
	return running->given[field_of(running->action, field)];
}

static int
unknown_field(const struct action *action, const char *name)
{
	if (strlen(name) > QUOTE_MAX)
		return fail(FAIL_INPUT, NULL, NULL, "%s 没有这样一项。", "%s has no such field.", action->name);
	return fail(FAIL_INPUT, NULL, name, "%s 没有 %s 这一项。", "%s has no field %s.", action->name, name);
}

static int
read_input(const struct call *call, const struct field *field, const char *text, struct value *ret_value)
{
	if (!(field->flags & SECRET))
		return field_read(call->arena, field, text, ret_value);
	*ret_value = *text ? TEXT(text) : SQL_NULL;
	return 0;
}

static int
read_inputs(const struct call *call, const struct action *action, const struct input *inputs, size_t count,
            struct value *values, bool *given)
{
	for (size_t i = 0; i < count; i++) {
		int at = field_of(action, inputs[i].name);
		int status;

		if (at < 0)
			return unknown_field(action, inputs[i].name);
		if (given[at])
			return fail_named(FAIL_INPUT, NULL, action->fields[at].name, action->fields[at].label,
			                  (struct bilingual){"只能填一次。", "given more than once."});
		given[at] = true;
		status = read_input(call, &action->fields[at], inputs[i].text, &values[at]);
		if (status < 0)
			return status;
	}
	for (size_t i = 0; i < action->field_count; i++)
		if ((action->fields[i].flags & REQUIRED) && values[i].type == VALUE_NULL)
			return fail_named(FAIL_INPUT, action->fields[i].clause, action->fields[i].name,
			                  action->fields[i].label, (struct bilingual){"必须填写。", "required."});
	return 0;
}

/* --- scope ------------------------------------------------------------------------ */

int
running_forbidden(void)
{
	return fail(FAIL_FORBIDDEN, "DP-12", NULL, "这不在您的职责范围内。", "This is outside what your roles reach.");
}

void
running_allow(struct running *running)
{
	running->scope_checked = true;
}

int
running_needs(struct running *running, const char *path)
{
	if (!actor_may(running->call->actor, running->action->who, path))
		return running_forbidden();
	running_allow(running);
	return 0;
}

static int
check_actor(const struct call *call, const struct action *action)
{
	const struct actor *actor = call->actor;

	if (!actor->operator && !actor->account)
		return fail(FAIL_SIGNED_OUT, NULL, NULL, "请先登录。", "Please sign in.");
	if (actor->must_change && strcmp(action->name, "change-own-password") != 0)
		return fail(FAIL_FORBIDDEN, NULL, "password", "请先把一次性密码改成自己的密码。",
		            "First replace the one-time password by one of your own.");
	if (actor->must_enrol && strcmp(action->name, "set-second-factor") != 0 &&
	    strcmp(action->name, "change-own-password") != 0)
		return fail(FAIL_FORBIDDEN, "DP-16", NULL, "请先启用两步验证。", "First set up a second factor.");
	if (!action_offered(action, actor))
		return fail_named(FAIL_FORBIDDEN, "DP-12", NULL, action->label,
		                  (struct bilingual){"您的角色不能办理。", "your roles do not allow it."});
	return 0;
}

/* --- facts ------------------------------------------------------------------------ */

static bool
same(const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return false;
	return a->type == VALUE_NULL || (a->type == VALUE_INT ? a->number == b->number
	                                                      : strcmp(a->text, b->text) == 0);
}

static bool
hidden(const struct field *field)
{
	return (field->flags & PERSONAL) && field->type != FIELD_REF;
}

static const struct value *
value_of(const struct record *record, size_t field)
{
	static const struct value none;

	return record ? &record->values[field] : &none;
}

static void
facts_bounds(struct json *json, const struct record *old, const struct record *new)
{
	const struct {
		const char *old, *new;
		day_no was, is;
	} bounds[] = {
		{"since_old", "since", old ? old->since : DAY_NONE, new ? new->since : DAY_NONE},
		{"until_old", "until", old ? old->until : DAY_NONE, new ? new->until : DAY_NONE},
	};

	for (size_t i = 0; i < 2; i++) {
		if (bounds[i].was == bounds[i].is)
			continue;
		if (old) {
			json_key(json, bounds[i].old);
			json_day(json, bounds[i].was);
		}
		if (new) {
			json_key(json, bounds[i].new);
			json_day(json, bounds[i].is);
		}
	}
}

static void
facts_field(struct json *json, const struct field *field, const struct record *old,
            const struct record *new, size_t i)
{
	json_key(json, field->name);
	json_open(json, '{');
	if (old) {
		json_key(json, "old");
		field_json(json, field, value_of(old, i));
	}
	if (new) {
		json_key(json, "new");
		field_json(json, field, value_of(new, i));
	}
	json_close(json, '}');
}

void
facts_changes(struct json *json, const struct record *old, const struct record *new)
{
	const struct kind *kind = new ? new->kind : old->kind;

	facts_bounds(json, old, new);
	json_key(json, "fields");
	json_open(json, '{');
	for (size_t i = 0; i < kind->field_count; i++)
		if (!hidden(&kind->fields[i]) && !same(value_of(old, i), value_of(new, i)))
			facts_field(json, &kind->fields[i], old, new, i);
	json_close(json, '}');
	json_key(json, "personal");
	json_open(json, '[');
	for (size_t i = 0; i < kind->field_count; i++)
		if (hidden(&kind->fields[i]) && !same(value_of(old, i), value_of(new, i)))
			json_text(json, kind->fields[i].name);
	json_close(json, ']');
}

int
running_id(struct running *running, int64_t id)
{
	struct outcome *outcome = &running->outcome;
	int64_t *ids = (int64_t *)outcome->ids;

	/* Full at 4, 8, 16 …: then the next size is twice as large. */
	if (outcome->id_count == 0 || (outcome->id_count >= IDS_FIRST &&
	                               (outcome->id_count & (outcome->id_count - 1)) == 0)) {
		ids = ARENA_ARRAY(running->call->arena, outcome->id_count ? 2 * outcome->id_count : IDS_FIRST,
		                  int64_t);
		if (!ids)
			return FAIL_MEMORY;
		if (outcome->id_count)
			memcpy(ids, outcome->ids, outcome->id_count * sizeof *ids);
		outcome->ids = ids;
	}
	ids[outcome->id_count++] = id;
	return 0;
}

/* --- running ---------------------------------------------------------------------- */

static int
unchecked(const struct action *action)
{
	return fail(FAIL_SYSTEM, NULL, NULL, "%s 没有检查职责范围，因此没有保存。",
	            "%s did not check the scope, so nothing was saved.", action->name);
}

/* Everything follows from the records touched; then the entry closes the act. */
static int
finish(struct running *running, struct buf *facts)
{
	struct json *json = running->facts;
	int status = running->settled ? 0 : settle(&running->edit);

	if (running->edit.roles_ended) {
		json_key(json, "roles_ended");
		json_int(json, running->edit.roles_ended);
	}
	json_close(json, '}');
	if (status == 0)
		status = buf_status(facts);
	if (status < 0)
		return status;
	running->entry.action = running->action->name;
	if (!running->entry.kind)
		running->entry.kind = "";
	running->entry.facts = buf_text(facts);
	running->outcome.journal = running->act.number;
	return act_end(&running->act, &running->entry);
}

static int
work(struct db *db, void *arg)
{
	struct running *running = arg;
	const struct call *call = running->call;
	struct buf facts;
	struct json json;
	int status;

	buf_init(&facts, FACTS_MAX);
	json = json_to(&facts);
	json_open(&json, '{');
	running->db = db;
	running->facts = &json;
	status = installation_check_key(db, call->installation);
	if (status == 0)
		status = act_begin(&running->act, db, call->arena, call->actor->tag, call->today,
		                   call->at);
	running->edit = (struct edit){.act = &running->act, .secret = &call->installation->secret};
	if (status == 0)
		status = running->action->run(running);
	if (status == 0 && !running->scope_checked)
		status = unchecked(running->action);
	if (status == 0 && !running->unchanged)
		status = finish(running, &facts);
	buf_free(&facts);
	return status;
}

int
action_run(const struct call *call, const char *name, const struct input *inputs, size_t count,
           int64_t seen, struct outcome *ret_outcome)
{
	const struct action *action = action_find(call->installation, name);
	struct running running = {.call = call, .action = action, .seen = seen};
	struct value *values;
	bool *given;
	int status;

	if (!action)
		return fail(FAIL_NOT_FOUND, NULL, NULL, "没有这个操作。", "There is no such action.");
	status = check_actor(call, action);
	if (status < 0)
		return status;
	values = ARENA_ARRAY(call->arena, action->field_count, struct value);
	given = ARENA_ARRAY(call->arena, action->field_count, bool);
	if (!values || !given)
		return FAIL_MEMORY;
	status = read_inputs(call, action, inputs, count, values, given);
	running.values = values;
	running.given = given;
	if (status == 0 && action->prepare)
		status = action->prepare(&running);
	running.db = call->db;
	if (status == 0)
		status = action->reads || action->alone ? action->run(&running)
		                       : writer_do(call->installation->writer, work, &running);
	if (status == 0)
		*ret_outcome = running.outcome;
	return status;
}
