/* Every allocation, statement and write of the registry made to fail in turn. */
#include "../check.h"

#include "../faults.h"
#include "registry/input.h"
#include "registry/list.h"
#include "registry/muster.h"
#include "registry/tables.h"

#define TODAY day_of(2026, 11, 21)

struct scene {
	struct test_db test;
	struct db *db;        /* looks on, without faults */
	struct db *own;       /* the trial's, new each time */
	struct arena *arena;
	struct schema schema;
	struct secret secret;
	uint64_t digest;
	int64_t unit, batch;  /* made beforehand */
	bool undo;            /* the trial takes the batch back */
	uint64_t told;        /* pages that a muster told of */
};

static void
scene_open(struct scene *scene, const struct test_db *test)
{
	*scene = (struct scene){.test = *test, .arena = arena_new(ARENA_REQUEST_MAX), .secret = {{7}}};
	if (registry_schema(scene->arena, NULL, 0, &scene->schema) < 0 || db_open(test->url, DB_CREATE, &scene->db) < 0 ||
	    db_begin_write(scene->db) < 0 || schema_upgrade(scene->db, &scene->schema) < 0 || db_commit(scene->db) < 0)
		test_failed("scene");
}

static void
scene_close(struct scene *scene)
{
	db_close(scene->db);
	arena_free(scene->arena);
}

/* --- steps ------------------------------------------------------------------------------- */

static int
set_text(struct arena *arena, struct record *record, const char *field, const char *text)
{
	return field_read(arena, &record->kind->fields[field_index(record->kind, field)], text, record_value(record, field));
}

static int
add_unit(struct edit *edit, struct arena *arena, const char *name, int64_t *ret_id)
{
	static const struct { const char *field, *text; } given[] = {
		{"category", "1"}, {"registration_level", "city"}, {"region", "110105"}, {"staff", "12"},
	};
	struct record *unit = record_new(arena, &unit_kind);
	int status = unit ? set_text(arena, unit, "name", name) : FAIL_MEMORY;

	for (size_t i = 0; i < sizeof given / sizeof *given && status == 0; i++)
		status = set_text(arena, unit, given[i].field, given[i].text);
	if (status < 0)
		return status;
	unit->since = day_of(2020, 1, 1);
	status = record_check(edit->act->db, unit);
	if (status == 0)
		status = record_add(edit, unit);
	if (status == 0)
		*ret_id = unit->id;
	return status;
}

static int
add_person(struct edit *edit, struct arena *arena)
{
	struct record *person = record_new(arena, &person_kind);
	int status = person ? set_text(arena, person, "name", "张测试") : FAIL_MEMORY;

	if (status == 0)
		status = set_text(arena, person, "resident_id", "11010519491231002X");
	if (status < 0)
		return status;
	person->since = day_of(2020, 1, 1);
	return record_add(edit, person);
}

static int
change_staff(struct edit *edit, int64_t id)
{
	struct value values[32] = {0};
	bool given[32] = {0};
	int at = field_index(&unit_kind, "staff");

	values[at] = INT(40);
	given[at] = true;
	return record_change(edit, &unit_kind, id, day_of(2022, 1, 1), values, given);
}

static int
correct_name(struct edit *edit, struct arena *arena, int64_t id)
{
	struct record *right;
	int status = record_get(edit->act->db, arena, &unit_kind, id, day_of(2021, 1, 1), &right);

	if (status == 0)
		status = set_text(arena, right, "name", "改正后的协会");
	return status < 0 ? status : record_correct(edit, id, right->since, right);
}

static int
look_around(struct db *db, struct arena *arena, int64_t id)
{
	const struct filter filter = {"category", "1"};
	const struct list_query query = {.kind = &unit_kind, .as_of = TODAY, .filters = &filter, .filter_count = 1,
	                                 .search = "协会", .sort = "-staff"};
	struct record **versions;
	struct list list;
	int64_t total;
	size_t count;
	int status = list_run(db, arena, &query, &list);

	if (status == 0)
		status = list_count(db, arena, &query, &total);
	if (status == 0)
		status = record_versions(db, arena, &unit_kind, id, true, &versions, &count);
	if (status == 0)
		assert_true(list.count >= 1 && total >= 1 && count >= 1);
	return status;
}

/* Everything a record can meet, in one act. */
static int
all_ways(struct edit *edit, struct arena *arena)
{
	int64_t id = 0, other = 0;
	int status = add_unit(edit, arena, "某市家具协会", &id);

	if (status == 0)
		status = add_unit(edit, arena, "某市茶叶协会", &other);
	if (status == 0)
		status = add_person(edit, arena);
	if (status == 0)
		status = change_staff(edit, id);
	if (status == 0)
		status = correct_name(edit, arena, id);
	if (status == 0)
		status = record_close(edit, &unit_kind, other, day_of(2024, 1, 1));
	return status < 0 ? status : look_around(edit->act->db, arena, id);
}

static int
run_act(void *arg)
{
	struct scene *scene = arg;
	struct act act;
	struct edit edit = {.act = &act, .secret = &scene->secret};
	int status = db_begin_write(scene->own);

	if (status < 0)
		return status;
	status = act_begin(&act, scene->own, scene->arena, "cli:test", TODAY, 1000);
	if (status == 0)
		status = scene->undo ? batch_undo(&edit, scene->batch) : all_ways(&edit, scene->arena);
	if (status == 0)
		status = act_end(&act, &(struct entry){"test", "", 0, 0, "{}"});
	if (status == 0)
		status = db_commit(scene->own);
	if (status < 0)
		db_rollback(scene->own);
	return status;
}

