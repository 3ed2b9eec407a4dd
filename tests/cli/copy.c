#include "../check.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "../db.h"
#include "run.h"
#include "store/schema.h"

#define TEXT_OF(number) #number
#define TEXT_OF_VALUE(name) TEXT_OF(name)
#define SCHEMA TEXT_OF_VALUE(SCHEMA_VERSION)

static char *program;
static char folder[64], source[128], key[128], target[160], file[128];

static int
make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/dangjian-copy-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(source, sizeof source, "sqlite:%s/city.db", folder);
	snprintf(key, sizeof key, "%s/city.db.key", folder);
	snprintf(file, sizeof file, "%s/copy.db", folder);
	snprintf(target, sizeof target, "sqlite:%s", file);
	assert_int_equal(RUN(program, "demo", "--units", "60", "--members", "300", "--db", source)->status, 0);
	return 0;
}

static int
drop_folder(void **state)
{
	static const char *const names[] = {"city.db", "city.db-wal", "city.db-shm", "city.db.key", "copy.db", "copy.db-wal",
	                                    "copy.db-shm", "back.db", "back.db-wal", "back.db-shm", "one.xlsx", "two.xlsx"};
	char path[160];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	return rmdir(folder); /* nothing half made is left in it */
}

/* Runs a statement on the database, past the program. */
static void
alter(const char *url, const char *sql)
{
	struct db *db;

	assert_int_equal(db_open(url, DB_WRITE, &db), 0);
	assert_int_equal(db_exec(db, sql, NO_ARGS, NULL), 0);
	db_close(db);
}

static int64_t
number(const char *url, const char *sql)
{
	int64_t value = -1;
	struct db *db;

	assert_int_equal(db_open(url, DB_READ, &db), 0);
	assert_int_equal(db_number(db, sql, NO_ARGS, &value), 0);
	db_close(db);
	return value;
}

static bool
file_there(const char *name)
{
	char path[160];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return access(path, F_OK) == 0;
}

static bool
same_files(const char *one, const char *two)
{
	char a[4096], b[4096];
	FILE *first = fopen(one, "rb"), *second = fopen(two, "rb");
	size_t got;
	bool same = true;

	assert_true(first && second);
	do {
		got = fread(a, 1, sizeof a, first);
		same = fread(b, 1, sizeof b, second) == got && memcmp(a, b, got) == 0;
	} while (same && got == sizeof a);
	fclose(first);
	fclose(second);
	return same;
}

/* Both say the same, and each goes on by itself from where the other was copied. */
static void
assert_twins(const char *one, const char *two)
{
	static const char last_id[] = "select last_id from journal order by number desc limit 1";
	const char *const urls[] = {one, two};
	char books[2][128];

	snprintf(books[0], sizeof *books, "%s/one.xlsx", folder);
	snprintf(books[1], sizeof *books, "%s/two.xlsx", folder);
	for (size_t i = 0; i < 2; i++) {
		int64_t before = number(urls[i], last_id);

		unlink(books[i]);
		assert_int_equal(RUN(program, "verify", "--db", urls[i])->status, 0);
		assert_int_equal(RUN(program, "export", books[i], "--reason", "核对副本", "--db", urls[i], "--key", key)->status, 0);
		/* a new record's identity is the next one, which nothing has */
		assert_int_equal(RUN(program, "token", "administrator", "--db", urls[i], "--key", key)->status, 0);
		assert_int_equal(number(urls[i], "select max(id) from api_token"), before + 1);
		assert_int_equal(number(urls[i], last_id), before + 1);
		assert_int_equal(RUN(program, "verify", "--db", urls[i])->status, 0);
	}
	assert_true(same_files(books[0], books[1]));
}

/* SQLite to each engine and back; the second copy is of what the first became. */
static void
a_copy_says_the_same_and_goes_on(void **state)
{
	char back[128], first[RUN_OUTPUT];

	(void)state;
	snprintf(back, sizeof back, "sqlite:%s/back.db", folder);
	FOR_EACH_ENGINE(test) {
		struct run *run = RUN(program, "copy", "--from", source, "--to", test.url);
		char path[160];

		assert_int_equal(run->status, 0);
		assert_non_null(strstr(run->err, "密钥"));
		memcpy(first, run->out, sizeof first);
		assert_ptr_equal(strstr(first, "meta\t"), first);
		run = RUN(program, "copy", "--from", test.url, "--to", back);
		assert_int_equal(run->status, 0);
		assert_string_equal(run->out, first); /* every table's rows and digest */
		assert_twins(source, test.url);
		assert_int_equal(RUN(program, "verify", "--db", back)->status, 0);
		snprintf(path, sizeof path, "%s/back.db", folder);
		unlink(path);
	}
}

