#include "../check.h"

#include "history.h"
#include "party/verify.h"

struct findings {
	int count;
	char last[400];
};

static void
note(void *arg, struct bilingual finding)
{
	struct findings *findings = arg;

	findings->count++;
	snprintf(findings->last, sizeof findings->last, "%s", finding.en);
	assert_true(*finding.zh);
}

static int
findings_of(struct history *history, struct findings *findings)
{
	int count;

	*findings = (struct findings){0};
	count = verify(history->ground.db, &history->ground.schema, note, findings);
	if (count < 0)
		test_failed("verify");
	assert_int_equal(count, findings->count);
	return count;
}

static void
a_random_history_stays_sound(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct findings findings;
		struct history history;

		history_open(&history, test.url, 4711);
		for (int i = 0; i < 40; i++) {
			act(&history);
			if (history.count && draw(&history, 4) == 0)
				undo(&history, draw(&history, (uint32_t)history.count));
			if (findings_of(&history, &findings))
				print_error("%s\n", findings.last);
			assert_int_equal(findings.count, 0);
		}
		history_close(&history);
	}
}

static void
what_is_harmed_is_found(void **state)
{
	static const struct {
		const char *harm;
		const char *finding; /* within its sentence */
	} harms[] = {
		{"update tally set steps = '18000+1' where node = 0 and dimension = 0 and metric = 101", "tally under 0"},
		{"update tally set changes = changes + 1 where node = 2 and dimension = 0"
		 " and metric = (select max(metric) from tally where node = 2 and dimension = 0)", "tally under 2"},
		{"delete from tally where node = 1 and dimension = 0 and metric = 102", "tally under 1"},
		{"insert into tally (node, dimension, value, metric, changes, steps) values (77, 1, '3', 2, 1, '18000+1')",
		 "tally under 77"},
		{"insert into tally_part (node, dimension, value, metric, part, before, steps)"
		 " values (1, 0, '', 0, 140, 3, '18000+1')", "tally under 1"},
		{"update placement set path = '/1/3/' where path = '/1/2/' and ended is null", "place of 2 in the tree"},
		{"delete from placement where subject = 2", "place of 2 in the tree"},
		{"insert into placement (subject, since, until, path, made) values (9999, 18000, 19000, '/9999/', 1)",
		 "9999 has a place"},
		{"insert into term (id, since, until, made, body, years) values (9000, 18000, 19000, 1, 8888, 3)",
		 "term 9000: body names 8888"},
		{"insert into person (id, since, until, made, name) values (9001, 18000, 19000, 1, '甲'),"
		 " (9001, 18999, 20000, 1, '甲')", "person 9001 has versions that overlap"},
		{"drop index unit_name", "index unit_name"},
	};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct findings findings;
		struct history history;

		history_open(&history, test.url, 815);
		for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
			if (db_begin_write(history.ground.db) < 0 || db_exec(history.ground.db, harms[i].harm, NO_ARGS, NULL) < 0)
				test_failed(harms[i].harm);
			findings_of(&history, &findings);
			if (!strstr(findings.last, harms[i].finding))
				print_error("%s: %s\n", harms[i].harm, findings.last);
			assert_non_null(strstr(findings.last, harms[i].finding));
			db_rollback(history.ground.db);
		}
		assert_int_equal(findings_of(&history, &findings), 0);
		history_close(&history);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_random_history_stays_sound),
		cmocka_unit_test(what_is_harmed_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
