/* Moving a unit or body from one superior to another. */
#include "party/action.h"

#include "base/fail.h"
#include "party/tree.h"

static const struct field fields[] = {
	{"unit", {"社会组织", "Social organization"}, FIELD_REF, 0, "OPIN-6.7", .refers = "unit"},
	{"body", {"党组织", "Party organization"}, FIELD_REF, 0, "OPIN-6.7", .refers = "body",
	 .hint = {"两项填其中一项", "one of the two"}},
	{"superior", {"新的上级党组织", "New higher organization"}, FIELD_REF, REQUIRED, "OPIN-6.7", .refers = "body"},
	{"from", {"自哪一天起", "From"}, FIELD_DAY, REQUIRED, "OPIN-21.3",
	 .hint = {"原隶属关系到前一天为止", "the former relation ends the day before"}},
	{"document", {"接收一方文号", "Document of the receiving side"}, FIELD_TEXT, REQUIRED, "OPIN-6.7", .max = 60},
	{"former_document", {"转出一方文号", "Document of the releasing side"}, FIELD_TEXT, REQUIRED, "OPIN-6.7", .max = 60},
};

/* Both where it hangs and where it goes must be the actor's. */
static int
allow(struct running *running, const struct move *move)
{
	const struct call *call = running->call;
	const struct record moved = {.kind = move->kind, .id = move->id, .since = move->first, .until = DAY_OPEN};
	const struct record superior = {.kind = &body_kind, .id = move->superior, .since = move->first,
	                                .until = DAY_OPEN};
	const char *from = NULL, *to = NULL;
	int status = access_path(running->db, call->arena, &moved, call->today, &from);

	if (status == 0)
		status = access_path(running->db, call->arena, &superior, call->today, &to);
	if (status == 0)
		status = running_needs(running, from);
	return status == 0 ? running_needs(running, to) : status;
}

static void
note(struct running *running, const struct move *move)
{
	struct json *json = running->facts;

	running->entry.kind = move->kind->name;
	running->entry.subject = move->id;
	running->entry.node = move->superior;
	json_key(json, "superior");
	json_int(json, move->superior);
	json_key(json, "from");
	json_day(json, move->first);
	json_key(json, "document");
	json_text(json, move->document);
	json_key(json, "former_document");
	json_text(json, move->former_document);
}

STATEMENT(known_unit, "select count(*) from unit where id = $1 and ended is null and until > $2");
STATEMENT(known_body, "select count(*) from body where id = $1 and ended is null and until > $2");

static int
check_exists(struct running *running, const struct move *move)
{
	const struct {
		const char *sql, *field;
		int64_t id;
	} named[] = {
		{move->kind == &unit_kind ? known_unit : known_body, move->kind->name, move->id},
		{known_body, "superior", move->superior},
	};

	for (size_t i = 0; i < 2; i++) {
		int64_t found = 0;
		int status = db_number(running->db, named[i].sql, ARGS(INT(named[i].id), INT(move->first)), &found);

		if (status < 0)
			return status;
		if (!found)
			return fail(FAIL_INPUT, "OPIN-6.7", named[i].field, "没有这个组织，或者它已经结束。",
			            "There is no such organization, or it has ended.");
	}
	return 0;
}

static int
run_reaffiliate(struct running *running)
{
	bool of_unit = running_value(running, "unit")->type != VALUE_NULL;
	const struct move move = {
		.kind = of_unit ? &unit_kind : &body_kind,
		.id = running_int(running, of_unit ? "unit" : "body"),
		.superior = running_int(running, "superior"),
		.first = (day_no)running_int(running, "from"),
		.document = running_text(running, "document"),
		.former_document = running_text(running, "former_document"),
	};
	int status;

	if (of_unit != (running_value(running, "body")->type == VALUE_NULL))
		return fail(FAIL_INPUT, "OPIN-6.7", "unit", "社会组织和党组织填其中一个，且只填一个。",
		            "Name either a social organization or a Party organization, and only one.");
	status = check_exists(running, &move);
	if (status == 0)
		status = allow(running, &move);
	if (status == 0)
		status = reaffiliate(&running->edit, &move);
	if (status < 0)
		return status;
	note(running, &move);
	return running_id(running, move.id);
}

const struct action affiliation_actions[] = {
	{"reaffiliate", {"调整隶属关系", "Change of affiliation"}, .fields = fields,
	 .field_count = sizeof fields / sizeof *fields, .who = ROLE_CLERKS, .within = WITHIN_RECORD,
	 .clauses = "OPIN-6.7 OPIN-21.3 DECOUPLE-5", .run = run_reaffiliate},
	{0},
};
