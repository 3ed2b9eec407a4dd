#define _GNU_SOURCE /* strcasestr */
#include "../check.h"

#include "live.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/fail.h"

/* The digits a text begins with. */
static size_t
number(const char *text)
{
	size_t value = 0;

	for (; *text >= '0' && *text <= '9'; text++)
		value = value * 10 + (size_t)(*text - '0');
	return value;
}

static day_no
fixed_today(void)
{
	return LIVE_DAY;
}

static int64_t
fixed_now(void)
{
	return (int64_t)LIVE_DAY * 86400000 + 123;
}

struct server_options
live_options(const struct route *const *tables)
{
	return (struct server_options){
		.listen = "127.0.0.1:0", .lang = LANG_ZH, .today = fixed_today, .now = fixed_now,
		.tables = tables,
	};
}

struct server *
live_start(const struct server_options *options)
{
	struct server *server = NULL;

	if (server_start(options, &server))
		print_error("%s\n", failure_text(LANG_EN));
	assert_non_null(server);
	return server;
}

int
live_connect(const struct server *server)
{
	struct sockaddr_in where = {
		.sin_family = AF_INET, .sin_port = htons((uint16_t)number(strrchr(server_url(server), ':') + 1)),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	struct timeval patience = {.tv_sec = 10};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;

	assert_true(fd >= 0);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	assert_int_equal(connect(fd, (struct sockaddr *)&where, sizeof where), 0);
	return fd;
}

void
live_send(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);

		if (n <= 0)
			return; /* the server ended the connection: what it answered shows why */
		bytes += n;
		len -= (size_t)n;
	}
}

void
live_puts(int fd, const char *text)
{
	live_send(fd, text, strlen(text));
}

/* Looks before it takes, so that nothing behind the head is taken. */
static size_t
read_head(int fd, char *out, size_t room)
{
	size_t len = 0;

	while (len + 1 < room) {
		ssize_t seen = recv(fd, out + len, room - 1 - len, MSG_PEEK);
		char *end;

		if (seen <= 0)
			break;
		out[len + (size_t)seen] = '\0';
		end = strstr(len > 3 ? out + len - 3 : out, "\r\n\r\n");
		if (end)
			seen = end + 4 - (out + len);
		len += (size_t)recv(fd, out + len, (size_t)seen, MSG_WAITALL);
		if (end)
			break;
	}
	out[len] = '\0';
	return len;
}

const char *
live_header(const struct answer *answer, const char *name)
{
	static _Thread_local char value[1024];
	char key[64];
	const char *at;

	snprintf(key, sizeof key, "\r\n%s: ", name);
	at = strcasestr(answer->head, key);
	if (!at)
		return NULL;
	at += strlen(key);
	snprintf(value, sizeof value, "%.*s", (int)strcspn(at, "\r"), at);
	return value;
}

void
live_read(int fd, bool no_body, struct answer *ret_answer)
{
	size_t head_len = read_head(fd, ret_answer->head, sizeof ret_answer->head);
	const char *length;

	ret_answer->status = 0;
	ret_answer->len = 0;
	ret_answer->body = NULL;
	if (head_len < 12 || memcmp(ret_answer->head, "HTTP/1.1 ", 9) != 0)
		return;
	ret_answer->status = (int)number(ret_answer->head + 9);
	length = live_header(ret_answer, "Content-Length");
	ret_answer->len = length && !no_body ? number(length) : 0;
	ret_answer->body = calloc(1, ret_answer->len + 1);
	assert_non_null(ret_answer->body);
	for (size_t got = 0; got < ret_answer->len;) {
		ssize_t n = recv(fd, ret_answer->body + got, ret_answer->len - got, 0);

		assert_true(n > 0);
		got += (size_t)n;
	}
}

void
live_free(struct answer *answer)
{
	free(answer->body);
	answer->body = NULL;
}

bool
live_ended(int fd)
{
	char byte;
	ssize_t n = recv(fd, &byte, 1, 0);

	return n == 0 || (n < 0 && errno == ECONNRESET);
}

void
live_ask(const struct server *server, const char *text, struct answer *ret_answer)
{
	int fd = live_connect(server);

	live_puts(fd, text);
	live_read(fd, strncmp(text, "HEAD", 4) == 0, ret_answer);
	close(fd);
}

int
live_status(const struct server *server, const char *text)
{
	struct answer answer;

	live_ask(server, text, &answer);
	live_free(&answer);
	return answer.status;
}
