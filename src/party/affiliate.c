/* Where a unit belongs, and its way from one superior to another (tree.h). */
#include "party/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "names/codes.h"
#include "party/tally.h"

/* --- who leads by rule ------------------------------------------------------------- */

#define LIVE(alias) alias ".ended is null and " alias ".since <= $1 and " alias ".until > $1"

/* Bodies of a region, by what they are; $2 is the region's code. */
STATEMENT(agencies_of,
	"select b.id, b.name from body b where coalesce(b.region, '') = $2 and b.type = 9 and " LIVE("b") " order by b.name, b.id limit 100");
STATEMENT(streets_of,
	"select b.id, b.name from body b where coalesce(b.region, '') = $2 and (b.type = 14 or (b.type = 3 and b.unit is null)) and "
	LIVE("b") " order by b.name, b.id limit 100");
STATEMENT(central_bodies,
	"select b.id, b.name from body b where coalesce(b.region, '') = $2 and b.type in (1, 9, 10, 14) and " LIVE("b")
	" order by b.name, b.id limit 100");
/* The Party organization of a supervisory unit bears its name in front; $2 and $3 bound it. */
STATEMENT(bodies_of_supervisor,
	"select b.id, b.name from body b where b.name >= $2 and b.name < $3 and b.unit is null"
	" and b.type in (3, 4, 5, 11) and " LIVE("b") " order by b.name, b.id limit 100");
/* Joint committees under the comprehensive committees of a region. */
STATEMENT(joint_committees_of,
	"select b.id, b.name from body t join affiliation a on a.superior = t.id and a.relation = 1 and " LIVE("a")
	" join body b on b.id = a.body and b.type = 2 and " LIVE("b")
	" where coalesce(t.region, '') = $2 and t.type = 1 and " LIVE("t") " order by b.name, b.id limit 100");

/* Cities that are provinces at once: what is registered there at city level belongs to the whole of it. */
static bool
is_municipality(const char *region)
{
	return strncmp(region, "11", 2) == 0 || strncmp(region, "12", 2) == 0 || strncmp(region, "31", 2) == 0 ||
	       strncmp(region, "50", 2) == 0;
}

/* The code of the region whose agency a unit registered at a level belongs to. */
static void
region_at(const char *region, enum level level, char ret_code[REGION_CODE])
{
	size_t kept = level == LEVEL_PROVINCE || (level == LEVEL_CITY && is_municipality(region)) ? 2
	              : level == LEVEL_CITY ? 4 : 6;

	memcpy(ret_code, level == LEVEL_CENTRAL ? "100000" : "000000", REGION_CODE);
	if (level != LEVEL_CENTRAL && strlen(region) == REGION_CODE - 1)
		memcpy(ret_code, region, kept);
}

struct search {
	struct db *db;
	struct arena *arena;
	const struct record *unit;
	day_no on;
	struct routing route;
};

static const char *
text_of(const struct record *record, const char *field)
{
	const struct value *value = record_value(record, field);

	return value->type == VALUE_TEXT ? value->text : "";
}

static int
propose(struct search *search, const char *sql, const char *from, const char *to)
{
	const struct value args[] = {INT(search->on), TEXT(from), TEXT(to)};
	struct rows *rows;
	int status = db_query(search->db, sql, args, to ? 3 : 2, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0 && search->route.count < PROPOSALS_MAX) {
		struct proposal *proposal = &search->route.proposals[search->route.count++];

		*proposal = (struct proposal){.body = rows_int(rows, 0), .name = rows_dup(rows, 1, search->arena)};
		if (!proposal->name) {
			status = FAIL_MEMORY;
			break;
		}
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

/* Everything that begins with a name: up to the name with the last of all characters behind it. */
static int
propose_supervisor(struct search *search, const char *name)
{
	const char *end = arena_printf(search->arena, "%s\xF4\x8F\xBF\xBF", name);

	return end ? propose(search, bodies_of_supervisor, name, end) : FAIL_MEMORY;
}

/* --- which joint committee ------------------------------------------------------------ */

static int64_t
units_with(const struct figure_row *rows, size_t count, const char *value)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].value, value) == 0)
			return rows[i].figures.units;
	return 0;
}

/* BJ-7: who of the same trade and kind is there already. */
static int
weigh(struct search *search, struct proposal *proposal)
{
	const char *industry = text_of(search->unit, "industry");
	char category[8] = {(char)('0' + record_value(search->unit, "category")->number)};
	struct figure_row *rows;
	size_t count;
	int status = units_of(search->db, proposal->body, search->on, &proposal->units);

	if (status == 0)
		status = figures(search->db, search->arena, proposal->body, BY_CATEGORY, search->on, &rows, &count);
	if (status < 0)
		return status;
	proposal->same_category = units_with(rows, count, category);
	if (!*industry)
		return 0;
	status = figures(search->db, search->arena, proposal->body, BY_INDUSTRY, search->on, &rows, &count);
	if (status == 0)
		proposal->same_industry = units_with(rows, count, industry);
	return status;
}

static int
by_kinship(const void *a, const void *b)
{
	const struct proposal *left = a, *right = b;

	if (left->same_industry != right->same_industry)
		return left->same_industry > right->same_industry ? -1 : 1;
	if (left->same_category != right->same_category)
		return left->same_category > right->same_category ? -1 : 1;
	if (left->units != right->units)
		return left->units < right->units ? -1 : 1;
	return left->body < right->body ? -1 : left->body > right->body;
}

