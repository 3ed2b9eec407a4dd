#include "../check.h"

#include <pthread.h>

#include "../db.h"
#include "store/backup.h"
#include "store/copy.h"
#include "store/file.h"
#include "store/journal.h"
#include "store/schema.h"
#include "store/secret.h"
#include "store/suppose.h"
#include "store/writer.h"

static const struct column note_columns[] = {
	{"id", COLUMN_INT, .required = true},
	{"name", COLUMN_TEXT, .required = true},
	{"since", COLUMN_INT},
	{"extra", COLUMN_TEXT, .required = true, .initial = "''"},
};
static const struct index note_indexes[] = {{"note_name", "name, id"}, {"note_since", "since", "since is not null"}};
static const struct table note = {"note", note_columns, 4, "id", note_indexes, 2};
static const struct table *const tables[] = {&store_tables[0], &store_tables[1], &note};
static const struct schema schema = {tables, 3};

static struct db *
open_new(const char *url, const struct schema *of)
{
	struct db *db;

	if (db_open(url, DB_CREATE, &db) < 0 || db_begin_write(db) < 0 || schema_upgrade(db, of) < 0 ||
	    db_commit(db) < 0)
		test_failed("open_new");
	return db;
}

static void
values_come_back_as_they_went(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *db = open_new(test.url, &schema);
		struct rows *rows, *inner;
		int64_t changed = 0;

		assert_int_equal(db_exec(db, "insert into note (id, name, since) values ($2, $1, $3)",
		                         ARGS(TEXT("党建'\"\\"), INT(INT64_MAX), SQL_NULL), &changed), 0);
		assert_int_equal(changed, 1);
		assert_int_equal(db_exec(db, "insert into note (id, name, since) values ($1, $2, $3)",
		                         ARGS(INT(-5), TEXT(""), DAY(DAY_OPEN)), NULL), 0);
		assert_int_equal(db_query(db, "select id, name, since, extra from note order by id desc",
		                          NO_ARGS, &rows), 0);
		assert_int_equal(rows_next(rows), 1);
		assert_true(rows_int(rows, 0) == INT64_MAX);
		assert_string_equal(rows_text(rows, 1), "党建'\"\\");
		assert_true(rows_null(rows, 2));
		assert_int_equal(rows_day(rows, 2), DAY_NONE);
		assert_string_equal(rows_text(rows, 3), "");
		/* the same statement may run inside itself */
		assert_int_equal(db_query(db, "select id, name, since, extra from note order by id desc",
		                          NO_ARGS, &inner), 0);
		assert_int_equal(rows_next(inner), 1);
		rows_close(inner);
		assert_int_equal(rows_next(rows), 1);
		assert_int_equal(rows_int(rows, 0), -5);
		assert_int_equal(rows_day(rows, 2), DAY_OPEN);
		assert_int_equal(rows_next(rows), 0);
		rows_close(rows);
		assert_int_equal(db_exec(db, "select missing from nowhere", NO_ARGS, NULL), FAIL_SYSTEM);
		assert_non_null(strstr(failure_text(LANG_EN), "tables of the database are not this program's"));
		assert_int_equal(db_exec(db, "select missing from note", NO_ARGS, NULL), FAIL_SYSTEM);
		assert_non_null(strstr(failure_text(LANG_EN), "start this program's server on it once"));
		db_close(db);
	}
}

#define ADD_NOTE "insert into note (id, name) values ($1, $2)"

