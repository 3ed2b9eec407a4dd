#include "party/grants.h"

#include "base/fail.h"
#include "party/accounts.h"

_Static_assert(ROLE_BUSINESS < ROLE_AUDITOR && ROLE_ADMINISTRATOR == 2048, "the statements below rest on it");

/* --- rules -------------------------------------------------------------------------- */

STATEMENT(body_until, "select coalesce(max(until), 0) from body where id = $1 and ended is null and until > $2");
STATEMENT(unit_until, "select coalesce(max(until), 0) from unit where id = $1 and ended is null and until > $2");

/* A role of the office is held at a unit, one of the machine or the log anywhere, all others at a body; while it is there. */
static int
check_node(struct db *db, enum role role, int64_t node, day_no since, day_no *until)
{
	bool unit = role == ROLE_UNIT_OFFICE;
	int64_t there = 0;
	int status = 0;

	if (node == 0 && (role & (ROLE_ADMINISTRATOR | ROLE_AUDITOR)))
		return 0;
	if (node)
		status = db_number(db, unit ? unit_until : body_until, ARGS(INT(node), INT(since)), &there);
	if (status == 0 && there && there < *until)
		*until = (day_no)there;
	if (status < 0 || there)
		return status;
	return unit ? fail(FAIL_INPUT, "DP-12", "node", "社会组织办公室的角色要指定一个社会组织。",
	                   "The role of an organization's office is held at a social organization.")
	            : fail(FAIL_INPUT, "DP-12", "node", "这个角色要指定一个党组织。",
	                   "This role is held at a Party organization.");
}

#define STANDING_OF_SAME "select count(*) from role_grant g join account a on a.id = g.account" \
	" where g.ended is null and g.since < $3 and g.until > $2 and (a.id = $1" \
	" or a.person = (select s.person from account s where s.id = $1))"

STATEMENT(administers, STANDING_OF_SAME " and g.role = 2048");
STATEMENT(does_business, STANDING_OF_SAME " and g.role < 1024");
STATEMENT(holds_already, "select count(*) from role_grant where account = $1 and ended is null"
                         " and since < $3 and until > $2 and role = $4 and node = $5");

static int
check_conflict(struct db *db, int64_t account, enum role role, int64_t node, day_no since, day_no until)
{
	int64_t against = 0, held = 0;
	int status = 0;

	if (role == ROLE_ADMINISTRATOR || (role & ROLE_BUSINESS))
		status = db_number(db, role == ROLE_ADMINISTRATOR ? does_business : administers,
		                   ARGS(INT(account), INT(since), INT(until)), &against);
	if (status == 0 && against)
		return fail(FAIL_REFUSED, "DP-12", "role", "系统管理员不能同时担任业务角色。",
		            "An administrator holds no role in the business itself.");
	if (status == 0)
		status = db_number(db, holds_already,
		                   ARGS(INT(account), INT(since), INT(until), INT(role), INT(node)), &held);
	if (status == 0 && held)
		return fail(FAIL_REFUSED, NULL, "role", "这个账号这段时间已有这个角色。",
		            "The account holds this role in that time already.");
	return status;
}

STATEMENT(grant_insert, "insert into role_grant (id, since, until, made, account, role, node)"
                        " values ($1, $2, $3, $4, $5, $6, $7)");

int
grant_add(struct act *act, int64_t account, enum role role, int64_t node, day_no since, day_no until,
          int64_t *ret_id)
{
	int64_t id;
	int status = since < until ? 0 : fail(FAIL_INPUT, NULL, "last", "最后一天不能早于开始的一天。",
	                                      "The last day cannot be before the first.");

	if (status == 0)
		status = check_node(act->db, role, node, since, &until);
	if (status == 0)
		status = check_conflict(act->db, account, role, node, since, until);
	if (status < 0)
		return status;
	id = act_new_id(act);
	status = db_exec(act->db, grant_insert,
	                 ARGS(INT(id), INT(since), INT(until), INT(act->number), INT(account), INT(role),
	                      INT(node)), NULL);
	if (status == 0)
		*ret_id = id;
	return status;
}

/* --- with the node ---------------------------------------------------------------------- */

STATEMENT(grants_shorten,
	"insert into role_grant (id, since, until, made, account, role, node)"
	" select id, since, $2, $3, account, role, node from role_grant"
	" where node = $1 and ended is null and until > $2 and since < $2");
