/*
 * Takes from a process what it does not need, for good: files by Landlock,
 * system calls by seccomp.  What is taken from a process is taken from its
 * children, too.
 */
#ifndef DANGJIAN_BASE_SANDBOX_H
#define DANGJIAN_BASE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

enum sandbox_mode {
	SANDBOX_OFF,
	SANDBOX_TRY,     /* as much as the kernel can */
	SANDBOX_REQUIRE, /* all of it, or a failure */
};

/* What may be done at a path and below it. */
enum sandbox_right {
	SANDBOX_READ = 1 << 0,
	SANDBOX_CHANGE = 1 << 1, /* make, read, write and remove files */
	SANDBOX_ADD = 1 << 2,    /* make and write files, not read them */
	SANDBOX_RUN = 1 << 3,    /* start programs */
};

struct sandbox_path {
	const char *path;        /* null, or one that is not there, is passed over */
	unsigned rights;
};

struct sandbox_plan {
	const struct sandbox_path *paths; /* every other file is out of reach */
	size_t count;
	bool network;            /* makes connections of its own; sockets that are open already stay usable */
	bool starts_programs;
};

/* What the kernel could not give, as bits. */
enum sandbox_gap {
	SANDBOX_NO_FILES = 1 << 0, /* no Landlock: files are as open as the user's rights leave them */
	SANDBOX_NO_CALLS = 1 << 1, /* no seccomp */
};

/*
 * Enters, before the process has a second thread.  0, or with SANDBOX_TRY the
 * gaps and with SANDBOX_REQUIRE FAIL_SYSTEM; last_failure() then tells why.
 */
int sandbox_enter(const struct sandbox_plan *plan, enum sandbox_mode mode);

/* Nothing of this process is ever dumped to disk or read by another process of the same user; for any program. */
void sandbox_keep_memory(void);

#endif
