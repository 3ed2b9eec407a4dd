/* What every command shares: options, languages, today, help, and how faults are told. */
#include "../check.h"

#include "run.h"

static char *program;

#define RUN_IN(environment, ...) \
	run_in((const char *const[]){environment, NULL}, program, (const char *const[]){__VA_ARGS__, NULL})

/* One sentence on standard error and nothing on standard output. */
static void
assert_refused(const struct run *run)
{
	assert_int_equal(run->status, 2);
	assert_string_equal(run->out, "");
	assert_true(strlen(run->err) > 1);
	assert_ptr_equal(strchr(run->err, '\n'), run->err + strlen(run->err) - 1);
}

static void
version_names_program_and_schema(void **state)
{
	struct run *run = RUN(program, "--version");
	int a, b, c, schema, end = 0;

	(void)state;
	assert_int_equal(run->status, 0);
	assert_int_equal(sscanf(run->out, "dangjian %d.%d.%d schema %d%n", &a, &b, &c, &schema, &end), 4);
	assert_string_equal(run->out + end, "\n");
	assert_string_equal(run->err, "");
}

static void
help_is_printed_for_all_or_for_one(void **state)
{
	(void)state;
	assert_int_equal(RUN(program, "--help")->status, 0);
	assert_non_null(strstr(RUN(program, "--help")->out, "计票"));
	assert_non_null(strstr(RUN(program, "--help", "--lang", "en")->out, "counts a ballot round"));
	assert_int_equal(RUN(program, "count", "--help")->status, 0);
	assert_non_null(strstr(RUN(program, "count", "--help")->out, "计票"));
	assert_null(strstr(RUN(program, "count", "--help")->out, "duties"));
	assert_int_equal(RUN(program, NULL)->status, 2);
	assert_string_equal(RUN(program, NULL)->out, "");
	assert_refused(RUN(program, "nothing-of-the-kind"));
}

static void
options_stand_anywhere_and_need_their_values(void **state)
{
	(void)state;
	assert_non_null(strstr(RUN(program, "--lang", "en", "rule", "NO-1")->err, "There is no clause"));
	assert_non_null(strstr(RUN(program, "rule", "--lang", "en", "NO-1")->err, "There is no clause"));
	assert_non_null(strstr(RUN(program, "rule", "NO-1", "--lang", "zh")->err, "没有"));
	assert_refused(RUN(program, "--lang", "fr", "rule"));
	assert_refused(RUN(program, "rule", "--lang"));
	assert_refused(RUN(program, "rule", "--db"));
	assert_refused(RUN(program, "rule", "--as"));
}

static void
the_language_follows_LANG(void **state)
{
	(void)state;
	assert_non_null(strstr(RUN_IN("LANG=en_GB.UTF-8", "rule", "NO-1")->err, "There is no clause"));
	assert_non_null(strstr(RUN_IN("LANG=zh_CN.UTF-8", "rule", "NO-1")->err, "没有"));
	assert_non_null(strstr(RUN_IN("TZ=UTC", "rule", "NO-1")->err, "没有"));
}

static void
a_today_that_is_no_date_is_refused(void **state)
{
	static const char *const bad[] = {"DANGJIAN_TODAY=", "DANGJIAN_TODAY=tomorrow", "DANGJIAN_TODAY=2026-02-30"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct run *run = RUN_IN(bad[i], "rule", "ELEC-41.1", "on=2026-11-21");

		assert_refused(run);
		assert_non_null(strstr(run->err, "DANGJIAN_TODAY"));
	}
}

static void
a_fault_is_one_line_whatever_was_asked(void **state)
{
	(void)state;
	assert_refused(RUN(program, "rule", "ELEC\n19.1"));
	assert_refused(RUN(program, "no\n\tcommand"));
	assert_refused(RUN(program, "rule", "ELEC-19.1", "a\nb=1"));
	assert_refused(RUN(program, "duties", "--db", "postgresql://127.0.0.1:1/nobody"));
}

static void
a_result_that_cannot_be_written_is_told(void **state)
{
	char command[256];

	(void)state;
	snprintf(command, sizeof command, "'%s' rule > /dev/full 2> /dev/null; exit $?", program);
	assert_int_equal(RUN("/bin/sh", "-c", command)->status, 2);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(version_names_program_and_schema),
		cmocka_unit_test(help_is_printed_for_all_or_for_one),
		cmocka_unit_test(options_stand_anywhere_and_need_their_values),
		cmocka_unit_test(the_language_follows_LANG),
		cmocka_unit_test(a_today_that_is_no_date_is_refused),
		cmocka_unit_test(a_fault_is_one_line_whatever_was_asked),
		cmocka_unit_test(a_result_that_cannot_be_written_is_told),
	};

	if (argc < 2)
		return 2;
	program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
