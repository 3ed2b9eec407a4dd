/* Actions on accounts: made and disabled by an administrator, passwords and tokens by oneself. */
#include "party/action.h"

#include <string.h>

#include "base/fail.h"
#include "party/accounts.h"
#include "party/grants.h"

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
	return access_note(running->db, person, call->actor, call->at, running->action->name);
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

/* --- passwords ---------------------------------------------------------------------- */

STATEMENT(password_set, "update account set password = $2, must_change = $3 where id = $1");

static int
put_password(struct running *running, int64_t account, bool one_time)
{
	int status = db_exec(running->db, password_set,
	                     ARGS(INT(account), TEXT(running->kept), INT(one_time)), NULL);

	return status < 0 ? status : db_exec(running->db, sessions_end, ARGS(INT(account)), NULL);
}

static int
run_set_password(struct running *running)
{
	int64_t account;
	int status = take_account(running, &account);

	return status < 0 ? status : put_password(running, account, true);
}

static const struct field own_password_fields[] = {
	{"current", {"原密码", "Current password"}, FIELD_TEXT, REQUIRED | SECRET, "DP-16"},
	{"password", {"新密码", "New password"}, FIELD_TEXT, REQUIRED | SECRET, "DP-16",
	 .hint = {"至少 10 个字符", "at least 10 characters"}},
};

static int
own_account(const struct running *running)
{
	return running->call->actor->account ? 0
	       : fail(FAIL_INPUT, NULL, "account", "操作员没有账号；请用 --as 指定账号。",
	              "The operator has no account; name one by --as.");
}

static int
prepare_own_password(struct running *running)
{
	const struct call *call = running->call;
	const char *current = running_text(running, "current"), *password = running_text(running, "password");
	char *hash = arena_alloc(call->arena, PASSWORD_TEXT);
	int status = hash ? own_account(running) : FAIL_MEMORY;

	if (status == 0)
		status = password_check(password, call->actor->name);
	if (status == 0 && strcmp(current, password) == 0)
		status = fail(FAIL_INPUT, NULL, "password", "新密码不能和原密码一样。", "The new password is the current one.");
	if (status == 0)
		status = account_verify(call->installation, call->arena, call->actor, current, call->at);
	if (status == 0)
		status = password_hash(&call->installation->cost, password, hash);
	running->kept = hash;
	return status;
}

static int
run_own_password(struct running *running)
{
	int64_t account = running->call->actor->account;
	int status = put_password(running, account, false);

	running_allow(running);
	running->entry.kind = "account";
	running->entry.subject = account;
	return status < 0 ? status : running_id(running, account);
}

/* --- tokens ------------------------------------------------------------------------- */

static const struct field make_token_fields[] = {
	{"label", {"用途", "What for"}, FIELD_TEXT, REQUIRED, "DP-16", .max = 60},
	{"account", {"账号", "Account"}, FIELD_TEXT, 0, "DP-12", .max = 60,
	 .hint = {"只有操作员可以为别的账号生成", "only the operator makes one for another account"}},
};

STATEMENT(token_add, "insert into api_token (id, token, account, label, created) values ($1, $2, $3, $4, $5)");

static int
token_account(struct running *running, int64_t *ret_account)
{
	const struct actor *actor = running->call->actor;
	const char *name = running_text(running, "account");
	struct actor holder;
	int status;

	if (!actor->operator && name && strcmp(name, actor->name) != 0)
		return running_forbidden();
	if (!name && own_account(running) < 0)
		return FAIL_INPUT;
	if (!name || !actor->operator) {
		*ret_account = actor->account;
		return 0;
	}
	status = actor_by_name(running->db, running->call->arena, name, running->call->today, &holder);
	if (status == FAIL_SIGNED_OUT)
		return fail(FAIL_NOT_FOUND, NULL, "account", "没有这个账号，或者它已停用。",
		            "There is no such account, or it is disabled.");
	if (status == 0)
		*ret_account = holder.account;
	return status;
}

static int
run_make_token(struct running *running)
{
	char *token = arena_alloc(running->call->arena, TOKEN_TEXT);
	char hash[LOOKUP_TEXT];
	int64_t account, id;
	int status = token ? token_account(running, &account) : FAIL_MEMORY;

	if (status < 0)
		return status;
	running_allow(running);
	token_new(token);
	token_hash(token, hash);
	id = act_new_id(&running->act);
	status = db_exec(running->db, token_add,
	                 ARGS(INT(id), TEXT(hash), INT(account), TEXT(running_text(running, "label")),
	                      INT(running->call->at)), NULL);
	running->outcome.secret = token;
	running->entry.kind = "account";
	running->entry.subject = account;
	json_key(running->facts, "token");
	json_int(running->facts, id);
	return status < 0 ? status : running_id(running, id);
}

static const struct field end_token_fields[] = {
	{"id", {"编号", "Number"}, FIELD_INT, REQUIRED, "DP-16"},
};

STATEMENT(token_holder, "select account from api_token where id = $1 and ended is null");
STATEMENT(token_end, "update api_token set ended = $2 where id = $1");

static int
run_end_token(struct running *running)
{
	const struct actor *actor = running->call->actor;
	int64_t id = running_int(running, "id"), account = 0;
	int status = db_number(running->db, token_holder, ARGS(INT(id)), &account);

	if (status < 0)
		return status;
	if (!account)
		return fail(FAIL_NOT_FOUND, NULL, "id", "没有这个令牌，或者它已失效。",
		            "There is no such token, or it has ended.");
	if (!actor->operator && account != actor->account)
		return running_forbidden();
	running_allow(running);
	running->entry.kind = "account";
	running->entry.subject = account;
	json_key(running->facts, "token");
	json_int(running->facts, id);
	status = db_exec(running->db, token_end, ARGS(INT(id), INT(running->act.number)), NULL);
	return status < 0 ? status : running_id(running, id);
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
	{"set-password", {"重设密码", "Set a one-time password"}, FIELDS(account_fields),
	 .who = ROLE_ADMINISTRATOR, .within = WITHIN_ACCOUNT, .clauses = "DP-16", .pace = PACE_PASSWORD,
	 .prepare = prepare_one_time, .run = run_set_password},
	{"change-own-password", {"修改密码", "Change one's password"}, FIELDS(own_password_fields),
	 .who = ANY_ACCOUNT, .within = WITHIN_ONESELF, .clauses = "DP-16", .pace = PACE_PASSWORD,
	 .prepare = prepare_own_password, .run = run_own_password},
	{"make-token", {"生成令牌", "Make a token"}, FIELDS(make_token_fields), .who = ANY_ACCOUNT,
	 .within = WITHIN_ONESELF, .clauses = "DP-16", .run = run_make_token},
	{"end-token", {"作废令牌", "End a token"}, FIELDS(end_token_fields), .who = ANY_ACCOUNT,
	 .within = WITHIN_ONESELF, .clauses = "DP-16", .run = run_end_token},
	{0},
};
