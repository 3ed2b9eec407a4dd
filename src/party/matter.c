#include "party/matter.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "party/history.h"
#include "party/matter_store.h"
#include "registry/input.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- types ------------------------------------------------------------------------ */

static const struct field *
kind_field(void)
{
	return &matter_kind.fields[field_index(&matter_kind, "kind")];
}

const struct matter_type *
matter_type(enum matter_number number)
{
	for (const struct matter_type *const *table = matter_types; *table; table++)
		for (const struct matter_type *type = *table; type->number; type++)
			if (type->number == number)
				return type;
	return NULL;
}

const struct matter_type *
matter_type_named(const char *word)
{
	const struct choice *choice = choice_by_word(kind_field(), word);

	return choice ? matter_type((enum matter_number)choice->number) : NULL;
}

const char *
matter_word(const struct matter_type *type)
{
	return choice_by_number(kind_field(), type->number)->word;
}

struct bilingual
matter_label(const struct matter_type *type)
{
	return choice_by_number(kind_field(), type->number)->label;
}

const char *
matter_clause(struct arena *arena, const struct matter_type *type)
{
	return arena_strndup(arena, type->clauses, strcspn(type->clauses, " "));
}

/* --- reading ------------------------------------------------------------------------ */

STATEMENT(facts_on, "select name, number, text from matter_fact where matter = $1 and ended is null and since <= $2"
                    " and until > $2");

static int
take_fact(const struct matter_type *type, const struct rows *rows, struct arena *arena, struct value *facts)
{
	for (size_t i = 0; i < type->field_count; i++) {
		if (strcmp(type->fields[i].name, rows_text(rows, 0)) != 0)
			continue;
		if (!rows_null(rows, 1))
			facts[i] = INT(rows_int(rows, 1));
		else if (!rows_null(rows, 2))
			facts[i] = TEXT(rows_dup(rows, 2, arena));
		return facts[i].type == VALUE_NULL && !rows_null(rows, 2) ? FAIL_MEMORY : 0;
	}
	return 0;
}

static int
read_facts(struct db *db, struct arena *arena, struct matter *matter)
{
	struct value *facts = ARENA_ARRAY(arena, matter->type->field_count + 1, struct value);
	struct rows *rows;
	int status = facts ? db_query(db, facts_on, ARGS(INT(matter->id), INT(matter->record->since)), &rows) : FAIL_MEMORY;

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if ((status = take_fact(matter->type, rows, arena, facts)) < 0)
			break;
	rows_close(rows);
	matter->facts = facts;
	return status < 0 ? status : 0;
}

STATEMENT(facts_written, "select n.name, n.number, n.text, o.number, o.text from matter_fact n left join matter_fact o"
                         " on o.matter = n.matter and o.name = n.name and o.ended = n.made"
                         " where n.matter = $1 and n.made = $2 and n.until = 2932896 order by n.name"); /* DAY_OPEN */

static int
show_fact(struct db *db, struct arena *arena, const struct field *field, const struct rows *rows, int column,
          enum lang lang, const char **ret_text)
{
	const struct value value = !rows_null(rows, column) ? INT(rows_int(rows, column))
	                                                    : TEXT(rows_dup(rows, column + 1, arena));

	if (value.type == VALUE_INT && field->type == FIELD_REF)
		return ref_words(db, arena, kind_find(field->refers), value.number, DAY_MAX, lang, ret_text);
	*ret_text = field_text(arena, field, &value, lang, NULL);
	return *ret_text ? 0 : FAIL_MEMORY;
}

int
matter_fact_changes(struct db *db, struct arena *arena, const struct matter *matter, int64_t journal, enum lang lang,
                    struct history_change **ret_changes, size_t *ret_count)
{
	const struct matter_type *type = matter->type;
	struct history_change *changes = ARENA_ARRAY(arena, type->field_count + 1, struct history_change);
	size_t count = 0;
	struct rows *rows;
	int status = changes ? db_query(db, facts_written, ARGS(INT(matter->id), INT(journal)), &rows) : FAIL_MEMORY;

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		for (size_t i = 0; i < type->field_count && status >= 0; i++) {
			if (strcmp(type->fields[i].name, rows_text(rows, 0)) != 0)
				continue;
			changes[count].label = type->fields[i].label;
			status = show_fact(db, arena, &type->fields[i], rows, 1, lang, &changes[count].new);
			if (status == 0)
				status = show_fact(db, arena, &type->fields[i], rows, 3, lang, &changes[count].old);
			count++;
		}
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_changes = changes;
	*ret_count = count;
	return 0;
}

static day_no
day_in(const struct record *record, const char *field)
{
	const struct value *value = record_value(record, field);

	return value->type == VALUE_NULL ? DAY_NONE : (day_no)value->number;
}

