#include "../check.h"

#include <stdbool.h>
#include <sys/stat.h>

#include "run.h"
#include "store/db.h"

static char *program;
static char folder[64], db[128], key[128];

static int
make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/dangjian-setup-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(db, sizeof db, "sqlite:%s/city.db", folder);
	snprintf(key, sizeof key, "%s/city.db.key", folder);
	return 0;
}

static int
drop_folder(void **state)
{
	static const char *const names[] = {"city.db", "city.db-wal", "city.db-shm", "city.db.key", "city.db.key.new",
	                                    "other.key"};
	char path[160];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	return rmdir(folder);
}

static void
init_prints_an_administrator_and_a_clerk(void **state)
{
	struct run *run = RUN(program, "init", "--admin", "root", "--body", "某市社会组织综合党委", "--db", db);
	char file[160], line[256];
	struct stat stat_key, stat_db;
	char password[2][32];

	(void)state;
	assert_int_equal(run->status, 0);
	assert_string_equal(run->err, "");
	assert_int_equal(sscanf(run->out, "root\t%31[a-z2-9-]\tadministrator\t\nclerk\t%31[a-z2-9-]\t%200[^\n]", password[0],
	                        password[1], line), 3);
	assert_string_equal(line, "comprehensive_clerk\t某市社会组织综合党委");
	assert_string_not_equal(password[0], password[1]);
	assert_int_equal(strlen(password[0]), 19);
	snprintf(file, sizeof file, "%s/city.db", folder);
	assert_int_equal(stat(file, &stat_db), 0);
	assert_int_equal(stat(key, &stat_key), 0);
	assert_int_equal(stat_key.st_mode & 077, 0);
	assert_int_equal(stat_db.st_mode & 077, 0);
	assert_int_equal(stat_key.st_size, 32);
}

static void
init_refuses_a_database_in_use(void **state)
{
	struct run *run;

	(void)state;
	assert_int_equal(RUN(program, "init", "--admin", "root", "--db", db)->status, 0);
	run = RUN(program, "init", "--admin", "second", "--db", db);
	assert_int_equal(run->status, 1);
	assert_string_equal(run->out, "");
	assert_non_null(strstr(run->err, "已有内容"));
}

static void
init_says_what_it_wants(void **state)
{
	(void)state;
	assert_int_equal(RUN(program, "init", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "init", "--admin", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "init", "--admin", "two words", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "init", "--admin", "root", "--body", "", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "init", "--admin", "root", "--db", "oracle:x")->status, 2);
	assert_int_equal(access(key, F_OK), -1);
}

static void
a_token_is_printed_once_and_only_for_who_exists(void **state)
{
	char token[64];
	struct run *run;

	(void)state;
	assert_int_equal(RUN(program, "token", "root", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "init", "--admin", "root", "--db", db)->status, 0);
	run = RUN(program, "token", "root", "--db", db);
	assert_int_equal(run->status, 0);
	assert_int_equal(sscanf(run->out, "%63[A-Za-z0-9_-]\n", token), 1);
	assert_int_equal(strlen(token), 43);
	run = RUN(program, "token", "nobody", "--db", db);
	assert_int_equal(run->status, 2);
	assert_non_null(strstr(run->err, "没有这个账号"));
	assert_int_equal(RUN(program, "token", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "token", "root", "--as", "nobody", "--db", db)->status, 2);
}

static void
the_key_is_renewed_and_another_is_refused(void **state)
{
	char before[33] = "", after[33] = "", other[160];
	FILE *file;

	(void)state;
	snprintf(other, sizeof other, "%s/other.key", folder);
	assert_int_equal(RUN(program, "init", "--admin", "root", "--db", db)->status, 0);
	file = fopen(key, "rb");
	assert_int_equal(fread(before, 1, 32, file), 32);
	fclose(file);
	assert_int_equal(RUN(program, "key", "rotate", "--db", db)->status, 0);
	file = fopen(key, "rb");
	assert_int_equal(fread(after, 1, 32, file), 32);
	fclose(file);
	assert_int_not_equal(memcmp(before, after, 32), 0);
	assert_int_equal(RUN(program, "token", "root", "--db", db)->status, 0);
	/* the old key, kept elsewhere, opens nothing any more */
	file = fopen(other, "wb");
	assert_int_equal(fwrite(before, 1, 32, file), 32);
	fclose(file);
	assert_int_equal(chmod(other, 0600), 0);
	assert_int_equal(RUN(program, "token", "root", "--db", db, "--key", other)->status, 2);
	assert_int_equal(RUN(program, "key", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "key", "rotate", "--as", "root", "--db", db)->status, 2);
}

