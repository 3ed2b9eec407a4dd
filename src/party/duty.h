/*
 * What is due: computed in one pass from the records as of a day, never
 * stored (design §2.5).  Each duty names its clause, since when it stands, by
 * when it falls due, who has to act, and says so in one sentence.
 */
#ifndef DANGJIAN_PARTY_DUTY_H
#define DANGJIAN_PARTY_DUTY_H

#include "base/buf.h"
#include "base/json.h"
#include "store/db.h"

enum duty_state { DUTY_UPCOMING, DUTY_DUE_SOON, DUTY_DUE, DUTY_OVERDUE, DUTY_OPEN };

const char *duty_state_name(enum duty_state state);          /* "due_soon" */
struct bilingual duty_state_label(enum duty_state state);

struct duty {               /* kind and who are constants */
	const char *kind;       /* "unit", "body" or "region" */
	int64_t id;             /* a region's code as a number */
	const char *name;
	const char *clause;
	day_no since;           /* first day it stands */
	day_no by;              /* last day to act, or DAY_NONE where the source sets none */
	enum duty_state state;
	struct bilingual why;
	struct bilingual who;   /* who has to act */
	int64_t matter;         /* the request, report or notice that waits, or 0 */
};

struct duties {
	struct duty *items;     /* ordered by `by` (none last), since, id */
	size_t count;
};

/* A part of the tree: the paths from one on and before another. */
struct path_range {
	const char *from, *to;
};

/* Those of some parts of the tree together; none means everything. */
int duties_derive_parts(struct db *db, struct arena *arena, const struct path_range *parts, size_t count,
                        day_no as_of, struct duties *ret_duties);

/* Puts them in order: by `by` (none last), since, id. */
void duties_sort(struct duties *duties);

/*
 * All duties on a day within a part of the tree (path prefix as in
 * registry/list.h, or null for everything, which adds the regions').
 */
int duties_derive(struct db *db, struct arena *arena, const char *scope, day_no as_of,
                  struct duties *ret_duties);

/*
 * Everything that is due on a day, the regions' too, in order, as a text each:
 * `write` puts a duty as it is to be shown, `take` gets what it has written.
 * A second connection with a reading transaction, or null, lets two threads
 * derive at once, which both call `write`; it is left alone where it sees
 * another state.
 * Memory does not grow with the number of organizations; what does not fit is
 * put in order in a temporary file (base/sorter.h).
 */
struct duty_writer {
	void (*write)(void *arg, const struct duty *duty, struct buf *out);
	void (*take)(void *arg, const char *text, size_t size);
	void *arg;
	int64_t piece; /* organizations read at a time; 0: the usual number */
};

int duties_write(struct db *db, struct db *beside, day_no as_of, const struct duty_writer *writer);

/*
 * Those of one organization, read from it, its leader and its own bodies alone:
 * all but the joint branches proposed to several (OPIN-10.2), which take part
 * only with few members (may_join_in).
 */
int duties_of_unit(struct db *db, struct arena *arena, int64_t unit, day_no as_of, struct duties *ret_duties);
bool may_join_in(int64_t full_members);

/* The duties of one subject out of a list, in order; for a unit's or body's page. */
struct duties duties_of(struct arena *arena, const struct duties *all, const char *kind, int64_t id);

/* Whether it is for this reader: a decision on a member's rights is the own branch's alone (DP-12, DP-23). */
struct actor;
bool duty_is_for(const struct duty *duty, const struct actor *actor);

void duty_json(const struct duty *duty, struct json *json);
void duties_json(const struct duties *duties, struct json *json);

/* The clauses duties can cite, null-terminated; for `dangjian rule` (enforced_by). */
extern const char *const duty_clauses[];

#endif
