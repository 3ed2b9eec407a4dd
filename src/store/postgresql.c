#include "store/engine.h"

#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

#define ARGUMENTS_MAX 96
#define NUMBER_TEXT 24

/* Any number will do, as long as every writer of the product takes the same. */
#define WRITER_LOCK "select pg_advisory_xact_lock(1145388622)"

struct connection {
	PGconn *conn;
	unsigned names; /* statements prepared so far, for their names */
};

struct prepared {
	struct connection *connection;
	PGresult *result;
	char name[16];
	int row;
};

static int
failed(PGconn *conn, const PGresult *result)
{
	const char *message = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;

	return fail(FAIL_SYSTEM, NULL, "db", "数据库出错：%s", "Database error: %s",
	            message ? message : PQerrorMessage(conn));
}

static void
quiet(void *arg, const PGresult *result)
{
	(void)arg;
	(void)result;
}

static int
simple(PGconn *conn, const char *sql)
{
	PGresult *result = PQexec(conn, sql);
	ExecStatusType state = PQresultStatus(result);
	int status = state == PGRES_COMMAND_OK || state == PGRES_TUPLES_OK ? 0 : failed(conn, result);

	PQclear(result);
	return status;
}

static int
postgresql_open(const char *url, enum db_open_mode mode, void **ret_handle)
{
	struct connection *connection = calloc(1, sizeof *connection);
	int status;

	if (!connection)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	connection->conn = PQconnectdb(url);
	if (PQstatus(connection->conn) != CONNECTION_OK) {
		status = fail(FAIL_SYSTEM, NULL, "db", "连不上数据库：%s", "The database cannot be reached: %s",
		              PQerrorMessage(connection->conn));
		goto bad;
	}
	PQsetNoticeReceiver(connection->conn, quiet, NULL);
	PQsetClientEncoding(connection->conn, "UTF8");
	status = mode == DB_READ ? simple(connection->conn, "set default_transaction_read_only = on") : 0;
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
	free(connection);
}

static int
prepare(void *handle, const char *sql, struct prepared **ret_prepared)
{
	struct connection *connection = handle;
	struct prepared *prepared = calloc(1, sizeof *prepared);
	PGresult *result;
	int status;

	if (!prepared)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	prepared->connection = connection;
	snprintf(prepared->name, sizeof prepared->name, "s%u", connection->names++);
	result = PQprepare(connection->conn, prepared->name, sql, 0, NULL);
	status = PQresultStatus(result) == PGRES_COMMAND_OK ? 0 : failed(connection->conn, result);
	PQclear(result);
	if (status < 0) {
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

	snprintf(sql, sizeof sql, "deallocate %s", prepared->name);
	PQclear(PQexec(connection->conn, sql));
	PQclear(prepared->result);
	free(prepared);
}

static int
start(void *handle, struct prepared *prepared, const struct value *args, size_t count)
{
	struct connection *connection = handle;
	const char *texts[ARGUMENTS_MAX];
	char numbers[ARGUMENTS_MAX][NUMBER_TEXT];
	ExecStatusType state;

	if (count > ARGUMENTS_MAX)
		return fail(FAIL_SYSTEM, NULL, "db", "语句参数过多。", "Too many statement arguments.");
	for (size_t i = 0; i < count; i++) {
		snprintf(numbers[i], NUMBER_TEXT, "%" PRId64, args[i].number);
		texts[i] = args[i].type == VALUE_INT ? numbers[i]
		           : args[i].type == VALUE_TEXT ? args[i].text : NULL;
	}
	PQclear(prepared->result);
	prepared->row = -1;
	prepared->result = PQexecPrepared(connection->conn, prepared->name, (int)count, texts, NULL, NULL, 0);
	state = PQresultStatus(prepared->result);
	return state == PGRES_COMMAND_OK || state == PGRES_TUPLES_OK
	               ? 0 : failed(connection->conn, prepared->result);
}

static int
step(struct prepared *prepared)
{
	return ++prepared->row < PQntuples(prepared->result);
}

static void
stop(struct prepared *prepared)
{
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

const struct engine postgresql_engine = {
	.name = ENGINE_POSTGRESQL,
	.open = postgresql_open,
	.close = postgresql_close,
	.prepare = prepare,
	.forget = forget,
	.start = start,
	.step = step,
	.stop = stop,
	.changed = changed,
	.columns = columns,
	.is_null = is_null,
	.number = number,
	.text = text,
	.begin_read = "begin isolation level repeatable read read only",
	.begin_write = "begin",
	.lock = WRITER_LOCK,
	.analyze = "analyze",
};
