/* Bodies by the names people write: a bare name, or a path 上级/本级. */
#ifndef DANGJIAN_PARTY_BODY_NAME_H
#define DANGJIAN_PARTY_BODY_NAME_H

#include "store/db.h"

/*
 * The body of that name on a day.  "上级/本级" is looked for under the named
 * superior, a bare name in the whole database, where it must be unique.
 * FAIL_INPUT with the reason: none, or several.
 */
int body_by_name(struct db *db, struct arena *arena, const char *name, day_no on, int64_t *ret_id);

#endif
