#include "registry/gram.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/sorter.h"
#include "base/text.h"

#define SQL_MAX ((size_t)8 << 10)
#define TOGETHER 16 /* pairs of one statement */

bool
field_is_searched(const struct kind *kind, const struct field *field)
{
	return !kind->persons && (field->flags & (SHOW_SEARCH | PERSONAL)) == SHOW_SEARCH;
}

bool
kind_is_searched(const struct kind *kind)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (field_is_searched(kind, &kind->fields[i]))
			return true;
	return false;
}

/* --- pairs ------------------------------------------------------------------------ */

static uint32_t
small(uint32_t rune)
{
	return rune >= 'A' && rune <= 'Z' ? rune - 'A' + 'a' : rune;
}

static void
add_text(const char *text, struct grams *grams)
{
	uint32_t rune = small(utf8_next(&text)), next;

	for (; rune != 0 && rune != RUNE_BAD && grams->count < GRAMS_MAX; rune = next) {
		char *gram = grams->at[grams->count++];
		size_t len = utf8_put(rune, gram);

		next = small(utf8_next(&text));
		if (next != 0 && next != RUNE_BAD)
			utf8_put(next, gram + len);
	}
}

static int
compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void
put_in_order(struct grams *grams)
{
	size_t kept = 0;

	qsort(grams->at, grams->count, GRAM_TEXT, compare);
	for (size_t i = 0; i < grams->count; i++)
		if (kept == 0 || strcmp(grams->at[kept - 1], grams->at[i]) != 0)
			memmove(grams->at[kept++], grams->at[i], GRAM_TEXT);
	grams->count = kept;
}

void
start_of_title(const char *title, char ret_start[START_TEXT])
{
	const char *end = title ? title : "", *from = end;

	for (int i = 0; *end && i < START_RUNES; i++)
		utf8_next(&end);
	memcpy(ret_start, from, (size_t)(end - from));
	ret_start[end - from] = '\0';
}

void
grams_of_text(const char *text, struct grams *ret_grams)
{
	ret_grams->count = 0;
	*ret_grams->start = '\0';
	add_text(text, ret_grams);
	put_in_order(ret_grams);
}

void
grams_of_values(const struct kind *kind, const struct value *values, struct grams *ret_grams)
{
	const struct value *title = kind->title ? &values[field_index(kind, kind->title)] : NULL;

	ret_grams->count = 0;
	start_of_title(title && title->type == VALUE_TEXT ? title->text : NULL, ret_grams->start);
	for (size_t i = 0; i < kind->field_count; i++)
		if (field_is_searched(kind, &kind->fields[i]) && values[i].type == VALUE_TEXT)
			add_text(values[i].text, ret_grams);
	put_in_order(ret_grams);
}

bool
grams_are_same(const struct kind *kind, const struct value *a, const struct value *b)
{
	if (kind->derive) /* what follows from the first day may be about to change */
		return false;
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field *field = &kind->fields[i];

		if ((field_is_searched(kind, field) || (kind->title && strcmp(field->name, kind->title) == 0)) &&
		    !value_equals(&a[i], &b[i]))
			return false;
	}
	return true;
}

/* --- the table ---------------------------------------------------------------------- */

/* A statement on some pairs of one record: $1 is its identity, $2 the beginning of its title, the pairs follow. */
static int
run(struct db *db, struct buf *sql, int64_t id, const struct grams *grams, size_t at, size_t count)
{
	struct value args[2 + TOGETHER] = {INT(id), TEXT(grams->start)};
	int status = buf_status(sql);

	for (size_t i = 0; i < count; i++)
		args[2 + i] = TEXT(grams->at[at + i]);
	if (status < 0)
		return status;
	return db_exec(db, buf_text(sql), args, 2 + count, NULL);
}

static void
add_places(struct buf *sql, const char *open, size_t count, const char *between)
{
	for (size_t i = 0; i < count; i++)
		buf_printf(sql, "%s%s$%zu", i ? between : "", open, i + 3);
}

/* No "on conflict": an import's check writes to a view. */
static void
insert_sql(const struct kind *kind, size_t count, struct buf *sql)
{
	buf_printf(sql, "insert into %s_gram (gram, start, id) select v.column1, cast($2 as text), cast($1 as bigint)"
	                " from (values (", kind->name);
	add_places(sql, "", count, "), (");
	buf_printf(sql, ")) v where not exists (select 1 from %s_gram g where g.gram = v.column1"
	                " and g.start = cast($2 as text) and g.id = cast($1 as bigint))", kind->name);
}

static void
delete_sql(const struct kind *kind, size_t count, struct buf *sql)
{
	buf_printf(sql, "delete from %s_gram where id = $1 and start = $2 and gram in (", kind->name);
	add_places(sql, "", count, ", ");
	buf_puts(sql, ")");
}

