#include "print/printer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"
#include "party/setting.h"

#define SECONDS 60
#define ANSWER_MAX (PDF_BYTES_MAX + ((size_t)1 << 20))

static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int
system_failed(void)
{
	struct bilingual reason = system_reason(errno);

	return fail(FAIL_SYSTEM, NULL, NULL, "打印进程不能启动：%s%.0s。", "The printing process cannot be started: %.0s%s.",
	            reason.zh, reason.en);
}

/* Starts the child with one end of a socket as its input and output. */
static int
start(const char *program, int theirs, pid_t *ret_child)
{
	char *const argv[] = {(char[]){"dangjian"}, (char[]){PRINT_COMMAND}, NULL};
	/* Families and their files are found by the environment; nothing else of it is the child's business. */
	char *const environment[] = {(char[]){"PATH=/usr/bin:/bin"}, (char[]){"HOME=/nonexistent"}, NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, pipe;
	int error;

	sigemptyset(&none);
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	error = posix_spawn_file_actions_init(&actions);
	if (error == 0)
		error = posix_spawnattr_init(&attributes);
	if (error) {
		errno = error;
		return system_failed();
	}
	posix_spawn_file_actions_adddup2(&actions, theirs, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, theirs, STDOUT_FILENO);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &pipe);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	error = posix_spawn(ret_child, program, &actions, &attributes, argv, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	errno = error;
	return error ? system_failed() : 0;
}

static int
too_late(void)
{
	return fail(FAIL_SYSTEM, NULL, NULL, "打印超过了时限，没有完成。", "Printing took too long and was stopped.");
}

/* Waits until the socket can be read or written; 0, or FAIL_SYSTEM past the deadline. */
static int
wait_for(int socket, short events, int64_t deadline)
{
	struct pollfd poll_fd = {.fd = socket, .events = events};

	for (;;) {
		int64_t left = deadline - milliseconds();
		int ready = left > 0 ? poll(&poll_fd, 1, (int)left) : 0;

		if (ready > 0)
			return 0;
		if (ready == 0)
			return too_late();
		if (errno != EINTR)
			return system_failed();
	}
}

static int
send_all(int socket, const struct buf *bytes, int64_t deadline)
{
	size_t sent = 0;

	while (sent < bytes->len) {
		ssize_t n;
		int status = wait_for(socket, POLLOUT, deadline);

		if (status < 0)
			return status;
		n = send(socket, bytes->data + sent, bytes->len - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return 0; /* it died: what it answers, or does not, tells */
		sent += n > 0 ? (size_t)n : 0;
	}
	shutdown(socket, SHUT_WR);
	return 0;
}

static int
receive_all(int socket, struct buf *answer, int64_t deadline)
{
	char bytes[1 << 16];

	for (;;) {
		ssize_t n;
		int status = wait_for(socket, POLLIN, deadline);

		if (status < 0)
			return status;
		n = recv(socket, bytes, sizeof bytes, MSG_DONTWAIT);
		if (n > 0)
			buf_add(answer, bytes, (size_t)n);
		else if (n == 0 || (errno != EAGAIN && errno != EINTR))
			return buf_status(answer);
		if (answer->failed)
			return buf_status(answer);
	}
}

/* Ends the child, however it stands with it, and takes it off the table of processes. */
static void
bury(pid_t child)
{
	kill(child, SIGKILL);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		continue;
}

static int
converse(const struct printer *printer, const struct buf *job, struct buf *answer)
{
	int64_t deadline = milliseconds() + 1000 * (printer->seconds ? printer->seconds : SECONDS);
	const char *program = printer->program ? printer->program : "/proc/self/exe";
	int ends[2], status;
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return system_failed();
	status = start(program, ends[1], &child);
	close(ends[1]);
	if (status == 0) {
		status = send_all(ends[0], job, deadline);
		if (status == 0)
			status = receive_all(ends[0], answer, deadline);
		bury(child);
	}
	close(ends[0]);
	return status;
}

struct print_fonts
printer_fonts(const struct settings *settings)
{
	struct print_fonts fonts;

	for (int face = 0; face < FACES; face++)
		fonts.face[face] = setting_text(settings, (enum setting)(SETTING_PRINT_BODY + face), NULL);
	return fonts;
}

int
printer_print(const struct printer *printer, struct arena *arena, const struct job *job, struct printed *ret_printed)
{
	struct job own = *job;
	struct buf bytes, answer;
	char *kept;
	int status;

	own.fonts = printer->fonts;
	buf_init(&bytes, JOB_BYTES_MAX);
	buf_init(&answer, ANSWER_MAX);
	job_write(&own, &bytes);
	status = buf_status(&bytes);
	if (status == 0)
		status = converse(printer, &bytes, &answer);
	buf_free(&bytes);
	if (status == 0) {
		kept = arena_strndup(arena, buf_text(&answer), answer.len);
		status = kept ? printed_read(arena, kept, answer.len, ret_printed) : FAIL_MEMORY;
	}
	buf_free(&answer);
	return status;
}

int
printer_print_one(const struct printer *printer, struct arena *arena, struct document *document, day_no made,
                  struct pdf *ret_pdf)
{
	struct document *documents[] = {document};
	const struct job job = {.made = made, .bundle = true, .documents = documents, .count = 1};
	struct printed printed;
	int status = document_status(document);

	if (status == 0)
		status = printer_print(printer, arena, &job, &printed);
	if (status == 0)
		*ret_pdf = printed.files[0];
	return status;
}