/* More than are handed over at a time, each once and in order, with others asked and written between. */
static void
a_walked_query_gives_every_row_once(void **state)
{
	static const char walked[] = "select id, name from note where id > $1 order by id" WALKED;
	enum { NOTES = 9001 };

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *db = open_new(test.url, &schema);
		struct rows *rows, *inner;
		int64_t count = 0;

		assert_int_equal(db_begin_write(db), 0);
		for (int64_t i = 1; i <= NOTES; i++)
			assert_int_equal(db_exec(db, ADD_NOTE, ARGS(INT(i), TEXT("某")), NULL), 0);
		for (int64_t after = 0; after <= NOTES; after += NOTES - 1) {
			assert_int_equal(db_query(db, walked, ARGS(INT(after)), &rows), 0);
			assert_int_equal(rows_columns(rows), 2);
			for (int64_t i = after + 1; i <= NOTES; i++) {
				assert_int_equal(rows_next(rows), 1);
				assert_int_equal(rows_int(rows, 0), i);
				assert_string_equal(rows_text(rows, 1), "某");
				if (i % 2000 == 0)
					assert_int_equal(db_exec(db, ADD_NOTE, ARGS(INT(-i), TEXT("某")), NULL), 0);
			}
			assert_int_equal(rows_next(rows), 0);
			rows_close(rows);
			assert_int_equal(db_exec(db, "delete from note where id < 0", NO_ARGS, NULL), 0);
		}
		/* the same one inside itself, and left before its end */
		assert_int_equal(db_query(db, walked, ARGS(INT(0)), &rows), 0);
		assert_int_equal(rows_next(rows), 1);
		assert_int_equal(db_query(db, walked, ARGS(INT(NOTES - 1)), &inner), 0);
		assert_int_equal(rows_next(inner), 1);
		rows_close(inner);
		assert_int_equal(rows_next(rows), 1);
		assert_int_equal(rows_int(rows, 0), 2);
		rows_close(rows);
		assert_int_equal(db_commit(db), 0);
		/* outside a transaction, too */
		assert_int_equal(db_query(db, walked, ARGS(INT(NOTES - 1)), &rows), 0);
		assert_int_equal(rows_next(rows), 1);
		assert_int_equal(rows_next(rows), 0);
		rows_close(rows);
		assert_int_equal(db_begin_read(db), 0);
		assert_int_equal(db_query(db, "select id / (id - 5000) from note order by id" WALKED, NO_ARGS, &rows),
		                 0);
		while (rows_next(rows) > 0)
			count++;
		rows_close(rows);
		assert_int_equal(count, db_engine(db) == ENGINE_SQLITE ? NOTES : 4096);
		db_rollback(db);
		assert_int_equal(db_number(db, "select count(*) from note", NO_ARGS, &count), 0);
		assert_int_equal(count, NOTES);
		db_close(db);
	}
}

/* What is on its way when a failure comes up is told at once or later, but never lost. */
static void
a_failure_on_its_way_is_told(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *db = open_new(test.url, &schema);
		int64_t count = 0;
		int status = 0;

		assert_int_equal(db_begin_write(db), 0);
		for (int i = 0; i < 1000; i++)
			assert_int_equal(db_exec(db, ADD_NOTE, ARGS(INT(i), TEXT("a")), NULL), 0);
		assert_int_equal(db_number(db, "select count(*) from note", NO_ARGS, &count), 0);
		assert_int_equal(count, 1000);
		for (int known = 0; known < 3; known++) {
			assert_int_equal(db_savepoint(db, "work"), 0);
			assert_int_equal(db_exec(db, ADD_NOTE, ARGS(INT(2000 + known), TEXT("b")), NULL), 0);
			status = db_exec(db, ADD_NOTE, ARGS(INT(5), TEXT("twice")), NULL);
			if (status == 0 && known == 0)
				status = db_settle(db);
			else if (status == 0 && known == 1)
				status = db_number(db, "select count(*) from note", NO_ARGS, &count);
			for (int i = 0; i < 1000 && status == 0; i++)
				status = db_exec(db, ADD_NOTE, ARGS(INT(3000 + i), TEXT("c")), NULL);
			assert_int_equal(status, FAIL_SYSTEM);
			assert_int_equal(db_rollback_to(db, "work"), 0);
			assert_int_equal(db_settle(db), 0);
			assert_int_equal(db_release(db, "work"), 0);
		}
		assert_int_equal(db_number(db, "select count(*) from note", NO_ARGS, &count), 0);
		assert_int_equal(count, 1000);
		assert_int_equal(db_commit(db), 0);
		assert_int_equal(db_begin_write(db), 0);
		status = db_exec(db, ADD_NOTE, ARGS(INT(7), TEXT("twice")), NULL);
		assert_true(status < 0 || db_commit(db) < 0);
		db_rollback(db);
		assert_int_equal(db_exec(db, ADD_NOTE, ARGS(INT(5000), TEXT("d")), NULL), 0);
		assert_int_equal(db_number(db, "select count(*) from note", NO_ARGS, &count), 0);
		assert_int_equal(count, 1001);
		db_close(db);
	}
}

/* The writer tells the job whose statement failed, and no other. */
static int
add_twice(struct db *db, void *arg)
{
	return db_exec(db, ADD_NOTE, ARGS(INT(*(int *)arg), TEXT("w")), NULL);
}

static void
the_writer_tells_whose_statement_failed(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *db = open_new(test.url, &schema);
		struct writer *writer;
		int one = 1, two = 2;

		if (writer_open(test.url, &writer) < 0)
			test_failed("writer_open");
		assert_int_equal(writer_do(writer, add_twice, &one), 0);
		assert_int_equal(writer_do(writer, add_twice, &one), FAIL_SYSTEM);
		assert_int_equal(writer_do(writer, add_twice, &two), 0);
		writer_close(writer);
		db_close(db);
	}
}

#define NOTES "select count(*) from note"
#define NAMED "select count(*) from note where name = $1"

static int64_t
counted(struct db *db, const char *sql, const char *name)
{
	int64_t count = -1;

	if (db_number(db, sql, (const struct value[]){TEXT(name)}, name ? 1 : 0, &count) < 0)
		test_failed(sql);
	return count;
}

