/* Every allocation, write and statement of the store made to fail in turn. */
#include "../check.h"

#include <sys/stat.h>

#include "../faults.h"
#include "store/backup.h"
#include "store/claim.h"
#include "store/journal.h"
#include "store/secret.h"
#include "store/writer.h"

static const struct column note_columns[] = {
	{"id", COLUMN_INT, .required = true},
	{"name", COLUMN_TEXT, .required = true},
};
static const struct index note_indexes[] = {{"note_name", "name, id"}};
static const struct table note = {"note", note_columns, 2, "id", note_indexes, 1};
static const struct table *const tables[] = {&store_tables[0], &store_tables[1], &note};
static const struct schema schema = {tables, 3};

struct scene {
	struct test_db test;
	struct db *db;      /* looks on, without faults */
	struct db *own;     /* the trial's */
	struct writer *writer;
	struct arena *arena;
	uint64_t digest;
	int64_t notes;
	char file[96];
	struct secret secret;
};

static void
count_finding(void *arg, struct bilingual finding)
{
	(void)finding;
	++*(int *)arg;
}

static void
no_findings(struct db *db)
{
	int findings = 0;

	assert_int_equal(schema_compare(db, &schema, count_finding, &findings), 0);
	assert_int_equal(schema_guarded(db, &schema, count_finding, &findings), 0);
	assert_int_equal(store_sound(db, count_finding, &findings), 0);
	assert_int_equal(journal_verify(db, count_finding, &findings), 0);
	assert_int_equal(findings, 0);
}

/* --- making a database ---------------------------------------------------------------- */

static int
make(struct db *db)
{
	int status = db_begin_write(db);

	if (status < 0)
		return status;
	status = schema_upgrade(db, &schema);
	if (status == 0)
		status = db_commit(db);
	if (status < 0)
		db_rollback(db);
	return status;
}

static void
drop_before(void *arg)
{
	struct scene *scene = arg;

	test_db_drop(&scene->test);
	test_db_new(&scene->test, scene->test.engine);
}

static int
run_make(void *arg)
{
	struct scene *scene = arg;
	struct db *db;
	int status = db_open(scene->test.url, DB_CREATE, &db);

	if (status < 0)
		return status;
	status = make(db);
	db_close(db);
	return status;
}

/*
 * What was begun is there whole or not at all (PostgreSQL may have lost its
 * answer, not the deed), and what failed is done by doing it again.
 */
static void
made_after(void *arg, int status)
{
	struct scene *scene = arg;
	struct db *db;
	int findings = 0;

	assert_int_equal(db_open(scene->test.url, DB_CREATE, &db), 0);
	assert_int_equal(schema_compare(db, &schema, count_finding, &findings), 0);
	assert_true(findings == 0 || (status < 0 && findings == (int)schema.count));
	assert_int_equal(make(db), 0);
	no_findings(db);
	db_close(db);
}

static void
a_database_is_made_whole_or_not_at_all(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene = {.test = test};
		const struct trial trial = {"make", run_make, drop_before, made_after, &scene};

		faults_sweep_all(&trial, test.engine);
		test = scene.test;
	}
}

/* --- a scene with a database ------------------------------------------------------------- */

static void
scene_open(struct scene *scene, const struct test_db *test)
{
	*scene = (struct scene){.test = *test, .arena = arena_new(ARENA_REQUEST_MAX)};
	snprintf(scene->file, sizeof scene->file, "/tmp/dangjian-faults-%d", (int)getpid());
	if (db_open(test->url, DB_CREATE, &scene->db) < 0 || make(scene->db) < 0)
		test_failed("scene");
}

static void
scene_close(struct scene *scene)
{
	db_close(scene->db);
	arena_free(scene->arena);
	unlink(scene->file);
}

static void
note_before(void *arg)
{
	struct scene *scene = arg;

	arena_reset(scene->arena);
	scene->digest = tables_digest(scene->db, &schema);
	assert_int_equal(db_number(scene->db, "select count(*) from note", NO_ARGS, &scene->notes), 0);
}

static void
note_after(struct scene *scene, int status, int more)
{
	int64_t notes = 0;

	assert_int_equal(db_number(scene->db, "select count(*) from note", NO_ARGS, &notes), 0);
	assert_int_equal(notes, scene->notes + (status < 0 ? 0 : more));
	assert_true((tables_digest(scene->db, &schema) == scene->digest) == (status < 0));
	no_findings(scene->db);
}

