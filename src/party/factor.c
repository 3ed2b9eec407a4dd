#include "party/factor.h"

#include <ctype.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "party/accounts.h"

#define DIGITS 6
#define CODE_TEXT (DIGITS + 1)
#define ISSUER "%E5%85%9A%E5%BB%BA" /* 党建 */

_Static_assert(RECOVERY_TEXT == ONE_TIME_TEXT, "a recovery code is made like a one-time password");

/* --- the arithmetic ----------------------------------------------------------------- */

static int
oath_failed(int rc)
{
	return fail(FAIL_SYSTEM, NULL, NULL, "两步验证算不出来：%s%.0s。", "The second factor cannot be computed: %.0s%s.",
	            oath_strerror(rc), oath_strerror(rc));
}

int
factor_new(char ret_secret[FACTOR_SECRET_TEXT])
{
	char bytes[FACTOR_BYTES], *text = NULL;
	size_t len = 0;
	int rc;

	randombytes_buf(bytes, sizeof bytes);
	rc = oath_base32_encode(bytes, sizeof bytes, &text, &len);
	sodium_memzero(bytes, sizeof bytes);
	if (rc != OATH_OK)
		return oath_failed(rc);
	if (len == FACTOR_SECRET_TEXT - 1)
		memcpy(ret_secret, text, len + 1);
	sodium_memzero(text, len);
	free(text);
	return len == FACTOR_SECRET_TEXT - 1 ? 0 : oath_failed(OATH_INVALID_BASE32);
}

