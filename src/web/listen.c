#include "web/listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/num.h"

#define BACKLOG 1024 /* connections that wait to be accepted */

static int
bad_address(const char *address)
{
	return fail(FAIL_INPUT, NULL, "listen", "监听地址 %s 不对，应写作 127.0.0.1:8080 的样子。",
	            "%s is no address to listen at; write it like 127.0.0.1:8080.", address);
}

static int
cannot_listen(const char *address, int error)
{
	struct bilingual reason = system_reason(error);

	return fail(FAIL_SYSTEM, NULL, "listen", "无法监听 %s：%s%.0s。", "Cannot listen at %s: %.0s%s.", address,
	            reason.zh, reason.en);
}

/* Cuts "host:port"; the host's brackets are taken off. */
static int
split(const char *address, char host[64], char port[8])
{
	const char *colon = strrchr(address, ':');
	size_t host_len = colon ? (size_t)(colon - address) : 0;
	int64_t number;

	if (!colon || host_len >= 64 || strlen(colon + 1) > 5 || num_parse(colon + 1, &number) ||
	    number < 0 || number > 65535)
		return bad_address(address);
	if (host_len >= 2 && address[0] == '[' && address[host_len - 1] == ']') {
		address++;
		host_len -= 2;
	} else if (memchr(address, ':', host_len)) {
		return bad_address(address);
	}
	memcpy(host, address, host_len);
	host[host_len] = '\0';
	memcpy(port, colon + 1, strlen(colon + 1) + 1);
	return 0;
}

static int
open_socket(const struct addrinfo *where)
{
	int one = 1, error;
	int fd = socket(where->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (where->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof one);
	if (bind(fd, where->ai_addr, where->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

int
listen_at(const char *address, int *ret_socket)
{
	struct addrinfo hints = {
		.ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
	};
	struct addrinfo *found;
	char host[64], port[8];
	int status = split(address, host, port), fd;

	if (status)
		return status;
	if (strcmp(host, "localhost") == 0)
		snprintf(host, sizeof host, "127.0.0.1");
	if (*host == '\0')
		hints.ai_family = AF_INET;
	if (getaddrinfo(*host ? host : NULL, port, &hints, &found))
		return bad_address(address);
	fd = open_socket(found);
	freeaddrinfo(found);
	if (fd < 0)
		return cannot_listen(address, errno);
	*ret_socket = fd;
	return 0;
}

int
listen_url(int socket, bool tls, char out[LISTEN_URL_MAX])
{
	struct sockaddr_storage where = {0};
	socklen_t len = sizeof where;
	char host[64], port[8];
	bool six;

	if (getsockname(socket, (struct sockaddr *)&where, &len) ||
	    getnameinfo((struct sockaddr *)&where, len, host, sizeof host, port, sizeof port,
	                NI_NUMERICHOST | NI_NUMERICSERV))
		return fail(FAIL_SYSTEM, NULL, NULL, "无法取得监听地址。", "The address listened at is not known.");
	six = where.ss_family == AF_INET6;
	snprintf(out, LISTEN_URL_MAX, "http%s://%s%s%s:%s/", tls ? "s" : "", six ? "[" : "", host,
	         six ? "]" : "", port);
	return 0;
}

bool
address_is_local(const char *address)
{
	if (strncmp(address, "::ffff:", 7) == 0)
		address += 7;
	return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

bool
listen_is_local(int socket)
{
	struct sockaddr_storage where = {0};
	socklen_t len = sizeof where;

	if (getsockname(socket, (struct sockaddr *)&where, &len))
		return false;
	if (where.ss_family == AF_INET6)
		return IN6_IS_ADDR_LOOPBACK(&((struct sockaddr_in6 *)&where)->sin6_addr);
	return ntohl(((struct sockaddr_in *)&where)->sin_addr.s_addr) >> 24 == 127;
}
