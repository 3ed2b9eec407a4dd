/* What a part of a workbook refers to: the file `_rels/NAME.rels` beside it.  Only for src/sheet. */
#ifndef DANGJIAN_SHEET_RELATIONS_H
#define DANGJIAN_SHEET_RELATIONS_H

#include "sheet/package.h"

struct relation {
	const char *id;
	const char *kind;     /* the last word of its type: "worksheet", "styles" … */
	const char *target;   /* a part's name */
};

struct relations {
	struct relation *list;
	size_t count;
};

/* The relations of a part ("" for the whole package), in the arena; none if it has no such file. */
int relations_of(struct arena *arena, struct package *package, const char *part,
                 struct relations *ret_relations);

/* The first one of a kind, or with an id; null if there is none. */
const struct relation *relation_of_kind(const struct relations *relations, const char *kind);
const struct relation *relation_with_id(const struct relations *relations, const char *id);

#endif
