/* The command line: one table of commands, one file per command. */
#ifndef DANGJIAN_CLI_COMMAND_H
#define DANGJIAN_CLI_COMMAND_H

#include <stdbool.h>

#include "base/day.h"
#include "base/lang.h"

enum exit_status {
	EXIT_HOLDS = 0,
	EXIT_BREACH = 1,    /* breach, or refused */
	EXIT_BAD_INPUT = 2, /* bad arguments or input */
	EXIT_FLAG = 3,      /* holds with a flag that needs a named officer */
};

struct interrupt;

/* What every command gets; the options every command takes are already read. */
struct invocation {
	enum lang lang;        /* --lang, else LANG, else zh */
	day_no today;
	const char *db;        /* --db, else DANGJIAN_DB, else sqlite:dangjian.db */
	const char *as;        /* --as ACCOUNT, or null */
	const char *key;       /* --key FILE, or null */
	int argc;              /* arguments left, without the command's name */
	char **argv;
	struct interrupt *interrupt; /* of a command that writes, else null */
};

struct command {
	const char *name;
	struct bilingual usage; /* arguments and a few words */
	int (*run)(const struct invocation *call);
	bool writes;            /* to a database or a file: a signal to stop is answered */
	const char *own_option; /* one of the common options that means its own thing here, or null */
};

/* Runs what argv asks and returns the exit status. */
int command_run(int argc, char **argv);

/* Prints the thread's last failure on standard error and returns its exit status. */
int command_failed(const struct invocation *call);

/* Prints one sentence on standard error and returns EXIT_BAD_INPUT. */
int command_misused(const struct invocation *call, const char *zh, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));

#endif
