/*
 * What a list is asked: the first line is the kind, the second the arguments
 * as in an address.  Whatever they are, the answer is a page of the list or a
 * sentence, never a failure of the database.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "party/tables.h"
#include "registry/list.h"
#include "target.h"
#include "web/form.h"

/* A database with all tables and no records, made once. */
static struct db *
open_scratch(void)
{
	static struct db *db;
	struct schema schema;
	struct arena *arena;

	if (db)
		return db;
	arena = arena_new(ARENA_REQUEST_MAX);
	if (!arena || party_schema(arena, &schema) < 0 || db_open("sqlite:", DB_SCRATCH, &db) < 0 ||
	    db_begin_write(db) < 0 || schema_upgrade(db, &schema) < 0 || db_commit(db) < 0)
		abort();
	arena_free(arena);
	return db;
}

static void
take(struct list_query *query, struct filter filters[FILTERS_MAX], const struct form_pair *pair)
{
	if (strcmp(pair->name, "q") == 0)
		query->search = pair->value;
	else if (strcmp(pair->name, "sort") == 0)
		query->sort = pair->value;
	else if (strcmp(pair->name, "page") == 0)
		query->page = pair->value;
	else if (strcmp(pair->name, "as_of") == 0)
		day_parse(pair->value, &query->as_of);
	else if (query->filter_count < FILTERS_MAX)
		filters[query->filter_count++] = (struct filter){pair->name, pair->value};
}

static void
must_be_refusal(int status)
{
	const char *zh = failure_text(LANG_ZH), *en = failure_text(LANG_EN);

	if (status == 0)
		return;
	MUST(status == FAIL_INPUT || status == FAIL_TOO_LARGE || status == FAIL_MEMORY);
	MUST(*zh && *en && utf8_valid(zh, strlen(zh)) && utf8_valid(en, strlen(en)));
}

static void
check(struct arena *arena, const struct kind *kind, const struct form *form)
{
	struct filter filters[FILTERS_MAX];
	struct list_query query = {.kind = kind, .as_of = 20778, .filters = filters};
	struct list list;
	int64_t count;
	int status;

	for (size_t i = 0; i < form->count; i++)
		take(&query, filters, &form->pairs[i]);
	status = list_run(open_scratch(), arena, &query, &list);
	must_be_refusal(status);
	MUST(status < 0 || list.count == 0);
	query.page = NULL;
	status = list_count(open_scratch(), arena, &query, &count);
	must_be_refusal(status);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX);
	char *name = arena ? arena_strndup(arena, (const char *)bytes, len) : NULL;
	char *line = name ? strchr(name, '\n') : NULL;
	const struct kind *kind;
	struct form form;

	if (line) {
		*line++ = '\0';
		kind = kind_find(name);
		if (kind && form_parse_urlencoded(arena, line, strcspn(line, "\n"), &form) == 0)
			check(arena, kind, &form);
	}
	arena_free(arena);
	return 0;
}
