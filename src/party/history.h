/* What happened to a record: each change with its old and new values, when and by whom. */
#ifndef DANGJIAN_PARTY_HISTORY_H
#define DANGJIAN_PARTY_HISTORY_H

#include "registry/input.h"

struct history_change {
	struct bilingual label;  /* of the field, or of the first or last day */
	const char *old;         /* as shown in the reader's language; "" for nothing */
	const char *new;
};

struct history_entry {
	int64_t journal;
	int64_t at;              /* seconds since 1970 */
	day_no today;            /* the civil day it was done on */
	day_no from;             /* the day from which what was written holds */
	const char *action;      /* "change-unit" */
	const char *actor;       /* the account's name, or "cli:USER" */
	const struct history_change *changes;
	size_t count;
};

struct history {
	const struct history_entry *entries; /* the latest first */
	size_t count;
};

/*
 * The history of a record, for readers who may see it; what was undone is no
 * longer in it.  `secret` shows masked IDs, null shows that there is one.
 */
int history_read(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, enum lang lang,
                 const struct secret *secret, struct history *ret_history);

#endif
