/* A list's statement as it is put together; for list.c and list_where.c alone. */
#ifndef DANGJIAN_REGISTRY_LIST_DRAFT_H
#define DANGJIAN_REGISTRY_LIST_DRAFT_H

#include "base/buf.h"
#include "registry/list.h"

#define SQL_MAX ((size_t)32 << 10)
#define ARGUMENTS_MAX 40

/* Text and arguments grow side by side. */
struct draft {
	struct db *db;
	struct arena *arena;
	const struct list_query *query;
	struct buf sql;
	struct value args[ARGUMENTS_MAX];
	size_t count;
	const struct field *sort; /* null: by identity */
	bool descending;
	bool all;                 /* every row is wanted, not a page of them */
};

/* Adds an argument and gives its number. */
size_t draft_argument(struct draft *draft, struct value value);

/* " from … where …": the day, the part of the tree, the filters and the search. */
int draft_conditions(struct draft *draft);

#endif
