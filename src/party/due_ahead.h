/*
 * Derives what is due of wide parts of the tree before anybody looks: a thread
 * that brings their briefs in the cache (party/due_cache.h) up to date from
 * time to time, and rests longer than it works.  Who looks before it has come
 * round waits for the derivation as ever: nothing that is shown is old.
 */
#ifndef DANGJIAN_PARTY_DUE_AHEAD_H
#define DANGJIAN_PARTY_DUE_AHEAD_H

#include <stddef.h>

#include "base/day.h"

struct db;
struct due_ahead;
struct installation;

/* `today` is asked before each round. */
int due_ahead_start(struct installation *installation, day_no (*today)(void), struct due_ahead **ret_ahead);

/* Takes null; before the installation is closed. */
void due_ahead_stop(struct due_ahead *ahead);

/*
 * One round, as the thread makes it: the brief of every part with more than
 * `above` organizations, and DUE_UNITS_MAX at most.  How many these are, in
 * *ret_briefs; `ahead`, or null, says how to rest between them and when to stop.
 */
int due_ahead_round(struct installation *installation, struct db *db, day_no today, int64_t above, struct due_ahead *ahead,
                    size_t *ret_briefs);

#endif
