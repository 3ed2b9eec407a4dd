/* A list's statement as it is put together; for list*.c and, of its limits, muster*.c alone. */
#ifndef DANGJIAN_REGISTRY_LIST_DRAFT_H
#define DANGJIAN_REGISTRY_LIST_DRAFT_H

#include "base/buf.h"
#include "registry/list.h"
#include "registry/muster.h"

#define SQL_MAX ((size_t)32 << 10)
#define ARGUMENTS_MAX 40
#define RUNE_LAST "\xf4\x8f\xbf\xbf"
#define OTHERS 3 /* pairs that are asked for beside the rarest */

/* Text and arguments grow side by side. */
struct draft {
	struct db *db;
	struct arena *arena;
	const struct list_query *query;
	struct buf sql;
	struct value args[ARGUMENTS_MAX + MUSTERED_MAX];
	size_t count;
	const struct field *sort; /* null: by identity */
	bool descending;
	enum { ASK_MUSTER, ASK_FOR_MORE, ASK_RECORDS } asks;
	bool all;                 /* every row is wanted, not a page of them */
	const char *pattern;      /* what is searched for; null: nothing is */
	bool letters;             /* it has ASCII letters, which count alike large and small */
	bool foreign;             /* it has characters that no code has */
	const char *pair_from, *pair_to; /* the pairs of characters that few records hold (gram.h); null: all are common */
	const char *others[OTHERS]; /* further pairs that they hold, too, the rarest first; null: none is asked for */
	int64_t found;            /* how many that is at most, or -1 */
	bool by_pair;             /* these are looked at, and no others */
	const char *common[2];    /* the first pairs that very many hold */
	const char *alike, *alike_last; /* the beginning that very many titles share, which are read in their order, and behind all of them */
	bool starting;            /* what holds a pair comes in the order of the beginnings of titles; list.c puts it in order */
	const struct filter *within; /* the beginning of a region, asked for last; or null */
	const struct mustered *mustered; /* the page's rows are among these; or null */
	size_t sure;              /* so many rows must come, or the muster was wrong */
	bool more;                /* where fewer come than a page holds, the muster is to tell of more */
	bool in_turn;             /* rows are looked at one by one in the list's order, as far as its place in the tree decides */
};

/* Adds an argument and gives its number. */
size_t draft_argument(struct draft *draft, struct value value);

/*
 * What is searched for, and whether few records can hold it; whether a page
 * of it may be read from the beginnings of titles (gram.h), and by which pair:
 * null where there is none.
 */
int draft_search(struct draft *draft);
bool draft_may_start(const struct draft *draft);
const char *draft_driver(const struct draft *draft);
void draft_add_search(struct draft *draft);

/*
 * 1 with the records among which the page's rows are, where a muster tells of
 * them sooner than the records themselves; behind `last`, or from the first.
 */
struct cursor {
	int64_t id, number;
	const char *text;
};

int draft_muster(struct draft *draft, const struct cursor *last, size_t limit, struct mustered *ret_mustered);

/* The last day that is no more than so many months ahead (ELEC-3.1). */
day_no last_day_within(day_no on, int months);

/* " from … where …": the day, the part of the tree, the filters and the search. */
int draft_conditions(struct draft *draft);

#endif
