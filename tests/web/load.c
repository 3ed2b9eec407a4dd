/* Many clients at once, rude ones among them, slow work, and the end in the midst of it. */
#include "../check.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/fail.h"
#include "live.h"

#define HOST "Host: a.example\r\n"
#define GET(target) "GET " target " HTTP/1.1\r\n" HOST "\r\n"

#define CLIENTS 32
#define ROUNDS 20
#define PIPELINED 10

/* A door that handlers wait at until the test opens it. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t moved = PTHREAD_COND_INITIALIZER;
static bool open_door;
static int waiting; /* handlers at the door */

static int
wait_at_door(struct request *request, struct response *response)
{
	(void)request;
	pthread_mutex_lock(&mutex);
	waiting++;
	pthread_cond_broadcast(&moved);
	while (!open_door)
		pthread_cond_wait(&moved, &mutex);
	waiting--;
	pthread_mutex_unlock(&mutex);
	buf_puts(&response->body, "through");
	return 0;
}

static void
set_door(bool open)
{
	pthread_mutex_lock(&mutex);
	open_door = open;
	pthread_cond_broadcast(&moved);
	pthread_mutex_unlock(&mutex);
}

static void
until_waiting(int count)
{
	pthread_mutex_lock(&mutex);
	while (waiting < count)
		pthread_cond_wait(&moved, &mutex);
	pthread_mutex_unlock(&mutex);
}

static int
echo(struct request *request, struct response *response)
{
	buf_printf(&response->body, "%s", request_param(request, "n"));
	return 0;
}

static int
count_body(struct request *request, struct response *response)
{
	buf_printf(&response->body, "%zu", request->body_len);
	return 0;
}

static const struct route routes[] = {
	{.method = "GET", .pattern = "/echo/{n}", .who = WHO_PUBLIC, .handle = echo},
	{.method = "GET", .pattern = "/inline/{n}", .lane = LANE_INLINE, .who = WHO_PUBLIC, .handle = echo},
	{.method = "GET", .pattern = "/door", .who = WHO_PUBLIC, .handle = wait_at_door},
	{.method = "GET", .pattern = "/slow", .lane = LANE_SLOW, .who = WHO_PUBLIC, .handle = wait_at_door},
	{.method = "POST", .pattern = "/upload", .lane = LANE_PASSWORD, .who = WHO_PUBLIC,
	 .body_max = 4 << 20, .handle = count_body},
	{0},
};

static const struct route *const tables[] = {routes, NULL};

static struct server *server;

static int
start(void **state)
{
	struct server_options options = live_options(tables);

	(void)state;
	set_door(false);
	server = live_start(&options);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	set_door(true);
	server_stop(server);
	return 0;
}

static void
pipelined_answers_come_in_order(void **state)
{
	static char text[40000];
	struct answer answer;
	int fd = live_connect(server);
	char body[16];
	size_t len = 0;

	(void)state;
	for (int i = 0; i < 200; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "GET /%s/%d HTTP/1.1\r\n" HOST "\r\n",
		                        i % 3 ? "echo" : "inline", i);
	live_send(fd, text, len);
	for (int i = 0; i < 200; i++) {
		live_read(fd, false, &answer);
		snprintf(body, sizeof body, "%d", i);
		assert_string_equal(answer.body, body);
		live_free(&answer);
	}
	close(fd);
}

/* One client of the crowd: counts in `argument` what came back right. */
static void *
ask_much(void *argument)
{
	_Atomic int *right = argument;
	int fd = live_connect(server);

	for (int round = 0; round < ROUNDS; round++) {
		char text[2000], body[32];
		struct answer answer;
		size_t len = 0;

		for (int i = 0; i < PIPELINED; i++)
			len += (size_t)snprintf(text + len, sizeof text - len,
			                        "GET /%s/%d-%d HTTP/1.1\r\n" HOST "\r\n",
			                        i % 5 ? "echo" : "inline", round, i);
		live_send(fd, text, len);
		for (int i = 0; i < PIPELINED; i++) {
			live_read(fd, false, &answer);
			snprintf(body, sizeof body, "%d-%d", round, i);
			if (answer.status == 200 && strcmp(answer.body, body) == 0)
				atomic_fetch_add(right, 1);
			live_free(&answer);
		}
	}
	close(fd);
	return NULL;
}