int
factor_check(const char *secret)
{
	if (strlen(secret) == FACTOR_SECRET_TEXT - 1 &&
	    strspn(secret, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == FACTOR_SECRET_TEXT - 1)
		return 0;
	return fail(FAIL_INPUT, "DP-16", "secret", "密钥应是 %d 个 base32 字符。", "The secret is %d characters of base32.",
	            FACTOR_SECRET_TEXT - 1);
}

/* An account's name may be Chinese: all but letters and digits goes in hexadecimal. */
const char *
factor_uri(struct arena *arena, const char *secret, const char *account)
{
	static const char hex[] = "0123456789ABCDEF";
	char *label = arena_alloc(arena, 3 * strlen(account) + 1);
	size_t len = 0;

	if (!label)
		return NULL;
	for (const unsigned char *at = (const unsigned char *)account; *at; at++) {
		if (isascii(*at) && isalnum(*at)) {
			label[len++] = (char)*at;
			continue;
		}
		label[len++] = '%';
		label[len++] = hex[*at >> 4];
		label[len++] = hex[*at & 15];
	}
	label[len] = '\0';
	return arena_printf(arena, "otpauth://totp/%s:%s?secret=%s&issuer=%s", ISSUER, label, secret, ISSUER);
}

/* What was typed, without blanks and hyphens, folded from full width and in lower case. */
static char *
plain(struct arena *arena, const char *typed)
{
	char *text = text_tidy(arena, typed);
	size_t len = 0;

	for (size_t i = 0; text && text[i]; i++)
		if (text[i] != ' ' && text[i] != '-')
			text[len++] = (char)tolower((unsigned char)text[i]);
	if (text)
		text[len] = '\0';
	return text;
}

static bool
is_code(const char *text)
{
	return strlen(text) == DIGITS && strspn(text, "0123456789") == DIGITS;
}

int64_t
factor_step(struct arena *arena, const char *secret, const char *code, int64_t at, int64_t after)
{
	const char *typed = plain(arena, code);
	char *bytes = NULL;
	size_t len = 0;
	int64_t found = 0;
	int rc;

	if (!typed)
		return FAIL_MEMORY;
	if (!is_code(typed))
		return 0;
	rc = oath_base32_decode(secret, strlen(secret), &bytes, &len);
	if (rc != OATH_OK)
		return oath_failed(rc);
	/* Every step is computed whichever fits, so that time tells nothing. */
	for (int64_t step = at / FACTOR_STEP - FACTOR_DRIFT; step <= at / FACTOR_STEP + FACTOR_DRIFT; step++) {
		char right[CODE_TEXT];

		rc = oath_totp_generate(bytes, len, (time_t)(step * FACTOR_STEP), FACTOR_STEP,
		                        OATH_TOTP_DEFAULT_START_TIME, DIGITS, right);
		if (rc != OATH_OK)
			break;
		if (sodium_memcmp(right, typed, DIGITS) == 0 && step > after)
			found = step;
	}
	sodium_memzero(bytes, len);
	free(bytes);
	return rc == OATH_OK ? found : oath_failed(rc);
}

/* --- what is stored -------------------------------------------------------------------- */

STATEMENT(factor_count, "select count(*) from second_factor where account = $1");
STATEMENT(factor_read, "select secret, step from second_factor where account = $1");
STATEMENT(factor_stepped, "update second_factor set step = $2 where account = $1 and step < $2");
STATEMENT(recovery_used, "delete from recovery_code where account = $1 and code = $2");
STATEMENT(recovery_left, "select count(*) from recovery_code where account = $1");
STATEMENT(recovery_add, "insert into recovery_code (account, code) values ($1, $2)");
STATEMENT(recovery_drop, "delete from recovery_code where account = $1");
STATEMENT(factor_put, "insert into second_factor (account, secret, step, made) values ($1, $2, $3, $4)");
STATEMENT(factor_end, "delete from second_factor where account = $1");
STATEMENT(factor_page, "select account, secret from second_factor where account > $1 order by account limit 500");
STATEMENT(factor_sealed, "update second_factor set secret = $2 where account = $1");

STATEMENT(factor_rule,
	"select value from setting where name = '" FACTOR_SETTING "' and node = 0 and ended is null and since <= $1"
	" and until > $1");

int
factor_demanded(struct db *db, unsigned roles, day_no today)
{
	bool demanded = false;
	struct rows *rows;
	int status;

	if (!(roles & (ROLE_ADMINISTRATOR | ROLE_CLERKS)))
		return 0;
	status = db_query(db, factor_rule, ARGS(INT(today)), &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		demanded = strcmp(rows_text(rows, 0), FACTOR_STAFF) == 0 ||
		           (strcmp(rows_text(rows, 0), FACTOR_ADMINISTRATORS) == 0 && (roles & ROLE_ADMINISTRATOR));
	rows_close(rows);
	return status < 0 ? status : demanded;
}

int
factor_on(struct db *db, int64_t account)
{
	int64_t count = 0;
	int status = db_number(db, factor_count, ARGS(INT(account)), &count);

	return status < 0 ? status : count > 0;
}

static int
take_recovery(struct db *db, int64_t account, const char *typed)
{
	char hash[LOOKUP_TEXT];
	int64_t used = 0;
	int status;

	token_hash(typed, hash);
	status = db_exec(db, recovery_used, ARGS(INT(account), TEXT(hash)), &used);
	return status < 0 ? status : used > 0;
}

static int
take_code(struct db *db, const struct secret *key, struct arena *arena, int64_t account, const char *sealed,
          const char *code, int64_t at, int64_t last)
{
	char *secret;
	int64_t step, used = 0;
	int status = secret_open(key, arena, sealed, &secret);

	if (status < 0)
		return status;
	step = factor_step(arena, secret, code, at, last);
	sodium_memzero(secret, strlen(secret));
	if (step <= 0)
		return (int)step;
	status = db_exec(db, factor_stepped, ARGS(INT(account), INT(step)), &used);
	return status < 0 ? status : used > 0;
}

int
factor_take(struct db *db, const struct secret *key, struct arena *arena, int64_t account, const char *code,
            int64_t at)
{
	const char *typed = plain(arena, code ? code : ""), *sealed = NULL;
	int64_t last = 0;
	struct rows *rows;
	int status = typed ? db_query(db, factor_read, ARGS(INT(account)), &rows) : FAIL_MEMORY;

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		sealed = rows_dup(rows, 0, arena);
		last = rows_int(rows, 1);
		status = sealed ? 1 : FAIL_MEMORY;
	}
	rows_close(rows);
	if (status < 0)
		return status;
	if (!sealed)
		return 1;
	if (is_code(typed))
		return take_code(db, key, arena, account, sealed, typed, at, last);
	return *typed ? take_recovery(db, account, typed) : 0;
}

int
factor_set(struct db *db, const struct secret *key, struct arena *arena, int64_t account, const char *secret,
           int64_t step, int64_t journal)
{
	char *sealed;
	int status = secret_seal(key, arena, secret, &sealed);

	return status < 0 ? status : db_exec(db, factor_put,
	                                     ARGS(INT(account), TEXT(sealed), INT(step), INT(journal)), NULL);
}

int
factor_recovery(struct db *db, struct arena *arena, int64_t account, const char **ret_codes)
{
	char *codes = arena_alloc(arena, RECOVERY_CODES * RECOVERY_TEXT);
	char *at = codes;
	int status = codes ? db_exec(db, recovery_drop, ARGS(INT(account)), NULL) : FAIL_MEMORY;

	for (int i = 0; i < RECOVERY_CODES && status == 0; i++) {
		char hash[LOOKUP_TEXT], *typed;

		password_one_time(at);
		typed = plain(arena, at);
		if (!typed)
			return FAIL_MEMORY;
		token_hash(typed, hash);
		status = db_exec(db, recovery_add, ARGS(INT(account), TEXT(hash)), NULL);
		at += RECOVERY_TEXT;
		at[-1] = i == RECOVERY_CODES - 1 ? '\0' : '\n';
	}
	if (status == 0)
		*ret_codes = codes;
	return status;
}

int
factor_drop(struct db *db, int64_t account, bool *ret_gone)
{
	int64_t gone = 0;
	int status = db_exec(db, factor_end, ARGS(INT(account)), &gone);

	if (status == 0)
		status = db_exec(db, recovery_drop, ARGS(INT(account)), NULL);
	if (status == 0)
		*ret_gone = gone > 0;
	return status;
}

int
factor_left(struct db *db, int64_t account, int64_t *ret_left)
{
	return db_number(db, recovery_left, ARGS(INT(account)), ret_left);
}

/* --- another key --------------------------------------------------------------------------- */

#define PAGE 500 /* as factor_page has it */

struct sealed_factor {
	int64_t account;
	char *secret;
};

static int
read_page(struct db *db, struct arena *arena, int64_t after, struct sealed_factor *page, size_t *ret_count)
{
	struct rows *rows;
	size_t count = 0;
	int status = db_query(db, factor_page, ARGS(INT(after)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0 && count < PAGE) {
		page[count] = (struct sealed_factor){rows_int(rows, 0), rows_dup(rows, 1, arena)};
		if (!page[count++].secret) {
			status = FAIL_MEMORY;
			break;
		}
	}
	rows_close(rows);
	*ret_count = count;
	return status < 0 ? status : 0;
}

int
factor_reseal(struct db *db, const struct secret *old, const struct secret *fresh, struct arena *arena,
              int64_t *count)
{
	struct sealed_factor *page = ARENA_ARRAY(arena, PAGE, struct sealed_factor);
	size_t here = PAGE;
	int64_t after = 0;
	int status = page ? 0 : FAIL_MEMORY;

	while (status == 0 && here == PAGE) {
		status = read_page(db, arena, after, page, &here);
		for (size_t i = 0; i < here && status == 0; i++) {
			char *text, *sealed;

			status = secret_open(old, arena, page[i].secret, &text);
			if (status == 0)
				status = secret_seal(fresh, arena, text, &sealed);
			if (status == 0)
				status = db_exec(db, factor_sealed, ARGS(INT(page[i].account), TEXT(sealed)), NULL);
			after = page[i].account;
			*count += status == 0;
		}
	}
	return status;
}
