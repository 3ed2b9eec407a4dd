/*
 * What a person asks about their own data (DP-24: a copy, a correction,
 * deletion, an explanation, the end of a consent, a complaint), and what an
 * organization objects to in what is recorded of it (DP-25).  It goes to the
 * branch, from those who keep the branch's records and as a complaint to the
 * organization above it; whoever keeps the records answers within a number of
 * days that is a setting, and a refusal names the rule it rests on.
 */
#ifndef DANGJIAN_PARTY_DATA_REQUEST_H
#define DANGJIAN_PARTY_DATA_REQUEST_H

#include "party/action.h"

enum data_request_kind {
	ASKS_COPY = 1, ASKS_CORRECTION, ASKS_DELETION, ASKS_EXPLANATION, ENDS_CONSENT, COMPLAINS, OBJECTS,
};

enum data_request_outcome { REQUEST_DONE = 1, REQUEST_PARTLY, REQUEST_REFUSED };

extern const struct choice data_request_kinds[];    /* end with a null word */
extern const struct choice data_request_outcomes[];

struct data_request {
	int64_t id;
	int64_t person, unit;       /* who asks: one of them; the other 0 */
	const char *name;           /* of that person or organization, on the day */
	enum data_request_kind kind;
	const char *text;
	int64_t node;               /* body that answers */
	const char *node_name;
	int64_t account;            /* that asked */
	day_no asked, due;
	day_no answered;            /* DAY_NONE while it waits */
	enum data_request_outcome outcome;
	const char *answer, *rule, *answerer; /* null while it waits; the rule only where one was named */
};

struct data_request_query {
	int64_t id;                 /* one, or 0 */
	int64_t person;             /* asked by that person, or 0 */
	/*
	 * Addressed to the body at that very path, asked by the unit there, or
	 * left without an answer too long by a body under it; or null.
	 */
	const char *path;
	bool waiting;               /* only those without an answer */
	day_no today;
};

#define DATA_REQUESTS_MAX 200

/* Those that wait first, by the day they are due; then the latest. */
int data_requests(struct db *db, struct arena *arena, const struct data_request_query *query,
                  struct data_request **ret_requests, size_t *ret_count);

/*
 * Whether the actor may answer it: works in the body it is addressed to, or
 * above it once it is late, and did not ask it.
 */
bool data_request_answers(struct db *db, struct arena *arena, const struct actor *actor, const struct data_request *request,
                          day_no today);

extern const struct table data_request_tables[];
extern const size_t data_request_table_count;

extern const struct action data_request_actions[];

#endif
