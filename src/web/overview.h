/* The first page: what is due, how far coverage has come, what lies behind it. */
#ifndef DANGJIAN_WEB_OVERVIEW_H
#define DANGJIAN_WEB_OVERVIEW_H

#include "party/tally.h"
#include "web/reach.h"
#include "web/views_model.h"

struct page;
struct request;
struct response;

struct overview_draft {
	struct request *request;
	struct arena *arena;
	enum lang lang;
	struct reach reach;
	struct figures figures;      /* of the part, on the day */
	struct page *page;
	struct overview_view view;
};

/* GET / */
int show_overview(struct request *request, struct response *response);

/* What is due in the part: the most pressing matters, or numbers where it is too wide for these. */
int overview_due(struct overview_draft *draft);

/* Small drawings: terms that end in the year to come, coverage over the year past. */
int overview_charts(struct overview_draft *draft);

/* Requests, reports and notices: what waits for the reader, and what for the other side. */
int overview_inbox(struct overview_draft *draft);

/* One's own branch or organization, for those who have charge of no more. */
int overview_own(struct overview_draft *draft);

#endif
