#include "cli/service.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/num.h"

#define FIRST_SOCKET 3 /* by convention */

/* A number of the environment; 0 where there is none. */
static int64_t
number_of(const char *name)
{
	const char *text = getenv(name);
	int64_t number;

	return text && num_parse(text, &number) == 0 && number > 0 ? number : 0;
}

static bool
is_listening_tcp(int fd)
{
	int type = 0, listening = 0, domain = 0;
	socklen_t len = sizeof(int);

	return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) == 0 && type == SOCK_STREAM &&
	       getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &len) == 0 && listening &&
	       getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &len) == 0 &&
	       (domain == AF_INET || domain == AF_INET6);
}

static int
take_socket(struct service *service)
{
	int64_t count = number_of("LISTEN_PID") == getpid() ? number_of("LISTEN_FDS") : 0;

	if (count == 0)
		return 0;
	if (count > 1 || !is_listening_tcp(FIRST_SOCKET) || fcntl(FIRST_SOCKET, F_SETFD, FD_CLOEXEC) != 0 ||
	    fcntl(FIRST_SOCKET, F_SETFL, O_NONBLOCK) != 0)
		return fail(FAIL_INPUT, NULL, "listen", "交来的监听套接字应是一个，且是 TCP（LISTEN_FDS）。",
		            "Exactly one listening TCP socket may be handed over (LISTEN_FDS).");
	service->socket = FIRST_SOCKET;
	return 0;
}

/* "/run/…", or "@…" for a name that is no file. */
static int
open_notify(struct service *service)
{
	const char *name = getenv("NOTIFY_SOCKET");
	struct sockaddr_un where = {.sun_family = AF_UNIX};
	size_t len = name ? strlen(name) : 0;
	int fd;

	if (!name)
		return 0;
	if (len < 2 || len >= sizeof where.sun_path || !strchr("/@", *name))
		return fail(FAIL_INPUT, NULL, NULL, "NOTIFY_SOCKET 的写法不对。", "NOTIFY_SOCKET is malformed.");
	memcpy(where.sun_path, name, len);
	if (*name == '@')
		where.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&where,
	                       (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len)) == 0) {
		service->notify = fd;
		return 0;
	}
	if (fd >= 0)
		close(fd);
	return fail(FAIL_INPUT, NULL, NULL, "连不上 NOTIFY_SOCKET。", "NOTIFY_SOCKET cannot be reached.");
}

int
service_open(struct service *ret_service)
{
	static const char *const names[] = {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "NOTIFY_SOCKET",
	                                    "WATCHDOG_PID", "WATCHDOG_USEC"};
	struct service service = {.socket = -1, .notify = -1};
	int status = take_socket(&service);

	if (!status)
		status = open_notify(&service);
	if (!status && (!getenv("WATCHDOG_PID") || number_of("WATCHDOG_PID") == getpid()))
		service.watchdog = number_of("WATCHDOG_USEC") / 1000;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unsetenv(names[i]);
	if (status)
		return status;
	*ret_service = service;
	return 0;
}

void
service_close(struct service *service)
{
	if (service->notify >= 0)
		close(service->notify);
	service->notify = -1;
}

/* Nobody there to be told is no reason to stop. */
void
service_tell(const struct service *service, const char *state)
{
	if (service->notify >= 0)
		send(service->notify, state, strlen(state), MSG_NOSIGNAL);
}
