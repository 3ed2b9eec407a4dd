#include "store/engine.h"

#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/text.h"

#define ARGUMENTS_MAX 1024
#define NUMBER_TEXT 24
#define SQL_MAX ((size_t)64 << 10)
#define LOAD_SEND ((size_t)64 << 10)  /* bytes of rows sent at a time */
#define LOAD_MAX ((size_t)256 << 20)  /* a row may hold an uploaded file */
#define WALK_ROWS "4096" /* of a walked query handed over at a time */
#define SENT_MAX 128 /* statements on their way at a time: their answers fit into the socket's buffer */

/*
 * How a session plans.  Within an act tables grow from nothing while their
 * statistics still say that they are empty: whoever writes looks up by index.
 * Compiling a plan costs more than any of ours runs.  A page's few rows come
 * in the order of an index; several processes that gather all to sort them
 * look cheaper where the planner expects one row, and are not.
 */
#define PLANNING \
	"set jit = off; set random_page_cost = 1.1; set cursor_tuple_fraction = 1; set max_parallel_workers_per_gather = 0; "

/* What somebody asked who is gone is not worked at for hours, nor waited for by the next: the server looks whether they are. */
#define LEAVING \
	"select set_config('client_connection_check_interval', '2s', false)" \
	" where current_setting('client_connection_check_interval', true) is not null; "
#define READING PLANNING LEAVING "set default_transaction_read_only = on"

/*
 * Any number will do, as long as every writer of the product takes the same;
 * installations that share a database, each in a schema of its own, do not
 * wait for one another.
 */
#define WRITER_LOCK \
	"select txid_current(), pg_advisory_xact_lock(1145388622, hashtext(coalesce(current_schema(), '')))"

#define COMMIT "commit"

/*
 * What acknowledges a commit must be on disk, also where the server is set up
 * to answer before.  A writer that is gone must not keep the others waiting.
 */
#define WRITING \
	PLANNING LEAVING "set enable_seqscan = off; " \
	"select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'; " \
	"set lock_timeout = '60s'; set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; " \
	"set tcp_keepalives_count = 3"

struct connection {
	PGconn *conn;
	unsigned names;                /* statements prepared so far, for their names */
	bool lost;                     /* libpq may take longer to notice */
	size_t sent;                   /* statements whose answers were not waited for */
	struct buf load;               /* rows in bulk that were not sent yet */
	struct failure_record failure; /* of one of them, until it is told or rolled back; code 0: none */
};

struct prepared {
	struct connection *connection;
	PGresult *result;
	char name[16];
	char *anew;     /* the statement where it is planned for each question's arguments, else null */
	char *walk;     /* what declares the cursor of a walked query, else null */
	bool walking;   /* the cursor is open */
	bool commits;
	int row;
};

static bool
marked(const char *sql, const char *mark)
{
	size_t length = strlen(sql), end = strlen(mark);

	return length >= end && strcmp(sql + length - end, mark) == 0;
}

/* By the beginning of the SQLSTATE; the first that fits. */
static const struct {
	const char *state;
	int code;
	const char *field;
	struct bilingual text;
} reasons[] = {
	{"53100", FAIL_UNAVAILABLE, "db", {"数据库服务器的磁盘已满，没有写入任何内容。",
	                                   "The disk of the database server is full; nothing was written."}},
	{"53", FAIL_UNAVAILABLE, "db", {"数据库服务器的资源用尽了，请稍后再试。",
	                                "The database server has run out of resources; try again later."}},
	{"25006", FAIL_UNAVAILABLE, "db", {"数据库是只读的，没有写入任何内容。",
	                                   "The database is read-only; nothing was written."}},
	{"55P03", FAIL_UNAVAILABLE, "db", {"数据库正被占用，请稍后再试。", "The database is busy; try again later."}},
	{"40", FAIL_UNAVAILABLE, "db", {"数据库正被占用，请稍后再试。", "The database is busy; try again later."}},
	{"57014", FAIL_UNAVAILABLE, "db", {"数据库中止了这次操作，没有写入任何内容。",
	                                   "The database broke off; nothing was written."}},
	{"57", FAIL_UNAVAILABLE, "db", {"与数据库的连接断了，请稍后再试。",
	                                "The connection to the database was lost; try again later."}},
	{"08", FAIL_UNAVAILABLE, "db", {"与数据库的连接断了，请稍后再试。",
	                                "The connection to the database was lost; try again later."}},
	{"58030", FAIL_UNAVAILABLE, "db", {"数据库服务器的磁盘读写出错，没有完成。",
	                                   "The database server's disk could not be read or written; nothing was done."}},
	{"XX001", FAIL_SYSTEM, DAMAGED, {"数据库文件已损坏；请从备份恢复。",
	                                 "The database file is damaged; restore a backup."}},
	{"XX002", FAIL_SYSTEM, DAMAGED, {"数据库文件已损坏；请从备份恢复。",
	                                 "The database file is damaged; restore a backup."}},
};

