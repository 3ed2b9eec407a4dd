#include "../check.h"

#include <jansson.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *program; /* dangjian, from the build */

#define OUTPUT_MAX ((size_t)4 << 20)
#define ARGUMENTS_MAX 12

struct run {
	int status;
	char *out, *err;
};

/* All a command wrote to an unlinked file; the file is closed. */
static char *
slurp(FILE *file)
{
	char *text = calloc(1, OUTPUT_MAX);

	assert_non_null(text);
	rewind(file);
	assert_true(fread(text, 1, OUTPUT_MAX, file) < OUTPUT_MAX);
	fclose(file);
	return text;
}

/* Runs `rule` with arguments up to a null. */
static struct run
run(char *const arguments[])
{
	char *argv[ARGUMENTS_MAX + 3] = {program, "rule"};
	char *environment[] = {"LANG=C.UTF-8", NULL};
	FILE *out = tmpfile(), *err = tmpfile();
	posix_spawn_file_actions_t actions;
	struct run result;
	pid_t pid;

	assert_true(out && err);
	for (size_t i = 0; arguments[i]; i++) {
		assert_true(i < ARGUMENTS_MAX);
		argv[i + 2] = arguments[i];
	}
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fileno(out), 1);
	posix_spawn_file_actions_adddup2(&actions, fileno(err), 2);
	assert_int_equal(posix_spawn(&pid, program, &actions, NULL, argv, environment), 0);
	posix_spawn_file_actions_destroy(&actions);
	assert_int_equal(waitpid(pid, &result.status, 0), pid);
	assert_true(WIFEXITED(result.status));
	result.status = WEXITSTATUS(result.status);
	result.out = slurp(out);
	result.err = slurp(err);
	return result;
}

static void
run_free(struct run *result)
{
	free(result->out);
	free(result->err);
}

#define ARGUMENTS(...) ((char *const[]){__VA_ARGS__, NULL})

/* An answer: exit status, and the members of its JSON that matter here. */
static void
judges(char *const arguments[], int status, const char *clause, const char *verdict)
{
	struct run result = run(arguments);
	json_t *answer = json_loads(result.out, 0, NULL);
	const char *got_clause, *got_verdict, *zh, *en;

	assert_int_equal(result.status, status);
	assert_string_equal(result.err, "");
	assert_non_null(answer);
	assert_int_equal(json_unpack(answer, "{s:s, s:s, s:{}, s:{s:s, s:s}}", "clause", &got_clause,
	                             "verdict", &got_verdict, "outputs", "why", "zh", &zh, "en", &en),
	                 0);
	assert_string_equal(got_clause, clause);
	assert_string_equal(got_verdict, verdict);
	assert_true(strlen(zh) > 0 && strlen(en) > 0);
	assert_int_equal(json_object_size(answer), 5);
	json_decref(answer);
	run_free(&result);
}

/* Exit 2, nothing on standard output, one line that holds `word` on standard error. */
static void
refuses(char *const arguments[], const char *word)
{
	struct run result = run(arguments);

	assert_int_equal(result.status, 2);
	assert_string_equal(result.out, "");
	assert_non_null(strstr(result.err, word));
	assert_ptr_equal(strchr(result.err, '\n'), result.err + strlen(result.err) - 1);
	run_free(&result);
}

static void
a_verdict_decides_the_exit_status(void **state)
{
	(void)state;
	judges(ARGUMENTS("ELEC-19.1", "entitled=25", "present=20"), 0, "ELEC-19.1", "holds");
	judges(ARGUMENTS("ELEC-19.1", "entitled=25", "present=19"), 1, "ELEC-19.1", "breach");
	judges(ARGUMENTS("ELEC-19.1", "entitled=25", "present=20", "rule_set=1990"), 3, "ELEC-19.1",
	       "flag");
	judges(ARGUMENTS("ELEC-41.1", "on=1990-06-26"), 0, "ELEC-41.1", "not_applicable");
	judges(ARGUMENTS("ELEC-8.1a", "delegates=301"), 1, "ELEC-8.1b", "breach");
	judges(ARGUMENTS("ELEC-8.1b", "delegates=300"), 3, "ELEC-8.1b", "flag");
	judges(ARGUMENTS("OPIN-8.4", "term_start=2023-06-18", "term_years=3", "today=2026-06-19"), 1,
	       "OPIN-8.4", "breach");
	judges(ARGUMENTS("ELEC-22.2", "--json", "{\"officers\":[\"张甲\"],\"candidates\":[]}"), 0,
	       "ELEC-22.2", "holds");
}

static void
the_whole_answer_stands_as_promised(void **state)
{
	struct run result = run(ARGUMENTS("ELEC-29.2b", "--json",
	                                  "{\"entitled\":25,\"seats\":5,"
	                                  "\"yes\":[24,22,20,15,13,13]}"));
	json_t *answer = json_loads(result.out, 0, NULL);
	json_t *outputs = json_pack("{s:[i,i,i,i],s:[i,i],s:i}", "elected", 0, 1, 2, 3, "tied", 4, 5,
	                            "seats_left", 1);

	(void)state;
	assert_int_equal(result.status, 0);
	assert_string_equal(json_string_value(json_object_get(answer, "rule_set")), "2020");
	assert_true(json_equal(json_object_get(answer, "outputs"), outputs));
	json_decref(outputs);
	json_decref(answer);
	run_free(&result);
}

