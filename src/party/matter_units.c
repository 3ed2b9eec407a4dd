/*
 * What happens to a social organization: change, merger, split, closing
 * (OPIN-8.5).  Its Party organization's fate is decided in the same reply
 * (OPIN-8.6), and its members' relations are moved before it ends.  And the
 * report of changed posts (OPIN-20.6).
 */
#include <inttypes.h>

#include "base/fail.h"
#include "party/matter_effects.h"
#include "registry/input.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELDS(array) .fields = (array), .field_count = COUNT(array)

static const struct field changed_fields[] = {
	{"what", {"变更内容", "What changes"}, FIELD_TEXT, REQUIRED | PROSE, "OPIN-8.5a", .max = 500},
	{"changed_on", {"变更日期", "Changed on"}, FIELD_DAY, REQUIRED, "OPIN-8.5a"},
	{"new_name", {"社会组织新名称", "New name of the organization"}, FIELD_TEXT, 0, "OPIN-8.5a",
	 .hint = {"不变的不填", "empty where it stays"}},
	{"new_supervisory_unit", {"新的业务主管单位", "New supervisory unit"}, FIELD_TEXT, 0, "OPIN-6.5",
	 .hint = {"不变的不填", "empty where it stays"}},
	{"body_name", {"党组织新名称", "New name of its Party organization"}, FIELD_TEXT, 0, "OPIN-8.6",
	 .hint = {"不变的不填", "empty where it stays"}},
	{"own_body", {"本单位党组织", "Its Party organization"}, FIELD_REF, COMPUTED, "OPIN-8.6", .refers = "body"},
};

#define LAST_FIELD {"last", {"最后存续日期", "Last day it exists"}, FIELD_DAY, REQUIRED, "OPIN-8.5a",                     \
	.hint = {"批复更晚的，以批复生效前一日为准", "where the reply takes effect later: the day before that"}}
#define OWN_BODY_FIELD {"own_body", {"须撤销的党组织", "Party organization that ends with it"}, FIELD_REF, COMPUTED, "OPIN-8.6", \
	.refers = "body"}
#define RELATIONS_FIELD {"relations", {"须转出的党员组织关系数", "Relations to be moved"}, FIELD_INT, COMPUTED, "OPIN-8.5b"}

static const struct field merged_fields[] = {
	{"into", {"并入的社会组织", "Organization it merges into"}, FIELD_REF, REQUIRED, "OPIN-8.5a", .refers = "unit"},
	LAST_FIELD,
	{"receiver", {"接收党员组织关系的党组织", "Party organization that receives its members"}, FIELD_REF, 0, "OPIN-8.5b",
	 .refers = "body", .hint = {"不填的，为并入单位的党组织", "left empty: that of the organization it merges into"}},
	OWN_BODY_FIELD, RELATIONS_FIELD,
};

enum { KEEP_ONE = 1, ONE_EACH };

static const struct choice fates[] = {
	{KEEP_ONE, "keep", {"原党组织不变", "the Party organization stays as it is"}},
	{ONE_EACH, "one_each", {"新单位另设党支部", "the new organization has a branch of its own"}},
	{0},
};

static const struct field split_fields[] = {
	{"new_unit", {"分立出的社会组织", "Organization that splits off"}, FIELD_REF, REQUIRED, "OPIN-8.5a", .refers = "unit",
	 .hint = {"先登记新的社会组织", "which is put on record first"}},
	{"split_on", {"分立日期", "Split on"}, FIELD_DAY, REQUIRED, "OPIN-8.5a"},
	{"fate", {"党组织如何调整", "What becomes of the Party organization"}, FIELD_CHOICE, REQUIRED, "OPIN-8.6", .choices = fates},
	{"name", {"新设党支部名称", "Name of the new branch"}, FIELD_TEXT, 0, "OPIN-8.1",
	 .hint = {"不填的，按新单位名称拟定", "left empty: made from the new organization's name"}},
	{"full_members", {"新单位正式党员数", "Full members at work in the new organization"}, FIELD_INT, COMPUTED, "OPIN-8.1"},
	RESULT_FIELD,
};

