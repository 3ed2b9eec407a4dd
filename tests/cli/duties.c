/* dangjian duties and demo, as scripts call them, on an invented city. */
#include "../check.h"

#include <jansson.h>
#include <stdbool.h>
#include <sys/stat.h>

#include "run.h"

static char *program;
static char folder[64], db[128], other[128], accounts[RUN_OUTPUT];

static int
make_city(void **state)
{
	struct run *run;

	(void)state;
	snprintf(folder, sizeof folder, "/tmp/dangjian-duties-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(db, sizeof db, "sqlite:%s/city.db", folder);
	snprintf(other, sizeof other, "sqlite:%s/other.db", folder);
	run = RUN(program, "demo", "--units", "60", "--members", "300", "--seed", "7", "--db", db);
	snprintf(accounts, sizeof accounts, "%s", run->out);
	return run->status;
}

static void
drop_other(void)
{
	static const char *const names[] = {"other.db", "other.db-wal", "other.db-shm", "other.db.key"};
	char path[160];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
}

static int
drop_city(void **state)
{
	static const char *const names[] = {"city.db", "city.db-wal", "city.db-shm", "city.db.key"};
	char path[160];

	(void)state;
	drop_other();
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	return rmdir(folder);
}

/* The field of the first account of a role: 0 its name, 1 password, 3 node. */
static const char *
account(const char *role, int field)
{
	static char kept[4][256];
	char wanted[64];
	const char *at = accounts, *mark;
	int columns = 0;

	snprintf(wanted, sizeof wanted, "\t%s\t", role);
	mark = strstr(accounts, wanted);
	assert_non_null(mark);
	for (const char *c = accounts; c < mark; c++)
		at = *c == '\n' ? c + 1 : at;
	for (; columns < field; at++)
		columns += *at == '\t';
	snprintf(kept[field], sizeof kept[field], "%.*s", (int)strcspn(at, "\t\n"), at);
	return kept[field];
}

/* One line an account, and one account at least of every role. */
static void
assert_roles(const char *lines)
{
	static const char *const roles[] = {
		"member", "branch_secretary", "branch_member", "unit_office", "joint_clerk", "comprehensive_clerk",
		"region_clerk", "supervisor", "teller", "inspector", "auditor", "administrator",
	};

	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		char wanted[64];

		snprintf(wanted, sizeof wanted, "\t%s\t", roles[i]);
		assert_non_null(strstr(lines, wanted));
	}
	for (; *lines; lines = strchr(lines, '\n') + 1) {
		size_t tabs = 0;

		for (const char *c = lines; *c != '\n'; c++)
			tabs += *c == '\t';
		assert_int_equal(tabs, 3);
	}
}

/* Beside its own name lies the draft until it is whole; where that cannot be, nothing is left. */
static void
a_city_that_cannot_be_made_leaves_nothing(void **state)
{
	char draft[160];

	(void)state;
	drop_other();
	snprintf(draft, sizeof draft, "%s/other.db.partial", folder);
	assert_int_equal(mkdir(draft, 0700), 0);
	assert_int_equal(RUN(program, "demo", "--units", "1", "--db", other)->status, 2);
	assert_int_equal(rmdir(draft), 0);
	assert_int_not_equal(access(other + strlen("sqlite:"), F_OK), 0);
	assert_int_equal(RUN(program, "demo", "--units", "1", "--db", other)->status, 0);
	assert_int_not_equal(access(draft, F_OK), 0);
	drop_other();
}

static void
demo_prints_one_account_a_line_for_each_role(void **state)
{
	char first[RUN_OUTPUT];

	(void)state;
	snprintf(first, sizeof first, "%s", accounts);
	assert_roles(first);
	/* in a city of one organization too */
	assert_roles(RUN(program, "demo", "--units", "1", "--db", other)->out);
	drop_other();
	/* the same seed makes the same city, passwords and all; a full database stays as it is */
	assert_string_equal(RUN(program, "demo", "--seed", "7", "--members", "300", "--units", "60", "--db", other)->out, first);
	assert_int_equal(RUN(program, "demo", "--units", "60", "--db", other)->status, 1);
	assert_int_equal(RUN(program, "demo", "--units", "0", "--db", other)->status, 2);
	assert_int_equal(RUN(program, "demo", "--units", "-1", "--db", other)->status, 2);
	assert_int_equal(RUN(program, "demo", "--seed", "99999999999999999999", "--db", other)->status, 2);
}

static const char *
text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "9999-12-31"; /* no date to act by: last */
}

static json_t *
duties(const char *const more[])
{
	const char *arguments[RUN_ARGUMENTS + 1] = {"duties", "--json", "--db", db};
	struct run *run;
	size_t count = 4;
	json_t *list;

	for (; more && *more; more++)
		arguments[count++] = *more;
	run = run_program(program, arguments);
	assert_int_equal(run->status, 0);
	assert_string_equal(run->err, "");
	list = json_loads(run->out, 0, NULL);
	assert_true(json_is_array(list));
	return list;
}

#define DUTIES(...) duties((const char *const[]){__VA_ARGS__, NULL})

