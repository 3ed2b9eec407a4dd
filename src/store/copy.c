#include "store/copy.h"

#include <sodium.h>
#include <string.h>

#include "base/fail.h"

#define SQL_MAX ((size_t)16 << 10)
#define KEY_MAX 8        /* columns of a primary key */
#define PAGE_ROWS 4096   /* read at a time: PostgreSQL hands over a whole answer at once */

/* A table on its way past: where a page ended, and what went by. */
struct passage {
	struct db *db;
	const struct table *table;
	struct buf columns;              /* "id, since, …" */
	struct buf first, next;          /* the first page, and one behind a key */
	size_t key[KEY_MAX], key_count;  /* places of the key's columns */
	struct value at[KEY_MAX];        /* the key of the last row read */
	struct arena *arena;             /* holds its texts */
	crypto_generichash_state state;
	int64_t rows, total;
};

/* ---- the statements of a table ---- */

/* The places of the primary key's columns, as its text names them. */
static int
find_key(struct passage *passage)
{
	const struct table *table = passage->table;

	for (const char *name = table->primary_key; *name; name += strspn(name, ", ")) {
		size_t len = strcspn(name, ","), i = 0;

		while (i < table->column_count &&
		       (strlen(table->columns[i].name) != len || strncmp(table->columns[i].name, name, len) != 0))
			i++;
		if (i == table->column_count || passage->key_count == KEY_MAX)
			return fail(FAIL_SYSTEM, NULL, "db", "表 %s 的主键声明有误。", "The primary key of table %s is declared wrongly.",
			            table->name);
		passage->key[passage->key_count++] = i;
		name += len;
	}
	return 0;
}

static int
write_statements(struct passage *passage)
{
	const struct table *table = passage->table;

	for (size_t i = 0; i < table->column_count; i++)
		buf_printf(&passage->columns, "%s%s", i ? ", " : "", table->columns[i].name);
	buf_printf(&passage->first, "select %s from %s order by %s limit %d", buf_text(&passage->columns), table->name,
	           table->primary_key, PAGE_ROWS);
	buf_printf(&passage->next, "select %s from %s where (%s) > (", buf_text(&passage->columns), table->name,
	           table->primary_key);
	for (size_t i = 0; i < passage->key_count; i++)
		buf_printf(&passage->next, "%s$%zu", i ? ", " : "", i + 1);
	buf_printf(&passage->next, ") order by %s limit %d", table->primary_key, PAGE_ROWS);
	return buf_status(&passage->columns) < 0 ? last_failure()->code
	       : buf_status(&passage->first) < 0 ? last_failure()->code : buf_status(&passage->next);
}

static int
count_rows(struct passage *passage)
{
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	buf_printf(&sql, "select count(*) from %s", passage->table->name);
	status = buf_status(&sql);
	if (status == 0)
		status = db_number(passage->db, buf_text(&sql), NO_ARGS, &passage->total);
	buf_free(&sql);
	return status;
}

static void
passage_end(struct passage *passage)
{
	buf_free(&passage->columns);
	buf_free(&passage->first);
	buf_free(&passage->next);
	arena_free(passage->arena);
}

static int
passage_begin(struct passage *passage, struct db *db, const struct table *table)
{
	int status;

	*passage = (struct passage){.db = db, .table = table, .arena = arena_new(ARENA_IMPORT_MAX)};
	buf_init(&passage->columns, SQL_MAX);
	buf_init(&passage->first, SQL_MAX);
	buf_init(&passage->next, SQL_MAX);
	crypto_generichash_init(&passage->state, NULL, 0, crypto_generichash_BYTES);
	status = passage->arena ? find_key(passage) : FAIL_MEMORY;
	if (status == 0)
		status = write_statements(passage);
	if (status == 0)
		status = count_rows(passage);
	if (status < 0)
		passage_end(passage);
	return status;
}

/* ---- rows ---- */

/* Each value with its type and length before it, so that no two rows are digested alike. */
static void
digest_row(struct passage *passage, const struct value *values)
{
	for (size_t i = 0; i < passage->table->column_count; i++) {
		size_t len = values[i].type == VALUE_TEXT ? strlen(values[i].text) : 0;
		uint64_t number = values[i].type == VALUE_INT ? (uint64_t)values[i].number : len;
		unsigned char head[9] = {(unsigned char)values[i].type};

		for (int b = 0; b < 8; b++)
			head[1 + b] = (unsigned char)(number >> (8 * b));
		crypto_generichash_update(&passage->state, head, sizeof head);
		if (len)
			crypto_generichash_update(&passage->state, (const unsigned char *)values[i].text, len);
	}
}