STATEMENT(grants_past, "update role_grant set ended = $3 where node = $1 and ended is null and until > $2");
STATEMENT(grants_unmake, "delete from role_grant where made = $1");
STATEMENT(grants_revive, "update role_grant set ended = null where ended = $1");

int
grants_end_with(struct act *act, int64_t node, day_no until, int64_t *ret_count)
{
	const struct value args[] = {INT(node), INT(until), INT(act->number)};
	int status = db_exec(act->db, grants_shorten, args, 3, NULL);

	return status < 0 ? status : db_exec(act->db, grants_past, args, 3, ret_count);
}

int
grants_undo(struct db *db, int64_t batch)
{
	int status = db_exec(db, grants_unmake, ARGS(INT(batch)), NULL);

	return status < 0 ? status : db_exec(db, grants_revive, ARGS(INT(batch)), NULL);
}

/* --- reach ---------------------------------------------------------------------------- */

STATEMENT(places_of_account,
	"select g.node, p.path from role_grant g left join placement p on p.subject = g.node"
	" and p.ended is null and p.since <= $2 and p.until > $2"
	" where g.account = $1 and g.ended is null and g.until > $2");

STATEMENT(person_of_account, "select person from account where id = $1");

/* Whose account it is lies within the actor's reach, too; whoever hangs nowhere only within everything. */
static int
reaches_person(struct running *running, int64_t account)
{
	const struct actor *actor = running->call->actor;
	int64_t person = 0;
	int status = db_number(running->db, person_of_account, ARGS(INT(account)), &person);

	if (status < 0 || !person || actor_may(actor, running->action->who, "/"))
		return status < 0 ? status : 1;
	return person_within(running->db, actor, running->action->who, false, person, running->call->today);
}

int
grants_need_account(struct running *running, int64_t account)
{
	const struct actor *actor = running->call->actor;
	int may = reaches_person(running, account);
	struct rows *rows;
	int status = may < 0 ? may : db_query(running->db, places_of_account,
	                                      ARGS(INT(account), INT(running->call->today)), &rows);

	if (status < 0)
		return status;
	/* What hangs nowhere is reached only from everywhere. */
	while (may && (status = rows_next(rows)) > 0)
		may = actor_may(actor, running->action->who, rows_null(rows, 1) ? "/" : rows_text(rows, 1));
	rows_close(rows);
	if (status < 0)
		return status;
	if (!may)
		return running_forbidden();
	running_allow(running);
	return 0;
}

static int
need_node(struct running *running, int64_t node)
{
	const char *path = "/";
	int status = 0;

	if (node && !running->call->actor->operator) {
		status = placement_path(running->db, running->call->arena, node, running->call->today, &path);
		if (status == FAIL_NOT_FOUND)
			status = 0; /* then only from everywhere */
	}
	return status < 0 ? status : running_needs(running, path);
}

/* --- actions ---------------------------------------------------------------------------- */

#define CHOICE(bit, word, zh, en) {bit, word, {zh, en}},
static const struct choice role_choices[] = {EACH_ROLE(CHOICE){0}};

static const struct field grant_fields[] = {
	{"account", {"账号", "Account"}, FIELD_TEXT, REQUIRED, "DP-12", .max = 60},
	{"role", {"角色", "Role"}, FIELD_CHOICE, REQUIRED, "DP-12", .choices = role_choices},
	{"node", {"在哪个党组织或社会组织", "At which organization"}, FIELD_INT, 0, "DP-12",
	 .hint = {"编号；系统管理员和审计员可以不填，表示全部", "its number; administrator and auditor: empty means all"}},
	{"since", {"开始日期", "From"}, FIELD_DAY, 0, "DP-12", .hint = {"不填即今天", "today if left empty"}},
	{"last", {"最后一天", "Last day"}, FIELD_DAY, 0, "DP-12"},
};

STATEMENT(same_holder,
	"select count(*) from account a where a.id = $1 and (a.id = $2 or a.person = (select s.person from account s"
	" where s.id = $2))");

/* Nobody widens their own rights, by whichever account (DP-12). */
static int
check_other(struct running *running, int64_t account)
{
	int64_t same = 0;
	int status = db_number(running->db, same_holder, ARGS(INT(account), INT(running->call->actor->account)), &same);

	if (status < 0 || !same)
		return status;
	return fail(FAIL_REFUSED, "DP-12", "account", "不能给自己授予角色，请由另一名管理员办理。",
	            "Nobody grants a role to oneself; another administrator does it.");
}

