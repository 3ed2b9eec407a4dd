#define _GNU_SOURCE /* CLONE_NEW… */
#include "base/sandbox_calls.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>

#define CLONE_NEW (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

/* What server, databases and printing need; every other call fails with EPERM. */
static const char *const allowed[] = {
	/* files and folders */
	"read", "write", "readv", "writev", "pread64", "pwrite64", "preadv", "pwritev", "lseek", "close", "close_range",
	"fstat", "newfstatat", "stat", "lstat", "statx", "access", "faccessat", "faccessat2", "open", "openat", "fcntl",
	"flock", "ftruncate", "truncate", "fallocate", "fadvise64", "fsync", "fdatasync", "unlink", "unlinkat", "rename",
	"renameat", "renameat2", "readlink", "readlinkat", "getdents64", "getcwd", "dup", "dup2", "dup3", "pipe", "pipe2",
	"umask", "chmod", "fchmod", "fchmodat", "fchown", "statfs", "fstatfs", "sendfile", "memfd_create",
	/* memory, threads, processes */
	"brk", "munmap", "mremap", "madvise", "mlock", "mlock2", "munlock", "futex", "set_robust_list", "rseq",
	"set_tid_address", "fork", "vfork", "exit", "exit_group", "wait4", "waitid", "kill", "tgkill", "gettid", "getpid",
	"getppid", "sched_yield", "sched_getaffinity", "sched_getparam", "sched_getscheduler", "restart_syscall",
	"arch_prctl", "getrlimit", "setrlimit", "prlimit64", "getrusage", "membarrier",
	/* signals, time, chance */
	"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigtimedwait", "rt_sigpending", "rt_sigsuspend",
	"sigaltstack", "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "times",
	"getrandom", "uname", "sysinfo", "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getpgrp",
	/* sockets that are open already */
	"poll", "ppoll", "select", "pselect6", "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait",
	"epoll_pwait2", "eventfd2", "accept", "accept4", "socketpair", "getsockname", "getpeername", "getsockopt",
	"setsockopt", "recvfrom", "recvmsg", "shutdown",
	/* taking more from oneself */
	"prctl", "seccomp", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self",
#ifdef SANITIZED /* the search for leaks */
	"ptrace", "process_vm_readv", "tkill", "getdents",
#endif
};

/* For connections of one's own: name look-up, then the database's server. */
static const char *const networking[] = {"connect", "bind", "sendmmsg", "recvmmsg"};

/* Nothing honest asks for these here: whoever does is ended. */
static const char *const deadly[] = {
#ifndef SANITIZED
	"ptrace", "process_vm_readv",
#endif
	"process_vm_writev", "bpf", "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module",
	"mount", "umount2", "move_mount", "fsopen", "open_tree", "pivot_root", "chroot", "setns", "unshare", "add_key",
	"keyctl", "request_key", "userfaultfd", "perf_event_open", "reboot", "swapon", "swapoff", "iopl", "ioperm",
	"open_by_handle_at", "io_uring_setup", "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid",
};

/* Newer ways to do what an older call does, which the C library then takes: their arguments cannot be seen here. */
static const char *const absent[] = {"clone3", "openat2"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int
add_names(scmp_filter_ctx filter, uint32_t what, const char *const *names, size_t count)
{
	int status = 0;

	for (size_t i = 0; i < count && status == 0; i++) {
		int call = seccomp_syscall_resolve_name(names[i]);

		/* This library, or this processor, may not have it. */
		if (call != __NR_SCMP_ERROR && call >= 0)
			status = seccomp_rule_add(filter, what, call, 0);
	}
	return status;
}

/* A call that is allowed where an argument, masked, has a value. */
struct conditional {
	const char *name;
	unsigned argument;
	uint64_t mask, value; /* mask 0: the whole argument */
};

static const struct conditional conditionals[] = {
	/* No memory that is both written and run, none run that is no file's. */
	{"mmap", 2, PROT_EXEC, 0},
	{"mprotect", 2, PROT_EXEC, 0},
	/* Threads and processes, but no namespaces. */
	{"clone", 0, CLONE_NEW, 0},
	/* No connection by the first bytes sent. */
	{"sendto", 3, MSG_FASTOPEN, 0},
	{"sendmsg", 2, MSG_FASTOPEN, 0},
	/* Of terminals and sockets only what tells about them; nothing is typed into a terminal for its user. */
	{"ioctl", 1, 0, TCGETS},
	{"ioctl", 1, 0, TIOCGWINSZ},
	{"ioctl", 1, 0, FIONREAD},
	{"ioctl", 1, 0, FIONBIO},
};

static int
add_conditionals(scmp_filter_ctx filter)
{
	int status = 0;

	for (size_t i = 0; i < COUNT(conditionals) && status == 0; i++) {
		const struct conditional *rule = &conditionals[i];
		struct scmp_arg_cmp where = rule->mask
			? SCMP_CMP(rule->argument, SCMP_CMP_MASKED_EQ, rule->mask, rule->value)
			: SCMP_CMP(rule->argument, SCMP_CMP_EQ, rule->value);

		status = seccomp_rule_add(filter, SCMP_ACT_ALLOW, seccomp_syscall_resolve_name(rule->name), 1, where);
	}
	return status;
}

static int
add_starting(scmp_filter_ctx filter)
{
	int status = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(execve), 0);

	/* The loader maps a library's code from its file, never to be written. */
	if (status == 0)
		status = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
		                          SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC | PROT_WRITE, PROT_EXEC),
		                          SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, 0));
	return status;
}

static int
add_network(scmp_filter_ctx filter)
{
	static const int families[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};
	int status = add_names(filter, SCMP_ACT_ALLOW, networking, COUNT(networking));

	for (size_t i = 0; i < COUNT(families) && status == 0; i++)
		status = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1,
		                          SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)families[i]));
	return status;
}

int
sandbox_confine_calls(const struct sandbox_plan *plan)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int status = filter ? seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) : -ENOMEM;

	if (status == 0)
		status = seccomp_attr_set(filter, SCMP_FLTATR_API_SYSRAWRC, 1);
	if (status == 0)
		status = add_names(filter, SCMP_ACT_ALLOW, allowed, COUNT(allowed));
	if (status == 0)
		status = add_names(filter, SCMP_ACT_KILL_PROCESS, deadly, COUNT(deadly));
	if (status == 0)
		status = add_names(filter, SCMP_ACT_ERRNO(ENOSYS), absent, COUNT(absent));
	if (status == 0)
		status = add_conditionals(filter);
	if (status == 0)
		status = plan->starts_programs ? add_starting(filter)
		                               : seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(execve), 0);
	if (status == 0 && plan->network)
		status = add_network(filter);
	if (status == 0)
		status = seccomp_load(filter);
	seccomp_release(filter);
	errno = -status;
	return status == 0 ? 0 : -1;
}
