/* What list_page.c and list_filters.c share while they make a list's page. */
#ifndef DANGJIAN_WEB_LIST_PAGE_H
#define DANGJIAN_WEB_LIST_PAGE_H

#include "web/labels.h"
#include "web/listing.h"
#include "web/views_model.h"

/* The page in the making. */
struct list_draft {
	const struct listing *listing;
	struct request *request;
	struct arena *arena;
	enum lang lang;
	struct labels *labels;
	struct list list;
	struct election_standing *standings; /* of elections, today: one a row; else null */
	struct list_view view;
};

/* An argument of the address that is there and not empty, or null. */
const char *list_asked(const struct list_draft *draft, const char *name);

/* The filters the kind declares, as they are set. */
int fill_list_filters(struct list_draft *draft);

#endif
