#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"

/* --- which occasion fails ------------------------------------------------------------- */

static _Atomic int armed = FAULTS;
static _Atomic long left; /* occasions up to the one that fails */
static _Atomic bool hit;

static bool
fails(enum fault fault)
{
	int is = atomic_load(&armed);

	if (is == FAULT_DISK_STAYS && fault == FAULT_DISK) {
		if (atomic_load(&hit) || atomic_fetch_sub(&left, 1) == 1) {
			atomic_store(&hit, true);
			return true;
		}
		return false;
	}
	if (is != (int)fault || atomic_fetch_sub(&left, 1) != 1)
		return false;
	atomic_store(&hit, true);
	return true;
}

void
fault_arm(enum fault fault, long nth)
{
	atomic_store(&hit, false);
	atomic_store(&left, nth);
	atomic_store(&armed, (int)fault);
}

bool
fault_disarm(void)
{
	atomic_store(&armed, FAULTS);
	return atomic_load(&hit);
}

bool
fault_possible(enum fault fault, enum db_engine engine)
{
	switch (fault) {
	case FAULT_ENGINE:
	case FAULT_DISK:
	case FAULT_DISK_STAYS:
		return engine == ENGINE_SQLITE;
	case FAULT_UNANSWERED:
		return engine == ENGINE_POSTGRESQL;
	default:
		return true;
	}
}

/* --- memory of ours ---------------------------------------------------------------------- */

/* The linker gives calls of NAME to __wrap_NAME, and calls of __real_NAME to NAME. */
#define WRAPPED(type, name, ...) \
	type __real_##name(__VA_ARGS__); \
	type __wrap_##name(__VA_ARGS__); \
	type __wrap_##name(__VA_ARGS__)

WRAPPED(void *, malloc, size_t size)
{
	return fails(FAULT_MEMORY) ? NULL : __real_malloc(size);
}

WRAPPED(void *, calloc, size_t count, size_t size)
{
	return fails(FAULT_MEMORY) ? NULL : __real_calloc(count, size);
}

WRAPPED(void *, realloc, void *old, size_t size)
{
	return fails(FAULT_MEMORY) ? NULL : __real_realloc(old, size);
}

WRAPPED(char *, strdup, const char *text)
{
	return fails(FAULT_MEMORY) ? NULL : __real_strdup(text);
}

WRAPPED(char *, strndup, const char *text, size_t len)
{
	return fails(FAULT_MEMORY) ? NULL : __real_strndup(text, len);
}

WRAPPED(char *, realpath, const char *path, char *resolved)
{
	return fails(FAULT_FILE) ? NULL : __real_realpath(path, resolved);
}

static bool
arena_fails(void)
{
	if (!fails(FAULT_MEMORY))
		return false;
	fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	return true;
}

WRAPPED(void *, arena_alloc, struct arena *arena, size_t size)
{
	return arena_fails() ? NULL : __real_arena_alloc(arena, size);
}

WRAPPED(void *, arena_array, struct arena *arena, size_t count, size_t size)
{
	return arena_fails() ? NULL : __real_arena_array(arena, count, size);
}

WRAPPED(char *, arena_strdup, struct arena *arena, const char *text)
{
	return arena_fails() ? NULL : __real_arena_strdup(arena, text);
}

WRAPPED(char *, arena_strndup, struct arena *arena, const char *text, size_t len)
{
	return arena_fails() ? NULL : __real_arena_strndup(arena, text, len);
}

WRAPPED(char *, arena_vprintf, struct arena *arena, const char *format, va_list args)
{
	return arena_fails() ? NULL : __real_arena_vprintf(arena, format, args);
}

