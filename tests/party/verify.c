#include "../check.h"

#include "history.h"
#include "party/upgrade.h"
#include "registry/gram.h"
#include "party/verify.h"

struct findings {
	int count;
	char last[400];
	char all[16384]; /* a line each, as far as there is room */
};

static void
note(void *arg, struct bilingual finding)
{
	struct findings *findings = arg;

	findings->count++;
	snprintf(findings->last, sizeof findings->last, "%s", finding.en);
	snprintf(findings->all + strlen(findings->all), sizeof findings->all - strlen(findings->all), "%s\n", finding.en);
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
		/* facts of matters against their type's declaration */
		{"insert into matter_fact (matter, name, number, since, until, made) values (9100, 'reason', 1, 18000, 19000, 1)",
		 "fact reason of matter 9100: there is no such matter"},
		{"insert into matter_fact (matter, name, number, refers, since, until, made) values (9103, 'term', 8888, 'term', 18000, 19000, 1)",
		 "matter_fact 9103: term names 8888"},
		{"insert into person (id, since, until, made, name) values (9001, 18000, 19000, 1, '甲'),"
		 " (9001, 18999, 20000, 1, '甲')", "person 9001 has versions that overlap"},
		{"drop index unit_name", "index unit_name"},
		{"drop table charter", "the table charter is missing"},
		/* what hangs together beside the kinds */
		{"insert into role_grant (id, since, until, made, account, role, node) values (1, 18000, 19000, 1, 9999, 1, 0)",
		 "role_grant 1: account names 9999"},
		{"insert into role_grant (id, since, until, made, account, role, node) values (1, 18000, 19000, 1, 1, 1, 9999)",
		 "role_grant 1: node names 9999"},
		{"insert into session (token, account, csrf, created, seen, expires) values ('t', 9999, 'c', 1, 1, 1)",
		 "session 9999: account names 9999"},
		/* the end of the journal cut off */
		{"update person set made = 99999 where id = (select max(id) from person)", "journal entry 99999 wrote"},
		{"update unit set ended = 99999 where id = (select max(id) from unit)", "journal entry 99999 wrote"},
		{"update person set id = 99999 where id = (select max(id) from person)", "person has number 99999"},
		{"insert into data_request (id, made, kind, text, node, account, asked, answer_made) values (1, 1, 1, '查阅', 1, 1, 18000, 99999)",
		 "data_request holds what journal entry 99999 wrote"},
		{"insert into voice (id, body, kind, text, answer_made) values (1500000000, 1, 4, '意见', 99999)",
		 "voice holds what journal entry 99999 wrote"},
		{"insert into voice (id, made, body, kind, text) values (1500000000, 99999, 1, 1, '议题')",
		 "voice holds what journal entry 99999 wrote"},
		/* what no act would have let stand */
		{"insert into affiliation (id, since, until, made, superior, unit, relation)"
		 " select 1, since, until, made, superior, unit, relation from affiliation where unit is not null and relation = 1"
		 " and ended is null and until > since order by id limit 1", "OPIN-6.7"},
		{"insert into term (id, since, until, made, body, years) values (1, 18000, 19000, 1, 2, 3), (2, 18500, 19000, 1, 2, 3)",
		 "ELEC-3.1"},
		{"insert into membership (id, since, until, made, person, body, category, joined)"
		 " values (1, 18000, 19000, 1, 7, 2, 1, 17000), (2, 18000, 19000, 1, 7, 2, 1, 17000)",
		 "membership 7 has versions that overlap"},
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
			if (!strstr(findings.all, harms[i].finding))
				print_error("%s: %s\n", harms[i].harm, findings.all);
			assert_non_null(strstr(findings.all, harms[i].finding));
			db_rollback(history.ground.db);
		}
		assert_int_equal(findings_of(&history, &findings), 0);
		history_close(&history);
	}
}

/* Rows of one path that follow on one another become one, without a standing: as version 1 kept them. */
static void
keep_as_before(struct db *db)
{
	int64_t at[6];

	assert_int_equal(db_exec(db, "delete from placement where ended is not null", NO_ARGS, NULL), 0);
	for (;;) {
		struct rows *rows;
		int more;

		if (db_query(db, "select p.subject, p.since, p.made, q.since, q.made, q.until from placement p join placement q"
		                 " on q.subject = p.subject and q.path = p.path and q.since = p.until and q.ended is null"
		                 " where p.ended is null limit 1", NO_ARGS, &rows) < 0)
			test_failed("placement");
		more = rows_next(rows);
		for (int c = 0; c < 6 && more > 0; c++)
			at[c] = rows_int(rows, c);
		rows_close(rows);
		if (more <= 0)
			break;
		assert_int_equal(db_exec(db, "delete from placement where subject = $1 and since = $2 and made = $3",
		                         ARGS(INT(at[0]), INT(at[3]), INT(at[4])), NULL), 0);
		assert_int_equal(db_exec(db, "update placement set until = $4 where subject = $1 and since = $2 and made = $3",
		                         ARGS(INT(at[0]), INT(at[1]), INT(at[2]), INT(at[5])), NULL), 0);
	}
	assert_int_equal(db_exec(db, "update placement set standing = 0, due = null where ended is null", NO_ARGS, NULL), 0);
	for (size_t k = 0; kinds[k]; k++) {
		char sql[80];

		snprintf(sql, sizeof sql, "delete from %s_gram", kinds[k]->name);
		if (kind_is_searched(kinds[k]))
			assert_int_equal(db_exec(db, sql, NO_ARGS, NULL), 0);
	}
}

static void
an_older_database_comes_up_to_date(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct findings findings;
		struct history history;
		struct db *db;

		history_open(&history, test.url, 1921);
		db = history.ground.db;
		for (int i = 0; i < 40; i++)
			act(&history);
		assert_int_equal(db_begin_write(db), 0);
		keep_as_before(db);
		assert_int_equal(db_commit(db), 0);
		assert_true(findings_of(&history, &findings) > 10);
		assert_int_equal(db_begin_write(db), 0);
		assert_int_equal(upgrade_from(db, 1), 0);
		assert_int_equal(db_commit(db), 0);
		if (findings_of(&history, &findings))
			print_error("%s\n", findings.last);
		assert_int_equal(findings.count, 0);
		history_close(&history);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_random_history_stays_sound),
		cmocka_unit_test(an_older_database_comes_up_to_date),
		cmocka_unit_test(what_is_harmed_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
