/* Records as they stand: references, versions that overlap, and the journal entries they were written by. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/sorter.h"
#include "party/verification.h"
#include "registry/gram.h"
#include "registry/tables.h"
#include "registry/version.h"
#include "store/journal.h"

#define SQL_MAX ((size_t)8 << 10)
#define LACKING_ROOM ((size_t)1 << 20) /* bytes of identities held before they are put aside */

static void
dangling(struct verification *to, const char *table, const char *column, const struct rows *rows)
{
	verification_find(to, "%s 第 %" PRId64 " 号记录的 %s 指向不存在的第 %" PRId64 " 号",
	                  "%s %" PRId64 ": %s names %" PRId64 ", which does not exist", table, rows_int(rows, 0),
	                  column, rows_int(rows, 1));
}

static int
verify_references(struct verification *to, struct buf *sql)
{
	int status = 0;

	for (const struct kind *const *kind = kinds; *kind; kind++)
		for (size_t f = 0; f < (*kind)->field_count && status == 0; f++) {
			const struct field *field = &(*kind)->fields[f];

			if (field->type != FIELD_REF)
				continue;
			buf_printf(sql, "select distinct r.id, r.%s from %s r where r.%s is not null and not exists"
			                " (select 1 from %s t where t.id = r.%s) order by 1, 2",
			           field->name, (*kind)->name, field->name, field->refers, field->name);
			status = verification_each(to, sql, (*kind)->name, field->name, dangling);
		}
	return status;
}

/* What names an account or a record, in tables that are no kind's. */
static const struct {
	const char *table, *id, *column, *refers;
} account_references[] = {
	{"account", "id", "person", "person"},
	{"role_grant", "id", "account", "account"},
	{"session", "account", "account", "account"},
	{"api_token", "id", "account", "account"},
	{"data_request", "id", "person", "person"},
	{"data_request", "id", "unit", "unit"},
	{"data_request", "id", "node", "body"},
	{"voice", "id", "person", "person"},
	{"voice", "id", "body", "body"},
	{"voice", "id", "election", "election"},
};

static int
verify_account_references(struct verification *to, struct buf *sql)
{
	int status = 0;

	for (size_t i = 0; i < sizeof account_references / sizeof *account_references && status == 0; i++) {
		const char *table = account_references[i].table, *column = account_references[i].column;

		buf_printf(sql, "select distinct r.%s, r.%s from %s r where r.%s is not null and not exists"
		                " (select 1 from %s t where t.id = r.%s) order by 1, 2",
		           account_references[i].id, column, table, column, account_references[i].refers, column);
		status = verification_each(to, sql, table, column, dangling);
	}
	for (size_t i = 0; i < 2 && status == 0; i++) {
		const char *table = i ? "setting" : "role_grant";

		buf_printf(sql, "select distinct g.id, g.node from %s g where g.node <> 0 and not exists"
		                " (select 1 from body b where b.id = g.node) and not exists"
		                " (select 1 from unit u where u.id = g.node) order by 1, 2", table);
		status = verification_each(to, sql, table, "node", dangling);
	}
	return status;
}

static void
overlapping(struct verification *to, const char *table, const char *column, const struct rows *rows)
{
	char one[DAY_TEXT], other[DAY_TEXT];

	(void)column;
	verification_find(to, "%s 第 %" PRId64 " 号有重叠的版本：%s 起的与 %s 起的",
	                  "%s %" PRId64 " has versions that overlap: from %s and from %s", table, rows_int(rows, 0),
	                  day_text(rows_day(rows, 1), one), day_text(rows_day(rows, 2), other));
}

static int
verify_versions(struct verification *to, struct buf *sql, const char *table, const char *id)
{
	buf_printf(sql, "select a.%s, a.since, b.since from %s a join %s b on b.%s = a.%s and b.ended is null"
	                " and (b.since > a.since or (b.since = a.since and b.made > a.made)) and b.since < a.until"
	                " where a.ended is null order by 1, 2, 3", id, table, table, id, id);
	return verification_each(to, sql, table, id, overlapping);
}

/* Two records on one day of which there is one at most; `same`: what makes them two of one thing. */
static int
verify_alone(struct verification *to, struct buf *sql, const char *table, const char *id, const char *same)
{
	buf_printf(sql, "select a.%s, a.since, b.since from %s a join %s b on %s"
	                " and b.ended is null and b.id <> a.id and b.since < a.until and (b.since > a.since or"
	                " (b.since = a.since and b.id > a.id)) where a.ended is null order by 1, 2, 3", id, table, table, same);
	return verification_each(to, sql, table, id, overlapping);
}

static int
verify_settings(struct verification *to, struct buf *sql)
{
	return verify_alone(to, sql, "setting", "id", "b.name = a.name and b.node = a.node");
}

/* OPIN-15.8: a member's relation in two places on one day. */
static int
verify_relations(struct verification *to, struct buf *sql)
{
	return verify_alone(to, sql, "membership", "person", "b.person = a.person");
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return x < y ? -1 : x > y;
}

static int
put_aside(void *arg, int64_t id)
{
	return sorter_add(arg, &id, sizeof id);
}

