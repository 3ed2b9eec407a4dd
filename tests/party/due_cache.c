#include "../check.h"

#include "ground.h"
#include "party/due_cache.h"

/* A comprehensive committee with one organization that has nothing yet. */
static int64_t
city(struct ground *ground)
{
	int64_t top = made(ground, "add-body", "since", "2020-01-01", "name", "综合党委", "type",
	                   "comprehensive_committee", NULL);

	made(ground, "add-unit", "since", "2020-01-01", "name", "甲协会", "category", "5", "registration_level", "street",
	     "region", "110101", "superior", text_of(ground, made(ground, "add-body", "since", "2020-01-01", "name", "联合党委",
	                                                          "type", "joint_committee", "superior",
	                                                          text_of(ground, top), NULL)), NULL);
	return top;
}

static void
a_list_is_lent_until_the_next_act_makes_it_anew(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		const struct due *first, *again, *other, *later;
		struct ground ground;
		struct due_cache *cache;

		ground_open(&ground, &test);
		city(&ground);
		cache = ground.installation->due;
		assert_int_equal(due_borrow(cache, ground.db, NULL, TODAY, &first), 0);
		assert_int_equal(due_borrow(cache, ground.db, NULL, TODAY, &again), 0);
		assert_int_equal(due_borrow(cache, ground.db, NULL, TODAY - 1, &other), 0);
		assert_ptr_equal(first, again);
		assert_ptr_not_equal(first, other);
		assert_true(first->duties.count > 0);
		made(&ground, "add-unit", "since", "2020-01-01", "name", "乙协会", "category", "5", "registration_level",
		     "street", "region", "110101", "superior", "2", NULL);
		assert_int_equal(due_borrow(cache, ground.db, NULL, TODAY, &later), 0);
		assert_ptr_not_equal(first, later);
		assert_true(later->duties.count > first->duties.count); /* the loan is still good */
		due_return(cache, first);
		due_return(cache, again);
		due_return(cache, other);
		due_return(cache, later);
		due_return(cache, NULL);
		ground_close(&ground);
	}
}

static void
many_parts_and_days_leave_no_more_than_the_limit(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		ground_open(&ground, &test);
		city(&ground);
		for (int day = 0; day < 2 * DUE_KEPT; day++) {
			const struct due *due;

			assert_int_equal(due_borrow(ground.installation->due, ground.db, "/1/", TODAY - day, &due), 0);
			due_return(ground.installation->due, due);
		}
		ground_close(&ground);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_is_lent_until_the_next_act_makes_it_anew),
		cmocka_unit_test(many_parts_and_days_leave_no_more_than_the_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
