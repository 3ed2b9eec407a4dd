#include "../check.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *program; /* dangjian, from the build */

extern char **environ;

/* What a command wrote, as text. */
static void
slurp(const char *path, char *out, size_t size)
{
	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	out[fread(out, 1, size - 1, file)] = '\0';
	fclose(file);
	unlink(path);
}

/* Runs `strokes` in the test's folder, where the file `in` is its standard input; the exit status. */
static int
run(char *const arguments[], const char *input, size_t length, char *out, char *err, size_t size)
{
	char *argv[8] = {program, "strokes"};
	posix_spawn_file_actions_t actions;
	FILE *file = fopen("in", "wb");
	pid_t pid;
	int status;

	assert_non_null(file);
	assert_int_equal(fwrite(input, 1, length, file), length);
	fclose(file);
	for (size_t i = 0; arguments[i]; i++)
		argv[i + 2] = arguments[i];
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "in", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "out", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_addopen(&actions, 2, "err", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_int_equal(posix_spawn(&pid, program, &actions, NULL, argv, environ), 0);
	posix_spawn_file_actions_destroy(&actions);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	slurp("out", out, size);
	slurp("err", err, size);
	unlink("in");
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
check_run(char *const arguments[], const char *input, int status, const char *out, const char *err)
{
	char got_out[4096], got_err[4096];

	assert_int_equal(run(arguments, input, strlen(input), got_out, got_err, sizeof got_out), status);
	assert_string_equal(got_out, out);
	assert_string_equal(got_err, err);
}

static void
A_20_names_are_sorted_line_by_line(void **state)
{
	(void)state;
	check_run((char *[]){NULL}, "洪\n欧阳\n林\n文\n王\n丁\n", 0, "丁\n王\n文\n林\n欧阳\n洪\n", "");
	check_run((char *[]){"in", NULL}, "张三\n李四\n", 0, "李四\n张三\n", "");
	check_run((char *[]){"-", NULL}, "田大利\n田富", 0, "田富\n田大利\n", "");
	check_run((char *[]){NULL}, "", 0, "", "");
}

static void
A_20_lines_come_out_as_they_went_in(void **state)
{
	(void)state;
	check_run((char *[]){NULL}, "\xEF\xBB\xBF张 三\r\n\r\n  \n\xE3\x80\x80\n李\xE3\x80\x80四 \r\n", 0,
	          "李\xE3\x80\x80四 \n张 三\n", "");
	check_run((char *[]){NULL}, "由\n田\n", 0, "由\n田\n", "");
	check_run((char *[]){NULL}, "田\n由\n", 0, "田\n由\n", "");
}

static void
A_20_key_is_appended(void **state)
{
	(void)state;
	check_run((char *[]){"--key", NULL}, "欧阳\n王\n Zoe\n", 0, "王\t4\t1121\n欧阳\t8\t13453534\n Zoe\t0\t\n",
	          "警告：“Z”不在笔画表内，排在最后，位次请经办人确定。\n"
	          "警告：“o”不在笔画表内，排在最后，位次请经办人确定。\n"
	          "警告：“e”不在笔画表内，排在最后，位次请经办人确定。\n");
	check_run((char *[]){"in", "--key", "--lang", "en", NULL}, "陳\n王\n", 0, "王\t4\t1121\n陳\t10\t5212511234\n",
	          "warning: “陳” is not in the national list of characters; the clerk confirms its place.\n");
}

static void
A_20_faults_are_exit_2(void **state)
{
	char out[4096], err[4096];

	(void)state;
	check_run((char *[]){NULL}, "王\n\xE7\x8E\n", 2, "", "第 2 行不是 UTF-8 文本。\n");
	check_run((char *[]){"--lang", "en", NULL}, "\xFF", 2, "", "Line 1 is not UTF-8 text.\n");
	assert_int_equal(run((char *[]){NULL}, "a\0b\n", 4, out, err, sizeof out), 2);
	check_run((char *[]){"nowhere", NULL}, "", 2, "", "不能读取 nowhere：没有这个文件或文件夹。\n");
	check_run((char *[]){"--keys", NULL}, "", 2, "", "strokes 不认识 --keys。\n");
	check_run((char *[]){"in", "in", NULL}, "", 2, "", "strokes 不认识 in。\n");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(A_20_names_are_sorted_line_by_line),
		cmocka_unit_test(A_20_lines_come_out_as_they_went_in),
		cmocka_unit_test(A_20_key_is_appended),
		cmocka_unit_test(A_20_faults_are_exit_2),
	};

	char folder[] = "/tmp/dangjian-test-XXXXXX";
	int failed;

	program = argc == 2 ? realpath(argv[1], NULL) : NULL;
	if (!program || !mkdtemp(folder) || chdir(folder) != 0)
		return 2;
	setenv("LANG", "zh_CN.UTF-8", 1);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(program);
	rmdir(folder);
	return failed;
}
