#include "party/rekey.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "party/factor.h"

#define REKEY_PAGE 1000 /* rows that are in memory at a time */
#define SQL_MAX ((size_t)4 << 10)

struct rekeying {
	const struct call *call;
	const struct secret *fresh;
	struct arena *arena;         /* of one page */
	const struct kind *kind;
	const struct field *field;
	int64_t sealed;              /* numbers and secrets sealed anew so far */
};

/* One version that holds a sealed number. */
struct holder {
	int64_t id, since, made;
	const char *sealed;
};

static int
read_page(struct rekeying *rekeying, struct db *db, const struct holder *after, struct holder *holders,
          size_t *ret_count)
{
	struct rows *rows = NULL;
	size_t count = 0;
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select id, since, made, %s from %s where %s is not null and (id, since, made) > ($1, $2, $3)"
	                 " order by id, since, made limit %d",
	           rekeying->field->name, rekeying->kind->name, rekeying->field->name, REKEY_PAGE);
	status = buf_status(&sql);
	if (status == 0)
		status = db_query(db, buf_text(&sql), ARGS(INT(after->id), INT(after->since), INT(after->made)), &rows);
	buf_free(&sql);
	while (status >= 0 && (status = rows_next(rows)) > 0) {
		holders[count] = (struct holder){rows_int(rows, 0), rows_int(rows, 1), rows_int(rows, 2),
		                                 rows_dup(rows, 3, rekeying->arena)};
		if (!holders[count++].sealed)
			status = FAIL_MEMORY;
	}
	rows_close(rows);
	if (status < 0)
		return status;
	*ret_count = count;
	return 0;
}

static int
seal_page(struct rekeying *rekeying, struct db *db, const struct holder *holders, size_t count)
{
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "update %s set %s = $1, %s_key = $2 where id = $3 and since = $4 and made = $5",
	           rekeying->kind->name, rekeying->field->name, rekeying->field->name);
	status = buf_status(&sql);
	for (size_t i = 0; i < count && status == 0; i++) {
		char key[LOOKUP_TEXT], *text, *sealed;

		status = secret_open(&rekeying->call->installation->secret, rekeying->arena, holders[i].sealed, &text);
		if (status == 0)
			status = secret_seal(rekeying->fresh, rekeying->arena, text, &sealed);
		if (status < 0)
			break;
		secret_lookup(rekeying->fresh, text, key);
		status = db_exec(db, buf_text(&sql),
		                 ARGS(TEXT(sealed), TEXT(key), INT(holders[i].id), INT(holders[i].since),
		                      INT(holders[i].made)), NULL);
	}
	buf_free(&sql);
	rekeying->sealed += (int64_t)count;
	return status;
}

static int
seal_field(struct rekeying *rekeying, struct db *db)
{
	struct holder *holders, last = {.since = INT32_MIN};
	size_t count = REKEY_PAGE;
	int status = 0;

	while (status == 0 && count == REKEY_PAGE) {
		arena_reset(rekeying->arena);
		holders = ARENA_ARRAY(rekeying->arena, REKEY_PAGE, struct holder);
		status = holders ? read_page(rekeying, db, &last, holders, &count) : FAIL_MEMORY;
		if (status == 0)
			status = seal_page(rekeying, db, holders, count);
		if (status == 0 && count)
			last = holders[count - 1];
	}
	return status;
}

static int
seal_all(struct db *db, void *arg)
{
	struct rekeying *rekeying = arg;
	const struct call *call = rekeying->call;
	struct act act;
	const char *facts;
	int status = installation_check_key(db, call->installation);

	if (status == 0)
		status = act_begin(&act, db, call->arena, call->actor->tag, call->today, call->at);
	for (size_t k = 0; kinds[k] && status == 0; k++)
		for (size_t f = 0; f < kinds[k]->field_count && status == 0; f++)
			if (kinds[k]->fields[f].type == FIELD_RESIDENT) {
				rekeying->kind = kinds[k];
				rekeying->field = &kinds[k]->fields[f];
				status = seal_field(rekeying, db);
			}
	arena_reset(rekeying->arena);
	if (status == 0)
		status = factor_reseal(db, &call->installation->secret, rekeying->fresh, rekeying->arena, &rekeying->sealed);
	if (status == 0)
		status = installation_mark_key(db, rekeying->fresh);
	if (status < 0)
		return status;
	facts = arena_printf(call->arena, "{\"sealed\":%" PRId64 "}", rekeying->sealed);
	return facts ? act_end(&act, &(struct entry){.action = "key-rotate", .kind = "", .facts = facts})
	             : FAIL_MEMORY;
}

/*
 * Where it fails the new key stays: whether a commit got through is not always
 * known, and the next installation_open tells by the database.
 */
int
rekey(const struct call *call, const char *path)
{
	struct rekeying rekeying = {.call = call};
	const char *renewed = arena_printf(call->arena, "%s.new", path);
	struct secret fresh = {0};
	int status;

	if (!renewed)
		return FAIL_MEMORY;
	rekeying.arena = arena_new(ARENA_REQUEST_MAX);
	if (!rekeying.arena)
		return FAIL_MEMORY;
	rekeying.fresh = &fresh;
	unlink(renewed); /* of a renewal that came to nothing: the installation has opened with the old key */
	status = secret_create(renewed);
	if (status == 0)
		status = secret_load(renewed, &fresh);
	if (status == 0)
		status = writer_do(call->installation->writer, seal_all, &rekeying);
	if (status == 0 && rename(renewed, path) != 0) {
		struct bilingual reason = system_reason(errno);

		status = fail(FAIL_SYSTEM, NULL, "key", "新密钥留在 %s，不能改名：%s%.0s。",
		              "The new key stays at %s and cannot be renamed: %.0s%s.", renewed, reason.zh, reason.en);
	}
	sodium_memzero(&fresh, sizeof fresh);
	arena_free(rekeying.arena);
	return status;
}
