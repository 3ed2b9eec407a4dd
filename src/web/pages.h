/* The tables of routes, each beside its handlers, and the list of them all. */
#ifndef DANGJIAN_WEB_PAGES_H
#define DANGJIAN_WEB_PAGES_H

#include "web/route.h"

extern const struct route basic_routes[]; /* pages_basic.c */

/* All of them, ended by null: what `serve` serves. */
extern const struct route *const page_tables[];

#endif
