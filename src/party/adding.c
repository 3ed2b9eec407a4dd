/* Kinds whose first record brings others with it. */
#include "party/record.h"

#include <string.h>

#include "base/fail.h"
#include "law/rule.h"
#include "party/setting.h"
#include "party/tree.h"
#include "registry/input.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define HELD_MAX 20 /* posts of one person in one body */

/* The place of a body today, or on a later first day, decides; the new record is not placed yet. */
static int
needs_body(struct running *running, int64_t body, day_no since, bool own)
{
	const struct call *call = running->call;
	const struct record place = {.kind = &body_kind, .id = body, .since = since, .until = DAY_OPEN};
	const char *path = NULL;
	int status = access_path(running->db, call->arena, &place, call->today, &path);

	if (status < 0)
		return status;
	if (!(own ? actor_may_own : actor_may)(call->actor, running->action->who, path))
		return running_forbidden();
	running->entry.node = body;
	running_allow(running);
	return 0;
}

/* Writes a record that follows from the one that is added, as carefully as that one. */
static int
add_also(struct running *running, struct record *record)
{
	int status = record_check(running->db, record);

	if (status == 0)
		status = record_rules(running, record);
	if (status == 0)
		status = record_add(&running->edit, record);
	return status < 0 ? status : running_id(running, record->id);
}

/* --- units and bodies: under a superior ----------------------------------------------- */

#define PLACED_FIELDS                                                                                        \
	{"superior", {"上级党组织", "Higher organization"}, FIELD_REF, 0, "OPIN-6.7", .refers = "body"},      \
	{"superior_document", {"领导关系文号", "Document of the affiliation"}, FIELD_TEXT, 0, "OPIN-6.7", .max = 60}

static const struct field body_fields[] = {PLACED_FIELDS};
static const struct field unit_fields[] = {
	PLACED_FIELDS,
	{"pledged", {"承诺书签署日期", "Pledge signed on"}, FIELD_DAY, 0, "BJ-9"},
	{"pledge_document", {"承诺书编号", "Number of the pledge"}, FIELD_TEXT, 0, "BJ-9", .max = 60},
};

enum { AT_SUPERIOR = 0, AT_PLEDGED = 2 }; /* places in unit_fields */

/* Only the operator makes what stands at the top of a tree. */
static int
before_placed(struct running *running, struct record *record)
{
	int64_t superior = running_int(running, "superior");

	if (superior)
		return needs_body(running, superior, record->since, false);
	if (running->call->actor->operator) {
		running_allow(running);
		return 0;
	}
	return fail_named(FAIL_INPUT, "OPIN-6.7", "superior", unit_fields[AT_SUPERIOR].label,
	                  (struct bilingual){"必须填写。", "required."});
}

static int
after_placed(struct running *running, const struct record *record)
{
	struct record *affiliation;

	if (!running_int(running, "superior"))
		return 0;
	affiliation = record_new(running->call->arena, &affiliation_kind);
	if (!affiliation)
		return FAIL_MEMORY;
	affiliation->since = record->since;
	affiliation->until = record->until;
	*record_value(affiliation, "superior") = INT(running_int(running, "superior"));
	*record_value(affiliation, record->kind->name) = INT(record->id);
	*record_value(affiliation, "relation") = INT(LEADS);
	*record_value(affiliation, "document") = TEXT(running_text(running, "superior_document"));
	json_key(running->facts, "superior");
	json_int(running->facts, running_int(running, "superior"));
	return add_also(running, affiliation);
}

/* --- units: with the pledge they register on -------------------------------------------------- */

/* The day an organization registered, DAY_NONE where it is only filed with a community. */
static day_no
registered_on(const struct record *unit)
{
	const struct value *founded = record_value(unit, "founded");

	if (record_value(unit, "code")->type == VALUE_NULL)
		return DAY_NONE;
	return founded->type == VALUE_NULL ? unit->since : (day_no)founded->number;
}