/* What is supposed is seen where it was, and nowhere else, and is gone afterwards. */
static void
what_is_supposed_vanishes(void **state)
{
	static const struct table *const supposed[] = {&note};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *db = open_new(test.url, &schema), *apart;

		for (int i = 1; i <= 5; i++)
			assert_int_equal(db_exec(db, ADD_NOTE, ARGS(INT(i), TEXT("stands")), NULL), 0);
		assert_int_equal(db_open(test.url, DB_WRITE, &apart), 0);
		assert_int_equal(counted(apart, NAMED, "stands"), 5); /* prepared on the real table */
		assert_int_equal(db_begin_suppose(apart), 0);
		assert_int_equal(counted(apart, NAMED, "stands"), 5);
		assert_int_equal(db_suppose(apart, supposed, 1), 0);
		assert_int_equal(db_exec(apart, ADD_NOTE, ARGS(INT(6), TEXT("new")), NULL), 0);
		assert_int_equal(db_exec(apart, "update note set name = 'other', since = 7 where id = 2", NO_ARGS, NULL), 0);
		assert_int_equal(db_exec(apart, "update note set name = 'third' where id = 2", NO_ARGS, NULL), 0);
		assert_int_equal(db_exec(apart, "delete from note where id in (3, 6)", NO_ARGS, NULL), 0);
		assert_int_equal(db_exec(apart, ADD_NOTE ", (3, 'again')", ARGS(INT(6), TEXT("new again")), NULL), 0);
		assert_int_equal(counted(apart, NOTES, NULL), 6);
		assert_int_equal(counted(apart, NAMED, "stands"), 3);
		assert_int_equal(counted(apart, NAMED, "third"), 1);
		assert_int_equal(counted(apart, NAMED, "other"), 0);
		assert_int_equal(counted(apart, NAMED, "again"), 1);
		assert_int_equal(counted(apart, "select since from note where id = 2 and name <> $1", ""), 7);
		/* others write meanwhile, also what is supposed to be otherwise, and see none of it */
		assert_int_equal(db_exec(db, "update note set name = 'real' where id = 2", NO_ARGS, NULL), 0);
		assert_int_equal(db_exec(db, ADD_NOTE, ARGS(INT(6), TEXT("real")), NULL), 0);
		assert_int_equal(counted(db, NAMED, "real"), 2);
		assert_int_equal(counted(apart, NAMED, "real"), 0);
		/* any other table refuses */
		assert_true(db_exec(apart, "insert into meta (name, value) values ('a', 'b')", NO_ARGS, NULL) < 0 ||
		            db_settle(apart) < 0);
		db_rollback(apart);
		db_close(apart);
		assert_int_equal(counted(db, NOTES, NULL), 6);
		assert_int_equal(counted(db, NAMED, "stands"), 4);
		assert_int_equal(counted(db, "select count(*) from meta where name = $1", "a"), 0);
		db_close(db);
	}
}

/* Each has a writer of its own: here the second one's turn comes while the first is in the middle of its own. */
static void
installations_of_one_server_do_not_wait_for_each_other(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct test_db other;
		struct db *one, *two, *same;

		if (test.engine == ENGINE_SQLITE)
			continue;
		test_db_new(&other, ENGINE_POSTGRESQL);
		one = open_new(test.url, &schema);
		two = open_new(other.url, &schema);
		assert_int_equal(db_begin_write(one), 0);
		assert_int_equal(db_begin_write(two), 0);
		assert_int_equal(db_exec(one, ADD_NOTE, ARGS(INT(1), TEXT("a")), NULL), 0);
		assert_int_equal(db_exec(two, ADD_NOTE, ARGS(INT(1), TEXT("b")), NULL), 0);
		assert_int_equal(db_commit(two), 0);
		/* a second writer of the same one does wait */
		assert_int_equal(db_open(test.url, DB_WRITE, &same), 0);
		assert_int_equal(db_exec(same, "set lock_timeout = '200ms'", NO_ARGS, NULL), 0);
		assert_int_equal(db_begin_write(same), FAIL_UNAVAILABLE);
		assert_int_equal(db_commit(one), 0);
		assert_int_equal(db_begin_write(same), 0);
		db_rollback(same);
		db_close(same);
		db_close(two);
		db_close(one);
		test_db_drop(&other);
	}
}

static void
every_statement_prepares_on_the_engine(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *db = open_new(test.url, &schema);
		size_t count;
		const struct statement *all = statements(&count);

		assert_true(count >= 4);
		for (size_t i = 0; i < count; i++)
			if (db_prepare(db, all[i].sql) < 0)
				test_failed(all[i].where);
		db_close(db);
	}
}

