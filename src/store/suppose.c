#include "store/suppose.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"

#define SQL_MAX ((size_t)64 << 10)
#define NAME_MAX_BYTES 64
#define INDEXES_MAX 48

/* What a statement is put together from. */
struct supposed {
	struct db *db;
	const struct table *table;
	char added[NAME_MAX_BYTES], gone[NAME_MAX_BYTES]; /* tables of what was written, of what no longer stands */
	char home[NAME_MAX_BYTES];                        /* the schema in which the real table is */
	struct buf sql;
};

/* --- names --------------------------------------------------------------------------- */

/* Appends each column of the primary key in a pattern in which % stands for its name. */
static void
add_keys(struct supposed *to, const char *pattern, const char *between)
{
	const char *at = to->table->primary_key;

	while (*at) {
		size_t len = strcspn(at, ", ");

		for (const char *c = pattern; *c; c++)
			if (*c == '%')
				buf_add(&to->sql, at, len);
			else
				buf_putc(&to->sql, *c);
		at += len;
		at += strspn(at, ", ");
		if (*at)
			buf_puts(&to->sql, between);
	}
}

static void
add_columns(struct supposed *to, const char *alias)
{
	for (size_t i = 0; i < to->table->column_count; i++)
		buf_printf(&to->sql, "%s%s%s", i ? ", " : "", alias, to->table->columns[i].name);
}

static int
run(struct supposed *to)
{
	int status = buf_status(&to->sql);

	if (status == 0)
		status = db_exec(to->db, buf_text(&to->sql), NO_ARGS, NULL);
	buf_clear(&to->sql);
	return status;
}

/* --- tables and view -------------------------------------------------------------------- */

static int
make_added(struct supposed *to)
{
	char names[INDEXES_MAX][NAME_MAX_BYTES];
	struct index indexes[INDEXES_MAX];
	struct table added = *to->table;

	if (added.index_count > INDEXES_MAX)
		return fail(FAIL_SYSTEM, NULL, NULL, "表的索引过多。", "A table has too many indexes.");
	for (size_t i = 0; i < added.index_count; i++) {
		snprintf(names[i], NAME_MAX_BYTES, "added_%s", to->table->indexes[i].name);
		indexes[i] = to->table->indexes[i];
		indexes[i].name = names[i];
	}
	added.name = to->added;
	added.indexes = indexes;
	added.temporary = true;
	return schema_create(to->db, &added);
}

static bool
is_text(const struct table *table, const char *name, size_t len)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (strlen(table->columns[i].name) == len && memcmp(table->columns[i].name, name, len) == 0)
			return table->columns[i].type == COLUMN_TEXT;
	return false;
}

static int
make_gone(struct supposed *to)
{
	buf_printf(&to->sql, "create temp table %s (", to->gone);
	for (const char *at = to->table->primary_key; *at; at += strspn(at, ", ")) {
		size_t len = strcspn(at, ", ");

		buf_add(&to->sql, at, len);
		buf_puts(&to->sql, is_text(to->table, at, len) ? " text, " : " bigint, ");
		at += len;
	}
	buf_printf(&to->sql, "primary key (%s))", to->table->primary_key);
	return run(to);
}

static int
make_view(struct supposed *to)
{
	buf_printf(&to->sql, "create temp view %s as select ", to->table->name);
	add_columns(to, "m.");
	buf_printf(&to->sql, " from %s.%s m where not exists (select 1 from %s g where ", to->home, to->table->name, to->gone);
	add_keys(to, "g.% = m.%", " and ");
	buf_puts(&to->sql, ") union all select ");
	add_columns(to, "");
	buf_printf(&to->sql, " from %s", to->added);
	return run(to);
}

/* --- writing ------------------------------------------------------------------------------ */

/* A view knows no defaults. */
static void
add_insert(struct supposed *to)
{
	buf_printf(&to->sql, "insert into %s (", to->added);
	add_columns(to, "");
	buf_puts(&to->sql, ") values (");
	for (size_t i = 0; i < to->table->column_count; i++) {
		const struct column *column = &to->table->columns[i];

		buf_puts(&to->sql, i ? ", " : "");
		if (column->initial)
			buf_printf(&to->sql, "coalesce(new.%s, %s)", column->name, column->initial);
		else
			buf_printf(&to->sql, "new.%s", column->name);
	}
	buf_puts(&to->sql, "); ");
}

