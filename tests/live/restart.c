/*
 * A restart under load with the listening socket kept: the old server ends,
 * the new one begins, and nobody is refused or left without an answer.  What
 * was acknowledged is in the journal, once.
 *
 *   restart DANGJIAN
 */
#define _GNU_SOURCE /* strcasestr */
#include "../check.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../cli/run.h"
#include "store/db.h"

#define RESTARTS 5
#define BETWEEN_MS 400 /* of load on each server */

static char *program;
static char folder[64], url[96], token[64], notify_path[96];
static int listening, notify = -1;
static uint16_t port;

/* ---- the supervisor ---- */

static void
listen_for_all(void)
{
	struct sockaddr_in where = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct sockaddr_un tell = {.sun_family = AF_UNIX};
	socklen_t len = sizeof where;

	listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(listening, (struct sockaddr *)&where, sizeof where), 0);
	assert_int_equal(listen(listening, 1024), 0);
	assert_int_equal(getsockname(listening, (struct sockaddr *)&where, &len), 0);
	port = ntohs(where.sin_port);
	notify = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	snprintf(notify_path, sizeof notify_path, "%s/notify", folder);
	snprintf(tell.sun_path, sizeof tell.sun_path, "%s", notify_path);
	assert_int_equal(bind(notify, (struct sockaddr *)&tell, sizeof tell), 0);
}

/* Waits for a state the server tells. */
static void
await(const char *state)
{
	struct pollfd poll_notify = {.fd = notify, .events = POLLIN};
	char told[256] = "";

	while (strcmp(told, state) != 0) {
		ssize_t len;

		assert_int_equal(poll(&poll_notify, 1, 60000), 1);
		len = recv(notify, told, sizeof told - 1, 0);
		assert_true(len >= 0);
		told[len] = '\0';
	}
}

static pid_t
start_server(void)
{
	pid_t child = fork();
	char own[16];

	assert_true(child >= 0);
	if (child == 0) {
		snprintf(own, sizeof own, "%d", (int)getpid());
		setenv("LISTEN_PID", own, 1);
		setenv("LISTEN_FDS", "1", 1);
		setenv("NOTIFY_SOCKET", notify_path, 1);
		setenv("WATCHDOG_USEC", "400000", 1);
		dup2(listening, 3);
		fcntl(3, F_SETFD, 0);
		dup2(open("/dev/null", O_WRONLY), 1);
		execl(program, program, "serve", "--db", url, "--no-access-log", (char *)NULL);
		_exit(127);
	}
	await("READY=1");
	return child;
}