static const struct choice causes[] = {
	{1, "dissolved", {"自行解散", "dissolved by itself"}},
	{2, "deregistered", {"注销登记", "deregistered"}},
	{3, "revoked", {"被撤销登记", "registration revoked"}},
	{0},
};

static const struct field closed_fields[] = {
	{"cause", {"原因", "Cause"}, FIELD_CHOICE, REQUIRED, "OPIN-8.5a", .choices = causes},
	LAST_FIELD,
	{"receiver", {"接收党员组织关系的党组织", "Party organization that receives its members"}, FIELD_REF, 0, "OPIN-8.5b",
	 .refers = "body", .hint = {"没有党员的不填", "empty where it has no members"}},
	OWN_BODY_FIELD, RELATIONS_FIELD,
};

static const struct choice post_changes[] = {
	{1, "start", {"任职", "took office"}},
	{2, "end", {"免职、离任", "left office"}},
	{3, "transfer", {"调动", "transferred"}},
	{0},
};

static const struct field post_fields[] = {
	{"post", {"任职记录", "Post"}, FIELD_REF, REQUIRED, "OPIN-20.6", .refers = "post"},
	{"change", {"变动", "Change"}, FIELD_CHOICE, REQUIRED, "OPIN-20.6", .choices = post_changes},
	{"changed_on", {"变动日期", "Changed on"}, FIELD_DAY, REQUIRED, "OPIN-20.6"},
	{"position", {"职务", "Position"}, FIELD_CHOICE, COMPUTED, "OPIN-20.6", .choices = post_positions},
	{"note", {"说明", "Note"}, FIELD_TEXT, PROSE, "OPIN-20.6", .max = 500},
};

/* --- facts ------------------------------------------------------------------------------- */

static int
needs_unit(const struct matter *matter)
{
	return matter->unit ? 0
	       : fail(FAIL_INPUT, "OPIN-8.5a", "body", "这个党组织不属于单独一个社会组织；请由社会组织报送。",
	              "This Party organization belongs to no single social organization: the organization itself sends it.");
}

static int
complete_changed(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	day_no on = (day_no)fact_named(matter->type, facts, "changed_on")->number;
	struct record *unit;
	int64_t own = 0;
	int status = needs_unit(matter);

	if (status == 0)
		status = record_get(db, arena, &unit_kind, matter->unit, on, &unit);
	if (status == FAIL_NOT_FOUND)
		return fail(FAIL_INPUT, "OPIN-8.5a", "changed_on", "变更那一天还没有这个社会组织的登记。",
		            "The organization was not yet on record on that day.");
	if (status == 0)
		status = own_body_of(db, matter->unit, today, &own);
	if (status < 0)
		return status;
	if (fact_named(matter->type, facts, "body_name")->type != VALUE_NULL && !own)
		return fail(FAIL_INPUT, "OPIN-8.6", "body_name", "没有单独设立的党组织。", "It has no Party organization of its own.");
	fact_set(matter->type, facts, "own_body", own ? INT(own) : SQL_NULL);
	return 0;
}

/* What ends with the unit, and how many relations are in it. */
static int
complete_ending(struct db *db, const struct matter *matter, day_no today, struct value *facts)
{
	int64_t own, relations = 0, bodies = 0, receiver = fact_named(matter->type, facts, "receiver")->number;
	int status = own_body_of(db, matter->unit, today, &own);

	if (status == 0)
		status = count_in_unit(db, matter->unit, today, &relations, &bodies);
	if (status < 0)
		return status;
	if (receiver && receiver == own)
		return fail(FAIL_INPUT, "OPIN-8.5b", "receiver", "接收的应是另一个党组织。", "Another organization receives them.");
	fact_set(matter->type, facts, "own_body", own ? INT(own) : SQL_NULL);
	fact_set(matter->type, facts, "relations", INT(relations));
	return 0;
}

