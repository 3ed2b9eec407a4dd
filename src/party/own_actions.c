/* Actions on one's own account: password, second factor, sessions, tokens. */
#include "party/action.h"

#include <string.h>

#include "base/fail.h"
#include "party/accounts.h"
#include "party/factor.h"
#include "party/setting.h"

#define CURRENT_FIELD {"current", {"原密码", "Current password"}, FIELD_TEXT, REQUIRED | SECRET, "DP-16"}
#define PASSWORD_FIELD {"current", {"密码", "Password"}, FIELD_TEXT, REQUIRED | SECRET, "DP-16"}
#define CODE_FIELD {"code", {"动态口令", "Code"}, FIELD_TEXT, REQUIRED | SECRET, "DP-16", \
	.hint = {"验证器上的六位数字，或者一个恢复码", "the six digits of the authenticator, or a recovery code"}}

/* --- the password -------------------------------------------------------------------- */

static const struct field password_fields[] = {
	CURRENT_FIELD,
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

/* One's own account is what the entry is about; what was asked for beside it has been right. */
static int
proved(struct running *running)
{
	const struct call *call = running->call;

	running_allow(running);
	running->entry.kind = "account";
	running->entry.subject = call->actor->account;
	return account_verified(running->db, call->installation, call->arena, call->actor, call->at);
}

STATEMENT(password_set, "update account set password = $2, must_change = 0 where id = $1");
STATEMENT(sessions_end, "delete from session where account = $1");

static int
run_own_password(struct running *running)
{
	int64_t account = running->call->actor->account;
	int status = proved(running);

	if (status == 0)
		status = db_exec(running->db, password_set, ARGS(INT(account), TEXT(running->kept)), NULL);
	if (status == 0)
		status = db_exec(running->db, sessions_end, ARGS(INT(account)), NULL);
	return status < 0 ? status : running_id(running, account);
}

/* --- the second factor ------------------------------------------------------------------ */

static const struct field factor_fields[] = {
	PASSWORD_FIELD,
	{"secret", {"密钥", "Secret"}, FIELD_TEXT, REQUIRED | SECRET, "DP-16"},
	{"code", {"动态口令", "Code"}, FIELD_TEXT, REQUIRED | SECRET, "DP-16",
	 .hint = {"验证器上现在显示的六位数字", "the six digits your authenticator shows now"}},
};

static const struct field proof_fields[] = {PASSWORD_FIELD, CODE_FIELD};

static int
prepare_proof(struct running *running)
{
	const struct call *call = running->call;
	int status = own_account(running);

	return status < 0 ? status : account_verify(call->installation, call->arena, call->actor,
	                                            running_text(running, "current"), call->at);
}

static int
prepare_factor(struct running *running)
{
	int status = factor_check(running_text(running, "secret"));

	return status < 0 ? status : prepare_proof(running);
}

static int
wrong_code(void)
{
	return fail(FAIL_FORBIDDEN, "DP-16", "code", "动态口令不对，或者已经用过；请等下一个。",
	            "The code is wrong or was used already; wait for the next one.");
}

static int
run_set_factor(struct running *running)
{
	const struct call *call = running->call;
	const char *secret = running_text(running, "secret");
	int64_t step = factor_step(call->arena, secret, running_text(running, "code"), call->at, 0);
	int status = factor_on(running->db, call->actor->account);

	if (status > 0)
		return fail(FAIL_REFUSED, "DP-16", NULL, "已经启用两步验证；要换验证器，请先停用。",
		            "There is a second factor already; to use another authenticator, end it first.");
	if (status < 0 || step <= 0)
		return status < 0 ? status : step < 0 ? (int)step : wrong_code();
	status = proved(running);
	if (status == 0)
		status = factor_set(running->db, &call->installation->secret, call->arena, call->actor->account, secret,
		                    step, running->act.number);
	if (status == 0)
		status = factor_recovery(running->db, call->arena, call->actor->account, &running->outcome.secret);
	return status < 0 ? status : running_id(running, call->actor->account);
}

/* Password and code together, of an account that has a second factor. */
static int
take_proof(struct running *running)
{
	const struct call *call = running->call;
	int status = factor_on(running->db, call->actor->account);

	if (status == 0)
		return fail(FAIL_REFUSED, NULL, NULL, "没有启用两步验证。", "There is no second factor.");
	if (status > 0)
		status = factor_take(running->db, &call->installation->secret, call->arena, call->actor->account,
		                     running_text(running, "code"), call->at);
	if (status <= 0)
		return status < 0 ? status : wrong_code();
	status = proved(running);
	return status < 0 ? status : running_id(running, call->actor->account);
}

static int
run_end_factor(struct running *running)
{
	bool gone;
	int status = take_proof(running);

	return status < 0 ? status : factor_drop(running->db, running->call->actor->account, &gone);
}

static int
run_recovery(struct running *running)
{
	int status = take_proof(running);

	return status < 0 ? status : factor_recovery(running->db, running->call->arena, running->call->actor->account,
	                                             &running->outcome.secret);
}

/* --- sessions ------------------------------------------------------------------------- */

static const struct field session_fields[] = {
	{"session", {"登录", "Session"}, FIELD_TEXT, REQUIRED, "DP-16", .max = SESSION_MARK},
};

STATEMENT(session_end_one, "delete from session where account = $1 and substr(token, 1, 16) = $2");

static int
run_end_session(struct running *running)
{
	int64_t account = running->call->actor->account, ended = 0;
	int status = own_account(running);

	running_allow(running);
	running->entry.kind = "account";
	running->entry.subject = account;
	if (status == 0)
		status = db_exec(running->db, session_end_one, ARGS(INT(account), TEXT(running_text(running, "session"))),
		                 &ended);
	if (status == 0 && !ended)
		status = fail(FAIL_NOT_FOUND, NULL, "session", "没有这次登录，或者它已结束。",
		              "There is no such session, or it has ended.");
	return status < 0 ? status : running_id(running, account);
}

/* --- tokens ------------------------------------------------------------------------- */

static const struct field make_token_fields[] = {
	{"label", {"用途", "What for"}, FIELD_TEXT, REQUIRED, "DP-16", .max = 60},
	{"account", {"账号", "Account"}, FIELD_TEXT, 0, "DP-12", .max = 60,
	 .hint = {"只有操作员可以为别的账号生成", "only the operator makes one for another account"}},
	{"last", {"最后一天", "Last day"}, FIELD_DAY, 0, "DP-16",
	 .hint = {"不填则按系统设置，最长 366 天", "as the installation has set if left empty, 366 days at most"}},
};

_Static_assert(TOKEN_DAYS_MAX == 366, "as the hint says");

/* The day from which the token is good for nothing. */
static int
token_until(const struct running *running, day_no *ret_until)
{
	const struct value *last = running_value(running, "last");
	day_no today = running->call->today, until = (day_no)last->number + 1;
	struct settings settings;

	if (last->type == VALUE_NULL) {
		int status = settings_read(running->db, running->call->arena, today, &settings);

		if (status < 0)
			return status;
		until = today + (day_no)setting_whole(&settings, SETTING_TOKEN_DAYS, NULL);
	}
	if (until <= today || until > today + TOKEN_DAYS_MAX)
		return fail(FAIL_INPUT, "DP-16", "last", "最后一天应在今天到 %d 天之内。",
		            "The last day lies between today and %d days from now.", TOKEN_DAYS_MAX);
	*ret_until = until;
	return 0;
}

STATEMENT(token_add, "insert into api_token (id, token, account, label, created, until)"
                     " values ($1, $2, $3, $4, $5, $6)");

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
	day_no until;
	int status = token ? token_account(running, &account) : FAIL_MEMORY;

	if (status == 0)
		status = token_until(running, &until);
	if (status < 0)
		return status;
	running_allow(running);
	token_new(token);
	token_hash(token, hash);
	id = act_new_id(&running->act);
	status = db_exec(running->db, token_add,
	                 ARGS(INT(id), TEXT(hash), INT(account), TEXT(running_text(running, "label")),
	                      INT(running->call->at), INT(until)), NULL);
	running->outcome.secret = token;
	running->entry.kind = "account";
	running->entry.subject = account;
	json_key(running->facts, "token");
	json_int(running->facts, id);
	json_key(running->facts, "last");
	json_day(running->facts, until - 1);
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
#define OF_ONESELF .who = ANY_ACCOUNT, .within = WITHIN_ONESELF, .clauses = "DP-16"

const struct action own_actions[] = {
	{"change-own-password", {"修改密码", "Change one's password"}, FIELDS(password_fields), OF_ONESELF,
	 .pace = PACE_PASSWORD, .prepare = prepare_own_password, .run = run_own_password},
	{"set-second-factor", {"启用两步验证", "Set up a second factor"}, FIELDS(factor_fields), OF_ONESELF,
	 .pace = PACE_PASSWORD, .prepare = prepare_factor, .run = run_set_factor},
	{"end-second-factor", {"停用两步验证", "End the second factor"}, FIELDS(proof_fields), OF_ONESELF,
	 .pace = PACE_PASSWORD, .prepare = prepare_proof, .run = run_end_factor},
	{"renew-recovery-codes", {"换新的恢复码", "Renew the recovery codes"}, FIELDS(proof_fields), OF_ONESELF,
	 .pace = PACE_PASSWORD, .prepare = prepare_proof, .run = run_recovery},
	{"end-session", {"结束登录", "End a session"}, FIELDS(session_fields), OF_ONESELF, .run = run_end_session},
	{"make-token", {"生成令牌", "Make a token"}, FIELDS(make_token_fields), OF_ONESELF, .run = run_make_token},
	{"end-token", {"作废令牌", "End a token"}, FIELDS(end_token_fields), OF_ONESELF, .run = run_end_token},
	{0},
};
