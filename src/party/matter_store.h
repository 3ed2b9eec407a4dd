/* How matters are written and routed; for the files matter*.c alone. */
#ifndef DANGJIAN_PARTY_MATTER_STORE_H
#define DANGJIAN_PARTY_MATTER_STORE_H

#include "party/matter.h"

/*
 * Writes how a matter stands from the act's day on, in place of what stood
 * from then on.  While it is pending it goes, day by day, to whoever leads the
 * sender then, so that a change of affiliation recorded for later sends it on
 * by itself; afterwards the addressee stays.  A new one gets its identity.
 */
int matter_store(struct edit *edit, struct record *record);

/* Replaces the facts that differ. */
int matter_store_facts(struct edit *edit, int64_t id, const struct matter_type *type, const struct value *facts);

/* Who would receive what a sender sends on a day; 0 where nobody leads it. */
int matter_route_on(struct db *db, const struct matter_type *type, int64_t body, int64_t unit, day_no on,
                    int64_t *ret_addressee);

/* The path by which rights at a body or unit are judged; null where it hung nowhere. */
int matter_place(struct db *db, struct arena *arena, const struct kind *kind, int64_t id, day_no today,
                 const char **ret_path);
int matter_sender_path(struct db *db, struct arena *arena, const struct matter *matter, day_no today,
                       const char **ret_path);

#endif
