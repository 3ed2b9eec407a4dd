/* The actions every kind of the dictionary has: add, change from a day, correct, close. */
#include "party/record.h"

#include <string.h>

#include "base/fail.h"
#include "party/matter_effects.h"
#include "registry/input.h"

/* --- fields ----------------------------------------------------------------------- */

#define ID_FIELD {"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-11"}
#define SEEN_FIELD {"seen", {"读取时的日志号", "Journal number that was read"}, FIELD_INT, 0, "DP-13"}

static const struct field change_fields[] = {
	ID_FIELD, SEEN_FIELD,
	{"from", {"自哪一天起", "From"}, FIELD_DAY, 0, "DP-13", .hint = {"不填即今天", "today if left empty"}},
};

static const struct field correct_fields[] = {
	ID_FIELD, SEEN_FIELD,
	{"since", {"要更正的版本的开始日期", "First day of the version to correct"}, FIELD_DAY, REQUIRED, "DP-13"},
	{"new_since", {"更正后的开始日期", "First day as corrected"}, FIELD_DAY, 0, "DP-13"},
	{"last", {"更正后的最后一天", "Last day as corrected"}, FIELD_DAY, 0, "DP-13",
	 .hint = {"留空表示没有结束", "empty: it has no end"}},
};

static const struct field close_fields[] = {
	ID_FIELD, SEEN_FIELD,
	{"last", {"最后一天", "Last day in force"}, FIELD_DAY, REQUIRED, "DP-13"},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What is typed in of a kind, without the field `but` (may be null). */
static size_t
copy_fields(const struct kind *kind, const char *but, struct field *fields)
{
	size_t count = 0;

	for (size_t i = 0; i < kind->field_count; i++)
		if (!(kind->fields[i].flags & COMPUTED) && !(but && strcmp(but, kind->fields[i].name) == 0))
			fields[count++] = kind->fields[i];
	return count;
}

static void
not_required(struct field *fields, size_t count, const char *only)
{
	for (size_t i = 0; i < count; i++)
		if (!only || strcmp(only, fields[i].name) == 0)
			fields[i].flags &= ~(unsigned)REQUIRED;
}

/* A change or correction may be about one field alone. */
static const struct field *
compose(struct arena *arena, const struct kind *kind, const struct field *head, size_t head_count,
        size_t *ret_count)
{
	struct field *fields = ARENA_ARRAY(arena, head_count + kind->field_count, struct field);

	if (!fields)
		return NULL;
	memcpy(fields, head, head_count * sizeof *head);
	*ret_count = head_count + copy_fields(kind, NULL, fields + head_count);
	not_required(fields + head_count, *ret_count - head_count, NULL);
	return fields;
}

static const struct field *
compose_add(struct arena *arena, const struct kind *kind, size_t *ret_count)
{
	static const struct adding nothing;
	const struct adding *adding = adding_of(kind) ? adding_of(kind) : &nothing;
	size_t more = adding->field_count + (adding->also ? adding->also->field_count : 0), count = 0;
	struct field *fields = ARENA_ARRAY(arena, 2 + kind->field_count + more, struct field);

	if (!fields)
		return NULL;
	fields[count++] = (struct field){"since", kind->since_label, FIELD_DAY, REQUIRED, kind->clause};
	count += copy_fields(kind, NULL, fields + count);
	if (adding->optional)
		not_required(fields, count, adding->optional);
	for (size_t i = 0; i < adding->field_count; i++)
		fields[count++] = adding->fields[i];
	if (adding->also)
		count += copy_fields(adding->also, kind->name, fields + count);
	fields[count++] = (struct field){"last", kind->until_label, FIELD_DAY, 0, kind->clause};
	*ret_count = count;
	return fields;
}

/* --- common steps ------------------------------------------------------------------- */

/* The body in whose part of the tree a record lies, from its path "/1/17/203/". */
static int64_t
node_of(const struct record *record, const char *path)
{
	const struct kind *kind = record->kind;
	bool on_unit = kind == &unit_kind || kind->anchor == ANCHOR_UNIT ||
	               (kind->anchor == ANCHOR_UNIT_OR_BODY && record_value(record, "unit")->type != VALUE_NULL);
	int64_t last = 0, before = 0, step = 0;

	for (; path && *path; path++) {
		if (*path != '/') {
			step = step * 10 + (*path - '0');
			continue;
		}
		before = last;
		last = step;
		step = 0;
	}
	return on_unit ? before : last; /* the last step is the unit itself */
}

/* The record may be written where it hangs, and the entry says where that is. */
static int
allow(struct running *running, const struct record *record)
{
	const struct call *call = running->call;
	const char *path;
	int status = access_write(running->db, call->arena, call->actor, record, call->today);

	if (status == 0)
		status = access_path(running->db, call->arena, record, call->today, &path);
	if (status < 0)
		return status;
	running_allow(running);
	running->entry.kind = record->kind->name;
	running->entry.subject = record->id;
	running->entry.node = node_of(record, path);
	return 0;
}

/*
 * A person who comes into a record must be within reach already: nobody's
 * record is opened by being named.
 */
static int
allow_person(struct running *running, const struct record *new)
{
	const struct call *call = running->call;
	int64_t person = record_value(new, "person")->number;
	int within = person_within(running->db, call->actor, new->kind->write, kind_is_own(new->kind), person,
	                           call->today);

	if (within != 0 || person == running->new_person)
		return within < 0 ? within : 0;
	return fail(FAIL_FORBIDDEN, "DP-12", "person", "此人不在您的职责范围内。",
	            "This person is outside what your roles reach.");
}

/* Nobody puts an organization under a superior of which they have no charge. */
static int
allow_superior(struct running *running, const struct record *new)
{
	const struct call *call = running->call;
	const struct record superior = {.kind = &body_kind, .id = record_value(new, "superior")->number,
	                                .since = new->since, .until = new->until};
	const char *path = NULL;
	int status = access_path(running->db, call->arena, &superior, call->today, &path);

	if (status < 0 || actor_may(call->actor, new->kind->write, path))
		return status;
	return fail(FAIL_FORBIDDEN, "DP-12", "superior", "这个上级党组织不在您的职责范围内。",
	            "This higher organization is outside what your roles reach.");
}

/* References that must be within reach when they come in, beside the record's own place. */
static int
allow_references(struct running *running, const struct record *old, const struct record *new)
{
	static const struct {
		const char *field;
		int (*allow)(struct running *running, const struct record *new);
	} guarded[] = {{"person", allow_person}, {"superior", allow_superior}};

	if (running->call->actor->operator)
		return 0;
	for (size_t i = 0; i < COUNT(guarded); i++) {
		int at = field_index(new->kind, guarded[i].field);
		int status;

		if (at < 0 || new->values[at].type == VALUE_NULL ||
		    (old && old->values[at].number == new->values[at].number))
			continue;
		status = guarded[i].allow(running, new);
		if (status < 0)
			return status;
	}
	return 0;
}

/* 409: somebody else was quicker. */
static int
check_seen(const struct running *running, const struct kind *kind, int64_t id)
{
	int64_t seen = running_given(running, "seen") ? running_int(running, "seen") : running->seen;
	int64_t now = 0;
	int status;

	if (seen == 0)
		return 0;
	status = record_seen(running->db, kind, id, &now);
	if (status < 0 || now <= seen)
		return status;
	return fail(FAIL_CONFLICT, NULL, "seen",
	            "这条记录在您打开之后又被改动过（日志第 %lld 条），没有保存；请重新打开再改。",
	            "This record was changed after you opened it (journal entry %lld); nothing was saved."
	            " Open it again.", (long long)now);
}

/* An ID typed anew that is the one on record leaves what is sealed as it is. */
static bool
on_record(const struct running *running, const struct field *field, const struct value *old,
          const struct value *typed)
{
	char *text;

	return field->type == FIELD_RESIDENT && old->type == VALUE_TEXT && typed->type == VALUE_TEXT &&
	       secret_open(&running->call->installation->secret, running->call->arena, old->text, &text) == 0 &&
	       strcmp(text, typed->text) == 0;
}

static int
take_fields(const struct running *running, struct record *record)
{
	const struct kind *kind = record->kind;

	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field *field = &kind->fields[i];

		if (!(field->flags & COMPUTED) && running_given(running, field->name) &&
		    !on_record(running, field, &record->values[i], running_value(running, field->name)))
			record->values[i] = *running_value(running, field->name);
	}
	return record_derive(running->db, record);
}