/* Whether the Beijing rules bound a unit's region where and when it registered. */
static int
pledge_asked(const struct running *running, const struct record *unit, day_no registered, bool *ret_asked)
{
	struct arena *arena = running->call->arena;
	int64_t superior = running_int(running, "superior");
	struct settings settings;
	const char *path = NULL;
	int status = settings_read(running->db, arena, registered, &settings);

	if (status == 0 && superior)
		status = placement_path(running->db, arena, superior, registered, &path);
	if (status < 0 && status != FAIL_NOT_FOUND) /* a committee set up later: by what held for all */
		return status;
	*ret_asked = regions_have(setting_text(&settings, SETTING_BEIJING_REGIONS, path),
	                          record_value(unit, "region")->text);
	return 0;
}

/* BJ-9 binds under the Beijing rule pack alone, and whoever registered after it came into force. */
static int
check_pledge(const struct running *running, const struct record *unit)
{
	day_no registered = registered_on(unit);
	bool on_file = false, asked = false;
	struct given facts[] = {{"pledge_on_file", "true"}, {"rule_pack", "beijing"}};
	const struct finding *finding;
	int status;

	if (registered == DAY_NONE || registered < clause_since("BJ-9"))
		return 0;
	status = pledge_asked(running, unit, registered, &asked);
	if (status < 0 || !asked)
		return status;
	status = pledge_on_file(running->db, unit->id, registered, &on_file);
	facts[0].text = on_file ? "true" : "false";
	if (status == 0)
		status = rule_judge(running->call->arena, "BJ-9", facts, 2, &finding);
	if (status < 0 || finding_verdict(finding) != BREACH)
		return status;
	return fail_named(FAIL_REFUSED, "BJ-9", "pledged", unit_fields[AT_PLEDGED].label, finding_why(finding));
}

static int
after_unit(struct running *running, const struct record *unit)
{
	const struct value *pledged = running_value(running, "pledged");
	int status = after_placed(running, unit);

	if (status == 0 && pledged->type != VALUE_NULL) {
		struct record *pledge = record_new(running->call->arena, &pledge_kind);

		if (!pledge)
			return FAIL_MEMORY;
		pledge->since = (day_no)pledged->number;
		*record_value(pledge, "unit") = INT(unit->id);
		*record_value(pledge, "document") = *running_value(running, "pledge_document");
		json_key(running->facts, "pledged");
		json_day(running->facts, pledge->since);
		status = add_also(running, pledge);
	}
	return status == 0 ? check_pledge(running, unit) : status;
}

/* --- affiliations: the superior, and what is led already --------------------------------- */

static int
before_affiliation(struct running *running, struct record *affiliation)
{
	const struct call *call = running->call;
	const char *path = NULL;
	int status = needs_body(running, record_value(affiliation, "superior")->number, affiliation->since, false);

	if (status == 0)
		status = access_path(running->db, call->arena, affiliation, call->today, &path);
	if (status == 0 && path && record_value(affiliation, "relation")->number == LEADS &&
	    !actor_may(call->actor, running->action->who, path))
		return running_forbidden();
	return status;
}

/* --- persons: with the relation that makes them members ----------------------------------- */

static int
before_person(struct running *running, struct record *person)
{
	return needs_body(running, running_int(running, "body"), person->since, true);
}

static int
after_person(struct running *running, const struct record *person)
{
	struct record *membership = record_new(running->call->arena, &membership_kind);

	if (!membership)
		return FAIL_MEMORY;
	membership->since = person->since;
	membership->until = person->until;
	*record_value(membership, "person") = INT(person->id);
	for (size_t i = 0; i < membership_kind.field_count; i++)
		if (strcmp(membership_kind.fields[i].name, "person") != 0)
			membership->values[i] = *running_value(running, membership_kind.fields[i].name);
	json_key(running->facts, "body");
	json_int(running->facts, running_int(running, "body"));
	return add_also(running, membership);
}

/* --- posts and dispatches: of a person on record, or a new one ------------------------------ */

static const struct field named_fields[] = {
	{"person_name", {"姓名（尚未登记的人）", "Name (of a person not yet on record)"}, FIELD_TEXT, PERSONAL,
	 "OPIN-17.2", .max = 60},
	{"person_resident_id", {"公民身份号码（尚未登记的人）", "Resident ID (of a person not yet on record)"},
	 FIELD_RESIDENT, PERSONAL | SENSITIVE, "A-22"},
};

