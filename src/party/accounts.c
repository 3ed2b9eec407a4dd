#include "party/accounts.h"

#include <sodium.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "party/factor.h"
#include "party/setting.h"
#include "party/throttle.h"

_Static_assert(PASSWORD_TEXT >= crypto_pwhash_STRBYTES, "a stored hash fits");

#define ACCOUNT_NAME_BYTES (4 * ACCOUNT_NAME_MAX + 1)

/* --- passwords ------------------------------------------------------------------- */

int
password_hash(const struct password_cost *cost, const char *password, char ret_hash[PASSWORD_TEXT])
{
	if (crypto_pwhash_str_alg(ret_hash, password, strlen(password), cost->passes, cost->memory,
	                          crypto_pwhash_ALG_ARGON2ID13) != 0)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	return 0;
}

void
password_one_time(char ret_password[ONE_TIME_TEXT])
{
	static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789"; /* 32: no l, o, 0, 1 */

	_Static_assert(sizeof letters == 33, "every letter is as likely as any other");
	for (int i = 0; i < ONE_TIME_TEXT - 1; i++)
		ret_password[i] = i % 5 == 4 ? '-' : letters[randombytes_uniform(32)];
	ret_password[ONE_TIME_TEXT - 1] = '\0';
}

/* Different bytes, as a rule characters; of other scripts each has several. */
static int
distinct_bytes(const char *text)
{
	bool seen[256] = {false};
	int count = 0;

	for (; *text; text++) {
		count += !seen[(unsigned char)*text];
		seen[(unsigned char)*text] = true;
	}
	return count;
}

int
password_check(const char *password, const char *account)
{
	size_t length = utf8_length(password);

	if (length < PASSWORD_MIN || length > PASSWORD_MAX)
		return fail(FAIL_INPUT, NULL, "password", "密码应为 %d 到 %d 个字符。",
		            "A password has %d to %d characters.", PASSWORD_MIN, PASSWORD_MAX);
	if (distinct_bytes(password) < PASSWORD_DISTINCT)
		return fail(FAIL_INPUT, NULL, "password", "密码至少要有 %d 个不同的字符。",
		            "A password has at least %d different characters.", PASSWORD_DISTINCT);
	if (strstr(password, account))
		return fail(FAIL_INPUT, NULL, "password", "密码不能含有账号名。",
		            "A password does not contain the account's name.");
	return 0;
}

/* An unknown account costs as much as a known one. */
static void
waste_time(const struct password_cost *cost, const char *password)
{
	static const unsigned char salt[crypto_pwhash_SALTBYTES];
	unsigned char hash[32];

	if (crypto_pwhash(hash, sizeof hash, password, strlen(password), salt, cost->passes, cost->memory,
	                  crypto_pwhash_ALG_ARGON2ID13) == 0)
		sodium_memzero(hash, sizeof hash);
}

STATEMENT(account_id, "select id from account where name = $1");

int
account_find(struct db *db, const char *name, int64_t *ret_account)
{
	int64_t id = 0;
	int status = db_number(db, account_id, ARGS(TEXT(name)), &id);

	if (status == 0)
		*ret_account = id;
	return status;
}

int
account_name_check(const char *name)
{
	size_t length = utf8_length(name);

	if (length == 0 || length > ACCOUNT_NAME_MAX)
		return fail(FAIL_INPUT, NULL, "name", "账号应为 1 到 %d 个字符。",
		            "An account's name has 1 to %d characters.", ACCOUNT_NAME_MAX);
	for (const char *at = name; *at; at++)
		if ((unsigned char)*at <= ' ' || *at == ':')
			return fail(FAIL_INPUT, NULL, "name", "账号不能有空格或冒号。",
			            "An account's name has no blanks or colons.");
	return 0;
}

STATEMENT(account_insert,
	"insert into account (id, name, password, person, made, must_change) values ($1, $2, $3, $4, $5, 1)");

int
account_add(struct act *act, const char *name, const char *hash, int64_t person, int64_t *ret_account)
{
	int64_t other = 0, id;
	int status = account_name_check(name);

	if (status == 0)
		status = account_find(act->db, name, &other);
	if (status == 0 && other)
		status = fail(FAIL_REFUSED, NULL, "name", "已有同名账号。", "There is an account of that name already.");
	if (status < 0)
		return status;
	id = act_new_id(act);
	status = db_exec(act->db, account_insert,
	                 ARGS(INT(id), TEXT(name), TEXT(hash), person ? INT(person) : SQL_NULL, INT(act->number)),
	                 NULL);
	if (status == 0)
		*ret_account = id;
	return status;
}

/* --- tokens ------------------------------------------------------------------------ */

