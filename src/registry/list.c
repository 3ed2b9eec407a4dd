#include "registry/list.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "base/text.h"
#include "registry/count_cache.h"
#include "registry/gram.h"
#include "registry/list_draft.h"
#include "registry/tables.h"
#include "store/journal.h"

#define CURSOR_MAX 1024
#define STARTING 4 /* times a page's rows that are read where they come by the beginnings of titles */

/* --- order and paging -------------------------------------------------------------- */

static int
unknown_sort(const struct kind *kind, const char *name)
{
	struct buf names;
	int status;

	buf_init(&names, FAIL_TEXT_MAX);
	for (size_t i = 0; i < kind->field_count; i++)
		if ((kind->fields[i].flags & (SHOW_SORT | PERSONAL)) == SHOW_SORT)
			buf_printf(&names, "%s%s", names.len ? ", " : "", kind->fields[i].name);
	status = fail(FAIL_INPUT, NULL, "sort", "不能按 %s 排序；可以按：%s。",
	              "%s is no order here; allowed are: %s.", name, buf_text(&names));
	buf_free(&names);
	return status;
}

static int
choose_sort(struct draft *draft)
{
	const struct kind *kind = draft->query->kind;
	const char *name = draft->query->sort;
	int index;

	if (!name || !*name)
		name = kind->order;
	if (!name) {
		index = kind->title ? field_index(kind, kind->title) : -1;
		if (index >= 0 && (kind->fields[index].flags & (SHOW_SORT | PERSONAL)) == SHOW_SORT)
			draft->sort = &kind->fields[index];
		return 0;
	}
	if (*name == '-') {
		draft->descending = true;
		name++;
	}
	index = field_index(kind, name);
	if (index < 0 || (kind->fields[index].flags & (SHOW_SORT | PERSONAL)) != SHOW_SORT)
		return unknown_sort(kind, name);
	draft->sort = &kind->fields[index];
	return 0;
}

