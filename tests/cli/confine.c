/*
 * What a confined server can no longer do, and all it still can: each attempt
 * in a process of its own, confined as `serve` confines itself.
 */
#define _GNU_SOURCE /* unshare, memfd_create */
#include "../check.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../db.h"
#include "base/arena.h"
#include "base/sandbox_calls.h"
#include "cli/confine.h"
#include "party/founding.h"
#include "party/installation.h"
#include "print/document.h"
#include "print/printer.h"

extern char **environ;

static struct test_db database;
static char log_path[96], tool_path[96];

/* How an attempt ends: its own word, or the signal that ends a process. */
enum end { DONE, DENIED, KILLED };

struct attempt {
	const char *name;
	enum end (*make)(void);
	enum end expected;
	bool unchecked_when_sanitized; /* the search for leaks needs it */
};

/* ---- confined, as serve is ---- */

static enum end
in_sandbox(const struct attempt *attempt, enum sandbox_mode mode)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		const struct confinement confinement = {.mode = mode, .db = database.url, .log = log_path};
		struct arena *arena = arena_new(ARENA_REQUEST_MAX);

		if (!arena || confine(arena, &confinement) != 0)
			_exit(99);
		_exit(attempt->make());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		return KILLED;
	if (!WIFEXITED(status) || WEXITSTATUS(status) > KILLED)
		print_error("%s: %x %s\n", attempt->name, (unsigned)status, failure_text(LANG_EN));
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= KILLED);
	return (enum end)WEXITSTATUS(status);
}

static enum end
by_errno(bool done)
{
	return done ? DONE : errno == EACCES || errno == EPERM ? DENIED : KILLED + 1;
}

/* ---- what must fail ---- */

static enum end
read_passwords(void)
{
	return by_errno(open("/etc/passwd", O_RDONLY) >= 0);
}

static enum end
write_outside(void)
{
	return by_errno(open("/var/dangjian-test", O_WRONLY | O_CREAT, 0600) >= 0);
}

static enum end
list_root(void)
{
	return by_errno(open("/", O_RDONLY | O_DIRECTORY) >= 0);
}

static enum end
run_shell(void)
{
	return by_errno(execl("/bin/sh", "sh", "-c", "exit 0", (char *)NULL) == 0);
}

/* A program dropped where files may be made does not run. */
static enum end
run_dropped(void)
{
	return by_errno(execl(tool_path, tool_path, (char *)NULL) == 0);
}

static enum end
open_socket(void)
{
	return by_errno(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static enum end
open_raw_socket(void)
{
	return by_errno(socket(AF_PACKET, SOCK_RAW, 0) >= 0);
}

static enum end
send_first(void)
{
	const struct sockaddr_in where = {.sin_family = AF_INET};
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
		return DONE;
	return by_errno(sendto(pair[0], "x", 1, MSG_FASTOPEN, (const struct sockaddr *)&where, sizeof where) >= 0);
}

static enum end
map_code(void)
{
	return by_errno(mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
	                MAP_FAILED);
}

static enum end
make_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return by_errno(mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
}

static enum end
type_for_the_user(void)
{
	return by_errno(ioctl(STDIN_FILENO, TIOCSTI, "x") == 0);
}

static enum end
new_namespace(void)
{
	return by_errno(unshare(CLONE_NEWUSER) == 0);
}

static enum end
mount_something(void)
{
	return by_errno(mount("none", "/tmp", "tmpfs", 0, NULL) == 0);
}

static enum end
change_root(void)
{
	return by_errno(chroot("/tmp") == 0);
}

static enum end
trace_parent(void)
{
	return by_errno(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0);
}

static enum end
become_another(void)
{
	return by_errno(setuid(65534) == 0);
}

static const struct attempt forbidden[] = {
	{"read /etc/passwd", read_passwords, DENIED, false},
	{"write outside", write_outside, DENIED, false},
	{"list /", list_root, DENIED, false},
	{"run a shell", run_shell, DENIED, false},
	{"run a dropped program", run_dropped, DENIED, false},
	{"raw socket", open_raw_socket, DENIED, false},
	{"connect by sending", send_first, DENIED, false},
	{"memory to write and run", map_code, DENIED, false},
	{"memory made to run", make_code, DENIED, false},
	{"type into the terminal", type_for_the_user, DENIED, false},
	{"new namespace", new_namespace, KILLED, false},
	{"mount", mount_something, KILLED, false},
	{"chroot", change_root, KILLED, false},
	{"trace", trace_parent, KILLED, true},
	{"setuid", become_another, KILLED, false},
};

/* ---- what must go on ---- */

static enum end
use_database(void)
{
	struct installation *installation;
	struct db *scratch;
	bool done = installation_open(database.url, NULL, &installation) == 0 &&
	            writer_health(installation->writer) == 0;

	if (!done)
		return DENIED;
	installation_close(installation);
	if (db_open("sqlite:", DB_SCRATCH, &scratch) < 0 ||
	    db_exec(scratch, "create table t (a integer)", NO_ARGS, NULL) < 0 ||
	    db_exec(scratch, "insert into t with recursive n(i) as (select 1 union all select i + 1 from n where i < 200000)"
	            " select i from n", NO_ARGS, NULL) < 0)
		return DENIED;
	db_close(scratch);
	return DONE;
}

static enum end
make_temporary(void)
{
	char path[] = "/tmp/dangjian-confined-XXXXXX";
	int file = mkstemp(path);
	FILE *unnamed = tmpfile();
	bool done = file >= 0 && write(file, "x", 1) == 1 && unlink(path) == 0 && unnamed && fputs("x", unnamed) >= 0 &&
	            memfd_create("x", 0) >= 0;

	return by_errno(done);
}

static enum end
log_anew(void)
{
	int file = open(log_path, O_WRONLY | O_APPEND | O_CREAT, 0640);

	return by_errno(file >= 0 && write(file, "x", 1) == 1);
}

static void *
nothing(void *argument)
{
	return argument;
}

static enum end
start_thread(void)
{
	pthread_t thread;

	return pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0 ? DONE : DENIED;
}

/* The printing process is this very program, started anew. */
static enum end
start_itself(void)
{
	char *argv[] = {(char[]){"again"}, (char[]){"seven"}, NULL};
	int status;
	pid_t child;

	errno = posix_spawn(&child, "/proc/self/exe", NULL, NULL, argv, environ);
	if (errno || waitpid(child, &status, 0) != child)
		return by_errno(false);
	return WIFEXITED(status) && WEXITSTATUS(status) == 7 ? DONE : DENIED;
}

static enum end
print_something(void)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct document *document = arena ? document_new(arena, LANG_ZH, "通知") : NULL;
	struct pdf pdf;

	if (!document)
		return DENIED;
	document_begin(document, PIECE_TEXT, 0, 0);
	document_put(document, "选举");
	document_end(document);
	return printer_print_one(&(struct printer){0}, arena, document, 20778, &pdf) == 0 && pdf.len > 5 &&
	       memcmp(pdf.bytes, "%PDF-", 5) == 0 ? DONE : DENIED;
}

static const struct attempt allowed[] = {
	{"database", use_database, DONE, false},
	{"temporary file", make_temporary, DONE, false},
	{"log", log_anew, DONE, false},
	{"thread", start_thread, DONE, false},
	{"itself", start_itself, DONE, false},
	{"printing", print_something, DONE, false},
};

/* ---- tests ---- */

static bool
passed_over(const struct attempt *attempt)
{
#ifdef SANITIZED
	return attempt->unchecked_when_sanitized;
#else
	return attempt->make == NULL;
#endif
}

static void
check_all(const struct attempt *attempts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum end end;

		if (passed_over(&attempts[i]))
			continue;
		end = in_sandbox(&attempts[i], SANDBOX_REQUIRE);
		if (end != attempts[i].expected)
			print_error("%s: %d\n", attempts[i].name, (int)end);
		assert_int_equal(end, attempts[i].expected);
	}
}

