/*
 * What is due, derived once for each state of the records and lent to all who
 * ask: pages of a part of the tree show it at every click.  A list is kept by
 * path and day, with the journal numbers between which it holds; it is never a
 * moment old.  The list of a committee that leads others is put together from
 * theirs, so that an act makes one of fifty anew, not all of them.
 */
#ifndef DANGJIAN_PARTY_DUE_CACHE_H
#define DANGJIAN_PARTY_DUE_CACHE_H

#include "base/figures.h"
#include "party/due_brief.h"

#define DUE_KEPT 1024 /* lists kept at a time: that of 57 organizations takes 12 kB, that of 3,000 half a MB */
#define DUE_BYTES ((size_t)32 << 20) /* kept at a time; what is on loan comes on top */

#define DUE_BRIEFS_KEPT 4096 /* briefs kept beside them without their lists, of 5 kB */

#define DUE_UNITS_MAX 5000 /* organizations of a part of the tree whose duties pages derive */
#define DUE_UNITS_AHEAD 300 /* more than these, and its brief is derived before anybody asks (party/due_ahead.h) */

struct due_cache;

/* A list on loan: read only, until it is given back. */
struct due {
	struct duties duties;
	struct due_brief brief;   /* of what is for everybody */
};

int due_cache_new(struct due_cache **ret_cache);
void due_cache_free(struct due_cache *cache); /* takes null; nothing may be on loan */

/*
 * The duties of a path prefix (null: of everything) on a day, as the
 * connection's transaction sees the records.  Who asks for a list that another
 * thread is deriving waits for it.  0 or what duties_derive failed with.
 */
int due_borrow(struct due_cache *cache, struct db *db, const char *scope, day_no on, day_no today,
               const struct due **ret_due);

/* The same where no more is wanted than the brief: the duties themselves may be missing. */
int due_borrow_brief(struct due_cache *cache, struct db *db, const char *scope, day_no on, day_no today,
                     const struct due **ret_due);
void due_return(struct due_cache *cache, const struct due *due); /* takes null */

struct cache_figures due_cache_figures(struct due_cache *cache);

/* Bytes of all lists, those on loan among them. */
size_t due_cache_bytes(struct due_cache *cache);

#endif
