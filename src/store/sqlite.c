#include "store/engine.h"

#include <errno.h>
#include <stdbool.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/text.h"
#include "store/claim.h"

#define URI_MAX ((size_t)16 << 10)
#define SCHEMA_READ "select count(*) from sqlite_master"
#define BUSY_WAIT_MS 60000 /* as long as a large import at the command line may take */

struct prepared {
	sqlite3_stmt *stmt;
	int places;
	size_t arguments[]; /* the number of the argument that stands in each place */
};

static int
disk_full(void)
{
	return fail(FAIL_UNAVAILABLE, NULL, "db", "磁盘已满，没有写入任何内容。", "The disk is full; nothing was written.");
}

static int
failed(sqlite3 *handle)
{
	int error = sqlite3_system_errno(handle);

	switch (sqlite3_errcode(handle)) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return fail(FAIL_UNAVAILABLE, NULL, "db", "数据库正被占用，请稍后再试。",
		            "The database is busy; try again later.");
	case SQLITE_FULL:
		return disk_full();
	case SQLITE_IOERR:
		if (error == ENOSPC || error == EDQUOT)
			return disk_full();
		return fail(FAIL_UNAVAILABLE, NULL, "db", "磁盘读写出错，没有完成。",
		            "The disk could not be read or written; nothing was done.");
	case SQLITE_READONLY:
		return fail(FAIL_UNAVAILABLE, NULL, "db", "数据库是只读的，没有写入任何内容。",
		            "The database is read-only; nothing was written.");
	case SQLITE_CANTOPEN:
		return fail(FAIL_UNAVAILABLE, NULL, "db", "打不开数据库；它所在的文件夹要能写。",
		            "The database cannot be opened; its folder must be writable.");
	case SQLITE_NOMEM:
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	case SQLITE_CORRUPT:
		return fail(FAIL_SYSTEM, NULL, DAMAGED, "数据库文件已损坏；请从备份恢复。",
		            "The database file is damaged; restore a backup.");
	case SQLITE_NOTADB:
		return fail(FAIL_SYSTEM, NULL, "db", "这个文件不是数据库。",
		            "This file is not a database.");
	default:
		if (text_starts(sqlite3_errmsg(handle), "no such column") || text_starts(sqlite3_errmsg(handle), "no such table"))
			return schema_differs(sqlite3_errmsg(handle));
		return fail(FAIL_SYSTEM, NULL, "db", "数据库出错：%s", "Database error: %s",
		            sqlite3_errmsg(handle));
	}
}

/*
 * Where nothing is kept that would undo or outlast a loss of power, the whole
 * file is thrown away instead.  What is written in no order of its indexes
 * wants a cache that holds more than one of them.
 */
#define DRAFT "pragma journal_mode=off; pragma synchronous=off; pragma cache_size=-65536"

/* The first column of the first row, as text. */
static int
ask(sqlite3 *handle, const char *sql, char *ret_text, size_t room)
{
	sqlite3_stmt *stmt;
	const char *text;
	int status = sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL);

	if (status == SQLITE_OK)
		status = sqlite3_step(stmt);
	text = status == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
	if (text)
		snprintf(ret_text, room, "%s", text);
	else if (status == SQLITE_ROW)
		status = SQLITE_NOMEM;
	status = status == SQLITE_ROW ? 0 : failed(handle);
	sqlite3_finalize(stmt);
	return status;
}

/* Turning to the log changes the file, so this is done to a new file or one of our own, and to no other program's. */
static int
use_log(sqlite3 *handle)
{
	static const char ours[] = "select count(*) = 0 or sum(name in ('meta', 'journal')) = 2 from sqlite_master";
	char mode[16], own[4] = "";
	int status = ask(handle, "pragma journal_mode", mode, sizeof mode);

	if (status < 0 || strcmp(mode, "wal") == 0)
		return status;
	status = ask(handle, ours, own, sizeof own);
	if (status < 0 || strcmp(own, "1") != 0)
		return status;
	status = ask(handle, "pragma journal_mode=wal", mode, sizeof mode);
	if (status < 0 || strcmp(mode, "wal") == 0)
		return status;
	return fail(FAIL_SYSTEM, NULL, "db", "数据库文件所在的磁盘不支持几个进程同时使用一个文件；请放到本机的磁盘上。",
	            "The disk of the database file does not let several processes share a file; put it on a local disk.");
}

