/* /units/{id}/proposal: the joint branch that is proposed with an organization (OPIN-10.2). */
#ifndef DANGJIAN_WEB_PROPOSAL_PAGE_H
#define DANGJIAN_WEB_PROPOSAL_PAGE_H

#include <stdint.h>

#include "base/arena.h"

struct request;
struct response;

int show_proposal(struct request *request, struct response *response);

/* "/units/7/proposal", or null without memory. */
const char *proposal_address(struct arena *arena, int64_t unit);

#endif