static int
run_grant(struct running *running)
{
	int64_t account = 0, id, node = running_int(running, "node");
	enum role role = (enum role)running_int(running, "role");
	const struct value *since = running_value(running, "since"), *last = running_value(running, "last");
	int status = account_find(running->db, running_text(running, "account"), &account);

	if (status == 0 && !account)
		status = fail(FAIL_NOT_FOUND, NULL, "account", "没有这个账号。", "There is no such account.");
	if (status == 0)
		status = need_node(running, node);
	if (status == 0)
		status = check_other(running, account);
	if (status == 0)
		status = grant_add(&running->act, account, role, node,
		                   since->type == VALUE_NULL ? running->call->today : (day_no)since->number,
		                   last->type == VALUE_NULL ? DAY_OPEN : (day_no)last->number + 1, &id);
	if (status < 0)
		return status;
	running->entry.kind = "account";
	running->entry.subject = account;
	running->entry.node = node;
	json_key(running->facts, "grant");
	json_int(running->facts, id);
	json_key(running->facts, "role");
	json_text(running->facts, choice_by_number(&grant_fields[1], role)->word);
	return running_id(running, id);
}

static const struct field end_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-12"},
	{"last", {"最后一天", "Last day"}, FIELD_DAY, 0, "DP-12",
	 .hint = {"不填则立即失效", "it ends at once if left empty"}},
};

STATEMENT(grant_read, "select account, role, node, since, until from role_grant where id = $1 and ended is null");
STATEMENT(grant_end, "update role_grant set ended = $2 where id = $1 and ended is null");
STATEMENT(sessions_of_former, "delete from session where account = $1");

struct standing {
	int64_t account, role, node;
	day_no since, until;
};

static int
read_grant(struct running *running, int64_t id, struct standing *ret_grant)
{
	struct rows *rows;
	int status = db_query(running->db, grant_read, ARGS(INT(id)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		*ret_grant = (struct standing){rows_int(rows, 0), rows_int(rows, 1), rows_int(rows, 2),
		                               rows_day(rows, 3), rows_day(rows, 4)};
	else if (status == 0)
		status = fail(FAIL_NOT_FOUND, NULL, "id", "没有这项授权。", "There is no such grant.");
	rows_close(rows);
	return status < 0 ? status : 0;
}

static int
run_end(struct running *running)
{
	const struct value *last = running_value(running, "last");
	day_no until = last->type == VALUE_NULL ? running->call->today : (day_no)last->number + 1;
	int64_t id = running_int(running, "id");
	struct standing grant;
	int status = read_grant(running, id, &grant);

	if (status == 0)
		status = need_node(running, grant.node);
	if (status < 0)
		return status;
	if (until >= grant.until) {
		running->unchanged = true;
		return running_id(running, id);
	}
	status = db_exec(running->db, grant_end, ARGS(INT(id), INT(running->act.number)), NULL);
	if (status == 0 && grant.since < until)
		status = db_exec(running->db, grant_insert,
		                 ARGS(INT(id), INT(grant.since), INT(until), INT(running->act.number),
		                      INT(grant.account), INT(grant.role), INT(grant.node)), NULL);
	if (status == 0 && until <= running->call->today)
		status = db_exec(running->db, sessions_of_former, ARGS(INT(grant.account)), NULL);
	running->entry.kind = "account";
	running->entry.subject = grant.account;
	running->entry.node = grant.node;
	json_key(running->facts, "grant");
	json_int(running->facts, id);
	json_key(running->facts, "last");
	json_day(running->facts, until - 1);
	return status < 0 ? status : running_id(running, id);
}

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)

const struct action grant_actions[] = {
	{"grant-role", {"授予角色", "Grant a role"}, FIELDS(grant_fields), .who = ROLE_ADMINISTRATOR,
	 .within = WITHIN_NODE, .clauses = "DP-12", .run = run_grant},
	{"end-role", {"结束角色", "End a role"}, FIELDS(end_fields), .who = ROLE_ADMINISTRATOR,
	 .within = WITHIN_NODE, .clauses = "DP-12", .run = run_end},
	{0},
};