void
token_hash(const char *token, char ret_hash[LOOKUP_TEXT])
{
	unsigned char digest[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(digest, (const unsigned char *)token, strlen(token));
	sodium_bin2hex(ret_hash, LOOKUP_TEXT, digest, sizeof digest);
}

void
token_new(char ret_token[TOKEN_TEXT])
{
	unsigned char bytes[32];

	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(ret_token, TOKEN_TEXT, bytes, sizeof bytes,
	                  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof bytes);
}

/* --- signing in -------------------------------------------------------------------- */

struct login {
	struct installation *installation;
	struct arena *arena;
	const struct sign_in *by;
	const char *name;
	struct throttle throttle;
	int64_t account;               /* 0: unknown */
	char hash[PASSWORD_TEXT];
	bool right;                    /* the password */
	struct session session;
};

STATEMENT(login_account, "select id, password from account where name = $1 and disabled is null");

static int
begin_login(struct db *db, void *arg)
{
	struct login *login = arg;
	struct rows *rows;
	int status = throttle_count(db, &login->throttle, login->by->at);

	if (status == 0)
		status = db_query(db, login_account, ARGS(TEXT(login->name)), &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0 && strlen(rows_text(rows, 1)) < sizeof login->hash) {
		login->account = rows_int(rows, 0);
		memcpy(login->hash, rows_text(rows, 1), strlen(rows_text(rows, 1)) + 1);
	}
	rows_close(rows);
	return status < 0 ? status : 0;
}

/* Finds out whether the password is right; an unknown account costs as much. */
static int
try_password(struct login *login)
{
	const struct sign_in *by = login->by;
	int status = throttle_name(&login->installation->secret, login->arena, login->name, by->address,
	                           &login->throttle);

	if (status == 0)
		status = writer_do(login->installation->writer, begin_login, login);
	if (status < 0)
		return status;
	if (login->account)
		login->right = crypto_pwhash_str_verify(login->hash, by->password, strlen(by->password)) == 0;
	else
		waste_time(&login->installation->cost, by->password);
	return 0;
}

/* --- sessions ---------------------------------------------------------------------- */

STATEMENT(session_add,
	"insert into session (token, account, csrf, created, seen, expires, idle) values ($1, $2, $3, $4, $4, $5, $6)");
STATEMENT(session_sweep, "delete from session where expires <= $1");
STATEMENT(session_read, "select account, csrf, seen from session where token = $1 and expires > $2 and seen + idle > $2");
STATEMENT(session_seen, "update session set seen = $2 where token = $1 and seen < $2");
STATEMENT(session_end, "delete from session where token = $1");
STATEMENT(role_ends, "select count(*) from role_grant where account = $1 and ended is null and until = $2");
STATEMENT(resets_told, "update account_reset set told = $2 where account = $1 and told is null");

/* One sentence for whatever was wrong: whoever guesses learns nothing from it. */
static int
wrong_login(void)
{
	return fail(FAIL_SIGNED_OUT, NULL, "account", "账号或密码不对；启用了两步验证的，还要填对动态口令。",
	            "Account or password is wrong; with a second factor its code is needed, too.");
}

/* A session does not outlive the day on which one of the account's roles ends. */
static int
last_second(struct db *db, const struct login *login, int64_t life, int64_t *ret_expires)
{
	const struct sign_in *by = login->by;
	int64_t ending = 0, midnight = by->at + day_seconds_left(by->at);
	int status = db_number(db, role_ends, ARGS(INT(login->account), INT(by->today + 1)), &ending);

	*ret_expires = by->at + life;
	if (ending && midnight < *ret_expires)
		*ret_expires = midnight;
	return status;
}

static int
add_session(struct db *db, struct login *login)
{
	char hash[LOOKUP_TEXT];
	int64_t expires = 0, told = 0;
	struct settings settings;
	int status = settings_read(db, login->arena, login->by->today, &settings);

	if (status == 0)
		status = last_second(db, login, 3600 * setting_whole(&settings, SETTING_SESSION_LIFE, NULL), &expires);
	token_new(login->session.token);
	token_new(login->session.csrf);
	login->session.account = login->account;
	token_hash(login->session.token, hash);
	if (status == 0)
		status = db_exec(db, session_sweep, ARGS(INT(login->by->at)), NULL);
	if (status == 0)
		status = db_exec(db, session_add,
		                 ARGS(TEXT(hash), INT(login->account), TEXT(login->session.csrf), INT(login->by->at),
		                      INT(expires), INT(60 * setting_whole(&settings, SETTING_SESSION_IDLE, NULL))), NULL);
	if (status == 0)
		status = db_exec(db, resets_told, ARGS(INT(login->account), INT(login->by->at)), &told);
	login->session.told = told > 0;
	return status;
}

/* Both ways of failing come through here, so that they take the same time. */
static int
end_login(struct db *db, void *arg)
{
	struct login *login = arg;
	int status = login->right ? factor_take(db, &login->installation->secret, login->arena, login->account,
	                                        login->by->code, login->by->at) : 0;

	if (status <= 0)
		return status < 0 ? status : wrong_login();
	status = throttle_forgive(db, &login->throttle, login->by->at);
	return status < 0 ? status : add_session(db, login);
}

int
session_login(struct installation *installation, struct arena *arena, const struct sign_in *by,
              struct session *ret_session)
{
	struct login login = {.installation = installation, .arena = arena, .by = by};
	int status;

	login.name = strlen(by->account) < ACCOUNT_NAME_BYTES ? text_tidy(arena, by->account) : "";
	status = login.name ? try_password(&login) : FAIL_MEMORY;
	if (status == 0)
		status = writer_do(installation->writer, end_login, &login);
	if (status == 0)
		*ret_session = login.session;
	return status;
}

int
account_verify(struct installation *installation, struct arena *arena, const struct actor *actor,
               const char *password, int64_t at)
{
	const struct sign_in by = {.account = actor->name, .password = password, .address = "", .at = at};
	struct login login = {.installation = installation, .arena = arena, .by = &by, .name = actor->name};
	int status = try_password(&login);

	if (status == 0 && !login.right)
		status = fail(FAIL_FORBIDDEN, NULL, "current", "密码不对。", "The password is wrong.");
	return status;
}

int
account_verified(struct db *db, const struct installation *installation, struct arena *arena,
                 const struct actor *actor, int64_t at)
{
	struct throttle throttle;
	int status = throttle_name(&installation->secret, arena, actor->name, "", &throttle);

	return status < 0 ? status : throttle_forgive(db, &throttle, at);
}

static int
signed_out(void)
{
	return fail(FAIL_SIGNED_OUT, NULL, NULL, "请先登录。", "Please sign in.");
}

int
session_find(struct db *db, const char *token, int64_t at, struct session *ret_session)
{
	struct session session = {0};
	char hash[LOOKUP_TEXT];
	struct rows *rows;
	int status;

	token_hash(token, hash);
	status = db_query(db, session_read, ARGS(TEXT(hash), INT(at)), &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0 && strlen(rows_text(rows, 1)) < sizeof session.csrf) {
		session.account = rows_int(rows, 0);
		memcpy(session.csrf, rows_text(rows, 1), strlen(rows_text(rows, 1)) + 1);
		session.stale = rows_int(rows, 2) + SESSION_TOUCH <= at;
	}
	rows_close(rows);
	if (status < 0)
		return status;
	if (!session.account)
		return signed_out();
	*ret_session = session;
	return 0;
}

bool
session_csrf_right(const struct session *session, const char *csrf)
{
	size_t len = strlen(session->csrf);

	return len > 0 && csrf && strlen(csrf) == len && sodium_memcmp(csrf, session->csrf, len) == 0;
}

/* A small change outside the journal: one statement with a token's hash and a time. */
struct mark {
	const char *sql;
	char hash[LOOKUP_TEXT];
	int64_t at;
	size_t args;
};

static int
run_mark(struct db *db, void *arg)
{
	const struct mark *mark = arg;
	const struct value args[] = {TEXT(mark->hash), INT(mark->at)};

	return db_exec(db, mark->sql, args, mark->args, NULL);
}

static int
do_mark(struct installation *installation, const char *sql, const char *token, int64_t at, size_t args)
{
	struct mark mark = {.sql = sql, .at = at, .args = args};

	token_hash(token, mark.hash);
	return writer_do(installation->writer, run_mark, &mark);
}

STATEMENT(token_used, "update api_token set used = $2 where token = $1");

int
session_touch(struct installation *installation, const char *token, int64_t at)
{
	return do_mark(installation, session_seen, token, at, 2);
}

int
token_touch(struct installation *installation, const char *token, int64_t at)
{
	return do_mark(installation, token_used, token, at, 2);
}

int
session_logout(struct installation *installation, const char *token)
{
	return do_mark(installation, session_end, token, 0, 1);
}

/* --- actors ------------------------------------------------------------------------ */

int
actor_from_session(struct db *db, struct arena *arena, const char *token, int64_t at, day_no today,
                   struct session *ret_session, struct actor *ret_actor)
{
	struct session session;
	int status = session_find(db, token, at, &session);

	if (status == 0)
		status = actor_load(db, arena, session.account, today, ret_actor);
	if (status == 0)
		*ret_session = session;
	return status;
}

STATEMENT(token_read, "select account, used from api_token where token = $1 and ended is null and until > $2");

int
actor_from_token(struct db *db, struct arena *arena, const char *token, int64_t at, day_no today,
                 bool *ret_stale, struct actor *ret_actor)
{
	char hash[LOOKUP_TEXT];
	int64_t account = 0;
	bool stale = false;
	struct rows *rows;
	int status;

	token_hash(token, hash);
	status = db_query(db, token_read, ARGS(TEXT(hash), INT(today)), &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		account = rows_int(rows, 0);
		stale = rows_null(rows, 1) || rows_int(rows, 1) + TOKEN_TOUCH <= at;
	}
	rows_close(rows);
	if (status < 0)
		return status;
	if (!account)
		return signed_out();
	status = actor_load(db, arena, account, today, ret_actor);
	if (status == 0)
		*ret_stale = stale;
	return status;
}
