/*
 * Records read many at a time: for hundreds or thousands of keys a few
 * queries, each for LIVES_CHUNK of them, instead of one for each.  A life is
 * all standing versions of one record, by their first day.
 */
#ifndef DANGJIAN_PARTY_LIVES_H
#define DANGJIAN_PARTY_LIVES_H

#include "base/map.h"
#include "registry/version.h"

#define LIVES_CHUNK 64

struct life {
	const struct kind *kind;
	int64_t id;
	struct record **versions;  /* at least one; by since, none overlapping */
	size_t count;
};

struct lives {
	struct arena *arena;
	const struct kind *kind;
	struct life **items;       /* as they were read; none twice */
	size_t count, room;
	struct map by_id;
};

struct lives lives_of(struct arena *arena, const struct kind *kind);

/*
 * Adds the lives of all records that have one of the keys in a field in some
 * standing version; `field` null: by identity.  A resident ID is looked for
 * by its keyed hash.
 */
int lives_read(struct db *db, struct lives *lives, const char *field, const struct value *keys, size_t count);

struct life *lives_find(const struct lives *lives, int64_t id);

/* Its first day, and the day after its last. */
day_no life_since(const struct life *life);
day_no life_until(const struct life *life);

/* The day itself, or the nearest day of the life. */
day_no life_clamp(const struct life *life, day_no day);

/* The version in force on a day, or the one before a gap; for a day outside, the first or last. */
struct record *life_at(const struct life *life, day_no day);

/*
 * Adjoining versions that agree in what they are about: `about` lists the
 * fields, ended by null.  Gives the number of versions from `first` on.
 */
size_t life_run(const struct life *life, size_t first, const char *const *about);

bool value_same(const struct value *a, const struct value *b);

/* A growing list of keys. */
struct values {
	struct value *items;
	size_t count, room;
};

int values_add(struct arena *arena, struct values *values, struct value value);

#endif
