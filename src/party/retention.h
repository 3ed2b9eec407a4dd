/*
 * Retention (DP-14): personal data goes when the time it is kept for has
 * ended, what the archive needs stays.  What is due is a query, as everything
 * that is due: nothing is stored ahead, and a backup that is restored shows
 * again what was erased since it was made.
 *
 * Erasing writes over fields and deletes rows in place, the only change of
 * rows beside `ended`, in standing and in ended versions alike, so
 * that neither history nor undo brings anything back.  The journal names
 * persons by their numbers only, so its chain is never touched.
 */
#ifndef DANGJIAN_PARTY_RETENTION_H
#define DANGJIAN_PARTY_RETENTION_H

#include "party/action.h"
#include "party/setting.h"

#define ERASED "***" /* in place of a name */

/* What is kept for a time of its own. */
enum keeping {
	KEEPS_IDENTIFIERS,   /* resident ID and date of birth of persons who have left */
	KEEPS_NAMES,         /* their names, of those who never held a post */
	KEEPS_RESTRICTIONS,  /* restrictions of rights that are over */
	KEEPS_ELECTIONS,     /* rolls, exclusions, those not elected */
	KEEPS_REQUESTS,      /* what persons asked about their data, and the answers */
	KEEPS_VOICES,        /* members' proposals, questions, motions and views, and the answers */
	KEEPS_APPLICATIONS,  /* words of matters refused or withdrawn */
	KEEPS_OPINIONS,      /* words of answered matters about candidates and posts */
	KEEPINGS,
};

struct keeping_info {
	const char *word;
	struct bilingual label;
	enum setting period;
	int months;              /* a unit of the period has */
	struct bilingual from;   /* when it begins */
	struct bilingual goes, stays;
	const char *clause;
};

extern const struct keeping_info keeping_table[KEEPINGS];

struct due_erasure {
	int64_t subject;         /* person, restriction, election, request, voice or matter */
	int64_t person;          /* whom it is about, or 0 */
	int64_t node;            /* body or unit where it hangs, or last hung */
	day_no ended;            /* the first day on which it was no longer needed */
	day_no due;
};

/* The latest day that lies at least so many months before `today`. */
day_no retention_cutoff(day_no today, int months);

/*
 * What is due for erasure on a day at a path and under it (null: everywhere),
 * by subject, at most `max`; *ret_more says whether there is more.
 */
int retention_due(struct db *db, struct arena *arena, enum keeping keeping, const char *path, day_no today, size_t max,
                  struct due_erasure **ret_due, size_t *ret_count, bool *ret_more);

/* Erases one subject inside the caller's transaction. */
int retention_erase(struct db *db, enum keeping keeping, int64_t subject);

#define ERASE_MAX 5000  /* of one keeping in one act */

extern const struct action retention_actions[];

#endif
