#include "../check.h"

#include <stdio.h>

#include "law/rule.h"
#include "party/action.h"
#include "web/enforced.h"
#include "web/pages.h"

/* Every rule on elections has something in the program that holds to it; guidance is text (rulebook §0). */
static void
ELEC_every_clause_that_is_no_guidance_is_enforced_by_an_action_or_a_page(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct enforcers enforcers = {0};
	struct routes *routes = NULL;
	size_t count, found, without = 0;
	const struct clause *all = clauses(&count);

	(void)state;
	enforcers.actions = actions_all(arena, &enforcers.action_count);
	assert_non_null(enforcers.actions);
	assert_int_equal(routes_new(pages_all(arena, enforcers.actions, enforcers.action_count), &routes), 0);
	enforcers.routes = routes;
	for (size_t i = 0; i < count; i++) {
		if (all[i].instrument != ELEC || all[i].kind == KIND_GUID)
			continue;
		assert_non_null(enforced_by(arena, &enforcers, all[i].id, &found));
		if (found == 0) {
			fprintf(stderr, "%s is enforced by nothing\n", all[i].id);
			without++;
		}
	}
	assert_int_equal(without, 0);
	routes_free(routes);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ELEC_every_clause_that_is_no_guidance_is_enforced_by_an_action_or_a_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
