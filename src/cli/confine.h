/*
 * What the server keeps within reach of itself: the database's folder, the
 * key, the temporary folder, its log, fonts and libraries for the printing
 * process, this very program to start that process, and nothing else.
 */
#ifndef DANGJIAN_CLI_CONFINE_H
#define DANGJIAN_CLI_CONFINE_H

#include "base/arena.h"
#include "base/sandbox.h"

struct confinement {
	enum sandbox_mode mode;
	const char *db;      /* address of the database */
	const char *replica; /* of its replica, or null */
	const char *key;     /* path of the key file, or null: the one beside the database */
	const char *log;     /* path of the log file, or null */
};

/* As sandbox_enter: 0, gaps, or a failure. */
int confine(struct arena *arena, const struct confinement *confinement);

#endif
