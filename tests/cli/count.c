#include "../check.h"

#include <jansson.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fail.h"
#include "cli/ballots.h"

static char *program; /* dangjian, from the build */

#define TEXT_MAX ((size_t)1 << 16)

struct run {
	int status;
	char out[TEXT_MAX], err[TEXT_MAX];
};

/* A file that is gone when it is closed, with this text. */
static FILE *
file_of(const char *text)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	rewind(file);
	return file;
}

static void
slurp(FILE *file, char *out)
{
	rewind(file);
	out[fread(out, 1, TEXT_MAX - 1, file)] = '\0';
	fclose(file);
}

/*
 * Runs `count` on a round (as /dev/fd/3) and, where they stand apart, its
 * ballots (on standard input); without ballots the round is on standard input.
 */
static void
run(struct run *result, const char *lang, const char *round, const char *csv)
{
	char *alone[] = {program, "count", "--lang", (char *)lang, "-", NULL};
	char *apart[] = {program, "count", "--lang", (char *)lang, "--round", "/dev/fd/3", "-", NULL};
	char *environment[] = {NULL};
	FILE *in = file_of(csv ? csv : round), *third = file_of(round);
	FILE *out = tmpfile(), *err = tmpfile();
	posix_spawn_file_actions_t actions;
	pid_t pid;

	assert_true(out && err);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fileno(in), 0);
	posix_spawn_file_actions_adddup2(&actions, fileno(out), 1);
	posix_spawn_file_actions_adddup2(&actions, fileno(err), 2);
	posix_spawn_file_actions_adddup2(&actions, fileno(third), 3);
	assert_int_equal(posix_spawn(&pid, program, &actions, NULL, csv ? apart : alone, environment), 0);
	posix_spawn_file_actions_destroy(&actions);
	assert_int_equal(waitpid(pid, &result->status, 0), pid);
	assert_true(WIFEXITED(result->status));
	result->status = WEXITSTATUS(result->status);
	slurp(out, result->out);
	slurp(err, result->err);
	fclose(in);
	fclose(third);
}

/* What a run printed, which must be one JSON object and nothing on standard error. */
static json_t *
counted(const char *round, const char *csv, int status)
{
	static struct run result;
	json_t *json;

	run(&result, "zh", round, csv);
	assert_string_equal(result.err, "");
	assert_int_equal(result.status, status);
	json = json_loads(result.out, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(json);
	return json;
}

static struct source
source_of(struct arena *arena, const char *text)
{
	return (struct source){.fd = -1, .name = "-", .data = arena_strdup(arena, text),
	                       .end = strlen(text), .ended = true};
}

/* The input is refused as the command would, with a sentence that holds `word`. */
static void
refused(const char *round, const char *csv, const char *word)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX), *scratch = arena_new(ARENA_REQUEST_MAX);
	struct source round_source = source_of(arena, round);
	const struct count_result *result;
	struct reading reading;
	int r;

	assert_int_equal(reading_begin(arena, scratch, &reading), 0);
	r = read_round(&reading, &round_source, !csv);
	if (r == 0 && csv) {
		struct source csv_source = source_of(arena, csv);

		r = read_csv_ballots(&reading, &csv_source);
	}
	if (r == 0)
		r = count_result(reading.count, &result);
	assert_int_equal(r, FAIL_INPUT);
	assert_true(last_failure()->zh[0] && strcmp(last_failure()->zh, last_failure()->en) != 0);
	if (!strstr(last_failure()->en, word))
		assert_string_equal(last_failure()->en, word);
	arena_free(scratch);
	arena_free(arena);
}

/* --- the round of the tests ----------------------------------------------------------- */

#define KEYS "\"rule_set\":\"2020\",\"round\":\"formal\",\"office\":\"committee\"," \
	"\"entitled\":25,\"present\":23,\"voters\":23,\"issued\":23,\"returned\":23,\"seats\":2," \
	"\"candidates\":[\"洪六\",\"丁一\",\"文三\"]"
#define BALLOTS ",\"ballots\":[{\"n\":14,\"yes\":[0,1],\"no\":[2]},{\"n\":7,\"yes\":[2]}," \
	"{\"no\":[0,1],\"write_in\":[\"张 三\"]},{\"yes\":[0,1,2]}]}"
