#include "../check.h"

#include <arpa/inet.h>
#include <jansson.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../db.h"
#include "party/founding.h"

static char *program; /* dangjian, from the build */
static struct test_db database;

extern char **environ;

struct child {
	pid_t pid;
	FILE *out;
	FILE *err;
};

static struct child
run(char *const arguments[])
{
	char *argv[16] = {program, "serve"};
	posix_spawn_file_actions_t actions;
	struct child child;
	int out[2], err[2];

	for (size_t i = 0; arguments[i]; i++)
		argv[i + 2] = arguments[i];
	assert_int_equal(pipe(out), 0);
	assert_int_equal(pipe(err), 0);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, out[1], 1);
	posix_spawn_file_actions_adddup2(&actions, err[1], 2);
	for (int i = 0; i < 2; i++) {
		posix_spawn_file_actions_addclose(&actions, out[i]);
		posix_spawn_file_actions_addclose(&actions, err[i]);
	}
	assert_int_equal(posix_spawn(&child.pid, program, &actions, NULL, argv, environ), 0);
	posix_spawn_file_actions_destroy(&actions);
	close(out[1]);
	close(err[1]);
	child.out = fdopen(out[0], "r");
	child.err = fdopen(err[0], "r");
	assert_true(child.out && child.err);
	return child;
}

/* Reads both streams to their ends and waits; the exit status, or minus the signal. */
static int
finish(struct child *child, char *ret_err, size_t room)
{
	int status;

	ret_err[fread(ret_err, 1, room - 1, child->err)] = '\0';
	fclose(child->out);
	fclose(child->err);
	assert_int_equal(waitpid(child->pid, &status, 0), child->pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* Asks for /healthz at the address of the line that `serve` prints. */
static void
ask_health(const char *line)
{
	static const char request[] = "GET /healthz?a=b HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n";
	struct sockaddr_in where = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	char answer[2000] = "";
	size_t len = 0;
	ssize_t n;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(strncmp(line, "http://127.0.0.1:", 17), 0);
	where.sin_port = htons((uint16_t)strtoul(line + 17, NULL, 10));
	assert_int_equal(connect(fd, (struct sockaddr *)&where, sizeof where), 0);
	assert_int_equal(write(fd, request, sizeof request - 1), sizeof request - 1);
	while ((n = read(fd, answer + len, sizeof answer - 1 - len)) > 0)
		len += (size_t)n;
	close(fd);
	assert_int_equal(strncmp(answer, "HTTP/1.1 200 ", 13), 0);
	assert_string_equal(answer + len - 6, "\r\n\r\nok");
}

static void
it_tells_its_address_and_ends_on_signals(void **state)
{
	static const int signals[] = {SIGTERM, SIGINT};
	char line[200], err[4000];

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct child child = run((char *[]){"--listen", "127.0.0.1:0", NULL});

		assert_non_null(fgets(line, sizeof line, child.out));
		assert_string_equal(strrchr(line, '/'), "/\n");
		ask_health(line);
		assert_int_equal(kill(child.pid, signals[i]), 0);
		assert_int_equal(finish(&child, err, sizeof err), 0);
		assert_non_null(strstr(err, "\"method\":\"GET\",\"path\":\"/healthz\",\"status\":200,"));
	}
}

/* Reads a log, each line of which must be an object with time and level; counts those of a path. */
static int
count_lines(const char *name, const char *path)
{
	FILE *file = fopen(name, "r");
	char line[4000];
	int count = 0;

	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		json_t *object = json_loads(line, 0, NULL);
		const char *of = json_string_value(json_object_get(object, "path"));

		assert_true(json_is_object(object));
		assert_non_null(json_string_value(json_object_get(object, "time")));
		assert_string_equal(json_string_value(json_object_get(object, "level")), "info");
		count += of && strcmp(of, path) == 0;
		json_decref(object);
	}
	fclose(file);
	return count;
}

static void
the_log_goes_on_in_a_new_file(void **state)
{
	char name[64], old[72], line[200], err[4000];
	struct child child;

	(void)state;
	snprintf(name, sizeof name, "/tmp/dangjian-test-%d.log", (int)getpid());
	snprintf(old, sizeof old, "%s.1", name);
	unlink(name);
	child = run((char *[]){"--listen", "127.0.0.1:0", "--log", name, NULL});
	assert_non_null(fgets(line, sizeof line, child.out));
	ask_health(line);
	assert_int_equal(rename(name, old), 0);
	assert_int_equal(kill(child.pid, SIGHUP), 0);
	while (access(name, F_OK) != 0)
		usleep(10000);
	ask_health(line);
	assert_int_equal(kill(child.pid, SIGTERM), 0);
	assert_int_equal(finish(&child, err, sizeof err), 0);
	assert_string_equal(err, "");
	assert_int_equal(count_lines(old, "/healthz"), 1);
	assert_int_equal(count_lines(name, "/healthz"), 1);
	unlink(name);
	unlink(old);
}

