#include "party/throttle.h"

#include "base/fail.h"

/* Free failures of each that is counted; the last only marks an address. */
static const int64_t free_failures[THROTTLED] = {
	[BY_PAIR] = LOGIN_PAIR_MAX, [BY_ACCOUNT] = LOGIN_ACCOUNT_MAX, [BY_ADDRESS] = LOGIN_ADDRESS_MAX,
};

int64_t
login_wait(int64_t failures, int64_t free)
{
	int64_t wait = LOGIN_WAIT_FIRST;

	if (failures < free)
		return 0;
	for (int64_t i = free; i < failures && wait < LOGIN_WAIT_MAX; i++)
		wait *= 2;
	return wait < LOGIN_WAIT_MAX ? wait : LOGIN_WAIT_MAX;
}

int
throttle_name(const struct secret *secret, struct arena *arena, const char *account, const char *address,
              struct throttle *ret_throttle)
{
	const char *const texts[THROTTLED] = {
		[BY_PAIR] = arena_printf(arena, "pair:%s:%s", address, account),
		[BY_ACCOUNT] = arena_printf(arena, "account:%s", account),
		[BY_ADDRESS] = arena_printf(arena, "address:%s", address),
		[KNOWN_PAIR] = arena_printf(arena, "known:%s:%s", address, account),
	};

	for (int i = 0; i < THROTTLED; i++) {
		if (!texts[i])
			return FAIL_MEMORY;
		secret_lookup(secret, texts[i], ret_throttle->subjects[i]);
	}
	return 0;
}

STATEMENT(attempt_forget, "delete from login_attempt where since <= $1 and (failures > 0 or since <= $2)");
STATEMENT(attempt_read, "select failures, since from login_attempt where subject = $1");
STATEMENT(attempt_put,
	"insert into login_attempt (subject, since, failures) values ($1, $2, $3)"
	" on conflict (subject) do update set failures = excluded.failures, since = excluded.since");
STATEMENT(attempt_clear, "delete from login_attempt where subject = $1");

/* What is known of a subject; all 0 where that is nothing. */
struct attempts {
	int64_t failures, last;
	bool known;
};

static int
read_attempts(struct db *db, const char *subject, struct attempts *ret_attempts)
{
	struct attempts attempts = {0};
	struct rows *rows;
	int status = db_query(db, attempt_read, ARGS(TEXT(subject)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		attempts = (struct attempts){rows_int(rows, 0), rows_int(rows, 1), true};
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_attempts = attempts;
	return 0;
}

/* Failures that still count; a clock that was set back forgets none. */
static int64_t
left_after(const struct attempts *attempts, int64_t at)
{
	int64_t gone = at > attempts->last ? (at - attempts->last) / LOGIN_DECAY : 0;

	return attempts->failures > gone ? attempts->failures - gone : 0;
}

/* Seconds until the next attempt may be made; 0: now. */
static int64_t
seconds_left(const struct attempts attempts[THROTTLED], int64_t at)
{
	int64_t left = 0;

	for (int i = 0; i < KNOWN_PAIR; i++) {
		int64_t until = attempts[i].last + login_wait(attempts[i].failures, free_failures[i]);

		/* Whoever attacks an account from elsewhere does not keep its holder out. */
		if (i == BY_ACCOUNT && attempts[KNOWN_PAIR].known)
			continue;
		if (until - at > left)
			left = until - at;
	}
	return left < LOGIN_WAIT_MAX ? left : LOGIN_WAIT_MAX;
}

static int
wait_longer(int64_t seconds)
{
	if (seconds < 120)
		return fail(FAIL_SLOW_DOWN, "DP-16", "account", "登录失败次数过多，请 %d 秒后再试。",
		            "Too many failed attempts; try again in %d seconds.", (int)seconds);
	return fail(FAIL_SLOW_DOWN, "DP-16", "account", "登录失败次数过多，请 %d 分钟后再试。",
	            "Too many failed attempts; try again in %d minutes.", (int)((seconds + 59) / 60));
}

int
throttle_count(struct db *db, const struct throttle *throttle, int64_t at)
{
	struct attempts attempts[THROTTLED];
	int64_t left;
	int status = db_exec(db, attempt_forget, ARGS(INT(at - LOGIN_FORGET), INT(at - LOGIN_KNOWN)), NULL);

	for (int i = 0; i < THROTTLED && status == 0; i++)
		status = read_attempts(db, throttle->subjects[i], &attempts[i]);
	if (status < 0)
		return status;
	left = seconds_left(attempts, at);
	if (left > 0)
		return wait_longer(left);
	for (int i = 0; i < KNOWN_PAIR && status == 0; i++)
		status = db_exec(db, attempt_put, ARGS(TEXT(throttle->subjects[i]), INT(at),
		                                       INT(left_after(&attempts[i], at) + 1)), NULL);
	return status;
}

/* One failure less; none left is no row, because a row without failures marks an address. */
static int
give_back(struct db *db, const char *subject)
{
	struct attempts attempts;
	int status = read_attempts(db, subject, &attempts);

	if (status < 0 || !attempts.known)
		return status;
	if (attempts.failures <= 1)
		return db_exec(db, attempt_clear, ARGS(TEXT(subject)), NULL);
	return db_exec(db, attempt_put, ARGS(TEXT(subject), INT(attempts.last), INT(attempts.failures - 1)), NULL);
}

int
throttle_forgive(struct db *db, const struct throttle *throttle, int64_t at)
{
	int status = db_exec(db, attempt_clear, ARGS(TEXT(throttle->subjects[BY_PAIR])), NULL);

	for (int i = BY_ACCOUNT; i <= BY_ADDRESS && status == 0; i++)
		status = give_back(db, throttle->subjects[i]);
	if (status == 0)
		status = db_exec(db, attempt_put, ARGS(TEXT(throttle->subjects[KNOWN_PAIR]), INT(at), INT(0)), NULL);
	return status;
}
