#include "web/catalogue.h"

#include <string.h>

#include "web/catalogue_table.h"

const char *
tr(enum lang lang, const char *msgid)
{
	for (size_t at = catalogue_slot(msgid); catalogue_slots[at]; at = (at + 1) % CATALOGUE_SLOTS) {
		const struct catalogue_entry *entry = &catalogue_entries[catalogue_slots[at] - 1];

		if (strcmp(entry->msgid, msgid) == 0)
			return in_lang(entry->text, lang);
	}
	return msgid;
}
