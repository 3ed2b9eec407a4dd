/* What stands around every page: title, navigation by role, menu, messages; and the pages of failures. */
#ifndef DANGJIAN_WEB_PAGE_H
#define DANGJIAN_WEB_PAGE_H

#include "web/views.h"
#include "web/visit.h"

#define CRUMBS_MAX 8

/* A page in the making; templates take &page->view. */
struct page {
	struct page_view view;
	struct request *request;
	struct link_view crumb[CRUMBS_MAX];
	struct as_of_view as_of;
};

/*
 * A page with its title, from the request's arena; null without memory.  Takes
 * the flash message, so that it is shown once.
 */
struct page *page_new(struct request *request, struct response *response, const char *title);

/* Adds a step of the way to this page; past CRUMBS_MAX it is left out.  `path` null: words alone. */
void page_crumb(struct page *page, const char *label, const char *path);

/* The page can be asked as of a day: offers the field, and says so when it is not today. */
int page_takes_day(struct page *page);

/* What the page at an address or pattern belongs to is called: "/units/{id}" to 社会组织; null for none. */
const char *place_label(enum lang lang, const char *path);

/* Where templates write to. */
struct html page_html(const struct request *request, struct response *response);

/* Hook of the server: a redirect to sign in, or the error page. */
int page_failure(struct request *request, struct response *response);

#endif