/* Two notes and an entry of the journal. */
static int
write_notes(struct db *db, void *arg)
{
	struct scene *scene = arg;
	struct act act;
	int status = act_begin(&act, db, scene->arena, "cli:test", 20000, 1000);

	for (int i = 0; i < 2 && status == 0; i++)
		status = db_exec(db, "insert into note (id, name) values ($1, $2)",
		                 ARGS(INT(act_new_id(&act)), TEXT("一条")), NULL);
	return status < 0 ? status : act_end(&act, &(struct entry){"note", "note", act.last_id, 0, "{}"});
}

/* --- the writer ------------------------------------------------------------------------------ */

static int
run_writer(void *arg)
{
	struct scene *scene = arg;
	struct writer *writer;
	int status = writer_open(scene->test.url, &writer);

	if (status < 0)
		return status;
	status = writer_do(writer, write_notes, scene);
	writer_close(writer);
	return status;
}

static void
writer_after(void *arg, int status)
{
	note_after(arg, status, 2);
}

static int
run_open_writer(void *arg)
{
	struct scene *scene = arg;

	return writer_do(scene->writer, write_notes, scene);
}

/* The writer that met the fault writes again. */
static void
open_writer_after(void *arg, int status)
{
	struct scene *scene = arg;

	note_after(scene, status, 2);
	note_before(scene);
	if (writer_do(scene->writer, write_notes, scene) < 0)
		test_failed("again");
	note_after(scene, 0, 2);
}

static void
a_writer_writes_whole_or_not_at_all_and_goes_on(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		const struct trial fresh = {"writer", run_writer, note_before, writer_after, &scene};
		const struct trial open = {"open writer", run_open_writer, note_before, open_writer_after, &scene};

		scene_open(&scene, &test);
		faults_sweep_all(&fresh, test.engine);
		assert_int_equal(writer_open(test.url, &scene.writer), 0);
		faults_sweep_all(&open, test.engine);
		writer_close(scene.writer);
		scene_close(&scene);
	}
}

/* --- a connection without the writer ------------------------------------------------------------ */

static int
run_transaction(void *arg)
{
	struct scene *scene = arg;
	int status = db_begin_write(scene->own);

	if (status < 0)
		return status;
	status = db_savepoint(scene->own, "nested");
	if (status == 0)
		status = write_notes(scene->own, scene);
	if (status == 0)
		status = db_rollback_to(scene->own, "nested");
	if (status == 0)
		status = db_release(scene->own, "nested");
	if (status == 0)
		status = write_notes(scene->own, scene);
	if (status == 0)
		status = db_commit(scene->own);
	if (status < 0)
		db_rollback(scene->own);
	return status;
}

/* What was lost is made anew; whether a commit got through that was not answered is found out. */
static void
transaction_after(void *arg, int status)
{
	struct scene *scene = arg;
	int64_t number = db_transaction(scene->own);

	if (db_lost(scene->own)) {
		db_close(scene->own);
		assert_int_equal(db_open(scene->test.url, DB_WRITE, &scene->own), 0);
		if (number) {
			assert_int_equal(db_begin_write(scene->own), 0);
			if (db_outcome(scene->own, number) == 1)
				status = 0;
			db_rollback(scene->own);
		}
	}
	note_after(scene, status, 2);
	note_before(scene);
	if (run_transaction(scene) < 0)
		test_failed("again");
	note_after(scene, 0, 2);
}

static void
a_connection_is_of_use_after_a_fault_or_says_that_it_is_lost(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		const struct trial trial = {"transaction", run_transaction, note_before, transaction_after, &scene};

		scene_open(&scene, &test);
		assert_int_equal(db_open(test.url, DB_WRITE, &scene.own), 0);
		faults_sweep_all(&trial, test.engine);
		db_close(scene.own);
		scene_close(&scene);
	}
}

/* --- reading -------------------------------------------------------------------------------------- */

/* All that reads whole tables, on a connection of its own. */
static int
run_reading(void *arg)
{
	struct scene *scene = arg;
	int findings = 0;
	struct db *db;
	int status = db_open(scene->test.url, DB_READ, &db);

	if (status < 0)
		return status;
	status = db_begin_read(db);
	if (status == 0)
		status = schema_ready(db);
	if (status == 0)
		status = store_sound(db, count_finding, &findings);
	if (status == 0)
		status = schema_compare(db, &schema, count_finding, &findings);
	if (status == 0)
		status = schema_guarded(db, &schema, count_finding, &findings);
	if (status == 0)
		status = journal_verify(db, count_finding, &findings);
	if (findings)
		test_failed("findings");
	db_rollback(db);
	db_close(db);
	return status;
}