static void
the_access_log_can_be_left_out(void **state)
{
	struct child child = run((char *[]){"--listen", "127.0.0.1:0", "--no-access-log", "--workers", "1", NULL});
	char line[200], err[4000];

	(void)state;
	assert_non_null(fgets(line, sizeof line, child.out));
	ask_health(line);
	assert_int_equal(kill(child.pid, SIGTERM), 0);
	assert_int_equal(finish(&child, err, sizeof err), 0);
	assert_string_equal(err, "");
}

/* A number of /proc/PID/status. */
static int
status_of(pid_t process, const char *name)
{
	char path[64], line[256];
	FILE *file;
	int number = -1;

	snprintf(path, sizeof path, "/proc/%d/status", (int)process);
	file = fopen(path, "r");
	assert_non_null(file);
	while (number < 0 && fgets(line, sizeof line, file))
		if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':')
			number = (int)strtol(line + strlen(name) + 1, NULL, 10);
	fclose(file);
	return number;
}

static void
it_confines_itself_unless_told_not_to(void **state)
{
	static const struct { const char *mode; int filters; } cases[] = {{"try", 2}, {"off", 0}};
	char line[200], err[4000];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct child child = run((char *[]){"--listen", "127.0.0.1:0", "--sandbox", (char *)cases[i].mode, NULL});

		assert_non_null(fgets(line, sizeof line, child.out));
		assert_int_equal(status_of(child.pid, "Seccomp"), cases[i].filters);
		assert_int_equal(status_of(child.pid, "NoNewPrivs"), cases[i].filters != 0);
		assert_int_equal(kill(child.pid, SIGTERM), 0);
		assert_int_equal(finish(&child, err, sizeof err), 0);
	}
}

static void
bad_arguments_end_with_a_sentence(void **state)
{
	static char *const cases[][6] = {
		{"--lang", "zh", "--listen", "here", "监听地址 here 不对，应写作 127.0.0.1:8080 的样子。\n"},
		{"--lang", "en", "--listen", "here", "here is no address to listen at; write it like 127.0.0.1:8080.\n"},
		{"--lang", "en", "--listen", "203.0.113.1:1", "Cannot listen at 203.0.113.1:1: "},
		{"--lang", "zh", "--workers", "0", "--workers 应是 1 到 64 的整数。\n"},
		{"--lang", "en", "--listen", NULL, "--listen needs a value.\n"},
		{"--lang", "en", "--port", "80", "serve does not know --port.\n"},
		{"--lang", "en", "--log", "/nonexistent/log", "The log file /nonexistent/log cannot be opened: "},
		{"--lang", "en", "--monitor-token", "/dev/null", "/dev/null must hold one monitoring token of 16 to 200 "},
		{"--lang", "zh", "--monitor-token", "/nonexistent", "无法读取 /nonexistent："},
		{"--lang", "en", "--sandbox", "perhaps", "--sandbox is require, try or off.\n"},
		{"--lang", "en", "--tls-cert", "cert.pem", "--tls-cert and --tls-key go together.\n"},
	};
	char err[4000];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct child child = run((char *[]){cases[i][0], cases[i][1], cases[i][2], cases[i][3], NULL});

		assert_int_equal(finish(&child, err, sizeof err), 2);
		assert_int_equal(strncmp(err, cases[i][4], strlen(cases[i][4])), 0);
	}
}

static void
without_a_database_it_says_so(void **state)
{
	struct child child = run((char *[]){"--db", "sqlite:/nonexistent/no.db", NULL});
	char err[4000];

	(void)state;
	assert_int_equal(finish(&child, err, sizeof err), 2);
	assert_true(strlen(err) > 0);
}

static int
make_database(void **state)
{
	(void)state;
	test_db_new(&database, 0);
	if (founding_make(database.url, NULL) < 0)
		test_failed("founding");
	return setenv("DANGJIAN_DB", database.url, 1);
}

static int
drop_database(void **state)
{
	(void)state;
	test_db_drop(&database);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_tells_its_address_and_ends_on_signals),
		cmocka_unit_test(the_log_goes_on_in_a_new_file),
		cmocka_unit_test(the_access_log_can_be_left_out),
		cmocka_unit_test(it_confines_itself_unless_told_not_to),
		cmocka_unit_test(bad_arguments_end_with_a_sentence),
		cmocka_unit_test(without_a_database_it_says_so),
	};

	if (argc != 2)
		return EXIT_FAILURE;
	program = argv[1];
	return cmocka_run_group_tests(tests, make_database, drop_database);
}
