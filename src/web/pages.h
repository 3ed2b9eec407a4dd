/* The tables of routes, each beside its handlers, and the list of them all. */
#ifndef DANGJIAN_WEB_PAGES_H
#define DANGJIAN_WEB_PAGES_H

#include "base/arena.h"
#include "web/route.h"

extern const struct route basic_routes[]; /* pages_basic.c */
extern const struct route law_routes[];   /* pages_law.c */
extern const struct route record_routes[]; /* pages_records.c */
extern const struct route sign_routes[];  /* pages_sign.c */

struct installation;

/* All that are declared as tables, ended by null. */
extern const struct route *const page_tables[];

/* Those and the routes of the actions: what `serve` serves.  Null without memory. */
const struct route *const *pages_all(struct arena *arena, const struct installation *installation);

#endif