/* A cursor is "id" or "id:value" in base64, so that nobody builds on its inside. */
static char *
make_cursor(struct arena *arena, const struct draft *draft, const struct record *last)
{
	char plain[CURSOR_MAX], *cursor;
	const struct value *value;
	size_t len, room;

	if (draft->sort) {
		value = record_value(last, draft->sort->name);
		len = field_is_text(draft->sort)
		        ? (size_t)snprintf(plain, sizeof plain, "%" PRId64 ":%s", last->id,
		                           value->type == VALUE_NULL ? "" : value->text)
		        : (size_t)snprintf(plain, sizeof plain, "%" PRId64 ":%" PRId64, last->id,
		                           value->type == VALUE_NULL ? -1 : value->number);
	} else {
		len = (size_t)snprintf(plain, sizeof plain, "%" PRId64, last->id);
	}
	if (len >= sizeof plain)
		return NULL;
	room = sodium_base64_encoded_len(len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	cursor = arena_alloc(arena, room);
	if (cursor)
		sodium_bin2base64(cursor, room, (const unsigned char *)plain, len,
		                  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return cursor;
}

static int
bad_cursor(void)
{
	return fail(FAIL_INPUT, NULL, "page", "page 只能取上一页给出的 next。",
	            "page takes what the previous page gave as next.");
}

/* The row that a page stands behind; 1, or 0 where it is the first. */
static int
read_cursor(const struct draft *draft, struct cursor *ret_cursor)
{
	const char *page = draft->query->page;
	struct cursor cursor = {0};
	char *plain, *colon;
	size_t len;

	if (!page || !*page)
		return 0;
	plain = arena_alloc(draft->arena, strlen(page) + 1);
	if (!plain)
		return FAIL_MEMORY;
	if (sodium_base642bin((unsigned char *)plain, strlen(page), page, strlen(page), NULL, &len, NULL,
	                      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 || !utf8_valid(plain, len))
		return bad_cursor();
	colon = strchr(plain, ':');
	if ((colon != NULL) != (draft->sort != NULL))
		return bad_cursor();
	if (colon)
		*colon++ = '\0';
	if (num_parse(plain, &cursor.id) < 0)
		return bad_cursor();
	if (draft->sort && field_is_text(draft->sort))
		cursor.text = colon;
	else if (draft->sort && num_parse(colon, &cursor.number) < 0)
		return bad_cursor();
	*ret_cursor = cursor;
	return 1;
}

/* The value is asked for by itself, too: of the two together SQLite finds no beginning in an index of an expression. */
static int
add_cursor(struct draft *draft, const struct cursor *last)
{
	const char *beyond = draft->descending ? "<" : ">";
	size_t id_place = draft_argument(draft, INT(last->id)), value_place;
	char *start;

	if (!draft->sort) {
		buf_printf(&draft->sql, " and r.id %s $%zu", beyond, id_place);
		return 0;
	}
	if (draft->starting) {
		start = arena_alloc(draft->arena, START_TEXT);
		if (!start)
			return FAIL_MEMORY;
		start_of_title(last->text, start);
		buf_printf(&draft->sql, " and g.start %s= $%zu", beyond, draft_argument(draft, TEXT(start)));
	}
	value_place = draft_argument(draft, last->text ? TEXT(last->text) : INT(last->number));
	if (!(draft->sort->flags & REQUIRED) && !draft->mustered) {
		buf_puts(&draft->sql, " and ");
		sort_sql(draft->sort, "r", &draft->sql);
		buf_printf(&draft->sql, " %s= $%zu", beyond, value_place);
	}
	buf_puts(&draft->sql, " and (");
	sort_sql(draft->sort, "r", &draft->sql);
	buf_printf(&draft->sql, ", r.id) %s ($%zu, $%zu)", beyond, value_place, id_place);
	return 0;
}

static void
add_order(struct draft *draft, size_t limit)
{
	const char *direction = draft->descending ? " desc" : "";

	buf_puts(&draft->sql, " order by ");
	if (draft->starting) {
		buf_printf(&draft->sql, "g.start%s limit %zu" PLANNED_ANEW, direction, limit * STARTING);
		return;
	}
	if (draft->sort) {
		sort_sql(draft->sort, "r", &draft->sql);
		buf_printf(&draft->sql, "%s, ", direction);
	}
	buf_printf(&draft->sql, "r.id%s", direction);
	if (limit)
		buf_printf(&draft->sql, " limit %zu%s", limit, draft->mustered ? NOT_KEPT : PLANNED_ANEW);
}

/* --- running ------------------------------------------------------------------- */

static int
draft_rows(struct draft *draft, size_t limit)
{
	struct mustered mustered;
	struct cursor last;
	int behind, known = 0, status;

	buf_puts(&draft->sql, "select r.id, r.since, r.until, r.made, r.ended");
	fields_sql(draft->query->kind, "r", &draft->sql);
	status = choose_sort(draft);
	behind = status == 0 ? read_cursor(draft, &last) : status;
	if (behind >= 0)
		known = draft_muster(draft, behind ? &last : NULL, limit, &mustered);
	status = behind < 0 ? behind : known < 0 ? known : 0;
	draft->mustered = known > 0 ? &mustered : NULL;
	draft->sure = known > 0 ? mustered.sure : 0;
	draft->more = known > 0 && mustered.more && mustered.sure == 0;
	if (status == 0)
		status = draft_conditions(draft);
	if (status == 0 && behind)
		status = add_cursor(draft, &last);
	if (status == 0)
		add_order(draft, limit);
	draft->mustered = NULL; /* its time ends here */
	if (status < 0)
		return status;
	return buf_status(&draft->sql);
}

static const char *
title_of(const struct record *record)
{
	const struct value *title = record_value(record, record->kind->title);

	return title->type == VALUE_TEXT ? title->text : "";
}

/* Whether a row comes before another in the order of titles. */
static bool
precedes(const struct draft *draft, const struct record *row, const struct record *other)
{
	int order = strcmp(title_of(row), title_of(other));

	order = order ? order : row->id < other->id ? -1 : row->id > other->id;
	return draft->descending ? order > 0 : order < 0;
}

static bool
start_alike(const struct record *row, const struct record *other)
{
	char start[START_TEXT], other_start[START_TEXT];

	start_of_title(title_of(row), start);
	start_of_title(title_of(other), other_start);
	return strcmp(start, other_start) == 0;
}

/* Keeps the first `max` rows in order. */
static void
put_in_place(const struct draft *draft, struct list *list, size_t max, struct record *row)
{
	size_t at = list->count;

	if (at == max && !precedes(draft, row, list->rows[--at]))
		return;
	list->count = at + 1;
	for (; at > 0 && precedes(draft, row, list->rows[at - 1]); at--)
		list->rows[at] = list->rows[at - 1];
	list->rows[at] = row;
}

/* Rows in the order of the beginnings of their titles; 1 where too many begin alike for what is read of them. */
static int
take_starting(struct draft *draft, struct rows *rows, size_t max, struct list *list)
{
	struct record *row;
	size_t read = 0;
	int status;

	while ((status = rows_next(rows)) > 0) {
		status = record_from_row(draft->arena, draft->query->kind, rows, 0, &row);
		if (status < 0 || (list->count == max && !start_alike(row, list->rows[max - 1])))
			return status;
		put_in_place(draft, list, max, row);
		read++;
	}
	return status < 0 ? status : read == max * STARTING;
}

static int
take_rows(struct draft *draft, struct rows *rows, struct list *list)
{
	int status;

	while ((status = rows_next(rows)) > 0) {
		status = record_from_row(draft->arena, draft->query->kind, rows, 0, &list->rows[list->count]);
		if (status < 0)
			return status;
		list->count++;
	}
	return status;
}

/* One more than the page tells whether there is a next one.  1 where too many titles begin alike. */
static int
run(struct draft *draft, size_t limit, struct list *list)
{
	struct rows *rows = NULL;
	int status;

	buf_init(&draft->sql, SQL_MAX);
	status = draft_rows(draft, limit);
	if (status == 0)
		status = db_query(draft->db, buf_text(&draft->sql), draft->args, draft->count, &rows);
	if (status == 0)
		status = draft->starting ? take_starting(draft, rows, limit, list) : take_rows(draft, rows, list);
	rows_close(rows);
	buf_free(&draft->sql);
	return status;
}

/*
 * Those that begin as the last one does are read anew, in the order of titles;
 * those before it stand.  More than a page of them were read already, so that
 * the page ends among them.
 */
static int
run_alike(const struct draft *first, size_t limit, struct list *list)
{
	struct draft draft = {.db = first->db, .arena = first->arena, .query = first->query};
	const struct record *last = list->rows[list->count - 1];
	char start[START_TEXT];

	start_of_title(title_of(last), start);
	draft.alike = arena_strdup(draft.arena, start);
	draft.alike_last = arena_printf(draft.arena, "%s" RUNE_LAST, start);
	if (!draft.alike || !draft.alike_last)
		return FAIL_MEMORY;
	while (list->count > 0 && start_alike(list->rows[list->count - 1], last))
		list->count--;
	return run(&draft, limit - list->count, list);
}

int
list_run(struct db *db, struct arena *arena, const struct list_query *query, struct list *ret_list)
{
	size_t limit = query->limit ? query->limit : LIST_PAGE;
	struct draft draft = {.db = db, .arena = arena, .query = query};
	struct list list = {.rows = ARENA_ARRAY(arena, limit + 1, struct record *)};
	int status = list.rows ? run(&draft, limit + 1, &list) : FAIL_MEMORY;

	if (status > 0)
		status = run_alike(&draft, limit + 1, &list);
	while (status == 0 && (list.count < draft.sure || (draft.more && list.count <= limit))) {
		draft = (struct draft){.db = db, .arena = arena, .query = query,
		                       .asks = draft.more && draft.asks == ASK_MUSTER ? ASK_FOR_MORE : ASK_RECORDS};
		list.count = 0;
		status = run(&draft, limit + 1, &list);
	}
	if (status < 0)
		return status;
	if (list.count > limit) {
		list.count = limit;
		list.next = make_cursor(arena, &draft, list.rows[limit - 1]);
	}
	*ret_list = list;
	return 0;
}

int
list_cursor(struct arena *arena, const struct list_query *query, const struct record *last, const char **ret_cursor)
{
	struct draft draft = {.arena = arena, .query = query};
	int status = choose_sort(&draft);

	if (status < 0)
		return status;
	*ret_cursor = make_cursor(arena, &draft, last);
	return *ret_cursor ? 0 : FAIL_MEMORY;
}

/* What a count is kept under: its statement, its arguments and the state of the records. */
static int
count_key(const struct draft *draft, int64_t journal, unsigned char ret_key[COUNT_KEY])
{
	struct buf buf;
	int status;

	buf_init(&buf, SQL_MAX);
	buf_puts(&buf, buf_text(&draft->sql));
	for (size_t i = 0; i < draft->count; i++)
		if (draft->args[i].type == VALUE_TEXT)
			buf_printf(&buf, "\x1ft%s", draft->args[i].text);
		else
			buf_printf(&buf, "\x1fn%" PRId64, draft->args[i].number);
	status = buf_status(&buf);
	if (status == 0)
		count_cache_key(buf_text(&buf), buf.len, journal, ret_key);
	buf_free(&buf);
	return status;
}

static int
count_rows(struct draft *draft, struct count_cache *cache, int64_t *ret_count)
{
	unsigned char key[COUNT_KEY];
	int64_t journal;
	int status = cache ? journal_last(draft->db, &journal) : 0;

	if (status == 0 && cache)
		status = count_key(draft, journal, key);
	if (status < 0 || (cache && count_cache_find(cache, key, ret_count, 1)))
		return status;
	status = db_number(draft->db, buf_text(&draft->sql), draft->args, draft->count, ret_count);
	if (status == 0 && cache)
		count_cache_keep(cache, key, ret_count, 1);
	return status;
}

int
list_count_cached(struct count_cache *cache, struct db *db, struct arena *arena, const struct list_query *query,
                  int64_t *ret_count)
{
	struct draft draft = {.db = db, .arena = arena, .query = query, .all = true};
	int status;

	buf_init(&draft.sql, SQL_MAX);
	buf_puts(&draft.sql, "select count(*)");
	status = draft_conditions(&draft);
	if (status == 0)
		status = buf_status(&draft.sql);
	if (status == 0)
		status = count_rows(&draft, cache, ret_count);
	buf_free(&draft.sql);
	return status;
}

int
list_count(struct db *db, struct arena *arena, const struct list_query *query, int64_t *ret_count)
{
	return list_count_cached(NULL, db, arena, query, ret_count);
}

int
list_each(struct db *db, const struct list_query *query,
          int (*row)(void *arg, const struct record *record), void *arg)
{
	struct arena *arena = arena_new(ARENA_REQUEST_MAX), *row_arena = arena_new(ARENA_REQUEST_MAX);
	struct draft draft = {.db = db, .arena = arena, .query = query, .all = true};
	struct rows *rows = NULL;
	struct record *record;
	int status = arena && row_arena ? 0 : FAIL_MEMORY;

	buf_init(&draft.sql, SQL_MAX);
	if (status == 0)
		status = draft_rows(&draft, 0);
	if (status == 0)
		status = db_query(db, buf_text(&draft.sql), draft.args, draft.count, &rows);
	while (status >= 0 && rows && (status = rows_next(rows)) > 0) {
		arena_reset(row_arena);
		status = record_from_row(row_arena, query->kind, rows, 0, &record);
		if (status == 0)
			status = row(arg, record);
	}
	rows_close(rows);
	buf_free(&draft.sql);
	arena_free(row_arena);
	arena_free(arena);
	return status;
}

int
list_referring(struct db *db, struct arena *arena, const struct kind *kind, const char *field, int64_t id,
               size_t max, struct list *ret_list)
{
	struct list list = {.rows = ARENA_ARRAY(arena, max, struct record *)};
	struct rows *rows = NULL;
	struct buf sql;
	int status = list.rows ? 0 : FAIL_MEMORY;

	buf_init(&sql, SQL_MAX);
	buf_puts(&sql, "select r.id, r.since, r.until, r.made, r.ended");
	fields_sql(kind, "r", &sql);
	buf_printf(&sql, " from %s r where r.%s = $1 and r.ended is null order by r.since desc, r.id desc limit %zu",
	           kind->name, field, max);
	if (status == 0)
		status = buf_status(&sql);
	if (status == 0)
		status = db_query(db, buf_text(&sql), ARGS(INT(id)), &rows);
	while (status >= 0 && rows && list.count < max && (status = rows_next(rows)) > 0) {
		status = record_from_row(arena, kind, rows, 0, &list.rows[list.count]);
		if (status == 0)
			list.count++;
	}
	rows_close(rows);
	buf_free(&sql);
	if (status < 0)
		return status;
	*ret_list = list;
	return 0;
}

/* --- placement ----------------------------------------------------------------- */

STATEMENT(path_on, "select path from placement where subject = $1 and ended is null and since <= $2"
                   " and until > $2");
STATEMENT(body_of_person, "select body from membership where person = $1 and ended is null and since <= $2"
                          " and until > $2 limit 1");

int
placement_path(struct db *db, struct arena *arena, int64_t subject, day_no on, const char **ret_path)
{
	struct rows *rows;
	int status = db_query(db, path_on, ARGS(INT(subject), INT(on)), &rows);

	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		*ret_path = rows_dup(rows, 0, arena);
		status = *ret_path ? 0 : FAIL_MEMORY;
	} else if (status == 0) {
		status = fail(FAIL_NOT_FOUND, "OPIN-6.7", NULL, "这一天它不在组织架构中。",
		              "It has no place in the tree on that day.");
	}
	rows_close(rows);
	return status;
}

int
record_path(struct db *db, struct arena *arena, const struct record *record, day_no on,
            const char **ret_path)
{
	int64_t subject = 0;
	int status = 0;

	switch (record->kind->anchor) {
	case ANCHOR_SELF:
		subject = record->id;
		break;
	case ANCHOR_BODY:
		subject = record_value(record, "body")->number;
		break;
	case ANCHOR_UNIT:
		subject = record_value(record, "unit")->number;
		break;
	case ANCHOR_UNIT_OR_BODY:
		subject = record_value(record, "unit")->number;
		if (subject == 0)
			subject = record_value(record, "body")->number;
		break;
	case ANCHOR_MATTER:
		subject = record_value(record, "body")->number;
		if (subject == 0)
			subject = record_value(record, "unit")->number;
		break;
	case ANCHOR_PERSON:
		status = db_number(db, body_of_person, ARGS(INT(record->id), INT(on)), &subject);
		break;
	}
	return status < 0 ? status : placement_path(db, arena, subject, on, ret_path);
}