#define ROUND "{" KEYS BALLOTS

static const char csv_ballots[] =
	"洪六,丁一,文三,write_in\r\n"
	"1,1,0,\r\n1,1,0,\r\n1,1,0,\r\n1,1,0,\r\n1,1,0,\r\n1,1,0,\r\n1,1,0,\r\n"
	"1,1,0,\r\n1,1,0,\r\n1,1,0,\r\n1,1,0,\r\n1,1,0,\r\n\"1\",\" 1 \",0,\"\"\r\n1,1,0,\r\n"
	",,1,\r\n,,1,\r\n,,1,\r\n,,1,\r\n\r\n,,1,\r\n,,1,\r\n,,1,\r\n"
	"0,0,,\"张 三;\"\r\n"
	"1,1,1,"; /* no line feed at the end */

static const char *
name_at(const json_t *list, size_t i)
{
	return json_string_value(json_array_get(list, i));
}

static void
check_result(json_t *json)
{
	const json_t *tally = json_array_get(json_object_get(json, "tallies"), 2);
	json_t *ballots = json_pack("{s:i,s:i,s:i}", "returned", 23, "valid", 22, "invalid", 1);
	size_t steps = json_array_size(json_object_get(json, "steps"));

	assert_true(json_is_true(json_object_get(json, "meeting_valid")));
	assert_true(json_is_true(json_object_get(json, "contest_valid")));
	assert_true(json_equal(json_object_get(json, "ballots"), ballots));
	assert_int_equal(json_integer_value(json_object_get(json, "majority")), 13);
	assert_int_equal(json_array_size(json_object_get(json, "tallies")), 4);
	assert_string_equal(json_string_value(json_object_get(tally, "name")), "张三"); /* 丁 文 张 洪 */
	assert_int_equal(json_integer_value(json_object_get(tally, "yes")), 1);
	assert_true(json_is_null(json_object_get(tally, "no")));
	assert_true(json_is_null(json_object_get(tally, "abstain")));
	assert_true(json_is_true(json_object_get(tally, "write_in")));
	assert_string_equal(name_at(json_object_get(json, "elected"), 0), "丁一");
	assert_string_equal(name_at(json_object_get(json, "elected"), 1), "洪六");
	assert_true(json_is_null(json_object_get(json, "runoff")));
	assert_int_equal(json_integer_value(json_object_get(json, "short")), 0);
	assert_true(steps > 5);
	json_decref(ballots);
	json_decref(json);
}

static void
a_round_is_counted_from_json_and_from_csv_alike(void **state)
{
	json_t *from_json = counted(ROUND, NULL, 0), *from_csv = counted("{" KEYS "}", csv_ballots, 0);

	(void)state;
	assert_true(json_equal(from_json, from_csv));
	json_decref(from_csv);
	check_result(from_json);
}

/* A Chinese keyboard writes the wide semicolon: two names, never one that nobody bears. */
static void
ELEC_25_2_names_written_in_are_parted_by_either_semicolon(void **state)
{
	static const char header[] = "洪六,丁一,文三,write_in\n";
	static const char *const cells[] = {"张三;李四", "张三；李四", "；张三 ； 李四;", "\"张三；;李四\""};
	static char text[512];

	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		size_t at = (size_t)snprintf(text, sizeof text, "%s0,0,,%s\n", header, cells[i]);
		json_t *json, *tallies;

		for (int blank = 1; blank < 23; blank++)
			at += (size_t)snprintf(text + at, sizeof text - at, ",,,\n");
		json = counted("{" KEYS "}", text, 0);
		tallies = json_object_get(json, "tallies");
		assert_int_equal(json_array_size(tallies), 5);
		assert_string_equal(json_string_value(json_object_get(json_array_get(tallies, 2), "name")), "李四");
		assert_string_equal(json_string_value(json_object_get(json_array_get(tallies, 3), "name")), "张三");
		json_decref(json);
	}
}

