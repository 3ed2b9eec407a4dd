/* Actions on accounts by an administrator: made and disabled, password and second factor reset. */
#include "party/action.h"

#include <string.h>

#include "base/fail.h"
#include "party/accounts.h"
#include "party/factor.h"
#include "party/grants.h"
#include "party/openings.h"

#define ACCOUNT_FIELD {"account", {"账号", "Account"}, FIELD_TEXT, REQUIRED, "DP-12", .max = ACCOUNT_NAME_MAX}

/* --- making and disabling ---------------------------------------------------------- */

static const struct field add_fields[] = {
	{"name", {"账号", "Account"}, FIELD_TEXT, REQUIRED, "DP-12", .max = ACCOUNT_NAME_MAX,
	 .hint = {"登录用，不能有空格", "for signing in, without blanks"}},
	{"person", {"本人", "Person"}, FIELD_REF, 0, "DP-12", .refers = "person",
	 .hint = {"党员本人使用的账号填写", "for the account of a member"}},
};

static const struct field account_fields[] = {ACCOUNT_FIELD};

/* A one-time password is made and hashed before the transaction; it is shown this once. */
static int
prepare_one_time(struct running *running)
{
	struct arena *arena = running->call->arena;
	char *password = arena_alloc(arena, ONE_TIME_TEXT), *hash = arena_alloc(arena, PASSWORD_TEXT);

	if (!password || !hash)
		return FAIL_MEMORY;
	password_one_time(password);
	running->outcome.secret = password;
	running->kept = hash;
	return password_hash(&running->call->installation->cost, password, hash);
}

/* Who could act as a person is seen by that person. */
static int
note_officer(const struct running *running, int64_t person)
{
	const struct call *call = running->call;

	return opening_note(running->db, &(struct opening){
		.person = person, .actor = call->actor, .roles = running->action->who, .at = call->at,
		.reason = running->action->name});
}

STATEMENT(person_known, "select count(*) from person where id = $1 and ended is null");

/*
 * Whoever signs in as a person sees that person's record: the person lies
 * within the administrator's part of the tree and can see who made the account.
 */
static int
allow_holder(struct running *running, int64_t person)
{
	const struct call *call = running->call;
	int64_t known = 0;
	int status = db_number(running->db, person_known, ARGS(INT(person)), &known);

	if (status < 0)
		return status;
	if (!known)
		return fail(FAIL_INPUT, NULL, "person", "没有这个人。", "There is no such person.");
	status = person_within(running->db, call->actor, running->action->who, false, person, call->today);
	if (status <= 0)
		return status < 0 ? status : running_forbidden();
	json_key(running->facts, "person");
	json_int(running->facts, person);
	return note_officer(running, person);
}

static int
run_add(struct running *running)
{
	int64_t person = running_int(running, "person"), id;
	int status = person ? allow_holder(running, person) : 0;

	if (status == 0)
		status = account_add(&running->act, running_text(running, "name"), running->kept, person, &id);
	if (status < 0)
		return status;
	running_allow(running);
	running->entry.kind = "account";
	running->entry.subject = id;
	return running_id(running, id);
}

/* The account named, which must lie within the actor's reach. */
static int
take_account(struct running *running, int64_t *ret_account)
{
	int status = account_find(running->db, running_text(running, "account"), ret_account);

	if (status < 0)
		return status;
	if (!*ret_account)
		return fail(FAIL_NOT_FOUND, NULL, "account", "没有这个账号。", "There is no such account.");
	running->entry.kind = "account";
	running->entry.subject = *ret_account;
	status = grants_need_account(running, *ret_account);
	return status < 0 ? status : running_id(running, *ret_account);
}

STATEMENT(account_disable, "update account set disabled = $2 where id = $1 and disabled is null");
STATEMENT(account_enable, "update account set disabled = null where id = $1 and disabled is not null");
STATEMENT(sessions_end, "delete from session where account = $1");
STATEMENT(tokens_end, "update api_token set ended = $2 where account = $1 and ended is null");

static int
run_disable(struct running *running)
{
	int64_t account, changed = 0;
	int status = take_account(running, &account);

	if (status < 0)
		return status;
	if (account == running->call->actor->account)
		return fail(FAIL_REFUSED, NULL, "account", "不能停用自己的账号。", "Nobody disables their own account.");
	status = db_exec(running->db, account_disable, ARGS(INT(account), INT(running->act.number)), &changed);
	if (status == 0)
		status = db_exec(running->db, sessions_end, ARGS(INT(account)), NULL);
	if (status == 0)
		status = db_exec(running->db, tokens_end, ARGS(INT(account), INT(running->act.number)), NULL);
	running->unchanged = changed == 0;
	return status;
}

