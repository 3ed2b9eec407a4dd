/* What tools/catalogue generates; for catalogue.c and its tests alone. */
#ifndef DANGJIAN_WEB_CATALOGUE_TABLE_H
#define DANGJIAN_WEB_CATALOGUE_TABLE_H

#include <stddef.h>

#include "base/lang.h"

struct catalogue_entry {
	const char *msgid;
	struct bilingual text;
};

extern const struct catalogue_entry catalogue_entries[]; /* by strcmp of msgid */
extern const size_t catalogue_count;

#endif
