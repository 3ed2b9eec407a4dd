/* The house that all tests of a file visit, with a connection to its database and memory of their own. */
#ifndef DANGJIAN_TESTS_WEB_HOME_H
#define DANGJIAN_TESTS_WEB_HOME_H

#include <inttypes.h>
#include <string.h>

#include "house.h"

static struct house house;
static struct db *db;
static struct arena *arena;

static inline int
home_open(void **state)
{
	(void)state;
	house_open(&house);
	arena = arena_new(ARENA_IMPORT_MAX);
	return arena ? db_open(house.database.url, DB_READ, &db) : -1;
}

static inline int
home_close(void **state)
{
	(void)state;
	db_close(db);
	arena_free(arena);
	house_close(&house);
	return 0;
}

/* A number as addresses and forms have it. */
static inline const char *
text_of(int64_t number)
{
	return arena_printf(arena, "%" PRId64, number);
}

/* How often a text stands in another. */
static inline size_t
occurrences(const char *text, const char *word)
{
	size_t count = 0;

	for (; (text = strstr(text, word)); text += strlen(word))
		count++;
	return count;
}

/* An answer that must be 200, for the caller to free by live_free. */
static inline struct answer
got(const struct guest *guest, const char *path)
{
	struct answer answer;

	house_get(&house, guest, path, &answer);
	if (answer.status != 200)
		print_error("%s: %d %s\n", path, answer.status, answer.body);
	assert_int_equal(answer.status, 200);
	return answer;
}

#endif