static void
count_findings(void *arg, struct bilingual finding)
{
	(void)finding;
	++*(int *)arg;
}

static void
an_upgraded_schema_equals_a_fresh_one(void **state)
{
	static const struct table old_note = {"note", note_columns, 3, "id", note_indexes, 1};
	static const struct table *const old_tables[] = {&store_tables[0], &old_note};
	static const struct schema old = {old_tables, 2};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *db = open_new(test.url, &old);
		int findings = 0;

		assert_int_equal(db_exec(db, "insert into note (id, name) values (1, 'a')", NO_ARGS, NULL), 0);
		assert_int_equal(schema_compare(db, &schema, count_findings, &findings), 0);
		assert_int_equal(findings, 3); /* a column and an index of note; the journal */
		assert_int_equal(schema_upgrade(db, &schema), 0);
		findings = 0;
		assert_int_equal(schema_compare(db, &schema, count_findings, &findings), 0);
		assert_int_equal(findings, 0);
		assert_int_equal(schema_compare(db, &old, count_findings, &findings), 0);
		assert_int_equal(findings, 1); /* the new column is not declared there */
		assert_int_equal(schema_upgrade(db, &schema), 0);
		db_close(db);
	}
}

static void
a_newer_database_is_refused(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *db = open_new(test.url, &schema);

		assert_int_equal(schema_ready(db), 0);
		assert_int_equal(db_exec(db, "update meta set value = '999' where name = 'schema'", NO_ARGS, NULL), 0);
		assert_int_equal(schema_ready(db), FAIL_SYSTEM);
		assert_int_equal(schema_upgrade(db, &schema), FAIL_SYSTEM);
		assert_non_null(strstr(failure_text(LANG_EN), "newer"));
		db_close(db);
	}
}

static void
write_entry(struct db *db, struct arena *arena, const char *facts, int64_t at)
{
	struct act act;

	assert_int_equal(db_begin_write(db), 0);
	assert_int_equal(act_begin(&act, db, arena, "cli:test", 20000, at), 0);
	act_new_id(&act);
	assert_int_equal(act_end(&act, &(struct entry){"note", "note", act.last_id, 0, facts}), 0);
	assert_int_equal(db_commit(db), 0);
}

static void
the_journal_shows_every_alteration(void **state)
{
	static const char *const harm[] = {
		"update journal set facts = '{\"a\":9}' where number = 2",
		"update journal set at = 1 where number = 2",
		"update journal set last_id = 77 where number = 3",
		"delete from journal where number = 2",
		"delete from journal where number = 1",
	};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct arena *arena = arena_new(ARENA_REQUEST_MAX);
		struct db *db = open_new(test.url, &schema);
		int findings = 0;
		struct act act;

		write_entry(db, arena, "{\"a\":1}", 1000);
		write_entry(db, arena, "{\"a\":\"引\\\"\"}", 900); /* the clock went back */
		write_entry(db, arena, "{}", 2000);
		assert_int_equal(journal_verify(db, count_findings, &findings), 0);
		assert_int_equal(db_begin_write(db), 0);
		assert_int_equal(act_begin(&act, db, arena, "x", 20000, 5), 0); /* as far as an act may have waited */
		assert_int_equal(act.number, 4);
		assert_int_equal(act.last_id, 3);
		assert_int_equal(act.at, 2000);
		db_rollback(db);
		/* the database itself refuses */
		assert_int_equal(db_exec(db, harm[0], NO_ARGS, NULL), FAIL_SYSTEM);
		assert_int_equal(db_exec(db, harm[3], NO_ARGS, NULL), FAIL_SYSTEM);
		/* and who takes its guard away is found out */
		findings = 0;
		assert_int_equal(schema_guarded(db, &schema, count_findings, &findings), 0);
		assert_int_equal(findings, 0);
		if (test.engine == ENGINE_SQLITE) {
			db_exec(db, "drop trigger journal_no_update", NO_ARGS, NULL);
			db_exec(db, "drop trigger journal_no_delete", NO_ARGS, NULL);
		} else {
			db_exec(db, "drop trigger journal_only_grows on journal", NO_ARGS, NULL);
		}
		assert_int_equal(schema_guarded(db, &schema, count_findings, &findings), 0);
		assert_int_equal(findings, 1);
		for (size_t i = 0; i < sizeof harm / sizeof *harm; i++) {
			assert_int_equal(db_begin_write(db), 0);
			assert_int_equal(db_exec(db, harm[i], NO_ARGS, NULL), 0);
			assert_true(journal_verify(db, count_findings, &findings) > 0);
			db_rollback(db);
		}
		db_close(db);
		arena_free(arena);
	}
}

