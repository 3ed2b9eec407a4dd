/*
 * A throw-away database for a test: a temporary SQLite file, or a schema of
 * its own in the cluster named by DANGJIAN_TEST_PG (tools/with_postgresql).
 */
#ifndef DANGJIAN_TESTS_DB_H
#define DANGJIAN_TESTS_DB_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "store/db.h"

struct test_db {
	enum db_engine engine;
	char url[512];
	char name[64]; /* the file, or the schema */
};

/* SQLite always; PostgreSQL where a cluster runs. */
static inline int
test_engines(void)
{
	return getenv("DANGJIAN_TEST_PG") ? 2 : 1;
}

static inline void
test_failed(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, failure_text(LANG_EN));
	abort();
}

static inline void
test_db_new(struct test_db *test, int engine)
{
	static int count;
	struct db *db;
	char sql[96];

	test->engine = engine == 0 ? ENGINE_SQLITE : ENGINE_POSTGRESQL;
	if (engine == 0) {
		snprintf(test->name, sizeof test->name, "/tmp/dangjian-test-%d-%d.db", (int)getpid(), count++);
		unlink(test->name);
		snprintf(test->url, sizeof test->url, "sqlite:%s", test->name);
		return;
	}
	snprintf(test->name, sizeof test->name, "t%d_%d", (int)getpid(), count++);
	snprintf(test->url, sizeof test->url, "%s&options=-csearch_path%%3D%s", getenv("DANGJIAN_TEST_PG"),
	         test->name);
	snprintf(sql, sizeof sql, "create schema %s", test->name);
	if (db_open(getenv("DANGJIAN_TEST_PG"), DB_CREATE, &db) < 0 || db_exec(db, sql, NO_ARGS, NULL) < 0)
		test_failed("test schema");
	db_close(db);
}

static inline void
test_db_drop(struct test_db *test)
{
	struct db *db;
	char sql[96];

	if (test->engine == ENGINE_SQLITE) {
		static const char *const tails[] = {"", "-wal", "-shm", ".key"};

		for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
			snprintf(sql, sizeof sql, "%s%s", test->name, tails[i]);
			unlink(sql);
		}
		return;
	}
	snprintf(sql, sizeof sql, "drop schema %s cascade", test->name);
	if (db_open(getenv("DANGJIAN_TEST_PG"), DB_CREATE, &db) < 0 || db_exec(db, sql, NO_ARGS, NULL) < 0)
		test_failed("test schema");
	db_close(db);
}

/* Runs `body` once on each engine. */
#define FOR_EACH_ENGINE(test)                                                  \
	for (int engine_ = 0; engine_ < test_engines(); engine_++)             \
		for (struct test_db test = {0}, *once_ = (test_db_new(&test, engine_), &test); once_; \
		     once_ = (test_db_drop(&test), (struct test_db *)NULL))

#endif
