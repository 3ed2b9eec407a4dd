/* Catalogues in gettext's .po form, read strictly: one msgid and one msgstr an entry. */
#ifndef DANGJIAN_TOOLS_PO_H
#define DANGJIAN_TOOLS_PO_H

#include "source.h"

struct po_entry {
	char *msgid;
	char *msgstr;
	int line;           /* of its msgid */
};

struct po {
	struct po_entry *entries;   /* by strcmp of msgid, the header (msgid "") left out */
	size_t count;
};

/*
 * Reads a catalogue.  False with messages in `errors`: anything but comments,
 * msgid, msgstr and continued strings; an empty msgstr; a msgid twice; a
 * fuzzy mark; or conversions of msgid and msgstr that do not take the same values.
 */
bool po_read(const struct source *source, struct po *ret_po, struct buf *errors);
void po_free(struct po *po);

const struct po_entry *po_find(const struct po *po, const char *msgid);

#endif
