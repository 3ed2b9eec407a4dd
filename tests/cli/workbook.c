/* dangjian import and export, as scripts call them. */
#include "../check.h"

#include <stdbool.h>
#include <xlsxwriter.h>

#include "run.h"

static char *program;
static char folder[64], db[128], copy[128], book[128], out[128];

static const char *const names[] = {"city.db", "city.db-wal", "city.db-shm", "city.db.key", "copy.db", "copy.db-wal",
                                    "copy.db-shm", "copy.db.key", "book.xlsx", "out.xlsx", "again.xlsx"};

static int
make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/dangjian-book-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(db, sizeof db, "sqlite:%s/city.db", folder);
	snprintf(copy, sizeof copy, "sqlite:%s/copy.db", folder);
	snprintf(book, sizeof book, "%s/book.xlsx", folder);
	snprintf(out, sizeof out, "%s/out.xlsx", folder);
	return RUN(program, "init", "--admin", "root", "--db", db)->status;
}

static int
drop_folder(void **state)
{
	char path[160];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	return rmdir(folder);
}

/* A workbook of one sheet; cells row by row, ended by null. */
static void
write_book(const char *sheet_name, uint16_t columns, const char *const *cells)
{
	lxw_workbook *workbook = workbook_new(book);
	lxw_worksheet *sheet = workbook_add_worksheet(workbook, sheet_name);

	for (uint32_t i = 0; cells[i]; i++)
		worksheet_write_string(sheet, i / columns, (uint16_t)(i % columns), cells[i], NULL);
	assert_int_equal(workbook_close(workbook), LXW_NO_ERROR);
}

static const char *const good[] = {
	"名称", "类型", "上级党组织", "成立日期", "备注", "综合党委", "综合党委", "", "2015-01-01", "",
	"第一联合党委", "联合党委", "综合党委", "2016-01-01", "", NULL,
};

static void
a_workbook_goes_in_and_is_taken_back(void **state)
{
	struct run *run;
	char batch[32];

	(void)state;
	write_book("党组织", 5, good);
	run = RUN(program, "import", "--dry-run", book, "--db", db);
	assert_int_equal(run->status, 0);
	assert_string_equal(run->out, "");
	assert_string_equal(run->err, "警告：党组织!E1: 不认识的列“备注”，未保存。\n");
	run = RUN(program, "import", book, "--db", db, "--lang", "en");
	assert_int_equal(run->status, 0);
	assert_non_null(strstr(run->err, "warning: 党组织!E1: "));
	assert_int_equal(sscanf(run->out, "%31[0-9]\n", batch), 1);
	assert_int_equal(strlen(run->out), strlen(batch) + 1);
	assert_string_not_equal(batch, "0");
	/* again it says nothing new: no entry is written, and there is no batch */
	run = RUN(program, "import", book, "--db", db);
	assert_int_equal(run->status, 0);
	assert_string_equal(run->out, "");
	assert_non_null(strstr(run->err, "警告：工作簿与已有登记一致"));
	assert_int_equal(RUN(program, "import", "--undo", "0", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "import", "--undo", "1", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "import", "--undo", "x", "--db", db)->status, 2);
	run = RUN(program, "import", "--undo", batch, "--db", db);
	assert_int_equal(run->status, 0);
	assert_string_equal(run->out, "");
	assert_int_equal(RUN(program, "import", "--undo", batch, "--db", db)->status, 1);
}

static void
faults_are_lines_on_standard_error(void **state)
{
	static const char *const cells[] = {"名称", "类型", "上级党组织", "成立日期", "甲", "挂牌", "无此党委", "2016-02-30", NULL};
	struct run *run;

	(void)state;
	write_book("党组织", 4, cells);
	run = RUN(program, "import", book, "--db", db);
	assert_int_equal(run->status, 1);
	assert_string_equal(run->out, "");
	assert_non_null(strstr(run->err, "党组织!B2: 类型："));
	assert_non_null(strstr(run->err, "\n党组织!D2: 成立日期："));
	assert_non_null(strstr(run->err, "\n党组织!C2: 没有名为“无此党委”的党组织"));
	run = RUN(program, "import", book, "--db", db, "--lang", "en");
	assert_non_null(strstr(run->err, "党组织!C2: There is no Party organization named"));
}

static void
what_is_no_workbook_is_bad_input(void **state)
{
	FILE *file = fopen(book, "w");

	(void)state;
	assert_non_null(file);
	fputs("名称,类型\n", file);
	fclose(file);
	assert_int_equal(RUN(program, "import", book, "--db", db)->status, 2);
	unlink(book);
	assert_int_equal(RUN(program, "import", book, "--db", db)->status, 2);
	assert_int_equal(RUN(program, "import", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "import", book, "--effective", "2026-02-30", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "import", book, "--undo", "3", "--db", db)->status, 2);
	assert_int_equal(RUN(program, "import", "--unknown", book, "--db", db)->status, 2);
	assert_int_equal(RUN(program, "import", book, "--db", copy)->status, 2);
}

static void
out_and_in_again_is_the_same(void **state)
{
	char again[160], line[400];
	unsigned char one[8192], other[8192];
	size_t len;
	FILE *first, *second;

	(void)state;
	unlink(db + strlen("sqlite:"));
	snprintf(again, sizeof again, "%s/again.xlsx", folder);
	assert_int_equal(RUN(program, "demo", "--units", "30", "--members", "200", "--db", copy)->status, 0);
	assert_int_equal(RUN(program, "export", out, "--db", copy)->status, 2);
	assert_int_equal(access(out, F_OK), -1);
	assert_int_equal(RUN(program, "export", out, "--reason", "  ", "--db", copy)->status, 2);
	assert_int_equal(RUN(program, "export", "--reason", "核对", "--db", copy)->status, 2);
	assert_int_equal(RUN(program, "export", out, "--reason", "核对", "--db", copy)->status, 0);
	snprintf(line, sizeof line, "%s.key", db + strlen("sqlite:"));
	unlink(line);
	assert_int_equal(RUN(program, "init", "--admin", "root", "--db", db)->status, 0);
	assert_int_equal(RUN(program, "import", out, "--db", db)->status, 0);
	assert_int_equal(RUN(program, "export", again, "--reason", "核对", "--db", db)->status, 0);
	first = fopen(out, "rb");
	second = fopen(again, "rb");
	assert_true(first && second);
	do {
		len = fread(one, 1, sizeof one, first);
		assert_int_equal(fread(other, 1, sizeof other, second), len);
		assert_memory_equal(one, other, len);
	} while (len);
	fclose(first);
	fclose(second);
	assert_int_equal(RUN(program, "verify", "--db", db)->status, 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_workbook_goes_in_and_is_taken_back, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(faults_are_lines_on_standard_error, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(what_is_no_workbook_is_bad_input, make_folder, drop_folder),
		cmocka_unit_test_setup_teardown(out_and_in_again_is_the_same, make_folder, drop_folder),
	};

	if (argc < 2)
		return 2;
	program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
