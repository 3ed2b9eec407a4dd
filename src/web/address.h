/* Addresses of this site put together from a path and arguments, percent-encoded. */
#ifndef DANGJIAN_WEB_ADDRESS_H
#define DANGJIAN_WEB_ADDRESS_H

#include <stddef.h>

#include "base/arena.h"
#include "web/form.h"

#define ADDRESS_MAX 8000 /* bytes; longer ones are not taken back by the server either */

struct request;

/*
 * "/units?sort=name&as_of=2026-11-21".  `path` is an address already, without
 * arguments; those with a null or empty value are left out.  Null without
 * memory or past ADDRESS_MAX.
 */
const char *address(struct arena *arena, const char *path, const struct form_pair *args, size_t count);

/*
 * The request's own address with the argument `name` set to `value` (null:
 * without it), e.g. for a column's head that sorts.  `name` null: as it is.
 */
const char *address_with(const struct request *request, const char *name, const char *value);

#endif