/* WAL with FULL: a commit that is acknowledged is on disk. */
static int
configure(sqlite3 *handle, enum db_open_mode mode)
{
	static const char common[] = "pragma foreign_keys=on; pragma synchronous=full; "
	                             "pragma temp_store=memory; pragma cache_size=-4096; "
	                             "pragma trusted_schema=off; pragma mmap_size=0; "
	                             "pragma secure_delete=on;"; /* what is erased is overwritten (DP-14) */

	sqlite3_busy_timeout(handle, BUSY_WAIT_MS);
	if (sqlite3_exec(handle, common, NULL, NULL, NULL) != SQLITE_OK)
		return failed(handle);
	switch (mode) {
	case DB_READ:
		return sqlite3_exec(handle, "pragma query_only=on", NULL, NULL, NULL) ? failed(handle) : 0;
	case DB_DRAFT:
		return sqlite3_exec(handle, DRAFT, NULL, NULL, NULL) ? failed(handle) : 0;
	case DB_SCRATCH:
		return 0;
	default:
		return use_log(handle);
	}
}

int
sqlite_check_path(const char *path)
{
	if (!*path || strcmp(path, ":memory:") == 0)
		return fail(FAIL_INPUT, NULL, "db", "数据库要写明文件，如 sqlite:dangjian.db。",
		            "The database needs a file, as in sqlite:dangjian.db.");
	if (path[0] == '/' && path[1] == '/' && path[2] != '/')
		return fail(FAIL_INPUT, NULL, "db", "sqlite: 后面直接写路径，如 sqlite:dangjian.db 或 sqlite:/var/lib/dangjian.db。",
		            "The path follows sqlite: at once, as in sqlite:dangjian.db or sqlite:/var/lib/dangjian.db.");
	return 0;
}

static int
cannot_open(const char *path, bool create, int error)
{
	struct bilingual reason = error ? system_reason(error)
	                                : (struct bilingual){"不能作为文件打开", "it does not open as a file"};

	if (create)
		return fail(FAIL_SYSTEM, NULL, "db", "不能建立数据库文件 %s：%s%.0s。",
		            "The database file %s cannot be made: %.0s%s.", path, reason.zh, reason.en);
	if (error == ENOENT)
		return fail(FAIL_SYSTEM, NULL, "db", "没有数据库文件 %s；先运行 dangjian init 建库。",
		            "There is no database file %s; run dangjian init first.", path);
	return fail(FAIL_SYSTEM, NULL, "db", "打不开数据库文件 %s：%s%.0s。", "The database file %s cannot be opened: %.0s%s.",
	            path, reason.zh, reason.en);
}

/*
 * A sector that was being written when the power went may hold neither the old
 * nor the new.  SQLite trusts disks not to do so; told otherwise (psow=0), it
 * lets no commit end in a sector that the next one writes to.  It takes that
 * with the name alone, written as a URI.
 */
static void
file_uri(const char *path, bool still, struct buf *uri)
{
	buf_puts(uri, "file:");
	for (; *path; path++)
		if (strchr("%?#", *path))
			buf_printf(uri, "%%%02X", (unsigned)(unsigned char)*path);
		else
			buf_putc(uri, *path);
	buf_puts(uri, still ? "?psow=0&immutable=1" : "?psow=0");
}

static int
open_file(const char *path, bool still, int flags, sqlite3 **ret_handle)
{
	struct buf uri;
	int status;

	buf_init(&uri, URI_MAX);
	if (*path)
		file_uri(path, still, &uri);
	status = buf_status(&uri) < 0 ? SQLITE_CANTOPEN : sqlite3_open_v2(buf_text(&uri), ret_handle, flags, NULL);
	buf_free(&uri);
	return status;
}

/* Whether a file beside the database is there, or cannot be asked. */
static bool
stands_beside(const char *path, const char *tail, struct stat *ret_info)
{
	char name[4096];

	*ret_info = (struct stat){0};
	if ((size_t)snprintf(name, sizeof name, "%s%s", path, tail) >= sizeof name)
		return true;
	return stat(name, ret_info) == 0 || errno != ENOENT;
}

