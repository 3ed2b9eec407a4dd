#include "party/tree_cache.h"

#include <stdint.h>
#include <string.h>

#include "base/fail.h"
#include "registry/piece_cache.h"

/* In one piece of memory, the names behind the nodes: where each begins stands in the place of its pointer. */
struct tier {
	size_t size, count;
	struct tree_node nodes[];
};

/* With nothing between its parts. */
struct question {
	enum { ASKS_LEVEL = 1, ASKS_UNITS } what;
	day_no on;
	int64_t node;
};

_Static_assert(sizeof(struct question) == 2 * sizeof(int32_t) + sizeof(int64_t), "the key is made of its bytes");

static void
make_key(struct question question, int64_t journal, unsigned char ret_key[COUNT_KEY])
{
	count_cache_key((const char *)&question, sizeof question, journal, ret_key);
}

/* ---- levels ---- */

static struct tier *
pack(struct arena *arena, const struct tree_node *nodes, size_t count)
{
	size_t size = sizeof(struct tier) + count * sizeof *nodes;
	struct tier *level;
	char *at;

	for (size_t i = 0; i < count; i++)
		size += strlen(nodes[i].name) + 1;
	level = arena_alloc(arena, size);
	if (!level)
		return NULL;
	*level = (struct tier){.size = size, .count = count};
	at = (char *)&level->nodes[count];
	for (size_t i = 0; i < count; i++) {
		level->nodes[i] = nodes[i];
		level->nodes[i].name = (const char *)(uintptr_t)(at - (char *)level);
		at = stpcpy(at, nodes[i].name) + 1;
	}
	return level;
}

static void
unpack(struct tier *level)
{
	for (size_t i = 0; i < level->count; i++)
		level->nodes[i].name = (const char *)level + (uintptr_t)level->nodes[i].name;
}

int
tree_level(struct piece_cache *cache, struct db *db, struct arena *arena, int64_t node, day_no on, int64_t journal,
           struct tree_node **ret_nodes, size_t *ret_count)
{
	unsigned char key[COUNT_KEY];
	struct tier *level = NULL;
	void *piece;
	int status;

	make_key((struct question){ASKS_LEVEL, on, node}, journal, key);
	status = piece_cache_find(cache, key, arena, &piece);
	if (status > 0) {
		level = piece;
		unpack(level);
		*ret_nodes = level->nodes;
		*ret_count = level->count;
	}
	if (status != 0)
		return status < 0 ? status : 0;
	status = tree_bodies(db, arena, node, on, ret_nodes, ret_count);
	if (status == 0 && (level = pack(arena, *ret_nodes, *ret_count)))
		piece_cache_keep(cache, key, level, level->size);
	return status;
}

/* ---- how many they lead ---- */

static void
key_of_count(const struct tree_node *node, day_no on, int64_t journal, unsigned char ret_key[COUNT_KEY])
{
	make_key((struct question){ASKS_UNITS, on, node->id}, journal, ret_key);
}

int
tree_count_cached(struct count_cache *counts, struct db *db, struct arena *arena, day_no on, int64_t journal,
                  struct tree_node *nodes, size_t count)
{
	struct tree_node **missing = ARENA_ARRAY(arena, count, struct tree_node *);
	unsigned char key[COUNT_KEY];
	size_t miss = 0;
	int status;

	if (!missing)
		return FAIL_MEMORY;
	for (size_t i = 0; i < count; i++) {
		key_of_count(&nodes[i], on, journal, key);
		if (!count_cache_find(counts, key, &nodes[i].units, 1))
			missing[miss++] = &nodes[i];
	}
	status = tree_count(db, on, missing, miss);
	for (size_t i = 0; i < miss && status == 0; i++) {
		key_of_count(missing[i], on, journal, key);
		count_cache_keep(counts, key, &missing[i]->units, 1);
	}
	return status;
}