/* Runs a statement on the database, past the program. */
static void
alter(const char *sql)
{
	struct db *open;

	assert_int_equal(db_open(db, DB_CREATE, &open), 0);
	assert_int_equal(db_exec(open, sql, NO_ARGS, NULL), 0);
	db_close(open);
}

static void
a_database_needs_an_address_that_stays(void **state)
{
	static const char *const bad[] = {"", "sqlite", "sqlite:", "sqlite::memory:", "sqlite://city.db", "mysql://x",
	                                  "postgresql:", "postgresql:city", "sqlite:/nowhere/city.db", "sqlite:/tmp"};
	static const char *const commands[][4] = {{"init", "--admin", "root"}, {"verify"}};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
			const char *const *words = commands[c];
			struct run *run = RUN(program, "--db", bad[i], "--key", key, words[0], words[1], words[2]);

			assert_int_equal(run->status, 2);
			assert_string_equal(run->out, "");
			assert_ptr_equal(strchr(run->err, '\n'), run->err + strlen(run->err) - 1);
			assert_int_equal(access(key, F_OK), -1);
		}
	assert_non_null(strstr(RUN(program, "duties", "--db", "sqlite:/nowhere/city.db")->err, "dangjian init"));
	assert_null(strstr(RUN(program, "init", "--admin", "a", "--db", "sqlite:/nowhere/city.db")->err, "dangjian init"));
}

static void
init_touches_no_database_of_another_program(void **state)
{
	struct run *run;

	(void)state;
	alter("create table theirs (a integer)");
	run = RUN(program, "init", "--admin", "root", "--db", db);
	assert_int_equal(run->status, 1);
	assert_string_equal(run->out, "");
	assert_int_equal(access(key, F_OK), -1);
	assert_int_equal(RUN(program, "demo", "--units", "1", "--db", db)->status, 1);
	alter("drop table theirs");
	assert_int_equal(RUN(program, "init", "--admin", "root", "--db", db)->status, 0);
}

static void
a_newer_database_is_left_alone(void **state)
{
	static const char *const commands[][4] = {{"init", "--admin", "second"}, {"demo", "--units", "1"}, {"duties"},
	                                          {"verify"}, {"token", "root"}, {"key", "rotate"}};

	(void)state;
	assert_int_equal(RUN(program, "init", "--admin", "root", "--db", db)->status, 0);
	alter("update meta set value = '99' where name = 'schema'");
	assert_int_equal(unlink(key), 0);
	for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
		struct run *run = RUN(program, "--db", db, commands[c][0], commands[c][1], commands[c][2]);

		assert_int_equal(run->status, 2);
		assert_string_equal(run->out, "");
		assert_non_null(strstr(run->err, "99"));
		assert_int_equal(access(key, F_OK), -1);
	}
	alter("update meta set value = 'many' where name = 'schema'");
	assert_non_null(strstr(RUN(program, "duties", "--db", db)->err, "结构号"));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(init_prints_an_administrator_and_a_clerk, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(init_refuses_a_database_in_use, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(init_says_what_it_wants, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(a_token_is_printed_once_and_only_for_who_exists, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(the_key_is_renewed_and_another_is_refused, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(a_database_needs_an_address_that_stays, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(init_touches_no_database_of_another_program, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(a_newer_database_is_left_alone, make_folder, drop_folder),
	};

	if (argc != 2)
		return 2;
	program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