static void
keys_stand_in_any_order_and_a_mark_may_stand_in_front(void **state)
{
	(void)state;
	check_result(counted("\xEF\xBB\xBF{\"candidates\":[\"洪六\",\"丁\\u4e00\",\"文三\"],\"seats\":2,"
	                     "\"returned\":23,\"issued\":23,\"voters\":23,\"present\":23,\n\"entitled\":25,"
	                     "\"office\":\"committee\",\"round\":\"formal\",\"preliminary_held\":false,"
	                     "\"rule_set\":\"2020\"" BALLOTS "\n", NULL, 0));
	check_result(counted(ROUND, NULL, 0));
}

static void
a_runoff_is_told_with_its_seats(void **state)
{
	json_t *json = counted("{" KEYS ",\"ballots\":[{\"n\":14,\"yes\":[0,1]},{\"n\":9,\"no\":[0]}]}", NULL, 0);

	(void)state;
	assert_true(json_is_null(json_object_get(json, "runoff")));
	json_decref(json);
	json = counted("{\"rule_set\":\"2020\",\"round\":\"formal\",\"office\":\"secretary\",\"entitled\":5,"
	               "\"present\":5,\"voters\":5,\"issued\":5,\"returned\":5,\"seats\":1,"
	               "\"candidates\":[\"甲\",\"乙\"],\"eligible\":[],"
	               "\"ballots\":[{\"n\":3,\"yes\":[0]},{\"n\":2,\"yes\":[1]}]}", NULL, 0);
	assert_string_equal(name_at(json_object_get(json, "elected"), 0), "甲");
	json_decref(json);
	json = counted("{\"rule_set\":\"2020\",\"round\":\"runoff\",\"office\":\"secretary\",\"entitled\":5,"
	               "\"present\":4,\"voters\":4,\"issued\":4,\"returned\":4,\"seats\":1,"
	               "\"candidates\":[\"甲\",\"乙\"],\"runoff_of\":{\"tied\":[\"乙\",\"甲\"],\"seats\":1},"
	               "\"ballots\":[{\"n\":2,\"yes\":[0]},{\"n\":2,\"yes\":[1]}]}", NULL, 0);
	assert_true(json_is_null(json_object_get(json, "majority")));
	assert_int_equal(json_array_size(json_object_get(json, "elected")), 0);
	assert_string_equal(name_at(json_object_get(json_object_get(json, "runoff"), "tied"), 0), "甲");
	assert_int_equal(json_integer_value(json_object_get(json_object_get(json, "runoff"), "seats")), 1);
	json_decref(json);
}

/* Replaces one piece of the round, which must stand there once. */
static const char *
with(const char *from, const char *to)
{
	static char text[4096];
	const char *at = strstr(ROUND, from);

	assert_non_null(at);
	assert_null(strstr(at + 1, from));
	snprintf(text, sizeof text, "%.*s%s%s", (int)(at - ROUND), ROUND, to, at + strlen(from));
	return text;
}

static void
broken_rules_are_results_with_exit_1(void **state)
{
	json_t *json;

	(void)state;
	json = counted(with("\"entitled\":25", "\"entitled\":29"), NULL, 1);
	assert_true(json_is_false(json_object_get(json, "meeting_valid")));
	assert_true(json_is_true(json_object_get(json, "contest_valid")));
	assert_int_equal(json_array_size(json_object_get(json, "tallies")), 0);
	assert_int_equal(json_array_size(json_object_get(json, "elected")), 0);
	json_decref(json);
	json = counted(with("\"issued\":23", "\"issued\":24"), NULL, 1);
	assert_true(json_is_false(json_object_get(json, "contest_valid")));
	json_decref(json);
	json = counted(with("\"voters\":23", "\"voters\":22"), NULL, 1);
	assert_true(json_is_false(json_object_get(json, "contest_valid")));
	json_decref(json);
	json = counted(with("\"seats\":2", "\"seats\":3"), NULL, 0); /* too few candidates: a step */
	json_decref(json);
}