static void
the_journal_does_not_follow_a_clock_set_back(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		const int64_t noon = 1000000;
		struct arena *arena = arena_new(ARENA_REQUEST_MAX);
		struct db *db = open_new(test.url, &schema);
		int findings = 0;
		int64_t at = 0;
		struct act act;

		write_entry(db, arena, "{}", noon);
		assert_int_equal(db_begin_write(db), 0);
		assert_int_equal(act_begin(&act, db, arena, "x", 20000, noon - CLOCK_SLACK - 60), FAIL_UNAVAILABLE);
		assert_non_null(strstr(failure_text(LANG_EN), "61 minutes behind"));
		assert_int_equal(act_begin(&act, db, arena, "x", 20000, noon - CLOCK_SLACK), 0);
		assert_int_equal(act.at, noon);
		/* nothing to accept where it is right */
		assert_int_equal(act_begin_earlier(&act, db, arena, "x", 20000, noon), FAIL_REFUSED);
		assert_int_equal(act_begin_earlier(&act, db, arena, "x", 20000, noon - 7200), 0);
		assert_int_equal(act_end(&act, &(struct entry){CLOCK_ACCEPT, "", 0, 0, "{}"}), 0);
		assert_int_equal(db_commit(db), 0);
		/* from here on the clock that was accepted holds */
		write_entry(db, arena, "{}", noon - 7100);
		assert_int_equal(db_number(db, "select at from journal where number = 3", NO_ARGS, &at), 0);
		assert_int_equal(at, noon - 7100);
		assert_int_equal(journal_verify(db, count_findings, &findings), 0);
		/* earlier without that word is a break */
		assert_int_equal(db_begin_write(db), 0);
		assert_int_equal(act_begin_earlier(&act, db, arena, "x", 20000, noon - 9000), 0);
		assert_int_equal(act_end(&act, &(struct entry){"note", "", 0, 0, "{}"}), 0);
		assert_int_equal(journal_verify(db, count_findings, &findings), 1);
		db_rollback(db);
		db_close(db);
		arena_free(arena);
	}
}

/* Work for the writer: adds a note, then fails if its number is divisible by seven. */
struct addition {
	int64_t id;
};

static int
add_note(struct db *db, void *arg)
{
	const struct addition *addition = arg;
	int status = db_exec(db, "insert into note (id, name) values ($1, 'x')", ARGS(INT(addition->id)), NULL);

	if (status == 0 && addition->id % 7 == 0)
		return fail(FAIL_REFUSED, "ELEC-19.1", NULL, "第 %d 条", "number %d", (int)addition->id);
	return status;
}

struct crowd {
	struct writer *writer;
	int64_t first;
	int refused;
};

static void *
add_many(void *arg)
{
	struct crowd *crowd = arg;

	for (int64_t i = 0; i < 40; i++) {
		struct addition addition = {crowd->first + i};
		int status = writer_do(crowd->writer, add_note, &addition);

		if (status == FAIL_REFUSED && addition.id % 7 == 0 &&
		    strcmp(last_failure()->clause, "ELEC-19.1") == 0)
			crowd->refused++;
		else if (status != 0)
			test_failed("add_note");
	}
	return NULL;
}

static void
refused_work_leaves_no_trace_in_its_group(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *db = open_new(test.url, &schema);
		struct crowd crowds[8];
		pthread_t threads[8];
		struct writer *writer;
		int64_t count = -1;
		int refused = 0;

		assert_int_equal(writer_open(test.url, &writer), 0);
		for (int t = 0; t < 8; t++) {
			crowds[t] = (struct crowd){writer, 1 + t * 40, 0};
			assert_int_equal(pthread_create(&threads[t], NULL, add_many, &crowds[t]), 0);
		}
		for (int t = 0; t < 8; t++) {
			pthread_join(threads[t], NULL);
			refused += crowds[t].refused;
		}
		assert_int_equal(refused, 320 / 7);
		assert_int_equal(db_number(db, "select count(*) from note", NO_ARGS, &count), 0);
		assert_int_equal(count, 320 - 320 / 7);
		assert_int_equal(db_number(db, "select count(*) from note where id % 7 = 0", NO_ARGS, &count), 0);
		assert_int_equal(count, 0);
		assert_int_equal(writer_figures(writer).works, 320);
		writer_close(writer);
		db_close(db);
	}
}

static uint64_t
sum_of(const struct histogram *histogram)
{
	uint64_t sum = 0;

	for (size_t i = 0; i <= HISTOGRAM_BOUNDS_MAX; i++)
		sum += histogram->bucket[i];
	return sum;
}

