#include "base/map.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

#define FIRST_ROOM 64

struct map_slot {
	const char *key; /* null: free */
	uint64_t hash;
	void *value;
};

static uint64_t
hash_key(const char *key)
{
	return text_hash(key, strlen(key));
}

struct map
map_in(struct arena *arena)
{
	return (struct map){.arena = arena};
}

/* The slot the key has, or the free one where it would go; there always is one. */
static struct map_slot *
find(struct map_slot *slots, size_t room, const char *key, uint64_t hash)
{
	size_t at = (size_t)hash & (room - 1);

	while (slots[at].key && (slots[at].hash != hash || strcmp(slots[at].key, key) != 0))
		at = (at + 1) & (room - 1);
	return &slots[at];
}

/* At most half of the slots are taken, so that searches stay short. */
static int
grow(struct map *map)
{
	size_t room = map->room ? 2 * map->room : FIRST_ROOM;
	struct map_slot *slots = ARENA_ARRAY(map->arena, room, struct map_slot);

	if (!slots)
		return -1;
	for (size_t i = 0; i < map->room; i++)
		if (map->slots[i].key)
			*find(slots, room, map->slots[i].key, map->slots[i].hash) = map->slots[i];
	map->slots = slots;
	map->room = room;
	return 0;
}

void *
map_get(const struct map *map, const char *key)
{
	return map->room ? find(map->slots, map->room, key, hash_key(key))->value : NULL;
}

void **
map_at(struct map *map, const char *key)
{
	uint64_t hash = hash_key(key);
	struct map_slot *slot;

	if (2 * map->count >= map->room && grow(map) < 0)
		return NULL;
	slot = find(map->slots, map->room, key, hash);
	if (!slot->key) {
		slot->key = key;
		slot->hash = hash;
		map->count++;
	}
	return &slot->value;
}