WRAPPED(char *, arena_printf, struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_fails() ? NULL : __real_arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

/* --- files of ours ------------------------------------------------------------------------- */

static bool
file_fails(void)
{
	if (!fails(FAULT_FILE))
		return false;
	errno = ENOSPC;
	return true;
}

/* Both names of each function whose offsets may be of two sizes. */
#define WRAPPED_OPEN(name)                                                   \
	WRAPPED(int, name, const char *path, int flags, ...)                 \
	{                                                                    \
		mode_t mode = 0;                                             \
		va_list args;                                                \
		va_start(args, flags);                                       \
		if (flags & O_CREAT)                                         \
			mode = va_arg(args, mode_t);                         \
		va_end(args);                                                \
		return file_fails() ? -1 : __real_##name(path, flags, mode); \
	}
WRAPPED_OPEN(open)
WRAPPED_OPEN(open64)

WRAPPED(ssize_t, write, int file, const void *bytes, size_t len)
{
	return file_fails() ? -1 : __real_write(file, bytes, len);
}

WRAPPED(ssize_t, pwrite, int file, const void *bytes, size_t len, off_t at)
{
	return file_fails() ? -1 : __real_pwrite(file, bytes, len, at);
}

WRAPPED(ssize_t, pwrite64, int file, const void *bytes, size_t len, off_t at)
{
	return file_fails() ? -1 : __real_pwrite64(file, bytes, len, at);
}

WRAPPED(int, fsync, int file)
{
	return file_fails() ? -1 : __real_fsync(file);
}

WRAPPED(int, ftruncate, int file, off_t size)
{
	return file_fails() ? -1 : __real_ftruncate(file, size);
}

WRAPPED(int, ftruncate64, int file, off_t size)
{
	return file_fails() ? -1 : __real_ftruncate64(file, size);
}

WRAPPED(int, flock, int file, int how)
{
	return file_fails() ? -1 : __real_flock(file, how);
}

WRAPPED(int, rename, const char *from, const char *to)
{
	return file_fails() ? -1 : __real_rename(from, to);
}

WRAPPED(int, renameat2, int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
	return file_fails() ? -1 : __real_renameat2(from_folder, from, to_folder, to, flags);
}

WRAPPED(int, mkstemp, char *path)
{
	return file_fails() ? -1 : __real_mkstemp(path);
}

WRAPPED(int, mkstemp64, char *path)
{
	return file_fails() ? -1 : __real_mkstemp64(path);
}

WRAPPED(int, memfd_create, const char *name, unsigned flags)
{
	return file_fails() ? -1 : __real_memfd_create(name, flags);
}

/* --- statements of SQLite ---------------------------------------------------------------------- */

static _Thread_local int forced; /* the error of the call that was made to fail */

/* The failure of a statement on a connection, or SQLITE_OK. */
static int
statement_fails(sqlite3 *handle)
{
	forced = SQLITE_OK;
	if (fails(FAULT_STATEMENT)) {
		forced = SQLITE_IOERR;
	} else if (fails(FAULT_DROPPED)) {
		if (!sqlite3_get_autocommit(handle))
			sqlite3_exec(handle, "rollback", NULL, NULL, NULL);
		forced = SQLITE_FULL;
	}
	return forced;
}

WRAPPED(int, sqlite3_prepare_v3, sqlite3 *handle, const char *sql, int len, unsigned flags, sqlite3_stmt **ret_stmt,
        const char **ret_tail)
{
	return statement_fails(handle) ? forced
	                               : __real_sqlite3_prepare_v3(handle, sql, len, flags, ret_stmt, ret_tail);
}

WRAPPED(int, sqlite3_step, sqlite3_stmt *stmt)
{
	return statement_fails(sqlite3_db_handle(stmt)) ? forced : __real_sqlite3_step(stmt);
}

WRAPPED(int, sqlite3_errcode, sqlite3 *handle)
{
	return forced ? forced : __real_sqlite3_errcode(handle);
}

WRAPPED(int, sqlite3_system_errno, sqlite3 *handle)
{
	return forced ? 0 : __real_sqlite3_system_errno(handle);
}

/* --- statements of PostgreSQL --------------------------------------------------------------------- */

PGresult *__real_PQexec(PGconn *conn, const char *sql);

/* From here on the connection leads to nobody, and the server sees it end. */
static void
cut_off(PGconn *conn)
{
	int pair[2];

	if (PQsocket(conn) < 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
		return;
	dup2(pair[0], PQsocket(conn));
	close(pair[0]);
	close(pair[1]);
}

/* The result of a call that was made to fail, or null. */
static PGresult *
result_fails(PGconn *conn)
{
	if (fails(FAULT_STATEMENT))
		return __real_PQexec(conn, "select 1 / 0");
	if (fails(FAULT_DROPPED))
		cut_off(conn);
	return NULL;
}

WRAPPED(PGresult *, PQexec, PGconn *conn, const char *sql)
{
	PGresult *result = result_fails(conn);

	return result ? result : __real_PQexec(conn, sql);
}

WRAPPED(PGresult *, PQprepare, PGconn *conn, const char *name, const char *sql, int count, const Oid *types)
{
	PGresult *result = result_fails(conn);

	return result ? result : __real_PQprepare(conn, name, sql, count, types);
}

/* Carried out, as the answer that waits to be read shows, and never read. */
static void
carry_out(PGconn *conn, const char *name, int count, const char *const *values)
{
	struct pollfd answer = {.fd = PQsocket(conn), .events = POLLIN};

	if (PQsendQueryPrepared(conn, name, count, values, NULL, NULL, 0) && PQflush(conn) == 0)
		poll(&answer, 1, 10000);
	cut_off(conn);
}

WRAPPED(PGresult *, PQexecPrepared, PGconn *conn, const char *name, int count, const char *const *values,
        const int *lengths, const int *formats, int result_format)
{
	PGresult *result = result_fails(conn);

	if (result)
		return result;
	if (fails(FAULT_UNANSWERED)) {
		carry_out(conn, name, count, values);
		while ((result = PQgetResult(conn)) && PQresultStatus(result) != PGRES_FATAL_ERROR)
			PQclear(result);
		return result;
	}
	return __real_PQexecPrepared(conn, name, count, values, lengths, formats, result_format);
}

WRAPPED(PGconn *, PQconnectdbParams, const char *const *names, const char *const *values, int expand)
{
	static const char *const nowhere[] = {"host", "connect_timeout", NULL}, *const to[] = {"/nonexistent", "1", NULL};

	if (fails(FAULT_DROPPED))
		return __real_PQconnectdbParams(nowhere, to, 0);
	return __real_PQconnectdbParams(names, values, expand);
}

/* --- inside SQLite ---------------------------------------------------------------------------------- */

static sqlite3_mem_methods memory;
static sqlite3_vfs *unix_vfs;
static const sqlite3_io_methods *unix_methods; /* of files with a log's shared memory: all of ours */
static sqlite3_io_methods methods;

static void *
engine_malloc(int size)
{
	return fails(FAULT_ENGINE) ? NULL : memory.xMalloc(size);
}

static void *
engine_realloc(void *old, int size)
{
	return fails(FAULT_ENGINE) ? NULL : memory.xRealloc(old, size);
}

static int
disk_read(sqlite3_file *file, void *bytes, int len, sqlite3_int64 at)
{
	return fails(FAULT_DISK) ? SQLITE_IOERR_READ : unix_methods->xRead(file, bytes, len, at);
}

static int
disk_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
	return fails(FAULT_DISK) ? SQLITE_FULL : unix_methods->xWrite(file, bytes, len, at);
}

static int
disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return fails(FAULT_DISK) ? SQLITE_IOERR_TRUNCATE : unix_methods->xTruncate(file, size);
}

