/*
 * How a unit or body stands on a day: covered or not, due or not, its term
 * over or not.  One place says so for the figures (contribution.h), for the
 * rows of `placement` that lists filter by, and for what verify finds anew.
 */
#ifndef DANGJIAN_PARTY_STANDING_H
#define DANGJIAN_PARTY_STANDING_H

#include "party/place.h"

/* What a subject is read with: its loader, and the side of an act on which it is looked at. */
struct seen {
	struct loader *loader;
	const struct subject *subject;
	unsigned side;
};

struct unit_standing {
	const struct span *version;  /* null: not in force */
	enum cover cover;
	bool due;                    /* OPIN-8.1: three full members or more */
};

struct body_standing {
	const struct span *version;  /* null: not in force */
	const struct span *term;     /* null: none in force */
	bool no_term;                /* an elected body without a term on record */
	bool no_secretary;
};

int unit_standing_on(const struct seen *seen, day_no day, struct unit_standing *ret_standing);
struct body_standing body_standing_on(const struct seen *seen, day_no day);

/* Days, gathered and put in order. */
#define MARKS_MAX 512 /* on which one subject's standing may change */

struct marks {
	day_no at[MARKS_MAX];
	size_t count;
};

/* Adds a day; DAY_OPEN is none.  FAIL_TOO_LARGE. */
int mark(struct marks *marks, day_no day);
void marks_sort(struct marks *marks); /* ascending, each once */

/* Adds the days on which the subject itself may come to stand otherwise; its places are not among them. */
int mark_standing(const struct seen *seen, struct marks *marks);

/* Cuts places where the subject's standing changes, and notes it in each; the new ones from the loader's chunk. */
int places_refine(const struct seen *seen, const struct places *places, struct places *ret_places);

#endif
