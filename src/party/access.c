#include "party/access.h"

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "party/factor.h"
#include "party/openings.h"

#define ACCOUNT_TAG "account:"
#define EVERYTHING "/"

#define ACCOUNT                                                                          \
	"select a.id, a.name, a.person, a.disabled, a.must_change,"                      \
	" (select count(*) from second_factor f where f.account = a.id) from account a"

STATEMENT(account_by_id, ACCOUNT " where a.id = $1");
STATEMENT(account_by_name, ACCOUNT " where a.name = $1");
STATEMENT(grants_of,
	"select g.id, g.role, g.node, p.path from role_grant g left join placement p"
	" on p.subject = g.node and p.ended is null and p.since <= $2 and p.until > $2"
	" where g.account = $1 and g.ended is null and g.since <= $2 and g.until > $2 order by g.id");
/* --- loading ------------------------------------------------------------------- */

int
actor_operator(struct arena *arena, const char *user, struct actor *ret_actor)
{
	const char *tag = arena_printf(arena, "cli:%s", user);

	if (!tag)
		return FAIL_MEMORY;
	*ret_actor = (struct actor){.name = tag, .tag = tag, .operator = true};
	return 0;
}

static int
unknown_account(void)
{
	return fail(FAIL_SIGNED_OUT, NULL, "account", "没有这个账号，或者它已停用。",
	            "There is no such account, or it is disabled.");
}

static int
read_grant(struct arena *arena, const struct rows *rows, struct grant *ret_grant)
{
	struct grant grant = {
		.id = rows_int(rows, 0), .role = (enum role)rows_int(rows, 1), .node = rows_int(rows, 2),
	};

	if (grant.node == 0)
		grant.path = EVERYTHING;
	else if (!rows_null(rows, 3) && !(grant.path = rows_dup(rows, 3, arena)))
		return FAIL_MEMORY;
	*ret_grant = grant;
	return 0;
}

