/* A verification under way; for the files verify*.c alone. */
#ifndef DANGJIAN_PARTY_VERIFICATION_H
#define DANGJIAN_PARTY_VERIFICATION_H

#include "base/buf.h"
#include "base/lang.h"
#include "store/schema.h"

struct verification {
	struct db *db;
	void (*report)(void *arg, struct bilingual finding);
	void *arg;
	int findings;
};

/* One sentence found, ready or formatted from the same arguments in both languages. */
void verification_count(void *verification, struct bilingual finding);
void verification_find(struct verification *to, const char *zh, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));

/* Runs a composed query of whole numbers, clears it, and hands each row to `each`. */
int verification_each(struct verification *to, struct buf *sql, const char *table, const char *column,
                      void (*each)(struct verification *to, const char *table, const char *column,
                                   const struct rows *rows));

/* The records themselves: what they name, versions, and the journal that wrote them. */
int verify_records(struct verification *to);
int verify_matters(struct verification *to);
int verify_journal(struct verification *to, const struct schema *schema);

/* What follows from them: what must hold between them, the tree and the tallies, all found anew. */
int verify_followed(struct verification *to);

#endif