static void
bad_facts_exit_2_and_name_the_fact(void **state)
{
	(void)state;
	refuses(ARGUMENTS("ELEC-19.1", "entitled=25"), "present");
	refuses(ARGUMENTS("ELEC-19.1", "entitled=25", "present=20", "colour=1"), "colour");
	refuses(ARGUMENTS("ELEC-19.1", "entitled=25", "present=20", "present=20"), "present");
	refuses(ARGUMENTS("ELEC-19.1", "entitled=25", "present=-1"), "present");
	refuses(ARGUMENTS("ELEC-19.1", "entitled=25", "present=99999999999999999999"), "present");
	refuses(ARGUMENTS("ELEC-19.1", "entitled=25", "present=26"), "present");
	refuses(ARGUMENTS("ELEC-19.1", "entitled=25", "present="), "present");
	refuses(ARGUMENTS("ELEC-19.1", "entitled=25", "present"), "present");
	refuses(ARGUMENTS("ELEC-5.1", "status=guest", "on=2026-11-21"), "full, probationary");
	refuses(ARGUMENTS("ELEC-19.1", "--json", "{\"entitled\":25,\"present\":1e999}"), "present");
	refuses(ARGUMENTS("ELEC-19.1", "--json", "{\"entitled\":25,\"present\":20"), "JSON");
	refuses(ARGUMENTS("ELEC-19.1", "--json"), "--json");
	refuses(ARGUMENTS("ELEC-19.1", "--json", "{}", "present=20"), "--json");
	refuses(ARGUMENTS("ELEC-19.1"), "entitled");
	refuses(ARGUMENTS("ELEC-99.9", "entitled=25"), "ELEC-99.9");
	refuses(ARGUMENTS("--lang", "en", "ELEC-19.1", "entitled=25"), "is missing");
}

static void
a_clause_that_computes_nothing_takes_no_facts(void **state)
{
	(void)state;
	refuses(ARGUMENTS("ELEC-1.1", "entitled=25"), "ELEC-1.1");
	refuses(ARGUMENTS("ELEC-1.1", "--json", "{\"entitled\":25}"), "ELEC-1.1");
	judges(ARGUMENTS("ELEC-1.1"), 0, "ELEC-1.1", "not_applicable");
	judges(ARGUMENTS("ELEC-1.1", "--json", "{}"), 0, "ELEC-1.1", "not_applicable");
	judges(ARGUMENTS("ELEC-1.1", "--json", " { }\n"), 0, "ELEC-1.1", "not_applicable");
	refuses(ARGUMENTS("ELEC-1.1", "--json", "{ } x"), "ELEC-1.1");
}

/* What every entry of the list carries. */
static void
check_clause(const json_t *clause)
{
	static const char *const texts[] = {"clause", "kind", "instrument"};
	static const char *const pairs[] = {"title", "summary"};
	static const char *const lists[] = {"facts", "outputs", "enforced_by"};
	bool computes = json_is_true(json_object_get(clause, "computes"));

	for (size_t i = 0; i < 3; i++)
		assert_true(json_string_length(json_object_get(clause, texts[i])) > 0);
	for (size_t i = 0; i < 2; i++) {
		const json_t *pair = json_object_get(clause, pairs[i]);

		assert_true(json_string_length(json_object_get(pair, "zh")) > 0);
		assert_true(json_string_length(json_object_get(pair, "en")) > 0);
	}
	for (size_t i = 0; i < 3; i++)
		assert_true(json_is_array(json_object_get(clause, lists[i])));
	assert_true(json_is_boolean(json_object_get(clause, "computes")));
	assert_int_equal(json_array_size(json_object_get(clause, "facts")) > 0, computes);
}

static void
the_list_holds_every_clause(void **state)
{
	struct run result = run(ARGUMENTS("--json"));
	json_t *all = json_loads(result.out, 0, NULL), *clause;
	size_t i, computing = 0;

	(void)state;
	assert_int_equal(result.status, 0);
	assert_int_equal(json_array_size(all), 372);
	json_array_foreach(all, i, clause) {
		check_clause(clause);
		computing += json_is_true(json_object_get(clause, "computes"));
	}
	assert_true(computing > 60);
	json_decref(all);
	run_free(&result);
}

static void
the_plain_list_has_three_columns(void **state)
{
	struct run result = run(ARGUMENTS("--lang", "en"));
	size_t lines = 0;
	char *rest = NULL;

	(void)state;
	assert_int_equal(result.status, 0);
	for (char *line = strtok_r(result.out, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		const char *kind = strchr(line, '\t');
		const char *title = kind ? strchr(kind + 1, '\t') : NULL;

		assert_true(title && title > kind + 1 && title[1] && !strchr(title + 1, '\t'));
		if (lines++ == 0)
			assert_non_null(strstr(line, "ELEC-1.1\tGUID\t"));
	}
	assert_int_equal(lines, 372);
	run_free(&result);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_verdict_decides_the_exit_status),
		cmocka_unit_test(the_whole_answer_stands_as_promised),
		cmocka_unit_test(bad_facts_exit_2_and_name_the_fact),
		cmocka_unit_test(a_clause_that_computes_nothing_takes_no_facts),
		cmocka_unit_test(the_list_holds_every_clause),
		cmocka_unit_test(the_plain_list_has_three_columns),
	};

	if (argc != 2)
		return 2;
	program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
