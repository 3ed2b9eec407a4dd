/* Addresses of this site's pages as the page at hand leads to them. */
#ifndef DANGJIAN_WEB_LINK_H
#define DANGJIAN_WEB_LINK_H

#include "registry/kind.h"
#include "web/address.h"

#define LINK_ARGUMENTS_MAX 64 /* of one address; the rest is left out */

/* "/units" or "/registers/term". */
const char *kind_address(struct arena *arena, const struct kind *kind);

/* "/units/7" or "/registers/term/7". */
const char *record_address(struct arena *arena, const struct kind *kind, int64_t id);

/* The kind whose pages a route's pattern belongs to, "/units/{id}" or "/api/v1/registers/term"; or null. */
const struct kind *route_kind(const char *pattern);

/* An address with arguments, and the day asked for where that is not today.  Null without memory. */
const char *link_to(const struct request *request, const char *path, const struct form_pair *args,
                    size_t count);

/*
 * A path with the request's own arguments, some of them changed: a null value
 * takes one away.  Null without memory.
 */
const char *link_changed(const struct request *request, const char *path, const struct form_pair *changes,
                         size_t count);

#endif
