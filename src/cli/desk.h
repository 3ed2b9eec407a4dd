/* What a command that acts on the database opens: the installation, the actor, a connection. */
#ifndef DANGJIAN_CLI_DESK_H
#define DANGJIAN_CLI_DESK_H

#include "cli/command.h"
#include "party/action.h"

struct desk {
	struct arena *arena;
	struct installation *installation;
	struct db *db;       /* for reading */
	struct actor actor;  /* --as ACCOUNT, else the operator */
	struct call call;    /* for action_run, of all the above */
};

/* 0 or a failure, with nothing left open. */
int desk_open(const struct invocation *call, struct desk *ret_desk);
void desk_close(struct desk *desk);

/* The operating system's user, as the journal names an operator. */
const char *desk_user(struct arena *arena);

/* Seconds since 1970. */
int64_t desk_now(void);

#endif
