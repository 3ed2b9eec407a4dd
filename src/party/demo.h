/*
 * An invented city for demonstrations, tests and benchmarks: the same seed
 * gives the same city.  Names belong to nobody, codes pass their check
 * digits, and some organizations are overdue, uncovered or incomplete, so that
 * every list has something in it.
 */
#ifndef DANGJIAN_PARTY_DEMO_H
#define DANGJIAN_PARTY_DEMO_H

#include "party/action.h"
#include "party/installation.h"

#define DEMO_UNITS 3000
#define DEMO_MEMBERS_EACH 20      /* members an organization has on average */
#define DEMO_UNITS_MAX 1000000
#define DEMO_CITY_MAX 3000        /* above this the tree is national */

struct demo_order {
	int64_t units;
	int64_t members;
	uint64_t seed;
	day_no today;
	int64_t at;                /* seconds since 1970 */
};

struct demo_account {
	const char *name;
	const char *password;
	const char *role;
	const char *node;          /* the body's or unit's name */
};

/*
 * Fills an empty database that is set up with a city, or with a country where
 * more than DEMO_CITY_MAX organizations are ordered (1 to DEMO_UNITS_MAX),
 * inside the caller's transaction: acts as they are journalled everywhere,
 * but for the figures, which are gathered over many of them.  The accounts,
 * one of each role, come from the arena.
 */
int demo_make(struct db *db, const struct secret *secret, struct password_cost cost, struct arena *arena,
              const struct demo_order *order, struct demo_account **ret_accounts, size_t *ret_count);

/* Elections in the city, held by an operator's actions: one closed, one being prepared, as far as branches are near their terms' end. */
int demo_elections(const struct call *call);

/*
 * Runs an action on a day, of an election where that is not 0; its other
 * inputs are name, text, …, to a null.
 */
int demo_act(const struct call *call, day_no on, int64_t election, const char *action, const char *const *pairs,
             struct outcome *ret_outcome);

/* Numbers and days as an action takes them; null without memory. */
const char *demo_number(struct arena *arena, int64_t number);
const char *demo_day(struct arena *arena, day_no day);

#endif
