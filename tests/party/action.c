#include "../check.h"

#include "ground.h"

static void
an_action_reads_only_declared_fields(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct ground ground;

		ground_open(&ground, &test);
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "add-body", "name", "某市社会组织综合党委", "type",
		                        "comprehensive_committee", "since", "2020-01-01", "colour", "red", NULL),
		                 FAIL_INPUT);
		assert_string_equal(last_failure()->field, "colour");
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "add-body", "name", "甲", "name", "乙", NULL),
		                 FAIL_INPUT);
		assert_string_equal(last_failure()->field, "name");
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "add-body", "name", "某市社会组织综合党委",
		                        "since", "2020-01-01", NULL), FAIL_INPUT);
		assert_string_equal(last_failure()->field, "type");
		assert_int_equal(act_as(&ground, &ground.operator, NULL, "paint-body", NULL), FAIL_NOT_FOUND);
		assert_true(made(&ground, "add-body", "name", "某市社会组织综合党委", "type", "comprehensive_committee",
		                 "since", "2020-01-01", NULL) > 0);
		ground_close(&ground);
	}
}

static void
every_action_says_who_and_why(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	size_t count;
	const struct action *actions = actions_all(arena, &count);

	(void)state;
	assert_non_null(actions);
	for (size_t i = 0; i < count; i++) {
		assert_true(actions[i].who != 0);
		assert_non_null(actions[i].clauses);
		assert_true(actions[i].clauses[0] != '\0');
		assert_non_null(actions[i].label.zh);
		assert_non_null(actions[i].label.en);
		assert_non_null(actions[i].run);
		if (i > 0)
			assert_true(strcmp(actions[i - 1].name, actions[i].name) < 0);
		for (size_t a = 0; a < actions[i].field_count; a++) {
			assert_non_null(actions[i].fields[a].clause);
			for (size_t b = 0; b < a; b++)
				assert_string_not_equal(actions[i].fields[a].name, actions[i].fields[b].name);
		}
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_action_reads_only_declared_fields),
		cmocka_unit_test(every_action_says_who_and_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
