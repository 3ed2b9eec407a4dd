/*
 * What is due, as an address asks for it: /duties?state=overdue&clause=ELEC-3.1.
 * Page, JSON and files read the address here.
 */
#ifndef DANGJIAN_WEB_DUE_LISTING_H
#define DANGJIAN_WEB_DUE_LISTING_H

#include "party/due_brief.h"
#include "party/due_cache.h"
#include "web/reach.h"

struct request;
struct response;

struct due_asked {
	const char *clause;          /* or null */
	int state;                   /* enum duty_state, or -1 */
	enum due_within within;      /* falls due so soon, and has not yet */
	const char *words;           /* in the subject's name, or null */
	bool by_since, descending;   /* order: by the last day to act, else by since when */
};

struct due_listing {
	struct request *request;
	struct reach reach;
	struct due_asked asked;
	const struct due *due;       /* on loan; null where the part is too wide */
	const struct duty **items;   /* those that fit, in order */
	size_t count;
	size_t first;                /* of this page, by ?page= */
	size_t limit;
};

extern const struct due_word {
	const char *word;
	const char *(*label)(enum lang lang);
} due_within_words[3];           /* by enum due_within; the first is empty */

/* Reads the address and borrows the list; due_listing_end gives it back, also after a failure. */
int due_listing_read(struct request *request, struct due_listing *ret_listing);
void due_listing_end(struct due_listing *listing);

/* The cursor of the page after this one, or null. */
const char *due_next(const struct due_listing *listing);

/* GET /duties, /duties.csv, /duties.xlsx, /api/v1/duties */
int show_duties(struct request *request, struct response *response);

#endif
