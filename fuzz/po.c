/* A catalogue of page texts, as a translator may hand it in. */
#include "po.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "target.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct source source = {"catalogue.po", (const char *)bytes, len};
	struct buf errors;
	struct po po = {0};

	buf_init(&errors, SOURCE_MAX);
	if (po_read(&source, &po, &errors)) {
		for (size_t i = 0; i < po.count; i++) {
			MUST(*po.entries[i].msgid && *po.entries[i].msgstr);
			MUST(i == 0 || strcmp(po.entries[i - 1].msgid, po.entries[i].msgid) < 0);
			MUST(po_find(&po, po.entries[i].msgid) == &po.entries[i]);
		}
		po_free(&po);
	} else {
		MUST(errors.len > 0);
	}
	buf_free(&errors);
	return 0;
}
