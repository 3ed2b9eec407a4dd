/*
 * A steady load: so many requests a second over so many kept connections,
 * each sent when its time has come whether or not the ones before it have
 * answered.  Latency counts from that time, so that a stall is seen by every
 * request it held up.
 *
 *   load HOST PORT RATE CONNECTIONS SECONDS COOKIE < paths
 *
 * A line holds a path, or a group and a path with a tab between them.  Prints
 * for each group (a path without one is its own): requests, failures, median
 * and 99th percentile in ms.
 */
#define _GNU_SOURCE

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PATHS_MAX 8192
#define GROUPS_MAX 256
#define SAMPLES_MAX 4000000
#define WAITING_MAX 100000
#define ANSWER_MAX (1 << 20)

struct group {
	char name[512];
	uint32_t *ns_over_100;  /* latencies in units of 100 ns */
	size_t count, failures;
	size_t bytes;           /* of the last answer */
};

struct path {
	char text[512];
	struct group *group;
};

struct connection {
	int socket;
	int path;               /* of the request under way, or -1 */
	int64_t due;            /* when it should have been sent */
	size_t got;
	long body_left;         /* -1: still reading the head */
	int status;
	char head[16384];
};

static struct path paths[PATHS_MAX];
static struct group groups[GROUPS_MAX];
static int path_count, group_count;
static const char *host, *cookie;
static int port;

static int64_t
now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

static void
die(const char *what)
{
	perror(what);
	exit(2);
}

static void
open_connection(struct connection *connection, int epoll)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
	int one = 1;

	inet_pton(AF_INET, host, &address.sin_addr);
	connection->socket = socket(AF_INET, SOCK_STREAM, 0);
	if (connection->socket < 0 || connect(connection->socket, (struct sockaddr *)&address, sizeof address) != 0)
		die("connect");
	setsockopt(connection->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	fcntl(connection->socket, F_SETFL, O_NONBLOCK);
	connection->path = -1;
	if (epoll_ctl(epoll, EPOLL_CTL_ADD, connection->socket, &event) != 0)
		die("epoll_ctl");
}

static void
send_request(struct connection *connection, int path, int64_t due)
{
	char request[2048];
	int len = snprintf(request, sizeof request,
	                   "GET %s HTTP/1.1\r\nHost: %s:%d\r\nCookie: %s\r\nAccept: text/html\r\n\r\n",
	                   paths[path].text, host, port, cookie);

	connection->path = path;
	connection->due = due;
	connection->got = 0;
	connection->body_left = -1;
	if (write(connection->socket, request, (size_t)len) != len)
		die("write");
}

static void
finish(struct connection *connection)
{
	struct group *group = paths[connection->path].group;
	int64_t taken = now_ns() - connection->due;

	if (connection->status != 200)
		group->failures++;
	if (group->count < SAMPLES_MAX / GROUPS_MAX)
		group->ns_over_100[group->count] = taken / 100 > UINT32_MAX ? UINT32_MAX : (uint32_t)(taken / 100);
	group->count++;
	connection->path = -1;
}

/* Reads the head until its blank line and learns how long the body is. */
static void
read_head(struct connection *connection)
{
	char *end = strstr(connection->head, "\r\n\r\n"), *length;
	size_t head_len;

	if (!end)
		return;
	head_len = (size_t)(end - connection->head) + 4;
	connection->status = (int)strtol(connection->head + 9, NULL, 10);
	length = strcasestr(connection->head, "\r\nContent-Length:");
	if (!length || length > end)
		die("an answer without Content-Length");
	connection->body_left = strtol(length + 17, NULL, 10);
	paths[connection->path].group->bytes = (size_t)connection->body_left;
	connection->body_left -= (long)(connection->got - head_len);
}

static void
receive(struct connection *connection, int epoll)
{
	static char waste[ANSWER_MAX];
	ssize_t got;

	for (;;) {
		if (connection->body_left < 0) {
			got = read(connection->socket, connection->head + connection->got,
			           sizeof connection->head - 1 - connection->got);
			if (got > 0) {
				connection->got += (size_t)got;
				connection->head[connection->got] = '\0';
				read_head(connection);
			}
		} else {
			got = read(connection->socket, waste, sizeof waste);
			if (got > 0)
				connection->body_left -= got;
		}
		if (got == 0 || (got < 0 && errno != EAGAIN)) {
			if (connection->path >= 0)
				paths[connection->path].group->failures++;
			close(connection->socket);
			open_connection(connection, epoll);
			return;
		}
		if (connection->path >= 0 && connection->body_left == 0) {
			finish(connection);
			return;
		}
		if (got < 0)
			return;
	}
}