static void
facts_that_cannot_be_are_refused(void **state)
{
	(void)state;
	refused(with("\"present\":23", "\"present\":26"), NULL, "present");
	refused(with("\"voters\":23", "\"voters\":24"), NULL, "voters");
	refused(with("\"issued\":23", "\"issued\":22"), NULL, "voters");
	refused(with("\"returned\":23", "\"returned\":22"), NULL, "returned");
	refused(with("\"returned\":23", "\"returned\":24"), NULL, "returned");
	refused(with("\"entitled\":25", "\"entitled\":-25"), NULL, "entitled");
	refused(with("\"entitled\":25", "\"entitled\":25.5"), NULL, "whole");
	refused(with("\"entitled\":25", "\"entitled\":\"25\""), NULL, "entitled");
	refused(with("\"entitled\":25", "\"entitled\":99999999999999999999"), NULL, "too large");
	refused(with("\"entitled\":25", "\"entitled\":9999999999999"), NULL, "entitled");
	refused(with("\"seats\":2", "\"seats\":0"), NULL, "seats");
	refused(with("\"seats\":2", "\"seats\":2,\"places\":3"), NULL, "places");
	refused(with("\"seats\":2", "\"seats\":2,\"places\":0"), NULL, "places");
	refused(with("\"文三\"]", "\"洪六\"]"), NULL, "twice");
	refused(with("\"文三\"]", "\"\"]"), NULL, "candidates");
	refused(with("\"文三\"]", "3]"), NULL, "candidates");
	refused(with("\"2020\"", "\"2021\""), NULL, "1990, 2020");
	refused(with("\"committee\"", "\"chair\""), NULL, "office");
	refused(with("\"formal\"", "\"runoff\""), NULL, "runoff_of");
	refused(with("\"seats\":2", "\"seats\":2,\"runoff_of\":{\"tied\":[\"洪六\"],\"seats\":1}"), NULL,
	        "runoff_of");
	refused(with("\"seats\":2", "\"seats\":2,\"runoff_of\":{\"tied\":[\"洪六\"]}"), NULL, "runoff_of");
	refused(with("\"seats\":2", "\"seats\":2,\"preliminary_held\":1"), NULL, "preliminary_held");
}

static void
ballots_that_cannot_be_are_refused(void **state)
{
	(void)state;
	refused(with("\"yes\":[2]", "\"yes\":[3]"), NULL, "element 2 of ballots");
	refused(with("\"yes\":[2]", "\"yes\":[-1]"), NULL, "yes");
	refused(with("\"yes\":[2]", "\"yes\":[2,2]"), NULL, "twice");
	refused(with("\"yes\":[2]", "\"yes\":[2],\"no\":[2]"), NULL, "twice");
	refused(with("\"yes\":[2]", "\"yes\":2"), NULL, "yes");
	refused(with("\"yes\":[2]", "\"yes\":[\"2\"]"), NULL, "yes");
	refused(with("\"yes\":[2]", "\"yes\":[2],\"yes\":[1]"), NULL, "once");
	refused(with("\"yes\":[2]", "\"Yes\":[2]"), NULL, "once");
	refused(with("\"n\":7", "\"n\":-7"), NULL, "n:");
	refused(with("\"n\":7", "\"n\":9223372036854775807"), NULL, "returned");
	refused(with("\"张 三\"", "\" \""), NULL, "write_in");
	refused(with("\"张 三\"", "3"), NULL, "write_in");
	refused(with("{\"yes\":[0,1,2]}", "[0,1,2]"), NULL, "element 4");
}

