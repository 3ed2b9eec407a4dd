#include "party/upload.h"

#include <string.h>

#include "base/fail.h"

#define PART_BYTES ((size_t)512 << 10) /* of the file, in one row */

STATEMENT(upload_add, "insert into upload (token, account, name, size, expires) values ($1, $2, $3, $4, $5)");
STATEMENT(part_add, "insert into upload_part (token, part, content) values ($1, $2, $3)");
STATEMENT(upload_find, "select name, size from upload where token = $1 and account = $2 and expires > $3");
STATEMENT(parts_of, "select content from upload_part where token = $1 order by part");
STATEMENT(parts_expired, "delete from upload_part where token in (select token from upload where expires <= $1)");
STATEMENT(uploads_expired, "delete from upload where expires <= $1");
STATEMENT(parts_drop, "delete from upload_part where token in"
                      " (select token from upload where token = $1 and account = $2)");
STATEMENT(upload_delete, "delete from upload where token = $1 and account = $2");

struct keeping {
	const struct call *call;
	const char *name;
	const char *token;               /* its hash */
	const unsigned char *bytes;
	size_t len;
};

static int
expire(struct db *db, int64_t at)
{
	int status = db_exec(db, parts_expired, ARGS(INT(at)), NULL);

	return status < 0 ? status : db_exec(db, uploads_expired, ARGS(INT(at)), NULL);
}

static int
keep_part(struct db *db, const struct keeping *keeping, struct arena *arena, size_t part)
{
	size_t at = part * PART_BYTES;
	size_t len = keeping->len - at < PART_BYTES ? keeping->len - at : PART_BYTES;
	char *sealed;
	int status = secret_seal_bytes(&keeping->call->installation->secret, arena, keeping->bytes + at, len, &sealed);

	return status < 0 ? status : db_exec(db, part_add, ARGS(TEXT(keeping->token), INT((int64_t)part), TEXT(sealed)),
	                                     NULL);
}

static int
keep(struct db *db, void *arg)
{
	const struct keeping *keeping = arg;
	const struct call *call = keeping->call;
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	int status = arena ? expire(db, call->at) : FAIL_MEMORY;

	if (status == 0)
		status = db_exec(db, upload_add, ARGS(TEXT(keeping->token), INT(call->actor->account), TEXT(keeping->name),
		                                      INT((int64_t)keeping->len), INT(call->at + UPLOAD_LIFE)), NULL);
	for (size_t part = 0; part * PART_BYTES < keeping->len && status == 0; part++) {
		arena_reset(arena);
		status = keep_part(db, keeping, arena, part);
	}
	arena_free(arena);
	return status;
}

int
upload_put(const struct call *call, const char *name, const void *bytes, size_t len, char ret_token[TOKEN_TEXT])
{
	char token[TOKEN_TEXT], hash[LOOKUP_TEXT];
	int status;

	token_new(token);
	token_hash(token, hash);
	status = writer_do(call->installation->writer, keep,
	                   &(struct keeping){call, name, hash, bytes, len});
	if (status == 0)
		memcpy(ret_token, token, sizeof token);
	return status;
}

static int
gone(void)
{
	return fail(FAIL_NOT_FOUND, NULL, "upload", "这个文件已不在（上传后保留一天）；请重新选择文件。",
	            "The file is no longer there (it is kept for a day); choose it again.");
}

/* Puts the parts behind one another; a key renewed since makes them unreadable, as if they were gone. */
static int
read_parts(const struct call *call, const char *hash, char *into, size_t size)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	size_t got = 0;
	struct rows *rows;
	int status = arena ? db_query(call->db, parts_of, ARGS(TEXT(hash)), &rows) : FAIL_MEMORY;

	if (status < 0)
		goto out;
	while ((status = rows_next(rows)) > 0) {
		void *bytes;
		size_t len;

		arena_reset(arena);
		if (secret_open_bytes(&call->installation->secret, arena, rows_text(rows, 0), &bytes, &len) < 0 ||
		    len > size - got)
			break;
		memcpy(into + got, bytes, len);
		got += len;
	}
	rows_close(rows);
	if (status >= 0 && got != size)
		status = gone();
out:
	arena_free(arena);
	return status < 0 ? status : 0;
}

int
upload_get(const struct call *call, const char *token, struct kept_upload *ret_upload)
{
	struct kept_upload upload = {0};
	char hash[LOOKUP_TEXT];
	char *bytes = NULL;
	struct rows *rows;
	int status;

	token_hash(token, hash);
	status = db_query(call->db, upload_find, ARGS(TEXT(hash), INT(call->actor->account), INT(call->at)), &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		upload.name = rows_dup(rows, 0, call->arena);
		upload.len = (size_t)rows_int(rows, 1);
		bytes = arena_alloc(call->arena, upload.len);
		status = upload.name && bytes ? 1 : FAIL_MEMORY;
	}
	rows_close(rows);
	if (status == 0)
		return gone();
	if (status > 0)
		status = read_parts(call, hash, bytes, upload.len);
	if (status < 0)
		return status;
	upload.bytes = bytes;
	*ret_upload = upload;
	return 0;
}

static int
drop(struct db *db, void *arg)
{
	const struct keeping *keeping = arg;
	int64_t account = keeping->call->actor->account;
	int status = db_exec(db, parts_drop, ARGS(TEXT(keeping->token), INT(account)), NULL);

	return status < 0 ? status : db_exec(db, upload_delete, ARGS(TEXT(keeping->token), INT(account)), NULL);
}

int
upload_drop(const struct call *call, const char *token)
{
	char hash[LOOKUP_TEXT];

	token_hash(token, hash);
	return writer_do(call->installation->writer, drop, &(struct keeping){.call = call, .token = hash});
}

static int
expire_now(struct db *db, void *arg)
{
	return expire(db, *(const int64_t *)arg);
}

int
upload_expire(struct installation *installation, int64_t at)
{
	return writer_do(installation->writer, expire_now, &at);
}
