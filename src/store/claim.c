#include "store/claim.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/text.h"
#include "store/file.h"

#define SQLITE "sqlite:"
#define PID_TEXT 16

struct claim {
	int file;
	char path[];
};

/* The number of the process that has the claim, as it has written there itself. */
static int
taken(const char *database, const char *path)
{
	char pid[PID_TEXT] = "";
	FILE *file = fopen(path, "r");

	if (file && fgets(pid, sizeof pid, file))
		pid[strspn(pid, "0123456789")] = '\0';
	if (file)
		fclose(file);
	return fail(FAIL_UNAVAILABLE, NULL, "db", "数据库 %s 正由另一个服务使用（进程 %s）；一个数据库文件只能有一个服务。",
	            "The database %s is in use by another server (process %s); a database file has one server.", database,
	            *pid ? pid : "?");
}

static int
write_pid(const struct claim *claim)
{
	char pid[PID_TEXT];
	int len = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());

	if (ftruncate(claim->file, 0) == 0 && pwrite(claim->file, pid, (size_t)len, 0) == len)
		return 0;
	return fail(FAIL_UNAVAILABLE, NULL, "db", "不能写文件 %s；磁盘可能已满。",
	            "The file %s cannot be written; the disk may be full.", claim->path);
}

/* Links lead to one file, which is claimed under its real name. */
static int
claim_path(const char *database, struct claim **ret_claim)
{
	size_t room = strlen(database) + sizeof FILE_CLAIM;
	struct claim *claim = calloc(1, sizeof *claim + room);
	int status;

	if (!claim)
		return fail(FAIL_MEMORY, NULL, NULL, "内存不足。", "Out of memory.");
	snprintf(claim->path, room, "%s" FILE_CLAIM, database);
	status = file_claim(claim->path, &claim->file);
	if (status < 0) {
		status = status == FAIL_UNAVAILABLE ? taken(database, claim->path) : status;
		free(claim);
		return status;
	}
	status = write_pid(claim);
	if (status < 0)
		claim_free(claim);
	else
		*ret_claim = claim;
	return status;
}

int
claim_new(const char *url, struct claim **ret_claim)
{
	char *database = text_starts(url, SQLITE) ? realpath(url + strlen(SQLITE), NULL) : NULL;
	int status = 0;

	if (database)
		status = claim_path(database, ret_claim);
	else
		*ret_claim = NULL; /* a file that is not there is named by whoever opens it */
	free(database);
	return status;
}

void
claim_free(struct claim *claim)
{
	if (!claim)
		return;
	unlink(claim->path);
	close(claim->file);
	free(claim);
}

bool
claim_held(const char *database)
{
	char *real = realpath(database, NULL);
	char path[PATH_MAX];
	bool held = true;
	int file;

	if (real && (size_t)snprintf(path, sizeof path, "%s" FILE_CLAIM, real) < sizeof path) {
		file = open(path, O_RDONLY | O_CLOEXEC);
		held = file < 0 ? errno != ENOENT : flock(file, LOCK_SH | LOCK_NB) != 0;
		if (file >= 0)
			close(file);
	}
	free(real);
	return held;
}