static int
complete_merged(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	struct value *receiver = fact_named(matter->type, facts, "receiver");
	int64_t into = fact_named(matter->type, facts, "into")->number, own = 0;
	int status = needs_unit(matter);

	(void)arena;
	if (status == 0 && into == matter->unit)
		return fail(FAIL_INPUT, "OPIN-8.5a", "into", "并入的应是另一个社会组织。", "It merges into another organization.");
	if (status == 0 && receiver->type == VALUE_NULL)
		status = own_body_of(db, into, today, &own);
	if (status == 0 && own)
		*receiver = INT(own);
	return status < 0 ? status : complete_ending(db, matter, today, facts);
}

static int
complete_closed(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	int status = needs_unit(matter);

	(void)arena;
	return status < 0 ? status : complete_ending(db, matter, today, facts);
}

static int
complete_split(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	struct value *name = fact_named(matter->type, facts, "name");
	int64_t new_unit = fact_named(matter->type, facts, "new_unit")->number;
	struct record *unit;
	int status = needs_unit(matter);

	if (status == 0 && new_unit == matter->unit)
		return fail(FAIL_INPUT, "OPIN-8.5a", "new_unit", "分立出的应是另一个社会组织。", "Another organization splits off.");
	if (status == 0)
		status = record_get(db, arena, &unit_kind, new_unit, today, &unit);
	if (status == FAIL_NOT_FOUND)
		return fail(FAIL_INPUT, "OPIN-8.5a", "new_unit", "没有这个社会组织，或者它已经注销。",
		            "There is no such organization, or it has closed.");
	if (status < 0)
		return status;
	fact_set(matter->type, facts, "full_members", INT(record_value(unit, "full_members")->number));
	if (fact_named(matter->type, facts, "fate")->number == ONE_EACH && name->type == VALUE_NULL)
		*name = TEXT(arena_printf(arena, "%s党支部", record_value(unit, "name")->text));
	return fact_named(matter->type, facts, "fate")->number == ONE_EACH && name->type == VALUE_NULL ? FAIL_MEMORY : 0;
}

STATEMENT(post_of_body, "select min(position), min(since) from post where id = $1 and body = $2 and ended is null");

/* Nobody leaves an office before taking it. */
static int
check_change(const struct matter *matter, struct value *facts, day_no first, day_no today)
{
	day_no changed_on = (day_no)fact_named(matter->type, facts, "changed_on")->number;
	char text[DAY_TEXT];

	if (changed_on > today)
		return fail(FAIL_INPUT, "OPIN-20.6", "changed_on", "变动日期不能晚于今天。", "A change is reported once it has happened.");
	return changed_on >= first ? 0
	       : fail(FAIL_INPUT, "OPIN-20.6", "changed_on", "变动日期早于这项任职开始的 %s。",
	              "That is before the post began on %s.", day_text(first, text));
}

static int
complete_posts(struct db *db, struct arena *arena, day_no today, const struct matter *matter, struct value *facts)
{
	int64_t position = 0;
	day_no first = 0;
	struct rows *rows;
	int status = db_query(db, post_of_body, ARGS(INT(fact_named(matter->type, facts, "post")->number), INT(matter->body)), &rows);

	(void)arena;
	if (status < 0)
		return status;
	if ((status = rows_next(rows)) > 0 && !rows_null(rows, 0)) {
		position = rows_int(rows, 0);
		first = rows_day(rows, 1);
	}
	rows_close(rows);
	if (status < 0)
		return status;
	fact_set(matter->type, facts, "position", INT(position));
	if (!position)
		return fail(FAIL_INPUT, "OPIN-20.6", "post", "这不是本党组织的任职记录。", "This is no post of the organization.");
	return check_change(matter, facts, first, today);
}

