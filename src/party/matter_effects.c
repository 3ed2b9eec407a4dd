#include "party/matter_effects.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/matter_store.h"
#include "registry/input.h"

const struct choice matter_forms[] = {
	{BRANCH, "branch", {"党支部", "branch"}},
	{GENERAL_BRANCH, "general_branch", {"党总支", "general branch"}},
	{COMMITTEE, "committee", {"党委", "committee"}},
	{0},
};

/* --- facts ---------------------------------------------------------------------------- */

struct value *
fact_named(const struct matter_type *type, struct value *facts, const char *name)
{
	for (size_t i = 0; i < type->field_count; i++)
		if (strcmp(type->fields[i].name, name) == 0)
			return &facts[i];
	return NULL;
}

void
fact_set(const struct matter_type *type, struct value *facts, const char *name, struct value value)
{
	struct value *at = fact_named(type, facts, name);

	if (at)
		*at = value;
}

int64_t
fact_number(const struct matter *matter, const char *name)
{
	for (size_t i = 0; i < matter->type->field_count; i++)
		if (strcmp(matter->type->fields[i].name, name) == 0)
			return matter->facts[i].number;
	return 0;
}

const char *
fact_text(const struct matter *matter, const char *name)
{
	for (size_t i = 0; i < matter->type->field_count; i++)
		if (strcmp(matter->type->fields[i].name, name) == 0)
			return matter->facts[i].text;
	return NULL;
}

int
matter_units(const struct matter *matter, const struct value *facts, bool own, int64_t ret_units[MATTER_UNITS_MAX],
             size_t *ret_count)
{
	size_t count = 0;

	if (own)
		ret_units[count++] = matter->unit;
	for (size_t i = 0; i < matter->type->field_count && count < MATTER_UNITS_MAX; i++) {
		const struct field *field = &matter->type->fields[i];

		if (strncmp(field->name, "unit_", 5) != 0 || facts[i].type == VALUE_NULL)
			continue;
		for (size_t u = 0; u < count; u++)
			if (ret_units[u] == facts[i].number)
				return fail_named(FAIL_INPUT, "OPIN-10.1", field->name, field->label,
				                  (struct bilingual){"同一个社会组织填写了两次。", "one organization stands here twice."});
		ret_units[count++] = facts[i].number;
	}
	*ret_count = count;
	return 0;
}

/* --- counts ------------------------------------------------------------------------------ */

STATEMENT(relations_of_body, "select category, count(distinct person) from membership where body = $1 and ended is null"
                             " and since <= $2 and until > $2 group by category");
STATEMENT(relations_later, "select count(distinct id) from membership where body = $1 and ended is null and until > $2");
STATEMENT(relations_of_unit,
	"select count(distinct m.person) from membership m where m.ended is null and m.until > $2 and m.body in"
	" (select b.id from body b where b.unit = $1 and b.ended is null and b.since <= $2 and b.until > $2)");
STATEMENT(bodies_of_unit, "select count(*) from body where unit = $1 and ended is null and since <= $2 and until > $2");
STATEMENT(own_bodies, "select id from body where unit = $1 and type in (3, 4, 5) and ended is null and since <= $2"
                      " and until > $2 order by type, id limit 1");
STATEMENT(led_bodies, "select count(*) from affiliation where superior = $1 and relation = 1 and ended is null and until > $2");
STATEMENT(elections_open, "select count(*) from election where body = $1 and ended is null and state < 4");

_Static_assert(ELECTION_CLOSED == 4 && COMMITTEE == 3 && GENERAL_BRANCH == 4 && BRANCH == 5, "the statements' numbers are these");