/* Runs a statement for all pairs of a record, some at a time. */
static int
run_all(struct db *db, const struct kind *kind, int64_t id, const struct grams *grams,
        void (*compose)(const struct kind *kind, size_t count, struct buf *sql))
{
	struct buf sql;
	int status = 0;

	buf_init(&sql, SQL_MAX);
	for (size_t at = 0, count; at < grams->count && status == 0; at += count) {
		count = grams->count - at < TOGETHER ? grams->count - at : TOGETHER;
		buf_clear(&sql);
		compose(kind, count, &sql);
		status = run(db, &sql, id, grams, at, count);
	}
	buf_free(&sql);
	return status;
}

int
grams_write(struct db *db, const struct kind *kind, int64_t id, const struct value *values)
{
	struct grams grams;

	if (!kind_is_searched(kind))
		return 0;
	grams_of_values(kind, values, &grams);
	return run_all(db, kind, id, &grams, insert_sql);
}

/* --- many records -------------------------------------------------------------------- */

/* "select id", the title, and the fields that are searched. */
static void
rows_sql(const struct kind *kind, const char *where, struct buf *sql)
{
	buf_printf(sql, "select id, %s", kind->title ? kind->title : "''");
	for (size_t i = 0; i < kind->field_count; i++)
		if (field_is_searched(kind, &kind->fields[i]))
			buf_printf(sql, ", %s", kind->fields[i].name);
	buf_printf(sql, " from %s%s", kind->name, where);
}

static void
grams_of_row(const struct kind *kind, const struct rows *rows, struct grams *ret_grams)
{
	int column = 2;

	ret_grams->count = 0;
	start_of_title(rows_text(rows, 1), ret_grams->start);
	for (size_t i = 0; i < kind->field_count; i++)
		if (field_is_searched(kind, &kind->fields[i])) {
			const char *text = rows_text(rows, column++);

			add_text(text ? text : "", ret_grams);
		}
	put_in_order(ret_grams);
}

static int
each_row(struct db *db, const struct kind *kind, const char *where, int64_t number,
         void (*compose)(const struct kind *kind, size_t count, struct buf *sql))
{
	struct grams grams;
	struct rows *rows;
	struct buf sql;
	int status;

	if (!kind_is_searched(kind))
		return 0;
	buf_init(&sql, SQL_MAX);
	rows_sql(kind, where, &sql);
	status = buf_status(&sql);
	if (status == 0)
		status = db_query(db, buf_text(&sql), ARGS(INT(number)), &rows);
	buf_free(&sql);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		grams_of_row(kind, rows, &grams);
		if ((status = run_all(db, kind, rows_int(rows, 0), &grams, compose)) < 0)
			break;
	}
	rows_close(rows);
	return status;
}

int
grams_forget(struct db *db, const struct kind *kind, int64_t made)
{
	return each_row(db, kind, " where made = $1", made, delete_sql);
}

int
grams_renew(struct db *db, const struct kind *kind, int64_t id)
{
	return each_row(db, kind, " where id = $1", id, insert_sql);
}

/* --- a whole kind ------------------------------------------------------------------------ */

#define FILL_ROWS "20000"                /* rows read at a time */
#define SORT_ROOM ((size_t)32 << 20)     /* bytes of pairs held before they are put aside */
#define PAIR_MAX (GRAM_TEXT + START_TEXT + sizeof(int64_t))

/* A pair as it is sorted: its two texts, each with its NUL, and the identity. */
struct pair {
	const char *gram, *start;
	int64_t id;
};

static struct pair
pair_of(const char *record)
{
	struct pair pair = {.gram = record, .start = record + strlen(record) + 1};

	memcpy(&pair.id, pair.start + strlen(pair.start) + 1, sizeof pair.id);
	return pair;
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair left = pair_of(a), right = pair_of(b);
	int order = strcmp(left.gram, right.gram);

	order = order ? order : strcmp(left.start, right.start);
	return order != 0 ? order : left.id < right.id ? -1 : left.id > right.id;
}

static int
gather(struct sorter *sorter, int64_t id, const struct grams *grams)
{
	char record[PAIR_MAX];
	int status = 0;

	for (size_t i = 0; i < grams->count && status == 0; i++) {
		char *at = stpcpy(stpcpy(record, grams->at[i]) + 1, grams->start) + 1;

		memcpy(at, &id, sizeof id);
		status = sorter_add(sorter, record, (size_t)(at - record) + sizeof id);
	}
	return status;
}