/* What the server did not say itself, or said at its end, means that it is gone. */
static bool
is_end(const PGresult *result)
{
	const char *severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);

	return !severity || strcmp(severity, "FATAL") == 0 || strcmp(severity, "PANIC") == 0;
}

static int
failed(struct connection *connection, const PGresult *result)
{
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	connection->lost = connection->lost || is_end(result);
	if (!state)
		state = "08006";
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (text_starts(state, reasons[i].state))
			return fail_bilingual(reasons[i].code, NULL, reasons[i].field, reasons[i].text);
	if (strcmp(state, "42703") == 0 || strcmp(state, "42P01") == 0) /* no such column, no such table */
		return schema_differs(message ? message : state);
	return fail(FAIL_SYSTEM, NULL, "db", "数据库出错：%s", "Database error: %s", message ? message : state);
}

static void
quiet(void *arg, const PGresult *result)
{
	(void)arg;
	(void)result;
}

static int
simple(struct connection *connection, const char *sql)
{
	PGresult *result = PQexec(connection->conn, sql);
	ExecStatusType state = PQresultStatus(result);
	int status = state == PGRES_COMMAND_OK || state == PGRES_TUPLES_OK ? 0 : failed(connection, result);

	PQclear(result);
	return status;
}

static int
postgresql_open(const char *url, enum db_open_mode mode, void **ret_handle)
{
	/* A server that has gone is noticed within half a minute; the address may say otherwise. */
	static const char *const names[] = {"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count",
	                                    "tcp_user_timeout", "fallback_application_name", "dbname", NULL};
	const char *const values[] = {"10", "15", "5", "3", "30000", "dangjian", url, NULL};
	struct connection *connection = calloc(1, sizeof *connection);
	int status;

	if (!connection)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	buf_init(&connection->load, LOAD_MAX);
	connection->conn = PQconnectdbParams(names, values, 1);
	if (PQstatus(connection->conn) != CONNECTION_OK) {
		status = fail(FAIL_UNAVAILABLE, NULL, "db", "连不上数据库：%s", "The database cannot be reached: %s",
		              PQerrorMessage(connection->conn));
		goto bad;
	}
	PQsetNoticeReceiver(connection->conn, quiet, NULL);
	PQsetClientEncoding(connection->conn, "UTF8");
	status = simple(connection, mode == DB_READ ? READING : WRITING);
	if (status < 0)
		goto bad;
	*ret_handle = connection;
	return 0;
bad:
	PQfinish(connection->conn);
	free(connection);
	return status;
}

static void
postgresql_close(void *handle)
{
	struct connection *connection = handle;

	PQfinish(connection->conn);
	buf_free(&connection->load);
	free(connection);
}

static bool
lost(void *handle)
{
	const struct connection *connection = handle;

	return connection->lost || PQstatus(connection->conn) != CONNECTION_OK;
}

static bool
in_transaction(void *handle)
{
	const struct connection *connection = handle;
	PGTransactionStatusType state = PQtransactionStatus(connection->conn);

	return state != PQTRANS_IDLE && state != PQTRANS_UNKNOWN;
}

/* --- statements on their way ------------------------------------------------------- */

static bool
fine(const PGresult *result)
{
	ExecStatusType state = PQresultStatus(result);

	return state == PGRES_COMMAND_OK || state == PGRES_TUPLES_OK;
}

/* Takes the answer of one statement off the line; the first failure is kept. */
static PGresult *
take_answer(struct connection *connection)
{
	PGresult *result = PQgetResult(connection->conn), *end;

	if (!fine(result) && !connection->failure.code) {
		failed(connection, result);
		connection->failure = *last_failure();
	}
	if (result && (end = PQgetResult(connection->conn))) /* null ends each */
		PQclear(end);
	return result;
}

