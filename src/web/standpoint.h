/*
 * From which of their roles readers look: of several in different parts of
 * the tree one is chosen in the menu and kept in a cookie.  It decides what
 * pages show first, never what may be opened.
 */
#ifndef DANGJIAN_WEB_STANDPOINT_H
#define DANGJIAN_WEB_STANDPOINT_H

#include "party/access.h"
#include "web/views_model.h"

struct request;
struct response;

#define FROM_COOKIE "from"           /* the grant's number */
#define LOOK_FROM_PATH "/look-from"

/* The grant chosen, where the actor still holds it; else null. */
const struct grant *standpoint_chosen(const struct request *request);

/* The chosen one where it is one of the roles, else the one that reaches farthest; null where none is held. */
const struct grant *standpoint(const struct request *request, unsigned roles);

/* Where a grant is held: the node's name, or the role's where it is held over everything. */
int standpoint_name(const struct request *request, const struct grant *grant, const char **ret_name);

/* The choices of whoever has more than one; none for all others. */
int standpoint_choices(const struct request *request, const struct link_view **ret_links, size_t *ret_count);

/* GET /look-from?grant=12&back=/units */
int choose_standpoint(struct request *request, struct response *response);

#endif
