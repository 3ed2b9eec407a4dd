/*
 * Coverage of a part of the tree by category, industry or region (OPIN-11.6):
 * the table of the overview, its JSON twin and its files.  Every number leads
 * to the list of the organizations it counts.
 */
#ifndef DANGJIAN_WEB_COVERAGE_H
#define DANGJIAN_WEB_COVERAGE_H

#include "party/tally.h"
#include "web/reach.h"
#include "web/views_model.h"

struct request;
struct response;

struct coverage_table {
	const struct request *request;
	const struct reach *reach;
	size_t by;                   /* ?by=, place in the table of dimensions */
	struct figure_row *rows;
	size_t count;
	struct figures total;
};

/* Reads ?by= and the figures of the day; FAIL_INPUT names the dimensions there are. */
int coverage_read(const struct request *request, const struct reach *reach, struct coverage_table *ret_table);

/* The table as a page shows it, and the links that choose the dimension. */
int coverage_view(const struct coverage_table *table, struct table_view *ret_view);
int coverage_choices(const struct coverage_table *table, const struct link_view **ret_links, size_t *ret_count);

/* "/units?node=7&category=1&covered=none", or null without memory. */
const char *coverage_units(const struct coverage_table *table, const char *field, const char *value,
                           const char *facet, const char *word);

/* GET /coverage (.csv, .xlsx) and /api/v1/coverage; the page itself is the overview. */
int show_coverage(struct request *request, struct response *response);

#endif
