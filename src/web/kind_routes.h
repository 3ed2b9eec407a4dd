/* The routes that follow from the dictionary: list, record and forms of every kind. */
#ifndef DANGJIAN_WEB_KIND_ROUTES_H
#define DANGJIAN_WEB_KIND_ROUTES_H

#include "base/arena.h"
#include "web/route.h"

/* Ended by an empty line, from the arena; null without memory. */
const struct route *kind_routes(struct arena *arena);

#endif