/* A rude client: goes away in the midst of a head, a body, or before the answer. */
static void *
go_away(void *argument)
{
	static const char *const pieces[] = {
		"GET /ec", GET("/echo/1") "GET /echo/2 HT", GET("/echo/1") GET("/echo/2"),
		"POST /upload HTTP/1.1\r\n" HOST "Content-Length: 4000000\r\n\r\nabc",
		"POST /upload HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n5\r\nab", "",
	};

	(void)argument;
	for (size_t i = 0; i < 60; i++) {
		struct linger reset = {.l_onoff = 1};
		int fd = live_connect(server);

		live_puts(fd, pieces[i % (sizeof pieces / sizeof *pieces)]);
		if (i % 2)
			setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
		close(fd);
	}
	return NULL;
}

static void
a_crowd_gets_every_answer_while_rude_clients_come_and_go(void **state)
{
	pthread_t crowd[CLIENTS], rude[2];
	_Atomic int right = 0;

	(void)state;
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&rude[i], NULL, go_away, NULL), 0);
	for (int i = 0; i < CLIENTS; i++)
		assert_int_equal(pthread_create(&crowd[i], NULL, ask_much, &right), 0);
	for (int i = 0; i < CLIENTS; i++)
		pthread_join(crowd[i], NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(rude[i], NULL);
	assert_int_equal(right, CLIENTS * ROUNDS * PIPELINED);
}

static void
large_bodies_arrive_whole(void **state)
{
	const size_t len = 4 << 20;
	char *body = calloc(1, len);
	struct answer answer;
	int fd = live_connect(server);

	(void)state;
	assert_non_null(body);
	live_puts(fd, "POST /upload HTTP/1.1\r\n" HOST "Content-Type: application/json\r\n"
	          "Content-Length: 4194304\r\n\r\n");
	live_send(fd, body, len);
	live_read(fd, false, &answer);
	assert_string_equal(answer.body, "4194304");
	live_free(&answer);
	close(fd);
	free(body);
}

static void
slow_work_holds_up_only_its_own_lane(void **state)
{
	int slow[3];
	struct answer answer;

	(void)state;
	for (int i = 0; i < 3; i++) {
		slow[i] = live_connect(server);
		live_puts(slow[i], GET("/slow"));
	}
	until_waiting(1); /* the lane's only worker */
	assert_int_equal(live_status(server, GET("/echo/1")), 200);
	assert_int_equal(live_status(server, "POST /upload HTTP/1.1\r\n" HOST "\r\n"), 200);
	set_door(true);
	for (int i = 0; i < 3; i++) {
		live_read(slow[i], false, &answer);
		assert_string_equal(answer.body, "through");
		live_free(&answer);
		close(slow[i]);
	}
}

/* Waits until `count` of the sockets have an answer. */
static void
until_answered(const int *sockets, int total, int count)
{
	struct pollfd ready[80];
	int answered;

	do {
		answered = 0;
		for (int i = 0; i < total; i++)
			ready[i] = (struct pollfd){.fd = sockets[i], .events = POLLIN};
		poll(ready, (nfds_t)total, 10000);
		for (int i = 0; i < total; i++)
			answered += ready[i].revents != 0;
	} while (answered < count);
}

static void
a_full_lane_says_that_it_is_busy(void **state)
{
	int slow[70];
	int through = 0, busy = 0;
	struct answer answer;

	(void)state;
	slow[0] = live_connect(server);
	live_puts(slow[0], GET("/slow"));
	until_waiting(1);
	for (int i = 1; i < 70; i++) {
		slow[i] = live_connect(server);
		live_puts(slow[i], GET("/slow"));
	}
	/* One is at the door, 64 wait, and five are turned away while it is still shut. */
	until_answered(slow, 70, 5);
	set_door(true);
	for (int i = 0; i < 70; i++) {
		live_read(slow[i], false, &answer);
		busy += answer.status == 503;
		through += answer.status == 200;
		live_free(&answer);
		close(slow[i]);
	}
	assert_int_equal(busy, 5);
	assert_int_equal(through, 65);
}

static void
connections_past_the_limit_wait_for_a_place(void **state)
{
	struct server_options options = live_options(tables);
	struct server *alone = server;
	struct answer answer;
	int first, second, third;

	(void)state;
	options.limits.connections = 2;
	server = live_start(&options);
	first = live_connect(server);
	live_puts(first, GET("/echo/1"));
	live_read(first, false, &answer);
	live_free(&answer);
	second = live_connect(server);
	live_puts(second, GET("/echo/2"));
	live_read(second, false, &answer);
	live_free(&answer);
	third = live_connect(server);
	live_puts(third, GET("/echo/3"));
	close(first);
	live_read(third, false, &answer);
	assert_string_equal(answer.body, "3");
	live_free(&answer);
	close(second);
	close(third);
	server_stop(server);
	server = alone;
}