int
count_relations(struct db *db, int64_t body, day_no on, struct headcount *ret_count)
{
	struct headcount count = {0};
	struct rows *rows;
	int status = db_query(db, relations_of_body, ARGS(INT(body), INT(on)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		count.members += rows_int(rows, 1);
		if (rows_int(rows, 0) == FULL_MEMBER)
			count.full += rows_int(rows, 1);
	}
	rows_close(rows);
	*ret_count = count;
	return status;
}

int
count_at_work(struct db *db, struct arena *arena, int64_t unit, day_no on, struct headcount *ret_count)
{
	struct record *record;
	int status = record_get(db, arena, &unit_kind, unit, on, &record);

	if (status < 0)
		return status;
	ret_count->full = record_value(record, "full_members")->number;
	ret_count->members = ret_count->full + record_value(record, "probationary_members")->number;
	return 0;
}

int
count_in_unit(struct db *db, int64_t unit, day_no on, int64_t *ret_relations, int64_t *ret_bodies)
{
	int status = db_number(db, relations_of_unit, ARGS(INT(unit), INT(on)), ret_relations);

	return status < 0 ? status : db_number(db, bodies_of_unit, ARGS(INT(unit), INT(on)), ret_bodies);
}

int
own_body_of(struct db *db, int64_t unit, day_no on, int64_t *ret_body)
{
	*ret_body = 0;
	return db_number(db, own_bodies, ARGS(INT(unit), INT(on)), ret_body);
}

int
relations_left(struct db *db, int64_t body, day_no on, int64_t *ret_count)
{
	return db_number(db, relations_later, ARGS(INT(body), INT(on)), ret_count);
}

/* --- judging --------------------------------------------------------------------------------- */

static enum body_form
form_of_type(enum body_type type)
{
	return type == COMMITTEE ? FORM_COMMITTEE : type == GENERAL_BRANCH ? FORM_GENERAL_BRANCH : FORM_BRANCH;
}

int
judge_size(struct matter_check *check, enum body_type form, struct headcount size)
{
	bool boundary;
	enum body_form fit = form_by_size(size.full, size.members, &boundary), asked = form_of_type(form);
	const char *members = arena_printf(check->arena, "%" PRId64, size.members);

	if (!members)
		return FAIL_MEMORY;
	if (fit == FORM_NONE)
		return matter_find(check, NEEDS_GROUNDS, "OPIN-8.2", BREACH,
		                   "正式党员 %" PRId64 " 名，不足 3 名，不能单独设立党组织；可以联合组建。",
		                   "There are %" PRId64 " full members, fewer than 3: no body of its own; a joint one is possible.",
		                   size.full);
	if (asked == fit || (boundary && asked + 1 == fit)) {
		const struct given given[] = {
			{"full_members", arena_printf(check->arena, "%" PRId64, size.full)}, {"members", members},
		};

		return given[0].text ? matter_find_by_rule(check, BEARS_NOT, "OPIN-8.2", given, 2) : FAIL_MEMORY;
	}
	return matter_find(check, NEEDS_GROUNDS, "A-1", FLAG,
	                   "党员共 %s 名，按规模宜设%s%.0s；另设其他形式，应当说明工作需要。",
	                   "There are %s members: by size it would be a %.0s%s; another form is for the needs of work.",
	                   members, body_form_label(fit).zh, body_form_label(fit).en);
}

/* Who decides: the addressee, or who would receive it today. */
static int
decider(struct matter_check *check, int64_t *ret_body)
{
	const struct matter *matter = check->matter;

	*ret_body = matter->addressee;
	return matter->addressee ? 0 : matter_route_on(check->db, matter->type, matter->body, matter->unit, check->today,
	                                               ret_body);
}

int
judge_reach(struct matter_check *check, const struct kind *kind, int64_t id)
{
	const char *above = NULL, *path = NULL, *name;
	int64_t body = 0;
	int status = decider(check, &body);

	if (status == 0 && body)
		status = matter_place(check->db, check->arena, &body_kind, body, check->today, &above);
	if (status == 0)
		status = matter_place(check->db, check->arena, kind, id, check->today, &path);
	if (status < 0 || !above || (path && strncmp(path, above, strlen(above)) == 0))
		return status;
	status = ref_title(check->db, check->arena, kind, id, check->today, &name);
	return status < 0 ? status
	       : matter_find(check, BARS_APPROVAL, "OPIN-6.7", BREACH,
	                     "%s不在受理党组织领导之下，受理党组织不能决定；应当先理顺隶属关系。",
	                     "%s is not led by whoever decides this: settle the affiliation first.", name);
}

int
judge_relations(struct matter_check *check, int64_t relations, int64_t receiver)
{
	const char *count = arena_printf(check->arena, "%" PRId64, relations);
	const struct given given[] = {{"relations", count}, {"moved", receiver ? count : "0"}};

	return count ? matter_find_by_rule(check, BARS_APPROVAL, "OPIN-8.5b", given, 2) : FAIL_MEMORY;
}

int
judge_ending(struct matter_check *check, int64_t body)
{
	int64_t led = 0, elections = 0;
	int status = db_number(check->db, led_bodies, ARGS(INT(body), INT(check->today)), &led);

	if (status == 0)
		status = db_number(check->db, elections_open, ARGS(INT(body)), &elections);
	if (status == 0 && led)
		status = matter_find(check, BARS_APPROVAL, "OPIN-21.3", BREACH,
		                     "它还领导 %" PRId64 " 个单位和党组织；应当先由新的上级接续。",
		                     "It still leads %" PRId64 " organizations: a new superior has to take over first.", led);
	if (status == 0 && elections)
		status = matter_find(check, BARS_APPROVAL, "ELEC-36.2", BREACH, "它有正在进行的选举；应当先办结或者终止选举。",
		                     "An election of it is under way: close or cancel it first.");
	return status;
}

int
judge_prompt(struct matter_check *check, const char *clause, day_no happened)
{
	char day[DAY_TEXT];

	day_text(happened, day);
	return happened > check->today
	       ? matter_find(check, BEARS_NOT, clause, HOLDS, "将于 %s 发生；应当及时报告。",
	                     "It will happen on %s; it is reported promptly.", day)
	       : matter_find(check, BEARS_NOT, clause, HOLDS, "%s 发生，至今 %d 天；应当及时报告。",
	                     "It happened on %s, %d days ago; it is reported promptly.", day, check->today - happened);
}

/* --- carrying out ------------------------------------------------------------------------------ */

int
leader_on(struct db *db, const struct kind *kind, int64_t id, day_no on, int64_t *ret_leader)
{
	static const struct matter_type to_leader = {.route = TO_LEADER};
	bool body = kind == &body_kind;

	return matter_route_on(db, &to_leader, body ? id : 0, body ? 0 : id, on, ret_leader);
}

static int
add_edge(struct running *running, int64_t superior, const char *field, int64_t lower, enum relation relation, day_no first,
         const char *document)
{
	struct record *edge = record_new(running->call->arena, &affiliation_kind);

	if (!edge)
		return FAIL_MEMORY;
	edge->since = first;
	*record_value(edge, "superior") = INT(superior);
	*record_value(edge, field) = INT(lower);
	*record_value(edge, "relation") = INT(relation);
	*record_value(edge, "document") = TEXT(document);
	return record_add(&running->edit, edge);
}

/* Notes what was set up among the facts of the matter. */
static int
note_result(struct running *running, const struct matter *matter, int64_t body)
{
	const struct matter_type *type = matter->type;
	struct value *facts = ARENA_ARRAY(running->call->arena, type->field_count, struct value);

	if (!facts)
		return FAIL_MEMORY;
	memcpy(facts, matter->facts, type->field_count * sizeof *facts);
	fact_set(type, facts, "result", INT(body));
	return matter_store_facts(&running->edit, matter->id, type, facts);
}

int
set_up(struct running *running, const struct matter *matter, const struct new_body_of *new, int64_t *ret_body)
{
	struct record *body = record_new(running->call->arena, &body_kind);
	int status;

	if (!body)
		return FAIL_MEMORY;
	if (!new->superior)
		return fail(FAIL_REFUSED, "OPIN-6.7", NULL, "生效之日没有党组织领导它，新设的党组织没有上级。",
		            "Nobody leads it on the day it takes effect: the new organization would have no superior.");
	body->since = new->first;
	*record_value(body, "name") = TEXT(new->name);
	*record_value(body, "type") = INT(new->type);
	*record_value(body, "unit") = new->unit ? INT(new->unit) : SQL_NULL;
	*record_value(body, "document") = TEXT(new->document);
	status = record_check(running->db, body);
	if (status == 0)
		status = record_add(&running->edit, body);
	if (status == 0)
		status = add_edge(running, new->superior, "body", body->id, LEADS, new->first, new->document);
	if (status == 0)
		status = note_result(running, matter, body->id);
	if (status < 0)
		return status;
	if (ret_body)
		*ret_body = body->id;
	return running_id(running, body->id);
}

int
guide_unit(struct running *running, int64_t superior, int64_t unit, day_no first, const char *document)
{
	return add_edge(running, superior, "unit", unit, GUIDES, first, document);
}

#define LIVE_ROWS(table, field) "select distinct id from " table " where " field " = $1 and ended is null and until > $2"

STATEMENT(coverage_by, LIVE_ROWS("coverage", "body"));
STATEMENT(edges_to_body, LIVE_ROWS("affiliation", "body"));
STATEMENT(guided_by, LIVE_ROWS("affiliation", "superior") " and relation <> 1");
STATEMENT(relations_in, LIVE_ROWS("membership", "body"));
STATEMENT(restrictions_in, LIVE_ROWS("restriction", "body"));
STATEMENT(edges_to_unit, LIVE_ROWS("affiliation", "unit"));
STATEMENT(coverage_of, LIVE_ROWS("coverage", "unit"));
STATEMENT(joint_coverage_of, LIVE_ROWS("coverage", "unit") " and mode in (2, 3)");
STATEMENT(dispatches_to, LIVE_ROWS("dispatch", "unit"));
STATEMENT(mass_of, LIVE_ROWS("mass_org", "unit"));
STATEMENT(all_bodies_of, LIVE_ROWS("body", "unit"));

/* Runs `each` over the records a query finds that reach a day or past it. */
static int
for_records(struct running *running, const char *sql, int64_t of, day_no first,
            int (*each)(struct running *running, int64_t id, day_no first, void *arg), void *arg)
{
	int64_t *ids = NULL;
	size_t count = 0, room = 0;
	struct rows *rows;
	int status = db_query(running->db, sql, ARGS(INT(of), INT(first)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		if ((status = ARENA_GROW(running->call->arena, ids, count, room)) < 0)
			break;
		ids[count++] = rows_int(rows, 0);
	}
	rows_close(rows);
	for (size_t i = 0; i < count && status >= 0; i++)
		status = each(running, ids[i], first, arg);
	return status < 0 ? status : 0;
}

static int
close_record(struct running *running, int64_t id, day_no first, void *arg)
{
	const struct kind *const *kind = arg;

	return record_close(&running->edit, *kind, id, first - 1);
}

static int
close_records(struct running *running, const char *sql, const struct kind *kind, int64_t of, day_no first)
{
	return for_records(running, sql, of, first, close_record, &kind);
}

static int
add_coverage(struct running *running, int64_t unit, int64_t mode, int64_t body, day_no first, const char *document)
{
	struct record *coverage = record_new(running->call->arena, &coverage_kind);

	if (!coverage)
		return FAIL_MEMORY;
	coverage->since = first;
	*record_value(coverage, "unit") = INT(unit);
	*record_value(coverage, "mode") = INT(mode);
	*record_value(coverage, "body") = INT(body);
	*record_value(coverage, "document") = TEXT(document);
	return record_add(&running->edit, coverage);
}

int
cover_unit(struct running *running, int64_t unit, enum coverage_mode mode, int64_t body, day_no first, const char *document,
           bool ends_joint)
{
	int status = ends_joint ? close_records(running, joint_coverage_of, &coverage_kind, unit, first) : 0;

	return status < 0 ? status : add_coverage(running, unit, mode, body, first, document);
}

/* What goes over: the versions that stand from the day on, in the other body. */
struct going_over {
	const struct kind *kind;
	int64_t to;
	bool anew;                /* a relation begins anew in the other body; a restriction goes on as it is */
};

static int
go_over(struct running *running, int64_t id, day_no first, void *arg)
{
	const struct going_over *going = arg;
	struct record **versions;
	size_t count;
	int64_t identity = going->anew ? 0 : id;
	int status = record_versions(running->db, running->call->arena, going->kind, id, false, &versions, &count);

	if (status == 0)
		status = record_close(&running->edit, going->kind, id, first - 1);
	for (size_t i = 0; i < count && status == 0; i++) {
		struct record *record = versions[i];

		if (record->until <= first)
			continue;
		record->id = identity;
		record->since = record->since > first ? record->since : first;
		*record_value(record, "body") = INT(going->to);
		status = record_add(&running->edit, record);
		identity = record->id;
	}
	return status;
}

int
move_relations(struct running *running, int64_t from, int64_t to, day_no first)
{
	struct going_over relations = {&membership_kind, to, true}, restrictions = {&restriction_kind, to, false};
	int status = for_records(running, relations_in, from, first, go_over, &relations);

	return status < 0 ? status : for_records(running, restrictions_in, from, first, go_over, &restrictions);
}

STATEMENT(covered_by_both, "select count(*) from coverage where unit = $1 and body = $2 and ended is null and until > $3");

struct handing_over {
	int64_t to;
	const char *document;
};

static int
hand_over_coverage(struct running *running, int64_t id, day_no first, void *arg)
{
	const struct handing_over *over = arg;
	struct record *coverage;
	int64_t both = 0, unit;
	int status = record_get(running->db, running->call->arena, &coverage_kind, id, first, &coverage);

	if (status == FAIL_NOT_FOUND) /* it begins later: it ends with its body */
		return record_close(&running->edit, &coverage_kind, id, first - 1);
	if (status < 0)
		return status;
	unit = record_value(coverage, "unit")->number;
	status = record_close(&running->edit, &coverage_kind, id, first - 1);
	if (status == 0)
		status = db_number(running->db, covered_by_both, ARGS(INT(unit), INT(over->to), INT(first)), &both);
	return status < 0 || both ? status
	       : add_coverage(running, unit, record_value(coverage, "mode")->number, over->to, first, over->document);
}

int
move_coverage(struct running *running, int64_t from, int64_t to, day_no first, const char *document)
{
	struct handing_over over = {to, document};

	return for_records(running, coverage_by, from, first, hand_over_coverage, &over);
}

int
end_body(struct running *running, int64_t body, day_no first)
{
	int status = close_records(running, coverage_by, &coverage_kind, body, first);

	if (status == 0)
		status = close_records(running, edges_to_body, &affiliation_kind, body, first);
	if (status == 0)
		status = close_records(running, guided_by, &affiliation_kind, body, first);
	return status < 0 ? status : record_close(&running->edit, &body_kind, body, first - 1);
}

static int
end_own_body(struct running *running, int64_t body, day_no first, void *arg)
{
	const int64_t *receiver = arg;
	int status = *receiver ? move_relations(running, body, *receiver, first) : 0;

	return status < 0 ? status : end_body(running, body, first);
}

int
end_unit(struct running *running, int64_t unit, int64_t receiver, day_no first)
{
	static const struct {
		const char *sql;
		const struct kind *kind;
	} held[] = {
		{coverage_of, &coverage_kind}, {dispatches_to, &dispatch_kind}, {mass_of, &mass_org_kind},
		{edges_to_unit, &affiliation_kind},
	};
	int status = for_records(running, all_bodies_of, unit, first, end_own_body, &receiver);

	for (size_t i = 0; i < sizeof held / sizeof *held && status == 0; i++)
		status = close_records(running, held[i].sql, held[i].kind, unit, first);
	return status < 0 ? status : record_close(&running->edit, &unit_kind, unit, first - 1);
}
