/*
 * Where a unit or body hangs: paths with dates, "/1/17/203/" with the subject
 * itself last, that follow from its LEADS edges and those of all above it.
 * They stand in the table `placement`; members, posts and terms
 * never carry a path.
 */
#ifndef DANGJIAN_PARTY_PLACE_H
#define DANGJIAN_PARTY_PLACE_H

#include "party/subject.h"
#include "registry/version.h"

struct place {
	day_no since, until;
	const char *path;
	int64_t standing;   /* STANDING_OF_UNIT, STANDING_OF_BODY; once refined (standing.h) */
	day_no due;         /* of a body's term, or DAY_NONE; once refined */
};

struct places {
	struct place *at;   /* by since, none overlapping, touching ones different */
	size_t count;
};

/*
 * Whether a body of this type may stand at the top of a tree, because its own
 * superior may lie outside the installation: comprehensive committee, agency,
 * organization department, work committee, leading group, and the committee
 * or general branch of a supervisory unit, street or township.
 */
bool body_may_be_root(int64_t type, int64_t unit);

/*
 * The places of a subject, from what stands after the act, by path alone; from
 * the loader's chunk.  FAIL_REFUSED (OPIN-6.7) where it would hang under itself.
 */
int places_of(struct loader *loader, const struct subject *subject, struct places *ret_places);

/* The places on record for a subject. */
struct places places_standing(const struct loader *loader, const struct subject *subject);

/* Ends the rows that no longer hold and inserts those that now do, in the edit's act. */
int places_write(struct edit *edit, const struct subject *subject, const struct places *places);

/* Whether the rows on record are these places. */
bool places_match(const struct subject *subject, const struct places *places);

#define PATH_DEPTH_MAX 32

/* The identities in a path, from the top; returns how many, at most PATH_DEPTH_MAX. */
size_t path_ids(const char *path, int64_t ret_ids[PATH_DEPTH_MAX]);

/*
 * Adds everything that has ever hung under a body, by the places on record.
 * The body itself is not added.
 */
int placed_under(struct db *db, int64_t body, struct ids *units, struct ids *bodies);

#endif
