/* Actions as calls: POST /api/v1/actions/NAME. */
#ifndef DANGJIAN_WEB_API_H
#define DANGJIAN_WEB_API_H

#include "web/response.h"
#include "web/route.h"

struct action;
struct outcome;

#define API "/api/v1"

/*
 * The routes of all actions: who may use each, how slow it is and which
 * clauses it answers to are what the action declares.  From the arena; null
 * without memory.
 */
const struct route *action_routes(struct arena *arena, const struct action *actions, size_t count);

/* {"journal","ids"} and what else the action gives back. */
void outcome_json(const struct outcome *outcome, struct response *response);

#endif