/* Whether any process has locked a file, as everybody does who shares it: told without opening it, which would unlock it. */
static bool
is_locked(const struct stat *file)
{
	char line[256], inode[32];
	FILE *locks = fopen("/proc/locks", "re");
	bool found = !locks;

	snprintf(inode, sizeof inode, ":%llu ", (unsigned long long)file->st_ino);
	while (!found && fgets(line, sizeof line, locks))
		found = strstr(line, inode) != NULL;
	if (locks)
		fclose(locks);
	return found;
}

/* No log waits and nobody else has it open: the shared file would be locked. */
static bool
stands_alone(const char *path)
{
	struct stat log, journal, shared;
	bool waits = stands_beside(path, "-wal", &log) && log.st_size > 0;

	waits = waits || stands_beside(path, "-journal", &journal);
	return !waits && (!stands_beside(path, "-shm", &shared) || !is_locked(&shared));
}

/*
 * A file that was closed well stands alone, but SQLite reads it with a file
 * beside it that other processes share, which a full disk or a read-only one
 * does not take.  Then it is read as a file that does not change.
 */
static int
open_still(const char *path, sqlite3 **handle)
{
	sqlite3 *still = NULL;
	char schema[24];
	int error = sqlite3_errcode(*handle);

	if ((error != SQLITE_CANTOPEN && error != SQLITE_FULL && error != SQLITE_IOERR && error != SQLITE_READONLY) ||
	    claim_held(path))
		return failed(*handle);
	if (open_file(path, true, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, &still) != SQLITE_OK ||
	    configure(still, DB_READ) < 0 || ask(still, SCHEMA_READ, schema, sizeof schema) < 0) {
		sqlite3_close(still);
		return failed(*handle);
	}
	sqlite3_close(*handle);
	*handle = still;
	return 0;
}

static int
sqlite_open(const char *url, enum db_open_mode mode, void **ret_handle)
{
	const char *path = url + strlen("sqlite:");
	bool create = mode == DB_CREATE || mode == DB_SCRATCH || mode == DB_DRAFT;
	/* A reader too opens for writing: WAL needs its shared-memory file. */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | (create ? SQLITE_OPEN_CREATE : 0);
	sqlite3 *handle = NULL;
	char schema[24];
	int status = mode == DB_SCRATCH ? 0 : sqlite_check_path(path);
	bool alone = mode == DB_READ && status == 0 && stands_alone(path); /* before this connection makes what it needs */

	if (status < 0)
		return status;
	if (open_file(path, false, flags, &handle) != SQLITE_OK) {
		status = handle ? cannot_open(path, create, sqlite3_system_errno(handle))
		                : fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
		sqlite3_close(handle);
		return status;
	}
	sqlite3_extended_result_codes(handle, 0);
	status = configure(handle, mode);
	if (alone && (status < 0 || ask(handle, SCHEMA_READ, schema, sizeof schema) < 0))
		status = open_still(path, &handle);
	if (status < 0) {
		sqlite3_close(handle);
		return status;
	}
	*ret_handle = handle;
	return 0;
}

static void
sqlite_close(void *handle)
{
	sqlite3_close_v2(handle);
}

/* Whoever writes into a file that was moved or deleted writes to nobody. */
static int
present(void *handle)
{
	int moved = 0;

	if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved)
		return fail(FAIL_UNAVAILABLE, NULL, "db", "数据库文件已被移走或删除。", "The database file was moved or deleted.");
	return 0;
}

/* A file is never lost sight of; what moved is another matter (present). */
static bool
lost(void *handle)
{
	(void)handle;
	return false;
}

static bool
in_transaction(void *handle)
{
	return sqlite3_get_autocommit(handle) == 0;
}

