/* The part of the tree a page is about: ?node=ID, else the one the reader looks from (web/standpoint.h). */
#ifndef DANGJIAN_WEB_REACH_H
#define DANGJIAN_WEB_REACH_H

#include "registry/kind.h"

struct request;

struct reach {
	int64_t node;        /* a body or unit; 0: everything */
	const char *today;   /* its path today, by which rights are judged; null: everything */
	const char *path;    /* its path on the day asked for; null: everything */
	const char *name;    /* on that day; null: everything */
	bool unit;           /* the node is a unit */
	bool chosen;         /* by ?node= */
};

/*
 * FAIL_FORBIDDEN where none of the roles is held there or anywhere,
 * FAIL_NOT_FOUND where the node hangs nowhere on the day, FAIL_INPUT.
 */
int reach_of(const struct request *request, unsigned roles, struct reach *ret_reach);

#endif
