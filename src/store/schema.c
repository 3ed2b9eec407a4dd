#include "store/schema.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/num.h"
#include "store/engine.h"

#define DDL_MAX ((size_t)64 << 10) /* bytes of one table's DDL */

static const struct column meta_columns[] = {
	{"name", COLUMN_TEXT, .required = true},
	{"value", COLUMN_TEXT, .required = true},
};

static const struct column journal_columns[] = {
	{"number", COLUMN_INT, .required = true},
	{"at", COLUMN_INT, .required = true},       /* seconds since 1970, UTC */
	{"today", COLUMN_INT, .required = true},    /* the civil day it was done on */
	{"actor", COLUMN_TEXT, .required = true},
	{"action", COLUMN_TEXT, .required = true},
	{"kind", COLUMN_TEXT, .required = true},    /* of the subject, or empty */
	{"subject", COLUMN_INT, .required = true},  /* its identity, or 0 */
	{"node", COLUMN_INT, .required = true},     /* the body whose part of the tree it touches, or 0 */
	{"facts", COLUMN_TEXT, .required = true},   /* canonical JSON; persons by reference only */
	{"last_id", COLUMN_INT, .required = true},  /* the highest identity given out so far */
	{"previous", COLUMN_TEXT, .required = true},
	{"hash", COLUMN_TEXT, .required = true},
};

static const struct index journal_indexes[] = {
	{"journal_subject", "subject, number"},
	{"journal_node", "node, number"},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

const struct table store_tables[] = {
	{"meta", meta_columns, COUNT(meta_columns), "name", .undone = true},
	{"journal", journal_columns, COUNT(journal_columns), "number", journal_indexes,
	 COUNT(journal_indexes), .append_only = true},
};
const size_t store_table_count = COUNT(store_tables);

STATEMENT(meta_find, "select value from meta where name = $1");
STATEMENT(meta_put, "insert into meta (name, value) values ($1, $2)"
                    " on conflict (name) do update set value = excluded.value");

/* What the two engines say differently. */
static const struct dialect {
	const char *types[2];
	const char *table_end, *clustered_end;
	const char *columns;    /* $1 = table */
	const char *indexes;    /* declared ones of table $1 */
	const char *tables;     /* one of all there are */
	const char *guards;     /* triggers of table $1 */
	const char *broken;     /* sentences of the engine on its file, "ok" for none; null where it has none */
} dialects[] = {
	[ENGINE_SQLITE] = {
		{"integer", "text"}, ") strict", ") strict, without rowid",
		"select name from pragma_table_info($1)",
		"select name from sqlite_master where type = 'index' and tbl_name = $1 and sql is not null",
		"select name from sqlite_master where type in ('table', 'view') limit 1",
		"select name from sqlite_master where type = 'trigger' and tbl_name = $1",
		"pragma quick_check(20)",
	},
	[ENGINE_POSTGRESQL] = {
		{"bigint", "text collate \"C\""}, ")", ")",
		"select column_name::text from information_schema.columns"
		" where table_schema = current_schema() and table_name = $1",
		"select indexname::text from pg_indexes where schemaname = current_schema()"
		" and tablename = $1 and indexname <> $1 || '_pkey'",
		"select table_name::text from information_schema.tables where table_schema = current_schema() limit 1",
		"select t.tgname::text from pg_trigger t where t.tgrelid = to_regclass($1) and not t.tgisinternal"
		" and t.tgenabled <> 'D'",
		NULL,
	},
};

static void
column_ddl(const struct column *column, const struct dialect *dialect, struct buf *out)
{
	buf_printf(out, "%s %s", column->name, dialect->types[column->type]);
	if (column->initial)
		buf_printf(out, " default %s", column->initial);
	if (column->required)
		buf_puts(out, " not null");
}

static void
index_ddl(const struct table *table, const struct index *index, struct buf *out)
{
	buf_printf(out, "create %sindex %s on %s (%s)", index->unique ? "unique " : "", index->name,
	           table->name, index->columns);
	if (index->where)
		buf_printf(out, " where %s", index->where);
	buf_puts(out, ";\n");
}

/* Refusing update and delete is the one thing in which the engines share no syntax. */
static void
append_only_ddl(const char *name, enum db_engine engine, struct buf *out)
{
	static const char *const verbs[] = {"update", "delete"};

	if (engine == ENGINE_POSTGRESQL) {
		buf_printf(out, "create function %s_only_grows() returns trigger language plpgsql as "
		                "'begin raise exception ''%s is never changed''; end'", name, name);
		buf_printf(out, ";\ncreate trigger %s_only_grows before update or delete or truncate on %s "
		                "execute function %s_only_grows();\n", name, name, name);
		return;
	}
	for (size_t i = 0; i < COUNT(verbs); i++)
		buf_printf(out, "create trigger %s_no_%s before %s on %s begin "
		                "select raise(abort, '%s is never changed')\x01 end;\n",
		           name, verbs[i], verbs[i], name, name);
}

static void
table_ddl(const struct table *table, const struct dialect *dialect, struct buf *out)
{
	buf_printf(out, "create %stable %s (", table->temporary ? "temp " : "", table->name);
	for (size_t i = 0; i < table->column_count; i++) {
		column_ddl(&table->columns[i], dialect, out);
		buf_puts(out, ", ");
	}
	buf_printf(out, "primary key (%s)%s;\n", table->primary_key,
	           table->clustered ? dialect->clustered_end : dialect->table_end);
}

static void
bare_ddl(const struct table *table, enum db_engine engine, struct buf *out)
{
	table_ddl(table, &dialects[engine], out);
	if (table->append_only)
		append_only_ddl(table->name, engine, out);
}

int
schema_ddl(const struct table *table, enum db_engine engine, struct buf *out)
{
	bare_ddl(table, engine, out);
	for (size_t i = 0; i < table->index_count; i++)
		index_ddl(table, &table->indexes[i], out);
	return buf_status(out);
}

/* Runs statements that end with ";\n"; \x01 stands for a semicolon inside one. */
static int
run_all(struct db *db, struct buf *ddl)
{
	char *at = ddl->data;
	int status = buf_status(ddl);

	while (status == 0 && at && *at) {
		char *end = strstr(at, ";\n");

		if (!end)
			break;
		*end = '\0';
		for (char *c = at; c < end; c++)
			if (*c == '\x01')
				*c = ';';
		status = db_exec(db, at, NO_ARGS, NULL);
		at = end + 2;
	}
	return status;
}

int
schema_create(struct db *db, const struct table *table)
{
	struct buf ddl;
	int status;

	buf_init(&ddl, DDL_MAX);
	status = schema_ddl(table, db_engine(db), &ddl);
	if (status == 0)
		status = run_all(db, &ddl);
	buf_free(&ddl);
	return status;
}

int
schema_bare(struct db *db, const struct schema *schema)
{
	struct buf ddl;
	int status = 0;

	buf_init(&ddl, DDL_MAX);
	for (size_t i = 0; i < schema->count && status == 0; i++) {
		buf_clear(&ddl);
		bare_ddl(schema->tables[i], db_engine(db), &ddl);
		status = run_all(db, &ddl);
	}
	buf_free(&ddl);
	return status;
}

/* Whether one of the names a query gives is `name`; *ret_any tells whether it gave any. */
static int
lists(struct db *db, const char *sql, const char *table, const char *name, bool *ret_any)
{
	struct rows *rows;
	int status = db_query(db, sql, ARGS(TEXT(table)), &rows);
	int found = 0;

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		*ret_any = true;
		if (strcmp(rows_text(rows, 0), name) == 0)
			found = 1;
	}
	rows_close(rows);
	return status < 0 ? status : found;
}

