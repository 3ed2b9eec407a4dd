/*
 * A small city for the tests of this floor: an installation on a throw-away
 * database with cheap passwords, and actions run in it.
 */
#ifndef DANGJIAN_TESTS_PARTY_GROUND_H
#define DANGJIAN_TESTS_PARTY_GROUND_H

#include "../db.h"
#include "party/accounts.h"
#include "party/action.h"
#include "party/tables.h"
#include "party/verify.h"

#define TODAY day_of(2026, 11, 21)
#define NOW ((int64_t)1795000000)

struct ground {
	struct arena *arena;
	struct installation *installation;
	struct db *db;           /* for reading */
	char key[600];
	struct actor operator;
	day_no today;
	int64_t at;
};

/* The least argon2id allows: the tests hash hundreds of passwords. */
#define CHEAP ((struct password_cost){1, 8192})

static inline void
ground_schema(struct ground *ground, const char *url)
{
	struct secret secret;
	struct schema schema;
	struct db *db;

	if (secret_create(ground->key) < 0 || secret_load(ground->key, &secret) < 0 ||
	    party_schema(ground->arena, &schema) < 0 || db_open(url, DB_CREATE, &db) < 0 ||
	    db_begin_write(db) < 0 || schema_upgrade(db, &schema) < 0 ||
	    installation_mark_key(db, &secret) < 0 || db_commit(db) < 0)
		test_failed("ground_schema");
	db_close(db);
}

static inline void
ground_open(struct ground *ground, const struct test_db *test)
{
	*ground = (struct ground){.arena = arena_new(ARENA_REQUEST_MAX), .today = TODAY, .at = NOW};
	snprintf(ground->key, sizeof ground->key, "%s%s.key", test->engine == ENGINE_SQLITE ? "" : "/tmp/dangjian-",
	         test->name);
	unlink(ground->key);
	ground_schema(ground, test->url);
	if (installation_open(test->url, ground->key, &ground->installation) < 0 ||
	    db_open(test->url, DB_READ, &ground->db) < 0 ||
	    actor_operator(ground->arena, "test", &ground->operator) < 0)
		test_failed("ground_open");
	ground->installation->cost = CHEAP;
}

static inline void
ground_close(struct ground *ground)
{
	db_close(ground->db);
	installation_close(ground->installation);
	unlink(ground->key);
	arena_free(ground->arena);
}

static inline int
act_with(struct ground *ground, const struct actor *actor, struct outcome *ret_outcome, const char *name,
         va_list args)
{
	const struct call call = {ground->installation, ground->db, actor, ground->arena, ground->today, ground->at};
	struct input inputs[32];
	struct outcome outcome = {0};
	size_t count = 0;
	const char *word;
	int status;

	while ((word = va_arg(args, const char *))) {
		inputs[count].name = word;
		inputs[count++].text = va_arg(args, const char *);
	}
	status = action_run(&call, name, inputs, count, 0, &outcome);
	if (status == 0 && ret_outcome)
		*ret_outcome = outcome;
	return status;
}

/* Runs an action with inputs given as name, text, …, NULL. */
static inline int __attribute__((sentinel))
act_as(struct ground *ground, const struct actor *actor, struct outcome *ret_outcome, const char *name, ...)
{
	va_list args;
	int status;

	va_start(args, name);
	status = act_with(ground, actor, ret_outcome, name, args);
	va_end(args);
	return status;
}

/* As the operator, where the test depends on its working; gives the first identity. */
static inline int64_t __attribute__((sentinel))
made(struct ground *ground, const char *name, ...)
{
	struct outcome outcome = {0};
	va_list args;

	va_start(args, name);
	if (act_with(ground, &ground->operator, &outcome, name, args) < 0)
		test_failed(name);
	va_end(args);
	return outcome.id_count ? outcome.ids[0] : 0;
}

/* A number as text, from the ground's arena. */
static inline const char *
text_of(struct ground *ground, int64_t number)
{
	return arena_printf(ground->arena, "%lld", (long long)number);
}

static inline void
print_finding(void *arg, struct bilingual finding)
{
	(void)arg;
	fprintf(stderr, "%s\n", finding.en);
}

/* All that must hold between records holds. */
static inline void
expect_sound(struct ground *ground)
{
	assert_int_equal(verify(ground->db, &ground->installation->schema, print_finding, NULL), 0);
}

static inline struct actor
actor_named(struct ground *ground, const char *name)
{
	struct actor actor;

	if (actor_by_name(ground->db, ground->arena, name, ground->today, &actor) < 0)
		test_failed(name);
	actor.must_change = false;
	return actor;
}

#endif
