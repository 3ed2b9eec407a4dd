#include "../check.h"

#include <stdbool.h>
#include <sys/stat.h>

#include "run.h"
#include "store/db.h"

static char *program;
static char folder[64], db[128], copy[128], copy_db[160];

static int
make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/dangjian-verify-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(db, sizeof db, "sqlite:%s/city.db", folder);
	snprintf(copy, sizeof copy, "%s/copy.db", folder);
	snprintf(copy_db, sizeof copy_db, "sqlite:%s", copy);
	assert_int_equal(RUN(program, "demo", "--units", "60", "--members", "300", "--db", db)->status, 0);
	return 0;
}

static int
drop_folder(void **state)
{
	static const char *const names[] = {"city.db", "city.db-wal", "city.db-shm", "city.db.key", "copy.db",
	                                    "copy.db-wal", "copy.db-shm", "copy.db.key"};
	char path[160];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	return rmdir(folder);
}

static void
a_sound_database_is_0_and_silent(void **state)
{
	struct run *run = RUN(program, "verify", "--db", db);

	(void)state;
	assert_int_equal(run->status, 0);
	assert_string_equal(run->out, "");
	assert_string_equal(run->err, "");
	assert_int_equal(RUN(program, "verify", "more", "--db", db)->status, 2);
}

/* The demonstration holds one election to its closed file and prepares another with two requests under way. */
static void
elections_of_the_demonstration_are_whole(void **state)
{
	static const struct { const char *sql; int64_t count; } facts[] = {
		{"select count(*) from election where ended is null and until = $1 and state = 4", 1},
		{"select count(*) from election where ended is null and until = $1 and state = 1", 1},
		{"select count(*) from ballot_sheet where $1 > 0", 0},
		{"select count(*) from matter m join election e on e.body = m.body and e.ended is null and e.until = $1 and e.state = 1"
		 " where m.ended is null and m.until = $1 and m.state = 2 and m.kind in (42, 43)", 2},
	};
	struct db *open;

	(void)state;
	assert_int_equal(RUN(program, "demo", "--units", "300", "--members", "6000", "--db", copy_db)->status, 0);
	assert_int_equal(RUN(program, "verify", "--db", copy_db)->status, 0);
	assert_int_equal(db_open(copy_db, DB_READ, &open), 0);
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		int64_t count = -1;

		assert_int_equal(db_number(open, facts[i].sql, ARGS(INT(DAY_OPEN)), &count), 0);
		assert_int_equal(count, facts[i].count);
	}
	db_close(open);
}

static void
a_finding_is_1_and_one_line(void **state)
{
	struct run *run;
	struct db *open;

	(void)state;
	assert_int_equal(db_open(db, DB_WRITE, &open), 0);
	assert_int_equal(db_exec(open, "delete from tally where node = 0 and dimension = 0 and metric = 102", NO_ARGS, NULL), 0);
	db_close(open);
	run = RUN(program, "verify", "--lang", "en", "--db", db);
	assert_int_equal(run->status, 1);
	assert_string_equal(run->out, "the tally under 0 (dimension 0 \"\", metric 102) does not follow from the records\n");
	assert_string_equal(run->err, "");
	/* and made good on demand, by the operator alone */
	assert_int_equal(RUN(program, "verify", "--rebuild-tallies", "--as", "administrator", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "verify", "--rebuild-tallies", "--db", db)->status, 0);
	assert_int_equal(RUN(program, "verify", "--db", db)->status, 0);
}

/* The chain alone does not tell that its end is gone; the rows which that end wrote do. */
static void
a_journal_cut_off_or_unguarded_is_found(void **state)
{
	struct run *run;
	struct db *open;

	(void)state;
	assert_int_equal(db_open(db, DB_WRITE, &open), 0);
	assert_int_equal(db_exec(open, "drop trigger journal_no_delete", NO_ARGS, NULL), 0);
	run = RUN(program, "verify", "--lang", "en", "--db", db);
	assert_int_equal(run->status, 1);
	assert_string_equal(run->out, "table journal no longer refuses changes and deletions\n");
	assert_int_equal(db_exec(open, "delete from journal where number = (select max(number) from journal)", NO_ARGS, NULL), 0);
	db_close(open);
	run = RUN(program, "verify", "--lang", "en", "--db", db);
	assert_int_equal(run->status, 1);
	assert_non_null(strstr(run->out, "the journal has no such entry"));
}

/* Bytes of a page written over: a finding, one line each, and never a crash. */
static void
a_damaged_file_is_found(void **state)
{
	char path[96], bytes[4096];
	struct run *run;
	long size;
	FILE *file;

	(void)state;
	snprintf(path, sizeof path, "%s/city.db", folder);
	file = fopen(path, "r+b");
	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	size = ftell(file) / 4096 * 3 / 4 * 4096;
	memset(bytes, 0xAA, sizeof bytes);
	fseek(file, size, SEEK_SET);
	assert_int_equal(fwrite(bytes, 1, sizeof bytes, file), sizeof bytes);
	fclose(file);
	run = RUN(program, "verify", "--lang", "en", "--db", db);
	assert_int_equal(run->status, 1);
	for (const char *line = run->out; *line; line = strchr(line, '\n') + 1)
		assert_ptr_equal(strstr(line, "the database file is damaged: "), line);
}

static void
what_cannot_be_opened_is_2(void **state)
{
	struct run *run = RUN(program, "verify", "--db", "sqlite:/nowhere/city.db");

	(void)state;
	assert_int_equal(run->status, 2);
	assert_string_equal(run->out, "");
	assert_true(strlen(run->err) > 0);
	assert_int_equal(RUN(program, "backup", copy, "--db", "sqlite:/nowhere/city.db")->status, 2);
}

static void
DP_16_a_backup_is_whole_but_for_the_key(void **state)
{
	struct run *run = RUN(program, "backup", copy, "--db", db);
	struct stat stat_copy;

	(void)state;
	assert_int_equal(run->status, 0);
	assert_string_equal(run->out, "");
	assert_non_null(strstr(run->err, "密钥"));
	assert_int_equal(stat(copy, &stat_copy), 0);
	assert_int_equal(stat_copy.st_mode & 077, 0);
	assert_int_equal(RUN(program, "verify", "--db", copy_db)->status, 0);
	/* nothing is written over */
	assert_int_equal(RUN(program, "backup", copy, "--db", db)->status, 2);
	assert_int_equal(RUN(program, "backup", "--db", db)->status, 2);
	/* nor kept where nobody finds it again */
	assert_int_equal(RUN(program, "backup", "", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "backup", ":memory:", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "backup", "/nowhere/copy.db", "--db", db)->status, 2);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_sound_database_is_0_and_silent, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(elections_of_the_demonstration_are_whole, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(a_finding_is_1_and_one_line, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(a_journal_cut_off_or_unguarded_is_found, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(a_damaged_file_is_found, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(what_cannot_be_opened_is_2, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(DP_16_a_backup_is_whole_but_for_the_key, make_folder, drop_folder),
	};

	if (argc < 2)
		return 2;
	program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