static int
upgrade_table(struct db *db, const struct table *table)
{
	const struct dialect *dialect = &dialects[db_engine(db)];
	bool exists = false;
	struct buf ddl;
	int status = lists(db, dialect->columns, table->name, "", &exists);

	buf_init(&ddl, DDL_MAX);
	if (status < 0)
		goto out;
	if (!exists) {
		schema_ddl(table, db_engine(db), &ddl);
		status = run_all(db, &ddl);
		goto out;
	}
	for (size_t i = 0; i < table->column_count && status >= 0; i++) {
		status = lists(db, dialect->columns, table->name, table->columns[i].name, &exists);
		if (status != 0)
			continue;
		buf_printf(&ddl, "alter table %s add column ", table->name);
		column_ddl(&table->columns[i], dialect, &ddl);
		buf_puts(&ddl, ";\n");
	}
	for (size_t i = 0; i < table->index_count && status >= 0; i++) {
		status = lists(db, dialect->indexes, table->name, table->indexes[i].name, &exists);
		if (status == 0)
			index_ddl(table, &table->indexes[i], &ddl);
	}
	if (status >= 0)
		status = run_all(db, &ddl);
out:
	buf_free(&ddl);
	return status < 0 ? status : 0;
}

int
schema_version(struct db *db, int64_t *ret_version)
{
	bool exists = false;
	struct rows *rows;
	int status = lists(db, dialects[db_engine(db)].columns, "meta", "", &exists);

	*ret_version = 0;
	if (status < 0 || !exists)
		return status;
	status = db_query(db, meta_find, ARGS(TEXT("schema")), &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0 && num_parse(rows_text(rows, 0), ret_version) < 0)
		status = fail(FAIL_SYSTEM, NULL, "db", "数据库的结构号读不出来。", "The number of the database's schema cannot be read.");
	rows_close(rows);
	return status < 0 ? status : 0;
}