static void
duties_are_json_in_the_order_of_by_since_and_id(void **state)
{
	static const char *const states[] = {"upcoming", "due_soon", "due", "overdue", "open"};
	json_t *list = duties(NULL), *duty, *before = NULL;
	size_t i;

	(void)state;
	assert_true(json_array_size(list) > 10);
	json_array_foreach(list, i, duty) {
		json_t *subject = json_object_get(duty, "subject"), *by = json_object_get(duty, "by");
		bool known = false;
		int order;

		for (size_t s = 0; s < sizeof states / sizeof *states; s++)
			known = known || strcmp(text_of(duty, "state"), states[s]) == 0;
		assert_true(known);
		assert_true(json_is_integer(json_object_get(subject, "id")));
		assert_true(*text_of(subject, "kind") && *text_of(subject, "name") && *text_of(duty, "clause"));
		assert_int_equal(strlen(text_of(duty, "since")), 10);
		assert_true(json_is_null(by) || json_string_length(by) == 10);
		assert_true(json_string_length(json_object_get(json_object_get(duty, "why"), "zh")) > 0);
		assert_true(json_string_length(json_object_get(json_object_get(duty, "why"), "en")) > 0);
		if (before) {
			order = strcmp(text_of(before, "by"), text_of(duty, "by"));
			order = order ? order : strcmp(text_of(before, "since"), text_of(duty, "since"));
			assert_true(order < 0 || (order == 0 &&
			            json_integer_value(json_object_get(json_object_get(before, "subject"), "id")) <=
			            json_integer_value(json_object_get(subject, "id"))));
		}
		before = duty;
	}
	json_decref(list);
}

static void
duties_have_six_columns_and_exit_0(void **state)
{
	struct run *run = RUN(program, "duties", "--db", db, "--as-of", "2030-01-01");

	(void)state;
	assert_int_equal(run->status, 0);
	assert_non_null(strstr(run->out, "\toverdue\t"));
	for (const char *line = run->out; *line; line = strchr(line, '\n') + 1) {
		size_t tabs = 0;

		for (const char *c = line; *c != '\n'; c++)
			tabs += *c == '\t';
		assert_int_equal(tabs, 5);
	}
}

static void
arguments_that_make_no_sense_are_2(void **state)
{
	static const char *const bad[][3] = {
		{"--as-of"}, {"--as-of", ""}, {"--as-of", "2026-02-30"}, {"--as-of", "yesterday"}, {"--under"}, {"--under", ""},
		{"--under", "没有的党委"}, {"--under", "/"}, {"more"}, {"--as", "nobody"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct run *run = RUN(program, "duties", "--db", db, bad[i][0], bad[i][1]);

		assert_int_equal(run->status, 2);
		assert_string_equal(run->out, "");
		assert_ptr_equal(strchr(run->err, '\n'), run->err + strlen(run->err) - 1);
	}
}

/* All of the smaller list are in the larger one. */
static void
assert_within(json_t *small, json_t *large)
{
	json_t *duty, *one;
	size_t i, j;

	json_array_foreach(small, i, duty) {
		bool found = false;

		json_array_foreach(large, j, one)
			found = found || json_equal(duty, one);
		assert_true(found);
	}
}

static void
DP_12_an_account_sees_what_is_due_within_its_reach(void **state)
{
	json_t *all = duties(NULL), *joint = DUTIES("--as", "joint_clerk"), *own = DUTIES("--as", "unit_office");
	json_t *under = DUTIES("--under", account("joint_clerk", 3)), *both;
	struct run *run;

	(void)state;
	assert_true(json_equal(joint, under));
	assert_true(json_array_size(joint) < json_array_size(all));
	assert_true(json_array_size(own) < json_array_size(joint));
	assert_within(joint, all);
	assert_within(own, joint);
	both = DUTIES("--as", "comprehensive_clerk", "--under", account("joint_clerk", 3));
	assert_true(json_equal(both, under));
	/* upwards, or without a role that sees business, it is refused */
	run = RUN(program, "duties", "--db", db, "--as", "joint_clerk", "--under", account("comprehensive_clerk", 3));
	assert_int_equal(run->status, 1);
	assert_string_equal(run->out, "");
	assert_int_equal(RUN(program, "duties", "--db", db, "--as", "administrator")->status, 1);
	json_decref(all);
	json_decref(joint);
	json_decref(own);
	json_decref(under);
	json_decref(both);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(demo_prints_one_account_a_line_for_each_role),
		cmocka_unit_test(a_city_that_cannot_be_made_leaves_nothing),
		cmocka_unit_test(duties_are_json_in_the_order_of_by_since_and_id),
		cmocka_unit_test(duties_have_six_columns_and_exit_0),
		cmocka_unit_test(arguments_that_make_no_sense_are_2),
		cmocka_unit_test(DP_12_an_account_sees_what_is_due_within_its_reach),
	};

	if (argc < 2)
		return 2;
	program = argv[1];
	return cmocka_run_group_tests(tests, make_city, drop_city);
}
