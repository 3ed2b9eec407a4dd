/* The reading of the facts of a day under way, and what one row adds to them; for duty_facts.c and duty_rows.c alone. */
#ifndef DANGJIAN_PARTY_DUTY_READING_H
#define DANGJIAN_PARTY_DUTY_READING_H

#include "party/duty_facts.h"

/* What hangs in the parts, units or bodies. */
struct location {
	int64_t id;
	int64_t superior;              /* who leads it, or 0 */
};

enum way { BY_IDENTITY, TOGETHER, BY_PATH };

struct locations {
	struct location *at;              /* by identity */
	size_t count, room;
	enum way way;                  /* each by itself, from the first to the last, or what hangs under the paths */
};

struct reading {
	struct db *db;
	struct arena *arena;
	const struct path_range *parts; /* none: everything */
	size_t part_count;
	struct locations units, bodies;
	bool everything;               /* is read; what hangs outside the parts is left away */
	const struct country_facts *country; /* where it is read in pieces */
	int64_t from, to;              /* of the piece: its first identity, and the first behind it */
	struct facts_of_day *facts;
	size_t room;
	struct unit_facts *unit;       /* found last, or null */
	struct body_facts *body;
	struct {
		int64_t id;
		day_no first, reached_on;
	} past;                        /* of the unit whose versions are being read */
};

/* The body of an identity, which mostly stands near the one found last. */
struct body_facts *next_body(struct reading *reading, int64_t id);

/* One row of the question each is named after: 0 or FAIL_MEMORY. */
int read_unit(struct reading *reading, const struct rows *rows);
int read_body(struct reading *reading, const struct rows *rows);
int read_leader(struct reading *reading, const struct rows *rows);
int read_coverage(struct reading *reading, const struct rows *rows);
int read_joint_unit(struct reading *reading, const struct rows *rows);
int read_own_body(struct reading *reading, const struct rows *rows);
int read_dispatch(struct reading *reading, const struct rows *rows);
int read_charter(struct reading *reading, const struct rows *rows);
int read_pledge(struct reading *reading, const struct rows *rows);
int read_members(struct reading *reading, const struct rows *rows);
int read_posts(struct reading *reading, const struct rows *rows);
int read_unheard(struct reading *reading, const struct rows *rows);
int read_term(struct reading *reading, const struct rows *rows);
int read_body_matter(struct reading *reading, const struct rows *rows);
int read_unit_matter(struct reading *reading, const struct rows *rows);

#endif
