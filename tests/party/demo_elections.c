#include "../check.h"

#include "ground.h"
#include "party/demo.h"
#include "party/election.h"
#include "party/voice.h"

struct sizes {
	const struct ground *ground;
	int64_t units;
};

static int
build_city(struct db *db, void *arg)
{
	const struct sizes *sizes = arg;
	const struct ground *ground = sizes->ground;
	const struct demo_order order = {.units = sizes->units, .members = sizes->units < 100 ? 10 * sizes->units : 20 * sizes->units, .seed = 1, .today = ground->today,
	                                 .at = ground->at};
	struct demo_account *accounts;
	size_t count;

	return demo_make(db, &ground->installation->secret, CHEAP, ground->arena, &order, &accounts, &count);
}

/* One through to its closed file, held on a lawful day before the term ended; one on its way. */
static void
expect_elections(struct ground *ground)
{
	struct evidence items[EVIDENCE_ARTICLES];
	struct election *election;
	int64_t closed = 0, prepared = 0;

	assert_int_equal(db_number(ground->db, "select id from election where ended is null and state = 4 and until > $1", ARGS(INT(ground->today)), &closed), 0);
	assert_int_equal(db_number(ground->db, "select count(*) from election where ended is null and state = 1 and until > $1",
	                           ARGS(INT(ground->today)), &prepared), 0);
	assert_true(closed > 0);
	assert_int_equal(prepared, 1);
	assert_int_equal(election_load(ground->db, ground->arena, closed, &election), 0);
	assert_true(election->meeting < ground->today - 20 && election->meeting >= ground->today - 130);
	assert_true(election->meeting < election->term_due);
	assert_false(election_moved(election));
	assert_int_equal(election_evidence(ground->arena, election, ground->today, items), 0);
	for (int i = 0; i < EVIDENCE_ARTICLES; i++)
		assert_true(items[i].complete);
	for (size_t i = 0; i < election->contest_count; i++) {
		struct contest_outcome outcome;

		assert_int_equal(contest_outcome(ground->arena, election, &election->contests[i], &outcome), 0);
		assert_true(outcome.decided);
		assert_int_equal(outcome.elected_count, election->contests[i].count);
	}
}

/* The accounts' branch has something to answer and something answered, with a name and without. */
static void
expect_voices(struct ground *ground)
{
	struct voice *voices;
	size_t count, waiting = 0, unnamed = 0;
	int64_t body = 0;

	assert_int_equal(db_number(ground->db, "select min(body) from voice", NO_ARGS, &body), 0);
	assert_int_equal(voices_read(ground->db, ground->arena, VOICES_OF_BODY, body, ground->today, &voices, &count), 0);
	assert_int_equal(count, 5);
	for (size_t i = 0; i < count; i++) {
		waiting += voices[i].answered == DAY_NONE;
		unnamed += voices[i].person == 0;
		assert_true(voices[i].answered == DAY_NONE || (voices[i].answer && voices[i].answerer));
		assert_int_equal(voices[i].person == 0, voices[i].handed == DAY_NONE);
	}
	assert_int_equal(waiting, 2);
	assert_int_equal(unnamed, 1);
}

/* The day the examples go by, and another: a city's terms end all through the year. */
static void
a_city_of_any_size_shows_an_election_through_to_its_closed_file(void **state)
{
	static const int64_t units[] = {300, 700};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct test_db test;
		struct ground ground;
		struct sizes sizes = {&ground, units[i]};
		struct call call;

		test_db_new(&test, 0);
		ground_open(&ground, &test);
		assert_int_equal(writer_do(ground.installation->writer, build_city, &sizes), 0);
		call = (struct call){ground.installation, ground.db, &ground.operator, ground.arena, ground.today, ground.at};
		assert_int_equal(demo_elections(&call), 0);
		expect_elections(&ground);
		expect_voices(&ground);
		ground_close(&ground);
		test_db_drop(&test);
	}
}

/* Where no term ends in time nothing is told, and nothing fails. */
static void
a_small_city_has_what_its_terms_allow(void **state)
{
	static const struct { int64_t units; day_no day; } cities[] = {{20, 20734}, {30, 20734}, {60, 20734}, {30, 20778}};

	(void)state;
	for (size_t i = 0; i < sizeof cities / sizeof *cities; i++) {
		struct test_db test;
		struct ground ground;
		struct sizes sizes = {&ground, cities[i].units};
		struct call call;

		test_db_new(&test, 0);
		ground_open(&ground, &test);
		ground.today = cities[i].day;
		assert_int_equal(writer_do(ground.installation->writer, build_city, &sizes), 0);
		call = (struct call){ground.installation, ground.db, &ground.operator, ground.arena, ground.today, ground.at};
		assert_int_equal(demo_elections(&call), 0);
		ground_close(&ground);
		test_db_drop(&test);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_city_of_any_size_shows_an_election_through_to_its_closed_file),
		cmocka_unit_test(a_small_city_has_what_its_terms_allow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