int
matter_of(struct db *db, struct arena *arena, const struct record *record, struct matter *ret_matter)
{
	struct matter matter = {
		.id = record->id, .record = record,
		.type = matter_type((enum matter_number)record_value(record, "kind")->number),
		.state = (enum matter_state)record_value(record, "state")->number,
		.body = record_value(record, "body")->number, .unit = record_value(record, "unit")->number,
		.addressee = record_value(record, "addressee")->number,
		.previous = record_value(record, "previous")->number,
		.submitted = day_in(record, "submitted"), .latest = day_in(record, "latest"),
		.title = record_value(record, "title")->text, .document = record_value(record, "document")->text,
		.document_on = day_in(record, "document_on"), .effective = day_in(record, "effective"),
		.grounds = record_value(record, "grounds")->text, .remark = record_value(record, "remark")->text,
		.submitter = record_value(record, "submitter")->text,
	};
	int status;

	if (!matter.type)
		return fail(FAIL_SYSTEM, NULL, "kind", "本程序不认识这一类事项，请使用较新的版本。",
		            "This program does not know this kind of matter; use a newer one.");
	status = read_facts(db, arena, &matter);
	if (status == 0)
		*ret_matter = matter;
	return status;
}

int
matter_read(struct db *db, struct arena *arena, int64_t id, day_no on, struct matter *ret_matter)
{
	struct record *record;
	int status = record_get(db, arena, &matter_kind, id, on, &record);

	return status < 0 ? status : matter_of(db, arena, record, ret_matter);
}

const struct value *
matter_fact(const struct matter *matter, const char *field)
{
	size_t i = 0;

	while (strcmp(matter->type->fields[i].name, field) != 0)
		i++;
	return &matter->facts[i];
}

/* --- states -------------------------------------------------------------------------- */

bool
matter_is_pending(enum matter_state state)
{
	return state <= MATTER_RETURNED;
}

int64_t
matter_record_days(const struct record *record, day_no on)
{
	day_no submitted = day_in(record, "submitted");
	enum matter_state state = (enum matter_state)record_value(record, "state")->number;

	if (submitted == DAY_NONE || state == MATTER_DRAFT)
		return -1;
	if (state == MATTER_CLEARED || state == MATTER_OBJECTED) /* the person's answer comes later */
		return day_in(record, "document_on") - (int64_t)submitted;
	return (state == MATTER_SUBMITTED ? on : record->since) - (int64_t)submitted;
}

int64_t
matter_days(const struct matter *matter, day_no on)
{
	return matter_record_days(matter->record, on);
}

struct bilingual
matter_state_label(enum matter_nature nature, enum matter_state state)
{
	static const struct bilingual waiting[] = {
		[FOR_APPROVAL] = {"待批复", "awaiting a reply"}, [FOR_THE_RECORD] = {"待存档", "awaiting filing"},
		[NOTICE] = {"已发出", "sent"},
	};
	const struct field *field = &matter_kind.fields[field_index(&matter_kind, "state")];

	if (state == MATTER_SUBMITTED)
		return waiting[nature];
	if (state == MATTER_FILED && nature == NOTICE)
		return (struct bilingual){"已阅", "read"};
	return choice_by_number(field, state)->label;
}

/* What the remark is, by the step that left it. */
static struct bilingual
remark_label(enum matter_nature nature, enum matter_state state, struct bilingual otherwise)
{
	switch (state) {
	case MATTER_RETURNED:
		return (struct bilingual){"退回理由", "Reasons for the return"};
	case MATTER_WITHDRAWN:
		return (struct bilingual){"撤回原因", "Reason for the withdrawal"};
	case MATTER_REFUSED:
		return (struct bilingual){"不予批准的理由", "Reasons for the refusal"};
	case MATTER_APPROVED:
		return (struct bilingual){"批复意见", "Remarks of the reply"};
	case MATTER_OBJECTED:
		return (struct bilingual){"异议的理由", "Reasons of the objection"};
	case MATTER_FILED:
		return nature == NOTICE ? (struct bilingual){"答复意见", "Remarks of the answer"} : otherwise;
	default:
		return otherwise;
	}
}

