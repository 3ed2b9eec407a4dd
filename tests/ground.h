/* A small registry for tests: a fresh database and short ways to put records into it. */
#ifndef DANGJIAN_TESTS_GROUND_H
#define DANGJIAN_TESTS_GROUND_H

#include "db.h"
#include "party/tables.h"
#include "registry/input.h"
#include "registry/list.h"

struct ground {
	struct arena *arena;
	struct db *db;
	struct schema schema;
	struct secret secret;
	struct act act;
	struct edit edit;
};

static inline void
ground_open(struct ground *ground, const char *url)
{
	*ground = (struct ground){.arena = arena_new(ARENA_IMPORT_MAX), .secret = {{7}}};
	if (party_schema(ground->arena, &ground->schema) < 0 ||
	    db_open(url, DB_CREATE, &ground->db) < 0 || db_begin_write(ground->db) < 0 ||
	    schema_upgrade(ground->db, &ground->schema) < 0 || db_commit(ground->db) < 0)
		test_failed("ground_open");
}

static inline void
ground_close(struct ground *ground)
{
	db_close(ground->db);
	arena_free(ground->arena);
}

static inline void
ground_begin(struct ground *ground)
{
	if (db_begin_write(ground->db) < 0 ||
	    act_begin(&ground->act, ground->db, ground->arena, "cli:test", day_of(2026, 11, 21), 1000) < 0)
		test_failed("ground_begin");
	ground->edit = (struct edit){.act = &ground->act, .secret = &ground->secret};
}

static inline int64_t
ground_commit(struct ground *ground)
{
	if (act_end(&ground->act, &(struct entry){"test", "", 0, 0, "{}"}) < 0 || db_commit(ground->db) < 0)
		test_failed("ground_commit");
	return ground->act.number;
}

struct pair {
	const char *name, *text; /* a list of them ends with a null name; an empty text is left out */
};

/* Adds a record from texts, as a form would. */
static inline int64_t
ground_add(struct ground *ground, const struct kind *kind, day_no since, const struct pair *pairs)
{
	struct record *record = record_new(ground->arena, kind);

	record->since = since;
	for (; pairs->name; pairs++)
		if (field_read(ground->arena, &kind->fields[field_index(kind, pairs->name)], pairs->text,
		               record_value(record, pairs->name)) < 0)
			test_failed(pairs->name);
	if (record_check(ground->db, record) < 0 || record_add(&ground->edit, record) < 0)
		test_failed(kind->name);
	return record->id;
}

/* Adds a record of up to three whole-number fields. */
static inline int64_t
ground_link(struct ground *ground, const struct kind *kind, day_no since, const char *a, int64_t a_value,
            const char *b, int64_t b_value, const char *c, int64_t c_value)
{
	struct record *record = record_new(ground->arena, kind);

	record->since = since;
	*record_value(record, a) = INT(a_value);
	if (b)
		*record_value(record, b) = INT(b_value);
	if (c)
		*record_value(record, c) = INT(c_value);
	if (record_check(ground->db, record) < 0 || record_add(&ground->edit, record) < 0)
		test_failed(kind->name);
	return record->id;
}

static inline int64_t
ground_post(struct ground *ground, int64_t body, int64_t person, int position)
{
	struct record *record = record_new(ground->arena, &post_kind);

	record->since = day_of(2020, 1, 1);
	*record_value(record, "body") = INT(body);
	*record_value(record, "person") = INT(person);
	*record_value(record, "position") = INT(position);
	*record_value(record, "origin") = INT(ELECTED);
	if (record_check(ground->db, record) < 0 || record_add(&ground->edit, record) < 0)
		test_failed("post");
	return record->id;
}

/* A full member's relation. */
static inline int64_t
ground_member(struct ground *ground, int64_t person, int64_t body, day_no since)
{
	struct record *record = record_new(ground->arena, &membership_kind);

	record->since = since;
	*record_value(record, "person") = INT(person);
	*record_value(record, "body") = INT(body);
	*record_value(record, "category") = INT(FULL_MEMBER);
	*record_value(record, "joined") = INT(day_of(2010, 7, 1));
	if (record_check(ground->db, record) < 0 || record_add(&ground->edit, record) < 0)
		test_failed("membership");
	return record->id;
}

/* Changes one field from a day on. */
static inline void
ground_set(struct ground *ground, const struct kind *kind, int64_t id, const char *field, struct value value,
           day_no from)
{
	struct value values[32] = {0};
	bool given[32] = {0};

	values[field_index(kind, field)] = value;
	given[field_index(kind, field)] = true;
	if (record_change(&ground->edit, kind, id, from, values, given) < 0)
		test_failed(field);
}

#endif