/* SQLite numbers $1, $2 … by first appearance, so each place is matched with its argument by name. */
static int
prepare(void *handle, const char *sql, struct prepared **ret_prepared)
{
	struct prepared *prepared;
	sqlite3_stmt *stmt;
	int places;

	if (sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
		return failed(handle);
	places = sqlite3_bind_parameter_count(stmt);
	prepared = calloc(1, sizeof *prepared + (size_t)places * sizeof *prepared->arguments);
	if (!prepared) {
		sqlite3_finalize(stmt);
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	}
	prepared->stmt = stmt;
	prepared->places = places;
	for (int i = 0; i < places; i++) {
		const char *name = sqlite3_bind_parameter_name(stmt, i + 1);

		prepared->arguments[i] = name ? strtoul(name + 1, NULL, 10) : (size_t)i + 1;
	}
	*ret_prepared = prepared;
	return 0;
}

static void
forget(void *handle, struct prepared *prepared)
{
	(void)handle;
	sqlite3_finalize(prepared->stmt);
	free(prepared);
}

static int
bind(sqlite3_stmt *stmt, int place, const struct value *value)
{
	switch (value->type) {
	case VALUE_INT:
		return sqlite3_bind_int64(stmt, place, value->number);
	case VALUE_TEXT:
		return sqlite3_bind_text(stmt, place, value->text, -1, SQLITE_STATIC);
	default:
		return sqlite3_bind_null(stmt, place);
	}
}

static int
start(void *handle, struct prepared *prepared, const struct value *args, size_t count)
{
	for (int i = 0; i < prepared->places; i++) {
		size_t argument = prepared->arguments[i];

		if (argument >= 1 && argument <= count &&
		    bind(prepared->stmt, i + 1, &args[argument - 1]) != SQLITE_OK)
			return failed(handle);
	}
	return 0;
}

static int
step(struct prepared *prepared)
{
	int status = sqlite3_step(prepared->stmt);

	if (status == SQLITE_ROW)
		return 1;
	return status == SQLITE_DONE ? 0 : failed(sqlite3_db_handle(prepared->stmt));
}

static void
stop(struct prepared *prepared)
{
	sqlite3_reset(prepared->stmt);
	sqlite3_clear_bindings(prepared->stmt);
}

static int64_t
changed(void *handle, struct prepared *prepared)
{
	(void)prepared;
	return sqlite3_changes64(handle);
}

static int
columns(const struct prepared *prepared)
{
	return sqlite3_column_count(prepared->stmt);
}

static bool
is_null(const struct prepared *prepared, int column)
{
	return sqlite3_column_type(prepared->stmt, column) == SQLITE_NULL;
}

static int64_t
number(const struct prepared *prepared, int column)
{
	return sqlite3_column_int64(prepared->stmt, column);
}

static const char *
text(const struct prepared *prepared, int column)
{
	return (const char *)sqlite3_column_text(prepared->stmt, column);
}

/*
 * In one step, so that a writer beside does not make it begin anew.  The copy
 * comes out marked for a log beside it; the last pragma makes it a file that
 * stands alone.
 */
static int
copy_pages(void *from, void *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
	int status;

	if (!backup)
		return failed(to);
	status = sqlite3_backup_step(backup, -1);
	sqlite3_backup_finish(backup); /* leaves the error in `to` */
	if (status != SQLITE_DONE)
		return failed(to);
	return sqlite3_exec(to, "pragma journal_mode=delete", NULL, NULL, NULL) ? failed(to) : 0;
}

static int
deny(void *nothing, int what, const char *table, const char *column, const char *where, const char *trigger)
{
	bool writes = what == SQLITE_INSERT || what == SQLITE_UPDATE || what == SQLITE_DELETE;

	(void)nothing;
	(void)table;
	(void)column;
	(void)trigger;
	return writes && where && strcmp(where, "main") == 0 ? SQLITE_DENY : SQLITE_OK;
}

static int
seal(void *handle)
{
	return sqlite3_set_authorizer(handle, deny, NULL) == SQLITE_OK ? 0 : failed(handle);
}

const struct engine sqlite_engine = {
	.name = ENGINE_SQLITE,
	.open = sqlite_open,
	.close = sqlite_close,
	.present = present,
	.lost = lost,
	.in_transaction = in_transaction,
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
	.seal = seal,
	.copy_pages = copy_pages,
	.begin_read = "begin",
	.begin_write = "begin immediate",
	.begin_suppose = "begin",
};
