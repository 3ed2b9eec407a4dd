/* The process that prints: limits first, then one job. */
#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/sandbox.h"
#include "print/printer.h"
#include "print/render.h"

#define CPU_SECONDS 60
#define ADDRESS_SPACE ((rlim_t)3 << 30) /* type files are mapped whole, tens of megabytes each */
#define JOB_ARENA_MAX ((size_t)512 << 20)

static void
set_limit(int resource, rlim_t value)
{
	struct rlimit limit = {value, value};

	setrlimit(resource, &limit);
}

const char *const print_folders[] = {
	"/etc/fonts", "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig", NULL,
};

#define FOLDERS (sizeof print_folders / sizeof *print_folders)

/* Whatever a crafted text or type file makes of this process: it reads type and answers, no more. */
static void
withdraw(void)
{
	struct sandbox_path paths[FOLDERS];

	for (size_t i = 0; i < FOLDERS; i++)
		paths[i] = (struct sandbox_path){print_folders[i], SANDBOX_READ};
	sandbox_enter(&(struct sandbox_plan){.paths = paths, .count = FOLDERS}, SANDBOX_TRY);
}

/* What was open in the server is not this process's; what it holds is never dumped; it ends by itself. */
static void
confine(void)
{
	closefrom(STDERR_FILENO + 1);
	set_limit(RLIMIT_CORE, 0);
	set_limit(RLIMIT_CPU, CPU_SECONDS);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) /* which map terabytes of their own */
	set_limit(RLIMIT_AS, ADDRESS_SPACE);
#endif
	withdraw();
}

static int
read_job(struct buf *bytes)
{
	char part[1 << 16];
	ssize_t n;

	while ((n = read(STDIN_FILENO, part, sizeof part)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(FAIL_SYSTEM, NULL, NULL, "读不到打印任务。", "The print job cannot be read.");
		buf_add(bytes, part, (size_t)n);
	}
	return buf_status(bytes);
}

static int
write_answer(const struct buf *answer)
{
	size_t written = 0;

	while (written < answer->len) {
		ssize_t n = write(STDOUT_FILENO, answer->data + written, answer->len - written);

		if (n < 0 && errno != EINTR)
			return 1;
		written += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

static int
print_bytes(struct arena *arena, const struct buf *bytes, struct buf *answer)
{
	struct printed printed;
	struct job job;
	int status = job_read(arena, buf_text(bytes), bytes->len, &job);

	if (status == 0)
		status = render(arena, &job, &printed);
	if (status < 0)
		return status;
	printed_write(&printed, answer);
	render_free(&printed);
	return buf_status(answer);
}

void
printer_child(void)
{
	struct arena *arena;
	struct buf bytes, answer;
	int status;

	confine();
	arena = arena_new(JOB_ARENA_MAX);
	buf_init(&bytes, JOB_BYTES_MAX);
	buf_init(&answer, PDF_BYTES_MAX + ((size_t)1 << 20));
	status = arena ? read_job(&bytes) : FAIL_MEMORY;
	if (status == 0)
		status = print_bytes(arena, &bytes, &answer);
	if (status < 0) {
		buf_free(&answer);
		buf_init(&answer, BUF_PAGE_MAX);
		printed_write_failure(&answer);
	}
	/* At once: what the libraries keep for a program's whole life need not be taken apart. */
	_exit(write_answer(&answer));
}
