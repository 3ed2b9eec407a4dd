/*
 * What a member hands to the own branch (DP-20, OPIN-16.4): a proposal for the
 * agenda, a question to candidates, a motion, a view.  The branch answers; the
 * answer is the author's to read.
 *
 * A view may come without a name.  Then no record leads back to the author: the
 * row has neither person nor day, and a random number instead of the next one;
 * it is written beside the journal, because an entry names its actor and
 * stands between two others in time.  The answer is for
 * all members of the branch, and is journalled as any act.
 *
 * Where the branch ends before it has answered, whoever takes its members over
 * answers: what has a name follows its author's relation, a view without one
 * goes to the branch to which all relations went on that day.  Where there is
 * no such branch nothing waits any longer, and the author is told so.  This is
 * asked as of the day and written nowhere, so that an ending that was undone
 * has passed nothing on.
 */
#ifndef DANGJIAN_PARTY_VOICE_H
#define DANGJIAN_PARTY_VOICE_H

#include "party/action.h"

enum voice_kind { VOICE_AGENDA = 1, VOICE_QUESTION, VOICE_MOTION, VOICE_VIEW };
enum voice_outcome { VOICE_TAKEN_UP = 1, VOICE_EXPLAINED, VOICE_NOT_TAKEN };

extern const struct choice voice_kinds[], voice_outcomes[]; /* end with a null word */

struct voice {
	int64_t id;
	int64_t body;               /* to which it was handed; once answered, which answered */
	const char *body_name;
	int64_t answers;            /* the body that answers it: its own, or what takes over where that has ended; 0: none */
	int64_t person;             /* 0: without a name */
	const char *name;           /* null without one */
	enum voice_kind kind;
	const char *text;
	int64_t election;           /* of a question, else 0 */
	day_no handed;              /* DAY_NONE without a name */
	day_no answered;            /* DAY_NONE while it waits */
	enum voice_outcome outcome;
	day_no meeting;             /* on whose agenda it was taken, or DAY_NONE */
	const char *answer, *answerer; /* null while it waits */
};

enum voice_of {
	VOICES_OF_BODY,             /* for those who answer */
	VOICES_OF_PERSON,           /* the author's own */
	VOICES_UNNAMED,             /* of a body, answered: for its members */
	VOICES_ONE,
};

#define VOICES_MAX 200

/* Those that wait first, the oldest before; then the latest answered. */
int voices_read(struct db *db, struct arena *arena, enum voice_of of, int64_t id, day_no today, struct voice **ret_voices,
                size_t *ret_count);

/* How many wait for a body's answer. */
int voices_waiting(struct db *db, int64_t body, day_no today, int64_t *ret_count);

/* The body a member's relation is with on a day; FAIL_REFUSED where there is none. */
int voice_body(struct db *db, int64_t person, day_no today, int64_t *ret_body);

/* An election under way whose meeting the body's members attend. */
struct voice_election {
	int64_t id;
	const char *body_name;
	day_no meeting;
};

#define VOICE_ELECTIONS_MAX 16

int voice_elections(struct db *db, struct arena *arena, int64_t body, day_no today, struct voice_election **ret_elections,
                    size_t *ret_count);

#define UNNAMED_WAITING_MAX 100 /* views without a name that may wait for one body: nobody can be asked to stop */

extern const struct table voice_tables[];
extern const size_t voice_table_count;

extern const struct action voice_actions[];

#endif