/* Takes all answers, and with `last` that of one more statement, which is the caller's. */
static void
take_answers(struct connection *connection, PGresult **last)
{
	PGresult *end;

	for (; connection->sent > 0; connection->sent--)
		PQclear(take_answer(connection));
	if (last)
		*last = take_answer(connection);
	end = PQgetResult(connection->conn); /* the sync itself */
	PQclear(end);
	PQexitPipelineMode(connection->conn);
}

static int
tell(struct connection *connection)
{
	struct failure_record failure = connection->failure;

	connection->failure.code = 0;
	return failure.code ? fail_again(&failure) : 0;
}

static int
settle(void *handle)
{
	struct connection *connection = handle;

	if (connection->sent > 0) {
		if (!PQpipelineSync(connection->conn))
			return failed(connection, NULL);
		take_answers(connection, NULL);
	}
	return tell(connection);
}

/* A failure of what was sent before stays to be told to whoever asks next. */
static void
settle_quietly(struct connection *connection)
{
	if (settle(connection) < 0)
		connection->failure = *last_failure();
}

/* --- statements --------------------------------------------------------------------- */

/* Keeps the text of a statement that is more than a prepared one. */
static int
keep_text(struct prepared *prepared, const char *sql)
{
	struct buf walk;
	bool kept = true;

	if (marked(sql, PLANNED_ANEW))
		kept = (prepared->anew = strdup(sql)) != NULL;
	if (marked(sql, WALKED)) {
		buf_init(&walk, SQL_MAX);
		buf_printf(&walk, "declare %s_rows no scroll cursor for %s", prepared->name, sql);
		kept = buf_status(&walk) == 0 && (prepared->walk = strdup(buf_text(&walk))) != NULL;
		buf_free(&walk);
	}
	return kept ? 0 : fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
}

static int
prepare(void *handle, const char *sql, struct prepared **ret_prepared)
{
	struct connection *connection = handle;
	struct prepared *prepared;
	PGresult *result;
	int status = settle(handle);

	if (status < 0)
		return status;
	prepared = calloc(1, sizeof *prepared);
	if (!prepared)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	prepared->connection = connection;
	prepared->commits = strcmp(sql, COMMIT) == 0;
	snprintf(prepared->name, sizeof prepared->name, "s%u", connection->names++);
	result = PQprepare(connection->conn, prepared->name, sql, 0, NULL);
	status = PQresultStatus(result) == PGRES_COMMAND_OK ? 0 : failed(connection, result);
	PQclear(result);
	if (status == 0)
		status = keep_text(prepared, sql);
	if (status < 0) {
		free(prepared->anew);
		free(prepared);
		return status;
	}
	*ret_prepared = prepared;
	return 0;
}

static void
forget(void *handle, struct prepared *prepared)
{
	struct connection *connection = handle;
	char sql[40];

	settle_quietly(connection);
	snprintf(sql, sizeof sql, "deallocate %s", prepared->name);
	PQclear(PQexec(connection->conn, sql));
	PQclear(prepared->result);
	free(prepared->anew);
	free(prepared->walk);
	free(prepared);
}

/* Arguments as libpq takes them. */
struct texts {
	const char *at[ARGUMENTS_MAX];
	char numbers[ARGUMENTS_MAX][NUMBER_TEXT];
};

static int
write_texts(const struct value *args, size_t count, struct texts *texts)
{
	if (count > ARGUMENTS_MAX)
		return fail(FAIL_SYSTEM, NULL, "db", "语句参数过多。", "Too many statement arguments.");
	for (size_t i = 0; i < count; i++) {
		if (args[i].type == VALUE_INT)
			snprintf(texts->numbers[i], NUMBER_TEXT, "%" PRId64, args[i].number);
		texts->at[i] = args[i].type == VALUE_INT ? texts->numbers[i]
		               : args[i].type == VALUE_TEXT ? args[i].text : NULL;
	}
	return 0;
}

/* Sends a statement behind those on their way and takes all answers at once. */
static PGresult *
run_behind(struct connection *connection, const struct prepared *prepared, const struct texts *texts, size_t count)
{
	PGresult *result = NULL;

	if (!PQsendQueryPrepared(connection->conn, prepared->name, (int)count, texts->at, NULL, NULL, 0) ||
	    !PQpipelineSync(connection->conn)) {
		failed(connection, NULL);
		connection->failure = *last_failure();
		return NULL;
	}
	take_answers(connection, &result);
	return result;
}