static void
a_target_in_use_is_not_touched(void **state)
{
	static const char names[] = "select count(*) from other";

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct run *run;
		struct db *db;

		assert_int_equal(db_open(test.url, DB_CREATE, &db), 0);
		assert_int_equal(db_exec(db, "create table other (a integer)", NO_ARGS, NULL), 0);
		db_close(db);
		run = RUN(program, "copy", "--from", source, "--to", test.url);
		assert_int_equal(run->status, 1);
		assert_string_equal(run->out, "");
		assert_true(strlen(run->err) > 0);
		assert_int_equal(number(test.url, names), 0);
	}
	assert_int_equal(RUN(program, "copy", "--from", source, "--to", source)->status, 1);
	assert_int_equal(RUN(program, "verify", "--db", source)->status, 0);
}

/* Whatever goes wrong on the way, nothing of the copy is left. */
static void
assert_not_copied(const char *url, int status, const char *word)
{
	struct run *run = RUN(program, "copy", "--lang", "en", "--from", source, "--to", url);

	assert_int_equal(run->status, status);
	assert_string_equal(run->out, "");
	assert_non_null(strstr(run->err, word));
	if (strncmp(url, "sqlite:", 7) == 0)
		assert_int_equal(access(url + 7, F_OK), -1);
	else
		assert_int_equal(number(url, "select count(*) from information_schema.tables where table_schema = current_schema()"), 0);
}

static void
an_unsound_or_newer_source_stays_where_it_is(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		alter(source, "update tally set value = value + 1 where rowid = (select min(rowid) from tally)");
		assert_not_copied(test.url, 1, "does not follow from the records");
		assert_int_equal(RUN(program, "verify", "--rebuild-tallies", "--db", source)->status, 0);
		alter(source, "alter table unit add column theirs text");
		assert_not_copied(test.url, 1, "undeclared column theirs");
		alter(source, "alter table unit drop column theirs");
		alter(source, "update meta set value = '1' where name = 'schema'");
		assert_not_copied(test.url, 1, "older version");
		alter(source, "update meta set value = '99' where name = 'schema'");
		assert_not_copied(test.url, 2, "99");
		alter(source, "update meta set value = '" SCHEMA "' where name = 'schema'");
	}
	assert_int_equal(RUN(program, "verify", "--db", source)->status, 0);
	assert_int_equal(RUN(program, "copy", "--from", "sqlite:/nowhere/a.db", "--to", target)->status, 2);
	assert_int_equal(RUN(program, "copy", "--from", source, "--to", "sqlite:/nowhere/a.db")->status, 2);
	assert_int_equal(RUN(program, "copy", "--from", source)->status, 2);
	assert_int_equal(RUN(program, "copy", "--from", source, "--to", target, "more")->status, 2);
}

/* One text that PostgreSQL does not take, in one of the last tables. */
static void
failing_midway_leaves_postgresql_empty(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		if (test.engine == ENGINE_SQLITE)
			continue;
		alter(source, "insert into setting (id, since, until, made, name, node, value, source)"
		              " values (999999, 0, 1, 1, cast(x'ff' as text), 0, '1', '')");
		assert_not_copied(test.url, 2, "encoding");
		alter(source, "delete from setting where id = 999999");
	}
}

/* No file may grow past a mebibyte: the disk fills in the middle of the copy. */
static void
a_full_disk_leaves_no_file(void **state)
{
	struct rlimit before, narrow;

	(void)state;
	getrlimit(RLIMIT_FSIZE, &before);
	narrow = before;
	narrow.rlim_cur = 1 << 20;
	setrlimit(RLIMIT_FSIZE, &narrow);
	assert_not_copied(target, 2, "disk");
	setrlimit(RLIMIT_FSIZE, &before);
	assert_false(file_there("copy.db.partial"));
	assert_int_equal(RUN(program, "copy", "--from", source, "--to", target)->status, 0);
}

/* A log of another database beside the new name would be played into it. */
static void
a_forgotten_log_is_no_place_for_a_copy(void **state)
{
	char path[160];
	FILE *log;

	(void)state;
	snprintf(path, sizeof path, "%s-wal", file);
	log = fopen(path, "w");
	assert_non_null(log);
	fclose(log);
	assert_int_equal(RUN(program, "copy", "--from", source, "--to", target)->status, 1);
	assert_false(file_there("copy.db"));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_copy_says_the_same_and_goes_on, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(a_target_in_use_is_not_touched, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(an_unsound_or_newer_source_stays_where_it_is, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(failing_midway_leaves_postgresql_empty, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(a_full_disk_leaves_no_file, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(a_forgotten_log_is_no_place_for_a_copy, make_folder, drop_folder),
	};

	if (argc < 2)
		return 2;
	program = argv[1];
	signal(SIGXFSZ, SIG_IGN); /* a file past the limit is an error, as on a full disk */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
