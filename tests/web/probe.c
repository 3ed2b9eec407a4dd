/* Malformed requests against a live server: each is answered or cut off, and the next one works. */
#include "../check.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "live.h"
#include "web/guard.h"

static struct server *server;

static int
echo(struct request *request, struct response *response)
{
	response->type = TYPE_TEXT;
	buf_printf(&response->body, "echo %s %s %zu", request->method, request->path, request->body_len);
	return 0;
}

static const struct route routes[] = {
	{.method = "GET", .pattern = "/", .who = WHO_PUBLIC, .handle = echo},
	{.method = "POST", .pattern = "/", .who = WHO_PUBLIC, .handle = echo},
	{.method = "GET", .pattern = "/x/{name}", .lane = LANE_INLINE, .who = WHO_PUBLIC, .handle = echo},
	{0},
};

static const struct route *const tables[] = {routes, NULL};

static int
start(void **state)
{
	struct server_options options = live_options(tables);

	(void)state;
	server = live_start(&options);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	server_stop(server);
	return 0;
}

#define HOST "Host: a.example\r\n"
#define GOOD "GET / HTTP/1.1\r\n" HOST "\r\n"

/*
 * The stream ends, and no handler was reached by what was left of it.  (The
 * library writes the head of its own answer twice where Content-Length is no
 * number; so a rest may come, but not of ours.)
 */
static void
assert_ended(int fd)
{
	char rest[4096] = "";
	size_t len = 0;
	ssize_t n;

	while ((n = recv(fd, rest + len, sizeof rest - 1 - len, 0)) > 0)
		len += (size_t)n;
	assert_true(n == 0 || errno == ECONNRESET);
	assert_null(strstr(rest, "echo"));
}

/* Sends the bytes; the answer must have the status (0: none), and the connection must end. */
static void
probe(const char *bytes, size_t len, int status)
{
	struct answer answer;
	int fd = live_connect(server);

	live_send(fd, bytes, len);
	live_read(fd, false, &answer);
	if (answer.status != status)
		print_error("answered %d, not %d: %.200s\n", answer.status, status, bytes);
	assert_int_equal(answer.status, status);
	live_free(&answer);
	assert_ended(fd);
	close(fd);
	assert_int_equal(live_status(server, GOOD), 200);
}

static void
probe_text(const char *text, int status)
{
	probe(text, strlen(text), status);
}

static void
ambiguous_heads_are_refused_and_cut_off(void **state)
{
	static const struct { const char *text; int status; } bad[] = {
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400},
		{"GET / HTTP/1.1\r\n" HOST HOST "\r\n", 400},
		{"GET / HTTP/1.1\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\n" HOST "A : b\r\n\r\n", 400},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length : 5\r\n\r\nhello", 400},
		{"GET / HTTP/1.1\r\n" HOST "A: b\r\n c\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\n" HOST "A: b\r\n\tc\r\nD: e\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\n" HOST "A:\r\n b\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\n" HOST "A: b\rC: d\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\n" HOST "A: b\nC: d\r\n\r\n", 400},
		{"GET / HTTP/1.1\n" HOST "\r\n", 400},
		{"GET / HTTP/1.1\r\n" HOST "A: \x01\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\n" HOST "A\x01: b\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\n" HOST ": b\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\n" HOST "no colon\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nhello", 400},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip\r\n\r\n", 501},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n", 400},
		{"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501},
		{"POST / HTTP/1.1\r\n" HOST "Expect: a pony\r\nContent-Length: 1\r\n\r\n", 417},
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		probe_text(bad[i].text, bad[i].status);
}