/* The next rows of a walked query, in place of those before. */
static int
fetch(struct prepared *prepared)
{
	struct connection *connection = prepared->connection;
	char sql[64];
	int status = settle(connection);

	if (status < 0)
		return status;
	snprintf(sql, sizeof sql, "fetch " WALK_ROWS " from %s_rows", prepared->name);
	PQclear(prepared->result);
	prepared->result = PQexec(connection->conn, sql);
	prepared->row = -1;
	return fine(prepared->result) ? 0 : failed(connection, prepared->result);
}

static int
start_walk(struct connection *connection, struct prepared *prepared, const struct texts *texts, size_t count)
{
	int status = settle(connection);
	PGresult *result;

	if (status < 0)
		return status;
	result = PQexecParams(connection->conn, prepared->walk, (int)count, NULL, texts->at, NULL, NULL, 0);
	status = fine(result) ? 0 : failed(connection, result);
	PQclear(result);
	prepared->walking = status == 0;
	return status < 0 ? status : fetch(prepared);
}

static int
start(void *handle, struct prepared *prepared, const struct value *args, size_t count)
{
	struct connection *connection = handle;
	struct texts texts;
	int status = write_texts(args, count, &texts);

	if (status == 0 && connection->failure.code)
		status = tell(connection);
	if (status < 0)
		return status;
	PQclear(prepared->result);
	prepared->row = -1;
	prepared->result = NULL;
	if (prepared->walk && in_transaction(handle))
		return start_walk(connection, prepared, &texts, count);
	if (connection->sent > 0) {
		prepared->result = run_behind(connection, prepared, &texts, count);
		status = tell(connection);
	} else {
		prepared->result = prepared->anew
			? PQexecParams(connection->conn, prepared->anew, (int)count, NULL, texts.at, NULL, NULL, 0)
			: PQexecPrepared(connection->conn, prepared->name, (int)count, texts.at, NULL, NULL, 0);
		status = fine(prepared->result) ? 0 : failed(connection, prepared->result);
	}
	/* The end of a transaction in which something failed is a rollback, which the server takes for no failure. */
	if (status == 0 && prepared->commits && strcmp(PQcmdStatus(prepared->result), "COMMIT") != 0)
		return fail(FAIL_UNAVAILABLE, NULL, "db", "数据库中止了这次操作，没有写入任何内容。",
		            "The database broke off; nothing was written.");
	return status;
}

static int
post(void *handle, struct prepared *prepared, const struct value *args, size_t count)
{
	struct connection *connection = handle;
	struct texts texts;
	int status = write_texts(args, count, &texts);

	if (status == 0 && connection->failure.code)
		status = tell(connection);
	if (status < 0)
		return status;
	if (connection->sent == 0)
		PQenterPipelineMode(connection->conn);
	if (!PQsendQueryPrepared(connection->conn, prepared->name, (int)count, texts.at, NULL, NULL, 0))
		return failed(connection, NULL);
	return ++connection->sent < SENT_MAX ? 0 : settle(handle);
}

/* --- rows in bulk ------------------------------------------------------------------- */

/* The server's own error waits behind what was sent, and says more than that sending failed. */
static int
load_answer(struct connection *connection)
{
	PGresult *result = PQgetResult(connection->conn), *end;
	int status = fine(result) ? 0 : failed(connection, result);

	PQclear(result);
	while ((end = PQgetResult(connection->conn)))
		PQclear(end);
	return status;
}

static int
load_send(struct connection *connection)
{
	int sent = PQputCopyData(connection->conn, buf_text(&connection->load), (int)connection->load.len);

	buf_clear(&connection->load);
	return sent == 1 ? 0 : failed(connection, NULL);
}

static int
load_begin(void *handle, const char *table, const char *columns)
{
	struct connection *connection = handle;
	int status = settle(handle);
	PGresult *result;

	if (status < 0)
		return status;
	buf_clear(&connection->load);
	buf_printf(&connection->load, "copy %s (%s) from stdin", table, columns);
	result = PQexec(connection->conn, buf_text(&connection->load));
	if (PQresultStatus(result) != PGRES_COPY_IN)
		status = failed(connection, result);
	PQclear(result);
	buf_clear(&connection->load);
	return status;
}