static int
newer(int64_t version)
{
	return fail(FAIL_SYSTEM, NULL, "db",
	            "数据库是更新版本的程序建立的（结构 %lld，本程序 %d）；请升级程序。",
	            "The database comes from a newer program (schema %lld, this one %d); upgrade the program.",
	            (long long)version, SCHEMA_VERSION);
}

/* Before a version's tables are looked at: what is declared otherwise under the same name goes first. */
static const struct { int64_t version; const char *sql; } steps[] = {
	{2, "drop index if exists placement_path"},
	{2, "drop index if exists placement_subject"},
	{4, "drop index if exists membership_body"},
	{4, "drop index if exists post_body"},
	{5, "drop index if exists unit_name"},
	{5, "drop index if exists body_unit"},
	{5, "drop index if exists affiliation_superior"},
	{5, "drop index if exists coverage_unit"},
	{5, "drop index if exists coverage_body"},
	{5, "drop index if exists charter_unit"},
	{5, "drop index if exists term_body"},
	{5, "drop index if exists affiliation_unit"},
	{5, "drop index if exists affiliation_body"},
	{5, "drop table if exists unit_gram"},
	{5, "drop table if exists body_gram"},
	{5, "drop table if exists mass_org_gram"},
	{5, "drop table if exists matter_gram"},
};

int
schema_upgrade(struct db *db, const struct schema *schema)
{
	char version_text[16];
	int64_t version;
	int status = schema_version(db, &version);

	if (status == 0 && version > SCHEMA_VERSION)
		return newer(version);
	for (size_t i = 0; i < COUNT(steps) && status == 0; i++)
		if (version > 0 && version < steps[i].version)
			status = db_exec(db, steps[i].sql, NO_ARGS, NULL);
	for (size_t i = 0; i < schema->count && status == 0; i++)
		status = upgrade_table(db, schema->tables[i]);
	if (status < 0)
		return status;
	snprintf(version_text, sizeof version_text, "%d", SCHEMA_VERSION);
	return db_exec(db, meta_put, ARGS(TEXT("schema"), TEXT(version_text)), NULL);
}