static void
request_lines_are_read_strictly(void **state)
{
	static const struct { const char *text; int status; } bad[] = {
		{"GET /%00 HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET /x/a%00b HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET /%zz HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET /%4 HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET /%c0%af HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET /\xff HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET /%0d%0a HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET /\x01 HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET /a b HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET  / HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET /  HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET\t/ HTTP/1.1\r\n" HOST "\r\n", 400},
		{"GET http://a.example/ HTTP/1.1\r\n" HOST "\r\n", 400},
		{"OPTIONS * HTTP/1.1\r\n" HOST "\r\n", 400},
		{"CONNECT a.example:443 HTTP/1.1\r\n" HOST "\r\n", 400},
		{"get / HTTP/1.1\r\n" HOST "\r\n", 501},
		{"BREW / HTTP/1.1\r\n" HOST "\r\n", 501},
		{"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
		{"GET / HTTP/1.2\r\n" HOST "\r\n", 505},
		{"GET / HTTP/1.1 \r\n" HOST "\r\n", 400},
		{"GET /\r\n\r\n", 400},
		{"GET \r\n\r\n", 400},
		{"GARBAGE\r\n\r\n", 0},
	};
	static const char tls_hello[] = "\x16\x03\x01\x02\x00\x01\xfc\x03\x03\r\n\r\n";
	static const char nul_in_target[] = "GET /\0x HTTP/1.1\r\n" HOST "\r\n";
	static const char nul_in_value[] = "GET / HTTP/1.1\r\n" HOST "A: b\0c\r\nD: e\r\n\r\n";
	static const char nul_in_name[] = "GET / HTTP/1.1\r\n" HOST "A\0b: c\r\n\r\n";

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		probe_text(bad[i].text, bad[i].status);
	probe(tls_hello, sizeof tls_hello - 1, 0);
	probe(nul_in_target, sizeof nul_in_target - 1, 400);
	probe(nul_in_value, sizeof nul_in_value - 1, 400);
	probe(nul_in_name, sizeof nul_in_name - 1, 400);
}

/* What the library itself cannot bear, it answers or cuts off by itself. */
static void
bodies_that_cannot_be_framed_end_the_connection(void **state)
{
	static const struct { const char *text; int status; } bad[] = {
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: -1\r\n\r\n", 400},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 5 \r\n\r\nhello", 400},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 5, 5\r\n\r\nhello", 400},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 99999999999999999999999\r\n\r\n", 413},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 1000000000000000000\r\n\r\n", 400},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 999999999999\r\n\r\n", 413},
		{"POST / HTTP/1.1\r\n" HOST "Content-Length: 70000\r\nExpect: 100-continue\r\n\r\n", 413},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", 400},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n", 400},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n", 400},
		{"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nhello", 413},
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		probe_text(bad[i].text, bad[i].status);
}

/* "PREFIX" + n times 'a' + "SUFFIX" */
static void
probe_long(const char *prefix, size_t n, const char *suffix, int status)
{
	size_t len = strlen(prefix) + n + strlen(suffix);
	char *text = malloc(len + 1);

	assert_non_null(text);
	memset(text, 'a', len);
	memcpy(text, prefix, strlen(prefix));
	memcpy(text + len - strlen(suffix), suffix, strlen(suffix) + 1);
	if (status == 200)
		assert_int_equal(live_status(server, text), 200);
	else
		probe(text, len, status);
	free(text);
}

static void
long_heads_are_refused_at_their_limits(void **state)
{
	static const char end[] = " HTTP/1.1\r\n" HOST "\r\n";
	static char many[HEADER_LINES_MAX * 8 + 200];
	size_t len = 0;

	(void)state;
	probe_long("GET /x/", TARGET_MAX - 3, end, 200);
	probe_long("GET /x/", TARGET_MAX - 2, end, 414);
	probe_long("GET /x/", 30000, end, 414);
	probe_long("GET /x/", 100000, end, 414);
	probe_long("GET / HTTP/1.1\r\n" HOST "A: ", HEAD_MAX - 22, "\r\n\r\n", 200);
	probe_long("GET / HTTP/1.1\r\n" HOST "A: ", HEAD_MAX - 21, "\r\n\r\n", 431);
	probe_long("GET / HTTP/1.1\r\n" HOST "A: ", 100000, "\r\n\r\n", 431);
	probe_long("GET / HTTP/1.1\r\n" HOST, 100000, ": b\r\n\r\n", 431);
	len = (size_t)snprintf(many, sizeof many, "GET / HTTP/1.1\r\n" HOST);
	for (int i = 1; i < HEADER_LINES_MAX; i++)
		len += (size_t)snprintf(many + len, sizeof many - len, "A: b\r\n");
	snprintf(many + len, sizeof many - len, "\r\n");
	assert_int_equal(live_status(server, many), 200);
	snprintf(many + len, sizeof many - len, "A: b\r\n\r\n");
	probe_text(many, 431);
}

