#define _GNU_SOURCE /* O_PATH */
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/sandbox_calls.h"

/* Rights newer than the oldest header this is built with, by the kernel's own numbers. */
#define RIGHT_REFER (1u << 13)     /* Landlock 2 */
#define RIGHT_TRUNCATE (1u << 14)  /* Landlock 3 */
#define RIGHT_IOCTL_DEV (1u << 15) /* Landlock 5 */
#define SCOPE_SIGNAL (1u << 1)     /* Landlock 6 */

#define FIRST_RIGHTS ((1u << 13) - 1)
#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define ADDING (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | RIGHT_TRUNCATE)
#define RUNNING (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE)
/* The others mean something for folders alone. */
#define OF_FILES (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | \
                  RIGHT_TRUNCATE | RIGHT_IOCTL_DEV)

/* The kernel's struct, up to Landlock 6; older kernels take it as long as what they do not know is 0. */
struct ruleset {
	uint64_t files;
	uint64_t network;
	uint64_t scoped;
};

static int
cannot(const char *zh, const char *en)
{
	struct bilingual reason = system_reason(errno);

	return fail(FAIL_SYSTEM, NULL, "sandbox", "无法限制本程序的权限（%s%.0s）：%s%.0s。",
	            "This program cannot be confined (%.0s%s): %.0s%s.", zh, en, reason.zh, reason.en);
}

static struct ruleset
ruleset_of(long abi)
{
	return (struct ruleset){
		.files = FIRST_RIGHTS | (abi >= 2 ? RIGHT_REFER : 0) | (abi >= 3 ? RIGHT_TRUNCATE : 0) |
		         (abi >= 5 ? RIGHT_IOCTL_DEV : 0),
		.scoped = abi >= 6 ? SCOPE_SIGNAL : 0,
	};
}

static uint64_t
rights_of(const struct sandbox_path *path)
{
	uint64_t rights = 0;

	if (path->rights & SANDBOX_READ)
		rights |= READING;
	if (path->rights & SANDBOX_CHANGE)
		rights |= READING | ADDING | LANDLOCK_ACCESS_FS_REMOVE_FILE;
	if (path->rights & SANDBOX_ADD)
		rights |= ADDING;
	if (path->rights & SANDBOX_RUN)
		rights |= RUNNING;
	return rights;
}

static int
add_path(int ruleset, uint64_t handled, const struct sandbox_path *path)
{
	struct landlock_path_beneath_attr beneath = {.allowed_access = rights_of(path) & handled};
	struct stat stat;
	long status = -1;

	beneath.parent_fd = path->path ? open(path->path, O_PATH | O_CLOEXEC) : -1;
	if (beneath.parent_fd < 0)
		return 0;
	if (fstat(beneath.parent_fd, &stat) == 0) {
		if (!S_ISDIR(stat.st_mode))
			beneath.allowed_access &= OF_FILES;
		status = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	}
	if (status != 0)
		cannot("文件", "files");
	close(beneath.parent_fd);
	return status == 0 ? 0 : FAIL_SYSTEM;
}

static int
confine_files(const struct sandbox_plan *plan)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct ruleset handled = ruleset_of(abi);
	int ruleset = abi < 1 ? -1 : (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
	int status = 0;

	if (ruleset < 0)
		return cannot("文件", "files");
	for (size_t i = 0; i < plan->count && status == 0; i++)
		status = add_path(ruleset, handled.files, &plan->paths[i]);
#ifdef SANITIZED /* the search for leaks lists the threads */
	if (status == 0)
		status = add_path(ruleset, handled.files, &(struct sandbox_path){"/proc", SANDBOX_READ});
#endif
	if (status == 0 && syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
		status = cannot("文件", "files");
	close(ruleset);
	return status;
}

int
sandbox_enter(const struct sandbox_plan *plan, enum sandbox_mode mode)
{
	int gaps = 0;

	if (mode == SANDBOX_OFF)
		return 0;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
		cannot("提权", "privileges");
		gaps = SANDBOX_NO_FILES | SANDBOX_NO_CALLS;
	} else if (confine_files(plan) < 0) {
		gaps = SANDBOX_NO_FILES;
	}
	if (gaps && mode == SANDBOX_REQUIRE)
		return FAIL_SYSTEM;
	if (!(gaps & SANDBOX_NO_CALLS) && sandbox_confine_calls(plan) < 0) {
		cannot("系统调用", "system calls");
		gaps |= SANDBOX_NO_CALLS;
	}
	return gaps && mode == SANDBOX_REQUIRE ? FAIL_SYSTEM : gaps;
}

void
sandbox_keep_memory(void)
{
	const struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
#ifndef SANITIZED /* whose search for leaks is another process's reading */
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}