static int
run_enable(struct running *running)
{
	int64_t account, changed = 0;
	int status = take_account(running, &account);

	if (status == 0)
		status = db_exec(running->db, account_enable, ARGS(INT(account)), &changed);
	running->unchanged = changed == 0;
	return status;
}

/* --- resets -------------------------------------------------------------------------- */

static const struct field reset_fields[] = {
	ACCOUNT_FIELD,
	{"reason", {"理由", "Reason"}, FIELD_TEXT, REQUIRED | PROSE, "DP-16", .max = 200,
	 .hint = {"本人下次登录时会看到是谁、为什么重设的", "the holder sees at the next sign-in who did it and why"}},
};

STATEMENT(reset_add, "insert into account_reset (number, account, at, actor, what, reason)"
                     " values ($1, $2, $3, $4, $5, $6)");
STATEMENT(holder_of, "select person from account where id = $1");

/* What the holder is told; whoever belongs to the account sees it beside who opened the record. */
static int
note_reset(struct running *running, int64_t account, const char *what)
{
	const struct call *call = running->call;
	const char *reason = running_text(running, "reason");
	int64_t person = 0;
	int status = db_exec(running->db, reset_add,
	                     ARGS(INT(running->act.number), INT(account), INT(call->at), TEXT(call->actor->tag),
	                          TEXT(what), TEXT(reason)), NULL);

	json_key(running->facts, "reason");
	json_text(running->facts, reason);
	if (status == 0)
		status = db_number(running->db, holder_of, ARGS(INT(account)), &person);
	if (status < 0 || !person)
		return status;
	return note_officer(running, person);
}

/* The account named, which is not the officer's own: that one is changed with what is known of it. */
static int
take_other_account(struct running *running, int64_t *ret_account)
{
	int status = take_account(running, ret_account);

	if (status == 0 && *ret_account == running->call->actor->account)
		return fail(FAIL_REFUSED, "DP-16", "account", "自己的密码和两步验证在“我的记录”里更改。",
		            "One's own password and second factor are changed on one's own page.");
	return status;
}

STATEMENT(password_reset, "update account set password = $2, must_change = 1 where id = $1");

static int
run_set_password(struct running *running)
{
	int64_t account;
	int status = take_other_account(running, &account);

	if (status == 0)
		status = db_exec(running->db, password_reset, ARGS(INT(account), TEXT(running->kept)), NULL);
	if (status == 0)
		status = db_exec(running->db, sessions_end, ARGS(INT(account)), NULL);
	return status < 0 ? status : note_reset(running, account, RESET_PASSWORD);
}

static int
run_reset_factor(struct running *running)
{
	int64_t account;
	bool gone = false;
	int status = take_other_account(running, &account);

	if (status == 0)
		status = factor_drop(running->db, account, &gone);
	if (status == 0 && !gone)
		return fail(FAIL_REFUSED, NULL, "account", "这个账号没有启用两步验证。",
		            "The account has no second factor.");
	if (status == 0)
		status = db_exec(running->db, sessions_end, ARGS(INT(account)), NULL);
	return status < 0 ? status : note_reset(running, account, RESET_FACTOR);
}


#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)

const struct action account_actions[] = {
	{"add-account", {"新增账号", "Add an account"}, FIELDS(add_fields), .who = ROLE_ADMINISTRATOR,
	 .within = WITHIN_EVERYTHING, .clauses = "DP-12 DP-16", .pace = PACE_PASSWORD,
	 .prepare = prepare_one_time, .run = run_add},
	{"disable-account", {"停用账号", "Disable an account"}, FIELDS(account_fields),
	 .who = ROLE_ADMINISTRATOR, .within = WITHIN_ACCOUNT, .clauses = "DP-12", .run = run_disable},
	{"enable-account", {"恢复账号", "Enable an account"}, FIELDS(account_fields),
	 .who = ROLE_ADMINISTRATOR, .within = WITHIN_ACCOUNT, .clauses = "DP-12", .run = run_enable},
	{"set-password", {"重设密码", "Set a one-time password"}, FIELDS(reset_fields),
	 .who = ROLE_ADMINISTRATOR, .within = WITHIN_ACCOUNT, .clauses = "DP-12 DP-16", .pace = PACE_PASSWORD,
	 .prepare = prepare_one_time, .run = run_set_password},
	{"reset-second-factor", {"撤销两步验证", "Reset the second factor"}, FIELDS(reset_fields),
	 .who = ROLE_ADMINISTRATOR, .within = WITHIN_ACCOUNT, .clauses = "DP-12 DP-16", .run = run_reset_factor},
	{0},
};