/* "PREFIX" + n times `unit` + "SUFFIX"; the status of the answer */
static int
status_of_many(const char *prefix, const char *unit, size_t n, const char *suffix)
{
	size_t len = strlen(prefix), unit_len = strlen(unit);
	char *text = malloc(len + n * unit_len + strlen(suffix) + 1);
	int status;

	assert_non_null(text);
	memcpy(text, prefix, len);
	for (size_t i = 0; i < n; i++)
		memcpy(text + len + i * unit_len, unit, unit_len);
	memcpy(text + len + n * unit_len, suffix, strlen(suffix) + 1);
	status = live_status(server, text);
	free(text);
	return status;
}

/* The library makes a record of each; where its memory is full it must still answer. */
static void
arguments_and_cookies_by_the_thousand_get_an_answer(void **state)
{
	(void)state;
	for (size_t n = 250; n < TARGET_MAX / 2 - 10; n = n * 3 / 2)
		assert_int_equal(status_of_many("GET /?", "&a", n, " HTTP/1.1\r\n" HOST "\r\n"), 200);
	for (size_t n = 250; n < HEAD_MAX / 2; n = n * 3 / 2) {
		int status = status_of_many("GET / HTTP/1.1\r\n" HOST "Cookie: ", "a;", n, "\r\n\r\n");

		assert_true(status == 200 || (n > FORM_COOKIES_MAX && status == 431));
	}
	assert_int_equal(status_of_many("GET /?a HTTP/1.1\r\n" HOST "Cookie: ", "name=value; ", 600,
	                                "\r\n\r\n"), 200);
}

/* However the bytes arrive, a sound head is never taken for a malformed one. */
static void
heads_of_every_size_and_in_any_pieces_pass(void **state)
{
	static char text[HEAD_MAX];
	struct answer answer;
	int fd = live_connect(server);

	(void)state;
	for (size_t size = 0; size < HEAD_MAX - 2000; size = size * 5 / 4 + 1) {
		size_t len = (size_t)snprintf(text, sizeof text, "GET /?q=%.*s HTTP/1.1\r\n" HOST
		                              "Cookie: a=1; b=2\r\n", (int)(size / 4), "0123456789");

		len += (size_t)snprintf(text + len, sizeof text - len, "A:");
		memset(text + len, 'b', size);
		len += size;
		len += (size_t)snprintf(text + len, sizeof text - len, "\r\nAccept: c\r\n\r\n");
		for (size_t sent = 0, piece = size / 3 + 1; sent < len; sent += piece)
			live_send(fd, text + sent, sent + piece < len ? piece : len - sent);
		live_read(fd, false, &answer);
		assert_int_equal(answer.status, 200);
		live_free(&answer);
	}
	for (const char *at = GOOD; *at; at++)
		live_send(fd, at, 1);
	live_read(fd, false, &answer);
	assert_int_equal(answer.status, 200);
	live_free(&answer);
	close(fd);
}

static void
a_refused_request_takes_what_follows_with_it(void **state)
{
	(void)state;
	/* Were the second part served, it would be a smuggled request. */
	probe_text("POST / HTTP/1.1\r\n" HOST "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
	           "0\r\n\r\nGET /x/smuggled HTTP/1.1\r\n" HOST "\r\n", 400);
	probe_text("GET /%00 HTTP/1.1\r\n" HOST "\r\n" GOOD GOOD, 400);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ambiguous_heads_are_refused_and_cut_off),
		cmocka_unit_test(request_lines_are_read_strictly),
		cmocka_unit_test(bodies_that_cannot_be_framed_end_the_connection),
		cmocka_unit_test(long_heads_are_refused_at_their_limits),
		cmocka_unit_test(arguments_and_cookies_by_the_thousand_get_an_answer),
		cmocka_unit_test(heads_of_every_size_and_in_any_pieces_pass),
		cmocka_unit_test(a_refused_request_takes_what_follows_with_it),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
