/* The parts of which demo.c makes its city. */
#ifndef DANGJIAN_PARTY_DEMO_CITY_H
#define DANGJIAN_PARTY_DEMO_CITY_H

#include "party/changes.h"
#include "party/demo.h"
#include "party/demo_names.h"
#include "registry/version.h"

#define DEMO_TOP "市行业协会商会综合党委"
#define DEMO_AGENCY "市社会组织党建工作机构"

struct city {
	struct arena *arena;            /* for what lasts */
	struct arena *scratch;          /* of one act */
	const struct demo_order *order;
	struct db *db;                  /* in the transaction that holds all of it */
	const struct secret *secret;
	struct password_cost cost;
	struct changes *changes;        /* of the figures, gathered over all acts */
	struct dice dice;
	struct act act;
	struct edit edit;
	int64_t persons;                /* invented so far */
	int64_t root, agency, top;      /* root: of a country */
	const char *root_name, *agency_name, *top_name;
	/* Whom the accounts belong to. */
	int64_t joint, branch, unit, member;
	bool fits;                      /* the branch is one to keep */
	const char *joint_name, *branch_name, *unit_name;
};

/* Runs `make` as one act. */
int city_act(struct city *city, int (*make)(struct city *city, void *arg), void *arg);

struct new_body {
	const char *name;
	enum body_type type;
	const char *region;
	int64_t unit, superior;
	day_no since;
	const char *document, *number;
};

/* A body with its leading edge; the superior leads from the body's first day. */
int city_body(struct city *city, const struct new_body *body, int64_t *ret_id);

/* A person who holds the body's secretaryship from a day on. */
int city_secretary(struct city *city, int64_t body, day_no since);

struct joint {
	int64_t id;
	const char *name;
	const char *industries[2];
	int64_t first_unit, units, members;
	int64_t first_name;             /* running number of its first organization's name within `regions` */
	const char *const *regions;     /* of its organizations */
	int64_t region_count;
	const char *place;              /* in names where the number gives no district */
};

/* The organizations of a joint committee with all that belongs to them. */
int city_units(struct city *city, const struct joint *joint);

/* How a number of organizations is shared among joint committees, one after the other. */
struct sharing {
	int64_t joints, units, members;   /* left to share */
	int64_t made;                     /* committees so far */
	int64_t unit;                     /* running number of the next organization */
};

/* Takes the next committee's share; some are far from fifty, so that BJ-6 has something to say. */
void sharing_next(struct sharing *sharing, struct joint *joint);

/* The joint committee with its secretary and its organizations. */
int city_joint(struct city *city, struct joint *joint, const struct new_body *body);

/* "十七" */
const char *chinese_number(struct arena *arena, int64_t number);

/* A whole country of provinces, cities, counties and joint committees (demo_nation.c). */
int nation_make(struct city *city);

/* Changes of the past year, each an act's worth: figures that rose, organizations closed. */
int city_past_year(struct city *city, void *arg);

/* Requests, reports and notices in every state, some waiting long (demo_matters.c). */
int city_matters(struct city *city);

/* Proposals and views of members of the accounts' branch, once there are accounts (demo_voices.c). */
int city_voices(struct city *city);

/* One account of every role, and one at the root of a country. */
int city_accounts(struct city *city, struct demo_account **ret_accounts, size_t *ret_count);

#endif
