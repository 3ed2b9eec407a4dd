#include "../check.h"

#include <stdalign.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"

static void
an_arena_keeps_its_maximum(void **state)
{
	struct arena *arena = arena_new(1000);

	(void)state;
	assert_non_null(arena_alloc(arena, 600));
	assert_null(arena_alloc(arena, 401));
	assert_int_equal(last_failure()->code, FAIL_MEMORY);
	assert_non_null(arena_alloc(arena, 400));
	assert_null(arena_array(arena, SIZE_MAX, 8));
	arena_reset(arena);
	assert_int_equal(arena_used(arena), 0);
	assert_non_null(arena_alloc(arena, 1000));
	arena_free(arena);
	arena_free(NULL);
}

static void
arena_memory_is_zeroed_and_apart(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	unsigned char *blocks[200];

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 200; i++) {
			size_t size = i * i * 7 % 9001;

			blocks[i] = arena_alloc(arena, size + 1);
			assert_non_null(blocks[i]);
			assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
			for (size_t b = 0; b <= size; b++)
				assert_int_equal(blocks[i][b], 0);
			memset(blocks[i], (int)i, size + 1);
		}
		for (size_t i = 0; i < 200; i++)
			assert_int_equal(blocks[i][i * i * 7 % 9001], (unsigned char)i);
		arena_reset(arena);
	}
	arena_free(arena);
}

static void
an_array_that_grows_keeps_what_it_holds(void **state)
{
	struct arena *arena = arena_new(1000);
	int64_t *numbers = NULL, *before;
	size_t count = 0, room = 0;

	(void)state;
	while (ARENA_GROW(arena, numbers, count, room) == 0) {
		assert_true(count < room);
		numbers[count] = (int64_t)count;
		count++;
	}
	/* Rooms of 8 to 64 numbers of 8 bytes; one of 128 is past the maximum. */
	assert_int_equal(last_failure()->code, FAIL_MEMORY);
	assert_int_equal(count, 64);
	assert_int_equal(room, 64);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(numbers[i], i);
	before = numbers;
	assert_int_equal(ARENA_GROW(arena, numbers, count, room), FAIL_MEMORY);
	assert_ptr_equal(numbers, before);
	assert_int_equal(ARENA_GROW(arena, numbers, count - 1, room), 0);
	assert_ptr_equal(numbers, before);
	arena_free(arena);
}

static void
a_full_buffer_remembers_its_failure(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf, 10);
	assert_string_equal(buf_text(&buf), "");
	buf_puts(&buf, "12345678");
	assert_int_equal(buf_status(&buf), 0);
	buf_printf(&buf, "%d", 901);
	buf_puts(&buf, "x");
	assert_int_equal(buf_status(&buf), FAIL_TOO_LARGE);
	assert_string_equal(buf_text(&buf), "12345678");
	buf_clear(&buf);
	buf_puts(&buf, "0123456789");
	assert_int_equal(buf_status(&buf), 0);
	buf_free(&buf);
}

static void
a_ready_sentence_is_recorded_as_it_stands(void **state)
{
	(void)state;
	assert_int_equal(fail_bilingual(FAIL_INPUT, NULL, "file", (struct bilingual){"百分之%s", "100 %s"}),
	                 FAIL_INPUT);
	assert_string_equal(failure_text(LANG_ZH), "百分之%s");
	assert_string_equal(failure_text(LANG_EN), "100 %s");
	assert_string_equal(last_failure()->field, "file");
}

static void
a_failure_is_cut_between_characters(void **state)
{
	char name[2 * FAIL_TEXT_MAX] = "";

	(void)state;
	for (size_t i = 0; i + 4 < sizeof name; i += 3)
		memcpy(name + i, "党", 4);
	assert_int_equal(fail(FAIL_REFUSED, "ELEC-19.1", "present", "a%s", "%s", name), FAIL_REFUSED);
	assert_int_equal((strlen(failure_text(LANG_ZH)) - 1) % 3, 0);
	assert_int_equal(strlen(failure_text(LANG_EN)) % 3, 0);
	assert_string_equal(last_failure()->clause, "ELEC-19.1");
}

static void
what_is_wiped_is_gone(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	char *first = arena_strdup(arena, "abcd-efgh-ijkm-npqr"), zero[20] = "";

	(void)state;
	assert_non_null(first);
	arena_wipe(arena);
#ifndef ARENA_DEBUG
	assert_memory_equal(first, zero, sizeof zero); /* the block is kept */
#endif
	assert_int_equal(arena_used(arena), 0);
	assert_non_null(arena_alloc(arena, 100000));
	arena_wipe(arena);
	arena_wipe(arena);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_wiped_is_gone),
		cmocka_unit_test(an_arena_keeps_its_maximum),
		cmocka_unit_test(arena_memory_is_zeroed_and_apart),
		cmocka_unit_test(an_array_that_grows_keeps_what_it_holds),
		cmocka_unit_test(a_full_buffer_remembers_its_failure),
		cmocka_unit_test(a_ready_sentence_is_recorded_as_it_stands),
		cmocka_unit_test(a_failure_is_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
