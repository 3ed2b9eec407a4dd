/* Runs the program itself and catches what it writes. */
#ifndef DANGJIAN_TESTS_CLI_RUN_H
#define DANGJIAN_TESTS_CLI_RUN_H

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUN_OUTPUT 65536
#define RUN_ARGUMENTS 16

struct run {
	int status;
	char out[RUN_OUTPUT], err[RUN_OUTPUT];
};

/* All of a file that was written through an open descriptor. */
static inline void
run_slurp(int file, char *text)
{
	ssize_t len = pread(file, text, RUN_OUTPUT - 1, 0);

	assert_true(len >= 0);
	text[len] = '\0';
	close(file);
}

/* Runs `program` with arguments up to a null in an environment of its own. */
static inline struct run *
run_in(const char *const environment[], const char *program, const char *const arguments[])
{
	static struct run run;
	char *argv[RUN_ARGUMENTS + 2] = {(char *)program};
	FILE *out = tmpfile(), *err = tmpfile();
	posix_spawn_file_actions_t actions;
	pid_t pid;

	assert_true(out && err);
	for (size_t i = 0; arguments[i]; i++) {
		assert_true(i < RUN_ARGUMENTS);
		argv[i + 1] = (char *)arguments[i];
	}
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, fileno(out), 1);
	posix_spawn_file_actions_adddup2(&actions, fileno(err), 2);
	assert_int_equal(posix_spawn(&pid, program, &actions, NULL, argv, (char *const *)environment), 0);
	posix_spawn_file_actions_destroy(&actions);
	assert_int_equal(waitpid(pid, &run.status, 0), pid);
	assert_true(WIFEXITED(run.status));
	run.status = WEXITSTATUS(run.status);
	run_slurp(dup(fileno(out)), run.out);
	run_slurp(dup(fileno(err)), run.err);
	fclose(out);
	fclose(err);
	return &run;
}

/* LANG is neutral, so that the sentences are Chinese. */
static inline struct run *
run_program(const char *program, const char *const arguments[])
{
	static const char *const environment[] = {"LANG=C.UTF-8", "DANGJIAN_TODAY=2026-11-21", NULL};

	return run_in(environment, program, arguments);
}

#define RUN(program, ...) run_program((program), (const char *const[]){__VA_ARGS__, NULL})

#endif