/* --- what comes of them -------------------------------------------------------------------- */

/* A batch that a trial may take back. */
static void
make_batch(struct scene *scene)
{
	struct act act;
	struct edit edit = {.act = &act, .secret = &scene->secret};

	if (db_begin_write(scene->db) < 0 || act_begin(&act, scene->db, scene->arena, "cli:test", TODAY, 1000) < 0 ||
	    add_unit(&edit, scene->arena, "某市纸业协会", &scene->unit) < 0 || change_staff(&edit, scene->unit) < 0 ||
	    act_end(&act, &(struct entry){"test", "", 0, 0, "{}"}) < 0 || db_commit(scene->db) < 0)
		test_failed("batch");
	scene->batch = act.number;
}

static void
before(void *arg)
{
	struct scene *scene = arg;

	if (scene->undo && !scene->batch)
		make_batch(scene);
	scene->digest = tables_digest(scene->db, &scene->schema);
	if (db_open(scene->test.url, DB_WRITE, &scene->own) < 0)
		test_failed("open");
}

/* Whether a commit got through whose answer was lost. */
static bool
committed(struct scene *scene, int64_t number)
{
	int outcome;

	if (number == 0 || db_begin_write(scene->db) < 0)
		return false;
	outcome = db_outcome(scene->db, number);
	db_rollback(scene->db);
	return outcome == 1;
}

static void
after(void *arg, int status)
{
	struct scene *scene = arg;
	bool done = status == 0 || (db_lost(scene->own) && committed(scene, db_transaction(scene->own)));

	assert_true((tables_digest(scene->db, &scene->schema) == scene->digest) == !done);
	if (done)
		scene->batch = 0;
	if (!db_lost(scene->own)) { /* then it is of use */
		int64_t rows = -1;

		assert_int_equal(db_number(scene->own, "select count(*) from unit", NO_ARGS, &rows), 0);
		assert_true(rows >= 0);
	}
	db_close(scene->own);
}

static void
sweep(bool undo)
{
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		const struct trial trial = {undo ? "undo" : "act", run_act, before, after, &scene};

		scene_open(&scene, &test);
		scene.undo = undo;
		faults_sweep_all(&trial, test.engine);
		scene_close(&scene);
	}
}

static void
records_change_whole_or_not_at_all(void **state)
{
	(void)state;
	sweep(false);
}

static void
a_batch_is_taken_back_whole_or_not_at_all(void **state)
{
	(void)state;
	sweep(true);
}

/* ---- a muster, made and asked ---- */

static int
muster_and_list(struct scene *scene, struct musters *musters)
{
	static const struct list_outlook outlook = {.subjects = 30000, .scope = 30000, .total = -1, .alike = -1};
	const struct filter filter = {"category", "1"};
	const struct list_query query = {.kind = &unit_kind, .as_of = TODAY, .scope = "/1/", .filters = &filter, .filter_count = 1,
	                                 .search = "协会", .sort = "-staff", .outlook = &outlook, .musters = musters};
	struct list list;
	int status = musters_round(musters, scene->own, TODAY);

	if (status == 0)
		status = list_run(scene->own, scene->arena, &query, &list);
	if (status == 0)
		assert_int_equal(list.count, 2);
	scene->told = musters_figures(musters).hits;
	return status;
}

static int
run_muster(void *arg)
{
	struct scene *scene = arg;
	struct musters *musters;
	int status = musters_new(1, &musters);

	if (status < 0)
		return status;
	status = db_open(scene->test.url, DB_READ, &scene->own);
	if (status == 0) {
		status = muster_and_list(scene, musters);
		db_close(scene->own);
	}
	musters_free(musters);
	return status;
}

STATEMENT(hang, "insert into placement (subject, since, until, path, standing, made) values ($1, 0, $2, $3, 0, 1)");

static void
add_placed_units(struct scene *scene)
{
	struct act act;
	struct edit edit = {.act = &act, .secret = &scene->secret};
	int64_t id;

	if (db_begin_write(scene->db) < 0 || act_begin(&act, scene->db, scene->arena, "cli:test", TODAY, 1000) < 0)
		test_failed("begin");
	for (int i = 0; i < 2; i++) {
		const char *path;

		assert_int_equal(add_unit(&edit, scene->arena, i ? "甲协会" : "乙协会", &id), 0);
		path = arena_printf(scene->arena, "/1/%lld/", (long long)id);
		assert_int_equal(db_exec(scene->db, hang, ARGS(INT(id), INT(DAY_OPEN), TEXT(path)), NULL), 0);
	}
	if (act_end(&act, &(struct entry){"test", "", 0, 0, "{}"}) < 0 || db_commit(scene->db) < 0)
		test_failed("commit");
}

static void
a_muster_tells_all_or_fails(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		const struct trial trial = {"muster", run_muster, NULL, NULL, &scene};

		scene_open(&scene, &test);
		add_placed_units(&scene);
		assert_int_equal(run_muster(&scene), 0);
		assert_int_equal(scene.told, 1);
		faults_sweep_all(&trial, test.engine);
		scene_close(&scene);
	}
}

int
main(void)
{
	int failed;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_change_whole_or_not_at_all),
		cmocka_unit_test(a_batch_is_taken_back_whole_or_not_at_all),
		cmocka_unit_test(a_muster_tells_all_or_fails),
	};

	faults_install();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	printf("%ld faults met\n", faults_met());
	return failed;
}
