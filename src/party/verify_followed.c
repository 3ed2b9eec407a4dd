/* What follows from the records, found anew and compared with what is kept. */
#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "party/check.h"
#include "party/contribution.h"
#include "party/verification.h"
#include "party/verify.h"

#define SQL_MAX ((size_t)4 << 10)

#define ITS_PAGE " where id > $1 order by id limit 4096"
STATEMENT(page_of_units, "select distinct id from unit" ITS_PAGE);
STATEMENT(page_of_bodies, "select distinct id from body" ITS_PAGE);
STATEMENT(placed_nobody, "select distinct p.subject from placement p where p.ended is null and not exists"
                         " (select 1 from unit u where u.id = p.subject) and not exists"
                         " (select 1 from body b where b.id = p.subject) order by 1");

/* What no act would have let stand (check.h). */
static void
rule_broken(void *arg, const struct kind *kind, int64_t id, const struct failure_record *fault)
{
	verification_find(arg, "%s 第 %" PRId64 " 号（%s）：%s%.0s", "%s %" PRId64 " (%s): %.0s%s", kind->name, id, fault->clause,
	                  fault->zh, fault->en);
}

static int
verify_subject(struct verification *to, struct loader *loader, const struct subject *subject,
               struct changes *changes)
{
	struct check check = {.loader = loader, .today = DAY_OPEN - 1, .report = rule_broken, .arg = to};
	struct places places = {0};
	int status = check_subject(&check, subject);

	if (status == 0)
		status = places_of(loader, subject, &places);
	if (status == 0)
		status = places_refine(&(struct seen){loader, subject, AFTER}, &places, &places);
	if (status == FAIL_REFUSED) {
		verification_find(to, "第 %" PRId64 " 号：%s%.0s", "%" PRId64 ": %.0s%s", subject->id, failure_text(LANG_ZH),
		                  failure_text(LANG_EN));
		return 0;
	}
	if (status < 0)
		return status;
	if (!places_match(subject, &places))
		verification_find(to, "第 %" PRId64 " 号在组织架构中的位置与领导关系不符",
		                  "the place of %" PRId64 " in the tree does not follow from the affiliations", subject->id);
	return contribute(changes, loader, subject, AFTER, &places, 1);
}

static int
verify_some(struct verification *to, struct loader *loader, enum subject_kind kind, const struct ids *ids,
            struct changes *changes)
{
	struct subject subjects[SUBJECTS_MAX];
	int status = loader_relieve(loader);

	for (size_t at = 0; at < ids->count && status == 0; at += SUBJECTS_MAX) {
		size_t count = ids->count - at < SUBJECTS_MAX ? ids->count - at : SUBJECTS_MAX;

		status = subjects_load(loader, kind, ids->at + at, count, subjects);
		for (size_t i = 0; i < count && status == 0; i++)
			status = verify_subject(to, loader, &subjects[i], changes);
	}
	return status;
}

/* Page by page, so that it takes no more memory for a country than for a city. */
static int
verify_subjects(struct verification *to, struct loader *loader, enum subject_kind kind, const char *sql,
                struct changes *changes)
{
	int64_t last = INT64_MIN;
	bool more = true;
	int status = 0;

	while (more && status == 0) {
		struct ids ids = {0};

		status = ids_read_page(to->db, sql, last, &ids);
		if (status == 0)
			status = verify_some(to, loader, kind, &ids, changes);
		more = ids.count > 0;
		last = more ? ids.at[ids.count - 1] : last;
		ids_free(&ids);
	}
	return status;
}

/* Counts everything anew into tallies that are empty: of a database of its own, or of the same. */
static int
count_anew(struct verification *to, struct db *into)
{
	struct changes *changes = changes_new(into, EVERY_NODE);
	struct loader loader;
	int status = changes ? loader_open(&loader, to->db, NO_ACT, NULL) : FAIL_MEMORY;

	if (status < 0) {
		changes_free(changes);
		return status;
	}
	status = verify_subjects(to, &loader, SUBJECT_BODY, page_of_bodies, changes);
	if (status == 0)
		status = verify_subjects(to, &loader, SUBJECT_UNIT, page_of_units, changes);
	if (status == 0)
		status = changes_write(changes);
	loader_close(&loader);
	changes_free(changes);
	return status;
}

STATEMENT(heads_in_order, "select node, dimension, value, metric, 0, changes, steps from tally"
                          " order by node, dimension, value, metric" WALKED);
STATEMENT(parts_in_order, "select node, dimension, value, metric, part, before, steps from tally_part"
                          " order by node, dimension, value, metric, part" WALKED);

/* The order of two rows by their keys. */
static int
compare_keys(const struct rows *a, const struct rows *b)
{
	for (int c = 0; c < 5; c++) {
		int order;

		if (c == 2)
			order = strcmp(rows_text(a, c), rows_text(b, c));
		else
			order = rows_int(a, c) < rows_int(b, c) ? -1 : rows_int(a, c) > rows_int(b, c);
		if (order)
			return order;
	}
	return 0;
}

