/*
 * Lists of any kind: as of a day, within a part of the tree, filtered,
 * searched, sorted, and paged by key.  What a list may be asked is what its
 * kind declares; anything else is refused by name.
 */
#ifndef DANGJIAN_REGISTRY_LIST_H
#define DANGJIAN_REGISTRY_LIST_H

#include "registry/version.h"

struct musters;

#define LIST_PAGE 50        /* rows of a page */
#define LIST_PAGE_MAX 500   /* rows an API call may ask for */
#define FILTERS_MAX 12

struct filter {
	const char *name;       /* a field with SHOW_FILTER, or a facet */
	const char *text;
};

/*
 * What is known of a list beforehand (party/outlook.h), by which the shortest
 * way to it is chosen.  It decides nothing but the way.
 */
struct list_outlook {
	int64_t subjects;       /* rows of the kind on the day, everywhere */
	int64_t scope;          /* units and bodies in the scope */
	int64_t total;          /* rows of the list, or -1 where that is not known */
	int64_t alike;          /* rows everywhere that stand as the filters ask, or -1 */
	bool whole;             /* the scope holds every row of the kind */
};

struct list_query {
	const struct kind *kind;
	day_no as_of;
	const char *scope;      /* path prefix "/1/17/", or null for everything */
	bool own;               /* only what hangs at that very path, nothing below (one's own branch) */
	int64_t beside;         /* body or unit of `scope`: what belongs to it on `beside_on`, too, wherever that hangs; or 0 */
	day_no beside_on;
	int64_t person;         /* only what is about this person, or 0 */
	const struct filter *filters;
	size_t filter_count;
	const char *search;     /* ?q=, or null: matches any SHOW_SEARCH field, one character is enough */
	const char *sort;       /* "name", "-staff", or null for the kind's own order */
	const char *page;       /* cursor from a previous answer, or null */
	size_t limit;           /* 0: LIST_PAGE */
	const struct list_outlook *outlook; /* or null: nothing is known */
	struct musters *musters; /* where the kind is mustered (registry/muster.h), or null */
};

struct list {
	struct record **rows;
	size_t count;
	const char *next;       /* cursor of the next page, or null */
};

/* Runs it; FAIL_INPUT names an unknown filter, value, sort or a broken cursor, and what is allowed. */
int list_run(struct db *db, struct arena *arena, const struct list_query *query, struct list *ret_list);

/* The cursor that stands behind a row of the query. */
int list_cursor(struct arena *arena, const struct list_query *query, const struct record *last, const char **ret_cursor);

/* How many rows the query has over all pages. */
int list_count(struct db *db, struct arena *arena, const struct list_query *query, int64_t *ret_count);

/* The same through a cache (registry/count_cache.h), which may be null. */
struct count_cache;
int list_count_cached(struct count_cache *cache, struct db *db, struct arena *arena, const struct list_query *query,
                      int64_t *ret_count);

/* Calls `row` for each row over all pages in order, for exports; stops at its failure. */
int list_each(struct db *db, const struct list_query *query,
              int (*row)(void *arg, const struct record *record), void *arg);

/*
 * What stands of a kind whose reference `field` names a record, on whatever
 * day: past, present and to come, the latest first, at most `max` versions.
 */
int list_referring(struct db *db, struct arena *arena, const struct kind *kind, const char *field,
                   int64_t id, size_t max, struct list *ret_list);

/*
 * The path of a body or unit on a day: "/1/17/203/"; FAIL_NOT_FOUND where it hangs nowhere.
 */
int placement_path(struct db *db, struct arena *arena, int64_t subject, day_no on, const char **ret_path);

/* The upper end of a path prefix as a range: every path under "/1/17/" is below "/1/170". */
char *path_end(struct arena *arena, const char *prefix);

/* The path under which a record lies on a day, by its kind's anchor; FAIL_NOT_FOUND where it hangs nowhere. */
int record_path(struct db *db, struct arena *arena, const struct record *record, day_no on,
                const char **ret_path);

#endif
