/*
 * Rules of the house that a reader should not have to watch:
 *   - a folder of src/ includes only from floors below it;
 *   - some functions are not used: each has a safer one, or a place where alone it may stand;
 *   - a function has at most 120 lines, a file at most 1,200.
 */
#ifndef DANGJIAN_TOOLS_FLOORS_H
#define DANGJIAN_TOOLS_FLOORS_H

#include "source.h"

/* Checks one C file; `path` is its place below the source folder ("src/law/rule.c").  Appends to `errors`. */
void house_check(const char *path, const struct source *source, struct buf *errors);

#endif
