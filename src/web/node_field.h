/* A field that names a body or unit, found by its name (struct field_view: a reference without JavaScript). */
#ifndef DANGJIAN_WEB_NODE_FIELD_H
#define DANGJIAN_WEB_NODE_FIELD_H

#include "web/page.h"

/* Makes the field `node` one: the matches within what the reader's roles reach, or the node chosen already. */
int node_field(const struct request *request, unsigned roles, struct field_view *field);

#endif
