/*
 * The notice of a decision on a member (papers/decision.paper), with the
 * receipt: what stands in the record (DP-23), in the paper's language.  What is
 * null or DAY_NONE is left as a line to write on; the grounds always are,
 * because what was said and found stays with the case's file (DP-1).
 */
#ifndef DANGJIAN_PRINT_DECISION_PAPER_H
#define DANGJIAN_PRINT_DECISION_PAPER_H

#include "print/document.h"
#include "registry/version.h"

struct decision_paper {
	const char *person, *body;      /* whom it concerns, and which organization hands it over */
	const char *organ, *document;   /* that decided, and by what */
	const char *measure;
	day_no since, last;             /* last: DAY_NONE where none is set */
	day_no notified;
	const char *attendance, *defence;
	const char *appeal_to;
	const char *execution;
	const char *review, *review_document;
	bool reviewed;                  /* the review is over */
	day_no restored;
	const char *restoration_document;
	day_no unknown;                 /* DAY_NONE */
};

struct bilingual decision_paper_name(void);

/*
 * The document in a language, of the version that stands on a day; `first` and
 * `last` are versions of the same record, from which its days come.
 */
int decision_document(struct db *db, struct arena *arena, enum lang lang, const struct record *decision,
                      const struct record *first, const struct record *last, day_no on, struct document **ret_document);

#endif
