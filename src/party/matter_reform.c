/*
 * What becomes of a Party organization: another form, a merger, a split, its
 * end (OPIN-8.2, 8.5, 8.6), decided by the higher organization and carried out
 * with the reply.
 */
#include <inttypes.h>

#include "base/fail.h"
#include "party/matter_effects.h"
#include "registry/input.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

#define REASON_FIELD {"reason", {"理由", "Reasons"}, FIELD_TEXT, REQUIRED | PROSE, "OPIN-8.6", .max = 500}

static const struct field form_fields[] = {
	{"form", {"改设为", "New form"}, FIELD_CHOICE, REQUIRED, "OPIN-8.2", .choices = matter_forms},
	{"name", {"改设后的名称", "Name from then on"}, FIELD_TEXT, REQUIRED, "OPIN-8.2"},
	PLACES_OF_SIZE, REASON_FIELD,
};

static const struct field merge_fields[] = {
	{"other", {"并入的党组织", "Organization that is merged into it"}, FIELD_REF, REQUIRED, "OPIN-8.6", .refers = "body"},
	{"name", {"合并后的名称", "Name from then on"}, FIELD_TEXT, 0, "OPIN-8.6",
	 .hint = {"不填的，名称不变", "left empty: it keeps its name"}},
	PLACES_OF_SIZE,
	{"relations", {"转入的党员组织关系数", "Relations that come over"}, FIELD_INT, COMPUTED, "OPIN-8.5b"},
	REASON_FIELD,
};

static const struct field split_fields[] = {
	{"name", {"分设的党组织名称", "Name of the new organization"}, FIELD_TEXT, REQUIRED, "OPIN-8.6"},
	{"going_full", {"分出的正式党员数", "Full members who go over"}, FIELD_INT, REQUIRED, "OPIN-8.1", .max = 1000000},
	{"going", {"分出的党员总数", "Members who go over in all"}, FIELD_INT, REQUIRED, "OPIN-8.2", .max = 1000000},
	PLACES_OF_SIZE, REASON_FIELD, RESULT_FIELD,
};

static const struct field abolish_fields[] = {
	{"receiver", {"接收党员组织关系的党组织", "Organization that receives its members"}, FIELD_REF, 0, "OPIN-8.5b",
	 .refers = "body", .hint = {"没有党员的不填", "empty where it has no members"}},
	{"relations", {"须转出的党员组织关系数", "Relations to be moved"}, FIELD_INT, COMPUTED, "OPIN-8.5b"},
	REASON_FIELD,
};

/* --- facts ------------------------------------------------------------------------------- */

/* Committees above the organizations, agencies and the like are not set up or ended here. */
static bool
is_primary(const struct record *body)
{
	static const unsigned above = 1u << COMPREHENSIVE_COMMITTEE | 1u << JOINT_COMMITTEE | 1u << AGENCY |
	                              1u << ORGANIZATION_DEPARTMENT | 1u << LEADING_GROUP | 1u << WORK_COMMITTEE |
	                              1u << DISCIPLINE_COMMISSION;

	return !(above >> record_value(body, "type")->number & 1u);
}

static int
primary_body(struct db *db, struct arena *arena, int64_t id, day_no today, const char *field, struct record **ret_body)
{
	int status = record_get(db, arena, &body_kind, id, today, ret_body);

	if (status == FAIL_NOT_FOUND)
		return fail(FAIL_INPUT, "OPIN-8.6", field, "没有这个党组织，或者它已经撤销。",
		            "There is no such Party organization, or it has been abolished.");
	if (status == 0 && !is_primary(*ret_body))
		return fail(FAIL_INPUT, "OPIN-8.6", field, "这类事项只适用于社会组织的党组织和联合、区域、行业、临时党组织。",
		            "This is about Party organizations of social organizations, and joint, regional, industry and temporary ones.");
	return status;
}

/* Relations in the sender, and in all with whoever joins it. */
static int
complete_size(struct db *db, day_no today, const struct matter *matter, struct value *facts, int64_t other)
{
	struct headcount size, coming = {0};
	int status = count_relations(db, matter->body, today, &size);

	if (status == 0 && other)
		status = count_relations(db, other, today, &coming);
	if (status < 0)
		return status;
	fact_set(matter->type, facts, "full_members", INT(size.full + coming.full));
	fact_set(matter->type, facts, "members", INT(size.members + coming.members));
	return 0;
}

static int
complete_form(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	struct record *body;
	int status = primary_body(db, arena, matter->body, today, "body", &body);
	int64_t type;

	if (status < 0)
		return status;
	type = record_value(body, "type")->number;
	if (type != COMMITTEE && type != GENERAL_BRANCH && type != BRANCH)
		return fail(FAIL_INPUT, "OPIN-8.2", "body", "党委、党总支、党支部之间才能改设。",
		            "Committee, general branch and branch change into one another, no other form.");
	if (type == fact_named(matter->type, facts, "form")->number)
		return fail(FAIL_INPUT, "OPIN-8.2", "form", "现在就是这种形式。", "It has this form already.");
	return complete_size(db, today, matter, facts, 0);
}