static struct record *
copy_record(struct arena *arena, const struct record *record)
{
	struct record *copy = record_new(arena, record->kind);
	struct value *values = copy ? copy->values : NULL;

	if (!copy)
		return NULL;
	*copy = *record;
	copy->values = values;
	memcpy(values, record->values, record->kind->field_count * sizeof *values);
	return copy;
}

static day_no
day_after(const struct value *last)
{
	return last->type == VALUE_NULL ? DAY_OPEN : (day_no)last->number + 1;
}

/* Fields, references, rules across records, and that the result, too, lies within reach. */
static int
check(struct running *running, const struct record *old, const struct record *new)
{
	int status = record_check(running->db, new);

	if (status == 0)
		status = allow_references(running, old, new);
	if (status == 0)
		status = record_rules(running, new);
	return status;
}

/* --- add ------------------------------------------------------------------------------ */

static int
run_add(struct running *running)
{
	const struct kind *kind = running->action->kind;
	const struct adding *adding = adding_of(kind);
	struct record *record = record_new(running->call->arena, kind);
	int status = 0;

	if (!record)
		return FAIL_MEMORY;
	record->since = (day_no)running_int(running, "since");
	record->until = day_after(running_value(running, "last"));
	status = take_fields(running, record);
	if (status == 0 && adding && adding->before)
		status = adding->before(running, record);
	if (status == 0)
		status = check(running, NULL, record);
	if (status == 0 && !running->entry.node)
		status = allow(running, record);
	if (status == 0)
		status = record_add(&running->edit, record);
	if (status < 0)
		return status;
	running->entry.kind = kind->name;
	running->entry.subject = record->id; /* known only now */
	facts_changes(running->facts, NULL, record);
	status = running_id(running, record->id);
	if (status == 0 && adding && adding->after)
		status = adding->after(running, record);
	return status;
}

