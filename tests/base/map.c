#include "../check.h"

#include <stdio.h>

#include "base/map.h"

static void
a_key_finds_what_was_put_under_it(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct map map = map_in(arena);
	int first = 1, second = 2;

	(void)state;
	assert_null(map_get(&map, "甲"));
	*map_at(&map, "甲") = &first;
	*map_at(&map, "乙") = &second;
	assert_ptr_equal(map_get(&map, "甲"), &first);
	assert_ptr_equal(*map_at(&map, "乙"), &second);
	assert_null(map_get(&map, ""));
	*map_at(&map, "甲") = &second;
	assert_ptr_equal(map_get(&map, "甲"), &second);
	assert_int_equal(map.count, 2);
	arena_free(arena);
}

static void
thousands_of_keys_stay_apart(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct map map = map_in(arena);
	char key[16];

	(void)state;
	for (intptr_t i = 1; i <= 5000; i++)
		*map_at(&map, arena_printf(arena, "k%d", (int)i)) = (void *)i;
	assert_int_equal(map.count, 5000);
	for (intptr_t i = 1; i <= 5000; i++) {
		snprintf(key, sizeof key, "k%d", (int)i);
		assert_int_equal((intptr_t)map_get(&map, key), i);
	}
	assert_null(map_get(&map, "k5001"));
	arena_free(arena);
}

static void
without_memory_nothing_is_put(void **state)
{
	struct arena *arena = arena_new(100);
	struct map map = map_in(arena);

	(void)state;
	assert_null(map_at(&map, "甲"));
	assert_null(map_get(&map, "甲"));
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_finds_what_was_put_under_it),
		cmocka_unit_test(thousands_of_keys_stay_apart),
		cmocka_unit_test(without_memory_nothing_is_put),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