/* --- the law -------------------------------------------------------------------------------- */

static int
judge_changed(struct matter_check *check)
{
	int status = judge_prompt(check, "OPIN-8.5a", (day_no)fact_number(check->matter, "changed_on"));

	return status < 0 ? status
	       : matter_find(check, BEARS_NOT, "OPIN-8.6", HOLDS, "上级党组织收到报告后，应当及时对党组织的变更作出决定。",
	                     "The higher organization promptly decides what becomes of the Party organization.");
}

/* OPIN-8.5b, for a unit that ends. */
static int
judge_unit_ending(struct matter_check *check)
{
	const struct matter *matter = check->matter;
	int64_t receiver = fact_number(matter, "receiver"), relations = 0, bodies = 0;
	int status = judge_prompt(check, "OPIN-8.5a", (day_no)fact_number(matter, "last"));

	if (status == 0)
		status = count_in_unit(check->db, matter->unit, check->today, &relations, &bodies);
	if (status == 0)
		status = judge_relations(check, relations, receiver);
	if (status == 0 && receiver)
		status = judge_reach(check, &body_kind, receiver);
	return status == 0 && bodies
	       ? matter_find(check, BEARS_NOT, "OPIN-8.6", HOLDS, "所设 %" PRId64 " 个党组织同时撤销。",
	                     "Party organizations that end with it: %" PRId64 ".", bodies) : status;
}

static int
judge_merged(struct matter_check *check)
{
	int status = judge_reach(check, &unit_kind, fact_number(check->matter, "into"));

	return status < 0 ? status : judge_unit_ending(check);
}

static int
judge_split(struct matter_check *check)
{
	const struct matter *matter = check->matter;
	int64_t new_unit = fact_number(matter, "new_unit"), own = 0;
	struct headcount size;
	int status = judge_prompt(check, "OPIN-8.5a", (day_no)fact_number(matter, "split_on"));

	if (status == 0)
		status = judge_reach(check, &unit_kind, new_unit);
	if (status < 0 || fact_number(matter, "fate") != ONE_EACH)
		return status;
	status = own_body_of(check->db, new_unit, check->today, &own);
	if (status == 0 && own)
		status = matter_find(check, BARS, "OPIN-8.1", BREACH, "新单位已经设有党组织。", "The new organization has a body already.");
	if (status == 0)
		status = count_at_work(check->db, check->arena, new_unit, check->today, &size);
	return status < 0 ? status : judge_size(check, BRANCH, size);
}

static int
judge_posts(struct matter_check *check)
{
	return judge_prompt(check, "OPIN-20.6", (day_no)fact_number(check->matter, "changed_on"));
}

/* --- what an approval does -------------------------------------------------------------------- */

/* The fields given by facts of other names, from a day on. */
static int
change_fields(struct running *running, const struct kind *kind, int64_t id, day_no from, const char *const (*pairs)[2],
              size_t count, const struct matter *matter)
{
	struct value values[32] = {{0}};
	bool given[32] = {false}, any = false;

	for (size_t i = 0; i < count; i++) {
		int at = field_index(kind, pairs[i][0]);
		const char *text = fact_text(matter, pairs[i][1]);

		values[at] = TEXT(text);
		given[at] = text != NULL;
		any |= text != NULL;
	}
	return any ? record_change(&running->edit, kind, id, from, values, given) : 0;
}

static int
unit_changed(struct running *running, const struct matter *matter, const struct reply *reply)
{
	static const char *const of_unit[][2] = {{"name", "new_name"}, {"supervisory_unit", "new_supervisory_unit"}};
	static const char *const of_body[][2] = {{"name", "body_name"}};
	int64_t own = fact_number(matter, "own_body");
	int status;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	status = change_fields(running, &unit_kind, matter->unit, (day_no)fact_number(matter, "changed_on"), of_unit,
	                       COUNT(of_unit), matter);
	return status < 0 || !own ? status
	       : change_fields(running, &body_kind, own, reply->effective, of_body, COUNT(of_body), matter);
}