static void
who_goes_away_while_waiting_does_no_harm(void **state)
{
	(void)state;
	for (int i = 0; i < 8; i++) {
		int fd = live_connect(server);

		live_puts(fd, GET("/door"));
		if (i < 4)
			until_waiting(i + 1);
		close(fd);
	}
	set_door(true);
	assert_int_equal(live_status(server, GET("/echo/1")), 200);
}

static void *
stop_server(void *argument)
{
	(void)argument;
	server_stop(server);
	return NULL;
}

static void
what_was_asked_before_the_end_is_answered(void **state)
{
	int door = live_connect(server), queued = live_connect(server), idle = live_connect(server);
	struct answer answer;
	pthread_t stopper;

	(void)state;
	assert_int_equal(live_status(server, GET("/echo/1")), 200);
	live_puts(door, GET("/door"));
	live_puts(queued, GET("/slow") GET("/echo/2"));
	until_waiting(2);
	assert_int_equal(pthread_create(&stopper, NULL, stop_server, NULL), 0);
	/* An idle connection may still ask while others are being answered. */
	live_puts(idle, GET("/echo/3"));
	live_read(idle, false, &answer);
	assert_true(answer.status == 200 || answer.status == 0);
	live_free(&answer);
	set_door(true);
	live_read(door, false, &answer);
	assert_string_equal(answer.body, "through");
	live_free(&answer);
	assert_true(live_ended(door));
	live_read(queued, false, &answer);
	assert_string_equal(answer.body, "through");
	live_free(&answer);
	pthread_join(stopper, NULL);
	close(door);
	close(queued);
	close(idle);
}

/* Clients that ask on and on; each answer they get is whole. */
static void *
ask_until_the_end(void *argument)
{
	_Atomic int *broken = argument;
	int fd = live_connect(server);
	struct answer answer;

	do {
		live_puts(fd, GET("/echo/whole") GET("/inline/whole"));
		live_read(fd, false, &answer);
		if (answer.status == 200 && strcmp(answer.body, "whole") != 0)
			atomic_fetch_add(broken, 1);
		if (answer.status != 200 && answer.status != 0 && answer.status != 503)
			atomic_fetch_add(broken, 1);
		live_free(&answer);
	} while (answer.status != 0);
	close(fd);
	return NULL;
}

static void
the_end_comes_under_load(void **state)
{
	pthread_t crowd[8];
	_Atomic int broken = 0;

	(void)state;
	for (int i = 0; i < 8; i++)
		assert_int_equal(pthread_create(&crowd[i], NULL, ask_until_the_end, &broken), 0);
	for (int i = 0; i < 100; i++)
		assert_int_equal(live_status(server, GET("/echo/1")), 200);
	server_stop(server);
	for (int i = 0; i < 8; i++)
		pthread_join(crowd[i], NULL);
	assert_int_equal(broken, 0);
}

static void
what_waits_too_long_at_the_end_is_turned_away(void **state)
{
	struct server_options options = live_options(tables);
	int slow[2];
	struct answer answer;
	pthread_t stopper;

	(void)state;
	options.limits.stop_seconds = 1;
	set_door(false);
	server = live_start(&options);
	slow[0] = live_connect(server);
	live_puts(slow[0], GET("/slow"));
	until_waiting(1);
	slow[1] = live_connect(server);
	live_puts(slow[1], GET("/slow"));
	assert_int_equal(live_status(server, GET("/echo/1")), 200);
	assert_int_equal(pthread_create(&stopper, NULL, stop_server, NULL), 0);
	sleep(2); /* past the second it waits; what is begun is still finished */
	set_door(true);
	live_read(slow[0], false, &answer);
	assert_int_equal(answer.status, 200);
	live_free(&answer);
	live_read(slow[1], false, &answer);
	assert_int_equal(answer.status, 503);
	live_free(&answer);
	pthread_join(stopper, NULL);
	close(slow[0]);
	close(slow[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(pipelined_answers_come_in_order, start, stop),
		cmocka_unit_test_setup_teardown(a_crowd_gets_every_answer_while_rude_clients_come_and_go, start, stop),
		cmocka_unit_test_setup_teardown(large_bodies_arrive_whole, start, stop),
		cmocka_unit_test_setup_teardown(slow_work_holds_up_only_its_own_lane, start, stop),
		cmocka_unit_test_setup_teardown(a_full_lane_says_that_it_is_busy, start, stop),
		cmocka_unit_test_setup_teardown(connections_past_the_limit_wait_for_a_place, start, stop),
		cmocka_unit_test_setup_teardown(who_goes_away_while_waiting_does_no_harm, start, stop),
		cmocka_unit_test_setup(what_was_asked_before_the_end_is_answered, start),
		cmocka_unit_test_setup(the_end_comes_under_load, start),
		cmocka_unit_test(what_waits_too_long_at_the_end_is_turned_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