/* Gathers the pairs of the next rows, all versions of a record together; 1 where there were any. */
static int
gather_rows(struct db *db, const struct kind *kind, int64_t *after, struct sorter *sorter)
{
	struct grams grams;
	struct rows *rows;
	struct buf sql;
	int64_t from = *after;
	int status;

	buf_init(&sql, SQL_MAX);
	rows_sql(kind, " where id > $1 and id <= (select max(few.id) from (select id from ", &sql);
	buf_printf(&sql, "%s where id > $1 order by id limit " FILL_ROWS ") few) order by id", kind->name);
	status = buf_status(&sql);
	if (status == 0)
		status = db_query(db, buf_text(&sql), ARGS(INT(from)), &rows);
	buf_free(&sql);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		*after = rows_int(rows, 0);
		grams_of_row(kind, rows, &grams);
		if ((status = gather(sorter, *after, &grams)) < 0)
			break;
	}
	rows_close(rows);
	return status < 0 ? status : *after > from;
}

/* In order and each once, for versions of a record mostly hold the same: a tree of pages grows at its end alone. */
static int
write_pairs(struct db *db, const struct kind *kind, struct sorter *sorter)
{
	char last[PAIR_MAX] = "";
	const void *record;
	struct buf sql;
	size_t size, last_size = 0;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "insert into %s_gram (gram, start, id) values ($1, $2, $3)", kind->name);
	status = buf_status(&sql);
	while (status >= 0 && (status = sorter_next(sorter, &record, &size)) > 0) {
		const struct pair pair = pair_of(record);

		if (size == last_size && memcmp(record, last, size) == 0)
			continue;
		status = db_exec(db, buf_text(&sql), ARGS(TEXT(pair.gram), TEXT(pair.start), INT(pair.id)), NULL);
		memcpy(last, record, size);
		last_size = size;
	}
	buf_free(&sql);
	return status;
}

/* The pairs of all rows of a kind, in a sorter of the caller's to free. */
static int
sort_pairs(struct db *db, const struct kind *kind, struct sorter **ret_sorter)
{
	struct sorter *sorter = sorter_new(compare_pairs, SORT_ROOM);
	int64_t after = 0;
	int status = sorter ? 0 : FAIL_MEMORY;

	while (status == 0 && (status = gather_rows(db, kind, &after, sorter)) > 0)
		status = 0;
	if (status < 0)
		sorter_free(sorter);
	else
		*ret_sorter = sorter;
	return status;
}

int
grams_fill(struct db *db, const struct kind *kind)
{
	struct sorter *sorter;
	int status = kind_is_searched(kind) ? sort_pairs(db, kind, &sorter) : 0;

	if (status < 0 || !kind_is_searched(kind))
		return status;
	status = write_pairs(db, kind, sorter);
	sorter_free(sorter);
	return status;
}

/* Moves on to the first row that is no less than a pair; *more is 0 behind the last. */
static int
row_from(struct rows *rows, const struct pair *pair, int *more, int *ret_order)
{
	*ret_order = 1;
	while (*more > 0) {
		int order = strcmp(rows_text(rows, 0), pair->gram);

		order = order ? order : strcmp(rows_text(rows, 1), pair->start);
		order = order ? order : rows_int(rows, 2) < pair->id ? -1 : rows_int(rows, 2) > pair->id;
		if (order >= 0) {
			*ret_order = order;
			return 0;
		}
		*more = rows_next(rows);
	}
	return *more;
}

/* Both in order, side by side. */
static int
compare_rows(struct sorter *sorter, struct rows *rows, int (*missing)(void *arg, int64_t id), void *arg)
{
	int more = rows_next(rows), order, status = 0;
	char last[PAIR_MAX] = "";
	size_t size, last_size = 0;
	const void *record;

	while (status >= 0 && (status = sorter_next(sorter, &record, &size)) > 0) {
		const struct pair pair = pair_of(record);

		if (size == last_size && memcmp(record, last, size) == 0)
			continue;
		memcpy(last, record, size);
		last_size = size;
		status = row_from(rows, &pair, &more, &order);
		if (status == 0 && order > 0)
			status = missing(arg, pair.id);
	}
	return status;
}

int
grams_compare(struct db *db, const struct kind *kind, int (*missing)(void *arg, int64_t id), void *arg)
{
	struct sorter *sorter;
	struct rows *rows;
	struct buf sql;
	int status = kind_is_searched(kind) ? sort_pairs(db, kind, &sorter) : 0;

	if (status < 0 || !kind_is_searched(kind))
		return status;
	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select gram, start, id from %s_gram order by gram, start, id" WALKED, kind->name);
	status = buf_status(&sql);
	if (status == 0)
		status = db_query(db, buf_text(&sql), NO_ARGS, &rows);
	if (status == 0) {
		status = compare_rows(sorter, rows, missing, arg);
		rows_close(rows);
	}
	buf_free(&sql);
	sorter_free(sorter);
	return status;
}
