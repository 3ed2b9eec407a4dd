/* Patterns of `like … escape '\'`. */
#ifndef DANGJIAN_STORE_LIKE_H
#define DANGJIAN_STORE_LIKE_H

#include "base/arena.h"

/* "%part%", where the part's own signs stand for themselves.  Null without memory. */
char *like_part(struct arena *arena, const char *part);

#endif
