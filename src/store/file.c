#define _GNU_SOURCE /* renameat2 */
#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"

#define DESCRIPTORS 1024 /* files looked at; whoever has more open is a server in full course */

bool
file_sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char folder[PATH_MAX] = ".";
	int file;
	bool synced;

	if (slash && (size_t)snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : (int)(slash - path), path) >=
	             sizeof folder)
		return false;
	file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file < 0)
		return false;
	synced = fsync(file) == 0;
	close(file);
	return synced;
}

/* Between opening and locking, whoever held the file may have given it another name. */
static bool
still_named(int file, const char *path)
{
	struct stat opened, named;

	return fstat(file, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino &&
	       opened.st_dev == named.st_dev;
}

int
file_claim(const char *path, int *ret_file)
{
	struct bilingual reason;
	int error, file;

	while ((file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600)) >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0) {
		if (still_named(file, path)) {
			*ret_file = file;
			return 0;
		}
		close(file);
	}
	error = errno;
	if (file >= 0)
		close(file);
	if (error == EWOULDBLOCK)
		return fail(FAIL_UNAVAILABLE, NULL, "file", "文件 %s 正被另一个进程使用。",
		            "The file %s is in use by another process.", path);
	reason = system_reason(error);
	return fail(FAIL_SYSTEM, NULL, "file", "不能建立文件 %s：%s%.0s。", "The file %s cannot be made: %.0s%s.", path,
	            reason.zh, reason.en);
}

/* rename() that takes nobody's place, also where the file system has no such call. */
static int
rename_new(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (access(to, F_OK) == 0) {
		errno = EEXIST;
		return -1;
	}
	return rename(from, to);
}

int
file_publish(int file, const char *partial, const char *path)
{
	struct bilingual reason;
	int error;

	if (fsync(file) == 0 && rename_new(partial, path) == 0) {
		if (file_sync_folder(path))
			return 0;
		error = errno;
		rename_new(path, partial);
	} else {
		error = errno;
	}
	if (error == EEXIST)
		return fail(FAIL_INPUT, NULL, "file", "文件 %s 已经存在，不覆盖。",
		            "The file %s exists and is not overwritten.", path);
	reason = system_reason(error);
	return fail(FAIL_SYSTEM, NULL, "file", "不能写文件 %s：%s%.0s。", "The file %s cannot be written: %.0s%s.", path,
	            reason.zh, reason.en);
}

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* Any thread may call it, whatever the others are at: the kernel knows what is open, and tells also who is confined. */
void
file_abandon(void)
{
	for (int file = 0; file < DESCRIPTORS; file++) {
		char name[32], path[PATH_MAX];
		ssize_t len;

		snprintf(name, sizeof name, "/proc/self/fd/%d", file);
		len = readlink(name, path, sizeof path - 1);
		if (len <= 0)
			continue;
		path[len] = '\0';
		if (ends_with(path, FILE_PARTIAL) || ends_with(path, FILE_CLAIM))
			unlink(path);
	}
}