static void
find_tally(struct verification *to, const struct rows *rows)
{
	verification_find(to, "第 %" PRId64 " 号下的统计（维度 %" PRId64 "“%s”，指标 %" PRId64 "）与记录不符",
	                  "the tally under %" PRId64 " (dimension %" PRId64 " \"%s\", metric %" PRId64 ") does not follow from the records",
	                  rows_int(rows, 0), rows_int(rows, 1), rows_text(rows, 2), rows_int(rows, 3));
}

/* Walks both lists in step; a row that is missing, too many or different is a finding. */
static int
compare_lists(struct verification *to, struct rows *stored, struct rows *right)
{
	int more = rows_next(stored), expected = rows_next(right);

	while (more > 0 || expected > 0) {
		int order = more <= 0 ? 1 : expected <= 0 ? -1 : compare_keys(stored, right);

		if (more < 0 || expected < 0)
			break;
		if (order != 0 || rows_int(stored, 5) != rows_int(right, 5) ||
		    strcmp(rows_text(stored, 6), rows_text(right, 6)) != 0)
			find_tally(to, order <= 0 ? stored : right);
		if (order <= 0)
			more = rows_next(stored);
		if (order >= 0)
			expected = rows_next(right);
	}
	return more < 0 ? more : expected < 0 ? expected : 0;
}

static int
compare_tables(struct verification *to, struct db *scratch, const char *sql)
{
	struct rows *stored, *right;
	int status = db_query(to->db, sql, NO_ARGS, &stored);

	if (status < 0)
		return status;
	status = db_query(scratch, sql, NO_ARGS, &right);
	if (status == 0) {
		status = compare_lists(to, stored, right);
		rows_close(right);
	}
	rows_close(stored);
	return status;
}

/* Tables in which the tallies are made anew. */
static int
open_scratch(struct db **ret_scratch)
{
	const struct table *tables[8];
	struct schema schema = {tables, 0};
	struct db *scratch;
	int status = db_open("sqlite:", DB_SCRATCH, &scratch);

	if (status < 0)
		return status;
	for (size_t i = 0; i < store_table_count; i++)
		tables[schema.count++] = &store_tables[i];
	for (size_t i = 0; i < tally_table_count; i++)
		tables[schema.count++] = &tally_tables[i];
	status = db_begin_write(scratch);
	if (status == 0)
		status = schema_upgrade(scratch, &schema);
	if (status < 0) {
		db_close(scratch);
		return status;
	}
	*ret_scratch = scratch;
	return 0;
}

static void
nobody_placed(struct verification *to, const char *table, const char *column, const struct rows *rows)
{
	(void)table;
	(void)column;
	verification_find(to, "第 %" PRId64 " 号在组织架构中有位置，却没有这个组织",
	                  "%" PRId64 " has a place in the tree, but there is no such organization", rows_int(rows, 0));
}

int
verify_followed(struct verification *to)
{
	struct db *scratch;
	struct buf sql;
	int status = open_scratch(&scratch);

	if (status < 0)
		return status;
	buf_init(&sql, SQL_MAX);
	buf_puts(&sql, placed_nobody);
	status = verification_each(to, &sql, NULL, NULL, nobody_placed);
	buf_free(&sql);
	if (status == 0)
		status = count_anew(to, scratch);
	if (status == 0)
		status = compare_tables(to, scratch, heads_in_order);
	if (status == 0)
		status = compare_tables(to, scratch, parts_in_order);
	db_rollback(scratch);
	db_close(scratch);
	return status;
}

/* --- made good ------------------------------------------------------------------------ */

STATEMENT(tallies_drop, "delete from tally");
STATEMENT(parts_drop, "delete from tally_part");

/* What is wrong with the records is not for here: verify() says it. */
static void
keep_quiet(void *arg, struct bilingual finding)
{
	(void)arg;
	(void)finding;
}

static int
rebuild(struct db *db, void *arg)
{
	const struct call *call = arg;
	struct verification to = {.db = db, .report = keep_quiet};
	struct act act;
	int status = act_begin(&act, db, call->arena, call->actor->tag, call->today, call->at);

	if (status == 0)
		status = db_exec(db, tallies_drop, NO_ARGS, NULL);
	if (status == 0)
		status = db_exec(db, parts_drop, NO_ARGS, NULL);
	if (status == 0)
		status = count_anew(&to, db);
	return status < 0 ? status : act_end(&act, &(struct entry){.action = "rebuild-tallies", .kind = "", .facts = "{}"});
}

int
tallies_rebuild(const struct call *call)
{
	return writer_do(call->installation->writer, rebuild, (void *)(uintptr_t)call);
}