static void
take_row(const struct rows *rows, const struct table *table, struct value *values)
{
	for (size_t i = 0; i < table->column_count; i++)
		values[i] = rows_null(rows, (int)i) ? SQL_NULL
		            : table->columns[i].type == COLUMN_INT ? INT(rows_int(rows, (int)i))
		                                                   : TEXT(rows_text(rows, (int)i));
}

/* Where the next page begins: behind the last row of this one. */
static int
keep_key(struct passage *passage, const struct value *values)
{
	arena_reset(passage->arena);
	for (size_t k = 0; k < passage->key_count; k++) {
		passage->at[k] = values[passage->key[k]];
		if (passage->at[k].type == VALUE_TEXT) {
			passage->at[k].text = arena_strdup(passage->arena, passage->at[k].text);
			if (!passage->at[k].text)
				return FAIL_MEMORY;
		}
	}
	return 0;
}

/* One page, digested and, where there is a `to`, loaded into it; the number of its rows or a failure. */
static int
pass_page(struct passage *passage, struct db *to)
{
	struct value values[TABLE_COLUMNS_MAX];
	struct rows *rows;
	int count = 0, status;

	status = db_query(passage->db, buf_text(passage->rows ? &passage->next : &passage->first), passage->at,
	                  passage->rows ? passage->key_count : 0, &rows);
	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		take_row(rows, passage->table, values);
		digest_row(passage, values);
		status = to ? db_load_row(to, values, passage->table->column_count) : 0;
		if (status == 0 && ++count == PAGE_ROWS)
			status = keep_key(passage, values);
		if (status < 0)
			break;
	}
	rows_close(rows);
	return status < 0 ? status : count;
}

static int
pass_rows(struct passage *passage, struct db *to, const struct copy_watch *watch)
{
	int count;

	do {
		count = pass_page(passage, to);
		passage->rows += count > 0 ? count : 0;
		if (watch && count >= 0)
			watch->tell(watch->arg, passage->table->name, passage->rows, passage->total);
	} while (count == PAGE_ROWS);
	if (count >= 0 && passage->rows != passage->total)
		return fail(FAIL_SYSTEM, NULL, "db", "表 %s 有 %lld 行，只读到 %lld 行。", "Table %s has %lld rows, but only %lld were read.",
		            passage->table->name, (long long)passage->total, (long long)passage->rows);
	return count < 0 ? count : 0;
}

/* Reads a table, and loads it where there is a `to`. */
static int
pass_table(struct db *db, struct db *to, const struct table *table, const struct copy_watch *watch,
           struct copied *ret_copied)
{
	unsigned char digest[crypto_generichash_BYTES];
	struct passage passage;
	int status = passage_begin(&passage, db, table);

	if (status < 0)
		return status;
	if (to)
		status = db_load_begin(to, table->name, buf_text(&passage.columns));
	if (status == 0)
		status = pass_rows(&passage, to, watch);
	if (status == 0 && to)
		status = db_load_end(to);
	if (status == 0) {
		crypto_generichash_final(&passage.state, digest, sizeof digest);
		*ret_copied = (struct copied){.table = table->name, .rows = passage.rows};
		sodium_bin2hex(ret_copied->digest, DIGEST_TEXT, digest, sizeof digest);
	}
	passage_end(&passage);
	return status;
}

/* ---- whole databases ---- */

int
store_copy(struct db *from, struct db *to, const struct schema *schema, const struct copy_watch *watch,
           struct copied *ret_copied)
{
	int status = schema_bare(to, schema);

	for (size_t i = 0; i < schema->count && status == 0; i++)
		status = pass_table(from, to, schema->tables[i], watch, &ret_copied[i]);
	return status < 0 ? status : schema_upgrade(to, schema);
}

int
store_compare(struct db *db, const struct schema *schema, const struct copy_watch *watch,
              const struct copied *copied)
{
	int status = 0;

	for (size_t i = 0; i < schema->count && status == 0; i++) {
		struct copied found;

		status = pass_table(db, NULL, schema->tables[i], watch, &found);
		if (status == 0 && (found.rows != copied[i].rows || strcmp(found.digest, copied[i].digest) != 0))
			status = fail(FAIL_SYSTEM, NULL, "db", "表 %s 在副本里与原库不同。", "Table %s differs in the copy.",
			              copied[i].table);
	}
	return status;
}
