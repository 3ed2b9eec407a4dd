/*
 * The program itself where the ground gives way: a full or read-only disk, a
 * second server, files of others, a newer database, a clock that lies behind.
 * Each time one sentence in each language, exit status 2, and nothing lost.
 *
 * The disk is one of the test's own, in a mount namespace of its own; where the
 * machine allows neither, those tests are skipped.
 */
#define _GNU_SOURCE /* unshare */
#include "../check.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>

#include "run.h"
#include "store/journal.h"
#include "store/schema.h"

#define DISK "size=8m"
#define HEALTH_TRIES 200 /* a tenth of a second each; the server looks every five seconds */

#define TEXT_OF(number) #number
#define TEXT_OF_VALUE(name) TEXT_OF(name)
#define SCHEMA TEXT_OF_VALUE(SCHEMA_VERSION)

extern char **environ;

static char *program;
static bool own_disk;
static char folder[64], url[128], ballast[96];

/* ---- the ground ---- */

static bool
write_line(const char *path, const char *format, unsigned number)
{
	FILE *file = fopen(path, "w");

	if (!file)
		return false;
	fprintf(file, format, number);
	return fclose(file) == 0;
}

/* Root needs a mount namespace alone, others one of users around it. */
static bool
leave_mounts(void)
{
	unsigned user = getuid(), group = getgid();

	if (unshare(CLONE_NEWNS) != 0 &&
	    (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0 || !write_line("/proc/self/setgroups", "deny", 0) ||
	     !write_line("/proc/self/uid_map", "0 %u 1", user) || !write_line("/proc/self/gid_map", "0 %u 1", group)))
		return false;
	return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static int
make_ground(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/dangjian-trouble-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	if (own_disk && mount("none", folder, "tmpfs", 0, DISK) != 0)
		own_disk = false;
	snprintf(url, sizeof url, "sqlite:%s/city.db", folder);
	snprintf(ballast, sizeof ballast, "%s/ballast", folder);
	return RUN(program, "demo", "--units", "3", "--members", "5", "--db", url)->status;
}

static int
drop_ground(void **state)
{
	static const char *const names[] = {"city.db", "city.db-wal", "city.db-shm", "city.db.key", "city.db.lock", "ballast", "other.db",
	                                    "new.key"};
	char path[160];

	(void)state;
	if (own_disk)
		umount2(folder, MNT_DETACH);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	return rmdir(folder); /* nothing half made lies about */
}

static void
fill_disk(void)
{
	static const char zeros[4096];
	int file = open(ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	assert_true(file >= 0);
	while (write(file, zeros, sizeof zeros) > 0)
		;
	assert_int_equal(errno, ENOSPC);
	close(file);
}

/* ---- what is said, and what is left ---- */

/* One sentence in each language, exit 2, nothing on standard output. */
static void
assert_told(const char *const arguments[], const char *zh, const char *en)
{
	for (int english = 0; english < 2; english++) {
		const char *words[RUN_ARGUMENTS] = {"--lang", english ? "en" : "zh"};
		struct run *run;

		for (size_t i = 0; arguments[i]; i++)
			words[i + 2] = arguments[i];
		run = run_program(program, words);
		if (run->status != 2 || !strstr(run->err, english ? en : zh))
			print_error("%s: %d %s\n", arguments[0], run->status, run->err);
		assert_int_equal(run->status, 2);
		assert_string_equal(run->out, "");
		assert_non_null(strstr(run->err, english ? en : zh));
		assert_ptr_equal(strchr(run->err, '\n'), run->err + strlen(run->err) - 1);
	}
}

#define TOLD(zh, en, ...) assert_told((const char *const[]){__VA_ARGS__, NULL}, (zh), (en))

static int64_t
entries(void)
{
	int64_t last = -1;
	struct db *db;

	assert_int_equal(db_open(url, DB_READ, &db), 0);
	assert_int_equal(journal_last(db, &last), 0);
	db_close(db);
	return last;
}

/* All that was there is there, and acts go on. */
static void
assert_nothing_lost(int64_t before)
{
	assert_int_equal(entries(), before);
	assert_int_equal(RUN(program, "verify", "--db", url)->status, 0);
	assert_int_equal(RUN(program, "token", "administrator", "--db", url)->status, 0);
	assert_int_equal(entries(), before + 1);
}

/* ---- a server ---- */

struct served {
	pid_t pid;
	uint16_t port;
};

static struct served
start_server(void)
{
	char *const argv[] = {program, "serve", "--listen", "127.0.0.1:0", "--no-access-log", "--db", url, NULL};
	posix_spawn_file_actions_t actions;
	struct served served;
	char line[100];
	FILE *said;
	int out[2];

	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, out[1], 1);
	assert_int_equal(posix_spawn(&served.pid, program, &actions, NULL, argv, environ), 0);
	posix_spawn_file_actions_destroy(&actions);
	close(out[1]);
	said = fdopen(out[0], "r");
	assert_non_null(said);
	assert_non_null(fgets(line, sizeof line, said));
	assert_int_equal(strncmp(line, "http://127.0.0.1:", 17), 0);
	served.port = (uint16_t)strtoul(line + 17, NULL, 10);
	fclose(said);
	return served;
}

static void
stop_server(const struct served *served)
{
	int status;

	assert_int_equal(kill(served->pid, SIGTERM), 0);
	assert_int_equal(waitpid(served->pid, &status, 0), served->pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* Sends a request and reads the whole answer; its status. */
static int
ask(const struct served *served, const char *request, char *ret_answer, size_t room)
{
	const struct sockaddr_in where = {.sin_family = AF_INET, .sin_port = htons(served->port),
	                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int status = 0, line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	size_t len = 0;
	ssize_t n;

	assert_int_equal(connect(line, (const struct sockaddr *)&where, sizeof where), 0);
	assert_int_equal(write(line, request, strlen(request)), (ssize_t)strlen(request));
	while ((n = read(line, ret_answer + len, room - 1 - len)) > 0)
		len += (size_t)n;
	ret_answer[len] = '\0';
	close(line);
	assert_int_equal(sscanf(ret_answer, "HTTP/1.1 %d ", &status), 1);
	return status;
}

#define HEALTH "GET /healthz HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n"

/* Adds an account by the API; what the answer is. */
static int
add_account(const struct served *served, const char *token, const char *name, char *ret_answer, size_t room)
{
	char body[64], request[512];

	snprintf(body, sizeof body, "{\"name\":\"%s\"}", name);
	snprintf(request, sizeof request,
	         "POST /api/v1/actions/add-account HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n"
	         "Authorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
	         token, strlen(body), body);
	return ask(served, request, ret_answer, room);
}

/* ---- the tests ---- */

static void
a_full_disk_writes_nothing_and_loses_nothing(void **state)
{
	static const char zh[] = "磁盘已满，没有写入任何内容。", en[] = "The disk is full; nothing was written.";
	char copy[128], copy_url[160];
	struct db *open;
	int64_t before;

	(void)state;
	if (!own_disk)
		skip();
	snprintf(copy, sizeof copy, "%s/backup.db", folder);
	snprintf(copy_url, sizeof copy_url, "sqlite:%s", copy);
	before = entries();
	fill_disk();
	TOLD(zh, en, "token", "administrator", "--db", url);
	TOLD(zh, en, "import", "--undo", "1", "--db", url);
	TOLD(zh, en, "backup", copy, "--db", url);
	TOLD(zh, en, "copy", "--from", url, "--to", copy_url);
	assert_int_equal(unlink(ballast), 0);
	/* what is there can still be read beside one that is at work, as a server is: the engine's shared memory takes room too */
	assert_int_equal(db_open(url, DB_READ, &open), 0);
	assert_int_equal(db_number(open, "select count(*) from journal", NO_ARGS, &(int64_t){0}), 0);
	fill_disk();
	assert_int_equal(RUN(program, "verify", "--db", url)->status, 0);
	assert_int_equal(RUN(program, "duties", "--db", url)->status, 0);
	db_close(open);
	assert_int_equal(unlink(ballast), 0);
	assert_nothing_lost(before);
}

/* The server says so to whoever acts and to who watches it, and goes on by itself. */
static void
a_server_outlives_a_full_disk(void **state)
{
	const struct timespec pause = {.tv_nsec = 100000000};
	struct served served;
	char token[64], answer[4096];
	int64_t before;
	int tries = 0;

	(void)state;
	if (!own_disk)
		skip();
	assert_int_equal(sscanf(RUN(program, "token", "administrator", "--db", url)->out, "%63s", token), 1);
	served = start_server();
	assert_int_equal(ask(&served, HEALTH, answer, sizeof answer), 200);
	assert_int_equal(add_account(&served, token, "before", answer, sizeof answer), 200);
	before = entries();
	fill_disk();
	assert_int_equal(add_account(&served, token, "during", answer, sizeof answer), 503);
	assert_non_null(strstr(answer, "磁盘已满，没有写入任何内容。"));
	assert_non_null(strstr(answer, "The disk is full; nothing was written."));
	assert_int_equal(ask(&served, HEALTH, answer, sizeof answer), 503);
	assert_non_null(strstr(answer, "The disk is full"));
	assert_int_equal(unlink(ballast), 0);
	while (ask(&served, HEALTH, answer, sizeof answer) != 200 && ++tries < HEALTH_TRIES)
		nanosleep(&pause, NULL);
	assert_true(tries < HEALTH_TRIES);
	assert_int_equal(entries(), before);
	assert_int_equal(add_account(&served, token, "during", answer, sizeof answer), 200);
	stop_server(&served);
	assert_nothing_lost(before + 1);
}

static void
a_read_only_disk_is_told_and_left_alone(void **state)
{
	static const char zh[] = "打不开数据库；它所在的文件夹要能写。", en[] = "The database cannot be opened; its folder must be writable.";
	static char due[RUN_OUTPUT];
	char taken[96];
	int64_t before;

	(void)state;
	if (!own_disk)
		skip();
	assert_int_equal(RUN(program, "token", "administrator", "--db", url)->status, 0); /* from now on it has a log beside it */
	before = entries();
	snprintf(taken, sizeof taken, "%s.xlsx", folder);
	snprintf(due, sizeof due, "%s", RUN(program, "duties", "--as-of", "2026-11-21", "--db", url)->out);
	assert_int_equal(mount("none", folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	TOLD(zh, en, "token", "administrator", "--db", url);
	/* closed well, it stands alone and is read */
	assert_int_equal(RUN(program, "verify", "--db", url)->status, 0);
	assert_string_equal(RUN(program, "duties", "--as-of", "2026-11-21", "--db", url)->out, due);
	TOLD("导出要记入日志（DP-16），记不了就不导出。", "An export is journalled (DP-16); where that cannot be, nothing goes out.", "export",
	     taken, "--reason", "inspection", "--db", url);
	assert_int_not_equal(access(taken, F_OK), 0);
	TOLD("磁盘是只读的", "the disk is read-only", "serve", "--listen", "127.0.0.1:0", "--db", url);
	TOLD("磁盘是只读的", "the disk is read-only", "key", "rotate", "--db", url);
	assert_int_equal(mount("none", folder, NULL, MS_REMOUNT, NULL), 0);
	assert_nothing_lost(before);
}

/* Where a log waits beside it, or somebody may have it open, it is not taken for a file that stands alone. */
static void
a_full_disk_lets_a_closed_database_be_read_and_no_other(void **state)
{
	char path[160];
	int file;

	(void)state;
	if (!own_disk)
		skip();
	assert_int_equal(RUN(program, "token", "administrator", "--db", url)->status, 0);
	snprintf(path, sizeof path, "%s/city.db-wal", folder);
	assert_true(write_line(path, "a log of %u bytes or so", 20));
	assert_int_equal(mount("none", folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	assert_int_equal(RUN(program, "verify", "--db", url)->status, 2);
	assert_int_equal(mount("none", folder, NULL, MS_REMOUNT, NULL), 0);
	assert_int_equal(unlink(path), 0);
	/* a server's claim counts while a server holds it, not where one was killed and left the file */
	snprintf(path, sizeof path, "%s/city.db.lock", folder);
	assert_true(write_line(path, "%u\n", (unsigned)getpid()));
	assert_int_equal(mount("none", folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	file = open(path, O_RDONLY | O_CLOEXEC);
	assert_int_equal(flock(file, LOCK_EX), 0);
	assert_int_equal(RUN(program, "verify", "--db", url)->status, 2);
	close(file);
	assert_int_equal(RUN(program, "verify", "--db", url)->status, 0);
	assert_int_equal(mount("none", folder, NULL, MS_REMOUNT, NULL), 0);
	assert_int_equal(unlink(path), 0);
	fill_disk();
	assert_int_equal(RUN(program, "verify", "--db", url)->status, 0);
	assert_int_equal(RUN(program, "duties", "--db", url)->status, 0);
	assert_int_equal(unlink(ballast), 0);
	assert_nothing_lost(entries());
}

/* What a killed server had not folded into the file lies in the log beside it, and is read with it. */
static void
a_killed_server_leaves_what_is_read_on_a_read_only_disk(void **state)
{
	struct served served;
	char token[64], answer[4096];
	int64_t before;

	(void)state;
	if (!own_disk)
		skip();
	assert_int_equal(sscanf(RUN(program, "token", "administrator", "--db", url)->out, "%63s", token), 1);
	before = entries();
	served = start_server();
	assert_int_equal(add_account(&served, token, "kept", answer, sizeof answer), 200);
	assert_int_equal(kill(served.pid, SIGKILL), 0);
	assert_int_equal(waitpid(served.pid, NULL, 0), served.pid);
	assert_int_equal(mount("none", folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	assert_int_equal(RUN(program, "verify", "--db", url)->status, 0);
	assert_int_equal(entries(), before + 1);
	assert_int_equal(mount("none", folder, NULL, MS_REMOUNT, NULL), 0);
	assert_nothing_lost(before + 1);
}

static void
a_second_server_names_the_first(void **state)
{
	char zh[64], en[64], answer[4096];
	struct served first = start_server();
	int64_t before = entries();

	(void)state;
	snprintf(zh, sizeof zh, "正由另一个服务使用（进程 %d）", (int)first.pid);
	snprintf(en, sizeof en, "in use by another server (process %d)", (int)first.pid);
	TOLD(zh, en, "serve", "--listen", "127.0.0.1:0", "--db", url);
	TOLD(zh, en, "key", "rotate", "--db", url);
	assert_int_equal(ask(&first, HEALTH, answer, sizeof answer), 200);
	/* commands work beside it, and one that was killed holds nobody up */
	assert_int_equal(RUN(program, "token", "administrator", "--db", url)->status, 0);
	assert_int_equal(kill(first.pid, SIGKILL), 0);
	assert_int_equal(waitpid(first.pid, NULL, 0), first.pid);
	first = start_server();
	stop_server(&first);
	assert_nothing_lost(before + 1);
}

static void
slurp(const char *path, char *ret_bytes, size_t room, size_t *ret_len)
{
	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	*ret_len = fread(ret_bytes, 1, room, file);
	fclose(file);
}

/* What is no database, and what is another program's, is named and keeps every byte. */
static void
files_of_others_keep_every_byte(void **state)
{
	static const char *const commands[][4] = {{"verify"}, {"duties"}, {"token", "root"}, {"key", "rotate"},
	                                          {"serve", "--listen", "127.0.0.1:0"}, {"clock", "accept"}};
	static char before[65536], after[65536];
	char other[128], other_url[160], key[128];
	size_t before_len, after_len;

	(void)state;
	snprintf(other, sizeof other, "%s/other.db", folder);
	snprintf(other_url, sizeof other_url, "sqlite:%s", other);
	snprintf(key, sizeof key, "%s/new.key", folder);
	for (int database = 0; database < 2; database++) {
		unlink(other);
		if (database) {
			struct db *db;

			assert_int_equal(db_open(other_url, DB_CREATE, &db), 0);
			assert_int_equal(db_exec(db, "create table theirs (a integer)", NO_ARGS, NULL), 0);
			db_close(db);
		} else {
			FILE *file = fopen(other, "w");

			assert_non_null(file);
			fputs("社区志愿服务登记，二〇二六年十一月\n", file);
			fclose(file);
		}
		slurp(other, before, sizeof before, &before_len);
		for (size_t c = 0; c < sizeof commands / sizeof *commands; c++)
			TOLD(database ? "这是别的程序的数据库，没有改动。" : "这个文件不是数据库。",
			     database ? "This database is another program's; nothing was changed." : "This file is not a database.",
			     "--db", other_url, "--key", key, commands[c][0], commands[c][1], commands[c][2], commands[c][3]);
		slurp(other, after, sizeof after, &after_len);
		assert_int_equal(after_len, before_len);
		assert_memory_equal(after, before, before_len);
		assert_int_equal(access(key, F_OK), -1);
	}
}

/* Runs a statement on the database, past the program. */
static void
alter(const char *sql)
{
	struct db *db;

	assert_int_equal(db_open(url, DB_WRITE, &db), 0);
	assert_int_equal(db_exec(db, sql, NO_ARGS, NULL), 0);
	db_close(db);
}

static void
a_newer_database_is_neither_served_nor_copied(void **state)
{
	static const char zh[] = "更新版本的程序建立的（结构 99，本程序 ", en[] = "comes from a newer program (schema 99, this one ";
	char copy[128], copy_url[160];
	int64_t before = entries();

	(void)state;
	snprintf(copy, sizeof copy, "%s/backup.db", folder);
	snprintf(copy_url, sizeof copy_url, "sqlite:%s", copy);
	alter("update meta set value = '99' where name = 'schema'");
	TOLD(zh, en, "serve", "--listen", "127.0.0.1:0", "--db", url);
	TOLD(zh, en, "backup", copy, "--db", url);
	TOLD(zh, en, "copy", "--from", url, "--to", copy_url);
	TOLD(zh, en, "export", copy, "--reason", "核对", "--db", url);
	TOLD(zh, en, "import", "--undo", "1", "--db", url);
	TOLD(zh, en, "clock", "accept", "--db", url);
	assert_int_equal(access(copy, F_OK), -1);
	alter("update meta set value = '" SCHEMA "' where name = 'schema'");
	assert_nothing_lost(before);
}

/* An entry written two hours ahead: what a clock that was set back since looks like. */
static void
write_ahead(void)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	const struct entry entry = {.action = "rebuild-tallies", .kind = "", .facts = "{}"};
	struct act act;
	struct db *db;

	assert_non_null(arena);
	assert_int_equal(db_open(url, DB_WRITE, &db), 0);
	assert_int_equal(db_begin_write(db), 0);
	assert_int_equal(act_begin(&act, db, arena, "cli:test", 20000, (int64_t)time(NULL) + 7200), 0);
	assert_int_equal(act_end(&act, &entry), 0);
	assert_int_equal(db_commit(db), 0);
	db_close(db);
	arena_free(arena);
}

static void
a_clock_set_back_stops_acts_until_it_is_accepted(void **state)
{
	static const char zh[] = "没有写入任何内容；请校正时钟。", en[] = "nothing was written. Set the clock right;";
	int64_t before;

	(void)state;
	write_ahead();
	before = entries();
	TOLD(zh, en, "token", "administrator", "--db", url);
	assert_int_equal(entries(), before);
	assert_int_equal(RUN(program, "duties", "--db", url)->status, 0);
	assert_int_equal(RUN(program, "clock", "accept", "--db", url)->status, 0);
	assert_int_equal(RUN(program, "clock", "accept", "--db", url)->status, 1);
	assert_nothing_lost(before + 1);
}

#define TROUBLE(test) cmocka_unit_test_setup_teardown(test, make_ground, drop_ground)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TROUBLE(a_full_disk_writes_nothing_and_loses_nothing),
		TROUBLE(a_server_outlives_a_full_disk),
		TROUBLE(a_read_only_disk_is_told_and_left_alone),
		TROUBLE(a_killed_server_leaves_what_is_read_on_a_read_only_disk),
		TROUBLE(a_full_disk_lets_a_closed_database_be_read_and_no_other),
		TROUBLE(a_second_server_names_the_first),
		TROUBLE(files_of_others_keep_every_byte),
		TROUBLE(a_newer_database_is_neither_served_nor_copied),
		TROUBLE(a_clock_set_back_stops_acts_until_it_is_accepted),
	};

	if (argc != 2)
		return 2;
	program = argv[1];
	own_disk = leave_mounts();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
