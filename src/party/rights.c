#include "party/rights.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "registry/list.h"
#include "registry/kind.h"

_Static_assert(FULL_MEMBER == 1 && PROBATION_WITHIN == 1 && SUSPENDED == 2, "the statements' numbers are these");

#define STANDS(alias) alias ".ended is null and " alias ".since <= $1 and " alias ".until > $1"
#define MEMBER                                                                                           \
	"select m.person, p.name, m.body, m.category from membership m"                                  \
	" join person p on p.id = m.person and " STANDS("p")
#define UNDER                                                                                            \
	" join placement l on l.subject = m.body and " STANDS("l")                                       \
	" where " STANDS("m") " and l.path >= $2 and l.path < $3"

STATEMENT(members_under, MEMBER UNDER " order by m.person, m.since");
STATEMENT(member_one, MEMBER " where " STANDS("m") " and m.person = $2 order by m.since limit 1");

/*
 * A sanction that is over counts until a decision restores the rights, so its
 * last day is no bound here; and it is one, however often its record changed.
 * A removal from a post takes no right of a member.
 */
#define RESTRICTION                                                                                      \
	"select r.person, r.measure, (select min(f.since) from restriction f where f.id = r.id and f.ended is null)," \
	" r.until, r.restored, r.document from restriction r where r.ended is null and r.since <= $1 and r.measure in (1, 2)" \
	" and not exists (select 1 from restriction n where n.id = r.id and n.ended is null and n.since <= $1" \
	" and n.since > r.since) and r.person"

STATEMENT(restrictions_under, RESTRICTION " in (select m.person from membership m" UNDER ") order by r.person, r.since");
STATEMENT(restrictions_one, RESTRICTION " = $2 order by r.since");

bool
decision_wants(const struct record *restriction, const char *field)
{
	bool sanction = record_value(restriction, "measure")->number != SUSPENDED;
	bool asked = strcmp(field, "notified") == 0 || strcmp(field, "appeal_to") == 0 ||
	             (sanction && (strcmp(field, "attendance") == 0 || strcmp(field, "defence") == 0));

	return asked && record_value(restriction, field)->type == VALUE_NULL;
}

const char *
decision_title(struct arena *arena, enum lang lang, const struct record *restriction, const char *name)
{
	static const struct bilingual titles[] = {
		[PROBATION_WITHIN] = {"关于给予%s留党察看处分的决定", "Decision to place %s on probation within the Party"},
		[SUSPENDED] = {"关于中止%s党员权利的决定", "Decision to suspend the rights of %s"},
		[REMOVED_FROM_POST] = {"关于免去、撤销%s职务的决定", "Decision to remove %s from a post"},
		[REMOVED_FROM_ROLL] = {"关于对%s予以除名、开除党籍的决定", "Decision to remove %s from the roll of members"},
	};

	return arena_printf(arena, in_lang(titles[record_value(restriction, "measure")->number], lang), name);
}

struct reading {
	struct db *db;
	struct arena *arena;
	day_no on;
	enum rule_set rule_set;
	struct members_rights found;
	size_t room;
};

static int
add_member(struct reading *reading, const struct rows *rows)
{
	const struct standing standing = {
		.full = rows_int(rows, 3) == FULL_MEMBER, .sanction_from = DAY_NONE, .sanction_to = DAY_NONE,
		.restored = DAY_NONE, .suspended_from = DAY_NONE, .suspended_to = DAY_NONE,
	};
	struct members_rights *found = &reading->found;

	if (found->count > 0 && found->at[found->count - 1].person == rows_int(rows, 0))
		return 0;
	if (ARENA_GROW(reading->arena, found->at, found->count, reading->room) < 0)
		return FAIL_MEMORY;
	found->at[found->count] = (struct member_rights){
		.person = rows_int(rows, 0), .name = rows_dup(rows, 1, reading->arena), .body = rows_int(rows, 2),
		.rights = rights_on(&standing, reading->on, reading->rule_set),
	};
	if (!found->at[found->count].name)
		return FAIL_MEMORY;
	found->full += standing.full;
	found->count++;
	return 0;
}