static int
complete_merge(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	int64_t other = fact_named(matter->type, facts, "other")->number, relations = 0;
	struct record *stays, *goes;
	int status = primary_body(db, arena, matter->body, today, "body", &stays);

	if (status == 0)
		status = primary_body(db, arena, other, today, "other", &goes);
	if (status < 0)
		return status;
	if (other == matter->body)
		return fail(FAIL_INPUT, "OPIN-8.6", "other", "并入的应是另一个党组织。", "Another organization is merged into it.");
	if (record_value(stays, "unit")->number != record_value(goes, "unit")->number)
		return fail(FAIL_INPUT, "OPIN-10.2", "other",
		            "两个党组织不属于同一社会组织；跨单位的应当联合设立党支部，再撤销原来的。",
		            "They do not belong to one social organization: across units a joint branch is set up and the former are"
		            " abolished.");
	status = relations_left(db, other, today, &relations);
	if (status < 0)
		return status;
	fact_set(matter->type, facts, "relations", INT(relations));
	return complete_size(db, today, matter, facts, other);
}

static int
complete_split(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	struct record *body;
	int status = primary_body(db, arena, matter->body, today, "body", &body);

	if (status == 0 && fact_named(matter->type, facts, "going")->number < fact_named(matter->type, facts, "going_full")->number)
		return fail(FAIL_INPUT, "OPIN-8.2", "going", "党员总数不能少于正式党员数。",
		            "There are no fewer members than full members.");
	return status < 0 ? status : complete_size(db, today, matter, facts, 0);
}

static int
complete_abolish(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	int64_t receiver = fact_named(matter->type, facts, "receiver")->number, relations = 0;
	struct record *body;
	int status = primary_body(db, arena, matter->body, today, "body", &body);

	if (status == 0 && receiver)
		status = primary_body(db, arena, receiver, today, "receiver", &body);
	if (status < 0)
		return status;
	if (receiver == matter->body)
		return fail(FAIL_INPUT, "OPIN-8.5b", "receiver", "接收的应是另一个党组织。", "Another organization receives them.");
	status = relations_left(db, matter->body, today, &relations);
	if (status == 0)
		fact_set(matter->type, facts, "relations", INT(relations));
	return status;
}

/* --- the law -------------------------------------------------------------------------------- */

static int
judge_form(struct matter_check *check)
{
	struct headcount size;
	int status = count_relations(check->db, check->matter->body, check->today, &size);

	return status < 0 ? status : judge_size(check, (enum body_type)fact_number(check->matter, "form"), size);
}

static int
type_of_body(struct matter_check *check, int64_t id, enum body_type *ret_type)
{
	struct record *body;
	int status = record_get(check->db, check->arena, &body_kind, id, check->today, &body);

	if (status == 0)
		*ret_type = (enum body_type)record_value(body, "type")->number;
	return status;
}

static int
judge_merge(struct matter_check *check)
{
	int64_t body = check->matter->body, other = fact_number(check->matter, "other");
	struct headcount size, coming;
	enum body_type type;
	int status = judge_reach(check, &body_kind, other);

	if (status == 0)
		status = judge_ending(check, other);
	if (status == 0)
		status = count_relations(check->db, body, check->today, &size);
	if (status == 0)
		status = count_relations(check->db, other, check->today, &coming);
	if (status == 0)
		status = type_of_body(check, body, &type);
	if (status < 0)
		return status;
	size.full += coming.full;
	size.members += coming.members;
	return judge_size(check, type, size);
}

/* Both parts have three full members, and their forms fit. */
static int
judge_split(struct matter_check *check)
{
	const struct headcount going = {fact_number(check->matter, "going_full"), fact_number(check->matter, "going")};
	struct headcount size, staying;
	int status = count_relations(check->db, check->matter->body, check->today, &size);

	if (status < 0)
		return status;
	if (going.full > size.full || going.members > size.members)
		return matter_find(check, BARS, "OPIN-8.2", BREACH, "分出的党员多于现有的 %" PRId64 " 名（正式党员 %" PRId64 " 名）。",
		                   "More go over than the %" PRId64 " members there are (%" PRId64 " full).", size.members, size.full);
	staying = (struct headcount){size.full - going.full, size.members - going.members};
	status = judge_size(check, BRANCH, going);
	if (status == 0 && !establishment_due(staying.full))
		status = matter_find(check, NEEDS_GROUNDS, "OPIN-8.1", BREACH,
		                     "分出后原党组织只剩正式党员 %" PRId64 " 名，不足 3 名。",
		                     "Only %" PRId64 " full members would stay behind, fewer than 3.", staying.full);
	return status;
}