/* Its last day is not before the reply takes effect: until then its Party organization stands. */
static int
unit_ended(struct running *running, const struct matter *matter, const struct reply *reply)
{
	day_no first = (day_no)fact_number(matter, "last") + 1;

	if (reply->outcome != MATTER_APPROVED)
		return 0;
	if (first < reply->effective)
		first = reply->effective;
	return end_unit(running, matter->unit, fact_number(matter, "receiver"), first);
}

static int
unit_split(struct running *running, const struct matter *matter, const struct reply *reply)
{
	struct new_body_of new = {
		.name = fact_text(matter, "name"), .document = reply->document, .type = BRANCH,
		.unit = fact_number(matter, "new_unit"), .first = reply->effective,
	};
	int64_t body;
	int status;

	if (reply->outcome != MATTER_APPROVED || fact_number(matter, "fate") != ONE_EACH)
		return 0;
	status = leader_on(running->db, &unit_kind, new.unit, new.first, &new.superior);
	if (status == 0)
		status = set_up(running, matter, &new, &body);
	return status < 0 ? status : cover_unit(running, new.unit, COVER_OWN, body, new.first, new.document, true);
}

/* --- the types ------------------------------------------------------------------------------------ */

#define REPORTED FOR_APPROVAL, "OPIN-8.6 OPIN-8.5a OPIN-8.5b", .who = ROLE_BRANCH | ROLE_UNIT_OFFICE | ROLE_CLERKS, \
	.sender = SENT_BY_EITHER, .request_paper = "request", .reply_paper = "reply"

const struct matter_type unit_matters[] = {
	{UNIT_CHANGED, REPORTED, FIELDS(changed_fields), .complete = complete_changed, .judge = judge_changed,
	 .replied = unit_changed,
	 .effect = {"批准后，社会组织的变更自变更之日起、党组织的新名称自生效之日起登记。",
	            "Once approved, the change is on record from its day, the Party organization's new name from that of the reply."}},
	{UNITS_MERGED, REPORTED, FIELDS(merged_fields), .complete = complete_merged, .judge = judge_merged,
	 .replied = unit_ended,
	 .effect = {"批准后，本单位及其党组织终止，党员组织关系转入接收的党组织，任职、届次、覆盖和隶属关系随之终止。",
	            "Once approved, the organization and its Party organization end; relations pass to the receiving one, and posts,"
	            " terms, coverage and affiliation end."}},
	{UNIT_SPLIT, REPORTED, FIELDS(split_fields), .complete = complete_split, .judge = judge_split, .replied = unit_split,
	 .effect = {"批准后，按所定方案调整；新设的党支部自生效之日起登记，党员组织关系逐人办理转接。",
	            "Once approved, it is done as laid down; a new branch is on record from that day, relations are transferred member"
	            " by member."}},
	{UNIT_CLOSED, REPORTED, FIELDS(closed_fields), .complete = complete_closed, .judge = judge_unit_ending,
	 .replied = unit_ended,
	 .effect = {"批准后，本单位及其党组织终止，党员组织关系转入接收的党组织，任职、届次、覆盖和隶属关系随之终止。",
	            "Once approved, the organization and its Party organization end; relations pass to the receiving one, and posts,"
	            " terms, coverage and affiliation end."}},
	{POSTS_CHANGED, FOR_THE_RECORD, "OPIN-20.6", .who = ROLE_BRANCH | ROLE_CLERKS, .sender = SENT_BY_BODY,
	 FIELDS(post_fields), .complete = complete_posts, .judge = judge_posts,
	 .effect = {"存档备查；任职记录另行登记。", "It is filed; the post itself is recorded apart."},
	 .request_paper = "report"},
	{0},
};