static int
read_members(struct reading *reading, const char *sql, const struct value *args, size_t count)
{
	struct rows *rows;
	int status = db_query(reading->db, sql, args, count, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		status = add_member(reading, rows);
		if (status < 0)
			break;
	}
	rows_close(rows);
	return status;
}

static int
by_person(const void *key, const void *member)
{
	int64_t a = *(const int64_t *)key, b = ((const struct member_rights *)member)->person;

	return a < b ? -1 : a > b;
}

/* What the decision leaves; the first one that takes the rights stays the reason. */
static int
restrict_member(struct reading *reading, const struct rows *rows)
{
	int64_t person = rows_int(rows, 0);
	struct member_rights *member = reading->found.count == 0 ? NULL
		: bsearch(&person, reading->found.at, reading->found.count, sizeof *member, by_person);
	bool sanction = rows_int(rows, 1) == PROBATION_WITHIN;
	day_no last = rows_day(rows, 3) == DAY_OPEN ? DAY_NONE : rows_day(rows, 3) - 1;
	const struct standing standing = {
		.full = true,
		.sanction_from = sanction ? rows_day(rows, 2) : DAY_NONE, .sanction_to = sanction ? last : DAY_NONE,
		.restored = sanction ? rows_day(rows, 4) : DAY_NONE,
		.suspended_from = sanction ? DAY_NONE : rows_day(rows, 2), .suspended_to = sanction ? DAY_NONE : last,
	};
	struct rights left = rights_on(&standing, reading->on, reading->rule_set);

	if (!member || !member->rights.has || left.has)
		return 0;
	member->rights = left;
	member->document = rows_dup(rows, 5, reading->arena);
	return member->document ? 0 : FAIL_MEMORY;
}

static int
read_restrictions(struct reading *reading, const char *sql, const struct value *args, size_t count)
{
	struct rows *rows;
	int status = db_query(reading->db, sql, args, count, &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		status = restrict_member(reading, rows);
		if (status < 0)
			break;
	}
	rows_close(rows);
	return status;
}

int
rights_in_body(struct db *db, struct arena *arena, int64_t body, day_no on, enum rule_set rule_set,
               struct members_rights *ret_rights)
{
	struct reading reading = {.db = db, .arena = arena, .on = on, .rule_set = rule_set};
	const char *path, *end;
	int status = placement_path(db, arena, body, on, &path);

	if (status == FAIL_NOT_FOUND) {
		*ret_rights = reading.found;
		return 0;
	}
	if (status < 0)
		return status;
	end = path_end(arena, path);
	if (!end)
		return FAIL_MEMORY;
	status = read_members(&reading, members_under, ARGS(INT(on), TEXT(path), TEXT(end)));
	if (status == 0)
		status = read_restrictions(&reading, restrictions_under, ARGS(INT(on), TEXT(path), TEXT(end)));
	if (status < 0)
		return status;
	for (size_t i = 0; i < reading.found.count; i++)
		reading.found.entitled += reading.found.at[i].rights.has;
	*ret_rights = reading.found;
	return 0;
}

int
rights_of_person(struct db *db, struct arena *arena, int64_t person, day_no on, enum rule_set rule_set,
                 struct member_rights *ret_rights)
{
	struct reading reading = {.db = db, .arena = arena, .on = on, .rule_set = rule_set};
	int status = read_members(&reading, member_one, ARGS(INT(on), INT(person)));

	if (status == 0)
		status = read_restrictions(&reading, restrictions_one, ARGS(INT(on), INT(person)));
	if (status < 0)
		return status;
	if (reading.found.count == 0)
		return fail(FAIL_NOT_FOUND, "ELEC-5.1", NULL, "这一天没有组织关系。", "There is no relation on that day.");
	*ret_rights = reading.found.at[0];
	return 0;
}
