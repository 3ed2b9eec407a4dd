/*
 * Units and bodies with the rows their place and figures follow from, read
 * many at a time.  Each row is marked as standing before an act, after it,
 * or both: what an act ended stood before it, what it made stands after it.
 */
#ifndef DANGJIAN_PARTY_SUBJECT_H
#define DANGJIAN_PARTY_SUBJECT_H

#include "registry/version.h"

enum side { BEFORE = 1, AFTER = 2 };

struct span {
	int64_t subject;
	day_no since, until;     /* end exclusive */
	unsigned sides;
	int64_t a, b, c;         /* see enum source */
	const char *text, *more;
};

struct spans {
	struct span *at;         /* by subject, since */
	size_t count;
};

enum source {
	UNIT_VERSIONS,           /* a category, b full members or -1, text region, more industry */
	UNIT_EDGES,              /* LEADS only: a superior */
	COVERAGES,               /* a mode, b body, of COVER_MASS the mass organization, 0 for none */
	DISPATCHES,
	OWN_BODIES,              /* primary organizations of the unit itself: a body */
	BODY_VERSIONS,           /* a type, b unit or 0 */
	BODY_EDGES,              /* LEADS only: a superior */
	TERMS,                   /* a due */
	SECRETARIES,
	MEMBERSHIPS,             /* a category, b person */
	PLACEMENTS,              /* of both: text path, a made, b standing, c due or DAY_NONE */
	MASS_ORGS,
	PERSON_MEMBERSHIPS,      /* a body */
	SOURCES,
};

enum subject_kind { SUBJECT_UNIT, SUBJECT_BODY, SUBJECT_PERSON };

struct subject {
	enum subject_kind kind;
	int64_t id;
	struct spans of[SOURCES];
};

#define SUBJECTS_MAX 32     /* read in one go */

/* A body as others refer to it: when it is what, and under whom. */
struct node {
	struct node *next;       /* in its bucket */
	int64_t id;
	struct spans versions;   /* BODY_VERSIONS, or MASS_ORGS where it is one */
	struct spans edges;      /* BODY_EDGES */
	unsigned hub_sides;      /* on which sides figures are kept for it */
};

#define NODE_BUCKETS 4096

struct loader {
	struct db *db;
	struct arena *kept;      /* nodes and ended rows */
	struct arena *chunk;     /* what subjects_load gave last */
	int64_t act;             /* whose rows are new; NO_ACT: all that stands is both */
	bool changed[SOURCES];   /* by the act */
	struct spans ended[SOURCES];
	struct node *nodes[NODE_BUCKETS];
};

#define NO_ACT (-1)

/*
 * Opens a reader of what one act changed, or of what stands now (NO_ACT).
 * `edit` tells which kinds the act has touched; null where that is not known.
 */
int loader_open(struct loader *loader, struct db *db, int64_t act, const struct edit *edit);
void loader_close(struct loader *loader);

/* Forgets what it has read so far, after rows were written; from now on it reads what stands. */
int loader_restart(struct loader *loader);

/* The same where one that reads what stands (NO_ACT) holds very much, so that whoever goes through a country needs no memory of its size. */
int loader_relieve(struct loader *loader);

/*
 * Reads up to SUBJECTS_MAX of one kind, given by ascending identity.  They
 * live until the next call.
 */
int subjects_load(struct loader *loader, enum subject_kind kind, const int64_t *ids, size_t count,
                  struct subject *ret_subjects);

/* The node of a body or mass organization; without versions where there is none of that identity. */
int loader_node(struct loader *loader, int64_t id, const struct node **ret_node);

/* Reads the nodes of several identities (0 is none) at once, so that loader_node finds them. */
int loader_nodes(struct loader *loader, const int64_t *ids, size_t count);

/* Identities, as they are gathered. */
struct ids {
	int64_t *at;
	size_t count, room;
};

int ids_add(struct ids *ids, int64_t id);
void ids_sort(struct ids *ids);   /* ascending, each once, without 0 */
void ids_free(struct ids *ids);

/* Adds what a query of one column gives, and sorts. */
int ids_read(struct db *db, const char *sql, struct ids *ids);

/* The same of a query that gives some of those behind $1. */
int ids_read_page(struct db *db, const char *sql, int64_t last, struct ids *ids);

/* Adds the subjects of rows that the loader's act made or ended in one source. */
int source_changed(const struct loader *loader, enum source source, struct ids *ids);

/* The row in force on a day on one of the sides, or null. */
const struct span *spans_on(const struct spans *spans, day_no day, unsigned sides);

/* First day of all rows of a side and the day after the last; false where there is none. */
bool spans_life(const struct spans *spans, unsigned sides, day_no *ret_since, day_no *ret_until);

/*
 * Figures are kept for bodies that lead others; those of a unit's own and of
 * joint branches are counted from their rows.
 */
bool type_is_hub(int64_t type, int64_t unit);

#endif