static int
ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static double
quantile(const struct group *group, double share)
{
	size_t at = (size_t)((double)group->count * share);

	if (group->count == 0)
		return 0;
	return group->ns_over_100[at < group->count ? at : group->count - 1] / 1e4;
}

static struct group *
group_named(const char *name)
{
	struct group *group = groups;

	while (group < groups + group_count && strcmp(group->name, name) != 0)
		group++;
	if (group == groups + GROUPS_MAX) {
		fprintf(stderr, "more than %d groups\n", GROUPS_MAX);
		exit(2);
	}
	if (group == groups + group_count) {
		memcpy(group->name, name, strlen(name) + 1); /* a line is no longer */
		group->ns_over_100 = calloc(SAMPLES_MAX / GROUPS_MAX, sizeof(uint32_t));
		group_count++;
	}
	return group;
}

static void
read_paths(void)
{
	char line[sizeof paths[0].text];

	while (path_count < PATHS_MAX && fgets(line, sizeof line, stdin)) {
		char *tab;

		line[strcspn(line, "\n")] = '\0';
		if (!*line)
			continue;
		tab = strchr(line, '\t');
		if (tab)
			*tab++ = '\0';
		memmove(paths[path_count].text, tab ? tab : line, strlen(tab ? tab : line) + 1);
		paths[path_count++].group = group_named(line);
	}
	if (path_count == 0) {
		fprintf(stderr, "no paths on standard input\n");
		exit(2);
	}
}

/* Sends what is due on free connections; what finds none waits its turn with its own time. */
static void
run(struct connection *connections, int count, int epoll, double rate, double seconds)
{
	int64_t start = now_ns(), step = (int64_t)(1e9 / rate), end = start + (int64_t)(seconds * 1e9);
	int64_t next = start;
	long sent = 0;

	for (;;) {
		struct epoll_event events[64];
		int64_t now = now_ns();
		int ready, busy = 0;

		for (int c = 0; c < count; c++) {
			if (connections[c].path < 0 && next <= now && next < end) {
				send_request(&connections[c], (int)(sent++ % path_count), next);
				next += step;
			}
			busy += connections[c].path >= 0;
		}
		if (next >= end && busy == 0)
			return;
		ready = epoll_wait(epoll, events, 64, next > now && next < end ? (int)((next - now) / 1000000) : 1);
		for (int e = 0; e < ready; e++)
			receive(events[e].data.ptr, epoll);
	}
}

int
main(int argc, char **argv)
{
	struct connection *connections;
	size_t failures = 0;
	double worst = 0;
	int count, epoll;

	if (argc != 7) {
		fprintf(stderr, "usage: load HOST PORT RATE CONNECTIONS SECONDS COOKIE < paths\n");
		return 2;
	}
	host = argv[1];
	port = (int)strtol(argv[2], NULL, 10);
	count = (int)strtol(argv[4], NULL, 10);
	cookie = argv[6];
	read_paths();
	epoll = epoll_create1(0);
	connections = calloc((size_t)count, sizeof *connections);
	for (int c = 0; c < count; c++)
		open_connection(&connections[c], epoll);
	run(connections, count, epoll, strtod(argv[3], NULL), strtod(argv[5], NULL));
	for (struct group *group = groups; group < groups + group_count; group++) {
		if (group->count > SAMPLES_MAX / GROUPS_MAX)
			group->count = SAMPLES_MAX / GROUPS_MAX;
		qsort(group->ns_over_100, group->count, sizeof(uint32_t), ascending);
		printf("%-48s %7zu requests %4zu failed %8zu bytes  median %6.2f ms  p99 %6.2f ms\n", group->name,
		       group->count, group->failures, group->bytes, quantile(group, 0.5), quantile(group, 0.99));
		failures += group->failures;
		if (quantile(group, 0.99) > worst)
			worst = quantile(group, 0.99);
	}
	printf("worst p99 %.2f ms, %zu failed\n", worst, failures);
	return failures > 0;
}
