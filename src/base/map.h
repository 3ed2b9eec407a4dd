/*
 * A map from texts to pointers, for looking up many things that lie in
 * memory.  It grows as it is filled; it and its growth come from an arena.
 * Keys are kept by reference and must live as long as the map.
 */
#ifndef DANGJIAN_BASE_MAP_H
#define DANGJIAN_BASE_MAP_H

#include "base/arena.h"

struct map_slot;

struct map {
	struct arena *arena;
	struct map_slot *slots;
	size_t room; /* a power of two, or 0 before the first key */
	size_t count;
};

/* An empty map whose memory will come from the arena. */
struct map map_in(struct arena *arena);

/* What stands under the key, or null. */
void *map_get(const struct map *map, const char *key);

/*
 * The place of the key's pointer, made with null where there is none; valid
 * until the next call.  Null without memory.
 */
void **map_at(struct map *map, const char *key);

#endif
