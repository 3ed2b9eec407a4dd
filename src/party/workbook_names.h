/*
 * How units and bodies are written where a workbook refers to them: by name,
 * and where that is not unique in the whole database, a body by its path, a
 * unit by its code, or by region and name.
 */
#ifndef DANGJIAN_PARTY_WORKBOOK_NAMES_H
#define DANGJIAN_PARTY_WORKBOOK_NAMES_H

#include "party/lives.h"

struct body_name {
	int64_t id;
	const char *name;
	day_no since, until;
	int64_t superior;                /* who leads it, or 0 */
};

struct names {
	struct body_name *bodies;        /* all there are, by identity */
	size_t body_count;
	struct map body_shared, unit_shared; /* names borne by several */
	day_no as_of;
};

/* Reads the names of all bodies as of a day (or their nearest), and which names are not unique. */
int names_read(struct db *db, struct arena *arena, day_no as_of, struct names *ret_names);

/* Who leads a body, or 0. */
int64_t names_superior(const struct names *names, int64_t body);

/* In the arena; null without memory, or for a body that is not there. */
const char *names_body(const struct names *names, struct arena *arena, int64_t body);
const char *names_unit(const struct names *names, struct arena *arena, const struct life *unit);

/* Compares two identities, for qsort and bsearch; also those at the head of a struct body_name. */
int names_by_id(const void *a, const void *b);

#endif
