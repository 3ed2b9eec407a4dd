/*
 * Whether a database is sound: the journal's chain, the tables against the
 * dictionary, references, versions that overlap, and all that follows from
 * the records (placement, tallies) found anew and compared.
 */
#ifndef DANGJIAN_PARTY_VERIFY_H
#define DANGJIAN_PARTY_VERIFY_H

#include "party/action.h"
#include "store/schema.h"

/*
 * Calls `report` with one sentence a finding and returns how many there are,
 * 0 where all is sound, or a failure.  Inside the caller's reading
 * transaction.  Where the tables themselves are not those of the dictionary
 * nothing further is looked at.
 */
int verify(struct db *db, const struct schema *schema,
           void (*report)(void *arg, struct bilingual finding), void *arg);

/* Counts all tallies anew from the records, in one transaction with its journal entry. */
int tallies_rebuild(const struct call *call);

#endif
