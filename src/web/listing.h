/*
 * Any kind's list as an address asks for it: /units?category=1&sort=-staff.
 * The page, its JSON twin and the files .csv and .xlsx read the address here
 * and write what it gives in their own ways.
 */
#ifndef DANGJIAN_WEB_LISTING_H
#define DANGJIAN_WEB_LISTING_H

#include "registry/list.h"
#include "web/reach.h"

struct request;
struct response;

struct listing {
	struct request *request;
	const struct kind *kind;
	struct reach reach;          /* node 0 also where only what is about the reader is listed */
	struct list_query query;
	struct filter filters[FILTERS_MAX];
	struct list_outlook outlook; /* where query.outlook is not null */
};

/*
 * Reads and checks the address and narrows the list to what the reader may
 * see.  FAIL_INPUT names what may be asked, FAIL_FORBIDDEN.
 */
int listing_read(struct request *request, const struct kind *kind, struct listing *ret_listing);

/* Whether an argument of the address filters the kind's list. */
bool is_filter(const struct kind *kind, const char *name);

/* A field that stands in lists: not that of somebody's person, but in lists of persons. */
bool field_is_listed(const struct kind *kind, const struct field *field);

/* Whether a list shows since when each row holds: what has a name of its own is told apart by that. */
bool kind_shows_days(const struct kind *kind);

/* GET of a list: page, JSON or file, by the kind in the route's pattern. */
int show_list(struct request *request, struct response *response);

/* The ways to answer. */
int list_page(const struct listing *listing, struct response *response);
int list_json(const struct listing *listing, struct response *response);
int list_file(const struct listing *listing, struct response *response);

/* A row's fields as members of an open JSON object: its number, its first and last day, its values. */
struct json;
void record_members(const struct record *record, bool personal, struct json *json);

#endif