/* A row that was written before is written over; one that stands for everyone is hidden. */
static void
add_removal(struct supposed *to, bool sqlite)
{
	if (sqlite) {
		buf_printf(&to->sql, "insert or ignore into %s select ", to->gone);
		add_keys(to, "old.%", ", ");
		buf_printf(&to->sql, " where not exists (select 1 from %s a where ", to->added);
		add_keys(to, "a.% = old.%", " and ");
		buf_puts(&to->sql, "); ");
	}
	buf_printf(&to->sql, "delete from %s where ", to->added);
	add_keys(to, "% = old.%", " and ");
	buf_puts(&to->sql, "; ");
	if (!sqlite) {
		buf_printf(&to->sql, "if not found then insert into %s values (", to->gone);
		add_keys(to, "old.%", ", ");
		buf_puts(&to->sql, ") on conflict do nothing; end if; ");
	}
}

static int
make_triggers_sqlite(struct supposed *to)
{
	static const char *const verbs[] = {"insert", "update", "delete"};
	int status = 0;

	for (size_t v = 0; v < 3 && status == 0; v++) {
		buf_printf(&to->sql, "create temp trigger %s_%s instead of %s on %s begin ", to->added, verbs[v], verbs[v],
		           to->table->name);
		if (v != 0)
			add_removal(to, true);
		if (v != 2)
			add_insert(to);
		buf_puts(&to->sql, "end");
		status = run(to);
	}
	return status;
}

static int
make_triggers_postgresql(struct supposed *to)
{
	int status;

	buf_printf(&to->sql, "create function pg_temp.write_%s() returns trigger language plpgsql as $body$ begin"
	           " if tg_op <> 'INSERT' then ", to->added);
	add_removal(to, false);
	buf_puts(&to->sql, "end if; if tg_op = 'DELETE' then return old; end if; ");
	add_insert(to);
	buf_puts(&to->sql, "return new; end $body$");
	status = run(to);
	if (status < 0)
		return status;
	buf_printf(&to->sql, "create trigger %s_write instead of insert or update or delete on %s for each row"
	           " execute function pg_temp.write_%s()", to->added, to->table->name, to->added);
	return run(to);
}

/* --- all of it ------------------------------------------------------------------------------ */

static int
find_home(struct supposed *to)
{
	struct rows *rows;
	int status;

	if (db_engine(to->db) == ENGINE_SQLITE) {
		snprintf(to->home, sizeof to->home, "main");
		return 0;
	}
	status = db_query(to->db, "select quote_ident(current_schema())", NO_ARGS, &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0)
		snprintf(to->home, sizeof to->home, "%s", rows_text(rows, 0));
	rows_close(rows);
	return status < 0 ? status : 0;
}

static int
suppose_table(struct supposed *to)
{
	int status;

	snprintf(to->added, sizeof to->added, "added_%s", to->table->name);
	snprintf(to->gone, sizeof to->gone, "gone_%s", to->table->name);
	status = make_added(to);
	if (status == 0)
		status = make_gone(to);
	if (status == 0)
		status = make_view(to);
	if (status < 0)
		return status;
	return db_engine(to->db) == ENGINE_SQLITE ? make_triggers_sqlite(to) : make_triggers_postgresql(to);
}

int
db_suppose(struct db *db, const struct table *const *tables, size_t count)
{
	struct supposed to = {.db = db};
	int status;

	db_forget(db); /* what was prepared so far speaks of the real tables */
	buf_init(&to.sql, SQL_MAX);
	status = find_home(&to);
	for (size_t i = 0; i < count && status == 0; i++) {
		to.table = tables[i];
		status = suppose_table(&to);
	}
	buf_free(&to.sql);
	return status < 0 ? status : db_seal(db);
}

int
db_suppose_analyze(struct db *db, const struct table *const *tables, size_t count)
{
	char sql[2 * NAME_MAX_BYTES];
	int status = 0;

	for (size_t i = 0; i < count && status == 0 && db_engine(db) == ENGINE_POSTGRESQL; i++) {
		snprintf(sql, sizeof sql, "analyze added_%s, gone_%s", tables[i]->name, tables[i]->name);
		status = db_exec(db, sql, NO_ARGS, NULL);
	}
	return status;
}