static int
judge_abolish(struct matter_check *check)
{
	const struct matter *matter = check->matter;
	int64_t receiver = fact_number(matter, "receiver"), relations = 0, own = 0;
	struct headcount size = {0};
	int status = relations_left(check->db, matter->body, check->today, &relations);

	if (status == 0)
		status = judge_relations(check, relations, receiver);
	if (status == 0 && receiver)
		status = judge_reach(check, &body_kind, receiver);
	if (status == 0)
		status = judge_ending(check, matter->body);
	if (status == 0 && matter->unit)
		status = own_body_of(check->db, matter->unit, check->today, &own);
	if (status == 0 && own == matter->body)
		status = count_at_work(check->db, check->arena, matter->unit, check->today, &size);
	if (status == 0 && establishment_due(size.full))
		status = matter_find(check, NEEDS_GROUNDS, "OPIN-8.1", FLAG,
		                     "社会组织在岗正式党员 %" PRId64 " 名，达到 3 名，应当设有党组织；撤销应当说明理由。",
		                     "The organization has %" PRId64 " full members at work, 3 or more, and must have a body: say why it ends.",
		                     size.full);
	return status;
}

/* --- what an approval does -------------------------------------------------------------------- */

static int
change_body(struct running *running, int64_t body, const struct reply *reply, const char *name, int64_t type)
{
	struct value values[16] = {{0}};
	bool given[16] = {false};
	int at_name = field_index(&body_kind, "name"), at_type = field_index(&body_kind, "type"),
	    at_document = field_index(&body_kind, "document");

	values[at_name] = TEXT(name);
	given[at_name] = name != NULL;
	values[at_type] = INT(type);
	given[at_type] = type != 0;
	values[at_document] = TEXT(reply->document);
	given[at_document] = true;
	return record_change(&running->edit, &body_kind, body, reply->effective, values, given);
}

static int
form_changed(struct running *running, const struct matter *matter, const struct reply *reply)
{
	return reply->outcome != MATTER_APPROVED ? 0
	       : change_body(running, matter->body, reply, fact_text(matter, "name"), fact_number(matter, "form"));
}

static int
merged(struct running *running, const struct matter *matter, const struct reply *reply)
{
	int64_t other = fact_number(matter, "other");
	int status;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	status = move_relations(running, other, matter->body, reply->effective);
	if (status == 0)
		status = move_coverage(running, other, matter->body, reply->effective, reply->document);
	if (status == 0)
		status = end_body(running, other, reply->effective);
	return status < 0 ? status : change_body(running, matter->body, reply, fact_text(matter, "name"), 0);
}

static int
split(struct running *running, const struct matter *matter, const struct reply *reply)
{
	struct new_body_of new = {
		.name = fact_text(matter, "name"), .document = reply->document, .type = BRANCH, .unit = matter->unit,
		.first = reply->effective,
	};
	struct record *body;
	int status;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	status = record_get(running->db, running->call->arena, &body_kind, matter->body, reply->effective, &body);
	if (status == 0 && !matter->unit)
		new.type = (enum body_type)record_value(body, "type")->number; /* a part of a joint branch is one */
	if (status == 0)
		status = leader_on(running->db, &body_kind, matter->body, reply->effective, &new.superior);
	return status < 0 ? status : set_up(running, matter, &new, NULL);
}

static int
abolished(struct running *running, const struct matter *matter, const struct reply *reply)
{
	int64_t receiver = fact_number(matter, "receiver");
	int status;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	status = receiver ? move_relations(running, matter->body, receiver, reply->effective) : 0;
	return status < 0 ? status : end_body(running, matter->body, reply->effective);
}

/* --- the types ------------------------------------------------------------------------------------ */

#define OF_BODY FOR_APPROVAL, "OPIN-8.6 OPIN-8.5b OPIN-8.2 A-1", .who = ROLE_BRANCH | ROLE_CLERKS, .sender = SENT_BY_BODY, \
	.request_paper = "request", .reply_paper = "reply"

const struct matter_type reform_matters[] = {
	{CHANGE_BODY_FORM, OF_BODY, FIELDS(form_fields), .complete = complete_form, .judge = judge_form,
	 .replied = form_changed,
	 .effect = {"批准后，自生效之日起改为新的形式和名称。", "Once approved, it has the new form and name from that day."}},
	{MERGE_BODIES, OF_BODY, FIELDS(merge_fields), .complete = complete_merge, .judge = judge_merge, .replied = merged,
	 .effect = {"批准后，并入的党组织自生效之日起撤销，党员组织关系和所覆盖的单位转入报送党组织，任职、届次和在它那里的角色终止。",
	            "Once approved, the other organization ends with posts, terms and roles held at it; its members' relations and the units it covers"
	            " pass to the sender."}},
	{SPLIT_BODY, OF_BODY, FIELDS(split_fields), .complete = complete_split, .judge = judge_split, .replied = split,
	 .effect = {"批准后，自生效之日起登记新设的党组织；党员组织关系逐人办理转接。",
	            "Once approved, the new organization is on record from that day; relations are transferred member by member."}},
	{ABOLISH_BODY, OF_BODY, FIELDS(abolish_fields), .complete = complete_abolish, .judge = judge_abolish,
	 .replied = abolished,
	 .effect = {"批准后，自生效之日起撤销；党员组织关系转入接收的党组织，任职、届次、覆盖、隶属关系和在它那里的角色终止。",
	            "Once approved, it ends: relations pass to the receiving organization; posts, terms, coverage, affiliation and the roles held at it end."}},
	{0},
};