int
schema_vacant(struct db *db)
{
	struct rows *rows;
	int64_t version;
	int status = schema_version(db, &version);

	if (status < 0)
		return status;
	if (version > SCHEMA_VERSION)
		return newer(version);
	if (version > 0)
		return 0;
	status = db_query(db, dialects[db_engine(db)].tables, NO_ARGS, &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	rows_close(rows);
	if (status > 0)
		return fail(FAIL_REFUSED, NULL, "db", "这个数据库里有别的程序的内容，没有改动。",
		            "The database holds what another program keeps there; nothing was changed.");
	return status < 0 ? status : 1;
}

int
schema_ready(struct db *db)
{
	int64_t version;
	int vacant, status = schema_version(db, &version);

	if (status < 0)
		return status;
	if (version > SCHEMA_VERSION)
		return newer(version);
	if (version > 0)
		return 0;
	vacant = schema_vacant(db);
	if (vacant == FAIL_REFUSED)
		return fail(FAIL_SYSTEM, NULL, "db", "这是别的程序的数据库，没有改动。",
		            "This database is another program's; nothing was changed.");
	return vacant < 0 ? vacant
	       : fail(FAIL_SYSTEM, NULL, "db", "数据库还没有建立；先运行 dangjian init。",
	              "The database is not set up; run dangjian init first.");
}

struct comparison {
	void (*report)(void *arg, struct bilingual finding);
	void *arg;
};

static void
report_name(const struct comparison *to, const char *zh, const char *en, const char *table,
            const char *name)
{
	char zh_text[160], en_text[160];

	snprintf(zh_text, sizeof zh_text, zh, table, name);
	snprintf(en_text, sizeof en_text, en, table, name);
	to->report(to->arg, (struct bilingual){zh_text, en_text});
}

static bool
declares_column(const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (strcmp(table->columns[i].name, name) == 0)
			return true;
	return false;
}

/* 1 where the table is there, 0 where it is not, or a failure. */
static int
compare_columns(struct db *db, const struct table *table, const struct comparison *to)
{
	bool seen[TABLE_COLUMNS_MAX] = {0}, any = false;
	struct rows *rows;
	int status = db_query(db, dialects[db_engine(db)].columns, ARGS(TEXT(table->name)), &rows);

	if (status < 0)
		return status;
	while ((status = rows_next(rows)) > 0) {
		const char *name = rows_text(rows, 0);

		any = true;
		if (!declares_column(table, name))
			report_name(to, "表 %s 多出列 %s", "table %s has an undeclared column %s", table->name, name);
		for (size_t i = 0; i < table->column_count; i++)
			if (strcmp(table->columns[i].name, name) == 0)
				seen[i] = true;
	}
	rows_close(rows);
	if (status == 0 && !any) {
		report_name(to, "缺少表 %s%s", "the table %s is missing%s", table->name, "");
		return 0;
	}
	for (size_t i = 0; i < table->column_count && status == 0; i++)
		if (!seen[i])
			report_name(to, "表 %s 缺少列 %s", "table %s lacks the column %s", table->name,
			            table->columns[i].name);
	return status < 0 ? status : 1;
}

int
schema_compare(struct db *db, const struct schema *schema,
               void (*report)(void *arg, struct bilingual finding), void *arg)
{
	const struct comparison to = {report, arg};

	for (size_t t = 0; t < schema->count; t++) {
		const struct table *table = schema->tables[t];
		bool any = false;
		int status = compare_columns(db, table, &to);

		for (size_t i = 0; i < table->index_count && status > 0; i++) {
			int found = lists(db, dialects[db_engine(db)].indexes, table->name, table->indexes[i].name, &any);

			status = found < 0 ? found : status;
			if (found == 0)
				report_name(&to, "表 %s 缺少索引 %s", "table %s lacks the index %s",
				            table->name, table->indexes[i].name);
		}
		if (status < 0)
			return status;
	}
	return 0;
}

/* 1 where every trigger that append_only_ddl makes stands, else 0, or a failure. */
static int
is_guarded(struct db *db, const struct table *table)
{
	static const char *const sqlite[] = {"no_update", "no_delete", NULL}, *const postgresql[] = {"only_grows", NULL};
	const char *const *wanted = db_engine(db) == ENGINE_SQLITE ? sqlite : postgresql;
	int found = 1;

	for (; *wanted && found > 0; wanted++) {
		char name[80];
		bool any = false;

		snprintf(name, sizeof name, "%s_%s", table->name, *wanted);
		found = lists(db, dialects[db_engine(db)].guards, table->name, name, &any);
	}
	return found;
}

int
schema_guarded(struct db *db, const struct schema *schema,
               void (*report)(void *arg, struct bilingual finding), void *arg)
{
	const struct comparison to = {report, arg};

	for (size_t t = 0; t < schema->count; t++) {
		const struct table *table = schema->tables[t];
		int guarded = table->append_only ? is_guarded(db, table) : 1;

		if (guarded < 0)
			return guarded;
		if (guarded == 0)
			report_name(&to, "表 %s 不再拒绝改动和删除%s", "table %s no longer refuses changes and deletions%s",
			            table->name, "");
	}
	return 0;
}

/* The engine's own words, a line for each fault under a heading with stars. */
static void
report_damage(const char *text, void (*report)(void *arg, struct bilingual finding), void *arg)
{
	while (*text) {
		int len = (int)strcspn(text, "\n");
		char zh[300], en[300];

		snprintf(zh, sizeof zh, "数据库文件已损坏：%.*s", len, text);
		snprintf(en, sizeof en, "the database file is damaged: %.*s", len, text);
		if (len > 0 && *text != '*')
			report(arg, (struct bilingual){zh, en});
		text += len + (text[len] == '\n');
	}
}

int
store_sound(struct db *db, void (*report)(void *arg, struct bilingual finding), void *arg)
{
	const char *sql = dialects[db_engine(db)].broken;
	struct rows *rows;
	int status = sql ? db_query(db, sql, NO_ARGS, &rows) : 0;

	if (!sql || status < 0)
		return status;
	while ((status = rows_next(rows)) > 0)
		if (strcmp(rows_text(rows, 0), "ok") != 0)
			report_damage(rows_text(rows, 0), report, arg);
	rows_close(rows);
	if (status == 0 || strcmp(last_failure()->field, DAMAGED) != 0)
		return status;
	/* Some damage keeps even the check from going on. */
	report(arg, (struct bilingual){"数据库文件已损坏：无法检查到底", "the database file is damaged: it cannot be checked to its end"});
	return 0;
}
