#include "web/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "web/catalogue_table.h"

static int
by_msgid(const void *key, const void *entry)
{
	return strcmp(key, ((const struct catalogue_entry *)entry)->msgid);
}

const char *
tr(enum lang lang, const char *msgid)
{
	const struct catalogue_entry *entry =
		bsearch(msgid, catalogue_entries, catalogue_count, sizeof *catalogue_entries, by_msgid);

	return entry ? in_lang(entry->text, lang) : msgid;
}