/* A person whom nobody has recorded is made without a relation. */
static int
make_person(struct running *running, struct record *record)
{
	struct record *person = record_new(running->call->arena, &person_kind);
	int status;

	if (!person)
		return FAIL_MEMORY;
	person->since = record->since;
	*record_value(person, "name") = *running_value(running, "person_name");
	*record_value(person, "resident_id") = *running_value(running, "person_resident_id");
	status = record_check(running->db, person);
	if (status == 0)
		status = record_rules(running, person);
	if (status == 0)
		status = record_add(&running->edit, person);
	if (status < 0)
		return status;
	*record_value(record, "person") = INT(person->id);
	running->new_person = person->id;
	return 0;
}

static int
before_named(struct running *running, struct record *record)
{
	const struct call *call = running->call;
	bool known = record_value(record, "person")->type != VALUE_NULL;
	int status;

	if (known == (running_value(running, "person_name")->type != VALUE_NULL))
		return fail(FAIL_INPUT, NULL, "person", "要么选已登记的人，要么填写姓名。",
		            "Either choose a person on record, or give a name.");
	if (known)
		return 0;
	status = access_write(running->db, call->arena, call->actor, record, call->today);
	return status == 0 ? make_person(running, record) : status;
}

/* --- decisions on members ------------------------------------------------------------------- */

STATEMENT(posts_of_member, "select distinct id from post where person = $1 and body = $2 and ended is null and until > $3");
STATEMENT(relations_of_member, "select distinct id from membership where person = $1 and body = $2 and ended is null and until > $3");

static int
end_held(struct running *running, const char *sql, const struct kind *kind, const struct record *decision, size_t *ret_count)
{
	const struct value *person = record_value(decision, "person"), *body = record_value(decision, "body");
	int64_t ids[HELD_MAX];
	struct rows *rows;
	int status = db_query(running->db, sql, ARGS(*person, *body, DAY(decision->since)), &rows);

	if (status < 0)
		return status;
	*ret_count = 0;
	while (*ret_count < HELD_MAX && (status = rows_next(rows)) > 0)
		ids[(*ret_count)++] = rows_int(rows, 0);
	rows_close(rows);
	for (size_t i = 0; i < *ret_count && status >= 0; i++)
		status = record_close(&running->edit, kind, ids[i], decision->since - 1);
	return status < 0 ? status : 0;
}

/* DP-23: who is removed from a post or the roll holds neither from that day on. */
static int
after_decision(struct running *running, const struct record *decision)
{
	int64_t measure = record_value(decision, "measure")->number;
	size_t posts = 0, relations = 0;
	int status = measure < REMOVED_FROM_POST ? 0 : end_held(running, posts_of_member, &post_kind, decision, &posts);

	if (status < 0 || measure < REMOVED_FROM_POST)
		return status;
	if (measure == REMOVED_FROM_POST)
		return posts ? 0 : fail(FAIL_INPUT, "DP-23", "person", "此人自这一天起在这个党组织没有任职。",
		                        "From that day on the person holds no post in this organization.");
	status = end_held(running, relations_of_member, &membership_kind, decision, &relations);
	return status < 0 || relations ? status
	       : fail(FAIL_INPUT, "DP-23", "person", "此人自这一天起组织关系不在这个党组织。",
	              "From that day on the person's relation is not in this organization.");
}

static const struct adding addings[] = {
	{&unit_kind, unit_fields, COUNT(unit_fields), .clauses = "BJ-9 OPIN-6.7", .before = before_placed,
	 .after = after_unit},
	{&body_kind, body_fields, COUNT(body_fields), .clauses = "OPIN-6.7", .before = before_placed,
	 .after = after_placed},
	{&affiliation_kind, .before = before_affiliation},
	{&person_kind, .also = &membership_kind, .before = before_person, .after = after_person},
	{&restriction_kind, .clauses = "OPIN-17.2 OPIN-15.8", .after = after_decision},
	{&post_kind, named_fields, COUNT(named_fields), .optional = "person", .before = before_named},
	{&dispatch_kind, named_fields, COUNT(named_fields), .optional = "person", .before = before_named},
};

const struct adding *
adding_of(const struct kind *kind)
{
	for (size_t i = 0; i < COUNT(addings); i++)
		if (addings[i].kind == kind)
			return &addings[i];
	return NULL;
}