static void
a_fault_in_reading_is_no_finding(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		const struct trial trial = {"reading", run_reading, NULL, NULL, &scene};

		scene_open(&scene, &test);
		for (int i = 0; i < 3; i++)
			assert_int_equal(run_writer(&scene), 0);
		faults_sweep_all(&trial, test.engine);
		scene_close(&scene);
	}
}

/* --- files ------------------------------------------------------------------------------------------ */

static int
run_backup(void *arg)
{
	struct scene *scene = arg;

	return store_backup(scene->db, &schema, scene->file);
}

/* A backup is a database, or there is no such file. */
static void
backup_after(void *arg, int status)
{
	struct scene *scene = arg;
	char url[112], partial[112];
	struct stat draft;
	struct db *copy;

	if (db_lost(scene->db)) {
		db_close(scene->db);
		assert_int_equal(db_open(scene->test.url, DB_WRITE, &scene->db), 0);
	}
	snprintf(url, sizeof url, "sqlite:%s", scene->file);
	snprintf(partial, sizeof partial, "%s.partial", scene->file);
	if (stat(partial, &draft) == 0) { /* opened, and not claimed */
		assert_int_equal(draft.st_size, 0);
		unlink(partial);
	}
	assert_int_equal(access(scene->file, F_OK), status < 0 ? -1 : 0);
	if (status == 0) {
		assert_int_equal(db_open(url, DB_READ, &copy), 0);
		no_findings(copy);
		assert_true(tables_digest(copy, &schema) == tables_digest(scene->db, &schema));
		db_close(copy);
		unlink(scene->file);
	}
}

static void
a_backup_is_whole_or_is_not_there(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct scene scene;
		const struct trial trial = {"backup", run_backup, NULL, backup_after, &scene};

		scene_open(&scene, &test);
		for (int i = 0; i < 3; i++)
			assert_int_equal(run_writer(&scene), 0);
		faults_sweep_all(&trial, test.engine);
		scene_close(&scene);
	}
}

static int
run_key(void *arg)
{
	struct scene *scene = arg;
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct secret secret;
	char *sealed, *opened;
	int status = arena ? secret_create(scene->file) : FAIL_MEMORY;

	if (status == 0)
		status = secret_load(scene->file, &secret);
	if (status == 0)
		status = secret_seal(&secret, arena, "11010519491231002X", &sealed);
	if (status == 0)
		status = secret_open(&secret, arena, sealed, &opened);
	if (status == 0)
		assert_string_equal(opened, "11010519491231002X");
	arena_free(arena);
	return status;
}

/* A key file that is there is a whole one. */
static void
key_after(void *arg, int status)
{
	struct scene *scene = arg;
	struct stat stat_key;

	if (stat(scene->file, &stat_key) == 0)
		assert_int_equal(stat_key.st_size, sizeof(struct secret));
	else
		assert_true(status < 0);
	unlink(scene->file);
}

static int
run_claim(void *arg)
{
	struct scene *scene = arg;
	struct claim *claim;
	int status = claim_new(scene->test.url, &claim);

	if (status == 0)
		claim_free(claim);
	return status;
}

static void
a_key_and_a_claim_are_whole_or_not_there(void **state)
{
	struct test_db test;
	struct scene scene;
	const struct trial key = {"key", run_key, NULL, key_after, &scene};
	const struct trial claim = {"claim", run_claim, NULL, NULL, &scene};

	(void)state;
	test_db_new(&test, 0);
	scene_open(&scene, &test);
	faults_sweep(&key, FAULT_MEMORY);
	faults_sweep(&key, FAULT_FILE);
	faults_sweep(&claim, FAULT_MEMORY);
	faults_sweep(&claim, FAULT_FILE);
	scene_close(&scene);
	test_db_drop(&test);
}

int
main(void)
{
	int failed;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_database_is_made_whole_or_not_at_all),
		cmocka_unit_test(a_writer_writes_whole_or_not_at_all_and_goes_on),
		cmocka_unit_test(a_connection_is_of_use_after_a_fault_or_says_that_it_is_lost),
		cmocka_unit_test(a_fault_in_reading_is_no_finding),
		cmocka_unit_test(a_backup_is_whole_or_is_not_there),
		cmocka_unit_test(a_key_and_a_claim_are_whole_or_not_there),
	};

	faults_install();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	printf("%ld faults met\n", faults_met());
	return failed;
}