struct bilingual
matter_field_label(enum matter_nature nature, enum matter_state state, const struct field *field)
{
	static const struct {
		enum matter_nature nature;
		const char *field;
		struct bilingual label;
	} own[] = {
		{FOR_THE_RECORD, "document", {"存档编号", "Filing number"}},
		{FOR_THE_RECORD, "document_on", {"存档日期", "Filed on"}},
		{NOTICE, "body", {"发出单位", "From"}},
		{NOTICE, "unit", {"接收单位", "To the social organization"}},
		{NOTICE, "addressee", {"接收党组织", "To the Party organization"}},
		{NOTICE, "submitted", {"发出日期", "Sent on"}},
		{NOTICE, "document_on", {"阅知日期", "Read on"}},
	};

	if (state == MATTER_CLEARED || state == MATTER_OBJECTED) {
		if (strcmp(field->name, "document") == 0)
			return (struct bilingual){"意见文号", "Document of the opinion"};
		if (strcmp(field->name, "document_on") == 0)
			return (struct bilingual){"意见日期", "Date of the opinion"};
	}
	for (size_t i = 0; i < COUNT(own); i++)
		if (own[i].nature == nature && strcmp(own[i].field, field->name) == 0)
			return own[i].label;
	return strcmp(field->name, "remark") == 0 ? remark_label(nature, state, field->label) : field->label;
}

/* --- the law --------------------------------------------------------------------------- */

static int
keep(struct matter_check *check, const struct matter_finding *found)
{
	if (!found->why.zh || !found->why.en)
		return FAIL_MEMORY;
	if (check->count == MATTER_FINDINGS_MAX)
		return fail(FAIL_SYSTEM, NULL, NULL, "对照规定的结论超过 %d 条。", "More than %d findings of the law.",
		            MATTER_FINDINGS_MAX);
	check->found[check->count++] = *found;
	return 0;
}

/* What the matter rests on may be gone since: that stands in its way, too. */
static int
find_failure(struct matter_check *check, const struct failure_record *failure)
{
	struct matter_finding found = {
		.clause = *failure->clause ? arena_strdup(check->arena, failure->clause)
		                           : matter_clause(check->arena, check->matter->type),
		.verdict = BREACH, .bearing = BARS,
		.why = {arena_strdup(check->arena, failure->zh), arena_strdup(check->arena, failure->en)},
	};

	return found.clause ? keep(check, &found) : FAIL_MEMORY;
}

int
matter_judge(struct db *db, struct arena *arena, const struct matter *matter, const struct reply *reply, day_no today,
             struct matter_check *ret_check)
{
	int status;

	*ret_check = (struct matter_check){.db = db, .arena = arena, .today = today, .matter = matter, .reply = reply};
	status = matter->type->judge ? matter->type->judge(ret_check) : 0;
	return status == FAIL_INPUT || status == FAIL_NOT_FOUND ? find_failure(ret_check, last_failure()) : status;
}

int
matter_find_by_rule(struct matter_check *check, enum bearing bearing, const char *clause, const struct given *given,
                    size_t count)
{
	const struct finding *finding;
	int status = rule_judge(check->arena, clause, given, count, &finding);
	struct matter_finding found;

	if (status < 0)
		return status;
	found = (struct matter_finding){
		.clause = finding_clause(finding), .verdict = finding_verdict(finding), .why = finding_why(finding),
	};
	if (found.verdict == NOT_APPLICABLE)
		return 0;
	if (found.verdict != HOLDS)
		found.bearing = bearing;
	return keep(check, &found);
}

int
matter_find(struct matter_check *check, enum bearing bearing, const char *clause, enum verdict verdict, const char *zh,
            const char *en, ...)
{
	struct matter_finding found = {.clause = clause, .verdict = verdict, .bearing = bearing};
	va_list args;

	va_start(args, en);
	found.why.zh = arena_vprintf(check->arena, zh, args);
	va_end(args);
	va_start(args, en);
	found.why.en = arena_vprintf(check->arena, en, args);
	va_end(args);
	return keep(check, &found);
}

/* --- rights -------------------------------------------------------------------------------- */

int
matter_place(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, day_no today,
             const char **ret_path)
{
	const struct record place = {.kind = kind, .id = id, .since = today, .until = DAY_OPEN};
	struct record **versions;
	size_t count;
	int status = record_versions(db, arena, kind, id, false, &versions, &count);

	if (status < 0)
		return status;
	/* What has ended is judged by where it hung on its own last day. */
	return access_path(db, arena, count ? versions[count - 1] : &place, today, ret_path);
}

/* Where the sender hangs. */
int
matter_sender_path(struct db *db, struct arena *arena, const struct matter *matter, day_no today,
                   const char **ret_path)
{
	return matter_place(db, arena, matter->body ? &body_kind : &unit_kind, matter->body ? matter->body : matter->unit,
	                    today, ret_path);
}

