/*
 * What pages show: plain structs that handlers fill and views (in views/)
 * write out.  Texts are in the reader's language already, unless they are
 * bilingual.  Nothing here is owned: everything lives in the request's arena
 * or in constants.  A null text, href or pointer means "leave it out" unless
 * the field says otherwise.
 */
#ifndef DANGJIAN_WEB_VIEWS_MODEL_H
#define DANGJIAN_WEB_VIEWS_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/lang.h"
#include "web/html.h"

/* How something stands; colour never says it alone. */
enum tone { TONE_PLAIN, TONE_GOOD, TONE_SOON, TONE_LATE, TONE_INFO };

/* A link with its words. */
struct link_view {
	const char *label;
	struct href href;     /* no path: the words alone */
	bool current;         /* aria-current */
};

/* One hidden field of a form. */
struct hidden_view {
	const char *name;
	const char *value;
};

/* The day a page is asked for. */
struct as_of_view {
	day_no day;
	bool today;                   /* false: a line says that the page shows another day */
	struct href action;           /* the page's own path, without query */
	struct href back;             /* the same page today */
	const struct hidden_view *keep; /* the page's other arguments */
	size_t keep_count;
};

/* What stands around every page. */
struct page_view {
	const char *title;
	const char *subtitle;         /* behind the title, e.g. a state */
	const struct link_view *crumbs;
	size_t crumb_count;
	const struct link_view *nav;  /* top navigation: `current` marks where the page belongs */
	size_t nav_count;
	const char *account;          /* who is signed in; null: nobody, and no menu */
	const char *place;            /* the node of that account's role */
	const struct link_view *menu; /* the account's own pages: own record, administration */
	size_t menu_count;
	const char *csrf;
	struct href language;         /* switches to the other language and comes back */
	struct href large_print;      /* switches large print and comes back */
	bool large;
	const struct as_of_view *as_of;
	const char *flash;            /* what the action before this page did */
	enum tone flash_tone;
};

/* GET and POST /login */
struct login_view {
	const struct page_view *page;
	struct href action;
	const char *account;          /* as typed, after a failed attempt */
	const char *problem;          /* why it failed */
	bool code_wanted;             /* the second factor is asked for */
	const struct hidden_view *hidden;
	size_t hidden_count;
};

/* Any failure that ends a request. */
struct error_view {
	const struct page_view *page;
	int status;                   /* HTTP status */
	const char *sentence;
	const char *clause;           /* "ELEC-19.1" */
	struct href back;
};

/* Words for classes. */
static inline const char *
tone_name(enum tone tone)
{
	static const char *const names[] = {
		[TONE_PLAIN] = "plain", [TONE_GOOD] = "good", [TONE_SOON] = "soon", [TONE_LATE] = "late",
		[TONE_INFO] = "info",
	};

	return names[tone];
}

#endif