static void
pairs_missing(struct verification *to, const struct kind *kind, int64_t id, int64_t missing)
{
	if (missing > 0)
		verification_find(to, "%s 第 %" PRId64 " 号记录有 %" PRId64 " 个字对不在检索表中",
		                  "%s %" PRId64 ": %" PRId64 " pairs of characters are missing from its search table",
		                  kind->name, id, missing);
}

/* Whatever stands is found by a search; what is missing is told record by record. */
static int
verify_grams(struct verification *to, const struct kind *kind)
{
	struct sorter *lacking = sorter_new(compare_ids, LACKING_ROOM);
	int status = lacking ? grams_compare(to->db, kind, put_aside, lacking) : FAIL_MEMORY;
	int64_t id = 0, missing = 0;
	const void *record;
	size_t size;

	while (status >= 0 && (status = sorter_next(lacking, &record, &size)) > 0) {
		if (compare_ids(record, &id) != 0) {
			pairs_missing(to, kind, id, missing);
			memcpy(&id, record, sizeof id);
			missing = 0;
		}
		missing++;
	}
	if (status == 0)
		pairs_missing(to, kind, id, missing);
	sorter_free(lacking);
	return status;
}

int
verify_records(struct verification *to)
{
	struct buf sql;
	int status;

	buf_init(&sql, SQL_MAX);
	status = verify_references(to, &sql);
	if (status == 0)
		status = verify_account_references(to, &sql);
	for (const struct kind *const *kind = kinds; *kind && status == 0; kind++)
		status = verify_versions(to, &sql, (*kind)->name, "id");
	for (const struct kind *const *kind = kinds; *kind && status == 0; kind++)
		status = verify_grams(to, *kind);
	if (status == 0)
		status = verify_versions(to, &sql, "placement", "subject");
	if (status == 0)
		status = verify_versions(to, &sql, "role_grant", "id");
	if (status == 0)
		status = verify_settings(to, &sql);
	if (status == 0)
		status = verify_relations(to, &sql);
	buf_free(&sql);
	return status;
}

/* --- the journal behind them ----------------------------------------------------------- */

STATEMENT(journal_end, "select number, last_id from journal order by number desc limit 1");

/* An entry, or an identity, that a table knows of and the journal does not: its end was cut off. */
static void
beyond(struct verification *to, const char *table, const char *column, const struct rows *rows)
{
	int64_t number = rows_int(rows, 0), last = rows_int(rows, 1);

	if (number > last && strcmp(column, "id") == 0)
		verification_find(to, "表 %s 有第 %" PRId64 " 号，日志没有给出过这个编号", "table %s has number %" PRId64
		                  ", which the journal never gave out", table, number);
	else if (number > last)
		verification_find(to, "表 %s 有第 %" PRId64 " 条日志写入的内容，日志里没有这一条",
		                  "table %s holds what journal entry %" PRId64 " wrote; the journal has no such entry", table, number);
}

/* By the columns that say which entry made a row and which changed it later. */
static int
verify_numbers(struct verification *to, struct buf *sql, const char *table, const char *later, int64_t number)
{
	buf_printf(sql, "select case when coalesce(max(%s), 0) > coalesce(max(made), 0) then max(%s) else max(made) end,"
	                " %" PRId64 " from %s", later, later, number, table);
	return verification_each(to, sql, table, "made", beyond);
}

static int
verify_made(struct verification *to, struct buf *sql, const char *table, const char *later, int64_t number,
            int64_t last_id)
{
	int status;

	buf_printf(sql, "select max(id), %" PRId64 " from %s", last_id, table);
	status = verification_each(to, sql, table, "id", beyond);
	return status < 0 ? status : verify_numbers(to, sql, table, later, number);
}

int
verify_journal(struct verification *to, const struct schema *schema)
{
	int64_t number = 0, last_id = 0;
	struct rows *rows;
	struct buf sql;
	int status = journal_verify(to->db, verification_count, to);

	if (status >= 0)
		status = schema_guarded(to->db, schema, verification_count, to);
	if (status == 0)
		status = db_query(to->db, journal_end, NO_ARGS, &rows);
	if (status < 0)
		return status;
	status = rows_next(rows);
	if (status > 0) {
		number = rows_int(rows, 0);
		last_id = rows_int(rows, 1);
	}
	rows_close(rows);
	buf_init(&sql, SQL_MAX);
	for (const struct kind *const *kind = kinds; *kind && status >= 0; kind++)
		status = verify_made(to, &sql, (*kind)->name, "ended", number, last_id);
	if (status >= 0)
		status = verify_made(to, &sql, "role_grant", "ended", number, last_id);
	if (status == 0)
		status = verify_made(to, &sql, "setting", "ended", number, last_id);
	if (status >= 0)
		status = verify_made(to, &sql, "account", "disabled", number, last_id);
	if (status >= 0)
		status = verify_made(to, &sql, "data_request", "answer_made", number, last_id);
	if (status >= 0) /* what has no name has a number of chance */
		status = verify_numbers(to, &sql, "voice", "answer_made", number);
	buf_free(&sql);
	return status < 0 ? status : 0;
}
