#include "party/matter_store.h"

#include <string.h>

#include "base/fail.h"
#include "names/codes.h"

/* --- who receives it ---------------------------------------------------------------- */

STATEMENT(superior_of_body, "select superior from affiliation where body = $1 and relation = 1 and ended is null"
                            " and since <= $2 and until > $2");
STATEMENT(superior_of_unit, "select superior from affiliation where unit = $1 and relation = 1 and ended is null"
                            " and since <= $2 and until > $2");
STATEMENT(level_of_body, "select type, unit, coalesce(region, '') from body where id = $1 and ended is null and since <= $2"
                         " and until > $2");

#define CLIMB_MAX 16

/*
 * Whether a body decides what is routed so.  A general branch and a branch lead,
 * but have no power to approve (OPIN-6.7, ELEC-32.1).  OPIN-8.3: a Party
 * committee, or its agency, of county level or above; a street's work committee,
 * a joint committee and an organization's own bodies are not.
 */
static bool
decides(enum matter_route route, enum body_type type, bool of_unit, const char *region)
{
	static const unsigned branches = 1u << GENERAL_BRANCH | 1u << BRANCH | 1u << JOINT_BRANCH | 1u << TEMPORARY_BRANCH;

	if (route == TO_SUPERIOR)
		return !(branches >> type & 1u);
	return !of_unit && (type == COMPREHENSIVE_COMMITTEE || type == AGENCY || type == ORGANIZATION_DEPARTMENT ||
	                    (type == COMMITTEE && region_find(region)));
}

