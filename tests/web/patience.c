/* Clients that take their time are cut off; work of ours is not. */
#include "../check.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "live.h"

#define HOST "Host: a.example\r\n"
#define GET(target) "GET " target " HTTP/1.1\r\n" HOST "\r\n"

static int door[2]; /* a handler reads from it */

static int
wait_at_door(struct request *request, struct response *response)
{
	char byte;

	(void)request;
	buf_puts(&response->body, read(door[0], &byte, 1) == 1 ? "through" : "shut");
	return 0;
}

static int
send_much(struct request *request, struct response *response)
{
	(void)request;
	for (int i = 0; i < 15 << 10; i++)
		buf_printf(&response->body, "%1024d", i);
	return 0;
}

static const struct route routes[] = {
	{.method = "GET", .pattern = "/door", .who = WHO_PUBLIC, .handle = wait_at_door},
	{.method = "GET", .pattern = "/much", .who = WHO_PUBLIC, .handle = send_much},
	{.method = "POST", .pattern = "/", .who = WHO_PUBLIC, .handle = send_much},
	{0},
};

static const struct route *const tables[] = {routes, NULL};

/* Reads to the end of the stream and counts the bytes; false where it does not end. */
static bool
read_to_end(int fd, size_t *ret_len)
{
	static char bytes[1 << 16];
	ssize_t n;

	*ret_len = 0;
	while ((n = recv(fd, bytes, sizeof bytes, 0)) > 0)
		*ret_len += (size_t)n;
	return n == 0 || errno == ECONNRESET;
}

/* Sends a byte now and then for as long as the server listens. */
static void
drip(int fd)
{
	struct pollfd ended = {.fd = fd, .events = POLLIN};

	for (int i = 0; i < 100 && poll(&ended, 1, 100) == 0; i++)
		live_puts(fd, "a");
}

/* Waits until the server counts no more than the one connection whose work is not done. */
static void
until_alone(struct server *server)
{
	struct buf counts;
	bool alone = false;

	buf_init(&counts, 1 << 16);
	for (int i = 0; i < 200 && !alone; i++) {
		buf_clear(&counts);
		server_metrics(server, &counts);
		alone = strstr(buf_text(&counts), "dangjian_http_connections 1\n");
		if (!alone)
			usleep(50000);
	}
	buf_free(&counts);
	assert_true(alone);
}

static void
the_slow_are_cut_off_and_work_is_not(void **state)
{
	struct server_options options = live_options(tables);
	struct server *server;
	struct answer answer;
	int silent, half, body, deaf, idle, worked;
	size_t len;

	(void)state;
	for (int phase = 0; phase < PHASES; phase++)
		options.limits.patience.seconds[phase] = phase == PHASE_WORK ? 0 : 1;
	assert_int_equal(pipe(door), 0);
	server = live_start(&options);
	worked = live_connect(server);
	live_puts(worked, GET("/door"));
	silent = live_connect(server);
	half = live_connect(server);
	live_puts(half, "GET /");
	body = live_connect(server);
	live_puts(body, "POST / HTTP/1.1\r\n" HOST "Content-Length: 50000\r\n\r\n");
	deaf = live_connect(server);
	live_puts(deaf, GET("/much"));
	idle = live_connect(server);
	live_puts(idle, GET("/missing"));
	live_read(idle, false, &answer);
	assert_int_equal(answer.status, 404);
	live_free(&answer);

	drip(half);
	drip(body);
	until_alone(server);
	assert_true(read_to_end(silent, &len));
	assert_int_equal(len, 0);
	assert_true(read_to_end(half, &len));
	assert_int_equal(len, 0);
	assert_true(read_to_end(body, &len));
	assert_int_equal(len, 0);
	assert_true(read_to_end(idle, &len));
	assert_int_equal(len, 0);
	assert_true(read_to_end(deaf, &len));
	assert_true(len < (size_t)15 << 20); /* what lay in the buffers, not all */

	assert_int_equal(write(door[1], "x", 1), 1);
	live_read(worked, false, &answer);
	assert_string_equal(answer.body, "through");
	live_free(&answer);
	server_stop(server);
	close(silent);
	close(half);
	close(body);
	close(deaf);
	close(idle);
	close(worked);
	close(door[0]);
	close(door[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_slow_are_cut_off_and_work_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
