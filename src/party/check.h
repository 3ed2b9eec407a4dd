/*
 * What must hold between records, as settle.h lists it: checked on what
 * stands after an act, for the units, bodies and persons it concerns.
 */
#ifndef DANGJIAN_PARTY_CHECK_H
#define DANGJIAN_PARTY_CHECK_H

#include "base/fail.h"
#include "party/place.h"

struct check {
	struct loader *loader;
	day_no today;             /* names are told as of this day */
	/* Takes every fault; null: the first one is the failure. */
	void (*report)(void *arg, const struct kind *kind, int64_t id, const struct failure_record *fault);
	void *arg;
	int faults;               /* reported so far */
};

/* An affiliation that an act made and that names no lower organization, or two. */
int check_edges_made(struct check *check, int64_t act);

/* A subject's own rows; 0 or FAIL_REFUSED. */
int check_subject(struct check *check, const struct subject *subject);

/* The places that follow from them (BJ-4). */
int check_places(struct check *check, const struct subject *subject, const struct places *places);

/* Takes the failure recorded last as a fault of the subject. */
int check_failed(struct check *check, const struct subject *subject);

#endif
