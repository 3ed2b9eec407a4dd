/* What record_page.c and record_related.c share while they make a record's page. */
#ifndef DANGJIAN_WEB_RECORD_PAGE_H
#define DANGJIAN_WEB_RECORD_PAGE_H

#include "web/labels.h"
#include "web/opened.h"
#include "web/page.h"

#define RELATED_SHOWN 20     /* rows of one table; the rest stands in its list */

struct record_draft {
	struct request *request;
	struct arena *arena;
	enum lang lang;
	const struct opened *opened;
	struct labels *labels;
	struct page *page;
	struct record_view view;
};

/* The tables of what refers to the record, and its papers. */
int fill_related(struct record_draft *draft);

/* "/units/7/change", or null without memory. */
const char *record_tail(const struct record_draft *draft, const char *tail);

#endif
