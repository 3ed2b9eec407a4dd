#include "party/value_cache.h"

#include <string.h>

#include "base/fail.h"
#include "registry/piece_cache.h"
#include "store/journal.h"

/* The values one behind the other, each with its NUL. */
struct values {
	size_t size, count;
	char text[];
};

/* With nothing between its parts. */
struct question {
	int32_t dimension;
	day_no on;
	int64_t node;
};

_Static_assert(sizeof(struct question) == 2 * sizeof(int32_t) + sizeof(int64_t), "the key is made of its bytes");

static int
make_key(struct db *db, struct question question, unsigned char ret_key[COUNT_KEY])
{
	int64_t journal;
	int status = journal_last(db, &journal);

	if (status == 0)
		count_cache_key((const char *)&question, sizeof question, journal, ret_key);
	return status;
}

static int
pack(struct arena *arena, const struct figure_row *rows, size_t count, struct values **ret_values)
{
	size_t size = sizeof(struct values);
	struct values *values;
	char *at;

	for (size_t i = 0; i < count; i++)
		size += strlen(rows[i].value) + 1;
	values = arena_alloc(arena, size);
	if (!values)
		return FAIL_MEMORY;
	*values = (struct values){.size = size, .count = count};
	at = values->text;
	for (size_t i = 0; i < count; i++)
		at = stpcpy(at, rows[i].value) + 1;
	*ret_values = values;
	return 0;
}

static int
work_out(struct db *db, struct arena *arena, struct question question, struct values **ret_values)
{
	struct figure_row *rows = NULL;
	int64_t values = 0;
	size_t count = 0;
	int status = series_values(db, question.node, question.dimension, VALUES_MAX + 1, &values);

	if (status == 0 && values <= VALUES_MAX)
		status = figures(db, arena, question.node, (enum dimension)question.dimension, question.on, &rows, &count);
	return status < 0 ? status : pack(arena, rows, count <= VALUES_MAX ? count : 0, ret_values);
}

static int
unpack(struct arena *arena, const struct values *values, const char ***ret_values)
{
	const char **list = ARENA_ARRAY(arena, values->count, const char *);
	const char *at = values->text;

	if (!list)
		return FAIL_MEMORY;
	for (size_t i = 0; i < values->count; i++, at += strlen(at) + 1)
		list[i] = at;
	*ret_values = list;
	return 0;
}

int
values_known(struct piece_cache *cache, struct db *db, struct arena *arena, int64_t node, enum dimension dimension,
             day_no on, const char ***ret_values, size_t *ret_count)
{
	const struct question question = {(int32_t)dimension, on, node};
	unsigned char key[COUNT_KEY];
	struct values *values = NULL;
	void *piece;
	int status = cache ? make_key(db, question, key) : 0;

	if (status == 0 && cache)
		status = piece_cache_find(cache, key, arena, &piece);
	if (status > 0)
		values = piece;
	if (status == 0) {
		status = work_out(db, arena, question, &values);
		if (status == 0 && cache)
			piece_cache_keep(cache, key, values, values->size);
	}
	if (status >= 0)
		status = unpack(arena, values, ret_values);
	if (status == 0)
		*ret_count = values->count;
	return status;
}
