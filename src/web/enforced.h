/*
 * What holds the program to a clause: collected from the declarations of
 * actions (their clauses and those of their kind's fields), pages and duties;
 * nothing lists it by hand.
 */
#ifndef DANGJIAN_WEB_ENFORCED_H
#define DANGJIAN_WEB_ENFORCED_H

#include "party/action.h"
#include "web/route.h"

struct request;

/* Where to look. */
struct enforcers {
	const struct action *actions;
	size_t action_count;
	const struct routes *routes;
};

struct enforcer {
	const char *name;             /* "change-unit", "/elections/{id}", "duties" */
	const struct action *action;  /* one of the three, else null */
	const struct route *page;
	bool duties;
};

/*
 * Actions first, then pages, then the duties.  From the arena; null without
 * memory.  *ret_count 0: the clause stands for reference.
 */
const struct enforcer *enforced_by(struct arena *arena, const struct enforcers *all, const char *clause,
                                   size_t *ret_count);

/* All there are, as a server serves them. */
struct enforcers visit_enforcers(const struct request *request);

/* The member enforced_by of an object: an array of names. */
int enforced_json(struct arena *arena, const struct enforcers *all, const char *clause, struct json *json);

#endif