/* Inside a transaction of the caller's own: a refusal takes back its own piece, the caller all of them. */
static void
a_writer_within_writes_with_its_caller_s_transaction(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *db = open_new(test.url, &schema), *apart;
		struct addition first = {1}, refused = {7}, second = {2};
		struct writer *writer;

		assert_int_equal(db_open(test.url, DB_READ, &apart), 0);
		for (int commits = 0; commits < 2; commits++) {
			assert_int_equal(db_begin_write(db), 0);
			assert_int_equal(writer_within(db, &writer), 0);
			assert_int_equal(writer_do(writer, add_note, &first), 0);
			assert_int_equal(writer_do(writer, add_note, &refused), FAIL_REFUSED);
			assert_int_equal(writer_do(writer, add_note, &second), 0);
			writer_close(writer);
			assert_int_equal(counted(db, NOTES, NULL), 2);
			assert_int_equal(counted(apart, NOTES, NULL), 0);
			if (commits)
				assert_int_equal(db_commit(db), 0);
			else
				db_rollback(db);
			assert_int_equal(counted(apart, NOTES, NULL), commits ? 2 : 0);
		}
		db_close(apart);
		db_close(db);
	}
}

static void
the_writer_counts_its_groups(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *db = open_new(test.url, &schema);
		struct addition good = {1}, refused = {7};
		struct writer *writer;
		struct writer_figures figures;

		assert_int_equal(writer_open(test.url, &writer), 0);
		assert_int_equal(writer_do(writer, add_note, &good), 0);
		assert_int_equal(writer_do(writer, add_note, &refused), FAIL_REFUSED);
		figures = writer_figures(writer);
		assert_int_equal(figures.works, 2);
		assert_int_equal(figures.commits, 2);
		assert_int_equal(figures.lost, 0);
		assert_int_equal(figures.queued, 0);
		assert_int_equal(sum_of(figures.group), 2);
		assert_int_equal(figures.group->sum, 2);
		assert_int_equal(sum_of(figures.commit_micros), 2);
		/* a refusal is the work's own affair */
		assert_int_equal(writer_health(writer), 0);
		assert_int_equal(db_present(db), 0);
		writer_close(writer);
		db_close(db);
	}
}

static void
a_file_that_was_moved_takes_no_more(void **state)
{
	struct test_db test;
	struct db *db;
	struct addition first = {1}, second = {2};
	struct writer *writer;
	char away[96];

	(void)state;
	test_db_new(&test, 0);
	db = open_new(test.url, &schema);
	snprintf(away, sizeof away, "%s.away", test.name);
	assert_int_equal(writer_open(test.url, &writer), 0);
	assert_int_equal(writer_do(writer, add_note, &first), 0);
	assert_int_equal(rename(test.name, away), 0);
	assert_int_equal(db_present(db), FAIL_UNAVAILABLE);
	assert_int_equal(writer_do(writer, add_note, &second), FAIL_UNAVAILABLE);
	assert_int_equal(writer_health(writer), FAIL_UNAVAILABLE);
	assert_non_null(strstr(failure_text(LANG_EN), "moved or deleted"));
	assert_int_equal(writer_figures(writer).lost, 1);
	assert_int_equal(rename(away, test.name), 0);
	assert_int_equal(writer_do(writer, add_note, &second), 0);
	assert_int_equal(writer_health(writer), 0);
	assert_int_equal(db_present(db), 0);
	writer_close(writer);
	db_close(db);
	test_db_drop(&test);
}

/* The names of a backup in the making, and what a file of one line holds. */
struct paths {
	char whole[96], partial[112], journal[128], url[112];
};

static struct paths
backup_paths(void)
{
	struct paths paths;

	snprintf(paths.whole, sizeof paths.whole, "/tmp/dangjian-test-backup-%d.db", (int)getpid());
	snprintf(paths.partial, sizeof paths.partial, "%s.partial", paths.whole);
	snprintf(paths.journal, sizeof paths.journal, "%s-journal", paths.partial);
	snprintf(paths.url, sizeof paths.url, "sqlite:%s", paths.whole);
	unlink(paths.whole);
	unlink(paths.partial);
	return paths;
}

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void
a_backup_is_the_same_database(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		const struct paths paths = backup_paths();
		struct arena *arena = arena_new(ARENA_REQUEST_MAX);
		struct db *db = open_new(test.url, &schema), *copy;
		int findings = 0;
		int64_t count = 0;

		/* what an attempt that was cut off left is thrown away */
		write_file(paths.partial, "half");
		write_file(paths.journal, "half");
		write_entry(db, arena, "{}", 7);
		assert_int_equal(db_exec(db, "insert into note (id, name) values (3, '三')", NO_ARGS, NULL), 0);
		assert_int_equal(store_backup(db, &schema, paths.whole), 0);
		assert_int_equal(access(paths.partial, F_OK), -1);
		assert_int_equal(access(paths.journal, F_OK), -1);
		assert_int_equal(store_backup(db, &schema, paths.whole), FAIL_INPUT);
		assert_int_equal(db_open(paths.url, DB_READ, &copy), 0);
		assert_int_equal(journal_verify(copy, count_findings, &findings), 0);
		assert_int_equal(schema_compare(copy, &schema, count_findings, &findings), 0);
		assert_int_equal(schema_guarded(copy, &schema, count_findings, &findings), 0);
		assert_int_equal(findings, 0);
		assert_int_equal(db_number(copy, "select count(*) from note where name = '三'", NO_ARGS, &count), 0);
		assert_int_equal(count, 1);
		assert_int_equal(db_exec(copy, "delete from note", NO_ARGS, NULL), FAIL_UNAVAILABLE);
		db_close(copy);
		unlink(paths.whole);
		db_close(db);
		arena_free(arena);
	}
}

