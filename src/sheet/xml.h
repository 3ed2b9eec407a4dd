/*
 * A guarded XML reader over one part of a workbook: expat with no document
 * types, no entities, and limits on what an XML text can make a reader hold.
 * Only for src/sheet.
 */
#ifndef DANGJIAN_SHEET_XML_H
#define DANGJIAN_SHEET_XML_H

#include "base/arena.h"
#include "sheet/package.h"

#define XML_DEPTH_MAX 100                     /* elements inside one another */
#define XML_TOKEN_MAX ((uint64_t)1 << 20)     /* bytes of one tag, comment … */
#define XML_NAMES_MAX 2000                    /* different names that are none of ours … */
#define XML_NAME_MAX 1000                     /* … and the bytes of one */

/*
 * The elements read here, of the spreadsheet's and the relationships'
 * namespaces (transitional or strict, whatever the prefix).  All others are
 * XML_OTHER, as are containers that stand where the format has none.
 */
enum xml_name {
	XML_OTHER,
	XML_C, XML_V, XML_F, XML_IS, XML_T, XML_R, XML_ROW, XML_SI,
	XML_SHEET_DATA, XML_WORKSHEET, XML_MERGE_CELL, XML_MERGE_CELLS, XML_SST,
	XML_WORKBOOK, XML_WORKBOOK_PR, XML_SHEETS, XML_SHEET,
	XML_STYLE_SHEET, XML_NUM_FMTS, XML_NUM_FMT, XML_CELL_XFS, XML_XF,
	XML_RELATIONSHIPS, XML_RELATIONSHIP,
};

/* What a part's reader is told.  Each may be null and returns 0 or a failure, which ends the reading. */
struct xml_reader {
	enum xml_name root;   /* another root makes the part damaged */
	int (*start)(void *arg, enum xml_name parent, enum xml_name name, const char **attributes);
	int (*end)(void *arg, enum xml_name parent, enum xml_name name);
	void (*text)(void *arg, const char *text, int len);
};

/* Reads the part to its end; 0, the reader's failure, or its own. */
int xml_read(struct arena *arena, struct part *part, const struct xml_reader *reader, void *arg);

/* An attribute without namespace, or null. */
const char *xml_attribute(const char **attributes, const char *name);

/* The attribute `id` of the relationships' namespace, or null. */
const char *xml_relation_id(const char **attributes);

/* Whether an XML boolean is true: "1" or "true"; null is not. */
bool xml_true(const char *value);

#endif