/* Nothing is synced: no power is lost here, and thousands of trials would wait for the disk. */
static int
disk_sync(sqlite3_file *file, int flags)
{
	(void)file;
	(void)flags;
	return fails(FAULT_DISK) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int
disk_map(sqlite3_file *file, int page, int size, int extend, void volatile **ret_memory)
{
	return fails(FAULT_DISK) ? SQLITE_IOERR_SHMSIZE : unix_methods->xShmMap(file, page, size, extend, ret_memory);
}

static int
disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
	int status;

	(void)vfs;
	if (fails(FAULT_DISK)) {
		file->pMethods = NULL;
		return SQLITE_CANTOPEN;
	}
	status = unix_vfs->xOpen(unix_vfs, name, file, flags, ret_flags);
	if (status != SQLITE_OK)
		return status;
	if (!unix_methods) {
		unix_methods = file->pMethods;
		methods = *unix_methods;
		methods.xRead = disk_read;
		methods.xWrite = disk_write;
		methods.xTruncate = disk_truncate;
		methods.xSync = disk_sync;
		methods.xShmMap = disk_map;
	}
	if (file->pMethods == unix_methods)
		file->pMethods = &methods;
	return SQLITE_OK;
}

static int
disk_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
	(void)vfs;
	return fails(FAULT_DISK) ? SQLITE_IOERR_DELETE : unix_vfs->xDelete(unix_vfs, name, sync_folder);
}

void
faults_install(void)
{
	static sqlite3_vfs vfs;
	static sqlite3_mem_methods failing;

	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory);
	failing = memory;
	failing.xMalloc = engine_malloc;
	failing.xRealloc = engine_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
	sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
	unix_vfs = sqlite3_vfs_find(NULL);
	vfs = *unix_vfs;
	vfs.zName = "failing";
	vfs.xOpen = disk_open;
	vfs.xDelete = disk_delete;
	sqlite3_vfs_register(&vfs, 1);
}