static void
json_that_is_none_is_refused(void **state)
{
	static const char *const wrong[] = {
		"", " ", "[]", "{", "{}x", "null", "{\"ballots\":[]", "{\"ballots\" []}", "{'ballots':[]}",
		"{\"rule_set\":\"2020\",}", "{\"rule_set\":\"\\ud800\"}", "{\"rule_set\":\"\x80\"}",
		"{\"rule_set\":\"\\u0000\"}", "{\"rule_set\":\"a\nb\"}", "{\"entitled\":01}", "{\"entitled\":-}",
		"{\"entitled\":1e3}", "{\"entitled\":tru}", "{\"candidates\":[\"甲\",]}", "{\"candidates\":[,]}",
		"{\"entitled\":[[[[[[[[[[1]]]]]]]]]]}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		refused(wrong[i], NULL, "");
	refused("{" KEYS "}", NULL, "ballots is missing");
	refused("{\"rule_set\":\"2020\",\"ballots\":[]}", NULL, "stand before ballots");
	refused(with("\"write_in\":[\"张 三\"]},{\"yes\":[0,1,2]}]}", "\"write_in\":[\"张 三\"]},"
	             "{\"yes\":[0,1,2]}],\"places\":3}"), NULL, "before ballots");
	refused(with("\"seats\":2", "\"seats\":2,\"seats\":2"), NULL, "twice");
	refused(with("\"seats\":2", "\"seats\":2,\"eligable\":[]"), NULL, "eligable");
	refused(ROUND "}", NULL, "JSON");
}

static void
csv_faults_name_line_and_column(void **state)
{
	static const char header[] = "洪六,丁一,文三,write_in\n";
	static const struct {
		const char *rows, *word;
	} wrong[] = {
		{"1,1,0,\n2,1,0,\n", "line 3, 洪六"}, {"1,1,x,\n", "line 2, 文三"}, {"1,1,0\n", "columns"},
		{"1,1\n", "columns"}, {"1,1,0,,\n", "columns"}, {"1,1,0,张三,\n", "columns"},
		{"\"1,1,0,\n", "quotes"}, {"\"1\"1,1,0,\n", "quotes"}, {"1,1,0,\"张三\n", "quotes"},
		{"11,1,0,\n", "line 2"}, {"1,1,0,\x80\n", "UTF-8"}, {"1,1,0,\n", "returned"}, {"", "returned"},
	};
	static char text[512];

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		snprintf(text, sizeof text, "%s%s", header, wrong[i].rows);
		refused("{" KEYS "}", text, wrong[i].word);
	}
	refused("{" KEYS "}", "丁一,洪六,文三,write_in\n", "header");
	refused("{" KEYS "}", "洪六,丁一,文三\n", "columns");
	refused("{" KEYS "}", "洪六,丁一,文三,write_in,\n", "columns");
	refused("{" KEYS "}", "", "header");
	refused(ROUND, csv_ballots, "CSV");
	refused("{}", csv_ballots, "rule_set");
}

static void
the_sentence_is_in_the_language_asked(void **state)
{
	static struct run result;

	(void)state;
	run(&result, "zh", with("\"present\":23", "\"present\":26"), NULL);
	assert_int_equal(result.status, 2);
	assert_string_equal(result.err, "present 为 26，多于 entitled 的 25，不可能。\n");
	run(&result, "zh", "{" KEYS "}", "洪六,丁一,文三,write_in\n1,1,是,\n");
	assert_string_equal(result.err, "- 第 2 行，文三：只能是 1（赞成）、0（不赞成）或者空（弃权）。\n");
}

static void
arguments_that_do_not_fit_are_refused(void **state)
{
	static const char *const misused[][3] = {
		{NULL}, {"a", "b", NULL}, {"--round", NULL}, {"--round", "a", NULL}, {"/no/such/file", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof misused / sizeof *misused; i++) {
		char *argv[6] = {program, "count"};
		posix_spawn_file_actions_t actions;
		int status;
		pid_t pid;

		for (size_t a = 0; misused[i][a]; a++)
			argv[a + 2] = (char *)misused[i][a];
		posix_spawn_file_actions_init(&actions);
		posix_spawn_file_actions_addclose(&actions, 0);
		posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0);
		assert_int_equal(posix_spawn(&pid, program, &actions, NULL, argv, NULL), 0);
		posix_spawn_file_actions_destroy(&actions);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_round_is_counted_from_json_and_from_csv_alike),
		cmocka_unit_test(keys_stand_in_any_order_and_a_mark_may_stand_in_front),
		cmocka_unit_test(a_runoff_is_told_with_its_seats),
		cmocka_unit_test(broken_rules_are_results_with_exit_1),
		cmocka_unit_test(facts_that_cannot_be_are_refused),
		cmocka_unit_test(ballots_that_cannot_be_are_refused),
		cmocka_unit_test(json_that_is_none_is_refused),
		cmocka_unit_test(csv_faults_name_line_and_column),
		cmocka_unit_test(ELEC_25_2_names_written_in_are_parted_by_either_semicolon),
		cmocka_unit_test(the_sentence_is_in_the_language_asked),
		cmocka_unit_test(arguments_that_do_not_fit_are_refused),
	};

	if (argc != 2)
		return EXIT_FAILURE;
	program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