/* A kernel without Landlock cannot show any of this; `serve --sandbox require` refuses to start there. */
static bool
kernel_can(void)
{
	static const struct attempt look = {"look", start_thread, DONE, false};
	pid_t child = fork();
	int status;

	if (child == 0) {
		const struct confinement confinement = {.mode = SANDBOX_TRY, .db = database.url};
		struct arena *arena = arena_new(ARENA_REQUEST_MAX);

		_exit(arena && confine(arena, &confinement) == 0 ? 0 : 1);
	}
	return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
	       in_sandbox(&look, SANDBOX_OFF) == DONE;
}

static void
a_confined_server_reaches_its_own_and_nothing_else(void **state)
{
	static const struct attempt socket_attempt = {"socket", open_socket, DENIED, false};

	(void)state;
	FOR_EACH_ENGINE(test) {
		database = test;
		if (founding_make(database.url, NULL) < 0)
			test_failed("founding");
		if (!kernel_can())
			skip();
		check_all(forbidden, sizeof forbidden / sizeof *forbidden);
		check_all(allowed, sizeof allowed / sizeof *allowed);
		assert_int_equal(in_sandbox(&socket_attempt, SANDBOX_REQUIRE), test.engine == ENGINE_SQLITE ? DENIED : DONE);
	}
}

static void
without_a_sandbox_nothing_is_taken(void **state)
{
	static const struct attempt passwords = {"read /etc/passwd", read_passwords, DONE, false};

	(void)state;
	assert_int_equal(in_sandbox(&passwords, SANDBOX_OFF), DONE);
}

static void
memory_is_never_dumped(void **state)
{
	pid_t child = fork();
	int status;

	(void)state;
	if (child == 0) {
		struct rlimit limit;

		sandbox_keep_memory();
		if (getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_cur != 0 || limit.rlim_max != 0)
			_exit(1);
#ifndef SANITIZED
		if (prctl(PR_GET_DUMPABLE) != 0)
			_exit(2);
#endif
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* A program of the system, copied to where files may be made. */
static int
drop_program(void **state)
{
	static char bytes[1 << 20];
	FILE *from = fopen("/bin/true", "rb"), *to;
	size_t len = from ? fread(bytes, 1, sizeof bytes, from) : 0;

	(void)state;
	snprintf(log_path, sizeof log_path, "/tmp/dangjian-confine-%d.log", (int)getpid());
	snprintf(tool_path, sizeof tool_path, "/tmp/dangjian-confine-%d.tool", (int)getpid());
	to = fopen(tool_path, "wb");
	if (len == 0 || !to || fwrite(bytes, 1, len, to) != len || chmod(tool_path, 0755) != 0)
		return -1;
	fclose(from);
	return fclose(to);
}

static int
take_away(void **state)
{
	(void)state;
	unlink(log_path);
	return unlink(tool_path);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_sandbox_nothing_is_taken),
		cmocka_unit_test(a_confined_server_reaches_its_own_and_nothing_else),
		cmocka_unit_test(memory_is_never_dumped),
	};

	if (argc == 2 && strcmp(argv[1], "seven") == 0)
		return 7;
	if (argc == 2 && strcmp(argv[1], PRINT_COMMAND) == 0)
		printer_child();
	return cmocka_run_group_tests(tests, drop_program, take_away);
}