/* --- trials -------------------------------------------------------------------------------------------- */

static const char *const fault_names[FAULTS] = {
	[FAULT_MEMORY] = "memory", [FAULT_FILE] = "file", [FAULT_STATEMENT] = "statement", [FAULT_DROPPED] = "dropped",
	[FAULT_ENGINE] = "engine", [FAULT_DISK] = "disk", [FAULT_DISK_STAYS] = "disk for good",
	[FAULT_UNANSWERED] = "unanswered",
};

static void
complain(const struct trial *trial, enum fault fault, long nth, int status, const char *why)
{
	const struct failure_record *failure = last_failure();

	fprintf(stderr, "%s, %s fault %ld: %s; status %d, recorded %d: %s %s\n", trial->name, fault_names[fault], nth, why,
	        status, failure->code, failure->zh, failure->en);
	abort();
}

/* A failure that is the fault's, and says so in both languages. */
static void
check_failure(const struct trial *trial, enum fault fault, long nth, int status)
{
	const struct failure_record *failure = last_failure();

	if (failure->code != status)
		complain(trial, fault, nth, status, "the failure is not recorded");
	if (!*failure->zh || !*failure->en)
		complain(trial, fault, nth, status, "it has no sentence");
	if (status != FAIL_MEMORY && status != FAIL_UNAVAILABLE && status != FAIL_SYSTEM)
		complain(trial, fault, nth, status, "it passes for the user's fault");
	if (strstr(failure->en, "within a transaction") || strstr(failure->en, "no such savepoint") ||
	    strstr(failure->en, "not an error"))
		complain(trial, fault, nth, status, "it says what the engine said");
}

static long met_in_all;

long
faults_met(void)
{
	return met_in_all;
}

void
faults_sweep(const struct trial *trial, enum fault fault)
{
	bool inside = fault == FAULT_ENGINE || fault == FAULT_DISK || fault == FAULT_DISK_STAYS;
	long step = inside && !getenv("DANGJIAN_EVERY_FAULT") ? 7 : 1;
	bool met = true;

	/* Where not each one fails, other ones do another time. */
	for (long nth = 1 + (long)getpid() % step; met; nth += step) {
		static const struct failure_record none;
		int status;

		if (trial->before)
			trial->before(trial->arg);
		fail_again(&none);
		fault_arm(fault, nth);
		status = trial->run(trial->arg);
		met = fault_disarm();
		met_in_all += met;
		if (status < 0 && !met)
			complain(trial, fault, nth, status, "it fails without a fault");
		if (status < 0)
			check_failure(trial, fault, nth, status);
		if (trial->after)
			trial->after(trial->arg, status);
	}
}

void
faults_sweep_all(const struct trial *trial, enum db_engine engine)
{
	for (enum fault fault = 0; fault < FAULTS; fault++)
		if (fault_possible(fault, engine))
			faults_sweep(trial, fault);
}

/* --- what a database holds --------------------------------------------------------------------------------- */

static uint64_t
mix_text(uint64_t hash, const char *text)
{
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	return (hash ^ 0x1f) * 1099511628211u;
}

static uint64_t
table_digest(struct db *db, const struct table *table, uint64_t hash)
{
	struct rows *rows;
	char sql[4096];
	size_t len = (size_t)snprintf(sql, sizeof sql, "select ");

	for (size_t i = 0; i < table->column_count; i++)
		len += (size_t)snprintf(sql + len, sizeof sql - len, "%s%s", i ? ", " : "", table->columns[i].name);
	snprintf(sql + len, sizeof sql - len, " from %s order by %s", table->name, table->primary_key);
	if (db_query(db, sql, NO_ARGS, &rows) < 0)
		test_failed(table->name);
	hash = mix_text(hash, table->name);
	while (rows_next(rows) > 0)
		for (int i = 0; i < (int)table->column_count; i++)
			hash = mix_text(hash, rows_null(rows, i) ? "\x01" : rows_text(rows, i));
	rows_close(rows);
	return hash;
}

uint64_t
tables_digest(struct db *db, const struct schema *schema)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < schema->count; i++)
		hash = table_digest(db, schema->tables[i], hash);
	return hash;
}