/* A notice is answered by whom it was sent to. */
static int
receiver_answers(struct db *db, struct arena *arena, const struct actor *actor, const struct matter *matter,
                 day_no today, bool *ret_answers)
{
	bool to_body = matter->addressee != 0;
	const char *path = NULL;
	int status = matter_place(db, arena, to_body ? &body_kind : &unit_kind, to_body ? matter->addressee : matter->unit,
	                          today, &path);

	if (status == 0)
		*ret_answers = path && actor_may_own(actor, to_body ? ROLE_BRANCH | ROLE_CLERKS : ROLE_UNIT_OFFICE, path);
	return status;
}

STATEMENT(begun_by, "select count(*) from journal j where j.actor = $2 and j.number = (select min(m.made) from matter m"
                    " where m.id = $1)");

/* The sender itself, or whoever above it entered a request that came on paper. */
static int
judge_sender(struct db *db, const struct actor *actor, const struct matter *matter, const char *path,
             struct matter_rights *rights)
{
	bool itself = path && actor_may_own(actor, matter->type->who, path);
	bool reaches = path && actor_may(actor, matter->type->who, path);
	int64_t begun = 0;
	int status = reaches && !itself ? db_number(db, begun_by, ARGS(INT(matter->id), TEXT(actor->tag)), &begun) : 0;

	rights->sends = itself || begun > 0;
	rights->above = reaches && !rights->sends;
	rights->withdraws = rights->sends && (matter->state == MATTER_DRAFT || rights->own || itself);
	return status;
}

int
matter_rights(struct db *db, struct arena *arena, const struct actor *actor, const struct matter *matter, day_no today,
              struct matter_rights *ret_rights)
{
	struct matter_rights rights = {.own = matter->submitter && strcmp(matter->submitter, actor->tag) == 0};
	const char *path = NULL;
	int status;

	if (actor->operator) {
		*ret_rights = (struct matter_rights){.sends = true, .answers = true, .withdraws = true};
		return 0;
	}
	status = matter_sender_path(db, arena, matter, today, &path);
	if (status == 0)
		status = judge_sender(db, actor, matter, path, &rights);
	if (status == 0 && matter->type->nature == NOTICE) {
		status = receiver_answers(db, arena, actor, matter, today, &rights.answers);
	} else if (status == 0 && matter->addressee) {
		status = matter_place(db, arena, &body_kind, matter->addressee, today, &path);
		rights.answers = status == 0 && path && actor_may_own(actor, ROLE_CLERKS, path);
	}
	if (status == 0)
		*ret_rights = rights;
	return status;
}

int
matter_check_side(const struct matter *matter, const struct matter_rights *rights, enum matter_side side)
{
	if (side == THE_SENDER && rights->above)
		return fail(FAIL_FORBIDDEN, "OPIN-6.7", "id", "修改、报送由报送单位办理；上级代为录入的，由录入人办理。",
		            "The sender amends and submits it; what somebody above has entered for it, whoever entered it.");
	if (side == THE_WITHDRAWER && (rights->above || (rights->sends && !rights->withdraws)))
		return fail(FAIL_FORBIDDEN, "OPIN-6.7", "id", "事项由报送单位撤回，或者由起草人、报送人撤回。",
		            "A matter is withdrawn by the sender, or by whoever drafted or submitted it.");
	if (side == EITHER_SIDE ? !rights->answers && !rights->sends : side == THE_ADDRESSEE ? !rights->answers : !rights->sends)
		return running_forbidden();
	if (side == THE_ADDRESSEE && rights->own && matter->type->nature != NOTICE)
		return fail(FAIL_FORBIDDEN, "DP-12", "document", "报送的人不能批复、存档同一件事项，请由受理党组织的另一账号办理。",
		            "Who submitted a matter does not answer it: another account of the addressee does.");
	return 0;
}

/* --- tables ----------------------------------------------------------------------------------- */

static const struct column matter_fact_columns[] = {
	{"matter", COLUMN_INT, .required = true},
	{"name", COLUMN_TEXT, .required = true},      /* of the field */
	{"number", COLUMN_INT},                       /* its value, or … */
	{"text", COLUMN_TEXT},                        /* … */
	{"refers", COLUMN_TEXT},                      /* the kind of record the number names */
	{"since", COLUMN_INT, .required = true},      /* as of records */
	{"until", COLUMN_INT, .required = true},
	{"made", COLUMN_INT, .required = true},
	{"ended", COLUMN_INT},
};

static const struct index matter_fact_indexes[] = {
	{"matter_fact_refers", "number, refers", "refers is not null"},
	{"matter_fact_made", "made"},
	{"matter_fact_ended", "ended", "ended is not null"},
};

const struct table matter_tables[] = {
	{"matter_fact", matter_fact_columns, COUNT(matter_fact_columns), "matter, name, since, made", matter_fact_indexes,
	 COUNT(matter_fact_indexes), .undone = true},
};
const size_t matter_table_count = COUNT(matter_tables);