/* BJ-4: between the agency and the unit stands a joint committee, where a comprehensive one leads them. */
static int
propose_agency(struct search *search, enum level level)
{
	char code[REGION_CODE];
	int status;

	region_at(text_of(search->unit, "region"), level, code);
	status = propose(search, joint_committees_of, code, NULL);
	if (status < 0 || search->route.count == 0)
		return status < 0 ? status : propose(search, agencies_of, code, NULL);
	search->route.clause = "BJ-4";
	for (size_t i = 0; i < search->route.count && status == 0; i++)
		status = weigh(search, &search->route.proposals[i]);
	qsort(search->route.proposals, search->route.count, sizeof *search->route.proposals, by_kinship);
	return status;
}

int
route_unit(struct db *db, struct arena *arena, const struct record *unit, day_no on, struct routing *ret_route)
{
	const char *supervisor = text_of(unit, "supervisory_unit"), *region = text_of(unit, "region");
	enum level level = (enum level)record_value(unit, "registration_level")->number;
	/* Below the county nobody registers: such a unit is of the county's agency. */
	enum level registered = level == LEVEL_TOWNSHIP ? LEVEL_COUNTY : level;
	struct search search = {
		.db = db, .arena = arena, .unit = unit, .on = on,
		.route = {
			.rule = affiliation_of((enum category)record_value(unit, "category")->number, *supervisor != '\0',
			                       level == LEVEL_CENTRAL, registered),
			.clause = "OPIN-6.7",
			.proposals = ARENA_ARRAY(arena, PROPOSALS_MAX, struct proposal),
		},
	};
	int status;

	if (!search.route.proposals)
		return FAIL_MEMORY;
	switch (search.route.rule.leads) {
	case LEADER_STREET_TOWNSHIP:
		status = propose(&search, streets_of, region, NULL);
		break;
	case LEADER_SUPERVISORY_UNIT:
		status = propose_supervisor(&search, supervisor);
		break;
	case LEADER_CENTRAL:
		status = propose(&search, central_bodies, "100000", NULL);
		break;
	default:
		status = propose_agency(&search, registered);
	}
	if (status == 0)
		*ret_route = search.route;
	return status;
}

/* --- from one superior to another ---------------------------------------------------- */

STATEMENT(unit_edge, "select id, superior, until from affiliation where unit = $1 and relation = 1 and ended is null"
                     " and since <= $2 and until > $2");
STATEMENT(body_edge, "select id, superior, until from affiliation where body = $1 and relation = 1 and ended is null"
                     " and since <= $2 and until > $2");

struct edge {
	int64_t id, superior;
	day_no until;
};

static int
edge_on(struct edit *edit, const struct move *move, day_no on, struct edge *ret_edge)
{
	struct rows *rows;
	int status = db_query(edit->act->db, move->kind == &unit_kind ? unit_edge : body_edge,
	                      ARGS(INT(move->id), INT(on)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		*ret_edge = (struct edge){rows_int(rows, 0), rows_int(rows, 1), rows_day(rows, 2)};
	rows_close(rows);
	return status < 0 ? status : 0;
}

static int
check_move(struct edit *edit, const struct move *move, struct edge *ret_old)
{
	int status;

	if (!move->document || !*move->document)
		return fail(FAIL_INPUT, "OPIN-6.7", "document", "要填写接收一方的文号。",
		            "The receiving side's document is required.");
	if (!move->former_document || !*move->former_document)
		return fail(FAIL_INPUT, "OPIN-6.7", "former_document", "要填写原上级一方的文号。",
		            "The releasing side's document is required.");
	status = edge_on(edit, move, move->first - 1, ret_old);
	if (status < 0)
		return status;
	if (ret_old->id == 0)
		return fail(FAIL_REFUSED, "OPIN-21.3", "since", "前一天没有党组织领导它，无从接续；请直接登记领导关系。",
		            "Nobody leads it on the day before, so there is nothing to take over: record the affiliation itself.");
	if (ret_old->superior == move->superior)
		return fail(FAIL_INPUT, "OPIN-6.7", "superior", "新的上级与原上级相同。",
		            "The new superior is the present one.");
	if (ret_old->until < DAY_OPEN)
		return fail(FAIL_REFUSED, "OPIN-21.3", "since", "此后已登记了另一次隶属关系变更；请先更正那一次。",
		            "A later change of superior is on record already: correct that one first.");
	return 0;
}

int
reaffiliate(struct edit *edit, const struct move *move)
{
	struct record *edge = record_new(edit->act->arena, &affiliation_kind);
	struct edge old = {0};
	int status = edge ? check_move(edit, move, &old) : FAIL_MEMORY;

	if (status == 0)
		status = record_close(edit, &affiliation_kind, old.id, move->first - 1);
	if (status < 0)
		return status;
	edge->since = move->first;
	*record_value(edge, "superior") = INT(move->superior);
	*record_value(edge, move->kind == &unit_kind ? "unit" : "body") = INT(move->id);
	*record_value(edge, "relation") = INT(LEADS);
	*record_value(edge, "document") = TEXT(move->document);
	*record_value(edge, "former_document") = TEXT(move->former_document);
	return record_add(edit, edge);
}