static void
a_backup_that_fails_leaves_no_file(void **state)
{
	(void)state;
	FOR_EACH_ENGINE(test) {
		const struct paths paths = backup_paths();
		struct db *db = open_new(test.url, &schema);
		int claimed;

		/* another process writes the same backup */
		assert_int_equal(file_claim(paths.partial, &claimed), 0);
		assert_int_equal(store_backup(db, &schema, paths.whole), FAIL_UNAVAILABLE);
		assert_non_null(strstr(failure_text(LANG_EN), "in use"));
		assert_int_equal(access(paths.partial, F_OK), 0);
		/* which gets the name meanwhile */
		assert_int_equal(file_publish(claimed, paths.partial, paths.whole), 0);
		close(claimed);
		assert_int_equal(store_backup(db, &schema, paths.whole), FAIL_INPUT);
		write_file(paths.partial, "draft");
		assert_int_equal(file_claim(paths.partial, &claimed), 0);
		assert_int_equal(file_publish(claimed, paths.partial, paths.whole), FAIL_INPUT);
		close(claimed);
		unlink(paths.partial);
		unlink(paths.whole);
		assert_int_equal(store_backup(db, &schema, "/nonexistent/x.db"), FAIL_SYSTEM);
		/* a table is gone, so the copy cannot be whole */
		if (test.engine == ENGINE_POSTGRESQL) {
			assert_int_equal(db_exec(db, "drop table note", NO_ARGS, NULL), 0);
			assert_int_equal(store_backup(db, &schema, paths.whole), FAIL_SYSTEM);
			assert_int_equal(access(paths.partial, F_OK), -1);
			assert_int_equal(access(paths.whole, F_OK), -1);
		}
		db_close(db);
	}
}

/* Turns over bytes of a page in the middle of the file. */
static void
damage(const char *path)
{
	char page[4096];
	FILE *file = fopen(path, "r+");

	assert_non_null(file);
	memset(page, 0x5a, sizeof page);
	for (long at = 2; at < 8; at++) {
		assert_int_equal(fseek(file, at * (long)sizeof page, SEEK_SET), 0);
		assert_int_equal(fwrite(page, 1, 64, file), 64);
	}
	assert_int_equal(fclose(file), 0);
}

static void
a_damaged_database_makes_no_backup(void **state)
{
	const struct paths paths = backup_paths();
	struct test_db test;
	struct db *db;

	(void)state;
	test_db_new(&test, 0);
	db = open_new(test.url, &schema);
	db_close(db);
	damage(test.name);
	assert_int_equal(db_open(test.url, DB_READ, &db), 0);
	assert_int_equal(store_backup(db, &schema, paths.whole), FAIL_SYSTEM);
	assert_non_null(strstr(failure_text(LANG_EN), "damaged"));
	db_close(db);
	assert_int_equal(access(paths.whole, F_OK), -1);
	assert_int_equal(access(paths.partial, F_OK), -1);
	test_db_drop(&test);
}

static void
DP_16_ids_are_sealed_and_found_by_keyed_hash(void **state)
{
	static const char path[] = "/tmp/dangjian-test-secret.key";
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	struct secret secret, other = {{1}};
	char *sealed, *again, *text, hash[LOOKUP_TEXT], other_hash[LOOKUP_TEXT];

	(void)state;
	unlink(path);
	assert_int_equal(secret_create(path), 0);
	assert_int_equal(secret_create(path), FAIL_INPUT);
	assert_int_equal(secret_load(path, &secret), 0);
	assert_int_equal(secret_seal(&secret, arena, "11010519491231002X", &sealed), 0);
	assert_int_equal(secret_seal(&secret, arena, "11010519491231002X", &again), 0);
	assert_string_not_equal(sealed, again);
	assert_null(strstr(sealed, "1101"));
	assert_int_equal(secret_open(&secret, arena, sealed, &text), 0);
	assert_string_equal(text, "11010519491231002X");
	assert_int_equal(secret_open(&other, arena, sealed, &text), FAIL_SYSTEM);
	sealed[3] = sealed[3] == 'A' ? 'B' : 'A';
	assert_int_equal(secret_open(&secret, arena, sealed, &text), FAIL_SYSTEM);
	assert_int_equal(secret_open(&secret, arena, "", &text), FAIL_SYSTEM);
	secret_lookup(&secret, "11010519491231002X", hash);
	secret_lookup(&other, "11010519491231002X", other_hash);
	assert_string_not_equal(hash, other_hash);
	unlink(path);
	assert_int_equal(secret_load(path, &secret), FAIL_SYSTEM);
	arena_free(arena);
}