static int
load_grants(struct db *db, struct arena *arena, day_no today, struct actor *actor)
{
	struct grant *grants = NULL;
	size_t count = 0, room = 0;
	struct rows *rows;
	int status = db_query(db, grants_of, ARGS(INT(actor->account), INT(today)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		status = ARENA_GROW(arena, grants, count, room);
		if (status == 0)
			status = read_grant(arena, rows, &grants[count]);
		if (status < 0)
			break;
		count++;
	}
	rows_close(rows);
	actor->grants = grants;
	actor->count = count;
	return status < 0 ? status : 0;
}

static int
load(struct db *db, struct arena *arena, const char *sql, struct value key, day_no today,
     struct actor *ret_actor)
{
	struct actor actor = {0};
	bool has_factor = false;
	struct rows *rows;
	int status = db_query(db, sql, &key, 1, &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0 && rows_null(rows, 3)) {
		actor.account = rows_int(rows, 0);
		actor.name = rows_dup(rows, 1, arena);
		actor.tag = arena_printf(arena, ACCOUNT_TAG "%" PRId64, actor.account);
		actor.person = rows_int(rows, 2);
		actor.must_change = rows_int(rows, 4) != 0;
		has_factor = rows_int(rows, 5) != 0;
		status = actor.name && actor.tag ? 0 : FAIL_MEMORY;
	} else if (status >= 0) {
		status = unknown_account();
	}
	rows_close(rows);
	actor.today = today;
	if (status == 0)
		status = load_grants(db, arena, today, &actor);
	if (status == 0 && !has_factor) {
		status = factor_demanded(db, actor_roles(&actor), today);
		actor.must_enrol = status > 0;
	}
	if (status < 0)
		return status;
	*ret_actor = actor;
	return 0;
}

int
actor_load(struct db *db, struct arena *arena, int64_t account, day_no today, struct actor *ret_actor)
{
	return load(db, arena, account_by_id, INT(account), today, ret_actor);
}

int
actor_by_name(struct db *db, struct arena *arena, const char *name, day_no today,
              struct actor *ret_actor)
{
	return load(db, arena, account_by_name, TEXT(name), today, ret_actor);
}

/* --- roles and scope ------------------------------------------------------------- */

unsigned
actor_roles(const struct actor *actor)
{
	unsigned roles = 0;

	if (actor->operator)
		return (1u << ROLES) - 1;
	for (size_t i = 0; i < actor->count; i++)
		roles |= actor->grants[i].role;
	return roles;
}

/* Paths end in a slash, so that /1/17/ is no beginning of /1/170/. */
static bool
inside(const char *path, const char *scope)
{
	return strncmp(path, scope, strlen(scope)) == 0;
}

bool
actor_may(const struct actor *actor, unsigned roles, const char *path)
{
	if (actor->operator)
		return true;
	for (size_t i = 0; i < actor->count; i++)
		if ((actor->grants[i].role & roles) && actor->grants[i].path && path &&
		    inside(path, actor->grants[i].path))
			return true;
	return false;
}

bool
actor_may_own(const struct actor *actor, unsigned roles, const char *path)
{
	if (actor->operator)
		return true;
	for (size_t i = 0; i < actor->count; i++)
		if ((actor->grants[i].role & roles) && actor->grants[i].path && path &&
		    strcmp(path, actor->grants[i].path) == 0)
			return true;
	return false;
}

/* Puts a path in its place by length, dropping what another one covers. */
static size_t
keep_path(const char **paths, size_t count, const char *path)
{
	size_t kept = 0, at;

	for (size_t i = 0; i < count; i++)
		if (inside(path, paths[i]))
			return count;
	for (size_t i = 0; i < count; i++)
		if (!inside(paths[i], path))
			paths[kept++] = paths[i];
	for (at = kept; at > 0 && strlen(paths[at - 1]) > strlen(path); at--)
		paths[at] = paths[at - 1];
	paths[at] = path;
	return kept + 1;
}

const char *const *
actor_scope(struct arena *arena, const struct actor *actor, unsigned roles, size_t *ret_count)
{
	const char **paths = ARENA_ARRAY(arena, actor->count + 1, const char *);
	size_t count = 0;

	if (!paths)
		return NULL;
	if (actor->operator)
		paths[count++] = EVERYTHING;
	for (size_t i = 0; i < actor->count && !actor->operator; i++)
		if ((actor->grants[i].role & roles) && actor->grants[i].path)
			count = keep_path(paths, count, actor->grants[i].path);
	*ret_count = count;
	return paths;
}

const struct grant *
actor_widest(const struct actor *actor, unsigned roles)
{
	const struct grant *found = NULL;

	for (size_t i = 0; i < actor->count; i++) {
		const struct grant *grant = &actor->grants[i];

		if ((grant->role & roles) && grant->path && (!found || strlen(grant->path) < strlen(found->path)))
			found = grant;
	}
	return found;
}

int
access_node(struct db *db, struct arena *arena, const struct actor *actor, unsigned roles, int64_t node, day_no today,
            day_no on, const char **ret_path)
{
	const char *path = NULL;
	int status = placement_path(db, arena, node, today, &path);

	if (status == FAIL_NOT_FOUND && on != today)
		status = placement_path(db, arena, node, on, &path);
	if (status < 0)
		return status;
	if (!actor_may(actor, roles, path))
		return fail(FAIL_FORBIDDEN, "DP-12", NULL, "这一部分不在您的职责范围内。",
		            "This part is outside what your roles reach.");
	*ret_path = path;
	return 0;
}

/* --- records --------------------------------------------------------------------- */

bool
kind_is_own(const struct kind *kind)
{
	return kind->persons && !(kind->read & ROLE_CLERKS);
}

/* FAIL_NOT_FOUND only means that it hung nowhere on that day. */
static int
path_on(struct db *db, struct arena *arena, const struct record *record, day_no on, const char **ret_path)
{
	int status = record_path(db, arena, record, on, ret_path);

	return status == FAIL_NOT_FOUND ? 0 : status;
}

int
access_path(struct db *db, struct arena *arena, const struct record *record, day_no today,
            const char **ret_path)
{
	const char *path = NULL;
	int status = path_on(db, arena, record, today, &path);

	if (status == 0 && !path && record->until <= today)
		status = path_on(db, arena, record, record->until - 1, &path);
	if (status == 0 && !path)
		status = path_on(db, arena, record, record->since, &path);
	if (status < 0)
		return status;
	*ret_path = path;
	return 0;
}

static int
out_of_reach(void)
{
	return fail(FAIL_FORBIDDEN, "DP-12", NULL, "这条记录不在您的职责范围内。",
	            "This record is outside what your roles reach.");
}

/* Whether the record is about the actor's own person. */
static bool
about_oneself(const struct actor *actor, const struct record *record)
{
	int person = field_index(record->kind, "person");

	if (actor->person == 0 || !record->kind->persons || !(record->kind->read & ROLE_MEMBER))
		return false;
	return record->kind == &person_kind ? record->id == actor->person
	                                    : person >= 0 && record->values[person].number == actor->person;
}

/*
 * An affiliation belongs to the superior's side, too: whoever guides keeps
 * that relation; a matter to its addressee's and that of the organization concerned.
 */
static const struct {
	const struct kind *kind;
	const char *field;
	const struct kind *refers;
} other_sides[] = {
	{&affiliation_kind, "superior", &body_kind}, {&matter_kind, "addressee", &body_kind},
	{&matter_kind, "unit", &unit_kind},
};

static int
judge_other_sides(struct db *db, struct arena *arena, const struct actor *actor, const struct record *record,
                  unsigned roles, day_no today, bool *ret_may)
{
	int status = 0;

	for (size_t i = 0; i < sizeof other_sides / sizeof *other_sides && status == 0 && !*ret_may; i++) {
		struct record other = {.kind = other_sides[i].refers, .since = record->since, .until = record->until};
		const char *path = NULL;

		if (record->kind != other_sides[i].kind)
			continue;
		other.id = record_value(record, other_sides[i].field)->number;
		status = access_path(db, arena, &other, today, &path);
		*ret_may = status == 0 && path && actor_may(actor, roles, path);
	}
	return status;
}

static int
judge(struct db *db, struct arena *arena, const struct actor *actor, const struct record *record,
      unsigned roles, bool other_side, day_no today)
{
	const char *path;
	bool may = false;
	int status;

	if (actor->operator)
		return 0;
	if (record->kind->persons)
		roles &= ~(unsigned)ROLE_MEMBER; /* oneself only */
	status = access_path(db, arena, record, today, &path);
	if (status < 0 || (kind_is_own(record->kind) ? actor_may_own : actor_may)(actor, roles, path))
		return status;
	if (other_side)
		status = judge_other_sides(db, arena, actor, record, roles, today, &may);
	return status < 0 || may ? status : out_of_reach();
}

/* Roles whose work is with what belongs to their node, though it hangs elsewhere. */
#define ROLES_BESIDE (ROLE_BRANCH | ROLE_UNIT_OFFICE)

STATEMENT(belong_together,
	"select 1 from body b where b.id = $2 and b.unit = $1 and b.ended is null and b.since <= $3 and b.until > $3"
	" union select 1 from coverage c where c.unit = $1 and c.body = $2 and c.ended is null and c.since <= $3"
	" and c.until > $3");

/* The unit or body at which a record hangs, by its anchor. */
static void
anchors_of(const struct record *record, int64_t *ret_unit, int64_t *ret_body)
{
	int unit = field_index(record->kind, "unit"), body = field_index(record->kind, "body");
	enum anchor anchor = record->kind->anchor;

	*ret_unit = *ret_body = 0;
	if (anchor == ANCHOR_SELF)
		*(record->kind == &unit_kind ? ret_unit : ret_body) = record->id;
	if (anchor == ANCHOR_UNIT || anchor == ANCHOR_UNIT_OR_BODY || anchor == ANCHOR_MATTER)
		*ret_unit = record->values[unit].number;
	if (anchor == ANCHOR_BODY || anchor == ANCHOR_UNIT_OR_BODY || anchor == ANCHOR_MATTER)
		*ret_body = record->values[body].number;
}

/* Whether a record belongs, beside the tree, to where one of the roles is held. */
static int
read_beside(struct db *db, const struct actor *actor, const struct record *record, int64_t *ret_may)
{
	int64_t unit, body;
	int status = 0;

	if (record->kind->persons)
		return 0;
	anchors_of(record, &unit, &body);
	for (size_t i = 0; i < actor->count && status == 0 && !*ret_may; i++) {
		const struct grant *grant = &actor->grants[i];
		unsigned role = grant->role & record->kind->read & ROLES_BESIDE;

		if ((role & ROLE_BRANCH) && unit)
			status = db_number(db, belong_together, ARGS(INT(unit), INT(grant->node), INT(actor->today)), ret_may);
		else if ((role & ROLE_UNIT_OFFICE) && body)
			status = db_number(db, belong_together, ARGS(INT(grant->node), INT(body), INT(actor->today)), ret_may);
	}
	return status;
}

int64_t
record_person(const struct record *record)
{
	int person = field_index(record->kind, "person");

	if (record->kind == &person_kind)
		return record->id;
	return person < 0 ? 0 : record->values[person].number;
}

static int
needs_case(void)
{
	return fail(FAIL_FORBIDDEN, "DP-12", NULL, "上级查看个人记录，要先写明事由。",
	            "Above the branch a person's record opens by case: state the reason first.");
}

/* What opens in the branch alone opens above it by a case that is open today. */
static int
read_by_case(struct db *db, struct arena *arena, const struct actor *actor, const struct record *record,
             day_no today)
{
	int64_t person = record_person(record);
	struct person_case found;
	int status = case_find(db, arena, actor, person, today, &found);

	if (status == 0 && !found.id)
		status = person_within(db, actor, ROLE_CLERKS, false, person, today) > 0 ? needs_case() : out_of_reach();
	return status;
}

int
access_read(struct db *db, struct arena *arena, const struct actor *actor, const struct record *record,
            day_no today)
{
	int64_t may = 0;
	int status;

	if (about_oneself(actor, record))
		return 0;
	status = read_beside(db, actor, record, &may);
	if (status < 0 || may)
		return status;
	status = judge(db, arena, actor, record, record->kind->read, true, today);
	if (status == FAIL_FORBIDDEN && kind_is_own(record->kind) && (actor_roles(actor) & ROLE_CLERKS))
		status = read_by_case(db, arena, actor, record, today);
	return status;
}

int
access_write(struct db *db, struct arena *arena, const struct actor *actor, const struct record *record,
             day_no today)
{
	return judge(db, arena, actor, record, record->kind->write,
	             record->kind == &affiliation_kind && record_value(record, "relation")->number != LEADS, today);
}

STATEMENT(person_paths,
	"select p.path from placement p where p.ended is null and p.since <= $2 and p.until > $2"
	" and p.subject in (select body from membership where person = $1 and ended is null and until > $2"
	" union select body from post where person = $1 and ended is null and until > $2"
	" union select unit from dispatch where person = $1 and ended is null and until > $2)");

int
person_within(struct db *db, const struct actor *actor, unsigned roles, bool own, int64_t person,
              day_no today)
{
	bool may = actor->operator;
	struct rows *rows;
	int status;

	if (may)
		return 1;
	status = db_query(db, person_paths, ARGS(INT(person), INT(today)), &rows);
	if (status < 0)
		return status;
	while (!may && (status = rows_next(rows)) > 0)
		may = (own ? actor_may_own : actor_may)(actor, roles, rows_text(rows, 0));
	rows_close(rows);
	return status < 0 ? status : may;
}

/* The node of a scope to which records of the kind belong beside the tree, or 0. */
static int64_t
node_beside(const struct actor *actor, const struct kind *kind, const char *scope)
{
	for (size_t i = 0; i < actor->count && !kind->persons; i++)
		if ((actor->grants[i].role & kind->read & ROLES_BESIDE) && actor->grants[i].path &&
		    strcmp(actor->grants[i].path, scope) == 0)
			return actor->grants[i].node;
	return 0;
}

int
access_list(struct arena *arena, const struct actor *actor, const char *within, struct list_query *query)
{
	const struct kind *kind = query->kind;
	unsigned roles = kind->persons ? kind->read & ~(unsigned)ROLE_MEMBER : kind->read;
	const char *const *scope;
	size_t count;

	query->own = false;
	query->beside = 0;
	query->person = 0;
	query->scope = NULL;
	scope = actor_scope(arena, actor, roles, &count);
	if (!scope)
		return FAIL_MEMORY;
	if (count == 0 && kind->persons && (kind->read & ROLE_MEMBER) && actor->person && !within) {
		query->person = actor->person;
		return 0;
	}
	if (within ? !actor_may(actor, roles, within) : count == 0)
		return out_of_reach();
	query->scope = within ? within : scope[0];
	query->beside = node_beside(actor, kind, query->scope);
	query->beside_on = actor->today;
	if (strcmp(query->scope, EVERYTHING) == 0)
		query->scope = NULL; /* what hangs nowhere belongs to everything, too */
	query->own = kind_is_own(kind) && !actor->operator;
	return 0;
}

/* --- names ------------------------------------------------------------------------- */

STATEMENT(name_of_account, "select name from account where id = $1");

int
actor_name(struct db *db, struct arena *arena, const char *tag, const char **ret_name)
{
	const char *name = arena_strdup(arena, tag);
	struct rows *rows;
	int64_t id;
	int status;

	if (name && (strncmp(tag, ACCOUNT_TAG, strlen(ACCOUNT_TAG)) != 0 ||
	             num_parse(tag + strlen(ACCOUNT_TAG), &id) < 0)) {
		*ret_name = name;
		return 0;
	}
	if (!name)
		return FAIL_MEMORY;
	status = db_query(db, name_of_account, ARGS(INT(id)), &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		name = rows_dup(rows, 0, arena);
	rows_close(rows);
	if (status < 0 || !name)
		return status < 0 ? status : FAIL_MEMORY;
	*ret_name = name;
	return 0;
}
