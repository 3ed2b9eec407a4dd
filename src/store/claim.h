/*
 * One server to a database file.  Commands write beside it and take turns
 * with it; two servers would each keep in memory what the other changes.
 */
#ifndef DANGJIAN_STORE_CLAIM_H
#define DANGJIAN_STORE_CLAIM_H

#include <stdbool.h>

struct claim;

/*
 * Claims the database of a URL for a server, until claim_free() or the end of
 * the process, however it comes; *ret_claim is null where there is no file to
 * claim (PostgreSQL, whose servers see one another's changes).
 * FAIL_UNAVAILABLE names the server that has it.
 */
int claim_new(const char *url, struct claim **ret_claim);
void claim_free(struct claim *claim); /* takes null */


/*
 * Whether a server holds the claim of a database file, or it cannot be told.
 * One that was killed leaves the claim's file behind, but holds nothing.
 */
bool claim_held(const char *database);

#endif