static int
reaches(struct db *db, enum matter_route route, int64_t body, day_no on, bool *ret_reached)
{
	struct rows *rows;
	int status;

	*ret_reached = route == TO_LEADER;
	if (*ret_reached)
		return 0;
	status = db_query(db, level_of_body, ARGS(INT(body), INT(on)), &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		*ret_reached = decides(route, (enum body_type)rows_int(rows, 0), !rows_null(rows, 1), rows_text(rows, 2));
	rows_close(rows);
	return status < 0 ? status : 0;
}

int
matter_route_on(struct db *db, const struct matter_type *type, int64_t body, int64_t unit, day_no on,
                int64_t *ret_addressee)
{
	int64_t at = 0;
	bool reached = false;
	int status = db_number(db, body ? superior_of_body : superior_of_unit, ARGS(INT(body ? body : unit), INT(on)), &at);

	for (int step = 0; status == 0 && at && step < CLIMB_MAX; step++) {
		int64_t above = 0;

		status = reaches(db, type->route, at, on, &reached);
		if (status < 0 || reached)
			break;
		status = db_number(db, superior_of_body, ARGS(INT(at), INT(on)), &above);
		at = above;
	}
	if (status == 0)
		*ret_addressee = reached ? at : 0;
	return status;
}

/* --- writing -------------------------------------------------------------------------- */

STATEMENT(turns_of_body, "select since, until from affiliation where body = $1 and relation = 1 and ended is null"
                         " and until > $2 order by since");
STATEMENT(turns_of_unit, "select since, until from affiliation where unit = $1 and relation = 1 and ended is null"
                         " and until > $2 order by since");

#define TURNS_MAX 8 /* changes of leadership on record for later */

/* A stretch of days on which the same organization receives it. */
struct leg {
	day_no since, until;
	int64_t addressee;  /* or 0 */
	bool ends;          /* the sender is there no more: what was pending ends, with whoever had it last */
};

STATEMENT(body_there, "select count(*) from body where id = $1 and ended is null and since <= $2 and until > $2");
STATEMENT(unit_there, "select count(*) from unit where id = $1 and ended is null and since <= $2 and until > $2");

#define ENDED_REMARK "报送单位已经撤销或者注销，事项随之终结。"

/* The days from `from` on at which the sender's leading organization changes; the last is DAY_OPEN. */
static int
find_turns(struct edit *edit, const struct record *record, day_no from, day_no *turns, size_t *ret_count)
{
	int64_t body = record_value(record, "body")->number, unit = record_value(record, "unit")->number;
	size_t count = 0;
	struct rows *rows;
	int status = db_query(edit->act->db, body ? turns_of_body : turns_of_unit, ARGS(INT(body ? body : unit), INT(from)),
	                      &rows);

	if (status < 0)
		return status;
	while (count < TURNS_MAX - 2 && (status = rows_next(rows)) > 0) {
		const day_no bounds[] = {rows_day(rows, 0), rows_day(rows, 1)};

		for (int b = 0; b < 2; b++)
			if (bounds[b] > from && bounds[b] < DAY_OPEN && (count == 0 || turns[count - 1] != bounds[b]))
				turns[count++] = bounds[b];
	}
	rows_close(rows);
	turns[count++] = DAY_OPEN;
	*ret_count = count;
	return status < 0 ? status : 0;
}

static int
find_legs(struct edit *edit, const struct record *record, day_no from, struct leg *legs, size_t *ret_count)
{
	const struct matter_type *type = matter_type((enum matter_number)record_value(record, "kind")->number);
	int64_t body = record_value(record, "body")->number, unit = record_value(record, "unit")->number;
	day_no turns[TURNS_MAX];
	size_t turn_count, count = 0;
	int status = find_turns(edit, record, from, turns, &turn_count);

	for (size_t i = 0; i < turn_count && status == 0; i++) {
		struct leg leg = {.since = i ? turns[i - 1] : from, .until = turns[i]};
		int64_t there = 0;

		status = matter_route_on(edit->act->db, type, body, unit, leg.since, &leg.addressee);
		if (status == 0 && !leg.addressee)
			status = db_number(edit->act->db, body ? body_there : unit_there, ARGS(INT(body ? body : unit), INT(leg.since)), &there);
		leg.ends = !leg.addressee && !there;
		if (leg.ends)
			leg.addressee = count ? legs[count - 1].addressee : record_value(record, "addressee")->number;
		if (count && legs[count - 1].addressee == leg.addressee && legs[count - 1].ends == leg.ends)
			legs[count - 1].until = leg.until;
		else
			legs[count++] = leg;
	}
	*ret_count = count;
	return status;
}

static int
store_legs(struct edit *edit, struct record *record, const struct leg *legs, size_t count)
{
	const struct value state = *record_value(record, "state"), remark = *record_value(record, "remark");
	int status = 0;

	for (size_t i = 0; i < count && status == 0; i++) {
		record->since = legs[i].since;
		record->until = legs[i].until;
		*record_value(record, "addressee") = legs[i].addressee ? INT(legs[i].addressee) : SQL_NULL;
		*record_value(record, "state") = legs[i].ends ? INT(MATTER_WITHDRAWN) : state;
		*record_value(record, "remark") = legs[i].ends ? TEXT(ENDED_REMARK) : remark;
		status = record_add(edit, record);
	}
	return status;
}

int
matter_store(struct edit *edit, struct record *record)
{
	enum matter_state state = (enum matter_state)record_value(record, "state")->number;
	bool routed = record_value(record, "nature")->number != NOTICE && matter_is_pending(state);
	day_no from = edit->act->today;
	struct leg legs[TURNS_MAX];
	size_t count;
	int status = record->id ? record_close(edit, &matter_kind, record->id, from - 1) : 0;

	if (status == 0 && routed)
		status = find_legs(edit, record, from, legs, &count);
	if (status < 0)
		return status;
	if (routed)
		return store_legs(edit, record, legs, count);
	record->since = from;
	record->until = DAY_OPEN;
	return record_add(edit, record);
}

/* --- facts -------------------------------------------------------------------------------- */

STATEMENT(fact_same, "select count(*) from matter_fact where matter = $1 and name = $2 and ended is null"
                     " and until = 2932896 and coalesce(number, -1) = $3 and coalesce(text, '') = $4"); /* DAY_OPEN */
/* What it said on earlier days stays; $3 is today, $4 the act. */
STATEMENT(fact_cut, "insert into matter_fact (matter, name, number, text, refers, since, until, made)"
                    " select matter, name, number, text, refers, since, $3, $4 from matter_fact"
                    " where matter = $1 and name = $2 and ended is null and until > $3 and since < $3");
STATEMENT(fact_end, "update matter_fact set ended = $4 where matter = $1 and name = $2 and ended is null and until > $3"
                    " and made <> $4");
STATEMENT(fact_add, "insert into matter_fact (matter, name, number, text, refers, since, until, made)"
                    " values ($1, $2, $3, $4, $5, $6, 2932896, $7)");

static int
cut_fact(struct edit *edit, int64_t id, const char *name)
{
	const struct value args[] = {INT(id), TEXT(name), INT(edit->act->today), INT(edit->act->number)};
	int status = db_exec(edit->act->db, fact_cut, args, 4, NULL);

	return status < 0 ? status : db_exec(edit->act->db, fact_end, args, 4, NULL);
}

int
matter_store_facts(struct edit *edit, int64_t id, const struct matter_type *type, const struct value *facts)
{
	struct db *db = edit->act->db;
	int status = 0;

	for (size_t i = 0; i < type->field_count && status == 0; i++) {
		const struct field *field = &type->fields[i];
		bool number = facts[i].type == VALUE_INT;
		int64_t same = 0;

		status = db_number(db, fact_same, ARGS(INT(id), TEXT(field->name), INT(number ? facts[i].number : -1),
		                                       TEXT(facts[i].type == VALUE_TEXT ? facts[i].text : "")), &same);
		if (status < 0 || (same && facts[i].type != VALUE_NULL))
			continue;
		status = cut_fact(edit, id, field->name);
		if (status == 0 && facts[i].type != VALUE_NULL)
			status = db_exec(db, fact_add,
			                 ARGS(INT(id), TEXT(field->name), number ? facts[i] : SQL_NULL, number ? SQL_NULL : facts[i],
			                      TEXT(field->type == FIELD_REF ? field->refers : NULL), INT(edit->act->today),
			                      INT(edit->act->number)), NULL);
	}
	return status;
}

/* --- when the leading organization changes ----------------------------------------------------- */

/* Bodies that the act has moved, and those they lead on any day from today on: what these send may go past them. */
#define MOVED "with recursive moved (body) as (select a.body from affiliation a where (a.made = $1 or a.ended = $1)" \
	" and a.relation = 1 and a.body is not null union select b.body from moved v join affiliation b on b.superior = v.body" \
	" and b.ended is null and b.relation = 1 and b.until > $2 and b.body is not null) "
#define UNDER_WAY "m.ended is null and m.state in (1, 2, 3) and m.nature <> 3 and m.until > $2"
STATEMENT(matters_of_bodies_moved, MOVED
	"select distinct m.id from moved v join matter m on m.body = v.body and " UNDER_WAY);
STATEMENT(matters_of_units_moved, MOVED
	"select m.id from affiliation a join matter m on m.unit = a.unit and m.body is null and " UNDER_WAY
	" where (a.made = $1 or a.ended = $1) and a.relation = 1"
	" union select m.id from moved v join affiliation a on a.superior = v.body and a.ended is null and a.relation = 1"
	" and a.until > $2 join matter m on m.unit = a.unit and m.body is null and " UNDER_WAY);

/* Whether what stands from today on is on its way to the same organizations already. */
static bool
goes_there(struct record *const *versions, size_t version_count, day_no from, const struct leg *legs, size_t count)
{
	size_t at = 0;

	while (at < version_count && versions[at]->until <= from)
		at++;
	if (version_count - at != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (versions[at + i]->until != legs[i].until ||
		    record_value(versions[at + i], "addressee")->number != legs[i].addressee ||
		    (record_value(versions[at + i], "state")->number == MATTER_WITHDRAWN) != legs[i].ends)
			return false;
	return true;
}

static int
reroute(struct edit *edit, int64_t id)
{
	struct record **versions, *record;
	size_t version_count, count;
	struct leg legs[TURNS_MAX];
	int status = record_get(edit->act->db, edit->act->arena, &matter_kind, id, edit->act->today, &record);

	if (status == FAIL_NOT_FOUND) /* on a day before it was begun nothing is on its way */
		return 0;
	if (status == 0)
		status = record_versions(edit->act->db, edit->act->arena, &matter_kind, id, false, &versions, &version_count);
	if (status == 0)
		status = find_legs(edit, record, edit->act->today, legs, &count);
	if (status < 0 || goes_there(versions, version_count, edit->act->today, legs, count))
		return status;
	return matter_store(edit, record);
}

static int
reroute_all(struct edit *edit, const char *sql)
{
	int64_t *ids = NULL;
	size_t count = 0, room = 0;
	struct rows *rows;
	int status = db_query(edit->act->db, sql, ARGS(INT(edit->act->number), INT(edit->act->today)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		if ((status = ARENA_GROW(edit->act->arena, ids, count, room)) < 0)
			break;
		ids[count++] = rows_int(rows, 0);
	}
	rows_close(rows);
	for (size_t i = 0; i < count && status >= 0; i++)
		status = reroute(edit, ids[i]);
	return status < 0 ? status : 0;
}

int
matters_reroute(struct edit *edit)
{
	bool moved = false;
	int status;

	for (size_t i = 0; i < edit->count && !moved; i++)
		moved = edit->touched[i].kind == &affiliation_kind;
	if (!moved)
		return 0;
	status = reroute_all(edit, matters_of_bodies_moved);
	return status == 0 ? reroute_all(edit, matters_of_units_moved) : status;
}

/* --- undo ------------------------------------------------------------------------------------------ */

STATEMENT(made_by_batch, "select count(*) from matter where id = $1 and made < $2");
STATEMENT(steps_before, "select max(step) from matter where id = $1 and made < $2");
STATEMENT(steps_by_batch, "select max(step) from matter where id = $1 and made = $2");
STATEMENT(facts_gone, "delete from matter_fact where made = $1");
STATEMENT(facts_revived, "update matter_fact set ended = null where ended = $1");

/* A batch that only sent a matter to another organization, or made it, leaves no step undone. */
int
matter_undo_check(struct db *db, int64_t id, int64_t batch)
{
	int64_t older = 0, before = 0, after = 0;
	int status = db_number(db, made_by_batch, ARGS(INT(id), INT(batch)), &older);

	if (status == 0 && older)
		status = db_number(db, steps_before, ARGS(INT(id), INT(batch)), &before);
	if (status == 0 && older)
		status = db_number(db, steps_by_batch, ARGS(INT(id), INT(batch)), &after);
	if (status < 0 || before == after)
		return status;
	return fail(FAIL_REFUSED, "DP-13", "batch",
	            "请示报告的办理步骤不能撤回；已作出的批复有误的，另行报送更正。",
	            "A step of a request or report is not undone; a wrong reply is corrected by another matter.");
}

int
matter_facts_undo(struct db *db, int64_t batch)
{
	int status = db_exec(db, facts_gone, ARGS(INT(batch)), NULL);

	return status < 0 ? status : db_exec(db, facts_revived, ARGS(INT(batch)), NULL);
}

STATEMENT(facts_moved,
	"insert into matter_fact (matter, name, number, text, refers, since, until, made)"
	" select matter, name, $3, text, refers, since, until, $4 from matter_fact where refers = $1 and number = $2 and ended is null"
	" and made <> $4");
STATEMENT(facts_left, "update matter_fact set ended = $3 where refers = $1 and number = $2 and ended is null and made <> $3");

int
matter_facts_move(struct edit *edit, const struct kind *kind, int64_t stays, int64_t goes)
{
	struct db *db = edit->act->db;
	int status = db_exec(db, facts_moved, ARGS(TEXT(kind->name), INT(goes), INT(stays), INT(edit->act->number)), NULL);

	return status < 0 ? status : db_exec(db, facts_left, ARGS(TEXT(kind->name), INT(goes), INT(edit->act->number)), NULL);
}

STATEMENT(facts_on_units, "select min(f.made) from matter_fact f join unit r on r.id = f.number where f.refers = 'unit'"
                          " and f.made > $1 and (r.made = $1 or r.ended = $1)");
STATEMENT(facts_on_bodies, "select min(f.made) from matter_fact f join body r on r.id = f.number where f.refers = 'body'"
                           " and f.made > $1 and (r.made = $1 or r.ended = $1)");
STATEMENT(facts_on_terms, "select min(f.made) from matter_fact f join term r on r.id = f.number where f.refers = 'term'"
                          " and f.made > $1 and (r.made = $1 or r.ended = $1)");
STATEMENT(facts_on_posts, "select min(f.made) from matter_fact f join post r on r.id = f.number where f.refers = 'post'"
                          " and f.made > $1 and (r.made = $1 or r.ended = $1)");

int
matters_resting(struct db *db, int64_t batch, int64_t *ret_number)
{
	const char *const statements_of[] = {facts_on_units, facts_on_bodies, facts_on_terms, facts_on_posts};
	int64_t least = 0;
	int status = 0;

	for (size_t i = 0; i < sizeof statements_of / sizeof *statements_of && status == 0; i++) {
		int64_t number = 0;

		status = db_number(db, statements_of[i], ARGS(INT(batch)), &number);
		if (number && (least == 0 || number < least))
			least = number;
	}
	if (status == 0)
		*ret_number = least;
	return status;
}