/* --- change --------------------------------------------------------------------------- */

static int
run_change(struct running *running)
{
	const struct kind *kind = running->action->kind;
	const struct call *call = running->call;
	int64_t id = running_int(running, "id");
	day_no from = running_value(running, "from")->type == VALUE_NULL
	                      ? call->today : (day_no)running_int(running, "from");
	bool *given = ARENA_ARRAY(call->arena, kind->field_count, bool);
	struct record *old, *new;
	int status = given ? record_get(running->db, call->arena, kind, id, from, &old) : FAIL_MEMORY;

	if (status == 0)
		status = allow(running, old);
	if (status == 0)
		status = check_seen(running, kind, id);
	if (status < 0)
		return status;
	new = copy_record(call->arena, old);
	if (!new)
		return FAIL_MEMORY;
	new->since = from;
	status = take_fields(running, new);
	if (status == 0)
		status = check(running, old, new);
	if (status == 0)
		status = allow(running, new);
	for (size_t i = 0; i < kind->field_count; i++)
		given[i] = !(kind->fields[i].flags & COMPUTED) && running_given(running, kind->fields[i].name);
	if (status == 0)
		status = record_change(&running->edit, kind, id, from, new->values, given);
	if (status < 0)
		return status;
	running->unchanged = running->edit.count == 0;
	facts_changes(running->facts, old, new);
	return running_id(running, id);
}

/* --- correct -------------------------------------------------------------------------- */

/* Versions of one record never overlap. */
static int
check_neighbours(struct record *const *versions, size_t count, const struct record *old,
                 const struct record *new)
{
	for (size_t i = 0; i < count; i++)
		if (versions[i] != old && versions[i]->since < new->until && new->since < versions[i]->until)
			return fail(FAIL_INPUT, NULL, "since", "更正后的日期与这条记录的另一个版本重叠。",
			            "The corrected dates overlap another version of this record.");
	return 0;
}

static int
find_version(struct running *running, struct record ***ret_versions, size_t *ret_count,
             struct record **ret_version)
{
	int64_t since = running_int(running, "since");
	int status = record_versions(running->db, running->call->arena, running->action->kind,
	                             running_int(running, "id"), false, ret_versions, ret_count);

	for (size_t i = 0; status == 0 && i < *ret_count; i++)
		if ((*ret_versions)[i]->since == since) {
			*ret_version = (*ret_versions)[i];
			return 0;
		}
	return status < 0 ? status : fail(FAIL_NOT_FOUND, NULL, "since", "没有从这一天开始的版本。",
	                                  "No version begins on that day.");
}

