/* What is due, derived at once and piece by piece: the same, text by text. */
#ifndef DANGJIAN_TESTS_PARTY_BOTH_WAYS_H
#define DANGJIAN_TESTS_PARTY_BOTH_WAYS_H

#include "party/duty.h"

static inline void
write_one_duty(void *arg, const struct duty *duty, struct buf *out)
{
	struct json json = json_to(out);

	(void)arg;
	duty_json(duty, &json);
	buf_printf(out, " %lld\n", (long long)duty->matter);
}

static inline void
take_one_duty(void *arg, const char *text, size_t size)
{
	buf_add(arg, text, size);
}

/* Pieces of one and of two, so that whatever belongs together lies apart; by two threads where there is a second connection. */
static inline struct duties
derive_beside(struct db *db, struct db *beside, struct arena *arena, day_no on)
{
	struct duties duties;
	struct buf expected, found;

	assert_int_equal(duties_derive(db, arena, NULL, on, &duties), 0);
	buf_init(&expected, BUF_PAGE_MAX);
	buf_init(&found, BUF_PAGE_MAX);
	for (size_t i = 0; i < duties.count; i++)
		write_one_duty(NULL, &duties.items[i], &expected);
	for (int64_t piece = 1; piece <= 2; piece++) {
		buf_clear(&found);
		assert_int_equal(duties_write(db, beside, on, &(struct duty_writer){write_one_duty, take_one_duty, &found, piece}), 0);
		assert_string_equal(buf_text(&found), buf_text(&expected));
	}
	buf_free(&expected);
	buf_free(&found);
	return duties;
}

static inline struct duties
derive_both_ways(struct db *db, struct arena *arena, day_no on)
{
	return derive_beside(db, NULL, arena, on);
}

#endif