/* COPY's text format: tabs between columns, a line each, backslashes before what would be taken for either. */
static void
put_text(struct buf *out, const char *text)
{
	for (; *text; text++) {
		size_t plain = strcspn(text, "\\\t\n\r");

		buf_add(out, text, plain);
		text += plain;
		if (!*text)
			return;
		buf_putc(out, '\\');
		buf_putc(out, *text == '\t' ? 't' : *text == '\n' ? 'n' : *text == '\r' ? 'r' : '\\');
	}
}

static int
load_row(void *handle, const struct value *values, size_t count)
{
	struct connection *connection = handle;
	struct buf *out = &connection->load;

	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_putc(out, '\t');
		if (values[i].type == VALUE_INT)
			buf_printf(out, "%" PRId64, values[i].number);
		else if (values[i].type == VALUE_TEXT)
			put_text(out, values[i].text);
		else
			buf_puts(out, "\\N");
	}
	buf_putc(out, '\n');
	if (buf_status(out) < 0)
		return last_failure()->code;
	return out->len < LOAD_SEND ? 0 : load_send(connection);
}

static int
load_end(void *handle)
{
	struct connection *connection = handle;
	int status = connection->load.len ? load_send(connection) : 0;

	if (status == 0 && PQputCopyEnd(connection->conn, NULL) != 1)
		status = failed(connection, NULL);
	return status < 0 ? status : load_answer(connection);
}

static int
step(struct prepared *prepared)
{
	if (++prepared->row < PQntuples(prepared->result))
		return 1;
	if (!prepared->walking || PQntuples(prepared->result) == 0)
		return 0;
	int status = fetch(prepared);

	return status < 0 ? status : ++prepared->row < PQntuples(prepared->result);
}

/* Where the transaction has failed or the connection is gone, so is the cursor. */
static void
stop(struct prepared *prepared)
{
	struct connection *connection = prepared->connection;
	char sql[40];

	if (prepared->walking) {
		settle_quietly(connection);
		snprintf(sql, sizeof sql, "close %s_rows", prepared->name);
		PQclear(PQexec(connection->conn, sql));
		prepared->walking = false;
	}
	PQclear(prepared->result);
	prepared->result = NULL;
}

static int64_t
changed(void *handle, struct prepared *prepared)
{
	(void)handle;
	return strtoll(PQcmdTuples(prepared->result), NULL, 10);
}

static int
columns(const struct prepared *prepared)
{
	return PQnfields(prepared->result);
}

static bool
is_null(const struct prepared *prepared, int column)
{
	return PQgetisnull(prepared->result, prepared->row, column);
}

static int64_t
number(const struct prepared *prepared, int column)
{
	return strtoll(PQgetvalue(prepared->result, prepared->row, column), NULL, 10);
}

static const char *
text(const struct prepared *prepared, int column)
{
	return is_null(prepared, column) ? NULL : PQgetvalue(prepared->result, prepared->row, column);
}

static int
seal(void *handle)
{
	return simple(handle, "set transaction read only");
}

const struct engine postgresql_engine = {
	.name = ENGINE_POSTGRESQL,
	.open = postgresql_open,
	.close = postgresql_close,
	.lost = lost,
	.in_transaction = in_transaction,
	.prepare = prepare,
	.forget = forget,
	.start = start,
	.post = post,
	.settle = settle,
	.load_begin = load_begin,
	.load_row = load_row,
	.load_end = load_end,
	.step = step,
	.stop = stop,
	.changed = changed,
	.columns = columns,
	.is_null = is_null,
	.number = number,
	.text = text,
	.seal = seal,
	.begin_suppose = "begin isolation level repeatable read",
	.begin_read = "begin isolation level repeatable read read only",
	.begin_write = "begin isolation level read committed", /* each statement sees what the lock has waited for */
	.lock = WRITER_LOCK,
	.outcome = "select case txid_status($1) when 'committed' then 1 else 0 end",
	.written = "select (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint",
	/* One that was made the primary has all there is. */
	.replayed = "select (case when pg_is_in_recovery() then pg_last_wal_replay_lsn()"
	            " else pg_current_wal_flush_lsn() end - '0/0'::pg_lsn)::bigint",
	.identity = "select system_identifier::text || ' ' || current_database() || ' ' || coalesce(current_schema(), '')"
	            " from pg_control_system()",
	.analyze = "analyze",
};