static int
run_correct(struct running *running)
{
	struct record **versions, *old, *new;
	size_t count;
	int status = find_version(running, &versions, &count, &old);

	if (status == 0)
		status = allow(running, old);
	if (status == 0)
		status = check_seen(running, old->kind, old->id);
	if (status < 0)
		return status;
	new = copy_record(running->call->arena, old);
	if (!new)
		return FAIL_MEMORY;
	if (running_value(running, "new_since")->type != VALUE_NULL)
		new->since = (day_no)running_int(running, "new_since");
	if (running_given(running, "last"))
		new->until = day_after(running_value(running, "last"));
	status = take_fields(running, new);
	if (status == 0)
		status = check(running, old, new);
	if (status == 0)
		status = check_neighbours(versions, count, old, new);
	if (status == 0)
		status = allow(running, new);
	if (status == 0)
		status = record_correct(&running->edit, old->id, old->since, new);
	if (status < 0)
		return status;
	facts_changes(running->facts, old, new);
	return running_id(running, old->id);
}

/* --- close ---------------------------------------------------------------------------- */

static int
run_close(struct running *running)
{
	const struct kind *kind = running->action->kind;
	int64_t id = running_int(running, "id");
	day_no last = (day_no)running_int(running, "last");
	struct record **versions;
	size_t count;
	int status = record_versions(running->db, running->call->arena, kind, id, false, &versions, &count);

	if (status == 0 && count == 0)
		status = fail(FAIL_NOT_FOUND, NULL, "id", "没有这条记录。", "There is no such record.");
	if (status == 0)
		status = allow(running, versions[count - 1]);
	if (status == 0)
		status = check_seen(running, kind, id);
	if (status == 0 && last < versions[0]->since)
		status = fail(FAIL_INPUT, NULL, "last", "最后一天不能早于开始的一天。",
		              "The last day cannot be before the first.");
	if (status < 0)
		return status;
	if (versions[count - 1]->until == last + 1) {
		running->unchanged = true;
		return running_id(running, id);
	}
	if (versions[count - 1]->until <= last)
		return fail(FAIL_INPUT, NULL, "last", "这条记录在这一天之前已经结束；要延长请用更正。",
		            "This record has ended before that day; use a correction to lengthen it.");
	status = kind == &body_kind ? end_body(running, id, last + 1) : record_close(&running->edit, kind, id, last);
	if (status < 0)
		return status;
	json_key(running->facts, "last");
	json_day(running->facts, last);
	return running_id(running, id);
}

/* --- the actions ------------------------------------------------------------------------ */

struct verb {
	const char *word, *zh, *en;
	const struct field *head;      /* before the kind's fields; null: composed */
	size_t head_count;
	bool fields;                   /* whether the kind's fields follow */
	int (*run)(struct running *running);
};

static const struct verb verbs[RECORD_ACTIONS] = {
	{"add", "登记", "Add", NULL, 0, true, run_add},
	{"change", "变更", "Change", change_fields, COUNT(change_fields), true, run_change},
	{"correct", "更正", "Correct", correct_fields, COUNT(correct_fields), true, run_correct},
	{"close", "终止", "Close", close_fields, COUNT(close_fields), false, run_close},
};

static int
make_action(struct arena *arena, const struct kind *kind, const struct verb *verb, struct action *action)
{
	const char *name = arena_printf(arena, "%s-%s", verb->word, kind->name);
	const char *zh = arena_printf(arena, "%s%s", verb->zh, kind->label.zh);
	const char *en = arena_printf(arena, "%s: %s", verb->en, kind->label.en);
	const char *rules = record_rules_clauses(kind);
	const struct adding *adding = verb->run == run_add ? adding_of(kind) : NULL;

	*action = (struct action){
		.name = name, .label = {zh, en}, .who = kind->write, .within = WITHIN_RECORD, .kind = kind,
		.clauses = arena_printf(arena, "%s%s%s%s%s", kind->clause, *rules ? " " : "", rules,
		                        adding && adding->clauses ? " " : "",
		                        adding && adding->clauses ? adding->clauses : ""),
		.fields = verb->head, .field_count = verb->head_count, .run = verb->run,
	};
	if (!verb->head)
		action->fields = compose_add(arena, kind, &action->field_count);
	else if (verb->fields)
		action->fields = compose(arena, kind, verb->head, verb->head_count, &action->field_count);
	return name && zh && en && action->clauses && action->fields ? 0 : FAIL_MEMORY;
}

int
record_actions(struct arena *arena, const struct kind *kind, struct action *actions)
{
	int status = 0;

	for (size_t i = 0; i < RECORD_ACTIONS && status == 0; i++)
		status = make_action(arena, kind, &verbs[i], &actions[i]);
	return status;
}