static void
end_server(pid_t child)
{
	int status;

	assert_int_equal(kill(child, SIGTERM), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (!WIFEXITED(status))
		print_error("the server ended by signal %d\n", WTERMSIG(status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* ---- the clients ---- */

static _Atomic bool over;
static _Atomic int refused, dropped, wrong, served, written;

/* What a client does, over and over. */
struct client {
	bool keeps;     /* its connection */
	bool writes;
	int socket;
};

static bool
connect_client(struct client *client)
{
	struct sockaddr_in where = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct timeval patience = {.tv_sec = 60};
	int one = 1;

	client->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(client->socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(client->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	if (connect(client->socket, (struct sockaddr *)&where, sizeof where) == 0)
		return true;
	refused++;
	close(client->socket);
	client->socket = -1;
	return false;
}

/* Reads an answer to its end; its status, or 0 where the connection ended before. */
static int
read_answer(struct client *client, bool *ret_close)
{
	char answer[65536];
	const char *length, *head_end = NULL;
	size_t len = 0, whole = SIZE_MAX;
	int status = 0;

	while (len < whole) {
		ssize_t n = recv(client->socket, answer + len, sizeof answer - 1 - len, 0);

		if (n <= 0)
			return 0;
		len += (size_t)n;
		answer[len] = '\0';
		if (head_end || !(head_end = strstr(answer, "\r\n\r\n")))
			continue;
		length = strcasestr(answer, "\r\nContent-Length: ");
		whole = (size_t)(head_end + 4 - answer) + (length ? strtoul(length + 18, NULL, 10) : 0);
		*ret_close = strcasestr(answer, "\r\nConnection: close") != NULL;
		sscanf(answer, "HTTP/1.1 %d", &status);
	}
	return status;
}

static void
ask_once(struct client *client)
{
	static const char body[] = "{\"label\":\"load\"}";
	char request[512];
	bool closes = true;
	int status;

	if (client->writes)
		snprintf(request, sizeof request, "POST /api/v1/actions/make-token HTTP/1.1\r\nHost: a.example\r\n"
		         "Authorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n%s\r\n%s",
		         token, sizeof body - 1, client->keeps ? "" : "Connection: close\r\n", body);
	else
		snprintf(request, sizeof request, "GET /login HTTP/1.1\r\nHost: a.example\r\n%s\r\n",
		         client->keeps ? "" : "Connection: close\r\n");
	if (client->socket < 0 && !connect_client(client))
		return;
	status = send(client->socket, request, strlen(request), MSG_NOSIGNAL) == (ssize_t)strlen(request)
	         ? read_answer(client, &closes) : 0;
	if (status == 200) {
		served++;
		written += client->writes;
	} else if (status == 0) {
		dropped++;
	} else {
		wrong++;
	}
	if (closes || !client->keeps) {
		close(client->socket);
		client->socket = -1;
	}
}

static void *
ask_on(void *argument)
{
	struct client *client = argument;

	while (!over)
		ask_once(client);
	if (client->socket >= 0)
		close(client->socket);
	return NULL;
}

/* ---- the test ---- */

static int64_t
count_written(void)
{
	int64_t count = -1;
	struct db *db;

	assert_int_equal(db_open(url, DB_READ, &db), 0);
	assert_int_equal(db_number(db, "select count(*) from journal where action = 'make-token'",
	                           NO_ARGS, &count), 0);
	db_close(db);
	return count;
}

static void
nobody_is_refused_while_the_server_changes(void **state)
{
	struct client clients[] = {
		{.keeps = true}, {.keeps = true}, {.keeps = false}, {.keeps = true, .writes = true},
		{.keeps = false, .writes = true},
	};
	const size_t count = sizeof clients / sizeof *clients;
	pthread_t threads[sizeof clients / sizeof *clients];
	pid_t server = start_server();
	int64_t written_before = count_written();

	(void)state;
	for (size_t i = 0; i < count; i++) {
		clients[i].socket = -1;
		assert_int_equal(pthread_create(&threads[i], NULL, ask_on, &clients[i]), 0);
	}
	for (int i = 0; i < RESTARTS; i++) {
		int before = served;

		usleep(BETWEEN_MS * 1000);
		end_server(server);
		server = start_server();
		while (served == before) /* the new one answers */
			usleep(10000);
	}
	await("WATCHDOG=1");
	over = true;
	for (size_t i = 0; i < count; i++)
		pthread_join(threads[i], NULL);
	end_server(server);
	await("STOPPING=1");
	print_message("%d requests served, %d of them writing\n", served, written);
	assert_int_equal(refused, 0);
	assert_int_equal(dropped, 0);
	assert_int_equal(wrong, 0);
	assert_true(written > RESTARTS);
	assert_int_equal(count_written() - written_before, written);
}

static void
a_socket_that_is_none_is_refused(void **state)
{
	pid_t child = fork();
	char own[16];
	int status;

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		snprintf(own, sizeof own, "%d", (int)getpid());
		setenv("LISTEN_PID", own, 1);
		setenv("LISTEN_FDS", "1", 1);
		dup2(open("/dev/null", O_RDWR), 3);
		dup2(3, 2);
		execl(program, program, "serve", "--db", url, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
}

static int
make_city(void **state)
{
	struct run *run;
	char account[64];

	(void)state;
	snprintf(folder, sizeof folder, "/tmp/dangjian-restart-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(url, sizeof url, "sqlite:%s/city.db", folder);
	run = RUN(program, "demo", "--units", "1", "--members", "3", "--db", url);
	if (run->status != 0 || sscanf(run->out, "%63[^\t]", account) != 1)
		return -1;
	run = RUN(program, "token", account, "--db", url);
	if (run->status != 0 || sscanf(run->out, "%63[A-Za-z0-9_-]", token) != 1)
		return -1;
	listen_for_all();
	return 0;
}

static int
drop_city(void **state)
{
	static const char *const names[] = {"city.db", "city.db-wal", "city.db-shm", "city.db.key", "notify"};
	char path[160];

	(void)state;
	close(listening);
	close(notify);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	return rmdir(folder);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_is_refused_while_the_server_changes),
		cmocka_unit_test(a_socket_that_is_none_is_refused),
	};

	if (argc != 2)
		return EXIT_FAILURE;
	program = argv[1];
	return cmocka_run_group_tests(tests, make_city, drop_city);
}
