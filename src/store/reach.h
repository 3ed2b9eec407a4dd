/* What a process must be able to reach to use a database, for whoever takes all else from it. */
#ifndef DANGJIAN_STORE_REACH_H
#define DANGJIAN_STORE_REACH_H

#include <stdbool.h>

#include "base/arena.h"

#define REACH_FILES 8

struct db_reach {
	const char *folder;             /* of the file and what SQLite keeps beside it; null: there is none */
	const char *files[REACH_FILES]; /* read at each connection: passwords, certificates; null where there are fewer */
	bool network;
};

/* 0, FAIL_INPUT for an address that is none, or FAIL_MEMORY. */
int db_reach(struct arena *arena, const char *url, struct db_reach *ret_reach);

#endif