/* Each altered by one statement that another undoes: no two states have the same digest. */
static void
a_copy_that_says_anything_else_is_told_from_it(void **state)
{
	static const char *const changes[][2] = {
		{"update note set name = '乙' where id = 1", "update note set name = '甲' where id = 1"},
		{"update note set since = 8 where id = 1", "update note set since = 7 where id = 1"},
		{"update note set since = null where id = 1", "update note set since = 7 where id = 1"},
		{"update note set since = 0 where id = 2", "update note set since = null where id = 2"},
		{"update note set name = '甲乙', extra = '' where id = 1", "update note set name = '甲', extra = '乙' where id = 1"},
		{"delete from note where id = 2", "insert into note (id, name) values (2, '丙')"},
		{"update note set id = 3 where id = 2", "update note set id = 2 where id = 3"},
	};

	(void)state;
	FOR_EACH_ENGINE(test) {
		struct db *from = open_new(test.url, &schema), *to;
		struct copied copied[3] = {{0}};
		struct test_db other;

		assert_int_equal(db_exec(from, "insert into note (id, name, since, extra) values (1, '甲', 7, '乙')", NO_ARGS, NULL), 0);
		assert_int_equal(db_exec(from, "insert into note (id, name) values (2, '丙')", NO_ARGS, NULL), 0);
		test_db_new(&other, 0);
		assert_int_equal(db_open(other.url, DB_CREATE, &to), 0);
		assert_int_equal(db_begin_write(to), 0);
		assert_int_equal(store_copy(from, to, &schema, NULL, copied), 0);
		assert_int_equal(db_commit(to), 0);
		assert_int_equal(copied[2].rows, 2);
		assert_int_equal(store_compare(to, &schema, NULL, copied), 0);
		for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
			assert_int_equal(db_exec(to, changes[i][0], NO_ARGS, NULL), 0);
			assert_int_equal(store_compare(to, &schema, NULL, copied), FAIL_SYSTEM);
			assert_non_null(strstr(failure_text(LANG_EN), "note"));
			assert_int_equal(db_exec(to, changes[i][1], NO_ARGS, NULL), 0);
			assert_int_equal(store_compare(to, &schema, NULL, copied), 0);
		}
		db_close(to);
		test_db_drop(&other);
		db_close(from);
	}
}

static void
a_missing_database_is_named(void **state)
{
	struct db *db;

	(void)state;
	assert_int_equal(db_open("sqlite:/tmp/no-such-folder/x.db", DB_WRITE, &db), FAIL_SYSTEM);
	assert_int_equal(db_open("mysql:x", DB_WRITE, &db), FAIL_INPUT);
	assert_int_equal(db_open("postgresql:///x?host=/nowhere", DB_WRITE, &db), FAIL_UNAVAILABLE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_come_back_as_they_went),
		cmocka_unit_test(a_walked_query_gives_every_row_once),
		cmocka_unit_test(a_failure_on_its_way_is_told),
		cmocka_unit_test(what_is_supposed_vanishes),
		cmocka_unit_test(the_writer_tells_whose_statement_failed),
		cmocka_unit_test(installations_of_one_server_do_not_wait_for_each_other),
		cmocka_unit_test(every_statement_prepares_on_the_engine),
		cmocka_unit_test(an_upgraded_schema_equals_a_fresh_one),
		cmocka_unit_test(a_newer_database_is_refused),
		cmocka_unit_test(the_journal_shows_every_alteration),
		cmocka_unit_test(the_journal_does_not_follow_a_clock_set_back),
		cmocka_unit_test(refused_work_leaves_no_trace_in_its_group),
		cmocka_unit_test(a_writer_within_writes_with_its_caller_s_transaction),
		cmocka_unit_test(the_writer_counts_its_groups),
		cmocka_unit_test(a_file_that_was_moved_takes_no_more),
		cmocka_unit_test(a_backup_is_the_same_database),
		cmocka_unit_test(a_backup_that_fails_leaves_no_file),
		cmocka_unit_test(a_damaged_database_makes_no_backup),
		cmocka_unit_test(DP_16_ids_are_sealed_and_found_by_keyed_hash),
		cmocka_unit_test(a_copy_that_says_anything_else_is_told_from_it),
		cmocka_unit_test(a_missing_database_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
