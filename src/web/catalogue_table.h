/* What tools/catalogue generates; for catalogue.c and its tests alone. */
#ifndef DANGJIAN_WEB_CATALOGUE_TABLE_H
#define DANGJIAN_WEB_CATALOGUE_TABLE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"

struct catalogue_entry {
	const char *msgid;
	struct bilingual text;
};

#define CATALOGUE_SLOTS 8192 /* at least twice as many as there are texts */

extern const struct catalogue_entry catalogue_entries[]; /* by strcmp of msgid */
extern const size_t catalogue_count;
extern const uint16_t catalogue_slots[CATALOGUE_SLOTS]; /* 0: free; else the place of the entry, counted from 1 */

/* The slot at which the search for a text begins, and goes on to the next ones up to a free one. */
static inline size_t
catalogue_slot(const char *msgid)
{
	return (size_t)(text_hash(msgid, strlen(msgid)) % CATALOGUE_SLOTS);
}

#endif
